"""What a careful reader would notice about a table before any model is fitted, in words."""

import numpy as np
from scipy.stats import rankdata
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from helpers.tabular._errors import count
from helpers.tabular._rows import agreeing, different
from helpers.tabular._scores import folds
from helpers.tabular._times import show

SUSPICIOUS = 0.95  # share of the target that one column explains by itself
RARE = 0.1  # share of rows
MANY_MISSING = 0.5
ROWS_FOR_TREES = 2000
COLUMNS_FOR_TREES = 500
NAMED = 8


def check(data):
    """Return what was found about the data, a sentence each.

    Counted are rows, columns, missing values, rows that repeat and classes. A column is a suspect
    of leakage if it explains at least 95 % of the target by itself: of the variance of a number, by
    a decision tree or by ranks, and of the errors of the most frequent class, by a tree; both
    measured by cross-validation. Whether values are missing counts as a part of the column. The
    folds are random even where there is a time: the question is what a column gives away.
    The questions of `Data` come last.

    Parameters
    ----------
    data : Data
        As `read` returns it.

    Returns
    -------
    list of str
    """
    return [
        *_size(data),
        *[f"Left out: “{name}”, {reason}." for name, reason in data.left_out.items()],
        *_missing(data),
        *_repeated(data),
        *_target(data),
        *_suspects(data),
        *data.questions,
    ]


def _size(data):
    n, p, text = len(data.y), len(data.columns), len(data.text)
    yield f"{count(n, 'row')} and {count(p, 'column')} to predict “{data.target}”" + (
        f", {text} of them text." if text else "."
    )
    if data.without_target:
        yield f"{count(data.without_target, 'row')} without a target left out."
    if p > n:
        yield "More columns than rows: without a penalty, a linear model would fit any target."


def _missing(data):
    shares = {c.name: c.gaps.mean() for c in data.columns if c.gaps.any()}
    if not shares:
        yield "No values are missing."
        return
    worst = sorted(shares, key=shares.get, reverse=True)
    listed = ", ".join(f"“{name}” {shares[name]:.1%}" for name in worst[:NAMED])
    more = f", and {len(worst) - NAMED} more" if len(worst) > NAMED else ""
    yield f"Values are missing in {count(len(worst), 'column')}: {listed}{more}."
    for name in [name for name in worst if shares[name] > MANY_MISSING][:NAMED]:
        yield f"“{name}” is missing in most rows: why, and will it be there for new ones?"


def _repeated(data):
    copies = len(data.y) - different(data.groups)
    if data.time is not None:
        yield (
            f"The rows are in the order of “{data.time}”, from {show(data.times[0])} to "
            f"{show(data.times[-1])}, with {different(data.groups)} different times."
        )
    elif data.group is not None:
        groups = different(data.groups)
        yield f"The rows form {groups} groups by “{data.group}”, which stay together."
    elif copies:
        verb = "repeats" if copies == 1 else "repeat"
        where = f"the {count(len(data.columns), 'column')} used" if data.left_out else "all columns"
        yield f"{count(copies, 'row')} {verb} an earlier one in {where}; copies stay together."
    else:
        if agreeing(data.X).max() + 1 < len(data.X):
            yield "Most rows agree with another in all columns, which have few values: no copies."
        else:
            yield "No row repeats another."


def _target(data):
    if data.problem == "regression":
        distinct = np.unique(data.y)
        if len(distinct) <= 5:
            values = ", ".join(f"{value:g}" for value in distinct)
            yield f"The target has {len(distinct)} values, {values}: is it a classification?"
        return
    counts = np.bincount(data.y)
    shares = counts / counts.sum()
    order = np.argsort(-counts, kind="stable")[:NAMED]
    listed = ", ".join(f"“{data.classes[k]}” {shares[k]:.1%}" for k in order)
    yield f"{len(counts)} classes: {listed}{', …' if len(counts) > NAMED else ''}."
    if shares.min() < RARE / max(1, len(counts) / 2):
        yield (
            f"The classes are unbalanced: always saying “{data.classes[shares.argmax()]}” is right "
            f"in {shares.max():.1%} of the rows, so accuracy alone says little."
        )


def _suspects(data):
    if len(data.columns) > COLUMNS_FOR_TREES:
        yield f"Only the first {COLUMNS_FOR_TREES} columns were searched for leaks."
    rows = np.random.default_rng(0).permutation(len(data.y))[:ROWS_FOR_TREES]
    y, parts = data.y[rows], folds(data.y[rows], data.groups[rows], data.problem, 3, seed=0)
    found = False
    for column in data.columns[:COLUMNS_FOR_TREES]:
        share = _explained(column.values[rows], y, parts, data.problem)
        if share >= SUSPICIOUS:
            found = True
            yield (
                f"“{column.name}” alone explains {share:.0%} of the target: will it be known "
                "before the target is?"
            )
    if not found:
        yield "No column predicts the target almost alone."


def _explained(x, y, parts, problem):
    """Return the share of the target that one column explains, measured on held-out rows."""
    tree = DecisionTreeRegressor if problem == "regression" else DecisionTreeClassifier
    predicted = np.empty(len(y))
    for fitted, held in parts:
        # A tree sends the rows with a gap to one of its sides, and so may learn from the gap.
        model = tree(min_samples_leaf=3, random_state=0).fit(x[fitted, None], y[fitted])
        predicted[held] = model.predict(x[held, None])
    if problem == "classification":
        errors = np.mean(y != np.bincount(y).argmax())
        return 1 - np.mean(predicted != y) / errors
    share = 1 - np.mean((y - predicted) ** 2) / np.var(y)
    present = ~np.isnan(x)
    if present.sum() > len(y) / 2 and np.ptp(x[present]) > 0 and np.ptp(y[present]) > 0:
        ranks = np.corrcoef(rankdata(x[present]), rankdata(y[present]))[0, 1]
        share = max(share, ranks**2)
    return share
