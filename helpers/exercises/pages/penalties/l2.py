"""The exercises of the chapter on the L2 penalty.

The objective is J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ/2 ‖w‖², with the intercept b unpenalized. Its
ridge solution solves (X̃ᵀX̃ + nλI) w = X̃ᵀỹ, where X̃ and ỹ are centered, and b = ȳ − x̄ᵀw.

References
----------
Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, 2nd ed., sections 3.4.1
(shrinkage, degrees of freedom), 7.10 (one-standard-error rule, leave-one-out), exercise 3.12
(augmented data).
"""

from functools import partial

import numpy as np

from helpers.exercises.compare import in_form_of
from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import plain


def _weights(seed, p, *numbers, vectors=1):
    """Return vectors of p weights, followed by the numbers."""
    rng = np.random.default_rng(seed)
    return (*(rng.normal(scale=1.5, size=p) for _ in range(vectors)), *numbers)


def _data(seed, n, p, *numbers, centered=False):
    """Return correlated features of unlike means and scales, targets, and the numbers."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    X = rng.uniform(1, 5, p) + rng.uniform(0.5, 2, p) * (rng.normal(size=(n, p)) + common)
    y = 3 + X @ rng.normal(size=p) / np.sqrt(p) + rng.normal(size=n)
    if centered:
        X, y = X - X.mean(axis=0), y - y.mean()
    return (X, y, *numbers)


def _features(seed, n, p, lam):
    """Return the features of `_data` and the strength."""
    X, _, lam = _data(seed, n, p, lam)
    return X, lam


def _center(X, y):
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
            "of length λ",
            "This has the length λ whatever the weights are: it is the gradient of λ‖w‖, without "
            "the square. The pull of a square grows with the weight itself.",
            lambda w, lam: lam * w / np.linalg.norm(w),
        ),
        Mistake(
            "one for all",
            "This is the second derivative, λ for every weight. The gradient is the first "
            "derivative, and grows with the weight.",
            lambda w, lam: lam * np.ones(len(w)),
        ),
        Mistake(
            "parts of the value",
            "These are the parts of the penalty itself, one for each weight. How fast does a part "
            "λ/2 wⱼ² grow with its weight?",
            lambda w, lam: lam / 2 * w**2,
        ),
        Mistake(
            "decayed weights",
            "This is what is left of the weights after a decay. The gradient is what a step would "
            "take away, before the step size multiplies it.",
            lambda w, lam: (1 - lam) * w,
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
            "The decay came after the step and shrank the loss's gradient too. Both gradients are "
            "taken at the old w, so only the old w is multiplied by the decay factor.",
            lambda w, gradient, step, lam: (1 - step * lam) * (w - step * gradient),
        ),
        Mistake(
            "decay without the step",
            "The weights decay by λ at once, however short the step is. The penalty's gradient is "
            "a part of the step, so the step size multiplies it as well.",
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
            "that of the loss is.",
            lambda w, gradient, step, lam: (1 + step * lam) * w - step * gradient,
        ),
        Mistake(
            "gradient without the step",
            "The decay is right, but the whole gradient of the loss is subtracted: the step "
            "size multiplies it too.",
            lambda w, gradient, step, lam: (1 - step * lam) * w - gradient,
        ),
        Mistake(
            "divides in place of multiplying",
            "The weights are divided by 1 + ηλ. That is a step to where the penalty is measured "
            "after it; here both gradients are taken at the old weights, and the decay multiplies.",
            lambda w, gradient, step, lam: (w - step * gradient) / (1 + step * lam),
        ),
        Mistake(
            "no brackets around the factor",
            "The 1 stands outside: it has to be multiplied by the weights as well. Put the whole "
            "factor 1 − ηλ into brackets.",
            lambda w, gradient, step, lam: 1 - step * lam * w - step * gradient,
        ),
        Mistake(
            "λ on the loss",
            "The strength λ multiplies the gradient of the loss. It belongs to the penalty, whose "
            "gradient is λ times the weights.",
            lambda w, gradient, step, lam: w - step * lam * gradient,
        ),
        Mistake(
            "the decay of L1",
            "All weights decay by the same amount, which is what L1 does. The L2 penalty takes a "
            "share of each weight.",
            lambda w, gradient, step, lam: w - step * (gradient + lam * np.sign(w)),
        ),
        Mistake(
            "divides the gradient by its length",
            "The gradient is divided by the number of its entries. It is that of the whole loss, "
            "which has its 1/n inside already.",
            lambda w, gradient, step, lam: (1 - step * lam) * w - step * gradient / len(w),
        ),
        Mistake(
            "the penalty in place of its gradient",
            "The step takes away the penalty itself, one number for all weights. A step goes "
            "against the gradient, and that of the penalty has an entry for each weight.",
            lambda w, gradient, step, lam: w - step * (gradient + lam / 2 * (w @ w)),
        ),
        Mistake(
            "the change alone",
            "This is the change of the weights. Return the weights after the step.",
            lambda w, gradient, step, lam: -step * lam * w - step * gradient,
        ),
        Mistake(
            "weights divided before the step",
            "The old weights were divided by 1 + ηλ. Both gradients are taken at the old weights:"
            " the penalty takes the share ηλ of them away.",
            lambda w, gradient, step, lam: w / (1 + step * lam) - step * gradient,
        ),
        Mistake(
            "what is lost kept",
            "Only the share of the weights that decays was kept. One minus that share is what is "
            "left of them.",
            lambda w, gradient, step, lam: step * lam * w - step * gradient,
        ),
    ),
)

# 3. The closed form with a free intercept


def _closed_form(X, y, lam):
    Xc, yc = _center(X, y)
    w = _ridge(Xc, yc, len(y) * lam)
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _lam_for_n_lam(X, y, lam):
    return _closed_form(X, y, lam / len(y))


def _penalized_intercept(X, y, lam):
    coefficients = _ridge(np.column_stack([X, np.ones(len(y))]), y, len(y) * lam)
    return coefficients[:-1], float(coefficients[-1])


def _no_intercept(X, y, lam):
    return _ridge(X, y, len(y) * lam), 0.0


def _centered_without_intercept(X, y, lam):
    return _closed_form(X, y, lam)[0], 0.0


def _penalty_in_every_entry(X, y, lam):
    Xc, yc = _center(X, y)
    w = np.linalg.lstsq(Xc.T @ Xc + len(y) * lam, Xc.T @ yc, rcond=None)[0]
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _intercept_is_mean(X, y, lam):
    return _closed_form(X, y, lam)[0], float(y.mean())


def _uncentered_weights(X, y, lam):
    w = _ridge(X, y, len(y) * lam)
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _least_squares(X, y, lam):
    Xc, yc = _center(X, y)
    w = np.linalg.lstsq(Xc, yc, rcond=None)[0]
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _plus_for_minus(X, y, lam):
    w, _ = _closed_form(X, y, lam)
    return w, float(y.mean() + X.mean(axis=0) @ w)


def _features_left(X, y, lam, *, shift):
    """Center the targets alone; the intercept is their mean, shifted by x̄ᵀw or not."""
    w = _ridge(X, y - y.mean(), len(y) * lam)
    return w, float(y.mean() - shift * X.mean(axis=0) @ w)


def _one_mean_for_all(X, y, lam):
    w = _ridge(X - X.mean(), y - y.mean(), len(y) * lam)
    return w, float(y.mean() - X.mean() * w.sum())


def _standardized(X, y, lam, *, back):
    Z, t = _center(X, y)
    scale = X.std(axis=0)
    w = _ridge(Z / scale, t, len(y) * lam)
    w = w / scale if back else w
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _a_part_for_each_column(X, y, lam):
    w, _ = _closed_form(X, y, lam)
    return w, y.mean() - X.mean(axis=0) * w


CLOSED_FORM = Exercise(
    name="l2.closed_form",
    call="closed_form(X, y, lam)",
    returns=("w", "b"),
    reference=_closed_form,
    cases=(
        partial(_data, 10, 8, 3, 0.1),
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
            "should stay free: eliminate it first, by centering.",
            _penalized_intercept,
        ),
        Mistake(
            "no intercept",
            "The data were not centered and b is 0, so the weights have to make up for the means "
            "of X and y. Set the derivative with respect to b to zero: what is b for given "
            "weights?",
            _no_intercept,
        ),
        Mistake(
            "intercept left at zero",
            "The weights are right, but b is 0. They were found on centered data; which b brings "
            "the fit back to the data as given?",
            _centered_without_intercept,
        ),
        Mistake(
            "mean of y as intercept",
            "The weights are right. The mean of y is the intercept of the centered features; for "
            "the features as given, their own means have a part in b.",
            _intercept_is_mean,
        ),
        Mistake(
            "weights from uncentered data",
            "The intercept fits the weights, but the weights were found on the data as they came. "
            "Both X and y have to be centered before the weights are solved for.",
            _uncentered_weights,
        ),
        Mistake(
            "intercept with the wrong sign",
            "The weights are right. In b the means of the features are added where they should be "
            "taken away: the mean target is b plus the means' part, so b is what remains.",
            _plus_for_minus,
        ),
        Mistake(
            "a part for each column",
            "The weights are right, and b has an entry for each column. The means of the features "
            "act together, as the sum of weight times mean: the intercept is one number.",
            _a_part_for_each_column,
        ),
        Mistake(
            "targets centered alone",
            "The targets are centered, the features are not. The free intercept removes the means "
            "of both.",
            partial(_features_left, shift=1),
        ),
        Mistake(
            "targets centered alone, their mean as intercept",
            "Only the targets are centered, and their mean is the intercept. Center the features "
            "as well; then their means have a part in b.",
            partial(_features_left, shift=0),
        ),
        Mistake(
            "one mean for all columns",
            "All columns were centered by one number, the mean of the whole table. Each column has "
            "a mean of its own: average over the rows.",
            _one_mean_for_all,
        ),
        Mistake(
            "weights of standardized columns",
            "The columns were standardized, and the weights belong to the standardized ones. The "
            "objective takes the features in the units they come in; only the means go.",
            partial(_standardized, back=False),
        ),
        Mistake(
            "penalized in standardized units",
            "The columns were standardized and the weights brought back, so the penalty was paid "
            "in other units. The objective takes the features as they come; only the means go.",
            partial(_standardized, back=True),
        ),
        Mistake(
            "λ divided by n",
            "The penalty is too weak by far: λ was divided by n. Multiply the objective by n, so "
            "that the loss loses its 1/n: n then multiplies λ.",
            lambda X, y, lam: _closed_form(X, y, lam / len(y) ** 2),
        ),
        Mistake(
            "p in place of n",
            "The penalty is weighed by p, the number of columns. It is the number of rows that "
            "stands in front of the loss.",
            lambda X, y, lam: _closed_form(X, y, X.shape[1] / len(y) * lam),
        ),
        Mistake(
            "rows centered",
            "Each row was centered by its own mean, over the columns. Each column has to lose its "
            "mean over the rows.",
            lambda X, y, lam: _closed_form(X - X.mean(axis=1, keepdims=True), y, lam),
        ),
        Mistake(
            "no penalty",
            "This is least squares: the strength λ has no effect on it. What does the penalty add "
            "to the matrix of the normal equations?",
            _least_squares,
        ),
        Mistake(
            "λ in every entry",
            "The penalty was added to every entry of the matrix. It belongs on the diagonal "
            "alone: nλ times the unit matrix.",
            _penalty_in_every_entry,
        ),
    ),
)

# 4. Effective degrees of freedom


def _shrinkage(X, total, *, centered=True, power=2):
    """Return Σ dᵏ / (dᵏ + total) over the singular values d."""
    d = np.linalg.svd(X - X.mean(axis=0) if centered else X, compute_uv=False)
    return float(np.sum(d**power / (d**power + total)))


def _no_square_above(X, lam):
    d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
    return float(np.sum(d / (d**2 + len(X) * lam)))


def _hat(X, lam):
    Z = X - X.mean(axis=0)
    return Z @ np.linalg.solve(Z.T @ Z + len(X) * lam * np.eye(X.shape[1]), Z.T)


def _one_share(X, lam):
    total = float(np.sum((X - X.mean(axis=0)) ** 2))
    return total / (total + len(X) * lam)


def _freedom_with_ones(X, lam):
    """Count with a penalized column of ones, and take one off for it."""
    Z = np.column_stack([np.ones(len(X)), X])
    gram = Z.T @ Z
    hat = np.linalg.solve(gram + len(X) * lam * np.eye(len(gram)), gram)
    return float(np.trace(hat) - 1)


def _mean_share(X, lam):
    d2 = np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2
    return float(np.mean(d2 / (d2 + len(X) * lam)))


DEGREES_OF_FREEDOM = Exercise(
    name="l2.degrees_of_freedom",
    call="degrees_of_freedom(X, lam)",
    reference=lambda X, lam: _shrinkage(X, len(X) * lam),
    cases=(
        partial(_features, 20, 10, 3, 0.1),
        partial(_features, 21, 40, 8, 0.5),
        partial(_features, 22, 9, 15, 0.3),
        partial(_features, 23, 30, 4, 4.0),
        Case("two rows, and so one direction", partial(_features, 24, 2, 3, 0.5)),
    ),
    mistakes=(
        Mistake(
            "λ in place of nλ",
            "The penalty is too weak by the factor n: with 1/n in front of the loss, d² competes "
            "with nλ, not with λ.",
            lambda X, lam: _shrinkage(X, lam),
        ),
        Mistake(
            "not centered",
            "The singular values are those of the data as they came, and the largest mostly "
            "measures the means. Since the intercept is free, the features are centered first.",
            lambda X, lam: _shrinkage(X, len(X) * lam, centered=False),
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
            "column of ones penalized",
            "A column of ones was added and penalized with the others, so it counts, and the "
            "means of the features do too. A free intercept is eliminated: center the columns.",
            lambda X, lam: _shrinkage(
                np.column_stack([X, np.ones(len(X))]), len(X) * lam, centered=False
            ),
        ),
        Mistake(
            "factors squared",
            "The factors d²/(d² + nλ) are squared before they are added up: that is the trace of "
            "the hat matrix times itself. The trace of the matrix takes them as they are.",
            lambda X, lam: float(np.sum(_hat(X, lam) ** 2)),
        ),
        Mistake(
            "variances of single columns",
            "Each column was taken by itself, by its variance. Correlated columns share their "
            "directions: the formula has the singular values of all columns together.",
            lambda X, lam: float(np.sum(X.var(axis=0) / (X.var(axis=0) + lam))),
        ),
        Mistake(
            "standardized columns",
            "The columns were standardized, which changes how strongly each is shrunk. The "
            "formula takes them in the units they come in; only the means go.",
            lambda X, lam: _shrinkage(X / np.maximum(X.std(axis=0), 1e-300), len(X) * lam),
        ),
        Mistake(
            "n twice",
            "The d²/n, which are variances, stand beside nλ. Beside d²/n belongs λ, and beside d² "
            "belongs nλ.",
            lambda X, lam: _shrinkage(X, len(X) ** 2 * lam),
        ),
        Mistake(
            "hat matrix",
            "This is the hat matrix itself, of shape (n, n). The degrees of freedom are one "
            "number, its trace: the sum of its diagonal.",
            _hat,
        ),
        Mistake(
            "trace of the inverse alone",
            "This is the trace of the inverse, Σ 1/(d² + nλ). In the hat matrix it stands between "
            "X and its transpose, which bring in the d² above.",
            lambda X, lam: float(
                np.trace(
                    np.linalg.inv(
                        (X - X.mean(axis=0)).T @ (X - X.mean(axis=0))
                        + len(X) * lam * np.eye(X.shape[1])
                    )
                )
            ),
        ),
        Mistake(
            "left to the residuals",
            "This is n less the degrees of freedom: what is left for the residuals. Asked is what "
            "the fit itself spends.",
            lambda X, lam: len(X) - _shrinkage(X, len(X) * lam),
        ),
        Mistake(
            "no square above",
            "The singular values are squared below the line and not above it. Each factor is "
            "d²/(d² + nλ), a share between 0 and 1.",
            _no_square_above,
        ),
        Mistake(
            "λ divided by n",
            "The penalty is too weak by far: λ was divided by n. With 1/n in front of the loss, "
            "d² competes with n times λ.",
            lambda X, lam: _shrinkage(X, lam / len(X)),
        ),
        Mistake(
            "p in place of n",
            "The penalty is weighed by p, the number of columns. It is the number of rows that "
            "stands in front of the loss.",
            lambda X, lam: _shrinkage(X, X.shape[1] * lam),
        ),
        Mistake(
            "variances with n − 1",
            "The variances were divided by n − 1. The loss is a mean over n rows, so it is d²/n "
            "that stands beside λ.",
            lambda X, lam: _shrinkage(X, (len(X) - 1) * lam),
        ),
        Mistake(
            "rows centered",
            "Each row was centered by its own mean, over the columns. Each column has to lose its "
            "mean over the rows.",
            lambda X, lam: _shrinkage(
                X - X.mean(axis=1, keepdims=True), len(X) * lam, centered=False
            ),
        ),
        Mistake(
            "left of all weights",
            "This is p less the degrees of freedom: what the penalty takes away. The degrees of "
            "freedom are what it leaves.",
            lambda X, lam: X.shape[1] - _shrinkage(X, len(X) * lam),
        ),
        Mistake(
            "lost instead of left",
            "This counts what the penalty takes away, nλ/(d² + nλ). The degrees of freedom are "
            "what it leaves.",
            lambda X, lam: min(X.shape) - _shrinkage(X, len(X) * lam),
        ),
        Mistake(
            "one share of the sums",
            "The squares were added up first, and one share made of the sums. Each direction has "
            "a share of its own; add up the shares.",
            _one_share,
        ),
        Mistake(
            "a column of ones, penalized",
            "The intercept was penalized, as the weight of a column of ones, and then taken off "
            "as one whole degree. Center the columns, and leave it out.",
            _freedom_with_ones,
        ),
        Mistake(
            "mean of the shares",
            "The shares of the directions were averaged. Each direction brings its share of one "
            "degree: add them up.",
            _mean_share,
        ),
    ),
)

# 5. Ridge as least squares on a longer table


def long_table(result, X, names):
    """Return the parts of an answer that is a longer table, checked for their shapes.

    Parameters
    ----------
    result : plain value
        What the answer returned.
    X : numpy.ndarray
        Features (n, p) of the table that was to be made longer by p rows.
    names : str
        What is asked for, ``"X_long, y_long"``; the first two are the longer table.

    Raises
    ------
    Objection
        If something cannot be used as a longer table.
    """
    count, (n, p) = names.count(",") + 1, X.shape
    parts = in_form_of((), result)
    if not isinstance(parts, tuple) or len(parts) != count:
        raise Objection(f"Return {names} together, as a tuple of {count} parts.")
    X_long = in_form_of(np.zeros((n + p, p)), parts[0])
    y_long = in_form_of(np.zeros(n + p), parts[1])
    for name, part, shape in (("X_long", X_long, (n + p, p)), ("y_long", y_long, (n + p,))):
        words = f"For X of shape {X.shape}, {name} has to be an array of shape {shape}"
        if not isinstance(part, np.ndarray) or part.dtype.kind not in "iuf":
            raise Objection(f"{words}, of numbers.")
        if part.shape != shape:
            reason = "one row more for each weight" if name == "X_long" else "a target for each row"
            raise Objection(f"{words}, {reason}; it has shape {part.shape}.")
        if not np.isfinite(part).all():
            raise Objection(f"{name} has entries that are not finite.")
    return X_long, y_long, *parts[2:]


def _use_table(augmented_data, X, y, lam):
    """Count the rows of the data in the table, and solve least squares on it."""
    table = plain(augmented_data(X, y, lam))
    if table is None or table is ...:
        return table
    X_long, y_long = long_table(table, X, "X_long, y_long")
    data, rows = np.column_stack([X, y]), np.column_stack([X_long, y_long])
    kept = np.isclose(data[:, None], rows, rtol=1e-6, atol=1e-9).all(axis=2).any(axis=1)
    return int(kept.sum()), np.linalg.lstsq(X_long, y_long, rcond=None)[0]


def _augment(X, y, weight, *, tail=0.0):
    """Append rows ``weight`` times the unit matrix to X, and as many entries ``tail`` to y."""
    p = X.shape[1]
    return np.vstack([X, weight * np.eye(p)]), np.concatenate([y, np.full(p, tail)])


def _rows_of_ones(X, y, lam):
    weight = np.sqrt(len(y) * lam)
    return np.vstack([X, np.full((X.shape[1],) * 2, weight)]), _augment(X, y, weight)[1]


def _targets_moved_down(X, y, lam):
    X_long, y_long = _augment(X, y, np.sqrt(len(y) * lam))
    return X_long, np.roll(y_long, X.shape[1])


def _loss_per_row(X, y, lam):
    X_long, y_long = _augment(X, y, np.sqrt(len(y) * lam))
    return X_long / np.sqrt(len(y)), y_long / np.sqrt(len(y))


AUGMENTED_DATA = Exercise(
    name="l2.augmented_data",
    call="augmented_data(X, y, lam)",
    returns=("the number of data rows in the table", "the weights of least squares on it"),
    reference=lambda X, y, lam: _augment(X, y, np.sqrt(len(y) * lam)),
    drive=_use_table,
    cases=(
        partial(_data, 30, 6, 2, 0.5, centered=True),
        partial(_data, 31, 20, 3, 0.05, centered=True),
        partial(_data, 32, 5, 9, 2.0, centered=True),
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
            "divided by n",
            "The added rows contribute λ/n · wⱼ². Multiply the objective by 2n, so that the loss "
            "is a plain sum of squares: n then multiplies λ.",
            lambda X, y, lam: _augment(X, y, np.sqrt(lam / len(y))),
        ),
        Mistake(
            "half of the penalty",
            "The added rows weigh half of what they should. Multiplied by 2n the loss is a plain "
            "sum of squares; what becomes of the ½ in λ/2 ‖w‖²?",
            lambda X, y, lam: _augment(X, y, np.sqrt(len(y) * lam / 2)),
        ),
        Mistake(
            "twice the penalty",
            "The added rows weigh twice what they should. Loss and penalty have a ½ each, and "
            "both lose it together.",
            lambda X, y, lam: _augment(X, y, np.sqrt(2 * len(y) * lam)),
        ),
        Mistake(
            "rows of the longer table counted",
            "The penalty is weighed by n + p. The n in nλ is that of the objective, whose mean "
            "goes over the rows of the data alone.",
            lambda X, y, lam: _augment(X, y, np.sqrt(sum(X.shape) * lam)),
        ),
        Mistake(
            "ones below y",
            "X is right. The ones below y ask each weight to be near 1 / √(nλ); which value would "
            "the penalty have them near?",
            lambda X, y, lam: _augment(X, y, np.sqrt(len(y) * lam), tail=1.0),
        ),
        Mistake(
            "all weights in each row",
            "Each added row holds all weights, so its square is that of their sum. The penalty "
            "squares each weight by itself: one weight a row.",
            _rows_of_ones,
        ),
        Mistake(
            "targets of other rows",
            "The added zeros stand above the targets, the added rows below the features: each row "
            "now has another row's target. Add both at the same end.",
            _targets_moved_down,
        ),
        Mistake(
            "inverse",
            "The added rows weigh less, the stronger the penalty is. A row counts by its square: "
            "the larger its entry, the more it holds its weight at zero.",
            lambda X, y, lam: _augment(X, y, 1 / np.sqrt(len(y) * lam)),
        ),
        Mistake(
            "data rows changed",
            "Least squares on the table gives the right weights, but the rows of the data are no "
            "longer in it. Keep each of them, with its target, and add p rows to them.",
            _loss_per_row,
        ),
        Mistake(
            "p in place of n",
            "The added rows are weighed with p, the number of columns. The n of nλ comes from "
            "the mean over the rows of the data.",
            lambda X, y, lam: _augment(X, y, np.sqrt(X.shape[1] * lam)),
        ),
        Mistake(
            "n before the root",
            "The root was taken of λ alone. Residuals are squared, so the root belongs over all "
            "of nλ.",
            lambda X, y, lam: _augment(X, y, len(y) * np.sqrt(lam)),
        ),
    ),
)

# 6. One standard error, in pairs


def _curves(seed, folds, count, order):
    """Return strengths in some order and errors: a valley, a level and noise of each fold.

    The noise grows with the distance to the strength 1, so that no two differences have the same
    standard error.
    """
    rng = np.random.default_rng(seed)
    lams = np.logspace(-3, 2, count)
    valley = 1 + 0.05 * (np.log10(lams) + rng.uniform(-0.5, 1.0)) ** 2
    levels = rng.normal(scale=0.25, size=(folds, 1))
    noise = rng.normal(scale=0.06, size=(folds, count)) * (1 + np.abs(np.log10(lams)))
    errors = valley + levels + noise
    up = np.arange(count)
    places = {"up": up, "down": up[::-1], "mixed": rng.permutation(count)}[order]
    return lams[places], errors[:, places]


def _by_differences(lams, *apart):
    """Return strengths, and errors of four folds by their differences to those of the first."""
    best = np.array([10.0, 20.0, 30.0, 40.0])
    return np.array(lams), best[:, None] + np.column_stack([np.zeros(4), *apart])


def _exact_tie():
    """Return differences (4, 0, 0, 0), whose mean and standard error are 1 without rounding."""
    return _by_differences([0.1, 1.0, 0.3, 3.0], [4, 0, 0, 0], [2, -1, 0, 1], [5, 5, 5, 5])


def _best_is_largest():
    return _by_differences([3.0, 1.0, 0.3], [2, -1, 0, 1], [5, 5, 5, 5])


def _standard_error(values, ddof=1):
    """Return the standard error of the mean over the first axis."""
    return values.std(axis=0, ddof=ddof) / np.sqrt(len(values))


def _differences(errors):
    """Return how much larger than that of the best strength each error is, fold by fold."""
    return errors - errors[:, [errors.mean(axis=0).argmin()]]


def _qualified(errors, margin=_standard_error):
    """Return for each strength whether its mean difference is within a margin."""
    apart = _differences(errors)
    return apart.mean(axis=0) <= margin(apart)


def _one_standard_error(lams, errors):
    return float(lams[_qualified(errors)].max())


def _margin_of_the_best(lams, errors):
    mean, best = errors.mean(axis=0), errors.mean(axis=0).argmin()
    return float(lams[mean <= mean[best] + _standard_error(errors)[best]].max())


def _margin_of_each(lams, errors):
    mean = errors.mean(axis=0)
    return float(lams[mean <= mean.min() + _standard_error(errors)].max())


def _not_in_pairs(lams, errors):
    mean, se = errors.mean(axis=0), _standard_error(errors)
    best = mean.argmin()
    return float(lams[mean <= mean[best] + np.sqrt(se**2 + se[best] ** 2)].max())


def _best_of_each_fold(lams, errors):
    apart = errors - errors.min(axis=1, keepdims=True)
    return float(lams[apart.mean(axis=0) <= _standard_error(apart)].max())


def _strictly(lams, errors):
    apart = _differences(errors)
    return float(lams[apart.mean(axis=0) < _standard_error(apart)].max())


def _up_to_the_first_outside(lams, errors):
    order = np.argsort(lams)
    inside, best = _qualified(errors)[order], errors.mean(axis=0)[order].argmin()
    outside = np.flatnonzero(~inside[best:])
    return float(lams[order][best + outside[0] - 1 if outside.size else -1])


def _sizes_of_differences(lams, errors):
    apart = np.abs(_differences(errors))
    return float(lams[apart.mean(axis=0) <= _standard_error(apart)].max())


def _within_two(lams, errors):
    apart = errors - errors[:, [errors.mean(axis=0).argmin()]]
    se = apart.std(axis=0, ddof=1) / np.sqrt(len(errors))
    return float(lams[apart.mean(axis=0) <= 2 * se].max())


ONE_STANDARD_ERROR = Exercise(
    name="l2.one_standard_error",
    call="one_standard_error(lams, errors)",
    reference=_one_standard_error,
    cases=(
        partial(_curves, 232, 4, 5, "up"),
        partial(_curves, 41, 5, 7, "mixed"),
        partial(_curves, 41, 3, 8, "down"),
        partial(_curves, 49, 3, 8, "down"),
        partial(_curves, 52, 3, 8, "down"),
        partial(_curves, 115, 3, 8, "down"),
        partial(_curves, 334, 3, 8, "down"),
        Case("a mean difference that is its standard error exactly", _exact_tie),
        Case("the best strength is the largest", _best_is_largest),
    ),
    mistakes=(
        Mistake(
            "margin of the best",
            "This is the page's rule, with the standard error of the lowest mean. Here the margin "
            "is that of the differences on the same folds, from which a fold's own level is gone.",
            _margin_of_the_best,
        ),
        Mistake(
            "margin of each by itself",
            "Each strength was given the standard error of its own errors. Take the differences "
            "to the best strength first, fold by fold, and then their standard error.",
            _margin_of_each,
        ),
        Mistake(
            "not in pairs",
            "The two standard errors were added as those of separate folds are. On the same folds "
            "much of both cancels: take the differences first, then their standard error.",
            _not_in_pairs,
        ),
        Mistake(
            "best of each fold",
            "Each fold was compared with its own lowest error. There is one best strength, the one "
            "with the lowest mean error, and all folds are compared with that.",
            _best_of_each_fold,
        ),
        Mistake(
            "sizes of the differences",
            "The differences lost their signs. On some folds the other strength is better, and "
            "that has to count against the folds where it is worse.",
            _sizes_of_differences,
        ),
        Mistake(
            "the difference turned round",
            "The differences have the wrong sign, so that every strength is in, the worst as well. "
            "Take the errors of the best strength away from those of the others.",
            lambda lams, errors: float(
                lams[-_differences(errors).mean(axis=0) <= _standard_error(errors)].max()
            ),
        ),
        Mistake(
            "root of the number of strengths",
            "The deviation is divided by the root of the number of strengths. It is the folds that "
            "the mean goes over.",
            lambda lams, errors: float(
                lams[_qualified(errors, lambda d: d.std(axis=0, ddof=1) / len(lams) ** 0.5)].max()
            ),
        ),
        Mistake(
            "strictly below",
            "A mean difference that equals its standard error is within it: at most, not less. So "
            "the best strength itself, with 0 for both, is always in.",
            _strictly,
        ),
        Mistake(
            "up to the first outside",
            "The walk upwards stopped at the first strength that is out. A larger one behind it "
            "may be in again, and the largest of all that are in is asked for.",
            _up_to_the_first_outside,
        ),
        Mistake(
            "the minimizer",
            "This is the strength with the smallest mean error. The rule goes on from there, to "
            "the simplest model that is not clearly worse.",
            lambda lams, errors: float(lams[errors.mean(axis=0).argmin()]),
        ),
        Mistake(
            "deviation in place of standard error",
            "The margin is the standard deviation over the folds. It says how far the differences "
            "of single folds scatter; how far does their mean scatter?",
            lambda lams, errors: float(
                lams[_qualified(errors, partial(np.std, axis=0, ddof=1))].max()
            ),
        ),
        Mistake(
            "deviation of a whole population",
            "The margin is a little too small. The deviation is measured from the mean of the "
            "same few folds, so its squares are divided by the number of folds less one (ddof).",
            lambda lams, errors: float(
                lams[_qualified(errors, partial(_standard_error, ddof=0))].max()
            ),
        ),
        Mistake(
            "smallest within",
            "This is the smallest strength within the margin. The rule wants the simplest model "
            "there: which end of the range is that?",
            lambda lams, errors: float(lams[_qualified(errors)].min()),
        ),
        Mistake(
            "place of the strength",
            "This is the place of the strength in the list. Return the strength itself.",
            lambda lams, errors: int(np.argmax(np.where(_qualified(errors), lams, 0))),
        ),
        Mistake(
            "last in the list",
            "The last strength within the margin was taken. That is the largest only where the "
            "strengths are sorted upwards, and they may come in any order.",
            lambda lams, errors: float(lams[_qualified(errors)][-1]),
        ),
        Mistake(
            "first in the list",
            "The first strength within the margin was taken. That is the largest only where the "
            "strengths are sorted downwards, and they may come in any order.",
            lambda lams, errors: float(lams[_qualified(errors)][0]),
        ),
        Mistake(
            "two standard errors",
            "This allows two standard errors. The rule allows one.",
            _within_two,
        ),
    ),
)

# 7. Leave-one-out from a single fit


def _residuals_and_leverages(X, y, total):
    Xc, yc = _center(X, y)
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
    """Refit with (n − 1)λ, as the objective of the n − 1 remaining rows would have it."""
    errors = []
    for i in range(len(y)):
        w, b = _closed_form(np.delete(X, i, axis=0), np.delete(y, i), lam)
        errors.append(y[i] - X[i] @ w - b)
    return float(np.mean(np.square(errors)))


def _median_left_out(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.median((r / (1 - h)) ** 2))


def _smaller_residuals(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean((r * (1 - h)) ** 2))


def _left_out(X, y, total, extra):
    """Return the mean squared left-out error by the hat matrix of the table as it is."""
    hat = X @ np.linalg.solve(X.T @ X + total * np.eye(X.shape[1]), X.T)
    return float(np.mean(((y - hat @ y) / (1 - hat.diagonal() - extra)) ** 2))


def _ones_penalized(X, y, lam):
    return _left_out(np.column_stack([X, np.ones(len(y))]), y, len(y) * lam, 0)


def _left_out_residuals(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return r / (1 - h)


def _leverage_added(X, y, lam):
    r, h = _residuals_and_leverages(X, y, len(y) * lam)
    return float(np.mean((r / (1 + h)) ** 2))


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
            "This is the training error: each row took part in its own prediction. How much it "
            "did is its leverage.",
            _training_error,
        ),
        Mistake(
            "leverage without the intercept",
            "The leverages are too small, all by the same amount. The intercept is fitted as "
            "well, and every row has its share in the mean.",
            _leverage_without_intercept,
        ),
        Mistake(
            "mean leverage",
            "This is generalized cross-validation, which gives each row the mean leverage. "
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
            "no intercept",
            "Nothing was centered, so this is a fit without an intercept. With a free one, both X "
            "and y lose their means first.",
            lambda X, y, lam: _left_out(X, y, len(y) * lam, 0),
        ),
        Mistake(
            "nothing centered",
            "The leverages have the intercept's 1/n, but neither X nor y is centered. With a free "
            "intercept both lose their means first.",
            lambda X, y, lam: _left_out(X, y, len(y) * lam, 1 / len(y)),
        ),
        Mistake(
            "targets centered alone",
            "The targets are centered, the features are not. The free intercept removes the means "
            "of both.",
            lambda X, y, lam: _left_out(X, y - y.mean(), len(y) * lam, 1 / len(y)),
        ),
        Mistake(
            "features centered alone",
            "The features are centered, the targets are not, so the residuals still hold the mean "
            "target. The free intercept removes the means of both.",
            lambda X, y, lam: _left_out(X - X.mean(axis=0), y, len(y) * lam, 1 / len(y)),
        ),
        Mistake(
            "intercept penalized",
            "The intercept is penalized along with the weights, as a column of ones. It should "
            "stay free: eliminate it by centering, and add its share to the leverages.",
            _ones_penalized,
        ),
        Mistake(
            "standardized columns",
            "The columns were standardized, so the penalty was paid in other units. The objective "
            "takes the features as they come; only the means go.",
            lambda X, y, lam: _leave_one_out(X / X.std(axis=0), y, lam),
        ),
        Mistake(
            "median",
            "This is the median of the squared left-out residuals. Their mean is asked for.",
            _median_left_out,
        ),
        Mistake(
            "multiplied by the factor",
            "The residuals are multiplied by 1 − h, which makes them smaller. A row pulls the fit "
            "towards itself; without it, its residual is larger.",
            _smaller_residuals,
        ),
        Mistake(
            "penalty of n − 1 rows",
            "The penalty's weight fell to (n − 1)λ when a row was left out. The shortcut by "
            "leverages is exact when it stays at nλ.",
            _lighter_refits,
        ),
        Mistake(
            "λ in place of nλ",
            "The penalty is too weak by the factor n: next to the plain sum of squares it weighs "
            "nλ.",
            lambda X, y, lam: _leave_one_out(X, y, lam / len(y)),
        ),
        Mistake(
            "residuals of all rows",
            "These are the left-out residuals, one for each row. The mean of their squares is "
            "asked for.",
            _left_out_residuals,
        ),
        Mistake(
            "mean of the residuals",
            "The left-out residuals were averaged with their signs, and cancel. Square them "
            "before the mean.",
            lambda X, y, lam: float(_left_out_residuals(X, y, lam).mean()),
        ),
        Mistake(
            "leverage added",
            "The leverage was added to one, which makes the residuals smaller. Without its row "
            "the fit is further off: divide by one minus the leverage.",
            _leverage_added,
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
