"""No address breaks: what once stood on a page is still there, or a reader is led to it."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from site_html import Page

# The places of the site before its pages were divided into main ones and ones in depth.
BEFORE = json.loads(Path(__file__).with_name("addresses.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def moved(site):
    """Return the list by which the page's script leads on."""
    script = (site / "_static" / "moved.js").read_text("utf-8")
    return json.loads(re.fullmatch(r"window\.MOVED = (.*);\n", script)[1])


@cache
def places(site, name):
    """Return the ids of a page."""
    return set(Page((site / f"{name}.html").read_text("utf-8")).ids)


def test_every_old_address_leads_somewhere(site, moved):
    lost = []
    for name, old in BEFORE.items():
        now = places(site, name)
        for place in old:
            # What became a page of its own has no place on it.
            page, _, there = moved.get(name, {}).get(place, f"{name}#{place}").partition("#")
            if place not in now and there and there not in places(site, page):
                lost.append(f"{name}#{place}")
    assert not lost, "neither there nor in tools/moved.yml:\n" + "\n".join(lost)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_reader_of_an_old_address_is_led_on(visit, site, address, moved, scheme):
    home = address if scheme == "http" else f"{site.as_uri()}/"
    name, table = next(iter(moved.items()))
    place, target = next(iter(table.items()))
    page, _, there = target.partition("#")
    opened = visit(f"{home}search.html")
    opened.page.goto(f"{home}{name}.html#{place}")
    opened.page.wait_for_url(f"{home}{page}.html#{there}")
    assert opened.errors == []


def test_who_asks_for_a_place_that_is_there_loads_no_list(visit, address):
    asked = []
    opened = visit(f"{address}search.html")
    opened.page.on("request", lambda request: asked.append(request.url))
    opened.page.goto(f"{address}book/penalties/l2.html#derivation", wait_until="networkidle")
    assert not [url for url in asked if "moved.js" in url]
