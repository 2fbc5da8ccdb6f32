"""Forms in which files hold numbers, dates and names: read or told about, never lost quietly."""

import numpy as np
import pytest
from tabular_cases import assert_one_sentence

from helpers import tabular
from helpers.tabular._dates import date
from helpers.tabular._numbers import number

N = 40


def read(tmp_path, cells, name="a", **options):
    """Read a file with a column of these cells."""
    rng = np.random.default_rng(0)
    rows = [f"{c},{rng.normal():.3f},{rng.normal():.3f}\n" for c in cells]
    path = tmp_path / "mine.csv"
    path.write_text(f"{name},b,y\n" + "".join(rows))
    return tabular.read(path, "y", "regression", **options)


@pytest.mark.parametrize(
    "form", ["{0:02d}:30", "1:{0:02d}:07", "{0}/97", "{0}-{1}", "'{0}5", "<{0}.5", "{0}.1.2.3"]
)
def test_text_in_digits_is_not_left_out_in_silence(tmp_path, form):
    cells = [form.format(i, i + 10) for i in range(N)]
    data = read(tmp_path, ["", *cells])
    (said,) = data.questions
    assert said.startswith("“a” was left out as text, but is written in digits, as “")
    assert f"“{cells[0]}” in line 3:" in said
    assert 'text=["a"]' in said
    assert said in tabular.check(data)
    assert read(tmp_path, cells, text=["a"]).questions == ()


@pytest.mark.parametrize(
    "cells",
    [
        [f"{i * 37:05d}" for i in range(N)],
        [f"note {i}:30" for i in range(N)],
        [f"A-{i}" for i in range(N)],
        [f"{i}:30" if i % 3 == 0 else f"at {i}" for i in range(N)],
        [f"{i % 4}:30" for i in range(N)],  # kept, as text
    ],
)
def test_codes_names_and_words_raise_no_question(tmp_path, cells):
    assert read(tmp_path, cells).questions == ()


def test_a_spreadsheets_way_to_keep_zeros_is_unwrapped(tmp_path):
    data = read(tmp_path, [f'="00{i % 5}"' for i in range(N)])
    assert data.columns[0].categories == ("000", "001", "002", "003", "004")
    data = read(tmp_path, [f'="{i * i}.5"' for i in range(N)])
    np.testing.assert_array_equal(data.X[:, 0], np.arange(N) ** 2 + 0.5)
    data = read(tmp_path, [f'a="{i % 4}"' for i in range(N)])
    assert data.columns[0].categories[0] == 'a="0"'


def test_numbers_with_a_unit_do_not_count_rows(tmp_path):
    assert "a" in read(tmp_path, range(N)).left_out
    assert "a" not in read(tmp_path, [f"{i} %" for i in range(N)]).left_out
    assert "id" not in read(tmp_path, [f"{i * i} kg" for i in range(N)], name="id").left_out


@pytest.mark.parametrize(
    ("text", "month"),
    [("1970Q1", 1), ("1970-Q2", 4), ("1970 Q3", 7), ("Q4 1970", 10), ("q4/1970", 10)],
)
def test_quarters_are_dates(text, month):
    assert date(text).timetuple()[:3] == (1970, month, 1)
    assert number(text, ".") is None


@pytest.mark.parametrize("text", ["1970Q5", "1970Q0", "Q1", "1970QQ1"])
def test_what_is_no_quarter(text):
    assert date(text) is None


def test_quarters_put_rows_in_order(tmp_path):
    cells = [f"{1970 + i // 4}Q{i % 4 + 1}" for i in range(N)]
    assert "dates" in read(tmp_path, cells).left_out["a"]
    data = read(tmp_path, cells[::-1], time="a")
    assert (tabular._times.show(data.times[0]), len(np.unique(data.groups))) == ("1970-01-01", N)


@pytest.mark.parametrize(
    ("cell", "unit"), [("5 m2", "m2"), ("5km²", "km²"), ("5 cm3", "cm3"), ("5 ft2", "ft2")]
)
def test_units_of_areas_and_volumes(cell, unit):
    assert number(cell, ".").unit == unit
    assert number("5 kg2", ".") is None


def test_column_names_that_come_again_are_passed_over(tmp_path):
    path = tmp_path / "mine.csv"
    rows = [f"{i * i},{i % 7},{i % 11}\n" for i in range(N)]
    path.write_text("".join(["a,b,y\n", *rows[:5], "a, b,y\n", *rows[5:], "a,b,y\n"]))
    table = tabular.read_csv(path)
    assert (len(table.lines), table.lines[4:6]) == (N, [6, 8])
    assert table.remarks == ("Lines that repeat the column names were passed over: 7, 43.",)
    data = tabular.read(path, "y", "regression")
    np.testing.assert_array_equal(data.X[:, 0], np.arange(N) ** 2)
    path.write_text("".join(["a,b,y\n", *rows[:5], "a,b,z\n", *rows[5:]]))
    with pytest.raises(tabular.DataError, match='got "z" in line 7'):
        tabular.read(path, "y", "regression")
    path.write_text("a\n" + "a\nb\n" * 3)
    assert len(tabular.read_csv(path).lines) == 6  # with one column, it may be a value


def test_a_row_with_a_cell_too_many_is_not_always_one_with_a_name(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("a,b,y\n" + "".join(f"r{i},{i * i},{i % 7},{i % 11}\n" for i in range(N)))
    table = tabular.read_csv(path)
    assert table.names == ("column 1", "a", "b", "y")
    assert table.remarks == ("Rows begin with a name that has no column name: it is “column 1”.",)
    path.write_text("a,b,y\n" + "".join(f"{i // 3},{100 + i},{i % 7},{i}\n" for i in range(N)))
    with pytest.raises(tabular.DataError) as caught:
        tabular.read_csv(path)
    assert_one_sentence(caught.value, "expected 3 cells in line 3, as in the first line, got 4")
