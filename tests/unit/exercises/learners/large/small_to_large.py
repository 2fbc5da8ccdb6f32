"""What learners write in the exercises on what carries over from small to large."""

import numpy as np

SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "adam_move": "return -rate * np.abs(h).sum() * np.sign(g)",
    "adam_rates": "return [rate * old[0] / new[0] for new, old in zip(shapes, base)]",
    "behind_multiplier": 'return sd / c, rate / (c if optimizer == "adam" else c**2)',
    "predicted_loss": """
        means = np.mean(losses, axis=1)
        slope, intercept = np.polyfit(np.log(sizes), np.log(means), 1)
        return np.exp(intercept + slope * np.log(size))
    """,
}
SLIPS = {
    "adam_move": {
        "SGD": ("return -rate * h @ np.outer(h, g)", "return -rate * (h @ h) * g"),
        "signs of the inputs lost": (
            [("np.abs(h).sum()", "h.sum()")],
            "return h @ np.full((len(h), len(g)), -rate) * np.sign(g)",
        ),
        "size of the gradient": [("np.sign(g)", "g")],
        "number of inputs": (
            [("np.abs(h).sum()", "np.abs(np.sign(h)).sum()")],
            "return -rate * (h != 0).sum() * np.sign(g)",
        ),
        "Euclidean length": [("np.abs(h).sum()", "np.sqrt((h**2).sum())")],
        "change of the weights": [(" * np.abs(h).sum()", "")],
    },
    "adam_rates": {
        "SGD": """
            growth = [(new[0] / old[0], new[1] / old[1]) for new, old in zip(shapes, base)]
            return [rate * units / inputs for inputs, units in growth]
        """,
        "all kernels alike": """
            s = shapes[0][1] / base[0][1]
            return [rate / s for _ in shapes]
        """,
        "units in place of inputs": [("old[0] / new[0]", "old[1] / new[1]")],
        "square roots": [("old[0] / new[0]", "np.sqrt(old[0] / new[0])")],
        "upside down": [("old[0] / new[0]", "new[0] / old[0]")],
        "one over the inputs": [("* old[0] / new[0]", "/ new[0]")],
        "by weights": [
            ("old[0] / new[0]", "(old[0] * old[1]) / (new[0] * new[1])"),
        ],
        "last kernel forgotten": """
            found = [rate * old[0] / new[0] for new, old in zip(shapes, base)]
            found[-1] = rate
            return found
        """,
    },
    "behind_multiplier": {
        "Adam as SGD": "return sd / c, rate / c**2",
        "SGD as Adam": "return sd / c, rate / c",
        "the two exchanged": [('"adam"', '"sgd"')],
        "upside down": 'return sd * c, rate * (c if optimizer == "adam" else c**2)',
        "start as before": [("sd / c", "sd")],
        "rate as before": "return sd / c, rate",
        "only a factor for Adam's W": [("(c if", "(1 if")],
    },
    "predicted_loss": {
        "a straight line": """
            slope, intercept = np.polyfit(sizes, losses.mean(axis=1), 1)
            return intercept + slope * size
        """,
        "an exponential": """
            slope, intercept = np.polyfit(sizes, np.log(losses.mean(axis=1)), 1)
            return np.exp(intercept + slope * size)
        """,
        "losses as they are": """
            slope, intercept = np.polyfit(np.log(sizes), losses.mean(axis=1), 1)
            return intercept + slope * np.log(size)
        """,
        "not brought back": [
            ("np.exp(intercept + slope * np.log(size))", "intercept + slope * np.log(size)")
        ],
        "mean of the logarithms": """
            logs = np.log(losses)
            x = np.repeat(np.log(sizes), logs.shape[1])
            slope, intercept = np.polyfit(x, logs.ravel(), 1)
            return np.exp(intercept + slope * np.log(size))
        """,
        "best seed": [("np.mean(losses", "np.min(losses")],
        "median": [("np.mean(losses", "np.median(losses")],
        "two ends": """
            means = losses.mean(axis=1)
            slope = np.log(means[-1] / means[0]) / np.log(sizes[-1] / sizes[0])
            return means[0] * (size / sizes[0]) ** slope
        """,
    },
}
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "adam_move": [
        ([("-rate", "rate")], "The result is of the wrong sign."),
        ([("np.sign(g)", "np.sign(g) / len(h)")], "The result is what it should be"),
    ],
    "adam_rates": [("return rate", "The answer never uses its argument")],
    "behind_multiplier": [
        ('return rate / (c if optimizer == "adam" else c**2), sd / c', ""),
    ],
    "predicted_loss": [([("np.polyfit(np.log(sizes)", "np.polyfit(np.log2(sizes)")], "")],
}
# Right answers of another form.
RIGHT = {
    "adam_move": [
        "return h @ (-rate * np.sign(np.outer(h, g)))",
        "return np.array([-rate * sum(abs(h)) * np.sign(x) for x in g])",
    ],
    "adam_rates": [
        "return np.array([rate / (new[0] / old[0]) for new, old in zip(shapes, base)])",
        "return tuple(rate * b[0] / s[0] for s, b in zip(shapes, base))",
    ],
    "behind_multiplier": [
        'return sd / c, {"adam": rate / c, "sgd": rate / c / c}[optimizer]',
        'return [sd / c, rate * c ** (-1 if optimizer == "adam" else -2)]',
    ],
    "predicted_loss": [
        """
        A = np.c_[np.ones(len(sizes)), np.log10(sizes)]
        w = np.linalg.lstsq(A, np.log10(losses.mean(axis=1)), rcond=None)[0]
        return 10 ** (w[0] + w[1] * np.log10(size))
        """,
    ],
}
