"""The references of the L1 exercises against independent oracles, and each mistake's own hint."""

import math

import numpy as np
import pytest
from exercise_cases import flat
from minima import lasso
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import Lasso

from helpers import penalties
from helpers.exercises import check, names
from helpers.exercises.pages.penalties.l1 import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def best(c, a, t):
    """The minimum of a/2 w² − c w + t|w|: the best of the three points where it can be."""

    def value(w):
        return a / 2 * w * w - c * w + t * abs(w)

    return min((0.0, max((c - t) / a, 0.0), min((c + t) / a, 0.0)), key=value)


def soft_threshold(v, up, down):
    """The lower of the best points on either side of zero, by a search that knows no kink."""
    found = []
    for vi in v:
        sides = [(0.0, abs(vi) + 1, up), (-abs(vi) - 1, 0.0, -down)]
        best_side = min(
            (
                minimize_scalar(
                    lambda w, vi=vi, slope=slope: (w - vi) ** 2 / 2 + slope * w,
                    bounds=(low, high),
                    method="bounded",
                    options={"xatol": 1e-12},
                )
                for low, high, slope in sides
            ),
            key=lambda side: side.fun,
        )
        # A bounded search never reaches its bound.
        found.append(0.0 if best_side.fun > vi**2 / 2 - 1e-10 else best_side.x)
    return np.array(found)


def one_weight(c, a, t):
    return np.array([best(float(ci), a, t) for ci in c])


def lambda_max(X, y, free):
    """The largest slope at the minimum over the free part, by finite differences of the loss."""

    def loss(parameters):
        return np.mean((y - X @ parameters[:-1] - parameters[-1]) ** 2) / 2

    p = X.shape[1]
    places = [*np.flatnonzero(free), p]
    steps = np.eye(p + 1)
    # The loss is a parabola: its Hessian and gradient are exact by differences of any width.
    gradient = np.array([(loss(e) - loss(-e)) / 2 for e in steps])
    hessian = [[loss(a + b) - loss(a) - loss(b) + loss(0 * a) for a in steps] for b in steps]
    hessian = np.array(hessian)
    at = np.zeros(p + 1)
    at[places] = np.linalg.solve(hessian[np.ix_(places, places)], -gradient[places])
    return float(np.abs((gradient + hessian @ at)[:-1][~free]).max())


def kkt_violation(X, y, w, b, lam):
    """Distance to the nearest subgradient, from the loss by central differences."""

    def loss(w, b):
        return math.fsum((y - X @ w - b) ** 2) / (2 * len(y))

    h = 1e-3
    found = [abs(loss(w, b + h) - loss(w, b - h)) / (2 * h)]
    for j, step in enumerate(h * np.eye(len(w))):
        slope = -(loss(w + step, b) - loss(w - step, b)) / (2 * h)
        low, high = (-lam, lam) if w[j] == 0 else (lam * np.sign(w[j]),) * 2
        found.append(abs(slope - min(max(slope, low), high)))
    return float(max(found))


def coordinate_update(gram, correlation, w, j, lam):
    """Read the parabola off three values of the objective, and take its best point."""

    def smooth(wj):
        u = np.where(np.arange(len(w)) == j, wj, w)
        return u @ gram @ u / 2 - correlation @ u

    low, middle, high = smooth(-1.0), smooth(0.0), smooth(1.0)
    a, c = high - 2 * middle + low, (low - high) / 2
    return best(c, a, lam) if abs(a) > 1e-12 else 0.0


ORACLES = [soft_threshold, one_weight, lambda_max, kkt_violation, coordinate_update]


def test_the_page_has_its_five_exercises():
    assert [exercise.name for exercise in EXERCISES] == names("l1")[:5]
    assert {oracle.__name__ for oracle in ORACLES} == {*BY_NAME}


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
def test_an_oracle_of_another_make_passes_as_an_answer(oracle):
    feedback = check(f"l1.{oracle.__name__}", oracle)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
@pytest.mark.parametrize(("n", "p", "lam"), [(15, 4, 0.3), (6, 11, 0.8), (40, 1, 0.02)])
def test_the_reference_agrees_with_its_oracle_on_new_data(oracle, n, p, lam):
    exercise = BY_NAME[oracle.__name__]
    rng = np.random.default_rng(n)
    X, y = 2 + rng.normal(size=(n, p)), 5 + rng.normal(size=n)
    w = np.where(np.arange(p) % 2, 0, rng.normal(scale=0.3, size=p))
    made = {"X": X, "y": y, "lam": lam, "w": w, "b": 1.5, "j": p // 2}
    made |= {"c": X[0] - 2, "a": 1.3, "t": lam}
    made |= {"gram": X.T @ X / n, "correlation": X.T @ y / n, "v": X[0] - 2}
    made |= {"up": lam, "down": 0.4 * lam, "free": np.arange(p) % 4 == 1}
    arguments = [made[argument] for argument in exercise.arguments]
    received, expected = flat(exercise.reference(*arguments)), flat(oracle(*arguments))
    np.testing.assert_allclose(received, expected, rtol=1e-7, atol=1e-9)


def partly_penalized(X, y, free, lam):
    """Weights of the columns that pay, by a general-purpose optimizer with bounds."""
    n, p = X.shape
    cost = np.where(free, 0.0, lam)

    def objective(parts):
        e = y - X @ (parts[:p] - parts[p : 2 * p]) - parts[-1]
        slope = -X.T @ e / n
        gradient = np.concatenate([slope + cost, cost - slope, [-e.mean()]])
        return e @ e / (2 * n) + cost @ (parts[:p] + parts[p : 2 * p]), gradient

    bounds = [(0, None)] * (2 * p) + [(None, None)]
    exact = {"ftol": 1e-16, "gtol": 1e-10, "maxiter": 100_000, "maxfun": 200_000}
    found = minimize(objective, np.zeros(2 * p + 1), jac=True, bounds=bounds, options=exact).x
    return (found[:p] - found[p : 2 * p])[~free]


@pytest.mark.parametrize("number", range(5))
def test_the_largest_strength_is_where_the_first_weight_appears(number):
    X, y, free = BY_NAME["lambda_max"].cases[number]()
    top = BY_NAME["lambda_max"].reference(X, y, free)
    assert np.abs(partly_penalized(X, y, free, 1.01 * top)).max() < 1e-8
    assert np.abs(partly_penalized(X, y, free, 0.9 * top)).max() > 1e-4


def test_the_two_slopes_with_one_price_are_the_soft_threshold():
    v = np.linspace(-3, 3, 25)
    expected = penalties.L1(0.8).prox(v, 1)
    np.testing.assert_allclose(BY_NAME["soft_threshold"].reference(v, 0.8, 0.8), expected)


@pytest.mark.parametrize("lam", [0.05, 0.5, 2.0])
def test_there_is_no_violation_at_the_minimum(lam):
    X, y, *_ = BY_NAME["kkt_violation"].cases[1]()
    model = Lasso(alpha=lam, tol=1e-14, max_iter=10**6).fit(X, y)
    violation = BY_NAME["kkt_violation"].reference
    assert violation(X, y, model.coef_, model.intercept_, lam) < 1e-6
    assert violation(X, y, model.coef_, model.intercept_ + 1, lam) > 0.5


def test_a_weight_that_is_zero_comes_in():
    cases = BY_NAME["coordinate_update"].cases
    (enters,) = (case() for case in cases if "comes in" in getattr(case, "what", ""))
    assert enters[2][enters[3]] == 0
    assert abs(BY_NAME["coordinate_update"].reference(*enters)) > 0.5


def test_updates_of_one_coordinate_after_the_other_end_at_the_lasso():
    gram, correlation, w, _, lam = BY_NAME["coordinate_update"].cases[1]()
    update = BY_NAME["coordinate_update"].reference
    for _ in range(500):
        for j in range(len(w)):
            w[j] = update(gram, correlation, w, j, lam)
    root = np.linalg.cholesky(gram).T * np.sqrt(len(w))
    y = len(w) * np.linalg.solve(root.T, correlation)
    np.testing.assert_allclose(w, lasso(root, y, lam), atol=1e-6)


def test_the_matrices_of_a_case_are_those_of_some_data():
    for case in BY_NAME["coordinate_update"].cases:
        gram, *_ = case()
        np.testing.assert_allclose(gram, gram.T)
        assert np.linalg.eigvalsh(gram).min() > -1e-12
