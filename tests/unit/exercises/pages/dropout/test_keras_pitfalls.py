"""The references of the exercises on the pitfalls of dropout in Keras against other oracles."""

import itertools

import numpy as np
import pytest

from helpers.exercises import check, names
from helpers.exercises.pages.dropout.keras_pitfalls import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def one_hot(labels, classes):
    return np.array([[float(label == k) for k in range(classes)] for label in labels])


def test_the_page_has_its_two_exercises():
    assert names("dropout_keras")[4:] == [exercise.name for exercise in EXERCISES]
    assert len(EXERCISES) == 2


def test_an_oracle_of_another_make_passes_as_an_answer():
    feedback = check("dropout_keras.one_hot", one_hot)
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_keras_makes_the_same_one_hot_labels(keras):
    for case in BY_NAME["one_hot"].cases:
        labels, classes = case()
        expected = keras.utils.to_categorical(labels, classes)
        np.testing.assert_array_equal(BY_NAME["one_hot"].reference(labels, classes), expected)


@pytest.mark.parametrize("number", range(4))
def test_the_carried_weights_give_the_inference_of_the_paper(keras, number):
    """At inference the paper multiplies what a unit sends out by the probability of keeping it."""
    W1, b1, W2, b2, rate = BY_NAME["carry"].cases[number]()
    x = np.random.default_rng(number).normal(size=(7, len(W1)))
    expected = (1 - rate) * np.maximum(x @ W1 + b1, 0) @ W2 + b2
    layers = keras.layers
    hidden = [layers.Dense(len(b1), activation="relu", dtype="float64")]
    hidden += [layers.Dropout(rate, dtype="float64")] if rate else []
    model = keras.Sequential(
        [keras.Input((len(W1),), dtype="float64"), *hidden, layers.Dense(len(b2), dtype="float64")]
    )
    model.set_weights(BY_NAME["carry"].reference(W1, b1, W2, b2, rate))
    np.testing.assert_allclose(model(x), expected, atol=1e-12)


def test_the_carried_weights_keep_the_mean_of_the_papers_training_scores():
    W1, b1, W2, b2, rate = BY_NAME["carry"].cases[0]()
    x = np.random.default_rng(0).normal(size=(3, len(W1)))
    mean = 0
    for mask in itertools.product((0, 1), repeat=len(b1)):
        kept = sum(mask)
        probability = (1 - rate) ** kept * rate ** (len(b1) - kept)
        mean += probability * ((mask * np.maximum(x @ W1 + b1, 0)) @ W2 + b2)
    W1, b1, W2, b2 = BY_NAME["carry"].reference(W1, b1, W2, b2, rate)
    np.testing.assert_allclose(np.maximum(x @ W1 + b1, 0) @ W2 + b2, mean, atol=1e-12)
