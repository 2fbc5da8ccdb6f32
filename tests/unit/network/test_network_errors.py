"""Every error of `helpers.network` says what was expected and what came."""

import re

import numpy as np
import pytest

from helpers import network

NAN, INF = float("nan"), float("inf")
X = np.random.default_rng(0).standard_normal((6, 4))
LABELS = np.array([0, 1, 2, 0, 1, 2])


def rng():
    return np.random.default_rng(0)


def dense(inputs=4, units=3, **options):
    return network.Dense(inputs, units, rng(), **options)


def model():
    return network.Sequential([dense(4, 5), network.ReLU(), network.Dropout(0.5, rng()), dense(5)])


def stepped():
    optimizer = network.SGD(0.1)
    optimizer.step([np.ones((2, 3))], [np.ones((2, 3))])
    return optimizer


def fit(**changes):
    options = {
        "model": model(), "X": X, "y": LABELS, "loss": network.SoftmaxCrossEntropy(),
        "optimizer": network.SGD(0.1), "epochs": 1, "rng": rng(),
    } | changes  # fmt: skip
    return network.fit(options.pop("model"), options.pop("X"), options.pop("y"), **options)


def poked(value, array=X):
    changed = np.array(array, dtype=float)
    changed.flat[1] = value
    return changed


OPTIMIZERS = [network.SGD, network.Momentum, network.Adam, network.AdamW]
CASES = {
    # Layers: how they are made
    "inputs": (lambda: dense(0), "expected inputs to be an integer >= 1, got 0"),
    "inputs, float": (lambda: dense(4.0), "inputs to be an integer >= 1, got 4.0 of type float"),
    "inputs, bool": (lambda: dense(True), "inputs to be an integer >= 1, got True of type bool"),
    "units": (lambda: dense(4, -1), "expected units to be an integer >= 1, got -1"),
    "Dense rng": (lambda: network.Dense(4, 3, 0), "rng to be a numpy.random.Generator.* got 0"),
    "dtype": (lambda: dense(dtype="float16"), 'dtype "float32" or "float64", got \'float16\''),
    "dtype, none": (lambda: dense(dtype=None), 'dtype "float32" or "float64", got None'),
    "dtype, nonsense": (lambda: dense(dtype="tiny"), "or \"float64\", got 'tiny'"),
    "penalty": (lambda: dense(penalty=0.1), "penalty with the methods value and .* got 0.1"),
    "rate of 1": (lambda: network.Dropout(1, rng()), "rate to be .* >= 0 and < 1, got 1"),
    "rate above 1": (lambda: network.Dropout(1.5, rng()), "rate to be .*, got 1.5"),
    "rate below 0": (lambda: network.Dropout(-0.1, rng()), "rate to be .*, got -0.1"),
    "rate, NaN": (lambda: network.Dropout(NAN, rng()), "rate to be a finite number .*, got nan"),
    "rate, text": (lambda: network.Dropout("0.5", rng()), "rate to be .*, got '0.5' of type str"),
    "Dropout rng": (lambda: network.Dropout(0.5, None), "rng to be a numpy.*, got None"),
    # Layers: forward and backward
    "x, columns": (lambda: dense().forward(X[:, :3]), r"Dense\(4, 3\): .* \(n, 4\), got \(6, 3\)"),
    "x, one axis": (lambda: dense().forward(X[0]), r"expected x of shape \(n, 4\), got \(4,\)"),
    "x, three axes": (lambda: dense().forward(X[None]), r"\(n, 4\), got \(1, 6, 4\)"),
    "x, empty": (lambda: dense().forward(X[:0]), r"at least one element, got shape \(0, 4\)"),
    "x, text": (lambda: dense().forward([["a"]]), "expected x to hold real numbers, got dtype <U1"),
    "x, complex": (lambda: dense().forward(X * 1j), "hold real numbers, got dtype complex128"),
    "x, ragged": (lambda: dense().forward([[1], [1, 2]]), "expected x to be an array of numbers"),
    "ReLU, bare": (lambda: network.ReLU().forward(1.0), r"ReLU\(\): .*, got the bare number 1.0"),
    "ReLU, empty": (lambda: network.ReLU().forward([]), r"at least one element, got shape \(0,\)"),
    "Dropout, bare": (
        lambda: network.Dropout(0.5, rng()).forward(1.0, True), "got the bare number 1.0",
    ),
    "training": (
        lambda: network.Dropout(0.5, rng()).forward(X, "no"), "training to be True .*, got 'no'",
    ),
    "Dense backward first": (lambda: dense().backward(X), "forward before backward, got backward"),
    "Dense gradients first": (lambda: dense().gradients, "backward before gradients, got"),
    "ReLU backward first": (lambda: network.ReLU().backward(X), r"ReLU\(\): .* before backward"),
    "Dropout backward first": (
        lambda: network.Dropout(0.5, rng()).backward(X), r"Dropout\(0.5\): .* before backward",
    ),
    "model backward first": (lambda: model().backward(X), "expected forward before backward"),
    # Model
    "no layers": (lambda: network.Sequential([]), r"layers as a list, at least one, got \[\]"),
    "one layer": (lambda: network.Sequential(dense()), "layers as a list.*, got Dense"),
    "no layer": (lambda: network.Sequential([dense(), "relu"]), "got 'relu' .* at position 1"),
    "a class": (lambda: network.Sequential([network.ReLU]), "got <class .* at position 0"),
    "twice": (lambda: network.Sequential([r := network.ReLU(), r]), "got the same layer twice"),
    "two types": (
        lambda: network.Sequential([dense(), dense(3, 2, dtype="float64")]),
        "parameters of one type.*, got float32, float64",
    ),
    "widths": (
        lambda: network.Sequential([dense(), dense(2, 2)]).forward(X),
        r"Dense\(2, 2\): expected x of shape \(n, 2\), got \(6, 3\)",
    ),
    "model, NaN": (lambda: model().forward(poked(NAN)), r"x to be finite, got nan at .*\(0, 1\)"),
    "model, infinity": (lambda: model().forward(poked(INF)), "x to be finite, got inf"),
    "model, too large": (lambda: model().forward(poked(1e300)), "range of float32, got 1e.300"),
    "predict, empty": (lambda: model().predict(X[:0]), r"at least one element.* \(0, 4\)"),
    "predict, NaN": (lambda: model().predict(poked(NAN)), "to be finite, got nan"),
    "predict, batch size": (lambda: model().predict(X, 0), "batch_size to be .* >= 1, got 0"),
    "predict, bare": (lambda: model().predict(1.0, 2), "got the bare number 1.0"),
    "weights, number": (lambda: model().set_weights([X]), "expected 4 arrays of weights, got 1"),
    "weights, shape": (
        lambda: model().set_weights([X] * 4), r"weights\[0\] of shape \(4, 5\), got \(6, 4\)",
    ),
    "weights, NaN": (
        lambda: model().set_weights([poked(NAN, w) for w in model().get_weights()]),
        r"weights\[0\] to be finite, got nan",
    ),
    # Losses
    "logits, NaN": (lambda: ce().value(poked(NAN), LABELS), "outputs to be finite, got nan"),
    "logits, infinity": (lambda: ce().gradient(poked(-INF), LABELS), "to be finite, got -inf"),
    "logits, one axis": (lambda: ce().value(X[0], LABELS), r"with 2 axes, got shape \(4,\)"),
    "logits, empty": (lambda: ce().value(X[:0], LABELS[:0]), "at least one element, got shape"),
    "one class": (lambda: ce().value(X[:, :1], LABELS), r"K >= 2, got \(6, 1\)"),
    "label too large": (
        lambda: ce().value(X[:, :2], LABELS), "labels from 0 to 1, .* 2 outputs, got .* 0 to 2",
    ),
    "label below 0": (lambda: ce().gradient(X, LABELS - 1), "from 0 to 3, .* got .* -1 to 1"),
    "labels, float": (lambda: ce().value(X, 1.0 * LABELS), "integer labels, got dtype float64"),
    "labels, bool": (lambda: ce().value(X, LABELS > 0), "hold real numbers, got dtype bool"),
    "labels, text": (lambda: ce().value(X, ["a"] * 6), "labels to hold real numbers, got dtype"),
    "labels, (n, 1)": (lambda: ce().value(X, LABELS[:, None]), r"shape \(6,\), got \(6, 1\)"),
    "labels, one-hot": (lambda: ce().value(X, np.eye(6, 4)), r"shape \(6,\), got \(6, 4\)"),
    "labels, fewer": (lambda: ce().value(X, LABELS[:5]), r"shape \(6,\), got \(5,\)"),
    "squares, (n,)": (lambda: se().value(X[:, :1], X[:, 0]), r"of shape \(6, 1\), got \(6,\)"),
    "squares, (n,) twice": (lambda: se().value(X[:, 0], X[:, 0]), "outputs with 2 axes, got"),
    "squares, rows": (lambda: se().gradient(X, X[:5]), r"of shape \(6, 4\), got \(5, 4\)"),
    "squares, NaN": (lambda: se().gradient(X, poked(NAN)), "targets to be finite, got nan"),
    "squares, infinity": (lambda: se().value(poked(INF), X), "outputs to be finite, got inf"),
    "squares, empty": (lambda: se().value(X[:0], X[:0]), "at least one element, got shape"),
    "softmax, one axis": (lambda: network.softmax(X[0]), r"logits with 2 axes, got shape \(4,\)"),
    "softmax, NaN": (lambda: network.softmax(poked(NAN)), "logits to be finite, got nan"),
    # Optimizers
    "momentum of 1": (lambda: network.SGD(0.1, 1), "momentum to be .* >= 0 and < 1, got 1"),
    "momentum below 0": (lambda: network.Momentum(0.1, -0.5), "momentum to be .*, got -0.5"),
    "nesterov": (lambda: network.SGD(0.1, 0.9, 1), "nesterov to be True or False, got 1"),
    "beta_1": (lambda: network.Adam(beta_1=1.0), "beta_1 to be .* < 1, got 1"),
    "beta_2": (lambda: network.AdamW(beta_2=-1), "beta_2 to be .* >= 0 and < 1, got -1"),
    "epsilon": (lambda: network.Adam(epsilon=0), "epsilon to be a finite number > 0, got 0"),
    "weight_decay": (lambda: network.AdamW(weight_decay=-1), "weight_decay to be .*, got -1"),
    "step, nothing": (lambda: network.SGD(1).step([], []), "at least one, got none"),
    "step, fewer": (lambda: network.SGD(1).step([X], []), r"float64 \(6, 4\), got none"),
    "step, shape": (lambda: network.SGD(1).step([X], [X.T]), r"\(6, 4\), got float64 \(4, 6\)"),
    "step, type": (lambda: network.SGD(1).step([X], [X.astype("f")]), r"got float32 \(6, 4\)"),
    "step, types": (
        lambda: network.SGD(1).step([X, X.astype("f")], [X, X.astype("f")]), "of one type",
    ),
    "step, other model": (
        lambda: stepped().step([np.ones(2)], [np.ones(2)]), r"\(2, 3\), got float64 \(2,\)",
    ),
    "step, NaN": (lambda: network.Adam().step([X], [poked(NAN)]), "finite gradients, got nan"),
    # Training and evaluation
    "fit, model": (lambda: fit(model=dense()), "model as a network.Sequential, got Dense"),
    "fit, no parameters": (
        lambda: fit(model=network.Sequential([network.ReLU()]), y=LABELS),
        r"a model with parameters to train, got \[ReLU\(\)\]",
    ),
    "fit, loss": (lambda: fit(loss="mse"), "loss as an instance of network.Loss, got 'mse'"),
    "fit, optimizer": (lambda: fit(optimizer="adam"), "network.Optimizer, got 'adam'"),
    "fit, optimizer class": (lambda: fit(optimizer=network.Adam), "Optimizer, got <class"),
    "fit, epochs": (lambda: fit(epochs=0), "epochs to be an integer >= 1, got 0"),
    "fit, batch size": (lambda: fit(batch_size=2.5), "batch_size to be .*, got 2.5 of type float"),
    "fit, rng": (lambda: fit(rng=1), "rng to be a numpy.random.Generator.*, got 1 of type int"),
    "fit, NaN": (lambda: fit(X=poked(NAN)), r"X to be finite, got nan at index \(0, 1\)"),
    "fit, too large": (lambda: fit(X=poked(1e300)), "X in the range of float32, got 1e.300"),
    "fit, empty": (lambda: fit(X=X[:0], y=LABELS[:0]), "X with at least one element, got shape"),
    "fit, one axis": (lambda: fit(X=X[0]), r"X of shape \(n, p\), got \(4,\)"),
    "fit, columns": (lambda: fit(X=X[:, :3]), r"x of shape \(n, 4\), got \(1, 3\)"),
    "fit, rows": (lambda: fit(y=LABELS[:5]), r"labels of shape \(6,\), got \(5,\)"),
    "fit, (n, 1)": (lambda: fit(y=LABELS[:, None]), r"labels of shape \(6,\), got \(6, 1\)"),
    "fit, labels": (lambda: fit(y=LABELS + 1), "labels from 0 to 2, .* got labels from 1 to 3"),
    "fit, targets": (lambda: fit(loss=se(), y=X), r"of shape \(6, 3\), got \(6, 4\)"),
    "fit, target NaN": (lambda: fit(loss=se(), y=poked(NAN, X[:, 1:])), "targets to be finite"),
    "fit, validation": (lambda: fit(validation=X), r"validation as a tuple \(X, y\), got"),
    "fit, validation rows": (lambda: fit(validation=(X, LABELS[:5])), r"shape \(6,\), got \(5,\)"),
    "fit, validation NaN": (lambda: fit(validation=(poked(NAN), LABELS)), "finite, got nan"),
    "fit, patience alone": (lambda: fit(patience=3), "validation data.* patience .*, got None"),
    "fit, patience": (lambda: fit(patience=0, validation=(X, LABELS)), "patience .*>= 1, got 0"),
    "fit, restore_best": (lambda: fit(restore_best=None), "restore_best to be True .*, got None"),
    "fit, progress": (lambda: fit(progress=2), "progress to be True or False, got 2"),
    "evaluate, model": (lambda: network.evaluate(None, X, LABELS, ce()), "Sequential, got None"),
    "evaluate, loss": (lambda: network.evaluate(model(), X, LABELS, None), "Loss, got None"),
    "evaluate, NaN": (lambda: network.evaluate(model(), poked(NAN), LABELS, ce()), "got nan"),
    "evaluate, rows": (lambda: network.evaluate(model(), X, LABELS[:5], ce()), r"got \(5,\)"),
    "accuracy, model": (lambda: network.accuracy(1, X, LABELS), "Sequential, got 1"),
    "accuracy, labels": (lambda: network.accuracy(model(), X, LABELS + 1), "from 0 to 2, .* to 3"),
    "accuracy, (n, 1)": (lambda: network.accuracy(model(), X, LABELS[:, None]), r"got \(6, 1\)"),
    "accuracy, empty": (lambda: network.accuracy(model(), X[:0], LABELS[:0]), "at least one"),
    "accuracy, one output": (
        lambda: network.accuracy(network.Sequential([dense(4, 1)]), X, LABELS), "K >= 2, got",
    ),
}  # fmt: skip
for optimizer in OPTIMIZERS:
    for rate, shown in ((0, "0"), (-1, "-1"), (NAN, "nan"), (INF, "inf"), ("1", "'1'")):
        CASES[f"{optimizer.__name__}, learning rate {shown}"] = (
            lambda optimizer=optimizer, rate=rate: optimizer(rate),
            f"expected learning_rate to be a finite number > 0, got {shown}",
        )


def ce():
    return network.SoftmaxCrossEntropy()


def se():
    return network.SquaredError()


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_refused_in_words(name):
    call, message = CASES[name]
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("layer", [dense(4, 4), network.ReLU(), network.Dropout(0.5, rng())])
@pytest.mark.parametrize("shape", [(6, 3), (5, 4), (6,), (6, 4, 1)])
def test_a_gradient_has_the_shape_of_the_output(layer, shape):
    layer.forward(X, training=True)
    expected = re.escape(f"{layer!r}: expected a gradient of the shape of the output, (6, 4), got")
    with pytest.raises(ValueError, match=expected + f" {re.escape(str(shape))}"):
        layer.backward(np.ones(shape))


def test_what_fit_refuses_leaves_the_model_as_it_was():
    refused = model()
    before = refused.get_weights()
    bad = LABELS.copy()
    bad[-1] = 7
    for changes in ({"y": bad}, {"validation": (X, bad)}, {"patience": 1}, {"progress": None}):
        with pytest.raises(ValueError, match="expected"):
            fit(model=refused, **changes)
    with pytest.raises(ValueError, match="weights"):
        refused.set_weights([*before[:-1], before[-1] + np.nan])
    assert all((a == b).all() for a, b in zip(before, refused.parameters, strict=True))
