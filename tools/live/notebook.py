"""The exercises of a notebook, and the code that stands around them."""

import ast
import json
import re
from dataclasses import dataclass, field

import everywhere

_EDGES = re.compile(r"\{(exercise|solution)-(start|end)\}")


@dataclass
class Exercise:
    """An exercise in its notebook: its stub, its solution, and the number of the stub's cell."""

    name: str
    stub: str
    cell: int
    solution: str = ""


@dataclass
class Page:
    """A notebook: its own code cells, each with its number, and its exercises in their order."""

    cells: list = field(default_factory=list)
    exercises: list = field(default_factory=list)


def read(path):
    """Return the `Page` of a notebook.

    What belongs to an exercise or to a solution is no part of the page's own code, and neither is
    a cell that the site does not show.
    """
    page, inside = Page(), None
    content = everywhere.with_myst(json.loads(path.read_text("utf-8")))
    for number, cell in enumerate(content["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            for kind, edge in _EDGES.findall(source):
                inside = kind if edge == "start" else None
        elif cell["cell_type"] != "code" or "remove-cell" in cell["metadata"].get("tags", ()):
            continue
        elif inside is None:
            page.cells.append((number, source))
        elif name := checked(source):
            if inside == "exercise":
                page.exercises.append(Exercise(name, source, number))
            else:
                solved = next(e for e in page.exercises if e.name == name)
                solved.solution = source
    return page


def checked(source):
    """Return the name of the exercise that a cell checks, or None."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell with a magic checks nothing
        return None
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("check"), args=[ast.Constant(str() as name), *_]):
                return name
    return None
