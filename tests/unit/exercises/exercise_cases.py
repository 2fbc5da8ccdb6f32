"""What the tests of one chapter's exercises share."""

from helpers.exercises.registry import find


def pairs(name):
    """Return the arguments of each case of an exercise, and what the reference makes of them."""
    exercise = find(name)
    return [(case(), exercise.reference(*case())) for case in exercise.cases]
