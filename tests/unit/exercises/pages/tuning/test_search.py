"""The references of the exercises on search against independent oracles."""

import itertools
from fractions import Fraction

import numpy as np
import optuna
import pytest
from exercise_cases import pairs
from scipy.stats import loguniform
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score

from helpers.exercises import names
from helpers.exercises.pages.tuning.search import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def test_the_chapter_has_its_seven_exercises():
    assert names("search") == [exercise.name for exercise in EXERCISES]
    assert len(set(names("search"))) == 7


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


def test_nested_score_picks_one_candidate_a_fold():
    for (inner, outer), found in pairs("search.nested_score"):
        errors = []
        for fold, scores in enumerate(inner):
            means = [sum(scores[:, j]) / len(scores) for j in range(scores.shape[1])]
            errors.append(outer[fold, means.index(min(means))])
        assert found == pytest.approx(sum(errors) / len(errors))


def test_nested_score_is_that_of_scikit_learn():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 15))
    y = X[:, 0] + 2 * rng.normal(size=40)
    alphas, outer, inner = [0.01, 1.0, 10.0, 100.0], KFold(5), KFold(4)
    score = "neg_mean_squared_error"
    search = GridSearchCV(Ridge(), {"alpha": alphas}, cv=inner, scoring=score)
    expected = -cross_val_score(search, X, y, cv=outer, scoring=score).mean()

    def error(alpha, a, b):
        return np.mean((y[b] - Ridge(alpha=alpha).fit(X[a], y[a]).predict(X[b])) ** 2)

    splits = list(outer.split(X))
    inner_errors = [
        [[error(alpha, a[c], a[d]) for alpha in alphas] for c, d in inner.split(a)]
        for a, _ in splits
    ]
    outer_errors = [[error(alpha, a, b) for alpha in alphas] for a, b in splits]
    found = BY_NAME["nested_score"].reference(np.array(inner_errors), np.array(outer_errors))
    assert found == pytest.approx(expected)


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


def test_leaving_out_is_leaving_out():
    for (C, y), found in pairs("search.leave_one_out"):
        for i in range(len(y)):
            rest = np.arange(len(y)) != i
            weights = np.linalg.solve(C[np.ix_(rest, rest)], y[rest])
            assert found[i] == pytest.approx(C[i, rest] @ weights, rel=1e-8)


def test_leaving_out_agrees_with_scikit_learn():
    rng = np.random.default_rng(1)
    x, noise = rng.random((8, 1)), 0.1
    y = np.sin(5 * x[:, 0]) + 0.3 * rng.normal(size=8)
    kernel = RBF(0.3)
    found = BY_NAME["leave_one_out"].reference(kernel(x) + noise * np.eye(8), y)
    for i in range(8):
        rest = np.arange(8) != i
        model = GaussianProcessRegressor(kernel, alpha=noise, optimizer=None)
        assert found[i] == pytest.approx(model.fit(x[rest], y[rest]).predict(x[[i]])[0])
