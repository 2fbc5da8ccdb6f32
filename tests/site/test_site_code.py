"""Code on a screen that is narrower than its lines."""

from conftest import NOTEBOOKS
from site_checks import TWO_FRAMES

PHONE = 375


def marked(page):
    """Return, of each block of code that is seen, whether it goes on and whether it says so."""
    page.evaluate(TWO_FRAMES)
    return page.evaluate(
        """() => [...document.querySelectorAll('.bd-article .highlight > pre')]
            .filter(pre => pre.checkVisibility())
            .map(pre => [
                pre.scrollLeft + pre.clientWidth < pre.scrollWidth - 1,
                getComputedStyle(pre.parentElement, '::after').content !== 'none',
            ])"""
    )


def test_code_that_goes_on_behind_the_edge_says_so(visit, address):
    assert "book/penalties/l2" in NOTEBOOKS
    page = visit(f"{address}book/penalties/l2.html", width=PHONE).page
    blocks = marked(page)
    assert all(goes_on == says for goes_on, says in blocks)
    assert {goes_on for goes_on, _ in blocks} == {True, False}
    page.evaluate(
        "() => document.querySelectorAll('.highlight > pre').forEach(e => e.scrollTo(9999, 0))"
    )
    assert marked(page) == [[False, False]] * len(blocks)


def test_wide_enough_nothing_is_said(visit, address):
    page = visit(f"{address}book/penalties/l2.html", width=1440).page
    assert not any(says for goes_on, says in marked(page) if not goes_on)
