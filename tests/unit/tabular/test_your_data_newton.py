"""Newton's method for classes: the minimum of scikit-learn's solvers, reached in few steps."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from weekly import weekly

from helpers.tabular import _logistic
from helpers.tabular import _newton as module
from helpers.tabular._linear import one_hot
from helpers.tabular._logistic import logistic_path
from helpers.tabular._newton import log_loss, newton

LAMS = 0.3 * 10.0 ** -np.arange(0, 2.6, 0.5)


def problem(name):
    """Return standardized columns, classes as numbers, and Y."""
    rng = np.random.default_rng(0)
    if name == "noise":  # no weight is far from zero, the classes are unequal
        X, y = rng.normal(size=(80, 6)), (rng.random(80) < 0.2).astype(int)
    elif name == "awkward":  # a column twice, its opposite, one that is constant; four classes
        x = rng.normal(size=(120, 3))
        X = np.column_stack([x, x[:, 0], -x[:, 1], np.zeros(120)])
        y = np.digitize(x[:, 0] + rng.normal(size=120), [-1, 0, 1])
    else:
        load = {"wine": load_wine, "iris": load_iris, "breast cancer": load_breast_cancer}[name]
        X, y = load(return_X_y=True)
    X = StandardScaler().fit_transform(X)
    return X, y, one_hot(y)[1]


def objective(X, Y, W, b, lam, mix):
    loss, _ = log_loss(X @ W + b, Y)
    return loss + lam * (mix * np.abs(W).sum() + (1 - mix) / 2 * np.sum(W * W))


def theirs(X, y, lam, mix):
    """Return weights and intercepts of scikit-learn's own minimum."""
    solver, tol = ("newton-cholesky", 1e-9) if mix == 0 else ("saga", 1e-7)
    options = {"C": 1 / (len(y) * lam), "l1_ratio": mix, "solver": solver, "tol": tol}
    model = LogisticRegression(max_iter=50_000, random_state=0, **options).fit(X, y)
    return model.coef_.T, model.intercept_


def path(X, Y, lams, mix):
    """Return weights and intercepts for each strength, by Newton's method alone."""
    rows = np.column_stack([X, np.ones(len(X))])
    V = np.zeros((rows.shape[1], Y.shape[1]))
    for lam in lams:
        V, settled = newton(rows, Y, lam * mix, lam * (1 - mix), V, 1e-4 * min(lam, 0.1))
        assert settled
        yield V[:-1], V[-1]


@pytest.mark.parametrize("mix", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(
    "name", ["wine", "iris", pytest.param("breast cancer", marks=weekly), "noise", "awkward"]
)
def test_the_minimum_is_that_of_scikit_learn(name, mix):
    X, y, Y = problem(name)
    # SAGA is slow where penalties are weak, and forgets the intercept where no weight is left.
    lams = LAMS if mix == 0 else LAMS[2:5]
    for lam, (W, b) in zip(lams, path(X, Y, lams, mix), strict=True):
        found = objective(X, Y, W, b, lam, mix)
        least = objective(X, Y, *theirs(X, y, lam, mix), lam, mix)
        assert found == pytest.approx(least, rel=1e-6)


@pytest.mark.parametrize("name", ["wine", "breast cancer", "awkward"])
def test_both_ways_lead_to_the_same_minimum(name, monkeypatch):
    """Where more weights are not zero than Newton's method is for, L-BFGS goes on."""
    X, _, Y = problem(name)
    for mix in (0.0, 0.3, 1.0):
        losses = []
        for most in (100, 4, 0):
            monkeypatch.setattr(module, "MOST", most)
            W, b = logistic_path(X, Y, LAMS[:4], mix)
            losses.append([objective(X, Y, *at, mix) for at in zip(W, b, LAMS[:4], strict=True)])
        np.testing.assert_allclose(losses[1], losses[0], rtol=1e-6)
        np.testing.assert_allclose(losses[2], losses[0], rtol=1e-6)


def test_weights_are_zero_where_the_slope_allows_it():
    """The conditions of the minimum, by differences of the loss itself."""
    X, _, Y = problem("wine")
    for lam, (W, b) in zip(LAMS, path(X, Y, LAMS, 1.0), strict=True):
        for place in np.ndindex(*W.shape):
            at = []
            for h in (1e-5, -1e-5):
                moved = W.copy()
                moved[place] += h
                at.append(log_loss(X @ moved + b, Y)[0])
            slope = (at[0] - at[1]) / 2e-5
            if W[place] == 0:
                assert abs(slope) <= lam * (1 + 1e-3)
            else:
                assert slope == pytest.approx(-lam * np.sign(W[place]), abs=1e-3 * lam)
    assert 0 < np.count_nonzero(W) < W.size / 2


@pytest.mark.parametrize("mix", [0.0, 0.5, 1.0])
def test_divided_classes_do_not_make_weights_without_end(mix):
    """With a line between the classes, weak penalties alone hold the weights."""
    X, _, Y = problem("iris")
    X, Y = X[:100], Y[:100, :1]
    lams = 10.0 ** -np.arange(1, 8.0)
    norms = [np.abs(W).max() for W, _ in path(X, Y, lams, mix)]
    assert all(np.diff(norms) > 0)
    assert norms[-1] < 100


def test_few_steps_are_enough(monkeypatch):
    """A warm start and the curvature: some five steps for a strength, where L-BFGS needs forty."""
    X, _, Y = problem("wine")
    steps = []
    curvature = module._curvature
    monkeypatch.setattr(module, "_curvature", lambda *a: steps.append(1) or curvature(*a))
    monkeypatch.setattr(_logistic, "_minimize", None)  # is not needed
    for mix in (0.0, 0.5, 1.0):
        steps.clear()
        logistic_path(X, Y, LAMS, mix)
        assert len(steps) <= 6 * len(LAMS)


def test_a_start_far_off_is_damped():
    """From weights a hundred times too large, where the classes are all but certain, and wrong."""
    X, _, Y = problem("breast cancer")
    rows = np.column_stack([X, np.ones(len(X))])
    expected = list(path(X, Y, LAMS, 0.5))[-1]
    start = np.vstack([-100 * expected[0], expected[1] + 50])
    lam = LAMS[-1]
    V, settled = newton(rows, Y, lam / 2, lam / 2, start, 1e-5 * lam)
    assert settled
    np.testing.assert_allclose(V[:-1], expected[0], atol=1e-3)
    np.testing.assert_allclose(V[-1], expected[1], atol=1e-3)
