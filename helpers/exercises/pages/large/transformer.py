"""The exercises of the page on a small transformer.

References
----------
Vaswani et al. (2017), Attention is all you need (attention).
Ba, Kiros, Hinton (2016), Layer normalization.
Huang et al. (2016), Deep networks with stochastic depth (rates that rise with the depth).
Szegedy et al. (2016), Rethinking the Inception architecture for computer vision (label smoothing).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. Weights that only look back


def _softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def _masked(scores, allowed):
    return _softmax(np.where(allowed, scores, -np.inf))


def _look_back(scores):
    return _masked(scores, np.tri(len(scores), dtype=bool))


def _zeros_for_minus_infinity(scores):
    return _softmax(scores * np.tri(len(scores)))


def _cut_after_the_softmax(scores):
    return _softmax(scores) * np.tri(len(scores))


def _not_oneself(scores):
    allowed = np.tri(len(scores), k=-1, dtype=bool)
    allowed[0, 0] = True
    return _masked(scores, allowed)


def _nobody_at_first(scores):
    kept = np.tri(len(scores), k=-1, dtype=bool)
    return _softmax(np.where(kept, scores, -1e30))


def _nobody_at_all(scores):
    with np.errstate(invalid="ignore"):
        return _masked(scores, np.tri(len(scores), k=-1, dtype=bool))


def _overflowing(scores):
    e = np.exp(scores) * np.tri(len(scores))
    return e / e.sum(axis=1, keepdims=True)


def _one_largest(scores):
    e = np.exp(scores - scores.max()) * np.tri(len(scores))
    return e / e.sum(axis=1, keepdims=True)


def _largest_ahead(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True)) * np.tri(len(scores))
    with np.errstate(invalid="ignore"):
        return e / e.sum(axis=1, keepdims=True)


def _all_together(scores):
    z = np.where(np.tri(len(scores)), scores, -np.inf)
    e = np.exp(z - z.max())
    return e / e.sum()


def _sums_of_the_wrong_rows(scores):
    z = np.where(np.tri(len(scores)), scores, -np.inf)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


def _down_the_columns(scores):
    return np.nan_to_num(_softmax(np.where(np.tri(len(scores)), scores, -np.inf), axis=0))


def _without_exponential(scores):
    kept = np.where(np.tri(len(scores)), scores, 0)
    return kept / kept.sum(axis=1, keepdims=True)


def _scores(seed, places, size=1.0):
    return (size * np.random.default_rng(seed).normal(size=(places, places)),)


def _exponentials(scores):
    z = np.where(np.tri(len(scores)), scores, -np.inf)
    return np.exp(z - z.max(axis=1, keepdims=True))


def _logarithms(scores):
    z = np.where(np.tri(len(scores)), scores, -1e9)
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def _one_place(scores):
    z = np.where(np.tri(len(scores)), scores, -np.inf)
    return np.eye(len(scores))[z.argmax(axis=1)]


LOOK_BACK = Exercise(
    name="transformer.look_back",
    call="look_back(scores)",
    reference=_look_back,
    cases=(
        partial(_scores, 1, 3),
        partial(_scores, 2, 6),
        Case("large scores", partial(_scores, 3, 4, 400.0)),
        Case("one place", partial(_scores, 4, 1)),
        Case("equal scores", lambda: (np.zeros((4, 4)),)),
        Case("a large score ahead", lambda: (np.array([[-1000.0, 0.0], [1.0, 2.0]]),)),
    ),
    mistakes=(
        Mistake(
            "later places too",
            "Each place looks at all places, later ones too. It may look at those up to itself.",
            _softmax,
        ),
        Mistake(
            "zeros in place of minus infinity",
            "The scores of later places were set to 0, and exp(0) is 1. What score has the "
            "exponential 0?",
            _zeros_for_minus_infinity,
        ),
        Mistake(
            "cut after the softmax",
            "The later places were cut off after the softmax, so that rows add up to less than "
            "one. Mask the scores before it.",
            _cut_after_the_softmax,
        ),
        Mistake(
            "not at itself",
            "The diagonal is missing: a place may look at itself as well.",
            _not_oneself,
        ),
        Mistake(
            "forward",
            "Each place looks at itself and what comes later. It should look back.",
            lambda scores: _masked(scores, np.tri(len(scores), dtype=bool).T),
        ),
        Mistake(
            "down the columns",
            "The columns add up to one. A row belongs to the place that looks, and its weights "
            "add up to one.",
            _down_the_columns,
        ),
        Mistake(
            "scaled again",
            "The scores were divided once more. They are given as they go into the softmax.",
            lambda scores: _look_back(scores / np.sqrt(len(scores))),
        ),
        Mistake(
            "softmax over all",
            "All weights together add up to one. Each row is a place that looks, and adds up to "
            "one by itself.",
            lambda scores: _look_back(scores) / len(scores),
        ),
        Mistake(
            "not at itself, all alike at first",
            "The diagonal is missing, and so the first place has nothing to look at and looks "
            "at all alike. A place may look at itself as well.",
            _nobody_at_first,
        ),
        Mistake(
            "not at itself, nothing at first",
            "The diagonal is missing: the first place has nothing left to look at, 0/0. A "
            "place may look at itself as well.",
            _nobody_at_all,
        ),
        Mistake(
            "overflow",
            "Right for small scores. The exponential of a large one overflows: take the "
            "largest score of its row off first, which changes no weight.",
            _overflowing,
        ),
        Mistake(
            "one largest for all rows",
            "Right for small scores. The largest of all was taken off each row, and where a "
            "row lies far below it all its exponentials are 0. Take each row's own, of those "
            "that are seen.",
            _one_largest,
        ),
        Mistake(
            "one sum for all",
            "The exponentials were divided by the sum of all. Each row is a place that looks, "
            "and adds up to one by itself.",
            _all_together,
        ),
        Mistake(
            "sums along the wrong axis",
            "The sums of the rows are right, but each column was divided by one. A sum must "
            "stay beside its row: keep its axis.",
            _sums_of_the_wrong_rows,
        ),
        Mistake(
            "two places only",
            "Each place looks at itself and the one before it only. All earlier places are seen.",
            lambda scores: _masked(scores, np.tri(len(scores)) > np.tri(len(scores), k=-2)),
        ),
        Mistake(
            "not normalized",
            "The exponentials are not divided yet. Weights add up to one in each row.",
            _exponentials,
        ),
        Mistake(
            "logarithms of the weights",
            "These are the logarithms of the weights. The weights themselves are asked for.",
            _logarithms,
        ),
        Mistake(
            "one place takes all",
            "Each place looks at its best match alone. A softmax gives all that are seen a weight.",
            _one_place,
        ),
        Mistake(
            "all alike",
            "Each place looks at all earlier ones alike. The scores say how well they match.",
            lambda scores: _look_back(0 * scores),
        ),
        Mistake(
            "one place ahead",
            "Each place sees one place more than it may, the next one.",
            lambda scores: _masked(scores, np.tri(len(scores), k=1, dtype=bool)),
        ),
        Mistake(
            "powers of two",
            "The powers are those of 2. A softmax takes the exponential, the powers of e.",
            lambda scores: _look_back(scores * np.log(2)),
        ),
        Mistake(
            "sign of the scores",
            "The larger the score, the smaller the weight here. A large score says that "
            "places match well.",
            lambda scores: _look_back(-scores),
        ),
        Mistake(
            "the mask",
            "This is the mask: which places are seen. How much each is looked at depends on "
            "the scores.",
            lambda scores: np.tri(len(scores)),
        ),
        Mistake(
            "rows of length one",
            "The squares of a row add up to one here. Its weights themselves do.",
            lambda scores: (
                _look_back(scores) / np.linalg.norm(_look_back(scores), axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "softmax twice",
            "The softmax was taken twice. The scores go into it once.",
            lambda scores: _look_back(_look_back(scores)),
        ),
        Mistake(
            "the largest ahead",
            "Right for small scores. The largest score of the row was sought among later places "
            "too; where it is far above the others all their exponentials are 0. Take the largest "
            "of those that are seen.",
            _largest_ahead,
        ),
    ),
)

# 2. Back through the softmax


def _through_softmax(A, G):
    return A * (G - np.sum(A * G, axis=-1, keepdims=True))


def _weights_and_gradient(seed, rows, places, sharp=1.0):
    rng = np.random.default_rng(seed)
    return _softmax(sharp * rng.normal(size=(rows, places))), rng.normal(size=(rows, places))


def _bracket_divided(A, G):
    with np.errstate(all="ignore"):
        return (G - np.sum(A * G, axis=-1, keepdims=True)) / A


THROUGH_SOFTMAX = Exercise(
    name="transformer.through_softmax",
    call="through_softmax(A, G)",
    reference=_through_softmax,
    cases=(
        partial(_weights_and_gradient, 11, 2, 3),
        partial(_weights_and_gradient, 12, 5, 4),
        Case("a causal first row", lambda: (np.array([[1.0, 0], [0.25, 0.75]]), np.eye(2) + 1)),
        Case("sharp weights", partial(_weights_and_gradient, 13, 3, 6, 5.0)),
    ),
    mistakes=(
        Mistake(
            "diagonal alone",
            "This is A(1 − A)G, each weight by itself. A score changes all weights of its row, "
            "since they share the denominator.",
            lambda A, G: A * (1 - A) * G,
        ),
        Mistake(
            "only the product",
            "This is A ⊙ G. What raises one weight of a row lowers the others: subtract what the "
            "row loses.",
            lambda A, G: A * G,
        ),
        Mistake(
            "mean without weights",
            "The plain mean of the row of G was subtracted. It is the mean weighted by A.",
            lambda A, G: A * (G - G.mean(axis=-1, keepdims=True)),
        ),
        Mistake(
            "mean not multiplied",
            "The weighted mean was subtracted after the multiplication by A. It belongs into the "
            "bracket.",
            lambda A, G: A * G - np.sum(A * G, axis=-1, keepdims=True),
        ),
        Mistake(
            "without the factor",
            "The bracket is right; the weights in front of it are missing.",
            lambda A, G: G - np.sum(A * G, axis=-1, keepdims=True),
        ),
        Mistake(
            "over all rows",
            "One sum was taken over all rows. Each row is a softmax of its own.",
            lambda A, G: A * (G - np.sum(A * G)),
        ),
        Mistake(
            "down the columns",
            "The sums run down the columns. The weights of a row add up to one, so the sum is over "
            "a row.",
            lambda A, G: A * (G - np.sum(A * G, axis=0)),
        ),
        Mistake(
            "wrong sign",
            "The bracket has the wrong sign: what raises its own weight lowers the others.",
            lambda A, G: -_through_softmax(A, G),
        ),
        Mistake(
            "cross-entropy's gradient",
            "This is the gradient of a cross-entropy. Here the gradient with respect to the "
            "weights is given, whatever comes behind them.",
            lambda A, G: A - G,
        ),
        Mistake(
            "weights squared",
            "The weighted mean was taken with squared weights.",
            lambda A, G: A * (G - np.sum(A**2 * G, axis=-1, keepdims=True)),
        ),
        Mistake(
            "weighted mean divided by the places",
            "The weighted gradients were averaged. The weights add up to one already: their "
            "sum is the weighted mean.",
            lambda A, G: A * (G - np.mean(A * G, axis=-1, keepdims=True)),
        ),
        Mistake(
            "sum without weights",
            "The plain sum of the row of G was subtracted. It is the mean weighted by A.",
            lambda A, G: A * (G - G.sum(axis=-1, keepdims=True)),
        ),
        Mistake(
            "weighted twice",
            "The weighted mean was added in place of subtracted: what raises one weight of a "
            "row lowers the others.",
            lambda A, G: A * (G + np.sum(A * G, axis=-1, keepdims=True)),
        ),
        Mistake(
            "weights in front twice",
            "The weights stand twice in front of the bracket. Once is enough: ∂A/∂score has A "
            "times a bracket.",
            lambda A, G: A * _through_softmax(A, G),
        ),
        Mistake(
            "largest for the mean",
            "The largest of the weighted gradients was subtracted. It is their sum, the "
            "weighted mean of the row.",
            lambda A, G: A * (G - np.max(A * G, axis=-1, keepdims=True)),
        ),
        Mistake(
            "weights divided out",
            "The bracket was divided by the weights. They multiply it.",
            _bracket_divided,
        ),
        Mistake(
            "sum of G weighted by the place",
            "The sum of the row of G was multiplied by the place's own weight. Each entry of "
            "G goes with its own weight before it is summed.",
            lambda A, G: A * (G - A * G.sum(axis=-1, keepdims=True)),
        ),
        Mistake(
            "gradient of the gradient",
            "The softmax of G was used. G is the gradient, and enters as it is.",
            lambda A, G: _through_softmax(_softmax(G), G),
        ),
        Mistake(
            "mean over the columns",
            "The weighted gradients were averaged down the columns. The weights of a row add "
            "up to one, so the sum is over a row.",
            lambda A, G: A * (G - np.mean(A * G, axis=0)),
        ),
        Mistake(
            "softmax of the weights",
            "The softmax was taken once more. A is weights already.",
            lambda A, G: _through_softmax(_softmax(A), G),
        ),
        Mistake(
            "weights times one less the gradient",
            "This is A(1 − G). Multiply A by the gradient, less its weighted mean.",
            lambda A, G: A * (1 - G),
        ),
    ),
)

# 3. Back through the normalization


def _standardized(x, epsilon):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + epsilon)
    return (x - x.mean(axis=-1, keepdims=True)) / s, s


def _through_norm(x, gradient, epsilon, *, mean=True, along=True, power=1):
    z, s = _standardized(x, epsilon)
    result = gradient
    if mean:
        result = result - gradient.mean(axis=-1, keepdims=True)
    if along:
        result = result - z * np.mean(gradient * z, axis=-1, keepdims=True)
    return result / s**power


def _sum_along(x, gradient, epsilon):
    z, s = _standardized(x, epsilon)
    return (
        gradient
        - gradient.mean(axis=-1, keepdims=True)
        - z * np.sum(gradient * z, axis=-1, keepdims=True)
    ) / s


def _sums(x, gradient, epsilon):
    z, s = _standardized(x, epsilon)
    return (
        gradient
        - gradient.sum(axis=-1, keepdims=True)
        - z * np.sum(gradient * z, axis=-1, keepdims=True)
    ) / s


def _with(x, gradient, z, s):
    along = z * np.mean(gradient * z, axis=-1, keepdims=True)
    return (gradient - gradient.mean(axis=-1, keepdims=True) - along) / s


def _epsilon_beside_the_root(x, gradient, epsilon):
    s = x.std(axis=-1, keepdims=True) + epsilon
    return _with(x, gradient, (x - x.mean(axis=-1, keepdims=True)) / s, s)


def _along_x(x, gradient, epsilon):
    return _with(x, gradient, x, _standardized(x, epsilon)[1])


def _along_centered(x, gradient, epsilon):
    centered = x - x.mean(axis=-1, keepdims=True)
    return _with(x, gradient, centered, _standardized(x, epsilon)[1])


def _over_the_batch(x, gradient, epsilon):
    return _through_norm(x.T, gradient.T, epsilon).T


def _unbiased(x, gradient, epsilon):
    s = np.sqrt(x.var(axis=-1, ddof=1, keepdims=True) + epsilon)
    z = (x - x.mean(axis=-1, keepdims=True)) / s
    return (
        gradient
        - gradient.mean(axis=-1, keepdims=True)
        - z * np.mean(gradient * z, axis=-1, keepdims=True)
    ) / s


def _rows(seed, rows, units, epsilon):
    rng = np.random.default_rng(seed)
    return rng.normal(1, 2, (rows, units)), rng.normal(0.5, 1, (rows, units)), epsilon


def _row_mean(table):
    return np.mean(table, axis=-1, keepdims=True)


def _taking(bracket):
    """Return the wrong answer that has another bracket."""

    def answer(x, gradient, epsilon):
        z, s = _standardized(x, epsilon)
        return bracket(gradient, z, s) / s

    return answer


def _length_for_deviation(x, gradient, epsilon):
    centered = x - x.mean(axis=-1, keepdims=True)
    s = np.sqrt(np.sum(centered**2, axis=-1, keepdims=True) + epsilon)
    return _with(x, gradient, centered / s, s)


THROUGH_NORM = Exercise(
    name="transformer.through_norm",
    call="through_norm(x, gradient, epsilon)",
    reference=_through_norm,
    cases=(
        partial(_rows, 21, 2, 3, 0.001),
        partial(_rows, 22, 4, 6, 0.5),
        Case("one row", partial(_rows, 23, 1, 5, 0.01)),
        Case("a large epsilon", partial(_rows, 24, 3, 4, 3.0)),
    ),
    mistakes=(
        Mistake(
            "statistics held fixed",
            "Mean and deviation were taken for constants. They depend on x as well, and each takes "
            "something off the gradient.",
            partial(_through_norm, mean=False, along=False),
        ),
        Mistake(
            "deviation held fixed",
            "The deviation was taken for a constant: the part along z is missing.",
            partial(_through_norm, along=False),
        ),
        Mistake(
            "mean held fixed",
            "The mean was taken for a constant: the mean of the gradient has to be subtracted.",
            partial(_through_norm, mean=False),
        ),
        Mistake(
            "not divided",
            "The bracket is right. z is x divided by the deviation, and so is the gradient.",
            partial(_through_norm, power=0),
        ),
        Mistake(
            "divided twice",
            "This divides by the variance. z is x divided by the deviation.",
            partial(_through_norm, power=2),
        ),
        Mistake(
            "sum along z",
            "Along z the sum was subtracted. It is the mean over the units, as for the mean of x.",
            _sum_along,
        ),
        Mistake(
            "over the rows",
            "The statistics were taken over the rows, as batch normalization does. Here each row "
            "is normalized by itself.",
            _over_the_batch,
        ),
        Mistake(
            "unbiased variance",
            "The variance was divided by one less than the number of units. The layer divides by "
            "the number.",
            _unbiased,
        ),
        Mistake(
            "epsilon forgotten",
            "Epsilon is missing. It stands under the root, beside the variance.",
            lambda x, gradient, epsilon: _through_norm(x, gradient, 0.0),
        ),
        Mistake(
            "the way forth",
            "This normalizes the gradient. It should be carried back through the normalization "
            "of x.",
            lambda x, gradient, epsilon: _standardized(gradient, epsilon)[0],
        ),
        Mistake(
            "sums",
            "Sums were subtracted. Both are means over the units: that of the gradient, and "
            "that along z.",
            _sums,
        ),
        Mistake(
            "epsilon beside the root",
            "Epsilon was added to the deviation. It stands under the root, beside the variance.",
            _epsilon_beside_the_root,
        ),
        Mistake(
            "along x",
            "Here x stands where z should. What goes along the normalized numbers is taken out.",
            _along_x,
        ),
        Mistake(
            "along the centered x",
            "The part along z was taken with x less its mean. z is divided by the deviation "
            "as well.",
            _along_centered,
        ),
        Mistake(
            "x normalized",
            "This normalizes x, and the gradient never enters. Carry it back through the "
            "normalization.",
            lambda x, gradient, epsilon: _standardized(x, epsilon)[0],
        ),
        Mistake(
            "added along z",
            "The part along z was added. It is taken out, as the mean is.",
            _taking(lambda g, z, s: g - _row_mean(g) + z * _row_mean(g * z)),
        ),
        Mistake(
            "means over everything",
            "The means were taken over all rows together. Each row is normalized by itself, "
            "and has means of its own.",
            _taking(lambda g, z, s: g - g.mean() - z * np.mean(g * z)),
        ),
        Mistake(
            "along the gradient",
            "The gradient stands where z should: what is taken out goes along z.",
            _taking(lambda g, z, s: g - _row_mean(g) - g * _row_mean(g * z)),
        ),
        Mistake(
            "multiplied",
            "The bracket was multiplied by the deviation. z is x divided by it, and so is the "
            "gradient.",
            partial(_through_norm, power=-1),
        ),
        Mistake(
            "z forgotten in front",
            "The mean of gradient times z was subtracted as it is. It belongs along z: "
            "multiply it by z.",
            _taking(lambda g, z, s: g - _row_mean(g) - _row_mean(g * z)),
        ),
        Mistake(
            "z forgotten under the mean",
            "The mean of the gradient was taken along z. It is the mean of gradient times z.",
            _taking(lambda g, z, s: g - _row_mean(g) - z * _row_mean(g)),
        ),
        Mistake(
            "mean added",
            "The mean of the gradient was added. It is taken out: a shift of all numbers "
            "changes nothing.",
            _taking(lambda g, z, s: g + _row_mean(g) - z * _row_mean(g * z)),
        ),
        Mistake(
            "epsilon twice",
            "Epsilon stands here squared. It is added to the variance as it is.",
            lambda x, gradient, epsilon: _through_norm(x, gradient, epsilon**2),
        ),
        Mistake(
            "of the wrong sign",
            "All of the gradient has the wrong sign: nothing turns it round.",
            lambda x, gradient, epsilon: -_through_norm(x, gradient, epsilon),
        ),
        Mistake(
            "mean of z times the variance",
            "The part along z was divided by the variance once more. z is divided by the "
            "deviation already.",
            _taking(lambda g, z, s: g - _row_mean(g) - z * _row_mean(g * z) / s**2),
        ),
        Mistake(
            "sum of squares for the variance",
            "The squares were added up for the variance. It is their mean over the units.",
            _length_for_deviation,
        ),
        Mistake(
            "mean of x for that of the gradient",
            "The mean of x was subtracted. It is the mean of the gradient.",
            lambda x, gradient, epsilon: _taking(
                lambda g, z, s: g - _row_mean(x) - z * _row_mean(g * z)
            )(x, gradient, epsilon),
        ),
        Mistake(
            "x not centered",
            "Here x was divided by the deviation, and its mean was not taken off. z has the "
            "mean zero.",
            lambda x, gradient, epsilon: _with(
                x, gradient, x / _standardized(x, epsilon)[1], _standardized(x, epsilon)[1]
            ),
        ),
        Mistake(
            "means down the columns",
            "The means of the gradient run down the columns. Each row is normalized by itself.",
            _taking(lambda g, z, s: g - g.mean(axis=0) - z * np.mean(g * z, axis=0)),
        ),
    ),
)

# 4. Noise of dropped attention


def _noise(A, V, rate, *, factor=lambda r: r / (1 - r)):
    return factor(rate) * A**2 @ V**2


def _attention(seed, queries, keys, units, rate, sharp=1.0):
    rng = np.random.default_rng(seed)
    A = _softmax(sharp * rng.normal(size=(queries, keys)))
    return A, rng.normal(0.5, 1, (keys, units)), rate


ATTENTION_NOISE = Exercise(
    name="transformer.attention_noise",
    call="attention_noise(A, V, rate)",
    reference=_noise,
    cases=(
        partial(_attention, 31, 2, 3, 2, 0.2),
        partial(_attention, 32, 4, 5, 3, 0.1),
        Case("looking at one place", lambda: (np.eye(2), np.array([[1.0, -2], [3, 0.5]]), 0.5)),
        Case("sharp weights", partial(_attention, 33, 3, 6, 4, 0.6, 4.0)),
    ),
    mistakes=(
        Mistake(
            "squared sum",
            "The output was squared. The masks are independent, so the variances of the terms add "
            "up: it is the sum of squares.",
            lambda A, V, rate: rate / (1 - rate) * (A @ V) ** 2,
        ),
        Mistake(
            "weights not squared",
            "Only the values were squared. A factor in front of a random number enters its "
            "variance as its square.",
            lambda A, V, rate: rate / (1 - rate) * A @ V**2,
        ),
        Mistake(
            "values not squared",
            "Only the weights were squared. The value is a factor of the random mask too.",
            lambda A, V, rate: rate / (1 - rate) * A**2 @ V,
        ),
        Mistake(
            "mask's variance",
            "This is the variance of the mask, ρ(1 − ρ). What is kept is divided by 1 − ρ, and the "
            "variance by its square.",
            partial(_noise, factor=lambda r: r * (1 - r)),
        ),
        Mistake(
            "second moment",
            "This is the mean of the squared factor, 1/(1 − ρ). Its variance is one less.",
            partial(_noise, factor=lambda r: 1 / (1 - r)),
        ),
        Mistake(
            "standard deviation",
            "This is the standard deviation; its square is asked for.",
            lambda A, V, rate: np.sqrt(_noise(A, V, rate)),
        ),
        Mistake(
            "rate for its complement",
            "The rate was taken for the share that is kept. It is the share that is dropped.",
            partial(_noise, factor=lambda r: (1 - r) / r),
        ),
        Mistake(
            "values dropped",
            "One mask for a place and all queries would make the errors of the queries equal; the "
            "variance of one output is the same sum of squares, without a mean over places.",
            lambda A, V, rate: _noise(A, V, rate) / len(V),
        ),
        Mistake(
            "spread of the values",
            "This is how the values vary over the places. The weights and values are given; what "
            "is random is the mask alone.",
            lambda A, V, rate: rate / (1 - rate) * (A @ V**2 - (A @ V) ** 2),
        ),
        Mistake(
            "factors summed apart",
            "The squares of the weights were summed and the values averaged apart. Each "
            "weight goes with its own value.",
            lambda A, V, rate: (
                rate / (1 - rate) * np.sum(A**2, axis=1, keepdims=True) * np.mean(V**2, axis=0)
            ),
        ),
        Mistake(
            "no factor",
            "The squares are right, and the mask's variance in front of them is missing.",
            lambda A, V, rate: A**2 @ V**2,
        ),
        Mistake(
            "the output",
            "This is what comes out on average. How much it varies with the masks is asked for.",
            lambda A, V, rate: A @ V,
        ),
        Mistake(
            "absolute values",
            "The terms were added without their squares. For independent masks the variances "
            "add up.",
            lambda A, V, rate: rate / (1 - rate) * np.abs(A) @ np.abs(V),
        ),
        Mistake(
            "weights as chances",
            "A weight was taken for a chance, with variance A(1 − A). The weights are given; "
            "what is random is the mask.",
            lambda A, V, rate: rate / (1 - rate) * (A * (1 - A)) @ V**2,
        ),
        Mistake(
            "mean square",
            "This is the mean square of the output: the square of its mean was added. The "
            "variance is without it.",
            lambda A, V, rate: _noise(A, V, rate) + (A @ V) ** 2,
        ),
        Mistake(
            "nothing squared",
            "Neither weights nor values were squared. Both are factors in front of a random mask, "
            "and a factor enters a variance as its square.",
            lambda A, V, rate: rate / (1 - rate) * A @ V,
        ),
    ),
)

# 5. Stochastic depth: how many blocks are left


def _kept_blocks(blocks, last, *, rates=None):
    drop = last * np.arange(1, blocks + 1) / blocks if rates is None else rates(blocks, last)
    return float(np.sum(1 - drop)), float(np.sqrt(np.sum(drop * (1 - drop))))


def _other_rates(rates):
    return partial(_kept_blocks, rates=rates)


def _spread_as(change):
    def deviating(blocks, last):
        drop = last * np.arange(1, blocks + 1) / blocks
        return _kept_blocks(blocks, last)[0], float(change(drop))

    return deviating


def _all_before_it_too(blocks, last):
    kept = np.cumprod(1 - last * np.arange(1, blocks + 1) / blocks)
    return kept.sum(), np.sqrt(kept @ (1 - kept))


KEPT_BLOCKS = Exercise(
    name="transformer.kept_blocks",
    call="kept_blocks(blocks, last)",
    returns=("mean", "deviation"),
    reference=_kept_blocks,
    cases=(
        lambda: (4, 0.5),
        lambda: (12, 0.2),
        Case("one block", lambda: (1, 0.3)),
        lambda: (54, 0.4),
    ),
    mistakes=(
        Mistake(
            "one rate for all",
            "All blocks got the rate of the last. It rises with the depth, from a first share to "
            "the last.",
            _other_rates(lambda blocks, last: np.full(blocks, last)),
        ),
        Mistake(
            "counted from zero",
            "The first block is never left out here. Block l has the rate l/L times the last one, "
            "with l from 1.",
            _other_rates(lambda blocks, last: last * np.arange(blocks) / blocks),
        ),
        Mistake(
            "from zero to the last",
            "The rates go from 0 to the last in equal steps. Block l has the rate l/L times the "
            "last one, so the first is not 0.",
            _other_rates(lambda blocks, last: np.linspace(0, last, blocks) if blocks > 1 else 0.0),
        ),
        Mistake(
            "dropped in place of kept",
            "The mean counts the blocks that are left out. Those that are kept are asked for.",
            lambda blocks, last: (
                blocks - _kept_blocks(blocks, last)[0],
                _kept_blocks(blocks, last)[1],
            ),
        ),
        Mistake(
            "variance",
            "The second number is the variance; its root is asked for.",
            lambda blocks, last: (
                _kept_blocks(blocks, last)[0],
                _kept_blocks(blocks, last)[1] ** 2,
            ),
        ),
        Mistake(
            "deviations added up",
            "The deviations of the blocks were added. The blocks are independent, so their "
            "variances add up.",
            lambda blocks, last: (
                _kept_blocks(blocks, last)[0],
                float(np.sum(np.sqrt((d := last * np.arange(1, blocks + 1) / blocks) * (1 - d)))),
            ),
        ),
        Mistake(
            "mean rate",
            "The deviation was taken at the mean rate, as if all blocks had it. Add up ρ(1 − ρ) "
            "block by block.",
            lambda blocks, last: (
                _kept_blocks(blocks, last)[0],
                float(np.sqrt(blocks * (d := last * (blocks + 1) / (2 * blocks)) * (1 - d))),
            ),
        ),
        Mistake(
            "half of the last rate",
            "The rates were taken to be half of the last on average. They go from a first "
            "share, l/L with l = 1, to the last, and their mean is a little more.",
            _other_rates(lambda blocks, last: np.full(blocks, last / 2)),
        ),
        Mistake(
            "chances squared",
            "The mean is right. The chances of being kept were squared and added up; what is "
            "added up is the variance of each block, ρ(1 − ρ).",
            _spread_as(lambda drop: np.sqrt(np.sum((1 - drop) ** 2))),
        ),
        Mistake(
            "spread of the rates",
            "The mean is right. The second number is how the rates differ from block to "
            "block. What is random is whether a block is kept.",
            _spread_as(lambda drop: np.std(drop)),
        ),
        Mistake(
            "mean variance",
            "The mean is right. The variances were averaged over the blocks; for a sum of "
            "independent numbers they add up.",
            _spread_as(lambda drop: np.sqrt(np.mean(drop * (1 - drop)))),
        ),
        Mistake(
            "mean for variance",
            "The mean is right. The number of kept blocks was given its own mean as variance, "
            "as if a rate were small; each block brings ρ(1 − ρ).",
            _spread_as(lambda drop: np.sqrt(np.sum(1 - drop))),
        ),
        Mistake(
            "all are kept",
            "The deviation is right. The first number is the chance that all blocks are kept; "
            "asked is how many are, on average.",
            lambda blocks, last: (
                float(np.prod(1 - last * np.arange(1, blocks + 1) / blocks)),
                _kept_blocks(blocks, last)[1],
            ),
        ),
        Mistake(
            "rates for variances",
            "The mean is right. The rates were added up as variances. A block that is kept or "
            "not has the variance ρ(1 − ρ).",
            _spread_as(lambda drop: np.sqrt(np.sum(drop))),
        ),
        Mistake(
            "one more below",
            "The rates are l/(L + 1) of the last. Block L has the whole of it: divide by L.",
            _other_rates(lambda blocks, last: last * np.arange(1, blocks + 1) / (blocks + 1)),
        ),
        Mistake(
            "plus in the variance",
            "The mean is right. A block that is kept or not has the variance ρ(1 − ρ), with a "
            "minus.",
            _spread_as(lambda drop: np.sqrt(np.sum(drop * (1 + drop)))),
        ),
        Mistake(
            "last rate taken for keeping",
            "The rate of the last block was taken for the chance that it is kept. It is the "
            "chance that it is left out.",
            lambda blocks, last: _kept_blocks(blocks, 1 - last),
        ),
        Mistake(
            "all blocks before it too",
            "The chances of being kept were multiplied from block to block. A block that is "
            "dropped is only passed by: those behind it are there all the same.",
            _all_before_it_too,
        ),
    ),
)

# 6. Label smoothing


def _log_softmax(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def _smoothed(logits, labels, share, *, log_q=_log_softmax):
    q = log_q(logits)
    right = q[np.arange(len(labels)), labels]
    return float(np.mean(-(1 - share) * right - share * q.mean(axis=1)))


def _over_the_others(logits, labels, share):
    q, K = _log_softmax(logits), logits.shape[1]
    right = q[np.arange(len(labels)), labels]
    others = (q.sum(axis=1) - right) / (K - 1)
    return float(np.mean(-(1 - share) * right - share * others))


def _summed_over_classes(logits, labels, share):
    q = _log_softmax(logits)
    right = q[np.arange(len(labels)), labels]
    return float(np.mean(-(1 - share) * right - share * q.sum(axis=1)))


def _for_the_others_too(logits, labels, share):
    q = _log_softmax(logits)
    right = q[np.arange(len(labels)), labels]
    others = (q.sum(axis=1) - right) / logits.shape[1]
    return float(np.mean(-(1 - share) * right - share * others))


def _divergence(logits, labels, share):
    K = logits.shape[1]
    targets = np.array([1 - share + share / K] + [share / K] * (K - 1))
    targets = targets[targets > 0]
    return _smoothed(logits, labels, share) + float(np.sum(targets * np.log(targets)))


def _clipped(logits, labels, share, *, least):
    return _smoothed(
        logits, labels, share, log_q=lambda z: np.log(np.maximum(np.exp(_log_softmax(z)), least))
    )


def _overflowing_loss(logits, labels, share):
    def log_q(z):
        e = np.exp(z)
        return np.log(e / e.sum(axis=1, keepdims=True))

    with np.errstate(all="ignore"):
        return _smoothed(logits, labels, share, log_q=log_q)


def _mixed_probabilities(logits, labels, share):
    q = np.exp(_log_softmax(logits))
    right = q[np.arange(len(labels)), labels]
    return float(np.mean(-np.log((1 - share) * right + share / logits.shape[1] + 1e-300)))


def _squared_distance(logits, labels, share):
    K = logits.shape[1]
    targets = (1 - share) * np.eye(K)[labels] + share / K
    return float(np.mean(np.sum((np.exp(_log_softmax(logits)) - targets) ** 2, axis=1)))


def _logits(seed, rows, classes, share, size=2.0):
    rng = np.random.default_rng(seed)
    return size * rng.normal(size=(rows, classes)), rng.integers(0, classes, rows), share


SMOOTHED_LOSS = Exercise(
    name="transformer.smoothed_loss",
    call="smoothed_loss(logits, labels, share)",
    reference=_smoothed,
    cases=(
        partial(_logits, 41, 3, 4, 0.1),
        partial(_logits, 42, 6, 3, 0.3),
        Case("large logits", partial(_logits, 43, 4, 5, 0.2, 500.0)),
        Case("no smoothing", partial(_logits, 44, 5, 4, 0.0)),
        Case("one row", partial(_logits, 45, 1, 7, 0.05)),
    ),
    mistakes=(
        Mistake(
            "shared among the others",
            "The share went to the other classes alone. In label smoothing every class gets an "
            "equal part of it, the right one too.",
            _over_the_others,
        ),
        Mistake(
            "not smoothed",
            "This is the cross-entropy with the label alone.",
            lambda logits, labels, share: _smoothed(logits, labels, 0.0),
        ),
        Mistake(
            "summed over classes",
            "The share was not divided among the classes: each got all of it.",
            _summed_over_classes,
        ),
        Mistake(
            "shares exchanged",
            "The label got the share, and the uniform part the rest.",
            lambda logits, labels, share: _smoothed(logits, labels, 1 - share),
        ),
        Mistake(
            "label not reduced",
            "The label kept all of its weight, and the targets add up to more than one.",
            lambda logits, labels, share: (
                _smoothed(logits, labels, 0.0) - share * float(_log_softmax(logits).mean())
            ),
        ),
        Mistake(
            "uniform part forgotten",
            "The label's part is reduced, but what was taken from it went nowhere.",
            lambda logits, labels, share: (1 - share) * _smoothed(logits, labels, 0.0),
        ),
        Mistake(
            "sum over the rows",
            "This is the sum over the rows; the mean is asked for.",
            lambda logits, labels, share: len(labels) * _smoothed(logits, labels, share),
        ),
        Mistake(
            "without the softmax",
            "The logits were taken for log probabilities. They have to be normalized first.",
            partial(_smoothed, log_q=lambda logits: logits),
        ),
        Mistake(
            "sign forgotten",
            "This is the mean of the logarithms, below zero. The loss is minus that.",
            lambda logits, labels, share: -_smoothed(logits, labels, share),
        ),
        Mistake(
            "the label's own part of the share",
            "The label has 1 − α here, and the others α/K each: together less than one. The "
            "label gets its K-th part of α as well.",
            _for_the_others_too,
        ),
        Mistake(
            "entropy subtracted",
            "The entropy of the targets was taken off, so that the lowest value is zero. The "
            "cross-entropy keeps it.",
            _divergence,
        ),
        Mistake(
            "clipped",
            "Right for small logits. The probabilities were kept above a small number, and a "
            "large logit then costs too little: subtract logarithms in place of dividing.",
            partial(_clipped, least=1e-12),
        ),
        Mistake(
            "overflow",
            "Right for small logits. The exponential of a large one overflows, and its "
            "quotient has no logarithm: take the largest off first, and subtract the "
            "logarithm of the sum.",
            _overflowing_loss,
        ),
        Mistake(
            "shared among the rows",
            "The share was divided by the number of rows. It goes to the classes.",
            lambda logits, labels, share: (
                (1 - share) * _smoothed(logits, labels, 0.0)
                - share / len(labels) * float(_log_softmax(logits).sum(axis=1).mean())
            ),
        ),
        Mistake(
            "reduced twice",
            "The uniform part was reduced by 1 − α as well. The label has 1 − α, and all "
            "classes together α.",
            lambda logits, labels, share: (
                (1 - share) * _smoothed(logits, labels, 0.0)
                - share * (1 - share) * float(_log_softmax(logits).mean())
            ),
        ),
        Mistake(
            "logarithm of the mean",
            "The probabilities were mixed before the logarithm was taken. The targets are "
            "smoothed, and each logarithm gets its weight.",
            _mixed_probabilities,
        ),
        Mistake(
            "probabilities without logarithm",
            "These are probabilities. The cross-entropy takes their logarithms.",
            lambda logits, labels, share: _smoothed(
                logits, labels, share, log_q=lambda z: np.exp(_log_softmax(z))
            ),
        ),
        Mistake(
            "softmax over the rows",
            "The softmax runs down the columns. Each row holds the logits of its classes.",
            lambda logits, labels, share: _smoothed(
                logits, labels, share, log_q=lambda z: _log_softmax(z.T).T
            ),
        ),
        Mistake(
            "largest for the sum",
            "Only the largest logit was taken off. The logarithm of the sum of all "
            "exponentials is a little more.",
            lambda logits, labels, share: _smoothed(
                logits, labels, share, log_q=lambda z: z - z.max(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "squared distance",
            "These are squared distances of probabilities. The cross-entropy takes the "
            "logarithms of the probabilities, weighted by the targets.",
            _squared_distance,
        ),
        Mistake(
            "label with all its weight",
            "The label keeps the weight 1 and the others have α/K each: together more than "
            "one. It gives α away, and gets α/K back.",
            lambda logits, labels, share: (
                _for_the_others_too(logits, labels, share) + share * _smoothed(logits, labels, 0.0)
            ),
        ),
        Mistake(
            "base 2",
            "The logarithms are those to base 2. The cross-entropy has natural ones.",
            lambda logits, labels, share: _smoothed(logits, labels, share) / np.log(2),
        ),
    ),
)

EXERCISES = (
    LOOK_BACK,
    THROUGH_SOFTMAX,
    THROUGH_NORM,
    ATTENTION_NOISE,
    KEPT_BLOCKS,
    SMOOTHED_LOSS,
)
