"""Judge an answer to an exercise.

The first of these that holds is said: the stub is untouched; what came is not a function at all; it
ran too long; it changed its arguments; it makes a known mistake; it fails in some case, by an
exception or by its result. Where none holds the answer has passed.
"""

import functools

import numpy as np

from helpers.exercises import runner
from helpers.exercises.compare import NO_RETURN, difference
from helpers.exercises.feedback import MISSING, PASSED, WRONG, Feedback
from helpers.exercises.stubs import blank, untouched
from helpers.exercises.values import SHOWN, describe, plain, show


def judge(exercise, answer, seconds):
    """Return the `Feedback` for an answer to an exercise, whatever the answer is or does."""
    if untouched(answer, exercise.kind):
        return Feedback(exercise.name, MISSING)
    objection = _wrong_kind(exercise, answer)
    if objection:
        return Feedback(exercise.name, WRONG, *objection)
    # Before the answer runs: nothing that it does can change what is expected.
    expected = _expected(exercise)
    state, outcomes = runner.run(exercise, answer, seconds)
    if state != "finished":
        objection = _overtime(exercise, state, outcomes, seconds)
    elif _unwritten(outcomes):
        return Feedback(exercise.name, MISSING)
    else:
        objection = (
            _changed_arguments(outcomes)
            or _known_mistake(exercise, outcomes, expected)
            or _first_failure(exercise, outcomes, expected)
        )
    if objection:
        return Feedback(exercise.name, WRONG, *objection)
    return Feedback(exercise.name, PASSED)


def results(exercise, solution):
    """Return what a solution that is trusted gives, as plain values, for each case."""
    with runner.undisturbed():
        return [plain(exercise.apply(solution, case())) for case in exercise.cases]


@functools.cache
def _expected(exercise):
    return results(exercise, exercise.reference)


@functools.cache
def _mistaken(exercise):
    return [results(exercise, mistake.implementation) for mistake in exercise.mistakes]


def _wrong_kind(exercise, answer):
    name = exercise.call.partition("(")[0]
    if exercise.kind == "class" and not issubclass(type(answer), type):
        wanted = "class"
    elif exercise.kind == "function" and not callable(answer):
        wanted = "function"
    else:
        return None
    hint = f"Give `check` the {wanted} {name} itself, not something that it returned."
    return hint, f"expected the {wanted} {exercise.call}\nreceived {describe(plain(answer))}"


def _unwritten(outcomes):
    """Return whether the answer is a stub that shows only when it runs."""
    raised = outcomes[-1].raised
    if raised:
        return raised.kind == "NotImplementedError" and raised.where != "below"
    return all(blank(outcome.value) for outcome in outcomes)


def _overtime(exercise, state, outcomes, seconds):
    if state == "stopped":
        hint = f"The answer was stopped after {seconds:g} s. Does every loop in it come to an end?"
    else:
        hint = (
            f"The answer took more than {seconds:g} s and could not be stopped, since it waits in "
            "compiled code. It goes on in the background until it returns from there; restart the "
            "kernel if the notebook has become slow."
        )
    return hint, _inputs(exercise, len(outcomes) - 1) if outcomes else ""


def _changed_arguments(outcomes):
    names = next((outcome.changed for outcome in outcomes if outcome.changed), None)
    if not names:
        return None
    return (
        f"The answer changes its argument {' and '.join(names)} in place, and so the data of "
        "whoever calls it. Compute a new value instead.",
    )


def _known_mistake(exercise, outcomes, expected):
    if outcomes[-1].raised or not any(_differences(exercise, outcomes, expected)):
        return None
    for mistake, theirs in zip(exercise.mistakes, _mistaken(exercise), strict=True):
        if not any(_differences(exercise, outcomes, theirs, loose=True)):
            return (mistake.hint,)
    return None


def _first_failure(exercise, outcomes, expected):
    found = _differences(exercise, outcomes, expected)
    for number, (outcome, different) in enumerate(zip(outcomes, found, strict=True)):
        if (outcome.raised or different) and number == len(exercise.cases):
            return (
                "Called twice with the same arguments, the answer does not give the same result "
                "twice: it depends on something else than its arguments.",
            )
        inputs = _inputs(exercise, number)
        if outcome.raised:
            hint, line = _exception(exercise, outcome.raised)
            return hint, f"{inputs}\n{line}".strip()
        if different:
            hint = different.hint
            if hint == NO_RETURN and outcome.printed:
                hint += " Printing a value is not returning it."
            lines = f"expected {different.expected}\nreceived {different.received}"
            return hint, f"{inputs}\n{lines}".strip()
    return None


def _differences(exercise, outcomes, expected, *, loose=False):
    """Return the difference, or None, for each case, the first case's repetition included."""
    tolerance = {"rtol": exercise.rtol, "atol": exercise.atol, "loose": loose}
    expected = [*expected, expected[0]][: len(outcomes)]
    return [
        None
        if mine.raised
        else difference(mine.value, theirs, labels=exercise.returns, **tolerance)
        for mine, theirs in zip(outcomes, expected, strict=True)
    ]


def _exception(exercise, raised):
    line = f"raised {raised.kind}" + (f": {raised.text}" if raised.text else "")
    if raised.kind == "RecursionError":
        # Its text depends on where the limit was met.
        return "The answer calls itself without end.", f"raised {raised.kind}"
    if raised.kind == "TypeError" and raised.where == "call":
        return f"The answer is called as {exercise.call}.", line
    return "", line


def _inputs(exercise, number):
    """Say the arguments of a case; the repetition of the first has the number after the last."""
    arguments = exercise.cases[number % len(exercise.cases)]()
    texts = []
    for name, value in zip(exercise.arguments, arguments, strict=True):
        if isinstance(value, np.ndarray) and value.size > SHOWN:
            texts.append(f"{name} of shape {value.shape}")
        else:
            texts.append(f"{name} = {show(plain(value))}")
    return "for " + ", ".join(texts) if texts else ""
