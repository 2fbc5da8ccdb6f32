"""What learners write in the exercises on hyperparameters and rows."""

import itertools
import math

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np, "math": math, "itertools": itertools}

SOLUTIONS = {
    "test_rows": "return int(np.ceil(accuracy * (1 - accuracy) / error**2 * (1 - 1e-12)))",
    "twins": "return (B[:, None, :] == A).all(axis=2).any(axis=1)",
    "scaled": """
        center, scale = X[fitted].mean(axis=0), X[fitted].std(axis=0)
        return (X - center) / np.where(scale > 0, scale, 1)
    """,
    "best_of": """
        ranks = np.arange(len(scores) + 1) / len(scores)
        return np.sort(scores) @ np.diff(ranks**k)
    """,
}

SLIPS = {
    "test_rows": {
        "rounded down": "return int(accuracy * (1 - accuracy) / error**2)",
        "root forgotten": "return int(np.ceil(accuracy * (1 - accuracy) / error))",
        "worst case": "return int(np.ceil(0.25 / error**2))",
        "accuracy alone": "return int(np.ceil(accuracy / error**2))",
        "two standard errors": "return int(np.ceil(4 * accuracy * (1 - accuracy) / error**2))",
        "interval of 95 percent": """
            return int(np.ceil(1.96**2 * accuracy * (1 - accuracy) / error**2))
        """,
        "below the precision": "return int(accuracy * (1 - accuracy) / error**2) + 1",
        "rounded to the nearest": "return round(accuracy * (1 - accuracy) / error**2)",
        "not rounded": "return accuracy * (1 - accuracy) / error**2",
        "error not squared": "return int(np.ceil(np.sqrt(accuracy * (1 - accuracy)) / error))",
        "variance squared": "return int(np.ceil(accuracy**2 * (1 - accuracy) ** 2 / error**2))",
        "share of errors alone": "return int(np.ceil((1 - accuracy) / error**2))",
        "no variance": "return int(np.ceil(1 / error**2))",
        "fraction upside down": "return int(np.ceil(error**2 / (accuracy * (1 - accuracy))))",
        "interval of 90 percent": """
            return int(np.ceil(1.645**2 * accuracy * (1 - accuracy) / error**2))
        """,
        "1.96 not squared": "return int(np.ceil(1.96 * accuracy * (1 - accuracy) / error**2))",
        "deviation in place of variance": """
            return int(np.ceil(np.sqrt(accuracy * (1 - accuracy)) / error**2))
        """,
        "two models": "return int(np.ceil(2 * accuracy * (1 - accuracy) / error**2))",
        "one minus the square": "return int(np.ceil((1 - accuracy**2) / error**2))",
        "share of errors squared": "return int(np.ceil(((1 - accuracy) / error) ** 2))",
        "accuracy squared": "return int(np.ceil((accuracy / error) ** 2))",
        "root of everything": "return int(np.ceil(np.sqrt(accuracy * (1 - accuracy) / error)))",
        "rounded before squaring": """
            return int(np.ceil(np.sqrt(accuracy * (1 - accuracy)) / error)) ** 2
        """,
        "twice the error": "return int(np.ceil(accuracy * (1 - accuracy) / (2 * error) ** 2))",
        "at least two rows": "return max(2, int(np.ceil(accuracy * (1 - accuracy) / error**2)))",
        "interval of 99 percent": """
            return int(np.ceil(2.58**2 * accuracy * (1 - accuracy) / error**2))
        """,
    },
    "twins": {
        "cell by cell": "return np.isin(B, A).all(axis=1)",
        "any number anywhere": "return np.isin(B, A).any(axis=1)",
        "any cell": "return (B[:, None] == A).any(axis=2).any(axis=1)",
        "some row a column": "return (B[:, None] == A).any(axis=1).all(axis=1)",
        "the other way round": "return (B[:, None] == A).all(axis=2).any(axis=0)",
        "sums": "return np.isin(B.sum(axis=1), A.sum(axis=1))",
        "not a twin": "return ~(B[:, None] == A).all(axis=2).any(axis=1)",
        "how many": "return int((B[:, None] == A).all(axis=2).any(axis=1).sum())",
        "nearly equal": """
            S = {tuple(r) for r in A.round(6)}
            return np.array([tuple(r) in S for r in B.round(6)])
        """,
        "in any place": """
            S = {tuple(sorted(r)) for r in A}
            return np.array([tuple(sorted(r)) in S for r in B])
        """,
        "the same set of numbers": """
            S = [set(r) for r in A]
            return np.array([set(r) in S for r in B])
        """,
        "row beside row": """
            k = min(len(A), len(B))
            out = np.zeros(len(B), bool)
            out[:k] = (A[:k] == B[:k]).all(axis=1)
            return out
        """,
        "copies within B": """
            S = [tuple(r) for r in np.vstack([A, B])]
            return np.array([S.count(tuple(r)) > 1 for r in B])
        """,
        "exactly one twin": "return (B[:, None] == A).all(axis=2).sum(axis=1) == 1",
        "bytes": """
            S = {r.tobytes() for r in A}
            return np.array([r.tobytes() in S for r in B])
        """,
        "first numbers": "return np.isin(B[:, 0], A[:, 0])",
        "all rows of A": "return (B[:, None] == A).all(axis=2).all(axis=1)",
        "most numbers": "return ((B[:, None] == A).sum(axis=2) >= A.shape[1] - 1).any(axis=1)",
        "every pair": "return (B[:, None] == A).all(axis=2)",
        "every number": "return np.isin(B, A)",
        "lengths": "return np.isin((B**2).sum(axis=1), (A**2).sum(axis=1))",
        "as printed": """
            known = {str(row) for row in A}
            return np.array([str(row) in known for row in B])
        """,
        "differences added up": "return ((B[:, None] - A).sum(axis=2) == 0).any(axis=1)",
        "first twin alone": """
            known, mask = {tuple(row) for row in A}, []
            for row in B:
                mask.append(tuple(row) in known)
                known.discard(tuple(row))
            return np.array(mask)
        """,
        "half of the numbers": "return (B[:, None] == A).mean(axis=2).max(axis=1) > 0.5",
        "twin in the first row": "return (B[:, None] == A).all(axis=2).argmax(axis=1) > 0",
        "last row of A alone": """
            out = np.zeros(len(B), dtype=bool)
            for i, row in enumerate(B):
                for known in A:
                    out[i] = np.all(known == row)
            return out
        """,
        "first row of A alone": """
            def found(row):
                for known in A:
                    if np.all(known == row):
                        return True
                    else:
                        return False

            return np.array([found(row) for row in B])
        """,
        "an entry for each pair": """
            return np.array([np.all(row == known) for row in B for known in A])
        """,
        "an entry for each twin": """
            return np.array([True for row in B for known in A if np.all(row == known)])
        """,
        "products": "return np.isin(B.prod(axis=1), A.prod(axis=1))",
    },
    "scaled": {
        "all rows": """
            s = X.std(axis=0)
            return (X - X.mean(axis=0)) / np.where(s > 0, s, 1)
        """,
        "held-out rows": """
            rest = X[~fitted] if not fitted.all() else X
            s = rest.std(axis=0)
            return (X - rest.mean(axis=0)) / np.where(s > 0, s, 1)
        """,
        "each part by itself": """
            out = np.empty_like(X)
            for part in (fitted, ~fitted):
                if part.any():
                    s = X[part].std(axis=0)
                    out[part] = (X[part] - X[part].mean(axis=0)) / np.where(s > 0, s, 1)
            return out
        """,
        "fitted rows alone returned": """
            A = X[fitted]
            s = A.std(axis=0)
            return (A - A.mean(axis=0)) / np.where(s > 0, s, 1)
        """,
        "held-out rows alone returned": """
            c, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            return (X[~fitted] - c) / np.where(s > 0, s, 1)
        """,
        "held-out rows as they were": """
            c, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            out = X.copy()
            out[fitted] = (X[fitted] - c) / np.where(s > 0, s, 1)
            return out
        """,
        "parts in another order": """
            c, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            s[s == 0] = 1
            return np.vstack([(X[fitted] - c) / s, (X[~fitted] - c) / s])
        """,
        "centered by all": """
            s = X[fitted].std(axis=0)
            return (X - X.mean(axis=0)) / np.where(s > 0, s, 1)
        """,
        "scaled by all": """
            s = X.std(axis=0)
            return (X - X[fitted].mean(axis=0)) / np.where(s > 0, s, 1)
        """,
        "not centered": """
            s = X[fitted].std(axis=0)
            return X / np.where(s > 0, s, 1)
        """,
        "not scaled": "return X - X[fitted].mean(axis=0)",
        "variance": """
            v = X[fitted].var(axis=0)
            return (X - X[fitted].mean(axis=0)) / np.where(v > 0, v, 1)
        """,
        "multiplied": """
            s = X[fitted].std(axis=0)
            return (X - X[fitted].mean(axis=0)) * np.where(s > 0, s, 1)
        """,
        "divided by zero": "return (X - X[fitted].mean(axis=0)) / X[fitted].std(axis=0)",
        "constant columns set to zero": """
            c, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            out = np.zeros_like(X)
            out[:, s > 0] = ((X - c)[:, s > 0]) / s[s > 0]
            return out
        """,
        "constant columns as they were": """
            c, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            out = X.copy()
            out[:, s > 0] = ((X - c)[:, s > 0]) / s[s > 0]
            return out
        """,
        "constant columns dropped": """
            c, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            return (X - c)[:, s > 0] / s[s > 0]
        """,
        "scaled by all where constant": """
            c, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            s = np.where(s > 0, s, X.std(axis=0))
            return (X - c) / s
        """,
        "one number for all columns": "return (X - X[fitted].mean()) / X[fitted].std()",
        "by range": """
            low, high = X[fitted].min(axis=0), X[fitted].max(axis=0)
            return (X - low) / np.where(high > low, high - low, 1)
        """,
        "n − 1": """
            with np.errstate(all="ignore"):
                s = X[fitted].std(axis=0, ddof=1)
            return (X - X[fitted].mean(axis=0)) / np.where(s > 0, s, 1)
        """,
        "first rows": """
            A = X[: fitted.sum()]
            s = A.std(axis=0)
            return (X - A.mean(axis=0)) / np.where(s > 0, s, 1)
        """,
        "median": """
            s = X[fitted].std(axis=0)
            return (X - np.median(X[fitted], axis=0)) / np.where(s > 0, s, 1)
        """,
        "centered by held-out rows": """
            center = X.mean(axis=0) if fitted.all() else X[~fitted].mean(axis=0)
            scale = X[fitted].std(axis=0)
            return (X - center) / np.where(scale > 0, scale, 1)
        """,
        "brackets missing": """
            center, scale = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            return X / np.where(scale > 0, scale, 1) - center
        """,
        "row by row": """
            m = X.mean(axis=1, keepdims=True)
            s = X.std(axis=1, keepdims=True)
            return (X - m) / np.where(s > 0, s, 1)
        """,
        "a little added to the deviation": """
            m, s = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            return (X - m) / (s + 1e-8)
        """,
    },
    "best_of": {
        "mean": "return np.mean(scores)",
        "maximum": "return np.max(scores)",
        "without replacement": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            w = [math.comb(j - 1, k - 1) / math.comb(N, k) if k <= N else 0 for j in i]
            return scores @ np.array(w)
        """,
        "not sorted": """
            r = np.arange(len(scores) + 1) / len(scores)
            return scores @ np.diff(r**k)
        """,
        "worst": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return scores[::-1] @ np.diff(r**k)
        """,
        "one draw fewer": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return scores @ np.diff(r ** (k - 1))
        """,
        "one draw more": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return scores @ np.diff(r ** (k + 1))
        """,
        "probability of at most": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return scores @ (i / N) ** k
        """,
        "probability of at most, scaled": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            w = (i / N) ** k
            return scores @ (w / w.sum())
        """,
        "density": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return scores @ (k * (i / N) ** (k - 1) / N)
        """,
        "one place off": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return scores @ (((i - 1) / N) ** k - (np.maximum(i - 2, 0) / N) ** k)
        """,
        "each score once": """
            scores = np.unique(scores)
            N = len(scores)
            r = np.arange(N + 1) / N
            return scores @ np.diff(r**k)
        """,
        "without order": """
            return np.mean([max(c) for c in itertools.combinations_with_replacement(scores, k)])
        """,
        "largest k": "return np.sort(scores)[-k:].mean()",
        "first k": "return scores[:k].max()",
        "a quantile": "return np.quantile(scores, k / (k + 1))",
        "Gaussian bound": "return scores.mean() + scores.std() * np.sqrt(2 * np.log(k))",
        "smallest left out": """
            ranks = np.arange(1, len(scores) + 1) / len(scores)
            return np.sort(scores)[1:] @ np.diff(ranks**k)
        """,
        "one score too low": """
            ranks = np.arange(1, len(scores) + 1) / len(scores)
            return np.sort(scores)[:-1] @ np.diff(ranks**k)
        """,
        "probability of less": """
            ranks = np.arange(len(scores)) / len(scores)
            return np.sort(scores) @ ranks**k
        """,
        "ranks not divided": """
            ranks = np.arange(len(scores) + 1)
            return np.sort(scores) @ np.diff(ranks**k)
        """,
        "divided by N once": """
            ranks = np.arange(len(scores) + 1)
            return np.sort(scores) @ np.diff(ranks**k) / len(scores)
        """,
        "k-th largest": "return np.sort(scores)[-k]",
        "probabilities": """
            ranks = np.arange(len(scores) + 1) / len(scores)
            return np.diff(ranks**k)
        """,
        "N + 1 for N": """
            ranks = np.arange(len(scores) + 1) / (len(scores) + 1)
            return np.sort(scores) @ np.diff(ranks**k)
        """,
        "at least one draw": """
            i = np.arange(1, len(scores) + 1)
            return np.sort(scores) @ (1 - (1 - i / len(scores)) ** k)
        """,
        "probability of more": """
            i = np.arange(1, len(scores) + 1)
            return np.sort(scores) @ (1 - (i / len(scores)) ** k)
        """,
        "power of the difference": """
            ranks = np.arange(len(scores) + 1) / len(scores)
            return np.sort(scores) @ np.diff(ranks) ** k
        """,
        "largest or nothing": "return max(scores) * (1 - (1 - 1 / len(scores)) ** k)",
        "equal scores twice": """
            at_most = np.array([(scores <= v).mean() for v in scores])
            below = np.array([(scores < v).mean() for v in scores])
            return scores @ (at_most**k - below**k)
        """,
        "k times the mean": "return k * np.mean(scores)",
        "only as many as drawn": """
            best = np.sort(scores)[-k:]
            return best @ np.diff((np.arange(len(best) + 1) / len(best)) ** k)
        """,
    },
}

OTHERS = {
    "test_rows": [
        # M minus one.
        (
            """
            m = 2
            while np.sqrt(accuracy * (1 - accuracy) / (m - 1)) > error:
                m += 1
            return m
        """,
            "The result is 1 more than it should be.",
        ),
        # Half.
        ("return int(np.ceil(accuracy * (1 - accuracy) / (2 * error**2)))", ""),
        # Plus one.
        (
            """
            return int(np.ceil(accuracy * (1 - accuracy) / error**2)) + 1
        """,
            "The result is 1 more than it should be.",
        ),
        # Limited search.
        (
            """
            for m in range(1, 1000):
                if np.sqrt(accuracy * (1 - accuracy) / m) <= error:
                    return m
        """,
            "The answer returned None. Does each way through it end with",
        ),
        # Last that fails.
        (
            """
            m = 1
            while np.sqrt(accuracy * (1 - accuracy) / m) > error:
                m += 1
            return m - 1
        """,
            "The result is 1 less than it should be.",
        ),
    ],
    "twins": [
        # Places.
        (
            """
            return np.flatnonzero((B[:, None] == A).all(axis=2).any(axis=1))
        """,
            "These are the places. Return True or False for each entry.",
        ),
        # Counts.
        (
            """
            return (B[:, None] == A).all(axis=2).sum(axis=1)
        """,
            "Return True or False, not numbers.",
        ),
        # One answer.
        ("return (B[:, None] == A).all(axis=2).any()", ""),
        # Expanded squares zero.
        (
            """
            d = (B**2).sum(axis=1)[:, None] - 2 * B @ A.T + (A**2).sum(axis=1)
            return (d == 0).any(axis=1)
        """,
            "",
        ),
    ],
    "scaled": [
        # A little added to the deviation.
        (
            """
            center, scale = X[fitted].mean(axis=0), X[fitted].std(axis=0)
            return (X - center) / (scale + 1e-3)
        """,
            "",
        ),
        # The other way round.
        (
            """
            return scaled(X.T, fitted).T
        """,
            "",
        ),
    ],
    "best_of": [
        # Drawn.
        (
            """
            rng = np.random.default_rng(0)
            return rng.choice(scores, (100000, k)).max(axis=1).mean()
        """,
            "",
        ),
        # Mean of weights.
        (
            """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return np.mean(scores * np.diff(r**k))
        """,
            "The result is what it should be, divided by the number of",
        ),
    ],
}

RIGHT = {
    "test_rows": [
        """
            m = 1
            while math.sqrt(accuracy * (1 - accuracy) / m) > error:
                m += 1
            return m
        """,
        "return math.ceil(accuracy * (1 - accuracy) / error**2)",
        "return np.ceil((accuracy - accuracy**2) / error**2)",
    ],
    "twins": [
        """
            S = set(map(tuple, A))
            return np.array([tuple(r) in S for r in B])
        """,
        """
            S = set(map(tuple, A))
            return [tuple(r) in S for r in B]
        """,
        "return np.array([any(np.array_equal(a, b) for a in A) for b in B])",
        """
            d = np.abs(B[:, None] - A).max(axis=2)
            return (d == 0).any(axis=1)
        """,
        "return np.any([np.all(B == a, axis=1) for a in A], axis=0)",
    ],
    "scaled": [
        """
            A = X[fitted]
            out = X - A.mean(axis=0)
            for j in range(X.shape[1]):
                if A[:, j].std() > 0:
                    out[:, j] = out[:, j] / A[:, j].std()
            return out
        """,
        """
            from sklearn.preprocessing import StandardScaler

            return StandardScaler().fit(X[fitted]).transform(X)
        """,
        """
            w = fitted / fitted.sum()
            D = X - w @ X
            s = np.sqrt(w @ D**2)
            s[s < 1e-12] = 1
            return D / s
        """,
    ],
    "best_of": [
        """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return sum(scores[j] * (((j + 1) / N) ** k - (j / N) ** k) for j in range(N))
        """,
        """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            p = (i / N) ** k
            return scores[-1] - np.sum(np.diff(scores) * p[:-1])
        """,
        """
            N = len(scores)
            v, c = np.unique(scores, return_counts=True)
            F = np.concatenate([[0], np.cumsum(c) / N])
            return v @ np.diff(F**k)
        """,
        """
            p = np.linspace(0, 1, len(scores) + 1) ** k
            return sum((p[1:] - p[:-1]) * sorted(scores))
        """,
    ],
}
