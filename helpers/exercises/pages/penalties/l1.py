"""The exercises of the chapter on the L1 penalty.

The objective is J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ‖w‖₁, with the intercept b unpenalized; in two
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

from helpers.exercises.registry import Exercise, Mistake


def _soft(v, t):
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def _data(seed, n, p, *numbers, centred=False):
    """Return correlated features of unlike means and scales, a response, and the numbers."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    X = rng.uniform(1, 3, p) + rng.uniform(0.5, 2, p) * (rng.normal(size=(n, p)) + common)
    y = 3 + X @ (rng.normal(size=p) * (rng.random(p) < 0.6)) + rng.normal(size=n)
    if centred:
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


# The soft threshold


def _threshold_case(seed, p, t):
    return 2 * np.random.default_rng(seed).normal(size=p), t


SOFT_THRESHOLD = Exercise(
    name="l1.soft_threshold",
    call="shrink(v, t)",
    reference=_soft,
    cases=(
        lambda: (np.array([3.0, -2.0, 0.5, 1.0, 0.0]), 1.0),
        partial(_threshold_case, 1, 8, 1.5),
        partial(_threshold_case, 2, 1, 0.0),
        partial(_threshold_case, 3, 30, 0.9),
    ),
    mistakes=(
        Mistake(
            "clip",
            "This is what has to be taken away from v: v itself near zero, and ±t far out. What "
            "is left of v after that?",
            lambda v, t: np.clip(v, -t, t),
        ),
        Mistake(
            "hard threshold",
            "The zeros are right, but the large entries are as they were. The penalty pulls on "
            "them too, with the force t.",
            lambda v, t: np.where((v > t) | (v < -t), v, 0.0),
        ),
        Mistake(
            "one-sided",
            "This is right for positive v alone. What should become of an entry below −t?",
            lambda v, t: np.maximum(v - t, 0),
        ),
        Mistake(
            "no zeros",
            "Every entry was moved by t, also those closer to zero than t, which went through "
            "zero to the other side. They should stop there.",
            lambda v, t: v - t * np.sign(v),
        ),
        Mistake(
            "turned round",
            "The sizes are right and the signs are turned round. What was subtracted from what?",
            lambda v, t: np.clip(v, -t, t) - v,
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
            "First c was divided by a, then thresholded at t. Divide the whole objective by a, the "
            "penalty too: what is the threshold then?",
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
            "no penalty",
            "This is the minimum without the penalty: t has no effect on it.",
            lambda c, a, t: c / a,
        ),
    ),
)

# The strength from which on all weights are zero, for the logistic loss


def _lambda_max(X, labels):
    return float(np.abs(X.T @ (labels - labels.mean())).max() / len(labels))


LAMBDA_MAX = Exercise(
    name="l1.lambda_max",
    call="lambda_max(X, labels)",
    reference=_lambda_max,
    cases=(
        partial(_labelled, 10, 12, 3),
        partial(_labelled, 11, 30, 6),
        partial(_labelled, 12, 9, 15),
        lambda: (np.array([[1.0], [0.0], [-2.0], [0.5]]), np.array([0.0, 0.0, 1.0, 0.0])),
    ),
    mistakes=(
        Mistake(
            "no intercept",
            "The probabilities were taken to be ½, as if the intercept were zero too. It is free: "
            "with all weights zero, which probability fits the labels best?",
            lambda X, labels: float(np.abs(X.T @ (labels - 0.5)).max() / len(labels)),
        ),
        Mistake(
            "labels for residuals",
            "The labels themselves were taken for the residuals. With all weights zero the model "
            "still has its intercept, and predicts the share of ones.",
            lambda X, labels: float(np.abs(X.T @ labels).max() / len(labels)),
        ),
        Mistake(
            "sum in place of mean",
            "This is n times too large. The loss is a mean over the rows.",
            lambda X, labels: _lambda_max(X, labels) * len(labels),
        ),
        Mistake(
            "largest without its sign",
            "A column with a strongly negative covariance would enter too, with a negative "
            "weight: the condition is on the absolute value.",
            lambda X, labels: float((X.T @ (labels - labels.mean())).max() / len(labels)),
        ),
        Mistake(
            "smallest",
            "This is the smallest covariance. All weights are to be zero: which column is the last "
            "to be held back?",
            lambda X, labels: float(np.abs(X.T @ (labels - labels.mean())).min() / len(labels)),
        ),
        Mistake(
            "labels of −1 and 1",
            "This is twice too large, as for labels −1 and 1. Here they are 0 and 1, and the "
            "residual is the label less the probability.",
            lambda X, labels: 2 * _lambda_max(X, labels),
        ),
        Mistake(
            "all columns",
            "The result has one number for each column. Which of them decides?",
            lambda X, labels: np.abs(X.T @ (labels - labels.mean())) / len(labels),
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


def _kkt_case(seed, n, p, lam, *, excess=0.0, flipped=False, centred=False):
    """Return data, about the best weights on some columns, and an intercept that is off by excess.

    With ``flipped`` the largest weight gets the wrong sign, and a small size.
    """
    X, y = _data(seed, n, p, centred=centred)
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


KKT_VIOLATION = Exercise(
    name="l1.kkt_violation",
    call="kkt_violation(X, y, w, b, lam)",
    reference=_kkt_violation,
    cases=(
        partial(_kkt_case, 20, 15, 4, 0.3),
        partial(_kkt_case, 21, 40, 8, 0.5, excess=0.7),
        partial(_kkt_case, 22, 25, 6, 4.0, flipped=True),
        partial(_kkt_case, 23, 10, 12, 0.2, excess=-2.0),
        partial(_kkt_case, 24, 30, 5, 9.0, excess=-1.5, centred=True),
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
            "residuals turned round",
            "The residuals have the wrong sign: they are the targets less the fit.",
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
    ),
)

# One coordinate, from the matrix of covariances


def _gram_case(seed, n, p, j, lam, *, constant=False):
    X, y = _data(seed, n, p, centred=True)
    if constant:
        X[:, j] = 0
    w = _some_weights(seed + 1000, p)
    w[j] = 0.0 if constant else 0.8
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


COORDINATE_UPDATE = Exercise(
    name="l1.coordinate_update",
    call="coordinate_update(gram, correlation, w, j, lam)",
    reference=_coordinate_update,
    cases=(
        partial(_gram_case, 30, 12, 3, 1, 0.3),
        partial(_gram_case, 31, 40, 7, 6, 0.8),
        partial(_gram_case, 32, 8, 14, 0, 0.2),
        partial(_gram_case, 33, 20, 4, 2, 50.0),
        partial(_gram_case, 34, 20, 4, 3, 0.1, constant=True),
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
            "whole vector",
            "These are all weights after the update. Return the new weight of column j alone, as "
            "a number.",
            _whole_vector,
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
            "The weights were thresholded at λ itself. The step length multiplies the penalty as "
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


def _screening_case(seed, n, p, share, sweeps):
    """Return data, weights after a few sweeps of coordinate descent, and a strength."""
    X, y = _data(seed, n, p, centred=True)
    lam = float(share * np.abs(X.T @ y).max() / n)
    w = np.zeros(p)
    for _ in range(sweeps):
        for j in range(p):
            rest = y - X @ w + X[:, j] * w[j]
            w[j] = _soft(X[:, j] @ rest / n, lam) / (X[:, j] @ X[:, j] / n)
    return X, y, w, lam


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
            "The radius is √(2 gap): the factor n under the root is missing. The dual objective "
            "curves with 1/n, so a gap allows a larger distance.",
            lambda X, y, w, lam: _bounds(X, y, w, lam, factor=2) < lam,
        ),
        Mistake(
            "residuals not shrunk",
            "The residuals were used as they are. They satisfy the dual's conditions only after "
            "they are shrunk, and the bound holds for such a point.",
            lambda X, y, w, lam: _bounds_from_residuals(X, y, w, lam) < lam,
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
    ),
)

# FISTA that forgets its momentum in time


def _ill_conditioned(seed, n, p, decades, steps):
    """Return features whose singular values span some decades, a response, λ and the steps."""
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


def _accelerated(X, y, lam, steps, *, restart=True, momentum=True, threshold=True):
    n, step = len(y), len(y) / np.linalg.norm(X, 2) ** 2
    w = z = np.zeros(X.shape[1])
    m = 1.0

    def objective(w):
        return np.sum((y - X @ w) ** 2) / (2 * n) + lam * np.abs(w).sum()

    for _ in range(steps):
        new = z + step * X.T @ (y - X @ z) / n
        if threshold:
            new = _soft(new, step * lam)
        if restart and objective(new) > objective(w):
            z, m = w, 1.0
            continue
        longer = (1 + np.sqrt(1 + 4 * m**2)) / 2 if momentum else 1.0
        z = new + (m - 1) / longer * (new - w)
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
            "no threshold",
            "This is the minimum without the penalty, or on the way to it. Each step ends with a "
            "soft threshold.",
            partial(_accelerated, threshold=False, restart=False),
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
