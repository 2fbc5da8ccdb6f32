"""What learners write in the exercises on a small transformer."""

import numpy as np
from learners.brief import BRIEF
from scipy.special import log_softmax, softmax

# What the notebook itself has by such a name.
rate = 0.2


def seen(scores):
    return np.tril(np.ones_like(scores)) == 1


def masked(scores, allowed=None):
    return softmax(np.where(seen(scores) if allowed is None else allowed, scores, -1e30), axis=1)


def through(A, G):
    return A * (G - (A * G).sum(1)[:, None])


def standard(x, e, ddof=0):
    s = np.sqrt(x.var(1, ddof=ddof)[:, None] + e)
    return (x - x.mean(1)[:, None]) / s, s


def back(x, g, e, mean=1, along=1, ddof=0):
    z, s = standard(x, e, ddof)
    return (g - mean * g.mean(1)[:, None] - along * z * (g * z).mean(1)[:, None]) / s


def strength(r):
    return r / (1 - r)


def rates(L, last):
    return np.array([last * k / L for k in range(1, L + 1)])


def kept(p):
    return (1 - p).sum(), np.sqrt((p * (1 - p)).sum())


def targets(labels, K, a):
    return (1 - a) * np.eye(K)[labels] + a / K


def crossentropy(t, z):
    return -(t * log_softmax(z, axis=1)).sum(1).mean()


SCOPE = {"np": np, "softmax": softmax, "log_softmax": log_softmax}
SOLUTIONS = {
    "look_back": """
        allowed = np.tri(len(scores), dtype=bool)
        masked = np.where(allowed, scores, -np.inf)
        e = np.exp(masked - masked.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    """,
    "through_softmax": """
        return A * (G - np.sum(A * G, axis=-1, keepdims=True))
    """,
    "through_norm": """
        s = np.sqrt(x.var(axis=-1, keepdims=True) + epsilon)
        z = (x - x.mean(axis=-1, keepdims=True)) / s
        along = np.mean(gradient * z, axis=-1, keepdims=True)
        return (gradient - gradient.mean(axis=-1, keepdims=True) - z * along) / s
    """,
    "attention_noise": """
        return rate / (1 - rate) * A**2 @ V**2
    """,
    "kept_blocks": """
        rates = last * np.arange(1, blocks + 1) / blocks
        return np.sum(1 - rates), np.sqrt(np.sum(rates * (1 - rates)))
    """,
    "smoothed_loss": """
        z = logits - logits.max(axis=1, keepdims=True)
        log_q = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        right = log_q[np.arange(len(labels)), labels]
        return np.mean(-(1 - share) * right - share * log_q.mean(axis=1))
    """,
}
SLIPS = {
    "look_back": {
        "later places too": (
            lambda s: softmax(s, axis=1),
            [("masked = np.where(allowed, scores, -np.inf)", "masked = scores")],
        ),
        "zeros in place of minus infinity": (
            lambda s: softmax(np.tril(s), axis=1),
            [("-np.inf", "0")],
        ),
        "cut after the softmax": lambda s: np.tril(softmax(s, axis=1)),
        "not at itself": lambda s: np.vstack(
            [np.eye(len(s))[:1], masked(s, np.tri(len(s), k=-1) == 1)[1:]]
        ),
        "forward": lambda s: masked(s, np.triu(np.ones_like(s)) == 1),
        "down the columns": lambda s: softmax(np.where(seen(s), s, -np.inf), axis=0),
        "scaled again": lambda s: masked(s / np.sqrt(s.shape[1])),
        "softmax over all": lambda s: masked(s) / s.shape[0],
        "the largest ahead": """
            e = np.exp(scores - scores.max(axis=1)[:, None])
            e[np.triu_indices(len(e), 1)] = 0
            return e / e.sum(axis=1)[:, None]
        """,
    },
    "through_softmax": {
        "diagonal alone": lambda A, G: G * A - G * A**2,
        "only the product": lambda A, G: G * A,
        "mean without weights": lambda A, G: A * (G - G.mean(1)[:, None]),
        "mean not multiplied": lambda A, G: A * G - (A * G).sum(1)[:, None],
        "without the factor": [("A * (G - ", "(G - ")],
        "over all rows": [("axis=-1, keepdims=True", "")],
        "down the columns": [("axis=-1, keepdims=True", "axis=0")],
        "wrong sign": lambda A, G: A * ((A * G).sum(1)[:, None] - G),
        "cross-entropy's gradient": lambda A, G: A - G,
        "weights squared": [("np.sum(A * G,", "np.sum(A**2 * G,")],
    },
    "through_norm": {
        "statistics held fixed": lambda x, g, e: g / standard(x, e)[1],
        "deviation held fixed": lambda x, g, e: back(x, g, e, along=0),
        "mean held fixed": lambda x, g, e: back(x, g, e, mean=0),
        "not divided": [(" - z * along) / s", " - z * along)")],
        "divided twice": [
            (
                "np.sqrt(x.var(axis=-1, keepdims=True) + epsilon)",
                "x.var(axis=-1, keepdims=True) + epsilon",
            ),
            ("/ s\n        along", "/ np.sqrt(s)\n        along"),
        ],
        "sum along z": [("np.mean(gradient", "np.sum(gradient")],
        "over the rows": lambda x, g, e: back(x.T, g.T, e).T,
        "unbiased variance": lambda x, g, e: back(x, g, e, ddof=1),
        "epsilon forgotten": [(" + epsilon", "")],
        "the way forth": lambda x, g, e: standard(g, e)[0],
    },
    "attention_noise": {
        "squared sum": lambda A, V, r: strength(r) * (A @ V) ** 2,
        "weights not squared": lambda A, V, r: strength(r) * A @ V**2,
        "values not squared": lambda A, V, r: strength(r) * A**2 @ V,
        "mask's variance": lambda A, V, r: r * (1 - r) * A**2 @ V**2,
        "second moment": lambda A, V, r: A**2 @ V**2 / (1 - r),
        "standard deviation": lambda A, V, r: np.sqrt(strength(r) * A**2 @ V**2),
        "rate for its complement": lambda A, V, r: (1 - r) / r * A**2 @ V**2,
        "values dropped": lambda A, V, r: strength(r) * A**2 @ V**2 / A.shape[1],
        "spread of the values": lambda A, V, r: strength(r) * (A @ V**2 - (A @ V) ** 2),
        "nothing squared": lambda A, V, r: strength(r) * A @ V,
    },
    "kept_blocks": {
        "one rate for all": lambda L, last: kept(np.full(L, last)),
        "counted from zero": [("np.arange(1, blocks + 1)", "np.arange(blocks)")],
        "from zero to the last": lambda L, last: kept(np.linspace(0, last, L)),
        "dropped in place of kept": [("np.sum(1 - rates)", "np.sum(rates)")],
        "variance": lambda L, last: (kept(rates(L, last))[0], kept(rates(L, last))[1] ** 2),
        "deviations added up": lambda L, last: (
            kept(rates(L, last))[0],
            sum(np.sqrt(p * (1 - p)) for p in rates(L, last)),
        ),
        "mean rate": lambda L, last: (
            kept(rates(L, last))[0],
            np.sqrt(L * rates(L, last).mean() * (1 - rates(L, last).mean())),
        ),
        "all blocks before it too": """
            keep = np.cumprod(1 - last * np.arange(1, blocks + 1) / blocks)
            return keep.sum(), np.sqrt(np.sum(keep - keep**2))
        """,
    },
    "smoothed_loss": {
        "shared among the others": lambda z, y, a: crossentropy(
            np.where(np.eye(z.shape[1])[y] == 1, 1 - a, a / (z.shape[1] - 1)), z
        ),
        "not smoothed": lambda z, y, a: crossentropy(np.eye(z.shape[1])[y], z),
        "summed over classes": lambda z, y, a: crossentropy((1 - a) * np.eye(z.shape[1])[y] + a, z),
        "shares exchanged": [
            ("-(1 - share) * right - share * log_q", "-share * right - (1 - share) * log_q")
        ],
        "label not reduced": lambda z, y, a: crossentropy(
            np.eye(z.shape[1])[y] + a / z.shape[1], z
        ),
        "uniform part forgotten": [(" - share * log_q.mean(axis=1)", "")],
        "sum over the rows": [("return np.mean", "return np.sum")],
        "without the softmax": lambda z, y, a: -(targets(y, z.shape[1], a) * z).sum(1).mean(),
        "sign forgotten": lambda z, y, a: -crossentropy(targets(y, z.shape[1], a), z),
    },
}
for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
OTHERS = {
    "look_back": [
        (lambda s: masked(s).T, ""),
        (lambda s: np.exp(np.tril(s)) / np.exp(np.tril(s)).sum(1)[:, None], ""),
        (lambda s: np.where(seen(s), s, -np.inf), ""),
    ],
    "through_softmax": [
        (lambda A, G: through(A, G).T, "The result is transposed"),
        (lambda A, G: through(G, A), ""),
    ],
    "through_norm": [
        (lambda x, g, e: back(x, g, 1e-3), "The answer never uses its argument epsilon"),
        (lambda x, g, e: back(g, x, e), ""),
        (lambda x, g, e: (g - g.mean(1)[:, None] - standard(x, e)[0]) / standard(x, e)[1], ""),
    ],
    "attention_noise": [
        (lambda A, V, r: strength(rate) * A**2 @ V**2, "The answer reads rate from the notebook"),
        (lambda A, V, r: r * A**2 @ V**2, "The result is"),
        (lambda A, V, r: (strength(r) * A**2 @ V**2).sum(1), ""),
    ],
    "kept_blocks": [
        (lambda L, last: kept(rates(L, last))[0], "Return mean, deviation together"),
        (lambda L, last: kept(rates(L, last))[::-1], ""),
        (lambda L, last: kept(rates(L, 0.5)), "The answer never uses its argument last"),
        (lambda L, last: (L * (1 - last / 2), kept(rates(L, last))[1]), "Right: deviation"),
    ],
    "smoothed_loss": [
        (
            lambda z, y, a: (
                -(targets(y, z.shape[1], a) * np.log(softmax(z, axis=1) + 1e-9)).sum(1).mean()
            ),
            "",
        ),
        (lambda z, y, a: -(targets(y, z.shape[1], a) * log_softmax(z, axis=1)).mean(), ""),
        (lambda z, y, a: crossentropy(targets(y, z.shape[1], 0.1), z), "The answer never uses"),
    ],
}
RIGHT = {
    "look_back": [masked, lambda s: softmax(s + np.triu(np.full_like(s, -np.inf), 1), axis=1)],
    "through_softmax": [
        through,
        lambda A, G: np.array(
            [(np.diag(a) - np.outer(a, a)) @ g for a, g in zip(A, G, strict=True)]
        ),
    ],
    "through_norm": [back],
    "attention_noise": [
        lambda A, V, r: strength(r) * np.einsum("qk,ku->qu", A * A, V * V),
        lambda A, V, r: (1 / (1 - r) - 1) * (A**2 @ V**2),
    ],
    "kept_blocks": [
        lambda L, last: kept(rates(L, last)),
        lambda L, last: (L - last * (L + 1) / 2, kept(rates(L, last))[1]),
    ],
    "smoothed_loss": [
        lambda z, y, a: crossentropy(targets(y, z.shape[1], a), z),
        lambda z, y, a: (
            (1 - a) * crossentropy(np.eye(z.shape[1])[y], z) - a * log_softmax(z, axis=1).mean()
        ),
    ],
}
