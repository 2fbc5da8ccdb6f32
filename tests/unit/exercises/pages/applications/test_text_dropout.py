"""The exercises on dropout in a text: their references against independent oracles."""

import itertools

import numpy as np
import pytest
from exercise_cases import pairs


def test_the_average_is_that_of_a_loop_over_the_words():
    for (vectors, kept), found in pairs("text.average_kept"):
        left = [vector for vector, stays in zip(vectors, kept, strict=True) if stays]
        expected = np.mean(left, axis=0) if left else np.zeros(vectors.shape[1])
        np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_the_variance_is_that_over_every_mask():
    """Each different word stays or goes, wherever it stands."""
    for (vectors, words, theta, rate), found in pairs("text.noise_variance"):
        kinds = sorted(set(words.tolist()))
        mean = square = 0.0
        for mask in itertools.product((0, 1), repeat=len(kinds)):
            chance = np.prod([1 - rate if stays else rate for stays in mask])
            stays = np.array([mask[kinds.index(word)] for word in words.tolist()])
            score = theta @ (vectors * stays[:, None] / (1 - rate)).mean(axis=0)
            mean, square = mean + chance * score, square + chance * score**2
        assert found == pytest.approx(square - mean**2, rel=1e-9, abs=1e-12)


def test_a_word_has_the_same_vector_wherever_it_stands():
    for (vectors, words, *_), _ in pairs("text.noise_variance"):
        for word in set(words.tolist()):
            assert len(np.unique(vectors[words == word], axis=0)) == 1
