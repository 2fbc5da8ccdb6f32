"""The layers of a transformer against differences, Keras, and what they must not do."""

import numpy as np
import pytest
from finite_differences import central_differences
from rounding import assert_equal_to_rounding

from helpers import network, runtime


@pytest.fixture(scope="module")
def keras():
    return runtime.import_keras()


def some_places(array, rng, count=12):
    every = list(np.ndindex(array.shape))
    return [every[k] for k in rng.permutation(len(every))[:count]]


def away_from_start(layer, rng):
    """Move gains, shifts and biases off the ones and zeros that hide a forgotten factor."""
    for parameter in layer.parameters:
        parameter += 0.3 * rng.normal(size=parameter.shape)
    return layer


LAYERS = {
    "LayerNormalization": lambda rng: network.LayerNormalization(4, dtype="float64"),
    "SelfAttention": lambda rng: network.SelfAttention(4, 2, rng, dtype="float64"),
    "one head": lambda rng: network.SelfAttention(4, 1, rng, dtype="float64"),
    "Positionwise": lambda rng: network.Positionwise(
        [network.Dense(4, 7, rng, dtype="float64"), network.ReLU()]
    ),
    "Residual": lambda rng: network.Residual(
        [network.LayerNormalization(4, dtype="float64")], 0.4, np.random.default_rng(5)
    ),
}


@pytest.mark.parametrize("name", LAYERS)
def test_gradients_are_those_of_differences(name):
    rng = np.random.default_rng(0)
    layer = away_from_start(LAYERS[name](rng), rng)
    x = rng.normal(size=(3, 5, 4))
    out = layer.forward(x)
    along = rng.normal(size=out.shape)
    back = layer.backward(along)

    def value():
        return float(np.sum(along * layer.forward(x)))

    for array, gradient in [(x, back), *zip(layer.parameters, layer.gradients, strict=True)]:
        assert gradient.shape == array.shape
        places = some_places(array, rng)
        found = [gradient[place] for place in places]
        expected = central_differences(value, array, 1e-6, places)
        np.testing.assert_allclose(found, expected, atol=1e-7)


def test_the_gradient_of_an_embedding_adds_up_where_tokens_repeat():
    layer = network.Embedding(4, 3, 2, np.random.default_rng(0), dtype="float64")
    layer.forward([[1, 1, 3], [1, 0, 3]])
    gradient = np.arange(12.0).reshape(2, 3, 2)
    assert not layer.backward(gradient).any()
    E, P = layer.gradients
    ones = gradient[0, 0] + gradient[0, 1] + gradient[1, 0]
    np.testing.assert_array_equal(
        E, [gradient[1, 1], ones, [0, 0], gradient[0, 2] + gradient[1, 2]]
    )
    np.testing.assert_array_equal(P, gradient.sum(axis=0))


def test_a_shorter_sequence_uses_the_first_places():
    layer = network.Embedding(4, 3, 2, np.random.default_rng(0))
    np.testing.assert_array_equal(layer.forward([[2, 3]]), layer.forward([[2, 3, 1]])[:, :2])


def test_layer_normalization_is_keras(keras):
    rng = np.random.default_rng(1)
    x = rng.normal(2, 3, size=(2, 5, 6)).astype("float32")
    ours, theirs = network.LayerNormalization(6), keras.layers.LayerNormalization()
    away_from_start(ours, rng)
    theirs.build(x.shape)
    theirs.set_weights(ours.parameters)
    assert_equal_to_rounding(ours.forward(x), theirs(x), units=10)


@pytest.mark.parametrize("heads", [1, 2, 4])
def test_attention_is_keras(keras, heads):
    rng = np.random.default_rng(2)
    x = rng.normal(size=(2, 5, 8)).astype("float32")
    ours = away_from_start(network.SelfAttention(8, heads, rng), rng)
    theirs = keras.layers.MultiHeadAttention(heads, 8 // heads)
    theirs.build(x.shape, x.shape)
    shapes = [w.shape for w in theirs.get_weights()]
    theirs.set_weights([p.reshape(s) for p, s in zip(ours.parameters, shapes, strict=True)])
    expected, weights = theirs(x, x, use_causal_mask=True, return_attention_scores=True)
    assert_equal_to_rounding(ours.forward(x), expected, units=10)
    assert_equal_to_rounding(ours.weights, weights, units=10)


def test_no_place_sees_a_later_one():
    rng = np.random.default_rng(3)
    model = network.transformer(9, 6, 8, heads=2, blocks=2, rng=rng)
    x = rng.integers(0, 9, (2, 6))
    changed = x.copy()
    changed[:, 4:] = (x[:, 4:] + 1) % 9
    before, after = model.forward(x), model.forward(changed)
    np.testing.assert_array_equal(before[:, :4], after[:, :4])
    assert np.abs(before[:, 4] - after[:, 4]).max() > 1e-3


def test_dropout_acts_on_the_attention_weights_and_not_at_inference():
    rng = np.random.default_rng(4)
    layer = network.SelfAttention(4, 2, rng, rate=0.5)
    x = rng.normal(size=(2, 5, 4)).astype("float32")
    still = layer.forward(x)
    np.testing.assert_array_equal(layer.forward(x), still)
    masks = []
    for _ in range(2):
        layer.forward(x, training=True)
        masks.append(layer.dropout.mask)
    assert masks[0].shape == layer.weights.shape == (2, 2, 5, 5)
    assert (masks[0] != masks[1]).any()
    np.testing.assert_allclose(layer.weights.sum(axis=-1), 1, rtol=1e-6)
    draws = [layer.forward(x, training=True) for _ in range(4000)]
    np.testing.assert_allclose(np.mean(draws, axis=0), still, atol=0.08)


def test_gradients_of_attention_use_the_mask_of_the_forward():
    rng = np.random.default_rng(6)
    x, state = rng.normal(size=(2, 4, 4)), np.random.default_rng(7).bit_generator.state
    masks = np.random.default_rng(7)
    layer = network.SelfAttention(4, 2, rng, rate=0.5, dtype="float64")
    layer.dropout.rng = masks
    along = rng.normal(size=x.shape)

    def value():
        masks.bit_generator.state = state
        return float(np.sum(along * layer.forward(x, training=True)))

    value()
    back = layer.backward(along)
    places = some_places(x, rng)
    expected = central_differences(value, x, 1e-6, places)
    np.testing.assert_allclose([back[p] for p in places], expected, atol=1e-7)


def test_stochastic_depth_leaves_out_whole_branches_of_a_sequence():
    rng = np.random.default_rng(8)
    layer = network.Residual([network.Positionwise([network.ReLU()])], 0.25, rng)
    x = np.ones((4000, 2, 3))
    out = layer.forward(x, training=True)
    np.testing.assert_array_equal(out, np.broadcast_to(out[:, :1, :1], x.shape))
    kept = out[:, 0, 0] > 1
    np.testing.assert_allclose(out[kept], 1 + 1 / 0.75)
    np.testing.assert_array_equal(out[~kept], 1)
    assert abs(kept.mean() - 0.75) < 4 * np.sqrt(0.75 * 0.25 / 4000)
    back = layer.backward(np.ones_like(x))
    np.testing.assert_array_equal(back, out)
    np.testing.assert_array_equal(layer.forward(x), 2)


def test_the_loss_is_the_mean_over_all_places():
    rng = np.random.default_rng(9)
    outputs, labels = rng.normal(size=(2, 3, 5)), rng.integers(0, 5, (2, 3))
    ours, rows = network.TokenCrossEntropy(), network.SoftmaxCrossEntropy()
    flat = outputs.reshape(6, 5), labels.reshape(6)
    assert ours.value(outputs, labels) == pytest.approx(rows.value(*flat), rel=1e-12)
    np.testing.assert_allclose(
        ours.gradient(outputs, labels), rows.gradient(*flat).reshape(2, 3, 5), rtol=1e-12
    )


def test_it_learns_and_counts_places():
    rng = np.random.default_rng(10)
    # The token after each is the one before it: attention has to look back by one place.
    X = rng.integers(0, 5, (256, 8))
    y = np.concatenate([np.zeros((256, 1), int), X[:, :-1]], axis=1)
    model = network.transformer(5, 8, 16, heads=2, blocks=1, rng=rng)
    history = network.fit(
        model,
        X,
        y,
        loss=network.TokenCrossEntropy(),
        optimizer=network.Adam(0.01),
        epochs=20,
        rng=rng,
        validation=(X[:50], y[:50]),
    )
    assert history.accuracy[-1] > 0.95
    assert history.validation_loss[-1] < 0.1 < np.log(5) < history.loss[0] + 0.5
    assert all(0 <= share <= 1 for share in history.accuracy + history.validation_accuracy)


RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: network.Embedding(1, 3, 2, RNG), "tokens"),
        (lambda: network.Embedding(3, 0, 2, RNG), "length"),
        (lambda: network.LayerNormalization(4, 0), "epsilon"),
        (lambda: network.LayerNormalization(4, dtype="int8"), "dtype"),
        (lambda: network.SelfAttention(6, 4, RNG), "expected heads that divide units, got 4 for 6"),
        (lambda: network.SelfAttention(4, 2, 0), "rng"),
        (lambda: network.SelfAttention(4, 2, RNG, rate=1.0), "rate"),
        (lambda: network.Residual([network.ReLU()], 0.5), "rng"),
        (lambda: network.Residual([network.ReLU()], -0.1), "rate"),
        (lambda: network.Positionwise([]), "at least one"),
        (lambda: network.transformer(5, 4, 8, heads=2, blocks=0, rng=RNG), "blocks"),
    ],
)
def test_bad_arguments(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("layer", "x", "message"),
    [
        (network.Embedding(4, 3, 2, RNG), [[0, 4]], "whole numbers from 0 to 3, got .* 0 to 4"),
        (network.Embedding(4, 3, 2, RNG), [[0.5, 1]], "whole numbers"),
        (network.Embedding(4, 3, 2, RNG), [[0, -1]], "whole numbers"),
        (network.Embedding(4, 3, 2, RNG), [[0, 1, 2, 3]], r"\(n, 1 to 3\), got \(1, 4\)"),
        (network.Embedding(4, 3, 2, RNG), [0, 1], r"got \(2,\)"),
        (network.LayerNormalization(4), np.ones((2, 4)), r"\(n, T, 4\), got \(2, 4\)"),
        (network.LayerNormalization(4), np.ones((2, 3, 5)), r"got \(2, 3, 5\)"),
        (network.SelfAttention(4, 2, RNG), np.ones((0, 3, 4)), r"got shape \(0, 3, 4\)"),
        (network.Positionwise([network.ReLU()]), np.ones((2, 4)), r"\(n, T, p\), got \(2, 4\)"),
        (
            network.Residual([network.Dense(4, 3, RNG)]),
            np.ones((2, 4)),
            r"keeps the shape \(2, 4\), got \(2, 3\)",
        ),
    ],
)
def test_bad_input(layer, x, message):
    with pytest.raises(ValueError, match=message):
        layer.forward(x)


@pytest.mark.parametrize(
    ("outputs", "labels", "message"),
    [
        (np.zeros((2, 3, 4)), np.zeros((2, 4), int), r"\(n, T\).*got \(2, 4\) for \(2, 3, 4\)"),
        (np.zeros((2, 3, 4)), np.full((2, 3), 4), "from 0 to 3"),
        (np.zeros((2, 3, 4)), np.zeros((2, 3)), "integer labels"),
        (np.zeros((6, 4)), np.zeros(6, int), "3"),
    ],
)
def test_bad_targets(outputs, labels, message):
    with pytest.raises(ValueError, match=message):
        network.TokenCrossEntropy().value(outputs, labels)


def test_backward_before_forward():
    layer = network.SelfAttention(4, 2, RNG)
    with pytest.raises(ValueError, match="forward before backward"):
        layer.backward(np.ones((1, 2, 4)))
    with pytest.raises(ValueError, match="backward before gradients"):
        _ = layer.gradients


@pytest.mark.parametrize(
    ("layer", "text"),
    [
        (network.Embedding(4, 3, 2, RNG), "Embedding(4, 3, 2)"),
        (network.LayerNormalization(4), "LayerNormalization(4)"),
        (network.SelfAttention(4, 2, RNG, rate=0.25), "SelfAttention(4, 2, rate=0.25)"),
        (
            network.Positionwise([network.Dense(4, 3, RNG), network.ReLU()]),
            "Positionwise([Dense(4, 3), ReLU()])",
        ),
        (network.Residual([network.ReLU()], 0.5, RNG), "Residual([ReLU()], 0.5)"),
    ],
)
def test_repr_names_the_layer_and_what_it_was_made_with(layer, text):
    assert repr(layer) == text
