"""Compare what an answer returned with what was expected, and say the first difference."""

from dataclasses import dataclass

import numpy as np

from helpers.exercises.values import KINDS, SHOWN, UNUSUAL, Other, describe, kind_of, show

NO_RETURN = "The answer returned None. Does each way through it end with a `return`?"


@dataclass(frozen=True)
class Difference:
    """The first place where a value differs from the expected one, in words."""

    expected: str
    received: str
    hint: str = ""


def difference(received, expected, *, rtol=0.0, atol=0.0, labels=(), loose=False, _place=""):
    """Find the first difference between two plain values (see `helpers.exercises.values.plain`).

    Parameters
    ----------
    received, expected : plain values
        Numbers agree when ``|received - expected| <= atol + rtol * |expected|``, and NaN with NaN.
        Strings agree whatever the case of their letters and the blanks around them.
    rtol, atol : float
        The tolerance, the same for every number in the value.
    labels : tuple of str
        The names of the parts, where ``expected`` is a tuple or a list.
    loose : bool
        Whether integers may stand for floats.

    Returns
    -------
    Difference or None
        None when the two agree.
    """
    tolerance = {"rtol": rtol, "atol": atol, "loose": loose}
    if not isinstance(expected, tuple | list | dict):
        return _leaves(received, expected, _place, **tolerance)
    if type(received) is not type(expected):
        hint = f"Return {', '.join(labels)} together, as a tuple." if len(labels) > 1 else ""
        return Difference(describe(expected), describe(received), _hint(received, expected) or hint)
    if isinstance(expected, dict):
        if received.keys() != expected.keys():
            return Difference(show(expected), show(received))
        pairs = [(f"{_place}[{key!r}]", received[key], expected[key]) for key in expected]
    else:
        if len(received) != len(expected):
            return Difference(describe(expected), describe(received))
        places = labels or [f"{_place}[{i}]" for i in range(len(expected))]
        pairs = zip(places, received, expected, strict=True)
    found = (difference(mine, theirs, _place=place, **tolerance) for place, mine, theirs in pairs)
    return next(filter(None, found), None)


def _leaves(received, expected, place, *, rtol, atol, loose):
    """Find the first difference between two values that have no parts other than array entries."""
    label = f"result{place}" if place.startswith("[") else place
    kind, wanted = kind_of(received), kind_of(expected)
    same_kind = kind == wanted or (loose and {kind, wanted} == {"i", "f"})
    if _shape(received) != _shape(expected) or not same_kind:
        prefix = f"{label}: " if label else ""
        texts = (prefix + describe(expected), prefix + describe(received))
        return Difference(*texts, _hint(received, expected))
    if wanted in ("", "b"):
        wrong = np.asarray(received != expected)
    elif wanted == "U":
        wrong = np.asarray(_normal(received) != _normal(expected))
    else:
        with np.errstate(all="ignore"):
            wrong = ~np.isclose(received, expected, rtol=rtol, atol=atol, equal_nan=True)
    if not wrong.any():
        return None
    hint = ""
    if wanted in ("f", "c") and np.isfinite(expected).all() and not np.isfinite(received).all():
        hint = "The result is not finite everywhere: look for a division by zero or an overflow."
    if np.size(expected) > SHOWN:
        index = tuple(np.argwhere(wrong)[0].tolist())
        label = f"{label or 'result'}{list(index)}"
        received, expected = received[index].item(), expected[index].item()
    prefix = f"{label} = " if label else ""
    for digits in (4, 6, 9, 12, 17):
        texts = (prefix + show(expected, digits), prefix + show(received, digits))
        if texts[0] != texts[1]:
            break
    return Difference(*texts, hint)


def _shape(value):
    if isinstance(value, np.ndarray):
        return value.shape
    return None if isinstance(value, tuple | list | dict) else ()


def _normal(value):
    return value.strip().casefold() if isinstance(value, str) else value


def _hint(received, expected):
    """Return the hint for a value of a wrong type, shape or kind, where there is one to give."""
    if received is None:
        return NO_RETURN
    if received is ...:
        return "A part of the stub, the `...`, is still to be filled in."
    if kind_of(received) == "i" and kind_of(expected) == "f":
        return "The result is made of integers, which cut off fractions: compute with floats."
    if isinstance(expected, np.ndarray):
        if isinstance(received, tuple | list):
            return "Return a NumPy array."
        if isinstance(received, Other) and received.text.startswith(UNUSUAL):
            return f"Return a plain NumPy array of {KINDS[expected.dtype.kind]}."
        if _shape(received) in {(*expected.shape, 1), (1, *expected.shape)}:
            return "There is an axis of length 1 too many: with a vector it makes a matrix."
    return ""
