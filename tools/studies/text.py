"""Averaged word vectors on the movie snippets: a random search, and where to put dropout.

    python tools/studies/text.py

writes `helpers/data/text.csv`, one row a training run. About eight minutes on one core. Runs that
are in the file already are not repeated: delete it to start afresh.

The model: a vector for each word that stands in at least two training texts and one for all others,
averaged over the text, then a hidden layer with ReLU or none, then one score. Adam, batches of 64,
at most 40 epochs; training stops when the validation loss has not fallen for three. What is kept
are the losses at the best epoch. The part ``search`` draws 24 settings at random, each trained
with three seeds. The part ``place`` puts dropout at one place at a time in one network, at three
rates with five seeds. No test text and no product review is read.
"""

import collections
import csv
import itertools
import re
from pathlib import Path

import numpy as np

from helpers import datasets, runtime

tf, keras = runtime.import_tensorflow(), runtime.import_keras()
layers = keras.layers

FILE = Path(__file__).resolve().parents[2] / "helpers" / "data" / "text.csv"
SETTING = {
    "dimension": 32,
    "learning_rate": 0.003,
    "hidden": 32,
    "word": 0.0,
    "element": 0.0,
    "channel": 0.0,
    "hidden_rate": 0.0,
}
MEASURED = ["epoch", "train_loss", "validation_loss", "validation_wrong"]
COLUMNS = ["part", *SETTING, "seed", *MEASURED]
LONGEST, BATCH, PATIENCE = 60, 64, 3


def words(text):
    """Return the words of a text, in lower case."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower())


def vocabulary(texts, least=2):
    """Give numbers from 2 to the words of at least `least` texts; 0 pads, 1 is unknown."""
    counts = collections.Counter(word for text in texts for word in set(words(text)))
    known = sorted(word for word, count in counts.items() if count >= least)
    return {word: number for number, word in enumerate(known, start=2)}


def encode(texts, numbers):
    """Return the numbers of the words, one text a row, padded with zeros."""
    rows = np.zeros((len(texts), LONGEST), dtype=np.int32)
    for row, text in zip(rows, texts, strict=True):
        found = [numbers.get(word, 1) for word in words(text)][:LONGEST]
        row[: len(found)] = found
    return rows


def build(setting, size, seed):
    """Return the model of a setting; every random state comes from the seed."""
    seeds = iter(range(100 * seed, 100 * seed + 100))
    uniform = keras.initializers.RandomUniform(-0.05, 0.05, seed=next(seeds))
    steps = [keras.Input((None,), dtype="int32")]
    steps += [layers.Embedding(size, setting["dimension"], uniform, mask_zero=True)]
    for place, shape in (("word", (None, None, 1)), ("element", None)):
        if setting[place]:
            steps += [layers.Dropout(setting[place], noise_shape=shape, seed=next(seeds))]
    steps += [layers.GlobalAveragePooling1D()]
    if setting["channel"]:
        steps += [layers.Dropout(setting["channel"], seed=next(seeds))]
    if setting["hidden"]:
        start = keras.initializers.GlorotUniform(seed=next(seeds))
        steps += [layers.Dense(setting["hidden"], "relu", kernel_initializer=start)]
        if setting["hidden_rate"]:
            steps += [layers.Dropout(setting["hidden_rate"], seed=next(seeds))]
    start = keras.initializers.GlorotUniform(seed=next(seeds))
    return keras.Sequential([*steps, layers.Dense(1, kernel_initializer=start)])


def run(setting, seed, train, validation, size):
    """Train one model and return what is measured, at the epoch of the lowest validation loss."""
    model = build(setting, size, seed)
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    adam = keras.optimizers.Adam(setting["learning_rate"])
    model.compile(adam, loss, steps_per_execution=25)
    rows = tf.data.Dataset.from_tensor_slices(train).shuffle(len(train[1]), seed=seed)
    stop = keras.callbacks.EarlyStopping("val_loss", patience=PATIENCE, restore_best_weights=True)
    options = {"epochs": 40, "verbose": 0, "callbacks": [stop]}
    losses = model.fit(
        rows.batch(BATCH), shuffle=False, validation_data=validation, **options
    ).history["val_loss"]
    wrong = (np.ravel(model(validation[0])) > 0) != validation[1].ravel()
    fitted = float(loss(train[1], model(train[0])))
    found = [f"{fitted:.4f}", f"{min(losses):.4f}", int(wrong.sum())]
    return [int(np.argmin(losses)) + 1, *found]


def search_settings(count=24):
    """Return settings drawn at random, the hidden layer left out of every other one."""
    rng = np.random.default_rng(0)
    for number in range(count):
        rates = np.round(rng.uniform(0, 0.7, 3), 2).tolist()
        yield {
            "dimension": int(rng.choice([8, 16, 32, 64])),
            "learning_rate": float(f"{10 ** rng.uniform(-3, -2):.2g}"),
            "hidden": 32 * (number % 2),
            "word": rates[0],
            "element": 0.0,
            "channel": rates[1],
            "hidden_rate": rates[2] * (number % 2),
        }


def place_settings():
    """Return one network with dropout at one place at a time, and without any."""
    yield SETTING
    for place, rate in itertools.product(("word", "element", "channel", "hidden_rate"), (3, 5, 7)):
        yield SETTING | {place: rate / 10}


def main():
    """Run what is missing and append it to the file."""
    data = datasets.load_sentiment()
    numbers = vocabulary(data.train.X)
    train, validation = (
        (encode(part.X, numbers), part.y[:, None].astype(np.float32))
        for part in (data.train, data.validation)
    )
    done = set()
    if FILE.exists():
        with FILE.open(newline="", encoding="utf-8") as file:
            done = {tuple(row[: -len(MEASURED)]) for row in csv.reader(file)}
    with FILE.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if not done:
            writer.writerow(COLUMNS)
        parts = (("search", search_settings(), 3), ("place", place_settings(), 5))
        for part, settings, seeds in parts:
            for setting, seed in itertools.product(settings, range(seeds)):
                key = [part, *setting.values(), seed]
                if tuple(map(str, key)) not in done:
                    measured = run(setting, seed, train, validation, len(numbers) + 2)
                    writer.writerow([*key, *measured])
                    file.flush()
                    keras.backend.clear_session()
            print(part, "done", flush=True)


if __name__ == "__main__":
    main()
