"""`tools/site_predictions.py`: a question for a prediction is boxed, and its answer marked."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

site_predictions = pytest.importorskip(
    "site_predictions", reason="the site's requirements are not installed"
)
nodes = site_predictions.nodes


def cell(*, output):
    """Return a code cell as MyST-NB leaves it in the document."""
    parts = ["cell_input", "cell_output"] if output else ["cell_input"]
    return nodes.container(
        "", *(nodes.container(classes=[part]) for part in parts), classes=["cell"]
    )


def lines(*lines):
    """Return a paragraph of these lines, parted as MyST parts them."""
    texts = [part for line in lines for part in (nodes.Text(line), nodes.Text("\n"))]
    return nodes.paragraph("", "", *texts[:-1])


def boxed(*children):
    """Return the section with these children after the questions were boxed."""
    section = nodes.section("", *children)
    site_predictions.box_predictions(None, section, "page")
    return section


def kinds(section):
    """Return what the children of a section are, in order."""
    return [(child["classes"] or [child.tagname])[0] for child in section.children]


def test_the_question_leaves_what_stands_before_it_and_takes_what_follows():
    answer = cell(output=True)
    section = boxed(lines("A line.", "Predict: up or down?", "Think of zero."), answer)
    assert kinds(section) == ["paragraph", "prediction", "cell"]
    assert section[0].astext().strip() == "A line."
    assert section[1][0].astext() == "Predict: up or down?\nThink of zero."
    assert answer["classes"] == ["cell", "covered"]


def test_a_question_with_a_formula_before_it_is_found():
    text = nodes.paragraph("", "", nodes.math("", "x"), nodes.Text("\n"), nodes.Text("Predict it."))
    assert kinds(boxed(text, cell(output=True))) == ["paragraph", "prediction", "cell"]


def test_all_cells_up_to_the_next_prose_are_answers():
    cells = [cell(output=False), cell(output=True), cell(output=True)]
    section = boxed(lines("Predict the order."), *cells, lines("It rose."), cell(output=True))
    assert kinds(section) == ["prediction", "cell", "cell", "cell", "paragraph", "cell"]
    assert ["covered" in one["classes"] for one in (*cells, section[-1])] == [True] * 3 + [False]


@pytest.mark.parametrize(
    "line",
    ["Predictions of the fit.", "To predict is hard.", "A word, Predict: it", "Predict."],
)
def test_other_sentences_stay_as_they_are(line):
    assert kinds(boxed(lines(line), cell(output=True))) == ["paragraph", "cell"]


@pytest.mark.parametrize("after", [[], [cell(output=False)], [nodes.paragraph()]])
def test_a_question_that_no_cell_answers_is_prose(after):
    assert kinds(boxed(lines("Predict it."), *after))[0] == "paragraph"
