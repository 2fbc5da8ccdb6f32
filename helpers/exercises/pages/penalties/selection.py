"""The exercises of the page on selection.

The first asks how often a bootstrap keeps some columns of a group, and how often all of them. In
the second the truth has the columns A with the signs s; with ever more rows the lasso holds a
column j outside back if |XⱼᵀX_A (X_AᵀX_A)⁻¹ s| < 1.

References
----------
Zhao, Yu (2006), Journal of Machine Learning Research 7, 2541-2563 (the condition).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# How often a group is kept


def _shares(kept):
    return float(kept.any(axis=1).mean()), float(kept.all(axis=1).mean())


def _of_a_group(kept, group):
    return _shares(kept[:, group])


def _bootstrap(seed, samples, p, group):
    """Return which of p columns some samples keep, columns that take turns, and a group."""
    rng = np.random.default_rng(seed)
    turn = rng.normal(size=(samples, 1)) * rng.choice([-1, 1], size=p)
    kept = turn + rng.normal(size=(samples, p)) > rng.uniform(-0.8, 0.8, p)
    return kept, np.isin(np.arange(p), group)


def _with(some=None, every=None):
    """Return the wrong answer with this for one of the parts, a function of the group's columns."""

    def answer(kept, group):
        of_group = kept[:, group]
        right = _shares(of_group)
        return (
            right[0] if some is None else float(some(of_group)),
            right[1] if every is None else float(every(of_group)),
        )

    return answer


OF_A_GROUP = Exercise(
    name="l1.of_a_group",
    call="of_a_group(kept, group)",
    returns=("some", "all"),
    reference=_of_a_group,
    cases=(
        lambda: (
            np.array([[True, False, True], [False, True, True], [True, True, False]]),
            np.array([True, True, False]),
        ),
        partial(_bootstrap, 1, 40, 6, [0, 3, 4]),
        partial(_bootstrap, 2, 25, 4, [1, 2]),
        Case("a group of one column", partial(_bootstrap, 3, 16, 5, [2])),
        Case("all columns are the group", partial(_bootstrap, 4, 30, 3, [0, 1, 2])),
    ),
    mistakes=(
        Mistake(
            "largest and smallest share",
            "These are the largest and the smallest share of a single column. Columns can take "
            "turns: look at each sample, and only then count the samples.",
            _with(lambda g: g.mean(axis=0).max(), lambda g: g.mean(axis=0).min()),
        ),
        Mistake(
            "as if independent",
            "The shares of the single columns were multiplied, as if one column knew nothing of "
            "the other. Columns that say the same take turns: count the samples.",
            _with(lambda g: 1 - np.prod(1 - g.mean(axis=0)), lambda g: np.prod(g.mean(axis=0))),
        ),
        Mistake(
            "exactly one",
            "The second part is right. Samples that keep more than one column of the group keep "
            "some of it as well.",
            _with(lambda g: (g.sum(axis=1) == 1).mean()),
        ),
        Mistake(
            "shares added up",
            "The second part is right. The shares of the single columns were added up, so a "
            "sample that keeps two of them counts twice.",
            _with(lambda g: g.mean(axis=0).sum()),
        ),
        Mistake(
            "mean share",
            "The second part is right. This is the mean share of a column of the group; asked is "
            "in how many samples at least one of them is kept.",
            _with(lambda g: g.mean()),
        ),
        Mistake(
            "all columns",
            "All columns were looked at. Only those of the group count.",
            lambda kept, group: _shares(kept),
        ),
        Mistake(
            "the others",
            "These are the shares for the columns outside of the group.",
            lambda kept, group: _shares(kept[:, ~group]),
        ),
        Mistake(
            "along the samples",
            "Some and all were taken along the samples, for each column. Take them along the "
            "columns, for each sample, and then the share of the samples.",
            _with(lambda g: g.any(axis=0).mean(), lambda g: g.all(axis=0).mean()),
        ),
        Mistake(
            "all and no other",
            "The first part is right. For the second, a sample may keep columns outside of the "
            "group as well; only the group's own count.",
            lambda kept, group: (
                _of_a_group(kept, group)[0],
                float((kept == group).all(axis=1).mean()),
            ),
        ),
        Mistake(
            "more than one",
            "The first part is right. The second asks for all columns of the group, not for more "
            "than one of them.",
            _with(every=lambda g: (g.sum(axis=1) > 1).mean()),
        ),
        Mistake(
            "numbers of samples",
            "These are numbers of samples. Divide them by how many samples there are.",
            lambda kept, group: tuple(len(kept) * share for share in _of_a_group(kept, group)),
        ),
        Mistake(
            "divided by the columns",
            "The numbers of samples were divided by the number of columns. A share of the samples "
            "is divided by how many samples there are.",
            lambda kept, group: tuple(
                len(kept) * share / kept.shape[1] for share in _of_a_group(kept, group)
            ),
        ),
    ),
)

# Which columns outside fail the condition


def _pulls(gram, w):
    inside = w != 0
    return gram[:, inside] @ np.linalg.solve(gram[np.ix_(inside, inside)], np.sign(w[inside]))


def _imitators(gram, w):
    return (w == 0) & (np.abs(_pulls(gram, w)) >= 1)


def _imitated(seed, p, inside, noise):
    """Return the mean products of columns, half of those outside imitators, and the weights."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(4 * p, p)) + 0.5 * rng.normal(size=(4 * p, 1))
    w = np.zeros(p)
    true = rng.permutation(p)[:inside]
    w[true] = rng.choice([-1, 1], inside) * rng.uniform(0.2, 3, inside)
    for place, j in enumerate(np.flatnonzero(w == 0)):
        if place % 2 == 0:
            turned = 1 if place % 4 == 0 else -1
            fit = X[:, true] @ np.sign(w[true]) / np.sqrt(inside)
            X[:, j] = turned * fit + noise * rng.normal(size=4 * p)
    X = (X - X.mean(axis=0)) / X.std(axis=0) * rng.uniform(0.6, 1.8, p)
    return X.T @ X / len(X), w


def _other_pulls(pulls):
    """Return the wrong answer with other pulls, a function of G, w and what is inside."""

    def answer(gram, w):
        return (w == 0) & (np.abs(pulls(gram, w, w != 0)) >= 1)

    return answer


def _solved(gram, inside, right):
    return gram[:, inside] @ np.linalg.solve(gram[np.ix_(inside, inside)], right)


IMITATORS = Exercise(
    name="l1.imitators",
    call="imitators(gram, w)",
    reference=_imitators,
    cases=(
        partial(_imitated, 10, 8, 3, 0.2),
        partial(_imitated, 21, 12, 4, 0.5),
        partial(_imitated, 22, 9, 2, 0.3),
        partial(_imitated, 13, 16, 5, 0.4),
        Case("one column is the truth", partial(_imitated, 14, 7, 1, 0.3)),
        Case("poor imitators", partial(_imitated, 15, 6, 2, 3.0)),
    ),
    mistakes=(
        Mistake(
            "weights for signs",
            "The weights were taken in place of their signs. The penalty pulls on a large weight "
            "as on a small one, so only the signs count.",
            _other_pulls(lambda G, w, inside: _solved(G, inside, w[inside])),
        ),
        Mistake(
            "no signs",
            "All signs were taken as positive. A column whose weight is negative is pulled the "
            "other way.",
            _other_pulls(lambda G, w, inside: _solved(G, inside, np.ones(inside.sum()))),
        ),
        Mistake(
            "nothing solved",
            "The covariances with the columns inside were added up, with their signs. What these "
            "columns share among themselves has to be taken out: solve with their own matrix.",
            _other_pulls(lambda G, w, inside: G[:, inside] @ np.sign(w[inside])),
        ),
        Mistake(
            "each column alone",
            "Each column inside was taken alone, divided by its own size. They are correlated: "
            "solve with their whole matrix.",
            _other_pulls(lambda G, w, inside: G[:, inside] @ (np.sign(w) / np.diag(G))[inside]),
        ),
        Mistake(
            "absolute values added",
            "The absolute values of the coefficients were added up. That bounds the number for "
            "the worst signs; here the signs are known, and terms may cancel.",
            _other_pulls(
                lambda G, w, inside: np.abs(
                    G[:, inside] @ np.linalg.inv(G[np.ix_(inside, inside)])
                ).sum(axis=1)
            ),
        ),
        Mistake(
            "one side",
            "Only large positive numbers count here. A column that imitates the others with the "
            "opposite sign comes in as well, with a negative weight.",
            lambda gram, w: (w == 0) & (_pulls(gram, w) >= 1),
        ),
        Mistake(
            "columns inside as well",
            "The columns inside were marked too. Their own number is one, their sign; the "
            "condition is about the columns outside.",
            lambda gram, w: (w != 0) | _imitators(gram, w),
        ),
        Mistake(
            "those held back",
            "This is the opposite, the columns outside that are held back. Mark those that are "
            "not.",
            lambda gram, w: (w == 0) & ~_imitators(gram, w),
        ),
        Mistake(
            "all that are not marked",
            "This is the opposite: everything is marked but the columns that fail the condition.",
            lambda gram, w: ~_imitators(gram, w),
        ),
        Mistake(
            "covariance with the targets",
            "These are covariances with the fit of the truth. The condition asks how the pull of "
            "the penalty on the columns inside looks from outside.",
            _other_pulls(lambda G, w, inside: G @ w),
        ),
        Mistake(
            "whole matrix",
            "The whole matrix was inverted. Only the part of the columns inside is solved with.",
            _other_pulls(lambda G, w, inside: np.linalg.solve(G, np.sign(w))),
        ),
        Mistake(
            "divided by its own size",
            "The numbers were divided by the column's own size. The condition has it in the units "
            "it comes in: a long column comes in sooner.",
            _other_pulls(lambda G, w, inside: _solved(G, inside, np.sign(w[inside])) / np.diag(G)),
        ),
        Mistake(
            "positions",
            "These are the positions of the columns. Return one True or False for each column.",
            lambda gram, w: np.flatnonzero(_imitators(gram, w)),
        ),
        Mistake(
            "only positions outside",
            "There is one entry for each column outside. Return one for each column, False for "
            "those inside.",
            lambda gram, w: _imitators(gram, w)[w == 0],
        ),
    ),
)

EXERCISES = (OF_A_GROUP, IMITATORS)
