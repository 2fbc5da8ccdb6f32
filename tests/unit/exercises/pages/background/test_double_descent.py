"""The references of the exercises on the peak against independent oracles, and each mistake."""

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.optimize import minimize_scalar
from sklearn.linear_model import Ridge

from helpers.exercises import names
from helpers.exercises.pages.background.double_descent import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def test_the_page_has_its_three_exercises():
    assert len({exercise.name for exercise in EXERCISES}) == 3
    assert {exercise.name for exercise in EXERCISES} <= set(names("overfitting"))


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


def test_the_best_ratio_is_where_the_risk_is_smallest():
    for (signal, noise), found in pairs("overfitting.best_ratio"):

        def risk(ratio, signal=signal, noise=noise):
            return signal * (1 - 1 / ratio) + noise / (ratio - 1)

        least = minimize_scalar(risk, bounds=(1 + 1e-6, 100), options={"xatol": 1e-9})
        assert found == pytest.approx(least.x, rel=1e-5)


def test_the_risk_of_ridge_is_that_of_drawn_weights_and_noise():
    for (X, lam, signal, noise), found in pairs("overfitting.ridge_risk"):
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
