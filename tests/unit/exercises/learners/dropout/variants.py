"""What learners write in the exercises on variants of dropout."""

import math

import numpy as np
from scipy.stats import norm

# What the notebook itself has by such a name.
rate = 0.5


def strength(r):
    return r / (1 - r)


def variances(h, r, v=strength):
    k = h.shape[1] * h.shape[2]
    return v(r) * (h**2).sum((1, 2)) / k**2, v(r) * h.mean((1, 2)) ** 2


def step(h, c, k, r, t):
    s = k if t else r
    return s * h + (1 - s) * c


def rectified(X, W, b, r, m=None, s=None):
    m = X @ W + b if m is None else m
    s = np.sqrt(strength(r) * X**2 @ W**2) if s is None else s
    t = m / s
    return m * norm.cdf(t) + s * norm.pdf(t)


SCOPE = {"np": np, "norm": norm}
SOLUTIONS = {
    "uniform_half_width": """
        return np.sqrt(3 * rate / (1 - rate))
    """,
    "pooled_variance": """
        v, places = rate / (1 - rate), h.shape[1] * h.shape[2]
        single = v * np.sum(h**2, axis=(1, 2)) / places**2
        return single, v * h.mean(axis=(1, 2)) ** 2
    """,
    "zoneout": """
        share = keep_old if training else rate
        return share * h + (1 - share) * candidate
    """,
    "expected_relu": """
        mean = X @ W + b
        sd = np.sqrt(rate / (1 - rate) * X**2 @ W**2)
        t = mean / sd
        return mean * norm.cdf(t) + sd * norm.pdf(t)
    """,
}
SLIPS = {
    "uniform_half_width": {
        "standard deviation": lambda r: np.sqrt(strength(r)),
        "variance": lambda r: strength(r),
        "full width": (lambda r: 2 * np.sqrt(3 * strength(r)), lambda r: np.sqrt(12 * strength(r))),
        "not rooted": lambda r: 3 * strength(r),
        "mask's variance": lambda r: np.sqrt(3 * r * (1 - r)),
        "v not rooted": lambda r: np.sqrt(3) * strength(r),
        "both ends": lambda r: (1 - np.sqrt(3 * strength(r)), 1 + np.sqrt(3 * strength(r))),
        "twelve times the variance": lambda r: 12 * strength(r),
        "no wider than one": lambda r: min(1, np.sqrt(3 * strength(r))),
        "three outside the root": """
            return 3 * (rate / (1 - rate)) ** 0.5
        """,
        "divided by three": """
            return np.sqrt(rate / (3 * (1 - rate)))
        """,
        "six in place of three": """
            return np.sqrt(6 * rate / (1 - rate))
        """,
    },
    "pooled_variance": {
        "no v": lambda h, r: variances(h, 0.5),
        "rate for v": lambda h, r: variances(h, r, lambda r: r),
        "divided once": lambda h, r: (strength(r) * (h**2).mean((1, 2)), variances(h, r)[1]),
        "the same for both": lambda h, r: (variances(h, r)[0],) * 2,
        "exchanged": lambda h, r: variances(h, r)[::-1],
        "mean of squares": lambda h, r: (variances(h, r)[0], strength(r) * (h**2).mean((1, 2))),
        "over all maps": lambda h, r: tuple(a.mean(-1) for a in variances(h, r)),
        "shared for both": lambda h, r: (variances(h, r)[1],) * 2,
        "sums in place of averages": lambda h, r: (
            strength(r) * (h**2).sum((1, 2)),
            strength(r) * h.sum((1, 2)) ** 2,
        ),
        "sum for the shared factor": lambda h, r: (
            variances(h, r)[0],
            strength(r) * h.sum((1, 2)) ** 2,
        ),
        "equal places": lambda h, r: (
            strength(r) * h.mean((1, 2)) ** 2 / (h.shape[1] * h.shape[2]),
            variances(h, r)[1],
        ),
        "shared factor cancels": lambda h, r: (
            variances(h, r)[0],
            variances(h, r)[1] / (h.shape[1] * h.shape[2]),
        ),
        "variance over the places": lambda h, r: (
            strength(r) * h.var((1, 2)) / (h.shape[1] * h.shape[2]),
            variances(h, r)[1],
        ),
        "other axes": lambda h, r: (
            strength(r) * (h**2).mean((2, 3)) / (h.shape[2] * h.shape[3]),
            strength(r) * h.mean((2, 3)) ** 2,
        ),
        "one axis alone": lambda h, r: (
            strength(r) * (h**2).mean(1) / h.shape[1],
            strength(r) * h.mean(1) ** 2,
        ),
        "mean not squared": """
            v, m = rate / (1 - rate), h.shape[1] * h.shape[2]
            return v * (h**2).sum(axis=(1, 2)) / m**2, v * h.mean(axis=(1, 2))
        """,
        "places of a square map": """
            v = rate / (1 - rate)
            m = h.shape[1] ** 2
            return v * (h**2).sum(axis=(1, 2)) / m**2, v * h.mean(axis=(1, 2)) ** 2
        """,
        "rows of data averaged": """
            v, places = rate / (1 - rate), h.shape[0] * h.shape[1]
            return v * (h**2).sum(axis=(0, 1)) / places**2, v * h.mean(axis=(0, 1)) ** 2
        """,
        "square of the rows alone": """
            v = rate / (1 - rate)
            return v * (h**2).sum(axis=(1, 2)) / h.shape[1] ** 2, v * h.mean(axis=(1, 2)) ** 2
        """,
        "square of the columns alone": """
            v = rate / (1 - rate)
            return v * (h**2).sum(axis=(1, 2)) / h.shape[2] ** 2, v * h.mean(axis=(1, 2)) ** 2
        """,
        "sum of squares for the shared factor": """
            v, places = rate / (1 - rate), h.shape[1] * h.shape[2]
            squares = (h**2).sum(axis=(1, 2))
            return v * squares / places**2, v * squares
        """,
        "mean of squares for both": """
            mean = rate / (1 - rate) * (h**2).mean(axis=(1, 2))
            return mean, mean
        """,
    },
    "zoneout": {
        "exchanged": lambda h, c, k, r, t: step(c, h, k, r, t),
        "inverted scaling": lambda h, c, k, r, t: (k * h + (1 - k) * c / (1 - r)) if t else c,
        "inverted scaling in training": lambda h, c, k, r, t: (
            np.where(k, h, c / (1 - r)) if t else r * h + (1 - r) * c
        ),
        "zero in place of the old state": lambda h, c, k, r, t: (1 - k) * c if t else (1 - r) * c,
        "new state at inference": lambda h, c, k, r, t: step(h, c, k, r, True) if t else c,
        "mask at inference": lambda h, c, k, r, t: step(h, c, k, r, True),
        "mean in training": lambda h, c, k, r, t: step(h, c, k, r, False),
        "modes exchanged": lambda h, c, k, r, t: step(h, c, k, r, not t),
        "exchanged in training": lambda h, c, k, r, t: (
            step(c, h, k, r, True) if t else step(h, c, k, r, False)
        ),
        "exchanged at inference": lambda h, c, k, r, t: (
            step(h, c, k, r, True) if t else (1 - r) * h + r * c
        ),
        "old state at inference": lambda h, c, k, r, t: step(h, c, k, r, True) if t else h,
        "zero at inference": lambda h, c, k, r, t: step(h, c, k, r, True) if t else (1 - r) * c,
        "middle at inference": (
            lambda h, c, k, r, t: step(h, c, k, r, True) if t else (h + c) / 2,
            lambda h, c, k, r, t: step(h, c, k, rate, t),
        ),
        "share of this mask": lambda h, c, k, r, t: (
            step(h, c, k, r, True) if t else k.mean() * h + (1 - k.mean()) * c
        ),
        "old state added": lambda h, c, k, r, t: h + (1 - k) * c if t else h + (1 - r) * c,
        "both scaled": lambda h, c, k, r, t: (
            (k * h / r + (1 - k) * c / (1 - r)) if t else step(h, c, k, r, False)
        ),
        "all divided": """
            if training:
                return np.where(keep_old, h, candidate) / (1 - rate)
            return candidate
        """,
        "new state added": """
            return np.where(keep_old, h, 0) + candidate if training else rate * h + candidate
        """,
        "share of the old state alone": """
            return np.where(keep_old, h, candidate) if training else rate * h
        """,
    },
    "expected_relu": {
        "weight scaling": lambda X, W, b, r: np.maximum(X @ W + b, 0),
        "scaled once more": lambda X, W, b, r: rectified(X, W, b, r, m=(1 - r) * X @ W + b),
        "variance as deviation": lambda X, W, b, r: rectified(
            X, W, b, r, s=strength(r) * X**2 @ W**2
        ),
        "squared sum": lambda X, W, b, r: rectified(
            X, W, b, r, s=np.sqrt(strength(r)) * np.abs(X @ W)
        ),
        "mask's variance": lambda X, W, b, r: rectified(
            X, W, b, r, s=np.sqrt(r * (1 - r) * X**2 @ W**2)
        ),
        "half of the formula": lambda X, W, b, r: (lambda m, s: m * norm.cdf(m / s))(
            X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
        ),
        "the other half": lambda X, W, b, r: (lambda m, s: s * norm.pdf(m / s))(
            X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
        ),
        "rectified in the formula": lambda X, W, b, r: (
            lambda m, s: np.maximum(m, 0) * norm.cdf(m / s) + s * norm.pdf(m / s)
        )(X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)),
        "everything scaled": lambda X, W, b, r: rectified(X, W, b, r, m=(1 - r) * (X @ W + b)),
        "bias added behind": lambda X, W, b, r: rectified(X, W, b, r, m=X @ W) + b,
        "mean divided": lambda X, W, b, r: rectified(X, W, b, r, m=X @ W / (1 - r) + b),
        "bias dropped": lambda X, W, b, r: rectified(
            X, W, b, r, s=np.sqrt(strength(r) * (X**2 @ W**2 + b**2))
        ),
        "rate for v": lambda X, W, b, r: rectified(X, W, b, r, s=np.sqrt(r * X**2 @ W**2)),
        "deviations added": lambda X, W, b, r: rectified(
            X, W, b, r, s=np.sqrt(strength(r)) * np.abs(X) @ np.abs(W)
        ),
        "density of the pre-activation": (
            lambda X, W, b, r: (lambda m, s: m * norm.cdf(m / s) + s * norm.pdf(m, 0, s))(
                X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
            ),
            lambda X, W, b, r: (lambda m, s: m * norm.cdf(m / s) + s * norm.pdf(0, m, s))(
                X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
            ),
            lambda X, W, b, r: (lambda m, s: m * norm.cdf(m / s) + norm.pdf(m / s))(
                X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
            ),
        ),
        "not divided by the deviation": lambda X, W, b, r: (
            lambda m, s: m * norm.cdf(m) + s * norm.pdf(m)
        )(X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)),
        "upside down": lambda X, W, b, r: (lambda m, s: m * norm.cdf(s / m) + s * norm.pdf(s / m))(
            X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
        ),
        "exchanged": lambda X, W, b, r: (lambda m, s: m * norm.pdf(m / s) + s * norm.cdf(m / s))(
            X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
        ),
        "minus": lambda X, W, b, r: (lambda m, s: m * norm.cdf(m / s) - s * norm.pdf(m / s))(
            X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)
        ),
        "density without its constant": lambda X, W, b, r: (
            lambda m, s: m * norm.cdf(m / s) + s * np.exp(-((m / s) ** 2) / 2)
        )(X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)),
    },
}
OTHERS = {
    "uniform_half_width": [
        (lambda r: np.sqrt(3 * r), "The result is √(1 − rate) times what it"),
        (lambda r: np.sqrt(3 * (1 - r) / r), "The result is what it should be, divided by rate"),
        (lambda r: np.sqrt(3 * strength(r)) / 2, "The result is half of what it should be."),
        (lambda r: np.sqrt(strength(r) / 12), "The result is 0.1667 times what it should"),
        (lambda r: 1 + np.sqrt(3 * strength(r)), "The result is 1 more than it should be."),
        (lambda r: np.sqrt(3 * r) / (1 - r), "The result is what it should be, divided by"),
        (lambda r: np.sqrt(3 * strength(rate)), "The answer reads rate from the notebook"),
        (lambda r: np.sqrt(3 / (1 - r)), "The result is what it should be, divided by"),
        (lambda r: 2 * np.sqrt(strength(r)), "The result is 1.155 times what it should be,"),
        (lambda r: -np.sqrt(3 * strength(r)), "The result is of the wrong sign."),
    ],
    "pooled_variance": [
        (
            lambda h, r: variances(h, r, lambda r: r * (1 - r)),
            "single and shared: each is the square of (1",
        ),
        (lambda h, r: variances(h, 1 - r), "This would be right for 1 − rate in place of"),
        (
            lambda h, r: tuple(np.sqrt(a) for a in variances(h, r)),
            "single and shared: each is the square root",
        ),
        (
            lambda h, r: (strength(r) * (h**2).sum((1, 2)) / len(h) ** 2, variances(h, r)[1]),
            "Right: shared.",
        ),
        (
            lambda h, r: np.concatenate(variances(h, r)),
            "Return single, shared together, as a tuple.",
        ),
        (lambda h, r: variances(h, r)[0], "Return single, shared together, as a tuple."),
        (
            lambda h, r: tuple(a.mean(0) for a in variances(h, r)),
            "single and shared: each is the mean along",
        ),
        (
            lambda h, r: (
                strength(r) * (h**2).sum((1, 2)) / (h.shape[1] * h.shape[2] * h.shape[3]) ** 2,
                variances(h, r)[1],
            ),
            "Right: shared.",
        ),
        (
            lambda h, r: tuple(a.T for a in variances(h, r)),
            "single and shared: each is transposed: its",
        ),
        (
            lambda h, r: variances(h, r, lambda r: r / (1 - r) ** 2),
            "single and shared: each is what it should",
        ),
    ],
    "zoneout": [
        (
            lambda h, c, k, r, t: (
                np.where(np.random.default_rng(0).random(h.shape) < r, h, c)
                if t
                else step(h, c, k, r, False)
            ),
            "",
        ),
        (lambda h, c, k, r, t: step(h, c, k[:, :1], r, t), ""),
        (lambda h, c, k, r, t: k * h if t else r * h, "This would be right if candidate were all"),
        (
            lambda h, c, k, r, t: step(h, c, k, r, True) if t else 2 * step(h, c, k, r, False),
            "Right but for training = False. There: The",
        ),
        (
            lambda h, c, k, r, t: (
                step(h, c, k, r, True) if t else k.mean(0) * h + (1 - k.mean(0)) * c
            ),
            "",
        ),
        (
            lambda h, c, k, r, t: (h * k / (1 - r) + c * (1 - k)) if t else step(h, c, k, r, False),
            "",
        ),
    ],
    "expected_relu": [
        (lambda X, W, b, r: rectified(X, W, 0 * b, r), "This would be right if b were all zeros."),
        (
            lambda X, W, b, r: rectified(X, W, b, 1 - r),
            "This would be right for 1 − rate in place of",
        ),
        (
            lambda X, W, b, r: (
                lambda g: np.mean(
                    [
                        np.maximum(X @ (W * (g.random(W.shape) >= r) / (1 - r)) + b, 0)
                        for _ in range(3000)
                    ],
                    0,
                )
            )(np.random.default_rng(0)),
            "",
        ),
        (lambda X, W, b, r: rectified(X, W, b, 0.5), "The answer never uses its argument rate."),
        (lambda X, W, b, r: rectified(X, W, b, r).T, "The result is transposed: its rows stand"),
        (
            lambda X, W, b, r: rectified(X, W, b, r).mean(0),
            "The result is the mean along axis 0 of what",
        ),
    ],
}
RIGHT = {
    "uniform_half_width": [
        lambda r: math.sqrt(3 * r / (1 - r)),
        lambda r: np.float32(math.sqrt(3 * r / (1 - r))),
        lambda r: np.array(math.sqrt(3 * r / (1 - r))),
    ],
    "pooled_variance": [
        lambda h, r: list(variances(h, r)),
        lambda h, r: np.array(variances(h, r)),
        lambda h, r: (
            strength(r) * np.einsum("nrcm,nrcm->nm", h, h) / (h.shape[1] * h.shape[2]) ** 2,
            strength(r) * (np.einsum("nrcm->nm", h) / (h.shape[1] * h.shape[2])) ** 2,
        ),
    ],
    "zoneout": [
        lambda h, c, k, r, t: np.where(k, h, c) if t else c + r * (h - c),
        lambda h, c, k, r, t: step(h, c, k.astype(int), r, t),
    ],
    "expected_relu": [
        rectified,
        lambda X, W, b, r: (
            lambda m, s: (
                m * (1 + np.vectorize(math.erf)(m / s / np.sqrt(2))) / 2
                + s * np.exp(-((m / s) ** 2) / 2) / np.sqrt(2 * np.pi)
            )
        )(X @ W + b, np.sqrt(strength(r) * X**2 @ W**2)),
    ],
}
