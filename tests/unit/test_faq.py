"""The page of questions answers each of them in the same form, those of both articles included."""

import json
import re
from pathlib import Path

import everywhere
import pytest

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGE = BOOK / "appendix" / "faq.ipynb"
# The questions as the articles print them, each under the heading that treats it.
ASKED = {
    "faq-prevent": ("article A, 6.1", "为什么正则化可以防止过拟合？"),
    "faq-l1-l2": ("article A, 6.1", "L1和L2正则化有什么区别？"),
    "faq-randomness": ("article A, 6.2", "Dropout是如何增加模型抗随机性的？"),
    "faq-differ": ("article A, 6.2", "Dropout和正则化有什么区别？"),
    "faq-then": ("article B, 8", "正则化和Dropout的区别是什么？"),
}
MYTHS = (
    "faq-test-time",
    "faq-large",
    "faq-decay",
    "faq-normalized",
    "faq-alike",
    "faq-norm",
    "faq-test-set",
    "faq-folds",
    "faq-rare",
)
PARTS = ("Usually said", "Try it", "Better", "More")


@pytest.fixture(scope="module")
def cells():
    content = everywhere.with_myst(json.loads(PAGE.read_text(encoding="utf-8")))
    return [(cell["cell_type"], "".join(cell["source"])) for cell in content["cells"]]


def read_questions(cells):
    """Return for each question, by its label: its title, and its Markdown and code in order."""
    found, label = {}, None
    for kind, source in cells:
        # A heading opens a question, and its cell may hold the end of the one before.
        for piece in re.split(r"^(?=\(faq-[\w-]+\)=$|## )", source, flags=re.MULTILINE):
            opening = re.match(r"\((faq-[\w-]+)\)=\n### (\S.*\?)\n", piece)
            if opening:
                label = opening[1]
                assert label not in found
                found[label] = {"title": opening[2], "pieces": []}
            elif kind == "markdown" and piece.startswith("## "):
                label = None
            if label and piece.strip():
                found[label]["pieces"].append((kind, piece))
    return found


@pytest.fixture(scope="module")
def questions(cells):
    return read_questions(cells)


@pytest.fixture
def question(questions, label):
    return questions[label]


def text(question):
    return "\n\n".join(piece for kind, piece in question["pieces"] if kind == "markdown")


def part(question, name):
    """Return a part of a question: its paragraphs up to the next part."""
    return re.search(rf"^\*\*{name}:\*\* (.*?)(?=^\*\*|\Z)", text(question), re.M | re.S)[1].strip()


each = pytest.mark.parametrize("label", [*ASKED, *MYTHS])


def test_these_are_the_questions(questions):
    assert list(questions) == [*ASKED, *MYTHS]


def test_the_contents_list_them_in_order(cells, questions):
    contents = next(source for _, source in cells if "## The questions" in source)
    links = re.findall(r"^ *- \[(.+)\]\(#(faq-[\w-]+)\)$", contents, re.MULTILINE)
    assert links == [(question["title"], label) for label, question in questions.items()]


@pytest.mark.parametrize("label", ASKED)
def test_a_question_of_an_article_is_quoted(question, label):
    where, chinese = ASKED[label]
    assert f'**Asked in** {where}: <span lang="zh">{chinese}</span>' in text(question)


@each
def test_the_parts_stand_in_order(question):
    names = re.findall(r"^\*\*([A-Z][a-z ]+):\*\*", text(question), re.MULTILINE)
    assert names == list(PARTS)


@each
def test_the_experiment_is_checked_before_the_better_answer(question):
    kinds = [
        (kind, "verify." in piece, "**Better:**" in piece) for kind, piece in question["pieces"]
    ]
    better = next(place for place, (_, _, here) in enumerate(kinds) if here)
    assert any(kind == "code" and verified for kind, verified, _ in kinds[:better])
    assert all(kind == "markdown" for kind, _, _ in kinds[better:])


@each
def test_the_better_answer_has_three_sentences(question):
    assert len(part(question, "Better").splitlines()) == 3


@each
def test_the_question_leads_to_a_section_of_a_chapter(question):
    links = re.findall(r"\]\((\.\./[\w-]+/[\w-]+\.ipynb)#[^)\s]+\)", part(question, "More"))
    assert links
    assert all((PAGE.parent / link).is_file() for link in links)
