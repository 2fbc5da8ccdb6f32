"""The slider figure: reading it back gives the data, it is stable, and it refuses bad input."""

import copy
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.figures.slider import Bars, Grid, Lines, Slider, slider
from helpers.figures.slider.axes import Axis, number_text, spread

LAMS = np.logspace(-3, 2, 41)
NAMES = ["lcavol", "lweight", "age", "lbph", "svi", "lcp", "gleason", "pgg45"]
VOID = {"input", "br", "img"}


def ridge_like(seed=0):
    """Return bars of 8 shrinking coefficients beside an error curve, with a readout."""
    rng = np.random.default_rng(seed)
    least_squares = rng.normal(size=8)
    d2 = rng.uniform(0.5, 20, size=8)
    coefs = least_squares * d2 / (d2 + LAMS[:, None])
    error = 0.5 + 0.1 * np.log10(LAMS / 0.1) ** 2
    return slider(
        "ridge_path",
        knob="λ (penalty strength)",
        values=LAMS,
        panels=[
            Bars(
                NAMES,
                coefs,
                label="coefficient",
                reference=least_squares,
                reference_label="least squares",
                horizontal=True,
            ),
            Lines(
                LAMS,
                {"validation": error, "training": 0.9 * error},
                x_label="λ",
                y_label="mean squared error",
                dashed=["training"],
                bands={"validation": [0.9 * error, 1.1 * error]},
                marker="validation",
                verticals={"minimum": LAMS[16], "one SE": LAMS[24]},
                log_x=True,
            ),
        ],
        readout=[f"df = {d:.1f}" for d in (d2 / (d2 + LAMS[:, None])).sum(axis=1)],
        start=16,
        alt="Coefficients shrink as λ grows, beside the validation error.",
    )


class Page(HTMLParser):
    """Parses strictly: every element is closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def find(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    def text(self, tag):
        return "".join(data for name, data in self.texts if name == tag)


def frames_of(figure):
    return json.loads(re.search(r'"application/json">(.*?)</script>', figure._repr_html_())[1])


def panels_of(figure):
    found = re.findall(r'<svg class="slider-panel".*?</svg>(?=\n)', figure._repr_html_())
    return [ET.fromstring(panel.replace(" data-moves", "")) for panel in found]


def number(text):
    """Read a tick as a reader does."""
    text = text.replace("−", "-")
    if "10" in text and re.search("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]", text):
        factor, _, power = text.rpartition("10")
        power = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        factor = {"": "1", "-": "-1"}.get(factor, factor.replace(" × ", ""))
        return float(factor) * 10.0 ** int(power)
    return float(text)


def axis_of(panel, which, *, log=False):
    """Return a function from units of the drawing to data, read off the figure's own ticks."""
    anchor, along = {"x": ("middle", "x"), "y": ("end", "y")}[which]
    shift = {"x": 0, "y": -20}[which]
    ticks = []
    for element in panel.iter("text"):
        if element.get("text-anchor") == anchor:
            try:
                ticks.append((int(element.get(along)) + shift, number(element.text)))
            except ValueError:
                continue
    assert len(ticks) >= 2
    places, values = np.array(ticks, dtype=float).T
    slope, offset = np.polyfit(places, np.log10(values) if log else values, 1)
    return (lambda u: 10 ** (slope * u + offset)) if log else (lambda u: slope * u + offset)


def test_the_bars_read_back_are_the_coefficients():
    figure = ridge_like()
    bars = figure.panels[0]
    read = axis_of(panels_of(figure)[0], "x")
    attribute, _, frames = frames_of(figure)["moves"][0]
    assert attribute == "d"
    np.testing.assert_allclose(read(np.array(frames)), bars.heights, atol=0.004)


def test_upright_bars_and_their_reference_read_back():
    heights = np.array([[3.0, -1.0, 2.0], [0.5, 0.25, 0.0]])
    reference = np.array([4.0, -2.0, 2.5])
    bars = Bars(["a", "b", "c"], heights, label="h", reference=reference, reference_label="before")
    figure = slider("upright", knob="k", values=[0, 1], panels=bars, alt="bars")
    panel = panels_of(figure)[0]
    read = axis_of(panel, "y")
    np.testing.assert_allclose(read(np.array(frames_of(figure)["moves"][0][2])), heights, atol=0.01)
    outlines = panel.find("path[@class='slider-reference']").get("d")
    ends = [int(end) for end in re.findall(r"M\d+ \d+V(\d+)H", outlines)]
    np.testing.assert_allclose(read(np.array(ends)), reference, atol=0.01)


def test_the_marker_and_the_line_read_back_are_the_errors():
    figure = ridge_like()
    panel = panels_of(figure)[1]
    error = figure.panels[1].series["validation"]
    read_x, read_y = axis_of(panel, "x", log=True), axis_of(panel, "y")
    dots = np.array(frames_of(figure)["moves"][2][2])
    np.testing.assert_allclose(read_x(dots[:, 0]), LAMS, rtol=0.01)
    np.testing.assert_allclose(read_y(dots[:, 1]), error, atol=0.004)
    line = next(p for p in panel.iter("path") if p.get("class") == "slider-line")
    places = np.array(re.findall(r"[ML](\d+) (\d+)", line.get("d")), dtype=float)
    np.testing.assert_allclose(read_y(places[:, 1]), error, atol=0.004)


def test_moving_lines_and_points_on_logarithmic_axes_read_back():
    x = np.array([1.0, 10.0, 100.0, 1000.0])
    series = np.stack([x**2, 5 * x])
    points = np.stack([np.stack([x[:2], 3 * x[:2]], 1), np.stack([x[2:], 7 * x[2:]], 1)])
    lines = Lines(
        x, {"_": series}, x_label="x", y_label="y", points={"_p": points}, log_x=True, log_y=True
    )
    figure = slider("moving", knob="k", values=[0, 1], panels=[lines], alt="lines")
    panel = panels_of(figure)[0]
    read_x, read_y = axis_of(panel, "x", log=True), axis_of(panel, "y", log=True)
    line, dots = (np.array(move[2], dtype=float) for move in frames_of(figure)["moves"])
    np.testing.assert_allclose(read_y(line), series, rtol=0.02)
    np.testing.assert_allclose(read_x(dots[:, 0::2]), points[..., 0], rtol=0.02)
    np.testing.assert_allclose(read_y(dots[:, 1::2]), points[..., 1], rtol=0.02)


def test_a_histogram_stands_on_an_axis_of_numbers():
    bins = np.arange(0.125, 5, 0.25)
    figure = slider(
        "histogram",
        knob="rate",
        values=[0, 0.5],
        panels=Bars(bins, np.ones((2, 20)), label="units", category_label="activation"),
        alt="bars",
    )
    read = axis_of(panels_of(figure)[0], "x")
    pieces = frames_of(figure)["moves"][0][1]
    centres = [int(re.match(r"M(\d+) ", piece)[1]) for piece in pieces]
    np.testing.assert_allclose(read(np.array(centres)), bins, atol=0.01)


def test_the_cells_are_the_values_in_tenths():
    mask = np.array([[[0, 1, 0.5]], [[1, 0, 0.06]]])
    figure = slider("mask", knob="k", values=[0, 1], panels=Grid(mask, label="mask"), alt="mask")
    assert frames_of(figure)["moves"][0][2] == ["095", "901"]
    tints = panels_of(figure)[0].find("g")
    assert [tint.get("d").count("M") for tint in tints] == [0, 0, 0, 0, 1, 0, 0, 0, 1]


@pytest.mark.parametrize(("size", "lines"), [(12, 26), (16, 34), (17, 4)])
def test_small_cells_make_a_picture_without_lines_between_them(size, lines):
    grid = Grid(np.ones((2, size, size)), label="cells")
    figure = slider("cells", knob="k", values=[0, 1], panels=grid, alt="cells")
    outlines = [path.get("d") for path in panels_of(figure)[0].findall("path")]
    assert max(path.count("M") for path in outlines) == lines


def test_the_html_is_well_formed_and_says_what_the_knob_does():
    figure = ridge_like()
    page = Page(figure._repr_html_())
    (knob,) = page.find("input")
    assert [label["for"] for label in page.find("label")] == [knob["id"]]
    assert page.text("label").startswith("λ (penalty strength): ")
    assert (knob["min"], knob["max"], knob["value"]) == ("0", "40", "16")
    assert knob["aria-valuetext"] == "0.1: " + figure.readout[16]
    assert page.text("output") == figure.readout[16]
    (drawing,) = [attrs for attrs in page.find("div") if attrs.get("role") == "img"]
    assert drawing["aria-label"] == figure.alt
    assert "JavaScript" in page.text("noscript")


def test_ids_come_from_the_name_alone():
    ids = [attrs["id"] for _, attrs in Page(ridge_like()._repr_html_()).elements if "id" in attrs]
    assert ids == ["ridge_path", "ridge_path_knob"]


def test_the_output_is_deterministic_and_small():
    html = ridge_like()._repr_html_()
    assert html == ridge_like()._repr_html_()
    assert len(html.encode()) <= 13_000


def test_the_text_form_is_short_and_stable():
    assert repr(ridge_like()) == "Slider('ridge_path', 41 frames of Bars, Lines)"


ROUND = {
    "halves": np.arange(-8, 8) / 2,
    "tenths": np.arange(16) / 10,
    "dyadic": 2.0 ** -np.arange(16),
    "thirds": np.arange(16) / 3,
    "large": 1e6 * np.arange(1, 17),
    "constant": np.full(16, 0.3),
}


@pytest.mark.parametrize("kind", ROUND)
@pytest.mark.parametrize("seed", range(5))
def test_the_last_bits_do_not_show(kind, seed):
    """Round numbers are where rounding would turn: they must come out the same all the same."""
    rng = np.random.default_rng(seed)

    def figure(noise):
        def shaken(values):
            return values * (1 + noise * rng.uniform(-1, 1, np.shape(values)))

        data = ROUND[kind].reshape(4, 4)
        x = np.linspace(0, 1, 4)
        positive = np.abs(data) + 1
        level = np.array([[[0, 1 / 18], [0.5, 1]]] * 4)
        bars = Bars(
            ["a", "b", "c", "d"],
            shaken(data),
            label="h",
            reference=shaken(data[0]),
            reference_label="r",
        )
        lines = Lines(
            shaken(x),
            {"moving": shaken(data), "static": shaken(data[1])},
            x_label="x",
            y_label="y",
            bands={"moving": shaken(np.stack([data[0], data[0] + 1]))},
            marker="static",
            points={"points": shaken(np.stack([x, x], 1))},
            verticals={"v": float(shaken(0.25))},
        )
        logarithmic = Lines(
            shaken(2.0 ** np.arange(4)),
            {"moving": shaken(positive)},
            x_label="x",
            y_label="y",
            log_x=True,
            log_y=True,
        )
        grid = Grid(np.clip(shaken(level), 0, 1), label="cells")
        panels = [bars, lines, logarithmic, grid]
        figure = slider("shaken", knob="k", values=shaken(data[:, 0]), panels=panels, alt="figure")
        return figure._repr_html_()

    assert figure(1e-12) == figure(0)


def test_text_cannot_break_out():
    nasty = '</script><script>alert("1")</script><b>&amp;\'"'
    lines = Lines(
        [0.0, 1.0], {"<i>": np.ones((2, 2))}, x_label="<x>", y_label="&y", verticals={"</svg>": 0.5}
    )
    bars = Bars(
        ["</text>", "<b>"], np.ones((2, 2)), label="</g>", reference=[1, 1], reference_label="<u>"
    )
    grid = Grid(np.ones((2, 1, 1)), label="<!--")
    figure = slider(
        "nasty",
        knob=nasty,
        values=[1, 2],
        panels=[lines, bars, grid],
        readout=[nasty, nasty],
        alt=nasty,
    )
    page = Page(figure._repr_html_())
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert not {"i", "u", "x"} & {tag for tag, _ in page.elements}
    assert nasty in page.text("label")
    assert page.text("output") == nasty
    assert json.loads(page.texts[[tag for tag, _ in page.texts].index("script")][1])["readout"] == [
        nasty,
        nasty,
    ]
    shown = {element.text for panel in panels_of(figure) for element in panel.iter("text")}
    assert {"<i>", "<x>", "&y", "</svg>", "</text>", "<b>", "</g>", "<u>", "<!--"} <= shown


def test_colours_are_those_asked_for():
    lines = Lines(
        [0.0, 1.0],
        {"a": [1.0, 2.0], "b": np.ones((2, 2))},
        x_label="x",
        y_label="y",
        colors={"b": "tab:red"},
    )
    figure = slider("coloured", knob="k", values=[0, 1], panels=lines, alt="lines")
    styles = {p.get("style") for p in panels_of(figure)[0].iter("path")} - {None}
    assert styles == {"--c:#0072b2", "--c:#d62728"}


def test_labels_do_not_overlap_in_any_frame():
    ends = np.array([[0.0, 0.0, 0.01, 1.0], [1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 0.0]])
    lines = Lines(
        [0.0, 1.0],
        {name: np.stack([ends[:, 0], ends[:, j]], 1) for j, name in enumerate("abcd")},
        x_label="x",
        y_label="y",
    )
    figure = slider("labels", knob="k", values=[0, 1, 2], panels=lines, alt="lines")
    moves = [move for move in frames_of(figure)["moves"] if move[0] == "y"]
    places = np.sort(np.array([move[2] for move in moves])[..., 0], axis=0)
    assert places.shape == (4, 3)
    assert np.diff(places, axis=0).min() >= 60
    assert places.min() > 0
    assert places.max() < 1200


@settings(deadline=None)
@given(st.lists(st.integers(0, 900), min_size=1, max_size=9))
def test_spread_keeps_order_gap_and_ends(places):
    spaced = spread(np.array(places), 68, 100, 1000)
    assert np.diff(np.sort(spaced)).min(initial=68) >= 68
    assert spaced.max() <= 1000
    assert all(
        spaced[i] < spaced[j]
        for i in range(len(places))
        for j in range(len(places))
        if places[i] < places[j]
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (0.031622776, "0.0316"),
        (-2.5, "−2.5"),
        (12.345, "12.3"),
        (999.96, "1000"),
        (1234.0, "1234"),
        (123456.0, "123456"),
        (1e6, "10⁶"),
        (2.5e7, "2.5 × 10⁷"),
        (-3e-5, "−3 × 10⁻⁵"),
        (1e-5, "10⁻⁵"),
        (0.125, "0.125"),
        (0.3125, "0.313"),
        (31.25, "31.3"),
    ],
)
def test_numbers_are_written_for_readers(value, text):
    assert number_text(value) == text
    assert number_text(value * (1 + 1e-12)) == number_text(value * (1 - 1e-12)) == text


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 7))
def test_ticks_lie_on_the_axis_and_say_where_they_are(low, width, count):
    assume(width > 1e-5 * abs(low))
    axis = Axis([[low, low + width]], 0, 10_000)
    ticks = axis.ticks(count)
    assert 1 <= len(ticks) <= count + 1
    for place, text in ticks:
        assert 0 <= place <= 10_000
        assert abs(place - axis.place(number(text))) <= 1


@pytest.mark.parametrize(
    ("values", "log", "texts"),
    [
        ([1e4, 1e8], True, ["10⁴", "10⁵", "10⁶", "10⁷", "10⁸"]),
        ([1e-3, 1e1], True, ["0.001", "0.01", "0.1", "1", "10"]),
        ([0.0, 1e6], False, ["0", "2.5 × 10⁵", "5 × 10⁵", "7.5 × 10⁵", "10⁶"]),
    ],
)
def test_an_axis_writes_its_ticks_in_one_notation(values, log, texts):
    assert [text for _, text in Axis([values], 0, 1000, log=log).ticks()] == texts


@pytest.mark.parametrize("values", [[3.0, 3.0], [0.0, 0.0], [5e5, 5e5 * (1 + 1e-12)]])
def test_one_number_alone_stands_in_the_middle_of_its_axis(values):
    axis = Axis([values], 0, 1000)
    assert axis.place(values).tolist() == [500, 500]
    assert len(axis.ticks()) >= 2


def bars(**changes):
    arguments = {"categories": ["a", "b"], "heights": np.ones((3, 2)), "label": "h"}
    arguments.update(changes)
    return Bars(**arguments)


def lines(**changes):
    arguments = {
        "x": [0.0, 1.0, 2.0],
        "series": {"s": np.ones((3, 3)), "t": np.ones(3)},
        "x_label": "x",
        "y_label": "y",
    }
    arguments.update(changes)
    return Lines(**arguments)


def whole(**changes):
    arguments = {"name": "f", "knob": "k", "values": [1, 2, 3], "panels": [bars()], "alt": "a"}
    arguments.update(changes)
    return slider(**arguments)


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"heights": np.ones(2)}, r"heights with 2 axes, got shape \(2,\)"),
        ({"heights": np.ones((3, 3))}, r"heights of shape \(k, 2\), got \(3, 3\)"),
        ({"heights": [[1, NAN]]}, "heights to be finite, got nan"),
        ({"heights": [[1, INF]]}, "heights to be finite, got inf"),
        ({"heights": [["a", "b"]]}, "heights to hold real numbers"),
        ({"heights": np.ones((0, 2))}, "heights with at least one element"),
        ({"categories": []}, "categories with at least one element"),
        ({"categories": ["a", 1]}, "a category to be a string, got 1"),
        ({"categories": [1, 1]}, "evenly spaced numbers"),
        ({"categories": [2, 1]}, "evenly spaced numbers"),
        ({"categories": [0, NAN]}, "categories to be finite"),
        ({"categories": [0, 1], "horizontal": True}, "strings as categories of horizontal bars"),
        ({"categories": ["a" * 20, "b" * 23]}, "pass horizontal=True"),
        ({"categories": ["a" * 60, "b"]}, "a category of at most"),
        ({"label": ""}, "label to be a non-empty string, got ''"),
        ({"label": 3}, "label to be a non-empty string, got 3"),
        ({"label": "x" * 90}, "label of at most"),
        ({"color": "no colour"}, "color to be a colour, got 'no colour'"),
        (
            {"reference": [1, 2, 3], "reference_label": "r"},
            r"reference of shape \(2,\), got \(3,\)",
        ),
        ({"reference": [1, NAN], "reference_label": "r"}, "reference to be finite"),
        ({"reference": [1, 2]}, "reference_label to be a non-empty string"),
        ({"horizontal": "yes"}, "horizontal to be True or False, got 'yes'"),
        ({"limits": (1, 0)}, r"limits with low < high, got \(1, 0\)"),
        ({"limits": (1, 2)}, "limits around 0"),
        ({"limits": (0, NAN)}, "limits to be finite"),
        ({"limits": 3}, r"limits of shape \(2,\), got \(\)"),
    ],
)
def test_bars_refuse(changes, message):
    with pytest.raises(ValueError, match=message):
        bars(**changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"x": [0, 1]}, r"series\['s'\] of shape \(2,\), or \(k, 2\) where it moves, got \(3, 3\)"),
        ({"x": [0, 2, 1]}, "x with at least 2 increasing numbers"),
        ({"x": [1.0]}, "x with at least 2 increasing numbers"),
        ({"x": [[0], [1], [2]]}, r"x with 1 axes, got shape \(3, 1\)"),
        ({"x": [0, 1, NAN]}, "x to be finite"),
        ({"series": {"s": np.ones((3, 1))}}, r"got \(3, 1\)"),
        ({"series": {"s": np.ones((2, 2, 3))}}, r"got \(2, 2, 3\)"),
        ({"series": {"s": [1, 2, INF]}}, r"series\['s'\] to be finite"),
        ({"series": {"s": 1.0}}, r"got \(\)"),
        ({"series": [1, 2, 3]}, "series to map labels to values, got list"),
        ({"series": {1: [1, 2, 3]}}, "a label of series to be a string, got 1"),
        ({"series": {"s" * 60: [1, 2, 3]}}, "a label of series of at most"),
        ({"series": {}}, "at least one of series and points, got none"),
        ({"bands": {"s": np.ones((4, 2, 3))}}, "expected 3 frames everywhere, got 4"),
        ({"bands": {"s": np.ones(3)}}, r"bands\['s'\] of shape \(2, 3\)"),
        ({"points": {"p": np.ones((4, 3))}}, r"of shape \(n, 2\), or \(k, n, 2\) where it moves"),
        ({"points": {"p": np.ones((5, 4, 2))}}, "expected 3 frames everywhere, got 5"),
        ({"marker": "u"}, r"marker among \['s', 't'\], got 'u'"),
        ({"marker": "s"}, "the marker 's' on a series of shape"),
        ({"dashed": ["u"]}, "dashed among"),
        ({"colors": {"u": "red"}}, "colors for labels among"),
        ({"colors": {"s": "rot"}}, "colour of 's' to be a colour, got 'rot'"),
        ({"verticals": {"v": NAN}}, "vertical 'v' to be a finite number"),
        ({"verticals": [1]}, "verticals to map labels to values, got list"),
        ({"x_label": ""}, "x_label to be a non-empty string"),
        ({"y_label": "y" * 99}, "y_label of at most"),
        ({"log_x": True}, "x > 0 on a logarithmic axis, got 0"),
        ({"log_y": True, "series": {"s": [1, 2, -3]}}, "y > 0 on a logarithmic axis, got -3"),
        ({"log_y": 1}, "log_y to be True or False, got 1"),
        ({"y_limits": (2, 2)}, "y_limits with low < high"),
        ({"y_limits": (0, 2), "log_y": True}, "y_limits with 0 < low < high"),
    ],
)  # fmt: skip
def test_lines_refuse(changes, message):
    with pytest.raises(ValueError, match=message):
        lines(**changes)


@pytest.mark.parametrize(
    ("frames", "changes", "message"),
    [
        (np.ones((2, 2)), {}, "frames with 3 axes"),
        (np.full((2, 1, 1), 1.5), {}, r"frames in \[0, 1\], got values from 1.5 to 1.5"),
        (np.full((2, 1, 1), -1), {}, r"frames in \[0, 1\]"),
        (np.full((2, 1, 1), NAN), {}, "frames to be finite"),
        (np.ones((2, 0, 1)), {}, "frames with at least one element"),
        (np.ones((2, 1, 500)), {}, r"at most 64 rows and 64 columns, got 1 and 500"),
        (np.ones((2, 1, 1)), {"label": ""}, "label to be a non-empty string"),
        (np.ones((2, 1, 1)), {"color": 7}, "color to be a colour, got 7"),
    ],
)
def test_grids_refuse(frames, changes, message):
    with pytest.raises(ValueError, match=message):
        Grid(frames, **{"label": "cells", **changes})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "not a name"}, "name to be an identifier, got 'not a name'"),
        ({"name": ""}, "name to be an identifier, got ''"),
        ({"name": 'x" onload="'}, "name to be an identifier"),
        ({"name": None}, "name to be an identifier, got None"),
        ({"knob": " "}, "knob to be a non-empty string"),
        ({"alt": None}, "alt to be a non-empty string, got None"),
        ({"values": [1]}, "at least 2 values, got 1"),
        ({"values": []}, "values with at least one element"),
        ({"values": [1, NAN, 3]}, "values to be finite"),
        ({"values": [[1], [2], [3]]}, r"values with 1 axes, got shape \(3, 1\)"),
        ({"values": ["a", "b", "c"]}, "values to hold real numbers"),
        ({"values": [1, 2]}, "expected 2 frames, one for each value, got 3 in Bars"),
        ({"panels": []}, "a panel with 3 frames, got none that moves"),
        ({"panels": [lines(series={"s": [1, 2, 3]})]}, "got none that moves"),
        ({"panels": ["bars"]}, "panels to be Bars, Lines or Grid, got 'bars'"),
        ({"panels": None}, "panels to be Bars, Lines or Grid, got None"),
        ({"readout": ["a"]}, "readout to hold 3 strings"),
        ({"readout": [1, 2, 3]}, "readout to hold 3 strings"),
        ({"readout": "abc"}, "readout to hold 3 strings"),
        ({"start": 3}, "start to be an integer from 0 to 2, got 3"),
        ({"start": -1}, "start to be an integer from 0 to 2, got -1"),
        ({"start": 1.0}, "start to be an integer from 0 to 2, got 1.0"),
        ({"start": True}, "start to be an integer from 0 to 2, got True"),
    ],
)
def test_sliders_refuse(changes, message):
    with pytest.raises(ValueError, match=message):
        whole(**changes)


def test_numpy_integers_are_integers():
    assert isinstance(whole(start=np.int64(2)), Slider)


def test_the_arguments_are_left_alone():
    figure = ridge_like()
    before = copy.deepcopy([vars(panel) for panel in figure.panels])
    figure._repr_html_()
    for panel, saved in zip(figure.panels, before, strict=True):
        np.testing.assert_equal(vars(panel), saved)
