"""What learners write in the exercises on weight decay when things grow."""

import numpy as np
from learners.brief import BRIEF

SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "shares": """
        kept = 1 - rate * decay
        late = rate * decay * kept ** np.arange(steps - 1, -1, -1)
        return np.r_[kept**steps, late]
    """,
    "carried_decay": """
        memory = 1 / (before[0] * decay) / (before[1] / before[2])
        return 1 / (after[0] * memory * after[1] / after[2])
    """,
    "at_rest": """
        length = (rate * square / (2 * decay - rate * decay**2)) ** 0.25
        return length, np.arccos(1 - rate * decay)
    """,
}
SLIPS = {
    "shares": {
        "newest first": [("np.arange(steps - 1, -1, -1)", "np.arange(steps)")],
        "all alike": [
            (
                "late = rate * decay * kept ** np.arange(steps - 1, -1, -1)",
                "late = np.full(steps, (1 - kept**steps) / steps)",
            )
        ],
        "start forgotten": [("np.r_[kept**steps", "np.r_[0")],
        "one step too late": [("np.arange(steps - 1, -1, -1)", "np.arange(steps, 0, -1)")],
        "not averaged": [("rate * decay * kept", "kept")],
        "exponentials": """
            kept = np.exp(-rate * decay)
            late = (1 - kept) * kept ** np.arange(steps - 1, -1, -1)
            return np.r_[kept**steps, late]
        """,
        "exponentials in place of powers": [
            ("kept = 1 - rate * decay", "kept = np.exp(-rate * decay)")
        ],
        "the rate alone": [
            ("kept = 1 - rate * decay", "kept = 1 - rate"),
            ("late = rate * decay", "late = rate"),
        ],
        "the decay alone": [
            ("kept = 1 - rate * decay", "kept = 1 - decay"),
            ("late = rate * decay", "late = decay"),
        ],
        "enters with the rate": [("late = rate * decay", "late = rate")],
        "factors of the updates": [("late = rate * decay", "late = -rate")],
        "start last": [("np.r_[kept**steps, late]", "np.r_[late, kept**steps]")],
        "all from the last step back": [
            ("np.arange(steps - 1, -1, -1)", "np.arange(steps)"),
            ("np.r_[kept**steps, late]", "np.r_[late, kept**steps]"),
        ],
        "start not faded": [("np.r_[kept**steps", "np.r_[1")],
        "start faded once too seldom": [("kept**steps", "kept ** (steps - 1)")],
        "updates faded once too seldom": [("late]", "late / kept]")],
        "updates sum to one": [("late]", "(1 / late.sum()) * late]")],
    },
    "carried_decay": {
        "decay kept": "return decay",
        "upside down": """
            (a, n, b), (c, m, d) = before, after
            return decay * (c * m / d) / (a * n / b)
        """,
        "rate forgotten": "return decay * (before[1] / before[2]) / (after[1] / after[2])",
        "batch forgotten": "return decay * before[0] * before[1] / (after[0] * after[1])",
        "batch the wrong way": "return decay * np.prod(before) / np.prod(after)",
        "memory in steps": "return decay * before[0] / after[0]",
        "square roots": """
            (a, n, b), (c, m, d) = before, after
            return decay * np.sqrt(a * n / b / (c * m / d))
        """,
        "rate the wrong way": """
            (a, n, b), (c, m, d) = before, after
            return decay * (c * n / b) / (a * m / d)
        """,
        "rows alone": "return decay / (after[1] / before[1])",
        "batches alone": "return decay / (before[2] / after[2])",
    },
    "at_rest": {
        "length to first order": [("(2 * decay - rate * decay**2)", "(2 * decay)")],
        "sine for cosine": [("np.arccos", "np.arcsin")],
        "share for angle": [("np.arccos(1 - rate * decay)", "rate * decay")],
        "fixed gradient": [("** 0.25", "** 0.5")],
        "first order": "return (rate * square / (2 * decay)) ** 0.25, np.sqrt(2 * rate * decay)",
        "angle by its root": [("np.arccos(1 - rate * decay)", "np.sqrt(2 * rate * decay)")],
        "cosine": [("np.arccos(1 - rate * decay)", "1 - rate * decay")],
        "degrees": [("np.arccos(1 - rate * decay)", "np.degrees(np.arccos(1 - rate * decay))")],
        "angle from the old length": [
            (
                "np.arccos(1 - rate * decay)",
                "np.arctan(rate * np.sqrt(square) / length**2)",
            )
        ],
        "small angle as tangent": [
            ("np.arccos(1 - rate * decay)", "np.arctan((2 * decay * rate) ** 0.5)")
        ],
        "small angle as sine": [
            ("np.arccos(1 - rate * decay)", "np.arcsin((2 * decay * rate) ** 0.5)")
        ],
    },
}
for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "shares": [([("np.r_[kept**steps, late]", "late")], "The result has one entry too few")],
    "carried_decay": [
        (
            """
            (a, n, b), (c, m, d) = before, after
            return round(decay * (a * n / b) / (c * m / d))
            """,
            "",
        ),
    ],
    "at_rest": [],
}
# Right answers of another form.
RIGHT = {
    "shares": [
        """
        found = [1.0]
        for _ in range(steps):
            found = [s * (1 - rate * decay) for s in found] + [rate * decay]
        return found
        """,
    ],
    "carried_decay": [
        """
        (a, n, b), (c, m, d) = before, after
        return decay * a / c * n / m * d / b
        """,
    ],
    "at_rest": [
        """
        x = rate * decay
        length = np.sqrt(np.sqrt(rate**2 * square / (1 - (1 - x) ** 2)))
        return length, np.arctan2(np.sqrt(2 * x - x**2), 1 - x)
        """,
    ],
}
