"""Layers and penalties against finite differences, TensorFlow's tape and Keras; dropout."""

import numpy as np
import pytest
from finite_differences import central_differences
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes
from rounding import assert_equal_to_rounding

from helpers import network, runtime
from helpers.penalties import L1, L2, ElasticNet

rates = st.floats(0, 0.95)
shapes = array_shapes(min_dims=1, max_dims=3, max_side=6)
seeds = st.integers(0, 2**32 - 1)
PENALTIES = [None, L1(0.3), L2(0.3), ElasticNet(0.3, 0.4)]


def small_model(dtype="float64", penalty=None, rate=0.4, seed=0):
    rng = np.random.default_rng(seed)
    model = network.Sequential([
        network.Dropout(rate / 2, rng),
        network.Dense(6, 7, rng, penalty=penalty, dtype=dtype),
        network.ReLU(),
        network.Dropout(rate, rng),
        network.Dense(7, 4, rng, penalty=penalty, dtype=dtype),
    ])  # fmt: skip
    for b in model.parameters[1::2]:
        b += rng.standard_normal(b.shape)
    return model


def small_data(rows=5):
    rng = np.random.default_rng(1)
    return rng.standard_normal((rows, 6)), rng.integers(0, 4, rows), rng.standard_normal((rows, 4))


def reseed(model, seed=2):
    """Make the next forward draw the masks that it drew after the last call of this function."""
    rng = np.random.default_rng(seed)
    for layer in model.layers:
        if isinstance(layer, network.Dropout):
            layer.rng = rng


def assert_like_differences(gradient, function, array):
    numeric = central_differences(function, array)
    assert np.linalg.norm(gradient - numeric) <= 1e-6 * np.linalg.norm(numeric)
    np.testing.assert_allclose(gradient, numeric, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("loss", [network.SoftmaxCrossEntropy(), network.SquaredError()])
def test_model_gradients_by_finite_differences(loss, penalty, training):
    model = small_model(penalty=penalty)
    x, labels, numbers = small_data()
    targets = labels if isinstance(loss, network.SoftmaxCrossEntropy) else numbers

    def objective():
        reseed(model)
        return loss.value(model.forward(x, training), targets) + model.penalty()

    objective()
    x_gradient = model.backward(loss.gradient(model.forward(x, training=False), targets))
    reseed(model)
    x_gradient = model.backward(loss.gradient(model.forward(x, training), targets))
    gradients = [g.copy() for g in model.gradients]
    # Away from the kinks, where a difference quotient has no derivative to tell of.
    assert np.abs(model.layers[1].forward(x)).min() > 1e-3
    assert min(np.abs(W).min() for W in model.parameters[::2]) > 1e-4
    assert_like_differences(x_gradient, objective, x)
    for gradient, parameter in zip(gradients, model.parameters, strict=True):
        assert_like_differences(gradient, objective, parameter)


LAYERS = {
    "Dense": lambda rng: network.Dense(6, 3, rng, dtype="float64"),
    "ReLU": lambda rng: network.ReLU(),
    "Dropout": lambda rng: network.Dropout(0.3, rng),
}


@pytest.mark.parametrize("name", LAYERS)
def test_each_layer_by_finite_differences(name):
    layer = LAYERS[name](np.random.default_rng(0))
    x, _, _ = small_data()

    def forward():
        layer.rng = np.random.default_rng(3)
        return layer.forward(x, training=True)

    weights = np.random.default_rng(4).standard_normal(forward().shape)
    gradients = [layer.backward(weights), *layer.gradients]
    for gradient, array in zip(gradients, [x, *layer.parameters], strict=True):
        assert_like_differences(gradient, lambda: float((weights * forward()).sum()), array)


@pytest.mark.parametrize("penalty", PENALTIES)
def test_gradients_equal_those_of_tensorflow_with_the_same_masks(penalty):
    tf = runtime.import_tensorflow()
    model, (x, labels, _) = small_model(penalty=penalty), small_data()
    loss = network.SoftmaxCrossEntropy()
    outputs = model.forward(x, training=True)
    value = loss.value(outputs, labels) + model.penalty()
    x_gradient = model.backward(loss.gradient(outputs, labels))
    masks = [model.layers[0].mask, model.layers[3].mask]
    assert all((mask == 0).any() and (mask > 0).any() for mask in masks)

    inputs = tf.constant(x)
    W1, b1, W2, b2 = variables = [tf.Variable(p) for p in model.parameters]
    strength, mix = getattr(penalty, "strength", 0.0), {L1: 1.0, L2: 0.0}.get(type(penalty), 0.4)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        hidden = tf.nn.relu((inputs * masks[0]) @ W1 + b1) * masks[1]
        each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, hidden @ W2 + b2)
        added = [
            mix * tf.reduce_sum(tf.abs(W)) + (1 - mix) / 2 * tf.reduce_sum(W**2) for W in (W1, W2)
        ]
        objective = tf.reduce_mean(each) + strength * tf.add_n(added)
    expected = tape.gradient(objective, [inputs, *variables])
    assert value == pytest.approx(float(objective), abs=1e-10)
    for ours, theirs in zip([x_gradient, *model.gradients], expected, strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), rtol=0, atol=1e-10)


def test_the_same_weights_give_the_same_inference_in_keras():
    keras = runtime.import_keras()
    ours = small_model("float32", rate=0.5)
    theirs = keras.Sequential([
        keras.Input((6,)),
        keras.layers.Dropout(0.25),
        keras.layers.Dense(7, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(4),
    ])  # fmt: skip
    theirs.set_weights(ours.get_weights())
    x = small_data(rows=50)[0].astype("float32")
    expected = theirs(x, training=False).numpy()
    assert_equal_to_rounding(ours.predict(x), expected, units=16)
    other = small_model("float32", seed=5)
    other.set_weights(theirs.get_weights())
    np.testing.assert_array_equal(other.predict(x), ours.predict(x))


def test_dense_and_relu_by_hand():
    rng = np.random.default_rng(0)
    layer = network.Dense(2, 3, rng)
    layer.W[...] = [[1, 2, 3], [4, 5, 6]]
    layer.b[...] = [10, 20, 30]
    np.testing.assert_array_equal(layer.forward([[1, 0], [1, -1]]), [[11, 22, 33], [7, 17, 27]])
    np.testing.assert_array_equal(layer.backward([[1, 0, 0], [0, 0, 1]]), [[1, 4], [3, 6]])
    np.testing.assert_array_equal(layer.gradients[0], [[1, 0, 1], [0, 0, -1]])
    np.testing.assert_array_equal(layer.gradients[1], [1, 0, 1])
    relu = network.ReLU()
    np.testing.assert_array_equal(relu.forward([[-1.0, 0.0, 2.0]]), [[0, 0, 2]])
    np.testing.assert_array_equal(relu.backward([[5.0, 5.0, 5.0]]), [[0, 0, 5]])


def test_dense_starts_he_normal_and_equal_in_both_types():
    W = network.Dense(200, 300, np.random.default_rng(0), dtype="float64").W
    # The standard error of a mean of N normals is σ/√N, of their standard deviation σ/√(2N).
    sigma, count = np.sqrt(2 / 200), W.size
    assert abs(W.mean()) < 5 * sigma / np.sqrt(count)
    assert abs(W.std() - sigma) < 5 * sigma / np.sqrt(2 * count)
    single = network.Dense(200, 300, np.random.default_rng(0))
    np.testing.assert_array_equal(single.W, W.astype("float32"))
    np.testing.assert_array_equal(single.b, np.zeros(300))


def test_penalty_is_on_the_weights_and_never_on_the_bias():
    layer = network.Dense(3, 2, np.random.default_rng(0), penalty=L2(0.5), dtype="float64")
    layer.b += 7
    layer.forward(np.ones((4, 3)))
    layer.backward(np.zeros((4, 2)))
    np.testing.assert_array_equal(layer.gradients[0], 0.5 * layer.W)
    np.testing.assert_array_equal(layer.gradients[1], [0, 0])
    assert layer.penalty_value() == pytest.approx(0.25 * (layer.W**2).sum(), rel=1e-12)


def test_the_penalty_of_a_model_is_that_of_its_layers():
    rng = np.random.default_rng(0)
    first, second = network.Dense(3, 2, rng, penalty=L1(2)), network.Dense(2, 2, rng)
    model = network.Sequential([first, network.ReLU(), second])
    assert model.penalty() == pytest.approx(2 * np.abs(first.W).sum(), rel=1e-6)
    assert network.Sequential([second]).penalty() == 0.0


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.8])
def test_dropout_drops_the_rate_and_keeps_the_mean(rate):
    count = 200_000
    output = network.Dropout(rate, np.random.default_rng(0)).forward(np.ones((count, 1)), True)
    dropped = np.mean(output == 0)
    assert abs(dropped - rate) < 5 * np.sqrt(rate * (1 - rate) / count)
    assert abs(output.mean() - 1) < 5 * np.sqrt(rate / (1 - rate) / count)
    assert set(np.unique(output)) == {0, 1 / (1 - rate)}


@given(rates, shapes, seeds)
def test_dropout_is_the_mask_of_its_generator(rate, shape, seed):
    x = np.random.default_rng(seed + 1).standard_normal(shape)
    layer = network.Dropout(rate, np.random.default_rng(seed))
    output = layer.forward(x, training=True)
    kept = np.random.default_rng(seed).random(shape) < 1 - rate
    np.testing.assert_allclose(output, np.where(kept, x / (1 - rate), 0), rtol=1e-15)
    assert np.abs(output).max() <= np.abs(x).max() / (1 - rate) * (1 + 1e-15)
    gradient = np.random.default_rng(seed + 2).standard_normal(shape)
    if rate > 0:
        np.testing.assert_array_equal(layer.backward(gradient), gradient * layer.mask)
        np.testing.assert_array_equal(output, x * layer.mask)
    np.testing.assert_array_equal(layer.backward(np.ones(shape)) == 0, ~kept)


@given(rates, shapes, seeds)
def test_dropout_is_the_identity_at_inference_and_at_rate_0(rate, shape, seed):
    x = np.random.default_rng(seed).standard_normal(shape)
    rng = np.random.default_rng(0)
    for layer, training in ((network.Dropout(rate, rng), False), (network.Dropout(0, rng), True)):
        assert layer.forward(x, training=training) is x
        assert layer.mask is None
        np.testing.assert_array_equal(layer.backward(x), x)
    assert rng.random() == np.random.default_rng(0).random()  # nothing was drawn


def test_masks_differ_by_row_and_by_call_and_backward_has_that_of_its_forward():
    layer = network.Dropout(0.5, np.random.default_rng(0))
    first = layer.forward(np.ones((8, 64)), training=True)
    assert len(np.unique(first, axis=0)) == 8
    np.testing.assert_array_equal(layer.backward(np.ones((8, 64))), first)
    np.testing.assert_array_equal(layer.backward(np.ones((8, 64))), first)
    second = layer.forward(np.ones((8, 64)), training=True)
    assert (first != second).any()
    np.testing.assert_array_equal(layer.backward(np.ones((8, 64))), second)


def test_both_types_draw_the_same_masks():
    x = np.ones((20, 30))
    double = network.Dropout(0.3, np.random.default_rng(0)).forward(x, True)
    single = network.Dropout(0.3, np.random.default_rng(0)).forward(x.astype("float32"), True)
    np.testing.assert_array_equal(single == 0, double == 0)


def test_layers_leave_their_input_and_the_gradient_alone():
    model, (x, labels, _) = small_model(), small_data()
    loss = network.SoftmaxCrossEntropy()
    x.flags.writeable = labels.flags.writeable = False
    outputs = model.forward(x, training=True)
    outputs.flags.writeable = False
    gradient = loss.gradient(outputs, labels)
    gradient.flags.writeable = False
    model.backward(gradient)
    for layer in (network.ReLU(), network.Dropout(0.5, np.random.default_rng(0))):
        layer.forward(x, training=True)
        layer.backward(x)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("given", ["float32", "float64", "int64", "uint8"])
def test_the_type_of_the_model_is_kept_by_every_array(dtype, penalty, given):
    model, (x, labels, _) = small_model(dtype, penalty), small_data()
    assert model.dtype == dtype
    flow = [model.forward(np.abs(4 * x).astype(given), training=True)]
    gradient = network.SoftmaxCrossEntropy().gradient(flow[0], labels)
    flow += [gradient, model.backward(gradient), *model.parameters, *model.gradients]
    flow += [model.layers[0].mask, model.layers[3].mask, *model.get_weights()]
    out = flow[0]
    for layer in reversed(model.layers):
        out = layer.backward(out.astype("float64"))
        flow.append(out)
    flow += [model.predict(x.astype(given)), model.predict(x.astype(given), batch_size=2)]
    assert {str(array.dtype) for array in flow} == {dtype}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_layers_without_parameters_keep_the_type_of_their_input(dtype):
    x = np.ones((3, 2), dtype)
    for layer in (network.ReLU(), network.Dropout(0.5, np.random.default_rng(0))):
        for training in (False, True):
            assert layer.forward(x, training).dtype == dtype
            assert layer.backward(np.ones((3, 2), "float64")).dtype == dtype
        assert layer.forward(np.ones((3, 2), int), training=True).dtype == "float64"
    assert network.Sequential([network.ReLU()]).dtype is None


def test_weights_are_copied_out_and_in():
    model = small_model()
    before = model.get_weights()
    model.parameters[0] += 1
    assert (model.parameters[0] != before[0]).all()
    arrays = model.parameters
    model.set_weights(before)
    assert all(a is b for a, b in zip(arrays, model.parameters, strict=True))
    assert all((a == b).all() for a, b in zip(before, model.parameters, strict=True))
    before[0] += 1
    assert (model.parameters[0] != before[0]).all()


def test_prediction_in_batches_is_the_same():
    model, (x, _, _) = small_model(), small_data(rows=7)
    for size in (1, 3, 7, 100):
        np.testing.assert_allclose(model.predict(x, batch_size=size), model.predict(x), rtol=1e-13)
    np.testing.assert_array_equal(model.predict(x), model.forward(x, training=False))


@pytest.mark.parametrize("make", [
    lambda rng: network.Dense(3, 2, rng), lambda rng: network.Dropout(0.25, rng),
    lambda rng: network.ReLU(),
])  # fmt: skip
def test_repr_names_the_layer(make):
    text = repr(make(np.random.default_rng(0)))
    assert text in {"Dense(3, 2)", "Dropout(0.25)", "ReLU()"}


def test_what_is_left_to_a_derived_class():
    layer = network.Layer()
    assert (layer.parameters, layer.gradients, layer.penalty_value()) == ([], [], 0.0)
    with pytest.raises(NotImplementedError):
        layer.forward(np.ones((1, 1)))
    with pytest.raises(NotImplementedError):
        layer.backward(np.ones((1, 1)))
    with pytest.raises(NotImplementedError):
        network.Loss().value(np.ones((1, 1)), np.ones((1, 1)))
    with pytest.raises(NotImplementedError):
        network.Loss().gradient(np.ones((1, 1)), np.ones((1, 1)))
    with pytest.raises(NotImplementedError):
        network.Optimizer(0.1).step([np.ones(1)], [np.ones(1)])
