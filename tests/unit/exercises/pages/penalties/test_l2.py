"""The references of the L2 exercises against independent oracles, and each mistake's own hint."""

import math
import statistics

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from helpers.exercises import check, names
from helpers.exercises.pages.penalties.l2 import EXERCISES

BY_NAME = {exercise.name: exercise for exercise in EXERCISES}


def numeric_gradient(function, w, h=1e-3):
    """Central differences; exact, up to rounding, for the quadratic functions used here."""
    basis = h * np.eye(len(w))
    return np.array([(function(w + e) - function(w - e)) / (2 * h) for e in basis])


def penalty(w, lam):
    return lam / 2 * math.fsum(wj * wj for wj in w)


def penalty_gradient(w, lam):
    return numeric_gradient(lambda v: penalty(v, lam), w)


def decay_step(w, gradient, step, lam):
    """One step on a loss that has the given gradient everywhere, plus the penalty."""
    return w - step * numeric_gradient(lambda v: gradient @ v + penalty(v, lam), w)


def closed_form(X, y, lam):
    model = Ridge(alpha=len(y) * lam, solver="svd").fit(X, y)
    return model.coef_, float(model.intercept_)


def degrees_of_freedom(X, lam):
    """Trace of the hat matrix, less the 1 of the intercept, by inverting with the intercept in."""
    n, p = X.shape
    A = np.column_stack([np.ones(n), X])
    D = np.diag([0.0] + [n * lam] * p)
    return float(np.trace(A @ np.linalg.inv(A.T @ A + D) @ A.T)) - 1


def one_standard_error(lams, errors):
    columns = [[float(row[j]) for row in errors] for j in range(len(lams))]
    means = [statistics.fmean(column) for column in columns]
    best = min(range(len(lams)), key=means.__getitem__)
    bound = means[best] + statistics.stdev(columns[best]) / math.sqrt(len(errors))
    chosen = -math.inf
    for lam, mean in zip(lams, means, strict=True):
        if mean <= bound and lam > chosen:
            chosen = float(lam)
    return chosen


def leave_one_out(X, y, lam):
    errors = []
    for i in range(len(y)):
        rest = np.arange(len(y)) != i
        model = Ridge(alpha=len(y) * lam, solver="svd").fit(X[rest], y[rest])
        errors.append(y[i] - model.predict(X[i : i + 1])[0])
    return float(np.mean(np.square(errors)))


def flat(result):
    parts = result if isinstance(result, tuple) else (result,)
    return np.concatenate([np.ravel(part) for part in parts])


ORACLES = {
    "l2.penalty_gradient": penalty_gradient,
    "l2.decay_step": decay_step,
    "l2.closed_form": closed_form,
    "l2.degrees_of_freedom": degrees_of_freedom,
    "l2.one_standard_error": one_standard_error,
    "l2.leave_one_out": leave_one_out,
}


def test_the_chapter_has_its_seven_exercises():
    assert names("l2") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("l2"))) == 7
    assert set(ORACLES) | {"l2.augmented_data"} == set(names("l2"))


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(name, ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("name", [n for n in ORACLES if n != "l2.one_standard_error"])
def test_the_reference_agrees_with_its_oracle_on_new_data(name):
    exercise = BY_NAME[name]
    rng = np.random.default_rng(0)
    for n, p, lam in [(15, 4, 0.3), (6, 11, 0.8), (40, 1, 0.02)]:
        X, y = 2 + rng.normal(size=(n, p)), 5 + rng.normal(size=n)
        made = {"X": X, "y": y, "lam": lam, "step": 0.1, "w": X[0], "gradient": X[1]}
        arguments = [made[argument] for argument in exercise.arguments]
        received = flat(exercise.reference(*arguments))
        np.testing.assert_allclose(received, flat(ORACLES[name](*arguments)), rtol=1e-8, atol=1e-10)


def test_the_one_standard_error_rule_agrees_with_its_oracle_on_new_data():
    rng = np.random.default_rng(1)
    reference = BY_NAME["l2.one_standard_error"].reference
    for folds in [2, 5, 10] * 20:
        lams = rng.uniform(size=30)
        errors = 1 + (lams - 0.4) ** 2 + rng.normal(scale=0.1, size=(folds, 30))
        assert reference(lams, errors) == one_standard_error(lams, errors)


@pytest.mark.parametrize("number", range(3))
def test_least_squares_on_the_augmented_data_is_ridge(number):
    exercise = BY_NAME["l2.augmented_data"]
    X, y, lam = exercise.cases[number]()
    n, p = X.shape
    X_aug, y_aug = exercise.reference(X, y, lam)
    assert X_aug.shape == (n + p, p)
    assert y_aug.shape == (n + p,)
    np.testing.assert_array_equal(X_aug[:n], X)
    np.testing.assert_array_equal(y_aug[:n], y)
    # The exercise asks for one diagonal block, and for each weight its own row, in order.
    assert np.count_nonzero(X_aug[n:]) == p
    assert (np.diag(X_aug[n:]) > 0).all()
    ridge = Ridge(alpha=n * lam, fit_intercept=False, solver="svd").fit(X, y)
    np.testing.assert_allclose(
        np.linalg.lstsq(X_aug, y_aug, rcond=None)[0], ridge.coef_, rtol=1e-9, atol=1e-12
    )


@pytest.mark.parametrize("number", range(3))
def test_the_data_to_be_augmented_are_centred(number):
    X, y, _ = BY_NAME["l2.augmented_data"].cases[number]()
    np.testing.assert_allclose(X.mean(axis=0), 0, atol=1e-14)
    assert abs(y.mean()) < 1e-14


@pytest.mark.parametrize("number", range(4))
def test_no_candidate_lies_so_close_to_the_bound_that_rounding_decides(number):
    exercise = BY_NAME["l2.one_standard_error"]
    _, errors = exercise.cases[number]()
    mean = errors.mean(axis=0)
    deviation = errors.std(axis=0, ddof=1)
    best = mean.argmin()
    for ddof in (0, 1):
        spread = errors.std(axis=0, ddof=ddof)
        for margin in (spread[best], spread[best] / math.sqrt(len(errors)), deviation):
            assert np.abs(mean - mean[best] - margin).min() > 1e-6
    assert np.diff(np.sort(mean))[0] > 1e-6


def test_the_strengths_come_in_more_than_one_order():
    orders = set()
    for case in BY_NAME["l2.one_standard_error"].cases:
        steps = np.diff(case()[0])
        orders.add("up" if (steps > 0).all() else "down" if (steps < 0).all() else "mixed")
    assert orders == {"up", "down", "mixed"}
