"""Axes of the slider figure: limits, ticks, and positions in whole units of the drawing.

The drawing must come out the same on every processor, where the last bits of a result differ.
So positions are whole numbers, and rounding turns at places where no round number stands.
"""

import math

import numpy as np
from matplotlib.ticker import LogLocator, MaxNLocator

# A unit is a fifth of a pixel at natural size: whole numbers place a line finely enough.
WIDTH, HEIGHT = 1700, 1200
RIGHT, TOP, BOTTOM = WIDTH - 70, 120, 1010
EM = 60
_NUDGE = 1e-6


def whole(values):
    """Round to integers, turning a little below the half."""
    return np.floor(np.asarray(values, dtype=float) + 0.5 + _NUDGE).astype(int)


def text_width(text):
    """Return an estimate of the width of `text` in units, on the wide side."""
    return round(0.56 * EM * len(text))


def number_text(value, digits=3, *, plain=None):
    """Write a number to `digits` significant digits, with a typographic minus sign.

    Without powers of ten if it is `plain`; by default, if it is neither tiny nor huge.
    """
    value = float(f"{value * (1 + 10.0 ** -(digits + 6)):.{max(digits, _places(value))}g}") + 0.0
    if _plain(value) if plain is None else plain:
        return np.format_float_positional(value, trim="-").replace("-", "−")
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    power = "10" + str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    factor = {"1": "", "-1": "−"}.get(mantissa, f"{mantissa} × ".replace("-", "−"))
    return f"{factor}{power}"


def _plain(value):
    return value == 0 or 1e-4 <= abs(value) < 1e6


def _places(value):
    """Return the number of digits before the decimal point that are all written."""
    return len(str(int(abs(value)))) if abs(value) < 1e6 else 0


class Axis:
    """A linear or logarithmic axis from `start` to `stop` units that all numbers in `arrays` fit.

    Given `limits` win over the range of the numbers; `pad` is the fraction of that range left
    free at each end, and `origin` puts zero on the axis.
    """

    def __init__(self, arrays, start, stop, *, log=False, limits=None, pad=0.05, origin=False):
        self.start, self.stop, self.log = start, stop, log
        if limits is not None:
            self.low, self.high = self._scale(limits)
            return
        low = min(float(np.min(self._scale(array))) for array in arrays)
        high = max(float(np.max(self._scale(array))) for array in arrays)
        if origin:
            low, high = min(low, 0.0), max(high, 0.0)
        # Numbers that agree to six digits are one number: what sets them apart may be rounding.
        if high - low <= 1e-6 * max(abs(low), abs(high)):
            low, high = low - 0.5, high + 0.5
        step = 10.0 ** (math.floor(math.log10((high - low) * (1 + _NUDGE))) - 3)
        low, high = (float(whole(end / step) * step) for end in (low, high))
        room = pad * (high - low)
        # Bars stand on zero, with no gap below it.
        self.low = low if origin and low == 0 else low - room
        self.high = high if origin and high == 0 else high + room

    def _scale(self, values):
        values = np.asarray(values, dtype=float)
        return np.log10(values) if self.log else values

    def place(self, values):
        """Return where `values` stand, in whole units; far outside, somewhere outside."""
        fraction = np.clip((self._scale(values) - self.low) / (self.high - self.low), -2, 3)
        return whole(self.start + fraction * (self.stop - self.start))

    def ticks(self, count=5):
        """Return the ticks, at round numbers, as pairs of a position and its text."""
        low, high = (10**self.low, 10**self.high) if self.log else (self.low, self.high)
        if self.log and self.high - self.low >= 1.5:
            found = LogLocator(numticks=count + 1).tick_values(low, high)
        else:
            found = MaxNLocator(count, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        slack = 1e-9 * (high - low)
        found = [float(f"{tick:.9g}") for tick in found if low - slack <= tick <= high + slack]
        # One axis, one notation: a power of ten at one tick, powers of ten at all but zero.
        plain = all(map(_plain, found))
        texts = [number_text(tick, digits=9, plain=plain or tick == 0) for tick in found]
        if not self.log and plain:
            decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
            texts = [f"{tick:.{decimals}f}".replace("-", "−") for tick in found]
        return list(zip(self.place(found).tolist(), texts, strict=True))


def spread(places, gap, low, high):
    """Move `places` apart so that they stand at least `gap` from each other, within the ends."""
    order = np.argsort(places, kind="stable")
    result = np.array(places)[order]
    for j in range(len(result)):
        result[j] = max(result[j], low if j == 0 else result[j - 1] + gap)
    for j in reversed(range(len(result))):
        result[j] = min(result[j], high if j == len(result) - 1 else result[j + 1] - gap)
    spaced = np.empty_like(result)
    spaced[order] = result
    return spaced
