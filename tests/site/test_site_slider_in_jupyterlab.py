"""The slider figure in a real JupyterLab, which has keys of its own and trusts no one at first."""

import nbformat
import numpy as np
import pytest
from nbformat.sign import NotebookNotary
from site_jupyterlab import jupyterlab

from helpers.figures import Bars, slider

START = 1


def notebook():
    """Return a notebook with a figure in its second cell, and cells around it to go to."""
    weights = np.linspace(1, 0, 5)[:, None] * [1.0, -0.5]
    figure = slider(
        "shrinking",
        knob="λ",
        values=range(5),
        panels=Bars(["a", "b"], weights, label="weight"),
        start=START,
        alt="Two bars that shrink.",
    )
    data = {"text/html": figure._repr_html_(), "text/plain": repr(figure)}
    output = nbformat.v4.new_output("execute_result", data, execution_count=1)
    cells = [
        nbformat.v4.new_markdown_cell("Before."),
        nbformat.v4.new_code_cell("figure", execution_count=1, outputs=[output]),
        nbformat.v4.new_markdown_cell("After."),
    ]
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the address of a JupyterLab with a trusted and an untrusted notebook."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    notebooks, data = folder / "notebooks", folder / "kept"
    notebooks.mkdir()
    for name in ("trusted", "untrusted"):
        nbformat.write(notebook(), notebooks / f"{name}.ipynb")
    (data / "data").mkdir(parents=True)
    NotebookNotary(data_dir=str(data / "data")).sign(
        nbformat.read(notebooks / "trusted.ipynb", as_version=4)
    )
    with jupyterlab(notebooks, data) as address:
        yield address


@pytest.fixture
def open_notebook(served, browser):
    """Return a function that opens a notebook by name and waits for its output."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:

        def start(name):
            page = context.new_page()
            page.goto(f"{served}lab/workspaces/{name}/tree/{name}.ipynb?reset")
            page.locator(".slider-figure").wait_for(timeout=120_000)
            # The notebook names no kernel, so JupyterLab asks for one; the figure needs none.
            page.locator(".jp-Dialog").wait_for(timeout=60_000)
            page.keyboard.press("Escape")
            page.locator(".jp-Dialog").wait_for(state="detached")
            return page

        yield start


def active_cell(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
        ".findIndex(cell => cell.classList.contains('jp-mod-active'))"
    )


def test_the_arrow_keys_move_the_knob_and_not_the_selection(open_notebook):
    page = open_notebook("trusted")
    knob = page.locator(".slider-figure input")
    for enter_edit_mode in (False, True):
        if enter_edit_mode:
            page.locator(".jp-CodeCell .jp-InputArea-editor").click()
            page.locator(".jp-Notebook.jp-mod-editMode").wait_for()
        knob.click()
        assert knob.input_value() == "2"
        cell = active_cell(page)
        for key, place in [
            ("ArrowRight", "3"),
            ("ArrowUp", "4"),
            ("ArrowDown", "3"),
            ("ArrowLeft", "2"),
            ("End", "4"),
            ("Home", "0"),
        ]:
            page.keyboard.press(key)
            assert knob.input_value() == place
            assert page.locator(".slider-figure label b").inner_text() == place
            assert active_cell(page) == cell


def test_an_untrusted_notebook_shows_the_note_in_place_of_the_figure(open_notebook):
    page = open_notebook("untrusted")
    note = page.locator(".slider-note")
    assert note.is_visible()
    assert note.inner_text().startswith("Two bars that shrink. Run this cell")
    assert not page.locator(".slider-body").is_visible()
