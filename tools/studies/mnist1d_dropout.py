"""Networks on MNIST-1D with and without dropout: rates, places, widths, rows, and L2.

    python tools/studies/mnist1d_dropout.py

writes `helpers/data/mnist1d_dropout.csv`, one row a run, and `mnist1d_dropout_curves.csv`, both
losses of each epoch of the runs of the part ``rate``. About ten minutes on two quiet cores. Runs
that are in the files already are not repeated: delete both files to start afresh.

The recipe: two hidden layers of 256 units with ReLU, Adam at 1e-3, batches of 100, 60 epochs.
With fewer rows there are more epochs, so that the number of steps is the same. The rows come in a
new order in each epoch, but for the part ``order``, where they come in the same. What is chosen is
chosen on the validation rows. In all parts but ``l2``, ``order`` and ``test`` they are asked at 60
evenly spread moments of a run, 30 in the part ``convolution``, and the lowest of their losses is
written beside the last. The part ``test`` refits on training and validation rows together, and is
the only one that asks the test rows: for no regularization, to the end and for as many epochs as
were best on the validation rows; for the rate with the lowest mean validation loss; and for L2 at
1e-3 on every kernel.
"""

import csv
import itertools
from pathlib import Path

import numpy as np

from helpers import datasets, runtime

tf, keras = runtime.import_tensorflow(), runtime.import_keras()
layers = keras.layers
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

DATA = Path(__file__).resolve().parents[2] / "helpers" / "data"
RUNS, CURVES = DATA / "mnist1d_dropout.csv", DATA / "mnist1d_dropout_curves.csv"
SETTING = {
    "model": "mlp",
    "place": "hidden",
    "rate": 0.0,
    "l2": 0.0,
    "width": 256,
    "rows": 3000,
    "epochs": 60,
    "order": "new",
}
PARTS = dict.fromkeys(("rate", "l2", "test", "order", "rows"), 5)
PARTS |= dict.fromkeys(("place", "convolution", "width"), 3)
FOLLOWED = ("rate", "rows", "place", "convolution", "width")
MEASURED = [f"{s}_{what}" for s in ("train", "validation", "test") for what in ("loss", "accuracy")]
COLUMNS = ["part", *SETTING, "seed", *MEASURED, "lowest_loss", "lowest_epoch"]
LOSSES = ["loss", "val_loss"]
BATCH, LOOKS = 100, 60


def settings(part):
    """Return the settings of a part, each as what differs from `SETTING`."""
    if part == "rate":
        return [{"rate": rate} for rate in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)]
    if part == "l2":
        return [{"l2": 1e-3}]
    if part == "test":
        regularized = ({"epochs": lowest_epoch()}, {"rate": lowest_rate()}, {"l2": 1e-3})
        return [{"rows": 4000} | one for one in ({}, *regularized)]
    if part == "order":
        return [{"order": "same", "rate": rate} for rate in (0.0, 0.2)]
    if part == "place":
        places = ("input", "first", "second", "scores")
        return [{"place": place, "rate": rate} for place in places for rate in (0.1, 0.2, 0.4)]
    if part == "convolution":
        one = [{"place": place, "rate": r} for place in ("maps", "channels") for r in (0.1, 0.2)]
        one += [{"place": "head", "rate": rate} for rate in (0.0, 0.2, 0.5)]
        return [{"model": "cnn", "epochs": 30} | setting for setting in one]
    if part == "width":
        return [{"width": width, "rate": rate} for width in (64, 512) for rate in (0.0, 0.2, 0.5)]
    rows = {500: 360, 1500: 120}
    few = itertools.product(rows.items(), (0.0, 0.2, 0.4))
    return [{"rows": r, "epochs": e, "rate": rate} for (r, e), rate in few]


def lowest_rate():
    """Return the rate of the part ``rate`` with the lowest mean validation loss."""
    losses = {}
    for run in read(RUNS):
        if run["part"] == "rate":
            losses.setdefault(float(run["rate"]), []).append(float(run["validation_loss"]))
    return min(losses, key=lambda rate: np.mean(losses[rate]))


def lowest_epoch():
    """Return the epoch with the lowest mean validation loss without dropout."""
    losses = {}
    for row in read(CURVES):
        if float(row["rate"]) == 0:
            losses.setdefault(int(row["epoch"]), []).append(float(row["val_loss"]))
    return min(losses, key=lambda epoch: np.mean(losses[epoch]))


def mlp(setting):
    """Return two hidden layers and ten scores, with dropout at the place of the setting."""
    place, rate = setting["place"], setting["rate"]
    penalty = keras.regularizers.L2(setting["l2"]) if setting["l2"] else None
    model = keras.Sequential([keras.Input((40,))])
    if place == "input":
        model.add(layers.Dropout(rate))
    for name in ("first", "second"):
        units = setting["width"]
        model.add(layers.Dense(units, activation="relu", kernel_regularizer=penalty))
        if place in ("hidden", name):
            model.add(layers.Dropout(rate))
    model.add(layers.Dense(10, kernel_regularizer=penalty))
    if place == "scores":
        model.add(layers.Dropout(rate))
    return model


def cnn(setting):
    """Return two convolutions, a hidden layer and ten scores, with dropout at the place."""
    place, rate = setting["place"], setting["rate"]
    model = keras.Sequential([keras.Input((40,)), layers.Reshape((40, 1))])
    for channels in (16, 32):
        model.add(layers.Conv1D(channels, 5, padding="same", activation="relu"))
        if place == "maps":
            model.add(layers.Dropout(rate))
        if place == "channels":
            model.add(layers.SpatialDropout1D(rate))
        model.add(layers.MaxPooling1D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="relu"))
    if place == "head":
        model.add(layers.Dropout(rate))
    model.add(layers.Dense(10))
    return model


def train(part, setting, seed):
    """Train one network; return what was measured, and both losses of each epoch."""
    data = datasets.load_mnist1d()
    splits = {"train": data.train, "validation": data.validation}
    if part == "test":
        X, y = (np.concatenate([getattr(s, key) for s in splits.values()]) for key in ("X", "y"))
        splits = {"train": datasets.Split(X, y), "test": data.test}
    X, y = splits["train"].X[: setting["rows"]], splits["train"].y[: setting["rows"]]
    splits["train"] = datasets.Split(X, y)
    rng = runtime.set_seeds(seed)
    model = (mlp if setting["model"] == "mlp" else cnn)(setting)
    epoch, order, history, looks = compiled_epoch(model, X, y), None, [[], []], []
    for number in range(1, setting["epochs"] + 1):
        if order is None or setting["order"] == "new":
            order = tf.constant(rng.permutation(len(y)))
        history[0].append(f"{float(epoch(order)):.4f}")
        if part in FOLLOWED and number % max(1, setting["epochs"] // LOOKS) == 0:
            looks.append((measure(model, splits["validation"])[0], number))
            history[1].append(f"{looks[-1][0]:.4f}")
    measured = {}
    if looks:
        loss, number = min(looks)
        measured = {"lowest_loss": f"{loss:.4f}", "lowest_epoch": number}
    for name, split in splits.items():
        loss, accuracy = measure(model, split)
        measured |= {f"{name}_loss": f"{loss:.5f}", f"{name}_accuracy": f"{accuracy:.4f}"}
    keras.backend.clear_session()
    return measured, history


def compiled_epoch(model, X, y):
    """Return a function that trains for an epoch, rows in the order given, and returns the loss.

    What `fit` does, in one graph: three times as fast on a network as small as this.
    """
    X, y, adam = tf.constant(X), tf.constant(y), keras.optimizers.Adam(1e-3)
    adam.build(model.trainable_variables)

    @tf.function
    def epoch(order):
        total = 0.0
        for start in tf.range(0, len(y), BATCH):
            rows = order[start : start + BATCH]
            with tf.GradientTape() as tape:
                scores = model(tf.gather(X, rows), training=True)
                loss = cross_entropy(tf.gather(y, rows), scores) + sum(model.losses)
            adam.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
            total += loss
        return total * BATCH / len(y)

    return epoch


def measure(model, split):
    """Return cross-entropy and accuracy at inference."""
    scores = np.asarray(model(split.X, training=False))
    return float(cross_entropy(split.y, scores)), np.mean(scores.argmax(axis=1) == split.y)


def identity(row):
    """Return what tells one run from another, as text."""
    return tuple(str(row[key]) for key in ("part", *SETTING, "seed"))


def read(path):
    """Return the rows of a file, none where there is no file yet."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path, columns, rows):
    """Write rows to a file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    """Run what is not in the file yet, and write the file after each run."""
    runs, curves = read(RUNS), read(CURVES)
    done = {identity(row) for row in runs}
    for part, seeds in PARTS.items():
        for setting, seed in itertools.product(settings(part), range(seeds)):
            row = {"part": part, **SETTING, **setting, "seed": seed}
            if identity(row) in done:
                continue
            measured, history = train(part, row, seed)
            runs.append(row | measured)
            write(RUNS, COLUMNS, runs)
            if part == "rate":
                key = {"rate": row["rate"], "seed": seed}
                for epoch, losses in enumerate(zip(*history, strict=True), 1):
                    curves.append(key | {"epoch": epoch} | dict(zip(LOSSES, losses, strict=True)))
                write(CURVES, ["rate", "seed", "epoch", *LOSSES], curves)
            print(runs[-1], flush=True)


if __name__ == "__main__":
    main()
