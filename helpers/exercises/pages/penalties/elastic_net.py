"""The exercises of the chapter on the elastic net.

The objective is J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ (r‖w‖₁ + (1−r)/2 ‖w‖²), with the intercept b
unpenalized and the mix r the share of L1. S(v, t) = sign(v) max(|v| − t, 0) is the soft threshold.

References
----------
Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301-320: the augmented
data (Lemma 1), the grouping effect (Theorem 1).
Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1-22: the coordinate
update, also with weights on the rows.
"""

from functools import partial

import numpy as np

from helpers.exercises.pages.penalties._elastic_net import correlated_data, soft_threshold
from helpers.exercises.pages.penalties.l2 import long_table
from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import kind_of, plain


def _centered(seed, n, p):
    X, y = correlated_data(seed, n, p)
    return X - X.mean(axis=0), y - y.mean()


# 1. From scikit-learn's numbers to the beliefs behind them


def _from_sklearn(alpha, l1_ratio, sigma, n):
    l1, l2 = alpha * l1_ratio, alpha * (1 - l1_ratio)
    return sigma**2 / (n * l1), sigma / (n * l2) ** 0.5


def _factors(theta=1.0, tau=1.0):
    """Return the right answer with both numbers multiplied, each by a number or a function."""

    def multiplied(alpha, l1_ratio, sigma, n):
        right = _from_sklearn(alpha, l1_ratio, sigma, n)
        values = [
            factor(alpha, l1_ratio, sigma, n) if callable(factor) else factor
            for factor in (theta, tau)
        ]
        return right[0] * values[0], right[1] * values[1]

    return multiplied


FROM_SKLEARN = Exercise(
    name="elastic_net.from_sklearn",
    call="from_sklearn(alpha, l1_ratio, sigma, n)",
    returns=("theta", "tau"),
    reference=_from_sklearn,
    cases=(
        lambda: (0.1, 0.6, 0.7, 67),
        lambda: (2.0, 0.9, 3.0, 20),
        lambda: (0.3, 0.05, 0.2, 500),
        lambda: (1.7, 0.25, 1.5, 3),
    ),
    mistakes=(
        Mistake(
            "variance for the deviation",
            "Theta is right. The second number is τ², the variance of the Gaussian factor; τ is "
            "its standard deviation.",
            lambda alpha, r, sigma, n: (
                sigma**2 / (n * alpha * r),
                sigma**2 / (n * alpha * (1 - r)),
            ),
        ),
        Mistake(
            "roots of both",
            "Tau is right. Theta has no root: it enters the exponent by its first power, as the "
            "weight does.",
            lambda alpha, r, sigma, n: (
                sigma / np.sqrt(n * alpha * r),
                sigma / np.sqrt(n * alpha * (1 - r)),
            ),
        ),
        Mistake(
            "shares exchanged",
            "The shares are exchanged. The absolute values come from the Laplace factor, and "
            "`l1_ratio` is their share.",
            lambda alpha, r, sigma, n: _from_sklearn(alpha, 1 - r, sigma, n),
        ),
        Mistake(
            "n forgotten",
            "The number of rows is missing. To become a mean over the rows, the log posterior is "
            "multiplied by σ²/n, priors and all.",
            _factors(lambda a, r, sigma, n: n, lambda a, r, sigma, n: np.sqrt(n)),
        ),
        Mistake(
            "n forgotten in τ",
            "Theta is right. In τ the number of rows is missing: both priors were multiplied by "
            "σ²/n.",
            _factors(tau=lambda a, r, sigma, n: np.sqrt(n)),
        ),
        Mistake(
            "n forgotten in θ",
            "Tau is right. In θ the number of rows is missing: both priors were multiplied by "
            "σ²/n.",
            _factors(theta=lambda a, r, sigma, n: n),
        ),
        Mistake(
            "n above the line",
            "The number of rows is above the line. With more rows the same strength stands for a "
            "stronger belief, and so for a narrower prior.",
            _factors(lambda a, r, sigma, n: n**2, lambda a, r, sigma, n: n),
        ),
        Mistake(
            "deviation for the variance of the noise",
            "The noise enters by its variance σ², and σ itself was used. See what the log "
            "posterior was multiplied by.",
            _factors(lambda a, r, sigma, n: 1 / sigma, lambda a, r, sigma, n: 1 / np.sqrt(sigma)),
        ),
        Mistake(
            "deviation of the noise in θ",
            "Tau is right. In θ the noise has to enter by its variance σ²; the root in τ is what "
            "turns it into σ there.",
            _factors(theta=lambda a, r, sigma, n: 1 / sigma),
        ),
        Mistake(
            "noise forgotten",
            "The noise has no effect. The same prior asks for a larger strength where the noise "
            "is stronger.",
            _factors(lambda a, r, sigma, n: sigma**-2, lambda a, r, sigma, n: 1 / sigma),
        ),
        Mistake(
            "half of the squares",
            "Theta is right. τ is too large by √2: the ½ stands before the squares in the "
            "log prior as in the penalty, and cancels.",
            _factors(tau=np.sqrt(2)),
        ),
        Mistake(
            "squares doubled",
            "Theta is right. τ is too small by √2: the ½ stands before the squares in the "
            "log prior as in the penalty, and cancels.",
            _factors(tau=1 / np.sqrt(2)),
        ),
        Mistake(
            "standard deviation of Laplace",
            "Tau is right. The first number is the standard deviation of the Laplace factor, √2 "
            "times its scale. Here θ is the scale, as in the density.",
            _factors(theta=np.sqrt(2)),
        ),
        Mistake(
            "scale with a √2",
            "Tau is right. The √2 belongs to a prior that is given by its standard deviation. "
            "Here θ is the scale of the density itself.",
            _factors(theta=1 / np.sqrt(2)),
        ),
        Mistake(
            "turned over",
            "Both numbers are turned over: these grow with the strength. A strong penalty stands "
            "for weights expected very near zero, and so for narrow priors.",
            lambda alpha, r, sigma, n: tuple(
                1 / number for number in _from_sklearn(alpha, r, sigma, n)
            ),
        ),
        Mistake(
            "the two strengths",
            "These are the strengths of the two parts. Which prior does each of them come from, "
            "by σ²/n?",
            lambda alpha, r, sigma, n: (alpha * r, alpha * (1 - r)),
        ),
        Mistake(
            "whole strength for both",
            "Both numbers were computed from the whole strength. Each prior has its own part, "
            "which `l1_ratio` gives.",
            _factors(lambda a, r, sigma, n: r, lambda a, r, sigma, n: np.sqrt(1 - r)),
        ),
        Mistake(
            "the article's numbers",
            "These are the article's λ and α for the same penalty. Asked are the scales of the "
            "two priors.",
            lambda alpha, r, sigma, n: (alpha * (1 + r) / 2, (1 - r) / (1 + r)),
        ),
    ),
)

# 2. A coordinate update where the rows have weights


def _weighted_case(seed, n, p, j, lam, mix, *, own=None):
    rng = np.random.default_rng(seed + 500)
    X, y = correlated_data(seed, n, p)
    a = rng.uniform(0, 1, n) * (rng.random(n) < 0.8)
    a /= a.sum()
    w = rng.normal(size=p)
    w[j] = w[j] if own is None else own
    return X, y, a, w, j, lam, mix


def _weighted_update(X, y, a, w, j, lam, mix, *, own=1.0, l1=None, l2=None, curvature=None):
    """Return the new weight of column j; each option is what some mistake gets wrong."""
    x = X[:, j]
    v = float((a * x) @ (y - X @ w + own * x * w[j]))
    l1 = lam * mix if l1 is None else l1
    l2 = lam * (1 - mix) if l2 is None else l2
    curvature = float((a * x) @ x) if curvature is None else curvature
    return float(soft_threshold(v, l1)) / (curvature + l2)


def _divided_twice(X, y, a, w, j, lam, mix):
    return _weighted_update(X, y, a, w, j, lam, mix, l2=0.0) / (1 + lam * (1 - mix))


def _all_weights(X, y, a, w, j, lam, mix):
    new = w.copy()
    new[j] = _weighted_update(X, y, a, w, j, lam, mix)
    return new


def _equal_rows(X, y, a, w, j, lam, mix):
    return _weighted_update(X, y, np.full(len(y), 1 / len(y)), w, j, lam, mix)


def _other_covariance(X, y, a, w, j, lam, mix, *, weights):
    x = X[:, j]
    v = float((weights(a) * x) @ (y - X @ w + x * w[j]))
    return float(soft_threshold(v, lam * mix)) / float((a * x) @ x + lam * (1 - mix))


def _own_weight_alone(X, y, a, w, j, lam, mix):
    x = X[:, j]
    v = float((a * x) @ (y - X @ w) + w[j])
    return float(soft_threshold(v, lam * mix)) / float((a * x) @ x + lam * (1 - mix))


def _divided_before(X, y, a, w, j, lam, mix):
    x = X[:, j]
    v = float((a * x) @ (y - X @ w + x * w[j]) / ((a * x) @ x))
    return float(soft_threshold(v, lam * mix)) / (1 + lam * (1 - mix))


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
        Case(
            "a weight that is zero and comes in",
            partial(_weighted_case, 15, 9, 3, 0, 0.3, 0.4, own=0.0),
        ),
        Case("no L1 part", partial(_weighted_case, 16, 10, 2, 1, 0.8, 0.0)),
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
            "zero stays",
            "A weight that is zero was left at zero. Then no weight ever comes in: what counts is "
            "how much the column could explain, not what its weight is now.",
            lambda X, y, a, w, j, lam, mix: (
                _weighted_update(X, y, a, w, j, lam, mix) if w[j] else 0.0
            ),
        ),
        Mistake(
            "centered",
            "Columns and targets were centered. There is no intercept here: the fit is that of the "
            "data as they come.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X - X.mean(axis=0), y - y.mean(), a, w, j, lam, mix
            ),
        ),
        Mistake(
            "centered by the weighted means",
            "Columns and targets were centered by their weighted means. There is no intercept "
            "here: the fit is that of the data as they come.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X - a @ X, y - a @ y, a, w, j, lam, mix
            ),
        ),
        Mistake(
            "covariance unweighted",
            "The curvature is weighted by the rows' numbers, but the covariance is not. Both come "
            "from the same loss.",
            partial(_other_covariance, weights=lambda a: 1 / len(a)),
        ),
        Mistake(
            "covariance divided by n",
            "The covariance was divided by n, though the weights are inside. They sum to one and "
            "stand for the 1/n.",
            partial(_other_covariance, weights=lambda a: a / len(a)),
        ),
        Mistake(
            "divided by n as well",
            "The sums were divided by n, though the rows' weights sum to one already: they stand "
            "for the 1/n.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a / len(a), w, j, lam, mix),
        ),
        Mistake(
            "weights that sum to n",
            "The rows' weights were multiplied by n. They sum to one, and stand for the 1/n.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a * len(a), w, j, lam, mix),
        ),
        Mistake(
            "roots of the weights",
            "The roots of the rows' weights were used. Rows multiplied by the root are right, for "
            "columns and targets both; a product of the two then holds the weight itself.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, np.sqrt(a), w, j, lam, mix),
        ),
        Mistake(
            "weights squared",
            "The rows' weights are squared. Each row's product is multiplied by its weight once.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a**2, w, j, lam, mix),
        ),
        Mistake(
            "own weight without its curvature",
            "The old weight was added as it is. It comes back times the curvature, which is what "
            "was subtracted with the fit.",
            _own_weight_alone,
        ),
        Mistake(
            "no threshold",
            "The threshold is missing: L1 takes λ times the mix away from the covariance, before "
            "the division.",
            partial(_weighted_update, l1=0.0),
        ),
        Mistake(
            "not divided",
            "The threshold is right. What is left has to be divided by the curvature plus the L2 "
            "part.",
            partial(_weighted_update, curvature=1.0, l2=0.0),
        ),
        Mistake(
            "half of the L2 part",
            "The L2 part in the divisor is halved. Differentiating a square brings down a 2, and "
            "the ½ before it is there to cancel that.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X, y, a, w, j, lam, mix, l2=lam * (1 - mix) / 2
            ),
        ),
        Mistake(
            "whole strength in the divisor",
            "The divisor holds all of λ. Only the L2 part adds to the curvature.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a, w, j, lam, mix, l2=lam),
        ),
        Mistake(
            "threshold after dividing",
            "The division by the curvature came before the threshold. Then threshold and L2 part "
            "have to be divided as well.",
            _divided_before,
        ),
        Mistake(
            "one-sided",
            "The new weight can't become negative here. A covariance far below zero gives a "
            "negative weight.",
            lambda X, y, a, w, j, lam, mix: max(_weighted_update(X, y, a, w, j, lam, mix), 0.0),
        ),
        Mistake(
            "the change alone",
            "This is by how much the weight changes. Return the new weight.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a, w, j, lam, mix) - float(w[j]),
        ),
        Mistake(
            "whole vector",
            "These are all weights after the update. Return the new weight of column j alone, as "
            "a number.",
            _all_weights,
        ),
        Mistake(
            "L2 part doubled",
            "The L2 part in the divisor is doubled. The ½ before the squares of the page "
            "cancels the 2 of the derivative.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X, y, a, w, j, lam, mix, l2=2 * lam * (1 - mix)
            ),
        ),
        Mistake(
            "threshold halved",
            "The threshold is half of what it should be. The ½ belongs to the loss and to the "
            "squares; the absolute values have none.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X, y, a, w, j, lam, mix, l1=lam * mix / 2
            ),
        ),
        Mistake(
            "own weight subtracted",
            "The column's own part was subtracted once more. It has to be given back: only what "
            "the *other* columns explain is gone.",
            partial(_weighted_update, own=-1.0),
        ),
        Mistake(
            "new weight added to the old one",
            "The new weight was added to the old one. What the formula gives is the new weight "
            "itself.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(X, y, a, w, j, lam, mix) + float(w[j]),
        ),
        Mistake(
            "covariance summed without weights",
            "The covariance with the residuals is a sum without the weights of the rows. They "
            "multiply every square of the loss, and so every product.",
            partial(_other_covariance, weights=np.ones_like),
        ),
        Mistake(
            "squares summed without weights",
            "The covariance has the weights of the rows, the sum of squares in the divisor has "
            "not. They multiply every square of the loss.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X, y, a, w, j, lam, mix, curvature=float(X[:, j] @ X[:, j])
            ),
        ),
        Mistake(
            "deviation for the curvature",
            "The divisor holds the root of the weighted mean square. The curvature of the loss "
            "is the mean square itself.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X, y, a, w, j, lam, mix, curvature=float((a * X[:, j]) @ X[:, j]) ** 0.5
            ),
        ),
        Mistake(
            "weights of the rows squared",
            "The rows' weights were squared in the divisor. Each weight multiplies a square of "
            "the column's entry, once.",
            lambda X, y, a, w, j, lam, mix: _weighted_update(
                X, y, a, w, j, lam, mix, curvature=float((a * X[:, j]) @ (a * X[:, j]))
            ),
        ),
        Mistake(
            "curvature, then L2",
            "The covariance was divided by the curvature, and then by 1 + λ(1 − r), as for a "
            "column whose curvature is one. The L2 part is added to the curvature, whatever that "
            "is.",
            _divided_twice,
        ),
    ),
)

# 3. A longer table, with an L2 strength for each weight


def _lasso(gram, covariance, strength):
    """Return the weights that minimize ½ wᵀ gram w − covarianceᵀ w + strength ‖w‖₁."""
    w = np.zeros(len(covariance))
    for _ in range(2000):
        largest = 0.0
        for j in np.flatnonzero(np.diag(gram)):
            v = covariance[j] - gram[j] @ w + gram[j, j] * w[j]
            new = np.sign(v) * max(abs(v) - strength, 0) / gram[j, j]
            largest = max(largest, abs(new - w[j]))
            w[j] = new
        if largest < 1e-13:
            break
    return w


def _use_table(augmented_data, X, y, l1, l2):
    """Solve the lasso on the table, with the strength that was returned and with less of it."""
    table = plain(augmented_data(X, y, l1, l2))
    if table is None or table is ...:
        return table
    X_long, y_long, alpha = long_table(table, X, "X_long, y_long, alpha")
    if kind_of(alpha) not in ("i", "f") or np.size(alpha) != 1 or not 0 < alpha < np.inf:
        raise Objection("The third part, alpha, has to be a number above 0: one for all weights.")
    rows = len(y_long)
    gram, covariance = X_long.T @ X_long / rows, X_long.T @ y_long / rows
    return tuple(_lasso(gram, covariance, share * float(alpha)) for share in (1, 0.1))


def _augmented_case(seed, n, p, l1, *, zero=False):
    X, y = _centered(seed, n, p)
    l2 = np.random.default_rng(seed + 500).uniform(0.05, 2, p)
    if zero:
        l2[0] = 0.0
    return X, y, l1, l2


def _augmented(X, y, l1, l2, *, rows=None, alpha=None, targets=0.0):
    """Return the longer table with the given new rows, and the strength for it."""
    n, p = X.shape
    rows = np.diag(np.sqrt(n * l2)) if rows is None else rows
    alpha = l1 * n / (n + p) if alpha is None else alpha
    return np.vstack([X, rows]), np.concatenate([y, np.full(p, targets)]), alpha


def _entries(entry):
    """Return the longer table with other entries in the new rows, a function of n, p and l2."""

    def table(X, y, l1, l2):
        return _augmented(X, y, l1, l2, rows=np.diag(entry(*X.shape, l2)))

    return table


def _targets_moved_down(X, y, l1, l2):
    X_long, y_long, alpha = _augmented(X, y, l1, l2)
    return X_long, np.roll(y_long, X.shape[1]), alpha


def _columns_scaled(X, y, l1, l2):
    """Scale the columns as Zou and Hastie do, and the strength with them, but keep the targets."""
    X_long, y_long, alpha = _augmented(X, y, l1, l2)
    scale = np.sqrt(1 + l2)
    return X_long / scale, y_long, alpha / float(scale.mean())


AUGMENTED_DATA = Exercise(
    name="elastic_net.augmented_data",
    call="augmented_data(X, y, l1, l2)",
    returns=("the Lasso's weights on the table", "its weights at a tenth of alpha"),
    reference=_augmented,
    drive=_use_table,
    cases=(
        partial(_augmented_case, 20, 12, 3, 0.3),
        partial(_augmented_case, 21, 40, 7, 0.5),
        partial(_augmented_case, 22, 6, 11, 0.05),
        Case("a weight without L2", partial(_augmented_case, 23, 15, 4, 0.4, zero=True)),
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
            "strength summed",
            "The strength is that of a loss which is not divided at all. scikit-learn's Lasso "
            "divides it.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, alpha=l1 * len(y)),
        ),
        Mistake(
            "strength halved",
            "The strength is half of what it should be. scikit-learn divides the loss by twice the "
            "number of rows, and so does the objective: the 2 changes nothing.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, alpha=l1 * len(y) / (2 * sum(X.shape))),
        ),
        Mistake(
            "strength over p",
            "The strength was changed by n/p. The longer table has n + p rows, and the loss is "
            "divided by all of them.",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, alpha=l1 * len(y) / X.shape[1]),
        ),
        Mistake(
            "no root",
            "The new rows hold the strengths times n. Their residuals are squared in the loss.",
            _entries(lambda n, p, l2: n * l2),
        ),
        Mistake(
            "n forgotten",
            "The number of rows is missing under the root: the loss is divided by n, the penalty "
            "is not.",
            _entries(lambda n, p, l2: np.sqrt(l2)),
        ),
        Mistake(
            "n and root forgotten",
            "The new rows hold the strengths themselves. Their residuals are squared in the loss, "
            "and divided by n.",
            _entries(lambda n, p, l2: l2),
        ),
        Mistake(
            "rows of the longer table",
            "Under the root stands the number of rows of the longer table. The objective that is "
            "asked for divides by the n of the data.",
            _entries(lambda n, p, l2: np.sqrt((n + p) * l2)),
        ),
        Mistake(
            "half of the penalty",
            "The new rows weigh half of what they should. The loss of scikit-learn has the same ½ "
            "as the penalty: the two go away together.",
            _entries(lambda n, p, l2: np.sqrt(n * l2 / 2)),
        ),
        Mistake(
            "twice the penalty",
            "The new rows weigh twice what they should. The loss of scikit-learn has the same ½ "
            "as the penalty: the two go away together.",
            _entries(lambda n, p, l2: np.sqrt(2 * n * l2)),
        ),
        Mistake(
            "one strength for all",
            "All new rows have the mean of the strengths. Each weight has one of its own, and its "
            "own row.",
            _entries(lambda n, p, l2: np.full(p, np.sqrt(n * l2.mean()))),
        ),
        Mistake(
            "first strength for all",
            "All new rows have the strength of the first weight. Each weight has one of its own, "
            "and its own row.",
            _entries(lambda n, p, l2: np.full(p, np.sqrt(n * l2[0]))),
        ),
        Mistake(
            "all weights in each row",
            "Each new row holds all weights, so its square is that of their sum. The penalty "
            "squares each weight by itself: one weight a row.",
            lambda X, y, l1, l2: _augmented(
                X, y, l1, l2, rows=np.tile(np.sqrt(len(y) * l2), (len(l2), 1))
            ),
        ),
        Mistake(
            "each row filled with its strength",
            "Each new row is filled with one number, so it holds all weights. The penalty squares "
            "each weight by itself: one weight a row.",
            lambda X, y, l1, l2: _augmented(
                X, y, l1, l2, rows=np.outer(np.sqrt(len(y) * l2), np.ones(len(l2)))
            ),
        ),
        Mistake(
            "targets of one",
            "The new rows have the target one, and so ask for weights that are not zero. Which "
            "value would the penalty have them near?",
            lambda X, y, l1, l2: _augmented(X, y, l1, l2, targets=1.0),
        ),
        Mistake(
            "targets of other rows",
            "The new zeros stand above the targets, the new rows below the features: each row now "
            "has another row's target. Add both at the same end.",
            _targets_moved_down,
        ),
        Mistake(
            "columns scaled alone",
            "The columns were scaled, as in Zou and Hastie's table, and the targets were not: the "
            "weights then come out scaled. Here the minimum has to be the same.",
            _columns_scaled,
        ),
    ),
)

# 4. Copies of one column


def _copies(c, m, lam, mix, *, threshold=None, l2=None):
    """Return the weight of each of m copies; each option is what some mistake gets wrong."""
    threshold = lam * mix if threshold is None else threshold
    l2 = lam * (1 - mix) if l2 is None else l2
    return float(soft_threshold(c, threshold)) / (m + l2)


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
        Case("no L1 part", lambda: (-0.4, 4, 2.0, 0.0)),
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
            "threshold for each copy",
            "The threshold was taken m times. The residuals that a copy sees are those of the "
            "whole fit, and each copy meets the threshold once.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, threshold=m * lam * mix),
        ),
        Mistake(
            "covariance for each copy",
            "The covariance was taken m times. Each copy has the covariance c with the target.",
            lambda c, m, lam, mix: _copies(m * c, m, lam, mix),
        ),
        Mistake(
            "L2 of all copies",
            "The L2 part counts m times, and the copies once. It is the other way round: the fit "
            "grows with all m weights, and each pays its own square.",
            lambda c, m, lam, mix: _copies(c, 1, lam, mix, l2=m * lam * (1 - mix)),
        ),
        Mistake(
            "no threshold",
            "The L1 part is missing: it takes λ times the mix away from the covariance first.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, threshold=0.0),
        ),
        Mistake(
            "half of the L2 part",
            "The L2 part in the divisor is halved. Differentiating a square brings down a 2, and "
            "the ½ before it is there to cancel that.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, l2=lam * (1 - mix) / 2),
        ),
        Mistake(
            "squared number of copies",
            "The number of copies enters squared. The fit is m times the weight times x, and its "
            "covariance with x once more that: m, not m².",
            lambda c, m, lam, mix: _copies(c, m**2, lam, mix),
        ),
        Mistake(
            "one-sided",
            "The weight can't become negative here. A negative covariance gives negative weights.",
            lambda c, m, lam, mix: max(_copies(c, m, lam, mix), 0.0),
        ),
        Mistake(
            "sign lost",
            "The sign of the covariance is lost: copies of a column that falls with the target "
            "have negative weights.",
            lambda c, m, lam, mix: (abs(c) - lam * mix) / (m + lam * (1 - mix)),
        ),
        Mistake(
            "for positive weights alone",
            "The threshold was subtracted always. That holds for a positive weight; a negative "
            "one is pulled upwards, and a small covariance leaves the weight at zero.",
            lambda c, m, lam, mix: (c - lam * mix) / (m + lam * (1 - mix)),
        ),
        Mistake(
            "never zero",
            "A covariance smaller than the threshold was pulled through zero to the other side. "
            "The weight stops at zero.",
            lambda c, m, lam, mix: float(np.sign(c)) * (abs(c) - lam * mix) / (m + lam * (1 - mix)),
        ),
        Mistake(
            "no L2 part",
            "This splits the lasso's weight. The L2 part is missing in the divisor.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, l2=0.0),
        ),
        Mistake(
            "L2 part doubled",
            "The L2 part in the divisor is doubled. The ½ before the squares of the page "
            "cancels the 2 of the derivative.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, l2=2 * lam * (1 - mix)),
        ),
        Mistake(
            "whole strength in the divisor",
            "The threshold is right. The divisor holds all of λ; only the L2 part, the share 1 "
            "− r, stands there.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, l2=lam),
        ),
        Mistake(
            "threshold halved",
            "The threshold is half of what it should be. The ½ belongs to the loss and to the "
            "squares; the absolute values have none.",
            lambda c, m, lam, mix: _copies(c, m, lam, mix, threshold=lam * mix / 2),
        ),
        Mistake(
            "hard threshold",
            "The zeros are right, but the other weights lost nothing to the absolute values: "
            "they take the same amount from each covariance.",
            lambda c, m, lam, mix: float(c * (abs(c) > lam * mix)) / (m + lam * (1 - mix)),
        ),
        Mistake(
            "divided before the threshold",
            "The division came before the threshold. Solve the equation for a positive weight, "
            "and see which of the two happens first.",
            lambda c, m, lam, mix: float(soft_threshold(c / (m + lam * (1 - mix)), lam * mix)),
        ),
    ),
)

# 5. The bound of the grouping effect, for columns as they are


def _grouping_bound(
    X,
    y,
    lam,
    mix,
    *,
    center_X=True,
    center_y=True,
    signs=(1, -1),
    factor=None,
    best=np.min,
    power=1,
):
    """Return the bounds; each option is what some mistake gets wrong."""
    n = len(y)
    X = X - X.mean(axis=0) if center_X else X
    y = y - y.mean() if center_y else y
    factor = 1 / (n * lam * (1 - mix)) if factor is None else factor
    lengths = [np.linalg.norm(X[:, :, None] - s * X[:, None, :], axis=0) for s in signs]
    return best(lengths, axis=0) ** power * np.linalg.norm(y) * factor


def _as_if_standardized(X, y, lam, mix, *, turn=np.abs):
    rho = np.clip(np.corrcoef(X.T), -1, 1)
    return y.std() * np.sqrt(2 * (1 - turn(rho))) / (lam * (1 - mix))


def _difference_of_lengths(X, y, lam, mix):
    length = np.linalg.norm(X - X.mean(axis=0), axis=0)
    apart = np.abs(length[:, None] - length)
    return apart * np.linalg.norm(y - y.mean()) / (len(y) * lam * (1 - mix))


def _columns_of_length_one(X, y, lam, mix):
    Z = X - X.mean(axis=0)
    return _grouping_bound(Z / np.linalg.norm(Z, axis=0), y, lam, mix)


def _turned_by_targets(X, y, lam, mix):
    covariance = (X - X.mean(axis=0)).T @ (y - y.mean())
    unlike = np.outer(covariance, covariance) < 0
    bounds = [_grouping_bound(X, y, lam, mix, signs=(sign,)) for sign in (1, -1)]
    return np.where(unlike, bounds[1], bounds[0])


GROUPING_BOUND = Exercise(
    name="elastic_net.grouping_bound",
    call="grouping_bound(X, y, lam, mix)",
    reference=_grouping_bound,
    cases=(
        partial(correlated_data, 30, 12, 3, 0.3, 0.5),
        partial(correlated_data, 31, 40, 6, 1.0, 0.2),
        partial(correlated_data, 32, 7, 10, 0.1, 0.9),
        partial(correlated_data, 33, 25, 4, 4.0, 0.15),
        # Columns that agree with each other and not in their covariances with y, and the reverse.
        partial(correlated_data, 34, 9, 4, 0.5, 0.4),
    ),
    mistakes=(
        Mistake(
            "columns not centered",
            "The columns were not centered. The intercept is free, and takes every column's mean "
            "away before the weights see it.",
            partial(_grouping_bound, center_X=False),
        ),
        Mistake(
            "targets not centered",
            "The targets were not centered. With a free intercept and all weights zero, the "
            "residuals are the targets less their mean.",
            partial(_grouping_bound, center_y=False),
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
            lambda X, y, lam, mix: _grouping_bound(X, y, lam, 1 - mix),
        ),
        Mistake(
            "nothing centered",
            "Neither columns nor targets were centered. The intercept is free, and takes all "
            "means away before the weights see them.",
            partial(_grouping_bound, center_X=False, center_y=False),
        ),
        Mistake(
            "larger of both",
            "The larger of the two bounds was taken. Both hold for the sizes, so the smaller one "
            "is the better.",
            partial(_grouping_bound, best=np.max),
        ),
        Mistake(
            "turned round always",
            "One column of each pair was always turned round. Do so only where that makes the "
            "bound smaller.",
            partial(_grouping_bound, signs=(-1,)),
        ),
        Mistake(
            "squared lengths",
            "The squared lengths of the differences were used. By the Cauchy–Schwarz inequality "
            "it is the length itself.",
            partial(_grouping_bound, power=2),
        ),
        Mistake(
            "difference of the lengths",
            "The lengths of the two columns were subtracted. The proof has the length of their "
            "difference.",
            _difference_of_lengths,
        ),
        Mistake(
            "columns of length one",
            "The columns were divided by their lengths. The exercise asks for columns as they "
            "come: only the means go.",
            _columns_of_length_one,
        ),
        Mistake(
            "one side of the diagonal",
            "Only the pairs above the diagonal have a bound. The array is to be filled on both "
            "sides, and symmetric.",
            lambda X, y, lam, mix: np.triu(_grouping_bound(X, y, lam, mix)),
        ),
        Mistake(
            "list of pairs",
            "These are the bounds of the pairs in a row. Put each at its two places in an array of "
            "shape (p, p).",
            lambda X, y, lam, mix: _grouping_bound(X, y, lam, mix)[np.triu_indices(X.shape[1], 1)],
        ),
        Mistake(
            "sizes of the targets added up",
            "The sizes of the targets were added up. The proof has the length of y, the root of "
            "the sum of squares.",
            lambda X, y, lam, mix: (
                _grouping_bound(X, y, lam, mix)
                * (np.abs(y - y.mean()).sum() / np.linalg.norm(y - y.mean()))
            ),
        ),
        Mistake(
            "n forgotten",
            "The covariance with the residuals is a mean over the rows: the 1/n is missing.",
            lambda X, y, lam, mix: _grouping_bound(X, y, lam, mix, factor=1 / (lam * (1 - mix))),
        ),
        Mistake(
            "sign from the targets",
            "Columns were turned round by the signs of their covariances with y. Turn one round "
            "where that makes the bound smaller, whatever the targets say.",
            _turned_by_targets,
        ),
        Mistake(
            "other side of the diagonal",
            "Only the pairs below the diagonal have a bound. The array is to be filled on both "
            "sides, and symmetric.",
            lambda X, y, lam, mix: np.tril(_grouping_bound(X, y, lam, mix)),
        ),
        Mistake(
            "rows for columns",
            "These are distances between rows. The bound is about pairs of columns.",
            lambda X, y, lam, mix: (
                np.linalg.norm((X - X.mean(axis=0))[:, None] - (X - X.mean(axis=0))[None], axis=2)
                * np.linalg.norm(y - y.mean())
                / (len(y) * lam * (1 - mix))
            ),
        ),
    ),  # A length that is the root of a difference of products is right to half of the digits.
    atol=1e-5,
)

EXERCISES = (
    FROM_SKLEARN,
    WEIGHTED_UPDATE,
    AUGMENTED_DATA,
    COPIES,
    GROUPING_BOUND,
)
