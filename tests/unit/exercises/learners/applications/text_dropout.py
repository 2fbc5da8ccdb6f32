"""What learners write in the exercises on dropout in a text."""

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "average_kept": """
        if not kept.any():
            return np.zeros(vectors.shape[1])
        return vectors[kept].mean(axis=0)
    """,
    "noise_variance": """
        scores = {}
        for word, vector in zip(words.tolist(), vectors):
            scores[word] = scores.get(word, 0) + vector @ theta
        total = sum(score**2 for score in scores.values())
        return rate / (1 - rate) * total / len(words) ** 2
    """,
}

SLIPS = {
    "average_kept": {
        "divided by all words": (
            [("vectors[kept].mean(axis=0)", "vectors[kept].sum(axis=0) / len(vectors)")],
            [("vectors[kept].mean(axis=0)", "(vectors * kept[:, None]).mean(axis=0)")],
            "return (vectors*kept[:,None]).sum(axis=0)/len(kept)",
        ),
        "no words at all": (
            "return vectors[kept].mean(axis=0)",
            "return vectors[kept].sum(axis=0) / kept.sum()",
            [("np.zeros(vectors.shape[1])", "np.full(vectors.shape[1], np.nan)")],
        ),
        "summed": [("vectors[kept].mean(axis=0)", "vectors[kept].sum(axis=0)")],
        "scaled up as well": (
            [("vectors[kept].mean(axis=0)", "vectors[kept].mean(axis=0) * len(kept) / kept.sum()")],
            """
                k = kept.sum()
                return (
                    np.where(k, (vectors * kept[:, None]).sum(axis=0) / k, 0)
                    * len(kept)
                    / max(k, 1)
                )
            """,
        ),
        "every word": [("vectors[kept]", "vectors")],
        "as many words from the start": [("vectors[kept]", "vectors[: kept.sum()]")],
        "the mask as places": [("vectors[kept]", "vectors[kept.astype(int)]")],
        "one more": "return vectors[kept].sum(axis=0) / (kept.sum() + 1)",
        "the root of the number": [
            ("vectors[kept].mean(axis=0)", "vectors[kept].sum(axis=0) / np.sqrt(kept.sum())")
        ],
        "the median": [("vectors[kept].mean(axis=0)", "np.median(vectors[kept], axis=0)")],
        "the vectors that stay": [("vectors[kept].mean(axis=0)", "vectors[kept]")],
        "the largest": [("vectors[kept].mean(axis=0)", "vectors[kept].max(axis=0)")],
        "numbers that are not zero": """
            here = vectors * kept[:, None]
            return here.sum(axis=0) / np.maximum(np.count_nonzero(here, axis=0), 1)
        """,
        "along the vector": [("mean(axis=0)", "mean(axis=1)")],
        "the whole text where nothing is left": [
            ("np.zeros(vectors.shape[1])", "vectors.mean(axis=0)")
        ],
        "zeros for each word": [("vectors.shape[1]", "vectors.shape[0]")],
        "one word taken for none": [("not kept.any()", "kept.sum() <= 1")],
        "a single zero": [("np.zeros(vectors.shape[1])", "0.0")],
        "the dropped words": (
            [("vectors[kept]", "vectors[~kept]"), ("kept.any()", "(~kept).any()")],
            """
                return (
                    vectors[kept == 0].mean(axis=0)
                    if not kept.all()
                    else np.zeros(vectors.shape[1])
                )
            """,
        ),
        "one number": """
            return np.zeros(vectors.shape[1]) + (vectors[kept].mean() if kept.any() else 0)
        """,
        "divided by the dropped words": """
            return vectors[kept].sum(axis=0) / max((~kept).sum(), 1)
        """,
        "ones where nothing is left": [("np.zeros", "np.ones")],
        "one less": """
            return vectors[kept].sum(axis=0) / max(kept.sum() - 1, 1)
        """,
        "a table of zeros": [("np.zeros(vectors.shape[1])", "np.zeros(vectors.shape)")],
        "the masked table": """
            return vectors * kept[:, None]
        """,
        "the first that stays": [("vectors[kept].mean(axis=0)", "vectors[kept][0]")],
        "divided by the length of the vectors": """
            return vectors[kept].sum(axis=0) / vectors.shape[1]
        """,
        "all words over those that stay": """
            return vectors.sum(axis=0) / max(kept.sum(), 1)
        """,
        "scaled down": """
            return (vectors * kept[:, None]).mean(axis=0) * kept.mean()
        """,
        "each vector divided": [("vectors[kept].mean(axis=0)", "vectors[kept] / kept.sum()")],
        "divided by one less": """
            return kept @ vectors / (len(kept) - 1)
        """,
    },
    "noise_variance": {
        "a draw for each place": """
            return rate / (1 - rate) * np.sum((vectors @ theta) ** 2) / len(vectors) ** 2
        """,
        "a draw for each number": """
            return rate / (1 - rate) * np.sum((vectors * theta) ** 2) / len(vectors) ** 2
        """,
        "numbers squared before they are added": """
            sums = {}
            for word, vector in zip(words.tolist(), vectors):
                sums[word] = sums.get(word, 0) + vector
            total = sum(np.sum((v * theta) ** 2) for v in sums.values())
            return rate / (1 - rate) * total / len(words) ** 2
        """,
        "channels": """
            return rate / (1 - rate) * np.sum((theta * vectors.mean(axis=0)) ** 2)
        """,
        "one draw for the text": [
            (
                "total = sum(score**2 for score in scores.values())",
                "total = sum(scores.values()) ** 2",
            )
        ],
        "each word counted once": (
            [("scores.get(word, 0) + vector @ theta", "vector @ theta")],
            [
                ("scores.values()", "scores.values()"),
                (
                    "score**2 for score in scores.values()",
                    "(s / (words == w).sum()) ** 2 for w, s in scores.items()",
                ),
            ],
            """
                u, i = np.unique(words, return_index=True)
                return rate / (1 - rate) * np.sum((vectors[i] @ theta) ** 2) / len(words) ** 2
            """,
        ),
        "neighbours alone": """
            starts = np.append(True, words[1:] != words[:-1])
            sums = np.add.reduceat(vectors @ theta, np.flatnonzero(starts))
            return rate / (1 - rate) * np.sum(sums**2) / len(words) ** 2
        """,
        "the text as a set of words": (
            """
                kinds, first = np.unique(words, return_index=True)
                scores = vectors[first] @ theta
                return rate / (1 - rate) * np.sum(scores**2) / len(kinds) ** 2
            """,
            """
                u, i = np.unique(words, return_index=True)
                return rate / (1 - rate) * np.sum((vectors[i] @ theta) ** 2) / len(u) ** 2
            """,
        ),
        "divided by the different words": [("len(words) ** 2", "len(scores) ** 2")],
        "the variance of the mask": [("rate / (1 - rate)", "rate * (1 - rate)")],
        "the rate alone": [("rate / (1 - rate)", "rate")],
        "the scale for the variance": [("rate / (1 - rate)", "1 / (1 - rate)")],
        "the chance of being kept": [
            ("rate / (1 - rate)", "((1 - rate) / rate if rate else np.inf)")
        ],
        "a sum for the mean": [(" / len(words) ** 2", "")],
        "divided once": [("len(words) ** 2", "len(words)")],
        "the standard deviation": [
            (
                "return rate / (1 - rate) * total / len(words) ** 2",
                "return (rate / (1 - rate) * total) ** 0.5 / len(words)",
            )
        ],
        "for each word": """
            s = np.array([(vectors @ theta)[words == w].sum() for w in np.unique(words)])
            return rate / (1 - rate) * s**2 / len(words) ** 2
        """,
        "not squared": [("score**2", "score")],
        "without the output weights": [("vector @ theta", "vector.sum()")],
        "places counted again": (
            [
                (
                    "score**2 for score in scores.values()",
                    "(words == w).sum() * s**2 for w, s in scores.items()",
                )
            ],
            """
            counts = np.array([(words == w).sum() for w in words])
            return rate / (1 - rate) * np.sum((counts * (vectors @ theta)) ** 2) / len(words) ** 2
        """,
        ),
        "a mean of the squares": [("len(words) ** 2", "len(scores)")],
        "a mean of the squares, over the length": [
            ("len(words) ** 2", "(len(words) * len(scores))")
        ],
        "how the words differ": """
            _, number = np.unique(words, return_inverse=True)
            sums = np.bincount(number, vectors @ theta)
            return rate / (1 - rate) * np.sum((sums - sums.mean()) ** 2) / len(words) ** 2
        """,
        "the variance over the words": """
            _, number = np.unique(words, return_inverse=True)
            return rate / (1 - rate) * np.var(np.bincount(number, vectors @ theta))
        """,
        "the standard deviation of a factor": [("rate / (1 - rate)", "np.sqrt(rate / (1 - rate))")],
        "the square of the scale": [("rate / (1 - rate)", "1 / (1 - rate) ** 2")],
        "the chance of being kept, alone": [("rate / (1 - rate)", "(1 - rate)")],
        "divided by the length of the vectors": [("len(words) ** 2", "vectors.shape[1] ** 2")],
        "sizes in place of squares": [("score**2", "abs(score)")],
        "a draw for each place, over the different words": """
            kinds = np.unique(words)
            return rate / (1 - rate) * np.sum((vectors @ theta) ** 2) / len(kinds) ** 2
        """,
        "odds of being kept": [("rate / (1 - rate)", "((1 - rate) / rate if rate else 0)")],
        "squared twice": [("+ vector @ theta", "+ (vector @ theta) ** 2")],
        "lengths of the vectors": """
            total = sum(np.sum(vectors[words == w].sum(axis=0) ** 2) for w in np.unique(words))
            return rate / (1 - rate) * total * (theta @ theta) / len(words) ** 2
        """,
        "divided by the different words too": """
            different = np.unique(words)
            sums = np.array([vectors[words == word].sum(axis=0) @ theta for word in different])
            return rate / (1 - rate) * np.mean(sums**2) / len(words) ** 2
        """,
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "average_kept": [
        # average
        ("return np.average(vectors, axis=0, weights=kept)", ""),
        # the table with zeros
        ([("vectors[kept].mean(axis=0)", "vectors * kept[:, None]")], ""),
        # one less
        (
            [("vectors[kept].mean(axis=0)", "vectors[kept].sum(axis=0) / (kept.sum() - 1)")],
            "The result is not finite everywhere: look for a division by",
        ),
        (
            """
                return vectors[kept].mean(axis=0) if kept.all() else np.zeros(vectors.shape[1])
            """,
            "Right in some cases. In the others: The result is 0 in",
        ),
    ],
    "noise_variance": [
        # rate scaled twice
        (
            [("rate / (1 - rate)", "rate / (1 - rate) ** 2")],
            "The result is what it should be, divided by (1 − rate).",
        ),
        # half
        (
            [("rate / (1 - rate)", "rate / (1 - rate) / 2")],
            "The result is half of what it should be.",
        ),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "average_kept": [
        "return vectors[kept].sum(axis=0) / max(kept.sum(), 1)",
        """
            n = np.sum(kept)
            return kept @ vectors / n if n else 0 * vectors[0]
        """,
        """
            total = [0.0] * vectors.shape[1]
            for v, k in zip(vectors, kept):
                if k:
                    total = [a + b for a, b in zip(total, v)]
            return [t / (sum(kept) or 1) for t in total]
        """,
        "return np.nan_to_num(vectors[kept].mean(axis=0))",
        """
            return (vectors * kept[:, None]).sum(axis=0) / (kept.sum() + 1e-9)
        """,
        """
            return (
                np.average(vectors, axis=0, weights=kept)
                if kept.any()
                else np.zeros_like(vectors[0])
            )
        """,
    ],
    "noise_variance": [
        """
            sums = np.bincount(words, vectors @ theta)
            return rate / (1 - rate) * np.sum(sums**2) / len(words) ** 2
        """,
        """
            same = words[:, None] == words
            s = vectors @ theta / len(words)
            return s @ same @ s * rate / (1 - rate)
        """,
        """
            found, number = np.unique(words, return_inverse=True)
            h = np.array([vectors[number == k].sum(axis=0) for k in range(len(found))]) / len(words)
            return np.sum((h @ theta) ** 2) * (1 / (1 - rate) - 1)
        """,
    ],
}
