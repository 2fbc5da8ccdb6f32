"""The references of the elastic-net exercises against independent oracles, and each mistake."""

import itertools

import numpy as np
import pytest
from exercise_cases import cases, reference
from minima import minimum
from scipy import stats
from sklearn.linear_model import ElasticNet, Lasso
from sklearn.preprocessing import StandardScaler

from helpers.exercises import check, names
from helpers.exercises.pages.penalties.elastic_net import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}
EXACT = {"fit_intercept": False, "tol": 1e-13, "max_iter": 1_000_000}


@pytest.mark.parametrize("number", range(4))
def test_the_log_posterior_of_the_priors_is_scikit_learns_objective(number):
    alpha, l1_ratio, sigma, n = cases("elastic_net.from_sklearn")[number]
    theta, tau = reference("elastic_net.from_sklearn", (alpha, l1_ratio, sigma, n))
    rng = np.random.default_rng(number)
    X, y = rng.normal(size=(n, 4)), rng.normal(size=n)

    def log_posterior(w):
        prior = stats.laplace.logpdf(w, scale=theta) + stats.norm.logpdf(w, scale=tau)
        return stats.norm.logpdf(y, X @ w, sigma).sum() + prior.sum()

    def objective(w):
        penalty = l1_ratio * np.abs(w).sum() + (1 - l1_ratio) / 2 * w @ w
        return np.sum((y - X @ w) ** 2) / (2 * n) + alpha * penalty

    weights = rng.normal(size=(5, 4))
    fall = [log_posterior(w) - log_posterior(weights[0]) for w in weights[1:]]
    rise = [objective(w) - objective(weights[0]) for w in weights[1:]]
    np.testing.assert_allclose(fall, -n / sigma**2 * np.array(rise), rtol=1e-9)


@pytest.mark.parametrize("number", range(7))
def test_the_weighted_update_minimizes_along_its_coordinate(number):
    X, y, a, w, j, lam, mix = cases("elastic_net.weighted_update")[number]

    def objective(value):
        moved = w.copy()
        moved[j] = value
        penalty = mix * np.abs(moved).sum() + (1 - mix) / 2 * moved @ moved
        return 0.5 * np.sum(a * (y - X @ moved) ** 2) + lam * penalty

    assert a.sum() == pytest.approx(1)
    received = reference("elastic_net.weighted_update", (X, y, a, w, j, lam, mix))
    assert received == pytest.approx(minimum(objective, 0.0), abs=1e-6)


def test_updates_repeated_arrive_at_scikit_learns_minimum_with_sample_weights():
    X, y, a, w, _, _, _ = cases("elastic_net.weighted_update")[1]
    lam, mix = 0.2, 0.4
    assert np.abs(a @ X).min() > 0.1  # not centered
    model = ElasticNet(alpha=lam, l1_ratio=mix, **EXACT).fit(X, y, sample_weight=a)
    w = np.zeros_like(w)
    for _ in range(3000):
        for j in range(len(w)):
            w[j] = reference("elastic_net.weighted_update", (X, y, a, w, j, lam, mix))
    np.testing.assert_allclose(w, model.coef_, atol=1e-7)


@pytest.mark.parametrize("number", range(4))
def test_the_longer_tables_objective_is_the_one_asked_for(number):
    X, y, l1, l2 = cases("elastic_net.augmented_data")[number]
    n, p = X.shape
    X_long, y_long, alpha = reference("elastic_net.augmented_data", (X, y, l1, l2))
    assert X_long.shape == (n + p, p)
    np.testing.assert_array_equal(X_long[:n], X)
    np.testing.assert_array_equal(y_long, np.r_[y, np.zeros(p)])
    for w in np.random.default_rng(1).normal(size=(5, p)):
        asked = np.sum((y - X @ w) ** 2) / (2 * n) + l1 * np.abs(w).sum() + l2 @ w**2 / 2
        long = np.sum((y_long - X_long @ w) ** 2) / (2 * (n + p)) + alpha * np.abs(w).sum()
        assert long * (n + p) / n == pytest.approx(asked, rel=1e-12)


def test_the_lasso_on_the_longer_table_is_the_elastic_net():
    X, y, _, _ = cases("elastic_net.augmented_data")[1]
    lam, mix = 0.6, 0.3
    strengths = np.full(X.shape[1], lam * (1 - mix))
    X_long, y_long, alpha = reference("elastic_net.augmented_data", (X, y, lam * mix, strengths))
    found = Lasso(alpha=alpha, **EXACT).fit(X_long, y_long).coef_
    expected = ElasticNet(alpha=lam, l1_ratio=mix, **EXACT).fit(X, y).coef_
    np.testing.assert_allclose(found, expected, atol=1e-8)


@pytest.mark.parametrize("number", range(6))
def test_copies_are_what_scikit_learn_finds_for_a_column_repeated(number):
    c, m, lam, mix = cases("elastic_net.copies")[number]
    rng = np.random.default_rng(number)
    x = StandardScaler().fit_transform(rng.normal(size=(30, 1)))
    noise = rng.normal(size=30)
    noise -= noise.mean() + x[:, 0] * np.mean(x[:, 0] * noise)
    y = c * x[:, 0] + noise
    model = ElasticNet(alpha=lam, l1_ratio=mix, **EXACT).fit(np.repeat(x, m, axis=1), y)
    received = reference("elastic_net.copies", (c, m, lam, mix))
    np.testing.assert_allclose(model.coef_, received, atol=1e-7)


def solved(X, y, l1, l2):
    """The weights asked for, by scikit-learn's Lasso on a square root of the quadratic part."""
    n, p = X.shape
    values, vectors = np.linalg.eigh(X.T @ X / n + np.diag(l2))
    root = np.sqrt(np.maximum(values, 1e-14))[:, None] * vectors.T
    target = np.linalg.lstsq(root.T, X.T @ y / n)[0]
    # The root has p rows, and its loss is divided by twice as many.
    return Lasso(alpha=l1 / p, **EXACT).fit(root, target).coef_


@pytest.mark.parametrize("number", range(4))
def test_the_weights_on_the_longer_table_are_those_asked_for(number):
    X, y, l1, l2 = cases("elastic_net.augmented_data")[number]
    exercise = BY_NAME["augmented_data"]
    weights, more = exercise.apply(exercise.reference, (X, y, l1, l2))
    np.testing.assert_allclose(weights, solved(X, y, l1, l2), atol=1e-6)
    np.testing.assert_allclose(more, solved(X, y, l1 / 10, l2), atol=1e-6)
    assert np.count_nonzero(more) > 0.5 * len(more)


NOT_A_TABLE = {
    "no alpha": lambda X, y, l1, l2: (X, y),
    "alpha for each weight": lambda X, y, l1, l2: (*longer(X, y), l1 * l2),
    "alpha zero": lambda X, y, l1, l2: (*longer(X, y), 0),
    "alpha in words": lambda X, y, l1, l2: (*longer(X, y), "l1"),
    "alpha is NaN": lambda X, y, l1, l2: (*longer(X, y), np.nan),
    "the data alone": lambda X, y, l1, l2: (X, y, l1),
}


def longer(X, y):
    p = X.shape[1]
    return np.vstack([X, np.eye(p)]), np.concatenate([y, np.zeros(p)])


@pytest.mark.parametrize("answer", NOT_A_TABLE.values(), ids=NOT_A_TABLE)
def test_what_is_no_longer_table_is_told_so(answer):
    feedback = check("elastic_net.augmented_data", answer)
    assert feedback.status == "wrong"
    assert "alpha" in feedback.hint or "X_long" in feedback.hint
    assert "raised" not in feedback.detail


def test_an_empty_table_is_solved_and_wrong():
    """Its columns have no length to divide by."""
    feedback = check(
        "elastic_net.augmented_data",
        lambda X, y, l1, l2: (0 * longer(X, y)[0], longer(X, y)[1], l1),
    )
    assert feedback.status == "wrong"
    assert "raised" not in feedback.detail


def test_a_weight_that_is_zero_comes_in():
    (enters,) = (
        case()
        for case in BY_NAME["weighted_update"].cases
        if "comes in" in getattr(case, "what", "")
    )
    assert enters[3][enters[4]] == 0
    assert abs(reference("elastic_net.weighted_update", enters)) > 0.1


def test_some_copies_have_no_weight_and_some_have():
    found = [reference("elastic_net.copies", case) for case in cases("elastic_net.copies")]
    assert 0 in found
    assert min(found) < 0 < max(found)


@pytest.mark.parametrize("number", range(4))
def test_the_grouping_bound_column_by_column(number):
    X, y, lam, mix = cases("elastic_net.grouping_bound")[number]
    n, p = X.shape
    bound = reference("elastic_net.grouping_bound", (X, y, lam, mix))
    length = np.sqrt(np.sum((y - np.mean(y)) ** 2))
    for j, k in itertools.product(range(p), repeat=2):
        variance = [np.var(X[:, j] + s * X[:, k]) for s in (1, -1)]
        expected = np.sqrt(n * min(variance)) * length / (n * lam * (1 - mix))
        assert bound[j, k] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("number", range(4))
def test_scikit_learns_weights_obey_the_grouping_bound(number):
    X, y, lam, mix = cases("elastic_net.grouping_bound")[number]
    if mix == 0:
        n = len(y)
        Z = X - X.mean(axis=0)
        w = np.linalg.solve(Z.T @ Z + n * lam * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    else:
        w = ElasticNet(alpha=lam, l1_ratio=mix, tol=1e-12, max_iter=1_000_000).fit(X, y).coef_
    apart = np.abs(np.abs(w)[:, None] - np.abs(w))
    bound = reference("elastic_net.grouping_bound", (X, y, lam, mix))
    off = ~np.eye(len(w), dtype=bool)
    assert (apart[off] <= bound[off]).all()
    assert w.any()


def test_opposite_columns_occur_in_the_cases():
    smallest = min(np.corrcoef(X.T).min() for X, *_ in cases("elastic_net.grouping_bound"))
    assert smallest < -0.3


def test_the_page_has_its_five_exercises():
    assert names("elastic_net")[:5] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 5
