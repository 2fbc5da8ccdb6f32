"""A figure with a knob that needs no kernel: it moves in the built site and wherever HTML shows.

    slider(
        "ridge_path",
        knob="λ (penalty strength)",
        values=lams,
        panels=[Bars(features, coefs, label="coefficient"), Lines(lams, {"error": errors}, …)],
        readout=[f"df = {d:.1f}" for d in df],
        alt="Coefficients shrink as the penalty grows.",
    )

All frames are computed beforehand and stored in the output as whole numbers, so that the output
is small and the same on every processor.
"""

import html
import json
from numbers import Integral
from pathlib import Path

from helpers._validate import real_array
from helpers.figures.slider.axes import number_text
from helpers.figures.slider.bars import Bars
from helpers.figures.slider.canvas import Canvas
from helpers.figures.slider.grid import Grid
from helpers.figures.slider.lines import Lines

__all__ = ["Bars", "Grid", "Lines", "Slider", "slider"]

_FOLDER = Path(__file__).parent


def _source(name):
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.strip().startswith(("//", "/*")))


class Slider:
    """What `slider` returns: HTML for a notebook and the site, and a short text elsewhere."""

    def __init__(self, name, knob, values, panels, readout, start, alt):
        self.name, self.knob, self.values, self.panels = name, knob, values, panels
        self.readout, self.start, self.alt = readout, start, alt

    def __repr__(self):
        """Return a short text that is the same in every run."""
        kinds = ", ".join(type(panel).__name__ for panel in self.panels)
        return f"Slider({self.name!r}, {len(self.values)} frames of {kinds})"

    def _repr_html_(self):
        canvases = []
        for panel in self.panels:
            canvas = Canvas(self.start)
            panel.draw(canvas)
            canvases.append(canvas)
        data = {
            "values": self.values,
            "readout": self.readout,
            "moves": [move for canvas in canvases for move in canvas.moves],
        }
        data = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        value, readout = self.values[self.start], self.readout[self.start]
        spoken = f"{value}: {readout}" if readout else value
        # The arrow keys belong to the knob: without the last attribute JupyterLab takes them.
        knob = (
            f'<input id="{self.name}_knob" type="range" min="0" max="{len(self.values) - 1}" '
            f'value="{self.start}" aria-valuetext="{html.escape(spoken)}" autocomplete="off" '
            "disabled data-lm-suppress-shortcuts>"
        )
        # JupyterLab strips styles, scripts and ids from a notebook that it does not trust yet.
        # There the note is all that shows; elsewhere the style sheet hides it and shows the rest.
        return "\n".join(
            [
                f'<figure class="slider-figure" id="{self.name}">',
                f"<style>\n{_source('slider.css')}\n</style>",
                f'<p class="slider-note">{html.escape(self.alt)} '
                "<em>Run this cell, or trust the notebook, to see this figure.</em></p>",
                '<div class="slider-body" style="display:none">',
                f'<div class="slider-panels" role="img" aria-label="{html.escape(self.alt)}">',
                *(canvas.svg() for canvas in canvases),
                "</div>",
                f'<label for="{self.name}_knob">{html.escape(self.knob)}: <b>{value}</b></label>',
                f'<div class="slider-row"><span>{self.values[0]}</span>{knob}'
                f"<span>{self.values[-1]}</span></div>",
                # The knob says its readout itself: announced here too, it would be heard twice.
                f'<output aria-live="off">{html.escape(readout)}</output>',
                "<noscript>Turning the knob needs JavaScript.</noscript>",
                "</div>",
                f'<script type="application/json">{data}</script>',
                f"<script>\n{_source('slider.js')}\n</script>",
                "</figure>",
            ]
        )


def slider(name, *, knob, values, panels, readout=None, start=0, alt):
    """Make a figure with a knob, drawn by the page itself without a kernel.

    Parameters
    ----------
    name : str
        An identifier, unique on the page.
    knob : str
        What the knob turns, with symbol or unit.
    values : array of shape (k,)
        The knob's values, at least two; shown to 3 significant digits.
    panels : Bars, Lines or Grid, or a sequence of them
        Drawn side by side, or one under the other where the page is narrow. At least one moves,
        and each that moves has k frames.
    readout : sequence of k strings, optional
        A line of text under the knob in each frame.
    start : int
        The frame that is shown first, and where there is no JavaScript.
    alt : str
        What the figure shows, for readers who cannot see it.

    Returns
    -------
    Slider
        Shown by a notebook as HTML.

    Raises
    ------
    ValueError
        If the name is no identifier, a text is missing, a value is not finite, there are fewer
        than two values, or the numbers of frames differ.
    """
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(f"expected name to be an identifier, got {name!r}")
    for key, text in (("knob", knob), ("alt", alt)):
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"expected {key} to be a non-empty string, got {text!r}")
    values = real_array(values, "values", ndim=1)
    k = len(values)
    if k < 2:
        raise ValueError(f"expected at least 2 values, got {k}")
    panels = list(panels) if isinstance(panels, list | tuple) else [panels]
    for panel in panels:
        if not isinstance(panel, Bars | Lines | Grid):
            raise ValueError(f"expected panels to be Bars, Lines or Grid, got {panel!r}")
        if panel.k not in (None, k):
            kind = type(panel).__name__
            raise ValueError(f"expected {k} frames, one for each value, got {panel.k} in {kind}")
    if all(panel.k is None for panel in panels):
        raise ValueError(f"expected a panel with {k} frames, got none that moves")
    texts = [""] * k if readout is None else list(readout)
    strings = not isinstance(readout, str) and all(isinstance(text, str) for text in texts)
    if len(texts) != k or not strings:
        raise ValueError(f"expected readout to hold {k} strings, got {readout!r}")
    if isinstance(start, bool) or not isinstance(start, Integral) or not 0 <= start < k:
        raise ValueError(f"expected start to be an integer from 0 to {k - 1}, got {start!r}")
    shown = [number_text(value) for value in values.tolist()]
    return Slider(name, knob, shown, panels, texts, int(start), alt)
