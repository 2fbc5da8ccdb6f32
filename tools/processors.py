"""Verify the notebooks and the package as other processors would compute them.

::

    python tools/processors.py                            the unit tests and the book
    python tools/processors.py NOTEBOOK or folder ...     these notebooks alone

OpenBLAS, NumPy and oneDNN (in TensorFlow) choose their code by what the processor can do, so the
last bits of a result differ from one to the next. The outputs in the book are rounded so far that
this does not show, and the tests' tolerances leave room for it; here both are tried. A newer
processor can act as an older one, so three runs follow each other: as this processor is, as one
that has AVX2 at most (most laptops), and as one that has AVX at most (before 2013; other kernels,
no fused multiplication and addition). Only for x86-64.
"""

import os
import subprocess
import sys
from pathlib import Path

VERIFY = Path(__file__).with_name("verify_notebooks.py")
UNIT_TESTS = VERIFY.parents[1] / "tests" / "unit"
SHARED = ("-n", "auto", "--maxprocesses=4", "--dist=worksteal")
NEWER_THAN_AVX2 = "X86_V4 AVX512_ICL AVX512_SPR"  # in NumPy's names
PROCESSORS = {
    "this processor": {},
    "AVX2 at most": {
        "OPENBLAS_CORETYPE": "Haswell",
        "NPY_DISABLE_CPU_FEATURES": NEWER_THAN_AVX2,
        "ONEDNN_MAX_CPU_ISA": "AVX2",
    },
    "AVX at most": {
        "OPENBLAS_CORETYPE": "Sandybridge",
        "NPY_DISABLE_CPU_FEATURES": f"X86_V3 {NEWER_THAN_AVX2}",
        "ONEDNN_MAX_CPU_ISA": "AVX",
    },
}
# Where the shell has set one of these, none of the runs would be on this processor as it is.
CHOICES = (
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
    "NPY_DISABLE_CPU_FEATURES",
    "ONEDNN_MAX_CPU_ISA",
)


def environment(name, variables):
    """Return the variables of a shell, changed so that programs see that processor."""
    kept = {key: value for key, value in variables.items() if key not in CHOICES}
    return kept | PROCESSORS[name]


def main(arguments):
    """Run everything for each processor and return the first status that is not 0, or 0."""
    runs = [(VERIFY, *arguments)]
    if not arguments:
        runs.insert(0, ("-m", "pytest", *SHARED, UNIT_TESTS))
    statuses = []
    for name in PROCESSORS:
        print(f"\n{name}", flush=True)
        variables = environment(name, os.environ)
        statuses += [subprocess.call([sys.executable, *run], env=variables) for run in runs]
    return next(filter(None, statuses), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
