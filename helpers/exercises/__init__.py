"""The exercises of the book: a reader's answer in, kind words out.

>>> from helpers.exercises import check
>>> def decay_step(w, gradient, step, lam):
...     ...
>>> check("l2.decay_step", decay_step)
l2.decay_step: not attempted yet
"""

import threading

from helpers._validate import number
from helpers.exercises.registry import find, names
from helpers.exercises.verdict import judge

__all__ = ["check", "names"]


def check(name, answer, *, time_limit=None):
    """Check an answer to an exercise.

    The answer is run on several cases, each with arguments of its own, and on the first of them
    again. Whatever it does, the result is a feedback and no exception: it may raise, loop without
    end, print, warn, change its arguments or return anything at all. What it prints is not shown,
    and the global state that it may change is put back (see `helpers.exercises.runner`). This
    guards against slips, not against sabotage: an answer shares the process with its judge.

    Parameters
    ----------
    name : str
        Name of the exercise, as ``"l2.decay_step"``; `names` lists them.
    answer : object
        The function, value or class that the exercise asks for.
    time_limit : float, optional
        Seconds for all cases together; by default that of the exercise, mostly 10.

    Returns
    -------
    Feedback
        With ``status``, ``"missing"`` for an untouched stub, ``"wrong"`` or ``"passed"``; ``hint``,
        what was probably done and what helps, or empty; its repr is the whole message.

    Raises
    ------
    ValueError
        If there is no exercise of this name, or ``time_limit`` is not a finite number above 0.
    KeyboardInterrupt
        If the reader interrupts the kernel while the answer runs; the answer is stopped first.
    """
    exercise = find(name)
    seconds = exercise.time_limit
    if time_limit is not None:
        seconds = number(time_limit, "time_limit", above=0, maximum=threading.TIMEOUT_MAX)
    return judge(exercise, answer, seconds)
