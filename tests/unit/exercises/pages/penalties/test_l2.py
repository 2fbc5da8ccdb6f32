"""The references of the L2 exercises against independent oracles, and each mistake's own hint."""

import math
from fractions import Fraction

import numpy as np
import pytest
from exercise_cases import flat
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
    """Pair by pair, in exact fractions: mean² ≤ variance / folds where the mean is positive."""
    columns = [[Fraction(float(row[j])) for row in errors] for j in range(len(lams))]
    folds = len(errors)
    best = min(columns, key=sum)
    chosen = -math.inf
    for lam, column in zip(lams, columns, strict=True):
        apart = [mine - lowest for mine, lowest in zip(column, best, strict=True)]
        mean = sum(apart) / folds
        scatter = sum((each - mean) ** 2 for each in apart) / (folds - 1)
        if mean <= 0 or mean**2 <= scatter / folds:
            chosen = max(chosen, float(lam))
    return chosen


def augmented_data(X, y, lam):
    """The prior as data: τ² = 1/(nλ), and each weight observed as 0, in units of τ."""
    n, p = X.shape
    deviation = (n * lam) ** -0.5
    rows = [[float(j == k) / deviation for k in range(p)] for j in range(p)]
    return np.array([*rows, *X.tolist()]), np.array([0.0] * p + y.tolist())


def leave_one_out(X, y, lam):
    errors = []
    for i in range(len(y)):
        rest = np.arange(len(y)) != i
        model = Ridge(alpha=len(y) * lam, solver="svd").fit(X[rest], y[rest])
        errors.append(y[i] - model.predict(X[i : i + 1])[0])
    return float(np.mean(np.square(errors)))


ORACLES = {
    "l2.penalty_gradient": penalty_gradient,
    "l2.decay_step": decay_step,
    "l2.closed_form": closed_form,
    "l2.degrees_of_freedom": degrees_of_freedom,
    "l2.augmented_data": augmented_data,
    "l2.one_standard_error": one_standard_error,
    "l2.leave_one_out": leave_one_out,
}


def test_the_chapter_has_its_seven_exercises():
    assert names("l2") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("l2"))) == 7
    assert set(ORACLES) == set(names("l2"))


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(name, ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize(
    "name", [n for n in ORACLES if n not in ("l2.one_standard_error", "l2.augmented_data")]
)
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
def test_least_squares_on_the_longer_table_is_ridge(number):
    exercise = BY_NAME["l2.augmented_data"]
    X, y, lam = exercise.cases[number]()
    n, p = X.shape
    X_long, y_long = exercise.reference(X, y, lam)
    assert X_long.shape == (n + p, p)
    assert y_long.shape == (n + p,)
    np.testing.assert_array_equal(X_long[:n], X)
    np.testing.assert_array_equal(y_long[:n], y)
    ridge = Ridge(alpha=n * lam, fit_intercept=False, solver="svd").fit(X, y)
    rows, weights = exercise.apply(exercise.reference, (X, y, lam))
    assert rows == n
    np.testing.assert_allclose(weights, ridge.coef_, rtol=1e-9, atol=1e-12)


def test_a_data_row_that_was_changed_is_missed():
    exercise = BY_NAME["l2.augmented_data"]
    X, y, lam = exercise.cases[0]()

    def one_target_moved(X, y, lam):
        X_long, y_long = exercise.reference(X, y, lam)
        y_long[0] += 0.01
        return X_long, y_long

    assert exercise.apply(one_target_moved, (X, y, lam))[0] == len(y) - 1


NOT_A_TABLE = {
    "a number": lambda X, y, lam: 3.0,
    "one part": lambda X, y, lam: (X,),
    "three parts": lambda X, y, lam: (X, y, lam),
    "words": lambda X, y, lam: ("X", "y"),
    "no table at all": lambda X, y, lam: (None, None),
    "the data alone": lambda X, y, lam: (X, y),
    "truth values": lambda X, y, lam: (X > 0, y > 0),
    "rows of unequal length": lambda X, y, lam: ([[1.0], [1.0, 2.0]], y),
}


@pytest.mark.parametrize("answer", NOT_A_TABLE.values(), ids=NOT_A_TABLE)
def test_what_is_no_longer_table_is_told_so(answer):
    feedback = check("l2.augmented_data", answer)
    assert feedback.status == "wrong"
    assert "X_long" in feedback.hint
    assert "raised" not in feedback.detail


def test_a_table_that_was_not_returned():
    feedback = check("l2.augmented_data", lambda X, y, lam: print(X, y, lam))
    assert feedback.hint.startswith("The answer returned None.")


@pytest.mark.parametrize("number", range(3))
def test_the_data_to_be_augmented_are_centered(number):
    X, y, _ = BY_NAME["l2.augmented_data"].cases[number]()
    np.testing.assert_allclose(X.mean(axis=0), 0, atol=1e-14)
    assert abs(y.mean()) < 1e-14


PAIRED = BY_NAME["l2.one_standard_error"].cases


def test_the_exact_tie_is_one_in_every_way_to_compute_it():
    (tie,) = (case for case in PAIRED if "exactly" in getattr(case, "what", ""))
    _, errors = tie()
    apart = errors - errors[:, :1]
    margin = apart.std(axis=0, ddof=1) / np.sqrt(len(apart))
    assert (apart.mean(axis=0)[1], margin[1]) == (1.0, 1.0)
    assert errors.mean(axis=0)[1] == errors.mean(axis=0)[0] + margin[1]


@pytest.mark.parametrize("case", [case for case in PAIRED if not hasattr(case, "what")])
def test_no_candidate_lies_so_close_to_the_bound_that_rounding_decides(case):
    _, errors = case()
    mean = errors.mean(axis=0)
    apart = errors - errors[:, [mean.argmin()]]
    others = np.arange(len(mean)) != mean.argmin()
    for ddof in (0, 1):
        spread = apart.std(axis=0, ddof=ddof)
        for margin in (spread, spread / math.sqrt(len(errors))):
            assert np.abs(apart.mean(axis=0) - margin)[others].min() > 1e-6
    assert np.diff(np.sort(mean))[0] > 1e-6


def test_the_strengths_come_in_more_than_one_order():
    orders = set()
    for case in PAIRED:
        steps = np.diff(case()[0])
        orders.add("up" if (steps > 0).all() else "down" if (steps < 0).all() else "mixed")
    assert orders == {"up", "down", "mixed"}
