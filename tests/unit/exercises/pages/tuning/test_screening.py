"""The references of the exercises on screening against independent oracles."""

import numpy as np
from exercise_cases import pairs
from sklearn.linear_model import ElasticNet

from helpers.exercises import names
from helpers.exercises.pages.tuning.screening import EXERCISES
from helpers.exercises.registry import find


def test_the_page_has_its_two_exercises():
    assert names("scale")[5:] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 2


def test_violators_are_those_that_a_small_step_would_help():
    """A column comes back exactly if some small weight lowers the penalized objective."""
    for (X, y, w, lam, out), found in pairs("scale.violators"):

        def objective(weights, X=X, y=y, lam=lam):
            e = y - X @ weights
            return np.var(e) / 2 + lam * np.abs(weights).sum()

        for j in np.flatnonzero(out):
            moved = [objective(w + size * (np.arange(len(w)) == j)) for size in (1e-6, -1e-6)]
            assert found[j] == (min(moved) < objective(w))
        assert not found[~out].any()


def test_some_columns_come_back_and_some_do_not():
    for (*_, out), found in pairs("scale.violators"):
        assert 0 < np.count_nonzero(found) < np.count_nonzero(out)


def test_a_column_whose_covariance_is_just_the_strength_stays_out():
    at_the_bound = []
    for (X, y, w, lam, out), found in pairs("scale.violators"):
        e = y - X @ w
        covariance = np.abs(X.T @ (e - e.mean())) / len(y)
        at_the_bound += found[out & (covariance == lam)].tolist()
    assert at_the_bound == [False, False]


def test_screened_columns_have_weight_zero_in_the_elastic_net():
    for (X, y, _, lam, mix), found in pairs("scale.elastic_screening"):
        model = ElasticNet(alpha=lam, l1_ratio=mix, tol=1e-12, max_iter=100_000).fit(X, y)
        assert np.all(np.abs(model.coef_[found]) < 1e-10)
        assert found.any()


def test_a_column_whose_bound_is_just_the_strength_is_not_certain():
    found = {
        (np.abs(X.T @ y).max() / len(y) / mix / lam): screened.tolist()
        for (X, y, w, lam, mix), screened in pairs("scale.elastic_screening")
        if not w.any()
    }
    assert found == {1.0: [True, True, True, False], 0.8: [True] * 4}


def test_screening_is_that_of_the_lasso_on_more_rows():
    """The chapter on L1 has the rule for a lasso; its 1/n counts the rows that were added."""
    for (X, y, w, lam, mix), found in pairs("scale.elastic_screening"):
        n, p = X.shape
        rows = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
        target = np.append(y, np.zeros(p))
        expected = find("l1.safe_screening").reference(rows, target, w, lam * mix * n / (n + p))
        np.testing.assert_array_equal(found, expected)
