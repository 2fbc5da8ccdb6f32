"""Whether results come near to the right ones, as by rounding, and how near."""

import numpy as np

from helpers.exercises.relations.pairs import in_form
from helpers.exercises.values import kind_of

_CLOSE = 0.01
"""So large, in parts of the largest number, is what rounding or a small number added may do."""


def close(pairs, *, rtol, atol):
    """Return a sentence if the results of all cases are nearly what is expected, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    pairs = in_form(pairs)
    if any(kind_of(p.expected) != "f" or kind_of(p.received) not in ("i", "f") for p in pairs):
        return ""
    results = [(np.asarray(p.received, float), np.asarray(p.expected, float)) for p in pairs]
    largest = max(np.abs(theirs).max(initial=0) for _, theirs in results)
    far = 0.0
    for mine, theirs in results:
        # Where nothing but rounding is expected, the other cases say what is large.
        scale = np.abs(theirs).max(initial=0)
        scale = scale if scale > atol else largest
        if mine.shape != theirs.shape or not np.isfinite(mine).all() or not scale:
            return ""
        far = max(far, np.abs(mine - theirs).max(initial=0) / scale)
    if not max(rtol, 1e-12) < far < _CLOSE:
        return ""
    return (
        f"The result comes near to what is expected, and is off by {_in_words(far)}. Was something "
        "rounded, ended too early, or a small number added?"
    )


def _in_words(share):
    """Return words for a share of a per cent."""
    return "less than a thousandth" if share < 1e-3 else "less than a hundredth"
