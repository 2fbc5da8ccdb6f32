"""The exercises of the chapter on images.

Images and maps have the shape (n, rows, columns, channels); a convolution with "same" padding and
stride s makes ⌈size/s⌉ places a side.

References
----------
LeCun, Bottou, Bengio & Haffner (1998), Gradient-based learning applied to document recognition.
Simard, Victorri, LeCun & Denker (1991), Tangent prop.
"""

from functools import partial

import numpy as np
from scipy.special import log_softmax, logsumexp

from helpers.exercises.registry import Exercise, Mistake

# 1. How many weights


def _counts(size, kernel, stride, channels, maps, *, rounded=None, bias=True, shared=True):
    out = -(-size // stride) if rounded is None else rounded(size, kernel, stride)
    places = out**2
    window, image = kernel**2 * channels, size**2 * channels
    convolution = maps * (window + bias) if shared else maps * (window + places * bias)
    return convolution, places * maps * (image + bias)


COUNTS = Exercise(
    name="images.parameter_counts",
    call="parameter_counts(size, kernel, stride, channels, maps)",
    returns=("convolution", "dense"),
    reference=_counts,
    cases=tuple(
        partial(lambda *case: case, *case)
        for case in ((28, 5, 2, 1, 16), (14, 3, 1, 16, 32), (9, 3, 2, 3, 4), (11, 4, 3, 2, 1))
    ),
    mistakes=(
        Mistake(
            "no biases",
            "The weights are right; the biases are missing. A convolution has one for each map, a "
            "dense layer one for each output.",
            partial(_counts, bias=False),
        ),
        Mistake(
            "a bias a place",
            "The convolution has a bias for each place of each map here. Windows share their bias "
            "as they share their weights.",
            partial(_counts, shared=False),
        ),
        Mistake(
            "rounded down",
            "The number of places was rounded down. With zeros around the image the last, "
            "incomplete step counts too.",
            partial(_counts, rounded=lambda size, kernel, stride: size // stride),
        ),
        Mistake(
            "no padding",
            "These are the places of a window that never hangs over the border. With padding "
            "there are more.",
            partial(_counts, rounded=lambda size, kernel, stride: (size - kernel) // stride + 1),
        ),
        Mistake(
            "one channel",
            "The channels of the input are missing: a window has weights for each of them, and so "
            "has a dense layer.",
            lambda size, kernel, stride, channels, maps: _counts(size, kernel, stride, 1, maps),
        ),
        Mistake(
            "stride ignored",
            "The dense layer has as many outputs here as the image has pixels. A stride makes "
            "fewer.",
            lambda size, kernel, stride, channels, maps: _counts(size, kernel, 1, channels, maps),
        ),
        Mistake(
            "exchanged",
            "The two numbers stand the wrong way round: the convolution comes first.",
            lambda *case: _counts(*case)[::-1],
        ),
    ),
)


# 2. How far a unit sees


def _field(kernels, strides, *, own_stride=False):
    field, step = 1, 1
    for kernel, stride in zip(kernels, strides, strict=True):
        step *= stride if own_stride else 1
        field += (kernel - 1) * step
        step *= 1 if own_stride else stride
    return field


RECEPTIVE_FIELD = Exercise(
    name="images.receptive_field",
    call="receptive_field(kernels, strides)",
    reference=_field,
    cases=tuple(
        partial(lambda kernels, strides: (list(kernels), list(strides)), *case)
        for case in (
            ((5, 3, 2), (2, 1, 2)),
            ((3,), (2,)),
            ((3, 3, 3), (1, 1, 1)),
            ((7, 3, 3, 2), (2, 2, 1, 2)),
        )
    ),
    mistakes=(
        Mistake(
            "strides ignored",
            "The strides have no effect here. Behind a stride of 2, neighbouring places stand two "
            "pixels apart, so a window on them spans more pixels.",
            lambda kernels, strides: _field(kernels, [1] * len(kernels)),
        ),
        Mistake(
            "own stride",
            "A layer's own stride was counted for its own window. It spreads the places of the "
            "layers *behind* it.",
            partial(_field, own_stride=True),
        ),
        Mistake(
            "product of kernels",
            "The sizes of the windows were multiplied. Each window adds its size minus one, since "
            "neighbouring windows overlap.",
            lambda kernels, strides: int(np.prod(kernels)),
        ),
        Mistake(
            "sum of kernels",
            "The sizes of the windows were added. A window of size 1 widens nothing: what is added "
            "is one less, times a distance.",
            lambda kernels, strides: sum(kernels),
        ),
        Mistake(
            "without the start",
            "One is missing: without any layer a unit sees one pixel, itself.",
            lambda kernels, strides: _field(kernels, strides) - 1,
        ),
        Mistake(
            "layers from the back",
            "The layers were taken in the wrong order: the first of the list stands next to the "
            "image.",
            lambda kernels, strides: _field(kernels[::-1], strides[::-1]),
        ),
    ),
)


# 3. Backward through max pooling


def _pool_case(seed, n, rows, columns, maps):
    rng = np.random.default_rng(seed)
    h = rng.normal(size=(n, rows, columns, maps))
    return h, rng.normal(size=(n, rows // 2, columns // 2, maps))


def _blocks(h):
    n, r, c, m = h.shape
    return h.reshape(n, r // 2, 2, c // 2, 2, m)


def _pool_gradient(h, gradient, *, winner=np.max, share=1.0, weigh=False):
    blocks = _blocks(h)
    won = blocks == winner(blocks, axis=(2, 4), keepdims=True)
    passed = won * gradient[:, :, None, :, None] * share
    return (passed * blocks if weigh else passed).reshape(h.shape)


def _pool_everywhere(h, gradient, share=1.0):
    return share * gradient.repeat(2, axis=1).repeat(2, axis=2)


def _pool_corner(h, gradient):
    result = np.zeros_like(h)
    result[:, ::2, ::2] = gradient
    return result


MAX_POOL_GRADIENT = Exercise(
    name="images.max_pool_gradient",
    call="max_pool_gradient(h, gradient)",
    reference=_pool_gradient,
    cases=(
        partial(_pool_case, 1, 2, 4, 4, 3),
        partial(_pool_case, 2, 1, 2, 6, 1),
        partial(_pool_case, 3, 3, 8, 4, 2),
    ),
    mistakes=(
        Mistake(
            "shared by all four",
            "The gradient was divided among the four places, as for a mean. Only one of them had a "
            "say in the maximum.",
            partial(_pool_everywhere, share=0.25),
        ),
        Mistake(
            "given to all four",
            "All four places get the whole gradient. A small change of a place that was not the "
            "largest changes nothing behind it.",
            _pool_everywhere,
        ),
        Mistake(
            "first place",
            "The gradient went to the first of the four places. It belongs to the largest of "
            "them, wherever that is.",
            _pool_corner,
        ),
        Mistake(
            "smallest",
            "The gradient went to the smallest of the four places.",
            partial(_pool_gradient, winner=np.min),
        ),
        Mistake(
            "largest absolute value",
            "The places with the largest absolute value were taken for the maxima. A large "
            "negative value is never the largest.",
            lambda h, gradient: _pool_gradient(np.abs(h), gradient),
        ),
        Mistake(
            "times the value",
            "The gradient was multiplied with the value that passed. The maximum is the value "
            "itself, so its derivative is 1.",
            partial(_pool_gradient, weigh=True),
        ),
    ),
)


# 4. The penalty of mirrored copies


def _mirror_case(seed, n, rows, columns, chance):
    rng = np.random.default_rng(seed)
    return rng.random((n, rows, columns)), rng.normal(size=(rows, columns)), chance


def _mirror(X, w, chance, *, factor=lambda q: q * (1 - q) / 2, flip=(2,), reduce=None):
    change = ((X - np.flip(X, axis=flip)) * w).sum(axis=(1, 2))
    value = np.mean(change**2) if reduce is None else reduce(change)
    return float(factor(chance) * value)


MIRROR_PENALTY = Exercise(
    name="images.mirror_penalty",
    call="mirror_penalty(X, w, chance)",
    reference=_mirror,
    cases=(
        partial(_mirror_case, 11, 5, 3, 4, 0.5),
        partial(_mirror_case, 12, 8, 4, 4, 0.2),
        partial(_mirror_case, 13, 3, 2, 5, 0.9),
    ),
    mistakes=(
        Mistake(
            "chance for variance",
            "The chance stands where a variance belongs. A number that is 1 with probability q and "
            "else 0 has the variance q(1 − q).",
            partial(_mirror, factor=lambda q: q / 2),
        ),
        Mistake(
            "no half",
            "This is twice the penalty: the loss is half of a square, and so is what is added.",
            partial(_mirror, factor=lambda q: q * (1 - q)),
        ),
        Mistake(
            "square of the mean",
            "The changes were averaged over the images before they were squared, so that they "
            "cancel. Each image pays for its own change.",
            partial(_mirror, reduce=lambda change: np.mean(change) ** 2),
        ),
        Mistake(
            "summed",
            "The sum over the images was returned; the loss is a mean.",
            partial(_mirror, reduce=lambda change: np.sum(change**2)),
        ),
        Mistake(
            "upside down",
            "The images were turned upside down. Mirrored means that left and right change places.",
            partial(_mirror, flip=(1,)),
        ),
        Mistake(
            "turned around",
            "The images were mirrored in both directions, which turns them by 180°.",
            partial(_mirror, flip=(1, 2)),
        ),
        Mistake(
            "not squared",
            "The size of the change was averaged. A variance goes with its square.",
            partial(_mirror, reduce=lambda change: np.mean(np.abs(change))),
        ),
    ),
)


# 5. Main effects in a full design


def _design(seed, seeds):
    rng = np.random.default_rng(seed)
    effects = rng.normal(scale=2, size=(2, 2, 2, 1))
    return (30 + effects + 3 * rng.normal(size=seeds) + rng.normal(size=(2, 2, 2, seeds)),)


def _changes(outcomes):
    """Return (3, seeds): on minus off for each factor, averaged over the other two."""
    return np.stack(
        [np.diff(outcomes, axis=k).mean(axis=(0, 1, 2)) for k in range(outcomes.ndim - 1)]
    )


def _effects(outcomes, *, changes=_changes, ddof=1, root=True):
    found = changes(outcomes)
    seeds = found.shape[1]
    return found.mean(axis=1), found.std(axis=1, ddof=ddof) / (np.sqrt(seeds) if root else 1)


def _from_corner(outcomes, *, corner):
    """Return the changes at one corner: added alone (0), or left out of all (1)."""
    pairs = []
    for k in range(3):
        on, off = [corner] * 3, [corner] * 3
        on[k], off[k] = 1, 0
        pairs.append(outcomes[tuple(on)] - outcomes[tuple(off)])
    return np.stack(pairs)


def _unpaired(outcomes):
    means = _effects(outcomes)[0]
    variance = []
    for k in range(3):
        sides = np.moveaxis(outcomes, k, 0).mean(axis=(1, 2))
        variance.append(sides.var(axis=1, ddof=1).sum() / outcomes.shape[-1])
    return means, np.sqrt(variance)


MAIN_EFFECTS = Exercise(
    name="images.main_effects",
    call="main_effects(outcomes)",
    returns=("effects", "standard errors"),
    reference=_effects,
    cases=(partial(_design, 21, 4), partial(_design, 22, 6), partial(_design, 23, 3)),
    mistakes=(
        Mistake(
            "added alone",
            "These are the changes with the two others off. The main effect averages over all "
            "four settings of the others.",
            partial(_effects, changes=partial(_from_corner, corner=0)),
        ),
        Mistake(
            "left out",
            "These are the changes with the two others on. The main effect averages over all "
            "four settings of the others.",
            partial(_effects, changes=partial(_from_corner, corner=1)),
        ),
        Mistake(
            "standard deviation",
            "The effects are right. The second part is the standard deviation over seeds; the "
            "standard error of a mean is smaller.",
            partial(_effects, root=False),
        ),
        Mistake(
            "divided by the number of seeds",
            "The effects are right. The variance over seeds was divided by their number: divide by "
            "one less, since the mean was estimated from them.",
            partial(_effects, ddof=0),
        ),
        Mistake(
            "not paired",
            "The effects are right. For the standard errors, take the differences seed by seed "
            "first: what a seed has in common on both sides drops out.",
            _unpaired,
        ),
        Mistake(
            "off minus on",
            "The sign is turned round: an effect is what happens when the factor is switched on.",
            partial(_effects, changes=lambda outcomes: -_changes(outcomes)),
        ),
        Mistake(
            "half of the change",
            "This is half of each change, the distance of either side from the mean of both.",
            partial(_effects, changes=lambda outcomes: _changes(outcomes) / 2),
        ),
    ),
)


# 6. Averaging answers over shifts


def _scores(seed, shifts, n, classes):
    rng = np.random.default_rng(seed)
    common = 3 * rng.normal(size=(n, classes))
    return common + 2 * rng.normal(size=(shifts, n, classes)), rng.integers(classes, size=n)


def _of_labels(log_q, y):
    return float(-np.mean(log_q[np.arange(len(y)), y]))


def _averaged_loss(logits, y):
    log_q = logsumexp(log_softmax(logits, axis=2), axis=0) - np.log(len(logits))
    return _of_labels(log_q, y)


AVERAGED_LOSS = Exercise(
    name="images.averaged_loss",
    call="averaged_loss(logits, y)",
    reference=_averaged_loss,
    cases=(
        partial(_scores, 31, 9, 6, 4),
        partial(_scores, 32, 2, 3, 10),
        partial(_scores, 33, 5, 20, 3),
    ),
    mistakes=(
        Mistake(
            "averages scores",
            "The scores were averaged and then made into probabilities. Here each shift has its "
            "own probabilities, and these are averaged.",
            lambda logits, y: _of_labels(log_softmax(logits.mean(axis=0), axis=1), y),
        ),
        Mistake(
            "averages losses",
            "This is the mean of the losses of the single shifts. The averaged probabilities have "
            "one loss, and it is smaller.",
            lambda logits, y: _of_labels(log_softmax(logits, axis=2).mean(axis=0), y),
        ),
        Mistake(
            "sums probabilities",
            "The probabilities were added, not averaged: those of an image have to sum to one.",
            lambda logits, y: _averaged_loss(logits, y) - float(np.log(len(logits))),
        ),
        Mistake(
            "first shift alone",
            "Only the first of the shifts was used. The probabilities of all of them are averaged.",
            lambda logits, y: _of_labels(log_softmax(logits[0], axis=1), y),
        ),
        Mistake(
            "wrong sign",
            "The sign is turned round: a loss is minus the logarithm of a probability.",
            lambda logits, y: -_averaged_loss(logits, y),
        ),
        Mistake(
            "summed over images",
            "The sum over the images was returned; the loss is a mean.",
            lambda logits, y: len(y) * _averaged_loss(logits, y),
        ),
    ),
)

EXERCISES = (
    COUNTS,
    RECEPTIVE_FIELD,
    MAX_POOL_GRADIENT,
    MIRROR_PENALTY,
    MAIN_EFFECTS,
    AVERAGED_LOSS,
)
