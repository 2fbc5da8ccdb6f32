"""By which factor, or to which power, results are too large or too small."""

import math

import numpy as np

from helpers.exercises.relations.pairs import hold
from helpers.exercises.relations.sizes import factors, ratios, sizes_and_numbers


def multiple(pairs, label, tolerance):
    """Say by which factor the result is too large or too small."""
    for factor in factors(pairs):
        if hold(pairs, lambda p, f=factor: f.value(p.arguments) * p.expected, tolerance):
            return f"{label} is {factor.words}."
    for factor in ratios(pairs[0].arguments):
        if hold(pairs, lambda p, f=factor: f.value(p.arguments) * p.expected, tolerance):
            return (
                f"{label} is {factor.words} times what it should be: was the one taken for the "
                "other?"
            )
    return ""


_NEARLY = 1e-3  # so near to 1, a ratio says that something was rounded, and not what


def constant_ratio(pairs, label, tolerance):
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
        or not hold(pairs, lambda p: ratio * p.expected, tolerance)
    ):
        return ""
    return f"{label} is {ratio:.4g} times what it should be, always."


def typed_number(pairs, label, tolerance):
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
                and hold(
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


def to_a_power(pairs, label, tolerance):
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
    if not hold(pairs, lambda p: np.power(p.expected, power), tolerance):
        return ""
    return f"{label} is what it should be, raised to the power {power:.3g}."
