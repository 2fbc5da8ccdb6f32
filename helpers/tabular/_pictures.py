"""The pictures of a report, each with words for who does not see it."""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from helpers import figures
from helpers.tabular._errors import cut
from helpers.tabular._scores import LOSSES

BLUE, ORANGE, GREY = (figures.COLORS[name] for name in ("l2", "l1", "none"))
WEIGHTS = 12
TICKS = (
    (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20),
    (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100),
    10.0 ** np.arange(-8, 9),
)
LETTERS = 16  # of the name of a class


@dataclass(frozen=True, eq=False)
class Picture:
    """A figure of a report.

    Parameters
    ----------
    title : str
        What it answers.
    figure : matplotlib.figure.Figure
        The figure.
    caption : str
        How to read it.
    alt : str
        What it shows, for who does not see it.
    """

    title: str
    figure: Figure
    caption: str
    alt: str


def draw_comparison(comparison):
    """Draw the share of the simplest model's error that each other model leaves, fold by fold.

    Parameters
    ----------
    comparison : Comparison
        As `compare` returns it.

    Returns
    -------
    Picture
    """
    simplest = comparison.names[1]
    others = [name for name in comparison.names if name != simplest]
    figure, ax = figures.subplots(height=0.9 + 0.42 * len(others))
    for row, name in enumerate(others):
        color = GREY if name == comparison.names[0] or name in comparison.yardsticks else BLUE
        found = comparison.ratios[name]
        ax.plot((found.low, found.high), (row, row), color=color, linewidth=5, alpha=0.35)
        folds = comparison.folds[name]
        ax.plot(folds, [row] * len(folds), ".", color=color)
        ax.plot(found.share, row, "|", color=color, markersize=16)
    ax.axvline(1, linestyle=":", color="black")
    _percent_axis(ax)
    labels = [f"{name} (yardstick)" if name in comparison.yardsticks else name for name in others]
    ax.set_yticks(range(len(others)), labels)
    ax.set(ylim=(len(others) - 0.5, -0.5), xlabel=f"share of the error of {simplest}")
    said = ", ".join(f"{name} {comparison.ratios[name].share:.0%}" for name in others)
    return Picture(
        "How do the models compare?",
        figure,
        f"The error of each model as a share of that of {simplest}: the outer folds (dots), their "
        "mean, and its corrected interval of 95 %. Left of the dotted line is better.",
        f"One row for each model. Shares of the error of {simplest}: {said}.",
    )


def draw_weights(found):
    """Draw the largest weights, with their intervals over the outer folds.

    Parameters
    ----------
    found : list of Weight
        As `weights` returns it, at least one.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are none.
    """
    if not found:
        raise ValueError("expected at least one weight, got none: only linear models have them")
    shown = found[:WEIGHTS]
    figure, ax = figures.subplots(height=1.0 + 0.3 * len(shown))
    for row, weight in enumerate(shown):
        color = BLUE if weight.firm else GREY
        if np.isfinite(weight.low):
            ends = (weight.low, weight.high)
            ax.plot(ends, (row, row), color=color, linewidth=5, alpha=0.35)
        ax.plot(weight.folds, [row] * len(weight.folds), ".", color=color)
        ax.plot(weight.value, row, "|", color=color, markersize=14)
    ax.axvline(0, linestyle=":", color="black")
    many = len({weight.of for weight in shown}) > 1
    labels = [cut(w.name, 30) + (f": {cut(w.of, LETTERS)}" if many else "") for w in shown]
    ax.set_yticks(range(len(shown)), labels)
    label = "weight on standardized columns"
    if shown[0].of:
        label += (
            ", for the class named"
            if many
            else f", towards “{cut(shown[0].of, LETTERS)}” at the right"
        )
    ax.set(ylim=(len(shown) - 0.5, -0.5), xlabel=label)
    more = f" The largest {len(shown)} of {len(found)} are shown." if len(found) > WEIGHTS else ""
    said = ", ".join(f"{weight.name} {weight.value:.2g}" for weight in shown[:5])
    return Picture(
        "What does the model weigh?",
        figure,
        "Weights of the model fitted to all rows (marks), of models fitted without one of the "
        "outer folds each (dots), and the corrected interval of 95 %; grey where it holds zero, "
        f"so that the sign is not sure.{more} A weight says what helps to predict, not what would "
        "change the target.",
        f"One row for each weight. The largest: {said}.",
    )


def draw_learning(found, search):
    """Draw the error over the number of fitted rows.

    Parameters
    ----------
    found : Learning
        As `learning` returns it.
    search : Search
        As `tune` returns it.

    Returns
    -------
    Picture
    """
    figure, ax = figures.subplots(height=2.9)
    ax.plot(found.rows, found.losses, ".", color=BLUE, alpha=0.5)
    means = found.losses.mean(axis=1)
    ax.plot(found.rows, means, "o-", color=BLUE)
    level = search.tried[0].outer.mean()
    # A few fits that went astray must not hide the others.
    top = 1.1 * max(*means, np.quantile(found.losses, 0.9))
    if level < 2 * top:
        ax.axhline(level, linestyle=":", color=GREY)
        ax.text(found.rows[-1], level, "baseline", color=GREY, va="bottom", ha="right")
        top = max(top, 1.1 * level)
    ax.set_xscale("log")
    ax.set_xticks(found.rows, [f"{rows:.0f}" for rows in found.rows])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set(xlabel="fitted rows", ylabel=LOSSES[search.data.problem], ylim=(0, top))
    said = ", ".join(f"{m:.3g} with {r:.0f}" for m, r in zip(means, found.rows, strict=True))
    return Picture(
        "Would more rows help?",
        figure,
        "The error of the chosen model, fitted to parts of the rows: outer folds (dots) and their "
        f"mean. The baseline's is {level:.3g}. {found.said}",
        f"The error over the number of fitted rows: {said}.",
    )


def _percent_axis(ax):
    """Make the axis of shares logarithmic, with a few round ticks that do not overlap."""
    ax.set_xscale("log")
    low, high = ax.get_xlim()
    steps = TICKS[0] if high / low < 10 else TICKS[1] if high / low < 100 else TICKS[2]
    ax.xaxis.set_major_locator(FixedLocator([s for s in steps if low <= s <= high]))
    ax.xaxis.set_minor_locator(NullLocator())
    form = FuncFormatter(lambda value, _: f"{value:.0%}" if value < 10 else f"{value:.0f} times")
    ax.xaxis.set_major_formatter(form)
