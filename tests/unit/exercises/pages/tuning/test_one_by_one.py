"""The references of the exercises on one knob after the other against independent oracles."""

import numpy as np
from exercise_cases import pairs
from scipy.stats import ttest_rel

from helpers.exercises import names
from helpers.exercises.pages.tuning.one_by_one import EXERCISES


def test_the_page_has_its_two_exercises():
    assert names("joint")[5:] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 2


def test_the_search_stops_where_a_search_stops():
    """Run from every setting: the set of places where nothing changes any more."""
    for (scores,), found in pairs("joint.stops"):
        ends = set()
        for start in np.ndindex(scores.shape):
            place, before = list(start), None
            while place != before:
                before = list(place)
                for axis, size in enumerate(scores.shape):
                    line = [[*place[:axis], k, *place[axis + 1 :]] for k in range(size)]
                    place = min(line, key=lambda cell: scores[tuple(cell)])
            ends.add(tuple(place))
        assert found == len(ends)


def test_the_narrowest_is_near_and_nothing_narrower_is():
    for (losses,), found in pairs("joint.narrowest"):
        means = {cell: losses[cell].mean() for cell in np.ndindex(losses.shape[:2])}
        best = min(means, key=means.get)
        near = [best]
        for cell in means:
            # A difference of at most two of its standard errors is a t of at most two.
            if cell != best and ttest_rel(losses[cell], losses[best]).statistic <= 2:
                near.append(cell)
        narrow = min(width for width, _ in near)
        expected = min((cell for cell in near if cell[0] == narrow), key=means.get)
        assert tuple(found) == expected


def test_two_standard_errors_exactly_will_do():
    exactly = []
    for (losses,), found in pairs("joint.narrowest"):
        above = losses - losses[np.unravel_index(losses.mean(axis=-1).argmin(), losses.shape[:2])]
        error = np.std(above[found], ddof=1) / len(above[found]) ** 0.5
        exactly.append(error > 0 and above[found].mean() == 2 * error)
    assert exactly.count(True) == 1


def test_the_narrowest_is_not_always_the_lowest():
    lowest = [
        np.unravel_index(losses.mean(axis=-1).argmin(), losses.shape[:2])
        for (losses,), _ in pairs("joint.narrowest")
    ]
    found = [tuple(place) for _, place in pairs("joint.narrowest")]
    above = [a[0] > b[0] for a, b in zip(lowest, found, strict=True)]
    itself = [a == b for a, b in zip(lowest, found, strict=True)]
    assert sum(itself) == 1
    assert all(one != other for one, other in zip(above, itself, strict=True))
