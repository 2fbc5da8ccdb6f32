"""The references of the exercises on dropout at prediction time against independent oracles."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from scipy.stats import entropy

from helpers.exercises import check, names
from helpers.exercises.pages.dropout.uncertainty import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def coverage(drawn, y, noise, z):
    """The share of targets whose tail probability is above that of z."""
    inside, tail = 0, NormalDist().cdf(-z)
    for row, target in zip(drawn.T.tolist(), y.tolist(), strict=True):
        mean = math.fsum(row) / len(row)
        variance = math.fsum((value - mean) ** 2 for value in row) / len(row)
        below = NormalDist(mean, math.sqrt(variance + noise)).cdf(target)
        inside += min(below, 1 - below) > tail
    return inside / len(y)


def disagreement(q):
    """The mean divergence of the draws from their mean, which is the same number."""
    mean = q.mean(axis=0)
    return np.mean([entropy(draw, mean, axis=-1) for draw in q], axis=0)


ORACLES = {"coverage": coverage, "disagreement": disagreement}


def test_the_page_has_its_two_exercises():
    found = [exercise.name for exercise in EXERCISES]
    assert names("dropout_why")[-len(found) :] == found
    assert set(ORACLES) == set(BY_NAME)
    assert len(EXERCISES) == 2


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"dropout_why.{name}", ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_honest_intervals_keep_their_promise():
    rng = np.random.default_rng(0)
    truth = rng.normal(size=20_000)
    drawn = truth + 0.7 * rng.normal(size=(200, 20_000))
    y = truth + np.sqrt(0.49 + 2.0) * rng.normal(size=20_000)
    assert BY_NAME["coverage"].reference(drawn, y, 2.0, 1.645) == pytest.approx(0.9, abs=0.01)


def test_draws_that_agree_do_not_disagree():
    q = np.repeat(np.array([[[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]]]), 7, axis=0)
    np.testing.assert_allclose(BY_NAME["disagreement"].reference(q), 0, atol=1e-15)
