"""Time an epoch of `helpers.network` against Keras: its `fit`, and its best setting.

The network has 64-128-128-10 units with ReLU and dropout of 0.5 after both hidden layers, float32,
Adam, scikit-learn's digits. NumPy's BLAS and TensorFlow have one thread each. All contestants train
for four epochs in turn, round after round, in one process, so that a busy machine slows all of them
alike; a ratio is the median over the rounds of theirs divided by ours in the same round.

Ours is timed as a reader calls it: one `fit`, with all its checks, the loss and the accuracy. Of
Keras' `fit` the first epoch does not count, nor what a call costs before and afterwards; it prints
nothing and measures the loss alone. At the end every model must have learned.
"""

import os
from statistics import median
from time import perf_counter

import numpy as np
from sklearn.datasets import load_digits
from threadpoolctl import threadpool_limits

from helpers import network, runtime

# Read once, when TensorFlow starts.
os.environ["TF_NUM_INTRAOP_THREADS"] = os.environ["TF_NUM_INTEROP_THREADS"] = "1"
keras = runtime.import_keras()
tf = runtime.import_tensorflow()

N_TRAIN = 1437  # of 1797, four fifths
BATCH_SIZES = (32, 128)
EPOCHS = 4  # of each contestant in a round
ROUNDS = 15
WARM_UP = 2
RATE = 0.5
LEARNED = 0.85  # of the test rows classified correctly; chance is 0.1


def data():
    """Return the training rows and the test rows, each as (X, y)."""
    X, y = load_digits(return_X_y=True)
    X, y = (X / 16).astype("float32"), y.astype("int32")
    order = np.random.default_rng(0).permutation(len(X))
    train, test = order[:N_TRAIN], order[N_TRAIN:]
    return (X[train], y[train]), (X[test], y[test])


class Ours:
    """`helpers.network`."""

    def __init__(self, X, y, batch_size):
        rng = np.random.default_rng(0)
        layers = [network.Dense(64, 128, rng), network.ReLU(), network.Dropout(RATE, rng)]
        layers += [network.Dense(128, 128, rng), network.ReLU(), network.Dropout(RATE, rng)]
        self.model = network.Sequential([*layers, network.Dense(128, 10, rng)])
        self.fit = lambda: network.fit(
            self.model,
            X,
            y,
            loss=loss,
            optimizer=optimizer,
            epochs=EPOCHS,
            batch_size=batch_size,
            rng=rng,
        )
        loss, optimizer = network.SoftmaxCrossEntropy(), network.Adam()

    def seconds(self):
        """Train and return how long an epoch took."""
        started = perf_counter()
        self.fit()
        return (perf_counter() - started) / EPOCHS

    def predict(self, X):
        """Return the logits."""
        return self.model.predict(X)


class KerasModel:
    """The same network in Keras."""

    def __init__(self, X, y, batch_size):
        self.X, self.y, self.batch_size = X, y, batch_size
        keras.utils.set_random_seed(0)
        hidden = [
            layer
            for _ in range(2)
            for layer in (keras.layers.Dense(128, activation="relu"), keras.layers.Dropout(RATE))
        ]
        self.model = keras.Sequential([keras.Input((64,)), *hidden, keras.layers.Dense(10)])
        self.loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.optimizer = keras.optimizers.Adam()

    def predict(self, X):
        """Return the logits."""
        return self.model(X, training=False).numpy()


class EpochTimer(keras.callbacks.Callback):
    """The mean seconds of an epoch, all but the first."""

    def on_epoch_begin(self, epoch, logs=None):
        """Start the clock."""
        if epoch == 1:
            self.started = perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        """Stop it."""
        if epoch == EPOCHS:
            self.seconds = (perf_counter() - self.started) / EPOCHS


class Fit(KerasModel):
    """Keras' `fit`, with options for `compile`."""

    def __init__(self, X, y, batch_size, **options):
        super().__init__(X, y, batch_size)
        self.model.compile(self.optimizer, self.loss, **options)

    def seconds(self):
        """Train and return how long an epoch took."""
        timer, options = EpochTimer(), {"epochs": 1 + EPOCHS, "verbose": 0}
        self.model.fit(self.X, self.y, batch_size=self.batch_size, callbacks=[timer], **options)
        return timer.seconds


class OneFunction(KerasModel):
    """An epoch inside one `tf.function`."""

    def __init__(self, X, y, batch_size, jit_compile):
        super().__init__(X, y, batch_size)
        self.rng = np.random.default_rng(0)
        self.optimizer.build(self.model.trainable_variables)
        X, y = tf.constant(X), tf.constant(y)
        whole = N_TRAIN // batch_size * batch_size

        def step(X, y):
            with tf.GradientTape() as tape:
                value = self.loss(y, self.model(X, training=True))
            variables = self.model.trainable_variables
            self.optimizer.apply(tape.gradient(value, variables), variables)
            return value * tf.cast(len(X), tf.float32)

        @tf.function(jit_compile=jit_compile)
        def epoch(order):
            shuffled_X, shuffled_y = tf.gather(X, order), tf.gather(y, order)
            total = step(shuffled_X[whole:], shuffled_y[whole:])
            for start in tf.range(0, whole, batch_size):
                rows = tf.slice(shuffled_X, [start, 0], [batch_size, 64])
                total += step(rows, tf.slice(shuffled_y, [start], [batch_size]))
            return total / N_TRAIN

        self.epoch = epoch

    def seconds(self):
        """Train and return how long an epoch took."""
        started = perf_counter()
        for _ in range(EPOCHS):
            self.epoch(tf.constant(self.rng.permutation(N_TRAIN), tf.int32)).numpy()
        return (perf_counter() - started) / EPOCHS


def contestants(X, y, batch_size):
    """Return all of them by name, ours first, the default `fit` second."""
    steps = -(-N_TRAIN // batch_size)
    found = {"ours": Ours(X, y, batch_size), "fit, defaults": Fit(X, y, batch_size)}
    for jit in (False, True):
        note = "compiled by XLA" if jit else "no XLA"
        found[f"fit, {note}"] = Fit(X, y, batch_size, jit_compile=jit)
        found[f"fit, epoch as one execution, {note}"] = Fit(
            X, y, batch_size, jit_compile=jit, steps_per_execution=steps
        )
        found[f"epoch in one tf.function, {note}"] = OneFunction(X, y, batch_size, jit)
    return found


def measure(batch_size):
    """Print the table for one batch size."""
    train, (X_test, y_test) = data()
    entries = contestants(*train, batch_size)
    for entry in entries.values():
        for _ in range(WARM_UP):
            entry.seconds()
    rounds = [{name: entry.seconds() for name, entry in entries.items()} for _ in range(ROUNDS)]
    print(f"\nbatch size {batch_size}, {ROUNDS} rounds")
    print(f"{'':<46} {'ms/epoch':>9} {'to ours':>8} {'accuracy':>9}")
    for name, entry in entries.items():
        milliseconds = 1e3 * median(times[name] for times in rounds)
        ratio = median(times[name] / times["ours"] for times in rounds)
        accuracy = np.mean(entry.predict(X_test).argmax(axis=1) == y_test)
        if accuracy < LEARNED:
            raise AssertionError(f"{name}: expected accuracy >= {LEARNED}, got {accuracy:.3f}")
        print(f"{name:<46} {milliseconds:>9.1f} {ratio:>8.2f} {accuracy:>9.3f}", flush=True)


def main():
    """Print the tables."""
    print("An epoch of a network with dropout, 64-128-128-10, digits, Adam; one thread; medians")
    with threadpool_limits(1):
        for batch_size in BATCH_SIZES:
            measure(batch_size)


if __name__ == "__main__":
    main()
