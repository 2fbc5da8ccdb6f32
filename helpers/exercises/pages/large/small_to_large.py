"""The exercises of the page on what carries over from small to large.

The maximal-update parametrization gives each kernel the learning rate with which a step moves its
layer as far at every width.

References
----------
Yang et al. (2021), NeurIPS, arXiv:2203.03466, table 3.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. How far the first step of Adam moves a layer


def _layer(seed, u, k, rate):
    rng = np.random.default_rng(seed)
    return rng.normal(size=u), rng.normal(size=k), rate


ADAM_MOVE = Exercise(
    name="small_to_large.adam_move",
    call="adam_move(h, g, rate)",
    reference=lambda h, g, rate: -rate * np.abs(h).sum() * np.sign(g),
    cases=(
        lambda: (np.array([1.0, 0.0, 3.0]), np.array([0.2, -0.7]), 0.1),
        Case(
            "a unit without a gradient",
            lambda: (np.array([2.0, -1.5, 0.5]), np.array([0.3, 0.0, -2.0, 0.01]), 0.03),
        ),
        partial(_layer, 1, 7, 4, 0.01),
        partial(_layer, 2, 30, 5, 0.2),
    ),
    mistakes=(
        Mistake(
            "SGD",
            "This is the step of SGD, which is as long as the gradient. What is left of a gradient "
            "when Adam's first step has divided it by its own size?",
            lambda h, g, rate: -rate * np.sum(h**2) * g,
        ),
        Mistake(
            "signs of the inputs lost",
            "With negative activations this is too little. A weight behind a negative input is "
            "moved the other way, and so its input pushes the same way as all others.",
            lambda h, g, rate: -rate * h.sum() * np.sign(g),
        ),
        Mistake(
            "size of the gradient",
            "The move is proportional to g here. Adam's first step knows of each gradient no more "
            "than its sign.",
            lambda h, g, rate: -rate * np.abs(h).sum() * g,
        ),
        Mistake(
            "number of inputs",
            "Every input counts for one here. How much does a weight's change by the rate do "
            "behind an activation of 3?",
            lambda h, g, rate: -rate * np.count_nonzero(h) * np.sign(g),
        ),
        Mistake(
            "Euclidean length",
            "The length of h adds up squares. The changes of a pre-activation add up as they are.",
            lambda h, g, rate: -rate * np.linalg.norm(h) * np.sign(g),
        ),
        Mistake(
            "change of the weights",
            "This is what happens to a weight. A pre-activation sums such changes over all inputs, "
            "each times its activation.",
            lambda h, g, rate: -rate * np.sign(g),
        ),
    ),
)

# 2. The rates of μP for a larger network


def _rates(rate, shapes, base, *, factor=lambda new, old: old[0] / new[0]):
    return [rate * factor(new, old) for new, old in zip(shapes, base, strict=True)]


ADAM_RATES = Exercise(
    name="small_to_large.adam_rates",
    call="adam_rates(rate, shapes, base)",
    reference=_rates,
    cases=(
        lambda: (0.01, [(41, 256), (256, 256), (256, 10)], [(41, 64), (64, 64), (64, 10)]),
        Case(
            "layers that grow differently",
            lambda: (
                0.003,
                [(20, 96), (96, 300), (300, 128), (128, 7)],
                [(20, 32), (32, 50), (50, 16), (16, 7)],
            ),
        ),
        lambda: (0.5, [(784, 30), (30, 10)], [(784, 90), (90, 10)]),
        Case("nothing grows", lambda: (0.02, [(5, 8), (8, 3)], [(5, 8), (8, 3)])),
    ),
    mistakes=(
        Mistake(
            "SGD",
            "These are the rules of SGD, where the first kernel's rate grows and a hidden one's "
            "stays. Adam has divided the size of the gradients away.",
            partial(_rates, factor=lambda new, old: (new[1] / old[1]) / (new[0] / old[0])),
        ),
        Mistake(
            "all kernels alike",
            "All rates are divided by the growth of the first hidden layer, the first kernel's "
            "too. Has the number of its inputs changed?",
            lambda rate, shapes, base: [rate * base[0][1] / shapes[0][1]] * len(shapes),
        ),
        Mistake(
            "units in place of inputs",
            "These rates follow the number of units. What adds up in a pre-activation are the "
            "layer's inputs.",
            partial(_rates, factor=lambda new, old: old[1] / new[1]),
        ),
        Mistake(
            "square roots",
            "The square root belongs to sums of random signs, as at the start. The terms of a "
            "step all have the same sign.",
            partial(_rates, factor=lambda new, old: (old[0] / new[0]) ** 0.5),
        ),
        Mistake(
            "upside down",
            "The rates grow with the width here. A wider layer is moved further by the same rate, "
            "so it needs a smaller one.",
            partial(_rates, factor=lambda new, old: new[0] / old[0]),
        ),
        Mistake(
            "one over the inputs",
            "The rate was tuned on the small network, whose layers had inputs as well: compare "
            "the two numbers of inputs.",
            partial(_rates, factor=lambda new, old: 1 / new[0]),
        ),
        Mistake(
            "by weights",
            "The rates follow the number of weights. Each unit sums over its own inputs only.",
            partial(_rates, factor=lambda new, old: np.prod(old) / np.prod(new)),
        ),
        Mistake(
            "last kernel forgotten",
            "Nearly: the last kernel has the wide layer as its inputs too.",
            lambda rate, shapes, base: [*_rates(rate, shapes, base)[:-1], rate],
        ),
    ),
)

# 3. A kernel behind a multiplier


def _behind(sd, rate, c, optimizer):
    return sd / c, rate / (c if optimizer == "adam" else c**2)


BEHIND_MULTIPLIER = Exercise(
    name="small_to_large.behind_multiplier",
    call="behind_multiplier(sd, rate, c, optimizer)",
    returns=("sd", "rate"),
    reference=_behind,
    cases=(
        lambda: (0.125, 0.01, 0.25, "adam"),
        lambda: (0.3, 0.05, 0.2, "sgd"),
        lambda: (1.5, 0.002, 3.0, "adam"),
        lambda: (0.7, 0.4, 5.0, "sgd"),
    ),
    mistakes=(
        Mistake(
            "Adam as SGD",
            "For Adam the rate was divided by c twice. One of the two factors comes from the "
            "gradient; what does Adam do with a factor of its gradients?",
            lambda sd, rate, c, optimizer: (sd / c, rate / c**2),
        ),
        Mistake(
            "SGD as Adam",
            "For SGD one factor is missing: the gradient for Θ is c times that for W as well.",
            lambda sd, rate, c, optimizer: (sd / c, rate / c),
        ),
        Mistake(
            "the two exchanged",
            "One factor comes from the way of Θ to W, one from the gradient. Which optimizer meets "
            "both?",
            lambda sd, rate, c, optimizer: (sd / c, rate / (c if optimizer == "sgd" else c**2)),
        ),
        Mistake(
            "upside down",
            "W is c times Θ. For W to start and to move as before, Θ has to do so by 1/c of that.",
            lambda sd, rate, c, optimizer: (sd * c, rate * (c if optimizer == "adam" else c**2)),
        ),
        Mistake(
            "start as before",
            "With this start W begins c times as large as it should.",
            lambda sd, rate, c, optimizer: (sd, _behind(sd, rate, c, optimizer)[1]),
        ),
        Mistake(
            "rate as before",
            "The start is right. With the old rate each step moves W by another amount than "
            "before: follow a step of Θ to W.",
            lambda sd, rate, c, optimizer: (sd / c, rate),
        ),
        Mistake(
            "only a factor for Adam's W",
            "Adam moves Θ by the rate, whatever the gradient, and W by c times that. Its rate "
            "cannot stay as it is.",
            lambda sd, rate, c, optimizer: (sd / c, rate if optimizer == "adam" else rate / c**2),
        ),
    ),
)

# 4. A power law, read off at a larger size


def _predicted(sizes, losses, size, *, middle=lambda x: np.mean(x, axis=1)):
    slope, intercept = np.polyfit(np.log(sizes), np.log(middle(losses)), 1)
    return float(np.exp(intercept + slope * np.log(size)))


def _curve(seed, sizes, seeds, size):
    rng = np.random.default_rng(seed)
    sizes = np.array(sizes, dtype=float)
    power, noise = rng.uniform(0.2, 0.6), rng.normal(size=(len(sizes), seeds))
    return sizes, 6 * sizes[:, None] ** -power * np.exp(0.3 * noise), size


def _straight(sizes, losses, size, *, x=np.log, y=np.log, back=np.exp):
    slope, intercept = np.polyfit(x(sizes), y(losses.mean(axis=1)), 1)
    return float(back(intercept + slope * x(size)))


def _same(x):
    return x


PREDICTED_LOSS = Exercise(
    name="small_to_large.predicted_loss",
    call="predicted_loss(sizes, losses, size)",
    reference=_predicted,
    cases=(
        partial(_curve, 1, (100, 200, 400), 4, 1000.0),
        partial(_curve, 2, (50, 70, 300, 900, 1000), 3, 5000.0),
        partial(_curve, 3, (800, 100, 300, 60), 6, 30.0),
        Case("a single seed", partial(_curve, 4, (10, 40, 90, 200), 1, 700.0)),
    ),
    mistakes=(
        Mistake(
            "a straight line",
            "This is a straight line through sizes and losses as they are. A power is straight "
            "only when both axes are logarithmic.",
            partial(_straight, x=_same, y=_same, back=_same),
        ),
        Mistake(
            "an exponential",
            "Only the losses were put in logarithms: that is an exponential, which falls far "
            "faster than a power.",
            partial(_straight, x=_same),
        ),
        Mistake(
            "losses as they are",
            "Only the sizes were put in logarithms. With both, a power is a straight line.",
            partial(_straight, y=_same, back=_same),
        ),
        Mistake(
            "not brought back",
            "This is the logarithm of the loss, where the line was fitted. "
            "The loss itself is asked for.",
            partial(_straight, back=_same),
        ),
        Mistake(
            "mean of the logarithms",
            "The mean was taken of the logarithms, which is the logarithm of the geometric mean. "
            "Fit the logarithm of the mean loss.",
            partial(_predicted, middle=lambda x: np.exp(np.log(x).mean(axis=1))),
        ),
        Mistake(
            "best seed",
            "The best seed of each size is a lucky one. Fit what is reached on average.",
            partial(_predicted, middle=lambda x: x.min(axis=1)),
        ),
        Mistake(
            "median",
            "The fit is one of the medians over seeds; the means are asked for.",
            partial(_predicted, middle=lambda x: np.median(x, axis=1)),
        ),
        Mistake(
            "two ends",
            "The line was laid through two of the points. Least squares uses all of them.",
            lambda sizes, losses, size: _predicted(sizes[[0, -1]], losses[[0, -1]], size),
        ),
    ),
)

EXERCISES = (ADAM_MOVE, ADAM_RATES, BEHIND_MULTIPLIER, PREDICTED_LOSS)
