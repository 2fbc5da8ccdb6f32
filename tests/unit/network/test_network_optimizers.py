"""Losses against TensorFlow, optimizers step for step against Keras'."""

import copy

import numpy as np
import pytest
from rounding import assert_equal_to_rounding

from helpers import network, runtime

STEPS = 25
SHAPES = [(4, 3), (3,), (3, 2), (2,)]
# TensorFlow cuts the numbers of Keras' optimizers to float32, whatever the type of the parameters.
# These are the same numbers in both types, so that in float64 nothing but rounding differs.
RATE, FIRST, SECOND, EPSILON, DECAY = 2.0**-6, 0.875, 1 - 2.0**-10, 2.0**-23, 2.0**-8
EXACT = {
    "SGD": (network.SGD, {}),
    "SGD with momentum": (network.SGD, {"momentum": FIRST}),
    "SGD with Nesterov": (network.SGD, {"momentum": FIRST, "nesterov": True}),
    "Nesterov without momentum": (network.SGD, {"nesterov": True}),
    "Momentum": (network.Momentum, {"momentum": FIRST}),
    "Adam": (network.Adam, {"beta_1": FIRST, "beta_2": SECOND, "epsilon": EPSILON}),
    "Adam, large epsilon": (network.Adam, {"beta_1": 0.5, "beta_2": 0.75, "epsilon": 0.25}),
    "AdamW": (
        network.AdamW,
        {"beta_1": FIRST, "beta_2": SECOND, "epsilon": EPSILON, "weight_decay": DECAY},
    ),
    "AdamW, strong decay": (
        network.AdamW,
        {"beta_1": 0.5, "beta_2": 0.75, "epsilon": 0.25, "weight_decay": 0.5},
    ),
}
DEFAULTS = {
    "SGD": (network.SGD, {}),
    "Momentum": (network.Momentum, {}),
    "Adam": (network.Adam, {}),
    "AdamW": (network.AdamW, {}),
}


def pair(optimizer, options, learning_rate=RATE):
    """Return our optimizer and the one of Keras with the same numbers."""
    keras = runtime.import_keras()
    ours = optimizer(learning_rate, **options)
    if optimizer is network.Momentum:
        return ours, keras.optimizers.SGD(learning_rate, **({"momentum": 0.9} | options))
    return ours, getattr(keras.optimizers, optimizer.__name__)(learning_rate, **options)


def arrays(rng, dtype, scale=1.0):
    return [(scale * rng.standard_normal(shape)).astype(dtype) for shape in SHAPES]


@pytest.mark.parametrize("name", EXACT)
def test_each_step_is_that_of_keras(name):
    compare_steps(*EXACT[name], "float64", rtol=1e-12)


# In float32 Keras' 1 − β₂ᵗ is off by up to 6e-8/(1 − β₂) = 6e-5 at t = 1, of which the root leaves
# half; and β₂ itself is off by as much as that in its default of 0.999, whatever the type.
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", DEFAULTS)
def test_each_step_with_the_defaults_is_that_of_keras(name, dtype):
    compare_steps(*DEFAULTS[name], dtype, rtol=1e-4 if "Adam" in name else 2e-6)


@pytest.mark.parametrize("name", EXACT)
def test_each_step_in_single_precision_is_that_of_keras(name):
    compare_steps(*EXACT[name], "float32", rtol=1e-4 if "Adam" in name else 2e-6)


def test_the_default_learning_rates_are_those_of_keras():
    keras = runtime.import_keras()
    assert network.Adam().learning_rate == pytest.approx(
        float(keras.optimizers.Adam().learning_rate), rel=1e-7
    )
    theirs = keras.optimizers.AdamW()
    assert network.AdamW().learning_rate == pytest.approx(float(theirs.learning_rate), rel=1e-7)
    assert network.AdamW().weight_decay == theirs.weight_decay


def compare_steps(optimizer, options, dtype, rtol):
    keras = runtime.import_keras()
    ours, theirs = pair(optimizer, options)
    rng = np.random.default_rng(0)
    parameters = arrays(rng, dtype)
    variables = [keras.Variable(parameter, dtype=dtype) for parameter in parameters]
    start = copy.deepcopy(parameters)
    for step in range(STEPS):
        gradients = arrays(rng, dtype, scale=10.0 ** (step % 4 - 2))
        gradients[0][0] = 0  # as for a unit that is never active
        kept = copy.deepcopy(gradients)
        ours.step(parameters, gradients)
        theirs.apply([keras.ops.convert_to_tensor(g) for g in kept], variables)
        for parameter, variable, g, k in zip(parameters, variables, gradients, kept, strict=True):
            assert parameter.dtype == dtype
            np.testing.assert_array_equal(g, k)
            expected = variable.numpy()
            largest = np.abs(expected).max()
            np.testing.assert_allclose(parameter, expected, rtol=0, atol=rtol * largest)
    assert all((a != b).any() for a, b in zip(start, parameters, strict=True))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", EXACT)
def test_the_state_has_the_type_of_the_parameters(name, dtype):
    optimizer, options = EXACT[name]
    optimizer = optimizer(RATE, **options)
    rng = np.random.default_rng(0)
    parameters = arrays(rng, dtype)
    for _ in range(3):
        optimizer.step(parameters, arrays(rng, dtype))
    state = [value for value in vars(optimizer).values() if isinstance(value, np.ndarray)]
    assert state
    assert {str(array.dtype) for array in state + parameters} == {dtype}


@pytest.mark.parametrize("name", EXACT)
def test_a_learning_rate_set_anew_holds_from_the_next_step(name):
    keras = runtime.import_keras()
    ours, theirs = pair(*EXACT[name])
    parameters = [np.ones(3)]
    variables = [keras.Variable(np.ones(3), dtype="float64")]
    for rate in (0.5, 0.125):
        ours.learning_rate = np.float64(rate)
        theirs.learning_rate = rate
        ours.step(parameters, [np.array([1.0, -2.0, 0.5])])
        theirs.apply([keras.ops.convert_to_tensor(np.array([1.0, -2.0, 0.5]))], variables)
        np.testing.assert_allclose(parameters[0], variables[0].numpy(), rtol=1e-12)


def test_softmax_and_cross_entropy_are_those_of_tensorflow():
    tf = runtime.import_tensorflow()
    rng = np.random.default_rng(0)
    z, labels = 20 * rng.standard_normal((50, 7)), rng.integers(0, 7, 50)
    logits = tf.constant(z)
    with tf.GradientTape() as tape:
        tape.watch(logits)
        value = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))
    loss = network.SoftmaxCrossEntropy()
    assert loss.value(z, labels) == pytest.approx(float(value), rel=1e-12)
    expected = tape.gradient(value, logits).numpy()
    np.testing.assert_allclose(loss.gradient(z, labels), expected, rtol=0, atol=1e-14)
    np.testing.assert_allclose(network.softmax(z), tf.nn.softmax(z).numpy(), rtol=1e-12)


def test_losses_by_hand():
    cross_entropy = network.SoftmaxCrossEntropy()
    assert cross_entropy.value([[0.0, 0.0], [0.0, 0.0]], [0, 1]) == pytest.approx(np.log(2))
    np.testing.assert_allclose(
        cross_entropy.gradient([[0.0, 0.0], [0.0, 0.0]], [0, 1]), [[-0.25, 0.25], [0.25, -0.25]]
    )
    squared = network.SquaredError()
    assert squared.value([[1.0, 2.0], [3.0, 4.0]], [[0, 0], [3, 0]]) == 21 / 4
    np.testing.assert_array_equal(
        squared.gradient([[1.0, 2.0], [3.0, 4.0]], [[0, 0], [3, 0]]), [[0.5, 1], [0, 2]]
    )


def test_squared_error_is_the_data_part_of_the_base_objective():
    rng = np.random.default_rng(0)
    y, prediction = rng.standard_normal((9, 1)), rng.standard_normal((9, 1))
    expected = np.linalg.norm(y - prediction) ** 2 / (2 * 9)
    assert network.SquaredError().value(prediction, y) == pytest.approx(expected, rel=1e-14)


def test_cross_entropy_of_extreme_logits():
    loss = network.SoftmaxCrossEntropy()
    z = np.array([[1e4, 0.0], [-1e4, 0.0]])
    assert loss.value(z, [0, 0]) == 5e3
    np.testing.assert_array_equal(loss.gradient(z, [0, 0]), [[0, 0], [-0.5, 0.5]])
    np.testing.assert_array_equal(network.softmax(z), [[1, 0], [0, 1]])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_gradients_of_losses_have_the_type_of_the_outputs(dtype):
    outputs = np.ones((4, 3), dtype)
    targets = np.zeros((4, 3), "float64")
    assert network.SquaredError().gradient(outputs, targets).dtype == dtype
    assert network.SoftmaxCrossEntropy().gradient(outputs, np.arange(4) % 3).dtype == dtype
    assert network.softmax(outputs).dtype == dtype
    assert type(network.SquaredError().value(outputs, targets)) is float
    assert type(network.SoftmaxCrossEntropy().value(outputs, np.arange(4) % 3)) is float


@pytest.mark.parametrize("kind", ["int8", "uint8", "int32", "int64", "uint64"])
def test_labels_of_every_integer_type(kind):
    loss, outputs = network.SoftmaxCrossEntropy(), np.eye(3)
    expected = loss.gradient(outputs, [2, 1, 0])
    np.testing.assert_array_equal(loss.gradient(outputs, np.array([2, 1, 0], kind)), expected)


def test_an_optimizer_whose_first_step_failed_serves_another_model():
    optimizer = network.Adam()
    with pytest.raises(network.DivergenceError):
        optimizer.step([np.ones(3)], [np.array([1.0, np.nan, 0.0])])
    parameter = np.ones((2, 2), dtype="float32")
    optimizer.step([parameter], [np.ones((2, 2), dtype="float32")])
    np.testing.assert_allclose(parameter, 1 - 1e-3, rtol=1e-6)


def test_gradients_whose_squares_overflow_are_finite():
    parameter = np.ones(2, dtype="float32")
    network.SGD(1e-30).step([parameter], [np.full(2, 1e30, dtype="float32")])
    assert_equal_to_rounding(1 - parameter, np.ones(2), units=4)
