"""The references of the exercises on classes against scikit-learn, SciPy and finite differences."""

import numpy as np
import pytest
from exercise_cases import pairs, reference
from finite_differences import slope
from scipy.optimize import minimize
from scipy.special import log_softmax, logit
from sklearn.linear_model import LogisticRegression

from helpers.exercises import check, names
from helpers.exercises.pages.penalties.classes import EXERCISES
from helpers.exercises.registry import find
from helpers.linear import LogisticRegression as ProximalNewton


def test_the_page_has_its_five_exercises():
    assert names("classes")[:5] == [exercise.name for exercise in EXERCISES]


def objective(X, y, w, b, lam):
    margins = (2 * y - 1) * (X @ w + b)
    return np.mean(np.logaddexp(0, -margins)) + lam / 2 * w @ w


def test_gradient_by_differences():
    for (X, y, w, b, lam), (in_w, in_b) in pairs("classes.gradient"):

        def of_both(theta, X=X, y=y, lam=lam):
            return objective(X, y, theta[:-1], theta[-1], lam)

        np.testing.assert_allclose(np.r_[in_w, in_b], slope(of_both, np.r_[w, b]), atol=1e-8)


def test_newton_step_by_differences():
    for (X, y, w, lam), found in pairs("classes.newton_step"):

        def gradient(v, X=X, y=y, lam=lam):
            return slope(lambda u: objective(X, y, u, 0, lam), v, 1e-4)

        H = np.array([slope(lambda v, k=k: gradient(v)[k], w, 1e-4) for k in range(len(w))])
        np.testing.assert_allclose(found, w - np.linalg.solve(H, gradient(w)), atol=1e-4)


def test_newton_steps_arrive_where_scikit_learn_does():
    for (X, y, w, lam), _ in pairs("classes.newton_step"):
        for _ in range(30):
            w = reference("classes.newton_step", (X, y, w, lam))
        model = LogisticRegression(
            C=1 / (lam * len(y)), fit_intercept=False, tol=1e-10, solver="newton-cholesky"
        )
        np.testing.assert_allclose(w, model.fit(X, y).coef_[0], atol=1e-6)


def test_a_newton_step_as_weighted_ridge():
    """The page's other form passes as an answer: a ridge on the working targets."""

    def as_ridge(X, y, w, lam):
        q = 1 / (1 + np.exp(-X @ w))
        h = q * (1 - q)
        targets = X @ w + (y - q) / h
        A = (X.T * h) @ X + len(y) * lam * np.eye(len(w))
        return np.linalg.solve(A, X.T @ (h * targets))

    assert check("classes.newton_step", as_ridge).status == "passed"


def test_at_lam_max_the_first_weight_enters():
    for (X, y, mix), lam in pairs("classes.lam_max"):
        counts = []
        for factor in (1.01, 0.99):
            strength = lam * factor * len(y)
            model = ProximalNewton(C=1 / strength, l1_ratio=mix, tol=1e-10).fit(X, y)
            counts.append(np.count_nonzero(model.coef_))
        assert counts[0] == 0
        assert counts[1] >= 1


def test_the_true_intercept_from_a_world_of_two_values():
    """A feature of two values has a fit for each choice of rows in closed form, by counting."""
    counts = {(0, 0): 700.0, (0, 1): 60.0, (1, 0): 200.0, (1, 1): 90.0}  # (x, y)
    b = logit(60 / 760)
    rate = 150 / 1050
    for keep in (0.05, 0.3, 1.0):
        seen = {key: count * (1 if key[1] else keep) for key, count in counts.items()}
        trained = (seen[0, 1] + seen[1, 1]) / sum(seen.values())
        fitted = logit(seen[0, 1] / (seen[0, 0] + seen[0, 1]))
        found = reference("classes.true_intercept", (fitted, rate, trained))
        assert found == pytest.approx(b, abs=1e-12)


def test_the_true_intercept_makes_the_odds_right():
    for (b, rate, trained), found in pairs("classes.true_intercept"):
        odds = np.exp(b) * (rate / (1 - rate)) / (trained / (1 - trained))
        assert np.exp(found) == pytest.approx(odds, rel=1e-12)


def test_softmax_gradient_by_differences():
    for (X, Y, W, b, lam), found in pairs("classes.softmax_gradient")[:3]:

        def value(V, X=X, Y=Y, b=b, lam=lam):
            loss = -np.sum(Y * log_softmax(X @ V + b, axis=1)) / len(X)
            return loss + lam / 2 * np.sum(V**2)

        np.testing.assert_allclose(found, slope(value, W), atol=1e-8)


def test_logits_of_a_thousand_leave_a_number():
    X, Y, W, b, lam = find("classes.softmax_gradient").cases[3]()
    assert np.abs(X @ W + b).max() > 800

    def overflows(X, Y, W, b, lam):
        with np.errstate(all="ignore"):
            z = np.exp(X @ W + b)
            return X.T @ (z / z.sum(axis=1, keepdims=True) - Y) / len(X) + lam * W

    feedback = check("classes.softmax_gradient", overflows)
    assert feedback.status == "wrong"
    assert np.isfinite(reference("classes.softmax_gradient", (X, Y, W, b, lam))).all()


def test_two_classes_of_a_softmax_are_a_sigmoid():
    (X, Y, W, b, lam), found = pairs("classes.softmax_gradient")[2]
    w, shift = W[:, 1] - W[:, 0], b[1] - b[0]
    slopes, _ = reference("classes.gradient", (X, Y[:, 1], w, shift, 0.0))
    np.testing.assert_allclose(found[:, 1] - lam * W[:, 1], slopes, atol=1e-12)
    np.testing.assert_allclose(found[:, 0] - lam * W[:, 0], -slopes, atol=1e-12)


def test_the_gradient_vanishes_at_a_general_minimum():
    for (X, y, w, _, lam), _ in pairs("classes.gradient")[:3]:
        p = len(w)
        found = minimize(
            lambda theta, X=X, y=y, lam=lam, p=p: objective(X, y, theta[:p], theta[p], lam),
            np.zeros(p + 1),
            method="BFGS",
            options={"gtol": 1e-9},
        ).x
        in_w, in_b = reference("classes.gradient", (X, y, found[:p], found[p], lam))
        assert max(np.abs(in_w).max(), abs(in_b)) < 1e-6
