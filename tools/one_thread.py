"""One thread for each process, where several processes share the cores.

More would only wait for one another, and these wait busily. The last digits of a sum, too, can
depend on how many threads share it. The libraries read this when they are imported.
"""

import os

THREADS = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")


def take():
    """Ask for one thread of each library, unless the user asked for others."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
