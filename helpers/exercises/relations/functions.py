"""What was done to a right result: something added, a function of it taken, its ends cut off."""

import numpy as np

from helpers.exercises.compare import agree
from helpers.exercises.relations.pairs import hold
from helpers.exercises.relations.sizes import sizes_and_numbers
from helpers.exercises.values import kind_of


def shifted(pairs, label, tolerance):
    """Say that the result is too large or too small by 1, or by an argument."""
    for words, sign in (("more", 1), ("less", -1)):
        if hold(pairs, lambda p, s=sign: p.expected + s, tolerance):
            return f"{label} is 1 {words} than it should be."
        for name, value in sizes_and_numbers(pairs[0].arguments):
            if hold(pairs, lambda p, v=value, s=sign: p.expected + s * v(p.arguments), tolerance):
                return f"{label} is {words} than it should be, by {name}."
    return ""


_WAYS = (
    ("twice as long as it should be", 2.0),
    ("half as long as it should be", 0.5),
    ("of the wrong sign", -1.0),
)

_MOVES = (
    ("{name} less what is asked", lambda e, a: a - e),
    ("what is asked, less {name}", lambda e, a: e - a),
    ("what is asked, plus {name}", lambda e, a: e + a),
)


def with_argument(pairs, label, tolerance):
    """Say that an argument was left in the result, or taken from it: a step for where it ends."""
    for name, value in pairs[0].arguments.items():
        if kind_of(value) not in ("i", "f") or np.ndim(value) == 0:
            continue
        if any(np.shape(pair.arguments[name]) != pair.expected.shape for pair in pairs):
            continue
        for words, move in _MOVES:
            if hold(pairs, lambda p, n=name, m=move: m(p.expected, p.arguments[n]), tolerance):
                return f"{label} is {words.format(name=name)}."
        for words, times in _WAYS:

            def stretched(pair, name=name, times=times):
                start = pair.arguments[name]
                return start + times * (pair.expected - start)

            if hold(pairs, stretched, tolerance):
                return (
                    f"{label} lies in line with {name}, but the way there from {name} is {words}."
                )
    return ""


_FUNCTIONS = (
    ("the square of what it should be", np.square),
    ("the square root of what it should be", np.sqrt),
    ("twice the square of what it should be", lambda e: 2 * e**2),
    ("half of the square of what it should be", lambda e: e**2 / 2),
    ("1 over what it should be", lambda e: 1 / e),
    ("1 less what it should be", lambda e: 1 - e),
    ("what it should be without its sign", np.abs),
    ("the exponential of what it should be", np.exp),
    ("the logarithm of what it should be", np.log),
    ("what it should be, cut off at 0", lambda e: np.maximum(e, 0)),
    ("a natural logarithm where a binary one is expected", lambda e: e * np.log(2)),
    ("a binary logarithm where a natural one is expected", lambda e: e / np.log(2)),
    ("a common logarithm (to base 10) where a natural one is expected", lambda e: e / np.log(10)),
    ("a natural logarithm where one to base 10 is expected", lambda e: e * np.log(10)),
    ("a hundred times what it should be: a per cent where a share is expected", lambda e: 100 * e),
    ("a hundredth of what it should be: a share where per cent are expected", lambda e: e / 100),
    ("the cosine of what it should be", np.cos),
    ("the sine of what it should be", np.sin),
    ("the tangent of what it should be", np.tan),
    ("in degrees where radians are expected", np.degrees),
    ("rounded", np.round),
)


def function_of(pairs, label, tolerance):
    """Say that the result is a function of what is expected."""
    for words, function in _FUNCTIONS:
        if hold(pairs, lambda p, f=function: f(p.expected), tolerance):
            return f"{label} is {words}."
    if all(agree(np.abs(p.received), np.abs(p.expected), **tolerance).all() for p in pairs):
        return f"{label} has the right sizes, and some wrong signs."
    return ""


def clipped(pairs, label, tolerance):
    """Say that the results go no farther than to some number, as where a search ends too early."""
    if not all(pair.received.shape == pair.expected.shape for pair in pairs):
        return ""
    mine, theirs = (
        np.concatenate([np.ravel(getattr(pair, which)) for pair in pairs]).astype(float)
        for which in ("received", "expected")
    )
    wrong = ~agree(mine, theirs, **tolerance)
    low, high = mine.min(), mine.max()
    # No more than rounding away from an end is not cut off there.
    margin = 1e-3 * np.abs(theirs).max()
    ends = [
        end
        for end, beyond in ((low, theirs < low - margin), (high, theirs > high + margin))
        if (beyond & wrong).any()
    ]
    inside = (mine > low) & (mine < high)
    cut_off = agree(mine, np.clip(theirs, low, high), **tolerance).all()
    if not ends or not cut_off or len(np.unique(mine[inside])) < 3:
        return ""
    words = " and at ".join(f"{end:.4g}" for end in ends)
    return f"{label} is what it should be, cut off at {words}."
