"""What learners write in the exercises on solvers of the lasso."""

import numpy as np
from learners.penalties.l1 import soft_threshold


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
    "lam": 0.0084,
    "labels": np.zeros(600),
}
SOLUTIONS = {
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
SLIPS = {
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
        "gradient doubled": [
            ("w + step * X.T", "w + 2 * step * X.T"),
            ("b + step", "b + 2 * step"),
        ],
        "exponential for the probability": [
            ("1 / (1 + np.exp(-(X @ w + b)))", "np.exp(X @ w + b)")
        ],
        "threshold divided by the step": [("step * lam", "lam / step")],
        "number of columns": [("/ len(labels)", "/ len(w)")],
        "intercept pulled by λ": [("step * e.mean()", "step * (e.mean() - lam)")],
        "zeros stay": [
            (
                "return soft_threshold(moved, step * lam)",
                "return (w != 0) * soft_threshold(moved, step * lam)",
            )
        ],
        "old zeros not thresholded": [
            (
                "soft_threshold(moved, step * lam)",
                "np.where(w == 0, moved, soft_threshold(moved, step * lam))",
            )
        ],
        "penalty twice": [
            (
                "soft_threshold(moved, step * lam)",
                "soft_threshold(moved - step * lam * np.sign(w), step * lam)",
            )
        ],
        "intercept of the labels alone": [
            ("b + step * e.mean()", "np.log(labels.mean() / (1 - labels.mean()))")
        ],
        "gradient without the step": [("w + step * X.T", "w + X.T"), ("b + step * e", "b + e")],
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
        "radius of a mean": [
            (
                "np.sqrt(2 * n * duality_gap(X, y, w, lam))",
                "np.sqrt(2 * duality_gap(X, y, w, lam) / n)",
            )
        ],
        "reach not divided": [
            ("np.abs(X.T @ u) +", "np.abs(X.T @ u) / n +"),
            ("< n * lam", "< lam"),
        ],
        "half in the radius": [
            ("2 * n * duality_gap(X, y, w, lam)", "n * duality_gap(X, y, w, lam) / 2")
        ],
        "sums of absolute values": [("np.linalg.norm(X, axis=0)", "np.abs(X).sum(axis=0)")],
        "largest entry": [("np.linalg.norm(X, axis=0)", "np.abs(X).max(axis=0)")],
        "zero now, and inside": """
            return (w == 0) & (np.abs(X.T @ (y - X @ w)) / len(y) < lam)
        """,
        "targets shrunk": [("e = len(y), y - X @ w", "e = len(y), y")],
        "gap outside of the root": [
            (
                "np.sqrt(2 * n * duality_gap(X, y, w, lam))",
                "np.sqrt(2 * n) * duality_gap(X, y, w, lam)",
            )
        ],
        "gap at zero": [("duality_gap(X, y, w, lam)", "duality_gap(X, y, 0 * w, lam)")],
    },
    "fista_restart": {
        "loss as a sum": """
            n = len(y)
            step = 1 / np.linalg.norm(X, 2) ** 2
            w = z = np.zeros(X.shape[1])
            m = 1
            J = lambda w: ((y - X @ w) ** 2).sum() / 2 + lam * abs(w).sum()
            for _ in range(steps):
                v = z - step * X.T @ (X @ z - y)
                new = np.sign(v) * np.maximum(abs(v) - step * lam, 0)
                if J(new) > J(w):
                    m, z = 1, w
                    continue
                longer = (1 + np.sqrt(1 + 4 * m * m)) / 2
                z = new + (m - 1) / longer * (new - w)
                w, m = new, longer
            return w
        """,
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
        "momentum backwards": [("(new - w)", "(w - new)")],
        "m not halved": [("(1 + np.sqrt(1 + 4 * m**2)) / 2", "(1 + np.sqrt(1 + 4 * m**2))")],
        "step twice too long": [("len(y) /", "2 * len(y) /")],
        "step from the root": [("len(y) / np.linalg.norm(X, 2) ** 2", "1 / np.linalg.norm(X, 2)")],
        "restarts from zero": [("z, m = w, 1.0", "w = z = np.zeros(X.shape[1]); m = 1.0")],
        "no threshold, with restarts": [
            ("proximal_step(X, y, lam, z, step)", "proximal_step(X, y, 0.0, z, step)")
        ],
    },
}
GLOBAL = "The answer reads"
OTHERS = {
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
