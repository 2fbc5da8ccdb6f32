"""Reading a CSV file strictly: what cannot be read without guessing is an error.

The cells are divided by the module `csv` of Python, which is written in C. pandas and polars read
faster, but give numbers without the lines that they stood in, turn what they do not know into text
or gaps without a word, and want to be told delimiter, decimal mark, thousands and dates. All of
that would be asked of the text again, so they would add a large dependency and save a second.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from helpers.tabular._errors import DataError, short
from helpers.tabular._header import header, start
from helpers.tabular._text import text_of

ROWS_AT_ONCE = 100  # few enough to stay near the processor: more take three times as long
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
    next(rows)
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
    if width > len(names):
        # R leaves the names of rows without a name; other programs end each line with a delimiter.
        behind = not any(columns[-1])
        names = (*names, f"column {width}") if behind else ("column 1", *names)
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        if named:
            raise DataError(
                f'expected each column name once, got "{short(repeated[0])}" '
                f"{names.count(repeated[0])} times"
            )
        raise DataError(f"expected column names in the first line, got the number {names[0]}")
    return Table(names, tuple(columns), lines, delimiter, (*remarks, *more), named)


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
