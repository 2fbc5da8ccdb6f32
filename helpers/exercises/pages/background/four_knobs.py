"""The exercises of the page on four knobs of a network.

Gradient descent on 1/(2n)‖y − Xw‖² + λ/2‖w‖² converges for learning rates below 2/L, where
L = d₁²/n + λ and d₁ is the largest singular value of X. The mean gradient of B of n rows, drawn
without replacement, has the variance S/B·(1 − B/n), with S the variance over the rows that divides
by n − 1.

References
----------
Loshchilov, Hutter (2017), SGDR: Stochastic Gradient Descent with Warm Restarts, ICLR (the cosine).
Prechelt (1998), Early Stopping - But When?, LNCS 1524 (early stopping).
"""

import itertools
import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake, Objection

# 1. The largest learning rate


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
        Mistake(
            "λ in every entry",
            "Here λ was added to every entry of XᵀX/n. The penalty's curvature is λ times the "
            "identity: it stands on the diagonal alone.",
            lambda X, lam: _bound(np.linalg.eigvalsh(X.T @ X / len(X) + lam)[-1]),
        ),
        Mistake(
            "penalty subtracted from the rate",
            "Here λ was subtracted from the bound of the loss alone. It adds to the curvature, by "
            "which 2 is divided.",
            lambda X, lam: _bound(_steepest(X)) - lam,
        ),
        Mistake(
            "penalty without the rate",
            "Here λ shrinks the weights without the learning rate: this is where |1 − ηL − λ| is "
            "1. A step multiplies the penalty's gradient by η as well.",
            lambda X, lam: (2 - lam) / _steepest(X),
        ),
        Mistake(
            "bare singular value",
            "The largest singular value stands for the curvature, neither squared nor divided by "
            "n.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) + lam),
        ),
        Mistake(
            "squared twice",
            "The norm of XᵀX was squared. Its largest eigenvalue is the square of the singular "
            "value already.",
            lambda X, lam: _bound(np.linalg.norm(X, 2) ** 4 / len(X) + lam),
        ),
        Mistake(
            "curvature squared",
            "The curvature was squared. The largest eigenvalue of XᵀX/n is the curvature itself.",
            lambda X, lam: _bound(_steepest(X) ** 2 + lam),
        ),
        Mistake(
            "penalty as a factor",
            "The curvature was multiplied by 1 + λ. The penalty has a curvature of its own, which "
            "is added, however steep the loss is.",
            lambda X, lam: _bound(_steepest(X) * (1 + lam)),
        ),
        Mistake(
            "divided by n in the wrong place",
            "The n divides the 2, and not the squared singular value: it landed on the wrong side "
            "of the fraction, and λ with it.",
            lambda X, lam: 2 / (np.linalg.norm(X, 2) ** 2 + lam) / len(X),
        ),
        Mistake(
            "root of the curvature",
            "The 2 is divided by the root of the curvature. In a step, the rate multiplies the "
            "curvature itself: the factor is 1 − ηL.",
            lambda X, lam: 2 / math.sqrt(_steepest(X) + lam),
        ),
        Mistake(
            "largest sum of a row",
            "The norm of X is its largest sum over a row. The steepest direction needs its "
            "largest singular value.",
            lambda X, lam: 2 / (np.linalg.norm(X, np.inf) ** 2 / len(X) + lam),
        ),
    ),
)

# 2. Early stopping that asks for more than a hair's breadth


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


def _after_so_many(losses, patience, min_delta):
    """Stop at a fixed epoch, and keep the last improvement until then."""
    trained = min(patience + 1, len(losses))
    return trained, _stop(losses[:trained], trained, min_delta)[1]


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
        Mistake(
            "wait never begins again",
            "Training stops after `patience` epochs here, also if they brought improvements. Each "
            "improvement begins the wait again.",
            _after_so_many,
        ),
        Mistake(
            "waits for a much worse one",
            "Only an epoch that is worse by more than `min_delta` is waited for here. All that is "
            "no improvement counts.",
            partial(_walk, waits=lambda mark, loss, d: loss > mark + d),
        ),
        Mistake(
            "how long it waited",
            "The number of epochs trained is right. The second number is how many came after the "
            "last improvement; asked is which epoch that was.",
            lambda losses, patience, min_delta: (
                _stop(losses, patience, min_delta)[0],
                _stop(losses, patience, min_delta)[0] - _stop(losses, patience, min_delta)[1],
            ),
        ),
    ),
)

# 3. A schedule


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


def _before_step(rise):
    """Return the schedule with another warm-up, a function of the step and their number."""
    return lambda step, warmup, steps, peak: (
        peak * rise(step, warmup) if step < warmup else _schedule(step, warmup, steps, peak)
    )


def _after_with(steps_down):
    """Return the schedule with a way down of another number of steps."""
    return lambda step, warmup, steps, peak: (
        peak * step / warmup
        if step < warmup
        else peak * (1 + math.cos(math.pi * (step - warmup) / steps_down(warmup, steps))) / 2
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
        Mistake(
            "warm-up one step too long",
            "The rise reaches `peak` one step too late, so that there is a jump. It does so at "
            "step `warmup`, where the cosine begins.",
            _before_step(lambda step, warmup: step / (warmup + 1)),
        ),
        Mistake(
            "counted from 1 and one more",
            "The rise begins above 0, one of `warmup` + 1 parts. At step 0 the rate is 0, and at "
            "step `warmup` it is `peak`.",
            _before_step(lambda step, warmup: (step + 1) / (warmup + 1)),
        ),
        Mistake(
            "the same step again",
            "In the warm-up the rate does not depend on the step. It rises by this much in every "
            "step.",
            _before_step(lambda step, warmup: 1 / warmup),
        ),
        Mistake(
            "nothing to warm up",
            "Without a warm-up, step 0 has the rate `peak`. Here it still counts as a step of the "
            "warm-up.",
            lambda step, warmup, steps, peak: (
                0.0 if step == warmup == 0 else _schedule(step, warmup, steps, peak)
            ),
        ),
        Mistake(
            "half on the cosine alone",
            "The half acts on the cosine alone, so that the rate begins above the peak and ends "
            "at half of it. Add 1 first, and halve the sum.",
            _after(lambda share, peak: peak * (1 + math.cos(math.pi * share) / 2)),
        ),
        Mistake(
            "folded up",
            "The negative half of the cosine was folded up, so that the rate rises again. Shift "
            "it and squeeze it, so that it arrives at zero at the end.",
            _after(lambda share, peak: peak * abs(math.cos(math.pi * share))),
        ),
        Mistake(
            "constant after the warm-up",
            "After the warm-up the rate stays at `peak`. From there it goes down to 0 along half "
            "a cosine.",
            _after(lambda share, peak: peak),
        ),
        Mistake(
            "brackets missing in the share",
            "The division acts on `warmup` alone. The share of the way is the whole difference "
            "divided by `steps` − `warmup`: it needs brackets.",
            lambda step, warmup, steps, peak: (
                peak * step / warmup
                if step < warmup
                else peak * (1 + math.cos(math.pi * (step - warmup / (steps - warmup)))) / 2
            ),
        ),
        Mistake(
            "decay by e",
            "After the warm-up the rate falls like an exponential function, and never arrives at "
            "0. It goes along half a cosine.",
            _after(lambda share, peak: peak * math.exp(-share)),
        ),
        Mistake(
            "3.14",
            "The angle ends at 3.14 and not at π, so that the rate does not quite reach 0. NumPy "
            "and Python know π to all digits.",
            _after(lambda share, peak: peak * (1 + math.cos(3.14 * share)) / 2),
        ),
        Mistake(
            "warm-up along a root",
            "The way down is right. The warm-up rises along a root here; a straight line is asked "
            "for.",
            _before(lambda share, peak: peak * math.sqrt(share)),
        ),
        Mistake(
            "flat at one end",
            "This way down is steep at the peak and flat at its end. Half a wave of a cosine is "
            "flat at both.",
            _after(lambda share, peak: peak * (1 - math.sin(math.pi / 2 * share))),
        ),
        Mistake(
            "cosine from the end of the warm-up, before it too",
            "The way down is right, but the cosine was taken before the end of the warm-"
            "up too, where its share of the way is negative. The first `warmup` steps "
            "rise in a straight line.",
            lambda step, warmup, steps, peak: (
                peak * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup))) / 2
            ),
        ),
        Mistake(
            "warm-up added to the steps",
            "The warm-up was added to the number of steps. The way down has `steps` − "
            "`warmup` of them.",
            _after_with(lambda warmup, steps: steps + warmup),
        ),
    ),
)

# 4. The noise of a batch


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


def _sums_of_batches(G, B):
    """Return the mean squared distance of a batch's sum from the mean gradient."""
    return B**2 * _batch_noise(G, B) + (B - 1) ** 2 * float((G.mean(axis=0) ** 2).sum())


def _farthest_batch(G, B):
    batches = itertools.combinations(range(len(G)), B)
    return max(_over_batches(G, [rows]) for rows in batches)


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
        Mistake(
            "mean over all numbers",
            "This is a mean over rows and parameters. A squared distance is the sum over the "
            "parameters, and the spread over the rows divides by n − 1.",
            lambda G, B: _batch_noise(G, B, ddof=0) / G.shape[1],
        ),
        Mistake(
            "one mean for all parameters",
            "The mean of all numbers was subtracted. Each parameter has a mean of its own, over "
            "the rows.",
            lambda G, B: float(((G - G.mean()) ** 2).sum() / (len(G) - 1) / B * (1 - B / len(G))),
        ),
        Mistake(
            "deviations added and squared",
            "The standard deviations were added and the sum squared. Squared distances add up as "
            "they are: add the variances.",
            lambda G, B: float(np.std(G, axis=0, ddof=1).sum() ** 2 / B * (1 - B / len(G))),
        ),
        Mistake(
            "norm of the covariance matrix",
            "The norm of the covariance matrix was taken. Asked is its trace: the sum of the "
            "variances.",
            lambda G, B: float(np.linalg.norm(np.cov(G.T)) / B * (1 - B / len(G))),
        ),
        Mistake(
            "largest eigenvalue",
            "Only the noisiest direction was counted, the largest eigenvalue of the covariance "
            "matrix. A squared distance is the sum over all of them.",
            lambda G, B: float(np.linalg.eigvalsh(np.cov(G.T))[-1] / B * (1 - B / len(G))),
        ),
        Mistake(
            "rows of the batch",
            "These are the distances of the batch's rows, added up. Asked is the distance of "
            "their mean: average the rows of a batch first.",
            lambda G, B: B * float(np.var(G, axis=0).sum()),
        ),
        Mistake(
            "sum of the batch",
            "The gradients of a batch were added up and not averaged. Compare the mean of the "
            "batch with the mean of all rows.",
            _sums_of_batches,
        ),
        Mistake(
            "zero for the whole batch alone",
            "A batch of all rows has no noise here, and one of nearly all has nearly as much as "
            "if rows came twice. The factor falls little by little, with B.",
            lambda G, B: _batch_noise(G, B, finite=False) * (len(G) > B),
        ),
        Mistake(
            "largest distance",
            "This is the largest squared distance of all batches. Asked is their mean.",
            _farthest_batch,
        ),
        Mistake(
            "all numbers at once",
            "One variance was taken of all numbers of the table, around one mean. Each parameter "
            "has a mean of its own, and the squared distance is the sum over the parameters.",
            lambda G, B: float(np.var(G) / B * (len(G) - B) / (len(G) - 1)),
        ),
        Mistake(
            "squared length, other factor",
            "The squared gradients were averaged as they come. Noise is their distance from the "
            "mean of all rows, so that mean has to be taken away first.",
            lambda G, B: float(np.mean(np.sum(G**2, axis=1)) / B * (len(G) - B) / (len(G) - 1)),
        ),
    ),
)

EXERCISES = (LARGEST_RATE, STOP, SCHEDULE, BATCH_NOISE)
