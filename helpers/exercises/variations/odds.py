"""Which odds may have been taken for those of a probability."""

import numpy as np

from helpers.exercises.relations import sizes_and_numbers
from helpers.exercises.values import kind_of
from helpers.exercises.variations.changes import set_to


def other_odds(arguments):
    """Return (sentence, change of the arguments) for each probability whose odds were others."""
    sizes = sizes_and_numbers(arguments)
    return [
        change
        for name, value in arguments.items()
        if kind_of(value) == "f" and not isinstance(value, np.ndarray) and 0 < value < 1
        for change in _others(name, sizes)
    ]


def _others(name, sizes):
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
         set_to(name, lambda p, a, of=of: of(p, a) / (1 + of(p, a))))
        for words, of in others
    ]  # fmt: skip
