"""The references of the exercises on choosing λ against independent oracles."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from helpers.exercises import check
from helpers.exercises.pages.penalties.choosing import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def fitted_values(X, y, total):
    """Let scikit-learn fit ridge, or least squares of a longer table where it is too weak."""
    return Ridge(alpha=total, solver="svd").fit(X, y).predict(X)


def hat_matrix(X, total):
    """Fit to each unit vector in turn."""
    return np.column_stack([fitted_values(X, unit, total) for unit in np.eye(len(X))])


def generalized(X, y, lam):
    """Give every row the mean leverage, in a hat matrix of fits."""
    hat = hat_matrix(X, len(y) * lam)
    left = y - hat @ y
    return np.mean((left / (1 - np.trace(hat) / len(y))) ** 2)


def unbiased_risk(y, fitted, slopes, sigma):
    """Add up row after row."""
    total = 0.0
    for target, fit, slope in zip(y, fitted, slopes, strict=True):
        total += (target - fit) ** 2 + 2 * sigma * sigma * slope - sigma * sigma
    return total / len(y)


def net_freedom(X, w, lam, mix):
    """Take the trace of a ridge fit to the columns inside, or of a projection."""
    inside = X[:, w != 0] - X[:, w != 0].mean(axis=0)
    if inside.size == 0:
        return 0.0
    if mix == 1:
        return float(np.linalg.matrix_rank(inside))
    return np.trace(hat_matrix(inside, len(X) * lam * (1 - mix))) - 1


def left_out_in_folds(X, y, lam, fold):
    """Refit for every fold."""
    errors = np.empty(len(y))
    for k in set(fold.tolist()):
        held = fold == k
        model = Ridge(alpha=len(y) * lam, solver="svd").fit(X[~held], y[~held])
        errors[held] = y[held] - model.predict(X[held])
    return errors


def log_evidence(X, y, sigma, tau):
    """Ask SciPy for the density."""
    covariance = sigma**2 * np.eye(len(y)) + tau**2 * X @ X.T
    return multivariate_normal(np.zeros(len(y)), covariance).logpdf(y)


def evidence_step(X, y, sigma2, tau2):
    """Fit by scikit-learn, and count the freedom in its hat matrix."""
    model = Ridge(alpha=sigma2 / tau2, solver="svd", fit_intercept=False).fit(X, y)
    df = np.trace(hat_matrix(X, sigma2 / tau2)) - 1
    rest = y - model.predict(X)
    return rest @ rest / (len(y) - df), model.coef_ @ model.coef_ / df


ORACLES = [
    generalized,
    unbiased_risk,
    net_freedom,
    left_out_in_folds,
    log_evidence,
    evidence_step,
]


def test_each_exercise_of_the_page_has_an_oracle():
    assert [oracle.__name__ for oracle in ORACLES] == list(BY_NAME)


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.__name__)
def test_an_oracle_of_another_make_passes_as_an_answer(oracle):
    feedback = check(f"choosing.{oracle.__name__}", oracle)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("seed", range(4))
def test_the_references_agree_with_their_oracles_on_new_data(seed):
    rng = np.random.default_rng(seed)
    n, p = 14 + seed, 5
    X, y = rng.normal(size=(n, p)) + 1, rng.normal(size=n) + 2
    Xc, yc = X - X.mean(axis=0), y - y.mean()
    w = np.where(np.arange(p) < 3, 1.0, 0.0)
    for oracle, arguments in (
        (generalized, (X, y, 0.3)),
        (unbiased_risk, (y, y - 0.3 * rng.normal(size=n), rng.uniform(0, 1, n), 0.8)),
        (net_freedom, (X, w, 0.4, 0.25 * seed)),
        (left_out_in_folds, (X, y, 0.2, rng.integers(0, 4, n))),
        (log_evidence, (Xc, yc, 0.9, 0.5)),
        (evidence_step, (Xc, yc, 0.7, 0.2)),
    ):
        found = BY_NAME[oracle.__name__].reference(*arguments)
        np.testing.assert_allclose(found, oracle(*arguments), rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("mix", [0.3, 0.8, 1.0])
def test_freedom_is_the_divergence_of_the_fit(mix):
    rng = np.random.default_rng(3)
    X = rng.normal(size=(20, 6))
    y, lam, step = X @ [1, -1, 0.5, 0, 0, 0] + rng.normal(size=20), 0.2, 1e-4

    def fit(target):
        model = ElasticNet(lam, l1_ratio=mix) if mix < 1 else Lasso(lam)
        return model.set_params(tol=1e-14, max_iter=10**6).fit(X, target)

    slopes = [
        (fit(y + move).predict(X) - fit(y - move).predict(X))[i] / (2 * step)
        for i, move in enumerate(step * np.eye(20))
    ]
    found = BY_NAME["net_freedom"].reference(X, fit(y).coef_, lam, mix)
    assert found + 1 == pytest.approx(sum(slopes), abs=1e-6)  # the intercept's


def test_the_round_ends_where_the_evidence_is_highest():
    X, y, sigma2, tau2 = BY_NAME["evidence_step"].cases[1]()
    for _ in range(500):
        sigma2, tau2 = BY_NAME["evidence_step"].reference(X, y, sigma2, tau2)
    top = log_evidence(X, y, sigma2**0.5, tau2**0.5)
    for a in (0.98, 1, 1.02):
        for b in (0.98, 1, 1.02):
            assert log_evidence(X, y, (a * sigma2) ** 0.5, (b * tau2) ** 0.5) <= top + 1e-12


def test_the_estimate_of_the_risk_is_unbiased():
    rng = np.random.default_rng(0)
    hat, mu, sigma = hat_matrix(rng.normal(size=(10, 3)), 4.0), rng.normal(size=10), 0.6
    y = mu + sigma * rng.normal(size=(20_000, 10))
    fits = y @ hat.T
    slopes = hat.diagonal()
    reference = BY_NAME["unbiased_risk"].reference
    off = [
        reference(a, b, slopes, sigma) - np.mean((b - mu) ** 2)
        for a, b in zip(y, fits, strict=True)
    ]
    assert abs(np.mean(off)) < 3 * np.std(off) / np.sqrt(len(off))
    assert 3 * np.std(off) / np.sqrt(len(off)) < sigma**2 * slopes.sum() / 10 / 5


def test_no_case_of_the_evidence_is_so_wide_that_freedom_cannot_be_told():
    for case in BY_NAME["evidence_step"].cases:
        X, y, sigma2, tau2 = case()
        assert abs(X.sum()) < 1e-9
        assert abs(y.sum()) < 1e-9
        assert 0.3 < np.trace(hat_matrix(X, sigma2 / tau2)) - 1 < len(y) - 1
