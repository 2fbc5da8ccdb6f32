"""Whether what one argument brings into the right result has a wrong factor, or the rest has."""

import numpy as np

from helpers.exercises.compare import agree, in_form_of
from helpers.exercises.relations import Pair, factors
from helpers.exercises.values import kind_of
from helpers.exercises.variations.asked import leaves
from helpers.exercises.variations.changes import set_to


class _Missing:
    words = "missing"

    @staticmethod
    def value(arguments):
        return 0.0


_MISSING = _Missing()


def brought_in(asked):
    """Say that what one argument brings into the result has a wrong factor, or the rest has.

    The right result f(a) is split into f(0), the rest, and f(a) − f(0), what the argument brings,
    where f is linear in the argument but for a constant.
    """
    arguments = asked.arguments[asked.smallest]
    for name, value in arguments.items():
        if kind_of(value) != "f":
            continue
        split = _Split(asked, name)
        first = split.of(asked.smallest)
        if first is None:
            continue
        for factor in [_MISSING, *factors([Pair(None, None, arguments)])]:
            for brought in (True, False):
                if split.holds(factor, brought):
                    part = f"What {name} brings in" if brought else "The rest"
                    other = "the rest" if brought else f"what {name} brings in"
                    return f"{part} is {factor.words}; {other} is right."
    return ""


class _Split:
    """The right results as the sum of what an argument brings in and the rest."""

    def __init__(self, asked, name):
        self.asked, self.name, self._known = asked, name, {}

    def of(self, number):
        """Return (rest, brought) of a case, each a list of arrays; None if it is no such sum."""
        if number not in self._known:
            self._known[number] = self._split(number)
        return self._known[number]

    def _split(self, number):
        def at(factor):
            return self.asked.result(number, set_to(self.name, lambda v, _: v * factor))

        results = [self.asked.expected[number], at(0.0), at(2.0)]
        once, rest, twice = ([*map(_numbers, leaves(result))] for result in results)
        if any(leaf is None for leaf in (*once, *rest, *twice)):
            return None
        if not [x.shape for x in once] == [x.shape for x in rest] == [x.shape for x in twice]:
            return None
        brought = [a - b for a, b in zip(once, rest, strict=True)]
        exercise = self.asked.exercise
        for a, b, c in zip(rest, brought, twice, strict=True):
            if not np.allclose(a + 2 * b, c, rtol=exercise.rtol, atol=exercise.atol):
                return None
        return rest, brought

    def holds(self, factor, brought):
        """Return whether the answer gave the sum with a factor on one of its parts."""
        asked, changes = self.asked, False
        tolerance = {"rtol": asked.exercise.rtol, "atol": asked.exercise.atol}
        for number in asked.order:
            parts = self.of(number)
            received = in_form_of(asked.expected[number], asked.received[number])
            came = [_numbers(leaf) for leaf in leaves(received)]
            if parts is None or len(came) != len(parts[0]) or any(x is None for x in came):
                return False
            value = factor.value(asked.arguments[number])
            for rest, part, mine in zip(*parts, came, strict=True):
                theirs = rest + value * part if brought else value * rest + part
                if mine.shape != theirs.shape or not np.isfinite(theirs).all():
                    return False
                if not agree(mine, theirs, **tolerance).all():
                    return False
                changes = changes or not agree(theirs, rest + part, **tolerance).all()
        return changes


def _numbers(value):
    """Return a number or an array of numbers as an array of floats, anything else as None."""
    if kind_of(value) not in ("i", "f"):
        return None
    array = np.asarray(value, dtype=float)
    return array if np.isfinite(array).all() else None
