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

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake


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
        lambda: (np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([0.5, 1.0]), 0.2),
        partial(_scores, 1, 5, 3, 0.3),
        partial(_scores, 2, 1, 4, 0.75),
        partial(_scores, 3, 7, 1, 0.1),
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
            "all rows at once",
            "The rows were added up to one number. Each row has a score of its own, with its own "
            "variance.",
            lambda X, w, rate: float(_score_variance(X, w, rate).sum()),
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
        lambda: (_features(5, 3, 6), 0.35),
        lambda: (_features(6, 20, 1), 0.9),
    ),
    mistakes=(
        Mistake(
            "variance of the columns",
            "This is right for centred columns only. A dropped entry becomes zero, not the mean "
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
    ),
)

# 3. The probability of a mask


def _masks(seed, count, units):
    rng = np.random.default_rng(seed)
    return (rng.random((count, units)) < 0.6).astype(float), rng.uniform(0.1, 0.8, units)


def _mask_probabilities(masks, rates):
    return np.prod(np.where(masks == 1, 1 - rates, rates), axis=1)


MASK_PROBABILITIES = Exercise(
    name="dropout_why.mask_probabilities",
    call="mask_probabilities(masks, rates)",
    reference=_mask_probabilities,
    cases=(
        lambda: (np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([0.2, 0.5])),
        partial(_masks, 7, 6, 3),
        partial(_masks, 8, 4, 8),
        partial(_masks, 9, 3, 1),
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
    ),
)

# 4. The closed form for columns that are not centred


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


def _dropout_fit(X, y, rate):
    return _solve(X, y, rate / (1 - rate) * np.sum(X**2, axis=0))


def _without_intercept(X, y, rate):
    gram = X.T @ X
    penalty = rate / (1 - rate) * np.diag(np.diag(gram))
    return np.linalg.solve(gram + penalty, X.T @ y), 0.0


DROPOUT_FIT = Exercise(
    name="dropout_why.dropout_fit",
    call="dropout_fit(X, y, rate)",
    returns=("w", "b"),
    reference=_dropout_fit,
    cases=(
        partial(_regression, 10, 12, 3, 0.3),
        partial(_regression, 11, 30, 5, 0.5),
        partial(_regression, 12, 6, 8, 0.2),
        partial(_regression, 13, 10, 1, 0.7),
    ),
    mistakes=(
        Mistake(
            "dropout after centring",
            "This is the answer if the columns are centred before entries are dropped. Here the "
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
            "centred; these are not.",
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


def _rates_exchanged(X, w, b, rate):
    factors = 1 - rate + rate * np.exp(X * w / (1 - rate))
    return float(np.mean(np.exp(b) * factors.prod(axis=1) - np.exp(X @ w + b)))


POISSON_PENALTY = Exercise(
    name="dropout_why.poisson_penalty",
    call="poisson_penalty(X, w, b, rate)",
    reference=_poisson_penalty,
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
    ),
)

# 6. Disagreement of the draws


def _draws(seed, draws, rows, classes):
    rng = np.random.default_rng(seed)
    q = rng.gamma(0.7, size=(draws, rows, classes))
    return (q / q.sum(axis=2, keepdims=True),)


def _entropy(q):
    return -np.sum(q * np.log(np.where(q > 0, q, 1.0)), axis=-1)


def _disagreement(q):
    return _entropy(q.mean(axis=0)) - _entropy(q).mean(axis=0)


DISAGREEMENT = Exercise(
    name="dropout_why.disagreement",
    call="disagreement(q)",
    reference=_disagreement,
    cases=(
        lambda: (np.array([[[0.9, 0.1], [0.5, 0.5]], [[0.1, 0.9], [0.5, 0.5]]]),),
        partial(_draws, 17, 8, 5, 3),
        partial(_draws, 18, 3, 4, 10),
        lambda: (np.array([[[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]], [[0.2, 0.3, 0.5]]]),),
    ),
    mistakes=(
        Mistake(
            "entropy of the mean",
            "This is all of the uncertainty, the entropy of the mean. A draw that is itself "
            "undecided adds to it without any disagreement.",
            lambda q: _entropy(q.mean(axis=0)),
        ),
        Mistake(
            "mean of the entropies",
            "This is how undecided a single draw is on average. How much more undecided is the "
            "mean of the draws?",
            lambda q: _entropy(q).mean(axis=0),
        ),
        Mistake(
            "sign",
            "The two entropies are subtracted the wrong way round: entropy is concave, so the "
            "mean of the draws is at least as undecided as the draws are.",
            lambda q: -_disagreement(q),
        ),
        Mistake(
            "bits",
            "This is right in bits. The losses of the book use the natural logarithm.",
            lambda q: _disagreement(q) / np.log(2),
        ),
        Mistake(
            "spread of the probabilities",
            "This is the variance of the probabilities over the draws, added over classes. It "
            "grows with disagreement too, but it is no entropy.",
            lambda q: q.var(axis=0).sum(axis=-1),
        ),
        Mistake(
            "mean over the rows",
            "The rows were averaged to one number. The question is on which rows the draws "
            "disagree, so keep one number for each.",
            lambda q: float(_disagreement(q).mean()),
        ),
    ),
)

EXERCISES = (
    SCORE_VARIANCE,
    STRENGTHS,
    MASK_PROBABILITIES,
    DROPOUT_FIT,
    POISSON_PENALTY,
    DISAGREEMENT,
)
