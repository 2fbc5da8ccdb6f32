"""The layers and regularizers on JAX and PyTorch, each in a process of its own.

Back ends draw different random numbers, so what can be equal is what is not random. The rest must
hold on each back end by itself: there the other tests of the module, and Keras' own, run again.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rounding import assert_equal_to_rounding

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[2]
PATH = os.pathsep.join(map(str, (ROOT, FOLDER.parent)))
SUITES = ["test_keras_layers.py", "test_keras_layers_upstream.py"]

pytestmark = pytest.mark.parametrize(
    "backend",
    [
        pytest.param(
            name,
            marks=pytest.mark.skipif(
                importlib.util.find_spec(name) is None,
                reason=f"{name}, an optional back end of Keras, is not installed",
            ),
        )
        for name in ("jax", "torch")
    ],
)


def run(backend, *arguments):
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "KERAS_BACKEND": backend, "PYTHONPATH": PATH},
    )  # fmt: skip


def results():
    """Everything of the module that is not random, on the back end that is loaded."""
    from helpers.keras_layers import L1, L1L2, L2, Dropout, GaussianDropout
    from helpers.keras_layers._keras import keras

    rng = np.random.default_rng(0)
    kernels = [rng.normal(size=shape).astype("float32") for shape in ((6, 5), (5, 1))]
    x, y = (rng.normal(size=(32, columns)).astype("float32") for columns in (6, 1))
    found = {}
    for name, regularizer in {"L1": L1(0.3), "L2": L2(0.3), "L1L2": L1L2(0.3, 0.2)}.items():
        value = regularizer(keras.Variable(kernels[0]))
        found[name] = float(keras.ops.convert_to_numpy(value))

    def network(rate):
        model = keras.Sequential(
            [
                keras.Input((6,)),
                Dropout(rate, seed=1),
                keras.layers.Dense(5, "tanh", kernel_regularizer=L1L2(0.03, 0.02)),
                GaussianDropout(rate, seed=2),
                keras.layers.Dense(1, kernel_regularizer=L2(0.1), bias_regularizer=L1(0.1)),
            ]
        )
        model.compile(keras.optimizers.SGD(0.05), "mse")
        model.layers[1].kernel.assign(kernels[0])
        model.layers[3].kernel.assign(kernels[1])
        return model

    noisy, plain = network(0.5), network(0)
    found["inference"] = noisy.predict(x, verbose=0).ravel().tolist()
    found["loss"] = float(noisy.evaluate(x, y, verbose=0))
    plain.fit(x, y, epochs=3, batch_size=8, shuffle=False, verbose=0)
    found["trained"] = [weight.tolist() for w in plain.get_weights() for weight in w.ravel()]
    found["configurations"] = json.loads(noisy.to_json())["config"]["layers"]
    found["backend"] = keras.backend.backend()
    return found


def test_what_is_not_random_is_the_same(backend):
    done = run(backend, __file__)
    assert done.returncode == 0, done.stderr
    theirs, here = json.loads(done.stdout), json.loads(json.dumps(results()))
    assert (theirs.pop("backend"), here.pop("backend")) == (backend, "tensorflow")
    assert theirs.pop("configurations") == here.pop("configurations")
    assert theirs.keys() == here.keys()
    for name, values in here.items():
        assert_equal_to_rounding(theirs[name], values, units=16, err_msg=name)


def test_the_other_tests_pass_too(backend):
    done = run(backend, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, paths()))
    assert done.returncode == 0, done.stdout + done.stderr
    # The test that the back end is the one asked for is among them.
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 150


def paths():
    return [FOLDER / suite for suite in SUITES]


if __name__ == "__main__":
    print(json.dumps(results()))
