"""The time limit in a real kernel: the cell ends, the next one works, nothing leaks into it."""

import queue
import time

import pytest
from jupyter_client.manager import start_new_kernel

SETUP = """
import threading, time
from helpers.exercises import check, timelimit
from helpers.exercises.registry import find

name = "l2.decay_step"
right = find(name).reference
timelimit.GRACE = 0.2


def loop(*arguments):
    while True:
        print("in the loop")


def stubborn(*arguments):
    while True:
        try:
            while True:
                print("in the loop")
        except BaseException:
            print("caught")


gate = threading.Lock()
gate.acquire()


def waiting(*arguments):
    gate.acquire()  # waits in compiled code, where no exception reaches it
    while True:
        print("awake")
"""


class Kernel:
    """Runs cells one after the other and collects all that any of them, or a thread, writes."""

    def __init__(self, client):
        self.client = client

    def run(self, code, until=None):
        """Return the cell's result, what was written to the streams meanwhile, and its error."""
        request = self.client.execute(code)
        if until is not None:
            until()
        result, written, error = "", "", ""
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            content, kind = message["content"], message["msg_type"]
            parent = message["parent_header"].get("msg_id")
            if kind == "execute_result":
                result = content["data"]["text/plain"]
                assert set(content["data"]) == {"text/plain"}
            elif kind == "stream":
                written += content["text"]
            elif kind == "error":
                error = content["ename"]
            elif content.get("execution_state") == "idle" and parent == request:
                return result, written, error


@pytest.fixture(scope="module")
def manager_and_kernel():
    manager, client = start_new_kernel(kernel_name="python3")
    kernel = Kernel(client)
    assert kernel.run(SETUP) == ("", "", "")
    yield manager, kernel
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    manager.cleanup_resources()


@pytest.fixture
def kernel(manager_and_kernel):
    return manager_and_kernel[1]


PASSED = ("✓ l2.decay_step: passed", "", "")


@pytest.mark.parametrize("answer", ["loop", "stubborn"])
def test_a_loop_is_stopped_and_the_next_cell_is_clean(kernel, answer):
    result, written, error = kernel.run(f"check(name, {answer}, time_limit=0.3)")
    assert result.startswith(
        "✗ l2.decay_step: not right yet\n  The answer was stopped after 0.3 s."
    )
    assert (written, error) == ("", "")
    assert kernel.run("check(name, right)") == PASSED
    assert kernel.run("print('next')") == ("", "next\n", "")


def test_what_cannot_be_stopped_writes_nothing_into_later_cells(kernel):
    result, written, error = kernel.run("check(name, waiting, time_limit=0.2)")
    assert "could not be stopped" in " ".join(result.split())
    assert (written, error) == ("", "")
    assert kernel.run("check(name, right)") == PASSED
    find = "[t for t in threading.enumerate() if isinstance(t, timelimit.Worker)]"
    assert kernel.run(f"len({find})") == ("1", "", "")
    assert kernel.run(f"gate.release()\nfor t in {find}: t.join(30)") == ("", "", "")
    assert kernel.run("time.sleep(0.2)\nprint('later')") == ("", "later\n", "")
    assert kernel.run(f"len({find})") == ("0", "", "")


def test_the_reader_can_interrupt_a_check(manager_and_kernel):
    manager, kernel = manager_and_kernel

    def interrupt():
        time.sleep(0.5)
        manager.interrupt_kernel()

    result, written, error = kernel.run("check(name, loop, time_limit=60)", until=interrupt)
    assert (result, written, error) == ("", "", "KeyboardInterrupt")
    assert kernel.run("check(name, right)") == PASSED
    assert kernel.run("print('next')") == ("", "next\n", "")
    with pytest.raises(queue.Empty):
        kernel.client.get_iopub_msg(timeout=0.2)
