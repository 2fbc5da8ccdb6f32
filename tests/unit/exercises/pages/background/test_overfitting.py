"""The references of the overfitting exercises against independent oracles, and each mistake."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from scipy.linalg import qr
from scipy.optimize import minimize, minimize_scalar
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error

from helpers.exercises import names
from helpers.exercises.pages.background.overfitting import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def pairs(name):
    """The arguments of each case, and what the reference makes of them."""
    exercise = BY_NAME[name]
    return [(case(), exercise.reference(*case())) for case in exercise.cases]


def test_the_chapter_has_its_seven_exercises():
    assert names("overfitting") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("overfitting"))) == 7


def test_skill_is_measured_against_the_baseline_of_scikit_learn():
    for (y_train, y, predictions), found in pairs("skill"):
        dummy = DummyRegressor().fit(np.zeros((len(y_train), 1)), y_train)
        baseline = mean_squared_error(y, dummy.predict(np.zeros((len(y), 1))))
        assert found == pytest.approx(1 - mean_squared_error(y, predictions) / baseline)


def test_some_predictions_are_better_and_some_worse_than_the_baseline():
    found = [skill for _, skill in pairs("skill")]
    assert min(found) < 0 < max(found)


def test_the_parts_of_two_fits_add_up_to_the_mean_error():
    for (f, g, y), (rest, variance) in pairs("two_fits"):
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


@pytest.mark.parametrize(("n", "p", "noise"), [(30, 20, 0.25), (12, 3, 4.0)])
def test_the_expected_errors_are_those_of_a_simulation(n, p, noise):
    rng = np.random.default_rng(0)
    w, found = rng.normal(size=p), []
    for _ in range(4000):
        X = rng.normal(size=(n, p))
        y = X @ w + np.sqrt(noise) * rng.normal(size=n)
        fitted = np.linalg.lstsq(X, y, rcond=None)[0]
        found.append((np.mean((y - X @ fitted) ** 2), noise + np.sum((fitted - w) ** 2)))
    se = np.std(found, axis=0, ddof=1) / np.sqrt(len(found))
    expected = BY_NAME["expected_errors"].reference(n, p, noise)
    assert np.all(np.abs(np.mean(found, axis=0) - expected) < 3 * se)
    assert np.all(se < 0.05 * np.array(expected))


def test_the_rows_needed_are_the_first_that_reach_the_target():
    for (p, noise, target), found in pairs("rows_needed"):
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
    for (p, noise, target), _ in pairs("rows_needed"):
        exact = noise * p / target
        powers_of_two = all(np.log2(number).is_integer() for number in (p, noise, target))
        assert powers_of_two or abs(exact - round(exact)) > 1e-3


def test_the_shortest_weights_are_those_of_a_constrained_minimization():
    for (X, w), found in pairs("shorten"):
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
    for (X, _), _ in pairs("shorten"):
        d = np.linalg.svd(X, compute_uv=False)
        rank, distinct = np.sum(d > 1e-10 * d[0]), len(np.unique(X, axis=0))
        flat = d[rank - 1] < 0.01 * d[0]
        kinds.append((distinct < len(X), rank < distinct, bool(flat)))
    assert {(True, False, False), (False, True, False), (False, False, True)} <= set(kinds)
    # Far from the limits of the right answers, 1e-15 or the number of columns times rounding.
    ratios = [np.linalg.svd(X, compute_uv=False) for (X, _), _ in pairs("shorten")]
    assert not any(np.any((d / d[0] > 1e-15) & (d / d[0] < 1e-4)) for d in ratios)


def test_the_best_ratio_is_where_the_risk_is_smallest():
    for (signal, noise), found in pairs("best_ratio"):

        def risk(ratio, signal=signal, noise=noise):
            return signal * (1 - 1 / ratio) + noise / (ratio - 1)

        least = minimize_scalar(risk, bounds=(1 + 1e-6, 100), options={"xatol": 1e-9})
        assert found == pytest.approx(least.x, rel=1e-5)


def test_the_risk_of_ridge_is_that_of_drawn_weights_and_noise():
    for (X, lam, signal, noise), found in pairs("ridge_risk"):
        n, p = X.shape
        A = X.T @ X + n * lam * np.eye(p)
        lost = n * lam * np.linalg.inv(A)
        let_in = np.linalg.solve(A, X.T)
        exact = signal / p * np.trace(lost @ lost.T) + noise * np.trace(let_in @ let_in.T)
        assert found == pytest.approx(exact, rel=1e-9)


def test_the_risk_of_ridge_is_that_of_a_simulation():
    X, lam, signal, noise = BY_NAME["ridge_risk"].cases[1]()
    n, p = X.shape
    rng, risks = np.random.default_rng(0), []
    for _ in range(1500):
        w = np.sqrt(signal / p) * rng.normal(size=p)
        y = X @ w + np.sqrt(noise) * rng.normal(size=n)
        fit = Ridge(alpha=n * lam, fit_intercept=False).fit(X, y)
        risks.append(np.sum((fit.coef_ - w) ** 2))
    se = np.std(risks, ddof=1) / np.sqrt(len(risks))
    found = BY_NAME["ridge_risk"].reference(X, lam, signal, noise)
    assert abs(np.mean(risks) - found) < 3 * se
    assert se < 0.02 * found
