"""Compare what an answer returned with what was expected, and say the first difference.

What carries the same numbers is the same: a list, a tuple and an array of equal entries; an integer
and a float of the same value. Shapes, the number of parts, and the difference between numbers and
truth values count.
"""

from dataclasses import dataclass

import numpy as np

from helpers.exercises.values import (
    KINDS,
    SHOWN,
    UNUSUAL,
    Other,
    Single,
    describe,
    kind_of,
    plain,
    show,
)

NO_RETURN = "The answer returned None. Does each way through it end with a `return`?"

_ONE_AXIS = "There is an axis of length 1 too many: with a vector it makes a matrix."
_ONE_NUMBER = "Return the number itself, taken out of its array."
FORM = {_ONE_AXIS, _ONE_NUMBER}
"""Hints on the form of a result: true if they hold in every case that fails, and else by chance."""

CUT = "The result is made of integers, which cut off fractions: compute with floats."
"""True if no case that fails gave fractions, and else by chance."""

_SINGLE = {"rtol": 1e-5, "atol": 1e-6}
"""What the rounding of some hundred operations in single precision comes to, relative to a number
itself and to the largest one beside it."""


@dataclass(frozen=True)
class Difference:
    """The first place where a value differs from the expected one, in words."""

    expected: str
    received: str
    hint: str = ""


def difference(received, expected, *, rtol=0.0, atol=0.0, labels=(), _place=""):
    """Find the first difference between two plain values (see `helpers.exercises.values.plain`).

    Parameters
    ----------
    received, expected : plain values
        Numbers agree when ``|received - expected| <= atol + rtol * |expected|``, and NaN with NaN;
        those that were computed in single precision get room for its rounding. Strings agree
        whatever the case of their letters and the blanks around them.
    rtol, atol : float
        The tolerance, the same for every number in the value.
    labels : tuple of str
        The names of the parts, where ``expected`` is a tuple or a list.

    Returns
    -------
    Difference or None
        None when the two agree.
    """
    tolerance = {"rtol": rtol, "atol": atol}
    received = in_form_of(expected, received)
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
            wanted = f"Return {', '.join(labels)}: {len(labels)} parts." if labels else ""
            return Difference(describe(expected), describe(received), wanted)
        places = [f"{_place}[{i}]" for i in range(len(expected))]
        # A known mistake may have more parts than are asked.
        places = labels if len(labels) == len(expected) else places
        pairs = zip(places, received, expected, strict=True)
    found = (difference(mine, theirs, _place=place, **tolerance) for place, mine, theirs in pairs)
    return next(filter(None, found), None)


def in_form_of(expected, received):
    """Return a received value as a tuple, a list or an array where such a one is expected.

    What does not fit, such as rows of unequal lengths, is returned as it is.
    """
    if isinstance(expected, np.ndarray) and isinstance(received, tuple | list):
        return np.empty_like(expected) if not received and not expected.size else _stacked(received)
    if isinstance(expected, tuple | list):
        if isinstance(received, tuple | list):
            return type(expected)(received)
        shapes = [np.shape(part) for part in expected if not isinstance(part, tuple | list | dict)]
        if isinstance(received, np.ndarray) and shapes == [received.shape[1:]] * len(received):
            return type(expected)(map(plain, received))
    return received


def _stacked(parts):
    """Return an array of numbers, truth values or strings where the parts make one."""
    parts = [_stacked(part) if isinstance(part, tuple | list) else part for part in parts]
    kinds = {kind_of(part) for part in parts}
    numbers = kinds <= {"i", "f", "c"}
    if not parts or "" in kinds or not (numbers or len(kinds) == 1):
        return parts
    if len({np.shape(part) for part in parts}) > 1:
        return parts
    single = {part.dtype for part in parts if isinstance(part, np.ndarray)} == {np.dtype("f4")}
    single = single or all(isinstance(part, Single) for part in parts)
    return np.array(parts, dtype=np.float32 if single else None)


def agree(received, expected, *, rtol, atol):
    """Return where two arrays of numbers of one shape agree: an array of truth values."""
    received, expected = np.asarray(received), np.asarray(expected)
    if received.dtype == np.float32 and expected.size:
        rtol = max(rtol, _SINGLE["rtol"])
        with np.errstate(all="ignore"):
            atol = max(
                atol, _SINGLE["atol"] * np.abs(expected[np.isfinite(expected)]).max(initial=0)
            )
    with np.errstate(all="ignore"):
        return np.isclose(received, expected, rtol=rtol, atol=atol, equal_nan=True)


def _leaves(received, expected, place, *, rtol, atol):
    """Find the first difference between two values that have no parts other than array entries."""
    label = f"result{place}" if place.startswith("[") else place
    kind, wanted = kind_of(received), kind_of(expected)
    numbers = {kind, wanted} <= {"i", "f"}
    if _shape(received) != _shape(expected) or not (kind == wanted or numbers):
        prefix = f"{label}: " if label else ""
        texts = (prefix + describe(expected), prefix + describe(received))
        return Difference(*texts, _hint(received, expected))
    if wanted in ("", "b"):
        wrong = np.asarray(received != expected)
    elif wanted == "U":
        wrong = np.asarray(_normal(received) != _normal(expected))
    elif np.array_equal(received, expected):  # a tenth of the time, and mostly so
        return None
    else:
        single = isinstance(received, Single)
        wrong = ~agree(np.float32(received) if single else received, expected, rtol=rtol, atol=atol)
    if not wrong.any():
        return None
    hint = _about_numbers(received, expected) if numbers else ""
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
    if isinstance(value, str):
        return value.strip().casefold()
    return np.strings.lower(np.strings.strip(value))


def _about_numbers(received, expected):
    """Return the hint for numbers of the right shape, where they tell what happened."""
    received, expected = np.asarray(received), np.asarray(expected)
    if np.isfinite(expected).all() and not np.isfinite(received).all():
        if np.isnan(received).all():
            return "The result is NaN, not a number: look for 0/0, or for NaN that was let in."
        if np.isnan(received).any():
            return "Some entries are NaN, not a number: places never filled, or a 0/0?"
        return "The result is not finite everywhere: look for a division by zero or an overflow."
    cut = (np.trunc, np.round, np.floor)
    if (
        received.dtype.kind in "iu"
        and received.any()
        and any((received == way(expected)).all() for way in cut)
    ):
        return CUT
    return ""


def _about_parts(received, expected):
    """Return the hint for several parts where an array is expected."""
    for number, part in enumerate(received, start=1):
        numbers = kind_of(part) == kind_of(expected)
        if numbers and _shape(part) == expected.shape and agree(part, expected, **_SINGLE).all():
            return f"Part {number} of {len(received)} is right. Return it alone."
    if any(len(_shape(part) or ()) > 1 for part in received):
        return "Return one NumPy array. These are several, of unlike shapes."
    return "Return one NumPy array. Do its rows have the same length, and only numbers?"


def _is_one(received):
    """Return whether a value holds just one entry, in an array, a list or a tuple."""
    if isinstance(received, np.ndarray):
        return received.size == 1
    return isinstance(received, tuple | list) and len(received) == 1


def _hint(received, expected):
    """Return the hint for a value of a wrong type, shape or kind, where there is one to give."""
    if received is None:
        return NO_RETURN
    if received is ...:
        return "A part of the stub, the `...`, is still to be filled in."
    if kind_of(expected) == "b" and kind_of(received) in ("i", "f"):
        places = np.flatnonzero(expected)
        if np.shape(received) == places.shape and np.all(received == places):
            return "These are the places. Return True or False for each entry."
        return "Return True or False, not numbers."
    if kind_of(received) == "b" and kind_of(expected) in ("i", "f"):
        return "Return numbers, not True or False."
    if isinstance(received, Other) and received.text.startswith(UNUSUAL) and kind_of(expected):
        return f"Return a plain NumPy array of {KINDS[kind_of(expected)]}."
    if isinstance(expected, np.ndarray):
        if isinstance(received, tuple | list):
            return _about_parts(received, expected)
        if _shape(received) in {(*expected.shape, 1), (1, *expected.shape)}:
            return _ONE_AXIS
    if _shape(expected) == () and _is_one(received):
        return _ONE_NUMBER
    if kind_of(expected) in ("i", "f") and isinstance(received, tuple | list):
        return f"Return one number, not {len(received)} values together."
    return ""
