"""Markdown that reads in every viewer, and what the site makes of it."""

import json
import re

import everywhere
import pytest
from guards.cells import ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from tool import load

notebooks = load("notebooks")

WORKS = {
    "tibshirani1996lasso": ("Tibshirani", "1996", "https://doi.org/10.1/a"),
    "stamey1989prostate": ("Stamey et al.", "1989", "<https://doi.org/10.1/b(c)d>"),
    "krogh1992weight": ("Krogh and Hertz", "1992", "../appendix/references.md"),
}
BOOK = everywhere.Book(
    own={"eq-here": "12", "fig-here": "this figure"},
    others={"eq-there": ("../part/two.ipynb", "3"), "fig-there": ("two.ipynb", "this figure")},
    works=WORKS,
)

# What the site reads, and what stands in the notebook.
PAIRS = {
    "an exercise": (
        "Before.\n\n```{exercise-start} A step: $w$ and `b`\n:label: ex-a-step\n```\n\nReturn it.",
        "Before.\n\n### Exercise: A step: $w$ and `b`\n<!-- exercise: ex-a-step -->\n\nReturn it.",
    ),
    "its end and its solution": (
        "```{exercise-end}\n```\n\n```{solution-start} ex-a-step\n:label: sol-a-step\n"
        ":class: dropdown\n```\n\nSo.",
        "<!-- end of exercise -->\n\n#### Solution\n<!-- solution: ex-a-step -->\n\nSo.",
    ),
    "the end of a solution": ("```{solution-end}\n```", "<!-- end of solution -->"),
    "a folded proof": (
        ":::{admonition} Proof: $1/k$\n:class: dropdown\n\nSo.\n:::",
        "**Proof: $1/k$**\n<!-- box: admonition dropdown -->\n\nSo.\n<!-- end of box -->",
    ),
    "a dropdown": (
        ":::{dropdown} More\nOf it.\n:::",
        "**More**\n<!-- box: dropdown -->\nOf it.\n<!-- end of box -->",
    ),
    "a place": ("(a-place)=\n## There", "<!-- place: a-place -->\n## There"),
    "an equation": (
        "$$\na = \\begin{cases} 1 \\end{cases}.\n$$ (eq-here)\n\nThen",
        "$$\na = \\begin{cases} 1 \\end{cases}. \\tag{12}\n$$\n<!-- eq-here -->\n\nThen",
    ),
    "an equation on one line": ("$$ a = b $$ (eq-here)", "$$ a = b \\tag{12} $$\n<!-- eq-here -->"),
    "an equation in a list": (
        "- so\n\n  $$\n  a\n  $$ (eq-here)\n  with b",
        "- so\n\n  $$\n  a \\tag{12}\n  $$\n  <!-- eq-here -->\n  with b",
    ),
    "a reference to it": ("by {eq}`eq-here`, so", "by (12)<!-- eq-here -->, so"),
    "one of another page": (
        "({eq}`eq-there`)",
        "([(3)](../part/two.ipynb)<!-- eq-there -->)",
    ),
    "a figure": (
        "In {numref}`fig-here` and {numref}`fig-there`.",
        "In this figure<!-- fig-here --> and [this figure](two.ipynb)<!-- fig-there -->.",
    ),
    "a citation in a sentence": (
        "{cite:t}`tibshirani1996lasso` and ({cite:t}`krogh1992weight`)",
        '[Tibshirani (1996)](https://doi.org/10.1/a "tibshirani1996lasso") and '
        '([Krogh and Hertz (1992)](../appendix/references.md "krogh1992weight"))',
    ),
    "a citation in brackets": (
        "so {cite:p}`stamey1989prostate`.",
        'so ([Stamey et al., 1989](<https://doi.org/10.1/b(c)d> "stamey1989prostate")).',
    ),
    "two of them": (
        "{cite:p}`krogh1992weight,tibshirani1996lasso`",
        '([Krogh and Hertz, 1992](../appendix/references.md "krogh1992weight"); '
        '[Tibshirani, 1996](https://doi.org/10.1/a "tibshirani1996lasso"))',
    ),
    "terms": (
        "{term}`prior` and {term}`shrinks <shrinkage>`",
        '[prior](../appendix/glossary.md "prior") and '
        '[shrinks](../appendix/glossary.md "shrinkage")',
    ),
}
SAME = [
    'A [link](https://doi.org/10.1/a) and [one with a title](l2.ipynb "tibshirani1996lasso, say")',
    "Unknown: {eq}`eq-nowhere`, {cite:t}`nobody2000`, {numref}`fig-nowhere`.",
    "(see [the page](../appendix/glossary.md)) and (12) and `$$`",
]


@pytest.mark.parametrize(("site", "shown"), PAIRS.values(), ids=PAIRS)
def test_each_form_stands_for_the_other(site, shown):
    assert everywhere.plain(site, BOOK) == shown
    assert everywhere.myst(shown) == site
    assert everywhere.myst(site) == site
    assert everywhere.plain(everywhere.myst(shown), BOOK) == shown


@pytest.mark.parametrize("source", SAME)
def test_what_is_no_form_stays(source):
    assert everywhere.plain(source, BOOK) == everywhere.myst(source) == source


def test_labels_count_the_equations_of_a_page_and_name_its_figures():
    figure = {"mystnb": {"figure": {"name": "fig-a"}}}
    cells = [
        new_markdown_cell("$$ a $$ (eq-b)\n\n$$ no label $$\n\n$$ c \\tag{9} $$\n<!-- eq-a -->"),
        new_code_cell("plot()", metadata=figure),
        new_markdown_cell("Again $$ d $$ (eq-c)"),
    ]
    found = everywhere.labels(cells)
    assert found == {"eq-b": "1", "eq-a": "2", "eq-c": "3", "fig-a": "this figure"}


def test_works_are_called_by_their_authors(tmp_path):
    path = tmp_path / "works.bib"
    path.write_text(
        """@article{one2000a, author={van der Berg, Jan}, year={2000}, doi={10.1/x(1)}}
@book{two2001b, author={Bottou, L{\\'e}on and Others, Ann}, year={2001}, url={https://a.b/c}}
@misc{three2002c, author={A, B and C, D and E, F}, year={2002}}
@misc{many2003d, author={Chollet, Fran{\\c c}ois and others}, year={2003}, eprint={1.2}}
@proceedings{five2004e, editor={Ed, Itor}}
""",
        "utf-8",
    )
    assert everywhere.works(path) == {
        "one2000a": ("van der Berg", "2000", "<https://doi.org/10.1/x(1)>"),
        "two2001b": ("Bottou and Others", "2001", "https://a.b/c"),
        "three2002c": ("A et al.", "2002", "../appendix/references.md"),
        "many2003d": ("Chollet et al.", "2003", "https://arxiv.org/abs/1.2"),
        "five2004e": ("Ed", "n.d.", "../appendix/references.md"),
    }


def test_the_normal_form_writes_it_folds_solutions_and_joins_what_shows_nothing():
    cells = [
        new_markdown_cell(PAIRS["an exercise"][0]),
        new_code_cell("stub()"),
        new_markdown_cell("```{exercise-end}\n```"),
        new_markdown_cell("```{solution-start} ex-a\n:label: sol-a\n:class: dropdown\n```\n\nSo."),
        new_code_cell("solution()"),
        new_markdown_cell("```{solution-end}\n```"),
        new_markdown_cell("## Next"),
    ]
    made = notebooks.normalised(new_notebook(cells=cells)).cells
    assert [cell.source for cell in made] == [
        PAIRS["an exercise"][1],
        "stub()",
        "<!-- end of exercise -->\n\n#### Solution\n<!-- solution: ex-a -->",
        "So.",
        "solution()",
        "<!-- end of solution -->\n\n## Next",
    ]
    folded = [bool(cell.metadata.get("jp-MarkdownHeadingCollapsed")) for cell in made]
    assert folded == [False, False, True, False, False, False]


def test_the_normal_form_folds_the_code_that_draws_a_slider():
    tags = ["rounding-shows"]
    cells = [
        new_code_cell("bars = figures.Bars(names, w)"),
        new_code_cell("figures.slider(1)", metadata={"tags": tags}),
        new_code_cell("figures.slider(2)", metadata={"tags": ["hide-input"]}),
        new_code_cell("figures.subplots()"),
    ]
    made = notebooks.normalised(new_notebook(cells=cells)).cells
    assert [cell.metadata.get("tags", []) for cell in made] == [
        ["hide-input"],
        [*tags, "hide-input"],
        ["hide-input"],
        [],
    ]


def test_tidy_writes_the_form_and_runs_nothing(tmp_path, capsys):
    path = tmp_path / "a.ipynb"
    cells = [new_markdown_cell("(a)=\n# A"), new_code_cell("1 / 0", execution_count=3)]
    path.write_text(json.dumps(new_notebook(cells=cells)), "utf-8")
    assert notebooks.main(["--tidy", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: written in normal form\n"
    after = json.loads(path.read_text("utf-8"))["cells"]
    assert after[0]["source"] == ["<!-- place: a -->\n", "# A"]
    assert after[1]["execution_count"] == 3
    assert notebooks.main(["--tidy", str(path)]) == 0
    assert notebooks.main(["--check", str(path)]) == 0
    assert capsys.readouterr().out == ""


def raw_markdown(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


@pytest.mark.parametrize("path", sorted((ROOT / "book").rglob("*.ipynb")), ids=lambda p: p.stem)
def test_no_notebook_shows_what_only_the_site_can_read(path):
    raw = "\n".join(raw_markdown(path))
    assert re.findall(r"\{[\w:-]+\}`[^`]*`|^`{3,}\{.*|^:::.*|^\(\S+\)=$", raw, re.MULTILINE) == []
