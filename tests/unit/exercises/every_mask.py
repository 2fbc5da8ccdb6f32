"""Every mask of a few units, so that moments over masks are exact."""

import itertools

import numpy as np


def factors_and_chances(count, rate):
    """All factors of inverted dropout of so many units, and the probability of each."""
    masks = np.array(list(itertools.product((0, 1), repeat=count)), dtype=float)
    chances = np.prod(np.where(masks == 1, 1 - rate, rate), axis=1)
    return masks / (1 - rate), chances


def exact_variance(values, chances):
    mean = chances @ values
    return chances @ (values - mean) ** 2
