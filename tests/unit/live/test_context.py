"""Which statements of a page an answer needs."""

import pytest
from live.context import needed, statements, wanted


def sources(answer, *cells, before=99):
    """Return the sources of what an answer needs of cells with the numbers 0, 1, …"""
    return [s.source for s in needed(answer, list(enumerate(cells)), before)]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x + y", {"x", "y"}),
        ("x = 1\nx + y", {"y"}),
        ("x = x + 1", {"x"}),
        ("x += 1", {"x"}),
        ("def f(a):\n    return a + b", {"b"}),
        ("def f(a):\n    return g(a)\ndef g(a):\n    return a", set()),
        ("f()\ndef f(): ...", {"f"}),
        ("[i for i in xs if i > t]", {"xs", "t"}),
        ("class A(B):\n    def m(self):\n        return c", {"B", "c"}),
        ("import numpy as np\nnp.sum(print(len([])))", set()),
        ("def f():\n    global k\n    k = 1", set()),
        ("(lambda a: a * s)(1)", {"s"}),
    ],
)
def test_the_names_that_are_read_from_outside(source, names):
    assert wanted(source) == names


def test_only_what_is_needed_is_run_and_in_its_order():
    cells = ("import numpy as np\nimport keras", "a = np.ones(3)\nb = keras.ops", "c = a + 1")
    assert sources("c", *cells) == ["import numpy as np", "a = np.ones(3)", "c = a + 1"]


def test_the_last_binding_before_the_cell_counts():
    assert sources("x", "x = 1", "x = 2", "x = 3", before=2) == ["x = 2"]


def test_a_binding_that_builds_on_the_earlier_one_brings_it():
    assert sources("x", "x = 1", "x = x + y", "y = 5") == ["x = 1", "x = x + y"]


def test_a_function_looks_its_names_up_when_it_is_called():
    assert sources("f(1)", "def f(x):\n    return x * k", "k = 2", "k = 3") == [
        "def f(x):\n    return x * k",
        "k = 3",
    ]


def test_a_call_needs_what_its_function_reads_as_it_was_then():
    cells = ("from m import k", "def f(x):\n    return x * k", "a = f(1)", "from m import k, l")
    assert sources("a + k", *cells) == [*cells[:3], "from m import k"]
    assert sources("a", *cells[:3], "k = 5") == [*cells[:3], "k = 5"]


def test_what_a_function_reads_may_come_after_another_name_for_it():
    assert sources("g(1)", "def f(x):\n    return x * k", "g = f", "k = 2") == [
        "def f(x):\n    return x * k",
        "g = f",
        "k = 2",
    ]


def test_of_an_import_only_the_name_that_is_needed_is_run():
    cells = ("import a.b, c as d\nfrom helpers import (\n    datasets, figures as f\n)",)
    assert sources("datasets, d", *cells) == ["import c as d", "from helpers import datasets"]
    assert sources("a, f", *cells) == ["import a.b", "from helpers import figures as f"]


def test_a_decorator_belongs_to_its_function():
    assert sources("f", "from functools import cache", "@cache\ndef f(): ...") == [
        "from functools import cache",
        "@cache\ndef f(): ...",
    ]


@pytest.mark.parametrize(
    "change",
    ["x[0] = 5", "x.shape = 3", "x.append(1)", "for i in range(3):\n    x[i] = i", "del x[0]"],
)
def test_what_was_changed_in_place_comes_changed(change):
    assert sources("x", "x = make", change, "y = 1") == ["x = make", change]
    assert sources("x", change, "x = make") == ["x = make"]


def test_a_call_of_a_modules_function_changes_no_module():
    cells = ("import verify", "verify.close(huge, huge)", "x = verify.tolerance")
    assert sources("x", *cells) == ["import verify", "x = verify.tolerance"]


def test_reading_in_place_of_changing_is_no_change():
    assert sources("x", "x = make", "print(x[0], x.size)", "y = x.sum()") == ["x = make"]


def test_a_cell_with_a_magic_is_left_out():
    assert statements("%matplotlib inline") == []
    assert sources("x", "x = 1", "%time x = 2") == ["x = 1"]


def test_an_answer_that_is_no_python_needs_nothing():
    assert sources("def f(:", "f = 1") == []
