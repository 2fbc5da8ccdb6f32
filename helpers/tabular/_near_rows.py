"""Rows that are all but the same: equal except for one column, or for the last digits."""

import numpy as np

from helpers.tabular._errors import count
from helpers.tabular._rows import agreeing

FEWEST = 5  # columns
CELLS = 2_000_000  # times columns; beyond, nobody waits for it
FINE = 0.003  # of a standard deviation
CHANCE = 5  # times as many rows as in columns that were shuffled
MOST = 0.2  # of the rows


def near_rows(data):
    """Ask about rows that nearly repeat another, as they may stand on both sides of a fold.

    In columns of few values rows come near each other by chance: nothing is said where that
    happens almost as often with each column shuffled, or to many rows.
    """
    n, p = data.X.shape
    if p < FEWEST or n * p * p > CELLS or data.group is not None or data.time is not None:
        return
    _, first = np.unique(data.groups, return_index=True)
    X = data.X[np.sort(first)]
    rng = np.random.default_rng(0)
    shuffled = np.column_stack([rng.permutation(column) for column in X.T])
    for found, by_chance, how in (
        (_but_one(X), _but_one(shuffled), "but for one column"),
        (_but_digits(X), _but_digits(shuffled), "but for the last digits"),
    ):
        if CHANCE * by_chance < found <= MOST * n:
            verb = "repeats" if found == 1 else "repeat"
            yield (
                f"{count(found, 'row')} {verb} an earlier one {how}: if they are of the same "
                "case, name the column that tells cases apart as the group."
            )


def _but_one(X):
    """Return how many rows repeat an earlier one in all columns but one."""
    repeats = np.zeros(len(X), dtype=bool)
    for j in range(X.shape[1]):
        repeats |= _later(agreeing(np.delete(X, j, axis=1)))
    return int(repeats.sum())


def _but_digits(X):
    """Return how many rows repeat an earlier one, but for rounding."""
    scale = np.nanstd(X, axis=0)
    whole = np.round(X / np.where(scale > 0, FINE * scale, 1))
    return int((_later(agreeing(whole)) & ~_later(agreeing(X))).sum())


def _later(groups):
    """Tell which rows belong to a group that began before them."""
    later = np.ones(len(groups), dtype=bool)
    later[np.unique(groups, return_index=True)[1]] = False
    return later
