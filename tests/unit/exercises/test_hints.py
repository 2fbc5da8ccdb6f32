"""Hints of every exercise: what a result, or an argument, has to do with the right one."""

import itertools
import math
import sys
import types

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import plain
from helpers.exercises.verdict import judge


def made(seed, n, p, lam):
    rng = np.random.default_rng(seed)
    return rng.normal(2, 1, (n, p)), rng.normal(size=n), rng.normal(size=p), lam


CASES = (
    lambda: made(1, 4, 3, 0.3),
    lambda: made(2, 7, 2, 1.7),
    lambda: made(3, 5, 6, 0.05),
)


def gradient(X, y, w, lam):
    return X.T @ (X @ w - y) / len(y) + lam * w


GRADIENT = Exercise(
    "new.gradient", "gradient(X, y, w, lam)", gradient, CASES, returns=(), rtol=1e-6
)


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (lambda X, y, w, lam: 2 * gradient(X, y, w, lam), "The result is twice what it should be."),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) / 2,
            "The result is half of what it should be.",
        ),
        (lambda X, y, w, lam: -gradient(X, y, w, lam), "The result is of the wrong sign."),
        (
            lambda X, y, w, lam: -2 * gradient(X, y, w, lam),
            "The result is of the wrong sign, and twice what it should be.",
        ),
        (
            lambda X, y, w, lam: len(y) * gradient(X, y, w, lam),
            "The result is the number of rows of X times what it should be.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) / X.shape[1],
            "The result is what it should be, divided by the number of columns of X.",
        ),
        (
            lambda X, y, w, lam: lam * gradient(X, y, w, lam),
            "The result is lam times what it should be.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) * len(y) / (len(y) - 1),
            "The result is divided by the number of rows of X less 1, in place of the number of "
            "rows of X.",
        ),
        (
            lambda X, y, w, lam: np.sqrt(lam) * gradient(X, y, w, lam),
            "The result is √lam times what it should be.",
        ),
        (
            lambda X, y, w, lam: 0.217 * gradient(X, y, w, lam),
            "The result is 0.217 times what it should be, always.",
        ),
        (
            lambda X, y, w, lam: len(y) / len(w) * gradient(X, y, w, lam),
            "The result is the number of rows of X over the number of columns of X times what it "
            "should be: was the one taken for the other?",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) * len(w) / (len(w) - 1),
            "The result is divided by the number of columns of X less 1, in place of the number",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) * len(y) / 1000,
            "The result is divided by 1000 in every case, where the number of rows of X belongs.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) / lam * 0.123,
            "The result is multiplied by 0.123 in every case, where lam belongs.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam * len(w) / len(y)),
            "This would be right for lam times the number of columns of X over the number of rows "
            "of X, in place of lam: was the one size taken for the other?",
        ),
        (
            lambda X, y, w, lam: 1e-15 * gradient(X, y, w, lam),
            "The result is 0 in every case.",
        ),
        (
            lambda X, y, w, lam: np.outer(gradient(X, y, w, lam), [1, 3, 2]),
            "The result has more entries than are asked: their first along axis 1 is right.",
        ),
        (
            lambda X, y, w, lam: lam / (1 - lam) * gradient(X, y, w, lam),
            "The result is lam/(1 − lam) times what it should be.",
        ),
        (lambda X, y, w, lam: gradient(X, y, w, lam) + 1, "The result is 1 more than it should"),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) - lam,
            "The result is less than it should be, by lam.",
        ),
        (lambda X, y, w, lam: gradient(X, y, w, lam) ** 2, "The result is the square of what"),
        (
            lambda X, y, w, lam: np.abs(gradient(X, y, w, lam)),
            "The result is what it should be w",
        ),
        (lambda X, y, w, lam: gradient(X, y, w, lam)[::-1], "The result is the other way round"),
        (
            lambda X, y, w, lam: np.sort(gradient(X, y, w, lam)),
            "The result has the right entries, in another order.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam).sum(),
            "The result is the sum of what is asked: an array with one axis.",
        ),
        (lambda X, y, w, lam: 0, "The result is a single 0. Asked is an array with one axis."),
        (lambda X, y, w, lam: w - gradient(X, y, w, lam), "The result is w less what is asked."),
        (lambda X, y, w, lam: gradient(X, y, w, lam) - w, "The result is what is asked, less w."),
        (lambda X, y, w, lam: gradient(X, y, w, lam) + w, "The result is what is asked, plus w."),
        (
            lambda X, y, w, lam: (gradient(X, y, w, lam), float(y.mean())),
            "Part 1 of 2 is right. Return it alone.",
        ),
        (
            lambda X, y, w, lam: (X, X[:2]),
            "Return one NumPy array. These are several, of unlike shapes.",
        ),
        (
            lambda X, y, w, lam: [w[:1], w[:2]],
            "Return one NumPy array. Do its rows have the same length, and only numbers?",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam)[:-1],
            "The result has one entry too few, the last one; the others are right.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) * (np.arange(len(w)) > 0),
            "Only entries at the start are wrong, the others are right.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) + (w < 0),
            "Only entries where w is negative are wrong, the others are right.",
        ),
        (lambda X, y, w, lam: np.zeros_like(w), "The result is 0 in every case."),
        (
            lambda X, y, w, lam: gradient(X, y, w, 0.0),
            "This would be right for lam = 0. Where does lam enter?",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, 2 * lam),
            "This would be right for twice the given lam.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam * len(y)),
            "This would be right for lam times the number of rows of X, in place of lam.",
        ),
        (
            lambda X, y, w, lam: gradient(X, -y, w, lam),
            "This would be right for −y: is a sign turned round?",
        ),
        (
            lambda X, y, w, lam: gradient(X - X.mean(axis=0), y, w, lam),
            "This would be right if X had been centered first.",
        ),
        (
            lambda X, y, w, lam: X.T @ (X @ w - y) + lam * w,
            "The rest is the number of rows of X times what it should be; what lam brings in is "
            "right.",
        ),
        (
            lambda X, y, w, lam: 2 * X.T @ (X @ w - y) / len(y) + lam * w,
            "The rest is twice what it should be; what lam brings in is right.",
        ),
        (
            lambda X, y, w, lam: np.clip(gradient(X, y, w, lam), -6.1, 2.6),
            "The result is what it should be, cut off at -6.1 and at 2.6.",
        ),
        (
            lambda X, y, w, lam: gradient(X, y, w, lam) + np.linspace(0, 1, len(w)) ** 3 + lam**3,
            "",
        ),
    ],
)
def test_the_slip_is_named(answer, hint):
    feedback = judge(GRADIENT, answer, 10)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(hint)
    assert bool(feedback.hint) == bool(hint)
    assert feedback.detail.startswith("for X of shape (4, 3), y = [")


def fit(X, y, w, lam):
    return w * lam, float(y.sum()), float(w @ w)


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (lambda X, y, w, lam: X.mean(axis=1) + w, "Two lengths meet here that do not fit: 4, the"),
        (lambda X, y, w, lam: np.dot(X, y), "Two lengths meet here that do not fit: 3, the number"),
        (lambda X, y, w, lam: X.T @ w, "Two lengths meet here that do not fit: "),
        (lambda X, y, w, lam: X[w > 0].sum(axis=0), "Two lengths meet here that do not fit: "),
        (lambda X, y, w, lam: w + np.ones(17), ""),
        (lambda X, y, w, lam: np.zeros(0).max(), ""),
    ],
)
def test_lengths_that_do_not_fit_are_said_in_words_of_the_arguments(answer, hint):
    feedback = judge(GRADIENT, answer, 10)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(hint)
    assert bool(feedback.hint) == bool(hint)
    assert "raised ValueError" in feedback.detail or "raised IndexError" in feedback.detail


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (
            lambda X, y, w, lam: X / X.sum(axis=1),
            "One number for each row meets a table. NumPy lets the last axes meet",
        ),
        (
            lambda X, y, w, lam: w if w > 0 else -w,
            "An array was asked for a single yes or no, as `if`",
        ),
        (lambda X, y, w, lam: math.exp(w), "A function for single numbers, as those of `math`"),
        (lambda X, y, w, lam: w.tolist() * lam, "This is arithmetic with a list as a whole."),
        (lambda X, y, w, lam: 1 - w.tolist(), "This is arithmetic with a list as a whole."),
        (lambda X, y, w, lam: y[w], "Numbers with fractions, or text, were used as indices."),
        (
            lambda X, y, w, lam: y[[0, len(y)]],
            "The index 4 was asked of 4 entries, which have the indices 0 to 3.",
        ),
        (lambda X, y, w, lam: 1 / int(lam / 2), "Something is divided by 0 for these arguments."),
        (lambda X, y, w, lam: [][0], ""),
    ],
)
def test_an_error_of_python_or_numpy_is_explained(answer, hint):
    feedback = judge(GRADIENT, answer, 10)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(hint)
    assert bool(feedback.hint) == bool(hint)


def stated(seed, batches, rate):
    rng = np.random.default_rng(seed)
    keep = np.arange(1, batches + 1) % 3 > 0
    return rng.normal(2, 1, (batches, 3)), keep, rate


def state(V, keep, rate):
    found = np.ones(3)
    for row, stays in zip(V, keep, strict=False):
        if stays:
            found = found / 2 + rate / (1 - rate) * row
    return found + keep[0]


STATE = Exercise(
    "new.state",
    "state(V, keep, rate)",
    state,
    tuple(lambda s=s: stated(*s) for s in ((1, 5, 0.3), (2, 7, 0.6), (3, 8, 0.1))),
)


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (
            lambda V, keep, rate: state(V[:1], keep[:1], rate),
            "This would be right for the first row of V alone. Does a loop end after its first",
        ),
        (
            lambda V, keep, rate: state(V[::-1], keep, rate),
            "This would be right for V the other way round, last row first.",
        ),
        (
            lambda V, keep, rate: state(V, ~keep, rate),
            "This would be right for keep with True and False exchanged.",
        ),
        (
            lambda V, keep, rate: state(V, keep | True, rate),
            "This would be right if keep were True everywhere. Where does it enter?",
        ),
        (
            lambda V, keep, rate: state(np.full_like(V, V.mean()), keep, rate),
            "This would be right if all entries of V were their mean.",
        ),
        (
            lambda V, keep, rate: state(np.full_like(V, V[0, 0]), keep, rate),
            "This would be right if all entries of V were the first one.",
        ),
        (
            lambda V, keep, rate: state(np.ones_like(V), keep, rate),
            "This would be right if V were all ones. Where does it enter?",
        ),
        (
            lambda V, keep, rate: state(V.mean(axis=0, keepdims=True), keep, rate),
            "This would be right for one row in place of V, the mean of its rows.",
        ),
        (
            lambda V, keep, rate: float(state(V, keep, rate) @ [0.2, 0.5, 0.7]),
            "The result is one number. Asked is an array with one axis.",
        ),
        (
            lambda V, keep, rate: state(V, keep, rate)[:2] * np.array([1.3, 0.4]),
            "Along axis 0 the result is shorter than the number of columns of V.",
        ),
        (
            lambda V, keep, rate: np.round(state(V, keep, rate), 2),
            "The result comes near to what is expected, and is off by less than a hundredth.",
        ),
        (
            lambda V, keep, rate: state(V, keep, rate) + np.array([0.0, 1e-4, -1e-4]),
            "The result comes near to what is expected, and is off by less than a thousandth.",
        ),
    ],
)
def test_a_loop_a_truth_value_and_a_near_miss_are_told(answer, hint):
    feedback = judge(STATE, answer, 10)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(hint)


def smoothed(V, W):
    return np.cumsum(V * W, axis=1) ** 2 + V


def test_what_is_done_along_another_axis_is_told():
    cases = tuple(lambda s=s: (stated(*s)[0], stated(*s)[0] ** 2) for s in ((1, 4, 0), (2, 5, 0)))
    exercise = Exercise("new.smoothed", "smoothed(V, W)", smoothed, cases)
    feedback = judge(exercise, lambda V, W: smoothed(V.T, W.T).T, 10)
    assert feedback.hint == (
        "This would be right with axes 0 and 1 of W in each other's place. Which of them is it "
        "done along?"
    )


def shrunk(X, y, rate, odds=None):
    odds = rate / (1 - rate) if odds is None else odds
    return np.linalg.solve(X.T @ X / len(y) + odds * np.eye(X.shape[1]), X.T @ y / len(y))


SHRUNK = Exercise(
    "new.shrunk",
    "shrunk(X, y, rate)",
    shrunk,
    tuple(lambda s=s: (*made(*s)[:2], s[-1]) for s in ((1, 9, 3, 0.3), (2, 12, 2, 0.6))),
)


@pytest.mark.parametrize(
    ("odds", "words"),
    [
        (lambda X, p: p, "rate"),
        (lambda X, p: p * (1 - p), "rate(1 − rate)"),
        (lambda X, p: 1 / (1 - p), "1/(1 − rate)"),
        (lambda X, p: (p / (1 - p)) ** 2, "the square of rate/(1 − rate)"),
        (lambda X, p: 2 * p / (1 - p), "twice rate/(1 − rate)"),
        (lambda X, p: len(X) * p / (1 - p), "rate/(1 − rate) times the number of rows of X"),
        (lambda X, p: p / (1 - p) / len(X), "rate/(1 − rate) divided by the number of rows of X"),
    ],
)
def test_other_odds_are_named(odds, words):
    feedback = judge(SHRUNK, lambda X, y, rate: shrunk(X, y, rate, odds(X, rate)), 10)
    assert feedback.hint == f"This would be right with {words} in place of rate/(1 − rate)."


def test_a_case_may_have_fewer_axes_than_the_first():
    cases = tuple(lambda s=s: (np.arange(1.0, 1 + np.prod(s)).reshape(s),) for s in ((4, 3), 5, 7))
    exercise = Exercise("new.total", "total(X)", lambda X: float(X.sum()), cases)
    feedback = judge(exercise, lambda X: float((X**2).sum() + 1.5), 10)
    assert (feedback.status, feedback.hint) == ("wrong", "")


def test_a_matrix_without_an_inverse_is_said_to_be_one():
    feedback = judge(GRADIENT, lambda X, y, w, lam: np.linalg.solve(np.outer(w, w), w), 10)
    assert feedback.hint.startswith("A matrix has no inverse for these arguments: ")


def picked(values, y):
    return float(values[y.argmin()])


PICKED = Exercise(
    "new.picked",
    "picked(values, y)",
    picked,
    (
        lambda: (np.array([0.5, 1.5, 2.5]), np.array([3.0, 1.0, 2.0])),
        lambda: (np.array([0.1, 0.2, 0.3]), np.array([1.0, 2.0, 3.0])),
        lambda: (np.array([4.5, 1.2, 3.5, 9.5]), np.array([5.0, 6.0, 1.0, 0.5])),
    ),
    mistakes=(Mistake("last", "The last one.", lambda values, y: float(values[-1])),),
)


def test_one_of_the_numbers_given_is_no_sign_of_a_mistake_that_picks_it_too():
    feedback = judge(PICKED, lambda values, y: float(values[2 + 0 * len(y)]), 10)
    assert (feedback.status, feedback.hint) == ("wrong", "")


def kept(X, y, w, lam):
    return w > lam, float(y.sum())


def test_parts_in_another_order_are_told_before_their_types():
    exercise = Exercise("new.kept", "kept(X, y, w, lam)", kept, CASES, returns=("kept", "total"))
    feedback = judge(exercise, lambda X, y, w, lam: (float(y.sum()), w > lam), 10)
    assert feedback.hint == "The parts are right, in another order than kept, total."


FIT = Exercise("new.fit", "fit(X, y, w, lam)", fit, CASES, returns=("weights", "total", "norm"))


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (
            lambda X, y, w, lam: fit(X, y, w, lam)[::-1],
            "The parts are right, in another order than weights, total, norm.",
        ),
        (
            lambda X, y, w, lam: (w * lam, float(y.mean()), float(w @ w)),
            "Right: weights and norm. total is what it should be, divided by the number of rows",
        ),
        (
            lambda X, y, w, lam: (w * lam, 2 * float(y.sum()), 2 * float(w @ w)),
            "total and norm: each is twice what it should be.",
        ),
        (
            lambda X, y, w, lam: (w * lam, float(y.sum()), float(np.sqrt(w @ w))),
            "Right: weights and total. norm is the square root of what it should be.",
        ),
        (lambda X, y, w, lam: w * lam, "Return weights, total, norm together, as a tuple."),
        (lambda X, y, w, lam: (w * lam, y.sum()), "Return weights, total, norm: 3 parts."),
    ],
)
def test_the_part_is_named(answer, hint):
    feedback = judge(FIT, answer, 10)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(hint)


TABLE = Exercise(
    "new.table",
    "table(X, y, w, lam)",
    lambda X, y, w, lam: np.round(3 * X) @ np.diag(w),
    CASES,
)
MASK = Exercise("new.mask", "mask(X, y, w, lam)", lambda X, y, w, lam: w > 0, CASES)
NORM = Exercise("new.norm", "norm(X, y, w, lam)", lambda X, y, w, lam: float(np.sum(w**2)), CASES)


@pytest.mark.parametrize(
    ("exercise", "answer", "hint"),
    [
        (TABLE, lambda *a: TABLE.reference(*a).T, "The result is transposed"),
        (TABLE, lambda *a: TABLE.reference(*a).ravel(), "The result has the right numbers in ano"),
        (
            TABLE,
            lambda *a: TABLE.reference(*a).sum(axis=0),
            "The result is the sum along axis",
        ),
        (
            TABLE,
            lambda X, y, w, lam: np.tile(X[:, :1], len(y)) * 3.1 * w[0],
            "Along axis 1 the length of the result is the number of rows of X. It should be the "
            "number of columns of X.",
        ),
        (MASK, lambda X, y, w, lam: w <= 0, "The result is turned round: True where False"),
        (MASK, lambda X, y, w, lam: np.flatnonzero(w > 0), "These are the places."),
        (MASK, lambda X, y, w, lam: (w > 0) * 1.0, "Return True or False, not numbers."),
        (NORM, lambda X, y, w, lam: w**2, "The result has more entries than are asked"),
        (NORM, lambda X, y, w, lam: [np.sum(w**2)], "Return the number itself, taken out of"),
        (NORM, lambda X, y, w, lam: bool(w[0]), "Return numbers, not True or False."),
        (
            MASK,
            lambda X, y, w, lam: bool((w > 0).any()),
            "The result is a single True or False. One is asked for each entry.",
        ),
    ],
)
def test_a_shape_is_explained(exercise, answer, hint):
    feedback = judge(exercise, answer, 10)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(hint)


def scope(**names):
    """Return functions as a notebook would have them, with names of its own around them."""
    namespace = {"np": np, **names}
    exec(
        "def of_the_notebook(X, y, w, lam):\n    return X.T @ (X @ w - y) / n + lam * w\n"
        "def inside(X, y, w, lam):\n    return np.array([(lam * x + n) for x in w])\n"
        "def constant(X, y, w, lam):\n    return lam * w + EPS\n",
        namespace,
    )
    return types.SimpleNamespace(**namespace)


def test_a_name_of_the_notebook_is_noticed():
    around = scope(n=67, EPS=1.0)
    for answer in (around.of_the_notebook, around.inside):
        hint = judge(GRADIENT, answer, 10).hint
        assert hint.startswith("The answer reads n from the notebook around it.")
        assert hint.endswith("take everything from the arguments, X, y, w, lam.")
    assert "notebook" not in judge(GRADIENT, around.constant, 10).hint


def test_a_name_that_is_nowhere_is_explained():
    feedback = judge(GRADIENT, scope().of_the_notebook, 10)
    assert feedback.hint == (
        "Inside the answer there is nothing of that name. Its arguments are X, y, w, lam."
    )
    assert feedback.detail.splitlines()[-1] == "raised NameError: name 'n' is not defined"


def test_an_argument_that_is_never_used_is_named():
    feedback = judge(GRADIENT, lambda X, y, w, lam: X.T @ np.sign(X @ w) * lam, 10)
    assert feedback.hint == "The answer never uses its argument y."


def test_drawing_where_the_exact_result_is_asked():
    def drawn(X, y, w, lam):
        rows = np.random.default_rng(0).integers(0, len(y), 1000)
        return gradient(X[rows], y[rows], w, lam)

    assert judge(GRADIENT, drawn, 10).hint.startswith("The answer draws at random.")


def test_the_smallest_case_that_fails_is_shown_with_its_word():
    cases = (
        *CASES,
        Case("one row", lambda: made(5, 1, 1, 0.5)),
        lambda: made(6, 2, 1, 0.5),
    )
    exercise = Exercise("new.row", "gradient(X, y, w, lam)", gradient, cases)

    def answer(X, y, w, lam):
        return gradient(X, y, w, lam) + np.log(2 + (len(y) == 1)) - np.log(2)

    detail = judge(exercise, answer, 10).detail
    assert detail.splitlines()[0].endswith(", lam = 0.5 (one row)")
    assert judge(exercise, gradient, 10).status == "passed"


def test_right_in_some_cases_is_said():
    def answer(X, y, w, lam):
        return gradient(X, y, w, lam) * (2 if lam < 1 else 1)

    hint = judge(GRADIENT, answer, 10).hint
    assert hint == "Right in some cases. In the others: The result is twice what it should be."


def test_an_exercise_may_say_itself_what_is_wrong():
    def drive(answer, rate):
        made = answer(rate)
        if not hasattr(made, "forward"):
            raise Objection("Give the layer a method `forward`.")
        return made.forward(2.0)

    exercise = Exercise(
        "new.layer",
        "Layer(rate)",
        type("Layer", (), {"__init__": lambda s, r: None, "forward": lambda s, x: x}),
        (lambda: (0.5,),),
        drive=drive,
        kind="class",
    )
    empty = type("Empty", (), {"__init__": lambda self, rate: None, "run": lambda self, x: x + 1})
    assert repr(judge(exercise, empty, 10)) == (
        "✗ new.layer: not right yet\n  Give the layer a method `forward`.\n  for rate = 0.5"
    )


def test_what_cannot_be_used_is_not_laid_at_the_readers_lines():
    exercise = Exercise(
        "new.used",
        "pair(X, y, w, lam)",
        lambda X, y, w, lam: (w, 1.0),
        CASES,
        drive=_unpacking,
        returns=("w", "b"),
    )
    feedback = judge(exercise, lambda X, y, w, lam: 3, 10)
    assert feedback.hint.startswith("What the answer gave cannot be used")
    assert feedback.hint.endswith("It should give w, b.")


def _unpacking(answer, X, y, w, lam):
    w, b = answer(X, y, w, lam)
    return w, b


def test_a_slow_answer_that_is_right_so_far_is_told_from_an_endless_loop():
    calls = itertools.count()

    def slow(X, y, w, lam):
        while next(calls) > 0:
            pass
        return gradient(X, y, w, lam)

    def endless(X, y, w, lam):
        while True:
            pass

    assert "right as far as it came" in judge(GRADIENT, slow, 0.3).hint
    assert judge(GRADIENT, endless, 0.3).hint.endswith("Does every loop in it come to an end?")


def test_a_reference_that_would_not_end_with_other_arguments_is_left():
    def halve(start, ratio):
        rounds = 0
        while start > 1:
            start, rounds = start // ratio, rounds + 1
        return rounds

    exercise = Exercise(
        "new.halve", "halve(start, ratio)", halve, (lambda: (81, 2), lambda: (9, 3))
    )
    before = sys.gettrace()
    assert judge(exercise, lambda start, ratio: 77 + start, 10).status == "wrong"
    assert sys.gettrace() is before


@pytest.mark.parametrize("library", ["tensorflow", "torch", "pandas"])
def test_tensors_and_tables_are_taken_as_arrays(library):
    class Tensor:
        def __init__(self, array):
            self._array = array

        def __array__(self, dtype=None, copy=None):
            return self._array

    Tensor.__module__ = f"{library}.core"
    assert judge(GRADIENT, lambda *a: Tensor(gradient(*a)), 10).status == "passed"
    assert judge(GRADIENT, lambda *a: Tensor(2 * gradient(*a)), 10).hint.startswith(
        "The result is t"
    )
    assert plain(Tensor(np.array(0.5, np.float32))) == 0.5


def test_a_tensor_of_tensorflow_is_taken_as_an_array(keras):
    def answer(X, y, w, lam):
        return keras.ops.convert_to_tensor(gradient(X, y, w, lam), dtype="float32")

    assert judge(GRADIENT, answer, 10).status == "passed"


def test_single_precision_passes_and_a_wrong_digit_does_not():
    def single(X, y, w, lam):
        X, y, w = (array.astype(np.float32) for array in (X, y, w))
        return X.T @ (X @ w - y) / np.float32(len(y)) + np.float32(lam) * w

    assert judge(GRADIENT, single, 10).status == "passed"
    assert judge(GRADIENT, lambda *a: single(*a) * np.float32(1.0002), 10).status == "wrong"
    assert (
        judge(NORM, lambda X, y, w, lam: np.sum(w.astype(np.float32) ** 2), 10).status == "passed"
    )


def test_whole_numbers_stand_for_one_another_whatever_their_type():
    whole = Exercise("new.whole", "count(n)", lambda n: n, (lambda: (3,), lambda: (0,)))
    real = Exercise("new.real", "half(n)", lambda n: n / 2, (lambda: (3,), lambda: (0,)))
    assert judge(whole, lambda n: float(n), 10).status == "passed"
    assert judge(whole, lambda n: n + 1e-3, 10).status == "wrong"
    assert judge(real, lambda n: n / 2 if n else 0, 10).status == "passed"
    assert "cut off fractions" in judge(real, lambda n: n // 2, 10).hint


def test_check_itself_gives_these_hints():
    assert check("l2.decay_step", lambda w, gradient, step, lam: 7 * w).status == "wrong"


def centered(X):
    deviation = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(deviation > 0, deviation, 1)


def divided_by(X, deviation):
    return (X - X.mean(axis=0)) / np.where(deviation > 0, deviation, 1)


CENTERED = Exercise(
    "new.centered",
    "centered(X)",
    centered,
    (
        lambda: (made(4, 5, 3, 0)[0],),
        lambda: (made(5, 8, 2, 0)[0],),
        lambda: (made(6, 6, 4, 0)[0],),
        lambda: (np.array([[1.0, 2.0], [1.0, 5.0]]),),
    ),
    mistakes=(
        Mistake("variance", "A hint on the variance.", lambda X: divided_by(X, X.var(axis=0))),
        Mistake("ranges", "A hint on the range.", lambda X: divided_by(X, np.ptp(X, axis=0))),
    ),
)


def variance_and_another_edge(X):
    variance = X.var(axis=0)
    return (X - X.mean(axis=0)) / np.where(variance > 0, variance, 2) + (variance.min() == 0)


def variance_and_a_right_edge(X):
    return centered(X) if X.std(axis=0).min() == 0 else divided_by(X, X.var(axis=0))


def variance_and_an_error(X):
    if X.std(axis=0).min() == 0:
        raise ValueError("one value")
    return divided_by(X, X.var(axis=0))


def variance_in_one_case(X):
    return divided_by(X, X.var(axis=0)) if len(X) == 5 else X**3


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (variance_and_another_edge, "In most cases: A hint on the variance."),
        (variance_and_a_right_edge, "Right in some cases. In the others: A hint on the variance."),
        (variance_and_an_error, "Before the error: A hint on the variance."),
        (variance_in_one_case, ""),
    ],
)
def test_a_mistake_is_known_when_the_edges_are_treated_in_another_way(answer, hint):
    feedback = judge(CENTERED, answer, 10)
    assert (feedback.status, feedback.hint) == ("wrong", hint)


def best(scores, grid):
    return grid[np.argmax(scores)]


def chosen(*places):
    """Make the exercise to choose from grids, the entry at these places, and the arguments."""
    rng = np.random.default_rng(5)
    data = [(np.eye(5)[place] + rng.random(5) / 2, np.sort(rng.random(5))) for place in places]
    return Exercise("new.best", "best(scores, grid)", best, tuple(lambda d=d: d for d in data))


def low(scores, grid):
    return grid[np.argmax(scores - 20 * grid)]


def test_few_other_choices_are_no_sign_of_other_arguments():
    feedback = judge(chosen(0, 2, 0, 3, 0), low, 10)
    assert feedback.status == "wrong"
    assert "This would be right" not in feedback.hint


def test_the_same_other_choice_in_three_cases_is_one():
    feedback = judge(chosen(0, 2, 0, 3, 4), low, 10)
    assert feedback.hint.startswith("This would be right if scores were all zeros.")
