"""Nested cross-validation of several models within a time budget."""

import time
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from helpers._progress import Progress
from helpers._validate import integer, number
from helpers.tabular._data import Data
from helpers.tabular._models import Model, models
from helpers.tabular._scores import divide, fit_and_score, mean_loss, probabilities

SHORTAGE = 1.2  # what is left is estimated from what was done, with this reserve


@dataclass(frozen=True)
class Tried:
    """What came out for one kind of model.

    Parameters
    ----------
    model : Model
        The kind of model.
    inner : numpy.ndarray of shape (outer folds, settings tried)
        Mean loss over the inner folds.
    chosen : numpy.ndarray of shape (outer folds,)
        The place of the setting with the lowest inner loss.
    outer : numpy.ndarray of shape (outer folds,)
        Loss of the chosen settings on the outer folds: what may be reported.
    predictions : numpy.ndarray
        For each row the prediction of the fold that held it out: of shape (n,), or (n, K) of
        probabilities. NaN for the early rows that no fold held out, where there is a time.
    """

    model: Model
    inner: np.ndarray
    chosen: np.ndarray
    outer: np.ndarray
    predictions: np.ndarray


@dataclass(frozen=True)
class Search:
    """The outcome of `tune`.

    Parameters
    ----------
    data : Data
        What was searched on.
    tried : tuple of Tried
        One for each model that was reached, from the simplest to the most flexible.
    share : float
        Held-out rows for each fitted row, in the outer folds.
    unreached : tuple of str
        The models that the budget left no time for.
    complete : bool
        Whether all settings of all models were tried.
    unconverged : int
        How many fits stopped before they had converged.
    seed : int
        Seed of the folds and of the networks.
    """

    data: Data
    tried: tuple[Tried, ...]
    share: float
    unreached: tuple[str, ...]
    complete: bool
    unconverged: int
    seed: int

    @property
    def judged(self):
        """The rows that an outer fold held out, as True or False, of shape (n,)."""
        predictions = self.tried[0].predictions
        return ~np.isnan(predictions.reshape(len(predictions), -1)).any(axis=1)

    def __getitem__(self, name):
        """Return what came out for the model of this name."""
        for tried in self.tried:
            if tried.model.name == name:
                return tried
        raise KeyError(name)


def tune(
    data,
    *,
    minutes,
    seed=0,
    outer_folds=5,
    inner_folds=4,
    progress=True,
    kinds=None,
    clock=time.monotonic,
):
    """Tune every model by nested cross-validation, as far as the time budget goes.

    For each outer fold, the settings of each model are compared on inner folds of the rows that
    may be fitted. The best is fitted to all of these, and judged on the outer fold. These rows are
    all the others; or, if the data have a time, all that were earlier, of the inner folds as well.

    The work goes in rounds: first one setting of each model, then a second, and so on, always for
    all outer folds, so that each model has its turn whenever the time is over. A setting is passed
    over when what is left of the budget, after what judging will need, is less than the model took
    before. The baseline and one setting of the next model are always tried, even if that takes
    longer than the budget.

    Parameters
    ----------
    data : Data
        As `read` returns it.
    minutes : float
        The time budget, above 0.
    seed : int
        Seed of the folds, unless the data have a time, and of the networks.
    outer_folds, inner_folds : int
        How many, at least two; fewer are made for a class with few rows, or for few times.
    progress : bool
        Whether to show a line of progress, where a person looks on; it leaves no trace.
    kinds : list of Model, optional
        What to compare, the baseline first; by default what `models` lists.
    clock : callable
        Returns seconds; the tests have their own.

    Returns
    -------
    Search

    Raises
    ------
    ValueError
        If `minutes` is not a finite number above 0, `seed` not an integer of at least 0, or the
        folds are not integers of at least 2.
    """
    start, seed = clock(), integer(seed, "seed", minimum=0)
    end = start + 60 * number(minutes, "minutes", above=0)
    kinds = models(data, seed) if kinds is None else kinds
    outer_folds = integer(outer_folds, "outer_folds", minimum=2)
    inner_folds = integer(inner_folds, "inner_folds", minimum=2)
    outer = divide(data, np.arange(len(data.y)), outer_folds, seed)
    inner = [divide(data, fitted, inner_folds, seed + 1) for fitted, _ in outer]
    work = _rounds(kinds)
    losses, slowest, unconverged = {kind.name: [] for kind in kinds}, {}, []
    with Progress(progress) as line:
        for done, (kind, setting, needed) in enumerate(work):
            # Judging costs one fit for each outer fold; a setting costs as many as inner folds.
            last = end - SHORTAGE * sum(slowest.values()) / inner_folds
            began, found = clock(), []
            if not needed and began + slowest.get(kind.name, 0) >= last:
                continue
            for parts in inner:
                line.show(tqdm.format_meter(done, len(work), clock() - start, prefix=kind.name))
                found.append(mean_loss(data, kind.make, setting, parts, unconverged))
                if not needed and clock() >= last:
                    break
            slowest[kind.name] = max(slowest.get(kind.name, 0), clock() - began)
            if len(found) == len(inner):
                losses[kind.name].append(found)
        tried = [
            _judge(data, kind, np.transpose(losses[kind.name]), outer, unconverged)
            for kind in kinds
            if losses[kind.name]
        ]
    return Search(
        data,
        tuple(tried),
        float(np.mean([len(held) / len(fitted) for fitted, held in outer])),
        tuple(kind.name for kind in kinds if not losses[kind.name]),
        sum(map(len, losses.values())) == len(work),
        sum(unconverged),
        seed,
    )


def _rounds(kinds):
    """Return (kind, setting, needed) in the order of the work."""
    rounds = range(max(len(kind.settings) for kind in kinds))
    return [
        (kind, kind.settings[r], r == 0 and place < 2)
        for r in rounds
        for place, kind in enumerate(kinds)
        if r < len(kind.settings)
    ]


def _judge(data, kind, inner, outer, unconverged):
    """Fit the best setting of each outer fold to its rows, and return what came out."""
    chosen = inner.argmin(axis=1)
    K = len(data.classes)
    predictions = np.full((len(data.y), K) if K else len(data.y), np.nan)
    losses = []
    for place, part in zip(chosen, outer, strict=True):
        model = kind.make(**kind.settings[place])
        estimator, value = fit_and_score(data, model, part, unconverged)
        losses.append(value)
        held = data.X[part[1]]
        predictions[part[1]] = probabilities(estimator, held, K) if K else estimator.predict(held)
    return Tried(kind, inner, chosen, np.array(losses), predictions)
