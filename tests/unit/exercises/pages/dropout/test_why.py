"""The references of the exercises on why dropout works against independent oracles."""

import itertools
import math
import time

import numpy as np
import pytest
from scipy.optimize import minimize

from helpers.exercises import check, names
from helpers.exercises.pages.dropout.why import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def masked_rows(x, rate):
    """Every row that dropout can make of x, with its probability."""
    for mask in itertools.product((0.0, 1.0), repeat=len(x)):
        chance = math.prod(1 - rate if kept else rate for kept in mask)
        yield np.array(mask) * x / (1 - rate), chance


def score_variance(X, w, rate):
    found = []
    for x in X:
        scores = [(row @ w, chance) for row, chance in masked_rows(x, rate)]
        mean = math.fsum(chance * score for score, chance in scores)
        found.append(math.fsum(chance * (score - mean) ** 2 for score, chance in scores))
    return np.array(found)


def strengths(X, rate):
    """The curvature of the enumerated loss in each weight, less that of the loss without masks."""
    n, p = X.shape
    y = np.arange(n, dtype=float)

    def loss(w, rate):
        total = 0.0
        for x, target in zip(X, y, strict=True):
            total += math.fsum(c * (target - r @ w) ** 2 for r, c in masked_rows(x, rate))
        return total / (2 * n)

    found = []
    for step in np.eye(p):
        extra = [loss(t * step, rate) - loss(t * step, 0.0) for t in (-1.0, 0.0, 1.0)]
        found.append(extra[0] - 2 * extra[1] + extra[2])
    return np.array(found)


def mask_probabilities(masks, rates):
    found = []
    for mask in masks:
        chance = 1.0
        for kept, rate in zip(mask, rates, strict=True):
            chance *= (1 - rate) if kept else rate
        found.append(chance)
    return np.array(found)


def dropout_fit(X, y, rate):
    """Weighted least squares on every masked copy of every row, with a column of ones."""
    rows, targets, roots = [], [], []
    for x, target in zip(X, y, strict=True):
        for row, chance in masked_rows(x, rate):
            rows.append(np.append(row, 1.0))
            targets.append(target)
            roots.append(math.sqrt(chance))
    roots = np.array(roots)
    solution = np.linalg.lstsq(np.array(rows) * roots[:, None], np.array(targets) * roots)[0]
    return solution[:-1], float(solution[-1])


def walk(X, w, b, rate):
    """The penalty for counts, over all masks."""
    noisy = [
        math.fsum(chance * math.exp(row @ w + b) for row, chance in masked_rows(x, rate)) for x in X
    ]
    plain = [math.exp(x @ w + b) for x in X]
    return (math.fsum(noisy) - math.fsum(plain)) / len(X)


ORACLES = {
    "score_variance": score_variance,
    "strengths": strengths,
    "mask_probabilities": mask_probabilities,
    "dropout_fit": dropout_fit,
}


def test_the_page_has_its_five_exercises():
    found = [exercise.name for exercise in EXERCISES]
    assert names("dropout_why")[: len(found)] == found
    assert set(ORACLES) | {"poisson_penalty"} == set(BY_NAME)
    assert len(EXERCISES) == 5


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"dropout_why.{name}", ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_the_closed_form_minimizes_the_loss_over_all_masks():
    X, y, rate = BY_NAME["dropout_fit"].cases[0]()

    def loss(v):
        pairs = zip(X, y, strict=True)
        return sum(
            c * (t - r @ v[:-1] - v[-1]) ** 2 for x, t in pairs for r, c in masked_rows(x, rate)
        )

    found = minimize(loss, np.zeros(X.shape[1] + 1), options={"gtol": 1e-7}).x
    w, b = BY_NAME["dropout_fit"].reference(X, y, rate)
    np.testing.assert_allclose(found, [*w, b], rtol=1e-5, atol=1e-6)


def test_the_penalty_for_counts_is_never_negative_and_vanishes_without_dropout():
    reference = BY_NAME["poisson_penalty"].reference
    rng = np.random.default_rng(0)
    for _ in range(20):
        X, w = rng.normal(size=(5, 3)), rng.normal(size=3)
        assert reference(X, w, 0.2, 0.4) > 0
        assert abs(reference(X, w, 0.2, 0.0)) < 1e-12


def test_a_walk_over_all_masks_is_right_and_refused():
    feedback = check("dropout_why.poisson_penalty", walk)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith("The numbers are right, but twice as many columns take")


def test_a_slow_answer_that_lists_no_mask_passes():
    def poisson_penalty(X, w, b, rate):
        time.sleep(0.003)
        total = 0.0
        for x in X:
            factors = [
                rate + (1 - rate) * math.exp(xj * wj / (1 - rate))
                for xj, wj in zip(x, w, strict=True)
            ]
            total += math.exp(b) * math.prod(factors) - math.exp(b + x @ w)
        return total / len(X)

    feedback = check("dropout_why.poisson_penalty", poisson_penalty)
    assert (feedback.status, feedback.hint) == ("passed", "")


@pytest.mark.parametrize("number", range(4))
def test_the_penalty_for_counts_is_that_over_all_masks(number):
    exercise = BY_NAME["poisson_penalty"]
    arguments = exercise.cases[number]()
    assert exercise.reference(*arguments) == pytest.approx(walk(*arguments), rel=1e-10)


def test_the_masks_of_a_case_are_not_all_masks():
    reference = BY_NAME["mask_probabilities"].reference
    totals = [reference(*case()).sum() for case in BY_NAME["mask_probabilities"].cases]
    assert min(abs(total - 1) for total in totals) > 0.05
