"""Traps in a table that no error is made of: codes for missing, sums, near copies, order."""

import re

import numpy as np

from helpers.tabular._errors import count
from helpers.tabular._near_rows import near_rows
from helpers.tabular._row_order import in_groups, in_time

NINES = re.compile(r"-?9{2,}|-?8{3,}")
EXACT = 0.9999  # share of variance
NEARLY = 0.999  # correlation
MOST_COLUMNS = 300
MOST_ROWS = 2000
MOST_IN_A_SUM = 4
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
    found = [*_codes_for_missing(data), *_near_copies(data), *near_rows(data), *_sums(data)]
    if data.time is None:
        found += in_time(data, spare, rows.cells)
    if data.group is None:
        found += in_groups(data, spare, rows.cells)
    return found


def _codes_for_missing(data):
    """Ask about numbers such as −999, or 0, that stand apart from all others of a column."""
    for column in data.columns:
        if column.categories is None:
            values, times = np.unique(column.values[~column.gaps], return_counts=True)
            for place in (0, -1):
                rest = np.delete(values, place)
                code, n = values[place], times[place]
                if len(rest) > 2 and _stands_apart(code, n, rest):
                    yield (
                        f"“{column.name}” is {code:g} in {count(n, 'row')} and "
                        f"otherwise from {rest[0]:g} to {rest[-1]:g}: if that stands for no value, "
                        f'say missing={{"{column.name}": [{code:g}]}}.'
                    )


def _stands_apart(code, times, rest):
    if code == 0:
        # As a blood pressure of zero, beside others from 24 on; counts and amounts begin near zero.
        return times > 1 and len(rest) >= ZEROS and rest[0] > GAP * np.diff(rest).max()
    if code == -1:
        return times > 1 and rest[0] >= 0 and np.all(rest == np.round(rest))
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
    return columns, X, data.y[rows]


def _near_copies(data):
    columns, X, _ = _complete(data)
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


def _sums(data):
    """Ask about a few columns that the target is put together from, if none gives it alone."""
    if data.problem != "regression":
        return
    columns, X, y = _complete(data)
    scale = X.std(axis=0)
    columns = [c for c, s in zip(columns, scale, strict=True) if s > 0]
    X, y = (X[:, scale > 0] - X[:, scale > 0].mean(axis=0)) / scale[scale > 0], y - y.mean()
    chosen, rest = [], y
    while len(chosen) < min(MOST_IN_A_SUM, len(columns)):
        gain = np.abs(rest @ X)
        gain[chosen] = -1
        chosen.append(int(gain.argmax()))
        part = X[:, chosen]
        rest = y - part @ np.linalg.lstsq(part, y, rcond=None)[0]
        if rest @ rest <= (1 - EXACT) * (y @ y):
            break
    else:
        return
    # One alone is a suspect that `check` names.
    if 1 < len(chosen) < len(y) / 5:
        names = " and ".join(f"“{columns[j].name}”" for j in sorted(chosen))
        yield (
            f"{names} together give “{data.target}” almost exactly, by weights that add up: are "
            "they the target in other words?"
        )
