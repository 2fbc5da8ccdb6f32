"""The exercises of the page on dropout before batch normalization.

Batch normalization remembers a moving average of the variances of its batches. Under dropout they
hold, beside the variance over the rows, v Σⱼ wⱼ² E hⱼ², with v = ρ/(1 − ρ).

References
----------
Ioffe, Szegedy (2015), Batch normalization: accelerating deep network training by reducing internal
covariate shift.
Li, Chen, Hu, Yang (2019), Understanding the disharmony between dropout and batch normalization by
variance shift.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake


def _v(rate):
    return rate / (1 - rate)


# 1. What a moving variance remembers


def _batches(seed, batches, units, momentum):
    rng = np.random.default_rng(seed)
    return rng.uniform(0.2, 1, units) * rng.gamma(4.0, 1.0, size=(batches, units)), momentum


def _remembered(variances, momentum, *, start=1.0):
    remembered = np.full(variances.shape[1], start)
    for variance in variances:
        remembered = momentum * remembered + (1 - momentum) * variance
    return remembered


def _added_whole(variances, momentum):
    remembered = np.ones(variances.shape[1])
    for variance in variances:
        remembered = momentum * remembered + variance
    return remembered


def _with_growing_powers(variances, momentum):
    remembered = np.ones(variances.shape[1])
    for step, variance in enumerate(variances, start=1):
        remembered = momentum**step * remembered + (1 - momentum**step) * variance
    return remembered


def _nothing_forgotten(variances, momentum):
    return 1 + (1 - momentum) * variances.sum(axis=0)


REMEMBERED_VARIANCE = Exercise(
    name="dropout_variants.remembered_variance",
    call="remembered_variance(variances, momentum)",
    reference=_remembered,
    cases=(
        lambda: (np.array([[4.0, 2.0], [8.0, 1.0], [6.0, 3.0]]), 0.5),
        partial(_batches, 51, 7, 3, 0.9),
        partial(_batches, 52, 40, 2, 0.99),
        Case("one batch", partial(_batches, 53, 1, 4, 0.8)),
        Case("as many batches as units", partial(_batches, 54, 5, 5, 0.7)),
        Case("nothing is remembered", partial(_batches, 55, 6, 3, 0.0)),
    ),
    mistakes=(
        Mistake(
            "momentum and its rest exchanged",
            "The two shares are exchanged. Momentum says how much of the old value stays.",
            lambda variances, momentum: _remembered(variances, 1 - momentum),
        ),
        Mistake(
            "starts at zero",
            "The average starts at 0. Keras starts a moving variance at 1, and some of that is "
            "still there.",
            lambda variances, momentum: _remembered(variances, momentum, start=0.0),
        ),
        Mistake(
            "starts at the first batch",
            "The average starts at the first batch. Keras starts it at 1, and takes the first "
            "batch in as any other.",
            lambda variances, momentum: _remembered(
                variances[1:], momentum, start=variances[0].astype(float)
            ),
        ),
        Mistake(
            "plain mean",
            "This is the plain mean of the batches. In a moving average the latest batches count "
            "most.",
            lambda variances, momentum: variances.mean(axis=0),
        ),
        Mistake(
            "the last batch",
            "Only the last batch is left of all. What was remembered before it stays with the "
            "share that momentum says.",
            lambda variances, momentum: momentum + (1 - momentum) * variances[-1],
        ),
        Mistake(
            "corrected for its start",
            "The start was taken out, as Adam does with its averages. Batch normalization does "
            "not: it remembers the 1 with the rest.",
            lambda variances, momentum: (
                _remembered(variances, momentum, start=0.0) / (1 - momentum ** len(variances))
            ),
        ),
        Mistake(
            "batches in reverse",
            "The batches were taken in from the last to the first. The latest one has to count "
            "most.",
            lambda variances, momentum: _remembered(variances[::-1], momentum),
        ),
        Mistake(
            "standard deviations",
            "This is an average of standard deviations. It is the variances that are averaged.",
            lambda variances, momentum: _remembered(np.sqrt(variances), momentum),
        ),
        Mistake(
            "one step late",
            "The last batch was left out. It is taken in like the others.",
            lambda variances, momentum: _remembered(variances[:-1], momentum),
        ),
        Mistake(
            "added without its share",
            "Each batch was added whole. It counts with the share that momentum leaves, so that "
            "the shares add up to one.",
            _added_whole,
        ),
        Mistake(
            "momentum of every round",
            "Momentum was raised to a power that grows with each batch. A loop does that by "
            "itself: each step has the same two shares.",
            _with_growing_powers,
        ),
        Mistake(
            "nothing forgotten",
            "What was remembered stays whole, and the share of the new batch is added to it. It"
            " stays with the share that momentum says.",
            _nothing_forgotten,
        ),
    ),
)


# 2. Mending the moving variance


def _normalization(seed, n, k, units, rate):
    """Return what was remembered, near to the variance under dropout, and what it is made from."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    H = np.maximum(rng.normal(0.3, 1, size=(n, k)) + common, 0)
    W = rng.normal(size=(k, units)) / np.sqrt(k)
    clean = (H @ W).var(axis=0) * rng.uniform(0.8, 1.3, units)
    return clean + _v(rate) * (H**2).mean(axis=0) @ W**2, H, W, rate


def _mended(moving_variance, H, W, rate):
    return moving_variance - _v(rate) * (H**2).mean(axis=0) @ W**2


MENDED_VARIANCE = Exercise(
    name="dropout_variants.mended_variance",
    call="mended_variance(moving_variance, H, W, rate)",
    reference=_mended,
    cases=(
        partial(_normalization, 41, 50, 4, 3, 0.5),
        partial(_normalization, 42, 80, 10, 6, 0.3),
        partial(_normalization, 45, 30, 5, 2, 0.8),
    ),
    mistakes=(
        Mistake(
            "factor 1 − ρ",
            "The factor 1 − ρ is right for uncorrelated inputs of mean zero. These are rectified "
            "and correlated, so each unit has a shift of its own.",
            lambda moving, H, W, rate: (1 - rate) * moving,
        ),
        Mistake(
            "adds the noise",
            "The noise was added once more. The moving variance has it already, and inference "
            "has none.",
            lambda moving, H, W, rate: 2 * moving - _mended(moving, H, W, rate),
        ),
        Mistake(
            "variance for second moment",
            "The variance of the activations was used. A factor multiplies the whole activation, "
            "its mean included: the second moment counts.",
            lambda moving, H, W, rate: moving - _v(rate) * H.var(axis=0) @ W**2,
        ),
        Mistake(
            "rate for v",
            "The strength of the noise is not the rate itself: the factors are 0 or 1/(1 − ρ), and "
            "their variance is larger than ρ.",
            lambda moving, H, W, rate: moving - rate * (H**2).mean(axis=0) @ W**2,
        ),
        Mistake(
            "squared after summing",
            "The square was taken after the sum over inputs. Each input has a factor of its own, "
            "so the squares of the single terms are added.",
            lambda moving, H, W, rate: moving - _v(rate) * np.mean((H @ W) ** 2, axis=0),
        ),
        Mistake(
            "the noise alone",
            "This is the part that dropout added. Take it away from the moving variance.",
            lambda moving, H, W, rate: moving - _mended(moving, H, W, rate),
        ),
        Mistake(
            "measured again",
            "This is the variance on the given rows, and what was remembered is not used. That is "
            "another way; here the noise is taken away from what was remembered.",
            lambda moving, H, W, rate: (H @ W).var(axis=0),
        ),
        Mistake(
            "measured again, rows less one",
            "This is the variance on the given rows, divided by their number less one. Here the "
            "noise is taken away from what was remembered.",
            lambda moving, H, W, rate: (H @ W).var(axis=0, ddof=1),
        ),
        Mistake(
            "weights not squared",
            "The weights enter without a square. What an input adds is activation times weight, "
            "and its variance contains the square of both.",
            lambda moving, H, W, rate: moving - _v(rate) * (H**2).mean(axis=0) @ W,
        ),
        Mistake(
            "square of the mean",
            "The mean activation was squared. The noise of a row goes with the square of its own "
            "activation: square first, then average.",
            lambda moving, H, W, rate: moving - _v(rate) * H.mean(axis=0) ** 2 @ W**2,
        ),
        Mistake(
            "v twice",
            "The strength v was squared. It is a variance already.",
            lambda moving, H, W, rate: moving - _v(rate) ** 2 * (H**2).mean(axis=0) @ W**2,
        ),
        Mistake(
            "one mean square for all",
            "All inputs were given the same mean square. Each has its own, and meets its own "
            "weights.",
            lambda moving, H, W, rate: moving - _v(rate) * np.mean(H**2) * np.sum(W**2, axis=0),
        ),
        Mistake(
            "variance of the pre-activations",
            "The variance of the pre-activations was multiplied by v. The noise of an input goes "
            "with its own square, term by term, whatever the sum does.",
            lambda moving, H, W, rate: moving - _v(rate) * (H @ W).var(axis=0),
        ),
        Mistake(
            "mask's variance",
            "The variance of the mask is ρ(1 − ρ), that of the scaled factors is larger: the "
            "division by 1 − ρ counts twice.",
            lambda moving, H, W, rate: moving - rate * (1 - rate) * (H**2).mean(axis=0) @ W**2,
        ),
        Mistake(
            "mean in place of mean square",
            "The activations enter by their mean, without a square. The noise of an input goes "
            "with the square of its activation, and its mean over the rows.",
            lambda moving, H, W, rate: moving - _v(rate) * H.mean(axis=0) @ W**2,
        ),
        Mistake(
            "rate squared",
            "The rate stands squared where the variance of a factor belongs: ρ/(1 − ρ).",
            lambda moving, H, W, rate: moving - rate**2 * (H**2).mean(axis=0) @ W**2,
        ),
    ),
)


EXERCISES = (REMEMBERED_VARIANCE, MENDED_VARIANCE)
