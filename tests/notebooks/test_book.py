"""The guards over every page of the book."""

import importlib

import pytest
from guards import every_page_listed, guards_for
from guards.cells import ROOT
from guards.exercises import checks, collect
from nbformat.v4 import new_markdown_cell, new_notebook
from tool import load

from helpers.exercises import pages

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


@pytest.mark.parametrize("page", sorted({page for every in pages.PAGES.values() for page in every}))
def test_a_module_has_the_exercises_of_its_notebook_in_their_order(page):
    path = ROOT / "book" / f"{page.replace('.', '/').replace('_', '-')}.ipynb"
    asked = [name for found in collect(read(path))[0] for name in checks(found.stub)]
    module = importlib.import_module(f"{pages.__name__}.{page}")
    assert asked == [exercise.name for exercise in module.EXERCISES]


def test_every_notebook_with_exercises_has_its_module():
    there = {page.replace("_", "-") for every in pages.PAGES.values() for page in every}
    asking = {
        f"{page.parent.name}.{page.stem}"
        for page in PAGES
        if page.suffix == ".ipynb" and collect(read(page))[0]
    }
    assert asking == there
