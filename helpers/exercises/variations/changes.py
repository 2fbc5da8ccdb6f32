"""What may have happened to the arguments: two exchanged, one doubled, centered, left out."""

import itertools

import numpy as np

from helpers.exercises.relations import ratios, sizes_and_numbers
from helpers.exercises.values import kind_of


def exchanges(arguments):
    """Return (sentence, change of the arguments) for two that were exchanged, or one off by 1."""
    found = [
        (f"This would be right if {one} and {other} were exchanged.", _exchanged(one, other))
        for one, other in itertools.combinations(arguments, 2)
        if _alike(arguments[one], arguments[other])
    ]
    for name, value in arguments.items():
        if kind_of(value) == "i" and not isinstance(value, np.ndarray):
            found += [
                (
                    f"This would be right for {name} {sign} 1: off by one?",
                    set_to(name, _add(number)),
                )
                for sign, number in (("+", 1), ("−", -1))
            ]
    return found


def changes_of(arguments):
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
    return [(words, set_to(name, change)) for words, change in changes]


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
    return [(words, set_to(name, change)) for words, change in changes]


def _changes_of_truth(name, several):
    words = "True and False exchanged" if several else f"not {name}"
    every = " everywhere" if several else ""
    return [
        (f"This would be right for {name} with {words}." if several else
         f"This would be right for {words} in place of {name}.",
         set_to(name, lambda v, a: np.logical_not(v) if several else not v)),
        (f"This would be right if {name} were True{every}. Where does it enter?",
         set_to(name, lambda v, a: np.ones_like(v) if several else True)),
        (f"This would be right if {name} were False{every}. Where does it enter?",
         set_to(name, lambda v, a: np.zeros_like(v) if several else False)),
    ]  # fmt: skip


def _alike(one, other):
    """Return whether two arguments could be taken for one another."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape
    numbers = {kind_of(one), kind_of(other)} <= {"i", "f"}
    return numbers and not isinstance(one, np.ndarray) and not isinstance(other, np.ndarray)


def _exchanged(one, other):
    return lambda a: {**a, one: a[other], other: a[one]}


def set_to(name, change):
    """Return the change of the arguments that gives one of them another value."""
    return lambda a: {**a, name: change(a[name], a)}


def _add(number):
    return lambda value, _: value + number
