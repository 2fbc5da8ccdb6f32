"""Questions for a prediction, on the page: what comes out is covered until the reader asks."""

import pytest
from site_checks import axe_violations

L2 = "book/penalties/l2.html"
FIRST = "() => getComputedStyle(document.querySelector('.prediction ~ .cell .output')).visibility"
PLACES = """() => [...document.querySelectorAll('main :is(h2, .cell, p)')]
    .filter(one => one.checkVisibility())
    .map(one => Math.round(one.getBoundingClientRect().top + scrollY)).join()"""


@pytest.fixture
def opened(visit, address):
    """Return a visit to a page that asks for predictions."""
    return visit(address + L2)


def test_what_comes_out_is_covered_until_it_is_asked_for_and_nothing_moves(opened):
    page = opened.page
    assert page.evaluate(FIRST) == "hidden"
    places = page.evaluate(PLACES)
    button = page.locator(".prediction__reveal").first
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FIRST) == "visible"
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate(PLACES) == places
    # The other predictions on the page are still to be made.
    assert page.locator(".covered").count() > 0
    page.keyboard.press("Enter")
    assert page.evaluate(FIRST) == "hidden"


def test_who_wants_no_covers_says_so_once(opened, address):
    page = opened.page
    page.locator(".prediction__always").first.click()
    assert page.evaluate(FIRST) == "visible"
    assert page.locator(".prediction__reveal:visible").count() == 0
    opened.goto(f"{address}book/penalties/l1.html")
    assert page.evaluate(FIRST) == "visible"
    page.locator(".prediction__always").first.click()
    assert page.evaluate(FIRST) == "hidden"
    opened.goto(address + L2)
    assert page.evaluate(FIRST) == "hidden"


def test_a_link_to_what_is_covered_uncovers_it(opened):
    place = opened.page.evaluate(
        """() => {
            const figure = document.querySelector('.covered .output');
            figure.id = 'covered-figure';
            location.hash = figure.id;
            return figure.id;
        }"""
    )
    opened.page.wait_for_function(f"() => !document.getElementById('{place}').closest('.covered')")


def test_on_paper_and_without_scripts_all_is_in_sight(opened, browser, address):
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate(FIRST) == "visible"
    assert opened.page.locator(".prediction button:visible").count() == 0
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + L2)
    assert page.locator(".prediction").first.is_visible()
    assert page.locator(".prediction ~ .cell .output").first.is_visible()
    assert page.locator(".prediction button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_covered_page_is_accessible(opened, theme):
    opened.use_theme(theme)
    assert axe_violations(opened.page) == []
