"""The panel of lines, bands, points and markers."""

import numpy as np

from helpers._validate import flag, number, real_array
from helpers.figures.slider import checks
from helpers.figures.slider.axes import BOTTOM, RIGHT, TOP, Axis, spread, text_width

_CYCLE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#666666"]


class Lines:
    """Lines over a common x, some of which change with the knob; also bands, points, a marker.

    A label stands at the end of its line; a label that starts with "_" is not shown.

    Parameters
    ----------
    x : array of shape (m,)
        Increasing.
    series : mapping of label to array of shape (m,) or (k, m)
        Lines that stay, or lines that move with the k frames.
    x_label, y_label : str
        Quantity and unit of each axis.
    colors : mapping of label to colour, optional
        For series, bands and points of that label.
    dashed : sequence of labels
        Series drawn thin and dashed.
    bands : mapping of label to array of shape (2, m) or (k, 2, m), optional
        Lower and upper edge of a light band, such as a mean ∓ a standard error.
    points : mapping of label to array of shape (n, 2) or (k, n, 2), optional
        Dots, as pairs (x, y): data, or places that move with the knob.
    marker : label or sequence of labels
        Series of shape (m,) with m = k that carry a large dot, at x[i] in frame i.
    verticals : mapping of label to x, optional
        Upright dashed lines, named at their upper end.
    log_x, log_y : bool
        Logarithmic axes.
    y_limits : (low, high), optional
        Ends of the y axis; by default all frames fit. Lines are cut there.

    Raises
    ------
    ValueError
        If a shape, a number, a label or a colour is wrong, or a text does not fit.
    """

    def __init__(
        self,
        x,
        series,
        *,
        x_label,
        y_label,
        colors=None,
        dashed=(),
        bands=None,
        points=None,
        marker=(),
        verticals=None,
        log_x=False,
        log_y=False,
        y_limits=None,
    ):
        self.x = real_array(x, "x", ndim=1)
        m = len(self.x)
        if m < 2 or not np.all(np.diff(self.x) > 0):
            raise ValueError(f"expected x with at least 2 increasing numbers, got {self.x}")
        self.k = None
        self.series = self._layer(series, "series", (m,))
        self.bands = self._layer(bands, "bands", (2, m))
        self.points = self._layer(points, "points", (None, 2))
        if not self.series and not self.points:
            raise ValueError("expected at least one of series and points, got none")
        self.dashed = self._known(dashed, "dashed")
        self.marker = self._known(marker, "marker")
        for label in self.marker:
            if self.series[label].ndim != 1:
                raise ValueError(
                    f"expected the marker {label!r} on a series of shape ({m},), "
                    f"got {self.series[label].shape}"
                )
            self._count(m, f"the marker on series {label!r}")
        verticals = checks.mapping(verticals, "verticals")
        self.verticals = {
            label: number(at, f"vertical {label!r}") for label, at in verticals.items()
        }
        self.x_label = checks.text(x_label, "x_label", empty=False)
        self.y_label = checks.text(y_label, "y_label", empty=False)
        self.log_x, self.log_y = flag(log_x, "log_x"), flag(log_y, "log_y")
        self.y_limits = checks.limits(y_limits, "y_limits", log=log_y)
        self._positive()
        labels = list(dict.fromkeys([*self.series, *self.bands, *self.points]))
        colors = checks.mapping(colors, "colors")
        if unknown := set(colors) - set(labels):
            raise ValueError(f"expected colors for labels among {labels}, got {sorted(unknown)}")
        self.colors = {
            label: checks.color(colors.get(label, _CYCLE[j % len(_CYCLE)]), f"colour of {label!r}")
            for j, label in enumerate(labels)
        }

    def _count(self, k, what):
        if self.k not in (None, k):
            raise ValueError(f"expected {self.k} frames everywhere, got {k} in {what}")
        self.k = k

    def _layer(self, layer, name, shape):
        arrays = {}
        for label, value in checks.mapping(layer, name).items():
            array = real_array(value, f"{name}[{label!r}]")
            tail = array.shape[-len(shape) :]
            fits = len(tail) == len(shape) and all(
                wanted in (None, got) for wanted, got in zip(shape, tail, strict=True)
            )
            if not fits or array.ndim > len(shape) + 1:
                still, moving = (
                    str(sides).replace("None", "n").replace("'", "")
                    for sides in (shape, ("k", *shape))
                )
                raise ValueError(
                    f"expected {name}[{label!r}] of shape {still}, or {moving} where it moves, "
                    f"got {array.shape}"
                )
            if array.ndim > len(shape):
                self._count(len(array), f"{name}[{label!r}]")
            arrays[label] = array
        return arrays

    def _known(self, labels, name):
        labels = (labels,) if isinstance(labels, str) else tuple(labels)
        for label in labels:
            if label not in self.series:
                raise ValueError(f"expected {name} among {list(self.series)}, got {label!r}")
        return labels

    def _extent(self):
        places = list(self.points.values())
        xs = [self.x, *(p[..., 0] for p in places), *self.verticals.values()]
        return xs, [*self.series.values(), *self.bands.values(), *(p[..., 1] for p in places)]

    def _positive(self):
        for log, name, arrays in zip((self.log_x, self.log_y), "xy", self._extent(), strict=True):
            low = min(float(np.min(a)) for a in arrays)
            if log and low <= 0:
                raise ValueError(f"expected {name} > 0 on a logarithmic axis, got {low:g}")

    def draw(self, canvas):
        """Draw the axes, then bands, lines, dots and labels."""
        xs, ys = self._extent()
        shown = [label for label in {**self.series, **self.points} if label[:1] not in ("", "_")]
        room = max((text_width(label) + 40 for label in shown), default=0)
        y_axis = Axis(ys, BOTTOM, TOP, log=self.log_y, limits=self.y_limits)
        left = 44 + max(text_width(words) for _, words in y_axis.ticks())
        x_axis = Axis(xs, left, RIGHT - room, log=self.log_x, pad=0.02)
        right = x_axis.stop
        canvas.x_ticks(x_axis)
        canvas.y_ticks(y_axis, left, right)
        canvas.path("axis", [f"M{left} {TOP}V{BOTTOM}H{right}"])
        canvas.names((left + right) // 2, self.x_label, self.y_label)
        x = x_axis.place(self.x).tolist()
        self._verticals(canvas, x_axis)
        canvas.clip(left, right)
        for label, edges in self.bands.items():
            y = y_axis.place(edges)
            y = np.concatenate([y[..., 0, :], y[..., 1, ::-1]], axis=-1)
            canvas.line("band", x + x[::-1], y, color=self.colors[label])
        if self.marker:
            canvas.path("guide", ["M", f" {TOP}V{BOTTOM}"], np.reshape(x, (-1, 1)))
        for label, line in self.series.items():
            kind = "line slider-dashed" if label in self.dashed else "line"
            canvas.line(kind, x, y_axis.place(line), color=self.colors[label])
        canvas.unclip()
        canvas.clip(left, right, margin=30)
        for label, places in self.points.items():
            dots = np.stack([x_axis.place(places[..., 0]), y_axis.place(places[..., 1])], axis=-1)
            canvas.dots("dots", dots, color=self.colors[label])
        for label in self.marker:
            dots = np.stack([x, y_axis.place(self.series[label])], axis=-1)
            canvas.dots("marker", dots[:, None], color=self.colors[label])
        canvas.unclip()
        self._labels(canvas, shown, y_axis, right + 24)

    def _verticals(self, canvas, x_axis):
        leftmost = min(self.verticals.values(), default=0)
        for row, (label, value) in enumerate(self.verticals.items()):
            x, width = int(x_axis.place(value)), text_width(label) + 32
            canvas.path("vertical", [f"M{x} {TOP}V{BOTTOM}"])
            # The first of several is named on its left, away from the others.
            before = value == leftmost and len(self.verticals) > 1 and x - width > x_axis.start
            before = before or x + width > x_axis.stop
            place = (x - 16, "end") if before else (x + 16, "start")
            canvas.text(label, place[0], TOP + 56 + 68 * row, anchor=place[1])

    def _labels(self, canvas, shown, y_axis, x):
        if not shown:
            return
        ends = []
        for label in shown:
            if label in self.series:
                ends.append(self.series[label][..., -1])
            else:
                places = self.points[label]
                last = places[..., 0].argmax(axis=-1, keepdims=True)
                ends.append(np.take_along_axis(places[..., 1], last, axis=-1)[..., 0])
        frames = np.stack(np.broadcast_arrays(*ends), axis=-1)
        places = y_axis.place(frames) + 20
        places = np.apply_along_axis(spread, -1, places, 68, TOP + 30, BOTTOM)
        for label, y in zip(shown, np.moveaxis(places, -1, 0), strict=True):
            canvas.text(label, x, y, color=self.colors[label])
