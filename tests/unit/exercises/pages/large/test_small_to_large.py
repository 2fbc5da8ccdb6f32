"""The references of the exercises on what carries over from small to large."""

import numpy as np
from exercise_cases import pairs
from scipy.optimize import least_squares
from scipy.stats import t

from helpers import network
from helpers.exercises import names
from helpers.exercises.pages.large.small_to_large import EXERCISES


def test_the_page_has_its_six_exercises():
    assert names("small_to_large")[:6] == [exercise.name for exercise in EXERCISES]


def test_the_move_is_that_of_a_first_step_of_the_books_adam():
    for (h, g, rate), found in pairs("small_to_large.adam_move"):
        W = np.random.default_rng(0).normal(size=(len(h), len(g)))
        before = h @ W
        network.Adam(rate, epsilon=1e-30).step([W], [np.outer(h, g)])
        np.testing.assert_allclose(found, h @ W - before, rtol=1e-9, atol=1e-12)


def test_another_row_is_moved_as_the_books_optimizers_move_it():
    for (h, other, g, rate, optimizer), found in pairs("small_to_large.seen_by_another"):
        adam = optimizer == "adam"
        W = np.random.default_rng(0).normal(size=(len(h), len(g)))
        before = other @ W
        step = network.Adam(rate, epsilon=1e-30) if adam else network.SGD(rate)
        step.step([W], [np.outer(h, g)])
        np.testing.assert_allclose(found, other @ W - before, rtol=1e-9, atol=1e-12)


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


def test_the_interval_is_that_of_a_line_in_the_logarithms():
    """By the matrix of least squares, whose inverse has the covariances of a line's numbers."""
    for (sizes, means, size, times), (low, high) in pairs("small_to_large.interval"):
        A, a0 = np.vander(np.log(sizes), 2), np.array([np.log(size), 1])
        w, rest, *_ = np.linalg.lstsq(A, np.log(means))
        covariance = np.linalg.inv(A.T @ A)
        half = times * np.sqrt(rest[0] / (len(A) - 2) * (1 + a0 @ covariance @ a0))
        expected = np.exp([a0 @ w - half, a0 @ w + half])
        np.testing.assert_allclose([low, high], expected, rtol=1e-6)


def test_nine_intervals_in_ten_hold_what_is_reached_where_a_power_is_true():
    interval = next(e.reference for e in EXERCISES if e.name.endswith("interval"))
    rng, sizes, held = np.random.default_rng(0), np.array([60.0, 100, 250, 900, 1300]), []
    times = t.ppf(0.95, len(sizes) - 2)
    for _ in range(4000):
        noise = np.exp(0.2 * rng.normal(size=len(sizes) + 1))
        low, high = interval(sizes, 4 * sizes**-0.3 * noise[1:], 5000.0, times)
        held.append(low <= 4 * 5000**-0.3 * noise[0] <= high)
    assert abs(np.mean(held) - 0.9) < 3 * np.sqrt(0.9 * 0.1 / 4000)


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
