"""The page about the two articles treats every section and every point, in their order."""

import json
import re
from pathlib import Path

import everywhere
import pytest

PAGE = Path(__file__).resolve().parents[2] / "book" / "appendix" / "source-map.ipynb"
POINTS = 33
# The headings as the articles print them; article B numbers two of its headings 1.
HEADINGS = {
    "Article A": """
        1. 背景介绍
        1.1 AI大模型的优化与调参
        1.2 正则化与Dropout
        2. 核心概念与联系
        2.1 正则化
        2.1.1 L1正则化
        2.1.2 L2正则化
        2.1.3 Elastic Net正则化
        2.2 Dropout
        2.2.1 Dropout概念
        2.2.2 Dropout实现
        3. 核心算法原理和具体操作步骤以及数学模型公式详细讲解
        3.1 正则化算法原理
        3.1.1 L1正则化算法原理
        3.1.2 L2正则化算法原理
        3.1.3 Elastic Net正则化算法原理
        3.2 Dropout算法原理
        3.2.1 Dropout算法原理
        3.2.2 Dropout算法实现
        4. 具体代码实例和详细解释说明
        4.1 L1正则化实例
        4.2 L2正则化实例
        4.3 Elastic Net正则化实例
        4.4 Dropout实例
        5. 未来发展趋势与挑战
        5.1 正则化未来发展趋势与挑战
        5.2 Dropout未来发展趋势与挑战
        6. 附录常见问题与解答
        6.1 正则化常见问题与解答
        问题1：为什么正则化可以防止过拟合？
        问题2：L1和L2正则化有什么区别？
        6.2 Dropout常见问题与解答
        问题1：Dropout是如何增加模型抗随机性的？
        问题2：Dropout和正则化有什么区别？
        参考文献
    """,
    "Article B": """
        1. 背景介绍
        1. 背景介绍
        2. 核心概念与联系
        2.1 超参数
        2.2 正则化
        2.3 Dropout
        3. 核心算法原理和具体操作步骤以及数学模型公式详细讲解
        3.1 正则化
        3.2 Dropout
        4. 具体最佳实践：代码实例和详细解释说明
        4.1 正则化
        4.2 Dropout
        5. 实际应用场景
        6. 工具和资源推荐
        7. 总结：未来发展趋势与挑战
        8. 附录：常见问题与解答
        Q: 正则化和Dropout的区别是什么？
    """,
}


@pytest.fixture(scope="module")
def cells():
    return [
        (cell["cell_type"], "".join(cell["source"]))
        for cell in everywhere.with_myst(json.loads(PAGE.read_text(encoding="utf-8")))["cells"]
    ]


@pytest.fixture(scope="module")
def prose(cells):
    return "\n\n".join(source for kind, source in cells if kind == "markdown")


def table(prose, title):
    """Return the rows of a table, each as its cells."""
    section = re.search(rf"^### {title}\n(.*?)(?=^#)", prose, re.MULTILINE | re.DOTALL)[1]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def points(cells):
    """Return for each point, by its number, its Markdown and its code."""
    found, number = {}, None
    for kind, source in cells:
        # A heading opens a point, and its cell may hold the end of the one before.
        for piece in re.split(r"^(?=\(point-\d+\)=$|## )", source, flags=re.MULTILINE):
            label = re.match(r"\(point-(\d+)\)=\n### (\d+)\. \S", piece)
            if label:
                assert label[1] == label[2]
                number = int(label[1])
                assert number not in found
                found[number] = {"markdown": "", "code": ""}
            elif kind == "markdown" and piece.startswith("## "):
                number = None
            if number:
                found[number][kind] += piece
    return found


@pytest.mark.parametrize("article", HEADINGS)
def test_every_section_has_its_row(prose, article):
    expected = [line.strip() for line in HEADINGS[article].strip().splitlines()]
    rows = table(prose, article)
    sections = [re.sub(r"</?span[^>]*>", "", cells[0]).split("<br>") for cells in rows]
    assert [chinese for chinese, _ in sections] == expected
    assert all(english.strip() for _, english in sections)


@pytest.mark.parametrize("article", HEADINGS)
def test_every_row_says_where_the_book_treats_it(prose, article):
    for section, here, _ in table(prose, article):
        assert re.search(r"\]\([^)]+\)", here), section


def test_every_point_is_there_once_and_in_order(cells):
    assert list(points(cells)) == list(range(1, POINTS + 1))


def test_every_point_belongs_to_a_section(prose):
    rows = [row for article in HEADINGS for row in table(prose, article)]
    named = {int(number) for row in rows for number in re.findall(r"\(#point-(\d+)\)", row[2])}
    assert named == set(range(1, POINTS + 1))


def test_every_point_is_shown_and_says_where_it_is_put_right(cells):
    for number, point in points(cells).items():
        if number != POINTS:  # a reference that could not be found: there is nothing to run
            assert "verify." in point["code"], number
        assert re.search(r"[Pp]ut right in .*\]\((\.\./[a-z]+/|references)", point["markdown"]), (
            number
        )
