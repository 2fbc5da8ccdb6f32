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

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake

# 1. How many test rows


def _test_rows(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)


TEST_ROWS = Exercise(
    name="hyperparameters.test_rows",
    call="test_rows(accuracy, error)",
    reference=_test_rows,
    cases=(
        lambda: (0.6, 0.011),
        lambda: (0.97, 0.003),
        lambda: (0.31, 0.02),
        # Powers of two: here the standard error is met exactly, and rounding changes nothing.
        lambda: (0.5, 0.125),
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
    ),
)

# 2. Twins in two parts


def _twins(A, B):
    return (B[:, None, :] == A[None, :, :]).all(axis=2).any(axis=1)


def _with_copies(seed, n, m, p, copied):
    """Return two parts with few distinct values; some rows of the second stand in the first."""
    rng = np.random.default_rng(seed)
    A, B = rng.integers(0, 4, (n, p)).astype(float), rng.integers(0, 4, (m, p)).astype(float)
    B[rng.permutation(m)[:copied]] = A[rng.integers(0, n, copied)]
    return A, B


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
    ),
    mistakes=(
        Mistake(
            "cell by cell",
            "This asks for each number whether it stands anywhere in A. A twin is a whole row, "
            "with all its numbers in their places.",
            lambda A, B: np.isin(B, A).all(axis=1),
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
    ),
)

# 3. The best of k scores


def _best_of(scores, k):
    n = len(scores)
    steps = (np.arange(n + 1) / n) ** k
    return float(np.sort(scores) @ np.diff(steps))


def _drawn_scores(seed, n, k):
    return np.random.default_rng(seed).uniform(0.4, 0.7, n), k


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
        partial(_drawn_scores, 2, 20, 5),
        lambda: (np.array([0.2, 0.2, 0.7, 0.4]), 4),
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
    ),
)

# 4. The largest learning rate


def _largest_rate(X, lam):
    return float(2 / (np.linalg.norm(X, 2) ** 2 / len(X) + lam))


def _features(seed, n, p, lam):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, p)) * rng.uniform(0.5, 2, p), lam


LARGEST_RATE = Exercise(
    name="hyperparameters.largest_rate",
    call="largest_rate(X, lam)",
    reference=_largest_rate,
    cases=(
        lambda: (np.array([[3.0, 0.0], [0.0, 1.0], [4.0, 0.0]]), 0.5),
        partial(_features, 1, 30, 5, 0.1),
        partial(_features, 2, 6, 11, 2.0),
        partial(_features, 3, 50, 3, 0.0),
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
            "This compares with the epoch before. A new loss has to beat the best one so far.",
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
    ),
)

# 6. A schedule


def _schedule(step, warmup, steps, peak):
    if step < warmup:
        return peak * step / warmup
    return peak * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup))) / 2


SCHEDULE = Exercise(
    name="hyperparameters.schedule",
    call="schedule(step, warmup, steps, peak)",
    reference=_schedule,
    cases=(
        lambda: (3, 10, 100, 0.4),
        lambda: (10, 10, 100, 0.4),
        lambda: (40, 10, 100, 0.4),
        lambda: (70, 20, 90, 2.0),
        lambda: (99, 10, 100, 0.4),
        lambda: (0, 5, 50, 1.0),
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
    ),
)

# 7. The noise of a batch


def _batch_noise(G, B, *, ddof=1, finite=True):
    spread = np.var(G, axis=0, ddof=ddof).sum() / B
    return float(spread * (1 - B / len(G)) if finite else spread)


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
        partial(_gradients, 2, 30, 5, 7),
        partial(_gradients, 3, 6, 2, 6),
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
    ),
)

EXERCISES = (TEST_ROWS, TWINS, BEST_OF, LARGEST_RATE, STOP, SCHEDULE, BATCH_NOISE)
