"""Reading a reader's file: what is understood, and one clear sentence for what is not."""

import numpy as np
import pytest
from tables import houses, write
from tabular_cases import assert_one_sentence

from helpers import tabular

ROWS = "".join(f"{i},{i % 7},{i * i}\n" for i in range(1, 31))


def read(tmp_path, content, target="y", problem="regression", **options):
    path = tmp_path / "mine.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tabular.read(path, target, problem, **options)


BAD = {
    "empty": (b"", "expected a line of column names and rows below it, got an empty file"),
    "blank": (b" \n\n", "got an empty file"),
    "only names": (b"a,b,y\n", 'expected at least 20 rows with a target "y", got 0'),
    "two rows": (b"a,b,y\n1,2,3\n4,5,6\n", 'expected at least 20 rows with a target "y", got 2'),
    "latin-1": ("a,Größe,y\n1,2,3\n".encode("latin-1"), "UTF-8, got the byte 0xf6 in line 1"),
    "latin-1 below": (("a,b,y\n" + ROWS + "é,2,3").encode("latin-1"), "byte 0xe9 in line 32"),
    "utf-16": (("a,b,y\n" + ROWS).encode("utf-16"), "in UTF-8, got text in UTF-16"),
    "spreadsheet": (b"PK\x03\x04" + bytes(50), "a spreadsheet (.xlsx)"),
    "binary": (b"a,b\x00\n", "got a file that is not text"),
    "no table": (b"Dear reader\nthis is a letter\n", "column names divided by commas"),
    "no names": (ROWS, "expected column names in the first line, got the number 1"),
    "a name twice": (f"a,a,y\n{ROWS}", 'expected each column name once, got "a" 2 times'),
    "a long row": (f"a,b,y\n{ROWS}1,2,3,4\n", "expected 3 cells in line 32, as in the first"),
    "a short row": (f"a,b,y\n{ROWS}1,2\n", "as in the first line, got 2"),
    "an open quote": (f'a,b,y\n{ROWS}"1,2,3\n', "got a cell in line 32 that cannot be read"),
    "text for a number": (f"a,b,y\n{ROWS}1,four,3\n", 'in the column "b", got "four" in line 32'),
    "infinite": (f"a,b,y\n{ROWS}1,inf,3\n", 'in the column "b", got "inf" in line 32'),
    "too large": (f"a,b,y\n{ROWS}1,1e999,3\n", 'finite numbers in the column "b", got "1e999"'),
    "text target": (f"a,b,y\n{ROWS}1,2,red\n", 'in the column "y", got "red" in line 32'),
    "two marks": (f'a,b,y\n{ROWS}1.5,"1,5",3\n', 'mark in the file, as in 1.5 in line 32, in the'),
    "no target": (f"a,b,z\n{ROWS}", 'expected a column "y", got the columns a, b, z'),
    "target in capitals": (f"a,b,Y\n{ROWS}", 'did you mean "Y"?'),
    "constant target": ("a,b,y\n" + "1,2,3\n" * 30, "that varies, got 3 in each of 30 rows"),
    "constant in value": ("a,b,y\n" + "1,2,3\n4,5,3.0\n" * 15, "that varies, got 3"),
    "no targets": ("a,b,y\n" + "1,2,\n" * 30, 'expected at least 20 rows with a target "y", got 0'),
    "nothing varies": (
        "a,b,y\n" + "".join(f"1,2,{i}\n" for i in range(30)),
        "expected a column that can predict, got none",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence(tmp_path, name):
    content, expected = BAD[name]
    with pytest.raises(tabular.DataError) as caught:
        read(tmp_path, content)
    assert_one_sentence(caught.value, expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,y\n" + "1,u\n2,u\n" * 20, "that varies, got u in each of 40 rows"),
        ("a,y\n" + "1,u\n2,v\n" * 20 + "3,w\n", 'at least 4 rows of each class, got 1 of "w"'),
        ("a,y\n" + "".join(f"{i * i},{i}\n" for i in range(60)), "got 60 different values in 60"),
    ],
)
def test_a_target_without_usable_classes(tmp_path, content, expected):
    with pytest.raises(tabular.DataError, match="expected") as caught:
        read(tmp_path, content, problem="classification")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"problem": "clustering"}, "or \"classification\", got 'clustering'"),
        ({"target": None}, "expected the name of a column, got None"),
        ({"ignore": ["c"]}, 'expected a column "c", got the columns a, b, y'),
        ({"ignore": "c"}, 'expected a column "c"'),
        ({"group": "who"}, 'expected a column "who"'),
        ({"ignore": ["y"]}, 'expected a target besides the columns to ignore, got "y" as both'),
        ({"group": "y"}, 'got "y" as both'),
        ({"ignore": ["a", "b"]}, "expected a column that can predict, got none"),
    ],
)
def test_a_bad_setting_gets_one_sentence(tmp_path, arguments, expected):
    with pytest.raises(tabular.DataError) as caught:
        read(tmp_path, f"a,b,y\n{ROWS}", **arguments)
    assert expected in str(caught.value)


def test_nothing_there_and_a_folder(tmp_path):
    with pytest.raises(tabular.DataError, match="got nothing there"):
        tabular.read(tmp_path / "none.csv", "y", "regression")
    with pytest.raises(tabular.DataError, match="got nothing there"):
        tabular.read(tmp_path / "none" / "none.csv", "y", "regression")
    with pytest.raises(tabular.DataError, match="got a folder"):
        tabular.read(tmp_path, "y", "regression")
    with pytest.raises(tabular.DataError, match="expected the path of a CSV file, got 3"):
        tabular.read(3, "y", "regression")


def test_a_notebook_shows_the_sentence_alone():
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    result = shell.run_cell(
        "from helpers import tabular; tabular.read('none.csv', 'y', 'regression')"
    )
    lines = result.error_in_exec._render_traceback_()
    assert lines == ['DataError: expected a CSV file at "none.csv", got nothing there']


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_dialects_of_csv_mean_the_same(tmp_path, delimiter, newline):
    plain = read(tmp_path, f"a,b,y\n{ROWS}")
    other = f"a,b,y\n{ROWS}".replace(",", delimiter).replace("\n", newline)
    other = "\ufeff" + other + newline
    data = read(tmp_path, other)
    np.testing.assert_array_equal(data.X, plain.X)
    np.testing.assert_array_equal(data.y, plain.y)
    assert [c.name for c in data.columns] == [c.name for c in plain.columns]


def test_decimal_commas_where_cells_are_divided_otherwise(tmp_path):
    rows = "".join(f"{i},25;{i % 7};{i * i},5\n" for i in range(1, 31))
    data = read(tmp_path, f"a;b;y\n{rows}")
    np.testing.assert_array_equal(data.X[:, 0], np.arange(1, 31) + 0.25)
    np.testing.assert_array_equal(data.y, np.arange(1, 31) ** 2 + 0.5)
    with pytest.raises(tabular.DataError, match=r'column "a", got "1\.5" in line 32'):
        read(tmp_path, f"a;b;y\n{rows}1.5;2;3\n")


def test_quotes_hold_commas_and_line_breaks(tmp_path):
    rows = "".join(f'"x, {i % 2}\nz",{i % 7},{i * i}\n' for i in range(1, 31))
    data = read(tmp_path, f"a,b,y\n{rows}")
    assert data.columns[0].categories == ("x, 0\nz", "x, 1\nz")


def test_every_word_for_missing(tmp_path):
    words = ["", "NA", "n/a", "NaN", "null", "?", "#N/A", "<NA>"]
    rows = "".join(f"{word},{i},{i * i}\n" for i, word in enumerate(words))
    data = read(tmp_path, f"a,b,y\n{ROWS}{rows}")
    assert np.isnan(data.X[30:, 0]).all()
    assert np.isfinite(data.X[:30]).all()


def test_columns_that_cannot_help_are_left_out_and_said(tmp_path):
    n = 40
    columns = {
        "good": [i % 7 for i in range(n)],
        "copy": [i % 7 for i in range(n)],
        "constant": [3] * n,
        "empty": [""] * n,
        "number": list(range(100, 100 + n)),
        "comment": [f"text {i}" for i in range(n)],
        "sometimes": ["1" if i % 3 else "" for i in range(n)],
        "mine": [i * i % 5 for i in range(n)],
        "y": [i * i for i in range(n)],
    }
    path = write(tmp_path / "t.csv", list(columns), zip(*columns.values(), strict=True))
    data = tabular.read(path, "y", "regression", ignore=["mine"])
    # A constant that is sometimes missing may say something by being missing.
    assert [column.name for column in data.columns] == ["good", "sometimes"]
    said = " ".join(f"{name}: {reason}." for name, reason in data.left_out.items())
    for part in ("copy: a copy of “good”", "constant: the same", "empty: empty", "number: counts",
                 "comment: text with 40", "mine: to be ignored"):  # fmt: skip
        assert part in said


def test_dates_are_left_out_with_a_warning(tmp_path):
    rows = "".join(f"2024-0{1 + i // 28}-{1 + i % 28:02},{i % 7},{i * i}\n" for i in range(84))
    data = read(tmp_path, f"day,a,y\n{rows}")
    assert data.left_out["day"].startswith("dates; if rows come one after the other")


def test_text_gets_places_and_gaps_are_a_category(tmp_path):
    data = tabular.read(write(tmp_path / "t.csv", *houses()), "price", "regression")
    assert data.text == [2]
    assert data.columns[2].categories == ("", "Bern", "Graz", "Ulm")
    assert set(data.left_out) == {"id", "comment"}
    assert data.X.shape == (120, 3)


def test_rows_without_a_target_are_left_out(tmp_path):
    data = read(tmp_path, f"a,b,y\n{ROWS}5,5,\n6,6,NA\n")
    assert data.without_target == 2
    assert len(data.y) == 30


def test_equal_rows_share_a_group(tmp_path):
    data = read(tmp_path, f"a,b,y\n{ROWS}3,3,100\n")
    assert data.groups[30] == data.groups[2]
    assert len(np.unique(data.groups)) == 30


def test_few_values_make_no_copies(tmp_path):
    rows = "".join(f"{i % 2},{i % 3},{i * i}\n" for i in range(60))
    data = read(tmp_path, f"a,b,y\n{rows}")
    assert len(np.unique(data.groups)) == 60


def test_a_column_of_groups(tmp_path):
    rows = "".join(f"p{i // 4},{i * 7 % 11},{i * i}\n" for i in range(60))
    data = read(tmp_path, f"who,a,y\n{rows}", group="who")
    np.testing.assert_array_equal(np.diff(data.groups) == 0, np.arange(1, 60) % 4 != 0)
    assert data.left_out["who"] == "says which rows belong together"
    few = "".join(f"p{i % 3},{i * 7 % 11},{i * i}\n" for i in range(60))
    with pytest.raises(tabular.DataError, match='expected at least 5 groups in "who", got 3'):
        read(tmp_path, f"who,a,y\n{few}", group="who")
    with pytest.raises(tabular.DataError, match='a group in each row, got none in "who", line 62'):
        read(tmp_path, f"who,a,y\n{rows},5,7\n", group="who")


def test_a_class_in_few_groups(tmp_path):
    rows = "".join(f"p{i // 4},{i * 7 % 11},{'v' if i < 12 else 'u'}\n" for i in range(60))
    with pytest.raises(tabular.DataError, match='in at least 4 groups, got "v" in 3'):
        read(tmp_path, f"who,a,y\n{rows}", problem="classification", group="who")
