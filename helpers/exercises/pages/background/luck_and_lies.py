"""The exercises of the page on how much the best of many promises too much.

Where true accuracies have the variance τ² and scores add luck of variance s², the mean of the true
accuracy, given its score, is the mean of all plus τ²/(τ² + s²) of the distance from it. What
candidates share, row by row, is no luck that chooses: it is subtracted before luck is measured.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. What a score is worth


def _worth(scores, tau2, s2):
    return _shrunk(scores, tau2 / (tau2 + s2))


def _shrunk(scores, share):
    """Keep a share of each score's distance from the mean of all."""
    return scores.mean() + share * (scores - scores.mean())


def _scores(seed, k, tau2, s2):
    rng = np.random.default_rng(seed)
    return rng.uniform(0.5, 0.8, k), tau2, s2


WORTH = Exercise(
    name="hyperparameters.worth",
    call="worth(scores, tau2, s2)",
    reference=_worth,
    cases=(
        lambda: (np.array([0.5, 0.75, 0.5, 0.25]), 0.25, 0.75),
        partial(_scores, 1, 7, 0.0004, 0.0021),
        partial(_scores, 2, 12, 0.003, 0.0007),
        Case("candidates that are all alike", partial(_scores, 3, 5, 0.0, 0.001)),
        Case("scores without luck", partial(_scores, 4, 6, 0.002, 0.0)),
    ),
    mistakes=(
        Mistake(
            "share of the luck",
            "This keeps the share that is luck. What is left of a distance is its merit, the share "
            "of τ².",
            lambda scores, tau2, s2: _shrunk(scores, s2 / (tau2 + s2)),
        ),
        Mistake(
            "shrunk to zero",
            "The scores were shrunk towards zero. Luck pulls them away from the mean of all, and "
            "that is where they go back to.",
            lambda scores, tau2, s2: scores * tau2 / (tau2 + s2),
        ),
        Mistake(
            "standard deviations",
            "The share is that of the variances. Here the roots were taken before they were added.",
            lambda scores, tau2, s2: _shrunk(scores, np.sqrt(tau2) / (np.sqrt(tau2) + np.sqrt(s2))),
        ),
        Mistake(
            "root of the share",
            "The root of the share was taken. The variances stand in it as they are.",
            lambda scores, tau2, s2: _shrunk(scores, np.sqrt(tau2 / (tau2 + s2))),
        ),
        Mistake(
            "merit alone",
            "This is the distance from the mean that is merit. Add the mean of all again, to get "
            "an accuracy.",
            lambda scores, tau2, s2: _worth(scores, tau2, s2) - scores.mean(),
        ),
        Mistake(
            "luck alone",
            "This is how much each score promises too much. Asked is what is left of it.",
            lambda scores, tau2, s2: scores - _worth(scores, tau2, s2),
        ),
        Mistake(
            "the best alone",
            "This is the best one's worth. Asked are those of all candidates.",
            lambda scores, tau2, s2: float(_worth(scores, tau2, s2).max()),
        ),
        Mistake(
            "shrunk to the best",
            "The scores were pulled towards the best one. What all have in common is their mean.",
            lambda scores, tau2, s2: scores.max() + tau2 / (tau2 + s2) * (scores - scores.max()),
        ),
        Mistake(
            "shrunk to one half",
            "The scores were pulled towards one half. What all have in common is their mean.",
            lambda scores, tau2, s2: 0.5 + tau2 / (tau2 + s2) * (scores - 0.5),
        ),
        Mistake(
            "median",
            "The scores were pulled towards their median. The formula has their mean.",
            lambda scores, tau2, s2: (
                np.median(scores) + tau2 / (tau2 + s2) * (scores - np.median(scores))
            ),
        ),
        Mistake(
            "in rising order",
            "The result is sorted. Each accuracy stands in the place of its score.",
            lambda scores, tau2, s2: np.sort(_worth(scores, tau2, s2)),
        ),
        Mistake(
            "nothing taken away",
            "These are the scores as they were. A part of each distance from the mean is luck.",
            lambda scores, tau2, s2: scores + 0.0,
        ),
        Mistake(
            "all taken away",
            "Every candidate got the mean of all. A part of the distance from it is merit.",
            lambda scores, tau2, s2: np.full(len(scores), scores.mean()),
        ),
        Mistake(
            "merit over luck",
            "The merit was divided by the luck. Its share is that of the whole: τ² over τ² and "
            "s² together.",
            lambda scores, tau2, s2: _shrunk(scores, tau2 / s2 if s2 else 1.0),
        ),
    ),
)

# 2. The luck that chooses


def _own_luck(correct):
    own = correct - correct.mean(axis=0)
    return float(own.var(axis=1, ddof=1).mean() / correct.shape[1])


def _answers(seed, k, m, shared):
    """Return right and wrong answers of k candidates on m rows, some of which are hard for all."""
    rng = np.random.default_rng(seed)
    easy = np.clip(0.5 + shared * rng.normal(size=m), 0.05, 0.95)
    return (rng.random((k, m)) < easy,)


OWN_LUCK = Exercise(
    name="hyperparameters.own_luck",
    call="own_luck(correct)",
    reference=_own_luck,
    cases=(
        lambda: (
            np.array(
                [[True, True, False, True], [True, False, False, True], [True, True, True, False]]
            ),
        ),
        partial(_answers, 1, 5, 30, 0.3),
        partial(_answers, 2, 9, 14, 0.5),
        partial(_answers, 3, 20, 60, 0.1),
        Case("candidates that answer alike", lambda: (np.array([[True, False, True]] * 4),)),
    ),
    mistakes=(
        Mistake(
            "shared luck too",
            "What all candidates share is still in it: hard rows are hard for all, which moves all "
            "scores together and chooses nobody. Subtract each row's mean over the candidates.",
            lambda correct: float(correct.var(axis=1, ddof=1).mean() / correct.shape[1]),
        ),
        Mistake(
            "of one row",
            "This is the luck of a single row. A score is a mean over all rows, and its luck that "
            "much smaller.",
            lambda correct: _own_luck(correct) * correct.shape[1],
        ),
        Mistake(
            "standard error",
            "This is a standard error. Asked is a variance, its square.",
            lambda correct: float(np.sqrt(_own_luck(correct))),
        ),
        Mistake(
            "over the candidates",
            "The variance was taken over the candidates, for each row. Luck is how one candidate's "
            "answers vary from row to row.",
            lambda correct: float(correct.var(axis=0, ddof=1).mean() / correct.shape[1]),
        ),
        Mistake(
            "variance of the scores",
            "This is the variance of the scores, merit and luck together. Luck shows in how one "
            "candidate's answers vary from row to row.",
            lambda correct: float(correct.mean(axis=1).var(ddof=1)),
        ),
        Mistake(
            "n for n − 1",
            "The variance over the rows divides by their number. It is to divide by their number "
            "less one.",
            lambda correct: float(
                (correct - correct.mean(axis=0)).var(axis=1).mean() / correct.shape[1]
            ),
        ),
        Mistake(
            "divided by the candidates",
            "The variance of one row was divided by the number of candidates. A score is a mean "
            "over rows.",
            lambda correct: _own_luck(correct) * correct.shape[1] / correct.shape[0],
        ),
        Mistake(
            "added up",
            "The luck of all candidates was added up. Asked is the mean over them.",
            lambda correct: _own_luck(correct) * correct.shape[0],
        ),
        Mistake(
            "for each candidate",
            "These are the numbers of the candidates. Asked is their mean, one number for all.",
            lambda correct: (correct - correct.mean(axis=0)).var(axis=1, ddof=1) / correct.shape[1],
        ),
        Mistake(
            "binomial",
            "This is a(1 − a)/m for the mean accuracy, which holds shared luck and all. Subtract "
            "what the candidates share.",
            lambda correct: float(correct.mean() * (1 - correct.mean()) / correct.shape[1]),
        ),
        Mistake(
            "all numbers at once",
            "One variance was taken of all numbers together, which also has how the candidates "
            "differ in truth. Take one for each candidate, and their mean.",
            lambda correct: float((correct - correct.mean(axis=0)).var(ddof=1) / correct.shape[1]),
        ),
        Mistake(
            "binomial for each",
            "This is the mean of a(1 − a)/m, each candidate's own. It holds what all candidates "
            "share as well: subtract each row's mean first.",
            lambda correct: float(
                (lambda a: np.mean(a * (1 - a)))(correct.mean(axis=1)) / correct.shape[1]
            ),
        ),
    ),
)

EXERCISES = (WORTH, OWN_LUCK)
