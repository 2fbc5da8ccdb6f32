"""Where what an answer gives differs from what is expected, or from what a known mistake gives."""

import functools

from helpers.exercises import runner
from helpers.exercises.compare import difference
from helpers.exercises.values import plain


def results(exercise, solution):
    """Return what a solution that is trusted gives, as plain values, for each case."""
    with runner.undisturbed():
        return [plain(exercise.apply(solution, case())) for case in exercise.cases]


@functools.cache
def mistaken(exercise):
    """Return what each known mistake of an exercise gives for each case."""
    return [results(exercise, mistake.implementation) for mistake in exercise.mistakes]


def differences(exercise, outcomes, expected):
    """Return the difference, or None, for each case, the first case's repetition included."""
    return list(_each_difference(exercise, outcomes, expected))


def alike(exercise, outcomes, expected):
    """Return whether there is no difference in any case; looks no further than the first."""
    return not any(_each_difference(exercise, outcomes, expected))


def _each_difference(exercise, outcomes, expected):
    tolerance = {"rtol": exercise.rtol, "atol": exercise.atol}
    expected = [*expected, expected[0]][: len(outcomes)]
    for mine, theirs in zip(outcomes, expected, strict=True):
        if mine.raised:
            yield None
        else:
            yield difference(mine.value, theirs, labels=exercise.returns, **tolerance)
