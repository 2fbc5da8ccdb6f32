"""The exercises of the chapter on the L1 penalty.

The objective is J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ‖w‖₁, with the intercept b unpenalized; in one
of the exercises the logistic loss takes the place of the squares. At the minimum each column's
covariance with the residuals, Xⱼᵀe/n, is λ sign(wⱼ), or lies in [−λ, λ] where wⱼ = 0.

References
----------
Friedman, Hastie, Tibshirani (2010), Journal of Statistical Software 33(1), section 2
(coordinate-wise update, covariance updates).
Fercoq, Gramfort, Salmon (2015), Proceedings of Machine Learning Research 37 (screening).
O'Donoghue, Candès (2015), Foundations of Computational Mathematics 15(3), 715-732 (restart).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake


def _soft(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def _data(seed, n, p, *numbers, centered=False):
    """Return correlated features of unlike means and scales, targets, and the numbers."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    X = rng.uniform(1, 3, p) + rng.uniform(0.5, 2, p) * (rng.normal(size=(n, p)) + common)
    y = 3 + X @ (rng.normal(size=p) * (rng.random(p) < 0.6)) + rng.normal(size=n)
    if centered:
        X, y = X - X.mean(axis=0), y - y.mean()
    return (X, y, *numbers)


def _labelled(seed, n, p):
    """Return features and labels of 0 and 1, more of the one than of the other."""
    X, y = _data(seed, n, p)
    return X, (y > np.quantile(y, 0.7)).astype(float)


def _some_weights(seed, p):
    """Return p weights, about half of them zero."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=p) * (rng.random(p) < 0.5)


def _sigmoid(score):
    return 1 / (1 + np.exp(-score))


# The soft threshold, with a price for each side


def _shrink(v, up, down):
    return v - np.clip(v, -down, up)


def _threshold_case(seed, p, up, down):
    return 2 * np.random.default_rng(seed).normal(size=p), up, down


def _cost(v, up, down):
    w = _shrink(v, up, down)
    return (w - v) ** 2 / 2 + up * np.maximum(w, 0) + down * np.maximum(-w, 0)


SOFT_THRESHOLD = Exercise(
    name="l1.soft_threshold",
    call="shrink(v, up, down)",
    reference=_shrink,
    cases=(
        Case(
            "two entries at their thresholds",
            lambda: (np.array([3.0, -2.0, 0.25, 1.0, -0.5]), 1.0, 0.5),
        ),
        partial(_threshold_case, 1, 8, 0.4, 1.5),
        Case("down costs nothing", partial(_threshold_case, 2, 4, 0.8, 0.0)),
        Case("up costs nothing", partial(_threshold_case, 4, 4, 0.0, 0.7)),
        partial(_threshold_case, 3, 30, 1.3, 0.6),
    ),
    mistakes=(
        Mistake(
            "one threshold, up",
            "This is the soft threshold of the page, with `up` on both sides. A negative weight "
            "pays `down`: what does that change for negative entries?",
            lambda v, up, down: _soft(v, up),
        ),
        Mistake(
            "one threshold, down",
            "This is the soft threshold of the page, with `down` on both sides. A positive weight "
            "pays `up`: what does that change for positive entries?",
            lambda v, up, down: _soft(v, down),
        ),
        Mistake(
            "sides exchanged",
            "The prices are exchanged: a positive weight pays `up`, a negative one `down`.",
            lambda v, up, down: _shrink(v, down, up),
        ),
        Mistake(
            "sum of the prices",
            "Every entry pays both prices. A weight is positive or negative, and pays the one of "
            "its side alone.",
            lambda v, up, down: _soft(v, up + down),
        ),
        Mistake(
            "mean of the prices",
            "Both sides pay the mean of the two prices. A positive weight pays `up`, a negative "
            "one `down`, each in full.",
            lambda v, up, down: _soft(v, (up + down) / 2),
        ),
        Mistake(
            "what is taken away",
            "This is what has to be taken away from v: v itself near zero, and the price of its "
            "side far out. What is left of v after that?",
            lambda v, up, down: np.clip(v, -down, up),
        ),
        Mistake(
            "hard threshold",
            "The zeros are right, but the large entries are as they were. The penalty pulls on "
            "them too, with the price of their side.",
            lambda v, up, down: np.where((v > up) | (v < -down), v, 0.0),
        ),
        Mistake(
            "one-sided",
            "This is right for positive v alone. What should become of an entry below −down?",
            lambda v, up, down: np.maximum(v - up, 0),
        ),
        Mistake(
            "negative entries kept",
            "Entries below −down were left as they were. They pay as well, and move towards zero.",
            lambda v, up, down: np.where(v < -down, v, np.maximum(v - up, 0)),
        ),
        Mistake(
            "negative entries pushed away",
            "Entries below −down moved away from zero. The penalty pulls them towards zero, which "
            "is upwards for them.",
            lambda v, up, down: np.where(v < -down, v - down, np.maximum(v - up, 0)),
        ),
        Mistake(
            "sign lost",
            "The sizes are right, but no weight is negative. Entries below −down give negative "
            "weights.",
            lambda v, up, down: np.abs(_shrink(v, up, down)),
        ),
        Mistake(
            "no zeros",
            "Every entry was moved by the price of its side, also those closer to zero than that, "
            "which went through zero to the other side. They should stop there.",
            lambda v, up, down: np.where(v > 0, v - up, np.where(v < 0, v + down, 0.0)),
        ),
        Mistake(
            "added in place of subtracted",
            "The entries were made longer. What lies between −down and up has to be taken away "
            "from v, not added to it.",
            lambda v, up, down: v + np.clip(v, -down, up),
        ),
        Mistake(
            "both prices at once",
            "Both prices were applied to every entry. A weight is on one side of zero, and pays "
            "the price of that side alone; an entry near zero becomes zero.",
            lambda v, up, down: v - up + down,
        ),
        Mistake(
            "lower threshold without its sign",
            "The lower threshold is −down. Entries between −down and down were moved as well, and "
            "became positive or stayed so.",
            lambda v, up, down: np.where(v > up, v - up, np.where(v < down, v + down, 0.0)),
        ),
        Mistake(
            "prices doubled",
            "Every entry moves by twice its price. The ½ before the square is gone when the "
            "square is differentiated: what is left is w − v, with nothing to double.",
            lambda v, up, down: _shrink(v, 2 * up, 2 * down),
        ),
        Mistake(
            "prices halved",
            "Every entry moves by half of its price. The ½ stands before the square alone; the "
            "prices are paid in full.",
            lambda v, up, down: _shrink(v, up / 2, down / 2),
        ),
        Mistake(
            "turned round",
            "The sizes are right and the signs are turned round. What was subtracted from what?",
            lambda v, up, down: -_shrink(v, up, down),
        ),
        Mistake(
            "divided",
            "The entries were divided, as by an L2 penalty. The slope of this penalty is the same "
            "everywhere on one side of zero, so it subtracts.",
            lambda v, up, down: np.where(v > 0, v / (1 + up), v / (1 + down)),
        ),
        Mistake(
            "the lowest value",
            "These are the lowest values of the objective. Asked is the place where they are "
            "reached, the weight.",
            _cost,
        ),
        Mistake(
            "lower threshold at −up",
            "Negative entries are moved by `down`, but their threshold is −up. Where does an "
            "entry that moves up by `down` arrive at zero?",
            lambda v, up, down: np.where(v > up, v - up, np.where(v < -up, v + down, 0.0)),
        ),
        Mistake(
            "both sides pushed away",
            "The zeros are right, but the other entries moved away from zero. The penalty pulls "
            "them towards it.",
            lambda v, up, down: np.where((v > up) | (v < -down), v + np.clip(v, -down, up), 0.0),
        ),
        Mistake(
            "larger price",
            "Both sides pay the larger of the two prices. A positive weight pays `up`, a "
            "negative one `down`.",
            lambda v, up, down: _soft(v, max(up, down)),
        ),
        Mistake(
            "price times the entry",
            "What is taken away is the price times the entry. The slope of the penalty is the "
            "price itself, for a small weight as for a large one.",
            lambda v, up, down: v - up * np.maximum(v, 0) + down * np.maximum(-v, 0),
        ),
        Mistake(
            "slope without its sign",
            "The price `down` was taken away from negative entries. The penalty falls towards "
            "zero on that side, with slope −down, so its minimum lies higher than v; and near "
            "zero the weight is zero.",
            lambda v, up, down: v - up * (v > 0) - down * (v < 0),
        ),
        Mistake(
            "negative entries stopped from below",
            "Negative entries move up and are then kept from being negative. They should stop "
            "at zero when they come from below, and stay negative before that.",
            lambda v, up, down: np.maximum(v - up * (v >= 0) + down * (v < 0), 0),
        ),
    ),
)


# The minimum over one weight


def _one_weight_case(seed, p, a, t):
    return 2 * np.random.default_rng(seed).normal(size=p), a, t


ONE_WEIGHT = Exercise(
    name="l1.one_weight",
    call="one_weight(c, a, t)",
    reference=lambda c, a, t: _soft(c, t) / a,
    cases=(
        lambda: (np.array([3.0, -2.0, 0.5, 1.0, 0.0]), 2.0, 1.0),
        partial(_one_weight_case, 1, 8, 0.5, 1.5),
        partial(_one_weight_case, 2, 1, 3.0, 0.2),
        partial(_one_weight_case, 3, 30, 1.7, 0.9),
    ),
    mistakes=(
        Mistake(
            "threshold after dividing",
            "This is c/a with the threshold t. Divide the whole objective by a, the penalty too: "
            "what is the threshold then?",
            lambda c, a, t: _soft(c / a, t),
        ),
        Mistake(
            "not divided",
            "The threshold is right, but the curvature a has no effect. Where the weight is "
            "positive, set the derivative a w − c + t to zero and solve for w.",
            lambda c, a, t: _soft(c, t),
        ),
        Mistake(
            "hard threshold",
            "The zeros are right, but the other weights are as if there were no penalty. It pulls "
            "on every weight with the same force t, on the large ones too.",
            lambda c, a, t: np.where(np.abs(c) > t, c, 0) / a,
        ),
        Mistake(
            "sign lost",
            "The sizes are right, but all weights are positive. A weight has the sign of its c.",
            lambda c, a, t: np.maximum(np.abs(c) - t, 0) / a,
        ),
        Mistake(
            "one-sided",
            "This is right for positive c alone: it is the answer where the weight may not be "
            "negative. What happens for c < −t?",
            lambda c, a, t: np.maximum(c - t, 0) / a,
        ),
        Mistake(
            "overshoots zero",
            "Where |c| is smaller than t, the weight was pulled through zero to the other side. "
            "The pull of the penalty turns round there, so the weight stops at zero.",
            lambda c, a, t: np.sign(c) * (np.abs(c) - t) / a,
        ),
        Mistake(
            "ridge",
            "This is the minimum with the penalty t/2 w², which divides. The penalty t|w| "
            "subtracts.",
            lambda c, a, t: c / (a + t),
        ),
        Mistake(
            "c not divided",
            "The threshold was divided by a, and c was not. Divide the whole objective by a: both "
            "terms that w enters lose it.",
            lambda c, a, t: _soft(c, t / a),
        ),
        Mistake(
            "what is taken away",
            "This is what the penalty takes away from c/a. The weight is what is left of it.",
            lambda c, a, t: np.clip(c, -t, t) / a,
        ),
        Mistake(
            "divided once too often",
            "The result is divided by 1 + a. The curvature of the objective is a alone, without "
            "the 1 of the page's one weight.",
            lambda c, a, t: _soft(c, t) / (1 + a),
        ),
        Mistake(
            "the lowest value",
            "These are the lowest values of the objective. Asked is the place where they are "
            "reached, the weight.",
            lambda c, a, t: -(_soft(c, t) ** 2) / (2 * a),
        ),
        Mistake(
            "no penalty",
            "This is the minimum without the penalty: t has no effect on it.",
            lambda c, a, t: c / a,
        ),
        Mistake(
            "compared with t/a",
            "The threshold is compared with c, and is t/a there. The weight leaves zero where c "
            "− t does, and the division by a comes after it.",
            lambda c, a, t: np.where(np.abs(c) > t / a, c - t * np.sign(c), 0) / a,
        ),
        Mistake(
            "pushed away",
            "The zeros are right, but the other weights moved away from zero: t is added to the "
            "size of c. The penalty pulls towards zero.",
            lambda c, a, t: np.where(np.abs(c) > t, c + t * np.sign(c), 0) / a,
        ),
        Mistake(
            "for positive weights alone",
            "This is the zero of a w − c + t, the derivative where the weight is positive. What "
            "is it for a negative weight, and what happens at the kink?",
            lambda c, a, t: (c - t) / a,
        ),
        Mistake(
            "threshold and ridge",
            "The threshold is right, and t stands in the divisor as well. An L1 penalty has no "
            "curvature: a alone divides.",
            lambda c, a, t: _soft(c, t) / (a + t),
        ),
        Mistake(
            "multiplied first",
            "The entries were multiplied by a. Without the penalty the derivative a w − c is "
            "zero at c/a.",
            lambda c, a, t: _soft(a * c, t),
        ),
    ),
)

# The strength from which on all weights but some free ones are zero


def _some_free(seed, n, p, *free):
    """Return data, and which of the columns are free of the penalty."""
    X, y = _data(seed, n, p)
    return X, y, np.isin(np.arange(p), free)


def _left_over(X, y, free, ones=True):
    """Return what least squares on the free columns leaves of the targets."""
    kept = np.column_stack([X[:, free], np.ones(len(y))]) if ones else X[:, free]
    return y - kept @ np.linalg.lstsq(kept, y, rcond=None)[0]


def _covariances(X, e, free):
    return X[:, ~free].T @ e / len(e)


def _largest(X, e, free):
    return float(np.abs(_covariances(X, e, free)).max())


def _lambda_max(X, y, free):
    return _largest(X, _left_over(X, y, free), free)


def _one_after_the_other(X, y, free):
    e = y - y.mean()
    for j in np.flatnonzero(free):
        x = X[:, j] - X[:, j].mean()
        e = e - x * (x @ e) / (x @ x)
    return _largest(X, e, free)


def _fit_on_the_others(X, y, free):
    e = _left_over(X, y, ~free)
    return float(np.abs(X[:, free].T @ e / len(y)).max(initial=0))


def _each_alone(X, y, free):
    F, target = (X - X.mean(axis=0))[:, free], y - y.mean()
    return _largest(X, target - F @ (F.T @ target / (F**2).sum(axis=0)), free)


def _free_intercept(X, y, free):
    kept = np.column_stack([X[:, free], np.ones(len(y))])
    return np.linalg.lstsq(kept, y, rcond=None)[0][-1]


LAMBDA_MAX = Exercise(
    name="l1.lambda_max",
    call="lambda_max(X, y, free)",
    reference=_lambda_max,
    cases=(
        partial(_some_free, 10, 12, 4, 0),
        partial(_some_free, 11, 30, 6, 1, 4),
        partial(_some_free, 12, 9, 15, 2, 3, 8),
        Case("no column is free", partial(_some_free, 13, 10, 5)),
        Case("all columns but one are free", partial(_some_free, 14, 14, 3, 0, 2)),
    ),
    mistakes=(
        Mistake(
            "free columns taken as penalized",
            "This is λ_max of the page, as if all columns paid. The free ones are not at zero "
            "there: they have taken from the targets whatever they can.",
            lambda X, y, free: float(np.abs(X.T @ (y - y.mean())).max() / len(y)),
        ),
        Mistake(
            "free columns at zero",
            "The free columns were left out of the maximum, and out of the fit as well. They are "
            "never at zero: which residuals do they leave, when no other weight is in?",
            lambda X, y, free: _largest(X, y - y.mean(), free),
        ),
        Mistake(
            "targets for residuals",
            "The targets themselves were taken for the residuals. Intercept and free columns are "
            "fitted already when the first of the others comes in.",
            lambda X, y, free: _largest(X, y, free),
        ),
        Mistake(
            "no intercept",
            "The free columns were fitted without an intercept. It is free as well, so the "
            "residuals sum to zero.",
            lambda X, y, free: _largest(X, _left_over(X, y, free, ones=False), free),
        ),
        Mistake(
            "intercept after the fit",
            "The free columns were fitted without an intercept, and only then was something "
            "centered. Intercept and free columns have to be fitted together.",
            lambda X, y, free: _largest(
                X - X.mean(axis=0), _left_over(X, y, free, ones=False), free
            ),
        ),
        Mistake(
            "one after the other",
            "The free columns were fitted one after the other. Where they are correlated, that is "
            "not the least squares fit on all of them together.",
            _one_after_the_other,
        ),
        Mistake(
            "roles exchanged",
            "The roles are exchanged: the columns that are True are free of the penalty, and the "
            "others wait for λ to fall.",
            _fit_on_the_others,
        ),
        Mistake(
            "no covariance left",
            "This is zero. Columns that took part in a least squares fit have no covariance with "
            "its residuals: fit the free ones alone, and look at the others.",
            lambda X, y, free: 0.0,
        ),
        Mistake(
            "averaged",
            "The covariances were averaged. Each column waits for its own: which of them is the "
            "first to come in as λ falls?",
            lambda X, y, free: float(np.abs(_covariances(X, _left_over(X, y, free), free)).mean()),
        ),
        Mistake(
            "sum in place of mean",
            "This is n times too large. The loss is a mean over the rows.",
            lambda X, y, free: _lambda_max(X, y, free) * len(y),
        ),
        Mistake(
            "largest without its sign",
            "A column with a strongly negative covariance would enter too, with a negative "
            "weight: the condition is on the absolute value.",
            lambda X, y, free: float(_covariances(X, _left_over(X, y, free), free).max()),
        ),
        Mistake(
            "smallest",
            "This is the smallest covariance. All these weights are to be zero: which column is "
            "the last to be held back?",
            lambda X, y, free: float(np.abs(_covariances(X, _left_over(X, y, free), free)).min()),
        ),
        Mistake(
            "all columns",
            "The result has one number for each column. Which of them decides?",
            lambda X, y, free: np.abs(_covariances(X, _left_over(X, y, free), free)),
        ),
        Mistake(
            "added up",
            "The covariances were added up. Each column waits for its own: which of them is the "
            "first to come in as λ falls?",
            lambda X, y, free: float(np.abs(_covariances(X, _left_over(X, y, free), free)).sum()),
        ),
        Mistake(
            "correlation",
            "The columns were divided by their standard deviations. The conditions take them in "
            "the units they come in.",
            lambda X, y, free: _largest(X / X.std(axis=0), _left_over(X, y, free), free),
        ),
        Mistake(
            "place of the column",
            "This is the place of the column that comes in first. Return the strength at which it "
            "does, a number.",
            lambda X, y, free: int(np.abs(_covariances(X, _left_over(X, y, free), free)).argmax()),
        ),
        Mistake(
            "fit for residuals",
            "The covariances are those with the fit of the free columns. What the others may "
            "still explain is what this fit leaves.",
            lambda X, y, free: _largest(X, y - _left_over(X, y, free), free),
        ),
        Mistake(
            "length of the covariances",
            "This is the length of the vector of covariances. Each column waits for its own: "
            "which of them is the first to come in as λ falls?",
            lambda X, y, free: float(np.linalg.norm(_covariances(X, _left_over(X, y, free), free))),
        ),
        Mistake(
            "degrees of freedom",
            "The sum was divided by the rows less what was fitted. That makes a variance "
            "unbiased; the loss divides by the number of rows.",
            lambda X, y, free: _lambda_max(X, y, free) * len(y) / (len(y) - 1 - free.sum()),
        ),
        Mistake(
            "number of columns",
            "The sum was divided by the number of columns. The loss is a mean over the rows.",
            lambda X, y, free: _lambda_max(X, y, free) * len(y) / len(free),
        ),
        Mistake(
            "intercept left in the residuals",
            "The intercept was fitted with the free columns, and then not taken away from the "
            "targets. It is a part of the fit as well.",
            lambda X, y, free: _largest(
                X, _left_over(X, y, free) + _free_intercept(X, y, free), free
            ),
        ),
        Mistake(
            "targets not centered",
            "The free columns were centered, the targets were not: their mean is left in the "
            "residuals. The intercept takes it away.",
            lambda X, y, free: _largest(X, _left_over(X, y, free) + y.mean(), free),
        ),
        Mistake(
            "each free column alone",
            "Each free column was fitted to the targets as if there were no other. Where they "
            "are correlated, they have to be fitted together.",
            _each_alone,
        ),
    ),
)

# How far weights and intercept are from the conditions at the minimum


def _violations(X, y, w, b, lam):
    """Return the distance of each column's covariance from where it should be."""
    covariance = X.T @ (y - X @ w - b) / len(y)
    outside = np.maximum(np.abs(covariance) - lam, 0)
    return np.where(w == 0, outside, np.abs(covariance - lam * np.sign(w)))


def _kkt_violation(X, y, w, b, lam):
    return float(max(abs(np.mean(y - X @ w - b)), _violations(X, y, w, b, lam).max()))


def _zeros_as_if_inside(X, y, w, b, lam):
    r = y - X @ w - b
    every = np.abs(X.T @ r / len(y) - lam * np.sign(w))
    return float(max(abs(r.mean()), every.max()))


def _zeros_never(X, y, w, b, lam):
    inside = np.where(w == 0, 0, _violations(X, y, w, b, lam))
    return float(max(abs(np.mean(y - X @ w - b)), inside.max()))


def _sign_ignored(X, y, w, b, lam):
    r = y - X @ w - b
    size = np.abs(X.T @ r / len(y))
    every = np.where(w == 0, np.maximum(size - lam, 0), np.abs(size - lam))
    return float(max(abs(r.mean()), every.max()))


def _without_mean(X, y, w, b, lam):
    r = y - X @ w - b
    every = np.where(
        w == 0,
        np.maximum(np.abs(X.T @ r) - lam, 0),
        np.abs(X.T @ r - lam * np.sign(w)),
    )
    return float(max(abs(r.sum()), every.max()))


def _residuals_turned_round(X, y, w, b, lam):
    covariance = X.T @ (X @ w + b - y) / len(y)
    outside = np.maximum(np.abs(covariance) - lam, 0)
    every = np.where(w == 0, outside, np.abs(covariance - lam * np.sign(w)))
    return float(max(abs(np.mean(y - X @ w - b)), every.max()))


def _no_strength_for_zeros(X, y, w, b, lam):
    r = y - X @ w - b
    covariance = X.T @ r / len(y)
    every = np.where(w == 0, np.abs(np.abs(covariance) - lam), _violations(X, y, w, b, lam))
    return float(max(abs(r.mean()), every.max()))


def _kkt_case(seed, n, p, lam, *, excess=0.0, flipped=False, centered=False):
    """Return data, about the best weights on some columns, and an intercept that is off by excess.

    With ``flipped`` the largest weight gets the wrong sign, and a small size.
    """
    X, y = _data(seed, n, p, centered=centered)
    w = _some_weights(seed + 1000, p)
    kept = np.flatnonzero(w)
    Xc = X - X.mean(axis=0)
    for _ in range(200):
        for j in kept:
            rest = y - y.mean() - Xc @ w + Xc[:, j] * w[j]
            w[j] = _soft(Xc[:, j] @ rest / n, lam) / (Xc[:, j] @ Xc[:, j] / n)
    w *= 1.02
    if flipped:
        w[np.abs(w).argmax()] *= -0.01
    return X, y, w, float(y.mean() - X.mean(axis=0) @ w) + excess, lam


def _over_four_rows(slopes, weights, shift, lam):
    """Return four rows with two uncorrelated columns of ±1, and the intercept off by a shift.

    The columns' covariances with the residuals are their slopes less their weights.
    """
    X = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    return X, 2 + X @ slopes, np.array(weights), 2.0 + shift, lam


def _mean_with_its_sign(X, y, w, b, lam):
    return float(max(np.mean(y - X @ w - b), _violations(X, y, w, b, lam).max()))


def _one_side_of_the_interval(X, y, w, b, lam):
    r = y - X @ w - b
    outside = np.maximum(X.T @ r / len(y) - lam, 0)
    every = np.where(w == 0, outside, _violations(X, y, w, b, lam))
    return float(max(abs(r.mean()), every.max()))


def _intervals_everywhere(X, y, w, b, lam):
    r = y - X @ w - b
    return float(max(abs(r.mean()), (np.abs(X.T @ r / len(y)) - lam).max(), 0))


def _zeros_alone(X, y, w, b, lam):
    r = y - X @ w - b
    every = np.where(w == 0, _violations(X, y, w, b, lam), 0)
    return float(max(abs(r.mean()), every.max()))


def _any_covariance_of_zeros(X, y, w, b, lam):
    r = y - X @ w - b
    outside = np.maximum(np.abs(X.T @ r / len(y)) - lam, 0)
    inside = X.T @ r / len(y) - lam * np.sign(w)
    return float(max(abs(r.mean()), np.where(w == 0, outside, inside).max()))


def _intercept_penalized(X, y, w, b, lam):
    mean = np.mean(y - X @ w - b)
    return float(max(abs(mean) - lam, _violations(X, y, w, b, lam).max()))


def _sum_of_residuals(X, y, w, b, lam):
    return float(max(abs(np.sum(y - X @ w - b)), _violations(X, y, w, b, lam).max()))


def _sums_for_columns(X, y, w, b, lam):
    r = y - X @ w - b
    outside = np.maximum(np.abs(X.T @ r) - lam, 0)
    every = np.where(w == 0, outside, np.abs(X.T @ r - lam * np.sign(w)))
    return float(max(abs(r.mean()), every.max()))


def _ridge_conditions(X, y, w, b, lam):
    r = y - X @ w - b
    return float(max(abs(r.mean()), np.abs(X.T @ r / len(y) - lam * w).max()))


def _every_violation(X, y, w, b, lam):
    return np.append(_violations(X, y, w, b, lam), abs(np.mean(y - X @ w - b)))


def _excess(covariance, lam):
    return np.maximum(np.abs(covariance) - lam, 0)


def _found(distances):
    """Return the largest violation with other distances, a function of covariances, w and λ."""

    def violation(X, y, w, b, lam):
        r = y - X @ w - b
        return float(max(abs(r.mean()), distances(X.T @ r / len(y), w, lam).max()))

    return violation


KKT_VIOLATION = Exercise(
    name="l1.kkt_violation",
    call="kkt_violation(X, y, w, b, lam)",
    reference=_kkt_violation,
    cases=(
        partial(_kkt_case, 20, 15, 4, 0.3),
        partial(_kkt_case, 21, 40, 8, 0.5, excess=0.7),
        partial(_kkt_case, 22, 25, 6, 4.0, flipped=True),
        partial(_kkt_case, 23, 10, 12, 0.2, excess=-2.0),
        partial(_kkt_case, 24, 30, 5, 9.0, excess=-1.5, centered=True),
        Case("the minimum", lambda: _over_four_rows([1.25, 0.25], [0.75, 0.0], 0, 0.5)),
        Case("b is too large", lambda: _over_four_rows([1.25, 0.25], [0.75, 0.0], 1.5, 0.5)),
        Case(
            "a zero that should be negative",
            lambda: _over_four_rows([1.25, -2.0], [0.75, 0.0], 0.25, 0.5),
        ),
        Case(
            "a weight that is too large",
            lambda: _over_four_rows([1.25, 0.25], [1.5, 0.0], 0.25, 0.5),
        ),
    ),
    mistakes=(
        Mistake(
            "intercept forgotten",
            "The weights' conditions are right, but b has one of its own: it is free, so the "
            "derivative of the loss with respect to it has to vanish.",
            lambda X, y, w, b, lam: float(_violations(X, y, w, b, lam).max()),
        ),
        Mistake(
            "zero as a sign",
            "Columns with weight zero are asked to have no covariance with the residuals at all. "
            "At the kink a whole range of slopes is allowed.",
            _zeros_as_if_inside,
        ),
        Mistake(
            "zero as a sign, and no intercept",
            "Two things are missing. At w = 0 a whole range of slopes is allowed, not zero alone; "
            "and the intercept, which is free, has a condition of its own.",
            lambda X, y, w, b, lam: float(
                np.abs(X.T @ (y - X @ w - b) / len(y) - lam * np.sign(w)).max()
            ),
        ),
        Mistake(
            "zeros never checked",
            "Columns with weight zero were left out. They have to obey a condition too: their "
            "covariance with the residuals may not be too large.",
            _zeros_never,
        ),
        Mistake(
            "zeros held to equality",
            "Columns with weight zero are asked to have a covariance of exactly λ. Less is "
            "allowed, and violates nothing.",
            _no_strength_for_zeros,
        ),
        Mistake(
            "sign ignored",
            "Only the sizes were compared. A column inside must have a covariance with the sign "
            "of its weight, not only of size λ.",
            _sign_ignored,
        ),
        Mistake(
            "mean with its sign",
            "The mean of the residuals was taken with its sign. An intercept that is too large "
            "makes it negative, and violates its condition as much.",
            _mean_with_its_sign,
        ),
        Mistake(
            "one side of the interval",
            "Columns with weight zero were held to one side of the interval. A covariance below −λ "
            "violates it as one above λ does.",
            _one_side_of_the_interval,
        ),
        Mistake(
            "violations inside with their sign",
            "For weights that are not zero the difference was taken with its sign. A covariance "
            "that is too small is as far from its place as one that is too large.",
            _any_covariance_of_zeros,
        ),
        Mistake(
            "the interval for all",
            "All columns were given the whole interval. Where a weight is not zero the set is a "
            "single point: the covariance has to be λ with the sign of the weight.",
            _intervals_everywhere,
        ),
        Mistake(
            "inside never checked",
            "Columns whose weight is not zero were left out. Their covariance has to be λ with the "
            "sign of the weight.",
            _zeros_alone,
        ),
        Mistake(
            "intercept penalized",
            "The mean of the residuals was allowed to be as large as λ. The intercept is free: the "
            "mean has to be zero.",
            _intercept_penalized,
        ),
        Mistake(
            "sum of the residuals",
            "The sum of the residuals was taken for their mean. The condition of the intercept has "
            "the same 1/n as those of the weights.",
            _sum_of_residuals,
        ),
        Mistake(
            "sums for the columns",
            "The columns' sums over the rows were compared with λ. The loss has a 1/n in front, "
            "for the columns as for the intercept.",
            _sums_for_columns,
        ),
        Mistake(
            "conditions of L2",
            "The covariances were compared with λ times the weights: that is ridge. The slope of "
            "the L1 penalty is λ, whatever the size of the weight.",
            _ridge_conditions,
        ),
        Mistake(
            "added up",
            "The violations were added up. The largest one is asked for.",
            lambda X, y, w, b, lam: float(_every_violation(X, y, w, b, lam).sum()),
        ),
        Mistake(
            "averaged",
            "The violations were averaged. The largest one is asked for.",
            lambda X, y, w, b, lam: float(_every_violation(X, y, w, b, lam).mean()),
        ),
        Mistake(
            "length of the violations",
            "This is the length of the vector of all violations. The largest one is asked for.",
            lambda X, y, w, b, lam: float(np.linalg.norm(_every_violation(X, y, w, b, lam))),
        ),
        Mistake(
            "two numbers",
            "These are two numbers, for the weights and for the intercept. The larger of them is "
            "asked for.",
            lambda X, y, w, b, lam: (
                float(_violations(X, y, w, b, lam).max()),
                float(abs(np.mean(y - X @ w - b))),
            ),
        ),
        Mistake(
            "residuals turned round",
            "The covariances have the wrong sign beside the weights'. The residuals are the "
            "targets less the fit, and a positive weight has a covariance of +λ with them.",
            _residuals_turned_round,
        ),
        Mistake(
            "sum in place of mean",
            "The sums over the rows were compared with λ. The loss has a 1/n in front.",
            _without_mean,
        ),
        Mistake(
            "all violations",
            "These are the violations of all columns. Return the largest one, a number, with that "
            "of the intercept among them.",
            _violations,
        ),
        Mistake(
            "λ times the weight inside",
            "Zeros are right. Elsewhere the covariances were compared with λ times the weight, "
            "as for L2; the slope of |w| is its sign.",
            _found(lambda c, w, lam: np.where(w == 0, _excess(c, lam), np.abs(c - lam * w))),
        ),
        Mistake(
            "λ without a sign",
            "A negative weight was asked to have a covariance of +λ. The slope of the penalty "
            "has the sign of the weight.",
            _found(lambda c, w, lam: np.where(w == 0, _excess(c, lam), np.abs(c - lam))),
        ),
        Mistake(
            "smaller of the two",
            "The smaller of the two violations was taken, that of the weights and that of the "
            "intercept. The largest of all is asked for.",
            lambda X, y, w, b, lam: float(
                min(abs(np.mean(y - X @ w - b)), _violations(X, y, w, b, lam).max())
            ),
        ),
        Mistake(
            "mean of the sizes",
            "The sizes of the residuals were averaged. Residuals of both signs cancel in the "
            "condition of the intercept: take the size of their mean.",
            lambda X, y, w, b, lam: float(
                max(np.abs(y - X @ w - b).mean(), _violations(X, y, w, b, lam).max())
            ),
        ),
        Mistake(
            "largest residual",
            "The largest residual was taken. The condition of the intercept is on their mean, "
            "not on each of them.",
            lambda X, y, w, b, lam: float(
                max(np.abs(y - X @ w - b).max(), _violations(X, y, w, b, lam).max())
            ),
        ),
        Mistake(
            "whole covariance of the zeros",
            "Where a zero weight violates its condition, the whole covariance was counted. The "
            "distance from the interval is what lies beyond λ.",
            _found(
                lambda c, w, lam: np.where(
                    w == 0, np.abs(c) * (np.abs(c) > lam), np.abs(c - lam * np.sign(w))
                )
            ),
        ),
        Mistake(
            "intercept added",
            "The violation of the intercept was added to the largest one of the weights. The "
            "largest of all is asked for.",
            lambda X, y, w, b, lam: float(
                abs(np.mean(y - X @ w - b)) + _violations(X, y, w, b, lam).max()
            ),
        ),
        Mistake(
            "distances with their sign",
            "The differences were taken with their sign. A covariance that is too small is as "
            "far from its place as one that is too large.",
            _found(
                lambda c, w, lam: np.where(w == 0, c - np.clip(c, -lam, lam), c - lam * np.sign(w))
            ),
        ),
        Mistake(
            "gradient doubled",
            "The covariances are twice what they should be, as without the ½ before the "
            "squares: it cancels the 2 of the derivative.",
            _found(
                lambda c, w, lam: np.where(
                    w == 0, _excess(2 * c, lam), np.abs(2 * c - lam * np.sign(w))
                )
            ),
        ),
        Mistake(
            "features taken as centered",
            "The intercept was compared with the mean target. That is its place for centered "
            "features alone; here the fit has a mean as well.",
            lambda X, y, w, b, lam: float(
                max(abs(y.mean() - b), _violations(X, y, w, b, lam).max())
            ),
        ),
        Mistake(
            "b in its own condition alone",
            "The columns' covariances were taken with y − Xw, without b. The residuals are the "
            "same in all conditions, and the columns are not centered.",
            lambda X, y, w, b, lam: float(
                max(abs(np.mean(y - X @ w - b)), _violations(X, y, w, 0.0, lam).max())
            ),
        ),
    ),
)

# One coordinate, from the matrix of covariances


def _gram_case(seed, n, p, j, lam, *, own=0.8, constant=False):
    X, y = _data(seed, n, p, centered=True)
    if constant:
        X[:, j] = 0
    w = _some_weights(seed + 1000, p)
    w[j] = own
    return X.T @ X / n, X.T @ y / n, w, j, lam


def _coordinate(gram, correlation, w, j, threshold, *, own=1.0):
    """Return the thresholded covariance of column j with what the others leave unexplained."""
    return float(_soft(correlation[j] - gram[j] @ w + own * gram[j, j] * w[j], threshold))


def _coordinate_update(gram, correlation, w, j, lam):
    return _coordinate(gram, correlation, w, j, lam) / gram[j, j] if gram[j, j] else 0.0


def _divided(numerator, gram, j):
    return numerator / float(gram[j, j]) if gram[j, j] else 0.0


def _whole_vector(gram, correlation, w, j, lam):
    new = w.copy()
    new[j] = _coordinate_update(gram, correlation, w, j, lam)
    return new


def _from_covariance(gram, correlation, w, j, pull):
    """Return the update with a pull of its own on the covariance with what the others leave."""
    return _divided(float(pull(_coordinate(gram, correlation, w, j, 0))), gram, j)


COORDINATE_UPDATE = Exercise(
    name="l1.coordinate_update",
    call="coordinate_update(gram, correlation, w, j, lam)",
    reference=_coordinate_update,
    cases=(
        partial(_gram_case, 30, 12, 3, 1, 0.3),
        partial(_gram_case, 31, 40, 7, 6, 0.8),
        partial(_gram_case, 32, 8, 14, 0, 0.2),
        partial(_gram_case, 33, 20, 4, 2, 50.0),
        Case("a column of zeros", partial(_gram_case, 34, 20, 4, 3, 0.1, constant=True)),
        Case("a weight that is zero and comes in", partial(_gram_case, 43, 15, 4, 0, 0.2, own=0.0)),
        Case("a negative weight", partial(_gram_case, 39, 15, 5, 2, 0.3, own=-0.5)),
        Case("the last of the weights goes out", partial(_gram_case, 37, 9, 2, 1, 40.0, own=0.3)),
    ),
    mistakes=(
        Mistake(
            "own weight left in",
            "The column's own weight was left in the fit. What has this column to explain? What "
            "the *other* columns leave.",
            lambda G, c, w, j, lam: _divided(_coordinate(G, c, w, j, lam, own=0.0), G, j),
        ),
        Mistake(
            "change added to the old weight",
            "A thresholded change was added to the old weight. Then a zero comes out only by luck: "
            "it is the new weight that has to pass the threshold.",
            lambda G, c, w, j, lam: float(
                w[j] + _divided(_coordinate(G, c, w, j, lam, own=0.0), G, j)
            ),
        ),
        Mistake(
            "not divided",
            "The threshold is right, but the column's size is missing: its mean square, which "
            "stands in the matrix, divides the result.",
            lambda G, c, w, j, lam: _coordinate(G, c, w, j, lam) if G[j, j] else 0.0,
        ),
        Mistake(
            "threshold after dividing",
            "The division came before the threshold. Then the threshold has to be divided as well.",
            lambda G, c, w, j, lam: float(_soft(_divided(_coordinate(G, c, w, j, 0), G, j), lam)),
        ),
        Mistake(
            "no penalty",
            "This is the best weight without the penalty: λ has no effect on it.",
            lambda G, c, w, j, lam: _divided(_coordinate(G, c, w, j, 0), G, j),
        ),
        Mistake(
            "others ignored",
            "The other columns have no effect on the result. They explain a part of the target, "
            "and this column has to explain only the rest.",
            lambda G, c, w, j, lam: _divided(float(_soft(c[j], lam)), G, j),
        ),
        Mistake(
            "others added",
            "What the other columns explain was added where it should be subtracted.",
            lambda G, c, w, j, lam: _divided(
                float(_soft(c[j] + G[j] @ w - G[j, j] * w[j], lam)), G, j
            ),
        ),
        Mistake(
            "zeros stay",
            "A weight that is zero was left at zero. Then no weight ever comes in: what counts is "
            "how much the column could explain, not what its weight is now.",
            lambda G, c, w, j, lam: _coordinate_update(G, c, w, j, lam) if w[j] else 0.0,
        ),
        Mistake(
            "zero column keeps its weight",
            "The column of zeros kept its old weight. It explains nothing, and any weight but zero "
            "costs something.",
            lambda G, c, w, j, lam: _coordinate_update(G, c, w, j, lam) if G[j, j] else float(w[j]),
        ),
        Mistake(
            "own weight without its size",
            "The old weight was added as it is. It comes back times the column's mean square, "
            "which is what was subtracted with the fit.",
            lambda G, c, w, j, lam: _divided(float(_soft(c[j] - G[j] @ w + w[j], lam)), G, j),
        ),
        Mistake(
            "own weight subtracted",
            "The column's own part was subtracted once more. It has to be given back: only what "
            "the *other* columns explain is gone.",
            lambda G, c, w, j, lam: _divided(_coordinate(G, c, w, j, lam, own=-1.0), G, j),
        ),
        Mistake(
            "threshold divided as well",
            "The threshold was divided by the column's mean square before, and the result once "
            "more. Divide after the threshold, or divide both before it.",
            lambda G, c, w, j, lam: _divided(_coordinate(G, c, w, j, _divided(lam, G, j)), G, j),
        ),
        Mistake(
            "update of L2",
            "This is the update of ridge, which divides by the mean square plus λ. The L1 penalty "
            "subtracts λ, and then the mean square divides.",
            lambda G, c, w, j, lam: (
                float(_coordinate(G, c, w, j, 0) / (G[j, j] + lam)) if G[j, j] else 0.0
            ),
        ),
        Mistake(
            "one-sided",
            "The new weight can't become negative here. A covariance below −λ gives a negative "
            "weight.",
            lambda G, c, w, j, lam: max(_coordinate_update(G, c, w, j, lam), 0.0),
        ),
        Mistake(
            "the change alone",
            "This is by how much the weight changes. Return the new weight.",
            lambda G, c, w, j, lam: _coordinate_update(G, c, w, j, lam) - float(w[j]),
        ),
        Mistake(
            "correlation centered",
            "The covariances in `correlation` were centered. The data are centered already; the "
            "entries of this vector belong to columns, and their mean means nothing.",
            lambda G, c, w, j, lam: _coordinate_update(G, c - c.mean(), w, j, lam),
        ),
        Mistake(
            "whole vector",
            "These are all weights after the update. Return the new weight of column j alone, as "
            "a number.",
            _whole_vector,
        ),
        Mistake(
            "new weight added to the old one",
            "The new weight was added to the old one. What the threshold has left of the "
            "covariance, divided, is the new weight itself.",
            lambda G, c, w, j, lam: (
                _coordinate_update(G, c, w, j, lam) + (float(w[j]) if G[j, j] else 0.0)
            ),
        ),
        Mistake(
            "pulled through zero",
            "A covariance smaller than λ was pulled through zero to the other side. The weight "
            "stops at zero.",
            lambda G, c, w, j, lam: _from_covariance(G, c, w, j, lambda v: v - lam * np.sign(v)),
        ),
        Mistake(
            "sign of the old weight",
            "The strength λ was taken away with the sign of the old weight. What counts is the "
            "sign of the new one, and that a small covariance makes it zero.",
            lambda G, c, w, j, lam: _from_covariance(G, c, w, j, lambda v: v - lam * np.sign(w[j])),
        ),
        Mistake(
            "hard threshold",
            "The zeros are right, but other weights are as if there were no penalty. λ is taken "
            "away from every covariance, from the large ones too.",
            lambda G, c, w, j, lam: _from_covariance(G, c, w, j, lambda v: v * (abs(v) > lam)),
        ),
        Mistake(
            "divided by the root",
            "The result was divided by the root of the column's mean square. The curvature is "
            "the mean square itself, as it stands in the matrix.",
            lambda G, c, w, j, lam: _coordinate_update(G, c, w, j, lam) * float(np.sqrt(G[j, j])),
        ),
        Mistake(
            "threshold and ridge",
            "The threshold is right, and λ stands in the divisor as well. An L1 penalty has no "
            "curvature: the mean square alone divides.",
            lambda G, c, w, j, lam: (
                _coordinate(G, c, w, j, lam) / float(G[j, j] + lam) if G[j, j] else 0.0
            ),
        ),
        Mistake(
            "columns before it alone",
            "Only what the columns before this one explain was taken away. Those after it have "
            "weights too.",
            lambda G, c, w, j, lam: _divided(float(_soft(c[j] - G[j, :j] @ w[:j], lam)), G, j),
        ),
        Mistake(
            "own mean square without its weight",
            "The column's mean square was added without its weight. What the fit holds of this "
            "column is the one times the other.",
            lambda G, c, w, j, lam: _divided(float(_soft(c[j] - G[j] @ w + G[j, j], lam)), G, j),
        ),
    ),
)

# A proximal step on the logistic loss


def _ista_case(seed, n, p, step, lam, scale=1.0):
    X, labels = _labelled(seed, n, p)
    return X, labels, scale * _some_weights(seed + 1000, p), -0.4, step, lam


def _moved(X, labels, w, b, step, residuals=None):
    """Return weights and intercept after a gradient step on the logistic loss."""
    r = labels - _sigmoid(X @ w + b) if residuals is None else residuals
    return w + step * X.T @ r / len(labels), float(b + step * r.mean())


def _ista_step(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return _soft(moved, step * lam), intercept


def _threshold_without_step(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return _soft(moved, lam), intercept


def _intercept_thresholded(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return _soft(moved, step * lam), float(_soft(intercept, step * lam))


def _intercept_left(X, labels, w, b, step, lam):
    return _ista_step(X, labels, w, b, step, lam)[0], b


def _threshold_first(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return moved - w + _soft(w, step * lam), intercept


def _subgradient_step(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return moved - step * lam * np.sign(w), intercept


def _no_threshold(X, labels, w, b, step, lam):
    return _moved(X, labels, w, b, step)


def _summed(X, labels, w, b, step, lam):
    n = len(labels)
    moved, intercept = _moved(X, labels, w, b, n * step)
    return _soft(moved, step * lam), intercept


def _uphill(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, -step)
    return _soft(moved, step * lam), intercept


def _no_sigmoid(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step, labels - X @ w - b)
    return _soft(moved, step * lam), intercept


def _other_threshold(X, labels, w, b, step, threshold):
    moved, intercept = _moved(X, labels, w, b, step)
    return _soft(moved, threshold), intercept


def _without_the_n_of_the_weights(X, labels, w, b, step, lam):
    moved = _moved(X, labels, w, b, len(labels) * step)[0]
    return _soft(moved, step * lam), _ista_step(X, labels, w, b, step, lam)[1]


def _half_gradient(X, labels, w, b, step, lam):
    moved = _moved(X, labels, w, b, step / 2)[0]
    return _soft(moved, step * lam), _ista_step(X, labels, w, b, step, lam)[1]


def _intercept_moved(X, labels, w, b, step, lam, *, by):
    residuals = labels - _sigmoid(X @ w + b)
    return _ista_step(X, labels, w, b, step, lam)[0], float(b + by(residuals, step))


def _other_pull(pull):
    """Return the step that ends with another pull, a function of the moved and the old weights."""

    def step_of(X, labels, w, b, step, lam):
        moved, intercept = _moved(X, labels, w, b, step)
        return pull(moved, w, step * lam), intercept

    return step_of


def _one_after_the_other_step(X, labels, w, b, step, lam, *, weights_first):
    if weights_first:
        new = _ista_step(X, labels, w, b, step, lam)[0]
        return new, _ista_step(X, labels, new, b, step, lam)[1]
    intercept = _ista_step(X, labels, w, b, step, lam)[1]
    return _ista_step(X, labels, w, intercept, step, lam)[0], intercept


def _step_from_the_thresholded(X, labels, w, b, step, lam):
    moved, _ = _moved(X, labels, _soft(w, step * lam), b, step)
    return moved, _ista_step(X, labels, w, b, step, lam)[1]


def _with_residuals(residuals):
    """Return the step with other residuals, a function of the labels, the score and b."""

    def step_of(X, labels, w, b, step, lam):
        found = residuals(labels, X @ w + b, b)
        moved, intercept = _moved(X, labels, w, b, step, found)
        return _soft(moved, step * lam), intercept

    return step_of


ISTA_STEP = Exercise(
    name="l1.ista_step",
    call="ista_step(X, labels, w, b, step, lam)",
    returns=("w", "b"),
    reference=_ista_step,
    cases=(
        partial(_ista_case, 40, 10, 3, 0.5, 0.4),
        partial(_ista_case, 41, 30, 6, 0.2, 1.0),
        partial(_ista_case, 42, 8, 12, 0.1, 0.5),
        partial(_ista_case, 43, 25, 8, 0.8, 0.2, 0.1),
    ),
    mistakes=(
        Mistake(
            "threshold without the step",
            "The weights were thresholded at λ itself. The step size multiplies the penalty as "
            "it multiplies the gradient.",
            _threshold_without_step,
        ),
        Mistake(
            "intercept thresholded",
            "The weights are right, but the intercept was thresholded too. It is not penalized.",
            _intercept_thresholded,
        ),
        Mistake(
            "intercept left",
            "The weights are right, but the intercept stayed where it was. It takes an ordinary "
            "gradient step.",
            _intercept_left,
        ),
        Mistake(
            "threshold first",
            "The threshold came before the gradient step, which then moves the zeros away again. "
            "The threshold has the last word.",
            _threshold_first,
        ),
        Mistake(
            "subgradient step",
            "The penalty entered by its subgradient λ sign(w). Such a step crosses zero and never "
            "stops there; threshold instead.",
            _subgradient_step,
        ),
        Mistake(
            "no threshold",
            "This is the gradient step on the loss alone. The threshold after it is missing.",
            _no_threshold,
        ),
        Mistake(
            "sum in place of mean",
            "The gradient was summed over the rows. The loss is a mean, so its gradient has a 1/n.",
            _summed,
        ),
        Mistake(
            "sum in place of mean, for the weights",
            "The intercept is right. For the weights the gradient was summed over the rows; the "
            "loss is a mean for them as well, with a 1/n.",
            _without_the_n_of_the_weights,
        ),
        Mistake(
            "sum in place of mean, for the intercept",
            "The weights are right. For the intercept the residuals were summed; the loss is a "
            "mean for it as well, with a 1/n.",
            partial(_intercept_moved, by=lambda e, step: step * e.sum()),
        ),
        Mistake(
            "intercept moved without the step",
            "The weights are right. The intercept moved by the whole mean residual: the step size "
            "multiplies its gradient as well.",
            partial(_intercept_moved, by=lambda e, step: e.mean()),
        ),
        Mistake(
            "half of the gradient",
            "The intercept is right. For the weights the gradient was halved: the ½ belongs to the "
            "squared loss, and the logistic one has none.",
            _half_gradient,
        ),
        Mistake(
            "threshold without λ",
            "The weights were thresholded at the step size itself. The threshold is the step size "
            "times λ.",
            lambda X, labels, w, b, step, lam: _other_threshold(X, labels, w, b, step, step),
        ),
        Mistake(
            "threshold times n",
            "The threshold was multiplied by n. The penalty is not summed over the rows: it stands "
            "beside a mean.",
            lambda X, labels, w, b, step, lam: _other_threshold(
                X, labels, w, b, step, len(labels) * step * lam
            ),
        ),
        Mistake(
            "intercept at the new weights",
            "The weights are right. The intercept's gradient was taken at the new weights; both "
            "are taken at the old point.",
            partial(_one_after_the_other_step, weights_first=True),
        ),
        Mistake(
            "weights at the new intercept",
            "The intercept is right. The weights' gradient was taken at the new intercept; both "
            "are taken at the old point.",
            partial(_one_after_the_other_step, weights_first=False),
        ),
        Mistake(
            "gradient at the thresholded weights",
            "The intercept is right. The threshold came first, and the gradient was taken there. "
            "The step begins at the old weights, and the threshold has the last word.",
            _step_from_the_thresholded,
        ),
        Mistake(
            "probability of a zero",
            "The probabilities are those of a zero: the sign in the exponential is turned round. A "
            "large score has to make a one probable.",
            _with_residuals(lambda labels, score, b: labels - _sigmoid(-score)),
        ),
        Mistake(
            "score without the intercept",
            "The probabilities were computed without the intercept. The score of a row is its "
            "features times the weights, plus b.",
            _with_residuals(lambda labels, score, b: labels - _sigmoid(score - b)),
        ),
        Mistake(
            "intercept subtracted",
            "The intercept was subtracted from the score. The score of a row is its features times "
            "the weights, plus b.",
            _with_residuals(lambda labels, score, b: labels - _sigmoid(score - 2 * b)),
        ),
        Mistake(
            "labels of −1 and 1",
            "The labels were turned into −1 and 1. The residuals are label less probability, with "
            "labels of 0 and 1.",
            _with_residuals(lambda labels, score, b: 2 * labels - 1 - _sigmoid(score)),
        ),
        Mistake(
            "uphill",
            "The step climbs the loss. With residuals as label less probability, the gradient is "
            "minus their covariance with the columns.",
            _uphill,
        ),
        Mistake(
            "squared loss",
            "The residuals are those of a straight line. Here the prediction is a probability, "
            "the logistic function of the score.",
            _no_sigmoid,
        ),
        Mistake(
            "weights without the step",
            "The intercept is right. The weights were moved by the whole gradient, not by "
            "`step` times it.",
            lambda X, labels, w, b, step, lam: (
                _soft(_moved(X, labels, w, b, 1.0)[0], step * lam),
                _moved(X, labels, w, b, step)[1],
            ),
        ),
        Mistake(
            "weights uphill",
            "The intercept is right, but the weights climb the loss. With residuals as label less "
            "probability, both move with them.",
            lambda X, labels, w, b, step, lam: (
                _soft(_moved(X, labels, w, b, -step)[0], step * lam),
                _moved(X, labels, w, b, step)[1],
            ),
        ),
        Mistake(
            "intercept uphill",
            "The weights are right, but b climbs the loss. With residuals as label less "
            "probability, both move with them.",
            lambda X, labels, w, b, step, lam: (
                _ista_step(X, labels, w, b, step, lam)[0],
                _moved(X, labels, w, b, -step)[1],
            ),
        ),
        Mistake(
            "divided as by L2",
            "The intercept is right. The weights were divided, as the penalty of L2 would do. "
            "That of L1 subtracts, and stops at zero.",
            _other_pull(lambda v, w, t: v / (1 + t)),
        ),
        Mistake(
            "weight decay",
            "The intercept is right. The penalty was followed as if it were that of L2, with a "
            "pull that grows with the weight. That of L1 is a soft threshold.",
            _other_pull(lambda v, w, t: v - t * w),
        ),
        Mistake(
            "pull without a sign",
            "The intercept is right. The same amount was taken away from all weights. Negative "
            "ones are pulled upwards, and small ones become zero.",
            _other_pull(lambda v, w, t: v - t),
        ),
        Mistake(
            "pulled through zero",
            "The intercept is right. Weights near zero were pulled through it to the other "
            "side. They stop there.",
            _other_pull(lambda v, w, t: v - t * np.sign(v)),
        ),
        Mistake(
            "hard threshold",
            "The intercept is right, and so are the zeros. From the other weights nothing was "
            "taken away: the penalty pulls on them as well.",
            _other_pull(lambda v, w, t: np.where(np.abs(v) > t, v, 0)),
        ),
        Mistake(
            "threshold over n",
            "The intercept is right. The threshold was divided by the number of rows. The loss "
            "is a mean over them; the penalty stands beside it in full.",
            lambda X, labels, w, b, step, lam: _other_threshold(
                X, labels, w, b, step, step * lam / len(labels)
            ),
        ),
        Mistake(
            "old weights forgotten",
            "The intercept is right. The weights are the step alone: it begins where they were.",
            lambda X, labels, w, b, step, lam: (
                _soft(_moved(X, labels, w, b, step)[0] - w, step * lam),
                _moved(X, labels, w, b, step)[1],
            ),
        ),
        Mistake(
            "intercept of least squares",
            "The weights are right. The intercept is the best one for squared error and a "
            "straight line. For the logistic loss it takes a step, as the weights do.",
            lambda X, labels, w, b, step, lam: (
                _ista_step(X, labels, w, b, step, lam)[0],
                float(labels.mean() - X.mean(axis=0) @ w),
            ),
        ),
        Mistake(
            "squared error of the probabilities",
            "The residuals were multiplied by p(1 − p), as for a squared error. In the gradient "
            "of the logistic loss this factor cancels.",
            _with_residuals(
                lambda labels, score, b: (
                    (labels - _sigmoid(score)) * _sigmoid(score) * _sigmoid(-score)
                )
            ),
        ),
        Mistake(
            "decisions for probabilities",
            "The predictions are decisions of 0 or 1. The gradient holds the probabilities.",
            _with_residuals(lambda labels, score, b: labels - (score > 0)),
        ),
        Mistake(
            "features centered",
            "The intercept is right. The features were centered for the gradient of the "
            "weights, which is a mean over the rows as they come.",
            lambda X, labels, w, b, step, lam: (
                _soft(
                    w
                    + step * (X - X.mean(axis=0)).T @ (labels - _sigmoid(X @ w + b)) / len(labels),
                    step * lam,
                ),
                _moved(X, labels, w, b, step)[1],
            ),
        ),
    ),
)

# Columns that the duality gap rules out


def _gap_and_dual_point(X, y, w, lam):
    n, r = len(y), y - X @ w
    u = r * min(1.0, n * lam / np.abs(X.T @ r).max())
    return r @ r / (2 * n) + lam * np.abs(w).sum() - (u @ y - u @ u / 2) / n, u


def _bounds(X, y, w, lam, *, length=None, factor=None):
    """Return for each column the largest covariance that it can have at the minimum."""
    n = len(y)
    gap, u = _gap_and_dual_point(X, y, w, lam)
    length = np.linalg.norm(X, axis=0) if length is None else length
    radius = np.sqrt((2 * n if factor is None else factor) * max(gap, 0))
    return (np.abs(X.T @ u) + length * radius) / n


def _bounds_from_residuals(X, y, w, lam):
    """Return the bounds as if the residuals obeyed the conditions of the dual problem."""
    n, r = len(y), y - X @ w
    gap = lam * np.abs(w).sum() - r @ (X @ w) / n
    return (np.abs(X.T @ r) + np.linalg.norm(X, axis=0) * np.sqrt(2 * n * max(gap, 0))) / n


def _screening_case(seed, n, p, share, sweeps, *, decades=0.0, push=0.0):
    """Return data, weights after a few sweeps of coordinate descent, and a strength.

    The columns' lengths span some decades, and some weights are pushed away from where they are.
    """
    X, y = _data(seed, n, p, centered=True)
    rng = np.random.default_rng(seed)
    X = X * 10.0 ** rng.uniform(-decades, 0, p)
    lam = float(share * np.abs(X.T @ y).max() / n)
    w = np.zeros(p)
    for _ in range(sweeps):
        for j in range(p):
            rest = y - X @ w + X[:, j] * w[j]
            w[j] = _soft(X[:, j] @ rest / n, lam) / (X[:, j] @ X[:, j] / n)
    # Not on the way's own points, where a covariance is λ up to rounding.
    return X, y, 0.99 * w + push * rng.normal(size=p) * (rng.random(p) < 0.3), lam


def _gap(X, y, w, lam):
    return max(_gap_and_dual_point(X, y, w, lam)[0], 0)


def _screened(X, y, w, lam, u, reach):
    """Compare the covariance with some u, and what is added to it, with λ."""
    return (np.abs(X.T @ u) + reach) / len(y) < lam


def _reach(X, y, w, lam):
    return np.linalg.norm(X, axis=0) * np.sqrt(2 * len(y) * _gap(X, y, w, lam))


def _always_scaled(X, y, w, lam):
    e = y - X @ w
    u = e * (len(y) * lam / np.abs(X.T @ e).max())
    return _screened(X, y, w, lam, u, _reach(X, y, w, lam))


def _other_reach(reach):
    """Return the screening with another reach, a function of X, n and the gap."""

    def screen(X, y, w, lam):
        u = _gap_and_dual_point(X, y, w, lam)[1]
        return _screened(X, y, w, lam, u, reach(X, len(y), _gap(X, y, w, lam)))

    return screen


def _one_side(X, y, w, lam):
    u = _gap_and_dual_point(X, y, w, lam)[1]
    return (X.T @ u + _reach(X, y, w, lam)) / len(y) < lam


def _shrunk(X, y, w, limit):
    """Return the residuals, shrunk until no covariance is larger than a limit."""
    e = y - X @ w
    return e * min(1.0, len(y) * limit / np.abs(X.T @ e).max())


def _with_the_objective(X, y, w, lam):
    objective = np.mean((y - X @ w) ** 2) / 2 + lam * np.abs(w).sum()
    reach = np.linalg.norm(X, axis=0) * np.sqrt(2 * len(y) * objective)
    return _screened(X, y, w, lam, _shrunk(X, y, w, lam), reach)


def _signed_factor(X, y, w, lam):
    e = y - X @ w
    u = e * min(1.0, len(y) * lam / (X.T @ e).max())
    return _screened(X, y, w, lam, u, _reach(X, y, w, lam))


SAFE_SCREENING = Exercise(
    name="l1.safe_screening",
    call="safe_screening(X, y, w, lam)",
    reference=lambda X, y, w, lam: _bounds(X, y, w, lam) < lam,
    cases=(
        partial(_screening_case, 50, 30, 8, 0.4, 8),
        partial(_screening_case, 51, 40, 40, 0.5, 6),
        partial(_screening_case, 52, 20, 60, 0.3, 15),
        partial(_screening_case, 53, 60, 30, 0.2, 12),
        partial(_screening_case, 54, 25, 30, 0.6, 1),
        Case(
            "far from the minimum, with columns of very unlike lengths",
            partial(_screening_case, 56, 8, 12, 0.6, 0, decades=1.5, push=0.01),
        ),
        Case("w has weights that are out", partial(_screening_case, 81, 8, 8, 0.3, 2, push=0.01)),
        Case("λ above λ_max", partial(_screening_case, 55, 12, 5, 1.3, 0, push=0.02)),
    ),
    mistakes=(
        Mistake(
            "zero now",
            "These are the columns whose weight is zero now. A solver on its way may still change "
            "its mind; screening asks for certainty.",
            lambda X, y, w, lam: w == 0,
        ),
        Mistake(
            "no radius",
            "The covariance at this point was compared with λ. The point of the minimum may be "
            "elsewhere; add the most that the covariance can change on the way.",
            lambda X, y, w, lam: _bounds(X, y, w, lam, factor=0) < lam,
        ),
        Mistake(
            "length forgotten",
            "The columns were taken to be of length √n. They are not standardized: a long column "
            "gains more from the same move.",
            lambda X, y, w, lam: _bounds(X, y, w, lam, length=np.sqrt(len(y))) < lam,
        ),
        Mistake(
            "radius too small",
            "The reach is too small by √n. The radius has an n under its root, and the length of a "
            "column is the root of its sum of squares, not of their mean.",
            lambda X, y, w, lam: _bounds(X, y, w, lam, factor=2) < lam,
        ),
        Mistake(
            "residuals not shrunk",
            "The residuals were used as they are. They satisfy the dual's conditions only after "
            "they are shrunk, and the bound holds for such a point.",
            lambda X, y, w, lam: _bounds_from_residuals(X, y, w, lam) < lam,
        ),
        Mistake(
            "no radius, residuals as they are",
            "The covariance with the residuals of this w was compared with λ. The residuals at the "
            "minimum may be others; add the most that the covariance can change on the way.",
            lambda X, y, w, lam: _screened(X, y, w, lam, y - X @ w, 0),
        ),
        Mistake(
            "residuals for u",
            "The residuals themselves were taken for u. The bound holds around the u that belongs "
            "to the gap, the residuals shrunk by the factor of that equation.",
            lambda X, y, w, lam: _screened(X, y, w, lam, y - X @ w, _reach(X, y, w, lam)),
        ),
        Mistake(
            "always scaled",
            "The residuals were scaled even where that makes them longer. The factor is at most "
            "one: residuals that satisfy the condition stay as they are.",
            _always_scaled,
        ),
        Mistake(
            "zero now, and certain",
            "A weight that is not zero now was never marked. The rule is about the minimum: a "
            "solver may hold a weight there that is certain to go.",
            lambda X, y, w, lam: (_bounds(X, y, w, lam) < lam) & (w == 0),
        ),
        Mistake(
            "no length",
            "The length of the column is missing: moving u by the radius changes the covariance by "
            "at most the radius times that length.",
            _other_reach(lambda X, n, gap: np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "length of the whole table",
            "The length of the whole table stands where that of each column belongs.",
            _other_reach(lambda X, n, gap: np.linalg.norm(X) * np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "squared lengths",
            "The squared length of the column was used. By the Cauchy–Schwarz inequality it is the "
            "length itself that multiplies the radius.",
            _other_reach(lambda X, n, gap: (X**2).sum(axis=0) * np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "no root",
            "The root is missing: the distance to the maximizer is √(2n gap).",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, axis=0) * 2 * n * gap),
        ),
        Mistake(
            "no 2 in the radius",
            "The radius is too small: it is √(2n gap), with the 2 under the root.",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, axis=0) * np.sqrt(n * gap)),
        ),
        Mistake(
            "2 before the root",
            "The radius is too large: the 2 belongs under the root, √(2n gap).",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, axis=0) * 2 * np.sqrt(n * gap)),
        ),
        Mistake(
            "radius divided by √n only",
            "The covariance was divided by n and the reach was not, or only by √n. Both sides of "
            "the comparison are sums over the rows, or both are means.",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, axis=0) * np.sqrt(2 * gap) * n),
        ),
        Mistake(
            "radius subtracted",
            "The reach was subtracted, as if u moved to the column's good. Certain is only what "
            "holds wherever the maximizer lies: add it.",
            _other_reach(lambda X, n, gap: -np.linalg.norm(X, axis=0) * np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "sum against λ",
            "A sum over the rows was compared with λ. Divide it by n first, as the condition does.",
            lambda X, y, w, lam: _bounds(X, y, w, lam) * len(y) < lam,
        ),
        Mistake(
            "one side of the interval",
            "Only large positive covariances count here. A column with a covariance below −λ comes "
            "in as well, with a negative weight.",
            _one_side,
        ),
        Mistake(
            "the others",
            "This is the opposite: the columns that may still be needed. Mark those that are out "
            "for certain.",
            lambda X, y, w, lam: _bounds(X, y, w, lam) >= lam,
        ),
        Mistake(
            "positions",
            "These are the positions of the columns. Return one True or False for each column.",
            lambda X, y, w, lam: np.flatnonzero(_bounds(X, y, w, lam) < lam),
        ),
        Mistake(
            "longest column for all",
            "All columns were given the length of the longest. Each has its own, and a shorter "
            "one is ruled out sooner.",
            lambda X, y, w, lam: (
                _bounds(X, y, w, lam, length=np.linalg.norm(X, axis=0).max()) < lam
            ),
        ),
        Mistake(
            "largest singular value",
            "The largest singular value of the table stands where the length of each column "
            "belongs.",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, 2) * np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "objective for the gap",
            "The objective stands under the root in place of the gap. The gap is what the "
            "objective lies above the dual one.",
            _with_the_objective,
        ),
        Mistake(
            "covariance with the targets",
            "The covariance is that with the targets. The bound begins at u, the residuals "
            "shrunk by the factor of the gap's equation.",
            lambda X, y, w, lam: _screened(X, y, w, lam, y, _reach(X, y, w, lam)),
        ),
        Mistake(
            "factor without n",
            "The residuals were shrunk n times too much, or by a mean against a sum. Their "
            "covariances, as means over the rows, may be as large as λ.",
            lambda X, y, w, lam: _screened(
                X, y, w, lam, _shrunk(X, y, w, lam / len(y)), _reach(X, y, w, lam)
            ),
        ),
        Mistake(
            "factor from positive covariances",
            "The factor looks at the largest covariance with its sign. A strongly negative one "
            "violates the condition of the dual problem as much.",
            _signed_factor,
        ),
        Mistake(
            "factor of at least one",
            "The factor is at least one here. It is at most one: residuals are shrunk until "
            "they satisfy the condition, and never made longer.",
            lambda X, y, w, lam: _screened(
                X,
                y,
                w,
                lam,
                (y - X @ w) * max(1.0, len(y) * lam / np.abs(X.T @ (y - X @ w)).max()),
                _reach(X, y, w, lam),
            ),
        ),
        Mistake(
            "zero now, or certain",
            "All weights that are zero now were marked as well. A solver on its way may still "
            "bring them in: mark what is certain, and nothing else.",
            lambda X, y, w, lam: (_bounds(X, y, w, lam) < lam) | (w == 0),
        ),
    ),
)

# FISTA that forgets its momentum in time


def _ill_conditioned(seed, n, p, decades, steps):
    """Return features whose singular values span some decades, targets, λ and the steps."""
    rng = np.random.default_rng(seed)
    U, _, Vt = np.linalg.svd(rng.normal(size=(n, p)), full_matrices=False)
    X = np.sqrt(n) * (U * np.logspace(0, -decades, p)) @ Vt
    X = X - X.mean(axis=0)
    y = X @ (2 * rng.normal(size=p) * (rng.random(p) < 0.5)) + 0.05 * rng.normal(size=n)
    return X, y - y.mean(), 0.001, steps


def _other_momentum(X, y, lam, steps):
    n, step = len(y), len(y) / np.linalg.norm(X, 2) ** 2
    w = z = np.zeros(X.shape[1])
    for k in range(1, steps + 1):
        new = _soft(z + step * X.T @ (y - X @ z) / n, step * lam)
        z = new + (k - 1) / (k + 2) * (new - w)
        w = new
    return w


def _accelerated(
    X,
    y,
    lam,
    steps,
    *,
    restart=True,
    both=True,
    momentum=True,
    four=4,
    carried="w",
    threshold=True,
    own_threshold=False,
    curvature=None,
):
    """Return the weights after FISTA; each option is what some mistake gets wrong."""
    n = len(y)
    step = 1 / (np.linalg.norm(X, 2) ** 2 / n if curvature is None else curvature(X))
    w = z = np.zeros(X.shape[1])
    m = 1.0

    def objective(w):
        return np.sum((y - X @ w) ** 2) / (2 * n) + lam * np.abs(w).sum()

    for _ in range(steps):
        new = z + step * X.T @ (y - X @ z) / n
        if threshold:
            new = _soft(new, lam if own_threshold else step * lam)
        if restart and objective(new) > objective(w):
            z, m = (w if both else z), 1.0
            continue
        longer = (1 + np.sqrt(1 + four * m**2)) / 2 if momentum else 1.0
        z = new + (m - 1) / longer * (new - (w if carried == "w" else z))
        w, m = new, longer
    return w


FISTA_RESTART = Exercise(
    name="l1.fista_restart",
    call="fista_restart(X, y, lam, steps)",
    reference=_accelerated,
    cases=(
        partial(_ill_conditioned, 61, 30, 8, 1.5, 300),
        partial(_ill_conditioned, 61, 60, 25, 1.2, 300),
        partial(_ill_conditioned, 62, 40, 15, 1.2, 200),
    ),
    mistakes=(
        Mistake(
            "never restarts",
            "This is FISTA without a restart: after so many steps it is still swinging about the "
            "minimum. Reset m to 1 and z to w as soon as J would rise.",
            partial(_accelerated, restart=False),
        ),
        Mistake(
            "never restarts, other momentum",
            "This is an accelerated descent with the momentum (k − 1)/(k + 2), which does as well "
            "as that of FISTA; but it never restarts. Begin k anew as soon as J would rise.",
            _other_momentum,
        ),
        Mistake(
            "no momentum",
            "This is ISTA: each step begins at w, with nothing gained from the last move. It is "
            "far from the minimum after so many steps.",
            partial(_accelerated, restart=False, momentum=False),
        ),
        Mistake(
            "stays at zero",
            "The weights are still zero. If every step makes the objective rise, the step is too "
            "long, or the weights are never moved on after a restart.",
            lambda X, y, lam, steps: np.zeros(X.shape[1]),
        ),
        Mistake(
            "step without n",
            "The step is n times too short. The curvature of the loss is at most ‖X‖²/n, and the "
            "step is 1 over that.",
            partial(_accelerated, curvature=lambda X: np.linalg.norm(X, 2) ** 2),
        ),
        Mistake(
            "no threshold",
            "This is the minimum without the penalty, or on the way to it. Each step ends with a "
            "soft threshold.",
            partial(_accelerated, threshold=False, restart=False),
        ),
        Mistake(
            "stuck at the first rise",
            "The weights stay where the objective would first rise. Restart there and go on, with "
            "z at w, or the same step is refused again and again.",
            partial(_accelerated, both=False),
        ),
        Mistake(
            "momentum from z",
            "The momentum goes along the move from z. It is the move of the weights, from the "
            "last ones to the new ones, that is carried on.",
            partial(_accelerated, carried="z"),
        ),
        Mistake(
            "no 4 under the root",
            "The momentum hardly grows: m² has a factor of 4 under the root.",
            partial(_accelerated, four=1),
        ),
        Mistake(
            "step with all singular values",
            "The step is too short: ‖X‖ is the largest singular value of the table, not the "
            "root of the sum of all its squared entries.",
            partial(_accelerated, curvature=lambda X: np.linalg.norm(X) ** 2 / len(X)),
        ),
        Mistake(
            "threshold without the step",
            "The threshold is λ, and should be the step times λ: what the gradient is "
            "multiplied by, the penalty is as well.",
            partial(_accelerated, own_threshold=True),
        ),
    ),
    rtol=0.0,
    atol=1e-6,
    quick=False,
)

EXERCISES = (
    SOFT_THRESHOLD,
    ONE_WEIGHT,
    LAMBDA_MAX,
    KKT_VIOLATION,
    COORDINATE_UPDATE,
    ISTA_STEP,
    SAFE_SCREENING,
    FISTA_RESTART,
)
