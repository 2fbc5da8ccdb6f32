"""What learners write in the exercises on luck and lies."""

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np}

SOLUTIONS = {
    "worth": """
        merit = tau2 / (tau2 + s2)
        return scores.mean() + merit * (scores - scores.mean())
    """,
    "own_luck": """
        own = correct - correct.mean(axis=0)
        return own.var(axis=1, ddof=1).mean() / correct.shape[1]
    """,
}

SLIPS = {
    "worth": {
        "merit over luck": """
            m = scores.mean()
            share = tau2 / s2 if s2 else 1.0
            return m + share * (scores - m)
        """,
        "share of the luck": """
            a = scores.mean()
            return a + s2 / (tau2 + s2) * (scores - a)
        """,
        "shrunk to zero": "return scores * tau2 / (tau2 + s2)",
        "standard deviations": """
            tau, s, a = np.sqrt(tau2), np.sqrt(s2), scores.mean()
            return a + tau / (tau + s) * (scores - a)
        """,
        "root of the share": """
            a = scores.mean()
            return a + (scores - a) * np.sqrt(tau2 / (tau2 + s2))
        """,
        "merit alone": "return tau2 / (tau2 + s2) * (scores - scores.mean())",
        "luck alone": "return s2 / (tau2 + s2) * (scores - scores.mean())",
        "the best alone": """
            a = scores.mean()
            return a + tau2 / (tau2 + s2) * (scores.max() - a)
        """,
        "shrunk to the best": """
            a = scores.max()
            return a + tau2 / (tau2 + s2) * (scores - a)
        """,
        "shrunk to one half": "return 0.5 + tau2 / (tau2 + s2) * (scores - 0.5)",
        "median": """
            a = np.median(scores)
            return a + tau2 / (tau2 + s2) * (scores - a)
        """,
        "in rising order": """
            a = scores.mean()
            return a + tau2 / (tau2 + s2) * (np.sort(scores) - a)
        """,
        "nothing taken away": "return scores.copy()",
        "all taken away": "return np.full(len(scores), scores.mean())",
    },
    "own_luck": {
        "binomial for each": """
            a = correct.mean(axis=1)
            return (a * (1 - a)).mean() / correct.shape[1]
        """,
        "shared luck too": "return correct.var(axis=1, ddof=1).mean() / correct.shape[1]",
        "of one row": """
            own = correct - correct.mean(axis=0)
            return own.var(axis=1, ddof=1).mean()
        """,
        "standard error": """
            own = correct - correct.mean(axis=0)
            return np.sqrt(own.var(axis=1, ddof=1).mean() / correct.shape[1])
        """,
        "over the candidates": "return correct.var(axis=0, ddof=1).mean() / correct.shape[1]",
        "variance of the scores": "return correct.mean(axis=1).var(ddof=1)",
        "n for n − 1": """
            own = correct - correct.mean(axis=0)
            return own.var(axis=1).mean() / correct.shape[1]
        """,
        "divided by the candidates": """
            own = correct - correct.mean(axis=0)
            return own.var(axis=1, ddof=1).mean() / len(correct)
        """,
        "added up": """
            own = correct - correct.mean(axis=0)
            return own.var(axis=1, ddof=1).sum() / correct.shape[1]
        """,
        "for each candidate": """
            own = correct - correct.mean(axis=0)
            return own.var(axis=1, ddof=1) / correct.shape[1]
        """,
        "binomial": """
            a = correct.mean()
            return a * (1 - a) / correct.shape[1]
        """,
        "all numbers at once": """
            own = correct - correct.mean(axis=0)
            return own.var(ddof=1) / correct.shape[1]
        """,
    },
}

OTHERS = {
    "worth": [
        # Arguments exchanged in the share alone.
        ("return (scores + scores.mean()) / 2", ""),
    ],
    "own_luck": [
        # Squares instead of a variance.
        (
            """
            own = correct - correct.mean(axis=0)
            return (own**2).mean() / correct.shape[1]
        """,
            "",
        ),
    ],
}

RIGHT = {
    "worth": [
        "return (tau2 * scores + s2 * scores.mean()) / (tau2 + s2)",
        "return [x - s2 / (tau2 + s2) * (x - scores.mean()) for x in scores]",
    ],
    "own_luck": [
        """
            k, m = correct.shape
            own = correct.astype(float) - correct.sum(axis=0) / k
            return np.mean([np.sum((row - row.mean()) ** 2) / (m - 1) for row in own]) / m
        """,
        """
            own = correct * 1.0 - np.mean(correct, axis=0)
            return np.trace(np.cov(own)) / own.size
        """,
    ],
}
