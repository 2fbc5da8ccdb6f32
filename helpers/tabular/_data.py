"""A table made ready: a target, columns of numbers, and what was left out and why."""

from dataclasses import dataclass

import numpy as np

from helpers.tabular._columns import Column


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
    understood : tuple of tuple
        For each column of the file its name, kind, example, how many values are missing, and a
        note, as `overview` shows them.
    remarks : tuple of str
        What was passed over or changed in reading, a sentence each.
    questions : tuple of str
        Traps and proposals, a sentence each.
    written : tuple of (str, str)
        The delimiter and the decimal mark of the file.
    seconds : float
        How long reading took.
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
    understood: tuple[tuple[str, str, str, int, str], ...] = ()
    remarks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    written: tuple[str, str] = (",", ".")
    seconds: float = 0.0

    @property
    def text(self):
        """The places of the columns that hold text."""
        return [j for j, column in enumerate(self.columns) if column.categories is not None]
