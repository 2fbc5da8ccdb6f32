"""The exercises of the page on the variants of dropout.

Throughout, ρ is the rate, the probability of dropping, and v = ρ/(1 − ρ) the variance of the
factors of inverted dropout, which are 0 or 1/(1 − ρ) and have the mean 1.

References
----------
Krueger et al. (2016), Zoneout: regularizing RNNs by randomly preserving hidden activations.
Li, Chen, Hu, Yang (2019), Understanding the disharmony between dropout and batch normalization by
variance shift (uniform noise).
Wan, Zeiler, Zhang, LeCun, Fergus (2013), Regularization of neural networks using DropConnect.
"""

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake


def _v(rate):
    return rate / (1 - rate)


# 1. Uniform noise of the same strength


UNIFORM_HALF_WIDTH = Exercise(
    name="dropout_variants.uniform_half_width",
    call="uniform_half_width(rate)",
    reference=lambda rate: float(np.sqrt(3 * _v(rate))),
    cases=tuple(partial(lambda rate: (rate,), rate) for rate in (0.1, 0.25, 0.5, 0.8)),
    mistakes=(
        Mistake(
            "standard deviation",
            "This is the standard deviation √v. A uniform distribution on an interval reaches "
            "farther than its standard deviation: what is the variance of one of half-width c?",
            lambda rate: float(np.sqrt(_v(rate))),
        ),
        Mistake(
            "variance",
            "This is v itself, the variance that is wanted. The half-width is a length, and its "
            "square belongs to a variance.",
            lambda rate: float(_v(rate)),
        ),
        Mistake(
            "full width",
            "This is the whole width of the interval, or c was taken for it: a uniform variance is "
            "a twelfth of the squared width, and here the width is 2c.",
            lambda rate: float(2 * np.sqrt(3 * _v(rate))),
        ),
        Mistake(
            "not rooted",
            "This is the square of the half-width. Which length has it?",
            lambda rate: float(3 * _v(rate)),
        ),
        Mistake(
            "mask's variance",
            "This matches the variance ρ(1 − ρ) of the mask before it is scaled. The factors are "
            "divided by 1 − ρ, and their variance by its square.",
            lambda rate: float(np.sqrt(3 * rate * (1 - rate))),
        ),
        Mistake(
            "v not rooted",
            "Only the 3 is under the root. The variance is c²/3, so c is the root of 3 times v.",
            lambda rate: float(np.sqrt(3) * _v(rate)),
        ),
        Mistake(
            "both ends",
            "These are the ends of the interval. The half-width c alone is asked for, a number.",
            lambda rate: (1 - float(np.sqrt(3 * _v(rate))), 1 + float(np.sqrt(3 * _v(rate)))),
        ),
        Mistake(
            "twelve times the variance",
            "This is the square of the whole width. The half-width is a length, and half of it.",
            lambda rate: float(12 * _v(rate)),
        ),
        Mistake(
            "no wider than one",
            "The half-width was cut off at 1. Beyond it some factors are negative, as Gaussian "
            "ones can be, and the variance still has to be v.",
            lambda rate: min(1.0, float(np.sqrt(3 * _v(rate)))),
        ),
        Mistake(
            "three outside the root",
            "The 3 stands outside of the root. The variance of half-width c is c²/3, so c is "
            "the root of 3v as a whole.",
            lambda rate: float(3 * np.sqrt(_v(rate))),
        ),
        Mistake(
            "divided by three",
            "The variance was divided by 3. A uniform distribution of half-width c has the "
            "variance c²/3: solve this for c.",
            lambda rate: float(np.sqrt(_v(rate) / 3)),
        ),
        Mistake(
            "six in place of three",
            "Under the root stands 6v. The variance of a uniform number is a twelfth of the "
            "square of the whole width, 2c: solve this for c.",
            lambda rate: float(np.sqrt(6 * _v(rate))),
        ),
    ),
)


# 2. What pooling leaves of the noise


def _maps(seed, n, rows, columns, maps, rate):
    """Return non-negative maps whose values differ from place to place, and the rate."""
    rng = np.random.default_rng(seed)
    scale = rng.uniform(0.2, 2, size=maps)
    return scale * np.abs(rng.normal(0.7, 1, size=(n, rows, columns, maps))), rate


def _pooled(h, rate, *, power=2, single=None, shared=None):
    area = h.shape[1] * h.shape[2]
    single = (h**2).sum(axis=(1, 2)) / area**power if single is None else single
    shared = h.mean(axis=(1, 2)) ** 2 if shared is None else shared
    return _v(rate) * single, _v(rate) * shared


POOLED_VARIANCE = Exercise(
    name="dropout_variants.pooled_variance",
    call="pooled_variance(h, rate)",
    returns=("single", "shared"),
    reference=_pooled,
    cases=(
        partial(_maps, 1, 2, 3, 4, 2, 0.5),
        partial(_maps, 2, 3, 5, 5, 4, 0.2),
        Case("one row of places", partial(_maps, 3, 1, 1, 6, 3, 0.75)),
        Case("all axes of one length", partial(_maps, 4, 3, 3, 3, 3, 0.4)),
    ),
    mistakes=(
        Mistake(
            "no v",
            "The strength of the noise is missing: how much a factor varies depends on the rate.",
            lambda h, rate: _pooled(h, 0.5),
        ),
        Mistake(
            "rate for v",
            "The variance of a factor that is 0 or 1/(1 − ρ) is not ρ. Take its second moment and "
            "subtract 1.",
            lambda h, rate: _pooled(h, rate / (1 + rate)),
        ),
        Mistake(
            "divided once",
            "The variance of a sum divided by the number of places is divided by the square of "
            "that number.",
            partial(_pooled, power=1),
        ),
        Mistake(
            "the same for both",
            "Both are the variance of single factors. A factor that is shared multiplies the mean "
            "of the map as a whole.",
            lambda h, rate: (_pooled(h, rate)[0], _pooled(h, rate)[0]),
        ),
        Mistake(
            "exchanged",
            "The two results stand the wrong way round: the one with a factor for each place "
            "comes first.",
            lambda h, rate: _pooled(h, rate)[::-1],
        ),
        Mistake(
            "mean of squares",
            "The shared factor multiplies the mean, so its variance goes with the square of the "
            "mean, not with the mean of the squares.",
            lambda h, rate: _pooled(h, rate, shared=(h**2).mean(axis=(1, 2))),
        ),
        Mistake(
            "over all maps",
            "The maps were averaged together. Each row and each map has its own variance, so the "
            "result keeps the first and the last axis.",
            lambda h, rate: tuple(part.mean(axis=-1) for part in _pooled(h, rate)),
        ),
        Mistake(
            "shared for both",
            "Both are the variance of a shared factor. Factors of their own partly cancel in the "
            "average of a map.",
            lambda h, rate: (_pooled(h, rate)[1], _pooled(h, rate)[1]),
        ),
        Mistake(
            "sums in place of averages",
            "These are the variances of sums over the places. An average divides by their number, "
            "and its variance by the square of that.",
            lambda h, rate: (
                _v(rate) * np.sum(h**2, axis=(1, 2)),
                _v(rate) * np.sum(h, axis=(1, 2)) ** 2,
            ),
        ),
        Mistake(
            "sum for the shared factor",
            "The first is right. The shared factor multiplies the average of the map, not its sum.",
            lambda h, rate: _pooled(h, rate, shared=np.sum(h, axis=(1, 2)) ** 2),
        ),
        Mistake(
            "equal places",
            "The second is right. The first takes all places for equal: with a factor for each "
            "place, the squares of the single values add up.",
            lambda h, rate: _pooled(
                h, rate, single=h.mean(axis=(1, 2)) ** 2 / (h.shape[1] * h.shape[2])
            ),
        ),
        Mistake(
            "shared factor cancels",
            "The first is right. The second was divided by the number of places, but with one "
            "factor for the whole map nothing cancels.",
            lambda h, rate: _pooled(
                h, rate, shared=h.mean(axis=(1, 2)) ** 2 / (h.shape[1] * h.shape[2])
            ),
        ),
        Mistake(
            "variance over the places",
            "The second is right. The first takes the variance of `h` over the places. The places "
            "stand fixed; what varies are the factors.",
            lambda h, rate: _pooled(h, rate, single=h.var(axis=(1, 2)) / (h.shape[1] * h.shape[2])),
        ),
        Mistake(
            "other axes",
            "The average was taken over the columns and the maps. The places of a map are its rows "
            "and columns, the two axes in the middle.",
            lambda h, rate: _pooled(h.transpose(0, 2, 3, 1), rate),
        ),
        Mistake(
            "one axis alone",
            "The average was taken over the rows alone. The places of a map are its rows and its "
            "columns.",
            lambda h, rate: (
                _v(rate) * np.mean(h**2, axis=1) / h.shape[1],
                _v(rate) * h.mean(axis=1) ** 2,
            ),
        ),
        Mistake(
            "mean not squared",
            "The first is right. The second goes with the mean itself; a factor "
            "multiplies the mean, and a variance goes with the square.",
            lambda h, rate: _pooled(h, rate, shared=h.mean(axis=(1, 2))),
        ),
        Mistake(
            "places of a square map",
            "The second is right. For the first the places were counted as those of a "
            "square map; rows and columns may be of different number.",
            lambda h, rate: _pooled(h, rate, single=(h**2).sum(axis=(1, 2)) / h.shape[1] ** 4),
        ),
        Mistake(
            "rows of data averaged",
            "The average was taken over the first two axes. The first one holds the rows of the"
            " data; the places of a map are the two axes in the middle.",
            lambda h, rate: _pooled(h.transpose(2, 0, 1, 3), rate),
        ),
        Mistake(
            "square of the rows alone",
            "The second is right. The first was divided by the square of the number of rows; "
            "the places of a map are rows times columns.",
            lambda h, rate: _pooled(h, rate, single=(h**2).sum(axis=(1, 2)) / h.shape[1] ** 2),
        ),
        Mistake(
            "square of the columns alone",
            "The second is right. The first was divided by the square of the number of columns;"
            " the places of a map are rows times columns.",
            lambda h, rate: _pooled(h, rate, single=(h**2).sum(axis=(1, 2)) / h.shape[2] ** 2),
        ),
        Mistake(
            "sum of squares for the shared factor",
            "The first is right. For the shared factor the squares of all places were added: it"
            " multiplies the mean of the map, and the square of that counts.",
            lambda h, rate: _pooled(h, rate, shared=(h**2).sum(axis=(1, 2))),
        ),
        Mistake(
            "mean of squares for both",
            "Both have the mean of the squares. For the first, divide by the number of places "
            "once more; for the second, square the mean of the map.",
            lambda h, rate: (_v(rate) * (h**2).mean(axis=(1, 2)),) * 2,
        ),
    ),
)


# 3. Zoneout: keep the old state


def _states(seed, n, k, rate, training):
    rng = np.random.default_rng(seed)
    kept_old = rng.random((n, k)) < rate
    return rng.normal(size=(n, k)), rng.normal(size=(n, k)), kept_old, rate, training


def _all_alike(seed, kept_old, rate):
    h, candidate, *_ = _states(seed, 2, 3, rate, True)
    return h, candidate, np.full(h.shape, kept_old), rate, True


def _zoneout(h, candidate, keep_old, rate, training):
    share = keep_old if training else rate
    return share * h + (1 - share) * candidate


def _zoneout_inverted(h, candidate, keep_old, rate, training):
    if not training:
        return candidate
    return keep_old * h + (1 - keep_old) * candidate / (1 - rate)


def _zoneout_scaled(h, candidate, keep_old, rate, training):
    if not training:
        return _zoneout(h, candidate, keep_old, rate, False)
    return keep_old * h + (1 - keep_old) * candidate / (1 - rate)


def _zoneout_zero(h, candidate, keep_old, rate, training):
    return (1 - keep_old) * candidate if training else (1 - rate) * candidate


ZONEOUT = Exercise(
    name="dropout_variants.zoneout",
    call="zoneout(h, candidate, keep_old, rate, training)",
    reference=_zoneout,
    cases=(
        partial(_states, 21, 2, 5, 0.4, True),
        partial(_states, 21, 2, 5, 0.4, False),
        partial(_states, 22, 4, 8, 0.1, True),
        partial(_states, 23, 3, 3, 0.7, False),
        Case("every state is kept", partial(_all_alike, 24, True, 0.2)),
        Case("every state is new", partial(_all_alike, 25, False, 0.2)),
    ),
    mistakes=(
        Mistake(
            "exchanged",
            "Old and new stand the wrong way round: where the mask is true, the unit keeps its "
            "old state.",
            lambda h, c, keep, rate, training: _zoneout(c, h, keep, rate, training),
        ),
        Mistake(
            "inverted scaling",
            "The new states were divided by 1 − ρ. Nothing is lost here that scaling would have "
            "to make up for: a unit has either its old value or its new one.",
            _zoneout_inverted,
        ),
        Mistake(
            "inverted scaling in training",
            "Inference is right. In training the new states were divided by 1 − ρ, but nothing is "
            "lost that scaling would have to make up for: a unit has its old value or its new one.",
            _zoneout_scaled,
        ),
        Mistake(
            "zero in place of the old state",
            "This is dropout: the units of the mask are zero. They should keep the state that "
            "they had.",
            _zoneout_zero,
        ),
        Mistake(
            "new state at inference",
            "Training is right. At inference the mean over masks is wanted, and in the mean a "
            "share of the old state remains.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, rate, True) if training else c,
        ),
        Mistake(
            "mask at inference",
            "The mask is used at inference too. Without noise, each unit gets the mean over all "
            "masks.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, rate, True),
        ),
        Mistake(
            "mean in training",
            "The mean over masks is used in training too. There the mask decides, unit by unit.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, rate, False),
        ),
        Mistake(
            "modes exchanged",
            "Training and inference changed places: in training the mask decides, at inference "
            "the mean over all masks is wanted.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, rate, not training),
        ),
        Mistake(
            "exchanged in training",
            "Inference is right. In training old and new stand the wrong way round: where the mask "
            "is true, the unit keeps its old state.",
            lambda h, c, keep, rate, training: _zoneout(
                h, c, ~keep if training else keep, rate, training
            ),
        ),
        Mistake(
            "exchanged at inference",
            "Training is right. At inference old and new have each other's share: the old state is "
            "kept with the probability called rate.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, 1 - rate, training),
        ),
        Mistake(
            "old state at inference",
            "Training is right. At inference the state never changes, as if every mask kept it. In "
            "the mean a share of the new one comes in.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, 1.0, training),
        ),
        Mistake(
            "zero at inference",
            "Training is right. At inference the new state was scaled as in dropout; what is "
            "missing is the share of the old one.",
            lambda h, c, keep, rate, training: _zoneout(
                h if training else 0, c, keep, rate, training
            ),
        ),
        Mistake(
            "middle at inference",
            "Training is right. At inference old and new have equal shares; their shares are the "
            "probabilities of the two outcomes.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, 0.5, training),
        ),
        Mistake(
            "share of this mask",
            "Training is right. At inference the share of this one mask was used. The mean over "
            "all masks has the probability, which is the rate.",
            lambda h, c, keep, rate, training: _zoneout(h, c, keep, keep.mean(), training),
        ),
        Mistake(
            "old state added",
            "The old state is there everywhere, and the new one is added to it. Where a unit is "
            "renewed, its old state is gone.",
            lambda h, c, keep, rate, training: h + (1 - (keep if training else rate)) * c,
        ),
        Mistake(
            "both scaled",
            "In training both states were divided by their probabilities. Nothing is lost here "
            "that scaling would have to make up for.",
            lambda h, c, keep, rate, training: (
                keep * h / rate + (1 - keep) * c / (1 - rate)
                if training
                else _zoneout(h, c, keep, rate, False)
            ),
        ),
        Mistake(
            "all divided",
            "In training both states were divided by 1 − ρ, and at inference only the new one "
            "is there. Nothing is lost here that scaling would have to make up for, and the "
            "mean has a share of the old state.",
            lambda h, c, keep, rate, training: (
                _zoneout(h, c, keep, rate, True) / (1 - rate) if training else c
            ),
        ),
        Mistake(
            "new state added",
            "The new state is there everywhere, and the old one is added to it. Where a unit "
            "keeps its old state, the new one does not come in.",
            lambda h, c, keep, rate, training: (keep if training else rate) * h + c,
        ),
        Mistake(
            "share of the old state alone",
            "Training is right. At inference the share of the new state is missing: a mean over"
            " masks has both.",
            lambda h, c, keep, rate, training: (
                _zoneout(h, c, keep, rate, True) if training else rate * h
            ),
        ),
    ),
)


# 4. DropConnect at inference, by Gaussian moments


def _layer(seed, n, k, units, rate):
    rng = np.random.default_rng(seed)
    W = rng.normal(size=(k, units)) / np.sqrt(k)
    return rng.normal(size=(n, k)), W, rng.normal(scale=0.3, size=units), rate


def _cdf(t):
    return np.vectorize(math.erfc)(-t / np.sqrt(2)) / 2


def _density(t):
    return np.exp(-(t**2) / 2) / np.sqrt(2 * np.pi)


def _rectified(mean, std):
    t = mean / std
    return mean * _cdf(t) + std * _density(t)


def _expected_relu(X, W, b, rate):
    return _rectified(X @ W + b, np.sqrt(_v(rate) * X**2 @ W**2))


def _expected_relu_mistake(X, W, b, rate, *, mean=None, std=None):
    """Return the result with a wrong mean or a wrong standard deviation."""
    m = X @ W + b if mean is None else mean(X, W, b, rate)
    return _rectified(m, np.sqrt(_v(rate) * X**2 @ W**2) if std is None else std(X, W, rate))


def _linear_part(X, W, b, rate):
    m, std = X @ W + b, np.sqrt(_v(rate) * X**2 @ W**2)
    return m * _cdf(m / std)


def _by_parts(
    X,
    W,
    b,
    rate,
    *,
    at=lambda m, s: m / s,
    first=_cdf,
    second=lambda t, s: s * _density(t),
    rectified=False,
):
    """Return the result with something else in one of its two terms."""
    mean, std = X @ W + b, np.sqrt(_v(rate) * X**2 @ W**2)
    t = at(mean, std)
    return (np.maximum(mean, 0) if rectified else mean) * first(t) + second(t, std)


EXPECTED_RELU = Exercise(
    name="dropout_variants.expected_relu",
    call="expected_relu(X, W, b, rate)",
    reference=_expected_relu,
    cases=(
        partial(_layer, 11, 3, 4, 2, 0.5),
        partial(_layer, 12, 5, 20, 7, 0.2),
        partial(_layer, 13, 1, 6, 3, 0.7),
    ),
    mistakes=(
        Mistake(
            "weight scaling",
            "This is the activation at the mean pre-activation, the weight-scaling rule. The mean "
            "of a rectified number is larger than the rectified mean.",
            lambda X, W, b, rate: np.maximum(X @ W + b, 0),
        ),
        Mistake(
            "scaled once more",
            "The mean was multiplied by 1 − ρ. The factors of inverted dropout have mean 1, so "
            "the pre-activation keeps its mean.",
            partial(_expected_relu_mistake, mean=lambda X, W, b, r: (1 - r) * (X @ W) + b),
        ),
        Mistake(
            "variance as deviation",
            "The variance was used where the standard deviation belongs.",
            partial(_expected_relu_mistake, std=lambda X, W, r: _v(r) * X**2 @ W**2),
        ),
        Mistake(
            "squared sum",
            "The square of the sum was taken. The factors are independent, so the variances of "
            "the terms add up: it is the sum of the squares.",
            partial(
                _expected_relu_mistake,
                std=lambda X, W, r: np.sqrt(_v(r)) * np.maximum(np.abs(X @ W), 1e-3),
            ),
        ),
        Mistake(
            "mask's variance",
            "The variance of the mask is ρ(1 − ρ), that of the scaled factors is larger: the "
            "division by 1 − ρ counts twice.",
            partial(_expected_relu_mistake, std=lambda X, W, r: np.sqrt(r * (1 - r) * X**2 @ W**2)),
        ),
        Mistake(
            "half of the formula",
            "One of two terms is there. Where the mean is zero, half of the time the unit is "
            "active, so the result cannot be zero.",
            _linear_part,
        ),
        Mistake(
            "the other half",
            "The first term is missing. Where the mean is large the unit is nearly always active, "
            "and the result is near the mean.",
            lambda X, W, b, rate: _expected_relu(X, W, b, rate) - _linear_part(X, W, b, rate),
        ),
        Mistake(
            "rectified in the formula",
            "The mean was rectified before it went into the formula. The formula rectifies by "
            "itself, and takes the mean as it is, negative too.",
            partial(_by_parts, rectified=True),
        ),
        Mistake(
            "everything scaled",
            "The mean, with its bias, was multiplied by 1 − ρ. The factors of inverted dropout "
            "have mean 1, and the bias is never dropped.",
            partial(_expected_relu_mistake, mean=lambda X, W, b, r: (1 - r) * (X @ W + b)),
        ),
        Mistake(
            "bias added behind",
            "The bias was added to the result. It belongs into the mean of the pre-activation, "
            "before that is rectified.",
            lambda X, W, b, rate: _expected_relu(X, W, np.zeros_like(b), rate) + b,
        ),
        Mistake(
            "mean divided",
            "The mean was divided by 1 − ρ. The factors of inverted dropout have mean 1 with that "
            "division, so the pre-activation keeps its mean.",
            partial(_expected_relu_mistake, mean=lambda X, W, b, r: X @ W / (1 - r) + b),
        ),
        Mistake(
            "bias dropped",
            "The bias is in the variance. It is never dropped, so it adds nothing to the noise.",
            lambda X, W, b, rate: _rectified(X @ W + b, np.sqrt(_v(rate) * (X**2 @ W**2 + b**2))),
        ),
        Mistake(
            "rate for v",
            "The strength of the noise is not the rate itself: the factors are 0 or 1/(1 − ρ), and "
            "their variance is larger than ρ.",
            partial(_expected_relu_mistake, std=lambda X, W, r: np.sqrt(r * X**2 @ W**2)),
        ),
        Mistake(
            "deviations added",
            "The standard deviations of the terms were added. They are independent, so it is the "
            "variances that add up.",
            partial(
                _expected_relu_mistake,
                std=lambda X, W, r: np.sqrt(_v(r)) * np.abs(X) @ np.abs(W),
            ),
        ),
        Mistake(
            "density of the pre-activation",
            "The density is divided by σ once too often. In the formula φ is that of the standard "
            "normal distribution, at μ/σ.",
            partial(_by_parts, second=lambda t, s: _density(t)),
        ),
        Mistake(
            "not divided by the deviation",
            "Φ and φ were taken at the mean itself. In the formula they are taken at the mean "
            "divided by the standard deviation.",
            partial(_by_parts, at=lambda m, s: m),
        ),
        Mistake(
            "upside down",
            "Φ and φ were taken at the deviation divided by the mean. It is the other way round.",
            partial(_by_parts, at=lambda m, s: s / m),
        ),
        Mistake(
            "exchanged",
            "Φ and φ changed places: the mean is multiplied by the distribution function, the "
            "deviation by the density.",
            partial(_by_parts, first=_density, second=lambda t, s: s * _cdf(t)),
        ),
        Mistake(
            "minus",
            "The second term was subtracted. The mean of a rectified number is larger than the "
            "rectified mean.",
            partial(_by_parts, second=lambda t, s: -s * _density(t)),
        ),
        Mistake(
            "density without its constant",
            "The density of the standard normal distribution has a factor 1/√(2π), which is "
            "missing here.",
            partial(_by_parts, second=lambda t, s: s * np.exp(-(t**2) / 2)),
        ),
    ),
)


EXERCISES = (
    UNIFORM_HALF_WIDTH,
    POOLED_VARIANCE,
    ZONEOUT,
    EXPECTED_RELU,
)
