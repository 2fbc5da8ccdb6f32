"""The exercises of the chapter on dropout in Keras.

The rate ρ is the probability of dropping. In training a unit with activation h becomes h/(1 − ρ)
with probability 1 − ρ, else 0; at inference it is h.
"""

from functools import partial
from math import comb, log

import numpy as np

from helpers.exercises.pages.dropout._channels import CHANNEL_DROPOUT
from helpers.exercises.registry import Case, Exercise, Mistake

# 2. The floor under dropped scores (1, whole channels, has a module of its own)


def _expected(value, others, rate):
    """Return the mean of value(k), where k of the others are dropped."""
    return sum(
        comb(others, k) * rate**k * (1 - rate) ** (others - k) * value(k) for k in range(others + 1)
    )


def _score_floor(rate, classes):
    return rate * _expected(lambda ties: log(1 + ties), classes - 1, rate)


SCORE_FLOOR = Exercise(
    name="dropout_keras.score_floor",
    call="score_floor(rate, classes)",
    reference=_score_floor,
    cases=(
        lambda: (0.5, 10),
        lambda: (0.2, 3),
        lambda: (0.1, 30),
        Case("nothing is dropped", lambda: (0.0, 5)),
        Case("two classes", lambda: (0.7, 2)),
    ),
    mistakes=(
        Mistake(
            "all dropped",
            "This counts only the case in which every score is dropped. When the true one is "
            "dropped and some of the others are, these others tie with it.",
            lambda rate, classes: rate**classes * log(classes),
        ),
        Mistake(
            "the true one always dropped",
            "This is the floor when the true class's score is dropped. It is dropped only "
            "sometimes; and when it is kept, how low can the loss go?",
            lambda rate, classes: _score_floor(rate, classes) / rate if rate else 0.0,
        ),
        Mistake(
            "logarithm of the mean",
            "The mean number of ties went into the logarithm. Take the mean of the logarithms: it "
            "is smaller.",
            lambda rate, classes: rate * log(1 + (classes - 1) * rate),
        ),
        Mistake(
            "guessing when dropped",
            "When its score is dropped the true class is not one of all the classes, but one of "
            "those at zero: scores that are kept can be as low as the network likes.",
            lambda rate, classes: rate * log(classes),
        ),
        Mistake(
            "the true one counted twice",
            "The ties are counted among all the scores. The true one is dropped already, so only "
            "the others are left to chance.",
            lambda rate, classes: _score_floor(rate, classes + 1),
        ),
        Mistake(
            "all ties left out",
            "The case in which all the others are dropped too is missing from the sum.",
            lambda rate, classes: _score_floor(rate, classes) - rate**classes * log(classes),
        ),
        Mistake(
            "the true one not counted",
            "With k ties the true class is one of k + 1 at zero: it has to be counted among them.",
            lambda rate, classes: (
                rate * _expected(lambda ties: log(max(ties, 1)), classes - 1, rate)
            ),
        ),
        Mistake(
            "one way each",
            "The probability of k ties is that of one choice of the k. In how many ways can they "
            "be chosen?",
            lambda rate, classes: sum(
                rate ** (k + 1) * (1 - rate) ** (classes - 1 - k) * log(1 + k)
                for k in range(classes)
            ),
        ),
        Mistake(
            "ties by the kept",
            "The scores that are kept were counted as ties. What ties with the dropped true score "
            "is dropped as well.",
            lambda rate, classes: (
                rate * _expected(lambda ties: log(1 + ties), classes - 1, 1 - rate)
            ),
        ),
        Mistake(
            "the true one kept",
            "The ties were weighed with the probability that the true score is kept. Then it is as "
            "large as the network likes, and the loss vanishes; ties matter when it is dropped.",
            lambda rate, classes: (
                (1 - rate) * _expected(lambda ties: log(1 + ties), classes - 1, rate)
            ),
        ),
        Mistake(
            "two classes",
            "This is the floor for two classes, whatever their number. With more of them the "
            "dropped true score can tie with several others.",
            lambda rate, classes: rate**2 * log(2),
        ),
        Mistake(
            "ties of any score",
            "This charges for ties among all the scores, whichever they are. While the score of"
            " the true class is kept, it can be as large as the network likes: only masks that "
            "drop it cost something.",
            lambda rate, classes: _expected(lambda ties: log(max(ties, 1)), classes, rate),
        ),
        Mistake(
            "pairs",
            "This adds up a tie of two for each of the other classes. Several can tie at once, "
            "and log(1 + k) grows more slowly than k.",
            lambda rate, classes: (classes - 1) * rate**2 * log(2),
        ),
        Mistake(
            "one tie",
            "This has the probability of exactly one tie alone. Any number of the others can "
            "tie with the true one.",
            lambda rate, classes: (classes - 1) * rate**2 * (1 - rate) ** (classes - 2) * log(2),
        ),
    ),
)

# 3. Which rates can be told apart


def _tied(rates, losses, *, errors=2.0, ddof=1, centre=np.mean, divisor=None):
    best = centre(losses, axis=0).argmin()
    difference = losses - losses[:, [best]]
    error = difference.std(axis=0, ddof=ddof) / np.sqrt(divisor or len(losses))
    return rates[difference.mean(axis=0) <= errors * error]


def _tied_by(rates, losses, deviations):
    """Return the rates within two errors that are made of the deviations of each rate's losses."""
    means = losses.mean(axis=0)
    error = deviations(losses.std(axis=0, ddof=1), means.argmin()) / np.sqrt(len(losses))
    return rates[means - means.min() <= 2 * error]


def _strictly(rates, losses, *, with_best):
    best = losses.mean(axis=0).argmin()
    difference = losses - losses[:, [best]]
    error = difference.std(axis=0, ddof=1) / np.sqrt(len(losses))
    near = difference.mean(axis=0) < 2 * error
    near[best] = with_best
    return rates[near]


def _by_a_quotient(rates, losses):
    difference = losses - losses[:, [losses.mean(axis=0).argmin()]]
    error = difference.std(axis=0, ddof=1) / np.sqrt(len(losses))
    with np.errstate(invalid="ignore"):
        return rates[difference.mean(axis=0) / error <= 2]


def _by_the_squared_error(rates, losses):
    difference = losses - losses[:, [losses.mean(axis=0).argmin()]]
    return rates[difference.mean(axis=0) <= 2 * difference.var(axis=0, ddof=1) / len(losses)]


def _without_the_best(rates, losses):
    found = _tied(rates, losses)
    return found[found != rates[losses.mean(axis=0).argmin()]]


def _places(rates, losses):
    return np.flatnonzero(np.isin(rates, _tied(rates, losses)))


def _by_their_losses(rates, losses):
    order = losses.mean(axis=0).argsort(kind="stable")
    return rates[order][np.isin(rates[order], _tied(rates, losses))]


def _nearest_the_luckiest(rates, losses):
    return _tied(rates, losses, centre=np.min)


_UNSORTED = (3, 0, 4, 1, 6, 2, 5)


def _losses(seed, shifts, common, noise, seeds=5):
    """Return rates in no order, and losses of runs that share much of their luck with a seed."""
    rng = np.random.default_rng(seed)
    rates = np.linspace(0.1, 0.7, 7)[[place for place in _UNSORTED if place < len(shifts)]]
    luck = rng.normal(scale=common, size=(seeds, 1))
    return rates, 1 + np.array(shifts) + luck + rng.normal(scale=noise, size=(seeds, len(shifts)))


def _at_the_edge():
    """Return losses of which one lies at two errors exactly, and one is the best's own.

    The differences 5, 1, 1, 1 have the mean 2 and the standard deviation 2, so the error 1; all
    numbers are multiples of a power of two, and every step is exact.
    """
    best = np.array([8.0, 3.0, 6.0, 7.0])
    worse = np.array([[5, 1, 1, 1], [9, 9, 9, 9], [0, 0, 0, 0], [0, 0, 0, 0], [5, 2, 1, 1]])
    return np.array([0.4, 0.0, 0.3, 0.1, 0.2]), 1 + (best + worse).T / 64


def _graded():
    """Return losses whose mean differences are 0.1 to 0.6 standard deviations, of 16 seeds.

    Two standard errors are half of a deviation here, one is a quarter of it.
    """
    rng = np.random.default_rng(11)
    noise = rng.normal(size=(16, 4))
    noise = (noise - noise.mean(axis=0)) / noise.std(axis=0, ddof=1)
    worse = 0.01 * (noise + np.array([0.4, 0.1, 0.6, 0.2]))
    best = 1 + rng.normal(scale=0.03, size=(16, 1))
    return np.array([0.3, 0.5, 0.1, 0.2, 0.4]), best + np.insert(worse, 2, 0.0, axis=1)


TIED = Exercise(
    name="dropout_keras.tied",
    call="tied(rates, losses)",
    reference=_tied,
    cases=(
        partial(_losses, 1097, (0.06, 0.008, 0.0, 0.03, 0.012, 0.2), 0.08, 0.01),
        partial(_losses, 531, (0.0, 0.006, 0.012, 0.018, 0.024), 0.03, 0.01, 4),
        partial(_losses, 653, (0.3, 0.02, 0.0, 0.014, 0.04, 0.05, 0.01), 0.05, 0.02, 10),
        Case("at exactly two errors, and losses that are equal", _at_the_edge),
        Case("sixteen seeds", _graded),
        Case("two seeds", partial(_losses, 135, (0.02, 0.0, 0.03), 0.05, 0.02, 2)),
    ),
    mistakes=(
        Mistake(
            "not paired",
            "This adds up the spreads of the two rates. Runs of the same seed share their luck: "
            "subtract them seed by seed, and look at the spread of the differences.",
            partial(_tied_by, deviations=lambda spread, best: np.hypot(spread, spread[best])),
        ),
        Mistake(
            "error of the best alone",
            "This is the error of the best rate's own mean. What counts is the error of the "
            "difference, in which the luck of a seed cancels.",
            partial(_tied_by, deviations=lambda spread, best: spread[best]),
        ),
        Mistake(
            "error of each rate alone",
            "Each rate has the error of its own mean. What counts is the error of its difference "
            "from the best, in which the luck of a seed cancels.",
            partial(_tied_by, deviations=lambda spread, best: spread),
        ),
        Mistake(
            "spread instead of error",
            "This is the spread of the differences. The uncertainty of their mean is smaller, by "
            "the square root of the number of seeds.",
            partial(_tied, divisor=1),
        ),
        Mistake(
            "one error",
            "One standard error was allowed; the rule here is two.",
            partial(_tied, errors=1.0),
        ),
        Mistake(
            "divided by the number of seeds",
            "The standard deviation was divided by the number of seeds. One of them is used up by "
            "the mean.",
            partial(_tied, ddof=0),
        ),
        Mistake(
            "root of the number of rates",
            "The deviation was divided by the root of the number of rates. The mean is one over "
            "the seeds.",
            lambda rates, losses: _tied(rates, losses, divisor=len(rates)),
        ),
        Mistake(
            "one less twice",
            "The number of seeds less one was used twice. It belongs into the deviation; under the "
            "root stands the number of seeds itself.",
            lambda rates, losses: _tied(rates, losses, divisor=len(losses) - 1),
        ),
        Mistake(
            "without the best",
            "The best rate itself is missing. It is certainly tied with itself.",
            _without_the_best,
        ),
        Mistake(
            "nought by nought",
            "The best rate is missing, since its difference over its error is 0/0. Compare the "
            "difference with two errors, and nothing is divided.",
            _by_a_quotient,
        ),
        Mistake(
            "1.96 errors",
            "A difference just below two errors was left out. The rule of this exercise has a "
            "plain 2, not the 1.96 of a normal distribution.",
            partial(_tied, errors=1.96),
        ),
        Mistake(
            "variance over the number",
            "The variance was divided by the number of seeds. That is the square of the standard "
            "error.",
            _by_the_squared_error,
        ),
        Mistake(
            "strictly below",
            "The best rate is missing, and with it what lies at exactly two errors: a difference "
            "of zero is not below an error of zero. The rule says at most.",
            partial(_strictly, with_best=False),
        ),
        Mistake(
            "strictly below, and the best",
            "A rate at exactly two errors is missing, or one whose losses are those of the best. "
            "The rule says at most two errors.",
            partial(_strictly, with_best=True),
        ),
        Mistake(
            "places in place of rates",
            "These are places in `rates`. What is asked stands there: the rates themselves.",
            _places,
        ),
        Mistake(
            "in the order of the losses",
            "These are the right rates, the best one first. They should keep the order that they "
            "have in `rates`.",
            _by_their_losses,
        ),
        Mistake(
            "in the order of size",
            "These are the right rates, sorted. They should keep the order that they have in "
            "`rates`.",
            lambda rates, losses: np.sort(_tied(rates, losses)),
        ),
        Mistake(
            "the lowest median",
            "The differences are from the rate with the lowest median. The exercise asks for the "
            "lowest mean, to which every run contributes.",
            partial(_tied, centre=np.median),
        ),
        Mistake(
            "the luckiest run",
            "The differences are from the rate with the lowest single run. One lucky seed should "
            "not decide; compare the means.",
            _nearest_the_luckiest,
        ),
        Mistake(
            "the best alone",
            "This is the best rate alone. Which others cannot be told from it?",
            lambda rates, losses: rates[[losses.mean(axis=0).argmin()]],
        ),
        Mistake(
            "all rates",
            "All rates are here. Take each mean less the lowest one, so that none is below zero, "
            "and ask whether it is at most two errors.",
            lambda rates, losses: rates,
        ),
        Mistake(
            "the others",
            "These are the rates that can be told from the best. Those that cannot are asked for.",
            lambda rates, losses: rates[~np.isin(rates, _tied(rates, losses))],
        ),
        Mistake(
            "divided by the number, not its root",
            "The deviation was divided by the number of seeds. A mean over m runs has a "
            "deviation that is smaller by the root of m.",
            lambda rates, losses: _tied(rates, losses, divisor=len(losses) ** 2),
        ),
    ),
)

# 4. Noise after pooling


def _pooled_noise(h, rate, whole, *, factor=lambda rate: rate / (1 - rate)):
    squares = h.mean(axis=0) ** 2 if whole else np.sum(h**2, axis=0) / len(h) ** 2
    return factor(rate) * squares


def _same_value(h, rate, whole):
    return _pooled_noise(h, rate, True) / (1 if whole else len(h))


def _pooled_once_more(h, rate, whole):
    return _pooled_noise(h, rate, whole) / (len(h) if whole else 1)


def _mean_of_squares(h, rate, whole):
    return rate / (1 - rate) * np.mean(h**2, axis=0) / (1 if whole else len(h))


def _variance_of_the_places(h, rate, whole):
    return _pooled_noise(h, rate, whole) if whole else rate / (1 - rate) * h.var(axis=0)


def _deviations(h, rate, whole):
    return _pooled_noise(h if whole else h - h.mean(axis=0), rate, whole)


def _maps(seed, positions, channels, rate, whole):
    return np.random.default_rng(seed).normal(0.5, 1, (positions, channels)), rate, whole


POOLED_NOISE = Exercise(
    name="dropout_keras.pooled_noise",
    call="pooled_noise(h, rate, whole)",
    reference=_pooled_noise,
    cases=(
        lambda: (np.array([[1.0, 2.0], [3.0, -2.0]]), 0.5, False),
        lambda: (np.array([[1.0, 2.0], [3.0, -2.0]]), 0.5, True),
        partial(_maps, 1, 4, 3, 0.2, False),
        partial(_maps, 2, 4, 3, 0.2, True),
        Case("one position", partial(_maps, 3, 1, 5, 0.4, False)),
        Case("one channel", partial(_maps, 4, 6, 1, 0.1, True)),
    ),
    mistakes=(
        Mistake(
            "equal activations",
            "This takes all positions for equal, as the chapter's example does. Independent "
            "errors add up as squares, one for each position with its own activation.",
            _same_value,
        ),
        Mistake(
            "whole channels always",
            "Both kinds got the noise of whole channels. With a draw for each position the errors "
            "are independent, and partly cancel in the mean.",
            lambda h, rate, whole: _pooled_noise(h, rate, True),
        ),
        Mistake(
            "single activations always",
            "Both kinds got the noise of single activations. With one draw for a channel all of "
            "its positions err together: pool first, and drop the result.",
            lambda h, rate, whole: _pooled_noise(h, rate, False),
        ),
        Mistake(
            "the other way round",
            "The two kinds were exchanged: `whole` means one draw for all positions of a channel.",
            lambda h, rate, whole: _pooled_noise(h, rate, not whole),
        ),
        Mistake(
            "not scaled",
            "This is the variance of a mask alone. What is kept is divided by the share that is "
            "kept, and a variance by its square.",
            partial(_pooled_noise, factor=lambda rate: rate * (1 - rate)),
        ),
        Mistake(
            "standard deviation",
            "This is the standard deviation; its square is asked for.",
            lambda h, rate, whole: np.sqrt(_pooled_noise(h, rate, whole)),
        ),
        Mistake(
            "mean of the variances",
            "The variances of the positions were averaged. In the variance of a mean of k "
            "independent numbers their sum is divided by k squared.",
            lambda h, rate, whole: (
                _pooled_noise(h, rate, True) if whole else len(h) * _pooled_noise(h, rate, False)
            ),
        ),
        Mistake(
            "divided by the positions in both",
            "Whole channels were divided by the number of positions too. With one draw for all "
            "positions nothing cancels in their mean.",
            _pooled_once_more,
        ),
        Mistake(
            "mean of the squares",
            "For whole channels the mean of the squares was taken. One draw multiplies the mean of "
            "the channel, so it is the square of the mean.",
            _mean_of_squares,
        ),
        Mistake(
            "deviations from the mean",
            "For single activations the mean over positions was subtracted before squaring. The "
            "error of a position is as large as its whole activation.",
            _deviations,
        ),
        Mistake(
            "variance over the positions",
            "For single activations this takes the variance of `h` over the positions. The "
            "positions stand fixed; what varies is the mask.",
            _variance_of_the_places,
        ),
        Mistake(
            "mean not squared",
            "Single activations are right. For whole channels the mean itself was taken: a draw"
            " multiplies the mean of the channel, and a variance goes with its square.",
            lambda h, rate, whole: (
                rate / (1 - rate) * (h.mean(axis=0) if whole else (h**2).sum(axis=0) / len(h) ** 2)
            ),
        ),
        Mistake(
            "sum in place of the mean of a channel",
            "Single activations are right. For whole channels the sum over positions was "
            "squared: what is asked is the noise of their mean.",
            lambda h, rate, whole: (
                rate
                / (1 - rate)
                * (h.sum(axis=0) ** 2 if whole else (h**2).sum(axis=0) / len(h) ** 2)
            ),
        ),
        Mistake(
            "not squared at single positions",
            "Whole channels are right. For single activations they were added without a square:"
            " the variance of a dropped activation goes with its square.",
            lambda h, rate, whole: (
                rate / (1 - rate) * (h.mean(axis=0) ** 2 if whole else h.sum(axis=0) / len(h) ** 2)
            ),
        ),
    ),
)

EXERCISES = (CHANNEL_DROPOUT, SCORE_FLOOR, TIED, POOLED_NOISE)
