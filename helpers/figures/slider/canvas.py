"""The drawing of one panel of the slider figure, as SVG.

Whatever moves is one attribute of one element: pieces of text that stay, with whole numbers
between them that change from frame to frame. The figure's script needs to know no more.
"""

import html

import numpy as np

from helpers.figures.slider.axes import BOTTOM, HEIGHT, TOP, WIDTH


class Canvas:
    """Collects the elements of a panel, drawn as in frame `start`, and their moves.

    Numbers of shape (n,) stay; numbers of shape (k, n) are the k frames of an element that moves.
    """

    def __init__(self, start):
        self.start, self.parts, self.moves = start, [], []

    def _attribute(self, name, pieces, numbers):
        frame = np.asarray(numbers)
        moving = ""
        if frame.ndim == 2:
            self.moves.append([name, list(pieces), frame.tolist()])
            frame, moving = frame[self.start], " data-moves"
        rest = [""] * (len(pieces) - len(frame))
        value = "".join(f"{a}{b}" for a, b in zip(pieces, [*frame.tolist(), *rest], strict=True))
        return f' {name}="{value}"{moving}'

    def path(self, kind, pieces, numbers=(), *, color=None, width=None):
        """Draw a path of class `kind` from pieces of text with numbers between them."""
        style = ";".join([f"--c:{color}"] * bool(color) + [f"stroke-width:{width}"] * bool(width))
        style = f' style="{style}"' if style else ""
        d = self._attribute("d", pieces, numbers)
        self.parts.append(f'<path class="slider-{kind}"{style}{d}/>')

    def line(self, kind, x, y, *, color):
        """Draw a line through points at fixed `x`; `y` has shape (m,) or (k, m)."""
        pieces = [f"{'L' if j else 'M'}{place} " for j, place in enumerate(x)]
        self.path(kind, pieces, y, color=color)

    def dots(self, kind, places, *, color=None):
        """Draw dots; `places` has shape (n, 2) or (k, n, 2)."""
        # A line of no length; a closed point is not drawn by the browser's viewer of PDFs.
        pieces = ["M", " "] + ["h0M", " "] * (places.shape[-2] - 1) + ["h0"]
        self.path(kind, pieces, places.reshape(*places.shape[:-2], -1), color=color)

    def text(self, words, x, y, *, anchor="start", color=None):
        """Write `words` at `y`, one place or k places."""
        style = f' style="--c:{color}"' if color else ""
        anchor = f' text-anchor="{anchor}"' if anchor != "start" else ""
        y = self._attribute("y", [""], np.reshape(y, (-1, 1)) if np.ndim(y) else [y])
        self.parts.append(f'<text x="{x}"{anchor}{style}{y}>{html.escape(words)}</text>')

    def cells(self, places, size, frames, *, color):
        """Draw squares in nine tints; a frame is a text of digits, one a square, 0 for empty."""
        squares = [f"M{x} {y}h{size}" for x, y in places]
        self.moves.append(["tints", squares, frames])
        tints = []
        for level in range(1, 10):
            digits = zip(squares, frames[self.start], strict=True)
            d = "".join(square for square, digit in digits if digit == str(level))
            tints.append(f'<path stroke-opacity="{level / 9:.2f}" d="{d}"/>')
        style = f"--c:{color};stroke-width:{size}"
        self.parts.append(
            f'<g class="slider-cells" style="{style}" data-moves>{"".join(tints)}</g>'
        )

    def x_ticks(self, axis, *, lines=True):
        """Draw the ticks of the horizontal axis, with grid lines or short marks."""
        ticks = axis.ticks(max(2, (axis.stop - axis.start) // 220))
        top = TOP if lines else BOTTOM + 16
        self.path("grid", ["".join(f"M{x} {top}V{BOTTOM}" for x, _ in ticks)])
        for x, words in ticks:
            self.text(words, x, BOTTOM + 72, anchor="middle")

    def y_ticks(self, axis, left, right):
        """Draw the ticks of the vertical axis, with grid lines from `left` to `right`."""
        ticks = axis.ticks()
        self.path("grid", ["".join(f"M{left} {y}H{right}" for y, _ in ticks)])
        for y, words in ticks:
            self.text(words, left - 24, y + 20, anchor="end")

    def names(self, x, below, above):
        """Name the horizontal axis, centred at `x`, and the vertical one above its end."""
        if below:
            self.text(below, x, HEIGHT - 24, anchor="middle")
        if above:
            self.text(above, 0, 62)

    def clip(self, left, right, *, margin=0):
        """Cut what follows, up to `unclip`, to the box of the axes and a margin around it."""
        x, y = left - margin, TOP - margin
        width, height = right - left + 2 * margin, BOTTOM - TOP + 2 * margin
        self.parts.append(
            f'<svg x="{x}" y="{y}" width="{width}" height="{height}" '
            f'viewBox="{x} {y} {width} {height}">'
        )

    def unclip(self):
        """End what `clip` began."""
        self.parts.append("</svg>")

    def svg(self):
        """Return the drawing."""
        view = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
        return f'<svg class="slider-panel" {view}>{"".join(self.parts)}</svg>'
