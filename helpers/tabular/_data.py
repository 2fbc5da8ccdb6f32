"""A table made ready: a target, columns of numbers, and what was left out and why."""

import difflib
from dataclasses import dataclass

import numpy as np

from helpers.tabular._columns import Column, as_numbers, missing, parse
from helpers.tabular._errors import DataError
from helpers.tabular._reading import read_csv
from helpers.tabular._times import as_times, date, ranks

PROBLEMS = ("regression", "classification")
FEWEST_ROWS = 20
FEWEST_OF_A_CLASS = 4
FEWEST_GROUPS = 5


@dataclass(frozen=True)
class Data:
    """What the recipe works on.

    Parameters
    ----------
    target : str
        The name of the target's column.
    problem : {"regression", "classification"}
        The kind of problem.
    columns : tuple of Column
        The columns that predict.
    X : numpy.ndarray
        Their values side by side, of shape (n, p).
    y : numpy.ndarray
        The targets, of shape (n,): floats, or the places of the classes in `classes`.
    classes : tuple of str
        The names of the classes; empty for a regression.
    groups : numpy.ndarray
        Of shape (n,): rows with the same number stay on the same side of each division.
    group : str or None
        The column that the groups were read from; None if the groups are rows that repeat.
    time : str or None
        The column that says when a row came about. With one, the rows are in its order, earliest
        first, and rows of the same time are a group.
    times : numpy.ndarray or None
        What it says, of shape (n,): dates or floats.
    without_target : int
        How many rows had no target and were left out.
    left_out : dict of str to str
        The columns that do not predict, and why.
    """

    target: str
    problem: str
    columns: tuple[Column, ...]
    X: np.ndarray
    y: np.ndarray
    classes: tuple[str, ...]
    groups: np.ndarray
    group: str | None
    time: str | None
    times: np.ndarray | None
    without_target: int
    left_out: dict[str, str]

    @property
    def text(self):
        """The places of the columns that hold text."""
        return [j for j, column in enumerate(self.columns) if column.categories is not None]


def read(path, target, problem, *, ignore=(), group=None, time=None):
    """Read a CSV file for a prediction, and leave out the columns that cannot help.

    Left out are columns to be ignored, the columns of groups and of times, empty and constant
    columns, copies of an earlier column, text with a value of its own in most rows (an identifier,
    a date, a comment), and whole numbers that count the rows.

    Parameters
    ----------
    path : str or path-like
        The file; `read_csv` says what it may look like.
    target : str
        The name of the column to predict. Rows without a target are left out.
    problem : {"regression", "classification"}
        Whether the target is a number or a class.
    ignore : sequence of str
        Names of columns not to be used.
    group : str, optional
        A column that says which rows belong together, as those of one patient. By default rows
        with the same values in all columns belong together, if that is the exception.
    time : str, optional
        A column that says when each row came about: dates, or numbers that grow with time. The rows
        are put in its order, and models are fitted to earlier rows and judged on later ones.
        There is no way to have a `group` as well: name the time if the model will meet the same
        groups later, and the group if it will meet new ones.

    Returns
    -------
    Data

    Raises
    ------
    DataError
        If the file or an argument cannot be used; one sentence says what was expected and what
        came.
    """
    if problem not in PROBLEMS:
        raise DataError(f'expected the problem "regression" or "classification", got {problem!r}')
    ignore = [ignore] if isinstance(ignore, str) else list(ignore)
    table = read_csv(path)
    for name in [target, *ignore, *[name for name in (group, time) if name is not None]]:
        _check_name(name, table.names)
    if group is not None and time is not None:
        raise DataError(
            f'expected a group or a time, got "{group}" and "{time}": take the time if the same '
            "groups will be met later, and the group if new ones will"
        )
    if target in (*ignore, group, time):
        raise DataError(f'expected a target besides the columns to ignore, got "{target}" as both')
    cells = dict(zip(table.names, zip(*table.rows, strict=True), strict=False))
    kept = [i for i, cell in enumerate(cells.get(target, ())) if not missing(cell)]
    if len(kept) < FEWEST_ROWS:
        raise DataError(
            f'expected at least {FEWEST_ROWS} rows with a target "{target}", got {len(kept)}'
        )
    times = None
    if time is not None:
        lines = [table.lines[i] for i in kept]
        times = as_times(time, [cells[time][i] for i in kept], lines, table.decimals)
        order = np.argsort(times, kind="stable")
        kept, times = [kept[i] for i in order], times[order]
    lines = [table.lines[i] for i in kept]
    cells = {name: [column[i] for i in kept] for name, column in cells.items()}
    y, classes = _target(cells[target], lines, target, problem, table.decimals)
    left_out = dict.fromkeys(ignore, "to be ignored, as you said")
    if group is not None:
        left_out[group] = "says which rows belong together"
    if time is not None:
        left_out[time] = "says when a row came about"
    columns = []
    for name in table.names:
        if name != target and name not in left_out:
            column = parse(name, cells[name], lines, table.decimals)
            reason = _useless(column, columns, time)
            if reason:
                left_out[name] = reason
            else:
                columns.append(column)
    if not columns:
        raise DataError("expected a column that can predict, got none that varies and is not text")
    if time is not None:
        groups = ranks(times, time)
        _check_early(y, groups, classes)
    else:
        groups = _copies(columns) if group is None else _groups(cells[group], lines, group)
        _check_classes(y, groups, classes)
    lost = len(table.rows) - len(kept)
    X = np.column_stack([column.values for column in columns])
    return Data(
        target, problem, tuple(columns), X, y, classes, groups, group, time, times, lost, left_out
    )


def _check_name(name, names):
    if name in names:
        return
    if not isinstance(name, str):
        raise DataError(f"expected the name of a column, got {name!r}")
    near = [other for other in names if other.casefold() == name.casefold()]
    near = near or difflib.get_close_matches(name, names, n=1)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    known = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    raise DataError(f'expected a column "{name}", got the columns {known}{hint}')


def _target(cells, lines, target, problem, decimals):
    """Return the targets and the names of the classes."""
    distinct = sorted(set(cells))
    if len(distinct) == 1:
        raise DataError(
            f'expected a target "{target}" that varies, got {distinct[0]} in each of '
            f"{len(cells)} rows"
        )
    if problem == "regression":
        y = as_numbers(target, cells, lines, decimals)
        if np.ptp(y) == 0:
            raise DataError(f'expected a target "{target}" that varies, got {distinct[0]} always')
        return y, ()
    if len(distinct) > max(20, len(cells) // FEWEST_OF_A_CLASS):
        raise DataError(
            f'expected classes in the target "{target}", got {len(distinct)} different values in '
            f"{len(cells)} rows: is it a regression?"
        )
    y = np.searchsorted(distinct, cells)
    counts = np.bincount(y)
    if counts.min() < FEWEST_OF_A_CLASS:
        raise DataError(
            f"expected at least {FEWEST_OF_A_CLASS} rows of each class, got {counts.min()} of "
            f'"{distinct[counts.argmin()]}"'
        )
    return y, tuple(distinct)


def _useless(column, earlier, time):
    """Say why a column cannot help, or return None."""
    values = column.values
    present = values[~np.isnan(values)]
    distinct = np.unique(present)
    if column.categories is not None and len(distinct) > max(20, len(values) / 4):
        if all(date(category) for category in column.categories if category):
            return (
                "dates" if time else "dates; if rows come one after the other, name it as the time"
            )
        return f"text with {len(distinct)} different values, as a name or a comment"
    if not len(present) or column.categories == ("",):
        return "empty"
    if len(distinct) == 1 and len(present) == len(values):
        return "the same in all rows"
    whole = column.categories is None and np.all(present == np.round(present))
    if whole and len(distinct) == len(values) and np.ptp(distinct) == len(values) - 1:
        return "counts the rows, as an identifier does"
    for other in earlier:
        if np.array_equal(values, other.values, equal_nan=True):
            return f"a copy of “{other.name}”"
    return None


def _groups(cells, lines, name):
    """Return a number for each row, the same for rows of one group."""
    for cell, line in zip(cells, lines, strict=True):
        if missing(cell):
            raise DataError(f'expected a group in each row, got none in "{name}", line {line}')
    found, groups = np.unique(cells, return_inverse=True)
    if len(found) < FEWEST_GROUPS:
        raise DataError(f'expected at least {FEWEST_GROUPS} groups in "{name}", got {len(found)}')
    return groups


def _check_classes(y, groups, classes):
    for k, name in enumerate(classes):
        found = len(np.unique(groups[y == k]))
        if found < FEWEST_OF_A_CLASS:
            raise DataError(
                f'expected each class in at least {FEWEST_OF_A_CLASS} groups, got "{name}" in '
                f"{found}: rows that belong together, or repeat, are one group"
            )


def _check_early(y, groups, classes):
    """Check the rows of the smallest fit: an inner one has a quarter of the times, or more."""
    early = np.unique(y[4 * groups <= groups.max()])
    if classes and len(early) < 2:
        raise DataError(
            "expected two classes or more in the earliest quarter of the times, which the first "
            f'model is fitted to, got "{classes[early[0]]}" alone'
        )


def agreeing(X):
    """Return a number for each row, the same for rows that agree in all columns, gaps included."""
    return np.unique(np.nan_to_num(X, nan=-1.5e300), axis=0, return_inverse=True)[1]


def _copies(columns):
    """Return what `agreeing` does where that tells of copies, else another number for each row."""
    groups = agreeing(np.column_stack([column.values for column in columns]))
    alone = np.arange(len(groups))
    # With a few columns of a few values, rows agree by chance, and are no copies.
    return groups if groups.max() + 1 > len(groups) / 2 else alone
