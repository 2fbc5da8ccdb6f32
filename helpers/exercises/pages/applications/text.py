"""The exercises of the chapter on text.

With probabilities at the weighted mean label and all w zero, the gradient of the weighted mean log
loss is Σ sᵢ(ȳ − yᵢ)xᵢ / Σ sᵢ; w stays zero as long as no entry of it is larger than λr. Dropping
with rate ρ and scaling by 1/(1 − ρ) gives each factor the variance ρ/(1 − ρ); what shares a factor
is added up before it is squared. The least
½(‖E‖² + ‖θ‖²) with Eθ = w is ‖w‖, by the inequality between arithmetic and geometric mean. A mean
of dependent values varies as the sums over its groups do.

References
----------
Friedman, Hastie, Tibshirani (2010), Journal of Statistical Software 33(1), 1-22 (λ_max).
Gal, Ghahramani (2016), NeurIPS 29, 1019-1027 (one draw for each different word).
Iyyer, Manjunatha, Boyd-Graber, Daumé (2015), ACL, 1681-1691 (word dropout).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import plain


def _bag(seed, n, p, mix, praise=True):
    """Make zeros and ones, labels, weights of the texts, and a mix.

    The first word is praise or blame, and so the first weight positive or negative.
    """
    rng = np.random.default_rng(seed)
    X = (rng.random((n, p)) < 0.3).astype(float)
    y = (rng.random(n) < 0.2 + 0.6 * X[:, 0]).astype(float)
    y[:3] = 1.0, 0.0, 1.0
    y = y if praise else 1 - y
    return X, y, np.where(y == 1, 0.5, 2.0) * rng.uniform(0.5, 1.5, n), mix


# 1. Where the path begins


def _slopes(X, y, weight):
    share = np.average(y, weights=weight)
    return X.T @ (weight * (y - share)) / weight.sum()


def _strongest(X, y, weight, mix):
    return np.abs(_slopes(X, y, weight)).max() / mix


def _around(X, y, weight, mix, share):
    return np.abs(X.T @ (weight * (y - share))).max() / weight.sum() / mix


def _share_of_all(X, y, weight, mix):
    return _around(X, y, weight, mix, y.mean())


LAM_MAX = Exercise(
    name="text.lam_max",
    call="lam_max(X, y, weight, mix)",
    reference=_strongest,
    cases=(
        partial(_bag, 1, 12, 4, 1.0),
        partial(_bag, 2, 30, 7, 0.5),
        partial(_bag, 3, 25, 5, 0.2),
        partial(_bag, 3, 25, 5, 0.5, praise=False),
    ),
    mistakes=(
        Mistake(
            "without the weights",
            "The weights of the texts have no effect here. They count in the mean loss, and so in "
            "its gradient.",
            lambda X, y, weight, mix: np.abs(X.T @ (y - y.mean())).max() / len(y) / mix,
        ),
        Mistake(
            "the plain share of positive texts",
            "The slopes are weighted, but the intercept is not: with weights it finds another "
            "share of positive texts than their number says.",
            _share_of_all,
        ),
        Mistake(
            "divided by the number of texts",
            "The mean over weighted texts divides by the sum of the weights, not by the number of "
            "texts.",
            lambda X, y, weight, mix: _strongest(X, y, weight, mix) * weight.sum() / len(y),
        ),
        Mistake(
            "the whole strength on L1",
            "Only a part of the strength goes to the L1 penalty; the L2 part has no slope at "
            "zero, and holds nothing there.",
            lambda X, y, weight, mix: _strongest(X, y, weight, 1.0),
        ),
        Mistake(
            "multiplied by the mix",
            "The smaller the share of L1, the more strength it takes to hold the weights at zero. "
            "Here it is the other way round.",
            lambda X, y, weight, mix: _strongest(X, y, weight, mix) * mix**2,
        ),
        Mistake(
            "sums in place of means",
            "These are sums over the texts. The loss is a mean, and each text counts by its share "
            "of all weight.",
            lambda X, y, weight, mix: _strongest(X, y, weight, mix) * weight.sum(),
        ),
        Mistake(
            "weights of mean one, added up",
            "The weights were divided by their mean, and the texts then added up. The loss divides "
            "by the sum of the weights.",
            lambda X, y, weight, mix: _strongest(X, y, weight, mix) * len(y),
        ),
        Mistake(
            "one half for every text",
            "This is the slope where every probability is one half. With all of w at zero the "
            "intercept is still free, and finds the best one.",
            partial(_around, share=0.5),
        ),
        Mistake(
            "no intercept",
            "The labels themselves were used. What a word tells is how they differ, where it "
            "stands, from what the intercept alone expects.",
            partial(_around, share=0.0),
        ),
        Mistake(
            "weights in the share alone",
            "The share of positive texts is weighted, and the mean slope is not. Each text counts "
            "by its weight in both.",
            lambda X, y, weight, mix: (
                np.abs(X.T @ (y - np.average(y, weights=weight))).max() / len(y) / mix
            ),
        ),
        Mistake(
            "weights twice",
            "The weights of the texts count twice in the slopes. Each text's part of the loss has "
            "its weight once.",
            lambda X, y, weight, mix: (
                np.abs(X.T @ (weight**2 * (y - np.average(y, weights=weight)))).max()
                / weight.sum()
                / mix
            ),
        ),
        Mistake(
            "a share of the number of texts",
            "The weight of the positive texts was divided by the number of texts. Their share is "
            "that of the whole weight.",
            lambda X, y, weight, mix: _around(X, y, weight, mix, np.mean(weight * y)),
        ),
        Mistake(
            "the other part of the mix",
            "The strength of the L2 part stands below. Zeros are held by the L1 part, whose share "
            "is `mix` itself.",
            lambda X, y, weight, mix: _strongest(X, y, weight, 1.0) / (1 - mix),
        ),
        Mistake(
            "telling without often",
            "This is how much a word tells, without how often it stands in a text: a mean over "
            "the texts with the word. The slope is a mean over all texts.",
            lambda X, y, weight, mix: (
                np.abs(_slopes(X, y, weight) * weight.sum() / (weight @ X)).max() / mix
            ),
        ),
        Mistake(
            "divided by the texts with the word",
            "Each word's slope was divided by the number of texts that have it. The loss is a mean "
            "over all texts.",
            lambda X, y, weight, mix: np.abs(_slopes(X, y, weight) / X.sum(axis=0)).max() / mix,
        ),
        Mistake(
            "all words together",
            "The slopes of all words were added up. Each weight is held at zero for itself, and "
            "the steepest slope decides.",
            lambda X, y, weight, mix: np.abs(_slopes(X, y, weight)).sum() / mix,
        ),
        Mistake(
            "the length of the gradient",
            "This is the length of the gradient. Under L1 each weight is held at zero for itself, "
            "and the steepest slope decides.",
            lambda X, y, weight, mix: np.linalg.norm(_slopes(X, y, weight)) / mix,
        ),
        Mistake(
            "the mean over the words",
            "The slopes were averaged over the words. All of w is zero only if the steepest of "
            "them is held.",
            lambda X, y, weight, mix: np.abs(_slopes(X, y, weight)).mean() / mix,
        ),
        Mistake(
            "the last word",
            "The smallest slope decides here: at this strength many words are in already. All of w "
            "is zero only if the steepest is held.",
            lambda X, y, weight, mix: np.abs(_slopes(X, y, weight)).min() / mix,
        ),
        Mistake(
            "standardized columns",
            "The columns were standardized first. The words enter as they are, zeros and ones.",
            lambda X, y, weight, mix: _strongest(
                (X - X.mean(axis=0)) / X.std(axis=0), y, weight, mix
            ),
        ),
        Mistake(
            "praise only",
            "Only words of praise were looked at. A word can enter with a negative weight too: "
            "which size of a slope decides, with or without its sign?",
            lambda X, y, weight, mix: _slopes(X, y, weight).max() / mix,
        ),
        Mistake(
            "blame only",
            "Only words of blame were looked at. A word can enter with a positive weight too: "
            "which size of a slope decides, with or without its sign?",
            lambda X, y, weight, mix: -_slopes(X, y, weight).min() / mix,
        ),
    ),
)

# 2. The mean of the words that are left


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
    ),
)

# 3. How loud the noise is


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
    ),
)

# 4. A penalty on two factors


def _factored(w):
    return np.linalg.norm(w)


FACTORED_PENALTY = Exercise(
    name="text.factored_penalty",
    call="factored_penalty(w)",
    reference=_factored,
    cases=(
        lambda: (np.array([3.0, -4.0]),),
        lambda: (np.array([0.5, 0.0, -0.1, 2.0]),),
        lambda: (np.random.default_rng(4).normal(size=9),),
        Case("all weights zero", lambda: (np.zeros(3),)),
        Case("one weight", lambda: (np.array([-2.5]),)),
    ),
    mistakes=(
        Mistake(
            "half the square",
            "This is what the word vectors cost next to an output vector of length one that costs "
            "nothing. Both cost, and a scale can be moved from one to the other.",
            lambda w: np.sum(w**2) / 2,
        ),
        Mistake(
            "the square",
            "This is the square of the length. But if w is doubled, each of the two factors has to "
            "grow by less than that, and so the cost by less than four times.",
            lambda w: np.sum(w**2),
        ),
        Mistake(
            "half",
            "Half of the cost is missing: both factors cost something, and at the cheapest pair "
            "they cost the same.",
            lambda w: np.linalg.norm(w) / 2,
        ),
        Mistake(
            "not balanced",
            "This is the cost with an output vector of length one. Make that vector a little "
            "longer and the word vectors shorter: does it get cheaper?",
            lambda w: (np.sum(w**2) + 1) / 2,
        ),
        Mistake(
            "a separate factor for each weight",
            "This would be right if every word had an output weight of its own. They all share "
            "one output vector.",
            lambda w: np.sum(np.abs(w)),
        ),
        Mistake(
            "half of the absolute values",
            "This has the absolute value of each word's weight, halved. All words share one output "
            "vector, so that their weights enter together, as a length.",
            lambda w: np.sum(np.abs(w)) / 2,
        ),
        Mistake(
            "for each weight",
            "This has a number for each weight. The penalty is one number for all of w.",
            np.abs,
        ),
        Mistake(
            "the largest weight",
            "This is the largest weight. The shortest vectors for the others cost something too.",
            lambda w: np.max(np.abs(w)),
        ),
        Mistake(
            "zero over zero",
            "Where all of w is zero, this divides zero by zero. Factors of zero cost nothing, and "
            "give that w.",
            lambda w: np.sum(w**2) / np.linalg.norm(w),
        ),
        Mistake(
            "the root of each weight",
            "Each word's weight was split for itself, and the roots added. All words share one "
            "output vector; what does it cost to make that longer?",
            lambda w: np.sum(np.sqrt(np.abs(w))),
        ),
        Mistake(
            "the length of the factors",
            "This is the length of the output vector of the cheapest pair. Asked for is what the "
            "pair costs, half of the sum of both squares.",
            lambda w: np.linalg.norm(w) ** 0.5,
        ),
        Mistake(
            "twice",
            "Twice too much: there is a one half in front of both squares.",
            lambda w: 2 * np.linalg.norm(w),
        ),
    ),
)

# 5. An error bar for texts that come in groups


def _grouped(values, groups):
    _, group = np.unique(groups, return_inverse=True)
    sums = np.bincount(group, values - values.mean())
    return np.sqrt(np.sum(sums**2)) / len(values)


def _without_groups(values, groups):
    return np.sqrt(np.sum((values - values.mean()) ** 2)) / len(values)


def _centered_at(values, groups, center):
    _, group = np.unique(groups, return_inverse=True)
    return np.sqrt(np.sum(np.bincount(group, values - center) ** 2)) / len(values)


def _by_review(values, groups, measure):
    """Return the root of what is measured of the deviations of each review, over n."""
    deviations = values - values.mean()
    total = sum(measure(deviations[groups == group]) for group in np.unique(groups))
    return np.sqrt(total) / len(values)


def _means(values, groups):
    return np.array([values[groups == group].mean() for group in np.unique(groups)])


def _of_group_means(values, groups):
    means = _means(values, groups)
    return np.sqrt(np.sum((means - means.mean()) ** 2)) / len(means)


def _reviews(seed, sizes):
    rng = np.random.default_rng(seed)
    groups = np.repeat(rng.permutation(len(sizes)) + 10, sizes)
    chance = np.repeat(rng.choice([0.1, 0.9], len(sizes)), sizes)
    return (rng.random(len(groups)) < chance).astype(float), groups


GROUP_ERROR = Exercise(
    name="text.group_standard_error",
    call="group_standard_error(values, groups)",
    reference=_grouped,
    cases=(
        partial(_reviews, 1, (5, 2, 9, 4, 7)),
        partial(_reviews, 2, (1, 3, 1, 12, 6, 2, 8)),
        lambda: (np.array([1.0, 0, 0, 1, 1, 0, 1]), np.array([3, 1, 3, 2, 1, 2, 3])),
        Case(
            "reviews with names",
            lambda: (
                np.array([2.5, -1.0, 0.0, 4.0, 1.5, 3.0, -2.0, 0.5]),
                np.array(["tv", "pen", "tv", "cup", "pen", "tv", "cup", "key"]),
            ),
        ),
        Case(
            "a text a review", lambda: (np.array([1.0, 0.0, 0.0, 1.0, 1.0]), np.arange(5)[::-1] - 2)
        ),
    ),
    mistakes=(
        Mistake(
            "as if there were no groups",
            "Each text was counted as independent of all others. Texts of one review share its "
            "fate: add up their deviations before you square.",
            _without_groups,
        ),
        Mistake(
            "the usual standard error",
            "This is the usual standard error, for texts that are all independent. Texts of one "
            "review are not: add up their deviations first.",
            lambda values, groups: values.std(ddof=1) / np.sqrt(len(values)),
        ),
        Mistake(
            "nothing left",
            "This is zero. Deviations from a review's own mean add up to nothing, and so do those "
            "of all texts from the mean of all: add up within a review, square, then go on.",
            lambda values, groups: 0.0,
        ),
        Mistake(
            "no root",
            "This is a variance. A standard error has the unit of the values.",
            lambda values, groups: _grouped(values, groups) ** 2,
        ),
        Mistake(
            "divided by the root of n",
            "The sums were divided by the root of the number of texts. That is right for a root of "
            "a mean of squares; here a sum of squares stands under the root.",
            lambda values, groups: _grouped(values, groups) * np.sqrt(len(values)),
        ),
        Mistake(
            "a mean of the squares",
            "The squares of the sums were averaged over the reviews. They are added up, before the "
            "root and the number of texts.",
            lambda values, groups: _grouped(values, groups) / np.sqrt(len(np.unique(groups))),
        ),
        Mistake(
            "every review alike",
            "This is the error of the mean over reviews, where a long one counts as much as a "
            "short one. The mean in question is over texts.",
            _of_group_means,
        ),
        Mistake(
            "the usual error of the reviews",
            "This is the usual standard error of a mean over reviews, each of which counts once "
            "there. The mean in question is over texts.",
            lambda values, groups: (
                _of_group_means(values, groups) / np.sqrt(1 - 1 / len(np.unique(groups)))
            ),
        ),
        Mistake(
            "means in place of sums",
            "The deviations were averaged within each review. They are to be added up: a long "
            "review weighs more.",
            lambda values, groups: _by_review(values, groups, lambda d: d.mean() ** 2),
        ),
        Mistake(
            "means, over the number of reviews",
            "These are the deviations of the reviews' means, each review counting alike. Add the "
            "deviations up within a review, and divide by the number of texts.",
            lambda values, groups: (
                _by_review(values, groups, lambda d: d.mean() ** 2)
                * len(values)
                / len(np.unique(groups))
            ),
        ),
        Mistake(
            "a square divided by the size",
            "Each squared sum was divided by the number of texts of its review. It is divided by "
            "nothing but the number of all texts, in the end.",
            lambda values, groups: _by_review(values, groups, lambda d: d.sum() ** 2 / len(d)),
        ),
        Mistake(
            "spread within the reviews",
            "This is the spread within the reviews, around the mean of each. What the texts of a "
            "review have in common is just what makes the error large.",
            lambda values, groups: _by_review(
                values, groups, lambda d: np.sum((d - d.mean()) ** 2)
            ),
        ),
        Mistake(
            "sizes of the sums added",
            "The sums of the reviews were added up without their signs. Square them, add the "
            "squares, and take the root.",
            lambda values, groups: (
                _by_review(values, groups, lambda d: abs(d.sum())) ** 2 * len(values)
            ),
        ),
        Mistake(
            "centered at the mean of the reviews",
            "The deviations are from the mean of the reviews' means. The mean in question is that "
            "of all texts.",
            lambda values, groups: _centered_at(values, groups, np.mean(_means(values, groups))),
        ),
        Mistake(
            "centered at the median",
            "The deviations are from the median. Take them from the mean, whose error it is.",
            lambda values, groups: _centered_at(values, groups, np.median(values)),
        ),
        Mistake(
            "corrected for the number of reviews",
            "This has the factor G/(G − 1) for G reviews under the root, as an estimate without "
            "bias would. The exercise divides by the number of texts alone.",
            lambda values, groups: (
                _grouped(values, groups) / np.sqrt(1 - 1 / len(np.unique(groups)))
            ),
        ),
        Mistake(
            "neighbours alone",
            "Only texts of a review that stand side by side were added up. They may stand "
            "anywhere.",
            lambda values, groups: _grouped(values, np.cumsum(groups != np.roll(groups, 1))),
        ),
        Mistake(
            "as many texts as reviews",
            "This is the usual error, with the number of reviews in place of that of the texts. "
            "It takes the texts of a review to be all alike, which they need not be.",
            lambda values, groups: values.std() / np.sqrt(len(np.unique(groups))),
        ),
        Mistake(
            "the sum of squares, divided by n",
            "The squares were divided by the number of texts, and no root was taken. The root of "
            "their sum is divided by it.",
            lambda values, groups: _grouped(values, groups) ** 2 * len(values),
        ),
        Mistake(
            "not centered",
            "The values themselves were added up, not their deviations from the mean of all: "
            "this measures how large they are, not how they vary.",
            partial(_centered_at, center=0.0),
        ),
        Mistake(
            "divided by the number of reviews",
            "The sums over the reviews are right, but the mean is over texts, so it is their "
            "number that divides.",
            lambda values, groups: _grouped(values, groups) * len(values) / len(np.unique(groups)),
        ),
    ),
)

# 6. A known share of positives


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


CLOSE = 1e-4
"""So near the mean probability has to come to the share."""


def _use_matched(answer, z, share):
    """Return the exact number in place of one that is as good as the text asks."""
    found = plain(answer(z, share))
    if isinstance(found, np.ndarray) and found.shape == (1,):
        found = found.item()
    if not isinstance(found, int | float) or isinstance(found, bool):
        return found
    lacks = abs(_sigmoid(z + found).mean() - share)
    if lacks <= CLOSE * (1 + 1e-6):
        return _matched(z, share)
    if lacks < 20 * CLOSE:
        raise Objection(
            f"With the number {found:.4g} the mean probability is nearly the share, "
            f"{share:g}, but off by {lacks:.2g}. Search on until it is off by less than {CLOSE:g}."
        )
    return found


def _matched(z, share):
    low, high = -50.0 - z.max(), 50.0 - z.min()
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _sigmoid(z + middle).mean() < share else (low, middle)
    return (low + high) / 2


def _scores(seed, n, share, center=-0.7):
    rng = np.random.default_rng(seed)
    return rng.normal(center, 2.0, n), share


def _quantile(z, share):
    return np.quantile(z, 1 - share)


MATCHED_INTERCEPT = Exercise(
    name="text.matched_intercept",
    call="matched_intercept(z, share)",
    reference=_matched,
    cases=(
        partial(_scores, 1, 40, 0.6),
        partial(_scores, 2, 25, 0.3),
        partial(_scores, 3, 60, 0.85),
        Case("a single text", lambda: (np.array([2.0]), 0.1)),
        Case("far too sure of all texts", partial(_scores, 4, 15, 0.25, center=31.0)),
    ),
    drive=_use_matched,
    rtol=1e-4,
    atol=1e-5,
    mistakes=(
        Mistake(
            "a quantile of the scores",
            "This makes the right share of the scores positive. It is the mean probability that "
            "should match, and a score near zero counts for half.",
            lambda z, share: -_quantile(z, share),
        ),
        Mistake(
            "a threshold for the scores",
            "This is the threshold above which the right share of the scores lies. It is the mean "
            "probability that should match; and what is added would be minus a threshold.",
            lambda z, share: _quantile(z, share),
        ),
        Mistake(
            "a quantile at the share",
            "This is a score below which that share of the scores lies. Of interest is the mean "
            "probability, and what has to be added so that it matches.",
            lambda z, share: np.quantile(z, share),
        ),
        Mistake(
            "as many scores above zero",
            "This lifts the right share of the scores above zero. It is the mean probability that "
            "should match, in which a score near zero counts for half.",
            lambda z, share: -np.sort(z)[-int(np.ceil(share * len(z)))],
        ),
        Mistake(
            "the logit of the share",
            "This would be right if all scores were zero. They already say something, and differ "
            "from text to text.",
            lambda z, share: np.log(share / (1 - share)),
        ),
        Mistake(
            "the mean score",
            "This moves the mean of the scores to the logit of the share. Their probabilities then "
            "have another mean: the mean of a sigmoid is not the sigmoid of a mean.",
            lambda z, share: np.log(share / (1 - share)) - z.mean(),
        ),
        Mistake(
            "the difference of two shares",
            "This is what the mean probability lacks. What is added goes to the scores, and a "
            "score has to move by more than its probability.",
            lambda z, share: share - _sigmoid(z).mean(),
        ),
        Mistake(
            "the difference of two logits",
            "This is a first step only: moving all scores by the difference of the logits moves "
            "their mean probability by less than that.",
            lambda z, share: (
                np.log(share / (1 - share)) - np.log(_sigmoid(z).mean() / (1 - _sigmoid(z).mean()))
            ),
        ),
        Mistake(
            "the median score",
            "This moves the median score to the logit of the share. The mean of the probabilities "
            "is not the probability at the median.",
            lambda z, share: np.log(share / (1 - share)) - np.median(z),
        ),
        Mistake(
            "one step along the slope",
            "This is one step of Newton's method, from 0. The sigmoid is bent, so go on from there "
            "until the mean probability no longer changes.",
            lambda z, share: (
                (share - _sigmoid(z).mean()) / (_sigmoid(z) * (1 - _sigmoid(z))).mean()
            ),
        ),
        Mistake(
            "the steepest slope",
            "This takes the sigmoid for a line with its steepest slope, 1/4. Probabilities near 0 "
            "and 1 move by much less.",
            lambda z, share: 4 * (share - _sigmoid(z).mean()),
        ),
        Mistake(
            "nothing added",
            "Nothing is added, and the mean probability stays what it was.",
            lambda z, share: 0.0,
        ),
        Mistake(
            "the mean probability",
            "This is the mean probability, which should be the share. Return the number that has "
            "to be added to the scores.",
            lambda z, share: share,
        ),
        Mistake(
            "the moved scores",
            "These are the scores after the number was added. Return the number itself.",
            lambda z, share: z + _matched(z, share),
        ),
        Mistake(
            "the logarithm of a ratio of shares",
            "The ratio of the two shares was taken. Scores are logarithms of odds, share to one "
            "minus share; and even then one step does not get there.",
            lambda z, share: np.log(share / _sigmoid(z).mean()),
        ),
        Mistake(
            "the wrong sign",
            "With this added, the mean probability moves away from the share: it has the wrong "
            "sign.",
            lambda z, share: -_matched(z, share),
        ),
    ),
)

EXERCISES = (
    LAM_MAX,
    AVERAGE_KEPT,
    NOISE_VARIANCE,
    FACTORED_PENALTY,
    GROUP_ERROR,
    MATCHED_INTERCEPT,
)
