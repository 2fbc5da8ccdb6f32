"""The references of the exercises on nested cross-validation against independent oracles."""

import statistics

import numpy as np
import pytest
from exercise_cases import pairs
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score

from helpers.exercises.pages.tuning.nested import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


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


def test_the_cautious_strength_is_that_of_plain_statistics():
    moved, ties = [], []
    for (errors, strengths), found in pairs("search.cautious"):
        columns = [list(column) for column in errors.T]
        best = min(columns, key=statistics.mean)
        limit = statistics.mean(best) + statistics.stdev(best) / len(best) ** 0.5
        near = [s for s, c in zip(strengths, columns, strict=True) if statistics.mean(c) <= limit]
        assert found == max(near)
        gaps = [abs(statistics.mean(column) - limit) for column in columns]
        # No mean lies so close to the limit that rounding decides; the tie is one of whole numbers.
        assert all(gap > 1e-6 or (gap == 0 and limit == int(limit)) for gap in gaps)
        ties.append(gaps.count(0))
        moved.append(found > strengths[errors.mean(axis=0).argmin()])
    assert any(moved)
    assert not all(moved)
    assert sum(ties) == 1
