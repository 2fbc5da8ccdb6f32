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


def test_the_layer_keeps_every_promise():
    assert all(all(result) for result in results(BY_NAME["layer"], Layer))
    assert len(results(BY_NAME["layer"], Layer)[0]) == len(BY_NAME["layer"].returns)
