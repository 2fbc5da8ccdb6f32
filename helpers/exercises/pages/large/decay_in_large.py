"""The exercises of the page on weight decay when things grow.

AdamW's weights are a moving average of its updates; under a normalization a decay sets how far a
step turns the weights, and at which length they come to rest.

References
----------
Wang & Aitchison (2024), arXiv:2405.13698 (the moving average).
van Laarhoven (2017), arXiv:1706.05350 (decay under normalization).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. What each update counts for


def _shares(rate, decay, steps, *, keep=None):
    kept = 1 - rate * decay if keep is None else keep(rate * decay)
    late = (1 - kept) * kept ** np.arange(steps - 1, -1, -1)
    return np.r_[kept**steps, late]


def _entering(share, kept, steps):
    return np.r_[kept**steps, share * kept ** np.arange(steps - 1, -1, -1)]


SHARES = Exercise(
    name="small_to_large.shares",
    call="shares(rate, decay, steps)",
    reference=_shares,
    cases=(
        lambda: (0.1, 2.0, 5),
        lambda: (0.05, 4.0, 12),
        Case("a single step", lambda: (0.5, 0.3, 1)),
        lambda: (0.2, 3.5, 3),
    ),
    mistakes=(
        Mistake(
            "newest first",
            "Nearly: the updates stand in the order of the steps, and the last step is the one "
            "that has faded least.",
            lambda rate, decay, steps: np.r_[
                _shares(rate, decay, steps)[0], _shares(rate, decay, steps)[:0:-1]
            ],
        ),
        Mistake(
            "all alike",
            "An ordinary average has equal shares. Here each later step multiplies all that is "
            "already there by 1 − ηλ.",
            lambda rate, decay, steps: np.r_[
                (1 - rate * decay) ** steps,
                np.full(steps, (1 - (1 - rate * decay) ** steps) / steps),
            ],
        ),
        Mistake(
            "start forgotten",
            "The start has faded, but it is still there: which share is left of it?",
            lambda rate, decay, steps: np.r_[0.0, _shares(rate, decay, steps)[1:]],
        ),
        Mistake(
            "one step too late",
            "The update of the last step has not been shrunk by any later one, the start by all "
            "steps.",
            lambda rate, decay, steps: np.r_[
                (1 - rate * decay) ** steps,
                rate * decay * (1 - rate * decay) ** np.arange(steps, 0, -1),
            ],
        ),
        Mistake(
            "not averaged",
            "These are the factors by which things have faded. In w ← (1 − ηλ)w + ηλ·(…) a new "
            "update enters with a share of ηλ.",
            lambda rate, decay, steps: (1 - rate * decay) ** np.arange(steps, -1.0, -1),
        ),
        Mistake(
            "exponentials",
            "A factor of exp(−ηλ) a step is close while ηλ is small. The step multiplies by "
            "exactly 1 − ηλ.",
            partial(_shares, keep=lambda x: np.exp(-x)),
        ),
        Mistake(
            "exponentials in place of powers",
            "The powers of 1 − ηλ were replaced by exp(−ηλ) to that power. Both are close "
            "while ηλ is small, but a step multiplies by exactly 1 − ηλ.",
            lambda rate, decay, steps: _entering(rate * decay, np.exp(-rate * decay), steps),
        ),
        Mistake(
            "the rate alone",
            "Here η stands where ηλ should: a step takes off ηλ of what is there, and that is "
            "the share of the new update.",
            lambda rate, decay, steps: _shares(rate, 1, steps),
        ),
        Mistake(
            "the decay alone",
            "Here λ stands where ηλ should: AdamW multiplies the decay by the learning rate.",
            lambda rate, decay, steps: _shares(1, decay, steps),
        ),
        Mistake(
            "enters with the rate",
            "The fading is right. η is the factor of the update itself; the share is that of "
            "the update divided by λ, which is η times λ.",
            lambda rate, decay, steps: _entering(rate, 1 - rate * decay, steps),
        ),
        Mistake(
            "factors of the updates",
            "These are the factors of d₁, d₂ and so on. Asked are those of −d₁/λ, −d₂/λ: take "
            "sign and λ out.",
            lambda rate, decay, steps: _entering(-rate, 1 - rate * decay, steps),
        ),
        Mistake(
            "start last",
            "The start stands at the end. It comes first, and then the updates in the order "
            "of the steps.",
            lambda rate, decay, steps: np.roll(_shares(rate, decay, steps), -1),
        ),
        Mistake(
            "all from the last step back",
            "The whole runs backward in time. The start comes first, and the last update at "
            "the end.",
            lambda rate, decay, steps: _shares(rate, decay, steps)[::-1],
        ),
        Mistake(
            "start not faded",
            "The start counts for as much as at first. Each step leaves 1 − ηλ of it.",
            lambda rate, decay, steps: np.r_[1.0, _shares(rate, decay, steps)[1:]],
        ),
        Mistake(
            "start faded once too seldom",
            "The updates are right. The start is shrunk by every step, the first one included.",
            lambda rate, decay, steps: np.r_[
                (1 - rate * decay) ** (steps - 1), _shares(rate, decay, steps)[1:]
            ],
        ),
        Mistake(
            "updates faded once too seldom",
            "The last update enters with a share of ηλ, and no later step shrinks it. Here "
            "each update has one power of 1 − ηλ too few.",
            lambda rate, decay, steps: np.r_[
                _shares(rate, decay, steps)[0], _shares(rate, decay, steps)[1:] / (1 - rate * decay)
            ],
        ),
        Mistake(
            "updates sum to one",
            "The shares of the updates sum to one by themselves. The start has a share too: "
            "together they sum to one.",
            lambda rate, decay, steps: np.r_[
                _shares(rate, decay, steps)[0],
                _shares(rate, decay, steps)[1:] / (1 - _shares(rate, decay, steps)[0]),
            ],
        ),
        Mistake(
            "fades by the decay",
            "The share of an update is right. What is there already is multiplied by 1 − ηλ, "
            "not by 1 − λ.",
            lambda rate, decay, steps: _entering(rate * decay, 1 - decay, steps),
        ),
        Mistake(
            "fades by the rate",
            "The share of an update is right. What is there already is multiplied by 1 − ηλ, "
            "not by 1 − η.",
            lambda rate, decay, steps: _entering(rate * decay, 1 - rate, steps),
        ),
        Mistake(
            "start as an update",
            "The start was multiplied by ηλ, as if it had come in by a step. It is there from "
            "the beginning, with the share 1, and only fades.",
            lambda rate, decay, steps: (
                rate * decay * (1 - rate * decay) ** np.r_[steps, np.arange(steps - 1, -1, -1)]
            ),
        ),
        Mistake(
            "powers made to sum to one",
            "The powers were divided by their sum. No such factor is needed: with ηλ in front "
            "of the updates, and not of the start, the shares add up to one.",
            lambda rate, decay, steps: (lambda v: v / v.sum())(
                (1 - rate * decay) ** np.arange(steps, -1.0, -1)
            ),
        ),
        Mistake(
            "divided by one plus",
            "Each step divides by 1 + ηλ here. It multiplies by 1 − ηλ, which is nearly the "
            "same while ηλ is small.",
            partial(_shares, keep=lambda x: 1 / (1 + x)),
        ),
        Mistake(
            "added up",
            "The decays were added up, as if each took its part of the first value. Each "
            "takes its share of what the one before has left.",
            lambda rate, decay, steps: np.r_[
                1 - steps * rate * decay,
                rate * decay * (1 - rate * decay * np.arange(steps - 1, -1, -1)),
            ],
        ),
        Mistake(
            "growing",
            "The powers are those of 1 + ηλ, which grow. A decay takes a share off.",
            lambda rate, decay, steps: _entering(rate * decay, 1 + rate * decay, steps),
        ),
        Mistake(
            "divided by the decay once more",
            "The updates are divided by λ once more. Asked are the factors of −d₁/λ, −d₂/λ as "
            "they stand.",
            lambda rate, decay, steps: _entering(-rate / decay, 1 - rate * decay, steps),
        ),
    ),
)

# 2. The decay of a training that has grown


def _steps(training):
    return training[1] / training[2]


def _carried(decay, before, after):
    return decay * (before[0] * _steps(before)) / (after[0] * _steps(after))


def _whole_steps(decay, before, after, *, whole=np.floor):
    steps = [float(whole(_steps(training))) for training in (before, after)]
    return decay * before[0] * steps[0] / (after[0] * steps[1])


CARRIED_DECAY = Exercise(
    name="small_to_large.carried_decay",
    call="carried_decay(decay, before, after)",
    reference=_carried,
    cases=(
        lambda: (0.5, (0.002, 1000, 50), (0.002, 2000, 50)),
        lambda: (0.1, (0.001, 3000, 100), (0.001, 3000, 300)),
        lambda: (2.0, (0.01, 500, 20), (0.004, 4000, 32)),
        Case("nothing changes", lambda: (0.3, (0.05, 90, 30), (0.05, 90, 30))),
        Case(
            "rows that are no multiple of the batch",
            lambda: (0.7, (0.003, 1000, 64), (0.001, 4100, 96)),
        ),
    ),
    mistakes=(
        Mistake(
            "decay kept",
            "With the same λ the weights remember as many steps as before, which are another "
            "number of epochs now.",
            lambda decay, before, after: float(decay),
        ),
        Mistake(
            "upside down",
            "More rows are more steps in an epoch. For the memory to last as many epochs, is a "
            "larger λ needed or a smaller one?",
            lambda decay, before, after: decay**2 / _carried(decay, before, after),
        ),
        Mistake(
            "rate forgotten",
            "The rows and batches are right. The memory in steps is 1/(ηλ): what if η changes too?",
            lambda decay, before, after: decay * _steps(before) / _steps(after),
        ),
        Mistake(
            "batch forgotten",
            "A larger batch means fewer steps in an epoch; only rows and rates were used.",
            lambda decay, before, after: decay * before[0] * before[1] / (after[0] * after[1]),
        ),
        Mistake(
            "batch the wrong way",
            "A larger batch makes fewer steps of an epoch, not more.",
            lambda decay, before, after: (
                decay * before[0] * before[1] * before[2] / (after[0] * after[1] * after[2])
            ),
        ),
        Mistake(
            "memory in steps",
            "This keeps the memory in steps, 1/(ηλ). It is the memory in epochs that should stay.",
            lambda decay, before, after: decay * before[0] / after[0],
        ),
        Mistake(
            "square roots",
            "Neither rows nor batches enter by a square root: the memory in epochs is 1/(ηλ), "
            "divided by the steps of an epoch.",
            lambda decay, before, after: decay * (_carried(decay, before, after) / decay) ** 0.5,
        ),
        Mistake(
            "rate the wrong way",
            "A smaller rate also shrinks what the decay takes off in a step, ηλ. Which way must λ "
            "move to make up for that?",
            lambda decay, before, after: (
                decay * after[0] * _steps(before) / (before[0] * _steps(after))
            ),
        ),
        Mistake(
            "rows alone",
            "Only the rows were used. The memory in epochs is 1/(ηλ), divided by the steps of "
            "an epoch, which depend on the batch too.",
            lambda decay, before, after: decay * before[1] / after[1],
        ),
        Mistake(
            "batches alone",
            "Only the batches were used. The memory in epochs is 1/(ηλ), divided by the steps "
            "of an epoch, which depend on the rows too.",
            lambda decay, before, after: decay * after[2] / before[2],
        ),
        Mistake(
            "rows the wrong way",
            "More rows make more steps of an epoch, not fewer: the same memory in epochs is a "
            "longer one in steps, and asks for a smaller λ.",
            lambda decay, before, after: (
                decay * before[0] * after[1] * after[2] / (after[0] * before[1] * before[2])
            ),
        ),
        Mistake(
            "whole steps",
            "The steps of an epoch were cut to a whole number. The memory in epochs takes "
            "rows over batch as it is, with its fraction.",
            _whole_steps,
        ),
        Mistake(
            "steps rounded up",
            "The steps of an epoch were rounded up, as where the last batch is a small one. "
            "The memory in epochs takes rows over batch as it is, with its fraction.",
            partial(_whole_steps, whole=np.ceil),
        ),
        Mistake(
            "the memory itself",
            "This is the memory in epochs of the old training. Asked is the decay with which "
            "the new one has the same.",
            lambda decay, before, after: 1 / (before[0] * decay * _steps(before)),
        ),
        Mistake(
            "product of rates",
            "The rates were multiplied. What the new training shrinks in a step is its own "
            "rate times the decay: divide by it.",
            lambda decay, before, after: (
                decay * before[0] * after[0] * _steps(before) / _steps(after)
            ),
        ),
        Mistake(
            "roots of the rows",
            "The rows enter by their root here. The memory in epochs is 1/(ηλ), divided by "
            "the steps of an epoch, in which they stand as they are.",
            lambda decay, before, after: (
                _carried(decay, before, after) * (after[1] / before[1]) ** 0.5
            ),
        ),
        Mistake(
            "roots of the batches",
            "The batches enter by their root here. The memory in epochs is 1/(ηλ), divided by "
            "the steps of an epoch, in which they stand as they are.",
            lambda decay, before, after: (
                _carried(decay, before, after) * (before[2] / after[2]) ** 0.5
            ),
        ),
        Mistake(
            "steps the wrong way",
            "The rates are right. An epoch of more steps asks for a smaller decay in each: "
            "the steps enter the other way round.",
            lambda decay, before, after: (
                decay * before[0] * _steps(after) / (after[0] * _steps(before))
            ),
        ),
        Mistake(
            "rate times decay",
            "This is the new rate times the new decay. The decay alone is asked for.",
            lambda decay, before, after: after[0] * _carried(decay, before, after),
        ),
        Mistake(
            "the factor alone",
            "This is by how much the decay changes. Multiply the old one by it.",
            lambda decay, before, after: _carried(1.0, before, after),
        ),
        Mistake(
            "rate counted twice",
            "The ratio of the rates was squared. Each step takes off ηλ, in which the rate "
            "stands once.",
            lambda decay, before, after: _carried(decay, before, after) * before[0] / after[0],
        ),
        Mistake(
            "root of the rates",
            "The rates enter by their root here. What a step takes off is ηλ, in which both "
            "stand as they are.",
            lambda decay, before, after: (
                _carried(decay, before, after) * (after[0] / before[0]) ** 0.5
            ),
        ),
    ),
)

# 3. Where scale-invariant weights come to rest


def _at_rest(rate, decay, square):
    return (rate * square / (2 * decay - rate * decay**2)) ** 0.25, np.arccos(1 - rate * decay)


def _small_angle_as_sine(rate, decay, square):
    with np.errstate(invalid="ignore"):  # it has none where ηλ is large
        return _at_rest(rate, decay, square)[0], np.arcsin(np.sqrt(2 * rate * decay))


AT_REST = Exercise(
    name="small_to_large.at_rest",
    call="at_rest(rate, decay, square)",
    returns=("length", "angle"),
    reference=_at_rest,
    cases=(
        lambda: (0.1, 2.0, 3.0),
        lambda: (0.5, 0.6, 0.2),
        lambda: (0.03, 10.0, 7.0),
        lambda: (1.5, 0.4, 1.3),
    ),
    mistakes=(
        Mistake(
            "fixed gradient",
            "This is the square of the length: the gradient was taken to have the same size at any "
            "length. At the length c it is 1/c of that at length 1.",
            lambda rate, decay, square: (
                (rate * square / (2 * decay - rate * decay**2)) ** 0.5,
                np.arccos(1 - rate * decay),
            ),
        ),
        Mistake(
            "first order",
            "This is right for a small ηλ. Here it is not small: keep the square of 1 − ηλ as it "
            "is.",
            lambda rate, decay, square: (
                (rate * square / (2 * decay)) ** 0.25,
                np.sqrt(2 * rate * decay),
            ),
        ),
        Mistake(
            "angle by its root",
            "The length is right. √(2ηλ) is the angle for small ηλ; Pythagoras gives it for any.",
            lambda rate, decay, square: (
                _at_rest(rate, decay, square)[0],
                np.sqrt(2 * rate * decay),
            ),
        ),
        Mistake(
            "cosine",
            "The second number is the cosine of the angle.",
            lambda rate, decay, square: (_at_rest(rate, decay, square)[0], 1 - rate * decay),
        ),
        Mistake(
            "degrees",
            "The angle is in degrees; radians are asked for.",
            lambda rate, decay, square: (
                _at_rest(rate, decay, square)[0],
                np.degrees(_at_rest(rate, decay, square)[1]),
            ),
        ),
        Mistake(
            "angle from the old length",
            "The step was compared with the old length. In the right triangle the side next to the "
            "angle is what the decay has left, (1 − ηλ) of it.",
            lambda rate, decay, square: (
                _at_rest(rate, decay, square)[0],
                np.arctan(np.sqrt(2 * rate * decay - (rate * decay) ** 2)),
            ),
        ),
        Mistake(
            "length to first order",
            "The angle is right. The length is one for a small ηλ: keep the square of 1 − ηλ "
            "as it is.",
            lambda rate, decay, square: (
                (rate * square / (2 * decay)) ** 0.25,
                _at_rest(rate, decay, square)[1],
            ),
        ),
        Mistake(
            "sine for cosine",
            "The length is right. 1 − ηλ is the cosine of the angle, not its sine: the step "
            "stands at a right angle to the old weights, and the decayed ones are next to the "
            "angle.",
            lambda rate, decay, square: (
                _at_rest(rate, decay, square)[0],
                np.arcsin(1 - rate * decay),
            ),
        ),
        Mistake(
            "share for angle",
            "The length is right. ηλ is the share of the length that the decay takes off, not "
            "the angle by which the step turns.",
            lambda rate, decay, square: (_at_rest(rate, decay, square)[0], rate * decay),
        ),
        Mistake(
            "fourth power",
            "The first number is the fourth power of the length, as it stands in the formula. "
            "Take the root, and again.",
            lambda rate, decay, square: (
                _at_rest(rate, decay, square)[0] ** 4,
                _at_rest(rate, decay, square)[1],
            ),
        ),
        Mistake(
            "one decay in the square",
            "The angle is right. The square of 1 − ηλ is 1 − 2ηλ + η²λ²: a 2 is missing in "
            "the length.",
            lambda rate, decay, square: (
                (rate * square / (decay - rate * decay**2)) ** 0.25,
                _at_rest(rate, decay, square)[1],
            ),
        ),
        Mistake(
            "not squared",
            "The angle is right. In the length 1 − ηλ enters squared: Pythagoras adds the "
            "squares of the sides.",
            lambda rate, decay, square: (
                (rate * square / decay) ** 0.25,
                _at_rest(rate, decay, square)[1],
            ),
        ),
        Mistake(
            "angle without the 2",
            "The length is right. For small ηλ the angle is √(2ηλ), with a 2; for any ηλ the "
            "right triangle gives its cosine.",
            lambda rate, decay, square: (_at_rest(rate, decay, square)[0], np.sqrt(rate * decay)),
        ),
        Mistake(
            "2 missing in both",
            "In both numbers a 2 is missing, and the square of ηλ with it: 1 − (1 − ηλ)² is "
            "2ηλ − (ηλ)².",
            lambda rate, decay, square: ((rate * square / decay) ** 0.25, np.sqrt(rate * decay)),
        ),
        Mistake(
            "rate once more",
            "The angle is right. The step is η times the gradient: in (6) its square stands "
            "with η², and one η is left when it is divided by 2ηλ.",
            lambda rate, decay, square: (
                (square / (2 * decay - rate * decay**2)) ** 0.25,
                _at_rest(rate, decay, square)[1],
            ),
        ),
        Mistake(
            "share as sine",
            "The length is right. What the decay takes off, ηλ, is not the side across from "
            "the angle; what it leaves is the side next to it.",
            lambda rate, decay, square: (_at_rest(rate, decay, square)[0], np.arcsin(rate * decay)),
        ),
        Mistake(
            "plus in the square",
            "The angle is right. The square of 1 − ηλ is 1 − 2ηλ + (ηλ)²: when it is taken "
            "from 1, the last term changes its sign.",
            lambda rate, decay, square: (
                (
                    (rate * square / (2 * decay + rate * decay**2)) ** 0.25,
                    _at_rest(rate, decay, square)[1],
                )
            ),
        ),
        Mistake(
            "cosine squared",
            "The length is right. 1 − ηλ is the cosine; its square is what is left of the "
            "squared length.",
            lambda rate, decay, square: (
                (_at_rest(rate, decay, square)[0], np.arccos((1 - rate * decay) ** 2))
            ),
        ),
        Mistake(
            "rate squared",
            "The angle is right. The step has η² in it, but 2ηλ − (ηλ)² stands below it: one "
            "η cancels.",
            lambda rate, decay, square: (
                (
                    (rate**2 * square / (2 * decay - rate * decay**2)) ** 0.25,
                    _at_rest(rate, decay, square)[1],
                )
            ),
        ),
        Mistake(
            "gradient forgotten",
            "The angle is right. The gradient has dropped out of the angle, not of the "
            "length: a larger one stretches more.",
            lambda rate, decay, square: (
                ((rate / (2 * decay - rate * decay**2)) ** 0.25, _at_rest(rate, decay, square)[1])
            ),
        ),
        Mistake(
            "half the angle",
            "The length is right. The angle is half of what it should be, as in a triangle "
            "with two equal sides that was cut through the middle.",
            lambda rate, decay, square: (
                (_at_rest(rate, decay, square)[0], _at_rest(rate, decay, square)[1] / 2)
            ),
        ),
        Mistake(
            "angle without its root",
            "The length is right. 2ηλ is the square of the angle for small ηλ; for any ηλ its "
            "cosine is 1 − ηλ.",
            lambda rate, decay, square: (_at_rest(rate, decay, square)[0], 2 * rate * decay),
        ),
        Mistake(
            "decay not squared",
            "The angle is right. The square of ηλ has λ² in it, and λ² stands in the length.",
            lambda rate, decay, square: (
                ((rate * square / decay / abs(2 - rate)) ** 0.25, _at_rest(rate, decay, square)[1])
            ),
        ),
        Mistake(
            "small angle as tangent",
            "The length is right. √(2ηλ) is the angle itself for small ηλ, not its tangent; for "
            "any ηλ the cosine of the angle is 1 − ηλ.",
            lambda rate, decay, square: (
                _at_rest(rate, decay, square)[0],
                np.arctan(np.sqrt(2 * rate * decay)),
            ),
        ),
        Mistake(
            "small angle as sine",
            "The length is right. √(2ηλ) is the angle itself for small ηλ, not its sine; for any "
            "ηλ the cosine of the angle is 1 − ηλ.",
            _small_angle_as_sine,
        ),
    ),
)

EXERCISES = (SHARES, CARRIED_DECAY, AT_REST)
