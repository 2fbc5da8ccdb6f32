"""Where the table of a file begins, what divides its cells, and the names of its columns."""

import csv
import io
import re
from collections import Counter
from itertools import islice

from helpers.tabular._errors import DataError, short

DELIMITERS = (",", ";", "\t", "|")
HINT = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
COMMENT = re.compile(r"\s*(#|//)")
LOOKED_AT = 30  # lines


def start(text, skip):
    """Find the line of the column names and the delimiter.

    Parameters
    ----------
    text : str
        The content of the file.
    skip : int
        How many lines the reader passes over.

    Returns
    -------
    tuple of (int, str, list of str)
        How many lines stand before the names, the delimiter, which is empty for one column, and
        remarks on what was passed over.
    """
    lines = list(islice(io.StringIO(text), skip + 10 * LOOKED_AT))
    first, remarks = skip, []
    while first < len(lines) and not lines[first].strip():
        first += 1
    if first >= len(lines):
        raise DataError("expected a line of column names and rows below it, got none")
    hint = HINT.fullmatch(lines[first])
    if hint:
        first += 1
        remarks.append(f"Cells are divided by “{hint[1]}”, as the first line says.")
    below = first
    while below < len(lines) and (COMMENT.match(lines[below]) or not lines[below].strip()):
        below += 1
    if first < below < len(lines):
        below -= _names_behind_sign(lines[below - 1 : below + 1])
        comments = sum(bool(line.strip()) for line in lines[first:below])
        if comments:
            verb = "line before the column names was" if comments == 1 else "lines were"
            remarks.append(f"{comments} comment {verb} passed over.")
        first = below
    delimiter = hint[1] if hint else _delimiter(lines[first:])
    if not delimiter:
        _check_title(lines, first)
    return first, delimiter, remarks


def header(text, first, delimiter):
    """Return the column names, the number of cells of a row, and whether the names are names.

    Rows may have one cell more than there are names, as where R writes the names of rows.
    """
    below = "".join(islice(io.StringIO(text), first, first + LOOKED_AT))
    rows = _divided(below, delimiter) or [[below.split("\n", 1)[0]]]
    names = tuple(cell.strip() for cell in rows[0])
    widths = Counter(map(len, rows[1:]))
    width = len(names)
    if widths and widths.most_common(1)[0][0] == width + 1 and width > 1:
        width += 1
    named = not all(_is_number(name) for name in names)
    names = tuple(name or f"column {place}" for place, name in enumerate(names, 1))
    return names, width, named


def _delimiter(lines):
    """Return what divides the first line, and the lines below into as many cells; or nothing."""
    best, found = (0, 0), ""
    for delimiter in DELIMITERS:
        rows = _divided("".join(lines[:LOOKED_AT]), delimiter)
        if rows and len(rows[0]) > 1:
            even = sum(len(row) - len(rows[0]) in (0, 1) for row in rows) / len(rows)
            if (even, len(rows[0])) > best:
                best, found = (even, len(rows[0])), delimiter
    return found


def _divided(text, delimiter):
    """Return the rows of a text; those before the first that cannot be read."""
    rows = []
    options = {"delimiter": delimiter or "\x1f", "strict": True, "skipinitialspace": True}
    try:
        for row in csv.reader(io.StringIO(text), **options):
            if row:
                rows.append(row)
    except csv.Error:
        pass
    return rows


def _names_behind_sign(lines):
    """Tell whether a line with a comment sign holds the names of the numbers in the next."""
    delimiter = _delimiter(lines[1:])
    above, below = (_divided(line, delimiter) for line in lines)
    alike = above and below and len(above[0]) == len(below[0]) > 1
    return bool(alike) and any(_is_number(cell) for cell in below[0])


def _check_title(lines, first):
    """Ask about a line above the column names, such as a title."""
    for place in range(first + 1, min(len(lines), first + LOOKED_AT)):
        delimiter = _delimiter(lines[place:]) if lines[place].strip() else ""
        rows = _divided("".join(lines[place : place + LOOKED_AT]), delimiter)
        if delimiter and len(rows) > 1 and not any(_is_number(cell) for cell in rows[0]):
            raise DataError(
                f'expected column names in the first line, got "{short(lines[first])}" alone where '
                f"line {place + 1} has {len(rows[0])} cells: skip={place} passes over what stands "
                "before that"
            )


def _is_number(cell):
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True
