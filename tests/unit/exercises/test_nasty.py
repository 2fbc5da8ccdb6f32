"""Nasty answers: none passes, none raises, and none leaves a trace."""

import io
import itertools
import os
import random
import sys
import threading
import warnings

import numpy as np
import pytest

from helpers.exercises import check, names

NAME = "l2.decay_step"


def right(w, gradient, step, lam):
    return (1 - step * lam) * w - step * gradient


def spoiled(spoil):
    """Return an answer that computes the right result and returns what `spoil` makes of it."""
    return lambda *arguments: spoil(right(*arguments))


# Nasty answers. None passes, none raises, and each message is the same on a second check.


class HostileMeta(type):
    @property
    def __name__(cls):
        raise RuntimeError("no name")

    def __instancecheck__(cls, instance):
        raise RuntimeError("no instance")

    def __bool__(cls):
        raise RuntimeError("no truth")


class Hostile(metaclass=HostileMeta):
    """Lies or raises in everything that can be asked of it."""

    def _refuse(self, *arguments, **options):
        raise RuntimeError("no")

    __array__ = __eq__ = __ne__ = __repr__ = __str__ = __bool__ = __len__ = __iter__ = _refuse
    __float__ = __int__ = __index__ = __hash__ = __add__ = __sub__ = __getitem__ = _refuse

    def __getattribute__(self, name):
        raise RuntimeError("no attribute")


class AlwaysEqual(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return np.zeros(self.shape)

    def __array_function__(self, function, types, args, kwargs):
        return True


class Impostor:
    """Says that it is an array."""

    __class__ = np.ndarray
    shape, dtype, ndim = (2,), np.dtype(float), 1

    def __init__(self, value):
        self.value = value

    def __array__(self, dtype=None, copy=None):
        return self.value


class Unspeakable(BaseException):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__


class StrangeTextError(Exception):
    def __str__(self):
        return str.__new__(type("Text", (str,), {"splitlines": None}), "x\n" * 10**6)


class Float(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


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


def once():
    calls = itertools.count()
    return lambda *arguments: right(*arguments) if next(calls) == 0 else np.zeros(3)


def until_repeated():
    calls = itertools.count()
    return lambda *arguments: right(*arguments) if next(calls) < 4 else np.zeros(3)


def remembers_first():
    memory = []

    def answer(*arguments):
        memory.append(right(*arguments))
        return memory[0]

    return answer


def endless_list():
    items = []
    items.append(items)
    return items


def raises_in_a_thread(w, gradient, step, lam):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    return w


def raises_in_a_destructor(w, gradient, step, lam):
    type("Grave", (), {"__del__": lambda self: 1 / 0})()
    return w


NASTY = {
    # what it returns
    "None in a list": lambda: spoiled(lambda w: [None]),
    "a nested list": lambda: spoiled(lambda w: endless_list()),
    "a long list": lambda: spoiled(lambda w: [0.0] * 100_000),
    "a column": lambda: spoiled(lambda w: w[:, None]),
    "a row": lambda: spoiled(lambda w: w[None]),
    "too short": lambda: spoiled(lambda w: w[:-1]),
    "integers": lambda: spoiled(lambda w: np.round(w).astype(int)),
    "objects": lambda: spoiled(lambda w: w.astype(object)),
    "hostile objects": lambda: spoiled(lambda w: np.array([Hostile() for _ in w], object)),
    "booleans": lambda: spoiled(lambda w: w > 0),
    "complex": lambda: spoiled(lambda w: w.astype(complex)),
    "strings": lambda: spoiled(lambda w: w.astype(str)),
    "records": lambda: spoiled(lambda w: np.array([(x, x) for x in w], "f8,f8")),
    "dates": lambda: spoiled(lambda w: w.astype("M8[D]")),
    "half precision": lambda: spoiled(lambda w: w.astype(np.float16)),
    "a number": lambda: spoiled(lambda w: float(w[0])),
    "a numpy number": lambda: spoiled(lambda w: w[0]),
    "an array without axes": lambda: spoiled(lambda w: np.array(w[0])),
    "a string": lambda: spoiled(str),
    "a control string": lambda: spoiled(lambda w: "\x1b[31m\ud800\n" * 100),
    "bytes": lambda: spoiled(lambda w: w.tobytes()),
    "a huge integer": lambda: spoiled(lambda w: 10**10_000),
    "a generator": lambda: spoiled(lambda w: (x for x in w)),
    "a class": lambda: spoiled(lambda w: Hostile),
    "a type": lambda: spoiled(type),
    "a function": lambda: spoiled(lambda w: lambda: w),
    "itself": lambda: spoiled(lambda w: right),
    "a set": lambda: spoiled(set),
    "a dict": lambda: spoiled(lambda w: {"w": w}),
    "a dict of hostile keys": lambda: spoiled(lambda w: {type("K", (), {})(): w}),
    "a matrix": lambda: spoiled(np.asmatrix),
    "a masked array": lambda: spoiled(np.ma.masked_array),
    "an array that equals everything": lambda: spoiled(
        lambda w: np.zeros(w.shape).view(AlwaysEqual)
    ),
    "a right array of another class": lambda: spoiled(lambda w: w.view(AlwaysEqual)),
    "an impostor": lambda: spoiled(Impostor),
    "a hostile object": lambda: spoiled(lambda w: Hostile()),
    "a float that differs from nothing": lambda: spoiled(lambda w: Float(1)),
    "NaN": lambda: spoiled(lambda w: w * np.nan),
    "infinity": lambda: spoiled(lambda w: w / 0.0),
    "an empty array": lambda: spoiled(lambda w: w[:0]),
    "a huge array": lambda: spoiled(lambda w: np.broadcast_to(0.0, (10**9, 10**9))),
    "a large array": lambda: spoiled(lambda w: np.broadcast_to(0.0, (10_000, 10_000))),
    "zeros": lambda: spoiled(np.zeros_like),
    "almost": lambda: spoiled(lambda w: w * (1 + 1e-5)),
    "random numbers": lambda: spoiled(lambda w: w + np.random.normal(size=w.shape)),  # noqa: NPY002
    "a coroutine": lambda: async_answer,
    # what it raises
    "ValueError": lambda: raising(ValueError("bad w")),
    "an empty error": lambda: raising(ValueError()),
    "an error of many lines": lambda: raising(ValueError("\n\n  one\ntwo\n" + "x" * 10_000)),
    "an error with an address": lambda: raising(ValueError(f"{object()} at /home/me/nb.ipynb")),
    "an error of control characters": lambda: raising(ValueError("\x1b[31m\ud800\x00")),
    "SystemExit": lambda: lambda *arguments: sys.exit(3),
    "KeyboardInterrupt": lambda: raising(KeyboardInterrupt()),
    "GeneratorExit": lambda: raising(GeneratorExit()),
    "StopIteration": lambda: raising(StopIteration(1)),
    "an exception group": lambda: raising(BaseExceptionGroup("many", [Unspeakable()])),
    "an error without a text": lambda: raising(Unspeakable()),
    "an error with a strange text": lambda: raising(StrangeTextError()),
    "an error that is itself a hostile class": lambda: raising(
        HostileMeta("Error", (Exception,), {"__str__": Hostile._refuse})()
    ),
    "MemoryError": lambda: spoiled(lambda w: np.zeros((10**6, 10**9))),
    "AssertionError": lambda: raising(AssertionError()),
    "NotImplementedError below": lambda: spoiled(
        lambda w: raising(NotImplementedError())(1, 2, 3, 4)
    ),
    "recursion": lambda: recursive,
    # how it is called
    "no parameters": lambda: lambda: np.zeros(3),
    "too many parameters": lambda: lambda a, b, c, d, e: np.zeros(3),
    "keywords only": lambda: lambda *, w, gradient, step, lam: np.zeros(3),
    "a class to call": lambda: Hostile,
    "a builtin": lambda: len,
    "a hostile callable": lambda: type("Call", (Hostile,), {"__call__": Hostile._refuse})(),
    # what it does
    "in place": lambda: in_place,
    "reshapes": lambda: reshapes,
    "overwrites": lambda: overwrites_and_refers,
    "right once": lambda: once(),
    "right until repeated": lambda: until_repeated(),
    "remembers": lambda: remembers_first(),
    "raises in a thread": lambda: raises_in_a_thread,
    "raises in a destructor": lambda: raises_in_a_destructor,
    "checks itself": lambda: lambda *arguments: check(NAME, right),
    # what is no function
    "not callable: a number": lambda: 3.0,
    "not callable: an array": lambda: np.zeros(3),
    "not callable: a hostile object": lambda: Hostile(),
    "not callable: a string": lambda: "right",
    "not callable: NotImplemented": lambda: NotImplemented,
}


async def async_answer(w, gradient, step, lam):
    return right(w, gradient, step, lam)


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_answer_never_passes_and_never_raises(name, capsys):
    feedback = check(NAME, NASTY[name](), time_limit=20)
    assert feedback.status == "wrong"
    message = repr(feedback)
    assert message.startswith("✗ l2.decay_step: not right yet\n  ")
    assert max(map(len, message.splitlines())) <= 84
    assert len(message.splitlines()) <= 8
    assert all(line.isprintable() for line in message.splitlines())
    assert "0x" not in message.replace("0x…", "")
    assert "/home" not in message
    if name not in ("random numbers",):
        assert repr(check(NAME, NASTY[name](), time_limit=20)) == message
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", names())
def test_a_nasty_answer_passes_in_no_exercise(name):
    for answer in (
        lambda *a: Hostile(),
        lambda *a: a[0],
        lambda *a: np.nan,
        lambda *a: (Hostile(), 0),
    ):
        assert check(name, answer).status == "wrong"


# What is put back


def test_the_global_state_is_put_back(tmp_path):
    def vandal(w, gradient, step, lam):
        np.random.seed(0)  # noqa: NPY002
        np.random.set_bit_generator(np.random.MT19937(3))
        random.seed(0)
        np.seterr(all="raise")
        np.set_printoptions(precision=1)
        warnings.simplefilter("error")
        sys.setrecursionlimit(5000)
        os.chdir(tmp_path)
        sys.stdout, sys.stderr = io.StringIO(), None
        sys.unraisablehook = threading.excepthook = print
        return right(w, gradient, step, lam)

    def state():
        return (
            str(np.random.get_state(legacy=False)),  # noqa: NPY002
            random.getstate(),
            np.geterr(),
            str(np.get_printoptions()),
            list(warnings.filters),
            sys.getrecursionlimit(),
            os.getcwd(),
            sys.unraisablehook,
            threading.excepthook,
            sys.stdout,
            sys.stderr,
        )

    before = state()
    assert check(NAME, vandal).status == "passed"
    assert state() == before


def test_the_callers_own_settings_do_not_matter():
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert check(NAME, lambda *a: np.exp(1e9) * 0 + 1 / np.zeros(2)).status == "wrong"
        assert check(NAME, lambda *a: right(*a) + 0 * np.exp(-1e9)).status == "passed"


def test_a_folder_that_is_gone_does_no_harm(tmp_path, monkeypatch):
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    if os.name == "nt":
        pytest.skip("Windows does not delete the working directory")
    folder.rmdir()
    assert check(NAME, right).status == "passed"
