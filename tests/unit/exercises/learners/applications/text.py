"""What learners write in the exercises on text."""

import math

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit

# Names that an answer may use.
SCOPE = {"math": math, "np": np, "brentq": brentq, "expit": expit, "logit": logit}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "lam_max": """
        share = np.sum(weight * y) / np.sum(weight)
        residual = weight * (y - share) / np.sum(weight)
        slopes = X.T @ residual
        return np.max(np.abs(slopes)) / mix
    """,
    "factored_penalty": """
        return np.sqrt(np.sum(w**2))
    """,
    "group_standard_error": """
        deviation = values - values.mean()
        total = 0
        for g in np.unique(groups):
            total += deviation[groups == g].sum() ** 2
        return np.sqrt(total) / len(values)
    """,
    "matched_intercept": """
        low, high = -1000, 1000
        while high - low > 1e-9:
            middle = (low + high) / 2
            if np.mean(expit(z + middle)) < share:
                low = middle
            else:
                high = middle
        return middle
    """,
}

SLIPS = {
    "lam_max": {
        "without the weights": [
            ("np.sum(weight * y) / np.sum(weight)", "y.mean()"),
            ("weight * (y - share) / np.sum(weight)", "(y - share) / len(y)"),
        ],
        "the plain share of positive texts": (
            [("np.sum(weight * y) / np.sum(weight)", "y.mean()")],
            """
                s = weight / weight.sum()
                return np.abs(X.T @ (s * (y - y.mean()))).max() / mix
            """,
        ),
        "divided by the number of texts": [
            ("weight * (y - share) / np.sum(weight)", "weight * (y - share) / len(y)")
        ],
        "the whole strength on L1": (
            [(" / mix", "")],
            """
                s = weight / weight.sum()
                return np.abs(X.T @ (s * (y - s @ y))).max()
            """,
        ),
        "multiplied by the mix": [("/ mix", "* mix")],
        "sums in place of means": [
            ("weight * (y - share) / np.sum(weight)", "weight * (y - share)")
        ],
        "weights of mean one, added up": """
            share = np.average(y, weights=weight)
            s = weight / weight.mean()
            return np.abs(X.T @ (s * (y - share))).max() / mix
        """,
        "one half for every text": (
            [("(y - share)", "(y - 0.5)")],
            """
                s = weight / weight.sum()
                return np.abs(X.T @ (s * (expit(0) - y))).max() / mix
            """,
        ),
        "no intercept": (
            [("(y - share)", "y")],
            """
                s = weight / weight.sum()
                return np.abs(X.T @ (s * y)).max() / mix
            """,
        ),
        "weights in the share alone": [
            ("weight * (y - share) / np.sum(weight)", "(y - share) / len(y)")
        ],
        "weights twice": [("weight * (y - share)", "weight**2 * (y - share)")],
        "a share of the number of texts": [
            ("np.sum(weight * y) / np.sum(weight)", "np.sum(weight * y) / len(y)")
        ],
        "the other part of the mix": [("/ mix", "/ (1 - mix)")],
        "telling without often": """
            share = np.average(y, weights=weight)
            told = X.T @ (weight * y) / (X.T @ weight)
            return np.abs(told - share).max() / mix
        """,
        "divided by the texts with the word": [
            ("X.T @ residual", "(X.T @ residual) / X.sum(axis=0)")
        ],
        "all words together": [("np.max(np.abs(slopes))", "np.sum(np.abs(slopes))")],
        "the length of the gradient": [("np.max(np.abs(slopes))", "np.linalg.norm(slopes)")],
        "the mean over the words": [("np.max(np.abs(slopes))", "np.mean(np.abs(slopes))")],
        "the last word": [("np.max(np.abs(slopes))", "np.min(np.abs(slopes))")],
        "standardized columns": [
            (
                "slopes = X.T @ residual",
                "slopes = ((X - X.mean(axis=0)) / X.std(axis=0)).T @ residual",
            )
        ],
        "praise only": (
            [("np.max(np.abs(slopes))", "np.max(slopes)")],
            [("np.max(np.abs(slopes))", "abs(np.max(slopes))")],
            """
                s = weight / weight.sum()
                return (X.T @ (s * (y - s @ y))).max() / mix
            """,
        ),
        "blame only": [("np.max(np.abs(slopes))", "-np.min(slopes)")],
        "columns at their plain means": """
            Xc = X - X.mean(axis=0)
            return np.abs(Xc.T @ (weight * y)).max() / weight.sum() / mix
        """,
        "the root of the weights": [("weight * (y - share)", "np.sqrt(weight) * (y - share)")],
        "divided by the largest weight": [
            ("/ np.sum(weight)\n        slopes", "/ np.max(weight)\n        slopes")
        ],
        "the log odds taken off": [("y - share", "y - np.log(share / (1 - share))")],
        "labels of both signs": [("(y - share)", "(2 * y - 1)")],
        "the share not weighted with its text": [("weight * (y - share)", "(weight * y - share)")],
        "the share weighted alone": [("weight * (y - share)", "(y - weight * share)")],
        "times the slope of the sigmoid": [("y - share)", "y - share) * share * (1 - share)")],
        "the L2 part counted as well": [("/ mix", "/ (mix + (1 - mix) / 2)")],
        "the word in the middle": [("np.max(np.abs(slopes))", "np.median(np.abs(slopes))")],
        "weights in the share alone, added up": [
            ("weight * (y - share) / np.sum(weight)", "(y - share)")
        ],
        "columns standardized by weight": """
            s = weight / weight.sum()
            Z = (X - s @ X) / np.sqrt(s @ (X - s @ X) ** 2)
            return np.abs(Z.T @ (s * (y - s @ y))).max() / mix
        """,
        "the other share of the mix": """
            share = weight @ y / weight.sum()
            steepest = np.abs((weight * (y - share)) @ X).max() / weight.sum()
            return steepest / max(1 - mix, 1e-9)
        """,
    },
    "factored_penalty": {
        "half the square": (
            [("np.sqrt(np.sum(w**2))", "np.sum(w**2) / 2")],
            "return 0.5*np.linalg.norm(w)**2",
        ),
        "the square": [("np.sqrt(np.sum(w**2))", "np.sum(w**2)")],
        "half": (
            [("np.sqrt(np.sum(w**2))", "np.sqrt(np.sum(w**2)) / 2")],
            "return np.sqrt(np.sum(w**2))/2",
        ),
        "not balanced": (
            [("np.sqrt(np.sum(w**2))", "(np.sum(w**2) + 1) / 2")],
            [("np.sqrt(np.sum(w**2))", "(1 + np.sum(w**2)) / 2")],
            "return np.sum(w**2)/2+0.5",
        ),
        "a separate factor for each weight": (
            [("np.sqrt(np.sum(w**2))", "np.sum(np.abs(w))")],
            "return np.abs(w).sum()",
        ),
        "half of the absolute values": (
            [("np.sqrt(np.sum(w**2))", "np.sum(np.abs(w)) / 2")],
            "return np.linalg.norm(w,1)/2",
        ),
        "for each weight": [("np.sqrt(np.sum(w**2))", "np.abs(w)")],
        "the largest weight": [("np.sqrt(np.sum(w**2))", "np.max(np.abs(w))")],
        "zero over zero": [("np.sqrt(np.sum(w**2))", "np.sum(w**2) / np.linalg.norm(w)")],
        "the root of each weight": (
            [("np.sqrt(np.sum(w**2))", "np.sum(np.sqrt(np.abs(w)))")],
            "return np.sqrt(np.abs(w)).sum()",
        ),
        "the length of the factors": (
            [("np.sqrt(np.sum(w**2))", "np.linalg.norm(w) ** 0.5")],
            "return np.sqrt(np.linalg.norm(w))",
        ),
        "twice": (
            [("np.sqrt(np.sum(w**2))", "2 * np.sqrt(np.sum(w**2))")],
            "return 2*np.linalg.norm(w)",
        ),
        "the sum": [("np.sqrt(np.sum(w**2))", "np.sum(w)")],
        "the size of the sum": [("np.sqrt(np.sum(w**2))", "abs(np.sum(w))")],
        "an output vector that costs its length": [
            ("np.sqrt(np.sum(w**2))", "1.5 * np.linalg.norm(w) ** (2 / 3)")
        ],
        "the best output vector in one part alone": [
            ("np.sqrt(np.sum(w**2))", "(np.sum(w**2) + np.linalg.norm(w)) / 2")
        ],
        "the output vector of length one in its own part alone": [
            ("np.sqrt(np.sum(w**2))", "(np.linalg.norm(w) + 1) / 2")
        ],
        "not balanced, without the half": [("np.sqrt(np.sum(w**2))", "np.sum(w**2) + 1")],
        "the square of the absolute values": [("np.sqrt(np.sum(w**2))", "np.sum(np.abs(w)) ** 2")],
        "the fourth power": [("np.sqrt(np.sum(w**2))", "np.sum(w**2) ** 2")],
        "a quarter of the square": [("np.sqrt(np.sum(w**2))", "np.sum(w**2) / 4")],
        "length and half the square": [
            ("np.sqrt(np.sum(w**2))", "np.linalg.norm(w) + np.sum(w**2) / 2")
        ],
        "a factor of one for each weight": [
            ("np.sqrt(np.sum(w**2))", "(np.sum(w**2) + len(w)) / 2")
        ],
        "lengths not squared": [("np.sqrt(np.sum(w**2))", "2 * np.linalg.norm(w) ** 0.5")],
        "one length not squared": [
            ("np.sqrt(np.sum(w**2))", "(np.linalg.norm(w) + np.linalg.norm(w) ** 0.5) / 2")
        ],
        "half the square of the absolute values": [
            ("np.sqrt(np.sum(w**2))", "np.sum(np.abs(w)) ** 2 / 2")
        ],
    },
    "group_standard_error": {
        "as if there were no groups": (
            "return values.std() / np.sqrt(len(values))",
            [("deviation[groups == g].sum() ** 2", "(deviation[groups == g] ** 2).sum()")],
        ),
        "the usual standard error": "return values.std(ddof=1) / np.sqrt(len(values))",
        "nothing left": [
            (
                "deviation[groups == g].sum() ** 2",
                "(values[groups == g] - values[groups == g].mean()).sum() ** 2",
            )
        ],
        "no root": [("np.sqrt(total) / len(values)", "total / len(values) ** 2")],
        "divided by the root of n": (
            [("np.sqrt(total) / len(values)", "np.sqrt(total / len(values))")],
            [("/ len(values)", "/ np.sqrt(len(values))")],
        ),
        "a mean of the squares": """
            d = values - values.mean()
            sums = np.array([d[groups == g].sum() for g in np.unique(groups)])
            return np.sqrt(np.mean(sums**2)) / len(values)
        """,
        "every review alike": """
            m = np.array([values[groups == g].mean() for g in np.unique(groups)])
            return m.std() / np.sqrt(len(m))
        """,
        "the usual error of the reviews": (
            """
                m = np.array([values[groups == g].mean() for g in np.unique(groups)])
                return m.std(ddof=1) / np.sqrt(len(m))
            """,
            """
                s = np.array([values[groups == g].mean() for g in np.unique(groups)])
                return s.std(ddof=1) / np.sqrt(len(s))
            """,
        ),
        "means in place of sums": [(".sum() ** 2", ".mean() ** 2")],
        "means, over the number of reviews": [
            (".sum() ** 2", ".mean() ** 2"),
            ("/ len(values)", "/ len(np.unique(groups))"),
        ],
        "a square divided by the size": [
            (
                "deviation[groups == g].sum() ** 2",
                "deviation[groups == g].sum() ** 2 / np.sum(groups == g)",
            )
        ],
        "spread within the reviews": [
            (
                "deviation[groups == g].sum() ** 2",
                "((values[groups == g] - values[groups == g].mean()) ** 2).sum()",
            )
        ],
        "sizes of the sums added": (
            [
                ("deviation[groups == g].sum() ** 2", "abs(deviation[groups == g].sum())"),
                ("np.sqrt(total)", "total"),
            ],
            [
                ("np.sqrt(total)", "total"),
                ("deviation[groups == g].sum() ** 2", "np.sqrt(deviation[groups == g].sum() ** 2)"),
            ],
        ),
        "centered at the mean of the reviews": [
            ("values.mean()", "np.mean([values[groups == g].mean() for g in np.unique(groups)])")
        ],
        "centered at the median": [("values.mean()", "np.median(values)")],
        "corrected for the number of reviews": [
            (
                "np.sqrt(total)",
                "np.sqrt(total * len(np.unique(groups)) / (len(np.unique(groups)) - 1))",
            )
        ],
        "neighbours alone": """
            starts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1]))
            sums = np.add.reduceat(values - values.mean(), starts)
            return np.sqrt(np.sum(sums**2)) / len(values)
        """,
        "as many texts as reviews": "return values.std() / np.sqrt(len(np.unique(groups)))",
        "the sum of squares, divided by n": [
            ("np.sqrt(total) / len(values)", "total / len(values)")
        ],
        "not centered": (
            [("values - values.mean()", "values")],
            """
                s = np.array([values[groups == g].sum() for g in np.unique(groups)])
                return np.sqrt(np.sum(s**2)) / len(values)
            """,
        ),
        "divided by the number of reviews": [("/ len(values)", "/ len(np.unique(groups))")],
        "the spread of the sums": (
            """
            sums = np.array([values[groups == g].sum() for g in np.unique(groups)])
            return np.sqrt(len(sums)) * sums.std() / len(values)
        """,
            """
            sums = np.array([values[groups == g].sum() for g in np.unique(groups)])
            return np.sqrt(np.sum((sums - sums.mean()) ** 2)) / len(values)
        """,
        ),
        "the usual error of the sums": """
            sums = np.array([values[groups == g].sum() for g in np.unique(groups)])
            return sums.std(ddof=1) / np.sqrt(len(sums)) / len(values)
        """,
        "the usual error with the number of reviews": [
            (
                "np.sqrt(total) / len(values)",
                "np.sqrt(total / (len(np.unique(groups)) * (len(np.unique(groups)) - 1)))",
            )
        ],
        "the root mean square of the sums": [
            ("np.sqrt(total) / len(values)", "np.sqrt(total / len(np.unique(groups)))")
        ],
        "sizes of the deviations": [
            ("deviation[groups == g].sum() ** 2", "np.abs(deviation[groups == g]).sum() ** 2")
        ],
        "as many texts as reviews, less one": (
            """
            return values.std(ddof=1) / np.sqrt(len(np.unique(groups)))
        """,
            """
            m = len(values) / len(np.unique(groups))
            return values.std(ddof=1) / np.sqrt(len(values)) * np.sqrt(m)
        """,
        ),
        "the root mean square of the means": """
            means = np.array([values[groups == g].mean() for g in np.unique(groups)])
            return np.sqrt(np.mean((means - values.mean()) ** 2))
        """,
        "the spread of the means": """
            return np.std([values[groups == g].mean() for g in np.unique(groups)])
        """,
        "the spread of the means, without bias": """
            return np.std([values[groups == g].mean() for g in np.unique(groups)], ddof=1)
        """,
        "standard deviations of the reviews": [
            ("deviation[groups == g].sum() ** 2", "deviation[groups == g].std() ** 2")
        ],
        "squared twice": [
            ("deviation[groups == g].sum() ** 2", "(deviation[groups == g] ** 2).sum() ** 2")
        ],
        "a square divided by the size, over the root of n": [
            (
                "deviation[groups == g].sum() ** 2",
                "deviation[groups == g].sum() ** 2 / (groups == g).sum()",
            ),
            ("/ len(values)", "/ np.sqrt(len(values))"),
        ],
        "a mean of the sizes": """
            d = values - values.mean()
            return np.mean([abs(d[groups == g].sum()) for g in np.unique(groups)]) / len(values)
        """,
    },
    "matched_intercept": {
        "a quantile of the probabilities": "return np.quantile(expit(z), 1 - share)",
        "a quantile of the scores": (
            "return -np.quantile(z, 1 - share)",
            "return -np.quantile(z,1-share)",
        ),
        "a threshold for the scores": "return np.quantile(z, 1 - share)",
        "a quantile at the share": ("return np.quantile(z, share)", "return np.quantile(z,share)"),
        "as many scores above zero": (
            """
                k = int(round(share * len(z)))
                return -np.sort(z)[::-1][max(k - 1, 0)]
            """,
            [("np.mean(expit(z + middle))", "np.mean(z + middle > 0)")],
        ),
        "the logit of the share": (
            "return logit(share)",
            "return logit(share) - logit(0.5)",
            "return np.log(share/(1-share))",
        ),
        "the mean score": (
            "return logit(share) - z.mean()",
            [("np.mean(expit(z + middle))", "expit(np.mean(z) + middle)")],
            "return np.mean(logit(share) - z)",
            "return logit(share)-z.mean()",
        ),
        "the difference of two shares": (
            "return share - expit(z).mean()",
            [("expit(z + middle)", "(expit(z) + middle)")],
            "return share-expit(z).mean()",
        ),
        "the difference of two logits": (
            "return logit(share) - logit(expit(z).mean())",
            """
                return math.log(share / (1 - share)) - math.log(
                    expit(z).mean() / (1 - expit(z).mean())
                )
            """,
        ),
        "the median score": "return logit(share) - np.median(z)",
        "one step along the slope": """
            p = expit(z)
            return (share - p.mean()) / (p * (1 - p)).mean()
        """,
        "the steepest slope": "return 4 * (share - expit(z).mean())",
        "nothing added": "return 0.0",
        "the mean probability": [("return middle", "return expit(z + middle).mean()")],
        "the moved scores": [("return middle", "return z + middle")],
        "the logarithm of a ratio of shares": "return np.log(share / expit(z).mean())",
        "the wrong sign": [("return middle", "return -middle")],
        "its probability": [("return middle", "return expit(middle)")],
        "the share less the mean score": """
            return share - z.mean()
        """,
        "a ratio of odds": """
            p = expit(z).mean()
            return share / (1 - share) / (p / (1 - p))
        """,
        "a common logarithm": """
            return np.log10(share / (1 - share)) - z.mean()
        """,
        "never above zero": [("-1000, 1000", "-1000, 0")],
        "the mean score, with the wrong sign": """
            return z.mean() - logit(share)
        """,
        "odds upside down": """
            return np.log((1 - share) / share) - z.mean()
        """,
        "the mean score added": """
            return logit(share) + z.mean()
        """,
        "a ratio of shares": """
            return share / expit(z).mean()
        """,
        "the difference of two logits, with the wrong sign": """
            p = expit(z).mean()
            return np.log(p / (1 - p)) - logit(share)
        """,
        "a quantile at the share, turned": """
            return -np.quantile(z, share)
        """,
        "a bracket too short": [("-1000, 1000", "-10, 10")],
        "the share of negative texts": """
            return brentq(lambda b: expit(z + b).mean() - (1 - share), -100, 100)
        """,
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "lam_max": [
        # all words
        (
            [("np.max(np.abs(slopes))", "np.abs(slopes)")],
            "The result has more entries than are asked: their largest",
        ),
        # the word
        (
            [("np.max(np.abs(slopes)) / mix", "np.argmax(np.abs(slopes))")],
            "The answer never uses its argument mix.",
        ),
        # labels of both signs
        (
            [("share = np.sum(weight * y)", "y = 2 * y - 1; share = np.sum(weight * y)")],
            "The result is twice what it should be.",
        ),
        # twice n
        (
            [("np.sum(weight)\n        slopes", "(2 * np.sum(weight))\n        slopes")],
            "The result is half of what it should be.",
        ),
        # predicted minus
        ([("y - share", "y - weight * share")], ""),
        # half mix
        ([("/ mix", "/ (mix / 2)")], "The result is twice what it should be."),
        # texts for words
        ([("X.T @ residual", "X @ np.ones(X.shape[1]) * residual")], ""),
        # below the first word
        ([("/ mix", "/ mix * 0.999")], ""),
        (
            """
                s = weight / weight.mean()
                return np.abs(X.T @ (s * (y - s @ y))).max() / mix
            """,
            "",
        ),
        (
            """
                s = weight / weight.sum()
                return np.abs(X.T @ (s * (y - s @ y))).max() / (mix * len(y))
            """,
            "The result is what it should be, divided by the number of",
        ),
    ],
    "factored_penalty": [
        # root mean square
        (
            [("np.sqrt(np.sum(w**2))", "np.sqrt(np.mean(w**2))")],
            "The result is what it should be, divided by √the number of",
        ),
        # dimension
        (
            [("np.sqrt(np.sum(w**2))", "np.linalg.norm(w) * np.sqrt(len(w))")],
            "The result is √the number of entries of w times what it",
        ),
        # zero
        ([("np.sqrt(np.sum(w**2))", "0.0")], "The result is 0 in every case."),
        # root of two
        (
            [("np.sqrt(np.sum(w**2))", "np.sqrt(2) * np.linalg.norm(w)")],
            "The result is 1.414 times what it should be, always.",
        ),
        # half squared length
        (
            [("np.sqrt(np.sum(w**2))", "np.sqrt(np.sum(w**2) / 2)")],
            "The result is 0.7071 times what it should be, always.",
        ),
        # the factors
        (
            [
                (
                    "return np.sqrt(np.sum(w**2))",
                    "r = np.linalg.norm(w) ** 0.5\n        return w / r, r",
                )
            ],
            "Return one number, not 2 values together.",
        ),
        # negative
        ([("np.sqrt(np.sum(w**2))", "-np.sqrt(np.sum(w**2))")], "The result is of the wrong sign."),
        # mean of L1 and L2
        ([("np.sqrt(np.sum(w**2))", "(np.sum(np.abs(w)) + np.sum(w**2)) / 2")], ""),
    ],
    "group_standard_error": [
        # not divided
        ([(" / len(values)", "")], "The result is the number of entries of values times what it"),
        # n - 1
        (
            [("/ len(values)", "/ (len(values) - 1)")],
            "The result is divided by the number of entries of values",
        ),
        # n n-1
        (
            [
                (
                    "np.sqrt(total) / len(values)",
                    "np.sqrt(total / (len(values) * (len(values) - 1)))",
                )
            ],
            "The result is divided by the number of entries of values",
        ),
        # interval
        (
            [("np.sqrt(total)", "1.96 * np.sqrt(total)")],
            "The result is 1.96 times what it should be, always.",
        ),
        # binomial
        (
            """
                p = values.mean()
                return np.sqrt(p * (1 - p) / len(values))
            """,
            "In most cases: Each text was counted",
        ),
        # bins
        (
            """
                sums = np.bincount(groups, values - values.mean())
                return np.sqrt(np.sum(sums**2)) / len(values)
            """,
            "",
        ),
    ],
    "matched_intercept": [
        # the other share
        # short bracket
        ([("-1000, 1000", "-5, 5")], ""),
        # positive only
        ([("-1000, 1000", "0, 1000")], "The result is what it should be, cut off at 0."),
        # coarse
        ([("1e-9", "0.1")], "With the number 1.282 the mean probabi"),
        # two decimals
        (
            """
                grid = np.arange(-60, 60, 0.01)
                return grid[np.argmin([abs(expit(z + b).mean() - share) for b in grid])]
            """,
            "With the number 1.22 the mean probability is nearly the",
        ),
        # multiplied
        ([("z + middle", "z * middle")], ""),
        # descends
        (
            [
                (
                    "low = middle\n            else:\n                high = middle",
                    "high = middle\n            else:\n                low = middle",
                )
            ],
            "With the number -1000 all probabilities are nearly 0",
        ),
        # the sigmoid turned
        ([("expit(z + middle)", "expit(-z - middle)")], "With the number -1000 all"),
        # a hundred steps
        (
            """
                b = 0
                for _ in range(100):
                    b += 0.1 * (share - expit(z + b).mean())
                return b
            """,
            "",
        ),
        # prior of training
        (
            "return logit(share) - logit(np.mean(z > 0))",
            "With the number 1.136 the mean probabi",
        ),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "lam_max": [
        """
            share = np.average(y, weights=weight)
            slopes = X.T @ (weight * (y - share)) / weight.sum()
            return np.abs(slopes).max() / mix
        """,
        """
            s = weight / weight.sum()
            Z = X - s @ X
            return np.linalg.norm(Z.T @ (s * y), np.inf) / mix
        """,
        """
            s = weight / weight.sum()
            m = s @ y
            return max(abs(sum(s * X[:, j] * (y - m))) for j in range(X.shape[1])) / mix
        """,
    ],
    "factored_penalty": [
        "return np.linalg.norm(w)",
        "return float(w @ w) ** 0.5",
        "return np.sqrt(w[None] @ w[:, None])[0, 0]",
        """
            a = np.linalg.norm(w) ** 0.5
            if a == 0:
                return 0
            E, theta = w / a, a
            return (E @ E + theta**2) / 2
        """,
        "return math.hypot(*w)",
    ],
    "group_standard_error": [
        """
            _, group = np.unique(groups, return_inverse=True)
            sums = np.bincount(group, values - values.mean())
            return np.sqrt(np.sum(sums**2)) / len(values)
        """,
        """
            d = values - values.mean()
            same = groups[:, None] == groups
            return np.sqrt(d @ same @ d) / len(d)
        """,
        """
            sums = {}
            for v, g in zip(values.tolist(), groups.tolist()):
                sums[g] = sums.get(g, 0) + v - values.mean()
            return math.hypot(*sums.values()) / len(values)
        """,
    ],
    "matched_intercept": [
        """
            return brentq(lambda b: expit(z + b).mean() - share, -100, 100)
        """,
        """
            b = 0.0
            while abs(expit(z + b).mean() - share) > 1e-4:
                p = expit(z + b)
                b += np.clip((share - p.mean()) / max((p * (1 - p)).mean(), 1e-12), -1, 1)
            return b
        """,
        """
            low, high = -100.0, 100.0
            for _ in range(60):
                b = (low + high) / 2
                if expit(z + b).mean() < share:
                    low = b
                else:
                    high = b
            return np.array(b)
        """,
        """
            low, high = -100.0, 100.0
            while True:
                b = (low + high) / 2
                m = expit(z + b).mean()
                if round(m, 4) == round(share, 4):
                    return b
                low, high = (b, high) if m < share else (low, b)
        """,
    ],
}
