"""Which decimal mark a file has: 38.111 is 38 or 38 thousand, and one file writes all alike."""

from collections import Counter

from helpers.tabular._errors import DataError, line_of, question
from helpers.tabular._missing import missing
from helpers.tabular._numbers import BETWEEN, DECIMALS, number, simple


def decimal_of(table, names, decimal=None, *, fallback=None):
    """Return the decimal mark of a file, told from all numbers that can be read in one way only.

    Where cells are divided by commas and nothing tells, it is the point. Otherwise numbers such as
    1.500 alone are a question.

    Parameters
    ----------
    table : Table
        The cells.
    names : sequence of str
        The columns to look at.
    decimal : {".", ","}, optional
        What the reader says that it is.
    fallback : {".", ","}, optional
        What to take in place of asking.

    Raises
    ------
    DataError
        If both marks stand before fractions, if nothing tells, or `decimal` is no mark.
    """
    if decimal is not None:
        if decimal not in DECIMALS:
            raise DataError(f'expected the decimal mark "." or ",", got {decimal!r}')
        return decimal
    sure, open_cell = {}, None
    commas = any("," in BETWEEN.join(table.cells(name)) for name in names)
    if not commas and table.delimiter == ",":
        return "."
    for name in names:
        if sure and not commas:
            break
        found, unsure = _evidence(table.cells(name))
        for mark, (cell, rows) in found.items():
            first, other = sure.get(mark, ((name, cell), 0))
            sure[mark] = (first, rows + other)
        if unsure is not None and open_cell is None:
            open_cell = (name, unsure)
    if len(sure) > 1:
        usual, rare = sorted(sure, key=lambda mark: -sure[mark][1])
        (one, a), (other, b) = sure[usual][0], sure[rare][0]
        raise question(
            other,
            f"one decimal mark in the file, as in {a} in line {_line(table, one, a)},",
            b,
            _line(table, other, b),
            f'correct it, or say decimal="{usual}" and text=["{other}"] if the column is text',
        )
    if sure:
        return next(iter(sure))
    if open_cell is None or table.delimiter == ",":
        return "."
    if fallback is not None:
        return fallback
    name, cell = open_cell
    raise question(
        name,
        "a decimal mark that the file tells",
        cell,
        _line(table, name, cell),
        " and ".join(
            f'decimal="{mark}" reads it as {number(cell, mark).value:.15g}' for mark in DECIMALS
        ),
    )


def _evidence(cells):
    """Return the marks that must be decimal ones, each with a cell and how many rows say so.

    And a cell that leaves it open. Only columns in which half of the cells are numbers tell.
    """
    counts = Counter(cells)
    filled = [cell for cell in counts if not missing(cell)]
    sure, unsure = {}, None
    plain = simple(filled) is not None
    numbers = 0
    for cell in filled:
        read = number(cell, ".") if not plain or "." in cell else None
        if read is None:
            continue
        numbers += counts[cell]
        if len(read.fits) == 1:
            first, rows = sure.get(read.fits[0], (cell, 0))
            sure[read.fits[0]] = (first, rows + counts[cell])
            if plain:
                return sure, None
        elif unsure is None and ("." in cell or "," in cell):
            unsure = cell
    if not plain and 2 * numbers < sum(counts[cell] for cell in filled):
        return {}, None
    return sure, unsure


def _line(table, name, cell):
    return line_of(cell, table.cells(name), table.lines)
