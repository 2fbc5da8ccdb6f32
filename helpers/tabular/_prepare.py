"""From a file to data: the target, the columns, the rows that belong together, and remarks."""

import time as times
from dataclasses import replace

import numpy as np

from helpers.tabular._columns import OTHER, Format
from helpers.tabular._data import Data
from helpers.tabular._errors import DataError, count, short
from helpers.tabular._kept import Kept
from helpers.tabular._kinds import understand
from helpers.tabular._marks import decimal_of
from helpers.tabular._options import options
from helpers.tabular._reading import read_csv
from helpers.tabular._rows import copies, different, groups_of
from helpers.tabular._target import FEWEST_OF_A_CLASS
from helpers.tabular._times import ranks
from helpers.tabular._traps import traps
from helpers.tabular._useful import COUNTS, Useful


def read(
    path,
    target,
    problem,
    *,
    ignore=(),
    group=None,
    time=None,
    text=(),
    numbers=(),
    exact=(),
    missing=(),
    rare=None,
    decimal=None,
    day_first=None,
    encoding="utf-8",
    skip=0,
    keep_last=False,
    clock=times.monotonic,
):
    """Read a CSV file for a prediction, and leave out the columns that cannot help.

    Numbers may have marks of thousands, a currency, a percent sign or a unit; dates are told from
    numbers and text. What can be read in two ways is asked about: the error names line, cell and
    the argument that settles it. `overview` shows what was understood.

    Left out are columns to be ignored, the columns of groups and of times, other dates, empty and
    constant columns, copies of an earlier column, text with a value of its own in most rows (an
    identifier, a comment), and whole numbers that count the rows. Of text, values in fewer than
    four rows are one, and so are those beyond the thirty most frequent.

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
    text, numbers : sequence of str
        Names of columns that hold text, though it looks like numbers; and of those that hold
        numbers, whatever else is in them: that is missing then, and units are passed over.
    exact : sequence of str
        Names of columns of text in which ``"A"`` and ``"a"`` are two values.
    missing : sequence of str or float, or dict of str to such a sequence
        Cells that say that there is no value, such as −999, besides the usual words: in all
        columns, or by the name of the column.
    rare : {"pool", "leave out"}, optional
        What becomes of classes with fewer than four rows.
    decimal : {".", ","}, optional
        The decimal mark, where the file does not tell.
    day_first : bool, optional
        Whether 1/2/2024 is the first of February, where the column of times does not tell.
    encoding : str
        Of the file.
    skip : int
        How many lines stand before the column names.
    keep_last : bool
        Whether to keep a last row that looks like the totals of the others.
    clock : callable
        Returns seconds; `tune` counts those of reading.

    Returns
    -------
    Data

    Raises
    ------
    DataError
        If the file or an argument cannot be used; one sentence says what was expected and what
        came.
    """
    began = clock()
    table = read_csv(path, encoding=encoding, skip=skip)
    _check_header(table, target)
    said = options(
        table.names, target, problem, ignore=ignore, group=group, time=time, text=text,
        numbers=numbers, exact=exact, missing=missing, decimal=decimal, day_first=day_first,
    )  # fmt: skip
    unread = {*said.ignore, *said.text, said.group}
    if problem == "classification":
        unread.add(said.target)
    looked_at = [name for name in table.names if name not in unread]
    decimal = decimal_of(table, looked_at, said.decimal)
    rows = Kept(table, said, decimal, keep_last)
    y, names, target_format = rows.take_target(rare)
    data = _assemble(rows, y, names, target_format)
    return replace(data, seconds=clock() - began)


def _check_header(table, target):
    """Check that the first line holds names, and more than the target's."""
    if str(target) not in table.names:
        if not table.named:
            raise DataError(
                f"expected column names in the first line, got the number {table.names[0]}"
            )
        if len(table.names) == 1:
            raise DataError(
                "expected column names divided by commas in the first line, got one name, "
                f'"{short(table.names[0])}"'
            )
    elif len(table.names) == 1:
        raise DataError(
            f'expected columns besides the target, got a file that holds "{target}" alone'
        )


def _assemble(rows, y, names, form):
    """Return the data of the rows that are kept."""
    said, lines = rows.said, rows.lines()
    left_out = dict.fromkeys(said.ignore, "to be ignored, as you said")
    if said.group is not None:
        left_out[said.group] = "says which rows belong together"
    if said.time is not None:
        left_out[said.time] = "says when a row came about"
    useful, columns, spare, understood = Useful(said.time), [], [], []
    for name in rows.table.names:
        cells = rows.cells(name)
        if name == said.target:
            understood.append(_shown(form, cells, rows.lost, ["the target", *rows.notes]))
        elif name in left_out:
            understood.append(_shown(Format(name, "not read"), cells, 0, [left_out[name]]))
        else:
            options_of = said.of(name)
            form_of, notes = understand(name, cells, lines, rows.decimal, **options_of)
            column = form_of.read(cells, lines, rows.decimal)
            reason = useful.reason_against(column, named=options_of["kind"] is not None)
            if reason:
                left_out[name] = reason
                spare.append(column)
                keep = f'numbers=["{name}"] keeps it' if reason == COUNTS else ""
                notes = [f"left out: {reason}", keep, *notes]
            else:
                columns.append(column)
                rare = sum(category == OTHER for category in form_of.spelling.values())
                notes = [*notes, f"{count(rare, 'rare value')} as “{OTHER}”" if rare else ""]
            understood.append(_shown(form_of, cells, int(column.gaps.sum()), notes))
    if not columns:
        raise DataError("expected a column that can predict, got none that varies and is not text")
    X = np.column_stack([column.values for column in columns])
    # The values are kept once: a column is a view.
    columns = tuple(replace(c, values=X[:, j]) for j, c in enumerate(columns))
    data = Data(
        said.target, said.problem, columns, X, y, names, _groups(rows, X, y, names), said.group,
        said.time, rows.times, rows.lost, left_out, tuple(understood), tuple(rows.remarks),
        written=(rows.table.delimiter, rows.decimal),
    )  # fmt: skip
    return replace(data, questions=tuple(traps(data, spare, rows)))


def _groups(rows, X, y, names):
    """Return the groups, after a look at whether they can be divided."""
    said = rows.said
    if said.time is not None:
        groups = ranks(rows.times, said.time)
        _check_early(y, groups, names)
        return groups
    groups = (
        copies(X) if said.group is None
        else groups_of(rows.cells(said.group), rows.lines(), said.group)
    )  # fmt: skip
    for k, name in enumerate(names):
        found = different(groups[y == k])
        if found < FEWEST_OF_A_CLASS:
            raise DataError(
                f'expected each class in at least {FEWEST_OF_A_CLASS} groups, got "{name}" in '
                f"{found}: rows that belong together, or repeat, are one group"
            )
    return groups


def _check_early(y, groups, names):
    """Check the rows of the smallest fit: an inner one has a quarter of the times, or more."""
    early = np.unique(y[4 * groups <= groups.max()])
    if names and len(early) < 2:
        raise DataError(
            "expected two classes or more in the earliest quarter of the times, which the first "
            f'model is fitted to, got "{names[early[0]]}" alone'
        )


def _shown(form, cells, missing, notes):
    """Return a row of what was understood: name, kind, example, missing, note."""
    kind = f"number in {form.unit}" if form.unit else form.kind
    example = next((cell for cell in cells if cell and not form.is_gap(cell)), "")
    return form.name, kind, short(example), missing, "; ".join(filter(None, notes))
