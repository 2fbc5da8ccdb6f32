"""The comparison in single precision lets roundings pass at any size, and nothing else."""

import numpy as np
import pytest
from rounding import UNIT, assert_equal_to_rounding

SIZES = [1e-20, 1e-3, 1.0, 7.0, 1e20]


@pytest.mark.parametrize("size", SIZES)
def test_a_rounding_of_the_largest_number_passes_in_each(size):
    expected = size * np.array([[1.0, -0.5], [1e-9, 0.0]])
    for sign in (1, -1):
        assert_equal_to_rounding(expected + sign * 3.9 * UNIT * size, expected, units=4)


@pytest.mark.parametrize("size", SIZES)
def test_one_number_that_is_further_off_does_not(size):
    expected = size * np.array([[1.0, -0.5], [1e-9, 0.0]])
    for place in np.ndindex(expected.shape):
        found = expected.copy()
        found[place] += 4.1 * UNIT * size
        with pytest.raises(AssertionError):
            assert_equal_to_rounding(found, expected, units=4)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([np.nan], [1.0]),
        ([1.0], [np.nan]),
        ([np.inf], [np.inf]),
        ([0.0], [0.0]),
        ([1.0, 1.0], [1.0]),
    ],
)
def test_what_has_no_size_or_another_shape_is_not_compared(found, expected):
    with pytest.raises(AssertionError):
        assert_equal_to_rounding(found, expected, units=1e9)
