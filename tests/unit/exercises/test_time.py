"""Answers that do not end: they are stopped, or given up on, and life goes on."""

import sys
import threading
import time

import pytest

from helpers.exercises import check, timelimit

LIMIT = 0.3
NAME = "l2.decay_step"


def right(w, gradient, step, lam):
    return (1 - step * lam) * w - step * gradient


def spoiled(spoil):
    """Return an answer that computes the right result and returns what `spoil` makes of it."""
    return lambda *arguments: spoil(right(*arguments))


def infinite_loop(*arguments):
    while True:
        pass


def sleeping(seconds):
    def answer(*arguments):
        time.sleep(seconds)
        return right(*arguments)

    return answer


def catching(*arguments):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def catching_a_sleep(*arguments):
    while True:
        try:
            time.sleep(0.01)
        except BaseException as error:
            kept = error  # noqa: F841


def catching_twice(*arguments):
    while True:
        try:
            try:  # noqa: SIM105
                infinite_loop()
            except BaseException:
                pass
        except BaseException:
            for _ in range(3):
                pass


def finally_continuing(*arguments):
    while True:
        try:
            infinite_loop()
        finally:
            continue  # noqa: B012


def branching(w, gradient, step, lam):
    """Recursion that starts again wherever it fails: it would take 2^1000 calls."""
    try:
        return branching(w, gradient, step, lam)
    except BaseException:
        return branching(w, gradient, step, lam)


def printing(*arguments):
    while True:
        print("again")


def in_generator(*arguments):
    def forever():
        while True:
            try:  # noqa: SIM105
                yield
            except BaseException:
                pass

    for _ in forever():
        pass


def hanging_text(*arguments):
    class HangingError(Exception):
        def __str__(self):
            infinite_loop()

    raise HangingError


def hanging_key(*arguments):
    class Key:
        def __hash__(self):
            return 0

        def __eq__(self, other):
            catching()

    return {Key(): 1, Key(): 2}


@pytest.mark.parametrize(
    "answer",
    [
        infinite_loop,
        catching,
        catching_a_sleep,
        catching_twice,
        finally_continuing,
        branching,
        printing,
        in_generator,
        hanging_text,
        hanging_key,
        sleeping(LIMIT + 0.2),
        lambda *arguments: [catching() for _ in range(3)],
    ],
)
def test_an_answer_over_its_time_is_stopped(answer, capsys):
    feedback = check(NAME, answer, time_limit=LIMIT)
    assert feedback.status == "wrong"
    assert (
        feedback.hint == "The answer was stopped after 0.3 s. Does every loop in it come to an end?"
    )
    assert feedback.detail == "for w = [1, -2], gradient = [0.5, 0.25], step = 0.1, lam = 0.3"
    assert not workers(ending=True)
    assert capsys.readouterr() == ("", "")
    assert check(NAME, right).status == "passed"


def test_what_cannot_be_stopped_is_said_and_dies_when_it_returns(capsys, monkeypatch):
    monkeypatch.setattr(timelimit, "GRACE", 0.1)
    gate = threading.Lock()
    gate.acquire()
    went_on = []

    def answer(*arguments):
        gate.acquire()  # waits in compiled code, where no exception reaches it
        went_on.append(True)
        print("later")

    feedback = check(NAME, answer, time_limit=0.1)
    assert feedback.status == "wrong"
    assert feedback.hint == (
        "The answer took more than 0.1 s and could not be stopped, since it waits in compiled "
        "code. It goes on in the background until it returns from there; restart the kernel if "
        "the notebook has become slow."
    )
    (worker,) = workers()
    assert check(NAME, right).status == "passed"
    gate.release()
    worker.join(30)
    assert not worker.is_alive()
    assert not went_on
    assert capsys.readouterr() == ("", "")


def test_an_interrupted_check_stops_the_answer(monkeypatch):
    def interrupted(self, seconds):
        monkeypatch.undo()
        raise KeyboardInterrupt

    stdout = sys.stdout
    monkeypatch.setattr(timelimit.Worker, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check(NAME, infinite_loop, time_limit=60)
    assert not workers(ending=True)
    assert sys.stdout is stdout


def test_a_limit_too_short_for_anything_is_no_error():
    for _ in range(20):
        assert check(NAME, right, time_limit=1e-9).status in ("wrong", "passed")


def workers(ending=False):
    """List the threads of work that are there, once those that have said their last are gone."""
    found = [thread for thread in threading.enumerate() if isinstance(thread, timelimit.Worker)]
    for worker in found if ending else []:
        worker.join(10)
    return [worker for worker in found if worker.is_alive()]
