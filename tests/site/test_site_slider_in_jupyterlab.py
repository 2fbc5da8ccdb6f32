"""The slider figure in a real JupyterLab, which has keys of its own and trusts no one at first."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import numpy as np
import pytest
from nbformat.sign import NotebookNotary

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
def jupyterlab(tmp_path_factory):
    """Return the address of a JupyterLab with a trusted and an untrusted notebook."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    places = {key: folder / key.lower() for key in ("CONFIG", "DATA", "RUNTIME")}
    for place in places.values():
        place.mkdir()
    for name in ("trusted", "untrusted"):
        nbformat.write(notebook(), folder / f"{name}.ipynb")
    NotebookNotary(data_dir=str(places["DATA"])).sign(
        nbformat.read(folder / "trusted.ipynb", as_version=4)
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *("--ip=127.0.0.1", f"--port={port}", f"--ServerApp.root_dir={folder}"),
            *("--IdentityProvider.token=", "--LabApp.news_url=None"),
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ],
        env=os.environ | {f"JUPYTER_{key}_DIR": str(place) for key, place in places.items()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(f"{address}api", server)
        yield address
    finally:
        # Told to end, it may wait for ever for a thread of its own. It has no kernels to stop.
        server.kill()
        server.wait()


def wait_for(url, server, patience=120):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"JupyterLab ended with code {server.returncode}", pytrace=False)
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    pytest.fail(f"JupyterLab does not answer at {url}", pytrace=False)


@pytest.fixture
def open_notebook(jupyterlab, browser):
    """Return a function that opens a notebook by name and waits for its output."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:

        def start(name):
            page = context.new_page()
            page.goto(f"{jupyterlab}lab/workspaces/{name}/tree/{name}.ipynb?reset")
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
