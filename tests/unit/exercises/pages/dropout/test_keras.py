"""The references of the exercises on dropout in Keras against independent oracles."""

import itertools
import math
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import ttest_rel

from helpers import network
from helpers.exercises import check, names
from helpers.exercises.pages.dropout.keras import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def masks(units, rate):
    """Every mask of so many units, and its probability."""
    for mask in itertools.product((0, 1), repeat=units):
        kept = sum(mask)
        yield np.array(mask), (1 - rate) ** kept * rate ** (units - kept)


def score_floor(rate, classes):
    """Enumerate the masks over scores that are as good as scores can be."""
    loss, floor = network.SoftmaxCrossEntropy(), 0.0
    scores = np.where(np.arange(classes) == 0, 1e4, -1e4)
    for mask, probability in masks(classes, rate):
        floor += probability * loss.value((mask * scores / (1 - rate))[None], np.array([0]))
    return floor


def tied(rates, losses):
    best = min(range(len(rates)), key=lambda k: math.fsum(losses[:, k]))
    found = []
    for k, rate in enumerate(rates):
        # The statistic of a paired t-test is the mean difference over its standard error.
        same = np.array_equal(losses[:, k], losses[:, best])
        if same or ttest_rel(losses[:, k], losses[:, best]).statistic <= 2:
            found.append(rate)
    return np.array(found)


def pooled_noise(h, rate, whole):
    """The variance over every mask, with its probability."""
    variances = []
    for channel in h.T:
        drawn = 1 if whole else len(channel)
        pairs = [(np.mean(mask * channel) / (1 - rate), q) for mask, q in masks(drawn, rate)]
        mean = math.fsum(q * value for value, q in pairs)
        variances.append(math.fsum(q * (value - mean) ** 2 for value, q in pairs))
    return np.array(variances)


ORACLES = [tied, pooled_noise]


def test_the_page_has_its_four_exercises():
    assert names("dropout_keras")[:4] == [exercise.name for exercise in EXERCISES]


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
def test_an_oracle_of_another_make_passes_as_an_answer(oracle):
    feedback = check(f"dropout_keras.{oracle.__name__}", oracle)
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_keras_own_channel_dropout_passes_as_an_answer(keras):
    def channel_dropout(inputs, rate, training, seed):
        rows, _, channels = inputs.shape
        if not training:
            return inputs
        return keras.random.dropout(inputs, rate, noise_shape=(rows, 1, channels), seed=seed)

    feedback = check("dropout_keras.channel_dropout", channel_dropout)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("seed", range(5))
def test_chance_alone_never_speaks_against_an_answer(keras, seed):
    def channel_dropout(inputs, rate, training, seed_):
        if not training:
            return inputs
        rows, _, channels = inputs.shape
        for _ in range(seed):  # other numbers of the same source
            keras.random.uniform((1,), seed=seed_)
        kept = keras.random.binomial((rows, 1, channels), 1, 1 - rate, seed=seed_)
        return inputs * kept / (1 - rate)

    feedback = check("dropout_keras.channel_dropout", channel_dropout)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x, rate, training, seed: x[:, 0], "The answer should return an array of numbers"),
        (lambda x, rate, training, seed: "x", "The answer should return an array of numbers"),
        (
            lambda x, rate, training, seed: x[:, :1] if training else x,
            "In training the answer should return a tensor of shape (30, 5, 40)",
        ),
        (
            lambda x, rate, training, seed: None if training else x,
            "In training the answer should return an array of numbers of shape (30, 5, 40)",
        ),
    ],
)
def test_an_answer_of_the_wrong_form_is_told_so(keras, answer, words):
    feedback = check("dropout_keras.channel_dropout", answer)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith(words)
    assert "raised" not in feedback.detail


@pytest.mark.parametrize(("rate", "classes"), [(0.5, 10), (0.2, 3), (0.7, 2), (0.0, 5), (0.3, 6)])
def test_the_floor_is_reached_by_scores_without_bounds(rate, classes):
    received = BY_NAME["score_floor"].reference(rate, classes)
    np.testing.assert_allclose(received, score_floor(rate, classes), atol=1e-12)


def test_no_scores_found_by_descent_go_below_the_floor():
    """Adam on the exact expected loss over all masks comes near to the floor from above."""
    rate, classes = 0.4, 3
    every = list(masks(classes, rate))
    factors = np.array([mask for mask, _ in every]) / (1 - rate)
    weights = np.array([probability for _, probability in every])
    scores, adam = np.zeros(classes), network.Adam(0.05)
    values = []
    for _ in range(2000):
        q = network.softmax(factors * scores)
        values.append(-weights @ np.log(q[:, 0]))
        adam.step([scores], [weights @ ((q - [1, 0, 0]) * factors)])
    floor = BY_NAME["score_floor"].reference(rate, classes)
    assert min(values) >= floor - 1e-12
    assert values[-1] < floor + 1e-3


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("rate", [0.0, 0.15, 0.6])
def test_the_noise_agrees_with_all_masks_on_new_data(rate, whole):
    h = np.random.default_rng(9).normal(size=(7, 3))
    received = BY_NAME["pooled_noise"].reference(h, rate, whole)
    np.testing.assert_allclose(received, pooled_noise(h, rate, whole), atol=1e-12)


def test_no_rate_lies_so_close_to_two_errors_that_rounding_decides():
    for case in BY_NAME["tied"].cases:
        _, losses = case()
        if not (losses * 64 % 1).any():
            continue  # every step is exact, see the next test
        best = losses.mean(axis=0).argmin()
        for k in set(range(losses.shape[1])) - {best}:
            assert abs(ttest_rel(losses[:, k], losses[:, best]).statistic - 2) > 0.01


def test_one_rate_lies_at_exactly_two_errors_and_one_has_the_losses_of_the_best():
    (case,) = (case for case in BY_NAME["tied"].cases if not (case()[1] * 64 % 1).any())
    _, losses = case()
    best = losses.mean(axis=0).argmin()
    seeds = len(losses)
    others = [k for k in range(losses.shape[1]) if k != best]
    squares = []
    for k in others:
        differences = [Fraction(a) - Fraction(b) for a, b in losses[:, [k, best]]]
        mean = sum(differences) / seeds
        variance = sum((d - mean) ** 2 for d in differences) / (seeds - 1)
        squares.append((mean**2, 4 * variance / seeds))
    assert sum(mean == allowed != 0 for mean, allowed in squares) == 1
    assert (0, 0) in squares


def test_the_rates_come_in_no_order():
    for case in BY_NAME["tied"].cases:
        rates, losses = case()
        if len(rates) > 3:
            assert (np.diff(rates) < 0).any()
            assert (np.diff(rates) > 0).any()
        assert len(set(rates)) == len(rates) == losses.shape[1]


def test_the_module_is_imported_without_keras():
    code = "import sys, helpers.exercises.pages.dropout.keras; print('keras' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
