"""The exercises of the chapter on penalties in networks.

A decoupled decay multiplies the weights by 1 − ηλ before each step. The units of a ReLU network can
be rescaled, in by c and out by 1/c, without changing what it computes.

References
----------
Loshchilov & Hutter (2019), ICLR, arXiv:1711.05101 (decoupled weight decay).
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
        Mistake(
            "negative, in continuous time",
            "This number of steps is negative, and the decay is taken as continuous. Each "
            "step multiplies by 1 − ηλ; how often until the product is one half?",
            lambda rate, decay: float(np.log(0.5) / (rate * decay)),
        ),
        Mistake(
            "sum in place of the product",
            "The sum of rate and decay was taken off. A step takes off the share ηλ, their "
            "product.",
            lambda rate, decay: float(np.log(0.5) / np.log(abs(1 - rate - decay))),
        ),
        Mistake(
            "two factors",
            "The weight was multiplied by 1 − η and by 1 − λ. A step takes off one share, the "
            "product ηλ.",
            lambda rate, decay: float(np.log(0.5) / (np.log1p(-rate) + np.log1p(-decay))),
        ),
        Mistake(
            "logarithm of what goes, turned round",
            "The logarithm is that of the share ηλ that goes. Each step multiplies by what stays.",
            lambda rate, decay: float(-np.log(0.5) / np.log(rate * decay)),
        ),
        Mistake(
            "half of one factor",
            "This is one half divided by what a step keeps. The factor acts once a step, so "
            "the number of steps is its exponent.",
            lambda rate, decay: 0.5 / (1 - rate * decay),
        ),
        Mistake(
            "factor without its logarithm",
            "One half has its logarithm and the factor of a step has not. Both sides of the "
            "equation get one.",
            lambda rate, decay: float(np.log(0.5) / (1 - rate * decay)),
        ),
        Mistake(
            "logarithms multiplied",
            "The logarithms were multiplied. t times the one is the other: divide.",
            lambda rate, decay: float(np.log(0.5) * np.log1p(-rate * decay)),
        ),
        Mistake(
            "one half as the exponent",
            "This is what is left after half a step. Asked is the exponent for which one half "
            "is left.",
            lambda rate, decay: (1 - rate * decay) ** 0.5,
        ),
        Mistake(
            "powers exchanged",
            "Base and exponent are exchanged. The factor 1 − ηλ is the base, and the number "
            "of steps its exponent, which is asked.",
            lambda rate, decay: 0.5 ** (1 - rate * decay),
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


def _gradient_not_squared(w, v, gradient, rate, decay):
    new = 0.9 * v + 0.1 * gradient
    with np.errstate(invalid="ignore"):
        return (1 - rate * decay) * w - rate * gradient / np.sqrt(new + 1e-7), new


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
        Mistake(
            "factor of decay alone, after the step",
            "The new v is right. The decay came after the step, and without the learning "
            "rate: it takes the share ηλ off the old weights.",
            lambda w, v, gradient, rate, decay: (lambda w, v: ((1 - decay) * w, v))(
                *_rmsprop(w, v, gradient, rate, 0.0)
            ),
        ),
        Mistake(
            "exponential decay",
            "The new v is right. The decay was taken as continuous; a step multiplies the old "
            "weights by 1 − ηλ.",
            _other_step(
                lambda w, g, rate, decay, root: np.exp(-rate * decay) * w - rate * g / root
            ),
        ),
        Mistake(
            "a tenth of the gradient",
            "The new v is right. The weights move by the whole gradient over the root: there "
            "is no mean of gradients here, and no factor 0.1.",
            _other_step(
                lambda w, g, rate, decay, root: (1 - rate * decay) * w - 0.1 * rate * g / root
            ),
        ),
        Mistake(
            "sign of the gradient",
            "The new v is right. The step went by the sign of the gradient; it is the "
            "gradient itself that is divided by the root.",
            _other_step(lambda w, g, rate, decay, root: (1 - rate * decay) * w - rate * np.sign(g)),
        ),
        Mistake(
            "only λ of the weights kept",
            "The new v is right. Of the old weights a share λ was kept. The share ηλ goes, "
            "and the rest stays.",
            _other_step(lambda w, g, rate, decay, root: decay * w - rate * g / root),
        ),
        Mistake(
            "only ηλ of the weights kept",
            "The new v is right. Of the old weights a share ηλ was kept. That is the share "
            "that goes.",
            _other_step(lambda w, g, rate, decay, root: rate * decay * w - rate * g / root),
        ),
        Mistake(
            "decay twice",
            "The new v is right. The decay acted twice, as when the old weights are decayed "
            "in place and decayed again in the step.",
            _other_step(
                lambda w, g, rate, decay, root: (1 - rate * decay) ** 2 * w - rate * g / root
            ),
        ),
        Mistake(
            "square returned for v",
            "The new weights are right. Returned with them is the square of the gradient; v "
            "is the mean, nine parts of it old.",
            lambda w, v, gradient, rate, decay: (
                _rmsprop(w, v, gradient, rate, decay, before=1.0)[0],
                gradient**2,
            ),
        ),
        Mistake(
            "shares of 95 and 5",
            "The shares are those of 0.95 and 0.05. In the formula they are 0.9 and 0.1.",
            _other_average(lambda v, g: 0.95 * v + 0.05 * g**2),
        ),
        Mistake(
            "absolute value for the square",
            "The mean is that of the gradient's absolute values. It is that of the squares, "
            "of which the root is taken later.",
            _other_average(lambda v, g: 0.9 * v + 0.1 * np.abs(g)),
        ),
        Mistake(
            "decay by the root",
            "The new v is right. The decay was divided by the root as well; decoupled, it "
            "takes the same share off all weights.",
            _other_step(lambda w, g, rate, decay, root: w - rate * g / root - decay * w / root),
        ),
        Mistake(
            "gradient not squared in v",
            "The gradient came into v as it is. v is an average of its squares: its root is a "
            "size.",
            _gradient_not_squared,
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
        Mistake(
            "entries cut from above",
            "Each entry was cut off at the limit. Max-norm limits the length of a filter as a "
            "whole, and keeps its direction.",
            lambda W, limit: np.minimum(W, limit),
        ),
        Mistake(
            "length subtracted",
            "What is too long was subtracted from each entry. A filter is made shorter by a "
            "factor, which keeps its direction.",
            lambda W, limit: W - np.maximum(_lengths(W, (0, 1)) - limit, 0),
        ),
        Mistake(
            "all by the mean length",
            "All filters were multiplied by one factor, made of their mean length. Each "
            "filter has a length and a factor of its own.",
            lambda W, limit: W * np.minimum(1, limit / _lengths(W, (0, 1)).mean()),
        ),
        Mistake(
            "all by the shortest",
            "All filters were multiplied by the factor of the shortest. Each filter has a "
            "length and a factor of its own.",
            lambda W, limit: W * np.minimum(1, limit / _lengths(W, (0, 1)).min()),
        ),
        Mistake(
            "squared length compared",
            "The factor is right, but the squared length was compared with the limit. The "
            "length itself is what may not exceed it.",
            lambda W, limit: np.where(
                _lengths(W, (0, 1)) ** 2 > limit, W * limit / _lengths(W, (0, 1)), W
            ),
        ),
        Mistake(
            "inputs averaged",
            "The squares were added up over one axis and averaged over the other. A filter's "
            "length is the root of the sum of all its squares.",
            lambda W, limit: W * np.minimum(1, limit / np.sqrt((W**2).sum(axis=1).mean(axis=0))),
        ),
        Mistake(
            "positions summed first",
            "The weights were added up over the positions before they were squared. Each "
            "weight of the filter counts with its own square.",
            lambda W, limit: W * np.minimum(1, limit / np.sqrt((W.sum(axis=0) ** 2).sum(axis=0))),
        ),
        Mistake(
            "soft threshold",
            "The entries were thresholded, as by an L1 penalty. Max-norm multiplies a filter "
            "that is too long, and sets nothing to zero.",
            lambda W, limit: np.sign(W) * np.maximum(np.abs(W) - limit, 0),
        ),
        Mistake(
            "always shortened",
            "Filters below the limit were shortened too. They stay as they are; the others "
            "come out with the limit as their length.",
            lambda W, limit: W / (1 + _lengths(W, (0, 1)) / limit),
        ),
        Mistake(
            "entries set to the limit",
            "The entries of long filters were set to the limit itself. The length becomes the "
            "limit, and the direction stays.",
            lambda W, limit: np.where(_lengths(W, (0, 1)) > limit, limit, W),
        ),
        Mistake(
            "filters moved to the front",
            "The numbers are right, with the filters as the first axis. Return the kernel in "
            "the order of W: positions, inputs, filters.",
            lambda W, limit: _shorten(W, limit, (0, 1)).transpose(2, 0, 1),
        ),
        Mistake(
            "longest row of the filter",
            "The longest piece of a filter was taken for its length. All its weights count, "
            "over both axes.",
            lambda W, limit: W * np.minimum(1, limit / _lengths(W, 1).max(axis=0)),
        ),
    ),
)

# 4. The cheapest weights for the same function


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
        Mistake(
            "outgoing divided twice",
            "The incoming weights and the bias are right. The outgoing weights were divided "
            "by the factor twice, which changes the function.",
            lambda W, b, V: (lambda q: (q[0], q[1], q[2] ** 2 / V))(_balance(W, b, V)),
        ),
        Mistake(
            "length of the whole W",
            "The length of the whole W was taken for each unit. Each column has its own.",
            lambda W, b, V: (lambda c: (W * c, b * c, V / c[:, None]))(
                np.sqrt(np.linalg.norm(V, axis=1) / np.linalg.norm(W))
            ),
        ),
        Mistake(
            "length of the whole V",
            "The length of the whole V was taken for each unit. Each row has its own.",
            lambda W, b, V: (lambda c: (W * c, b * c, V / c[:, None]))(
                np.sqrt(np.linalg.norm(V) / np.linalg.norm(W, axis=0))
            ),
        ),
        Mistake(
            "bias with the square",
            "The weights are right. The bias was multiplied by the square of the factor; it "
            "takes the same one as the incoming weights.",
            lambda W, b, V: (lambda q: (q[0], q[1] ** 2 / b, q[2]))(_balance(W, b, V)),
        ),
        Mistake(
            "largest weights",
            "The largest weights were made equal. The penalty is a sum of squares, so it is "
            "the lengths that have to be.",
            lambda W, b, V: (lambda c: (W * c, b * c, V / c[:, None]))(
                np.sqrt(np.abs(V).max(axis=1) / np.abs(W).max(axis=0))
            ),
        ),
        Mistake(
            "mean absolute values",
            "The mean absolute values were made equal. The penalty is a sum of squares, so it "
            "is the lengths that have to be.",
            lambda W, b, V: (lambda c: (W * c, b * c, V / c[:, None]))(
                np.sqrt(np.abs(V).mean(axis=1) / np.abs(W).mean(axis=0))
            ),
        ),
        Mistake(
            "nothing balanced",
            "Nothing has changed: the units cost what they did. Which c makes c²α² + β²/c² "
            "smallest, with α and β the lengths of a unit's weights?",
            lambda W, b, V: (W + 0.0, b + 0.0, V + 0.0),
        ),
        Mistake(
            "difference of the lengths",
            "The factor is a difference of lengths. Set the derivative of c²α² + β²/c² with "
            "respect to c to zero: a ratio comes out.",
            _scaled_by(lambda incoming, outgoing: np.abs(outgoing - incoming)),
        ),
        Mistake(
            "each by the other's length",
            "Incoming weights were multiplied by the outgoing length, and outgoing ones by "
            "the incoming. That changes the function: one side is divided by what multiplies "
            "the other.",
            lambda W, b, V: (
                W * np.linalg.norm(V, axis=1),
                b * np.linalg.norm(V, axis=1),
                V * np.linalg.norm(W, axis=0)[:, None],
            ),
        ),
        Mistake(
            "scaled by the incoming length",
            "The factor is the incoming length itself: units that were long become longer. "
            "The outgoing length belongs into it as well.",
            _scaled_by(lambda incoming, outgoing: incoming),
        ),
        Mistake(
            "sums of the weights",
            "The sums of the weights were compared, where signs cancel. The penalty is a sum "
            "of squares.",
            lambda W, b, V: (lambda c: (W * c, b * c, V / c[:, None]))(
                np.sqrt(np.abs(V.sum(axis=1) / W.sum(axis=0)))
            ),
        ),
    ),
)

EXERCISES = (
    HALF_LIFE,
    RMSPROP_STEP,
    PROJECT_FILTERS,
    BALANCE,
)
