"""The exercises of the page on hyperparameters and three kinds of rows.

An accuracy a measured on m independent rows has the variance a(1 − a)/m. The best of k scores drawn
from a table of N is the i-th smallest with probability (i/N)ᵏ − ((i − 1)/N)ᵏ.

References
----------
Dodge, Gururangan, Card, Schwartz, Smith (2019), Show Your Work: Improved Reporting of
Experimental Results, EMNLP (the expected best of k runs).
"""

import itertools
import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. How many test rows


def _test_rows(accuracy, error):
    # Where a whole number of rows is just enough, a rounding error must not cost one more.
    return math.ceil(accuracy * (1 - accuracy) / error**2 * (1 - 1e-12))


TEST_ROWS = Exercise(
    name="hyperparameters.test_rows",
    call="test_rows(accuracy, error)",
    reference=_test_rows,
    cases=(
        lambda: (0.6, 0.011),
        lambda: (0.97, 0.003),
        lambda: (0.31, 0.02),
        # Powers of two: rounding changes nothing.
        Case("the standard error is met exactly", lambda: (0.5, 0.125)),
        Case("one row is enough", lambda: (0.8, 0.5)),
        lambda: (0.9, 0.2),
    ),
    mistakes=(
        Mistake(
            "rounded down",
            "With this number of rows the standard error is still a little too large. Part of a "
            "row does not exist: which way has to be rounded?",
            lambda accuracy, error: math.floor(accuracy * (1 - accuracy) / error**2),
        ),
        Mistake(
            "root forgotten",
            "This makes the variance as small as asked. The standard error is its root.",
            lambda accuracy, error: math.ceil(accuracy * (1 - accuracy) / error),
        ),
        Mistake(
            "worst case",
            "This is the number for an accuracy of one half, the worst case. Here the accuracy is "
            "known, and fewer rows do.",
            lambda accuracy, error: math.ceil(0.25 / error**2),
        ),
        Mistake(
            "accuracy alone",
            "The variance of a zero or one that is one with probability a is a(1 − a); this has "
            "only a.",
            lambda accuracy, error: math.ceil(accuracy / error**2),
        ),
        Mistake(
            "two standard errors",
            "This makes two standard errors as small as asked. Asked is one.",
            lambda accuracy, error: math.ceil(4 * accuracy * (1 - accuracy) / error**2),
        ),
        Mistake(
            "interval of 95 percent",
            "This makes 1.96 standard errors as small as asked, as for an interval of 95 %. Asked "
            "is one standard error.",
            lambda accuracy, error: math.ceil(1.96**2 * accuracy * (1 - accuracy) / error**2),
        ),
        Mistake(
            "below the precision",
            "Where a number of rows meets the standard error exactly, this takes one more. It may "
            "be equal to `error`.",
            lambda accuracy, error: math.floor(accuracy * (1 - accuracy) / error**2) + 1,
        ),
        Mistake(
            "rounded to the nearest",
            "This rounds to the nearest number of rows, which may be one too few. Which way has to "
            "be rounded?",
            lambda accuracy, error: round(accuracy * (1 - accuracy) / error**2),
        ),
        Mistake(
            "not rounded",
            "The equation is solved, but its solution is no whole number, and there is no part of "
            "a row.",
            lambda accuracy, error: accuracy * (1 - accuracy) / error**2,
        ),
        Mistake(
            "error not squared",
            "The standard deviation of one row is divided by the error, and neither is squared. "
            "The standard error shrinks with the root of the number of rows.",
            lambda accuracy, error: math.ceil(math.sqrt(accuracy * (1 - accuracy)) / error),
        ),
        Mistake(
            "variance squared",
            "The variance of one row is squared as if it were a standard deviation: a(1 − a) is a "
            "variance already.",
            lambda accuracy, error: math.ceil((accuracy * (1 - accuracy)) ** 2 / error**2),
        ),
        Mistake(
            "share of errors alone",
            "The variance of a zero or one that is one with probability a is a(1 − a); this has "
            "only 1 − a.",
            lambda accuracy, error: math.ceil((1 - accuracy) / error**2),
        ),
        Mistake(
            "no variance",
            "The accuracy has no effect here. A model that is nearly always right has a steadier "
            "score than one that tosses coins.",
            lambda accuracy, error: math.ceil(1 / error**2),
        ),
        Mistake(
            "fraction upside down",
            "The fraction is upside down: a smaller error takes more rows.",
            lambda accuracy, error: math.ceil(error**2 / (accuracy * (1 - accuracy))),
        ),
        Mistake(
            "interval of 90 percent",
            "This makes 1.645 standard errors as small as asked, as for an interval of 90 %. "
            "Asked is one standard error.",
            lambda accuracy, error: math.ceil(1.645**2 * accuracy * (1 - accuracy) / error**2),
        ),
        Mistake(
            "1.96 not squared",
            "This has 1.96 in front, as for an interval of 95 %, where it would be squared "
            "besides. Asked is one standard error.",
            lambda accuracy, error: math.ceil(1.96 * accuracy * (1 - accuracy) / error**2),
        ),
        Mistake(
            "deviation in place of variance",
            "The standard deviation of one row stands above the squared error. Square both, or "
            "neither before the end.",
            lambda accuracy, error: math.ceil(math.sqrt(accuracy * (1 - accuracy)) / error**2),
        ),
        Mistake(
            "two models",
            "This is the number for the difference of two models, whose variances add. Asked is "
            "the standard error of one accuracy.",
            lambda accuracy, error: math.ceil(2 * accuracy * (1 - accuracy) / error**2),
        ),
        Mistake(
            "one minus the square",
            "The variance of a zero or one that is one with probability a is a(1 − a), a product; "
            "this has 1 − a².",
            lambda accuracy, error: math.ceil((1 - accuracy**2) / error**2),
        ),
        Mistake(
            "share of errors squared",
            "This has (1 − a)². In a(1 − a) one factor is the share of right answers, the other "
            "that of wrong ones.",
            lambda accuracy, error: math.ceil((1 - accuracy) ** 2 / error**2),
        ),
        Mistake(
            "accuracy squared",
            "This has a². In a(1 − a) one factor is the share of right answers, the other that of "
            "wrong ones.",
            lambda accuracy, error: math.ceil(accuracy**2 / error**2),
        ),
        Mistake(
            "root of everything",
            "The root was taken of the whole fraction, and the error stands in it without a "
            "square. Write down the equation for the standard error, square both sides, and "
            "solve.",
            lambda accuracy, error: math.ceil(math.sqrt(accuracy * (1 - accuracy) / error)),
        ),
        Mistake(
            "rounded before squaring",
            "This was rounded up first and squared then, which gives square numbers only. Round "
            "at the end.",
            lambda accuracy, error: math.ceil(math.sqrt(accuracy * (1 - accuracy)) / error) ** 2,
        ),
        Mistake(
            "twice the error",
            "With so few rows the standard error is twice what is allowed: the error was doubled "
            "before it was squared.",
            lambda accuracy, error: math.ceil(accuracy * (1 - accuracy) / (2 * error) ** 2),
        ),
        Mistake(
            "at least two rows",
            "Where one row is enough, this takes two. The smallest number is asked.",
            lambda accuracy, error: max(2, _test_rows(accuracy, error)),
        ),
        Mistake(
            "interval of 99 percent",
            "This makes 2.58 standard errors as small as asked, as for an interval of 99 %. Asked "
            "is one standard error.",
            lambda accuracy, error: math.ceil(2.58**2 * accuracy * (1 - accuracy) / error**2),
        ),
    ),
)

# 2. Twins in two parts


def _equal(A, B):
    """Return whether row i of B is equal to row j of A: (m, n)."""
    return (B[:, None, :] == A[None, :, :]).all(axis=2)


def _twins(A, B):
    return _equal(A, B).any(axis=1)


def _nearly(seed, n, m, p):
    """Return two parts in which each row has a copy that is off in the last digit, or none."""
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(n, p)), rng.normal(size=(m, p))
    B[::3] = A[rng.integers(0, n, len(B[::3]))]
    B[1::3] = A[rng.integers(0, n, len(B[1::3]))]
    B[1::3, p // 2] = np.nextafter(B[1::3, p // 2], np.inf)
    return A, B


def _is_in(rows, known):
    """Return a mask of the rows, as Python's tuples, that are in a set."""
    return np.array([row in known for row in rows])


def _with_copies(seed, n, m, p, copied):
    """Return two parts with few distinct values; some rows of the second stand in the first."""
    rng = np.random.default_rng(seed)
    A, B = rng.integers(0, 4, (n, p)).astype(float), rng.integers(0, 4, (m, p)).astype(float)
    B[rng.permutation(m)[:copied]] = A[rng.integers(0, n, copied)]
    return A, B


def _first_twins(A, B):
    rows = [tuple(row) for row in B]
    first = np.array([row not in rows[:i] for i, row in enumerate(rows)])
    return _twins(A, B) & first


TWINS = Exercise(
    name="hyperparameters.twins",
    call="twins(A, B)",
    reference=_twins,
    cases=(
        lambda: (
            np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
            np.array([[3.0, 4.0], [1.0, 4.0], [1.0, 2.0], [2.0, 1.0]]),
        ),
        partial(_with_copies, 1, 20, 12, 6, 5),
        partial(_with_copies, 2, 9, 9, 5, 3),
        partial(_with_copies, 3, 40, 15, 7, 0),
        Case("some rows differ in the last digit", partial(_nearly, 4, 8, 12, 5)),
        Case(
            "rows that stand twice in A, or in B alone",
            lambda: (
                np.array([[1.5, 2.0], [0.0, 7.0], [1.5, 2.0], [4.0, 1.0]]),
                np.array([[3.0, 3.0], [1.5, 2.0], [3.0, 3.0], [4.0, 7.0], [4.0, 1.0]]),
            ),
        ),
        Case(
            "0 and −0, which are equal",
            lambda: (np.array([[0.0, 1.0], [2.0, -0.0]]), np.array([[-0.0, 1.0], [1.0, 0.0]])),
        ),
    ),
    mistakes=(
        Mistake(
            "cell by cell",
            "This asks for each number whether it stands anywhere in A. A twin is a whole row, "
            "with all its numbers in their places.",
            lambda A, B: np.isin(B, A).all(axis=1),
        ),
        Mistake(
            "any number anywhere",
            "One number that stands anywhere in A is enough here. A twin is a whole row, with all "
            "its numbers in their places.",
            lambda A, B: np.isin(B, A).any(axis=1),
        ),
        Mistake(
            "any cell",
            "One number that agrees with some row of A is enough here. In a twin, all of them "
            "agree.",
            lambda A, B: (B[:, None, :] == A[None, :, :]).any(axis=(1, 2)),
        ),
        Mistake(
            "some row a column",
            "Each number of the row stands in A in its own column, but perhaps in different rows. "
            "They have to agree with one and the same row.",
            lambda A, B: (B[:, None, :] == A[None, :, :]).any(axis=1).all(axis=1),
        ),
        Mistake(
            "the other way round",
            "This marks the rows of A that stand in B. Asked are the rows of B.",
            lambda A, B: _twins(B, A),
        ),
        Mistake(
            "sums",
            "This compares the sums of the rows. Rows with equal sums need not be equal.",
            lambda A, B: np.isin(B.sum(axis=1), A.sum(axis=1)),
        ),
        Mistake(
            "not a twin",
            "The mask is upside down: it marks the rows of B that have no twin.",
            lambda A, B: ~_twins(A, B),
        ),
        Mistake(
            "how many",
            "This counts the twins. Asked is a mask that says which rows they are.",
            lambda A, B: int(_twins(A, B).sum()),
        ),
        Mistake(
            "nearly equal",
            "Rows that agree up to rounding are taken for twins. Twins agree to the last digit; "
            "near ones are another question.",
            lambda A, B: np.isclose(B[:, None], A, rtol=0, atol=1e-9).all(axis=2).any(axis=1),
        ),
        Mistake(
            "in any place",
            "Rows with the same numbers in another order are taken for twins. Each number has to "
            "stand in its place.",
            lambda A, B: _twins(np.sort(A, axis=1), np.sort(B, axis=1)),
        ),
        Mistake(
            "the same set of numbers",
            "A set of the numbers of a row forgets their places, and how often each occurs. Each "
            "number has to stand in its place.",
            lambda A, B: _is_in([frozenset(b) for b in B], {frozenset(a) for a in A}),
        ),
        Mistake(
            "row beside row",
            "Each row of B is compared with the one row of A that has the same number. Its twin "
            "may stand anywhere in A.",
            lambda A, B: np.array([i < len(A) and (A[i] == B[i]).all() for i in range(len(B))]),
        ),
        Mistake(
            "copies within B",
            "Rows that stand twice in B are marked too. Asked are those that stand in A.",
            lambda A, B: _twins(A, B) | (_equal(B, B).sum(axis=1) > 1),
        ),
        Mistake(
            "exactly one twin",
            "A row that has two twins in A is not marked here. One is enough, and more are "
            "twins all the same.",
            lambda A, B: _equal(A, B).sum(axis=1) == 1,
        ),
        Mistake(
            "bytes",
            "The bytes of the rows are compared. The numbers 0 and −0 are equal, and have "
            "different bytes.",
            lambda A, B: _is_in([b.tobytes() for b in B], {a.tobytes() for a in A}),
        ),
        Mistake(
            "first numbers",
            "Only the first numbers of the rows are compared. In a twin, all of them agree.",
            lambda A, B: np.isin(B[:, 0], A[:, 0]),
        ),
        Mistake(
            "all rows of A",
            "A row of B has to be equal to all rows of A here. One twin is enough.",
            lambda A, B: _equal(A, B).all(axis=1),
        ),
        Mistake(
            "most numbers",
            "Rows that agree in all numbers but one are taken for twins. In a twin, all of them "
            "agree.",
            lambda A, B: (B[:, None] == A).sum(axis=2).max(axis=1) >= A.shape[1] - 1,
        ),
        Mistake(
            "every pair",
            "This compares every row of B with every row of A. Asked is one answer for each row "
            "of B: is there any row of A that agrees?",
            _equal,
        ),
        Mistake(
            "every number",
            "This asks of each number whether it stands in A. Asked is one answer for each row "
            "of B, and about the whole row.",
            lambda A, B: np.isin(B, A),
        ),
        Mistake(
            "lengths",
            "This compares the lengths of the rows as vectors. Rows of equal length need not be "
            "equal.",
            lambda A, B: np.isin((B**2).sum(axis=1), (A**2).sum(axis=1)),
        ),
        Mistake(
            "as printed",
            "The rows were compared as they are printed. That rounds their numbers, and tells 0 "
            "from −0.",
            lambda A, B: _is_in([str(b) for b in B], {str(a) for a in A}),
        ),
        Mistake(
            "differences added up",
            "The differences of the numbers were added up with their signs, and cancel. In a "
            "twin each of them is zero.",
            lambda A, B: ((B[:, None] - A).sum(axis=2) == 0).any(axis=1),
        ),
        Mistake(
            "first twin alone",
            "Of rows that stand twice in B, only the first was marked. Each row of B that "
            "stands in A has a twin.",
            _first_twins,
        ),
        Mistake(
            "half of the numbers",
            "Rows that agree in more than half of their numbers are taken for twins. In a twin, "
            "all of them agree.",
            lambda A, B: (B[:, None] == A).mean(axis=2).max(axis=1) > 0.5,
        ),
        Mistake(
            "twin in the first row",
            "A twin that is the first row of A is missed. The place of the first agreement is 0 "
            "there, and 0 as well where nothing agrees.",
            lambda A, B: _equal(A, B).argmax(axis=1) > 0,
        ),
        Mistake(
            "last row of A alone",
            "Only the last row of A decides: each comparison overwrites the one before. Once a "
            "twin is found, the answer stays True.",
            lambda A, B: (A[-1] == B).all(axis=1),
        ),
        Mistake(
            "first row of A alone",
            "Only the first row of A decides here. That one row of A differs does not say that "
            "there is no twin; look at the others, too.",
            lambda A, B: (A[0] == B).all(axis=1),
        ),
        Mistake(
            "an entry for each pair",
            "There is one entry for each pair of rows. Asked is one for each row of B: whether "
            "any row of A agrees with it.",
            lambda A, B: _equal(A, B).ravel(),
        ),
        Mistake(
            "an entry for each twin",
            "Only rows with a twin have an entry here. Rows without one need theirs as well, a "
            "False, or nobody knows which are meant.",
            lambda A, B: np.array([True] * int(_equal(A, B).sum())),
        ),
        Mistake(
            "products",
            "This compares the products of the rows. Rows with equal products need not be equal.",
            lambda A, B: np.isin(B.prod(axis=1), A.prod(axis=1)),
        ),
    ),
)

# 3. Scaling by the fitted rows


def _deviation(X, rows):
    """Return each column's standard deviation over some rows, and 1 where that is 0."""
    deviation = X[rows].std(axis=0)
    return np.where(deviation > 0, deviation, 1)


def _scaled(X, fitted, *, center=None, scale=None):
    """Scale all rows by the fitted ones, or by those that `center` and `scale` mark."""
    center = X[fitted if center is None else center].mean(axis=0)
    return (X - center) / _deviation(X, fitted if scale is None else scale)


def _every(X):
    return np.full(len(X), True)


def _each_by_itself(X, fitted):
    others = _every(X) if fitted.all() else ~fitted
    return np.where(fitted[:, None], _scaled(X, fitted), _scaled(X, others))


def _with_infinities(X, fitted):
    with np.errstate(all="ignore"):
        return (X - X[fitted].mean(axis=0)) / X[fitted].std(axis=0)


def _by_n_minus_one(X, fitted):
    n = fitted.sum()
    narrower = np.where(X[fitted].std(axis=0) > 0, np.sqrt((n - 1) / n), 1)
    return _scaled(X, fitted) * narrower


def _by_range(X, fitted):
    low, high = X[fitted].min(axis=0), X[fitted].max(axis=0)
    return (X - low) / np.where(high > low, high - low, 1)


def _some_rows(seed, n, p, k):
    """Return features of different sizes, and a mask of k rows that may be seen."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 9, p) + rng.uniform(-20, 20, p)
    return X, rng.permutation(n) < k


def _row_by_row(X, fitted):
    return _scaled(X.T, _every(X.T)).T


SCALED = Exercise(
    name="hyperparameters.scaled",
    call="scaled(X, fitted)",
    reference=_scaled,
    cases=(
        lambda: (
            np.array([[9.0, 5.0], [1.0, 2.0], [3.0, 6.0], [-4.0, 0.0]]),
            np.array([False, True, True, False]),
        ),
        partial(_some_rows, 1, 9, 3, 6),
        partial(_some_rows, 2, 8, 5, 3),
        Case(
            "a column with one value on the fitted rows",
            lambda: (
                np.array([[2.0, 1.0, 0.5], [2.0, 4.0, 1.0], [5.0, 3.0, -1.0], [2.0, 9.0, 0.0]]),
                np.array([True, True, False, True]),
            ),
        ),
        Case("one fitted row", partial(_some_rows, 3, 4, 2, 1)),
        Case("all rows fitted", partial(_some_rows, 4, 7, 3, 7)),
    ),
    mistakes=(
        Mistake(
            "all rows",
            "Mean and standard deviation were taken over all rows. The rows that are held out must "
            "have no say in them.",
            lambda X, fitted: _scaled(X, _every(X)),
        ),
        Mistake(
            "held-out rows",
            "Mean and standard deviation were taken over the rows that are held out. Those marked "
            "True are the ones that may be seen.",
            lambda X, fitted: _scaled(X, _every(X) if fitted.all() else ~fitted),
        ),
        Mistake(
            "each part by itself",
            "Each part was scaled by its own mean and standard deviation. In use there may be a "
            "single new row; it is scaled by what the fitted rows have said.",
            _each_by_itself,
        ),
        Mistake(
            "fitted rows alone returned",
            "Only the fitted rows were returned. All rows are asked, in their order; the others "
            "are scaled by the same numbers.",
            lambda X, fitted: _scaled(X, fitted)[fitted],
        ),
        Mistake(
            "held-out rows alone returned",
            "Only the rows that are held out were returned. All rows are asked, in their order.",
            lambda X, fitted: _scaled(X, fitted)[~fitted],
        ),
        Mistake(
            "held-out rows as they were",
            "The rows that are held out were left as they are. A model is to get all rows in the "
            "same units: scale them by what the fitted rows have said.",
            lambda X, fitted: np.where(fitted[:, None], _scaled(X, fitted), X),
        ),
        Mistake(
            "parts in another order",
            "The fitted rows come first here, and the others behind them. Keep the rows in the "
            "order of the table.",
            lambda X, fitted: np.vstack([_scaled(X, fitted)[fitted], _scaled(X, fitted)[~fitted]]),
        ),
        Mistake(
            "centered by all",
            "The standard deviation is that of the fitted rows, but the mean is that of all.",
            lambda X, fitted: _scaled(X, fitted, center=_every(X)),
        ),
        Mistake(
            "scaled by all",
            "The mean is that of the fitted rows, but the standard deviation is that of all.",
            lambda X, fitted: _scaled(X, fitted, scale=_every(X)),
        ),
        Mistake(
            "not centered",
            "The columns were scaled and not shifted. The fitted rows are to have mean zero.",
            lambda X, fitted: X / _deviation(X, fitted),
        ),
        Mistake(
            "not scaled",
            "The columns were shifted and not scaled. The fitted rows are to have standard "
            "deviation one.",
            lambda X, fitted: X - X[fitted].mean(axis=0),
        ),
        Mistake(
            "variance",
            "The columns were divided by the variance. It is the standard deviation, its root, "
            "that has the unit of the column.",
            lambda X, fitted: (X - X[fitted].mean(axis=0)) / _deviation(X, fitted) ** 2,
        ),
        Mistake(
            "multiplied",
            "The columns were multiplied by the standard deviation. Dividing by it makes it one.",
            lambda X, fitted: (X - X[fitted].mean(axis=0)) * _deviation(X, fitted),
        ),
        Mistake(
            "divided by zero",
            "Where a column has one value on the fitted rows, its standard deviation is zero, and "
            "this divides by it. Such a column is shifted only.",
            _with_infinities,
        ),
        Mistake(
            "constant columns set to zero",
            "A column with one value on the fitted rows was set to zero in all rows. It may have "
            "others in the rows that are held out: shift it, and leave them.",
            lambda X, fitted: np.where(X[fitted].std(axis=0) > 0, _scaled(X, fitted), 0.0),
        ),
        Mistake(
            "constant columns as they were",
            "A column with one value on the fitted rows was left as it is. It is shifted, so that "
            "it is zero there.",
            lambda X, fitted: np.where(X[fitted].std(axis=0) > 0, _scaled(X, fitted), X),
        ),
        Mistake(
            "constant columns dropped",
            "Columns with one value on the fitted rows were left out. All columns are asked, and "
            "these are shifted.",
            lambda X, fitted: _scaled(X, fitted)[:, X[fitted].std(axis=0) > 0],
        ),
        Mistake(
            "scaled by all where constant",
            "Where a column has one value on the fitted rows, the other rows were asked for the "
            "standard deviation. They must not be: such a column is shifted only.",
            lambda X, fitted: (
                _scaled(X, fitted)
                / np.where(X[fitted].std(axis=0) > 0, 1, _deviation(X, _every(X)))
            ),
        ),
        Mistake(
            "one number for all columns",
            "One mean and one standard deviation were taken over all columns together. Each column "
            "has its own.",
            lambda X, fitted: (X - X[fitted].mean()) / X[fitted].std(),
        ),
        Mistake(
            "by range",
            "The fitted rows go from 0 to 1 here: their range was scaled. Asked are mean zero and "
            "standard deviation one.",
            _by_range,
        ),
        Mistake(
            "n − 1",
            "The standard deviation divides by the number of rows less one. NumPy's own divides by "
            "the number of rows.",
            _by_n_minus_one,
        ),
        Mistake(
            "first rows",
            "As many rows as are fitted were taken from the top of the table. `fitted` says which "
            "ones they are.",
            lambda X, fitted: _scaled(X, np.arange(len(X)) < fitted.sum()),
        ),
        Mistake(
            "median",
            "The columns were shifted by the median of the fitted rows. Asked is mean zero.",
            lambda X, fitted: (X - np.median(X[fitted], axis=0)) / _deviation(X, fitted),
        ),
        Mistake(
            "centered by held-out rows",
            "The standard deviation is that of the fitted rows, but the mean is that of the "
            "rows that are held out.",
            lambda X, fitted: _scaled(X, fitted, center=fitted if fitted.all() else ~fitted),
        ),
        Mistake(
            "brackets missing",
            "Only X was divided, and the mean subtracted afterwards. Shift first, then divide the "
            "whole: it needs brackets.",
            lambda X, fitted: X / _deviation(X, fitted) - X[fitted].mean(axis=0),
        ),
        Mistake(
            "row by row",
            "Each row was scaled by its own mean and standard deviation. A column is what"
            " has a unit: take both down the fitted rows, column by column.",
            _row_by_row,
        ),
        Mistake(
            "a little added to the deviation",
            "A small number was added to the standard deviation. A column with one value "
            "on the fitted rows is then divided by that number, and becomes huge in the "
            "other rows: it is not to be scaled.",
            lambda X, fitted: (X - X[fitted].mean(axis=0)) / (X[fitted].std(axis=0) + 1e-8),
        ),
    ),
)

# 4. The best of k scores


def _best_of(scores, k):
    n = len(scores)
    steps = (np.arange(n + 1) / n) ** k
    return float(np.sort(scores) @ np.diff(steps))


def _drawn_scores(seed, n, k):
    return np.random.default_rng(seed).uniform(0.4, 0.7, n), k


def _weighed(scores, weigh):
    """Return the sum of the scores in rising order times `weigh(i, N)`, with i = 1, …, N."""
    n = len(scores)
    return float(np.sort(scores) @ weigh(np.arange(1, n + 1), n))


def _without_replacement(scores, k):
    """Return the mean of the largest of k different scores."""
    n = len(scores)
    ways = [math.comb(i, k - 1) for i in range(n)]
    return float(np.sort(scores) @ np.array(ways) / math.comb(n, k))


BEST_OF = Exercise(
    name="hyperparameters.best_of",
    call="best_of(scores, k)",
    reference=_best_of,
    cases=(
        lambda: (np.array([0.6, 0.5, 0.9]), 2),
        partial(_drawn_scores, 1, 8, 3),
        partial(_drawn_scores, 2, 9, 5),
        lambda: (np.array([0.2, 0.2, 0.7, 0.4]), 4),
        Case("one draw", lambda: (np.array([0.8, 0.1, 0.8, 0.3, 0.5]), 1)),
    ),
    mistakes=(
        Mistake(
            "mean",
            "This is the mean score, what one run promises. Asked is the best of k.",
            lambda scores, k: float(np.mean(scores)),
        ),
        Mistake(
            "maximum",
            "This is the largest score of the table. With k draws, it is not always among them.",
            lambda scores, k: float(np.max(scores)),
        ),
        Mistake(
            "without replacement",
            "This never draws the same score twice. Here each of the k draws is from the whole "
            "table.",
            _without_replacement,
        ),
        Mistake(
            "not sorted",
            "The probabilities belong to the scores in rising order; here they meet the scores as "
            "they stand in the table.",
            lambda scores, k: float(
                np.asarray(scores) @ np.diff((np.arange(len(scores) + 1) / len(scores)) ** k)
            ),
        ),
        Mistake(
            "worst",
            "This is the mean of the smallest of k. The largest is at most the i-th smallest score "
            "of the table if all k draws are: with probability (i/N)ᵏ.",
            lambda scores, k: float(
                np.sort(scores)[::-1] @ np.diff((np.arange(len(scores) + 1) / len(scores)) ** k)
            ),
        ),
        Mistake(
            "one draw fewer",
            "This is the best of k − 1 draws: there is one factor i/N for each draw.",
            lambda scores, k: _best_of(scores, k - 1),
        ),
        Mistake(
            "one draw more",
            "This is the best of k + 1 draws: there is one factor i/N for each draw.",
            lambda scores, k: _best_of(scores, k + 1),
        ),
        Mistake(
            "probability of at most",
            "The scores are weighed with the probability that all draws are at most that large. "
            "How probable is it that the largest is this one, and not a smaller?",
            lambda scores, k: _weighed(scores, lambda i, n: (i / n) ** k),
        ),
        Mistake(
            "probability of at most, scaled",
            "The probabilities that all draws are at most that large were scaled to sum to one. "
            "The probability of one score is the difference of two of them.",
            lambda scores, k: _weighed(scores, lambda i, n: (i / n) ** k / np.sum((i / n) ** k)),
        ),
        Mistake(
            "density",
            "These weights are k/N times (i/N)ᵏ⁻¹, the derivative. In a table the probabilities "
            "rise in steps: take their differences.",
            lambda scores, k: _weighed(scores, lambda i, n: k * (i / n) ** (k - 1) / n),
        ),
        Mistake(
            "one place off",
            "The weights are shifted by one score: the largest has no weight of its own. All k "
            "draws are among the N smallest for certain.",
            lambda scores, k: _weighed(
                scores, lambda i, n: ((i - 1) / n) ** k - (np.maximum(i - 2, 0) / n) ** k
            ),
        ),
        Mistake(
            "each score once",
            "Scores that occur several times were counted once. Each run of the table has the same "
            "chance to be drawn.",
            lambda scores, k: _best_of(np.unique(scores), k),
        ),
        Mistake(
            "without order",
            "Each collection of k runs counts the same here, but those with a run twice come up "
            "less often. Count the draws in their order.",
            lambda scores, k: float(
                np.mean([max(c) for c in itertools.combinations_with_replacement(scores, k)])
            ),
        ),
        Mistake(
            "largest k",
            "This is the mean of the k largest scores. A draw of k may miss any of them.",
            lambda scores, k: float(np.sort(scores)[-k:].mean()),
        ),
        Mistake(
            "first k",
            "This is the largest of the first k scores, one draw among many.",
            lambda scores, k: float(np.max(scores[:k])),
        ),
        Mistake(
            "a quantile",
            "A quantile of the scores is near the answer, and not the answer. Ask for each score "
            "how probable it is to be the largest of k drawn.",
            lambda scores, k: float(np.quantile(scores, k / (k + 1))),
        ),
        Mistake(
            "Gaussian bound",
            "This is a bound for Gaussian numbers, with mean and standard deviation of the table. "
            "The table itself says exactly how probable each score is.",
            lambda scores, k: float(scores.mean() + scores.std() * math.sqrt(2 * math.log(k))),
        ),
        Mistake(
            "smallest left out",
            "The probability that all draws are the smallest score is missing, so that the "
            "probabilities do not add up to one. Begin the ranks at 0.",
            lambda scores, k: _weighed(
                scores, lambda i, n: ((i / n) ** k - ((i - 1) / n) ** k) * (i > 1)
            ),
        ),
        Mistake(
            "one score too low",
            "Each score got the probability of the next larger one. The largest is at most the "
            "i-th smallest with probability (i/N)ᵏ, with i from 1.",
            lambda scores, k: _weighed(
                scores, lambda i, n: (((i + 1) / n) ** k - (i / n) ** k) * (i < n)
            ),
        ),
        Mistake(
            "probability of less",
            "The scores are weighed with the probability that all draws are smaller. How "
            "probable is it that the largest is this one?",
            lambda scores, k: _weighed(scores, lambda i, n: ((i - 1) / n) ** k),
        ),
        Mistake(
            "ranks not divided",
            "The ranks were not divided by N. These are numbers of ways to draw; probabilities "
            "divide them by Nᵏ.",
            lambda scores, k: _weighed(scores, lambda i, n: i**k - (i - 1.0) ** k),
        ),
        Mistake(
            "divided by N once",
            "The ranks were raised to the power before they were divided, and then divided by N "
            "alone. Each of the k draws has one of N rows.",
            lambda scores, k: _weighed(scores, lambda i, n: (i**k - (i - 1.0) ** k) / n),
        ),
        Mistake(
            "k-th largest",
            "This is the k-th largest score of the table. Asked is what the largest of k random "
            "draws is on average.",
            lambda scores, k: float(np.sort(scores)[max(len(scores) - k, 0)]),
        ),
        Mistake(
            "probabilities",
            "These are the probabilities of the sorted scores. The mean is the sum of each "
            "score times its own.",
            lambda scores, k: np.diff((np.arange(len(scores) + 1) / len(scores)) ** k),
        ),
        Mistake(
            "N + 1 for N",
            "The ranks were divided by N + 1, as for quantiles. All k draws are among the N "
            "smallest for certain.",
            lambda scores, k: _best_of(scores, k) * (len(scores) / (len(scores) + 1)) ** k,
        ),
        Mistake(
            "at least one draw",
            "The scores are weighed with the probability that at least one draw is at most that "
            "large. For the largest to be so, all k have to be.",
            lambda scores, k: _weighed(scores, lambda i, n: 1 - (1 - i / n) ** k),
        ),
        Mistake(
            "probability of more",
            "The scores are weighed with the probability that the largest draw is larger. How "
            "probable is it that the largest is this one?",
            lambda scores, k: _weighed(scores, lambda i, n: 1 - (i / n) ** k),
        ),
        Mistake(
            "power of the difference",
            "The differences were raised to the power. The k draws belong to each probability i/N "
            "by itself: first the power, then the difference.",
            lambda scores, k: float(np.sum(scores) / len(scores) ** k),
        ),
        Mistake(
            "largest or nothing",
            "Only draws that hold the largest score of the table are counted. The others have a "
            "largest, too, and it counts.",
            lambda scores, k: float(np.max(scores) * (1 - (1 - 1 / len(scores)) ** k)),
        ),
        Mistake(
            "equal scores twice",
            "Each of several equal scores got the probability of all of them together. Give it to "
            "the value once, or to each its part.",
            lambda scores, k: float(
                sum(v * (np.mean(scores <= v) ** k - np.mean(scores < v) ** k) for v in scores)
            ),
        ),
        Mistake(
            "k times the mean",
            "Each score was counted k times out of N, which gives k times the mean. The largest "
            "of k is one score and not their sum.",
            lambda scores, k: float(k * np.mean(scores)),
        ),
        Mistake(
            "only as many as drawn",
            "Only the k largest scores are in this table. A draw may come from anywhere in the "
            "whole one.",
            lambda scores, k: _best_of(np.sort(scores)[-k:], k),
        ),
    ),
)

EXERCISES = (TEST_ROWS, TWINS, SCALED, BEST_OF)
