"""The references of the exercises on the recipe's statistics against independent oracles."""

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.integrate import quad
from scipy.stats import chi2, norm, t, ttest_rel

from helpers.exercises.pages.tuning.your_data_inside import _limit, _student


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 9, 10, 24])
def test_students_distribution_is_that_of_scipy(df):
    x = np.array([0.0, 0.1, 0.7, 1.96, 5.0, 40.0])
    np.testing.assert_allclose(_student(x, df), 1 - 2 * t.sf(x, df), rtol=1e-12, atol=1e-15)
    for level in (0.01, 0.5, 0.95, 0.999):
        assert _limit(level, df) == pytest.approx(t.ppf((1 + level) / 2, df), rel=1e-10)


def test_the_level_to_ask_gives_the_level_that_is_wanted():
    """The chance that a correlated mean lies in the interval, as an integral over s²."""
    for (level, omega, k), found in pairs("your_data.level_to_ask"):
        limit = t.ppf((1 + found) / 2, k - 1)
        ratio = (1 - omega) / k / ((1 - omega) / k + omega)

        def held(u, limit=limit, ratio=ratio, k=k):
            # u is (k − 1) s² / ((1 − ω) σ²): the mean lies within limit · s/√k of the truth.
            z = limit * np.sqrt(u / (k - 1) * ratio)
            return (2 * norm.cdf(z) - 1) * chi2.pdf(u, k - 1)

        assert quad(held, 0, np.inf)[0] == pytest.approx(level, abs=1e-6)


def test_the_selected_model_passes_the_corrected_test():
    for (losses, share, limit), found in pairs("your_data.selected"):
        k = losses.shape[1]
        shown = {0: losses[0].mean()}
        for model in range(1, len(losses)):
            statistic = ttest_rel(losses[model], losses[0]).statistic
            if statistic < -limit * np.sqrt(1 + k * share):
                shown[model] = losses[model].mean()
        assert found == min(shown, key=shown.get)
