"""The exercises of the book: one module a chapter, found by its name.

A chapter's module in this package has a tuple ``EXERCISES``, and the name of each exercise in it
starts with the module's name: ``l2.decay_step`` stands in ``l2.py``. Nothing else has to be told.
"""

import ast
import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mistake:
    """A named wrong solution, and what to say to those who find it.

    Parameters
    ----------
    name : str
        What is done wrong, in a few words.
    hint : str
        One or two sentences: what was probably done, and the idea that helps; not the code.
    implementation : object
        The wrong solution itself, in the place of an answer.
    """

    name: str
    hint: str
    implementation: object


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise: how it is called, its reference, its cases and its mistakes.

    Parameters
    ----------
    name : str
        The module's name, a dot, and the exercise's own: ``l2.decay_step``.
    call : str
        How the answer is called, ``decay_step(w, gradient, step, lam)``; a value's name alone.
    reference : object
        The right answer. Tested against an independent oracle, never shown.
    cases : tuple of callable
        Each returns the arguments of one call, made afresh, the same each time.
    mistakes : tuple of Mistake
        Any two of them, and the reference, differ in some case by more than the tolerance.
    returns : tuple of str
        Names of what is returned, where it is a tuple.
    drive : callable, optional
        ``drive(answer, *arguments)`` uses the answer and returns what is compared. Needed where the
        answer is a class or must be called in more than one way.
    kind : {"function", "value", "class"}
        What the answer is. A value (a number, an array, a choice) is compared as it stands.
    rtol, atol : float
        Tolerance of the comparison.
    time_limit : float
        Seconds for all cases together.
    """

    name: str
    call: str
    reference: object
    cases: tuple[Callable[[], tuple], ...] = (tuple,)
    mistakes: tuple[Mistake, ...] = ()
    returns: tuple[str, ...] = ()
    drive: Callable | None = None
    kind: str = "function"
    rtol: float = 1e-6
    atol: float = 1e-9
    time_limit: float = 10.0

    @property
    def arguments(self):
        """Names of the arguments of a case."""
        if self.drive is not None:
            return list(inspect.signature(self.drive).parameters)[1:]
        call = ast.parse(self.call, mode="eval").body
        return [argument.id for argument in getattr(call, "args", ())]

    def apply(self, answer, arguments):
        """Return what an answer makes of one case."""
        if self.drive is not None:
            return self.drive(answer, *arguments)
        return answer if self.kind == "value" else answer(*arguments)


def find(name):
    """Return the exercise of a name.

    Raises
    ------
    ValueError
        If there is none of this name; the message lists those that there are, closest first.
    """
    chapter = name.partition(".")[0] if isinstance(name, str) else None
    if chapter in _modules():
        for exercise in _exercises(chapter):
            if exercise.name == name:
                return exercise
    known = sorted(names(), key=lambda other: (-_likeness(other, name), other))
    raise ValueError(f"expected the name of an exercise, got {name!r}; known: {', '.join(known)}")


def names(chapter=None):
    """Return the names of the exercises, of one chapter or of all.

    Parameters
    ----------
    chapter : str, optional
        The part before the dot, ``"l2"``.

    Returns
    -------
    list of str
        In the order of the chapter; chapters in alphabetical order.

    Raises
    ------
    ValueError
        If no chapter of this name has exercises.
    """
    every = {module: [e.name for e in _exercises(module)] for module in _modules()}
    chapters = {module: found for module, found in every.items() if found}
    if chapter is None:
        return [name for found in chapters.values() for name in found]
    if not isinstance(chapter, str) or chapter not in chapters:
        raise ValueError(f"expected a chapter of {', '.join(chapters)}, got {chapter!r}")
    return chapters[chapter]


def _modules():
    return [module.name for module in pkgutil.iter_modules([Path(__file__).parent])]


def _exercises(module):
    """Return a module's exercises; none where it is a part of the mechanism."""
    # Imported when asked for, so that checking one chapter does not load another one's libraries.
    return getattr(importlib.import_module(f"{__package__}.{module}"), "EXERCISES", ())


def _likeness(known, name):
    return difflib.SequenceMatcher(None, known, str(name)).ratio()
