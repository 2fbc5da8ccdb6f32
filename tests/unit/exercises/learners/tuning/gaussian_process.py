"""What learners write in the exercises on Gaussian processes."""

import itertools
import math

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np, "math": math, "itertools": itertools}

SOLUTIONS = {
    "optimist": """
        bound = np.array(mean - beta * deviation)
        bound[tried] = np.inf
        return int(bound.argmin())
    """,
    "leave_one_out": """
        inverse = np.linalg.inv(C)
        return y - (inverse @ y) / np.diag(inverse)
    """,
}

SLIPS = {
    "optimist": {
        "root of β": """
            bound = mean - np.sqrt(beta) * deviation
            bound[tried] = np.inf
            return int(bound.argmin())
        """,
        "tried ones too": "return int(np.argmin(mean - beta * deviation))",
        "upper end": """
            b = np.array(mean + beta * deviation)
            b[tried] = np.inf
            return int(b.argmin())
        """,
        "mean alone": """
            b = np.array(mean)
            b[tried] = np.inf
            return int(b.argmin())
        """,
        "deviation alone": """
            b = np.array(-deviation)
            b[tried] = np.inf
            return int(b.argmin())
        """,
        "highest": """
            b = np.array(mean + beta * deviation)
            b[tried] = -np.inf
            return int(b.argmax())
        """,
        "highest lower end": """
            b = np.array(mean - beta * deviation)
            b[tried] = -np.inf
            return int(b.argmax())
        """,
        "place among the rest": """
            left = np.setdiff1d(np.arange(len(mean)), tried)
            return int((mean - beta * deviation)[left].argmin())
        """,
        "variance": """
            b = np.array(mean - beta * deviation**2)
            b[tried] = np.inf
            return int(b.argmin())
        """,
        "one deviation": """
            b = np.array(mean - deviation)
            b[tried] = np.inf
            return int(b.argmin())
        """,
        "divided by beta": """
            b = np.array(mean - deviation / beta if beta else mean)
            b[tried] = np.inf
            return int(b.argmin())
        """,
        "the value": """
            b = np.array(mean - beta * deviation)
            b[tried] = np.inf
            return b.min()
        """,
        "only those tried": """
            if len(tried) == 0:
                return 0
            b = (mean - beta * deviation)[tried]
            return int(tried[b.argmin()])
        """,
        "set to zero": """
            b = np.array(mean - beta * deviation)
            b[tried] = 0
            return int(b.argmin())
        """,
        "ratio": """
            b = np.array(mean / deviation)
            b[tried] = np.inf
            return int(b.argmin())
        """,
        "as many as were tried": """
            order = np.argsort(mean - beta * deviation)
            return int(order[len(tried)])
        """,
    },
    "leave_one_out": {
        "one less the inverse's diagonal": """
            K = np.linalg.inv(C)
            return y - (y - K @ y) / (1 - np.diag(K))
        """,
        "the errors": """
            K = np.linalg.inv(C)
            return (K @ y) / np.diag(K)
        """,
        "the errors turned round": """
            K = np.linalg.inv(C)
            return -(K @ y) / np.diag(K)
        """,
        "the data given back": "return C @ np.linalg.inv(C) @ y",
        "the diagonal of C": """
            K = np.linalg.inv(C)
            return y - (K @ y) / np.diag(C)
        """,
        "one over the diagonal of C": """
            K = np.linalg.inv(C)
            return y - (K @ y) / (1 / np.diag(C))
        """,
        "the wrong sign": """
            K = np.linalg.inv(C)
            return y + (K @ y) / np.diag(K)
        """,
        "not divided": "return y - np.linalg.inv(C) @ y",
        "multiplied": """
            K = np.linalg.inv(C)
            return y - (K @ y) * np.diag(K)
        """,
        "diagonal squared": """
            K = np.linalg.inv(C)
            return y - (K @ y) / np.diag(K) ** 2
        """,
        "root of the diagonal": """
            K = np.linalg.inv(C)
            return y - (K @ y) / np.sqrt(np.diag(K))
        """,
        "errors in standard deviations": """
            K = np.linalg.inv(C)
            return (K @ y) / np.sqrt(np.diag(K))
        """,
        "the weights": "return np.linalg.inv(C) @ y",
        "the variances": """
            K = np.linalg.inv(C)
            return 1 / np.diag(K)
        """,
        "C in place of its inverse": "return y - (C @ y) / np.diag(C)",
        "inverted entry by entry": """
            K = 1 / C
            return y - (K @ y) / np.diag(K)
        """,
        "off the diagonal, not divided": """
            K = np.linalg.inv(C)
            return -(K - np.diag(np.diag(K))) @ y
        """,
        "centered": """
            K = np.linalg.inv(C)
            z = y - y.mean()
            return y - (K @ z) / np.diag(K)
        """,
        "mean of the others": """
            out = []
            for i in range(len(y)):
                r = np.delete(np.arange(len(y)), i)
                m = y[r].mean() if len(r) else 0
                out.append(m + C[i, r] @ np.linalg.solve(C[np.ix_(r, r)], y[r] - m))
            return np.array(out)
        """,
        "earlier trials alone": """
            out = []
            for i in range(len(y)):
                out.append(C[i, :i] @ np.linalg.solve(C[:i, :i], y[:i]) if i else 0.0)
            return np.array(out)
        """,
        "mean of the diagonal": """
            K = np.linalg.inv(C)
            return y - (K @ y) / np.trace(K) * len(y)
        """,
        "one less the diagonal": """
        inverse = np.linalg.inv(C)
        return y - (inverse @ y) / (1 - np.diag(inverse))
    """,
        "variances beside the means": [
            ("np.diag(inverse)", "np.diag(inverse), 1 / np.diag(inverse)")
        ],
        "mean squared error": [
            (
                "return y - (inverse @ y) / np.diag(inverse)",
                "return np.mean(((inverse @ y) / np.diag(inverse)) ** 2)",
            )
        ],
        "sums of the inverse's rows": [("np.diag(inverse)", "inverse.sum(axis=1)")],
    },
}

OTHERS = {
    "optimist": [
        # Set to the largest of all, which with one setting left is a tie.
        (
            """
            b = np.array(mean - beta * deviation)
            b[tried] = b.max()
            return int(b.argmin())
        """,
            "",
        ),
        # The first that was not tried.
        ("return int(np.setdiff1d(np.arange(len(mean)), tried)[0])", ""),
    ],
    "leave_one_out": [
        # Errors' sign.
        (
            """
            K = np.linalg.inv(C)
            return (K @ y) / np.diag(K) - y
        """,
            "The result is of the wrong sign.",
        ),
        # Mean of the others.
        ("return (y.sum() - y) / max(len(y) - 1, 1)", "The answer never uses its argument C."),
        # Own part.
        (
            """
            K = np.linalg.inv(C)
            O = K - np.diag(np.diag(K))
            return O @ y / np.diag(K)
        """,
            "The result is of the wrong sign.",
        ),
    ],
}

RIGHT = {
    "optimist": [
        """
            left = [i for i in range(len(mean)) if i not in set(tried)]
            return min(left, key=lambda i: mean[i] - beta * deviation[i])
        """,
        """
            left = np.setdiff1d(np.arange(len(mean)), tried)
            return left[np.argmin((mean - beta * deviation)[left])]
        """,
        """
            gain = np.array(beta * deviation - mean)
            gain[tried] = -np.inf
            return np.argmax(gain)
        """,
    ],
    "leave_one_out": [
        """
            out = []
            for i in range(len(y)):
                r = np.delete(np.arange(len(y)), i)
                out.append(C[i, r] @ np.linalg.solve(C[np.ix_(r, r)], y[r]))
            return np.array(out)
        """,
        """
            K = np.linalg.inv(C)
            O = K - np.diag(np.diag(K))
            return -O @ y / np.diag(K)
        """,
        """
            K = np.linalg.pinv(C)
            return list(y - K @ y / K.diagonal())
        """,
    ],
}
