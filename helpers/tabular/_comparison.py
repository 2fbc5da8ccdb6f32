"""Which models can be told apart: paired differences of folds, with corrected intervals."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t

from helpers._validate import number, real_array


def corrected_interval(differences, share, *, level=0.95):
    """Interval for the mean of differences that come from the folds of one cross-validation.

    mean ± t · √( (1/K + share) s² ), with s² the variance of the K differences and t the quantile
    of Student's distribution with K − 1 degrees of freedom. The folds share their fitted rows, so
    the differences are correlated; `share` stands for that. With 0 this is the usual interval for
    independent numbers, which is too narrow.

    Parameters
    ----------
    differences : array_like of shape (K,)
        One difference for each fold, at least two.
    share : float
        Held-out rows for each fitted row, 1/(K − 1) in K-fold cross-validation.
    level : float
        How often the interval should hold the mean.

    Returns
    -------
    tuple of float
        The low and the high end.

    Raises
    ------
    ValueError
        If there are fewer than two differences or they are not finite, if `share` is below 0, or
        if `level` does not lie between 0 and 1.

    References
    ----------
    Nadeau, Bengio (2003), Machine Learning 52, 239-281.
    """
    d = real_array(differences, "differences", ndim=1)
    if len(d) < 2:
        raise ValueError(f"expected at least two differences, got {len(d)}")
    share = number(share, "share", minimum=0)
    level = number(level, "level", above=0, below=1)
    half = t.ppf((1 + level) / 2, len(d) - 1) * np.sqrt((1 / len(d) + share) * d.var(ddof=1))
    return float(d.mean() - half), float(d.mean() + half)


@dataclass(frozen=True)
class Comparison:
    """The models of a search, side by side with the simplest of them.

    Parameters
    ----------
    names : tuple of str
        The models, in the order of the search: the baseline, the simplest, and the others.
    losses : numpy.ndarray of shape (models,)
        Mean loss over the outer folds.
    differences : dict of str to numpy.ndarray
        Loss minus that of the simplest model, for each outer fold.
    intervals : dict of str to tuple of float
        Corrected 95 % intervals for the means of the differences.
    chosen : str
        The simplest model; or, of those whose interval lies below zero, the one with the lowest
        loss. A model that is harder to explain has to earn its place.
    gain : tuple of float
        Corrected 95 % interval for the loss of the baseline minus that of the chosen model.
    """

    names: tuple[str, ...]
    losses: np.ndarray
    differences: dict[str, np.ndarray]
    intervals: dict[str, tuple[float, float]]
    chosen: str
    gain: tuple[float, float]

    def verdict(self, name):
        """Return "better", "worse" or "not told apart": a model against the simplest."""
        low, high = self.intervals[name]
        return "better" if high < 0 else "worse" if low > 0 else "not told apart"


def compare(search):
    """Compare the models of a search by their losses on the same outer folds.

    Parameters
    ----------
    search : Search
        As `tune` returns it.

    Returns
    -------
    Comparison
    """
    names = tuple(tried.model.name for tried in search.tried)
    baseline, simplest = search.tried[:2]
    losses = np.array([tried.outer.mean() for tried in search.tried])
    differences = {tried.model.name: tried.outer - simplest.outer for tried in search.tried}
    intervals = {n: corrected_interval(d, search.share) for n, d in differences.items()}
    better = [n for n in names[2:] if intervals[n][1] < 0]
    chosen = min(better, key=lambda n: differences[n].mean(), default=simplest.model.name)
    gain = corrected_interval(baseline.outer - search[chosen].outer, search.share)
    return Comparison(names, losses, differences, intervals, chosen, gain)
