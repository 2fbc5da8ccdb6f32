"""The reference, asked again with other arguments, for no more than so many lines of Python."""

import contextlib
import copy
import sys

import numpy as np

from helpers.exercises.compare import difference
from helpers.exercises.values import Other, plain, size

_LINES = 20_000
"""So many lines of Python a reference may run with changed arguments, which may make it endless."""


class _TooLong(Exception):  # noqa: N818 - no error, but an end
    pass


@contextlib.contextmanager
def _at_most(lines):
    """Raise in the `with` block after so many lines of Python: the same on every machine."""
    left, before = lines, sys.gettrace()

    def trace(frame, event, argument):
        nonlocal left
        left -= 1
        if left < 0:
            raise _TooLong
        return trace

    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


class Asked:
    """The reference, asked again: for the smallest case first, and for all if that agrees."""

    def __init__(self, exercise, arguments, received, expected, part):
        self.exercise, self.arguments, self.part = exercise, arguments, part
        self.received, self.expected, self._made = received, expected, {}
        sizes = [size(each) for each in arguments]
        self.different = [
            number
            for number, (mine, theirs) in enumerate(zip(received, expected, strict=True))
            if self.differ(mine, theirs)
        ]
        self.smallest = min(self.different, key=lambda number: (sizes[number], number))
        self.order = sorted(range(len(arguments)), key=lambda number: number != self.smallest)

    def differ(self, received, expected):
        """Return the difference of two results of a case, or None if there is none."""
        return difference(received, expected, rtol=self.exercise.rtol, atol=self.exercise.atol)

    def result(self, number, change):
        """Return what the reference makes of a case's arguments after a change, or an `Other`."""
        if number not in self._made:
            self._made[number] = self.exercise.cases[number]()
        given = dict(zip(self.arguments[number], copy.deepcopy(self._made[number]), strict=True))
        try:
            # Raised where NaN comes into being, before LAPACK complains of it on the terminal.
            with np.errstate(divide="raise", invalid="raise", over="raise"), _at_most(_LINES):
                changed = change(given).values()
                result = plain(self.exercise.apply(self.exercise.reference, changed))
                return result if self.part is None else result[self.part]
        except Exception:
            return Other("nothing")

    def matches(self, change):
        """Return whether the reference gives with changed arguments what the answer gave."""
        return not any(
            self.differ(self.received[number], self.result(number, change)) for number in self.order
        )


def leaves(value):
    """Return the parts of a result, and those of its parts, as a list."""
    return (
        [leaf for part in value for leaf in leaves(part)] if isinstance(value, tuple) else [value]
    )
