"""What each regularizer buys on 3000 images of digits, for the chapter on images.

    python tools/studies/images.py

writes `helpers/data/images.csv`, one row a training run; about thirteen minutes on one core. A row
that is there already is kept: delete the file to train everything again.

Two networks, dense and convolutional, and three regularizers: random shifts of the training images,
dropout (of whole maps in the convolutional network) and an L2 penalty. All are trained by the same
recipe, 30 epochs of Adam with a learning rate that falls to zero. In the stage ``tuning`` each
regularizer is tried alone at three or four strengths; the one with the lowest mean validation loss
is chosen, for each network by itself. In the stage ``ablation``, with other seeds, the regularizers
are on or off at the chosen strengths: all eight combinations for the convolutional network, and a
ninth setting with dropout and L2 turned down; four combinations for the dense one.

At the end, when all is chosen, the plain dense network and the convolutional one with the lowest
mean validation loss of the ablation are trained again with each seed. How many of the test rows
they get wrong is written to `helpers/data/images_test.csv`, and what they answer to each validation
row, with which probability, to `helpers/data/images_answers.npz`.
"""

import argparse
import csv
import itertools
from pathlib import Path

import numpy as np

from helpers import datasets, runtime

FILE = Path(__file__).resolve().parents[2] / "helpers" / "data" / "images.csv"
TEST_FILE = FILE.with_name("images_test.csv")
ANSWERS_FILE = FILE.with_name("images_answers.npz")
SETTING = ("stage", "network", "shift", "rate", "lam", "seed")
RESULT = ("training_loss", "validation_loss", "validation_wrong", "validation_sure_wrong")
STRENGTHS = {
    "dense": {"shift": (1, 2, 3), "rate": (0.2, 0.4, 0.6), "lam": (3e-4, 1e-3, 3e-3)},
    "convolutional": {
        "shift": (1, 2, 3, 4),
        "rate": (0.1, 0.2, 0.4, 0.6),
        "lam": (3e-4, 1e-3, 3e-3, 1e-2),
    },
}
NONE = {"shift": 0, "rate": 0.0, "lam": 0.0}
SEEDS = {"tuning": (100, 101), "ablation": (0, 1, 2, 3)}
EPOCHS, BATCH = 30, 50
SURE = 0.9


def build(keras, kind, *, shift, rate, lam):
    """Return the network, with its regularizers switched on or off."""
    layers, l2 = keras.layers, keras.regularizers.L2(lam / 2)
    model = keras.Sequential([keras.Input((28, 28, 1))])
    if shift:
        model.add(layers.RandomTranslation(shift / 28, shift / 28, fill_mode="constant"))
    if kind == "dense":
        model.add(layers.Flatten())
        model.add(layers.Dense(128, activation="relu", kernel_regularizer=l2))
        model.add(layers.Dropout(rate))
    else:
        options = {"padding": "same", "activation": "relu", "kernel_regularizer": l2}
        model.add(layers.Conv2D(16, 5, strides=2, **options))
        model.add(layers.SpatialDropout2D(rate))
        model.add(layers.Conv2D(32, 3, **options))
        model.add(layers.MaxPooling2D(2))
        model.add(layers.SpatialDropout2D(rate))
        model.add(layers.Flatten())
    model.add(layers.Dense(10, kernel_regularizer=l2))
    return model


def train(kind, setting, seed, train):
    """Return a trained network."""
    tf, keras = runtime.import_tensorflow(), runtime.import_keras()
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    model = build(keras, kind, **setting)
    steps = train.n // BATCH
    falling = keras.optimizers.schedules.CosineDecay(4e-3, EPOCHS * steps)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(falling), loss, steps_per_execution=steps)
    rows = tf.data.Dataset.from_tensor_slices((train.X.reshape(-1, 28, 28, 1), train.y))
    batches = rows.cache().shuffle(train.n, seed=seed).batch(BATCH)
    model.fit(batches, epochs=EPOCHS, shuffle=False, verbose=0)
    return model


def scores(model, split):
    """Return the outputs at inference, logits, (n, 10)."""
    return np.asarray(model(split.X.reshape(-1, 28, 28, 1), training=False))


def probabilities(logits):
    """Return the probability of each digit, (n, 10)."""
    return np.asarray(runtime.import_keras().ops.softmax(logits))


def measure(model, data):
    """Return the training loss, the validation loss, and how many validation rows are wrong."""
    loss = runtime.import_keras().losses.SparseCategoricalCrossentropy(from_logits=True)
    fitted, held = scores(model, data.train), scores(model, data.validation)
    losses = float(loss(data.train.y, fitted)), float(loss(data.validation.y, held))
    q = probabilities(held)
    wrong = q.argmax(axis=1) != data.validation.y
    sure = q.max(axis=1) > SURE
    return *(f"{value:.4g}" for value in losses), int(wrong.sum()), int((wrong & sure).sum())


def tuning(kind):
    """Return no regularizer, and each alone at its strengths."""
    alone = [{name: v} for name, values in STRENGTHS[kind].items() for v in values]
    return [NONE | one for one in [{}, *alone]]


def chosen(kind, rows):
    """Return the strengths with the lowest mean validation loss, each alone."""
    best = {}
    for name, values in STRENGTHS[kind].items():
        losses = {}
        for value in values:
            key = ("tuning", kind, *map(str, (NONE | {name: value}).values()))
            found = [float(row[7]) for row in rows if tuple(row[:5]) == key]
            losses[value] = np.mean(found)
        best[name] = min(losses, key=losses.get)
    return best


def ablation(kind, rows):
    """Return the combinations of the chosen strengths, for the dense network a part of them.

    For the convolutional one also the chosen shift with the weakest dropout and L2.
    """
    best = chosen(kind, rows)
    subsets = [s for k in range(4) for s in itertools.combinations(best, k)]
    if kind == "dense":
        subsets = [(), ("shift",), ("rate", "lam"), ("shift", "rate", "lam")]
    settings = [NONE | {name: best[name] for name in subset} for subset in subsets]
    if kind == "convolutional":
        weakest = {name: min(STRENGTHS[kind][name]) for name in ("rate", "lam")}
        settings.append(best | weakest)
    return settings


def read():
    """Return the rows of the file, without its header."""
    return [line.split(",") for line in FILE.read_text(encoding="ascii").splitlines()[1:]]


def lowest(rows):
    """Return the setting of the convolutional network with the lowest mean validation loss."""
    losses = {}
    for stage, kind, shift, rate, lam, _, _, loss, *_ in rows:
        if (stage, kind) == ("ablation", "convolutional"):
            losses.setdefault((int(shift), float(rate), float(lam)), []).append(float(loss))
    return dict(zip(NONE, min(losses, key=lambda setting: np.mean(losses[setting])), strict=True))


def train_again(data):
    """Train the first and the last network again; write their test errors and their answers."""
    counts, answers = [], {}
    for name, kind, setting in (
        ("dense", "dense", NONE),
        ("chosen", "convolutional", lowest(read())),
    ):
        found = []
        for seed in SEEDS["ablation"]:
            model = train(kind, setting, seed, data.train)
            wrong = int(np.sum(scores(model, data.test).argmax(axis=1) != data.test.y))
            counts.append([kind, *setting.values(), seed, wrong])
            found.append(probabilities(scores(model, data.validation)))
        answers[f"{name}_answer"] = np.argmax(found, axis=2).astype(np.uint8)
        answers[f"{name}_probability"] = np.max(found, axis=2).astype(np.float32)
    np.savez_compressed(ANSWERS_FILE, **answers)
    with TEST_FILE.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*SETTING[1:], "test_wrong"])
        writer.writerows(counts)


def main():
    """Train what is not in the file yet, one row after the other; then the last ones again."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    data = datasets.load_mnist5k()
    if not FILE.exists():
        FILE.write_text(",".join(SETTING + RESULT) + "\n", encoding="ascii")
    for stage, seeds in SEEDS.items():
        for kind, seed in itertools.product(STRENGTHS, seeds):
            rows = read()
            for setting in tuning(kind) if stage == "tuning" else ablation(kind, rows):
                key = [stage, kind, *map(str, setting.values()), str(seed)]
                if key in [row[:6] for row in rows]:
                    continue
                result = measure(train(kind, setting, seed, data.train), data)
                with FILE.open("a", newline="", encoding="ascii") as file:
                    csv.writer(file, lineterminator="\n").writerow([*key, *result])
                print(*key, *result, flush=True)
    train_again(data)


if __name__ == "__main__":
    main()
