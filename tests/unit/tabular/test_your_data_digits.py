"""Numbers as people read them."""

import pytest

from helpers.tabular._digits import decimals, percent, plain, span


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "0"),
        (0.7512, "0.75"),
        (0.0344, "0.034"),
        (23.9, "24"),
        (2415.0, "2,400"),
        (24065.0, "24,000"),
        (-0.0712, "-0.071"),
        (0.996, "1.0"),
        (41000000000000.0, "4.1 · 10¹³"),
        (-2.34e-7, "-2.3 · 10⁻⁷"),
    ],
)
def test_two_digits_of_a_number(value, expected):
    assert plain(value) == expected


def test_three_digits_where_models_are_compared():
    assert [plain(value, 3) for value in (2998.4, 0.0655, 1.409)] == ["3,000", "0.0655", "1.41"]
    assert decimals(0.0655, 3) == 4


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, "under 0.01 %"),
        (0.0034, "0.34 %"),
        (0.0712, "7.1 %"),
        (0.344, "34 %"),
        (0.9996, "100.0 %"),
        (0.996, "99.6 %"),
        (1.004, "100.4 %"),
        (1.26, "126 %"),
        (4.34, "4.3 times"),
        (41.0, "41 times"),
        (3e9, "3.0 · 10⁹ times"),
    ],
)
def test_a_share_in_percent(share, expected):
    assert percent(share) == expected


def test_the_unit_of_a_span_is_said_once():
    assert span(0.344, 0.71) == "34 to 71 %"
    assert span(4.34, 46.0) == "4.3 to 46 times"
    assert span(0.5, 4.2) == "50 % to 4.2 times"
    assert span(1e-6, 0.5) == "under 0.01 % to 50 %"
