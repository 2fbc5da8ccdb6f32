"""The relaxed lasso against scikit-learn's lasso and least squares, put together by hand."""

import numpy as np
import pytest
import sklearn.linear_model
from sklearn.utils.estimator_checks import parametrize_with_checks

from helpers.linear import Lasso, RelaxedLasso


def problem(n=40, p=8, targets=(), seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 3, p) + rng.uniform(-2, 2, p)
    w = np.where(np.arange(p) < 3, 1.0, 0.0).reshape(p, *[1] * len(targets))
    return X, (X @ w if targets else X @ w.ravel()) + rng.normal(size=(n, *targets)) + 5


def by_hand(X, y, alpha, gamma, weights=None, fit_intercept=True):
    """Predict by the lasso and by the refit, each with its intercept, and mix the predictions."""
    lasso = sklearn.linear_model.Lasso(alpha, fit_intercept=fit_intercept, tol=1e-13)
    chosen = lasso.set_params(max_iter=10**6).fit(X, y, weights).coef_ != 0
    ones = np.ones((len(y), int(fit_intercept)))
    A = np.c_[X[:, chosen], ones]
    root = np.ones(len(y)) if weights is None else np.sqrt(weights)
    theta = np.linalg.lstsq(A * root[:, None], y * root, rcond=None)[0]
    return gamma * lasso.predict(X) + (1 - gamma) * (A @ theta), chosen


@parametrize_with_checks([RelaxedLasso()])
def test_scikit_learn_estimator_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("gamma", [0, 0.25, 0.5, 1])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("fit_intercept", [True, False])
def test_the_mix_of_both_fits(gamma, weighted, fit_intercept):
    X, y = problem()
    weights = np.random.default_rng(1).uniform(0.2, 2, 40) if weighted else None
    model = RelaxedLasso(0.4, gamma=gamma, fit_intercept=fit_intercept, tol=1e-13)
    model.fit(X, y, weights)
    expected, chosen = by_hand(X, y, 0.4, gamma, weights, fit_intercept)
    assert 1 <= chosen.sum() < 8
    np.testing.assert_array_equal(model.coef_ != 0, chosen)
    np.testing.assert_allclose(model.predict(X), expected, rtol=1e-6, atol=1e-6)


def test_the_ends_are_the_lasso_and_least_squares_of_its_columns():
    X, y = problem()
    lasso = Lasso(0.4, tol=1e-12).fit(X, y)
    whole = RelaxedLasso(0.4, gamma=1, tol=1e-12).fit(X, y)
    np.testing.assert_array_equal(whole.coef_, lasso.coef_)
    assert whole.intercept_ == pytest.approx(lasso.intercept_)
    refit = RelaxedLasso(0.4, gamma=0, tol=1e-12).fit(X, y)
    left = y - refit.predict(X)
    np.testing.assert_allclose(X[:, lasso.coef_ != 0].T @ left, 0, atol=1e-9)
    assert left.sum() == pytest.approx(0, abs=1e-9)


def test_orthonormal_columns_as_published():
    """There the lasso takes λ from each, so the mix takes γλ from those that stay."""
    X = np.linalg.qr(np.random.default_rng(0).normal(size=(30, 5)))[0] * np.sqrt(30)
    y = X @ [3, -2, 0.3, 0.1, 0]
    model = RelaxedLasso(0.5, gamma=0.4, fit_intercept=False, tol=1e-14).fit(X, y)
    np.testing.assert_allclose(model.coef_, [3 - 0.2, -2 + 0.2, 0, 0, 0], atol=1e-7)
    np.testing.assert_allclose(model.lasso_coef_, [2.5, -1.5, 0, 0, 0], atol=1e-7)


def test_nothing_chosen_is_the_mean():
    X, y = problem()
    model = RelaxedLasso(1e3).fit(X, y)
    np.testing.assert_array_equal(model.coef_, np.zeros(8))
    assert model.intercept_ == pytest.approx(y.mean())


def test_several_targets_are_fitted_each_by_itself():
    X, Y = problem(targets=(3,))
    together = RelaxedLasso(0.3, gamma=0.2).fit(X, Y)
    for k in range(3):
        alone = RelaxedLasso(0.3, gamma=0.2).fit(X, Y[:, k])
        np.testing.assert_allclose(together.coef_[k], alone.coef_, rtol=1e-10)
        assert together.intercept_[k] == pytest.approx(alone.intercept_)
    assert together.lasso_coef_.shape == (3, 8)
    one = RelaxedLasso(0.3).fit(X, Y[:, :1])
    assert one.coef_.shape == (8,)
    assert one.intercept_.shape == (1,)


def test_float32_is_kept():
    X, y = problem()
    model = RelaxedLasso(0.3).fit(X.astype(np.float32), y)
    assert model.coef_.dtype == model.lasso_coef_.dtype == np.float32
    expected = RelaxedLasso(0.3).fit(X, y).coef_
    np.testing.assert_allclose(model.coef_, expected, rtol=0, atol=1e-5 * np.abs(expected).max())


@pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan, None, "1", True])
def test_gamma(bad):
    X, y = problem()
    with pytest.raises(ValueError, match="expected gamma to be a finite number >= 0 and <= 1, got"):
        RelaxedLasso(0.3, gamma=bad).fit(X, y)


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        (np.full((4, 2), np.nan), np.ones(4), "Input X contains NaN"),
        (np.ones((4, 2)), np.ones(3), "inconsistent numbers of samples"),
        (np.ones(4), np.ones(4), "Expected 2D array"),
    ],
)
def test_data(X, y, message):
    with pytest.raises(ValueError, match=message):
        RelaxedLasso().fit(X, y)
