"""The exercises on speech: their references against independent oracles, and learners' slips."""

import itertools

import numpy as np
import pytest
from exercise_cases import pairs
from sklearn.model_selection import LeaveOneGroupOut

from helpers.exercises import check, names
from helpers.exercises.pages.applications import speech_features
from helpers.exercises.pages.applications.speech import EXERCISES


def test_the_two_pages_have_their_six_exercises():
    both = (*EXERCISES, *speech_features.EXERCISES)
    assert names("speech") == [exercise.name for exercise in both]
    assert len(set(names("speech"))) == 6


def test_folds_keep_voices_whole_and_are_even():
    for (voice, count), found in pairs("speech.voice_folds"):
        fold_of = dict(zip(sorted(set(voice)), itertools.cycle(range(count)), strict=False))
        assert [fold_of[name] for name in voice] == list(found)
        assert len(set(zip(voice, found, strict=True))) == len(set(voice))
        sizes = np.bincount([fold_of[name] for name in set(voice)], minlength=count)
        assert sizes.max() - sizes.min() <= 1


def test_with_as_many_folds_as_voices_one_voice_is_left_out():
    voice = np.array(list("cabbacca"))
    found = EXERCISES[0].reference(voice, 3)
    splits = LeaveOneGroupOut().split(voice, groups=voice)
    for fold, (_, held) in enumerate(splits):
        np.testing.assert_array_equal(np.flatnonzero(found == fold), held)


def test_masked_frames_are_those_of_a_loop():
    for (features, start, width), found in pairs("speech.mask_frames"):
        expected = features.copy()
        for clip, first, length in zip(expected, start, width, strict=True):
            mean = [np.mean(band) for band in clip.T]
            for frame in range(first, first + length):
                clip[frame] = mean
        np.testing.assert_allclose(found, expected, atol=1e-12)


def test_variances_are_those_of_pairs():
    """By squared differences of any two takes of a voice, and of any two means."""
    for (values, voice), found in pairs("speech.variances"):
        takes = [values[voice == name].tolist() for name in sorted(set(voice.tolist()))]
        k = len(takes)
        squares = sum((a - b) ** 2 / len(t) for t in takes for a, b in itertools.combinations(t, 2))
        sigma2 = squares / (len(values) - k)
        means = [sum(t) / len(t) for t in takes]
        of_means = sum((a - b) ** 2 for a, b in itertools.combinations(means, 2)) / (k * (k - 1))
        tau2 = of_means - sum(sigma2 / len(t) for t in takes) / k
        np.testing.assert_allclose(found, (max(tau2, 0), sigma2), atol=1e-12)


def test_variances_are_right_on_average():
    rng = np.random.default_rng(0)
    voice = np.repeat(np.arange(8), (1, 2, 3, 5, 1, 2, 9, 4))
    values = 2 * rng.normal(size=(4000, 8))[:, voice] + 0.5 * rng.normal(size=(4000, len(voice)))
    found = np.mean([EXERCISES[2].reference(one, voice) for one in values], axis=0)
    np.testing.assert_allclose(found, (4, 0.25), rtol=0.05)


def test_with_as_many_takes_of_each_variances_are_those_of_the_page():
    values = np.random.default_rng(1).normal(size=(5, 3)) + np.arange(5)[:, None]
    sigma2 = values.var(axis=1, ddof=1).mean()
    expected = values.mean(axis=1).var(ddof=1) - sigma2 / 3, sigma2
    found = EXERCISES[2].reference(values.ravel(), np.repeat(list("ecabd"), 3))
    np.testing.assert_allclose(found, expected)


def test_one_voice_fewer_would_not_do():
    for (tau2, sigma2, clips, half_width), found in pairs("speech.voices_needed"):
        enough = next(
            voices
            for voices in itertools.count(1)
            if 1.96 * np.sqrt(tau2 / voices + sigma2 / (voices * clips)) <= half_width
        )
        assert found == enough


def test_no_voice_at_all_is_an_objection_where_all_else_is_right():
    def needed(tau2, sigma2, clips, half_width, factor=1.96):
        return int(np.ceil(factor**2 * (tau2 + sigma2 / clips) / half_width**2))

    feedback = check("speech.voices_needed", needed)
    assert (feedback.status, feedback.hint[:31]) == ("wrong", "No voice is said to be enough w")
    feedback = check("speech.voices_needed", lambda *given: needed(*given, factor=2.0))
    assert feedback.hint.startswith("The half width was taken to be two standard errors.")


def test_the_variance_of_a_mean_over_voices_is_that_of_a_simulation():
    tau2, sigma2, clips = 0.5, 2.0, 4
    voices = EXERCISES[3].reference(tau2, sigma2, clips, 0.4)
    rng = np.random.default_rng(1)
    part = np.sqrt(tau2) * rng.normal(size=(20_000, voices, 1))
    means = (part + np.sqrt(sigma2) * rng.normal(size=(20_000, voices, clips))).mean(axis=(1, 2))
    assert np.mean(np.abs(means) <= 0.4) == pytest.approx(0.95, abs=0.02)


def test_an_answer_that_changes_its_argument_is_told_so():
    def mask_frames(features, start, width):
        for clip, first, length in zip(features, start, width, strict=True):
            clip[first : first + length] = clip.mean(axis=0)
        return features

    feedback = check("speech.mask_frames", mask_frames)
    assert feedback.status == "wrong"
    assert feedback.hint.startswith("The answer changes its argument features in place")
