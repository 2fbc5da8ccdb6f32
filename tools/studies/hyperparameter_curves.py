"""Learning rate, batch size, epochs and width of a Keras network on MNIST-1D, one at a time.

    python tools/studies/hyperparameter_curves.py

writes `helpers/data/hyperparameter_curves.csv`, for the chapter on hyperparameters. About two
minutes on one core.

The base: two hidden layers of 64 units with ReLU, plain gradient descent with learning rate 0.1
in batches of 32 of the 3000 training rows, 40 epochs. Each knob is turned with the others as in
the base; `scaled` turns the batch size and the learning rate with it, in proportion. `epochs`
goes on to 100 and notes every epoch. A seed sets the starting weights and the order of the rows.
Only the training and the validation rows are used.
"""

import csv
import itertools
from pathlib import Path

import numpy as np

from helpers import datasets, runtime

tf, keras = runtime.import_tensorflow(), runtime.import_keras()
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

TARGET = Path(__file__).resolve().parents[2] / "helpers" / "data" / "hyperparameter_curves.csv"
BASE = {"learning_rate": 0.1, "batch_size": 32, "width": 64, "epochs": 40}
SIZES = (8, 16, 32, 64, 128, 256, 512)
KNOBS = {
    "epochs": [{"epochs": 100}],
    "learning_rate": [{"learning_rate": r} for r in (0.003, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0, 2.0)],
    "batch_size": [{"batch_size": size} for size in SIZES],
    "scaled": [{"batch_size": size, "learning_rate": 0.1 * size / 32} for size in SIZES],
    "width": [{"width": width} for width in (2, 4, 8, 16, 32, 64, 128, 256)],
}
SEEDS = range(5)
MEASURED = ("train_loss", "train_error", "validation_loss", "validation_error")
COLUMNS = ("knob", *BASE, "seed", "epoch", *MEASURED)


def network(width):
    """Return two hidden layers and ten scores."""
    return keras.Sequential(
        [
            keras.Input((40,)),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


class Trainer:
    """One network with a compiled epoch, used again for each run of its width.

    What `fit` does, without its overhead: on a network as small as this that is most of the time.
    """

    def __init__(self, width, data):
        self.width, self.model, self.sgd = width, network(width), keras.optimizers.SGD()
        self.splits = [tuple(map(tf.constant, (s.X, s.y))) for s in (data.train, data.validation)]
        self.sgd.build(self.model.trainable_variables)
        self.epoch, self.measure = tf.function(self._epoch), tf.function(self._measure)

    def _epoch(self, order, size):
        (X, y), weights = self.splits[0], self.model.trainable_variables
        for start in tf.range(0, len(y), size):
            rows = order[start : start + size]
            with tf.GradientTape() as tape:
                loss = cross_entropy(tf.gather(y, rows), self.model(tf.gather(X, rows)))
            self.sgd.apply(tape.gradient(loss, weights), weights)

    def _measure(self):
        results = []
        for X, y in self.splits:
            scores = self.model(X)
            wrong = tf.argmax(scores, axis=1) != y
            results += [cross_entropy(y, scores), tf.reduce_mean(tf.cast(wrong, "float32"))]
        return results

    def run(self, setting, seed):
        """Train from the seed's weights; return what was measured after each epoch."""
        rng = runtime.set_seeds(seed)
        self.model.set_weights(network(self.width).get_weights())
        self.sgd.learning_rate = setting["learning_rate"]
        history = []
        for _ in range(setting["epochs"]):
            order = tf.constant(rng.permutation(len(self.splits[0][1])))
            self.epoch(order, tf.constant(setting["batch_size"]))
            history.append([float(value) for value in self.measure()])
        return np.array(history)


def noted(history, knob):
    """Return the epochs that are kept: all, or that of the least validation loss and the last."""
    if knob == "epochs":
        return range(len(history))
    return sorted({int(np.argmin(history[:, 2])), len(history) - 1})


def main():
    """Run all, and write the file after each run."""
    data, trainers, rows = datasets.load_mnist1d(), {}, []
    for knob, settings in KNOBS.items():
        for changed, seed in itertools.product(settings, SEEDS):
            setting = BASE | changed
            width = setting["width"]
            trainer = trainers.setdefault(width, Trainer(width, data))
            history = trainer.run(setting, seed)
            for epoch in noted(history, knob):
                measured = {
                    name: f"{v:.4f}" for name, v in zip(MEASURED, history[epoch], strict=True)
                }
                row = {"knob": knob, **setting, "seed": seed, "epoch": epoch + 1}
                rows.append(row | measured)
            with TARGET.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


if __name__ == "__main__":
    main()
