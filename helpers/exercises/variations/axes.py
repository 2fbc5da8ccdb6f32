"""Whether all was done along another axis than is asked."""

import itertools

import numpy as np

from helpers.exercises.values import Other


def along_another_axis(asked):
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
