"""The pictures of a report, each with words for who does not see it."""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from helpers import figures
from helpers.tabular._checks import count

BLUE, ORANGE, GREY = (figures.COLORS[name] for name in ("l2", "l1", "none"))
DOTS = 3000  # in a cloud; more are drawn by lot
BINS = 10
IN_A_BIN = 20  # rows, at least
WEIGHTS = 12
CLASSES = 12
TICKS = (
    (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20),
    (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100),
    10.0 ** np.arange(-8, 9),
)
ERRORS = {"regression": "mean squared error", "classification": "log loss"}


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


def draw_predictions(search, name):
    """Draw predictions of rows that were held out against the truth.

    For numbers, also what is left over; for classes, also whether probabilities can be trusted.

    Parameters
    ----------
    search : Search
        As `tune` returns it.
    name : str
        The model.

    Returns
    -------
    Picture
    """
    data, judged = search.data, search.judged
    predicted, y = search[name].predictions[judged], data.y[judged]
    figure, axes = figures.subplots(1, 2, height=3.3, gridspec_kw={"wspace": 0.12})
    draw = _numbers if data.problem == "regression" else _classes
    return draw(figure, axes, predicted, y, data)


def _numbers(figure, axes, predicted, y, data):
    kept = np.random.default_rng(0).permutation(len(y))[:DOTS]
    dots = {"color": BLUE, "alpha": 0.5 if len(kept) < 500 else 0.25, "markersize": 4}
    ends = min(y.min(), predicted.min()), max(y.max(), predicted.max())
    axes[0].plot(ends, ends, ":", color="black", linewidth=1)
    axes[0].plot(predicted[kept], y[kept], ".", **dots)
    axes[0].set(title="predicted against true", xlabel="predicted", ylabel=f"true {data.target}")
    axes[1].axhline(0, linestyle=":", color="black", linewidth=1)
    axes[1].plot(predicted[kept], (y - predicted)[kept], ".", **dots)
    places, means = _means(predicted, y - predicted)
    axes[1].plot(places, means, "o-", color=ORANGE, markersize=5)
    axes[1].set(title="what is left over", xlabel="predicted", ylabel="true − predicted")
    correlation = np.corrcoef(predicted, y)[0, 1] if np.ptp(predicted) > 0 else 0.0
    spread = np.abs(means).max() / np.std(y - predicted)
    bend = "wander from zero" if spread > 0.5 else "stay near zero"
    return Picture(
        "How good are the predictions?",
        figure,
        "Each dot is a row, predicted by the fold that held it out. Left: on the dotted line the "
        "prediction is right. Right: what is left over, with means of equal numbers of rows "
        "(orange). If they bend away from zero, a straight line misses something; if the cloud "
        "widens, some predictions are less sure than others.",
        f"Two clouds of {count(len(y), 'row')}. Predicted and true values of {data.target} have "
        f"the correlation {correlation:.2f}; the means of what is left over {bend}.",
    )


def _classes(figure, axes, q, y, data):
    _confusion(axes[0], q.argmax(axis=1), y, data.classes)
    two = len(data.classes) == 2
    said = q[:, 1] if two else q.max(axis=1)
    came = y == 1 if two else q.argmax(axis=1) == y
    places, shares, half = _calibration(said, came)
    axes[1].plot((0, 1), (0, 1), ":", color="black", linewidth=1)
    axes[1].errorbar(places, shares, yerr=half, fmt="o", color=BLUE, capsize=3)
    what = f"probability of “{_cut(data.classes[1])}”" if two else "probability of the named class"
    axes[1].set(
        title="can probabilities be trusted?",
        xlabel=f"{what}, said",
        ylabel="share that came true",
        xlim=(-0.03, 1.03),
        ylim=(-0.03, 1.03),
    )
    right = np.mean(q.argmax(axis=1) == y)
    off = np.abs(shares - places).max()
    return Picture(
        "How good are the predictions?",
        figure,
        "Rows predicted by the folds that held them out. Left: how many rows of each class (a "
        "line) were given which name. Right: rows with similar probabilities together, and how "
        "often it came true, with intervals of 95 %. Dots on the dotted line are what can be "
        "trusted; below it, the model is too sure.",
        f"A table of classes in which {right:.0%} of {count(len(y), 'row')} are on the diagonal, "
        f"and a calibration curve that is off by {off:.2f} at most.",
    )


def _confusion(ax, named, y, classes):
    present = [k for k in range(len(classes)) if np.any(y == k) or np.any(named == k)]
    if len(present) > CLASSES:
        present = sorted(present, key=lambda k: -np.count_nonzero(y == k))[:CLASSES]
    counts = np.array(
        [[np.count_nonzero((y == a) & (named == b)) for b in present] for a in present]
    )
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=1.3, aspect="auto")
    if len(present) <= 6:
        for i, row in enumerate(counts):
            for j, number in enumerate(row):
                ax.text(j, i, number, ha="center", va="center")
    names = [_cut(classes[k]) for k in present]
    turn = 0 if sum(map(len, names)) < 30 else 60
    ax.set_xticks(range(len(names)), names, rotation=turn)
    ax.set_yticks(range(len(names)), names)
    ax.grid(False)
    ax.set(title="rows of each class", xlabel="named", ylabel="true")


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
    labels = [_cut(w.name, 30) + (f": {_cut(w.of)}" if many else "") for w in shown]
    ax.set_yticks(range(len(shown)), labels)
    label = "weight on standardized columns"
    if shown[0].of:
        label += (
            ", for the class named" if many else f", towards “{_cut(shown[0].of)}” at the right"
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
    ax.set(xlabel="fitted rows", ylabel=ERRORS[search.data.problem], ylim=(0, top))
    said = ", ".join(f"{m:.3g} with {r:.0f}" for m, r in zip(means, found.rows, strict=True))
    return Picture(
        "Would more rows help?",
        figure,
        "The error of the chosen model, fitted to parts of the rows: outer folds (dots) and their "
        f"mean. The baseline's is {level:.3g}. {found.said}",
        f"The error over the number of fitted rows: {said}.",
    )


def _means(x, values):
    """Return the means of x and of values in bins of equal numbers of rows."""
    bins = np.array_split(np.argsort(x, kind="stable"), max(1, min(BINS, len(x) // IN_A_BIN)))
    return np.array([[x[b].mean(), values[b].mean()] for b in bins]).T


def _calibration(said, came):
    """Return the mean probability, the share that came true and half its 95 % interval, by bins."""
    bins = np.array_split(np.argsort(said, kind="stable"), max(1, min(BINS, len(said) // IN_A_BIN)))
    places = np.array([said[b].mean() for b in bins])
    shares = np.array([came[b].mean() for b in bins])
    sizes = np.array([len(b) for b in bins])
    # Wilson's interval, which has a width where all or none came true (Wilson 1927).
    z = 1.96
    middle = (shares + z**2 / (2 * sizes)) / (1 + z**2 / sizes)
    half = z / (1 + z**2 / sizes) * np.sqrt(shares * (1 - shares) / sizes + (z / sizes) ** 2 / 4)
    ends = np.maximum(0, np.array([shares - (middle - half), middle + half - shares]))
    return places, shares, ends


def _percent_axis(ax):
    """Make the axis of shares logarithmic, with a few round ticks that do not overlap."""
    ax.set_xscale("log")
    low, high = ax.get_xlim()
    steps = TICKS[0] if high / low < 10 else TICKS[1] if high / low < 100 else TICKS[2]
    ax.xaxis.set_major_locator(FixedLocator([s for s in steps if low <= s <= high]))
    ax.xaxis.set_minor_locator(NullLocator())
    form = FuncFormatter(lambda value, _: f"{value:.0%}" if value < 10 else f"{value:.0f} times")
    ax.xaxis.set_major_formatter(form)


def _cut(text, letters=16):
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
