"""The references of the exercises on solvers of the lasso against independent oracles."""

import math

import numpy as np
import pytest
from exercise_cases import flat
from minima import lasso
from sklearn.linear_model import LogisticRegression

from helpers import penalties
from helpers.exercises import check, names
from helpers.exercises.pages.penalties.l1_solvers import EXERCISES, _bounds

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def logistic_gradient(X, labels, w, b):
    """The gradient of the mean logistic loss by steps into the complex plane."""

    def loss(w, b):
        signed = (2 * labels - 1) * (X @ w + b)
        return np.log1p(np.exp(-signed)).mean()

    h = 1e-30
    steps = 1j * h * np.eye(len(w))
    return np.array([loss(w + step, b).imag / h for step in steps]), loss(w, b + 1j * h).imag / h


def ista_step(X, labels, w, b, step, lam):
    slope, slope_of_b = logistic_gradient(X, labels, w, b)
    return penalties.L1(lam).prox(w - step * slope, step), float(b - step * slope_of_b)


def safe_screening(X, y, w, lam):
    """Move the dual point as far towards each column as the gap allows, and look."""
    n, residuals = len(y), y - X @ w
    factor = min(1, min(n * lam / abs(column @ residuals) for column in X.T))
    u = factor * residuals
    primal = math.fsum(residuals**2) / (2 * n) + penalties.L1(lam).value(w)
    dual = (math.fsum(y**2) - math.fsum((y - u) ** 2)) / (2 * n)
    mask = []
    for column in X.T:
        toward = np.sign(column @ u) * column / np.linalg.norm(column)
        farthest = u + np.sqrt(2 * n * (primal - dual)) * toward
        mask.append(abs(column @ farthest) / n < lam)
    return np.array(mask)


def fista_restart(X, y, lam, steps):
    return lasso(X, y, lam)


def gradient_restart(X, y, lam, steps):
    """The other restart of O'Donoghue and Candès: when the move goes against the last step."""
    n, eta = len(y), len(y) / np.linalg.norm(X, 2) ** 2
    w = z = np.zeros(X.shape[1])
    m = 1.0
    for _ in range(steps):
        new = penalties.L1(lam).prox(z + eta * X.T @ (y - X @ z) / n, eta)
        if (z - new) @ (new - w) > 0:
            m = 1.0
        longer = (1 + np.sqrt(1 + 4 * m**2)) / 2
        z = new + (m - 1) / longer * (new - w)
        w, m = new, longer
    return w


ORACLES = [ista_step, safe_screening, fista_restart, gradient_restart]


def test_the_page_has_its_three_exercises():
    assert [exercise.name for exercise in EXERCISES] == names("l1")[5:8]
    assert {oracle.__name__ for oracle in ORACLES} == {*BY_NAME, "gradient_restart"}


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
def test_an_oracle_of_another_make_passes_as_an_answer(oracle):
    name = oracle.__name__.replace("gradient_", "fista_")
    feedback = check(f"l1.{name}", oracle)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("oracle", ORACLES[:2], ids=lambda oracle: oracle.__name__)
@pytest.mark.parametrize(("n", "p", "lam"), [(15, 4, 0.3), (6, 11, 0.8), (40, 1, 0.02)])
def test_the_reference_agrees_with_its_oracle_on_new_data(oracle, n, p, lam):
    exercise = BY_NAME[oracle.__name__]
    rng = np.random.default_rng(n)
    X, y = 2 + rng.normal(size=(n, p)), 5 + rng.normal(size=n)
    if oracle is safe_screening:
        X, y = X - X.mean(axis=0), y - y.mean()
    w = np.where(np.arange(p) % 2, 0, rng.normal(scale=0.3, size=p))
    made = {"X": X, "y": y, "lam": lam, "step": 0.1, "w": w, "b": 1.5}
    made |= {"labels": (y > 5.2).astype(float)}
    arguments = [made[argument] for argument in exercise.arguments]
    received, expected = flat(exercise.reference(*arguments)), flat(oracle(*arguments))
    np.testing.assert_allclose(received, expected, rtol=1e-7, atol=1e-9)


def test_some_weight_of_a_case_is_out_and_not_zero():
    """Otherwise a screening that asks for a zero as well would pass."""
    found = []
    for case in BY_NAME["safe_screening"].cases:
        X, y, w, lam = case()
        found.append(np.any((w != 0) & BY_NAME["safe_screening"].reference(X, y, w, lam)))
    assert sum(found) >= 2


def test_steps_one_after_the_other_end_at_the_logistic_lasso():
    X, labels, w, b, step, _ = BY_NAME["ista_step"].cases[1]()
    for _ in range(20_000):
        w, b = BY_NAME["ista_step"].reference(X, labels, w, b, step, 0.05)
    # Its intercept is penalized a little, by 1/intercept_scaling.
    exact = {"l1_ratio": 1, "solver": "liblinear", "intercept_scaling": 1e5, "tol": 1e-10}
    model = LogisticRegression(C=1 / (len(labels) * 0.05), max_iter=10**6, **exact)
    np.testing.assert_allclose(w, model.fit(X, labels).coef_[0], atol=1e-4)
    assert 0 < np.count_nonzero(w) < len(w)


@pytest.mark.parametrize("number", range(8))
def test_no_column_of_the_lasso_is_screened_out(number):
    exercise = BY_NAME["safe_screening"]
    X, y, w, lam = exercise.cases[number]()
    out = exercise.reference(X, y, w, lam)
    assert np.all(lasso(X, y, lam)[out] == 0)
    assert np.any(out)


def test_an_unfinished_solver_may_have_zeros_that_are_none():
    """Otherwise the zeros of the moment would be as good as the screening."""
    X, y, w, lam = BY_NAME["safe_screening"].cases[4]()
    assert np.any((w == 0) != (lasso(X, y, lam) == 0))


@pytest.mark.parametrize("number", range(8))
def test_no_column_lies_so_close_to_the_bound_that_rounding_decides(number):
    X, y, w, lam = BY_NAME["safe_screening"].cases[number]()
    assert np.abs(_bounds(X, y, w, lam) - lam).min() > 1e-6


@pytest.mark.parametrize("name", ["safe_screening", "fista_restart"])
def test_the_data_that_are_said_to_be_centered_are(name):
    for case in BY_NAME[name].cases:
        X, y, *_ = case()
        np.testing.assert_allclose(X.mean(axis=0), 0, atol=1e-13)
        assert abs(y.mean()) < 1e-13
