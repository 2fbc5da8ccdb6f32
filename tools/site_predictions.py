"""What a page asks its reader to predict, in a box; what comes out is covered until asked for."""

from docutils import nodes

ASKS = ("Predict ", "Predict:", "Predict,")
BUTTONS = (
    '<div class="prediction__buttons">'
    '<button type="button" class="prediction__reveal" aria-expanded="false">Show what comes out'
    '</button><button type="button" class="prediction__always">Never cover it</button></div>'
)


def asks(paragraph):
    """Return the place of the child with which a line begins that asks for a prediction, or None.

    MyST parts the lines of a paragraph by a text that is a line's end and nothing else.
    """
    ended = True
    for at, child in enumerate(paragraph.children):
        if ended and isinstance(child, nodes.Text) and child.startswith(ASKS):
            return at
        ended = isinstance(child, nodes.Text) and child.endswith("\n")
    return None


def answers(paragraph):
    """Return the code cells that follow the paragraph, up to the next line of prose."""
    siblings = paragraph.parent.children
    cells = []
    for node in siblings[siblings.index(paragraph) + 1 :]:
        if "cell" not in node.get("classes", ()):
            break
        cells.append(node)
    return cells


def has_output(cell):
    """Return whether the cell printed or drew something."""
    return any("cell_output" in part["classes"] for part in cell.findall(nodes.container))


def box_predictions(app, doctree, docname):
    """Box each question for a prediction that cells answer, and mark these cells."""
    for paragraph in list(doctree.findall(nodes.paragraph)):
        at, cells = asks(paragraph), answers(paragraph)
        if at is None or not any(map(has_output, cells)):
            continue
        before, question = paragraph.children[:at], paragraph.children[at:]
        box = nodes.container(
            "",
            nodes.paragraph("", "", *question),
            nodes.raw("", BUTTONS, format="html"),
            classes=["prediction"],
        )
        paragraph.parent.replace(
            paragraph, [nodes.paragraph("", "", *before), box] if before else [box]
        )
        for cell in cells:
            cell["classes"].append("covered")
