"""Five ways to hold a network back, on MNIST-1D, for the chapter on penalties in networks.

    python tools/studies/networks_mnist1d.py

writes `helpers/data/networks_mnist1d.csv`, one row a run. About five minutes on one core.

The recipe: two hidden layers of 256 units with ReLU, Adam at 1e-3, batches of 100, 60 epochs, the
3000 training rows. A seed sets the starting weights and the order of the rows, the same for every
method. The strength of each method is the one with the lowest mean validation error over the
seeds; only the runs at that strength are asked for their test error.
"""

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np

from helpers import datasets, network, penalties

TARGET = Path(__file__).resolve().parents[2] / "helpers" / "data" / "networks_mnist1d.csv"
SEEDS = range(6)
# What a strength is: λ of the book, the decay of AdamW, the largest length of a unit's incoming
# weights, and the epochs without a new least validation loss after which training stops.
STRENGTHS = {
    "none": (0,),
    "l2": (0.001, 0.002, 0.005, 0.01, 0.02),
    "decay": (0.2, 0.5, 1, 2, 4),
    "max_norm": (0.5, 0.7, 1, 1.4, 2),
    "early_stopping": (3, 5, 10, 20),
}
LENGTHS = ("length_1", "length_2", "length_3")
MEASURES = ("error", "loss", "margin")
COLUMNS = (
    *("method", "strength", "seed", "epochs", *LENGTHS),
    *(f"{split}_{measure}" for split in ("train", "validation", "test") for measure in MEASURES),
)


class Decay(network.Adam):
    """AdamW that leaves the biases alone."""

    def __init__(self, weight_decay):
        super().__init__()
        self.weight_decay = weight_decay

    def decay(self, parameter):
        """Take η·weight_decay·W off each kernel W."""
        if parameter.ndim == 2:
            parameter *= 1 - self.learning_rate * self.weight_decay


class MaxNorm(network.Adam):
    """Adam, followed by the projection of each unit's incoming weights into a ball."""

    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def step(self, parameters, gradients):
        """Take the step, then shorten the columns that are too long."""
        super().step(parameters, gradients)
        for W in parameters:
            if W.ndim == 2:
                W *= np.minimum(1, self.limit / np.linalg.norm(W, axis=0))


def train(method, strength, seed, data):
    """Return the trained network and the epochs that its weights have seen."""
    rng = np.random.default_rng(seed)
    penalty = penalties.L2(strength) if method == "l2" else None
    sizes = (40, 256, 256, 10)
    dense = [network.Dense(a, b, rng, penalty=penalty) for a, b in pairwise(sizes)]
    model = network.Sequential([dense[0], network.ReLU(), dense[1], network.ReLU(), dense[2]])
    optimizer = {"decay": Decay, "max_norm": MaxNorm}.get(method)
    stops = method == "early_stopping"
    history = network.fit(
        model,
        data.train.X,
        data.train.y,
        loss=network.SoftmaxCrossEntropy(),
        optimizer=optimizer(strength) if optimizer else network.Adam(),
        epochs=60,
        batch_size=100,
        rng=rng,
        validation=(data.validation.X, data.validation.y) if stops else None,
        patience=strength if stops else None,
    )
    return model, history.best_epoch + 1 if stops else len(history.loss)


def measures(model, split):
    """Return error, loss and median margin on the rows of a split."""
    scores = model.predict(split.X)
    rows = np.arange(len(scores))
    others = scores.copy()
    others[rows, split.y] = -np.inf
    margins = scores[rows, split.y] - others.max(axis=1)
    loss = network.SoftmaxCrossEntropy().value(scores, split.y)
    return np.mean(margins <= 0), loss, np.median(margins)


def run(method, strength, seed, data):
    """Train once; return the network, and a row with what is known without the test rows."""
    model, epochs = train(method, strength, seed, data)
    row = dict(zip(COLUMNS, (method, strength, seed, epochs), strict=False))
    for name, W in zip(LENGTHS, model.parameters[::2], strict=True):
        row[name] = f"{np.linalg.norm(W):.4f}"
    return model, row | asked(model, data, "train") | asked(model, data, "validation")


def asked(model, data, split):
    """Return the measures of a split, named and as text."""
    values = measures(model, getattr(data, split))
    return {f"{split}_{name}": f"{value:.4f}" for name, value in zip(MEASURES, values, strict=True)}


def main():
    """Run everything, choose on the validation rows, ask the test rows for the chosen."""
    data = datasets.load_mnist1d()
    rows = []
    for method, strengths in STRENGTHS.items():
        found = {s: [run(method, s, seed, data) for seed in SEEDS] for s in strengths}
        errors = {
            s: np.mean([float(row["validation_error"]) for _, row in runs])
            for s, runs in found.items()
        }
        chosen = min(strengths, key=errors.get)
        for model, row in found[chosen]:
            row.update(asked(model, data, "test"))
        rows += [row for runs in found.values() for _, row in runs]
        print(method, {s: f"{error:.4f}" for s, error in errors.items()}, "→", chosen, flush=True)
    with TARGET.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
