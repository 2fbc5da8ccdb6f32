"""What a run in the page returns; here in the Python of the tests, without a browser."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from live import notebook, runner

from helpers.exercises import feedback, names
from helpers.exercises.registry import find

ROOT = Path(__file__).resolve().parents[3]
PAGES = {
    path.relative_to(ROOT).with_suffix("").as_posix(): notebook.read(path)
    for path in sorted((ROOT / "book").rglob("*.ipynb"))
    if ".ipynb_checkpoints" not in path.parts
}
HEAD = "def decay_step(w, gradient, step, lam):\n"
TAIL = '\ncheck("l2.decay_step", decay_step)'
RIGHT = f"{HEAD}    return (1 - step * lam) * w - step * gradient{TAIL}"
CELLS = [
    (0, "import numpy as np\nfrom helpers.exercises import check"),
    (1, "import no_such_library\nimport keras as unavailable"),
    (2, "table = np.arange(6.0).reshape(2, 3)"),
    (3, "model = unavailable.Sequential()\nbase = unavailable.layers.Layer"),
    (4, "class Layer(base):\n    pass"),
]


@pytest.fixture(autouse=True)
def no_keras(monkeypatch):
    """Keras is not there, as it is not in the browser."""

    class Finder:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] == "keras":
                runner.ABSENCES.find_spec(name)
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    for name in [name for name in sys.modules if name.partition(".")[0] == "keras"]:
        monkeypatch.delitem(sys.modules, name)


def run(code, name="l2.decay_step", cells=CELLS, before=9):
    """Return the status and the outputs, and what was told on the way."""
    request = {"name": name, "code": code, "cells": cells, "before": before}
    told = []
    begin = lambda seconds: told.append(seconds)  # noqa: E731
    answer = json.loads(runner.run(json.dumps(request), told.append, begin))
    return answer["status"], [tuple(part.values()) for part in answer["outputs"]], told


def test_a_right_answer_passes():
    status, outputs, told = run(RIGHT)
    assert (status, outputs) == ("passed", [("value", "✓ l2.decay_step: passed")])
    assert told[-1] == 2 * find("l2.decay_step").time_limit


def test_a_wrong_answer_gets_its_hint_on_one_line():
    status, outputs, _ = run(f"{HEAD}    return (1 - lam) * w - step * gradient{TAIL}")
    first, hint = outputs[0][1].split("\n")
    mistake = next(m for m in find("l2.decay_step").mistakes if "at once" in m.hint)
    assert (status, first) == ("wrong", "✗ l2.decay_step: not right yet")
    assert hint.strip() == mistake.hint
    assert feedback.WIDTH < 100


def test_a_syntax_error_shows_its_line_alone():
    status, outputs, _ = run(f"{HEAD}    return (w{TAIL}")
    assert status == "error"
    assert outputs[0][1].startswith('  File "<your code>", line 2\n    return (w\n')
    assert outputs[0][1].endswith("SyntaxError: '(' was never closed")


def test_a_traceback_has_the_readers_lines_alone():
    code = "def f(x):\n    return np.linalg.inv(x)\n\nf(np.ones((2, 3)))"
    status, outputs, _ = run(code)
    lines = outputs[0][1].splitlines()
    assert status == "error"
    assert [line.strip() for line in lines if "File" in line] == [
        'File "<your code>", line 4, in <module>',
        'File "<your code>", line 2, in f',
    ]
    assert "    return np.linalg.inv(x)" in lines
    assert lines[-1].startswith("numpy.linalg.LinAlgError: ")


def test_causes_are_cut_as_well():
    tried = "try:\n    np.linalg.inv(np.ones(2))\nexcept Exception as error:\n"
    _, outputs, _ = run(f"{tried}    raise ValueError('so') from error")
    assert outputs[0][1].count("File") == outputs[0][1].count("<your code>") == 2
    assert "The above exception was the direct cause" in outputs[0][1]


@pytest.mark.parametrize("code", ["import sys\nsys.exit(3)", "raise KeyboardInterrupt"])
def test_what_ends_a_program_ends_no_page(code):
    assert run(code)[0] == "error"


def test_what_is_printed_is_shown_first_and_has_an_end():
    assert run(f"print('so')\n{RIGHT}")[1][0] == ("stream", "so\n")
    status, outputs, _ = run(f"for i in range(10**5):\n    print(i)\n{RIGHT}")
    assert status == "passed"
    assert len(outputs[0][1]) < runner.LONGEST + 20
    assert outputs[0][1].endswith("… and more")


def test_without_its_check_nothing_is_judged():
    status, outputs, _ = run(f"{HEAD}    return w")
    assert status == "error"
    assert 'the last line is check("l2.decay_step", …)' in outputs[0][1]


def test_the_check_of_another_exercise_is_not_this_ones():
    assert run(RIGHT, name="l2.penalty_gradient")[0] == "error"


def test_the_pages_names_are_there():
    status, outputs, _ = run(f"print(table.sum())\n{RIGHT}")
    assert (status, outputs[0]) == ("passed", ("stream", "15.0\n"))


def test_one_run_leaves_nothing_to_the_next():
    run("table[0] = 100.0\nnp.set_printoptions(precision=1)\nmine = 1")
    _, outputs, _ = run("print(table[0, 0], np.array([0.123]))\nmine")
    assert outputs[0] == ("stream", "0.0 [0.123]\n")
    assert "NameError: name 'mine' is not defined" in outputs[1][1]


@pytest.mark.parametrize(
    "use",
    ["unavailable.ops.abs(1)", "model(w)", "w + model", "Layer()", "np.asarray(model)"],
)
def test_what_needs_a_library_that_is_not_there_is_said(use):
    status, outputs, _ = run(f"{HEAD}    return np.sum({use}){TAIL}")
    assert (status, outputs) == ("error", [("absent", ["keras"])])


def test_an_import_of_such_a_library_is_said():
    assert run(f"import keras\n{RIGHT}")[:2] == ("error", [("absent", ["keras"])])
    status, outputs, _ = run(f"{HEAD}    import keras{TAIL}")
    assert (status, outputs) == ("error", [("absent", ["keras"])])


def test_naming_such_a_library_in_vain_harms_nobody():
    code = RIGHT.replace("return", "if lam < 0:\n        return model(w)\n    return")
    assert run(code)[0] == "passed"


def test_a_mistyped_name_is_the_readers_own_error():
    status, outputs, _ = run(f"np.zeroes(3)\n{RIGHT}")
    assert (status, outputs[0][0]) == ("error", "error")
    assert "has no attribute 'zeroes'" in outputs[0][1]


def test_the_exercises_of_the_pages_are_those_of_the_registry():
    found = [exercise.name for page in PAGES.values() for exercise in page.exercises]
    assert sorted(found) == sorted(names())
    assert all(e.stub and e.solution for page in PAGES.values() for e in page.exercises)


def test_solutions_stay_out_of_a_pages_own_code():
    for page in PAGES.values():
        own = "\n".join(source for _, source in page.cells)
        assert "pip install" not in own
        for exercise in page.exercises:
            assert exercise.stub not in own
            assert exercise.solution not in own


def test_every_stub_and_solution_runs_where_numpy_is_alone():
    script = Path(__file__).with_name("numpy_alone.py")
    done = subprocess.run(
        [sys.executable, script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    wrong = []
    for name in names():
        stub, solution, libraries = said[name]
        needs = set(find(name).needs)
        wanted = "error" if needs else "passed"
        if (stub, solution) != ("missing", wanted) or bool(libraries) != bool(needs):
            wrong.append(f"{name}: {stub}, {solution}, needs {libraries}")
    assert wrong == []
