"""A small chapter that keeps every rule, written without a kernel, for the guards' own tests."""

import base64
import io

import nbformat
from guards.cells import configuration
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from PIL import Image
from tool import load

notebooks = load("notebooks")

ALT = "Two straight lines cross at the origin, the steeper one drawn in blue."
OUTCOMES = """\
## What you will be able to do

- derive
- fit
- choose

**Time**: about 5 minutes to read and run, 35 for the exercises.
**Builds on**: nothing.
"""
ROOMS_BEFORE_EXERCISES = """
## A fit that hurts
A few rows are enough to fit noise.
---code
## Derivation
The loss is $J(w)$.
It has one minimum, e.g. at the origin.
## From scratch
A few lines do it.
---figure
### Check against the closed form
Both agree.
---check
## In the library
The library has it too.
## Experiment: the path over λ
Follow the path.
## Pitfalls
Scale the features first.
## Take-away
- Shrink.
- Then look.
## Exercises
"""


def text(printed):
    """Return the output of a cell that prints."""
    return new_output("stream", name="stdout", text=printed)


def result(shown, count=None, **more):
    """Return the output of a cell that ends in a value."""
    return new_output("execute_result", data={"text/plain": shown, **more}, execution_count=count)


def picture(colour="white", size=(64, 48), stripe=None):
    """Return a base64 PNG of one colour, with a black stripe of that many columns from there."""
    image = Image.new("RGB", size, colour)
    if stripe:
        start, columns = stripe
        image.paste("black", (start, 0, start + columns, size[1]))
    return encode(image)


def encode(image):
    """Return an image as a base64 PNG."""
    buffer = io.BytesIO()
    image.save(buffer, format="png")
    return base64.b64encode(buffer.getvalue()).decode()


def figure(png=None):
    """Return the output of a cell that draws."""
    data = {"image/png": png or picture(), "text/plain": "<Figure size 64x48 with 1 Axes>"}
    return new_output("display_data", data=data)


def code(source, *outputs, **metadata):
    """Return an executed code cell."""
    return new_code_cell(source, outputs=list(outputs), metadata=metadata)


def exercise(label):
    """Return the cells of one exercise."""
    stub = code(f'check("sample.{label}", None)', result("not attempted yet"))
    solved = code(
        f'check("sample.{label}", 1)', result("✓ passed"), jupyter={"source_hidden": True}
    )
    return [
        new_markdown_cell(
            f"```{{exercise-start}} Warm up\n:label: {label}\n```\n\nReturn one.\n\n"
            "Practises [From scratch](#from-scratch)."
        ),
        stub,
        new_markdown_cell(
            "```{exercise-end}\n```\n\n"
            f"```{{solution-start}} {label}\n:label: {label}-solution\n:class: dropdown\n```"
        ),
        solved,
        new_markdown_cell("```{solution-end}\n```"),
    ]


def good():
    """Return a notebook that every guard accepts, in normal form."""
    address = configuration()["repository"]["url"]
    colab = f"import importlib\n\naddress = 'git+{address}'\ncheck_versions()"
    cells = [
        new_markdown_cell("# A sample\n\nAfter this page the reader knows what a chapter is."),
        code(colab, tags=["remove-cell"]),
        new_markdown_cell(OUTCOMES),
    ]
    pieces = {
        "code": code("print('loss', 0.5)\n0.25", text("loss 0.5\n"), result("0.25")),
        "figure": code("plt.plot(x)\nplt.show()", figure(), mystnb={"image": {"alt": ALT}}),
        "check": code("verify.close('same', a, b)", text("✓ same (exactly)\n")),
    }
    for part in ROOMS_BEFORE_EXERCISES.strip().split("---"):
        name, _, prose = part.partition("\n")
        if name in pieces:
            cells.append(pieces[name])
            part = prose
        cells.append(new_markdown_cell(part.strip()))
    for label in ("one", "two", "three", "four"):
        cells += exercise(label)
    cells.append(new_markdown_cell("## Further reading\n\n{cite:t}`hoerl1970` began it."))
    return counted(nbformat.v4.new_notebook(cells=cells))


def in_depth():
    """Return a page in depth that its guards accept, under the main page `sample.ipynb`."""
    notebook = good()
    notebook.cells = [
        new_markdown_cell(
            "# A proof\n\nAfter this page the reader knows why.\n\n"
            "**In depth**, under [A sample](sample.ipynb).\n"
            "**Time**: about 5 minutes to read and run, 20 for the exercises.\n"
            "**Assumes**: the derivation there."
        ),
        *exercise("one"),
        *exercise("two"),
        new_markdown_cell("## Further reading\n\n{cite:t}`hoerl1970` began it."),
    ]
    return counted(notebook)


def counted(notebook):
    """Number the executions as a fresh kernel would, and return the notebook in normal form."""
    number = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            number += 1
            cell.execution_count = number
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = number
    return notebooks.as_read(notebooks.normalised(notebook))


def saved(notebook, folder, name="sample.ipynb"):
    """Write a notebook in normal form and return its path."""
    path = folder / name
    notebooks.write(path, notebooks.written(notebooks.normalised(notebook)))
    return path
