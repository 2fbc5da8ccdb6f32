"""What a reader prints: the page in the browser as paper would show it, and the PDF itself."""

import io
import json
import re
from collections import Counter

import pytest
from conftest import ON_EACH_RUN, ROOT
from pypdf import PdfReader

L2 = "book/penalties/l2"
# Code, wide formulas and a slider; wide tables; the map's cards; long lines of output.
PRINTED = [L2, "book/appendix/notation", "book/index", "book/dropout/variants"]
# The width of A4 between its margins, in CSS pixels.
PAPER = 673
# What begins on the sheet and does not end on it, and what would scroll where nothing scrolls.
CUT = """() => [...document.querySelectorAll('.bd-article *')].filter(element => {
    const { right, width } = element.getBoundingClientRect();
    const { position, clipPath, overflowX } = getComputedStyle(element);
    const drawn = element.closest('svg, .katex-mathml');
    const unseen = position === 'absolute' || clipPath !== 'none' || drawn;
    const scrolls = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    return width && !unseen && (right > innerWidth + 1 || (scrolls && !element.closest('.math')));
}).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def on_paper(visit, address):
    """Return a function that shows a page in the dark, then as it is when it is being printed."""

    def show(name):
        page = visit(f"{address}{name}.html", width=PAPER, color_scheme="dark").page
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        return page

    return show


@pytest.mark.parametrize("name", sorted({*PRINTED, *ON_EACH_RUN}))
def test_nothing_is_cut_off_on_paper(on_paper, name):
    assert on_paper(name).evaluate(CUT) == []


def test_paper_is_white_and_its_ink_dark(on_paper):
    page = on_paper(L2)
    colours = page.evaluate(
        """() => ['body', '.bd-article p', '.cell_input pre', '.cell_input .kn'].map(one => {
            const { color, backgroundColor } = getComputedStyle(document.querySelector(one));
            return [color, backgroundColor].map(c => c.match(/[\\d.]+/g).slice(0, 3).map(Number));
        })"""
    )
    for ink, _ in colours:
        assert sum(ink) < 3 * 120
    assert colours[0][1] == [255, 255, 255]
    assert min(colours[2][1]) > 240
    assert (
        page.locator(".cell_output img").first.evaluate("i => getComputedStyle(i).filter") == "none"
    )


def test_paper_unfolds_all_and_has_the_solutions_at_the_end(on_paper):
    page = on_paper(L2)
    assert page.locator(".bd-article details:not([open])").count() == 0
    solutions = page.locator("details.solution")
    assert solutions.count() == page.locator(".exercise").count() == 7
    assert page.locator(".solutions > details.solution").count() == 7
    assert page.locator(".bd-article > section > :last-child").get_attribute("class") == "solutions"
    # Not even the first frame of a fade.
    assert page.locator("details.hide .cell_input").first.evaluate(
        "e => [getComputedStyle(e).animationName, getComputedStyle(e).opacity]"
    ) == ["none", "1"]
    assert page.locator("details.hide > summary").filter(visible=True).count() == 0


def test_after_printing_the_page_is_as_it_was(visit, address):
    page = visit(f"{address}{L2}.html", color_scheme="dark").page
    page.locator("details.solution > summary").nth(2).click()
    # The theme unfolds a banner, empty here, for a third of a second.
    page.locator("[style*='height: auto']").first.wait_for(state="attached")
    before = content(page)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert content(page) != before
    assert page.evaluate("() => document.documentElement.dataset.theme") == "light"
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert content(page) == before
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"


def test_a_slider_is_printed_as_it_was_set(visit, address):
    page = visit(f"{address}{L2}.html").page
    figure = page.locator(".slider-figure").first
    figure.locator("input").press("End")
    label, words = figure.locator("label").inner_text(), figure.locator("output").inner_text()
    text = printed_text(page.pdf(prefer_css_page_size=True))
    assert squeezed(label) in text
    assert squeezed(words) in text


def test_the_pdf_of_a_page_is_a4_and_has_every_line_of_code(visit, address):
    page = visit(f"{address}{L2}.html", color_scheme="dark").page
    content = page.pdf(prefer_css_page_size=True)
    for sheet in PdfReader(io.BytesIO(content)).pages:
        assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [210, 297]
    text = printed_text(content)
    cells = json.loads((ROOT / f"{L2}.ipynb").read_text("utf-8"))["cells"]
    shown = [c for c in cells if "remove-cell" not in c["metadata"].get("tags", ())]
    lines = Counter(
        squeezed(line)
        for cell in shown
        if cell["cell_type"] == "code"
        for line in "".join(cell["source"]).split("\n")
    )
    missing = [line for line, count in lines.items() if line and text.count(line) < count]
    assert missing == []
    assert "showthesource" not in text.lower()


def content(page):
    """Return the page without the stops of the Tab key, which follow the sizes."""
    return re.sub(r' tabindex="-?\d+"', "", page.content())


def printed_text(content):
    """Return the text of a PDF without spaces, which its lines break anywhere."""
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def squeezed(text):
    return re.sub(r"\s+", "", text)
