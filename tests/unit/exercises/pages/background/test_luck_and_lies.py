"""The references of the exercises on luck and lies against independent oracles."""

import statistics
from fractions import Fraction

import numpy as np
import pytest
from exercise_cases import pairs

from helpers.exercises.pages.background.luck_and_lies import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def test_what_a_score_is_worth_is_the_best_linear_guess_of_the_truth():
    rng = np.random.default_rng(0)
    truth = 0.6 + 0.03 * rng.normal(size=200_000)
    scores = truth + 0.04 * rng.normal(size=200_000)
    slope, level = np.polyfit(scores, truth, 1)
    found = BY_NAME["worth"].reference(scores, 0.03**2, 0.04**2)
    assert np.abs(found - (level + slope * scores)).max() < 0.002


def test_a_score_without_luck_is_worth_itself_and_one_of_luck_the_mean():
    for (scores, tau2, s2), found in pairs("hyperparameters.worth"):
        if s2 == 0:
            assert found == pytest.approx(scores)
        if tau2 == 0:
            assert found == pytest.approx(np.full(len(scores), scores.mean()))


def test_own_luck_in_exact_fractions():
    for (correct,), found in pairs("hyperparameters.own_luck"):
        k, m = correct.shape
        shared = [Fraction(int(correct[:, i].sum()), k) for i in range(m)]
        own = [[int(correct[j, i]) - shared[i] for i in range(m)] for j in range(k)]
        exact = sum(statistics.variance(row) for row in own) / k / m
        assert found == pytest.approx(float(exact), abs=1e-15)
