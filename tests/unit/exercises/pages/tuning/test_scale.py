"""The references of the exercises on scale against independent oracles."""

import numpy as np
import pytest
from exercise_cases import pairs
from sklearn.linear_model import LinearRegression

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


def test_the_page_has_its_five_exercises():
    assert names("scale")[:5] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 5


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


@pytest.mark.parametrize(("a", "b"), [(1, 2), (0.5, 1.7), (0, 3)])
def test_exponents_without_noise_are_exact(a, b):
    rng = np.random.default_rng(1)
    n, p = 10 ** rng.uniform(1, 6, 9), 10 ** rng.uniform(0, 3, 9)
    np.testing.assert_allclose(answer("exponents", n, p, 4e-8 * n**a * p**b), (a, b), atol=1e-9)


def test_exponents_are_the_slopes_of_a_regression():
    for (n, p, seconds), found in pairs("scale.exponents"):
        model = LinearRegression().fit(np.log10(np.column_stack([n, p])), np.log10(seconds))
        np.testing.assert_allclose(found, model.coef_, rtol=1e-8, atol=1e-8)
