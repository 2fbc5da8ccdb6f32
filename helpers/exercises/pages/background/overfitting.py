"""The exercises of the chapter on overfitting.

The risk of a model is noise + bias² + variance. With independent standard Gaussian features and
noise of variance σ², the shortest least-squares fit X⁺y has the mean excess risk σ²p/(n − p − 1)
for p < n − 1, and ‖w⋆‖²(1 − n/p) + σ²n/(p − n − 1) for p > n + 1. Ridge regression has the mean
squared error ((nλ)²‖w⋆‖²/p + σ²d²)/(d² + nλ)² along a direction with singular value d.

References
----------
Geman, Bienenstock, Doursat (1992), Neural Computation 4(1), 1-58 (bias and variance).
Hastie, Montanari, Rosset, Tibshirani (2022), Annals of Statistics 50(2), 949-986 (the risks for
large n and p).
Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, 2nd ed., sections 7.3
(decomposition) and 7.4 (optimism of the training error).
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
            "This takes absolute differences. The error of the chapter is the mean of their "
            "squares.",
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
            "are smallest around another number, and the chapter's baseline predicts that one.",
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

# 3. What both errors are on average


def _expected_errors(n, p, noise):
    return noise * (1 - p / n), noise * (1 + p / (n - p - 1))


EXPECTED_ERRORS = Exercise(
    name="overfitting.expected_errors",
    call="expected_errors(n, p, noise)",
    returns=("training", "new_rows"),
    reference=_expected_errors,
    cases=(
        lambda: (100, 10, 1.0),
        lambda: (30, 20, 0.25),
        lambda: (12, 3, 4.0),
        lambda: (1000, 900, 0.5),
        Case("as many weights as p < n − 1 allows", lambda: (6, 4, 2.0)),
    ),
    mistakes=(
        Mistake(
            "without the noise of the new row",
            "The training error is right. The other is the excess risk alone: a new target has "
            "noise of its own, which no model predicts.",
            lambda n, p, noise: (noise * (1 - p / n), noise * p / (n - p - 1)),
        ),
        Mistake(
            "training error is the noise",
            "The error on new rows is right. The training error is below the noise: the p weights "
            "have followed p of the n directions of the noise.",
            lambda n, p, noise: (noise, noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "limit",
            "The error on new rows is that of large n and p. For finite ones a 1 is subtracted "
            "from n − p.",
            lambda n, p, noise: (noise * (1 - p / n), noise * (1 + p / (n - p))),
        ),
        Mistake(
            "symmetric gap",
            "The gap is not the same on both sides. That would be so if the new rows had the same "
            "features as the training rows; these have features of their own.",
            lambda n, p, noise: (noise * (1 - p / n), noise * (1 + p / n)),
        ),
        Mistake(
            "sum of squares",
            "The first number is the sum of the squared residuals. The training error is their "
            "mean.",
            lambda n, p, noise: (noise * (n - p), noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "sample variance",
            "The first number is what dividing by n − p gives, an estimate of the noise. The "
            "training error divides by n. How large is it then?",
            lambda n, p, noise: (noise * n / (n - p), noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "other order",
            "The two errors have changed places: the training error comes first.",
            lambda n, p, noise: _expected_errors(n, p, noise)[::-1],
        ),
        Mistake(
            "all for large n and p",
            "Both are right for large n and p, and the second lacks the noise of the new target: "
            "mind the 1 in the exact formula, and add that noise.",
            lambda n, p, noise: (noise * (1 - p / n), noise * p / (n - p)),
        ),
        Mistake(
            "a 1 in both",
            "The error on new rows is right. The residuals keep the noise along all n − p "
            "directions that X does not span; no 1 is subtracted there.",
            lambda n, p, noise: (noise * (n - p - 1) / n, noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "2 subtracted",
            "In the error on new rows, 2 is subtracted from n − p. The χ² has n − p + 1 degrees of "
            "freedom, and the mean of 1/χ² takes 2 off that.",
            lambda n, p, noise: (
                noise * (1 - p / n),
                noise * (1 + p / (n - p - 2)) if n - p > 2 else math.inf,
            ),
        ),
        Mistake(
            "1 added",
            "In the error on new rows, the 1 has the wrong sign: the mean of 1/χ² with n − p + 1 "
            "degrees of freedom has two less in its denominator.",
            lambda n, p, noise: (noise * (1 - p / n), noise * (1 + p / (n - p + 1))),
        ),
        Mistake(
            "what the fit has taken",
            "The first number is the noise along the p directions that the fit has followed. The "
            "residuals keep what lies along the others.",
            lambda n, p, noise: (noise * p / n, noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "divided by p",
            "The squared residuals are divided by p. The training error is their mean over the "
            "n rows.",
            lambda n, p, noise: (noise * (n - p) / p, noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "no training error",
            "With fewer weights than rows the fit meets the training targets only in part. The "
            "training error is zero from p = n on.",
            lambda n, p, noise: (0.0, noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "training error above the noise",
            "The training error is above the noise here. The fit has followed the noise of its "
            "rows in p directions, so it is below.",
            lambda n, p, noise: (noise * (1 + p / n), noise * (1 + p / (n - p - 1))),
        ),
        Mistake(
            "standard deviation for a variance",
            "The noise is squared here. `noise` is σ² already, a variance.",
            lambda n, p, noise: _expected_errors(n, p, noise**2),
        ),
        Mistake(
            "roots",
            "These are the roots of the errors. The error of the chapter is a mean of squares.",
            lambda n, p, noise: tuple(math.sqrt(part) for part in _expected_errors(n, p, noise)),
        ),
        Mistake(
            "gap",
            "The second number is the gap between the two errors. Asked is the error on new rows "
            "itself.",
            lambda n, p, noise: (noise * (1 - p / n), noise * (p / n + p / (n - p - 1))),
        ),
        Mistake(
            "risk subtracted",
            "The excess risk comes on top of the noise on new rows; here it is taken away.",
            lambda n, p, noise: (noise * (1 - p / n), noise * (1 - p / (n - p - 1))),
        ),
        Mistake(
            "fractions cut off",
            "Whole numbers were divided by `//`, which cuts off the fraction. Both errors are "
            "not whole multiples of the noise.",
            lambda n, p, noise: (noise * (1 - p // n), noise * (1 + p // (n - p - 1))),
        ),
    ),
)

# 4. How many rows a target needs


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
            "This solves the formula for large n and p. The exact one asks for one row more.",
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
    ),
)

# 5. The shortest weights with the same predictions


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

# 6. Where the second descent ends


def _best_ratio(signal, noise):
    root = math.sqrt(signal / noise)
    return root / (root - 1)


def _risk_there(signal, noise):
    ratio = _best_ratio(signal, noise)
    return signal * (1 - 1 / ratio) + noise / (ratio - 1)


BEST_RATIO = Exercise(
    name="overfitting.best_ratio",
    call="best_ratio(signal, noise)",
    reference=_best_ratio,
    cases=(
        lambda: (1.0, 0.25),
        lambda: (9.0, 4.0),
        lambda: (2.0, 1.5),
        lambda: (30.0, 0.1),
    ),
    mistakes=(
        Mistake(
            "no root",
            "Setting the derivative to zero compares (γ − 1)² with γ². Take the root on both "
            "sides, of the signal and of the noise as well.",
            lambda signal, noise: signal / (signal - noise),
        ),
        Mistake(
            "value",
            "This is the risk at its minimum. Asked is the γ at which it is reached.",
            _risk_there,
        ),
        Mistake(
            "rows per weight",
            "This is n/p at the minimum. γ is the other way round.",
            lambda signal, noise: 1 / _best_ratio(signal, noise),
        ),
        Mistake(
            "other root",
            "The derivative vanishes there too, if γ may be less than one. The formula is meant "
            "for γ above one.",
            lambda signal, noise: math.sqrt(signal / noise) / (math.sqrt(signal / noise) + 1),
        ),
        Mistake(
            "ratio of the roots",
            "The root of signal over noise is the right ingredient. It is equal to γ/(γ − 1); "
            "solve that for γ.",
            lambda signal, noise: math.sqrt(signal / noise),
        ),
        Mistake(
            "distance from the peak",
            "This is γ − 1, the distance from the peak.",
            lambda signal, noise: _best_ratio(signal, noise) - 1,
        ),
        Mistake(
            "root upside down",
            "The fraction under the root is upside down, and γ comes out below zero. Which of the "
            "two is larger at the root of the derivative, γ or γ − 1?",
            lambda signal, noise: 1 - _best_ratio(signal, noise),
        ),
        Mistake(
            "root less one",
            "The root of signal over noise is equal to γ/(γ − 1), not to γ + 1: multiply by γ − 1 "
            "first, then collect the terms with γ.",
            lambda signal, noise: math.sqrt(signal / noise) - 1,
        ),
        Mistake(
            "one more than the root",
            "The root of signal over noise is equal to γ/(γ − 1), not to γ − 1: multiply by γ − 1 "
            "first, then collect the terms with γ.",
            lambda signal, noise: math.sqrt(signal / noise) + 1,
        ),
        Mistake(
            "one more than the inverse root",
            "The distance from the peak is not yet right: γ − 1 is the root of noise over signal "
            "times γ, not times 1.",
            lambda signal, noise: math.sqrt(noise / signal) + 1,
        ),
        Mistake(
            "standard deviation for a variance",
            "The root was taken of the signal alone. `noise` is σ², a square like `signal`.",
            lambda signal, noise: math.sqrt(signal) / (math.sqrt(signal) - noise),
        ),
        Mistake(
            "signal of one",
            "The length of the true weights is taken to be 1, as in the chapter's simulations. "
            "Here `signal` is another number.",
            lambda signal, noise: 1 / (1 - math.sqrt(noise)),
        ),
    ),
)

# 7. The risk of ridge at any strength


def _directions(X, *, all_of_them=True):
    squares = np.linalg.svd(X, compute_uv=False) ** 2
    missing = X.shape[1] - len(squares) if all_of_them else 0
    return np.concatenate([squares, np.zeros(missing)])


def _summed(squares, total, share, noise):
    """Return the sum of the errors along directions with these squared singular values."""
    return np.sum((total**2 * share + noise * squares) / (squares + total) ** 2)


def _ridge_risk(X, lam, signal, noise, *, all_of_them=True, rows=None, share=None, square=True):
    n, p = X.shape
    squares = _directions(X, all_of_them=all_of_them)
    total = lam * (n if rows is None else rows)
    share = signal / p if share is None else share
    wrong = noise * squares if square else noise * np.sqrt(squares)
    return float(np.sum((total**2 * share + wrong) / (squares + total) ** 2))


def _one_part(X, lam, signal, noise, *, kept):
    return _ridge_risk(X, lam, signal * kept[0], noise * kept[1])


def _features(seed, n, p, lam, signal, noise):
    return np.random.default_rng(seed).normal(size=(n, p)), lam, signal, noise


RIDGE_RISK = Exercise(
    name="overfitting.ridge_risk",
    call="ridge_risk(X, lam, signal, noise)",
    reference=_ridge_risk,
    cases=(
        partial(_features, 1, 10, 4, 0.3, 1.0, 0.25),
        partial(_features, 2, 8, 20, 0.5, 2.0, 0.5),
        partial(_features, 3, 30, 30, 0.05, 1.0, 1.0),
        partial(_features, 4, 5, 60, 2.0, 4.0, 0.1),
    ),
    mistakes=(
        Mistake(
            "unseen directions forgotten",
            "Right while there are at least as many rows as weights. With fewer rows the SVD "
            "returns fewer than p numbers: what is lost along the other directions?",
            partial(_ridge_risk, all_of_them=False),
        ),
        Mistake(
            "λ in place of nλ",
            "The penalty is too weak by the factor n: next to the squared singular values stands "
            "nλ.",
            partial(_ridge_risk, rows=1),
        ),
        Mistake(
            "whole signal in each direction",
            "Each direction carries the whole signal here. On average it is shared equally among "
            "all p of them.",
            lambda X, lam, signal, noise: _ridge_risk(X, lam, signal, noise, share=signal),
        ),
        Mistake(
            "signal shared among the seen directions",
            "The signal is shared among as many directions as there are singular values. It lives "
            "in all p, seen or not.",
            lambda X, lam, signal, noise: _ridge_risk(
                X, lam, signal, noise, share=signal / min(X.shape), all_of_them=False
            ),
        ),
        Mistake(
            "bias alone",
            "This is what the penalty and the missing rows lose. The noise that is let in comes "
            "on top.",
            partial(_one_part, kept=(1, 0)),
        ),
        Mistake(
            "variance alone",
            "This is the noise that is let in. What the penalty and the missing rows lose comes "
            "on top.",
            partial(_one_part, kept=(0, 1)),
        ),
        Mistake(
            "singular values not squared",
            "The noise is multiplied by the singular value itself. Its variance takes the square.",
            partial(_ridge_risk, square=False),
        ),
        Mistake(
            "mean over directions",
            "This is the mean over the directions. The squared length of a vector is the sum over "
            "them.",
            lambda X, lam, signal, noise: _ridge_risk(X, lam, signal, noise) / X.shape[1],
        ),
        Mistake(
            "singular values nowhere squared",
            "The singular values are not squared anywhere. With X = UDVᵀ, the matrix XᵀX has the "
            "squares of them.",
            lambda X, lam, signal, noise: float(
                _summed(np.sqrt(_directions(X)), len(X) * lam, signal / X.shape[1], noise)
            ),
        ),
        Mistake(
            "denominator not squared",
            "The denominator is not squared. Shares of w⋆ and of the noise are squared in a mean "
            "squared error, the denominator with them.",
            lambda X, lam, signal, noise: float(
                np.sum(
                    ((len(X) * lam) ** 2 * signal / X.shape[1] + noise * _directions(X))
                    / (_directions(X) + len(X) * lam)
                )
            ),
        ),
        Mistake(
            "penalty not squared above",
            "Above, nλ is not squared. Ridge loses the share nλ/(d² + nλ) of w⋆ along a direction, "
            "and the error is the square of it.",
            lambda X, lam, signal, noise: float(
                np.sum(
                    (len(X) * lam * signal / X.shape[1] + noise * _directions(X))
                    / (_directions(X) + len(X) * lam) ** 2
                )
            ),
        ),
        Mistake(
            "only at the best strength",
            "This sum is the risk at the best strength alone. At any other, bias and variance do "
            "not combine so well.",
            lambda X, lam, signal, noise: float(
                noise * np.sum(1 / (_directions(X) + len(X) * lam))
            ),
        ),
        Mistake(
            "pλ in place of nλ",
            "The number of columns multiplies λ here. The penalty is weighed against a mean over "
            "the n rows.",
            lambda X, lam, signal, noise: _ridge_risk(X, lam, signal, noise, rows=X.shape[1]),
        ),
        Mistake(
            "signal shared among the rows",
            "The signal is shared among as many directions as there are rows. It lives in the p "
            "directions of the weights.",
            lambda X, lam, signal, noise: _ridge_risk(X, lam, signal, noise, share=signal / len(X)),
        ),
        Mistake(
            "standard deviation for a variance",
            "The noise is squared here. `noise` is σ² already, a variance.",
            lambda X, lam, signal, noise: _ridge_risk(X, lam, signal, noise**2),
        ),
        Mistake(
            "length for its square",
            "The signal is squared here. `signal` is ‖w⋆‖² already.",
            lambda X, lam, signal, noise: _ridge_risk(X, lam, signal**2, noise),
        ),
        Mistake(
            "noise of a new target",
            "The noise of a new target was added. The distance of the weights from the true ones "
            "does not have it.",
            lambda X, lam, signal, noise: noise + _ridge_risk(X, lam, signal, noise),
        ),
        Mistake(
            "centered",
            "The columns were centered first. There is no intercept in this chapter, and the "
            "formula has the singular values of X as it is.",
            lambda X, lam, signal, noise: _ridge_risk(X - X.mean(axis=0), lam, signal, noise),
        ),
        Mistake(
            "missing directions less than none",
            "Added are p − n directions, a negative number of them if there are more rows than "
            "weights. How many does no row span in that case?",
            lambda X, lam, signal, noise: (
                _ridge_risk(X, lam, signal, noise, all_of_them=False)
                + (X.shape[1] - len(X)) * signal / X.shape[1]
            ),
        ),
        Mistake(
            "n directions",
            "These are the n directions of the rows, of XXᵀ. The weights have p directions: some "
            "may be missing, or there are too many.",
            lambda X, lam, signal, noise: float(
                _summed(_directions(X.T), len(X) * lam, signal / X.shape[1], noise)
            ),
        ),
        Mistake(
            "squares divided by n",
            "The squared singular values were divided by n, and the penalty still has its n. "
            "Divide both or none.",
            lambda X, lam, signal, noise: float(
                _summed(_directions(X) / len(X), len(X) * lam, signal / X.shape[1], noise)
            ),
        ),
        Mistake(
            "all divided by n",
            "With the curvatures d²/n and λ, the bias is right, but the noise of the mean over n "
            "rows is smaller by the factor n.",
            lambda X, lam, signal, noise: float(
                _summed(_directions(X) / len(X), lam, signal / X.shape[1], noise)
            ),
        ),
        Mistake(
            "the shortest fit's risk",
            "This is the mean risk of the shortest fit, over all training sets. Asked is the risk "
            "of ridge for these features, at this λ.",
            lambda X, lam, signal, noise: (
                signal * max(0, 1 - X.shape[0] / X.shape[1])
                + noise * min(X.shape) / (abs(X.shape[0] - X.shape[1]) - 1)
            ),
        ),
    ),
)

EXERCISES = (
    SKILL,
    TWO_FITS,
    EXPECTED_ERRORS,
    ROWS_NEEDED,
    SHORTEN,
    BEST_RATIO,
    RIDGE_RISK,
)
