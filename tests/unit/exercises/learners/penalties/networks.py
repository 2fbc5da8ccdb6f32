"""What learners write in the exercises on penalties in networks."""

import math

import numpy as np


def averaged(v, gradient):
    return 0.9 * v + 0.1 * gradient**2


def stepped(w, v, g, rate, decay, *, root=None, new=None):
    """Take a decoupled step with this root of the old v and the new one."""
    new = averaged(v, g) if new is None else new
    root = np.sqrt(new + 1e-7) if root is None else root
    return (1 - rate * decay) * w - rate * g / root, new


def moved(move):
    """Update v as it should be, and move the weights in another way."""

    def answer(w, v, gradient, rate, decay):
        new = averaged(v, gradient)
        return move(w, gradient, rate, decay, np.sqrt(new + 1e-7)), new

    return answer


def averaging(average):
    """Step as it should be, with another v."""
    return lambda w, v, g, rate, decay: stepped(w, v, g, rate, decay, new=average(v, g))


def lengths(W, axis=(0, 1)):
    return np.sqrt(np.sum(W**2, axis=axis, keepdims=True))


def shortened(W, limit, length):
    return W * np.minimum(1, limit / length)


def ratios(W, V):
    return np.sqrt(np.linalg.norm(V, axis=1) / np.linalg.norm(W, axis=0))


def scaled(W, b, V, c):
    return W * c, b * c, V / c[:, None]


SCOPE = {"math": math, "np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "half_life": """
        return np.log(0.5) / np.log(1 - rate * decay)
    """,
    "rmsprop_step": """
        v = 0.9 * v + 0.1 * gradient**2
        w = (1 - rate * decay) * w
        return w - rate * gradient / np.sqrt(v + 1e-7), v
    """,
    "project_filters": """
        lengths = np.sqrt(np.sum(W**2, axis=(0, 1)))
        return W * np.minimum(1, limit / lengths)
    """,
    "balance": """
        scale = np.sqrt(np.linalg.norm(V, axis=1) / np.linalg.norm(W, axis=0))
        return W * scale, b * scale, V / scale[:, None]
    """,
}
# What learners do wrong, by the name of the mistake in the registry.
SLIPS = {
    "half_life": {
        "to a share of 1/e": lambda rate, decay: 1 / (rate * decay),
        "continuous time": lambda rate, decay: np.log(2) / (rate * decay),
        "without the learning rate": lambda rate, decay: np.log(0.5) / np.log(1 - decay),
        "negative": lambda rate, decay: np.log(2) / np.log(1 - rate * decay),
        "half per step": lambda rate, decay: 0.5 / (rate * decay),
        "exactly to 1/e": lambda rate, decay: -1 / np.log(1 - rate * decay),
        "without the decay": lambda rate, decay: np.log(0.5) / np.log(1 - rate),
        "upside down": lambda rate, decay: np.log(1 - rate * decay) / np.log(0.5),
        "logarithm of what goes": lambda rate, decay: np.log(0.5) / np.log(rate * decay),
        "rounded up": lambda rate, decay: math.ceil(np.log(0.5) / np.log(1 - rate * decay)),
        "rounded down": lambda rate, decay: int(np.log(0.5) / np.log(1 - rate * decay)),
        "to the nearest step": lambda rate, decay: round(np.log(0.5) / np.log(1 - rate * decay)),
        "a factor above one": lambda rate, decay: np.log(2) / np.log(1 + rate * decay),
        "logarithm of the quotient": lambda rate, decay: np.log(0.5) - np.log(1 - rate * decay),
        "one half without its logarithm": lambda rate, decay: 0.5 / np.log(1 - rate * decay),
        "one half without its logarithm, positive": lambda rate, decay: (
            -0.5 / np.log(1 - rate * decay)
        ),
        "rate outside the logarithm": lambda rate, decay: np.log(0.5) / (rate * np.log(1 - decay)),
        "decay outside the logarithm": lambda rate, decay: np.log(0.5) / (decay * np.log(1 - rate)),
        "negative, in continuous time": lambda rate, decay: np.log(0.5) / (rate * decay),
        "sum in place of the product": lambda rate, decay: (
            np.log(0.5) / np.log(abs(1 - rate - decay))
        ),
        "two factors": lambda rate, decay: np.log(0.5) / np.log((1 - rate) * (1 - decay)),
        "logarithm of what goes, turned round": lambda rate, decay: (
            np.log(2) / np.log(rate * decay)
        ),
        "half of one factor": lambda rate, decay: 0.5 / (1 - rate * decay),
        "factor without its logarithm": lambda rate, decay: np.log(0.5) / (1 - rate * decay),
        "logarithms multiplied": lambda rate, decay: np.log(0.5) * np.log(1 - rate * decay),
        "one half as the exponent": lambda rate, decay: np.sqrt(1 - rate * decay),
        "powers exchanged": lambda rate, decay: 0.5 ** (1 - rate * decay),
    },
    "rmsprop_step": {
        "L2 in the loss": lambda w, v, gradient, rate, decay: (
            w - rate * (gradient + decay * w) / np.sqrt(averaged(v, gradient + decay * w) + 1e-07),
            averaged(v, gradient + decay * w),
        ),
        "divided decay": lambda w, v, gradient, rate, decay: (
            w - rate * (gradient + decay * w) / np.sqrt(averaged(v, gradient) + 1e-07),
            averaged(v, gradient),
        ),
        "decay after the step": lambda w, v, gradient, rate, decay: (
            (1 - rate * decay) * stepped(w, v, gradient, rate, 0)[0],
            averaged(v, gradient),
        ),
        "no decay": lambda w, v, gradient, rate, decay: stepped(w, v, gradient, rate, 0),
        "decay without the rate": lambda w, v, gradient, rate, decay: (
            stepped(w, v, gradient, rate, 0)[0] - decay * w,
            averaged(v, gradient),
        ),
        "v from before": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, root=np.sqrt(v + 1e-07)
        ),
        "ε outside the root": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, root=np.sqrt(averaged(v, gradient)) + 1e-07
        ),
        "no ε": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, root=np.sqrt(averaged(v, gradient))
        ),
        "no root": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, root=averaged(v, gradient) + 1e-07
        ),
        "shares of v exchanged": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, new=0.1 * v + 0.9 * gradient**2
        ),
        "shares of Adam": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, new=0.999 * v + 0.001 * gradient**2
        ),
        "gradient not squared": lambda w, v, gradient, rate, decay: stepped(
            w,
            v,
            gradient,
            rate,
            decay,
            root=np.sqrt(abs(0.9 * v + 0.1 * gradient) + 1e-07),
            new=0.9 * v + 0.1 * gradient,
        ),
        "squares added up": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, new=v + gradient**2
        ),
        "decay in v": lambda w, v, gradient, rate, decay: stepped(
            w,
            v,
            gradient,
            rate,
            decay,
            root=np.sqrt(averaged(v, gradient + decay * w) + 1e-07),
            new=averaged(v, gradient + decay * w),
        ),
        "corrected like Adam": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, root=np.sqrt(averaged(v, gradient) / 0.1 + 1e-07)
        ),
        "uphill": lambda w, v, gradient, rate, decay: stepped(w, v, -gradient, rate, decay),
        "weights grow": lambda w, v, gradient, rate, decay: stepped(w, v, gradient, rate, -decay),
        "old v returned": lambda w, v, gradient, rate, decay: (
            stepped(w, v, gradient, rate, decay)[0],
            v,
        ),
        "step without the rate": moved(
            lambda w, g, rate, decay, root: w - rate * decay * w - g / root
        ),
        "rate twice": moved(
            lambda w, g, rate, decay, root: w - rate * (g / root + rate * decay * w)
        ),
        "the same off each weight": moved(
            lambda w, g, rate, decay, root: w - rate * decay - rate * g / root
        ),
        "L1 decay": moved(
            lambda w, g, rate, decay, root: w - rate * decay * np.sign(w) - rate * g / root
        ),
        "decay by dividing": moved(
            lambda w, g, rate, decay, root: w / (1 + rate * decay) - rate * g / root
        ),
        "the change alone": moved(
            lambda w, g, rate, decay, root: -rate * decay * w - rate * g / root
        ),
        "plain descent": moved(lambda w, g, rate, decay, root: (1 - rate * decay) * w - rate * g),
        "divided by its own size": moved(
            lambda w, g, rate, decay, root: (1 - rate * decay) * w - rate * g / np.sqrt(g**2 + 1e-7)
        ),
        "decay in both places": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient + decay * w, rate, decay
        ),
        "another ε": lambda w, v, gradient, rate, decay: stepped(
            w, v, gradient, rate, decay, root=np.sqrt(averaged(v, gradient) + 1e-8)
        ),
        "the root returned": lambda w, v, gradient, rate, decay: (
            stepped(w, v, gradient, rate, decay)[0],
            np.sqrt(averaged(v, gradient) + 1e-7),
        ),
        "square with its full weight": averaging(lambda v, g: 0.9 * v + g**2),
        "old v with its full weight": averaging(lambda v, g: v + 0.1 * g**2),
        "shares of 99 and 1": averaging(lambda v, g: 0.99 * v + 0.01 * g**2),
        "squared after averaging": averaging(lambda v, g: (0.9 * v + 0.1 * g) ** 2),
        "one square for all": averaging(lambda v, g: 0.9 * v + 0.1 * g @ g),
        "one mean square for all": averaging(lambda v, g: 0.9 * v + 0.1 * np.mean(g**2)),
        "factor of decay alone, after the step": lambda w, v, gradient, rate, decay: (
            (1 - decay) * stepped(w, v, gradient, rate, 0)[0],
            averaged(v, gradient),
        ),
        "exponential decay": moved(
            lambda w, g, rate, decay, root: np.exp(-rate * decay) * w - rate * g / root
        ),
        "a tenth of the gradient": moved(
            lambda w, g, rate, decay, root: (1 - rate * decay) * w - 0.1 * rate * g / root
        ),
        "sign of the gradient": moved(
            lambda w, g, rate, decay, root: (1 - rate * decay) * w - rate * np.sign(g)
        ),
        "only λ of the weights kept": moved(
            lambda w, g, rate, decay, root: decay * w - rate * g / root
        ),
        "only ηλ of the weights kept": moved(
            lambda w, g, rate, decay, root: rate * decay * w - rate * g / root
        ),
        "decay twice": moved(
            lambda w, g, rate, decay, root: (1 - rate * decay) ** 2 * w - rate * g / root
        ),
        "square returned for v": lambda w, v, gradient, rate, decay: (
            stepped(w, v, gradient, rate, decay)[0],
            gradient**2,
        ),
        "shares of 95 and 5": averaging(lambda v, g: 0.95 * v + 0.05 * g**2),
        "absolute value for the square": averaging(lambda v, g: 0.9 * v + 0.1 * abs(g)),
        "decay by the root": moved(
            lambda w, g, rate, decay, root: w - (rate * g + decay * w) / root
        ),
        "gradient not squared in v": """
        v = 0.9 * v + 0.1 * gradient
        return (1 - rate * decay) * w - rate * gradient / np.sqrt(v + 1e-7), v
    """,
    },
    "project_filters": {
        "axis 0 alone": lambda W, limit: shortened(W, limit, lengths(W, 0)),
        "over the filters": lambda W, limit: shortened(W, limit, lengths(W, 2)),
        "the whole kernel": lambda W, limit: shortened(W, limit, np.linalg.norm(W)),
        "all to the limit": lambda W, limit: W * limit / lengths(W),
        "clipped entries": lambda W, limit: np.clip(W, -limit, limit),
        "squared length": lambda W, limit: shortened(W, limit, lengths(W) ** 2),
        "axis 1 alone": lambda W, limit: shortened(W, limit, lengths(W, 1)),
        "filters taken as the first axis": lambda W, limit: shortened(W, limit, lengths(W, (1, 2))),
        "over positions and filters": lambda W, limit: shortened(W, limit, lengths(W, (0, 2))),
        "all by the longest": lambda W, limit: shortened(W, limit, lengths(W).max()),
        "long ones left": lambda W, limit: W * np.maximum(1, limit / lengths(W)),
        "factor upside down": lambda W, limit: W * np.minimum(1, lengths(W) / limit),
        "to length one": lambda W, limit: np.where(lengths(W) > limit, W / lengths(W), W),
        "set to zero": lambda W, limit: W * (lengths(W) <= limit),
        "mean in place of the sum": lambda W, limit: shortened(
            W, limit, np.sqrt((W**2).mean(axis=(0, 1)))
        ),
        "sum of absolute values": lambda W, limit: shortened(W, limit, abs(W).sum(axis=(0, 1))),
        "largest weight": lambda W, limit: shortened(W, limit, abs(W).max(axis=(0, 1))),
        "largest singular value": lambda W, limit: shortened(
            W, limit, np.linalg.norm(W, 2, axis=(0, 1))
        ),
        "reshaped across the filters": lambda W, limit: shortened(
            W.reshape(W.shape[2], -1), limit, lengths(W.reshape(W.shape[2], -1), 1)
        ).reshape(W.shape),
        "squares compared and applied": lambda W, limit: (
            W * np.minimum(1, limit**2 / lengths(W) ** 2)
        ),
        "root too many": lambda W, limit: shortened(W, limit**0.5, lengths(W) ** 0.5),
        "times the limit": lambda W, limit: np.where(lengths(W) > limit, limit * W, W),
        "divided by the limit": lambda W, limit: np.where(lengths(W) > limit, W / limit, W),
        "divided by the squared length": lambda W, limit: np.where(
            lengths(W) > limit, W * limit / np.sum(W**2, axis=(0, 1)), W
        ),
        "all, if one is too long": lambda W, limit: (
            W * limit / lengths(W) if lengths(W).max() > limit else W + 0.0
        ),
        "the factors": lambda W, limit: np.minimum(1, limit / np.sqrt(np.sum(W**2, axis=(0, 1)))),
        "pieces added up": lambda W, limit: shortened(
            W, limit, np.linalg.norm(W, axis=0).sum(axis=0)
        ),
        "entries cut from above": lambda W, limit: np.minimum(W, limit),
        "length subtracted": lambda W, limit: W - np.maximum(lengths(W) - limit, 0),
        "all by the mean length": lambda W, limit: shortened(W, limit, lengths(W).mean()),
        "all by the shortest": lambda W, limit: shortened(W, limit, lengths(W).min()),
        "squared length compared": lambda W, limit: np.where(
            lengths(W) ** 2 > limit, W * limit / lengths(W), W
        ),
        "inputs averaged": lambda W, limit: shortened(
            W, limit, np.sqrt((W**2).sum(axis=1).mean(axis=0))
        ),
        "positions summed first": lambda W, limit: shortened(
            W, limit, np.linalg.norm(W.sum(axis=0), axis=0)
        ),
        "soft threshold": lambda W, limit: np.sign(W) * np.maximum(abs(W) - limit, 0),
        "always shortened": lambda W, limit: W / (1 + lengths(W) / limit),
        "entries set to the limit": lambda W, limit: np.where(lengths(W) > limit, limit, W),
        "filters moved to the front": lambda W, limit: shortened(W, limit, lengths(W)).transpose(
            2, 0, 1
        ),
        "longest row of the filter": lambda W, limit: shortened(
            W, limit, np.linalg.norm(W, axis=1).max(axis=0)
        ),
    },
    "balance": {
        "one factor for all": lambda W, b, V: scaled(
            W, b, V, np.full(len(b), np.sqrt(np.linalg.norm(V) / np.linalg.norm(W)))
        ),
        "bias left behind": lambda W, b, V: (W * ratios(W, V), b, V / ratios(W, V)[:, None]),
        "bias counted": lambda W, b, V: scaled(W, b, V, ratios(np.vstack([W, b]), V)),
        "lengths exchanged": lambda W, b, V: scaled(W, b, V, ratios(W, V) ** 2),
        "the wrong way": lambda W, b, V: scaled(W, b, V, 1 / ratios(W, V)),
        "too little": lambda W, b, V: scaled(W, b, V, np.sqrt(ratios(W, V))),
        "sums of absolute values": lambda W, b, V: scaled(
            W, b, V, np.sqrt(abs(V).sum(axis=1) / abs(W).sum(axis=0))
        ),
        "mean squares": lambda W, b, V: scaled(
            W, b, V, ((V**2).mean(axis=1) / (W**2).mean(axis=0)) ** 0.25
        ),
        "bias the other way": lambda W, b, V: (
            W * ratios(W, V),
            b / ratios(W, V),
            V / ratios(W, V)[:, None],
        ),
        "outgoing weights left": lambda W, b, V: (W * ratios(W, V), b * ratios(W, V), V),
        "incoming weights left": lambda W, b, V: (W, b, V / ratios(W, V)[:, None]),
        "both multiplied": lambda W, b, V: (
            W * ratios(W, V),
            b * ratios(W, V),
            V * ratios(W, V)[:, None],
        ),
        "incoming of length one": lambda W, b, V: scaled(W, b, V, 1 / np.linalg.norm(W, axis=0)),
        "outgoing of length one": lambda W, b, V: scaled(W, b, V, np.linalg.norm(V, axis=1)),
        "square of the ratio": lambda W, b, V: scaled(W, b, V, ratios(W, V) ** 4),
        "product for the ratio": lambda W, b, V: scaled(
            W, b, V, np.sqrt(np.linalg.norm(W, axis=0) * np.linalg.norm(V, axis=1))
        ),
        "only shortened": lambda W, b, V: scaled(W, b, V, np.minimum(1, ratios(W, V))),
        "only lengthened": lambda W, b, V: scaled(W, b, V, np.maximum(1, ratios(W, V))),
        "both of length one": lambda W, b, V: (
            *scaled(W, b, V, 1 / lengths(W, 0)[0])[:2],
            V / lengths(V, 1),
        ),
        "both of the mean length": lambda W, b, V: (
            lambda mean: (
                W * mean / lengths(W, 0)[0],
                b * mean / lengths(W, 0)[0],
                V * mean[:, None] / lengths(V, 1),
            )
        )((lengths(W, 0)[0] + lengths(V, 1)[:, 0]) / 2),
        "bias with the root": lambda W, b, V: (
            scaled(W, b, V, ratios(W, V))[0],
            b * np.sqrt(ratios(W, V)),
            scaled(W, b, V, ratios(W, V))[2],
        ),
        "outgoing divided twice": lambda W, b, V: (
            W * ratios(W, V),
            b * ratios(W, V),
            V / ratios(W, V)[:, None] ** 2,
        ),
        "length of the whole W": lambda W, b, V: scaled(
            W, b, V, np.sqrt(np.linalg.norm(V, axis=1) / np.linalg.norm(W))
        ),
        "length of the whole V": lambda W, b, V: scaled(
            W, b, V, np.sqrt(np.linalg.norm(V) / np.linalg.norm(W, axis=0))
        ),
        "bias with the square": lambda W, b, V: (
            W * ratios(W, V),
            b * ratios(W, V) ** 2,
            V / ratios(W, V)[:, None],
        ),
        "largest weights": lambda W, b, V: scaled(
            W, b, V, np.sqrt(abs(V).max(axis=1) / abs(W).max(axis=0))
        ),
        "mean absolute values": lambda W, b, V: scaled(
            W, b, V, np.sqrt(abs(V).mean(axis=1) / abs(W).mean(axis=0))
        ),
        "nothing balanced": lambda W, b, V: (W, b, V),
        "difference of the lengths": lambda W, b, V: scaled(
            W, b, V, abs(np.linalg.norm(V, axis=1) - np.linalg.norm(W, axis=0))
        ),
        "each by the other's length": lambda W, b, V: (
            W * np.linalg.norm(V, axis=1),
            b * np.linalg.norm(V, axis=1),
            V * np.linalg.norm(W, axis=0)[:, None],
        ),
        "scaled by the incoming length": lambda W, b, V: scaled(W, b, V, np.linalg.norm(W, axis=0)),
        "sums of the weights": lambda W, b, V: scaled(
            W, b, V, np.sqrt(abs(V.sum(axis=1) / W.sum(axis=0)))
        ),
    },
}
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "half_life": [
        (
            lambda rate, decay: np.log(0.5) / np.log10(1 - rate * decay),
            "The result is a natural logarithm where one to base 10 is",
        ),
        (
            lambda rate, decay: np.log10(0.5) / np.log(1 - rate * decay),
            "The result is a common logarithm (to base 10) where a",
        ),
        (
            lambda rate, decay: np.log(0.5) / np.log(1 + rate * decay),
            "This would be right for −rate: is a sign turned round?",
        ),
        (
            lambda rate, decay: np.log(0.25) / np.log(1 - rate * decay),
            "The result is twice what it should be.",
        ),
        (
            lambda rate, decay: 0.5 * np.log(0.5) / np.log(1 - rate * decay),
            "The result is half of what it should be.",
        ),
    ],
    "rmsprop_step": [
        (
            lambda w, v, gradient, rate, decay: stepped(w, v, gradient, rate, decay)[::-1],
            "The parts are right, in another order than w, v.",
        ),
        (
            lambda w, v, gradient, rate, decay: stepped(w, v, gradient, rate, decay)[0],
            "Return w, v together, as a tuple.",
        ),
        (
            lambda w, v, gradient, rate, decay: stepped(w, v, gradient, rate, 2 * decay),
            "Right: v.",
        ),
        (
            lambda w, v, gradient, rate, decay: (
                w.__imul__(1 - rate * decay)
                - rate * gradient / np.sqrt(averaged(v, gradient) + 1e-07),
                averaged(v, gradient),
            ),
            "The answer changes its argument w in place, and so the data",
        ),
    ],
    "project_filters": [
        (
            lambda W, limit: shortened(W, limit, lengths(W)).reshape(-1, W.shape[2]),
            "The result has the right numbers in another shape.",
        ),
        (
            lambda W, limit: shortened(W, limit, lengths(W)).T,
            "The result is transposed: its rows stand where the columns",
        ),
        (
            lambda W, limit: shortened(W, 1, lengths(W)),
            "This would be right for limit = 1. Where does limit enter?",
        ),
    ],
    "balance": [
        (
            lambda W, b, V: (W * ratios(W, V), V / ratios(W, V)[:, None], b * ratios(W, V)),
            "The parts are right, in another order than W, b, V.",
        ),
        (lambda W, b, V: (W * ratios(W, V), V / ratios(W, V)[:, None]), "Return W, b, V: 3 parts."),
    ],
}
# Right answers of another form.
RIGHT = {
    "half_life": [
        lambda rate, decay: -1 / np.log2(1 - rate * decay),
        lambda rate, decay: -math.log(2) / math.log1p(-rate * decay),
        lambda rate, decay: math.log(0.5, 1 - rate * decay),
        lambda rate, decay: np.log10(0.5) / np.log10(1 - rate * decay),
    ],
    "rmsprop_step": [
        lambda w, v, gradient, rate, decay: [
            w
            - rate * (decay * w + gradient / (v * 0.9 + 0.1 * gradient * gradient + 1e-07) ** 0.5),
            0.9 * v + 0.1 * gradient * gradient,
        ],
        lambda w, v, gradient, rate, decay: np.array(
            [
                w
                - rate
                * (decay * w + gradient / (v * 0.9 + 0.1 * gradient * gradient + 1e-07) ** 0.5),
                0.9 * v + 0.1 * gradient * gradient,
            ]
        ),
        lambda w, v, gradient, rate, decay: (
            (1 - rate * decay)
            * (
                w
                - rate
                * gradient
                / np.sqrt(v + 0.1 * (gradient * gradient - v) + 1e-07)
                / (1 - rate * decay)
            ),
            v + 0.1 * (gradient * gradient - v),
        ),
    ],
    "project_filters": [
        lambda W, limit: np.stack(
            [W[:, :, k] * min(1, limit / np.linalg.norm(W[:, :, k])) for k in range(W.shape[2])],
            axis=2,
        ),
        lambda W, limit: (
            W / np.maximum(1, np.linalg.norm(W.reshape(-1, W.shape[2]), axis=0) / limit)
        ),
        lambda W, limit: (
            W
            * np.clip(np.sqrt((W**2).sum((0, 1), keepdims=True)), 0, limit)
            / (1e-15 + np.sqrt((W**2).sum((0, 1), keepdims=True)))
        ),
        lambda W, limit: (
            W
            * np.clip(np.sqrt((W**2).sum((0, 1), keepdims=True)), 0, limit)
            / (1e-07 + np.sqrt((W**2).sum((0, 1), keepdims=True)))
        ),
    ],
    "balance": [
        lambda W, b, V: [W * ratios(W, V), b * ratios(W, V), (V.T / ratios(W, V)).T],
        lambda W, b, V: (
            lambda a, be: (
                W / a * np.sqrt(a * be),
                b / a * np.sqrt(a * be),
                V / be[:, None] * np.sqrt(a * be)[:, None],
            )
        )(np.linalg.norm(W, axis=0), np.linalg.norm(V, axis=1)),
        lambda W, b, V: (W * ratios(W, V), b * ratios(W, V), np.diag(1 / ratios(W, V)) @ V),
    ],
}
