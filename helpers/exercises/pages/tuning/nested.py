"""The exercises of the page on nested cross-validation.

The rule of one standard error takes the strongest penalty whose mean error over the folds is at
most that of the best one plus sd/√folds there.

References
----------
Cawley, Talbot (2010), Journal of Machine Learning Research 11, 2079-2107 (nested validation).
Breiman, Friedman, Olshen, Stone (1984), Classification and Regression Trees (the rule).
"""

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. Nested cross-validation


def _nested_score(inner, outer):
    chosen = inner.mean(axis=1).argmin(axis=1)
    return float(outer[np.arange(len(outer)), chosen].mean())


def _errors(seed, folds, inner_folds, k):
    """Return inner errors (folds, inner folds, k) and outer ones (folds, k) of k candidates."""
    rng = np.random.default_rng(seed)
    quality = 1 + 0.2 * rng.random(k)
    inner = quality + 0.3 * rng.normal(size=(folds, inner_folds, k))
    return inner, quality + 0.2 * rng.normal(size=(folds, k))


def _judged(inner, outer, winners):
    """Return the mean outer error where each outer fold has its own winner."""
    return float(outer[np.arange(len(outer)), winners].mean())


def _small_tables():
    """Return tables in which each way to choose takes other candidates."""
    inner = np.array(
        [
            [[0.25, 2.0, 1.75], [4.0, 2.0, 1.75], [2.0, 2.0, 3.0]],
            [[1.0, 0.5, 3.5], [1.0, 3.0, 2.0], [1.5, 3.5, 0.25]],
        ]
    )
    return inner, np.array([[1.0, 4.0, 9.0], [16.0, 2.0, 5.0]])


def _voted(inner, outer):
    votes = np.bincount(inner.mean(axis=1).argmin(axis=1))
    return float(outer[:, votes.argmax()].mean())


NESTED_SCORE = Exercise(
    name="search.nested_score",
    call="nested_score(inner, outer)",
    reference=_nested_score,
    cases=(
        partial(_errors, 20, 5, 4, 6),
        partial(_errors, 21, 3, 5, 30),
        partial(_errors, 22, 10, 2, 12),
        _small_tables,
        Case("as many outer as inner folds", partial(_errors, 23, 4, 4, 5)),
        Case("one outer fold", partial(_errors, 24, 1, 3, 7)),
    ),
    mistakes=(
        Mistake(
            "the inner score",
            "This averages the scores by which the candidates were chosen. They flatter the "
            "winner; the outer errors are there to say how it really does.",
            lambda inner, outer: float(inner.mean(axis=1).min(axis=1).mean()),
        ),
        Mistake(
            "the best outer error",
            "Here the outer errors choose as well as judge. The choice belongs to the inner ones "
            "alone.",
            lambda inner, outer: float(outer.min(axis=1).mean()),
        ),
        Mistake(
            "one winner for all",
            "One candidate was chosen for all outer folds together. Each outer fold makes a "
            "choice of its own, as if the rest of the data were all there is.",
            lambda inner, outer: float(outer[:, inner.mean(axis=(0, 1)).argmin()].mean()),
        ),
        Mistake(
            "the best single fold",
            "The candidate with the lowest error on any single inner fold was taken. It has to "
            "do well on the mean over the inner folds.",
            lambda inner, outer: float(
                outer[np.arange(len(outer)), inner.min(axis=1).argmin(axis=1)].mean()
            ),
        ),
        Mistake(
            "the largest error",
            "The candidate with the largest mean error was taken: these are errors, and the "
            "smallest wins.",
            lambda inner, outer: float(
                outer[np.arange(len(outer)), inner.mean(axis=1).argmax(axis=1)].mean()
            ),
        ),
        Mistake(
            "the winners on all folds",
            "Each winner is judged on all outer folds, its own and those of the others. Take for "
            "each outer fold the error of its own winner.",
            lambda inner, outer: float(outer[:, inner.mean(axis=1).argmin(axis=1)].mean()),
        ),
        Mistake(
            "a winner by vote",
            "The candidate that wins most often was taken for all outer folds. Each outer fold is "
            "judged with its own winner.",
            _voted,
        ),
        Mistake(
            "lowest mean outer error",
            "The candidate with the lowest mean outer error was taken, and the inner errors are "
            "not asked. They alone choose.",
            lambda inner, outer: float(outer.mean(axis=0).min()),
        ),
        Mistake(
            "lowest mean inner error",
            "This is the lowest mean of the inner errors, over all folds. It has chosen, and "
            "cannot judge; the outer errors do.",
            lambda inner, outer: float(inner.mean(axis=(0, 1)).min()),
        ),
        Mistake(
            "all candidates",
            "This is the mean over all candidates. The search takes one of them in each outer "
            "fold.",
            lambda inner, outer: float(outer.mean()),
        ),
        Mistake(
            "median",
            "The candidates are compared by their median inner error. The search of this exercise "
            "takes the lowest mean.",
            lambda inner, outer: _judged(inner, outer, np.median(inner, axis=1).argmin(axis=1)),
        ),
        Mistake(
            "one inner fold",
            "The choice looks at the first inner fold alone. It is made by the mean over all of "
            "them.",
            lambda inner, outer: _judged(inner, outer, inner[:, 0].argmin(axis=1)),
        ),
        Mistake(
            "a winner for each inner fold",
            "Each inner fold has a winner of its own here. The inner folds of one outer fold "
            "choose together, by their mean.",
            lambda inner, outer: float(
                np.mean([outer[i, each.argmin(axis=1)].mean() for i, each in enumerate(inner)])
            ),
        ),
        Mistake(
            "median of the outer errors",
            "The last step takes a median over the outer folds. Cross-validation takes the mean.",
            lambda inner, outer: float(
                np.median(outer[np.arange(len(outer)), inner.mean(axis=1).argmin(axis=1)])
            ),
        ),
        Mistake(
            "lowest of the outer errors",
            "The last step takes the lowest outer error of the winners. That is a choice again; "
            "take the mean over the outer folds.",
            lambda inner, outer: float(
                outer[np.arange(len(outer)), inner.mean(axis=1).argmin(axis=1)].min()
            ),
        ),
        Mistake(
            "roots of the errors",
            "The candidates are compared by the roots of their errors. The search of this exercise "
            "takes the lowest mean of the errors as they are.",
            lambda inner, outer: _judged(
                inner, outer, np.sqrt(np.abs(inner)).mean(axis=1).argmin(axis=1)
            ),
        ),
        Mistake(
            "inner and outer together",
            "The choice looks at inner and outer errors together. The outer errors judge, and may "
            "not choose.",
            lambda inner, outer: _judged(inner, outer, (inner.mean(axis=1) + outer).argmin(axis=1)),
        ),
        Mistake(
            "optimism",
            "This is how much the inner errors of the winners promise too much. Asked is the outer "
            "error itself.",
            lambda inner, outer: (
                _nested_score(inner, outer) - float(inner.mean(axis=1).min(axis=1).mean())
            ),
        ),
        Mistake(
            "spread over the outer folds",
            "This is the spread over the outer folds. Their mean is asked for.",
            lambda inner, outer: float(
                np.take_along_axis(outer, inner.mean(axis=1).argmin(axis=1)[:, None], 1).std(ddof=1)
            ),
        ),
        Mistake(
            "last outer fold",
            "This is the error on the last outer fold alone. All of them are averaged.",
            lambda inner, outer: float(outer[-1, inner[-1].mean(axis=0).argmin()]),
        ),
        Mistake(
            "best of the worst",
            "The candidates were compared by their worst inner fold. The search takes the lowest "
            "mean over the inner folds.",
            lambda inner, outer: float(
                np.take_along_axis(outer, inner.max(axis=1).argmin(axis=1)[:, None], 1).mean()
            ),
        ),
        Mistake(
            "mean and spread",
            "The candidates were compared by their mean inner error and its spread together. The "
            "search takes the lowest mean, however it scatters.",
            lambda inner, outer: float(
                np.take_along_axis(
                    outer, (inner.mean(axis=1) + inner.std(axis=1)).argmin(axis=1)[:, None], 1
                ).mean()
            ),
        ),
    ),
)


# 2. The rule of one standard error


def _within(errors, strengths, *, times=None, ddof=1):
    """Return which strengths are within one standard error of the best."""
    mean = errors.mean(axis=0)
    best = mean.argmin()
    times = 1 / math.sqrt(len(errors)) if times is None else times
    return mean <= mean[best] + times * errors[:, best].std(ddof=ddof)


def _cautious(errors, strengths):
    return float(np.max(strengths[_within(errors, strengths)]))


def _strictly_within(errors, strengths):
    mean = errors.mean(axis=0)
    best = mean.argmin()
    limit = mean[best] + errors[:, best].std(ddof=1) / math.sqrt(len(errors))
    return float(np.max(strengths[(mean < limit) | (np.arange(len(mean)) == best)]))


def _error_of_the_table(errors, strengths):
    mean = errors.mean(axis=0)
    limit = mean.min() + errors.std(ddof=1) / math.sqrt(len(errors))
    return float(np.max(strengths[mean <= limit]))


def _own_errors(errors, strengths):
    mean, se = errors.mean(axis=0), errors.std(axis=0, ddof=1) / math.sqrt(len(errors))
    return float(np.max(strengths[mean - se <= mean.min()]))


def _median_curve(errors, strengths):
    middle = np.median(errors, axis=0)
    best = middle.argmin()
    se = errors[:, best].std(ddof=1) / math.sqrt(len(errors))
    return float(np.max(strengths[middle <= middle[best] + se]))


def _mean_of_all(errors, strengths):
    mean = errors.mean(axis=0)
    se = (errors.std(axis=0, ddof=1) / math.sqrt(len(errors))).mean()
    return float(np.max(strengths[mean <= mean.min() + se]))


def _spread_of_means(errors, strengths):
    mean = errors.mean(axis=0)
    return float(np.max(strengths[mean <= mean.min() + mean.std(ddof=1) / math.sqrt(len(errors))]))


def _over_strengths(errors, strengths):
    mean = errors.mean(axis=0)
    se = mean.std(ddof=1) / math.sqrt(len(mean))
    return float(np.max(strengths[mean <= mean.min() + se]))


def _curve(seed, folds, k, tilt):
    """Return errors over the folds along a valley, and strengths out of order."""
    rng = np.random.default_rng(seed)
    strengths = np.round(10 ** np.sort(rng.uniform(-2, 3, k)), 4)
    valley = 1 + tilt * (np.log10(strengths) - 0.3) ** 2
    noise = rng.normal(size=(folds, 1)) + 0.15 * rng.normal(size=(folds, k))
    errors = valley * (1 + 0.25 * noise * np.linspace(0.7, 1.3, k))
    order = rng.permutation(k)
    return errors[:, order], strengths[order]


def _all_told_apart():
    """Return a fine curve whose spread grows, so that each rule ends at another strength."""
    strengths = np.arange(1.0, 61.0)
    mean = 2 + 0.00125 * (strengths - 8) ** 2
    spread = 0.5 + 0.02 * np.abs(strengths - 8)
    pattern = np.array([-1.0, -0.5, 0.75, 1.75, -1.0])
    pattern = (pattern - pattern.mean()) / pattern.std()
    order = np.random.default_rng(7).permutation(60)
    return (mean + pattern[:, None] * spread)[:, order], strengths[order]


def _pooled_error(errors, strengths):
    mean = errors.mean(axis=0)
    limit = mean.min() + errors.std(ddof=1) / np.sqrt(errors.size)
    return float(strengths[mean <= limit].max())


def _in_pairs(errors, strengths):
    apart = errors - errors[:, [errors.mean(axis=0).argmin()]]
    se = apart.std(axis=0, ddof=1) / np.sqrt(len(errors))
    return float(strengths[apart.mean(axis=0) <= se].max())


CAUTIOUS = Exercise(
    name="search.cautious",
    call="cautious(errors, strengths)",
    reference=_cautious,
    cases=(
        lambda: (
            np.array([[2.0, 1.0, 1.5, 1.25], [3.0, 2.0, 2.5, 2.75], [4.0, 3.0, 3.0, 3.25]]),
            np.array([10.0, 0.1, 1.0, 5.0]),
        ),
        _all_told_apart,
        partial(_curve, 1, 10, 40, 0.06),
        partial(_curve, 2, 5, 60, 0.1),
        partial(_curve, 3, 8, 25, 0.2),
        Case("the best is the strongest", partial(_curve, 4, 6, 2, -0.5)),
        # The best has the mean 1 and the standard error 1, without any rounding.
        Case(
            "a mean error exactly at the limit",
            lambda: (
                np.array([[2.25, 0.0, 2.0, 4.0], [2.5, 2.0, 2.0, 5.0]]),
                np.array([8.0, 0.5, 3.0, 20.0]),
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "lowest error",
            "This is the strength with the lowest mean error. The rule goes on to stronger ones "
            "that are nearly as good.",
            lambda errors, strengths: float(strengths[errors.mean(axis=0).argmin()]),
        ),
        Mistake(
            "one standard deviation",
            "This allows one standard deviation over the folds. The standard error of their mean "
            "is smaller, by the root of their number.",
            lambda errors, strengths: float(
                np.max(strengths[_within(errors, strengths, times=1.0)])
            ),
        ),
        Mistake(
            "divided by the folds",
            "The standard deviation was divided by the number of folds. It is the variance of a "
            "mean that is; the standard error has the root.",
            lambda errors, strengths: float(
                np.max(strengths[_within(errors, strengths, times=1 / len(errors))])
            ),
        ),
        Mistake(
            "n for n − 1",
            "The standard deviation over the folds divides by their number. It is to divide by "
            "their number less one.",
            lambda errors, strengths: float(np.max(strengths[_within(errors, strengths, ddof=0)])),
        ),
        Mistake(
            "weakest",
            "This is the weakest strength within one standard error. The rule is cautious: it "
            "takes the strongest.",
            lambda errors, strengths: float(np.min(strengths[_within(errors, strengths)])),
        ),
        Mistake(
            "last in the table",
            "This is the last of the table's strengths within one standard error. They stand in "
            "any order; the strongest is the largest.",
            lambda errors, strengths: float(strengths[_within(errors, strengths)][-1]),
        ),
        Mistake(
            "first in the table",
            "This is the first of the table's strengths within one standard error. They stand in "
            "any order; the strongest is the largest.",
            lambda errors, strengths: float(strengths[_within(errors, strengths)][0]),
        ),
        Mistake(
            "its place",
            "This is the place of the strength in the table. Asked is the strength itself.",
            lambda errors, strengths: int(
                np.flatnonzero(strengths == _cautious(errors, strengths))[0]
            ),
        ),
        Mistake(
            "each its own standard error",
            "Each strength was allowed its own standard error. The limit is one number: the lowest "
            "mean plus the standard error of the best one.",
            _own_errors,
        ),
        Mistake(
            "mean standard error",
            "The standard errors of all strengths were averaged. The limit has that of the best "
            "one.",
            _mean_of_all,
        ),
        Mistake(
            "spread of the means",
            "This measures how the mean errors differ between strengths. The standard error says "
            "how the best one's error differs between folds.",
            _spread_of_means,
        ),
        Mistake(
            "strengths counted",
            "This takes the mean errors of the strengths for a sample. The standard error is that "
            "of the best one over the folds.",
            _over_strengths,
        ),
        Mistake(
            "median",
            "The median over the folds was taken. The rule compares mean errors.",
            _median_curve,
        ),
        Mistake(
            "two standard errors",
            "This allows two standard errors. The rule allows one.",
            lambda errors, strengths: float(
                np.max(strengths[_within(errors, strengths, times=2 / math.sqrt(len(errors)))])
            ),
        ),
        Mistake(
            "all of them",
            "These are all the strengths within one standard error. Asked is the strongest.",
            lambda errors, strengths: strengths[_within(errors, strengths)],
        ),
        Mistake(
            "limit",
            "This is the limit, an error. Asked is the strongest penalty whose mean error is at "
            "most that.",
            lambda errors, strengths: float(
                errors.mean(axis=0).min()
                + errors[:, errors.mean(axis=0).argmin()].std(ddof=1) / math.sqrt(len(errors))
            ),
        ),
        Mistake(
            "strongest of all",
            "This is the strongest of all penalties. It has to be nearly as good as the best.",
            lambda errors, strengths: float(np.max(strengths)),
        ),
        Mistake(
            "root of the strengths",
            "The standard deviation was divided by the root of the number of strengths. It is "
            "the folds over which the mean was taken.",
            lambda errors, strengths: float(
                np.max(strengths[_within(errors, strengths, times=1 / math.sqrt(len(strengths)))])
            ),
        ),
        Mistake(
            "error of all errors",
            "The standard error is that of all errors of the table together. It is the best "
            "strength's own, over its folds.",
            _pooled_error,
        ),
        Mistake(
            "in pairs",
            "The differences were taken fold by fold, and each has an error of its own. That is a"
            " better rule; the one asked for adds the best one's standard error to its mean.",
            _in_pairs,
        ),
        Mistake(
            "strictly below",
            "A strength whose mean error lies exactly at the limit was left out. It may be at "
            "most the best one's plus the standard error.",
            _strictly_within,
        ),
        Mistake(
            "one less twice",
            "One was taken off the number of folds under the root as well. It comes off once, in "
            "the standard deviation.",
            lambda errors, strengths: float(
                np.max(strengths[_within(errors, strengths, times=1 / math.sqrt(len(errors) - 1))])
            ),
        ),
        Mistake(
            "all errors together",
            "One standard deviation was taken of the whole table, which also has how the "
            "strengths differ. Take that of the best strength's errors.",
            _error_of_the_table,
        ),
    ),
)

EXERCISES = (NESTED_SCORE, CAUTIOUS)
