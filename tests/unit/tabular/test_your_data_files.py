"""Where a table begins, what divides it, and files that are damaged or of another kind."""

import numpy as np
import pytest
from tabular_cases import assert_one_sentence

from helpers import tabular

ROWS = "".join(f"{i},{i % 7},{i * i}\n" for i in range(1, 31))


def table(tmp_path, content, **options):
    path = tmp_path / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tabular.read_csv(path, **options)


BEFORE = {
    "a comment": (
        "# made today\n", {}, ("1 comment line before the column names was passed over.",)),
    "comments and an empty line": (
        "// one\n\n# two, with, commas\n", {}, ("2 comment lines were passed over.",)),
    "a hint": ("sep=,\n", {}, ("Cells are divided by “,”, as the first line says.",)),
    "a hint in quotes": ('"sep=,"\n', {}, ("Cells are divided by “,”, as the first line says.",)),
    "a title passed over": ("Report of May\n\n", {"skip": 2}, ()),
    "empty lines": ("\n  \n", {}, ()),
}  # fmt: skip


@pytest.mark.parametrize("name", BEFORE)
def test_what_stands_before_the_names(tmp_path, name):
    before, options, remarks = BEFORE[name]
    found = table(tmp_path, before + "a,b,y\n" + ROWS, **options)
    assert found.names == ("a", "b", "y")
    assert found.cells("y")[-1] == "900"
    assert found.remarks == remarks
    assert found.lines[0] == before.count("\n") + 2


def test_names_behind_a_comment_sign_are_names(tmp_path):
    found = table(tmp_path, "# of May\n#a,b,y\n" + ROWS)
    assert found.names == ("#a", "b", "y")
    assert len(found.lines) == 30


def test_a_title_is_asked_about(tmp_path):
    with pytest.raises(tabular.DataError) as caught:
        table(tmp_path, "Report of May\n\na,b,y\n" + ROWS)
    assert_one_sentence(caught.value, 'got "Report of May" alone where line 3 has 3 cells: skip=2')


def test_a_row_of_gaps_is_a_row_and_an_empty_line_none(tmp_path):
    found = table(tmp_path, "a,b\n1,2\n,\n\n3,4\n\n")
    assert found.columns == (["1", "", "3"], ["2", "", "4"])
    assert found.lines == [2, 3, 5]


def test_with_one_column_an_empty_line_between_others_is_a_row(tmp_path):
    found = table(tmp_path, "a\n0,5\n\n1,5\n\n\n")
    assert (found.columns, found.lines) == ((["0,5", "", "1,5"],), [2, 3, 4])


def test_a_column_without_a_name_stands_before_or_behind(tmp_path):
    rows = [f"{i},{i * i}" for i in range(5)]
    before = table(tmp_path, "a,b\n" + "".join(f"r{i},{row}\n" for i, row in enumerate(rows)))
    behind = table(tmp_path, "a,b\n" + "".join(f"{row},\n" for row in rows))
    assert (before.names, behind.names) == (("column 1", "a", "b"), ("a", "b", "column 3"))
    assert before.cells("b") == behind.cells("b") == ["0", "1", "4", "9", "16"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "latin-1", "utf-8"])
def test_an_encoding_that_is_named(tmp_path, encoding):
    found = table(tmp_path, "Größe,y\n1,2\n".encode(encoding), encoding=encoding)
    assert found.names[0] == "Größe"


OTHER = {
    "no such encoding": ("a,y\n1,2\n", {"encoding": "utf-9"}, "the name of an encoding"),
    "no encoding": ("a,y\n1,2\n", {"encoding": None}, "the name of an encoding"),
    "another encoding": ("é,y\n1,2\n".encode("latin-1"), {"encoding": "ascii"}, "in ascii"),
    "a bad skip": ("a,y\n1,2\n", {"skip": -1}, "a number of lines to skip, got -1"),
    "all skipped": ("a,y\n1,2\n", {"skip": 9}, "names and rows below it, got none"),
    "a page": (" <html><body>no</body></html>", {}, "got a web page (HTML)"),
    "XML": ('<?xml version="1.0"?><a/>', {}, "got an XML file"),
    "JSON": ('{"a": [1, 2]}', {}, "got a JSON file"),
    "a database": (b"SQLite format 3\0" + bytes(90), {}, "got a database (SQLite)"),
    "cut off in a quote": (f'a,b,y\n{ROWS}1,"2', {}, "got a cell in line 32 that cannot be read"),
    "cut off in a row": (f"a,b,y\n{ROWS}1,2", {}, "in line 32, as in the first line, got 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_damaged_files_and_bad_options_get_one_sentence(tmp_path, name):
    content, options, expected = OTHER[name]
    with pytest.raises(tabular.DataError) as caught:
        table(tmp_path, content, **options)
    assert_one_sentence(caught.value, expected)


BAD = {
    "decimal": ({"decimal": ";"}, "expected the decimal mark"),
    "text and numbers": ({"text": ["a"], "numbers": ["a"]}, 'got "a" as both'),
    "text": ({"text": ["c"]}, 'expected a column "c"'),
    "numbers": ({"numbers": "c"}, 'expected a column "c"'),
    "exact": ({"exact": [3]}, "expected the name of a column, got 3"),
    "missing": ({"missing": {"c": [1]}}, 'expected a column "c"'),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_options_of_columns_get_one_sentence(tmp_path, name):
    options, expected = BAD[name]
    table(tmp_path, f"a,b,y\n{ROWS}")
    with pytest.raises(tabular.DataError) as caught:
        tabular.read(tmp_path / "t.csv", "y", "regression", **options)
    assert_one_sentence(caught.value, expected)


def test_a_last_row_that_only_looks_like_a_sum_stays(tmp_path):
    rng = np.random.default_rng(0)
    values = rng.integers(0, 2, (40, 3))
    rows = "".join(f"{a},{b},{c}\n" for a, b, c in values) + "0,0,0\n"
    table(tmp_path, "a,b,y\n" + rows)
    assert len(tabular.read(tmp_path / "t.csv", "y", "regression").y) == 41


def test_tickets_of_which_most_are_numbers(tmp_path):
    tickets = [f"A/5 {i}" if i % 4 == 0 else str(11_000 + 7 * (i % 9)) for i in range(80)]
    rows = "".join(f"{t},{i * i % 17},{i}\n" for i, t in enumerate(tickets))
    table(tmp_path, "ticket,a,y\n" + rows)
    path = tmp_path / "t.csv"
    with pytest.raises(tabular.DataError) as caught:
        tabular.read(path, "y", "regression")
    assert_one_sentence(caught.value, 'in the column "ticket", got "A/5 0" in line 2: correct it')
    data = tabular.read(path, "y", "regression", text=["ticket"])
    assert data.columns[0].categories[-1] == "(other)"
    data = tabular.read(path, "y", "regression", numbers=["ticket"])
    assert np.isnan(data.columns[0].values).sum() == 20
