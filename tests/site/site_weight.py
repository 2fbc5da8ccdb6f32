"""What a visit to a page moves: requests, bytes, and what stands on the page."""

import contextlib
import gzip
from urllib.parse import urlsplit

from playwright.sync_api import TimeoutError as NeverEnded
from site_checks import Visit

VISITS = 3
# What GitHub Pages, and any other server, compresses on the way.
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}


def weigh(*visited, slow=False):
    """Return what a first visit to a page moves, and what moved on it.

    A visit may hang where the machine does much else; one that does is made again, once.
    """
    with contextlib.suppress(NeverEnded):
        return weigh_once(*visited, slow=slow)
    return weigh_once(*visited, slow=slow)


def weigh_once(browser, site, address, name, *, slow):
    """Return what this visit moves, and what moved on the page."""
    visit = Visit(browser, address + name, slow=slow)
    weight = weight_of(visit, site)
    visit.close()
    return weight


def weight_of(visit, site):
    """Return what a visit, just begun, has moved, and what moved on the page."""
    visit.page.wait_for_load_state("networkidle")
    noted = visit.page.evaluate("() => window.noted")
    here = "/".join(visit.home)
    paths = {urlsplit(url).path for url in visit.asked if url.startswith(f"{here}/")}
    raw = zipped = 0
    for path in paths:
        file = site / path.lstrip("/")
        content = file.read_bytes()
        raw += len(content)
        packed = gzip.compress(content, 6) if file.suffix in COMPRESSED else content
        zipped += len(packed)
    return {"requests": len(paths), "raw": raw, "zipped": zipped, **noted}


def over(weight, limits):
    """Return what is more than it may be."""
    return [
        f"{name}: {weight[name]}, at most {most}"
        for name, most in limits.items()
        if weight[name] > most
    ]


def shift(browser, site, address, name, first, *, slow=False):
    """Return the least that moved in a few visits.

    What moves by itself moves in each. Where a machine that does much else halts the browser in the
    middle of a line, that line moves once.
    """
    least = first
    for _ in range(VISITS - 1):
        if least < 0.01:
            break
        least = min(least, weigh(browser, site, address, name, slow=slow)["shift"])
    return least
