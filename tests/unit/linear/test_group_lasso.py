"""GroupLasso against the lasso, its optimality conditions, and a general minimiser."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.sparse import csr_array
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.utils.estimator_checks import parametrize_with_checks

from helpers.linear import GroupLasso, Lasso, Ridge

GROUPS = np.array([2, 0, 0, 2, 1, 1, 1])  # neither sorted nor of one size


def problem(n=40, p=7, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) @ (np.eye(p) + 0.4 * rng.normal(size=(p, p))) + 2
    y = X @ (rng.normal(size=p) * np.isin(GROUPS[:p], [0, 2])) + rng.normal(size=n) + 4
    return X, y, rng.uniform(0.1, 2, n)


def dummies(levels, order):
    """A column of 0 and 1 for each level in this order."""
    return (levels[:, None] == np.array(order)).astype(float)


@parametrize_with_checks([GroupLasso(), GroupLasso(0.1, by_fit=False)])
def test_scikit_learn_checks_of_group_lasso(estimator, check):
    check(estimator)


class TestAgainstOracles:
    @pytest.mark.parametrize("alpha", [1e-3, 0.1, 1])
    @pytest.mark.parametrize("weighted", [False, True])
    @pytest.mark.parametrize("fit_intercept", [True, False])
    def test_a_group_for_each_column_is_the_lasso(self, alpha, weighted, fit_intercept):
        X, y, s = problem()
        s = s if weighted else None
        settings = {"fit_intercept": fit_intercept, "tol": 1e-12, "max_iter": 100_000}
        ours = GroupLasso(alpha, by_fit=False, **settings).fit(X, y, s)
        lasso = Lasso(alpha, fit_intercept=fit_intercept, tol=1e-12).fit(X, y, s)
        np.testing.assert_allclose(ours.coef_, lasso.coef_, atol=1e-5)
        assert ours.intercept_ == pytest.approx(lasso.intercept_, abs=1e-4)

    @pytest.mark.parametrize("by_fit", [True, False])
    @pytest.mark.parametrize("alpha", [0.05, 0.4])
    @pytest.mark.parametrize("weighted", [False, True])
    def test_no_general_minimizer_finds_a_lower_point(self, by_fit, alpha, weighted):
        X, y, s = problem()
        s = s if weighted else np.ones(len(y))
        s = s / s.mean()
        center = np.average(X, axis=0, weights=s)

        def objective(theta):
            w, b = theta[:-1], theta[-1]
            value = np.mean(s * (y - X @ w - b) ** 2) / 2
            for g in range(3):
                at = np.isin(GROUPS, g)
                part = np.sqrt(s) * ((X - center)[:, at] @ w[at]) / np.sqrt(len(y))
                size = np.linalg.norm(part if by_fit else w[at])
                value += alpha * np.sqrt(at.sum()) * size
            return value

        model = GroupLasso(alpha, groups=GROUPS, by_fit=by_fit, tol=1e-12, max_iter=10**5).fit(
            X, y, s
        )
        ours = np.r_[model.coef_, model.intercept_]
        found = minimize(objective, ours + 0.1, method="Powell", options={"maxiter": 300})
        assert objective(ours) <= found.fun + 1e-9
        rng = np.random.default_rng(0)
        for size in (1e-5, 1e-3, 0.1):
            for _ in range(50):
                assert objective(ours + size * rng.normal(size=8)) > objective(ours) - 1e-12

    @pytest.mark.parametrize("by_fit", [True, False])
    def test_conditions_of_the_minimum(self, by_fit):
        """Of a kept group the covariance points along its weights; of a dropped one it is small."""
        X, y, _ = problem()
        alpha = 0.5
        model = GroupLasso(alpha, groups=GROUPS, by_fit=by_fit, tol=1e-13, max_iter=10**5).fit(X, y)
        centred = X - X.mean(axis=0)
        kept = []
        for g in range(3):
            at = np.isin(GROUPS, g)
            Z = centred[:, at]
            if by_fit:
                Z = np.linalg.qr(Z)[0] * np.sqrt(len(y))
            slope = Z.T @ (y - model.predict(X)) / len(y)
            limit = alpha * np.sqrt(at.sum())
            kept.append(bool(model.coef_[at].any()))
            if kept[-1]:
                assert np.linalg.norm(slope) == pytest.approx(limit, rel=1e-5)
                fitted = Z.T @ (centred[:, at] @ model.coef_[at]) if by_fit else model.coef_[at]
                cosine = slope @ fitted / np.linalg.norm(slope) / np.linalg.norm(fitted)
                assert cosine == pytest.approx(1, abs=1e-6)
            else:
                assert np.linalg.norm(slope) <= limit
        assert kept == [True, False, True]

    def test_one_orthonormal_group_in_closed_form(self):
        rng = np.random.default_rng(0)
        Z = rng.normal(size=(30, 3))
        Z = np.linalg.qr(Z - Z.mean(axis=0))[0] * np.sqrt(30)
        y = rng.normal(size=30) + Z @ [1.0, -2, 0.5]
        v = Z.T @ y / 30
        for alpha in (0.1, 0.7, 5):
            shrunk = max(1 - alpha * np.sqrt(3) / np.linalg.norm(v), 0) * v
            for by_fit in (True, False):
                model = GroupLasso(alpha, groups=[0, 0, 0], by_fit=by_fit, tol=1e-12).fit(Z, y)
                np.testing.assert_allclose(model.coef_, shrunk, atol=1e-7)

    @pytest.mark.parametrize("by_fit", [True, False])
    def test_without_a_penalty_least_squares(self, by_fit):
        X, y, s = problem()
        model = GroupLasso(0, groups=GROUPS, by_fit=by_fit).fit(X, y, s)
        np.testing.assert_allclose(model.coef_, Ridge(0).fit(X, y, s).coef_, rtol=1e-8)

    def test_weights_are_repetitions(self):
        X, y, _ = problem()
        times = np.arange(40) % 4
        settings = {"groups": GROUPS, "tol": 1e-12, "max_iter": 10_000}
        weighted = GroupLasso(0.2, **settings).fit(X, y, times)
        repeated = GroupLasso(0.2, **settings).fit(np.repeat(X, times, axis=0), np.repeat(y, times))
        np.testing.assert_allclose(weighted.coef_, repeated.coef_, atol=1e-6)


class TestCoding:
    """One text column, coded in several ways, beside a number."""

    rng = np.random.default_rng(3)
    levels = rng.choice(list("abcd"), p=[0.4, 0.3, 0.2, 0.1], size=80)
    number = rng.normal(size=80)
    y = np.select([levels == "a", levels == "d"], [1.0, -1.5], 0.3) + number + rng.normal(size=80)
    CODINGS = ("abcd", "bcd", "acd", "abd", "abc", "dcb")

    def fitted(self, make, by_fit):
        found = []
        for order in self.CODINGS:
            X = np.c_[self.number, dummies(self.levels, list(order))]
            groups = ["number"] + ["level"] * len(order)
            model = make(groups, by_fit).fit(X, self.y)
            found.append(model.predict(X))
        return np.array(found)

    @pytest.mark.parametrize("alpha", [0.02, 0.1, 0.3])
    def test_the_fit_does_not_depend_on_the_coding(self, alpha):
        fits = self.fitted(
            lambda groups, by_fit: GroupLasso(alpha, groups=groups, by_fit=by_fit, tol=1e-12), True
        )
        assert np.abs(fits - fits[0]).max() < 1e-6
        contrast = np.array([1, -2, 0.5, 0.5])
        X = np.c_[self.number, dummies(self.levels, list("abcd")) @ np.c_[contrast, contrast**2]]
        whole = np.c_[X, dummies(self.levels, ["c"])]
        other = GroupLasso(alpha, groups=[1, 0, 0, 0], tol=1e-12).fit(whole, self.y)
        np.testing.assert_allclose(other.predict(whole), fits[0], atol=1e-6)

    def test_with_the_size_of_the_weights_it_does(self):
        fits = self.fitted(
            lambda groups, by_fit: GroupLasso(0.1, groups=groups, by_fit=by_fit, tol=1e-12), False
        )
        assert np.abs(fits - fits[0]).max() > 0.01


class TestDegenerate:
    @pytest.mark.parametrize("by_fit", [True, False])
    def test_constant_columns_get_no_weight(self, by_fit):
        X, y, _ = problem()
        X = np.c_[np.full((40, 2), 3.7), X]
        model = GroupLasso(0.1, groups=[5, 5, *GROUPS], by_fit=by_fit).fit(X, y)
        np.testing.assert_array_equal(model.coef_[:2], 0)

    @pytest.mark.parametrize("by_fit", [True, False])
    def test_above_the_largest_strength_all_is_zero(self, by_fit):
        X, y, _ = problem()
        model = GroupLasso(1e3, groups=GROUPS, by_fit=by_fit).fit(X, y)
        np.testing.assert_array_equal(model.coef_, 0)
        assert model.intercept_ == pytest.approx(y.mean())

    def test_more_columns_than_rows(self):
        rng = np.random.default_rng(0)
        X, y = rng.normal(size=(12, 40)), rng.normal(size=12)
        model = GroupLasso(0.2, groups=np.repeat(np.arange(10), 4), tol=1e-8).fit(X, y)
        kept = model.coef_.reshape(10, 4) != 0
        np.testing.assert_array_equal(kept.any(axis=1), kept.all(axis=1))
        assert 0 < kept.any(axis=1).sum() < 10

    def test_too_few_rounds_warn(self):
        X, y, _ = problem()
        with pytest.warns(ConvergenceWarning, match="after 1 rounds. Raise max_iter or tol"):
            GroupLasso(0.01, groups=GROUPS, max_iter=1, tol=1e-10).fit(X, y)


class TestInterface:
    def test_several_targets(self):
        X, y, _ = problem()
        Y = np.c_[y, X[:, 1] - y]
        together = GroupLasso(0.1, groups=GROUPS).fit(X, Y)
        assert together.coef_.shape == (2, 7)
        assert len(together.n_iter_) == len(together.dual_gap_) == 2
        for k in range(2):
            alone = GroupLasso(0.1, groups=GROUPS).fit(X, Y[:, k])
            np.testing.assert_allclose(together.coef_[k], alone.coef_)

    def test_float32_is_kept(self):
        X, y, _ = problem()
        model = GroupLasso(0.1, groups=GROUPS).fit(X.astype(np.float32), y)
        assert model.coef_.dtype == np.float32
        expected = GroupLasso(0.1, groups=GROUPS).fit(X, y).coef_
        atol = 1e-5 * np.abs(expected).max()
        np.testing.assert_allclose(model.coef_, expected, rtol=0, atol=atol)

    @pytest.mark.parametrize("by_fit", [True, False])
    @pytest.mark.parametrize("groups", [None, np.array([1, 0, 0, 1, 2, 1])])
    def test_the_gap_in_float32_is_that_of_the_rounded_weights(self, by_fit, groups):
        X, y, _ = problem(40, 6)
        X, y = (part.astype(np.float32) for part in (X - X.mean(axis=0), 30 * (y - y.mean())))
        alpha, tol = 0.5, 1e-12
        model = GroupLasso(alpha, groups=groups, by_fit=by_fit, fit_intercept=False, tol=tol)
        with pytest.warns(ConvergenceWarning, match="expected a duality gap of at most"):
            model.fit(X, y)
        X, y, w = X.astype(float), y.astype(float), model.coef_.astype(float)
        n, r = len(y), y - X @ w
        length, shrink = 0.0, 1.0
        labels = np.arange(6) if groups is None else groups
        for g in set(labels):
            A, factor = X[:, labels == g], np.sqrt((labels == g).sum())
            Z = np.linalg.qr(A)[0] * np.sqrt(n) if by_fit else A
            length += factor * np.linalg.norm(
                A @ w[labels == g] / np.sqrt(n) if by_fit else w[labels == g]
            )
            shrink = min(shrink, n * alpha * factor / np.linalg.norm(Z.T @ r))
        primal = r @ r / (2 * n) + alpha * length
        dual = (shrink * (r @ y) - shrink**2 * (r @ r) / 2) / n
        assert model.dual_gap_ == pytest.approx(primal - dual, rel=1e-5)
        # Rounding the weights costs more than the solver left: this is not its own gap.
        assert model.dual_gap_ > 10 * tol * (y @ y) / n

    def test_names_of_groups_do_not_matter(self):
        X, y, _ = problem()
        named = GroupLasso(0.1, groups=np.array(["x", "z", "y"])[GROUPS]).fit(X, y)
        np.testing.assert_array_equal(
            named.coef_, GroupLasso(0.1, groups=list(GROUPS)).fit(X, y).coef_
        )


class TestBadInput:
    X, y, s = problem()

    @pytest.mark.parametrize("bad", [-1, np.nan, np.inf, None, "1", True])
    def test_alpha(self, bad):
        with pytest.raises(ValueError, match="expected alpha to be a finite number >= 0, got"):
            GroupLasso(bad).fit(self.X, self.y)

    @pytest.mark.parametrize(
        ("bad", "message"),
        [
            ([0, 1], r"expected groups of shape \(7,\), a number or a string for each column, got"),
            ([GROUPS], r"expected groups of shape \(7,\)"),
            ("abcdefg", r"expected groups of shape \(7,\)"),
            ([None] * 7, r"expected groups of shape \(7,\).* of type object"),
            ([0, 0, 1, 1, 2, 2, np.nan], "expected groups to be finite"),
        ],
    )
    def test_groups(self, bad, message):
        with pytest.raises(ValueError, match=message):
            GroupLasso(groups=bad).fit(self.X, self.y)

    @pytest.mark.parametrize(
        ("setting", "message"),
        [
            ({"by_fit": 1}, "expected by_fit to be True or False, got 1"),
            ({"fit_intercept": None}, "expected fit_intercept to be True or False, got None"),
            ({"tol": -1}, "expected tol to be a finite number >= 0, got -1"),
            ({"max_iter": 0}, "expected max_iter to be an integer >= 1, got 0"),
        ],
    )
    def test_other_settings(self, setting, message):
        with pytest.raises(ValueError, match=message):
            GroupLasso(**setting).fit(self.X, self.y)

    def test_data(self):
        with pytest.raises(ValueError, match="Input X contains NaN"):
            GroupLasso().fit(self.X * np.nan, self.y)
        with pytest.raises(ValueError, match=r"inconsistent numbers of samples: \[40, 39\]"):
            GroupLasso().fit(self.X, self.y[:-1])
        with pytest.raises(ValueError, match="Negative values in data passed"):
            GroupLasso().fit(self.X, self.y, -self.s)
        with pytest.raises(TypeError, match="dense data is required"):
            GroupLasso().fit(csr_array(self.X), self.y)
        with pytest.raises(NotFittedError):
            GroupLasso().predict(self.X)
