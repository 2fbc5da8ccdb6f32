"""A small tabular benchmark for hyperparameter search: every network of a grid, trained twice.

    python tools/studies/search_table.py

writes `helpers/data/search_table.csv`, one row a training run. About two minutes on one core.

The recipe: one hidden layer with ReLU and dropout, SGD with momentum 0.9, batches of 100, 81 epochs
on the first 1000 training rows of MNIST-1D. The grid: 16 learning rates from 1e-3 to 1, 3 dropout
rates, 3 strengths of the L2 penalty on both kernels, 3 widths; each with two seeds. Counted are
the wrong ones of the 1000 validation rows after 1, 3, 9, 27 and 81 epochs, and of the 1000 test
rows at the end. A run that diverges counts as guessing from there on: 900 wrong of 1000.
"""

import csv
import itertools
from pathlib import Path

import numpy as np

from helpers import datasets, network, penalties

FILE = Path(__file__).resolve().parents[2] / "helpers" / "data" / "search_table.csv"
GRID = {
    "learning_rate": [float(f"{10**e:.4g}") for e in np.linspace(-3, 0, 16)],
    "dropout_rate": [0.0, 0.25, 0.5],
    "lam": [1e-5, 1e-4, 1e-3],
    "width": [32, 64, 128],
}
SEEDS = (0, 1)
EPOCHS = (1, 3, 9, 27, 81)
GUESSING = 900


def train(setting, seed, data):
    """Return how many validation rows are wrong after each of `EPOCHS`, and test rows at last."""
    rng = np.random.default_rng(seed)
    penalty = penalties.L2(setting["lam"])
    layers = [
        network.Dense(40, setting["width"], rng, penalty=penalty),
        network.ReLU(),
        network.Dropout(setting["dropout_rate"], rng),
        network.Dense(setting["width"], 10, rng, penalty=penalty),
    ]
    model = network.Sequential(layers)
    optimizer = network.SGD(setting["learning_rate"], momentum=0.9)
    X, y = data.train.X[:1000], data.train.y[:1000]
    loss, counts, done = network.SoftmaxCrossEntropy(), [], 0
    for epoch in EPOCHS:
        more = {"epochs": epoch - done, "batch_size": 100, "rng": rng}
        try:
            network.fit(model, X, y, loss=loss, optimizer=optimizer, **more)
        except network.DivergenceError:
            return counts + [GUESSING] * (len(EPOCHS) - len(counts) + 1)
        counts.append(wrong(model, data.validation))
        done = epoch
    return [*counts, wrong(model, data.test)]


def wrong(model, split):
    """Return how many rows are given another label than theirs."""
    return round(split.n * (1 - network.accuracy(model, split.X, split.y)))


def main():
    """Train all and write the file."""
    data = datasets.load_mnist1d()
    measured = [*(f"wrong_{epoch}" for epoch in EPOCHS), "wrong_test"]
    with FILE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*GRID, "seed", *measured])
        for values in itertools.product(*GRID.values()):
            setting = dict(zip(GRID, values, strict=True))
            for seed in SEEDS:
                writer.writerow([*values, seed, *train(setting, seed, data)])
            print(*values, flush=True)


if __name__ == "__main__":
    main()
