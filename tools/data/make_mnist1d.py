"""Make `helpers/data/mnist1d.npz` anew, without network, from the package `mnist1d`.

The package is no requirement of the book. In an environment of its own:

    python -m venv mnist1d && mnist1d/bin/pip install mnist1d==0.0.2.post1
    mnist1d/bin/python tools/data/make_mnist1d.py

Its generator is seeded (42) and gives the published file to 1e-15.
"""

from pathlib import Path

import numpy as np
from mnist1d.data import get_dataset_args, make_dataset

TARGET = Path(__file__).resolve().parents[2] / "helpers" / "data" / "mnist1d.npz"


def main():
    """Generate the 5000 signals and store them in the published order."""
    made = make_dataset(get_dataset_args())
    np.savez_compressed(
        TARGET,
        signals=np.concatenate([made["x"], made["x_test"]]).astype(np.float32),
        labels=np.concatenate([made["y"], made["y_test"]]).astype(np.uint8),
    )


if __name__ == "__main__":
    main()
