"""What learners write in the exercises on one knob after the other."""

import numpy as np


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
        lines = [
            block[tuple(1 if a != b else slice(None) for b in range(s.ndim))] for a in range(s.ndim)
        ]
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
    "stops": {
        "lowest of all others": """
            stops = np.ones(scores.shape, bool)
            for a in range(scores.ndim):
                others = tuple(b for b in range(scores.ndim) if b != a)
                stops &= scores == scores.min(axis=others, keepdims=True)
            return int(stops.sum())
        """,
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
        "each seed's lowest": """
            m = losses.mean(axis=2)
            d = losses - losses.min(axis=(0, 1))
            will_do = d.mean(axis=2) <= 2 * d.std(axis=2, ddof=1) / np.sqrt(losses.shape[2])
            will_do[np.unravel_index(m.argmin(), m.shape)] = True
            width = int(will_do.any(axis=1).argmax())
            return width, int(np.where(will_do[width], m[width], np.inf).argmin())
        """,
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
        "below two errors, but for the lowest": """
        mean = losses.mean(axis=-1)
        best = np.unravel_index(mean.argmin(), mean.shape)
        d = losses - losses[best]
        near = d.mean(axis=-1) < 2 * d.std(axis=-1, ddof=1) / np.sqrt(losses.shape[-1])
        near[best] = True
        width = int(near.any(axis=1).argmax())
        return width, int(np.where(near[width], mean[width], np.inf).argmin())
    """,
    },
}
# Other wrong answers, and how what is said to them begins.
OTHERS = {
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
