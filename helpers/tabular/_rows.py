"""Rows that belong together, and a last row that is none."""

import numpy as np

from helpers.tabular._errors import DataError
from helpers.tabular._missing import missing
from helpers.tabular._numbers import number

FEWEST_GROUPS = 5
TOTALS = {
    "total", "totals", "grand total", "sum", "summe", "gesamt", "gesamtsumme", "insgesamt",
    "mean", "average", "mittelwert", "durchschnitt",
}  # fmt: skip


def is_total(table, decimal):
    """Tell whether the last row of a table sums up the others.

    It does if a cell says so, or if all its numbers, two at least, are the sums of those above.
    Whole numbers must add up exactly; the others up to what rounding leaves.
    """
    if len(table.lines) < 4:
        return False
    last = [column[-1] for column in table.columns]
    for cell, column in zip(last, table.columns, strict=True):
        if cell.casefold().rstrip(" :") in TOTALS and column.count(cell) == 1:
            return True
    read = [(number(cell, decimal), j) for j, cell in enumerate(last) if not missing(cell)]
    if len(read) < 2 or any(found is None or found.value is None for found, _ in read):
        return False
    return all(_adds_up(table.columns[j], decimal) for _, j in read)


def _adds_up(cells, decimal):
    values = []
    for cell in cells:
        found = None if missing(cell) else number(cell, decimal)
        if found is not None and found.value is not None:
            values.append(found.value)
    values = np.array(values)
    if np.count_nonzero(values) < 4 or not np.isfinite(values).all():
        return False
    digits = max(len(cell.partition(decimal)[2]) for cell in cells)
    room = 0 if np.all(values == np.round(values)) else 10.0**-digits * np.sqrt(len(values))
    return abs(values[-1] - values[:-1].sum()) <= room


def groups_of(cells, lines, name):
    """Return a number for each row, the same for rows of one group.

    Raises
    ------
    DataError
        If a row has none, or there are too few.
    """
    for cell, line in zip(cells, lines, strict=True):
        if missing(cell, text=True):
            raise DataError(f'expected a group in each row, got none in "{name}", line {line}')
    found, groups = np.unique(cells, return_inverse=True)
    if len(found) < FEWEST_GROUPS:
        raise DataError(f'expected at least {FEWEST_GROUPS} groups in "{name}", got {len(found)}')
    return groups


def different(values):
    """Return how many different values there are, of shape (n,) and without NaN."""
    # Of many that differ, np.unique takes eighty times as long as sorting.
    values = np.sort(values)
    return min(len(values), 1) + np.count_nonzero(values[1:] != values[:-1])


def agreeing(X):
    """Return a number for each row, the same for rows that agree in all columns, gaps included."""
    # Bytes are compared much faster than rows; adding zero makes one of 0.0 and −0.0.
    X = np.ascontiguousarray(np.nan_to_num(X, nan=-1.5e300) + 0.0)
    return np.unique(X.view(f"V{X.itemsize * X.shape[1]}").ravel(), return_inverse=True)[1]


def copies(X):
    """Return what `agreeing` does where that tells of copies, else another number for each row."""
    groups = agreeing(X)
    alone = np.arange(len(groups))
    # With a few columns of a few values, rows agree by chance, and are no copies.
    return groups if groups.max() + 1 > len(groups) / 2 else alone
