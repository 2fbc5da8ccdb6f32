"""The references of the exercises on dropout from scratch against independent oracles."""

import itertools
import math
import statistics
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import binom, sem

from helpers import network
from helpers.exercises import check, names
from helpers.exercises.pages.dropout._layer import AS_ASKED
from helpers.exercises.pages.dropout.from_scratch import EXERCISES
from helpers.exercises.verdict import results

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def every_mask(units, rate):
    """All masks of a layer, each with its probability."""
    for mask in itertools.product((0, 1), repeat=units):
        probability = math.prod(1 - rate if m else rate for m in mask)
        yield np.array(mask), probability


def survivors(units, rate):
    return float(binom.mean(units, 1 - rate)), float(binom.std(units, 1 - rate))


def logit_covariance(h, W2, rate):
    """Exact, over every mask."""
    outputs, chances = [], []
    for mask, probability in every_mask(len(h), rate):
        outputs.append((mask * h / (1 - rate)) @ W2)
        chances.append(probability)
    outputs, chances = np.array(outputs), np.array(chances)
    centred = outputs - chances @ outputs
    return centred.T @ (chances[:, None] * centred)


def objective(X, y, w, b, M, rate):
    total = 0.0
    for row, target, mask in zip(X, y, M, strict=True):
        prediction = b + math.fsum(
            x * wj / (1 - rate) for x, wj, m in zip(row, w, mask, strict=True) if m
        )
        total += (target - prediction) ** 2
    return total / (2 * len(y))


def input_gradient(X, y, w, b, M, rate, h=1e-3):
    """Central differences; exact, up to rounding, for a quadratic objective."""
    steps = h * np.eye(len(w))
    to_w = [
        (objective(X, y, w + s, b, M, rate) - objective(X, y, w - s, b, M, rate)) / (2 * h)
        for s in steps
    ]
    up, down = (objective(X, y, w, b + s, M, rate) for s in (h, -h))
    return np.array(to_w), (up - down) / (2 * h)


def inference_weights(weights, biases, rates):
    """The affine map that each layer is on average over its masks, read off at unit vectors."""
    new_weights, new_biases = [], []
    for W, b, rate in zip(weights, biases, rates, strict=True):

        def mean(x, W=W, b=b, rate=rate):
            return sum(p * ((m * x) @ W + b) for m, p in every_mask(len(W), rate))

        at_zero = mean(np.zeros(len(W)))
        new_biases.append(at_zero)
        new_weights.append(np.array([mean(e) - at_zero for e in np.eye(len(W))]))
    return new_weights, new_biases


class Layer:
    """The layer of `helpers.network`, with the exercise's way to call it."""

    def __init__(self, rate, rng):
        self.inner = network.Dropout(rate, rng)

    def forward(self, x, training):
        return self.inner.forward(x, training=training)

    def backward(self, gradient):
        return self.inner.backward(gradient)


def choose_rate(rates, losses):
    means = {
        rate: statistics.fmean(row)
        for rate, row in zip(rates.tolist(), losses.tolist(), strict=True)
    }
    best = min(means, key=means.get)
    pairs = zip(losses[list(rates).index(0)], losses[list(rates).index(best)], strict=True)
    gains = [none - chosen for none, chosen in pairs]
    return best, means[0.0] - means[best], float(sem(gains))


def byte_factors(raw, rate):
    """The threshold by trying each; exact arithmetic."""
    t = min(range(256), key=lambda t: abs(Fraction(t, 256) - Fraction(rate)))
    return np.vectorize(lambda byte: 0.0 if byte < t else float(Fraction(256, 256 - t)))(raw)


ORACLES = {
    "survivors": survivors,
    "input_gradient": input_gradient,
    "inference_weights": inference_weights,
    "layer": Layer,
    "choose_rate": choose_rate,
    "byte_factors": byte_factors,
}


def test_the_chapter_has_its_exercises():
    assert names("dropout_scratch") == [exercise.name for exercise in EXERCISES]
    assert set(ORACLES) | {"logit_covariance"} == set(BY_NAME)


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"dropout_scratch.{name}", ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("number", [0, 2, 3])
def test_the_covariance_is_that_over_all_masks(number):
    exercise = BY_NAME["logit_covariance"]
    arguments = exercise.cases[number]()
    received = exercise.reference(*arguments)
    np.testing.assert_allclose(received, logit_covariance(*arguments), atol=1e-12)


def test_the_covariance_of_many_units_is_that_of_sampled_masks():
    exercise = BY_NAME["logit_covariance"]
    h, W2, rate = exercise.cases[1]()
    masks = np.random.default_rng(0).random((100_000, len(h))) >= rate
    sampled = np.cov((masks * h / (1 - rate)) @ W2, rowvar=False)
    np.testing.assert_allclose(
        exercise.reference(h, W2, rate), sampled, atol=0.03 * np.abs(sampled).max()
    )


@pytest.mark.parametrize("number", range(5))
def test_factors_from_bytes_keep_the_mean_exactly(number):
    exercise = BY_NAME["byte_factors"]
    _, rate = exercise.cases[number]()
    every_byte = np.arange(256, dtype=np.uint8)
    assert exercise.reference(every_byte, rate).mean() == pytest.approx(1, rel=1e-12)


def test_nothing_is_wrong_with_the_layer_of_helpers():
    assert set(results(BY_NAME["layer"], Layer)) == {AS_ASKED}


@pytest.mark.parametrize("seed", range(20))
def test_chance_alone_never_speaks_against_a_layer(seed):
    """The share and the number of dropped entries are judged alike whatever is drawn."""

    class Shifted(Layer):
        def __init__(self, rate, rng):
            super().__init__(rate, np.random.default_rng([seed, *rng.integers(0, 1000, 4)]))

    assert set(results(BY_NAME["layer"], Shifted)) == {AS_ASKED}


@pytest.mark.parametrize(
    ("member", "value", "words"),
    [
        ("forward", None, "The class has no method `forward`."),
        ("forward", lambda self, x: x, "The method is called as forward(x, training)"),
        ("forward", lambda self, x, training: None, "`forward` should return an array of numbers"),
        ("forward", lambda self, x, training: x[:1], "`forward` should return an array of numbers"),
        ("forward", lambda self, x, training: "x", "`forward` should return an array of numbers"),
        ("backward", lambda self, g: None, "`backward` should return an array of numbers"),
    ],
)
def test_a_layer_that_cannot_be_used_is_told_why(member, value, words):
    members = {name: getattr(Layer, name) for name in ("__init__", "forward", "backward")}
    feedback = check("dropout_scratch.layer", type("Layer", (), members | {member: value}))
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(words)
    assert "raised" not in feedback.detail


def test_a_layer_whose_size_is_wrong_is_told_the_factors():
    class TwiceAsLarge(Layer):
        def forward(self, x, training):
            return 2 * super().forward(x, training) if training else x

    feedback = check("dropout_scratch.layer", TwiceAsLarge)
    assert "the factors lie between 2.5 and 2.5." in feedback.hint


def test_the_old_list_is_no_new_list():
    def inference_weights(weights, biases, rates):
        return BY_NAME["inference_weights"].reference(weights, biases, rates)[0], biases

    feedback = check("dropout_scratch.inference_weights", inference_weights)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith("The numbers are right, but one of the lists")


def test_a_wrong_choice_of_the_best_rate_shows():
    """The lowest mean is in some case neither the lowest run nor the lowest median."""
    cases = [case() for case in BY_NAME["choose_rate"].cases]
    for lowest in (np.min, np.median):
        assert any(
            lowest(losses, axis=1).argmin() != losses.mean(axis=1).argmin() for _, losses in cases
        )
    assert any(rates[losses.mean(axis=1).argmin()] == 0 for rates, losses in cases)
