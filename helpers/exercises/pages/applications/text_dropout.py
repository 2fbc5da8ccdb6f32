"""The exercises of the page on dropout in a text.

Dropping with rate ρ and scaling by 1/(1 − ρ) gives each factor the variance ρ/(1 − ρ); what shares
a factor is added up before it is squared.

References
----------
Gal, Ghahramani (2016), NeurIPS 29, 1019-1027 (one draw for each different word).
Iyyer, Manjunatha, Boyd-Graber, Daumé (2015), ACL, 1681-1691 (word dropout).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. The mean of the words that are left


def _average_kept(vectors, kept):
    return vectors[kept].sum(axis=0) / max(kept.sum(), 1)


def _sentence(seed, length, dimension, rate):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(length, dimension)), rng.random(length) >= rate


AVERAGE_KEPT = Exercise(
    name="text.average_kept",
    call="average_kept(vectors, kept)",
    reference=_average_kept,
    cases=(
        partial(_sentence, 1, 6, 3, 0.4),
        partial(_sentence, 2, 11, 4, 0.3),
        Case("no word stays", lambda: (np.arange(6.0).reshape(3, 2), np.zeros(3, dtype=bool))),
        Case(
            "one word stays",
            lambda: (np.arange(8.0).reshape(4, 2), np.array([False, False, True, False])),
        ),
        Case(
            "zeros among the numbers",
            lambda: (
                np.array([[0.0, 2.0, 0.0], [3.0, 0.0, -1.0], [5.0, 7.0, 0.0]]),
                np.array([True, True, False]),
            ),
        ),
        Case("every word stays", partial(_sentence, 3, 5, 2, 0.0)),
    ),
    mistakes=(
        Mistake(
            "divided by all words",
            "The sum is right, but it was divided by the length of the whole text. Here the mean "
            "is over the words that are left.",
            lambda vectors, kept: vectors[kept].sum(axis=0) / len(vectors),
        ),
        Mistake(
            "no words at all",
            "When every word is dropped there is nothing to average, and zero divided by zero is "
            "no number. Let the mean of no words be zero.",
            lambda vectors, kept: vectors[kept].mean(axis=0),
        ),
        Mistake(
            "summed",
            "The vectors were added up. Divide by the number of words that stay.",
            lambda vectors, kept: vectors[kept].sum(axis=0),
        ),
        Mistake(
            "scaled up as well",
            "The mean over the words that stay was scaled up besides, as Keras does with a mean "
            "over all places. A mean over fewer words is a mean already.",
            lambda vectors, kept: _average_kept(vectors, kept) * len(kept) / max(kept.sum(), 1),
        ),
        Mistake(
            "every word",
            "The words that are dropped are in the mean as well: the mask has no effect.",
            lambda vectors, kept: vectors.mean(axis=0) * kept.any(),
        ),
        Mistake(
            "as many words from the start",
            "As many words as stay were taken from the start of the text. The mask says which they "
            "are.",
            lambda vectors, kept: vectors[: kept.sum()].sum(axis=0) / max(kept.sum(), 1),
        ),
        Mistake(
            "the mask as places",
            "The mask was used as a list of places, so that the first two words are taken again "
            "and again. Its entries say of each word whether it stays.",
            lambda vectors, kept: vectors[kept.astype(int)].mean(axis=0) * kept.any(),
        ),
        Mistake(
            "one more",
            "One too many divides: the number of words that stay, plus 1. That helps where no word "
            "stays, and is wrong where some do.",
            lambda vectors, kept: vectors[kept].sum(axis=0) / (kept.sum() + 1),
        ),
        Mistake(
            "the root of the number",
            "The sum was divided by the root of the number of words. A mean divides by the number "
            "itself.",
            lambda vectors, kept: vectors[kept].sum(axis=0) / np.sqrt(max(kept.sum(), 1)),
        ),
        Mistake(
            "the median",
            "This is the median of the words that stay. The mean is asked for.",
            lambda vectors, kept: (
                np.median(vectors[kept], axis=0) if kept.any() else np.zeros(vectors.shape[1])
            ),
        ),
        Mistake(
            "the vectors that stay",
            "These are the vectors of the words that stay. Their mean is asked for, one vector.",
            lambda vectors, kept: vectors[kept] if kept.any() else np.zeros(vectors.shape[1]),
        ),
        Mistake(
            "the largest",
            "This is the largest of each coordinate, another way of pooling. The mean is asked "
            "for.",
            lambda vectors, kept: (
                vectors[kept].max(axis=0) if kept.any() else np.zeros(vectors.shape[1])
            ),
        ),
        Mistake(
            "numbers that are not zero",
            "Each coordinate was divided by how many of its numbers are not zero. A word that "
            "stays counts, whatever its numbers are.",
            lambda vectors, kept: (
                vectors[kept].sum(axis=0) / np.maximum(np.count_nonzero(vectors[kept], axis=0), 1)
            ),
        ),
        Mistake(
            "along the vector",
            "This is a mean over the numbers of each word. It runs over the words, and leaves one "
            "number for each coordinate.",
            lambda vectors, kept: (
                vectors[kept].mean(axis=1) if kept.any() else np.zeros(vectors.shape[1])
            ),
        ),
        Mistake(
            "the whole text where nothing is left",
            "Where every word is dropped, the mean of all words was returned. The text says zeros.",
            lambda vectors, kept: vectors[kept if kept.any() else ~kept].mean(axis=0),
        ),
        Mistake(
            "zeros for each word",
            "Where every word is dropped, there is a zero for each word. There should be one for "
            "each coordinate.",
            lambda vectors, kept: (
                _average_kept(vectors, kept) if kept.any() else np.zeros(len(vectors))
            ),
        ),
        Mistake(
            "one word taken for none",
            "Where a single word stays, zeros were returned. The mean of one vector is that "
            "vector.",
            lambda vectors, kept: _average_kept(vectors, kept) * (kept.sum() > 1),
        ),
        Mistake(
            "a single zero",
            "When every word is dropped, a single zero is returned. Zeros are asked for, one for "
            "each coordinate.",
            lambda vectors, kept: _average_kept(vectors, kept) if kept.any() else 0.0,
        ),
        Mistake(
            "the dropped words",
            "These are the words that were dropped. A true entry of the mask means that a word "
            "stays.",
            lambda vectors, kept: vectors[~kept].sum(axis=0) / max((~kept).sum(), 1),
        ),
        Mistake(
            "one number",
            "All entries were averaged into one number for each of the coordinates. The mean runs "
            "over the words; each coordinate keeps its own.",
            lambda vectors, kept: np.full(vectors.shape[1], _average_kept(vectors, kept).mean()),
        ),
        Mistake(
            "divided by the dropped words",
            "The number of the words that were dropped divides. It is the number of those that "
            "stay.",
            lambda vectors, kept: vectors[kept].sum(axis=0) / max((~kept).sum(), 1),
        ),
        Mistake(
            "ones where nothing is left",
            "Where every word is dropped, ones were returned. The text says zeros.",
            lambda vectors, kept: (
                _average_kept(vectors, kept) if kept.any() else np.ones(vectors.shape[1])
            ),
        ),
        Mistake(
            "one less",
            "One too few divides: the number of words that stay, less 1. A mean divides by the "
            "number itself.",
            lambda vectors, kept: vectors[kept].sum(axis=0) / max(kept.sum() - 1, 1),
        ),
        Mistake(
            "a table of zeros",
            "Where every word is dropped, a table of zeros was returned. There should be one zero "
            "for each coordinate, a single vector.",
            lambda vectors, kept: (
                _average_kept(vectors, kept) if kept.any() else np.zeros(vectors.shape)
            ),
        ),
        Mistake(
            "the masked table",
            "These are the vectors with the dropped ones at zero. What is asked is one vector, the "
            "mean of those that stay.",
            lambda vectors, kept: vectors * kept[:, None],
        ),
        Mistake(
            "the first that stays",
            "This is the first word that stays. All that stay are averaged.",
            lambda vectors, kept: vectors[kept][0] if kept.any() else np.zeros(vectors.shape[1]),
        ),
        Mistake(
            "divided by the length of the vectors",
            "The sum was divided by the number of coordinates. A mean over words divides by their "
            "number.",
            lambda vectors, kept: vectors[kept].sum(axis=0) / vectors.shape[1],
        ),
        Mistake(
            "all words over those that stay",
            "All vectors were added up, those of dropped words too, and divided by the number of "
            "words that stay.",
            lambda vectors, kept: vectors.sum(axis=0) / max(kept.sum(), 1),
        ),
        Mistake(
            "scaled down",
            "The mean was made smaller by the share of words that stay, once or twice. A mean over "
            "fewer words is a mean already.",
            lambda vectors, kept: vectors[kept].sum(axis=0) * kept.mean() / len(kept),
        ),
        Mistake(
            "each vector divided",
            "Each vector that stays was divided by their number, but they were not added up.",
            lambda vectors, kept: (
                vectors[kept] / kept.sum() if kept.any() else np.zeros(vectors.shape[1])
            ),
        ),
        Mistake(
            "divided by one less",
            "The sum was divided by one less than the length of the text. The mean is over the "
            "words that are left, and divides by their number.",
            lambda vectors, kept: vectors[kept].sum(axis=0) / max(len(vectors) - 1, 1),
        ),
    ),
)

# 2. How loud the noise is


def _numbered(words):
    return np.unique(words, return_inverse=True)[1]


def _neighbours(words):
    return np.append(0, np.cumsum(words[1:] != words[:-1]))


def _per_word(vectors, words, group=_numbered):
    """Return (different words, d): the vectors added up over the places of each word."""
    number = group(words)
    sums = np.zeros((number.max() + 1, vectors.shape[1]))
    np.add.at(sums, number, vectors)
    return sums


def _noise(
    vectors,
    words,
    theta,
    rate,
    factor=lambda rate: rate / (1 - rate),
    over=lambda length, different: length**2,
    sums=_per_word,
):
    scores = sums(vectors, words) @ theta
    divisor = over(len(words), len(np.unique(words)))
    return float(factor(rate) * np.sum(scores**2) / divisor)


def _by_numbers(vectors, words, theta, rate, sums=_per_word):
    return float(rate / (1 - rate) * np.sum((sums(vectors, words) * theta) ** 2) / len(words) ** 2)


def _noise_case(seed, words, dimension, rate):
    rng = np.random.default_rng(seed)
    words = np.array(words)
    table = 1 + rng.normal(size=(words.max() + 1, dimension))
    return table[words], words, rng.normal(size=dimension), rate


NOISE_VARIANCE = Exercise(
    name="text.noise_variance",
    call="noise_variance(vectors, words, theta, rate)",
    reference=_noise,
    cases=(
        partial(_noise_case, 1, [7, 2, 7, 4, 2], 3, 0.5),
        partial(_noise_case, 2, [3, 3, 1, 0, 3, 9, 1, 3, 12], 4, 0.2),
        partial(_noise_case, 3, [5, 8, 5, 5, 8, 6, 5], 2, 0.7),
        Case("no word stands twice", partial(_noise_case, 4, [4, 1, 3, 0], 3, 0.4)),
        Case("one word, again and again", partial(_noise_case, 5, [6, 6, 6], 2, 0.3)),
        Case("nothing is dropped", partial(_noise_case, 6, [2, 0, 2, 1], 3, 0.0)),
    ),
    mistakes=(
        Mistake(
            "a draw for each place",
            "This would be right if each place of the text had a draw of its own. Places with the "
            "same word share one: add them up before you square.",
            partial(_noise, sums=lambda vectors, words: vectors),
        ),
        Mistake(
            "a draw for each number",
            "Here every number of every vector has a draw of its own. A word that is dropped takes "
            "all its numbers along, wherever it stands.",
            partial(_by_numbers, sums=lambda vectors, words: vectors),
        ),
        Mistake(
            "numbers squared before they are added",
            "The places of a word were added up, but the numbers of its vector were squared one by "
            "one. They share the draw too: add up the whole score of a word.",
            _by_numbers,
        ),
        Mistake(
            "channels",
            "This is the noise of dropped channels: the sum over all words was squared for each "
            "channel. What is dropped here are words.",
            partial(_by_numbers, sums=lambda vectors, words: vectors.sum(axis=0, keepdims=True)),
        ),
        Mistake(
            "one draw for the text",
            "Here one draw decides about the whole text: everything was added up before it was "
            "squared. Different words have different draws.",
            partial(_noise, sums=lambda vectors, words: vectors.sum(axis=0, keepdims=True)),
        ),
        Mistake(
            "each word counted once",
            "Each different word was counted once, however often it stands in the text. Its score "
            "enters the mean once for each place.",
            partial(
                _noise,
                sums=lambda vectors, words: vectors[np.unique(words, return_index=True)[1]],
            ),
        ),
        Mistake(
            "neighbours alone",
            "Only equal words side by side share a draw here. They do wherever they stand in the "
            "text.",
            partial(_noise, sums=partial(_per_word, group=_neighbours)),
        ),
        Mistake(
            "the text as a set of words",
            "Each different word was counted once, and their number divides. The score is a mean "
            "over all places of the text, so a word that stands often counts often.",
            partial(
                _noise,
                sums=lambda vectors, words: vectors[np.unique(words, return_index=True)[1]],
                over=lambda length, different: different**2,
            ),
        ),
        Mistake(
            "divided by the different words",
            "The number of different words divides, in place of the length of the text. The score "
            "is a mean over all places.",
            partial(_noise, over=lambda length, different: different**2),
        ),
        Mistake(
            "the variance of the mask",
            "This is the variance of the mask before it is scaled. A survivor is divided by the "
            "probability of surviving, and its variance by the square of that.",
            partial(_noise, factor=lambda rate: rate * (1 - rate)),
        ),
        Mistake(
            "the rate alone",
            "The rate stands where the variance of a factor belongs, ρ/(1 − ρ).",
            partial(_noise, factor=lambda rate: rate),
        ),
        Mistake(
            "the scale for the variance",
            "A survivor is multiplied by 1/(1 − ρ). The variance of such a factor is ρ/(1 − ρ): "
            "without dropout there is no noise.",
            partial(_noise, factor=lambda rate: 1 / (1 - rate)),
        ),
        Mistake(
            "the chance of being kept",
            "The chance of being kept stands where the rate belongs. A rate of zero should make no "
            "noise at all.",
            partial(_noise, factor=lambda rate: (1 - rate) / rate if rate else np.inf),
        ),
        Mistake(
            "a sum for the mean",
            "This is the variance of the sum over the words. The score sees their mean, and a "
            "variance feels such a factor twice.",
            partial(_noise, over=lambda length, different: 1),
        ),
        Mistake(
            "divided once",
            "The length of the text divides only once here. It divides the score, and the variance "
            "of the score feels it twice.",
            partial(_noise, over=lambda length, different: length),
        ),
        Mistake(
            "the standard deviation",
            "This is the standard deviation of the score. Its variance is asked for.",
            lambda vectors, words, theta, rate: _noise(vectors, words, theta, rate) ** 0.5,
        ),
        Mistake(
            "for each word",
            "This has a number for each different word. Their draws are independent, so that their "
            "variances add up to that of the score.",
            lambda vectors, words, theta, rate: (
                rate / (1 - rate) * (_per_word(vectors, words) @ theta) ** 2 / len(words) ** 2
            ),
        ),
        Mistake(
            "not squared",
            "The scores of the words were added up as they are, and not squared. A variance goes "
            "with squares: what is negative makes noise as well.",
            lambda vectors, words, theta, rate: float(
                rate / (1 - rate) * np.sum(vectors @ theta) / len(words) ** 2
            ),
        ),
        Mistake(
            "without the output weights",
            "The output weights have no effect here. Noise in a number reaches the score times its "
            "weight.",
            lambda vectors, words, theta, rate: _noise(vectors, words, np.ones(len(theta)), rate),
        ),
        Mistake(
            "places counted again",
            "The sum of a word was squared, and counted once more for each of its places. Its "
            "square holds all its places already.",
            lambda vectors, words, theta, rate: _noise(
                vectors,
                words,
                theta,
                rate,
                sums=lambda vectors, words: _per_word(vectors, words)[_numbered(words)],
            ),
        ),
        Mistake(
            "a mean of the squares",
            "The squares of the words were averaged. Independent parts add up their variances, and "
            "the mean over the text divides the score by its length, so the variance by the square "
            "of that.",
            partial(_noise, over=lambda length, different: different),
        ),
        Mistake(
            "a mean of the squares, over the length",
            "The squares of the words were averaged, and divided by the length. Add them up; the "
            "length of the text divides the score, so its square the variance.",
            partial(_noise, over=lambda length, different: different * length),
        ),
        Mistake(
            "how the words differ",
            "The mean of the words' scores was taken off before the squares. The noise comes from "
            "the mask, not from how the words differ: a word's whole score is at stake.",
            lambda vectors, words, theta, rate: (
                lambda s: float(rate / (1 - rate) * np.sum((s - s.mean()) ** 2) / len(words) ** 2)
            )(_per_word(vectors, words) @ theta),
        ),
        Mistake(
            "the variance over the words",
            "This multiplies the variance of the words' scores, how they differ. The noise comes "
            "from the mask: each word's whole score is at stake, squared.",
            lambda vectors, words, theta, rate: float(
                rate / (1 - rate) * np.var(_per_word(vectors, words) @ theta)
            ),
        ),
        Mistake(
            "the standard deviation of a factor",
            "The standard deviation of a factor, √(ρ/(1 − ρ)), stands before squares. Where the "
            "scores are squared, it is the variance of the factor.",
            partial(_noise, factor=lambda rate: np.sqrt(rate / (1 - rate))),
        ),
        Mistake(
            "the square of the scale",
            "This is the square of what a survivor is multiplied by. The variance of such a factor "
            "is ρ/(1 − ρ): without dropout there is no noise.",
            partial(_noise, factor=lambda rate: 1 / (1 - rate) ** 2),
        ),
        Mistake(
            "the chance of being kept, alone",
            "The chance of being kept stands where the variance of a factor belongs, ρ/(1 − ρ). A "
            "rate of zero should make no noise at all.",
            partial(_noise, factor=lambda rate: 1 - rate),
        ),
        Mistake(
            "divided by the length of the vectors",
            "The length of the vectors divides. The score is a mean over the places of the text, "
            "so it is their number that divides.",
            lambda vectors, words, theta, rate: _noise(
                vectors, words, theta, rate, over=lambda length, different: len(theta) ** 2
            ),
        ),
        Mistake(
            "sizes in place of squares",
            "The sizes of the words' scores were added up, and not their squares. A variance goes "
            "with squares.",
            lambda vectors, words, theta, rate: float(
                rate
                / (1 - rate)
                * np.sum(np.abs(_per_word(vectors, words) @ theta))
                / len(words) ** 2
            ),
        ),
        Mistake(
            "a draw for each place, over the different words",
            "Each place has a draw of its own here, and the number of different words divides. It "
            "is the other way round: a word has one draw, and the score is a mean over all places.",
            partial(
                _noise,
                sums=lambda vectors, words: vectors,
                over=lambda length, different: different**2,
            ),
        ),
        Mistake(
            "odds of being kept",
            "The odds of being kept stand where those of being dropped belong: the more is "
            "dropped, the louder is the noise.",
            partial(_noise, factor=lambda rate: (1 - rate) / rate if rate else 0.0),
        ),
        Mistake(
            "squared twice",
            "The scores of the places were squared before they were added up, and again "
            "afterwards. Add up the places of a word first, and square once.",
            lambda vectors, words, theta, rate: float(
                rate
                / (1 - rate)
                * np.sum(np.bincount(_numbered(words), (vectors @ theta) ** 2) ** 2)
                / len(words) ** 2
            ),
        ),
        Mistake(
            "lengths of the vectors",
            "The length of a word's vector was multiplied with that of the output weights. Its "
            "score is their product θᵀe, which also depends on the angle.",
            lambda vectors, words, theta, rate: float(
                rate
                / (1 - rate)
                * np.sum(_per_word(vectors, words) ** 2)
                * (theta @ theta)
                / len(words) ** 2
            ),
        ),
        Mistake(
            "divided by the different words too",
            "The sum was divided by the number of different words as well. The score is a mean "
            "over the places, and a variance feels their number twice; nothing else divides.",
            partial(_noise, over=lambda length, different: length**2 * different),
        ),
    ),
)

EXERCISES = (AVERAGE_KEPT, NOISE_VARIANCE)
