"""What learners write in the exercises on tuning several knobs at once."""

import numpy as np


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


def lowest(s, axes=None):
    """Return for each of the axes which settings are the lowest of their lines along it."""
    axes = range(s.ndim) if axes is None else axes
    return [s <= s.min(axis=axis, keepdims=True) for axis in axes]


def around(s, diagonals):
    """Count the settings that no neighbour is below."""
    count = 0
    for place in np.ndindex(s.shape):
        near = [
            np.clip(np.arange(i - 1, i + 2), 0, k - 1) for i, k in zip(place, s.shape, strict=True)
        ]
        block = s[np.ix_(*near)]
        lines = [block[tuple(1 if a != b else slice(None) for b in range(s.ndim))]
                 for a in range(s.ndim)]  # fmt: skip
        least = block.min() if diagonals else min(line.min() for line in lines)
        count += bool(s[place] <= least)
    return count


def walked(s):
    """Count the places where searches from every setting come to an end."""
    ends = set()
    for start in np.ndindex(s.shape):
        place, before = list(start), None
        while place != before:
            before = list(place)
            for axis in range(s.ndim):
                line = [slice(i, i + 1) if a != axis else slice(None) for a, i in enumerate(place)]
                place[axis] = int(s[tuple(line)].argmin())
        ends.add(tuple(place))
    return len(ends)


def paired(losses, lowest, ddof=1):
    """Return the standard error of the difference of each setting from the lowest."""
    return (losses - losses[lowest]).std(axis=-1, ddof=ddof) / np.sqrt(losses.shape[-1])


def near(losses, allowed=lambda losses, lowest: 2 * paired(losses, lowest), below=np.less_equal):
    """Return which settings are above the lowest mean by no more than what is allowed."""
    mean = losses.mean(axis=-1)
    lowest = np.unravel_index(mean.argmin(), mean.shape)
    return below(mean - mean[lowest], allowed(losses, lowest))


def first_of(losses, will_do, width=0, choose=None):
    """Return the first width at which a setting will do, and which setting."""
    row = np.flatnonzero(will_do.any(axis=1))[width]
    if choose is not None:
        return int(row), int(choose(np.flatnonzero(will_do[row])))
    return int(row), int(np.where(will_do[row], losses[row].mean(axis=-1), np.inf).argmin())


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


def one_round(scores):
    """Turn each knob once from every setting, and count where that ends."""
    ends = set()
    for place in np.ndindex(scores.shape):
        for axis in range(scores.ndim):
            line = (*place[:axis], slice(None), *place[axis + 1 :])
            place = (*place[:axis], int(scores[line].argmin()), *place[axis + 1 :])
        ends.add(place)
    return len(ends)


def lowest_of_lines(scores):
    return np.all([scores == scores.min(axis=a, keepdims=True) for a in range(scores.ndim)], axis=0)


def inside_alone(scores):
    inner = tuple(slice(1, -1) for _ in scores.shape)
    return int(lowest_of_lines(scores)[inner].sum())


def will_do(losses, error=None, from_=None):
    """Return which settings are near the lowest, with another error or another difference."""
    mean = losses.mean(axis=-1)
    above = losses - losses[np.unravel_index(mean.argmin(), mean.shape)]
    above = above if from_ is None else losses - from_
    error = standard_errors(above) if error is None else error(above)
    return above.mean(axis=-1) <= 2 * error


def standard_errors(values):
    return values.std(axis=-1, ddof=1) / values.shape[-1] ** 0.5


def lowest_of_first(losses, allowed):
    if not allowed.any():
        return 0, 0
    width = int(np.argmax(allowed.any(axis=1)))
    return width, int(np.where(allowed[width], losses[width].mean(axis=-1), np.inf).argmin())


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
    "stops": """
        ends = np.ones(scores.shape, dtype=bool)
        for axis in range(scores.ndim):
            ends &= scores <= scores.min(axis=axis, keepdims=True)
        return np.count_nonzero(ends)
    """,
    "narrowest": """
        mean = losses.mean(axis=-1)
        best = losses[np.unravel_index(mean.argmin(), mean.shape)]
        above = losses - best
        error = above.std(axis=-1, ddof=1) / np.sqrt(losses.shape[-1])
        cost = np.where(mean - best.mean() <= 2 * error, mean, np.inf)
        width = np.flatnonzero(np.isfinite(cost).any(axis=1))[0]
        return int(width), int(cost[width].argmin())
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
    "stops": {
        "neighbours only": lambda scores: around(scores, diagonals=False),
        "any line": lambda scores: int(np.any(lowest(scores), axis=0).sum()),
        "two knobs only": lambda scores: int(np.all(lowest(scores)[:2], axis=0).sum()),
        "the lowest of all": lambda scores: 1,
        "one axis": lambda scores: int(lowest(scores)[0].sum()),
        "diagonals too": lambda scores: around(scores, diagonals=True),
        "the last two knobs only": lambda scores: int(np.all(lowest(scores)[-2:], axis=0).sum()),
        "all lines counted": lambda scores: int(np.sum(lowest(scores))),
        "the highest": lambda scores: walked(-scores),
        "the places": lambda scores: np.argwhere(np.all(lowest(scores), axis=0)),
        "the mask": lambda scores: np.all(lowest(scores), axis=0),
        "one round": one_round,
        "the last axis": lambda scores: int((scores == scores.min(axis=-1, keepdims=True)).sum()),
        "inside alone": inside_alone,
        "those it cannot stop at": lambda scores: int((~lowest_of_lines(scores)).sum()),
        "the share": lambda scores: lowest_of_lines(scores).mean(),
        "the scores there": lambda scores: scores[lowest_of_lines(scores)],
    },
    "narrowest": {
        "the lowest of all": lambda losses: tuple(
            int(i) for i in np.unravel_index(losses.mean(-1).argmin(), losses.shape[:2])
        ),
        "the error of the lowest": lambda losses: first_of(
            losses, near(losses, lambda L, best: 2 * L[best].std(ddof=1) / np.sqrt(L.shape[-1]))
        ),
        "the standard deviation": lambda losses: first_of(
            losses, near(losses, lambda L, best: 2 * (L - L[best]).std(axis=-1, ddof=1))
        ),
        "two errors put together": lambda losses: first_of(
            losses,
            near(
                losses,
                lambda L, best: (
                    2 * np.sqrt((L.var(axis=-1, ddof=1) + L[best].var(ddof=1)) / L.shape[-1])
                ),
            ),
        ),
        "divided by n": lambda losses: first_of(
            losses, near(losses, lambda L, best: 2 * paired(L, best, ddof=0))
        ),
        "one standard error": lambda losses: first_of(losses, near(losses, paired)),
        "the best of each width only": lambda losses: first_of(
            losses, near(losses) & (losses.mean(-1) == losses.mean(-1).min(axis=1, keepdims=True))
        ),
        "the widest": lambda losses: first_of(losses, near(losses), width=-1),
        "the lowest of the width": lambda losses: (
            first_of(losses, near(losses))[0],
            int(losses[first_of(losses, near(losses))[0]].mean(-1).argmin()),
        ),
        "the first setting": lambda losses: first_of(losses, near(losses), choose=min),
        "the last setting": lambda losses: first_of(losses, near(losses), choose=max),
        "below two errors": lambda losses: first_of(losses, near(losses, below=np.less)),
        "1.96 errors": lambda losses: first_of(
            losses, near(losses, lambda L, best: 1.96 * paired(L, best))
        ),
        "n for its root": lambda losses: first_of(
            losses, near(losses, lambda L, best: 2 * paired(L, best) / np.sqrt(L.shape[-1]))
        ),
        "the error of each setting": lambda losses: first_of(
            losses, near(losses, lambda L, best: 2 * L.std(axis=-1, ddof=1) / np.sqrt(L.shape[-1]))
        ),
        "the narrowest there is": lambda losses: (0, int(losses[0].mean(-1).argmin())),
        "variance over n": lambda losses: lowest_of_first(
            losses, will_do(losses, lambda above: above.var(axis=-1, ddof=1) / losses.shape[-1])
        ),
        "one taken off twice": lambda losses: lowest_of_first(
            losses,
            will_do(losses, lambda d: d.std(axis=-1, ddof=1) / np.sqrt(losses.shape[-1] - 1)),
        ),
        "root of the widths": lambda losses: lowest_of_first(
            losses, will_do(losses, lambda d: d.std(axis=-1, ddof=1) / np.sqrt(len(losses)))
        ),
        "the lowest of each seed": lambda losses: lowest_of_first(
            losses, will_do(losses, from_=losses.min(axis=(0, 1)))
        ),
        "the lowest single run": lambda losses: lowest_of_first(
            losses,
            will_do(losses, from_=losses[np.unravel_index(losses.argmin(), losses.shape)[:2]]),
        ),
        "the steadiest": lambda losses: (
            lambda allowed, w: (
                w,
                int(
                    np.where(
                        allowed[w],
                        (
                            losses[w]
                            - losses.reshape(-1, losses.shape[-1])[losses.mean(-1).argmin()]
                        ).std(-1),
                        np.inf,
                    ).argmin()
                ),
            )
        )(will_do(losses), lowest_of_first(losses, will_do(losses))[0]),
        "widths as a whole": lambda losses: (lambda w: (w, int(losses[w].mean(-1).argmin())))(
            lowest_of_first(losses.mean(1, keepdims=True), will_do(losses.mean(1, keepdims=True)))[
                0
            ]
        ),
        "the lowest itself left out": lambda losses: lowest_of_first(
            losses, will_do(losses) & (losses.mean(-1) > losses.mean(-1).min())
        ),
    },
}
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
                np.median(interaction(neither, first, second, both)),
                mean_and_error(interaction(neither, first, second, both))[1],
            ),
            "Right: error.",
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
    "stops": [
        (lambda scores: walked(scores) - 1, "The result is 1 less than it should be."),
        (lambda scores: 2 * walked(scores), "The result is twice what it should be."),
    ],
    "narrowest": [
        (
            lambda losses: first_of(losses, near(losses))[::-1],
            "The parts are right, in another order than width, setting.",
        ),
        (
            lambda losses: tuple(i + 1 for i in first_of(losses, near(losses))),
            "width and setting: each is 1 more than it should be.",
        ),
        (
            lambda losses: int(
                np.ravel_multi_index(first_of(losses, near(losses)), losses.shape[:2])
            ),
            "Return width, setting together, as a tuple.",
        ),
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
    "stops": [
        lambda scores: walked(scores),
        lambda scores: float(walked(scores)),
        lambda scores: np.sum(np.all(lowest(scores), axis=0)),
    ],
    "narrowest": [
        lambda losses: list(first_of(losses, near(losses))),
        lambda losses: np.array(first_of(losses, near(losses))),
    ],
}
