"""What holds for every registered exercise, whatever its chapter."""

import numpy as np
import pytest

from helpers.exercises import names
from helpers.exercises.registry import find

EVERY = [pytest.param(find(name), id=name) for name in names()]


@pytest.mark.parametrize("exercise", EVERY)
def test_hints_are_written_for_the_reader(exercise):
    hints = [mistake.hint for mistake in exercise.mistakes]
    assert len(set(hints)) == len(hints)
    for hint in hints:
        assert hint[0].isupper()
        assert hint[-1] in ".?"
        assert 40 < len(hint) < 240
        assert "np." not in hint


@pytest.mark.parametrize("exercise", EVERY)
def test_cases_are_the_same_each_time_and_share_nothing(exercise):
    for case in exercise.cases:
        first, second = case(), case()
        assert len(first) == len(exercise.arguments)
        for one, other in zip(first, second, strict=True):
            np.testing.assert_array_equal(one, other)
            assert not (isinstance(one, np.ndarray) and np.shares_memory(one, other))
