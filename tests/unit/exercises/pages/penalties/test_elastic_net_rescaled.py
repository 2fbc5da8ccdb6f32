"""The references of the exercises on the rescaled elastic net against independent oracles."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.preprocessing import StandardScaler

from helpers.exercises import names
from helpers.exercises.pages.penalties.elastic_net_rescaled import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}
EXACT = {"fit_intercept": False, "tol": 1e-13, "max_iter": 1_000_000}


def cases(name):
    return [case() for case in BY_NAME[name].cases]


def reference(name, arguments):
    return BY_NAME[name].reference(*arguments)


def minimum(function, kink):
    """Least value of a convex function with one kink, from each side of it and at it."""
    ends = [(kink - 50, kink), (kink, kink + 50)]
    options = {"xatol": 1e-10}
    found = [
        minimize_scalar(function, bounds=end, method="bounded", options=options).x for end in ends
    ]
    return min([*found, kink], key=function)


@pytest.mark.parametrize("number", range(5))
def test_the_articles_prox_minimizes_its_definition(number):
    v, step, lam, alpha = cases("article_prox")[number]
    oracle = [
        minimum(
            lambda w, u=u: 0.5 * (w - u) ** 2 + step * lam * (alpha * w * w + (1 - alpha) * abs(w)),
            0.0,
        )
        for u in v
    ]
    received = reference("article_prox", (v, step, lam, alpha))
    # A minimum is found to the root of the precision of its value.
    np.testing.assert_allclose(received, oracle, atol=1e-6)


@pytest.mark.parametrize("number", range(4))
def test_rescaled_weights_predict_as_those_of_the_standardized_columns(number):
    X, y, w, lam, mix = cases("rescale")[number]
    own, b = reference("rescale", (X, y, w, lam, mix))
    scaler = StandardScaler().fit(X)
    new = np.random.default_rng(9).normal(size=(6, X.shape[1]))
    expected = y.mean() + scaler.transform(new) @ w * (1 + lam - lam * mix)
    np.testing.assert_allclose(new @ own + b, expected, rtol=1e-10)


def test_the_page_has_its_two_exercises():
    assert names("elastic_net")[5:] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 2
