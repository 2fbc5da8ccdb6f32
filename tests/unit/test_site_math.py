"""`tools/site_math.py` and `tools/katex.py`: formulas set by KaTeX, and the files it came in."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from docutils import nodes

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

site_math = pytest.importorskip("site_math", reason="the site's requirements are not installed")
katex = pytest.importorskip("katex")


@pytest.fixture(scope="module")
def typeset():
    """Return a typesetter, and stop it in the end."""
    typesetter = site_math.Typesetter()
    yield typesetter
    typesetter.close()


def words(html):
    """Return what is drawn, without the MathML."""
    return re.sub(r"<[^>]+>|\u200b", "", html.partition('class="katex-html"')[2].partition(">")[2])


def test_a_formula_is_drawn_and_read(typeset):
    html = typeset(r"\hat w_\lambda", False)
    assert words(html) == "w^λ"
    assert "<math><semantics>" in html
    assert r'<annotation encoding="application/x-tex">\hat w_\lambda</annotation>' in html
    assert "katex-display" not in html
    assert "katex-display" in typeset(r"\hat w_\lambda", True)


def test_each_font_holds_what_is_drawn_with_it():
    typesetter = site_math.Typesetter()
    tex = r"\mathbf{w} \boldsymbol{\theta} \mathbb{R} \mathcal{N} \mathbf{a \mathit{b}} x"
    typesetter(tex + r"\text{if \textbf{c \textit{d}}}", False)
    typesetter.close()
    style = (site_math.KATEX / "katex.min.css").read_text("utf-8")
    drawn = {
        name: "".join(sorted(map(chr, points - {ord("\xa0"), ord(" "), 0x200B})))
        for name, points in typesetter.characters(style).items()
    }
    assert {name: text for name, text in drawn.items() if text and "Size" not in name} == {
        "KaTeX_Main-Bold": "acw",
        "KaTeX_Main-BoldItalic": "d",
        # What is slanted inside is set anew, not on top.
        "KaTeX_Main-Italic": "b",
        "KaTeX_Main-Regular": "fi",
        "KaTeX_Math-BoldItalic": "θ",
        "KaTeX_Math-Italic": "x",
        "KaTeX_AMS-Regular": "R",
        "KaTeX_Caligraphic-Regular": "N",
    }
    carried = site_math.carry(style, site_math.KATEX / "fonts", typesetter.characters(style))
    assert carried.count("@font-face") == carried.count("base64,") == 8 + 4
    assert "fonts/" not in carried


@pytest.mark.parametrize(
    ("tex", "complaint"),
    [
        (r"\oops", "Undefined control sequence"),
        (r"\left( x", "Expected"),
        ("x_", "Expected group"),
        # What LaTeX would refuse as well.
        ("学", "[Uu]nicode"),
    ],
)
def test_a_fault_is_named(typeset, tex, complaint):
    with pytest.raises(ValueError, match=complaint):
        typeset(tex, False)


def test_a_displayed_pause_may_break_and_is_copied_as_it_was_written(typeset):
    tex = r"a = b, \qquad c = d"
    bases = [typeset(tex, display).count('class="katex-base"') for display in (False, True)]
    assert bases == [3, 4]
    assert f">{tex}</annotation>" in typeset(tex, True)
    # A pause between letters does not run into them.
    assert words(typeset(r"a\qquad{}b", True)) == "ab"


def test_rows_aligned_to_nothing_are_lines_that_may_break(typeset):
    rows = "a < b, \\\\[0.6em]\nc = d"
    tex = site_math.align(rf"\begin{{gathered}}{rows}\end{{gathered}}")
    html = typeset(tex, True)
    assert words(html) == "a&lt;b,c=d"
    first, second = re.split(r'<span class="mspace katex-newline"[^>]*></span>', html)
    # Each line has two boxes, between which it may break.
    assert first.count('"katex-base"') == second.count('"katex-base"') == 2
    written = tex.replace("<", "&lt;")
    assert f'<annotation encoding="application/x-tex">{written}</annotation>' in html


@pytest.mark.parametrize(
    ("tex", "aligned"),
    [
        ("a = b", "a = b"),
        (r"a &= b \\ c &= d", r"\begin{split}a &= b \\ c &= d\end{split}"),
        ("a = b\n\nc = d", r"\begin{aligned}a = b \\ c = d\end{aligned}"),
    ],
)
def test_several_equations_are_aligned(typeset, tex, aligned):
    assert site_math.align(tex) == aligned
    assert typeset(aligned, True)


@pytest.mark.parametrize(
    ("before", "after", "clings", "left"),
    [
        ("so ", ", and", ("", ","), ("so ", " and")),
        ("so (", ").", ("(", ")."), ("so ", "")),
        ("a ", "-fold thing", ("", "-fold"), ("a ", " thing")),
        ("one\n", "\ntwo", ("", ""), ("one\n", "\ntwo")),
        # A long word may be torn, or it would not fit into a narrow line.
        ("", "-penalizedregression is", ("", "-"), ("", "penalizedregression is")),
        ("the regularization—", "—", ("—", "—"), ("the regularization", "")),
    ],
)
def test_what_stands_at_a_formula_stays_with_it(before, after, clings, left):
    paragraph = nodes.paragraph("", "", nodes.Text(before), nodes.math("", "x"), nodes.Text(after))
    site_math.cling(None, paragraph, "page")
    (formula,) = paragraph.findall(nodes.math)
    assert (formula["before"], formula["after"]) == clings
    assert (paragraph[0].astext(), paragraph[2].astext()) == left


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Some comments on $C_p$.", ["Some comments on ", "C_p", "."]),
        ("$x$ and $y$", ["", "x", " and ", "y", ""]),
        ("It costs 3 $ a day", ["It costs 3 $ a day"]),
        ("no formula", ["no formula"]),
    ],
)
def test_formulas_in_titles_of_the_bibliography_are_read(title, parts):
    entry = nodes.paragraph("", "", nodes.Text("Mallows. "), nodes.emphasis("", title))
    citation = nodes.citation("", nodes.label("", "M"), entry)
    site_math.read_titles(None, citation, "page")
    assert [child.astext() for child in entry[1]] == parts
    assert [child.astext() for child in entry.findall(nodes.math)] == parts[1::2]


def test_an_equal_text_elsewhere_in_the_paragraph_stays():
    paragraph = nodes.paragraph("", "", nodes.Text("."), nodes.math("", "x"), nodes.emphasis())
    paragraph += [nodes.math("", "y"), nodes.Text("."), nodes.Text(" End")]
    site_math.cling(None, paragraph, "page")
    assert [child.astext() for child in paragraph] == ["", "x", "", "y", "", " End"]
    first, second = paragraph.findall(nodes.math)
    assert (first["before"], second["after"]) == (".", ".")
    # A mark that stands alone stays where it is when another one like it is taken.
    paragraph = nodes.paragraph("", "", nodes.Text("."), nodes.emphasis(), nodes.math("", "x"))
    paragraph += nodes.Text(".")
    site_math.cling(None, paragraph, "page")
    assert [child.astext() for child in paragraph] == [".", "", "x", ""]


def test_the_files_are_those_of_the_package():
    assert katex.faults() == []
    assert katex.main([]) == 0


def test_a_changed_missing_or_unknown_file_is_named(tmp_path, monkeypatch):
    folder = tmp_path / "katex"
    shutil.copytree(katex.FOLDER, folder)
    monkeypatch.setattr(katex, "FOLDER", folder)
    (folder / "katex.min.js").write_text("changed", "utf-8")
    (folder / "LICENSE").unlink()
    (folder / "fonts" / "more.woff2").write_bytes(b"")
    said = " | ".join(katex.faults())
    assert "katex.json does not name fonts/more.woff2" in said
    assert "LICENSE is missing" in said
    assert "katex.min.js: expected sha256" in said
    assert katex.main([]) == 1


def test_a_wrong_package_changes_nothing(monkeypatch):
    before = (katex.FOLDER / "LICENSE").read_bytes()
    monkeypatch.setattr(katex, "from_npm", lambda package, names: dict.fromkeys(names, b"wrong"))
    with pytest.raises(SystemExit, match="nothing written"):
        katex.fetch()
    assert (katex.FOLDER / "LICENSE").read_bytes() == before
