"""Dropout, decay and label smoothing in a small transformer, for the page on transformers.

::

    python tools/studies/transformer.py            all parts
    python tools/studies/transformer.py passes     one part

writes `helpers/data/transformer.csv`, one row a run. About half an hour on one core.

A decoder with two blocks of width 48 and four heads predicts the next character of movie snippets.
Each run makes 640 to 696 steps of Adam at 0.003 with 32 windows of 32 characters, as many as whole
batches allow, however many windows it has: few are seen in many passes. A seed draws the windows,
the first weights, the order and the masks. Every sixteenth of the steps, and no more often than
once a pass, the loss on 1000 validation windows is noted. Only at 64 passes, and only for no
dropout and for the rate with the lowest mean loss there after the last step, are the test windows
asked.

- ``passes``: one rate on the embedding and behind each branch, over 1, 4, 16 and 64 passes;
- ``places``: at 64 passes, the rate in one place at a time;
- ``decay``: at 64 passes, AdamW's decay on all tensors, or on matrices other than the embeddings;
- ``tensors``: the same on these matrices and one more kind of tensor, or on the gains alone;
- ``smoothing``: at 64 passes, label smoothing.
"""

import csv
import sys
from itertools import product
from pathlib import Path

import numpy as np

from helpers import datasets, network

FILE = Path(__file__).resolve().parents[2] / "helpers" / "data" / "transformer.csv"
COLUMNS = ("part", "method", "strength", "passes", "seed", "windows")
COLUMNS += ("train_loss", "validation_loss", "lowest_loss", "lowest_at", "test_loss")
LENGTH, BATCH, MANY = 32, 32, 64
SEEDS = range(3)
PLACES = ("embedding", "attention", "residual", "depth")
TENSORS = ("matrices and embeddings", "matrices and gains", "matrices and shifts", "gains")


class Decay(network.AdamW):
    """AdamW that leaves alone what is not in a set of parameters."""

    def __init__(self, learning_rate, weight_decay, decayed):
        super().__init__(learning_rate, weight_decay)
        self.decayed = {id(parameter) for parameter in decayed}

    def decay(self, parameter):
        """Shrink a parameter of the set."""
        if id(parameter) in self.decayed:
            super().decay(parameter)


class Smoothed(network.TokenCrossEntropy):
    """Cross-entropy against (1 − share) of the label and share of the uniform distribution."""

    def __init__(self, share):
        self.share = share

    def compute(self, outputs, targets):
        """Return value and gradient at once."""
        value, gradient = super().compute(outputs, targets)
        places, K = targets.size, outputs.shape[-1]
        onehot = np.eye(K, dtype=gradient.dtype)[targets] / places
        log_q = np.log(np.maximum(gradient + onehot, 1e-30) * places)
        uniform = -float(log_q.mean(dtype=np.float64))
        moved = self.share * (onehot - gradient.dtype.type(1 / (K * places)))
        return (1 - self.share) * value + self.share * uniform, gradient + moved


def settings():
    """Yield part, method, strength, passes."""
    for passes, rate in product((1, 4, 16, MANY), (0.0, 0.1, 0.3)):
        yield "passes", "dropout", rate, passes
    for place, rate in product(PLACES, (0.1, 0.3)):
        yield "places", place, rate, MANY
    for which, strength in product(("all", "matrices"), (1.0, 3.0)):
        yield "decay", which, strength, MANY
    for which, strength in product(TENSORS, (1.0, 3.0)):
        yield "tensors", which, strength, MANY
    for share in (0.1, 0.3):
        yield "smoothing", "smoothing", share, MANY


def run(data, part, method, strength, passes, seed):
    """Train one model; return its row and the model."""
    rng = np.random.default_rng(seed)
    n = len(data.train.X) // passes // BATCH * BATCH
    rows = rng.permutation(len(data.train.X))[:n]
    rates = {"passes": ("embedding", "residual"), "places": (method,)}.get(part, ())
    rates = dict.fromkeys(rates, strength)
    model = network.transformer(len(data.tokens), LENGTH, 48, heads=4, blocks=2, rng=rng, **rates)
    decaying = part in ("decay", "tensors")
    optimizer = Decay(3e-3, strength if decaying else 0.0, tensors(model, method))
    loss = Smoothed(strength) if part == "smoothing" else network.TokenCrossEntropy()
    X, y, way = data.train.X[rows], data.train.y[rows], []
    stages = min(passes, 16)
    for _ in range(stages):
        network.fit(
            model,
            X,
            y,
            loss=loss,
            optimizer=optimizer,
            epochs=passes // stages,
            batch_size=BATCH,
            rng=rng,
        )
        way.append(judged(model, data.validation, 1000))
    fitted = judged(model, datasets.Split(X, y), 500)
    found = (fitted, way[-1], min(way))
    return [part, method, strength, passes, seed, n, *found, (np.argmin(way) + 1) / stages], model


def tensors(model, which):
    """Return the parameters that a method of `decay` or `tensors` decays."""
    kinds = by_kind(model)
    names = kinds if which == "all" else which.split(" and ")
    return [parameter for name in names for parameter in kinds.get(name, ())]


def by_kind(model):
    """Return the parameters in a dictionary: matrices, embeddings, gains, shifts, biases."""
    kinds = {"matrices": [], "embeddings": list(model.layers[0].parameters)}
    kinds |= {"gains": [], "shifts": [], "biases": []}
    for layer in model.layers[1:]:
        for part in layer.model.layers if isinstance(layer, network.Residual) else [layer]:
            normalizes = isinstance(part, network.LayerNormalization)
            # A matrix and its bias, or a gain and its shift, stand one behind the other.
            names = ("gains", "shifts") if normalizes else ("matrices", "biases")
            for k, parameter in enumerate(part.parameters):
                kinds[names[k % 2]].append(parameter)
    return kinds


def judged(model, split, windows):
    """Return the mean loss a character on the first windows of a part."""
    loss = network.TokenCrossEntropy()
    return network.evaluate(model, split.X[:windows], split.y[:windows], loss)


def main(names):
    """Run the parts of these names, or all, and write each into the file when it is done."""
    data = datasets.load_characters(LENGTH)
    for name in names or dict.fromkeys(part for part, *_ in settings()):
        rows, models = [], []
        for part, method, strength, passes in settings():
            if part == name:
                for seed in SEEDS:
                    row, model = run(data, part, method, strength, passes, seed)
                    print(*row, flush=True)
                    rows.append(row)
                    models.append(model)
        asked = asked_for_test(rows) if name == "passes" else ()
        for row, model in zip(rows, models, strict=True):
            test = (row[2], row[3]) in asked
            row.append(judged(model, data.test, len(data.test.X)) if test else "")
        write(name, rows)


def asked_for_test(rows):
    """Return rate and passes of the settings of `passes` that the test windows are asked about."""
    ends = {}
    for _, _, rate, passes, _, _, _, end, *_ in rows:
        if passes == MANY:
            ends.setdefault(rate, []).append(end)
    best = min(ends, key=lambda rate: np.mean(ends[rate]))
    return {(0.0, MANY), (best, MANY)}


def write(name, rows):
    """Put the rows of a part into the file, in place of those that it had."""
    lines = [[f"{v:.6g}" if isinstance(v, float) else str(v) for v in row] for row in rows]
    if FILE.exists():
        with FILE.open(newline="", encoding="ascii") as file:
            lines += [row for row in list(csv.reader(file))[1:] if row[0] != name]
    with FILE.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(lines, key=lambda row: row[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
