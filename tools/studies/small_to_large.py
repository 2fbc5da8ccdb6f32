"""What carries over from small to large, on MNIST-1D, for the pages of the part on large models.

    python tools/studies/small_to_large.py [rates] [decay] [curve]

writes `helpers/data/small_to_large_rates.csv`, `…_decay.csv` and `…_curve.csv`, one row a run;
without an argument all three. About ten minutes on one core.

- rates: networks of two hidden layers, six widths, by the standard and by the maximal-update
  parametrization, Adam and SGD, 300 steps of 50 rows each, over a grid of learning rates.
- decay: AdamW at width 128, 60 epochs, over a grid of decays; the rows and the size of the batch
  change, the learning rate does not.
- curve: the same network with the decay that keeps the time scale of the best one with few rows,
  on ever more rows.

A seed sets the weights at the start, which rows are used, and their order. No run sees the test
rows.
"""

import csv
import sys
from pathlib import Path

import numpy as np

from helpers import datasets

FOLDER = Path(__file__).resolve().parents[2] / "helpers" / "data"
BASE = 64
WIDTHS = {"adam": (32, 64, 128, 256, 512, 1024), "sgd": (32, 64, 128, 256, 512)}
SEEDS = range(3)
# The exponents of two of the learning rates; standard networks need smaller ones when wide.
EXPONENTS = {
    ("adam", "standard"): range(-13, -4),
    ("adam", "maximal"): range(-10, -2),
    ("sgd", "standard"): range(-9, 1),
    ("sgd", "maximal"): range(-6, 2),
}
WIDTH, EPOCHS, RATE = 128, 60, 2e-3
DECAYS = tuple(2.0**k for k in range(-3, 6))
SIZES = (375, 750, 1500, 3000)
BATCHES = (25, 50, 100, 200)
DECAY_SEEDS = range(5)
CURVE_SIZES = (94, 133, 188, 265, 375, 530, 750, 1061, 1500, 2121, 3000)
CURVE_SEEDS = range(8)
CURVE_SCALE = 18  # epochs, the best for 375 rows in the study of the decay


def with_constant(X):
    """Append a column of ones, whose weights are the biases of the first layer."""
    return np.c_[X, np.ones(len(X))].astype("float32")


def start(width, kind, seed):
    """Return the kernels; at the base width both kinds have the same."""
    rng = np.random.default_rng(seed)
    last = np.sqrt(1 / width) * (np.sqrt(BASE / width) if kind == "maximal" else 1)
    shapes = ((41, width), (width, width), (width, 10))
    deviations = (np.sqrt(2 / 41), np.sqrt(2 / width), last)
    return [
        (sd * rng.normal(size=shape)).astype("float32")
        for sd, shape in zip(deviations, shapes, strict=True)
    ]


def factors(width, kind, optimizer):
    """Return what the learning rate of each kernel is multiplied with."""
    s = width / BASE
    if kind == "standard":
        return 1.0, 1.0, 1.0
    return (1.0, 1 / s, 1 / s) if optimizer == "adam" else (s, 1.0, 1 / s)


def forward(kernels, X):
    """Return the activations of each layer, the scores last."""
    layers = [X]
    for W in kernels[:-1]:
        layers.append(np.maximum(layers[-1] @ W, 0))
    return [*layers, layers[-1] @ kernels[-1]]


def gradients(kernels, X, y):
    """Return the gradients of the mean cross-entropy."""
    layers = forward(kernels, X)
    z = layers.pop()
    q = np.exp(z - z.max(axis=1, keepdims=True))
    q /= q.sum(axis=1, keepdims=True)
    q[np.arange(len(y)), y] -= 1
    delta, found = q / len(y), []
    for W, h in zip(reversed(kernels), reversed(layers), strict=True):
        found.append(h.T @ delta)
        delta = (delta @ W.T) * (h > 0)
    return found[::-1]


def loss(kernels, X, y):
    """Return the mean cross-entropy."""
    z = forward(kernels, X)[-1].astype(float)
    top = z.max(axis=1)
    return np.mean(np.log(np.exp(z - top[:, None]).sum(axis=1)) + top - z[np.arange(len(y)), y])


class Adam:
    """A step of Adam for each kernel, without its rate."""

    def __init__(self, kernels):
        self.t = 0
        self.m, self.v, self.found = ([np.zeros_like(W) for W in kernels] for _ in range(3))

    def directions(self, gradients):
        """Return m̂/(√v̂ + ε) for each kernel, in arrays that the next call overwrites."""
        # Large arrays are made once: making them costs more than the arithmetic.
        self.t += 1
        root = (1 - 0.999**self.t) ** 0.5
        for m, v, g, out in zip(self.m, self.v, gradients, self.found, strict=True):
            m *= 0.9
            np.multiply(g, 0.1, out=out)
            m += out
            v *= 0.999
            np.multiply(g, g, out=out)
            out *= 0.001
            v += out
            np.sqrt(v, out=out)
            out += 1e-8 * root
            np.divide(m, out, out=out)
            out *= root / (1 - 0.9**self.t)
        return self.found


class SGD:
    """Plain descent."""

    def __init__(self, kernels):
        pass

    def directions(self, gradients):
        """Return the gradients as they are."""
        return gradients


OPTIMIZERS = {"adam": Adam, "sgd": SGD}


def batches(n, size, epochs, rng):
    """Return the rows of each step."""
    for _ in range(epochs):
        order = rng.permutation(n)
        yield from (order[k : k + size] for k in range(0, n - size + 1, size))


def train_at(rate, width, kind, optimizer, seed, data, epochs=5):
    """Return the loss on the training and on the validation rows after the steps."""
    X, y = with_constant(data.train.X), data.train.y
    kernels = start(width, kind, seed)
    steps = OPTIMIZERS[optimizer](kernels)
    scale = factors(width, kind, optimizer)
    for rows in batches(len(y), 50, epochs, np.random.default_rng([seed, 1])):
        found = gradients(kernels, X[rows], y[rows])
        for W, direction, factor in zip(kernels, steps.directions(found), scale, strict=True):
            direction *= np.float32(rate * factor)
            W -= direction
        if not np.isfinite(kernels[-1]).all() or np.abs(kernels[-1]).max() > 1e4:
            return np.inf, np.inf
    validation = with_constant(data.validation.X)
    return loss(kernels, X, y), loss(kernels, validation, data.validation.y)


def rates(data):
    """Train every width at every rate."""
    for (optimizer, kind), exponents in EXPONENTS.items():
        for width in WIDTHS[optimizer]:
            for exponent in exponents:
                for seed in SEEDS:
                    with np.errstate(all="ignore"):
                        found = train_at(2.0**exponent, width, kind, optimizer, seed, data)
                    yield {
                        "optimizer": optimizer,
                        "kind": kind,
                        "width": width,
                        "exponent": exponent,
                        "seed": seed,
                        "train_loss": f"{found[0]:.4f}",
                        "validation_loss": f"{found[1]:.4f}",
                    }
            print(optimizer, kind, width, flush=True)


def train_decayed(n, batch, decay, seed, data):
    """Train by AdamW with a rate that falls to zero; return loss and error on validation rows."""
    rng = np.random.default_rng([seed, 2])
    rows = rng.permutation(data.train.n)[:n]
    X, y = with_constant(data.train.X[rows]), data.train.y[rows]
    kernels = start(WIDTH, "standard", seed)
    adam, total = Adam(kernels), EPOCHS * (n // batch)
    for t, chosen in enumerate(batches(n, batch, EPOCHS, rng)):
        rate = RATE * (1 + np.cos(np.pi * t / total)) / 2
        directions = adam.directions(gradients(kernels, X[chosen], y[chosen]))
        for W, direction in zip(kernels, directions, strict=True):
            direction *= np.float32(rate)
            W *= np.float32(1 - rate * decay)
            W -= direction
    validation = with_constant(data.validation.X)
    scores = forward(kernels, validation)[-1]
    error = np.mean(scores.argmax(axis=1) != data.validation.y)
    return loss(kernels, validation, data.validation.y), error


def decayed(n, batch, decay, seed, data):
    """Return a row of the table."""
    found = train_decayed(n, batch, decay, seed, data)
    return {
        "rows": n,
        "batch": batch,
        "decay": f"{decay:.6g}",
        "seed": seed,
        "validation_loss": f"{found[0]:.4f}",
        "validation_error": f"{found[1]:.4f}",
    }


def decay(data):
    """Train with every decay, for four sizes of the data and four of the batch."""
    settings = [(n, 50) for n in SIZES] + [(1500, b) for b in BATCHES if b != 50]
    for n, batch in settings:
        for strength in DECAYS:
            yield from (decayed(n, batch, strength, seed, data) for seed in DECAY_SEEDS)
        print("decay", n, batch, flush=True)


def curve(data):
    """Train on ever more rows, the time scale of the decay in epochs kept."""
    for n in CURVE_SIZES:
        batch = min(50, n // 5)
        strength = 1 / (RATE * CURVE_SCALE * (n // batch))
        yield from (decayed(n, batch, strength, seed, data) for seed in CURVE_SEEDS)
        print("curve", n, flush=True)


STUDIES = {"rates": rates, "decay": decay, "curve": curve}


def main(names):
    """Run the studies of these names, and write the table of each."""
    data = datasets.load_mnist1d()
    for name in names or STUDIES:
        rows = list(STUDIES[name](data))
        path = FOLDER / f"small_to_large_{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
