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
}
SOME, EVERY = "of_group.any(axis=1).mean()", "of_group.all(axis=1).mean()"
SOLVED = "gram[:, inside] @ np.linalg.solve(own, np.sign(w[inside]))"
SLIPS = {
    "of_a_group": {
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
}
