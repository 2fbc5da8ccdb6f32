"""The exercises of a chapter: stub, check and folded solution, all of them executed.

An exercise is written as sphinx-exercise's gated directives. Between ``{exercise-start}`` and
``{exercise-end}`` stands the stub, with a call ``check("name", answer)``; between
``{solution-start} label`` (with ``:class: dropdown``) and ``{solution-end}`` the solution, whose
code cells are folded in JupyterLab (metadata ``jupyter.source_hidden``) and run the same check.
Its text links to the section that it practises.
"""

import ast
import re
from dataclasses import dataclass, field

from guards.cells import all_text, called, markdown_parser, statements

FEWEST, FEWEST_IN_DEPTH = 4, 2
PRACTISES = re.compile(r"^Practises \[[^\]]+\]\([^)\s]+\)", re.MULTILINE)


@dataclass
class Exercise:
    """An exercise: its text, the code cells of its stub, and its solution's with its class."""

    label: str
    text: str = ""
    stub: list = field(default_factory=list)
    solution: list = None
    solution_class: str = ""


def exercises(notebook, path):
    """At least four exercises, each with a stub, a check and a folded solution that passes it."""
    return faults(notebook, lambda count: count >= FEWEST, f"at least {FEWEST} exercises")


def few_exercises(notebook, path):
    """The exercises of a page in depth, two at least if any, are whole."""
    enough = f"at least {FEWEST_IN_DEPTH} exercises or none"
    return faults(notebook, lambda count: count == 0 or count >= FEWEST_IN_DEPTH, enough)


def faults(notebook, enough, expected):
    """Say what is wrong with the number of exercises, and with each of them."""
    found, complaints = collect(notebook)
    if not enough(len(found)):
        complaints.append(f"expected {expected}, got {len(found)}")
    for exercise in found:
        complaints += [f"exercise {exercise.label}: {fault}" for fault in exercise_faults(exercise)]
    return complaints


def collect(notebook):
    """Return the exercises with their solutions, and complaints about the blocks themselves."""
    found, complaints, cells, asking = {}, [], None, None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if cells is not None:
                cells.append(cell)
            continue
        for token in markdown_parser().parse(cell.source):
            block = re.match(r"\{(exercise|solution)-(start|end)\}\s*(.*)", token.info)
            if not block:
                continue
            kind, edge, argument = block.groups()
            options = dict(re.findall(r"^:([\w-]+):[ \t]*(.*)$", token.content, re.MULTILINE))
            if edge == "end":
                cells = asking = None
            elif kind == "exercise":
                asking = Exercise(options.get("label", argument))
                found[asking.label] = asking
                cells = asking.stub
            elif argument in found:
                found[argument].solution = cells = []
                found[argument].solution_class = options.get("class", "")
            else:
                complaints.append(f"the solution of {argument!r} precedes or lacks its exercise")
        if asking is not None:
            asking.text += f"{cell.source}\n"
    return list(found.values()), complaints


def exercise_faults(exercise):
    """Say what an exercise lacks."""
    asked, solved = checks(exercise.stub), checks(exercise.solution or [])
    faults = []
    if not PRACTISES.search(exercise.text):
        faults.append("expected a line “Practises [section](link).” in its text")
    if not asked:
        faults.append('expected a stub that ends with check("name", answer)')
    elif not any("not attempted yet" in all_text(cell) for cell in exercise.stub):
        faults.append("expected the untouched stub to show “not attempted yet”")
    if exercise.solution is None:
        return [*faults, "expected a solution"]
    if "dropdown" not in exercise.solution_class.split():
        faults.append("expected its solution with `:class: dropdown`")
    if not all(c.metadata.get("jupyter", {}).get("source_hidden") for c in exercise.solution):
        faults.append("expected every code cell of its solution with jupyter.source_hidden")
    if asked - solved:
        faults.append(f"expected its solution to run check {sorted(asked)}, got {sorted(solved)}")
    elif not any("✓" in all_text(cell) for cell in exercise.solution if checks([cell])):
        faults.append("expected its solution to show ✓")
    return faults


def checks(cells):
    """Return the names of the exercises that the cells check."""
    calls = [node for cell in cells for s in statements(cell) for node in ast.walk(s)]
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call)
        and called(node).split(".")[-1] == "check"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
