"""The references of the exercises on groups against a general minimizer and the group lasso."""

import numpy as np
import pytest
from exercise_cases import pairs
from scipy.optimize import minimize

from helpers.exercises import names
from helpers.exercises.pages.penalties.groups import EXERCISES
from helpers.exercises.registry import find
from helpers.linear import GroupLasso


def test_the_page_has_its_two_exercises():
    assert names("classes")[5:] == [exercise.name for exercise in EXERCISES]


def test_no_point_around_the_block_threshold_is_lower():
    rng = np.random.default_rng(0)
    for (v, t), found in pairs("classes.block_threshold"):

        def objective(u, v=v, t=t):
            return np.sum((u - v) ** 2) / 2 + t * np.linalg.norm(u)

        best = minimize(objective, v + 0.1, method="Nelder-Mead", options={"xatol": 1e-9}).fun
        assert objective(found) <= best + 1e-9
        for size in (1e-4, 1e-2, 1):
            for _ in range(40):
                assert objective(found + size * rng.normal(size=v.shape)) > objective(found)


def test_of_one_entry_it_is_the_soft_threshold():
    (v, t), found = pairs("classes.block_threshold")[3]
    assert len(v) == 1
    assert found[0] == np.sign(v[0]) * (abs(v[0]) - t)


def test_at_the_strength_the_first_group_enters():
    for (X, y, groups), lam in pairs("classes.group_lam_max"):
        above = GroupLasso(1.001 * lam, groups=groups, tol=1e-12).fit(X, y)
        below = GroupLasso(0.999 * lam, groups=groups, tol=1e-12).fit(X, y)
        assert np.count_nonzero(above.coef_) == 0
        assert len(np.unique(groups[below.coef_ != 0])) == 1


def test_the_strength_does_not_depend_on_the_coding():
    rng = np.random.default_rng(0)
    exercise = find("classes.group_lam_max")
    for (X, y, groups), lam in pairs("classes.group_lam_max"):
        other = X.copy()
        for g in np.unique(groups):
            at = np.flatnonzero(groups == g)
            other[:, at] = X[:, at] @ rng.normal(size=(len(at), len(at)))
        assert exercise.reference(other, y, groups) == pytest.approx(lam, rel=1e-9)
