"""The references of the exercises on a small transformer against independent oracles."""

import itertools
import math

import numpy as np
import pytest
import scipy.special
from every_mask import exact_variance, factors_and_chances
from finite_differences import slope

from helpers import network
from helpers.exercises import check, names
from helpers.exercises.pages.large.transformer import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def look_back(scores):
    """Row by row, the softmax of SciPy over the places that may be seen."""
    weights = np.zeros(scores.shape)
    for t, row in enumerate(scores):
        weights[t, : t + 1] = scipy.special.softmax(row[: t + 1])
    return weights


def through_softmax(A, G):
    """By differences: scores whose softmax is the row are its logarithms."""
    result = np.zeros(A.shape)
    for i, (weights, gradient) in enumerate(zip(A, G, strict=True)):
        seen = weights > 0
        result[i, seen] = slope(scipy.special.softmax, np.log(weights[seen]), 1e-6) @ gradient[seen]
    return result


def through_norm(x, gradient, epsilon):
    """By differences of the layer of `helpers.network`, whose gain is one."""
    layer = network.LayerNormalization(x.shape[1], epsilon, dtype="float64")

    def of_row(row):
        return layer.forward(row[None, None])[0, 0]

    return np.array([slope(of_row, row, 1e-6) @ g for row, g in zip(x, gradient, strict=True)])


def attention_noise(A, V, rate):
    """Over all masks of a row of weights, with their chances."""
    factors, chances = factors_and_chances(A.shape[1], rate)
    result = [[exact_variance(factors @ (row * v), chances) for v in V.T] for row in A]
    return np.array(result)


def kept_blocks(blocks, last):
    """From the distribution of the count, built up block by block."""
    law = np.array([1.0])
    for block in range(1, blocks + 1):
        drop = last * block / blocks
        law = np.convolve(law, [drop, 1 - drop])
    counts = np.arange(blocks + 1)
    mean = counts @ law
    return mean, math.sqrt((counts - mean) ** 2 @ law)


def smoothed_loss(logits, labels, share):
    """Targets written out, class by class."""
    n, K = logits.shape
    targets = np.full((n, K), share / K)
    for i, label in enumerate(labels):
        targets[i, label] += 1 - share
    return -math.fsum((targets * scipy.special.log_softmax(logits, axis=1)).ravel()) / n


ORACLES = {
    "look_back": (look_back, 1e-12),
    "through_softmax": (through_softmax, 1e-8),
    "through_norm": (through_norm, 1e-7),
    "attention_noise": (attention_noise, 1e-12),
    "kept_blocks": (kept_blocks, 1e-12),
    "smoothed_loss": (smoothed_loss, 1e-12),
}
DIFFERENCES = {"through_softmax", "through_norm"}


def new_data(name, rng):
    A = scipy.special.softmax(rng.normal(size=(3, 5)), axis=1)
    return {
        "look_back": (rng.normal(size=(7, 7)),),
        "through_softmax": (A, rng.normal(size=A.shape)),
        "through_norm": (rng.normal(3, 2, (4, 5)), rng.normal(size=(4, 5)), 0.02),
        "attention_noise": (A, rng.normal(size=(5, 2)), 0.35),
        "kept_blocks": (9, 0.4),
        "smoothed_loss": (rng.normal(size=(5, 6)), rng.integers(0, 6, 5), 0.15),
    }[name]


def test_the_page_has_its_exercises():
    assert names("transformer") == [exercise.name for exercise in EXERCISES]
    assert set(ORACLES) == set(BY_NAME)


@pytest.mark.parametrize("name", ORACLES)
def test_references_are_those_of_an_oracle(name):
    oracle, tolerance = ORACLES[name]
    rng = np.random.default_rng(0)
    cases = [case() for case in BY_NAME[name].cases]
    for arguments in [*cases, new_data(name, rng), new_data(name, rng)]:
        found, expected = BY_NAME[name].reference(*arguments), oracle(*arguments)
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=tolerance)


@pytest.mark.parametrize("name", [name for name in ORACLES if name not in DIFFERENCES])
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"transformer.{name}", ORACLES[name][0])
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_no_loss_with_smoothed_labels_is_below_their_entropy():
    share, K = 0.2, 5
    apart = math.log((1 - share + share / K) / (share / K))
    lowest = smoothed_loss(apart * np.eye(K), np.arange(K), share)
    targets = np.r_[1 - share + share / K, np.full(K - 1, share / K)]
    assert lowest == pytest.approx(-np.sum(targets * np.log(targets)), rel=1e-12)
    reference = BY_NAME["smoothed_loss"].reference
    for shift in itertools.product((-0.1, 0.1), (0, 1)):
        moved = apart * np.eye(K)
        moved[0, shift[1]] += shift[0]
        assert reference(moved, np.arange(K), share) > lowest
