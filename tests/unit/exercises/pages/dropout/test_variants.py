"""The references of the exercises on variants of dropout against independent oracles."""

import itertools
import math

import numpy as np
import pytest
from every_mask import exact_variance, factors_and_chances
from scipy.integrate import quad
from scipy.stats import norm, uniform

from helpers.exercises import check, names
from helpers.exercises.pages.dropout.variants import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


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


def zoneout(h, candidate, keep_old, rate, training):
    """In training a choice; at inference the mean over both outcomes."""
    if training:
        return np.where(keep_old, h, candidate)
    yes, no = (zoneout(h, candidate, np.full(h.shape, k), rate, True) for k in (True, False))
    return rate * yes + (1 - rate) * no


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


ORACLES = {
    "uniform_half_width": uniform_half_width,
    "pooled_variance": pooled_variance,
    "zoneout": zoneout,
    "expected_relu": expected_relu,
}


def test_the_page_has_its_exercises():
    found = [exercise.name for exercise in EXERCISES]
    assert [name for name in names("dropout_variants") if name in found] == found
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
