"""Columns that are the target in other words, not one by one but together."""

from itertools import combinations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

from helpers.tabular._scores import folds

EXACT = 0.9999  # share of variance
ALMOST = 0.97  # share of the errors of always naming the most frequent class
ALONE = 0.95  # … from which `check` names a single column
WORTH = 0.8  # … from which a pair is looked at closely
MOST_COLUMNS = 300
MOST_PAIRED = 15
MOST_ROWS = 2000
FEW_ROWS = 400
MOST_IN_A_SUM = 4
NAMED = 3


def together(data):
    """Ask about columns that give the target together, where none of them does alone.

    A number may be a weighted sum of up to four columns, or a product of powers of them. A class
    may follow from two, by a few cuts through each, their sum and their difference, or by a line
    through both; of many columns, those are paired that tell most alone.

    Parameters
    ----------
    data : Data
        As it was read.

    Yields
    ------
    str
    """
    if data.problem == "classification":
        yield from _pairs(data)
        return
    names, X, y = _complete(data)
    found = _sum(X, y)
    if found:
        yield _said(data, names, found, "by weights that add up")
    elif len(y) and (y > 0).all():
        above = (X > 0).all(axis=0)
        names, X = [n for n, yes in zip(names, above, strict=True) if yes], X[:, above]
        found = _sum(np.log(X), np.log(y))
        if found:
            yield _said(data, names, found, "multiplied or divided")


def _said(data, names, places, how):
    found = {names[j] for j in places}
    listed = " and ".join(f"“{c.name}”" for c in data.columns if c.name in found)
    return (
        f"{listed} together give “{data.target}” almost exactly, {how}: are they the target in "
        "other words?"
    )


def _complete(data):
    """Return the names and values of columns of numbers, and the targets, of rows without gaps.

    Columns with the fewest gaps come first, as long as half of the rows are left.
    """
    columns = [c for c in data.columns if c.categories is None][:MOST_COLUMNS]
    full, kept = np.ones(len(data.y), dtype=bool), []
    for column in sorted(columns, key=lambda c: c.gaps.sum()):
        left = full & ~column.gaps
        if 2 * left.sum() < len(left):
            break
        full = left
        kept.append(column)
    rows = np.flatnonzero(full)
    rows = np.sort(np.random.default_rng(0).permutation(rows)[:MOST_ROWS])
    X = np.array([column.values[rows] for column in kept]).T.reshape(len(rows), len(kept))
    return [column.name for column in kept], X, data.y[rows]


def _sum(X, y):
    """Return the places of a few columns whose weighted sum is the target; one alone is none."""
    scale, y = X.std(axis=0), y - y.mean()
    X = (X - X.mean(axis=0)) / np.where(scale > 0, scale, np.inf)
    chosen, rest = [], y
    while len(chosen) < min(MOST_IN_A_SUM, np.count_nonzero(scale)):
        gain = np.abs(rest @ X)
        gain[chosen] = -1
        chosen.append(int(gain.argmax()))
        part = X[:, chosen]
        rest = y - part @ np.linalg.lstsq(part, y, rcond=None)[0]
        if rest @ rest <= (1 - EXACT) * (y @ y):
            return chosen if 1 < len(chosen) < len(y) / 5 else []
    return []


def _pairs(data):
    rows = np.sort(np.random.default_rng(0).permutation(len(data.y))[:MOST_ROWS])
    y, X = data.y[rows], data.X[rows][:, :MOST_COLUMNS]
    X = np.where(np.isnan(X), np.nanmedian(X, axis=0), X)
    if len(np.unique(y)) < 2:
        return
    few = np.sort(np.random.default_rng(1).permutation(len(y))[:FEW_ROWS])
    alone = np.array([_by_cuts(X[few, j : j + 1], y[few], 2) for j in range(X.shape[1])])
    paired = [j for j in np.argsort(-alone, kind="stable") if alone[j] < ALONE][:MOST_PAIRED]
    found = 0
    for i, j in combinations(sorted(paired), 2):
        first, second = X[:, i], X[:, j]
        cut = np.column_stack([first, second, first + second, first - second])
        if _by_cuts(cut[few], y[few], 2) < WORTH:
            continue
        if max(_by_cuts(cut, y), _by_a_line(cut[:, :2], y)) >= ALMOST:
            found += 1
            if found <= NAMED:
                yield (
                    f"“{data.columns[i].name}” and “{data.columns[j].name}” together give "
                    f"“{data.target}” almost always: are they the target in other words?"
                )
    if found > NAMED:
        yield f"{found - NAMED} more pairs of columns give it almost always."


def _by_cuts(X, y, k=3):
    return _explained(DecisionTreeClassifier(min_samples_leaf=2, random_state=0), X, y, k)


def _by_a_line(X, y):
    spread = X.std(axis=0)
    X = (X - X.mean(axis=0)) / np.where(spread > 0, spread, 1)
    return _explained(LogisticRegression(C=1e4, max_iter=500), X, y)


def _explained(model, X, y, k=3):
    """Return the share of the errors of the most frequent class that held-out rows are free of."""
    errors, least = 0, np.mean(y != np.bincount(y).argmax())
    if least == 0:
        return 0.0
    for fitted, held in folds(y, np.arange(len(y)), "classification", k, seed=0):
        if len(np.unique(y[fitted])) > 1:
            errors += np.sum(model.fit(X[fitted], y[fitted]).predict(X[held]) != y[held])
        else:
            errors += np.sum(y[held] != y[fitted][0])
    return 1 - errors / len(y) / least
