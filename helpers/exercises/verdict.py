"""Judge an answer to an exercise.

The first of these that holds is said: the stub is untouched; what came is not a function at all; it
ran too long; it changed its arguments; it makes a known mistake; it makes a mistake that is the
same in every exercise (`names_used`, `relations`, `variations`); it fails in some case, by an
exception or by its result. Where none holds the answer has passed.
"""

import functools

import numpy as np

from helpers.exercises import names_used, relations, runner, unfit, variations
from helpers.exercises.compare import CUT, FORM, NO_RETURN, difference, in_form_of
from helpers.exercises.feedback import MISSING, PASSED, WRONG, Feedback
from helpers.exercises.registry import Case
from helpers.exercises.stubs import blank, untouched
from helpers.exercises.values import SHOWN, describe, kind_of, plain, show, size

FEW = 3
"""Of so few numbers that agree it is not said that they show a mistake."""


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


def _overtime(exercise, state, outcomes, expected, seconds):
    if state == "abandoned":
        hint = (
            f"The answer took more than {seconds:g} s and could not be stopped, since it waits in "
            "compiled code. It goes on in the background until it returns from there; restart the "
            "kernel if the notebook has become slow."
        )
    elif len(outcomes) > 1 and _alike(exercise, outcomes[:-1], expected):
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
    if outcomes[-1].raised or _alike(exercise, outcomes, expected):
        return None
    for mistake, theirs in zip(exercise.mistakes, _mistaken(exercise), strict=True):
        if _alike(exercise, outcomes, theirs):
            return (mistake.hint,)
    return None


def _failure(exercise, answer, outcomes, expected):
    """Say the smallest case that fails, and what the answer may have done, or return None."""
    found = _differences(exercise, outcomes, expected)
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
            or _mostly_known(exercise, outcomes, expected)
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
        hint = _turned_round(exercise, outcomes, expected) or hint
    if hint == NO_RETURN and outcome.printed:
        hint += " Printing a value is not returning it."
    likely = "" if hint and hint != CUT else _likely(exercise, answer, outcomes, expected)
    # A place of an entry is a whole number too.
    hint = likely if not hint or " is a place in " in likely else hint
    lines = f"expected {different.expected}\nreceived {different.received}"
    return hint, f"{inputs}\n{lines}".strip()


def _divided(exercise, answer, raised):
    """Say that a 0 under a fraction came of a division that cut the fraction off."""
    if raised.kind != "ZeroDivisionError":
        return ""
    return names_used.whole_division(answer, exercise.reference)


def _turned_round(exercise, outcomes, expected):
    """Say that the parts stand in another order, before what it makes of their types."""
    if any(outcome.raised for outcome in outcomes):
        return ""
    came = [outcome.value for outcome in outcomes[: len(exercise.cases)]]
    pairs = [relations.Pair(*each, {}) for each in zip(came, expected, strict=True)]
    return relations.turned_round(pairs, exercise.returns, rtol=exercise.rtol, atol=exercise.atol)


def _likely(exercise, answer, outcomes, expected):
    """Return what the answer probably did, found by means that are the same for every exercise."""
    names = exercise.arguments
    read = names_used.explain(answer, names)
    if read:
        return read
    if any(outcome.raised for outcome in outcomes):
        return _mostly_known(exercise, outcomes, expected)
    received = [outcome.value for outcome in outcomes[: len(exercise.cases)]]
    with runner.undisturbed():
        arguments = [dict(zip(names, map(plain, case()), strict=True)) for case in exercise.cases]
        pairs = [
            relations.Pair(*results) for results in zip(received, expected, arguments, strict=True)
        ]
        tolerance = {"rtol": exercise.rtol, "atol": exercise.atol}
        related = relations.explain(pairs, exercise.returns, **tolerance)
        part = relations.only_wrong_part(pairs, **tolerance)
        if part is not None and related.startswith("Right: ") and related.count(". ") == 0:
            mine = [in_form_of(b, a)[part] for a, b in zip(received, expected, strict=True)]
            theirs = [result[part] for result in expected]
            one = [
                relations.Pair(*results) for results in zip(mine, theirs, arguments, strict=True)
            ]
            said = variations.explain(exercise, arguments, mine, theirs, part) or _where_wrong(
                one, (), **tolerance
            )
            return f"{related} As to {exercise.returns[part]}: {said}" if said else related
        return (
            _known_parts(exercise, received, expected, related)
            or related
            or variations.explain(exercise, arguments, received, expected)
            or _mostly_known(exercise, outcomes, expected)
            or relations.close(pairs, **tolerance)
            or relations.places(pairs, **tolerance)
            or _where_wrong(pairs, exercise.returns, **tolerance)
            or relations.entries(pairs, **tolerance)
            or names_used.unread(answer, exercise.reference, names)
            or names_used.whole_division(answer, exercise.reference)
            or names_used.drawing(answer, names)
            or relations.tables(pairs)
            or relations.lengths(pairs)
        )


def _known_parts(exercise, received, expected, related):
    """Return the hints of several mistakes, each in one part of the results, or "".

    Only where it is not said yet of some part how it relates to the right one.
    """
    count, said = len(exercise.returns), []
    received = [in_form_of(b, a) for a, b in zip(received, expected, strict=True)]
    if count < 2 or not all(isinstance(each, tuple) and len(each) == count for each in received):
        return ""

    def differ(one, other, part):
        return any(
            difference(a[part], b[part], rtol=exercise.rtol, atol=exercise.atol)
            for a, b in zip(one, other, strict=True)
        )

    unsaid = False
    for part in range(count):
        if not differ(received, expected, part):
            continue
        unsaid = unsaid or exercise.returns[part] not in related
        for mistake, found in zip(exercise.mistakes, _mistaken(exercise), strict=True):
            fits = all(isinstance(each, tuple) and len(each) == count for each in found)
            if fits and [i for i in range(count) if differ(found, expected, i)] == [part]:
                # Such a hint may begin with what is right, and is not here.
                first, _, rest = mistake.hint.partition(". ")
                hint = rest if " right" in first else mistake.hint
                if not differ(received, found, part) and hint and " right" not in hint:
                    said.append(f"As to {exercise.returns[part]}: {hint}")
                    break
        else:
            return ""
    return " ".join(said) if unsaid else ""


def _mostly_known(exercise, outcomes, expected):
    """Return the hint of the one mistake that an answer makes in most cases in which it is wrong.

    So it is found where the edges are treated in another way than by the mistake, or end in an
    error. Only numbers with fractions are compared: others are too often equal by chance.
    """
    came = [outcome for outcome in outcomes[: len(exercise.cases)] if not outcome.raised]
    wrong = [n for n, different in enumerate(_differences(exercise, came, expected)) if different]
    edges = len(wrong)
    finite = [n for n in wrong if _finite(came[n].value) or not _finite(expected[n])]
    # What is no number came about at an edge, and says nothing of the rest.
    wrong = finite if len(finite) > 1 else wrong
    edges -= len(wrong)
    if not wrong or not all(variations.has_fractions(expected[n]) for n in wrong):
        return ""
    apart = [_differences(exercise, came, theirs) for theirs in _mistaken(exercise)]
    shared = [sum(not each[n] for n in wrong) for each in apart]
    if all(_chosen(exercise, n, expected[n]) for n in wrong):
        return ""
    most = max(shared, default=0)
    needed = 1 if len(came) < len(outcomes) and size(expected[wrong[0]]) > FEW else 2
    # Two that fit in each of these cases differ at the edges alone, and either may be said.
    unclear = most < len(wrong) and shared.count(most) > 1
    if most < max(needed, 2 / 3 * len(wrong)) or unclear:
        return ""
    where = "Right in some cases. In the others" if most == len(wrong) + edges else "In most cases"
    if outcomes[-1].raised:
        where = "Before the error"
    return f"{where}: {exercise.mistakes[shared.index(most)].hint}"


def _finite(value):
    """Return whether no part of a plain value is NaN or infinite."""
    if isinstance(value, tuple):
        return all(map(_finite, value))
    return kind_of(value) != "f" or bool(np.isfinite(value).all())


def _chosen(exercise, number, result):
    """Return whether a result is one of the numbers of an argument: such are equal by chance."""
    return (
        kind_of(result) == "f"
        and np.ndim(result) == 0
        and any(
            isinstance(given, np.ndarray) and given.size > 1 and (given == result).any()
            for given in map(plain, exercise.cases[number]())
        )
    )


def _where_wrong(pairs, labels, **tolerance):
    """Say how the results relate to the expected ones in the cases that fail, if others do not."""
    wrong = [bool(difference(p.received, p.expected, **tolerance)) for p in pairs]
    failing = [pair for pair, fails in zip(pairs, wrong, strict=True) if fails]
    choice = _choice(pairs, wrong)
    if not 2 <= len(failing) < len(pairs) and not choice:
        return ""
    hint = relations.explain(failing, labels, **tolerance)
    if choice:
        return f"Right but for {choice}. There: {hint}" if hint else f"Right but for {choice}."
    return f"Right in some cases. In the others: {hint}" if hint else ""


def _choice(pairs, wrong):
    """Return the value of an argument in words, as a name or a yes, that all failing cases have."""
    for name in pairs[0].arguments:
        values = [pair.arguments[name] for pair in pairs]
        if not all(isinstance(value, str | bool) for value in values):
            continue
        failing = {value for value, fails in zip(values, wrong, strict=True) if fails}
        passing = {value for value, fails in zip(values, wrong, strict=True) if not fails}
        if len(failing) == 1 and passing and not failing & passing:
            return f"{name} = {failing.pop()!r}"
    return ""


def _differences(exercise, outcomes, expected):
    """Return the difference, or None, for each case, the first case's repetition included."""
    return list(_each_difference(exercise, outcomes, expected))


def _alike(exercise, outcomes, expected):
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
