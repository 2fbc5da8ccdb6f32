"""What learners write in the exercises on overfitting."""

import itertools
import math

import numpy as np


def parts(predictions, y):
    """Return noise plus bias², and variance, as the chapter does."""
    sets = len(predictions)
    mean = predictions.mean(axis=0)
    variance = np.mean((predictions - mean) ** 2) * sets / (sets - 1)
    return np.mean((y - mean) ** 2) - variance / sets, variance


def least_squares(X, y):
    return np.linalg.lstsq(X, y, rcond=1e-10)[0]


def error(y, predictions):
    return np.mean((y - predictions) ** 2)


# Names that an answer may use, some of them the chapter's own.
SCOPE = {
    "np": np,
    "math": math,
    "itertools": itertools,
    "parts": parts,
    "least_squares": least_squares,
    "error": error,
}

SOLUTIONS = {
    "skill": """
        baseline = np.mean((y - y_train.mean()) ** 2)
        return 1 - np.mean((y - predictions) ** 2) / baseline
    """,
    "two_fits": "return np.mean((y - f) * (y - g)), np.mean((f - g) ** 2) / 2",
    "rows_needed": "return p + 1 + int(np.ceil(noise * p / target * (1 - 1e-12)))",
    "shorten": """
        _, d, Vt = np.linalg.svd(X, full_matrices=False)
        V = Vt[d > 1e-10 * d[0]].T
        return V @ (V.T @ w)
    """,
}

SLIPS = {
    "skill": {
        "mean of the held-out targets": """
            return 1 - np.mean((y - predictions) ** 2) / np.mean((y - y.mean()) ** 2)
        """,
        "variance of the training targets": """
            return 1 - np.mean((y - predictions) ** 2) / np.mean(
                (y_train - y_train.mean()) ** 2
            )
        """,
        "ratio alone": """
            return np.mean((y - predictions) ** 2) / np.mean((y - y_train.mean()) ** 2)
        """,
        "upside down": """
            return 1 - np.mean((y - y_train.mean()) ** 2) / np.mean((y - predictions) ** 2)
        """,
        "roots": """
            return 1 - np.sqrt(
                np.mean((y - predictions) ** 2) / np.mean((y - y_train.mean()) ** 2)
            )
        """,
        "absolute differences": """
            return 1 - np.mean(abs(y - predictions)) / np.mean(abs(y - y_train.mean()))
        """,
        "difference": """
            return np.mean((y - y_train.mean()) ** 2) - np.mean((y - predictions) ** 2)
        """,
        "share of the model's error": """
            b, m = np.mean((y - y_train.mean()) ** 2), np.mean((y - predictions) ** 2)
            return (b - m) / m
        """,
        "never negative": """
            return max(
                0, 1 - np.mean((y - predictions) ** 2) / np.mean((y - y_train.mean()) ** 2)
            )
        """,
        "in percent": """
            return 100 * (
                1 - np.mean((y - predictions) ** 2) / np.mean((y - y_train.mean()) ** 2)
            )
        """,
        "baseline of zero": "return 1 - np.mean((y - predictions) ** 2) / np.mean(y**2)",
        "median": """
            return 1 - np.mean((y - predictions) ** 2) / np.mean((y - np.median(y_train)) ** 2)
        """,
        "mean of the predictions": """
            return 1 - np.mean((y - predictions) ** 2) / np.mean((y - predictions.mean()) ** 2)
        """,
        "mean of all targets": """
            m = np.concatenate([y_train, y]).mean()
            return 1 - np.mean((y - predictions) ** 2) / np.mean((y - m) ** 2)
        """,
        "row by row": "return 1 - np.mean((y - predictions) ** 2 / (y - y_train.mean()) ** 2)",
        "sum over mean": """
            return 1 - np.sum((y - predictions) ** 2) / np.mean((y - y_train.mean()) ** 2)
        """,
        "sample variance of the training targets": """
            return 1 - np.mean((y - predictions) ** 2) / y_train.var(ddof=1)
        """,
        "sums over different rows": """
            return 1 - np.sum((y - predictions) ** 2) / np.sum((y_train - y_train.mean()) ** 2)
        """,
        "variance of the differences": """
            return 1 - np.var(y - predictions) / np.mean((y - y_train.mean()) ** 2)
        """,
        "variances of the differences": """
            return 1 - np.var(y - predictions) / np.var(y - y_train.mean())
        """,
        "differences not squared": """
            a, b = y - predictions, y - y_train.mean()
            return 1 - a.mean() / b.mean()
        """,
    },
    "two_fits": {
        "uncorrected": """
            m = (f + g) / 2
            return np.mean((y - m) ** 2), np.mean(((f - m) ** 2 + (g - m) ** 2) / 2)
        """,
        "first part uncorrected": """
            return np.mean((y - (f + g) / 2) ** 2), np.mean((f - g) ** 2) / 2
        """,
        "variance twice": "return np.mean((y - f) * (y - g)), np.mean((f - g) ** 2)",
        "variance of a single fit over the rows": """
            return np.mean((y - f) * (y - g)), (np.var(f) + np.var(g)) / 2
        """,
        "mean error first": """
            return np.mean((y - f) ** 2 + (y - g) ** 2) / 2, np.mean((f - g) ** 2) / 2
        """,
        "other order": "return np.mean((f - g) ** 2) / 2, np.mean((y - f) * (y - g))",
        "variance a quarter": "return np.mean((y - f) * (y - g)), np.mean((f - g) ** 2) / 4",
        "all of the variance taken off": """
            v = np.mean((f - g) ** 2) / 2
            return np.mean((y - (f + g) / 2) ** 2) - v, v
        """,
        "corrected without B/(B − 1)": """
            m = (f + g) / 2
            v = np.mean((f - m) ** 2 + (g - m) ** 2) / 2
            return np.mean((y - m) ** 2) - v / 2, v
        """,
        "product of the means": """
            return np.mean(y - f) * np.mean(y - g), np.mean((f - g) ** 2) / 2
        """,
        "products of the means": """
            return np.mean(y - f) * np.mean(y - g), np.mean(f - g) ** 2 / 2
        """,
        "centered difference": "return np.mean((y - f) * (y - g)), np.var(f - g) / 2",
        "centered errors": """
            return np.cov(y - f, y - g, ddof=0)[0, 1], np.mean((f - g) ** 2) / 2
        """,
        "one spread for fits and rows": """
            return np.mean((y - f) * (y - g)), np.var([f, g], ddof=1)
        """,
        "one spread in both parts": """
            v = np.var([f, g], ddof=1)
            return np.mean((y - (f + g) / 2) ** 2) - v / 2, v
        """,
        "sizes of the products": """
            return np.mean(abs((y - f) * (y - g))), np.mean((f - g) ** 2) / 2
        """,
        "never negative": """
            return max(0, np.mean((y - f) * (y - g))), np.mean((f - g) ** 2) / 2
        """,
        "difference not squared": "return np.mean((y - f) * (y - g)), np.mean(abs(f - g)) / 2",
        "standard deviation": """
            return np.mean((y - f) * (y - g)), np.sqrt(np.mean((f - g) ** 2) / 2)
        """,
    },
    "rows_needed": {
        "rounded down": "return p + 1 + int(noise * p / target)",
        "weights forgotten": "return int(np.ceil(noise * p / target))",
        "limit": "return p + int(np.ceil(noise * p / target))",
        "risk with noise": """
            more = noise * p / abs(target - noise) if target != noise else -p - 1
            return p + 1 + int(np.ceil(more))
        """,
        "other side of the peak": "return p - 1 - int(np.ceil(noise * p / target))",
        "below the target": "return p + 2 + int(noise * p / target)",
        "rounded to the nearest": "return p + 1 + round(noise * p / target)",
        "rounded too early": "return p + 1 + p * int(np.ceil(noise / target))",
        "not rounded": "return p + 1 + noise * p / target",
        "standard deviation for a variance": """
            return p + 1 + int(np.ceil(noise**2 * p / target))
        """,
        "without weights and one": "return 1 + int(np.ceil(noise * p / target))",
        "fraction upside down": "return p + 1 + int(np.ceil(target * p / noise))",
        "one taken off": "return p - 1 + int(np.ceil(noise * p / target))",
        "risk of one weight": "return p + 1 + int(np.ceil(noise / target))",
        "training rows as new rows": "return max(p + 2, int(np.ceil(noise * p / target)))",
        "from the first row on": """
            n = 1
            while n == p + 1 or noise * p / (n - p - 1) > target:
                n += 1
            return n
        """,
        "from p rows on": """
            n = p
            while n == p + 1 or noise * p / (n - p - 1) > target:
                n += 1
            return n
        """,
        "weights taken off": "return int(np.ceil(noise * p / target - p - 1))",
        "weights added below": """
            n = p + 2
            while noise * p / (n + p - 1) > target:
                n += 1
            return n
        """,
    },
    "shorten": {
        "the part that is dropped": """
            P = np.linalg.pinv(X) @ X
            return w - P @ w
        """,
        "no inverse": """
            U, d, Vt = np.linalg.svd(X)
            U = U[:, d > 1e-10 * d[0]]
            return X.T @ (U @ (U.T @ (X @ w)))
        """,
        "rescaled": """
            short = np.linalg.pinv(X, rcond=1e-10) @ (X @ w)
            return w / np.linalg.norm(w) * np.linalg.norm(short)
        """,
        "predictions": "return X @ w",
        "unchanged": "return w.copy()",
        "a direction too many": """
            V = np.linalg.svd(X, full_matrices=False)[2].T
            return V @ (V.T @ w)
        """,
        "by QR": """
            Q = np.linalg.qr(X.T)[0]
            return Q @ (Q.T @ w)
        """,
        "distinct rows": """
            Z = np.unique(X, axis=0)
            V = np.linalg.svd(Z, full_matrices=False)[2].T
            return V @ (V.T @ w)
        """,
        "flat directions left out": """
            _, d, Vt = np.linalg.svd(X, full_matrices=False)
            V = Vt[d > 0.05 * d[0]].T
            return V @ (V.T @ w)
        """,
        "an absolute limit": """
            _, d, Vt = np.linalg.svd(X, full_matrices=False)
            V = Vt[d > 1e-6].T
            return V @ (V.T @ w)
        """,
        "last direction left out": """
            V = np.linalg.svd(X, full_matrices=False)[2][:-1].T
            return V @ (V.T @ w)
        """,
        "other weights": """
            n = len(X)
            out = np.zeros(len(w))
            out[:n] = np.linalg.lstsq(X[:, :n], X @ w, rcond=None)[0]
            return out
        """,
        "row after row": "return X.T @ ((X @ w) / np.sum(X**2, axis=1))",
        "scaled to length one": "return w / np.linalg.norm(w)",
        "divided by the singular values": """
            _, d, Vt = np.linalg.svd(X, full_matrices=False)
            k = d > 1e-10 * d[0]
            return Vt[k].T @ ((Vt[k] @ w) / d[k])
        """,
        "lengths along the directions": """
            _, d, Vt = np.linalg.svd(X, full_matrices=False)
            return Vt[d > 1e-10 * d[0]] @ w
        """,
    },
}

OTHERS = {
    "skill": [
        # Sign.
        (
            """
            return np.mean((y - predictions) ** 2) / np.mean((y - y_train.mean()) ** 2) - 1
        """,
            "The result is of the wrong sign.",
        ),
        # Not averaged.
        (
            """
            return 1 - (y - predictions) ** 2 / np.mean((y - y_train.mean()) ** 2)
        """,
            "The result has more entries than are asked: their mean is",
        ),
        # Correlation.
        (
            """
            return np.corrcoef(y, predictions)[0, 1] ** 2
        """,
            "The answer never uses its argument y_train.",
        ),
        # Sample variance.
        (
            """
            return 1 - np.mean((y - predictions) ** 2) / np.var(y, ddof=1)
        """,
            "The answer never uses its argument y_train.",
        ),
    ],
    "two_fits": [
        # Arrays.
        (
            """
            return (y - f) * (y - g), (f - g) ** 2 / 2
        """,
            "noise_and_bias has more entries than are asked: their mean",
        ),
        # Sums.
        (
            """
            return np.sum((y - f) * (y - g)), np.sum((f - g) ** 2) / 2
        """,
            "noise_and_bias and variance: each is the number of entries",
        ),
        # Doubled.
        (
            """
            return 2 * np.mean((y - f) * (y - g)), np.mean((f - g) ** 2)
        """,
            "noise_and_bias and variance: each is twice what it should",
        ),
        # Halved.
        (
            """
            return np.mean((y - f) * (y - g)) / 2, np.mean((f - g) ** 2) / 2
        """,
            "Right: variance. noise_and_bias is half of what it should",
        ),
        # Only the first.
        (
            """
            return np.mean((y - f) * (y - g))
        """,
            "Return noise_and_bias, variance together, as a tuple.",
        ),
        # Summed.
        (
            """
            return np.mean((y - f) * (y - g)) + np.mean((f - g) ** 2) / 2
        """,
            "Return noise_and_bias, variance together, as a tuple.",
        ),
    ],
    "rows_needed": [
        # Plus two.
        (
            """
            return p + 2 + int(np.ceil(noise * p / target))
        """,
            "The result is 1 more than it should be.",
        ),
        # Begins at p+1.
        (
            """
            return max(p + 3, p + 1 + int(np.ceil(noise * p / target)))
        """,
            "Right in some cases. In the others: The result is 1 more",
        ),
        # Noise forgotten.
        (
            """
            return p + 1 + int(np.ceil(p / target))
        """,
            "The answer never uses its argument noise.",
        ),
        # Limited search.
        (
            """
            for n in range(p + 2, 1000):
                if noise * p / (n - p - 1) <= target:
                    return n
        """,
            "The answer returned None. Does each way through it end with",
        ),
        # Last that fails.
        (
            """
            n = p + 2
            while noise * p / (n + 1 - p - 1) > target:
                n += 1
            return n
        """,
            "Right in some cases. In the others: The result is 1 less",
        ),
        # Doubling.
        (
            """
            n = p + 2
            while noise * p / (n - p - 1) > target:
                n *= 2
            return n
        """,
            "",
        ),
    ],
    "shorten": [
        # Cut of one.
        (
            """
            _, d, Vt = np.linalg.svd(X, full_matrices=False)
            V = Vt[d > 1].T
            return V @ (V.T @ w)
        """,
            "",
        ),
        # Ridge.
        ("return X.T @ np.linalg.solve(X @ X.T + 1e-3 * np.eye(len(X)), X @ w)", ""),
        # V transposed.
        (
            """
            _, d, V = np.linalg.svd(X)
            k = int(np.sum(d > 1e-10 * d[0]))
            V = V[:, :k]
            return V @ (V.T @ w)
        """,
            "",
        ),
        # Rank less one per twin.
        (
            """
            k = len({tuple(r) for r in X})
            V = np.linalg.svd(X, full_matrices=False)[2][:k].T
            return V @ (V.T @ w)
        """,
            "",
        ),
        # Long ones.
        (
            """
            U, d, Vt = np.linalg.svd(X, full_matrices=False)
            return Vt.T @ (U.T @ (X @ w) / d)
        """,
            "",
        ),
    ],
}

RIGHT = {
    "skill": [
        "return 1 - np.sum((y - predictions) ** 2) / np.sum((y - y_train.mean()) ** 2)",
        """
            b = np.mean((y - np.mean(y_train)) ** 2)
            m = np.mean((y - predictions) ** 2)
            return (b - m) / b
        """,
        """
            return (
                1 - (np.linalg.norm(y - predictions) / np.linalg.norm(y - y_train.mean())) ** 2
            )
        """,
        """
            return 1 - np.mean((y - predictions) ** 2) / (
                np.var(y) + (y.mean() - y_train.mean()) ** 2
            )
        """,
        "return 1 - error(y, predictions) / error(y, np.full(len(y), y_train.mean()))",
    ],
    "two_fits": [
        "return parts(np.array([f, g]), y)",
        "return [np.mean((f - y) * (g - y)), np.mean((f - g) ** 2) / 2]",
        "return np.array([np.mean((f - y) * (g - y)), np.mean((f - g) ** 2) / 2])",
        "return (y - f) @ (y - g) / len(y), (f - g) @ (f - g) / (2 * len(y))",
        """
            v = np.var([f, g], axis=0, ddof=1)
            return np.mean((y - (f + g) / 2) ** 2 - v / 2), v.mean()
        """,
    ],
    "rows_needed": [
        """
            n = p + 2
            while noise * p / (n - p - 1) > target:
                n += 1
            return n
        """,
        "return p + 1 + math.ceil(p * noise / target)",
        "return np.ceil(p + 1 + noise * p / target)",
        "return max(p + 2, int(np.ceil(p + 1 + noise * p / target)))",
    ],
    "shorten": [
        "return np.linalg.pinv(X) @ (X @ w)",
        "return np.linalg.lstsq(X, X @ w, rcond=None)[0]",
        "return least_squares(X, X @ w)",
        """
            r = np.linalg.matrix_rank(X)
            V = np.linalg.svd(X)[2][:r].T
            return V @ (V.T @ w)
        """,
        "return X.T @ np.linalg.lstsq(X @ X.T, X @ w, rcond=1e-10)[0]",
        "return list(np.linalg.pinv(X) @ (X @ w))",
    ],
}
