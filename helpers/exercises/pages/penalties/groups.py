"""The exercises of the page on groups of columns.

The objective is 1/(2n) ‖y − Xw‖² + λ Σ_g √m_g size(w_g) over groups g of m_g columns each, where
the size is ‖w_g‖, or ‖X_g w_g‖/√n, which does not depend on how the group is coded.

References
----------
Yuan & Lin (2006), Journal of the Royal Statistical Society B 68(1), 49-67.
Simon & Tibshirani (2012), Statistica Sinica 22(3), 983-1001.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. The block soft threshold


def _block_threshold(v, t):
    length = np.linalg.norm(v)
    return v * (max(1 - t / length, 0) if length else 0.0)


def _shortened(factor):
    """Return the wrong answer with this factor, of the length and the threshold."""

    def answer(v, t):
        length = np.linalg.norm(v)
        return v * factor(length, t) if length else 0 * v

    return answer


BLOCK_THRESHOLD = Exercise(
    name="classes.block_threshold",
    call="block_threshold(v, t)",
    reference=_block_threshold,
    cases=(
        lambda: (np.array([3.0, -4.0]), 2.0),
        lambda: (np.array([0.5, -0.2, 0.9, 0.1]), 0.3),
        lambda: (np.array([1.0, -2.0, 2.0]), 4.0),
        Case("one column", lambda: (np.array([-1.5]), 0.4)),
        Case("no threshold", lambda: (np.array([0.3, -0.6]), 0.0)),
        Case("a length of exactly t", lambda: (np.array([3.0, 4.0]), 5.0)),
        Case("all zero", lambda: (np.zeros(3), 0.7)),
        Case("longer than t, with each entry shorter", lambda: (np.array([2.0, 2.0, -2.0]), 3.0)),
        Case("all zero, and no threshold", lambda: (np.zeros(2), 0.0)),
    ),
    mistakes=(
        Mistake(
            "each entry by itself",
            "Each entry was thresholded by itself, as L1 does. A group is kept or dropped as a "
            "whole: what counts is the length of v.",
            lambda v, t: np.sign(v) * np.maximum(np.abs(v) - t, 0),
        ),
        Mistake(
            "the shorter length for each",
            "Each entry got the new length of the whole. The direction of v is kept, and only its "
            "length falls by t.",
            lambda v, t: np.full_like(v, max(np.linalg.norm(v) - t, 0)),
        ),
        Mistake(
            "turned round below",
            "Where v is shorter than t it came out turned round. Shorter than nothing it cannot "
            "become: there the minimum is zero.",
            _shortened(lambda length, t: 1 - t / length),
        ),
        Mistake(
            "kept or dropped without shrinking",
            "Groups are dropped as they should be, but those kept are not shortened.",
            _shortened(lambda length, t: float(length > t)),
        ),
        Mistake(
            "a share of t taken off",
            "The vector was shortened by the share t. It is the length that falls by t, whatever "
            "it is.",
            _shortened(lambda length, t: max(1 - t, 0)),
        ),
        Mistake(
            "divided by the square of the length",
            "The threshold was compared with the square of the length.",
            _shortened(lambda length, t: max(1 - t / length**2, 0)),
        ),
        Mistake(
            "length as a sum",
            "The sizes of the entries were added up. The penalty has the Euclidean length in it.",
            lambda v, t: v * max(1 - t / max(np.abs(v).sum(), 1e-300), 0),
        ),
        Mistake(
            "length as the largest entry",
            "The largest entry was taken for the length.",
            lambda v, t: v * max(1 - t / max(np.abs(v).max(), 1e-300), 0),
        ),
        Mistake(
            "shrunk as L2 does",
            "The vector was divided by 1 + t, as the square of the length would do it. That never "
            "gives a zero; the length itself has a kink there.",
            lambda v, t: v / (1 + t),
        ),
        Mistake(
            "direction alone",
            "What came out has length one. It is the length of v less t that is asked for, in the "
            "direction of v.",
            _shortened(lambda length, t: (length > t) / length),
        ),
        Mistake(
            "projected on the ball",
            "This is what the threshold takes away, at most t long. Asked is what it leaves.",
            _shortened(lambda length, t: min(t / length, 1)),
        ),
        Mistake(
            "root of the size",
            "This is right for t times the root of the group's size. Here t is given as it is, "
            "and the length is the root of the sum of squares, not of their mean.",
            lambda v, t: _block_threshold(v, t * np.sqrt(len(v))),
        ),
        Mistake(
            "the same from each entry",
            "The same number was taken from every entry. It is the length that is shortened: one "
            "factor for all entries.",
            lambda v, t: v - t / np.linalg.norm(v) if np.linalg.norm(v) > t else 0 * v,
        ),
        Mistake(
            "factor without the length",
            "The factor does not know how long v is. What is left of it depends on t divided by "
            "the length.",
            lambda v, t: (1 - t) * v if np.linalg.norm(v) > t else 0 * v,
        ),
        Mistake(
            "t off each entry",
            "The number t was taken off each entry. A vector becomes shorter by t if all of its "
            "entries are multiplied by one factor.",
            lambda v, t: np.maximum(v - t, 0),
        ),
    ),
)

# 2. The strength at which the first group enters


def _grouped(seed, n, sizes, spread=2.0):
    """Return centered columns of unequal size, correlated within a group, labels, and targets."""
    rng = np.random.default_rng(seed)
    groups = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    X = rng.normal(size=(n, len(groups)))
    for g in range(len(sizes)):
        X[:, groups == g] += 1.5 * rng.normal(size=(n, 1))
    X = X * rng.uniform(0.3, spread, len(groups))
    y = X @ rng.normal(size=len(groups)) * 0.3 + rng.normal(size=n)
    return X - X.mean(axis=0), y - y.mean(), groups


def _labels_apart():
    X, y, groups = _grouped(4, 25, (2, 3, 1))
    return X, y, 7 - 3 * groups


def _group_lam_max(X, y, groups, *, basis=None, weight=np.sqrt, combine=max, scale=None):
    """Return the strength; each option is what some mistake gets wrong."""
    n = len(y)
    found = []
    for g in np.unique(groups):
        columns = X[:, groups == g]
        Q = np.linalg.qr(columns)[0] if basis is None else basis(columns)
        found.append(np.linalg.norm(Q.T @ y) / weight(columns.shape[1]))
    return float(combine(found)) / (np.sqrt(n) if scale is None else scale(n))


def _column_by_column(X, y, groups):
    Z = X / np.sqrt(np.mean(X**2, axis=0))
    return float(np.abs(Z.T @ y).max() / len(y))


def _by_group(size):
    """Return the wrong answer with another number for a group, of its basis, y and the labels."""

    def answer(X, y, groups):
        bases = [np.linalg.qr(X[:, groups == g])[0] for g in np.unique(groups)]
        return float(max(size(Q, y, groups) for Q in bases)) / np.sqrt(len(y))

    return answer


def _labels_from_zero(X, y, groups):
    seen = groups < len(np.unique(groups))
    return _group_lam_max(X[:, seen], y, groups[seen])


GROUP_LAM_MAX = Exercise(
    name="classes.group_lam_max",
    call="group_lam_max(X, y, groups)",
    reference=_group_lam_max,
    cases=(
        partial(_grouped, 1, 20, (3, 1, 2)),
        partial(_grouped, 2, 45, (4, 4, 1, 2)),
        partial(_grouped, 5, 12, (1, 5)),
        Case("one group", partial(_grouped, 4, 15, (3,))),
        partial(_grouped, 9, 30, (6, 1, 1), 0.5),
        Case("labels with gaps between them", _labels_apart),
    ),
    mistakes=(
        Mistake(
            "columns as they come",
            "The covariances with the columns themselves were put together. The size by the fit "
            "asks for an orthonormal basis of what the group's columns span.",
            lambda X, y, groups: _group_lam_max(X, y, groups, basis=lambda A: A, scale=lambda n: n),
        ),
        Mistake(
            "columns scaled one by one",
            "Each column was brought to length one, but those of a group are still correlated. "
            "What they share is then counted several times.",
            lambda X, y, groups: _group_lam_max(
                X, y, groups, basis=lambda A: A / np.linalg.norm(A, axis=0)
            ),
        ),
        Mistake(
            "sizes forgotten",
            "The sizes of the groups have no effect. A group of m columns is charged √m, or large "
            "groups would enter first by their size alone.",
            partial(_group_lam_max, weight=lambda m: 1.0),
        ),
        Mistake(
            "size for its root",
            "The lengths were divided by the number of columns. The penalty has its root.",
            partial(_group_lam_max, weight=lambda m: m),
        ),
        Mistake(
            "multiplied by the root",
            "The lengths were multiplied by √m. The charge makes it harder to enter, and a smaller "
            "λ does.",
            partial(_group_lam_max, weight=lambda m: 1 / np.sqrt(m)),
        ),
        Mistake(
            "all groups added up",
            "The groups were added up. Each is held by itself; the strongest decides.",
            partial(_group_lam_max, combine=sum),
        ),
        Mistake(
            "the smallest group",
            "The smallest was taken. At that strength only one group is held at zero, and all of "
            "them have to be.",
            partial(_group_lam_max, combine=min),
        ),
        Mistake(
            "mean of the groups",
            "The mean over the groups was taken. The strongest decides.",
            partial(_group_lam_max, combine=np.mean),
        ),
        Mistake(
            "divided by n",
            "The lengths were divided by n. A basis of length one is √n times too short to have a "
            "mean square of one, so a root of n is left.",
            partial(_group_lam_max, scale=lambda n: n),
        ),
        Mistake(
            "not divided by n",
            "The number of rows is missing: the loss is a mean over the rows.",
            partial(_group_lam_max, scale=lambda n: 1.0),
        ),
        Mistake(
            "each column a group",
            "Each column was taken by itself. It is the group that enters, as a whole.",
            _column_by_column,
        ),
        Mistake(
            "largest entry of a group",
            "Of each group the largest entry was taken. A group is held by the length of all its "
            "entries together.",
            _by_group(lambda Q, y, groups: np.abs(Q.T @ y).max() / np.sqrt(Q.shape[1])),
        ),
        Mistake(
            "length squared",
            "The length was left squared. The penalty has the length itself, and so has the "
            "condition.",
            _by_group(lambda Q, y, groups: np.sum((Q.T @ y) ** 2) / np.sqrt(Q.shape[1])),
        ),
        Mistake(
            "number of all columns",
            "Each group was charged the root of the number of all columns. It is charged that of "
            "its own.",
            _by_group(lambda Q, y, groups: np.linalg.norm(Q.T @ y) / np.sqrt(len(groups))),
        ),
        Mistake(
            "number of groups",
            "Each group was charged the root of the number of groups. It is charged that of its "
            "own columns.",
            _by_group(
                lambda Q, y, groups: np.linalg.norm(Q.T @ y) / np.sqrt(len(set(groups.tolist())))
            ),
        ),
        Mistake(
            "labels counted from 0",
            "Some group was never looked at. The labels need not be 0, 1, 2 and so on: take those"
            " that are there.",
            _labels_from_zero,
        ),
    ),
)

EXERCISES = (BLOCK_THRESHOLD, GROUP_LAM_MAX)
