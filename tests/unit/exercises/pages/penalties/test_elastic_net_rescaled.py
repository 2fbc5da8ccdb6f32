"""The references of the exercises on the rescaled elastic net against independent oracles."""

import numpy as np
import pytest
from exercise_cases import cases, reference
from minima import minimum
from sklearn.preprocessing import StandardScaler

from helpers.exercises import names
from helpers.exercises.pages.penalties.elastic_net_rescaled import EXERCISES


@pytest.mark.parametrize("number", range(5))
def test_the_articles_prox_minimizes_its_definition(number):
    v, step, lam, alpha = cases("elastic_net.article_prox")[number]
    oracle = [
        minimum(
            lambda w, u=u: 0.5 * (w - u) ** 2 + step * lam * (alpha * w * w + (1 - alpha) * abs(w)),
            0.0,
        )
        for u in v
    ]
    received = reference("elastic_net.article_prox", (v, step, lam, alpha))
    # A minimum is found to the root of the precision of its value.
    np.testing.assert_allclose(received, oracle, atol=1e-6)


@pytest.mark.parametrize("number", range(4))
def test_rescaled_weights_predict_as_those_of_the_standardized_columns(number):
    X, y, w, lam, mix = cases("elastic_net.rescale")[number]
    own, b = reference("elastic_net.rescale", (X, y, w, lam, mix))
    scaler = StandardScaler().fit(X)
    new = np.random.default_rng(9).normal(size=(6, X.shape[1]))
    expected = y.mean() + scaler.transform(new) @ w * (1 + lam - lam * mix)
    np.testing.assert_allclose(new @ own + b, expected, rtol=1e-10)


def test_the_page_has_its_two_exercises():
    assert names("elastic_net")[5:] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 2
