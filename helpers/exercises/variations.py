"""What a wrong answer did with its arguments: exchanged two, left one out, doubled what it brings.

The reference is asked again, with other arguments. Where it gives in every case what the answer
gave, the answer is right for these arguments, and a sentence says so. Where the right result has a
part that an argument brings in (as the penalty is what λ brings in), each of the two parts is tried
with the factors of `helpers.exercises.relations`.
"""

import contextlib
import copy
import itertools
import sys

import numpy as np

from helpers.exercises.compare import agree, difference, in_form_of
from helpers.exercises.relations import Pair, factors, ratios, sizes_and_numbers
from helpers.exercises.values import Other, kind_of, plain, size


def explain(exercise, arguments, received, expected, part=None):
    """Return a sentence on what an answer did with its arguments, or "".

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    arguments : list of dict
        The arguments of each case, by name.
    received, expected : list of plain values
        The results of each case.
    part : int, optional
        The part of the reference's result that these are, where they are one part of several.
    """
    if not exercise.quick or exercise.kind == "value" or not arguments:
        return ""
    asked = _Asked(exercise, arguments, received, expected, part)
    kinds = {kind for result in expected for kind in _kinds(result)}
    smallest = arguments[asked.smallest]
    # Truth values coincide too soon to tell one change from another, and counts most of them.
    changes = _exchanges(smallest) if kinds & {"i", "f"} else []
    if "f" in kinds:
        changes += _changes(smallest)
    for words, change in changes:
        if asked.matches(change):
            return words
    if "f" not in kinds:
        return ""
    said = _parts(asked) or _along_another_axis(asked)
    if said:
        return said
    return next((words for words, change in _odds(smallest) if asked.matches(change)), "")


def has_fractions(result):
    """Return whether there are numbers with fractions in a result."""
    return "f" in _kinds(result)


def _kinds(result):
    return {kind_of(leaf) for leaf in _leaves(result)}


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


class _Asked:
    """The reference, asked again: for the smallest case first, and for all if that agrees."""

    def __init__(self, exercise, arguments, received, expected, part):
        self.exercise, self.arguments, self.part = exercise, arguments, part
        self.received, self.expected, self._made = received, expected, {}
        sizes = [size(each) for each in arguments]
        different = [
            number
            for number, (mine, theirs) in enumerate(zip(received, expected, strict=True))
            if self.differ(mine, theirs)
        ]
        self.smallest = min(different, key=lambda number: (sizes[number], number))
        self.order = sorted(range(len(arguments)), key=lambda number: number != self.smallest)

    def differ(self, received, expected):
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


def _exchanges(arguments):
    """Return (sentence, change of the arguments) for two that were exchanged, or one off by 1."""
    found = [
        (f"This would be right if {one} and {other} were exchanged.", _exchanged(one, other))
        for one, other in itertools.combinations(arguments, 2)
        if _alike(arguments[one], arguments[other])
    ]
    for name, value in arguments.items():
        if kind_of(value) == "i" and not isinstance(value, np.ndarray):
            found += [
                (f"This would be right for {name} {sign} 1: off by one?", _set(name, _add(number)))
                for sign, number in (("+", 1), ("−", -1))
            ]
    return found


def _changes(arguments):
    """Return (sentence, change of the arguments) for what else may have happened to them."""
    found = []
    sizes = sizes_and_numbers(arguments)
    mixed_up = ratios(arguments)
    # A matrix last: the other sign of y says more than that of X, which comes to the same.
    for name, value in sorted(arguments.items(), key=lambda item: getattr(item[1], "ndim", 0)):
        if kind_of(value) == "f" and not isinstance(value, np.ndarray):
            found += _changes_of_a_number(name, sizes, mixed_up)
        elif kind_of(value) == "f":
            found += _changes_of_an_array(name, value)
        elif kind_of(value) == "b":
            found += _changes_of_truth(name, isinstance(value, np.ndarray))
    return found


def _changes_of_a_number(name, sizes, mixed_up):
    changes = [
        (f"This would be right for {name} = 0. Where does {name} enter?", lambda v, a: 0.0),
        (f"This would be right for {name} = 1. Where does {name} enter?", lambda v, a: 1.0),
        (f"This would be right for twice the given {name}.", lambda v, a: 2 * v),
        (f"This would be right for half of the given {name}.", lambda v, a: v / 2),
        (f"This would be right for −{name}: is a sign turned round?", lambda v, a: -v),
        (f"This would be right for 1 − {name} in place of {name}.", lambda v, a: 1 - v),
        (f"This would be right for 1/{name} in place of {name}.", lambda v, a: 1 / v),
        (f"This would be right for the square of {name} in place of {name}.", lambda v, a: v**2),
        (f"This would be right for the square root of {name} in place of {name}.",
         lambda v, a: v**0.5),
    ]  # fmt: skip
    for words, of in sizes:
        if words != name and name not in words.split():
            changes += [
                (f"This would be right for {name} times {words}, in place of {name}.",
                 lambda v, a, of=of: v * of(a)),
                (f"This would be right for {name} divided by {words}, in place of {name}.",
                 lambda v, a, of=of: v / of(a)),
            ]  # fmt: skip
    changes += [
        (f"This would be right for {name} times {factor.words}, in place of {name}: was the one "
         "size taken for the other?", lambda v, a, of=factor.value: v * of(a))
        for factor in mixed_up
    ]  # fmt: skip
    return [(words, _set(name, change)) for words, change in changes]


def _along_another_axis(asked):
    """Say that all was done with two axes exchanged, and these are back in the result."""
    arguments = asked.arguments[asked.smallest]
    shapes = {np.shape(value): name for name, value in arguments.items() if np.ndim(value) > 1}
    for shape, name in shapes.items():
        alike = [other for other, value in arguments.items() if np.shape(value) == shape]
        for one, other in itertools.combinations(range(len(shape)), 2):

            def change(given, alike=alike, one=one, other=other):
                return {
                    each: np.swapaxes(value, one, other) if each in alike else value
                    for each, value in given.items()
                }

            def back(result, one=one, other=other):
                several = isinstance(result, np.ndarray) and result.ndim > other
                return np.swapaxes(result, one, other) if several else Other("nothing")

            if not any(
                asked.differ(asked.received[number], back(asked.result(number, change)))
                for number in asked.order
            ):
                return (
                    f"This would be right with axes {one} and {other} of {name} in each other's "
                    "place. Which of them is it done along?"
                )
    return ""


def _odds(arguments):
    """Return (sentence, change of the arguments) for each probability whose odds were others."""
    sizes = sizes_and_numbers(arguments)
    return [
        change
        for name, value in arguments.items()
        if kind_of(value) == "f" and not isinstance(value, np.ndarray) and 0 < value < 1
        for change in _other_odds(name, sizes)
    ]


def _other_odds(name, sizes):
    odds = f"{name}/(1 − {name})"
    others = [
        (name, lambda p, a: p),
        (f"{name}(1 − {name})", lambda p, a: p * (1 - p)),
        (f"1/(1 − {name})", lambda p, a: 1 / (1 - p)),
        (f"the square of {odds}", lambda p, a: (p / (1 - p)) ** 2),
        (f"the square root of {odds}", lambda p, a: (p / (1 - p)) ** 0.5),
        (f"twice {odds}", lambda p, a: 2 * p / (1 - p)),
        (f"half of {odds}", lambda p, a: p / (1 - p) / 2),
    ]
    for words, of in sizes:
        if words.startswith("the number of"):
            others += [
                (f"{odds} times {words}", lambda p, a, of=of: of(a) * p / (1 - p)),
                (f"{odds} divided by {words}", lambda p, a, of=of: p / (1 - p) / of(a)),
            ]
    return [
        (f"This would be right with {words} in place of {odds}.",
         _set(name, lambda p, a, of=of: of(p, a) / (1 + of(p, a))))
        for words, of in others
    ]  # fmt: skip


def _changes_of_an_array(name, value):
    changes = [
        (f"This would be right if {name} were all zeros. Where does it enter?",
         lambda v, a: np.zeros_like(v)),
        (f"This would be right for −{name}: is a sign turned round?", lambda v, a: -v),
        (f"This would be right for twice the given {name}.", lambda v, a: 2 * v),
        (f"This would be right for half of the given {name}.", lambda v, a: v / 2),
        (f"This would be right if {name} had been centered first.",
         lambda v, a: v - v.mean(axis=0)),
        (f"This would be right for the absolute values of {name}.", lambda v, a: np.abs(v)),
        (f"This would be right for the squares of the entries of {name}.", lambda v, a: v**2),
        (f"This would be right if {name} were sorted.", lambda v, a: np.sort(v, axis=0)),
        (f"This would be right for the square roots of the entries of {name}.",
         lambda v, a: np.sqrt(v)),
        (f"This would be right if {name} were all ones. Where does it enter?",
         lambda v, a: np.ones_like(v)),
        (f"This would be right if all entries of {name} were their mean.",
         lambda v, a: np.full_like(v, v.mean())),
        (f"This would be right if all entries of {name} were the first one.",
         lambda v, a: np.full_like(v, v.flat[0])),
        (f"This would be right without the last row of {name}." if value.ndim > 1 else
         f"This would be right without the last entry of {name}.", lambda v, a: v[:-1]),
        (f"This would be right without the first row of {name}." if value.ndim > 1 else
         f"This would be right without the first entry of {name}.", lambda v, a: v[1:]),
    ]  # fmt: skip
    part = "row" if value.ndim > 1 else "entry"
    if value.ndim:
        changes += [
            (f"This would be right for the first {part} of {name} alone. Does a loop end after "
             "its first round?", lambda v, a: v[:1]),
            (f"This would be right for the last {part} of {name} alone. Does each round of a loop "
             "forget the one before it?", lambda v, a: v[-1:]),
            (f"This would be right for {name} the other way round, last {part} first.",
             lambda v, a: v[::-1]),
        ]  # fmt: skip
    if value.ndim > 1:
        changes.append(
            (f"This would be right for one row in place of {name}, the mean of its rows.",
             lambda v, a: v.mean(axis=0, keepdims=True))
        )  # fmt: skip
    if value.ndim == 2:
        changes.append(
            (f"This would be right for {name} transposed: rows and columns are exchanged.",
             lambda v, a: v.T)
        )  # fmt: skip
    return [(words, _set(name, change)) for words, change in changes]


def _changes_of_truth(name, several):
    words = "True and False exchanged" if several else f"not {name}"
    every = " everywhere" if several else ""
    return [
        (f"This would be right for {name} with {words}." if several else
         f"This would be right for {words} in place of {name}.",
         _set(name, lambda v, a: np.logical_not(v) if several else not v)),
        (f"This would be right if {name} were True{every}. Where does it enter?",
         _set(name, lambda v, a: np.ones_like(v) if several else True)),
        (f"This would be right if {name} were False{every}. Where does it enter?",
         _set(name, lambda v, a: np.zeros_like(v) if several else False)),
    ]  # fmt: skip


def _alike(one, other):
    """Return whether two arguments could be taken for one another."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape
    numbers = {kind_of(one), kind_of(other)} <= {"i", "f"}
    return numbers and not isinstance(one, np.ndarray) and not isinstance(other, np.ndarray)


def _exchanged(one, other):
    return lambda a: {**a, one: a[other], other: a[one]}


def _set(name, change):
    return lambda a: {**a, name: change(a[name], a)}


def _add(number):
    return lambda value, _: value + number


def _parts(asked):
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


class _Missing:
    words = "missing"

    @staticmethod
    def value(arguments):
        return 0.0


_MISSING = _Missing()


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
            return self.asked.result(number, _set(self.name, lambda v, _: v * factor))

        results = [self.asked.expected[number], at(0.0), at(2.0)]
        once, rest, twice = ([*map(_numbers, _leaves(result))] for result in results)
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
            came = [_numbers(leaf) for leaf in _leaves(received)]
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


def _leaves(value):
    return (
        [leaf for part in value for leaf in _leaves(part)] if isinstance(value, tuple) else [value]
    )


def _numbers(value):
    """Return a number or an array of numbers as an array of floats, anything else as None."""
    if kind_of(value) not in ("i", "f"):
        return None
    array = np.asarray(value, dtype=float)
    return array if np.isfinite(array).all() else None
