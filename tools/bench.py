"""Run every `benchmarks/bench_*.py` in turn, each on one thread, and show the tables they print.

::

    python tools/bench.py [NAME ...]    (default: all; `ridge` stands for benchmarks/bench_ridge.py)
"""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"
# One thread: the times then tell of the work done, not of how many processors were idle.
ONE_THREAD = {
    f"{library}_NUM_THREADS": "1"
    for library in ("MKL", "NUMEXPR", "OMP", "OPENBLAS", "VECLIB_MAXIMUM")
}


def main(names):
    """Run the benchmarks and return the first status that is not 0, or 0."""
    scripts = [FOLDER / f"bench_{name}.py" for name in names] or sorted(FOLDER.glob("bench_*.py"))
    missing = [script.name for script in scripts if not script.is_file()]
    if missing or not scripts:
        known = ", ".join(sorted(p.stem.removeprefix("bench_") for p in FOLDER.glob("bench_*.py")))
        print(f"no benchmark {', '.join(missing)} (there is: {known or 'none'})", file=sys.stderr)
        return 1
    statuses = [
        subprocess.call([sys.executable, script], env=os.environ | ONE_THREAD) for script in scripts
    ]
    return next(filter(None, statuses), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
