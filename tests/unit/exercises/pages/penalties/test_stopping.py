"""The references of the exercises on early stopping against independent oracles."""

import numpy as np
from exercise_cases import pairs

from helpers.exercises import names
from helpers.exercises.pages.penalties.stopping import EXERCISES


def test_the_page_has_its_two_exercises():
    assert names("networks")[6:] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 2


def test_the_stopped_weights_are_those_of_the_descent():
    """The descent as one matrix, which is raised to the power of the number of steps."""
    for (X, y, step, t), found in pairs("networks.stopped_weights"):
        n, p = X.shape
        one_step = np.eye(p + 1)
        one_step[:p, :p] -= step * X.T @ X / n
        one_step[:p, p] = step * X.T @ y / n
        expected = np.linalg.matrix_power(one_step, t)[:p, p]
        np.testing.assert_allclose(found, expected, rtol=1e-7, atol=1e-9)
        w = np.zeros(p)
        for _ in range(min(t, 400)):
            w = w - step * X.T @ (X @ w - y) / n
        if t <= 400:
            np.testing.assert_allclose(found, w, rtol=1e-9, atol=1e-12)


def test_ridge_with_the_equivalent_strengths_is_the_stopped_descent():
    for (X, step, t), found in pairs("networks.equivalent_strengths"):
        n, p = X.shape
        Xc = X - X.mean(axis=0)
        covariance = Xc.T @ Xc / n
        y = np.random.default_rng(0).normal(size=n)
        w = np.zeros(p)
        for _ in range(t):
            w = w - step * (covariance @ w - Xc.T @ y / n)
        # eigh sorts upwards, the exercise by falling singular values.
        V = np.linalg.eigh(covariance)[1][:, ::-1]
        ridge = np.linalg.solve(covariance + V @ np.diag(found) @ V.T, Xc.T @ y / n)
        np.testing.assert_allclose(ridge, w, rtol=1e-9, atol=1e-12)
