"""The book's dropout layers and regularizers against NumPy, SciPy, `penalties` and Keras' own.

Nothing here is tied to a back end, but for what is marked so.
"""

import json
import math
import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from rounding import UNIT, assert_equal_to_rounding
from scipy import stats

from helpers import penalties
from helpers.keras_layers import L1, L1L2, L2, Dropout, GaussianDropout, _keras
from helpers.keras_layers._keras import keras

BACKEND = keras.backend.backend()
on_tensorflow = pytest.mark.skipif(
    BACKEND != "tensorflow", reason="bound to TensorFlow: its gradient tape, or its random numbers"
)
# PyTorch's compiler needs a C++ compiler and minutes.
JIT = [False] if BACKEND == "torch" else [False, True]
LAYERS = [Dropout, GaussianDropout]
KERAS_OWN = {
    Dropout: keras.layers.Dropout,
    GaussianDropout: keras.layers.GaussianDropout,
    L1: keras.regularizers.L1,
    L2: keras.regularizers.L2,
    L1L2: keras.regularizers.L1L2,
}
MAKES = [
    lambda own: own(L1)(0.3),
    lambda own: own(L2)(0.3),
    lambda own: own(L1L2)(l1=0.3, l2=0.2),
]
# Keras copies TensorFlow's variables in a way that NumPy 2 warns of.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy")
both_layers = pytest.mark.parametrize("layer", LAYERS)
each_regularizer = pytest.mark.parametrize("make", MAKES, ids=["L1", "L2", "L1L2"])


def ours(cls):
    return cls


def numpy(tensor):
    return keras.ops.convert_to_numpy(tensor)


def normal(*shape, dtype="float32"):
    return np.random.default_rng(0).normal(size=shape).astype(dtype)


def draw(layer, inputs):
    return numpy(layer(inputs, training=True))


def within_five_errors(sample, mean, variance):
    return abs(sample.mean() - mean) < 5 * math.sqrt(variance / sample.size)


def five_random_numbers_on(layer):
    return [draw(layer, np.ones((2, 3), "float32")).tolist() for _ in range(5)]


def test_back_end_is_the_one_asked_for():
    assert (os.environ.get("KERAS_BACKEND") or "tensorflow") == BACKEND


# The noise


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_dropout_keeps_scaled_inputs_and_drops_the_rest(rate):
    x = normal(200, 500)
    y = draw(Dropout(rate, seed=1), x)
    dropped = y == 0
    np.testing.assert_allclose(y[~dropped], x[~dropped] / (1 - rate), rtol=2e-7)
    assert within_five_errors(dropped, rate, rate * (1 - rate))
    # The mean is that of the inputs: E[y] = x, Var[y] = x² ρ/(1 − ρ).
    assert within_five_errors(y - x, 0, np.square(x).mean() * rate / (1 - rate))


@pytest.mark.parametrize("own", [ours, KERAS_OWN.get], ids=["ours", "Keras"])
def test_dropped_units_of_a_row_are_binomial(own):
    # The same test on Keras' layer shows that it is one which dropout can pass.
    units, rate = 12, 0.3
    dropped = draw(own(Dropout)(rate, seed=2), np.ones((20000, units), "float32")) == 0
    found = np.bincount(dropped.sum(axis=1), minlength=units + 1)
    expected = stats.binom(units, rate).pmf(np.arange(units + 1)) * len(dropped)
    # Counts below five are too few for the test: join the tail.
    tail = expected < 5
    found = [*found[~tail], found[tail].sum()]
    expected = [*expected[~tail], expected[tail].sum()]
    assert stats.chisquare(found, expected).pvalue > 0.001


def test_masks_are_independent_of_row_column_and_call():
    layer = Dropout(0.4, seed=3)
    first, second = (draw(layer, np.ones((300, 300), "float32")) == 0 for _ in range(2))
    neighbours = [(first[1:], first[:-1]), (first[:, 1:], first[:, :-1]), (first, second)]
    for a, b in neighbours:
        correlation = np.corrcoef(a.ravel(), b.ravel())[0, 1]
        assert abs(correlation) < 5 / math.sqrt(a.size)


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_gaussian_noise_is_normal_with_the_variance_of_dropout(rate):
    layer = GaussianDropout(rate, seed=1)
    noise = draw(layer, np.ones((200, 500), "float32"))
    deviation = math.sqrt(rate / (1 - rate))
    assert stats.kstest(noise.ravel(), stats.norm(1, deviation).cdf).pvalue > 0.001
    assert within_five_errors(noise, 1, deviation**2)
    # The variance of (g − 1)² for a normal g is 2σ⁴.
    assert within_five_errors(np.square(noise - 1), deviation**2, 2 * deviation**4)
    again = draw(layer, np.ones((200, 500), "float32"))
    for a, b in [(noise[1:], noise[:-1]), (noise[:, 1:], noise[:, :-1]), (noise, again)]:
        assert abs(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 5 / math.sqrt(a.size)


def test_gaussian_noise_multiplies():
    x = normal(20, 30)
    noise = draw(GaussianDropout(0.3, seed=1), np.ones_like(x))
    np.testing.assert_allclose(draw(GaussianDropout(0.3, seed=1), x), x * noise, rtol=1e-6)


@pytest.mark.parametrize(
    "layer", [pytest.param(Dropout, marks=on_tensorflow), GaussianDropout]
)  # fmt: skip
def test_equal_seeds_give_what_keras_own_layer_gives(layer):
    # On JAX and PyTorch Keras draws its masks by other functions than uniform numbers.
    x, mine, theirs = normal(20, 30), layer(0.3, seed=4), KERAS_OWN[layer](0.3, seed=4)
    for _ in range(3):
        np.testing.assert_array_equal(draw(mine, x), draw(theirs, x))


@both_layers
def test_seeds(layer):
    values = five_random_numbers_on(layer(0.5, seed=7))
    assert values == five_random_numbers_on(layer(0.5, seed=np.int64(7)))
    assert values != five_random_numbers_on(layer(0.5, seed=8))
    assert all(values[0] != later for later in values[1:])
    assert five_random_numbers_on(layer(0.5)) != five_random_numbers_on(layer(0.5))
    assert len(five_random_numbers_on(layer(0.5, seed=2**31 - 1))) == 5


@both_layers
def test_without_a_seed_the_global_one_decides(layer):
    runs = []
    for seed in (1, 1, 2):
        random.seed(seed)
        runs.append(five_random_numbers_on(layer(0.5)))
    assert runs[0] == runs[1] != runs[2]


@both_layers
def test_identity_at_inference_and_at_rate_0(layer):
    x = normal(4, 5)
    for call in ({}, {"training": False}, {"training": None}):
        np.testing.assert_array_equal(numpy(layer(0.9)(x, **call)), x)
    np.testing.assert_array_equal(draw(layer(0), x), x)
    assert layer(0).variables == []
    assert [v.shape for v in layer(0.1).variables] == [(2,)]
    assert layer(0.1).weights == []


@pytest.mark.parametrize("special", [np.inf, -np.inf, np.nan])
def test_what_is_dropped_is_0_whatever_it_was(special):
    y = draw(Dropout(0.5, seed=1), np.full((10, 10), special, "float32"))
    kept = draw(Dropout(0.5, seed=1), np.ones((10, 10), "float32")) != 0
    np.testing.assert_array_equal(y, np.where(kept, special, 0))
    assert 0 < kept.sum() < kept.size


@pytest.mark.parametrize("shape", [(), (7,), (2, 3, 4, 5), (0, 3)])
@both_layers
def test_any_shape(layer, shape):
    assert draw(layer(0.5), np.ones(shape, "float32")).shape == shape


@on_tensorflow
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@both_layers
def test_gradient_is_the_noise_of_the_forward_pass(layer, dtype):
    import tensorflow as tf

    x = tf.constant(normal(20, 30, dtype=dtype))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(0.3, seed=1, dtype=dtype)(x, training=True)
    noise = draw(layer(0.3, seed=1, dtype=dtype), np.ones(x.shape, dtype))
    np.testing.assert_array_equal(numpy(tape.gradient(y, x)), noise)


# The shape of the noise


@pytest.mark.parametrize(
    ("noise_shape", "like"),
    [
        ((None, 1, None), (20, 1, 40)),
        ([20, 1, 40], (20, 1, 40)),
        ((1, None, np.int64(1)), (1, 30, 1)),
        ((None, None, None), (20, 30, 40)),
        ((40,), (1, 1, 40)),
        ((30, 1), (1, 30, 1)),
        ((), (1, 1, 1)),
    ],
)
def test_noise_shape(noise_shape, like):
    y = draw(Dropout(0.5, noise_shape=noise_shape, seed=3), np.ones((20, 30, 40), "float32"))
    # One draw serves the axes of length 1, and the draws along the others differ.
    first = y[tuple(slice(length) for length in like)]
    np.testing.assert_array_equal(y, np.broadcast_to(first, y.shape))
    for axis, length in enumerate(like):
        assert length == 1 or np.ptp(first, axis=axis).any()


@on_tensorflow
@pytest.mark.parametrize("noise_shape", [(None, 1, None), (20, 1, 10), (10,), (5, 1)])
def test_noise_shape_as_keras_reads_it(noise_shape):
    x = normal(20, 5, 10)
    layers = [cls(0.5, noise_shape=noise_shape, seed=3) for cls in (Dropout, KERAS_OWN[Dropout])]
    np.testing.assert_array_equal(*(draw(layer, x) for layer in layers))


@pytest.mark.parametrize(
    "noise_shape", [(20, 2, 10), (20, 1, 10, 1), (1, 20, 5, 10), (None, 10), (4,), (20, 5, 11)]
)
def test_noise_shape_that_does_not_fit(noise_shape):
    layer, x = Dropout(0.5, noise_shape=noise_shape), np.ones((20, 5, 10), "float32")
    with pytest.raises(
        ValueError, match=r"expected noise_shape to broadcast .* \(20, 5, 10\), got"
    ):
        layer(x, training=True)
    np.testing.assert_array_equal(numpy(layer(x)), x)


def test_noise_shape_must_not_enlarge_the_inputs():
    with pytest.raises(ValueError, match="expected noise_shape to broadcast"):
        Dropout(0.5, noise_shape=(20, 5))(np.ones((20, 1), "float32"), training=True)


# As a part of Keras


@pytest.mark.filterwarnings("ignore:The model does not have any trainable weights")
@pytest.mark.parametrize("jit", JIT)
@both_layers
def test_noise_in_fit_and_none_in_evaluate_and_predict(layer, jit):
    x, rate = normal(640, 20), 0.3
    model = keras.Sequential([keras.Input((20,)), layer(rate, seed=11)])
    model.compile("sgd", "mse", jit_compile=jit)
    assert model.evaluate(x, x, verbose=0) == 0
    np.testing.assert_array_equal(model.predict(x, verbose=0), x)
    # Without weights nothing is learnt: each epoch's loss is the mean of x² (g − 1)².
    losses = np.array(model.fit(x, x, epochs=3, batch_size=64, verbose=0).history["loss"])
    odds = rate / (1 - rate)
    expected = np.square(x).mean() * odds
    fourth = rate + (1 - rate) * odds**4 if layer is Dropout else 3 * odds**2
    error = math.sqrt(fourth * (x**4).mean() / x.size)
    assert (abs(losses - expected) < 5 * error).all()
    assert len(set(losses)) == 3
    state = numpy(model.layers[0].seed_generator.state.value)
    np.testing.assert_array_equal(state, [11, 3 * 10])
    assert model.evaluate(x, x, verbose=0) == 0


@both_layers
def test_training_reaches_a_layer_inside_a_model(layer):
    x = normal(8, 20)
    inner = keras.Sequential([keras.Input((20,)), layer(0.5)])
    outer = keras.Sequential([keras.Input((20,)), inner])
    np.testing.assert_array_equal(numpy(outer(x)), x)
    assert (numpy(outer(x, training=True)) != x).any()


@both_layers
def test_symbolic_inputs_keep_shape_and_type(layer):
    inputs = keras.Input((None, 3))
    outputs = layer(0.5)(inputs, training=True)
    assert (outputs.shape, outputs.dtype) == ((None, None, 3), "float32")
    assert layer(0.5).compute_output_shape((None, 7)) == (None, 7)
    model = keras.Model(inputs, outputs)
    for steps in (2, 5):
        assert numpy(model(np.ones((4, steps, 3), "float32"))).shape == (4, steps, 3)


@on_tensorflow
@pytest.mark.parametrize("jit", JIT)
@pytest.mark.parametrize("noise_shape", [None, (None, 1, None), (1, None, 3)])
def test_shapes_known_only_when_run(noise_shape, jit):
    import tensorflow as tf

    layer = Dropout(0.5, noise_shape=noise_shape, seed=1)
    signature = [tf.TensorSpec((None, None, 3))]

    @tf.function(input_signature=signature, jit_compile=jit)
    def train(x):
        return layer(x, training=True)

    assert train.get_concrete_function().output_shapes == (None, None, 3)
    for rows, steps in [(30, 7), (20, 40)]:
        y = numpy(train(np.ones((rows, steps, 3), "float32")))
        assert y.shape == (rows, steps, 3)
        assert set(np.unique(y)) == {0, 2}
        for axis, length in enumerate(noise_shape or ()):
            assert (np.ptp(y, axis=axis) == 0).all() == (length == 1)


@both_layers
def test_masks_of_sequences_pass_through(layer):
    x = normal(6, 4, 3)
    x[:, 2:] = 0
    model = keras.Sequential(
        [
            keras.Input((4, 3)),
            keras.layers.Masking(),
            layer(0.5),
            keras.layers.GlobalAveragePooling1D(),
        ]
    )
    assert_equal_to_rounding(numpy(model(x)), x[:, :2].mean(axis=1), units=8)


@both_layers
def test_built_from_the_start_unless_a_subclass_builds(layer):
    class WithWeight(layer):
        def build(self, input_shape):
            self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones")

    assert layer(0.5).built
    subclass = WithWeight(0.5)
    assert not subclass.built
    subclass(np.ones((2, 3), "float32"))
    assert subclass.built
    assert subclass.scale.shape == (3,)


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16", "float16", "float32"])
@both_layers
def test_low_precision(layer, policy):
    rate, x = 0.3, np.ones((1000, 500), "float32")
    dropout = layer(rate, seed=5, dtype=policy)
    y = dropout(x, training=True)
    assert keras.backend.standardize_dtype(y.dtype) == dropout.compute_dtype
    assert dropout.compute_output_spec(keras.Input((3,))).dtype == dropout.compute_dtype
    y = numpy(keras.ops.cast(y, "float32")).astype("float64")
    if layer is Dropout:
        assert within_five_errors(y == 0, rate, rate * (1 - rate))
        unit = float(np.finfo("float16").eps) if "bfloat16" not in policy else 2**-7
        np.testing.assert_allclose(y[y != 0], 1 / (1 - rate), rtol=unit)
    else:
        assert within_five_errors(y, 1, rate / (1 - rate))


@on_tensorflow
def test_in_bfloat16_the_rate_of_keras_is_rounded_up():
    x = np.ones((1000, 500), "float32")
    dropped = draw(KERAS_OWN[Dropout](0.3, seed=5, dtype="mixed_bfloat16"), x) == 0
    rounded = math.ceil(0.3 * 128) / 128
    assert within_five_errors(dropped, rounded, rounded * (1 - rounded))
    assert not within_five_errors(dropped, 0.3, 0.3 * 0.7)


@pytest.mark.skipif(
    "ONEDNN_MAX_CPU_ISA" in os.environ,
    reason="TensorFlow asks oneDNN for what this processor can do, and oneDNN acts as an older one",
)
@both_layers
def test_trains_in_mixed_precision(layer):
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(8, "relu", dtype="mixed_bfloat16"),
            layer(0.3, dtype="mixed_bfloat16", seed=1),
            keras.layers.Dense(1, dtype="float32"),
        ]
    )
    model.compile("adam", "mse")
    history = model.fit(normal(64, 6), normal(64), epochs=2, verbose=0).history
    assert np.isfinite(history["loss"]).all()


# Configurations and files


@pytest.mark.parametrize(
    ("layer", "arguments"),
    [
        (Dropout, {"rate": 0.25, "noise_shape": (None, 1), "seed": 3, "name": "drop"}),
        (Dropout, {"rate": 0.25, "name": "drop", "dtype": "float16"}),
        (GaussianDropout, {"rate": 0.25, "seed": 3, "name": "drop", "trainable": False}),
    ],
)
def test_configuration_of_a_layer_is_that_of_keras(layer, arguments):
    config = layer(**arguments).get_config()
    assert config == KERAS_OWN[layer](**arguments).get_config()
    assert layer.from_config(config).get_config() == config
    clone = keras.layers.deserialize(keras.layers.serialize(layer(**arguments)))
    assert type(clone) is layer
    assert clone.get_config() == config


@each_regularizer
def test_configuration_of_a_regularizer_is_that_of_keras(make):
    regularizer = make(ours)
    config = regularizer.get_config()
    assert config == pytest.approx(make(KERAS_OWN.get).get_config(), rel=1e-7)
    assert json.loads(json.dumps(config)) == config
    clone = keras.regularizers.deserialize(keras.regularizers.serialize(regularizer))
    assert type(clone) is type(regularizer)
    assert clone.get_config() == config


def some_model():
    return keras.Sequential(
        [
            keras.Input((4, 6)),
            Dropout(0.3, noise_shape=(None, 1, None), seed=1),
            keras.layers.Dense(5, kernel_regularizer=L1(0.1), activity_regularizer=L2(0.2)),
            GaussianDropout(0.3, seed=2),
            keras.layers.Dense(1, bias_regularizer=L1L2(0.1, 0.2)),
        ]
    )


def configurations(model):
    return [(type(layer), layer.get_config()) for layer in model.layers]


def test_saved_models_load_without_custom_objects(tmp_path):
    model, x = some_model(), normal(8, 4, 6)
    first = draw(model, x)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert configurations(loaded) == configurations(model)
    assert type(loaded.layers[1].kernel_regularizer) is L1
    np.testing.assert_array_equal(numpy(loaded(x)), numpy(model(x)))
    penalties_of = [sum(map(numpy, copy.losses)) for copy in (loaded, model)]
    assert penalties_of[0] == penalties_of[1] > 0
    # Keras keeps seeds, and not how much was drawn: the noise starts anew.
    np.testing.assert_array_equal(draw(loaded, x), first)


def test_saved_models_load_in_a_process_of_their_own(tmp_path):
    model, x = some_model(), normal(8, 4, 6)
    model.save(tmp_path / "model.keras")
    np.save(tmp_path / "x.npy", x)
    code = """
        import sys
        import numpy as np
        import helpers
        assert not {"keras", "tensorflow"} & set(sys.modules)
        import helpers.keras_layers
        import keras
        model = keras.models.load_model(sys.argv[1] + "/model.keras")
        outputs = model(np.load(sys.argv[1] + "/x.npy"))
        np.save(sys.argv[1] + "/y.npy", keras.ops.convert_to_numpy(outputs))
        print(keras.backend.backend(), type(model.layers[0]).__module__)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3],
        # TensorFlow is what Keras runs on where no back end is named.
        env={**os.environ, "KERAS_BACKEND": "" if BACKEND == "tensorflow" else BACKEND},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{BACKEND} helpers.keras_layers.dropout\n"
    # No log line of TensorFlow's or of a driver's.
    assert done.stderr == ""
    assert_equal_to_rounding(np.load(tmp_path / "y.npy"), numpy(model(x)), units=16)


def test_models_are_cloned_and_rebuilt_from_json():
    model = some_model()
    for copy in (keras.models.clone_model(model), keras.models.model_from_json(model.to_json())):
        assert configurations(copy) == configurations(model)


# Regularizers


@given(
    arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=st.floats(-10, 10)),
    st.floats(0, 10),
    st.floats(0, 1),
)
@settings(max_examples=40)
def test_values_are_those_of_penalties(w, lam, mix):
    # Keras' l2 · Σw² has no ½, the book's λ/2 ‖w‖² has: l2 = λ/2.
    pairs = [
        (L1(lam), penalties.L1(lam)),
        (L2(lam / 2), penalties.L2(lam)),
        (L1L2(lam * mix, lam * (1 - mix) / 2), penalties.ElasticNet(lam, mix)),
    ]
    w = w.astype("float32")
    for regularizer, penalty in pairs:
        value = float(numpy(regularizer(keras.ops.convert_to_tensor(w))))
        # All terms are positive, so no sum is smaller than its terms; what underflows is lost.
        assert value == pytest.approx(penalty.value(w), rel=16 * UNIT, abs=1e-30)


@each_regularizer
def test_values_are_those_of_keras(make):
    for w in (normal(30, 40), keras.ops.convert_to_tensor(normal(7)), keras.Variable(normal(2, 3))):
        mine, theirs = make(ours)(w), make(KERAS_OWN.get)(w)
        assert mine.dtype == theirs.dtype
        assert tuple(mine.shape) == ()
        np.testing.assert_allclose(numpy(mine), numpy(theirs), rtol=1e-6)


@on_tensorflow
@pytest.mark.parametrize(
    ("regularizer", "penalty"),
    [
        (L1(0.3), penalties.L1(0.3)),
        (L2(0.3), penalties.L2(0.6)),
        (L1L2(0.3, 0.2), penalties.ElasticNet(0.7, 3 / 7)),
    ],
)
def test_gradients_are_those_of_penalties(regularizer, penalty):
    import tensorflow as tf

    w = normal(5, 6, dtype="float64")
    w[0, 0] = 0
    variable = tf.Variable(w)
    with tf.GradientTape() as tape:
        value = regularizer(variable)
    np.testing.assert_allclose(tape.gradient(value, variable), penalty.gradient(w), rtol=1e-12)


@each_regularizer
def test_training_goes_as_with_keras(make):
    def trained(own):
        model = keras.Sequential(
            [
                keras.Input((6,)),
                keras.layers.Dense(
                    5,
                    "tanh",
                    kernel_initializer=keras.initializers.GlorotUniform(seed=1),
                    kernel_regularizer=make(own),
                    # From 0 the two would part on JAX, where Keras' L1 has a slope of 1 there.
                    bias_initializer="ones",
                    bias_regularizer=make(own),
                    activity_regularizer=make(own),
                ),
                keras.layers.Dense(1, kernel_initializer=keras.initializers.GlorotUniform(seed=2)),
            ]
        )
        model.compile(keras.optimizers.SGD(0.05), "mse")
        history = model.fit(
            normal(64, 6), normal(64, 1), epochs=3, batch_size=16, shuffle=False, verbose=0
        )
        return [*model.get_weights(), np.array(history.history["loss"])]

    for mine, theirs in zip(trained(ours), trained(KERAS_OWN.get), strict=True):
        assert_equal_to_rounding(mine, theirs, units=16)


def test_the_slope_of_l1_at_0_is_0():
    dense = keras.layers.Dense(2, kernel_initializer="zeros", kernel_regularizer=L1L2(0.3, 0.2))
    model = keras.Sequential([keras.Input((3,)), dense])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    model.fit(np.ones((4, 3), "float32"), np.zeros((4, 2), "float32"), verbose=0)
    np.testing.assert_array_equal(dense.get_weights()[0], np.zeros((3, 2)))


def test_biases_are_free_unless_asked_for():
    layer = keras.layers.Dense(3, kernel_regularizer=L2(0.5), bias_initializer="ones")
    layer(np.ones((2, 4), "float32"))
    kernel = numpy(layer.kernel.value)
    assert [float(value) for value in map(numpy, layer.losses)] == pytest.approx(
        [0.5 * np.square(kernel).sum()], rel=1e-6
    )


def test_a_part_of_strength_0_takes_no_part():
    # 300² overflows in float16.
    w = keras.ops.full((2,), 300.0, dtype="float16")
    assert float(numpy(L1L2(l1=0.5)(w))) == 300
    assert float(numpy(L1L2()(w))) == 0


@pytest.mark.parametrize("cls", [L1, L2, L1L2])
def test_factors_left_out_are_those_of_keras(cls):
    defaults = KERAS_OWN[cls]().get_config()
    nones = dict.fromkeys(defaults)
    for regularizer in (cls(), cls(**nones)):
        assert regularizer.get_config() == pytest.approx(defaults, rel=1e-7)
    assert cls(np.float32(0.5)).get_config()["l2" if cls is L2 else "l1"] == 0.5


# Bad input


@pytest.mark.parametrize(
    "rate", [-0.1, 1, 1.5, np.nan, np.inf, -np.inf, "0.5", None, True, [0.5], 0.5j, np.array(0.5)]
)
@both_layers
def test_bad_rate(layer, rate):
    with pytest.raises(
        ValueError, match=r"`rate`. Expected .*between 0 and 1, 1 excluded. Received"
    ):
        layer(rate)


@pytest.mark.parametrize("seed", [-1, 2**31, 1.0, np.nan, "1", True, [1]])
@pytest.mark.parametrize("rate", [0, 0.5])
@both_layers
def test_bad_seed(layer, rate, seed):
    with pytest.raises(ValueError, match=r"expected the seed as an integer from 0 to 2.*, got"):
        layer(rate, seed=seed)


@pytest.mark.parametrize(
    "noise_shape", ["1", 3, 1.5, np.nan, (2, 1.5), (2, True), (0, 1), (-1,), (2, "1"), ((1, 2),)]
)
def test_bad_noise_shape(noise_shape):
    with pytest.raises(ValueError, match=r"`noise_shape`. Expected .* Received: .*noise_shape="):
        Dropout(0.5, noise_shape=noise_shape)


@pytest.mark.parametrize("dtype", ["int32", "bool", "uint8"])
@both_layers
def test_inputs_that_are_not_floating_point(layer, dtype):
    x = np.ones((2, 3), dtype)
    with pytest.raises(ValueError, match=f"expected inputs of a floating-point type, got {dtype}"):
        layer(0.5)(x, training=True)
    np.testing.assert_array_equal(numpy(layer(0.5)(x)), x)


@pytest.mark.parametrize("factor", [-0.1, np.nan, np.inf, -np.inf, "0.1", True, [0.1], 1j])
@pytest.mark.parametrize(("cls", "name"), [(L1, "l1"), (L2, "l2"), (L1L2, "l1"), (L1L2, "l2")])
def test_bad_factor(cls, name, factor):
    with pytest.raises(ValueError, match=f"expected {name} to be a finite number >= 0, got"):
        cls(**{name: factor})


@pytest.mark.parametrize(
    ("weights", "got"),
    [([1.0], "list"), (1.0, "float"), (None, "NoneType"), (np.array([1]), "int64")],
)
@each_regularizer
def test_weights_that_are_not_a_tensor_of_floats(make, weights, got):
    with pytest.raises(ValueError, match=f"expected a tensor of a floating-point type, got {got}"):
        make(ours)(weights)


def test_keras_that_is_loaded_is_taken_as_it_is(monkeypatch):
    loaded = SimpleNamespace()
    monkeypatch.setitem(sys.modules, "keras", loaded)
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    assert _keras._import_keras() is loaded
