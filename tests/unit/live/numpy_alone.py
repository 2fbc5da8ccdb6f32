"""Run each stub and each solution where there are no threads and NumPy is alone, as in a page.

Prints, as JSON by the names of the exercises, what came of the stub and of the solution, and the
libraries that the solution asked for.
"""

import json
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from live import notebook, runner  # noqa: E402


class Alone:
    """First of the finders: finds none of the libraries that are not in the browser."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in runner.LIBRARIES:
            runner.ABSENCES.find_spec(name)
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def no_thread(*arguments, **options):
    raise RuntimeError("can't start new thread")


def say(page, exercise, code):
    """Return what a run in the page says."""
    request = {"name": exercise.name, "code": code, "cells": page.cells, "before": exercise.cell}
    return json.loads(runner.run(json.dumps(request), lambda text: None, lambda seconds: None))


sys.meta_path.insert(0, Alone())
threading.Thread.start = no_thread
found = {}
for path in sorted((ROOT / "book").rglob("*.ipynb")):
    page = notebook.read(path)
    for exercise in page.exercises:
        stub, solution = (say(page, exercise, code) for code in (exercise.stub, exercise.solution))
        libraries = [name for part in solution["outputs"] for name in part.get("libraries", ())]
        found[exercise.name] = stub["status"], solution["status"], libraries
print(json.dumps(found))
