"""The references of the exercises on selection against independent oracles."""

from fractions import Fraction

import numpy as np
import pytest
from sklearn.linear_model import Lasso, LinearRegression

from helpers.exercises import check
from helpers.exercises.pages.penalties.selection import EXERCISES
from helpers.linear import RelaxedLasso

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def of_a_group(kept, group):
    """Count sample after sample."""
    numbers = [sum(bool(row[j]) for j in range(len(group)) if group[j]) for row in kept]
    size = int(np.sum(group))
    some = sum(number >= 1 for number in numbers) / len(kept)
    return some, sum(number == size for number in numbers) / len(kept)


def imitators(gram, w):
    """Predict each column outside from those inside, and add the coefficients with their signs."""
    columns = np.linalg.cholesky(gram).T
    inside = np.flatnonzero(w)
    found = np.zeros(len(w), dtype=bool)
    for j in np.flatnonzero(w == 0):
        coefficients = np.linalg.lstsq(columns[:, inside], columns[:, j])[0]
        found[j] = abs(coefficients @ np.sign(w[inside])) >= 1
    return found


def stable(kept, threshold):
    """Count half after half, and add up the chances of the columns."""
    halves, p = len(kept), len(kept[0])
    q = Fraction(sum(sum(map(int, row)) for row in kept), halves)
    often = [sum(bool(row[j]) for row in kept) / halves >= threshold for j in range(p)]
    each = (q / p) ** 2 / (2 * Fraction(threshold) - 1)
    return often, float(sum([each] * p))


def relaxed_lasso(X, y, w, gamma):
    """Mix the predictions of scikit-learn's least squares and the lasso, and read off both."""
    inside = np.flatnonzero(w)
    lasso = X @ w + np.mean(y - X @ w)
    refit = np.full(len(y), y.mean())
    weights = gamma * w
    if len(inside):
        model = LinearRegression().fit(X[:, inside], y)
        refit = model.predict(X[:, inside])
        weights[inside] += (1 - gamma) * model.coef_
    return weights, np.mean(gamma * lasso + (1 - gamma) * refit - X @ weights)


ORACLES = [of_a_group, imitators, stable, relaxed_lasso]


def test_each_exercise_of_the_page_has_an_oracle():
    assert [oracle.__name__ for oracle in ORACLES] == list(BY_NAME)


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
def test_an_oracle_of_another_make_passes_as_an_answer(oracle):
    feedback = check(f"l1.{oracle.__name__}", oracle)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("seed", range(5))
def test_the_references_agree_with_their_oracles_on_new_data(seed):
    rng = np.random.default_rng(seed)
    kept, group = rng.random((30, 5)) < 0.6, np.arange(5) <= seed
    assert BY_NAME["of_a_group"].reference(kept, group) == pytest.approx(of_a_group(kept, group))
    X = rng.normal(size=(40, 7)) + rng.normal(size=(40, 1))
    gram, w = X.T @ X / 40, np.where(np.arange(7) < 3, rng.normal(size=7), 0)
    expected = imitators(gram, w)
    np.testing.assert_array_equal(BY_NAME["imitators"].reference(gram, w), expected)
    for oracle, arguments in (
        (stable, (kept, 0.55 + 0.1 * seed)),
        (relaxed_lasso, (X, X[:, 0] + rng.normal(size=40), w, 0.2 * seed)),
    ):
        found = BY_NAME[oracle.__name__].reference(*arguments)
        for mine, theirs in zip(found, oracle(*arguments), strict=True):
            np.testing.assert_allclose(mine, theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("number", range(6))
def test_the_lasso_finds_the_truth_where_the_condition_holds_and_nowhere_else(number):
    gram, w = BY_NAME["imitators"].cases[number]()
    columns = np.linalg.cholesky(gram).T * np.sqrt(len(w))
    weak = 1e-3 * np.abs(w[w != 0]).min()
    model = Lasso(alpha=weak, fit_intercept=False, tol=1e-14, max_iter=10**6)
    found = model.fit(columns, columns @ w).coef_ != 0
    held_back = not BY_NAME["imitators"].reference(gram, w).any()
    assert np.array_equal(found, w != 0) == held_back


def test_no_number_is_so_close_to_one_that_rounding_decides():
    for case in BY_NAME["imitators"].cases:
        gram, w = case()
        inside = w != 0
        own = np.linalg.inv(gram[np.ix_(inside, inside)])
        numbers = gram[np.ix_(~inside, inside)] @ own @ np.sign(w[inside])
        assert np.abs(np.abs(numbers) - 1).min() > 1e-3


@pytest.mark.parametrize("gamma", [0, 0.4, 1])
def test_the_mix_of_a_real_lasso_is_that_of_the_estimator(gamma):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30, 6)) + 2
    y = X @ [1, -1, 0.2, 0, 0, 0] + rng.normal(size=30)
    model = RelaxedLasso(0.2, gamma=gamma, tol=1e-13).fit(X, y)
    weights, intercept = BY_NAME["relaxed_lasso"].reference(X, y, model.lasso_coef_, gamma)
    np.testing.assert_allclose(weights, model.coef_, atol=1e-12)
    assert intercept == pytest.approx(model.intercept_)


def test_idle_columns_come_in_no_more_often_than_promised():
    rng = np.random.default_rng(1)
    wrong, bounds = [], []
    for _ in range(400):
        kept = np.zeros((40, 12), dtype=bool)
        for row in kept:
            row[rng.permutation(12)[:5]] = True
        chosen, bound = BY_NAME["stable"].reference(kept, 0.55)
        wrong.append(chosen.sum())
        bounds.append(bound)
    assert np.ptp(bounds) < 1e-12
    assert 0 < np.mean(wrong) < bounds[0]
