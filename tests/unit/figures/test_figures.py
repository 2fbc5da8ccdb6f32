"""The recurring plots: what they draw, and how they refuse bad input."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import figures

LAMS = np.logspace(-2, 1, 7)


@pytest.fixture(autouse=True)
def _book_style():
    with mpl.rc_context():
        mpl.use("Agg")
        figures.use_style()
        yield
        plt.close("all")


@pytest.fixture
def ax():
    return figures.subplots()[1]


def test_the_style_is_white_and_has_the_books_width():
    figure, _ = figures.subplots(height=2.5)
    assert mpl.colors.to_hex(figure.get_facecolor()) == "#ffffff"
    assert tuple(figure.get_size_inches()) == (figures.WIDTH, 2.5)


def test_each_method_has_a_colour_of_its_own():
    assert len(set(figures.COLORS.values())) == len(figures.COLORS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rows": 0}, "rows to be an integer of at least 1, got 0"),
        ({"columns": 1.5}, "columns to be an integer of at least 1, got 1.5"),
        ({"height": 0}, "height to be a positive number of inches, got 0"),
        ({"height": float("nan")}, "height to be a positive number of inches, got nan"),
    ],
)
def test_subplots_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        figures.subplots(**arguments)


def test_labels_of_lines_that_end_together_are_spread(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    figures.label_lines(ax, 1, [0.5, 0.5, 0.51, 0.9], list("abcd"), ["k"] * 4, gap=0.05)
    places = sorted(text.xy[1] for text in ax.texts)
    assert np.diff(places).min() >= 0.05 - 1e-12
    assert [text.get_text() for text in sorted(ax.texts, key=lambda t: t.xy[1])][-1] == "d"


def test_labels_give_way_to_both_sides(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    heights, labels = [0.5, 0.52, 0.2, 0.51], list("abcd")
    figures.label_lines(ax, 1, heights, labels, ["k"] * 4, gap=0.05, both_ways=True)
    places = {text.get_text(): text.xy[1] for text in ax.texts}
    wanted = {"a": 0.46, "d": 0.51, "b": 0.56, "c": 0.2}
    assert places == pytest.approx(wanted)


def test_labels_stay_inside_the_axes(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    figures.label_lines(ax, 1, [0.99, 0.99, 1.0], list("abc"), ["k"] * 3, gap=0.05)
    assert max(text.xy[1] for text in ax.texts) <= 1.0


@pytest.mark.parametrize(
    ("heights", "labels", "message"),
    [
        ([1.0, np.nan], ["a", "b"], "heights to be finite"),
        ([1.0, 2.0], ["a"], "expected 2 labels, got 1"),
        ([[1.0]], ["a"], "heights with 1 axes, got shape"),
    ],
)
def test_label_lines_refuses(ax, heights, labels, message):
    with pytest.raises(ValueError, match=message):
        figures.label_lines(ax, 0, heights, labels, ["k"] * len(labels))


def test_coefficient_path_draws_each_weight_against_its_own_strength(ax):
    coefficients = np.arange(14.0).reshape(2, 7)
    order = np.random.default_rng(0).permutation(7)
    figures.coefficient_path(ax, LAMS[order], coefficients[:, order], ["a", "b"])
    drawn = ax.lines[0]
    np.testing.assert_allclose(drawn.get_xdata(), LAMS)
    np.testing.assert_allclose(drawn.get_ydata(), coefficients[0])
    assert [text.get_text() for text in ax.texts] == ["a", "b"]
    assert ax.get_xlim()[0] > ax.get_xlim()[1]


@pytest.mark.parametrize(
    ("lams", "coefficients", "message"),
    [
        (np.append(LAMS[:-1], 0.0), np.ones((1, 7)), "lams > 0 .*, got 0.0"),
        (-LAMS, np.ones((1, 7)), "lams > 0"),
        (LAMS[:1], np.ones((1, 1)), "at least 2 strengths, got 1"),
        (LAMS, np.ones((7, 1)), r"coefficients of shape \(1, 7\), got \(7, 1\)"),
        (LAMS[:, None], np.ones((1, 7)), r"lams with 1 axes, got shape \(7, 1\)"),
        (LAMS, np.full((1, 7), np.inf), "coefficients to be finite"),
        (LAMS, np.full((1, 7), "x"), "coefficients to hold real numbers"),
    ],
)
def test_coefficient_path_refuses(ax, lams, coefficients, message):
    with pytest.raises(ValueError, match=message):
        figures.coefficient_path(ax, lams, coefficients, ["a"])


def test_error_curve_draws_the_mean_and_one_standard_error(ax):
    errors = np.random.default_rng(0).uniform(1, 2, (5, 7))
    figures.error_curve(ax, LAMS, errors, train=errors / 2, chosen={"here": 0.1}, label="cv")
    np.testing.assert_allclose(ax.lines[0].get_ydata(), errors.mean(axis=0))
    np.testing.assert_allclose(ax.lines[1].get_ydata(), errors.mean(axis=0) / 2)
    edge = ax.collections[0].get_paths()[0].vertices[:, 1]
    lowest = (errors.mean(axis=0) - errors.std(axis=0, ddof=1) / np.sqrt(5)).min()
    np.testing.assert_allclose(edge.min(), lowest)
    assert {text.get_text() for text in ax.texts} == {"here", "cv"}


@pytest.mark.parametrize(
    ("errors", "train", "message"),
    [
        (np.ones((1, 7)), None, r"errors of shape \(2, 7\), got \(1, 7\)"),
        (np.ones((5, 6)), None, r"errors of shape \(5, 7\), got \(5, 6\)"),
        (np.ones(7), None, "errors with 2 axes"),
        (np.zeros((5, 7)), None, "errors > 0"),
        (np.ones((5, 7)), np.ones((4, 7)), r"train of shape \(5, 7\), got \(4, 7\)"),
    ],
)
def test_error_curve_refuses(ax, errors, train, message):
    with pytest.raises(ValueError, match=message):
        figures.error_curve(ax, LAMS, errors, train=train)


def test_two_weights_marks_the_minimum_of_the_sum():
    _, axes = figures.subplots(1, 3)
    figures.two_weights(
        axes,
        loss=lambda w: np.sum((w - 1) ** 2) / 2,
        penalty=lambda w: np.sum(w**2) / 2,
        names=("w₁", "w₂"),
        limits=((-2, 2), (-2, 2)),
        color="b",
    )
    diamond = next(line for line in axes[2].lines if line.get_marker() == "D")
    np.testing.assert_allclose(np.ravel([diamond.get_xdata(), diamond.get_ydata()]), 0.5, atol=0.02)


def test_two_weights_refuses():
    _, axes = figures.subplots(1, 3)
    world = {"loss": np.sum, "penalty": np.sum, "names": ("a", "b"), "color": "b"}
    with pytest.raises(ValueError, match=r"expected 3 axes .* got 2"):
        figures.two_weights(axes[:2], limits=((-1, 1), (-1, 1)), **world)
    with pytest.raises(ValueError, match="low < high"):
        figures.two_weights(axes, limits=((1, -1), (-1, 1)), **world)
    with pytest.raises(ValueError, match=r"limits of shape \(2, 2\), got \(2,\)"):
        figures.two_weights(axes, limits=(-1, 1), **world)


def disc(**changes):
    """Draw a disc that an oblique line touches."""
    _, ax = figures.subplots()
    world = {"loss": lambda w: -w.sum(), "penalty": np.linalg.norm, "w": (0.6, 0.6)}
    world |= {"name": "w₁", "limits": ((-1, 1), (-2, 2)), "color": "b", "others": (-1.5, -0.5)}
    figures.budget(ax, **world | changes)
    return ax


def test_a_budget_is_shaded_and_touched_at_the_given_weights():
    ax = disc()
    shade, edge, others, lowest = ax.collections
    assert ax.get_xlabel() == "w₁"
    for drawn in (shade, edge):
        corners = np.concatenate([path.vertices for path in drawn.get_paths()])
        np.testing.assert_allclose(np.abs(corners).max(axis=0), np.hypot(0.6, 0.6), atol=1e-3)
    for lines, sums in ((others, (1.5, 0.5)), (lowest, (1.2,))):
        for path, total in zip(lines.get_paths(), sums, strict=True):
            np.testing.assert_allclose(path.vertices.sum(axis=1), total, atol=1e-12)


def test_budget_refuses():
    with pytest.raises(ValueError, match=r"w of shape \(2,\), got \(3,\)"):
        disc(w=(1, 2, 3))
    with pytest.raises(ValueError, match="finite"):
        disc(w=(1, np.nan))
    with pytest.raises(ValueError, match="low < high"):
        disc(limits=((1, -1), (-1, 1)))
    with pytest.raises(ValueError, match=r"limits of shape \(2, 2\), got \(2,\)"):
        disc(limits=(-1, 1))


def test_weight_images_centre_their_colours_on_zero():
    _, axes = figures.subplots(1, 2)
    weights = np.array([[0.0, 1.0, -4.0, 2.0], [0.0, 0.0, 0.0, 0.0]])
    figures.weight_images(axes, weights, (2, 2), titles=["a", "b"])
    assert axes[0].images[0].get_clim() == (-4.0, 4.0)
    np.testing.assert_allclose(axes[0].images[0].get_array(), weights[0].reshape(2, 2))


@pytest.mark.parametrize(
    ("weights", "titles", "message"),
    [
        (np.ones((2, 5)), None, r"weights of shape \(2, 4\), got \(2, 5\)"),
        (np.ones((1, 4)), None, r"weights of shape \(2, 4\), got \(1, 4\)"),
        (np.ones((2, 4)), ["a"], "expected 2 titles, got 1"),
    ],
)
def test_weight_images_refuses(weights, titles, message):
    _, axes = figures.subplots(1, 2)
    with pytest.raises(ValueError, match=message):
        figures.weight_images(axes, weights, (2, 2), titles=titles)


def test_example_signals_have_one_panel_a_class():
    X = np.arange(80.0).reshape(20, 4)
    axes = figures.example_signals(X, np.tile(np.arange(10), 2), each=1)
    assert axes.shape == (2, 5)
    for label, ax in enumerate(axes.flat):
        (line,) = ax.lines
        np.testing.assert_array_equal(line.get_ydata(), X[label])
        assert ax.get_title(loc="left") + ax.get_title() == str(label)


@pytest.mark.parametrize(
    ("X", "y", "each", "message"),
    [
        (np.ones(4), np.zeros(4, int), 3, "X"),
        (np.full((2, 3), np.nan), np.zeros(2, int), 3, "X"),
        (np.ones((2, 3)), np.zeros((2, 1), int), 3, r"y of shape \(2,\), got \(2, 1\)"),
        (np.ones((2, 3)), np.zeros(2, int), 0, "each"),
    ],
)
def test_example_signals_refuses(X, y, each, message):
    with pytest.raises(ValueError, match=message):
        figures.example_signals(X, y, each=each)
