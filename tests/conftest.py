"""What holds for all tests."""

import os

# In a parallel run each process has a core: more threads would only wait for one another, and
# OpenBLAS waits busily. It is read when NumPy is imported, which is after this.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
