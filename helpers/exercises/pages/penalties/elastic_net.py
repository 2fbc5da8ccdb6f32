"""The exercises of the chapter on the elastic net.

The objective is J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ (r‖w‖₁ + (1−r)/2 ‖w‖²), with the intercept b
unpenalized and the mix r the share of L1. S(v, t) = sign(v) max(|v| − t, 0) is the soft threshold.

References
----------
Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301-320: the augmented
data (Lemma 1), the grouping effect (Theorem 1), the rescaling (section 3).
Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1-22: the coordinate
update, also with weights on the rows.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake


def _soft(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def _data(seed, n, p, *numbers):
    """Return correlated features of unlike means and scales, a response, and the numbers."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1)) * rng.choice([-1.0, 1.0], p)
    X = rng.uniform(1, 5, p) + rng.uniform(0.5, 2, p) * (rng.normal(size=(n, p)) + common)
    y = 3 + X @ rng.normal(size=p) / np.sqrt(p) + rng.normal(size=n)
    return (X, y, *numbers)


def _centred(seed, n, p):
    X, y = _data(seed, n, p)
    return X - X.mean(axis=0), y - y.mean()


# 1. The proximal operator in another convention


def _vector(seed, p, *numbers):
    return (np.random.default_rng(seed).normal(scale=1.5, size=p), *numbers)


def _article_prox(v, step, lam, alpha, *, halves=2.0):
    return _soft(v, step * lam * (1 - alpha)) / (1 + halves * step * lam * alpha)


def _divided_first(v, step, lam, alpha):
    return _soft(v / (1 + 2 * step * lam * alpha), step * lam * (1 - alpha))


def _never_zero(v, step, lam, alpha):
    moved = v - step * lam * (1 - alpha) * np.sign(v)
    return moved / (1 + 2 * step * lam * alpha)


ARTICLE_PROX = Exercise(
    name="elastic_net.article_prox",
    call="article_prox(v, step, lam, alpha)",
    reference=_article_prox,
    cases=(
        lambda: (np.array([2.0, -0.1, -3.0]), 0.5, 1.0, 0.25),
        partial(_vector, 1, 5, 0.3, 2.0, 0.6),
        partial(_vector, 2, 1, 1.5, 0.2, 0.1),
        partial(_vector, 3, 40, 0.1, 5.0, 0.8),
        partial(_vector, 4, 6, 0.7, 1.0, 1.0),
    ),
    mistakes=(
        Mistake(
            "the book's half",
            "The divisor is that of a penalty with a ½ before its square. The article's has none: "
            "what does differentiating αw² bring down?",
            partial(_article_prox, halves=1.0),
        ),
        Mistake(
            "parts exchanged",
            "The two parts were exchanged. In the article α weights the squares, and 1 − α the "
            "absolute values.",
            lambda v, step, lam, alpha: _article_prox(v, step, lam, 1 - alpha),
        ),
        Mistake(
            "divided first",
            "The division came before the threshold. Solve the equation for a positive weight, "
            "and see which of the two happens first.",
            _divided_first,
        ),
        Mistake(
            "step forgotten",
            "The step has no effect. It multiplies the whole penalty, both its parts.",
            lambda v, step, lam, alpha: _article_prox(v, 1.0, lam, alpha),
        ),
        Mistake(
            "never zero",
            "Each weight was moved by the same amount, also those that cross zero on the way. "
            "They stop there.",
            _never_zero,
        ),
        Mistake(
            "threshold alone",
            "The threshold is right, but the squares have no effect yet: they shrink what the "
            "threshold has left.",
            partial(_article_prox, halves=0.0),
        ),
    ),
)

# 2. From scikit-learn to the article


def _from_sklearn(alpha, l1_ratio):
    return alpha * (1 + l1_ratio) / 2, (1 - l1_ratio) / (1 + l1_ratio)


FROM_SKLEARN = Exercise(
    name="elastic_net.from_sklearn",
    call="from_sklearn(alpha, l1_ratio)",
    returns=("strength", "weight_of_squares"),
    reference=_from_sklearn,
    cases=(
        lambda: (0.1, 0.5),
        lambda: (2.0, 0.9),
        lambda: (0.3, 0.0),
        lambda: (1.7, 1.0),
        lambda: (0.01, 0.2),
    ),
    mistakes=(
        Mistake(
            "the same numbers",
            "The two numbers were typed unchanged. In the article the second one weights the "
            "squares, and its squares have no ½.",
            lambda alpha, l1_ratio: (alpha, l1_ratio),
        ),
        Mistake(
            "the other share",
            "The two parts were exchanged, as they should be, but the ½ before scikit-learn's "
            "squares was overlooked.",
            lambda alpha, l1_ratio: (alpha, 1 - l1_ratio),
        ),
        Mistake(
            "the other way",
            "This turns the article's numbers into scikit-learn's, not the other way round: check "
            "with the value of the penalty at some weights.",
            lambda alpha, l1_ratio: (alpha * (1 + l1_ratio), (1 - l1_ratio) / (1 + l1_ratio)),
        ),
        Mistake(
            "strength unchanged",
            "The second number is right, but the strength changes too: add up what stands before "
            "the squares and before the absolute values.",
            lambda alpha, l1_ratio: (alpha, (1 - l1_ratio) / (1 + l1_ratio)),
        ),
        Mistake(
            "half of everything",
            "The ½ of the squares was given to the absolute values as well.",
            lambda alpha, l1_ratio: (alpha / 2, 1 - l1_ratio),
        ),
    ),
)

# 3. A coordinate update where the rows have weights


def _weighted_case(seed, n, p, j, lam, mix):
    rng = np.random.default_rng(seed + 500)
    X, y = _data(seed, n, p)
    a = rng.uniform(0, 1, n) * (rng.random(n) < 0.8)
    a /= a.sum()
    X, y = X - a @ X, y - a @ y
    return X, y, a, rng.normal(size=p), j, lam, mix


def _weighted_update(X, y, a, w, j, lam, mix, *, own=1.0, l1=None, l2=None, curvature=None):
    """Return the new weight of column j; each option is what some mistake gets wrong."""
    x = X[:, j]
    v = float((a * x) @ (y - X @ w + own * x * w[j]))
    l1 = lam * mix if l1 is None else l1
    l2 = lam * (1 - mix) if l2 is None else l2
    curvature = float((a * x) @ x) if curvature is None else curvature
    return float(_soft(v, l1)) / (curvature + l2)


def _all_weights(X, y, a, w, j, lam, mix):
    new = w.copy()
    new[j] = _weighted_update(X, y, a, w, j, lam, mix)
    return new


def _equal_rows(X, y, a, w, j, lam, mix):
    return _weighted_update(X, y, np.full(len(y), 1 / len(y)), w, j, lam, mix)


WEIGHTED_UPDATE = Exercise(
    name="elastic_net.weighted_update",
    call="weighted_update(X, y, a, w, j, lam, mix)",
    reference=_weighted_update,
    cases=(
        partial(_weighted_case, 10, 12, 3, 1, 0.3, 0.5),
        partial(_weighted_case, 11, 40, 7, 6, 0.6, 0.2),
        partial(_weighted_case, 12, 8, 14, 0, 0.1, 0.9),
        partial(_weighted_case, 13, 20, 4, 2, 900.0, 0.7),
        partial(_weighted_case, 14, 30, 5, 3, 0.5, 1.0),
    ),
    mistakes=(
        Mistake(
            "rows all alike",
            "The rows were given equal weights. Row i counts with its own number in the loss, and "
            "so in the covariance and in the curvature.",
            _equal_rows,
        ),
        Mistake(
            "curvature unweighted",
            "The covariance is weighted by the rows' numbers, but the curvature is not. Both come "
            "from the same loss.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X, y, a, w, j, lam, mix, curvature=float(np.mean(X[:, j] ** 2))
            ),
        ),
        Mistake(
            "own weight left in",
            "The column's own weight was left in the fit. It has to explain what the *other* "
            "columns leave unexplained.",
            partial(_weighted_update, own=0.0),
        ),
        Mistake(
            "standardized",
            "The curvature was taken to be one. That holds for standardized columns only, and "
            "these are not.",
            partial(_weighted_update, curvature=1.0),
        ),
        Mistake(
            "whole strength as threshold",
            "The threshold is λ. Only a share of the strength belongs to L1.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a, w, j, lam, mix, l1=lam),
        ),
        Mistake(
            "no L2 part",
            "The L2 part is missing: it adds to the curvature, in the divisor.",
            partial(_weighted_update, l2=0.0),
        ),
        Mistake(
            "mix exchanged",
            "The mix was read the wrong way round. In this book it is the share of L1.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a, w, j, lam, 1 - mix),
        ),
        Mistake(
            "whole vector",
            "These are all weights after the update. Return the new weight of column j alone, as "
            "a number.",
            _all_weights,
        ),
    ),
)

# 4. A longer table, with an L2 strength for each weight


def _augmented_case(seed, n, p, l1, *, zero=False):
    X, y = _centred(seed, n, p)
    l2 = np.random.default_rng(seed + 500).uniform(0.05, 2, p)
    if zero:
        l2[0] = 0.0
    return X, y, l1, l2


def _augmented(X, y, l1, l2, *, rows=None, alpha=None):
    """Return the longer table with the given new rows, and the strength for it."""
    n, p = X.shape
    rows = np.sqrt(n * l2) if rows is None else rows
    alpha = l1 * n / (n + p) if alpha is None else alpha
    return np.vstack([X, np.diag(rows)]), np.concatenate([y, np.zeros(p)]), alpha


AUGMENTED_DATA = Exercise(
    name="elastic_net.augmented_data",
    call="augmented_data(X, y, l1, l2)",
    returns=("X_long", "y_long", "alpha"),
    reference=_augmented,
    cases=(
        partial(_augmented_case, 20, 12, 3, 0.3),
        partial(_augmented_case, 21, 40, 7, 1.5),
        partial(_augmented_case, 22, 6, 11, 0.05),
        partial(_augmented_case, 23, 15, 4, 0.7, zero=True),
    ),
    mistakes=(
        Mistake(
            "strength unchanged",
            "The rows are right, but scikit-learn divides the loss by twice the number of rows of "
            "the *longer* table, so the strength has to change.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, alpha=l1),
        ),
        Mistake(
            "strength the other way",
            "The strength was multiplied where it should be divided. The loss is divided by more "
            "rows: what has the penalty to do to keep pace?",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, alpha=l1 * sum(X.shape) / len(y)),
        ),
        Mistake(
            "no root",
            "The new rows hold the strengths themselves. Their residuals are squared in the loss.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, rows=len(y) * l2),
        ),
        Mistake(
            "n forgotten",
            "The number of rows is missing under the root: the loss is divided by n, the penalty "
            "is not.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, rows=np.sqrt(l2)),
        ),
        Mistake(
            "rows of the longer table",
            "Under the root stands the number of rows of the longer table. The objective that is "
            "asked for divides by the n of the data.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, rows=np.sqrt(sum(X.shape) * l2)),
        ),
        Mistake(
            "strength summed",
            "The strength is that of a loss which is not divided at all. scikit-learn's Lasso "
            "divides it.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, alpha=l1 * len(y)),
        ),
    ),
)

# 5. Copies of one column


def _copies(c, m, lam, mix, *, threshold=None, l2=None):
    """Return the weight of each of m copies; each option is what some mistake gets wrong."""
    threshold = lam * mix if threshold is None else threshold
    l2 = lam * (1 - mix) if l2 is None else l2
    return float(_soft(c, threshold)) / (m + l2)


COPIES = Exercise(
    name="elastic_net.copies",
    call="copies(c, m, lam, mix)",
    reference=_copies,
    cases=(
        lambda: (0.8, 2, 0.4, 0.5),
        lambda: (-1.5, 7, 1.0, 0.3),
        lambda: (0.5, 1, 0.2, 0.1),
        lambda: (0.3, 3, 0.5, 0.9),
        lambda: (2.0, 50, 3.0, 0.2),
    ),
    mistakes=(
        Mistake(
            "all together",
            "This is the sum over all copies. Each has its share of it.",
            lambda c, m, lam, mix: m * _copies(c, m, lam, mix),
        ),
        Mistake(
            "split evenly",
            "This is the weight of a single column, split evenly. Spread over copies the same sum "
            "costs less L2, so the sum changes.",
            lambda c, m, lam, mix: _copies(c, 1, lam, mix) / m,
        ),
        Mistake(
            "others ignored",
            "This is the weight of a column that is alone. The other copies explain a part of the "
            "target, too.",
            lambda c, m, lam, mix: _copies(c, 1, lam, mix),
        ),
        Mistake(
            "threshold shared",
            "The threshold was shared among the copies. Each one meets the whole of it: an "
            "absolute value costs the same wherever it stands.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, threshold=lam * mix / m),
        ),
        Mistake(
            "whole strength as threshold",
            "The threshold is λ. Only a share of the strength belongs to L1.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, threshold=lam),
        ),
        Mistake(
            "no L2 part",
            "This splits the lasso's weight. The L2 part is missing in the divisor.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, l2=0.0),
        ),
    ),
)

# 6. The bound of the grouping effect, for columns as they are


def _grouping_bound(X, y, lam, mix, *, centre_X=True, centre_y=True, signs=(1, -1), factor=None):
    n = len(y)
    X = X - X.mean(axis=0) if centre_X else X
    y = y - y.mean() if centre_y else y
    factor = 1 / (n * lam * (1 - mix)) if factor is None else factor
    lengths = [np.linalg.norm(X[:, :, None] - s * X[:, None, :], axis=0) for s in signs]
    return np.min(lengths, axis=0) * np.linalg.norm(y) * factor


def _as_if_standardized(X, y, lam, mix, *, turn=np.abs):
    rho = np.clip(np.corrcoef(X.T), -1, 1)
    return y.std() * np.sqrt(2 * (1 - turn(rho))) / (lam * (1 - mix))


GROUPING_BOUND = Exercise(
    name="elastic_net.grouping_bound",
    call="grouping_bound(X, y, lam, mix)",
    reference=_grouping_bound,
    cases=(
        partial(_data, 30, 12, 3, 0.3, 0.5),
        partial(_data, 31, 40, 6, 1.0, 0.2),
        partial(_data, 32, 7, 10, 0.1, 0.9),
        partial(_data, 33, 25, 4, 4.0, 0.0),
    ),
    mistakes=(
        Mistake(
            "columns not centred",
            "The columns were not centered. The intercept is free, and takes every column's mean "
            "away before the weights see it.",
            partial(_grouping_bound, centre_X=False),
        ),
        Mistake(
            "targets not centred",
            "The targets were not centered. With a free intercept and all weights zero, the "
            "residuals are the targets less their mean.",
            partial(_grouping_bound, centre_y=False),
        ),
        Mistake(
            "signs forgotten",
            "Columns that are opposite to each other get weights of opposite sign and like size. "
            "Turn one of them round, and take the smaller bound.",
            partial(_grouping_bound, signs=(1,)),
        ),
        Mistake(
            "as if standardized",
            "This is the bound for standardized columns. Here they have lengths of their own: go "
            "one line back in the proof.",
            _as_if_standardized,
        ),
        Mistake(
            "the theorem's formula",
            "This is the theorem as it stands, for standardized columns and signed weights. Here "
            "columns have lengths of their own, and sizes have no sign.",
            partial(_as_if_standardized, turn=lambda rho: rho),
        ),
        Mistake(
            "whole strength",
            "The divisor holds λ. Only the L2 part of the penalty pulls weights together.",
            lambda X, y, lam, mix: _grouping_bound(X, y, lam, mix, factor=1 / (len(y) * lam)),
        ),
        Mistake(
            "mix exchanged",
            "The mix was read the wrong way round: the L1 part pulls no weights together.",
            lambda X, y, lam, mix: (
                _grouping_bound(X, y, lam, 1 - mix)
                if mix
                else _grouping_bound(X, y, lam, mix, factor=0.0)
            ),
        ),
        Mistake(
            "n forgotten",
            "The covariance with the residuals is a mean over the rows: the 1/n is missing.",
            lambda X, y, lam, mix: _grouping_bound(X, y, lam, mix, factor=1 / (lam * (1 - mix))),
        ),
    ),
)

# 7. The rescaled elastic net, in the units of the features


def _rescale_case(seed, n, p, lam, mix):
    X, y = _data(seed, n, p)
    w = np.random.default_rng(seed + 500).normal(scale=0.4, size=p)
    w[-1] = 0.0
    return X, y, w, lam, mix


def _rescale(X, y, w, lam, mix, *, factor=None, ddof=0):
    factor = 1 + lam * (1 - mix) if factor is None else factor
    own = factor * w / X.std(axis=0, ddof=ddof)
    return own, float(y.mean() - X.mean(axis=0) @ own)


def _naive_intercept(X, y, w, lam, mix):
    return _rescale(X, y, w, lam, mix)[0], _rescale(X, y, w, lam, mix, factor=1.0)[1]


def _mean_intercept(X, y, w, lam, mix):
    return _rescale(X, y, w, lam, mix)[0], float(y.mean())


def _scaled_intercept(X, y, w, lam, mix):
    factor, (own, b) = 1 + lam * (1 - mix), _rescale(X, y, w, lam, mix, factor=1.0)
    return factor * own, factor * b


def _standard_units(X, y, w, lam, mix):
    own = (1 + lam * (1 - mix)) * w
    return own, float(y.mean() - X.mean(axis=0) @ own)


RESCALE = Exercise(
    name="elastic_net.rescale",
    call="rescale(X, y, w, lam, mix)",
    returns=("w", "b"),
    reference=_rescale,
    cases=(
        partial(_rescale_case, 40, 12, 3, 0.4, 0.5),
        partial(_rescale_case, 41, 40, 6, 2.0, 0.1),
        partial(_rescale_case, 42, 7, 10, 0.3, 0.8),
        partial(_rescale_case, 43, 25, 2, 1000.0, 0.05),
    ),
    mistakes=(
        Mistake(
            "not rescaled",
            "These are the naive weights in the features' units. What L2 divided by is still to "
            "be multiplied back.",
            partial(_rescale, factor=1.0),
        ),
        Mistake(
            "whole strength",
            "The factor holds all of λ. Only the L2 part shrinks a second time.",
            lambda X, y, w, lam, mix: _rescale(X, y, w, lam, mix, factor=1 + lam),
        ),
        Mistake(
            "root",
            "The factor was put under a root. That belongs to weights that were found on the "
            "longer table scaled to columns of length one.",
            lambda X, y, w, lam, mix: _rescale(
                X, y, w, lam, mix, factor=np.sqrt(1 + lam * (1 - mix))
            ),
        ),
        Mistake(
            "number of rows in the factor",
            "The factor holds the number of rows. For standardized columns the L2 part stands "
            "beside the mean square of a column, which is one.",
            lambda X, y, w, lam, mix: _rescale(
                X, y, w, lam, mix, factor=1 + len(y) * lam * (1 - mix)
            ),
        ),
        Mistake(
            "naive intercept",
            "The weights are right, the intercept is that of the naive ones. It has to make the "
            "residuals of the *rescaled* weights sum to zero.",
            _naive_intercept,
        ),
        Mistake(
            "mean as intercept",
            "The weights are right, but the mean target is the intercept for centered features. "
            "In their own units they have means.",
            _mean_intercept,
        ),
        Mistake(
            "intercept rescaled",
            "The intercept was multiplied with the weights. It was never shrunken; compute it anew "
            "from the means.",
            _scaled_intercept,
        ),
        Mistake(
            "units of the standardized",
            "The weights still belong to standardized features. A feature in its own units is "
            "larger by its standard deviation.",
            _standard_units,
        ),
        Mistake(
            "other deviation",
            "The standard deviation has n − 1 in it. The columns were standardized with n, as "
            "NumPy does by default.",
            partial(_rescale, ddof=1),
        ),
    ),
)

EXERCISES = (
    ARTICLE_PROX,
    FROM_SKLEARN,
    WEIGHTED_UPDATE,
    AUGMENTED_DATA,
    COPIES,
    GROUPING_BOUND,
    RESCALE,
)
