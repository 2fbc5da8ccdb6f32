"""The references of the exercises on fine-tuning against independent oracles."""

import itertools

import numpy as np
import pytest
from exercise_cases import pairs
from finite_differences import central_differences, slope
from scipy.optimize import minimize

from helpers.exercises import check, names
from helpers.exercises.pages.large.fine_tuning import EXERCISES
from helpers.linear import Ridge


def test_the_page_has_its_seven_exercises():
    assert names("fine_tuning") == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 7


def test_what_is_counted_are_the_entries_of_the_matrices():
    kinds = set()
    for (shapes, rank), found in pairs("fine_tuning.adapter_count"):
        total = 0
        for inputs, units in shapes:
            A, B, W = (np.ones(s) for s in ((inputs, rank), (rank, units), (inputs, units)))
            total += min(A.size + B.size, W.size)
            kinds.add(np.sign(A.size + B.size - W.size))
        assert found == total
    assert kinds == {-1, 0, 1}


def test_the_closed_form_is_where_a_search_ends():
    for (X, y, start, lam), found in pairs("fine_tuning.ridge_to_start"):

        def objective(w, X=X, y=y, start=start, lam=lam):
            return np.mean((y - X @ w) ** 2) / 2 + lam / 2 * np.sum((w - start) ** 2)

        least = minimize(objective, np.zeros(len(start)), options={"gtol": 1e-10})
        np.testing.assert_allclose(found, least.x, atol=1e-6)


def test_it_is_the_books_ridge_on_what_the_start_leaves():
    for (X, y, start, lam), found in pairs("fine_tuning.ridge_to_start"):
        left = Ridge(len(y) * lam, fit_intercept=False).fit(X, y - X @ start)
        np.testing.assert_allclose(found, start + left.coef_, rtol=1e-9)


def test_a_step_is_one_on_the_objective_by_differences():
    for (w, start, gradient, rate, lam), found in pairs("fine_tuning.step_to_start"):

        def objective(v, start=start, gradient=gradient, lam=lam):
            return np.sum(gradient * v) + lam / 2 * np.sum((v - start) ** 2)

        np.testing.assert_allclose(found, w - rate * slope(objective, w, 1e-4), atol=1e-7)


def test_the_gradients_are_those_by_differences():
    for (x, W, A, B, gradient), found in pairs("fine_tuning.adapter_gradients"):

        def value(x=x, W=W, A=A, B=B, gradient=gradient):
            return np.sum(gradient * (x @ (W + A @ B)))

        for array, part in zip((A, B, x), found, strict=True):
            expected = central_differences(value, array, 1e-4)
            np.testing.assert_allclose(part, expected, atol=1e-7)


def test_no_product_of_this_rank_comes_closer():
    rng = np.random.default_rng(0)
    for (start, tuned, rank), found in pairs("fine_tuning.best_change"):
        change = found - start
        assert np.linalg.matrix_rank(change) <= rank
        reached = np.sum((tuned - found) ** 2)
        shape = (len(start), rank)
        for _ in range(5):
            A = rng.normal(size=shape)
            for _ in range(3000):  # least squares in turn: it can only come closer
                B = np.linalg.lstsq(A, tuned - start)[0]
                A = np.linalg.lstsq(B.T, (tuned - start).T)[0].T
            assert np.sum((tuned - start - A @ B) ** 2) == pytest.approx(reached, abs=1e-6)


def test_the_best_mixture_is_found_row_by_row():
    tied = unsorted = False
    for (start, tuned, X, y, alphas), (alpha, weights) in pairs("fine_tuning.best_mix"):
        wrong = {}
        for a in alphas:
            W = start + a * (tuned - start)
            wrong[a] = sum(
                max(range(W.shape[1]), key=lambda k: x @ W[:, k]) != label
                for x, label in zip(X, y, strict=True)
            )
        best = [a for a, count in wrong.items() if count == min(wrong.values())]
        assert alpha == min(best)
        np.testing.assert_allclose(weights, start + alpha * (tuned - start), rtol=1e-12)
        tied |= len(best) > 1
        unsorted |= list(alphas) != sorted(alphas)
    assert tied
    assert unsorted


def test_the_penalty_is_the_mean_over_all_masks():
    for (X, A, B, rate), found in pairs("fine_tuning.dropped_penalty"):
        clean, mean = X @ A @ B, 0.0
        for kept in itertools.product((0, 1), repeat=X.shape[1]):
            kept = np.array(kept)
            chance = np.prod(np.where(kept, 1 - rate, rate))
            noisy = (X * kept / (1 - rate)) @ A @ B
            # A target that the clean output misses: the noise adds the same to any residual.
            mean += chance * np.sum((noisy - clean - 0.7) ** 2) / (2 * len(X))
        plain = np.sum(np.full(clean.shape, 0.7) ** 2) / (2 * len(X))
        assert found == pytest.approx(mean - plain, abs=1e-12)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_an_untouched_stub_is_missing(exercise):
    assert check(exercise.name, lambda *arguments: None).status == "missing"
