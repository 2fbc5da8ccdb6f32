"""The references of the exercises on joint tuning against independent oracles."""

import itertools

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import ttest_1samp, ttest_rel

from helpers.exercises import names
from helpers.exercises.pages.tuning.joint import EXERCISES


def test_the_page_has_its_five_exercises():
    assert names("joint")[:5] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 5


def test_the_strengths_are_those_of_all_masks():
    """The mean loss over all masks, less the loss without, is half the weighted squares."""
    for (X, lam, rate), found in pairs("joint.strengths"):
        n, p = X.shape
        rng = np.random.default_rng(0)
        y, w = rng.normal(size=n), rng.normal(size=p)
        total = 0.0
        for mask in itertools.product((0, 1), repeat=p):
            kept = sum(mask)
            weight = (1 - rate) ** kept * rate ** (p - kept)
            total += weight * np.mean((y - X @ (np.array(mask) * w) / (1 - rate)) ** 2) / 2
        extra = total - np.mean((y - X @ w) ** 2) / 2 + lam / 2 * w @ w
        assert found @ w**2 / 2 == pytest.approx(extra, rel=1e-10)


def test_strengths_of_single_columns():
    """Each column alone, so that no sum can hide a mix-up."""
    for (X, lam, rate), found in pairs("joint.strengths"):
        for j, column in enumerate(X.T):
            kept = [value**2 * (1 / (1 - rate) - 1) for value in column]
            assert found[j] == pytest.approx(lam + sum(kept) / len(kept))


def test_the_rate_left_makes_up_the_rest():
    for (c, lam, square), rate in pairs("joint.rate_left"):
        column = np.array([-1.0, 0.5, 2.0, 1.0])
        column *= np.sqrt(square / np.mean(column**2))

        def missing(r, c=c, lam=lam, column=column):
            # The variance of the column's entries under dropout, averaged over the rows.
            entries = np.array([0 * column, column / (1 - r)])
            chances = np.array([[r], [1 - r]])
            return lam + np.mean(np.sum(chances * (entries - column) ** 2, axis=0)) - c

        assert rate == pytest.approx(brentq(missing, 0.0, 0.999, xtol=1e-14), abs=1e-9)


def test_the_carried_rate_keeps_the_noise():
    """The variance of the sum of k copies, each a k-th of the unit, equals that of the unit."""
    for (rate, k), found in pairs("joint.carried_rate"):
        unit = rate * (0 - 1) ** 2 + (1 - rate) * (1 / (1 - rate) - 1) ** 2
        copy = found * (0 - 1 / k) ** 2 + (1 - found) * (1 / (k * (1 - found)) - 1 / k) ** 2
        assert k * copy == pytest.approx(unit)


def test_the_interaction_and_its_error_are_those_of_a_t_test():
    for (neither, first, second, both), (mean, error) in pairs("joint.measured_interaction"):
        # The saving of the second cure without the first, against its saving with it.
        alone, added = neither - second, first - both
        assert mean == pytest.approx(np.mean(alone) - np.mean(added))
        assert mean / error == pytest.approx(ttest_rel(alone, added).statistic)
        assert mean / error == pytest.approx(ttest_1samp(alone - added, 0).statistic)


def test_balanced_layers_are_the_same_network_with_the_least_penalty():
    for (W1, b1, W2), (V1, c1, V2) in pairs("joint.balanced"):
        X = np.random.default_rng(0).normal(size=(20, len(W1)))
        before = np.maximum(X @ W1 + b1, 0) @ W2
        np.testing.assert_allclose(np.maximum(X @ V1 + c1, 0) @ V2, before, atol=1e-12)

        def squares(logarithm, W1=W1, W2=W2):
            factor = np.exp(logarithm)
            return np.sum((factor * W1) ** 2) + np.sum((W2 / factor) ** 2)

        least = minimize_scalar(squares, bracket=(-2, 2), tol=1e-12)
        assert np.sum(V1**2) + np.sum(V2**2) == pytest.approx(least.fun, rel=1e-10)
        assert np.linalg.norm(V1) == pytest.approx(np.linalg.norm(V2))
