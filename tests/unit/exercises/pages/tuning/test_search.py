"""The references of the exercises on search against independent oracles."""

import itertools
from fractions import Fraction

import numpy as np
import optuna
import pytest
from exercise_cases import pairs
from scipy.stats import loguniform

from helpers.exercises import names
from helpers.exercises.pages.tuning import gaussian_process, nested
from helpers.exercises.pages.tuning.search import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def test_the_exercises_of_three_pages_are_listed_in_their_order():
    pages = (EXERCISES, gaussian_process.EXERCISES, nested.EXERCISES)
    every = [exercise.name for exercises in pages for exercise in exercises]
    assert names("search") == every
    assert len(set(every)) == 9


def test_the_trials_are_just_enough():
    for (v, confidence), trials in pairs("search.trials_needed"):
        miss, allowed = 1 - Fraction(str(v)), 1 - Fraction(str(confidence))
        assert miss**trials <= allowed < miss ** (trials - 1)


@pytest.mark.parametrize(
    ("v", "confidence", "trials"), [(0.2, 0.36, 2), (0.1, 0.271, 3), (0.3, 0.51, 2)]
)
def test_a_rounding_error_costs_no_trial(v, confidence, trials):
    assert BY_NAME["trials_needed"].reference(v, confidence) == trials
    assert (1 - Fraction(str(v))) ** trials == 1 - Fraction(str(confidence))


def test_log_uniform_is_the_inverse_of_the_distribution_function():
    for (u, low, high), found in pairs("search.log_uniform"):
        np.testing.assert_allclose(found, loguniform(low, high).ppf(u), rtol=1e-12)


def test_the_cost_is_what_a_simulated_bracket_spends():
    for (count, epochs, last, factor), cost in pairs("search.halving_cost"):
        trained, alive = np.zeros(count, dtype=int), np.arange(count)
        while epochs <= last:
            trained[alive] = epochs
            alive, epochs = alive[: max(len(alive) // factor, 1)], epochs * factor
        assert cost == trained.sum()


def test_the_median_rule_is_that_of_optuna():
    """MedianPruner without warm-up: a trial is cut when its best is worse than the median."""
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    for (curves, losses), found in pairs("search.pruned"):
        pruner = optuna.pruners.MedianPruner(n_startup_trials=len(curves), n_warmup_steps=0)
        study = optuna.create_study(pruner=pruner)
        for curve in curves:
            trial = study.ask()
            for step, loss in enumerate(curve):
                trial.report(float(loss), step)
            study.tell(trial, float(curve[-1]))
        trial, answers = study.ask(), []
        for step, loss in enumerate(losses):
            trial.report(float(loss), step)
            answers.append(trial.should_prune())
        np.testing.assert_array_equal(found, answers)


def test_some_are_pruned_and_some_are_not():
    for _, found in pairs("search.pruned"):
        assert 0 < np.count_nonzero(found) < len(found)


def test_the_expected_best_is_the_mean_over_all_draws():
    for (errors, T), found in pairs("search.expected_best"):
        if len(errors) <= 12:
            every = [min(draw) for draw in itertools.combinations(errors, T)]
            assert found == pytest.approx(np.mean(every), rel=1e-12)


def test_the_expected_best_is_that_of_a_simulation():
    for (errors, T), found in pairs("search.expected_best"):
        rng = np.random.default_rng(0)
        lowest = [rng.permutation(errors)[:T].min() for _ in range(20_000)]
        assert abs(np.mean(lowest) - found) <= 4 * np.std(lowest) / np.sqrt(20_000) + 1e-12
