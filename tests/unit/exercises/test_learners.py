"""Answers as learners write them: each known slip gets its own hint, and no other answer does."""

import textwrap
from importlib import import_module
from pathlib import Path

import pytest
from weekly import share

from helpers.exercises import check
from helpers.exercises.pages import PAGES
from helpers.exercises.registry import find

FOLDER = Path(__file__).parent / "learners"
PAGES_WITH_ANSWERS = {
    f"{page.parent.name}.{page.stem}": f"learners.{page.parent.name}.{page.stem}"
    for page in FOLDER.glob("*/*.py")
}
TABLES = {
    f"{chapter}.{exercise}": module
    for chapter, pages in PAGES.items()
    for page in pages
    if page in PAGES_WITH_ANSWERS
    for module in [import_module(PAGES_WITH_ANSWERS[page])]
    for exercise in module.SOLUTIONS
}
"""The module with the learners' answers to each exercise: a chapter can have several."""


def test_each_table_of_answers_belongs_to_a_page():
    assert {page for pages in PAGES.values() for page in pages} >= PAGES_WITH_ANSWERS.keys()


@pytest.mark.parametrize("module", sorted(set(PAGES_WITH_ANSWERS.values())))
def test_each_table_is_about_exercises_with_a_solution(module):
    tables = import_module(module)
    for table in (tables.SLIPS, tables.OTHERS, tables.RIGHT):
        assert table.keys() <= tables.SOLUTIONS.keys()


@pytest.fixture(autouse=True)
def imported(request):
    """Import Keras before the clock of an answer that uses it starts."""
    if "dropout_keras." in request.node.name:
        request.getfixturevalue("keras")


def every(table):
    """List (name, key) for what a table holds for each exercise."""
    return [
        (name, key)
        for name, module in TABLES.items()
        for key in getattr(module, table).get(name.partition(".")[2], ())
    ]


def written(name, change):
    """Make the function of a solution and what is changed in it, or of the lines given instead."""
    exercise = name.partition(".")[2]
    body = change
    if isinstance(change, list):
        body = TABLES[name].SOLUTIONS[exercise]
        for old, new in change:
            assert old in body
            body = body.replace(old, new)
    if callable(body):
        return body
    scope = dict(TABLES[name].SCOPE)
    exec(f"def {find(name).call}:\n" + textwrap.indent(textwrap.dedent(body), "    "), scope)
    return scope[find(name).call.partition("(")[0]]


def hints(name):
    return {known.name: known.hint for known in find(name).mistakes}


EXERCISES = list(TABLES)
# The mistakes that `test_registered` leaves to the learners: each hint is earned on each day.
LEFT = {(name, known.name) for name in EXERCISES for known in share(find(name).mistakes, 1)}


@pytest.mark.parametrize(("name", "slip"), [case for case in every("SLIPS") if case in LEFT])
def test_a_slip_gets_the_hint_that_names_it(name, slip):
    answers = TABLES[name].SLIPS[name.partition(".")[2]][slip]
    for answer in answers if isinstance(answers, tuple) else (answers,):
        feedback = check(name, written(name, answer))
        assert (feedback.status, feedback.hint) == ("wrong", hints(name)[slip])


@pytest.mark.parametrize("name", EXERCISES)
def test_every_hint_is_earned_by_a_slip(name):
    assert hints(name).keys() == TABLES[name].SLIPS[name.partition(".")[2]].keys()


@pytest.mark.parametrize(("name", "other"), share(every("OTHERS"), 0))
def test_another_wrong_answer_gets_no_hint_of_these(name, other):
    change, words = other
    feedback = check(name, written(name, change))
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(words)
    assert feedback.hint not in hints(name).values()


@pytest.mark.parametrize(("name", "change"), [*every("RIGHT"), *((name, []) for name in EXERCISES)])
def test_a_right_answer_of_another_form_passes(name, change):
    feedback = check(name, written(name, change))
    assert (feedback.status, feedback.hint) == ("passed", "")
