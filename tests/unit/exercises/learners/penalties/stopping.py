"""What learners write in the exercises on early stopping."""

import numpy as np


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


def stopped(share, *, coordinates=None, turn=None):
    """Keep this share of each direction, of its variance, d, step, t and n."""

    def answer(X, y, step, t):
        n = len(X)
        U, d, Vt = np.linalg.svd(X, full_matrices=False)
        a = (U.T @ y) / d if coordinates is None else coordinates(U.T @ y, d)
        a = share(d**2 / n, d, step, t, n) * a
        return Vt.T @ a if turn is None else turn(Vt, a)

    return answer


def after(s, d, step, t, n):
    return 1 - (1 - step * s) ** t


def impatient(X, y, step, t):
    w = 0 * X[0]
    for _ in range(min(t, 100)):
        w = w + step * (y - X @ w) @ X / len(y)
    return w


SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "stopped_weights": """
        U, d, Vt = np.linalg.svd(X, full_matrices=False)
        share = 1 - (1 - step * d**2 / len(X)) ** t
        return Vt.T @ (share * (U.T @ y) / d)
    """,
    "equivalent_strengths": """
        d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
        variance = d**2 / len(X)
        left = (1 - step * variance) ** t
        return variance * left / (1 - left)
    """,
}
# What learners do wrong, by the name of the mistake in the registry.
SLIPS = {
    "stopped_weights": {
        "divided by the square": """
            U, d, Vt = np.linalg.svd(X, full_matrices=False)
            share = 1 - (1 - step * d**2 / len(X)) ** t
            return Vt.T @ (share * (U.T @ y) / d**2)
        """,
        "shares of the features": """
            best = np.linalg.lstsq(X, y, rcond=None)[0]
            d = np.linalg.svd(X, compute_uv=False)
            return (1 - (1 - step * d**2 / len(X)) ** t) * best
        """,
        "ridge": lambda X, y, step, t: np.linalg.solve(
            X.T @ X / len(X) + np.eye(X.shape[1]) / (step * t), X.T @ y / len(X)
        ),
        "ridge, n forgotten": lambda X, y, step, t: np.linalg.solve(
            X.T @ X + np.eye(X.shape[1]) / (step * t), X.T @ y
        ),
        "what is missing": stopped(lambda s, d, step, t, n: (1 - step * s) ** t),
        "gradient flow": stopped(lambda s, d, step, t, n: 1 - np.exp(-t * step * s)),
        "without n": stopped(lambda s, d, step, t, n: 1 - (1 - step * d * d) ** t),
        "singular values not squared": stopped(
            lambda s, d, step, t, n: 1 - (1 - step * d / n) ** t
        ),
        "in the directions": stopped(after, turn=lambda Vt, a: a),
        "turned the other way": stopped(after, turn=lambda Vt, a: Vt @ a),
        "not divided by d": stopped(after, coordinates=lambda c, d: c),
        "times d": stopped(after, coordinates=lambda c, d: d * c),
        "least squares": lambda X, y, step, t: np.linalg.pinv(X) @ y,
        "one step less": stopped(lambda s, d, step, t, n: 1 - (1 - step * s) ** (t - 1)),
        "one step more": stopped(lambda s, d, step, t, n: 1 - (1 - step * s) ** (t + 1)),
        "straight on": lambda X, y, step, t: t * step * X.T @ y / len(y),
        "a single step": lambda X, y, step, t: step * X.T @ y / len(y),
        "what is left multiplied up": stopped(lambda s, d, step, t, n: (step * s) ** t),
        "the share of one step": stopped(lambda s, d, step, t, n: 1 - (step * s) ** t),
        "at most a hundred steps": impatient,
        "fitted values": [("Vt.T @ (share * (U.T @ y) / d)", "U @ (share * (U.T @ y))")],
    },
    "equivalent_strengths": {
        "singular value for its square": """
            n = len(X)
            d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
            q = (1 - step * d**2 / n) ** t
            return d / n * q / (1 - q)
        """,
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
        "divided by the columns": lambda X, step, t: strengths(
            variances(X) * len(X) / X.shape[1], step, t
        ),
        "root of the variance in front": solved(lambda v, left: np.sqrt(v) * left / (1 - left)),
        "variance over time": lambda X, step, t: variances(X) / (step * t),
        "one over the exponent": lambda X, step, t: 1 / (step * t * variances(X)),
        "first orders alone": lambda X, step, t: 1 / (step * t) - variances(X) / 2,
        "share squared": solved(lambda v, left: v * left**2 / (1 - left**2)),
        "root of the share": solved(lambda v, left: v * np.sqrt(left) / (1 - np.sqrt(left))),
        "power of what goes": lambda X, step, t: (lambda s, q: s * q / (1 - q))(
            variances(X), 1 - (step * variances(X)) ** t
        ),
        "strengths of the mean": lambda X, step, t: strengths(
            np.full(X.shape[1], variances(X).mean()), step, t
        ),
    },
}
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "stopped_weights": [
        (
            stopped(lambda s, d, step, t, n: 1 - (1 - 2 * step * s) ** t),
            "This would be right for twice the given step.",
        ),
        (
            lambda X, y, step, t: stopped(after)(X, y, step, t)[:, None],
            "There is an axis of length 1 too many",
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
}
# Right answers of another form.
RIGHT = {
    "stopped_weights": [
        stopped(lambda s, d, step, t, n: -np.expm1(t * np.log1p(-step * s))),
    ],
    "equivalent_strengths": [
        lambda X, step, t: strengths(np.linalg.eigvalsh(np.cov(X.T, ddof=0))[::-1], step, t),
        lambda X, step, t: (
            variances(X) / ((1 - step * variances(X)) ** (-t) - 1)
            if step * variances(X).max() < 1
            else strengths(variances(X), step, t)
        ),
    ],
}
