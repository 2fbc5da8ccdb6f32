"""Every guard accepts a small good chapter and rejects that chapter with one thing made bad."""

from pathlib import Path

import pytest
import samples
from guards import (
    EVERY_CHAPTER,
    EVERY_IN_DEPTH,
    EVERY_NOTEBOOK,
    EVERY_ON_A_ROUTE,
    EVERY_PAGE,
    every_page_listed,
    guards_for,
    kinds,
)
from guards.prose import one_sentence_a_line
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from samples import code, figure, picture, result, text
from tool import load

contents = load("contents")

GUARDS = {guard.__name__: guard for guard in EVERY_NOTEBOOK + EVERY_CHAPTER}


def prose(words):
    return new_markdown_cell(words)


def drop(notebook, words):
    """Remove the words wherever a Markdown cell has them."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = cell.source.replace(words, "")


def swap(notebook, old, new):
    """Replace words in every cell's source."""
    for cell in notebook.cells:
        cell.source = cell.source.replace(old, new)


def solution(notebook):
    """Return the first solution's code cell."""
    return next(cell for cell in notebook.cells if cell.metadata.get("jupyter"))


def drawing(notebook):
    """Return the cell that draws."""
    return next(cell for cell in notebook.cells if "plt.show" in cell.source)


def set_alt(notebook, alt):
    drawing(notebook).metadata.mystnb.image.alt = alt


def clear(notebook, counts):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = cell.execution_count if counts else None


def exchange_counts(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells[1].execution_count, cells[2].execution_count = 3, 2


# What each guard must reject: additions to the end of the good chapter, each a cell …
BAD_CELLS = {
    "alt_text": [
        code("plt.show()", figure()),
        code("plt.show()", figure(), mystnb={"image": {"alt": "A plot"}}),
        code("plt.show()", figure(), mystnb={"image": {"alt": samples.ALT}}),
        code("plt.show()", figure(), mystnb={"image": {"alt": "Figure: " + samples.ALT}}),
        code("plt.show()", figure(), figure(), mystnb={"image": {"alt": samples.ALT + " Or not."}}),
        prose("![](map.png)"),
        prose("```{figure} map.png\nThe map.\n```"),
    ],
    "everything_compared": [
        code("1 + 1", result("2"), tags=["nbval-skip"]),
        code("1 + 1", result("2"), tags=["nbval-ignore-output"]),
        code("# NBVAL_IGNORE_OUTPUT\n1 + 1", result("2")),
        code("1 + 1  \n    # NBVAL_SKIP", result("2")),
        code("#PYTEST_VALIDATE_IGNORE_OUTPUT\n1 + 1", result("2")),
        code("1 + 1", result("2"), tags=["skip-execution"]),
    ],
    "figures_shown": [
        code("plt.plot(x)", figure()),
        code("plt.show()\nx = 1", figure()),
        code("plt.plot(x)", result("[<matplotlib.lines.Line2D at 0x7f0000000000>]")),
        code("plt.title('a')", result("Text(0.5, 1.0, 'a')")),
        code("fig", result("<Figure size 640x480 with 1 Axes>")),
        code("ax", result("<Axes: xlabel='x'>")),
    ],
    "no_machine_traces": [
        code("print(f)", text("<function f at 0x7f3a5c1b2d30>\n")),
        code("print(p)", text("/home/reader/book/data.csv\n")),
        code("print(p)", text("/tmp/x\n")),
        code("print(p)", text("C:\\Users\\reader\n")),
        code("p", result("PosixPath('/srv/data/prostate.csv')")),
        code("print(now)", text("2025-03-14\n")),
        code("print(now)", text("14:03:59\n")),
        code("print(v)", text("numpy 2.4\n")),
        code("print(v)", text("2.4.6\n")),
        code("m", result("Ridge()", **{"text/html": '<a href="https://scikit-learn.org/1.9/x">'})),
        code("print(t)", text("Wall time: 3 s\n")),
        code("print(t)", text("12.5 ms\n")),
        code("print(t)", text("elapsed: 3.2 s\n")),
        code("fit()", text("32/32 - 0s - 2ms/step - loss: 0.5\n")),
        code(
            "f()",
            new_output("error", ename="E", evalue="x", traceback=["File /usr/lib/a.py:3, in f"]),
            tags=["raises-exception"],
        ),
    ],
    "no_progress_bars": [
        code("from tqdm import trange"),
        code("f()", text(" 40%|████      | 4/10")),
    ],
    "no_stderr": [code("f()", new_output("stream", name="stderr", text="UserWarning: x\n"))],
    "no_trailing_semicolon": [code("1 + 1;"), code("plt.plot(x);  \n")],
    "no_unexpected_errors": [
        code("1 / 0", new_output("error", ename="ZeroDivisionError", evalue="x", traceback=[])),
        code("1 / 1", tags=["raises-exception"]),
    ],
    "no_widgets": [
        code("w", result("IntSlider()", **{"application/vnd.jupyter.widget-view+json": {}})),
    ],
    "one_sentence_a_line": [
        prose("One sentence. Another one."),
        prose("- It shrinks $w$. The rest stays."),
        prose("Is it so? Look at `w`."),
        prose(":::{note}\nA note. It has two.\n:::"),
        prose("> A quotation (of a kind.) And more."),
        prose("A sentence that goes on\nand ends here."),
    ],
    "only_code_and_markdown": [new_raw_cell("x"), new_code_cell(" "), new_markdown_cell("")],
    "only_png_pictures": [
        code("plt.show()", result("x", **{"image/svg+xml": "<svg/>"})),
        code("plt.show()", result("x", **{"image/jpeg": picture()})),
    ],
    "spread_named": [
        code("print(a)", text("0.5 ± 0.1\n")),
        code("print(a)", text("0.5 ± 0.1 over 20 seeds\n")),
        code("print(a)", text("set apart, 0.5 ± 0.1 over 20 seeds\n")),
        code("a", result("0.5 ± 0.1 sd")),
        code("print(a)", text("0.5 ± 0.1\n0.6 ± 0.1 (sd over seeds)\n0.7 ± 0.1\n")),
        code("print(a)", text("0.5 ± 0.1 (sd over seeds)\n0.6 ± 0.1\n")),
        code("print(a)", text("mean ± sd over seeds\na: 0.5 ± 0.1\n\nb: 0.6 ± 0.1\n")),
        code("print(a)", text("mean ± sd over seeds\na: 0.5 ± 0.1\n✓ so\nb: 0.6 ± 0.1\n")),
        code("print(a)", text("a: 0.5 ± 0.1\nmean ± sd over seeds\nb: 0.6 ± 0.1\n")),
        code("print(a)", text("standard error of a share: 0.02\na: 0.5 ± 0.1\n")),
        code("print(a)", text("0.5 ± 0.1\n95 % interval 0.3 to 0.7\n")),
        code("print(a)", text("0.5 ± 0.1 of a 95 % interval\n")),
    ],
    "outputs_present": [
        code("print('a')"),
        code("for i in range(3):\n    print(i)"),
        code("with quiet():\n    print('a')\n    x = 1"),
        code("a = 1\na"),
        code("a == b"),
        code("verify.holds('a', True)"),
        code("plt.show()", text("no figure\n")),
        code("display(a)"),
        code("check('a', b)"),
        code("print('a')\na + 1", text("a\n")),
    ],
    "short_cells": [code("\n".join(f"a{i} = {i}" for i in range(31)))],
    "small_file": [code("print('a' * 600_000)", text("a" * 600_000))],
    "stable_order": [
        code("order = np.argsort(-counts)[:5]"),
        code("def ranks(x):\n    return x.argsort(axis=0)"),
    ],
    "title_and_promise": [prose("# Another title")],
}
# … or changes to it.
BAD_CHANGES = {
    "colab_cell": [
        lambda nb: nb.cells.pop(1),
        lambda nb: nb.cells[1].metadata.update(tags=[]),
        lambda nb: swap(nb, "github.com/", "example.org/"),
        lambda nb: swap(nb, "executed/book'", "executed/book-fork'"),
        lambda nb: swap(nb, "check_versions()", "check_visions()"),
    ],
    "opening_lines": [
        lambda nb: swap(nb, "about 5 minutes", "about 10 minutes"),
        lambda nb: swap(nb, "35 for the", "30 for the"),
        lambda nb: swap(nb, "**Time**", "Time"),
        lambda nb: swap(nb, "**Builds on**: nothing.", ""),
        # Counted anew: what is read grew by more than the time that stands there.
        lambda nb: nb.cells.insert(3, prose("word " * 700)),
    ],
    "executed_in_order": [
        lambda nb: clear(nb, counts=False),
        exchange_counts,
        lambda nb: nb.cells[1].update(execution_count=None),
        lambda nb: nb.cells[1].update(execution_count=12),
        lambda nb: solution(nb).outputs[0].update(execution_count=40),
    ],
    "exercises": [
        lambda nb: swap(nb, "Practises [", "See ["),
        lambda nb: swap(nb, "{exercise-start}", "{note-start}"),
        lambda nb: solution(nb).metadata.jupyter.update(source_hidden=False),
        lambda nb: solution(nb).outputs[0].data.update({"text/plain": "✗ wrong"}),
        lambda nb: solution(nb).update(outputs=[]),
        lambda nb: solution(nb).update(source="check('sample.other', 1)"),
        lambda nb: solution(nb).update(source="1"),
        lambda nb: swap(nb, ":class: dropdown\n", ""),
        lambda nb: swap(nb, "{solution-start} one", "{solution-start} none"),
        lambda nb: swap(nb, 'check("sample.two", None)', "None"),
        lambda nb: [
            cell.update(outputs=[result("✓ passed")])
            for cell in nb.cells
            if cell.source == 'check("sample.two", None)'
        ],
    ],
    "no_widgets": [lambda nb: nb.metadata.update(widgets={"state": {}})],
    "outcomes": [
        lambda nb: drop(nb, "- derive\n"),
        lambda nb: swap(nb, "- derive", "- derive\n- a\n- b\n- c"),
    ],
    "outputs_present": [
        lambda nb: clear(nb, counts=True),
        lambda nb: drawing(nb).outputs[0].data.pop("image/png"),
    ],
    "rooms": [
        *[
            lambda nb, heading=heading: drop(nb, heading)
            for heading in (
                "## What you will be able to do",
                "## A fit that hurts",
                "## Derivation",
                "## From scratch",
                "### Check against the closed form",
                "## In the library",
                "## Experiment: the path over λ",
                "## Pitfalls",
                "## Take-away",
                "## Exercises",
                "## Further reading",
                "{cite:t}`hoerl1970`",
            )
        ],
        lambda nb: nb.cells.append(nb.cells.pop(2)),
        lambda nb: nb.cells.pop(4),
    ],
    "short_cells": [
        lambda nb: [
            cell.update(source="\n".join([cell.source] * 10))
            for cell in nb.cells
            if cell.cell_type == "code"
        ],
    ],
    "take_away": [lambda nb: swap(nb, "- Shrink.", "- a\n- b\n- c\n- d\n- e")],
    "title_and_promise": [
        lambda nb: nb.cells.pop(0),
        lambda nb: nb.cells[0].update(source="# A sample"),
        lambda nb: nb.cells[0].update(source="A sample"),
    ],
}
BAD = [
    pytest.param(name, change, id=f"{name}-{number}")
    for name in GUARDS
    for number, change in enumerate(
        [lambda nb, cell=cell: nb.cells.append(cell) for cell in BAD_CELLS.get(name, [])]
        + BAD_CHANGES.get(name, [])
    )
]
BAD_FILES = {
    "a broken picture": lambda content: content.replace('"image/png": "iVBOR', '"image/png": "'),
    "another indent": lambda content: content.replace("\n ", "\n  "),
    "no final newline": lambda content: content.rstrip("\n"),
    "escaped letters": lambda content: content.replace("✓", "\\u2713"),
    "another id": lambda content: content.replace('"id": "', '"id": "x', 1),
    "trailing spaces": lambda content: content.replace("plt.plot(x)", "plt.plot(x) "),
    "time stamps": lambda content: content.replace(
        '"metadata": {}', '"metadata": {"execution": {"iopub.execute_input": "2025-03-14"}}', 1
    ),
    "a kernel's version": lambda content: content.replace(
        '"name": "python"', '"name": "python",\n   "version": "3.11.7"'
    ),
    "Windows line ends": lambda content: content.replace("\n", "\r\n"),
}
ONE_SENTENCE = [
    "A line about $J(w) = 3.5$ and `a.B` and e.g. Ridge.",
    "Hoerl & Kennard, A. E. Hoerl and R. W. Kennard, cf. ESL, sec. Three, et al. Others.",
    "1. First\n2. Second\n- A. Third",
    "**Scale.** Features come first.",
    "See [Hastie et al. (2009). The Elements](https://example.org/a.B).",
    "The loss is\n\n$$\nJ(w) = 1. A\n$$\n\nwhere it is convex.",
    "The loss is\n$$\nJ(w)\n$$\nwhere it is convex.",
    "```python\na = 1. # One. Two\n```",
    "| A. B | C |\n| --- | --- |\n| One. Two | x |",
    "## Why? Because",
    "The path … Then nothing.",
    "The path ... Then nothing.",
    "A first.\nThen a second.\n$w$ is a third.",
    "It says:\nan end.",
    "A break\\\nby force.",
    "```{math}\n:label: a\nA. B\n```",
    ":::{admonition} Title. More\n:class: tip\nOne sentence.\n:::",
    "{cite:t}`hoerl1970` and ESL vol. Two, Fig. A.",
    "(a-target)=\nA sentence.",
]


@pytest.mark.parametrize("name", GUARDS)
def test_guard_accepts_the_good_chapter(name, tmp_path):
    notebook = samples.good()
    assert GUARDS[name](notebook, samples.saved(notebook, tmp_path)) == []


@pytest.mark.parametrize(("name", "change"), BAD)
def test_guard_rejects(name, change, tmp_path):
    notebook = samples.good()
    change(notebook)
    complaints = GUARDS[name](notebook, samples.saved(notebook, tmp_path))
    assert complaints
    assert all(complaint and "\n" not in complaint for complaint in complaints)


@pytest.mark.parametrize("change", BAD_FILES.values(), ids=BAD_FILES)
def test_normal_form_rejects(change, tmp_path):
    notebook = samples.good()
    path = samples.saved(notebook, tmp_path)
    before = path.read_bytes()
    path.write_bytes(change(before.decode()).encode())
    assert path.read_bytes() != before
    assert GUARDS["normal_form"](notebook, path)


def test_every_guard_is_tested():
    assert {param.values[0] for param in BAD} | {"normal_form"} == set(GUARDS)


@pytest.mark.parametrize("markdown", ONE_SENTENCE)
def test_one_sentence_a_line_raises_no_false_alarm(markdown, tmp_path):
    notebook = samples.good()
    notebook.cells = [new_markdown_cell(markdown)]
    assert one_sentence_a_line(notebook, tmp_path) == []


@pytest.mark.parametrize(
    "harmless",
    [
        "coefficients 0.6795 0.2631 and 1e-08",
        "shape (67, 8), lambda 24.18, df 5.0",
        "n/p = 2.5/3, d²/(d²+nλ), and/or/not",
        "see https://example.org/a/b/c.html",
        "ratio 3:2, 12:30",
        "keras = scikit-learn (to 1e-08)",
        "1.5 s of sound, 3 min each",
        "0xff",
        "<div class='a'></div> <br/>",
        "data:image/png;base64,iVBORw0K/abc/def/ghi+/jkl/mno/pqr=",
    ],
)
def test_no_machine_traces_raises_no_false_alarm(harmless, tmp_path):
    notebook = samples.good()
    notebook.cells = [code("print(a)", text(harmless))]
    assert GUARDS["no_machine_traces"](notebook, tmp_path) == []


@pytest.mark.parametrize(
    "harmless",
    [
        "loss 0.5 ± 0.1 (sd over 20 seeds)",
        "loss 0.5 ± 0.1\nmean ± standard error over 10 folds",
        "0.5 ± 0.1, half-width of a 95 % interval",
        "se between the folds: ± 0.1",
        "± is the standard deviation over masks; 3 ± 1",
        "mean ± sd over seeds\na: 0.5 ± 0.1\nb: 0.6\nc: 0.7 ± 0.1",
        "loss (± se over folds)\na: 0.5 ± 0.1\n✓ so\nb: 0.6 ± 0.1 (sd over seeds)",
        "95 % interval ±2.4 over voices",
        "95 % interval: ±2.2 % by clips, ±2.6 % by voices",
    ],
)
def test_spread_named_raises_no_false_alarm(harmless, tmp_path):
    notebook = samples.good()
    notebook.cells = [code("print(a)", text(harmless))]
    assert GUARDS["spread_named"](notebook, tmp_path) == []


@pytest.fixture
def small_contents(monkeypatch):
    """Let `sample.ipynb` be a main page with `proof.ipynb` in depth under it."""
    found = {
        "book/sample": contents.Page("book/sample", in_depth=("book/proof",)),
        "book/proof": contents.Page("book/proof", under="book/sample"),
    }
    monkeypatch.setattr(kinds.book, "pages", lambda: found)


IN_DEPTH = {guard.__name__: guard for guard in EVERY_IN_DEPTH}
PROOF = kinds.book.ROOT / "book" / "proof.ipynb"
BAD_IN_DEPTH = {
    "belongs": [
        lambda nb: swap(nb, "(sample.ipynb)", "(other.ipynb)"),
        lambda nb: swap(nb, "**In depth**, under [A sample](sample.ipynb).", ""),
        lambda nb: swap(nb, "about 5 minutes", "about 10 minutes"),
        lambda nb: swap(nb, ", 20 for the exercises", ""),
        lambda nb: swap(nb, "**Assumes**", "**Requires**"),
    ],
    "few_exercises": [
        lambda nb: nb.cells.pop(2),
        lambda nb: [nb.cells.pop(1) for _ in range(5)],
    ],
    "further_reading": [
        lambda nb: nb.cells.pop(),
        lambda nb: swap(nb, "{cite:t}", "{ref}"),
        lambda nb: nb.cells.append(prose("## And more")),
    ],
    "title_and_promise": [lambda nb: swap(nb, "# A proof", "## A proof")],
}


@pytest.mark.parametrize("name", IN_DEPTH)
def test_guard_accepts_the_good_page_in_depth(name, small_contents):
    assert IN_DEPTH[name](samples.in_depth(), PROOF) == []


@pytest.mark.parametrize(
    ("name", "change"), [(name, change) for name in IN_DEPTH for change in BAD_IN_DEPTH[name]]
)
def test_guard_rejects_in_depth(name, change, small_contents):
    notebook = samples.in_depth()
    change(notebook)
    assert IN_DEPTH[name](notebook, PROOF)


def test_a_page_in_depth_needs_no_exercises(small_contents):
    notebook = samples.in_depth()
    notebook.cells = [notebook.cells[0], notebook.cells[-1]]
    swap(notebook, ", 20 for the exercises", "")
    assert [fault for guard in EVERY_IN_DEPTH for fault in guard(notebook, PROOF)] == []


def test_a_main_page_links_to_what_is_in_depth_under_it(small_contents):
    notebook, path = samples.good(), PROOF.with_name("sample.ipynb")
    assert len(kinds.opening_lines(notebook, path)) == 1
    swap(notebook, "**Builds on**", "**In depth**: [A proof](proof.ipynb).\n**Builds on**")
    # Three words more leave the rounded time as it is.
    assert kinds.opening_lines(notebook, path) == []


def test_a_page_of_the_appendix_on_a_route_says_its_time_and_what_it_builds_on():
    (guard,), path = EVERY_ON_A_ROUTE, Path("book/appendix/faq.ipynb")
    notebook = samples.in_depth()
    swap(notebook, "**Assumes**", "**Builds on**")
    assert guard(notebook, path) == []
    for change in BAD_IN_DEPTH["belongs"][2:4]:
        slow = samples.in_depth()
        swap(slow, "**Assumes**", "**Builds on**")
        change(slow)
        assert "expected the line “**Time**" in guard(slow, path)[0]
    assert "expected a line “**Builds on**" in guard(samples.in_depth(), path)[0]


def test_the_guards_go_by_the_kind_of_page(small_contents):
    assert guards_for(Path("book/appendix/faq.ipynb")) == EVERY_NOTEBOOK + EVERY_ON_A_ROUTE
    for name in ("source-map", "tools"):
        assert guards_for(Path(f"book/appendix/{name}.ipynb")) == EVERY_NOTEBOOK
    assert guards_for(Path("book/sample.ipynb")) == EVERY_NOTEBOOK + EVERY_CHAPTER
    assert guards_for(Path("book/proof.ipynb")) == EVERY_NOTEBOOK + EVERY_IN_DEPTH
    assert guards_for(Path("book/index.md")) == EVERY_PAGE


@pytest.fixture
def small_book(tmp_path):
    (tmp_path / "book" / "part").mkdir(parents=True)
    (tmp_path / "book" / "index.md").write_text("# A book\n\n![A map](map.svg)\n")
    (tmp_path / "book" / "map.svg").write_text("<svg/>")
    (tmp_path / "book" / "part" / "one.ipynb").write_text("{}")
    (tmp_path / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nparts:\n- chapters:\n  - file: book/part/one\n"
    )
    return tmp_path


def test_every_page_listed_accepts(small_book):
    checkpoint = small_book / "book" / "part" / ".ipynb_checkpoints" / "one-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("{}")
    assert every_page_listed(small_book) == []


@pytest.mark.parametrize("name", ["part/two.ipynb", "notes.md", "map.png"])
def test_every_page_listed_rejects_a_stray_file(small_book, name):
    (small_book / "book" / name).write_text("")
    assert len(every_page_listed(small_book)) == 1


def test_every_page_listed_rejects_a_missing_page(small_book):
    (small_book / "book" / "part" / "one.ipynb").unlink()
    assert every_page_listed(small_book) == ["book/part/one is in _toc.yml and not there"]
