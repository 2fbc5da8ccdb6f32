"""What learners write in the exercises on choosing λ."""

import numpy as np

SCOPE = {"np": np}
SOLUTIONS = {
    "generalized": """
        n = len(y)
        centered, target = X - X.mean(axis=0), y - y.mean()
        U, d, _ = np.linalg.svd(centered, full_matrices=False)
        shares = d**2 / (d**2 + n * lam)
        e = target - U @ (shares * (U.T @ target))
        return np.mean(e**2) / (1 - (1 + shares.sum()) / n) ** 2
    """,
    "unbiased_risk": """
        df = slopes.sum()
        return np.mean((y - fitted) ** 2) + 2 * sigma**2 * df / len(y) - sigma**2
    """,
    "net_freedom": """
        inside = X[:, w != 0]
        if inside.size == 0:
            return 0.0
        d = np.linalg.svd(inside - inside.mean(axis=0), compute_uv=False)
        d = d[d > 1e-10 * d.max()]
        return np.sum(d**2 / (d**2 + len(X) * lam * (1 - mix)))
    """,
    "left_out_in_folds": """
        n, p = X.shape
        centered = X - X.mean(axis=0)
        inverse = np.linalg.inv(centered.T @ centered + n * lam * np.eye(p))
        hat = 1 / n + centered @ inverse @ centered.T
        e, errors = y - hat @ y, np.empty(n)
        for held in (np.flatnonzero(fold == k) for k in np.unique(fold)):
            block = hat[np.ix_(held, held)]
            errors[held] = np.linalg.solve(np.eye(len(held)) - block, e[held])
        return errors
    """,
    "log_evidence": """
        C = sigma**2 * np.eye(len(y)) + tau**2 * X @ X.T
        spread = len(y) * np.log(2 * np.pi) + np.linalg.slogdet(C)[1]
        return -(spread + y @ np.linalg.solve(C, y)) / 2
    """,
    "evidence_step": """
        n, p = X.shape
        total = sigma2 / tau2
        gram = X.T @ X
        w = np.linalg.solve(gram + total * np.eye(p), X.T @ y)
        df = np.trace(np.linalg.solve(gram + total * np.eye(p), gram))
        e = y - X @ w
        return e @ e / (n - df), w @ w / df
    """,
}
SCORE = "np.mean(e**2) / (1 - (1 + shares.sum()) / n) ** 2"
PRICE = "2 * sigma**2 * df / len(y)"
SOLVE = "np.linalg.solve(np.eye(len(held)) - block, e[held])"
HALVED = "-(spread + y @ np.linalg.solve(C, y)) / 2"
DET, CONSTANT = "np.linalg.slogdet(C)[1]", "len(y) * np.log(2 * np.pi)"
ROUND = "e @ e / (n - df), w @ w / df"
# The evidence by the shares of the singular values.
BY_SHARES = """
        n, p = X.shape
        total = sigma**2 / tau**2
        d = np.linalg.svd(X, compute_uv=False)
        s = d**2 / (d**2 + total)
        w = np.linalg.solve(X.T @ X + total * np.eye(p), X.T @ y)
        e = y - X @ w
        return -(n * np.log(2 * np.pi * sigma**2) - np.log(1 - s).sum() + y @ e / sigma**2) / 2
    """

SLIPS = {
    "generalized": {
        "a column of ones, penalized": """
            n, p = X.shape
            Z = np.c_[np.ones(n), X]
            H = Z @ np.linalg.solve(Z.T @ Z + n * lam * np.eye(p + 1), Z.T)
            e = y - H @ y
            return (e @ e / n) / (1 - np.trace(H) / n) ** 2
        """,
        "the intercept is free of charge": [("1 + shares.sum()", "shares.sum()")],
        "not squared below": [(" / n) ** 2", " / n)")],
        "freedom per column": [("shares.sum()) / n", "shares.sum()) / X.shape[1]")],
        "every leverage its own": [
            (SCORE, "np.mean((e / (1 - 1 / n - (U**2 * shares).sum(axis=1))) ** 2)")
        ],
        "columns counted": [("shares.sum()", "X.shape[1]")],
        "training error": [(SCORE, "np.mean(e**2)")],
        "multiplied": [("np.mean(e**2) / ", "np.mean(e**2) * ")],
        "penalty on the mean loss": [("n * lam", "lam")],
        "nothing centered": [
            ("centered, target = X - X.mean(axis=0), y - y.mean()", "centered, target = X, y")
        ],
        "singular values not squared": [("d**2 / (d**2 + n * lam)", "d / (d + n * lam)")],
        "root of the score": [(SCORE, f"np.sqrt({SCORE})")],
        "leverage added": [("(1 - (1 + shares.sum()) / n)", "(1 + (1 + shares.sum()) / n)")],
        "AIC": [(SCORE, "n * np.log(np.mean(e**2)) + 2 * (1 + shares.sum())")],
        "targets not centered": [("y - y.mean()", "y")],
    },
    "unbiased_risk": {
        "sums, less the noise once": """
            return ((y - fitted) ** 2).sum() + 2 * sigma**2 * slopes.sum() - sigma**2
        """,
        "half the price": [("2 * sigma**2 * df", "sigma**2 * df")],
        "the noise left in": [(" - sigma**2", "")],
        "standard deviation for the variance": [("sigma**2", "sigma")],
        "freedom not divided": [(" / len(y)", "")],
        "mean slope, divided again": [("slopes.sum()", "slopes.mean()")],
        "never below zero": [("return ", "return max(0, "), ("- sigma**2", "- sigma**2)")],
        "freedom rewarded": [("+ 2", "- 2")],
        "sums": [("np.mean(", "np.sum("), (" / len(y) - ", " - len(y) * ")],
        "in units of the noise": [
            ("return ", "return ("),
            ("- sigma**2", "- sigma**2) / sigma**2"),
        ],
        "the price of each row by its residual": """
            return np.mean(((y - fitted) / (1 - slopes)) ** 2)
        """,
        "residuals summed": [("np.mean((y - fitted) ** 2)", "np.sum((y - fitted) ** 2)")],
        "one degree more": [("slopes.sum()", "1 + slopes.sum()")],
        "noise inside the bracket": """
            return (np.sum((y - fitted) ** 2) + 2 * sigma**2 * slopes.sum() - sigma**2) / len(y)
        """,
        "variance of the residuals": [("np.mean((y - fitted) ** 2)", "np.var(y - fitted)")],
        "Mallows' form of the sums": """
            return np.sum((y - fitted) ** 2) / sigma**2 + 2 * slopes.sum() - len(y)
        """,
        "slopes not summed": [("slopes.sum()", "slopes")],
    },
    "net_freedom": {
        "columns counted": "return np.count_nonzero(w)",
        "all columns": [("X[:, w != 0]", "X")],
        "the rank alone": "return np.linalg.matrix_rank(X[:, w != 0] - X[:, w != 0].mean(axis=0))",
        "the whole strength": [("lam * (1 - mix)", "lam")],
        "the share of L1": [("lam * (1 - mix)", "lam * mix + 1e-300")],
        "λ in place of nλ": [("len(X) * lam", "lam")],
        "not centered": [("inside - inside.mean(axis=0)", "inside")],
        "rounding counted as a direction": [("d = d[d > 1e-10 * d.max()]", "d = d + 1e-30")],
        "singular values not squared": [("d**2 / (d**2 +", "d / (d +")],
        "the intercept counted": [("return np.sum", "return 1 + np.sum"), ("0.0", "1.0")],
        "what is taken away": [
            ("np.sum(d**2", "len(d) - np.sum(d**2"),
        ],
        "half of the L2 part": [("(1 - mix)", "(1 - mix) / 2")],
        "positive weights alone": [("w != 0", "w > 0")],
    },
    "left_out_in_folds": {
        "each row for itself": [
            ("np.unique(fold)", "range(n)"),
            ("fold == k", "np.arange(n) == k"),
        ],
        "plain residuals": [("return errors", "return e")],
        "without the intercept's part": [
            ("block = hat[np.ix_(held, held)]", "block = hat[np.ix_(held, held)] - 1 / n")
        ],
        "intercept on the diagonal alone": [
            ("block = ", "block = np.eye(len(held)) / n - 1 / n + ")
        ],
        "penalty of the rows that are left": """
            errors = np.empty(len(y))
            for k in np.unique(fold):
                A, b = X[fold != k], y[fold != k]
                Ac = A - A.mean(axis=0)
                gram = Ac.T @ Ac + len(b) * lam * np.eye(X.shape[1])
                w = np.linalg.solve(gram, Ac.T @ (b - b.mean()))
                errors[fold == k] = y[fold == k] - b.mean() - (X[fold == k] - A.mean(axis=0)) @ w
            return errors
        """,
        "mean leverage of the fold": [(SOLVE, "e[held] / (1 - np.diag(block).mean())")],
        "rows of the block added up": [(SOLVE, "e[held] / (1 - block.sum(axis=1))")],
        "multiplied in place of solved": [(SOLVE, "(np.eye(len(held)) - block) @ e[held]")],
        "one step of the equation": [(SOLVE, "e[held] + block @ e[held]")],
        "nothing centered": [("X - X.mean(axis=0)", "X"), ("1 / n + ", "")],
        "in the order of the folds": [
            ("return errors", "return errors[np.argsort(fold, kind='stable')]")
        ],
        "fitted to the fold itself": """
            errors = np.empty(len(y))
            for k in np.unique(fold):
                A, b = X[fold == k], y[fold == k]
                Ac = A - A.mean(axis=0)
                gram = Ac.T @ Ac + len(y) * lam * np.eye(X.shape[1])
                w = np.linalg.solve(gram, Ac.T @ (b - b.mean()))
                errors[fold == k] = b - b.mean() - Ac @ w
            return errors
        """,
        "squared errors": [("return errors", "return errors**2")],
        "λ in place of nλ": [("n * lam", "lam")],
        "last fold forgotten": [
            ("np.empty(n)", "np.zeros(n)"),
            ("np.unique(fold)", "range(fold.max())"),
        ],
        "folds numbered from 0": [
            ("np.empty(n)", "np.zeros(n)"),
            ("np.unique(fold)", "range(len(set(fold)))"),
        ],
        "mean squared": [("return errors", "return np.mean(errors**2)")],
        "roles exchanged": """
        out = np.zeros(len(y))
        for k in np.unique(fold):
            rows = fold == k
            A, t = X[rows] - X[rows].mean(axis=0), y[rows] - y[rows].mean()
            w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ t)
            out[~rows] = (y - y[rows].mean() - (X - X[rows].mean(axis=0)) @ w)[~rows]
        return out
    """,
    },
    "log_evidence": {
        "no constant": [(f"{CONSTANT} + ", "")],
        "no determinant": [(f" + {DET}", "")],
        "determinant rewarded": [(f"+ {DET}", f"- {DET}")],
        "the whole determinant": [(DET, f"2 * {DET}")],
        "no half in the exponent": [("y @ np.linalg.solve", "2 * y @ np.linalg.solve")],
        "deviations for variances": [("sigma**2", "sigma"), ("tau**2", "tau")],
        "covariance of the posterior": [(" + tau**2 * X @ X.T", "")],
        "noise forgotten": [("sigma**2", "sigma")],
        "prior by its deviation": [("tau**2", "tau")],
        "height at the peak": """
            n, p = X.shape
            w = np.linalg.solve(X.T @ X + sigma**2 / tau**2 * np.eye(p), X.T @ y)
            data = -np.sum((y - X @ w) ** 2) / (2 * sigma**2) - n * np.log(sigma)
            prior = -np.sum(w**2) / (2 * tau**2) - p * np.log(tau)
            return data + prior - (n + p) / 2 * np.log(2 * np.pi)
        """,
        "likelihood of the fit": """
            n, p = X.shape
            w = np.linalg.solve(X.T @ X + sigma**2 / tau**2 * np.eye(p), X.T @ y)
            data = -np.sum((y - X @ w) ** 2) / (2 * sigma**2) - n * np.log(sigma)
            return data - n / 2 * np.log(2 * np.pi)
        """,
        "sign": [("return -", "return ")],
        "per row": [(HALVED, f"{HALVED} / len(y)")],
        "logarithm to base ten": [(HALVED, f"{HALVED} / np.log(10)")],
        "half of the exponent alone": [
            ("-(spread + y @ np.linalg.solve(C, y)) / 2", "-spread - y @ np.linalg.solve(C, y) / 2")
        ],
        "constant once": [("len(y) * np.log(2 * np.pi)", "np.log(2 * np.pi)")],
        "sum of logarithms added": BY_SHARES.replace("- np.log(1 - s)", "+ np.log(1 - s)"),
        "squares of the residuals": BY_SHARES.replace("y @ e", "e @ e"),
        "determinant of the noise alone": [
            ("np.linalg.slogdet(C)[1]", "len(y) * np.log(sigma**2)")
        ],
        "ratio divided by n": BY_SHARES.replace("tau**2\n", "tau**2 / n\n"),
        "determinant before its logarithm": [
            ("np.linalg.slogdet(C)[1]", "np.log(np.linalg.det(C))")
        ],
    },
    "evidence_step": {
        "a step of EM": """
            n, p = X.shape
            A = np.linalg.inv(X.T @ X + sigma2 / tau2 * np.eye(p))
            w = A @ X.T @ y
            e = y - X @ w
            df = np.trace(A @ X.T @ X)
            return (e @ e + sigma2 * df) / n, (w @ w + sigma2 * np.trace(A)) / p
        """,
        "residuals over all rows": [("(n - df)", "n")],
        "weights over all columns": [("w @ w / df", "w @ w / p")],
        "neither by its freedom": [("(n - df)", "n"), ("w @ w / df", "w @ w / p")],
        "columns for freedom": [("(n - df)", "(n - p)"), ("w @ w / df", "w @ w / p")],
        "one freedom for the other": [("(n - df)", "df"), ("w @ w / df", "w @ w / (n - df)")],
        "the ratio upside down": [("sigma2 / tau2", "tau2 / sigma2")],
        "the variances squared again": [("sigma2 / tau2", "sigma2**2 / tau2**2")],
        "ratio times n": [("sigma2 / tau2", "n * sigma2 / tau2")],
        "one after the other": """
            n, p = X.shape
            for step in range(2):
                gram = X.T @ X + sigma2 / tau2 * np.eye(p)
                w = np.linalg.solve(gram, X.T @ y)
                df = np.trace(np.linalg.solve(gram, X.T @ X))
                if step == 0:
                    sigma2 = np.sum((y - X @ w) ** 2) / (n - df)
            return sigma2, w @ w / df
        """,
        "deviations": [(ROUND, "np.sqrt(e @ e / (n - df)), np.sqrt(w @ w / df)")],
        "lengths not squared": [(ROUND, "np.linalg.norm(e) / (n - df), np.linalg.norm(w) / df")],
        "one degree for the intercept": [("(n - df)", "(n - 1 - df)")],
        "singular values not squared": [
            (
                "df = np.trace(np.linalg.solve(gram + total * np.eye(p), gram))",
                "d = np.linalg.svd(X, compute_uv=False); df = (d / (d + total)).sum()",
            )
        ],
    },
}
OTHERS = {
    "evidence_step": [
        ([(ROUND, "w @ w / df, e @ e / (n - df)")], "The parts are right, in another order"),
        ([(ROUND, "e @ e / (n - df)")], "Return sigma2, tau2 together, as a tuple."),
    ],
}
RIGHT = {
    "generalized": [
        """
        n, p = X.shape
        Xc = X - X.mean(axis=0)
        hat = 1 / n + Xc @ np.linalg.inv(Xc.T @ Xc + n * lam * np.eye(p)) @ Xc.T
        e = y - hat @ y
        return n * (e @ e) / np.trace(np.eye(n) - hat) ** 2
        """,
    ],
    "unbiased_risk": [
        lambda y, fitted, slopes, sigma: (
            np.sum((y - fitted) ** 2 + sigma**2 * (2 * slopes - 1)) / len(y)
        ),
    ],
    "net_freedom": [
        """
        A = X[:, w != 0]
        if not A.shape[1]:
            return 0
        A = A - A.mean(axis=0)
        values = np.linalg.eigvalsh(A @ A.T)
        values = values[values > 1e-9 * values.max()]
        return sum(v / (v + len(X) * lam * (1 - mix)) for v in values)
        """,
    ],
    "left_out_in_folds": [
        """
        n, p = X.shape
        errors = np.empty(n)
        for k in np.unique(fold):
            A, b = X[fold != k], y[fold != k]
            Ac = A - A.mean(axis=0)
            w = np.linalg.solve(Ac.T @ Ac + n * lam * np.eye(p), Ac.T @ (b - b.mean()))
            errors[fold == k] = y[fold == k] - b.mean() - (X[fold == k] - A.mean(axis=0)) @ w
        return errors
        """,
    ],
    "log_evidence": [
        """
        n, p = X.shape
        U, d, _ = np.linalg.svd(X)
        values = np.full(n, sigma**2)
        values[: len(d)] += tau**2 * d**2
        return -0.5 * np.sum(np.log(2 * np.pi * values) + (U.T @ y) ** 2 / values)
        """,
    ],
    "evidence_step": [
        """
        U, d, Vt = np.linalg.svd(X, full_matrices=False)
        s = d**2 / (d**2 + sigma2 / tau2)
        d = np.where(d > 1e-10, d, 1)
        w = s / d * (U.T @ y)
        rss = np.sum((y - U @ (s * (U.T @ y))) ** 2)
        return [rss / (len(y) - s.sum()), np.sum(w**2) / s.sum()]
        """,
    ],
}
