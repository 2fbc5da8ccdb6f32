"""The exercises of the page on solvers of the lasso.

The objective is J(w) = 1/(2n) ‖y − Xw‖² + λ‖w‖₁; in one of the exercises the logistic loss takes
the place of the squares, with an intercept that is unpenalized.

References
----------
Fercoq, Gramfort, Salmon (2015), Proceedings of Machine Learning Research 37 (screening).
O'Donoghue, Candès (2015), Foundations of Computational Mathematics 15(3), 715-732 (restart).
"""

from functools import cache, partial

import numpy as np

from helpers.exercises.pages.penalties._lasso import regression, soft, some_weights
from helpers.exercises.registry import Case, Exercise, Mistake


def _labelled(seed, n, p):
    """Return features and labels of 0 and 1, more of the one than of the other."""
    X, y = regression(seed, n, p)
    return X, (y > np.quantile(y, 0.7)).astype(float)


def _sigmoid(score):
    return 1 / (1 + np.exp(-score))


# A proximal step on the logistic loss


def _ista_case(seed, n, p, step, lam, scale=1.0):
    X, labels = _labelled(seed, n, p)
    return X, labels, scale * some_weights(seed + 1000, p), -0.4, step, lam


def _moved(X, labels, w, b, step, residuals=None):
    """Return weights and intercept after a gradient step on the logistic loss."""
    r = labels - _sigmoid(X @ w + b) if residuals is None else residuals
    return w + step * X.T @ r / len(labels), float(b + step * r.mean())


def _ista_step(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return soft(moved, step * lam), intercept


def _threshold_without_step(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return soft(moved, lam), intercept


def _intercept_thresholded(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return soft(moved, step * lam), float(soft(intercept, step * lam))


def _intercept_left(X, labels, w, b, step, lam):
    return _ista_step(X, labels, w, b, step, lam)[0], b


def _threshold_first(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return moved - w + soft(w, step * lam), intercept


def _subgradient_step(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step)
    return moved - step * lam * np.sign(w), intercept


def _no_threshold(X, labels, w, b, step, lam):
    return _moved(X, labels, w, b, step)


def _summed(X, labels, w, b, step, lam):
    n = len(labels)
    moved, intercept = _moved(X, labels, w, b, n * step)
    return soft(moved, step * lam), intercept


def _uphill(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, -step)
    return soft(moved, step * lam), intercept


def _no_sigmoid(X, labels, w, b, step, lam):
    moved, intercept = _moved(X, labels, w, b, step, labels - X @ w - b)
    return soft(moved, step * lam), intercept


def _other_threshold(X, labels, w, b, step, threshold):
    moved, intercept = _moved(X, labels, w, b, step)
    return soft(moved, threshold), intercept


def _without_the_n_of_the_weights(X, labels, w, b, step, lam):
    moved = _moved(X, labels, w, b, len(labels) * step)[0]
    return soft(moved, step * lam), _ista_step(X, labels, w, b, step, lam)[1]


def _half_gradient(X, labels, w, b, step, lam):
    moved = _moved(X, labels, w, b, step / 2)[0]
    return soft(moved, step * lam), _ista_step(X, labels, w, b, step, lam)[1]


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
    moved, _ = _moved(X, labels, soft(w, step * lam), b, step)
    return moved, _ista_step(X, labels, w, b, step, lam)[1]


def _with_residuals(residuals):
    """Return the step with other residuals, a function of the labels, the score and b."""

    def step_of(X, labels, w, b, step, lam):
        found = residuals(labels, X @ w + b, b)
        moved, intercept = _moved(X, labels, w, b, step, found)
        return soft(moved, step * lam), intercept

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
                soft(_moved(X, labels, w, b, 1.0)[0], step * lam),
                _moved(X, labels, w, b, step)[1],
            ),
        ),
        Mistake(
            "weights uphill",
            "The intercept is right, but the weights climb the loss. With residuals as label less "
            "probability, both move with them.",
            lambda X, labels, w, b, step, lam: (
                soft(_moved(X, labels, w, b, -step)[0], step * lam),
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
                soft(_moved(X, labels, w, b, step)[0] - w, step * lam),
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
                soft(
                    w
                    + step * (X - X.mean(axis=0)).T @ (labels - _sigmoid(X @ w + b)) / len(labels),
                    step * lam,
                ),
                _moved(X, labels, w, b, step)[1],
            ),
        ),
        Mistake(
            "gradient doubled",
            "The gradient is twice what it should be. The derivative of the logistic loss has "
            "no 2: it is the probability less the label.",
            lambda X, labels, w, b, step, lam: _ista_step(X, labels, w, b, 2 * step, lam / 2),
        ),
        Mistake(
            "exponential for the probability",
            "The exponential of the score was taken for the probability. That is the odds; "
            "the probability is the logistic function of the score.",
            _with_residuals(lambda labels, score, b: labels - np.exp(score)),
        ),
        Mistake(
            "threshold divided by the step",
            "The intercept is right. The threshold was divided by the step; a shorter step "
            "shrinks less, so the two are multiplied.",
            lambda X, labels, w, b, step, lam: _other_threshold(X, labels, w, b, step, lam / step),
        ),
        Mistake(
            "number of columns",
            "The intercept is right. The gradient of the weights was divided by the number of "
            "columns; the loss is a mean over the rows.",
            lambda X, labels, w, b, step, lam: (
                soft(w + step * X.T @ (labels - _sigmoid(X @ w + b)) / len(w), step * lam),
                _moved(X, labels, w, b, step)[1],
            ),
        ),
        Mistake(
            "intercept pulled by λ",
            "The weights are right. λ was taken off the intercept's gradient; it is free, and "
            "takes the step on the loss alone.",
            lambda X, labels, w, b, step, lam: (
                _ista_step(X, labels, w, b, step, lam)[0],
                _moved(X, labels, w, b, step)[1] - step * lam,
            ),
        ),
        Mistake(
            "zeros stay",
            "The intercept is right. Weights that were zero stayed at zero; each of them gets "
            "its gradient step, and is thresholded after it.",
            _other_pull(lambda moved, w, t: np.where(w == 0, 0, soft(moved, t))),
        ),
        Mistake(
            "old zeros not thresholded",
            "The intercept is right. Weights that were zero are not thresholded; the "
            "threshold is for all of them, after the step.",
            _other_pull(lambda moved, w, t: np.where(w == 0, moved, soft(moved, t))),
        ),
        Mistake(
            "penalty twice",
            "The intercept is right. The penalty acts twice, by its subgradient in the step "
            "and by the threshold after it. The threshold is enough.",
            _other_pull(lambda moved, w, t: soft(moved - t * np.sign(w), t)),
        ),
        Mistake(
            "intercept of the labels alone",
            "The weights are right. The intercept is the one that fits the labels without any "
            "feature; it takes a gradient step from its old place.",
            lambda X, labels, w, b, step, lam: (
                _ista_step(X, labels, w, b, step, lam)[0],
                float(np.log(labels.mean() / (1 - labels.mean()))),
            ),
        ),
        Mistake(
            "gradient without the step",
            "The whole gradient was taken, without the step size. It multiplies the gradient and "
            "the penalty alike.",
            lambda X, labels, w, b, step, lam: (
                soft(_moved(X, labels, w, b, 1.0)[0], step * lam),
                _moved(X, labels, w, b, 1.0)[1],
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
    X, y, w, lam = _partly_descended(seed, n, p, share, sweeps, decades, push)
    return X.copy(), y.copy(), w.copy(), lam


@cache  # each judgement makes its cases several times
def _partly_descended(seed, n, p, share, sweeps, decades, push):
    X, y = regression(seed, n, p, centered=True)
    rng = np.random.default_rng(seed)
    X = X * 10.0 ** rng.uniform(-decades, 0, p)
    lam = float(share * np.abs(X.T @ y).max() / n)
    w = np.zeros(p)
    for _ in range(sweeps):
        for j in range(p):
            rest = y - X @ w + X[:, j] * w[j]
            w[j] = soft(X[:, j] @ rest / n, lam) / (X[:, j] @ X[:, j] / n)
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
        Mistake(
            "radius of a mean",
            "The radius was made for means over the rows, and stands beside a sum, or the "
            "other way round. Beside Xᵀu the distance is √(2n gap).",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, axis=0) * np.sqrt(2 * gap / n)),
        ),
        Mistake(
            "reach not divided",
            "The covariance was divided by n, and the most that it can change was not. Both "
            "are sums over the rows, or both are means.",
            _other_reach(lambda X, n, gap: n * np.linalg.norm(X, axis=0) * np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "half in the radius",
            "The radius is too small by a half: the 2 multiplies under the root, √(2n gap).",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, axis=0) * np.sqrt(n * gap / 2)),
        ),
        Mistake(
            "sums of absolute values",
            "The sum of the absolute values was taken for a column's length. The "
            "Cauchy–Schwarz inequality has the root of the sum of squares.",
            _other_reach(lambda X, n, gap: np.abs(X).sum(axis=0) * np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "largest entry",
            "A column's largest entry was taken for its length, which is the root of the sum "
            "of all its squares.",
            _other_reach(lambda X, n, gap: np.abs(X).max(axis=0) * np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "zero now, and inside",
            "Marked are the weights that are zero now and obey their condition now. The "
            "minimum may be elsewhere; add the most that a covariance can change on the way.",
            lambda X, y, w, lam: (w == 0) & _screened(X, y, w, lam, y - X @ w, 0),
        ),
        Mistake(
            "targets shrunk",
            "The targets were shrunk in place of the residuals. The gap belongs to the u that "
            "is made of the residuals of this w.",
            lambda X, y, w, lam: _screened(
                X, y, w, lam, _shrunk(X, y, 0 * w, lam), _reach(X, y, w, lam)
            ),
        ),
        Mistake(
            "gap outside of the root",
            "The gap stands outside of the root. The distance to the maximizer is √(2n gap): "
            "it falls only with the root of the gap.",
            _other_reach(lambda X, n, gap: np.linalg.norm(X, axis=0) * np.sqrt(2 * n) * gap),
        ),
        Mistake(
            "gap at zero",
            "The gap is that of zero weights. It has to belong to the w and the u that the "
            "bound begins at.",
            lambda X, y, w, lam: _screened(
                X, y, w, lam, _shrunk(X, y, w, lam), _reach(X, y, 0 * w, lam)
            ),
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
        new = soft(z + step * X.T @ (y - X @ z) / n, step * lam)
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
    half=2,
    direction=1,
    from_zero=False,
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
            new = soft(new, lam if own_threshold else step * lam)
        if restart and objective(new) > objective(w):
            w = 0 * w if from_zero else w
            z, m = (w if both else z), 1.0
            continue
        longer = (1 + np.sqrt(1 + four * m**2)) / half if momentum else 1.0
        z = new + direction * (m - 1) / longer * (new - (w if carried == "w" else z))
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
        Mistake(
            "momentum backwards",
            "The momentum points backwards, from the new weights to the old ones. It carries "
            "the last move on: new less old.",
            partial(_accelerated, direction=-1),
        ),
        Mistake(
            "m not halved",
            "The next m lacks its half: (1 + √(1 + 4m²))/2. As it is, the momentum grows much "
            "too fast.",
            partial(_accelerated, half=1),
        ),
        Mistake(
            "step twice too long",
            "The step is twice as long as 1 over the largest curvature. A plain step may do "
            "that; with momentum it overshoots.",
            partial(_accelerated, curvature=lambda X: np.linalg.norm(X, 2) ** 2 / len(X) / 2),
        ),
        Mistake(
            "step from the root",
            "The step is 1 over the largest singular value. The curvature of the loss is at "
            "most the square of that, over n.",
            partial(_accelerated, curvature=lambda X: np.linalg.norm(X, 2)),
        ),
        Mistake(
            "restarts from zero",
            "After a restart the weights began at zero again. It is the momentum that is "
            "forgotten; z goes back to the weights reached.",
            partial(_accelerated, from_zero=True),
        ),
        Mistake(
            "no threshold, with restarts",
            "Each step is one on the loss alone, though J is watched. It has to end with a "
            "soft threshold.",
            partial(_accelerated, threshold=False),
        ),
        Mistake(
            "loss as a sum",
            "The gradient is that of a loss summed over the rows, and λ was not multiplied by n. "
            "Beside a sum it counts for n times less.",
            lambda X, y, lam, steps: _accelerated(X, y, lam / len(y), steps),
        ),
    ),
    rtol=0.0,
    atol=1e-6,
    quick=False,
)

EXERCISES = (
    ISTA_STEP,
    SAFE_SCREENING,
    FISTA_RESTART,
)
