"""The panel of bars."""

import numpy as np

from helpers._validate import flag, real_array
from helpers.figures.slider import checks
from helpers.figures.slider.axes import BOTTOM, RIGHT, TOP, WIDTH, Axis, text_width, whole


def _evenly_spaced(bins):
    steps = np.diff(bins)
    if len(bins) < 2 or steps[0] <= 0 or not np.allclose(steps, steps[0], rtol=1e-6, atol=0):
        raise ValueError(f"expected categories to be strings or evenly spaced numbers, got {bins}")
    return bins


class Bars:
    """Bars that change with the knob, such as the coefficients of a model.

    Parameters
    ----------
    categories : sequence of m strings, or of m numbers, evenly spaced
        What each bar stands for. Numbers, such as the centres of a histogram's bins, make an
        axis of numbers.
    heights : array of shape (k, m)
        The bars in each of the k frames.
    label : str
        Quantity and unit of the heights.
    category_label : str
        What the categories are, where they do not say it themselves.
    color : colour
        Of the bars; any that matplotlib knows.
    reference : array of shape (m,), optional
        Hollow bars that stay, to compare with.
    reference_label : str
        What the hollow bars are; needed with `reference`.
    horizontal : bool
        Lay the bars down, so that names can be long; for categories that are strings.
    limits : (low, high), optional
        Ends of the axis of heights; by default all frames fit.

    Raises
    ------
    ValueError
        If a shape, a number or a colour is wrong, or a text does not fit.
    """

    def __init__(
        self,
        categories,
        heights,
        *,
        label,
        category_label="",
        color="#0072B2",
        reference=None,
        reference_label="",
        horizontal=False,
        limits=None,
    ):
        self.bins = None
        if not any(isinstance(name, str) for name in categories):
            self.bins = _evenly_spaced(real_array(categories, "categories", ndim=1))
            categories = map(str, self.bins)
        self.names = [checks.text(name, "a category", width=WIDTH // 2) for name in categories]
        m = len(self.names)
        self.heights = real_array(heights, "heights", ndim=2)
        self.k = len(self.heights)
        if self.heights.shape[1] != m:
            raise ValueError(f"expected heights of shape (k, {m}), got {self.heights.shape}")
        self.label = checks.text(label, "label", empty=False)
        self.category_label = checks.text(category_label, "category_label")
        self.color = checks.color(color, "color")
        self.reference, self.reference_label = None, ""
        if reference is not None:
            self.reference = real_array(reference, "reference", shape=(m,))
            self.reference_label = checks.text(reference_label, "reference_label", empty=False)
        self.horizontal = flag(horizontal, "horizontal")
        above = self.category_label if horizontal else self.label
        checks.text(f"{above} ▯ {self.reference_label}", "label and reference_label together")
        self.limits = checks.limits(limits, "limits")
        if limits is not None and not self.limits[0] <= 0 <= self.limits[1]:
            raise ValueError(f"expected limits around 0, where bars stand, got {self.limits}")
        self._direction()

    def _direction(self):
        if self.bins is not None:
            if self.horizontal:
                raise ValueError("expected strings as categories of horizontal bars, got numbers")
            return
        crowded = max(map(text_width, self.names)) > 0.85 * WIDTH / len(self.names)
        if crowded and not self.horizontal:
            longest = max(self.names, key=len)
            raise ValueError(
                f"expected {len(self.names)} categories short enough to stand side by side, "
                f"got {longest!r}: pass horizontal=True"
            )

    def draw(self, canvas):
        """Draw the bars and their axes."""
        m = len(self.names)
        arrays = [self.heights] if self.reference is None else [self.heights, self.reference]
        if self.horizontal:
            widest = max(map(text_width, self.names))
            axis = Axis(arrays, widest + 40, RIGHT, limits=self.limits, origin=True)
            low, high = TOP, BOTTOM
            canvas.x_ticks(axis)
            canvas.names((axis.start + axis.stop) // 2, self.label, self.category_label)
        else:
            axis = Axis(arrays, BOTTOM, TOP, limits=self.limits, origin=True)
            low, high = 44 + max(text_width(words) for _, words in axis.ticks()), RIGHT
            canvas.y_ticks(axis, low, high)
            canvas.names((low + high) // 2, self.category_label, self.label)
        slot = (high - low) / m
        centres = whole(low + (np.arange(m) + 0.5) * slot).tolist()
        zero = int(axis.place(0.0))
        thick = int(whole(min(0.6 * slot, 160) if self.bins is None else 0.94 * slot))
        self._bars(canvas, axis, centres, zero, thick)
        self._names(canvas, axis, centres, low, high)
        ends = f"M{zero} {low}V{high}" if self.horizontal else f"M{low} {zero}H{high}"
        canvas.path("axis", [ends])

    def _names(self, canvas, axis, centres, low, high):
        if self.bins is not None:
            half = (self.bins[1] - self.bins[0]) / 2
            ends = (self.bins[0] - half, self.bins[-1] + half)
            canvas.x_ticks(Axis([ends], low, high, pad=0), lines=False)
            return
        for centre, name in zip(centres, self.names, strict=True):
            if self.horizontal:
                canvas.text(name, axis.start - 24, centre + 20, anchor="end")
            else:
                canvas.text(name, centre, BOTTOM + 72, anchor="middle")

    def _bars(self, canvas, axis, centres, zero, thick):
        start, to = ("M{0} {1}H", "H") if self.horizontal else ("M{1} {0}V", "V")
        pieces = [start.format(zero, centre) for centre in centres]
        canvas.path("bar", pieces, axis.place(self.heights), color=self.color, width=thick)
        if self.reference is None:
            return
        half = thick // 2 + 8
        across = "V" if self.horizontal else "H"
        outlines = [
            f"{start.format(zero, centre - half)}{end}{across}{centre + half}{to}{zero}"
            for centre, end in zip(centres, axis.place(self.reference).tolist(), strict=True)
        ]
        canvas.path("reference", ["".join(outlines)])
        left = RIGHT - text_width(self.reference_label)
        canvas.path("reference", [f"M{left - 60} 20h36v44h-36z"])
        canvas.text(self.reference_label, left, 62)
