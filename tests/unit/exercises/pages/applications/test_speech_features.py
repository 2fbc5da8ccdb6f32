"""The exercises on the features of speech: their references against independent oracles."""

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.optimize import brentq
from scipy.signal import savgol_filter

from helpers.exercises.pages.applications.speech_features import EXERCISES


def slaney(hertz):
    """The scale as the exercise defines it."""
    return 3 * hertz / 200 if hertz <= 1000 else 15 + 27 * np.log(hertz / 1000) / np.log(6.4)


def test_hertz_are_found_by_a_search_on_the_scale():
    for (mel,), found in pairs("speech.to_hertz"):
        assert found.shape == mel.shape
        for value, hertz in zip(mel.ravel(), found.ravel(), strict=True):
            expected = brentq(lambda f, m=value: slaney(f) - m, -1, 1e5)
            assert hertz == pytest.approx(expected, abs=1e-6)


def test_the_two_halves_meet_at_a_thousand_hertz():
    """And 6400 Hz are 27 numbers further on, as the scale was made."""
    mel = np.array([15 - 1e-9, 15, 15 + 1e-9, 42])
    np.testing.assert_allclose(EXERCISES[0].reference(mel), [1000, 1000, 1000, 6400], rtol=1e-8)


def test_slopes_are_those_of_a_fitted_line():
    for (features, reach), found in pairs("speech.slopes"):
        expected = savgol_filter(features, 2 * reach + 1, 1, deriv=1, axis=0, mode="nearest")
        np.testing.assert_allclose(found, expected, atol=1e-12)
        middle = slice(len(features) // 2 - reach, len(features) // 2 + reach + 1)
        line = np.polyfit(np.arange(2 * reach + 1), features[middle], 1)[0]
        np.testing.assert_allclose(found[len(features) // 2], line, atol=1e-12)
