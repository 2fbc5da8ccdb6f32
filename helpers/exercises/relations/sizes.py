"""What may have become a factor by a slip: sizes and numbers of the arguments, in words."""

import functools
import itertools
import math
from dataclasses import dataclass

import numpy as np

SIZE = "the number of"


@dataclass(frozen=True)
class Factor:
    """A factor of a result, as words that follow "is", and its value for given arguments."""

    words: str
    value: object


def factors(pairs):
    """Return the factors that a result may have by a slip, the likeliest first."""
    found = [
        Factor("twice what it should be", lambda _: 2.0),
        Factor("half of what it should be", lambda _: 0.5),
        Factor("of the wrong sign", lambda _: -1.0),
        Factor("of the wrong sign, and twice what it should be", lambda _: -2.0),
        Factor("of the wrong sign, and half of what it should be", lambda _: -0.5),
    ]
    for name, value in sizes_and_numbers(pairs[0].arguments):
        found += [
            Factor(f"{name} times what it should be", value),
            Factor(f"what it should be, divided by {name}", _ratio(1, value)),
        ]
    for name, value in sizes_and_numbers(pairs[0].arguments):
        if "/" in name:
            continue  # its powers come about by other slips
        found += [
            Factor(f"√{name} times what it should be", _root(value)),
            Factor(f"what it should be, divided by √{name}", _ratio(1, _root(value))),
            Factor(f"the square of {name} times what it should be", _times(value, value)),
            Factor(
                f"what it should be, divided by the square of {name}",
                _ratio(1, _times(value, value)),
            ),
            Factor(f"2 · {name} times what it should be", _times(2, value)),
            Factor(f"what it should be, divided by 2 · {name}", _ratio(0.5, value)),
            Factor(f"(−{name}) times what it should be", _times(-1, value)),
            Factor(f"what it should be, divided by −{name}", _ratio(-1, value)),
        ]
        if name.startswith(SIZE):
            less = _plus(value, -1)
            found += [
                Factor(f"divided by {name} less 1, in place of {name}", _ratio(value, less)),
                Factor(f"divided by {name}, in place of one less", _ratio(less, value)),
                Factor(
                    f"divided by {name} less 1 under the root, in place of {name}",
                    _root(_ratio(value, less)),
                ),
                Factor(
                    f"divided by {name} under the root, in place of one less",
                    _root(_ratio(less, value)),
                ),
            ]
    return found


def ratios(arguments):
    """Return the `Factor` of each size over another one, as where one is taken for the other."""
    sizes = [each for each in sizes_and_numbers(arguments) if each[0].startswith(SIZE)]
    return [
        Factor(f"{above} over {below}", _ratio(one, other))
        for (above, one), (below, other) in itertools.permutations(sizes, 2)
    ]


def sizes_and_numbers(arguments):
    """Return (words, function) for what may have been a factor: sizes of arrays, and numbers."""
    found, seen = [], set()
    for name, value in arguments.items():
        if isinstance(value, np.ndarray) and value.ndim == 1:
            sizes = [(f"the number of entries of {name}", 0)]
        elif isinstance(value, np.ndarray) and value.ndim > 1:
            sizes = [(f"the number of rows of {name}", 0), (f"the number of columns of {name}", 1)]
        elif isinstance(value, tuple | list):
            sizes = [(f"the number of entries of {name}", None)]
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = functools.partial(_number, name)
            found.append((name, number))
            if isinstance(value, float):
                less = functools.partial(_less, name)
                odds = (f"{name}/(1 − {name})", _ratio(number, less))
                found += [(f"(1 − {name})", less), odds]
            continue
        else:
            continue
        for words, axis in sizes:
            size = len(value) if axis is None else value.shape[axis]
            if size not in seen:
                seen.add(size)
                found.append((words, _size(name, axis)))
    return found


def all_lengths(arguments):
    """Return (words, function) for every length of an argument, and every whole number."""
    found = []
    for name, value in arguments.items():
        if isinstance(value, np.ndarray) and value.ndim < 3:
            words = ("entries",) if value.ndim == 1 else ("rows", "columns")
            found += [
                (f"the number of {each} of {name}", _size(name, axis))
                for axis, each in zip(range(value.ndim), words, strict=False)
            ]
        elif isinstance(value, int) and not isinstance(value, bool):
            found.append((name, functools.partial(_number, name)))
    return found


def _number(name, arguments):
    return float(arguments[name])


def _less(name, arguments):
    return 1 - float(arguments[name])


def _size(name, axis):
    def size(arguments):
        value = arguments[name]
        if axis is None:
            return float(len(value))
        # A case may have an array of fewer axes than the first one.
        return float(value.shape[axis]) if axis < np.ndim(value) else math.nan

    return size


def _times(one, other):
    return lambda a: _of(one, a) * _of(other, a)


def _plus(one, number):
    return lambda a: _of(one, a) + number


def _ratio(above, below):
    def ratio(a):
        under = _of(below, a)
        return _of(above, a) / under if under else math.nan

    return ratio


def _root(value):
    return lambda a: math.sqrt(_of(value, a)) if _of(value, a) >= 0 else math.nan


def _of(value, arguments):
    return value(arguments) if callable(value) else value
