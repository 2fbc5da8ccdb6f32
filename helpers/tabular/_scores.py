"""Folds that keep groups together or look back in time, and the loss on held-out rows."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import KFold, StratifiedKFold, TimeSeriesSplit

from helpers.tabular._folds import grouped_folds
from helpers.tabular._rows import different

LOSSES = {"regression": "mean squared error", "classification": "log loss"}
SMALLEST = 1e-6  # a probability; what no class of the fitted rows can have


def divide(data, rows, k, seed):
    """Divide rows of data into pairs of fitted and held-out ones, for k folds.

    Parameters
    ----------
    data : Data
        Where the rows come from.
    rows : numpy.ndarray of int
        Their places in it, in increasing order.
    k : int
        The number of folds; fewer, as `folds` and `looking_back` say.
    seed : int
        Seed of a division at random; no use is made of it where there is a time.

    Returns
    -------
    list of tuple of numpy.ndarray
        The places in the data of the fitted and of the held-out rows, for each fold.
    """
    groups = data.groups[rows]
    if data.time is None:
        parts = folds(data.y[rows], groups, data.problem, k, seed)
    else:
        parts = looking_back(groups, k)
    return [(rows[fitted], rows[held]) for fitted, held in parts]


def looking_back(ranks, k):
    """Hold out k stretches of time one after the other, each for a fit to all that was before.

    The stretches have the same number of times, and lie in the later half, so that each fit has
    at least half of the times.

    Parameters
    ----------
    ranks : numpy.ndarray of shape (n,)
        Rows with the same number are of the same time, and stay on one side of each cut.
    k : int
        The number of folds; fewer, if there are fewer than 2k times.

    Returns
    -------
    list of tuple of numpy.ndarray
        The places of the fitted and of the held-out rows, for each fold, the earliest first.
    """
    times = np.unique(ranks)
    k = min(k, len(times) // 2)
    cuts = TimeSeriesSplit(k, test_size=len(times) // (2 * k)).split(times)
    return [tuple(np.flatnonzero(np.isin(ranks, times[part])) for part in cut) for cut in cuts]


def folds(y, groups, problem, k, seed):
    """Divide rows into k folds at random, groups whole, classes in equal shares.

    Parameters
    ----------
    y : numpy.ndarray of shape (n,)
        Targets, or places of classes.
    groups : numpy.ndarray of shape (n,)
        Rows with the same number stay in one fold.
    problem : {"regression", "classification"}
        The kind of problem.
    k : int
        The number of folds; fewer, if a class has fewer rows, but at least two.
    seed : int
        Seed of the division.

    Returns
    -------
    list of tuple of numpy.ndarray
        The places of the fitted and of the held-out rows, for each fold.
    """
    count = different(groups)
    alone = count == len(groups)
    k = min(k, count) if problem == "regression" else max(2, min(k, fewest_groups(y, groups)))
    if not alone:
        labels = np.zeros(len(y), dtype=int) if problem == "regression" else y
        held = grouped_folds(labels, groups, k, seed)
        return [(np.flatnonzero(held != f), np.flatnonzero(held == f)) for f in range(k)]
    division = KFold if problem == "regression" else StratifiedKFold
    return list(division(k, shuffle=True, random_state=seed).split(np.zeros(len(y)), y))


def fewest_groups(y, groups):
    """Return in how many groups the rarest class occurs."""
    present = np.unique(y)
    return min(different(groups[y == k]) for k in present)


def fit_and_score(data, model, part):
    """Return a model fitted to the first rows of a part, and its loss on the others.

    Parameters
    ----------
    data : Data
        Where the rows come from.
    model : estimator
        Not yet fitted.
    part : tuple of numpy.ndarray
        The places of the fitted and of the held-out rows.

    Returns
    -------
    tuple
        The model, the loss, and whether the fit converged.
    """
    fitted, held = part
    X, y = data.X, data.y
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ConvergenceWarning)
        model.fit(X[fitted], y[fitted])
    settled = not any(issubclass(w.category, ConvergenceWarning) for w in caught)
    return model, loss(model, X[held], y[held], data.problem, len(data.classes)), settled


def loss(model, X, y, problem, classes):
    """Return the mean loss of a fitted model on rows: squared error, or minus log probability.

    Parameters
    ----------
    model : estimator
        Fitted; with ``predict_proba`` for classes.
    X : numpy.ndarray of shape (n, p)
        Rows.
    y : numpy.ndarray of shape (n,)
        Their targets, or the places of their classes.
    problem : {"regression", "classification"}
        The kind of problem.
    classes : int
        The number of classes.

    Returns
    -------
    float
        The squared error, in the squared unit of the target; or the log loss, in nats.
    """
    if problem == "regression":
        return loss_of(model.predict(X), y, problem)
    return loss_of(probabilities(model, X, classes), y, problem)


def loss_of(predicted, y, problem):
    """Return the loss of predictions of shape (n,), or of probabilities of shape (n, K)."""
    if problem == "regression":
        return float(np.mean((y - predicted) ** 2))
    return float(-np.mean(np.log(np.maximum(predicted[np.arange(len(y)), y], SMALLEST))))


def probabilities(model, X, classes):
    """Return the probability of each class, of shape (n, K); 0 for one that was never fitted."""
    q = np.zeros((len(X), classes))
    q[:, model.classes_] = model.predict_proba(X)
    return q
