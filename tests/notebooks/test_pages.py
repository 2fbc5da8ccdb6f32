"""Main pages and pages in depth, their order, and the time that a page takes."""

import pytest
import samples
from nbformat.v4 import new_code_cell, new_markdown_cell
from tool import load

pages, pace = load("contents"), load("pace")
CONTENTS = """\
format: jb-book
root: book/index
parts:
  - caption: One
    chapters:
      - file: book/a
        sections:
          - file: book/a1
          - file: book/a2
      - file: book/b
  - caption: Two
    chapters:
      - file: book/c
        sections:
          - file: book/c1
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "_toc.yml").write_text(CONTENTS, "utf-8")
    return tmp_path


def test_a_page_is_in_depth_by_the_contents(root):
    found = pages.pages(root)
    assert list(found) == [f"book/{n}" for n in ("index", "a", "a1", "a2", "b", "c", "c1")]
    assert found["book/a"] == pages.Page("book/a", None, ("book/a1", "book/a2"), "One")
    assert found["book/a2"] == pages.Page("book/a2", "book/a", (), "One")
    assert pages.main_line(root) == ["book/index", "book/a", "book/b", "book/c"]


def test_the_main_line_leads_past_what_is_in_depth(root):
    ways = {name: pages.neighbours(name, root) for name in pages.pages(root)}
    assert ways == {
        "book/index": (None, "book/a"),
        "book/a": ("book/index", "book/b"),
        "book/a1": ("book/a", "book/a2"),
        "book/a2": ("book/a1", "book/b"),
        "book/b": ("book/a", "book/c"),
        "book/c": ("book/b", None),
        "book/c1": ("book/c", None),
    }


def test_nothing_is_under_a_page_in_depth(tmp_path):
    deeper = CONTENTS.replace(
        "- file: book/c1", "- file: book/c1\n            sections:\n              - file: book/c2"
    )
    (tmp_path / "_toc.yml").write_text(deeper, "utf-8")
    with pytest.raises(ValueError, match="book/c1"):
        pages.pages(tmp_path)


def with_cells(*cells):
    notebook = samples.good()
    notebook.cells = [
        new_code_cell(c[1:]) if c.startswith(">") else new_markdown_cell(c) for c in cells
    ]
    return notebook


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], (0, 0)),
        (["word"], (5, 0)),
        (["word " * 650], (5, 0)),
        (["word " * 651], (10, 0)),
        ([">x"] * 15, (5, 0)),
        ([">x"] * 16, (10, 0)),
        # Half of the time by words, half by cells.
        (["word " * 650, *[">x"] * 15], (10, 0)),
        (["word " * 650, *[">x"] * 16], (15, 0)),
        (["word " * 650, "$$\n" + "x + " * 900 + "\n$$"], (5, 0)),
        (["word " * 650, "````{dropdown} Proof\n" + "word " * 900 + "\n````"], (5, 0)),
        (["word " * 650, ":::{note}\n:class: dropdown\n" + "word " * 900 + "\n:::"], (5, 0)),
        (["word " * 650, ":::{note}\n" + "word " * 900 + "\n:::"], (15, 0)),
        (["word " * 650 + "\n## Exercises\n" + "word " * 900, "word " * 900, ">x"], (5, 0)),
        (["```{exercise-start} A\n```\nword"] * 5, (5, 40)),
        (["```{exercise-start} A\n```\nword"] * 6, (5, 50)),
    ],
)
def test_minutes(cells, expected):
    assert pace.minutes(with_cells(*cells)) == expected


def test_what_is_hidden_takes_no_time():
    notebook = with_cells(*[">x"] * 16)
    notebook.cells[0].metadata["tags"] = ["remove-cell"]
    assert pace.minutes(notebook) == (5, 0)


def test_the_pace_is_stated_in_the_preface():
    words = (pace.ROOT / "book" / "index.md").read_text("utf-8")
    assert f"{pace.WORDS_A_MINUTE} words" in words
    assert f"{pace.MINUTES_AN_EXERCISE} minutes an exercise" in words
