"""Windows of running text against the snippets that they were cut from."""

from collections import Counter

import numpy as np
import pytest

from helpers import datasets


@pytest.fixture(scope="module")
def text():
    return datasets.load_characters(32)


PARTS = ("train", "validation", "test")


@pytest.mark.parametrize("part", PARTS)
def test_the_windows_are_the_snippets_one_after_the_other(text, part):
    split = getattr(text, part)
    snippets = "\n".join(getattr(datasets.load_sentiment(), part).X).lower()
    joined = text.text(split.X)
    assert split.X.shape == split.y.shape == (len(snippets[:-1]) // 32, 32)
    known = set(text.tokens)
    assert joined == "".join(c if c in known else "□" for c in snippets[: len(joined)])


@pytest.mark.parametrize("part", PARTS)
def test_a_target_is_the_token_that_follows(text, part):
    split = getattr(text, part)
    np.testing.assert_array_equal(split.y.ravel()[:-1], split.X.ravel()[1:])
    np.testing.assert_array_equal(split.X[:, 1:], split.y[:, :-1])


def test_tokens_are_the_characters_of_the_training_text_that_are_not_rare(text):
    counts = Counter("\n".join(datasets.load_sentiment().train.X).lower())
    assert set(text.tokens[:-1]) == {c for c, count in counts.items() if count >= 100}
    assert list(text.tokens[:-1]) == sorted(text.tokens[:-1])
    assert text.tokens[-1] == "□" not in counts
    assert set(text.train.X.ravel()) == set(range(len(text.tokens)))
    assert text.text(text.train.X).count("□") < 0.01 * text.train.X.size


def test_all_holds_the_parts_one_after_the_other(text):
    for kind in "Xy":
        parts = [getattr(getattr(text, part), kind) for part in PARTS]
        np.testing.assert_array_equal(getattr(text.all, kind), np.concatenate(parts))


def test_origin_and_licence_are_those_of_the_snippets(text):
    source = datasets.load_sentiment()
    assert (text.origin, text.licence) == (source.origin, source.licence)


def test_other_lengths_cut_the_same_text(text):
    short = datasets.load_characters(5)
    assert short.train.X.shape[1] == 5
    assert text.text(text.train.X[:5]) == short.text(short.train.X[:32])
    assert len(short.feature_names) == 5


@pytest.mark.parametrize("length", [0, -1, 2.5, True, "32", None])
def test_a_length_is_a_whole_number_from_one(length):
    with pytest.raises(ValueError, match="expected length"):
        datasets.load_characters(length)


def test_a_length_longer_than_the_text():
    with pytest.raises(ValueError, match=r"expected length below \d+, got 10000000"):
        datasets.load_characters(10_000_000)
