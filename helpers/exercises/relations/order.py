"""Right entries that stand elsewhere: in another order, or given by their place."""

import numpy as np

from helpers.exercises.compare import agree
from helpers.exercises.relations.pairs import hold

_ORDERS = (
    ("the other way round, last entry first", lambda e: e[::-1]),
    ("moved by one place, towards the end", lambda e: np.roll(e, 1, axis=0)),
    ("moved by one place, towards the start", lambda e: np.roll(e, -1, axis=0)),
    ("the running sum of what it should be", lambda e: np.cumsum(e, axis=0)),
    ("transposed", np.transpose),
    ("with its columns in the other order", lambda e: e[:, ::-1] if e.ndim > 1 else e),
)


def reordered(pairs, label, tolerance):
    """Say that the result has the right entries, elsewhere."""
    if any(pair.expected.ndim == 0 for pair in pairs):
        return ""
    for words, change in _ORDERS:
        if hold(pairs, lambda p, c=change: c(p.expected), tolerance):
            return f"{label} is {words}."
    if any(len(np.unique(pair.expected)) > 2 for pair in pairs) and all(
        agree(np.sort(p.received, axis=None), np.sort(p.expected, axis=None), **tolerance).all()
        for p in pairs
    ):
        return f"{label} has the right entries, in another order."
    return ""


def placed(pairs, label, tolerance):
    """Say that the place of an entry was given in place of the entry, or the other way round."""
    if any(np.ndim(pair.expected) for pair in pairs):
        return ""
    for name in pairs[0].arguments:
        lists = [np.asarray(pair.arguments[name]) for pair in pairs]
        if any(each.ndim != 1 or each.dtype.kind not in "if" or not each.size for each in lists):
            continue
        for words, came, asked in (
            ("a place in {name}: the entry there is asked for", "received", "expected"),
            ("an entry of {name}: its place is asked for", "expected", "received"),
        ):
            ends = [(getattr(p, came), getattr(p, asked)) for p in pairs]
            if len({float(place) for place, _ in ends}) > 1 and all(
                _is_place(place, each) and agree(each[int(place)], entry, **tolerance)
                for (place, entry), each in zip(ends, lists, strict=True)
            ):
                return f"{label} is {words.format(name=name)}."
    return ""


def _is_place(value, entries):
    return float(value).is_integer() and 0 <= value < len(entries)
