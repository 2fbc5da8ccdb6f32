"""What tells a main page from a page in depth: the lines under its title, and what it has to have.

A main page says below its outcomes how long it takes, what it builds on and which pages in depth
belong to it; a page in depth says under its title which main page it belongs to, how long it takes
and what it assumes. Each of these is a line that begins with a word in bold; the time is the one
that ``tools/pace.py`` counts. Which page is of which kind is said by ``_toc.yml``. A page of the
appendix to which a route in the preface leads says the first two under its promise.
"""

import os
import re

from tool import load

from guards.chapter import room, sections

pace = load("pace")
book = load("contents")
LINE = re.compile(r"\*\*(?P<word>[A-Z][\w ]+)\*\*[:,]? ?(?P<rest>.*)")


def is_in_depth(path):
    """Tell whether the page at this path, from the root, is one in depth."""
    return of(book.ROOT / path).under is not None


def bold_lines(found):
    """Return the lines of sections that begin with a word in bold, by that word."""
    matches = [LINE.match(line) for section in found for line in section.lines]
    return {match["word"]: match["rest"] for match in matches if match}


def opening_lines(notebook, path):
    """A main page says how long it takes, what it builds on and what is in depth under it."""
    lines = bold_lines(room(notebook, "What you will be able to do"))
    complaints = time_faults(lines, notebook)
    if not lines.get("Builds on"):
        complaints.append("expected a line “**Builds on**: …” below the outcomes")
    for inner in of(path).in_depth:
        if not links_to(lines.get("In depth", ""), inner, path):
            complaints.append(f"expected a line “**In depth**: …” with a link to {inner}")
    return complaints


def is_on_a_route(path):
    """Tell whether a table of a route in the preface links to the page at this path."""
    name = of(book.ROOT / path).name.removeprefix("book/")
    text = (book.ROOT / "book" / "index.md").read_text("utf-8").partition("## Three routes")[2]
    rows = re.findall(r"^\|.*", text.partition("\n## ")[0], re.MULTILINE)
    return any(f"]({name}.ipynb)" in row for row in rows)


def time_and_ground(notebook, path):
    """A page on a route says under its promise how long it takes and what it builds on."""
    lines = bold_lines(sections(notebook)[1:2])
    complaints = time_faults(lines, notebook)
    if not lines.get("Builds on"):
        complaints.append("expected a line “**Builds on**: …” under the promise")
    return complaints


def belongs(notebook, path):
    """A page in depth says where it belongs, how long it takes and what it assumes."""
    lines = bold_lines(sections(notebook)[1:2])
    complaints = time_faults(lines, notebook)
    if not links_to(lines.get("In depth", ""), of(path).under, path):
        complaints.append(
            f"expected a line “**In depth**, under […](…).” with a link to {of(path).under}"
        )
    if not lines.get("Assumes"):
        complaints.append("expected a line “**Assumes**: …” under the promise")
    return complaints


def time_faults(lines, notebook):
    """Say what is wrong with the line that states the time."""
    expected, got = pace.line(notebook), f"**Time**: {lines.get('Time', '')}"
    return [] if got == expected else [f"expected the line “{expected}”, got “{got}”"]


def of(path):
    """Return what `_toc.yml` says of the page; a main page of its own if that does not list it."""
    name = os.path.relpath(path.with_suffix(""), book.ROOT).replace(os.sep, "/")
    return book.pages().get(name, book.Page(name))


def links_to(line, name, path):
    """Tell whether a line links to a page."""
    target = os.path.relpath(book.ROOT / f"{name}.ipynb", path.parent)
    return f"]({target.replace(os.sep, '/')})" in line


def further_reading(notebook, path):
    """A page in depth ends with further reading, which cites."""
    last = sections(notebook)[-1]
    if not re.search(r"\bfurther reading\b", last.title, re.IGNORECASE):
        return [f"expected further reading as the last section, got “{last.title}”"]
    if not any("{cite" in line for line in last.lines):
        return ["further reading cites nothing"]
    return []
