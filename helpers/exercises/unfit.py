"""What an error of NumPy means: two arrays did not fit together, or a matrix has no inverse."""

import re

from helpers.exercises.relations import sizes_and_numbers

_MET = (
    re.compile(r"together with shapes \((\d+),?\) \((\d+),?\)"),
    re.compile(r"not aligned: (\d+) \(dim \d\) != (\d+) \(dim \d\)"),
    re.compile(r"\(size (\d+) is different from (\d+)\)"),
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
    if raised.kind != "ValueError":
        return ""
    found = next(filter(None, (met.search(raised.text) for met in _MET)), None)
    if found is None:
        return ""
    counts = [int(size) for size in found.groups()]
    known = {}
    for words, value in sizes_and_numbers(arguments):
        if words.startswith("the number of"):
            known.setdefault(int(value(arguments)), words)
    if counts[0] == counts[1] or not known.keys() >= set(counts):
        return ""
    one, other = (f"{count}, {known[count]}" for count in counts)
    return (
        f"Two lengths meet here that do not fit: {one}, and {other}. Was something added up or "
        "averaged along the wrong axis, or does a transpose belong there?"
    )
