"""The files of `cases/`: each is read rightly, or asked about in one sentence."""

import csv
from pathlib import Path

import numpy as np
import pytest
from tabular_cases import assert_one_sentence

from helpers import tabular

CASES = Path(__file__).parent / "cases"


def read(name, target="y", problem="regression", **options):
    return tabular.read(CASES / f"{name}.csv", target, problem, **options)


def column(data, name):
    return next(c for c in data.columns if c.name == name).values


def understood(data, name):
    return next(row for row in data.understood if row[0] == name)


with open(CASES / "bom_crlf.csv", encoding="utf-8-sig", newline="") as file:
    PLAIN = np.array([list(map(float, row)) for row in list(csv.reader(file))[1:]])
X, W, Y = PLAIN.T

SAME = {
    "bom_crlf": {},
    "comment_line": {},
    "sep_hint": {},
    "trailing_semicolons": {},
    "unicode_minus": {},
    "total_row": {},
    "total_row2": {},
    "r_rownames": {},
    "latin1": {"encoding": "latin-1"},
    "cp1252_euro": {"encoding": "cp1252"},
}


@pytest.mark.parametrize("name", SAME)
def test_the_plain_table_in_another_coat(name):
    data = read(name, **SAME[name])
    first = "Größe" if name == "latin1" else "x"
    np.testing.assert_array_equal(column(data, first), X)
    np.testing.assert_array_equal(column(data, "w"), W)
    np.testing.assert_array_equal(data.y, Y)


REMARKS = {
    "comment_line": "1 comment line before the column names was passed over.",
    "sep_hint": "Cells are divided by “;”, as the first line says.",
    "total_row": "The last row, line 42, sums up: left out. If it is a row like the others, say "
    "keep_last=True.",
    "total_row2": "The last row, line 42, sums up: left out. If it is a row like the others, say "
    "keep_last=True.",
}


@pytest.mark.parametrize("name", REMARKS)
def test_what_was_passed_over_is_said(name):
    data = read(name)
    assert data.remarks == (REMARKS[name],)
    assert tabular.overview(data).startswith(REMARKS[name])


NUMBERS = {
    "euro_thousands_int": ("Umsatz", W, ""),
    "euro_thousands_dec": ("Umsatz", W + 0.5, ""),
    "us_thousands": ("sales", W, ""),
    "us_millions": ("sales", 1000 * W, ""),
    "currency": ("price", W, "$"),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_marks_of_thousands_and_currencies(name):
    of, values, unit = NUMBERS[name]
    data = read(name)
    np.testing.assert_array_equal(column(data, of), values)
    np.testing.assert_array_equal(data.y, Y)
    assert understood(data, of)[1] == (f"number in {unit}" if unit else "number")
    assert f"is read as {values[0]:.15g}" in understood(data, of)[4]


def test_marks_of_thousands_in_the_target():
    np.testing.assert_array_equal(read("euro_thousands_target").y, W)
    np.testing.assert_array_equal(read("currency_target", "price").y, W)


@pytest.mark.parametrize(("name", "of", "unit"), [("percent", "rate", "%"), ("unit", "w", "kg")])
def test_units_are_noted(name, of, unit):
    data = read(name)
    with open(CASES / f"{name}.csv", encoding="utf-8", newline="") as file:
        cells = [row[of].rstrip(f" {unit}") for row in csv.DictReader(file)]
    np.testing.assert_array_equal(column(data, of), list(map(float, cells)))
    assert understood(data, of)[1] == f"number in {unit}"


@pytest.mark.parametrize("name", ["none_words", "dash"])
def test_words_for_missing_among_numbers(name):
    data = read(name)
    gaps = np.arange(40) % 5 == 0
    np.testing.assert_array_equal(column(data, "w"), np.where(gaps, np.nan, W))
    assert understood(data, "w")[3] == 8


def test_a_code_for_missing_is_proposed_and_taken():
    data = read("sentinel")
    assert [q for q in data.questions if 'missing={"w": [-999]}' in q] == list(data.questions)
    assert np.isnan(column(read("sentinel", missing={"w": [-999]}), "w")).sum() == 8
    assert np.isnan(column(read("sentinel", missing=["-999"]), "w")).sum() == 8


ASKED = {
    "html": ({}, "expected a CSV file, got a web page (HTML)"),
    "json": ({}, "expected a CSV file, got a JSON file"),
    "latin1": ({}, 'name the encoding it has, often encoding="cp1252"'),
    "cp1252_euro": ({}, "got the byte 0x80 in line 2"),
    "one_column": ({}, 'got a file that holds "y" alone'),
    "dup_names": ({}, 'got "a" 2 times'),
    "inf": ({}, 'finite numbers in the column "w", got "inf" in line 2: correct it, or'),
    "mixed_code": ({}, 'got "S" in line 5: correct it, or say missing=["S"] if it stands for '
                   'no value, '
                   'text=["size"]'),
    "rare_class": ({"problem": "classification"},
                   'got 2 of "c" besides 19 of "a", 19 of "b": rare="leave out"'),
    "real_class": ({"problem": "classification"}, "is it a regression?"),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_is_open_is_asked_about(name):
    options, expected = ASKED[name]
    with pytest.raises(tabular.DataError) as caught:
        read(name, **options)
    assert_one_sentence(caught.value, expected)


def test_the_named_options_settle_it():
    assert read("mixed_code", text=["size"]).columns[0].categories == ("36", "38", "40", "M", "S")
    as_numbers = column(read("mixed_code", numbers="size"), "size")
    np.testing.assert_array_equal(as_numbers[:6], [36, 38, 40, np.nan, np.nan, 36])
    assert np.isnan(column(read("inf", missing=["inf"]), "w")).sum() == 8
    data = read("rare_class", problem="classification", rare="leave out")
    assert data.classes == ("a", "b")
    assert (len(data.y), data.remarks[-1]) == (38, 'Rows of rare classes were left out: 2 of "c".')


def test_names_in_digits_and_with_commas():
    for target in ("2021", 2021):
        data = read("digits_names", target)
        assert [c.name for c in data.columns] == ["2019", "2020"]
    data = read("header_with_commas")
    assert [row[0] for row in data.understood] == ["Preis, EUR", "Lage, Ort, Land", "y"]


def test_line_breaks_in_quotes():
    assert read("quoted_newline").columns[1].categories == ("a\nline", "b\nline")


def test_empty_columns_and_names_of_rows_are_left_out_and_said():
    empty = read("trailing_semicolons").left_out
    assert empty == {"column 4": "empty", "column 5": "empty"}
    assert read("r_rownames").left_out["column 1"].startswith("text with 40 different values")


def test_identifiers_and_codes_are_left_out_and_said():
    assert read("id_text_num").left_out == {"id": "counts the rows, as an identifier does"}
    kept = column(read("id_text_num", numbers=["id"]), "id")
    np.testing.assert_array_equal(kept, 100_000 + 7 * np.arange(40))
    codes = understood(read("zip_leading_zero"), "plz")
    assert codes[1:3] == ("text", "08114")
    assert "the zeros before them are kept" in codes[4]


def test_capitals_make_no_other_value():
    data = read("bool_words")
    assert len(data.columns[1].categories) == 3
    assert "yes / Yes are one value, and 1 more so" in understood(data, "b")[4]
    assert len(read("bool_words", exact=["b"]).columns[1].categories) == 5
    data = read("class_case", problem="classification")
    assert [name.lower() for name in data.classes] == ["no", "yes"]
    assert "yes / Yes are one class" in understood(data, "y")[4]
    np.testing.assert_array_equal(data.y, np.arange(40) % 2 == 0)


def test_classes_written_as_whole_numbers_and_with_a_point():
    data = read("class_floats", problem="classification")
    assert data.classes == ("0", "1")
    np.testing.assert_array_equal(data.y, np.arange(40) % 2)


@pytest.mark.parametrize("name", ["de_dates", "us_dates", "few_dates"])
def test_dates_are_no_categories(name):
    data = read(name)
    assert understood(data, "date")[1] == "dates"
    assert [c.name for c in data.columns] == ["x"]
    assert "name it as the time" in data.left_out["date"]


def test_dates_order_the_rows():
    de, us = read("de_dates", time="date"), read("us_dates", time="date")
    np.testing.assert_array_equal(de.times, us.times)
    assert str(de.times[0])[:10] == "2023-01-01"
    assert (np.diff(de.times) > np.timedelta64(0)).all()


def test_the_years_of_a_file_can_be_its_time():
    data = read("time_number_year")
    assert "year" in data.left_out
    np.testing.assert_array_equal(read("time_number_year", time="year").times, 1980 + np.arange(40))


def test_tables_without_anything_to_learn():
    data = read("r_random_category")
    assert data.questions == ()
    assert len(data.columns[0].categories) == 31
    sorted_rows = read("r_sorted", problem="classification")
    assert any(q.startswith("The rows are sorted by “y”") for q in sorted_rows.questions)
    assert read("r_seed", problem="classification").questions == ()
