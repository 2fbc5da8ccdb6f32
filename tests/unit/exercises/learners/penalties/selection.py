"""What learners write in the exercises on selection."""

import numpy as np

SCOPE = {"np": np}
SOLUTIONS = {
    "of_a_group": """
        of_group = kept[:, group]
        return of_group.any(axis=1).mean(), of_group.all(axis=1).mean()
    """,
    "imitators": """
        inside = w != 0
        own = gram[np.ix_(inside, inside)]
        pull = gram[:, inside] @ np.linalg.solve(own, np.sign(w[inside]))
        return ~inside & (np.abs(pull) >= 1)
    """,
    "stable": """
        q = kept.sum(axis=1).mean()
        bound = q**2 / ((2 * threshold - 1) * kept.shape[1])
        return kept.mean(axis=0) >= threshold, bound
    """,
    "relaxed_lasso": """
        inside = w != 0
        centered = X[:, inside] - X[:, inside].mean(axis=0)
        mixed = gamma * w
        refit = np.linalg.lstsq(centered, y - y.mean())[0]
        mixed[inside] += (1 - gamma) * refit
        return mixed, y.mean() - X.mean(axis=0) @ mixed
    """,
}
SHARES, MIXED = "kept.mean(axis=0) >= threshold", "y.mean() - X.mean(axis=0) @ mixed"
SOME, EVERY = "of_group.any(axis=1).mean()", "of_group.all(axis=1).mean()"
SOLVED = "gram[:, inside] @ np.linalg.solve(own, np.sign(w[inside]))"
SLIPS = {
    "of_a_group": {
        "some, but not all": """
            k = kept[:, group]
            return (k.any(axis=1) & ~k.all(axis=1)).mean(), k.all(axis=1).mean()
        """,
        "columns outside as not kept": """
            k = kept & group
            return k.any(axis=1).mean(), k.all(axis=1).mean()
        """,
        "largest and smallest share": """
            shares = kept.mean(axis=0)[group]
            return shares.max(), shares.min()
        """,
        "as if independent": """
            shares = kept.mean(axis=0)[group]
            return 1 - np.prod(1 - shares), np.prod(shares)
        """,
        "exactly one": [(SOME, "np.mean(of_group.sum(axis=1) == 1)")],
        "shares added up": [(SOME, "of_group.mean(axis=0).sum()")],
        "mean share": [(SOME, "of_group.mean()")],
        "all columns": [("kept[:, group]", "kept")],
        "the others": [("kept[:, group]", "kept[:, ~group]")],
        "along the samples": [("any(axis=1)", "any(axis=0)"), ("all(axis=1)", "all(axis=0)")],
        "all and no other": [(EVERY, "np.mean(np.all(kept == group, axis=1))")],
        "more than one": [(EVERY, "np.mean(of_group.sum(axis=1) >= 2)")],
        "numbers of samples": [("mean()", "sum()")],
        "divided by the columns": [("mean()", "sum() / len(group)")],
    },
    "imitators": {
        "weights for signs": [("np.sign(w[inside])", "w[inside]")],
        "no signs": [("np.sign(w[inside])", "np.ones(inside.sum())")],
        "nothing solved": [("np.linalg.solve(own, np.sign(w[inside]))", "np.sign(w[inside])")],
        "each column alone": [
            ("np.linalg.solve(own, np.sign(w[inside]))", "(np.sign(w[inside]) / np.diag(own))")
        ],
        "absolute values added": [
            (SOLVED, "np.abs(gram[:, inside] @ np.linalg.inv(own)).sum(axis=1)")
        ],
        "one side": [("np.abs(pull)", "pull")],
        "columns inside as well": [("~inside & (np.abs(pull) >= 1)", "np.abs(pull) >= 1 - 1e-9")],
        "those held back": [(">= 1", "< 1")],
        "all that are not marked": [("~inside & (np.abs(pull) >= 1)", "inside | (abs(pull) < 1)")],
        "covariance with the targets": [(SOLVED, "gram @ w")],
        "whole matrix": [(SOLVED, "np.linalg.inv(gram) @ np.sign(w)")],
        "divided by its own size": [("np.abs(pull)", "np.abs(pull / np.diag(gram))")],
        "positions": [("return ", "return np.flatnonzero("), (">= 1)", ">= 1))")],
        "only positions outside": [
            ("return ", "return ("),
            (">= 1)", ">= 1))[~inside]"),
        ],
        "brought to one length": [
            (
                "inside = w != 0",
                "d = np.sqrt(np.diag(gram)); gram = gram / np.outer(d, d); inside = w != 0",
            )
        ],
        "whole matrix inverted": """
        inside = w != 0
        part = np.linalg.inv(gram)[np.ix_(inside, inside)]
        return ~inside & (np.abs(gram[:, inside] @ part @ np.sign(w[inside])) >= 1)
    """,
        "positive weights alone": [("w != 0", "w > 0")],
    },
    "stable": {
        "shares of the halves": """
            s = kept.mean(axis=1) >= threshold
            q = kept.sum(axis=1).mean()
            return s, q**2 / ((2 * threshold - 1) * kept.shape[1])
        """,
        "rows and columns exchanged": """
            s = kept.mean(axis=1) >= threshold
            q = kept.sum(axis=0).mean()
            return s, q**2 / ((2 * threshold - 1) * kept.shape[1])
        """,
        "q of the first half": """
            q = kept[0].sum()
            return kept.mean(axis=0) >= threshold, q**2 / ((2 * threshold - 1) * kept.shape[1])
        """,
        "more than the threshold": [(">=", ">")],
        "the others": [(">=", "<")],
        "places": [(SHARES, f"np.flatnonzero({SHARES})")],
        "the shares themselves": [(" >= threshold", "")],
        "q not squared": [("q**2", "q")],
        "mean of the squares": [("q**2", "np.mean(kept.sum(axis=1) ** 2)")],
        "the largest number": [(".mean()", ".max()")],
        "the number of stable columns": [("kept.sum(axis=1).mean()", f"np.sum({SHARES})")],
        "p squared": [("kept.shape[1]", "kept.shape[1] ** 2")],
        "halves for columns": [("kept.shape[1]", "kept.shape[0]")],
        "the threshold itself": [("(2 * threshold - 1)", "threshold")],
        "multiplied by the margin": [
            ("/ ((2 * threshold - 1) * kept.shape[1])", "* (2 * threshold - 1) / kept.shape[1]")
        ],
        "mean number of halves": [("sum(axis=1)", "sum(axis=0)")],
    },
    "relaxed_lasso": {
        "inside alone": """
            A = w != 0
            m = X.mean(axis=0)
            refit = np.linalg.lstsq((X - m)[:, A], y - y.mean(), rcond=None)[0]
            v = gamma * w[A] + (1 - gamma) * refit
            return v, y.mean() - m[A] @ v
        """,
        "γ of the refit on top": """
            A = w != 0
            m = X.mean(axis=0)
            refit = np.zeros(len(w))
            refit[A] = np.linalg.lstsq((X - m)[:, A], y - y.mean(), rcond=None)[0]
            v = w + gamma * refit
            return v, y.mean() - m @ v
        """,
        "shares exchanged": [
            ("= gamma * w", "= (1 - gamma) * w"),
            ("(1 - gamma) * refit", "gamma * refit"),
        ],
        "nothing relaxed": [("gamma * w", "w.copy()"), ("(1 - gamma) * refit", "0")],
        "the refit alone": [("gamma * w", "0 * w"), ("(1 - gamma) * refit", "refit")],
        "added up": [("(1 - gamma) * refit", "refit")],
        "all columns refitted": [("inside = w != 0", "inside = w == w")],
        "refitted without an intercept": [
            ("X[:, inside] - X[:, inside].mean(axis=0)", "X[:, inside]"),
            ("y - y.mean())", "y)"),
        ],
        "one column after the other": [
            (
                "np.linalg.lstsq(centered, y - y.mean())[0]",
                "centered.T @ y / np.sum(centered**2, axis=0)",
            )
        ],
        "residuals refitted": [("y - y.mean())", "y - X @ w - np.mean(y - X @ w))")],
        "mean target as intercept": [(MIXED, "y.mean()")],
        "intercept of the lasso": [(MIXED, "y.mean() - X.mean(axis=0) @ w")],
        "no intercept": [(MIXED, "0.0")],
        "intercept of the refit": [(MIXED, "y.mean() - X[:, inside].mean(axis=0) @ refit")],
        "columns of the refit not centered": [
            ("X[:, inside] - X[:, inside].mean(axis=0)", "X[:, inside]")
        ],
        "refit of the positive weights": [("w != 0", "w > 0")],
    },
}
OTHERS = {
    "of_a_group": [
        (
            [("return ", "return ("), (EVERY, f"{EVERY})[::-1]")],
            "The parts are right, in another order than some, all.",
        ),
        ([(f", {EVERY}", "")], "Return some, all together, as a tuple."),
    ],
    "imitators": [
        ([("~inside & (np.abs(pull) >= 1)", "pull")], "Return True or False"),
    ],
}
RIGHT = {
    "of_a_group": [
        lambda kept, group: (
            np.mean((kept & group).sum(axis=1) > 0),
            np.mean((kept & group).sum(axis=1) == group.sum()),
        ),
        lambda kept, group: [
            1 - np.mean(np.all(~kept[:, group], axis=1)),
            np.mean(np.all(kept | ~group, axis=1)),
        ],
    ],
    "imitators": [
        """
        A = np.flatnonzero(w)
        found = []
        for j in range(len(w)):
            coefficients = np.linalg.inv(gram[np.ix_(A, A)]) @ gram[A, j]
            found.append(j not in A and abs(coefficients @ np.sign(w[A])) > 1)
        return found
        """,
    ],
    "stable": [
        lambda kept, threshold: (
            [sum(column) >= threshold * len(kept) - 1e-9 for column in kept.T],
            (kept.sum() / len(kept)) ** 2 / (2 * threshold - 1) / len(kept.T),
        ),
    ],
    "relaxed_lasso": [
        """
        A = np.c_[X[:, w != 0], np.ones(len(y))]
        theta = np.linalg.inv(A.T @ A) @ A.T @ y
        out = w * gamma
        out[w != 0] += (1 - gamma) * theta[:-1]
        lasso_intercept = np.mean(y - X @ w)
        return out, gamma * lasso_intercept + (1 - gamma) * theta[-1]
        """,
    ],
}
