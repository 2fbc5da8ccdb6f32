"""Sphinx's part of the pages in depth: the way from page to page, and addresses that moved."""

import html
import json
import re
from pathlib import Path

import contents
import yaml
from sphinx.errors import ExtensionError

MOVED = Path(__file__).with_name("moved.yml")
ARTICLE = re.compile(r'<article class="bd-article".*?</article>', re.DOTALL)
ID = re.compile(r'<[a-z]\w*\b[^>]*? id="([^"]+)"')
BOX = """
<nav class="in-depth" aria-label="In depth">
<p>In depth, beside the main line:</p>
<ul>
{entries}</ul>
</nav>
"""


def lead(app, pagename, templatename, context, doctree):
    """Lead the way along the main line, and list at its foot what is in depth under a page."""
    page = contents.pages().get(pagename)
    if page is None or "body" not in context:
        return
    before, after = contents.neighbours(pagename)
    context["prev"] = link(app, pagename, before)
    context["next"] = link(app, pagename, after)
    if page.in_depth:
        links = [link(app, pagename, name) for name in page.in_depth]
        entries = [f'<li><a href="{one["link"]}">{one["title"]}</a></li>\n' for one in links]
        context["body"] += BOX.format(entries="".join(entries))


def link(app, pagename, name):
    """Return a page's title and address as the theme wants them, or None."""
    if name is None:
        return None
    title = html.escape(app.env.titles[name].astext())
    return {"title": title, "link": app.builder.get_relative_uri(pagename, name)}


def write(app):
    """Write which addresses of a page have moved to another, for the script that leads on."""
    out = Path(app.outdir)
    ids = {name: ids_of(out / f"{name}.html") for name in contents.pages()}
    found = json.dumps(moved(ids, listed()), ensure_ascii=False, separators=(",", ":"))
    (out / "_static" / "moved.js").write_text(f"window.MOVED = {found};\n", "utf-8")


def ids_of(path):
    """Return the addresses within a built page, less those that only count."""
    article = ARTICLE.search(path.read_text("utf-8"))
    found = ID.findall(article[0]) if article else []
    return [name for name in found if not re.fullmatch(r"id\d+", name)]


def listed():
    """Return what is written down as moved: from page and place to page and place."""
    return yaml.safe_load(MOVED.read_text("utf-8")) or {}


def moved(ids, listed):
    """Return, page by page, the places that it no longer has, and where each is now.

    Parameters
    ----------
    ids : dict of str to list of str
        The places that each page has.
    listed : dict of str to str
        What is written down: ``"page#place": "page#place"``.

    Returns
    -------
    dict of str to dict of str to str
        For each page, the new address of each old place. A place under a heading that kept its
        words is found by itself, on the first page in depth under the page that has it.
    """
    found = {}
    for name, page in contents.pages().items():
        for inner in page.in_depth:
            for place in ids[inner]:
                if place not in ids[name]:
                    found.setdefault(name, {}).setdefault(place, f"{inner}#{place}")
    for old, new in listed.items():
        (name, _, place), (target, _, there) = old.partition("#"), new.partition("#")
        if place in ids.get(name, ()):
            raise ExtensionError(f"moved.yml: {old} is still there")
        if there and there not in ids.get(target, ()):
            raise ExtensionError(f"moved.yml: there is no {new}")
        found.setdefault(name, {})[place] = new
    return found
