"""The exercises of the page that turns one knob after the other.

A search that minimizes over one knob at a time, over its whole range, can end at every setting that
is the lowest of each line through it.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. Where a search one by one can end


def _lowest_on_lines(scores):
    """Return for each axis which settings are the lowest of their line along it."""
    return [scores == scores.min(axis=axis, keepdims=True) for axis in range(scores.ndim)]


def _stops(scores):
    return int(np.count_nonzero(np.logical_and.reduce(_lowest_on_lines(scores))))


def _lowest_over_the_others(scores):
    axes = range(scores.ndim)
    lowest = [
        scores == scores.min(axis=tuple(b for b in axes if b != a), keepdims=True) for a in axes
    ]
    return int(np.count_nonzero(np.logical_and.reduce(lowest)))


def _neighbours(scores):
    padded = np.pad(scores, 1, constant_values=np.inf)
    inner = tuple(slice(1, -1) for _ in scores.shape)
    lower = [
        padded[inner] < np.roll(padded, s, a)[inner] for a in range(scores.ndim) for s in (1, -1)
    ]
    return int(np.count_nonzero(np.logical_and.reduce(lower)))


def _diagonals_too(scores):
    def around(place):
        return scores[tuple(slice(max(i - 1, 0), i + 2) for i in place)]

    return sum(scores[place] == around(place).min() for place in np.ndindex(scores.shape))


def _after_one_round(scores):
    """Count the settings where the search is after turning each knob once, from everywhere."""
    ends = set()
    for start in np.ndindex(scores.shape):
        place = list(start)
        for axis in range(scores.ndim):
            line = (*place[:axis], slice(None), *place[axis + 1 :])
            place[axis] = int(scores[line].argmin())
        ends.add(tuple(place))
    return len(ends)


def _rough(seed, *shape):
    """Return scores with a diagonal valley, and noise in it."""
    rng = np.random.default_rng(seed)
    places = np.indices(shape).reshape(len(shape), -1).sum(axis=0).reshape(shape)
    return ((places - sum(shape) / 2) ** 2 + 2.0 * rng.random(shape),)


STOPS = Exercise(
    name="joint.stops",
    call="stops(scores)",
    reference=_stops,
    cases=(
        lambda: (np.array([[1.0, 2.0], [3.0, 0.5]]),),
        partial(_rough, 10, 7, 7),
        partial(_rough, 11, 3, 6, 5),
        partial(_rough, 12, 9, 4),
        partial(_rough, 13, 4, 4, 4),
        Case("one knob", partial(_rough, 14, 6)),
        Case("a knob that cannot be turned", partial(_rough, 15, 5, 1, 4)),
        Case("four knobs", partial(_rough, 16, 2, 3, 2, 3)),
    ),
    mistakes=(
        Mistake(
            "neighbours only",
            "Each setting was compared with its neighbours. The search looks along the whole line, "
            "and may jump over a hill.",
            _neighbours,
        ),
        Mistake(
            "any line",
            "One line on which it is the lowest is not enough: the search stops only when none of "
            "the knobs can be turned to anything better.",
            lambda scores: int(np.count_nonzero(np.logical_or.reduce(_lowest_on_lines(scores)))),
        ),
        Mistake(
            "two knobs only",
            "Only the lines along the first two axes were looked at. There may be more knobs than "
            "two.",
            lambda scores: int(
                np.count_nonzero(np.logical_and.reduce(_lowest_on_lines(scores)[:2]))
            ),
        ),
        Mistake(
            "the lowest of all",
            "The search always stops at the lowest setting of all, and there is one. But it may "
            "stop elsewhere too.",
            lambda scores: 1,
        ),
        Mistake(
            "one axis",
            "Only the lines along the first axis were looked at, and each has a lowest setting. "
            "All knobs have a say.",
            lambda scores: int(np.count_nonzero(_lowest_on_lines(scores)[0])),
        ),
        Mistake(
            "diagonals too",
            "Each setting was compared with all its neighbours, those across the corner too. The "
            "search turns one knob at a time, and looks along the whole line.",
            lambda scores: int(_diagonals_too(scores)),
        ),
        Mistake(
            "the last two knobs only",
            "Only the lines along the last two axes were looked at. There may be more knobs than "
            "two.",
            lambda scores: int(
                np.count_nonzero(np.logical_and.reduce(_lowest_on_lines(scores)[-2:]))
            ),
        ),
        Mistake(
            "all lines counted",
            "This counts every line with its lowest setting, one axis after the other. A stop has "
            "to be the lowest on all of its lines at once.",
            lambda scores: sum(int(np.count_nonzero(one)) for one in _lowest_on_lines(scores)),
        ),
        Mistake(
            "the highest",
            "This counts the settings that are the highest of every line. These are losses, and "
            "the search goes down.",
            lambda scores: _stops(-scores),
        ),
        Mistake(
            "the places",
            "These are the places of the stops. The question is how many there are.",
            lambda scores: np.argwhere(np.logical_and.reduce(_lowest_on_lines(scores))),
        ),
        Mistake(
            "the mask",
            "For each setting it is said, by True or False, whether the search can stop there. The "
            "question is how many there are.",
            lambda scores: np.logical_and.reduce(_lowest_on_lines(scores)),
        ),
        Mistake(
            "one round",
            "Each knob was turned once, in a row. The search goes on, round after round, until no "
            "knob finds anything better.",
            _after_one_round,
        ),
        Mistake(
            "the last axis",
            "Only the lines along the last axis were looked at, and each has a lowest setting. "
            "All knobs have a say.",
            lambda scores: int(np.count_nonzero(_lowest_on_lines(scores)[-1])),
        ),
        Mistake(
            "inside alone",
            "Settings at the end of a knob's range were left out. The search can stop there too: "
            "a line has its lowest setting anywhere.",
            lambda scores: int(
                np.count_nonzero(
                    np.logical_and.reduce(_lowest_on_lines(scores))[(slice(1, -1),) * scores.ndim]
                )
            ),
        ),
        Mistake(
            "those it cannot stop at",
            "This counts the settings at which the search cannot stop. Asked are those at which "
            "it can.",
            lambda scores: scores.size - _stops(scores),
        ),
        Mistake(
            "the share",
            "This is the share of all settings at which the search can stop. The question is how "
            "many there are.",
            lambda scores: _stops(scores) / scores.size,
        ),
        Mistake(
            "the scores there",
            "These are the losses at the stops. The question is how many there are.",
            lambda scores: scores[np.logical_and.reduce(_lowest_on_lines(scores))],
        ),
        Mistake(
            "lowest of all others",
            "The lowest loss was taken over the other knobs, and not over the one that is "
            "turned. A line runs along one axis, while all other knobs stay.",
            _lowest_over_the_others,
        ),
    ),
)

# 2. The narrowest that will do


def _within(losses, slack, *, strictly=False):
    """Return which settings are above the lowest by at most what `slack` says of the seeds."""
    lowest = np.unravel_index(losses.mean(axis=-1).argmin(), losses.shape[:-1])
    difference = losses - losses[lowest]
    allowed = slack(losses, difference, lowest)
    return (np.less if strictly else np.less_equal)(difference.mean(axis=-1), allowed)


def _paired(losses, difference, lowest, ddof=1):
    return 2 * difference.std(axis=-1, ddof=ddof) / np.sqrt(losses.shape[-1])


def _two_errors(losses, difference, lowest):
    variances = losses.var(axis=-1, ddof=1) + losses[lowest].var(ddof=1)
    return 2 * np.sqrt(variances / losses.shape[-1])


def _best_of_first(losses, allowed, widest=False):
    rows = np.flatnonzero(allowed.any(axis=1))
    row = rows[-1 if widest else 0]
    mean = np.where(allowed[row], losses[row].mean(axis=-1), np.inf)
    return int(row), int(mean.argmin())


def _narrowest(losses):
    return _best_of_first(losses, _within(losses, _paired))


def _best_of_widths(losses):
    allowed, means = _within(losses, _paired), losses.mean(axis=-1)
    settings = means.argmin(axis=1)
    width = np.flatnonzero(allowed[np.arange(len(losses)), settings])[0]
    return int(width), int(settings[width])


def _with(slack, **more):
    """Return the answer that has another idea of what is near."""
    return lambda losses: _best_of_first(losses, _within(losses, slack), **more)


def _compared(reference):
    """Return the wrong answer that takes the differences from something else, by seed."""

    def answer(losses):
        difference = losses - reference(losses)
        near = difference.mean(axis=-1) <= _paired(losses, difference, None)
        return _best_of_first(losses, near) if near.any() else (0, 0)

    return answer


def _from_each_seeds_lowest(losses):
    difference = losses - losses.min(axis=(0, 1))
    near = difference.mean(axis=-1) <= _paired(losses, difference, None)
    mean = losses.mean(axis=-1)
    return _best_of_first(losses, near | (mean == mean.min()))


def _steadiest(losses):
    lowest = np.unravel_index(losses.mean(axis=-1).argmin(), losses.shape[:-1])
    spread = (losses - losses[lowest]).std(axis=-1)
    width = _narrowest(losses)[0]
    return width, int(np.where(_within(losses, _paired)[width], spread[width], np.inf).argmin())


def _whole_width(losses):
    """Take the first width of which the mean over its settings is near the lowest such mean."""
    by_width = losses.mean(axis=1, keepdims=True)
    width = _narrowest(by_width)[0]
    return width, int(losses[width].mean(axis=-1).argmin())


def _another_one(losses):
    allowed = _within(losses, _paired)
    allowed[np.unravel_index(losses.mean(axis=-1).argmin(), allowed.shape)] = False
    return _best_of_first(losses, allowed) if allowed.any() else (0, 0)


def _map(seed, widths, settings, seeds, gain):
    """Return losses with a flat valley over the widths, and a part that belongs to the seed."""
    rng = np.random.default_rng(seed)
    valley = gain * (np.arange(widths)[:, None] - 0.65 * widths) ** 2
    level = 1.5 + valley + 0.05 * rng.random((widths, settings))
    shared = 0.2 * rng.normal(size=seeds)
    return (level[..., None] + shared + 0.03 * rng.normal(size=(widths, settings, seeds)),)


def _two_seeds(near, narrow):
    """Return three widths, of which the widest has the lowest mean: (4, 8) for the two seeds.

    With two seeds the standard error of a difference is half of what the two differ by: (7, 9) is
    above the lowest by (3, 1), by just two standard errors, and (7.04, 9) by a little less.
    """
    widest = [(4, 8), (5, 14), (60, 70)]
    narrow = [*narrow, (300, 310)]
    return (np.array([narrow, near, widest], dtype=float),)


def _strictly_below(losses):
    means = losses.mean(axis=-1)
    near = _within(losses, _paired, strictly=True) | (means == means.min())
    return _best_of_first(losses, near)


NARROWEST = Exercise(
    name="joint.narrowest",
    call="narrowest(losses)",
    reference=_narrowest,
    returns=("width", "setting"),
    cases=(
        partial(_map, 25, 6, 5, 8, 0.008),
        partial(_map, 27, 5, 4, 6, 0.004),
        partial(_map, 23, 8, 3, 10, 0.004),
        partial(_map, 25, 7, 6, 5, 0.008),
        Case(
            "the lowest mean of a width will not do, and another setting will",
            partial(_map, 218, 6, 4, 5, 0.004),
        ),
        Case(
            "a difference of exactly two standard errors",
            partial(_two_seeds, near=[(50, 60), (7, 9), (80, 86)], narrow=[(104, 109), (204, 210)]),
        ),
        Case(
            "only the lowest itself will do",
            partial(
                _two_seeds, near=[(6.8, 9), (50, 60), (80, 86)], narrow=[(104, 109), (204, 210)]
            ),
        ),
        partial(_two_seeds, near=[(6.5, 8.5), (50, 60), (80, 86)], narrow=[(104, 109), (204, 210)]),
        partial(_two_seeds, near=[(7.04, 9), (13, 7), (80, 86)], narrow=[(104, 109), (9, 11)]),
        partial(_two_seeds, near=[(50, 60), (80, 86), (90, 97)], narrow=[(9, 11), (15, 9)]),
    ),
    mistakes=(
        Mistake(
            "the lowest of all",
            "This is the setting with the lowest mean. A narrower one may be as good, as far as "
            "these seeds can tell.",
            _with(lambda losses, difference, lowest: 0.0),
        ),
        Mistake(
            "the error of the lowest",
            "The allowance is the error of the lowest mean, which contains what all settings of a "
            "seed share. The error of the difference is needed, seed by seed.",
            _with(
                lambda losses, difference, lowest: (
                    2 * losses[lowest].std(ddof=1) / np.sqrt(losses.shape[-1])
                )
            ),
        ),
        Mistake(
            "the standard deviation",
            "The allowance is twice the spread of single seeds. The question is about means over "
            "seeds, which are known better.",
            _with(lambda losses, difference, lowest: 2 * difference.std(axis=-1, ddof=1)),
        ),
        Mistake(
            "two errors put together",
            "The errors of the two means were put together as if their seeds had nothing in "
            "common. Take the differences seed by seed, and the error of their mean.",
            _with(_two_errors),
        ),
        Mistake(
            "divided by n",
            "The variance of the differences has the number of seeds under it. With so few, one is "
            "taken off that number.",
            _with(partial(_paired, ddof=0)),
        ),
        Mistake(
            "one standard error",
            "One standard error is allowed here. The rule of this exercise allows two.",
            _with(lambda *arguments: _paired(*arguments) / 2),
        ),
        Mistake(
            "the best of each width only",
            "Only the setting with the lowest mean of each width was tried. Another one of the "
            "same width may do where that one does not.",
            _best_of_widths,
        ),
        Mistake(
            "the widest",
            "Of the widths that will do, the last was taken. The narrowest comes first.",
            _with(_paired, widest=True),
        ),
        Mistake(
            "the lowest of the width",
            "The width is right, and the setting is the one with the lowest mean there. But that "
            "one is not itself near the lowest of all; another one is.",
            lambda losses: (
                _narrowest(losses)[0],
                int(losses[_narrowest(losses)[0]].mean(axis=-1).argmin()),
            ),
        ),
        Mistake(
            "the first setting",
            "The width is right. At this width the setting with the lowest mean is asked for, "
            "among those that are near the lowest of all.",
            lambda losses: (
                _narrowest(losses)[0],
                int(np.flatnonzero(_within(losses, _paired)[_narrowest(losses)[0]])[0]),
            ),
        ),
        Mistake(
            "the last setting",
            "The width is right. Of the settings that will do there, the last was taken; asked is "
            "the one with the lowest mean.",
            lambda losses: (
                _narrowest(losses)[0],
                int(np.flatnonzero(_within(losses, _paired)[_narrowest(losses)[0]])[-1]),
            ),
        ),
        Mistake(
            "below two errors",
            "A setting that is above by exactly two standard errors will do as well: at most is "
            "what the rule says. So will the lowest of all, whose difference from itself is zero.",
            lambda losses: _best_of_first(losses, _within(losses, _paired, strictly=True)),
        ),
        Mistake(
            "1.96 errors",
            "The allowance is 1.96 standard errors here, from a normal curve. The rule of this "
            "exercise is plain: two.",
            _with(lambda *arguments: 0.98 * _paired(*arguments)),
        ),
        Mistake(
            "n for its root",
            "The standard deviation of the differences was divided by the number of seeds. The "
            "error of a mean falls more slowly than that.",
            _with(
                lambda losses, *more: _paired(losses, *more) / np.sqrt(losses.shape[-1]),
            ),
        ),
        Mistake(
            "the error of each setting",
            "The allowance is the error of each setting's own mean, which contains what all "
            "settings of a seed share. The error of the difference is needed, seed by seed.",
            _with(
                lambda losses, difference, lowest: (
                    2 * losses.std(axis=-1, ddof=1) / np.sqrt(losses.shape[-1])
                )
            ),
        ),
        Mistake(
            "the narrowest there is",
            "This is the best setting of the narrowest network there is. It has to be near the "
            "lowest of all as well.",
            lambda losses: (0, int(losses[0].mean(axis=-1).argmin())),
        ),
        Mistake(
            "variance over n",
            "The allowance is twice the squared standard error: a root is missing.",
            _with(lambda *arguments: (_paired(*arguments) / 2) ** 2 * 2),
        ),
        Mistake(
            "one taken off twice",
            "One was taken off the number of seeds twice: in the standard deviation, where it "
            "belongs, and under the root of the error, where it does not.",
            _with(
                lambda losses, *more: (
                    _paired(losses, *more) * np.sqrt(losses.shape[-1] / (losses.shape[-1] - 1))
                )
            ),
        ),
        Mistake(
            "root of the widths",
            "The standard deviation was divided by the root of the number of widths. The mean is "
            "over the seeds: it is their number, on the last axis.",
            _with(
                lambda losses, *more: (
                    _paired(losses, *more) * np.sqrt(losses.shape[-1] / len(losses))
                )
            ),
        ),
        Mistake(
            "the lowest of each seed",
            "The differences were taken from the lowest loss of each seed, a mixture of settings "
            "that nobody can choose. Take them from the setting with the lowest mean.",
            _compared(lambda losses: losses.min(axis=(0, 1))),
        ),
        Mistake(
            "the lowest single run",
            "The differences were taken from the setting with the lowest single run. One lucky "
            "seed does not make a setting the best: its mean does.",
            _compared(lambda losses: losses[np.unravel_index(losses.argmin(), losses.shape)[:2]]),
        ),
        Mistake(
            "the steadiest",
            "The width is right. Of the settings that will do there, the one with the steadiest "
            "difference was taken; asked is the one with the lowest mean.",
            _steadiest,
        ),
        Mistake(
            "widths as a whole",
            "The losses were averaged over all settings of a width before comparing. A width is "
            "as good as the setting that one would choose there: compare settings.",
            _whole_width,
        ),
        Mistake(
            "the lowest itself left out",
            "The setting with the lowest mean was left out of the choice. It will do as well, and "
            "where nothing narrower does, it is the answer.",
            _another_one,
        ),
        Mistake(
            "below two errors, but for the lowest",
            "A setting that is above by exactly two standard errors was turned away. At most is "
            "what the rule says.",
            _strictly_below,
        ),
        Mistake(
            "each seed's lowest",
            "The differences were taken from each seed's own lowest loss. They are taken from "
            "one setting, the one with the lowest mean of all.",
            _from_each_seeds_lowest,
        ),
    ),
)

EXERCISES = (
    STOPS,
    NARROWEST,
)
