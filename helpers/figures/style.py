"""The book's look: style sheet, palette and figure sizes."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

COLORS = {
    "l1": "#D55E00",
    "l2": "#0072B2",
    "elastic_net": "#CC79A7",
    "dropout": "#009E73",
    "none": "#666666",
}
"""Colour of each method, the same in every chapter."""

TRAIN = {"linestyle": "--", "linewidth": 1.2}
"""How an error on the training rows is drawn: thin and dashed."""

VALIDATION = {"linestyle": "-", "linewidth": 2.0}
"""How an error on rows held out for choosing is drawn: solid."""

TEST = {"marker": "D", "color": "black", "linestyle": "none", "markersize": 6}
"""How the error on the test rows is drawn: a black marker."""

WIDTH = 7.2
"""Width of a figure in inches: the text column of the site."""

_STYLE = Path(__file__).with_name("book.mplstyle")


def use_style():
    """Apply the book's matplotlib style to every figure that follows."""
    plt.style.use(_STYLE)


def subplots(rows=1, columns=1, *, height=3.0, **options):
    """Make a figure of the book's width and its axes.

    Parameters
    ----------
    rows, columns : int
        The grid of axes, each at least 1.
    height : float
        Height of the figure in inches, positive.
    **options
        Passed to `matplotlib.pyplot.subplots`.

    Returns
    -------
    figure, axes
        As `matplotlib.pyplot.subplots` returns them.

    Raises
    ------
    ValueError
        If `rows`, `columns` or `height` is out of range.
    """
    for name, value in (("rows", rows), ("columns", columns)):
        if not isinstance(value, (int, np.integer)) or isinstance(value, bool) or value < 1:
            raise ValueError(f"expected {name} to be an integer of at least 1, got {value!r}")
    if not isinstance(height, (int, float)) or not np.isfinite(height) or height <= 0:
        raise ValueError(f"expected height to be a positive number of inches, got {height!r}")
    return plt.subplots(rows, columns, figsize=(WIDTH, height), **options)
