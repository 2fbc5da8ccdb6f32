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

from helpers.exercises.registry import Exercise, Mistake

# 1. How long a decay remembers

HALF_LIFE = Exercise(
    name="networks.half_life",
    call="half_life(rate, decay)",
    reference=lambda rate, decay: float(np.log(0.5) / np.log1p(-rate * decay)),
    cases=(
        lambda: (0.1, 0.5),
        lambda: (0.001, 100.0),
        lambda: (0.3, 2.0),
        lambda: (0.05, 0.2),
    ),
    rtol=1e-4,
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
            lambda rate, decay: float(np.log(2) / decay),
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


def _old_v(w, v, gradient, rate, decay):
    moved = (1 - rate * decay) * w - rate * gradient / np.sqrt(v + 1e-7)
    return moved, 0.9 * v + 0.1 * gradient**2


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
            _old_v,
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
    ),
)

# 4. The strength that steps are worth, exactly


def _variances(X, *, scale=True):
    d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
    return d**2 / (len(X) if scale else 1)


def _left(X, step, t, *, scale=True):
    """Return the variances along the directions, and the share still missing after t steps."""
    variance = _variances(X, scale=scale)
    return variance, (1 - step * variance) ** t


def _equivalent(X, step, t):
    variance, left = _left(X, step, t)
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


def _features(seed, n, p, share, t):
    """Return features that are not centred, and a step of the given share of 1/largest variance."""
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
            "not centred",
            "The features were not centred, so the largest direction mostly measures their means.",
            lambda X, step, t: (lambda s: s * (1 - step * s) ** t / (1 - (1 - step * s) ** t))(
                np.linalg.svd(X, compute_uv=False) ** 2 / len(X)
            ),
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
    ),
)

# 7. The cheapest weights for the same function


def _balance(W, b, V, *, power=0.5, bias=True):
    """Scale unit k's incoming weights by (‖V_k‖/‖W_k‖)^power, and its outgoing ones against it."""
    scale = (np.linalg.norm(V, axis=1) / np.linalg.norm(W, axis=0)) ** power
    return W * scale, b * scale if bias else b.copy(), V / scale[:, None]


def _one_factor(W, b, V):
    scale = np.sqrt(np.linalg.norm(V) / np.linalg.norm(W))
    return W * scale, b * scale, V / scale


def _with_bias(W, b, V):
    incoming = np.sqrt(np.sum(W**2, axis=0) + b**2)
    scale = np.sqrt(np.linalg.norm(V, axis=1) / incoming)
    return W * scale, b * scale, V / scale[:, None]


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
