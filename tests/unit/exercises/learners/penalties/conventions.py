"""What learners write in the exercises on conventions."""

import math

import numpy as np

from helpers.conventions import convert


def carried(strength, mix, source, target, n):
    """Return what the converter of the page gives."""
    return convert(strength, mix, source=source, target=target, n_samples=n)


def together(l1, l2):
    """Return two strengths as their sum and the share of the first."""
    return l1 + l2, (l1 / (l1 + l2) if l1 + l2 else 0.0)


def standardized(lam, r, n):
    """Return the right strength and mix for the columns divided with n - 1."""
    c = np.sqrt((n - 1) / n)
    return together(lam * r * c, lam * (1 - r) * c**2)


SCOPE = {"math": math, "np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "ridge_alpha": """
        return n * l2
    """,
    "to_article_a": """
        alpha_a = (1 - l1_ratio) / (1 + l1_ratio)
        return alpha / (1 + alpha_a), alpha_a
    """,
    "same_c": """
        return C * n / m
    """,
    "several_outputs": """
        return n * k * l2
    """,
    "restandardized": """
        shrink = np.sqrt((n - 1) / n)
        part_l1, part_l2 = lam * r * shrink, lam * (1 - r) * shrink**2
        return part_l1 + part_l2, part_l1 / (part_l1 + part_l2)
    """,
    "for_glmnet": """
        part_l1, part_l2 = lam * r, lam * (1 - r) * s
        return part_l1 + part_l2, part_l1 / (part_l1 + part_l2)
    """,
    "resting_point": """
        return weight_decay * (1 - momentum) / 2
    """,
}
# What learners do wrong, by the name of the mistake in the registry.
SLIPS = {
    "ridge_alpha": {
        "the same number": lambda l2, n: l2,
        "divided by n": lambda l2, n: l2 / n,
        "twice": lambda l2, n: 2 * n * l2,
        "half": lambda l2, n: n * l2 / 2,
        "the inverse": lambda l2, n: 1 / (n * l2),
        "divided by twice the rows": "return l2 / (2 * n)",
        "one row less": "return (n - 1) * l2",
    },
    "to_article_a": {
        "the same two numbers": lambda alpha, l1_ratio: (alpha, l1_ratio),
        "mix turned round": lambda alpha, l1_ratio: (alpha, 1 - l1_ratio),
        "strength left alone": lambda alpha, l1_ratio: (alpha, (1 - l1_ratio) / (1 + l1_ratio)),
        "strength the wrong way": lambda alpha, l1_ratio: (
            alpha * (1 + (1 - l1_ratio) / (1 + l1_ratio)),
            (1 - l1_ratio) / (1 + l1_ratio),
        ),
        "in the other order": lambda alpha, l1_ratio: (
            (1 - l1_ratio) / (1 + l1_ratio),
            alpha * (1 + l1_ratio) / 2,
        ),
        "the formula as it stands": lambda alpha, l1_ratio: (
            alpha * (1 + l1_ratio),
            (1 - l1_ratio) / (1 + l1_ratio),
        ),
        "divided by 1 + r": lambda alpha, l1_ratio: (
            alpha / (1 + l1_ratio),
            (1 - l1_ratio) / (1 + l1_ratio),
        ),
        "the ½ on the wrong side": lambda alpha, l1_ratio: (
            alpha * l1_ratio + 2 * alpha * (1 - l1_ratio),
            2 * (1 - l1_ratio) / (l1_ratio + 2 * (1 - l1_ratio)),
        ),
        "share of L1": lambda alpha, l1_ratio: (
            alpha * (1 + l1_ratio) / 2,
            2 * l1_ratio / (1 + l1_ratio),
        ),
        "mix left alone": lambda alpha, l1_ratio: (alpha * (1 + l1_ratio) / 2, l1_ratio),
        "mix only turned round": lambda alpha, l1_ratio: (alpha * (1 + l1_ratio) / 2, 1 - l1_ratio),
        "two strengths": lambda alpha, l1_ratio: (alpha * l1_ratio, alpha * (1 - l1_ratio) / 2),
        "two strengths, the square first": lambda alpha, l1_ratio: (
            alpha * (1 - l1_ratio) / 2,
            alpha * l1_ratio,
        ),
        "mix upside down": """
        alpha_a = (1 + l1_ratio) / max(1 - l1_ratio, 1e-300)
        return alpha / (1 + alpha_a), alpha_a
    """,
        "half of the share of L2": """
        alpha_a = (1 - l1_ratio) / 2
        return alpha / (1 + alpha_a), alpha_a
    """,
    },
    "same_c": {
        "rounded down": "return C * (n // m)",
        "the same C": lambda C, n, m: C,
        "the wrong way": lambda C, n, m: C * m / n,
        "λ in place of C": lambda C, n, m: 1 / (C * n),
        "mλ in place of C": lambda C, n, m: m / (C * n),
        "rows on top": lambda C, n, m: C * n / (n + m),
        "root of the ratio": lambda C, n, m: C * np.sqrt(n / m),
        "λ on the new rows": lambda C, n, m: 1 / (C * m),
        "ratio squared": "return C * (n / m) ** 2",
    },
    "several_outputs": {
        "outputs forgotten": lambda l2, n, k: n * l2,
        "divided by the outputs": lambda l2, n, k: n * l2 / k,
        "rows forgotten": lambda l2, n, k: k * l2,
        "twice": lambda l2, n, k: 2 * n * k * l2,
        "the same number": lambda l2, n, k: l2,
        "divided by both": lambda l2, n, k: l2 / (n * k),
        "half": lambda l2, n, k: n * k * l2 / 2,
        "rows and outputs added": "return (n + k) * l2",
    },
    "restandardized": {
        "unchanged": lambda lam, r, n: (lam, r),
        "the wrong way": lambda lam, r, n: (
            lam * r / np.sqrt((n - 1) / n) + lam * (1 - r) * n / (n - 1),
            r / np.sqrt((n - 1) / n) / (r / np.sqrt((n - 1) / n) + (1 - r) * n / (n - 1)),
        ),
        "one factor for both": lambda lam, r, n: (lam * np.sqrt((n - 1) / n), r),
        "the square for both": lambda lam, r, n: (lam * (n - 1) / n, r),
        "the two exchanged": lambda lam, r, n: (
            lam * r * (n - 1) / n + lam * (1 - r) * np.sqrt((n - 1) / n),
            lam * r * (n - 1) / n / (lam * r * (n - 1) / n + lam * (1 - r) * np.sqrt((n - 1) / n)),
        ),
        "no root": lambda lam, r, n: (
            lam * r * (n - 1) / n + lam * (1 - r) * ((n - 1) / n) ** 2,
            r / (r + (1 - r) * (n - 1) / n),
        ),
        "L1 alone": lambda lam, r, n: together(lam * r * np.sqrt((n - 1) / n), lam * (1 - r)),
        "L2 alone": lambda lam, r, n: together(lam * r, lam * (1 - r) * (n - 1) / n),
        "mix left alone": lambda lam, r, n: (
            lam * r * np.sqrt((n - 1) / n) + lam * (1 - r) * (n - 1) / n,
            r,
        ),
        "strength left alone": lambda lam, r, n: (
            lam,
            r * np.sqrt((n - 1) / n) / (r * np.sqrt((n - 1) / n) + (1 - r) * (n - 1) / n),
        ),
        "two strengths": lambda lam, r, n: (
            lam * r * np.sqrt((n - 1) / n),
            lam * (1 - r) * (n - 1) / n,
        ),
        "share not divided": lambda lam, r, n: (
            standardized(lam, r, n)[0],
            r * np.sqrt((n - 1) / n),
        ),
    },
    "for_glmnet": {
        "unchanged": lambda lam, r, s: (lam, r),
        "the wrong way": lambda lam, r, s: together(lam * r, lam * (1 - r) / s),
        "both parts": lambda lam, r, s: (lam * s, r),
        "the square of s": lambda lam, r, s: together(lam * r, lam * (1 - r) * s * s),
        "the L1 part": lambda lam, r, s: together(lam * r * s, lam * (1 - r)),
        "both parts divided": lambda lam, r, s: (lam / s, r),
        "mix left alone": lambda lam, r, s: (lam * r + lam * (1 - r) * s, r),
        "strength left alone": lambda lam, r, s: (lam, together(lam * r, lam * (1 - r) * s)[1]),
        "two strengths": lambda lam, r, s: (lam * r, lam * (1 - r) * s),
        "share of L2": lambda lam, r, s: (
            together(lam * r, lam * (1 - r) * s)[0],
            1 - together(lam * r, lam * (1 - r) * s)[1],
        ),
    },
    "resting_point": {
        "momentum forgotten": lambda weight_decay, momentum: weight_decay / 2,
        "the wrong way": lambda weight_decay, momentum: weight_decay / (1 - momentum) / 2,
        "loss without its ½": lambda weight_decay, momentum: weight_decay * (1 - momentum),
        "momentum itself": lambda weight_decay, momentum: weight_decay * momentum / 2,
        "the number itself": lambda weight_decay, momentum: weight_decay,
        "sign of the momentum": lambda weight_decay, momentum: weight_decay * (1 + momentum) / 2,
        "twice in place of half": lambda weight_decay, momentum: 2 * weight_decay * (1 - momentum),
        "the wrong way, without the ½": lambda weight_decay, momentum: (
            weight_decay / (1 - momentum)
        ),
    },
}
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "ridge_alpha": [
        (lambda l2, n: l2 / 2, "The result is what it should be, divided by 2 · n."),
        (lambda l2, n: -n * l2, "The result is of the wrong sign."),
        (lambda l2, n: n**2 * l2, "The result is n times what it should be."),
        (lambda l2, n: np.full(n, l2), "The result has more entries than are asked: their sum is"),
        (lambda l2, n: n * l2**2, "The result is l2 times what it should be."),
    ],
    "to_article_a": [
        (
            lambda alpha, l1_ratio: (alpha * (1 - l1_ratio) / 2, (1 - l1_ratio) / (1 + l1_ratio)),
            "Right: alpha_a.",
        ),
        (
            lambda alpha, l1_ratio: (alpha * (1 + l1_ratio), 2 * l1_ratio / (1 + l1_ratio)),
            "lam_a is twice what it should be",
        ),
        (
            lambda alpha, l1_ratio: (
                2 * 67 * alpha * (1 + l1_ratio) / 2,
                (1 - l1_ratio) / (1 + l1_ratio),
            ),
            "Right: alpha_a.",
        ),
        (
            lambda alpha, l1_ratio: alpha * (1 + l1_ratio) / 2,
            "Return lam_a, alpha_a together, as a tuple.",
        ),
        (
            lambda alpha, l1_ratio: (
                alpha * (1 + l1_ratio) / 2,
                (1 + l1_ratio) / (1 - l1_ratio) if l1_ratio < 1 else 0.0,
            ),
            "Right: lam_a.",
        ),
    ],
    "same_c": [
        (lambda C, n, m: n / m, "The result is what it should be, divided by C."),
        (lambda C, n, m: C * n, "The result is m times what it should be."),
        (lambda C, n, m: C * n // m, "The result is rounded."),
        (lambda C, n, m: 2 * C * n / m, "The result is twice what it should be."),
        (lambda C, n, m: -C * n / m, "The result is of the wrong sign."),
        (lambda C, n, m: C * n / m / 2, "The result is half of what it should be."),
    ],
    "several_outputs": [
        (
            lambda l2, n, k: k * l2 / n,
            "The result is what it should be, divided by the square of n.",
        ),
        (lambda l2, n, k: n * k * k * l2, "The result is k times what it should be."),
        (lambda l2, n, k: -n * k * l2, "The result is of the wrong sign."),
        (
            lambda l2, n, k: np.full(k, n * l2),
            "The result has more entries than are asked: their sum is",
        ),
    ],
    "restandardized": [
        (
            lambda lam, r, n: (lambda s: (s[1], s[0]))(standardized(lam, r, n)),
            "The parts are right, in another order than lam_new, r_new.",
        ),
        (
            lambda lam, r, n: (standardized(lam, r, n)[0], 1 - standardized(lam, r, n)[1]),
            "Right: lam_new. r_new is 1 less what it should be.",
        ),
        (
            lambda lam, r, n: together(lam * r, lam * (1 - r) * np.sqrt((n - 1) / n)),
            "Right: r_new.",
        ),
        (
            lambda lam, r, n: standardized(lam, r, n)[0],
            "Return lam_new, r_new together, as a tuple.",
        ),
        (
            lambda lam, r, n: standardized(lam, r, n + 1),
            "This would be right for n + 1: off by one?",
        ),
        (
            lambda lam, r, n: (
                standardized(lam, r, n)[0],
                r * np.sqrt((n - 1) / n) / ((1 - r) * (n - 1) / n) if r < 1 else 0.0,
            ),
            "Right: lam_new.",
        ),
    ],
    "for_glmnet": [
        (
            lambda lam, r, s: together(lam * r / s, lam * (1 - r)),
            "Right: alpha. lambda is what it should be, divided by s.",
        ),
        (
            lambda lam, r, s: together(lam * r, lam * (1 - r) * s)[::-1],
            "The parts are right, in another order than lambda, alpha.",
        ),
        (
            lambda lam, r, s: together(lam * r, lam * (1 - r) * np.sqrt(s)),
            "This would be right for the square root of s in place of s.",
        ),
        (
            lambda lam, r, s: together(lam * r * s, lam * (1 - r) * s * s),
            "Right: alpha. lambda is s times what it should be.",
        ),
        (
            lambda lam, r, s: together(lam * r, lam * (1 - r) * s / 2),
            "This would be right for half of the given s.",
        ),
        (
            lambda lam, r, s: together(lam * r, lam * (1 - r) * s * 2),
            "This would be right for twice the given s.",
        ),
        (
            lambda lam, r, s: (lam * r + lam * (1 - r) * s, r / ((1 - r) * s) if r < 1 else 0.0),
            "Right: lambda.",
        ),
        (
            lambda lam, r, s: lam * r + lam * (1 - r) * s,
            "Return lambda, alpha together, as a tuple.",
        ),
        (
            lambda lam, r, s: together(lam * (1 - r), lam * r * s),
            "This would be right for 1 − r in place of r.",
        ),
        (lambda lam, r, s: (lam / s, together(lam * r, lam * (1 - r) * s)[1]), "Right: alpha."),
    ],
    "resting_point": [
        (
            lambda weight_decay, momentum: weight_decay * (1 - momentum) ** 2 / 2,
            "The result is (1 − momentum) times what it should be.",
        ),
        (
            lambda weight_decay, momentum: 0.1 * weight_decay * (1 - momentum) / 2,
            "The result is 0.1 times what it should be, always.",
        ),
        (
            lambda weight_decay, momentum: -weight_decay * (1 - momentum) / 2,
            "The result is of the wrong sign.",
        ),
        (
            lambda weight_decay, momentum: weight_decay * (1 - momentum) / 4,
            "The result is half of what it should be.",
        ),
        (
            lambda weight_decay, momentum: weight_decay * np.sqrt(1 - momentum) / 2,
            "The result is what it should be, divided by √(1 − momentum).",
        ),
    ],
}
# Right answers of another form.
RIGHT = {
    "ridge_alpha": [
        lambda l2, n: carried(l2, 0, "keras_l2", "sklearn_ridge", n)[0],
        lambda l2, n: np.float64(l2) * n,
        lambda l2, n: sum(l2 for _ in range(n)),
        lambda l2, n: np.array(n * l2),
    ],
    "to_article_a": [
        lambda alpha, l1_ratio: np.array(
            [alpha * (1 + l1_ratio) / 2, (1 - l1_ratio) / (1 + l1_ratio)]
        ),
        lambda alpha, l1_ratio: [alpha * (1 + l1_ratio) / 2, (1 - l1_ratio) / (1 + l1_ratio)],
        lambda alpha, l1_ratio: carried(alpha, l1_ratio, "sklearn_elastic_net", "article_a", 5),
        lambda alpha, l1_ratio: together(alpha * (1 - l1_ratio) / 2, alpha * l1_ratio),
    ],
    "same_c": [
        lambda C, n, m: 1 / (m * (1 / (n * C))),
        lambda C, n, m: C / (m / n),
    ],
    "several_outputs": [
        lambda l2, n, k: l2 * np.ones((n, k)).sum(),
        lambda l2, n, k: carried(l2, 0, "keras_l2", "sklearn_ridge", n * k)[0],
    ],
    "restandardized": [
        standardized,
        lambda lam, r, n: list(standardized(lam, r, n)),
        lambda lam, r, n: (standardized(lam, r, n)[0], r / (r + (1 - r) * np.sqrt((n - 1) / n))),
    ],
    "for_glmnet": [
        lambda lam, r, s: (lam * (r + s * (1 - r)), r / (r + s * (1 - r))),
        lambda lam, r, s: np.array(together(lam * r, lam * (1 - r) * s)),
    ],
    "resting_point": [
        lambda weight_decay, momentum: 0.5 * weight_decay - 0.5 * weight_decay * momentum,
        lambda weight_decay, momentum: np.array([weight_decay * (1 - momentum) / 2])[0],
    ],
}
