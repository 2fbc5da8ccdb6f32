"""What holds for all tests."""

import os

import one_thread

# In a parallel run each process has a core.
if "PYTEST_XDIST_WORKER" in os.environ:
    one_thread.take()
