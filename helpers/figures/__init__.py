"""One style, one palette, and the plots that recur in the chapters.

Colours are those of Okabe and Ito, which colour-blind readers tell apart
(https://jfly.uni-koeln.de/color/). The same thing has the same colour in every chapter:
see `COLORS` for the methods, `TRAIN`, `VALIDATION` and `TEST` for the kinds of error.
"""

from helpers.figures.plots import (
    budget,
    coefficient_path,
    error_curve,
    example_signals,
    label_lines,
    two_weights,
    weight_images,
)
from helpers.figures.slider import Bars, Grid, Lines, slider
from helpers.figures.style import COLORS, TEST, TRAIN, VALIDATION, WIDTH, subplots, use_style

__all__ = [
    "COLORS",
    "TEST",
    "TRAIN",
    "VALIDATION",
    "WIDTH",
    "Bars",
    "Grid",
    "Lines",
    "budget",
    "coefficient_path",
    "error_curve",
    "example_signals",
    "label_lines",
    "slider",
    "subplots",
    "two_weights",
    "use_style",
    "weight_images",
]
