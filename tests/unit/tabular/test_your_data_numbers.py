"""Numbers as people write them: what was written is read back, and what is open is asked about."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tabular_cases import assert_one_sentence

from helpers import tabular
from helpers.tabular._numbers import any_code, is_code, number

GROUPS = {".": [",", " ", "'", "’", "\u00a0", "\u202f"], ",": [".", " ", "'", "’", "\u00a0"]}
UNITS = ["", "%", " %", " kg", "kg", " km/h", " €", "€", " °C", " m²", " EUR", " CHF"]


def written(value, decimals, decimal, group, sign):
    """Write a number with a mark of thousands, as a person of some country would."""
    whole, _, fraction = f"{abs(value):,.{decimals}f}".partition(".")
    text = whole.replace(",", group) + (decimal + fraction if fraction else "")
    return (
        {"-": f"-{text}", "−": f"−{text}", "behind": f"{text}-", "()": f"({text})"}[sign]
        if (value < 0)
        else text
    )


@settings(max_examples=300, deadline=None)
@given(
    cents=st.integers(-(10**11), 10**11),
    decimals=st.integers(0, 4),
    decimal=st.sampled_from(".,"),
    place=st.integers(0, 4),
    sign=st.sampled_from(["-", "−", "behind", "()"]),
    unit=st.sampled_from(UNITS),
)
def test_what_is_written_is_read_back(cents, decimals, decimal, place, sign, unit):
    value = cents / 10**decimals
    text = written(value, decimals, decimal, GROUPS[decimal][place], sign)
    if unit and not text.endswith(("-", ")")):
        text += unit
    found = number(text, decimal)
    assert found.value == value
    assert found.unit in ("", unit.strip())


@settings(max_examples=100, deadline=None)
@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read_back(value):
    assert number(repr(value), ".").value == value
    assert number(repr(value).replace(".", ","), ",").value == value


NONE = "1.2.3 12-13 3/4 A5 1,23,4 (5 5) --5 -5- 1.234,56.7 - € $5kg 0,123,456"


@pytest.mark.parametrize("cell", [*NONE.split(" "), "030 123", ""])
def test_what_is_no_number(cell):
    assert number(cell, ".") is None
    assert number(cell, ",") is None


def file(tmp_path, cells, delimiter=";", name="w", **options):
    rows = "".join(f"{cell}{delimiter}{i % 7}{delimiter}{i * i}\n" for i, cell in enumerate(cells))
    path = tmp_path / "t.csv"
    path.write_text(f"{name}{delimiter}a{delimiter}y\n{rows}")
    return tabular.read(path, "y", "regression", **options)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.integers(1000, 999_999), min_size=20, max_size=30, unique=True))
def test_numbers_that_can_be_read_in_two_ways_are_asked_about(tmp_path_factory, values):
    tmp_path = tmp_path_factory.mktemp("open")
    cells = [f"{value:,}".replace(",", ".") for value in values]
    with pytest.raises(tabular.DataError) as caught:
        file(tmp_path, cells, numbers=["w"])
    assert_one_sentence(caught.value, f'got "{cells[0]}" in line 2: decimal="." reads it as ')
    comma = file(tmp_path, cells, decimal=",", numbers=["w"])
    np.testing.assert_array_equal(comma.columns[0].values, values)
    point = file(tmp_path, cells, decimal=".", numbers=["w"])
    np.testing.assert_array_equal(point.columns[0].values, np.array(values) / 1000)
    # One number that can be read in one way only settles it for the whole file.
    told = file(tmp_path, [*cells, "0,5"], numbers=["w"])
    np.testing.assert_array_equal(told.columns[0].values, [*values, 0.5])


KG = ["5 kg", "6 kg", "7 kg"] * 5
ODD = {
    "two units": ([*KG, *["5 lb"] * 9], 'numbers in kg in the column "w", got "5 lb" in line 17'),
    "a unit in some": ([*["5%", "6%"] * 10, "0.12"], 'in the column "w", got "0.12" in line 22'),
    "a stray word": (
        [*range(30, 60), "many"],
        'got "many" in line 32: correct it, or say missing=',
    ),
    "a censored value": ([*range(30, 60), "<5"], 'got "<5" in line 32'),
    "zeros before some": (
        [*range(30, 60), "007", "7"],
        'or codes of one length, in the column "w"',
    ),
    "infinity": ([*range(30, 60), "-Inf"], 'expected finite numbers in the column "w", got "-Inf"'),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_cell_among_numbers_is_asked_about(tmp_path, name):
    cells, expected = ODD[name]
    with pytest.raises(tabular.DataError) as caught:
        file(tmp_path, cells)
    assert_one_sentence(caught.value, expected)
    assert 'text=["w"]' in str(caught.value)
    values = file(tmp_path, cells, numbers=["w"]).columns[0]
    assert values.name == "w"
    assert values.categories is None


def test_many_endings_are_no_units(tmp_path):
    data = file(tmp_path, [f"{i % 4}{letter}" for i in range(20) for letter in "abc"])
    assert "w" in [data.columns[j].name for j in data.text]


def test_stray_characters_and_gaps(tmp_path):
    data = file(tmp_path, ["\u200b5\u200b", " 7 ", "n/a", "#DIV/0!", "…", "\x0c8", *range(10, 40)])
    np.testing.assert_array_equal(data.columns[0].values[:6], [5, 7, np.nan, np.nan, np.nan, 8])
    assert data.remarks == ("Control characters were taken out: 3.",)


def test_in_text_a_dash_and_none_are_values(tmp_path):
    data = file(tmp_path, ["+", "-", "none", ""] * 8)
    assert data.columns[0].categories == ("", "+", "-", "none")


def test_a_number_with_the_other_mark_is_not_read():
    assert number("0.5", ",").value is None
    assert number("1,5", ".").value is None


def test_a_code_for_missing_counts_by_its_value(tmp_path):
    data = file(tmp_path, ["-999", "-999.0", "−999", *range(30, 60)], delimiter=",", missing=[-999])
    np.testing.assert_array_equal(np.isnan(data.columns[0].values[:4]), [True, True, True, False])


@pytest.mark.parametrize(
    "cells",
    [["007"], ["1", "007"], ["007", "1"], ["0"], ["0.5"], ["10", "01"], ["10", "1"], ["0", "1"],
     ["00"], ["07a"], ["a", "0"], ["", "01", ""], []],
)  # fmt: skip
def test_codes_are_found_in_all_cells_at_once_as_in_each(cells):
    assert any_code(cells) == any(map(is_code, cells))
