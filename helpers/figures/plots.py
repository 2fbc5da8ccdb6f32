"""The plots that recur: paths, error curves, weights, and the two-weight picture.

Each function draws into axes that the caller made and returns nothing, so that a chapter
keeps its own titles, sizes and alt text.
"""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.ticker import FixedLocator, NullFormatter, NullLocator

from helpers._validate import integer, real_array
from helpers.figures.style import COLORS, TRAIN, VALIDATION, subplots

_PLAIN_TICKS = np.outer(10.0 ** np.arange(-6, 7), [1, 2, 5]).ravel()


def _strengths(lams):
    lams = real_array(lams, "lams", ndim=1)
    if np.any(lams <= 0):
        raise ValueError(f"expected lams > 0 (they stand on a logarithmic axis), got {lams.min()}")
    if lams.size < 2:
        raise ValueError(f"expected at least 2 strengths, got {lams.size}")
    return lams


def _log_axis(ax, label):
    ax.set_xscale("log")
    ax.set_xlabel(label)
    ax.xaxis.set_minor_formatter(NullFormatter())


def label_lines(ax, x, heights, labels, colors, *, gap=0.06, both_ways=False):
    """Write a label beside the end of each line, in a darker shade of its colour, without overlaps.

    Parameters
    ----------
    ax : matplotlib Axes
        With its limits final: the labels are spread in axes coordinates.
    x : float
        Where the labels start, in data units.
    heights : array of shape (m,)
        Where the lines end, in data units.
    labels, colors : sequences of m strings
    gap : float
        Smallest distance between two labels, as a fraction of the axes' height.
    both_ways : bool
        Move labels that are too close up and down, as little as possible, not only up.

    Raises
    ------
    ValueError
        If the lengths differ or a height is not finite.
    """
    heights = real_array(heights, "heights", ndim=1)
    for name, value in (("labels", labels), ("colors", colors)):
        if len(value) != heights.size:
            raise ValueError(f"expected {heights.size} {name}, got {len(value)}")
    to_axes = (ax.transData + ax.transAxes.inverted()).transform
    ends = np.array([to_axes((x, height))[1] for height in heights])
    order = np.argsort(ends)
    spread = _apart(ends[order], gap) if both_ways else ends[order].copy()
    for i in range(1, spread.size):
        spread[i] = max(spread[i], spread[i - 1] + gap)
    spread -= max(0.0, spread[-1] - 1.0)
    for place, i in zip(spread, order, strict=True):
        ax.annotate(
            labels[i],
            xy=(x, place),
            xycoords=("data", "axes fraction"),
            xytext=(5, 0),
            textcoords="offset points",
            color=0.7 * np.array(to_rgb(colors[i])),
            va="center",
            fontsize=9,
            annotation_clip=False,
        )


def _apart(places, gap):
    """Return the sorted places that are nearest to these, in squares, and `gap` or more apart."""
    groups = []
    for i, place in enumerate(places):
        groups.append((place - gap * i, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (high, m), (low, k) = groups[-2:]
            groups[-2:] = [((m * high + k * low) / (m + k), m + k)]
    level = [mean for mean, size in groups for _ in range(size)]
    return np.array(level) + gap * np.arange(len(level))


def coefficient_path(ax, lams, coefficients, names, *, xlabel="λ (penalty strength)"):
    """Draw each weight against λ on a logarithmic axis, labelled at its weak-penalty end.

    Parameters
    ----------
    ax : matplotlib Axes
    lams : array of shape (k,)
        Strengths, positive.
    coefficients : array of shape (p, k)
        One row a feature, as `helpers.linear.lasso_path` returns them.
    names : sequence of p strings
    xlabel : str

    Raises
    ------
    ValueError
        If a shape does not match or a strength is not positive.
    """
    lams = _strengths(lams)
    coefficients = real_array(coefficients, "coefficients", shape=(len(names), lams.size))
    colors = [f"C{i % 7}" for i in range(len(names))]
    styles = ["-" if i < 7 else "-." for i in range(len(names))]
    order = np.argsort(lams)
    for row, color, style in zip(coefficients, colors, styles, strict=True):
        ax.plot(lams[order], row[order], color=color, linestyle=style)
    _log_axis(ax, xlabel)
    ax.invert_xaxis()
    ax.set_xlim(lams.max(), lams.min())
    ax.axhline(0, color="#999999", linewidth=0.8, zorder=0)
    ax.set_ylabel("weight")
    ends = coefficients[:, lams.argmin()]
    label_lines(ax, lams.min(), ends, list(names), colors, gap=0.055, both_ways=True)


def error_curve(ax, lams, errors, *, train=None, chosen=None, color=COLORS["l2"], label=None):
    """Draw the cross-validation error against λ: its mean, and one standard error around it.

    Both axes are logarithmic.

    Parameters
    ----------
    ax : matplotlib Axes
    lams : array of shape (k,)
        Strengths, positive.
    errors : array of shape (folds, k)
        The error on each fold's held-out rows, positive; at least 2 folds.
    train : array of shape (folds, k), optional
        The error on each fold's fitted rows, drawn thin and dashed.
    chosen : dict of str to float, optional
        Strengths to mark with a vertical line and a text.
    color : str
    label : str, optional
        Written at the curve's lowest point.

    Raises
    ------
    ValueError
        If a shape does not match or a strength is not positive.
    """
    lams = _strengths(lams)
    errors = real_array(errors, "errors", ndim=2)
    errors = real_array(errors, "errors", shape=(max(len(errors), 2), lams.size))
    if np.any(errors <= 0):
        raise ValueError(
            f"expected errors > 0 (they stand on a logarithmic axis), got {errors.min()}"
        )
    mean = errors.mean(axis=0)
    se = errors.std(axis=0, ddof=1) / np.sqrt(errors.shape[0])
    ax.fill_between(lams, mean - se, mean + se, color=color, alpha=0.18, linewidth=0)
    ax.plot(lams, mean, color=color, **VALIDATION)
    if train is not None:
        train = real_array(train, "train", shape=errors.shape)
        ax.plot(lams, train.mean(axis=0), color=color, **TRAIN)
    _log_axis(ax, "λ (penalty strength)")
    ax.set_yscale("log")
    ax.yaxis.set_major_locator(FixedLocator(_PLAIN_TICKS))
    ax.yaxis.set_major_formatter("{x:g}")
    ax.yaxis.set_minor_locator(NullLocator())
    ax.set_ylabel("mean squared error")
    for text, lam in (chosen or {}).items():
        ax.axvline(lam, color="#444444", linewidth=0.9, linestyle=":")
        ax.annotate(
            text,
            xy=(lam, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(-3, -3),
            textcoords="offset points",
            rotation=90,
            ha="right",
            va="top",
            fontsize=8.5,
            color="#333333",
        )
    if label is not None:
        lowest = mean.argmin()
        ax.annotate(
            label,
            xy=(lams[lowest], mean[lowest]),
            xytext=(0, -14),
            textcoords="offset points",
            ha="center",
            color=color,
            fontsize=9,
        )


def two_weights(axes, loss, penalty, *, names, limits, color, levels=9, grid=201):
    """Draw a world of two weights whole: the loss, the penalty, and their sum, on the same axes.

    Parameters
    ----------
    axes : sequence of three matplotlib Axes
    loss, penalty : callable
        Take weights of shape (2,) and return a float. The third picture is their sum.
    names : pair of str
        The two axes' labels.
    limits : pair of (low, high)
        The range of each weight.
    color : str
        Colour of the penalty and of the sum's minimum.
    levels : int
        Number of contour lines.
    grid : int
        Points along each axis; the minima are marked to the grid's resolution.

    Raises
    ------
    ValueError
        If there are not three axes, or a range is empty.
    """
    axes = list(np.ravel(axes))
    if len(axes) != 3:
        raise ValueError(f"expected 3 axes (loss, penalty, sum), got {len(axes)}")
    first, second, (loss_values, penalty_values) = _plane(limits, grid, (loss, penalty))
    total = loss_values + penalty_values
    colors = (COLORS["none"], color, "#222222")
    for ax, values, line in zip(axes, (loss_values, penalty_values, total), colors, strict=True):
        low, high = values.min(), values.max()
        steps = low + (high - low) * np.linspace(0.03, 1, levels) ** 2
        ax.contour(first, second, values, levels=steps, colors=line, linewidths=0.9)
        _cross(ax, names[0])
    axes[0].set_ylabel(names[1])
    best = [np.unravel_index(values.argmin(), values.shape) for values in (loss_values, total)]
    (loss_row, loss_column), (sum_row, sum_column) = best
    for ax in axes:
        ax.plot(first[loss_column], second[loss_row], "o", color=COLORS["none"], zorder=3)
    axes[1].plot(0, 0, "s", color=color, zorder=3)
    axes[2].plot(first[sum_column], second[sum_row], "D", color=color, zorder=3)
    axes[2].annotate(
        "",
        xy=(first[sum_column], second[sum_row]),
        xytext=(first[loss_column], second[loss_row]),
        arrowprops={"arrowstyle": "->", "color": color, "linewidth": 1.4},
    )


def budget(ax, loss, penalty, w, *, name, limits, color, others, grid=201):
    """Draw what a budget allows, and the contour of the loss that touches it at w.

    Parameters
    ----------
    ax : matplotlib Axes
    loss, penalty : callable
        Take weights of shape (2,) and return a float. Of the loss only the contours matter.
    w : array of shape (2,)
        Shaded are the weights with no more penalty than these; the thick contour goes through them.
    name : str
        Label of the first weight's axis.
    limits : pair of (low, high)
        The range of each weight.
    color : str
        Colour of the budget.
    others : sequence of float
        Losses of further contours, in increasing order.
    grid : int
        Points along each axis.

    Raises
    ------
    ValueError
        If w is not a pair of finite numbers, or a range is empty.
    """
    w = real_array(w, "w", shape=(2,))
    first, second, (losses, sizes) = _plane(limits, grid, (loss, penalty))
    allowed = penalty(w)
    ax.contourf(first, second, sizes, levels=[0, allowed], colors=color, alpha=0.25)
    ax.contour(first, second, sizes, levels=[allowed], colors=color)
    ax.contour(first, second, losses, levels=others, colors="#888888", linewidths=0.7)
    ax.contour(first, second, losses, levels=[loss(w)], colors="#222222")
    _cross(ax, name)


def _plane(limits, grid, functions):
    """Return both axes' points, and the values of each function of two weights: (grid, grid)."""
    limits = real_array(limits, "limits", shape=(2, 2))
    if np.any(limits[:, 0] >= limits[:, 1]):
        raise ValueError(
            f"expected each range as (low, high) with low < high, got {limits.tolist()}"
        )
    first, second = (np.linspace(low, high, grid) for low, high in limits)
    points = [[np.array([a, b]) for a in first] for b in second]
    values = [np.array([[function(p) for p in row] for row in points]) for function in functions]
    return first, second, values


def _cross(ax, name):
    """Mark where a weight is zero, on axes of one scale."""
    ax.axhline(0, color="#BBBBBB", linewidth=0.8, zorder=0)
    ax.axvline(0, color="#BBBBBB", linewidth=0.8, zorder=0)
    ax.grid(visible=False)
    ax.set_aspect("equal")
    ax.set_xlabel(name)


def weight_images(axes, weights, shape, *, titles=None):
    """Draw weights that belong to pixels as images: blue positive, red negative, white zero.

    Parameters
    ----------
    axes : sequence of m matplotlib Axes
    weights : array of shape (m, p)
        Each row is scaled by its own largest absolute weight.
    shape : pair of int
        Rows and columns of an image, with rows·columns = p.
    titles : sequence of m strings, optional

    Raises
    ------
    ValueError
        If the numbers of axes, images or pixels do not match.
    """
    axes = list(np.ravel(axes))
    weights = real_array(weights, "weights", shape=(len(axes), int(np.prod(shape))))
    if titles is not None and len(titles) != len(axes):
        raise ValueError(f"expected {len(axes)} titles, got {len(titles)}")
    for i, (ax, row) in enumerate(zip(axes, weights, strict=True)):
        largest = np.abs(row).max() or 1.0
        ax.imshow(row.reshape(shape), vmin=-largest, vmax=largest)
        ax.set_axis_off()
        if titles is not None:
            ax.set_title(titles[i], fontsize=9, fontweight="normal", loc="center", pad=3)


def example_signals(X, y, *, each=3):
    """Draw the first signals of each of ten classes, one small panel a class.

    Parameters
    ----------
    X : array of shape (n, p)
        One signal a row.
    y : integer array of shape (n,)
        Classes 0 to 9.
    each : int, default 3
        At most so many signals a class.

    Returns
    -------
    ndarray of shape (2, 5)
        The panels, matplotlib Axes.

    Raises
    ------
    ValueError
        If `X` is no finite numeric matrix, if `y` has not one class a row, or if `each` is below 1.
    """
    X = real_array(X, "X", ndim=2)
    y = real_array(y, "y", shape=(len(X),))
    each = integer(each, "each", minimum=1)
    _, axes = subplots(2, 5, height=2.6, sharex=True, sharey=True)
    for label, ax in enumerate(axes.flat):
        ax.plot(X[y == label][:each].T, color=COLORS["none"], linewidth=0.9, alpha=0.8)
        ax.set_title(f"{label}", fontsize=10)
        ax.set(xticks=[], yticks=[])
    return axes
