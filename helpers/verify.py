"""Claims that a page checks as it runs: each prints one ✓ line, or raises and says why not.

The ✓ line names the claim and the tolerance, never the measured difference, which may vary from
one processor to the next while the line has to stay the same.
"""

import re
from decimal import Decimal

import numpy as np

from helpers._validate import first_index, number, numeric_array


def close(claim, a, b, *, atol=0.0, rtol=0.0):
    """Check that two results agree element by element: |a − b| ≤ atol + rtol·|b|.

    Parameters
    ----------
    claim : str
        What is claimed, in the words of the page.
    a, b : array_like of real numbers
        The result to check, and the reference. Their shapes have to be equal: nothing is
        broadcast.
    atol, rtol : float, default 0.0
        Absolute tolerance, and tolerance relative to |b|. With both 0 the numbers must be equal.

    Raises
    ------
    AssertionError
        If the shapes differ, if a number is not finite, or if a difference is over the tolerance.
    ValueError
        If the claim or a tolerance is unusable, or `a` or `b` is empty or not numeric.
    """
    claim = _claim(claim)
    atol = number(atol, "atol", minimum=0)
    rtol = number(rtol, "rtol", minimum=0)
    a, b = numeric_array(a, "a"), numeric_array(b, "b")
    tolerance = " + ".join([f"{atol:g}"] * (atol > 0) + [f"{rtol:g} relative"] * (rtol > 0))
    tolerance = f"to {tolerance}" if tolerance else "exactly"
    if a.shape != b.shape:
        raise AssertionError(f"✗ {claim}: expected shape {b.shape}, got {a.shape}")
    for values, name in ((a, "a"), (b, "b")):
        if not np.isfinite(values).all():
            where = first_index(~np.isfinite(values))
            raise AssertionError(
                f"✗ {claim}: expected finite numbers, "
                f"got {values[where]} in {name} at index {where}"
            )
    with np.errstate(over="ignore"):
        difference = np.abs(a.astype(np.float64) - b.astype(np.float64))
        failed = difference > atol + rtol * np.abs(b.astype(np.float64))
    if tolerance == "exactly":
        failed = a != b
    if failed.any():
        where = first_index(failed & (difference == difference[failed].max()))
        raise AssertionError(
            f"✗ {claim}: expected {b[where]} {tolerance}, got {a[where]} at index {where}; "
            f"largest difference {difference[where]:.3g}, "
            f"{np.count_nonzero(failed)} of {failed.size} differ, shape {a.shape}"
        )
    print(f"✓ {claim} ({tolerance})")


def holds(claim, condition):
    """Check that a condition is True.

    Parameters
    ----------
    claim : str
        What is claimed, in the words of the page.
    condition : bool
        A single True or False; an array has to be reduced with `.all()` or `.any()` first.

    Raises
    ------
    AssertionError
        If the condition is False.
    ValueError
        If the condition is anything but one bool.
    """
    claim = _claim(claim)
    if not isinstance(condition, bool | np.bool_):
        shape = getattr(condition, "shape", None)
        received = type(condition).__name__ + (f" of shape {shape}" if shape is not None else "")
        raise ValueError(f"expected the condition as one True or False, got {received}")
    if not condition:
        raise AssertionError(f"✗ {claim}: expected True, got False")
    print(f"✓ {claim}")


def printed(claim, value, text):
    """Check that a number, rounded to the digits of a printed one, is the printed one.

    Parameters
    ----------
    claim : str
        What is claimed, in the words of the page.
    value : float
        The computed number.
    text : str
        The number as it stands in print, such as ".492", "0.492" or "−1.5". Its last digit sets
        the precision. A value exactly half way between two printed numbers agrees with both,
        because publications round either way.

    Raises
    ------
    AssertionError
        If the value rounds to another number.
    ValueError
        If the value is not a finite number, or the text is not a plain decimal number.
    """
    claim = _claim(claim)
    exact = Decimal(repr(number(value, "the value")))
    if not isinstance(text, str) or not re.fullmatch(r"[+\-−]?(\d+(\.\d*)?|\.\d+)", text):
        raise ValueError(f'expected the printed text as a decimal number like ".492", got {text!r}')
    expected = Decimal(text.replace("−", "-"))
    unit = Decimal(1).scaleb(expected.as_tuple().exponent)
    if abs(exact - expected) > unit / 2:
        raise AssertionError(f"✗ {claim}: expected {text} in print, got {exact}")
    print(f"✓ {claim} (printed {text})")


def _claim(claim):
    if not isinstance(claim, str) or not claim.strip():
        raise ValueError(f"expected the claim as a sentence, got {claim!r}")
    return claim
