"""What a saved model says of a new file: one prediction for each row, with names and lines."""

import csv
import io
from dataclasses import dataclass

import numpy as np

from helpers.tabular._digits import plain
from helpers.tabular._errors import cut
from helpers.tabular._file import write

SHOWN = 10  # rows
LETTERS = 24  # of a name or of a class, in a printed table


class DataWarning(UserWarning):
    """Something about a new file, or about a saved model, that a careful reader would want to know.

    It says one sentence, and stops nothing.
    """


@dataclass(frozen=True, eq=False)
class Predictions:
    """One prediction for each row of a file, in its order.

    NumPy takes it as an array: ``np.asarray(predictions)`` are its `values`.

    Parameters
    ----------
    target : str
        What is predicted.
    names : tuple of str
        The classes, which are the names of the columns of `values`; empty for a regression.
    values : numpy.ndarray
        Numbers of shape (n,), or probabilities of the classes of shape (n, K).
    lines : tuple of int
        The line of the file that each row ends in.
    notes : tuple of str
        What is to be known about the file, a sentence each.
    """

    target: str
    names: tuple[str, ...]
    values: np.ndarray
    lines: tuple[int, ...]
    notes: tuple[str, ...]

    @property
    def shape(self):
        """The shape of `values`."""
        return self.values.shape

    @property
    def classes(self):
        """The most probable class of each row, of shape (n,); the numbers of a regression."""
        if not self.names:
            return self.values
        return np.array(self.names)[self.values.argmax(axis=1)]

    def __array__(self, dtype=None, copy=None):
        """Return `values`."""
        return np.array(self.values, dtype=dtype, copy=copy)

    def __len__(self):
        """Return the number of rows."""
        return len(self.values)

    def __getitem__(self, place):
        """Return rows of `values`; or, for the name of a class, its probabilities."""
        if isinstance(place, str):
            if place not in self.names:
                raise KeyError(place)
            return self.values[:, self.names.index(place)]
        return self.values[place]

    def __str__(self):
        """Return the first rows as a table, and the notes."""
        head, rows = self._table(lambda value: plain(value, 4))
        rows = [head, *([cut(cell, LETTERS) for cell in row] for row in rows[:SHOWN])]
        head[:] = [cut(cell, LETTERS) for cell in head]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(str.rjust, row, widths)) for row in rows]
        if len(self) > SHOWN:
            lines.append(f"… {len(self) - SHOWN} more")
        return "\n".join([*lines, *self.notes])

    __repr__ = __str__

    def save(self, path):
        """Write a CSV file: the line of each row, the prediction, and the probabilities.

        Raises
        ------
        DataError
            If the file cannot be written.
        """
        head, rows = self._table(lambda value: f"{value:.10g}")
        text = io.StringIO(newline="")
        csv.writer(text).writerows([head, *rows])
        write(path, text.getvalue())

    def _table(self, shown):
        head = ["line", self.target, *self.names]
        rows = []
        for line, row, named in zip(self.lines, self.values, self.classes, strict=True):
            numbers = [shown(value) for value in np.atleast_1d(row)]
            rows.append([str(line), *([str(named)] if self.names else []), *numbers])
        return head, rows
