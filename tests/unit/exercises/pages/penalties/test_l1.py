"""The references of the L1 exercises against independent oracles, and each mistake's own hint."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import Lasso, LogisticRegression

from helpers import penalties
from helpers.exercises import check, names
from helpers.exercises.pages.penalties.l1 import EXERCISES, _bounds

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def lasso(X, y, lam):
    """The lasso weights of centered data by scikit-learn."""
    model = Lasso(alpha=lam, fit_intercept=False, tol=1e-13, max_iter=10**6)
    return model.fit(X, y).coef_


def best(c, a, t):
    """The minimum of a/2 w² − c w + t|w|: the best of the three points where it can be."""

    def value(w):
        return a / 2 * w * w - c * w + t * abs(w)

    return min((0.0, max((c - t) / a, 0.0), min((c + t) / a, 0.0)), key=value)


def logistic_gradient(X, labels, w, b):
    """The gradient of the mean logistic loss by steps into the complex plane."""

    def loss(w, b):
        signed = (2 * labels - 1) * (X @ w + b)
        return np.log1p(np.exp(-signed)).mean()

    h = 1e-30
    steps = 1j * h * np.eye(len(w))
    return np.array([loss(w + step, b).imag / h for step in steps]), loss(w, b + 1j * h).imag / h


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


ORACLES = [
    soft_threshold,
    one_weight,
    lambda_max,
    kkt_violation,
    coordinate_update,
    ista_step,
    safe_screening,
    fista_restart,
    gradient_restart,
]


def flat(result):
    parts = result if isinstance(result, tuple) else (result,)
    return np.concatenate([np.ravel(part) for part in parts])


def test_the_chapter_has_its_eight_exercises():
    assert names("l1") == [exercise.name for exercise in EXERCISES]
    assert {oracle.__name__ for oracle in ORACLES} == {*BY_NAME, "gradient_restart"}


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
def test_an_oracle_of_another_make_passes_as_an_answer(oracle):
    name = oracle.__name__.replace("gradient_", "fista_")
    feedback = check(f"l1.{name}", oracle)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("oracle", ORACLES[:7], ids=lambda oracle: oracle.__name__)
@pytest.mark.parametrize(("n", "p", "lam"), [(15, 4, 0.3), (6, 11, 0.8), (40, 1, 0.02)])
def test_the_reference_agrees_with_its_oracle_on_new_data(oracle, n, p, lam):
    exercise = BY_NAME[oracle.__name__]
    rng = np.random.default_rng(n)
    X, y = 2 + rng.normal(size=(n, p)), 5 + rng.normal(size=n)
    if oracle is safe_screening:
        X, y = X - X.mean(axis=0), y - y.mean()
    w = np.where(np.arange(p) % 2, 0, rng.normal(scale=0.3, size=p))
    made = {"X": X, "y": y, "lam": lam, "step": 0.1, "w": w, "b": 1.5, "j": p // 2}
    made |= {"labels": (y > 5.2).astype(float), "c": X[0] - 2, "a": 1.3, "t": lam}
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


def test_some_weight_of_a_case_is_out_and_not_zero():
    """Otherwise a screening that asks for a zero as well would pass."""
    found = []
    for case in BY_NAME["safe_screening"].cases:
        X, y, w, lam = case()
        found.append(np.any((w != 0) & BY_NAME["safe_screening"].reference(X, y, w, lam)))
    assert sum(found) >= 2


def test_updates_of_one_coordinate_after_the_other_end_at_the_lasso():
    gram, correlation, w, _, lam = BY_NAME["coordinate_update"].cases[1]()
    update = BY_NAME["coordinate_update"].reference
    for _ in range(500):
        for j in range(len(w)):
            w[j] = update(gram, correlation, w, j, lam)
    root = np.linalg.cholesky(gram).T * np.sqrt(len(w))
    y = len(w) * np.linalg.solve(root.T, correlation)
    np.testing.assert_allclose(w, lasso(root, y, lam), atol=1e-6)


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


@pytest.mark.parametrize("name", ["safe_screening", "fista_restart", "coordinate_update"])
def test_the_data_that_are_said_to_be_centered_are(name):
    for case in BY_NAME[name].cases:
        X, y, *_ = case()
        if name != "coordinate_update":
            np.testing.assert_allclose(X.mean(axis=0), 0, atol=1e-13)
            assert abs(y.mean()) < 1e-13
        else:
            np.testing.assert_allclose(X, X.T)
            assert np.linalg.eigvalsh(X).min() > -1e-12
