"""The references of the exercises on the recipe against independent oracles."""

import numpy as np
from exercise_cases import pairs
from sklearn.impute import SimpleImputer
from sklearn.model_selection import GroupKFold, TimeSeriesSplit

from helpers.exercises import names
from helpers.exercises.pages.tuning import your_data, your_data_inside


def test_the_two_pages_have_their_seven_exercises():
    both = (*your_data.EXERCISES, *your_data_inside.EXERCISES)
    assert names("your_data") == [exercise.name for exercise in both]
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


def test_rounds_are_what_a_purse_pays_for():
    for (costs, counts, budget), found in pairs("your_data.rounds"):
        queue = [m for r in range(99) for m in range(len(costs)) if r < counts[m]]
        paid = []
        for model in queue:
            if sum(costs[m] for m in paid) + costs[model] <= budget:
                paid.append(model)
        assert found.tolist() == [paid.count(m) for m in range(len(costs))]
        assert all(n <= most for n, most in zip(found, counts, strict=True))
