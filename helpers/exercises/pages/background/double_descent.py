"""The exercises on the peak of the error.

With independent standard Gaussian features and noise of variance σ², the shortest least-squares fit
X⁺y has the mean excess risk σ²p/(n − p − 1) for p < n − 1, and
‖w⋆‖²(1 − n/p) + σ²n/(p − n − 1) for p > n + 1. Ridge regression has the mean squared error
((nλ)²‖w⋆‖²/p + σ²d²)/(d² + nλ)² along a direction with singular value d.

References
----------
Hastie, Montanari, Rosset, Tibshirani (2022), Annals of Statistics 50(2), 949-986 (the risks for
large n and p).
Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, 2nd ed., section 7.4
(optimism of the training error).
"""

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import plain

# 1. What both errors are on average


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
            "These are the roots of the errors. The error is a mean of squares.",
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

# 2. Where the second descent ends


def _best_ratio(signal, noise):
    root = math.sqrt(signal / noise)
    return root / (root - 1)


def _risk_there(signal, noise):
    ratio = _best_ratio(signal, noise)
    return signal * (1 - 1 / ratio) + noise / (ratio - 1)


def _exactly(answer, signal, noise):
    """Ask an answer, and say what it means if it comes near the minimum only."""
    found, exact = plain(answer(signal, noise)), _best_ratio(signal, noise)
    # Nearer to 1 than this other formulas come near it too.
    if isinstance(found, float) and exact > 1.5 and 1e-6 < abs(found / exact - 1) < 0.01:
        raise Objection(
            f"The result {found:.6g} lies near the minimum, at {exact:.6g}, and not at it: a "
            "search on a grid finds the nearest of its points. Set the derivative to zero instead."
        )
    return found


BEST_RATIO = Exercise(
    name="overfitting.best_ratio",
    call="best_ratio(signal, noise)",
    reference=_best_ratio,
    drive=_exactly,
    cases=(
        lambda: (5.0, 0.8),
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
            "The length of the true weights is taken to be 1, as in the page's simulations. "
            "Here `signal` is another number.",
            lambda signal, noise: 1 / (1 - math.sqrt(noise)),
        ),
        Mistake(
            "root of a quotient",
            "The root was taken last. Setting the derivative to zero gives signal/γ² = "
            "noise/(γ − 1)²: take the roots of both sides there, and solve for γ then.",
            lambda signal, noise: math.sqrt(signal / (signal - noise)),
        ),
        Mistake(
            "signal over noise",
            "This is the ratio of signal and noise. It decides where the minimum lies, through "
            "the roots of both: set the derivative with respect to γ to zero.",
            lambda signal, noise: signal / noise,
        ),
    ),
)

# 3. The risk of ridge at any strength


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
            "The columns were centered first. There is no intercept on this page, and the "
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
        Mistake(
            "noise along unseen directions",
            "Here every direction lets in the whole noise. It comes in through the rows, "
            "as much as d² says, and nothing comes in along a direction that no row "
            "spans.",
            lambda X, lam, signal, noise: float(
                np.sum(
                    ((len(X) * lam) ** 2 * signal / X.shape[1] + noise)
                    / (_directions(X) + len(X) * lam) ** 2
                )
            ),
        ),
        Mistake(
            "eigenvalues squared",
            "The eigenvalues of XᵀX were squared. They are the squared singular values already.",
            lambda X, lam, signal, noise: float(
                _summed(_directions(X) ** 2, len(X) * lam, signal / X.shape[1], noise)
            ),
        ),
    ),
)

EXERCISES = (EXPECTED_ERRORS, BEST_RATIO, RIDGE_RISK)
