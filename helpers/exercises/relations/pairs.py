"""Of each case what came and what was expected, and whether one follows from the other."""

from dataclasses import dataclass

import numpy as np

from helpers.exercises.compare import agree, in_form_of
from helpers.exercises.values import kind_of


@dataclass(frozen=True)
class Pair:
    """What came and what was expected in one case, and the case's arguments by name."""

    received: object
    expected: object
    arguments: dict


def in_form(pairs):
    """Return pairs in which what came is a tuple, a list or an array where such a one is expected.

    See `helpers.exercises.compare.in_form_of`.
    """
    return [Pair(in_form_of(p.expected, p.received), p.expected, p.arguments) for p in pairs]


def of_arrays(pair):
    """Return a pair in which a list of numbers that is expected is an array."""
    if not isinstance(pair.expected, list) or not {*map(kind_of, pair.expected)} <= {"i", "f"}:
        return pair
    expected = np.asarray(pair.expected)
    if expected.ndim != 1 or not expected.size:
        return pair
    received = pair.received
    if isinstance(received, list | tuple):
        received = in_form_of(expected, received)
    return Pair(received, expected, pair.arguments)


def hold(pairs, change, tolerance):
    """Return whether what is expected, changed by a function of it, came in every case."""
    changes = False
    for pair in pairs:
        with np.errstate(all="ignore"):
            changed = np.asarray(change(pair))
        if changed.shape != pair.received.shape or not np.isfinite(changed).all():
            return False
        if not agree(pair.received, changed, **tolerance).all():
            return False
        same = changed.shape == pair.expected.shape and agree(changed, pair.expected, **tolerance)
        changes = changes or not np.all(same)
    return changes
