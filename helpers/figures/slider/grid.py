"""The panel of cells."""

from helpers._validate import real_array
from helpers.figures.slider import checks
from helpers.figures.slider.axes import BOTTOM, TOP, WIDTH, whole


class Grid:
    """A grid of cells filled by their value: empty at 0, full at 1, such as a dropout mask.

    Parameters
    ----------
    frames : array of shape (k, r, c)
        Values in [0, 1], shown in ten steps.
    label : str
        What a cell is.
    color : colour
        Of the cells; any that matplotlib knows.

    Raises
    ------
    ValueError
        If the shape is wrong, a value lies outside [0, 1], the colour is none, or the label does
        not fit.
    """

    def __init__(self, frames, *, label, color="#009E73"):
        self.frames = real_array(frames, "frames", ndim=3)
        low, high = self.frames.min(), self.frames.max()
        if low < 0 or high > 1:
            raise ValueError(f"expected frames in [0, 1], got values from {low:g} to {high:g}")
        self.k, rows, columns = self.frames.shape
        if rows > 64 or columns > 64:
            raise ValueError(f"expected at most 64 rows and 64 columns, got {rows} and {columns}")
        self.label = checks.text(label, "label", empty=False)
        self.color = checks.color(color, "color")

    def draw(self, canvas):
        """Draw the cells as squares, each with an outline; small ones, as of a picture, without."""
        rows, columns = self.frames.shape[1:]
        step = min((WIDTH - 40) // columns, (BOTTOM - TOP + 100) // rows)
        small = step < 60
        left, gap = 20, 0 if small else max(6, step // 10)
        right, below = left + step * columns, TOP + step * rows
        places = [
            (left + step * j + gap // 2, TOP + step * i + step // 2)
            for i in range(rows)
            for j in range(columns)
        ]
        frames = ["".join(map(str, frame)) for frame in whole(9 * self.frames.reshape(self.k, -1))]
        canvas.text(self.label, 0, 62)
        canvas.cells(places, step - gap, frames, color=self.color)
        across = [left, right] if small else [left + step * j for j in range(columns + 1)]
        down = [TOP, below] if small else [TOP + step * i for i in range(rows + 1)]
        upright = "".join(f"M{x} {TOP}V{below}" for x in across)
        level = "".join(f"M{left} {y}H{right}" for y in down)
        canvas.path("cell", [upright + level])
