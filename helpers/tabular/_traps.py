"""Traps in a table that no error is made of: codes for missing, sums, near copies, order."""

import re

import numpy as np

from helpers.tabular._errors import count, line_of, short
from helpers.tabular._near_rows import near_rows
from helpers.tabular._row_order import in_groups, in_time
from helpers.tabular._together import together

# Digits with other signs between or before them, and no letters; digits alone are codes.
DIGITS = re.compile(r"(?=.*\d)(?=.*[^\d\s])[\W\d]+", re.DOTALL)
NINES = re.compile(r"-?9{2,}|-?8{3,}")
NEARLY = 0.999  # correlation
MOST_COLUMNS = 300
MOST_ROWS = 2000
NAMED = 5
ZEROS = 5  # different values besides them
GAP = 2.0  # times the largest step between those, from zero to them


def traps(data, spare, rows):
    """Return what to ask the reader about, a sentence each.

    Parameters
    ----------
    data : Data
        As it was read.
    spare : sequence of Column
        The columns that were left out.
    rows : Kept
        The rows of the file, for their cells.

    Returns
    -------
    list of str
    """
    found = [*_codes_for_missing(data), *_near_copies(data), *near_rows(data), *together(data)]
    found += _numbers_in_other_forms(spare, rows)
    if data.time is None:
        found += in_time(data, spare, rows.cells)
    if data.group is None:
        found += in_groups(data, spare, rows.cells)
    return found


def _codes_for_missing(data):
    """Ask about numbers such as −999, or 0, that stand apart from all others of a column."""
    numbers = [(c.name, c.values[~c.gaps]) for c in data.columns if c.categories is None]
    if data.problem == "regression":
        numbers.append((data.target, data.y))
    for name, present in numbers:
        values, times = np.unique(present, return_counts=True)
        for place in (0, -1):
            rest = np.delete(values, place)
            code, n = values[place], times[place]
            if len(rest) > 2 and _stands_apart(code, n, rest):
                yield (
                    f"“{name}” is {code:g} in {count(n, 'row')} and otherwise from {rest[0]:g} to "
                    f'{rest[-1]:g}: if that stands for no value, say missing={{"{name}": '
                    f"[{code:g}]}}."
                )


def _stands_apart(code, times, rest):
    if code == 0:
        # As a blood pressure of zero, beside others from 24 on; counts and amounts begin near zero.
        return times > 1 and len(rest) >= ZEROS and rest[0] > GAP * np.diff(rest).max()
    if code == -1:
        return times > 1 and rest[0] >= 0
    if not NINES.fullmatch(f"{code:.15g}"):
        return False
    if code < 0:
        return rest[0] >= 0 or rest[0] - code > np.ptp(rest)
    return code - rest[-1] > np.ptp(rest)


def _complete(data):
    """Return the columns of numbers without gaps, and at most so many rows of them."""
    columns = [c for c in data.columns if c.categories is None and not c.gaps.any()]
    columns = columns[:MOST_COLUMNS]
    rows = np.sort(np.random.default_rng(0).permutation(len(data.y))[:MOST_ROWS])
    X = np.array([column.values[rows] for column in columns]).T.reshape(len(rows), len(columns))
    return columns, X


def _numbers_in_other_forms(spare, rows):
    """Ask about text that was left out though it is written in digits, as 08:30, 3/4 or 10-20."""
    for column in spare:
        if column.format.kind != "text" or column.name in rows.said.text:
            continue
        cells = rows.cells(column.name)
        filled = [cell for cell in dict.fromkeys(cells) if not column.format.is_gap(cell)]
        odd = [cell for cell in filled if DIGITS.fullmatch(cell)]
        if odd and 2 * len(odd) >= len(filled):
            yield (
                f"“{column.name}” was left out as text, but is written in digits, as "
                f"“{short(odd[0])}” in line {line_of(odd[0], cells, rows.lines())}: if it means "
                f'numbers, write them plainly; if not, say text=["{column.name}"].'
            )


def _near_copies(data):
    columns, X = _complete(data)
    if len(columns) < 2:
        return
    with np.errstate(invalid="ignore"):
        r = np.abs(np.corrcoef(X, rowvar=False))
    pairs = np.argwhere(np.triu(r, 1) > NEARLY)
    for i, j in pairs[:NAMED]:
        yield (
            f"“{columns[i].name}” and “{columns[j].name}” are nearly copies of each other: the "
            "weights of the two say little one by one."
        )
    if len(pairs) > NAMED:
        yield f"{len(pairs) - NAMED} more pairs of columns are nearly copies."
