"""The exercises of the book, found by their names.

What stands before the dot of a name says in which modules of `helpers.exercises.pages` to look:
``l2.decay_step`` stands in ``pages/penalties/l2.py``.
"""

import ast
import difflib
import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass

from helpers.exercises import pages
from helpers.exercises.pages import PAGES


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


@dataclass(frozen=True)
class Case:
    """A case with a word for what is special about it, which is said when it fails.

    Parameters
    ----------
    what : str
        As "an exact tie" or "one row".
    make : callable
        Returns the arguments of one call, made afresh, the same each time.
    """

    what: str
    make: Callable[[], tuple]

    def __call__(self):
        """Return the arguments."""
        return self.make()


class Objection(Exception):  # noqa: N818 - what it says is no error of the program
    """Raised by the `drive` of an exercise: what the answer gave cannot be used, and why.

    Its text is shown as the hint: a sentence or two in the words of the exercise.
    """


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise: how it is called, its reference, its cases and its mistakes.

    Parameters
    ----------
    name : str
        A key of `helpers.exercises.pages.PAGES`, a dot, and the exercise's own: ``l2.decay_step``.
    call : str
        How the answer is called, ``decay_step(w, gradient, step, lam)``; a value's name alone.
    reference : object
        The right answer. Tested against an independent oracle, never shown.
    cases : tuple of callable
        Each returns the arguments of one call, made afresh, the same each time; a `Case` where
        something about it is worth a word.
    mistakes : tuple of Mistake
        Any two of them, and the reference, differ in some case by more than the tolerance.
    returns : tuple of str
        Names of what is returned, where it is a tuple.
    drive : callable, optional
        ``drive(answer, *arguments)`` uses the answer and returns what is compared. Needed where the
        answer is a class or must be called in more than one way. It may raise an `Objection`.
    kind : {"function", "value", "class"}
        What the answer is. A value (a number, an array, a choice) is compared as it stands.
    rtol, atol : float
        Tolerance of the comparison.
    time_limit : float
        Seconds for all cases together.
    quick : bool
        Whether the reference is quick enough to be asked again with other arguments, some thirty
        times, to find out what a wrong answer did with them.
    needs : tuple of str
        Libraries, by the names that are imported, without which it cannot be done: where they are
        missing, as in the browser, a page says so instead of judging.
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
    quick: bool = True
    needs: tuple[str, ...] = ()

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
        If there is none of this name; the message has the names that begin alike, closest first.
    """
    chapter = name.partition(".")[0] if isinstance(name, str) else None
    if chapter not in PAGES:
        known = ", ".join(_closest_first(PAGES, str(chapter)))
        raise ValueError(
            f"expected the name of an exercise, got {name!r}; names begin with one of: {known}"
        )
    exercises = {exercise.name: exercise for exercise in _exercises(chapter)}
    if name not in exercises:
        known = ", ".join(_closest_first(exercises, name))
        raise ValueError(f"expected the name of an exercise, got {name!r}; known: {known}")
    return exercises[name]


def names(chapter=None):
    """Return the names of the exercises, of one chapter or of all.

    Parameters
    ----------
    chapter : str, optional
        The part before the dot, ``"l2"``.

    Returns
    -------
    list of str
        In the order of the book.

    Raises
    ------
    ValueError
        If no name begins with this chapter.
    """
    if chapter is None:
        return [exercise.name for each in PAGES for exercise in _exercises(each)]
    if not isinstance(chapter, str) or chapter not in PAGES:
        raise ValueError(f"expected a chapter of {', '.join(PAGES)}, got {chapter!r}")
    return [exercise.name for exercise in _exercises(chapter)]


def _exercises(chapter):
    """Return the exercises whose names begin with this chapter."""
    # Imported when asked for, so that checking one chapter does not load another one's libraries.
    modules = [importlib.import_module(f"{pages.__name__}.{page}") for page in PAGES[chapter]]
    every = [exercise for module in modules for exercise in module.EXERCISES]
    return [exercise for exercise in every if exercise.name.partition(".")[0] == chapter]


def _closest_first(known, name):
    return sorted(known, key=lambda other: (-_likeness(other, name), other))


def _likeness(known, name):
    return difflib.SequenceMatcher(None, known, name).ratio()
