"""What holds for all tests of `helpers`."""

from hypothesis import settings

# The same examples everywhere, and no time limit: a slow machine is no fault of the code.
settings.register_profile("book", derandomize=True, deadline=None, database=None)
settings.load_profile("book")
