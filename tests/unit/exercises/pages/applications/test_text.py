"""The references of the exercises on text against independent oracles."""

import itertools

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.optimize import brentq, minimize
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from helpers.exercises import check, names
from helpers.exercises.pages.applications import text_dropout
from helpers.exercises.pages.applications.text import EXERCISES


def test_the_two_pages_have_their_six_exercises():
    both = (*EXERCISES, *text_dropout.EXERCISES)
    assert names("text") == [exercise.name for exercise in both]
    assert len(set(names("text"))) == 6


def weights(X, y, weight, lam, mix):
    """What scikit-learn finds for the book's strength."""
    # Its loss is the weighted sum, and the book's the weighted mean.
    options = {"solver": "saga", "tol": 1e-8, "max_iter": 200_000, "random_state": 0}
    model = LogisticRegression(C=1 / (lam * weight.sum()), l1_ratio=mix, **options)
    return model.fit(X, y, sample_weight=weight).coef_[0]


def test_above_lam_max_there_are_no_words_and_below_there_are():
    for (X, y, weight, mix), found in pairs("text.lam_max"):
        assert not weights(X, y, weight, 1.02 * found, mix).any()
        assert weights(X, y, weight, 0.98 * found, mix).any()


def test_the_factored_penalty_is_the_least_a_search_finds():
    rng = np.random.default_rng(0)
    for (w,), found in pairs("text.factored_penalty"):
        p, dimension = len(w), 2

        def cost(flat, w=w, p=p):
            E, theta = flat[: 2 * p].reshape(p, 2), flat[2 * p :]
            return (np.sum(E**2) + np.sum(theta**2)) / 2 + 1e5 * np.sum((E @ theta - w) ** 2)

        best = min(
            minimize(cost, rng.normal(size=(p + 1) * dimension), options={"maxiter": 2000}).fun
            for _ in range(3)
        )
        assert found == pytest.approx(best, rel=1e-3, abs=1e-6)


def test_groups_of_one_give_the_ordinary_error():
    values = np.random.default_rng(0).normal(size=50)
    found = EXERCISES[2].reference(values, np.arange(50))
    assert found == pytest.approx(values.std() / np.sqrt(50))


def test_the_grouped_error_is_that_of_a_bootstrap_over_reviews():
    rng = np.random.default_rng(3)
    groups = np.repeat(np.arange(200), rng.integers(1, 15, 200))
    values = (rng.random(len(groups)) < rng.choice([0.1, 0.9], 200)[groups]).astype(float)
    members = [values[groups == group] for group in range(200)]
    means = [
        np.concatenate([members[g] for g in rng.integers(200, size=200)]).mean()
        for _ in range(3000)
    ]
    assert EXERCISES[2].reference(values, groups) == pytest.approx(np.std(means), rel=0.08)


def test_a_slow_sum_over_groups_agrees():
    for (values, groups), found in pairs("text.group_standard_error"):
        total = 0.0
        for i, j in itertools.product(range(len(values)), repeat=2):
            if groups[i] == groups[j]:
                total += (values[i] - values.mean()) * (values[j] - values.mean())
        assert found == pytest.approx(np.sqrt(total) / len(values), rel=1e-9)


def test_the_intercept_matches_the_share():
    for (z, share), found in pairs("text.matched_intercept"):
        expected = brentq(lambda b, z=z, share=share: expit(z + b).mean() - share, -60, 60)
        assert found == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(("off", "status"), [(0.9e-4, "passed"), (1.5e-4, "wrong"), (0.1, "wrong")])
def test_a_number_counts_by_the_share_that_it_gives(off, status):
    """To four decimals, as the text asks, on either side and in any form."""
    for side in (-off, off):

        def answer(z, share, side=side):
            return np.array([brentq(lambda b: expit(z + b).mean() - share - side, -60, 60)])

        feedback = check("text.matched_intercept", answer)
        assert feedback.status == status
        assert ("nearly the share" in feedback.hint) == (off == 1.5e-4)


def test_a_search_that_ends_on_its_way_is_told_so():
    def stepped(z, share, steps=100):
        number = 0.0
        for _ in range(steps):
            number += 0.1 * (share - np.mean(1 / (1 + np.exp(-z - number))))
        return number

    feedback = check("text.matched_intercept", stepped)
    assert feedback.status == "wrong"
    assert "is on the way from 0.393 to the share, 0.6, and not there yet." in feedback.hint
