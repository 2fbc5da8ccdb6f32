"""Dots of a slider that are seen on paper too."""

import re

import numpy as np

from helpers.figures.slider.canvas import Canvas

# A closed point, and the line of no length that every viewer of a PDF draws.
CLOSED = re.compile(r"[zZ]")
DOT = re.compile(r"M(\d+) (\d+)h0")


def test_each_dot_is_a_line_of_no_length_and_never_closed():
    frames = np.array([[[10, 20], [30, 40], [50, 60]], [[11, 21], [31, 41], [51, 61]]])
    canvas = Canvas(1)
    canvas.dots("dots", frames)
    canvas.dots("marker", frames[:, :1])
    for part, move, count in zip(canvas.parts, canvas.moves, (3, 1), strict=True):
        path = re.search(r' d="([^"]*)"', part)[1]
        drawn = np.array(DOT.findall(path), dtype=int)
        np.testing.assert_array_equal(drawn, frames[1, :count])
        assert DOT.sub("", path) == ""
        # What the script puts together from the pieces of a frame is drawn as the start is.
        _, pieces, numbers = move
        assert CLOSED.search("".join(pieces)) is None
        rest = [""] * (len(pieces) - len(numbers[1]))
        assert "".join(f"{a}{b}" for a, b in zip(pieces, [*numbers[1], *rest], strict=True)) == path
