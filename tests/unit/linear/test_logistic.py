"""LogisticRegression against scikit-learn, its tests, glmnet's answers and a general minimiser."""

import itertools
import warnings

import numpy as np
import pytest
import sklearn.linear_model
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import log_softmax
from sklearn.base import clone
from sklearn.datasets import load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.linear_model.tests import test_logistic as scikit_learn_tests
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler, scale
from sklearn.utils.estimator_checks import parametrize_with_checks

from helpers.linear import LogisticRegression
from helpers.linear._quadratic import minimize_quadratic

TIGHT = {"tol": 1e-10}


def problem(n=60, p=5, classes=2, seed=0):
    """Rows whose classes overlap, so that a fit without penalty exists; and weights."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 3, p) + rng.uniform(-2, 2, p)
    logits = X @ rng.normal(size=(p, classes)) * 0.5
    y = (logits + rng.gumbel(size=logits.shape)).argmax(axis=1)
    return X, y, rng.uniform(0.1, 2, n)


def objective(X, y, s, C, l1_ratio, coef, intercept):
    """scikit-learn's objective, written out for a matrix of weights with a row for each class."""
    if len(coef) == 1:
        coef, intercept = np.r_[0 * coef, coef], np.r_[0, intercept]
        penalized = coef[1:]
    else:
        penalized = coef
    loss = -log_softmax(X @ coef.T + intercept, axis=1)[np.arange(len(y)), y]
    size = l1_ratio * np.abs(penalized).sum() + (1 - l1_ratio) / 2 * np.sum(penalized**2)
    return C * s @ loss + size


@parametrize_with_checks([LogisticRegression(), LogisticRegression(C=3, l1_ratio=0.6)])
def test_estimator_checks_of_scikit_learn(estimator, check):
    check(estimator)


class TestAgainstOracles:
    @pytest.mark.parametrize("classes", [2, 3, 4])
    @pytest.mark.parametrize("C", [1e-3, 1, 1e3])
    @pytest.mark.parametrize("fit_intercept", [True, False])
    def test_l2_is_that_of_scikit_learn(self, classes, C, fit_intercept):
        X, y, s = problem(classes=classes)
        settings = {"C": C, "fit_intercept": fit_intercept, **TIGHT}
        ours = LogisticRegression(**settings).fit(X, y, s)
        theirs = sklearn.linear_model.LogisticRegression(solver="newton-cholesky", **settings)
        theirs.fit(X, y, s)
        np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(ours.intercept_, theirs.intercept_, rtol=1e-6, atol=1e-9)
        for name in ("predict_proba", "predict_log_proba", "decision_function"):
            mine, other = getattr(ours, name)(X), getattr(theirs, name)(X)
            assert mine.shape == other.shape
            np.testing.assert_allclose(mine, other, rtol=1e-6, atol=1e-8)
        np.testing.assert_array_equal(ours.predict(X), theirs.predict(X))

    @pytest.mark.parametrize("classes", [2, 3])
    @pytest.mark.parametrize("l1_ratio", [0.3, 1.0])
    @pytest.mark.parametrize("C", [0.2, 2])
    def test_l1_is_that_of_scikit_learn(self, classes, l1_ratio, C):
        X, y, s = problem(classes=classes)
        Z = scale(X)
        ours = LogisticRegression(C=C, l1_ratio=l1_ratio, **TIGHT).fit(Z, y, s)
        theirs = sklearn.linear_model.LogisticRegression(
            C=C, l1_ratio=l1_ratio, solver="saga", tol=1e-12, max_iter=100_000, random_state=0
        ).fit(Z, y, s)
        np.testing.assert_allclose(ours.coef_, theirs.coef_, atol=1e-6)
        np.testing.assert_allclose(ours.predict_proba(Z), theirs.predict_proba(Z), atol=1e-6)
        np.testing.assert_array_equal(ours.coef_ == 0, np.abs(theirs.coef_) < 1e-6)

    @pytest.mark.parametrize("classes", [2, 3])
    @pytest.mark.parametrize("l1_ratio", [0, 0.5, 1])
    @pytest.mark.parametrize("size", [1, 1e4])
    def test_no_other_point_is_lower(self, classes, l1_ratio, size):
        X, y, s = problem(classes=classes)
        X = X * np.where(np.arange(5) == 2, size, 1)
        model = LogisticRegression(C=0.7, l1_ratio=l1_ratio, tol=1e-8).fit(X, y, s)
        here = objective(X, y, s, 0.7, l1_ratio, model.coef_, model.intercept_)
        rng = np.random.default_rng(1)
        for scale_of_step in (1e-4, 1e-2, 1):
            for _ in range(50):
                step = rng.normal(size=model.coef_.shape) * scale_of_step
                step *= rng.random(step.shape) < 0.5
                shift = rng.normal(size=model.intercept_.shape) * scale_of_step
                there = objective(
                    X, y, s, 0.7, l1_ratio, model.coef_ + step, model.intercept_ + shift
                )
                assert there > here - 1e-9 * here

    def test_the_book_s_objective(self):
        """λ = 1/(C n) before the penalty, and the mean of the log loss."""
        X, y, _ = problem()
        lam, signs = 0.2, 2 * y - 1

        def base(theta):
            margins = signs * (X @ theta[:5] + theta[5])
            return np.mean(np.logaddexp(0, -margins)) + lam / 2 * theta[:5] @ theta[:5]

        found = minimize(base, np.zeros(6), method="BFGS", options={"gtol": 1e-9}).x
        model = LogisticRegression(C=1 / (lam * len(y)), **TIGHT).fit(X, y)
        np.testing.assert_allclose(np.r_[model.coef_[0], model.intercept_], found, atol=1e-6)

    def test_weights_are_repetitions(self):
        X, y, _ = problem()
        times = np.arange(60) % 4
        weighted = LogisticRegression(l1_ratio=0.5, **TIGHT).fit(X, y, times)
        repeated = LogisticRegression(l1_ratio=0.5, **TIGHT).fit(
            np.repeat(X, times, axis=0), np.repeat(y, times)
        )
        np.testing.assert_allclose(weighted.coef_, repeated.coef_, rtol=1e-7)
        np.testing.assert_allclose(weighted.intercept_, repeated.intercept_, rtol=1e-7)

    def test_class_weights_are_row_weights(self):
        X, y, s = problem(classes=3)
        weights = {0: 0.5, 1: 2.0, 2: 3.0}
        by_class = LogisticRegression(class_weight=weights, **TIGHT).fit(X, y, s)
        by_row = LogisticRegression(**TIGHT).fit(X, y, s * np.array([0.5, 2, 3])[y])
        np.testing.assert_allclose(by_class.coef_, by_row.coef_, rtol=1e-9)
        balanced = LogisticRegression(class_weight="balanced", **TIGHT).fit(X, y)
        theirs = sklearn.linear_model.LogisticRegression(
            class_weight="balanced", solver="newton-cholesky", **TIGHT
        ).fit(X, y)
        np.testing.assert_allclose(balanced.coef_, theirs.coef_, rtol=1e-6)

    def test_the_intercept_meets_the_class_rate(self):
        """What its slope says: unpenalized, it makes the mean probability the observed rate."""
        X, y, _ = problem()
        model = LogisticRegression(C=1e-6, **TIGHT).fit(X, y)
        assert model.predict_proba(X)[:, 1].mean() == pytest.approx(y.mean(), abs=1e-9)
        assert model.intercept_[0] == pytest.approx(np.log(y.mean() / (1 - y.mean())), abs=1e-3)

    def test_with_all_weights_at_zero_the_rates_are_left(self):
        X, y, s = problem(classes=4)
        model = LogisticRegression(C=1e-3, l1_ratio=1, **TIGHT).fit(X, y, s)
        rates = np.bincount(y, weights=s) / s.sum()
        np.testing.assert_array_equal(model.coef_, 0)
        np.testing.assert_allclose(model.predict_proba(X), np.tile(rates, (60, 1)), rtol=1e-8)
        assert model.intercept_.sum() == pytest.approx(0, abs=1e-12)

    def test_the_largest_strength_at_which_a_weight_enters(self):
        """Where λ r is the largest slope at w = 0, all are 0; a little below, one is not."""
        X, y, _ = problem()
        edge = np.abs(X.T @ (y - y.mean())).max() / len(y)
        above = LogisticRegression(C=1 / (len(y) * edge * 1.001), l1_ratio=1, **TIGHT).fit(X, y)
        below = LogisticRegression(C=1 / (len(y) * edge * 0.999), l1_ratio=1, **TIGHT).fit(X, y)
        assert np.count_nonzero(above.coef_) == 0
        assert np.count_nonzero(below.coef_) == 1


class TestQuadratic:
    @pytest.mark.parametrize("seed", range(20))
    def test_all_signs_tried(self, seed):
        """Each pattern of signs has one candidate; the lowest of those that fit is the minimum."""
        rng = np.random.default_rng(seed)
        B = rng.normal(size=(7, 5))
        H, c = B.T @ B, 3 * rng.normal(size=5)
        l1 = rng.uniform(0, 3, 5) * (rng.random(5) < 0.8)
        best = None
        for pattern in itertools.product((-1, 0, 1), repeat=5):
            signs = np.array(pattern)
            kept = (signs != 0) | (l1 == 0)
            x = np.zeros(5)
            x[kept] = np.linalg.solve(H[np.ix_(kept, kept)], -(c + l1 * signs)[kept])
            value = c @ x + x @ H @ x / 2 + l1 @ np.abs(x)
            if best is None or value < best[0]:
                best = value, x
        start = rng.normal(size=5) * (rng.random(5) < 0.5)
        found = minimize_quadratic(H, c, l1, start)
        np.testing.assert_allclose(found, best[1], atol=1e-8)

    def test_columns_that_are_equal(self):
        H, c, l1 = np.ones((2, 2)), np.array([-3.0, -3.0]), np.array([1.0, 1.0])
        assert minimize_quadratic(H, c, l1, np.zeros(2)).sum() == pytest.approx(2)


class TestSeparable:
    X, y = np.array([[-2.0], [-1.0], [1.0], [3.0]]), np.array([0, 0, 1, 1])

    def test_without_a_penalty_the_weight_is_as_large_as_the_tolerance_is_small(self):
        sizes = [
            LogisticRegression(C=np.inf, tol=tol).fit(self.X, self.y).coef_[0, 0]
            for tol in (1e-2, 1e-4, 1e-8)
        ]
        assert sizes[0] + 2 < sizes[1] < sizes[2] - 2

    def test_a_penalty_makes_it_finite(self):
        sizes = [
            LogisticRegression(C=1e3, tol=tol).fit(self.X, self.y).coef_[0, 0]
            for tol in (1e-5, 1e-8)
        ]
        assert sizes[0] == pytest.approx(sizes[1], rel=1e-2)

    def test_too_few_steps_warn(self):
        with pytest.warns(ConvergenceWarning, match="after 2 steps. Raise max_iter or tol"):
            LogisticRegression(C=np.inf, tol=1e-8, max_iter=2).fit(self.X, self.y)


class TestInterface:
    @pytest.mark.parametrize("classes", [2, 3])
    def test_float32_is_kept(self, classes):
        X, y, s = problem(classes=classes)
        model = LogisticRegression().fit(X.astype(np.float32), y, s)
        assert model.coef_.dtype == model.intercept_.dtype == np.float32
        expected = LogisticRegression().fit(X, y, s).coef_
        atol = 1e-5 * np.abs(expected).max()
        np.testing.assert_allclose(model.coef_, expected, rtol=0, atol=atol)

    def test_labels_may_be_strings(self):
        X, y, _ = problem(classes=3)
        names = np.array(["cat", "ant", "bee"])
        model = LogisticRegression().fit(X, names[y])
        assert list(model.classes_) == ["ant", "bee", "cat"]
        assert set(model.predict(X)) <= set(names)
        order = np.argsort(names)
        np.testing.assert_allclose(
            model.coef_, LogisticRegression().fit(X, y).coef_[order], atol=1e-5
        )

    def test_input_is_not_changed(self):
        X, y, s = problem()
        before = X.copy(), y.copy(), s.copy()
        X.flags.writeable = False
        LogisticRegression(class_weight="balanced").fit(X, y, s)
        for now, then in zip((X, y, s), before, strict=True):
            np.testing.assert_array_equal(now, then)

    def test_works_within_scikit_learn(self):
        X, y, _ = problem()
        pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=2))
        assert clone(pipeline).fit(X, y).score(X, y) > 0.5
        assert len(cross_val_score(pipeline, X, y, cv=4, scoring="neg_log_loss")) == 4
        assert repr(LogisticRegression(C=2)) == "LogisticRegression(C=2)"

    def test_wide_data(self):
        X, y, _ = problem(n=20, p=300)
        model = LogisticRegression(C=0.5, l1_ratio=1, **TIGHT).fit(scale(X), y)
        assert 0 < np.count_nonzero(model.coef_) <= 20

    def test_sparse_is_refused(self):
        with pytest.raises(TypeError, match="dense data is required"):
            LogisticRegression().fit(csr_array(np.eye(3)), [0, 1, 0])


class TestBadInput:
    X, y, s = problem()

    @pytest.mark.parametrize("bad", [0, -1, np.nan, None, "1", True, -np.inf])
    def test_strength(self, bad):
        with pytest.raises(ValueError, match="expected C to be a finite number > 0, got"):
            LogisticRegression(C=bad).fit(self.X, self.y)

    @pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan, None, "elasticnet", True])
    def test_l1_ratio(self, bad):
        with pytest.raises(ValueError, match="expected l1_ratio to be a finite number >= 0 and"):
            LogisticRegression(l1_ratio=bad).fit(self.X, self.y)

    @pytest.mark.parametrize("class_weight", [None, {0: 1e10, 1: 1.0}, "balanced"])
    def test_weights_whose_sum_is_no_number(self, class_weight):
        weights = np.full(len(self.y), 1e308)  # and no warning, which would be an error here
        with pytest.raises(ValueError, match="expected weights with a finite sum above 0"):
            LogisticRegression(class_weight=class_weight).fit(self.X, self.y, weights)

    @pytest.mark.parametrize(
        ("setting", "message"),
        [
            ({"fit_intercept": 1}, "expected fit_intercept to be True or False, got 1"),
            ({"tol": -1}, "expected tol to be a finite number >= 0, got -1"),
            ({"max_iter": 0}, "expected max_iter to be an integer >= 1, got 0"),
            ({"class_weight": {0: 0.0, 1: 0.0}}, "expected weights with a finite sum above 0"),
            ({"class_weight": {7: 1.0}}, "The classes, .* are not in class_weight"),
        ],
    )
    def test_other_settings(self, setting, message):
        with pytest.raises(ValueError, match=message):
            LogisticRegression(**setting).fit(self.X, self.y)

    @pytest.mark.parametrize(
        ("X", "y", "message"),
        [
            (X * np.nan, y, "Input X contains NaN"),
            (X[:0], y[:0], r"0 sample\(s\)"),
            (X[:, 0], y, "Expected 2D array, got 1D array instead"),
            (X, y[:-1], r"inconsistent numbers of samples: \[60, 59\]"),
            (X, np.zeros(60), "expected at least two classes in y, got one class: .*0.0"),
            (X, np.linspace(0, 1, 60), "Unknown label type: continuous"),
            (X, np.c_[y, y], "y should be a 1d array"),
            (X, np.where(y, np.nan, 0), "Input y contains NaN"),
        ],
    )
    def test_data(self, X, y, message):
        with pytest.raises(ValueError, match=message):
            LogisticRegression().fit(X, y)

    @pytest.mark.parametrize(
        ("bad", "message"),
        [
            (-np.ones(60), "Negative values in data passed to `sample_weight`"),
            (np.zeros(60), "at least one (is )?non-zero"),
            (np.ones(59), r"sample_weight.shape == \(59,\), expected \(60,\)"),
            (np.full(60, np.nan), "Input sample_weight contains NaN"),
            (0, "expected sample_weight to be a finite number > 0, got 0"),
        ],
    )
    def test_sample_weight(self, bad, message):
        with pytest.raises(ValueError, match=message):
            LogisticRegression().fit(self.X, self.y, bad)

    @pytest.mark.parametrize(
        "method", ["predict", "predict_proba", "predict_log_proba", "decision_function"]
    )
    def test_prediction(self, method):
        with pytest.raises(NotFittedError):
            getattr(LogisticRegression(), method)(self.X)
        model = LogisticRegression().fit(self.X, self.y)
        with pytest.raises(ValueError, match="X has 2 features, but LogisticRegression is"):
            getattr(model, method)(self.X[:, :2])


class ForScikitLearnTests(LogisticRegression):
    """Ours under scikit-learn's signature: one solver serves, whichever is asked for."""

    def __init__(
        self,
        *,
        C=1.0,
        l1_ratio=0.0,
        tol=1e-4,
        fit_intercept=True,
        class_weight=None,
        random_state=None,
        solver="lbfgs",
        max_iter=100,
        warm_start=False,
    ):
        super().__init__(
            C=C,
            l1_ratio=l1_ratio,
            fit_intercept=fit_intercept,
            class_weight=class_weight,
            tol=tol,
            max_iter=max_iter,
        )
        self.random_state = random_state
        self.solver = solver
        self.warm_start = warm_start


@pytest.fixture
def ours_in_their_place(monkeypatch):
    monkeypatch.setattr(scikit_learn_tests, "LogisticRegression", ForScikitLearnTests)


@pytest.mark.usefixtures("ours_in_their_place")
class TestsOfScikitLearn:
    """Tests that scikit-learn has for its own LogisticRegression, run on ours.

    Left out are those of its solvers, of sparse input, of warm starts and of array libraries, and
    one that compares accuracies on new rows at loose tolerances.
    """

    def test_glmnet(self):
        """Against glmnet's answers, to ten digits there."""
        scikit_learn_tests.test_logistic_glmnet("newton-cholesky")

    @pytest.mark.parametrize(
        "name",
        [
            "test_write_parameters",
            "test_nan",
            "test_inconsistent_input",
            "test_single_feature_newton_cg",
        ],
    )
    def test_others(self, name):
        getattr(scikit_learn_tests, name)()

    @pytest.mark.parametrize("C", np.logspace(-3, 2, 4))
    @pytest.mark.parametrize("l1_ratio", [0.1, 0.5, 0.9])
    def test_objective(self, C, l1_ratio):
        scikit_learn_tests.test_LogisticRegression_elastic_net_objective(C, l1_ratio)

    @pytest.mark.parametrize("fit_intercept", [False, True])
    def test_identifiability(self, fit_intercept):
        scikit_learn_tests.test_multinomial_identifiability_on_iris("lbfgs", fit_intercept)

    @pytest.mark.parametrize("fit_intercept", [False, True])
    def test_unpenalized(self, fit_intercept):
        with warnings.catch_warnings():
            # It draws classes that can be told apart without a penalty only just.
            warnings.simplefilter("ignore", ConvergenceWarning)
            scikit_learn_tests.test_logistic_regression_solvers_multiclass_unpenalized(
                fit_intercept, 0
            )

    @pytest.mark.parametrize("class_weight", [{0: 1.0, 1: 10.0, 2: 1.0}, "balanced"])
    def test_sample_weight_not_modified(self, class_weight):
        scikit_learn_tests.test_sample_weight_not_modified(class_weight)

    def test_sample_weights(self):
        scikit_learn_tests.test_logistic_regression_sample_weights("single", "newton-cholesky", 0)

    def test_class_weights(self):
        scikit_learn_tests.test_logistic_regression_solver_class_weights("newton-cholesky", 0)
        scikit_learn_tests.test_logistic_regression_class_weights(0, lambda X: X)

    def test_elastic_net_coeffs(self):
        scikit_learn_tests.test_elastic_net_coeffs(0)

    @pytest.mark.parametrize("load", [load_iris, load_wine])
    def test_real_data(self, load):
        X, y = load(return_X_y=True)
        ours = LogisticRegression(**TIGHT).fit(scale(X), y)
        theirs = sklearn.linear_model.LogisticRegression(solver="newton-cholesky", **TIGHT)
        np.testing.assert_allclose(ours.coef_, theirs.fit(scale(X), y).coef_, atol=1e-7)
