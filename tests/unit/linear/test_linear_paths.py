"""Lasso, elastic net and their paths: optimality, other algorithms, hard data, interface."""

import warnings
from fractions import Fraction
from operator import mul

import numpy as np
import pytest
import sklearn.linear_model
from packaging.version import Version
from rounding import assert_equal_to_rounding
from sklearn.base import clone
from sklearn.datasets import load_diabetes, make_low_rank_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model.tests import test_coordinate_descent as scikit_learn_tests
from sklearn.utils.estimator_checks import parametrize_with_checks

from helpers.linear import ElasticNet, Lasso, Ridge, enet_path, lasso_path
from helpers.linear._ridge import decomposition, excess

# From then on `alphas` may be a number there too, and the tests of scikit-learn are the ones meant.
NEWER = Version(sklearn.__version__) >= Version("1.9")
on_newer = pytest.mark.skipif(not NEWER, reason="scikit-learn before 1.9 tests this otherwise")
SHAPES = [(60, 8), (40, 40), (20, 70)]
RATIOS = [1.0, 0.5, 0.01]


def problem(n, p, seed=0):
    """Correlated features with means, and a target of the first of them and noise."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) + rng.normal(size=(n, 1)) + rng.uniform(-3, 3, p)
    y = X[:, : 1 + p // 4].sum(axis=1) + rng.normal(size=n) + 4
    return X, y


def centred(X, y):
    return X - X.mean(axis=0), y - y.mean()


def exact_gap(X, y, w, l1):
    """Return the duality gap of ½‖y − Xw‖² + l1‖w‖₁, in fractions, without rounding."""
    X, y, w = [[Fraction(v) for v in row] for row in X], [*map(Fraction, y)], [*map(Fraction, w)]
    r = [t - sum(map(mul, row, w)) for row, t in zip(X, y, strict=True)]
    l1 = Fraction(l1)
    shrink = min(Fraction(1), l1 / max(abs(sum(map(mul, c, r))) for c in zip(*X, strict=True)))
    rr, ry = sum(map(mul, r, r)), sum(map(mul, r, y))
    return float(rr / 2 + l1 * sum(map(abs, w)) - shrink * ry + shrink**2 * rr / 2)


def objective(X, y, w, alpha, l1_ratio):
    penalty = l1_ratio * np.abs(w).sum() + (1 - l1_ratio) / 2 * w @ w
    return np.sum((y - X @ w) ** 2) / (2 * len(y)) + alpha * penalty


def duality_gap(X, y, w, alpha, l1_ratio):
    """Objective minus dual objective, from the augmented lasso, in the objective's units."""
    n, p = X.shape
    A = np.vstack([X, np.sqrt(n * alpha * (1 - l1_ratio)) * np.eye(p)])
    t = np.r_[y, np.zeros(p)]
    r = t - A @ w
    l1 = n * alpha * l1_ratio
    theta = r * min(1, l1 / np.abs(A.T @ r).max())
    primal = r @ r / 2 + l1 * np.abs(w).sum()
    return (primal - (t @ t - (t - theta) @ (t - theta)) / 2) / n


def assert_optimal(X, y, w, alpha, l1_ratio, tol):
    """The conditions of Karush, Kuhn and Tucker, feature by feature."""
    slopes = X.T @ (y - X @ w) / len(y) - alpha * (1 - l1_ratio) * w
    threshold = alpha * l1_ratio
    assert np.abs(slopes).max() <= threshold + tol
    on = w != 0
    np.testing.assert_allclose(slopes[on], threshold * np.sign(w[on]), rtol=0, atol=tol)


@parametrize_with_checks([Lasso(), ElasticNet()])
def test_scikit_learn_estimator_checks(estimator, check):
    check(estimator)


class TestPath:
    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("l1_ratio", RATIOS)
    def test_every_point_is_optimal(self, shape, l1_ratio):
        X, y = centred(*problem(*shape))
        alphas, coefs, gaps = enet_path(X, y, l1_ratio=l1_ratio, alphas=30, tol=1e-13)
        scale = np.abs(X.T @ y).max() / len(y)
        for alpha, w in zip(alphas, coefs.T, strict=True):
            assert_optimal(X, y, w, alpha, l1_ratio, 1e-5 * scale)
        assert gaps.max() <= 1e-13 * y @ y / len(y)

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("l1_ratio", RATIOS)
    @pytest.mark.parametrize("tol", [1e-2, 1e-4, 1e-8])
    def test_gaps_are_what_they_say_and_within_the_tolerance(self, shape, l1_ratio, tol):
        X, y = centred(*problem(*shape))
        alphas, coefs, gaps = enet_path(X, y, l1_ratio=l1_ratio, tol=tol)
        scale = y @ y / len(y)
        recomputed = [
            duality_gap(X, y, w, alpha, l1_ratio) for alpha, w in zip(alphas, coefs.T, strict=True)
        ]
        np.testing.assert_allclose(gaps, recomputed, rtol=1e-6, atol=1e-13 * scale)
        assert max(recomputed) <= tol * scale * (1 + 1e-9)

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("l1_ratio", RATIOS)
    def test_scikit_learn(self, shape, l1_ratio):
        X, y = centred(*problem(*shape))
        ours = enet_path(X, y, l1_ratio=l1_ratio, alphas=20, eps=1e-2, tol=1e-12)
        theirs = sklearn.linear_model.enet_path(
            X, y, l1_ratio=l1_ratio, eps=1e-2, tol=1e-12, max_iter=100_000,
            **{"alphas" if NEWER else "n_alphas": 20},
        )  # fmt: skip
        np.testing.assert_allclose(ours[0], theirs[0], rtol=1e-12)
        np.testing.assert_allclose(ours[1], theirs[1], rtol=0, atol=1e-4 * np.abs(ours[1]).max())
        for alpha, w, other in zip(ours[0], ours[1].T, theirs[1].T, strict=True):
            value, reference = (objective(X, y, v, alpha, l1_ratio) for v in (w, other))
            assert value == pytest.approx(reference, rel=1e-9)

    def test_the_corners_that_least_angle_regression_finds(self):
        X, y = load_diabetes(return_X_y=True)
        y = y - y.mean()
        corners, _, exact = sklearn.linear_model.lars_path(X, y, method="lasso")
        # The last corner is at 0, where the least-squares solution stands.
        alphas, coefs, _ = lasso_path(X, y, alphas=corners, tol=1e-14)
        np.testing.assert_allclose(alphas, corners)
        np.testing.assert_allclose(coefs, exact, atol=1e-4 * np.abs(exact).max())

    def test_orthonormal_features_give_the_soft_threshold(self):
        rng = np.random.default_rng(0)
        X = np.linalg.qr(rng.normal(size=(30, 6)))[0] * np.sqrt(30)
        y = rng.normal(size=30)
        z = X.T @ y / 30
        alphas, coefs, _ = enet_path(X, y, l1_ratio=0.7, alphas=[0.2, 0.1, 0.01], tol=1e-14)
        for alpha, w in zip(alphas, coefs.T, strict=True):
            soft = np.sign(z) * np.maximum(np.abs(z) - 0.7 * alpha, 0)
            np.testing.assert_allclose(w, soft / (1 + 0.3 * alpha), atol=1e-8)

    def test_grid(self):
        X, y = centred(*problem(30, 5))
        alphas, coefs, _ = enet_path(X, y, l1_ratio=0.25, alphas=7, eps=1e-2)
        largest = np.abs(X.T @ y).max() / (30 * 0.25)
        np.testing.assert_allclose(alphas, largest * 10.0 ** np.linspace(0, -2, 7))
        assert not coefs[:, 0].any()
        assert coefs[:, 1].any()
        assert lasso_path(X, y)[0].shape == (100,)
        assert lasso_path(X, y)[0][-1] == pytest.approx(1e-3 * np.abs(X.T @ y).max() / 30)

    def test_given_penalties_are_sorted_and_solved_each_by_itself(self):
        X, y = centred(*problem(20, 70))
        given = np.array([1e-3, 0.5, 2.0, 1e-2, 0.5])
        alphas, coefs, gaps = lasso_path(X, y, alphas=given, tol=1e-10)
        assert alphas.tolist() == [2.0, 0.5, 0.5, 1e-2, 1e-3]
        assert given.tolist() == [1e-3, 0.5, 2.0, 1e-2, 0.5]
        for alpha, w, gap in zip(alphas, coefs.T, gaps, strict=True):
            (_, alone, _) = lasso_path(X, y, alphas=[alpha], tol=1e-10)
            assert objective(X, y, w, alpha, 1) == pytest.approx(
                objective(X, y, alone[:, 0], alpha, 1), abs=1e-9 * y @ y / 20
            )
            assert gap == pytest.approx(duality_gap(X, y, w, alpha, 1), abs=1e-12)

    @pytest.mark.parametrize("shape", SHAPES)
    def test_penalty_zero_and_ratio_zero_are_closed_forms(self, shape):
        X, y = centred(*problem(*shape))
        alphas, coefs, gaps = lasso_path(X, y, alphas=[1.0, 0.0])
        np.testing.assert_allclose(coefs[:, 1], np.linalg.pinv(X, rcond=1e-10) @ y, rtol=1e-7)
        assert 0 <= gaps[1] <= 1e-20
        alphas, coefs, gaps = enet_path(X, y, l1_ratio=0, alphas=[2.0, 0.1])
        for alpha, w in zip(alphas, coefs.T, strict=True):
            ridge = Ridge(len(y) * alpha, fit_intercept=False).fit(X, y)
            np.testing.assert_allclose(w, ridge.coef_, rtol=1e-10)
        assert np.abs(gaps).max() <= 1e-20

    @pytest.mark.parametrize(("n", "p"), SHAPES)
    def test_without_an_l1_part_the_gap_is_what_the_objective_is_above_its_minimum(self, n, p):
        X, y = centred(*problem(n, p))
        W = np.random.default_rng(0).normal(size=(2, p))
        found = excess(X, np.c_[y, y], W, np.array([0.7, 0.0]), decomposition(X))
        best = [Ridge(0.7, fit_intercept=False).fit(X, y).coef_, np.linalg.lstsq(X, y)[0]]
        for k, penalty in enumerate((0.7, 0.0)):
            at, least = (np.sum((y - X @ w) ** 2) + penalty * w @ w for w in (W[k], best[k]))
            # Beyond the rows' span the penalty is strict; the estimators' weights never go there.
            outside = W[k] - W[k] @ decomposition(X)[2].T @ decomposition(X)[2]
            assert found[k] == pytest.approx((at - least - penalty * outside @ outside) / 2)

    @pytest.mark.parametrize("l1_ratio", [0.0, 1.0])
    def test_without_a_penalty_the_gap_is_in_units_of_the_objective(self, l1_ratio):
        X, y = problem(40, 6)
        fits = [
            ElasticNet(0.0, l1_ratio=l1_ratio).fit(scale * X, scale * y) for scale in (1.0, 1e6)
        ]
        for fit, scale in zip(fits, (1.0, 1e6), strict=True):
            assert 0 <= fit.dual_gap_ <= 1e-25 * scale**2 * (y @ y)

    @pytest.mark.parametrize("l1_ratio", [1.0, 0.5])
    @pytest.mark.parametrize(("n", "p"), SHAPES)
    def test_the_gap_in_float32_is_that_of_the_rounded_weights(self, n, p, l1_ratio):
        X, y = (part.astype(np.float32) for part in centred(*problem(n, p)))
        with pytest.warns(ConvergenceWarning, match="expected a duality gap"):
            alphas, coefs, gaps = enet_path(X, y, l1_ratio=l1_ratio, tol=1e-12, eps=0.05, alphas=5)
        X, y, w = X.astype(float), y.astype(float), coefs[:, -1].astype(float)
        l1, l2 = n * alphas[-1] * l1_ratio, n * alphas[-1] * (1 - l1_ratio)
        r = y - X @ w
        shrink = min(1, l1 / np.abs(X.T @ r - l2 * w).max())
        primal = (r @ r + l2 * w @ w) / 2 + l1 * np.abs(w).sum()
        dual = shrink * r @ y - shrink**2 * (r @ r + l2 * w @ w) / 2
        assert gaps[-1] == pytest.approx((primal - dual) / n, rel=1e-6, abs=1e-12)
        # Rounding the weights costs more than the solver left: this is not its own gap.
        assert gaps[-1] > 1e-12 * (y @ y) / n

    @pytest.mark.parametrize("share", [1e-11, 1e-12, 1e-13, 1e-14, 1e-15])
    @pytest.mark.parametrize("scale", [1.0, 1e6])
    def test_a_gap_that_rounding_hides_is_not_taken_for_a_small_one(self, share, scale):
        X, y = centred(*problem(200, 3))
        X, n = X * scale, len(y)
        alpha = share * np.abs(X.T @ y).max() / n
        for tol in (1e-4, 1e-8):
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                model = Lasso(alpha, fit_intercept=False, tol=tol).fit(X, y)
            exact = exact_gap(X, y, model.coef_, n * alpha) / n
            assert exact <= model.dual_gap_ * (1 + 1e-6)
            assert bool(said) == (model.dual_gap_ > tol * (y @ y) / n)

    def test_float32_memory_order_and_unchanged_input(self):
        X, y = centred(*problem(40, 12))
        alphas, coefs, gaps = enet_path(X, y)
        assert coefs.dtype == alphas.dtype == gaps.dtype == np.float64
        before = X.copy(), y.copy()
        for arrange in (np.asfortranarray, lambda A: np.repeat(A, 2, axis=0)[::2]):
            np.testing.assert_allclose(enet_path(arrange(X), y)[1], coefs, atol=1e-6)
        np.testing.assert_array_equal(X, before[0])
        np.testing.assert_array_equal(y, before[1])
        single = enet_path(X.astype(np.float32), y.astype(np.float32), alphas=alphas)
        assert single[1].dtype == np.float32
        np.testing.assert_allclose(single[1], coefs, atol=1e-2 * np.abs(coefs).max())

    def test_a_penalty_below_rounding_warns_but_is_solved(self):
        # No residuals in floating point meet so small a bound, so no gap can be shown to be small.
        X, y = centred(*problem(40, 12))
        with pytest.warns(ConvergenceWarning, match="for 1 of 2 penalties"):
            _, coefs, _ = lasso_path(X, y, alphas=[1.0, 1e-300])
        np.testing.assert_allclose(coefs[:, 1], np.linalg.lstsq(X, y)[0], rtol=1e-6)

    @pytest.mark.parametrize("factor", [1e-100, 1e-6, 1e6, 1e100])
    @pytest.mark.parametrize("shape", [(60, 8), (20, 70)])
    def test_units_do_not_matter(self, shape, factor):
        X, y = centred(*problem(*shape))
        plain = lasso_path(X, y, tol=1e-8)
        for X_unit, y_unit in ((factor, 1), (1, factor), (factor, factor)):
            alphas, coefs, _ = lasso_path(X * X_unit, y * y_unit, tol=1e-8)
            np.testing.assert_allclose(alphas, plain[0] * X_unit * y_unit, rtol=1e-9)
            np.testing.assert_allclose(
                coefs * (X_unit / y_unit), plain[1], atol=2e-3 * np.abs(plain[1]).max()
            )

    @pytest.mark.parametrize("data", ["y", "X"])
    def test_zeros(self, data):
        X, y = centred(*problem(20, 4))
        for shape in ((20, 4), (20, 30)):
            X = np.zeros(shape) if data == "X" else np.ones(shape)
            alphas, coefs, gaps = lasso_path(X, y if data == "X" else 0 * y, alphas=5)
            assert not coefs.any()
            np.testing.assert_allclose(gaps, 0, atol=1e-14)
            assert (alphas > 0).all()


def test_a_wide_path_with_a_loose_tolerance_stays_near():
    # More active features than rows: an undamped step from here went far astray.
    X, y = centred(*problem(20, 70))
    for tol in (1e-1, 1e-2, 1e-3):
        alphas, coefs, gaps = lasso_path(X, y, tol=tol)
        values = [objective(X, y, w, a, 1) for a, w in zip(alphas, coefs.T, strict=True)]
        assert (np.diff(values) < tol * y @ y / 20).all()
        assert gaps.max() <= tol * y @ y / 20


def hard_problems():
    rng = np.random.default_rng(1)
    X, y = load_diabetes(return_X_y=True)
    noise = rng.normal(size=50)
    line = np.linspace(-1, 1, 60)
    yield "features twice", np.c_[X, X], y
    yield "features and their opposites", np.c_[X, -X, X], y
    yield "features of every size", X * 10.0 ** np.arange(-10, 10, 2), y
    yield "nearly one feature", noise[:, None] + 1e-3 * rng.normal(size=(50, 100)), noise
    yield "rank 3", rng.normal(size=(50, 3)) @ rng.normal(size=(3, 40)), noise
    low = make_low_rank_matrix(80, 200, effective_rank=5, random_state=0)
    yield "low rank, wide", low, rng.normal(size=80)
    yield "rare binary features", 1.0 * (rng.random((100, 150)) < 0.05), rng.normal(size=100)
    yield "powers", np.vander(line, 25)[:, :-1], np.sin(5 * line)
    yield "constant columns", np.c_[X, np.full((442, 2), 7.1)], y
    yield "one row", rng.normal(size=(1, 5)), np.array([2.0])
    yield "one column", rng.normal(size=(20, 1)), rng.normal(size=20)


@pytest.mark.parametrize(
    ("X", "y"), [pytest.param(X, y, id=name) for name, X, y in hard_problems()]
)
@pytest.mark.parametrize("l1_ratio", RATIOS)
@pytest.mark.parametrize("tol", [1e-4, 1e-8])
def test_hard_data_reach_the_gap_without_a_warning(X, y, l1_ratio, tol):
    if len(y) > 1:
        X, y = centred(X, y)
    alphas, coefs, _ = enet_path(X, y, l1_ratio=l1_ratio, alphas=40, tol=tol)
    for alpha, w in zip(alphas, coefs.T, strict=True):
        gap = duality_gap(X, y, w, alpha, l1_ratio)
        assert gap <= tol * y @ y / len(y) * (1 + 1e-6) + 1e-13 * y @ y / len(y)


class TestEstimators:
    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("l1_ratio", [*RATIOS, 0.0])
    @pytest.mark.parametrize("alpha", [1e-2, 1.0, 100.0])
    @pytest.mark.parametrize("weighted", [False, True])
    def test_scikit_learn(self, shape, l1_ratio, alpha, weighted):
        X, y = problem(*shape)
        s = np.random.default_rng(1).uniform(0.1, 2, len(y)) if weighted else None
        ours = ElasticNet(alpha, l1_ratio=l1_ratio, tol=1e-13).fit(X, y, s)
        theirs = sklearn.linear_model.ElasticNet(
            alpha, l1_ratio=l1_ratio, tol=1e-13, max_iter=1_000_000
        ).fit(X, y, s)
        atol = 1e-5 * max(1, np.abs(theirs.coef_).max())
        np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=0, atol=atol)
        assert ours.intercept_ == pytest.approx(theirs.intercept_, abs=1e-4)
        np.testing.assert_allclose(ours.predict(X), theirs.predict(X), atol=1e-4)
        assert ours.dual_gap_ == pytest.approx(0, abs=1e-12 * y.var() * 10)
        assert isinstance(ours.n_iter_, int)
        assert ours.n_iter_ >= 1

    def test_lasso_is_the_elastic_net_with_ratio_one(self):
        X, y = problem(40, 12)
        lasso, net = Lasso(0.3).fit(X, y), ElasticNet(0.3, l1_ratio=1).fit(X, y)
        np.testing.assert_array_equal(lasso.coef_, net.coef_)
        assert repr(Lasso(2, tol=1e-8)) == "Lasso(alpha=2, tol=1e-08)"
        assert repr(clone(ElasticNet(2, l1_ratio=0.1))) == "ElasticNet(alpha=2, l1_ratio=0.1)"

    def test_the_fit_is_the_path_of_centred_data(self):
        X, y = problem(40, 12)
        _, coefs, gaps = lasso_path(*centred(X, y), alphas=[0.3], tol=1e-10)
        lasso = Lasso(0.3, tol=1e-10).fit(X, y)
        np.testing.assert_allclose(lasso.coef_, coefs[:, 0], rtol=1e-6)
        assert lasso.dual_gap_ == pytest.approx(gaps[0], abs=1e-12)
        bare = Lasso(0.3, fit_intercept=False, tol=1e-10).fit(*centred(X, y))
        assert bare.intercept_ == 0
        np.testing.assert_allclose(bare.coef_, lasso.coef_, rtol=1e-6)

    @pytest.mark.parametrize("make", [Lasso, ElasticNet])
    def test_weights_are_repetitions_and_only_their_ratios_matter(self, make):
        X, y = problem(20, 6)
        times = np.arange(20) % 3
        weighted = make(0.1, tol=1e-12).fit(X, y, times)
        scaled = make(0.1, tol=1e-12).fit(X, y, 7.5 * times)
        repeated = make(0.1, tol=1e-12).fit(np.repeat(X, times, axis=0), np.repeat(y, times))
        for other in (scaled, repeated):
            np.testing.assert_allclose(weighted.coef_, other.coef_, rtol=1e-5)
            assert weighted.intercept_ == pytest.approx(other.intercept_)
        np.testing.assert_allclose(
            make(0.1, tol=1e-12).fit(X, y, 3).coef_, make(0.1, tol=1e-12).fit(X, y).coef_
        )

    def test_one_system_is_enough_where_all_weights_are_zero(self):
        X, y = problem(40, 12)
        assert Lasso(1e6).fit(X, y).n_iter_ == 1
        assert Lasso(1e-3, tol=1e-10).fit(X, y).n_iter_ > 1

    def test_several_targets(self):
        X, y = problem(30, 6)
        Y = np.c_[y, -2 * y, X[:, 0]]
        together = ElasticNet(0.1).fit(X, Y)
        assert together.coef_.shape == (3, 6)
        assert together.intercept_.shape == together.dual_gap_.shape == (3,)
        assert len(together.n_iter_) == 3
        assert together.predict(X).shape == (30, 3)
        for k in range(3):
            alone = ElasticNet(0.1).fit(X, Y[:, k])
            np.testing.assert_allclose(together.coef_[k], alone.coef_, rtol=1e-10)
        column = Lasso(0.1).fit(X, y[:, None])
        assert column.coef_.shape == (6,)
        assert column.intercept_.shape == (1,)

    @pytest.mark.parametrize("shape", SHAPES)
    def test_alpha_zero_is_the_least_squares_solution_of_smallest_norm(self, shape):
        X, y = problem(*shape)
        for estimator in (Lasso(0), ElasticNet(0)):
            np.testing.assert_allclose(
                estimator.fit(X, y).coef_, Ridge(0).fit(X, y).coef_, rtol=1e-9
            )

    @pytest.mark.parametrize("make", [Lasso, ElasticNet])
    def test_float32_is_kept(self, make):
        X, y = problem(30, 6)
        single = make(0.1).fit(X.astype(np.float32), y)
        for result in (single.coef_, single.intercept_, single.dual_gap_):
            assert result.dtype == np.float32
        assert single.predict(X.astype(np.float32)).dtype == np.float32
        assert_equal_to_rounding(single.coef_, make(0.1).fit(X, y).coef_, units=16)

    def test_a_constant_column_gets_no_weight(self):
        X, y = problem(30, 6)
        for constant in (0.0, 0.1, 1e8 + 0.1):
            for alpha in (0, 1e-6, 0.1):
                padded = Lasso(alpha, tol=1e-8).fit(np.c_[X, np.full(30, constant)], y)
                assert padded.coef_[-1] == pytest.approx(0, abs=1e-15)


class TestWarning:
    def test_fit(self):
        X, y = problem(20, 70)
        message = r"did not converge for 1 of 1 .*at most \d\.\d+e-1\d, got \d.* at alpha=0.01"
        with pytest.warns(ConvergenceWarning, match=message):
            lasso = Lasso(0.01, max_iter=1, tol=1e-12).fit(X, y)
        assert np.isfinite(lasso.coef_).all()
        gap = duality_gap(*centred(X, y), lasso.coef_, 0.01, 1)
        assert lasso.dual_gap_ == pytest.approx(gap)
        assert gap > 1e-12 * y.var()

    def test_path(self):
        X, y = centred(*problem(20, 70))
        with pytest.warns(ConvergenceWarning, match=r"did not converge for \d+ of 100 penalties"):
            alphas, coefs, gaps = lasso_path(X, y, max_iter=1, tol=1e-12)
        over = gaps > 1e-12 * y @ y / 20
        assert over.any()
        assert not over.all()
        for alpha, w, gap in zip(alphas, coefs.T, gaps, strict=True):
            assert gap == pytest.approx(duality_gap(X, y, w, alpha, 1), rel=1e-6, abs=1e-12)

    def test_an_impossible_tolerance_ends(self):
        X, y = problem(30, 6)
        with warnings.catch_warnings():
            # By luck of rounding the gap may come out as 0 or less.
            warnings.simplefilter("ignore", ConvergenceWarning)
            lasso = Lasso(0.1, tol=0).fit(X, y)
        np.testing.assert_allclose(lasso.coef_, Lasso(0.1, tol=1e-12).fit(X, y).coef_, atol=1e-6)


class TestBadInput:
    X, y = centred(*problem(20, 3))

    @pytest.mark.parametrize("bad", [-1, np.nan, np.inf, None, "1", True, [1.0]])
    def test_alpha(self, bad):
        for make in (Lasso, ElasticNet):
            with pytest.raises(ValueError, match="expected alpha to be a finite number >= 0, got"):
                make(bad).fit(self.X, self.y)

    @pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan, None, "1"])
    def test_l1_ratio(self, bad):
        message = "expected l1_ratio to be a finite number >= 0 and <= 1, got"
        with pytest.raises(ValueError, match=message):
            ElasticNet(l1_ratio=bad).fit(self.X, self.y)
        with pytest.raises(ValueError, match=message):
            enet_path(self.X, self.y, l1_ratio=bad)

    @pytest.mark.parametrize(
        ("keywords", "message"),
        [
            ({"tol": -1}, "expected tol to be a finite number >= 0, got -1"),
            ({"tol": np.nan}, "expected tol .* got nan"),
            ({"tol": "small"}, "expected tol .* got 'small'"),
            ({"max_iter": 0}, "expected max_iter to be an integer >= 1, got 0"),
            ({"max_iter": 1.5}, "expected max_iter to be an integer >= 1, got 1.5"),
            ({"max_iter": True}, "expected max_iter to be an integer >= 1, got True"),
        ],
    )
    def test_stopping(self, keywords, message):
        for call in (
            lambda: Lasso(**keywords).fit(self.X, self.y),
            lambda: ElasticNet(**keywords).fit(self.X, self.y),
            lambda: lasso_path(self.X, self.y, **keywords),
            lambda: enet_path(self.X, self.y, **keywords),
        ):
            with pytest.raises(ValueError, match=message):
                call()

    @pytest.mark.parametrize(
        ("keywords", "message"),
        [
            ({"alphas": 0}, "expected alphas as an array or a number >= 1, got 0"),
            ({"alphas": -3}, "expected alphas as an array or a number >= 1, got -3"),
            ({"alphas": True}, "expected alphas to hold real numbers, got dtype bool"),
            ({"alphas": 1.5}, r"expected alphas with 1 axes, got shape \(\)"),
            ({"alphas": None}, "expected alphas to hold real numbers, got dtype object"),
            ({"alphas": []}, r"expected alphas with at least one element, got shape \(0,\)"),
            ({"alphas": [[1.0]]}, r"expected alphas with 1 axes, got shape \(1, 1\)"),
            ({"alphas": [1.0, -1.0]}, "expected alphas >= 0, got -1"),
            ({"alphas": [1.0, np.nan]}, "expected alphas to be finite, got nan at index"),
            ({"alphas": "many"}, "expected alphas to hold real numbers, got dtype"),
            ({"eps": 0}, "expected eps to be a finite number > 0 and < 1, got 0"),
            ({"eps": 1}, "expected eps to be a finite number > 0 and < 1, got 1"),
            ({"eps": np.nan}, "expected eps .* got nan"),
        ],
    )
    def test_grid(self, keywords, message):
        with pytest.raises(ValueError, match=message):
            lasso_path(self.X, self.y, **keywords)

    def test_a_grid_needs_an_l1_part(self):
        with pytest.raises(ValueError, match="expected alphas as an array where l1_ratio is 0"):
            enet_path(self.X, self.y, l1_ratio=0)

    @pytest.mark.parametrize(
        ("X", "y", "message"),
        [
            (X * np.nan, y, "Input X contains NaN"),
            (X, np.abs(y) * np.inf, "Input y contains infinity"),
            (X[:0], y[:0], r"0 sample\(s\) \(shape=\(0, 3\)\) while a minimum of 1 is required"),
            (X[:, 0], y, "Expected 2D array, got 1D array instead"),
            (X, y[:-1], r"inconsistent numbers of samples: \[20, 19\]"),
            (X, np.c_[y, y], r"expected y of shape \(n,\), got \(20, 2\)"),
            (X, y[:, None], r"expected y of shape \(n,\), got \(20, 1\)"),
            (X, None, "requires y to be passed, but the target y is None"),
            (np.full((20, 3), "a"), y, "could not convert string to float"),
            (X * 1j, y, "Complex data not supported"),
            (X * 1e200, y, "expected X and y with finite sums of squares, got an overflow"),
        ],
    )
    def test_path_data(self, X, y, message):
        for path in (lasso_path, enet_path):
            with pytest.raises(ValueError, match=message):
                path(X, y)

    @pytest.mark.parametrize(
        ("X", "y", "s", "message"),
        [
            (X * np.nan, y, None, "Input X contains NaN"),
            (X, y[:-1], None, r"inconsistent numbers of samples: \[20, 19\]"),
            (X[:, 0], y, None, "Expected 2D array, got 1D array instead"),
            (X, y, -np.ones(20), "Negative values in data passed to `sample_weight`"),
            (X, y, np.ones(19), r"sample_weight.shape == \(19,\), expected \(20,\)"),
            (X, y, np.nan, "expected sample_weight to be a finite number > 0, got nan"),
        ],
    )
    def test_fit_data(self, X, y, s, message):
        for make in (Lasso, ElasticNet):
            with pytest.raises(ValueError, match=message):
                make().fit(X, y, s)


def under_their_signature(ours):
    """Our class under scikit-learn's signature, for tests that name parameters it does without."""

    class Replacement(ours):
        def __init__(self, alpha=1.0, *, precompute=False, **keywords):
            super().__init__(alpha, **keywords)
            self.precompute = precompute

        def set_params(self, **keywords):
            for name, value in keywords.items():
                setattr(self, name, value)
            return self

    return Replacement


@pytest.fixture
def ours_in_their_place(monkeypatch):
    for name, ours in (
        ("Lasso", under_their_signature(Lasso)),
        ("ElasticNet", under_their_signature(ElasticNet)),
        ("lasso_path", lasso_path),
        ("enet_path", enet_path),
    ):
        monkeypatch.setattr(scikit_learn_tests, name, ours)


@pytest.mark.usefixtures("ours_in_their_place")
class TestsOfScikitLearn:
    """Tests that scikit-learn has for its own classes, run on ours."""

    @pytest.mark.parametrize(
        "name",
        [
            "test_lasso_zero",
            "test_lasso_toy",
            "test_lasso_dual_gap",
            "test_lasso_readonly_data",
            "test_lasso_path_return_models_vs_new_return_gives_same_coefficients",
            "test_enet_multitarget",
            "test_coef_shape_not_zero",
        ],
    )
    def test_plain(self, name):
        getattr(scikit_learn_tests, name)()

    @on_newer
    @pytest.mark.parametrize("ridge_alpha", [1e-6, 1e-1, 1.0, 1e6])
    def test_ridge_consistency(self, ridge_alpha):
        scikit_learn_tests.test_enet_ridge_consistency(ridge_alpha, False, 1, 0)

    @on_newer
    @pytest.mark.parametrize("effective_rank", [None, 10])
    def test_ols_consistency(self, effective_rank):
        scikit_learn_tests.test_enet_ols_consistency(False, effective_rank, 0)

    @pytest.mark.parametrize("estimator", [Lasso(1.0), ElasticNet(1.0, l1_ratio=0.1)])
    def test_sample_weight_invariance(self, estimator):
        scikit_learn_tests.test_sample_weight_invariance(estimator)

    @pytest.mark.parametrize("model", [Lasso, ElasticNet])
    def test_integer_y(self, model):
        scikit_learn_tests.test_lasso_non_float_y(model)
