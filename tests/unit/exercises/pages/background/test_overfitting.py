"""The references of the overfitting exercises against independent oracles, and each mistake."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.linalg import qr
from scipy.optimize import minimize
from sklearn.dummy import DummyRegressor
from sklearn.metrics import mean_squared_error

from helpers.exercises import names
from helpers.exercises.pages.background.overfitting import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def test_the_page_has_its_four_exercises():
    assert len({exercise.name for exercise in EXERCISES}) == 4
    assert {exercise.name for exercise in EXERCISES} <= set(names("overfitting"))


def test_skill_is_measured_against_the_baseline_of_scikit_learn():
    for (y_train, y, predictions), found in pairs("overfitting.skill"):
        dummy = DummyRegressor().fit(np.zeros((len(y_train), 1)), y_train)
        baseline = mean_squared_error(y, dummy.predict(np.zeros((len(y), 1))))
        assert found == pytest.approx(1 - mean_squared_error(y, predictions) / baseline)


def test_some_predictions_are_better_and_some_worse_than_the_baseline():
    found = [skill for _, skill in pairs("overfitting.skill")]
    assert min(found) < 0 < max(found)


def test_the_parts_of_two_fits_add_up_to_the_mean_error():
    for (f, g, y), (rest, variance) in pairs("overfitting.two_fits"):
        total = (mean_squared_error(y, f) + mean_squared_error(y, g)) / 2
        assert rest + variance == pytest.approx(total)
        spread = np.var(np.stack([f, g]), axis=0, ddof=1)
        assert variance == pytest.approx(spread.mean())


def test_the_parts_of_two_fits_are_right_on_average():
    """Over all pairs of a finite population, both parts are met exactly."""
    rng = np.random.default_rng(0)
    population, y = rng.normal(size=(6, 9)), rng.normal(size=9)
    ordered = list(itertools.product(population, repeat=2))
    parts = np.mean([BY_NAME["two_fits"].reference(f, g, y) for f, g in ordered], axis=0)
    mean = population.mean(axis=0)
    assert parts[0] == pytest.approx(np.mean((y - mean) ** 2))
    assert parts[1] == pytest.approx(np.mean((population - mean) ** 2))


def test_the_rows_needed_are_the_first_that_reach_the_target():
    for (p, noise, target), found in pairs("overfitting.rows_needed"):
        n = p + 2
        while noise * p / (n - p - 1) > target:
            n += 1
        assert found == n
        assert isinstance(found, int)


@pytest.mark.parametrize(
    ("p", "noise", "target", "n"), [(3, 0.1, 0.1, 7), (7, 0.1, 0.1, 15), (3, 1.1, 0.1, 37)]
)
def test_a_rounding_error_costs_no_row(p, noise, target, n):
    assert BY_NAME["rows_needed"].reference(p, noise, target) == n
    exact = Fraction(str(noise)) * p / (n - p - 1)
    assert exact == Fraction(str(target))


def test_no_target_lies_so_close_to_a_whole_row_that_rounding_errors_decide():
    for (p, noise, target), _ in pairs("overfitting.rows_needed"):
        exact = noise * p / target
        powers_of_two = all(np.log2(number).is_integer() for number in (p, noise, target))
        assert powers_of_two or abs(exact - round(exact)) > 1e-3


def test_the_shortest_weights_are_those_of_a_constrained_minimization():
    for (X, w), found in pairs("overfitting.shorten"):
        X = X / np.abs(X).max()
        np.testing.assert_allclose(X @ found, X @ w, atol=1e-10)
        oracle = np.linalg.lstsq(X, X @ w, rcond=None)[0]
        np.testing.assert_allclose(found, oracle, atol=1e-10)
        # A constraint for each independent row.
        R, order = qr(X.T, mode="r", pivoting=True)
        rows = X[order[: np.sum(np.abs(np.diag(R)) > 1e-10)]]
        constraint = {
            "type": "eq",
            "fun": lambda v, rows=rows, w=w: rows @ (v - w),
            "jac": lambda v, rows=rows: rows,
        }
        least = minimize(lambda v: v @ v, w, jac=lambda v: 2 * v, constraints=constraint)
        np.testing.assert_allclose(found, least.x, atol=1e-5)


def test_rows_depend_on_each_other_in_several_ways():
    """Equal rows, a row that is the sum of two others, and rows that are nearly equal."""
    kinds = []
    for (X, _), _ in pairs("overfitting.shorten"):
        d = np.linalg.svd(X, compute_uv=False)
        rank, distinct = np.sum(d > 1e-10 * d[0]), len(np.unique(X, axis=0))
        flat = d[rank - 1] < 0.01 * d[0]
        kinds.append((distinct < len(X), rank < distinct, bool(flat)))
    assert {(True, False, False), (False, True, False), (False, False, True)} <= set(kinds)
    # Far from the limits of the right answers, 1e-15 or the number of columns times rounding.
    ratios = [np.linalg.svd(X, compute_uv=False) for (X, _), _ in pairs("overfitting.shorten")]
    assert not any(np.any((d / d[0] > 1e-15) & (d / d[0] < 1e-4)) for d in ratios)
