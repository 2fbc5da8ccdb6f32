"""Results of another shape: which length of an argument they have, and which they should have."""

import itertools

import numpy as np

from helpers.exercises.relations.pairs import Pair, in_form, of_arrays
from helpers.exercises.relations.shapes import axes_of
from helpers.exercises.relations.sizes import SIZE, all_lengths, sizes_and_numbers
from helpers.exercises.values import kind_of


def lengths(pairs):
    """Return a sentence on an axis that has the length of something else, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    """
    pairs = in_form(pairs)
    if any(kind_of(x) not in ("i", "f", "b") for p in pairs for x in (p.received, p.expected)):
        return ""
    arrays = [(np.asarray(p.received), np.asarray(p.expected), p.arguments) for p in pairs]
    axes = {(a.ndim, b.ndim) for a, b, _ in arrays}
    if len(axes) == 1 and len(set(*axes)) > 1:
        came, asked = (axes_of(arrays[0][which]) for which in (0, 1))
        return f"The result is {came}. Asked is {asked}."
    if any(a.ndim != b.ndim for a, b, _ in arrays):
        return ""
    wrong = {k for a, b, _ in arrays for k in range(a.ndim) if a.shape[k] != b.shape[k]}
    if len(wrong) != 1:
        return ""
    axis = wrong.pop()
    came, asked = (
        next(
            (
                words
                for words, size in all_lengths(pairs[0].arguments)
                if all(size(each[2]) == each[which].shape[axis] for each in arrays)
            ),
            "",
        )
        for which in (0, 1)
    )
    if not asked:
        return ""
    if not came:
        signs = {np.sign(a.shape[axis] - b.shape[axis]) for a, b, _ in arrays} - {0}
        words = {1: "longer", -1: "shorter"}.get(signs.pop() if len(signs) == 1 else 0)
        return f"Along axis {axis} the result is {words} than {asked}." if words else ""
    return f"Along axis {axis} the length of the result is {came}. It should be {asked}."


def tables(pairs):
    """Return a sentence on which argument's size the results have, in place of another, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    """
    pairs = [of_arrays(pair) for pair in pairs]
    results = [each for pair in pairs for each in (pair.received, pair.expected)]
    if not {*map(kind_of, results)} <= {"i", "f", "b"}:
        return ""
    pairs = [Pair(np.asarray(p.received), np.asarray(p.expected), p.arguments) for p in pairs]
    return _of_pairs(pairs, "The result") or _of_sizes(pairs, "The result")


def _of_sizes(pairs, label):
    """Say of which argument's size the result is, where it should be of another or one number."""
    sizes = [
        (words, size)
        for words, size in sizes_and_numbers(pairs[0].arguments)
        if words.startswith(SIZE)
    ]

    def like(which):
        return [
            words
            for words, size in sizes
            if all(np.shape(getattr(p, which)) == (size(p.arguments),) for p in pairs)
        ]

    came, asked = like("received"), like("expected")
    if came and all(pair.expected.ndim == 0 for pair in pairs):
        return f"{label} is as many numbers as {came[0]}. Asked is one number."
    if came and asked and came[0] != asked[0]:
        return f"{label} is as long as {came[0]}. It should be as long as {asked[0]}."
    return ""


def _of_pairs(pairs, label):
    """Say that there is a number for each pair of entries, where one for each entry is asked."""
    sizes = {
        words: size
        for words, size in sizes_and_numbers(pairs[0].arguments)
        if words.startswith(SIZE)
    }
    for (one, rows), (other, columns) in itertools.permutations(sizes.items(), 2):
        for asked, spare, many in ((other, one, columns), (one, other, rows)):
            if all(
                pair.received.shape == (rows(pair.arguments), columns(pair.arguments))
                and pair.expected.shape == (many(pair.arguments),)
                for pair in pairs
            ):
                return (
                    f"{label} is a table. Its one side is {asked}, as asked; along the other, "
                    f"{spare}, something is still to be added up or chosen."
                )
    return ""
