"""The page on frameworks shows results of the programs that it prints, and of no others."""

import csv
import importlib.util
import json
import subprocess
import sys

import pytest
from studies import frameworks

SCRIPT = frameworks.__file__


def recorded(framework):
    with frameworks.FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["framework"] == framework]


@pytest.mark.parametrize("framework", frameworks.NEEDS)
def test_the_recorded_program_is_that_of_the_page(framework):
    codes = {row["code"] for row in recorded(framework)}
    assert codes == {frameworks.fingerprint(framework)}, "run tools/studies/frameworks.py"


@pytest.mark.parametrize("framework", frameworks.NEEDS)
def test_every_measure_is_there_once_for_each_seed(framework):
    found = [(row["measure"], row["seed"]) for row in recorded(framework)]
    expected = [("value_error", ""), ("gradient_error", "")]
    expected += [
        (measure, str(seed))
        for seed in frameworks.SEEDS
        for measure in ("validation_loss", "validation_accuracy")
    ]
    assert sorted(pair for pair in found if pair[0] not in ("zeroed", "kept", "pull")) == sorted(
        expected
    )


def page(folder, *cells):
    path = folder / "page.ipynb"
    path.write_text(json.dumps({"cells": list(cells)}), encoding="utf-8")
    return path


def cell(source, *tags):
    return {"source": source.splitlines(keepends=True), "metadata": {"tags": list(tags)}}


def test_a_program_is_the_recipe_and_what_is_the_frameworks_own(tmp_path):
    prose = "Text.\n\n```python\n# PyTorch\na = 1\n```\n\n```python\n# JAX\nb = 2\n```\n"
    path = page(
        tmp_path,
        cell("R = 0", "recipe"),
        cell("K = 0\nL = 1", "keras-model"),
        cell("skipped = 1"),
        cell(prose),
    )
    assert frameworks.program("PyTorch", path) == "R = 0\n\n# PyTorch\na = 1\n"
    assert frameworks.program("JAX", path) == "R = 0\n\n# JAX\nb = 2\n"
    assert frameworks.program("Keras on JAX", path) == "R = 0\n\nK = 0\nL = 1"
    prints = {frameworks.fingerprint(name, path) for name in ("PyTorch", "JAX", "Keras on JAX")}
    assert len(prints) == 3


@pytest.mark.parametrize("framework", ["PyTorch", "Keras on TensorFlow"])
def test_a_page_without_the_program_is_refused(tmp_path, framework):
    path = page(tmp_path, cell("R = 0", "recipe"), cell("```python\n# JAX\nb = 2\n```"))
    with pytest.raises(ValueError, match=f"a program for {framework} in .*, found none"):
        frameworks.program(framework, path)


@pytest.mark.parametrize("framework", frameworks.NEEDS)
def test_the_program_still_gives_the_objective(framework):
    """Where the framework is installed: J and its gradients, without the training."""
    missing = [name for name in frameworks.NEEDS[framework] if not importlib.util.find_spec(name)]
    if missing:
        pytest.skip(f"{', '.join(missing)}: not installed")
    code = (
        f"import runpy; m = runpy.run_path({SCRIPT!r}); found = m['measured']({framework!r})\n"
        "print(next(found)[2] < 1e-6 and next(found)[2] < 1e-5)"
    )
    backend = frameworks.BACKENDS.get(framework.removeprefix("Keras on "), "tensorflow")
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True,
        env=frameworks.os.environ | {"KERAS_BACKEND": backend},
    )  # fmt: skip
    assert done.stdout.split()[-1] == "True"
