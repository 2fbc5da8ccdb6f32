"""What the tests of several pages' exercises share."""

import numpy as np

from helpers.exercises.registry import find


def cases(name):
    """Return the arguments of each case of an exercise."""
    return [case() for case in find(name).cases]


def reference(name, arguments):
    """Return what the reference of an exercise makes of them."""
    return find(name).reference(*arguments)


def pairs(name):
    """Return the arguments of each case of an exercise, and what the reference makes of them."""
    exercise = find(name)
    return [(case(), exercise.reference(*case())) for case in exercise.cases]


def flat(result):
    """Return all numbers of a result, which may have several parts, in one row."""
    parts = result if isinstance(result, tuple) else (result,)
    return np.concatenate([np.ravel(part) for part in parts])
