"""The references of the networks exercises against independent oracles, and each mistake."""

import numpy as np
import pytest
from exercise_cases import pairs
from rounding import assert_equal_to_rounding
from scipy.optimize import brentq, minimize

from helpers.exercises import names
from helpers.exercises.pages.penalties.networks import EXERCISES


def test_the_page_has_its_four_exercises():
    assert names("networks")[:4] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 4


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
