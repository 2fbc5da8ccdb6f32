"""What the exercises and the data do without: other libraries, and threads."""

import subprocess
import sys
import threading

import pytest

from helpers.exercises import check, timelimit

RIGHT = lambda w, gradient, step, lam: (1 - step * lam) * w - step * gradient  # noqa: E731
NAME = "l2.decay_step"
LIBRARIES = ("keras", "matplotlib", "optuna", "scipy", "sklearn", "tensorflow")


@pytest.fixture
def no_threads(monkeypatch):
    """No thread can be started, as in a browser."""

    def start(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)


@pytest.mark.parametrize(
    "code",
    [
        "import helpers.exercises",
        "import helpers.datasets",
        "from helpers.exercises import names; names()",
        "from helpers import datasets; datasets.load_prostate(); datasets.load_mnist1d()",
        "from helpers.exercises import check; check('l2.decay_step', lambda *given: 0.0)",
    ],
)
def test_nothing_but_numpy_is_imported(code):
    found = f"import sys; {code}; print([name for name in {LIBRARIES} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", found], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_mistyped_name_imports_no_page():
    code = (
        "import sys\nfrom helpers.exercises import check\n"
        "try:\n    check('l2x.decay_step', None)\nexcept ValueError:\n    pass\n"
        "print([n for n in sys.modules if n.startswith('helpers.exercises.pages.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_threads_the_work_runs_in_place(no_threads):
    ran = []
    assert timelimit.run(lambda: ran.append(threading.current_thread()), 0.1) == "finished"
    assert ran == [threading.main_thread()]
    assert not timelimit.under_way()


def test_without_threads_the_messages_are_the_same(no_threads, monkeypatch):
    def raising(*arguments):
        raise SystemExit

    answers = [RIGHT, lambda *given: 0.0, lambda *given: None, raising, lambda: 1, 3, None]
    without = [repr(check(NAME, answer)) for answer in answers]
    monkeypatch.undo()
    assert without == [repr(check(NAME, answer)) for answer in answers]


def test_without_threads_an_answer_that_checks_itself_does_not_hang(no_threads):
    def answer(*arguments):
        return check(NAME, answer)

    feedback = check(NAME, answer)
    assert feedback.status == "wrong"
    assert "an answer cannot check itself" in feedback.detail
    assert check(NAME, RIGHT).status == "passed"


def test_the_check_within_is_told_from_the_next_one(no_threads):
    def breaking(*arguments):
        raise KeyboardInterrupt

    assert check(NAME, breaking).status == "wrong"
    assert not timelimit.under_way()
