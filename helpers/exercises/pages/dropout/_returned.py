"""What an answer gave to the `drive` of an exercise, before it is used there.

An exercise that uses what an answer returns would otherwise raise exceptions of its own, and the
reader would take them for those of the answer.
"""

import inspect

import numpy as np

from helpers.exercises.compare import in_form_of
from helpers.exercises.registry import Objection
from helpers.exercises.values import describe, kind_of, plain


def array_from(value, shape, what):
    """Return what an answer gave as an array of numbers.

    Parameters
    ----------
    value : object
        Anything.
    shape : tuple of int
        The shape that it must have.
    what : str
        What gave it, as it begins a sentence: "`forward`".

    Raises
    ------
    Objection
        If it is no array of this shape, or not of numbers.
    """
    found = in_form_of(np.empty(shape), plain(value))
    numbers = kind_of(found) in ("i", "f")
    if not isinstance(found, np.ndarray) or found.shape != shape or not numbers:
        raise Objection(
            f"{what} should return an array of numbers of shape {shape}, not {describe(found)}."
        )
    return found


def method_of(instance, call):
    """Return a method of an instance of a reader's class.

    Parameters
    ----------
    instance : object
        The instance.
    call : str
        How the method is called, ``"forward(x, training)"``.

    Raises
    ------
    Objection
        If there is none, or if it cannot be called so.
    """
    name, _, arguments = call.rstrip(")").partition("(")
    method = getattr(instance, name, None)
    if not callable(method):
        raise Objection(f"The class has no method `{name}`.")
    try:
        inspect.signature(method).bind(*arguments.split(", "))
    except TypeError:
        raise Objection(f"The method is called as {call}, besides `self`.") from None
    return method
