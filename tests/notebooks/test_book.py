"""The guards over every page of the book."""

import pytest
from guards import every_page_listed, guards_for
from guards.cells import ROOT
from nbformat.v4 import new_markdown_cell, new_notebook
from tool import load

notebooks = load("notebooks")
PAGES = [*notebooks.in_reading_order(ROOT), *sorted((ROOT / "book").rglob("*.md"))]
CASES = [
    pytest.param(page, guard, id=f"{page.relative_to(ROOT / 'book').as_posix()}-{guard.__name__}")
    for page in PAGES
    for guard in guards_for(page.relative_to(ROOT))
]


def read(page):
    if page.suffix == ".ipynb":
        return notebooks.read(page)
    return new_notebook(cells=[new_markdown_cell(page.read_text(encoding="utf-8"))])


@pytest.mark.parametrize(("page", "guard"), CASES)
def test_page(page, guard):
    complaints = guard(read(page), page)
    assert not complaints, "\n".join([f"{page.relative_to(ROOT)}:", *complaints])


def test_every_page_is_listed():
    complaints = every_page_listed(ROOT)
    assert not complaints, "\n".join(complaints)


def test_there_are_notebooks():
    assert any(page.suffix == ".ipynb" for page in PAGES)
