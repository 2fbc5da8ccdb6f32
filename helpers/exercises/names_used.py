"""What an answer reads from the notebook around it, and which of its arguments it never reads."""

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


def unread(answer, reference, arguments):
    """Return a sentence on arguments that an answer never reads, and the reference does, or ""."""
    mine, theirs = (_never_read(function, arguments) for function in (answer, reference))
    never = [name for name in mine if name not in theirs]
    if not never or len(mine) == len(arguments):
        return ""
    return f"The answer never uses its argument {' and '.join(never)}."


def _never_read(function, arguments):
    """Return the arguments that a function never reads; none where it does not name them all."""
    code = getattr(function, "__code__", None)
    if type(function) is not types.FunctionType or code.co_argcount != len(arguments):
        return []
    _, used = _names(function)
    own = code.co_varnames[: code.co_argcount]
    return [name for name, local in zip(arguments, own, strict=True) if local not in used]


def _global(answer, name):
    value = answer.__globals__.get(name)
    return value if isinstance(value, int | float | np.number | np.ndarray) else None


def _names(answer):
    """Return the global names and the local ones that a function and those inside it read."""
    if type(answer) is not types.FunctionType:
        return [], set()
    read, used, codes = [], set(), [answer.__code__]
    while codes:
        code = codes.pop()
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME") and step.argval not in read:
                read.append(step.argval)
            elif step.opname.startswith(("LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE")):
                used.update(step.argval if isinstance(step.argval, tuple) else (step.argval,))
            elif step.opname == "STORE_FAST_LOAD_FAST":
                used.add(step.argval[1])
        codes += [item for item in code.co_consts if isinstance(item, types.CodeType)]
    return read, used
