"""What holds for all tests of `helpers`."""

import pytest
from hypothesis import settings

from helpers import runtime

# The same examples everywhere, and no time limit: a slow machine is no fault of the code.
settings.register_profile("book", derandomize=True, deadline=None, database=None)
settings.load_profile("book")


@pytest.fixture(scope="session")
def keras():
    """Keras, imported when the first test asks for it."""
    return runtime.import_keras()
