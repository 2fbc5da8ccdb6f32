"""The references of the exercises on scale against independent oracles."""

import numpy as np
import pytest
from exercise_cases import pairs
from sklearn.linear_model import ElasticNet, LinearRegression

from helpers.exercises import names
from helpers.exercises.pages.tuning.scale import EXERCISES
from helpers.exercises.registry import find


def answer(name, *arguments):
    """Return what the reference makes of the arguments."""
    return find(f"scale.{name}").reference(*arguments)


def described(rows):
    """Return number, mean and centred products of rows, from NumPy's covariance."""
    rows = np.asarray(rows)
    return (
        len(rows),
        rows.mean(axis=0),
        np.cov(rows.T, bias=True).reshape(rows.shape[1], -1) * len(rows),
    )


def test_the_chapter_has_its_seven_exercises():
    assert names("scale") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("scale"))) == 7


def test_the_merged_mean_is_the_mean_of_all_rows():
    for (counts, means), found in pairs("scale.merged_mean"):
        rows = np.repeat(means, counts, axis=0)
        np.testing.assert_allclose(found, rows.mean(axis=0), rtol=1e-12)


@pytest.mark.parametrize(("n", "gone", "p"), [(20, 7, 3), (50, 1, 2), (12, 10, 1)])
def test_what_is_forgotten_was_never_there(n, gone, p):
    rng = np.random.default_rng(n)
    rows = rng.normal(size=(n, p)) + 10 * rng.random(p)
    rows[:gone] *= 3
    found = answer("forget", *described(rows), *described(rows[:gone]))
    for one, other in zip(found, described(rows[gone:]), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9)


def test_decay_that_waits_is_decay_step_by_step():
    for (w, last, t, step, lam), found in pairs("scale.lazy_decay"):
        expected = w.copy()
        for now in range(1, t + 1):
            expected[now > last] -= step * lam * expected[now > last]
        np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_every_element_is_in_the_reservoir_equally_often():
    rng = np.random.default_rng(0)
    n, k, draws = 12, 4, 6000
    counts = np.zeros(n)
    for _ in range(draws):
        sample = answer("reservoir", np.arange(n), k, rng.random(n))
        assert len(set(sample.tolist())) == k
        counts[sample] += 1
    share = k / n
    assert np.abs(counts / draws - share).max() < 5 * np.sqrt(share * (1 - share) / draws)


def test_the_reservoir_keeps_its_places():
    for (stream, k, u), found in pairs("scale.reservoir"):
        kept = dict(enumerate(stream[:k].tolist()))
        for i, element in enumerate(stream.tolist()):
            if i >= k and u[i] * (i + 1) < k:
                kept[int(np.floor(u[i] * (i + 1)))] = element
        assert found.tolist() == [kept[place] for place in range(k)]


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


@pytest.mark.parametrize(("a", "b"), [(1, 2), (0.5, 1.7), (0, 3)])
def test_exponents_without_noise_are_exact(a, b):
    rng = np.random.default_rng(1)
    n, p = 10 ** rng.uniform(1, 6, 9), 10 ** rng.uniform(0, 3, 9)
    np.testing.assert_allclose(answer("exponents", n, p, 4e-8 * n**a * p**b), (a, b), atol=1e-9)


def test_exponents_are_the_slopes_of_a_regression():
    for (n, p, seconds), found in pairs("scale.exponents"):
        model = LinearRegression().fit(np.log10(np.column_stack([n, p])), np.log10(seconds))
        np.testing.assert_allclose(found, model.coef_, rtol=1e-8, atol=1e-8)


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
