"""What a wrong result has to do with the right one: twice as large, transposed, in another order.

Learners make the same slips everywhere: a factor of 2 or of n, a sign, the parts of a tuple turned
round. Each function here looks at the results of all cases at once and returns a sentence, or "".
"""

import contextlib
import functools
import itertools
import math
from dataclasses import dataclass

import numpy as np

from helpers.exercises.compare import agree, difference, in_form_of
from helpers.exercises.values import kind_of


@dataclass(frozen=True)
class Pair:
    """What came and what was expected in one case, and the case's arguments by name."""

    received: object
    expected: object
    arguments: dict


@dataclass(frozen=True)
class Factor:
    """A factor of a result, as words that follow "is", and its value for given arguments."""

    words: str
    value: object


def explain(pairs, labels, *, rtol, atol):
    """Return a sentence on how the results relate to the expected ones, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    labels : tuple of str
        The names of the parts of a result that is a tuple.
    rtol, atol : float
        The exercise's tolerance.
    """
    tolerance = {"rtol": rtol, "atol": atol}
    pairs = [_of_arrays(p) for p in pairs]
    pairs = [Pair(in_form_of(p.expected, p.received), p.expected, p.arguments) for p in pairs]
    if not all(isinstance(pair.expected, tuple) for pair in pairs):
        return _explain_part(pairs, "The result", tolerance)
    count = _parts_of(pairs)
    if not count:
        return ""
    labels = labels or tuple(f"part {i + 1}" for i in range(count))
    return turned_round(pairs, labels, **tolerance) or _explain_parts(pairs, labels, tolerance)


def _of_arrays(pair):
    """Return a pair in which a list of numbers that is expected is an array."""
    if not isinstance(pair.expected, list) or not {*map(kind_of, pair.expected)} <= {"i", "f"}:
        return pair
    expected = np.asarray(pair.expected)
    if expected.ndim != 1 or not expected.size:
        return pair
    received = pair.received
    if isinstance(received, list | tuple):
        received = in_form_of(expected, received)
    return Pair(received, expected, pair.arguments)


def _parts_of(pairs):
    """Return of how many parts all results are; 0 if they are not several, and always as many."""
    results = [result for pair in pairs for result in (pair.received, pair.expected)]
    counts = {len(result) if isinstance(result, tuple) else 0 for result in results}
    return counts.pop() if len(counts) == 1 and counts != {1} else 0


def only_wrong_part(pairs, *, rtol, atol):
    """Return the number of the one part of the results that is not right; None if there are more.

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    wrong = set()
    for pair in pairs:
        mine = in_form_of(pair.expected, pair.received)
        if not isinstance(pair.expected, tuple) or not isinstance(mine, tuple):
            return None
        if len(mine) != len(pair.expected):
            return None
        parts = zip(mine, pair.expected, strict=True)
        wrong |= {i for i, (a, b) in enumerate(parts) if difference(a, b, rtol=rtol, atol=atol)}
    return wrong.pop() if len(wrong) == 1 and len(pairs[0].expected) > 1 else None


def turned_round(pairs, labels, *, rtol, atol):
    """Return a sentence if the parts of the results are right, in another order, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    labels : tuple of str
        The names of the parts.
    rtol, atol : float
        The exercise's tolerance.
    """
    if not 1 < len(labels) <= 4 or _parts_of(pairs) != len(labels):
        return ""
    for order in itertools.permutations(range(len(labels))):
        moved = [tuple(pair.received[i] for i in order) for pair in pairs]
        if not any(
            difference(mine, pair.expected, rtol=rtol, atol=atol)
            for mine, pair in zip(moved, pairs, strict=True)
        ):
            return f"The parts are right, in another order than {', '.join(labels)}."
    return ""


def _explain_parts(pairs, labels, tolerance):
    """Say which part is right, and how the others relate to what is expected."""
    parts = [
        [Pair(p.received[i], p.expected[i], p.arguments) for p in pairs] for i in range(len(labels))
    ]
    wrong = [i for i, part in enumerate(parts) if not _all_agree(part, tolerance)]
    right = [label for i, label in enumerate(labels) if i not in wrong]
    every = [_explain_part(parts[i], labels[i], tolerance) for i in wrong]
    if len(wrong) == 1:
        return f"Right: {_listed(right)}. {every[0]}".rstrip()
    found = [sentence.partition(labels[i])[2] for sentence, i in zip(every, wrong, strict=True)]
    if found and found[0] and len(set(found)) == 1 and " is " in found[0][:4]:
        return f"{_listed([labels[i] for i in wrong])}: each{found[0]}"
    return " ".join(filter(None, every))


def _listed(words):
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _all_agree(part, tolerance):
    return not any(difference(pair.received, pair.expected, **tolerance) for pair in part)


def _explain_part(pairs, label, tolerance):
    """Say how one part of the results relates to what is expected."""
    pairs = [Pair(_as_array(p.expected, p.received), p.expected, p.arguments) for p in pairs]
    kinds = {kind_of(pair.expected) for pair in pairs}
    came = {kind_of(pair.received) for pair in pairs}
    if kinds == came == {"b"}:
        if all(_same(pair.received, np.logical_not(pair.expected)) for pair in pairs):
            return f"{label} is turned round: True where False is expected, and False where True."
        if all(np.ndim(pair.received) == 0 < np.ndim(pair.expected) for pair in pairs):
            return f"{label} is a single True or False. One is asked for each entry."
        return ""
    if not kinds or not kinds | came <= {"i", "f"}:
        return ""
    pairs = [
        Pair(np.asarray(p.received, dtype=_type(p.received)), np.asarray(p.expected), p.arguments)
        for p in pairs
    ]
    if not all(np.isfinite(p.received).all() and np.isfinite(p.expected).all() for p in pairs):
        return ""
    if any(pair.received.shape != pair.expected.shape for pair in pairs):
        return _shapes(pairs, label, tolerance)
    if all(_zero(pair.received, tolerance) for pair in pairs) and not all(
        _zero(pair.expected, tolerance) for pair in pairs
    ):
        return f"{label} is 0 in every case."
    return (
        _multiple(pairs, label, tolerance)
        or _shifted(pairs, label, tolerance)
        or _moved(pairs, label, tolerance)
        or _placed(pairs, label, tolerance)
        or _function(pairs, label, tolerance)
        or _cut_off(pairs, label, tolerance)
        or _order(pairs, label, tolerance)
        or _constant_ratio(pairs, label, tolerance)
        or _typed_number(pairs, label, tolerance)
        or _power(pairs, label, tolerance)
    )


def _as_array(expected, received):
    """Return what came in the form of what is expected, and several numbers as an array."""
    if isinstance(received, tuple | list) and kind_of(expected) in ("i", "f"):
        return in_form_of(np.zeros(1), received)
    return in_form_of(expected, received)


def _zero(array, tolerance):
    """Return whether nothing is left of an array, up to rounding."""
    return bool((np.abs(array) <= min(tolerance["atol"], 1e-12)).all())


def _type(value):
    return value.dtype if isinstance(value, np.ndarray) else None


def _same(received, expected):
    return np.shape(received) == np.shape(expected) and bool(np.all(received == expected))


def _hold(pairs, change, tolerance):
    """Return whether what is expected, changed by a function of it, came in every case."""
    changes = False
    for pair in pairs:
        with np.errstate(all="ignore"):
            changed = np.asarray(change(pair))
        if changed.shape != pair.received.shape or not np.isfinite(changed).all():
            return False
        if not agree(pair.received, changed, **tolerance).all():
            return False
        same = changed.shape == pair.expected.shape and agree(changed, pair.expected, **tolerance)
        changes = changes or not np.all(same)
    return changes


def factors(pairs):
    """Return the factors that a result may have by a slip, the likeliest first."""
    found = [
        Factor("twice what it should be", lambda _: 2.0),
        Factor("half of what it should be", lambda _: 0.5),
        Factor("of the wrong sign", lambda _: -1.0),
        Factor("of the wrong sign, and twice what it should be", lambda _: -2.0),
        Factor("of the wrong sign, and half of what it should be", lambda _: -0.5),
    ]
    for name, value in sizes_and_numbers(pairs[0].arguments):
        found += [
            Factor(f"{name} times what it should be", value),
            Factor(f"what it should be, divided by {name}", _ratio(1, value)),
        ]
    for name, value in sizes_and_numbers(pairs[0].arguments):
        if "/" in name:
            continue  # its powers come about by other slips
        found += [
            Factor(f"√{name} times what it should be", _root(value)),
            Factor(f"what it should be, divided by √{name}", _ratio(1, _root(value))),
            Factor(f"the square of {name} times what it should be", _times(value, value)),
            Factor(
                f"what it should be, divided by the square of {name}",
                _ratio(1, _times(value, value)),
            ),
            Factor(f"2 · {name} times what it should be", _times(2, value)),
            Factor(f"what it should be, divided by 2 · {name}", _ratio(0.5, value)),
            Factor(f"(−{name}) times what it should be", _times(-1, value)),
            Factor(f"what it should be, divided by −{name}", _ratio(-1, value)),
        ]
        if name.startswith(_SIZE):
            less = _plus(value, -1)
            found += [
                Factor(f"divided by {name} less 1, in place of {name}", _ratio(value, less)),
                Factor(f"divided by {name}, in place of one less", _ratio(less, value)),
                Factor(
                    f"divided by {name} less 1 under the root, in place of {name}",
                    _root(_ratio(value, less)),
                ),
                Factor(
                    f"divided by {name} under the root, in place of one less",
                    _root(_ratio(less, value)),
                ),
            ]
    return found


_SIZE = "the number of"


def ratios(arguments):
    """Return the `Factor` of each size over another one, as where one is taken for the other."""
    sizes = [each for each in sizes_and_numbers(arguments) if each[0].startswith(_SIZE)]
    return [
        Factor(f"{above} over {below}", _ratio(one, other))
        for (above, one), (below, other) in itertools.permutations(sizes, 2)
    ]


def sizes_and_numbers(arguments):
    """Return (words, function) for what may have been a factor: sizes of arrays, and numbers."""
    found, seen = [], set()
    for name, value in arguments.items():
        if isinstance(value, np.ndarray) and value.ndim == 1:
            sizes = [(f"the number of entries of {name}", 0)]
        elif isinstance(value, np.ndarray) and value.ndim > 1:
            sizes = [(f"the number of rows of {name}", 0), (f"the number of columns of {name}", 1)]
        elif isinstance(value, tuple | list):
            sizes = [(f"the number of entries of {name}", None)]
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = functools.partial(_number, name)
            found.append((name, number))
            if isinstance(value, float):
                less = functools.partial(_less, name)
                odds = (f"{name}/(1 − {name})", _ratio(number, less))
                found += [(f"(1 − {name})", less), odds]
            continue
        else:
            continue
        for words, axis in sizes:
            size = len(value) if axis is None else value.shape[axis]
            if size not in seen:
                seen.add(size)
                found.append((words, _size(name, axis)))
    return found


def _number(name, arguments):
    return float(arguments[name])


def _less(name, arguments):
    return 1 - float(arguments[name])


def _size(name, axis):
    def size(arguments):
        value = arguments[name]
        if axis is None:
            return float(len(value))
        # A case may have an array of fewer axes than the first one.
        return float(value.shape[axis]) if axis < np.ndim(value) else math.nan

    return size


def _times(one, other):
    return lambda a: _of(one, a) * _of(other, a)


def _plus(one, number):
    return lambda a: _of(one, a) + number


def _ratio(above, below):
    def ratio(a):
        under = _of(below, a)
        return _of(above, a) / under if under else math.nan

    return ratio


def _root(value):
    return lambda a: math.sqrt(_of(value, a)) if _of(value, a) >= 0 else math.nan


def _of(value, arguments):
    return value(arguments) if callable(value) else value


def _multiple(pairs, label, tolerance):
    """Say by which factor the result is too large or too small."""
    for factor in factors(pairs):
        if _hold(pairs, lambda p, f=factor: f.value(p.arguments) * p.expected, tolerance):
            return f"{label} is {factor.words}."
    for factor in ratios(pairs[0].arguments):
        if _hold(pairs, lambda p, f=factor: f.value(p.arguments) * p.expected, tolerance):
            return (
                f"{label} is {factor.words} times what it should be: was the one taken for the "
                "other?"
            )
    return ""


def _shifted(pairs, label, tolerance):
    """Say that the result is too large or too small by 1, or by an argument."""
    for words, sign in (("more", 1), ("less", -1)):
        if _hold(pairs, lambda p, s=sign: p.expected + s, tolerance):
            return f"{label} is 1 {words} than it should be."
        for name, value in sizes_and_numbers(pairs[0].arguments):
            if _hold(pairs, lambda p, v=value, s=sign: p.expected + s * v(p.arguments), tolerance):
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


def _moved(pairs, label, tolerance):
    """Say that an argument was left in the result, or taken from it: a step for where it ends."""
    for name, value in pairs[0].arguments.items():
        if kind_of(value) not in ("i", "f") or np.ndim(value) == 0:
            continue
        if any(np.shape(pair.arguments[name]) != pair.expected.shape for pair in pairs):
            continue
        for words, move in _MOVES:
            if _hold(pairs, lambda p, n=name, m=move: m(p.expected, p.arguments[n]), tolerance):
                return f"{label} is {words.format(name=name)}."
        for words, times in _WAYS:

            def stretched(pair, name=name, times=times):
                start = pair.arguments[name]
                return start + times * (pair.expected - start)

            if _hold(pairs, stretched, tolerance):
                return (
                    f"{label} lies in line with {name}, but the way there from {name} is {words}."
                )
    return ""


def _placed(pairs, label, tolerance):
    """Say that the place of an entry was given in place of the entry, or the other way round."""
    if any(np.ndim(pair.expected) for pair in pairs):
        return ""
    for name in pairs[0].arguments:
        lists = [np.asarray(pair.arguments[name]) for pair in pairs]
        if any(each.ndim != 1 or each.dtype.kind not in "if" or not each.size for each in lists):
            continue
        for words, came, asked in (
            ("a place in {name}: the entry there is asked for", "received", "expected"),
            ("an entry of {name}: its place is asked for", "expected", "received"),
        ):
            ends = [(getattr(p, came), getattr(p, asked)) for p in pairs]
            if len({float(place) for place, _ in ends}) > 1 and all(
                _is_place(place, each) and agree(each[int(place)], entry, **tolerance)
                for (place, entry), each in zip(ends, lists, strict=True)
            ):
                return f"{label} is {words.format(name=name)}."
    return ""


def _is_place(value, entries):
    return float(value).is_integer() and 0 <= value < len(entries)


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


def _function(pairs, label, tolerance):
    """Say that the result is a function of what is expected."""
    for words, function in _FUNCTIONS:
        if _hold(pairs, lambda p, f=function: f(p.expected), tolerance):
            return f"{label} is {words}."
    if all(agree(np.abs(p.received), np.abs(p.expected), **tolerance).all() for p in pairs):
        return f"{label} has the right sizes, and some wrong signs."
    return ""


def _cut_off(pairs, label, tolerance):
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


_ORDERS = (
    ("the other way round, last entry first", lambda e: e[::-1]),
    ("moved by one place, towards the end", lambda e: np.roll(e, 1, axis=0)),
    ("moved by one place, towards the start", lambda e: np.roll(e, -1, axis=0)),
    ("the running sum of what it should be", lambda e: np.cumsum(e, axis=0)),
    ("transposed", np.transpose),
    ("with its columns in the other order", lambda e: e[:, ::-1] if e.ndim > 1 else e),
)


def _order(pairs, label, tolerance):
    """Say that the result has the right entries, elsewhere."""
    if any(pair.expected.ndim == 0 for pair in pairs):
        return ""
    for words, change in _ORDERS:
        if _hold(pairs, lambda p, c=change: c(p.expected), tolerance):
            return f"{label} is {words}."
    if any(len(np.unique(pair.expected)) > 2 for pair in pairs) and all(
        agree(np.sort(p.received, axis=None), np.sort(p.expected, axis=None), **tolerance).all()
        for p in pairs
    ):
        return f"{label} has the right entries, in another order."
    return ""


_NEARLY = 1e-3  # so near to 1, a ratio says that something was rounded, and not what


def _constant_ratio(pairs, label, tolerance):
    """Say that the result is off by the same unknown factor everywhere."""
    expected = np.concatenate([np.ravel(pair.expected) for pair in pairs])
    received = np.concatenate([np.ravel(pair.received) for pair in pairs])
    large = np.abs(expected) > 1e3 * tolerance["atol"]
    if len(pairs) < 3 or large.sum() < 3 or len(np.unique(expected[large])) < 3:
        return ""
    ratio = float(np.median(received[large] / expected[large]))
    if (
        abs(ratio) < _NEARLY
        or abs(ratio - 1) < _NEARLY
        or not _hold(pairs, lambda p: ratio * p.expected, tolerance)
    ):
        return ""
    return f"{label} is {ratio:.4g} times what it should be, always."


def _typed_number(pairs, label, tolerance):
    """Say that a number of the page was typed in, where a size or an argument belongs."""
    told = [p for p in pairs if np.abs(p.expected).max(initial=0) > 1e3 * tolerance["atol"]]
    for name, value in sizes_and_numbers(pairs[0].arguments):
        if "/" in name or len({value(p.arguments) for p in told}) < 3:
            continue
        for words, power in (("divided by", 1), ("multiplied by", -1)):
            typed = _constant(told, value, power)
            if (
                typed
                and math.isfinite(typed)
                and _hold(
                    pairs,
                    lambda p, v=value, e=power, t=typed: (
                        np.power(v(p.arguments) / t, e) * p.expected
                    ),
                    tolerance,
                )
            ):
                return f"{label} is {words} {typed:.4g} in every case, where {name} belongs."
    return ""


def _constant(pairs, value, power):
    """Return t if the first result is (value/t)**power times what it should be."""
    place = np.argmax(np.abs(pairs[0].expected))
    ratio = np.ravel(pairs[0].received)[place] / np.ravel(pairs[0].expected)[place]
    return float(value(pairs[0].arguments) / ratio**power) if ratio > 0 else math.nan


def _power(pairs, label, tolerance):
    """Say that the result is a power of what it should be, always the same one."""
    came, asked = (
        np.concatenate([np.ravel(getattr(pair, which)) for pair in pairs]).astype(float)
        for which in ("received", "expected")
    )
    told = (asked > 0) & (np.abs(asked - 1) > 1e-3)
    if len(np.unique(asked[told])) < 3 or (came[told] <= 0).any():
        return ""
    power = float(np.median(np.log(came[told]) / np.log(asked[told])))
    if abs(power) < _NEARLY or abs(power - 1) < _NEARLY or power > 12:
        return ""
    if not _hold(pairs, lambda p: np.power(p.expected, power), tolerance):
        return ""
    return f"{label} is what it should be, raised to the power {power:.3g}."


def entries(pairs, *, rtol, atol):
    """Return a sentence on how those entries that are wrong relate to the right ones, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    tolerance, cut = {"rtol": rtol, "atol": atol}, []
    for pair in map(_of_arrays, pairs):
        mine, theirs = in_form_of(pair.expected, pair.received), pair.expected
        if not {kind_of(mine), kind_of(theirs)} <= {"i", "f"} or not np.ndim(theirs):
            return ""
        if np.shape(mine) != np.shape(theirs) or not np.isfinite(mine).all():
            return ""
        wrong = ~agree(mine, theirs, **tolerance)
        if wrong.any():
            cut.append(Pair(np.asarray(mine)[wrong], theirs[wrong], pair.arguments))
    if not cut or len(np.unique(np.concatenate([pair.expected for pair in cut]))) < 3:
        return ""
    said = _multiple(cut, "", tolerance) or _shifted(cut, "", tolerance)
    return f"Some entries are right. Each of the others{said}" if said else ""


_PLACES = (
    ("at the start", lambda p: np.arange(len(p.expected)) == 0),
    ("at the end", lambda p: np.arange(len(p.expected)) == len(p.expected) - 1),
    ("on the diagonal", lambda p: np.eye(*p.expected.shape, dtype=bool)),
    ("off the diagonal", lambda p: ~np.eye(*p.expected.shape, dtype=bool)),
    ("that should be 0", lambda p: _as_numbers(p.expected) == 0),
    ("that should be negative", lambda p: _as_numbers(p.expected) < 0),
    ("that should be positive", lambda p: _as_numbers(p.expected) > 0),
    ("that should be True", lambda p: _as_truth(p.expected)),
    ("that should be False", lambda p: ~_as_truth(p.expected)),
)


def _as_numbers(array):
    """Return an array of numbers; raise TypeError if it is one of truth values."""
    if kind_of(array) == "b":
        raise TypeError
    return array


def _as_truth(array):
    """Return an array of truth values; raise TypeError if it is one of numbers."""
    if kind_of(array) != "b":
        raise TypeError
    return array


def places(pairs, *, rtol, atol):
    """Return a sentence on which entries are wrong, where the others are right, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    pairs = [Pair(in_form_of(p.expected, p.received), p.expected, p.arguments) for p in pairs]
    if not all(
        kind_of(value) in ("i", "f", "b") and np.ndim(value) in (1, 2)
        for pair in pairs
        for value in (pair.received, pair.expected)
    ):
        return ""
    if any(pair.received.shape != pair.expected.shape for pair in pairs):
        return ""
    wrong = [~agree(pair.received, pair.expected, rtol=rtol, atol=atol) for pair in pairs]
    if not any(each.any() and not each.all() for each in wrong):
        return ""
    kinds = list(_PLACES)
    for name in pairs[0].arguments:
        kinds += [
            (f"where {name} is 0", lambda p, a=name: _array(p, a) == 0),
            (f"where {name} is negative", lambda p, a=name: _array(p, a) < 0),
            (f"where {name} is positive", lambda p, a=name: _array(p, a) > 0),
        ]
    for words, choose in kinds:
        with contextlib.suppress(TypeError, ValueError):
            chosen = [_spread(choose(pair), pair.expected.shape) for pair in pairs]
            if all(map(np.array_equal, wrong, chosen)):
                return f"Only entries {words} are wrong, the others are right."
    return ""


def lengths(pairs):
    """Return a sentence on an axis that has the length of something else, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    """
    pairs = [Pair(in_form_of(p.expected, p.received), p.expected, p.arguments) for p in pairs]
    if any(kind_of(x) not in ("i", "f", "b") for p in pairs for x in (p.received, p.expected)):
        return ""
    arrays = [(np.asarray(p.received), np.asarray(p.expected), p.arguments) for p in pairs]
    axes = {(a.ndim, b.ndim) for a, b, _ in arrays}
    if len(axes) == 1 and len(set(*axes)) > 1:
        came, asked = (_many(arrays[0][which]) for which in (0, 1))
        return f"The result is {came}. Asked is {asked}."
    if any(a.ndim != b.ndim for a, b, _ in arrays):
        return ""
    wrong = {k for a, b, _ in arrays for k in range(a.ndim) if a.shape[k] != b.shape[k]}
    if len(wrong) != 1:
        return ""
    axis = wrong.pop()
    came, asked = (
        next(
            (
                words
                for words, size in _lengths(pairs[0].arguments)
                if all(size(each[2]) == each[which].shape[axis] for each in arrays)
            ),
            "",
        )
        for which in (0, 1)
    )
    if not asked:
        return ""
    if not came:
        signs = {np.sign(a.shape[axis] - b.shape[axis]) for a, b, _ in arrays} - {0}
        words = {1: "longer", -1: "shorter"}.get(signs.pop() if len(signs) == 1 else 0)
        return f"Along axis {axis} the result is {words} than {asked}." if words else ""
    return f"Along axis {axis} the length of the result is {came}. It should be {asked}."


def _lengths(arguments):
    """Return (words, function) for every length of an argument, and every whole number."""
    found = []
    for name, value in arguments.items():
        if isinstance(value, np.ndarray) and value.ndim < 3:
            words = ("entries",) if value.ndim == 1 else ("rows", "columns")
            found += [
                (f"the number of {each} of {name}", _size(name, axis))
                for axis, each in zip(range(value.ndim), words, strict=False)
            ]
        elif isinstance(value, int) and not isinstance(value, bool):
            found.append((name, functools.partial(_number, name)))
    return found


_CLOSE = 0.01
"""So large, in parts of the largest number, is what rounding or a small number added may do."""


def close(pairs, *, rtol, atol):
    """Return a sentence if the results of all cases are nearly what is expected, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    rtol, atol : float
        The exercise's tolerance.
    """
    pairs = [Pair(in_form_of(p.expected, p.received), p.expected, p.arguments) for p in pairs]
    if any(kind_of(p.expected) != "f" or kind_of(p.received) not in ("i", "f") for p in pairs):
        return ""
    results = [(np.asarray(p.received, float), np.asarray(p.expected, float)) for p in pairs]
    largest = max(np.abs(theirs).max(initial=0) for _, theirs in results)
    far = 0.0
    for mine, theirs in results:
        # Where nothing but rounding is expected, the other cases say what is large.
        scale = np.abs(theirs).max(initial=0)
        scale = scale if scale > atol else largest
        if mine.shape != theirs.shape or not np.isfinite(mine).all() or not scale:
            return ""
        far = max(far, np.abs(mine - theirs).max(initial=0) / scale)
    if not max(rtol, 1e-12) < far < _CLOSE:
        return ""
    return (
        f"The result comes near to what is expected, and is off by {_in_words(far)}. Was something "
        "rounded, ended too early, or a small number added?"
    )


def _in_words(share):
    """Return words for a share of a per cent."""
    return "less than a thousandth" if share < 1e-3 else "less than a hundredth"


def _array(pair, name):
    """Return an argument as an array of numbers; raise TypeError or ValueError if it is none."""
    value = pair.arguments[name]
    if not isinstance(value, np.ndarray):
        raise TypeError
    return value.astype(float)


def _spread(chosen, shape):
    """Return a choice of entries, or of rows, as a choice of entries of an array of a shape."""
    if chosen.shape == shape:
        return chosen
    if chosen.shape != shape[:1]:
        raise ValueError
    return np.broadcast_to(chosen.reshape(-1, *[1] * (len(shape) - 1)), shape)


_REDUCTIONS = (
    ("sum", np.sum),
    ("mean", np.mean),
    ("largest", np.max),
    ("smallest", np.min),
    ("product", np.prod),
    ("norm", lambda v, axis=None: np.sqrt(np.sum(np.square(v), axis=axis))),
    ("median", np.median),
    ("first", lambda v, axis=None: np.ravel(v)[0] if axis is None else np.take(v, 0, axis)),
    ("last", lambda v, axis=None: np.ravel(v)[-1] if axis is None else np.take(v, -1, axis)),
)


def _shapes(pairs, label, tolerance):
    """Say how a result of another shape relates to what is expected."""
    if not any(pair.received.any() for pair in pairs) and not any(p.received.ndim for p in pairs):
        return f"{label} is a single 0. Asked is {_many(pairs[0].expected)}."
    if all(_close(p.received.T, p.expected, tolerance) for p in pairs):
        return f"{label} is transposed: its rows stand where the columns should."
    for words, reduce in _REDUCTIONS:
        for axis in (None, 0, 1, -1):
            if axis is not None and all(_is_single(p, axis) for p in pairs):
                continue
            along = "" if axis is None else f" along axis {axis}"
            if all(_close(_along(reduce, p.received, axis), p.expected, tolerance) for p in pairs):
                return f"{label} has more entries than are asked: their {words}{along} is right."
            if all(_close(_along(reduce, p.expected, axis), p.received, tolerance) for p in pairs):
                return (
                    f"{label} is the {words}{along} of what is asked: {_many(pairs[0].expected)}."
                )
    for words, cut in (("last", slice(None, -1)), ("first", slice(1, None))):
        if all(_close(_cut(p.received, cut), p.expected, tolerance) for p in pairs):
            return f"{label} has one entry too many, the {words} one; the others are right."
        if all(_close(_cut(p.expected, cut), p.received, tolerance) for p in pairs):
            return f"{label} has one entry too few, the {words} one; the others are right."
    sizes = all(pair.received.size == pair.expected.size for pair in pairs)
    if sizes and all(_close(p.received.ravel(), p.expected.ravel(), tolerance) for p in pairs):
        axis_too_many = all(
            p.received.size == 1 or p.received.ndim == p.expected.ndim + 1 for p in pairs
        )
        return "" if axis_too_many else f"{label} has the right numbers in another shape."
    if all(p.received.ndim == 0 and p.received == p.expected.size for p in pairs):
        return f"{label} is how many there are. Return the entries themselves."
    return ""


def tables(pairs):
    """Return a sentence on which argument's size the results have, in place of another, or "".

    Parameters
    ----------
    pairs : list of Pair
        One for each case, of plain values.
    """
    pairs = [_of_arrays(pair) for pair in pairs]
    results = [each for pair in pairs for each in (pair.received, pair.expected)]
    if not {*map(kind_of, results)} <= {"i", "f", "b"}:
        return ""
    pairs = [Pair(np.asarray(p.received), np.asarray(p.expected), p.arguments) for p in pairs]
    return _of_pairs(pairs, "The result") or _of_sizes(pairs, "The result")


def _of_sizes(pairs, label):
    """Say of which argument's size the result is, where it should be of another or one number."""
    sizes = [
        (words, size)
        for words, size in sizes_and_numbers(pairs[0].arguments)
        if words.startswith(_SIZE)
    ]

    def like(which):
        return [
            words
            for words, size in sizes
            if all(np.shape(getattr(p, which)) == (size(p.arguments),) for p in pairs)
        ]

    came, asked = like("received"), like("expected")
    if came and all(pair.expected.ndim == 0 for pair in pairs):
        return f"{label} is as many numbers as {came[0]}. Asked is one number."
    if came and asked and came[0] != asked[0]:
        return f"{label} is as long as {came[0]}. It should be as long as {asked[0]}."
    return ""


def _of_pairs(pairs, label):
    """Say that there is a number for each pair of entries, where one for each entry is asked."""
    sizes = {
        words: size
        for words, size in sizes_and_numbers(pairs[0].arguments)
        if words.startswith(_SIZE)
    }
    for (one, rows), (other, columns) in itertools.permutations(sizes.items(), 2):
        for asked, spare, many in ((other, one, columns), (one, other, rows)):
            if all(
                pair.received.shape == (rows(pair.arguments), columns(pair.arguments))
                and pair.expected.shape == (many(pair.arguments),)
                for pair in pairs
            ):
                return (
                    f"{label} is a table. Its one side is {asked}, as asked; along the other, "
                    f"{spare}, something is still to be added up or chosen."
                )
    return ""


def _is_single(pair, axis):
    """Return whether the larger of the two arrays has no more than one entry along an axis."""
    array = max(pair.received, pair.expected, key=np.ndim)
    return axis < array.ndim and array.shape[axis] == 1


def _many(expected):
    axes = ("one number", "an array with one axis", "an array with two axes")
    return (
        axes[expected.ndim] if expected.ndim < len(axes) else f"an array with {expected.ndim} axes"
    )


def _along(reduce, array, axis):
    if axis is None:
        return reduce(array) if array.size else np.array(math.nan)
    if axis >= array.ndim or array.ndim < 2 or not array.size:
        return np.full((2, 3, 5), math.nan)
    return reduce(array, axis=axis)


def _cut(array, part):
    return array[part] if array.ndim else np.full((2, 3, 5), math.nan)


def _close(received, expected, tolerance):
    return np.shape(received) == np.shape(expected) and bool(
        agree(received, expected, **tolerance).all()
    )
