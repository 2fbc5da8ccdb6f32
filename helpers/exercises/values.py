"""What an answer returned, made safe to look at and put into words.

An answer may return an object whose every method lies, raises or hangs. `plain` therefore keeps
only exact built-in types and exact NumPy arrays, recognised by ``type()``, which no object can
overrule, and lets an `Other` stand for all else. What follows works on such plain values.

Tensors and tables of other libraries are copied into NumPy arrays first. That calls their code, as
calling the answer did, under the same time limit.
"""

import contextlib
import re
import types
from dataclasses import dataclass

import numpy as np

SHOWN = 6
"""Up to so many entries an array, a tuple or a list is written in full."""

KINDS = {
    "b": "booleans",
    "i": "integers",
    "u": "integers",
    "f": "floats",
    "c": "complex numbers",
    "U": "strings",
}
"""Names of the kinds of entries, by NumPy's letter, that a plain array may have."""

UNUSUAL = "an array of the unusual "
"""So begins the name of an array whose class or entries no exercise asks for."""

_ARRAY_LIBRARIES = {"tensorflow", "keras", "torch", "jax", "jaxlib", "pandas"}

_SCALARS = {bool: "a boolean", int: "an integer", float: "a float", complex: "a complex number"}
_NUMPY_SCALARS = frozenset(np.sctypeDict.values())
_MAX_BYTES = 2**26
_MAX_ITEMS = 10_000
_MAX_DEPTH = 4


@dataclass(frozen=True)
class Other:
    """Stands for a value that no exercise asks for; ``text`` says what it was."""

    text: str


class Single(float):
    """A number that was computed in single precision, and is compared as such."""

    __slots__ = ()


def plain(value, _depth=0):
    """Copy a value into exact built-in types and NumPy arrays.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    None, Ellipsis, bool, int, float, complex, str, numpy.ndarray, tuple, list, dict or Other
        NumPy scalars and arrays without axes become Python scalars, a float32 a `Single`; arrays
        and the tensors of other libraries are copied; tuples, lists and dicts (with strings or
        integers as keys) hold plain values.
    """
    kind = type(value)
    if kind in _NUMPY_SCALARS or (kind is np.ndarray and value.ndim == 0):
        if value.dtype.char == "f":
            return Single(value)
        if value.dtype.kind in KINDS:
            return float(value) if value.dtype.char == "g" else value.item()
    elif _library(kind) in _ARRAY_LIBRARIES and _depth < _MAX_DEPTH:
        with contextlib.suppress(Exception):
            array = np.asarray(value)
            if type(array) is np.ndarray:
                return plain(array, _MAX_DEPTH)
    elif kind is np.ndarray:
        if value.dtype.kind in KINDS and value.nbytes <= _MAX_BYTES:
            return np.array(value, dtype=float if value.dtype.char == "g" else None)
    elif kind in (tuple, list, dict):
        if len(value) <= _MAX_ITEMS and _depth < _MAX_DEPTH:
            if kind is not dict:
                return kind([plain(item, _depth + 1) for item in value])
            if all(type(key) in (str, int) for key in value):
                return {key: plain(item, _depth + 1) for key, item in value.items()}
    elif kind is int and value.bit_length() > 64:
        return Other("a huge integer")
    elif value is None or value is ... or kind is str or kind in _SCALARS:
        return value
    return Other(_name(value))


def kind_of(value):
    """Return the letter of a plain value's kind, a key of `KINDS`, or "" where it has none."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind.replace("u", "i")
    kinds = {bool: "b", int: "i", float: "f", Single: "f", complex: "c", str: "U"}
    return kinds.get(type(value), "")


def size(value):
    """Return how many entries a plain value has, those of its parts together."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        return size(list(value.values()))
    return sum(map(size, value)) if isinstance(value, tuple | list) else 1


def describe(value):
    """Say what a plain value is: its type and size rather than its numbers."""
    if isinstance(value, np.ndarray):
        return f"an array of {KINDS[value.dtype.kind]}, shape {value.shape}"
    if isinstance(value, tuple | list | dict):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, str):
        return f"the string {show(value)}"
    if isinstance(value, tuple(_SCALARS)):
        kind = float if isinstance(value, Single) else type(value)
        return f"{_SCALARS[kind]}, {show(value)}"
    return show(value)


def show(value, digits=4):
    """Write a plain value compactly: a small one in full, rounded; a large array by its shape."""
    if isinstance(value, np.ndarray):
        if value.size > SHOWN or value.size == 0:
            return f"array of shape {value.shape}"
        return show(value.tolist(), digits)
    if isinstance(value, tuple | list):
        text = ", ".join(show(item, digits) for item in value[:SHOWN])
        text += ", …" if len(value) > SHOWN else ""
        return f"[{text}]" if isinstance(value, list) else f"({text})"
    if isinstance(value, dict):
        return f"a dict with the keys {show(list(value))}"
    if isinstance(value, Other):
        return value.text
    if isinstance(value, float | complex):
        return f"{value + 0.0:.{digits}g}"  # the sum turns −0 into 0
    if value is ...:
        return "..."
    return repr(value[:40] if isinstance(value, str) else value)


def _library(kind):
    """Return the name of the library that a type comes from, where it is said by a string."""
    module = type.__dict__["__module__"].__get__(kind)
    return module.partition(".")[0] if type(module) is str else ""


def _name(value):
    """Name what a value is by the parts of its type that no class can overrule."""
    kind = type(value)
    name = re.sub(r"\W", "?", type.__dict__["__name__"].__get__(kind), flags=re.ASCII)[:40]
    if kind is np.ndarray:
        if value.dtype.kind not in KINDS:
            return f"{UNUSUAL}type {value.dtype.name}, shape {value.shape}"
        return f"an array of {KINDS[value.dtype.kind]}, shape {value.shape}"
    if issubclass(kind, np.ndarray):
        return f"{UNUSUAL}class {name}"
    if issubclass(kind, type):
        return "a class"
    if kind in (types.FunctionType, types.BuiltinFunctionType, types.MethodType):
        return "a function"
    if kind in (types.GeneratorType, list, tuple, dict, set):
        return f"a {name}"
    return f"an object of the class {name}"
