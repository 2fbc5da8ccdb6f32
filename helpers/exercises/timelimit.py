"""A time limit for other people's code, inside a running kernel, on every platform.

A signal (``SIGALRM``) exists on Unix alone and reaches only the main thread, and another process
can be given a function that was defined in a notebook only by forking, which Windows does not do.
So the work runs in a daemon thread, and past the limit CPython is asked to raise an exception in
that thread (``PyThreadState_SetAsyncExc``). Three things are added to that call, each for a kind of
loop that would outlive it:

* the exception asks for itself again whenever it is created, so that a loop that catches everything
  meets the next one inside of its ``except`` block;
* the recursion limit is raised meanwhile: at the limit there is no room to create an exception;
* on Python 3.12 the jump that ends an ``except`` block may still count as a part of the ``try``.
  What goes on there nevertheless is stopped at its next line, with ``sys.monitoring``.

What runs in compiled code (``time.sleep``, a long linear-algebra call) sees the exception only when
it returns to Python. It is then given up on, and dies at that moment. Compiled code that never lets
other threads run (``sum(itertools.count())``) holds the whole kernel, and no thread can end it.

Where there are no threads at all, as in a browser, the work runs in place and without a limit:
whoever started Python there has to end it.
"""

import ctypes
import functools
import itertools
import sys
import threading
import time

GRACE = 1.5
"""Seconds in which work that is over its limit is asked to stop before it is given up on."""

_PAUSE = 0.05
_in_place = False
_REPEATS = 10_000  # well above the recursion limit, since every level may catch one or two

# Declared as returning nothing, because it also serves as an `__init__`, which must return None.
_raise_in_thread = ctypes.PYFUNCTYPE(None, ctypes.c_ulong, ctypes.py_object)(
    ("PyThreadState_SetAsyncExc", ctypes.pythonapi)
)


def run(work, seconds):
    """Run ``work()`` in a thread of its own for at most ``seconds``.

    Parameters
    ----------
    work : callable
        Called without arguments. What it returns or raises is dropped.
    seconds : float
        The limit, in seconds.

    Returns
    -------
    {"finished", "stopped", "abandoned"}
        Whether the work ended in time, was stopped, or could not be stopped and goes on in the
        background until it next returns to Python. Where there are no threads: "finished".
    """
    worker = Worker(work)
    try:
        worker.start()
    except RuntimeError:
        _run_in_place(work)
        return "finished"
    try:
        worker.wait(seconds)
    finally:
        # Also when the reader interrupts the kernel while waiting.
        state = worker.stop()
    return state


def under_way():
    """Return whether whoever asks is a part of work that `run` was given."""
    return _in_place or isinstance(threading.current_thread(), Worker)


def _run_in_place(work):
    global _in_place
    _in_place = True
    try:
        work()
    except BaseException:
        pass
    finally:
        _in_place = False


class Worker(threading.Thread):
    """The thread in which the work runs, and which can be stopped."""

    def __init__(self, work):
        super().__init__(daemon=True)
        self._work = work
        self._over = False
        # Thread.join() would not do: interrupted by the reader, it takes the thread for ended
        # (Python issue 90882).
        self._running = threading.Lock()
        self._running.acquire()
        # While this holds the thread's number the thread can be reached; 0 is nobody's number.
        self._target = ctypes.c_ulong(0)

    def run(self):
        """Run the work and swallow whatever it raises."""
        try:
            try:
                self._target.value = self.ident
                self._work()
                self._target.value = 0
            except BaseException:
                # A plain assignment: Python raises asynchronous exceptions at calls and at jumps
                # back, so none comes between the `except` and the end of this line.
                self._target.value = 0
            for _ in range(2):
                pass  # the jump back lets the exception that may still be due come here
        except BaseException:
            pass
        finally:
            self._over = True
            self._running.release()

    def wait(self, seconds):
        """Wait until the work is over, at most ``seconds``; return whether it is."""
        deadline = time.monotonic() + seconds
        while not self._over and (left := deadline - time.monotonic()) > 0:
            # In slices, since on Windows an interrupt is noticed only between two waits.
            self._running.acquire(timeout=min(left, 0.1))
        return self._over

    def stop(self):
        """Ask the work to stop until it does or ``GRACE`` is over; see `run` for the result."""
        if self._over:
            return "finished"
        limit = sys.getrecursionlimit()
        try:
            for attempt in range(1, round(GRACE / _PAUSE) + 1):
                sys.setrecursionlimit(limit + 100 * attempt)
                _raise_in_thread(self._target, _stop_class(self._target))
                if self.wait(_PAUSE):
                    return "stopped"
        finally:
            sys.setrecursionlimit(limit)
        if sys.version_info[:2] == (3, 12) and _stop_at_next_line(self):
            return "stopped"
        return "abandoned"


def _stop_class(target):
    """Return an exception class that, when created, asks for itself again in the same thread.

    A subclass of SystemExit, with which a thread may end in silence. The repetition is made of C
    functions only: a Python function would meet the next exception in its own first line.
    """

    class Stop(SystemExit):
        pass

    again = map(_raise_in_thread, itertools.repeat(target, _REPEATS), itertools.repeat(Stop))
    Stop.__init__ = staticmethod(functools.partial(next, again, None))
    return Stop


def _stop_at_next_line(worker):
    """Make every line that the worker's functions reach raise; return whether that stopped it."""
    monitoring, event = sys.monitoring, sys.monitoring.events.LINE
    tool = next((i for i in (5, 4, 3) if monitoring.get_tool(i) is None), None)
    frame, codes = sys._current_frames().get(worker.ident), set()
    while frame is not None and frame.f_code is not Worker.run.__code__:
        codes.add(frame.f_code)
        frame = frame.f_back
    if tool is None:
        return False

    def raise_stop(*_):
        if threading.get_ident() == worker.ident:
            raise SystemExit

    monitoring.use_tool_id(tool, __name__)
    try:
        monitoring.register_callback(tool, event, raise_stop)
        for code in codes:
            monitoring.set_local_events(tool, code, event)
        return worker.wait(GRACE)
    finally:
        for code in codes:
            monitoring.set_local_events(tool, code, 0)
        monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)
