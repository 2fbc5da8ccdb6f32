"""The last table of the notation: each symbol stands in a formula of the page that it names."""

import re

import pytest
from tool import load

contents, notebooks = load("contents"), load("notebooks")
NOTATION = contents.ROOT / "book" / "appendix" / "notation.md"
HEADING = "## Letters with a second meaning"
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<!\$)\$([^$]+?)\$", re.DOTALL)
WORDS = re.compile(r"\\(?:begin|end|mathrm|operatorname|tag|text)\*?\s*\{[^{}]*\}")
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\S")


def rows():
    """Return the rows of the table: the formulas in the first column, and the page's path."""
    text = NOTATION.read_text("utf-8").partition(HEADING)[2].partition("\n## ")[0]
    found = re.findall(r"^\| (\$.+?) \| \[.+?\]\(([\w./-]+\.ipynb)#[\w-]+\) \|", text, re.MULTILINE)
    return [(formulas(letters), page) for letters, page in found]


def formulas(text):
    """Return the formulas of a text, each as a tuple of its tokens."""
    return [tokens(a or b) for a, b in FORMULA.findall(text)]


def tokens(formula):
    """Return the tokens of a formula, without words, and without braces around a single one."""
    formula = re.sub(r"\{\s*(\\[A-Za-z]+|[^\\{}\s])\s*\}", r" \1 ", WORDS.sub(" ", formula))
    return tuple(TOKEN.findall(formula))


def stands_in(symbol, formula):
    """Tell whether a symbol stands in a formula, and not only as an index or with one."""
    size = len(symbol)
    return any(
        formula[k : k + size] == symbol
        and (k == 0 or formula[k - 1] not in ("_", r"\hat", r"\tilde", r"\bar"))
        and ("_" in symbol or formula[k + size : k + size + 1] != ("_",))
        for k in range(len(formula) - size + 1)
    )


def page_formulas(page):
    """Return the formulas of a page, those in its pictures among them."""
    cells = notebooks.read((NOTATION.parent / page).resolve()).cells
    return [formula for cell in cells for formula in formulas(cell.source)]


def test_the_table_is_read_whole():
    text = NOTATION.read_text("utf-8").partition(HEADING)[2].partition("\n## ")[0]
    assert len(rows()) == text.count("\n| $") > 30


@pytest.mark.parametrize(("symbols", "page"), rows())
def test_each_symbol_stands_in_a_formula_of_its_page(symbols, page):
    there = page_formulas(page)
    missing = ["".join(s) for s in symbols if not any(stands_in(s, formula) for formula in there)]
    assert missing == []
