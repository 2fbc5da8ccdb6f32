"""Training against loops of TensorFlow's and closed forms; early stopping; divergence."""

import re

import numpy as np
import pytest
from rounding import assert_equal_to_rounding
from sklearn.linear_model import Ridge

from helpers import network, runtime
from helpers.penalties import L2

CLASSES = 3
# The same numbers in float32, to which TensorFlow cuts those of Keras' optimizers.
ADAM = {"learning_rate": 2.0**-6, "beta_1": 0.875, "beta_2": 1 - 2.0**-10, "epsilon": 2.0**-23}


def data(n=70, seed=0):
    """Return X (n, 4) and labels that are a noisy function of it."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, 4))
    noisy = X[:, :CLASSES] + 0.7 * rng.standard_normal((n, CLASSES))
    return X, noisy.argmax(axis=1)


def classifier(seed=0, rate=0.0, dtype="float64", penalty=None, units=16):
    rng = np.random.default_rng(seed)
    return network.Sequential([
        network.Dense(4, units, rng, dtype=dtype, penalty=penalty),
        network.ReLU(),
        network.Dropout(rate, rng),
        network.Dense(units, CLASSES, rng, dtype=dtype, penalty=penalty),
    ])  # fmt: skip


def train(model, X, y, **options):
    options = {
        "loss": network.SoftmaxCrossEntropy(),
        "optimizer": network.Adam(0.01),
        "epochs": 3,
        "batch_size": 32,
        "rng": np.random.default_rng(1),
    } | options
    return network.fit(model, X, y, **options)


class Spy(network.Layer):
    """The identity, which notes what passes in training."""

    def __init__(self):
        self.batches, self.modes = [], []

    def forward(self, x, training=False):
        self.modes.append(training)
        if training:
            self.batches.append(x.copy())
        return x

    def backward(self, gradient):
        return gradient


class Doubled(network.Dense):
    """A dense layer whose output is twice as large, which the shortcuts of `Dense` do not know."""

    def forward(self, x, training=False):
        return 2 * super().forward(x, training)

    def backward(self, gradient):
        return super().backward(2 * np.asarray(gradient))


class Scale(network.Layer):
    """A factor for each column, in float64 whatever comes in."""

    def __init__(self, units):
        self.factors, self._gradients = np.ones(units, "float32"), None

    @property
    def parameters(self):
        return [self.factors]

    @property
    def gradients(self):
        return self._gradients

    def forward(self, x, training=False):
        self.x = np.asarray(x, "float64")
        return self.x * self.factors

    def backward(self, gradient):
        self._gradients = [(gradient * self.x).sum(axis=0).astype("float32")]
        return np.asarray(gradient, "float64") * self.factors


LAYERS = {
    "dense": lambda rng: network.Dense(4, 8, rng, penalty=L2(0.1)),
    "derived from dense": lambda rng: Doubled(4, 8, rng),
    "scale first": lambda rng: Scale(4),
    "scale": lambda rng: Scale(4),
}


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("optimizer", [network.Adam, network.AdamW, network.Momentum])
def test_fit_does_what_the_public_methods_do(name, optimizer):
    """Training takes shortcuts around the checks; these are the steps without any."""
    X, y = data()
    X = X.astype("float32")

    def model():
        rng = np.random.default_rng(3)
        layer = LAYERS[name](rng)
        units = 8 if isinstance(layer, network.Dense) else 4
        after = [network.Dense(units, 8, rng), network.ReLU(), network.Dropout(0.25, rng)]
        before = [] if name == "scale first" else [network.Dense(4, 4, rng)]
        return network.Sequential([*before, layer, *after, network.Dense(8, CLASSES, rng)])

    trained, stepped, loss = model(), model(), network.SoftmaxCrossEntropy()
    train(trained, X, y, epochs=2, optimizer=optimizer(0.01))
    rng, by_hand = np.random.default_rng(1), optimizer(0.01)
    for _ in range(2):
        order = rng.permutation(len(X))
        for start in range(0, len(X), 32):
            rows = order[start : start + 32]
            outputs = stepped.forward(X[rows], training=True)
            stepped.backward(loss.gradient(outputs, y[rows]))
            by_hand.step(stepped.parameters, stepped.gradients)
    for a, b, initial in zip(
        trained.get_weights(), stepped.get_weights(), model().get_weights(), strict=True
    ):
        assert_equal_to_rounding(a, b, units=16)
        assert not np.array_equal(a, initial)


def test_gradients_after_fit_are_those_of_the_last_batch():
    X, y = data(n=32)
    model, before = classifier(), classifier()
    train(model, X, y, epochs=1, optimizer=network.Adam(), rng=np.random.default_rng(0))
    before.backward(network.SoftmaxCrossEntropy().gradient(before.forward(X, training=True), y))
    for a, b in zip(model.gradients, before.gradients, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-12)


def test_fit_is_the_loop_of_tensorflow_with_keras_adam():
    keras, tf = runtime.import_keras(), runtime.import_tensorflow()
    X, y = data()
    strength, epochs, size = 0.1, 4, 32
    model = classifier(penalty=L2(strength))
    variables = [keras.Variable(p, dtype="float64") for p in model.get_weights()]
    optimizer, rng, losses, accuracies = (
        keras.optimizers.Adam(**ADAM),
        np.random.default_rng(5),
        [],
        [],
    )
    for _ in range(epochs):
        order, total, correct = rng.permutation(len(X)), 0.0, 0
        for start in range(0, len(X), size):
            rows = order[start : start + size]
            W1, b1, W2, b2 = [v.value for v in variables]
            with tf.GradientTape() as tape:
                logits = tf.nn.relu(X[rows] @ W1 + b1) @ W2 + b2
                each = tf.nn.sparse_softmax_cross_entropy_with_logits(y[rows], logits)
                norms = tf.reduce_sum(W1**2) + tf.reduce_sum(W2**2)
                objective = tf.reduce_mean(each) + strength / 2 * norms
            gradients = tape.gradient(objective, [v.value for v in variables])
            optimizer.apply(gradients, variables)
            total += float(objective) * len(rows)
            correct += int((logits.numpy().argmax(axis=1) == y[rows]).sum())
        losses.append(total / len(X))
        accuracies.append(correct / len(X))
    history = train(
        model, X, y, optimizer=network.Adam(**ADAM), epochs=epochs, batch_size=size,
        rng=np.random.default_rng(5),
    )  # fmt: skip
    for ours, theirs in zip(model.parameters, variables, strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), rtol=0, atol=1e-12)
    np.testing.assert_allclose(history.loss, losses, rtol=1e-12)
    np.testing.assert_allclose(history.accuracy, accuracies, rtol=1e-15)
    assert history.validation_loss == history.validation_accuracy == []
    assert history.best_epoch is None


def test_gradient_descent_arrives_at_the_ridge_solution():
    rng = np.random.default_rng(0)
    X, lam = rng.standard_normal((40, 5)), 0.3
    y = X @ rng.standard_normal(5) + 2 + 0.3 * rng.standard_normal(40)
    layer = network.Dense(5, 1, rng, penalty=L2(lam), dtype="float64")
    history = network.fit(
        network.Sequential([layer]), X, y[:, None], loss=network.SquaredError(),
        optimizer=network.SGD(0.3), epochs=400, batch_size=40, rng=rng,
    )  # fmt: skip
    ridge = Ridge(alpha=40 * lam).fit(X, y)
    np.testing.assert_allclose(layer.W[:, 0], ridge.coef_, rtol=0, atol=1e-10)
    assert layer.b[0] == pytest.approx(ridge.intercept_, abs=1e-10)
    objective = ((y - ridge.predict(X)) ** 2).sum() / 80 + lam / 2 * (ridge.coef_**2).sum()
    assert history.loss[-1] == pytest.approx(objective, rel=1e-12)
    assert history.accuracy == []


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_training_keeps_the_type_and_leaves_the_data_alone(dtype):
    X, y = data()
    X.flags.writeable = y.flags.writeable = False
    spy = Spy()
    model = network.Sequential([spy, *classifier(dtype=dtype, rate=0.5, penalty=L2(0.1)).layers])
    optimizer = network.AdamW()
    history = train(model, X, y, optimizer=optimizer, validation=(X, y), patience=2)
    seen = [*spy.batches, *model.parameters, *model.gradients, model.layers[3].mask]
    seen += [value for value in vars(optimizer).values() if isinstance(value, np.ndarray)]
    assert {str(array.dtype) for array in seen if array is not None} == {dtype}
    values = history.loss + history.accuracy + history.validation_loss + history.validation_accuracy
    assert all(type(value) is float for value in values)


def test_each_epoch_passes_each_row_once_in_another_order():
    X, y = np.arange(280.0).reshape(70, 4) / 280, data()[1]
    spy = Spy()
    model = network.Sequential([spy, *classifier().layers])
    train(model, X, y, epochs=2, batch_size=32)
    assert [len(batch) for batch in spy.batches] == [32, 32, 6] * 2
    first, second = np.concatenate(spy.batches[:3]), np.concatenate(spy.batches[3:])
    for epoch in (first, second):
        np.testing.assert_array_equal(epoch[np.argsort(epoch[:, 0])], X)
    assert (first != second).any()
    assert (first != X).any()


def test_the_same_seeds_give_the_same_training_and_others_do_not():
    X, y = data()

    def run(seed, order_seed):
        model = classifier(seed, rate=0.5)
        rng = np.random.default_rng(order_seed)
        history = train(model, X, y, rng=rng, validation=data(30, seed=9))
        return history, model.get_weights()

    (first, weights), (second, same) = run(0, 1), run(0, 1)
    assert first == second
    assert all((a == b).all() for a, b in zip(weights, same, strict=True))
    for other, _ in (run(3, 1), run(0, 2)):
        assert other.loss != first.loss


def test_validation_changes_nothing_and_is_inference_without_penalty():
    X, y = data()
    X_val, y_val = data(30, seed=9)
    plain, watched = (classifier(rate=0.5, penalty=L2(0.1)) for _ in range(2))
    without = train(plain, X, y)
    history = train(watched, X, y, validation=(X_val, y_val))
    assert history.loss == without.loss
    assert all((a == b).all() for a, b in zip(plain.parameters, watched.parameters, strict=True))
    loss = network.SoftmaxCrossEntropy()
    assert history.validation_loss[-1] == loss.value(watched.predict(X_val), y_val)
    assert history.validation_loss[-1] == network.evaluate(watched, X_val, y_val, loss)
    share = np.mean(watched.predict(X_val).argmax(axis=1) == y_val)
    assert history.validation_accuracy[-1] == network.accuracy(watched, X_val, y_val) == share
    assert history.best_epoch == int(np.argmin(history.validation_loss))


def overfitting(patience, restore_best=True, epochs=60, **options):
    """Train a wide network on few rows, so that the validation loss rises after a while."""
    X, y = data(20)
    validation = data(200, seed=9)
    model = classifier(units=64)
    history = train(
        model, X, y, optimizer=network.Adam(0.02), epochs=epochs, validation=validation,
        patience=patience, restore_best=restore_best, **options,
    )  # fmt: skip
    return history, network.evaluate(model, *validation, network.SoftmaxCrossEntropy())


def test_early_stopping_ends_patience_epochs_after_the_best_one_with_its_weights():
    history, at_end = overfitting(patience=3)
    best = int(np.argmin(history.validation_loss))
    assert 0 < best < 50
    assert history.best_epoch == best
    assert len(history.loss) == best + 3 + 1
    assert at_end == history.validation_loss[best] < history.validation_loss[-1]
    unstopped, _ = overfitting(patience=None)
    assert unstopped.validation_loss[: best + 4] == history.validation_loss


def test_restoring_is_an_option_and_needs_patience():
    history, at_end = overfitting(patience=3, restore_best=False)
    assert at_end == history.validation_loss[-1]
    history, at_end = overfitting(patience=None)
    assert len(history.loss) == 60
    assert at_end == history.validation_loss[-1] > min(history.validation_loss)


def test_the_best_weights_come_back_even_if_no_patience_ran_out():
    best = overfitting(patience=3)[0].best_epoch
    history, at_end = overfitting(patience=50, epochs=best + 3)
    assert len(history.loss) == best + 3
    assert at_end == history.validation_loss[best]


def test_equal_losses_are_no_improvement():
    X, y = data(20)
    model = classifier()
    for parameter in model.parameters:
        parameter[...] = 0
    # Nothing is learned at weights of 0, but for the last bias; and that from equal shares not.
    y = np.arange(21) % CLASSES
    X = np.concatenate([X, X[:1]])
    history = train(
        model, X, y, optimizer=network.SGD(0.1), validation=(X, y), patience=4, epochs=50,
        batch_size=21,
    )  # fmt: skip
    assert (history.best_epoch, len(history.loss)) == (0, 5)


def test_training_goes_on_with_the_optimizer_that_it_had():
    X, y = data()
    whole, halves = classifier(), classifier()
    train(whole, X, y, epochs=4)
    optimizer, rng = network.Adam(0.01), np.random.default_rng(1)
    for _ in range(2):
        train(halves, X, y, epochs=2, optimizer=optimizer, rng=rng)
    assert all((a == b).all() for a, b in zip(whole.parameters, halves.parameters, strict=True))


def test_integer_features_are_taken():
    X, y = data()
    whole = (10 * X).astype(int)
    first, second = classifier(), classifier()
    train(first, whole, y)
    train(second, whole.astype(float), y)
    assert all((a == b).all() for a, b in zip(first.parameters, second.parameters, strict=True))


def test_a_loss_of_ones_own():
    class Absolute(network.Loss):
        def compute(self, outputs, targets):
            error = outputs - targets
            return float(np.abs(error).mean()), np.sign(error) / error.size

    X, _ = data()
    layer = network.Dense(4, 1, np.random.default_rng(0), dtype="float64")
    model = network.Sequential([layer])
    target = X @ np.array([[1.0], [-2.0], [0.5], [0.0]]) + 3
    train(model, X, target, loss=Absolute(), optimizer=network.SGD(0.05), epochs=200)
    np.testing.assert_allclose(layer.W[:, 0], [1, -2, 0.5, 0], atol=0.1)


# Divergence. Warnings are errors here, so NumPy's about overflow would fail these tests.


def diverge(model, X, y, **options):
    with pytest.raises(network.DivergenceError) as caught:
        train(model, X, y, **options)
    text = str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert re.match(r"epoch \d+ of \d+, (batch \d+ of \d+|validation): expected .*, got ", text)
    assert "lower learning rate" in text
    assert "scaled" in text
    return text


def regression():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((70, 4))
    return network.Sequential([network.Dense(4, 1, rng)]), X, X.sum(axis=1, keepdims=True)


def test_an_exploding_loss_stops_long_before_it_overflows():
    model, X, y = regression()
    text = diverge(model, X, y, loss=network.SquaredError(), optimizer=network.SGD(5.0), epochs=99)
    assert "expected a loss <= " in text
    assert all(np.isfinite(parameter).all() for parameter in model.parameters)


def test_the_place_is_named():
    class Bomb(Spy):
        def forward(self, x, training=False):
            super().forward(x, training)
            return x * np.nan if len(self.batches) == 5 else x

    X, y = data()
    model = network.Sequential([*classifier().layers, Bomb()])
    text = diverge(model, X, y, epochs=7)
    assert text.startswith("epoch 2 of 7, batch 2 of 3: expected finite outputs, got nan. ")


@pytest.mark.parametrize("learning_rate", [1e30, 1e38])
def test_a_step_into_nowhere(learning_rate):
    X, y = data()
    model = classifier(dtype="float32", penalty=L2(0.1))
    text = diverge(model, X, y, optimizer=network.SGD(learning_rate))
    assert "batch 2 of 3" in text


def test_weights_that_are_nan_from_the_start():
    X, y = data()
    model = classifier()
    model.parameters[2][0, 0] = np.nan
    assert "epoch 1 of 3, batch 1 of 3: expected finite outputs, got nan" in diverge(model, X, y)


def test_a_loss_that_overflows_at_once():
    model, X, y = regression()
    model.parameters[1][...] = 1e38
    text = diverge(model, X.astype("float32"), 1e300 * y, loss=network.SquaredError())
    assert "batch 1 of 3: expected a finite loss, got inf" in text


def test_gradients_that_overflow():
    class Steep(Spy):
        def backward(self, gradient):
            return gradient * np.inf

    X, y = data()
    model = network.Sequential([*classifier().layers, Steep()])
    before = model.get_weights()
    assert "expected finite gradients, got " in diverge(model, X, y)
    assert all((a == b).all() for a, b in zip(before, model.parameters, strict=True))


def test_validation_that_overflows():
    X, y = data()
    far = np.full((2, 4), 3e38)
    far[0] = 0
    model = classifier(dtype="float32")
    text = diverge(model, X, y, validation=(far, np.zeros(2, int)))
    assert "epoch 1 of 3, validation: expected finite outputs, got " in text


def test_validation_with_a_loss_that_overflows():
    model, X, y = regression()
    validation = (X, np.full((70, 1), 1e300))
    text = diverge(model, X, y, loss=network.SquaredError(), validation=validation)
    assert "epoch 1 of 3, validation: expected a finite loss, got inf" in text


def test_evaluation_of_outputs_that_overflow():
    model = classifier(dtype="float32")
    far, labels = np.full((2, 4), 3e38), np.zeros(2, int)
    with pytest.raises(ValueError, match="expected outputs to be finite"):
        network.evaluate(model, far, labels, network.SoftmaxCrossEntropy())
    with pytest.raises(ValueError, match="expected outputs to be finite"):
        network.accuracy(model, far, labels)
