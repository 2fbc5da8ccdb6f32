"""Sphinx's part of the live exercises: marks in the pages, and the files to be loaded."""

import json
import shutil
import sys
import zipfile
from pathlib import Path

from docutils import nodes
from sphinx_exercise.nodes import is_exercise_node

from live import engine, notebook

ROOT = Path(__file__).resolve().parents[2]
# What the browser's Python is given beside the helpers: the runner.
RUNNER = ("__init__.py", "context.py", "runner.py")
# The same in each build of the same files.
DATE = (1980, 1, 1, 0, 0, 0)

# What the line says without JavaScript, and what it says with it.
EXERCISES = (
    "The exercises of this page are run and judged on it, where the browser allows JavaScript.",
    "The exercises run here, in your browser: edit a stub and press Run. "
    "What you type and what you passed stays in this browser.",
)
MAP = (
    "The exercises are run and judged on their pages, where the browser allows JavaScript.",
    "The exercises run on their pages, in your browser. "
    "What you type and what you passed stays in it.",
)


class LiveExercise(nodes.General, nodes.Element):
    """The cell of a stub, with the name of its exercise."""


class LiveLine(nodes.General, nodes.TextElement):
    """One line on the exercises of a page, with the buttons for what is kept of them."""


def visit_exercise(writer, node):
    """Open the element that the page's script fills."""
    attributes = {"data-exercise": node["exercise"]}
    if node["needs"]:
        attributes["data-needs"] = " ".join(node["needs"])
    writer.body.append(writer.starttag(node, "div", CLASS="live", **attributes))


def visit_line(writer, node):
    """Open the line; the script says other words than stand there without it."""
    attributes = {f"data-{name}": node[name] for name in ("page", "judge", "words")}
    writer.body.append(writer.starttag(node, "p", CLASS="live-line", **attributes))


def close(tag):
    """Return the function that closes an element."""
    return lambda writer, node: writer.body.append(tag)


def mark(app, doctree, docname):
    """Mark the stubs of a page, and put the line before the first exercise, or before the map."""
    page = read(app, docname)
    if not page.exercises:
        grid = next(doctree.findall(is_grid), None)
        if docname == app.config.root_doc and grid is not None:
            put_line(grid, docname, *MAP)
        return
    stubs = {exercise.cell: exercise.name for exercise in page.exercises}
    for cell in list(doctree.findall(nodes.container)):
        name = stubs.get(cell.get("cell_index")) if cell.get("nb_element") == "cell_code" else None
        if name:
            live = LiveExercise("", exercise=name, needs=needs(name))
            cell.replace_self(live)
            live += cell
    first = next(doctree.findall(is_exercise_node), None)
    put_line(first, docname, *EXERCISES)


def put_line(before, docname, without, words):
    """Put a line before a node."""
    judge = ", ".join(f"{name} {version}" for name, version in engine.versions().items())
    line = LiveLine("", without, page=docname, judge=judge, words=words)
    before.parent.insert(before.parent.index(before), line)


def is_grid(node):
    """Tell whether a node is a grid of cards."""
    return isinstance(node, nodes.Element) and node.get("design_component") == "grid-container"


def read(app, docname):
    """Return the notebook behind a page; an empty one behind any other page."""
    path = Path(app.env.doc2path(docname))
    return notebook.read(path) if path.suffix == ".ipynb" else notebook.Page()


def needs(name):
    """Return the libraries without which an exercise cannot be done."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from helpers.exercises.registry import find

    return find(name).needs


def write(app):
    """Write what the browser loads on demand."""
    live, source = Path(app.outdir) / "_static" / "live", Path(app.srcdir)
    pages = {name: read(app, name) for name in sorted(app.env.found_docs)}
    pages = {name: page for name, page in pages.items() if page.exercises}
    for name, page in pages.items():
        content = {"cells": page.cells, "exercises": {e.name: e.cell for e in page.exercises}}
        write_json(live / "pages" / f"{name}.json", content)
    write_json(live / "book.json", {n: [e.name for e in p.exercises] for n, p in pages.items()})
    zip_helpers(source / "helpers", live / "helpers.zip")
    data = copy_data(source / "helpers" / "data", live / "data")
    files = [f"engine/{name}" for name in (*engine.CORE, *engine.wheels())] + ["helpers.zip"]
    sizes = {name: (live / name).stat().st_size for name in files}
    version = " ".join(engine.versions().values())
    write_json(live / "download.json", {"version": version, "files": sizes, "data": data})


def write_json(path, content):
    """Write compact JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")


def zip_helpers(folder, target):
    """Pack the helpers' code and the runner."""
    entries = {
        path.relative_to(folder.parent).as_posix(): path for path in sorted(folder.rglob("*.py"))
    }
    entries |= {f"live/{name}": Path(__file__).with_name(name) for name in RUNNER}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in entries.items():
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())


def copy_data(folder, target):
    """Copy the data that pages read; return the names of the files."""
    target.mkdir(parents=True, exist_ok=True)
    paths = sorted(folder.glob("*")) if folder.is_dir() else []
    paths = [path for path in paths if path.suffix != ".md"]
    for path in paths:
        shutil.copy(path, target)
    return [path.name for path in paths]


def setup(app):
    """Connect the live exercises to Sphinx."""
    app.add_node(LiveExercise, html=(visit_exercise, close("</div>\n")))
    app.add_node(LiveLine, html=(visit_line, close("</p>\n")))
    app.connect("doctree-resolved", mark)
