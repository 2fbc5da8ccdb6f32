"""Variants of dropout trained side by side, for the chapter "Variants of dropout".

    python tools/studies/dropout_variants.py [PLACE ...]

writes helpers/data/dropout_variants.csv, one run a row; with names of places it replaces their
rows alone. In each place of a network the variants compete at several rates, with the same seeds:

- ``images``: two convolutions and a dense layer on 500 digits; noise on single pixels or on whole
  maps between the convolutions, or on single pixels behind them.
- ``hidden``: 784-128-10 on 1000 digits; noise on hidden units, or on the connections behind them.
- ``sequences``: an LSTM that reads 500 digits row by row; on the state that its gates read, one
  mask a step or one a sequence.
- ``selu``: six SELU layers on 1000 digits; dropout or alpha dropout after each.
- ``batch norm``: two normalized layers on 3000 digits; dropout in one place at a time: on the
  pixels, between the two layers, or behind the second one. Where a normalization follows, the same
  with the statistics taken again without dropout.

Every epoch has an order of its own. Beside the validation loss after the last epoch stands the
lowest one on the way, and its epoch. The test accuracy is that after the last epoch, for the rate
that has the lowest mean validation loss of its variant, and is not asked for otherwise. Takes about
25 minutes on one core.
"""

import csv
import sys
from itertools import groupby
from pathlib import Path

import numpy as np

from helpers import datasets, network, runtime

FILE = Path(__file__).parents[2] / "helpers" / "data" / "dropout_variants.csv"
SETTING = ("place", "variant", "rate", "seed")
RESULT = (
    *("training_loss", "validation_loss", "validation_accuracy"),
    *("lowest_loss", "lowest_epoch", "test_accuracy"),
)


def grid(variants, rates, seeds):
    """Yield every setting: no noise once a seed, then each variant at each rate."""
    yield from (("none", 0.0, seed) for seed in seeds)
    yield from ((v, rate, seed) for v in variants for rate in rates for seed in seeds)


def scores(logits, y):
    """Return the mean cross-entropy and the accuracy."""
    loss = network.SoftmaxCrossEntropy().value(logits, y)
    return loss, float(np.mean(logits.argmax(axis=1) == y))


def images(data, keras):
    """Noise between two convolutions, or behind the second one."""
    layers = keras.layers
    kinds = {
        "pixels between": [layers.Dropout, None],
        "maps between": [layers.SpatialDropout2D, None],
        "pixels behind": [None, layers.Dropout],
    }
    for variant, rate, seed in grid(kinds, (0.1, 0.25, 0.5, 0.7), range(5)):
        keras.utils.set_random_seed(seed)
        stack = [keras.Input((784,)), layers.Reshape((28, 28, 1)), layers.AveragePooling2D(2)]
        for filters, noise in zip((16, 32), kinds.get(variant, [None, None]), strict=True):
            stack.append(layers.Conv2D(filters, 3, padding="same", activation="relu"))
            stack += [noise(rate)] if noise else []
        stack += [layers.MaxPooling2D(2), layers.Flatten(), layers.Dense(10)]
        model = keras.Sequential(stack)
        way = train(model, keras, data, seed, rows=500, batch_size=50, epochs=30)
        yield variant, rate, seed, 500, model_logits(model), way


def selu(data, keras):
    """Noise between SELU layers."""
    layers = keras.layers
    kinds = {"dropout": layers.Dropout, "alpha": layers.AlphaDropout}
    for variant, rate, seed in grid(kinds, (0.02, 0.05, 0.1, 0.2, 0.3), range(3)):
        keras.utils.set_random_seed(seed)
        stack = [keras.Input((784,)), layers.Normalization(mean=0.13, variance=0.09)]
        for _ in range(6):
            stack.append(layers.Dense(64, "selu", kernel_initializer="lecun_normal"))
            stack += [kinds[variant](rate)] if variant in kinds else []
        model = keras.Sequential([*stack, layers.Dense(10)])
        way = train(model, keras, data, seed, rows=1000, batch_size=50, epochs=25)
        yield variant, rate, seed, 1000, model_logits(model), way


def batch_norm(data, keras):
    """Dropout on the pixels, between two normalized layers, or behind them."""
    layers, rates = keras.layers, (0.1, 0.2, 0.3, 0.5, 0.7)
    for variant, rate, seed in grid(("pixels", "between", "behind"), rates, range(5)):
        keras.utils.set_random_seed(seed)
        stack = [keras.Input((784,))]
        for place in ("pixels", "between"):
            stack += [layers.Dropout(rate)] if variant == place else []
            stack += [layers.Dense(64), layers.BatchNormalization(momentum=0.9), layers.ReLU()]
        stack += [layers.Dropout(rate)] if variant == "behind" else []
        model = keras.Sequential([*stack, layers.Dense(10)])
        way = train(model, keras, data, seed, rows=3000, batch_size=100, epochs=30)
        yield variant, rate, seed, 3000, model_logits(model), way
        if variant in ("pixels", "between"):
            retake_statistics(model, keras, data.train.X)
            yield f"{variant}, retaken", rate, seed, 3000, model_logits(model), None


def train(model, keras, data, seed, *, rows, batch_size, epochs):
    """Train a Keras model that returns logits; return its validation loss after each epoch."""
    import tensorflow as tf

    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(2e-3), loss=loss)
    # On arrays `fit` would go through the rows in one and the same order in every epoch.
    part = tf.data.Dataset.from_tensor_slices((data.train.X[:rows], data.train.y[:rows]))
    batches = part.cache().shuffle(rows, seed=seed).batch(batch_size)
    held = tf.data.Dataset.from_tensors((data.validation.X, data.validation.y)).cache()
    fitted = model.fit(batches, epochs=epochs, shuffle=False, validation_data=held, verbose=0)
    return fitted.history["val_loss"]


def retake_statistics(model, keras, h):
    """Set the statistics of each normalization to those of the rows h, without dropout."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            mean, variance = keras.ops.moments(h, axes=0)
            layer.moving_mean.assign(mean)
            layer.moving_variance.assign(variance)
        h = layer(h, training=False)


def model_logits(model):
    """Return the function from rows to logits, with the weights of now."""
    weights = model.get_weights()

    def logits(X):
        model.set_weights(weights)
        return np.asarray(model(X, training=False))

    return logits


class Noise(network.Layer):
    """Gaussian noise in the place of dropout."""

    def __init__(self, rate, rng):
        self.std, self.rng = np.sqrt(rate / (1 - rate)), rng

    def forward(self, x, training=False):
        """Return x times the noise."""
        self.factor = 1 + self.std * self.rng.normal(size=x.shape) if training else 1.0
        return x * self.factor

    def backward(self, gradient):
        """Return the gradient times the same noise."""
        return gradient * self.factor


class DropConnect(network.Dense):
    """A dense layer that drops connections, other ones for each row."""

    def __init__(self, inputs, units, rng, rate):
        super().__init__(inputs, units, rng, dtype="float64")
        self.rate, self.rng = rate, rng

    def forward(self, x, training=False):
        """Return x (M ∘ W) + b, with a mask M a row."""
        if not training:
            return super().forward(x)
        self.x = x
        shape = (len(x), *self.W.shape)
        self.M = (self.rng.random(shape) >= self.rate) / (1 - self.rate)
        return np.einsum("ij,ijk,jk->ik", x, self.M, self.W) + self.b

    def backward(self, gradient):
        """Keep the gradients of W and b, return that of x."""
        weights = np.einsum("ij,ijk,ik->jk", self.x, self.M, gradient)
        self._gradients = [weights, gradient.sum(axis=0)]
        return np.einsum("ijk,jk,ik->ij", self.M, self.W, gradient)


def hidden(data, keras):
    """Noise on hidden units, or on the connections that leave them."""
    X, y = data.train.X[:1000], data.train.y[:1000]
    rates = (0.25, 0.5, 0.75, 0.85, 0.9)
    for variant, rate, seed in grid(("dropout", "gaussian", "dropconnect"), rates, range(5)):
        rng = np.random.default_rng(seed)
        stack = [network.Dense(784, 128, rng, dtype="float64"), network.ReLU()]
        stack += [network.Dropout(rate, rng)] if variant == "dropout" else []
        stack += [Noise(rate, rng)] if variant == "gaussian" else []
        if variant == "dropconnect":
            stack.append(DropConnect(128, 10, rng, rate))
        else:
            stack.append(network.Dense(128, 10, rng, dtype="float64"))
        model = network.Sequential(stack)
        loss, descent = network.SoftmaxCrossEntropy(), network.SGD(0.03, momentum=0.9)
        more = {"epochs": 40, "batch_size": 50, "rng": rng}
        more["validation"] = (data.validation.X, data.validation.y)
        fitted = network.fit(model, X, y, loss=loss, optimizer=descent, **more)
        yield variant, rate, seed, 1000, model.predict, fitted.validation_loss


def sigmoid(z):
    """Return 1 / (1 + exp(-z))."""
    return 1 / (1 + np.exp(-z))


class LSTM:
    """An LSTM that reads the rows of a digit; dropout on the state that its gates read."""

    def __init__(self, units, rate, fresh, rng):
        self.rate, self.fresh, self.rng, self.units = rate, fresh, rng, units
        W = rng.normal(size=(28, 4 * units)) / np.sqrt(28)
        U = rng.normal(size=(units, 4 * units)) / np.sqrt(units)
        V = rng.normal(size=(units, 10)) / np.sqrt(units)
        b = np.repeat([0.0, 1.0, 0.0, 0.0], units)  # input, forget and output gate, candidate
        self.parameters = [W, U, b, V, np.zeros(10)]

    def forward(self, X, training=False):
        """Return the logits."""
        W, U, b, V, intercept = self.parameters
        k, self.steps, mask = self.units, [], 1.0
        h = c = np.zeros((len(X), k))
        for x in X.reshape(-1, 28, 28).swapaxes(0, 1):
            if training and self.rate and (not self.steps or self.fresh):
                mask = (self.rng.random(h.shape) >= self.rate) / (1 - self.rate)
            seen = mask * h
            z = x @ W + seen @ U + b
            (i, f, o), g = np.split(sigmoid(z[:, : 3 * k]), 3, axis=1), np.tanh(z[:, 3 * k :])
            old, c = c, f * c + i * g
            self.steps.append((x, mask, seen, old, i, f, o, g, np.tanh(c)))
            h = o * np.tanh(c)
        self.h = h
        return h @ V + intercept

    def backward(self, gradient):
        """Return the gradients of the parameters, clipped to length 1."""
        U, V = self.parameters[1], self.parameters[3]
        gradients = [np.zeros_like(parameter) for parameter in self.parameters]
        gradients[3], gradients[4] = self.h.T @ gradient, gradient.sum(axis=0)
        to_h, to_c = gradient @ V.T, 0.0
        for x, mask, seen, c, i, f, o, g, t in reversed(self.steps):
            to_c = to_c + to_h * o * (1 - t**2)
            gates = (to_c * g * i * (1 - i), to_c * c * f * (1 - f), to_h * t * o * (1 - o))
            z = np.concatenate([*gates, to_c * i * (1 - g**2)], axis=1)
            gradients[0] += x.T @ z
            gradients[1] += seen.T @ z
            gradients[2] += z.sum(axis=0)
            to_h, to_c = (z @ U.T) * mask, to_c * f
        length = np.sqrt(sum(np.sum(part**2) for part in gradients))
        return [part / max(1.0, length) for part in gradients]


def sequences(data, keras):
    """One mask a step or one a sequence."""
    X, y = data.train.X[:500].astype(float), data.train.y[:500]
    loss = network.SoftmaxCrossEntropy()
    for variant, rate, seed in grid(("step", "sequence"), (0.1, 0.25, 0.5, 0.7), range(3)):
        rng = np.random.default_rng(seed)
        model, descent, way = LSTM(64, rate, variant == "step", rng), network.Adam(3e-3), []
        for _ in range(40):
            for batch in np.split(rng.permutation(500), 10):
                gradient = loss.gradient(model.forward(X[batch], training=True), y[batch])
                descent.step(model.parameters, model.backward(gradient))
            way.append(loss.value(model.forward(data.validation.X), data.validation.y))
        yield variant, rate, seed, 500, model.forward, way


def study(place, run, data, keras):
    """Return the rows of a place, with the test accuracy where it is due."""
    found = []
    for variant, rate, seed, rows, logits, way in run(data, keras):
        fitted = scores(logits(data.train.X[:rows]), data.train.y[:rows])[0]
        held_out = scores(logits(data.validation.X), data.validation.y)
        lowest = (min(way), int(np.argmin(way)) + 1) if way else ("", "")
        found.append([(variant, rate, seed), (fitted, *held_out, *lowest), logits])
        print(place, *found[-1][:2], flush=True)
    rows = []
    for _, runs in groupby(sorted(found, key=lambda r: r[0]), key=lambda r: r[0][0]):
        runs = list(runs)
        by_rate = {row[0][1]: [] for row in runs}
        for setting, result, _ in runs:
            by_rate[setting[1]].append(result[1])
        chosen = min(by_rate, key=lambda rate: np.mean(by_rate[rate]))
        for setting, result, logits in runs:
            due = setting[1] == chosen
            test = f"{scores(logits(data.test.X), data.test.y)[1]:.6g}" if due else ""
            shown = [f"{value:.6g}" if value != "" else "" for value in result]
            rows.append([place, *setting, *shown, test])
    return rows


PLACES = {
    "batch norm": batch_norm,
    "hidden": hidden,
    "images": images,
    "selu": selu,
    "sequences": sequences,
}


def main(names):
    """Run the places of these names, or all, and write each into the file when it is done."""
    data, keras = datasets.load_mnist5k(), runtime.import_keras()
    for name in names or PLACES:
        rows = study(name, PLACES[name], data, keras)
        if FILE.exists():
            with FILE.open(newline="", encoding="ascii") as file:
                rows += [row for row in list(csv.reader(file))[1:] if row[0] != name]
        with FILE.open("w", newline="", encoding="ascii") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(SETTING + RESULT)
            writer.writerows(sorted(rows, key=lambda row: row[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
