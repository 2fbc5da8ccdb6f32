"""What learners write in the exercises on the L2 penalty."""

import numpy as np


def center(X):
    return X - X.mean(axis=0)


def ridge(X, y, lam):
    """The page's own function, for centered data."""
    n, p = X.shape
    return np.linalg.solve(X.T @ X + n * lam * np.eye(p), X.T @ y)


def intercept(X, y, w):
    return y.mean() - X.mean(axis=0) @ w


def weighed(X, y, total):
    """Weights and intercept when the penalty weighs ``total`` beside the sum of squares."""
    w = ridge(center(X), y - y.mean(), total / len(y))
    return w, intercept(X, y, w)


def factors(X, total):
    squares = np.linalg.svd(X, compute_uv=False) ** 2
    return squares / (squares + total)


def longer(X, y, rows, targets=0.0):
    return np.vstack([X, rows]), np.concatenate([y, np.full(len(rows), targets)])


def unit(X, entry):
    return entry * np.eye(X.shape[1])


def differences(errors):
    return errors - errors[:, [errors.mean(axis=0).argmin()]]


def se(values, ddof=1):
    return values.std(axis=0, ddof=ddof) / np.sqrt(len(values))


def within(errors):
    return differences(errors).mean(axis=0) <= se(differences(errors))


def left_out(X, y, total, add=0.0, power=1.0):
    """Left-out residuals by the hat matrix of the table as it is."""
    hat = X @ np.linalg.inv(X.T @ X + total * np.eye(X.shape[1])) @ X.T
    return (y - hat @ y) / (1 - np.diag(hat) - add) ** power


def refitted(X, y, total):
    """Errors of rows that were really left out."""
    found = []
    for i in range(len(y)):
        A, t = np.delete(X, i, axis=0), np.delete(y, i)
        w, b = weighed(A, t, total)
        found.append(y[i] - X[i] @ w - b)
    return np.array(found)


def rotation(size):
    return np.linalg.qr(np.random.default_rng(0).normal(size=(size, size)))[0]


def with_ones_free(X, y, lam):
    A = np.column_stack([X, np.ones(len(y))])
    D = len(y) * lam * np.diag([1.0] * X.shape[1] + [0.0])
    found = np.linalg.solve(A.T @ A + D, A.T @ y)
    return found[:-1], found[-1]


SCOPE = {"np": np, "ridge": ridge, "n": 67, "p": 8, "lam": 10.0, "y": np.arange(67.0)}
SOLUTIONS = {
    "penalty_gradient": """
        return lam * w
    """,
    "decay_step": """
        return (1 - step * lam) * w - step * gradient
    """,
    "closed_form": """
        n, p = X.shape
        x_mean, y_mean = X.mean(axis=0), y.mean()
        centered = X - x_mean
        gram = centered.T @ centered + n * lam * np.eye(p)
        w = np.linalg.solve(gram, centered.T @ (y - y_mean))
        return w, y_mean - x_mean @ w
    """,
    "degrees_of_freedom": """
        squares = np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2
        return np.sum(squares / (squares + len(X) * lam))
    """,
    "augmented_data": """
        n, p = X.shape
        X_long = np.vstack([X, np.sqrt(n * lam) * np.eye(p)])
        return X_long, np.concatenate([y, np.zeros(p)])
    """,
    "one_standard_error": """
        apart = errors - errors[:, [errors.mean(axis=0).argmin()]]
        se = apart.std(axis=0, ddof=1) / np.sqrt(len(errors))
        return lams[apart.mean(axis=0) <= se].max()
    """,
    "leave_one_out": """
        n, p = X.shape
        centered, target = X - X.mean(axis=0), y - y.mean()
        inverse = np.linalg.inv(centered.T @ centered + n * lam * np.eye(p))
        hat = centered @ inverse @ centered.T
        residuals = target - hat @ target
        leverage = 1 / n + np.diag(hat)
        return np.mean((residuals / (1 - leverage)) ** 2)
    """,
}
SLIPS = {
    "penalty_gradient": {
        "twice": "return 2 * lam * w",
        "half": "return lam * w / 2",
        "sign": "return lam * np.sign(w)",
        "no strength": "return w",
        "descent": "return -lam * w",
        "of length λ": "return lam * w / np.sqrt(w @ w)",
        "one for all": "return np.full(w.shape, lam)",
        "parts of the value": "return lam / 2 * w**2",
        "decayed weights": "return w - lam * w",
        "value": "return lam / 2 * np.sum(w**2)",
        "sum": "return np.sum(lam * w)",
    },
    "decay_step": {
        "decays after the step": "w = w - step * gradient\nreturn w - step * lam * w",
        "decay without the step": [("step * lam", "lam")],
        "decays twice as much": [("step * lam", "2 * step * lam")],
        "no decay": "return w - step * gradient",
        "ascends the loss": [("- step * gradient", "+ step * gradient")],
        "grows": [("1 - step", "1 + step")],
        "gradient without the step": [("- step * gradient", "- gradient")],
        "divides in place of multiplying": "return (w - step * gradient) / (1 + step * lam)",
        "no brackets around the factor": [("(1 - step * lam)", "1 - step * lam")],
        "λ on the loss": "return w - step * lam * gradient",
        "the decay of L1": "return w - step * (gradient + lam * np.sign(w))",
        "divides the gradient by its length": [("gradient", "gradient / len(w)")],
        "the penalty in place of its gradient": (
            "return w - step * (gradient + lam / 2 * np.sum(w**2))"
        ),
        "the change alone": "return -step * (gradient + lam * w)",
        "weights divided before the step": "return w / (1 + step * lam) - step * gradient",
        "what is lost kept": "return step * lam * w - step * gradient",
    },
    "closed_form": {
        "λ in every entry": """
            n = len(y)
            m = X.mean(axis=0)
            Z = X - m
            w = np.linalg.lstsq(Z.T @ Z + n * lam, Z.T @ (y - y.mean()), rcond=None)[0]
            return w, y.mean() - m @ w
        """,
        "λ in place of nλ": [("n * lam", "lam")],
        "penalized intercept": """
            ones = np.column_stack([X, np.ones(len(y))])
            found = ridge(ones, y, lam)
            return found[:-1], found[-1]
        """,
        "no intercept": "return ridge(X, y, lam), 0.0",
        "intercept left at zero": [("y_mean - x_mean @ w", "0.0")],
        "mean of y as intercept": [("y_mean - x_mean @ w", "y_mean")],
        "weights from uncentered data": """
            w = ridge(X, y, lam)
            return w, np.mean(y - X @ w)
        """,
        "intercept with the wrong sign": [("y_mean - x_mean", "y_mean + x_mean")],
        "a part for each column": [("x_mean @ w", "x_mean * w")],
        "targets centered alone": [("centered = X - x_mean", "centered = X")],
        "targets centered alone, their mean as intercept": (
            "return ridge(X, y - y.mean(), lam), y.mean()"
        ),
        "one mean for all columns": """
            w = ridge(X - X.mean(), y - y.mean(), lam)
            return w, y.mean() - np.sum(X.mean() * w)
        """,
        "weights of standardized columns": [("X - x_mean", "(X - x_mean) / X.std(axis=0)")],
        "penalized in standardized units": """
            scale = X.std(axis=0)
            w = ridge((X - X.mean(axis=0)) / scale, y - y.mean(), lam) / scale
            return w, y.mean() - X.mean(axis=0) @ w
        """,
        "λ divided by n": [("n * lam", "lam / n")],
        "p in place of n": [("n * lam", "p * lam")],
        "rows centered": [("n, p = X.shape", "n, p = X.shape; X = (X.T - X.mean(axis=1)).T")],
        "no penalty": """
            w = np.linalg.lstsq(X - X.mean(axis=0), y - y.mean())[0]
            return w, y.mean() - X.mean(axis=0) @ w
        """,
    },
    "degrees_of_freedom": {
        "a column of ones, penalized": """
            n, p = X.shape
            Z = np.c_[np.ones(n), X]
            return np.trace(np.linalg.solve(Z.T @ Z + n * lam * np.eye(p + 1), Z.T @ Z)) - 1
        """,
        "mean of the shares": """
            d2 = np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2
            return (d2 / (d2 + len(X) * lam)).mean()
        """,
        "λ in place of nλ": [("len(X) * lam", "lam")],
        "not centered": [("X - X.mean(axis=0)", "X")],
        "not squared": [(" ** 2", "")],
        "squared twice": [("** 2", "** 4")],
        "intercept counted": [("np.sum", "1 + np.sum")],
        "number of weights": "return X.shape[1]",
        "rank": "return np.linalg.matrix_rank(X - X.mean(axis=0))",
        "column of ones penalized": [("X - X.mean(axis=0)", "np.c_[X, np.ones(len(X))]")],
        "factors squared": [
            (
                "np.sum(squares / (squares + len(X) * lam))",
                "np.sum((squares / (squares + len(X) * lam)) ** 2)",
            )
        ],
        "variances of single columns": "return np.sum(X.var(axis=0) / (X.var(axis=0) + lam))",
        "standardized columns": [("X - X.mean(axis=0)", "(X - X.mean(axis=0)) / X.std(axis=0)")],
        "n twice": [("** 2", "** 2 / len(X)")],
        "hat matrix": """
            Z = X - X.mean(axis=0)
            return Z @ np.linalg.inv(Z.T @ Z + len(X) * lam * np.eye(X.shape[1])) @ Z.T
        """,
        "trace of the inverse alone": """
            Z = X - X.mean(axis=0)
            return np.trace(np.linalg.inv(Z.T @ Z + len(X) * lam * np.eye(X.shape[1])))
        """,
        "left to the residuals": [("np.sum", "len(X) - np.sum")],
        "no square above": """
            d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
            return np.sum(d / (d**2 + len(X) * lam))
        """,
        "λ divided by n": [("len(X) * lam", "lam / len(X)")],
        "p in place of n": [("len(X)", "X.shape[1]")],
        "variances with n − 1": """
            values = np.linalg.eigvalsh(np.cov(X.T))
            return np.sum(values / (values + lam))
        """,
        "rows centered": [("X - X.mean(axis=0)", "X - X.mean(axis=1)[:, None]")],
        "left of all weights": [("np.sum", "X.shape[1] - np.sum")],
        "lost instead of left": [("squares / (", "len(X) * lam / (")],
        "one share of the sums": [
            (
                "np.sum(squares / (squares + len(X) * lam))",
                "squares.sum() / (squares.sum() + len(X) * lam)",
            )
        ],
    },
    "augmented_data": {
        "p in place of n": """
            n, p = X.shape
            return np.r_[X, np.sqrt(p * lam) * np.eye(p)], np.r_[y, np.zeros(p)]
        """,
        "n before the root": """
            n, p = X.shape
            return np.r_[X, n * np.sqrt(lam) * np.eye(p)], np.r_[y, np.zeros(p)]
        """,
        "root of λ": [("n * lam", "lam")],
        "nλ without the root": [("np.sqrt(n * lam)", "n * lam")],
        "λ without n and root": [("np.sqrt(n * lam)", "lam")],
        "divided by n": [("n * lam", "lam / n")],
        "half of the penalty": [("n * lam", "n * lam / 2")],
        "twice the penalty": [("n * lam", "2 * n * lam")],
        "rows of the longer table counted": [("n * lam", "(n + p) * lam")],
        "ones below y": [("np.zeros(p)", "np.ones(p)")],
        "all weights in each row": [("np.eye(p)", "np.ones((p, p))")],
        "targets of other rows": [("[y, np.zeros(p)]", "[np.zeros(p), y]")],
        "inverse": [("np.sqrt(n * lam)", "1 / np.sqrt(n * lam)")],
        "data rows changed": """
            n, p = X.shape
            X_long = np.vstack([X / np.sqrt(n), np.sqrt(lam) * np.eye(p)])
            return X_long, np.concatenate([y / np.sqrt(n), np.zeros(p)])
        """,
    },
    "one_standard_error": {
        "margin of the best": """
            mean = errors.mean(axis=0)
            se = errors.std(axis=0, ddof=1) / np.sqrt(len(errors))
            lowest = mean.argmin()
            return lams[mean <= mean[lowest] + se[lowest]].max()
        """,
        "margin of each by itself": [("se = apart", "se = errors")],
        "not in pairs": """
            mean = errors.mean(axis=0)
            variance = errors.var(axis=0, ddof=1) / len(errors)
            lowest = mean.argmin()
            return lams[mean - mean[lowest] <= np.sqrt(variance + variance[lowest])].max()
        """,
        "best of each fold": "apart = errors - errors.min(axis=1)[:, None]\n"
        "return lams[apart.mean(axis=0) <= apart.std(axis=0, ddof=1) / len(errors) ** 0.5].max()",
        "sizes of the differences": [
            (
                "apart = errors - errors[:, [errors.mean(axis=0).argmin()]]",
                "apart = np.abs(errors - errors[:, [errors.mean(axis=0).argmin()]])",
            )
        ],
        "the difference turned round": """
            apart = errors[:, [errors.mean(axis=0).argmin()]] - errors
            se = apart.std(axis=0, ddof=1) / np.sqrt(len(errors))
            return lams[apart.mean(axis=0) <= se].max()
        """,
        "root of the number of strengths": [("len(errors)", "len(lams)")],
        "strictly below": [("<=", "<")],
        "up to the first outside": """
            order = np.argsort(lams)
            apart = (errors - errors[:, [errors.mean(axis=0).argmin()]])[:, order]
            se = apart.std(axis=0, ddof=1) / np.sqrt(len(errors))
            place = errors.mean(axis=0)[order].argmin()
            while place + 1 < len(lams) and apart[:, place + 1].mean() <= se[place + 1]:
                place += 1
            return lams[order[place]]
        """,
        "the minimizer": "return lams[errors.mean(axis=0).argmin()]",
        "deviation in place of standard error": [(" / np.sqrt(len(errors))", "")],
        "deviation of a whole population": [(", ddof=1", "")],
        "smallest within": [(".max()", ".min()")],
        "place of the strength": """
            apart = errors - errors[:, [errors.mean(axis=0).argmin()]]
            se = apart.std(axis=0, ddof=1) / np.sqrt(len(errors))
            return np.where(apart.mean(axis=0) <= se, lams, -1).argmax()
        """,
        "last in the list": [(".max()", "[-1]")],
        "first in the list": [(".max()", "[0]")],
        "two standard errors": [("<= se", "<= 2 * se")],
    },
    "leave_one_out": {
        "training error": [("residuals / (1 - leverage)", "residuals")],
        "leverage without the intercept": [("1 / n + ", "")],
        "mean leverage": [("np.diag(hat)", "np.trace(hat) / n")],
        "factor not squared": [
            ("(residuals / (1 - leverage)) ** 2", "residuals**2 / (1 - leverage)")
        ],
        "absolute errors": [
            ("(residuals / (1 - leverage)) ** 2", "abs(residuals / (1 - leverage))")
        ],
        "root of the mean": [("return np.mean", "return np.sqrt(np.mean"), ("** 2)", "** 2))")],
        "no intercept": [("X - X.mean(axis=0), y - y.mean()", "X, y"), ("1 / n + ", "")],
        "nothing centered": [("X - X.mean(axis=0), y - y.mean()", "X, y")],
        "targets centered alone": [("X - X.mean(axis=0)", "X")],
        "features centered alone": [("y - y.mean()", "y")],
        "intercept penalized": """
            n, p = X.shape
            ones = np.column_stack([np.ones(n), X])
            hat = ones @ np.linalg.inv(ones.T @ ones + n * lam * np.eye(p + 1)) @ ones.T
            return np.mean(((y - hat @ y) / (1 - np.diag(hat))) ** 2)
        """,
        "standardized columns": [("X - X.mean(axis=0)", "(X - X.mean(axis=0)) / X.std(axis=0)")],
        "median": [("np.mean((", "np.median((")],
        "multiplied by the factor": [("residuals / (1", "residuals * (1")],
        "penalty of n − 1 rows": lambda X, y, lam: np.mean(refitted(X, y, (len(y) - 1) * lam) ** 2),
        "λ in place of nλ": [("n * lam", "lam")],
        "residuals of all rows": [
            ("np.mean((residuals / (1 - leverage)) ** 2)", "residuals / (1 - leverage)")
        ],
        "mean of the residuals": [
            ("(residuals / (1 - leverage)) ** 2", "residuals / (1 - leverage)")
        ],
        "leverage added": [("1 - leverage", "1 + leverage")],
    },
}
GLOBAL = "The answer reads"
OTHERS = {
    "penalty_gradient": [
        ("return np.abs(lam * w)", "The result is what it should be without its sign."),
        ("return lam * w / len(w)", "The result is what it should be, divided by the number"),
        ("return n * lam * w", f"{GLOBAL} n "),
        (lambda w, lam: lam * np.linalg.norm(w), "The result is the norm of what is asked"),
    ],
    "decay_step": [
        ([("step * lam", "step * lam / 2")], "This would be right for half of the given lam."),
        (
            "return (1 - step * lam) * w - lam * gradient",
            "This would be right if step and lam were exchanged.",
        ),
    ],
    "closed_form": [
        ([("n * lam", "2 * n * lam")], "This would be right for twice the given lam."),
        ([("n * lam", "n * lam / 2")], "This would be right for half of the given lam."),
        ([("n, p = X.shape", "p = X.shape[1]")], f"{GLOBAL} n "),
        (
            [("return w, y_mean - x_mean @ w", "return y_mean - x_mean @ w, w")],
            "The parts are right,",
        ),
        ([("y_mean - x_mean @ w", "x_mean @ w - y_mean")], "Right: w. b is of the wrong sign."),
        ([("y_mean - x_mean @ w", "y - X @ w")], "Right: w. b has more entries than are asked"),
        ([("return w, y_mean - x_mean @ w", "return w")], "Return w, b"),
    ],
    "degrees_of_freedom": [
        (
            [("np.sum(squares / (squares + len(X) * lam))", "squares / (squares + len(X) * lam)")],
            "The result has more entries than are asked: their sum is right.",
        ),
        ([("len(X) * lam", "2 * len(X) * lam")], "This would be right for twice the given lam."),
        ([("len(X)", "n")], f"{GLOBAL} n "),
        ([("np.sum", "-1 + np.sum")], "The result is 1 less than it should be."),
    ],
    "augmented_data": [
        ([("np.concatenate([y, np.zeros(p)])", "y")], "For X of shape (6, 2), y_long has to be"),
        (
            lambda X, y, lam: longer(X, y, np.sqrt(len(y) * lam) * np.eye(len(y), X.shape[1])),
            "For X of shape (6, 2), X_long has to be an array of shape (8, 2), one row more",
        ),
        (
            [
                (
                    "return X_long, np.concatenate([y, np.zeros(p)])",
                    "return np.concatenate([y, np.zeros(p)]), X_long",
                )
            ],
            "For X of shape (6, 2), X_long has to be",
        ),
        ([("[y, np.zeros(p)])", "[y, np.zeros(p)])[:, None]")], "For X of shape (6, 2), y_long"),
        ("return ridge(X, y, lam)", "Return X_long, y_long together"),
        (
            lambda X, y, lam: longer(X, y, unit(X, np.nan)),
            "X_long has entries that are not finite.",
        ),
        ([("n, p = X.shape", "p = X.shape[1]")], f"{GLOBAL} n "),
    ],
    "one_standard_error": [
        (
            lambda lams, errors: lams[within(errors)],
            "The result has more entries than are asked: their largest is right.",
        ),
        (lambda lams, errors: np.flatnonzero(within(errors))[-1], "The answer never uses"),
    ],
    "leave_one_out": [
        (
            lambda X, y, lam: np.sum(refitted(X, y, len(y) * lam) ** 2),
            "The result is the number of",
        ),
        (lambda X, y, lam: refitted(X, y, len(y) * lam) ** 2, "The result has more entries than"),
        ([("np.mean(", "0.5 * np.mean(")], "The result is half of what it should be."),
        ([("n, p = X.shape", "p = X.shape[1]")], f"{GLOBAL} n "),
    ],
}
RIGHT = {
    "penalty_gradient": [
        lambda w, lam: [lam * weight for weight in w],
        lambda w, lam: lam / 2 * (w + w),
    ],
    "decay_step": [
        lambda w, gradient, step, lam: w - step * (gradient + lam * w),
        lambda w, gradient, step, lam: [
            a - step * (g + lam * a) for a, g in zip(w, gradient, strict=True)
        ],
    ],
    "closed_form": [
        with_ones_free,
        lambda X, y, lam: list(with_ones_free(X, y, lam)),
        # By n equations, with the mean residual.
        lambda X, y, lam: (lambda w: (w.tolist(), np.mean(y - X @ w)))(
            center(X).T
            @ np.linalg.inv(center(X) @ center(X).T + len(y) * lam * np.eye(len(y)))
            @ (y - y.mean())
        ),
    ],
    "degrees_of_freedom": [
        lambda X, lam: np.trace(
            center(X)
            @ np.linalg.inv(center(X).T @ center(X) + len(X) * lam * np.eye(X.shape[1]))
            @ center(X).T
        ),
        lambda X, lam: factors(center(X) / np.sqrt(len(X)), lam).sum(),
        lambda X, lam: sum(factors(center(X).T, len(X) * lam).tolist()),
    ],
    "augmented_data": [
        # The other sign, another order, a rotation, the new rows on top, and a list.
        lambda X, y, lam: longer(X, y, -unit(X, np.sqrt(len(y) * lam))),
        lambda X, y, lam: longer(X, y, unit(X, np.sqrt(len(y) * lam))[::-1]),
        lambda X, y, lam: longer(X, y, np.sqrt(len(y) * lam) * rotation(X.shape[1])),
        lambda X, y, lam: [
            part[::-1].tolist() for part in longer(X, y, unit(X, np.sqrt(len(y) * lam)))
        ],
    ],
    "one_standard_error": [
        lambda lams, errors: max(
            lam
            for lam, apart in zip(lams, differences(errors).T, strict=True)
            if apart.mean() <= np.sqrt(apart.var(ddof=1) / len(apart))
        ),
        lambda lams, errors: lams[
            errors.mean(axis=0) <= errors.mean(axis=0).min() + se(differences(errors))
        ].max(),
    ],
    "leave_one_out": [
        lambda X, y, lam: np.mean(refitted(X, y, len(y) * lam) ** 2),
        lambda X, y, lam: np.mean(
            left_out(center(X), y - y.mean(), len(y) * lam, add=1 / len(y)) ** 2
        ),
    ],
}
