"""The references of the exercises on batch normalization against independent oracles."""

import itertools

import numpy as np
import pytest
from every_mask import exact_variance, factors_and_chances

from helpers import runtime
from helpers.exercises import check, names
from helpers.exercises.pages.dropout.batch_normalization import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


@pytest.fixture(autouse=True)
def imported(keras):
    """Import Keras before the clock of an answer that uses it starts."""


def remembered_variance(variances, momentum):
    """What Keras' own layer remembers of two rows a batch that have this variance."""
    keras = runtime.import_keras()
    layer = keras.layers.BatchNormalization(momentum=momentum, dtype="float64")
    layer.build((None, variances.shape[1]))
    for variance in variances:
        layer(np.sqrt(variance) * np.array([[1.0], [-1.0]]), training=True)
    return np.asarray(layer.moving_variance)


def mended_variance(moving_variance, H, W, rate):
    """What was remembered less the mean variance of a row over all its masks."""
    factors, chances = factors_and_chances(1, rate)
    found = moving_variance.copy()
    for s, i, j in itertools.product(range(W.shape[1]), range(len(H)), range(H.shape[1])):
        found[s] -= exact_variance(factors[:, 0] * H[i, j] * W[j, s], chances) / len(H)
    return found


ORACLES = {"remembered_variance": remembered_variance, "mended_variance": mended_variance}


def test_the_page_has_its_exercises():
    found = [exercise.name for exercise in EXERCISES]
    assert [name for name in names("dropout_variants") if name in found] == found
    assert set(ORACLES) == set(BY_NAME)


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"dropout_variants.{name}", ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


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
