"""The exercises of the page on dropout at prediction time.

With masks left on, a network answers differently in every draw. The variance of its answers is the
spread over masks; a target has the variance of the noise on top.

References
----------
Gal, Ghahramani (2016), Dropout as a Bayesian approximation: representing model uncertainty in deep
learning, International Conference on Machine Learning.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. How often an interval holds


def _predictions(seed, draws, rows, noise, z):
    """Return draws around means of their own, and targets with more noise than the draws have."""
    rng = np.random.default_rng(seed)
    mean, spread = rng.normal(size=rows), rng.uniform(0.1, 1.5, rows)
    drawn = mean + spread * rng.normal(size=(draws, rows))
    return drawn, mean + rng.normal(size=rows) * np.sqrt(1 + noise), noise, z


def _on_the_ends():
    """Return half-widths 5 and 4, exactly, that two of the targets are away from their means."""
    drawn = np.array([[0.0, 1.0, 2.0, 2.0], [6.0, 1.0, 2.0, 2.0]])
    return drawn, np.array([8.0, -3.0, 3.0, 9.0]), 16.0, 1.0


def _inside(drawn, y, width):
    return np.mean(np.abs(y - drawn.mean(axis=0)) < width)


def _coverage(drawn, y, noise, z):
    return _inside(drawn, y, z * np.sqrt(drawn.var(axis=0) + noise))


COVERAGE = Exercise(
    name="dropout_why.coverage",
    call="coverage(drawn, y, noise, z)",
    reference=_coverage,
    cases=(
        lambda: (
            np.array([[1.0, 0.0, 5.0, 2.0], [3.0, 0.0, 7.0, 2.0]]),
            np.array([4.5, 1.9, 8.7, 6.5]),
            2.0,
            2.0,
        ),
        partial(_predictions, 1, 40, 400, 0.5, 1.0),
        partial(_predictions, 2, 12, 300, 0.2, 0.7),
        Case("no noise", partial(_predictions, 3, 20, 250, 0.0, 1.645)),
        Case("noise that is far more than the spread", partial(_predictions, 4, 9, 350, 4.0, 0.6)),
        Case("as many draws as rows", partial(_predictions, 5, 60, 60, 0.3, 0.8)),
        Case("one draw", partial(_predictions, 6, 1, 90, 1.0, 1.0)),
        Case("every interval holds", partial(_predictions, 7, 5, 30, 1.0, 100.0)),
        Case("targets on the ends of their intervals", _on_the_ends),
    ),
    mistakes=(
        Mistake(
            "without the noise",
            "The interval allows for the spread over masks alone. A target scatters around even "
            "the best prediction, by the noise.",
            lambda drawn, y, noise, z: _inside(drawn, y, z * drawn.std(axis=0)),
        ),
        Mistake(
            "the noise alone",
            "The interval allows for the noise alone. How unsure is the prediction itself, by its "
            "draws?",
            lambda drawn, y, noise, z: _inside(drawn, y, z * np.sqrt(noise)),
        ),
        Mistake(
            "deviations added",
            "The standard deviations of spread and noise were added. They are independent, so it "
            "is the variances that add up.",
            lambda drawn, y, noise, z: _inside(drawn, y, z * (drawn.std(axis=0) + np.sqrt(noise))),
        ),
        Mistake(
            "noise as a deviation",
            "The noise comes as a variance, and was squared once more. It can be added as it is.",
            lambda drawn, y, noise, z: _inside(drawn, y, z * np.sqrt(drawn.var(axis=0) + noise**2)),
        ),
        Mistake(
            "spread not squared",
            "A standard deviation over the draws was added to a variance. The variance over the "
            "draws belongs there.",
            lambda drawn, y, noise, z: _inside(drawn, y, z * np.sqrt(drawn.std(axis=0) + noise)),
        ),
        Mistake(
            "variance as half-width",
            "The half-width is a multiple of the variance. Take its root: a half-width has the "
            "unit of the targets.",
            lambda drawn, y, noise, z: _inside(drawn, y, z * (drawn.var(axis=0) + noise)),
        ),
        Mistake(
            "without z",
            "The intervals reach one standard deviation to each side. How wide they are to be is "
            "said by z.",
            lambda drawn, y, noise, z: _inside(drawn, y, np.sqrt(drawn.var(axis=0) + noise)),
        ),
        Mistake(
            "standard error",
            "The variance over the draws was divided by their number, which says how well their "
            "mean is known. The interval is about a target, and the spread itself counts.",
            lambda drawn, y, noise, z: _inside(
                drawn, y, z * np.sqrt(drawn.var(axis=0) / len(drawn) + noise)
            ),
        ),
        Mistake(
            "draws in place of targets",
            "This is how many of the draws lie in the interval. It has to hold for the target.",
            lambda drawn, y, noise, z: _inside(
                drawn, drawn, z * np.sqrt(drawn.var(axis=0) + noise)
            ),
        ),
        Mistake(
            "one spread for all rows",
            "One spread was taken for all rows. Each row has a spread of its own, over its draws.",
            lambda drawn, y, noise, z: _inside(drawn, y, z * np.sqrt(drawn.var() + noise)),
        ),
        Mistake(
            "mean spread",
            "The spreads of the rows were averaged. Each row has an interval of its own.",
            lambda drawn, y, noise, z: _inside(
                drawn, y, z * np.sqrt(drawn.var(axis=0).mean() + noise)
            ),
        ),
        Mistake(
            "share outside",
            "This is the share of intervals that fail. Coverage is the share that hold.",
            lambda drawn, y, noise, z: 1 - _coverage(drawn, y, noise, z),
        ),
        Mistake(
            "count",
            "This is how many intervals hold. Coverage is a share of the rows.",
            lambda drawn, y, noise, z: len(y) * _coverage(drawn, y, noise, z),
        ),
        Mistake(
            "one side",
            "Only targets that are too high count as missed. An interval has two ends.",
            lambda drawn, y, noise, z: np.mean(
                y - drawn.mean(axis=0) < z * np.sqrt(drawn.var(axis=0) + noise)
            ),
        ),
        Mistake(
            "full width",
            "The distance to the middle was compared with half of z standard deviations. z times "
            "the standard deviation is the half-width already.",
            lambda drawn, y, noise, z: _inside(
                drawn, y, z / 2 * np.sqrt(drawn.var(axis=0) + noise)
            ),
        ),
        Mistake(
            "around the first draw",
            "The interval stands around a single draw. It belongs around their mean.",
            lambda drawn, y, noise, z: np.mean(
                np.abs(y - drawn[0]) < z * np.sqrt(drawn.var(axis=0) + noise)
            ),
        ),
        Mistake(
            "one draw fewer",
            "The variance over the draws was divided by one less than their number. That is the "
            "usual estimate, but here it is to divide by their number.",
            lambda drawn, y, noise, z: _inside(
                drawn,
                y,
                z * np.sqrt(drawn.var(axis=0) * len(drawn) / max(len(drawn) - 1, 1) + noise),
            ),
        ),
        Mistake(
            "the ends counted as inside",
            "A target that lies on the end of its interval was counted as inside. It has to lie"
            " strictly inside.",
            lambda drawn, y, noise, z: np.mean(
                np.abs(y - drawn.mean(axis=0)) <= z * np.sqrt(drawn.var(axis=0) + noise)
            ),
        ),
        Mistake(
            "around the median",
            "The interval stands around the median of the draws. It belongs around their mean.",
            lambda drawn, y, noise, z: np.mean(
                np.abs(y - np.median(drawn, axis=0)) < z * np.sqrt(drawn.var(axis=0) + noise)
            ),
        ),
        Mistake(
            "share beyond the ends",
            "This is the share of targets that lie beyond the ends of their interval. Coverage "
            "is the share of those inside.",
            lambda drawn, y, noise, z: np.mean(
                np.abs(y - drawn.mean(axis=0)) > z * np.sqrt(drawn.var(axis=0) + noise)
            ),
        ),
    ),
)


# 2. Disagreement of the draws


def _draws(seed, draws, rows, classes):
    rng = np.random.default_rng(seed)
    q = rng.gamma(0.7, size=(draws, rows, classes))
    return (q / q.sum(axis=2, keepdims=True),)


def _entropy(q):
    return -np.sum(q * np.log(np.where(q > 0, q, 1.0)), axis=-1)


def _disagreement(q):
    return _entropy(q.mean(axis=0)) - _entropy(q).mean(axis=0)


DISAGREEMENT = Exercise(
    name="dropout_why.disagreement",
    call="disagreement(q)",
    reference=_disagreement,
    cases=(
        lambda: (np.array([[[0.9, 0.1], [0.5, 0.5]], [[0.1, 0.9], [0.5, 0.5]]]),),
        partial(_draws, 17, 8, 5, 3),
        partial(_draws, 18, 3, 4, 10),
        Case(
            "probabilities that are zero",
            lambda: (np.array([[[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]], [[0.2, 0.3, 0.5]]]),),
        ),
        Case("as many draws as rows and classes", partial(_draws, 20, 3, 3, 3)),
        Case("one draw", partial(_draws, 21, 1, 2, 3)),
    ),
    mistakes=(
        Mistake(
            "entropy of the mean",
            "This is all of the uncertainty, the entropy of the mean. A draw that is itself "
            "undecided adds to it without any disagreement.",
            lambda q: _entropy(q.mean(axis=0)),
        ),
        Mistake(
            "mean of the entropies",
            "This is how undecided a single draw is on average. How much more undecided is the "
            "mean of the draws?",
            lambda q: _entropy(q).mean(axis=0),
        ),
        Mistake(
            "sign",
            "The two entropies are subtracted the wrong way round: entropy is concave, so the "
            "mean of the draws is at least as undecided as the draws are.",
            lambda q: -_disagreement(q),
        ),
        Mistake(
            "bits",
            "This is right in bits. The losses of the book use the natural logarithm.",
            lambda q: _disagreement(q) / np.log(2),
        ),
        Mistake(
            "spread of the probabilities",
            "This is the variance of the probabilities over the draws, added over classes. It "
            "grows with disagreement too, but it is no entropy.",
            lambda q: q.var(axis=0).sum(axis=-1),
        ),
        Mistake(
            "mean over the rows",
            "The rows were averaged to one number. The question is on which rows the draws "
            "disagree, so keep one number for each.",
            lambda q: float(_disagreement(q).mean()),
        ),
        Mistake(
            "logarithm of zero",
            "The logarithm of zero was taken, and 0 times it is no number. In an entropy such a "
            "term counts as 0.",
            lambda q: np.where((q == 0).any(axis=(0, 2)), np.nan, _disagreement(q)),
        ),
        Mistake(
            "mean over the classes",
            "The terms of an entropy were averaged over the classes. An entropy is their sum.",
            lambda q: _disagreement(q) / q.shape[2],
        ),
        Mistake(
            "entropies added over draws",
            "The entropies of the draws were added up. Take their mean, as the entropy that they "
            "are subtracted from is that of a mean.",
            lambda q: _entropy(q.mean(axis=0)) - _entropy(q).sum(axis=0),
        ),
        Mistake(
            "added in place of subtracted",
            "The two entropies were added. How much of the one is left when the other is taken "
            "away?",
            lambda q: _entropy(q.mean(axis=0)) + _entropy(q).mean(axis=0),
        ),
        Mistake(
            "axes of draws and rows",
            "The mean was taken over the rows, with one number for each draw. The draws stand on "
            "the first axis.",
            lambda q: _disagreement(q.swapaxes(0, 1)),
        ),
        Mistake(
            "share of the uncertainty",
            "This is the disagreement as a share of all uncertainty. The difference itself is "
            "asked for.",
            lambda q: _disagreement(q) / _entropy(q.mean(axis=0)),
        ),
        Mistake(
            "share of the largest entropy",
            "This was divided by the logarithm of the number of classes, the largest entropy that "
            "there is. The difference itself is asked for.",
            lambda q: _disagreement(q) / np.log(q.shape[2]),
        ),
        Mistake(
            "first draw",
            "The entropy of a single draw was subtracted. Take the mean over all of them.",
            lambda q: _entropy(q.mean(axis=0)) - _entropy(q[0]),
        ),
        Mistake(
            "disagreeing votes",
            "This is the share of draws that vote for another class. Two draws may vote alike and "
            "still give the class very different probabilities.",
            lambda q: (q.argmax(axis=2) != q.mean(axis=0).argmax(axis=1)).mean(axis=0),
        ),
        Mistake(
            "spread of the entropies",
            "This is how much the entropies of the draws differ. Draws that contradict each other "
            "with equal certainty have equal entropies.",
            lambda q: _entropy(q).std(axis=0),
        ),
        Mistake(
            "one minus the confidence",
            "This is one minus the confidence of the mean. It does not tell draws that are "
            "undecided from draws that contradict each other.",
            lambda q: 1 - q.mean(axis=0).max(axis=1),
        ),
        Mistake(
            "quotient of the entropies",
            "One entropy was divided by the other. Their difference is asked for.",
            lambda q: _entropy(q).mean(axis=0) / _entropy(q.mean(axis=0)),
        ),
        Mistake(
            "mean spread of the probabilities",
            "This is the variance of the probabilities over the draws, averaged over classes. "
            "It grows with disagreement too, but it is no entropy.",
            lambda q: q.var(axis=0).mean(axis=-1),
        ),
        Mistake(
            "variance of the entropies",
            "This is the variance of the entropies of the draws. Draws that contradict each "
            "other with equal certainty have equal entropies.",
            lambda q: _entropy(q).var(axis=0),
        ),
        Mistake(
            "first draw in place of the mean",
            "The entropy of the first draw stands where that of the mean over draws belongs.",
            lambda q: _entropy(q[0]) - _entropy(q).mean(axis=0),
        ),
    ),
)

EXERCISES = (COVERAGE, DISAGREEMENT)
