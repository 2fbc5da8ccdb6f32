"""How results relate to the right ones as a whole, or each part of those that are tuples."""

import itertools

import numpy as np

from helpers.exercises.compare import difference, in_form_of
from helpers.exercises.relations.functions import clipped, function_of, shifted, with_argument
from helpers.exercises.relations.multiples import constant_ratio, multiple, to_a_power, typed_number
from helpers.exercises.relations.order import placed, reordered
from helpers.exercises.relations.pairs import Pair, in_form, of_arrays
from helpers.exercises.relations.shapes import shapes
from helpers.exercises.values import kind_of


def explain(pairs, labels, *, rtol, atol):
    """Return a sentence on how the results relate to the expected ones, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    labels : tuple of str
        The names of the parts of a result that is a tuple.
    rtol, atol : float
        The exercise's tolerance.
    """
    tolerance = {"rtol": rtol, "atol": atol}
    pairs = in_form(map(of_arrays, pairs))
    if not all(isinstance(pair.expected, tuple) for pair in pairs):
        return _explain_part(pairs, "The result", tolerance)
    count = _parts_of(pairs)
    if not count:
        return ""
    labels = labels or tuple(f"part {i + 1}" for i in range(count))
    return turned_round(pairs, labels, **tolerance) or _explain_parts(pairs, labels, tolerance)


def _parts_of(pairs):
    """Return of how many parts all results are; 0 if they are not several, and always as many."""
    results = [result for pair in pairs for result in (pair.received, pair.expected)]
    counts = {len(result) if isinstance(result, tuple) else 0 for result in results}
    return counts.pop() if len(counts) == 1 and counts != {1} else 0


def only_wrong_part(pairs, *, rtol, atol):
    """Return the number of the one part of the results that is not right; None if there are more.

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    wrong = set()
    for pair in pairs:
        mine = in_form_of(pair.expected, pair.received)
        if not isinstance(pair.expected, tuple) or not isinstance(mine, tuple):
            return None
        if len(mine) != len(pair.expected):
            return None
        parts = zip(mine, pair.expected, strict=True)
        wrong |= {i for i, (a, b) in enumerate(parts) if difference(a, b, rtol=rtol, atol=atol)}
    return wrong.pop() if len(wrong) == 1 and len(pairs[0].expected) > 1 else None


def turned_round(pairs, labels, *, rtol, atol):
    """Return a sentence if the parts of the results are right, in another order, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    labels : tuple of str
        The names of the parts.
    rtol, atol : float
        The exercise's tolerance.
    """
    if not 1 < len(labels) <= 4 or _parts_of(pairs) != len(labels):
        return ""
    for order in itertools.permutations(range(len(labels))):
        moved = [tuple(pair.received[i] for i in order) for pair in pairs]
        if not any(
            difference(mine, pair.expected, rtol=rtol, atol=atol)
            for mine, pair in zip(moved, pairs, strict=True)
        ):
            return f"The parts are right, in another order than {', '.join(labels)}."
    return ""


def _explain_parts(pairs, labels, tolerance):
    """Say which part is right, and how the others relate to what is expected."""
    parts = [
        [Pair(p.received[i], p.expected[i], p.arguments) for p in pairs] for i in range(len(labels))
    ]
    wrong = [i for i, part in enumerate(parts) if not _all_agree(part, tolerance)]
    right = [label for i, label in enumerate(labels) if i not in wrong]
    every = [_explain_part(parts[i], labels[i], tolerance) for i in wrong]
    if len(wrong) == 1:
        return f"Right: {_listed(right)}. {every[0]}".rstrip()
    found = [sentence.partition(labels[i])[2] for sentence, i in zip(every, wrong, strict=True)]
    if found and found[0] and len(set(found)) == 1 and " is " in found[0][:4]:
        return f"{_listed([labels[i] for i in wrong])}: each{found[0]}"
    return " ".join(filter(None, every))


def _listed(words):
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _all_agree(part, tolerance):
    return not any(difference(pair.received, pair.expected, **tolerance) for pair in part)


def _explain_part(pairs, label, tolerance):
    """Say how one part of the results relates to what is expected."""
    pairs = [Pair(_as_array(p.expected, p.received), p.expected, p.arguments) for p in pairs]
    kinds = {kind_of(pair.expected) for pair in pairs}
    came = {kind_of(pair.received) for pair in pairs}
    if kinds == came == {"b"}:
        if all(_same(pair.received, np.logical_not(pair.expected)) for pair in pairs):
            return f"{label} is turned round: True where False is expected, and False where True."
        if all(np.ndim(pair.received) == 0 < np.ndim(pair.expected) for pair in pairs):
            return f"{label} is a single True or False. One is asked for each entry."
        return ""
    if not kinds or not kinds | came <= {"i", "f"}:
        return ""
    pairs = [
        Pair(np.asarray(p.received, dtype=_type(p.received)), np.asarray(p.expected), p.arguments)
        for p in pairs
    ]
    if not all(np.isfinite(p.received).all() and np.isfinite(p.expected).all() for p in pairs):
        return ""
    if any(pair.received.shape != pair.expected.shape for pair in pairs):
        return shapes(pairs, label, tolerance)
    if all(_zero(pair.received, tolerance) for pair in pairs) and not all(
        _zero(pair.expected, tolerance) for pair in pairs
    ):
        return f"{label} is 0 in every case."
    return (
        multiple(pairs, label, tolerance)
        or shifted(pairs, label, tolerance)
        or with_argument(pairs, label, tolerance)
        or placed(pairs, label, tolerance)
        or function_of(pairs, label, tolerance)
        or clipped(pairs, label, tolerance)
        or reordered(pairs, label, tolerance)
        or constant_ratio(pairs, label, tolerance)
        or typed_number(pairs, label, tolerance)
        or to_a_power(pairs, label, tolerance)
    )


def _as_array(expected, received):
    """Return what came in the form of what is expected, and several numbers as an array."""
    if isinstance(received, tuple | list) and kind_of(expected) in ("i", "f"):
        return in_form_of(np.zeros(1), received)
    return in_form_of(expected, received)


def _zero(array, tolerance):
    """Return whether nothing is left of an array, up to rounding."""
    return bool((np.abs(array) <= min(tolerance["atol"], 1e-12)).all())


def _type(value):
    return value.dtype if isinstance(value, np.ndarray) else None


def _same(received, expected):
    return np.shape(received) == np.shape(expected) and bool(np.all(received == expected))
