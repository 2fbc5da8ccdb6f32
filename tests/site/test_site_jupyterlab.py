"""A chapter in JupyterLab, without any extension: read, run, answered."""

import json
import re
import shutil

import pytest
from conftest import EVERY, ROOT
from live import notebook
from site_jupyterlab import jupyterlab

PAGE = "penalties/l2"
WRONG = """def decay_step(w, gradient, step, lam):
    return (1 - lam) * w - step * gradient


check("l2.decay_step", decay_step)"""
RIGHT = WRONG.replace("1 - lam", "1 - step * lam")
# All cells are there at once, also those out of sight.
SETTINGS = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    """Return the page of a chapter in JupyterLab, once it is rendered."""
    folder = tmp_path_factory.mktemp("lab")
    path = folder / "notebooks" / "book" / f"{PAGE}.ipynb"
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / "book" / f"{PAGE}.ipynb", path)
    (folder / "notebooks" / "helpers").symlink_to(ROOT / "helpers")
    with (
        jupyterlab(folder / "notebooks", folder / "kept", settings=SETTINGS) as address,
        browser.new_context(viewport={"width": 1280, "height": 900}) as context,
    ):
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}lab/tree/book/{PAGE}.ipynb")
        page.get_by_role("heading", name="Exercise: One step, as decay").wait_for(state="attached")
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(state="attached")
        yield page


def prose(page):
    """Return the text of the Markdown cells, formulas left out."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.jp-MarkdownCell .jp-MarkdownOutput')].map(cell => {
            const copy = cell.cloneNode(true);
            copy.querySelectorAll('mjx-container, .katex, .MathJax, code').forEach(e => e.remove());
            return copy.textContent;
        }).join('\\n')"""
    )


def test_the_page_reads_as_text(opened):
    shown = prose(opened)
    cells = json.loads((ROOT / "book" / f"{PAGE}.ipynb").read_text("utf-8"))["cells"]
    raw = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    for title in re.findall(r"^### (Exercise: .+)$", raw, re.MULTILINE):
        assert opened.get_by_role("heading", name=title).count() == 1
    assert "Hoerl and Kennard (1970) introduced ridge regression" in shown
    assert "in the form of (3)." in shown
    for rest in ("{", "<!--", "-->", ":label:", ":::", "$$", "End of Exercise", "ex-l2-"):
        assert rest not in shown


def test_equations_have_their_numbers(opened):
    formulas = opened.locator(".jp-MarkdownOutput").filter(has_text="(3)")
    assert formulas.count() >= 2


def test_solutions_are_folded_under_their_headings(opened):
    headings = opened.locator(".jp-MarkdownCell.jp-MarkdownHeadingCollapsed")
    assert headings.count() == opened.get_by_role("heading", name="Solution").count() == 7
    words = opened.locator(".jp-MarkdownCell").filter(has_text="The decay acts on the weights")
    solution = opened.locator(".jp-CodeCell").filter(has_text="l2.decay_step: passed")
    assert words.count() == solution.count() == 1
    assert not words.is_visible()
    assert not solution.is_visible()
    headings.nth(1).locator(".jp-showHiddenCellsButton").click()
    words.wait_for(state="visible")
    # Its code is folded again, in a fold of its own.
    assert solution.locator(".jp-InputPlaceholder").is_visible()
    assert opened.locator(".jp-MarkdownCell.jp-MarkdownHeadingCollapsed").count() == 6


def test_a_wrong_answer_gets_its_hint_and_a_right_one_passes(opened):
    run(
        opened,
        opened.locator(".jp-CodeCell").filter(has_text="from helpers.exercises import check"),
    )
    asked = notebook.read(ROOT / "book" / f"{PAGE}.ipynb").exercises
    number = next(exercise.cell for exercise in asked if exercise.name == "l2.decay_step")
    stub = opened.locator(".jp-Notebook .jp-Cell").nth(number)
    assert "not attempted yet" in stub.inner_text()
    output = stub.locator(".jp-OutputArea-output")
    for code, verdict in ((WRONG, "✗"), (RIGHT, "✓ l2.decay_step")):
        stub.locator(".cm-content").click()
        opened.keyboard.press("ControlOrMeta+a")
        opened.keyboard.insert_text(code)
        opened.keyboard.press("ControlOrMeta+Enter")
        output.filter(has_text=verdict).wait_for()
    assert "✗" not in output.inner_text()


@pytest.mark.skipif(not EVERY, reason="takes long: weekly")
def test_all_cells_run_by_the_menu(opened):
    opened.get_by_role("menuitem", name="Run", exact=True).click()
    opened.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    waiting = opened.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").filter(has_text="[*]")
    waiting.first.wait_for()
    waiting.first.wait_for(state="detached", timeout=180_000)
    # After an error the others would stand there without a number.
    prompts = opened.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").all_inner_texts()
    assert len([prompt for prompt in prompts if re.fullmatch(r"\[\d+\]:", prompt)]) > 40
    assert "[ ]:" not in prompts
    faults = [f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr")]
    assert opened.locator(", ".join(faults)).count() == 0


def run(page, cell):
    """Run a cell and wait until it has."""
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+Enter")
    cell.locator(".jp-InputPrompt").filter(has_text=re.compile(r"\[\d+\]")).wait_for()
