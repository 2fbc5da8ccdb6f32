"""The whole recipe on tables of different kinds, and the model that it leaves behind."""

import dataclasses
import re

import numpy as np
import pytest
from rounding import assert_equal_to_rounding
from sklearn.base import clone
from sklearn.linear_model import Ridge
from tables import TABLES, houses, write
from weekly import weekly

from helpers import tabular
from helpers.tabular._network import NetworkClassifier, NetworkRegressor


def short(data):
    """Every model, with the first of its settings alone."""
    return [dataclasses.replace(m, settings=m.settings[:1]) for m in tabular.models(data, 0)]


def run(path, target, problem, kinds=short, **options):
    data = tabular.read(path, target, problem, **options)
    search = tabular.tune(data, minutes=30, kinds=kinds(data), outer_folds=3, inner_folds=2)
    comparison = tabular.compare(search)
    return search, comparison, tabular.fit_chosen(search, comparison.chosen)


LARGE = ("breast_cancer", "digits")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=weekly) if name in LARGE else name for name in TABLES]
)
def test_the_recipe_on(tmp_path, name):
    make, target, problem = TABLES[name]
    path = write(tmp_path / "t.csv", *make())
    search, comparison, predictor = run(path, target, problem)
    data = search.data

    assert comparison.names == (
        "Baseline", "Ridge", "Lasso", "Elastic net", "Network", "Boosting",
    )  # fmt: skip
    assert search.complete
    assert all(np.isfinite(tried.outer).all() for tried in search.tried)
    if problem == "classification":
        q = search["Network"].predictions
        assert q.shape == (len(data.y), len(data.classes))
        np.testing.assert_allclose(q.sum(axis=1), 1)

    table = tabular.table(search, comparison)
    assert [line.split()[0] for line in table.splitlines()[1:]] == [
        "Baseline", "Ridge", "Lasso", "Elastic", "Network", "Boosting",
    ]  # fmt: skip
    text = tabular.report(search, comparison, predictor)
    assert f"Chosen: {comparison.chosen}" in text
    assert max(map(len, (table + "\n" + text).splitlines())) <= 88
    assert not re.search(r"\bnan\b", text)

    predictor.save(tmp_path / "model")
    again = tabular.load(tmp_path / "model")
    np.testing.assert_array_equal(again.predict(data.X), predictor.predict(data.X))
    np.testing.assert_array_equal(again.predict_csv(path), predictor.predict(data.X))


@pytest.mark.parametrize("name", ["diabetes", "wine", "iris", "breast_cancer", "digits", "wide"])
def test_where_there_is_something_to_find_it_is_found(tmp_path, name):
    make, target, problem = TABLES[name]
    _, comparison, _ = run(
        write(tmp_path / "t.csv", *make()), target, problem, lambda data: short(data)[:4]
    )
    share = comparison.losses[1:].min() / comparison.losses[0]
    assert share < {"diabetes": 0.6, "wide": 0.3}.get(name, 0.25)


def test_the_losses_of_tiny_data_promise_nothing(tmp_path):
    make, target, problem = TABLES["linnerud"]
    path = write(tmp_path / "t.csv", *make())
    search, comparison, predictor = run(path, target, problem, lambda data: short(data)[:2])
    text = " ".join(tabular.report(search, comparison, predictor).split())
    assert "It was not shown that Ridge is better than the baseline" in text
    assert "Get more rows, or better columns" in text


def test_a_rare_class_is_reported(tmp_path):
    make, target, problem = TABLES["rare"]
    path = write(tmp_path / "t.csv", *make())
    search, comparison, predictor = run(path, target, problem, lambda data: short(data)[:2])
    text = " ".join(tabular.report(search, comparison, predictor).split())
    found = search["Ridge"].predictions.argmax(axis=1)[search.data.y == 0] == 0
    assert f"Of the rows of the rarest class, “sick”, it finds {found.mean():.0%}." in text
    assert "always naming the most frequent one is right in 95%" in text


def test_a_leak_is_too_good_to_be_true(tmp_path):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 60))
    path = write(tmp_path / "t.csv", ["x", "leak", "y"], zip(x, 2 * y, y, strict=True))
    outcome = run(path, "y", "regression", lambda data: tabular.models(data, 0)[:2])
    assert "almost too good to be true" in " ".join(tabular.report(*outcome).split())


def test_weights_have_the_names_of_the_columns(tmp_path):
    path = write(tmp_path / "t.csv", *houses())
    _, _, predictor = run(path, "price", "regression", lambda data: short(data)[:2])
    weights = {weight.name: weight.value for weight in tabular.weights(predictor)}
    assert set(weights) == {
        "rooms", "area", "rooms is missing", "area is missing",
        "town = Bern", "town = Graz", "town = Ulm", "town = missing",
    }  # fmt: skip
    assert next(iter(weights)) == "area"
    assert weights["town = Bern"] > 0
    assert abs(weights["rooms"]) < weights["area"] / 5


def test_weights_are_those_of_ridge(tmp_path):
    make, target, problem = TABLES["diabetes"]
    path = write(tmp_path / "t.csv", *make())
    search, _, predictor = run(path, target, problem, lambda data: short(data)[:2])
    data = search.data
    Z = (data.X - data.X.mean(axis=0)) / data.X.std(axis=0)
    y = (data.y - data.y.mean()) / data.y.std()
    coef = Ridge(alpha=len(y) * predictor.setting["lam"]).fit(Z, y).coef_
    found = tabular.weights(predictor)
    np.testing.assert_allclose(
        [weight.value for weight in found], sorted(coef, key=abs, reverse=True)
    )


def test_a_network_has_no_weights_to_show(tmp_path):
    make, target, problem = TABLES["linnerud"]
    search, _, _ = run(write(tmp_path / "t.csv", *make()), target, problem)
    assert tabular.weights(tabular.fit_chosen(search, "Network")) == []


# The network


def test_the_network_learns_what_no_line_can():
    rng = np.random.default_rng(0)
    X = rng.uniform(-1, 1, (300, 2))
    y = X[:, 0] * X[:, 1]
    network = NetworkRegressor(width=32, rate=0.0, lam=0.0).fit(X[:200], y[:200])
    assert np.mean((network.predict(X[200:]) - y[200:]) ** 2) < 0.1 * y.var()
    labels = np.where(y > 0, "same", "other")
    classifier = NetworkClassifier(width=32, rate=0.0, lam=0.0).fit(X[:200], labels[:200])
    assert classifier.score(X[200:], labels[200:]) > 0.9
    np.testing.assert_allclose(classifier.predict_proba(X).sum(axis=1), 1)


def test_the_network_is_decided_by_its_seed():
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(50, 3)), rng.normal(size=50)
    first = NetworkRegressor(seed=3).fit(X, y)
    # In between, another one trains with the same compiled function.
    other = NetworkRegressor(seed=4).fit(X + 1, y)
    again = clone(first).fit(X, y)
    # Threads may add in another order in each of many steps.
    assert_equal_to_rounding(again.predict(X), first.predict(X), units=1000)
    assert np.abs(other.predict(X) - first.predict(X)).max() > 0.01 * np.abs(first.predict(X)).max()


def test_a_strong_penalty_leaves_the_network_a_constant():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(80, 3))
    y = X[:, 0]
    weak, strong = (NetworkRegressor(lam=lam, rate=0.0).fit(X, y) for lam in (1e-4, 10.0))
    assert np.std(strong.predict(X)) < 0.05 * np.std(weak.predict(X))


def test_dropout_is_on_in_training_and_off_afterwards():
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(60, 5)), rng.normal(size=60)
    plain, dropped = (NetworkRegressor(rate=rate, lam=0.0).fit(X, y) for rate in (0.0, 0.8))
    np.testing.assert_array_equal(dropped.predict(X), dropped.predict(X))
    error = [np.mean((m.predict(X) - y) ** 2) for m in (plain, dropped)]
    assert error[0] < 0.5 * error[1]
