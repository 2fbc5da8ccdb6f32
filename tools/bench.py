"""Run every `benchmarks/bench_*.py` in turn, each on one thread, and show the tables they print.

::

    python tools/bench.py [NAME ...]    (default: all; `ridge` stands for benchmarks/bench_ridge.py)

The first line names the linear algebra behind NumPy, and the processor that its code is made for.
Where the shell has set OPENBLAS_CORETYPE, that may be an older one than the processor is, and
NumPy is then slower than it could be, while TensorFlow is not.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy  # noqa: F401 - threadpoolctl sees only what is loaded
from threadpoolctl import ThreadpoolController

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"
# One thread: the times then tell of the work done, not of how many processors were idle.
ONE_THREAD = {
    f"{library}_NUM_THREADS": "1"
    for library in ("MKL", "NUMEXPR", "OMP", "OPENBLAS", "VECLIB_MAXIMUM")
}
KEYS = ("internal_api", "version", "architecture")


def main(names):
    """Run the benchmarks and return the first status that is not 0, or 0."""
    scripts = [FOLDER / f"bench_{name}.py" for name in names] or sorted(FOLDER.glob("bench_*.py"))
    missing = [script.name for script in scripts if not script.is_file()]
    if missing or not scripts:
        known = ", ".join(sorted(p.stem.removeprefix("bench_") for p in FOLDER.glob("bench_*.py")))
        print(f"no benchmark {', '.join(missing)} (there is: {known or 'none'})", file=sys.stderr)
        return 1
    print(linear_algebra(), flush=True)
    statuses = [
        subprocess.call([sys.executable, script], env=os.environ | ONE_THREAD) for script in scripts
    ]
    return next(filter(None, statuses), 0)


def linear_algebra():
    """Name the library behind NumPy's products, and the processor its code is made for."""
    found = ThreadpoolController().select(user_api="blas").info()
    names = [" ".join(str(one[key]) for key in KEYS if one.get(key)) for one in found]
    chosen = os.environ.get("OPENBLAS_CORETYPE")
    note = f" (OPENBLAS_CORETYPE={chosen} is set)" if chosen else ""
    return f"NumPy's linear algebra: {', '.join(names) or 'unknown'}{note}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
