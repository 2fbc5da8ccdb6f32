"""From cells to numbers: what a column holds, and its values."""

import re
from dataclasses import dataclass

import numpy as np

from helpers.tabular._errors import DataError

MISSING = {"", "?", "#n/a", "n/a", "na", "nan", "null", "<na>"}
NUMBER = re.compile(r"[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column as numbers.

    Parameters
    ----------
    name : str
        Its name in the file.
    values : numpy.ndarray
        Float, of shape (n,). NaN where a number is missing. For text, the place of the category
        in `categories`, and −1 for one that is not among them.
    categories : tuple of str, or None
        None for numbers. A missing text is the category ``""``.
    """

    name: str
    values: np.ndarray
    categories: tuple[str, ...] | None


def missing(cell):
    """Tell whether a cell says that there is no value."""
    return cell.lower() in MISSING


def parse(name, cells, lines, decimals):
    """Return a column of cells: numbers, if most of those that are not missing are numbers.

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
        If most cells are numbers and one is not, if a number is too large, or if decimal points
        and decimal commas are mixed.
    """
    present = [(cell, line) for cell, line in zip(cells, lines, strict=True) if not missing(cell)]
    numbers = sum(bool(NUMBER.fullmatch(cell)) for cell, _ in present)
    if present and 2 * numbers < len(present):
        return encode(name, cells, tuple(sorted({"" if missing(c) else c for c in cells})))
    return Column(name, as_numbers(name, cells, lines, decimals), None)


def as_numbers(name, cells, lines, decimals):
    """Return cells as floats of shape (n,), NaN where one is missing.

    Raises
    ------
    DataError
        As `parse` says.
    """
    values, marks = np.full(len(cells), np.nan), {}
    for i, (cell, line) in enumerate(zip(cells, lines, strict=True)):
        if missing(cell):
            continue
        if not NUMBER.fullmatch(cell):
            raise DataError(
                f'expected numbers in the column "{name}", got "{cell[:40]}" in line {line}: '
                "correct it, or put the column on the list of those to ignore"
            )
        for mark in ".,":
            if mark in cell:
                marks.setdefault(mark, cell)
        if len(marks) > 1 or not set(marks) <= set(decimals):
            raise DataError(
                f'expected {_wanted(decimals)} in the column "{name}", got '
                f"{' and '.join(marks.values())}"
            )
        values[i] = float(cell.replace(",", "."))
        if not np.isfinite(values[i]):
            raise DataError(f'expected finite numbers in the column "{name}", got {cell}')
    return values


def encode(name, cells, categories):
    """Return a column of text as the places of its categories."""
    place = {category: i for i, category in enumerate(categories)}
    codes = [place.get("" if missing(cell) else cell, -1) for cell in cells]
    return Column(name, np.array(codes, dtype=float), categories)


def _wanted(decimals):
    return "one decimal mark" if len(decimals) > 1 else "a decimal point"
