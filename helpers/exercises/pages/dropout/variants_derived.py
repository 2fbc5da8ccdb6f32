"""The exercises of the page on SELU, gates and attention.

References
----------
Klambauer, Unterthiner, Mayr, Hochreiter (2017), Self-normalizing neural networks (alpha dropout).
Lin et al. (2019), DropAttention: a regularization method for fully-connected self-attention
networks (rows that add up to one again).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. The line that repairs the moments, for any unit and any value to drop to


def _repair(rate, value, mean, variance, *, slope=lambda ratio: np.sqrt(ratio)):
    dropped_mean = (1 - rate) * mean + rate * value
    dropped_variance = (1 - rate) * variance + rate * (1 - rate) * (mean - value) ** 2
    a = slope(variance / dropped_variance)
    return float(a), float(mean - a * dropped_mean)


def _repair_normalized(rate, value, mean, variance):
    return _repair(rate, value, 0.0, 1.0)


def _repair_second_moment(rate, value, mean, variance):
    dropped_mean = (1 - rate) * mean + rate * value
    second = (1 - rate) * (variance + mean**2) + rate * value**2
    a = np.sqrt(variance / second)
    return float(a), float(mean - a * dropped_mean)


def _repair_without_value(rate, value, mean, variance):
    return _repair(rate, 0.0, mean, variance)


def _repair_to_zero_mean(rate, value, mean, variance):
    a, d = _repair(rate, value, mean, variance)
    return a, float(d - mean)


def _repair_mean_only(rate, value, mean, variance):
    return 1.0, float(mean - (1 - rate) * mean - rate * value)


def _with_slope(slope, rate, value, mean):
    """Return a slope, and the shift that brings back the mean with it."""
    return float(slope), float(mean - slope * ((1 - rate) * mean + rate * value))


def _repair_by(rate, value, mean, variance_, *, variance):
    """Return the line for a wrong variance of the dropped unit."""
    return _with_slope(
        np.sqrt(variance_ / variance(rate, value, mean, variance_)), rate, value, mean
    )


def _repair_without_the_jump(rate, value, mean, variance):
    return _with_slope(1 / np.sqrt(1 - rate), rate, value, mean)


def _to_standard(rate, value, mean, variance):
    slope = _repair(rate, value, mean, variance)[0] / np.sqrt(variance)
    return float(slope), float(-slope * ((1 - rate) * mean + rate * value))


REPAIR = Exercise(
    name="dropout_variants.repair",
    call="repair(rate, value, mean, variance)",
    returns=("slope", "shift"),
    reference=_repair,
    cases=(
        lambda: (0.2, -1.5, 0.5, 2.0),
        Case("a normalized unit", lambda: (0.1, -1.7581, 0.0, 1.0)),
        Case("dropped to zero", lambda: (0.5, 0.0, 1.0, 0.25)),
        lambda: (0.35, 2.0, -0.7, 0.6),
        Case("dropped to the mean", lambda: (0.3, 0.8, 0.8, 1.5)),
    ),
    mistakes=(
        Mistake(
            "assumes a normalized unit",
            "This is right for mean 0 and variance 1 alone. Redo the two moments with a mean and "
            "a variance of their own.",
            _repair_normalized,
        ),
        Mistake(
            "second moment",
            "The second moment was taken for the variance. Subtract the square of the mean that "
            "the unit has after dropping.",
            _repair_second_moment,
        ),
        Mistake(
            "drops to zero",
            "Here a dropped unit becomes 0. In this exercise it becomes the given value, which "
            "enters both moments.",
            _repair_without_value,
        ),
        Mistake(
            "mean becomes zero",
            "The variance is repaired, but the mean is moved to 0. The line has to bring back the "
            "mean that the unit had.",
            _repair_to_zero_mean,
        ),
        Mistake(
            "mean only",
            "The mean is repaired by a shift; the variance is left as dropping made it. A slope "
            "other than 1 can mend that.",
            _repair_mean_only,
        ),
        Mistake(
            "slope not rooted",
            "The slope is the quotient of two variances. A slope changes a variance by its square.",
            partial(_repair, slope=lambda ratio: ratio),
        ),
        Mistake(
            "slope upside down",
            "The slope makes the variance differ twice as much as before: the quotient stands "
            "upside down.",
            partial(_repair, slope=lambda ratio: np.sqrt(1 / ratio)),
        ),
        Mistake(
            "shift without the slope",
            "The slope is right. The shift has to make good the mean of the dropped unit times the "
            "slope, since the slope moves that mean too.",
            lambda *a: (_repair(*a)[0], _repair_mean_only(*a)[1]),
        ),
        Mistake(
            "shift before the slope",
            "The slope is right. It multiplies the dropped unit alone; the shift is added after "
            "it, and is not multiplied.",
            lambda *a: (_repair(*a)[0], _repair(*a)[0] * _repair_mean_only(*a)[1]),
        ),
        Mistake(
            "shift of the wrong sign",
            "The slope is right. The mean of the dropped unit times the slope is to be subtracted "
            "from the unit's own mean.",
            lambda *a: (_repair(*a)[0], 2 * a[2] - _repair(*a)[1]),
        ),
        Mistake(
            "jump left out",
            "The variance of the dropped unit is more than the share of its own: the unit also "
            "jumps between its mean and the value.",
            _repair_without_the_jump,
        ),
        Mistake(
            "jump as large as the rate",
            "The jump between mean and value varies less than that: a mask that is 0 or 1 has the "
            "variance ρ(1 − ρ).",
            partial(_repair_by, variance=lambda r, c, m, v: (1 - r) * v + r * (m - c) ** 2),
        ),
        Mistake(
            "share squared",
            "The unit's own variance was multiplied by the square of the keep probability. A unit "
            "that is kept keeps all of its values; only how often it is kept changes.",
            partial(
                _repair_by,
                variance=lambda r, c, m, v: (1 - r) ** 2 * v + r * (1 - r) * (m - c) ** 2,
            ),
        ),
        Mistake(
            "to variance one",
            "This brings the unit to mean 0 and variance 1. It should have its own mean and "
            "variance again.",
            _to_standard,
        ),
        Mistake(
            "inverted dropout",
            "This is inverted dropout, which drops to zero and keeps the mean alone. Here the "
            "variance is to be kept too.",
            lambda rate, value, mean, variance: (1 / (1 - rate), 0.0),
        ),
        Mistake(
            "chapter's slope",
            "The slope is that of the chapter, for a unit of mean 0 and variance 1. Redo the "
            "second moment with a mean and a variance of their own.",
            lambda rate, value, mean, variance: _with_slope(
                _repair(rate, value, 0.0, 1.0)[0], rate, value, mean
            ),
        ),
        Mistake(
            "jump from zero",
            "The unit jumps between its own mean and the value, and how far it jumps is "
            "their difference. Here it is the distance of the value from zero.",
            partial(
                _repair_by,
                variance=lambda rate, value, mean, own: (1 - rate) * (own + rate * value**2),
            ),
        ),
        Mistake(
            "jump not squared",
            "The jump between mean and value enters the variance by its square.",
            partial(
                _repair_by,
                variance=lambda rate, value, mean, own: (
                    (1 - rate) * own + rate * (1 - rate) * abs(mean - value)
                ),
            ),
        ),
        Mistake(
            "shift for mean zero",
            "The slope is right. The shift is the one of a unit of mean zero: the unit's "
            "own mean is to come out again, after a slope that moves it.",
            lambda rate, value, mean, variance: (
                _repair(rate, value, mean, variance)[0],
                float(-_repair(rate, value, mean, variance)[0] * rate * value),
            ),
        ),
        Mistake(
            "shift of the mean alone",
            "The slope is right. The shift was taken as if the dropped unit still had its own "
            "mean: it is mixed with `value`.",
            lambda rate, value, mean, variance: (
                _repair(rate, value, mean, variance)[0],
                (1 - _repair(rate, value, mean, variance)[0]) * mean,
            ),
        ),
        Mistake(
            "shift without the value",
            "The slope is right. In the mean of the dropped unit the part of `value` is "
            "missing, which it has with probability rate.",
            lambda rate, value, mean, variance: (
                _repair(rate, value, mean, variance)[0],
                mean - _repair(rate, value, mean, variance)[0] * (1 - rate) * mean,
            ),
        ),
        Mistake(
            "slope of inverted dropout",
            "The slope is that of inverted dropout, 1/(1 − ρ), which keeps a mean. Here the "
            "slope has to bring the variance back, and the shift the mean.",
            lambda rate, value, mean, variance: (
                1 / (1 - rate),
                mean - ((1 - rate) * mean + rate * value) / (1 - rate),
            ),
        ),
        Mistake(
            "value with the wrong sign",
            "The slope is right. In the mean of the dropped unit the part of `value` was taken "
            "off; it is added.",
            lambda rate, value, mean, variance: (
                _repair(rate, value, mean, variance)[0],
                mean - _repair(rate, value, mean, variance)[0] * ((1 - rate) * mean - rate * value),
            ),
        ),
    ),
)


# 2. Attention that still adds up to one


def _attention(seed, queries, keys, rate, lost=()):
    """Return attention weights, and a mask that leaves nothing of the rows `lost`."""
    rng = np.random.default_rng(seed)
    scores = np.exp(2 * rng.normal(size=(queries, keys)))
    keep = rng.random((queries, keys)) >= rate
    keep[list(lost)] = False
    return scores / scores.sum(axis=1, keepdims=True), keep


def _little_left():
    A = np.array([[0.6, 1e-5, 0.39999], [0.2, 0.3, 0.5]])
    return A, np.array([[False, True, False], [True, False, True]])


def _survivors_of(A, keep, *, of):
    """Return what survives, divided by a number for each row where that is not zero."""
    left = A * keep
    number = of(left)
    return left / np.where(number > 0, number, 1)


def _softmax_again(A, keep):
    left = np.where(keep, np.exp(A), 0)
    return left / np.maximum(left.sum(axis=1, keepdims=True), 1e-300)


def _lost_weight_shared_out(A, keep):
    left, alive = A * keep, keep.sum(axis=1, keepdims=True)
    lost = 1 - left.sum(axis=1, keepdims=True)
    return left + keep * lost / np.maximum(alive, 1)


def _dropped_ones_scaled(A, keep):
    total = (A * keep).sum(axis=1, keepdims=True)
    return A / np.where(total > 0, total, 1)


def _renormalized(A, keep, *, axis=1, empty=0.0):
    left = A * keep
    total = left.sum(axis=axis, keepdims=True)
    filled = np.broadcast_to(empty, A.shape) if np.isscalar(empty) else A
    return np.where(total > 0, left / np.where(total > 0, total, 1), filled)


RENORMALIZE = Exercise(
    name="dropout_variants.renormalize",
    call="renormalize(A, keep)",
    reference=_renormalized,
    cases=(
        partial(_attention, 31, 3, 4, 0.4),
        Case("a row of which nothing survives", partial(_attention, 32, 5, 5, 0.5, (2,))),
        Case("two rows of which nothing survives", partial(_attention, 33, 4, 9, 0.3, (0, 3))),
        Case("a row of which one small weight survives", _little_left),
        Case(
            "nothing is dropped",
            lambda: (np.array([[0.25, 0.75], [0.5, 0.5]]), np.ones((2, 2), bool)),
        ),
    ),
    mistakes=(
        Mistake(
            "inverted scaling",
            "The weights were divided by one number for all. Each row has lost a share of its "
            "own, and is divided by what is left of it.",
            lambda A, keep: A * keep / max(keep.mean(), 1e-3),
        ),
        Mistake(
            "not rescaled",
            "The rows are dropped from and not rescaled, so they add up to less than one.",
            lambda A, keep: A * keep,
        ),
        Mistake(
            "number of survivors",
            "Each row was divided by the share of positions that are left. Positions weigh "
            "differently: what counts is the weight that is left.",
            lambda A, keep: A * keep / np.maximum(keep.mean(axis=1, keepdims=True), 1e-3),
        ),
        Mistake(
            "how many survive",
            "Each row was divided by how many of its weights survive. What counts is their sum.",
            lambda A, keep: A * keep / np.maximum(keep.sum(axis=1, keepdims=True), 1),
        ),
        Mistake(
            "mask turned round",
            "What the mask drops was kept, and the other way round. `keep` is true where a weight "
            "survives.",
            lambda A, keep: _renormalized(A, ~keep),
        ),
        Mistake(
            "softmax again",
            "The softmax was taken once more. `A` holds weights already, not scores: divide what "
            "survives of them by its sum.",
            _softmax_again,
        ),
        Mistake(
            "one sum for all rows",
            "All weights together add up to one. Each row is a query of its own, and adds up to "
            "one by itself.",
            lambda A, keep: A * keep / (A * keep).sum(),
        ),
        Mistake(
            "lost weight shared out",
            "What a row lost was shared out equally. It goes to those that survive in proportion "
            "to their weights, so that these keep their ratios.",
            _lost_weight_shared_out,
        ),
        Mistake(
            "dropped ones scaled",
            "The rows were divided by the right sums, but their dropped weights are back. Those "
            "stay zero.",
            _dropped_ones_scaled,
        ),
        Mistake(
            "divided by what was lost",
            "Each row was divided by the weight that it lost. Divide by the weight that survived.",
            lambda A, keep: A * keep / np.maximum((A * ~keep).sum(axis=1, keepdims=True), 1e-9),
        ),
        Mistake(
            "divided by the largest",
            "Each row was divided by its largest surviving weight. Then that one is 1, and the row "
            "adds up to more.",
            partial(_survivors_of, of=lambda left: left.max(axis=1, keepdims=True)),
        ),
        Mistake(
            "divided by the length",
            "Each row was divided by its length, the root of its sum of squares. Weights should "
            "add up to one, not their squares.",
            partial(_survivors_of, of=lambda left: np.sqrt((left**2).sum(axis=1, keepdims=True))),
        ),
        Mistake(
            "little taken for nothing",
            "Something was added to the sums, or small ones were taken for zero. A row of which a "
            "small weight survives still adds up to one.",
            lambda A, keep: A * keep / ((A * keep).sum(axis=1, keepdims=True) + 1e-3),
        ),
        Mistake(
            "columns",
            "The columns add up to one. Here each row is a query, and its weights over the keys "
            "belong together.",
            partial(_renormalized, axis=0),
        ),
        Mistake(
            "lost rows kept",
            "A row of which nothing is left got its old weights back. Here it should be zero: "
            "everything that it looked at was dropped.",
            lambda A, keep: _renormalized(A, keep, empty=None),
        ),
        Mistake(
            "lost rows uniform",
            "A row of which nothing is left got equal weights, also on positions that were "
            "dropped. Here it should be zero.",
            lambda A, keep: _renormalized(A, keep, empty=1 / A.shape[1]),
        ),
        Mistake(
            "lost rows not finite",
            "A row of which nothing is left was divided by zero. Let it be zero.",
            lambda A, keep: np.where(
                (A * keep).sum(axis=1, keepdims=True) > 0, _renormalized(A, keep), np.nan
            ),
        ),
        Mistake(
            "lost rows left out",
            "A row of which nothing is left was taken out. It stays, as a row of zeros, so that"
            " the result has the shape of `A`.",
            lambda A, keep: _renormalized(A, keep)[(A * keep).sum(axis=1) > 0],
        ),
    ),
)


EXERCISES = (REPAIR, RENORMALIZE)
