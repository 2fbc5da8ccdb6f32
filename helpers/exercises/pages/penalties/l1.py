"""The exercises of the page on the L1 penalty.

The objective is J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ‖w‖₁, with the intercept b unpenalized. At the
minimum each column's covariance with the residuals, Xⱼᵀe/n, is λ sign(wⱼ), or lies in [−λ, λ] where
wⱼ = 0.

References
----------
Friedman, Hastie, Tibshirani (2010), Journal of Statistical Software 33(1), section 2
(coordinate-wise update, covariance updates).
"""

from functools import cache, partial

import numpy as np

from helpers.exercises.pages.penalties._lasso import regression, soft, some_weights
from helpers.exercises.registry import Case, Exercise, Mistake

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
            lambda v, up, down: soft(v, up),
        ),
        Mistake(
            "one threshold, down",
            "This is the soft threshold of the page, with `down` on both sides. A positive weight "
            "pays `up`: what does that change for positive entries?",
            lambda v, up, down: soft(v, down),
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
            lambda v, up, down: soft(v, up + down),
        ),
        Mistake(
            "mean of the prices",
            "Both sides pay the mean of the two prices. A positive weight pays `up`, a negative "
            "one `down`, each in full.",
            lambda v, up, down: soft(v, (up + down) / 2),
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
            lambda v, up, down: soft(v, max(up, down)),
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
        Mistake(
            "steps exchanged",
            "The zeros are right. Beside them each side moved by the price of the other: "
            "above `up` it is `up` that is taken away.",
            lambda v, up, down: np.where(v > up, v - down, np.where(v < -down, v + up, 0.0)),
        ),
        Mistake(
            "smaller price",
            "Both sides pay the smaller of the two prices. A positive weight pays `up`, a "
            "negative one `down`.",
            lambda v, up, down: soft(v, min(up, down)),
        ),
        Mistake(
            "through zero from below",
            "Negative entries close to zero went through it and came out positive. They stop "
            "at zero, as the positive ones do.",
            lambda v, up, down: np.where(v > 0, np.maximum(v - up, 0), v + down * (v < 0)),
        ),
        Mistake(
            "through zero from above",
            "Positive entries close to zero went through it and came out negative. They stop "
            "at zero, as the negative ones do.",
            lambda v, up, down: np.where(v < 0, np.minimum(v + down, 0), v - up * (v > 0)),
        ),
        Mistake(
            "positive entries kept",
            "Entries above `up` were left as they were. They pay as well, and move towards zero.",
            lambda v, up, down: np.where(v > up, v, np.minimum(v + down, 0)),
        ),
        Mistake(
            "what is taken away, sides exchanged",
            "This is what is taken away from v, with the prices exchanged. It lies between "
            "−down and up; the weight is what is left of v.",
            lambda v, up, down: np.clip(v, -up, down),
        ),
        Mistake(
            "both stopped from below",
            "The part below zero was stopped from below, so that it adds to entries above "
            "−down. A negative weight is the minimum of v + down and zero.",
            lambda v, up, down: np.maximum(v - up, 0) + np.maximum(v + down, 0),
        ),
        Mistake(
            "second part pushed away",
            "Entries below `down` moved down, small positive ones too. The pull on a negative "
            "entry is upwards, and ends at zero.",
            lambda v, up, down: np.maximum(v - up, 0) + np.minimum(v - down, 0),
        ),
        Mistake(
            "divided, as by a square",
            "The entries were divided, as if the penalty were a square with these prices. Its "
            "slope does not grow with the weight, so it subtracts.",
            lambda v, up, down: np.where(v > 0, v / (1 + 2 * up), v / (1 + 2 * down)),
        ),
        Mistake(
            "below, always by the lower price",
            "Whatever is not above `up` was moved by `down`, entries near zero as well. Between "
            "−down and up the best weight is zero: three cases, not two.",
            lambda v, up, down: np.where(v > up, v - up, v + down),
        ),
    ),
)


# The minimum over one weight


def _one_weight_case(seed, p, a, t):
    return 2 * np.random.default_rng(seed).normal(size=p), a, t


ONE_WEIGHT = Exercise(
    name="l1.one_weight",
    call="one_weight(c, a, t)",
    reference=lambda c, a, t: soft(c, t) / a,
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
            lambda c, a, t: soft(c / a, t),
        ),
        Mistake(
            "not divided",
            "The threshold is right, but the curvature a has no effect. Where the weight is "
            "positive, set the derivative a w − c + t to zero and solve for w.",
            lambda c, a, t: soft(c, t),
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
            lambda c, a, t: soft(c, t / a),
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
            lambda c, a, t: soft(c, t) / (1 + a),
        ),
        Mistake(
            "the lowest value",
            "These are the lowest values of the objective. Asked is the place where they are "
            "reached, the weight.",
            lambda c, a, t: -(soft(c, t) ** 2) / (2 * a),
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
            lambda c, a, t: soft(c, t) / (a + t),
        ),
        Mistake(
            "multiplied first",
            "The entries were multiplied by a. Without the penalty the derivative a w − c is "
            "zero at c/a.",
            lambda c, a, t: soft(a * c, t),
        ),
        Mistake(
            "threshold multiplied",
            "The threshold was multiplied by a. When the whole objective is divided by a, the "
            "penalty is divided as well.",
            lambda c, a, t: soft(c / a, t * a),
        ),
        Mistake(
            "t taken off every weight",
            "The same t was taken off every c/a, whatever its sign and size. Which way does "
            "the penalty pull a negative weight, and where does it stop?",
            lambda c, a, t: c / a - t,
        ),
        Mistake(
            "hard threshold after dividing",
            "The entries c/a were compared with t and then left whole. The penalty also pulls "
            "on those that stay, and the weight leaves zero where |c| is t.",
            lambda c, a, t: np.where(np.abs(c / a) > t, c / a, 0),
        ),
        Mistake(
            "compared after dividing",
            "The weights that stay are right, but the comparison is of c/a with t. The weight "
            "leaves zero where |c| is t.",
            lambda c, a, t: np.where(np.abs(c / a) > t, c - t * np.sign(c), 0) / a,
        ),
        Mistake(
            "negative weights as without",
            "This is right for positive c. Negative ones were not pulled at all, or by too "
            "little: they pay as much, and move up.",
            lambda c, a, t: np.where(c < -t, c, np.maximum(c - t, 0)) / a,
        ),
        Mistake(
            "pulled one way",
            "Both kinds of weights were moved down by t. The pull is towards zero, which is "
            "upwards for a negative weight.",
            lambda c, a, t: np.where(np.abs(c) > t, c - t, 0) / a,
        ),
        Mistake(
            "small ones kept",
            "Where |c| is smaller than t, the weight was left as without the penalty. There "
            "the pull is stronger than c, and the weight is zero.",
            lambda c, a, t: np.where(np.abs(c) > t, c - t * np.sign(c), c) / a,
        ),
    ),
)

# The strength from which on all weights but some free ones are zero


def _some_free(seed, n, p, *free):
    """Return data, and which of the columns are free of the penalty."""
    X, y = regression(seed, n, p)
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
        Mistake(
            "sign dropped after the maximum",
            "The absolute value was taken after the maximum. A strongly negative covariance "
            "was already lost then: take it first.",
            lambda X, y, free: abs(float(_covariances(X, _left_over(X, y, free), free).max())),
        ),
        Mistake(
            "only the targets centered",
            "The targets were centered and the free columns were not, so the fit is one "
            "without an intercept. Fit intercept and free columns together.",
            lambda X, y, free: _largest(X, _left_over(X, y - y.mean(), free, ones=False), free),
        ),
        Mistake(
            "free columns not centered",
            "The other columns and the targets were centered, the free columns were not, so "
            "their fit is one without an intercept. Center all, or fit the ones with them.",
            lambda X, y, free: _largest(
                X - X.mean(axis=0), _left_over(X, y - y.mean(), free, ones=False), free
            ),
        ),
        Mistake(
            "mean target for the intercept",
            "The weights of the free columns are right, but the mean target was taken for the "
            "intercept. That holds only where these columns are centered.",
            lambda X, y, free: _largest(
                X, _left_over(X, y, free) + _free_intercept(X, y, free) - y.mean(), free
            ),
        ),
        Mistake(
            "targets standardized",
            "The result was divided by the spread of the targets. The conditions take them in "
            "the units they come in.",
            lambda X, y, free: _lambda_max(X, y, free) / y.std(),
        ),
        Mistake(
            "coefficient of correlation",
            "These are coefficients of correlation. The conditions are about the covariance, "
            "in the units of the column and of the residuals.",
            lambda X, y, free: (
                _largest(X / X.std(axis=0), _left_over(X, y, free), free)
                / _left_over(X, y, free).std()
            ),
        ),
        Mistake(
            "sums squared",
            "The sums were squared. A column comes in where the absolute value of its "
            "covariance reaches λ.",
            lambda X, y, free: _lambda_max(X, y, free) ** 2 * len(y),
        ),
        Mistake(
            "others freed of the targets",
            "These are covariances of the penalized columns with one another. What is asked "
            "is theirs with the residuals that the free columns leave of y.",
            lambda X, y, free: float(
                np.abs(
                    (X - X.mean(axis=0))[:, ~free].T
                    @ np.column_stack([_left_over(X, x, free) for x in X[:, ~free].T])
                ).max()
                / len(y)
            ),
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


@cache  # each judgement makes its cases several times
def _best_on_some_columns(seed, n, p, lam, centered):
    X, y = regression(seed, n, p, centered=centered)
    w = some_weights(seed + 1000, p)
    kept = np.flatnonzero(w)
    Xc = X - X.mean(axis=0)
    for _ in range(200):
        for j in kept:
            rest = y - y.mean() - Xc @ w + Xc[:, j] * w[j]
            w[j] = soft(Xc[:, j] @ rest / n, lam) / (Xc[:, j] @ Xc[:, j] / n)
    return w


def _kkt_case(seed, n, p, lam, *, excess=0.0, flipped=False, centered=False):
    """Return data, about the best weights on some columns, and an intercept that is off by excess.

    With ``flipped`` the largest weight gets the wrong sign, and a small size.
    """
    X, y = regression(seed, n, p, centered=centered)
    w = 1.02 * _best_on_some_columns(seed, n, p, lam, centered)
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
        Mistake(
            "no λ inside",
            "Columns that are in were asked to have no covariance with the residuals, as in "
            "least squares. The penalty has a slope there, λ sign(w).",
            _found(lambda c, w, lam: np.where(w == 0, _excess(c, lam), np.abs(c))),
        ),
        Mistake(
            "room left inside",
            "For zero weights this is the room that is left inside of the interval. A "
            "covariance within it is at no distance from it; one outside is at |c| − λ.",
            _found(
                lambda c, w, lam: np.where(
                    w == 0, np.maximum(lam - np.abs(c), 0), np.abs(c - lam * np.sign(w))
                )
            ),
        ),
        Mistake(
            "intercept like a weight",
            "The intercept was given the condition of a weight, with λ and a sign. It is "
            "free: the mean residual has to be zero.",
            lambda X, y, w, b, lam: float(
                max(
                    abs(np.mean(y - X @ w - b) - lam * np.sign(b)),
                    _violations(X, y, w, b, lam).max(),
                )
            ),
        ),
        Mistake(
            "nothing without its sign",
            "Neither the mean residual nor the distances of the columns that are in were "
            "taken without their signs. A distance is never negative.",
            lambda X, y, w, b, lam: float(
                max(
                    np.mean(y - X @ w - b),
                    np.where(
                        w == 0,
                        _violations(X, y, w, b, lam),
                        X.T @ (y - X @ w - b) / len(y) - lam * np.sign(w),
                    ).max(),
                )
            ),
        ),
        Mistake(
            "n − 1",
            "The sums for the columns were divided by n − 1. The loss is a mean over the n "
            "rows, and λ is compared with its gradient.",
            lambda X, y, w, b, lam: float(
                max(
                    abs(np.mean(y - X @ w - b)),
                    _violations(
                        X * len(y) / (len(y) - 1), y, w * (len(y) - 1) / len(y), b, lam
                    ).max(),
                )
            ),
        ),
        Mistake(
            "violations added up, no intercept",
            "The violations of the columns were added up, and the intercept has none. Asked "
            "is the largest of them all, the intercept's with them.",
            lambda X, y, w, b, lam: float(_violations(X, y, w, b, lam).sum()),
        ),
        Mistake(
            "centered before the covariance",
            "The features or the residuals were centered before the covariance. The gradient "
            "takes both as they come; where b is off, that makes a difference.",
            lambda X, y, w, b, lam: float(
                max(
                    abs(np.mean(y - X @ w - b)), _violations(X, y, w, np.mean(y - X @ w), lam).max()
                )
            ),
        ),
        Mistake(
            "negative weights taken as zeros",
            "Negative weights were treated like zeros. They are in, with a slope of their own: −λ.",
            _found(lambda c, w, lam: np.where(w > 0, np.abs(c - lam), _excess(c, lam))),
        ),
        Mistake(
            "spread of the residuals",
            "The spread of the residuals was taken for the intercept's condition. It asks for "
            "their mean alone, however far they spread.",
            lambda X, y, w, b, lam: float(
                max(np.std(y - X @ w - b), _violations(X, y, w, b, lam).max())
            ),
        ),
        Mistake(
            "centered data",
            "Features and targets were centered, which puts the best intercept in the place of b."
            " It is the given b that is judged, on the data as they come.",
            lambda X, y, w, b, lam: float(
                _violations(X - X.mean(axis=0), y - y.mean(), w, 0.0, lam).max()
            ),
        ),
    ),
)

# One coordinate, from the matrix of covariances


def _gram_case(seed, n, p, j, lam, *, own=0.8, constant=False):
    X, y = regression(seed, n, p, centered=True)
    if constant:
        X[:, j] = 0
    w = some_weights(seed + 1000, p)
    w[j] = own
    return X.T @ X / n, X.T @ y / n, w, j, lam


def _coordinate(gram, correlation, w, j, threshold, *, own=1.0):
    """Return the thresholded covariance of column j with what the others leave unexplained."""
    return float(soft(correlation[j] - gram[j] @ w + own * gram[j, j] * w[j], threshold))


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


def _all_weights(gram, correlation, w, j, lam):
    if gram[j, j] == 0:
        return 0.0
    new = w.astype(float)
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
            lambda G, c, w, j, lam: float(soft(_divided(_coordinate(G, c, w, j, 0), G, j), lam)),
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
            lambda G, c, w, j, lam: _divided(float(soft(c[j], lam)), G, j),
        ),
        Mistake(
            "others added",
            "What the other columns explain was added where it should be subtracted.",
            lambda G, c, w, j, lam: _divided(
                float(soft(c[j] + G[j] @ w - G[j, j] * w[j], lam)), G, j
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
            lambda G, c, w, j, lam: _divided(float(soft(c[j] - G[j] @ w + w[j], lam)), G, j),
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
            lambda G, c, w, j, lam: _divided(float(soft(c[j] - G[j, :j] @ w[:j], lam)), G, j),
        ),
        Mistake(
            "own mean square without its weight",
            "The column's mean square was added without its weight. What the fit holds of this "
            "column is the one times the other.",
            lambda G, c, w, j, lam: _divided(float(soft(c[j] - G[j] @ w + G[j, j], lam)), G, j),
        ),
        Mistake(
            "mean square taken as one",
            "This is the update for a column whose mean square is one. Here G has it on its "
            "diagonal: it multiplies the old weight, and divides the result.",
            lambda G, c, w, j, lam: float(soft(c[j] - G[j] @ w + w[j], lam)) if G[j, j] else 0.0,
        ),
        Mistake(
            "covariance turned round",
            "What the others explain less q was taken, which is the gradient. The covariance "
            "with the residuals has the other sign.",
            lambda G, c, w, j, lam: _divided(
                float(soft(G[j] @ w - c[j] + G[j, j] * w[j], lam)), G, j
            ),
        ),
        Mistake(
            "for positive weights alone",
            "The λ was taken off whatever the sign and size of the covariance. Which way is a "
            "negative weight pulled, and where does the pull stop?",
            lambda G, c, w, j, lam: _divided(_coordinate(G, c, w, j, 0) - lam, G, j),
        ),
        Mistake(
            "divided twice",
            "The result was divided by the column's mean square twice.",
            lambda G, c, w, j, lam: _divided(_coordinate_update(G, c, w, j, lam), G, j),
        ),
        Mistake(
            "columns after it alone",
            "Only what the columns after this one explain was taken off. All the others "
            "count, those before it as well.",
            lambda G, c, w, j, lam: _divided(
                float(soft(c[j] - G[j, j + 1 :] @ w[j + 1 :], lam)), G, j
            ),
        ),
        Mistake(
            "own fit alone taken off",
            "What this column explains itself was taken off, and what the others explain was "
            "not. It is the other way round.",
            lambda G, c, w, j, lam: _divided(float(soft(c[j] - G[j, j] * w[j], lam)), G, j),
        ),
        Mistake(
            "zero refused",
            "Where the covariance is below λ, the weight stayed as it was. That is where it "
            "becomes zero.",
            lambda G, c, w, j, lam: (
                _coordinate_update(G, c, w, j, lam) or (float(w[j]) if G[j, j] else 0.0)
            ),
        ),
        Mistake(
            "all weights",
            "These are all the weights, with the new one in its place. The new one alone is asked"
            " for, a number.",
            _all_weights,
        ),
        Mistake(
            "as if standardized",
            "The column's mean square was taken to be one. It stands in the matrix: the old "
            "weight comes back times it, and the result is divided by it.",
            lambda gram, correlation, w, j, lam: float(
                soft(correlation[j] - gram[j] @ w + w[j], lam)
            ),
        ),
        Mistake(
            "the change",
            "This is the change of the weight. Its new value is asked for.",
            lambda gram, correlation, w, j, lam: (
                _coordinate_update(gram, correlation, w, j, lam) - (gram[j, j] > 0) * float(w[j])
            ),
        ),
    ),
)

EXERCISES = (
    SOFT_THRESHOLD,
    ONE_WEIGHT,
    LAMBDA_MAX,
    KKT_VIOLATION,
    COORDINATE_UPDATE,
)
