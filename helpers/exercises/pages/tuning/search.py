"""The exercises of the chapter on searching for hyperparameters.

A random trial falls into the best share v of a search space with probability v, so that T
independent trials miss it with probability (1 − v)^T. The k-th best of N values is the best of T
draws without replacement with probability binom(N − k, T − 1)/binom(N, T). Leaving sample i out of
a Gaussian process with kernel matrix C (noise included) predicts it with the error
[C⁻¹y]ᵢ/[C⁻¹]ᵢᵢ.

References
----------
Bergstra, Bengio (2012), Journal of Machine Learning Research 13, 281-305 (random search).
Dodge, Gururangan, Card, Schwartz, Smith (2019), EMNLP (the expected best of a budget).
Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar (2018), Journal of Machine Learning Research 18(185).
Cawley, Talbot (2010), Journal of Machine Learning Research 11, 2079-2107 (nested validation).
Rasmussen, Williams (2006), Gaussian Processes for Machine Learning, section 5.4.2.
"""

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake

# 1. How many random trials


def _trials_needed(v, confidence):
    return math.ceil(math.log(1 - confidence) / math.log(1 - v))


TRIALS_NEEDED = Exercise(
    name="search.trials_needed",
    call="trials_needed(v, confidence)",
    reference=_trials_needed,
    cases=(
        lambda: (0.05, 0.95),
        lambda: (0.02, 0.9),
        lambda: (0.3, 0.999),
        lambda: (0.001, 0.5),
    ),
    mistakes=(
        Mistake(
            "one over v",
            "After 1/v trials one good one is expected on average, and often there is none yet. "
            "Start from the probability that all of them miss.",
            lambda v, confidence: math.ceil(1 / v),
        ),
        Mistake(
            "rounded down",
            "One trial is missing: rounded down, the number falls just short of the confidence "
            "that was asked for.",
            lambda v, confidence: math.floor(math.log(1 - confidence) / math.log(1 - v)),
        ),
        Mistake(
            "not rounded",
            "The equation is solved, but its solution is no whole number, and a trial cannot be "
            "run in part.",
            lambda v, confidence: math.log(1 - confidence) / math.log(1 - v),
        ),
        Mistake(
            "probabilities added",
            "Here the probabilities of single trials were added up. Two trials can both hit, and "
            "added chances would soon pass one.",
            lambda v, confidence: math.ceil(confidence / v),
        ),
        Mistake(
            "confidence in place of its rest",
            "This makes the probability that all trials miss as large as the confidence. It has "
            "to be as small as what is left of it.",
            lambda v, confidence: math.ceil(math.log(confidence) / math.log(1 - v)),
        ),
    ),
)

# 2. Evenly on a logarithmic scale


def _log_uniform(u, low, high):
    return low * (high / low) ** u


def _shares(seed, count, low, high):
    return np.random.default_rng(seed).random(count), low, high


LOG_UNIFORM = Exercise(
    name="search.log_uniform",
    call="log_uniform(u, low, high)",
    reference=_log_uniform,
    cases=(
        lambda: (np.array([0.0, 0.25, 0.5, 1.0]), 1e-4, 1.0),
        partial(_shares, 1, 6, 1e-3, 10.0),
        partial(_shares, 2, 9, 2.0, 3.0),
    ),
    mistakes=(
        Mistake(
            "evenly between the ends",
            "These numbers lie evenly between the ends, so nine in ten fall into the highest "
            "decade. Each decade should get its share.",
            lambda u, low, high: low + u * (high - low),
        ),
        Mistake(
            "the exponent itself",
            "These are logarithms. They are spread as they should be; now turn them back into "
            "the numbers themselves.",
            lambda u, low, high: np.log(low) + u * np.log(high / low),
        ),
        Mistake(
            "two bases",
            "The ends are taken as natural logarithms and turned back with base ten, or the other "
            "way round. Use one base for both ways.",
            lambda u, low, high: 10 ** (np.log(low) + u * np.log(high / low)),
        ),
        Mistake(
            "the wrong way round",
            "The spread is right, but u = 0 gives the high end. It should give the low one, and "
            "u = 1 the high one.",
            lambda u, low, high: high * (low / high) ** u,
        ),
    ),
)

# 3. What a bracket costs


def _halving_cost(count, first, last, factor):
    cost, epochs, before = 0, first, 0
    while epochs <= last:
        cost += count * (epochs - before)
        count, epochs, before = max(count // factor, 1), epochs * factor, epochs
    return cost


def _without_resuming(count, first, last, factor):
    cost, epochs = 0, first
    while epochs <= last:
        cost += count * epochs
        count, epochs = max(count // factor, 1), epochs * factor
    return cost


def _one_leaves(count, first, last, factor):
    """Send one in `factor` away at each round, where one in `factor` should stay."""
    cost, epochs, before = 0, first, 0
    while epochs <= last:
        cost += count * (epochs - before)
        count, epochs, before = max(count - count // factor, 1), epochs * factor, epochs
    return cost


HALVING_COST = Exercise(
    name="search.halving_cost",
    call="halving_cost(count, first, last, factor)",
    reference=_halving_cost,
    cases=(
        lambda: (81, 1, 81, 3),
        lambda: (34, 3, 81, 3),
        lambda: (16, 2, 32, 2),
        lambda: (100, 1, 64, 4),
    ),
    mistakes=(
        Mistake(
            "trained from the start again",
            "Each survivor is paid for from its first epoch again. A paused run goes on where it "
            "stopped, and costs only the epochs that are new.",
            _without_resuming,
        ),
        Mistake(
            "without the last round",
            "The last round is missing: some settings survive up to the last number of epochs, "
            "and they are trained that far.",
            lambda count, first, last, factor: _halving_cost(count, first, last // factor, factor),
        ),
        Mistake(
            "everybody to the end",
            "This is what training all settings to the end would cost. After each round only "
            "a part of them goes on.",
            lambda count, first, last, factor: count * last,
        ),
        Mistake(
            "the wrong part leaves",
            "At each round the part was sent away that should stay. With a factor of three, a "
            "third goes on.",
            _one_leaves,
        ),
    ),
)

# 4. The median rule


def _lowest(curves):
    return np.minimum.accumulate(curves, axis=-1)


def _pruned(curves, losses):
    return _lowest(losses) > np.median(curves, axis=0)


def _one_step_early(curves, losses):
    return _lowest(losses) > np.median(np.column_stack([curves[:, 0], curves[:, :-1]]), axis=0)


def _curves(seed, trials, steps):
    """Return falling, noisy curves of finished trials, and those of a new one."""
    rng = np.random.default_rng(seed)
    level = rng.lognormal(0, 0.5, (trials, 1))
    curves = level * (0.6 + np.exp(-np.arange(steps) / 3)) + 0.2 * rng.normal(size=(trials, steps))
    return curves, np.median(curves, axis=0) + 0.25 + 0.3 * rng.normal(size=steps)


PRUNED = Exercise(
    name="search.pruned",
    call="pruned(curves, losses)",
    reference=_pruned,
    cases=(
        partial(_curves, 3, 7, 12),
        partial(_curves, 4, 10, 9),
        partial(_curves, 5, 15, 20),
        partial(_curves, 8, 6, 16),
    ),
    mistakes=(
        Mistake(
            "lowest against lowest",
            "The other trials were judged by their lowest losses so far. The rule as it is written "
            "here asks for their losses at the step itself.",
            lambda curves, losses: _lowest(losses) > np.median(_lowest(curves), axis=0),
        ),
        Mistake(
            "the latest loss",
            "The new trial is judged by its latest loss alone. A noisy curve that has been low "
            "enough would be cut for one bad epoch; the rule takes its lowest so far.",
            lambda curves, losses: losses > np.median(curves, axis=0),
        ),
        Mistake(
            "whole curves",
            "The finished trials were judged by the ends of their curves. When the new one is "
            "asked, it has had only so many steps; give the others as many.",
            lambda curves, losses: _lowest(losses) > np.median(curves[:, -1]),
        ),
        Mistake(
            "one step early",
            "The others are judged one step too early, by losses that are still higher. Take the "
            "same step for all.",
            _one_step_early,
        ),
        Mistake(
            "the mean",
            "The loss is compared with a mean. One trial that diverged would pull it far up, "
            "and nothing would be pruned: that is why the rule takes the median.",
            lambda curves, losses: _lowest(losses) > curves.mean(axis=0),
        ),
        Mistake(
            "the wrong side",
            "This prunes what is better than the median, and keeps what is worse. Losses are "
            "to be low.",
            lambda curves, losses: _lowest(losses) < np.median(curves, axis=0),
        ),
    ),
)

# 5. Nested cross-validation


def _nested_score(inner, outer):
    chosen = inner.mean(axis=1).argmin(axis=1)
    return float(outer[np.arange(len(outer)), chosen].mean())


def _errors(seed, folds, inner_folds, k):
    """Return inner errors (folds, inner folds, k) and outer ones (folds, k) of k candidates."""
    rng = np.random.default_rng(seed)
    quality = 1 + 0.2 * rng.random(k)
    inner = quality + 0.3 * rng.normal(size=(folds, inner_folds, k))
    return inner, quality + 0.2 * rng.normal(size=(folds, k))


NESTED_SCORE = Exercise(
    name="search.nested_score",
    call="nested_score(inner, outer)",
    reference=_nested_score,
    cases=(
        partial(_errors, 20, 5, 4, 6),
        partial(_errors, 21, 3, 5, 30),
        partial(_errors, 22, 10, 2, 12),
    ),
    mistakes=(
        Mistake(
            "the inner score",
            "This averages the scores by which the candidates were chosen. They flatter the "
            "winner; the outer errors are there to say how it really does.",
            lambda inner, outer: float(inner.mean(axis=1).min(axis=1).mean()),
        ),
        Mistake(
            "the best outer error",
            "Here the outer errors choose as well as judge. The choice belongs to the inner ones "
            "alone.",
            lambda inner, outer: float(outer.min(axis=1).mean()),
        ),
        Mistake(
            "one winner for all",
            "One candidate was chosen for all outer folds together. Each outer fold makes a "
            "choice of its own, as if the rest of the data were all there is.",
            lambda inner, outer: float(outer[:, inner.mean(axis=(0, 1)).argmin()].mean()),
        ),
        Mistake(
            "the best single fold",
            "The candidate with the lowest error on any single inner fold was taken. It has to "
            "do well on the mean over the inner folds.",
            lambda inner, outer: float(
                outer[np.arange(len(outer)), inner.min(axis=1).argmin(axis=1)].mean()
            ),
        ),
        Mistake(
            "the largest error",
            "The candidate with the largest mean error was taken: these are errors, and the "
            "smallest wins.",
            lambda inner, outer: float(
                outer[np.arange(len(outer)), inner.mean(axis=1).argmax(axis=1)].mean()
            ),
        ),
    ),
)

# 6. The expected best of a budget


def _expected_best(errors, T):
    errors, n = np.sort(errors), len(errors)
    weights = [math.comb(n - 1 - k, T - 1) / math.comb(n, T) for k in range(n)]
    return float(np.dot(weights, errors))


def _with_replacement(errors, T):
    n = len(errors)
    survival = (1 - np.arange(n + 1) / n) ** T
    return float(np.dot(survival[:-1] - survival[1:], np.sort(errors)))


def _quantile(errors, T):
    return float(np.quantile(errors, 1 / (T + 1)))


def _trial_errors(seed, count, T):
    return 0.5 + 0.4 * np.random.default_rng(seed).beta(0.6, 1.2, count), T


EXPECTED_BEST = Exercise(
    name="search.expected_best",
    call="expected_best(errors, T)",
    reference=_expected_best,
    cases=(
        lambda: (np.array([4.0, 1.0, 3.0, 2.0]), 2),
        partial(_trial_errors, 31, 12, 5),
        partial(_trial_errors, 32, 40, 7),
        partial(_trial_errors, 33, 9, 1),
    ),
    mistakes=(
        Mistake(
            "with replacement",
            "Here the same trial may be drawn twice, as in a bootstrap. The trials of a budget "
            "are different ones: drawn without putting back.",
            _with_replacement,
        ),
        Mistake(
            "a quantile",
            "A quantile of the errors is near the answer, and not the answer. Ask for each error "
            "how likely it is to be the lowest of the T drawn.",
            _quantile,
        ),
        Mistake(
            "the first T",
            "This is the lowest of the first T errors: one order of the trials. Asked is the mean "
            "over all orders in which they could have come.",
            lambda errors, T: float(np.min(errors[:T])),
        ),
        Mistake(
            "the lowest of all",
            "This is the lowest of all errors, which a budget of T finds only with some luck.",
            lambda errors, T: float(np.min(errors)),
        ),
        Mistake(
            "the largest",
            "The errors are weighed from the wrong end: this is the expected largest of T errors. "
            "The lowest is asked for.",
            lambda errors, T: -_expected_best(-errors, T),
        ),
    ),
)

# 7. A Gaussian process, each point left out


def _leave_one_out(C, y):
    inverse = np.linalg.inv(C)
    return y - inverse @ y / np.diag(inverse)


def _smooth(seed, n, noise):
    """Return the kernel matrix of n random points, noise included, and values with mean near 0."""
    rng = np.random.default_rng(seed)
    x = rng.random((n, 2))
    C = np.exp(-((x[:, None] - x) ** 2).sum(axis=-1) / 0.3) + noise * np.eye(n)
    return C, np.linalg.cholesky(C) @ rng.normal(size=n)


LEAVE_ONE_OUT = Exercise(
    name="search.leave_one_out",
    call="leave_one_out(C, y)",
    reference=_leave_one_out,
    cases=(
        partial(_smooth, 41, 4, 0.1),
        partial(_smooth, 42, 12, 0.05),
        partial(_smooth, 43, 25, 0.3),
    ),
    mistakes=(
        Mistake(
            "the errors",
            "These are the errors of the predictions, or their negatives. The predictions "
            "themselves are asked for.",
            lambda C, y: np.linalg.solve(C, y) / np.diag(np.linalg.inv(C)),
        ),
        Mistake(
            "the data given back",
            "This predicts each value with the noise of the point itself in its own prediction, "
            "and so gives back the data. Nothing has been left out.",
            lambda C, y: C @ np.linalg.solve(C, y),
        ),
        Mistake(
            "the diagonal of C",
            "The weights were divided by, or multiplied with, the diagonal of the kernel matrix. "
            "It is the diagonal of its inverse that counts.",
            lambda C, y: y - np.linalg.solve(C, y) / np.diag(C),
        ),
        Mistake(
            "one over the diagonal of C",
            "The inverse of a diagonal entry is not the diagonal entry of the inverse: all points "
            "take part in the latter.",
            lambda C, y: y - np.linalg.solve(C, y) * np.diag(C),
        ),
        Mistake(
            "the wrong sign",
            "The errors have the right size and are added where they have to be taken away: check "
            "with a point whose value stands far above its neighbours.",
            lambda C, y: y + np.linalg.solve(C, y) / np.diag(np.linalg.inv(C)),
        ),
    ),
)

EXERCISES = (
    TRIALS_NEEDED,
    LOG_UNIFORM,
    HALVING_COST,
    PRUNED,
    NESTED_SCORE,
    EXPECTED_BEST,
    LEAVE_ONE_OUT,
)
