"""What learners write in the exercises on penalties in networks."""

import itertools
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


def singular(X):
    return np.linalg.svd(X, compute_uv=False)


def variances(X):
    return singular(X - X.mean(axis=0)) ** 2 / len(X)


def strengths(variance, step, t):
    left = (1 - step * variance) ** t
    return variance * left / (1 - left)


def solved(solve):
    """Solve in another way for the strengths, from the variances and the shares missing."""

    def answer(X, step, t):
        v = variances(X)
        return solve(v, (1 - step * v) ** t)

    return answer


def ratios(W, V):
    return np.sqrt(np.linalg.norm(V, axis=1) / np.linalg.norm(W, axis=0))


def scaled(W, b, V, c):
    return W * c, b * c, V / c[:, None]


def from_squares(squares):
    """Take something else for the mean squares, made of means and variances over the rows."""

    def answer(gradients, lam, batch):
        mean = gradients.mean(axis=0)
        found = squares(mean, (gradients**2).mean(axis=0) - mean**2, batch)
        return lam / np.median(found**0.5)

    return answer


def over_all_batches(gradients, batch):
    """Return the mean square of each weight's gradient over all batches, one after the other."""
    draws = np.array(list(itertools.product(range(len(gradients)), repeat=batch)))
    return np.mean(gradients[draws].mean(axis=1) ** 2, axis=0)


def drawn(gradients, batch):
    rows = np.random.default_rng(0).integers(0, len(gradients), (1000, batch))
    return gradients[rows].mean(axis=1)


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
    "equivalent_strengths": """
        d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
        variance = d**2 / len(X)
        left = (1 - step * variance) ** t
        return variance * left / (1 - left)
    """,
    "adamw_rest": """
        return np.clip(optimum, -1 / decay, 1 / decay)
    """,
    "matching_decay": """
        mean, variance = gradients.mean(axis=0), gradients.var(axis=0)
        return lam / np.median(np.sqrt(mean**2 + variance / batch))
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
    },
    "equivalent_strengths": {
        "one over time": lambda X, step, t: np.full(X.shape[1], 1 / (step * t)),
        "continuous time": lambda X, step, t: variances(X) / np.expm1(step * t * variances(X)),
        "times n": lambda X, step, t: len(X) * strengths(variances(X), step, t),
        "upside down": lambda X, step, t: variances(X) * ((1 - step * variances(X)) ** (-t) - 1),
        "not divided": lambda X, step, t: variances(X) * (1 - step * variances(X)) ** t,
        "not centered": lambda X, step, t: strengths(singular(X) ** 2 / len(X), step, t),
        "one mean for all": lambda X, step, t: strengths(
            singular(X - X.mean()) ** 2 / len(X), step, t
        ),
        "t times one step": lambda X, step, t: strengths(t * variances(X), step, 1) / t,
        "sum of squares": lambda X, step, t: strengths(len(X) * variances(X), step, t),
        "divided by n − 1": lambda X, step, t: strengths(
            len(X) / (len(X) - 1) * variances(X), step, t
        ),
        "singular values not squared": lambda X, step, t: strengths(
            singular(X - X.mean(axis=0)) / len(X), step, t
        ),
        "standardized": lambda X, step, t: strengths(
            variances((X - X.mean(axis=0)) / X.std(axis=0)), step, t
        ),
        "column by column": lambda X, step, t: strengths(X.var(axis=0), step, t),
        "singular values themselves": lambda X, step, t: strengths(
            singular(X - X.mean(axis=0)), step, t
        ),
        "the share kept": lambda X, step, t: 1 - (1 - step * variances(X)) ** t,
        "the share missing": lambda X, step, t: (1 - step * variances(X)) ** t,
        "one step more": lambda X, step, t: strengths(variances(X), step, t + 1),
        "variance forgotten": lambda X, step, t: 1 / ((1 - step * variances(X)) ** (-t) - 1),
        "one step less": lambda X, step, t: (
            strengths(variances(X), step, t - 1) if t > 1 else np.zeros(X.shape[1])
        ),
        "one plus for one less": solved(lambda v, left: v * left / (1 + left)),
        "one not taken off": solved(lambda v, left: v / (1 - left)),
        "the variance divides": solved(lambda v, left: left / (1 - left) / v),
        "times what is kept": solved(lambda v, left: v * (1 - left)),
        "singular value in front": lambda X, step, t: (
            singular(X - X.mean(axis=0)) * strengths(variances(X), step, t) / variances(X)
        ),
        "half of the curvature": lambda X, step, t: strengths(variances(X) / 2, step, t),
        "twice the curvature": lambda X, step, t: strengths(2 * variances(X), step, t),
    },
    "adamw_rest": {
        "ridge": lambda curvature, optimum, decay: curvature * optimum / (curvature + decay),
        "no decay": lambda curvature, optimum, decay: optimum,
        "box of λ": lambda curvature, optimum, decay: np.clip(optimum, -decay, decay),
        "at the wall": lambda curvature, optimum, decay: np.sign(optimum) / decay,
        "shortened vector": lambda curvature, optimum, decay: (
            optimum * min(1, 1 / decay / np.linalg.norm(optimum))
        ),
        "soft threshold": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.maximum(abs(optimum) - 1 / decay, 0)
        ),
        "soft threshold by λ": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.maximum(abs(optimum) - decay, 0)
        ),
        "lasso": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.maximum(abs(optimum) - decay / curvature, 0)
        ),
        "upper wall alone": lambda curvature, optimum, decay: np.minimum(optimum, 1 / decay),
        "lower wall alone": lambda curvature, optimum, decay: np.maximum(optimum, -1 / decay),
        "sign lost": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, 1 / decay, optimum
        ),
        "zero beyond the wall": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, 0, optimum
        ),
        "walls by curvature": lambda curvature, optimum, decay: np.clip(
            optimum, -1 / (decay * curvature), 1 / (decay * curvature)
        ),
        "all by the largest": lambda curvature, optimum, decay: (
            optimum * min(1, 1 / decay / abs(optimum).max())
        ),
        "ridge in the box": lambda curvature, optimum, decay: np.clip(
            curvature * optimum / (curvature + decay), -1 / decay, 1 / decay
        ),
        "walls at h/λ": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.minimum(abs(optimum), curvature / decay)
        ),
        "walls at λ/h": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.minimum(abs(optimum), decay / curvature)
        ),
        "wall where the gradient is large": lambda curvature, optimum, decay: np.where(
            abs(curvature * optimum) > 1 / decay, np.sign(optimum) / decay, optimum
        ),
        "ridge beyond the wall": lambda curvature, optimum, decay: np.where(
            abs(optimum) * decay > 1, optimum / (1 + decay / curvature), optimum
        ),
        "ridge of curvature one": lambda curvature, optimum, decay: optimum / (1 + decay),
        "shrunk by the decay": lambda curvature, optimum, decay: optimum - decay * optimum,
    },
    "matching_decay": {
        "single rows": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt((gradients**2).mean(axis=0)))
        ),
        "all divided by the batch": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt((gradients**2).mean(axis=0) / batch))
        ),
        "noise alone": lambda gradients, lam, batch: (
            lam * np.sqrt(batch) / np.median(gradients.std(axis=0))
        ),
        "mean gradient alone": lambda gradients, lam, batch: (
            lam / np.median(np.abs(gradients.mean(axis=0)))
        ),
        "without replacement": lambda gradients, lam, batch: (
            lam
            / np.median(
                np.sqrt(
                    gradients.mean(axis=0) ** 2
                    + gradients.var(axis=0, ddof=1) / batch * (1 - batch / len(gradients))
                )
            )
        ),
        "one epoch": lambda gradients, lam, batch: (
            lam
            / np.median(
                np.sqrt(
                    np.mean(
                        [
                            gradients[i : i + batch].mean(0) ** 2
                            for i in range(0, len(gradients), batch)
                        ],
                        axis=0,
                    )
                )
            )
        ),
        "the way there": lambda gradients, lam, batch: (
            lam * np.median(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch))
        ),
        "no root": lambda gradients, lam, batch: (
            lam / np.median(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch)
        ),
        "mean over the kernel": lambda gradients, lam, batch: (
            lam / np.mean(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch))
        ),
        "one strength for all": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(np.mean(gradients) ** 2 + np.var(gradients) / batch))
        ),
        "median of each unit": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch), axis=0)
        ),
        "standard deviation for variance": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.std(0) / batch))
        ),
        "rows for the batch": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / len(gradients)))
        ),
        "root of the batch": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / np.sqrt(batch)))
        ),
        "spread with n − 1": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0, ddof=1) / batch))
        ),
        "mean of the decays": lambda gradients, lam, batch: np.mean(
            lam / np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch)
        ),
        "noise counted again": from_squares(lambda m, s2, b: m**2 + s2 + s2 / b),
        "mean counted again": from_squares(lambda m, s2, b: m**2 + (m**2 + s2) / b),
        "the wrong part divided": from_squares(lambda m, s2, b: m**2 / b + s2),
        "batch squared": from_squares(lambda m, s2, b: m**2 + s2 / b**2),
        "times the batch": from_squares(lambda m, s2, b: m**2 + s2 * b),
        "roots added": from_squares(lambda m, s2, b: (abs(m) + (s2 / b) ** 0.5) ** 2),
        "the first batch alone": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients[:batch].mean(axis=0) ** 2))
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
    "equivalent_strengths": [
        (
            lambda X, step, t: strengths(variances(X), step, t)[::-1],
            "The result is the other way round, last entry first.",
        ),
        (
            lambda X, step, t: strengths(variances(X), 2 * step, t),
            "This would be right for twice the given step.",
        ),
        (
            lambda X, step, t: strengths(variances(X), step, t).mean(),
            "The result is the mean of what is asked: an array with",
        ),
        (
            lambda X, step, t: np.sqrt(strengths(variances(X), step, t)),
            "The result is the square root of what it should be.",
        ),
    ],
    "adamw_rest": [
        (
            lambda curvature, optimum, decay: np.minimum(abs(optimum), 1 / decay),
            "The result is what it should be without its sign.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(optimum, -0.5 / decay, 0.5 / decay),
            "This would be right for twice the given decay.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(optimum, -2 / decay, 2 / decay),
            "This would be right for half of the given decay.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(
                optimum, -1 / np.sqrt(decay), 1 / np.sqrt(decay)
            ),
            "This would be right for the square root of decay in place",
        ),
        (
            lambda curvature, optimum, decay: -np.clip(optimum, -1 / decay, 1 / decay),
            "The result is of the wrong sign.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(optimum, -1, 1),
            "This would be right for decay = 1. Where does decay enter?",
        ),
    ],
    "matching_decay": [
        # Batches drawn by chance.
        (
            lambda gradients, lam, batch: (
                lam / np.median(np.sqrt(np.mean(drawn(gradients, batch) ** 2, axis=0)))
            ),
            "",
        ),
        (
            lambda gradients, lam, batch: (
                0.001 * lam / np.median(np.sqrt(over_all_batches(gradients, batch)))
            ),
            "The result is 0.001 times what it should be, always.",
        ),
        (
            lambda gradients, lam, batch: (
                lam
                / np.median(np.sqrt(gradients.mean(0) ** 2 * batch**2 + batch * gradients.var(0)))
            ),
            "The result is what it should be, divided by batch.",
        ),
        (
            lambda gradients, lam, batch: (
                0.5 * lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch))
            ),
            "The result is half of what it should be.",
        ),
        (
            lambda gradients, lam, batch: (
                lam / np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch)
            ),
            "The result has more entries than are asked: their median is",
        ),
        (
            lambda gradients, lam, batch: (
                np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch)) / lam
            ),
            "The result is 1 over what it should be.",
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
    "equivalent_strengths": [
        lambda X, step, t: strengths(np.linalg.eigvalsh(np.cov(X.T, ddof=0))[::-1], step, t),
        lambda X, step, t: (
            variances(X) / ((1 - step * variances(X)) ** (-t) - 1)
            if step * variances(X).max() < 1
            else strengths(variances(X), step, t)
        ),
    ],
    "adamw_rest": [
        lambda curvature, optimum, decay: np.sign(optimum) * np.minimum(abs(optimum), 1 / decay),
        lambda curvature, optimum, decay: np.array(
            [max(-1 / decay, min(1 / decay, x)) for x in optimum]
        ),
        lambda curvature, optimum, decay: [max(-1 / decay, min(1 / decay, x)) for x in optimum],
    ],
    "matching_decay": [
        lambda gradients, lam, batch: (
            lam / np.median(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch) ** 0.5
        ),
        lambda gradients, lam, batch: np.median(
            lam / np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch)
        ),
        lambda gradients, lam, batch: (
            lam
            / np.median(
                np.sqrt(
                    (gradients**2).mean(axis=0) / batch
                    + (1 - 1 / batch) * gradients.mean(axis=0) ** 2
                ).ravel()
            )
        ),
        lambda gradients, lam, batch: float(
            lam / np.median(np.sqrt(over_all_batches(gradients, batch)))
        ),
        lambda gradients, lam, batch: np.float32(
            lam
            / np.median(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.std(axis=0) ** 2 / batch))
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
