"""The references of the exercises on what carries over from small to large."""

import numpy as np
from exercise_cases import pairs
from scipy.optimize import least_squares

from helpers import network
from helpers.exercises import names
from helpers.exercises.pages.large.small_to_large import EXERCISES


def test_the_page_has_its_four_exercises():
    assert names("small_to_large")[:4] == [exercise.name for exercise in EXERCISES]


def test_the_move_is_that_of_a_first_step_of_the_books_adam():
    for (h, g, rate), found in pairs("small_to_large.adam_move"):
        W = np.random.default_rng(0).normal(size=(len(h), len(g)))
        before = h @ W
        network.Adam(rate, epsilon=1e-30).step([W], [np.outer(h, g)])
        np.testing.assert_allclose(found, h @ W - before, rtol=1e-9, atol=1e-12)


def test_a_step_at_these_rates_moves_each_layer_as_far_as_in_the_small_network():
    """With activations all of size one, which only their number can tell apart."""
    for (rate, shapes, base), found in pairs("small_to_large.adam_rates"):
        for own, new, old in zip(found, shapes, base, strict=True):
            moves = []
            for step, (inputs, units) in ((own, new), (rate, old)):
                W = np.zeros((inputs, units))
                network.Adam(step, epsilon=1e-30).step([W], [np.ones((inputs, units))])
                moves.append((np.ones(inputs) @ W)[0])
            np.testing.assert_allclose(moves[0], moves[1], rtol=1e-9)


def test_behind_the_multiplier_the_kernel_goes_the_same_way():
    for (sd, rate, c, optimizer), (start, own) in pairs("small_to_large.behind_multiplier"):
        rng = np.random.default_rng(0)
        unit, target = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
        make = {
            "adam": lambda eta: network.Adam(eta, epsilon=1e-30),
            "sgd": network.SGD,
        }[optimizer]
        W, theta = sd * unit, start * unit
        plain, behind = make(rate), make(own)
        for _ in range(3):
            plain.step([W], [W - target])
            behind.step([theta], [c * (c * theta - target)])
            np.testing.assert_allclose(c * theta, W, rtol=1e-9, atol=1e-12)


def test_the_predicted_loss_is_that_of_the_least_squares_power_law():
    for (sizes, losses, size), found in pairs("small_to_large.predicted_loss"):
        means = losses.mean(axis=1)
        fit = least_squares(
            lambda p, s=sizes, m=means: np.log(p[0] * s ** -p[1]) - np.log(m),
            (5.0, 0.3),
            bounds=([1e-9, -5], [np.inf, 5]),
            xtol=1e-14,
            ftol=1e-14,
            gtol=1e-14,
        )
        C, power = fit.x
        np.testing.assert_allclose(found, C * size**-power, rtol=1e-6)
