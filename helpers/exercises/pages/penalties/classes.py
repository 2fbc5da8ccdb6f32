"""The exercises of the page on penalties for classes.

Labels are 0 and 1, the logits z = Xw + b, the probabilities q = 1/(1 + exp(−z)), and the objective
is the mean of the log loss, −log q where y = 1 and −log(1 − q) where y = 0, plus λ/2 ‖w‖², or plus
λ (r‖w‖₁ + (1−r)/2 ‖w‖²).

References
----------
Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 2nd ed., §4.4.
King & Zeng (2001), Political Analysis 9(2), 137-163: the intercept after rows were chosen by class.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _labelled(seed, n, p):
    """Return features (n, p) whose columns differ in mean and spread, and labels, both present."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 2, p) + rng.uniform(-1.5, 1.5, p)
    y = (X[:, 0] - X[:, -1] + rng.logistic(size=n) > 0.8).astype(float)
    y[:3] = [0, 1, 0]
    return X, y


# 1. The gradient


def _gradient_case(seed, n, p, lam):
    X, y = _labelled(seed, n, p)
    rng = np.random.default_rng(seed + 500)
    return X, y, rng.normal(size=p), float(rng.normal()) + 0.7, lam


def _gradient(X, y, w, b, lam, *, residuals=None, pull=1.0, loss=1.0, own=0.0, rows=None):
    """Return the gradient; each option is what some mistake gets wrong."""
    z = X @ w + b
    e = _sigmoid(z) - y if residuals is None else residuals(z, y)
    slope = X.T @ e / len(y)
    in_b = e.mean() if rows is None else rows(e)
    return loss * slope + pull * lam * w, float(loss * in_b + own * lam * b)


def _with_residuals(residuals):
    return partial(_gradient, residuals=residuals)


GRADIENT = Exercise(
    name="classes.gradient",
    call="gradient(X, y, w, b, lam)",
    returns=("grad_w", "grad_b"),
    reference=_gradient,
    cases=(
        partial(_gradient_case, 1, 12, 3, 0.3),
        partial(_gradient_case, 2, 40, 5, 0.07),
        partial(_gradient_case, 3, 7, 9, 1.7),
        Case("no penalty", partial(_gradient_case, 4, 9, 2, 0.0)),
        Case(
            "all weights zero",
            lambda: (*_labelled(5, 11, 3), np.zeros(3), 0.0, 0.4),
        ),
    ),
    mistakes=(
        Mistake(
            "logits for probabilities",
            "The logits were compared with the labels, as least squares would. It is the "
            "probabilities q that the slope of the log loss compares with them.",
            _with_residuals(lambda z, y: z - y),
        ),
        Mistake(
            "slope of the sigmoid left in",
            "There is a factor q(1 − q) too many. It stands in the slope of the probability, and "
            "cancels against the slope of the logarithm.",
            _with_residuals(lambda z, y: (_sigmoid(z) - y) * _sigmoid(z) * (1 - _sigmoid(z))),
        ),
        Mistake(
            "classes for probabilities",
            "The labels were compared with the predicted classes, zero or one. The loss sees how "
            "sure the model is, and so does its slope.",
            _with_residuals(lambda z, y: (z > 0) - y),
        ),
        Mistake(
            "intercept penalized",
            "The part for w is right. The intercept has no penalty in the objective, and none in "
            "its slope.",
            partial(_gradient, own=1.0),
        ),
        Mistake(
            "penalty over n",
            "The penalty was divided by the number of rows. In the book's objective only the loss "
            "is a mean.",
            lambda X, y, w, b, lam: _gradient(X, y, w, b, lam, pull=1 / len(y)),
        ),
        Mistake(
            "no penalty",
            "The slope of the loss is right. The penalty has a slope as well.",
            partial(_gradient, pull=0.0),
        ),
        Mistake(
            "penalty doubled",
            "The slope of the penalty is twice too large: the ½ in front of ‖w‖² is there to "
            "cancel the 2 of the square.",
            partial(_gradient, pull=2.0),
        ),
        Mistake(
            "sums for means",
            "The loss was summed over the rows. In the book's objective it is a mean, and λ is "
            "weighed against that.",
            lambda X, y, w, b, lam: _gradient(X, y, w, b, lam, loss=len(y)),
        ),
        Mistake(
            "sum in the intercept alone",
            "The part for w is right. The one for b is a sum over the rows, and should be a mean.",
            partial(_gradient, rows=np.sum),
        ),
        Mistake(
            "no intercept in the logits",
            "The intercept was left out of the logits. It shifts every one of them.",
            lambda X, y, w, b, lam: _gradient(X, y, w, 0 * b, lam),
        ),
        Mistake(
            "penalty subtracted",
            "The penalty was subtracted. It is added to the objective, and so is its slope.",
            partial(_gradient, pull=-1.0),
        ),
        Mistake(
            "sigmoid of the other sign",
            "These are the probabilities of the class 0: the sign in the exponential is turned.",
            _with_residuals(lambda z, y: _sigmoid(-z) - y),
        ),
        Mistake(
            "labels of −1 and 1",
            "The labels were turned into −1 and 1. Beside a probability they are 0 and 1.",
            _with_residuals(lambda z, y: _sigmoid(z) - (2 * y - 1)),
        ),
        Mistake(
            "formula for labels of ±1",
            "This is the slope for labels of −1 and 1, with zeros and ones put in. Turn the "
            "labels into 2y − 1 first, or compare the probabilities with y.",
            _with_residuals(lambda z, y: -y / (1 + np.exp(y * z))),
        ),
    ),
)

# 2. One Newton step


def _newton_case(seed, n, p, lam, size=1.0):
    X, y = _labelled(seed, n, p)
    return X, y, size * np.random.default_rng(seed + 500).normal(size=p), lam


def _newton(X, y, w, lam, *, weights=None, bend=1.0, pull=1.0, rows=None, system=None):
    """Return w after a Newton step; each option is what some mistake gets wrong."""
    n, p = X.shape
    q = _sigmoid(X @ w)
    slope = X.T @ (q - y) / n + pull * lam * w
    h = q * (1 - q) if weights is None else weights(q)
    H = (X.T * h) @ X / (n if rows is None else rows) + bend * lam * np.eye(p)
    if system is not None:
        H = system(H)
    return w - np.linalg.solve(H, slope)


def _newton_to_the_end(X, y, w, lam):
    for _ in range(30):
        w = _newton(X, y, w, lam)
    return w


def _newton_of_zeros(X, y, w, lam):
    # With y in place of 1 − y it is the step for both turned round, and so is the penalty's slope.
    q = _sigmoid(-(X @ w))
    H = (X.T * (q * (1 - q))) @ X / len(y) + lam * np.eye(len(w))
    return w - np.linalg.solve(H, X.T @ (q - y) / len(y) + lam * w)


def _newton_uphill_in_the_loss(X, y, w, lam):
    q = _sigmoid(X @ w)
    H = (X.T * (q * (1 - q))) @ X / len(y) + lam * np.eye(len(w))
    return w - np.linalg.solve(H, X.T @ (y - q) / len(y) + lam * w)


def _penalty_in_every_entry(X, y, w, lam):
    return _newton(X, y, w, lam, bend=0.0, system=lambda H: H + lam)


NEWTON = Exercise(
    name="classes.newton_step",
    call="newton_step(X, y, w, lam)",
    reference=_newton,
    cases=(
        partial(_newton_case, 11, 15, 3, 0.2),
        partial(_newton_case, 12, 40, 5, 0.05, 0.5),
        partial(_newton_case, 13, 18, 6, 0.9),
        Case("from zero", partial(_newton_case, 14, 20, 4, 0.3, 0.0)),
        partial(_newton_case, 15, 60, 2, 0.4),
    ),
    mistakes=(
        Mistake(
            "curvature of least squares",
            "The curvature is that of least squares. A row bends the log loss by q(1 − q), most "
            "where the model is in doubt.",
            partial(_newton, weights=np.ones_like),
        ),
        Mistake(
            "largest curvature",
            "Every row was given the curvature ¼, which is the largest there is. A row bends by "
            "q(1 − q), with its own q.",
            partial(_newton, weights=lambda q: np.full_like(q, 0.25)),
        ),
        Mistake(
            "no penalty in the curvature",
            "The penalty has a slope here, but no curvature. Its second derivative is λ in every "
            "direction.",
            partial(_newton, bend=0.0),
        ),
        Mistake(
            "no penalty in the slope",
            "The penalty has a curvature here, but no slope. Without it the step goes where the "
            "loss alone wants to go.",
            partial(_newton, pull=0.0),
        ),
        Mistake(
            "curvature summed",
            "The slope is a mean over the rows, and the curvature a sum. Both come from the same "
            "mean.",
            partial(_newton, rows=1),
        ),
        Mistake(
            "the diagonal alone",
            "Each weight was moved by its own curvature. The curvature is a matrix: what one "
            "weight does changes what the others have to do.",
            partial(_newton, system=lambda H: np.diag(np.diag(H))),
        ),
        Mistake(
            "the step alone",
            "This is the step. Return the weights after it.",
            lambda X, y, w, lam: _newton(X, y, w, lam) - w,
        ),
        Mistake(
            "uphill",
            "The step was taken the other way: Newton's method goes down, against the slope.",
            lambda X, y, w, lam: 2 * w - _newton(X, y, w, lam),
        ),
        Mistake(
            "roots of the curvature",
            "The rows' curvatures enter by their roots. Rows multiplied by the root are right on "
            "both sides of the product; in the middle of it stands q(1 − q) itself.",
            partial(_newton, weights=lambda q: np.sqrt(q * (1 - q))),
        ),
        Mistake(
            "probability for the curvature",
            "The rows' curvatures were taken as q. They are q(1 − q), alike for a sure yes and a "
            "sure no.",
            partial(_newton, weights=lambda q: q),
        ),
        Mistake(
            "a step down the gradient",
            "This is a step of the plain descent. Newton's method divides by the curvature.",
            partial(_newton, system=lambda H: np.eye(len(H))),
        ),
        Mistake(
            "penalty on the curvature halved",
            "The curvature of the penalty is half of what it should be: λ/2 ‖w‖² bends by λ.",
            partial(_newton, bend=0.5),
        ),
        Mistake(
            "probabilities of a zero",
            "These are the probabilities of a zero: the sign in the exponential is turned.",
            _newton_of_zeros,
        ),
        Mistake(
            "slope of the loss turned round",
            "The slope of the loss has the wrong sign. It is the mean of the columns times "
            "probability less label.",
            _newton_uphill_in_the_loss,
        ),
        Mistake(
            "sums in both",
            "The loss was summed over the rows, in the slope and in the curvature. It is a mean, "
            "and beside a mean λ counts for more.",
            lambda X, y, w, lam: _newton(X, y, w, lam / len(y)),
        ),
        Mistake(
            "penalty in every entry",
            "The strength λ was added to every entry of the curvature. It stands on the diagonal "
            "alone: it multiplies the identity.",
            _penalty_in_every_entry,
        ),
        Mistake(
            "to the end",
            "The steps were repeated until they came to rest. Return the weights after the first "
            "one.",
            _newton_to_the_end,
        ),
    ),
)

# 3. The strength at which the first weight enters


def _lam_max(X, y, mix, *, centre=None, share=None, combine=np.max, size=np.abs, columns=None):
    """Return the strength; each option is what some mistake gets wrong."""
    if columns is not None:
        X = columns(X)
    slopes = X.T @ (y - (y.mean() if centre is None else centre)) / len(y)
    return float(combine(size(slopes))) / (mix if share is None else share(mix))


LAM_MAX = Exercise(
    name="classes.lam_max",
    call="lam_max(X, y, mix)",
    reference=_lam_max,
    cases=(
        lambda: (*_labelled(21, 14, 4), 1.0),
        lambda: (*_labelled(22, 50, 6), 0.5),
        lambda: (*_labelled(23, 9, 3), 0.2),
        Case(
            "the strongest column has a negative slope",
            lambda: (np.array([[2.0, 1], [-3, 0], [4, 1], [-5, 2]]), np.array([0.0, 1, 0, 1]), 0.8),
        ),
        Case(
            "few of one class",
            lambda: (_labelled(24, 30, 5)[0], (np.arange(30) < 4).astype(float), 0.7),
        ),
    ),
    mistakes=(
        Mistake(
            "intercept at zero",
            "The labels were compared with ½. That is the probability at w = 0 and b = 0, but the "
            "intercept is free: with all weights zero it is fitted.",
            partial(_lam_max, centre=0.5),
        ),
        Mistake(
            "labels as they come",
            "The labels themselves were multiplied with the columns. With all weights zero the "
            "model still predicts something, the same for every row.",
            partial(_lam_max, centre=0.0),
        ),
        Mistake(
            "mix forgotten",
            "The mix has no effect. Only a share of the strength belongs to L1, and it is L1 that "
            "holds a weight at zero.",
            partial(_lam_max, share=lambda mix: 1.0),
        ),
        Mistake(
            "multiplied by the mix",
            "The mix is on the wrong side: the smaller the share of L1, the larger λ has to be to "
            "hold a weight at zero.",
            partial(_lam_max, share=lambda mix: 1 / mix),
        ),
        Mistake(
            "positive slopes alone",
            "Only slopes of one sign were looked at. A weight may enter on either side of zero.",
            partial(_lam_max, size=lambda slopes: slopes),
        ),
        Mistake(
            "negative slopes alone",
            "Only slopes of the other sign were looked at. A weight may enter on either side.",
            partial(_lam_max, size=lambda slopes: -slopes),
        ),
        Mistake(
            "length of the slopes",
            "The slopes were put together to a length. Each weight is held by itself; the "
            "strongest of them decides.",
            partial(_lam_max, combine=np.linalg.norm),
        ),
        Mistake(
            "sum of the slopes",
            "The slopes were added up. Each weight is held by itself; the strongest of them "
            "decides.",
            partial(_lam_max, combine=np.sum),
        ),
        Mistake(
            "smallest slope",
            "The smallest slope was taken. At that strength only one weight is held at zero, and "
            "all of them have to be.",
            partial(_lam_max, combine=np.min),
        ),
        Mistake(
            "standardized",
            "The columns were standardized first. The penalty is on the weights of the columns as "
            "they come.",
            partial(_lam_max, columns=lambda X: (X - X.mean(axis=0)) / X.std(axis=0)),
        ),
        Mistake(
            "curvature at zero",
            "The slopes were multiplied by the curvature at zero. What holds a weight at zero is "
            "the slope against the strength; curvature has no say there.",
            lambda X, y, mix: _lam_max(X, y, mix) * float(y.mean() * (1 - y.mean())),
        ),
        Mistake(
            "share of L2",
            "The slopes were divided by the share of L2. At zero the L2 part has no slope at all.",
            partial(_lam_max, share=lambda mix: 1 - mix if mix < 1 else 1.0),
        ),
        Mistake(
            "place of the largest slope",
            "This is the place of the column that enters first. The strength at which it does is "
            "asked for.",
            lambda X, y, mix: int(np.abs(X.T @ (y - y.mean())).argmax()),
        ),
    ),
)

# 4. The intercept after rows were chosen by class


def _logit(rate):
    return float(np.log(rate / (1 - rate)))


def _true_intercept(b, rate, trained):
    return float(b) + _logit(rate) - _logit(trained)


def _probability_scaled(b, rate, trained):
    q = float(_sigmoid(b)) * rate / trained
    with np.errstate(invalid="ignore"):
        return float(np.log(q / (1 - q)))


INTERCEPT = Exercise(
    name="classes.true_intercept",
    call="true_intercept(b, rate, trained)",
    reference=_true_intercept,
    cases=(
        lambda: (0.4, 0.026, 0.5),
        lambda: (-1.3, 0.3, 0.45),
        lambda: (2.2, 0.6, 0.2),
        Case("the same rates", lambda: (-0.7, 0.35, 0.35)),
        lambda: (0.9, 0.07, 0.8),
    ),
    mistakes=(
        Mistake(
            "the other way",
            "The shift goes the wrong way. Where the class is rarer in the world than in the "
            "training rows, its probabilities have to fall.",
            lambda b, rate, trained: b - _logit(rate) + _logit(trained),
        ),
        Mistake(
            "ratio of the rates",
            "The shift is the logarithm of the ratio of the *rates*. Logits are logarithms of "
            "odds, and a rare class takes from the other's share as well.",
            lambda b, rate, trained: b + np.log(rate / trained),
        ),
        Mistake(
            "rates of the other class alone",
            "The shift is the logarithm of the ratio of the other class's rates. Odds have both "
            "classes in them.",
            lambda b, rate, trained: b - np.log((1 - rate) / (1 - trained)),
        ),
        Mistake(
            "replaced by the rate",
            "The intercept was replaced by the logit of the rate. It holds more than the rate: "
            "where the weights put the zero of the features.",
            lambda b, rate, trained: _logit(rate),
        ),
        Mistake(
            "as if trained on halves",
            "This would be right had half of the training rows been of the class 1.",
            lambda b, rate, trained: b + _logit(rate),
        ),
        Mistake(
            "odds without the logarithm",
            "The ratio of the odds was added as it is. The intercept is on the scale of "
            "logarithms.",
            lambda b, rate, trained: b + rate / (1 - rate) / (trained / (1 - trained)),
        ),
        Mistake(
            "odds multiplied",
            "The intercept was multiplied by the ratio of the odds. Its exponential is what has "
            "to be multiplied.",
            lambda b, rate, trained: b * rate / (1 - rate) / (trained / (1 - trained)),
        ),
        Mistake(
            "difference of the rates",
            "The difference of the rates was added. Rates have to become logits before they can "
            "be added to one.",
            lambda b, rate, trained: b + rate - trained,
        ),
        Mistake(
            "back to a probability",
            "This is a probability. The intercept is a logit, any number.",
            lambda b, rate, trained: float(_sigmoid(_true_intercept(b, rate, trained))),
        ),
        Mistake(
            "not changed",
            "The intercept was not changed. In training the class was as frequent as `trained` "
            "says, and the intercept has learned that.",
            lambda b, rate, trained: b,
        ),
        Mistake(
            "ratio of the rates as a factor",
            "The intercept was multiplied by the ratio of the rates. It is a logarithm: what "
            "multiplies odds is added to it.",
            lambda b, rate, trained: b * rate / trained,
        ),
        Mistake(
            "probability scaled",
            "The probability was multiplied by the ratio of the rates. The other class changes as"
            " well: it is the odds that are multiplied.",
            _probability_scaled,
        ),
        Mistake(
            "odds added",
            "The odds were added as they are. The intercept is on the scale of their logarithms.",
            lambda b, rate, trained: b + rate / (1 - rate) - trained / (1 - trained),
        ),
        Mistake(
            "logarithms to base ten",
            "The logarithms of the odds are to base ten. A logit is a natural logarithm.",
            lambda b, rate, trained: b + (_logit(rate) - _logit(trained)) / np.log(10),
        ),
        Mistake(
            "logarithms to base two",
            "The logarithms of the odds are to base two. A logit is a natural logarithm.",
            lambda b, rate, trained: b + (_logit(rate) - _logit(trained)) / np.log(2),
        ),
    ),
)

# 5. The gradient for several classes


def _softmax(z, axis=1):
    z = np.exp(z - z.max(axis=axis, keepdims=True))
    return z / z.sum(axis=axis, keepdims=True)


def _softmax_case(seed, n, p, classes, lam, size=1.0):
    rng = np.random.default_rng(seed)
    X, _ = _labelled(seed, n, p)
    Y = np.eye(classes)[np.r_[np.arange(classes), rng.integers(classes, size=n - classes)]]
    return X, Y, size * rng.normal(size=(p, classes)), size * rng.normal(size=classes), lam


def _softmax_gradient(X, Y, W, b, lam, *, q=_softmax, pull=1.0, loss=1.0):
    """Return the gradient for W; each option is what some mistake gets wrong."""
    return loss * X.T @ (q(X @ W + b) - Y) / len(X) + pull * lam * W


def _overflowing(X, Y, W, b, lam):
    with np.errstate(all="ignore"):
        q = np.exp(X @ W + b)
        return X.T @ (q / q.sum(axis=1, keepdims=True) - Y) / len(X) + lam * W


SOFTMAX = Exercise(
    name="classes.softmax_gradient",
    call="softmax_gradient(X, Y, W, b, lam)",
    reference=_softmax_gradient,
    cases=(
        partial(_softmax_case, 41, 12, 4, 3, 0.3),
        partial(_softmax_case, 42, 30, 2, 5, 0.05),
        partial(_softmax_case, 43, 7, 6, 2, 1.4),
        Case("logits of a thousand", partial(_softmax_case, 44, 10, 3, 4, 0.01, 800.0)),
    ),
    mistakes=(
        Mistake(
            "a sigmoid for each class",
            "Each class got its own sigmoid, so that the probabilities of a row do not sum to "
            "one. The softmax divides by the sum over the classes.",
            partial(
                _softmax_gradient, q=lambda z: np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
            ),
        ),
        Mistake(
            "softmax over the rows",
            "The softmax was taken down the rows. It is the classes of one row whose "
            "probabilities sum to one.",
            partial(_softmax_gradient, q=partial(_softmax, axis=0)),
        ),
        Mistake(
            "no intercepts",
            "The intercepts were left out of the logits.",
            lambda X, Y, W, b, lam: _softmax_gradient(X, Y, W, 0 * b, lam),
        ),
        Mistake(
            "classes for probabilities",
            "The most probable class was compared with the label. The loss sees how sure the "
            "model is, and so does its slope.",
            partial(_softmax_gradient, q=lambda z: np.eye(z.shape[1])[z.argmax(axis=1)]),
        ),
        Mistake(
            "logits for probabilities",
            "The logits were compared with the one-hot labels. The slope of the log loss compares "
            "the probabilities with them.",
            partial(_softmax_gradient, q=lambda z: z),
        ),
        Mistake(
            "log probabilities",
            "The logarithms of the probabilities were compared with the labels. The logarithm is "
            "in the loss, not in its slope.",
            partial(
                _softmax_gradient,
                q=lambda z: (
                    z
                    - z.max(axis=1, keepdims=True)
                    - np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
                ),
            ),
        ),
        Mistake(
            "no penalty",
            "The slope of the loss is right. The penalty has a slope as well.",
            partial(_softmax_gradient, pull=0.0),
        ),
        Mistake(
            "penalty over n",
            "The penalty was divided by the number of rows. In the book's objective only the loss "
            "is a mean.",
            lambda X, Y, W, b, lam: _softmax_gradient(X, Y, W, b, lam, pull=1 / len(X)),
        ),
        Mistake(
            "penalty doubled",
            "The slope of the penalty is twice too large: the ½ in front of the squares is there "
            "to cancel the 2.",
            partial(_softmax_gradient, pull=2.0),
        ),
        Mistake(
            "sums for means",
            "The loss was summed over the rows. In the book's objective it is a mean.",
            lambda X, Y, W, b, lam: _softmax_gradient(X, Y, W, b, lam, loss=len(X)),
        ),
        Mistake(
            "mean over the classes",
            "The slope of the loss was divided by the number of classes as well. The mean is over "
            "the rows; the classes of a row are one loss.",
            lambda X, Y, W, b, lam: _softmax_gradient(X, Y, W, b, lam, loss=1 / Y.shape[1]),
        ),
        Mistake(
            "overflow",
            "The exponential of a large logit is no number any more. Taking the same amount off "
            "all logits of a row changes no probability: take off the largest.",
            _overflowing,
        ),
        Mistake(
            "logits cut off",
            "The logits were cut off at a bound, and those beyond it became equal. Take the "
            "largest of each row off its logits: that changes no probability.",
            partial(_softmax_gradient, q=lambda z: _softmax(np.minimum(z, 500))),
        ),
        Mistake(
            "one sum for all rows",
            "The exponentials were divided by their sum over all rows and classes. The "
            "probabilities of each row sum to one by themselves.",
            partial(_softmax_gradient, q=lambda z: _softmax(z, axis=None)),
        ),
    ),
)

EXERCISES = (GRADIENT, NEWTON, LAM_MAX, INTERCEPT, SOFTMAX)
