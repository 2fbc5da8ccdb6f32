"""Paths of strengths: equal to scikit-learn's plain fits, one by one, and to its own searches."""

import time
import warnings
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy import sparse
from sklearn.compose import TransformedTargetRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import (
    ElasticNet,
    Lasso,
    LassoCV,
    LogisticRegression,
    Ridge,
    RidgeCV,
)
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tables import TABLES, write
from weekly import weekly

from helpers import tabular
from helpers.tabular._grids import beyond, end_of, flat, grid
from helpers.tabular._linear import LinearClassifier, LinearRegressor, strength
from helpers.tabular._logistic import logistic_path
from helpers.tabular._prepared import LEVELS, RARE_LEVEL, Fold, path_losses, preparation
from helpers.tabular._squares import enet_weights, ridge_path, squares

FINE = {"tol": 1e-8, "max_iter": 100_000}
LAMS = [1.0, 0.1, 0.01, 0.001]


def load(tmp_path, name):
    make, target, problem = TABLES[name]
    return tabular.read(write(tmp_path / f"{name}.csv", *make()), target, problem)


def halves(data):
    rows = np.random.default_rng(0).permutation(len(data.y))
    return rows[: len(rows) // 2], rows[len(rows) // 2 :]


def plain_regressor(lam, mix, n):
    """Scikit-learn's own model of this strength for each row."""
    if mix == 0:
        return Ridge(alpha=n * lam)
    options = {"tol": 1e-10, "max_iter": 200_000}
    if mix == 1:
        return Lasso(alpha=lam, **options)
    return ElasticNet(alpha=lam, l1_ratio=mix, **options)


def plain_classifier(lam, mix, n):
    solver = "lbfgs" if mix == 0 else "saga"
    return LogisticRegression(
        C=1 / (n * lam), l1_ratio=mix, solver=solver, tol=1e-7, max_iter=100_000, random_state=0
    )


# One by one


@pytest.mark.parametrize(
    ("name", "mix"),
    [(name, mix) for name in ("diabetes", "houses", "linnerud") for mix in (0.0, 0.3, 1.0)]
    + [("wide", 0.0)],
)
def test_losses_of_a_path_are_those_of_plain_regressions(tmp_path, name, mix):
    data = load(tmp_path, name)
    part = fitted, held = halves(data)
    found = path_losses(Fold(data, part), [{"lam": lam, "mix": mix} for lam in LAMS])
    for lam, value in zip(LAMS, found, strict=True):
        model = TransformedTargetRegressor(
            make_pipeline(*preparation(data), plain_regressor(lam, mix, len(fitted))),
            transformer=StandardScaler(),
        ).fit(data.X[fitted], data.y[fitted])
        expected = np.mean((data.y[held] - model.predict(data.X[held])) ** 2)
        # Coordinate descent stops at a gap; a decomposition does not.
        assert value == pytest.approx(expected, rel=1e-9 if mix == 0 else 1e-3)


@pytest.mark.parametrize("mix", [0.3, 1.0])
def test_with_fewer_rows_than_columns_a_path_is_within_its_gap_of_the_minimum(tmp_path, mix):
    """There weak penalties have many solutions nearly alike, and the gap is coarser."""
    data = load(tmp_path, "wide")
    fold = Fold(data, halves(data))
    Z, t = fold.X, (fold.y - fold.y.mean()) / fold.y.std()
    weights = enet_weights(fold.squares, LAMS, mix)
    for lam, w in zip(LAMS, weights, strict=True):
        best = plain_regressor(lam, mix, len(t)).fit(Z, t).coef_
        found, least = (
            np.mean((t - Z @ v) ** 2) / 2 + lam * (mix * np.abs(v).sum() + (1 - mix) / 2 * v @ v)
            for v in (w, best)
        )
        assert least - 1e-9 <= found <= least + 1e-5


@pytest.mark.parametrize(
    "name", ["wine", pytest.param("breast_cancer", marks=weekly), "iris", "rare"]
)
@pytest.mark.parametrize("mix", [0.0, 0.5, 1.0])
def test_losses_of_a_path_are_those_of_plain_classifications(tmp_path, name, mix):
    data = load(tmp_path, name)
    part = fitted, held = halves(data)
    lams = [0.02, 0.01, 0.005]  # at which SAGA has weights; without, it forgets the intercept
    found = path_losses(Fold(data, part), [{"lam": lam, "mix": mix} for lam in lams])
    for lam, value in zip(lams, found, strict=True):
        model = make_pipeline(*preparation(data), plain_classifier(lam, mix, len(fitted)))
        q = model.fit(data.X[fitted], data.y[fitted]).predict_proba(data.X[held])
        expected = -np.mean(np.log(q[np.arange(len(held)), data.y[held]]))
        assert value == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("mix", [0.0, 0.5, 1.0])
def test_the_final_estimator_is_where_the_path_was(tmp_path, mix):
    """What is saved is what was judged: alone, and along other strengths, a fit is the same."""
    for name in ("houses", "wine"):
        data = load(tmp_path, name)
        part = fitted, held = halves(data)
        kind = tabular.models(data, 0)[1]
        settings = [{"lam": lam, "mix": mix} for lam in (0.3, 0.02, 0.003)]
        along = path_losses(Fold(data, part), settings)
        for setting, value in zip(settings, along, strict=True):
            model = kind.make(**setting).fit(data.X[fitted], data.y[fitted])
            if data.classes:
                q = model.predict_proba(data.X[held])
                alone = -np.mean(np.log(q[np.arange(len(held)), data.y[held]]))
            else:
                alone = np.mean((data.y[held] - model.predict(data.X[held])) ** 2)
            assert value == pytest.approx(alone, rel=1e-3)


def test_the_order_of_strengths_does_not_matter():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 6)), rng.normal(size=40)
    problem, order = squares(X, y), [2, 0, 3, 1]
    lams = np.array(LAMS)
    for weights in (ridge_path, lambda *a: enet_weights(*a, 0.5)):
        np.testing.assert_allclose(weights(problem, lams[order]), weights(problem, lams)[order])
    Y = (y > 0)[:, None].astype(float)
    W, b = logistic_path(X, Y, lams[order], 1.0)
    expected = logistic_path(X, Y, lams, 1.0)
    np.testing.assert_array_equal(W, expected[0][order])
    np.testing.assert_array_equal(b, expected[1][order])


@pytest.mark.parametrize("shape", [(60, 7), (7, 60), (8, 7), (7, 7)])
def test_a_decomposition_says_all_of_the_rows(shape):
    """More rows than columns, fewer, as many; a mean that is not zero; the limit of no penalty."""
    rng = np.random.default_rng(1)
    X, y = rng.normal(5, 2, size=shape), rng.normal(3, 1, size=shape[0])
    problem = squares(X, y)
    assert len(problem.singular) == min(shape)
    for lam in (10.0, 1e-3):
        model = LinearRegressor(lam=lam).fit(X, y)
        expected = Ridge(alpha=shape[0] * lam).fit(X, y)
        np.testing.assert_allclose(model.coef_, expected.coef_, atol=1e-10)
        np.testing.assert_allclose(model.predict(X), expected.predict(X), atol=1e-9)
    center = X - X.mean(axis=0)
    least = np.linalg.pinv(center) @ (y - y.mean())
    np.testing.assert_allclose(ridge_path(problem, [0.0])[0], least, atol=1e-7)


def test_a_column_that_repeats_another_shares_its_weight():
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(2, 50))
    X = np.column_stack([x, x, np.ones(50)])
    weights = ridge_path(squares(X, y), [0.0, 1e-14, 0.1])
    np.testing.assert_allclose(weights[:, 0], weights[:, 1], rtol=1e-6)
    np.testing.assert_array_equal(weights[:, 2], 0)
    assert np.abs(weights).max() < 1


def test_zeros_are_zeros(tmp_path):
    """At the strength at which a lasso keeps no weight, and just below it, where it keeps one."""
    rng = np.random.default_rng(3)
    X = StandardScaler().fit_transform(rng.normal(size=(80, 5)))
    y = (X @ [1, 0.5, 0, 0, 0] + rng.normal(size=80) > 0).astype(int)
    top = np.abs(X.T @ (y - y.mean())).max() / 80
    for lam, kept in ((1.001 * top, 0), (0.98 * top, 1)):
        model = LinearClassifier(lam=lam, mix=1.0).fit(X, y)
        assert np.count_nonzero(model.coef_) == kept
        np.testing.assert_allclose(model.predict_proba(X).mean(axis=0)[1], y.mean(), atol=1e-4)


# Sparse rows


def test_sparse_rows_give_the_same():
    rng = np.random.default_rng(4)
    X = sparse.random(200, 30, density=0.1, random_state=5, format="csr")
    y = X @ rng.normal(size=30) + 0.1 * rng.normal(size=200)
    labels = np.digitize(y, [-0.2, 0.2])
    for mix in (0.0, 0.5, 1.0):
        for kind, target in ((LinearRegressor, y), (LinearClassifier, labels)):
            thin, full = kind(0.003, mix).fit(X, target), kind(0.003, mix).fit(X.toarray(), target)
            np.testing.assert_allclose(thin.coef_, full.coef_, atol=2e-3)
            np.testing.assert_allclose(thin.predict(X), full.predict(X.toarray()), atol=2e-3)
    np.testing.assert_allclose(
        LinearRegressor(0.003).fit(X, y).coef_, LinearRegressor(0.003).fit(X.toarray(), y).coef_
    )


def cities(tmp_path, n=20_000):
    """A long file with a text of many values, most of them rare, and one that counts."""
    rng = np.random.default_rng(6)
    towns = np.where(rng.random(n) < 0.3, "Rome", [f"t{i}" for i in rng.integers(0, 3000, n)])
    x = rng.normal(size=n).round(4)
    y = x + 2 * (towns == "Rome") + rng.normal(size=n).round(4)
    rows = zip(x, towns, y, strict=True)
    return tabular.read(write(tmp_path / "t.csv", ["x", "town", "y"], rows), "y", "regression")


def test_memory_is_in_proportion_to_the_file(tmp_path):
    data = cities(tmp_path)
    read = data.columns[1]
    codes = np.random.default_rng(7).integers(0, 3000, len(data.y)).astype(float)
    codes[read.values == read.categories.index("Rome")] = 3000
    town = tabular.Column("town", codes, (*(f"t{i:04}" for i in range(3000)), "Rome"))
    X = np.column_stack([data.X[:, 0], codes])
    data = replace(data, columns=(data.columns[0], town), X=X)
    fold = Fold(data, (np.arange(16_000), np.arange(16_000, 20_000)))
    assert sparse.issparse(fold.X)
    assert fold.X.shape[1] == 1 + LEVELS
    assert fold.X.nnz * 8 < 3 * data.X.nbytes
    found = path_losses(fold, [{"lam": 1e-3, "mix": mix} for mix in (0.0, 0.5, 1.0)])
    assert (found < 1.1).all()


def test_a_rare_level_is_one_of_many(tmp_path):
    data = cities(tmp_path)
    kinds = tabular.models(data, 0)[:2]
    search = tabular.tune(data, minutes=2, kinds=kinds, outer_folds=2, inner_folds=2)
    weights = tabular.weights(tabular.fit_chosen(search, "Ridge"))
    names = [getattr(weight, "name", None) or weight[0] for weight in weights]
    assert set(names[:2]) == {"x", "town = Rome"}
    assert len(names) <= 1 + LEVELS
    codes, counts = np.unique(data.columns[1].values, return_counts=True)
    rows = {
        f"town = {data.columns[1].categories[int(c)]}": k
        for c, k in zip(codes, counts, strict=True)
    }
    assert min(rows.get(name, len(data.y)) for name in names) >= RARE_LEVEL


# The grid


def test_strengths_reach_from_no_weight_to_next_to_no_penalty():
    for powers, mix, top, last in (
        ((0, -4, 8), 1.0, 1.0, 1e-4),
        ((0, -4, 8), 0.5, 2.0, 2e-4),
        ((2, -6, 4), 0.0, 100.0, 1e-6),
    ):
        lams = [setting["lam"] for setting in grid(powers, mix)]
        assert lams[0] == pytest.approx(top)
        assert lams[-1] == pytest.approx(last)
        assert all(later < lam for lam, later in pairwise(lams))


@pytest.mark.parametrize("name", ["diabetes", "wine"])
def test_at_the_strongest_a_lasso_has_no_weight(tmp_path, name):
    data = load(tmp_path, name)
    for kind in tabular.models(data, 0)[2:4]:
        strongest = max(kind.settings, key=lambda s: s["lam"] * s["mix"])
        model = kind.make(**strongest).fit(data.X, data.y)
        pipeline = getattr(model, "regressor_", model)
        np.testing.assert_array_equal(pipeline[-1].coef_, 0)


def test_twice_the_rows_have_the_same_grid_and_the_same_fits(tmp_path):
    data = load(tmp_path, "diabetes")
    rows = np.tile(np.arange(len(data.y)), 2)
    for place in (1, 2, 3):
        kind = tabular.models(data, 0)[place]
        setting = kind.settings[0]
        once, twice = (
            kind.make(**setting).fit(data.X[i], data.y[i]).predict(data.X)
            for i in (slice(None), rows)
        )
        np.testing.assert_allclose(once, twice, rtol=1e-4)


def test_where_a_grid_ends_and_goes_on():
    settings = grid((0, -2, 2), 0.5) + grid((1, -1, 2), 0.0)
    assert [end_of(settings, i) for i in (0, 2, 4)] == ["", "", "weak"]
    assert [end_of(settings, i) for i in (5, 7, 9)] == ["strong", "", "weak"]
    assert end_of(settings[:1], 0) == ""
    more = beyond(settings, 0.5, "weak")
    assert [s["lam"] for s in more] == pytest.approx([0.02 / 10**0.5, 0.002])
    assert [s["lam"] for s in beyond(settings, 0.0, "strong")] == pytest.approx([10**1.5, 100])
    assert beyond([{"lam": 1e6, "mix": 0.0}, {"lam": 1e5, "mix": 0.0}], 0.0, "strong") == []
    losses = np.array([9, 8, 7, 6, 5, 1.2, 1.009, 1.005, 1.001, 1])
    assert flat(losses, settings, 9)
    assert not flat(losses + (np.arange(10) == 8) * 0.1, settings, 9)
    assert not flat(losses, settings, 4)


def exact(n=60, noise=1e-7):
    """A nearly exact relation between columns that are nearly alike."""
    rng = np.random.default_rng(7)
    common = rng.normal(size=(n, 1))
    X = common + 0.01 * rng.normal(size=(n, 4))
    return X, X @ [3.0, -2.0, 1.0, 0.5] + noise * rng.normal(size=n)


def test_a_nearly_exact_relation_is_found_as_exactly_as_by_plain_ridge(tmp_path):
    X, y = exact()
    rows = np.column_stack([X, y]).tolist()
    data = tabular.read(write(tmp_path / "t.csv", [*"abcd", "y"], rows), "y", "regression")
    kinds = tabular.models(data, 0)[:2]
    search = tabular.tune(data, minutes=1, kinds=kinds)
    expected = []
    for fitted, held in KFold(5, shuffle=True, random_state=0).split(X):
        model = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-14, 3, 60)))
        model.fit(X[fitted], y[fitted])
        expected.append(np.mean((y[held] - model.predict(X[held])) ** 2))
    assert search["Ridge"].outer.mean() <= 1.02 * np.mean(expected)
    (edge,) = search.edges
    assert (edge.name, edge.end, edge.settled) == ("Ridge", "weak", True)
    assert edge.reached < edge.planned == pytest.approx(1e-6)
    assert search["Ridge"].tuned
    assert search["Ridge"].inner.shape[1] > len(kinds[1].settings)
    predictor = tabular.fit_chosen(search, "Ridge")
    assert predictor.setting["lam"] < 1e-6
    said = " ".join(tabular.report(search, tabular.compare(search), predictor).split())
    assert "Ridge was best at the weak end of its grid, λ = 1e-06; it was continued to" in said


def test_noise_has_its_best_at_the_strong_end(tmp_path):
    rows = np.random.default_rng(8).normal(size=(80, 6)).tolist()
    data = tabular.read(write(tmp_path / "t.csv", [*"abcde", "y"], rows), "y", "regression")
    search = tabular.tune(data, minutes=1, kinds=tabular.models(data, 0)[:2])
    (edge,) = search.edges
    assert (edge.end, edge.settled) == ("strong", True)
    assert search["Ridge"].outer.mean() == pytest.approx(search["Baseline"].outer.mean(), rel=0.02)


# Nested choice


@pytest.mark.parametrize("place", [1, 2])
def test_the_nested_choice_is_that_of_scikit_learn(tmp_path, place):
    """On the same inner folds, with scales learned before, as in its own searches."""
    data = load(tmp_path, "diabetes")
    kind = tabular.models(data, 0)[place]
    search = tabular.tune(data, minutes=2, kinds=[tabular.models(data, 0)[0], kind])
    lams = [setting["lam"] for setting in search[kind.name].model.settings]
    for outer, (fitted, held) in enumerate(KFold(5, shuffle=True, random_state=0).split(data.X)):
        inner = list(KFold(4, shuffle=True, random_state=1).split(fitted))
        losses = np.zeros((len(lams), 4))
        for f, (a, b) in enumerate(inner):
            scale, level = StandardScaler(), StandardScaler()
            X, y = data.X[fitted], data.y[fitted]
            A, B = scale.fit_transform(X[a]), scale.transform(X[b])
            t = level.fit_transform(y[a][:, None]).ravel()
            for i, lam in enumerate(lams):
                model = Ridge(alpha=len(a) * lam) if place == 1 else Lasso(lam, **FINE)
                predicted = level.inverse_transform(model.fit(A, t).predict(B)[:, None]).ravel()
                losses[i, f] = np.mean((y[b] - predicted) ** 2)
        expected = losses.mean(axis=1)
        np.testing.assert_allclose(search[kind.name].inner[outer], expected, rtol=1e-4)
        assert search[kind.name].chosen[outer] == expected.argmin()
        # Its own searches learn scales from the rows that they hold out, too, and hardly differ.
        strengths = [len(fitted) * lam for lam in lams] if place == 1 else lams
        theirs = RidgeCV(strengths, cv=inner) if place == 1 else LassoCV(alphas=lams, cv=inner)
        plain = make_pipeline(StandardScaler(), theirs)
        level = data.y[fitted]
        plain.fit(data.X[fitted], (level - level.mean()) / level.std())
        lam = plain[-1].alpha_ / (len(fitted) if place == 1 else 1)
        assert abs(np.log(lam / lams[expected.argmin()])) < 0.6
        predicted = level.mean() + level.std() * plain.predict(data.X[held])
        loss = np.mean((data.y[held] - predicted) ** 2)
        assert search[kind.name].outer[outer] == pytest.approx(loss, rel=0.02)


def test_preparation_is_learned_once_for_each_fold(tmp_path, monkeypatch):
    data = load(tmp_path, "houses")
    kinds = tabular.models(data, 0)[:4]
    fits = []
    fit = StandardScaler.fit
    monkeypatch.setattr(
        StandardScaler,
        "fit",
        lambda self, X, *a, **k: fits.append(X.shape) or fit(self, X, *a, **k),
    )
    tabular.tune(data, minutes=1, kinds=kinds)
    # 20 inner folds for all settings of three models; judging fits rows and targets of 5 each.
    assert len(fits) == 20 + 3 * 5 * 2


# Words


def test_the_strength_is_said_in_both_ways():
    rng = np.random.default_rng(9)
    X, y = rng.normal(size=(50, 3)), rng.normal(size=50)
    ridge, lasso = (LinearRegressor(lam=0.02, mix=mix).fit(X, y) for mix in (0.0, 1.0))
    assert strength(ridge) == "λ = 0.02 for each row, 1 for all"
    assert strength(lasso) == "λ = 0.02 for each row"
    logistic = LinearClassifier(lam=0.02).fit(X, y > 0)
    assert strength(logistic) == "λ = 0.02 for each row, C = 1"
    C = LogisticRegression(C=1.0, tol=1e-8).fit(X, y > 0)
    np.testing.assert_allclose(logistic.coef_, C.coef_, atol=1e-4)
    assert strength(Ridge()) == ""


# The budget with paths


def test_the_blocks_of_a_slow_path_keep_to_the_budget(tmp_path):
    rng = np.random.default_rng(10)
    rows = rng.normal(size=(30_000, 7)).round(6).tolist()
    data = tabular.read(write(tmp_path / "t.csv", [*"abcdef", "y"], rows), "y", "regression")
    baseline, ridge, lasso = tabular.models(data, 0)[:3]
    now = [0.0]

    def slow(fold, settings):
        now[0] += len(fold.y) / 19_200 * len(settings)  # a second for a setting on an inner fold
        return path_losses(fold, settings)

    kind = tabular.Model("Lasso", lasso.make, lasso.settings, slow)
    # Half of the time is for what comes after: tuning once more, the last fit, and weighing.
    for minutes, expected in ((2, None), (7, 7), (14, 15), (40, 33)):
        now[0] = 0.0
        kinds = [baseline, ridge, kind]
        search = tabular.tune(data, minutes=minutes, kinds=kinds, clock=lambda: now[0])
        assert now[0] <= 60 * minutes
        tried = {found.model.name: found for found in search.tried}
        if expected is None:
            assert search.unreached == ("Lasso",)
            continue
        assert tried["Lasso"].inner.shape[1] >= expected
        assert tried["Lasso"].tuned == (expected == 33)
        # Those that were tried lie wide apart.
        lams = [s["lam"] for s in lasso.settings[:expected]]
        assert max(lams) / min(lams) > 1000


def test_of_many_rows_some_are_used_if_the_time_is_short(tmp_path):
    rng = np.random.default_rng(11)
    rows = rng.normal(size=(50_000, 7)).round(6).tolist()
    data = tabular.read(write(tmp_path / "t.csv", [*"abcdef", "y"], rows), "y", "regression")
    baseline, ridge = tabular.models(data, 0)[:2]
    now = [0.0]

    def slow(fold, settings):
        now[0] += len(fold.y) / 3200  # ten seconds on an inner fold of all rows
        return path_losses(fold, settings)

    kind = tabular.Model("Ridge", ridge.make, ridge.settings, slow)
    for minutes, all_of_them in ((10, True), (5, False)):
        now[0] = 0.0
        search = tabular.tune(
            data, minutes=minutes, kinds=[baseline, kind], clock=lambda: now[0], progress=False
        )
        predictor = tabular.fit_chosen(search, "Ridge")
        assert now[0] <= 60 * minutes
        assert (search.step == 1) == all_of_them
        assert search.complete
        assert search.judged.sum() == pytest.approx(50_000 / search.step, abs=5)
        said = " ".join(tabular.report(search, tabular.compare(search), predictor).split())
        assert (f"one row of {search.step} was used" in said) != all_of_them
    assert search.step == 2


def test_linear_models_of_a_small_file_take_seconds(tmp_path):
    """All strengths of all penalties: far less than the time of one fit for each of them."""
    data = load(tmp_path, "diabetes")
    kinds = tabular.models(data, 0)[:4]
    began = time.process_time()
    search = tabular.tune(data, minutes=5, kinds=kinds)
    spent = time.process_time() - began
    assert search.complete
    assert sum(found.inner.shape[1] for found in search.tried) > 100
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        began = time.process_time()
        for lam in [setting["lam"] for setting in kinds[2].settings] * 2:
            kinds[2].make(lam=lam, mix=1.0).fit(data.X[:283], data.y[:283])
        one_by_one = 10 * (time.process_time() - began)
    assert spent < one_by_one / 2
