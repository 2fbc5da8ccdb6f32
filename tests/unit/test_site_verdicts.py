"""`tools/book_site.py`: a long list of checks that hold is folded under their number."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

book_site = pytest.importorskip("book_site", reason="the site's requirements are not installed")


def shown(*lines):
    """Return the HTML of a cell that printed these lines."""
    html = '<div class="output stream highlight-myst-ansi notranslate"><div class="highlight">'
    context = {"body": f"{html}<pre><span></span>{chr(10).join(lines)}\n</pre></div>\n</div>\n"}
    book_site.set_off_verdicts(None, "page", "page.html", context, None)
    return context["body"]


def test_seven_checks_that_hold_are_folded_and_six_are_not():
    assert "<details" not in shown(*["✓ it holds"] * 6)
    html = shown(*["✓ it holds"] * 7)
    assert html.startswith('<details class="verdicts"><summary>')
    assert "✓ all 7 checks hold</span></summary>" in html
    assert html.count("✓ it holds</span>") == 7
    assert html.endswith("</div>\n</div>\n</details>\n")


@pytest.mark.parametrize("line", ["✗ it does not", "l2.step: not attempted yet", "a number: 3"])
@pytest.mark.parametrize("place", [0, 4, 8])
def test_what_is_no_check_that_holds_stays_in_sight(line, place):
    lines = ["✓ it holds"] * 8
    lines.insert(place, line)
    assert "<details" not in shown(*lines)


def test_two_outputs_are_folded_each_for_itself():
    html = shown(*["✓ one"] * 7) + "<p>between</p>" + shown(*["✓ two"] * 9)
    assert [html.count(f"all {n} checks") for n in (7, 9, 16)] == [1, 1, 0]
    assert html.index("</details>") < html.index("<p>between") < html.rindex("<details")


def test_only_a_table_near_the_top_is_kept_back_and_only_the_first():
    table = '<div class="pst-scrollable-table-container"><table><tr></tr></table>\n</div>'
    for before, marked in (("<h2>1</h2>", 1), ("<h2>1</h2><h2>2</h2>", 0)):
        context = {"body": f"{before}{table}{table}"}
        book_site.show_first_table_whole(None, "page", "page.html", context, None)
        assert context["body"].count('class="whole pst-scrollable') == marked
        assert context["body"].count("</div><span hidden></span>" + table) == marked


def test_code_in_a_table_may_break_where_its_parts_meet():
    code = '<code><span class="pre">{}</span></code>'
    whole = code.format("nnx.Dropout(rate).eval()")
    table = f'<div class="pst-scrollable-table-container"><table><tr>{whole}</tr></table></div>'
    context = {"body": f"<p>{whole}</p>{table}<p>a.b</p>"}
    book_site.let_code_break(None, "page", "page.html", context, None)
    parted = code.format("nnx.<wbr>Dropout(<wbr>rate).<wbr>eval()")
    assert context["body"] == f"<p>{whole}</p>{table.replace(whole, parted)}<p>a.b</p>"
    book_site.let_code_break(None, "search", "search.html", context := {}, None)
    assert context == {}
