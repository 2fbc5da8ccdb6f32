"""Spoken digits: known voices against new ones, with and without regularization.

    python tools/studies/speech.py

writes `helpers/data/speech.csv`, one training a row, in about a quarter of an hour on one quiet
core. Rows that are in the file already are not repeated: delete it to start afresh. It does not ask
the test voices. Then

    python tools/studies/speech.py --test

trains the network without regularization and the setting with the lowest mean loss on the
validation voices, five times each, on all takes of the training voices. It writes
`speech_test.csv`, how many of the ten clips of each test voice are wrong, and `speech_shifts.csv`,
the mean probability of each digit for the validation clips of "five", moved by some bands.

The recipe is that of the chapter: log-mel features (47 frames of 32 bands, standardized by the
fitted clips), two convolutions of 32 and 64 channels, the maximum over time, Adam at 1e-3, batches
of 40, and always 480 steps, compiled into one graph: the same numbers as those of `fit`, in less
time. Fitted are the training voices' takes 0 to 3; their take 4, which is never fitted, are the
known voices; the validation voices are the new ones. Part ``split`` asks the training voices alone,
in four folds: once of clips, once of whole voices.
"""

import csv
import itertools
import sys
from pathlib import Path

import numpy as np

from helpers import datasets, runtime

tf, keras = runtime.import_tensorflow(), runtime.import_keras()
layers = keras.layers

FILE = Path(__file__).resolve().parents[2] / "helpers" / "data" / "speech.csv"
SETTING = {
    "model": "cnn",
    "rate": 0.0,
    "maps": 0.0,
    "recurrent": 0.0,
    "head": 0.0,
    "noise": 0.0,
    "l2": 0.0,
    "shift": 0,
    "mask": 0,
    "voices": 12,
    "takes": 4,
    "held_out": "",
    "behind": 0.0,
}
SEEDS = {"method": 6, "strength": 6, "grid": 6, "clips": 6, "voices": 6, "split": 3, "gru": 4}
MEASURED = ["fitted_errors", "known_errors", "new_errors", "known_loss", "new_loss"]
COLUMNS = ["part", *SETTING, "seed", *MEASURED]
CURED = {"rate": 0.2, "shift": 3, "mask": 6}
BATCH, STEPS = 40, 480


def settings(part):
    """Return the settings of a part, each as what differs from `SETTING`."""
    if part == "method":
        return [{"l2": 1e-3}, {"noise": 0.3}, {"head": 0.5}, {"maps": 0.2}]
    if part == "strength":
        others = {"l2": (1e-4, 1e-2), "noise": (0.1, 1.0), "head": (0.2, 0.7), "maps": (0.1, 0.4)}
        others |= {"behind": (0.1, 0.2, 0.4), "rate": (0.4,), "mask": (3, 12), "shift": (1, 6)}
        return [{knob: value} for knob, values in others.items() for value in values]
    if part == "gru":
        return [{"model": "gru"} | more for more in ({}, {"rate": 0.2}, {"recurrent": 0.2})]
    if part == "grid":
        knobs = itertools.product((0.0, 0.1, 0.2), (0, 3), (0, 6))
        return [{"rate": rate, "shift": shift, "mask": mask} for rate, shift, mask in knobs]
    if part == "clips":
        sizes = ((3, 4), (6, 2), (12, 1))
        return [{"voices": v, "takes": t} | more for more in ({}, CURED) for v, t in sizes]
    if part == "voices":
        return [{"voices": v} | more for more in ({}, CURED) for v in (2, 4, 8)]
    return [{"held_out": what} for what in ("clips", "voices")]


def log_mel(clips):
    """Return the features of clips (n, 6144): (n, 47, 32)."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(256) / 256)
    starts = np.arange(0, clips.shape[1] - 256 + 1, 128)
    power = np.abs(np.fft.rfft(clips[:, starts[:, None] + np.arange(256)] * window)) ** 2
    mel = 2595 * np.log10(1 + np.arange(129) * 8000 / 256 / 700)
    edges = np.linspace(*(2595 * np.log10(1 + np.array([60, 3900]) / 700)), 34)
    rising = (mel[:, None] - edges[:-2]) / (edges[1] - edges[0])
    falling = (edges[2:] - mel[:, None]) / (edges[1] - edges[0])
    return np.log(power @ np.maximum(0, np.minimum(rising, falling)) + 1e-3).astype("float32")


def shift_bands(features, reach, rng):
    """Move each clip up or down by up to `reach` bands; the edge band fills the gap."""
    by = rng.integers(-reach, reach + 1, len(features))
    bands = np.clip(np.arange(32) - by[:, None], 0, 31)
    return np.take_along_axis(features, bands[:, None, :], axis=2)


def mask_both(features, widest, rng):
    """Set a random run of up to `widest` bands, and one of frames, to the mean 0 in each clip."""
    for axis in (2, 1):
        length = features.shape[axis]
        width = rng.integers(0, widest + 1, len(features))
        start = rng.integers(0, length - width + 1)
        place = np.arange(length) - start[:, None]
        kept = (place < 0) | (place >= width[:, None])
        features = features * np.expand_dims(kept, 3 - axis)
    return features


def cnn(setting):
    """Return two convolutions over time; `rate` drops channels, `maps` and `behind` elements."""
    penalty = keras.regularizers.L2(setting["l2"]) if setting["l2"] else None
    model = keras.Sequential([keras.Input((47, 32)), layers.GaussianNoise(setting["noise"])])
    for channels in (32, 64):
        model.add(layers.Conv1D(channels, 5, activation="relu", kernel_regularizer=penalty))
        model.add(layers.SpatialDropout1D(setting["rate"]))
        model.add(layers.Dropout(setting["maps"]))
        model.add(layers.MaxPooling1D(2))
        model.add(layers.Dropout(setting["behind"]))
    model.add(layers.GlobalMaxPooling1D())
    model.add(layers.Dropout(setting["head"]))
    model.add(layers.Dense(10, kernel_regularizer=penalty))
    return model


def gru(setting):
    """Return a recurrent layer of 64 units, and ten scores; `rate` drops bands."""
    unit = layers.GRU(64, dropout=setting["rate"], recurrent_dropout=setting["recurrent"])
    return keras.Sequential([keras.Input((47, 32)), unit, layers.Dense(10)])


def train(features, digits, setting, rng):
    """Train one network on standardized features."""
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model = (cnn if setting["model"] == "cnn" else gru)(setting)
    adam = keras.optimizers.Adam(1e-3)
    adam.build(model.trainable_variables)

    @tf.function
    def descend(inputs, targets):
        for first in tf.range(0, BATCH * STEPS, BATCH):
            x, y = inputs[first : first + BATCH], targets[first : first + BATCH]
            with tf.GradientTape() as tape:
                loss = cross_entropy(y, model(x, training=True)) + sum(model.losses)
            gradients = tape.gradient(loss, model.trainable_variables)
            adam.apply_gradients(zip(gradients, model.trainable_variables, strict=True))

    rounds = -(-BATCH * STEPS // len(digits))
    order = np.concatenate([rng.permutation(len(digits)) for _ in range(rounds)])[: BATCH * STEPS]
    inputs = shift_bands(features[order], setting["shift"], rng)
    inputs = mask_both(inputs, setting["mask"], rng)
    descend(tf.constant(inputs), tf.constant(digits[order]))
    return model


def groups(train_part, setting, seed):
    """Return the rows of the training voices that are fitted, and those that are asked: pairs."""
    rng = np.random.default_rng(1000 + seed)
    if setting["held_out"] == "clips":
        fold = rng.permutation(np.arange(train_part.n) % 4)
        return [(fold != k, fold == k) for k in range(4)]
    voices = rng.permutation(np.unique(train_part.voice))
    if setting["held_out"] == "voices":
        held = [np.isin(train_part.voice, voices[k::4]) for k in range(4)]
        return [(~rows, rows) for rows in held]
    some = np.isin(train_part.voice, voices[: setting["voices"]])
    return [(some & (train_part.take < setting["takes"]), some & (train_part.take == 4))]


def measure(model, features, digits):
    """Return the share of errors and the mean cross-entropy."""
    scores = np.asarray(model(features))
    wrong = scores.argmax(axis=1) != digits
    loss = keras.losses.sparse_categorical_crossentropy(digits, scores, from_logits=True)
    return wrong.mean(), np.mean(loss)


def run(part, setting, seed, data, features):
    """Train, and return a row of what was measured, as a mean over the folds if there are any."""
    setting, results = SETTING | setting, []
    known, new = data.train, data.validation
    for fitted, asked in groups(known, setting, seed):
        rng = runtime.set_seeds(seed)
        center, scale = (f(features["train"][fitted], axis=(0, 1)) for f in (np.mean, np.std))
        known_features, new_features = (
            (features[name] - center) / scale for name in ("train", "validation")
        )
        model = train(known_features[fitted], known.y[fitted], setting, rng)
        errors, _ = measure(model, known_features[fitted], known.y[fitted])
        known_errors, known_loss = measure(model, known_features[asked], known.y[asked])
        new_errors, new_loss = measure(model, new_features, new.y)
        results.append((errors, known_errors, new_errors, known_loss, new_loss))
        keras.backend.clear_session()
    values = (f"{value:.5f}" for value in np.mean(results, axis=0))
    measured = dict(zip(MEASURED, values, strict=True))
    return {"part": part, **setting, "seed": seed, **measured}


def main():
    """Run what is not in the file yet."""
    data = datasets.load_spoken_digits()
    features = {name: log_mel(getattr(data, name).X) for name in ("train", "validation")}
    done = []
    if FILE.exists():
        with FILE.open(encoding="ascii", newline="") as file:
            done = [tuple(row.values())[: -len(MEASURED)] for row in csv.DictReader(file)]
    with FILE.open("a", newline="", encoding="ascii") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if not done:
            writer.writeheader()
        for part, seeds in SEEDS.items():
            for setting, seed in itertools.product(settings(part), range(seeds)):
                key = (part, *(str(value) for value in (SETTING | setting).values()), str(seed))
                if key not in done:
                    writer.writerow(run(part, setting, seed, data, features))
                    file.flush()


def chosen():
    """Return the setting of the grid with the lowest mean loss on the new voices."""
    losses = {}
    with FILE.open(encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] == "grid":
                key = float(row["rate"]), int(row["shift"]), int(row["mask"])
                losses.setdefault(key, []).append(float(row["new_loss"]))
    best = min(losses, key=lambda key: np.mean(losses[key]))
    return dict(zip(("rate", "shift", "mask"), best, strict=True))


def ask_the_test():
    """Write the two files of the networks that are tested."""
    data = datasets.load_spoken_digits()
    known, test = log_mel(data.train.X), data.test
    center, scale = (f(known, axis=(0, 1)) for f in (np.mean, np.std))
    test_features = (log_mel(test.X) - center) / scale
    fives = (log_mel(data.validation.X[data.validation.y == 5]) - center) / scale
    wrong, heard = [], {}
    for name, setting in (("plain", SETTING), ("chosen", SETTING | chosen())):
        for seed in range(5):
            rng = runtime.set_seeds(seed)
            model = train((known - center) / scale, data.train.y, setting, rng)
            missed = np.asarray(model(test_features)).argmax(axis=1) != test.y
            for voice in np.unique(test.voice):
                wrong.append((name, seed, voice, missed[test.voice == voice].sum()))
            for by in range(-6, 7):
                bands = np.clip(np.arange(32) - by, 0, 31)
                q = np.asarray(keras.ops.softmax(model(fives[:, :, bands]))).mean(axis=0)
                heard[name, by] = heard.get((name, by), 0) + q / 5
    write("speech_test.csv", ("network", "seed", "voice", "wrong"), wrong)
    rows = [(*key, k, f"{p:.4f}") for key, q in heard.items() for k, p in enumerate(q)]
    write("speech_shifts.csv", ("network", "shift", "digit", "probability"), rows)


def write(name, header, rows):
    """Write a table next to that of the study."""
    with FILE.with_name(name).open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    ask_the_test() if sys.argv[1:] == ["--test"] else main()
