"""Dropout against rate, place, number of digits and their size, for "Dropout from scratch".

    python tools/studies/dropout_rates.py [rates] [steps] [places]

writes three files into helpers/data/, one run a row, or only those that are named:

dropout_rates.csv   60 epochs for every number of digits; dropout on the pixels and the hidden units
                    at the same rate, and for 500 digits also on the hidden units alone
dropout_steps.csv   1200 steps for every number of digits, from 600 epochs of 100 digits to 20 of
                    3000; none, and a rate of 0.5 on the pixels and the hidden units
dropout_places.csv  500 digits, 60 epochs; dropout on the hidden units, on the pixels, and on both;
                    on the pixels also of pictures of 14 × 14 and 7 × 7, means of squares of pixels

Each row has the losses and the accuracy at the end; those of the last two files also the lowest of
20 or 60 validation losses that are evenly spread over the run, and the share of the run after which
it was reached. The network is 784–128–10, with fewer inputs for smaller pictures. The test rows are
not touched. Takes about 25 minutes on one quiet core.
"""

import csv
import sys
from itertools import product
from pathlib import Path

import numpy as np

from helpers import datasets, network

DATA = Path(__file__).parents[2] / "helpers" / "data"
AT_THE_END = ("training_loss", "validation_loss", "validation_accuracy")
MEASURED = (*AT_THE_END, "lowest_loss", "lowest_at")
ROWS = (100, 300, 500, 1000, 3000)
RATES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
SEEDS = range(5)
BATCH = 50


def smaller(X, side):
    """Return pictures whose pixels are means of squares of the pixels: (n, side²)."""
    width = 28 // side
    return X.reshape(-1, side, width, side, width).mean(axis=(2, 4)).reshape(len(X), -1)


def run(data, rows, on, rate, seed, *, epochs=60, looks=60, side=28):
    """Train once; return what is measured, as text, in the order of the columns."""
    rng = np.random.default_rng(seed)
    (X, X_held), y = (smaller(part.X, side) for part in (data.train, data.validation)), data.train.y
    X, y, y_held = X[:rows], y[:rows], data.validation.y
    model = network.Sequential(
        [
            network.Dropout(rate if "pixels" in on else 0.0, rng),
            network.Dense(side**2, 128, rng, dtype="float64"),
            network.ReLU(),
            network.Dropout(rate if "hidden" in on else 0.0, rng),
            network.Dense(128, 10, rng, dtype="float64"),
        ]
    )
    loss, descent = network.SoftmaxCrossEntropy(), network.SGD(0.03, momentum=0.9)
    options = {"epochs": epochs, "batch_size": BATCH, "rng": rng, "validation": (X_held, y_held)}
    fitted = network.fit(model, X, y, loss=loss, optimizer=descent, **options)
    every = epochs // looks
    held_out = fitted.validation_loss[every - 1 :: every]
    found = (
        network.evaluate(model, X, y, loss),
        held_out[-1],
        network.accuracy(model, X_held, y_held),
        min(held_out),
        (np.argmin(held_out) + 1) / looks,
    )
    return tuple(f"{value:.6g}" for value in found)


def rates(data):
    """Yield the runs of 60 epochs."""
    both = product(ROWS, ("pixels and hidden",), RATES, SEEDS)
    for setting in (*both, *product((500,), ("hidden",), RATES[1:], SEEDS)):
        yield *setting, *run(data, *setting)[: len(AT_THE_END)]


def steps(data):
    """Yield the runs of as many steps as 20 epochs of all the digits have."""
    for rows, rate, seed in product(ROWS, (0.0, 0.5), SEEDS):
        often = {"epochs": 20 * max(ROWS) // rows, "looks": 20}
        yield rows, rate, seed, *run(data, rows, "pixels and hidden", rate, seed, **often)


def places(data):
    """Yield the runs with dropout in one place or in both, and on smaller pictures."""
    whole = product((28,), ("hidden", "pixels", "pixels and hidden"), RATES, SEEDS)
    for side, on, rate, seed in (*whole, *product((14, 7), ("pixels",), RATES, SEEDS)):
        yield side, on, rate, seed, *run(data, 500, on, rate, seed, side=side)


FILES = {
    "rates": (rates, ("rows", "on", "rate", "seed", *AT_THE_END)),
    "steps": (steps, ("rows", "rate", "seed", *MEASURED)),
    "places": (places, ("side", "on", "rate", "seed", *MEASURED)),
}


def main(names):
    """Run what is named, or everything, and write the files."""
    data = datasets.load_mnist5k()
    for name in names or FILES:
        study, columns = FILES[name]
        with (DATA / f"dropout_{name}.csv").open("w", newline="", encoding="ascii") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(study(data))


if __name__ == "__main__":
    main(sys.argv[1:])
