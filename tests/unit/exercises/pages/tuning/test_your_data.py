"""The references of the exercises on the recipe against independent oracles."""

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.integrate import quad
from scipy.stats import chi2, norm, t, ttest_rel
from sklearn.impute import SimpleImputer
from sklearn.model_selection import GroupKFold, TimeSeriesSplit

from helpers.exercises import names
from helpers.exercises.pages.tuning.your_data import EXERCISES, _limit, _student


def test_the_chapter_has_its_seven_exercises():
    assert names("your_data") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("your_data"))) == 7


def test_copies_are_the_columns_whose_text_was_seen_before():
    for (X,), found in pairs("your_data.copies"):
        seen, expected = set(), []
        for j, column in enumerate(X.T):
            text = str(column.tolist())
            if text in seen:
                expected.append(j)
            seen.add(text)
        assert found.tolist() == expected


def test_filled_is_what_scikit_learn_fills_in():
    for (fitted, held), found in pairs("your_data.filled"):
        imputer = SimpleImputer(strategy="median", add_indicator=True).fit(fitted)
        np.testing.assert_allclose(found, imputer.transform(held))


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 9, 10, 24])
def test_students_distribution_is_that_of_scipy(df):
    x = np.array([0.0, 0.1, 0.7, 1.96, 5.0, 40.0])
    np.testing.assert_allclose(_student(x, df), 1 - 2 * t.sf(x, df), rtol=1e-12, atol=1e-15)
    for level in (0.01, 0.5, 0.95, 0.999):
        assert _limit(level, df) == pytest.approx(t.ppf((1 + level) / 2, df), rel=1e-10)


def test_the_level_to_ask_gives_the_level_that_is_wanted():
    """The chance that a correlated mean lies in the interval, as an integral over s²."""
    for (level, omega, k), found in pairs("your_data.level_to_ask"):
        limit = t.ppf((1 + found) / 2, k - 1)
        ratio = (1 - omega) / k / ((1 - omega) / k + omega)

        def held(u, limit=limit, ratio=ratio, k=k):
            # u is (k − 1) s² / ((1 − ω) σ²): the mean lies within limit · s/√k of the truth.
            z = limit * np.sqrt(u / (k - 1) * ratio)
            return (2 * norm.cdf(z) - 1) * chi2.pdf(u, k - 1)

        assert quad(held, 0, np.inf)[0] == pytest.approx(level, abs=1e-6)


def test_group_folds_are_those_of_scikit_learn():
    for (groups, k), found in pairs("your_data.group_folds"):
        splits = GroupKFold(k).split(np.zeros(len(groups)), groups=groups)
        theirs = {frozenset(held.tolist()) for _, held in splits}
        ours = {frozenset(np.flatnonzero(found == fold).tolist()) for fold in range(k)}
        assert ours == theirs


def test_stretches_are_those_of_scikit_learn():
    for (times, k, size), found in pairs("your_data.stretches"):
        # One time before all, since scikit-learn wants something to fit to.
        distinct = np.array([-1.0, *sorted(set(times.tolist()))])
        expected = np.zeros(len(times), dtype=int)
        cuts = TimeSeriesSplit(k, test_size=size).split(distinct)
        for number, (_, held) in enumerate(cuts, 1):
            expected[np.isin(times, distinct[held])] = number
        np.testing.assert_array_equal(found, expected)
        assert set(found.tolist()) >= set(range(1, k + 1))


def test_the_selected_model_passes_the_corrected_test():
    for (losses, share, limit), found in pairs("your_data.selected"):
        k = losses.shape[1]
        shown = {0: losses[0].mean()}
        for model in range(1, len(losses)):
            statistic = ttest_rel(losses[model], losses[0]).statistic
            if statistic < -limit * np.sqrt(1 + k * share):
                shown[model] = losses[model].mean()
        assert found == min(shown, key=shown.get)


def test_rounds_are_what_a_purse_pays_for():
    for (costs, counts, budget), found in pairs("your_data.rounds"):
        queue = [m for r in range(99) for m in range(len(costs)) if r < counts[m]]
        paid = []
        for model in queue:
            if sum(costs[m] for m in paid) + costs[model] <= budget:
                paid.append(model)
        assert found.tolist() == [paid.count(m) for m in range(len(costs))]
        assert all(n <= most for n, most in zip(found, counts, strict=True))
