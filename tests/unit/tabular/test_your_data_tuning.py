"""Nested cross-validation, the time budget, and the comparison of models."""

import sys

import numpy as np
import pytest
from scipy.stats import t, ttest_1samp, ttest_rel
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import (
    GridSearchCV,
    GroupKFold,
    KFold,
    StratifiedKFold,
    cross_val_score,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tables import TABLES, write
from tabular_cases import baseline_and_ridge

from helpers import tabular
from helpers.tabular._scores import folds


def load(tmp_path, name, **options):
    make, target, problem = TABLES[name]
    return tabular.read(write(tmp_path / f"{name}.csv", *make()), target, problem, **options)


def without_network(data, seed=0):
    return tabular.models(data, seed)[:-1]


class Clock:
    """Seconds that pass only when a model is fitted."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def kind(self, name, seconds, count):
        """Return a model of `count` settings, each fit of which takes so many seconds."""
        clock = self

        class Slow(DummyRegressor):
            def __init__(self, shift=0.0):
                super().__init__()
                self.shift = shift

            def fit(self, X, y):
                clock.now += seconds
                return super().fit(X, y)

            def predict(self, X):
                return super().predict(X) + self.shift

        settings = tuple({"shift": float(shift)} for shift in range(count))
        return tabular.Model(name, lambda **setting: Slow(**setting), settings)


def tried(search):
    return {found.model.name: found.inner.shape[1] for found in search.tried}


# Nested cross-validation


def test_nested_losses_are_those_of_scikit_learn(tmp_path):
    data = load(tmp_path, "diabetes")
    alphas = [0.1, 10.0, 300.0]
    plain, models = make_pipeline(StandardScaler(), Ridge()), baseline_and_ridge(alphas)
    search = tabular.tune(data, minutes=1, kinds=models, outer_folds=4, inner_folds=3)
    inner, outer = (KFold(k, shuffle=True, random_state=seed) for k, seed in ((3, 1), (4, 0)))
    score = "neg_mean_squared_error"
    grid = GridSearchCV(plain, {"ridge__alpha": alphas}, cv=inner, scoring=score)
    expected = -cross_val_score(grid, data.X, data.y, cv=outer, scoring=score)
    np.testing.assert_allclose(search["Ridge"].outer, expected, rtol=1e-10)
    expected = -cross_val_score(DummyRegressor(), data.X, data.y, cv=outer, scoring=score)
    np.testing.assert_allclose(search["Baseline"].outer, expected, rtol=1e-10)
    assert search.share == pytest.approx(1 / 3, abs=0.002)


def test_nested_log_loss_is_that_of_scikit_learn(tmp_path):
    data = load(tmp_path, "breast_cancer")
    plain = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    kind = tabular.Model("Ridge", lambda: plain, ({},))
    baseline = tabular.Model("Baseline", DummyClassifier, ({},))
    search = tabular.tune(data, minutes=1, kinds=[baseline, kind], outer_folds=3, inner_folds=2)
    outer = StratifiedKFold(3, shuffle=True, random_state=0)
    # A probability of 0 counts as 1e-6 here, and as a little less there.
    expected = -cross_val_score(plain, data.X, data.y, cv=outer, scoring="neg_log_loss")
    np.testing.assert_allclose(search["Ridge"].outer, expected, rtol=1e-3)


def test_predictions_are_made_by_folds_that_held_the_row_out(tmp_path):
    data = load(tmp_path, "linnerud")
    search = tabular.tune(data, minutes=1, kinds=without_network(data)[:2], inner_folds=2)
    parts = folds(data.y, data.groups, "regression", 5, 0)
    for _, held in parts:
        expected = np.mean(np.delete(data.y, held))
        np.testing.assert_allclose(search["Baseline"].predictions[held], expected)


def test_nothing_is_learned_from_held_out_rows(tmp_path):
    """What stands in the held-out rows cannot move what was fitted for them."""
    data = load(tmp_path, "houses")
    kind = tabular.models(data, 0)[1]
    fitted, held = folds(data.y, data.groups, data.problem, 5, 0)[0]
    X = data.X.copy()
    X[held] = [1e6, -1e6, 0]
    models = [kind.make(alpha=1.0).fit(table[fitted], data.y[fitted]) for table in (data.X, X)]
    first, second = (model.predict(data.X) for model in models)
    np.testing.assert_array_equal(first, second)


def test_groups_are_never_divided(tmp_path):
    data = load(tmp_path, "iris")
    assert len(np.unique(data.groups)) == 149
    for problem in ("classification", "regression"):
        for fitted, held in folds(data.y, data.groups, problem, 5, 0):
            assert not set(data.groups[fitted]) & set(data.groups[held])
            assert len(fitted) + len(held) == 150


def test_folds_of_groups_are_balanced():
    groups = np.repeat(np.arange(30), 4)
    sizes = [len(held) for _, held in folds(np.arange(120.0), groups, "regression", 5, 3)]
    assert sizes == [24] * 5
    expected = {frozenset(b.tolist()) for _, b in GroupKFold(5, shuffle=True, random_state=3).split(
        np.zeros(120), groups=groups)}  # fmt: skip
    found = folds(np.arange(120.0), groups, "regression", 5, 3)
    assert {frozenset(held.tolist()) for _, held in found} == expected


def test_rare_classes_make_fewer_folds():
    y = np.array([0] * 50 + [1] * 4)
    parts = folds(y, np.arange(54), "classification", 5, 0)
    assert len(parts) == 4
    assert all(np.count_nonzero(y[held]) == 1 for _, held in parts)


def test_the_seed_decides_everything(tmp_path):
    data = load(tmp_path, "linnerud")
    options = {"minutes": 1, "outer_folds": 3, "inner_folds": 2}
    first, again, other = (
        tabular.tune(data, kinds=without_network(data)[:2], seed=seed, **options)
        for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first["Ridge"].outer, again["Ridge"].outer)
    assert not np.array_equal(first["Ridge"].outer, other["Ridge"].outer)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"minutes": 0}, "expected minutes to be a finite number > 0, got 0"),
        ({"minutes": float("nan")}, "expected minutes to be a finite number > 0, got nan"),
        ({"minutes": "5"}, "expected minutes to be a finite number > 0, got '5'"),
        ({"minutes": 1, "seed": -1}, "expected seed to be an integer >= 0, got -1"),
        ({"minutes": 1, "outer_folds": 1}, "expected outer_folds to be an integer >= 2, got 1"),
        ({"minutes": 1, "inner_folds": 2.5}, "expected inner_folds to be an integer >= 2, got 2.5"),
    ],
)
def test_bad_settings_of_the_search(tmp_path, arguments, expected):
    with pytest.raises(ValueError, match="expected") as caught:
        tabular.tune(load(tmp_path, "linnerud"), **arguments)
    assert expected in str(caught.value)


# The time budget


def test_a_large_budget_tries_everything(tmp_path):
    clock = Clock()
    kinds = [clock.kind("Baseline", 0, 1), clock.kind("Ridge", 1, 3), clock.kind("Network", 9, 2)]
    data = load(tmp_path, "linnerud")
    search = tabular.tune(data, minutes=1000, kinds=kinds, clock=clock)
    assert tried(search) == {"Baseline": 1, "Ridge": 3, "Network": 2}
    assert search.complete
    assert search.unreached == ()
    # 3 + 2 settings on 20 inner folds, and one fit for each of 5 outer folds.
    assert clock.now == 20 * (3 * 1 + 2 * 9) + 5 * (1 + 9)


def test_a_small_budget_tries_fewer_settings_of_each(tmp_path):
    clock = Clock()
    kinds = [clock.kind("Baseline", 0, 1), clock.kind("Ridge", 1, 9), clock.kind("Network", 4, 4)]
    data = load(tmp_path, "linnerud")
    search = tabular.tune(data, minutes=4, kinds=kinds, clock=clock)
    # Rounds of 20 and 80 seconds: two of both, then one more of the cheap one alone.
    assert tried(search) == {"Baseline": 1, "Ridge": 2, "Network": 2}
    assert not search.complete
    assert search.unreached == ()
    assert clock.now <= 240


def test_what_is_left_goes_to_the_cheap_models(tmp_path):
    clock = Clock()
    kinds = [clock.kind("Baseline", 0, 1), clock.kind("Ridge", 1, 9), clock.kind("Network", 4, 4)]
    data = load(tmp_path, "linnerud")
    search = tabular.tune(data, minutes=5, kinds=kinds, clock=clock)
    assert tried(search) == {"Baseline": 1, "Ridge": 5, "Network": 2}
    assert clock.now <= 300


def test_a_model_without_time_is_named(tmp_path):
    clock = Clock()
    kinds = [clock.kind("Baseline", 0, 1), clock.kind("Ridge", 1, 3), clock.kind("Network", 60, 3)]
    data = load(tmp_path, "linnerud")
    search = tabular.tune(data, minutes=2, kinds=kinds, clock=clock)
    assert tried(search) == {"Baseline": 1, "Ridge": 1}
    assert search.unreached == ("Network",)
    comparison = tabular.compare(search)
    assert comparison.names == ("Baseline", "Ridge")
    predictor = tabular.fit_chosen(search, comparison.chosen)
    text = " ".join(tabular.report(search, comparison, predictor).split())
    assert "The time budget ended the search early; settings tried: 1 of 3 of Ridge." in text
    assert "There was no time at all for: Network." in text


def test_no_time_at_all_still_gives_the_simplest_model(tmp_path):
    clock = Clock()
    kinds = [clock.kind("Baseline", 1, 1), clock.kind("Ridge", 100, 3), clock.kind("Lasso", 1, 3)]
    search = tabular.tune(load(tmp_path, "linnerud"), minutes=1e-6, kinds=kinds, clock=clock)
    assert tried(search) == {"Baseline": 1, "Ridge": 1}
    assert search.unreached == ("Lasso",)


def test_the_first_settings_of_a_list_are_spread_over_it(tmp_path):
    ridge = tabular.models(load(tmp_path, "linnerud"), 0)[1]
    alphas = [setting["alpha"] for setting in ridge.settings]
    assert sorted(alphas)[4] == alphas[0]
    assert min(alphas[:3]) < alphas[0] < max(alphas[:3])
    assert len(set(alphas)) == 9


def test_a_run_that_nobody_watches_prints_nothing(tmp_path, capfd):
    data = load(tmp_path, "linnerud")
    tabular.tune(data, minutes=1, kinds=without_network(data)[:2], inner_folds=2)
    assert capfd.readouterr() == ("", "")


def test_on_a_terminal_there_is_a_bar_that_is_erased(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("helpers._progress.SECONDS", -1.0)
    data = load(tmp_path, "linnerud")
    tabular.tune(data, minutes=1, kinds=without_network(data)[:2], inner_folds=2)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Ridge:" in err
    assert "/10 [" in err
    assert err.endswith("\r\x1b[2K")


# The comparison


def test_without_a_share_it_is_the_t_interval():
    d = np.random.default_rng(0).normal(0.3, 1, 7)
    for level in (0.5, 0.95):
        expected = ttest_1samp(d, 0).confidence_interval(level)
        assert tabular.corrected_interval(d, 0, level=level) == pytest.approx(tuple(expected))


def test_the_corrected_interval_decides_as_the_corrected_test():
    """The t statistic of the paired test, shrunk as Nadeau and Bengio say."""
    rng = np.random.default_rng(1)
    for k in (3, 5, 10):
        a, b = rng.normal(1, 1, k), rng.normal(0, 1, k)
        share = 1 / (k - 1)
        shrunk = ttest_rel(a, b).statistic / np.sqrt(1 + k * share)
        low, high = tabular.corrected_interval(a - b, share)
        statistic = np.mean(a - b) / ((high - low) / 2)
        assert statistic * t.ppf(0.975, k - 1) == pytest.approx(shrunk)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (([1.0], 0.2), "expected at least two differences, got 1"),
        (([], 0.2), "expected differences with at least one element, got shape (0,)"),
        (([1.0, np.nan], 0.2), "expected differences to be finite, got nan"),
        (([[1.0], [2.0]], 0.2), "expected differences with 1 axes, got shape (2, 1)"),
        ((["a", "b"], 0.2), "expected differences to hold real numbers"),
        (([1.0, 2.0], -0.1), "expected share to be a finite number >= 0, got -0.1"),
        (([1.0, 2.0], np.inf), "expected share to be a finite number >= 0, got inf"),
    ],
)
def test_bad_arguments_of_the_interval(arguments, expected):
    with pytest.raises(ValueError, match="expected") as caught:
        tabular.corrected_interval(*arguments)
    assert expected in str(caught.value)


def test_a_level_of_one_is_refused():
    with pytest.raises(ValueError, match="expected level to be a finite number > 0 and < 1"):
        tabular.corrected_interval([1.0, 2.0], 0.2, level=1)


def searched(losses):
    """A search with given losses on the outer folds."""
    tried = [
        tabular.Tried(
            tabular.Model(name, DummyRegressor, ({},)),
            np.zeros((len(outer), 1)),
            np.zeros(len(outer), dtype=int),
            np.array(outer, dtype=float),
            np.zeros(3),
        )
        for name, outer in losses.items()
    ]
    return tabular.Search(None, tuple(tried), 0.25, (), True, 0, 0)


def test_a_model_has_to_be_shown_better():
    comparison = tabular.compare(
        searched(
            {
                "Baseline": [9, 9, 9, 9, 8],
                "Ridge": [2, 3, 4, 5, 6],
                "Lasso": [1.0, 2.1, 2.9, 4.0, 5.1],
                "Elastic net": [0.8, 1.9, 2.9, 3.9, 4.8],
                "Network": [-9, 3, -4, 5, 6],
            }
        )
    )
    # The network's mean is the lowest, by two lucky folds.
    assert comparison.losses.argmin() == 4
    assert comparison.verdict("Network") == "not told apart"
    assert comparison.verdict("Lasso") == comparison.verdict("Elastic net") == "better"
    assert comparison.verdict("Baseline") == "worse"
    assert comparison.chosen == "Elastic net"
    assert comparison.gain[0] > 0


def test_the_simplest_stays_if_nothing_is_shown():
    losses = {"Baseline": [9, 9, 9], "Ridge": [2, 3, 4], "Lasso": [2, 2, 4.5]}
    assert tabular.compare(searched(losses)).chosen == "Ridge"
