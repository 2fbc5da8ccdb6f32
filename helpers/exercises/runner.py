"""Run an answer on the cases of an exercise, whatever it does, and note what came of each.

All that touches the answer happens in the worker thread of `helpers.exercises.timelimit`: to call
it, to copy what it returned, and to ask an exception for its text, which may hang as well.
"""

import contextlib
import io
import os
import random
import re
import sys
import threading
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from helpers.exercises import timelimit
from helpers.exercises.compare import difference
from helpers.exercises.registry import Objection
from helpers.exercises.values import plain


@dataclass
class Raised:
    """An exception, in words.

    ``where`` is "call" if the answer could not even be called, "answer" if it was raised by the
    answer's own lines, "below" if by something that these lines called, "use" if by the exercise
    when it used what the answer had returned, and "objection" if the exercise says what is wrong.
    """

    kind: str
    text: str
    where: str


@dataclass
class Outcome:
    """What came of one case."""

    value: object = None
    raised: Raised | None = None
    changed: list[str] = field(default_factory=list)
    printed: bool = False


def run(exercise, answer, seconds):
    """Call an answer on every case, each with arguments of its own, and on the first case again.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    answer : object
        A reader's answer, or anything else.
    seconds : float
        Time limit for all cases together.

    Returns
    -------
    state : {"finished", "stopped", "abandoned"}
        See `helpers.exercises.timelimit.run`.
    outcomes : list of Outcome
        One for each case that was begun, and one for the repetition; the list ends with the first
        case in which the answer raised an exception.
    """
    if timelimit.under_way():
        raise RuntimeError("an answer cannot check itself")
    outcomes = []
    sink = _Sink()
    complete = False

    def work():
        nonlocal complete
        try:
            for case in (*exercise.cases, exercise.cases[0]):
                outcomes.append(outcome := Outcome())
                given, untouched = case(), case()
                sink.used = False
                outcome.value = plain(exercise.apply(answer, given))
                outcome.printed = sink.used
                names = zip(exercise.arguments, given, untouched, strict=True)
                outcome.changed = [n for n, a, b in names if difference(plain(a), plain(b))]
        except BaseException as error:
            outcomes[-1].raised = _describe(error, exercise)
        complete = True

    with undisturbed(sink):
        state = timelimit.run(work, seconds)
    if state == "finished" and not complete:
        outcomes[-1].raised = Raised("an exception that broke off the check itself", "", "below")
    return state, outcomes


class _Sink(io.TextIOBase):
    """Swallows what is written, without keeping it: an answer may print without end."""

    used = False

    def writable(self):
        return True

    def write(self, text):
        self.used = True
        return len(text)


@contextlib.contextmanager
def undisturbed(sink=None):
    """Swallow output and warnings, and put back the global state that an answer may have changed.

    That is: the standard streams, the working directory, the random state of NumPy and of Python,
    NumPy's reaction to floating-point errors and its way to print, the warning filters, the
    recursion limit, and the hooks that report exceptions which cannot be raised.
    """
    streams, folder = (sys.stdout, sys.stderr), None
    hooks = sys.unraisablehook, threading.excepthook
    with contextlib.suppress(OSError):  # the folder may be gone already
        folder = os.getcwd()
    generator, numpy_state = np.random.get_bit_generator(), np.random.get_state(legacy=False)  # noqa: NPY002
    python_state, limit = random.getstate(), sys.getrecursionlimit()
    with warnings.catch_warnings(), np.errstate(all="ignore"), np.printoptions():
        warnings.simplefilter("ignore")
        sys.stdout = sys.stderr = sink or _Sink()
        sys.unraisablehook = threading.excepthook = lambda _: None
        try:
            yield
        finally:
            sys.stdout, sys.stderr = streams
            sys.unraisablehook, threading.excepthook = hooks
            np.random.set_bit_generator(generator)
            np.random.set_state(numpy_state)  # noqa: NPY002
            random.setstate(python_state)
            sys.setrecursionlimit(limit)
            if folder is not None:
                with contextlib.suppress(OSError):
                    os.chdir(folder)


def _describe(error, exercise):
    kind = type.__dict__["__name__"].__get__(type(error))
    try:
        text = str(error)
    except BaseException:
        text = ""
    if type(error) is Objection:
        return Raised(kind, text, "objection")
    frames, trace = [], sys.exc_info()[2]
    while trace is not None:
        frames.append(trace.tb_frame.f_code)
        trace = trace.tb_next
    own = {type(exercise).apply.__code__, getattr(exercise.drive, "__code__", None)}
    where = "below"
    ours = frames[-1] in own or frames[-1].co_filename.startswith(_OURS)
    if type(error) is TypeError and ours and _MISCALLED.search(text):
        where = "call"
    elif exercise.drive is not None and all(code in own or _is_known(code) for code in frames):
        where = "use"
    elif frames[-1] in own:
        where = "call"
    elif own.intersection(frames[-2:-1]):
        where = "answer"
    return Raised(_clean(kind), _clean(text), where)


_MISCALLED = re.compile(r"\(\) (takes|missing|got)|\) takes |not callable|unexpected keyword")
_OURS = str(Path(__file__).parents[1])
_LIBRARIES = _OURS, str(Path(np.__file__).parent), str(Path(re.__file__).parents[1])


def _is_known(code):
    """Return whether some code stands in `helpers`, in NumPy or in Python's own library."""
    return code.co_filename.startswith((*_LIBRARIES, "<frozen"))


def _clean(text):
    """Keep what is the same on each run and on each machine, on one short line."""
    text = str.__getitem__(text, slice(1000))
    text = re.sub(r"0x[0-9a-fA-F]{4,}", "0x…", text)
    text = re.sub(r"(?<![\w/.])(?:[A-Za-z]:)?(?:[\\/][^\s\\/'\":,]+)+(?=[\\/])", "…", text)
    line = next((line for line in text.splitlines() if line.strip()), "").strip()
    line = "".join(letter if letter.isprintable() else "?" for letter in line)
    return line if len(line) <= 160 else line[:159] + "…"
