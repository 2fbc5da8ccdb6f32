"""What is tested weekly, with `WEEKLY=1`, and only in part on other days."""

import os

import pytest

WEEKLY = "WEEKLY" in os.environ

# For tests that take long, beside others that ask the same.
weekly = pytest.mark.skipif(not WEEKLY, reason="takes long: weekly")


def share(cases, part, of=2):
    """Return all cases weekly, and on other days one part of so many, the same one each day."""
    return list(cases) if WEEKLY else list(cases)[part::of]
