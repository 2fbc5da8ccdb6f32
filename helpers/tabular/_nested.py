"""Nested cross-validation of several models within a time budget."""

import time
from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from helpers._progress import Progress
from helpers._validate import integer, number
from helpers.tabular._data import Data
from helpers.tabular._grids import Edge
from helpers.tabular._models import models
from helpers.tabular._order import Order, Tried
from helpers.tabular._prepared import width
from helpers.tabular._scores import divide
from helpers.tabular._work import Work

THREADS = 2_000_000  # cells of all rows; below, threads cost more than they save


@dataclass(frozen=True, eq=False)
class Search:
    """The outcome of `tune`.

    Parameters
    ----------
    data : Data
        What was searched on.
    tried : tuple of Tried
        One for each model that was reached, from the simplest to the most flexible; one whose
        ``model.yardstick`` is True only shows what is possible.
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
    edges : tuple of Edge
        The models whose best strength lay at an end of the grid, and how far it went on.
    unfinished : dict of str to int
        For a model during a setting of which the time was over: how many fits were in vain.
    step : int
        Every how many rows one was used, to keep to the budget; the others were not judged.
    left : float
        Seconds of the budget that will be left after `fit_chosen` and `weights`.
    """

    data: Data
    tried: tuple[Tried, ...]
    share: float
    unreached: tuple[str, ...]
    complete: bool
    unconverged: int
    seed: int
    edges: tuple[Edge, ...] = ()
    unfinished: dict[str, int] | None = None
    step: int = 1
    left: float = np.inf

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

    The simplest model comes first, with all of its settings, then the yardstick, then the models
    that are fitted along paths of strengths, and then the slow ones in rounds: one setting of each,
    then a second. Where the best strength of a path lies at an end of its grid, the grid goes on.
    No fit is begun for which the time will not suffice, as its like or a smaller one tells; kept
    back is what judging will need, and what `fit_chosen` and `weights` will. Of many rows only some
    are used, if there is no time for the simplest model otherwise. The baseline and the first
    settings of the simplest model are always tried, even if that takes longer than the budget.

    Parameters
    ----------
    data : Data
        As `read` returns it.
    minutes : float
        The time budget, above 0, for `read` (what it took), this, `fit_chosen`, `weights` and
        `learning`.
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
    seed = integer(seed, "seed", minimum=0)
    start = clock() - data.seconds
    end = start + 60 * number(minutes, "minutes", above=0)
    kinds = models(data, seed) if kinds is None else kinds
    outer_folds = integer(outer_folds, "outer_folds", minimum=2)
    inner_folds = integer(inner_folds, "inner_folds", minimum=2)
    outer = divide(data, np.arange(len(data.y)), outer_folds, seed)
    inner = [divide(data, fitted, inner_folds, seed + 1) for fitted, _ in outer]
    work = Work(data, outer, inner, clock, end)
    with Progress(progress) as line, threads(data):

        def show(name):
            line.show(gone_and_left(name, clock() - start, end - clock()))

        step = work.thin(kinds[1]) if len(kinds) > 1 else 1
        search = Order(work, kinds, show)
        search.run()
    return Search(
        data,
        tuple(search.tried[kind.name] for kind in kinds if kind.name in search.tried),
        float(np.mean([len(held) / len(fitted) for fitted, held in outer])),
        tuple(kind.name for kind in kinds if kind.name not in search.tried),
        len(search.tried) == len(kinds) and all(found.tuned for found in search.tried.values()),
        work.unconverged,
        seed,
        tuple(search.edges),
        work.unfinished,
        step,
        max(0.0, work.left()),
    )


def threads(data):
    """Return a context in which small data are fitted by one thread."""
    return threadpool_limits(1) if len(data.y) * width(data) < THREADS else nullcontext()


def gone_and_left(what, gone, left, most="at most "):
    """Return a line of progress, for seconds that are gone and that are left."""
    gone, left = (tqdm.format_interval(max(0, seconds)) for seconds in (gone, left))
    return f"{what}: {gone} gone, {most}{left} left"
