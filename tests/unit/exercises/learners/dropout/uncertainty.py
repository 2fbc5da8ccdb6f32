"""What learners write in the exercises on dropout at prediction time."""

import numpy as np
from scipy.special import xlogy


def inside(drawn, y, width):
    return (abs(y - drawn.mean(0)) < width).mean()


def entropy(q):
    return -np.sum(q * np.log(np.where(q > 0, q, 1)), -1)


def difference(q):
    return entropy(q.mean(0)) - entropy(q).mean(0)


SCOPE = {"np": np}
SOLUTIONS = {
    "coverage": """
        width = z * np.sqrt(drawn.var(axis=0) + noise)
        return np.mean(np.abs(y - drawn.mean(axis=0)) < width)
    """,
    "disagreement": """
        def entropy(q):
            return -np.sum(q * np.log(np.where(q > 0, q, 1.0)), axis=-1)

        return entropy(q.mean(axis=0)) - entropy(q).mean(axis=0)
    """,
}
SLIPS = {
    "coverage": {
        "without the noise": ([(" + noise", "")], lambda d, y, s, z: inside(d, y, z * d.std(0))),
        "the noise alone": [("drawn.var(axis=0) + ", "")],
        "deviations added": lambda d, y, s, z: inside(d, y, z * d.std(0) + z * s**0.5),
        "noise as a deviation": [("+ noise", "+ noise**2")],
        "spread not squared": [("drawn.var", "drawn.std")],
        "variance as half-width": [("np.sqrt", "")],
        "without z": [("z * ", "")],
        "standard error": [("drawn.var(axis=0)", "drawn.var(axis=0) / len(drawn)")],
        "draws in place of targets": lambda d, y, s, z: np.mean(
            abs(d - d.mean(0)) < z * (d.var(0) + s) ** 0.5
        ),
        "one spread for all rows": [("drawn.var(axis=0)", "drawn.var()")],
        "mean spread": [("drawn.var(axis=0)", "drawn.var(axis=0).mean()")],
        "share outside": [(") < width", ") >= width")],
        "share beyond the ends": [(") < width", ") > width")],
        "count": [("np.mean(np.abs", "np.sum(np.abs")],
        "one side": [("np.abs(y - drawn.mean(axis=0))", "y - drawn.mean(axis=0)")],
        "full width": [("z * ", "z / 2 * ")],
        "around the first draw": [("drawn.mean(axis=0)", "drawn[0]")],
        "one draw fewer": lambda d, y, s, z: inside(
            d, y, z * np.sqrt((d.var(0, ddof=1) if len(d) > 1 else 0) + s)
        ),
        "the ends counted as inside": """
            width = z * np.sqrt(drawn.var(axis=0) + noise)
            mean = drawn.mean(axis=0)
            return np.mean((mean - width <= y) & (y <= mean + width))
        """,
        "around the median": """
            width = z * np.sqrt(drawn.var(axis=0) + noise)
            return np.mean(np.abs(y - np.median(drawn, axis=0)) < width)
        """,
    },
    "disagreement": {
        "entropy of the mean": lambda q: entropy(q.mean(0)),
        "mean of the entropies": lambda q: entropy(q).mean(0),
        "sign": (
            lambda q: -difference(q),
            lambda q: (lambda e: e(q.mean(0)) - e(q).mean(0))(
                lambda q: np.sum(q * np.log(np.where(q > 0, q, 1)), -1)
            ),
        ),
        "bits": lambda q: difference(q) / np.log(2),
        "spread of the probabilities": lambda q: q.var(0).sum(-1),
        "mean over the rows": lambda q: difference(q).mean(),
        "logarithm of zero": lambda q: (lambda e: e(q.mean(0)) - e(q).mean(0))(
            lambda q: -np.sum(q * np.log(q), -1)
        ),
        "mean over the classes": lambda q: (lambda e: e(q.mean(0)) - e(q).mean(0))(
            lambda q: -np.mean(q * np.log(np.where(q > 0, q, 1)), -1)
        ),
        "entropies added over draws": lambda q: entropy(q.mean(0)) - entropy(q).sum(0),
        "added in place of subtracted": lambda q: entropy(q.mean(0)) + entropy(q).mean(0),
        "axes of draws and rows": lambda q: entropy(q.mean(1)) - entropy(q).mean(1),
        "share of the uncertainty": lambda q: 1 - entropy(q).mean(0) / entropy(q.mean(0)),
        "share of the largest entropy": lambda q: difference(q) / np.log(q.shape[-1]),
        "first draw": lambda q: entropy(q.mean(0)) - entropy(q[0]),
        "disagreeing votes": lambda q: (q.argmax(-1) != q.mean(0).argmax(-1)).mean(0),
        "spread of the entropies": lambda q: entropy(q).std(0),
        "one minus the confidence": lambda q: 1 - q.mean(0).max(-1),
        "quotient of the entropies": """
            def entropy(p):
                return -(p * np.log(np.where(p > 0, p, 1))).sum(axis=-1)
            return entropy(q).mean(axis=0) / entropy(q.mean(axis=0))
        """,
        "mean spread of the probabilities": """
            return ((q - q.mean(axis=0)) ** 2).mean(axis=(0, 2))
        """,
        "variance of the entropies": """
            entropies = -(q * np.log(np.where(q > 0, q, 1))).sum(axis=-1)
            return entropies.var(axis=0)
        """,
        "first draw in place of the mean": """
            entropies = -(q * np.log(np.where(q > 0, q, 1))).sum(axis=-1)
            return entropies[0] - entropies.mean(axis=0)
        """,
    },
}
OTHERS = {
    "coverage": [
        (lambda d, y, s, z: inside(d, y, z * np.sqrt(d.var(0) + s)) * 100, ""),
        (lambda d, y, s, z: abs(y - d.mean(0)) < z * np.sqrt(d.var(0) + s), ""),
        (lambda d, y, s, z: inside(d.T, y[: len(d.T)], z) if len(d) == len(y) else 0.9, ""),
        (lambda d, y, s, z: inside(d, y, 1.645 * np.sqrt(d.var(0) + s)), ""),
        (lambda d, y, s, z: 0.9, ""),
        (
            lambda d, y, s, z: np.mean(
                (y > np.quantile(d, 0.05, axis=0)) & (y < np.quantile(d, 0.95, axis=0))
            ),
            "",
        ),
    ],
    "disagreement": [
        (lambda q: difference(q) / np.log(10), "The result is a common logarithm (to base"),
        (
            lambda q: (lambda e: e(q.mean(0)) - e(q).mean(0))(
                lambda q: -np.sum(q * np.log(q + 1e-3), -1)
            ),
            "The result comes near to what is expec",
        ),
        (
            lambda q: (
                entropy(q.mean(0)) - entropy(q).mean(-1)
                if q.shape[0] == q.shape[1]
                else entropy(q.mean(0)) - entropy(q).mean()
            ),
            "",
        ),
        (lambda q: -(entropy(q.mean(0))) - entropy(q).mean(0), ""),
        (
            lambda q: difference(q) * len(q) / max(1, len(q) - 1),
            "Only entries that should be positive are",
        ),
        (lambda q: difference(q)[:, None], ""),
        (lambda q: entropy(np.median(q, 0)) - entropy(q).mean(0), ""),
    ],
}
RIGHT = {
    "coverage": [
        lambda d, y, s, z: (((y - d.mean(0)) ** 2) < z**2 * (d.var(0) + s)).sum() / len(y),
        lambda d, y, s, z: np.mean(abs((y - d.mean(0)) / np.hypot(d.std(0), s**0.5)) < z),
        lambda d, y, s, z: float(
            np.mean(
                [
                    abs(t - np.mean(row)) < z * (np.var(row) + s) ** 0.5
                    for row, t in zip(d.T, y, strict=True)
                ]
            )
        ),
    ],
    "disagreement": [
        lambda q: (lambda m: -xlogy(m, m).sum(-1) + xlogy(q, q).sum(-1).mean(0))(q.mean(0)),
        lambda q: (lambda e: e(q.mean(0)) - e(q).mean(0))(
            lambda q: -np.sum(q * np.log(np.clip(q, 1e-300, 1)), -1)
        ),
        lambda q: (lambda e: e(q.mean(0)) - e(q).mean(0))(lambda q: -np.nansum(q * np.log(q), -1)),
        lambda q: (lambda e: e(q.mean(0)) - e(q).mean(0))(
            lambda q: -np.sum(q * np.log(q + 1e-12), -1)
        ),
        lambda q: (xlogy(q, q) - xlogy(q, q.mean(0))).sum(-1).mean(0),
    ],
}
