"""What a wrong answer did with its arguments: exchanged two, left one out, doubled what it brings.

The reference is asked again, with other arguments. Where it gives in every case what the answer
gave, the answer is right for these arguments, and a sentence says so. Where the right result has a
part that an argument brings in (as the penalty is what λ brings in), each of the two parts is tried
with the factors of `helpers.exercises.relations`.
"""

import numpy as np

from helpers.exercises.values import kind_of
from helpers.exercises.variations.asked import Asked, leaves
from helpers.exercises.variations.axes import along_another_axis
from helpers.exercises.variations.brought import brought_in
from helpers.exercises.variations.changes import changes_of, exchanges
from helpers.exercises.variations.odds import other_odds


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
    asked = Asked(exercise, arguments, received, expected, part)
    kinds = {kind for result in expected for kind in _kinds(result)}
    smallest = arguments[asked.smallest]
    # Truth values coincide too soon to tell one change from another, and counts most of them.
    changes = exchanges(smallest) if kinds & {"i", "f"} else []
    told = "f" in kinds and not _by_chance(asked)
    if told:
        changes += changes_of(smallest)
    for words, change in changes:
        if asked.matches(change):
            return words
    if not told:
        return ""
    said = brought_in(asked) or along_another_axis(asked)
    if said:
        return said
    return next((words for words, change in other_odds(smallest) if asked.matches(change)), "")


_ENOUGH = 3
"""So many other choices that a change of the arguments makes too are more than chance."""


def _by_chance(asked):
    """Return whether the wrong results are few, and for each an entry of an argument is asked."""
    return len(asked.different) < _ENOUGH and all(
        is_choice(asked.expected[number], asked.arguments[number].values())
        for number in asked.different
    )


def is_choice(result, arguments):
    """Return whether a result is one of the numbers of an argument: such are equal by chance."""
    return (
        kind_of(result) == "f"
        and np.ndim(result) == 0
        and any(
            isinstance(given, np.ndarray) and given.size > 1 and (given == result).any()
            for given in arguments
        )
    )


def has_fractions(result):
    """Return whether there are numbers with fractions in a result."""
    return "f" in _kinds(result)


def _kinds(result):
    return {kind_of(leaf) for leaf in leaves(result)}
