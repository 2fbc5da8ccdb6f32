"""The exercises of the chapter on penalties in networks.

A decoupled decay multiplies the weights by 1 − ηλ before each step. On least squares, t steps of
gradient descent from zero keep the share 1 − (1 − η d²/n)ᵗ of a direction with singular value d,
ridge keeps d²/(d² + nλ). With all rows in each step AdamW rests where the gradient of the loss
vanishes, or at |w| = 1/λ. With batches it acts like an L2 of its own strength for each weight, λ
times the root of the mean square of the weight's gradient.

References
----------
Loshchilov & Hutter (2019), ICLR, arXiv:1711.05101 (decoupled weight decay).
Xie & Li (2024), ICML, arXiv:2404.04454 (where AdamW rests).
Ali, Kolter & Tibshirani (2019), AISTATS (early stopping against ridge).
Neyshabur, Tomioka & Srebro (2015), COLT (rescaling the units of a ReLU network).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. How long a decay remembers

HALF_LIFE = Exercise(
    name="networks.half_life",
    call="half_life(rate, decay)",
    reference=lambda rate, decay: float(np.log(0.5) / np.log1p(-rate * decay)),
    cases=(
        lambda: (0.1, 0.5),
        lambda: (0.02, 0.9),
        lambda: (0.6, 0.75),
        lambda: (0.001, 0.01),
    ),
    mistakes=(
        Mistake(
            "to a share of 1/e",
            "After so many steps the weight is at about a share 1/e of its start. Asked is when it "
            "has fallen to one half.",
            lambda rate, decay: 1 / (rate * decay),
        ),
        Mistake(
            "continuous time",
            "Nearly: this takes the decay as continuous. Each step multiplies by 1 − ηλ; how often "
            "until the product is one half?",
            lambda rate, decay: float(np.log(2) / (rate * decay)),
        ),
        Mistake(
            "without the learning rate",
            "The learning rate is missing: a step takes off the share ηλ, not the share λ.",
            lambda rate, decay: float(np.log(0.5) / np.log1p(-decay)),
        ),
        Mistake(
            "negative",
            "This number of steps is negative. Both logarithms are negative, and their quotient "
            "is not.",
            lambda rate, decay: float(np.log(2) / np.log1p(-rate * decay)),
        ),
        Mistake(
            "half per step",
            "This many steps of constant size take off one half of the start. But each step takes "
            "off a share of what is left, not of the start.",
            lambda rate, decay: 0.5 / (rate * decay),
        ),
        Mistake(
            "exactly to 1/e",
            "After so many steps a share 1/e is left, exactly. Asked is when one half is left: "
            "which number has to stand under the upper logarithm?",
            lambda rate, decay: float(-1 / np.log1p(-rate * decay)),
        ),
        Mistake(
            "without the decay",
            "The λ is missing: a step takes off the share ηλ, not the share η.",
            lambda rate, decay: float(np.log(0.5) / np.log1p(-rate)),
        ),
        Mistake(
            "upside down",
            "The quotient stands upside down. A weaker decay should take more steps, not fewer.",
            lambda rate, decay: float(np.log1p(-rate * decay) / np.log(0.5)),
        ),
        Mistake(
            "logarithm of what goes",
            "The logarithm was taken of ηλ, the share that goes. What is multiplied in every step "
            "is the share that stays.",
            lambda rate, decay: float(np.log(0.5) / np.log(rate * decay)),
        ),
        Mistake(
            "rounded up",
            "This is the first whole step after which one half or less is left. The number need "
            "not be whole: solve for it and do not round.",
            lambda rate, decay: float(np.ceil(np.log(0.5) / np.log1p(-rate * decay))),
        ),
        Mistake(
            "rounded down",
            "This is the last whole step before one half is reached. The number need not be whole: "
            "solve for it and do not round.",
            lambda rate, decay: float(np.floor(np.log(0.5) / np.log1p(-rate * decay))),
        ),
        Mistake(
            "to the nearest step",
            "This is rounded to the nearest step. The number need not be whole: leave it as it is.",
            lambda rate, decay: float(np.round(np.log(0.5) / np.log1p(-rate * decay))),
        ),
        Mistake(
            "a factor above one",
            "The logarithm was taken of 1 + ηλ, as if the weight grew. Each step leaves the share "
            "1 − ηλ.",
            lambda rate, decay: float(np.log(2) / np.log1p(rate * decay)),
        ),
        Mistake(
            "logarithm of the quotient",
            "One logarithm was taken of the quotient. The exponent stands before the logarithm of "
            "1 − ηλ, so there are two logarithms, and they are divided.",
            lambda rate, decay: float(np.log(0.5 / (1 - rate * decay))),
        ),
        Mistake(
            "one half without its logarithm",
            "One half stands above the line as it is. Take the logarithm on both sides: of the "
            "share that stays in a step, and of one half.",
            lambda rate, decay: float(0.5 / np.log1p(-rate * decay)),
        ),
        Mistake(
            "one half without its logarithm, positive",
            "One half stands above the line as it is, with the sign mended. Take the logarithm on "
            "both sides, and both are negative.",
            lambda rate, decay: float(-0.5 / np.log1p(-rate * decay)),
        ),
        Mistake(
            "rate outside the logarithm",
            "The learning rate divides the number of steps, outside of the logarithm. It belongs "
            "to the share that a step takes off, ηλ.",
            lambda rate, decay: float(np.log(0.5) / np.log1p(-decay) / rate),
        ),
        Mistake(
            "decay outside the logarithm",
            "The λ divides the number of steps, outside of the logarithm. It belongs to the share "
            "that a step takes off, ηλ.",
            lambda rate, decay: float(np.log(0.5) / np.log1p(-rate) / decay),
        ),
    ),
)

# 2. RMSprop with a decoupled decay


def _rmsprop(w, v, gradient, rate, decay, *, inside=0.0, late=0.0, divided=0.0, before=0.0):
    """Take a step of RMSprop; the decay goes where it has to, or where a mistake puts it."""
    gradient = gradient + inside * decay * w
    v = 0.9 * v + 0.1 * gradient**2
    root = np.sqrt(v + 1e-7)
    moved = (1 - before * rate * decay) * w - rate * (gradient + divided * decay * w) / root
    return (1 - late * rate * decay) * moved, v


def _average(v, gradient):
    return 0.9 * v + 0.1 * gradient**2


def _divided_by(root, average=_average):
    """Return the wrong answer that divides by this function of the old v and the new one."""

    def answer(w, v, gradient, rate, decay):
        new = average(v, gradient)
        return (1 - rate * decay) * w - rate * gradient / root(v, new), new

    return answer


def _other_average(average):
    """Return the wrong answer with this in place of the new v, and all else right."""
    return _divided_by(lambda old, new: np.sqrt(new + 1e-7), average)


def _other_step(step):
    """Return the wrong answer with this step, of the arguments and the root, and the right v."""

    def answer(w, v, gradient, rate, decay):
        new = _average(v, gradient)
        return step(w, gradient, rate, decay, np.sqrt(new + 1e-7)), new

    return answer


def _decay_without_rate(w, v, gradient, rate, decay):
    stepped, v = _rmsprop(w, v, gradient, rate, 0.0)
    return stepped - decay * w, v


def _step_case(seed, p, rate, decay):
    rng = np.random.default_rng(seed)
    return rng.normal(size=p), rng.uniform(0.1, 2, p), rng.normal(scale=2, size=p), rate, decay


RMSPROP_STEP = Exercise(
    name="networks.rmsprop_step",
    call="rmsprop_step(w, v, gradient, rate, decay)",
    returns=("w", "v"),
    reference=partial(_rmsprop, before=1.0),
    cases=(
        lambda: (np.array([1.0, -2.0]), np.array([0.5, 0.2]), np.array([0.3, 1.0]), 0.1, 0.5),
        partial(_step_case, 1, 5, 0.2, 0.8),
        partial(_step_case, 2, 1, 0.1, 2.0),
        partial(_step_case, 3, 20, 0.3, 0.4),
        Case(
            "a weight that never had a gradient, and one that hardly had",
            lambda: (
                np.array([2.0, -1.0, 0.5, 0.0]),
                np.array([0.0, 1e-9, 0.0, 0.3]),
                np.array([0.0, 1e-4, 2.0, -1.0]),
                0.05,
                0.6,
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "L2 in the loss",
            "This is L2 in the loss: the decay went into the gradient, and so into v and through "
            "the division. Decoupled, it touches neither.",
            partial(_rmsprop, inside=1.0),
        ),
        Mistake(
            "divided decay",
            "The new v is right, but the decay is divided by its root, as the gradient is. "
            "Decoupled means that it stands beside the division.",
            partial(_rmsprop, divided=1.0),
        ),
        Mistake(
            "decay after the step",
            "The decay came after the step and shrank the step too. It multiplies the old weights "
            "only.",
            partial(_rmsprop, late=1.0),
        ),
        Mistake(
            "no decay",
            "This is RMSprop without any decay. Where do the weights shrink?",
            _rmsprop,
        ),
        Mistake(
            "decay without the rate",
            "The weights shrink by λ at once. In Keras the learning rate multiplies the decay as "
            "well, so they shrink by ηλ.",
            _decay_without_rate,
        ),
        Mistake(
            "v from before",
            "The step divides by the v from before. As in Adam, v is updated first, and the new "
            "one is used.",
            _divided_by(lambda old, new: np.sqrt(old + 1e-7)),
        ),
        Mistake(
            "ε outside the root",
            "The small number was added outside the root. In the formula it stands inside, beside "
            "v, and where v is small that is another number altogether.",
            _divided_by(lambda old, new: np.sqrt(new) + 1e-7),
        ),
        Mistake(
            "no ε",
            "The small number under the root was left out. A weight that never had a gradient has "
            "v = 0, and is then divided by zero.",
            _divided_by(lambda old, new: np.sqrt(new)),
        ),
        Mistake(
            "no root",
            "The gradient was divided by v itself. A root is missing: v is an average of squares.",
            _divided_by(lambda old, new: new + 1e-7),
        ),
        Mistake(
            "shares of v exchanged",
            "The two shares of v are exchanged: the old v keeps nine tenths, and the new square "
            "gets one.",
            _divided_by(
                lambda old, new: np.sqrt(new + 1e-7),
                lambda v, gradient: 0.1 * v + 0.9 * gradient**2,
            ),
        ),
        Mistake(
            "shares of Adam",
            "These are the shares that Adam gives to its v. The RMSprop of this exercise keeps "
            "nine tenths.",
            _divided_by(
                lambda old, new: np.sqrt(new + 1e-7),
                lambda v, gradient: 0.999 * v + 0.001 * gradient**2,
            ),
        ),
        Mistake(
            "gradient not squared",
            "The gradient went into v as it is. It is its square that is averaged, so that v is "
            "never negative.",
            _divided_by(
                lambda old, new: np.sqrt(np.abs(new) + 1e-7),
                lambda v, gradient: 0.9 * v + 0.1 * gradient,
            ),
        ),
        Mistake(
            "squares added up",
            "The squares of the gradients were added up, so v never forgets. Here the old v keeps "
            "nine tenths, and the new square gets one.",
            _divided_by(lambda old, new: np.sqrt(new + 1e-7), lambda v, gradient: v + gradient**2),
        ),
        Mistake(
            "decay in v",
            "The decay went into v, though not into the step. Decoupled, it touches neither: v is "
            "made of the gradient of the loss alone.",
            lambda w, v, gradient, rate, decay: (
                (1 - rate * decay) * w
                - rate * gradient / np.sqrt(_average(v, gradient + decay * w) + 1e-7),
                _average(v, gradient + decay * w),
            ),
        ),
        Mistake(
            "corrected like Adam",
            "The v was corrected for its start, as in Adam. This optimizer has no corrections.",
            _divided_by(lambda old, new: np.sqrt(new / (1 - 0.9) + 1e-7)),
        ),
        Mistake(
            "uphill",
            "The step was taken uphill: the decay is right, but the loss falls against the "
            "gradient, not along it.",
            lambda w, v, gradient, rate, decay: (
                2 * (1 - rate * decay) * w - _rmsprop(w, v, gradient, rate, decay, before=1.0)[0],
                _average(v, gradient),
            ),
        ),
        Mistake(
            "weights grow",
            "The decay has the wrong sign: the weights grow by ηλ of themselves, and they should "
            "shrink by it.",
            partial(_rmsprop, before=-1.0),
        ),
        Mistake(
            "old v returned",
            "The new weights are right, but the v that came in was returned. The next step needs "
            "the new one.",
            lambda w, v, gradient, rate, decay: (
                _rmsprop(w, v, gradient, rate, decay, before=1.0)[0],
                v.copy(),
            ),
        ),
        Mistake(
            "step without the rate",
            "The step itself lacks the learning rate. It multiplies the gradient over its root, "
            "and the decay as well.",
            _other_step(lambda w, g, rate, decay, root: (1 - rate * decay) * w - g / root),
        ),
        Mistake(
            "rate twice",
            "The learning rate multiplies the decay twice. It stands outside of the bracket "
            "already, or it stands inside; not both.",
            _other_step(
                lambda w, g, rate, decay, root: (1 - rate**2 * decay) * w - rate * g / root
            ),
        ),
        Mistake(
            "the same off each weight",
            "The same ηλ was taken off every weight. A decay takes off a share of the weight: "
            "multiply by it.",
            _other_step(lambda w, g, rate, decay, root: w - rate * decay - rate * g / root),
        ),
        Mistake(
            "L1 decay",
            "The same ηλ was taken off the size of every weight, as an L1 penalty would. This "
            "decay takes off a share of the weight.",
            _other_step(
                lambda w, g, rate, decay, root: w - rate * decay * np.sign(w) - rate * g / root
            ),
        ),
        Mistake(
            "decay by dividing",
            "The weights were divided by 1 + ηλ. That takes nearly the same off; the decay of "
            "Keras multiplies by 1 − ηλ.",
            _other_step(lambda w, g, rate, decay, root: w / (1 + rate * decay) - rate * g / root),
        ),
        Mistake(
            "the change alone",
            "This is the change of the weights, not the new weights. Add it to the old ones.",
            _other_step(lambda w, g, rate, decay, root: -rate * decay * w - rate * g / root),
        ),
        Mistake(
            "plain descent",
            "The new v is right, but the step does not use it. The gradient is divided by its "
            "root.",
            _other_step(lambda w, g, rate, decay, root: (1 - rate * decay) * w - rate * g),
        ),
        Mistake(
            "divided by its own size",
            "The gradient was divided by its own size alone, so only its sign is left. It is "
            "divided by the root of v, which remembers the gradients before.",
            _other_step(
                lambda w, g, rate, decay, root: (
                    (1 - rate * decay) * w - rate * g / np.sqrt(g**2 + 1e-7)
                )
            ),
        ),
        Mistake(
            "decay in both places",
            "The decay stands in the gradient and beside the step, so the weights are penalized "
            "twice. Decoupled, it stands beside the step alone.",
            partial(_rmsprop, inside=1.0, before=1.0),
        ),
        Mistake(
            "another ε",
            "The number under the root is not the one of the formula. Where v is nearly zero its "
            "size matters: here it is 10⁻⁷.",
            _divided_by(lambda old, new: np.sqrt(new + 1e-8)),
        ),
        Mistake(
            "the root returned",
            "The new weights are right. In place of the new v its root was returned; the next "
            "step needs v itself.",
            lambda w, v, gradient, rate, decay: (
                _rmsprop(w, v, gradient, rate, decay, before=1.0)[0],
                np.sqrt(_average(v, gradient) + 1e-7),
            ),
        ),
        Mistake(
            "square with its full weight",
            "The new square came into v with its full weight. It gets one tenth, as the old v "
            "keeps nine.",
            _other_average(lambda v, gradient: 0.9 * v + gradient**2),
        ),
        Mistake(
            "old v with its full weight",
            "The old v was kept whole. It keeps nine tenths, as the new square gets one, so that "
            "v stays an average.",
            _other_average(lambda v, gradient: v + 0.1 * gradient**2),
        ),
        Mistake(
            "shares of 99 and 1",
            "These are shares of 0.99 and 0.01. The RMSprop of this exercise keeps nine tenths.",
            _other_average(lambda v, gradient: 0.99 * v + 0.01 * gradient**2),
        ),
        Mistake(
            "squared after averaging",
            "The old v and the gradient were averaged, and the average was squared. It is the "
            "squares of the gradients that are averaged.",
            _other_average(lambda v, gradient: (0.9 * v + 0.1 * gradient) ** 2),
        ),
        Mistake(
            "one square for all",
            "The squares of all gradients were added up, as one length. Each weight has a v of "
            "its own.",
            _other_average(lambda v, gradient: 0.9 * v + 0.1 * np.sum(gradient**2)),
        ),
        Mistake(
            "one mean square for all",
            "The squares of the gradients were averaged over the weights. Each weight has a v of "
            "its own.",
            _other_average(lambda v, gradient: 0.9 * v + 0.1 * np.mean(gradient**2)),
        ),
    ),
)

# 3. Max-norm for a convolution


def _lengths(W, axis):
    return np.sqrt(np.sum(W**2, axis=axis, keepdims=True))


def _shorten(W, limit, axis):
    return W * np.minimum(1, limit / _lengths(W, axis))


def _kernel(seed, shape, limit):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape) * rng.uniform(0.2, 2, shape[-1]), limit


PROJECT_FILTERS = Exercise(
    name="networks.project_filters",
    call="project_filters(W, limit)",
    reference=partial(_shorten, axis=(0, 1)),
    cases=(
        partial(_kernel, 1, (3, 2, 4), 1.5),
        partial(_kernel, 2, (5, 3, 8), 4.0),
        partial(_kernel, 3, (1, 6, 5), 1.6),
        partial(_kernel, 4, (4, 4, 4), 2.0),
        Case(
            "all filters are allowed",
            lambda: (np.array([[[3.0, 0.5], [0.0, -1.0]], [[-4.0, 2.0], [0.0, 0.1]]]), 5.0),
        ),
    ),
    mistakes=(
        Mistake(
            "axis 0 alone",
            "Each filter was cut into pieces, one for each input channel, and each piece limited "
            "on its own. The length of a filter runs over positions and channels together.",
            partial(_shorten, axis=0),
        ),
        Mistake(
            "over the filters",
            "The lengths run over the last axis, which numbers the filters. They should run over "
            "the two axes that belong to one filter.",
            partial(_shorten, axis=2),
        ),
        Mistake(
            "the whole kernel",
            "The limit was applied to the kernel as a whole. Every filter has a limit of its own.",
            partial(_shorten, axis=(0, 1, 2)),
        ),
        Mistake(
            "all to the limit",
            "Filters shorter than the limit were stretched to it. A projection leaves alone what "
            "is allowed already.",
            lambda W, limit: W * limit / _lengths(W, (0, 1)),
        ),
        Mistake(
            "clipped entries",
            "The single weights were cut off at the limit. The constraint is on the length of each "
            "filter, and the projection keeps its direction.",
            lambda W, limit: np.clip(W, -limit, limit),
        ),
        Mistake(
            "squared length",
            "The squared length was compared with the limit: a root is missing.",
            lambda W, limit: W * np.minimum(1, limit / _lengths(W, (0, 1)) ** 2),
        ),
        Mistake(
            "axis 1 alone",
            "Each filter was cut into pieces, one for each position, and each piece limited on its "
            "own. The length of a filter runs over positions and channels together.",
            partial(_shorten, axis=1),
        ),
        Mistake(
            "filters taken as the first axis",
            "The lengths run over the last two axes, as if the first one numbered the filters. It "
            "is the last one that does.",
            partial(_shorten, axis=(1, 2)),
        ),
        Mistake(
            "over positions and filters",
            "The lengths run over positions and filters. The last axis numbers the filters; a "
            "length runs over the two others.",
            partial(_shorten, axis=(0, 2)),
        ),
        Mistake(
            "all by the longest",
            "All filters were shortened by the factor that the longest one needs. Each has a "
            "factor of its own, and a short one stays as it is.",
            lambda W, limit: W * min(1, limit / _lengths(W, (0, 1)).max()),
        ),
        Mistake(
            "long ones left",
            "The short filters were stretched, and the long ones left as they are. It is the other "
            "way round: the factor must never be above one.",
            lambda W, limit: W * np.maximum(1, limit / _lengths(W, (0, 1))),
        ),
        Mistake(
            "factor upside down",
            "The factor is upside down: the length was divided by the limit. A long filter has to "
            "shrink, and a short one stay.",
            lambda W, limit: W * np.minimum(1, _lengths(W, (0, 1)) / limit),
        ),
        Mistake(
            "to length one",
            "Filters that are too long were given the length one. They should just reach the "
            "limit.",
            lambda W, limit: np.where(_lengths(W, (0, 1)) > limit, W / _lengths(W, (0, 1)), W),
        ),
        Mistake(
            "set to zero",
            "Filters that are too long were set to zero. The projection keeps their direction and "
            "shortens them to the limit.",
            lambda W, limit: np.where(_lengths(W, (0, 1)) > limit, 0.0, W),
        ),
        Mistake(
            "mean in place of the sum",
            "The mean of the squares was taken in place of their sum, so that the length of a "
            "filter would not depend on how many weights it has. It does.",
            lambda W, limit: (
                W * np.minimum(1, limit / np.sqrt(np.mean(W**2, axis=(0, 1), keepdims=True)))
            ),
        ),
        Mistake(
            "sum of absolute values",
            "The absolute values of a filter were added up. The length that max-norm limits is the "
            "root of the sum of squares.",
            lambda W, limit: W * np.minimum(1, limit / np.abs(W).sum(axis=(0, 1), keepdims=True)),
        ),
        Mistake(
            "largest weight",
            "The largest weight of a filter was compared with the limit. What is limited is the "
            "length of the filter, the root of the sum of its squares.",
            lambda W, limit: W * np.minimum(1, limit / np.abs(W).max(axis=(0, 1), keepdims=True)),
        ),
        Mistake(
            "largest singular value",
            "Each filter was measured by its largest singular value, as a matrix. Its length is "
            "that of a vector: the root of the sum of squares.",
            lambda W, limit: W * np.minimum(1, limit / np.linalg.norm(W, 2, axis=(0, 1))),
        ),
        Mistake(
            "reshaped across the filters",
            "The kernel was reshaped to (filters, rest), which mixes the filters: their axis is "
            "the last. Reshape to (rest, filters), or sum over two axes.",
            lambda W, limit: _shorten(W.reshape(W.shape[2], -1), limit, 1).reshape(W.shape),
        ),
        Mistake(
            "squares compared and applied",
            "The factor is that of the squares, so long filters end below the limit. A root of it "
            "is missing.",
            lambda W, limit: W * np.minimum(1, (limit / _lengths(W, (0, 1))) ** 2),
        ),
        Mistake(
            "root too many",
            "A root was taken of the factor, and long filters stay too long. The length is a root "
            "already.",
            lambda W, limit: W * np.minimum(1, np.sqrt(limit / _lengths(W, (0, 1)))),
        ),
        Mistake(
            "times the limit",
            "Long filters were multiplied by the limit. They have to be divided by their length "
            "as well, so that the limit is what they come to.",
            lambda W, limit: np.where(_lengths(W, (0, 1)) > limit, limit * W, W),
        ),
        Mistake(
            "divided by the limit",
            "Long filters were divided by the limit. Divide by their own length, and multiply by "
            "the limit.",
            lambda W, limit: np.where(_lengths(W, (0, 1)) > limit, W / limit, W),
        ),
        Mistake(
            "divided by the squared length",
            "Long filters were divided by their squared length. A root is missing below the line.",
            lambda W, limit: np.where(
                _lengths(W, (0, 1)) > limit, limit * W / _lengths(W, (0, 1)) ** 2, W
            ),
        ),
        Mistake(
            "all, if one is too long",
            "If any filter was too long, all were given the length of the limit, the short ones "
            "too. Decide for each filter.",
            lambda W, limit: (
                W * limit / _lengths(W, (0, 1)) if (_lengths(W, (0, 1)) > limit).any() else W.copy()
            ),
        ),
        Mistake(
            "the factors",
            "These are the factors. Multiply the kernel by them.",
            lambda W, limit: np.minimum(1, limit / _lengths(W, (0, 1)))[0, 0],
        ),
        Mistake(
            "pieces added up",
            "The lengths of the pieces of a filter were added up. It is their squares that add up "
            "to the square of its length.",
            lambda W, limit: W * np.minimum(1, limit / _lengths(W, 0).sum(axis=1, keepdims=True)),
        ),
    ),
)

# 4. The strength that steps are worth, exactly


def _variances(X):
    return np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2 / len(X)


def _left(X, step, t, variances=_variances):
    """Return the variances along the directions, and the share still missing after t steps."""
    variance = variances(X)
    return variance, (1 - step * variance) ** t


def _equivalent(X, step, t, variances=_variances):
    variance, left = _left(X, step, t, variances)
    return variance * left / (1 - left)


def _without_n(X, step, t):
    variance, left = _left(X, step, t)
    return len(X) * variance * left / (1 - left)


def _flow(X, step, t):
    variance = _variances(X)
    return variance / np.expm1(step * t * variance)


def _inverted(X, step, t):
    variance, left = _left(X, step, t)
    return variance * (1 - left) / left


def _over_one(X, step, t):
    variance, left = _left(X, step, t)
    return variance * left


def _solved(solve):
    """Return the wrong answer that solves for the strengths like this."""
    return lambda X, step, t: solve(*_left(X, step, t))


def _features(seed, n, p, share, t):
    """Return uncentered features, and a step of the given share of 1/largest variance."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(1, 3, p) + rng.normal(size=(n, p)) + rng.normal(size=(n, 1))
    return X, share / float(_variances(X)[0]), t


EQUIVALENT_STRENGTHS = Exercise(
    name="networks.equivalent_strengths",
    call="equivalent_strengths(X, step, t)",
    reference=_equivalent,
    cases=(
        partial(_features, 1, 12, 3, 0.5, 4),
        partial(_features, 2, 30, 5, 0.9, 2),
        partial(_features, 3, 20, 2, 0.3, 10),
        partial(_features, 4, 15, 6, 0.7, 3),
        Case("a single step", partial(_features, 5, 8, 2, 0.6, 1)),
    ),
    mistakes=(
        Mistake(
            "one over time",
            "This is the approximation 1/(ηt), the same for all directions. It holds where the "
            "variance is small; solve for λ without it, direction by direction.",
            lambda X, step, t: np.full(min(X.shape), 1 / (step * t)),
        ),
        Mistake(
            "continuous time",
            "Nearly: this is for infinitely short steps, with an exponential in the place of the "
            "power. These steps are long enough for the difference to matter.",
            _flow,
        ),
        Mistake(
            "times n",
            "This is nλ. In the share of ridge, d² stands against nλ; divide by n.",
            _without_n,
        ),
        Mistake(
            "upside down",
            "The share that is kept and the share that is missing have changed places: more steps "
            "should mean a weaker penalty.",
            _inverted,
        ),
        Mistake(
            "not divided",
            "The share that is missing is right, but ridge's share has λ in the denominator: "
            "set the two shares equal and solve for λ.",
            _over_one,
        ),
        Mistake(
            "not centered",
            "The features were not centered, so the largest direction mostly measures their means.",
            partial(
                _equivalent, variances=lambda X: np.linalg.svd(X, compute_uv=False) ** 2 / len(X)
            ),
        ),
        Mistake(
            "one mean for all",
            "One mean was taken off all features. Each feature has a mean of its own.",
            partial(
                _equivalent,
                variances=lambda X: np.linalg.svd(X - X.mean(), False, False) ** 2 / len(X),
            ),
        ),
        Mistake(
            "t times one step",
            "What t steps take off was taken as t times what one takes off. Each step takes its "
            "share of what the ones before have left.",
            lambda X, step, t: (lambda v, left: v * left / (1 - left))(
                _variances(X), 1 - t * step * _variances(X)
            ),
        ),
        Mistake(
            "sum of squares",
            "The squares of the singular values were not divided by n. The loss of this book is a "
            "mean over the rows, and so is its curvature.",
            partial(_equivalent, variances=lambda X: len(X) * _variances(X)),
        ),
        Mistake(
            "divided by n − 1",
            "The squares of the singular values were divided by n − 1, as for an unbiased "
            "covariance. The curvature of the mean loss has n.",
            partial(_equivalent, variances=lambda X: len(X) / (len(X) - 1) * _variances(X)),
        ),
        Mistake(
            "singular values not squared",
            "The singular values stand where their squares belong. The curvature along a direction "
            "is d²/n.",
            partial(_equivalent, variances=lambda X: np.sqrt(_variances(X) / len(X))),
        ),
        Mistake(
            "standardized",
            "The features were standardized. Center them and leave their spreads as they are: the "
            "descent sees those.",
            partial(
                _equivalent, variances=lambda X: _variances((X - X.mean(axis=0)) / X.std(axis=0))
            ),
        ),
        Mistake(
            "column by column",
            "These belong to the variances of the columns. The directions of the descent are those "
            "of the singular vectors, which mix the columns.",
            partial(_equivalent, variances=lambda X: X.var(axis=0)),
        ),
        Mistake(
            "singular values themselves",
            "The singular values stand where the variances along the directions belong. The "
            "curvature of the loss along a direction is d²/n.",
            partial(_equivalent, variances=lambda X: np.sqrt(len(X) * _variances(X))),
        ),
        Mistake(
            "the share kept",
            "These are the shares that the descent keeps. Asked are the strengths with which ridge "
            "keeps the same.",
            lambda X, step, t: 1 - _left(X, step, t)[1],
        ),
        Mistake(
            "the share missing",
            "These are the shares that are still missing. Asked are the strengths with which ridge "
            "misses the same.",
            lambda X, step, t: _left(X, step, t)[1],
        ),
        Mistake(
            "one step more",
            "This is for one step more. After t steps the factor of a step stands there t times.",
            lambda X, step, t: _equivalent(X, step, t + 1),
        ),
        Mistake(
            "variance forgotten",
            "This is λ in units of the variance of each direction: a factor is missing. Set the "
            "two shares equal, and solve for λ itself.",
            lambda X, step, t: (lambda left: left / (1 - left))(_left(X, step, t)[1]),
        ),
        Mistake(
            "one step less",
            "This is for one step less. After t steps the factor of a step stands there t times.",
            lambda X, step, t: _equivalent(X, step, t - 1) if t > 1 else 0 * _variances(X),
        ),
        Mistake(
            "one plus for one less",
            "Below the line the missing share was added to one. What stands there is the share "
            "that is kept, one less the missing one.",
            _solved(lambda v, left: v * left / (1 + left)),
        ),
        Mistake(
            "one not taken off",
            "The variance was divided by the share that is kept. That is λ and the variance "
            "together: the variance has to be taken off.",
            _solved(lambda v, left: v / (1 - left)),
        ),
        Mistake(
            "the variance divides",
            "The ratio of the two shares was divided by the variance. Ridge misses more where the "
            "variance is small: the variance multiplies.",
            _solved(lambda v, left: left / (1 - left) / v),
        ),
        Mistake(
            "times what is kept",
            "The variance was multiplied by the share that is kept. Ridge's share has λ in the "
            "denominator: set the two shares equal and solve for λ.",
            _solved(lambda v, left: v * (1 - left)),
        ),
        Mistake(
            "singular value in front",
            "The singular value stands in front, where its square over n belongs. The shares are "
            "right.",
            lambda X, step, t: (lambda v, left: np.sqrt(len(X) * v) * left / (1 - left))(
                *_left(X, step, t)
            ),
        ),
        Mistake(
            "half of the curvature",
            "The curvature was taken as half of the variance. The loss has a ½ before the "
            "squares, and its second derivative has none.",
            partial(_equivalent, variances=lambda X: _variances(X) / 2),
        ),
        Mistake(
            "twice the curvature",
            "The curvature was taken as twice the variance. The 2 of the squares is cancelled by "
            "the ½ of the loss.",
            partial(_equivalent, variances=lambda X: 2 * _variances(X)),
        ),
    ),
)

# 5. Where AdamW rests, if its box is small


def _optimum(seed, p, decay):
    rng = np.random.default_rng(seed)
    return rng.uniform(0.5, 3, p), rng.normal(scale=2, size=p), decay


ADAMW_REST = Exercise(
    name="networks.adamw_rest",
    call="adamw_rest(curvature, optimum, decay)",
    reference=lambda curvature, optimum, decay: np.clip(optimum, -1 / decay, 1 / decay),
    cases=(
        lambda: (np.array([1.0, 2.0, 0.5]), np.array([0.3, -4.0, 1.5]), 0.5),
        partial(_optimum, 1, 6, 1.1),
        partial(_optimum, 2, 7, 1.25),
        partial(_optimum, 3, 12, 1.2),
        # Zero, just inside the wall, just beyond it, and far beyond the wall of any other decay.
        lambda: (np.array([2.0, 1.0, 0.4, 3.0]), np.array([0.0, 2.25, -2.75, 60.0]), 0.4),
    ),
    mistakes=(
        Mistake(
            "ridge",
            "This is ridge, where Adam with L2 in the loss comes to rest. AdamW's penalty fades as "
            "the gradients do; what limit is left of it?",
            lambda curvature, optimum, decay: curvature * optimum / (curvature + decay),
        ),
        Mistake(
            "no decay",
            "Weights of any size would do here. But a step of Adam is about η at most, and the "
            "decay takes off ηλw: how large can w be held?",
            lambda curvature, optimum, decay: optimum.copy(),
        ),
        Mistake(
            "box of λ",
            "The weights are limited by λ. A stronger decay should leave less room, not more.",
            lambda curvature, optimum, decay: np.clip(optimum, -decay, decay),
        ),
        Mistake(
            "at the wall",
            "All weights stand at the limit. One whose optimum lies inside stays at its optimum.",
            lambda curvature, optimum, decay: np.sign(optimum) / decay,
        ),
        Mistake(
            "shortened vector",
            "The weights were shortened together, as one vector. Adam's steps are limited weight "
            "by weight, and so is the box.",
            lambda curvature, optimum, decay: (
                optimum * min(1.0, 1 / (decay * np.linalg.norm(optimum)))
            ),
        ),
        Mistake(
            "soft threshold",
            "The optimum was pulled in by 1/λ. The wall does not pull: inside it nothing happens, "
            "beyond it the weight ends at the wall.",
            lambda curvature, optimum, decay: (
                np.sign(optimum) * np.maximum(np.abs(optimum) - 1 / decay, 0)
            ),
        ),
        Mistake(
            "soft threshold by λ",
            "Each optimum was pulled in by λ, as an L1 penalty would. A decay pulls in nothing; it "
            "only holds the weights inside a wall.",
            lambda curvature, optimum, decay: (
                np.sign(optimum) * np.maximum(np.abs(optimum) - decay, 0)
            ),
        ),
        Mistake(
            "lasso",
            "This is where an L1 penalty comes to rest, each optimum pulled in by λ/h. A decay "
            "pulls in nothing; it only holds the weights inside a wall.",
            lambda curvature, optimum, decay: (
                np.sign(optimum) * np.maximum(np.abs(optimum) - decay / curvature, 0)
            ),
        ),
        Mistake(
            "upper wall alone",
            "Only the wall at +1/λ holds here. Very negative weights meet one at −1/λ.",
            lambda curvature, optimum, decay: np.minimum(optimum, 1 / decay),
        ),
        Mistake(
            "lower wall alone",
            "Only the wall at −1/λ holds here. Large weights meet one at +1/λ.",
            lambda curvature, optimum, decay: np.maximum(optimum, -1 / decay),
        ),
        Mistake(
            "sign lost",
            "Weights beyond the wall were all put at +1/λ. Those whose optimum is negative rest at "
            "the wall on the other side.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay, 1 / decay, optimum
            ),
        ),
        Mistake(
            "zero beyond the wall",
            "Weights whose optimum lies beyond the wall were set to zero. The gradient pushes them "
            "out until they meet it.",
            lambda curvature, optimum, decay: np.where(np.abs(optimum) > 1 / decay, 0.0, optimum),
        ),
        Mistake(
            "walls by curvature",
            "Each weight has a wall that depends on its curvature here. Adam divides the gradient "
            "by its own size, so the curvature drops out.",
            lambda curvature, optimum, decay: np.clip(
                optimum, -1 / (decay * curvature), 1 / (decay * curvature)
            ),
        ),
        Mistake(
            "all by the largest",
            "All weights were scaled down until the largest met the wall. Each weight has its own "
            "way to go; those inside reach their optimum.",
            lambda curvature, optimum, decay: (
                optimum * min(1.0, 1 / (decay * np.abs(optimum).max()))
            ),
        ),
        Mistake(
            "ridge in the box",
            "The weights stay in the box, but inside it they are pulled in like those of ridge. "
            "At rest the gradient of the loss alone vanishes there.",
            lambda curvature, optimum, decay: np.clip(
                curvature * optimum / (curvature + decay), -1 / decay, 1 / decay
            ),
        ),
        Mistake(
            "walls at h/λ",
            "The wall of each weight stands at h/λ. Adam divides the gradient by its own size, so "
            "the curvature drops out.",
            lambda curvature, optimum, decay: np.clip(
                optimum, -curvature / decay, curvature / decay
            ),
        ),
        Mistake(
            "walls at λ/h",
            "The wall of each weight stands at λ/h, the step of an L1 penalty. Here the curvature "
            "drops out, and a stronger decay leaves less room.",
            lambda curvature, optimum, decay: np.clip(
                optimum, -decay / curvature, decay / curvature
            ),
        ),
        Mistake(
            "wall where the gradient is large",
            "The wall was put where the gradient at zero, h·w*, exceeds 1/λ. It is the weight "
            "that meets the wall, whatever its curvature.",
            lambda curvature, optimum, decay: np.where(
                curvature * np.abs(optimum) > 1 / decay, np.sign(optimum) / decay, optimum
            ),
        ),
        Mistake(
            "ridge beyond the wall",
            "Weights whose optimum lies beyond the wall were given the place of ridge. The decay "
            "holds them at the wall itself, at 1/λ.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay, curvature * optimum / (curvature + decay), optimum
            ),
        ),
        Mistake(
            "ridge of curvature one",
            "This shrinks every weight by 1 + λ, as ridge does with curvature one. AdamW's "
            "penalty fades as the gradients do; what limit is left of it?",
            lambda curvature, optimum, decay: optimum / (1 + decay),
        ),
        Mistake(
            "shrunk by the decay",
            "Every optimum was shrunk by the share λ. The decay works against the steps in every "
            "round, and at rest inside the wall both have faded.",
            lambda curvature, optimum, decay: (1 - decay) * optimum,
        ),
    ),
)

# 6. From L2 back to a decay


def _squares(gradients, batch, *, mean=1.0, noise=1.0, axis=0):
    """Return the mean square of a batch's gradient over all batches, or what a mistake takes."""
    return mean * gradients.mean(axis=axis) ** 2 + noise * gradients.var(axis=axis) / batch


def _matching(gradients, lam, batch, **parts):
    return float(lam / np.median(np.sqrt(_squares(gradients, batch, **parts))))


def _without_replacement(gradients, lam, batch):
    rows = len(gradients)
    return _matching(gradients, lam, batch, noise=(rows - batch) / (rows - 1))


def _one_epoch(gradients, lam, batch):
    means = gradients.reshape(-1, batch, *gradients.shape[1:]).mean(axis=1)
    return float(lam / np.median(np.sqrt(np.mean(means**2, axis=0))))


def _other_squares(squares):
    """Return the wrong answer with this in place of the mean squares."""

    def answer(gradients, lam, batch):
        found = squares(gradients.mean(axis=0), gradients.var(axis=0), batch)
        return float(lam / np.median(np.sqrt(found)))

    return answer


def _row_gradients(seed, rows, kernel, lam, batch):
    """Return gradients of which the mean and the scatter are of one size, different by weight.

    An odd number of weights: the root of the median is then the median of the roots.
    """
    rng = np.random.default_rng(seed)
    common = rng.choice([-1, 1], size=kernel) * rng.uniform(0.3, 1, kernel)
    scale = 0.01 * np.exp(rng.normal(size=kernel))
    return scale * (common + rng.normal(size=(rows, *kernel))), lam, batch


MATCHING_DECAY = Exercise(
    name="networks.matching_decay",
    call="matching_decay(gradients, lam, batch)",
    reference=_matching,
    cases=(
        lambda: (np.array([[[1.0, -2.0, 4.0]], [[3.0, 1.0, 4.0]]]), 0.5, 2),
        partial(_row_gradients, 1, 8, (5, 1), 0.01, 2),
        partial(_row_gradients, 2, 12, (3, 5), 0.005, 4),
        partial(_row_gradients, 3, 30, (7, 3), 0.002, 3),
    ),
    mistakes=(
        Mistake(
            "single rows",
            "These are the strengths for batches of a single row. What does the mean over a batch "
            "do to the scatter of the gradients?",
            lambda gradients, lam, batch: _matching(gradients, lam, 1),
        ),
        Mistake(
            "all divided by the batch",
            "The whole mean square was divided by the size of the batch. A batch averages the "
            "scatter away; does it do that to what all its rows share?",
            lambda gradients, lam, batch: _matching(gradients, lam, 1) * batch**0.5,
        ),
        Mistake(
            "noise alone",
            "Nearly: only the noise is counted here. Think of a batch so large that there is none "
            "left: is the mean of the squares then zero?",
            partial(_matching, mean=0.0),
        ),
        Mistake(
            "mean gradient alone",
            "This is the gradient of all rows together, as if each batch had it. The gradients of "
            "batches scatter around it; what does that do to the mean of their squares?",
            partial(_matching, noise=0.0),
        ),
        Mistake(
            "without replacement",
            "Nearly: this is for batches of different rows. Here a row may be drawn more than "
            "once; does a batch then scatter less, or more?",
            _without_replacement,
        ),
        Mistake(
            "one epoch",
            "These are the batches of one epoch, with the rows as they come. Asked is the mean "
            "over all batches that may be drawn; it can be had without drawing any.",
            _one_epoch,
        ),
        Mistake(
            "the way there",
            "This is the median strength of a decay that equals lam. Asked is the way back: the "
            "decay of which the median strength equals lam.",
            lambda gradients, lam, batch: lam**2 / _matching(gradients, lam, batch),
        ),
        Mistake(
            "no root",
            "The strengths were taken to grow with the mean square itself. By what does Adam "
            "divide a step?",
            lambda gradients, lam, batch: float(lam / np.median(_squares(gradients, batch))),
        ),
        Mistake(
            "mean over the kernel",
            "With this decay the mean of the strengths is lam, and not their median. A few weights "
            "with large gradients are enough to tell the two apart.",
            lambda gradients, lam, batch: float(lam / np.sqrt(_squares(gradients, batch)).mean()),
        ),
        Mistake(
            "one strength for all",
            "One mean square was taken over the whole kernel. Each weight has its own, and so a "
            "strength of its own; the median is taken of those.",
            partial(_matching, axis=None),
        ),
        Mistake(
            "median of each unit",
            "There is a decay for each unit here. One number is asked: the median is over the "
            "whole kernel.",
            lambda gradients, lam, batch: (
                lam / np.median(np.sqrt(_squares(gradients, batch)), axis=0)
            ),
        ),
        Mistake(
            "standard deviation for variance",
            "The standard deviation of the gradients was divided by the size of the batch. It is "
            "the variance of a mean that falls like that.",
            lambda gradients, lam, batch: float(
                lam
                / np.median(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.std(axis=0) / batch))
            ),
        ),
        Mistake(
            "rows for the batch",
            "The scatter was divided by the number of rows. It is the rows of one batch that are "
            "averaged, and their number is another one.",
            lambda gradients, lam, batch: _matching(gradients, lam, len(gradients)),
        ),
        Mistake(
            "root of the batch",
            "The variance over the rows was divided by the root of the batch. A standard deviation "
            "falls by that root; by what does a variance fall?",
            lambda gradients, lam, batch: _matching(gradients, lam, batch**0.5),
        ),
        Mistake(
            "spread with n − 1",
            "The variance over the rows has one taken off their number. The batches are drawn "
            "from just these rows, nothing is estimated from them.",
            lambda gradients, lam, batch: _matching(
                gradients, lam, batch, noise=len(gradients) / (len(gradients) - 1)
            ),
        ),
        Mistake(
            "mean of the decays",
            "This is the mean of the decays that each weight would need. Asked is the one decay "
            "for which the strengths have the median lam.",
            lambda gradients, lam, batch: float(np.mean(lam / np.sqrt(_squares(gradients, batch)))),
        ),
        Mistake(
            "noise counted again",
            "The mean of the squares over single rows has the whole scatter in it already, and "
            "the scatter of a batch was added to that. Take the square of the mean.",
            _other_squares(lambda mean, variance, batch: mean**2 + variance + variance / batch),
        ),
        Mistake(
            "mean counted again",
            "The mean of the squares was divided by the batch, and the square of the mean added. "
            "The mean is counted twice: it is the variance that is divided.",
            _other_squares(lambda mean, variance, batch: mean**2 + (mean**2 + variance) / batch),
        ),
        Mistake(
            "the wrong part divided",
            "The square of the mean was divided by the size of the batch, and the scatter was "
            "not. It is the scatter that a batch averages away.",
            _other_squares(lambda mean, variance, batch: mean**2 / batch + variance),
        ),
        Mistake(
            "batch squared",
            "The variance was divided by the square of the batch. That is right for the variance "
            "of each of its terms, but there are as many terms as rows in a batch.",
            _other_squares(lambda mean, variance, batch: mean**2 + variance / batch**2),
        ),
        Mistake(
            "times the batch",
            "The variance was multiplied by the size of the batch. The more rows a batch has, the "
            "less its mean scatters.",
            _other_squares(lambda mean, variance, batch: mean**2 + variance * batch),
        ),
        Mistake(
            "roots added",
            "The mean and its standard deviation were added up. It is their squares that add up, "
            "before the root.",
            _other_squares(
                lambda mean, variance, batch: (np.abs(mean) + np.sqrt(variance / batch)) ** 2
            ),
        ),
        Mistake(
            "the first batch alone",
            "Only the first rows were used, as one batch. Asked is the mean over all batches that "
            "may be drawn.",
            lambda gradients, lam, batch: float(
                lam / np.median(np.abs(gradients[:batch].mean(axis=0)))
            ),
        ),
    ),
)

# 7. The cheapest weights for the same function


def _balance(W, b, V, *, power=0.5, bias=True):
    """Scale unit k's incoming weights by (‖V_k‖/‖W_k‖)^power, and its outgoing ones against it."""
    scale = (np.linalg.norm(V, axis=1) / np.linalg.norm(W, axis=0)) ** power
    return W * scale, b * scale if bias else b.copy(), V / scale[:, None]


def _scaled_by(factor):
    """Return the wrong answer with this factor, of the lengths that come in and go out."""

    def answer(W, b, V):
        scale = factor(np.linalg.norm(W, axis=0), np.linalg.norm(V, axis=1))
        return W * scale, b * scale, V / scale[:, None]

    return answer


def _mean_length(W, b, V):
    incoming, outgoing = np.linalg.norm(W, axis=0), np.linalg.norm(V, axis=1)
    mean = (incoming + outgoing) / 2
    return W * mean / incoming, b * mean / incoming, V * (mean / outgoing)[:, None]


def _one_factor(W, b, V):
    scale = np.sqrt(np.linalg.norm(V) / np.linalg.norm(W))
    return W * scale, b * scale, V / scale


def _with_bias(W, b, V):
    incoming = np.sqrt(np.sum(W**2, axis=0) + b**2)
    scale = np.sqrt(np.linalg.norm(V, axis=1) / incoming)
    return W * scale, b * scale, V / scale[:, None]


def _absolute(W, b, V):
    scale = np.sqrt(np.abs(V).sum(axis=1) / np.abs(W).sum(axis=0))
    return W * scale, b * scale, V / scale[:, None]


def _mean_squares(W, b, V):
    scale = (np.mean(V**2, axis=1) / np.mean(W**2, axis=0)) ** 0.25
    return W * scale, b * scale, V / scale[:, None]


def _unit_length(W, b, V):
    lengths = np.linalg.norm(W, axis=0)
    return W / lengths, b / lengths, V * lengths[:, None]


def _two_layers(seed, inputs, units, outputs):
    rng = np.random.default_rng(seed)
    W = rng.normal(size=(inputs, units)) * rng.uniform(0.5, 3, units)
    return W, rng.normal(size=units), rng.normal(size=(units, outputs))


BALANCE = Exercise(
    name="networks.balance",
    call="balance(W, b, V)",
    returns=("W", "b", "V"),
    reference=_balance,
    cases=(
        partial(_two_layers, 1, 3, 4, 2),
        partial(_two_layers, 2, 5, 3, 1),
        partial(_two_layers, 3, 8, 6, 4),
        partial(_two_layers, 4, 2, 2, 2),
    ),
    mistakes=(
        Mistake(
            "one factor for all",
            "All units were scaled by one factor. Each has its own two lengths, and so a factor of "
            "its own.",
            _one_factor,
        ),
        Mistake(
            "bias left behind",
            "The kernels are balanced, but the bias was left behind: the function has changed. "
            "A ReLU passes a factor on only if all that goes into it is scaled.",
            partial(_balance, bias=False),
        ),
        Mistake(
            "bias counted",
            "The bias was counted into the length of the incoming weights. It has to follow the "
            "scaling, but it is not penalized.",
            _with_bias,
        ),
        Mistake(
            "lengths exchanged",
            "The two lengths of each unit have changed places. The penalty is least where they are "
            "equal; how much of the ratio does each side have to take?",
            partial(_balance, power=1.0),
        ),
        Mistake(
            "the wrong way",
            "The longer side was made longer still. Which of the two has to shrink?",
            partial(_balance, power=-0.5),
        ),
        Mistake(
            "too little",
            "This takes the fourth root of the ratio of the lengths. Write the penalty of a unit "
            "as a function of its factor c, and set the derivative to zero once more.",
            partial(_balance, power=0.25),
        ),
        Mistake(
            "sums of absolute values",
            "The lengths were taken as sums of absolute values. The penalty is a sum of squares, "
            "and balances the roots of those.",
            _absolute,
        ),
        Mistake(
            "mean squares",
            "The mean squares were made equal, and not the sums. A unit with many inputs has its "
            "share of the penalty for each of them.",
            _mean_squares,
        ),
        Mistake(
            "bias the other way",
            "The kernels are balanced, but the bias was divided by the factor. It enters the unit "
            "beside the incoming weights, and is scaled like them.",
            lambda W, b, V: (
                _balance(W, b, V)[0],
                b**2 / _balance(W, b, V)[1],
                _balance(W, b, V)[2],
            ),
        ),
        Mistake(
            "outgoing weights left",
            "The incoming weights were scaled and the outgoing ones left as they are, so the "
            "function has changed. What the ones gain the others have to lose.",
            lambda W, b, V: (*_balance(W, b, V)[:2], V.copy()),
        ),
        Mistake(
            "incoming weights left",
            "The outgoing weights were scaled and the incoming ones left as they are, so the "
            "function has changed. What the ones gain the others have to lose.",
            lambda W, b, V: (W.copy(), b.copy(), _balance(W, b, V)[2]),
        ),
        Mistake(
            "both multiplied",
            "Incoming and outgoing weights were multiplied by the same factor, so the function has "
            "changed. The outgoing ones have to be divided.",
            lambda W, b, V: (*_balance(W, b, V)[:2], V**2 / _balance(W, b, V)[2]),
        ),
        Mistake(
            "incoming of length one",
            "The incoming weights of each unit were given the length one. That is the same "
            "function, but the penalty is least where both lengths of a unit are equal.",
            _unit_length,
        ),
        Mistake(
            "outgoing of length one",
            "The outgoing weights of each unit were given the length one. That is the same "
            "function, but the penalty is least where both lengths of a unit are equal.",
            _scaled_by(lambda incoming, outgoing: outgoing),
        ),
        Mistake(
            "square of the ratio",
            "The square of the ratio of the lengths was taken for the factor. Write the penalty "
            "of a unit as a function of c: the root of the ratio makes it least.",
            _scaled_by(lambda incoming, outgoing: (outgoing / incoming) ** 2),
        ),
        Mistake(
            "product for the ratio",
            "The factor is the root of the product of the two lengths. That is the length which "
            "both should come to; the factor is what leads there.",
            _scaled_by(lambda incoming, outgoing: np.sqrt(incoming * outgoing)),
        ),
        Mistake(
            "only shortened",
            "Only units whose incoming side is the longer were balanced. The others gain as well: "
            "their outgoing side is too long.",
            _scaled_by(lambda incoming, outgoing: np.minimum(1, np.sqrt(outgoing / incoming))),
        ),
        Mistake(
            "only lengthened",
            "Only units whose outgoing side is the longer were balanced. The others gain as well: "
            "their incoming side is too long.",
            _scaled_by(lambda incoming, outgoing: np.maximum(1, np.sqrt(outgoing / incoming))),
        ),
        Mistake(
            "both of length one",
            "Both sides of each unit were given the length one, so the function has changed. The "
            "product of the two lengths has to stay.",
            lambda W, b, V: (
                W / np.linalg.norm(W, axis=0),
                b / np.linalg.norm(W, axis=0),
                V / np.linalg.norm(V, axis=1, keepdims=True),
            ),
        ),
        Mistake(
            "both of the mean length",
            "Both sides of each unit were given the mean of their lengths, so the function has "
            "changed. The product of the two has to stay; which mean keeps it?",
            _mean_length,
        ),
        Mistake(
            "bias with the root",
            "The kernels are balanced, but the bias was multiplied by another power of the "
            "factor. It enters the unit beside the incoming weights, and is scaled just like "
            "them.",
            lambda W, b, V: (
                _balance(W, b, V)[0],
                _balance(W, b, V, power=0.25)[1],
                _balance(W, b, V)[2],
            ),
        ),
    ),
)

EXERCISES = (
    HALF_LIFE,
    RMSPROP_STEP,
    PROJECT_FILTERS,
    EQUIVALENT_STRENGTHS,
    ADAMW_REST,
    MATCHING_DECAY,
    BALANCE,
)
