"""Every cell was run, in order, and what it gave is there to be compared."""

import ast
import re
from itertools import chain

from guards.cells import called, code_cells, statements, tags

# Empty: no cell of the book is exempt from comparison. An entry would be the name of a notebook.
EXEMPT_FROM_COMPARISON = frozenset()
MARKER = re.compile(r"#+\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$", re.MULTILINE)
PRINTING = {"print", "verify.close", "verify.holds", "verify.printed"}
DISPLAYING = {"display", "plt.show"}


def executed_in_order(notebook, path):
    """Execution counts are 1, 2, … in the order of the cells, and those of the results agree."""
    complaints = []
    for number, cell in code_cells(notebook):
        if cell.execution_count != number:
            complaints.append(
                f"code cell {number}: expected execution count {number}, got "
                f"{cell.execution_count}; run `make notebooks`"
            )
        for output in cell.outputs:
            if output.get("execution_count", cell.execution_count) != cell.execution_count:
                complaints.append(f"code cell {number}: its result is from another execution")
    return complaints


def only_code_and_markdown(notebook, path):
    """No raw cell, which nothing runs, and no empty cell."""
    return [
        f"cell {index} from the top: expected code or Markdown, got "
        + (
            "an empty cell"
            if cell.cell_type in ("code", "markdown")
            else f"a {cell.cell_type} cell"
        )
        for index, cell in enumerate(notebook.cells, 1)
        if cell.cell_type not in ("code", "markdown") or not cell.source.strip()
    ]


def no_stderr(notebook, path):
    """No cell wrote to stderr: a warning is mended, not shown."""
    return [
        f"code cell {number}: wrote to stderr: {output.text.strip().splitlines()[0]}"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        if output.get("name") == "stderr" and output.text.strip()
    ]


def no_unexpected_errors(notebook, path):
    """A cell ends in an error exactly when it is tagged ``raises-exception``."""
    complaints = []
    for number, cell in code_cells(notebook):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if errors and "raises-exception" not in tags(cell):
            complaints.append(f"code cell {number}: raised {errors[0].ename}: {errors[0].evalue}")
        if not errors and "raises-exception" in tags(cell):
            complaints.append(f"code cell {number}: is tagged raises-exception and shows no error")
    return complaints


def everything_compared(notebook, path):
    """No tag and no comment keeps the verification from running and comparing a cell."""
    if path.name in EXEMPT_FROM_COMPARISON:
        return []
    complaints = []
    for number, cell in code_cells(notebook):
        markers = [tag for tag in tags(cell) if re.match(r"nbval|pytest-validate|skip-exec", tag)]
        complaints += [
            f"code cell {number}: {marker} keeps it from being compared"
            for marker in markers + MARKER.findall(cell.source)
        ]
    return complaints


def no_trailing_semicolon(notebook, path):
    """No cell ends in a semicolon, which hides a result that the comparison then misses."""
    return [
        f"code cell {number}: ends in ';'; assign the value, or end with plt.show()"
        for number, cell in code_cells(notebook)
        if cell.source.rstrip().endswith(";")
    ]


def stable_order(notebook, path):
    """`argsort` is told to be stable: else the order of equal values is the processor's."""
    return [
        f'code cell {number}: expected kind="stable" in {ast.unparse(call)}'
        for number, cell in code_cells(notebook)
        for call in chain.from_iterable(map(ast.walk, statements(cell)))
        if called(call).endswith("argsort")
        and not any(keyword.arg == "kind" for keyword in call.keywords)
    ]


def outputs_present(notebook, path):
    """Where a cell evidently prints, draws, displays or ends in a value, an output shows it."""
    complaints = []
    for number, cell in code_cells(notebook):
        if "raises-exception" in tags(cell):
            continue
        body = statements(cell)
        needed = {kind for kind in map(evident_output, flat(body)) if kind}
        if body and ends_in_value(body[-1]):
            needed.add("result")
        missing = needed - {shown for output in cell.outputs for shown in kinds(output)}
        complaints += [f"code cell {number}: its {kind} is missing" for kind in sorted(missing)]
    return complaints


def flat(body):
    """Yield the statements that are certain to run, those inside `with` and `for` included."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.With | ast.For):
            yield from flat(statement.body)


def evident_output(statement):
    """Name the kind of output that a statement is certain to make, or None."""
    name = called(statement)
    if name in PRINTING and not any(
        word.arg in ("file", "end") for word in statement.value.keywords
    ):
        return "printed text"
    if name in DISPLAYING:
        return "figure" if name == "plt.show" else "display"
    return None


def ends_in_value(statement):
    """Tell whether a cell's last statement evidently shows a value."""
    if not isinstance(statement, ast.Expr):
        return False
    if isinstance(statement.value, ast.Call):
        return called(statement).split(".")[-1] == "check"
    return not isinstance(statement.value, ast.Await | ast.Yield)


def kinds(output):
    """Name what an output shows, in the words of ``evident_output``."""
    if output.output_type == "stream":
        return ["printed text"] if output.text else []
    if output.output_type == "execute_result":
        return ["result"]
    return ["display", "figure"] if "image/png" in output.get("data", {}) else ["display"]
