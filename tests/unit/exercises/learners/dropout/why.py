"""What learners write in the exercises on why dropout works."""

import itertools
import math

import numpy as np

# What the notebook itself has by such a name.
n = 60

lam = 0.1


def spread(X, w, r):
    return r / (1 - r) * X**2 @ w**2


def strength(X, r):
    return r / (1 - r) * np.mean(X**2, axis=0)


def chances(M, r):
    return np.prod(np.where(M == 1, 1 - r, r), axis=1)


def solved(X, y, weights):
    mean = X.mean(0)
    level = y.mean()
    Z = X - mean
    w = np.linalg.solve(Z.T @ Z + np.diag(weights), Z.T @ (y - level))
    return w, level - mean @ w


def ones_penalized(X, y, r):
    A = np.c_[X, np.ones(len(X))]
    w = np.linalg.solve(A.T @ A + r / (1 - r) * np.diag((A**2).sum(0)), A.T @ y)
    return w[:-1], w[-1]


def ones_left_alone(X, y, r):
    A = np.c_[X, np.ones(len(X))]
    d = (A**2).sum(0)
    d[-1] = 0
    w = np.linalg.solve(A.T @ A + r / (1 - r) * np.diag(d), A.T @ y)
    return w[:-1], w[-1]


def through_the_origin(X, y, r):
    w = np.linalg.solve(X.T @ X + r / (1 - r) * np.diag((X**2).sum(0)), X.T @ y)
    return w, 0.0


def intercept_at_the_end(X, y, r):
    w = through_the_origin(X, y, r)[0]
    return w, (y - X @ w).mean()


def without_dropout(X, y, r):
    A = np.c_[np.ones(len(X)), X]
    c = np.linalg.lstsq(A, y, rcond=None)[0]
    return c[1:], c[0]


def raw_columns(X, y, r):
    w = np.linalg.solve(X.T @ X + r / (1 - r) * np.diag((X**2).sum(0)), X.T @ (y - y.mean()))
    return w, y.mean() - X.mean(0) @ w


def targets_centered(X, y, r):
    w = np.linalg.solve(X.T @ X + r / (1 - r) * np.diag((X**2).sum(0)), X.T @ (y - y.mean()))
    return w, y.mean()


def many_copies(X, y, r):
    g = np.random.default_rng(0)
    copies = np.vstack([X * (g.random(X.shape) >= r) / (1 - r) for _ in range(300)])
    targets = np.tile(y, 300)
    A = np.c_[copies, np.ones(len(copies))]
    c = np.linalg.lstsq(A, targets, rcond=None)[0]
    return c[:-1], c[-1]


def squares(X):
    return (X**2).sum(0)


def penalty(X, w, b, r):
    f = r + (1 - r) * np.exp(X * w / (1 - r))
    return np.mean(np.exp(b) * f.prod(1) - np.exp(X @ w + b))


def one_mask_after_the_other(X, w, b, r):
    p = X.shape[1]
    total = 0
    for m in itertools.product((0, 1), repeat=p):
        m = np.array(m)
        k = m.sum()
        total = total + (1 - r) ** k * r ** (p - k) * np.exp((X * m / (1 - r)) @ w + b)
    return np.mean(total - np.exp(X @ w + b))


def all_masks_at_once(X, w, b, r):
    p = X.shape[1]
    M = (np.arange(2**p)[:, None] >> np.arange(p)) & 1
    k = M.sum(1)
    q = (1 - r) ** k * r ** (p - k)
    return np.mean(np.exp((M / (1 - r)) @ (X * w).T + b).T @ q - np.exp(X @ w + b))


def many_masks(X, w, b, r):
    g = np.random.default_rng(0)
    return np.mean(
        [
            np.exp((X * (g.random(X.shape) >= r) / (1 - r)) @ w + b) - np.exp(X @ w + b)
            for _ in range(2000)
        ]
    )


SCOPE = {"np": np}
SOLUTIONS = {
    "score_variance": """
        return rate / (1 - rate) * (X * w) ** 2 @ np.ones(len(w))
    """,
    "strengths": """
        return rate / (1 - rate) * np.mean(X**2, axis=0)
    """,
    "mask_probabilities": """
        return np.prod(masks * (1 - rates) + (1 - masks) * rates, axis=1)
    """,
    "dropout_fit": """
        x_mean, y_mean = X.mean(axis=0), y.mean()
        centered = X - x_mean
        penalty = rate / (1 - rate) * np.diag(np.sum(X**2, axis=0))
        w = np.linalg.solve(centered.T @ centered + penalty, centered.T @ (y - y_mean))
        return w, y_mean - x_mean @ w
    """,
    "poisson_penalty": """
        factor = rate + (1 - rate) * np.exp(X * w / (1 - rate))
        noisy = np.exp(b) * np.prod(factor, axis=1)
        return np.mean(noisy - np.exp(b + X @ w))
    """,
}
SLIPS = {
    "score_variance": {
        "not inverted": lambda X, w, r: r * (1 - r) * X**2 @ w**2,
        "inverse odds": (
            lambda X, w, r: (1 - r) / r * X**2 @ w**2,
            lambda X, w, r: spread(X, w, 1 - r),
        ),
        "the rate alone": lambda X, w, r: r * X**2 @ w**2,
        "square of the sum": lambda X, w, r: r / (1 - r) * (X @ w) ** 2,
        "standard deviation": lambda X, w, r: np.sqrt(spread(X, w, r)),
        "weights not squared": lambda X, w, r: r / (1 - r) * X**2 @ w,
        "features not squared": lambda X, w, r: r / (1 - r) * X @ w**2,
        "deviations added": lambda X, w, r: (np.sqrt(r / (1 - r)) * np.abs(X) @ np.abs(w)) ** 2,
        "mean over the columns": lambda X, w, r: r / (1 - r) * np.mean((X * w) ** 2, axis=1),
        "columns for rows": lambda X, w, r: r / (1 - r) * np.sum((X * w) ** 2, axis=0),
        "root of the odds": lambda X, w, r: np.sqrt(r / (1 - r)) * X**2 @ w**2,
        "odds squared": lambda X, w, r: (r / (1 - r) * X * w) ** 2 @ np.ones(len(w)),
        "spread of the contributions": lambda X, w, r: (
            r / (1 - r) * np.var(X * w, axis=1) * X.shape[1]
        ),
        "all rows at once": lambda X, w, r: spread(X, w, r).sum(),
        "sizes in place of squares": """
            return rate / (1 - rate) * np.abs(X * w).sum(axis=1)
        """,
    },
    "strengths": {
        "variance of the columns": lambda X, r: r / (1 - r) * X.var(0),
        "sum over the rows": lambda X, r: r / (1 - r) * np.sum(X**2, 0),
        "the rate alone": lambda X, r: r * np.mean(X**2, 0),
        "inverse odds": lambda X, r: (1 - r) / r * np.mean(X**2, 0),
        "halved": (
            lambda X, r: strength(X, r) / 2,
            lambda X, r: r / (1 - r) * np.sum(X**2, 0) / (2 * len(X)),
        ),
        "root": lambda X, r: r / (1 - r) * np.sqrt(np.mean(X**2, 0)),
        "one strength for all": lambda X, r: np.full(X.shape[1], strength(X, r).mean()),
        "odds squared": lambda X, r: (r / (1 - r)) ** 2 * np.mean(X**2, 0),
        "sample variance of the columns": lambda X, r: r / (1 - r) * X.var(0, ddof=1),
        "square of the mean": lambda X, r: r / (1 - r) * X.mean(0) ** 2,
        "standard deviation of the columns": lambda X, r: r / (1 - r) * X.std(0),
        "all pairs of columns": lambda X, r: r / (1 - r) * X.T @ X / len(X),
        "standardized columns": lambda X, r: np.full(X.shape[1], r / (1 - r)),
        "divided by the columns": lambda X, r: r / (1 - r) * np.sum(X**2, 0) / X.shape[1],
        "absolute values": lambda X, r: r / (1 - r) * np.abs(X).mean(0),
    },
    "mask_probabilities": {
        "rate of keeping": lambda M, r: chances(1 - M, r),
        "one rate for all": (
            lambda M, r: chances(M, np.full(len(r), r.mean())),
            lambda M, r: (1 - r.mean()) ** M.sum(1) * r.mean() ** (M.shape[1] - M.sum(1)),
        ),
        "kept units only": lambda M, r: np.prod(np.where(M == 1, 1 - r, 1), 1),
        "logarithm": lambda M, r: np.log(chances(M, r)),
        "normalized": lambda M, r: chances(M, r) / chances(M, r).sum(),
        "sum": lambda M, r: np.where(M == 1, 1 - r, r).mean(1),
        "added": (
            lambda M, r: np.where(M == 1, 1 - r, r).sum(1),
            lambda M, r: M @ (1 - r) + (1 - M) @ r,
        ),
        "dropped units only": lambda M, r: np.prod(np.where(M == 0, r, 1), 1),
        "zero for a dropped unit": lambda M, r: np.prod(M * (1 - r), 1),
        "counted alike": lambda M, r: (
            np.array([math.comb(M.shape[1], int(m.sum())) for m in M]) * chances(M, r)
        ),
        "rate of the first unit": lambda M, r: chances(M, np.full(len(r), r[0])),
        "along the masks": lambda M, r: np.prod(np.where(M == 1, 1 - r, r), 0),
        "rate for a kept unit": lambda M, r: np.prod(np.where(M == 1, r, 1), 1),
        "each different mask once": """
            u = np.unique(masks, axis=0)
            return np.prod(u * (1 - rates) + (1 - u) * rates, axis=1)
        """,
        "minus the logarithm": """
            return -(masks * np.log(1 - rates) + (1 - masks) * np.log(rates)).sum(axis=1)
        """,
    },
    "dropout_fit": {
        "dropout after centering": lambda X, y, r: solved(X, y, r / (1 - r) * len(y) * X.var(0)),
        "no intercept": through_the_origin,
        "mean target as intercept": lambda X, y, r: (
            solved(X, y, r / (1 - r) * squares(X))[0],
            y.mean(),
        ),
        "the rate alone": lambda X, y, r: solved(X, y, r * squares(X)),
        "mean in place of sum": lambda X, y, r: solved(X, y, r / (1 - r) * squares(X) / len(y)),
        "plain ridge": lambda X, y, r: solved(X, y, np.full(X.shape[1], len(y) * r / (1 - r))),
        "the odds as strength": lambda X, y, r: solved(X, y, np.full(X.shape[1], r / (1 - r))),
        "intercept penalized": ones_penalized,
        "weights without an intercept": intercept_at_the_end,
        "raw columns solved for": raw_columns,
        "only targets centered": targets_centered,
        "the whole matrix as penalty": lambda X, y, r: (lambda w: (w, y.mean() - X.mean(0) @ w))(
            np.linalg.solve(
                (X - X.mean(0)).T @ (X - X.mean(0)) + r / (1 - r) * X.T @ X,
                (X - X.mean(0)).T @ (y - y.mean()),
            )
        ),
        "least squares": without_dropout,
        "intercept added up": lambda X, y, r: (lambda w: (w, y.mean() + X.mean(0) @ w))(
            solved(X, y, r / (1 - r) * squares(X))[0]
        ),
        "half the penalty": lambda X, y, r: solved(X, y, r / (1 - r) * squares(X) / 2),
        "twice the penalty": lambda X, y, r: solved(X, y, 2 * r / (1 - r) * squares(X)),
        "not inverted": lambda X, y, r: solved(X, y, r * (1 - r) * squares(X)),
        "second moment": lambda X, y, r: solved(X, y, squares(X) / (1 - r)),
        "sum in place of mean": """
            Z, n = X - X.mean(axis=0), len(X)
            lam = rate / (1 - rate) * (X**2).sum(axis=0)
            w = np.linalg.solve(Z.T @ Z / n + np.diag(lam), Z.T @ y / n)
            return w, y.mean() - X.mean(axis=0) @ w
        """,
        "targets left raw, in a mix": """
            Z = X - X.mean(axis=0)
            w = np.linalg.solve(Z.T @ Z + rate / (1 - rate) * np.diag((X**2).sum(axis=0)), X.T @ y)
            return w, y.mean() - X.mean(axis=0) @ w
        """,
        "root mean squares": """
            Z, n = X - X.mean(axis=0), len(X)
            lam = rate / (1 - rate) * np.sqrt((X**2).mean(axis=0))
            w = np.linalg.solve(Z.T @ Z / n + np.diag(lam), Z.T @ y / n)
            return w, y.mean() - X.mean(axis=0) @ w
        """,
        "one mean square for all": """
            Z, n = X - X.mean(axis=0), len(X)
            lam = rate / (1 - rate) * (X**2).mean()
            w = np.linalg.solve(Z.T @ Z / n + lam * np.eye(X.shape[1]), Z.T @ y / n)
            return w, y.mean() - X.mean(axis=0) @ w
        """,
    },
    "poisson_penalty": {
        "second order": lambda X, w, b, r: np.mean(np.exp(X @ w + b) * spread(X, w, r)) / 2,
        "kept entries not divided": lambda X, w, b, r: np.mean(
            np.exp(b) * (r + (1 - r) * np.exp(X * w)).prod(1) - np.exp(X @ w + b)
        ),
        "dropped and kept exchanged": lambda X, w, b, r: np.mean(
            np.exp(b) * (1 - r + r * np.exp(X * w / (1 - r))).prod(1) - np.exp(X @ w + b)
        ),
        "mean without the score itself": lambda X, w, b, r: np.mean(
            np.exp(b) * (r + (1 - r) * np.exp(X * w / (1 - r))).prod(1)
        ),
        "without the intercept": lambda X, w, b, r: penalty(X, w, 0, r),
        "second order without the half": lambda X, w, b, r: np.mean(
            np.exp(X @ w + b) * spread(X, w, r)
        ),
        "Gaussian noise": lambda X, w, b, r: np.mean(
            np.exp(X @ w + b) * (np.exp(spread(X, w, r) / 2) - 1)
        ),
        "intercept on one side": lambda X, w, b, r: np.mean(
            (r + (1 - r) * np.exp(X * w / (1 - r))).prod(1) - np.exp(X @ w + b)
        ),
        "intercept on the other side": lambda X, w, b, r: np.mean(
            np.exp(b) * (r + (1 - r) * np.exp(X * w / (1 - r))).prod(1) - np.exp(X @ w)
        ),
        "intercept dropped": lambda X, w, b, r: np.mean(
            (r + (1 - r) * np.exp(b / (1 - r))) * (r + (1 - r) * np.exp(X * w / (1 - r))).prod(1)
            - np.exp(X @ w + b)
        ),
        "intercept in each factor": lambda X, w, b, r: np.mean(
            (r + (1 - r) * np.exp((X * w + b) / (1 - r))).prod(1) - np.exp(X @ w + b)
        ),
        "dropped entries make zero": lambda X, w, b, r: np.mean(
            np.exp(b) * ((1 - r) * np.exp(X * w / (1 - r))).prod(1) - np.exp(X @ w + b)
        ),
        "all entries together": lambda X, w, b, r: np.mean(
            np.exp(b) * (r + (1 - r) * np.exp(X @ w / (1 - r))) - np.exp(X @ w + b)
        ),
        "factors added": lambda X, w, b, r: np.mean(
            np.exp(b) * (r + (1 - r) * np.exp(X * w / (1 - r))).sum(1) - np.exp(X @ w + b)
        ),
        "sum over rows": lambda X, w, b, r: len(X) * penalty(X, w, b, r),
        "sign": lambda X, w, b, r: -penalty(X, w, b, r),
        "intercept in each factor, whole": """
            f = rate + (1 - rate) * np.exp(X * w / (1 - rate) + b)
            return np.mean(np.prod(f, axis=1) - np.exp(X @ w + b))
        """,
        "product over the rows": """
            f = rate + (1 - rate) * np.exp(X * w / (1 - rate))
            return np.exp(b) * np.mean(np.prod(f, axis=0)) - np.exp(X @ w + b).mean()
        """,
        "intercept divided": """
            s = X @ w + b
            f = rate + (1 - rate) * np.exp(X * w / (1 - rate))
            return np.mean(np.exp(b / (1 - rate)) * f.prod(axis=1) - np.exp(s))
        """,
        "dropped for sure": """
            f = 1 + (1 - rate) * np.exp(X * w / (1 - rate))
            return np.mean(np.exp(b) * np.prod(f, axis=1) - np.exp(X @ w + b))
        """,
        "kept entries with weight one": """
            mean = np.exp(b) * np.prod(rate + np.exp(X * w / (1 - rate)), axis=1)
            return np.mean(mean - np.exp(X @ w + b))
        """,
        "quotient": """
            mean = np.exp(b) * np.prod(rate + (1 - rate) * np.exp(X * w / (1 - rate)), axis=1)
            return np.mean(mean / np.exp(X @ w + b))
        """,
    },
}
OTHERS = {
    "score_variance": [
        (
            lambda X, w, r: X**2 @ w**2,
            "The result is what it should be, divided by rate/(1 − rate).",
        ),
        (lambda X, w, r: spread(X, w, r).mean(), "The result is the mean of what is asked: an"),
        (lambda X, w, r: spread(X, w, r) / 2, "The result is half of what it should be."),
        (
            lambda X, w, r: r / (1 - r) ** 2 * X**2 @ w**2,
            "The result is what it should be, divided by",
        ),
        (lambda X, w, r: 1 / (1 - r) * X**2 @ w**2, "The result is what it should be, divided by"),
        (lambda X, w, r: spread(X - X.mean(0), w, r), "This would be right if X had been centered"),
        (
            lambda X, w, r: np.full(len(X), np.var(X @ w)),
            "The answer never uses its argument rate.",
        ),
        (lambda X, w, r: spread(X, w, r)[:, None], ""),
        (lambda X, w, r: r / (1 - r) * (X * w) ** 2, "The result has more entries than are asked:"),
        (lambda X, w, r: (r / (1 - r) * np.abs(X) @ np.abs(w)) ** 2, ""),
        (lambda X, w, r: spread(X, w, r) / len(X), "The result is what it should be, divided by"),
    ],
    "strengths": [
        (lambda X, r: 2 * strength(X, r), "The result is twice what it should be."),
        (lambda X, r: strength(X, r).mean(), "The result is the mean of what is asked: an"),
        (lambda X, r: r / (1 - r) * np.mean(X**2, 1), "This would be right for X transposed: rows"),
        (
            lambda X, r: r / (1 - r) * np.sum(X**2, 0) / max(len(X) - 1, 1),
            "The result is divided by the number of rows",
        ),
        (
            lambda X, r: r * (1 - r) * np.mean(X**2, 0),
            "The result is the square of (1 − rate) times",
        ),
        (
            lambda X, r: np.mean(X**2, 0),
            "The result is what it should be, divided by rate/(1 − rate).",
        ),
        (lambda X, r: np.mean(X**2, 0) / (1 - r), "The result is what it should be, divided by"),
        (
            lambda X, r: r / (1 - r) * np.sum(X**2, 0) / n,
            "The answer reads n from the notebook around",
        ),
        (lambda X, r: np.diag(strength(X, r)), "The result has more entries than are asked:"),
    ],
    "mask_probabilities": [
        (lambda M, r: np.where(M == 1, 1 - r, r), ""),
        (lambda M, r: chances(M, r).sum(), "The result is the sum of what is asked: an"),
        (lambda M, r: 1 - chances(M, r), "The result is 1 less what it should be."),
        (
            lambda M, r: np.full(len(M), 0.5 ** M.shape[1]),
            "The answer never uses its argument rates.",
        ),
        (lambda M, r: chances(M, np.sort(r)), "This would be right if rates were sorted."),
        (lambda M, r: np.prod((1 - r) ** M, axis=1) * np.prod(r**M, axis=1), ""),
        (lambda M, r: np.prod(M / (1 - r), 1), ""),
    ],
    "dropout_fit": [
        (
            lambda X, y, r: solved(X, y, r / (1 - r) * squares(X))[::-1],
            "The parts are right, in another order than",
        ),
        (
            lambda X, y, r: solved(X, y, r / (1 - r) * squares(X))[0],
            "Return w, b together, as a tuple.",
        ),
        (
            lambda X, y, r: solved(X, y, (1 - r) / r * squares(X)),
            "This would be right for 1 − rate in place of",
        ),
        (
            lambda X, y, r: (lambda a: (a[0] / (1 - r), a[1]))(
                solved(X, y, r / (1 - r) * squares(X))
            ),
            "Right: b. w is what it should be, divided",
        ),
        (
            lambda X, y, r: (lambda a: (a[0] * (1 - r), a[1]))(
                solved(X, y, r / (1 - r) * squares(X))
            ),
            "Right: b. w is (1 − rate) times what it",
        ),
        (many_copies, ""),
        (
            lambda X, y, r: solved(X, y, np.full(X.shape[1], n * lam)),
            "The answer reads n and lam from the notebook",
        ),
        (
            lambda X, y, r: np.r_[solved(X, y, r / (1 - r) * squares(X))],
            "Return w, b together, as a tuple.",
        ),
        (
            lambda X, y, r: (lambda a: np.r_[a[1], a[0]])(solved(X, y, r / (1 - r) * squares(X))),
            "Return w, b together, as a tuple.",
        ),
        (lambda X, y, r: solved(X, y, r / (1 - r) * len(y) * X.mean(0) ** 2), ""),
    ],
    "poisson_penalty": [
        (one_mask_after_the_other, "The numbers are right, but twice as many"),
        (all_masks_at_once, "The numbers are right, but twice as many"),
        (many_masks, ""),
        (
            lambda X, w, b, r: np.mean(np.exp(X @ w) * spread(X, w, r)) / 2,
            "The answer never uses its argument b.",
        ),
        (
            lambda X, w, b, r: (
                np.exp(b) * (r + (1 - r) * np.exp(X * w / (1 - r))).prod(1) - np.exp(X @ w + b)
            ),
            "The result has more entries than are asked:",
        ),
        (lambda X, w, b, r: penalty(X, w, b, r) / 2, "The result is half of what it should be."),
        (
            lambda X, w, b, r: (
                np.exp(b) * np.mean((r + (1 - r) * np.exp(X * w / (1 - r))).prod(1))
                - np.exp(np.mean(X @ w + b))
            ),
            "",
        ),
        (
            lambda X, w, b, r: np.mean(
                np.log((r + (1 - r) * np.exp(X * w / (1 - r))).prod(1)) - X @ w
            ),
            "The answer never uses its argument b.",
        ),
    ],
}
RIGHT = {
    "score_variance": [
        lambda X, w, r: [
            sum((a * b) ** 2 for a, b in zip(x, w, strict=True)) * r / (1 - r) for x in X
        ],
        lambda X, w, r: ((X * w) ** 2).sum(1) * (1 / (1 - r) - 1),
    ],
    "strengths": [
        lambda X, r: np.diag(X.T @ X) / len(X) * r / (1 - r),
        lambda X, r: r / (1 - r) * (X.var(0) + X.mean(0) ** 2),
        lambda X, r: np.einsum("ij,ij->j", X, X) * r / (1 - r) / len(X),
    ],
    "mask_probabilities": [
        lambda M, r: np.prod((1 - r) ** M * r ** (1 - M), 1),
        lambda M, r: np.exp(M @ np.log(1 - r) + (1 - M) @ np.log(r)),
        lambda M, r: [math.prod(1 - q if m else q for m, q in zip(a, r, strict=True)) for a in M],
        lambda M, r: np.where(M.astype(bool), 1 - r, r).prod(1),
    ],
    "dropout_fit": [
        ones_left_alone,
        lambda X, y, r: (
            lambda A, t: (lambda c: (c[:-1], c[-1]))(np.linalg.lstsq(A, t, rcond=None)[0])
        )(
            np.vstack(
                [
                    np.c_[X, np.ones(len(X))],
                    np.c_[np.diag(np.sqrt(r / (1 - r) * squares(X))), np.zeros(X.shape[1])],
                ]
            ),
            np.r_[y, np.zeros(X.shape[1])],
        ),
        lambda X, y, r: list(solved(X, y, r / (1 - r) * squares(X))),
    ],
    "poisson_penalty": [
        lambda X, w, b, r: (
            np.exp(b + np.log(r + (1 - r) * np.exp(X * w / (1 - r))).sum(1)).mean()
            - np.exp(X @ w + b).mean()
        ),
        lambda X, w, b, r: (
            sum(
                math.exp(b)
                * math.prod(
                    r + (1 - r) * math.exp(a * c / (1 - r)) for a, c in zip(x, w, strict=True)
                )
                - math.exp(x @ w + b)
                for x in X
            )
            / len(X)
        ),
    ],
}
