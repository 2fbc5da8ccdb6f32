"""What learners write in the exercises on what carries over from small to large."""

import numpy as np
from learners.brief import BRIEF

SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "adam_move": "return -rate * np.abs(h).sum() * np.sign(g)",
    "seen_by_another": """
        if optimizer == "adam":
            return -rate * (other @ np.sign(h)) * np.sign(g)
        return -rate * (other @ h) * g
    """,
    "adam_rates": "return [rate * old[0] / new[0] for new, old in zip(shapes, base)]",
    "behind_multiplier": 'return sd / c, rate / (c if optimizer == "adam" else c**2)',
    "interval": """
        x, y, x0 = np.log(sizes), np.log(means), np.log(size)
        slope, intercept = np.polyfit(x, y, 1)
        rest = y - intercept - slope * x
        sd = np.sqrt(rest @ rest / (len(x) - 2))
        off = (x0 - x.mean()) ** 2 / np.sum((x - x.mean()) ** 2)
        line, half = intercept + slope * x0, times * sd * np.sqrt(1 + 1 / len(x) + off)
        return np.exp(line - half), np.exp(line + half)
    """,
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
    "seen_by_another": {
        "the row of the step": [("other @", "h @")],
        "the other row alone": """
            if optimizer == "adam":
                return -rate * np.abs(other).sum() * np.sign(g)
            return -rate * (other @ other) * g
        """,
        "all of one sign": [("(other @ np.sign(h))", "np.abs(other).sum()")],
        "signs of both rows": [("(other @ np.sign(h))", "(np.sign(other) @ np.sign(h))")],
        "sign of the sum": """
            change = other @ h * g
            return -rate * (np.sign(change) if optimizer == "adam" else change)
        """,
        "what the two rows differ by": [("other @", "(other - h) @")],
        "signs of h lost": [("(other @ np.sign(h))", "other.sum()")],
        "zero taken for positive": [("np.sign(h)", "np.where(h >= 0, 1, -1)")],
        "Adam as SGD": (
            "return -rate * (other @ h) * g",
            "return other @ (-rate * np.outer(h, g))",
        ),
        "SGD as Adam": "return -rate * (other @ np.sign(h)) * np.sign(g)",
        "the two exchanged": [('"adam"', '"sgd"')],
        "size of the activations for Adam": [("np.sign(h)", "h")],
        "size of the gradient for Adam": [("np.sign(g)", "g")],
        "lengths alone": [
            ("(other @ h) * g", "np.linalg.norm(h) * np.linalg.norm(other) * g"),
        ],
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
    "interval": {
        "the line taken for known": [(" * np.sqrt(1 + 1 / len(x) + off)", "")],
        "the line alone": [("np.sqrt(1 + 1", "np.sqrt(1")],
        "as wide everywhere": [(" + off)", ")")],
        "the slope alone": [(" + 1 / len(x)", "")],
        "error of a mean": [("np.sqrt(1 + 1 / len(x) + off)", "np.sqrt(1 / len(x))")],
        "deviations added": [
            ("np.sqrt(1 + 1 / len(x) + off)", "(1 + np.sqrt(1 / len(x) + off))"),
        ],
        "height and slope independent": [
            ("1 / len(x) + off", "(np.sum(x**2) / len(x) + x0**2) / np.sum((x - x.mean()) ** 2)"),
        ],
        "divided by m": (
            [("(len(x) - 2)", "len(x)")],
            [("np.sqrt(rest @ rest / (len(x) - 2))", "rest.std()")],
        ),
        "divided by m − 1": [("np.sqrt(rest @ rest / (len(x) - 2))", "rest.std(ddof=1)")],
        "distance from the last size": [("(x0 - x.mean())", "(x0 - x.max())")],
        "spread as a mean": [("np.sum((x - x.mean()) ** 2)", "x.var()")],
        "sizes as they are": [("np.log(sizes)", "sizes"), ("np.log(size)", "size")],
        "losses as they are": [
            ("np.log(means)", "means"),
            ("np.exp(line - half), np.exp(line + half)", "line - half, line + half"),
        ],
        "not brought back": [
            ("np.exp(line - half), np.exp(line + half)", "line - half, line + half"),
        ],
        "logarithms added to a loss": [
            ("np.exp(line - half), np.exp(line + half)", "np.exp(line) - half, np.exp(line) + half")
        ],
        "a share of the loss": [
            (
                "np.exp(line - half), np.exp(line + half)",
                "np.exp(line) * (1 - half), np.exp(line) * (1 + half)",
            )
        ],
        "distance of the sizes as they are": [
            (
                "(x0 - x.mean()) ** 2 / np.sum((x - x.mean()) ** 2)",
                "(size - sizes.mean()) ** 2 / np.sum((sizes - sizes.mean()) ** 2)",
            )
        ],
        "a part without its root": [("np.sqrt(1 + 1 / len(x) + off)", "(1 + 1 / len(x) + off)")],
        "σ squared": [("np.sqrt(rest @ rest / (len(x) - 2))", "rest @ rest / (len(x) - 2)")],
        "variance for deviation": [
            ("np.sqrt(rest @ rest / (len(x) - 2))", "rest @ rest / (len(x) - 2)"),
            ("np.sqrt(1 + 1 / len(x) + off)", "(1 + 1 / len(x) + off)"),
        ],
        "scatter of the means": [
            ("sd * np.sqrt(1 + 1 / len(x) + off)", "y.std(ddof=1)"),
        ],
        "the width brought back by itself": [
            (
                "np.exp(line - half), np.exp(line + half)",
                "np.exp(line) - np.exp(half), np.exp(line) + np.exp(half)",
            )
        ],
        "the deviation brought back by itself": [
            ("times * sd", "sd"),
            (
                "np.exp(line - half), np.exp(line + half)",
                "tuple(np.exp(line) + np.array([-times, times]) * np.exp(half))",
            ),
        ],
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
        "back from another base": [
            ("np.polyfit(np.log(sizes), np.log(", "np.polyfit(np.log10(sizes), np.log10("),
        ],
    },
}
for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "adam_move": [
        ([("-rate", "rate")], "The result is of the wrong sign."),
        ([("np.sign(g)", "np.sign(g) / len(h)")], "The result is what it should be"),
    ],
    "seen_by_another": [
        ([("-rate", "rate")], "The result is of the wrong sign."),
        ("return -rate * np.outer(h, g)", ""),
    ],
    "adam_rates": [("return rate", "The result is the first of what is asked")],
    "behind_multiplier": [
        ('return rate / (c if optimizer == "adam" else c**2), sd / c', ""),
    ],
    "interval": [
        ([("line - half", "LOW"), ("line + half", "line - half"), ("LOW", "line + half")], ""),
        ([("times * ", "2 * ")], "The answer never uses its argument"),
    ],
    "predicted_loss": [([("np.polyfit(np.log(sizes)", "np.polyfit(np.log2(sizes)")], "")],
}
# Right answers of another form.
RIGHT = {
    "adam_move": [
        "return h @ (-rate * np.sign(np.outer(h, g)))",
        "return np.array([-rate * sum(abs(h)) * np.sign(x) for x in g])",
    ],
    "seen_by_another": [
        """
        G = np.outer(h, g)
        return other @ (-rate * (np.sign(G) if optimizer == "adam" else G))
        """,
        """
        moved = np.zeros(len(g))
        for j in range(len(g)):
            for i in range(len(h)):
                slope = h[i] * g[j]
                if optimizer == "adam" and slope != 0:
                    slope = slope / abs(slope)
                moved[j] -= rate * slope * other[i]
        return moved
        """,
    ],
    "adam_rates": [
        "return np.array([rate / (new[0] / old[0]) for new, old in zip(shapes, base)])",
        "return tuple(rate * b[0] / s[0] for s, b in zip(shapes, base))",
    ],
    "behind_multiplier": [
        'return sd / c, {"adam": rate / c, "sgd": rate / c / c}[optimizer]',
        'return [sd / c, rate * c ** (-1 if optimizer == "adam" else -2)]',
    ],
    "interval": [
        """
        A = np.c_[np.ones(len(sizes)), np.log(sizes)]
        a0, y = np.array([1, np.log(size)]), np.log(means)
        w = np.linalg.solve(A.T @ A, A.T @ y)
        variance = np.sum((y - A @ w) ** 2) / (len(y) - 2)
        half = times * (variance * (1 + a0 @ np.linalg.inv(A.T @ A) @ a0)) ** 0.5
        return np.exp([a0 @ w - half, a0 @ w + half])
        """,
        """
        x, y = np.log(sizes), np.log(means)
        w = (1 / len(x) + (x - x.mean()) * (np.log(size) - x.mean()) / (len(x) * x.var()))
        b = np.cov(x, y, bias=True)[0, 1] / x.var()
        s = (len(x) * (y.var() - b**2 * x.var()) / (len(x) - 2)) ** 0.5
        factor = np.exp(times * s * (1 + w @ w) ** 0.5)
        return np.exp(w @ y) / factor, np.exp(w @ y) * factor
        """,
    ],
    "predicted_loss": [
        """
        A = np.c_[np.ones(len(sizes)), np.log10(sizes)]
        w = np.linalg.lstsq(A, np.log10(losses.mean(axis=1)), rcond=None)[0]
        return 10 ** (w[0] + w[1] * np.log10(size))
        """,
    ],
}
