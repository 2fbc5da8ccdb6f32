"""The references of the exercises on hyperparameters and rows against independent oracles."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.stats import binom
from sklearn.preprocessing import StandardScaler

from helpers.exercises import names
from helpers.exercises.pages.background import four_knobs, luck_and_lies
from helpers.exercises.pages.background.hyperparameters import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def test_the_exercises_of_three_pages_are_listed_in_their_order():
    pages = (EXERCISES, four_knobs.EXERCISES, luck_and_lies.EXERCISES)
    every = [exercise.name for exercises in pages for exercise in exercises]
    assert names("hyperparameters") == every
    assert len(set(every)) == 10


def test_the_rows_are_the_fewest_whose_binomial_spread_is_small_enough():
    for (accuracy, error), found in pairs("hyperparameters.test_rows"):
        assert isinstance(found, int)
        assert binom(found, accuracy).std() / found <= error * (1 + 1e-12)
        if found > 1:
            assert binom(found - 1, accuracy).std() / (found - 1) > error


@pytest.mark.parametrize(
    ("accuracy", "error", "rows"), [(0.2, 0.04, 100), (0.6, 0.1, 24), (0.4, 0.1, 24)]
)
def test_a_rounding_error_costs_no_row(accuracy, error, rows):
    assert BY_NAME["test_rows"].reference(accuracy, error) == rows
    exact = Fraction(str(accuracy)) * (1 - Fraction(str(accuracy)))
    assert exact == rows * Fraction(str(error)) ** 2


def test_no_precision_lies_so_close_to_a_whole_row_that_rounding_errors_decide():
    for (accuracy, error), _ in pairs("hyperparameters.test_rows"):
        exact = accuracy * (1 - accuracy) / error**2
        powers_of_two = all(np.log2(number).is_integer() for number in (accuracy, error))
        assert powers_of_two or abs(exact - round(exact)) > 1e-3


def test_twins_are_found_as_tuples_in_a_set():
    found_some = []
    for (A, B), found in pairs("hyperparameters.twins"):
        memory = {tuple(row) for row in A}
        assert found.tolist() == [tuple(row) in memory for row in B]
        found_some.append(found.any() and not found.all())
    assert any(found_some)


def test_rows_are_scaled_as_by_the_scaler_of_scikit_learn():
    spread = []
    for (X, fitted), found in pairs("hyperparameters.scaled"):
        expected = StandardScaler().fit(X[fitted]).transform(X)
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
        spread.append(X[fitted].std(axis=0).min())
    assert min(spread) == 0 < max(spread)


@pytest.mark.parametrize("case", [0, 1, 3])
def test_the_best_of_k_is_the_mean_over_all_draws(case):
    (scores, k), found = pairs("hyperparameters.best_of")[case]
    draws = [max(draw) for draw in itertools.product(scores, repeat=k)]
    assert found == pytest.approx(np.mean(draws))


def test_the_best_of_k_is_that_of_a_simulation():
    for (scores, k), found in pairs("hyperparameters.best_of"):
        draws = np.random.default_rng(0).choice(scores, (20000, k)).max(axis=1)
        assert abs(draws.mean() - found) < 4 * draws.std() / math.sqrt(20000)
