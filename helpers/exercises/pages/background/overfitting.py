"""The exercises on overfitting.

The risk of a model is noise + bias² + variance. With independent standard Gaussian features and
noise of variance σ², least squares has the mean excess risk σ²p/(n − p − 1) for p < n − 1.

References
----------
Geman, Bienenstock, Doursat (1992), Neural Computation 4(1), 1-58 (bias and variance).
Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, 2nd ed., section 7.3
(decomposition).
"""

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake, Objection

# 1. A score with a baseline


def _squares(y, predictions):
    return float(np.mean((y - predictions) ** 2))


def _skill(y_train, y, predictions):
    return 1 - _squares(y, predictions) / _squares(y, y_train.mean())


def _targets(seed, n, m, shift):
    """Return training targets, held-out targets with another mean, and predictions for them."""
    rng = np.random.default_rng(seed)
    y_train, y = 5 + rng.normal(size=n), 5 + shift + rng.normal(size=m)
    return y_train, y, y + rng.normal(scale=0.7, size=m)


def _of_plain_differences(y_train, y, predictions):
    with np.errstate(all="ignore"):
        return 1 - np.mean(y - predictions) / np.mean(y - y_train.mean())


SKILL = Exercise(
    name="overfitting.skill",
    call="skill(y_train, y, predictions)",
    reference=_skill,
    cases=(
        lambda: (
            np.array([1.0, 2.0, 6.0]),
            np.array([2.0, 4.0, 9.0, 1.0]),
            np.array([2.5, 3.0, 7.0, 1.0]),
        ),
        partial(_targets, 1, 20, 9, 1.0),
        partial(_targets, 2, 7, 30, -0.5),
        lambda: (np.array([0.0, 1.0, 5.0]), np.array([3.0, 1.0]), np.array([-2.0, 8.0])),
        Case(
            "the predictions of the baseline",
            lambda: (np.array([1.0, 2.0, 6.0]), np.array([2.0, 7.0]), np.array([3.0, 3.0])),
        ),
    ),
    mistakes=(
        Mistake(
            "mean of the held-out targets",
            "The baseline uses the mean of the held-out targets, which no model can know "
            "beforehand. Whoever has no features still has the training targets.",
            lambda y_train, y, predictions: 1 - _squares(y, predictions) / float(np.var(y)),
        ),
        Mistake(
            "variance of the training targets",
            "This divides by the baseline's error on the training rows. Both errors have to be "
            "measured on the same, held-out rows.",
            lambda y_train, y, predictions: 1 - _squares(y, predictions) / float(np.var(y_train)),
        ),
        Mistake(
            "ratio alone",
            "This is the share of the baseline's error that is left. Asked is the share that the "
            "model has removed.",
            lambda y_train, y, predictions: _squares(y, predictions) / _squares(y, y_train.mean()),
        ),
        Mistake(
            "upside down",
            "The two errors have changed places: the model's error is compared with that of the "
            "baseline, so the baseline stands below.",
            lambda y_train, y, predictions: (
                1 - _squares(y, y_train.mean()) / _squares(y, predictions)
            ),
        ),
        Mistake(
            "roots",
            "This compares the roots of the errors. The errors themselves are means of squares.",
            lambda y_train, y, predictions: (
                1 - math.sqrt(_squares(y, predictions) / _squares(y, y_train.mean()))
            ),
        ),
        Mistake(
            "absolute differences",
            "This takes absolute differences. The error here is the mean of their squares.",
            lambda y_train, y, predictions: float(
                1 - np.mean(np.abs(y - predictions)) / np.mean(np.abs(y - y_train.mean()))
            ),
        ),
        Mistake(
            "difference",
            "This is the difference of the two errors. Asked is what share of the baseline's "
            "error it makes.",
            lambda y_train, y, predictions: _squares(y, y_train.mean()) - _squares(y, predictions),
        ),
        Mistake(
            "share of the model's error",
            "The difference of the two errors is right; here it is a share of the model's error. "
            "The baseline's error is the whole of which a share is asked.",
            lambda y_train, y, predictions: (
                _squares(y, y_train.mean()) / _squares(y, predictions) - 1
            ),
        ),
        Mistake(
            "never negative",
            "Shares below zero have become zero. A model that is worse than the baseline has a "
            "negative share, and that is worth knowing.",
            lambda y_train, y, predictions: max(_skill(y_train, y, predictions), 0.0),
        ),
        Mistake(
            "in percent",
            "This is the share in percent. A perfect model has the share 1.",
            lambda y_train, y, predictions: 100 * _skill(y_train, y, predictions),
        ),
        Mistake(
            "baseline of zero",
            "The baseline predicts zero here. Without features, what do the training targets "
            "tell about a new one?",
            lambda y_train, y, predictions: 1 - _squares(y, predictions) / _squares(y, 0),
        ),
        Mistake(
            "median",
            "The baseline predicts the median of the training targets. The squared differences "
            "are smallest around another number, and the page's baseline predicts that one.",
            lambda y_train, y, predictions: (
                1 - _squares(y, predictions) / _squares(y, np.median(y_train))
            ),
        ),
        Mistake(
            "mean of the predictions",
            "The baseline predicts the mean of the model's predictions here, and so knows what "
            "the model has learned. It may only know the training targets.",
            lambda y_train, y, predictions: (
                1 - _squares(y, predictions) / _squares(y, predictions.mean())
            ),
        ),
        Mistake(
            "mean of all targets",
            "The baseline predicts the mean of training and held-out targets together. The "
            "held-out ones are not known beforehand.",
            lambda y_train, y, predictions: (
                1 - _squares(y, predictions) / _squares(y, np.concatenate([y_train, y]).mean())
            ),
        ),
        Mistake(
            "row by row",
            "The two errors are divided row by row, and the mean is taken last. Each error is a "
            "mean over the rows; divide these two means.",
            lambda y_train, y, predictions: float(
                1 - np.mean((y - predictions) ** 2 / (y - y_train.mean()) ** 2)
            ),
        ),
        Mistake(
            "sum over mean",
            "A sum over the rows is divided by a mean over them. Take both errors alike.",
            lambda y_train, y, predictions: (
                1 - len(y) * _squares(y, predictions) / _squares(y, y_train.mean())
            ),
        ),
        Mistake(
            "sample variance of the training targets",
            "This divides by the sample variance of the training targets, which is measured on "
            "other rows. The baseline's error is that on the held-out rows.",
            lambda y_train, y, predictions: float(
                1 - _squares(y, predictions) / np.var(y_train, ddof=1)
            ),
        ),
        Mistake(
            "sums over different rows",
            "This divides a sum over the held-out rows by a sum over the training rows. Both "
            "errors have to be measured on the same, held-out rows.",
            lambda y_train, y, predictions: float(
                1 - np.sum((y - predictions) ** 2) / np.sum((y_train - y_train.mean()) ** 2)
            ),
        ),
        Mistake(
            "variance of the differences",
            "The variance of the differences leaves out their mean. A model that predicts too "
            "high everywhere is wrong by that as well.",
            lambda y_train, y, predictions: float(
                1 - np.var(y - predictions) / _squares(y, y_train.mean())
            ),
        ),
        Mistake(
            "variances of the differences",
            "Both are variances of the differences, which leave out their means. Predicting too "
            "high or too low everywhere is an error, of the model and of the baseline.",
            lambda y_train, y, predictions: float(1 - np.var(y - predictions) / np.var(y)),
        ),
        Mistake(
            "differences not squared",
            "The differences were averaged without being squared, so that those above and"
            " below cancel.",
            _of_plain_differences,
        ),
    ),
)

# 2. Bias and variance from two fits


def _two_fits(f, g, y, *, first=None, half=0.5):
    first = np.mean((y - f) * (y - g)) if first is None else first
    return float(first), float(half * np.mean((f - g) ** 2))


def _mean_of_two(f, g, y):
    return np.mean((y - (f + g) / 2) ** 2)


def _predictions(seed, m, spread):
    rng = np.random.default_rng(seed)
    y = rng.normal(size=m)
    f, g = 0.5 * y + spread * rng.normal(size=(2, m))
    return f, g, y


TWO_FITS = Exercise(
    name="overfitting.two_fits",
    call="two_fits(f, g, y)",
    returns=("noise_and_bias", "variance"),
    reference=_two_fits,
    cases=(
        lambda: (np.array([1.0, 3.0]), np.array([2.0, 0.0]), np.array([2.5, 1.0])),
        partial(_predictions, 1, 40, 0.3),
        partial(_predictions, 2, 7, 2.0),
        partial(_predictions, 3, 200, 0.8),
        Case(
            "two fits that agree",
            lambda: (np.array([1.0, 4.0]), np.array([1.0, 4.0]), np.array([3.0, 3.5])),
        ),
    ),
    mistakes=(
        Mistake(
            "uncorrected",
            "These parts add up, but the variance is too small: with B = 2 the mean of the fits "
            "lies half way between them. What does B/(B − 1) become?",
            lambda f, g, y: _two_fits(f, g, y, first=_mean_of_two(f, g, y), half=0.25),
        ),
        Mistake(
            "first part uncorrected",
            "The variance is right, but the parts no longer add up to the mean error: the mean of "
            "two fits still holds half of their variance.",
            lambda f, g, y: _two_fits(f, g, y, first=_mean_of_two(f, g, y)),
        ),
        Mistake(
            "variance twice",
            "The first part is right. The difference of two fits varies twice as much as one fit.",
            lambda f, g, y: _two_fits(f, g, y, half=1.0),
        ),
        Mistake(
            "variance of a single fit over the rows",
            "This is how much a fit varies from row to row. The variance asked for is how much the "
            "prediction for one row varies from fit to fit.",
            lambda f, g, y: (_two_fits(f, g, y)[0], float((f.var() + g.var()) / 2)),
        ),
        Mistake(
            "mean error first",
            "The first part is the whole mean error, and the variance comes on top of it. The two "
            "parts have to add up to that error.",
            lambda f, g, y: _two_fits(f, g, y, first=np.mean([(y - f) ** 2, (y - g) ** 2])),
        ),
        Mistake(
            "other order",
            "The two parts have changed places: noise plus bias² comes first.",
            lambda f, g, y: _two_fits(f, g, y)[::-1],
        ),
        Mistake(
            "variance a quarter",
            "The first part is right. The variance is still the mean square around the mean of "
            "the two fits, which has fitted itself to them: what does B/(B − 1) become?",
            lambda f, g, y: _two_fits(f, g, y, half=0.25),
        ),
        Mistake(
            "all of the variance taken off",
            "The variance is right, but all of it was taken off the first part. The mean of B "
            "fits holds one B-th of the variance of one fit.",
            lambda f, g, y: _two_fits(
                f, g, y, first=_mean_of_two(f, g, y) - np.mean((f - g) ** 2) / 2
            ),
        ),
        Mistake(
            "corrected without B/(B − 1)",
            "In both parts the variance is v, without the factor B/(B − 1). With it, the parts "
            "add up to the mean error.",
            lambda f, g, y: _two_fits(
                f, g, y, first=_mean_of_two(f, g, y) - np.mean((f - g) ** 2) / 8, half=0.25
            ),
        ),
        Mistake(
            "product of the means",
            "The differences were averaged over the rows before they were multiplied, and cancel "
            "out between the rows. Multiply row by row, and take the mean last.",
            lambda f, g, y: _two_fits(f, g, y, first=np.mean(y - f) * np.mean(y - g)),
        ),
        Mistake(
            "products of the means",
            "In both parts the mean over the rows was taken first, so that rows cancel each "
            "other out. Multiply row by row, and take the mean last.",
            lambda f, g, y: (
                float(np.mean(y - f) * np.mean(y - g)),
                float(np.mean(f - g) ** 2 / 2),
            ),
        ),
        Mistake(
            "centered difference",
            "The mean over the rows was taken off f − g before squaring. If one fit is above the "
            "other on all rows, that is variance too.",
            lambda f, g, y: (_two_fits(f, g, y)[0], float(np.var(f - g) / 2)),
        ),
        Mistake(
            "centered errors",
            "The first part is a covariance over the rows: the mean errors were taken off. What "
            "both fits miss on all rows alike is bias.",
            lambda f, g, y: _two_fits(
                f, g, y, first=np.mean((y - f) * (y - g)) - np.mean(y - f) * np.mean(y - g)
            ),
        ),
        Mistake(
            "one spread for fits and rows",
            "The variance is that of all the numbers in f and g, and so holds how the rows differ. "
            "Take it between the two fits, for each row.",
            lambda f, g, y: (_two_fits(f, g, y)[0], float(np.var([f, g], ddof=1))),
        ),
        Mistake(
            "one spread in both parts",
            "Both parts use the variance of all the numbers in f and g, which holds how the rows "
            "differ. Take it between the two fits, for each row.",
            lambda f, g, y: (
                float(_mean_of_two(f, g, y) - np.var([f, g], ddof=1) / 2),
                float(np.var([f, g], ddof=1)),
            ),
        ),
        Mistake(
            "sizes of the products",
            "The products of the errors have lost their signs. Where one fit is too high and the "
            "other too low, the product is negative and has to be.",
            lambda f, g, y: _two_fits(f, g, y, first=np.mean(np.abs((y - f) * (y - g)))),
        ),
        Mistake(
            "never negative",
            "A negative first part was set to zero. An estimate that is right on average may be "
            "negative by chance, and the two parts have to add up to the mean error.",
            lambda f, g, y: _two_fits(f, g, y, first=max(np.mean((y - f) * (y - g)), 0.0)),
        ),
        Mistake(
            "difference not squared",
            "The difference of the two fits is not squared, but only its size taken. A variance "
            "is a mean of squares.",
            lambda f, g, y: (_two_fits(f, g, y)[0], float(np.mean(np.abs(f - g)) / 2)),
        ),
        Mistake(
            "standard deviation",
            "The second part is the root of the variance. Only the variance adds up with the "
            "first part to the mean error.",
            lambda f, g, y: (_two_fits(f, g, y)[0], math.sqrt(_two_fits(f, g, y)[1])),
        ),
    ),
)

# 3. How many rows a target needs


def _rows_needed(p, noise, target):
    # Where a whole number of rows is just enough, a rounding error must not cost one more.
    return p + 1 + math.ceil(noise * p / target * (1 - 1e-12))


ROWS_NEEDED = Exercise(
    name="overfitting.rows_needed",
    call="rows_needed(p, noise, target)",
    reference=_rows_needed,
    cases=(
        lambda: (10, 1.0, 0.3),
        lambda: (100, 0.25, 0.07),
        lambda: (7, 3.0, 40.0),
        lambda: (400, 0.5, 0.011),
        # Powers of two: here the target is met exactly, and rounding changes nothing.
        Case("the target is met exactly", lambda: (8, 0.5, 0.5)),
        Case("the target is met exactly", lambda: (1, 1.0, 1.0)),
        Case("the fewest rows are enough", lambda: (4, 1.0, 8.0)),
    ),
    mistakes=(
        Mistake(
            "rounded down",
            "With this number of rows the risk is still a little above the target. Part of a row "
            "does not exist: which way has to be rounded?",
            lambda p, noise, target: p + 1 + math.floor(noise * p / target),
        ),
        Mistake(
            "weights forgotten",
            "This is n − p − 1, the number of rows beyond those that the weights use up.",
            lambda p, noise, target: math.ceil(noise * p / target),
        ),
        Mistake(
            "limit",
            "One row is missing. Either the 1 of n − p − 1 was left out, as in the formula for "
            "large n and p, or a search returned the last number that is too small.",
            lambda p, noise, target: p + math.ceil(noise * p / target),
        ),
        Mistake(
            "risk with noise",
            "This asks that noise and excess risk together reach the target. The target is meant "
            "for the excess risk alone.",
            lambda p, noise, target: (
                p + 1 + math.ceil(noise * p / abs(target - noise)) if target != noise else 0
            ),
        ),
        Mistake(
            "other side of the peak",
            "This lies on the other side of the peak, where there are fewer rows than weights.",
            lambda p, noise, target: p - 1 - math.ceil(noise * p / target),
        ),
        Mistake(
            "below the target",
            "Where a number of rows meets the target exactly, this takes one more. The risk may "
            "be equal to the target.",
            lambda p, noise, target: p + 2 + math.floor(noise * p / target),
        ),
        Mistake(
            "rounded to the nearest",
            "This rounds to the nearest number of rows, which may be one too few. Which way has "
            "to be rounded?",
            lambda p, noise, target: p + 1 + round(noise * p / target),
        ),
        Mistake(
            "rounded too early",
            "Rounded up is the number of rows for each weight, and then multiplied by p. Round "
            "only once, at the end.",
            lambda p, noise, target: p + 1 + p * math.ceil(noise / target),
        ),
        Mistake(
            "not rounded",
            "The equation is solved, but its solution is no whole number, and there is no part "
            "of a row.",
            lambda p, noise, target: p + 1 + noise * p / target,
        ),
        Mistake(
            "standard deviation for a variance",
            "The noise is squared here. `noise` is σ² already, a variance.",
            lambda p, noise, target: p + 1 + math.ceil(noise**2 * p / target),
        ),
        Mistake(
            "without weights and one",
            "The weights are forgotten: this is one more than the rows beyond those that the p "
            "weights use up.",
            lambda p, noise, target: 1 + math.ceil(noise * p / target),
        ),
        Mistake(
            "fraction upside down",
            "The fraction is upside down: a smaller target takes more rows, and more noise too.",
            lambda p, noise, target: p + 1 + math.ceil(target * p / noise),
        ),
        Mistake(
            "one taken off",
            "The 1 has the wrong sign: n − p − 1 is what the division gives. Solve that for n.",
            lambda p, noise, target: p - 1 + math.ceil(noise * p / target),
        ),
        Mistake(
            "risk of one weight",
            "This is the number for a single weight, put beside p others. The risk grows with the "
            "number of weights.",
            lambda p, noise, target: p + 1 + math.ceil(noise / target),
        ),
        Mistake(
            "training rows as new rows",
            "This solves σ²p/n, which holds if the new rows have the features of the training "
            "rows. The chapter's formula has n − p − 1 below.",
            lambda p, noise, target: max(p + 2, math.ceil(noise * p / target)),
        ),
        Mistake(
            "from the first row on",
            "With fewer rows than weights n − p − 1 is negative, and a negative number is"
            " below any target. The formula holds for n > p + 1: begin there.",
            lambda p, noise, target: 1,
        ),
        Mistake(
            "from p rows on",
            "At n = p the formula gives a negative number, which is below any target. It "
            "holds for n > p + 1: begin there.",
            lambda p, noise, target: p,
        ),
        Mistake(
            "weights taken off",
            "Here p + 1 was taken off. Solve n − p − 1 = σ²p/target for n: on which side "
            "does p + 1 arrive, and with which sign?",
            lambda p, noise, target: math.ceil(noise * p / target) - p - 1,
        ),
        Mistake(
            "weights added below",
            "The number of weights was added below the fraction. It has to be taken off: "
            "as p comes near n, n − p − 1 goes to zero and the risk grows.",
            lambda p, noise, target: max(p + 2, math.ceil(noise * p / target) - p + 1),
        ),
    ),
)

# 4. The shortest weights with the same predictions


def _shorten(X, w):
    return np.linalg.pinv(X, rcond=1e-10) @ (X @ w)


def _wide(seed, n, p, twin=False, scale=1.0):
    """Return features with more columns than rows, and weights; on demand with a row twice."""
    rng = np.random.default_rng(seed)
    X = scale * rng.normal(size=(n, p))
    if twin:
        X[-1] = X[0]
    return X, rng.normal(size=p)


def _dependent(seed, n, p):
    """Return features of whole numbers, of which the last row is the sum of two others."""
    rng = np.random.default_rng(seed)
    X = rng.integers(-3, 4, (n, p)).astype(float)
    X[-1] = X[0] + X[1]
    return X, rng.normal(size=p)


def _nearly_twins(seed, n, p):
    """Return features whose last row is nearly the first: a direction that is flat, but there."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p))
    X[-1] = X[0] + 1e-3 * rng.normal(size=p)
    return X, rng.normal(size=p)


def _along(X, w, *, keep=None):
    """Return the part of w along the directions of the SVD, or along those that are kept."""
    _, d, Vt = np.linalg.svd(X, full_matrices=False)
    V = Vt.T if keep is None else Vt[keep(d)].T
    return V @ (V.T @ w)


def _first_columns(X, w):
    """Return weights on the first columns alone that give the same predictions."""
    result, n = np.zeros(len(w)), len(X)
    result[:n] = np.linalg.lstsq(X[:, :n], X @ w, rcond=None)[0]
    return result


def _kept_directions(X):
    """Return the singular values that are not zero up to rounding, and their directions."""
    _, d, Vt = np.linalg.svd(X, full_matrices=False)
    return d[d > 1e-10 * d[0]], Vt[d > 1e-10 * d[0]]


def _stretched(X, w):
    d, Vt = _kept_directions(X)
    return Vt.T @ (Vt @ w / d)


def _orthogonal(X, w):
    """Return the part of w in the span of the rows, by a QR that takes each for a new one."""
    Q = np.linalg.qr(X.T)[0]
    return Q @ (Q.T @ w)


def _shortened(answer, X, w):
    """Ask an answer, and say what it means if a matrix can hardly be inverted, or not at all."""
    try:
        found = answer(X, w)
    except np.linalg.LinAlgError:
        raise Objection(
            "A matrix was to be inverted that has no inverse: where a row of X is equal to "
            "another, or to a sum of others, neither XXᵀ nor XᵀX has one. The singular value "
            "decomposition shows which directions are there."
        ) from None
    # With features of ordinary size, no factor of theirs makes the weights so long.
    ordinary = 1e-3 < np.abs(X).max() < 1e3
    if ordinary and np.shape(found) == w.shape and np.linalg.norm(found) > 1e6 * np.linalg.norm(w):
        raise Objection(
            "These weights are far longer than `w`: something was divided by a singular value "
            "that should be zero, and is only tiny, by rounding. Its direction has to be left out."
        )
    return found


SHORTEN = Exercise(
    name="overfitting.shorten",
    call="shorten(X, w)",
    reference=_shorten,
    drive=_shortened,
    cases=(
        lambda: (np.array([[1.0, 2.0, 2.0]]), np.array([3.0, 0.0, -1.0])),
        partial(_wide, 1, 5, 12),
        partial(_wide, 2, 20, 23),
        Case("a row occurs twice", partial(_wide, 3, 8, 20, twin=True)),
        Case("a row is the sum of two others", partial(_dependent, 4, 4, 9)),
        Case("two rows are nearly equal", partial(_nearly_twins, 5, 6, 15)),
        Case("the features are tiny numbers", partial(_wide, 6, 5, 11, scale=1e-13)),
        Case(
            "the features are huge numbers, and a row occurs twice",
            partial(_wide, 7, 7, 13, twin=True, scale=1e13),
        ),
    ),
    mistakes=(
        Mistake(
            "the part that is dropped",
            "This is the part of w that no training row sees. It is to be taken away.",
            lambda X, w: w - _shorten(X, w),
        ),
        Mistake(
            "no inverse",
            "These weights predict something else: a projection needs the lengths of the "
            "directions divided out again.",
            lambda X, w: X.T @ (X @ w),
        ),
        Mistake(
            "rescaled",
            "The direction of w is unchanged, only its length is that of the answer. Which part of "
            "w has no effect on Xw?",
            lambda X, w: w * np.linalg.norm(_shorten(X, w)) / np.linalg.norm(w),
        ),
        Mistake(
            "predictions",
            "These are the predictions Xw. Asked are the shortest weights that give them.",
            lambda X, w: X @ w,
        ),
        Mistake(
            "unchanged",
            "These are the weights as they came. With more columns than rows, a part of them has "
            "no effect on any prediction.",
            lambda X, w: w.copy(),
        ),
        Mistake(
            "a direction too many",
            "Right while the rows are independent. If they are not, rounding leaves a tiny "
            "singular value where there should be a zero, and its direction is no row's.",
            _along,
        ),
        Mistake(
            "by QR",
            "Right while the rows are independent. If they are not, a QR decomposition makes up a "
            "direction out of rounding errors. What tells that a direction is not there?",
            _orthogonal,
        ),
        Mistake(
            "distinct rows",
            "Dropping rows that occur twice does not suffice: a row may be the sum of two others. "
            "Look at the directions, not at the rows.",
            lambda X, w: _along(np.unique(X, axis=0), w),
        ),
        Mistake(
            "flat directions left out",
            "A direction along which the data hardly vary was left out, and the predictions have "
            "changed. Only those have to go that are zero up to rounding.",
            partial(_along, keep=lambda d: d > 0.01 * d[0]),
        ),
        Mistake(
            "an absolute limit",
            "What counts as zero depends on the unit in which the features are measured. Compare "
            "singular values with the largest of them.",
            partial(_along, keep=lambda d: d > 1e-10),
        ),
        Mistake(
            "last direction left out",
            "The last direction was always left out. It has no effect only if its singular value "
            "is zero up to rounding.",
            partial(_along, keep=lambda d: np.arange(len(d)) < len(d) - 1),
        ),
        Mistake(
            "other weights",
            "These weights give the same predictions, but they use some columns alone and are not "
            "the shortest.",
            _first_columns,
        ),
        Mistake(
            "row after row",
            "The rows were treated as if they were orthogonal to each other. What two of them "
            "have in common counts twice then.",
            lambda X, w: X.T @ (X @ w / np.sum(X**2, axis=1)),
        ),
        Mistake(
            "scaled to length one",
            "These are the weights as they came, scaled to length one. That changes all "
            "predictions; take away what has no effect on them.",
            lambda X, w: w / np.linalg.norm(w),
        ),
        Mistake(
            "divided by the singular values",
            "What w has along each direction was divided by the singular value. That is for "
            "targets; w has its length along the directions already.",
            _stretched,
        ),
        Mistake(
            "lengths along the directions",
            "These are the lengths of w along the directions, a number for each. The weights are "
            "the sum of the directions, each as long as that.",
            lambda X, w: _kept_directions(X)[1] @ w,
        ),
    ),
)

EXERCISES = (SKILL, TWO_FITS, ROWS_NEEDED, SHORTEN)
