"""What learners write in the exercises on the peak of the error."""

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np}

SOLUTIONS = {
    "expected_errors": "return noise * (1 - p / n), noise * (1 + p / (n - p - 1))",
    "best_ratio": """
        root = np.sqrt(signal / noise)
        return root / (root - 1)
    """,
    "ridge_risk": """
        n, p = X.shape
        squares = np.zeros(p)
        seen = np.linalg.svd(X, compute_uv=False) ** 2
        squares[: len(seen)] = seen
        parts = (n * lam) ** 2 * signal / p + noise * squares
        return np.sum(parts / (squares + n * lam) ** 2)
    """,
}

SLIPS = {
    "expected_errors": {
        "without the noise of the new row": """
            return noise * (1 - p / n), noise * p / (n - p - 1)
        """,
        "training error is the noise": "return noise, noise * (1 + p / (n - p - 1))",
        "limit": "return noise * (1 - p / n), noise * (1 + p / (n - p))",
        "symmetric gap": "return noise * (1 - p / n), noise * (1 + p / n)",
        "sum of squares": "return noise * (n - p), noise * (1 + p / (n - p - 1))",
        "sample variance": "return noise * n / (n - p), noise * (1 + p / (n - p - 1))",
        "other order": "return noise * (1 + p / (n - p - 1)), noise * (1 - p / n)",
        "all for large n and p": """
            g = p / n
            return noise * (1 - g), noise * g / (1 - g)
        """,
        "a 1 in both": "return noise * (n - p - 1) / n, noise * (1 + p / (n - p - 1))",
        "2 subtracted": "return noise - noise * p / n, noise * (1 + np.divide(p, n - p - 2))",
        "1 added": "return noise * (1 - p / n), noise * (1 + p / (n - p + 1))",
        "what the fit has taken": "return noise * p / n, noise * (1 + p / (n - p - 1))",
        "divided by p": "return noise * (n - p) / p, noise * (1 + p / (n - p - 1))",
        "no training error": "return 0.0, noise * (1 + p / (n - p - 1))",
        "training error above the noise": """
            return noise * (1 + p / n), noise * (1 + p / (n - p - 1))
        """,
        "standard deviation for a variance": """
            return noise**2 * (1 - p / n), noise**2 * (1 + p / (n - p - 1))
        """,
        "roots": "return np.sqrt(noise * (1 - p / n)), np.sqrt(noise * (1 + p / (n - p - 1)))",
        "gap": "return noise * (1 - p / n), noise * (p / n + p / (n - p - 1))",
        "risk subtracted": "return noise * (1 - p / n), noise * (1 - p / (n - p - 1))",
        "fractions cut off": "return noise * (1 - p // n), noise * (1 + p // (n - p - 1))",
    },
    "best_ratio": {
        "signal over noise": "return signal / noise",
        "no root": "return signal / (signal - noise)",
        "value": """
            r = np.sqrt(signal / noise)
            g = r / (r - 1)
            return signal * (1 - 1 / g) + noise / (g - 1)
        """,
        "rows per weight": """
            r = np.sqrt(signal / noise)
            return (r - 1) / r
        """,
        "other root": """
            r = np.sqrt(signal / noise)
            return r / (r + 1)
        """,
        "ratio of the roots": "return np.sqrt(signal / noise)",
        "distance from the peak": """
            r = np.sqrt(signal / noise)
            return 1 / (r - 1)
        """,
        "root upside down": """
            r = np.sqrt(noise / signal)
            return r / (r - 1)
        """,
        "root less one": "return np.sqrt(signal / noise) - 1",
        "one more than the root": "return 1 + np.sqrt(signal / noise)",
        "one more than the inverse root": "return 1 + np.sqrt(noise / signal)",
        "standard deviation for a variance": """
            r = np.sqrt(signal) / noise
            return r / (r - 1)
        """,
        "signal of one": """
            r = np.sqrt(1 / noise)
            return r / (r - 1)
        """,
        "root of a quotient": "return (1 - noise / signal) ** -0.5",
    },
    "ridge_risk": {
        "unseen directions forgotten": [
            ("return", "squares, parts = seen, parts[: len(seen)]; return")
        ],
        "λ in place of nλ": [("n * lam", "lam")],
        "whole signal in each direction": [("signal / p", "signal")],
        "signal shared among the seen directions": [
            ("signal / p", "signal / len(seen)"),
            ("return", "squares, parts = seen, parts[: len(seen)]; return"),
        ],
        "bias alone": [(" + noise * squares", "")],
        "variance alone": [("(n * lam) ** 2 * signal / p + ", "")],
        "singular values not squared": [("noise * squares", "noise * np.sqrt(squares)")],
        "mean over directions": [("np.sum", "np.mean")],
        "singular values nowhere squared": [("False) ** 2", "False)")],
        "denominator not squared": [("n * lam) ** 2)", "n * lam))")],
        "penalty not squared above": [("(n * lam) ** 2 * signal", "n * lam * signal")],
        "only at the best strength": [
            ("np.sum(parts / (squares + n * lam) ** 2)", "noise * np.sum(1 / (squares + n * lam))")
        ],
        "pλ in place of nλ": [("n * lam", "p * lam")],
        "signal shared among the rows": [("signal / p", "signal / n")],
        "standard deviation for a variance": [("noise *", "noise**2 *")],
        "length for its square": [("signal", "signal**2")],
        "noise of a new target": [("return ", "return noise + ")],
        "centered": [("svd(X,", "svd(X - X.mean(axis=0),")],
        "missing directions less than none": [
            ("return", "squares, parts = seen, parts[: len(seen)]; return (p - n) * signal / p +")
        ],
        "n directions": [("np.zeros(p)", "np.zeros(n)"), ("= seen", "= seen[:n]")],
        "squares divided by n": [("False) ** 2", "False) ** 2 / n")],
        "all divided by n": [("False) ** 2", "False) ** 2 / n"), ("n * lam", "lam")],
        "the shortest fit's risk": """
            n, p = X.shape
            return signal * max(0, 1 - n / p) + noise * min(n, p) / (abs(n - p) - 1)
        """,
        "noise along unseen directions": [("noise * squares", "noise")],
        "eigenvalues squared": [("False) ** 2", "False) ** 4")],
    },
}

OTHERS = {
    "expected_errors": [
        # One of two.
        (
            """
            return noise * (1 + p / (n - p - 1))
        """,
            "Return training, new_rows together, as a tuple.",
        ),
        # Integer division second.
        ("return noise * (1 - p / n), noise * (1 + p // (n - p - 1))", "Right: training."),
        # Exchanged.
        (
            """
            return noise * (1 - n / p), noise * (1 + n / (p - n - 1))
        """,
            "This would be right if n and p were exchanged.",
        ),
        # Noise left out.
        (
            """
            return 1 - p / n, 1 + p / (n - p - 1)
        """,
            "training and new_rows: each is what it should be, divided",
        ),
        # Noise added.
        ("return 1 - p / n + noise, noise + p / (n - p - 1)", ""),
        # Noise twice.
        (
            """
            return noise * (1 - p / n), 2 * noise * (1 + p / (n - p - 1))
        """,
            "Right: training. new_rows is twice what it should be.",
        ),
    ],
    "best_ratio": [
        # Exchanged.
        (
            """
            r = np.sqrt(signal / noise)
            return r / (1 - r)
        """,
            "The result is of the wrong sign.",
        ),
        # Coarse grid.
        (
            """
            g = np.linspace(1.01, 10, 900)
            return g[np.argmin(signal * (1 - 1 / g) + noise / (g - 1))]
        """,
            "The result 1.67 lies near the minimum",
        ),
        # Coarser grid.
        (
            """
            g = np.arange(1.1, 100, 0.1)
            return g[np.argmin(signal * (1 - 1 / g) + noise / (g - 1))]
        """,
            "",
        ),
        # Place.
        (
            """
            g = np.linspace(1.01, 10, 900)
            return np.argmin(signal * (1 - 1 / g) + noise / (g - 1))
        """,
            "",
        ),
        # Without the signal's factor.
        (
            """
            g = np.linspace(1.0001, 50, 500000)
            return g[np.argmin((1 - 1 / g) + noise / (g - 1))]
        """,
            "The answer never uses its argument signal.",
        ),
    ],
    "ridge_risk": [
        # Signal of the null space whole.
        (
            [
                (
                    "return",
                    "squares, parts = seen, parts[: len(seen)]; return max(p - n, 0) * signal +",
                )
            ],
            "",
        ),
        # Per direction.
        (
            [("np.sum(parts / (squares + n * lam) ** 2)", "parts / (squares + n * lam) ** 2")],
            "The result has more entries than are asked: their sum is",
        ),
        # One true w.
        (
            """
            n, p = X.shape
            w = np.ones(p) * np.sqrt(signal / p)
            A = np.linalg.inv(X.T @ X + n * lam * np.eye(p))
            return np.sum((n * lam * A @ w) ** 2) + noise * np.trace(A @ X.T @ X @ A)
        """,
            "",
        ),
        # Drawn.
        (
            """
            n, p = X.shape
            rng = np.random.default_rng(0)
            A = np.linalg.inv(X.T @ X + n * lam * np.eye(p))
            r = []
            for _ in range(500):
                w = rng.normal(size=p)
                w *= np.sqrt(signal) / np.linalg.norm(w)
                y = X @ w + np.sqrt(noise) * rng.normal(size=n)
                r.append(np.sum((A @ X.T @ y - w) ** 2))
            return np.mean(r)
        """,
            "",
        ),
    ],
}

RIGHT = {
    "expected_errors": [
        "return noise * (n - p) / n, noise * (n - 1) / (n - p - 1)",
        "return [noise - noise * p / n, noise + noise * p / (n - p - 1)]",
        "return np.array([noise * (n - p) / n, noise * (n - 1) / (n - p - 1)])",
    ],
    "best_ratio": [
        "return 1 / (1 - np.sqrt(noise / signal))",
        "return np.sqrt(signal) / (np.sqrt(signal) - np.sqrt(noise))",
        "return (signal + np.sqrt(signal * noise)) / (signal - noise)",
        """
            a, b = 1.0, 1000.0
            for _ in range(200):
                m = (a + b) / 2
                if signal / m**2 - noise / (m - 1) ** 2 > 0:
                    b = m
                else:
                    a = m
            return a
        """,
        "return max(np.roots([signal - noise, -2 * signal, signal]))",
    ],
    "ridge_risk": [
        """
            n, p = X.shape
            d2 = np.linalg.eigvalsh(X.T @ X)
            k = n * lam
            return np.sum((k**2 * signal / p + noise * d2) / (d2 + k) ** 2)
        """,
        """
            n, p = X.shape
            A = np.linalg.inv(X.T @ X + n * lam * np.eye(p))
            return signal / p * (n * lam) ** 2 * np.trace(A @ A) + noise * np.trace(
                A @ X.T @ X @ A
            )
        """,
        """
            n, p = X.shape
            d2 = np.linalg.svd(X, compute_uv=False) ** 2
            k = n * lam
            return (
                np.sum((k**2 * signal / p + noise * d2) / (d2 + k) ** 2)
                + max(p - n, 0) * signal / p
            )
        """,
    ],
}
