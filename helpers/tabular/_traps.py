"""Traps in a table, a sentence each."""


def traps(data, spare, rows):
    """Return what to ask about."""
    return []
