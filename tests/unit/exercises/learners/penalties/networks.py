"""What learners write in the exercise on penalties in networks from L2 back to a decay."""

import itertools

import numpy as np


def over_all_batches(gradients, batch):
    """Return the mean square of each weight's gradient over all batches, one after the other."""
    draws = np.array(list(itertools.product(range(len(gradients)), repeat=batch)))
    return np.mean(gradients[draws].mean(axis=1) ** 2, axis=0)


def drawn(gradients, batch):
    rows = np.random.default_rng(0).integers(0, len(gradients), (1000, batch))
    return gradients[rows].mean(axis=1)


SCOPE = {"np": np}
SOLUTIONS = {
    "matching_decay": """
        squares = gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch
        return lam / np.median(np.sqrt(squares))
    """,
}
SLIPS = {
    "matching_decay": {
        "single rows": lambda G, lam, B: lam / np.median(np.sqrt((G**2).mean(axis=0))),
        "all divided by the batch": lambda G, lam, B: (
            lam / np.median(np.sqrt((G**2).mean(axis=0) / B))
        ),
        "noise alone": lambda G, lam, B: lam * np.sqrt(B) / np.median(G.std(axis=0)),
        "mean gradient alone": lambda G, lam, B: lam / np.median(np.abs(G.mean(axis=0))),
        "without replacement": lambda G, lam, B: (
            lam
            / np.median(np.sqrt(G.mean(axis=0) ** 2 + G.var(axis=0, ddof=1) / B * (1 - B / len(G))))
        ),
        "one epoch": lambda G, lam, B: (
            lam
            / np.median(
                np.sqrt(np.mean([G[i : i + B].mean(0) ** 2 for i in range(0, len(G), B)], axis=0))
            )
        ),
        "the way there": lambda G, lam, B: (
            lam * np.median(np.sqrt(G.mean(axis=0) ** 2 + G.var(axis=0) / B))
        ),
        "no root": lambda G, lam, B: lam / np.median(G.mean(axis=0) ** 2 + G.var(axis=0) / B),
        "mean over the kernel": lambda G, lam, B: (
            lam / np.mean(np.sqrt(G.mean(axis=0) ** 2 + G.var(axis=0) / B))
        ),
        "one strength for all": lambda G, lam, B: (
            lam / np.median(np.sqrt(np.mean(G) ** 2 + np.var(G) / B))
        ),
    }
}
OTHERS = {
    "matching_decay": [
        # A variance of a sample, a sum of roots, a learning rate in the decay, a decay for each
        # weight, and batches drawn by chance.
        (
            lambda G, lam, B: (
                lam / np.median(np.sqrt(G.mean(axis=0) ** 2 + G.var(axis=0, ddof=1) / B))
            ),
            "",
        ),
        (
            lambda G, lam, B: lam / np.median(np.abs(G.mean(axis=0)) + G.std(axis=0) / np.sqrt(B)),
            "",
        ),
        (lambda G, lam, B: 0.001 * lam / np.median(np.sqrt(over_all_batches(G, B))), ""),
        (lambda G, lam, B: lam / np.sqrt(G.mean(axis=0) ** 2 + G.var(axis=0) / B), ""),
        (lambda G, lam, B: lam / np.median(np.sqrt(np.mean(drawn(G, B) ** 2, axis=0))), ""),
    ]
}
RIGHT = {
    "matching_decay": [
        # The root of the median, the median of the decays, the mean square of single rows, every
        # batch drawn, and single precision.
        lambda G, lam, B: lam / np.median(G.mean(axis=0) ** 2 + G.var(axis=0) / B) ** 0.5,
        lambda G, lam, B: np.median(lam / np.sqrt(G.mean(axis=0) ** 2 + G.var(axis=0) / B)),
        lambda G, lam, B: (
            lam
            / np.median(
                np.sqrt((G**2).mean(axis=0) / B + (1 - 1 / B) * G.mean(axis=0) ** 2).ravel()
            )
        ),
        lambda G, lam, B: float(lam / np.median(np.sqrt(over_all_batches(G, B)))),
        lambda G, lam, B: np.float32(
            lam / np.median(np.sqrt(G.mean(axis=0) ** 2 + G.std(axis=0) ** 2 / B))
        ),
    ],
}
