"""What `check` says: names, right answers, stubs, messages, and all kinds of exercises."""

import functools
import importlib
import itertools
import re
import subprocess
import sys
import types
import warnings
from pathlib import Path

import numpy as np
import pytest

from helpers.exercises import check, names, pages, registry
from helpers.exercises.pages import PAGES
from helpers.exercises.registry import Exercise, Mistake
from helpers.exercises.values import describe, plain
from helpers.exercises.verdict import judge

NAME = "l2.decay_step"


def right(w, gradient, step, lam):
    return (1 - step * lam) * w - step * gradient


def spoiled(spoil):
    """Return an answer that computes the right result and returns what `spoil` makes of it."""
    return lambda *arguments: spoil(right(*arguments))


# Names


def test_an_unknown_name_is_an_error_that_lists_those_of_the_page_closest_first():
    message = r"got 'l2.decay_stp'; known: l2\.decay_step, "
    with pytest.raises(ValueError, match=message) as caught:
        check("l2.decay_stp", right)
    assert sorted(str(caught.value).partition("known: ")[2].split(", ")) == sorted(names("l2"))


def test_an_unknown_chapter_is_an_error_that_lists_the_chapters_closest_first():
    with pytest.raises(ValueError, match="names begin with one of: scale, ") as caught:
        check("scales.reservoir", right)
    assert sorted(str(caught.value).partition("one of: ")[2].split(", ")) == sorted(PAGES)


@pytest.mark.parametrize("name", ["l2.decay_stp", "scales.reservoir"])
def test_a_mistyped_name_does_not_import_every_page(name):
    code = (
        "import sys\n"
        "from helpers.exercises import check\n"
        "try:\n"
        f"    check({name!r}, lambda: None)\n"
        "except ValueError:\n"
        "    print(*[m for m in sys.modules if m.startswith('helpers.exercises.pages.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [module.split(".")[4] for module in done.stdout.split() if module.count(".") == 4]
    assert loaded == (["l2"] if name.startswith("l2") else [])


@pytest.mark.parametrize(
    "name", ["", "l2", "l2.", "runner.run", "l2.decay_step ", None, 3, b"l2", []]
)
def test_what_is_no_name_is_an_error(name):
    with pytest.raises(ValueError, match="expected the name of an exercise, got"):
        check(name, right)


def test_names_of_one_chapter():
    assert names("l2") == [name for name in names() if name.startswith("l2.")]
    for wrong in ("l", "runner", "registry", "", 3, []):
        with pytest.raises(ValueError, match=re.escape(f", got {wrong!r}")):
            names(wrong)


def test_every_exercise_is_found_by_its_name_and_every_module_of_a_page_is_listed():
    listed = [page for modules in PAGES.values() for page in modules]
    there = {
        f"{module.parent.name}.{module.stem}"
        for module in Path(pages.__file__).parent.glob("*/*.py")
        if not module.stem.startswith("_")
    }
    assert set(listed) == there
    written = [
        exercise.name
        for page in sorted(there)
        for exercise in importlib.import_module(f"{pages.__name__}.{page}").EXERCISES
    ]
    assert sorted(written) == sorted(names())
    assert len(set(written)) == len(written)


def test_a_chapter_may_stand_on_two_pages(monkeypatch):
    for page in ("one", "two"):
        module = types.ModuleType(f"{pages.__name__}.new.{page}")
        module.EXERCISES = (Exercise(f"new.{page}", "answer", reference=1.0, kind="value"),)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(PAGES, "new", ("new.one", "new.two"))
    assert names("new") == ["new.one", "new.two"]
    assert repr(check("new.two", 1.0)) == "✓ new.two: passed"


@pytest.mark.parametrize("limit", [0, -1, np.nan, np.inf, "1", True, 1e300])
def test_a_time_limit_that_is_none_is_an_error(limit):
    with pytest.raises(ValueError, match="expected time_limit to be a finite number > 0"):
        check(NAME, right, time_limit=limit)


# Right answers


@pytest.mark.parametrize(
    "answer",
    [
        right,
        lambda w, g, s, l: w - s * (g + l * w),  # noqa: E741
        functools.partial(right),
        types.SimpleNamespace(method=right).method,
        type("Callable", (), {"__call__": staticmethod(right)})(),
        np.vectorize(right),
        spoiled(lambda w: w.astype(np.longdouble)),
        spoiled(lambda w: w.astype(">f8")),
        spoiled(lambda w: np.asfortranarray(w)[::-1][::-1]),
        spoiled(lambda w: w * (1 + 1e-9)),
        spoiled(list),
        spoiled(tuple),
        spoiled(lambda w: [np.float64(x) for x in w]),
        spoiled(lambda w: w.astype(np.float32)),
    ],
)
def test_a_right_answer_passes_in_whatever_form(answer):
    feedback = check(NAME, answer)
    assert (feedback.status, feedback.hint) == ("passed", "")
    assert repr(feedback) == str(feedback) == "✓ l2.decay_step: passed"


def test_an_answer_may_print_and_warn_and_still_pass(capsys):
    def chatty(*arguments):
        print("thinking")
        print("aloud", file=sys.stderr)
        sys.stdout.write("so")
        sys.stdout.flush()
        warnings.warn("careful", stacklevel=1)
        np.log(np.array([-1.0, 0.0])) / 0
        return right(*arguments)

    assert check(NAME, chatty).status == "passed"
    assert capsys.readouterr() == ("", "")


def test_an_answer_is_called_with_arrays_and_numbers_of_its_own():
    seen = []

    def collecting(w, gradient, step, lam):
        seen.append((w, gradient))
        assert type(w) is type(gradient) is np.ndarray
        assert type(step) is type(lam) is float
        return right(w, gradient, step, lam)

    assert check(NAME, collecting).status == "passed"
    for one, other in itertools.combinations([array for pair in seen for array in pair], 2):
        assert not np.shares_memory(one, other)


def test_what_an_answer_does_to_old_arguments_and_results_changes_nothing():
    seen = []

    def answer(w, gradient, step, lam):
        for array in seen:
            array[:] = np.nan
        result = right(w, gradient, step, lam)
        seen.extend([w, gradient, result])
        return result

    assert check(NAME, answer).status == "passed"


# Stubs


def dots(w, gradient, step, lam): ...


def nothing(w, gradient, step, lam):
    pass


def documented(w, gradient, step, lam):
    """Return the weights after one step."""


def documented_dots(w, gradient, step, lam):
    """Return the weights after one step."""
    ...  # noqa: PIE790


def not_implemented(w, gradient, step, lam):
    raise NotImplementedError("to be written")


def returns_dots(w, gradient, step, lam):
    return ...


def keeps_dots(w, gradient, step, lam):
    new = ...
    return new  # noqa: RET504


def two_dots(w, gradient, step, lam):
    new, old = ..., ...
    return new, old


STUBS = [dots, nothing, documented, documented_dots, not_implemented, returns_dots, keeps_dots]
STUBS += [two_dots, lambda w, gradient, step, lam: ..., None, ...]


@pytest.mark.parametrize("stub", STUBS)
def test_an_untouched_stub_is_missing(stub):
    feedback = check(NAME, stub)
    assert (feedback.status, feedback.hint) == ("missing", "")
    assert repr(feedback) == "l2.decay_step: not attempted yet"


def forgets_return(w, gradient, step, lam):
    (1 - step * lam) * w - step * gradient


def forgets_in_a_branch(w, gradient, step, lam):  # noqa: RET503
    if len(w) < 10:
        return right(w, gradient, step, lam)


def test_a_forgotten_return_is_not_a_stub():
    for answer in (forgets_return, forgets_in_a_branch):
        feedback = check(NAME, answer)
        assert feedback.status == "wrong"
        assert "Does each way through it end with a `return`?" in feedback.hint
        assert "Printing" not in feedback.hint


def test_printing_is_not_returning():
    feedback = check(NAME, lambda *arguments: print(right(*arguments)))
    assert feedback.status == "wrong"
    assert feedback.hint.endswith("Printing a value is not returning it.")


def test_a_stub_filled_in_by_half_is_wrong():
    feedback = check("l2.closed_form", lambda X, y, lam: (np.zeros(X.shape[1]), ...))
    assert feedback.status == "wrong"
    assert feedback.detail.startswith("for X of shape (8, 3), y of shape (8,), lam = 0.1\n")
    reference = registry.find("l2.closed_form").reference
    half = check("l2.closed_form", lambda X, y, lam: (reference(X, y, lam)[0], ...))
    assert half.hint == "A part of the stub, the `...`, is still to be filled in."


def test_an_error_of_a_library_that_says_not_implemented_is_no_stub():
    def below():
        raise NotImplementedError("for this type")

    def answer(w, gradient, step, lam):
        return below() + w

    assert check(NAME, answer).status == "wrong"


# What the messages say


def raising(error):
    def answer(w, gradient, step, lam):
        raise error

    return answer


def recursive(w, gradient, step, lam):
    return recursive(w, gradient, step, lam)


def in_place(w, gradient, step, lam):
    w *= 1 - step * lam
    w -= step * gradient
    return w


def reshapes(w, gradient, step, lam):
    result = right(w, gradient, step, lam)
    gradient.shape = (len(gradient), 1)
    return result


def overwrites_and_refers(w, gradient, step, lam):
    result = right(w, gradient, step, lam)
    gradient[:] = np.nan
    return result


def until_repeated():
    calls = itertools.count()
    return lambda *arguments: right(*arguments) if next(calls) < 4 else np.zeros(3)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            spoiled(lambda w: w + 1),
            """✗ l2.decay_step: not right yet
  The result is 1 more than it should be.
  for w = [-1.203], gradient = [-1.987], step = 0.5, lam = 0.2
  expected [-0.08934]
  received [0.9107]""",
        ),
        (
            lambda w, *_: w * 0 + (1e-7 if len(w) == 2 else 0),
            """✗ l2.decay_step: not right yet
  for w = [-1.203], gradient = [-1.987], step = 0.5, lam = 0.2
  expected [-0.08934]
  received [0]""",
        ),
        (
            spoiled(lambda w: w * (1 + 1e-5)),
            """✗ l2.decay_step: not right yet
  The result comes near to what is expected, and is off by less than a thousandth.
  Was something rounded, ended too early, or a small number added?
  for w = [-1.203], gradient = [-1.987], step = 0.5, lam = 0.2
  expected [-0.0893382]
  received [-0.0893391]""",
        ),
        (
            spoiled(lambda w: w[:, None]),
            """✗ l2.decay_step: not right yet
  There is an axis of length 1 too many: with a vector it makes a matrix.
  for w = [-1.203], gradient = [-1.987], step = 0.5, lam = 0.2
  expected an array of floats, shape (1,)
  received an array of floats, shape (1, 1)""",
        ),
        (
            spoiled(np.asmatrix),
            """✗ l2.decay_step: not right yet
  Return a plain NumPy array of floats.
  for w = [-1.203], gradient = [-1.987], step = 0.5, lam = 0.2
  expected an array of floats, shape (1,)
  received an array of the unusual class matrix""",
        ),
        (
            spoiled(lambda w: np.round(w).astype(int)),
            """✗ l2.decay_step: not right yet
  The result is rounded.
  for w = [-1.203], gradient = [-1.987], step = 0.5, lam = 0.2
  expected [-0.08934]
  received [0]""",
        ),
        (
            spoiled(lambda w: w / 0),
            """✗ l2.decay_step: not right yet
  The result is not finite everywhere: look for a division by zero or an overflow.
  for w = [-1.203], gradient = [-1.987], step = 0.5, lam = 0.2
  expected [-0.08934]
  received [-inf]""",
        ),
        (
            raising(ValueError("operands could not be broadcast")),
            """✗ l2.decay_step: not right yet
  for w = [1, -2], gradient = [0.5, 0.25], step = 0.1, lam = 0.3
  raised ValueError: operands could not be broadcast""",
        ),
        (
            raising(OSError(f"no {object()} in '/home/me/book/a.csv' or C:\\Users\\me\\a.csv")),
            """✗ l2.decay_step: not right yet
  for w = [1, -2], gradient = [0.5, 0.25], step = 0.1, lam = 0.3
  raised OSError: no <object object at 0x…> in '…/a.csv' or …\\a.csv""",
        ),
        (
            recursive,
            """✗ l2.decay_step: not right yet
  The answer calls itself without end.
  for w = [1, -2], gradient = [0.5, 0.25], step = 0.1, lam = 0.3
  raised RecursionError""",
        ),
        (
            lambda w, step: w,
            """✗ l2.decay_step: not right yet
  The answer is called as decay_step(w, gradient, step, lam).
  for w = [1, -2], gradient = [0.5, 0.25], step = 0.1, lam = 0.3
  raised TypeError: <lambda>() takes 2 positional arguments but 4 were given""",
        ),
        (
            np.zeros(3),
            """✗ l2.decay_step: not right yet
  Give `check` the function decay_step itself, not something that it returned.
  expected the function decay_step(w, gradient, step, lam)
  received an array of floats, shape (3,)""",
        ),
        (
            in_place,
            """✗ l2.decay_step: not right yet
  The answer changes its argument w in place, and so the data of whoever calls it.
  Compute a new value instead.""",
        ),
        (
            until_repeated(),
            """✗ l2.decay_step: not right yet
  Called twice with the same arguments, the answer does not give the same result
  twice: it depends on something else than its arguments.""",
        ),
        (
            lambda w, gradient, step, lam: w - step * gradient,
            """✗ l2.decay_step: not right yet
  This is the step on the loss alone. Where does the penalty's gradient enter?""",
        ),
    ],
)
def test_the_message(answer, message):
    assert repr(check(NAME, answer)) == message


def test_the_message_names_the_entry_of_a_large_array():
    def answer(w, gradient, step, lam):
        return right(w, gradient, step, lam) + (np.arange(len(w)) == 7)

    entry = right(*registry.find(NAME).cases[3]())[7]
    assert repr(check(NAME, answer)) == (
        "✗ l2.decay_step: not right yet\n"
        "  for w of shape (30,), gradient of shape (30,), step = 0.01, lam = 5\n"
        f"  expected result[7] = {entry:.4g}\n"
        f"  received result[7] = {entry + 1:.4g}"
    )


def test_the_message_names_the_part_of_a_tuple():
    def answer(X, y, lam):
        return np.zeros(X.shape[1]), 0.5

    feedback = check("l2.closed_form", answer)
    assert feedback.detail.splitlines()[1].startswith("expected w = [")
    assert feedback.detail.splitlines()[2] == "received w = [0, 0, 0]"
    feedback = check("l2.closed_form", lambda X, y, lam: np.zeros(X.shape[1]))
    assert feedback.hint == "Return w, b together, as a tuple."
    assert feedback.detail.splitlines()[1] == "expected a tuple of 2"


def test_a_changed_argument_is_named():
    for answer in (overwrites_and_refers, reshapes):
        hint = check(NAME, answer).hint
        assert hint.startswith("The answer changes its argument gradient in place")


# Other kinds of exercises, as later chapters have them


class Float(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


CHOICE = Exercise(
    "new.choice",
    "choice",
    reference="b",
    kind="value",
    mistakes=(Mistake("the first", "Look again at the sign of it.", "a"),),
)
NUMBER = Exercise("new.number", "effective", reference=2.5, kind="value", rtol=0.01)
COUNT = Exercise("new.count", "count", reference=3, kind="value")
TRUTH = Exercise("new.truth", "truth", reference=True, kind="value")
PAIR = Exercise("new.pair", "pair", reference=("l1", 0.5), kind="value")
TABLE = Exercise(
    "new.table",
    "table(n)",
    reference=lambda n: {"name": "ridge", "n": n, "w": np.ones(n), "best": [1.0, 2.0]},
    cases=(lambda: (2,), lambda: (9,)),
)


@pytest.mark.parametrize(
    ("exercise", "answer", "status"),
    [
        (CHOICE, "b", "passed"),
        (CHOICE, " B ", "passed"),
        (CHOICE, "a", "wrong"),
        (CHOICE, "c", "wrong"),
        (CHOICE, 2, "wrong"),
        (CHOICE, ["b"], "wrong"),
        (CHOICE, None, "missing"),
        (CHOICE, ..., "missing"),
        (NUMBER, 2.5, "passed"),
        (NUMBER, 2.51, "passed"),
        (NUMBER, np.float64(2.5), "passed"),
        (NUMBER, np.float32(2.5), "passed"),
        (NUMBER, np.array(2.5), "passed"),
        (NUMBER, np.longdouble(2.5), "passed"),
        (NUMBER, 2.6, "wrong"),
        (NUMBER, 2, "wrong"),
        (NUMBER, True, "wrong"),
        (NUMBER, np.array([2.5]), "wrong"),
        (NUMBER, "2.5", "wrong"),
        (NUMBER, 2.5 + 0j, "wrong"),
        (NUMBER, Float(2.5), "wrong"),
        (NUMBER, lambda: 2.5, "wrong"),
        (NUMBER, float("nan"), "wrong"),
        (NUMBER, float("inf"), "wrong"),
        (COUNT, 3, "passed"),
        (COUNT, np.int32(3), "passed"),
        (COUNT, np.uint8(3), "passed"),
        (COUNT, 3.0, "passed"),
        (COUNT, 3.5, "wrong"),
        (COUNT, True, "wrong"),
        (COUNT, 10**400, "wrong"),
        (TRUTH, True, "passed"),
        (TRUTH, np.True_, "passed"),
        (TRUTH, False, "wrong"),
        (TRUTH, 1, "wrong"),
        (PAIR, ("l1", 0.5), "passed"),
        (PAIR, ("l2", 0.5), "wrong"),
        (PAIR, ("l1", 0.4), "wrong"),
        (PAIR, ("l1",), "wrong"),
        (PAIR, ["l1", 0.5], "passed"),
        (PAIR, (..., ...), "missing"),
        (PAIR, ("l1", ...), "wrong"),
        (TABLE, TABLE.reference, "passed"),
        (TABLE, lambda n: TABLE.reference(n) | {"n": n + 1}, "wrong"),
        (TABLE, lambda n: TABLE.reference(n) | {"more": 1}, "wrong"),
        (TABLE, lambda n: TABLE.reference(n) | {"w": np.zeros(n)}, "wrong"),
        (TABLE, lambda n: TABLE.reference(n) | {"w": [1.0] * n}, "passed"),
        (TABLE, lambda n: TABLE.reference(n) | {"best": (1.0, 2.0)}, "passed"),
        (TABLE, lambda n: list(TABLE.reference(n)), "wrong"),
    ],
)
def test_values_of_every_kind(exercise, answer, status):
    assert judge(exercise, answer, 10).status == status


def test_the_message_for_a_choice_and_a_table():
    assert judge(CHOICE, "a", 10).hint == "Look again at the sign of it."
    assert repr(judge(CHOICE, "c", 10)) == (
        "✗ new.choice: not right yet\n  expected 'b'\n  received 'c'"
    )


# A class is used through `drive`; the same form serves a function with more than one use.


class Penalty:
    def __init__(self, strength):
        self.strength = strength

    def value(self, w):
        return self.strength / 2 * float(w @ w)

    def gradient(self, w):
        return self.strength * w


def drive(penalty, strength, w):
    made = penalty(strength)
    return made.value(w), made.gradient(w)


CLASS = Exercise(
    "new.class",
    "L2(strength)",
    reference=Penalty,
    kind="class",
    drive=drive,
    returns=("value(w)", "gradient(w)"),
    cases=(lambda: (0.5, np.array([1.0, -2.0])), lambda: (2.0, np.arange(9.0))),
    mistakes=(
        Mistake(
            "no half",
            "The ½ is missing from the value.",
            type("Twice", (Penalty,), {"value": lambda self, w: self.strength * float(w @ w)}),
        ),
    ),
)


class ClassStub:
    """A penalty."""

    def __init__(self, strength):
        self.strength = strength

    def value(self, w):
        """Return the value."""

    def gradient(self, w): ...


class ClassStubThatRaises(Penalty):
    def value(self, w):
        raise NotImplementedError


def subclass(**methods):
    return type("Answer", (Penalty,), methods)


def in_place_gradient(self, w):
    w *= self.strength
    return w


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (Penalty, "passed", ""),
        (subclass(more=lambda self: 1), "passed", ""),
        (ClassStub, "missing", ""),
        (ClassStubThatRaises, "missing", ""),
        (type("Empty", (), {}), "missing", ""),
        (None, "missing", ""),
        (CLASS.mistakes[0].implementation, "wrong", "The ½ is missing from the value."),
        (Penalty(0.5), "wrong", "Give `check` the class L2 itself"),
        (drive, "wrong", "Give `check` the class L2 itself"),
        (subclass(gradient=lambda self, w: w[:, None]), "wrong", "There is an axis"),
        (subclass(gradient=in_place_gradient), "wrong", "The answer changes its argument w"),
        (subclass(gradient=lambda self: 1), "wrong", "The answer is called as L2(strength)."),
        (
            subclass(__init__=lambda self: self.start()),
            "wrong",
            "The answer is called as L2(strength).",
        ),
        (
            subclass(gradient=lambda self, w: w.tolist() and None),
            "wrong",
            "The answer returned None.",
        ),
        (int, "wrong", "What the answer gave cannot be used"),
        (subclass(value=lambda self, w: missing), "wrong", "Inside the answer there is nothing"),  # noqa: F821
    ],
)
def test_a_class_is_checked_by_driving_it(answer, status, words):
    feedback = judge(CLASS, answer, 10)
    assert feedback.status == status
    assert feedback.hint.startswith(words)
    assert bool(feedback.hint) == bool(words)


def test_the_message_for_a_class():
    wrong = subclass(gradient=lambda self, w: w)
    assert repr(judge(CLASS, wrong, 10)) == (
        "✗ new.class: not right yet\n"
        "  Right: value(w). gradient(w) is what it should be, divided by strength.\n"
        "  for strength = 0.5, w = [1, -2]\n"
        "  expected gradient(w) = [0.5, -1]\n"
        "  received gradient(w) = [1, -2]"
    )


# Plain values


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.float32(0.5), "a float, 0.5"),
        (-0.0, "a float, 0"),
        (12345678.0, "a float, 1.235e+07"),
        (1 / 3, "a float, 0.3333"),
        (3, "an integer, 3"),
        (True, "a boolean, True"),
        (1 + 2j, "a complex number, 1+2j"),
        ("x" * 100, f"the string '{'x' * 40}'"),
        (np.zeros((3, 1)), "an array of floats, shape (3, 1)"),
        (np.zeros(2, np.uint8), "an array of integers, shape (2,)"),
        (np.zeros(2, object), "an array of the unusual type object, shape (2,)"),
        (np.broadcast_to(0.0, (10**6, 10**6)), "an array of floats, shape (1000000, 1000000)"),
        (np.ma.masked_array([1.0]), "an array of the unusual class MaskedArray"),
        ([1, 2], "a list of 2"),
        ((), "a tuple of 0"),
        ({"a": 1}, "a dict of 1"),
        ({1.5: 1}, "a dict"),
        (Float(1), "an object of the class Float"),
        (Penalty, "a class"),
        (len, "a function"),
        ((x for x in "a"), "a generator"),
        (10**100, "a huge integer"),
        (None, "None"),
        (..., "..."),
    ],
)
def test_a_value_in_words(value, words):
    assert describe(plain(value)) == words


def test_a_copy_is_a_copy():
    array, inner = np.zeros(3), [np.zeros(2)]
    copies = plain((array, inner, {"a": array}))
    array[:] = inner[0][:] = 1
    assert copies[0].sum() == copies[1][0].sum() == copies[2]["a"].sum() == 0
