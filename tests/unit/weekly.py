"""A mark for tests that take long, beside others that ask the same: with `WEEKLY=1` alone."""

import os

import pytest

weekly = pytest.mark.skipif("WEEKLY" not in os.environ, reason="takes long: weekly")
