"""What learners write in the exercises on the elastic net."""

import numpy as np


def soft_threshold(v, t):
    """The page's own functions, down to `prox`."""
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def prox(v, lam, mix, step=1.0):
    return soft_threshold(v, step * lam * mix) / (1 + step * lam * (1 - mix))


def longer(X, y, l1, rows):
    """The longer table with other rows, and the strength for it."""
    n, p = X.shape
    return np.vstack([X, rows]), np.concatenate([y, np.zeros(len(rows))]), l1 * n / (n + p)


def rotation(size):
    return np.linalg.qr(np.random.default_rng(0).normal(size=(size, size)))[0]


SCOPE = {
    "np": np,
    "soft_threshold": soft_threshold,
    "prox": prox,
    "n": 67,
    "p": 8,
    "y": np.linspace(-1, 1, 67),
    "sigma": 0.7,
    "l1": 0.05,
}
SOLUTIONS = {
    "from_sklearn": """
        theta = sigma**2 / (n * alpha * l1_ratio)
        tau = sigma / np.sqrt(n * alpha * (1 - l1_ratio))
        return theta, tau
    """,
    "weighted_update": """
        x = X[:, j]
        v = np.sum(a * x * (y - X @ w + x * w[j]))
        return soft_threshold(v, lam * mix) / (np.sum(a * x**2) + lam * (1 - mix))
    """,
    "augmented_data": """
        n, p = X.shape
        X_long = np.vstack([X, np.diag(np.sqrt(n * l2))])
        return X_long, np.concatenate([y, np.zeros(p)]), l1 * n / (n + p)
    """,
    "copies": """
        return soft_threshold(c, lam * mix) / (m + lam * (1 - mix))
    """,
    "grouping_bound": """
        X, y = X - X.mean(axis=0), y - y.mean()
        minus = np.linalg.norm(X[:, :, None] - X[:, None, :], axis=0)
        plus = np.linalg.norm(X[:, :, None] + X[:, None, :], axis=0)
        scale = np.linalg.norm(y) / (len(y) * lam * (1 - mix))
        return np.minimum(minus, plus) * scale
    """,
}
THETA, TAU = "sigma**2 / (n * alpha * l1_ratio)", "sigma / np.sqrt(n * alpha * (1 - l1_ratio))"
ROWS = "np.diag(np.sqrt(n * l2))"
SLIPS = {
    "from_sklearn": {
        "variance for the deviation": [(TAU, "sigma**2 / (n * alpha * (1 - l1_ratio))")],
        "roots of both": [(THETA, "np.sqrt(sigma**2 / (n * alpha * l1_ratio))")],
        "shares exchanged": "theta = sigma**2 / (n * alpha * (1 - l1_ratio))\n"
        "return theta, sigma / np.sqrt(n * alpha * l1_ratio)",
        "n forgotten": [("n * alpha", "alpha")],
        "n forgotten in τ": [("np.sqrt(n * ", "np.sqrt(")],
        "n forgotten in θ": [(THETA, "sigma**2 / (alpha * l1_ratio)")],
        "n above the line": "return n * sigma**2 / (alpha * l1_ratio), "
        "np.sqrt(n * sigma**2 / (alpha * (1 - l1_ratio)))",
        "deviation for the variance of the noise": [
            ("sigma**2", "sigma"),
            ("sigma / np.sqrt(", "np.sqrt(sigma) / np.sqrt("),
        ],
        "deviation of the noise in θ": [("sigma**2", "sigma")],
        "noise forgotten": [("sigma**2", "1"), ("sigma /", "1 /")],
        "half of the squares": [("(1 - l1_ratio)", "(1 - l1_ratio) / 2")],
        "squares doubled": [("(1 - l1_ratio)", "(1 - l1_ratio) * 2")],
        "standard deviation of Laplace": [("theta = ", "theta = np.sqrt(2) * ")],
        "scale with a √2": [(THETA, "sigma**2 / (n * alpha * l1_ratio) / np.sqrt(2)")],
        "turned over": [("return theta, tau", "return 1 / theta, 1 / tau")],
        "the two strengths": "return alpha * l1_ratio, alpha * (1 - l1_ratio)",
        "whole strength for both": [(" * l1_ratio", ""), (" * (1 - l1_ratio)", "")],
        "the article's numbers": (
            "return alpha * (1 + l1_ratio) / 2, (1 - l1_ratio) / (1 + l1_ratio)"
        ),
    },
    "weighted_update": {
        "curvature, then L2": """
            r = y - X @ w + X[:, j] * w[j]
            v = (a * X[:, j]) @ r
            v = np.sign(v) * max(abs(v) - lam * mix, 0)
            return v / ((a * X[:, j]) @ X[:, j]) / (1 + lam * (1 - mix))
        """,
        "rows all alike": [("x = X", "a = np.ones(len(y)) / len(y); x = X")],
        "curvature unweighted": [("np.sum(a * x**2)", "np.mean(x**2)")],
        "own weight left in": [(" + x * w[j]", "")],
        "standardized": [("np.sum(a * x**2)", "1")],
        "whole strength as threshold": [("(v, lam * mix)", "(v, lam)")],
        "no L2 part": [(" + lam * (1 - mix)", "")],
        "mix exchanged": [("x = X", "mix = 1 - mix; x = X")],
        "zero stays": """
            if w[j] == 0:
                return 0.0
            x = X[:, j]
            v = np.sum(a * x * (y - X @ w + x * w[j]))
            return soft_threshold(v, lam * mix) / (np.sum(a * x**2) + lam * (1 - mix))
        """,
        "centered": [("x = X", "X = X - X.mean(axis=0); y = y - y.mean(); x = X")],
        "centered by the weighted means": [("x = X", "X = X - a @ X; y = y - a @ y; x = X")],
        "covariance unweighted": [("np.sum(a * x * (", "np.mean(x * (")],
        "covariance divided by n": [("np.sum(a * x * (", "np.mean(a * x * (")],
        "divided by n as well": [("np.sum", "np.mean")],
        "weights that sum to n": [("x = X", "a = a * len(y); x = X")],
        "roots of the weights": [("a * x", "a**0.5 * x")],
        "weights squared": [("a * x", "a**2 * x")],
        "own weight without its curvature": """
            x = X[:, j]
            v = np.sum(a * x * (y - X @ w)) + w[j]
            return soft_threshold(v, lam * mix) / (np.sum(a * x**2) + lam * (1 - mix))
        """,
        "no threshold": [("soft_threshold(v, lam * mix)", "v")],
        "not divided": [(" / (np.sum(a * x**2) + lam * (1 - mix))", "")],
        "half of the L2 part": [("lam * (1 - mix)", "lam * (1 - mix) / 2")],
        "whole strength in the divisor": [("lam * (1 - mix)", "lam")],
        "threshold after dividing": """
            x = X[:, j]
            v = np.sum(a * x * (y - X @ w + x * w[j])) / np.sum(a * x**2)
            return prox(v, lam, mix)
        """,
        "one-sided": [("soft_threshold(v, lam * mix)", "max(v - lam * mix, 0)")],
        "the change alone": [("lam * (1 - mix))", "lam * (1 - mix)) - w[j]")],
        "whole vector": """
            x, w = X[:, j], w.copy()
            v = np.sum(a * x * (y - X @ w + x * w[j]))
            w[j] = soft_threshold(v, lam * mix) / (np.sum(a * x**2) + lam * (1 - mix))
            return w
        """,
        "L2 part doubled": [("+ lam * (1 - mix)", "+ 2 * lam * (1 - mix)")],
        "threshold halved": [("lam * mix)", "lam * mix / 2)")],
        "own weight subtracted": [("+ x * w[j]", "- x * w[j]")],
        "new weight added to the old one": [("return soft", "return w[j] + soft")],
        "covariance summed without weights": [("np.sum(a * x * (", "np.sum(x * (")],
        "squares summed without weights": [("np.sum(a * x**2)", "np.sum(x**2)")],
        "deviation for the curvature": [("np.sum(a * x**2)", "np.sqrt(np.sum(a * x**2))")],
        "weights of the rows squared": [("np.sum(a * x**2)", "np.sum((a * x) ** 2)")],
    },
    "augmented_data": {
        "strength unchanged": [("l1 * n / (n + p)", "l1")],
        "strength the other way": [("l1 * n / (n + p)", "l1 * (n + p) / n")],
        "strength summed": [("l1 * n / (n + p)", "l1 * n")],
        "strength halved": [("l1 * n / (n + p)", "l1 * n / (n + p) / 2")],
        "strength over p": [("l1 * n / (n + p)", "l1 * n / p")],
        "no root": [("np.sqrt(n * l2)", "n * l2")],
        "n forgotten": [("n * l2", "l2")],
        "n and root forgotten": [("np.sqrt(n * l2)", "l2")],
        "rows of the longer table": [("n * l2", "(n + p) * l2")],
        "half of the penalty": [("n * l2", "n * l2 / 2")],
        "twice the penalty": [("n * l2", "2 * n * l2")],
        "one strength for all": [(ROWS, "np.sqrt(n * l2.mean()) * np.eye(p)")],
        "first strength for all": [(ROWS, "np.sqrt(n * l2[0]) * np.eye(p)")],
        "all weights in each row": [(ROWS, "np.sqrt(n * l2) * np.ones((p, p))")],
        "each row filled with its strength": [(ROWS, "np.sqrt(n * l2)[:, None] * np.ones((p, p))")],
        "targets of one": [("np.zeros(p)", "np.ones(p)")],
        "targets of other rows": [("[y, np.zeros(p)]", "[np.zeros(p), y]")],
        "columns scaled alone": """
            n, p = X.shape
            scale = np.sqrt(1 + l2)
            X_long = np.vstack([X, np.diag(np.sqrt(n * l2))]) / scale
            alpha = l1 * n / (n + p) / np.mean(scale)
            return X_long, np.concatenate([y, np.zeros(p)]), alpha
        """,
    },
    "copies": {
        "all together": "return m * soft_threshold(c, lam * mix) / (m + lam * (1 - mix))",
        "split evenly": "return prox(c, lam, mix) / m",
        "others ignored": "return prox(c, lam, mix)",
        "threshold shared": [("lam * mix)", "lam * mix / m)")],
        "whole strength as threshold": [("lam * mix)", "lam)")],
        "threshold for each copy": [("lam * mix)", "m * lam * mix)")],
        "covariance for each copy": [("(c,", "(m * c,")],
        "L2 of all copies": [("m + lam", "1 + m * lam")],
        "no threshold": [("soft_threshold(c, lam * mix)", "c")],
        "half of the L2 part": [("(1 - mix)", "(1 - mix) / 2")],
        "squared number of copies": [("m + lam", "m**2 + lam")],
        "one-sided": [("soft_threshold(c, lam * mix)", "max(c - lam * mix, 0)")],
        "sign lost": [("soft_threshold(c, lam * mix)", "(abs(c) - lam * mix)")],
        "for positive weights alone": [("soft_threshold(c, lam * mix)", "(c - lam * mix)")],
        "never zero": [("soft_threshold(c, lam * mix)", "(c - np.sign(c) * lam * mix)")],
        "no L2 part": [(" + lam * (1 - mix)", "")],
        "L2 part doubled": [("+ lam * (1 - mix)", "+ 2 * lam * (1 - mix)")],
        "whole strength in the divisor": [("lam * (1 - mix)", "lam")],
        "threshold halved": [("lam * mix)", "lam * mix / 2)")],
        "hard threshold": [("soft_threshold(c, lam * mix)", "c * (abs(c) > lam * mix)")],
        "divided before the threshold": """
            return soft_threshold(c / (m + lam * (1 - mix)), lam * mix)
        """,
    },
    "grouping_bound": {
        "columns not centered": [("X, y = X - X.mean(axis=0)", "X, y = X")],
        "targets not centered": [("y - y.mean()", "y")],
        "signs forgotten": [("np.minimum(minus, plus)", "minus")],
        "as if standardized": """
            Z = (X - X.mean(axis=0)) / X.std(axis=0)
            R = Z.T @ Z / len(y)
            return y.std() * np.sqrt(np.maximum(2 * (1 - abs(R)), 0)) / (lam * (1 - mix))
        """,
        "the theorem's formula": """
            R = np.corrcoef(X, rowvar=False)
            return y.std() * np.sqrt(np.maximum(2 * (1 - R), 0)) / (lam * (1 - mix))
        """,
        "whole strength": [("lam * (1 - mix)", "lam")],
        "mix exchanged": [("(1 - mix)", "mix")],
        "nothing centered": [("X, y = X - X.mean(axis=0), y - y.mean()", "")],
        "larger of both": [("np.minimum", "np.maximum")],
        "turned round always": [("np.minimum(minus, plus)", "plus")],
        "squared lengths": [("np.minimum(minus, plus)", "np.minimum(minus, plus) ** 2")],
        "difference of the lengths": [
            (
                "np.minimum(minus, plus)",
                "abs(np.subtract.outer(np.linalg.norm(X, axis=0), np.linalg.norm(X, axis=0)))",
            )
        ],
        "columns of length one": [("minus = ", "X = X / np.linalg.norm(X, axis=0); minus = ")],
        "one side of the diagonal": [
            ("return np.minimum(minus, plus)", "return np.triu(np.minimum(minus, plus))")
        ],
        "list of pairs": [
            ("np.minimum(minus, plus)", "np.minimum(minus, plus)[np.triu_indices(len(plus), 1)]")
        ],
        "sizes of the targets added up": [("np.linalg.norm(y)", "np.abs(y).sum()")],
        "n forgotten": [("len(y) * lam", "lam")],
        "sign from the targets": [
            ("np.minimum(minus, plus)", "np.where(np.outer(X.T @ y, X.T @ y) < 0, plus, minus)")
        ],
        "other side of the diagonal": [
            ("return np.minimum(minus, plus)", "return np.tril(np.minimum(minus, plus))")
        ],
        "rows for columns": """
        X, y = X - X.mean(axis=0), y - y.mean()
        lengths = np.linalg.norm(X[:, None, :] - X[None, :, :], axis=-1)
        return lengths * np.linalg.norm(y) / (len(y) * lam * (1 - mix))
    """,
    },
}
GLOBAL = "The answer reads"
OTHERS = {
    "from_sklearn": [
        ([("theta, tau", "tau, theta")], "The parts are right, in another order than theta, tau."),
        ([("return theta, tau", "return {'theta': theta, 'tau': tau}")], "Return theta, tau"),
        ([("return theta, tau", "return theta")], "Return theta, tau"),
        (
            lambda alpha, l1_ratio, sigma, rows: (
                sigma**2 / (SCOPE["n"] * alpha * l1_ratio),
                sigma / np.sqrt(SCOPE["n"] * alpha * (1 - l1_ratio)),
            ),
            "",
        ),
    ],
    "weighted_update": [
        ([("return soft", "return -soft")], "The result is of the wrong sign."),
        ([("x = X", "mix = 1; x = X")], "This would be right for mix = 1."),
        ([("np.sum(a * x * (", "1 / n * np.sum(x * (")], f"{GLOBAL} n "),
    ],
    "augmented_data": [
        ([(ROWS, "np.sqrt(n * l2)[None]")], "For X of shape (12, 3), X_long has to be"),
        ([("np.concatenate([y, np.zeros(p)])", "y")], "For X of shape (12, 3), y_long has to be"),
        ([(", l1 * n / (n + p)", "")], "Return X_long, y_long, alpha together"),
        (
            [("l1 * n / (n + p)", "np.full(p, l1 * n / (n + p))")],
            "The third part, alpha, has to be",
        ),
        ([("l1 * n / (n + p)", "-l1")], "The third part, alpha, has to be"),
        ([("n, p = X.shape", "p = X.shape[1]")], f"{GLOBAL} n "),
    ],
    "copies": [
        ([("return ", "return np.ones(m) * ")], "The result has more entries than are asked"),
        (
            [("lam * mix", "lam * (1 - mix)"), ("(m + lam * (1 - mix))", "(m + lam * mix)")],
            "This would be right for 1 − mix in place of mix.",
        ),
        ([("m + lam", "m + 1 + lam")], "This would be right for m + 1: off by one?"),
    ],
    "grouping_bound": [
        ([("len(y)", "np.sqrt(len(y))")], "The result is √the number of rows of X times"),
        ([("np.linalg.norm(y)", "y.std()")], "The result is what it should be, divided by √"),
        ([("* scale", "* scale * 2")], "The result is twice what it should be."),
        (
            [("np.minimum(minus, plus)", "np.minimum(minus, plus).max()")],
            "The result is the largest",
        ),
    ],
}
RIGHT = {
    "from_sklearn": [
        [("return theta, tau", "return np.array([theta, tau])")],
        lambda alpha, l1_ratio, sigma, n: [
            sigma * sigma / n / alpha / l1_ratio,
            (sigma * sigma / n / (alpha - alpha * l1_ratio)) ** 0.5,
        ],
    ],
    "weighted_update": [
        # Rows multiplied by the roots of their weights; the residuals of the other columns.
        """
        A, t = np.sqrt(a)[:, None] * X, np.sqrt(a) * y
        v = A[:, j] @ (t - A @ w) + A[:, j] @ A[:, j] * w[j]
        return soft_threshold(v, lam * mix) / (A[:, j] @ A[:, j] + lam * (1 - mix))
        """,
        """
        others = np.delete(X, j, axis=1) @ np.delete(w, j)
        v = sum(a[i] * X[i, j] * (y[i] - others[i]) for i in range(len(y)))
        if abs(v) <= lam * mix:
            return 0
        return (v - np.sign(v) * lam * mix) / (a @ X[:, j] ** 2 + lam * (1 - mix))
        """,
    ],
    "augmented_data": [
        # The other sign, another order, a rotation, the new rows on top, and two other scalings,
        # the first of them that of Zou and Hastie.
        lambda X, y, l1, l2: longer(X, y, l1, -np.diag(np.sqrt(len(y) * l2))),
        lambda X, y, l1, l2: longer(X, y, l1, np.diag(np.sqrt(len(y) * l2))[::-1]),
        lambda X, y, l1, l2: longer(X, y, l1, rotation(len(l2)) @ np.diag(np.sqrt(len(y) * l2))),
        lambda X, y, l1, l2: tuple(
            np.array(part)[::-1].tolist() if np.ndim(part) else part
            for part in longer(X, y, l1, np.diag(np.sqrt(len(y) * l2)))
        ),
        """
        n, p = X.shape
        scale = np.sqrt(1 + l2.mean())
        X_long = np.vstack([X, np.diag(np.sqrt(n * l2))]) / scale
        return X_long, np.concatenate([y, np.zeros(p)]) / scale, l1 * n / (n + p) / scale**2
        """,
        """
        n, p = X.shape
        X_long = np.vstack([X / np.sqrt(n), np.diag(np.sqrt(l2))])
        return X_long, np.concatenate([y / np.sqrt(n), np.zeros(p)]), l1 / (n + p)
        """,
    ],
    "copies": [
        """
        if abs(c) <= lam * mix:
            return 0
        return float(c - np.sign(c) * lam * mix) / (m + lam * (1 - mix))
        """,
        # The sum by the page's own division, over m columns of length √m.
        lambda c, m, lam, mix: soft_threshold(c, lam * mix) / (1 + lam * (1 - mix) / m) / m,
    ],
    "grouping_bound": [
        """
        Z, t = X - X.mean(axis=0), y - y.mean()
        G = Z.T @ Z
        squares = np.add.outer(np.diag(G), np.diag(G)) - 2 * abs(G)
        return np.sqrt(np.maximum(squares, 0) * (t @ t)) / (len(t) * lam * (1 - mix))
        """,
        """
        Z, p = X - X.mean(axis=0), X.shape[1]
        pairs = [[min(np.var(X[:, j] - X[:, k]), np.var(X[:, j] + X[:, k])) ** 0.5
                  for k in range(p)] for j in range(p)]
        return [[length * y.std() / (lam * (1 - mix)) for length in row] for row in pairs]
        """,
    ],
}
