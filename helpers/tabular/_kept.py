"""The rows of a file that are kept, in the order in which they are used."""

from collections import Counter

import numpy as np

from helpers.tabular._columns import Format
from helpers.tabular._errors import DataError
from helpers.tabular._missing import filled
from helpers.tabular._rows import is_total
from helpers.tabular._target import classes, targets
from helpers.tabular._times import as_times

FEWEST_ROWS = 20


class Kept:
    """The rows that are kept, in their order, and what was said on the way."""

    def __init__(self, table, said, decimal, keep_last=False):
        self.table, self.said, self.decimal = table, said, decimal
        self.remarks = list(table.remarks)
        end = len(table.lines)
        if not keep_last and is_total(table, decimal):
            end -= 1
            self.remarks.append(
                f"The last row, line {table.lines[-1]}, sums up: left out. If it is a row like the "
                "others, say keep_last=True."
            )
        cells, codes = table.cells(said.target), said.codes(said.target)
        text = said.problem == "classification"
        counts = Counter(cells)
        gaps = counts.keys() - filled(counts, codes, text=text)
        # A range is told from a list at once, so that no cell is copied.
        self.kept = [i for i in range(end) if cells[i] not in gaps] if gaps else range(end)
        self.lost = end - len(self.kept)
        self._check_enough()
        self.times = None
        if said.time is not None:
            self._order()

    def _order(self):
        said = self.said
        cells, lines = self.cells(said.time), self.lines()
        self.times = as_times(said.time, cells, lines, self.decimal, said.day_first)
        order = np.argsort(self.times, kind="stable")
        self.kept = [self.kept[i] for i in order]
        self.times = self.times[order]

    def cells(self, name):
        """Return the cells of a column in the rows that are kept."""
        return self._of(self.table.cells(name))

    def lines(self):
        """Return the lines of the file that the rows stand in."""
        return self._of(self.table.lines)

    def _of(self, values):
        all_kept = self.kept == range(len(values))
        return values if all_kept else [values[i] for i in self.kept]

    def take_target(self, rare):
        """Return the targets, the names of the classes, and how the targets were read."""
        said = self.said
        cells = self.cells(said.target)
        if said.problem == "regression":
            y, form, notes = targets(
                cells, self.lines(), said.target, self.decimal, **said.of(said.target)
            )
            self.lost += int(np.isnan(y).sum())
            self.keep(~np.isnan(y))
            self.notes = notes
            return y[~np.isnan(y)], (), form
        exact = said.target in said.exact
        labels, remarks, self.notes = classes(cells, said.target, self.decimal, rare, exact)
        self.remarks += remarks
        kept = np.array([label is not None for label in labels])
        self.keep(kept)
        names, y = np.unique([label for label in labels if label is not None], return_inverse=True)
        if len(names) < 2:
            raise DataError(
                f'expected two classes or more in the target "{said.target}", got "{names[0]}" '
                "alone when the rare ones are left out"
            )
        return y, tuple(map(str, names)), Format(said.target, "text", categories=tuple(names))

    def keep(self, mask):
        """Keep some of the rows."""
        if not mask.all():
            self.kept = [i for i, yes in zip(self.kept, mask, strict=True) if yes]
            self.times = None if self.times is None else self.times[mask]
            self._check_enough()

    def _check_enough(self):
        if len(self.kept) < FEWEST_ROWS:
            raise DataError(
                f'expected at least {FEWEST_ROWS} rows with a target "{self.said.target}", got '
                f"{len(self.kept)}"
            )
