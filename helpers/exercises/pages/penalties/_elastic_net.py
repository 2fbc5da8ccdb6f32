"""What the exercises on the elastic net have in common, on the main page and in depth."""

import numpy as np


def soft_threshold(v, t):
    """Return sign(v) max(|v| − t, 0)."""
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def correlated_data(seed, n, p, *numbers):
    """Return correlated features of unlike means and scales, targets, and the numbers."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1)) * rng.choice([-1.0, 1.0], p)
    X = rng.uniform(1, 5, p) + rng.uniform(0.5, 2, p) * (rng.normal(size=(n, p)) + common)
    y = 3 + X @ rng.normal(size=p) / np.sqrt(p) + rng.normal(size=n)
    return (X, y, *numbers)
