"""The exercises of the chapter on hyperparameters.

An accuracy a measured on m independent rows has the variance a(1 − a)/m. Gradient descent on
1/(2n)‖y − Xw‖² + λ/2‖w‖² converges for learning rates below 2/L, where L = d₁²/n + λ and d₁ is
the largest singular value of X. The best of k scores drawn from a table of N is the i-th smallest
with probability (i/N)ᵏ − ((i − 1)/N)ᵏ. The mean gradient of B of n rows, drawn without
replacement, has the variance S/B·(1 − B/n), with S the variance over the rows that divides by
n − 1.

References
----------
Dodge, Gururangan, Card, Schwartz, Smith (2019), Show Your Work: Improved Reporting of
Experimental Results, EMNLP (the expected best of k runs).
Loshchilov, Hutter (2017), SGDR: Stochastic Gradient Descent with Warm Restarts, ICLR (the cosine).
Prechelt (1998), Early Stopping - But When?, LNCS 1524 (early stopping).
"""

import itertools
import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake, Objection

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
    ),
)

# 3. The best of k scores


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
    ),
)

# 4. The largest learning rate


def _largest_rate(X, lam):
    return float(2 / (np.linalg.norm(X, 2) ** 2 / len(X) + lam))


def _features(seed, n, p, lam):
    rng = np.random.default_rng(seed)
    return 0.3 + rng.normal(size=(n, p)) * rng.uniform(0.5, 2, p), lam


def _bound(curvature):
    return float(2 / curvature)


def _steepest(X):
    return float(np.linalg.norm(X, 2)) ** 2 / len(X)


LARGEST_RATE = Exercise(
    name="hyperparameters.largest_rate",
    call="largest_rate(X, lam)",
    reference=_largest_rate,
    cases=(
        lambda: (np.array([[3.0, 0.0], [0.0, 1.0], [4.0, 0.0]]), 0.5),
        partial(_features, 1, 30, 5, 0.1),
        partial(_features, 2, 6, 11, 2.0),
        partial(_features, 3, 50, 3, 0.0),
        Case("a penalty that is steeper than the loss", partial(_features, 4, 12, 4, 20.0)),
    ),
    mistakes=(
        Mistake(
            "penalty forgotten",
            "This is the bound of the loss alone. The penalty is a quadratic too, with the same "
            "curvature in every direction: what does it add?",
            lambda X, lam: _largest_rate(X, 0.0),
        ),
        Mistake(
            "rows forgotten",
            "The loss is a mean over the rows: its curvature is the squared singular value "
            "divided by n.",
            lambda X, lam: float(2 / (np.linalg.norm(X, 2) ** 2 + lam)),
        ),
        Mistake(
            "singular value",
            "This takes the singular value itself for the curvature, which is its square over n.",
            lambda X, lam: float(2 / (np.linalg.norm(X, 2) / len(X) + lam)),
        ),
        Mistake(
            "one step to the goal",
            "At 1/L the steepest direction arrives in one step. Asked is the rate at which it "
            "starts to run away.",
            lambda X, lam: _largest_rate(X, lam) / 2,
        ),
        Mistake(
            "flattest direction",
            "This is the bound of the flattest direction. The steepest explodes first.",
            lambda X, lam: float(2 / (np.linalg.norm(X, -2) ** 2 / len(X) + lam)),
        ),
        Mistake(
            "sum of all curvatures",
            "This divides by the sum of the curvatures of all directions. Each direction lives "
            "alone; the largest one counts.",
            lambda X, lam: float(2 / (np.sum(X**2) / len(X) + lam)),
        ),
        Mistake(
            "penalty without a half",
            "The derivative of λ/2‖w‖² is λw; the ½ has gone into it. Here λ counts twice.",
            lambda X, lam: float(2 / (np.linalg.norm(X, 2) ** 2 / len(X) + 2 * lam)),
        ),
        Mistake(
            "half of the penalty",
            "The curvature of λ/2‖w‖² is its second derivative, λ: differentiate twice before "
            "you read it off.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 2 / len(X) + lam / 2),
        ),
        Mistake(
            "half of the loss",
            "The curvature of the loss is its second derivative: the ½ in front is used up by "
            "the square.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 2 / (2 * len(X)) + lam),
        ),
        Mistake(
            "nλ",
            "The penalty has a factor n too many. The loss is a mean over the rows here, not a "
            "sum, and λ stands beside it as it is.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 2 / len(X) + len(X) * lam),
        ),
        Mistake(
            "columns counted",
            "The squared singular value is divided by the number of columns. The loss is a mean "
            "over the rows.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 2 / X.shape[1] + lam),
        ),
        Mistake(
            "penalty added to the rate",
            "Here λ was added to the bound of the loss alone. It adds to the curvature, by which 2 "
            "is divided.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 2 / len(X)) + lam,
        ),
        Mistake(
            "penalty subtracted",
            "Here λ was subtracted from the curvature. A penalty bends the same way as the loss.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 2 / len(X) - lam),
        ),
        Mistake(
            "the steeper of the two",
            "Only the steeper of loss and penalty counts here. In each direction their curvatures "
            "add up.",
            lambda X, lam: _bound(max(np.linalg.norm(X, 2) ** 2 / len(X), lam)),
        ),
        Mistake(
            "product of the curvatures",
            "The two curvatures were multiplied. The second derivative of a sum is the sum of the "
            "second derivatives.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 2 / len(X) * lam),
        ),
        Mistake(
            "flattest of all directions",
            "This is the bound of the flattest of all p directions, where only the penalty may be "
            "left. The steepest explodes first.",
            lambda X, lam: _bound(
                lam + (np.linalg.norm(X, -2) ** 2 / len(X) if len(X) >= X.shape[1] else 0.0)
            ),
        ),
        Mistake(
            "both ends",
            "With this rate the steepest and the flattest direction shrink equally fast. Asked is "
            "where the steepest stops shrinking.",
            lambda X, lam: _bound(
                np.linalg.norm(X, 2) ** 2 / len(X)
                + (np.linalg.norm(X, -2) ** 2 / len(X) if len(X) >= X.shape[1] else 0.0)
                + 2 * lam
            ),
        ),
        Mistake(
            "root of the sum of squares",
            "The norm of the whole matrix of curvatures was taken, the root of the sum of its "
            "squares. The largest curvature alone decides.",
            lambda X, lam: _bound(np.linalg.norm(X.T @ X / len(X) + lam * np.eye(X.shape[1]))),
        ),
        Mistake(
            "bounds added",
            "The bounds of the loss and of the penalty were added. Their curvatures add up, and "
            "the bound gets smaller.",
            lambda X, lam: (
                _bound(np.linalg.norm(X, 2) ** 2 / len(X)) + (_bound(lam) if lam else 0.0)
            ),
        ),
        Mistake(
            "steepest column",
            "This is the curvature along one column, the largest of them. A direction that mixes "
            "columns may be steeper.",
            lambda X, lam: _bound((X**2).sum(axis=0).max() / len(X) + lam),
        ),
        Mistake(
            "steepest row",
            "This is the bound for steps on single rows, the largest of them. Here a step goes "
            "down the mean over all rows.",
            lambda X, lam: _bound((X**2).sum(axis=1).max() + lam),
        ),
        Mistake(
            "centered",
            "The columns were centered first. The loss has no intercept, and the curvature is that "
            "of X as it is.",
            lambda X, lam: _bound(np.linalg.norm(X - X.mean(axis=0), 2) ** 2 / len(X) + lam),
        ),
        Mistake(
            "standardized",
            "The columns were standardized first. The descent goes down the loss of X as it is.",
            lambda X, lam: _bound(
                np.linalg.norm((X - X.mean(axis=0)) / X.std(axis=0), 2) ** 2 / len(X) + lam
            ),
        ),
        Mistake(
            "curvature",
            "This is the largest curvature L. What is the largest rate with a factor 1 − ηL above "
            "−1?",
            lambda X, lam: float(np.linalg.norm(X, 2) ** 2 / len(X) + lam),
        ),
        Mistake(
            "singular value over √n",
            "The largest singular value was divided by √n and not squared. The curvature is the "
            "largest eigenvalue of XᵀX/n.",
            lambda X, lam: 2 / (_steepest(X) ** 0.5 + lam),
        ),
        Mistake(
            "n − 1 for n",
            "The curvature divides by n − 1, as an unbiased variance does. The loss has 1/n.",
            lambda X, lam: 2 / (_steepest(X) * len(X) / (len(X) - 1) + lam),
        ),
        Mistake(
            "covariance matrix",
            "This takes the covariance matrix of the columns for their curvature. It is "
            "centered and divides by n − 1; there is no intercept here, and the loss has 1/n.",
            lambda X, lam: 2 / (_steepest(X - X.mean(axis=0)) * len(X) / (len(X) - 1) + lam),
        ),
        Mistake(
            "norm of another kind",
            "The norm of X is its largest sum over a column. The steepest direction needs its "
            "largest singular value.",
            lambda X, lam: 2 / (np.linalg.norm(X, 1) ** 2 / len(X) + lam),
        ),
        Mistake(
            "mean curvature",
            "This is the bound for the mean of all curvatures. Gradient descent diverges where "
            "a single direction is too steep.",
            lambda X, lam: 2 / ((X**2).sum() / X.size + lam),
        ),
        Mistake(
            "trace with the penalty",
            "The curvatures of all directions were added up, the penalty's with them. Only the "
            "steepest direction counts.",
            lambda X, lam: 2 / ((X**2).sum() / len(X) + X.shape[1] * lam),
        ),
        Mistake(
            "brackets missing",
            "Something is divided twice: the curvature ‖X‖²/n + λ has to stand below the 2 as a "
            "whole, in brackets.",
            lambda X, lam: 2 / np.linalg.norm(X, 2) ** 2 / len(X) + lam,
        ),
    ),
)

# 5. Early stopping that asks for more than a hair's breadth


def _stop(losses, patience, min_delta, *, drift=False, late=0, base=1):
    mark, best = losses[0], 0
    for epoch, loss in enumerate(losses):
        if loss < mark - min_delta:
            mark, best = loss, epoch
        elif drift:
            mark = min(mark, loss)
        if epoch - best >= patience + late:
            break
    return epoch + base, best + base


def _patient(losses, patience, *, improves, wait=0, in_a_row=True):
    """Return both numbers for another rule of what improves on the mark, or of how to wait."""
    mark, best = losses[0], 0
    for epoch, loss in enumerate(losses):
        if improves(loss, mark):
            mark, best, wait = loss, epoch, 0 if in_a_row else wait
        elif epoch:
            wait += 1
        if wait >= patience:
            break
    return epoch + 1, best + 1


def _waits_for_the_lowest(losses, patience, min_delta):
    """Count the epochs since the lowest loss, whether or not it was an improvement."""
    mark, best, lowest = losses[0], 0, 0
    for epoch, loss in enumerate(losses):
        lowest = epoch if loss < losses[lowest] else lowest
        if loss < mark - min_delta:
            mark, best = loss, epoch
        if epoch - lowest >= patience:
            break
    return epoch + 1, best + 1


def _has_stopped(losses, patience, min_delta):
    trained, kept = _stop(losses, patience, min_delta)
    return trained - kept == patience


def _every_rise(losses, patience, min_delta):
    """Count epochs that are worse than the one before, in a row."""
    wait, best = 0, 0
    for epoch in range(1, len(losses)):
        wait = 0 if losses[epoch] < losses[epoch - 1] - min_delta else wait + 1
        best = epoch if wait == 0 else best
        if wait >= patience:
            break
    return epoch + 1, best + 1


def _wandering(seed, n, patience, min_delta):
    rng = np.random.default_rng(seed)
    falling = 2 * np.exp(-np.arange(n) / 8) + 0.02 * np.arange(n)
    return falling + rng.normal(scale=0.08, size=n), patience, min_delta


def _walk(
    losses,
    patience,
    min_delta,
    *,
    mark=lambda mark, loss, d: loss,
    waits=lambda mark, loss, d: True,
):
    """Stop early; how the mark moves, and which epochs are waited for, is what mistakes change."""
    best, wait, at = 0, 0, losses[0]
    for epoch in range(1, len(losses)):
        loss = losses[epoch]
        if loss < at - min_delta:
            at, best, wait = mark(at, loss, min_delta), epoch, 0
        elif waits(at, loss, min_delta):
            wait += 1
        if wait == patience:
            return epoch + 1, best + 1
    return len(losses), best + 1


STOP = Exercise(
    name="hyperparameters.stop",
    call="stop(losses, patience, min_delta)",
    returns=("trained", "kept"),
    reference=_stop,
    cases=(
        lambda: (np.array([1.0, 0.8, 0.75, 0.72, 0.9, 0.6, 0.5]), 2, 0.1),
        lambda: (np.array([2.0, 1.0, 0.98, 0.96, 0.94, 0.92, 0.91]), 3, 0.05),
        partial(_wandering, 1, 60, 4, 0.05),
        partial(_wandering, 2, 60, 3, 0.02),
        lambda: (np.array([3.0, 2.0, 1.0, 0.5]), 2, 0.1),
        lambda: (np.array([1.0, 1.0, 1.0, 1.0, 1.0]), 2, 0.0),
        # Powers of two: rounding changes nothing.
        Case(
            "improvements by exactly min_delta",
            lambda: (np.array([2.0, 1.75, 1.5, 1.25, 0.5, 0.75]), 3, 0.25),
        ),
        lambda: (np.array([1.0, 2.0, 3.0, 0.5]), 2, 0.1),
        lambda: (np.array([0.7, 0.4]), 1, 0.0),
        Case(
            "an improvement after each epoch without one",
            lambda: (np.array([4.0, 4.5, 3.0, 3.5, 2.0, 2.5, 1.0, 1.5, 1.6, 1.7]), 3, 0.5),
        ),
    ),
    mistakes=(
        Mistake(
            "no smallest improvement",
            "A hair's breadth counts as an improvement here: `min_delta` has no effect.",
            lambda losses, patience, min_delta: _stop(losses, patience, 0.0),
        ),
        Mistake(
            "compared with the lowest of all",
            "Small improvements lower the mark here, although they do not count. The mark is the "
            "loss of the last epoch that did count, so that many small steps add up.",
            partial(_stop, drift=True),
        ),
        Mistake(
            "compared with the epoch before",
            "This compares with the epoch before. A new loss has to beat the one at the last "
            "improvement, however long ago that was.",
            _every_rise,
        ),
        Mistake(
            "counted from 0",
            "These count epochs from 0. Here the first epoch is number 1.",
            partial(_stop, base=0),
        ),
        Mistake(
            "one epoch too long",
            "This waits for one epoch more than `patience` says.",
            partial(_stop, late=1),
        ),
        Mistake(
            "other order",
            "The two numbers have changed places: epochs trained come first.",
            lambda losses, patience, min_delta: _stop(losses, patience, min_delta)[::-1],
        ),
        Mistake(
            "never stopped",
            "This trains through the whole list and keeps the lowest loss. Training has to stop "
            "once `patience` epochs in a row have brought no improvement.",
            lambda losses, patience, min_delta: (len(losses), int(np.argmin(losses)) + 1),
        ),
        Mistake(
            "lowest of all losses",
            "This knows the future: it keeps the epoch with the lowest loss of the whole list. "
            "Epochs after the stop were never trained.",
            lambda losses, patience, min_delta: (
                _stop(losses, patience, min_delta)[0],
                int(np.argmin(losses)) + 1,
            ),
        ),
        Mistake(
            "lowest of those trained",
            "This keeps the epoch with the lowest loss so far. Kept are the weights of the last "
            "epoch that counted as an improvement.",
            lambda losses, patience, min_delta: (
                _stop(losses, patience, min_delta)[0],
                int(np.argmin(losses[: _stop(losses, patience, min_delta)[0]])) + 1,
            ),
        ),
        Mistake(
            "exactly enough",
            "An epoch that is better by exactly `min_delta` counts as an improvement here, with "
            "`min_delta` = 0 even one that is equal. It has to be better by more.",
            lambda losses, patience, min_delta: _patient(
                losses, patience, improves=lambda loss, mark: loss <= mark - min_delta
            ),
        ),
        Mistake(
            "one epoch too soon",
            "This stops one epoch before `patience` epochs in a row have brought no improvement.",
            partial(_stop, late=-1),
        ),
        Mistake(
            "first epoch waits",
            "The first epoch is counted among those without an improvement. It counts as one "
            "itself.",
            lambda losses, patience, min_delta: _patient(
                losses, patience, improves=lambda loss, mark: loss < mark - min_delta, wait=1
            ),
        ),
        Mistake(
            "not in a row",
            "All epochs without an improvement are counted together. An improvement begins the "
            "count again.",
            lambda losses, patience, min_delta: _patient(
                losses,
                patience,
                improves=lambda loss, mark: loss < mark - min_delta,
                in_a_row=False,
            ),
        ),
        Mistake(
            "a share of the loss",
            "Here `min_delta` is taken as a share of the loss. It is a difference of losses.",
            lambda losses, patience, min_delta: _patient(
                losses, patience, improves=lambda loss, mark: loss < mark * (1 - min_delta)
            ),
        ),
        Mistake(
            "worse by less",
            "An epoch counts as an improvement here even if it is a little worse than the mark: "
            "the sign of `min_delta` is the wrong one.",
            lambda losses, patience, min_delta: _patient(
                losses, patience, improves=lambda loss, mark: loss < mark + min_delta
            ),
        ),
        Mistake(
            "any change",
            "Any change by more than `min_delta` counts, a rise as well. A loss is to fall.",
            lambda losses, patience, min_delta: _patient(
                losses, patience, improves=lambda loss, mark: abs(loss - mark) > min_delta
            ),
        ),
        Mistake(
            "rises",
            "A rise counts as an improvement here, as for an accuracy. A loss is to fall.",
            lambda losses, patience, min_delta: _patient(
                losses, patience, improves=lambda loss, mark: loss > mark + min_delta
            ),
        ),
        Mistake(
            "mark of zero",
            "The mark begins at 0, and no loss is lower than that by more than `min_delta`. The "
            "first epoch counts as an improvement: its loss is the first mark.",
            lambda losses, patience, min_delta: (min(patience + 1, len(losses)), 1),
        ),
        Mistake(
            "wait for the lowest",
            "Any lower loss begins the wait again here, even one by a hair's breadth. Only an "
            "improvement does.",
            _waits_for_the_lowest,
        ),
        Mistake(
            "last epoch kept",
            "The weights of the last epoch are kept here. Kept are those of the last improvement.",
            lambda losses, patience, min_delta: (_stop(losses, patience, min_delta)[0],) * 2,
        ),
        Mistake(
            "all epochs",
            "The first number is that of all losses in the list. Epochs after the stop are never "
            "trained.",
            lambda losses, patience, min_delta: (
                len(losses),
                _stop(losses, patience, min_delta)[1],
            ),
        ),
        Mistake(
            "stop ignored",
            "Nothing ends the training here, and it keeps the last improvement of the whole list. "
            "Once `patience` epochs in a row have brought none, it stops.",
            lambda losses, patience, min_delta: _stop(losses, len(losses), min_delta),
        ),
        Mistake(
            "last one not counted",
            "The epoch at which training stops was not counted. It had to be trained for its loss "
            "to be known.",
            lambda losses, patience, min_delta: (
                _stop(losses, patience, min_delta)[0] - _has_stopped(losses, patience, min_delta),
                _stop(losses, patience, min_delta)[1],
            ),
        ),
        Mistake(
            "mark stays at the first",
            "Every loss was compared with the first one. What counts is the last improvement.",
            partial(_walk, mark=lambda mark, loss, d: mark),
        ),
        Mistake(
            "mark lowered by min_delta",
            "After an improvement the mark was lowered by `min_delta` alone. The next loss is "
            "compared with that of the last improvement.",
            partial(_walk, mark=lambda mark, loss, d: mark - d),
        ),
        Mistake(
            "waits for a worse one",
            "An epoch that is a little better, but not by enough, did not count as one without "
            "improvement. All that is no improvement counts.",
            partial(_walk, waits=lambda mark, loss, d: loss > mark),
        ),
        Mistake(
            "epochs since the best",
            "The first number is how many epochs came after the last improvement, with itself. "
            "Asked is how many are trained in all.",
            lambda losses, patience, min_delta: (
                _stop(losses, patience, min_delta)[0] - _stop(losses, patience, min_delta)[1] + 1,
                _stop(losses, patience, min_delta)[1],
            ),
        ),
        Mistake(
            "patience never cut short",
            "The first number is the last improvement plus `patience`, even where the losses "
            "end before. Training ends with the last of them.",
            lambda losses, patience, min_delta: (
                _stop(losses, patience, min_delta)[1] + patience,
                _stop(losses, patience, min_delta)[1],
            ),
        ),
        Mistake(
            "loss for the epoch",
            "The number of epochs trained is right. The second number is the loss of the last "
            "improvement; asked is its epoch.",
            lambda losses, patience, min_delta: (
                _stop(losses, patience, min_delta)[0],
                float(losses[_stop(losses, patience, min_delta)[1] - 1]),
            ),
        ),
    ),
)

# 6. A schedule


def _schedule(step, warmup, steps, peak):
    if step < warmup:
        return peak * step / warmup
    return peak * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup))) / 2


def _scheduled(answer, step, warmup, steps, peak):
    """Ask an answer, and say what it means if it divides by a warm-up of no steps."""
    try:
        return answer(step, warmup, steps, peak)
    except ZeroDivisionError:
        if warmup:
            raise
        raise Objection(
            "Without a warm-up, `warmup` is 0 and cannot be divided by. Then no step belongs to "
            "the warm-up, not even step 0: it has the rate `peak`."
        ) from None


def _before(rise):
    """Return the schedule with another warm-up, a function of the share of it that is over."""
    return lambda step, warmup, steps, peak: (
        rise(step / warmup, peak) if step < warmup else _schedule(step, warmup, steps, peak)
    )


def _after(fall):
    """Return the schedule with another way down, a function of the share of it that is over."""
    return lambda step, warmup, steps, peak: (
        _schedule(step, warmup, steps, peak)
        if step < warmup
        else fall((step - warmup) / (steps - warmup), peak)
    )


SCHEDULE = Exercise(
    name="hyperparameters.schedule",
    call="schedule(step, warmup, steps, peak)",
    reference=_schedule,
    drive=_scheduled,
    cases=(
        lambda: (3, 10, 100, 0.4),
        Case("the last step of the warm-up", lambda: (9, 10, 100, 0.4)),
        lambda: (10, 10, 100, 0.4),
        lambda: (40, 10, 100, 0.4),
        lambda: (70, 20, 90, 2.0),
        lambda: (99, 10, 100, 0.4),
        lambda: (0, 5, 50, 1.0),
        Case("the last step", lambda: (100, 10, 100, 0.4)),
        Case("no warm-up", lambda: (0, 0, 40, 0.3)),
        Case("no warm-up", lambda: (15, 0, 40, 0.3)),
    ),
    mistakes=(
        Mistake(
            "warm-up counted twice",
            "The cosine has to start where the warm-up ends. Here, at the end of the warm-up, it "
            "has already gone part of its way.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos(math.pi * step / steps)) / 2
            ),
        ),
        Mistake(
            "ends too late",
            "The cosine takes `steps` steps after the warm-up. The whole schedule, warm-up "
            "included, has `steps` steps.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos(math.pi * (step - warmup) / steps)) / 2
            ),
        ),
        Mistake(
            "no half",
            "At the peak this gives twice the peak: one plus a cosine runs from 2 to 0.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup if step < warmup else 2 * _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "straight line",
            "The warm-up is right; after it, the way down is to be half a cosine, not a straight "
            "line.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup if step < warmup else peak * (steps - step) / (steps - warmup)
            ),
        ),
        Mistake(
            "whole wave",
            "After half of the way this is at zero and then rises again. From peak to zero is half "
            "a wave: the angle ends at π.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos(2 * math.pi * (step - warmup) / (steps - warmup))) / 2
            ),
        ),
        Mistake(
            "no warm-up",
            "There is no warm-up here: during the first steps the rate rises in a straight line.",
            lambda step, warmup, steps, peak: (
                peak if step < warmup else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "cosine from the start",
            "There is no warm-up here: the cosine begins at step 0. During the first steps the "
            "rate rises in a straight line.",
            lambda step, warmup, steps, peak: _schedule(step, 0, steps, peak),
        ),
        Mistake(
            "steps counted from the start",
            "The cosine has the right length, but its steps are counted from the start, as if the "
            "warm-up were a part of it. It begins with the angle 0 where the warm-up ends.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos(math.pi * step / (steps - warmup))) / 2
            ),
        ),
        Mistake(
            "warm-up downwards",
            "The warm-up falls from `peak` to 0 here. It rises from 0 to `peak`.",
            lambda step, warmup, steps, peak: (
                peak * (1 - step / warmup)
                if step < warmup
                else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "rises over all steps",
            "The rise takes all steps here, and jumps when the warm-up ends. It reaches `peak` "
            "after `warmup` steps.",
            lambda step, warmup, steps, peak: (
                peak * step / steps if step < warmup else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "counted from 1 in the warm-up",
            "In the warm-up, steps are counted from 1 here. Step 0 has the rate 0.",
            lambda step, warmup, steps, peak: (
                peak * (step + 1) / warmup
                if step < warmup
                else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "peak at the last step of the warm-up",
            "The rise reaches `peak` one step too early. It does so at step `warmup`, where the "
            "cosine begins.",
            lambda step, warmup, steps, peak: (
                peak * step / max(warmup - 1, 1)
                if step < warmup
                else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "zero one step too early",
            "The cosine reaches 0 one step too early. It does so at step number `steps`.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup if step < warmup else _schedule(step, warmup, steps - 1, peak)
            ),
        ),
        Mistake(
            "quarter of a wave",
            "This is a quarter of a wave, steep at its end. Half a wave is flat at both ends: its "
            "cosine runs from 1 to −1.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * math.cos(math.pi / 2 * (step - warmup) / (steps - warmup))
            ),
        ),
        Mistake(
            "down to minus the peak",
            "The cosine goes down to −1, and the rate with it to minus the peak. Shift it and "
            "squeeze it, so that it runs from `peak` to 0.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * math.cos(math.pi * (step - warmup) / (steps - warmup))
            ),
        ),
        Mistake(
            "upwards",
            "After the warm-up the rate falls to 0 at once, and rises to the peak. It has to go "
            "the other way.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak - _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "peak forgotten in the warm-up",
            "In the warm-up the rate rises to 1 here. It rises to `peak`.",
            lambda step, warmup, steps, peak: (
                step / warmup if step < warmup else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "angle without π",
            "The angle ends at 1, so that the cosine does not reach −1. At the end of half a wave "
            "the angle is π.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos((step - warmup) / (steps - warmup))) / 2
            ),
        ),
        Mistake(
            "degrees",
            "The angle goes to 180 here. The cosine of NumPy and of Python wants it in radians.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos(180 * (step - warmup) / (steps - warmup))) / 2
            ),
        ),
        Mistake(
            "warm-up along a cosine",
            "The way down is right. The warm-up rises along a cosine here; a straight line is "
            "asked for.",
            lambda step, warmup, steps, peak: (
                peak * (1 - math.cos(math.pi * step / warmup)) / 2
                if step < warmup
                else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "the chapter's numbers",
            "This is the schedule of the chapter, with its numbers 0.3 and 40. They are arguments "
            "here, and there is a warm-up before.",
            lambda step, warmup, steps, peak: 0.3 * (1 + math.cos(math.pi * step / 40)) / 2,
        ),
        Mistake(
            "sine",
            "After the warm-up the rate follows a sine, and begins in its middle. A cosine "
            "begins at its top.",
            _after(lambda share, peak: peak * (1 + math.sin(math.pi * share)) / 2),
        ),
        Mistake(
            "one not times the peak",
            "The 1 is not multiplied by `peak`, or the cosine is not. Their sum is, as a whole.",
            _after(lambda share, peak: (1 + peak * math.cos(math.pi * share)) / 2),
        ),
        Mistake(
            "brackets missing",
            "The half, or the peak, acts on the cosine alone. Add 1 to the cosine first, and "
            "multiply the sum.",
            _after(lambda share, peak: peak + math.cos(math.pi * share) / 2),
        ),
        Mistake(
            "no 1 before the cosine",
            "The rate begins at half of the peak and goes below zero. Add 1 to the cosine "
            "before it is halved.",
            _after(lambda share, peak: peak * math.cos(math.pi * share) / 2),
        ),
        Mistake(
            "cut off at zero",
            "The cosine was cut off at zero, so that the rate is zero for the second half of "
            "the way. Shift it and squeeze it, so that it arrives there at the end.",
            _after(lambda share, peak: max(peak * math.cos(math.pi * share), 0.0)),
        ),
        Mistake(
            "squared warm-up",
            "The way down is right. The warm-up rises along a parabola here; a straight line is "
            "asked for.",
            _before(lambda share, peak: peak * share**2),
        ),
        Mistake(
            "warm-up along a sine",
            "The way down is right. The warm-up rises along a sine here; a straight line is "
            "asked for.",
            _before(lambda share, peak: peak * math.sin(math.pi / 2 * share)),
        ),
        Mistake(
            "zero in the warm-up",
            "The way down is right. In the warm-up the rate is zero all the time; it rises in a "
            "straight line.",
            _before(lambda share, peak: 0.0),
        ),
        Mistake(
            "one step ahead on the way down",
            "The way down is one step ahead. At step `warmup` the rate is still `peak`, and at "
            "`steps` it is zero.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos(math.pi * (step - warmup + 1) / (steps - warmup))) / 2
            ),
        ),
        Mistake(
            "both multiplied",
            "The rise and a cosine over all steps were multiplied. They come one after the "
            "other: the cosine begins where the warm-up ends.",
            lambda step, warmup, steps, peak: (
                min(step / warmup if warmup else 1.0, 1.0) * _schedule(step, 0, steps, peak)
            ),
        ),
    ),
)

# 7. The noise of a batch


def _batch_noise(G, B, *, ddof=1, finite=True):
    spread = np.var(G, axis=0, ddof=ddof).sum() / B
    return float(spread * (1 - B / len(G)) if finite else spread)


def _over_batches(G, batches, *, power=2):
    """Return the mean over some batches of a power of the distance from the mean gradient."""
    means = np.array([G[list(rows)].mean(axis=0) for rows in batches])
    return float(np.mean(np.linalg.norm(means - G.mean(axis=0), axis=1) ** power))


def _gradients(seed, n, p, B):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, p)) * rng.uniform(0.2, 2, p) + rng.normal(size=p), B


BATCH_NOISE = Exercise(
    name="hyperparameters.batch_noise",
    call="batch_noise(G, B)",
    reference=_batch_noise,
    cases=(
        lambda: (np.array([[1.0, 0.0], [3.0, 1.0], [5.0, 5.0], [7.0, 2.0]]), 2),
        partial(_gradients, 1, 9, 3, 4),
        partial(_gradients, 2, 12, 5, 5),
        Case("a batch of all rows", partial(_gradients, 3, 6, 2, 6)),
        Case("a batch of one row", partial(_gradients, 4, 7, 4, 1)),
    ),
    mistakes=(
        Mistake(
            "with replacement",
            "This is the variance if a row may be drawn more than once. A batch of all n rows has "
            "no noise at all; what does that say about the factor that is missing?",
            partial(_batch_noise, ddof=0, finite=False),
        ),
        Mistake(
            "no correction",
            "The spread over the rows is right. But the batch is drawn without replacement: a "
            "batch of all n rows has no noise at all.",
            partial(_batch_noise, finite=False),
        ),
        Mistake(
            "dividing by n",
            "Nearly: the spread over the rows divides by n − 1 here, if the factor is 1 − B/n. "
            "Try both formulas on two rows and batches of one.",
            partial(_batch_noise, ddof=0),
        ),
        Mistake(
            "mean over the parameters",
            "This is the mean over the parameters. A squared distance is the sum over them.",
            lambda G, B: _batch_noise(G, B) / G.shape[1],
        ),
        Mistake(
            "distance",
            "This is the root. Asked is the mean of the squared distance.",
            lambda G, B: math.sqrt(_batch_noise(G, B)),
        ),
        Mistake(
            "one row",
            "This is the noise of a batch of one row. It shrinks with the size of the batch.",
            lambda G, B: _batch_noise(G, 1),
        ),
        Mistake(
            "squared length",
            "This measures the gradients from zero. Noise is the distance from their mean.",
            lambda G, B: float(np.mean(np.sum(G**2, axis=1)) / B * (1 - B / len(G))),
        ),
        Mistake(
            "n − 1 twice",
            "The spread over the rows divides by n − 1, and so does the factor. Once is enough: "
            "with n − 1 in the spread, the factor is 1 − B/n.",
            lambda G, B: _batch_noise(G, B, finite=False) * (len(G) - B) / (len(G) - 1),
        ),
        Mistake(
            "one row too many",
            "The factor has B − 1 above n. A batch of all n rows has no noise, so that the factor "
            "is zero at B = n.",
            lambda G, B: _batch_noise(G, B, finite=False) * (1 - (B - 1) / len(G)),
        ),
        Mistake(
            "share of the batch",
            "The factor is the share of the rows that are in the batch. The noise comes from those "
            "that are left out.",
            lambda G, B: _batch_noise(G, B, finite=False) * B / len(G),
        ),
        Mistake(
            "sum over the rows",
            "The squared distances were summed over the rows and not averaged: the spread divides "
            "that sum by n − 1.",
            lambda G, B: _batch_noise(G, B) * (len(G) - 1),
        ),
        Mistake(
            "not divided by B",
            "The factor for the rows left out is right, but a mean over B rows has a B-th of the "
            "variance of one.",
            lambda G, B: _batch_noise(G, B) * B,
        ),
        Mistake(
            "all numbers together",
            "The variance is that of all numbers in G, and so holds how the parameters differ. "
            "Take it over the rows, for each parameter.",
            lambda G, B: float(np.var(G, ddof=1) / B * (1 - B / len(G))),
        ),
        Mistake(
            "rows for columns",
            "The variance was taken along the rows, over the parameters. Rows are what a batch "
            "draws: take it over them.",
            lambda G, B: float(np.var(G, axis=1, ddof=1).sum() / B * (1 - B / len(G))),
        ),
        Mistake(
            "standard deviations",
            "Standard deviations were added. A squared distance is a sum of squares: of variances.",
            lambda G, B: float(np.std(G, axis=0, ddof=1).sum() / B * (1 - B / len(G))),
        ),
        Mistake(
            "distances averaged",
            "The distances were averaged over the batches. Asked is the mean of the squared "
            "distance.",
            lambda G, B: _over_batches(G, itertools.combinations(range(len(G)), B), power=1),
        ),
        Mistake(
            "consecutive batches",
            "These are the batches of one epoch in the order of the table. Asked is the mean over "
            "all batches that may be drawn.",
            lambda G, B: _over_batches(
                G, [range(i, min(i + B, len(G))) for i in range(0, len(G), B)]
            ),
        ),
        Mistake(
            "first batch",
            "This is the squared distance of the first B rows, one batch among many.",
            lambda G, B: _over_batches(G, [range(B)]),
        ),
        Mistake(
            "factor squared",
            "The factor for the rows left out was squared. It belongs to a variance, and is "
            "squared already.",
            lambda G, B: _batch_noise(G, B) * (1 - B / len(G)),
        ),
        Mistake(
            "root of the factor",
            "The factor for the rows left out was put under a root. That belongs to a standard "
            "error; here it is a variance.",
            lambda G, B: _batch_noise(G, B, finite=False) * math.sqrt(1 - B / len(G)),
        ),
        Mistake(
            "n − 1 in the factor",
            "The factor divides by n − 1. A batch of all n rows has no noise, so that the "
            "factor is zero at B = n, and no less.",
            lambda G, B: _batch_noise(G, B, finite=False) * (1 - B / (len(G) - 1)),
        ),
        Mistake(
            "largest variance",
            "Only the parameter with the largest variance was counted. A squared distance is "
            "the sum over all of them.",
            lambda G, B: float(np.var(G, axis=0, ddof=1).max() / B * (1 - B / len(G))),
        ),
        Mistake(
            "whole covariance matrix",
            "All entries of the covariance matrix were added up. A squared distance holds the "
            "variances alone, those on its diagonal.",
            lambda G, B: float(np.cov(G.T).sum() / B * (1 - B / len(G))),
        ),
        Mistake(
            "length of the mean",
            "The mean gradient's squared length stands for the spread over the rows. Noise is "
            "how the rows differ from their mean.",
            lambda G, B: float((G.mean(axis=0) ** 2).sum() / B * (1 - B / len(G))),
        ),
        Mistake(
            "measured from zero",
            "The batches' mean gradients are measured from zero. Noise is their distance from "
            "the mean of all rows.",
            lambda G, B: _batch_noise(G, B) + float((G.mean(axis=0) ** 2).sum()),
        ),
        Mistake(
            "added up over the batches",
            "The squared distances were added up over all batches. Asked is their mean.",
            lambda G, B: _batch_noise(G, B) * math.comb(len(G), B),
        ),
    ),
)

EXERCISES = (TEST_ROWS, TWINS, BEST_OF, LARGEST_RATE, STOP, SCHEDULE, BATCH_NOISE)
