"""λ × dropout rate × width, and what L2 does where dropout was studied already.

    python tools/studies/joint.py [map] [digits] [sequences]

runs the parts named, or all, and writes `helpers/data/joint_map.csv` (the part ``map``) and
`helpers/data/joint_guide.csv` (the others), one row a training run. About ten minutes on one core,
most of them for the map.

- ``map``: two hidden layers with ReLU and dropout after each, L2 on every kernel, Adam at 1e-3,
  100 epochs in batches of 100. Each seed draws 1000 of the 3000 training rows of MNIST-1D, the
  start and the order of the rows, the same for every setting; the masks have a generator of their
  own. The test rows are asked by four settings only: nothing, L2 alone, dropout alone and both,
  each with the strength, rate and width of the lowest mean validation loss.
- ``digits``: the network of `dropout_rates.py` on 100, 500 and 3000 digits, with L2 alone; on 500
  digits also with dropout on pixels and hidden units.
- ``sequences``: the LSTM of `dropout_variants.py` on 500 digits read row by row, with L2 alone.
"""

import argparse
import csv
from itertools import product
from pathlib import Path

import numpy as np
from dropout_variants import LSTM, scores

from helpers import datasets, network, penalties

DATA = Path(__file__).resolve().parents[2] / "helpers" / "data"
LAMS = (0.0, 0.003, 0.006, 0.01, 0.015, 0.02, 0.03)
RATES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
WIDTHS = (16, 64, 256)
SEEDS = range(8)
PARTS = ("map", "digits", "sequences")
MAP = ("width", "lam", "rate", "seed")
GUIDE = ("part", "rows", "lam", "rate", "seed")
MEASURES = tuple(f"{s}_{m}" for s in ("train", "validation", "test") for m in ("loss", "accuracy"))
LOSS = network.SoftmaxCrossEntropy()


def signals(width, lam, rate, seed, data):
    """Train on MNIST-1D; return the model and its training rows."""
    rng, masks = np.random.default_rng(seed), np.random.default_rng([seed, 1])
    rows = rng.permutation(data.train.n)[:1000]
    train, layers = datasets.Split(data.train.X[rows], data.train.y[rows]), []
    for inputs, units in ((40, width), (width, width), (width, 10)):
        layers.append(network.Dense(inputs, units, rng, penalty=penalties.L2(lam)))
        layers += [network.ReLU(), network.Dropout(rate, masks)]
    model, more = network.Sequential(layers[:-2]), {"epochs": 100, "batch_size": 100}
    network.fit(model, train.X, train.y, loss=LOSS, optimizer=network.Adam(), rng=rng, **more)
    return model.predict, train


def digits(rows, lam, rate, seed, data):
    """Train on digits, as `dropout_rates.py` does; return the model and its training rows."""
    rng = np.random.default_rng(seed)
    train = datasets.Split(data.train.X[:rows], data.train.y[:rows])
    penalty = penalties.L2(lam)
    layers = [
        network.Dropout(rate, rng),
        network.Dense(784, 128, rng, penalty=penalty, dtype="float64"),
        network.ReLU(),
        network.Dropout(rate, rng),
        network.Dense(128, 10, rng, penalty=penalty, dtype="float64"),
    ]
    model, more = network.Sequential(layers), {"epochs": 60, "batch_size": 50, "rng": rng}
    descent = network.SGD(0.03, momentum=0.9)
    network.fit(model, train.X, train.y, loss=LOSS, optimizer=descent, **more)
    return model.predict, train


def sequences(rows, lam, rate, seed, data):
    """Train an LSTM without dropout, as `dropout_variants.py` does, with L2 on its kernels."""
    rng = np.random.default_rng(seed)
    train = datasets.Split(data.train.X[:rows].astype(float), data.train.y[:rows])
    model, descent = LSTM(64, rate, False, rng), network.Adam(3e-3)
    for _ in range(40):
        for batch in np.split(rng.permutation(rows), 10):
            logits = model.forward(train.X[batch], training=True)
            gradients = model.backward(LOSS.gradient(logits, train.y[batch]))
            pairs = zip(gradients, model.parameters, strict=True)
            descent.step(model.parameters, [g + lam * W if W.ndim == 2 else g for g, W in pairs])
    return model.forward, train


def measured(logits, **splits):
    """Return loss and accuracy on each split, named."""
    found = {}
    for name, split in splits.items():
        loss, accuracy = scores(logits(split.X), split.y)
        found |= {f"{name}_loss": f"{loss:.5f}", f"{name}_accuracy": f"{accuracy:.4f}"}
    return found


def run(train, key, data):
    """Train one setting; return its row, and the model that can still be asked."""
    model, rows = train(*list(key.values())[-4:], data)
    row = key | measured(model, train=rows, validation=data.validation)
    print(*row.values(), flush=True)
    return row, model


def chosen(rows):
    """Return width, λ and rate of the lowest mean validation loss, for four ways to regularize."""
    losses = {}
    for row in rows:
        setting = (row["width"], row["lam"], row["rate"])
        losses.setdefault(setting, []).append(float(row["validation_loss"]))
    best = {}
    for setting in sorted(losses, key=lambda setting: np.mean(losses[setting])):
        best.setdefault((setting[1] > 0, setting[2] > 0), setting)
    return set(best.values())


def run_map():
    """Return the rows of the map; those chosen have asked the test rows."""
    data, found = datasets.load_mnist1d(), []
    for values in product(WIDTHS, LAMS, RATES, SEEDS):
        found.append(run(signals, dict(zip(MAP, values, strict=True)), data))
    settings = chosen([row for row, _ in found])
    for row, model in found:
        if (row["width"], row["lam"], row["rate"]) in settings:
            row |= measured(model, test=data.test)
    return [row for row, _ in found]


def guide(part):
    """Return the rows of a part of the guide."""
    data = datasets.load_mnist5k()
    if part == "sequences":
        train, settings = sequences, product((500,), (0.001, 0.003, 0.01, 0.03), (0.0,), range(3))
    else:
        alone = product((100, 500, 3000), (0.001, 0.003, 0.01, 0.03), (0.0,), range(5))
        both = product((500,), (0.001, 0.003, 0.01), (0.3, 0.4, 0.5, 0.6), range(5))
        train, settings = digits, [*alone, *both]
    keys = [dict(zip(GUIDE, (part, *values), strict=True)) for values in settings]
    return [run(train, key, data)[0] for key in keys]


def write(name, columns, rows):
    """Write a file."""
    with (DATA / name).open("w", newline="", encoding="ascii") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    """Run the parts, and keep those that are in the files already."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", help=f"among {', '.join(PARTS)}; all by default")
    parts = parser.parse_args().parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"expected parts among {', '.join(PARTS)}, got {', '.join(unknown)}")
    for part in parts:
        if part == "map":
            write("joint_map.csv", MAP + MEASURES, run_map())
            continue
        rows, file = guide(part), DATA / "joint_guide.csv"
        if file.exists():
            with file.open(newline="", encoding="ascii") as old:
                rows += [row for row in csv.DictReader(old) if row["part"] != part]
        rows.sort(key=lambda row: row["part"])
        write("joint_guide.csv", GUIDE + MEASURES[:4], rows)


if __name__ == "__main__":
    main()
