"""Which entries are wrong where others are right, and what they have to do with the right ones."""

import contextlib

import numpy as np

from helpers.exercises.compare import agree, in_form_of
from helpers.exercises.relations.functions import shifted
from helpers.exercises.relations.multiples import multiple
from helpers.exercises.relations.pairs import Pair, in_form, of_arrays
from helpers.exercises.values import kind_of


def entries(pairs, *, rtol, atol):
    """Return a sentence on how those entries that are wrong relate to the right ones, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    tolerance, cut = {"rtol": rtol, "atol": atol}, []
    for pair in map(of_arrays, pairs):
        mine, theirs = in_form_of(pair.expected, pair.received), pair.expected
        if not {kind_of(mine), kind_of(theirs)} <= {"i", "f"} or not np.ndim(theirs):
            return ""
        if np.shape(mine) != np.shape(theirs) or not np.isfinite(mine).all():
            return ""
        wrong = ~agree(mine, theirs, **tolerance)
        if wrong.any():
            cut.append(Pair(np.asarray(mine)[wrong], theirs[wrong], pair.arguments))
    if not cut or len(np.unique(np.concatenate([pair.expected for pair in cut]))) < 3:
        return ""
    said = multiple(cut, "", tolerance) or shifted(cut, "", tolerance)
    return f"Some entries are right. Each of the others{said}" if said else ""


_PLACES = (
    ("at the start", lambda p: np.arange(len(p.expected)) == 0),
    ("at the end", lambda p: np.arange(len(p.expected)) == len(p.expected) - 1),
    ("on the diagonal", lambda p: np.eye(*p.expected.shape, dtype=bool)),
    ("off the diagonal", lambda p: ~np.eye(*p.expected.shape, dtype=bool)),
    ("that should be 0", lambda p: _as_numbers(p.expected) == 0),
    ("that should be negative", lambda p: _as_numbers(p.expected) < 0),
    ("that should be positive", lambda p: _as_numbers(p.expected) > 0),
    ("that should be True", lambda p: _as_truth(p.expected)),
    ("that should be False", lambda p: ~_as_truth(p.expected)),
)


def _as_numbers(array):
    """Return an array of numbers; raise TypeError if it is one of truth values."""
    if kind_of(array) == "b":
        raise TypeError
    return array


def _as_truth(array):
    """Return an array of truth values; raise TypeError if it is one of numbers."""
    if kind_of(array) != "b":
        raise TypeError
    return array


def places(pairs, *, rtol, atol):
    """Return a sentence on which entries are wrong, where the others are right, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    pairs = in_form(pairs)
    if not all(
        kind_of(value) in ("i", "f", "b") and np.ndim(value) in (1, 2)
        for pair in pairs
        for value in (pair.received, pair.expected)
    ):
        return ""
    if any(pair.received.shape != pair.expected.shape for pair in pairs):
        return ""
    wrong = [~agree(pair.received, pair.expected, rtol=rtol, atol=atol) for pair in pairs]
    if not any(each.any() and not each.all() for each in wrong):
        return ""
    kinds = list(_PLACES)
    for name in pairs[0].arguments:
        kinds += [
            (f"where {name} is 0", lambda p, a=name: _array(p, a) == 0),
            (f"where {name} is negative", lambda p, a=name: _array(p, a) < 0),
            (f"where {name} is positive", lambda p, a=name: _array(p, a) > 0),
        ]
    for words, choose in kinds:
        with contextlib.suppress(TypeError, ValueError):
            chosen = [_spread(choose(pair), pair.expected.shape) for pair in pairs]
            if all(map(np.array_equal, wrong, chosen)):
                return f"Only entries {words} are wrong, the others are right."
    return ""


def _array(pair, name):
    """Return an argument as an array of numbers; raise TypeError or ValueError if it is none."""
    value = pair.arguments[name]
    if not isinstance(value, np.ndarray):
        raise TypeError
    return value.astype(float)


def _spread(chosen, shape):
    """Return a choice of entries, or of rows, as a choice of entries of an array of a shape."""
    if chosen.shape == shape:
        return chosen
    if chosen.shape != shape[:1]:
        raise ValueError
    return np.broadcast_to(chosen.reshape(-1, *[1] * (len(shape) - 1)), shape)
