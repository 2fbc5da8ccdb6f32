"""When a row came about: dates and numbers that put rows in order."""

import numpy as np

from helpers.tabular._columns import Format
from helpers.tabular._dates import are_compact, date, day_comes_first
from helpers.tabular._errors import DataError, line_of, question
from helpers.tabular._missing import missing
from helpers.tabular._numbers import number

NUMBERS, DATES, OFFSETS = "a number", "a date", "a date with its offset from UTC"
FEWEST = 8  # a quarter of them is what an inner fit may be left with


def as_times(name, cells, lines, decimal, day_first=None):
    """Return a column of cells as times, of shape (n,): dates as datetime64, or floats.

    Dates, with or without a time of day, and months may be written as 2024-01-31, 31.12.2024,
    1/31/2024 or 31 Jan 2024. An offset from UTC is allowed for.

    Parameters
    ----------
    name : str
        The column's name, for the messages.
    cells : list of str
        One cell for each row.
    lines : list of int
        The line of each row in the file.
    decimal : {".", ","}
        The decimal mark of the file.
    day_first : bool, optional
        Whether 1/2/2024 is the first of February; by default as the other dates tell.

    Raises
    ------
    DataError
        If a cell is missing, is neither number nor date, or is of another kind than the first, or
        if nothing tells whether days or months come first.
    """
    if day_first is None:
        day_first, open_cell = day_comes_first(dict.fromkeys(cells))
        if day_first is None:
            line = line_of(open_cell, cells, lines)
            ways = "say day_first=True or day_first=False"
            raise question(
                name, "dates whose day and month can be told apart", open_cell, line, ways
            )
    moments = {cell: date(cell, day_first) for cell in dict.fromkeys(cells)}
    compact = are_compact(moments)
    kinds = {
        cell: DATES if compact else _kind(cell, moment, decimal) for cell, moment in moments.items()
    }
    for cell, line in zip(cells, lines, strict=True):
        if missing(cell):
            raise DataError(f'expected a time in each row, got none in "{name}", line {line}')
        if kinds[cell] is None:
            raise DataError(
                f'expected numbers or dates such as 2024-01-31 in the column "{name}", got '
                f'"{cell[:40]}" in line {line}'
            )
        if kinds[cell] != kinds[cells[0]]:
            raise DataError(
                f'expected {kinds[cells[0]]} in the column "{name}", as in line {lines[0]}, got '
                f'"{cell[:40]}" in line {line}'
            )
    if kinds[cells[0]] == NUMBERS:
        return Format(name, "number", lenient=True).read(cells, lines, decimal).values
    plain = {cell: moment.replace(tzinfo=None) for cell, moment in moments.items()}
    return np.array([plain[cell] for cell in cells], dtype="datetime64[us]")


def ranks(times, name):
    """Return the rank of each time among the different ones, from 0, of shape (n,).

    Raises
    ------
    DataError
        If there are too few different times to divide.
    """
    found, places = np.unique(times, return_inverse=True)
    if len(found) < FEWEST:
        raise DataError(f'expected at least {FEWEST} different times in "{name}", got {len(found)}')
    return places


def show(time):
    """Return a time as text; a date without its time of day, if that is midnight."""
    if isinstance(time, np.datetime64):
        return str(time.astype("datetime64[s]")).removesuffix("T00:00:00").replace("T", " ")
    return f"{time:.15g}"


def _kind(cell, moment, decimal):
    found = number(cell, decimal)
    if found is not None and found.value is not None and np.isfinite(found.value):
        return NUMBERS
    if moment is None:
        return None
    return DATES if moment.tzinfo is None else OFFSETS
