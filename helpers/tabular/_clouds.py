"""Predictions of rows that were held out, drawn against the truth."""

import numpy as np

from helpers import figures
from helpers.tabular._errors import count, cut
from helpers.tabular._pictures import BLUE, LETTERS, ORANGE, Picture

DOTS = 3000  # in a cloud; more are drawn by lot
BINS = 10
IN_A_BIN = 20  # rows, at least
CLASSES = 12


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
    what = (
        f"probability of “{cut(data.classes[1], LETTERS)}”"
        if two
        else "probability of the named class"
    )
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
    names = [cut(classes[k], LETTERS) for k in present]
    turn = 0 if sum(map(len, names)) < 30 else 60
    ax.set_xticks(range(len(names)), names, rotation=turn)
    ax.set_yticks(range(len(names)), names)
    ax.grid(False)
    ax.set(title="rows of each class", xlabel="named", ylabel="true")


def _means(x, values):
    """Return the means of x and of values in bins of equal numbers of rows."""
    return np.array([[x[b].mean(), values[b].mean()] for b in _bins(x)]).T


def _bins(x):
    """Return the places of the rows of each bin, from the smallest x to the largest."""
    return np.array_split(np.argsort(x, kind="stable"), max(1, min(BINS, len(x) // IN_A_BIN)))


def _calibration(said, came):
    """Return the mean probability, the share that came true and half its 95 % interval, by bins."""
    places, shares = _means(said, came)
    sizes = np.array([len(b) for b in _bins(said)])
    # Wilson's interval, which has a width where all or none came true (Wilson 1927).
    z = 1.96
    middle = (shares + z**2 / (2 * sizes)) / (1 + z**2 / sizes)
    half = z / (1 + z**2 / sizes) * np.sqrt(shares * (1 - shares) / sizes + (z / sizes) ** 2 / 4)
    ends = np.maximum(0, np.array([shares - (middle - half), middle + half - shares]))
    return places, shares, ends
