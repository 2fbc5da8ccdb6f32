"""Input checks that the helpers share: each error says what was expected and what came."""

import math
import numbers

import numpy as np


def flag(value, name):
    """Return `value` as a bool; raise ValueError unless it is True or False."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"expected {name} to be True or False, got {value!r}")
    return bool(value)


def number(value, name, *, minimum=None, above=None, maximum=None, below=None):
    """Return `value` as a float; raise ValueError unless it is a finite real number in range.

    `minimum` and `maximum` belong to the range, `above` and `below` do not.
    """
    bounds = [(minimum, ">="), (above, ">"), (maximum, "<="), (below, "<")]
    wanted = " and ".join(f"{sign} {bound:g}" for bound, sign in bounds if bound is not None)
    expected = f"expected {name} to be a finite number {wanted}".rstrip()
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        raise ValueError(f"{expected}, got {value!r} of type {type(value).__name__}")
    result = float(value)
    if (
        not math.isfinite(result)
        or (minimum is not None and result < minimum)
        or (above is not None and result <= above)
        or (maximum is not None and result > maximum)
        or (below is not None and result >= below)
    ):
        raise ValueError(f"{expected}, got {result:g}")
    return result


def integer(value, name, *, minimum):
    """Return `value` as an int; raise ValueError unless it is an integer >= `minimum`."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Integral):
        raise ValueError(
            f"expected {name} to be an integer >= {minimum}, "
            f"got {value!r} of type {type(value).__name__}"
        )
    if value < minimum:
        raise ValueError(f"expected {name} to be an integer >= {minimum}, got {value}")
    return int(value)


def generator(value, name):
    """Return `value`; raise ValueError unless it is a NumPy random generator."""
    if not isinstance(value, np.random.Generator):
        raise ValueError(
            f"expected {name} to be a numpy.random.Generator, as default_rng(seed) gives, "
            f"got {value!r} of type {type(value).__name__}"
        )
    return value


def numeric_array(value, name):
    """Return `value` as an array; raise ValueError unless it holds real numbers, at least one."""
    try:
        array = np.asarray(value)
    except (ValueError, TypeError) as error:
        raise ValueError(f"expected {name} to be an array of numbers, got: {error}") from None
    if array.dtype.kind not in "iuf":
        raise ValueError(f"expected {name} to hold real numbers, got dtype {array.dtype}")
    if array.size == 0:
        raise ValueError(f"expected {name} with at least one element, got shape {array.shape}")
    return array


def real_array(value, name, *, ndim=None, shape=None):
    """Return `value` as a float array; float32 is kept, every other type becomes float64.

    Raise ValueError unless it holds at least one number, all finite and real, and has `ndim`
    axes (one number, or a tuple of those allowed) and the shape `shape`, where given.
    """
    array = numeric_array(value, name)
    if ndim is not None and array.ndim not in np.atleast_1d(ndim):
        axes = " or ".join(str(k) for k in np.atleast_1d(ndim))
        raise ValueError(f"expected {name} with {axes} axes, got shape {array.shape}")
    if shape is not None and array.shape != tuple(shape):
        raise ValueError(f"expected {name} of shape {tuple(shape)}, got {array.shape}")
    if array.dtype not in (np.float32, np.float64):
        array = array.astype(np.float64)
    finite = np.isfinite(array)
    if not finite.all():
        where = first_index(~finite)
        raise ValueError(f"expected {name} to be finite, got {array[where]} at index {where}")
    return array


def first_index(mask):
    """Return the index, as a tuple of ints, of the first True of a boolean array."""
    return tuple(int(k) for k in np.argwhere(mask)[0])
