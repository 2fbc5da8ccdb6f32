"""Hints of every exercise: a place for an entry, a way turned round, several slips at once."""

import numpy as np
import pytest

from helpers.exercises.registry import Exercise, Mistake
from helpers.exercises.verdict import judge


def table(seed, n, p):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, p)), rng.normal(size=n), rng.normal(size=p)


CASES = tuple(lambda s=s: table(*s) for s in ((1, 5, 3), (2, 4, 6), (3, 7, 2)))


def towards(X, y, start):
    return start + X.T @ (y - X @ start) / len(y)


def way(X, y, start, times):
    return start + times * (towards(X, y, start) - start)


TOWARDS = Exercise("new.towards", "towards(X, y, start)", towards, CASES)


@pytest.mark.parametrize(("times", "words"), [(2, "twice as long as"), (-1, "of the wrong sign")])
def test_the_way_from_an_argument_is_told(times, words):
    feedback = judge(TOWARDS, lambda X, y, start: way(X, y, start, times), 10)
    assert feedback.hint.startswith(
        f"The result lies in line with start, but the way there from start is {words}"
    )


def test_a_table_of_pairs_is_told():
    feedback = judge(TOWARDS, lambda X, y, start: X * start + y[:, None], 10)
    assert feedback.hint == (
        "The result is a table. Its one side is the number of columns of X, as asked; along the "
        "other, the number of rows of X, something is still to be added up or chosen."
    )


def largest(grid, scores):
    return grid[np.argmax(scores)]


LARGEST = Exercise(
    "new.largest",
    "largest(grid, scores)",
    largest,
    (
        lambda: (np.array([0.1, 0.5, 2.5]), np.array([3.0, 1.0, 2.0])),
        lambda: (np.array([0.3, 0.7]), np.array([3.0, 4.0])),
        lambda: (np.array([0.2, 0.4, 0.9, 1.1]), np.array([1.0, 1.5, 2.0, 0.0])),
    ),
)
PLACE = Exercise(
    "new.place",
    "place(grid, scores)",
    lambda grid, scores: int(np.argmax(scores)),
    LARGEST.cases,
)


def test_a_place_for_the_entry_there_is_told_and_the_other_way_round():
    feedback = judge(LARGEST, lambda grid, scores: np.argmax(scores), 10)
    assert feedback.hint == "The result is a place in grid: the entry there is asked for."
    feedback = judge(PLACE, largest, 10)
    assert feedback.hint == "The result is an entry of grid: its place is asked for."


def above(X, y, start):
    return np.flatnonzero(X.mean(axis=0) > start)


def test_how_many_in_place_of_which_is_told():
    exercise = Exercise("new.above", "above(X, y, start)", above, CASES)
    feedback = judge(exercise, lambda X, y, start: len(above(X, y, start)), 10)
    assert feedback.hint == "The result is how many there are. Return the entries themselves."


def test_truth_values_are_called_so():
    exercise = Exercise(
        "new.larger", "larger(X, y, start)", lambda X, y, start: start > X.mean(axis=0), CASES
    )
    feedback = judge(exercise, lambda X, y, start: np.zeros(len(start), dtype=bool), 10)
    assert feedback.hint == "Only entries that should be True are wrong, the others are right."


def test_a_whole_number_by_chance_is_not_cut_off():
    exercise = Exercise(
        "new.share", "share(x)", lambda x: x / (1 + x), (lambda: (0.5,), lambda: (3.0,))
    )
    feedback = judge(exercise, lambda x: min(1, x / 0.6), 10)
    assert "integers" not in feedback.hint


def test_names_are_no_numbers():
    exercise = Exercise(
        "new.count",
        "count(groups)",
        lambda groups: np.unique(groups, return_counts=True)[1],
        (lambda: (np.array([0, 1, 1]),), lambda: (np.array(["a", "b", "a"]),)),
    )
    feedback = judge(exercise, lambda groups: np.bincount(groups), 10)
    assert feedback.hint.startswith("Here groups holds names and no numbers.")


BOTH = Exercise(
    "new.both",
    "both(X, y, start)",
    lambda X, y, start: (float(y.mean()), float(y.std(ddof=1))),
    CASES,
    mistakes=(
        Mistake(
            "a median",
            "The deviation is right. A median was taken for the mean.",
            lambda X, y, start: (float(np.median(y)), float(y.std(ddof=1))),
        ),
        Mistake(
            "by the number",
            "The squares were divided by their number, not by one less.",
            lambda X, y, start: (float(y.mean()), float(y.std())),
        ),
    ),
    returns=("mean", "deviation"),
)


def test_a_known_slip_in_each_part_is_told():
    feedback = judge(BOTH, lambda X, y, start: (float(np.median(y)), float(y.std())), 10)
    assert "As to mean: A median was taken for the mean." in feedback.hint
    assert "is right" not in feedback.hint


def test_a_division_by_what_was_cut_off_is_told():
    cases = (lambda: (0.5, 2.0), lambda: (4.4, 2.0), lambda: (7.1, 3.0))
    exercise = Exercise("new.times", "times(x, y)", lambda x, y: y / x, cases)
    for answer in (lambda x, y: 1 / (x // y), lambda x, y: y // 1 + x**3 * 0.07):
        assert judge(exercise, answer, 10).hint.startswith("The answer divides by `//`")


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (lambda X, y, start: X.T + X, "Two tables of unlike shapes meet here entry by entry."),
        (
            lambda X, y, start: np.polyfit(start, y, 1),
            "A line is fitted to as many heights as places.",
        ),
    ],
)
def test_two_that_do_not_fit_are_told(answer, hint):
    assert judge(TOWARDS, answer, 10).hint.startswith(hint)


def test_a_list_where_its_sum_is_asked_is_told():
    cases = tuple(lambda n=n: (np.arange(1.0, n + 1),) for n in (1, 2, 4))
    exercise = Exercise("new.sum", "sum(y)", lambda y: 2 * float(y.sum()), cases)
    feedback = judge(exercise, lambda y: [2 * float(x) for x in y], 10)
    assert feedback.hint == "The result has more entries than are asked: their sum is right."


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (lambda v: np.cumprod(v) ** (4 / 3), "raised to the power 1.33."),
        (lambda v: np.cos(np.cumprod(v)), "The result is the cosine of what it should be."),
        (
            lambda v: np.where(np.arange(len(v)) > 0, -3, 1) * np.cumprod(v),
            "",
        ),
        (
            lambda v: np.where(np.arange(len(v)) % 2, 0.5, 1) * np.cumprod(v),
            "Some entries are right. Each of the others is half of what it should be.",
        ),
    ],
)
@pytest.mark.parametrize("form", [np.asarray, list])
def test_powers_and_entries_are_told_of_arrays_and_lists(answer, hint, form):
    cases = tuple(
        lambda n=n: (np.random.default_rng(n).uniform(0.4, 1.4, size=n),) for n in (3, 4, 6)
    )
    exercise = Exercise("new.products", "products(v)", lambda v: form(np.cumprod(v)), cases)
    feedback = judge(exercise, answer, 10)
    assert feedback.status == "wrong"
    assert hint in feedback.hint


def test_lengths_of_results_are_told():
    wrong = judge(TOWARDS, lambda X, y, start: y + X @ start, 10)
    assert wrong.hint == (
        "The result is as long as the number of rows of X. It should be as long as the number of "
        "columns of X."
    )
    one = Exercise("new.one", "one(X, y, start)", lambda X, y, start: float((X @ start) @ y), CASES)
    many = judge(one, lambda X, y, start: X.T @ y + start, 10)
    assert many.hint == (
        "The result is as many numbers as the number of columns of X. Asked is one number."
    )


def test_the_choice_that_goes_wrong_is_named():
    def chosen(x, kind):
        return x**2 if kind == "square" else x / 3

    cases = tuple(lambda a=a: a for a in ((1.3, "square"), (0.7, "third"), (2.1, "third")))
    exercise = Exercise("new.chosen", "chosen(x, kind)", chosen, cases)
    feedback = judge(exercise, lambda x, kind: x if kind == "square" else x / 3, 10)
    assert feedback.hint.startswith("Right but for kind = 'square'.")
