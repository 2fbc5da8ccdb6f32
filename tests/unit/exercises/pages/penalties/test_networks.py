"""The references of the networks exercises against independent oracles, and each mistake."""

import statistics

import numpy as np
import pytest
from exercise_cases import pairs
from learners.penalties.networks import over_all_batches
from rounding import assert_equal_to_rounding
from scipy.optimize import brentq, minimize

from helpers import network
from helpers.exercises import names
from helpers.exercises.pages.penalties.networks import EXERCISES
from helpers.exercises.registry import find


def test_the_chapter_has_its_seven_exercises():
    assert names("networks") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("networks"))) == 7


def test_after_its_half_life_one_half_of_a_weight_is_left():
    for (rate, decay), found in pairs("networks.half_life"):
        whole = int(found)
        weight = 1.0
        for _ in range(whole):
            weight -= rate * decay * weight
        assert weight >= 0.5 > weight * (1 - rate * decay)
        root = brentq(lambda t, share=1 - rate * decay: share**t - 0.5, 0, 1e6, xtol=1e-12)
        assert found == pytest.approx(root, rel=1e-9)


def test_the_rmsprop_step_is_that_of_keras(keras):
    for (w, v, gradient, rate, decay), found in pairs("networks.rmsprop_step"):
        variable = keras.Variable(w.astype("float32"))
        optimizer = keras.optimizers.RMSprop(rate, weight_decay=decay)
        optimizer.build([variable])
        velocity = next(state for state in optimizer.variables if "velocity" in state.path)
        velocity.assign(v.astype("float32"))
        optimizer.apply([keras.ops.convert_to_tensor(gradient.astype("float32"))], [variable])
        assert_equal_to_rounding(found[0], variable, units=16)
        assert_equal_to_rounding(found[1], velocity, units=16)


def test_a_weight_without_any_gradient_only_decays():
    still = []
    for (w, v, gradient, rate, decay), (moved, _) in pairs("networks.rmsprop_step"):
        never = (v == 0) & (gradient == 0)
        still += (moved[never] == (1 - rate * decay) * w[never]).tolist()
    assert still == [True]


def test_the_projection_of_filters_is_that_of_keras(keras):
    for (W, limit), found in pairs("networks.project_filters"):
        constraint = keras.constraints.MaxNorm(limit, axis=[0, 1])
        assert_equal_to_rounding(found, constraint(W.astype("float32")), units=16)


def test_some_filters_are_long_and_some_are_short_and_one_has_just_the_length():
    lengths = [
        (np.linalg.norm(W.reshape(-1, W.shape[2]), axis=0), limit)
        for (W, limit), _ in pairs("networks.project_filters")
    ]
    *mixed, (allowed, limit) = lengths
    assert all(0 < (each > most).sum() < len(each) for each, most in mixed)
    assert allowed.max() == limit > allowed.min()


def test_ridge_with_the_equivalent_strengths_is_the_stopped_descent():
    for (X, step, t), found in pairs("networks.equivalent_strengths"):
        n, p = X.shape
        Xc = X - X.mean(axis=0)
        covariance = Xc.T @ Xc / n
        y = np.random.default_rng(0).normal(size=n)
        w = np.zeros(p)
        for _ in range(t):
            w = w - step * (covariance @ w - Xc.T @ y / n)
        # eigh sorts upwards, the exercise by falling singular values.
        V = np.linalg.eigh(covariance)[1][:, ::-1]
        ridge = np.linalg.solve(covariance + V @ np.diag(found) @ V.T, Xc.T @ y / n)
        np.testing.assert_allclose(ridge, w, rtol=1e-9, atol=1e-12)


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


def test_balanced_weights_compute_the_same_for_the_least_penalty():
    for (W, b, V), found in pairs("networks.balance"):
        X = np.random.default_rng(0).normal(size=(50, len(W)))
        outputs = [np.maximum(X @ A + c, 0) @ B for A, c, B in ((W, b, V), found)]
        np.testing.assert_allclose(*outputs, rtol=1e-10, atol=1e-10)

        def penalty(logs, W=W, V=V):
            c = np.exp(logs)
            return np.sum((W * c) ** 2) + np.sum((V / c[:, None]) ** 2)

        least = minimize(penalty, np.zeros(len(b)), options={"gtol": 1e-9})
        np.testing.assert_allclose(found[0], W * np.exp(least.x), rtol=1e-5)
        assert np.sum(found[0] ** 2) + np.sum(found[2] ** 2) == pytest.approx(least.fun, rel=1e-9)
