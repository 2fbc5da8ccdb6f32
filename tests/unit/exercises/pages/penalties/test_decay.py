"""The references of the exercises on AdamW's decay against independent oracles."""

import statistics

import numpy as np
import pytest
from exercise_cases import pairs
from learners.penalties.decay import over_all_batches

from helpers import network
from helpers.exercises import names
from helpers.exercises.pages.penalties.decay import EXERCISES
from helpers.exercises.registry import find


def test_the_page_has_its_two_exercises():
    assert names("networks")[4:6] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 2


def test_adamw_comes_to_rest_at_the_reference():
    for (curvature, optimum, decay), found in pairs("networks.adamw_rest"):
        w, steps = np.zeros_like(optimum), 8000
        # A shorter memory of the squares: the same place, reached sooner.
        optimizer = network.AdamW(0.02, weight_decay=decay, beta_2=0.95, epsilon=1e-12)
        for step in range(steps):
            optimizer.learning_rate = 0.02 * (1 - step / steps)
            optimizer.step([w], [curvature * (w - optimum)])
        np.testing.assert_allclose(found, w, atol=1e-3)
        outside = np.abs(optimum) > 1 / decay
        assert 0 < outside.sum() < len(optimum)


def rest_of_adamw(gradients, start, curvature, decay, batch):
    """Return the mean weights of a long training from the start, where the gradients are these."""
    rng, runs, steps = np.random.default_rng(0), 20, 5000
    optimizer = network.AdamW(1e-3, weight_decay=decay, epsilon=1e-12)
    w, total = np.repeat(start[None], runs, axis=0), np.zeros_like(start)
    for step in range(steps):
        rows = rng.integers(0, len(gradients), (runs, batch))
        optimizer.step([w], [gradients[rows].mean(axis=1) + curvature * (w - start)])
        if step >= steps // 2:
            total += w.mean(axis=0)
    return total / (steps - steps // 2)


def test_the_matching_decay_gives_the_median_over_all_batches():
    for (gradients, lam, batch), found in pairs("networks.matching_decay"):
        strengths = found * np.sqrt(over_all_batches(gradients, batch))
        assert statistics.median(strengths.ravel().tolist()) == pytest.approx(lam, rel=1e-9)


def test_adamw_with_the_matching_decay_takes_over_from_l2():
    for (gradients, lam, batch), found in pairs("networks.matching_decay"):
        mean, curvature = gradients.mean(axis=0), 10 * lam
        start = -mean / lam  # where L2 rests: mean + lam * w = 0
        w = rest_of_adamw(gradients, start, curvature, found, batch)
        strengths = -(mean + curvature * (w - start)) / w
        assert np.median(strengths) == pytest.approx(lam, rel=0.03)
        # As the solution says: L2 would penalize quiet weights more, and busy ones less.
        expected = found * np.sqrt(over_all_batches(gradients, batch))
        clear = np.abs(expected / lam - 1) > 0.1
        shorter = np.abs(w) < np.abs(start)
        assert np.array_equal(shorter[clear], expected[clear] > lam)
        assert 0 < shorter[clear].sum() < clear.sum()


def test_four_times_the_batch_takes_less_than_twice_the_decay():
    for (gradients, lam, batch), found in pairs("networks.matching_decay"):
        larger = find("networks.matching_decay").reference(gradients, lam, 4 * batch)
        assert 1.02 < larger / found < 1.98
