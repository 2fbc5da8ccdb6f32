"""The exercises on images: their references against independent oracles, and learners' slips."""

import itertools
import math

import numpy as np
import pytest
from exercise_cases import pairs

from helpers.exercises import check, names
from helpers.exercises.pages.applications.images import EXERCISES


def starts(size, kernel, stride):
    """First pixel of each window along one side, with zeros where it hangs over the border.

    One window for each stride's worth of pixels; what they lack of the whole is padding, of which
    the smaller half stands in front.
    """
    first = list(range(0, size, stride))
    missing = max(first[-1] + kernel - size, 0)
    return [start - missing // 2 for start in first]


def parameter_counts(size, kernel, stride, channels, maps):
    """Count the names of all weights: those of a convolution carry no place."""
    shared, single = set(), set()
    places = list(itertools.product(starts(size, kernel, stride), repeat=2))
    for (top, left), m in itertools.product(places, range(maps)):
        shared.add(("bias", m))
        single.add(("bias", top, left, m))
        for u, v, c in itertools.product(range(kernel), range(kernel), range(channels)):
            shared.add((u, v, c, m))
    dense = len(single) * (1 + size * size * channels)
    return len(shared), dense


def receptive_field(kernels, strides):
    """Follow the pixels that one far output reads, layer by layer from the back."""
    read = {0}
    for kernel, stride in zip(reversed(kernels), reversed(strides), strict=True):
        read = {place * stride + u for place in read for u in range(kernel)}
    return max(read) - min(read) + 1


def max_pool_gradient(h, gradient):
    """By central differences of the sum that the gradient belongs to."""

    def total(h):
        _, r, c, _ = h.shape
        pooled = [
            [h[:, i : i + 2, j : j + 2].max(axis=(1, 2)) for j in range(0, c, 2)]
            for i in range(0, r, 2)
        ]
        return np.sum(np.transpose(pooled, (2, 0, 1, 3)) * gradient)

    result, width = np.zeros_like(h), 1e-6
    for index in np.ndindex(*h.shape):
        step = np.zeros_like(h)
        step[index] = width
        result[index] = (total(h + step) - total(h - step)) / (2 * width)
    return result.round(7)


def mirror_penalty(X, w, chance):
    """The mean loss over both versions, less the loss of the mean image, for some targets."""
    targets = np.linspace(-2, 3, len(X))
    excess = []
    for image, target in zip(X, targets, strict=True):
        versions = [(1 - chance, np.sum(image * w)), (chance, np.sum(image[:, ::-1] * w))]
        loss = sum(p * (target - output) ** 2 / 2 for p, output in versions)
        mean = sum(p * output for p, output in versions)
        excess.append(loss - (target - mean) ** 2 / 2)
    return float(np.mean(excess))


def main_effects(outcomes):
    """By least squares on the three switches, for each seed."""
    corners = np.array(list(itertools.product((0, 1), repeat=3)), dtype=float)
    design = np.column_stack([np.ones(8), corners])
    slopes = np.linalg.lstsq(design, outcomes.reshape(8, -1), rcond=None)[0][1:]
    seeds = slopes.shape[1]
    means = [math.fsum(row) / seeds for row in slopes]
    squares = [math.fsum((row - mean) ** 2) for row, mean in zip(slopes, means, strict=True)]
    return np.array(means), np.array([math.sqrt(s / (seeds - 1) / seeds) for s in squares])


def averaged_loss(logits, y):
    losses = []
    for i, label in enumerate(y):
        chances = []
        for scores in logits[:, i]:
            weights = [math.exp(z - max(scores)) for z in scores]
            chances.append(weights[label] / math.fsum(weights))
        losses.append(-math.log(math.fsum(chances) / len(chances)))
    return math.fsum(losses) / len(losses)


ORACLES = {
    "parameter_counts": parameter_counts,
    "receptive_field": receptive_field,
    "max_pool_gradient": max_pool_gradient,
    "mirror_penalty": mirror_penalty,
    "main_effects": main_effects,
    "averaged_loss": averaged_loss,
}


def test_the_chapter_has_its_exercises():
    assert names("images") == [exercise.name for exercise in EXERCISES]
    assert [f"images.{name}" for name in ORACLES] == names("images")


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_agrees(name):
    for arguments, expected in pairs(f"images.{name}"):
        received = ORACLES[name](*arguments)
        for ours, theirs in zip(np.atleast_1d(expected), np.atleast_1d(received), strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-7)


@pytest.mark.parametrize("name", [name for name in ORACLES if name != "max_pool_gradient"])
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"images.{name}", ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_no_two_places_of_a_pool_tie():
    for (h, _), _ in pairs("images.max_pool_gradient"):
        for i, j in itertools.product(range(0, h.shape[1], 2), range(0, h.shape[2], 2)):
            block = np.sort(h[:, i : i + 2, j : j + 2].reshape(len(h), 4, -1), axis=1)
            assert np.diff(block, axis=1)[:, -1].min() > 1e-4


def test_averaged_answers_lose_less_than_single_ones():
    for (logits, y), loss in pairs("images.averaged_loss"):
        single = [averaged_loss(one[None], y) for one in logits]
        assert loss < np.mean(single) - 0.01 or len(logits) == 1
