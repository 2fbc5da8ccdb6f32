"""The references of the exercises on Gaussian processes against independent oracles."""

import numpy as np
import pytest
from exercise_cases import pairs
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF

from helpers.exercises.pages.tuning.gaussian_process import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def test_the_optimist_takes_the_lowest_end_of_those_that_are_left():
    for (mean, deviation, tried, beta), found in pairs("search.optimist"):
        ends = {i: mean[i] - beta * deviation[i] for i in range(len(mean))}
        for i in tried:
            del ends[int(i)]
        assert ends[found] == min(ends.values())
        assert sorted(ends.values())[:2][-1] > ends[found] + 1e-6 or len(ends) == 1


def test_leaving_out_is_leaving_out():
    for (C, y), found in pairs("search.leave_one_out"):
        for i in range(len(y)):
            rest = np.arange(len(y)) != i
            weights = np.linalg.solve(C[np.ix_(rest, rest)], y[rest])
            assert found[i] == pytest.approx(C[i, rest] @ weights, rel=1e-8)


def test_leaving_out_agrees_with_scikit_learn():
    rng = np.random.default_rng(1)
    x, noise = rng.random((8, 1)), 0.1
    y = np.sin(5 * x[:, 0]) + 0.3 * rng.normal(size=8)
    kernel = RBF(0.3)
    found = BY_NAME["leave_one_out"].reference(kernel(x) + noise * np.eye(8), y)
    for i in range(8):
        rest = np.arange(8) != i
        model = GaussianProcessRegressor(kernel, alpha=noise, optimizer=None)
        assert found[i] == pytest.approx(model.fit(x[rest], y[rest]).predict(x[[i]])[0])
