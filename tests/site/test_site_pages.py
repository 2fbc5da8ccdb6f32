"""Every page of the site, in a browser."""

import pytest
from conftest import DOCUMENTS, NOTEBOOKS, ON_EACH_RUN
from site_checks import (
    Visit,
    axe_violations,
    image_problems,
    keyboard_problems,
    math_problems,
    overflow_problems,
)
from site_weight import over, shift, weight_of

LOOKED_AT = ["search", *ON_EACH_RUN]
LIMITS = {"requests": 40, "raw": 900_000, "zipped": 300_000}
LIMITS_OF = {f"{DOCUMENTS[0]}.html": {"zipped": 150_000}}


def none_of(problems):
    """Fail with one line for each problem."""
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="module")
def opened(browser, address, page_name):
    """Return a visit to the page, opened once for all the tests of it."""
    visit = Visit(browser, address + page_name)
    yield visit
    visit.close()


# First of all: what the others look for makes the page load more, and move.
def test_a_first_visit_is_light_and_nothing_moves(opened, browser, site, address, page_name):
    weight = weight_of(opened, site)
    assert over(weight, LIMITS | LIMITS_OF.get(page_name, {})) == []
    assert shift(browser, site, address, page_name, weight["shift"]) < 0.01


def test_no_console_error_and_no_outside_request(opened):
    # To the end, so that what loads late is asked for too.
    opened.page.mouse.wheel(0, 100_000)
    opened.page.wait_for_load_state("networkidle")
    none_of(opened.errors)
    none_of(opened.outside)


def test_math_is_typeset(opened):
    none_of(math_problems(opened.page))


def test_images_load_and_say_what_they_show(opened):
    opened.page.set_viewport_size({"width": 1280, "height": 900})
    # Those further down wait for the reader.
    opened.page.evaluate(
        """() => Promise.all([...document.querySelectorAll('main img')].map(image => {
            image.loading = 'eager';
            return image.decode().catch(() => {});
        }))"""
    )
    none_of(image_problems(opened.page))


@pytest.mark.parametrize(
    ("width", "theme", "of"),
    # The dark page has other colours and nothing else; the narrow one has other buttons and other
    # scrolling parts, and the same colours.
    [(1280, "light", "all"), (1280, "dark", "colours"), (375, "light", "layout")],
)
def test_accessibility(opened, page_name, width, theme, of):
    # Some pages have all parts among them; the other looks of the others are asked for weekly.
    has_all = page_name.removesuffix(".html") in LOOKED_AT
    if (theme, width) != ("light", 1280) and not has_all:
        pytest.skip("asked for weekly")
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.use_theme(theme)
    # What is folded is a part of what is unfolded, its title included.
    opened.unfold()
    none_of(axe_violations(opened.page, of=of, sizes=has_all))


@pytest.mark.parametrize("width", [1280, 375])
def test_search_box_is_shown_once(opened, page_name, width):
    opened.page.set_viewport_size({"width": width, "height": 900})
    boxes = opened.page.locator(".search-button__button:visible, form.bd-search:visible")
    # The search page has the form itself besides.
    assert boxes.count() == (2 if page_name == "search.html" else 1)


def test_no_horizontal_scroll_on_a_narrow_screen(opened):
    opened.page.set_viewport_size({"width": 375, "height": 900})
    opened.unfold(False)
    none_of(overflow_problems(opened.page))
    opened.unfold()
    none_of(overflow_problems(opened.page))


def test_tab_reaches_everything_and_shows_where_it_is(visit, address, some_page):
    fresh = visit(f"{address}{some_page}.html")
    fresh.unfold()
    none_of(keyboard_problems(fresh.page))


# The narrow frame is the same on every page, and the way through a chapter is long.
@pytest.mark.parametrize("name", [f"{DOCUMENTS[0]}.html", "search.html"])
def test_tab_reaches_everything_on_a_narrow_screen(visit, address, name):
    fresh = visit(address + name, width=375)
    fresh.unfold()
    none_of(keyboard_problems(fresh.page))


# What differs between a file and a server is the frame's; one page with formulas is enough.
@pytest.mark.parametrize("name", ["search.html", f"{DOCUMENTS[0]}.html", f"{NOTEBOOKS[0]}.html"])
def test_opens_from_a_file_too(visit, site, name):
    opened = visit((site / name).as_uri())
    none_of(opened.errors)
    none_of(math_problems(opened.page))
