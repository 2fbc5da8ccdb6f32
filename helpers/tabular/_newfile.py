"""A new file for a fitted model: its columns found by their names, and what is odd about it."""

import difflib
import re
from dataclasses import dataclass, replace

import numpy as np

from helpers.tabular._columns import Format
from helpers.tabular._errors import DataError, count, short
from helpers.tabular._marks import decimal_of
from helpers.tabular._reading import read_csv

FAR = 10  # half-widths of the range of the fitted rows, from its middle
NAMED = 8
WAYS = re.compile(r"( in line \d+): .*", re.DOTALL)


@dataclass(frozen=True)
class Known:
    """What a model knows of one of its columns.

    Parameters
    ----------
    format : Format
        How it was read.
    low, high : float
        The smallest and the largest number that was fitted; NaN for text.
    """

    format: Format
    low: float
    high: float

    @property
    def name(self):
        """Its name."""
        return self.format.name

    @property
    def categories(self):
        """Its categories, or None for numbers."""
        return self.format.categories


def read_new(path, columns, *, written, decimal, **options):
    """Read the rows of a new file for a model.

    Parameters
    ----------
    path : str or path-like
        The file.
    columns : sequence of Known
        The columns that the model needs, in its order.
    written : tuple of (str, str)
        The delimiter and the decimal mark of the file that the model was fitted to.
    decimal : {".", ","} or None
        The decimal mark of this one, if the reader says it.
    **options
        Of `read_csv`.

    Returns
    -------
    tuple of (numpy.ndarray, list of int, list of str)
        X of shape (n, p), the line of each row, and notes, a sentence each.
    """
    table = _with_blank_lines(read_csv(path, **options))
    if not table.lines:
        raise DataError("expected rows to predict below the column names, got none")
    names, notes = matched(table.names, [column.name for column in columns])
    notes += table.remarks
    numbers = [n for n, c in zip(names, columns, strict=True) if c.categories is None]
    mark = decimal_of(table, numbers, decimal, fallback=_likely(table.delimiter, written))
    X, cells = np.empty((len(table.lines), len(columns))), [table.cells(name) for name in names]
    for j, column in enumerate(columns):
        X[:, j] = _values(column.format, cells[j], table.lines, mark)
        notes += _unseen(cells[j], table.lines, column)
        notes += _far(X[:, j], cells[j], table.lines, column)
    notes += _empty(X, cells, table.lines, columns)
    return X, table.lines, notes


def _values(form, cells, lines, mark):
    try:
        return form.read(cells, lines, mark).values
    except DataError as error:
        # Arguments of `read` would settle it before a fit; now the cell is all there is.
        raise DataError(WAYS.sub(r"\1: correct it, or leave it empty", str(error))) from None


def matched(names, wanted):
    """Find the columns that are wanted among those of a file.

    A name is taken if it differs in capitals, spaces or underscores alone, and no other does.

    Parameters
    ----------
    names, wanted : sequence of str
        The names of the file, and those to find.

    Returns
    -------
    tuple of (list of str, list of str)
        The name in the file for each of `wanted`, and a sentence for those that differ.

    Raises
    ------
    DataError
        If columns are missing, all at once; or if several could be meant.
    """
    found = {name: name for name in wanted if name in names}
    free = [name for name in names if name not in found]
    for name in wanted:
        alike = [other for other in free if _fold(other) == _fold(name)]
        if name in found or not alike:
            continue
        if len(alike) > 1:
            raise DataError(
                f'expected a column "{name}", as the model was fitted with, got '
                f"{_listed(alike)}: which is meant?"
            )
        found[name] = alike[0]
    free = [name for name in free if name not in found.values()]
    missing = [name for name in wanted if name not in found]
    if missing:
        raise DataError(_missing(missing, names, free))
    renamed = [f"“{found[name]}” for “{name}”" for name in wanted if found[name] != name]
    notes = [f"Taken as the column that is meant: {', '.join(renamed)}."] if renamed else []
    return [found[name] for name in wanted], notes


def _missing(missing, names, free):
    hints = []
    for name in missing[:NAMED]:
        near = {_fold(other): other for other in free}
        close = difflib.get_close_matches(_fold(name), near, n=1)
        guess = near[close[0]] if close else free[0] if len(free) == len(missing) == 1 else None
        hints.append(f'"{name}"' + (f' (did you mean "{guess}"?)' if guess else ""))
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    noun = "a column" if len(missing) == 1 else "the columns"
    shown = ", ".join(map(short, names[:NAMED])) + (", …" if len(names) > NAMED else "")
    return (
        f"expected {noun} {', '.join(hints)}{more}, which the model was fitted with, got "
        f"{'the columns' if len(names) > 1 else 'the column'} {shown}"
    )


def _likely(delimiter, written):
    """Return the decimal mark to take where no cell of a file tells.

    A file divided like the fitted one comes from the same hand. Otherwise semicolons stand where
    commas are taken, by the decimals.
    """
    if delimiter == written[0]:
        return written[1]
    return "," if delimiter == ";" else "."


def _unseen(cells, lines, column):
    places = column.format.unseen(cells)
    if places:
        verb = "holds" if len(places) == 1 else "hold"
        yield (
            f"{count(len(places), 'row')} {verb} a value of “{column.name}” that the model has "
            f"never seen, as “{short(cells[places[0]])}” in line {lines[places[0]]}: it is taken "
            "for none of those it knows."
        )


def _far(values, cells, lines, column):
    if column.categories is not None:
        return
    middle, half = (column.high + column.low) / 2, (column.high - column.low) / 2
    places = np.flatnonzero(np.abs(values - middle) > FAR * half)  # a gap is not
    if len(places):
        verb = "is" if len(places) == 1 else "are"
        yield (
            f"{count(len(places), 'value')} of “{column.name}” {verb} far outside of what the "
            f"model has seen, {column.low:.4g} to {column.high:.4g}, as “{short(cells[places[0]])}”"
            f" in line {lines[places[0]]}, read as {values[places[0]]:.15g}: another unit?"
        )


def _empty(X, cells, lines, columns):
    # A gap in a text is a category or, if there was none, a code below all categories.
    codes = [(c.categories or ()).index("") if "" in (c.categories or ()) else -1 for c in columns]
    candidates = np.flatnonzero(np.all(np.isnan(X) | (codes == X), axis=1))
    places = [
        i
        for i in candidates
        if all(c.format.is_gap(column[i]) for c, column in zip(columns, cells, strict=True))
    ]
    if places:
        verb = "has" if len(places) == 1 else "have"
        yield (
            f"{count(len(places), 'row')} {verb} no value at all, as line {lines[places[0]]}: what "
            "is predicted there says nothing about them."
        )


def _with_blank_lines(table):
    """Return a table of one column with its blank lines, which are empty cells, but for the last.

    Where there are more columns a blank line divides or ends a table, and a row of empty cells is
    written with its delimiters.
    """
    if len(table.names) > 1 or not table.lines:
        return table
    cells = dict(zip(table.lines, table.columns[0], strict=True))
    lines = list(range(table.lines[0], table.lines[-1] + 1))
    return replace(table, columns=([cells.get(line, "") for line in lines],), lines=lines)


def _fold(name):
    return "".join(name.split()).replace("_", "").replace("-", "").casefold()


def _listed(names):
    return " and ".join(f'"{name}"' for name in names)
