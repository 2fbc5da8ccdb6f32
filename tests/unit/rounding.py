"""Comparisons of what was computed in single precision, the same on every processor."""

import numpy as np

UNIT = float(np.finfo(np.float32).eps)


def assert_equal_to_rounding(found, expected, *, units, err_msg=""):
    """Assert that float32 results differ by so many roundings of their largest number at most.

    Processors add in different orders. What that changes in a sum is as large as its terms allow,
    and so is the same for a small sum as for the large ones beside it: neither a share of each
    number nor an amount that forgets the size of the numbers tells a rounding from a slip.
    """
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    largest = np.abs(expected).max()
    assert 0 < largest < np.inf, "no size to measure a rounding by"
    np.testing.assert_allclose(
        found, expected, rtol=0, atol=units * UNIT * largest, err_msg=err_msg, strict=True
    )
