"""What an answer reads: names of the notebook around it, arguments never read, random numbers."""

import dis
import types

import numpy as np

from helpers.exercises.values import kind_of, plain


def explain(answer, arguments):
    """Return a sentence on names of the notebook that an answer reads as data, or "".

    Capitals, as for constants, are let pass. So is what is no number and no array: functions,
    modules, classes.
    """
    read, _ = _names(answer)
    data = [
        name
        for name in read
        if not name.isupper() or len(name) == 1
        if kind_of(plain(_global(answer, name))) in ("i", "f", "b")
    ]
    if not data:
        return ""
    given = ", ".join(arguments)
    return (
        f"The answer reads {' and '.join(data)} from the notebook around it. Each case has data of "
        f"its own: take everything from the arguments, {given}."
    )


def drawing(answer, arguments):
    """Return a sentence if an answer draws at random and was given no generator, or ""."""
    if "rng" in arguments or type(answer) is not types.FunctionType:
        return ""
    drawn = any(_GENERATORS.intersection(code.co_names) for code in _codes(answer))
    if not drawn:
        return ""
    return "The answer draws at random. What is asked is exact, and needs no draws."


def unread(answer, reference, arguments):
    """Return a sentence on arguments that an answer never reads, and the reference does, or ""."""
    mine, theirs = (_never_read(function, arguments) for function in (answer, reference))
    never = [name for name in mine if name not in theirs]
    if not never or len(mine) == len(arguments):
        return ""
    return f"The answer never uses its argument {' and '.join(never)}."


def whole_division(answer, reference):
    """Return a sentence if an answer divides by `//`, and the reference does not, or ""."""
    if not _divides_whole(answer) or _divides_whole(reference):
        return ""
    return "The answer divides by `//`, which cuts fractions off. Can all of them be spared?"


def _divides_whole(function):
    if type(function) is not types.FunctionType:
        return False
    return any(
        step.opname == "BINARY_OP" and step.argrepr.startswith("//")
        for code in _codes(function)
        for step in dis.get_instructions(code)
    )


def _never_read(function, arguments):
    """Return the arguments that a function never reads; none where it does not name them all."""
    code = getattr(function, "__code__", None)
    if type(function) is not types.FunctionType or code.co_argcount != len(arguments):
        return []
    _, used = _names(function)
    own = code.co_varnames[: code.co_argcount]
    return [name for name, local in zip(arguments, own, strict=True) if local not in used]


_GENERATORS = {"random", "default_rng"}


def _codes(function):
    """Return the code of a function and of those inside it."""
    codes = [function.__code__]
    for code in codes:
        codes += [item for item in code.co_consts if isinstance(item, types.CodeType)]
    return codes


def _global(answer, name):
    value = answer.__globals__.get(name)
    return value if isinstance(value, int | float | np.number | np.ndarray) else None


def _names(answer):
    """Return the global names and the local ones that a function and those inside it read."""
    if type(answer) is not types.FunctionType:
        return [], set()
    read, used = [], set()
    for code in _codes(answer):
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME") and step.argval not in read:
                read.append(step.argval)
            elif step.opname.startswith(("LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE")):
                used.update(step.argval if isinstance(step.argval, tuple) else (step.argval,))
            elif step.opname == "STORE_FAST_LOAD_FAST":
                used.add(step.argval[1])
    return read, used
