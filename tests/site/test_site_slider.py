"""The slider figure in the browser: what its knob does, and that it can be seen and reached."""

import json
import re

import numpy as np
import pytest
from site_checks import axe_violations, keyboard_problems, overflow_problems

from helpers.figures import Bars, Grid, Lines, slider

LAMS = np.logspace(-2, 1, 13)
NAMES = ["lcavol", "lweight", "age"]
WEIGHTS = np.array([1.0, 0.5, -0.3]) / (1 + LAMS[:, None])
ERROR = 0.5 + 0.1 * np.log10(LAMS) ** 2
READOUT = [f"error = {e:.2f}" for e in ERROR]

PAGE = """<!doctype html><html lang="en" data-theme="{theme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Figures</title>
<link rel="icon" href="data:,"><style>
html {{ --pst-color-text-base: #222832; background: #fff; color: var(--pst-color-text-base) }}
html[data-theme=dark] {{ --pst-color-text-base: #ced6dd; background: #14181e; color-scheme: dark }}
body {{ font-family: sans-serif; max-width: 45rem; margin: 0 auto; padding: 0 1rem }}
</style></head><body><main><h1>Figures</h1>{figures}</main></body></html>"""


def ridge(start=4):
    bars = Bars(NAMES, WEIGHTS, label="weight", horizontal=True)
    curve = Lines(
        LAMS,
        {"validation": ERROR, "limit": np.outer(ERROR, np.ones(13))},
        x_label="λ",
        y_label="mean squared error",
        bands={"validation": [ERROR - 0.05, ERROR + 0.05]},
        points={"data": np.stack([LAMS, ERROR + 0.1], 1)},
        marker="validation",
        log_x=True,
    )
    return slider(
        "ridge",
        knob="λ (penalty strength)",
        values=LAMS,
        panels=[bars, curve],
        readout=READOUT,
        start=start,
        alt="Weights as bars that shrink as λ grows, beside the validation error.",
    )


def dropout(start=0):
    rates = [0, 0.25, 0.5, 0.75]
    cells = np.random.default_rng(0).random((6, 8))
    masks = np.array([np.where(cells >= rate, cells, 0) for rate in rates])
    counts = np.array([np.histogram(mask, bins=10, range=(0, 1))[0] for mask in masks])
    return slider(
        "dropout",
        knob="dropout rate",
        values=rates,
        panels=[
            Grid(masks, label="activations"),
            Bars(np.arange(10) / 10 + 0.05, counts, label="units", color="#009E73"),
        ],
        start=start,
        alt="A grid of activations, of which more are set to zero as the rate grows.",
    )


@pytest.fixture
def show(tmp_path, serve, visit):
    """Return a function that opens a page of figures and returns the page."""

    def start(*figures, theme="light", **options):
        body = "".join(figure._repr_html_() for figure in figures)
        (tmp_path / "index.html").write_text(PAGE.format(theme=theme, figures=body), "utf-8")
        opened = visit(serve(tmp_path), **options)
        assert opened.errors == []
        assert opened.outside == []
        return opened.page

    return start


def drawing(page, name):
    """Return the drawing as the page shows it."""
    return page.locator(f"#{name} .slider-panels").inner_html()


def drawn(page, figure):
    """Return the drawing that Python made, as the browser writes it."""
    html = re.search(r'<div class="slider-panels".*?>(.*?)</div>', figure._repr_html_(), re.S)[1]
    return page.evaluate(
        "html => Object.assign(document.createElement('div'), {innerHTML: html}).innerHTML", html
    )


@pytest.mark.parametrize("make", [ridge, dropout])
def test_the_script_draws_every_frame_as_python_does(show, make):
    figure = make(start=0)
    page = show(figure)
    page.locator("input").focus()
    for i, value in enumerate(figure.values):
        assert drawing(page, figure.name) == drawn(page, make(start=i))
        assert page.locator("label b").inner_text() == value
        page.keyboard.press("ArrowRight")


def test_the_keys_of_a_slider_move_the_knob(show):
    page = show(ridge())
    page.locator("input").focus()
    for key, place in [
        ("ArrowRight", 5),
        ("ArrowUp", 6),
        ("ArrowLeft", 5),
        ("ArrowDown", 4),
        ("End", 12),
        ("ArrowRight", 12),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        assert page.locator("input").input_value() == str(place)
        assert page.locator("output").inner_text() == READOUT[place]
    page.keyboard.press("PageUp")
    assert int(page.locator("input").input_value()) > 0


def test_the_mouse_moves_the_knob(show):
    page = show(ridge())
    before = drawing(page, "ridge")
    box = page.locator("input").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    assert page.locator("input").input_value() == "12"
    assert drawing(page, "ridge") != before


def test_a_screen_reader_hears_value_and_readout_once(show):
    page = show(ridge())
    knob = page.get_by_role("slider", name="λ (penalty strength)")
    knob.press("Home")
    assert knob.get_attribute("aria-valuetext") == f"0.01: {READOUT[0]}"
    assert page.locator("output").get_attribute("aria-live") == "off"
    assert page.get_by_role("img", name="Weights as bars").count() == 1


def test_two_figures_do_not_touch_each_other(show):
    page = show(ridge(), dropout())
    before = drawing(page, "ridge")
    page.locator("#dropout input").press("End")
    assert page.locator("#dropout label b").inner_text() == "0.75"
    assert page.locator("#ridge label b").inner_text() == "0.1"
    assert drawing(page, "ridge") == before


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_is_accessible(show, theme, width):
    page = show(ridge(), dropout(), theme=theme, width=width, color_scheme=theme)
    assert axe_violations(page) == []
    assert keyboard_problems(page) == []


def test_a_narrow_screen_stacks_the_panels_and_does_not_scroll_sideways(show):
    page = show(ridge(), dropout(), width=375)
    assert overflow_problems(page) == []
    first, second = (page.locator("#ridge .slider-panel").nth(j).bounding_box() for j in (0, 1))
    assert second["y"] >= first["y"] + first["height"]
    for knob in page.locator("input").all():
        assert knob.bounding_box()["height"] >= 24
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.slider-panel text')].map(text =>"
        " parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert min(sizes) >= 11


def test_a_wide_screen_puts_the_panels_side_by_side(show):
    page = show(ridge())
    first, second = (page.locator(".slider-panel").nth(j).bounding_box() for j in (0, 1))
    assert first["y"] == second["y"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_stands_out_from_the_page(show, theme):
    """WCAG 2.2: text 4.5 : 1, whatever carries information 3 : 1."""
    lines = Lines(
        [0.0, 1.0],
        {name: np.full((2, 2), j) for j, name in enumerate("abcde")},
        x_label="x",
        y_label="y",
        points={"f": [[0.5, 0.5]]},
        verticals={"v": 0.5},
        marker=(),
    )
    reference = {"reference": [1, 1, 1], "reference_label": "before"}
    figure = slider(
        "colours",
        knob="k",
        values=[0, 1],
        panels=[lines, Bars(NAMES, np.ones((2, 3)), label="h", color="#009E73", **reference)],
        alt="colours",
    )
    page = show(figure, theme=theme, color_scheme=theme)
    found = page.evaluate(
        """() => {
            const canvas = document.createElement('canvas');
            const pen = canvas.getContext('2d', {willReadFrequently: true});
            const light = color => {
                pen.fillStyle = color;
                pen.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(v => {
                    v /= 255;
                    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const page = light(getComputedStyle(document.documentElement).backgroundColor);
            const contrast = color => {
                const [low, high] = [light(color), page].sort((a, b) => a - b);
                return (high + 0.05) / (low + 0.05);
            };
            const of = (selector, property) => [...document.querySelectorAll(selector)].map(
                element => contrast(getComputedStyle(element)[property]));
            return {
                text: of('.slider-panel text', 'fill'),
                shapes: of('.slider-panel path:not(.slider-grid)', 'stroke'),
            };
        }"""
    )
    assert len(found["text"]) > 10
    assert len(found["shapes"]) >= 10
    assert min(found["text"]) >= 4.5
    assert min(found["shapes"]) >= 3


def test_without_javascript_the_start_frame_shows_with_a_note(tmp_path, browser):
    path = tmp_path / "index.html"
    path.write_text(PAGE.format(theme="light", figures=ridge()._repr_html_()), "utf-8")
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.locator(".slider-panel").first.is_visible()
        assert page.locator("output").inner_text() == READOUT[4]
        assert page.locator("input").is_disabled()
        assert page.locator("noscript").is_visible()
        assert not page.locator(".slider-note").is_visible()


def test_the_figure_works_from_a_file(tmp_path, browser):
    path = tmp_path / "index.html"
    path.write_text(PAGE.format(theme="light", figures=ridge()._repr_html_()), "utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(path.as_uri())
        page.locator("input").press("End")
        assert page.locator("output").inner_text() == READOUT[12]


def test_print_shows_the_figure_without_its_knob(show):
    page = show(ridge())
    page.emulate_media(media="print")
    assert page.locator(".slider-panel").first.is_visible()
    assert page.locator("output").is_visible()
    assert not page.locator("input").is_visible()


def test_the_keys_stay_with_the_knob(show):
    page = show(ridge())
    page.evaluate("() => { window.heard = 0; document.addEventListener('keydown', () => heard++) }")
    page.locator("input").press("ArrowRight")
    assert page.evaluate("() => heard") == 0
    page.locator("input").blur()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => heard") == 1


# VS Code appends a copy of each script to the output and takes it away again; JupyterLab puts the
# copy in the place of the script.
VS_CODE = "script => output.appendChild(copy(script)).remove()"
JUPYTERLAB = "script => script.replaceWith(copy(script))"


@pytest.mark.parametrize("evaluate", [VS_CODE, JUPYTERLAB])
def test_a_notebook_that_runs_the_scripts_itself_may_run_them_twice(show, evaluate):
    page = show(dropout())
    html = json.dumps(ridge()._repr_html_())
    for _ in range(2):
        page.evaluate(
            f"""() => {{
                document.querySelector('#output')?.remove();
                const output = document.createElement('section');
                output.id = 'output';
                const copy = script => {{
                    const other = document.createElement('script');
                    other.type = script.type;
                    other.text = script.textContent;
                    return other;
                }};
                output.innerHTML = {html};
                document.querySelector('main').append(output);
                [...output.querySelectorAll('script')].forEach({evaluate});
            }}"""
        )
        page.locator("#ridge input").press("End")
        assert page.locator("#ridge output").inner_text() == READOUT[12]
    page.locator("#dropout input").press("ArrowRight")
    assert page.locator("#dropout label b").inner_text() == "0.25"
