"""The exercises of the page on selection.

The first asks how often a bootstrap keeps some columns of a group, and how often all of them. In
the second the truth has the columns A with the signs s; with ever more rows the lasso holds a
column j outside back if |XⱼᵀX_A (X_AᵀX_A)⁻¹ s| < 1. The third has the bound q²/((2π − 1)p) of
stability selection, the fourth the mix γ·lasso + (1 − γ)·refit.

References
----------
Zhao, Yu (2006), Journal of Machine Learning Research 7, 2541-2563 (the condition).
Meinshausen, Bühlmann (2010), Journal of the Royal Statistical Society B 72(4), 417-473 (the bound).
Hastie, Tibshirani, Tibshirani (2020), Statistical Science 35(4), 579-592 (the mix).
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
        Mistake(
            "some, but not all",
            "The second part is right. Samples that keep the whole group keep some of it as well.",
            _with(some=lambda kept: (kept.any(axis=1) & ~kept.all(axis=1)).mean()),
        ),
        Mistake(
            "columns outside as not kept",
            "The first part is right. In the second, columns outside of the group count as not "
            "kept. Look at those of the group alone.",
            lambda kept, group: (_of_a_group(kept, group)[0], _shares(kept & group)[1]),
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


def _of_one_length(gram, w):
    lengths = np.sqrt(gram.diagonal())
    return _imitators(gram / np.outer(lengths, lengths), w)


def _positive_alone(gram, w):
    inside = w > 0
    pulls = _solved(gram, inside, np.ones(inside.sum()))
    return ~inside & (np.abs(pulls) >= 1)


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
        Mistake(
            "brought to one length",
            "The columns were brought to one length first. The condition takes them as they are: "
            "a long column outside is pulled the more.",
            _of_one_length,
        ),
        Mistake(
            "whole matrix inverted",
            "The whole matrix was inverted, and a part taken of the inverse. Take the part of the"
            " columns inside first, and invert that.",
            _other_pulls(
                lambda gram, w, inside: (
                    gram[:, inside]
                    @ np.linalg.pinv(gram)[np.ix_(inside, inside)]
                    @ np.sign(w[inside])
                )
            ),
        ),
        Mistake(
            "positive weights alone",
            "Only columns with a positive weight were taken as inside. Those with a negative one "
            "belong to the truth as well.",
            _positive_alone,
        ),
    ),
)

# The stable columns of half samples


def _stable_with(place=lambda shares, t: shares >= t, promise=None):
    """Return the wrong answer with another choice, or another bound of q, π, p and the halves."""

    def answer(kept, threshold):
        q, p = kept.sum(axis=1).mean(), kept.shape[1]
        bound = q**2 / ((2 * threshold - 1) * p)
        if promise is not None:
            bound = promise(kept, q, threshold, p)
        return place(kept.mean(axis=0), threshold), float(bound)

    return answer


_stable = _stable_with()


def _halves(seed, halves, p, threshold):
    """Return what halves let in, some columns in a share of exactly the threshold."""
    rng = np.random.default_rng(seed)
    kept = rng.random((halves, p)) < np.linspace(0.95, 0.02, p)
    kept[:, 1] = np.arange(halves) < round(threshold * halves)
    return kept, threshold


STABLE = Exercise(
    name="l1.stable",
    call="stable(kept, threshold)",
    returns=("stable", "bound"),
    reference=_stable,
    cases=(
        Case("a share of exactly the threshold", partial(_halves, 1, 20, 8, 0.75)),
        partial(_halves, 2, 50, 13, 0.6),
        partial(_halves, 3, 10, 24, 0.9),
        Case("a column in every half", partial(_halves, 4, 8, 5, 1.0)),
    ),
    mistakes=(
        Mistake(
            "more than the threshold",
            "The bound is right. A column whose share equals the threshold is in a share of at "
            "least that, and stays.",
            _stable_with(lambda shares, t: shares > t),
        ),
        Mistake(
            "the others",
            "The bound is right. Marked are the columns that are not stable.",
            _stable_with(lambda shares, t: shares < t),
        ),
        Mistake(
            "places",
            "The bound is right. Return a True or False for each column, not the places of the "
            "stable ones.",
            _stable_with(lambda shares, t: np.flatnonzero(shares >= t)),
        ),
        Mistake(
            "the shares themselves",
            "The bound is right. The first part is asked for as True or False, a share compared "
            "with the threshold.",
            _stable_with(lambda shares, t: shares),
        ),
        Mistake(
            "q not squared",
            "The choice is right. A wrong column has to come in twice, in both halves of a "
            "division: q stands squared.",
            _stable_with(promise=lambda kept, q, t, p: q / ((2 * t - 1) * p)),
        ),
        Mistake(
            "mean of the squares",
            "The choice is right. The numbers were squared before their mean was taken. The mean "
            "number itself is squared.",
            _stable_with(
                promise=lambda kept, q, t, p: np.mean(kept.sum(axis=1) ** 2) / ((2 * t - 1) * p)
            ),
        ),
        Mistake(
            "the largest number",
            "The choice is right. The largest number of columns was taken for q; the mean over the "
            "halves is asked for.",
            _stable_with(
                promise=lambda kept, q, t, p: kept.sum(axis=1).max() ** 2 / (2 * t - 1) / p
            ),
        ),
        Mistake(
            "the number of stable columns",
            "The choice is right. The number of stable columns was taken for q. It is how many "
            "columns a half lets in, stable or not.",
            _stable_with(
                promise=lambda kept, q, t, p: (kept.mean(axis=0) >= t).sum() ** 2 / (2 * t - 1) / p
            ),
        ),
        Mistake(
            "p squared",
            "The choice is right. Each column is wrong with a chance of (q/p)², but there are p of "
            "them to be added up.",
            _stable_with(promise=lambda kept, q, t, p: (q / p) ** 2 / (2 * t - 1)),
        ),
        Mistake(
            "halves for columns",
            "The choice is right. The bound was divided by the number of halves. It is the columns "
            "among which those that come in are drawn.",
            _stable_with(promise=lambda kept, q, t, p: q**2 / ((2 * t - 1) * len(kept))),
        ),
        Mistake(
            "the threshold itself",
            "The choice is right. In the bound the threshold stands for both halves of a division, "
            "as twice it less one.",
            _stable_with(promise=lambda kept, q, t, p: q**2 / (t * p)),
        ),
        Mistake(
            "multiplied by the margin",
            "The choice is right. A higher threshold promises fewer wrong columns, so the margin "
            "divides.",
            _stable_with(promise=lambda kept, q, t, p: q**2 * (2 * t - 1) / p),
        ),
        Mistake(
            "mean number of halves",
            "The choice is right. For q the columns were averaged, which counts halves. Count the "
            "columns of each half, and average over the halves.",
            _stable_with(
                promise=lambda kept, q, t, p: kept.sum(axis=0).mean() ** 2 / ((2 * t - 1) * p)
            ),
        ),
        Mistake(
            "shares of the halves",
            "The shares are those of the columns, for each half. Asked is for each column in how "
            "many halves it was let in.",
            lambda kept, threshold: (kept.mean(axis=1) >= threshold, _stable(kept, threshold)[1]),
        ),
        Mistake(
            "rows and columns exchanged",
            "Halves and columns have changed places, in the shares and in q. The rows of the "
            "table are the halves.",
            lambda kept, threshold: (
                kept.mean(axis=1) >= threshold,
                kept.sum(axis=0).mean() ** 2 / ((2 * threshold - 1) * kept.shape[1]),
            ),
        ),
        Mistake(
            "q of the first half",
            "The choice is right. As q the number of columns in the first half was taken. It is "
            "the mean over the halves.",
            _stable_with(promise=lambda kept, q, t, p: kept[0].sum() ** 2 / ((2 * t - 1) * p)),
        ),
    ),
)

# The relaxed lasso


def _least_squares(X, y, inside):
    w = np.zeros(X.shape[1])
    if inside.any():
        A = X[:, inside] - X[:, inside].mean(axis=0)
        w[inside] = np.linalg.lstsq(A, y - y.mean(), rcond=None)[0]
    return w


def _with_intercept(X, y, w):
    return w, float(y.mean() - X.mean(axis=0) @ w)


def _relaxed_lasso(X, y, w, gamma):
    return _with_intercept(X, y, gamma * w + (1 - gamma) * _least_squares(X, y, w != 0))


def _chosen(seed, n, p, inside, gamma):
    """Return data that are not centred, and weights of a lasso's size on some columns."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 2, p) + rng.uniform(1, 3, p)
    w = np.zeros(p)
    w[rng.permutation(p)[:inside]] = rng.choice([-1, 1], inside) * rng.uniform(0.3, 1, inside)
    return X, X @ (1.4 * w) + rng.normal(size=n) + 4, w, gamma


def _relaxed_with(refit=lambda X, y, w: _least_squares(X, y, w != 0), shares=None):
    """Return the wrong answer with another refit, or other shares of the two, made of γ."""

    def answer(X, y, w, gamma):
        a, b = (gamma, 1 - gamma) if shares is None else shares(gamma)
        return _with_intercept(X, y, a * w + b * refit(X, y, w))

    return answer


def _refit_uncentered(X, y, w):
    found = np.zeros(len(w))
    if w.any():
        found[w != 0] = np.linalg.lstsq(X[:, w != 0], y, rcond=None)[0]
    return found


def _one_by_one(X, y, w):
    Xc, yc = X - X.mean(axis=0), y - y.mean()
    return np.where(w != 0, Xc.T @ yc / np.sum(Xc**2, axis=0), 0)


def _other_intercept(make):
    """Return the right weights with another intercept, made of X, y, w and the mixed weights."""

    def answer(X, y, w, gamma):
        mixed = _relaxed_lasso(X, y, w, gamma)[0]
        return mixed, float(make(X, y, w, mixed, gamma))

    return answer


def _columns_uncentered(X, y, inside):
    refit = np.zeros(X.shape[1])
    refit[inside] = np.linalg.lstsq(X[:, inside], y - y.mean(), rcond=None)[0]
    return refit


RELAXED_LASSO = Exercise(
    name="l1.relaxed_lasso",
    call="relaxed_lasso(X, y, w, gamma)",
    returns=("weights", "intercept"),
    reference=_relaxed_lasso,
    cases=(
        partial(_chosen, 1, 20, 5, 2, 0.3),
        partial(_chosen, 2, 35, 8, 4, 0.8),
        Case("more columns than rows", partial(_chosen, 3, 12, 18, 3, 0.6)),
        Case("no column inside", partial(_chosen, 4, 9, 4, 0, 0.4)),
        partial(_chosen, 5, 16, 6, 5, 0.0),
    ),
    mistakes=(
        Mistake(
            "shares exchanged",
            "The shares are exchanged: γ is that of the lasso, and with γ = 1 nothing is relaxed.",
            _relaxed_with(shares=lambda gamma: (1 - gamma, gamma)),
        ),
        Mistake(
            "nothing relaxed",
            "These are the lasso's own weights. Part of them has to give way to the refit.",
            _relaxed_with(shares=lambda gamma: (1, 0)),
        ),
        Mistake(
            "the refit alone",
            "This is the refit alone, whatever γ is. The lasso has its share.",
            _relaxed_with(shares=lambda gamma: (0, 1)),
        ),
        Mistake(
            "added up",
            "The whole refit was added to the share of the lasso. The two shares make one.",
            _relaxed_with(shares=lambda gamma: (gamma, 1)),
        ),
        Mistake(
            "all columns refitted",
            "All columns were refitted. Those that the lasso left out stay out.",
            _relaxed_with(lambda X, y, w: _least_squares(X, y, np.ones(len(w), bool))),
        ),
        Mistake(
            "refitted without an intercept",
            "The refit has no intercept: with a free one, its columns and the targets lose their "
            "means first.",
            _relaxed_with(_refit_uncentered),
        ),
        Mistake(
            "one column after the other",
            "Each column was refitted by itself. Least squares fits all that are inside together.",
            _relaxed_with(_one_by_one),
        ),
        Mistake(
            "residuals refitted",
            "The refit was made to what the lasso left over. It starts anew from the targets.",
            _relaxed_with(lambda X, y, w: _least_squares(X, y - X @ w, w != 0)),
        ),
        Mistake(
            "mean target as intercept",
            "The weights are right. The mean target is the intercept of centered columns; these "
            "are not.",
            _other_intercept(lambda X, y, w, mixed, gamma: y.mean()),
        ),
        Mistake(
            "intercept of the lasso",
            "The weights are right. The intercept is still that of the lasso; it goes with the "
            "mixed weights.",
            _other_intercept(lambda X, y, w, mixed, gamma: y.mean() - X.mean(axis=0) @ w),
        ),
        Mistake(
            "no intercept",
            "The weights are right. The intercept is zero only for tables that are centered.",
            _other_intercept(lambda X, y, w, mixed, gamma: 0.0),
        ),
        Mistake(
            "intercept of the refit",
            "The weights are right. The intercept is that of the refit alone; it goes with the "
            "mixed weights.",
            _other_intercept(
                lambda X, y, w, mixed, gamma: (
                    y.mean() - X.mean(axis=0) @ _least_squares(X, y, w != 0)
                )
            ),
        ),
        Mistake(
            "columns of the refit not centered",
            "The targets of the refit were centered, and its columns were not. The free intercept "
            "takes the means out of both.",
            _relaxed_with(lambda X, y, w: _columns_uncentered(X, y, w != 0)),
        ),
        Mistake(
            "refit of the positive weights",
            "The refit left out the columns with a negative weight. They are inside as well.",
            _relaxed_with(lambda X, y, w: _least_squares(X, y, w > 0)),
        ),
        Mistake(
            "inside alone",
            "These are the weights of the columns inside alone. Return one for each column, and "
            "zero for those outside.",
            lambda X, y, w, gamma: (lambda v, b: (v[w != 0], b))(*_relaxed_lasso(X, y, w, gamma)),
        ),
        Mistake(
            "γ of the refit on top",
            "A share of the refit was added to the whole lasso. The two shares make one: γ of "
            "the lasso and 1 − γ of the refit.",
            _relaxed_with(shares=lambda gamma: (1, gamma)),
        ),
    ),
)

EXERCISES = (OF_A_GROUP, IMITATORS, STABLE, RELAXED_LASSO)
