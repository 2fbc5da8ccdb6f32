"""Dividing groups: whole, even, in equal shares of classes, and in time that follows the rows."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.tabular._folds import grouped_folds
from helpers.tabular._rows import different
from helpers.tabular._scores import folds


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 9), min_size=12, max_size=40),
    k=st.integers(2, 5),
    seed=st.integers(0, 9),
)
def test_groups_stay_whole_and_folds_are_even(sizes, k, seed):
    groups = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(sizes)), sizes))
    fold = grouped_folds(np.zeros(len(groups)), groups, k, seed)
    assert all(len(np.unique(fold[groups == g])) == 1 for g in np.unique(groups))
    rows = np.bincount(fold, minlength=k)
    # The largest group first, each to the emptiest fold: no two differ by more than one group.
    assert np.ptp(rows) <= max(sizes)


@pytest.mark.parametrize("seed", range(3))
def test_classes_come_in_equal_shares(seed):
    rng = np.random.default_rng(seed)
    label = np.repeat([0, 1, 2], [600, 90, 20])
    groups = np.arange(710)
    groups[rng.permutation(710)[:40]] = np.repeat(np.arange(1000, 1020), 2)
    fold = grouped_folds(label, groups, 5, seed)
    for k, rows in enumerate([600, 90, 20]):
        np.testing.assert_allclose(np.bincount(fold[label == k], minlength=5), rows / 5, atol=2)


def test_the_seed_moves_the_groups():
    label, groups = np.zeros(60), np.repeat(np.arange(20), 3)
    first, again, other = (grouped_folds(label, groups, 4, seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@pytest.mark.parametrize("problem", ["regression", "classification"])
def test_one_repeated_row_among_many_costs_no_square(problem):
    def seconds(n):
        rng = np.random.default_rng(0)
        y, groups = rng.integers(0, 3, n), np.arange(n)
        groups[8] = groups[7]
        start = time.process_time()
        parts = folds(y, groups, problem, 5, 0)
        assert all(np.isin([7, 8], held).sum() in (0, 2) for _, held in parts)
        assert all(abs(len(held) - n / 5) <= 3 for _, held in parts)
        return time.process_time() - start

    # scikit-learn's own takes half a minute for the smaller one.
    assert seconds(20_000) < 3
    assert seconds(200_000) < 15


@pytest.mark.parametrize("values", [[], [3], [2, 2], [1, 2, 1], [0.0, -0.0, 1.5], [5, 4, 4, 5, 3]])
def test_different_values_are_counted_as_numpy_does(values):
    assert different(np.array(values)) == len(np.unique(values))
