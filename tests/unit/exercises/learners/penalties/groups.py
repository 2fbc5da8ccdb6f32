"""What learners write in the exercises on groups."""

import numpy as np

SCOPE = {"np": np}
SOLUTIONS = {
    "block_threshold": """
        length = np.linalg.norm(v)
        if length <= t:
            return np.zeros_like(v)
        return (1 - t / length) * v
    """,
    "group_lam_max": """
        lengths = []
        for g in np.unique(groups):
            Q = np.linalg.qr(X[:, groups == g])[0]
            lengths.append(np.linalg.norm(Q.T @ y) / np.sqrt(Q.shape[1]))
        return max(lengths) / np.sqrt(len(y))
    """,
}
FACTOR = "(1 - t / length)"
BASIS = "Q = np.linalg.qr(X[:, groups == g])[0]"
ROOT = "np.sqrt(Q.shape[1])"
SLIPS = {
    "block_threshold": {
        "t off each entry": "return np.maximum(v - t, 0)",
        "each entry by itself": "return np.sign(v) * np.maximum(np.abs(v) - t, 0)",
        "the shorter length for each": [("(1 - t / length) * v", "(length - t) + 0 * v")],
        "turned round below": [("length <= t", "length == 0")],
        "kept or dropped without shrinking": [("(1 - t / length) * v", "v")],
        "a share of t taken off": """
            return max(1 - t, 0) * v
        """,
        "divided by the square of the length": """
            length = np.sum(v**2)
            return max(1 - t / length, 0) * v if length else v
        """,
        "length as a sum": [("np.linalg.norm(v)", "np.abs(v).sum()")],
        "length as the largest entry": [("np.linalg.norm(v)", "np.abs(v).max()")],
        "shrunk as L2 does": "return v / (1 + t)",
        "direction alone": [(FACTOR, "1 / length")],
        "projected on the ball": [
            ("length <= t", "length == 0"),
            (FACTOR, "min(t / length, 1)"),
        ],
        "root of the size": (
            [
                ("length <= t", "length <= t * np.sqrt(len(v))"),
                ("t / length", "t * np.sqrt(len(v)) / length"),
            ],
            [("np.linalg.norm(v)", "np.sqrt(np.mean(v**2))")],
        ),
        "the same from each entry": [("(1 - t / length) * v", "v - t / length")],
        "factor without the length": [("(1 - t / length) * v", "(1 - t) * v")],
    },
    "group_lam_max": {
        "columns as they come": [(BASIS, "Q = X[:, groups == g]"), ("np.sqrt(len(y))", "len(y)")],
        "columns scaled one by one": [
            (BASIS, "Q = X[:, groups == g]; Q = Q / np.linalg.norm(Q, axis=0)")
        ],
        "sizes forgotten": [(f" / {ROOT}", "")],
        "size for its root": [(ROOT, "Q.shape[1]")],
        "multiplied by the root": [(f"/ {ROOT}", f"* {ROOT}")],
        "all groups added up": [("max(lengths)", "sum(lengths)")],
        "the smallest group": [("max(lengths)", "min(lengths)")],
        "mean of the groups": [("max(lengths)", "np.mean(lengths)")],
        "divided by n": [("np.sqrt(len(y))", "len(y)")],
        "not divided by n": [(" / np.sqrt(len(y))", "")],
        "each column a group": "return np.max(np.abs(X.T @ y) / X.std(axis=0)) / len(y)",
        "largest entry of a group": [("np.linalg.norm(Q.T @ y)", "np.abs(Q.T @ y).max()")],
        "length squared": [("np.linalg.norm(Q.T @ y)", "np.sum((Q.T @ y) ** 2)")],
        "number of all columns": [("np.sqrt(Q.shape[1])", "np.sqrt(X.shape[1])")],
        "number of groups": [("np.sqrt(Q.shape[1])", "np.sqrt(len(set(groups)))")],
        "labels counted from 0": """
        found = [0.0]
        for g in range(len(set(groups))):
            columns = X[:, groups == g]
            if columns.shape[1]:
                Q = np.linalg.qr(columns)[0]
                found.append(np.linalg.norm(Q.T @ y) / np.sqrt(len(y) * Q.shape[1]))
        return max(found)
    """,
    },
}
OTHERS = {
    "block_threshold": [
        ([(FACTOR, "(t / length - 1)")], "The result is of the wrong sign."),
        ([(FACTOR, "(1 - t / length) / length")], ""),
        ([("np.zeros_like(v)", "v")], ""),
        ([(FACTOR, "(1 - 2 * t / length)")], ""),
    ],
    "group_lam_max": [
        ([("np.sqrt(len(y))", "np.sqrt(2 * len(y))")], ""),
        ([("max(lengths)", "np.array(lengths)")], "The result has more entries than are asked"),
    ],
}
RIGHT = {
    "block_threshold": [
        "return v * max(1 - t / max(np.linalg.norm(v), 1e-300), 0)",
        """
        length = float(np.sqrt(v @ v))
        return v - v * min(t / length, 1) if length > 0 else v
        """,
    ],
    "group_lam_max": [
        # By least squares, without a basis: the length of what the group alone would fit.
        """
        best = 0
        for g in set(groups):
            A = X[:, groups == g]
            fit = A @ np.linalg.lstsq(A, y, rcond=None)[0]
            best = max(best, np.sqrt(np.mean(fit**2) / A.shape[1]))
        return best
        """,
    ],
}
