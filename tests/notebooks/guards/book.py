"""The notebook's file, and its place in the book."""

import re

from sphinx_external_toc.parsing import parse_toc_yaml
from tool import load

from guards.cells import code_cells, configuration, tags

notebooks = load("notebooks")
LARGEST = 500 * 1024  # bytes
PAGES = (".ipynb", ".md")


def normal_form(notebook, path):
    """The file is what ``tools/notebooks.py`` writes."""
    try:
        return [] if notebooks.is_normal(path) else ["not in normal form; run `make tidy`"]
    except notebooks.NotebookError as error:
        return [str(error)]


def small_file(notebook, path):
    """The file has at most 500 KB."""
    size = path.stat().st_size
    if size <= LARGEST:
        return []
    return [f"expected at most {LARGEST // 1024} KB, got {size / 1024:.0f} KB"]


def colab_cell(notebook, path):
    """The first code cell, hidden on the site, installs ``helpers`` where Colab lacks them.

    It names the repository by the address in ``_config.yml``, and then has a look at the versions
    of the libraries.
    """
    address = configuration()["repository"]["url"]
    first = dict(code_cells(notebook)).get(1)
    if first is None or "remove-cell" not in tags(first):
        return ["expected the first code cell to be the one for Colab, tagged remove-cell"]
    if not re.search(re.escape(address) + r"(\.git)?(?![\w-])", first.source):
        return [f"code cell 1: expected the repository's address {address}"]
    if "check_versions()" not in first.source:
        return ["code cell 1: expected it to call check_versions() of helpers.runtime"]
    return []


def every_page_listed(root):
    """Every page under ``book/`` is in ``_toc.yml`` and back; other files are used by a page."""
    listed = {str(page) for page in parse_toc_yaml(root / "_toc.yml")}
    book = root / "book"
    files = [
        file
        for file in sorted(book.rglob("*"))
        if file.is_file() and not any(p.startswith(".") for p in file.relative_to(book).parts)
    ]
    pages = {
        file.relative_to(root).with_suffix("").as_posix(): file
        for file in files
        if file.suffix in PAGES
    }
    prose = "\n".join(file.read_text(encoding="utf-8") for file in pages.values())
    complaints = [f"{page} is not in _toc.yml" for page in sorted(pages.keys() - listed)]
    complaints += [f"{page} is in _toc.yml and not there" for page in sorted(listed - pages.keys())]
    return complaints + [
        f"{file.relative_to(root).as_posix()} is used by no page"
        for file in files
        if file.suffix not in PAGES and file.name not in prose
    ]
