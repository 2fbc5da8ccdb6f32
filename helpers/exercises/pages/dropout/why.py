"""The exercises of the chapter on why dropout works.

Dropout at rate ρ multiplies an entry by m/(1 − ρ), m = 0 with probability ρ and 1 otherwise, so a
score x̃ᵀw + b has mean xᵀw + b and variance ρ/(1 − ρ) Σⱼ xⱼ² wⱼ². Averaged over all masks, the loss
1/(2n) ‖y − Xw − b‖² gains the penalty ½ Σⱼ λⱼ wⱼ² with λⱼ = ρ/(1 − ρ) · (XᵀX)ⱼⱼ/n.

References
----------
Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov (2014), Dropout: a simple way to prevent
neural networks from overfitting, Journal of Machine Learning Research 15 (linear regression).
Wager, Wang, Liang (2013), Dropout training as adaptive regularization, Advances in Neural
Information Processing Systems 26 (generalized linear models).
"""

import time
from functools import partial
from math import comb

import numpy as np

from helpers.exercises.compare import difference
from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import plain


def _features(seed, n, p):
    """Return features of unlike means and scales."""
    rng = np.random.default_rng(seed)
    return rng.uniform(0.5, 2, p) + rng.uniform(0.5, 2, p) * rng.normal(size=(n, p))


def _scores(seed, n, p, rate):
    rng = np.random.default_rng(seed + 1000)
    return _features(seed, n, p), rng.normal(size=p), rate


# 1. The variance of a score


def _score_variance(X, w, rate):
    return rate / (1 - rate) * X**2 @ w**2


SCORE_VARIANCE = Exercise(
    name="dropout_why.score_variance",
    call="score_variance(X, w, rate)",
    reference=_score_variance,
    cases=(
        lambda: (np.array([[1.0, 2.0, 0.0], [3.0, -1.0, 1.0]]), np.array([0.5, 1.0, -2.0]), 0.2),
        partial(_scores, 1, 5, 3, 0.3),
        Case("one row", partial(_scores, 2, 1, 4, 0.75)),
        Case("one column", partial(_scores, 3, 7, 1, 0.1)),
        Case("as many rows as columns", partial(_scores, 4, 3, 3, 0.4)),
    ),
    mistakes=(
        Mistake(
            "not inverted",
            "This is the variance with a plain mask. What is kept is also divided by one minus "
            "the rate, and a factor counts squared in a variance.",
            lambda X, w, rate: rate * (1 - rate) * X**2 @ w**2,
        ),
        Mistake(
            "inverse odds",
            "The odds are upside down: the noise has to vanish when nothing is dropped, and to "
            "grow without bound when nearly everything is.",
            lambda X, w, rate: (1 - rate) / rate * X**2 @ w**2,
        ),
        Mistake(
            "the rate alone",
            "The rate stands where the odds belong. Is the noise at rate one half only half as "
            "large as the contributions?",
            lambda X, w, rate: rate * X**2 @ w**2,
        ),
        Mistake(
            "square of the sum",
            "The contributions were added before they were squared. They are dropped one by one, "
            "so their variances add up, whatever their signs.",
            lambda X, w, rate: rate / (1 - rate) * (X @ w) ** 2,
        ),
        Mistake(
            "standard deviation",
            "This is the standard deviation of each score: right up to the last step, the root, "
            "which was one too many.",
            lambda X, w, rate: np.sqrt(_score_variance(X, w, rate)),
        ),
        Mistake(
            "weights not squared",
            "The weights enter without a square. A contribution is feature times weight, and its "
            "variance contains the square of both.",
            lambda X, w, rate: rate / (1 - rate) * X**2 @ w,
        ),
        Mistake(
            "features not squared",
            "The features enter without a square. A contribution is feature times weight, and its "
            "variance contains the square of both.",
            lambda X, w, rate: rate / (1 - rate) * X @ w**2,
        ),
        Mistake(
            "deviations added",
            "The standard deviations of the contributions were added. They are dropped "
            "independently, so it is the variances that add up.",
            lambda X, w, rate: rate / (1 - rate) * np.abs(X * w).sum(axis=1) ** 2,
        ),
        Mistake(
            "mean over the columns",
            "The contributions were averaged over the columns. A score is their sum, and so is its "
            "variance.",
            lambda X, w, rate: _score_variance(X, w, rate) / len(w),
        ),
        Mistake(
            "columns for rows",
            "The contributions were added over the rows, one number for each column. A score "
            "belongs to a row.",
            lambda X, w, rate: rate / (1 - rate) * np.sum((X * w) ** 2, axis=0),
        ),
        Mistake(
            "root of the odds",
            "The root of the odds is the deviation of a factor. In a variance the odds stand "
            "without a root.",
            lambda X, w, rate: np.sqrt(rate / (1 - rate)) * X**2 @ w**2,
        ),
        Mistake(
            "odds squared",
            "The odds were squared with the contributions. They are the variance of a factor, a "
            "square already.",
            lambda X, w, rate: (rate / (1 - rate)) ** 2 * X**2 @ w**2,
        ),
        Mistake(
            "spread of the contributions",
            "This is the variance of the contributions over the columns. The columns stand fixed; "
            "what varies is the mask.",
            lambda X, w, rate: rate / (1 - rate) * (X * w).var(axis=1) * len(w),
        ),
        Mistake(
            "all rows at once",
            "The rows were added up to one number. Each row has a score of its own, with its own "
            "variance.",
            lambda X, w, rate: float(_score_variance(X, w, rate).sum()),
        ),
        Mistake(
            "sizes in place of squares",
            "Sizes were added, without a square. A variance goes with the square of each "
            "contribution.",
            lambda X, w, rate: rate / (1 - rate) * np.abs(X) @ np.abs(w),
        ),
    ),
)

# 2. The strength of each feature


def _strengths(X, rate):
    return rate / (1 - rate) * np.mean(X**2, axis=0)


STRENGTHS = Exercise(
    name="dropout_why.strengths",
    call="strengths(X, rate)",
    reference=_strengths,
    cases=(
        lambda: (np.array([[1.0, 2.0], [3.0, -1.0], [2.0, 4.0]]), 0.2),
        lambda: (_features(4, 12, 4), 0.6),
        Case("more columns than rows", lambda: (_features(5, 3, 6), 0.35)),
        Case("one column", lambda: (_features(6, 20, 1), 0.9)),
    ),
    mistakes=(
        Mistake(
            "variance of the columns",
            "This is right for centered columns only. A dropped entry becomes zero, not the mean "
            "of its column, so the mean counts as well.",
            lambda X, rate: rate / (1 - rate) * X.var(axis=0),
        ),
        Mistake(
            "sum over the rows",
            "The strengths are too large by the number of rows: the loss of the book is a mean "
            "over rows, and so is everything that is added to it.",
            lambda X, rate: rate / (1 - rate) * np.sum(X**2, axis=0),
        ),
        Mistake(
            "the rate alone",
            "The rate stands where the odds belong: at rate one half, a standardized column has "
            "the strength 1.",
            lambda X, rate: rate * np.mean(X**2, axis=0),
        ),
        Mistake(
            "inverse odds",
            "The odds are upside down: a higher rate must give a stronger penalty.",
            lambda X, rate: (1 - rate) / rate * np.mean(X**2, axis=0),
        ),
        Mistake(
            "halved",
            "The strengths are half of what they should be. The ½ stands in front of λ in the "
            "penalty of the book, it is no part of λ.",
            lambda X, rate: _strengths(X, rate) / 2,
        ),
        Mistake(
            "root",
            "The root of the mean square was taken. The strength multiplies the squared weight, so "
            "the column enters with its square too.",
            lambda X, rate: rate / (1 - rate) * np.sqrt(np.mean(X**2, axis=0)),
        ),
        Mistake(
            "one strength for all",
            "The columns share one strength here. In dropout each column has its own, which is "
            "why the unit of a feature does not matter.",
            lambda X, rate: np.full(X.shape[1], _strengths(X, rate).mean()),
        ),
        Mistake(
            "odds squared",
            "The odds were squared with the entries. They are the variance of a factor, a square "
            "already.",
            lambda X, rate: (rate / (1 - rate)) ** 2 * np.mean(X**2, axis=0),
        ),
        Mistake(
            "sample variance of the columns",
            "This is a variance, with the rows less one. A dropped entry becomes zero, not the "
            "mean of its column: what counts is the mean square, with all rows.",
            lambda X, rate: rate / (1 - rate) * X.var(axis=0, ddof=1),
        ),
        Mistake(
            "square of the mean",
            "The mean was squared. Square the entries first: a column that is centered is "
            "penalized too.",
            lambda X, rate: rate / (1 - rate) * X.mean(axis=0) ** 2,
        ),
        Mistake(
            "standard deviation of the columns",
            "The standard deviations of the columns were taken. The strength goes with the mean "
            "square of a column, its mean included.",
            lambda X, rate: rate / (1 - rate) * X.std(axis=0),
        ),
        Mistake(
            "all pairs of columns",
            "This is the whole matrix of products. A dropped entry is dropped by itself, so only "
            "the products of a column with itself count: the diagonal.",
            lambda X, rate: rate / (1 - rate) * X.T @ X / len(X),
        ),
        Mistake(
            "standardized columns",
            "This is right for standardized columns, whose mean square is 1. `X` is used as it "
            "stands.",
            lambda X, rate: np.full(X.shape[1], rate / (1 - rate)),
        ),
        Mistake(
            "divided by the columns",
            "The sum of squares was divided by the number of columns. The loss of the book is a "
            "mean over the rows.",
            lambda X, rate: _strengths(X, rate) * len(X) / X.shape[1],
        ),
        Mistake(
            "absolute values",
            "The entries' absolute values were averaged. The penalty is one on squares, and the "
            "entries enter squared.",
            lambda X, rate: rate / (1 - rate) * np.abs(X).mean(axis=0),
        ),
    ),
)

# 3. The probability of a mask


def _masks(seed, count, units):
    rng = np.random.default_rng(seed)
    return (rng.random((count, units)) < 0.6).astype(float), rng.uniform(0.1, 0.8, units)


def _mask_probabilities(masks, rates):
    return np.prod(np.where(masks == 1, 1 - rates, rates), axis=1)


def _ways(masks):
    """Return how many masks keep as many units as each of these does."""
    return np.array([comb(masks.shape[1], int(kept)) for kept in masks.sum(axis=1)])


MASK_PROBABILITIES = Exercise(
    name="dropout_why.mask_probabilities",
    call="mask_probabilities(masks, rates)",
    reference=_mask_probabilities,
    cases=(
        lambda: (np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([0.2, 0.5])),
        partial(_masks, 7, 6, 3),
        partial(_masks, 8, 4, 8),
        Case("one unit", partial(_masks, 9, 3, 1)),
        Case(
            "nothing kept, everything kept, and a mask twice",
            lambda: (
                np.array([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [0.0, 1.0, 1.0]]),
                np.array([0.3, 0.1, 0.6]),
            ),
        ),
        Case("as many masks as units", partial(_masks, 19, 4, 4)),
    ),
    mistakes=(
        Mistake(
            "rate of keeping",
            "Kept and dropped changed places: a rate is the probability that its unit is dropped, "
            "and a mask is 1 where a unit is kept.",
            lambda masks, rates: _mask_probabilities(1 - masks, rates),
        ),
        Mistake(
            "one rate for all",
            "All units were given the mean rate. Each unit has a rate of its own here; which "
            "units are kept matters now, not only how many.",
            lambda masks, rates: _mask_probabilities(masks, np.full(len(rates), rates.mean())),
        ),
        Mistake(
            "kept units only",
            "Only the units that are kept were counted. That the others are dropped has to "
            "happen too, and has its own probability.",
            lambda masks, rates: np.prod(np.where(masks == 1, 1 - rates, 1.0), axis=1),
        ),
        Mistake(
            "logarithm",
            "These are the logarithms of the probabilities: right up to the last step, which is "
            "still to be taken.",
            lambda masks, rates: np.log(_mask_probabilities(masks, rates)),
        ),
        Mistake(
            "normalized",
            "The results were scaled to add up to 1. They do so by themselves when all masks are "
            "listed; here only some are.",
            lambda masks, rates: (
                _mask_probabilities(masks, rates) / _mask_probabilities(masks, rates).sum()
            ),
        ),
        Mistake(
            "sum",
            "The probabilities of the units were averaged. Units are dropped independently, so "
            "the probability that all of it happens is a product.",
            lambda masks, rates: np.mean(np.where(masks == 1, 1 - rates, rates), axis=1),
        ),
        Mistake(
            "added",
            "The probabilities of the units were added. That all of it happens together is less "
            "likely than any part of it: multiply.",
            lambda masks, rates: np.sum(np.where(masks == 1, 1 - rates, rates), axis=1),
        ),
        Mistake(
            "dropped units only",
            "Only the units that are dropped were counted. That the others are kept has to happen "
            "too, and has its own probability.",
            lambda masks, rates: np.prod(np.where(masks == 1, 1.0, rates), axis=1),
        ),
        Mistake(
            "zero for a dropped unit",
            "A dropped unit makes the whole product zero. Its own probability, the rate, is its "
            "factor.",
            lambda masks, rates: np.prod(masks * (1 - rates), axis=1),
        ),
        Mistake(
            "counted alike",
            "The masks with as many kept units were counted along. What is asked is the "
            "probability of one mask, not of a number.",
            lambda masks, rates: _ways(masks) * _mask_probabilities(masks, rates),
        ),
        Mistake(
            "rate of the first unit",
            "All units were given the rate of the first one. Each unit has its own.",
            lambda masks, rates: _mask_probabilities(masks, np.full(len(rates), rates[0])),
        ),
        Mistake(
            "along the masks",
            "The product was taken over the masks, unit by unit. A mask is a row, and its units "
            "stand side by side.",
            lambda masks, rates: np.prod(np.where(masks == 1, 1 - rates, rates), axis=0),
        ),
        Mistake(
            "rate for a kept unit",
            "A kept unit was given the rate, and a dropped one nothing. The rate is the "
            "probability to be dropped, and both outcomes have a factor.",
            lambda masks, rates: np.prod(np.where(masks == 1, rates, 1.0), axis=1),
        ),
        Mistake(
            "each different mask once",
            "A mask that is listed twice was counted once. The result has an entry for "
            "each row of `masks`, in their order.",
            lambda masks, rates: _mask_probabilities(np.unique(masks, axis=0), rates),
        ),
        Mistake(
            "minus the logarithm",
            "These are minus the logarithms of the probabilities. The probabilities themselves "
            "are asked for.",
            lambda masks, rates: -np.log(_mask_probabilities(masks, rates)),
        ),
    ),
)

# 4. The closed form for columns that are not centered


def _regression(seed, n, p, rate):
    X = _features(seed, n, p)
    rng = np.random.default_rng(seed + 1000)
    return X, 3 + X @ rng.normal(size=p) + rng.normal(size=n), rate


def _solve(X, y, penalty):
    """Solve for w and a free b with the penalty Σⱼ penaltyⱼ wⱼ² beside the sum of squares."""
    mean, level = X.mean(axis=0), y.mean()
    Z = X - mean
    w = np.linalg.solve(Z.T @ Z + np.diag(penalty), Z.T @ (y - level))
    return w, float(level - mean @ w)


def _penalty(X, rate):
    return rate / (1 - rate) * np.sum(X**2, axis=0)


def _dropout_fit(X, y, rate):
    return _solve(X, y, _penalty(X, rate))


def _without_intercept(X, y, rate):
    gram = X.T @ X
    penalty = rate / (1 - rate) * np.diag(np.diag(gram))
    return np.linalg.solve(gram + penalty, X.T @ y), 0.0


def _intercept_penalized(X, y, rate):
    A = np.column_stack([X, np.ones(len(X))])
    w = np.linalg.solve(A.T @ A + np.diag(_penalty(A, rate)), A.T @ y)
    return w[:-1], float(w[-1])


def _origin_first(X, y, rate):
    w, _ = _without_intercept(X, y, rate)
    return w, float((y - X @ w).mean())


def _raw_columns_solved(X, y, rate):
    w = np.linalg.solve(X.T @ X + np.diag(_penalty(X, rate)), X.T @ (y - y.mean()))
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _only_targets_centered(X, y, rate):
    return _raw_columns_solved(X, y, rate)[0], float(y.mean())


def _whole_matrix(X, y, rate):
    Z, mean = X - X.mean(axis=0), X.mean(axis=0)
    w = np.linalg.solve(Z.T @ Z + rate / (1 - rate) * X.T @ X, Z.T @ (y - y.mean()))
    return w, float(y.mean() - mean @ w)


def _least_squares(X, y, rate):
    A = np.column_stack([X, np.ones(len(X))])
    w = np.linalg.lstsq(A, y, rcond=None)[0]
    return w[:-1], float(w[-1])


def _intercept_added_up(X, y, rate):
    w, _ = _dropout_fit(X, y, rate)
    return w, float(y.mean() + X.mean(axis=0) @ w)


def _raw_targets_side(X, y, rate):
    mean = X.mean(axis=0)
    gram = (X - mean).T @ (X - mean) + np.diag(_penalty(X, rate))
    w = np.linalg.solve(gram, X.T @ y)
    return w, float(y.mean() - mean @ w)


DROPOUT_FIT = Exercise(
    name="dropout_why.dropout_fit",
    call="dropout_fit(X, y, rate)",
    returns=("w", "b"),
    reference=_dropout_fit,
    cases=(
        partial(_regression, 10, 12, 3, 0.3),
        partial(_regression, 11, 30, 5, 0.5),
        Case("more columns than rows", partial(_regression, 12, 6, 8, 0.2)),
        Case("one column", partial(_regression, 13, 10, 1, 0.7)),
    ),
    mistakes=(
        Mistake(
            "dropout after centering",
            "This is the answer if the columns are centered before entries are dropped. Here the "
            "raw entries are dropped: which columns does the penalty see?",
            lambda X, y, rate: _solve(X, y, rate / (1 - rate) * len(y) * X.var(axis=0)),
        ),
        Mistake(
            "no intercept",
            "The fit goes through the origin. The intercept is not dropped and not penalized: "
            "solve for it first, and see what remains.",
            _without_intercept,
        ),
        Mistake(
            "mean target as intercept",
            "The weights are right. The intercept is the mean target only when the columns are "
            "centered; these are not.",
            lambda X, y, rate: (_dropout_fit(X, y, rate)[0], float(y.mean())),
        ),
        Mistake(
            "the rate alone",
            "The penalty is too weak: next to the sum of squares it weighs the odds of being "
            "dropped, not the rate.",
            lambda X, y, rate: _solve(X, y, rate * np.sum(X**2, axis=0)),
        ),
        Mistake(
            "mean in place of sum",
            "The penalty is too weak by the number of rows: one side of the equation was divided "
            "by it and the other was not.",
            lambda X, y, rate: _solve(X, y, rate / (1 - rate) * np.mean(X**2, axis=0)),
        ),
        Mistake(
            "plain ridge",
            "This is ridge with one strength for all columns. Each column has a strength of its "
            "own, the odds times its mean square.",
            lambda X, y, rate: _solve(X, y, np.full(X.shape[1], len(y) * rate / (1 - rate))),
        ),
        Mistake(
            "the odds as strength",
            "The odds alone stand on the diagonal. Each column has a strength of its own, which "
            "contains its sum of squares.",
            lambda X, y, rate: _solve(X, y, np.full(X.shape[1], rate / (1 - rate))),
        ),
        Mistake(
            "intercept penalized",
            "The column of ones was penalized like the others, and so the intercept with it. It is "
            "never dropped, so its place on the diagonal is zero.",
            _intercept_penalized,
        ),
        Mistake(
            "weights without an intercept",
            "The weights are those of a fit through the origin; an intercept was added when they "
            "were fixed already. Both belong to one minimum.",
            _origin_first,
        ),
        Mistake(
            "raw columns solved for",
            "The equations for the weights contain the raw columns. Solving for the intercept "
            "centers them there; only the penalty keeps them raw.",
            _raw_columns_solved,
        ),
        Mistake(
            "only targets centered",
            "The targets were centered and the columns were not. Solving for the intercept centers "
            "both; only the penalty keeps the raw columns.",
            _only_targets_centered,
        ),
        Mistake(
            "the whole matrix as penalty",
            "All products of columns were multiplied by the odds. Entries are dropped one by one, "
            "so only the diagonal belongs to the penalty.",
            _whole_matrix,
        ),
        Mistake(
            "least squares",
            "This is the fit without dropout. The mean over the masks adds a penalty to it.",
            _least_squares,
        ),
        Mistake(
            "intercept added up",
            "The weights are right. For the intercept, the columns' means times the weights are "
            "subtracted from the mean target, not added.",
            _intercept_added_up,
        ),
        Mistake(
            "half the penalty",
            "The penalty is half of what it should be. The ½ stands before both the squares and "
            "the penalty, and cancels.",
            lambda X, y, rate: _solve(X, y, _penalty(X, rate) / 2),
        ),
        Mistake(
            "twice the penalty",
            "The penalty is twice what it should be: the ½ before it in the objective is missing.",
            lambda X, y, rate: _solve(X, y, 2 * _penalty(X, rate)),
        ),
        Mistake(
            "not inverted",
            "The penalty has the variance of a plain mask. What is kept is also divided by one "
            "minus the rate, and a factor counts squared in a variance.",
            lambda X, y, rate: _solve(X, y, (1 - rate) ** 2 * _penalty(X, rate)),
        ),
        Mistake(
            "second moment",
            "The mean square of the factors stands where their variance belongs: the square of "
            "their mean, 1, is in the sum of squares already.",
            lambda X, y, rate: _solve(X, y, _penalty(X, rate) / rate),
        ),
        Mistake(
            "sum in place of mean",
            "The penalty is too strong by the number of rows: one side of the equation was "
            "divided by it, and the sum of squares was not.",
            lambda X, y, rate: _solve(X, y, len(y) * _penalty(X, rate)),
        ),
        Mistake(
            "targets left raw, in a mix",
            "The targets meet the raw columns, and the columns meet each other centered. "
            "Solving for the intercept centers both sides.",
            _raw_targets_side,
        ),
        Mistake(
            "root mean squares",
            "The strengths are roots of mean squares. A weight is charged by the mean square of"
            " its column.",
            lambda X, y, rate: _solve(
                X, y, len(y) * rate / (1 - rate) * np.sqrt(np.mean(X**2, axis=0))
            ),
        ),
        Mistake(
            "one mean square for all",
            "All columns were given the same mean square. Each has one of its own.",
            lambda X, y, rate: _solve(
                X, y, np.full(X.shape[1], len(y) * rate / (1 - rate) * np.mean(X**2))
            ),
        ),
    ),
)

# 5. An exact penalty: Poisson regression


def _counts(seed, n, p, rate):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, p)), rng.normal(scale=0.4, size=p), float(rng.normal()), rate


def _poisson_penalty(X, w, b, rate):
    factors = rate + (1 - rate) * np.exp(X * w / (1 - rate))
    return float(np.mean(np.exp(b) * factors.prod(axis=1) - np.exp(X @ w + b)))


def _second_order(X, w, b, rate):
    return float(np.mean(np.exp(X @ w + b) * _score_variance(X, w, rate)) / 2)


def _unscaled(X, w, b, rate):
    factors = rate + (1 - rate) * np.exp(X * w)
    return float(np.mean(np.exp(b) * factors.prod(axis=1) - np.exp(X @ w + b)))


def _mean_noisy(X, w, b, rate, *, factors=None, scale=None):
    """Return the penalty with other factors, or another number in front of them."""
    kept = np.exp(X * w / (1 - rate))
    factors = rate + (1 - rate) * kept if factors is None else factors(kept)
    scale = np.exp(b) if scale is None else scale
    return float(np.mean(scale * factors.prod(axis=1) - np.exp(X @ w + b)))


def _intercept_dropped(X, w, b, rate):
    return _mean_noisy(X, w, b, rate, scale=rate + (1 - rate) * np.exp(b / (1 - rate)))


def _intercept_in_each(X, w, b, rate):
    each = np.exp(b / (1 - rate))
    return _mean_noisy(X, w, b, rate, factors=lambda kept: rate + (1 - rate) * kept * each, scale=1)


def _one_factor(X, w, b, rate):
    factor = rate + (1 - rate) * np.exp(X @ w / (1 - rate))
    return float(np.mean(np.exp(b) * factor - np.exp(X @ w + b)))


def _gaussian(X, w, b, rate):
    return float(np.mean(np.exp(X @ w + b) * np.expm1(_score_variance(X, w, rate) / 2)))


def _added_factors(X, w, b, rate):
    factors = rate + (1 - rate) * np.exp(X * w / (1 - rate))
    return float(np.mean(np.exp(b) * factors.sum(axis=1) - np.exp(X @ w + b)))


def _rates_exchanged(X, w, b, rate):
    factors = 1 - rate + rate * np.exp(X * w / (1 - rate))
    return float(np.mean(np.exp(b) * factors.prod(axis=1) - np.exp(X @ w + b)))


def _seconds(answer, columns, attempts=5):
    """Return the least time of some calls with so many columns; of one, if that is long."""
    least = np.inf
    for _ in range(attempts):
        start = time.perf_counter()
        answer(*_counts(0, 2, columns, 0.4))
        least = min(least, time.perf_counter() - start)
        if least > 0.3:
            break
    return least


def _without_a_walk(answer, X, w, b, rate):
    """Return the penalty; if it is right, it must not take 200 times as long for 8 columns more.

    Twice as many columns are twice as much work, and 2⁸ times as many masks. A case with more masks
    than there is memory for would say the same, and bring down whoever lists them.
    """
    found = answer(X, w, b, rate)
    right = not difference(plain(found), _poisson_penalty(X, w, b, rate), rtol=1e-6)
    # Browsers round the time to a tenth of a millisecond.
    if right and _seconds(answer, 16) > 20 * max(_seconds(answer, 8), 1e-4):
        raise Objection(
            "The numbers are right, but twice as many columns take a hundred times as long: this "
            "walks over all masks. Each factor has two outcomes, and their mean is quickly written."
        )
    return found


POISSON_PENALTY = Exercise(
    name="dropout_why.poisson_penalty",
    call="poisson_penalty(X, w, b, rate)",
    reference=_poisson_penalty,
    drive=_without_a_walk,
    cases=(
        lambda: (np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([0.3, 0.2]), 0.1, 0.5),
        partial(_counts, 14, 6, 3, 0.2),
        partial(_counts, 15, 4, 5, 0.6),
        partial(_counts, 16, 9, 12, 0.3),
    ),
    mistakes=(
        Mistake(
            "second order",
            "This is the expansion to second order. For A = exp no expansion is needed: what is "
            "the mean of a product of independent factors?",
            _second_order,
        ),
        Mistake(
            "kept entries not divided",
            "What is kept was not divided by one minus the rate, so the mean score has moved and "
            "this is no longer the price of noise alone.",
            _unscaled,
        ),
        Mistake(
            "dropped and kept exchanged",
            "The weights of the two outcomes changed places: an entry is dropped, and its factor "
            "is then exp(0), with the probability called rate.",
            _rates_exchanged,
        ),
        Mistake(
            "mean without the score itself",
            "This is the mean of A at the noisy score. The penalty is what it has more than A at "
            "the score without noise.",
            lambda X, w, b, rate: (
                _poisson_penalty(X, w, b, rate) + float(np.mean(np.exp(X @ w + b)))
            ),
        ),
        Mistake(
            "without the intercept",
            "The intercept is missing. It is not dropped, but it is in every score, and in an "
            "exponential it multiplies.",
            lambda X, w, b, rate: _poisson_penalty(X, w, 0.0, rate),
        ),
        Mistake(
            "second order without the half",
            "This is the expansion to second order, without its ½. For A = exp no expansion is "
            "needed: the mean of a product of independent factors is known.",
            lambda X, w, b, rate: 2 * _second_order(X, w, b, rate),
        ),
        Mistake(
            "Gaussian noise",
            "The noise of a score was taken for Gaussian. It is a sum of few terms with two values "
            "each, and its exponential has an exact mean.",
            _gaussian,
        ),
        Mistake(
            "intercept on one side",
            "The intercept is missing where the masks are averaged, and present where they are "
            "not. It belongs to both scores.",
            lambda X, w, b, rate: _mean_noisy(X, w, b, rate, scale=1.0),
        ),
        Mistake(
            "intercept on the other side",
            "The intercept is present where the masks are averaged, and missing where they are "
            "not. It belongs to both scores.",
            lambda X, w, b, rate: (
                _mean_noisy(X, w, b, rate) + float(np.mean(np.exp(X @ w + b) - np.exp(X @ w)))
            ),
        ),
        Mistake(
            "intercept dropped",
            "The intercept was dropped like an entry. It is in every score, whatever the mask.",
            _intercept_dropped,
        ),
        Mistake(
            "intercept in each factor",
            "The intercept went into every factor of the product. A score contains it once.",
            _intercept_in_each,
        ),
        Mistake(
            "dropped entries make zero",
            "A dropped entry has the factor 0 here. It contributes nothing to the score, and the "
            "exponential of nothing is 1.",
            lambda X, w, b, rate: _mean_noisy(
                X, w, b, rate, factors=lambda kept: (1 - rate) * kept
            ),
        ),
        Mistake(
            "all entries together",
            "The score is dropped or kept as a whole. Each entry has a mask of its own, and so a "
            "factor of its own.",
            _one_factor,
        ),
        Mistake(
            "factors added",
            "The factors were added. The exponential of a sum is a product of exponentials.",
            _added_factors,
        ),
        Mistake(
            "sum over rows",
            "The rows were added up. The loss of the book is a mean over rows, and so is the "
            "penalty that dropout adds to it.",
            lambda X, w, b, rate: len(X) * _poisson_penalty(X, w, b, rate),
        ),
        Mistake(
            "sign",
            "The sign is turned round. By Jensen's inequality noise can only make the mean of a "
            "convex function larger.",
            lambda X, w, b, rate: -_poisson_penalty(X, w, b, rate),
        ),
        Mistake(
            "intercept in each factor, whole",
            "The intercept stands in the exponent of each factor. It is in the score "
            "once, and no mask touches it: put exp(b) in front of the product.",
            lambda X, w, b, rate: _mean_noisy(
                X, w, b, rate, factors=lambda kept: rate + (1 - rate) * kept * np.exp(b), scale=1
            ),
        ),
        Mistake(
            "product over the rows",
            "The factors were multiplied over the rows. What is added in the score of a "
            "row, and so multiplied in its exponential, are the columns.",
            lambda X, w, b, rate: float(
                np.mean(np.exp(b) * (rate + (1 - rate) * np.exp(X * w / (1 - rate))).prod(axis=0))
                - np.mean(np.exp(X @ w + b))
            ),
        ),
        Mistake(
            "intercept divided",
            "The intercept was divided by one minus the rate, like a kept entry. It is "
            "never dropped, so nothing has to be made up for.",
            lambda X, w, b, rate: _mean_noisy(X, w, b, rate, scale=np.exp(b / (1 - rate))),
        ),
        Mistake(
            "dropped for sure",
            "A dropped entry has the factor 1, the exponential of nothing, but it is "
            "dropped only with the probability called rate: weigh the 1 by it.",
            lambda X, w, b, rate: _mean_noisy(
                X, w, b, rate, factors=lambda kept: 1 + (1 - rate) * kept
            ),
        ),
        Mistake(
            "kept entries with weight one",
            "The exponential of a kept entry counts whole. Each of the two outcomes has its "
            "probability, and these add up to one.",
            lambda X, w, b, rate: _mean_noisy(X, w, b, rate, factors=lambda kept: rate + kept),
        ),
        Mistake(
            "quotient",
            "The mean at the noisy score was divided by the value without noise. The penalty is"
            " their difference.",
            lambda X, w, b, rate: float(
                np.mean(
                    (rate + (1 - rate) * np.exp(X * w / (1 - rate))).prod(axis=1) / np.exp(X @ w)
                )
            ),
        ),
    ),
)


EXERCISES = (
    SCORE_VARIANCE,
    STRENGTHS,
    MASK_PROBABILITIES,
    DROPOUT_FIT,
    POISSON_PENALTY,
)
