"""Write `book/appendix/status.md`: what the book was made with, and what is in each notebook.

::

    python tools/status.py                 write the page from the notebooks and the stored costs
    python tools/status.py --measure       run every notebook first, and store what it costs
    python tools/status.py --measure NOTEBOOK ...    only these

A cost is the processor time of a run from kernel start to end, with one BLAS thread: unlike the
time on the clock it does not depend much on what else the machine does. Costs are kept in
`tools/costs.json`, and a notebook that was run is not written back.
"""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path

import notebooks
import one_thread
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "book" / "appendix" / "status.md"
COSTS = ROOT / "tools" / "costs.json"
COLUMNS = ("chapter", "code cells", "figures", "checks ✓", "exercises", "kB", "processor s")
INTRODUCTION = """\
# Status

What the book was made with, and what is in each notebook.
A command writes this page, `make status`, and a test compares it with the notebooks.

## Versions

The lock file names every package with its hash.
These are the ones that the project asks for itself.
The outputs on the pages come from Python 3.11; 3.12 and 3.13 are supported.

"""
NOTEBOOKS = """
## Notebooks

A check is a line with a ✓ that code on the page printed: a claim that was tested.
A cost is the processor time of a run, kernel start to end, with one thread of linear algebra.
On the clock a run takes about as long, or less; `make costs` measures it.

"""


class StatusError(Exception):
    """Something that the page needs is missing; the message is one line."""


def main(arguments=None):
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Write the book's status page.")
    parser.add_argument("--measure", action="store_true", help="run the notebooks for their costs")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    options = parser.parse_args(arguments)
    if options.notebooks and not options.measure:
        parser.error("a NOTEBOOK is named only with --measure")
    try:
        if options.measure:
            measure(options.notebooks or notebooks.in_reading_order(ROOT))
        notebooks.write(PAGE, page())
    except (StatusError, notebooks.NotebookError) as error:
        print(f"status: {error}", file=sys.stderr)
        return 1
    return 0


def measure(paths):
    """Run notebooks and store the processor time of each."""
    one_thread.take()
    for path in paths:
        notebook, before = notebooks.read(path), processor_seconds()
        notebooks.execute(notebook, path.resolve().parent)
        spent = round(processor_seconds() - before)
        print(f"{notebooks.shown(path)}: {spent} s", flush=True)
        # Stored one by one, so that an interruption loses only the notebook that was running.
        costs = stored_costs() | {key(path): spent}
        kept = {name: costs[name] for name in sorted(costs) if (ROOT / name).is_file()}
        notebooks.write(COSTS, json.dumps(kept, indent=1) + "\n")


def processor_seconds():
    """Return what finished child processes, kernels among them, have used."""
    import resource  # not there on Windows, where the page can be written all the same

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def page():
    """Return the text of the page."""
    paths = notebooks.in_reading_order(ROOT)
    costs = stored_costs()
    rows = [row(path, costs) for path in paths]
    totals = ["**all**", *(sum(column) for column in list(zip(*rows, strict=True))[1:])]
    found = table(COLUMNS, [*rows, totals], numbers=True)
    return INTRODUCTION + table(("package", "version"), versions()) + NOTEBOOKS + found


def row(path, costs):
    """Return what the page says of one notebook."""
    if key(path) not in costs:
        raise StatusError(f"no cost of {key(path)} is stored; run `make costs NB={key(path)}`")
    notebook = notebooks.read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    outputs = [output for cell in code for output in cell.outputs]
    printed = "\n".join(output.text for output in outputs if output.output_type == "stream")
    return [
        f"[{notebooks.title(notebook)}](../{path.relative_to(ROOT / 'book').as_posix()})",
        len(code),
        sum("image/png" in output.get("data", {}) for output in outputs),
        len(re.findall(r"^✓", printed, re.MULTILINE)),
        notebooks.exercises(notebook),
        round(path.stat().st_size / 1000),
        costs[key(path)],
    ]


def versions():
    """Return the name and the locked version of each package that `pyproject.toml` names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {Requirement(text).name for group in groups for text in group}
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", lock, re.MULTILINE))
    if names - set(locked):
        raise StatusError(f"not in requirements.txt: {', '.join(sorted(names - set(locked)))}")
    return [(name, locked[name]) for name in sorted(names)]


def table(head, rows, *, numbers=False):
    """Return a table in Markdown, with all columns but the first to the right for numbers."""
    rule = ["---", *(["--:" if numbers else "---"] * (len(head) - 1))]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in (head, rule, *rows))


def stored_costs():
    """Return the processor seconds by notebook, or nothing where none were stored yet."""
    return json.loads(COSTS.read_text(encoding="utf-8")) if COSTS.is_file() else {}


def key(path):
    """Return the notebook's path from the root, the same on every system."""
    return path.resolve().relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
