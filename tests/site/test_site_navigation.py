"""What a reader does on the site: unfold, switch the colours, leaf through, take away."""

import posixpath
import re

import pytest
from conftest import CHAPTERS, DOCUMENTS, MAIN_LINE, NOTEBOOKS
from site_checks import axe_violations


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_front_door_leads_to_the_first_page(visit, site, address, scheme):
    home = address if scheme == "http" else f"{site.as_uri()}/"
    opened = visit(f"{home}search.html")
    opened.page.goto(f"{home}index.html", wait_until="commit")
    opened.page.wait_for_url(f"{home}{DOCUMENTS[0]}.html")
    assert opened.errors == []


def test_front_door_is_accessible_while_it_is_shown(visit, site, serve, tmp_path):
    html = (site / "index.html").read_text("utf-8")
    shown = re.sub(r"<meta http-equiv.*?>", "", html)
    assert shown != html
    (tmp_path / "index.html").write_text(shown, "utf-8")
    assert axe_violations(visit(serve(tmp_path)).page) == []


# The frame is the same on every page; on a short one the rules are asked sooner.
SHORT = "book/tuning/workers"


@pytest.mark.parametrize(
    ("width", "button", "dialog"),
    [
        (1280, ".search-button-field", "#pst-search-dialog"),
        (375, ".search-button", "#pst-search-dialog"),
        (375, ".primary-toggle", "#pst-primary-sidebar-modal"),
        (375, ".secondary-toggle", "#pst-secondary-sidebar-modal"),
    ],
)
def test_dialogs_open_and_close_by_keyboard_and_are_accessible(
    visit, address, width, button, dialog
):
    opened = visit(f"{address}{SHORT}.html", width=width)
    opened.page.locator(f"{button}:visible").focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector(f"{dialog}[open]")
    for theme in ("light", "dark"):
        opened.use_theme(theme)
        assert axe_violations(opened.page, within=dialog) == []
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_selector(f"{dialog}:not([open])", state="attached")


@pytest.mark.parametrize("group", ["launch", "download"])
def test_page_menus_open_by_keyboard_and_are_accessible(visit, address, group):
    opened = visit(f"{address}{SHORT}.html")
    opened.page.locator(f".dropdown-{group}-buttons > button").focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector(f".dropdown-{group}-buttons .dropdown-menu.show")
    for theme in ("light", "dark"):
        opened.use_theme(theme)
        assert axe_violations(opened.page, within=f".dropdown-{group}-buttons") == []
    opened.page.keyboard.press("ArrowDown")
    inside = opened.page.evaluate("() => document.activeElement.closest('.dropdown-menu') !== null")
    assert inside


# The frame is the same on every page.
@pytest.mark.parametrize("name", [DOCUMENTS[0], NOTEBOOKS[0]])
def test_skip_link_leads_to_the_text(visit, address, name):
    opened = visit(f"{address}{name}.html")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("() => document.activeElement.hash") == "#main-content"
    assert opened.page.locator("#pst-skip-link").bounding_box()["y"] >= 0
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("() => document.activeElement.closest('main') !== null")


def test_folded_solutions_open_by_keyboard_and_by_a_link(visit, address, some_notebook):
    opened = visit(f"{address}{some_notebook}.html")
    solutions = opened.page.locator("details.solution")
    for at in range(solutions.count()):
        solution = solutions.nth(at)
        assert not solution.evaluate("one => one.open")
        solution.locator("summary").first.focus()
        opened.page.keyboard.press("Enter")
        assert solution.evaluate("one => one.open")
        opened.page.keyboard.press("Space")
        assert not solution.evaluate("one => one.open")
        opened.goto(f"{address}{some_notebook}.html#{solution.get_attribute('id')}")
        assert solution.evaluate("one => one.open")


def test_colours_switch_by_keyboard_and_stay(visit, address):
    opened = visit(f"{address}{DOCUMENTS[0]}.html", color_scheme="light")
    theme = "() => document.documentElement.dataset.theme"
    paper = "() => getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(theme) == "light"
    light = opened.page.evaluate(paper)
    opened.page.locator(".theme-switch-button").focus()
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate(theme) == "dark"
    assert opened.page.evaluate(paper) != light
    opened.goto(f"{address}{DOCUMENTS[-1]}.html")
    assert opened.page.evaluate(theme) == "dark"


def test_colours_follow_the_system_at_first(visit, address):
    opened = visit(f"{address}{DOCUMENTS[0]}.html", color_scheme="dark")
    assert opened.page.evaluate("() => document.documentElement.dataset.theme") == "dark"


def neighbour(site, document, link):
    """Return the document that a link at the foot of a page leads to, or None."""
    html = (site / f"{document}.html").read_text("utf-8")
    found = re.search(rf'<a class="{link}"\s+href="([^"]+)\.html"', html)
    return found and posixpath.normpath(posixpath.join(posixpath.dirname(document), found[1]))


IN_DEPTH = {c["file"]: [s["file"] for s in c["sections"]] for c in CHAPTERS if "sections" in c}


def test_the_main_pages_are_a_chain_from_the_first_to_the_last_and_back(site):
    after = [neighbour(site, document, "right-next") for document in MAIN_LINE]
    before = [neighbour(site, document, "left-prev") for document in MAIN_LINE]
    assert after == [*MAIN_LINE[1:], None]
    assert before == [None, *MAIN_LINE[:-1]]


def test_pages_in_depth_are_a_side_way_that_leads_back_to_the_main_line(site):
    for main, inner in IN_DEPTH.items():
        onward = MAIN_LINE[MAIN_LINE.index(main) + 1]
        after = [neighbour(site, document, "right-next") for document in inner]
        before = [neighbour(site, document, "left-prev") for document in inner]
        assert after == [*inner[1:], onward]
        assert before == [main, *inner[:-1]]


def test_a_main_page_lists_what_is_in_depth_under_it_and_no_other_does(site):
    for document in DOCUMENTS:
        html = (site / f"{document}.html").read_text("utf-8")
        found = re.search(r'<nav class="in-depth".*?</nav>', html, re.DOTALL)
        links = re.findall(r'href="([^"]+)\.html"', found[0]) if found else []
        folder = posixpath.dirname(document)
        names = [posixpath.normpath(posixpath.join(folder, link)) for link in links]
        assert names == IN_DEPTH.get(document, [])


def test_one_can_leaf_to_the_next_page_and_back(visit, address):
    opened = visit(f"{address}{DOCUMENTS[0]}.html")
    for link, document in ((".right-next", DOCUMENTS[1]), (".left-prev", DOCUMENTS[0])):
        opened.page.locator(f"a{link}").click()
        opened.page.wait_for_url(f"{address}{document}.html", wait_until="domcontentloaded")
