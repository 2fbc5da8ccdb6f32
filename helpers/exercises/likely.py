"""What a wrong answer probably did, by means that are the same for every exercise.

They are `names_used`, `relations` and `variations`; beside them the mistakes of the exercise, where
an answer makes one of them in some cases, or in one part of its results.
"""

import numpy as np

from helpers.exercises import names_used, relations, runner, variations
from helpers.exercises.compare import difference, in_form_of
from helpers.exercises.outcomes import differences, mistaken
from helpers.exercises.values import kind_of, plain, size

FEW = 3
"""Of so few numbers that agree it is not said that they show a mistake."""


def explain(exercise, answer, outcomes, expected):
    """Return what the answer probably did, found by means that are the same for every exercise."""
    names = exercise.arguments
    read = names_used.explain(answer, names)
    if read:
        return read
    if any(outcome.raised for outcome in outcomes):
        return mostly_known(exercise, outcomes, expected)
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
            or mostly_known(exercise, outcomes, expected)
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


def turned_round(exercise, outcomes, expected):
    """Say that the parts stand in another order, before what it makes of their types."""
    if any(outcome.raised for outcome in outcomes):
        return ""
    came = [outcome.value for outcome in outcomes[: len(exercise.cases)]]
    pairs = [relations.Pair(*each, {}) for each in zip(came, expected, strict=True)]
    return relations.turned_round(pairs, exercise.returns, rtol=exercise.rtol, atol=exercise.atol)


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
        for mistake, found in zip(exercise.mistakes, mistaken(exercise), strict=True):
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


def mostly_known(exercise, outcomes, expected):
    """Return the hint of the one mistake that an answer makes in most cases in which it is wrong.

    So it is found where the edges are treated in another way than by the mistake, or end in an
    error. Only numbers with fractions are compared: others are too often equal by chance.
    """
    came = [outcome for outcome in outcomes[: len(exercise.cases)] if not outcome.raised]
    wrong = [n for n, different in enumerate(differences(exercise, came, expected)) if different]
    edges = len(wrong)
    finite = [n for n in wrong if _finite(came[n].value) or not _finite(expected[n])]
    # What is no number came about at an edge, and says nothing of the rest.
    wrong = finite if len(finite) > 1 else wrong
    edges -= len(wrong)
    if not wrong or not all(variations.has_fractions(expected[n]) for n in wrong):
        return ""
    apart = [differences(exercise, came, theirs) for theirs in mistaken(exercise)]
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
    return variations.is_choice(result, map(plain, exercise.cases[number]()))


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
