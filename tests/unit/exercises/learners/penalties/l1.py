"""What learners write in the exercises on the L1 penalty."""

import numpy as np


def soft_threshold(v, t):
    """The page's own function."""
    return v - np.clip(v, -t, t)


SCOPE = {
    "np": np,
    "soft_threshold": soft_threshold,
    "n": 67,
    "t": 0.3,
}
SOLUTIONS = {
    "soft_threshold": """
        return v - np.clip(v, -down, up)
    """,
    "one_weight": """
        return soft_threshold(c / a, t / a)
    """,
    "lambda_max": """
        kept = np.column_stack([np.ones(len(y)), X[:, free]])
        e = y - kept @ np.linalg.lstsq(kept, y)[0]
        return np.abs(X[:, ~free].T @ e).max() / len(y)
    """,
    "kkt_violation": """
        e = y - X @ w - b
        covariance = X.T @ e / len(y)
        nearest = np.where(w == 0, np.clip(covariance, -lam, lam), lam * np.sign(w))
        return max(abs(e.mean()), np.abs(covariance - nearest).max())
    """,
    "coordinate_update": """
        if gram[j, j] == 0:
            return 0.0
        v = correlation[j] - gram[j] @ w + gram[j, j] * w[j]
        return soft_threshold(v, lam) / gram[j, j]
    """,
}
MEAN = "abs(e.mean())"
LARGEST = "np.abs(covariance - nearest).max()"
SLIPS = {
    "soft_threshold": {
        "below, always by the lower price": "return np.where(v > up, v - up, v + down)",
        "one threshold, up": "return soft_threshold(v, up)",
        "one threshold, down": "return soft_threshold(v, down)",
        "sides exchanged": [("-down, up", "-up, down")],
        "sum of the prices": "return soft_threshold(v, up + down)",
        "mean of the prices": "return soft_threshold(v, (up + down) / 2)",
        "what is taken away": [("v - ", "")],
        "hard threshold": "return np.where((v >= -down) & (v <= up), 0, v)",
        "one-sided": "return np.maximum(v - up, 0)",
        "negative entries kept": """
            return np.where(v > up, v - up, np.where(v < -down, v, 0))
        """,
        "negative entries pushed away": """
            return np.where(v > up, v - up, np.where(v < -down, v - down, 0))
        """,
        "sign lost": "return np.maximum(v - up, 0) + np.maximum(-v - down, 0)",
        "no zeros": "return np.where(v >= 0, v - up, v + down)",
        "added in place of subtracted": [("v - ", "v + ")],
        "both prices at once": "return v - up + down",
        "lower threshold without its sign": """
            return np.where(v > up, v - up, np.where(v < down, v + down, 0))
        """,
        "prices doubled": [("-down, up", "-2 * down, 2 * up")],
        "prices halved": [("-down, up", "-down / 2, up / 2")],
        "turned round": "return np.clip(v, -down, up) - v",
        "divided": "return np.where(v > 0, v / (1 + up), v / (1 + down))",
        "the lowest value": """
            w = v - np.clip(v, -down, up)
            return (w - v) ** 2 / 2 + up * np.maximum(w, 0) + down * np.maximum(-w, 0)
        """,
        "lower threshold at −up": "return np.where(v > up, v - up, np.where(v < -up, v + down, 0))",
        "both sides pushed away": """
            return np.where(v > up, v + up, np.where(v < -down, v - down, 0))
        """,
        "larger price": "return np.sign(v) * np.maximum(np.abs(v) - max(up, down), 0)",
        "price times the entry": "return v - up * np.maximum(v, 0) + down * np.maximum(-v, 0)",
        "slope without its sign": "return v - up * (v > 0) - down * (v < 0)",
        "negative entries stopped from below": """
            return np.where(v >= 0, np.maximum(v - up, 0), np.maximum(v + down, 0))
        """,
        "steps exchanged": """
            return np.where(v > up, v - down, np.where(v < -down, v + up, 0))
        """,
        "smaller price": "return soft_threshold(v, min(up, down))",
        "through zero from below": "return np.where(v >= 0, np.maximum(v - up, 0), v + down)",
        "through zero from above": "return np.where(v > 0, v - up, np.minimum(v + down, 0))",
        "positive entries kept": "return np.where(v > up, v, np.where(v < -down, v + down, 0))",
        "what is taken away, sides exchanged": "return np.clip(v, -up, down)",
        "both stopped from below": "return np.maximum(v - up, 0) + np.maximum(v + down, 0)",
        "second part pushed away": "return np.maximum(v - up, 0) + np.minimum(v - down, 0)",
        "divided, as by a square": "return v / np.where(v > 0, 1 + 2 * up, 1 + 2 * down)",
    },
    "one_weight": {
        "threshold after dividing": [("t / a", "t")],
        "not divided": "return soft_threshold(c, t)",
        "c not divided": [("c / a", "c")],
        "hard threshold": "return np.where(np.abs(c) <= t, 0, c / a)",
        "sign lost": "return np.abs(soft_threshold(c, t)) / a",
        "one-sided": "return np.maximum(c - t, 0) / a",
        "overshoots zero": "return (c - t * np.sign(c)) / a",
        "ridge": "return c / (a + t)",
        "what is taken away": "return np.clip(c / a, -t / a, t / a)",
        "divided once too often": "return soft_threshold(c, t) / (1 + a)",
        "the lowest value": """
            w = soft_threshold(c, t) / a
            return a / 2 * w**2 - c * w + t * np.abs(w)
        """,
        "no penalty": "return c / a",
        "compared with t/a": "return np.where(np.abs(c) > t / a, (c - t * np.sign(c)) / a, 0)",
        "pushed away": "return np.where(c > t, c + t, np.where(c < -t, c - t, 0)) / a",
        "for positive weights alone": "return (c - t) / a",
        "threshold and ridge": "return soft_threshold(c, t) / (a + t)",
        "multiplied first": "return soft_threshold(a * c, t)",
        "threshold multiplied": [("t / a", "t * a")],
        "t taken off every weight": "return c / a - t",
        "hard threshold after dividing": "return np.where(np.abs(c / a) > t, c / a, 0)",
        "compared after dividing": """
            return np.where(np.abs(c / a) > t, (c - t * np.sign(c)) / a, 0)
        """,
        "negative weights as without": """
            return np.where(c > t, (c - t) / a, np.where(c < -t, c / a, 0))
        """,
        "pulled one way": "return np.where(np.abs(c) > t, (c - t) / a, 0)",
        "small ones kept": "return np.where(np.abs(c) > t, c - t * np.sign(c), c) / a",
    },
    "lambda_max": {
        "free columns taken as penalized": "return np.abs(X.T @ (y - y.mean())).max() / len(y)",
        "free columns at zero": [
            ("np.linalg.lstsq(kept, y)[0]", "np.r_[y.mean(), 0 * X[0, free]]")
        ],
        "targets for residuals": "return np.abs(X[:, ~free].T @ y).max() / len(y)",
        "no intercept": [("np.column_stack([np.ones(len(y)), X[:, free]])", "X[:, free]")],
        "intercept after the fit": """
            e = y - X[:, free] @ np.linalg.lstsq(X[:, free], y)[0]
            return np.abs(X[:, ~free].T @ (e - e.mean())).max() / len(y)
        """,
        "one after the other": """
            e = y - y.mean()
            for j in np.flatnonzero(free):
                x = X[:, j] - X[:, j].mean()
                e = e - x * (x @ e) / (x @ x)
            return np.abs(X[:, ~free].T @ e).max() / len(y)
        """,
        "roles exchanged": """
            if not free.any():
                return 0.0
            kept = np.column_stack([np.ones(len(y)), X[:, ~free]])
            e = y - kept @ np.linalg.lstsq(kept, y)[0]
            return np.abs(X[:, free].T @ e).max() / len(y)
        """,
        "no covariance left": [("X[:, ~free].T @ e", "kept.T @ e")],
        "averaged": [(".max()", ".mean()")],
        "sum in place of mean": [(" / len(y)", "")],
        "largest without its sign": [("np.abs(X[:, ~free].T @ e)", "(X[:, ~free].T @ e)")],
        "smallest": [(".max()", ".min()")],
        "all columns": [(".max()", "")],
        "added up": [(".max()", ".sum()")],
        "correlation": [("X[:, ~free].T @ e", "(X / X.std(axis=0))[:, ~free].T @ e")],
        "place of the column": [(".max() / len(y)", ".argmax()")],
        "fit for residuals": [("e = y - kept", "e = kept")],
        "length of the covariances": [
            ("np.abs(X[:, ~free].T @ e).max()", "np.linalg.norm(X[:, ~free].T @ e)")
        ],
        "degrees of freedom": [("/ len(y)", "/ (len(y) - kept.shape[1])")],
        "number of columns": [("/ len(y)", "/ X.shape[1]")],
        "intercept left in the residuals": [
            (
                "e = y - kept @ np.linalg.lstsq(kept, y)[0]",
                "e = y - X[:, free] @ np.linalg.lstsq(kept, y)[0][1:]",
            )
        ],
        "targets not centered": """
            F = X[:, free] - X[:, free].mean(axis=0)
            e = y - F @ np.linalg.lstsq(F, y)[0]
            return np.abs(X[:, ~free].T @ e).max() / len(y)
        """,
        "each free column alone": """
            F, target = X[:, free] - X[:, free].mean(axis=0), y - y.mean()
            e = target - F @ (F.T @ target / (F**2).sum(axis=0))
            return np.abs(X[:, ~free].T @ e).max() / len(y)
        """,
        "sign dropped after the maximum": [
            ("np.abs(X[:, ~free].T @ e).max()", "abs((X[:, ~free].T @ e).max())")
        ],
        "only the targets centered": """
            F, target = X[:, free], y - y.mean()
            e = target - F @ np.linalg.lstsq(F, target)[0]
            return np.abs(X[:, ~free].T @ e).max() / len(y)
        """,
        "free columns not centered": """
            F, target = X[:, free], y - y.mean()
            e = target - F @ np.linalg.lstsq(F, target)[0]
            return np.abs((X - X.mean(axis=0))[:, ~free].T @ e).max() / len(y)
        """,
        "mean target for the intercept": """
            kept = np.column_stack([np.ones(len(y)), X[:, free]])
            e = y - y.mean() - X[:, free] @ np.linalg.lstsq(kept, y)[0][1:]
            return np.abs(X[:, ~free].T @ e).max() / len(y)
        """,
        "targets standardized": [("/ len(y)", "/ len(y) / y.std()")],
        "coefficient of correlation": """
            kept = np.column_stack([np.ones(len(y)), X[:, free]])
            e = y - kept @ np.linalg.lstsq(kept, y)[0]
            return max(abs(np.corrcoef(x, e)[0, 1]) for x in X[:, ~free].T)
        """,
        "sums squared": """
            kept = np.column_stack([np.ones(len(y)), X[:, free]])
            e = y - kept @ np.linalg.lstsq(kept, y)[0]
            return ((X[:, ~free].T @ e) ** 2).max() / len(y)
        """,
        "others freed of the targets": """
            kept = np.column_stack([np.ones(len(y)), X[:, free]])
            rest = X[:, ~free] - kept @ np.linalg.lstsq(kept, X[:, ~free])[0]
            return np.abs(rest.T @ rest).max() / len(y)
        """,
    },
    "kkt_violation": {
        "intercept forgotten": [(f"max({MEAN}, {LARGEST})", LARGEST)],
        "zero as a sign": [
            (
                "np.where(w == 0, np.clip(covariance, -lam, lam), lam * np.sign(w))",
                "lam * np.sign(w)",
            )
        ],
        "zero as a sign, and no intercept": """
            covariance = X.T @ (y - X @ w - b) / len(y)
            return np.abs(covariance - lam * np.sign(w)).max()
        """,
        "zeros never checked": [("np.clip(covariance, -lam, lam)", "covariance")],
        "zeros held to equality": [("np.clip(covariance, -lam, lam)", "lam * np.sign(covariance)")],
        "sign ignored": [("lam * np.sign(w)", "lam * np.sign(covariance)")],
        "residuals turned round": [("y - X @ w - b", "X @ w + b - y")],
        "sum in place of mean": [("X.T @ e / len(y)", "X.T @ e"), ("e.mean()", "e.sum()")],
        "all violations": [(f"return max({MEAN}, {LARGEST})", "return abs(covariance - nearest)")],
        "mean with its sign": [("abs(e.mean())", "e.mean()")],
        "one side of the interval": [
            ("np.clip(covariance, -lam, lam)", "np.minimum(covariance, lam)")
        ],
        "violations inside with their sign": """
            e = y - X @ w - b
            covariance = X.T @ e / len(y)
            found = np.where(
                w == 0, np.maximum(abs(covariance) - lam, 0), covariance - lam * np.sign(w)
            )
            return max(abs(e.mean()), found.max())
        """,
        "the interval for all": [
            (
                "np.where(w == 0, np.clip(covariance, -lam, lam), lam * np.sign(w))",
                "np.clip(covariance, -lam, lam)",
            )
        ],
        "inside never checked": [("lam * np.sign(w))", "covariance)")],
        "intercept penalized": [("abs(e.mean())", "max(abs(e.mean()) - lam, 0)")],
        "sum of the residuals": [("e.mean()", "e.sum()")],
        "sums for the columns": [("X.T @ e / len(y)", "X.T @ e")],
        "conditions of L2": [
            ("np.where(w == 0, np.clip(covariance, -lam, lam), lam * np.sign(w))", "lam * w")
        ],
        "added up": [(f"max({MEAN}, {LARGEST})", f"{MEAN} + np.abs(covariance - nearest).sum()")],
        "averaged": [(f"max({MEAN}, {LARGEST})", f"np.mean([{MEAN}, *abs(covariance - nearest)])")],
        "length of the violations": [
            (f"max({MEAN}, {LARGEST})", "np.linalg.norm([e.mean(), *(covariance - nearest)])")
        ],
        "two numbers": [(f"max({MEAN}, {LARGEST})", f"{LARGEST}, {MEAN}")],
        "λ times the weight inside": [("lam * np.sign(w)", "lam * w")],
        "λ without a sign": [("lam * np.sign(w)", "lam")],
        "smaller of the two": [("return max(", "return min(")],
        "mean of the sizes": [("abs(e.mean())", "abs(e).mean()")],
        "largest residual": [("abs(e.mean())", "abs(e).max()")],
        "whole covariance of the zeros": """
            e = y - X @ w - b
            c = X.T @ e / len(y)
            found = np.where(w == 0, np.where(abs(c) > lam, abs(c), 0), abs(c - lam * np.sign(w)))
            return max(abs(e.mean()), found.max())
        """,
        "intercept added": [
            (
                "return max(abs(e.mean()), np.abs(covariance - nearest).max())",
                "return abs(e.mean()) + np.abs(covariance - nearest).max()",
            )
        ],
        "distances with their sign": [("np.abs(covariance - nearest)", "(covariance - nearest)")],
        "gradient doubled": [("X.T @ e / len(y)", "2 * X.T @ e / len(y)")],
        "features taken as centered": [("abs(e.mean())", "abs(y.mean() - b)")],
        "b in its own condition alone": [("X.T @ e / len(y)", "X.T @ (y - X @ w) / len(y)")],
        "no λ inside": """
            e = y - X @ w - b
            c = X.T @ e / len(y)
            d = np.where(w == 0, np.maximum(abs(c) - lam, 0), abs(c))
            return max(abs(e.mean()), d.max())
        """,
        "room left inside": """
            e = y - X @ w - b
            c = X.T @ e / len(y)
            d = np.where(w == 0, np.maximum(lam - abs(c), 0), abs(c - lam * np.sign(w)))
            return max(abs(e.mean()), d.max())
        """,
        "intercept like a weight": [("abs(e.mean())", "abs(e.mean() - lam * np.sign(b))")],
        "nothing without its sign": """
            e = y - X @ w - b
            c = X.T @ e / len(y)
            d = np.where(w == 0, np.maximum(abs(c) - lam, 0), c - lam * np.sign(w))
            return max(e.mean(), d.max())
        """,
        "n − 1": [("X.T @ e / len(y)", "X.T @ e / (len(y) - 1)")],
        "violations added up, no intercept": [
            (f"max({MEAN}, {LARGEST})", "np.abs(covariance - nearest).sum()")
        ],
        "centered before the covariance": [("X.T @ e", "(X - X.mean(axis=0)).T @ e")],
        "negative weights taken as zeros": """
            e = y - X @ w - b
            c = X.T @ e / len(y)
            d = np.where(w > 0, abs(c - lam), np.maximum(abs(c) - lam, 0))
            return max(abs(e.mean()), d.max())
        """,
        "spread of the residuals": [("abs(e.mean())", "e.std()")],
        "centered data": [
            ("e = y - X @ w - b", "X = X - X.mean(axis=0); e = y - y.mean() - X @ w")
        ],
    },
    "coordinate_update": {
        "own weight left in": [(" + gram[j, j] * w[j]", "")],
        "change added to the old weight": """
            if gram[j, j] == 0:
                return w[j] * 1.0
            return w[j] + soft_threshold(correlation[j] - gram[j] @ w, lam) / gram[j, j]
        """,
        "not divided": [(" / gram[j, j]", "")],
        "threshold after dividing": [
            ("soft_threshold(v, lam) / gram[j, j]", "soft_threshold(v / gram[j, j], lam)")
        ],
        "no penalty": [("soft_threshold(v, lam)", "v")],
        "others ignored": [("correlation[j] - gram[j] @ w + gram[j, j] * w[j]", "correlation[j]")],
        "others added": [
            ("- gram[j] @ w + gram[j, j] * w[j]", "+ gram[j] @ w - gram[j, j] * w[j]")
        ],
        "whole vector": """
            new = w.copy()
            if gram[j, j] == 0:
                new[j] = 0
            else:
                v = correlation[j] - gram[j] @ w + gram[j, j] * w[j]
                new[j] = soft_threshold(v, lam) / gram[j, j]
            return new
        """,
        "zeros stay": [("if gram[j, j] == 0", "if gram[j, j] == 0 or w[j] == 0")],
        "zero column keeps its weight": [("return 0.0", "return w[j]")],
        "own weight without its size": [("+ gram[j, j] * w[j]", "+ w[j]")],
        "own weight subtracted": [("+ gram[j, j] * w[j]", "- gram[j, j] * w[j]")],
        "threshold divided as well": [("(v, lam)", "(v, lam / gram[j, j])")],
        "update of L2": [("soft_threshold(v, lam) / gram[j, j]", "v / (gram[j, j] + lam)")],
        "one-sided": [("soft_threshold(v, lam)", "max(v - lam, 0)")],
        "the change alone": [
            ("return 0.0", "return -w[j]"),
            ("soft_threshold(v, lam) / gram[j, j]", "soft_threshold(v, lam) / gram[j, j] - w[j]"),
        ],
        "correlation centered": [("correlation[j] -", "correlation[j] - correlation.mean() -")],
        "new weight added to the old one": [
            ("return soft_threshold", "return w[j] + soft_threshold")
        ],
        "pulled through zero": [("soft_threshold(v, lam)", "(v - lam * np.sign(v))")],
        "sign of the old weight": [("soft_threshold(v, lam)", "(v - lam * np.sign(w[j]))")],
        "hard threshold": [("soft_threshold(v, lam)", "v * (abs(v) > lam)")],
        "divided by the root": [("/ gram[j, j]", "/ np.sqrt(gram[j, j])")],
        "threshold and ridge": [("/ gram[j, j]", "/ (gram[j, j] + lam)")],
        "columns before it alone": [("gram[j] @ w + gram[j, j] * w[j]", "gram[j, :j] @ w[:j]")],
        "own mean square without its weight": [("+ gram[j, j] * w[j]", "+ gram[j, j]")],
        "mean square taken as one": [
            ("+ gram[j, j] * w[j]", "+ w[j]"),
            ("(v, lam) / gram[j, j]", "(v, lam)"),
        ],
        "covariance turned round": [
            ("correlation[j] - gram[j] @ w", "gram[j] @ w - correlation[j]")
        ],
        "for positive weights alone": [("soft_threshold(v, lam)", "(v - lam)")],
        "divided twice": [("/ gram[j, j]", "/ gram[j, j] ** 2")],
        "columns after it alone": [
            ("gram[j] @ w + gram[j, j] * w[j]", "gram[j, j + 1 :] @ w[j + 1 :]")
        ],
        "own fit alone taken off": [("- gram[j] @ w + gram[j, j] * w[j]", "- gram[j, j] * w[j]")],
        "zero refused": [
            (
                "return soft_threshold(v, lam) / gram[j, j]",
                "return soft_threshold(v, lam) / gram[j, j] if abs(v) > lam else w[j]",
            )
        ],
        "all weights": """
            if gram[j, j] == 0:
                return 0.0
            v = correlation[j] - gram[j] @ w + gram[j, j] * w[j]
            out = w.copy()
            out[j] = soft_threshold(v, lam) / gram[j, j]
            return out
        """,
        "as if standardized": "return soft_threshold(correlation[j] - gram[j] @ w + w[j], lam)",
        "the change": [("(v, lam) / gram[j, j]", "(v, lam) / gram[j, j] - w[j]")],
    },
}
GLOBAL = "The answer reads"
MANY = "The result has more entries than are asked"
OTHERS = {
    "soft_threshold": [
        ("return soft_threshold(v, t)", f"{GLOBAL} t "),
        ("return float(np.sum(v - np.clip(v, -down, up)))", "The result is the sum of what"),
    ],
    "one_weight": [
        ([("(c / a", "2 * (c / a")], ""),
        ("return -soft_threshold(c, t) / a", "The result is of the wrong sign."),
        ("return 2 * soft_threshold(c, t) / a", "The result is twice what it should be."),
        ("return soft_threshold(c, t / 2) / a", "This would be right for half of the given t."),
    ],
    "lambda_max": [
        ([("/ len(y)", "/ n")], f"{GLOBAL} n "),
        (
            [("/ len(y)", "/ (len(y) - 1)")],
            "The result is divided by the number of rows of X less 1",
        ),
        ([("/ len(y)", "/ len(y) / 2")], "The result is half of what it should be."),
        ("return np.abs(X.T @ y).max() / len(y)", "In most cases: The targets themselves"),
    ],
    "kkt_violation": [
        ([(" - b", "")], "This would be right for b = 0."),
        ([(f"max({MEAN}, {LARGEST})", f"np.array([{MEAN}, *abs(covariance - nearest)])")], MANY),
        ([(f"max({MEAN}, {LARGEST})", f"bool(max({MEAN}, {LARGEST}) < 1e-6)")], "Return numbers"),
        ([("- b", "+ b")], "This would be right for −b"),
    ],
    "coordinate_update": [
        (
            [("if gram[j, j] == 0", "if False")],
            "The result is NaN",
        ),
        ([("(v, lam)", "(v, 2 * lam)")], "This would be right for twice the given lam."),
        (
            [("(v, lam) / gram[j, j]", "(v, lam) / gram[j, j] / len(w)")],
            "The result is what it should",
        ),
    ],
}
RIGHT = {
    "soft_threshold": [
        lambda v, up, down: np.maximum(v - up, 0) - np.maximum(-v - down, 0),
        lambda v, up, down: soft_threshold(v - (up - down) / 2, (up + down) / 2),
        lambda v, up, down: [x - up if x > up else x + down if x < -down else 0 for x in v],
    ],
    "one_weight": [
        lambda c, a, t: soft_threshold(c, t) / a,
        lambda c, a, t: [np.sign(x) * max(abs(x) - t, 0) / a for x in c],
    ],
    "lambda_max": [
        # Centered columns and normal equations; the other columns freed of the free ones as well;
        # the free columns left in the maximum, where they are zero.
        lambda X, y, free: (
            lambda F, target: (
                np.abs(X[:, ~free].T @ (target - F @ np.linalg.solve(F.T @ F, F.T @ target))).max()
                / len(y)
            )
        )((X - X.mean(axis=0))[:, free], y - y.mean()),
        """
        kept = np.column_stack([np.ones(len(y)), X[:, free]])
        rest = np.column_stack([X[:, ~free], y])
        rest = rest - kept @ np.linalg.lstsq(kept, rest)[0]
        return np.max(np.abs(rest[:, :-1].T @ rest[:, -1])) / len(y)
        """,
        [("X[:, ~free].T", "X.T")],
    ],
    "kkt_violation": [
        lambda X, y, w, b, lam: max(
            abs(np.mean(y - X @ w - b)),
            *(
                abs(c - lam * np.sign(weight)) if weight else max(abs(c) - lam, 0)
                for c, weight in zip(X.T @ (y - X @ w - b) / len(y), w, strict=True)
            ),
        ),
        # What lies inside the interval is negative, and the mean's size is not.
        """
        e = y - X @ w - b
        c = X.T @ e / len(y)
        return max(abs(e.mean()), np.where(w == 0, abs(c) - lam, abs(c - lam * np.sign(w))).max())
        """,
    ],
    "coordinate_update": [
        [("return 0.0", "return 0")],
        """
        if gram[j, j] == 0:
            return 0
        v = correlation[j] - sum(gram[j, k] * w[k] for k in range(len(w)) if k != j)
        if abs(v) <= lam:
            return 0
        return (v - lam * np.sign(v)) / gram[j, j]
        """,
    ],
}
