"""Judge an answer to an exercise.

The first of these that holds is said: the stub is untouched; what came is not a function at all; it
ran too long; it changed its arguments; it makes a known mistake; it makes a mistake that is the
same in every exercise (`likely`); it fails in some case, by an exception or by its result. Where
none holds the answer has passed.
"""

import functools

import numpy as np

from helpers.exercises import names_used, runner, unfit, variations
from helpers.exercises.compare import CUT, FORM, NO_RETURN
from helpers.exercises.feedback import MISSING, PASSED, WRONG, Feedback
from helpers.exercises.likely import explain, mostly_known, turned_round
from helpers.exercises.outcomes import alike, differences, mistaken, results
from helpers.exercises.registry import Case
from helpers.exercises.stubs import blank, untouched
from helpers.exercises.values import SHOWN, describe, plain, show, size


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
        objection = _overtime(exercise, state, outcomes, expected, seconds)
    elif _unwritten(outcomes):
        return Feedback(exercise.name, MISSING)
    else:
        objection = (
            _changed_arguments(outcomes)
            or _known_mistake(exercise, outcomes, expected)
            or _failure(exercise, answer, outcomes, expected)
        )
    if objection:
        return Feedback(exercise.name, WRONG, *objection)
    return Feedback(exercise.name, PASSED)


@functools.cache
def _expected(exercise):
    return results(exercise, exercise.reference)


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


def _overtime(exercise, state, outcomes, expected, seconds):
    if state == "abandoned":
        hint = (
            f"The answer took more than {seconds:g} s and could not be stopped, since it waits in "
            "compiled code. It goes on in the background until it returns from there; restart the "
            "kernel if the notebook has become slow."
        )
    elif len(outcomes) > 1 and alike(exercise, outcomes[:-1], expected):
        hint = (
            f"The answer was stopped after {seconds:g} s. It was right as far as it came, and then "
            "too slow, or in a loop that does not end for these arguments."
        )
    else:
        hint = f"The answer was stopped after {seconds:g} s. Does every loop in it come to an end?"
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
    if outcomes[-1].raised or alike(exercise, outcomes, expected):
        return None
    for mistake, theirs in zip(exercise.mistakes, mistaken(exercise), strict=True):
        if alike(exercise, outcomes, theirs):
            return (mistake.hint,)
    return None


def _failure(exercise, answer, outcomes, expected):
    """Say the smallest case that fails, and what the answer may have done, or return None."""
    found = differences(exercise, outcomes, expected)
    failing = [n for n, (o, d) in enumerate(zip(outcomes, found, strict=True)) if o.raised or d]
    if not failing:
        return None
    if failing == [len(exercise.cases)]:
        return (
            "Called twice with the same arguments, the answer does not give the same result "
            "twice: it depends on something else than its arguments.",
        )
    # The repetition of the first case says nothing more than that.
    cases = [plain(case()) for case in exercise.cases]
    number = min((n for n in failing if n < len(cases)), key=lambda n: (size(cases[n]), n))
    outcome, different = outcomes[number], found[number]
    inputs = _inputs(exercise, number)
    if outcome.raised:
        hint, line = _exception(exercise, outcome.raised)
        named = dict(zip(exercise.arguments, cases[number], strict=True))
        hint = (
            hint
            or mostly_known(exercise, outcomes, expected)
            or _divided(exercise, answer, outcome.raised)
            or unfit.explain(outcome.raised, named)
        )
        return hint, f"{inputs}\n{line}".strip()
    hint = different.hint
    if hint in FORM and not all(found[n].hint == hint for n in failing):
        hint = ""
    if hint == CUT and any(variations.has_fractions(outcomes[n].value) for n in failing):
        hint = ""
    if hint and hint != NO_RETURN:
        hint = turned_round(exercise, outcomes, expected) or hint
    if hint == NO_RETURN and outcome.printed:
        hint += " Printing a value is not returning it."
    likely = "" if hint and hint != CUT else explain(exercise, answer, outcomes, expected)
    # A place of an entry is a whole number too.
    hint = likely if not hint or " is a place in " in likely else hint
    lines = f"expected {different.expected}\nreceived {different.received}"
    return hint, f"{inputs}\n{lines}".strip()


def _divided(exercise, answer, raised):
    """Say that a 0 under a fraction came of a division that cut the fraction off."""
    if raised.kind != "ZeroDivisionError":
        return ""
    return names_used.whole_division(answer, exercise.reference)


def _exception(exercise, raised):
    line = f"raised {raised.kind}" + (f": {raised.text}" if raised.text else "")
    if raised.where == "objection":
        return raised.text, ""
    if raised.kind == "RecursionError":
        # Its text depends on where the limit was met.
        return "The answer calls itself without end.", f"raised {raised.kind}"
    if raised.where == "call":
        return f"The answer is called as {exercise.call}.", line
    if raised.where == "use":
        parts = f" It should give {', '.join(exercise.returns)}." if exercise.returns else ""
        return (
            "What the answer gave cannot be used: it has another type or shape than the exercise "
            f"asks for.{parts}",
            line,
        )
    if raised.kind in ("NameError", "UnboundLocalError"):
        return "Inside the answer there is nothing of that name. Its arguments are " + (
            f"{', '.join(exercise.arguments)}."
        ), line
    return "", line


def _inputs(exercise, number):
    """Say the arguments of a case; the repetition of the first has the number after the last."""
    case = exercise.cases[number % len(exercise.cases)]
    texts, arguments = [], case()
    for name, value in zip(exercise.arguments, arguments, strict=True):
        if isinstance(value, np.ndarray) and value.size > SHOWN:
            texts.append(f"{name} of shape {value.shape}")
        else:
            texts.append(f"{name} = {show(plain(value))}")
    what = [f"({case.what})"] if isinstance(case, Case) else []
    return " ".join(["for " + ", ".join(texts), *what]) if texts else ""
