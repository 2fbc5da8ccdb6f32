"""The routes in the preface: made of main pages, with the times that the pages themselves state."""

import re

import pytest
from tool import load

contents, notebooks, pace = load("contents"), load("notebooks"), load("pace")
PREFACE = contents.ROOT / "book" / "index.md"
LINK = re.compile(r"\]\(([\w/-]+)\.ipynb\)")
TIMES = re.compile(r"(\d+)\s\+\s(\d+)")


def routes():
    """Return the rows of each route's table, by its heading."""
    text = PREFACE.read_text("utf-8").partition("## Three routes")[2].partition("\n## ")[0]
    parts = re.split(r"^\*\*([^*]+)\*\*", text, flags=re.MULTILINE)[1:]
    return {
        name.rstrip("."): [row for row in body.splitlines() if TIMES.search(row)]
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }


ROUTES = routes()


def stated(row):
    """Return the minutes to read and those for the exercises, as a row states them."""
    return tuple(map(int, TIMES.search(row).groups()))


def counted(row):
    """Return the same, from the pages to which the row links."""
    paths = [PREFACE.parent / f"{name}.ipynb" for name in LINK.findall(row)]
    times = [pace.minutes(notebooks.read(path)) for path in paths]
    return tuple(map(sum, zip(*times, strict=True)))


def test_there_are_three():
    assert list(ROUTES) == ["An afternoon", "A week", "Only dropout"]


@pytest.mark.parametrize("route", ROUTES)
def test_the_times_of_a_route_are_those_of_its_pages(route):
    *rows, total = ROUTES[route]
    assert {row: stated(row) for row in rows} == {row: counted(row) for row in rows}
    assert stated(total) == tuple(map(sum, zip(*map(stated, rows), strict=True)))


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_is_made_of_main_pages(route):
    names = [f"book/{name}" for row in ROUTES[route] for name in LINK.findall(row)]
    assert names
    assert set(names) <= set(contents.main_line())


def test_the_week_meets_every_main_page_of_the_parts_or_leaves_it_to_choice():
    met = {name for row in ROUTES["A week"] for name in LINK.findall(row)}
    main = {
        name.removeprefix("book/")
        for name in contents.main_line()
        if (contents.ROOT / f"{name}.ipynb").exists() and "/appendix/" not in name
    }
    # Of the applications one suffices; what is past one machine is for those who get there.
    choice = {name for name in main if name.startswith("applications/")} | {"tuning/scale"}
    assert main - met <= choice


def test_the_map_names_what_is_in_depth_under_a_page():
    cards = re.split(r"^::::\{grid-item-card\}", PREFACE.read_text("utf-8"), flags=re.MULTILINE)
    for name, page in contents.pages().items():
        (card, *_) = [c for c in cards if f":link: {name.removeprefix('book/')}\n" in c] or [""]
        for inner in page.in_depth:
            assert notebooks.title(notebooks.read(contents.ROOT / f"{inner}.ipynb")) in card
