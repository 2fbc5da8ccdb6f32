"""What fills its room or is wider: formulas, tables and pictures on a telephone, heads of boxes."""

import pytest
from site_checks import TWO_FRAMES

PHONE = 375
DESCENT, NOTATION = "book/background/double-descent.html", "book/appendix/notation.html"

# Of each formula in a line: on how many lines it stands, and whether what clings to it is torn off.
FORMULAS = """() => [...document.querySelectorAll('.bd-article span.math')]
    .filter(math => math.checkVisibility() && math.querySelector('.katex-base'))
    .map(math => {
        const bases = [...math.querySelectorAll('.katex-base')];
        const boxes = bases.map(base => base.getBoundingClientRect());
        const torn = [[math.firstChild, boxes[0], -1], [math.lastChild, boxes.at(-1), 0]]
            .filter(([text]) => text.nodeType === Node.TEXT_NODE)
            .some(([text, box, near]) => {
                const range = document.createRange();
                range.selectNodeContents(text);
                const rect = [...range.getClientRects()].at(near);
                const gap = near ? box.left - rect.right : rect.left - box.right;
                return Math.abs(gap) > 3 || rect.top > box.bottom || rect.bottom < box.top;
            });
        const lines = boxes.filter((box, at) => at === 0 || box.left < boxes[at - 1].left).length;
        const clipped = getComputedStyle(math).overflowX !== 'visible';
        return {lines, torn, clipped};
    })"""


@pytest.mark.parametrize("width", [PHONE, 410])
def test_a_formula_in_a_line_breaks_and_keeps_its_comma(visit, address, width):
    found = visit(f"{address}{DESCENT}", width=width).page.evaluate(FORMULAS)
    assert len(found) > 50
    assert {one["lines"] for one in found} >= {1, 2}
    assert not any(one["torn"] or one["clipped"] for one in found)


SCROLLERS = ".pst-scrollable-table-container, .cell_output, .cell_output > :is(.output, figure)"
WIDE = f".bd-article :is({SCROLLERS}):has(> table, > img)"
SIGNS = f"""() => [...document.querySelectorAll('{WIDE}')].filter(e => e.checkVisibility())
    .map(e => [e.scrollLeft + e.clientWidth < e.scrollWidth - 1,
               getComputedStyle(e, '::before').content.startsWith('"›"')])"""


@pytest.mark.parametrize("name", [NOTATION, "book/penalties/l1.html", "book/tuning/guide.html"])
def test_a_table_or_picture_that_goes_on_says_so(visit, address, name):
    page = visit(f"{address}{name}", width=PHONE).page
    page.evaluate(TWO_FRAMES)
    signs = page.evaluate(SIGNS)
    assert all(goes_on == says for goes_on, says in signs)
    assert [True, True] in signs
    page.evaluate(
        f"() => document.querySelectorAll('{WIDE}').forEach(one => one.scrollTo(9999, 0))"
    )
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(SIGNS) == [[False, False]] * len(signs)


def test_a_column_of_prose_is_wider_than_a_word(visit, address):
    page = visit(f"{address}{NOTATION}", width=PHONE).page
    tables = page.evaluate(
        """() => [...document.querySelectorAll('.bd-article table.prose-last')].map(table => [
            Math.min(...[...table.querySelectorAll('td:last-child')].map(td => td.offsetWidth)),
            table.offsetHeight / table.rows.length,
            table.rows[0].cells.length, table.offsetWidth])"""
    )
    assert len(tables) == 7
    assert max(height for _, height, _, _ in tables) < 110
    # Where a table scrolls anyhow, its prose has room; one of three columns fits.
    assert min(width for width, _, columns, _ in tables if columns > 3) >= 11 * 16
    (narrow,) = (table for table in tables if table[2] == 3)
    assert narrow[0] >= 8.5 * 16
    assert narrow[3] <= PHONE - 32


def test_a_column_of_numbers_takes_no_more_than_it_needs(visit, address):
    page = visit(f"{address}book/appendix/status.html", width=PHONE).page
    assert page.locator(".bd-article table.table").count() == 2
    assert page.locator(".bd-article table.prose-last").count() == 0


@pytest.mark.parametrize("width", [PHONE, 1440])
def test_the_head_of_an_exercise_is_as_wide_as_its_box(visit, address, width):
    page = visit(f"{address}{DESCENT}", width=width).page
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('.bd-article div.admonition.exercise')].map(box =>
            box.getBoundingClientRect().right
            - box.querySelector('.admonition-title').getBoundingClientRect().right)"""
    )
    assert gaps
    assert max(gaps) <= 2
