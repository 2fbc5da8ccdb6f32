"""Reading a CSV file strictly: what cannot be read without guessing is an error.

The cells are divided by the module `csv` of Python, which is written in C. pandas and polars read
faster, but give numbers without the lines that they stood in, turn what they do not know into text
or gaps without a word, and want to be told delimiter, decimal mark, thousands and dates. All of
that would be asked of the text again, so they would add a large dependency and save a second.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from helpers.tabular._errors import DataError, short
from helpers.tabular._header import header, start
from helpers.tabular._text import text_of

ROWS_AT_ONCE = 100  # few enough to stay near the processor: more take three times as long
WRAPPED = re.compile(r'\A="(.*)"\Z', re.DOTALL)  # how spreadsheets keep the zeros of ="007"
SHARED = 10_000  # a column with more different cells gains little by keeping equal ones once


@dataclass(frozen=True)
class Table:
    """The cells of a file as text.

    Parameters
    ----------
    names : tuple of str
        The column names of the first line; a column without one is called ``column 1``.
    columns : tuple of list of str
        The cells of each column, spaces around them cut off.
    lines : list of int
        The line of the file that each row ends in, counted from 1.
    delimiter : str
        What divides the cells; empty if there is but one column.
    remarks : tuple of str
        What was passed over, a sentence each.
    named : bool
        Whether a name is more than a number.
    """

    names: tuple[str, ...]
    columns: tuple[list[str], ...]
    lines: list[int]
    delimiter: str
    remarks: tuple[str, ...] = ()
    named: bool = True

    def cells(self, name):
        """Return the cells of the column of this name."""
        return self.columns[self._places[name]]

    @cached_property
    def _places(self):
        return {name: place for place, name in enumerate(self.names)}


def read_csv(path, *, encoding="utf-8", skip=0):
    """Read a file of comma-separated values.

    Semicolons, tabs and bars divide cells as well, whichever divides the first lines evenly, or the
    one that a first line such as ``sep=;`` names. Comments before the column names are passed over,
    and so are empty lines; a row of empty cells is a row.

    Parameters
    ----------
    path : str or path-like
        The file.
    encoding : str
        Of its text.
    skip : int
        How many lines to pass over before the column names.

    Returns
    -------
    Table

    Raises
    ------
    DataError
        If there is no such file, or it is empty, not text, not a table, has a name twice, or a row
        of another length than the others.
    """
    if not isinstance(skip, int) or skip < 0:
        raise DataError(f"expected a number of lines to skip, got {skip!r}")
    text, remarks = text_of(path, encoding)
    first, delimiter, more = start(text, skip)
    names, width, named = header(text, first, delimiter)
    rows = _rows(text, first, delimiter)
    head = [name.strip() for name in next(rows)[0]]
    columns, lines, sharing = [[] for _ in range(width)], [], [{} for _ in range(width)]
    while block := list(islice(rows, ROWS_AT_ONCE)):
        several, ends = zip(*block, strict=True)
        for row, line in block:
            if len(row) != width:
                raise DataError(
                    f"expected {width} cells in line {line}, as in the first line, got {len(row)}"
                )
        lines += ends
        for place, cells in enumerate(zip(*several, strict=True)):
            cells = list(map(str.strip, cells))
            if len(sharing[place]) < SHARED:
                cells = map(sharing[place].setdefault, cells, cells)
            columns[place] += cells
    if '="' in text:
        columns = [[WRAPPED.sub(r"\1", cell) for cell in column] for column in columns]
    if width > len(names):
        # R leaves the names of rows without a name; other programs end each line with a delimiter.
        behind = not any(columns[-1])
        if not behind:
            _check_row_names(columns[0], lines, len(names))
            more.append("Rows begin with a name that has no column name: it is “column 1”.")
        names = (*names, f"column {width}") if behind else ("column 1", *names)
    elif width > 1:
        again = _names_again(head, columns)
        if again:
            at = ", ".join(str(lines[i]) for i in again[:3]) + (", …" if len(again) > 3 else "")
            more.append(f"Lines that repeat the column names were passed over: {at}.")
            for values in (*columns, lines):
                values[:] = [value for i, value in enumerate(values) if i not in set(again)]
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        if named:
            raise DataError(
                f'expected each column name once, got "{short(repeated[0])}" '
                f"{names.count(repeated[0])} times"
            )
        raise DataError(f"expected column names in the first line, got the number {names[0]}")
    return Table(names, tuple(columns), lines, delimiter, (*remarks, *more), named)


def _check_row_names(cells, lines, width):
    """Check that cells without a column name name rows; an unquoted 12,345 also makes one more."""
    seen = set()
    for cell, line in zip(cells, lines, strict=True):
        if cell in seen:
            raise DataError(
                f"expected {width} cells in line {line}, as in the first line, got {width + 1}, "
                f'and no name of a row before them, as "{short(cell)}" was there before'
            )
        seen.add(cell)


def _names_again(head, columns):
    """Return the places of rows that hold the column names once more, as in files put together."""
    places = [i for i, cell in enumerate(columns[0]) if cell == head[0]]
    return [i for i in places if all(c[i] == name for c, name in zip(columns, head, strict=True))]


def _rows(text, first, delimiter):
    """Yield the rows that are not empty lines, with the line that each ends in."""
    lines = io.StringIO(text)
    for _ in range(first):
        next(lines)
    reader = csv.reader(lines, delimiter=delimiter or "\x1f", strict=True, skipinitialspace=True)
    empty = []
    try:
        for row in reader:
            if row:
                yield from empty
                empty.clear()
                yield row, first + reader.line_num
            elif not delimiter:
                # With one column, an empty line between others is a row with a gap.
                empty.append(([""], first + reader.line_num))
    except csv.Error as error:
        raise DataError(
            f"expected a table, got a cell in line {first + reader.line_num} that cannot be read "
            f"({error})"
        ) from None
