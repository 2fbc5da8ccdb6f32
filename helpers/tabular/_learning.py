"""Would more rows help? The error of the chosen model, fitted to fewer of them."""

import time
from dataclasses import dataclass

import numpy as np

from helpers._progress import Progress
from helpers.tabular._comparison import Ratio, ratio
from helpers.tabular._scores import divide, fit_and_score
from helpers.tabular._work import thinned

SHARES = (0.125, 0.25, 0.5)
FEWEST = 10  # rows of a fit
WORTH = 0.01  # a share of the error; what is less is nothing to wait for
GROWTH = 3  # times the seconds of a fit to half as many rows


@dataclass(frozen=True, eq=False)
class Learning:
    """The error over the number of fitted rows.

    Parameters
    ----------
    rows : numpy.ndarray of shape (sizes,)
        How many rows were fitted, in the mean of the folds; increasing, the last with all.
    losses : numpy.ndarray of shape (sizes, K)
        Losses on the outer folds.
    doubled : Ratio or None
        The share of the error of half of the rows that all of them leave; None if the half was
        too small.
    late : bool
        Whether there was no time for the half.
    """

    rows: np.ndarray
    losses: np.ndarray
    doubled: Ratio | None
    late: bool = False

    @property
    def said(self):
        """Whether more rows would help, in one sentence."""
        if self.late:
            return "There was no time to see what half of the rows would do."
        if self.doubled is None:
            return "There are too few rows to see what half of them would do."
        change = 1 - self.doubled.share
        if self.doubled.high < 1 and change >= WORTH:
            return (
                f"From half of the rows to all, the error fell by {change:.0%}: more rows of the "
                "same kind are likely to help."
            )
        if self.doubled.low > 0.9:
            return (
                "Half of the rows do about as well as all: more of the same kind will hardly help, "
                "better columns may."
            )
        fell = f"fell by {change:.0%}" if change >= 0 else f"rose by {-change:.0%}"
        return (
            f"From half of the rows to all, the error {fell}, which may be chance: it is open "
            "whether more rows would help."
        )


def learning(search, name, *, seconds=None, progress=True, clock=time.monotonic):
    """Fit the tuned model to an eighth, a quarter and half of the rows of each outer fold.

    The setting of each fold stays as it was chosen for all of its rows. Of rows in time the latest
    are kept; otherwise groups are drawn at random, the smaller parts out of the larger ones.

    Parameters
    ----------
    search : Search
        As `tune` returns it.
    name : str
        The model.
    seconds : float, optional
        The time that it may take; a size is left out if it will not suffice, as the fits to all
        rows and to fewer tell. By default what is left of the budget of `tune`.
    progress : bool
        Whether to show a line of progress, where a person looks on.
    clock : callable
        Returns seconds.

    Returns
    -------
    Learning
    """
    data, tried = search.data, search[name]
    outer = divide(data, np.arange(len(data.y)), len(tried.outer), search.seed)
    outer = thinned(outer, search.step)
    rng = np.random.default_rng(search.seed + 3)
    ranks = [_ranks(data, fitted, rng) for fitted, _ in outer]
    rows, losses, half, late, foreseen = [], [], None, False, tried.seconds
    end = clock() + (search.left if seconds is None else seconds)
    with Progress(progress) as line:
        for share in SHARES:
            began = clock()
            parts = [fitted[rank <= share] for (fitted, _), rank in zip(outer, ranks, strict=True)]
            if not all(_enough(data, part) for part in parts):
                continue
            if began + foreseen > end:
                late = True
                break
            found = []
            for part, (_, held), place in zip(parts, outer, tried.chosen, strict=True):
                line.show(f"{name}, {share:.1%} of the rows: at most {end - clock():.0f} s left")
                model = tried.model.make(**tried.model.settings[place])
                found.append(fit_and_score(data, model, (part, held))[1])
            foreseen = min(foreseen, GROWTH * (clock() - began))
            rows.append(np.mean([len(part) for part in parts]))
            losses.append(found)
            half = found if share == SHARES[-1] else None
    rows.append(np.mean([len(fitted) for fitted, _ in outer]))
    losses.append(tried.outer)
    doubled = None if half is None else _ratio(tried.outer, half, search)
    return Learning(np.array(rows), np.array(losses), doubled, late)


def _ratio(losses, others, search):
    least = 1e-12 * search.tried[0].outer.mean()
    return ratio(np.maximum(losses, least), np.maximum(others, least), search.share)


def _ranks(data, fitted, rng):
    """Return for each fitted row the share of rows up to it, in the order of being kept."""
    groups, places = np.unique(data.groups[fitted], return_inverse=True)
    # With a time, groups are its ranks, and the latest come first.
    order = np.arange(len(groups))[::-1] if data.time is not None else rng.permutation(len(groups))
    sizes = np.bincount(places)[order]
    shares = np.empty(len(groups))
    shares[order] = np.cumsum(sizes) / sizes.sum()
    return shares[places]


def _enough(data, part):
    if len(part) < FEWEST:
        return False
    return not data.classes or len(np.unique(data.y[part])) > 1
