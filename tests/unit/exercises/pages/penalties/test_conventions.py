"""The references of the conventions' exercises against numerical minimizers, and the hints."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import brentq
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge

from helpers import datasets
from helpers.conventions import convert
from helpers.exercises import names
from helpers.exercises.pages.penalties.conventions import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def reference(name, *arguments):
    return BY_NAME[name].reference(*arguments)


def data(n, p=4, outputs=None, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) + rng.normal(size=(n, 1))
    noise = rng.normal(size=n if outputs is None else (n, outputs))
    y = X @ rng.normal(size=p if outputs is None else (p, outputs)) + noise
    return X - X.mean(axis=0), y - y.mean(axis=0)


def quadratic_minimum(X, y, loss, penalty):
    """Minimize loss·‖y − Xw‖² + penalty·‖w‖² as least squares on longer data."""
    p = X.shape[1]
    below = np.zeros((p, *y.shape[1:]))
    rows = np.vstack([np.sqrt(loss) * X, np.sqrt(penalty) * np.eye(p)])
    return np.linalg.lstsq(rows, np.concatenate([np.sqrt(loss) * y, below]), rcond=None)[0]


def net(X, y, lam, r):
    """Minimize the book's objective with scikit-learn."""
    if r == 0:
        return Ridge(alpha=len(y) * lam, fit_intercept=False).fit(X, y).coef_
    model = ElasticNet(alpha=lam, l1_ratio=r, fit_intercept=False, tol=1e-14, max_iter=10**6)
    return model.fit(X, y).coef_


@pytest.mark.parametrize(("l2", "n"), [(0.3, 12), (0.02, 40)])
def test_ridge_alpha_gives_the_weights_of_keras(l2, n):
    X, y = data(n)
    keras = quadratic_minimum(X, y, 1 / n, l2)
    ridge = Ridge(alpha=reference("ridge_alpha", l2, n)).fit(X, y)
    np.testing.assert_allclose(ridge.coef_, keras, rtol=1e-9)


@pytest.mark.parametrize(("l2", "n", "k"), [(0.3, 12, 3), (0.02, 40, 5)])
def test_several_outputs_against_the_mean_over_all_entries(l2, n, k):
    X, Y = data(n, outputs=k)
    keras = quadratic_minimum(X, Y, 1 / Y.size, l2)
    ridge = Ridge(alpha=reference("several_outputs", l2, n, k)).fit(X, Y)
    np.testing.assert_allclose(ridge.coef_.T, keras, rtol=1e-9)


@pytest.mark.parametrize(("alpha", "ratio"), [(0.1, 0.5), (1.3, 0.15), (0.4, 1.0), (0.4, 0.0)])
def test_article_a_is_the_same_function(alpha, ratio):
    lam, mix = reference("to_article_a", alpha, ratio)
    for w in np.random.default_rng(1).normal(size=(5, 4)):
        ours = alpha * (ratio * np.abs(w).sum() + (1 - ratio) / 2 * (w @ w))
        theirs = lam * sum(mix * wj**2 + (1 - mix) * abs(wj) for wj in w)
        assert theirs == pytest.approx(ours, rel=1e-12)


@pytest.mark.parametrize("times", [2, 5])
def test_c_for_rows_that_are_repeated(times):
    X, y = data(30)
    label = y > 0
    exact = {"solver": "newton-cholesky", "tol": 1e-12, "max_iter": 1000}
    small = LogisticRegression(C=0.7, **exact).fit(X, label)
    C = reference("same_c", 0.7, 30, 30 * times)
    large = LogisticRegression(C=C, **exact).fit(np.tile(X, (times, 1)), np.tile(label, times))
    np.testing.assert_allclose(large.coef_, small.coef_, rtol=1e-7)


@pytest.mark.parametrize("r", [0.0, 0.4, 1.0])
def test_restandardized_predicts_the_same(r):
    X, y = data(6)
    Z = X / X.std(axis=0)
    other = X / X.std(axis=0, ddof=1)
    lam, mix = reference("restandardized", 0.2, r, 6)
    np.testing.assert_allclose(other @ net(other, y, lam, mix), Z @ net(Z, y, 0.2, r), atol=1e-6)


@pytest.mark.parametrize("r", [0.0, 0.4, 0.9])
def test_for_glmnet_against_its_own_steps(r):
    """Bring y to variance one, fit with lambda/s, bring the weights back, as glmnet does."""
    X, y = data(25)
    y, lam = 3 * y, 0.5
    s = y.std()
    typed, alpha = reference("for_glmnet", lam, r, s)
    np.testing.assert_allclose(s * net(X, y / s, typed / s, alpha), net(X, y, lam, r), atol=1e-7)


def test_those_steps_are_what_the_package_does():
    """The R package's own answers, as the chapter keeps them."""
    train = datasets.load_prostate().train
    Z = (train.X - train.X.mean(axis=0)) / train.X.std(axis=0)
    y, s = train.y - train.y.mean(), train.y.std()
    lines = (datasets.DATA / "glmnet_prostate.csv").read_text("utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines if line.startswith("lpsa,gaussian,")]
    assert len(rows) == 3
    for row in rows:
        lam, alpha, _, *weights = (float(cell) for cell in row[2:])
        # sklearn's own tolerance on the ridge end is the looser one.
        steps = s * net(Z, y / s, lam / s, alpha)
        np.testing.assert_allclose(weights, steps, rtol=0, atol=1e-7)


@pytest.mark.parametrize(("decay", "momentum"), [(0.2, 0.9), (0.5, 0.0), (0.1, 0.5)])
def test_the_resting_point_by_stepping_to_it(decay, momentum):
    X, y = data(20)
    w, m, step = np.zeros(4), np.zeros(4), 0.02
    for _ in range(20_000):
        gradient = -2 / 20 * X.T @ (y - X @ w)
        m = momentum * m - step * gradient
        w = w - step * decay * w + m

    def distance(lam):
        return np.linalg.norm(Ridge(alpha=20 * lam).fit(X, y).coef_) - np.linalg.norm(w)

    found = brentq(distance, 1e-8, 10, xtol=1e-14)
    assert reference("resting_point", decay, momentum) == pytest.approx(found, rel=1e-7)
    np.testing.assert_allclose(Ridge(alpha=20 * found).fit(X, y).coef_, w, rtol=1e-8)


@pytest.fixture(scope="module")
def page():
    """Return what the page's own table and its functions define."""
    path = Path(__file__).parents[5] / "book" / "penalties" / "conventions.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    scope = {}
    for start in ("COEFFICIENTS = {", "def shares("):
        (source,) = (source for source in sources if source.startswith(start))
        exec(source, scope)
    return scope


def test_the_page_carries_a_strength_of_zero_and_keeps_its_mix(page):
    assert page["to_book"](0.0, 0.5, "ElasticNet", 67) == (0.0, 0.5)
    strength, mix = page["from_book"](0.0, 0.5, "article A", 67)
    assert (strength, mix) == pytest.approx((0.0, 1 / 3))
    assert page["carry"](0.0, 0.2, "Keras L1L2", "ESL (18.20)", 67)[0] == 0


@pytest.mark.parametrize("name", ["Ridge", "PyTorch"])
def test_the_page_says_which_share_of_l1_was_expected(page, name):
    for direction in ("from_book", "to_book"):
        with pytest.raises(ValueError, match=f"expected .* 0: {name} has no L1 part; got 0.5"):
            page[direction](0.1, 0.5, name, 67)
        assert page[direction](0.1, 0.0, name, 67)[1] == 0


@pytest.mark.parametrize("mix", [0.0, 0.3, 1.0])
@pytest.mark.parametrize(
    ("name", "other"), [("article A", "article_a"), ("ESL (3.54)", "esl_3_54")]
)
def test_the_page_carries_as_the_converter_does(page, name, other, mix):
    found = page["from_book"](0.4, mix, name, 67)
    assert found == pytest.approx(convert(0.4, mix, source="book", target=other, n_samples=67))
    assert page["to_book"](*found, name, 67) == pytest.approx((0.4, mix))


def test_the_chapter_has_its_seven_exercises():
    assert names("conventions") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("conventions"))) == 7
