"""What the order of rows, and values that repeat, tell: a time or a group that was not named."""

import numpy as np
from scipy.stats import f as fisher

from helpers.tabular._dates import date, day_comes_first
from helpers.tabular._rows import different

GOES_WITH = 0.3  # correlation of a target with that of the row before
FEWEST_VALUES = 10
LIKE = 0.2  # share of the target's variance between the groups
CERTAIN = 1e-3
CHANCE = 3  # standard errors of a correlation
FIRST = 1000  # rows in which most columns show that they vary within groups


def in_time(data, spare, cells_of):
    """Propose as the time a column in whose order the target goes with that of the row before.

    Without such a column, the order of the file is looked at.

    Parameters
    ----------
    data : Data
        As it was read, without a time.
    spare : sequence of Column
        The columns that were left out.
    cells_of : callable
        Returns the cells of a column.
    """
    y = _one_number(data)
    if is_sorted(data):
        yield (
            f"The rows are sorted by “{data.target}”: the folds are drawn at random, so it does no "
            "harm here, but a plain cut into parts would."
        )
        return
    best, grouped = (0.0, None), False
    for column in [*spare, *data.columns]:
        if column.format.kind == "dates":
            moments = _moments(cells_of(column.name))
        elif column.categories is None and _rises(column.values):
            moments = column.values
        else:
            continue
        r = _with_row_before(y[np.argsort(moments, kind="stable")])
        if column.format.kind == "number" and not _means_go_on(y, column.values):
            grouped = True  # rows of one number are alike, but not like those of the next
        elif r > best[0]:
            best = (r, column.name)
    r, name = best
    if name is None and not grouped:
        r = _with_row_before(y)
    if r < max(GOES_WITH, CHANCE / np.sqrt(len(y))):
        return
    if name is None:
        yield (
            f"The target goes with that of the row before (correlation {r:.2f}): do rows come one "
            "after the other? Then a column that says when belongs into the file, as the time."
        )
    else:
        yield (
            f"In the order of “{name}”, the target goes with that of the row before (correlation "
            f'{r:.2f}): say time="{name}" if new rows will come later.'
        )


def in_groups(data, spare, cells_of):
    """Propose a column as the group, if its values repeat and their rows are alike."""
    y = _one_number(data)
    for column in [*spare, *data.columns]:
        if column.format.kind == "dates" or (column.format.kind == "number" and column in spare):
            continue
        codes = _codes(column, cells_of)
        rows = np.bincount(codes)
        if not FEWEST_VALUES <= len(rows) <= len(y) / 2 or np.median(rows) < 2:
            continue
        fixed = [
            other.name
            for other in data.columns
            if other.name != column.name and _is_fixed(other.values, codes, len(rows))
        ]
        text = column.format.kind == "text"
        blocks = text or (_rises(column.values) and not _means_go_on(y, column.values))
        if len(fixed) >= (1 if text else 2):
            yield _proposal(column, rows, f"“{fixed[0]}” is the same in all rows of one")
        elif blocks and _share_between(y, codes, rows) > LIKE:
            yield _proposal(column, rows, "its rows have like targets")


def is_sorted(data):
    """Tell whether the rows come in the order of the target."""
    if data.problem == "regression":
        steps = np.diff(data.y)
        return bool(np.all(steps >= 0) or np.all(steps <= 0)) and different(data.y) > 5
    return np.count_nonzero(np.diff(data.y)) == len(data.classes) - 1


def _proposal(column, rows, why):
    return (
        f"“{column.name}” has {len(rows)} values in {rows.sum()} rows, and {why}: do they belong "
        f'together, as those of one person? Then say group="{column.name}".'
    )


def _one_number(data):
    """Return the target as one number for each row: of classes, whether it is the largest."""
    if data.problem == "regression":
        return data.y
    return (data.y == np.bincount(data.y).argmax()).astype(float)


def _with_row_before(y):
    if len(y) < 3 or np.ptp(y[1:]) == 0 or np.ptp(y[:-1]) == 0:
        return 0.0
    return float(np.corrcoef(y[1:], y[:-1])[0, 1])


def _means_go_on(y, values):
    """Tell whether the mean target of a number goes with that of the number before, if many do."""
    _, place, rows = np.unique(values, return_inverse=True, return_counts=True)
    if np.median(rows) < 2:
        return True
    r = _with_row_before(np.bincount(place, y) / rows)
    return r >= max(GOES_WITH, CHANCE / np.sqrt(len(rows)))


def _rises(values):
    """Tell whether numbers never fall, and take at least as many values as times should."""
    if np.isnan(values).any() or np.any(np.diff(values) < 0):
        return False
    return different(values) >= FEWEST_VALUES


def _moments(cells):
    day_first, _ = day_comes_first(dict.fromkeys(cells))
    found = {}
    for cell in dict.fromkeys(cells):
        moment = date(cell, day_first)
        found[cell] = np.datetime64("NaT") if moment is None else moment.replace(tzinfo=None)
    return np.array([found[cell] for cell in cells], dtype="datetime64[us]")


def _codes(column, cells_of):
    """Return a number for each row, the same for equal values; rare ones are not in one here."""
    if column.categories is None:
        return np.unique(column.values, return_inverse=True)[1]
    place = {}
    return np.array([place.setdefault(cell, len(place)) for cell in cells_of(column.name)])


def _is_fixed(values, codes, groups):
    """Tell whether numbers of many values are the same in all rows of each group."""
    for rows in (FIRST, len(values)):
        part, of = values[:rows], codes[:rows]
        first = np.empty(groups)
        first[of[::-1]] = part[::-1]
        if not np.array_equal(part, first[of], equal_nan=True):
            return False
    return different(values[~np.isnan(values)]) >= FEWEST_VALUES


def _share_between(y, codes, rows):
    """Return the share of variance between groups beyond that of chance; 0 if it may be chance."""
    means = np.bincount(codes, y) / rows
    between = (rows * (means - y.mean()) ** 2).sum() / (len(rows) - 1)
    within = ((y - means[codes]) ** 2).sum() / (len(y) - len(rows))
    if within == 0 or fisher.sf(between / within, len(rows) - 1, len(y) - len(rows)) > CERTAIN:
        return 0.0
    size = (len(y) - (rows**2).sum() / len(y)) / (len(rows) - 1)
    return (between - within) / (between + (size - 1) * within)
