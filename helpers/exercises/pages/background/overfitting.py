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

from helpers.exercises.registry import Exercise, Mistake

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
    ),
)

# 4. How many rows a target needs


def _rows_needed(p, noise, target):
    return p + 1 + math.ceil(noise * p / target)


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
        lambda: (8, 0.5, 0.25),
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
    ),
)

# 5. The shortest weights with the same predictions


def _shorten(X, w):
    return np.linalg.pinv(X) @ (X @ w)


def _wide(seed, n, p, twin=False):
    """Return features with more columns than rows, and weights; on demand with a row twice."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p))
    if twin:
        X[-1] = X[0]
    return X, rng.normal(size=p)


SHORTEN = Exercise(
    name="overfitting.shorten",
    call="shorten(X, w)",
    reference=_shorten,
    cases=(
        lambda: (np.array([[1.0, 2.0, 2.0]]), np.array([3.0, 0.0, -1.0])),
        partial(_wide, 1, 5, 12),
        partial(_wide, 2, 20, 23),
        partial(_wide, 3, 8, 20, twin=True),
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
        lambda: (9.0, 1.0),
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
    ),
)

# 7. The risk of ridge at any strength


def _directions(X, *, all_of_them=True):
    squares = np.linalg.svd(X, compute_uv=False) ** 2
    missing = X.shape[1] - len(squares) if all_of_them else 0
    return np.concatenate([squares, np.zeros(missing)])


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
