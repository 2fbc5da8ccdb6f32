"""Dropout against the number of training digits, for the chapter "Dropout from scratch".

    python tools/studies/dropout_rates.py

writes helpers/data/dropout_rates.csv: one run a row, with the losses and the accuracy at the end
of 60 epochs. The network is 784–128–10; dropout acts on the pixels and the hidden units at the
same rate, and for 500 digits also on the hidden units alone. The test rows are not touched.
Takes about 10 minutes on two cores.
"""

import csv
from itertools import product
from pathlib import Path

import numpy as np

from helpers import datasets, network

FILE = Path(__file__).parents[2] / "helpers" / "data" / "dropout_rates.csv"
COLUMNS = ("rows", "on", "rate", "seed", "training_loss", "validation_loss", "validation_accuracy")
ROWS = (100, 300, 500, 1000, 3000)
RATES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
SEEDS = range(5)


def run(data, rows, on, rate, seed):
    """Train once; return the training loss, the validation loss and the validation accuracy."""
    rng = np.random.default_rng(seed)
    X, y = data.train.X[:rows], data.train.y[:rows]
    model = network.Sequential(
        [
            network.Dropout(rate if on == "pixels and hidden" else 0.0, rng),
            network.Dense(784, 128, rng, dtype="float64"),
            network.ReLU(),
            network.Dropout(rate, rng),
            network.Dense(128, 10, rng, dtype="float64"),
        ]
    )
    loss, descent = network.SoftmaxCrossEntropy(), network.SGD(0.03, momentum=0.9)
    network.fit(model, X, y, loss=loss, optimizer=descent, epochs=60, batch_size=50, rng=rng)
    held_out = data.validation
    return (
        network.evaluate(model, X, y, loss),
        network.evaluate(model, held_out.X, held_out.y, loss),
        network.accuracy(model, held_out.X, held_out.y),
    )


def settings():
    """Return what is run: (rows, on, rate, seed)."""
    both = product(ROWS, ("pixels and hidden",), RATES, SEEDS)
    return [*both, *product((500,), ("hidden",), RATES[1:], SEEDS)]


def main():
    """Run every setting and write the file."""
    data = datasets.load_mnist5k()
    with FILE.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for rows, on, rate, seed in settings():
            result = run(data, rows, on, rate, seed)
            writer.writerow([rows, on, rate, seed, *(f"{value:.6g}" for value in result)])


if __name__ == "__main__":
    main()
