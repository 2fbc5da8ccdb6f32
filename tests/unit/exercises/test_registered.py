"""What holds for every registered exercise, whatever its chapter."""

import itertools

import numpy as np
import pytest
from weekly import share

from helpers.exercises import check, names
from helpers.exercises.compare import difference
from helpers.exercises.registry import find
from helpers.exercises.values import Other
from helpers.exercises.verdict import results

EVERY = [pytest.param(find(name), id=name) for name in names()]
# The others are earned by the learners' slips of `test_learners`.
MISTAKES = [
    pytest.param(find(name), mistake, id=f"{name}: {mistake.name}")
    for name in names()
    for mistake in share(find(name).mistakes, 0)
]
FAR = 1000  # tolerances
# Two descents that have not arrived yet are not far from each other.
LESS_FAR = {"l1.fista_restart": 100}


def stub_of_dots(*arguments): ...


def documented_stub(*arguments):
    """What is asked for."""


def unfinished_stub(*arguments):
    raise NotImplementedError


def flat(value):
    """Return what is not a tuple or list itself, one after the other."""
    if not isinstance(value, tuple | list):
        return [value]
    return [part for inner in value for part in flat(inner)]


@pytest.mark.parametrize("exercise", EVERY)
def test_the_reference_passes(exercise):
    assert repr(check(exercise.name, exercise.reference)) == f"✓ {exercise.name}: passed"


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_fails_and_gets_its_own_hint(exercise, mistake):
    feedback = check(exercise.name, mistake.implementation)
    assert (feedback.status, feedback.hint) == ("wrong", mistake.hint)
    words = " ".join(repr(feedback).split())
    assert words == f"✗ {exercise.name}: not right yet {mistake.hint}"


@pytest.mark.parametrize("exercise", EVERY)
def test_mistakes_and_reference_differ_from_each_other_by_far(exercise):
    solutions = {"reference": exercise.reference}
    solutions |= {mistake.name: mistake.implementation for mistake in exercise.mistakes}
    assert len(solutions) == len(exercise.mistakes) + 1
    found = {name: results(exercise, solution) for name, solution in solutions.items()}
    times = LESS_FAR.get(exercise.name, FAR)
    far = {"rtol": times * exercise.rtol, "atol": times * exercise.atol}
    for one, other in itertools.combinations(found, 2):
        pairs = zip(found[one], found[other], strict=True)
        assert any(difference(a, b, **far) for a, b in pairs), (one, other)


@pytest.mark.parametrize("exercise", EVERY)
def test_what_is_expected_is_finite(exercise):
    for result in results(exercise, exercise.reference):
        assert len(exercise.returns) == (len(result) if isinstance(result, tuple) else 0)
        for part in flat(result):
            assert not isinstance(part, Other)
            assert isinstance(part, str) or np.isfinite(part).all()


@pytest.mark.parametrize("stub", [stub_of_dots, documented_stub, unfinished_stub, None, ...])
@pytest.mark.parametrize("exercise", [e for e in EVERY if e.values[0].kind != "class"])
def test_an_untouched_stub_is_missing(exercise, stub):
    feedback = check(exercise.name, stub)
    assert (feedback.status, feedback.hint) == ("missing", "")
    assert repr(feedback) == f"{exercise.name}: not attempted yet"


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
        for one, other in zip(flat(first), flat(second), strict=True):
            np.testing.assert_array_equal(one, other)
            assert not (isinstance(one, np.ndarray) and np.shares_memory(one, other))
