"""Leave-one-out errors against n refits of another make, and against scikit-learn."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge, RidgeCV

from helpers import linear
from helpers.linear import loo_errors

SHAPES = [(25, 4), (9, 30), (12, 11), (12, 12), (30, 1), (2, 3)]
ALPHAS = np.array([1e-3, 0.7, 40.0])


def problem(n, p, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 3, p) + rng.uniform(-2, 2, p)
    return X, X @ rng.normal(size=p) + rng.normal(size=n) + 5


def refits(X, y, alpha, fit_intercept=True):
    """Fit n times by least squares in a longer table, and predict the row that was left out."""
    missed, p = [], X.shape[1]
    for i in range(len(y)):
        A, b = np.delete(X, i, axis=0), np.delete(y, i)
        A_mean = A.mean(axis=0) if fit_intercept else np.zeros(p)
        b_mean = b.mean() if fit_intercept else 0.0
        rows = np.concatenate([A - A_mean, np.sqrt(alpha) * np.eye(p)])
        target = np.concatenate([b - b_mean, np.zeros(p)])
        w = np.linalg.lstsq(rows, target, rcond=1e-13)[0]
        missed.append(y[i] - b_mean - (X[i] - A_mean) @ w)
    return np.array(missed)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("fit_intercept", [True, False])
def test_n_refits(shape, fit_intercept):
    X, y = problem(*shape)
    found = loo_errors(X, y, ALPHAS, fit_intercept=fit_intercept)
    for k, alpha in enumerate(ALPHAS):
        expected = refits(X, y, alpha, fit_intercept)
        np.testing.assert_allclose(found[:, k], expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("fit_intercept", [True, False])
def test_scikit_learn(shape, fit_intercept):
    X, y = problem(*shape, seed=1)
    theirs = RidgeCV(ALPHAS, fit_intercept=fit_intercept, store_cv_results=True).fit(X, y)
    found = loo_errors(X, y, ALPHAS, fit_intercept=fit_intercept)
    np.testing.assert_allclose(found**2, theirs.cv_results_, rtol=1e-7, atol=1e-9)
    if len(y) > 2:  # of two rows the one that is left is fitted by its mean, whatever alpha is
        assert ALPHAS[np.mean(found**2, axis=0).argmin()] == theirs.alpha_


def test_a_refit_of_scikit_learns_for_each_row():
    X, y = problem(8, 3)
    for i, error in enumerate(loo_errors(X, y, 2.0)):
        model = Ridge(2.0).fit(np.delete(X, i, axis=0), np.delete(y, i))
        assert error == pytest.approx(y[i] - model.predict(X[[i]])[0], rel=1e-10)


@pytest.mark.parametrize("shape", [(25, 4), (9, 30)])
def test_without_a_penalty_it_is_least_squares_or_the_shortest_fit(shape):
    X, y = problem(*shape)
    np.testing.assert_allclose(loo_errors(X, y, 0), refits(X, y, 0), rtol=1e-9)


def test_a_strength_so_weak_that_every_row_is_fitted_loses_no_digits():
    X, y = problem(9, 30)
    weak = loo_errors(X, y, [1e-14, 1e-13])
    np.testing.assert_allclose(weak[:, 0], loo_errors(X, y, 0), rtol=1e-11)


def test_an_endless_strength_leaves_the_mean_of_the_others():
    X, y = problem(10, 3)
    others = (y.sum() - y) / 9
    np.testing.assert_allclose(loo_errors(X, y, 1e12), y - others, rtol=1e-9)


def test_columns_that_repeat_each_other_and_lists():
    X, y = problem(15, 3)
    twice = np.c_[X, X]
    found = loo_errors(twice.tolist(), y.tolist(), [4])
    assert found.shape == (15, 1)
    np.testing.assert_allclose(found[:, 0], refits(twice, y, 4), rtol=1e-10)
    np.testing.assert_allclose(found[:, 0], loo_errors(X, y, 2.0), rtol=1e-10)


@pytest.mark.parametrize(("n", "p"), [(20, 2), (20, 5), (5, 7), (6, 5)])
@pytest.mark.parametrize("fit_intercept", [True, False])
@pytest.mark.parametrize("apart", [1e13, 1e14, 1e15, 1e16, 1e20])
def test_columns_as_far_apart_as_there_are_digits(n, p, fit_intercept, apart):
    X, y = problem(n, p)
    X[:, 0] *= apart
    alphas = [0.1, 1, 50.0]
    found = loo_errors(X, y, alphas, fit_intercept=fit_intercept)
    for k, alpha in enumerate(alphas):
        model = linear.Ridge(alpha, fit_intercept=fit_intercept)
        for i in range(n):
            model.fit(np.delete(X, i, axis=0), np.delete(y, i))
            error = y[i] - model.predict(X[[i]])[0]
            assert found[i, k] == pytest.approx(error, rel=1e-9, abs=1e-9)


def test_input_is_not_changed():
    X, y = problem(10, 3)
    before = X.copy(), y.copy()
    X.flags.writeable = y.flags.writeable = False
    loo_errors(X, y, 1.0)
    np.testing.assert_array_equal(X, before[0])
    np.testing.assert_array_equal(y, before[1])


class TestBadInput:
    X, y = problem(6, 2)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((X, y[:, None], 1), r"expected y of shape \(6,\), got \(6, 1\)"),
            ((X, y[:-1], 1), r"expected y of shape \(6,\), got \(5,\)"),
            ((X[:, 0], y, 1), r"expected X with 2 axes, got shape \(6,\)"),
            ((X * np.nan, y, 1), "expected X to be finite, got nan"),
            ((X, y * np.inf, 1), "expected y to be finite, got"),
            ((X[:0], y[:0], 1), "expected X with at least one element"),
            ((X, y, -1), "expected alphas >= 0, got -1"),
            ((X, y, [1, np.nan]), "expected alphas to be finite, got nan"),
            ((X, y, []), "expected alphas with at least one element"),
            ((X, y, [[1]]), "expected alphas with 0 or 1 axes, got shape"),
            ((X, y, "1"), "expected alphas to hold real numbers"),
            ((X[:1], y[:1], 1), "expected at least 2 rows, so that one is left, got 1"),
        ],
    )
    def test_one_sentence(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            loo_errors(*arguments)

    def test_fit_intercept(self):
        with pytest.raises(ValueError, match="expected fit_intercept to be True or False, got 1"):
            loo_errors(self.X, self.y, 1, fit_intercept=1)

    def test_a_row_that_has_a_column_to_itself(self):
        alone = np.c_[self.X, np.arange(6) == 3]
        with pytest.raises(ValueError, match="got row 3, which is fitted whatever its target is"):
            loo_errors(alone, self.y, 0)
        expected = refits(alone, self.y, 0.5)
        np.testing.assert_allclose(loo_errors(alone, self.y, 0.5), expected, rtol=1e-10)
        alone[3, -1] = 1e20
        with pytest.raises(ValueError, match="got row 3, which is fitted whatever its target is"):
            loo_errors(alone, self.y, 0.5)
