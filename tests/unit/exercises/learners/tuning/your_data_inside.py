"""What learners write in the exercises on the statistics of the recipe."""

import numpy as np
from learners.brief import BRIEF
from scipy.optimize import brentq
from scipy.stats import norm
from scipy.stats import t as student


# What the chapter has defined, and an end of its interval.
def coverage(level, factor, omega, k):
    limit = student.ppf((1 + level) / 2, k - 1)
    limit = limit * np.sqrt(factor / (1 / k + omega / (1 - omega)))
    return student.cdf(limit, k - 1) - student.cdf(-limit, k - 1)


def upper_end(d, share, limit):
    return d.mean() + limit * np.sqrt((1 / len(d) + share) * d.var(ddof=1))


# Names that an answer may use.
SCOPE = {
    "np": np,
    "student": student,
    "norm": norm,
    "brentq": brentq,
    "coverage": coverage,
    "upper_end": upper_end,
}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "level_to_ask": """
        limit = student.ppf((1 + level) / 2, k - 1)
        wider = np.sqrt(1 + k * omega / (1 - omega))
        return 2 * student.cdf(limit * wider, k - 1) - 1
    """,
    "selected": """
        k = losses.shape[1]
        best, lowest = 0, losses[0].mean()
        for i in range(1, len(losses)):
            d = losses[i] - losses[0]
            half = limit * np.sqrt((1 / k + share) * d.var(ddof=1))
            if d.mean() + half < 0 and losses[i].mean() < lowest:
                best, lowest = i, losses[i].mean()
        return best
    """,
}

SLIPS = {
    "level_to_ask": {
        "what such an interval is worth": (
            [("limit * wider", "limit / wider")],
            "return coverage(level, 1 / k, omega, k)",
        ),
        "what the corrected interval is worth": """
            bracket = 1 / k + 1 / (k - 1)
            return coverage(level, bracket, omega, k)
        """,
        "the level itself": (
            "return level",
            """
                return coverage(level, 1 / k + omega / (1 - omega), omega, k)
            """,
        ),
        "the limit": """
            return student.ppf((1 + level) / 2, k - 1) * np.sqrt(1 + k * omega / (1 - omega))
        """,
        "the factor": "return np.sqrt(1 + k * omega / (1 - omega))",
        "level times factor": [("2 * student.cdf(limit * wider, k - 1) - 1", "level * wider")],
        "level times factor, at most one": "return min(1, level*np.sqrt(1+k*omega/(1-omega)))",
        "variance for standard deviation": (
            [("np.sqrt(1 + k * omega / (1 - omega))", "(1 + k * omega / (1 - omega))")],
            """
                lim = student.ppf((1 + level) / 2, k - 1) * (1 + k * omega / (1 - omega))
                return 2 * student.cdf(lim, k - 1) - 1
            """,
        ),
        "the bracket alone": [("1 + k * omega / (1 - omega)", "1 / k + omega / (1 - omega)")],
        "the part that is shared, alone": [("1 + k * omega", "k * omega")],
        "not divided by 1/k": (
            [("k * omega", "omega")],
            """
                lim = student.ppf((1 + level) / 2, k - 1) * np.sqrt(1 + omega / (1 - omega))
                return 2 * student.cdf(lim, k - 1) - 1
            """,
            """
                lim = student.ppf((1 + level) / 2, k - 1) / np.sqrt(1 - omega)
                return 2 * student.cdf(lim, k - 1) - 1
            """,
        ),
        "the rule of thumb": [("k * omega / (1 - omega)", "k / (k - 1)")],
        "k less one": [("1 + k * omega", "1 + (k - 1) * omega")],
        "one plus the correlation": [("(1 - omega)", "(1 + omega)")],
        "the spread of the folds for σ": [("1 + k * omega / (1 - omega)", "1 + (k - 1) * omega")],
        "one tail left in": [
            ("2 * student.cdf(limit * wider, k - 1) - 1", "student.cdf(limit * wider, k - 1)")
        ],
        "one tail": (
            [
                (
                    "2 * student.cdf(limit * wider, k - 1) - 1",
                    "1 - student.cdf(limit * wider, k - 1)",
                )
            ],
            """
                lim = student.ppf((1 + level) / 2, k - 1) * np.sqrt(1 + k * omega / (1 - omega))
                return 1 - student.cdf(lim, k - 1)
            """,
        ),
        "one side of the quantile": [("(1 + level) / 2", "level")],
        "one side": [
            ("(1 + level) / 2", "level"),
            ("2 * student.cdf(limit * wider, k - 1) - 1", "student.cdf(limit * wider, k - 1)"),
        ],
        "k degrees of freedom": [("k - 1)\n", "k)\n"), (", k - 1) - 1", ", k) - 1")],
        "the correlation itself": [("omega / (1 - omega)", "omega")],
        "the normal distribution": [
            ("student.ppf((1 + level) / 2, k - 1)", "norm.ppf((1 + level) / 2)"),
            ("student.cdf(limit * wider, k - 1)", "norm.cdf(limit * wider)"),
        ],
        "the normal distribution first": [
            ("student.ppf((1 + level) / 2, k - 1)", "norm.ppf((1 + level) / 2)")
        ],
        "the normal distribution last": [
            ("student.cdf(limit * wider, k - 1)", "norm.cdf(limit * wider)")
        ],
        "in percent": [
            (
                "2 * student.cdf(limit * wider, k - 1) - 1",
                "100 * (2 * student.cdf(limit * wider, k - 1) - 1)",
            )
        ],
        "the probability outside": """
            limit = student.ppf((1 + level) / 2, k - 1) * np.sqrt(1 + k * omega / (1 - omega))
            return 2 - 2 * student.cdf(limit, k - 1)
        """,
    },
    "selected": {
        "the lowest loss": (
            "return int(losses.mean(axis=1).argmin())",
            [("d.mean() + half", "d.mean()")],
            [("d.mean() + half", "d.mean() - half")],
        ),
        "the usual interval": [("(1 / k + share)", "(1 / k)")],
        "the share alone": [("(1 / k + share)", "share")],
        "the share of equal folds": [("+ share", "+ 1 / (k - 1)")],
        "one plus the share, over k": [("(1 / k + share)", "(1 + share) / k")],
        "multiplied by the share": [("1 / k + share", "share / k")],
        "1.96 standard errors": [("half = limit *", "half = 1.96 *")],
        "one standard error": [("half = limit *", "half =")],
        "the limit under the root": [
            ("limit * np.sqrt((1 / k + share)", "np.sqrt(limit * (1 / k + share)")
        ],
        "half of the limit": [("half = limit *", "half = limit / 2 *")],
        "divided by k": [("ddof=1", "ddof=0")],
        "no root": [
            ("np.sqrt((1 / k + share) * d.var(ddof=1))", "(1 / k + share) * d.var(ddof=1)")
        ],
        "root of a part": [
            ("np.sqrt((1 / k + share) * d.var(ddof=1))", "(1 / k + share) * d.std(ddof=1)")
        ],
        "standard deviation for variance": [("d.var(ddof=1)", "d.std(ddof=1)")],
        "unpaired": [("d.var(ddof=1)", "(losses[i].var(ddof=1) + losses[0].var(ddof=1))")],
        "the spread of the model's own losses": (
            [("d.var(ddof=1)", "losses[i].var(ddof=1)")],
            [
                ("d.var(ddof=1)", "losses[i].var(ddof=1)"),
                ("d.mean() + half < 0", "losses[i].mean() + half < losses[0].mean()"),
            ],
        ),
        "two intervals apart": """
            k = losses.shape[1]
            half = limit * np.sqrt((1 / k + share) * losses.var(axis=1, ddof=1))
            m = losses.mean(axis=1)
            ok = m + half < m[0] - half[0]
            ok[0] = True
            return int(np.where(ok, m, np.inf).argmin())
        """,
        "always the simplest": (
            [("d.mean() + half < 0", "d.mean() - half > 0")],
            [("losses[i] - losses[0]", "losses[0] - losses[i]")],
        ),
        "the other side of zero": """
            k, d = losses.shape[1], losses - losses[0]
            half = limit * np.sqrt((1 / k + share) * d.var(axis=1, ddof=1))
            better = [i for i in range(len(losses)) if d[i].mean() - half[i] > 0]
            return min(better, key=lambda i: losses[i].mean(), default=0)
        """,
        "either side of zero": """
            k = losses.shape[1]
            best, lowest = 0, np.inf
            for i in range(1, len(losses)):
                d = losses[i] - losses[0]
                half = limit * np.sqrt((1 / k + share) * d.var(ddof=1))
                if abs(d.mean()) > half and losses[i].mean() < lowest:
                    best, lowest = i, losses[i].mean()
            return best
        """,
        "only the lowest tried": """
            k, i = losses.shape[1], int(losses.mean(axis=1).argmin())
            d = losses[i] - losses[0]
            half = limit * np.sqrt((1 / k + share) * d.var(ddof=1))
            return i if d.mean() + half < 0 else 0
        """,
        "the surest": """
            k, d = losses.shape[1], losses - losses[0]
            high = d.mean(axis=1) + limit * np.sqrt((1 / k + share) * d.var(axis=1, ddof=1))
            return int(high.argmin())
        """,
        "the most significant": """
            best, lowest = 0, 0
            for i in range(1, len(losses)):
                d = losses[i] - losses[0]
                k = len(d)
                t = d.mean() / np.sqrt((1 / k + share) * d.var(ddof=1))
                if t < -limit and t < lowest:
                    best, lowest = i, t
            return best
        """,
        "the first that is better": [("best, lowest = i, losses[i].mean()", "return i")],
        "the last that is better": [(" and losses[i].mean() < lowest", "")],
        "the highest of those that are better": """
            shown = [
                i for i in range(len(losses)) if upper_end(losses[i] - losses[0], share, limit) < 0
            ]
            return max(shown, key=lambda i: losses[i].mean(), default=0)
        """,
        "by medians": [
            ("losses[i].mean()", "np.median(losses[i])"),
            ("losses[0].mean()", "np.median(losses[0])"),
        ],
        "better in every fold": [("d.mean() + half < 0", "np.all(d < 0)")],
        "against the model taken so far": [("losses[i] - losses[0]", "losses[i] - losses[best]")],
        "against the model before": [("losses[i] - losses[0]", "losses[i] - losses[i - 1]")],
        "folds and models exchanged": [("k = losses", "losses = losses.T; k = losses")],
        "the number of models for k": [("k = losses.shape[1]", "k = losses.shape[0]")],
        "all that are better": """
            k, d = losses.shape[1], losses - losses[0]
            high = d.mean(axis=1) + limit * np.sqrt((1 / k + share) * d.var(axis=1, ddof=1))
            return np.flatnonzero(high < 0)
        """,
        "the loss of the model": [("return best", "return lowest")],
        "counted among those that are better": """
            k, d = losses.shape[1], losses - losses[0]
            high = d.mean(axis=1) + limit * np.sqrt((1 / k + share) * d.var(axis=1, ddof=1))
            m = losses.mean(axis=1)[high < 0]
            return int(m.argmin()) if len(m) else 0
        """,
        "counted without the simplest": [("best, lowest = i,", "best, lowest = i - 1,")],
        "the lower end below zero": """
        d = losses - losses[0]
        reach = limit * np.sqrt((1 / losses.shape[1] + share) * d.var(axis=1, ddof=1))
        found = np.flatnonzero(d.mean(axis=1) - reach < 0)
        return int(found[losses[found].mean(axis=1).argmin()]) if len(found) else 0
    """,
        "zero beside losses": """
            d = losses - losses[0]
            se = np.sqrt((1 / losses.shape[1] + share) * d.var(axis=1, ddof=1))
            means = np.where(d.mean(axis=1) + limit * se < 0, losses.mean(axis=1), np.inf)
            means[0] = 0
            return int(means.argmin())
        """,
        "the share outside of the root": [
            (
                "limit * np.sqrt((1 / k + share) * d.var(ddof=1))",
                "limit * (d.std(ddof=1) / np.sqrt(k) + share)",
            )
        ],
    },
}

for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "level_to_ask": [
        # the variance itself
        ([("1 + k * omega / (1 - omega)", "(1 - omega) / k + omega")], ""),
        # k degrees, last only
        ([(", k - 1) - 1", ", k) - 1")], ""),
        # lower tail
        ([("(1 + level) / 2", "(1 - level) / 2")], "The result is of the wrong sign."),
        # half tail
        (
            [("(1 + level) / 2", "1 - level / 2")],
            "This would be right for 1 − level in place of level.",
        ),
        # omega upside down
        ([("omega / (1 - omega)", "(1 - omega) / omega")], ""),
        # root of the ratio alone
        ([("np.sqrt(1 + k * omega / (1 - omega))", "1 + np.sqrt(k * omega / (1 - omega))")], ""),
        # fixed 95
        ([("(1 + level) / 2", "0.975")], "The answer never uses its argument level."),
        # fixed five folds
        ([("k", "5")], "The answer never uses its argument k."),
        (
            """
                lim = student.ppf((1 + level) / 2, k - 1) * np.sqrt(1 / k + omega / (1 - omega)) * k
                return 2 * student.cdf(lim, k - 1) - 1
            """,
            "",
        ),
    ],
    "selected": [
        # from one
        ([("return best", "return best + 1")], "The result is 1 more than it should be."),
        # highest mean
        (
            [
                ("losses[i].mean() < lowest", "losses[i].mean() > lowest"),
                ("best, lowest = 0, losses[0].mean()", "best, lowest = 0, 0"),
            ],
            "",
        ),
        # simplest last
        ([("losses[0]", "losses[-1]")], ""),
        # up to zero
        (
            """
                k, d = losses.shape[1], losses - losses[0]
                high = d.mean(axis=1) + limit * np.sqrt((1 / k + share) * d.var(axis=1, ddof=1))
                m = np.where(high <= 0, losses.mean(axis=1), np.inf)
                return len(m) - 1 - int(m[::-1].argmin())
            """,
            "",
        ),
        # a mask
        (
            [("return best", "return np.arange(len(losses)) == best")],
            "Return numbers, not True or False.",
        ),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "level_to_ask": [
        """
            limit = student.ppf((1 + level) / 2, k - 1)
            limit = limit * np.sqrt(1 + k * omega / (1 - omega))
            return 1 - 2 * student.cdf(-limit, k - 1)
        """,
        """
            return brentq(lambda q: coverage(q, 1 / k, omega, k) - level, 0, 1 - 1e-15)
        """,
        [
            (
                "np.sqrt(1 + k * omega / (1 - omega))",
                "((1 / k + omega / (1 - omega)) / (1 / k)) ** 0.5",
            )
        ],
    ],
    "selected": [
        """
            d = losses - losses[0]
            k = d.shape[1]
            high = d.mean(axis=1) + limit * np.sqrt((1 / k + share) * d.var(axis=1, ddof=1))
            means = np.where(high < 0, losses.mean(axis=1), np.inf)
            means[0] = losses[0].mean()
            return means.argmin()
        """,
        """
            shown = [
                i for i in range(len(losses)) if upper_end(losses[i] - losses[0], share, limit) < 0
            ]
            return min(shown, key=lambda i: losses[i].mean(), default=0)
        """,
        """
            k, d = losses.shape[1], losses - losses[0]
            high = d.mean(axis=1) + limit * np.sqrt((1 / k + share) * d.var(axis=1, ddof=1))
            return int(np.where(high < 0, losses.mean(axis=1), np.inf).argmin())
        """,
    ],
}
