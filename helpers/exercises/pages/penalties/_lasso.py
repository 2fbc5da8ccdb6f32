"""What the exercises on the lasso have in common: the soft threshold, data, and some weights."""

import numpy as np


def soft(v, t):
    """Return the soft threshold of v: nearer to zero by t, and zero where it would pass it."""
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def regression(seed, n, p, *numbers, centered=False):
    """Return correlated features of unlike means and scales, targets, and the numbers."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    X = rng.uniform(1, 3, p) + rng.uniform(0.5, 2, p) * (rng.normal(size=(n, p)) + common)
    y = 3 + X @ (rng.normal(size=p) * (rng.random(p) < 0.6)) + rng.normal(size=n)
    if centered:
        X, y = X - X.mean(axis=0), y - y.mean()
    return (X, y, *numbers)


def some_weights(seed, p):
    """Return p weights, about half of them zero."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=p) * (rng.random(p) < 0.5)
