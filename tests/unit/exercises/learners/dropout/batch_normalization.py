"""What learners write in the exercises on dropout before batch normalization."""

import functools

import numpy as np

# What the notebook itself has by such a name.
rate = 0.5


def strength(r):
    return r / (1 - r)


def weighted(s, m):
    """The batches with their shares, all at once."""
    powers = m ** np.arange(len(s))[::-1]
    return m ** len(s) + (1 - m) * powers @ s


def mended(m, H, W, r):
    return m - strength(r) * (H**2).mean(0) @ W**2


SCOPE = {"np": np}
SOLUTIONS = {
    "remembered_variance": """
        remembered = np.ones(variances.shape[1])
        for variance in variances:
            remembered = momentum * remembered + (1 - momentum) * variance
        return remembered
    """,
    "mended_variance": """
        v = rate / (1 - rate)
        return moving_variance - v * np.mean(H**2, axis=0) @ W**2
    """,
}
SLIPS = {
    "remembered_variance": {
        "momentum and its rest exchanged": [
            (
                "momentum * remembered + (1 - momentum) * v",
                "(1 - momentum) * remembered + momentum * v",
            )
        ],
        "starts at zero": [("np.ones", "np.zeros")],
        "starts at the first batch": [
            ("np.ones(variances.shape[1])", "variances[0]"),
            ("in variances", "in variances[1:]"),
        ],
        "plain mean": lambda s, m: s.mean(0),
        "the last batch": [("in variances", "in variances[-1:]")],
        "corrected for its start": [
            ("np.ones", "np.zeros"),
            ("return remembered", "return remembered / (1 - momentum ** len(variances))"),
        ],
        "batches in reverse": [("in variances", "in variances[::-1]")],
        "standard deviations": [("* variance", "* np.sqrt(variance)")],
        "one step late": [("in variances", "in variances[:-1]")],
        "added without its share": [("(1 - momentum) * variance", "variance")],
        "momentum of every round": """
            remembered = np.ones(variances.shape[1])
            for k in range(len(variances)):
                share = momentum ** (k + 1)
                remembered = share * remembered + (1 - share) * variances[k]
            return remembered
        """,
        "nothing forgotten": """
            remembered = np.ones(variances.shape[1])
            for variance in variances:
                remembered += (1 - momentum) * variance
            return remembered
        """,
    },
    "mended_variance": {
        "factor 1 − ρ": (lambda m, H, W, r: (1 - r) * m, lambda m, H, W, r: m / (1 + strength(r))),
        "adds the noise": lambda m, H, W, r: m + strength(r) * (H**2).mean(0) @ W**2,
        "variance for second moment": lambda m, H, W, r: m - strength(r) * H.var(0) @ W**2,
        "rate for v": lambda m, H, W, r: m - r * (H**2).mean(0) @ W**2,
        "squared after summing": lambda m, H, W, r: m - strength(r) * ((H @ W) ** 2).mean(0),
        "the noise alone": lambda m, H, W, r: strength(r) * (H**2).mean(0) @ W**2,
        "measured again": lambda m, H, W, r: (H @ W).var(0),
        "measured again, rows less one": lambda m, H, W, r: (H @ W).var(0, ddof=1),
        "weights not squared": lambda m, H, W, r: m - strength(r) * (H**2).mean(0) @ W,
        "square of the mean": lambda m, H, W, r: m - strength(r) * H.mean(0) ** 2 @ W**2,
        "v twice": lambda m, H, W, r: m - strength(r) ** 2 * (H**2).mean(0) @ W**2,
        "one mean square for all": lambda m, H, W, r: (
            m - strength(r) * np.mean(H**2) * np.sum(W**2, 0)
        ),
        "variance of the pre-activations": lambda m, H, W, r: m - strength(r) * (H @ W).var(0),
        "mask's variance": lambda m, H, W, r: m - r * (1 - r) * (H**2).mean(0) @ W**2,
        "mean in place of mean square": """
            return moving_variance - rate / (1 - rate) * (W**2).T @ H.mean(axis=0)
        """,
        "rate squared": """
            return moving_variance - rate**2 * (W**2).T @ np.mean(H * H, axis=0)
        """,
    },
}
OTHERS = {
    "remembered_variance": [
        (lambda s, m: weighted(s, 0.99), ""),
        (lambda s, m: weighted(s, m).mean(), ""),
        (lambda s, m: weighted(s.T, m) if s.shape[0] == s.shape[1] else weighted(s, m), ""),
        (lambda s, m: np.sqrt(weighted(s, m)), ""),
        (lambda s, m: weighted(s, m)[:, None], ""),
        (lambda s, m: np.median(s, axis=0), ""),
    ],
    "mended_variance": [
        (
            lambda m, H, W, r: m - strength(r) * (H**2).sum(0) @ W**2,
            "The rest is the number of rows of H times",
        ),
        (
            lambda m, H, W, r: np.sqrt(np.abs(mended(m, H, W, r))),
            "The result is the square root of what it",
        ),
        (
            lambda m, H, W, r: m - (1 - r) / r * (H**2).mean(0) @ W**2,
            "This would be right for 1 − rate in place of",
        ),
        (
            lambda m, H, W, r: m - strength(r) * H**2 @ W**2,
            "The result has more entries than are asked:",
        ),
        (
            lambda m, H, W, r: m - (H**2).mean(0) @ W**2,
            "The rest is what it should be, divided by rate/(1 − rate);",
        ),
        (
            lambda m, H, W, r: m - (H**2).mean(0) @ W**2 / (1 - r),
            "The rest is what it should be, divided by",
        ),
        (lambda m, H, W, r: m, "This would be right for rate = 0. Where does"),
        (
            lambda m, H, W, r: m - strength(r) * ((H**2).mean(0)[:, None] * W**2).mean(0),
            "The rest is what it should be, divided by",
        ),
        (lambda m, H, W, r: -mended(m, H, W, r), "The result is of the wrong sign."),
        (lambda m, H, W, r: m * (1 - r) ** 2, "The answer never uses its argument H and W."),
    ],
}
RIGHT = {
    "remembered_variance": [
        weighted,
        lambda s, m: list(weighted(s, m)),
        lambda s, m: functools.reduce(lambda r, v: r + (1 - m) * (v - r), s, np.ones(s.shape[1])),
    ],
    "mended_variance": [
        lambda m, H, W, r: np.maximum(mended(m, H, W, r), 0),
        lambda m, H, W, r: np.array(
            [
                a - strength(r) * sum((H[:, j] ** 2).mean() * W[j, u] ** 2 for j in range(len(W)))
                for u, a in enumerate(m)
            ]
        ),
        lambda m, H, W, r: m - (strength(r) * H**2 @ W**2).mean(0),
    ],
}
