"""Results of another shape: transposed, added up, with an entry too many, or how many there are."""

import math

import numpy as np

from helpers.exercises.compare import agree

_REDUCTIONS = (
    ("sum", np.sum),
    ("mean", np.mean),
    ("largest", np.max),
    ("smallest", np.min),
    ("product", np.prod),
    ("norm", lambda v, axis=None: np.sqrt(np.sum(np.square(v), axis=axis))),
    ("median", np.median),
    ("first", lambda v, axis=None: np.ravel(v)[0] if axis is None else np.take(v, 0, axis)),
    ("last", lambda v, axis=None: np.ravel(v)[-1] if axis is None else np.take(v, -1, axis)),
)


def shapes(pairs, label, tolerance):
    """Say how a result of another shape relates to what is expected."""
    if not any(pair.received.any() for pair in pairs) and not any(p.received.ndim for p in pairs):
        return f"{label} is a single 0. Asked is {axes_of(pairs[0].expected)}."
    if all(_close(p.received.T, p.expected, tolerance) for p in pairs):
        return f"{label} is transposed: its rows stand where the columns should."
    for words, reduce in _REDUCTIONS:
        for axis in (None, 0, 1, -1):
            if axis is not None and all(_is_single(p, axis) for p in pairs):
                continue
            along = "" if axis is None else f" along axis {axis}"
            if all(_close(_along(reduce, p.received, axis), p.expected, tolerance) for p in pairs):
                return f"{label} has more entries than are asked: their {words}{along} is right."
            if all(_close(_along(reduce, p.expected, axis), p.received, tolerance) for p in pairs):
                return (
                    f"{label} is the {words}{along} of what is asked: {axes_of(pairs[0].expected)}."
                )
    for words, cut in (("last", slice(None, -1)), ("first", slice(1, None))):
        if all(_close(_cut(p.received, cut), p.expected, tolerance) for p in pairs):
            return f"{label} has one entry too many, the {words} one; the others are right."
        if all(_close(_cut(p.expected, cut), p.received, tolerance) for p in pairs):
            return f"{label} has one entry too few, the {words} one; the others are right."
    sizes = all(pair.received.size == pair.expected.size for pair in pairs)
    if sizes and all(_close(p.received.ravel(), p.expected.ravel(), tolerance) for p in pairs):
        axis_too_many = all(
            p.received.size == 1 or p.received.ndim == p.expected.ndim + 1 for p in pairs
        )
        return "" if axis_too_many else f"{label} has the right numbers in another shape."
    if all(p.received.ndim == 0 and p.received == p.expected.size for p in pairs):
        return f"{label} is how many there are. Return the entries themselves."
    return ""


def _is_single(pair, axis):
    """Return whether the larger of the two arrays has no more than one entry along an axis."""
    array = max(pair.received, pair.expected, key=np.ndim)
    return axis < array.ndim and array.shape[axis] == 1


def axes_of(expected):
    """Say in words how many axes an array has."""
    axes = ("one number", "an array with one axis", "an array with two axes")
    return (
        axes[expected.ndim] if expected.ndim < len(axes) else f"an array with {expected.ndim} axes"
    )


def _along(reduce, array, axis):
    if axis is None:
        return reduce(array) if array.size else np.array(math.nan)
    if axis >= array.ndim or array.ndim < 2 or not array.size:
        return np.full((2, 3, 5), math.nan)
    return reduce(array, axis=axis)


def _cut(array, part):
    return array[part] if array.ndim else np.full((2, 3, 5), math.nan)


def _close(received, expected, tolerance):
    return np.shape(received) == np.shape(expected) and bool(
        agree(received, expected, **tolerance).all()
    )
