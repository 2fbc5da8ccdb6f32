"""What learners write in the exercises on tuning several knobs at once."""

import numpy as np
from learners.brief import BRIEF


def mean_and_error(differences):
    return differences.mean(), differences.std(ddof=1) / np.sqrt(len(differences))


def interaction(neither, first, second, both):
    return neither - first - second + both


def length(kernel):
    return np.linalg.norm(kernel)


def ratio(W1, W2):
    return np.sqrt(length(W2) / length(W1))


def scaled(W1, b1, W2, alpha):
    return W1 * alpha, b1 * alpha, W2 / alpha


def standard_error(values):
    return np.std(values, ddof=1) / len(values) ** 0.5


def with_error(error):
    """Have the interaction right, and another error."""
    return lambda n, f, s, b: ((n - f - s + b).mean(), error(n, f, s, b))


def by_alpha(factor):
    """Rescale by one factor, of the two kernels."""

    def answer(W1, b1, W2):
        alpha = factor(W1, W2)
        return W1 * alpha, b1 * alpha, W2 / alpha

    return answer


SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "strengths": """
        odds = rate / (1 - rate)
        return lam + odds * np.einsum("ij,ij->j", X, X) / len(X)
    """,
    "rate_left": """
        odds = (c - lam) / square
        return odds / (1 + odds)
    """,
    "carried_rate": """
        odds = k * rate / (1 - rate)
        return odds / (1 + odds)
    """,
    "measured_interaction": """
        by_seed = (neither - first) - (second - both)
        error = by_seed.std(ddof=1) / np.sqrt(by_seed.size)
        return by_seed.mean(), error
    """,
    "balanced": """
        first, second = np.linalg.norm(W1), np.linalg.norm(W2)
        alpha = (second / first) ** 0.5
        return W1 * alpha, b1 * alpha, W2 / alpha
    """,
}
# What learners do wrong, by the name of the mistake in the registry.
SLIPS = {
    "strengths": {
        "the rate in place of its odds": lambda X, lam, rate: lam + rate * (X**2).mean(0),
        "odds of being kept": lambda X, lam, rate: lam + (1 - rate) / rate * np.mean(X**2, axis=0),
        "the sum over rows": lambda X, lam, rate: lam + rate / (1 - rate) * (X**2).sum(0),
        "the variance of a column": lambda X, lam, rate: lam + rate / (1 - rate) * X.var(0),
        "the variance of the mask": lambda X, lam, rate: lam + rate * (1 - rate) * (X**2).mean(0),
        "as if standardized": lambda X, lam, rate: np.full(X.shape[1], lam + rate / (1 - rate)),
        "the mean itself": lambda X, lam, rate: lam + rate / (1 - rate) * X.mean(axis=0),
        "λ forgotten": lambda X, lam, rate: rate / (1 - rate) * (X**2).mean(0),
        "one strength for all": lambda X, lam, rate: np.full(
            X.shape[1], lam + rate / (1 - rate) * np.mean(X**2)
        ),
        "by rows": lambda X, lam, rate: lam + rate / (1 - rate) * (X**2).mean(1),
        "all products": lambda X, lam, rate: lam + rate / (1 - rate) * X.T @ X / len(X),
        "n − 1": lambda X, lam, rate: lam + rate / (1 - rate) * (X**2).sum(0) / (len(X) - 1),
        "length of the column": lambda X, lam, rate: (
            lam + rate / (1 - rate) * np.linalg.norm(X, axis=0)
        ),
        "standard deviation": lambda X, lam, rate: lam + rate / (1 - rate) * X.std(0),
        "divided by the columns": lambda X, lam, rate: (
            lam + rate / (1 - rate) * (X**2).sum(0) / X.shape[1]
        ),
        "λ scaled too": lambda X, lam, rate: (lam + rate / (1 - rate)) * (X**2).mean(0),
        "half of what dropout adds": lambda X, lam, rate: (
            lam + 0.5 * rate / (1 - rate) * (X**2).mean(0)
        ),
        "twice what dropout adds": lambda X, lam, rate: (
            lam + 2 * rate / (1 - rate) * (X**2).mean(0)
        ),
        "the factor of the kept": lambda X, lam, rate: lam + 1 / (1 - rate) * (X**2).mean(0),
        "square of the mean": lambda X, lam, rate: lam + rate / (1 - rate) * X.mean(0) ** 2,
        "root of the mean square": lambda X, lam, rate: (
            lam + rate / (1 - rate) * np.sqrt((X**2).mean(0))
        ),
        "one plus the rate": lambda X, lam, rate: lam + rate / (1 + rate) * (X**2).mean(axis=0),
        "multiplied": lambda X, lam, rate: lam * rate / (1 - rate) * (X**2).mean(axis=0),
        "all columns added up": lambda X, lam, rate: np.full(
            X.shape[1], lam + rate / (1 - rate) * (X**2).mean(axis=0).sum()
        ),
        "mean of absolute values": lambda X, lam, rate: (
            lam + rate / (1 - rate) * abs(X).mean(axis=0)
        ),
        "odds squared": lambda X, lam, rate: lam + (1 / (1 - rate) - 1) ** 2 * (X**2).mean(axis=0),
        "the larger of the two": lambda X, lam, rate: np.maximum(
            lam, rate / (1 - rate) * (X**2).mean(axis=0)
        ),
    },
    "rate_left": {
        "as if standardized": lambda c, lam, square: (c - lam) / (1 + c - lam),
        "the odds": lambda c, lam, square: (c - lam) / square,
        "λ forgotten": lambda c, lam, square: c / (square + c),
        "the probability of keeping": lambda c, lam, square: square / (square + c - lam),
        "multiplied by the square": lambda c, lam, square: (
            (c - lam) * square / (1 + (c - lam) * square)
        ),
        "divided by the root": lambda c, lam, square: (c - lam) / (np.sqrt(square) + c - lam),
        "λ not divided": lambda c, lam, square: 1 - 1 / (1 + c / square - lam),
        "λ taken off a rate": lambda c, lam, square: c / (square + c) - lam,
        "a share of c": lambda c, lam, square: (c - lam) / c,
        "from a rate to odds": lambda c, lam, square: (c - lam) / (square - c + lam),
        "one minus the odds": lambda c, lam, square: 1 - (c - lam) / square,
        "c in the denominator": lambda c, lam, square: (c - lam) / (square + c),
        "λ as a rate": lambda c, lam, square: c / (square + c) - lam / (square + lam),
        "divided in one place only": lambda c, lam, square: (c - lam) / (square * (1 + c - lam)),
        "odds cut off at one": lambda c, lam, square: min(1, (c - lam) / square),
        "one plus the square": lambda c, lam, square: (c - lam) / (1 + square),
        "odds divided by one plus c": lambda c, lam, square: ((c - lam) / square) / (1 + c),
        "λ below the line with the other sign": lambda c, lam, square: (
            (c - lam) / (square + c + lam)
        ),
    },
    "carried_rate": {
        "the rate times k": lambda rate, k: k * rate,
        "the odds": lambda rate, k: k * rate / (1 - rate),
        "divided by k": lambda rate, k: rate / (1 - rate) / k / (1 + rate / (1 - rate) / k),
        "the square root of k": lambda rate, k: (lambda o: o / (1 + o))(
            np.sqrt(k) * rate / (1 - rate)
        ),
        "the probability of keeping divided": lambda rate, k: 1 - (1 - rate) / k,
        "k chances to be dropped": lambda rate, k: 1 - (1 - rate) ** k,
        "the same rate": lambda rate, k: rate,
        "the rate divided by k": lambda rate, k: rate / k,
        "rate taken for odds": lambda rate, k: k * rate / (1 + k * rate),
        "the square of k": lambda rate, k: (lambda o: o / (1 + o))(k * k * rate / (1 - rate)),
        "odds of being kept": lambda rate, k: (lambda odds: odds / (1 + odds))(
            k * (1 - rate) / rate
        ),
        "odds turned the wrong way": lambda rate, k: (lambda o: o / (1 - o) if o != 1 else 0.0)(
            k * rate / (1 - rate)
        ),
        "k times, cut off at one": lambda rate, k: min(1, k * rate),
        "all copies dropped": lambda rate, k: rate ** (1 / k),
        "the rate to the power of k": lambda rate, k: rate**k,
        "the root of keeping": lambda rate, k: 1 - (1 - rate) ** (1 / k),
        "the rate times the root": lambda rate, k: np.sqrt(k) * rate,
        "the rate divided by the root": lambda rate, k: rate / np.sqrt(k),
        "odds divided by the root": lambda rate, k: (lambda o: o / (1 + o))(
            rate / (1 - rate) / np.sqrt(k)
        ),
        "the probability of keeping multiplied": lambda rate, k: 1 - k * (1 - rate),
        "the probability of keeping divided by the root": lambda rate, k: (
            1 - (1 - rate) / np.sqrt(k)
        ),
    },
    "measured_interaction": {
        "seeds not paired": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            np.sqrt(sum(x.var(ddof=1) for x in (neither, first, second, both)) / len(neither)),
        ),
        "the standard deviation": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            interaction(neither, first, second, both).std(ddof=1),
        ),
        "n for its root": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            interaction(neither, first, second, both).std(ddof=1) / len(neither),
        ),
        "divided by n": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            interaction(neither, first, second, both).std() / np.sqrt(len(neither)),
        ),
        "the other sign": lambda neither, first, second, both: mean_and_error(
            -(neither - first - second + both)
        ),
        "neither forgotten": lambda neither, first, second, both: mean_and_error(
            both - first - second
        ),
        "variance of the mean": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            interaction(neither, first, second, both).var(ddof=1) / len(neither),
        ),
        "spread with n": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            interaction(neither, first, second, both).std(),
        ),
        "one taken off twice": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            interaction(neither, first, second, both).std(ddof=1) / np.sqrt(len(neither) - 1),
        ),
        "two errors": lambda neither, first, second, both: (
            interaction(neither, first, second, both).mean(),
            2 * mean_and_error(interaction(neither, first, second, both))[1],
        ),
        "both against the better one": lambda neither, first, second, both: mean_and_error(
            np.minimum(first, second) - both
        ),
        "as a product": lambda neither, first, second, both: mean_and_error(
            both - first * second / neither
        ),
        "what both save": lambda neither, first, second, both: mean_and_error(neither - both),
        "the ratio to the error": with_error(
            lambda n, f, s, b: (n - f - s + b).mean() / standard_error(n - f - s + b)
        ),
        "errors added up": with_error(lambda n, f, s, b: sum(map(standard_error, (n, f, s, b)))),
        "two savings put together": with_error(
            lambda n, f, s, b: np.sqrt(standard_error(n - f) ** 2 + standard_error(s - b) ** 2)
        ),
        "error of both": with_error(lambda n, f, s, b: standard_error(b)),
        "variance over the root": with_error(
            lambda n, f, s, b: np.var(n - f - s + b, ddof=1) / np.sqrt(len(n))
        ),
        "relative to neither": lambda neither, first, second, both: (
            ((neither - first - second + both) / neither).mean(),
            standard_error((neither - first - second + both) / neither),
        ),
    },
    "balanced": {
        "the ratio itself": lambda W1, b1, W2: scaled(W1, b1, W2, length(W2) / length(W1)),
        "the biases left behind": lambda W1, b1, W2: (
            scaled(W1, b1, W2, ratio(W1, W2))[0],
            b1,
            scaled(W1, b1, W2, ratio(W1, W2))[2],
        ),
        "the wrong way round": lambda W1, b1, W2: scaled(
            W1, b1, W2, np.sqrt(length(W1) / length(W2))
        ),
        "root of the root": lambda W1, b1, W2: scaled(
            W1, b1, W2, (length(W2) / length(W1)) ** 0.25
        ),
        "a factor for each unit": lambda W1, b1, W2: (lambda c: (W1 * c, b1 * c, W2 / c[:, None]))(
            np.sqrt(np.linalg.norm(W2, axis=1) / np.linalg.norm(W1, axis=0))
        ),
        "the biases counted": lambda W1, b1, W2: scaled(
            W1, b1, W2, np.sqrt(length(W2) / np.sqrt(length(W1) ** 2 + length(b1) ** 2))
        ),
        "both multiplied": lambda W1, b1, W2: (
            W1 * ratio(W1, W2),
            b1 * ratio(W1, W2),
            W2 * ratio(W1, W2),
        ),
        "both of length one": lambda W1, b1, W2: (
            W1 / length(W1),
            b1 / length(W1),
            W2 / length(W2),
        ),
        "biases the other way": lambda W1, b1, W2: (
            W1 * ratio(W1, W2),
            b1 / ratio(W1, W2),
            W2 / ratio(W1, W2),
        ),
        "second kernel left": lambda W1, b1, W2: (W1 * ratio(W1, W2), b1 * ratio(W1, W2), W2),
        "first kernel left": lambda W1, b1, W2: (W1, b1, W2 / ratio(W1, W2)),
        "first of length one": lambda W1, b1, W2: scaled(W1, b1, W2, 1 / length(W1)),
        "mean squares": lambda W1, b1, W2: scaled(
            W1, b1, W2, ((W2**2).mean() / (W1**2).mean()) ** 0.25
        ),
        "largest singular value": lambda W1, b1, W2: scaled(
            W1, b1, W2, np.sqrt(np.linalg.norm(W2, 2) / np.linalg.norm(W1, 2))
        ),
        "the product for the ratio": by_alpha(
            lambda W1, W2: (np.linalg.norm(W1) * np.linalg.norm(W2)) ** 0.5
        ),
        "the square of the ratio": by_alpha(lambda W1, W2: np.sum(W2**2) / np.sum(W1**2)),
        "sums of absolute values": by_alpha(lambda W1, W2: np.sqrt(abs(W2).sum() / abs(W1).sum())),
        "second of length one": by_alpha(lambda W1, W2: np.linalg.norm(W2)),
        "mean of the units' factors": by_alpha(
            lambda W1, W2: np.sqrt(np.linalg.norm(W2, axis=1) / np.linalg.norm(W1, axis=0)).mean()
        ),
        "standard deviations": by_alpha(lambda W1, W2: np.sqrt(W2.std() / W1.std())),
        "both of the mean length": lambda W1, b1, W2: (
            lambda first, second: (
                W1 * (first + second) / (2 * first),
                b1 * (first + second) / (2 * first),
                W2 * (first + second) / (2 * second),
            )
        )(np.linalg.norm(W1), np.linalg.norm(W2)),
        "another power for the biases": lambda W1, b1, W2: (
            W1 * (np.linalg.norm(W2) / np.linalg.norm(W1)) ** 0.5,
            b1 * (np.linalg.norm(W2) / np.linalg.norm(W1)) ** 0.25,
            W2 * (np.linalg.norm(W1) / np.linalg.norm(W2)) ** 0.5,
        ),
    },
}
for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "strengths": [
        (
            lambda X, lam, rate: lam + rate / (1 - rate) * X.var(0, ddof=1),
            "The result is NaN, not a number: look for 0/0, or for NaN",
        ),
        (
            lambda X, lam, rate: lam + rate / (1 - rate) * (X**2).mean(),
            "The result is the mean of what is asked: an array with",
        ),
        (
            lambda X, lam, rate: np.diag(lam + rate / (1 - rate) * (X**2).mean(0)),
            "The result has more entries than are asked: their sum along",
        ),
        (
            lambda X, lam, rate: len(X) * lam + rate / (1 - rate) * (X**2).sum(0),
            "The result is the number of rows of X times what it should",
        ),
        (
            lambda X, lam, rate: (lam + rate / (1 - rate) * (X**2).mean(0))[:, None],
            "There is an axis of length 1 too many: with a vector it",
        ),
        (
            lambda X, lam, rate: (lam + rate / (1 - rate) * (X**2).mean(0)).sum(),
            "The result is the sum of what is asked: an array with",
        ),
        (
            lambda X, lam, rate: lam + rate / (1 - rate) ** 2 * (X**2).mean(0),
            "The rest is what it should be, divided by (1 − rate); what",
        ),
    ],
    "rate_left": [
        (
            lambda c, lam, square: 2 * (c - lam) / (square + 2 * (c - lam)),
            "This would be right for half of the given square.",
        ),
        (
            lambda c, lam, square: (c - lam) / (2 * square + c - lam),
            "This would be right for twice the given square.",
        ),
        (
            lambda c, lam, square: (c + lam) / (square + c + lam),
            "This would be right for −lam: is a sign turned round?",
        ),
        (
            lambda c, lam, square: -(c - lam) / (square + c - lam),
            "The result is of the wrong sign.",
        ),
        (
            lambda c, lam, square: (c - lam) / (square**2 + c - lam),
            "This would be right for the square of square in place of",
        ),
        (
            lambda c, lam, square: np.sqrt((c - lam) / (square + c - lam)),
            "The result is the square root of what it should be.",
        ),
        (
            lambda c, lam, square: 0.5 * (c - lam) / (square + c - lam),
            "The result is half of what it should be.",
        ),
        (
            lambda c, lam, square: (lam - c) / (square + lam - c),
            "This would be right if c and lam were exchanged.",
        ),
    ],
    "carried_rate": [
        (
            lambda rate, k: 1 - (lambda o: o / (1 + o))(k * rate / (1 - rate)),
            "The result is 1 less what it should be.",
        ),
        (
            lambda rate, k: (lambda o: o / (1 + o))((k + 1) * rate / (1 - rate)),
            "This would be right for k + 1: off by one?",
        ),
        (
            lambda rate, k: (lambda o: o / (1 + o))((k - 1) * rate / (1 - rate)),
            "This would be right for k − 1: off by one?",
        ),
    ],
    "measured_interaction": [
        (
            lambda neither, first, second, both: (
                interaction(neither, first, second, both).mean(),
                interaction(neither, first, second, both).var(ddof=1),
            ),
            "Right: mean.",
        ),
        (
            lambda neither, first, second, both: mean_and_error(
                interaction(neither, first, second, both)
            )[::-1],
            "The parts are right, in another order than mean, error.",
        ),
        (
            lambda neither, first, second, both: interaction(neither, first, second, both).mean(),
            "Return mean, error together, as a tuple.",
        ),
        (
            lambda neither, first, second, both: mean_and_error(
                0.5 * interaction(neither, first, second, both)
            ),
            "mean and error: each is half of what it should be.",
        ),
        (
            lambda neither, first, second, both: mean_and_error(
                0.25 * interaction(neither, first, second, both)
            ),
            "mean and error: each is 0.25 times what it should be,",
        ),
        (
            lambda neither, first, second, both: (
                interaction(neither, first, second, both).mean(),
                1.96 * mean_and_error(interaction(neither, first, second, both))[1],
            ),
            "Right: mean.",
        ),
        (
            lambda neither, first, second, both: (
                interaction(neither, first, second, both),
                mean_and_error(interaction(neither, first, second, both))[1],
            ),
            "Right: error.",
        ),
        (
            lambda neither, first, second, both: (
                interaction(neither, first, second, both).sum(),
                mean_and_error(interaction(neither, first, second, both))[1],
            ),
            "Right: error.",
        ),
        (
            lambda neither, first, second, both: mean_and_error(
                abs(interaction(neither, first, second, both))
            ),
            "Right: error. mean is what it should be without its sign.",
        ),
    ],
    "balanced": [
        (
            lambda W1, b1, W2: (W1 * ratio(W1, W2), W2 / ratio(W1, W2), b1 * ratio(W1, W2)),
            "The parts are right, in another order than W1, b1, W2.",
        ),
        (
            lambda W1, b1, W2: (W1 * ratio(W1, W2), 0 * b1, W2 / ratio(W1, W2)),
            "Right: W1 and W2.",
        ),
        (
            lambda W1, b1, W2: (W1 * ratio(W1, W2), W2 / ratio(W1, W2)),
            "Return W1, b1, W2: 3 parts.",
        ),
        (lambda W1, b1, W2: ratio(W1, W2), "Return W1, b1, W2 together, as a tuple."),
    ],
}
# Right answers of another form.
RIGHT = {
    "strengths": [
        lambda X, lam, rate: lam + rate / (1 - rate) * np.diag(X.T @ X) / len(X),
        lambda X, lam, rate: lam + rate / (1 - rate) * (X.var(0) + X.mean(0) ** 2),
        lambda X, lam, rate: [
            lam + rate / (1 - rate) * sum(x * x for x in c) / len(c) for c in X.T
        ],
    ],
    "rate_left": [
        lambda c, lam, square: 1 - 1 / (1 + (c - lam) / square),
        lambda c, lam, square: 1 - square / (square + c - lam),
        lambda c, lam, square: np.array((c - lam) / (square + c - lam)),
    ],
    "carried_rate": [
        lambda rate, k: k * rate / (1 - rate + k * rate),
        lambda rate, k: 1 - 1 / (1 + k * rate / (1 - rate)),
    ],
    "measured_interaction": [
        lambda neither, first, second, both: mean_and_error(
            interaction(neither, first, second, both)
        ),
        lambda neither, first, second, both: np.array(
            mean_and_error(interaction(neither, first, second, both))
        ),
        lambda neither, first, second, both: (
            neither.mean() - first.mean() - second.mean() + both.mean(),
            np.sqrt(interaction(neither, first, second, both).var() / (len(neither) - 1)),
        ),
    ],
    "balanced": [
        lambda W1, b1, W2: [
            W1 / length(W1) * np.sqrt(length(W1) * length(W2)),
            b1 / length(W1) * np.sqrt(length(W1) * length(W2)),
            W2 / length(W2) * np.sqrt(length(W1) * length(W2)),
        ],
        lambda W1, b1, W2: scaled(W1, b1, W2, ((W2**2).sum() / (W1**2).sum()) ** 0.25),
    ],
}
