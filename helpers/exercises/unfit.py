"""What an error of NumPy or Python means: arrays that do not fit, an `if` on an array, an index."""

import re

import numpy as np

from helpers.exercises.relations import sizes_and_numbers

_MET = (
    re.compile(r"together with shapes \((\d+),?\) \((\d+),?\)"),
    re.compile(r"not aligned: (\d+) \(dim \d\) != (\d+) \(dim \d\)"),
    re.compile(r"\(size (\d+) is different from (\d+)\)"),
    re.compile(r"size of axis is (\d+) but size of corresponding boolean axis is (\d+)"),
)

_TABLES = re.compile(r"together with shapes \((\d+),(\d+)\) \((\d+),(\d+)\)")
_TABLE = re.compile(r"together with shapes \((\d+),(\d+)\) \((\d+),\)")
_SAID = (
    (
        re.compile("truth value of an array with more than one element"),
        "An array was asked for a single yes or no, as `if`, `and`, `min` and `max` do. It has one "
        "for each entry: choose entry by entry.",
    ),
    (
        re.compile("only .* arrays can be converted to Python scalars"),
        "A function for single numbers, as those of `math` are, was given an array. NumPy has one "
        "of the same name that takes entry by entry.",
    ),
    (
        re.compile("can't multiply sequence by non-int|operand type.*'list'"),
        "This is arithmetic with a list as a whole. Lists do not calculate: go through their "
        "items, or make an array of them.",
    ),
    (
        re.compile("expected x and y to have same length"),
        "A line is fitted to as many heights as places. Was a mean taken along the wrong axis?",
    ),
    (
        re.compile("arrays used as indices must be of integer"),
        "Numbers with fractions, or text, were used as indices. Those are whole numbers or truth "
        "values.",
    ),
)


_AS_NUMBERS = re.compile("cast|convert|ufunc|loop|indices|invalid literal|unsupported|str")


def _has_names(value):
    """Return whether a value is an array or a list of strings."""
    if isinstance(value, tuple | list) and value:
        return isinstance(value[0], str)
    return isinstance(value, np.ndarray) and value.dtype.kind == "U"


def _beyond(text):
    """Say that an index lies beyond the end of its axis."""
    found = re.search(r"index (-?\d+) is out of bounds for axis \d+ with size (\d+)", text)
    if found is None or int(found.group(1)) < 0 or found.group(2) == "0":
        return ""
    index, length = map(int, found.groups())
    return (
        f"The index {index} was asked of {length} entries, which have the indices 0 to "
        f"{length - 1}."
    )


def explain(raised, arguments):
    """Return a sentence on an error, on lengths in the words of the arguments, or "".

    Parameters
    ----------
    raised : Raised
        What the answer raised.
    arguments : dict
        The arguments of the case, by name, as plain values.
    """
    if raised.kind == "LinAlgError" and "Singular" in raised.text:
        return (
            "A matrix has no inverse for these arguments: some of its columns follow from others. "
            "Which arguments make it so, and what does the exercise say of them?"
        )
    if raised.kind in ("TypeError", "ValueError", "IndexError", "UFuncTypeError"):
        named = [name for name, value in arguments.items() if _has_names(value)]
        if named and _AS_NUMBERS.search(raised.text):
            return (
                f"Here {' and '.join(named)} holds names and no numbers. Nothing can be calculated "
                "with them, but they can be compared."
            )
    said = next((words for met, words in _SAID if met.search(raised.text)), "")
    if said:
        return said
    if raised.kind == "ZeroDivisionError":
        return "Something is divided by 0 for these arguments. What should happen there?"
    if raised.kind == "IndexError" and "boolean" not in raised.text:
        return _beyond(raised.text)
    if raised.kind not in ("ValueError", "IndexError"):
        return ""
    found = _TABLE.search(raised.text)
    if found and found.group(3) == found.group(1) != found.group(2):
        return (
            "One number for each row meets a table. NumPy lets the last axes meet: give these "
            "numbers an axis of length 1 at the end, as keepdims=True leaves it behind."
        )
    if _TABLES.search(raised.text):
        return (
            "Two tables of unlike shapes meet here entry by entry. Is one of them, or a factor of "
            "it, transposed or cut along the wrong axis?"
        )
    found = next(filter(None, (met.search(raised.text) for met in _MET)), None)
    if found is None:
        return ""
    counts = [int(size) for size in found.groups()]
    known = {}
    for words, value in sizes_and_numbers(arguments):
        if words.startswith("the number of") or words in arguments:
            known.setdefault(int(value(arguments)), words)
    if counts[0] == counts[1] or not known.keys() >= set(counts):
        return ""
    one, other = (f"{count}, {known[count]}" for count in counts)
    return (
        f"Two lengths meet here that do not fit: {one}, and {other}. Was something added up or "
        "averaged along the wrong axis, or does a transpose belong there?"
    )
