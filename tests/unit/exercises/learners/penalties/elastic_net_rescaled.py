"""What learners write in the exercises on the elastic net in other scalings."""

from learners.penalties import elastic_net
from learners.penalties.elastic_net import prox


def from_article(strength, alpha):
    return strength * (1 + alpha), (1 - alpha) / (1 + alpha)


SCOPE = elastic_net.SCOPE | {"from_article": from_article}
SOLUTIONS = {
    "article_prox": """
        shrunken = soft_threshold(v, step * lam * (1 - alpha))
        return shrunken / (1 + 2 * step * lam * alpha)
    """,
    "rescale": """
        own = (1 + lam * (1 - mix)) * w / X.std(axis=0)
        return own, y.mean() - X.mean(axis=0) @ own
    """,
}
FACTOR = "(1 + lam * (1 - mix))"
INTERCEPT = "y.mean() - X.mean(axis=0) @ own"
SLIPS = {
    "article_prox": {
        "the book's half": "return prox(v, lam, 1 - alpha, step)",
        "parts exchanged": "alpha = 1 - alpha\nreturn soft_threshold(v, step * lam * (1 - alpha)) "
        "/ (1 + 2 * step * lam * alpha)",
        "divided first": (
            "return soft_threshold(v / (1 + 2 * step * lam * alpha), step * lam * (1 - alpha))"
        ),
        "step forgotten": "return prox(v, *from_article(lam, alpha))",
        "never zero": [
            (
                "soft_threshold(v, step * lam * (1 - alpha))",
                "v - np.sign(v) * step * lam * (1 - alpha)",
            )
        ],
        "the page's operator": "return prox(v, lam, alpha, step)",
        "half as much L2": [("2 * step", "step / 2")],
        "step missing in the divisor": [("2 * step * lam", "2 * lam")],
        "step missing in the threshold": [("(v, step * lam", "(v, lam")],
        "λ forgotten": [("step * lam", "step")],
        "division alone": "return v / (1 + 2 * step * lam * alpha)",
        "no 1 in the divisor": [("1 + 2", "2")],
        "1 less in place of 1 more": [("1 + 2", "1 - 2")],
        "multiplied": [("shrunken / ", "shrunken * ")],
        "threshold doubled": [("(v, step", "(v, 2 * step")],
        "hard threshold": [
            (
                "soft_threshold(v, step * lam * (1 - alpha))",
                "np.where(abs(v) <= step * lam * (1 - alpha), 0, v)",
            )
        ],
        "a step on the penalty": (
            "return v - step * lam * (2 * alpha * v + (1 - alpha) * np.sign(v))"
        ),
        "threshold alone": [("/ (1 + 2 * step * lam * alpha)", "")],
        "whole strength in the divisor": [("2 * step * lam * alpha", "2 * step * lam")],
        "whole strength as threshold": [("(v, step * lam * (1 - alpha))", "(v, step * lam)")],
        "threshold halved": [("(1 - alpha))", "(1 - alpha) / 2)")],
        "slope of the squares subtracted": """
            return soft_threshold(v, step * lam * (1 - alpha)) - 2 * step * lam * alpha * v
        """,
        "for positive weights alone": [
            ("soft_threshold(v, step * lam * (1 - alpha))", "v - step * lam * (1 - alpha)")
        ],
        "mean of two results": """
            return (1 - alpha) * soft_threshold(v, step * lam) + alpha * v / (1 + 2 * step * lam)
        """,
        "multiplied by one less": """
            return soft_threshold(v, step * lam * (1 - alpha)) * (1 - 2 * step * lam * alpha)
        """,
        "λ missing in the divisor": [("1 + 2 * step * lam * alpha", "1 + 2 * step * alpha")],
        "λ missing in the threshold": [("step * lam * (1 - alpha)", "step * (1 - alpha)")],
        "threshold on the length": """
        t = step * lam * (1 - alpha)
        length = np.linalg.norm(v)
        return v * max(0, 1 - t / length) / (1 + 2 * step * lam * alpha)
    """,
    },
    "rescale": {
        "not rescaled": [(FACTOR + " * ", "")],
        "whole strength": [(FACTOR, "(1 + lam)")],
        "root": [(FACTOR, f"np.sqrt{FACTOR}")],
        "number of rows in the factor": [("1 + lam", "1 + len(y) * lam")],
        "naive intercept": [(INTERCEPT, "y.mean() - X.mean(axis=0) @ (w / X.std(axis=0))")],
        "mean as intercept": [(INTERCEPT, "y.mean()")],
        "divided once more": [(FACTOR + " * w", f"w / {FACTOR}")],
        "no 1 in the factor": [("1 + lam", "lam")],
        "mix exchanged": [("(1 - mix)", "mix")],
        "half of the L2 part": [("(1 - mix)", "(1 - mix) / 2")],
        "multiplied by the deviation": [("w / X.std", "w * X.std")],
        "divided by the variance": [("X.std", "X.var")],
        "divided by the length": [("X.std(axis=0)", "np.linalg.norm(X - X.mean(axis=0), axis=0)")],
        "one deviation for all": [("X.std(axis=0)", "X.std()")],
        "intercept left at zero": [(INTERCEPT, "0.0")],
        "intercept with the wrong sign": [(INTERCEPT, "y.mean() + X.mean(axis=0) @ own")],
        "intercept of the standardized weights": [
            (INTERCEPT, f"y.mean() - X.mean(axis=0) @ ({FACTOR} * w)")
        ],
        "intercept of the given weights": [(INTERCEPT, "y.mean() - X.mean(axis=0) @ w")],
        "a part for each column": [(INTERCEPT, "y.mean() - X.mean(axis=0) * own")],
        "intercept rescaled": [
            (INTERCEPT, f"{FACTOR} * (y.mean() - X.mean(axis=0) @ (w / X.std(axis=0)))")
        ],
        "units of the standardized": [(" / X.std(axis=0)", "")],
        "other deviation": [("X.std(axis=0)", "X.std(axis=0, ddof=1)")],
        "factor squared": [("(1 + lam * (1 - mix))", "(1 + lam * (1 - mix)) ** 2")],
        "units of the targets": [("* w /", "* w * y.std() /")],
        "median of the residuals": [("y.mean() - X.mean(axis=0) @ own", "np.median(y - X @ own)")],
        "means divided once more": [("- X.mean(axis=0) @", "- X.mean(axis=0) / X.std(axis=0) @")],
    },
}
OTHERS = {
    "article_prox": [
        (
            lambda v, step, lam, alpha: -prox(v, *from_article(lam, alpha), step),
            "The result is of the wrong sign.",
        ),
        (
            lambda v, step, lam, alpha: prox(v, *from_article(lam, alpha), step).sum(),
            "The result is the sum of what is asked",
        ),
        (
            [
                (
                    "soft_threshold(v, step * lam * (1 - alpha))",
                    "np.maximum(v - step * lam * (1 - alpha), 0)",
                )
            ],
            "The result is what it should be, cut off",
        ),
    ],
    "rescale": [
        (
            [("return own, " + INTERCEPT, f"return {INTERCEPT}, own")],
            "The parts are right, in another",
        ),
        ([("return own, " + INTERCEPT, "return own")], "Return w, b together"),
        ([(INTERCEPT, "y - X @ own")], "Right: w. b has more entries than are asked"),
    ],
}
RIGHT = {
    "article_prox": [
        lambda v, step, lam, alpha: prox(v, *from_article(lam, alpha), step),
        lambda v, step, lam, alpha: prox(v, *from_article(lam, alpha), step).tolist(),
    ],
    "rescale": [
        [("return own, " + INTERCEPT, "return [own, np.mean(y - X @ own)]")],
        [("own = (1 + lam * (1 - mix)) * w", "own = (w + lam * (1 - mix) * w)")],
    ],
}
