"""Reading a CSV file strictly: what cannot be read without guessing is an error."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from helpers.tabular._errors import DataError

DELIMITERS = (",", ";", "\t", "|")
SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive, as a spreadsheet (.xlsx) is",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (.xls)",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
}


@dataclass(frozen=True)
class Table:
    """The cells of a file as text.

    Parameters
    ----------
    names : tuple of str
        The column names of the first line; a column without one is called ``column 1``.
    rows : list of list of str
        One list for each row, as long as `names`.
    lines : list of int
        The line of the file that each row ends in, counted from 1.
    decimals : str
        The characters that may stand before a fraction: ``"."``, or ``".,"`` where the cells are
        not divided by commas.
    """

    names: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    decimals: str


def read_csv(path):
    """Read a file of comma-separated values in UTF-8.

    Semicolons, tabs and bars divide cells as well, whichever is the most frequent in the first
    line. Empty lines are passed over.

    Parameters
    ----------
    path : str or path-like
        The file. Its first line holds the column names.

    Returns
    -------
    Table

    Raises
    ------
    DataError
        If there is no such file, or it is empty, not text in UTF-8, not a table, has a name
        twice, no names, or a row of another length than the first line.
    """
    text = _text(path)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise DataError(
            "expected column names divided by commas in the first line, "
            f"got one name, {_short(first.strip())}"
        )
    rows, lines = _cells(text, delimiter)
    names = _names(rows[0])
    for row, line in zip(rows[1:], lines[1:], strict=True):
        if len(row) != len(names):
            raise DataError(
                f"expected {len(names)} cells in line {line}, as in the first line, got {len(row)}"
            )
    return Table(names, rows[1:], lines[1:], "." if delimiter == "," else ".,")


def _text(path):
    """Return the content of a file as text."""
    try:
        path = Path(path)
        content = path.read_bytes()
    except TypeError:
        raise DataError(f"expected the path of a CSV file, got {path!r}") from None
    except (FileNotFoundError, NotADirectoryError):
        raise DataError(f'expected a CSV file at "{path}", got nothing there') from None
    except (IsADirectoryError, PermissionError):
        kind = "a folder" if path.is_dir() else "a file that may not be read"
        raise DataError(f'expected a CSV file at "{path}", got {kind}') from None
    if not content.strip():
        raise DataError("expected a line of column names and rows below it, got an empty file")
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise DataError(f"expected a CSV file in UTF-8, got {kind}: export it as CSV")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"expected text in UTF-8, got the byte {content[error.start]:#04x} in line {line}: "
            "save the file anew as “CSV UTF-8”"
        ) from None
    if "\0" in text:
        raise DataError("expected a CSV file, got a file that is not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cells(text, delimiter):
    """Return the rows that are not empty, cells stripped, and the line that each ends in."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows, lines = [], []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([cell.strip() for cell in row])
                lines.append(reader.line_num)
    except csv.Error as error:
        raise DataError(
            f"expected a table, got a cell in line {reader.line_num} that cannot be read ({error})"
        ) from None
    return rows, lines


def _names(row):
    """Return the column names of the first row."""
    names = tuple(name or f"column {place}" for place, name in enumerate(row, 1))
    if all(_is_number(name) for name in names):
        raise DataError(f"expected column names in the first line, got the number {names[0]}")
    for name in names:
        if names.count(name) > 1:
            raise DataError(
                f"expected each column name once, got {_short(name)} {names.count(name)} times"
            )
    return names


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _short(text):
    """Return a text in quotation marks, cut where it is long."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:40]}…"'
