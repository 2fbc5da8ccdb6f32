"""Digits of one office, a network that was trained on another's: for the chapter "Fine-tuning".

    python tools/studies/fine_tuning.py [ROWS ...]

writes `helpers/data/fine_tuning.npz`, the trained network, if it is not there, and two tables:
`fine_tuning.csv`, one training a row, and `fine_tuning_path.csv`, the way of the averaged weights.
With numbers of rows it makes those alone anew, and leaves the others in the files.

The network 64-256-256-10 is trained on the 3000 training images of `mnist5k`, cut to the written
box and reduced to 8 by 8 pixels, each in ten copies that are moved and stretched. The new task are
the 8 by 8 digits of scikit-learn, which other people wrote and another machine read. Each method
has nine settings and 300 steps a setting; a seed draws the rows, their order, and all other noise.
Chosen is, for each seed anew, the setting with the fewest errors on 400 validation rows, of equals
the one with the least loss; it alone is asked for its test errors. A training that diverges counts
as a setting that failed. Training is in double precision. About ten minutes on one core.
"""

import csv
import sys
from itertools import product
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

from helpers import datasets, network, penalties

DATA = Path(__file__).resolve().parents[2] / "helpers" / "data"
MODEL, RUNS, PATH = (DATA / f"fine_tuning{end}" for end in (".npz", ".csv", "_path.csv"))
ROWS, SEEDS = (20, 50, 100, 500), range(6)
STEPS, LOOKS = 300, 15
ALPHAS = np.linspace(0, 1, 11)
RATES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08)
THREE = (0.01, 0.03, 0.06)
SETTINGS = {
    "scratch": tuple(product(THREE, (0.001, 0.005, 0.02))),
    "full": tuple(product(RATES, (0,))),
    "head": tuple(product(RATES, (0,))),
    "zero": tuple(product(THREE, (0.001, 0.005, 0.02))),
    "start": tuple(product(THREE, (0.003, 0.03, 0.3))),
    "adapter": tuple(product(THREE, (1, 4, 16))),
    "dropped": tuple(product(THREE, (0.1, 0.3, 0.5))),
}
COLUMNS = ("method", "rows", "seed", "rate", "knob", "loss", "error", "test_error", "old_error")
PATH_COLUMNS = ("rows", "seed", "alpha", "test_error", "old_error")
LOSS = network.SoftmaxCrossEntropy()


def shares(start, width):
    """Return the share of each of 28 pixels in eight equal parts of an interval: (8, 28)."""
    edges, pixel = np.linspace(start, start + width, 9), np.arange(28)
    common = np.minimum(edges[1:, None], pixel + 1) - np.maximum(edges[:-1, None], pixel)
    return np.maximum(common, 0) / (width / 8)


def reduced(X):
    """Return 8 by 8 means of the 20 by 20 box in which MNIST writes: (n, 64)."""
    share = shares(4, 20)
    return (share @ np.asarray(X, dtype=float).reshape(-1, 28, 28) @ share.T).reshape(-1, 64)


def varied(X, rng):
    """Return the same with boxes that are moved by up to 2 pixels and stretched by up to e^0.2."""
    images = np.asarray(X, dtype=float).reshape(-1, 28, 28)
    centers = 14 + rng.uniform(-2, 2, (len(X), 2))
    widths = 20 * np.exp(rng.uniform(-0.2, 0.2, (len(X), 2)))
    made = []
    for image, center, width in zip(images, centers, widths, strict=True):
        down, across = map(shares, center - width / 2, width)
        made.append((down @ image @ across.T).ravel())
    return np.array(made)


def new_digits():
    """Return pool, validation and test rows of the new task, each as (X, y)."""
    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    X, y = digits.data[order] / 16, digits.target[order]
    return [(X[part], y[part]) for part in np.split(np.arange(len(y)), [800, 1200])]


def drawn(pool, rows, rng):
    """Return so many rows of the pool, as many of each digit, in a random order."""
    each = [rng.permutation(np.flatnonzero(pool[1] == digit))[: rows // 10] for digit in range(10)]
    chosen = rng.permutation(np.concatenate(each))
    return pool[0][chosen], pool[1][chosen]


class Towards(penalties.L2):
    """(λ/2)‖W − W₀‖²."""

    def __init__(self, strength, start):
        super().__init__(strength)
        object.__setattr__(self, "start", start.copy())

    def value(self, W):
        """Return the penalty."""
        return super().value(W - self.start)

    def gradient(self, W):
        """Return λ(W − W₀)."""
        return super().gradient(W - self.start)


class Frozen(network.Dense):
    """A dense layer that is not trained."""

    parameters = gradients = ()

    def run_back(self, gradient, into=()):
        """Return the gradient of x alone."""
        return gradient @ self.W.T

    def keep_gradients(self, gradient, into=()):
        """Do nothing: the first layer has nothing to pass on."""


class Adapted(network.Layer):
    """x W + b + drop(x) A B, where A and B alone are trained."""

    def __init__(self, dense, rank, rng, rate=0.0):
        self.dense, self.drop = dense, network.Dropout(rate, rng)
        inputs, units = dense.W.shape
        self.A = rng.normal(size=(inputs, rank)) * np.sqrt(2 / inputs)
        self.B = np.zeros((rank, units))
        self._gradients = [np.zeros_like(self.A), np.zeros_like(self.B)]

    @property
    def parameters(self):
        """[A, B]."""
        return [self.A, self.B]

    @property
    def gradients(self):
        """Their gradients."""
        return self._gradients

    def forward(self, x, training=False):
        """Return the output."""
        self.x = self.drop.forward(x, training)
        return x @ self.dense.W + self.dense.b + (self.x @ self.A) @ self.B

    def backward(self, gradient):
        """Keep the gradients of A and B; return that of x."""
        inner = gradient @ self.B.T
        self._gradients = [self.x.T @ inner, (self.x @ self.A).T @ gradient]
        return gradient @ self.dense.W.T + self.drop.backward(inner @ self.A.T)


def build(weights, method, knob, rng):
    """Return a network that starts at these six arrays, as a method trains it."""
    kernels, biases = weights[::2], weights[1::2]
    dense = []
    for W, b in zip(kernels, biases, strict=True):
        penalty = penalties.L2(knob) if method in ("scratch", "zero") else None
        penalty = Towards(knob, W) if method == "start" else penalty
        kind = Frozen if method in ("head", "adapter", "dropped") and len(dense) < 2 else None
        layer = (kind or network.Dense)(*W.shape, rng, penalty=penalty, dtype="float64")
        if method != "scratch":
            layer.W[...], layer.b[...] = W, b
        dense.append(layer)
    if method in ("adapter", "dropped"):
        rank, rate = (knob, 0.0) if method == "adapter" else (4, knob)
        dense[:2] = [Adapted(layer, rank, rng, rate) for layer in dense[:2]]
    return network.Sequential([dense[0], network.ReLU(), dense[1], network.ReLU(), dense[2]])


def scores(model, rows):
    """Return the mean cross-entropy and the share of wrong answers."""
    logits = model.predict(rows[0])
    return LOSS.value(logits, rows[1]), float(np.mean(logits.argmax(axis=1) != rows[1]))


def train(model, rows, rate, seed, look=None):
    """Train for 300 steps; `look` is called after every twentieth."""
    rng, optimizer = np.random.default_rng([seed, 1]), network.SGD(rate, momentum=0.9)
    size = min(len(rows[1]), 25)
    more = {"loss": LOSS, "optimizer": optimizer, "batch_size": size, "rng": rng}
    more["epochs"] = STEPS // LOOKS * size // len(rows[1])
    for _ in range(LOOKS):
        network.fit(model, *rows, **more)
        if look:
            look()


def trainings(weights, method, rows, held, seed):
    """Yield (method, rate, knob, loss, error, weights of the whole model) of each setting."""
    for rate, knob in SETTINGS[method]:
        rng = np.random.default_rng([seed, 2])
        model, ways = build(weights, method, knob, rng), []

        def look(model=model, ways=ways):
            ways.append((*scores(model, held), model.get_weights()))

        try:
            train(model, rows, rate, seed, look if method == "full" else None)
        except network.DivergenceError:
            continue
        yield method, rate, knob, *scores(model, held), model
        if method == "full":
            best = min(range(LOOKS), key=lambda i: ways[i][1::-1])
            model = build(ways[best][2], "full", 0, rng)
            yield "stopped", rate, (best + 1) * (STEPS // LOOKS), *ways[best][:2], model
            mixes = [averaged(weights, ways[-1][2], alpha) for alpha in ALPHAS]
            found = [scores(mix, held) for mix in mixes]
            best = min(range(len(ALPHAS)), key=lambda i: found[i][::-1])
            yield "averaged", rate, round(ALPHAS[best], 1), *found[best], mixes[best]


def averaged(start, end, alpha):
    """Return the network of the weights (1 − α) start + α end."""
    mixed = [(1 - alpha) * a + alpha * b for a, b in zip(start, end, strict=True)]
    return build(mixed, "full", 0, np.random.default_rng(0))


def study(rows, weights, new, old):
    """Return the rows of both tables for a number of rows."""
    pool, held, test = new
    runs, path = [], []
    for seed in SEEDS:
        part = drawn(pool, rows, np.random.default_rng([seed, 0]))
        found = [run for m in SETTINGS for run in trainings(weights, m, part, held, seed)]
        for method in dict.fromkeys(run[0] for run in found):
            own = [run for run in found if run[0] == method]
            best = min(own, key=lambda run: (run[4], run[3]))
            for run in own:
                chosen = run is best
                asked = [scores(run[5], each)[1] for each in (test, old)] if chosen else ["", ""]
                runs.append([method, rows, seed, *run[1:3], *text(*run[3:5], *asked)])
            if method == "full":
                for alpha in ALPHAS:
                    mix = averaged(weights, best[5].get_weights(), alpha)
                    ends = text(*(scores(mix, each)[1] for each in (test, old)))
                    path.append([rows, seed, round(alpha, 1), *ends])
            print(rows, seed, *runs[-len(own) + own.index(best)], flush=True)
    return runs, path


def text(*values):
    """Return numbers with six digits, and what is no number as it is."""
    return [value if value == "" else f"{value:.6g}" for value in values]


def trained(data):
    """Return the six arrays of the trained network, in half precision."""
    rng = np.random.default_rng(0)
    dense = [network.Dense(a, b, rng) for a, b in ((64, 256), (256, 256), (256, 10))]
    first, second = network.Dropout(0.1, rng), network.Dropout(0.3, rng)
    layers = [dense[0], network.ReLU(), first, dense[1], network.ReLU(), second, dense[2]]
    model, optimizer = network.Sequential(layers), network.SGD(0.05, momentum=0.9)
    X = np.concatenate([varied(data.train.X, rng) for _ in range(10)])
    y = np.tile(data.train.y, 10)
    for rate, epochs in ((0.05, 6), (0.01, 2)):
        optimizer.learning_rate = rate
        more = {"loss": LOSS, "optimizer": optimizer, "batch_size": 50, "rng": rng}
        network.fit(model, X, y, epochs=epochs, **more)
    return [weight.astype(np.float16) for weight in model.get_weights()]


def write(file, columns, lines, counts):
    """Write lines into a table, in the place of those of the same numbers of rows."""
    if file.exists():
        with file.open(newline="", encoding="ascii") as old:
            before = [list(line.values()) for line in csv.DictReader(old)]
        at = columns.index("rows")
        lines = [line for line in before if int(line[at]) not in counts] + lines
    with file.open("w", newline="", encoding="ascii") as new:
        writer = csv.writer(new, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(lines, key=lambda line: int(line[columns.index("rows")])))


def main(counts):
    """Run the study for these numbers of rows, and write each into the files when it is done."""
    data, new = datasets.load_mnist5k(), new_digits()
    if not MODEL.exists():
        names = ("W1", "b1", "W2", "b2", "W3", "b3")
        np.savez_compressed(MODEL, **dict(zip(names, trained(data), strict=True)))
    with np.load(MODEL) as file:
        weights = [file[name].astype(np.float64) for name in file.files]
    old = reduced(data.test.X), data.test.y
    untouched = build(weights, "full", 0, np.random.default_rng(0))
    ends = text(*scores(untouched, new[1]), *(scores(untouched, part)[1] for part in (new[2], old)))
    write(RUNS, COLUMNS, [["none", 0, 0, 0, 0, *ends]], [0])
    for count in counts:
        runs, path = study(count, weights, new, old)
        write(RUNS, COLUMNS, runs, [count])
        write(PATH, PATH_COLUMNS, path, [count])


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or ROWS)
