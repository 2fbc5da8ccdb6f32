"""Run a reader's answer in the browser: what the page defined above, its output, its errors."""

import ast
import builtins
import contextlib
import io
import json
import linecache
import sys
import time
import traceback

import numpy as np

import helpers.exercises
from helpers.exercises import feedback
from helpers.exercises.registry import find
from live.context import needed

READER = "<your code>"
# WebAssembly takes two to four times as long as the processor itself.
SLOWER = 2
LONGEST = 20_000
# What pages import and what is not in the browser.
LIBRARIES = frozenset(
    ("joblib", "keras", "matplotlib", "optuna", "scipy", "sklearn", "tensorflow", "threadpoolctl")
)


class Absences:
    """Last of the finders of modules: notes which of the libraries were asked for in vain."""

    def __init__(self):
        self.asked = set()

    def find_spec(self, name, path=None, target=None):
        """Find nothing."""
        if (library := name.partition(".")[0]) in LIBRARIES:
            self.asked.add(library)


ABSENCES = Absences()
sys.meta_path.append(ABSENCES)


class Absent:
    """Stands for what the page makes with a library that is not here; any use of it is noted."""

    def __init__(self, libraries):
        self.__dict__["libraries"] = libraries

    def _refuse(self, *_, **__):
        ABSENCES.asked |= self.__dict__["libraries"]
        raise ImportError(f"made with {', '.join(sorted(self.__dict__['libraries']))}")


_USES = """
    abs add array bool call contains enter eq float ge getattr getitem gt index int iter le len lt
    matmul mro_entries mul ne neg pow radd rmatmul rmul rpow rsub rtruediv setattr setitem sub
    truediv
"""
for _use in _USES.split():
    setattr(Absent, f"__{_use}__", Absent._refuse)


class Printed(io.TextIOBase):
    """Keeps the beginning of what is printed: an answer may print without end."""

    def __init__(self):
        self.text = ""
        self.more = False

    def writable(self):
        """Say yes."""
        return True

    def write(self, text):
        """Keep the text while there is room."""
        self.more |= len(self.text) + len(text) > LONGEST
        self.text += text[: LONGEST - len(self.text)]
        return len(text)


def run(request, tell, begin):
    """Run an answer.

    Parameters
    ----------
    request : str
        JSON: the `name` of the exercise, the `code`, the page's `cells`, and the number of the
        cell that the exercise stands `before`.
    tell : callable
        Told in words what goes on.
    begin : callable
        Told the time limit in seconds, once the reader's own code starts.

    Returns
    -------
    str
        JSON: the `status`, "missing", "wrong", "passed" or "error", and the `outputs`.
    """
    request = json.loads(request)
    name, code = request["name"], request["code"]
    printed, outputs, verdicts = Printed(), [], {}
    ABSENCES.asked.clear()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            with np.printoptions(), np.errstate(), judging(verdicts):
                value = execute(name, code, request["cells"], request["before"], tell, begin)
                if value is not None:
                    outputs.append({"kind": "value", "text": repr(value)})
        except BaseException as error:
            outputs.append({"kind": "error", "text": explain(error)})
    status = verdicts.get(name, "error")
    if ABSENCES.asked and status in ("wrong", "error"):
        # What the judge or Python says of a library that cannot be here would only mislead.
        status, outputs = "error", [{"kind": "absent", "libraries": sorted(ABSENCES.asked)}]
    elif not verdicts and not any(part["kind"] == "error" for part in outputs):
        text = f'Nothing was checked: the last line is check("{name}", …). Reset brings it back.'
        outputs.append({"kind": "error", "text": text})
    if printed.text:
        more = "\n… and more" if printed.more else ""
        outputs.insert(0, {"kind": "stream", "text": printed.text + more})
    return json.dumps({"status": status, "outputs": outputs})


@contextlib.contextmanager
def judging(verdicts):
    """Note what each check says meanwhile, by the name of the exercise; leave its lines whole."""
    original, width = helpers.exercises.check, feedback.WIDTH

    def check(name, answer, **options):
        said = original(name, answer, **options)
        verdicts[name] = said.status
        return said

    # The page breaks the lines of a message as it is wide itself.
    helpers.exercises.check, feedback.WIDTH = check, 10_000
    try:
        yield
    finally:
        helpers.exercises.check, feedback.WIDTH = original, width


def execute(name, code, cells, before, tell, begin):
    """Run what the answer needs, and then the answer; return the value of its last line."""
    tree = ast.parse(code, READER)
    linecache.cache[READER] = (len(code), None, code.splitlines(keepends=True), READER)
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    prepare(needed(code, cells, before), namespace, tell)
    # The page's exercises, with what they import, before the clock starts.
    exercise = find(name)
    begin(SLOWER * exercise.time_limit)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, READER, "exec"), namespace)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), READER, "eval"), namespace)


def prepare(statements, namespace, tell):
    """Run the statements of the page; what cannot be made here becomes an `Absent`."""
    told = 0.0
    for number, statement in enumerate(statements, 1):
        if time.monotonic() - told > 0.5:
            tell(f"Running what the page defined above ({number} of {len(statements)})…")
            told = time.monotonic()
        ABSENCES.asked.clear()
        try:
            exec(compile(statement.source, "<the page>", "exec"), namespace)
        except Exception:
            if not ABSENCES.asked:
                raise
            namespace |= dict.fromkeys(statement.binds, Absent(set(ABSENCES.asked)))
    ABSENCES.asked.clear()


def explain(error):
    """Return a traceback of the reader's own lines."""
    trace = traceback.TracebackException.from_exception(error)
    part = trace
    while part is not None:
        part.stack[:] = [frame for frame in part.stack if frame.filename == READER]
        part = part.__cause__ or (None if part.__suppress_context__ else part.__context__)
    text = "".join(trace.format()).rstrip()
    if not trace.stack:
        text = text.removeprefix("Traceback (most recent call last):\n")
    return text
