"""Tell a stub that nobody has touched from an answer that forgets to return.

Both return None, so the difference is looked for in the code: a stub has nothing in it. A chapter
that gives its readers a part of the code therefore ends the stub with ``return ...``, or binds the
names that it returns to ``...``.
"""

import dis
import types

from helpers.exercises.values import plain

_EMPTY = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}


def untouched(answer, kind):
    """Return whether an answer is an untouched stub.

    A function whose body is ``...``, ``pass`` or a docstring; a class without methods, or whose
    methods other than ``__init__`` are such functions; None or ``...`` in the place of anything.

    Parameters
    ----------
    answer : object
        Anything.
    kind : {"function", "value", "class"}
        What the exercise asks for.
    """
    if answer is None or answer is ...:
        return True
    if kind == "value":
        return blank(plain(answer))
    if kind == "function":
        return _empty(answer)
    if not issubclass(type(answer), type):
        return False
    members = type.__dict__["__dict__"].__get__(answer)
    methods = {name: item for name, item in members.items() if callable(item)}
    own = {name: item for name, item in methods.items() if name != "__init__"}
    return all(map(_empty, (own or methods).values()))


def blank(value):
    """Return whether a plain value is ``...``, or a tuple of nothing else."""
    parts = value if isinstance(value, tuple) else (value,)
    return len(parts) > 0 and all(part is ... for part in parts)


def _empty(function):
    """Return whether a function does nothing but return None or ``...``."""
    if type(function) is not types.FunctionType:
        return False
    steps = list(dis.get_instructions(function.__code__))
    loaded = [step.argval for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST")]
    return {step.opname for step in steps} <= _EMPTY and all(v is None or v is ... for v in loaded)
