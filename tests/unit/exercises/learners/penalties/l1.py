"""What learners write in the exercises on the L1 penalty."""

import numpy as np


def soft_threshold(v, t):
    """The page's own functions, down to `proximal_step`."""
    return v - np.clip(v, -t, t)


def objective(X, y, w, lam):
    return np.mean((y - X @ w) ** 2) / 2 + lam * np.abs(w).sum()


def duality_gap(X, y, w, lam):
    e = y - X @ w
    u = e * min(1, len(y) * lam / max(np.abs(X.T @ e).max(), 1e-300))
    return objective(X, y, w, lam) - (u @ y - u @ u / 2) / len(y)


def proximal_step(X, y, lam, w, step):
    return soft_threshold(w + step * X.T @ (y - X @ w) / len(y), step * lam)


SCOPE = {
    "np": np,
    "soft_threshold": soft_threshold,
    "objective": objective,
    "duality_gap": duality_gap,
    "proximal_step": proximal_step,
    "n": 67,
    "t": 0.3,
    "lam": 0.0084,
    "labels": np.zeros(600),
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
    "ista_step": """
        e = labels - 1 / (1 + np.exp(-(X @ w + b)))
        moved = w + step * X.T @ e / len(labels)
        return soft_threshold(moved, step * lam), b + step * e.mean()
    """,
    "safe_screening": """
        n, e = len(y), y - X @ w
        u = e * min(1, n * lam / np.abs(X.T @ e).max())
        radius = np.sqrt(2 * n * duality_gap(X, y, w, lam))
        return np.abs(X.T @ u) + np.linalg.norm(X, axis=0) * radius < n * lam
    """,
    "fista_restart": """
        step = len(y) / np.linalg.norm(X, 2) ** 2
        w = z = np.zeros(X.shape[1])
        m = 1.0
        for _ in range(steps):
            new = proximal_step(X, y, lam, z, step)
            if objective(X, y, new, lam) > objective(X, y, w, lam):
                z, m = w, 1.0
                continue
            longer = (1 + np.sqrt(1 + 4 * m**2)) / 2
            z = new + (m - 1) / longer * (new - w)
            w, m = new, longer
        return w
    """,
}
RESTART = """    if objective(X, y, new, lam) > objective(X, y, w, lam):
                z, m = w, 1.0
                continue
        """
MEAN = "abs(e.mean())"
LARGEST = "np.abs(covariance - nearest).max()"
SLIPS = {
    "soft_threshold": {
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
    },
    "ista_step": {
        "threshold without the step": [("step * lam", "lam")],
        "intercept thresholded": [
            ("b + step * e.mean()", "soft_threshold(b + step * e.mean(), step * lam)")
        ],
        "intercept left": [("b + step * e.mean()", "b")],
        "threshold first": [
            ("moved = w", "moved = soft_threshold(w, step * lam)"),
            ("return soft_threshold(moved, step * lam)", "return moved"),
        ],
        "subgradient step": [
            ("soft_threshold(moved, step * lam)", "moved - step * lam * np.sign(w)")
        ],
        "no threshold": [("soft_threshold(moved, step * lam)", "moved")],
        "sum in place of mean": [(" / len(labels)", ""), ("e.mean()", "e.sum()")],
        "uphill": [("w + step", "w - step"), ("b + step", "b - step")],
        "squared loss": [("1 / (1 + np.exp(-(X @ w + b)))", "(X @ w + b)")],
        "sum in place of mean, for the weights": [(" / len(labels)", "")],
        "sum in place of mean, for the intercept": [("e.mean()", "e.sum()")],
        "intercept moved without the step": [("step * e.mean()", "e.mean()")],
        "half of the gradient": [("len(labels)", "(2 * len(labels))")],
        "threshold without λ": [("step * lam", "step")],
        "threshold times n": [("step * lam", "step * lam * len(labels)")],
        "intercept at the new weights": [
            (
                "return soft_threshold(moved, step * lam),",
                "w = soft_threshold(moved, step * lam); "
                "e = labels - 1 / (1 + np.exp(-(X @ w + b))); return w,",
            ),
        ],
        "weights at the new intercept": """
            b = b + step * np.mean(labels - 1 / (1 + np.exp(-(X @ w + b))))
            e = labels - 1 / (1 + np.exp(-(X @ w + b)))
            return soft_threshold(w + step * X.T @ e / len(labels), step * lam), b
        """,
        "gradient at the thresholded weights": """
            shift = step * np.mean(labels - 1 / (1 + np.exp(-(X @ w + b))))
            w = soft_threshold(w, step * lam)
            e = labels - 1 / (1 + np.exp(-(X @ w + b)))
            return w + step * X.T @ e / len(labels), b + shift
        """,
        "probability of a zero": [("np.exp(-(X @ w + b))", "np.exp(X @ w + b)")],
        "score without the intercept": [("-(X @ w + b)", "-X @ w")],
        "intercept subtracted": [("-(X @ w + b)", "-(X @ w - b)")],
        "labels of −1 and 1": [("e = labels", "e = 2 * labels - 1")],
        "weights without the step": [("w + step * X.T", "w + X.T")],
        "weights uphill": [("w + step", "w - step")],
        "intercept uphill": [("b + step", "b - step")],
        "divided as by L2": [("soft_threshold(moved, step * lam)", "moved / (1 + step * lam)")],
        "weight decay": [("soft_threshold(moved, step * lam)", "moved - step * lam * w")],
        "pull without a sign": [("soft_threshold(moved, step * lam)", "moved - step * lam")],
        "pulled through zero": [
            ("soft_threshold(moved, step * lam)", "moved - step * lam * np.sign(moved)")
        ],
        "hard threshold": [
            ("soft_threshold(moved, step * lam)", "np.where(np.abs(moved) > step * lam, moved, 0)")
        ],
        "threshold over n": [("step * lam", "step * lam / len(labels)")],
        "old weights forgotten": [("moved = w + ", "moved = ")],
        "intercept of least squares": [
            ("b + step * e.mean()", "labels.mean() - X.mean(axis=0) @ w")
        ],
        "squared error of the probabilities": [
            ("X.T @ e", "X.T @ (e * (labels - e) * (1 - labels + e))"),
            ("e.mean()", "(e * (labels - e) * (1 - labels + e)).mean()"),
        ],
        "decisions for probabilities": [("1 / (1 + np.exp(-(X @ w + b)))", "(X @ w + b > 0)")],
        "features centered": [("X.T @ e", "(X - X.mean(axis=0)).T @ e")],
    },
    "safe_screening": {
        "zero now": "return w == 0",
        "no radius": """
            n, e = len(y), y - X @ w
            u = e * min(1, n * lam / np.abs(X.T @ e).max())
            return np.abs(X.T @ u) / n < lam
        """,
        "no radius, residuals as they are": "return np.abs(X.T @ (y - X @ w)) / len(y) < lam",
        "length forgotten": [("np.linalg.norm(X, axis=0)", "np.sqrt(n)")],
        "radius too small": [("2 * n * duality_gap", "2 * duality_gap")],
        "residuals not shrunk": """
            n, e = len(y), y - X @ w
            gap = objective(X, y, w, lam) - (e @ y - e @ e / 2) / n
            radius = np.sqrt(2 * n * max(gap, 0))
            return np.abs(X.T @ e) + np.linalg.norm(X, axis=0) * radius < n * lam
        """,
        "residuals for u": [("np.abs(X.T @ u)", "np.abs(X.T @ e)")],
        "always scaled": [
            ("min(1, n * lam / np.abs(X.T @ e).max())", "(n * lam / np.abs(X.T @ e).max())")
        ],
        "zero now, and certain": [("return ", "return (w == 0) & ("), ("< n * lam", "< n * lam)")],
        "no length": [("np.linalg.norm(X, axis=0) * ", "")],
        "length of the whole table": [("np.linalg.norm(X, axis=0)", "np.linalg.norm(X)")],
        "squared lengths": [("np.linalg.norm(X, axis=0)", "(X**2).sum(axis=0)")],
        "no root": [("np.sqrt", "")],
        "no 2 in the radius": [("2 * n * duality", "n * duality")],
        "2 before the root": [("np.sqrt(2 * n", "2 * np.sqrt(n")],
        "radius divided by √n only": """
            n, e = len(y), y - X @ w
            u = e * min(1, n * lam / np.abs(X.T @ e).max())
            radius = np.sqrt(2 * n * duality_gap(X, y, w, lam))
            return np.abs(X.T @ u) / n + np.sqrt(np.mean(X**2, axis=0)) * radius < lam
        """,
        "radius subtracted": [("X.T @ u) + ", "X.T @ u) - ")],
        "sum against λ": [("< n * lam", "< lam")],
        "one side of the interval": [("np.abs(X.T @ u)", "X.T @ u")],
        "the others": [("< n * lam", ">= n * lam")],
        "positions": [("return ", "return np.flatnonzero("), ("< n * lam", "< n * lam)")],
        "longest column for all": [
            ("np.linalg.norm(X, axis=0)", "np.linalg.norm(X, axis=0).max()")
        ],
        "largest singular value": [("np.linalg.norm(X, axis=0)", "np.linalg.norm(X, 2)")],
        "objective for the gap": [("duality_gap(X", "objective(X")],
        "covariance with the targets": [("X.T @ u", "X.T @ y")],
        "factor without n": [("min(1, n * lam", "min(1, lam")],
        "factor from positive covariances": [("np.abs(X.T @ e).max()", "(X.T @ e).max()")],
        "factor of at least one": [("min(1, n", "max(1, n")],
        "zero now, or certain": [("return ", "return (w == 0) | ("), ("< n * lam", "< n * lam)")],
    },
    "fista_restart": {
        "never restarts": [(RESTART, "")],
        "never restarts, other momentum": """
            step = len(y) / np.linalg.norm(X, 2) ** 2
            w = z = np.zeros(X.shape[1])
            for k in range(steps):
                new = proximal_step(X, y, lam, z, step)
                z, w = new + k / (k + 3) * (new - w), new
            return w
        """,
        "no momentum": """
            w = np.zeros(X.shape[1])
            for _ in range(steps):
                w = proximal_step(X, y, lam, w, len(y) / np.linalg.norm(X, 2) ** 2)
            return w
        """,
        "stays at zero": [("len(y) /", "3 * len(y) /")],
        "step without n": [("len(y) /", "1 /")],
        "no threshold": [(RESTART, ""), ("proximal_step(X, y, lam", "proximal_step(X, y, 0.0")],
        "stuck at the first rise": ([("z, m = w, 1.0", "m = 1.0")], [("continue", "break")]),
        "momentum from z": [("(new - w)", "(new - z)")],
        "no 4 under the root": [("4 * m**2", "m**2")],
        "step with all singular values": [("np.linalg.norm(X, 2)", "np.linalg.norm(X)")],
        "threshold without the step": [
            (
                "proximal_step(X, y, lam, z, step)",
                "soft_threshold(z + step * X.T @ (y - X @ z) / len(y), lam)",
            )
        ],
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
        ("return np.abs(X.T @ y).max() / len(y)", "The answer never uses its argument free."),
    ],
    "kkt_violation": [
        ([(" - b", "")], "This would be right for b = 0."),
        ([(f"max({MEAN}, {LARGEST})", f"np.array([{MEAN}, *abs(covariance - nearest)])")], MANY),
        ([(f"max({MEAN}, {LARGEST})", f"bool(max({MEAN}, {LARGEST}) < 1e-6)")], "Return numbers"),
        ([("- b", "+ b")], "This would be right for −b"),
        ([("X.T @ e", "(X - X.mean(axis=0)).T @ e")], ""),
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
    "ista_step": [
        (
            [("return ", "return ("), ("e.mean()", "e.mean())[::-1]")],
            "The parts are right, in another",
        ),
        (
            [
                (
                    "return soft_threshold(moved, step * lam), b + step * e.mean()",
                    "return soft_threshold(moved, step * lam)",
                )
            ],
            "Return w, b",
        ),
        ([("len(labels)", "n")], f"{GLOBAL} n "),
        ([("step * e.mean()", "step * e")], "Right: w. b has more entries than are asked"),
    ],
    "safe_screening": [
        (
            [("return ", "return ("), ("< n * lam", "< n * lam).astype(int)")],
            "Return True or False",
        ),
        ([("return ", "return int(np.sum("), ("< n * lam", "< n * lam))")], "Return True or False"),
    ],
    "fista_restart": [
        ([("len(y) /", "0.5 * len(y) /")], ""),
        ("return np.linalg.lstsq(X, y)[0]", "The answer never uses"),
        ([("return w", "return w[:, None]")], "There is an axis of length 1 too many"),
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
    "ista_step": [
        [("return ", "return ["), ("e.mean()", "e.mean()]")],
        [("1 / (1 + np.exp(-(X @ w + b)))", "(1 + np.tanh((X @ w + b) / 2)) / 2")],
    ],
    "safe_screening": [
        [("return ", "return ("), ("< n * lam", "< n * lam).tolist()")],
        """
        n, e = len(y), y - X @ w
        u = e * min(1, n * lam / np.abs(X.T @ e).max())
        reach = np.sqrt(2 * duality_gap(X, y, w, lam) / n) * np.linalg.norm(X, axis=0)
        return np.abs(X.T @ u) / n + reach < lam
        """,
    ],
    "fista_restart": [
        # The restart by the gradient; a momentum forgotten, with z left where it is.
        """
        step = len(y) / np.linalg.norm(X, 2) ** 2
        w = z = np.zeros(X.shape[1])
        m = 1.0
        for _ in range(steps):
            new = proximal_step(X, y, lam, z, step)
            if (z - new) @ (new - w) > 0:
                m = 1.0
            longer = (1 + np.sqrt(1 + 4 * m**2)) / 2
            z = new + (m - 1) / longer * (new - w)
            w, m = new, longer
        return w
        """,
        [("z, m = w, 1.0\n                continue", "m = 1.0")],
    ],
}
