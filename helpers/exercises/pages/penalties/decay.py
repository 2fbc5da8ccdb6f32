"""The exercises of the page on where AdamW comes to rest.

With all rows in each step AdamW rests where the gradient of the loss vanishes, or at |w| = 1/λ.
With batches it acts like an L2 of its own strength for each weight, λ times the root of the mean
square of the weight's gradient.

References
----------
Loshchilov & Hutter (2019), ICLR, arXiv:1711.05101 (decoupled weight decay).
Xie & Li (2024), ICML, arXiv:2404.04454 (where AdamW rests).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake

# 1. Where AdamW rests, if its box is small


def _optimum(seed, p, decay):
    rng = np.random.default_rng(seed)
    return rng.uniform(0.5, 3, p), rng.normal(scale=2, size=p), decay


ADAMW_REST = Exercise(
    name="networks.adamw_rest",
    call="adamw_rest(curvature, optimum, decay)",
    reference=lambda curvature, optimum, decay: np.clip(optimum, -1 / decay, 1 / decay),
    cases=(
        lambda: (np.array([1.0, 2.0, 0.5]), np.array([0.3, -4.0, 1.5]), 0.5),
        partial(_optimum, 1, 6, 1.1),
        partial(_optimum, 2, 7, 1.25),
        partial(_optimum, 3, 12, 1.2),
        # Zero, just inside the wall, just beyond it, and far beyond the wall of any other decay.
        lambda: (np.array([2.0, 1.0, 0.4, 3.0]), np.array([0.0, 2.25, -2.75, 60.0]), 0.4),
    ),
    mistakes=(
        Mistake(
            "ridge",
            "This is ridge, where Adam with L2 in the loss comes to rest. AdamW's penalty fades as "
            "the gradients do; what limit is left of it?",
            lambda curvature, optimum, decay: curvature * optimum / (curvature + decay),
        ),
        Mistake(
            "no decay",
            "Weights of any size would do here. But a step of Adam is about η at most, and the "
            "decay takes off ηλw: how large can w be held?",
            lambda curvature, optimum, decay: optimum.copy(),
        ),
        Mistake(
            "box of λ",
            "The weights are limited by λ. A stronger decay should leave less room, not more.",
            lambda curvature, optimum, decay: np.clip(optimum, -decay, decay),
        ),
        Mistake(
            "at the wall",
            "All weights stand at the limit. One whose optimum lies inside stays at its optimum.",
            lambda curvature, optimum, decay: np.sign(optimum) / decay,
        ),
        Mistake(
            "shortened vector",
            "The weights were shortened together, as one vector. Adam's steps are limited weight "
            "by weight, and so is the box.",
            lambda curvature, optimum, decay: (
                optimum * min(1.0, 1 / (decay * np.linalg.norm(optimum)))
            ),
        ),
        Mistake(
            "soft threshold",
            "The optimum was pulled in by 1/λ. The wall does not pull: inside it nothing happens, "
            "beyond it the weight ends at the wall.",
            lambda curvature, optimum, decay: (
                np.sign(optimum) * np.maximum(np.abs(optimum) - 1 / decay, 0)
            ),
        ),
        Mistake(
            "soft threshold by λ",
            "Each optimum was pulled in by λ, as an L1 penalty would. A decay pulls in nothing; it "
            "only holds the weights inside a wall.",
            lambda curvature, optimum, decay: (
                np.sign(optimum) * np.maximum(np.abs(optimum) - decay, 0)
            ),
        ),
        Mistake(
            "lasso",
            "This is where an L1 penalty comes to rest, each optimum pulled in by λ/h. A decay "
            "pulls in nothing; it only holds the weights inside a wall.",
            lambda curvature, optimum, decay: (
                np.sign(optimum) * np.maximum(np.abs(optimum) - decay / curvature, 0)
            ),
        ),
        Mistake(
            "upper wall alone",
            "Only the wall at +1/λ holds here. Very negative weights meet one at −1/λ.",
            lambda curvature, optimum, decay: np.minimum(optimum, 1 / decay),
        ),
        Mistake(
            "lower wall alone",
            "Only the wall at −1/λ holds here. Large weights meet one at +1/λ.",
            lambda curvature, optimum, decay: np.maximum(optimum, -1 / decay),
        ),
        Mistake(
            "sign lost",
            "Weights beyond the wall were all put at +1/λ. Those whose optimum is negative rest at "
            "the wall on the other side.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay, 1 / decay, optimum
            ),
        ),
        Mistake(
            "zero beyond the wall",
            "Weights whose optimum lies beyond the wall were set to zero. The gradient pushes them "
            "out until they meet it.",
            lambda curvature, optimum, decay: np.where(np.abs(optimum) > 1 / decay, 0.0, optimum),
        ),
        Mistake(
            "walls by curvature",
            "Each weight has a wall that depends on its curvature here. Adam divides the gradient "
            "by its own size, so the curvature drops out.",
            lambda curvature, optimum, decay: np.clip(
                optimum, -1 / (decay * curvature), 1 / (decay * curvature)
            ),
        ),
        Mistake(
            "all by the largest",
            "All weights were scaled down until the largest met the wall. Each weight has its own "
            "way to go; those inside reach their optimum.",
            lambda curvature, optimum, decay: (
                optimum * min(1.0, 1 / (decay * np.abs(optimum).max()))
            ),
        ),
        Mistake(
            "ridge in the box",
            "The weights stay in the box, but inside it they are pulled in like those of ridge. "
            "At rest the gradient of the loss alone vanishes there.",
            lambda curvature, optimum, decay: np.clip(
                curvature * optimum / (curvature + decay), -1 / decay, 1 / decay
            ),
        ),
        Mistake(
            "walls at h/λ",
            "The wall of each weight stands at h/λ. Adam divides the gradient by its own size, so "
            "the curvature drops out.",
            lambda curvature, optimum, decay: np.clip(
                optimum, -curvature / decay, curvature / decay
            ),
        ),
        Mistake(
            "walls at λ/h",
            "The wall of each weight stands at λ/h, the step of an L1 penalty. Here the curvature "
            "drops out, and a stronger decay leaves less room.",
            lambda curvature, optimum, decay: np.clip(
                optimum, -decay / curvature, decay / curvature
            ),
        ),
        Mistake(
            "wall where the gradient is large",
            "The wall was put where the gradient at zero, h·w*, exceeds 1/λ. It is the weight "
            "that meets the wall, whatever its curvature.",
            lambda curvature, optimum, decay: np.where(
                curvature * np.abs(optimum) > 1 / decay, np.sign(optimum) / decay, optimum
            ),
        ),
        Mistake(
            "ridge beyond the wall",
            "Weights whose optimum lies beyond the wall were given the place of ridge. The decay "
            "holds them at the wall itself, at 1/λ.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay, curvature * optimum / (curvature + decay), optimum
            ),
        ),
        Mistake(
            "ridge of curvature one",
            "This shrinks every weight by 1 + λ, as ridge does with curvature one. AdamW's "
            "penalty fades as the gradients do; what limit is left of it?",
            lambda curvature, optimum, decay: optimum / (1 + decay),
        ),
        Mistake(
            "shrunk by the decay",
            "Every optimum was shrunk by the share λ. The decay works against the steps in every "
            "round, and at rest inside the wall both have faded.",
            lambda curvature, optimum, decay: (1 - decay) * optimum,
        ),
        Mistake(
            "soft threshold by 1/(λh)",
            "The optimum was thresholded. AdamW leaves small weights where the loss wants "
            "them, and holds the large ones at a wall.",
            lambda curvature, optimum, decay: (
                np.sign(optimum) * np.maximum(np.abs(optimum) - 1 / (decay * curvature), 0)
            ),
        ),
        Mistake(
            "walls by the root of the curvature",
            "The walls depend on the curvature here. A gradient of one sign makes a step of "
            "±1 whatever its size, so the wall is at 1/λ for all.",
            lambda curvature, optimum, decay: np.clip(
                optimum, -1 / (decay * np.sqrt(curvature)), 1 / (decay * np.sqrt(curvature))
            ),
        ),
        Mistake(
            "a soft wall",
            "The weights bend as they come near the wall. Inside the box the gradient "
            "vanishes at the optimum itself: nothing is taken off there.",
            lambda curvature, optimum, decay: np.tanh(decay * optimum) / decay,
        ),
        Mistake(
            "halfway to the wall",
            "Weights beyond the wall were put halfway between wall and optimum. Their "
            "gradient never changes sign, so the wall is where they rest.",
            lambda curvature, optimum, decay: (
                (optimum + np.clip(optimum, -1 / decay, 1 / decay)) / 2
            ),
        ),
        Mistake(
            "gradients in the box",
            "The gradients at zero, h w*, were put into the box. It is the weights that it bounds.",
            lambda curvature, optimum, decay: np.clip(curvature * optimum, -1 / decay, 1 / decay),
        ),
        Mistake(
            "gradients of one at most",
            "The gradients were cut off at ±1 and divided by λ. Inside the box the optimum "
            "itself is reached, and its gradient is zero there.",
            lambda curvature, optimum, decay: np.clip(curvature * optimum, -1, 1) / decay,
        ),
        Mistake(
            "ridge inside",
            "At the wall it is right. Inside of the box AdamW does not act like ridge when "
            "all rows are used: there the gradient vanishes, at the optimum.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay,
                np.sign(optimum) / decay,
                curvature * optimum / (curvature + decay),
            ),
        ),
        Mistake(
            "wall taken off",
            "Beyond the wall, 1/λ was taken off. The weight rests at the wall itself.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay, optimum - np.sign(optimum) / decay, optimum
            ),
        ),
        Mistake(
            "shrunk by its own size",
            "The weights were divided by 1 + λ|w*|, the small ones too. Inside of the box "
            "nothing is taken off at rest.",
            lambda curvature, optimum, decay: optimum / (1 + decay * np.abs(optimum)),
        ),
        Mistake(
            "ridge of the root",
            "This is a ridge with the roots of the curvatures. With all rows in each step the "
            "mean square of a gradient is its own square, and the box is what is left.",
            lambda curvature, optimum, decay: (
                np.sqrt(curvature) * optimum / (np.sqrt(curvature) + decay)
            ),
        ),
        Mistake(
            "λ beyond the wall",
            "Beyond the wall the weight was put at λ. It rests where λ|w| = 1.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay, np.sign(optimum) * decay, optimum
            ),
        ),
        Mistake(
            "zero inside",
            "Beyond the wall it is right. Inside of the box the weight goes where the "
            "gradient of the loss vanishes, not to zero.",
            lambda curvature, optimum, decay: np.where(
                np.abs(optimum) > 1 / decay, np.sign(optimum) / decay, 0.0
            ),
        ),
    ),
)

# 2. From L2 back to a decay


def _squares(gradients, batch, *, mean=1.0, noise=1.0, axis=0):
    """Return the mean square of a batch's gradient over all batches, or what a mistake takes."""
    return mean * gradients.mean(axis=axis) ** 2 + noise * gradients.var(axis=axis) / batch


def _matching(gradients, lam, batch, **parts):
    return float(lam / np.median(np.sqrt(_squares(gradients, batch, **parts))))


def _without_replacement(gradients, lam, batch):
    rows = len(gradients)
    return _matching(gradients, lam, batch, noise=(rows - batch) / (rows - 1))


def _one_epoch(gradients, lam, batch):
    means = gradients.reshape(-1, batch, *gradients.shape[1:]).mean(axis=1)
    return float(lam / np.median(np.sqrt(np.mean(means**2, axis=0))))


def _other_squares(squares):
    """Return the wrong answer with this in place of the mean squares."""

    def answer(gradients, lam, batch):
        found = squares(gradients.mean(axis=0), gradients.var(axis=0), batch)
        return float(lam / np.median(np.sqrt(found)))

    return answer


def _row_gradients(seed, rows, kernel, lam, batch):
    """Return gradients of which the mean and the scatter are of one size, different by weight.

    An odd number of weights: the root of the median is then the median of the roots.
    """
    rng = np.random.default_rng(seed)
    common = rng.choice([-1, 1], size=kernel) * rng.uniform(0.3, 1, kernel)
    scale = 0.01 * np.exp(rng.normal(size=kernel))
    return scale * (common + rng.normal(size=(rows, *kernel))), lam, batch


MATCHING_DECAY = Exercise(
    name="networks.matching_decay",
    call="matching_decay(gradients, lam, batch)",
    reference=_matching,
    cases=(
        lambda: (np.array([[[1.0, -2.0, 4.0]], [[3.0, 1.0, 4.0]]]), 0.5, 2),
        partial(_row_gradients, 1, 8, (5, 1), 0.01, 2),
        partial(_row_gradients, 2, 12, (3, 5), 0.005, 4),
        partial(_row_gradients, 3, 30, (7, 3), 0.002, 3),
    ),
    mistakes=(
        Mistake(
            "single rows",
            "These are the strengths for batches of a single row. What does the mean over a batch "
            "do to the scatter of the gradients?",
            lambda gradients, lam, batch: _matching(gradients, lam, 1),
        ),
        Mistake(
            "all divided by the batch",
            "The whole mean square was divided by the size of the batch. A batch averages the "
            "scatter away; does it do that to what all its rows share?",
            lambda gradients, lam, batch: _matching(gradients, lam, 1) * batch**0.5,
        ),
        Mistake(
            "noise alone",
            "Nearly: only the noise is counted here. Think of a batch so large that there is none "
            "left: is the mean of the squares then zero?",
            partial(_matching, mean=0.0),
        ),
        Mistake(
            "mean gradient alone",
            "This is the gradient of all rows together, as if each batch had it. The gradients of "
            "batches scatter around it; what does that do to the mean of their squares?",
            partial(_matching, noise=0.0),
        ),
        Mistake(
            "without replacement",
            "Nearly: this is for batches of different rows. Here a row may be drawn more than "
            "once; does a batch then scatter less, or more?",
            _without_replacement,
        ),
        Mistake(
            "one epoch",
            "These are the batches of one epoch, with the rows as they come. Asked is the mean "
            "over all batches that may be drawn; it can be had without drawing any.",
            _one_epoch,
        ),
        Mistake(
            "the way there",
            "This is the median strength of a decay that equals lam. Asked is the way back: the "
            "decay of which the median strength equals lam.",
            lambda gradients, lam, batch: lam**2 / _matching(gradients, lam, batch),
        ),
        Mistake(
            "no root",
            "The strengths were taken to grow with the mean square itself. By what does Adam "
            "divide a step?",
            lambda gradients, lam, batch: float(lam / np.median(_squares(gradients, batch))),
        ),
        Mistake(
            "mean over the kernel",
            "With this decay the mean of the strengths is lam, and not their median. A few weights "
            "with large gradients are enough to tell the two apart.",
            lambda gradients, lam, batch: float(lam / np.sqrt(_squares(gradients, batch)).mean()),
        ),
        Mistake(
            "one strength for all",
            "One mean square was taken over the whole kernel. Each weight has its own, and so a "
            "strength of its own; the median is taken of those.",
            partial(_matching, axis=None),
        ),
        Mistake(
            "median of each unit",
            "There is a decay for each unit here. One number is asked: the median is over the "
            "whole kernel.",
            lambda gradients, lam, batch: (
                lam / np.median(np.sqrt(_squares(gradients, batch)), axis=0)
            ),
        ),
        Mistake(
            "standard deviation for variance",
            "The standard deviation of the gradients was divided by the size of the batch. It is "
            "the variance of a mean that falls like that.",
            lambda gradients, lam, batch: float(
                lam
                / np.median(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.std(axis=0) / batch))
            ),
        ),
        Mistake(
            "rows for the batch",
            "The scatter was divided by the number of rows. It is the rows of one batch that are "
            "averaged, and their number is another one.",
            lambda gradients, lam, batch: _matching(gradients, lam, len(gradients)),
        ),
        Mistake(
            "root of the batch",
            "The variance over the rows was divided by the root of the batch. A standard deviation "
            "falls by that root; by what does a variance fall?",
            lambda gradients, lam, batch: _matching(gradients, lam, batch**0.5),
        ),
        Mistake(
            "spread with n − 1",
            "The variance over the rows has one taken off their number. The batches are drawn "
            "from just these rows, nothing is estimated from them.",
            lambda gradients, lam, batch: _matching(
                gradients, lam, batch, noise=len(gradients) / (len(gradients) - 1)
            ),
        ),
        Mistake(
            "mean of the decays",
            "This is the mean of the decays that each weight would need. Asked is the one decay "
            "for which the strengths have the median lam.",
            lambda gradients, lam, batch: float(np.mean(lam / np.sqrt(_squares(gradients, batch)))),
        ),
        Mistake(
            "noise counted again",
            "The mean of the squares over single rows has the whole scatter in it already, and "
            "the scatter of a batch was added to that. Take the square of the mean.",
            _other_squares(lambda mean, variance, batch: mean**2 + variance + variance / batch),
        ),
        Mistake(
            "mean counted again",
            "The mean of the squares was divided by the batch, and the square of the mean added. "
            "The mean is counted twice: it is the variance that is divided.",
            _other_squares(lambda mean, variance, batch: mean**2 + (mean**2 + variance) / batch),
        ),
        Mistake(
            "the wrong part divided",
            "The square of the mean was divided by the size of the batch, and the scatter was "
            "not. It is the scatter that a batch averages away.",
            _other_squares(lambda mean, variance, batch: mean**2 / batch + variance),
        ),
        Mistake(
            "batch squared",
            "The variance was divided by the square of the batch. That is right for the variance "
            "of each of its terms, but there are as many terms as rows in a batch.",
            _other_squares(lambda mean, variance, batch: mean**2 + variance / batch**2),
        ),
        Mistake(
            "times the batch",
            "The variance was multiplied by the size of the batch. The more rows a batch has, the "
            "less its mean scatters.",
            _other_squares(lambda mean, variance, batch: mean**2 + variance * batch),
        ),
        Mistake(
            "roots added",
            "The mean and its standard deviation were added up. It is their squares that add up, "
            "before the root.",
            _other_squares(
                lambda mean, variance, batch: (np.abs(mean) + np.sqrt(variance / batch)) ** 2
            ),
        ),
        Mistake(
            "the first batch alone",
            "Only the first rows were used, as one batch. Asked is the mean over all batches that "
            "may be drawn.",
            lambda gradients, lam, batch: float(
                lam / np.median(np.abs(gradients[:batch].mean(axis=0)))
            ),
        ),
        Mistake(
            "mean before the root",
            "The mean was taken over the kernel, and that before the root. Asked is the "
            "median of the strengths.",
            lambda gradients, lam, batch: float(lam / np.sqrt(np.mean(_squares(gradients, batch)))),
        ),
        Mistake(
            "variance subtracted",
            "The noise was subtracted from the square of the mean. The mean of a square is "
            "larger than the square of the mean, by the variance.",
            _other_squares(lambda mean, variance, batch: np.abs(mean**2 - variance / batch)),
        ),
        Mistake(
            "largest strength",
            "The decay is that of the largest strength in the kernel. Asked is that of the median.",
            lambda gradients, lam, batch: float(lam / np.sqrt(_squares(gradients, batch)).max()),
        ),
        Mistake(
            "smallest strength",
            "The decay is that of the smallest strength in the kernel. Asked is that of the "
            "median.",
            lambda gradients, lam, batch: float(lam / np.sqrt(_squares(gradients, batch)).min()),
        ),
        Mistake(
            "variance over the kernel",
            "The variance was taken over the weights of the kernel. It is the rows that are "
            "drawn by chance: each weight's gradient varies over them.",
            _other_squares(lambda mean, variance, batch: mean**2 + mean.var() / batch),
        ),
        Mistake(
            "share not drawn",
            "The noise was made smaller by the share of rows not drawn. That is for batches "
            "without repeats; here a row may come more than once.",
            lambda gradients, lam, batch: _matching(
                gradients, lam, batch, noise=1 - batch / len(gradients)
            ),
        ),
        Mistake(
            "length of the kernel",
            "The strengths of the whole kernel were put together to a length. Asked is their "
            "median.",
            lambda gradients, lam, batch: float(lam / np.sqrt(_squares(gradients, batch).sum())),
        ),
        Mistake(
            "sum over the rows",
            "The mean gradient was taken as a sum over the rows. The gradient of a batch is a "
            "mean, and so is what it varies about.",
            lambda gradients, lam, batch: float(
                lam / np.median(np.sqrt(gradients.sum(axis=0) ** 2 + gradients.var(axis=0) / batch))
            ),
        ),
        Mistake(
            "inputs taken as rows",
            "Mean and variance were taken over the inputs as well. Each weight of the kernel "
            "has a mean square of its own, over the rows alone.",
            lambda gradients, lam, batch: float(
                lam / np.median(np.sqrt(_squares(gradients, batch, axis=(0, 1))))
            ),
        ),
        Mistake(
            "median of the gradients",
            "The median was taken over the rows, in place of their mean. The gradient of a "
            "batch is a mean; the median is over the kernel.",
            lambda gradients, lam, batch: float(
                lam
                / np.median(
                    np.sqrt(np.median(gradients, axis=0) ** 2 + gradients.var(axis=0) / batch)
                )
            ),
        ),
    ),
)

EXERCISES = (
    ADAMW_REST,
    MATCHING_DECAY,
)
