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
        Mistake(
            "a table of the weights' changes",
            "This is the change of every weight. A pre-activation sums over all inputs, each "
            "change times its activation.",
            lambda h, g, rate: -rate * np.sign(np.outer(h, g)),
        ),
        Mistake(
            "not yet summed",
            "These are the terms, one for each input and unit. Sum them over the inputs.",
            lambda h, g, rate: -rate * np.abs(h)[:, None] * np.sign(g),
        ),
        Mistake(
            "squares of the inputs",
            "Under SGD an activation enters twice, through the gradient and in front of the "
            "weight. Adam has left of the first no more than its sign.",
            lambda h, g, rate: -rate * np.sum(h**2) * np.sign(g),
        ),
        Mistake(
            "every input, also those at zero",
            "Every input counts for one here, a zero one too. How much does a weight's change "
            "by the rate do behind an activation of 3?",
            lambda h, g, rate: -rate * len(h) * np.sign(g),
        ),
        Mistake(
            "sizes of the gradients",
            "The absolute values of g stand here. Only its sign is left under Adam, and that "
            "not without minus.",
            lambda h, g, rate: -rate * np.abs(h).sum() * np.abs(g),
        ),
        Mistake(
            "all units down",
            "All units move down here. Each goes against its own gradient: its sign counts.",
            lambda h, g, rate: -rate * np.abs(h).sum() * np.ones(len(g)),
        ),
        Mistake(
            "largest input",
            "Only the largest activation counts here. A pre-activation sums over all inputs.",
            lambda h, g, rate: -rate * np.abs(h).max() * np.sign(g),
        ),
        Mistake(
            "absolute value of the sum",
            "The activations were added up before their signs were dropped. A weight behind a "
            "negative input is moved the other way: each product has the same sign.",
            lambda h, g, rate: -rate * np.abs(h.sum()) * np.sign(g),
        ),
        Mistake(
            "normalized gradient",
            "The gradient g was divided by its length. Adam divides each entry of the "
            "gradient by its own size.",
            lambda h, g, rate: -rate * np.abs(h).sum() * g / np.linalg.norm(g),
        ),
        Mistake(
            "one sign for all units",
            "One sign was taken for all units, that of the sum of g. Each unit has a gradient "
            "of its own.",
            lambda h, g, rate: -rate * np.abs(h).sum() * np.full(len(g), np.sign(g.sum())),
        ),
        Mistake(
            "positive inputs alone",
            "Only positive activations count here. A weight behind a negative one is moved "
            "the other way, and pushes as well.",
            lambda h, g, rate: -rate * np.maximum(h, 0).sum() * np.sign(g),
        ),
        Mistake(
            "divided by the length of h",
            "The move was divided by the length of h. Adam divides the gradients alone, not "
            "the activations in front of the weights.",
            lambda h, g, rate: -rate * np.abs(h).sum() / np.linalg.norm(h) * np.sign(g),
        ),
    ),
)

# 2. What the step of one row does to another


def _seen(h, other, g, rate, optimizer):
    if optimizer == "adam":
        return -rate * (other @ np.sign(h)) * np.sign(g)
    return -rate * (other @ h) * g


def _rows(seed, u, k, rate, optimizer):
    rng = np.random.default_rng(seed)
    h, other = rng.normal(size=(2, u)) + 0.3
    h[::4] = 0.0
    return h, other, rng.normal(size=k), rate, optimizer


def _sizes(h, other, g, rate, optimizer):
    kept = np.sign(h) if optimizer == "adam" else h
    return -rate * np.abs(other @ kept) * (np.sign(g) if optimizer == "adam" else g)


SEEN_BY_ANOTHER = Exercise(
    name="small_to_large.seen_by_another",
    call="seen_by_another(h, other, g, rate, optimizer)",
    reference=_seen,
    cases=(
        Case(
            "an input that is zero in the row of the step",
            lambda: (
                np.array([2.0, 0.0, -0.5]),
                np.array([1.0, 3.0, 4.0]),
                np.array([0.2, -0.7]),
                0.1,
                "adam",
            ),
        ),
        partial(_rows, 1, 9, 4, 0.03, "sgd"),
        partial(_rows, 2, 14, 3, 0.2, "adam"),
        Case(
            "rows without a common unit",
            lambda: (
                np.array([2.0, 0.0, 1.0, 0.0]),
                np.array([0.0, 1.5, 0.0, 0.7]),
                np.array([0.4, -1.0, 0.1]),
                0.05,
                "adam",
            ),
        ),
        partial(_rows, 3, 6, 5, 0.01, "sgd"),
    ),
    mistakes=(
        Mistake(
            "the row of the step",
            "This is how far the row of the step is moved itself. The other row meets the same "
            "change of the weights, with its own activations in front of them.",
            lambda h, other, g, rate, optimizer: _seen(h, h, g, rate, optimizer),
        ),
        Mistake(
            "the other row alone",
            "This is the move after a step on the other row. The weights were moved by the "
            "gradient of the row h; the other one only looks on.",
            lambda h, other, g, rate, optimizer: _seen(other, other, g, rate, optimizer),
        ),
        Mistake(
            "all of one sign",
            "For Adam every input of the other row pushes the same way here. That holds for the "
            "row of the step alone, whose signs the weights have followed.",
            lambda h, other, g, rate, optimizer: _seen(
                h if optimizer == "sgd" else np.sign(other), other, g, rate, optimizer
            ),
        ),
        Mistake(
            "signs of both rows",
            "Of h only the signs are left under Adam. The other row has made no step: its "
            "activations stand before the weights with their full size.",
            lambda h, other, g, rate, optimizer: _seen(
                h, other if optimizer == "sgd" else np.sign(other), g, rate, optimizer
            ),
        ),
        Mistake(
            "sign of the sum",
            "The sign was taken of the whole sum. Adam divides the gradient of each weight by its "
            "own size, before anything is added up.",
            lambda h, other, g, rate, optimizer: (
                _seen(h, other, g, rate, optimizer)
                if optimizer == "sgd"
                else -rate * np.sign((other @ h) * g)
            ),
        ),
        Mistake(
            "what the two rows differ by",
            "This is how much further the other row is moved than the row of the step. Its own "
            "move is asked for.",
            lambda h, other, g, rate, optimizer: (
                _seen(h, other, g, rate, optimizer) - _seen(h, h, g, rate, optimizer)
            ),
        ),
        Mistake(
            "signs of h lost",
            "Adam moves the weight behind input i by the sign of its gradient h_i g_j, in which "
            "h_i counts as well: it may be negative, or zero.",
            lambda h, other, g, rate, optimizer: _seen(
                h if optimizer == "sgd" else np.ones(len(h)), other, g, rate, optimizer
            ),
        ),
        Mistake(
            "zero taken for positive",
            "Nearly: where h is zero, so is the gradient, and the weight stays.",
            lambda h, other, g, rate, optimizer: _seen(
                h if optimizer == "sgd" else np.where(h < 0, -1.0, 1.0), other, g, rate, optimizer
            ),
        ),
        Mistake(
            "Adam as SGD",
            "For Adam this step is the one of SGD. What is left of a gradient that is divided by "
            "its own size?",
            lambda h, other, g, rate, optimizer: _seen(h, other, g, rate, "sgd"),
        ),
        Mistake(
            "SGD as Adam",
            "For SGD this step is the one of Adam. SGD subtracts the gradient as it is, with its "
            "size.",
            lambda h, other, g, rate, optimizer: _seen(h, other, g, rate, "adam"),
        ),
        Mistake(
            "the two exchanged",
            "The two optimizers have changed places: which of them looks at signs only?",
            lambda h, other, g, rate, optimizer: _seen(
                h, other, g, rate, "sgd" if optimizer == "adam" else "adam"
            ),
        ),
        Mistake(
            "size of the activations for Adam",
            "For Adam the sign of g is right. The size of h has gone the same way as that of g: "
            "the gradient h_i g_j was divided by all of it.",
            lambda h, other, g, rate, optimizer: (
                -rate * (other @ h) * (np.sign(g) if optimizer == "adam" else g)
            ),
        ),
        Mistake(
            "size of the gradient for Adam",
            "For Adam the signs of h are right. The size of g has gone the same way: the gradient "
            "h_i g_j was divided by all of it.",
            lambda h, other, g, rate, optimizer: (
                -rate * (other @ (np.sign(h) if optimizer == "adam" else h)) * g
            ),
        ),
        Mistake(
            "lengths alone",
            "For SGD the lengths of the two rows are multiplied. How far a change along h moves "
            "the other row depends on the angle between them too.",
            lambda h, other, g, rate, optimizer: (
                _seen(h, other, g, rate, "adam")
                if optimizer == "adam"
                else -rate * np.linalg.norm(h) * np.linalg.norm(other) * g
            ),
        ),
        Mistake(
            "absolute products",
            "For Adam the absolute values of the products were added up. Of h the sign is "
            "left, of the other row all: sizes and signs both.",
            lambda h, other, g, rate, optimizer: (
                _seen(h, other, g, rate, optimizer)
                if optimizer == "sgd"
                else -rate * np.sum(np.abs(h * other)) * np.sign(g)
            ),
        ),
        Mistake(
            "absolute values for both optimizers",
            "The absolute values were taken under SGD as well. Where h and the other row have "
            "unlike signs, their products push the other way.",
            lambda h, other, g, rate, optimizer: (
                -rate * np.sum(np.abs(h * other)) * g
                if optimizer == "sgd"
                else -rate * np.sum(np.abs(other)) * np.sign(g)
            ),
        ),
        Mistake(
            "size of the sum",
            "The absolute value of the sum was taken. Where the rows look opposite ways, the "
            "step of one moves the other up where its own go down.",
            _sizes,
        ),
        Mistake(
            "the other row alone under SGD",
            "For SGD this is the move after a step on the other row. The weights were moved "
            "by the gradient of the row h.",
            lambda h, other, g, rate, optimizer: _seen(
                other if optimizer == "sgd" else h, other, g, rate, optimizer
            ),
        ),
        Mistake(
            "differences of the rows",
            "The difference of the two rows stands where the other row should. It is sent "
            "through the changed weights as it is.",
            lambda h, other, g, rate, optimizer: _seen(h, h - other, g, rate, optimizer),
        ),
        Mistake(
            "sum of the rows",
            "The two rows were added. The other row is sent through the changed weights by itself.",
            lambda h, other, g, rate, optimizer: _seen(h, h + other, g, rate, optimizer),
        ),
        Mistake(
            "squares under SGD",
            "Under SGD the activations were squared. The gradient has h once, and the other "
            "row stands before it once.",
            lambda h, other, g, rate, optimizer: (
                _seen(h, other, g, rate, optimizer)
                if optimizer == "adam"
                else _seen(h**2, other**2, g, rate, optimizer)
            ),
        ),
        Mistake(
            "signs of g under SGD",
            "For SGD only the sign of g was used. SGD subtracts the gradient with its size.",
            lambda h, other, g, rate, optimizer: (
                -rate * (other @ (h if optimizer == "sgd" else np.sign(h))) * np.sign(g)
            ),
        ),
        Mistake(
            "size of the sum under Adam",
            "For Adam the absolute value of the sum was taken. Where the rows look opposite "
            "ways, the other one is moved the other way.",
            lambda h, other, g, rate, optimizer: (
                -rate * np.abs(other @ np.sign(h)) * np.sign(g)
                if optimizer == "adam"
                else _seen(h, other, g, rate, optimizer)
            ),
        ),
        Mistake(
            "sizes of h under Adam",
            "For Adam the absolute values of h stand where its signs should.",
            lambda h, other, g, rate, optimizer: (
                _seen(h, other, g, rate, optimizer)
                if optimizer == "sgd"
                else -rate * (other @ np.abs(h)) * np.sign(g)
            ),
        ),
        Mistake(
            "relative to the row of the step",
            "This is the move in parts of that of the row of the step. The move itself is "
            "asked for.",
            lambda h, other, g, rate, optimizer: (
                _seen(h, other, g, rate, optimizer)
                / (np.abs(h).sum() if optimizer == "adam" else h @ h)
            ),
        ),
    ),
)

# 3. The rates of μP for a larger network


def _rates(rate, shapes, base, *, factor=lambda new, old: old[0] / new[0]):
    return [rate * factor(new, old) for new, old in zip(shapes, base, strict=True)]


def _grown_so_far(rate, shapes, base):
    found = []
    for new, old in zip(shapes, base, strict=True):
        rate = rate * old[0] / new[0]
        found.append(rate)
    return found


def _growth_of_the_first(rate, shapes, base):
    return [rate, *[rate * base[0][1] / shapes[0][1]] * (len(shapes) - 1)]


def _first_as_the_others(rate, shapes, base):
    return [rate * base[0][1] / shapes[0][1], *_rates(rate, shapes, base)[1:]]


def _table_of_sgd(rate, shapes, base):
    found = [rate] * len(shapes)
    found[0] = rate * shapes[0][1] / base[0][1]
    found[-1] = rate * base[-1][0] / shapes[-1][0]
    return found


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
        Mistake(
            "one growth for all layers",
            "All kernels but the first got the growth of the first hidden layer. The layers "
            "grow differently: look at each kernel's own inputs.",
            _growth_of_the_first,
        ),
        Mistake(
            "the first kernel as the others",
            "The first kernel's rate follows the growth of its units. Its inputs are the "
            "features, whose number stays.",
            _first_as_the_others,
        ),
        Mistake(
            "SGD's column of the table",
            "These are the rates of μP for SGD: the first grows, the hidden ones stay. Adam "
            "has a column of its own.",
            _table_of_sgd,
        ),
        Mistake(
            "growth squared",
            "The growth was squared. The terms of a step all have one sign, so that their sum "
            "grows as their number does.",
            partial(_rates, factor=lambda new, old: (old[0] / new[0]) ** 2),
        ),
        Mistake(
            "grown so far",
            "The rates were divided one after the other, each layer's growth after all before "
            "it. A kernel needs only that of its own inputs.",
            _grown_so_far,
        ),
        Mistake(
            "by both sides",
            "The rates follow the root of the number of weights. A unit sums over its inputs "
            "alone.",
            partial(_rates, factor=lambda new, old: (old[0] * old[1] / (new[0] * new[1])) ** 0.5),
        ),
        Mistake(
            "the last as in the table for starts",
            "The last kernel's rate has a root, as its start has. Its rate falls with the "
            "inputs themselves.",
            lambda rate, shapes, base: (
                [*_rates(rate, shapes, base)[:-1], rate * (base[-1][0] / shapes[-1][0]) ** 0.5]
            ),
        ),
        Mistake(
            "all kernels as hidden ones",
            "All rates were divided by the growth of the last hidden layer. Look at each "
            "kernel's own inputs: those of the first stay.",
            lambda rate, shapes, base: [rate * base[-1][0] / shapes[-1][0]] * len(shapes),
        ),
        Mistake(
            "never above",
            "A rate was kept from growing. A layer that has become narrower is moved less, "
            "and its rate may grow.",
            lambda rate, shapes, base: [min(rate, each) for each in _rates(rate, shapes, base)],
        ),
        Mistake(
            "over the inputs of the small network",
            "The rate was divided by the inputs of the small network. Compare the inputs of "
            "the two networks.",
            partial(_rates, factor=lambda new, old: 1 / old[0]),
        ),
    ),
)

# 4. A kernel behind a multiplier


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
        Mistake(
            "rate as before for SGD",
            "For SGD the rate was left as it is. The gradient for Θ is c times that for W, "
            "and W moves by c times what Θ does: c enters twice.",
            lambda sd, rate, c, optimizer: (sd / c, rate / c if optimizer == "adam" else rate),
        ),
        Mistake(
            "the rate upside down",
            "The start is right. The rate goes the wrong way: W moves by c times what Θ does.",
            lambda sd, rate, c, optimizer: (sd / c, rate * (c if optimizer == "adam" else c**2)),
        ),
        Mistake(
            "the start upside down",
            "The rate is right. With this start W begins c² times as large as it should: W is "
            "c times Θ.",
            lambda sd, rate, c, optimizer: (sd * c, _behind(sd, rate, c, optimizer)[1]),
        ),
        Mistake(
            "roots of c",
            "The square root of c was used for the start. A deviation is multiplied by c "
            "itself; it is the variance that gets its square.",
            lambda sd, rate, c, optimizer: (sd / c**0.5, _behind(sd, rate, c, optimizer)[1]),
        ),
        Mistake(
            "times c for SGD",
            "For SGD the rate was multiplied by c. Both factors, that of the gradient and "
            "that from Θ to W, make the step of W longer.",
            lambda sd, rate, c, optimizer: (sd / c, rate / c if optimizer == "adam" else rate * c),
        ),
        Mistake(
            "root for SGD",
            "For SGD the root of c stands where its square should: the gradient brings one c, "
            "and the way from Θ to W another.",
            lambda sd, rate, c, optimizer: (
                (sd / c, rate / c if optimizer == "adam" else rate / c**0.5)
            ),
        ),
        Mistake(
            "times c for Adam",
            "For Adam the rate was multiplied by c. W moves by c times what Θ does, so Θ has "
            "to move less where c is large.",
            lambda sd, rate, c, optimizer: (
                (sd / c, rate * c if optimizer == "adam" else rate / c**2)
            ),
        ),
        Mistake(
            "times c squared for SGD",
            "For SGD the rate goes the wrong way: both factors make the step of W longer, so "
            "the rate has to be divided.",
            lambda sd, rate, c, optimizer: (
                (sd / c, rate / c if optimizer == "adam" else rate * c**2)
            ),
        ),
    ),
)

# 5. The interval of a prediction, from a formula


def _line(x, y, at, spared):
    """Return the line at a place, the deviation around it, mean and squares of the places."""
    slope, intercept = np.polyfit(x, y, 1)
    left = y - intercept - slope * x
    deviation = np.sqrt(np.sum(left**2) / (len(x) - spared))
    return intercept + slope * at, deviation, x.mean(), np.sum((x - x.mean()) ** 2)


def _interval(
    sizes,
    means,
    size,
    times,
    *,
    own=1.0,
    line=1.0,
    spared=2,
    centre=None,
    x=np.log,
    y=np.log,
    back=np.exp,
    height=1.0,
    far=lambda square, spread, m: square / spread,
    wide=np.sqrt,
    power=1,
):
    at, places = x(size), x(sizes)
    middle, deviation, mean, spread = _line(places, y(means), at, spared)
    off = at - (mean if centre is None else centre(places))
    variance = own + line * (height / len(sizes) + far(off**2, spread, len(sizes)))
    half = times * deviation**power * wide(variance)
    return float(back(middle - half)), float(back(middle + half))


def _around(sizes, means, size, times, *, relative):
    low, high = _interval(sizes, means, size, times)
    middle, half = np.sqrt(low * high), np.log(high / low) / 2
    half = half * middle if relative else half
    return middle - half, middle + half


def _distance_of_sizes(sizes, means, size, times):
    low, high = _interval(sizes, means, size, times, line=0.0)
    far = (size - sizes.mean()) ** 2 / np.sum((sizes - sizes.mean()) ** 2)
    wider = (high / low) ** (np.sqrt(1 + 1 / len(sizes) + far) / 2)
    return np.sqrt(low * high) / wider, np.sqrt(low * high) * wider


def _independent(sizes, means, size, times):
    low, high = _interval(sizes, means, size, times, line=0.0)
    _, covariance = np.polyfit(np.log(sizes), np.log(means), 1, cov="unscaled")
    of_slope, of_intercept = np.diag(covariance)
    wider = (high / low) ** (np.sqrt(1 + of_intercept + np.log(size) ** 2 * of_slope) / 2)
    return np.sqrt(low * high) / wider, np.sqrt(low * high) * wider


def _scatter(sizes, means, size, times):
    low, high = _interval(sizes, means, size, times)
    middle, half = np.sqrt(low * high), times * np.std(np.log(means), ddof=1)
    return middle * np.exp(-half), middle * np.exp(half)


def _foretold(seed, sizes, size, times, *, noise=0.1):
    rng = np.random.default_rng(seed)
    sizes = np.array(sizes, dtype=float)
    factors = np.exp(noise * rng.normal(size=len(sizes)))
    return sizes, 5 * sizes ** -rng.uniform(0.2, 0.5) * factors, size, times


def _middle_of_ends(sizes, means, size, times):
    low, high = _interval(sizes, means, size, times)
    middle, half = np.sqrt(low * high), (high - low) / 2
    return middle - half, middle + half


def _to_base_ten(sizes, means, size, times):
    return _interval(sizes, means, size, times, x=np.log10, y=np.log10)


def _one_over(sizes, means, size, times):
    low, high = _interval(sizes, means, size, times)
    return 1 / high, 1 / low


def _brought_back_apart(sizes, means, size, times, *, inside):
    """Bring back line and deviation one by one, and put the ends together of what they became."""
    low, high = _interval(sizes, means, size, times)
    line, half = np.sqrt(low * high), np.log(high / low) / 2
    half = np.exp(half) if inside else times * np.exp(half / times)
    return line - half, line + half


INTERVAL = Exercise(
    name="small_to_large.interval",
    call="interval(sizes, means, size, times)",
    returns=("low", "high"),
    reference=_interval,
    cases=(
        partial(_foretold, 1, (100, 200, 400, 900), 3000.0, 1.6),
        Case("a size between the others", partial(_foretold, 2, (40, 900, 70, 500, 2000), 300, 2)),
        partial(_foretold, 3, (800, 100, 300, 60, 450, 500), 20.0, 1.0),
        Case("three sizes", partial(_foretold, 4, (10, 60, 100), 500.0, 3.0)),
        Case(
            "means that scatter widely",
            partial(_foretold, 5, (10, 20, 60, 90, 200, 500, 700, 950), 4000.0, 2.0, noise=0.5),
        ),
    ),
    mistakes=(
        Mistake(
            "the line taken for known",
            "Here the new mean scatters around a line that is known for sure. The line was fitted "
            "to a few points, and would have come out a little differently with others.",
            partial(_interval, line=0.0),
        ),
        Mistake(
            "the line alone",
            "This says how uncertain the line is. What is reached at the new size scatters around "
            "the line as the others do.",
            partial(_interval, own=0.0),
        ),
        Mistake(
            "as wide everywhere",
            "The mean of the points is uncertain here, the slope is not. An error of the slope "
            "counts the more the farther one goes.",
            partial(_interval, far=lambda square, spread, m: 0.0),
        ),
        Mistake(
            "the slope alone",
            "Only the slope is uncertain here. The height of the line is too: it is the mean of m "
            "points.",
            partial(_interval, height=0.0),
        ),
        Mistake(
            "error of a mean",
            "This is the error of a mean, and the line's at the middle of the points. Farther out "
            "the slope has its share, and what is reached has an error of its own.",
            partial(_interval, own=0.0, far=lambda square, spread, m: 0.0),
        ),
        Mistake(
            "deviations added",
            "The two deviations were added. The errors are independent: their variances add up.",
            partial(_interval, wide=lambda variance: 1 + np.sqrt(variance - 1)),
        ),
        Mistake(
            "height and slope independent",
            "The errors of the slope and of the intercept were taken for independent. The "
            "intercept is the line far away from the points: if the slope is too large, it is too "
            "small. Which point of the line knows nothing of the slope?",
            _independent,
        ),
        Mistake(
            "divided by m",
            "The squares of the residuals were divided by the number of points. A line through two "
            "points would leave none at all: two numbers were fitted.",
            partial(_interval, spared=0),
        ),
        Mistake(
            "divided by m − 1",
            "The squares of the residuals were divided by m − 1, as for a mean. A line has two "
            "numbers that were fitted.",
            partial(_interval, spared=1),
        ),
        Mistake(
            "distance from the last size",
            "The distance was taken from the largest size. The line turns about the middle of all "
            "points, the mean of their logarithms.",
            partial(_interval, centre=np.max),
        ),
        Mistake(
            "spread as a mean",
            "The squared distance was divided by a mean of squares. More points make the slope "
            "more certain; it is their sum that counts.",
            partial(_interval, far=lambda square, spread, m: square / (spread / m)),
        ),
        Mistake(
            "sizes as they are",
            "The distances are those of the sizes as they are, and so is the line. The power is "
            "straight in the logarithms of both.",
            partial(_interval, x=lambda size: size),
        ),
        Mistake(
            "losses as they are",
            "The line was fitted to the losses as they are. The power is straight in the "
            "logarithms of both.",
            partial(_interval, y=lambda loss: loss, back=lambda loss: loss),
        ),
        Mistake(
            "not brought back",
            "These are the ends for the logarithm of the loss. The loss itself is asked for.",
            partial(_interval, back=lambda end: end),
        ),
        Mistake(
            "logarithms added to a loss",
            "The line was brought back too early: a deviation of logarithms was added to a loss. "
            "Go to the ends first, then back.",
            partial(_around, relative=False),
        ),
        Mistake(
            "a share of the loss",
            "The deviation was taken as a share of the predicted loss, which is so for small ones "
            "only. Go to the ends first, then back.",
            partial(_around, relative=True),
        ),
        Mistake(
            "distance of the sizes as they are",
            "The distances were taken between the sizes themselves. The line was fitted to their "
            "logarithms, and turns about the mean of those.",
            _distance_of_sizes,
        ),
        Mistake(
            "a part without its root",
            "The deviation has its root, and what stands behind it was left a variance. Take the "
            "root of the whole.",
            partial(_interval, wide=lambda variance: variance),
        ),
        Mistake(
            "σ squared",
            "The root of the mean of the squared residuals is missing: that is a variance, and the "
            "width of an interval is a deviation.",
            partial(_interval, power=2),
        ),
        Mistake(
            "variance for deviation",
            "The root is missing: variances add up, and the width of an interval is a deviation.",
            partial(_interval, power=2, wide=lambda variance: variance),
        ),
        Mistake(
            "scatter of the means",
            "This is how the means differ among themselves, most of which the line explains. What "
            "counts is what it leaves.",
            _scatter,
        ),
        Mistake(
            "both as they are",
            "No logarithms were taken. A power is straight in the logarithms of both, and "
            "there the errors have one variance.",
            partial(_interval, x=lambda size: size, y=lambda loss: loss, back=lambda end: end),
        ),
        Mistake(
            "one end is the line",
            "One of the ends is the line itself. Around it means on both sides: less and plus.",
            lambda sizes, means, size, times: (
                _interval(sizes, means, size, 0.0)[0],
                _interval(sizes, means, size, times)[1],
            ),
        ),
        Mistake(
            "as far on both sides",
            "The ends lie as far from the line on both sides. They do so in the logarithms "
            "only: brought back, the upper one is farther off.",
            _middle_of_ends,
        ),
        Mistake(
            "the size as it is",
            "The line was read off at the size itself. It was fitted to logarithms: go to "
            "that of the size first.",
            partial(_interval, x=lambda size: np.log(size) if np.ndim(size) else size),
        ),
        Mistake(
            "spread as a variance",
            "The squared distance was divided by a variance of the logarithms. More points "
            "make the slope more certain; it is the sum of squares that counts.",
            partial(_interval, far=lambda square, spread, m: square / (spread / (m - 1))),
        ),
        Mistake(
            "distance not squared",
            "The distance from the middle was not squared. An error of the slope moves the "
            "line by so much, and its variance by the square.",
            partial(_interval, far=lambda square, spread, m: np.sqrt(square) / spread),
        ),
        Mistake(
            "distance and spread not squared",
            "The distance was divided by the root of the sum of squares, and not squared. "
            "Square both.",
            partial(_interval, far=lambda square, spread, m: np.sqrt(square / spread)),
        ),
        Mistake(
            "distance from zero",
            "The distance was taken from zero. The line turns about the mean of the logarithms.",
            partial(_interval, centre=lambda x: 0.0),
        ),
        Mistake(
            "middle of sizes",
            "The distance was taken from the logarithm of the mean size. The line turns about "
            "the mean of the logarithms.",
            partial(_interval, centre=lambda x: np.log(np.exp(x).mean())),
        ),
        Mistake(
            "another base on the way back",
            "The logarithms were taken to base 10 and brought back by the natural "
            "exponential. Both need the same base.",
            _to_base_ten,
        ),
        Mistake(
            "upside down",
            "These are one over the losses: a sign was turned round in the logarithms.",
            _one_over,
        ),
        Mistake(
            "half of the line",
            "The new mean's own error was divided by m as well. It is the line that gets more "
            "certain with more points; a new mean scatters as each of the others.",
            lambda sizes, means, size, times: _interval(
                sizes, means, size, times, own=1 / len(sizes)
            ),
        ),
        Mistake(
            "the width brought back by itself",
            "The line and the width were brought back one by one. Go to the ends first, in the "
            "logarithms, and bring those back.",
            partial(_brought_back_apart, inside=True),
        ),
        Mistake(
            "the deviation brought back by itself",
            "The line and its deviation were brought back one by one. Go to the ends first, in "
            "the logarithms, and bring those back.",
            partial(_brought_back_apart, inside=False),
        ),
    ),
)

# 6. A power law, read off at a larger size


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


def _by_hand(sizes, losses, size, *, read=lambda slope, height, at: height + slope * at):
    slope, height = np.polyfit(np.log(sizes), np.log(losses.mean(axis=1)), 1)
    with np.errstate(over="ignore"):
        return float(np.exp(read(slope, height, np.log(size))))


def _through_zero(sizes, losses, size):
    x, y = np.log(sizes), np.log(losses.mean(axis=1))
    return float(np.exp(x @ y / (x @ x) * np.log(size)))


def _in_order(sizes, losses, size):
    return _predicted(sizes[-2:], losses[-2:], size)


def _another_base(sizes, losses, size):
    slope, intercept = np.polyfit(np.log10(sizes), np.log10(losses.mean(axis=1)), 1)
    return float(np.exp(intercept + slope * np.log(size)))


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
        Mistake(
            "the size as it is",
            "The line was read off at the size itself. It was fitted to logarithms: go to "
            "that of the size first.",
            lambda sizes, losses, size: _by_hand(
                sizes, losses, size, read=lambda slope, height, at: height + slope * np.exp(at)
            ),
        ),
        Mistake(
            "the last two",
            "The line was laid through the last two points. Least squares uses all of them.",
            _in_order,
        ),
        Mistake(
            "another base on the way back",
            "The logarithms were taken to base 10 and brought back by the natural "
            "exponential. Both need the same base.",
            partial(_straight, x=np.log10, y=np.log10),
        ),
        Mistake(
            "no constant",
            "The line goes through zero, as if the loss were 1 at the size 1. C is fitted as well.",
            _through_zero,
        ),
        Mistake(
            "height and slope exchanged",
            "The two numbers of the fit are exchanged. `polyfit` gives the highest power "
            "first: the slope, and then the height.",
            lambda sizes, losses, size: _by_hand(
                sizes, losses, size, read=lambda slope, height, at: slope + height * at
            ),
        ),
        Mistake(
            "the constant as it is",
            "C stands as its logarithm. The constant of the line is log C: bring it back too.",
            lambda sizes, losses, size: _by_hand(
                sizes,
                losses,
                size,
                read=lambda slope, height, at: np.log(np.abs(height)) + slope * at,
            ),
        ),
        Mistake(
            "C forgotten",
            "Only the power was taken, without the constant C in front of it.",
            lambda sizes, losses, size: _by_hand(
                sizes, losses, size, read=lambda slope, height, at: slope * at
            ),
        ),
        Mistake(
            "first seed",
            "Only the first seed was used. Fit the mean over all.",
            lambda sizes, losses, size: _predicted(sizes, losses[:, :1], size),
        ),
        Mistake(
            "worst seed",
            "The worst seed of each size was fitted. The mean over seeds is asked for.",
            partial(_predicted, middle=lambda x: x.max(axis=1)),
        ),
        Mistake(
            "a parabola",
            "A parabola was fitted. A power is a straight line in the logarithms, of degree 1.",
            lambda sizes, losses, size: float(
                np.exp(
                    np.polyval(
                        np.polyfit(np.log(sizes), np.log(losses.mean(axis=1)), 2), np.log(size)
                    )
                )
            ),
        ),
        Mistake(
            "the power",
            "This is κ, the power itself. The loss at the size is asked for.",
            lambda sizes, losses, size: (
                -float(np.polyfit(np.log(sizes), np.log(losses.mean(axis=1)), 1)[0])
            ),
        ),
        Mistake(
            "the nearest size",
            "This is the mean loss at the nearest of the sizes. The power law says what it "
            "will be at another.",
            lambda sizes, losses, size: float(losses.mean(axis=1)[np.argmin(np.abs(sizes - size))]),
        ),
        Mistake(
            "the height alone",
            "This is the constant C. Multiply it by the power of the size.",
            lambda sizes, losses, size: _by_hand(
                sizes, losses, size, read=lambda slope, height, at: height
            ),
        ),
        Mistake(
            "axes exchanged",
            "The sizes were fitted to the losses. The loss is what depends on the size.",
            lambda sizes, losses, size: _by_hand(
                sizes,
                losses,
                size,
                read=lambda slope, height, at: (
                    (at - np.polyfit(np.log(losses.mean(axis=1)), np.log(sizes), 1)[1])
                    / np.polyfit(np.log(losses.mean(axis=1)), np.log(sizes), 1)[0]
                ),
            ),
        ),
        Mistake(
            "base 2",
            "The logarithms were taken to base 2 and brought back by the natural exponential. "
            "Both need the same base.",
            partial(_straight, x=np.log2, y=np.log2),
        ),
        Mistake(
            "loss at the largest size",
            "This is the mean loss at the largest of the sizes. The power law says what it "
            "will be at another.",
            lambda sizes, losses, size: float(losses.mean(axis=1)[np.argmax(sizes)]),
        ),
        Mistake(
            "back from another base",
            "The line was fitted to logarithms to base 10, and left by natural ones. Use the same "
            "logarithm on the way there and back.",
            _another_base,
        ),
    ),
)

EXERCISES = (
    ADAM_MOVE,
    SEEN_BY_ANOTHER,
    ADAM_RATES,
    BEHIND_MULTIPLIER,
    INTERVAL,
    PREDICTED_LOSS,
)
