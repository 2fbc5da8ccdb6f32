"""The exercises of the chapter on the L2 penalty.

The objective is J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ/2 ‖w‖², with the intercept b unpenalized. Its
ridge solution solves (X̃ᵀX̃ + nλI) w = X̃ᵀỹ, where X̃ and ỹ are centred, and b = ȳ − x̄ᵀw.

References
----------
Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, 2nd ed., sections 3.4.1
(shrinkage, degrees of freedom), 7.10 (one-standard-error rule, leave-one-out), exercise 3.12
(augmented data).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake


def _weights(seed, p, *numbers, vectors=1):
    """Return vectors of p weights, followed by the numbers."""
    rng = np.random.default_rng(seed)
    return (*(rng.normal(scale=1.5, size=p) for _ in range(vectors)), *numbers)


def _data(seed, n, p, *numbers, centred=False):
    """Return correlated features of unlike means and scales, a response, and the numbers."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    X = rng.uniform(1, 5, p) + rng.uniform(0.5, 2, p) * (rng.normal(size=(n, p)) + common)
    y = 3 + X @ rng.normal(size=p) / np.sqrt(p) + rng.normal(size=n)
    if centred:
        X, y = X - X.mean(axis=0), y - y.mean()
    return (X, y, *numbers)


def _features(seed, n, p, lam):
    """Return the features of `_data` and the strength."""
    X, _, lam = _data(seed, n, p, lam)
    return X, lam


def _centre(X, y):
    return X - X.mean(axis=0), y - y.mean()


def _ridge(X, y, total):
    """Solve (XᵀX + total·I) w = Xᵀy."""
    return np.linalg.solve(X.T @ X + total * np.eye(X.shape[1]), X.T @ y)


# 1. The gradient of the penalty

PENALTY_GRADIENT = Exercise(
    name="l2.penalty_gradient",
    call="penalty_gradient(w, lam)",
    reference=lambda w, lam: lam * w,
    cases=(
        lambda: (np.array([0.5, -1.0, 2.0]), 0.1),
        partial(_weights, 1, 5, 0.7),
        partial(_weights, 2, 1, 3.0),
        partial(_weights, 3, 40, 0.01),
    ),
    mistakes=(
        Mistake(
            "twice",
            "This is the gradient of λ‖w‖². The penalty of the book is λ/2 ‖w‖²: its ½ is there "
            "to cancel the 2 that differentiating a square brings down.",
            lambda w, lam: 2 * lam * w,
        ),
        Mistake(
            "half",
            "Half of it is right. Differentiating a square brings down a factor 2; what does that "
            "do to the ½ in λ/2 ‖w‖²?",
            lambda w, lam: lam * w / 2,
        ),
        Mistake(
            "sign",
            "This is the gradient of the L1 penalty λ‖w‖₁, which pulls with the same force "
            "everywhere. The pull of a square grows with the weight itself.",
            lambda w, lam: lam * np.sign(w),
        ),
        Mistake(
            "no strength",
            "The strength λ is missing: it stands in front of the penalty, and differentiating "
            "leaves it there.",
            lambda w, lam: w,
        ),
        Mistake(
            "descent",
            "This points downhill. The gradient itself points uphill; the minus sign belongs to "
            "the step that is taken with it.",
            lambda w, lam: -lam * w,
        ),
        Mistake(
            "value",
            "This is the value of the penalty, one number. Its gradient says for each weight how "
            "fast that value grows, and so has the shape of w.",
            lambda w, lam: lam / 2 * float(w @ w),
        ),
        Mistake(
            "sum",
            "The parts were added up to one number. The gradient keeps them apart, one for each "
            "weight, and so has the shape of w.",
            lambda w, lam: float(lam * w.sum()),
        ),
    ),
)

# 2. One step of gradient descent, as decay

DECAY_STEP = Exercise(
    name="l2.decay_step",
    call="decay_step(w, gradient, step, lam)",
    reference=lambda w, gradient, step, lam: (1 - step * lam) * w - step * gradient,
    cases=(
        lambda: (np.array([1.0, -2.0]), np.array([0.5, 0.25]), 0.1, 0.3),
        partial(_weights, 4, 6, 0.05, 2.0, vectors=2),
        partial(_weights, 5, 1, 0.5, 0.2, vectors=2),
        partial(_weights, 6, 30, 0.01, 5.0, vectors=2),
    ),
    mistakes=(
        Mistake(
            "decays after the step",
            "The decay came after the step and shrank the data's gradient too. Both gradients are "
            "taken at the old w, so only the old w is multiplied by the decay factor.",
            lambda w, gradient, step, lam: (1 - step * lam) * (w - step * gradient),
        ),
        Mistake(
            "decay without the step",
            "The weights decay by λ at once, however short the step is. The penalty's gradient is "
            "a part of the step, so the step length multiplies it as well.",
            lambda w, gradient, step, lam: (1 - lam) * w - step * gradient,
        ),
        Mistake(
            "decays twice as much",
            "The weights decay twice as much as they should: the gradient of λ/2 ‖w‖² is λw, not "
            "2λw.",
            lambda w, gradient, step, lam: (1 - 2 * step * lam) * w - step * gradient,
        ),
        Mistake(
            "no decay",
            "This is the step on the loss alone. Where does the penalty's gradient enter?",
            lambda w, gradient, step, lam: w - step * gradient,
        ),
        Mistake(
            "ascends the loss",
            "The decay is right, but the step climbs the loss: descent goes against the gradient.",
            lambda w, gradient, step, lam: (1 - step * lam) * w + step * gradient,
        ),
        Mistake(
            "grows",
            "The weights grow where they should decay: the penalty's gradient is subtracted, as "
            "the data's is.",
            lambda w, gradient, step, lam: (1 + step * lam) * w - step * gradient,
        ),
        Mistake(
            "gradient without the step",
            "The decay is right, but the whole gradient of the data is subtracted: the step "
            "length multiplies it too.",
            lambda w, gradient, step, lam: (1 - step * lam) * w - gradient,
        ),
        Mistake(
            "the change alone",
            "This is the change of the weights. Return the weights after the step.",
            lambda w, gradient, step, lam: -step * lam * w - step * gradient,
        ),
    ),
)

# 3. The closed form with a free intercept


def _closed_form(X, y, lam):
    Xc, yc = _centre(X, y)
    w = _ridge(Xc, yc, len(y) * lam)
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _lam_for_n_lam(X, y, lam):
    return _closed_form(X, y, lam / len(y))


def _penalized_intercept(X, y, lam):
    coefficients = _ridge(np.column_stack([X, np.ones(len(y))]), y, len(y) * lam)
    return coefficients[:-1], float(coefficients[-1])


def _no_intercept(X, y, lam):
    return _ridge(X, y, len(y) * lam), 0.0


def _centred_without_intercept(X, y, lam):
    return _closed_form(X, y, lam)[0], 0.0


def _intercept_is_mean(X, y, lam):
    return _closed_form(X, y, lam)[0], float(y.mean())


def _uncentred_weights(X, y, lam):
    w = _ridge(X, y, len(y) * lam)
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _least_squares(X, y, lam):
    Xc, yc = _centre(X, y)
    w = np.linalg.lstsq(Xc, yc, rcond=None)[0]
    return w, float(y.mean() - X.mean(axis=0) @ w)


CLOSED_FORM = Exercise(
    name="l2.closed_form",
    call="closed_form(X, y, lam)",
    returns=("w", "b"),
    reference=_closed_form,
    cases=(
        partial(_data, 10, 8, 2, 0.1),
        partial(_data, 11, 30, 5, 0.5),
        partial(_data, 12, 12, 20, 0.2),
        partial(_data, 13, 25, 4, 2.0),
    ),
    mistakes=(
        Mistake(
            "λ in place of nλ",
            "The penalty is too weak by the factor n. The loss has a 1/n in front; when both "
            "sides are multiplied by n to be rid of it, what becomes of λ?",
            _lam_for_n_lam,
        ),
        Mistake(
            "penalized intercept",
            "The intercept is penalized along with the weights, as by a column of ones in X. It "
            "should stay free: eliminate it first, by centring.",
            _penalized_intercept,
        ),
        Mistake(
            "no intercept",
            "The data were not centred and b is 0, so the weights have to make up for the means "
            "of X and y. Set the derivative with respect to b to zero: what is b for given "
            "weights?",
            _no_intercept,
        ),
        Mistake(
            "intercept left at zero",
            "The weights are right, but b is 0. They were found on centred data; which b brings "
            "the fit back to the data as given?",
            _centred_without_intercept,
        ),
        Mistake(
            "mean of y as intercept",
            "The weights are right. The mean of y is the intercept of the centred features; for "
            "the features as given, their own means have a part in b.",
            _intercept_is_mean,
        ),
        Mistake(
            "weights from uncentred data",
            "The intercept fits the weights, but the weights were found on the data as they came. "
            "Both X and y have to be centred before the weights are solved for.",
            _uncentred_weights,
        ),
        Mistake(
            "no penalty",
            "This is least squares: the strength λ has no effect on it. What does the penalty add "
            "to the matrix of the normal equations?",
            _least_squares,
        ),
    ),
)

# 4. Effective degrees of freedom


def _shrinkage(X, total, *, centred=True, power=2):
    """Return Σ dᵏ / (dᵏ + total) over the singular values d."""
    d = np.linalg.svd(X - X.mean(axis=0) if centred else X, compute_uv=False)
    return float(np.sum(d**power / (d**power + total)))


DEGREES_OF_FREEDOM = Exercise(
    name="l2.degrees_of_freedom",
    call="degrees_of_freedom(X, lam)",
    reference=lambda X, lam: _shrinkage(X, len(X) * lam),
    cases=(
        partial(_features, 20, 10, 3, 0.1),
        partial(_features, 21, 40, 8, 0.5),
        partial(_features, 22, 9, 15, 0.3),
        partial(_features, 23, 30, 4, 4.0),
    ),
    mistakes=(
        Mistake(
            "λ in place of nλ",
            "The penalty is too weak by the factor n: with 1/n in front of the loss, d² competes "
            "with nλ, not with λ.",
            lambda X, lam: _shrinkage(X, lam),
        ),
        Mistake(
            "not centred",
            "The singular values are those of the data as they came, and the largest mostly "
            "measures the means. Since the intercept is free, the features are centred first.",
            lambda X, lam: _shrinkage(X, len(X) * lam, centred=False),
        ),
        Mistake(
            "not squared",
            "The formula speaks of squared singular values: d² are the eigenvalues of XᵀX.",
            lambda X, lam: _shrinkage(X, len(X) * lam, power=1),
        ),
        Mistake(
            "squared twice",
            "The eigenvalues of XᵀX are the squares d² already; here they were squared once more.",
            lambda X, lam: _shrinkage(X, len(X) * lam, power=4),
        ),
        Mistake(
            "intercept counted",
            "This is one too many: the intercept is counted too. Here only the penalized part is "
            "asked for.",
            lambda X, lam: 1 + _shrinkage(X, len(X) * lam),
        ),
        Mistake(
            "number of weights",
            "This is p, the number of weights, whatever the strength. Each direction counts only "
            "as far as the penalty lets it live, from 1 (free) down to 0 (gone).",
            lambda X, lam: float(X.shape[1]),
        ),
        Mistake(
            "rank",
            "This is the rank, the degrees of freedom of least squares. With a penalty each "
            "direction counts only for a part.",
            lambda X, lam: float(np.linalg.matrix_rank(X - X.mean(axis=0))),
        ),
        Mistake(
            "lost instead of left",
            "This counts what the penalty takes away, nλ/(d² + nλ). The degrees of freedom are "
            "what it leaves.",
            lambda X, lam: min(X.shape) - _shrinkage(X, len(X) * lam),
        ),
    ),
)

# 5. Ridge as least squares on augmented data


def _augment(X, y, weight, *, rows=None, tail=0.0):
    """Append rows ``weight`` times the unit matrix to X, and as many entries ``tail`` to y."""
    rows = X.shape[1] if rows is None else rows
    extra = weight * np.eye(rows, X.shape[1])
    return np.vstack([X, extra]), np.concatenate([y, np.full(rows, tail)])


def _penalty_on_top(X, y, lam):
    X_aug, y_aug = _augment(X, y, np.sqrt(len(y) * lam))
    return np.roll(X_aug, X.shape[1], axis=0), np.roll(y_aug, X.shape[1])


AUGMENTED_DATA = Exercise(
    name="l2.augmented_data",
    call="augmented_data(X, y, lam)",
    returns=("X_aug", "y_aug"),
    reference=lambda X, y, lam: _augment(X, y, np.sqrt(len(y) * lam)),
    cases=(
        partial(_data, 30, 6, 2, 0.5, centred=True),
        partial(_data, 31, 20, 3, 0.05, centred=True),
        partial(_data, 32, 5, 9, 2.0, centred=True),
    ),
    mistakes=(
        Mistake(
            "root of λ",
            "The added rows weigh too little. Without its 1/n the loss is a plain sum of squares; "
            "what does the penalty become when it is multiplied by n as well?",
            lambda X, y, lam: _augment(X, y, np.sqrt(lam)),
        ),
        Mistake(
            "nλ without the root",
            "The added rows are squared like all residuals, so that they contribute (nλ)² wⱼ². "
            "Which number has the square that is needed?",
            lambda X, y, lam: _augment(X, y, len(y) * lam),
        ),
        Mistake(
            "λ without n and root",
            "The added rows contribute λ² wⱼ² to the sum of squares, and nλ wⱼ² is needed: both "
            "the n and a root are missing.",
            lambda X, y, lam: _augment(X, y, lam),
        ),
        Mistake(
            "ones below y",
            "X is right. The ones below y ask each weight to be near 1 / √(nλ); which value would "
            "the penalty have them near?",
            lambda X, y, lam: _augment(X, y, np.sqrt(len(y) * lam), tail=1.0),
        ),
        Mistake(
            "one row for each sample",
            "There is one added row for each sample. The penalty is a sum over the weights, so it "
            "needs one row for each feature.",
            lambda X, y, lam: _augment(X, y, np.sqrt(len(y) * lam), rows=len(y)),
        ),
        Mistake(
            "y left as it was",
            "X has grown and y has not. Each added row is an observation, and needs its own "
            "response.",
            lambda X, y, lam: (_augment(X, y, np.sqrt(len(y) * lam))[0], y),
        ),
        Mistake(
            "penalty on top",
            "The rows are right, and least squares would not mind their order. Put the added ones "
            "below the data, as the exercise asks, so that they can be compared.",
            _penalty_on_top,
        ),
    ),
)

# 6. The one-standard-error rule


def _curves(seed, folds, count, order):
    """Return strengths in some order and validation errors: a valley, a level and noise by fold."""
    rng = np.random.default_rng(seed)
    lams = np.logspace(-3, 2, count)
    valley = 1 + 0.12 * (np.log10(lams) + rng.uniform(-0.5, 1.0)) ** 2
    levels = rng.normal(scale=0.25, size=(folds, 1))
    errors = valley + levels + rng.normal(scale=0.06, size=(folds, count))
    up = np.arange(count)
    places = {"up": up, "down": up[::-1], "mixed": rng.permutation(count)}[order]
    return lams[places], errors[:, places]


def _within(errors, deviation, candidates=False):
    """Return which mean errors are within a deviation of the smallest one."""
    mean, best = errors.mean(axis=0), errors.mean(axis=0).argmin()
    return mean <= mean[best] + (deviation if candidates else deviation[best])


def _standard_error(errors, ddof=1):
    return errors.std(axis=0, ddof=ddof) / np.sqrt(len(errors))


def _one_standard_error(lams, errors):
    return float(lams[_within(errors, _standard_error(errors))].max())


ONE_STANDARD_ERROR = Exercise(
    name="l2.one_standard_error",
    call="one_standard_error(lams, errors)",
    reference=_one_standard_error,
    cases=(
        partial(_curves, 40, 5, 6, "up"),
        partial(_curves, 41, 10, 60, "down"),
        partial(_curves, 42, 3, 80, "mixed"),
        partial(_curves, 43, 5, 100, "mixed"),
    ),
    mistakes=(
        Mistake(
            "the minimizer",
            "This is the strength with the smallest mean error. The rule goes on from there, to "
            "the simplest model that is not clearly worse.",
            lambda lams, errors: float(lams[errors.mean(axis=0).argmin()]),
        ),
        Mistake(
            "deviation in place of standard error",
            "The margin is the standard deviation over the folds. It says how far single folds "
            "scatter; how far does their mean scatter?",
            lambda lams, errors: float(lams[_within(errors, errors.std(axis=0, ddof=1))].max()),
        ),
        Mistake(
            "deviation of a whole population",
            "The margin is a little too small. The deviation is measured from the mean of the "
            "same few folds, so its squares are divided by the number of folds less one (ddof).",
            lambda lams, errors: float(lams[_within(errors, _standard_error(errors, 0))].max()),
        ),
        Mistake(
            "smallest within",
            "This is the smallest strength within the margin. The rule wants the simplest model "
            "there: which end of the range is that?",
            lambda lams, errors: float(lams[_within(errors, _standard_error(errors))].min()),
        ),
        Mistake(
            "margin of each candidate",
            "Each strength was given a margin of its own. There is one margin for all, that of "
            "the strength with the smallest mean error.",
            lambda lams, errors: float(lams[_within(errors, _standard_error(errors), True)].max()),
        ),
        Mistake(
            "last in the list",
            "The last strength within the margin was taken. That is the largest only where the "
            "strengths are sorted upwards, and they may come in any order.",
            lambda lams, errors: float(lams[_within(errors, _standard_error(errors))][-1]),
        ),
        Mistake(
            "first in the list",
            "The first strength within the margin was taken. That is the largest only where the "
            "strengths are sorted downwards, and they may come in any order.",
            lambda lams, errors: float(lams[_within(errors, _standard_error(errors))][0]),
        ),
    ),
)

# 7. Leave-one-out from a single fit


def _residuals_and_leverages(X, y, total):
    Xc, yc = _centre(X, y)
    hat = Xc @ np.linalg.solve(Xc.T @ Xc + total * np.eye(X.shape[1]), Xc.T)
    return yc - hat @ yc, hat.diagonal() + 1 / len(y)


def _leave_one_out(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean((r / (1 - h)) ** 2))


def _training_error(X, y, lam):
    r, _ = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean(r**2))


def _leverage_without_intercept(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean((r / (1 - h + 1 / len(y))) ** 2))


def _generalized_cross_validation(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean((r / (1 - h.mean())) ** 2))


def _factor_not_squared(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean(r**2 / (1 - h)))


def _absolute_error(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean(np.abs(r / (1 - h))))


def _lighter_refits(X, y, lam):
    """Refit with (n − 1)λ, as the objective of the n − 1 remaining samples would have it."""
    errors = []
    for i in range(len(y)):
        w, b = _closed_form(np.delete(X, i, axis=0), np.delete(y, i), lam)
        errors.append(y[i] - X[i] @ w - b)
    return float(np.mean(np.square(errors)))


LEAVE_ONE_OUT = Exercise(
    name="l2.leave_one_out",
    call="leave_one_out(X, y, lam)",
    reference=_leave_one_out,
    cases=(
        partial(_data, 50, 7, 2, 0.1),
        partial(_data, 51, 30, 6, 0.5),
        partial(_data, 52, 10, 16, 1.0),
        partial(_data, 53, 20, 3, 0.02),
    ),
    mistakes=(
        Mistake(
            "training error",
            "This is the training error: each sample took part in its own prediction. How much it "
            "did is its leverage.",
            _training_error,
        ),
        Mistake(
            "leverage without the intercept",
            "The leverages are too small, all by the same amount. The intercept is fitted as "
            "well, and every sample has its share in the mean.",
            _leverage_without_intercept,
        ),
        Mistake(
            "mean leverage",
            "This is generalized cross-validation, which gives each sample the mean leverage. "
            "Leaving one out exactly takes the leverage of each.",
            _generalized_cross_validation,
        ),
        Mistake(
            "factor not squared",
            "The residual is squared and its factor 1/(1 − h) is not. The left-out residual is "
            "r/(1 − h) as a whole.",
            _factor_not_squared,
        ),
        Mistake(
            "absolute errors",
            "The left-out residuals are right, but their absolute values were averaged: the mean "
            "of their squares is asked for.",
            _absolute_error,
        ),
        Mistake(
            "root of the mean",
            "This is the root of the mean squared error: right up to the last step, which was one "
            "too many.",
            lambda X, y, lam: float(np.sqrt(_leave_one_out(X, y, lam))),
        ),
        Mistake(
            "penalty of n − 1 samples",
            "The penalty's weight fell to (n − 1)λ when a sample was left out. The shortcut by "
            "leverages is exact when it stays at nλ.",
            _lighter_refits,
        ),
        Mistake(
            "λ in place of nλ",
            "The penalty is too weak by the factor n: next to the plain sum of squares it weighs "
            "nλ.",
            lambda X, y, lam: _leave_one_out(X, y, lam / len(y)),
        ),
    ),
)

EXERCISES = (
    PENALTY_GRADIENT,
    DECAY_STEP,
    CLOSED_FORM,
    DEGREES_OF_FREEDOM,
    AUGMENTED_DATA,
    ONE_STANDARD_ERROR,
    LEAVE_ONE_OUT,
)
