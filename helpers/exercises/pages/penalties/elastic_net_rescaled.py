"""The exercises of the page on the elastic net in other scalings.

The penalty of the book is λ (r‖w‖₁ + (1−r)/2 ‖w‖²), an article's is λ Σ (αw² + (1−α)|w|); the
rescaled weights are 1 + λ(1−r) times those at the minimum.

References
----------
Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301-320: the rescaling
(section 3).
"""

from functools import partial

import numpy as np

from helpers.exercises.pages.penalties._elastic_net import correlated_data, soft_threshold
from helpers.exercises.registry import Exercise, Mistake

# 1. The proximal operator in another convention


def _vector(seed, p, *numbers):
    return (np.random.default_rng(seed).normal(scale=1.5, size=p), *numbers)


def _article_prox(v, step, lam, alpha, *, halves=2.0):
    return soft_threshold(v, step * lam * (1 - alpha)) / (1 + halves * step * lam * alpha)


def _divided_first(v, step, lam, alpha):
    return soft_threshold(v / (1 + 2 * step * lam * alpha), step * lam * (1 - alpha))


def _never_zero(v, step, lam, alpha):
    moved = v - step * lam * (1 - alpha) * np.sign(v)
    return moved / (1 + 2 * step * lam * alpha)


def _threshold_on_the_length(v, step, lam, alpha):
    kept = max(0.0, 1 - step * lam * (1 - alpha) / float(np.linalg.norm(v)))
    return v * kept / (1 + 2 * step * lam * alpha)


ARTICLE_PROX = Exercise(
    name="elastic_net.article_prox",
    call="article_prox(v, step, lam, alpha)",
    reference=_article_prox,
    cases=(
        lambda: (np.array([2.0, -0.1, -3.0]), 0.5, 1.0, 0.25),
        partial(_vector, 1, 5, 0.3, 2.0, 0.6),
        partial(_vector, 2, 1, 1.5, 0.2, 0.1),
        partial(_vector, 3, 40, 0.1, 5.0, 0.8),
        partial(_vector, 4, 6, 0.7, 1.0, 1.0),
    ),
    mistakes=(
        Mistake(
            "the book's half",
            "The divisor is that of a penalty with a ½ before its square. The article's has none: "
            "what does differentiating αw² bring down?",
            partial(_article_prox, halves=1.0),
        ),
        Mistake(
            "parts exchanged",
            "The two parts were exchanged. In the article α weights the squares, and 1 − α the "
            "absolute values.",
            lambda v, step, lam, alpha: _article_prox(v, step, lam, 1 - alpha),
        ),
        Mistake(
            "divided first",
            "The division came before the threshold. Solve the equation for a positive weight, "
            "and see which of the two happens first.",
            _divided_first,
        ),
        Mistake(
            "step forgotten",
            "The step has no effect. It multiplies the whole penalty, both its parts.",
            lambda v, step, lam, alpha: _article_prox(v, 1.0, lam, alpha),
        ),
        Mistake(
            "never zero",
            "Each weight was moved by the same amount, also those that cross zero on the way. "
            "They stop there.",
            _never_zero,
        ),
        Mistake(
            "the page's operator",
            "This is the operator of the book's penalty, with α for its mix. In the article α "
            "weights the squares, and there is no ½ before them.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * alpha) / (1 + step * lam * (1 - alpha))
            ),
        ),
        Mistake(
            "half as much L2",
            "The squares count for a quarter of what they should. Differentiating αw² brings down "
            "a 2; no ½ is there to cancel it.",
            partial(_article_prox, halves=0.5),
        ),
        Mistake(
            "step missing in the divisor",
            "The threshold is right. In the divisor the step is missing: it multiplies the whole "
            "penalty, both its parts.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha)) / (1 + 2 * lam * alpha)
            ),
        ),
        Mistake(
            "step missing in the threshold",
            "The divisor is right. In the threshold the step is missing: it multiplies the whole "
            "penalty, both its parts.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, lam * (1 - alpha)) / (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "λ forgotten",
            "The strength λ has no effect. With the step it multiplies both parts of the penalty.",
            lambda v, step, lam, alpha: _article_prox(v, step, 1.0, alpha),
        ),
        Mistake(
            "division alone",
            "The squares are taken care of, the absolute values are not: they set small entries "
            "to zero, and take the same amount from the others.",
            lambda v, step, lam, alpha: v / (1 + 2 * step * lam * alpha),
        ),
        Mistake(
            "no 1 in the divisor",
            "The 1 in the divisor is missing: it comes from the square that pulls w towards v.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha)) / (2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "1 less in place of 1 more",
            "The divisor has a minus. The squares pull towards zero: they add to the curvature, "
            "and the weight becomes smaller.",
            partial(_article_prox, halves=-2.0),
        ),
        Mistake(
            "multiplied",
            "What the threshold has left was multiplied. The squares pull it towards zero: it is "
            "divided.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha)) * (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "threshold doubled",
            "The threshold is twice what it should be. The 2 comes from differentiating the "
            "squares, and belongs to them alone.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, 2 * step * lam * (1 - alpha)) / (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "hard threshold",
            "The zeros are right, but the other entries lost nothing to the absolute values: they "
            "take the same amount from each.",
            lambda v, step, lam, alpha: (
                np.where(np.abs(v) > step * lam * (1 - alpha), v, 0) / (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "a step on the penalty",
            "This is a gradient step on the penalty, with its slope at v. The operator asks for "
            "the minimum, where the slope is that at the result.",
            lambda v, step, lam, alpha: v - step * lam * (2 * alpha * v + (1 - alpha) * np.sign(v)),
        ),
        Mistake(
            "threshold alone",
            "The threshold is right, but the squares have no effect yet: they shrink what the "
            "threshold has left.",
            partial(_article_prox, halves=0.0),
        ),
        Mistake(
            "whole strength in the divisor",
            "The threshold is right. The divisor holds the whole strength; the squares have the "
            "share α of it.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha)) / (1 + 2 * step * lam)
            ),
        ),
        Mistake(
            "whole strength as threshold",
            "The divisor is right. The threshold holds the whole strength; the absolute values "
            "have the share 1 − α of it.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam) / (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "threshold halved",
            "The divisor is right. The threshold is half of what it should be: the ½ stands "
            "before the distance from v, and goes when that is differentiated.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha) / 2) / (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "slope of the squares subtracted",
            "What the squares take away was computed at v, or as a share of it. Their slope "
            "counts at the result, which is why they divide.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha)) - 2 * step * lam * alpha * v
            ),
        ),
        Mistake(
            "for positive weights alone",
            "This is right where the weight is positive. A negative one is pulled upwards, and "
            "small entries become zero.",
            lambda v, step, lam, alpha: (
                (v - step * lam * (1 - alpha)) / (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "mean of two results",
            "The results of the two penalties were averaged with their shares. The shares "
            "weight the penalties, and one minimum belongs to their sum.",
            lambda v, step, lam, alpha: (
                (1 - alpha) * soft_threshold(v, step * lam) + alpha * v / (1 + 2 * step * lam)
            ),
        ),
        Mistake(
            "multiplied by one less",
            "What the threshold has left was multiplied by 1 less the strength of the squares: a "
            "step with their slope before it. At the minimum they divide.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha)) * (1 - 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "λ missing in the divisor",
            "The threshold is right. In the divisor λ is missing: it multiplies the whole "
            "penalty, both its parts.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * lam * (1 - alpha)) / (1 + 2 * step * alpha)
            ),
        ),
        Mistake(
            "λ missing in the threshold",
            "The divisor is right. In the threshold λ is missing: it multiplies the whole "
            "penalty, both its parts.",
            lambda v, step, lam, alpha: (
                soft_threshold(v, step * (1 - alpha)) / (1 + 2 * step * lam * alpha)
            ),
        ),
        Mistake(
            "threshold on the length",
            "The threshold was applied to the length of the whole vector, as for a group. The "
            "absolute values are added up, and each entry meets the threshold alone.",
            _threshold_on_the_length,
        ),
    ),
)

# 2. The rescaled elastic net, in the units of the features


def _rescale_case(seed, n, p, lam, mix):
    X, y = correlated_data(seed, n, p)
    w = np.random.default_rng(seed + 500).normal(scale=0.4, size=p)
    w[-1] = 0.0
    return X, y, w, lam, mix


def _rescale(X, y, w, lam, mix, *, factor=None, ddof=0):
    factor = 1 + lam * (1 - mix) if factor is None else factor
    own = factor * w / X.std(axis=0, ddof=ddof)
    return own, float(y.mean() - X.mean(axis=0) @ own)


def _naive_intercept(X, y, w, lam, mix):
    return _rescale(X, y, w, lam, mix)[0], _rescale(X, y, w, lam, mix, factor=1.0)[1]


def _mean_intercept(X, y, w, lam, mix):
    return _rescale(X, y, w, lam, mix)[0], float(y.mean())


def _scaled_intercept(X, y, w, lam, mix):
    factor, (own, b) = 1 + lam * (1 - mix), _rescale(X, y, w, lam, mix, factor=1.0)
    return factor * own, factor * b


def _standard_units(X, y, w, lam, mix):
    own = (1 + lam * (1 - mix)) * w
    return own, float(y.mean() - X.mean(axis=0) @ own)


def _scaled_by(X, y, w, lam, mix, *, scale):
    own = (1 + lam * (1 - mix)) * w / scale(X)
    return own, float(y.mean() - X.mean(axis=0) @ own)


RESCALE = Exercise(
    name="elastic_net.rescale",
    call="rescale(X, y, w, lam, mix)",
    returns=("w", "b"),
    reference=_rescale,
    cases=(
        partial(_rescale_case, 40, 12, 3, 0.4, 0.5),
        partial(_rescale_case, 41, 40, 6, 2.0, 0.1),
        partial(_rescale_case, 42, 7, 10, 0.3, 0.8),
        partial(_rescale_case, 43, 25, 2, 1000.0, 0.05),
    ),
    mistakes=(
        Mistake(
            "not rescaled",
            "These are the naive weights in the features' units. What L2 divided by is still to "
            "be multiplied back.",
            partial(_rescale, factor=1.0),
        ),
        Mistake(
            "whole strength",
            "The factor holds all of λ. Only the L2 part shrinks a second time.",
            lambda X, y, w, lam, mix: _rescale(X, y, w, lam, mix, factor=1 + lam),
        ),
        Mistake(
            "root",
            "The factor was put under a root. That belongs to weights that were found on the "
            "longer table scaled to columns of length one.",
            lambda X, y, w, lam, mix: _rescale(
                X, y, w, lam, mix, factor=np.sqrt(1 + lam * (1 - mix))
            ),
        ),
        Mistake(
            "number of rows in the factor",
            "The factor holds the number of rows. For standardized columns the L2 part stands "
            "beside the mean square of a column, which is one.",
            lambda X, y, w, lam, mix: _rescale(
                X, y, w, lam, mix, factor=1 + len(y) * lam * (1 - mix)
            ),
        ),
        Mistake(
            "naive intercept",
            "The weights are right, the intercept is that of the naive ones. It has to make the "
            "residuals of the *rescaled* weights sum to zero.",
            _naive_intercept,
        ),
        Mistake(
            "mean as intercept",
            "The weights are right, but the mean target is the intercept for centered features. "
            "In their own units they have means.",
            _mean_intercept,
        ),
        Mistake(
            "divided once more",
            "The weights were divided by the factor. L2 has divided them already; rescaling takes "
            "that back.",
            lambda X, y, w, lam, mix: _rescale(X, y, w, lam, mix, factor=1 / (1 + lam - lam * mix)),
        ),
        Mistake(
            "no 1 in the factor",
            "The 1 in the factor is missing: without an L2 part there is nothing to take back, and "
            "the weights stay as they are.",
            lambda X, y, w, lam, mix: _rescale(X, y, w, lam, mix, factor=lam * (1 - mix)),
        ),
        Mistake(
            "mix exchanged",
            "The mix was read the wrong way round. It is the share of L1, and only L2 divides.",
            lambda X, y, w, lam, mix: _rescale(X, y, w, lam, mix, factor=1 + lam * mix),
        ),
        Mistake(
            "half of the L2 part",
            "The L2 part in the factor is halved. What the page divides by is 1 + λ(1 − r), "
            "without a ½.",
            lambda X, y, w, lam, mix: _rescale(X, y, w, lam, mix, factor=1 + lam * (1 - mix) / 2),
        ),
        Mistake(
            "multiplied by the deviation",
            "The weights were multiplied by the standard deviations. A standardized feature is the "
            "feature divided by its own, and so its weight is divided as well.",
            partial(_scaled_by, scale=lambda X: 1 / X.std(axis=0)),
        ),
        Mistake(
            "divided by the variance",
            "The weights were divided by the variances. The columns were standardized by their "
            "standard deviations.",
            partial(_scaled_by, scale=lambda X: X.var(axis=0)),
        ),
        Mistake(
            "divided by the length",
            "The weights were divided by the lengths of the centered columns. Standardized columns "
            "have the standard deviation one, not the length one.",
            partial(_scaled_by, scale=lambda X: np.linalg.norm(X - X.mean(axis=0), axis=0)),
        ),
        Mistake(
            "one deviation for all",
            "All weights were divided by one number, the deviation of the whole table. Each column "
            "has its own.",
            partial(_scaled_by, scale=lambda X: X.std()),
        ),
        Mistake(
            "intercept left at zero",
            "The weights are right, and b is 0. The residuals have to sum to zero, with the "
            "features in their own units.",
            lambda X, y, w, lam, mix: (_rescale(X, y, w, lam, mix)[0], 0.0),
        ),
        Mistake(
            "intercept with the wrong sign",
            "The weights are right. In b the means of the features are added where they should be "
            "taken away.",
            lambda X, y, w, lam, mix: (
                _rescale(X, y, w, lam, mix)[0],
                float(2 * y.mean() - _rescale(X, y, w, lam, mix)[1]),
            ),
        ),
        Mistake(
            "intercept of the standardized weights",
            "The weights are right. The intercept was computed with those of the standardized "
            "columns, but from the means in the features' own units.",
            lambda X, y, w, lam, mix: (
                _rescale(X, y, w, lam, mix)[0],
                _standard_units(X, y, w, lam, mix)[1],
            ),
        ),
        Mistake(
            "intercept of the given weights",
            "The weights are right. The intercept was computed with the given `w`, which is "
            "neither rescaled nor in the features' units.",
            lambda X, y, w, lam, mix: (
                _rescale(X, y, w, lam, mix)[0],
                float(y.mean() - X.mean(axis=0) @ w),
            ),
        ),
        Mistake(
            "a part for each column",
            "The weights are right, and b has an entry for each column. The means act together, as "
            "the sum of weight times mean: the intercept is one number.",
            lambda X, y, w, lam, mix: (
                _rescale(X, y, w, lam, mix)[0],
                y.mean() - X.mean(axis=0) * _rescale(X, y, w, lam, mix)[0],
            ),
        ),
        Mistake(
            "intercept rescaled",
            "The intercept was multiplied with the weights. It was never shrunken; compute it anew "
            "from the means.",
            _scaled_intercept,
        ),
        Mistake(
            "units of the standardized",
            "The weights still belong to standardized features. A feature in its own units is "
            "larger by its standard deviation.",
            _standard_units,
        ),
        Mistake(
            "other deviation",
            "The standard deviation has n − 1 in it. The columns were standardized with n, as "
            "NumPy does by default.",
            partial(_rescale, ddof=1),
        ),
        Mistake(
            "factor squared",
            "The factor is squared. L2 has divided the weights once, and so it is taken back once.",
            lambda X, y, w, lam, mix: _rescale(
                X, y, w, lam, mix, factor=(1 + lam * (1 - mix)) ** 2
            ),
        ),
        Mistake(
            "units of the targets",
            "The weights were multiplied by the standard deviation of the targets, which were "
            "never divided by it: `y` is in its own units.",
            lambda X, y, w, lam, mix: _rescale(X, y, w * y.std(), lam, mix),
        ),
        Mistake(
            "median of the residuals",
            "The weights are right. The intercept is the median of what they leave of the "
            "targets; squared error asks for the mean.",
            lambda X, y, w, lam, mix: (
                _rescale(X, y, w, lam, mix)[0],
                float(np.median(y - X @ _rescale(X, y, w, lam, mix)[0])),
            ),
        ),
        Mistake(
            "means divided once more",
            "The weights are right. In b the means were divided by the deviations, and the "
            "weights are already: once is enough.",
            lambda X, y, w, lam, mix: (
                _rescale(X, y, w, lam, mix)[0],
                float(y.mean() - X.mean(axis=0) / X.std(axis=0) @ _rescale(X, y, w, lam, mix)[0]),
            ),
        ),
    ),
)

EXERCISES = (
    ARTICLE_PROX,
    RESCALE,
)
