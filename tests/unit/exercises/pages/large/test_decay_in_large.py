"""The references of the exercises on weight decay when things grow."""

import numpy as np
from exercise_cases import pairs
from scipy.optimize import brentq

from helpers import network
from helpers.exercises import names
from helpers.exercises.pages.large.decay_in_large import EXERCISES


def test_the_page_has_its_three_exercises():
    assert names("small_to_large")[6:] == [exercise.name for exercise in EXERCISES]


def test_the_shares_make_the_weights_of_the_books_adamw():
    for (rate, decay, steps), found in pairs("small_to_large.shares"):
        np.testing.assert_allclose(np.sum(found), 1, rtol=1e-12)
        rng = np.random.default_rng(0)
        w, plain = rng.normal(size=4), np.zeros(4)
        with_decay, without = network.AdamW(rate, weight_decay=decay), network.Adam(rate)
        parts = [w.copy()]
        for _ in range(steps):
            gradient, before = rng.normal(size=4), plain.copy()
            with_decay.step([w], [gradient])
            without.step([plain], [gradient])
            parts.append((plain - before) / (rate * decay))
        np.testing.assert_allclose(found @ np.array(parts), w, rtol=1e-9, atol=1e-12)


def test_with_the_carried_decay_an_epoch_leaves_as_much_of_the_weights():
    """To first order in ηλ, which a small factor on both decays brings about."""
    for (decay, before, after), found in pairs("small_to_large.carried_decay"):
        left = [
            np.log1p(-rate * 1e-6 * strength) * rows / batch
            for strength, (rate, rows, batch) in ((decay, before), (found, after))
        ]
        np.testing.assert_allclose(left[0], left[1], rtol=1e-5)


def test_at_rest_a_step_keeps_the_length_and_turns_by_the_angle():
    for (rate, decay, square), (length, angle) in pairs("small_to_large.at_rest"):

        def stepped(c, rate=rate, decay=decay, square=square):
            w, gradient = np.array([c, 0.0]), np.array([0.0, np.sqrt(square) / c])
            return (1 - rate * decay) * w - rate * gradient

        rest = brentq(lambda c: np.linalg.norm(stepped(c)) - c, 1e-2, 1e2)
        np.testing.assert_allclose(length, rest, rtol=1e-9)
        new = stepped(rest)
        np.testing.assert_allclose(angle, abs(np.arctan2(new[1], new[0])), rtol=1e-7)
