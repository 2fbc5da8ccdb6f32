"""The chosen model: tuned once more, on all rows, and fitted to them."""

import time

import numpy as np

from helpers._progress import Progress
from helpers.tabular._nested import gone_and_left, threads
from helpers.tabular._newfile import Known
from helpers.tabular._plain import flatten
from helpers.tabular._prepared import Folds
from helpers.tabular._saving import Predictor
from helpers.tabular._scores import divide, fit_and_score
from helpers.tabular._work import measured, thinned


def fit_chosen(search, name, *, progress=True, clock=time.monotonic):
    """Tune a model on all rows, by one cross-validation, and fit it to all of them.

    Parameters
    ----------
    search : Search
        As `tune` returns it. The settings that it had time to try are tried here.
    name : str
        The model.
    progress : bool
        Whether to show a line of progress, where a person looks on; it leaves no trace.
    clock : callable
        Returns seconds.

    Returns
    -------
    Predictor
    """
    data, tried = search.data, search[name]
    kind, settings = tried.model, tried.model.settings[: tried.inner.shape[1]]
    every, best, began = np.arange(len(data.y)), 0, clock()
    with Progress(progress) as line, threads(data):
        if len(settings) > 1:
            parts = thinned(divide(data, every, len(tried.outer), search.seed + 2), search.step)
            folds, losses = Folds(data, 0), []
            for left, part in zip(range(len(parts), 0, -1), parts, strict=True):
                _show(line, name, clock() - began, len(losses), left)
                losses.append(measured(data, kind, settings, part, folds))
            _show(line, name, clock() - began, len(losses), 0)
            best = np.argmin(np.mean(losses, axis=0))
        estimator, *_ = fit_and_score(data, kind.make(**settings[best]), (every, every))
    columns = tuple(_known(column) for column in data.columns)
    plain = flatten(estimator, [(c.name, c.categories) for c in columns], len(data.classes))
    return Predictor(
        name, settings[best], estimator, plain, data.target, data.classes, columns, data.written
    )


def _show(line, name, gone, done, left):
    """Show how far the tuning is; the last fit is taken to be like those before."""
    what = f"{name}, on all rows"
    line.show(gone_and_left(what, gone, gone / done * (left + 1), "about ") if done else what)


def _known(column):
    low, high = np.nan, np.nan
    if column.categories is None:
        low, high = (float(end(column.values)) for end in (np.nanmin, np.nanmax))
    return Known(column.format, low, high)
