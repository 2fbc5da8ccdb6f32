"""Re-execute notebooks from a fresh kernel and write them back in the book's normal form.

::

    python tools/notebooks.py [NOTEBOOK ...]            re-execute and normalise in place
    python tools/notebooks.py --check [NOTEBOOK ...]    name those not in normal form; run nothing
    python tools/notebooks.py --tidy [NOTEBOOK ...]     normalise in place; run nothing

Without names it takes every notebook under ``book/``, in the order of ``_toc.yml``.

The normal form makes a second run byte-identical and a review readable:

- Markdown reads in every viewer; see ``everywhere.py``. A cell that shows nothing in them stands
  with the next one, and a solution's heading alone, since JupyterLab folds the cells below it.
- The code that draws a slider, or a panel of one, is folded on the site.
- A cell's id is a hash of its type and source, so every editor arrives at the same ids.
- Metadata is kept only where the site or JupyterLab acts on it; no time stamps, no widget state.
- Neighbouring pieces of one stream are one output.
- Pictures, on white, have a palette of at most 256 colours, and no text such as a version.
- A traceback keeps the frames of the cell itself, not those of files on this machine.
- Lines of a cell end without spaces; the file is UTF-8, indented by one, with one final newline.
"""

import argparse
import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

import everywhere
import nbformat
import one_thread
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from PIL import Image
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

ROOT = Path(__file__).resolve().parent.parent
CELL_TIMEOUT = 300  # seconds; the same as in the verification
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# By this key JupyterLab keeps that the section under a heading is folded.
FOLDED = "jp-MarkdownHeadingCollapsed"
# What draws a slider, or a panel of one: its code stands folded on the site, the figure in sight.
DRAWS_SLIDER = re.compile(r"\bfigures\.(slider|Bars|Lines|Grid)\(")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(Exception):
    """A notebook that cannot be read or executed; the message is one line."""


def main(arguments=None):
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Re-execute and normalise the book's notebooks.")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--check", action="store_true", help="only name those not in normal form")
    modes.add_argument(
        "--tidy", action="store_true", help="write the normal form, outputs as they are"
    )
    options = parser.parse_args(arguments)
    one_thread.take()  # as in the verification
    status = 0
    for path in options.notebooks or in_reading_order(ROOT):
        try:
            if options.tidy:
                tidy(path)
            elif not options.check:
                print(f"{shown(path)}: {refresh(path)}", flush=True)
            elif not is_normal(path):
                raise NotebookError("not in normal form; run `make tidy`")
        except NotebookError as error:
            print(f"{shown(path)}: {error}", file=sys.stderr, flush=True)
            status = 1
        except KeyboardInterrupt:
            print(f"{shown(path)}: interrupted; the file is as it was", file=sys.stderr)
            return 130
    return status


def in_reading_order(root):
    """Return the notebooks under ``root/book``: those of ``_toc.yml`` in its order, then others."""
    found = {p for p in (root / "book").rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts}
    try:
        pages = [root / f"{page}.ipynb" for page in parse_toc_yaml(root / "_toc.yml")]
    except (OSError, MalformedError):
        pages = []
    listed = [page for page in pages if page in found]
    return listed + sorted(found.difference(listed))


def refresh(path):
    """Execute a notebook, write it in normal form, and return how long it took.

    The file is replaced only when every cell has run; a failure leaves it as it was.
    """
    notebook = normalised(read(path), path)
    started = time.perf_counter()
    seconds = execute(notebook, path.parent)
    took = f"{time.perf_counter() - started:.1f} s"
    write(path, written(normalised(notebook, path)))
    if not seconds:
        return took
    slowest = max(seconds, key=seconds.get)
    return f"{took}, slowest code cell {slowest} of {len(seconds)} ({seconds[slowest]:.1f} s)"


def tidy(path):
    """Write a notebook in normal form, its outputs as they are."""
    text = written(normalised(read(path), path))
    if text.encode() != path.read_bytes():
        write(path, text)
        print(f"{shown(path)}: written in normal form", flush=True)


def read(path):
    """Read a notebook of format 4, its Markdown as the site reads it.

    Its ids give no warnings.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["nbformat"] != 4:
            raise NotebookError(f"expected notebook format 4, got {content['nbformat']}")
        return as_read(nbformat.v4.to_notebook(content))
    except FileNotFoundError:
        raise NotebookError("there is no such notebook") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotebookError(f"not a notebook ({type(error).__name__}: {error})") from None


def as_read(notebook):
    """Return the notebook with its Markdown as the site reads it."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = everywhere.myst(cell.source)
    return notebook


def title(notebook):
    """Return the words of the first heading of level 1."""
    return re.search(r"^# (.+)$", prose(notebook), re.MULTILINE)[1]


def exercises(notebook):
    """Return how many exercises there are."""
    return len(re.findall(r"^`{3,}\{exercise-start\}", prose(notebook), re.MULTILINE))


def prose(notebook):
    """Return the Markdown of all cells."""
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def execute(notebook, folder, *, allow_errors=False):
    """Run every code cell in order in a fresh kernel and return the seconds of each by number.

    An error that no tag foresees ends it, unless errors are allowed.
    """
    seconds = {}
    started = {}

    def start(**_):
        started[len(started) + 1] = time.perf_counter()

    def end(**_):
        seconds[len(started)] = time.perf_counter() - started[len(started)]

    # Not the user's own kernel of the same name, which would run in another environment.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    client = NotebookClient(
        notebook,
        kernel_name=KERNEL["name"],
        timeout=CELL_TIMEOUT,
        allow_errors=allow_errors,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=start,
        on_cell_executed=end,
    )
    try:
        # What the kernel itself says, outside of any cell, is not the reader's concern.
        client.execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        reason = ANSI.sub("", f"{error.ename}: {error.evalue}").strip().split("\n")[0]
        raise NotebookError(f"code cell {len(started)} raised {reason}") from None
    except CellTimeoutError:
        message = f"code cell {len(started)} ran longer than {CELL_TIMEOUT} s"
        raise NotebookError(message) from None
    except DeadKernelError:
        raise NotebookError(f"the kernel died in code cell {len(started)}") from None
    return seconds


def is_normal(path):
    """Tell whether the file is byte for byte what this tool would write, outputs unchanged."""
    return written(normalised(read(path), path)).encode() == path.read_bytes()


def normalised(notebook, path=None):
    """Return a copy of the notebook in normal form.

    Without its path, references to equations of other pages stay as the site reads them.
    """
    kept = {key: notebook.metadata[key] for key in ("myst", "mystnb") if key in notebook.metadata}
    metadata = kept | {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    seen = Counter()
    cells = [normal_cell(cell, seen) for cell in readable(notebook.cells, path)]
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return nbformat.from_dict(content)


def readable(cells, path):
    """Return copies of the cells whose Markdown reads in every viewer."""
    cells = [nbformat.from_dict(cell) for cell in cells]
    texts = [cell for cell in cells if cell.cell_type == "markdown"]
    others = labels_of_others(path.resolve()) if path else {}
    works = everywhere.works(ROOT / "references.bib")
    book = everywhere.Book(everywhere.labels(cells), others, works)
    for cell in texts:
        cell.source = everywhere.plain(everywhere.myst(cell.source), book)
    for at in range(len(cells) - 1, 0, -1):
        before, after = cells[at - 1 : at + 1]
        if before.cell_type == after.cell_type == "markdown" and everywhere.is_unseen(
            before.source
        ):
            after.source = f"{before.source}\n\n{after.source}"
            del cells[at - 1]
    return [part for cell in cells for part in folded(cell)]


def folded(cell):
    """Return a cell, or if it begins a solution, the folded heading and the text that it folds."""
    heading = cell.cell_type == "markdown" and everywhere.SOLUTION.search(cell.source)
    if not heading:
        return [cell]
    cell.metadata[FOLDED] = True
    text = cell.source[heading.end() :].strip("\n")
    cell.source = cell.source[: heading.end()]
    return [cell, nbformat.v4.new_markdown_cell(text)] if text else [cell]


def labels_of_others(path):
    """Return the labels in the book's other notebooks: the way to each, and what it is called."""
    found = {}
    for other in sorted((ROOT / "book").rglob("*.ipynb")):
        if other != path and ".ipynb_checkpoints" not in other.parts:
            way = Path(os.path.relpath(other, path.parent)).as_posix()
            for label, called in labels(other, other.stat().st_mtime_ns).items():
                found[label] = (way, called)
    return found


@cache
def labels(path, changed):
    """Return the labels in a notebook, as it is since it was changed, with what they are called."""
    return everywhere.labels(read(path).cells)


def normal_cell(cell, seen):
    """Return a copy of a cell in normal form; ``seen`` counts the cells with the same content."""
    source = "\n".join(line.rstrip() for line in cell.source.split("\n")).strip("\n")
    digest = hashlib.sha256(f"{cell.cell_type}\n{source}".encode()).hexdigest()[:8]
    seen[digest] += 1
    normal = nbformat.from_dict(
        {
            "cell_type": cell.cell_type,
            "id": digest if seen[digest] == 1 else f"{digest}-{seen[digest]}",
            "metadata": kept_metadata(cell.metadata),
            "source": source,
        }
    )
    if cell.cell_type == "code":
        if DRAWS_SLIDER.search(source) and "hide-input" not in normal.metadata.get("tags", ()):
            normal.metadata.tags = [*normal.metadata.get("tags", ()), "hide-input"]
        normal.execution_count = cell.get("execution_count")
        normal.outputs = normal_outputs(cell.get("outputs", []))
    elif cell.get("attachments"):
        normal.attachments = cell.attachments
    return normal


def kept_metadata(metadata):
    """Return the part of a cell's metadata that the site or JupyterLab acts on."""
    kept = {key: metadata[key] for key in (FOLDED, "mystnb", "tags") if metadata.get(key)}
    folded = metadata.get("jupyter", {})
    folded = {key: True for key in ("outputs_hidden", "source_hidden") if folded.get(key)}
    return kept | ({"jupyter": folded} if folded else {})


def normal_outputs(outputs):
    """Return copies of a cell's outputs in normal form."""
    normal = []
    for output in map(nbformat.from_dict, outputs):
        output.pop("transient", None)
        last = normal[-1] if normal else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
            continue
        if "image/png" in output.get("data", {}):
            output.data["image/png"] = with_palette(output.data["image/png"])
        if output.output_type == "error":
            output.traceback = [frame for frame in output.traceback if not from_file(frame)]
        normal.append(output)
    return normal


def with_palette(encoded):
    """Return a base64 PNG in palette colours and without text."""
    try:
        image = Image.open(io.BytesIO(base64.b64decode(encoded)), formats=["PNG"])
        if image.mode == "P" and not image.text:
            return encoded.strip()
        white = Image.new("RGBA", image.size, "white")
        opaque = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    except (OSError, ValueError):
        raise NotebookError("holds an image/png that is no PNG") from None
    # A plot has few colours: a palette of 256 makes the file a third, and looks the same.
    palette = opaque.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    palette.save(buffer, format="png", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()


def from_file(frame):
    """Tell whether a frame of a traceback is from a file rather than from a cell."""
    return ANSI.sub("", frame).startswith("File ")


def written(notebook):
    """Return the text of a notebook as it stands in its file."""
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise NotebookError(f"not a valid notebook ({error.message.splitlines()[0]})") from None
    return nbformat.v4.writes(notebook) + "\n"


def write(path, text):
    """Replace a file in one step, so that an interruption cannot leave half a notebook."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8", newline="\n")
    os.replace(partial, path)


def shown(path):
    """Return a path as one would type it at the root."""
    path = path.resolve()
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


if __name__ == "__main__":
    sys.exit(main())
