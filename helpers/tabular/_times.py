"""When a row came about: dates and numbers that put rows in order."""

import re
from datetime import UTC, datetime

import numpy as np

from helpers.tabular._columns import NUMBER, as_numbers, missing
from helpers.tabular._errors import DataError

NUMBERS, DATES, OFFSETS = "a number", "a date", "a date with its offset from UTC"
FEWEST = 8  # a quarter of them is what an inner fit may be left with
MONTH = re.compile(r"\d{4}-\d{2}")


def as_times(name, cells, lines, decimals):
    """Return a column of cells as times, of shape (n,): dates as datetime64, or floats.

    Dates, with or without a time of day, and months are read as ISO 8601 writes them; 1/2/2024
    would take a guess. An offset from UTC is allowed for.

    Parameters
    ----------
    name : str
        The column's name, for the messages.
    cells : list of str
        One cell for each row.
    lines : list of int
        The line of each row in the file.
    decimals : str
        The characters that may stand before a fraction.

    Raises
    ------
    DataError
        If a cell is missing, is neither number nor date, or is of another kind than the first.
    """
    kinds = [_kind(cell) for cell in cells]
    for cell, kind, line in zip(cells, kinds, lines, strict=True):
        if missing(cell):
            raise DataError(f'expected a time in each row, got none in "{name}", line {line}')
        if kind is None:
            raise DataError(
                f'expected numbers or dates such as 2024-01-31 in the column "{name}", got '
                f'"{cell[:40]}" in line {line}'
            )
        if kind != kinds[0]:
            raise DataError(
                f'expected {kinds[0]} in the column "{name}", as in line {lines[0]}, got '
                f'"{cell[:40]}" in line {line}'
            )
    if kinds[0] == NUMBERS:
        return as_numbers(name, cells, lines, decimals)
    return np.array([date(cell).replace(tzinfo=None) for cell in cells], dtype="datetime64[us]")


def date(text):
    """Return a date, date and time, or month's first day of ISO 8601, in UTC if that is known.

    None for any other text.
    """
    try:
        moment = datetime.fromisoformat(f"{text}-01" if MONTH.fullmatch(text) else text)
        return moment if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # the first and the last day there is may have none in UTC
        return None


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


def _kind(cell):
    if NUMBER.fullmatch(cell):
        return NUMBERS
    moment = date(cell)
    if moment is None:
        return None
    return DATES if moment.tzinfo is None else OFFSETS
