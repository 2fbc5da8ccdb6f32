"""What learners write in the exercises on nested cross-validation."""

import itertools
import math

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np, "math": math, "itertools": itertools}

SOLUTIONS = {
    "nested_score": """
        winners = inner.mean(axis=1).argmin(axis=1)
        return outer[np.arange(len(outer)), winners].mean()
    """,
    "cautious": """
        mean = errors.mean(axis=0)
        best = mean.argmin()
        se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
        return np.max(strengths[mean <= mean[best] + se])
    """,
}

SLIPS = {
    "nested_score": {
        "the inner score": "return inner.mean(axis=1).min(axis=1).mean()",
        "the best outer error": "return outer.min(axis=1).mean()",
        "one winner for all": """
            w = inner.mean(axis=(0, 1)).argmin()
            return outer[:, w].mean()
        """,
        "the best single fold": """
            w = inner.min(axis=1).argmin(axis=1)
            return outer[np.arange(len(outer)), w].mean()
        """,
        "the largest error": """
            w = inner.mean(axis=1).argmax(axis=1)
            return outer[np.arange(len(outer)), w].mean()
        """,
        "the winners on all folds": """
            w = inner.mean(axis=1).argmin(axis=1)
            return outer[:, w].mean()
        """,
        "a winner by vote": """
            w = inner.mean(axis=1).argmin(axis=1)
            return outer[:, np.bincount(w).argmax()].mean()
        """,
        "lowest mean outer error": "return outer.mean(axis=0).min()",
        "lowest mean inner error": "return inner.mean(axis=(0, 1)).min()",
        "all candidates": "return outer.mean()",
        "median": """
            w = np.median(inner, axis=1).argmin(axis=1)
            return outer[np.arange(len(outer)), w].mean()
        """,
        "one inner fold": """
            w = inner[:, 0].argmin(axis=1)
            return outer[np.arange(len(outer)), w].mean()
        """,
        "a winner for each inner fold": """
            w = inner.argmin(axis=2)
            return np.mean([outer[i, w[i]].mean() for i in range(len(outer))])
        """,
        "median of the outer errors": """
            w = inner.mean(axis=1).argmin(axis=1)
            return np.median(outer[np.arange(len(outer)), w])
        """,
        "lowest of the outer errors": """
            w = inner.mean(axis=1).argmin(axis=1)
            return outer[np.arange(len(outer)), w].min()
        """,
        "roots of the errors": """
            w = np.sqrt(inner).mean(axis=1).argmin(axis=1)
            return outer[np.arange(len(outer)), w].mean()
        """,
        "inner and outer together": """
            w = (inner.mean(axis=1) + outer).argmin(axis=1)
            return outer[np.arange(len(outer)), w].mean()
        """,
        "optimism": """
            w = inner.mean(axis=1).argmin(axis=1)
            i = np.arange(len(outer))
            return (outer[i, w] - inner.mean(axis=1)[i, w]).mean()
        """,
        "spread over the outer folds": [("winners].mean()", "winners].std(ddof=1)")],
        "last outer fold": [
            ("outer[np.arange(len(outer)), winners].mean()", "outer[-1, winners[-1]]")
        ],
        "best of the worst": [("inner.mean(axis=1)", "inner.max(axis=1)")],
        "mean and spread": [("inner.mean(axis=1)", "(inner.mean(axis=1) + inner.std(axis=1))")],
    },
    "cautious": {
        "strictly below": """
            m = errors.mean(axis=0)
            b = m.argmin()
            limit = m[b] + errors[:, b].std(ddof=1) / np.sqrt(len(errors))
            return strengths[(m < limit) | (np.arange(len(m)) == b)].max()
        """,
        "one less twice": """
            m = errors.mean(axis=0)
            b = m.argmin()
            error = errors[:, b].std(ddof=1) / np.sqrt(len(errors) - 1)
            return strengths[m <= m[b] + error].max()
        """,
        "all errors together": """
            m = errors.mean(axis=0)
            error = errors.std(ddof=1) / np.sqrt(len(errors))
            return strengths[m <= m.min() + error].max()
        """,
        "lowest error": "return strengths[errors.mean(axis=0).argmin()]",
        "one standard deviation": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1)
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "divided by the folds": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / len(errors)
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "n for n − 1": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std() / np.sqrt(len(errors))
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "weakest": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return np.min(strengths[mean <= mean[best] + se])
        """,
        "last in the table": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return strengths[np.flatnonzero(mean <= mean[best] + se).max()]
        """,
        "first in the table": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return strengths[np.flatnonzero(mean <= mean[best] + se).min()]
        """,
        "its place": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return int(np.where(mean <= mean[best] + se, strengths, -1).argmax())
        """,
        "each its own standard error": """
            mean = errors.mean(axis=0)
            se = errors.std(axis=0, ddof=1) / np.sqrt(len(errors))
            return np.max(strengths[mean - se <= mean.min()])
        """,
        "mean standard error": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = np.mean(errors.std(axis=0, ddof=1)) / np.sqrt(len(errors))
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "spread of the means": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = mean.std(ddof=1) / np.sqrt(len(errors))
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "strengths counted": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = mean.std(ddof=1) / np.sqrt(len(mean))
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "median": """
            mean = np.median(errors, axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "two standard errors": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = 2 * errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "all of them": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return strengths[mean <= mean[best] + se]
        """,
        "limit": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(errors))
            return mean[best] + se
        """,
        "strongest of all": "return strengths.max()",
        "root of the strengths": """
            mean = errors.mean(axis=0)
            best = mean.argmin()
            se = errors[:, best].std(ddof=1) / np.sqrt(len(strengths))
            return np.max(strengths[mean <= mean[best] + se])
        """,
        "error of all errors": [
            (
                "errors[:, best].std(ddof=1) / np.sqrt(len(errors))",
                "errors.std(ddof=1) / np.sqrt(errors.size)",
            )
        ],
        "in pairs": """
        apart = errors - errors[:, [errors.mean(axis=0).argmin()]]
        se = apart.std(axis=0, ddof=1) / np.sqrt(len(errors))
        return strengths[apart.mean(axis=0) <= se].max()
    """,
    },
}

OTHERS = {
    "nested_score": [
        # Axes.
        (
            """
            w = inner.mean(axis=0).argmin(axis=1)
            return outer[np.arange(len(outer)), w].mean()
        """,
            "",
        ),
        # Per fold.
        (
            """
            w = inner.mean(axis=1).argmin(axis=1)
            return outer[np.arange(len(outer)), w]
        """,
            "The result has more entries than are asked: their mean is",
        ),
        # Sum.
        (
            """
            w = inner.mean(axis=1).argmin(axis=1)
            return outer[np.arange(len(outer)), w].sum()
        """,
            "The result is the number of rows of inner times what it",
        ),
        # Places.
        (
            """
            return inner.mean(axis=1).argmin(axis=1)
        """,
            "The answer never uses its argument outer.",
        ),
        # Root.
        (
            """
            w = inner.mean(axis=1).argmin(axis=1)
            return np.sqrt(outer[np.arange(len(outer)), w].mean())
        """,
            "The result is the square root of what it should be.",
        ),
    ],
}

RIGHT = {
    "nested_score": [
        """
            w = inner.sum(axis=1).argmin(axis=1)
            return np.mean([o[k] for o, k in zip(outer, w)])
        """,
        """
            total = 0
            for i in range(len(outer)):
                total += outer[i, np.argmin(inner[i].mean(axis=0))]
            return total / len(outer)
        """,
        """
            w = inner.mean(axis=1).argmin(axis=1)
            return np.take_along_axis(outer, w[:, None], axis=1).mean()
        """,
    ],
    "cautious": [
        """
            means = errors.sum(axis=0) / errors.shape[0]
            j = list(means).index(min(means))
            limit = means[j] + math.sqrt(np.var(errors[:, j], ddof=1) / errors.shape[0])
            return max(s for s, m in zip(strengths, means, strict=True) if m <= limit)
        """,
        """
            order = np.argsort(strengths)
            mean = errors.mean(axis=0)[order]
            se = errors.std(axis=0, ddof=1)[order] / np.sqrt(len(errors))
            best = mean.argmin()
            return strengths[order][np.flatnonzero(mean <= mean[best] + se[best]).max()]
        """,
    ],
}
