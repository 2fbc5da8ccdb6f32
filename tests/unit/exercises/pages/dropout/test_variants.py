"""The references of the exercises on variants of dropout against independent oracles."""

import itertools
import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm, uniform

from helpers.exercises import check, names
from helpers.exercises.pages.dropout.variants import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def factors_and_chances(count, rate):
    """All factors of inverted dropout of so many units, and the probability of each."""
    masks = np.array(list(itertools.product((0, 1), repeat=count)), dtype=float)
    chances = np.prod(np.where(masks == 1, 1 - rate, rate), axis=1)
    return masks / (1 - rate), chances


def exact_variance(values, chances):
    mean = chances @ values
    return chances @ (values - mean) ** 2


def uniform_half_width(rate):
    """The half-width at which SciPy's variance is that of a factor, by bisection."""
    factors, chances = factors_and_chances(1, rate)
    wanted = exact_variance(factors[:, 0], chances)
    low, high = 0.0, 10.0
    for _ in range(100):
        middle = (low + high) / 2
        narrow = uniform.var(loc=1 - middle, scale=2 * middle) < wanted
        low, high = (middle, high) if narrow else (low, middle)
    return low


def repair(rate, value, mean, variance):
    """From the moments of a unit that takes two values, enumerated."""
    spread = math.sqrt(variance)
    values = np.array([mean - spread, mean + spread, value])
    chances = np.array([(1 - rate) / 2, (1 - rate) / 2, rate])
    a = math.sqrt(variance / exact_variance(values, chances))
    return a, mean - a * float(chances @ values)


def pooled_variance(h, rate):
    """Place by place: independent terms add their variances, each from its two values."""
    factors, chances = factors_and_chances(1, rate)
    n, rows, columns, maps = h.shape
    single, shared = np.zeros((n, maps)), np.zeros((n, maps))
    for i, k in itertools.product(range(n), range(maps)):
        terms = h[i, :, :, k].ravel() / (rows * columns)
        single[i, k] = math.fsum(exact_variance(factors[:, 0] * term, chances) for term in terms)
        shared[i, k] = exact_variance(factors[:, 0] * math.fsum(terms), chances)
    return single, shared


def expected_relu(X, W, b, rate):
    """By numerical integration over the Gaussian pre-activation."""
    result = np.zeros((len(X), W.shape[1]))
    for i, s in np.ndindex(*result.shape):
        mean = math.fsum(X[i] * W[:, s]) + b[s]
        terms = [rate / (1 - rate) * (x * w) ** 2 for x, w in zip(X[i], W[:, s], strict=True)]
        law = norm(mean, math.sqrt(math.fsum(terms)))
        top = max(0.0, mean) + 12 * law.std()
        points = [mean] if 0 < mean < top else None
        result[i, s] = quad(lambda a, law=law: a * law.pdf(a), 0, top, points=points)[0]
    return result


def zoneout(h, candidate, keep_old, rate, training):
    """In training a choice; at inference the mean over both outcomes."""
    if training:
        return np.where(keep_old, h, candidate)
    yes, no = (zoneout(h, candidate, np.full(h.shape, k), rate, True) for k in (True, False))
    return rate * yes + (1 - rate) * no


def renormalize(A, keep):
    result = []
    for weights, kept in zip(A.tolist(), keep.tolist(), strict=True):
        total = math.fsum(w for w, k in zip(weights, kept, strict=True) if k)
        result.append([w / total if k else 0.0 for w, k in zip(weights, kept, strict=True)])
    return np.array(result)


def mended_variance(moving_variance, H, W, rate):
    """What was remembered less the mean variance of a row over all its masks."""
    factors, chances = factors_and_chances(1, rate)
    found = moving_variance.copy()
    for s, i, j in itertools.product(range(W.shape[1]), range(len(H)), range(H.shape[1])):
        found[s] -= exact_variance(factors[:, 0] * H[i, j] * W[j, s], chances) / len(H)
    return found


ORACLES = {
    "uniform_half_width": uniform_half_width,
    "repair": repair,
    "pooled_variance": pooled_variance,
    "expected_relu": expected_relu,
    "zoneout": zoneout,
    "renormalize": renormalize,
    "mended_variance": mended_variance,
}


def test_the_chapter_has_its_exercises():
    assert names("dropout_variants") == [exercise.name for exercise in EXERCISES]
    assert set(ORACLES) == set(BY_NAME)


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"dropout_variants.{name}", ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_the_gaussian_moments_are_those_of_the_masked_pre_activation():
    """Right: Exact over all masks of a DropConnect layer with one unit, and so its inputs."""
    X, W, b, rate = BY_NAME["expected_relu"].cases[0]()
    factors, chances = factors_and_chances(len(W), rate)
    reference = BY_NAME["expected_relu"].reference
    for i, s in np.ndindex(len(X), W.shape[1]):
        values = factors @ (X[i] * W[:, s]) + b[s]
        law = norm(chances @ values, np.sqrt(exact_variance(values, chances)))
        expected = law.expect(lambda a: a, lb=0)
        np.testing.assert_allclose(reference(X, W, b, rate)[i, s], expected, rtol=1e-6)


@pytest.mark.parametrize("number", range(3))
def test_an_exact_moving_variance_is_mended_to_that_without_dropout(number):
    _, H, W, rate = BY_NAME["mended_variance"].cases[number]()
    rng = np.random.default_rng(0)
    draws = [(rng.random(H.shape) >= rate) / (1 - rate) * H @ W for _ in range(4000)]
    moving = np.concatenate(draws).var(axis=0)
    received = BY_NAME["mended_variance"].reference(moving, H, W, rate)
    np.testing.assert_allclose(received, (H @ W).var(axis=0), atol=0.05 * moving.max())


def test_mended_variances_are_positive_and_not_those_of_the_rows():
    for case in BY_NAME["mended_variance"].cases:
        moving, H, W, rate = case()
        mended = mended_variance(moving, H, W, rate)
        assert (mended > 0).all()
        assert np.ptp(mended / moving) > 0.05 * np.mean(mended / moving)
        assert np.abs(mended / (H @ W).var(axis=0) - 1).max() > 0.1


def test_rows_of_attention_are_lost_in_some_cases_and_not_in_others():
    lost = [int((~keep.any(axis=1)).sum()) for _, keep in (c() for c in
            BY_NAME["renormalize"].cases)]  # fmt: skip
    assert min(lost) == 0
    assert max(lost) > 1
    for case in BY_NAME["renormalize"].cases:
        A, keep = case()
        np.testing.assert_allclose(A.sum(axis=1), 1)
        sums = BY_NAME["renormalize"].reference(A, keep).sum(axis=1)
        np.testing.assert_allclose(sums, keep.any(axis=1).astype(float))
