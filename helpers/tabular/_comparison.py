"""Which models can be told apart: ratios of losses on the same folds, with corrected intervals."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t

from helpers._validate import number, real_array

NOTHING = 1e-12  # share of the baseline's loss; below it, a model leaves no error


def corrected_interval(differences, share, *, level=0.95):
    """Interval for the mean of differences over divisions of the same rows, which are correlated.

    mean ± t · √( (1/K + share) s² ), with s² the variance of the K differences and t the quantile
    of Student's distribution with K − 1 degrees of freedom. The formula is for divisions drawn at
    random: of the rows that one of them holds out, another holds out h/(m + h) on average, with m
    fitted and h held-out rows, and this is taken for the correlation; `share` is then h/m. The
    folds of one cross-validation hold out no row twice. For them the formula is a rule of thumb:
    they are correlated by their fitted rows, and how much is not known.
    With 0 this is the usual interval for independent numbers, which is too narrow for both.

    Parameters
    ----------
    differences : array_like of shape (K,)
        One difference for each division or fold, at least two.
    share : float
        Held-out rows for each fitted row, h/m; by the rule of thumb 1/(K − 1) for the K folds of a
        cross-validation.
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
class Ratio:
    """The share that one model leaves of the error of another, over the outer folds.

    Parameters
    ----------
    share : float
        The geometric mean of the ratios of the losses; 1 if both are equally good.
    low, high : float
        The ends of its interval.
    """

    share: float
    low: float
    high: float


def ratio(losses, others, share, *, level=0.95):
    """Compare losses on the same folds as a `Ratio`.

    The interval is `corrected_interval` for the differences of the logarithms, and exp of its ends.
    A fold on which everything is ten times as hard then counts like the others, while a raw
    difference would be ten times as large there and its spread say nothing of the models.

    Parameters
    ----------
    losses, others : array_like of shape (K,)
        Losses of the two models, above 0.
    share, level : float
        As in `corrected_interval`.

    Returns
    -------
    Ratio

    Raises
    ------
    ValueError
        If the shapes differ or a loss is not above 0, and as `corrected_interval` says.
    """
    a = real_array(losses, "losses", ndim=1)
    b = real_array(others, "others", shape=a.shape)
    for values, name in ((a, "losses"), (b, "others")):
        if values.min() <= 0:
            raise ValueError(f"expected {name} above 0, got {values.min():g}")
    logs = np.log(a) - np.log(b)
    low, high = corrected_interval(logs, share, level=level)
    return Ratio(*(float(np.exp(value)) for value in (logs.mean(), low, high)))


@dataclass(frozen=True)
class Comparison:
    """The models of a search, side by side with the simplest of them.

    Parameters
    ----------
    names : tuple of str
        The models, in the order of the search: the baseline, the simplest, and the others.
    losses : numpy.ndarray of shape (models,)
        Mean loss over the outer folds.
    folds : dict of str to numpy.ndarray
        The share of the simplest model's loss, for each outer fold.
    ratios : dict of str to Ratio
        The share of the simplest model's error that each model leaves.
    chosen : str
        The simplest model; or, of those that are shown to be better, the one that leaves the
        smallest share. A model that is harder to explain has to earn its place, and a yardstick
        is never chosen.
    left : Ratio
        The share of the baseline's error that the chosen model leaves.
    yardsticks : dict of str to Ratio
        The share of the chosen model's error that each yardstick leaves.
    untuned : tuple of str
        The models of which not all settings were tried.
    """

    names: tuple[str, ...]
    losses: np.ndarray
    folds: dict[str, np.ndarray]
    ratios: dict[str, Ratio]
    chosen: str
    left: Ratio
    yardsticks: dict[str, Ratio]
    untuned: tuple[str, ...]

    def tuned(self, name):
        """Tell whether all settings of a model were tried."""
        if name not in self.names:
            raise KeyError(name)
        return name not in self.untuned

    def verdict(self, name):
        """Return what was shown of a model against the simplest.

        "better", "worse" or "not told apart"; or "not fully tuned", where the model that would be
        the worse one, or one that is not told apart, might do better with settings not tried.
        """
        return _verdict(self.ratios[name], self.tuned(name), self.tuned(self.names[1]))


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
    untuned = tuple(tried.model.name for tried in search.tried if not tried.tuned)
    least = NOTHING * baseline.outer.mean()
    outer = {tried.model.name: np.maximum(tried.outer, least) for tried in search.tried}
    against = outer[simplest.model.name]
    ratios = {name: ratio(outer[name], against, search.share) for name in names}
    better = [
        tried.model.name
        for tried in search.tried[2:]
        if not tried.model.yardstick
        and _verdict(ratios[tried.model.name], tried.tuned, simplest.tuned) == "better"
    ]
    chosen = min(better, key=lambda name: ratios[name].share, default=simplest.model.name)
    return Comparison(
        names,
        np.array([tried.outer.mean() for tried in search.tried]),
        {name: outer[name] / against for name in names},
        ratios,
        chosen,
        ratio(outer[chosen], outer[baseline.model.name], search.share),
        {
            tried.model.name: ratio(outer[tried.model.name], outer[chosen], search.share)
            for tried in search.tried
            if tried.model.yardstick
        },
        untuned,
    )


def _verdict(found, tuned, simplest_tuned):
    if found.high < 1 and simplest_tuned:
        return "better"
    if found.low > 1 and tuned:
        return "worse"
    return "not told apart" if tuned and simplest_tuned else "not fully tuned"
