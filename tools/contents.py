"""The pages of the book and their kinds, by `_toc.yml`.

A main page is an entry of a part; the pages under its ``sections:`` are in depth, and belong to it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sphinx_external_toc.parsing import parse_toc_yaml

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Page:
    """A page: its name from the root, the main page over it, the pages in depth under it, its part.

    The part is named by its caption; the first page is in none.
    """

    name: str
    under: str | None = None
    in_depth: tuple[str, ...] = ()
    part: str = ""


@cache
def pages(root=ROOT):
    """Return the pages of the book by name, in reading order."""
    contents = parse_toc_yaml(root / "_toc.yml")
    first = str(contents.root.docname)
    found = {first: Page(first)}
    for tree in contents[first].subtrees:
        part = tree.caption or ""
        for name in map(str, tree.items):
            deeper = below(contents, name)
            found[name] = Page(name, in_depth=tuple(deeper), part=part)
            for inner in deeper:
                if below(contents, inner):
                    raise ValueError(f"{inner}: a page in depth has no pages under it")
                found[inner] = Page(inner, under=name, part=part)
    return found


def below(contents, name):
    """Return the names of the pages right under a page."""
    return [str(item) for tree in contents[name].subtrees for item in tree.items]


def main_line(root=ROOT):
    """Return the names of the pages that are not in depth, in reading order."""
    return [name for name, page in pages(root).items() if page.under is None]


def neighbours(name, root=ROOT):
    """Return the pages before and after a page; None where there is none.

    The main line leads from main page to main page. A page in depth leads back to its main page or
    to the page in depth before it, and on to the next one or, past the last, along the main line.
    """
    line, page = main_line(root), pages(root)[name]
    if page.under is None:
        way, after = line, None
    else:
        way = [page.under, *pages(root)[page.under].in_depth]
        after = neighbours(page.under, root)[1]
    at = way.index(name)
    return (way[at - 1] if at else None), (way[at + 1] if at + 1 < len(way) else after)
