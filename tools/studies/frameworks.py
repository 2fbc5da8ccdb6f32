"""One network with an L2 penalty and dropout, in Keras on three back ends, in PyTorch and in JAX.

    python tools/studies/frameworks.py

takes the programs from the page `book/appendix/tools.ipynb`, so that what is read there is what
ran, and writes `helpers/data/frameworks.csv`. About two minutes on one core. It needs
TensorFlow, PyTorch, JAX, Optax and Flax; a framework that is not installed keeps the rows that the
file has. Each runs in a process of its own.

A row is one number: the framework, its version, a fingerprint of the program, a measure, a seed.
Measures: `value_error` and `gradient_error`, J and its gradients against NumPy in float64, the
latter divided by the largest gradient; `validation_loss` and `validation_accuracy` after training,
for each seed; and of the framework's own knobs, `zeroed` and `kept`, the share that dropout of
0.25 sets to zero in a million ones and what it makes of the rest, and `pull`, the gradient of the
L2 penalty at w = 1 when its knob is set to 1. The name of the knob stands in place of a version.
"""

import argparse
import csv
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np

from helpers import datasets, network, penalties

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "helpers" / "data" / "frameworks.csv"
PAGE = ROOT / "book" / "appendix" / "tools.ipynb"
COLUMNS = ("framework", "version", "code", "measure", "seed", "value")
SEEDS = range(5)
ROWS = 200  # of the training data, for J and its gradients
RATE = 0.25
# The modules that a framework needs; the last one tells its version.
NEEDS = {
    "Keras on TensorFlow": ("tensorflow", "keras"),
    "Keras on JAX": ("jax", "keras"),
    "Keras on PyTorch": ("torch", "keras"),
    "PyTorch": ("torch",),
    "JAX": ("optax", "flax", "jax"),
}
BACKENDS = {"TensorFlow": "tensorflow", "JAX": "jax", "PyTorch": "torch"}


def program(framework, page=PAGE):
    """Return the code that the page has for a framework."""
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    sources = [("".join(cell["source"]), cell["metadata"].get("tags", [])) for cell in cells]
    recipe = [source for source, tags in sources if "recipe" in tags]
    if framework.startswith("Keras"):
        own = [source for source, tags in sources if "keras-model" in tags]
    else:
        block = rf"^```python\n(# {framework}\n.*?)^```$"
        prose = "\n".join(source for source, tags in sources)
        own = re.findall(block, prose, re.MULTILINE | re.DOTALL)
    if not recipe or not own:
        raise ValueError(f"expected the recipe and a program for {framework} in {page}, found none")
    return "\n\n".join([*recipe, *own])


def fingerprint(framework, page=PAGE):
    """Return what tells one version of a program from another."""
    return hashlib.sha256(program(framework, page).encode()).hexdigest()[:12]


def measured(framework):
    """Run a framework's program in this process and yield (measure, seed, value)."""
    names = {"np": np, "network": network, "penalties": penalties}
    if framework.startswith("Keras"):
        import keras

        names["keras"] = keras
    exec(compile(program(framework), framework, "exec"), names)
    data = datasets.load_mnist1d()
    X, y = data.train.X[:ROWS], data.train.y[:ROWS]
    weights = names["start"](0)
    value, gradients = names["objective"](weights, X, y)
    expected, expected_gradients = names["reference"](weights, X, y)
    pairs = list(zip(gradients, expected_gradients, strict=True))
    yield "value_error", "", abs(value - expected)
    yield "gradient_error", "", max(abs(a - b).max() / abs(b).max() for a, b in pairs)
    for seed in SEEDS:
        trained = names["train"](names["start"](seed), data.train.X, data.train.y, seed)
        model, loss = names["referee"](trained), network.SoftmaxCrossEntropy()
        held_out = data.validation.X, data.validation.y
        yield "validation_loss", seed, network.evaluate(model, *held_out, loss)
        yield "validation_accuracy", seed, network.accuracy(model, *held_out)


def knobs(framework):
    """Return what the framework's own functions do: the results by the name of the function."""
    ones = np.ones(1_000_000, "float32")
    if framework == "Keras on TensorFlow":
        import keras
        import tensorflow as tf

        return {
            "keras.layers.Dropout": keras.layers.Dropout(RATE, seed=0)(ones, training=True),
            "tf.nn.dropout": tf.nn.dropout(ones, RATE, seed=0),
            # Both are quadratic, so that the gradient at 1 is twice the value.
            "keras.regularizers.L2": 2 * float(keras.regularizers.L2(1.0)(np.ones(1, "float32"))),
            "tf.nn.l2_loss": 2 * float(tf.nn.l2_loss(np.ones(1, "float32"))),
        }
    if framework == "PyTorch":
        import torch

        torch.manual_seed(0)
        w = torch.ones(1, requires_grad=True)
        w.grad = torch.zeros(1)
        torch.optim.SGD([w], lr=1.0, weight_decay=1.0).step()
        return {
            "torch.nn.Dropout": torch.nn.Dropout(RATE)(torch.from_numpy(ones)),
            "torch.optim.SGD, weight_decay": 1 - w.item(),
        }
    if framework == "JAX":
        import jax.numpy as jnp
        import optax
        from flax import nnx

        decay, w = optax.add_decayed_weights(1.0), jnp.ones(1)
        added, _ = decay.update(jnp.zeros(1), decay.init(w), w)
        return {
            "flax.nnx.Dropout": nnx.Dropout(RATE, rngs=nnx.Rngs(0))(ones),
            "optax.add_decayed_weights": float(added[0]),
        }
    return {}


def rows(framework):
    """Return the rows of a framework, run in this process."""
    code, version = fingerprint(framework), importlib.metadata.version(NEEDS[framework][-1])
    found = [(framework, version, code, *row) for row in measured(framework)]
    for knob, result in knobs(framework).items():
        if isinstance(result, float):
            found.append((framework, knob, code, "pull", "", result))
            continue
        result = np.asarray(result)
        found.append((framework, knob, code, "zeroed", "", np.mean(result == 0)))
        found.append((framework, knob, code, "kept", "", result.max()))
    return [(*row[:-1], f"{float(row[-1]):.6g}") for row in found]


def in_own_process(framework):
    """Return the rows of a framework, or None if something that it needs is not installed."""
    missing = [name for name in NEEDS[framework] if importlib.util.find_spec(name) is None]
    if missing:
        print(f"{framework}: not run, since {', '.join(missing)} is not installed", flush=True)
        return None
    backend = BACKENDS.get(framework.removeprefix("Keras on "), "tensorflow")
    done = subprocess.run(
        [sys.executable, __file__, "--only", framework],
        env={**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "2"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    print(f"{framework}: done", flush=True)
    return [tuple(row) for row in json.loads(done.stdout.splitlines()[-1])]


def stored():
    """Return the rows of the file, by framework."""
    found = {framework: [] for framework in NEEDS}
    if FILE.is_file():
        with FILE.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["framework"]].append(tuple(row[column] for column in COLUMNS))
    return found


def main():
    """Run what is installed and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=NEEDS, help="run one here and print its rows as JSON")
    only = parser.parse_args().only
    if only:
        print(json.dumps([[str(part) for part in row] for row in rows(only)]))
        return
    found = stored()
    for framework in NEEDS:
        found[framework] = in_own_process(framework) or found[framework]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row for framework in NEEDS for row in found[framework])


if __name__ == "__main__":
    main()
