"""The exercises of the chapter on text.

With probabilities at the weighted mean label and all w zero, the gradient of the weighted mean log
loss is Σ sᵢ(ȳ − yᵢ)xᵢ / Σ sᵢ; w stays zero as long as no entry of it is larger than λr. Dropping
with rate ρ and scaling by 1/(1 − ρ) gives each factor the variance ρ/(1 − ρ). The least
½(‖E‖² + ‖θ‖²) with Eθ = w is ‖w‖, by the inequality between arithmetic and geometric mean. A mean
of dependent values varies as the sums over its groups do.

References
----------
Friedman, Hastie, Tibshirani (2010), Journal of Statistical Software 33(1), 1-22 (λ_max).
Iyyer, Manjunatha, Boyd-Graber, Daumé (2015), ACL, 1681-1691 (word dropout).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake


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
        lambda: (np.arange(6.0).reshape(3, 2), np.zeros(3, dtype=bool)),
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


def _noise(vectors, theta, rate, place):
    factor = rate / (1 - rate) / len(vectors) ** 2
    if place == "word":
        return factor * np.sum((vectors @ theta) ** 2)
    if place == "element":
        return factor * np.sum((vectors * theta) ** 2)
    return factor * np.sum((vectors.sum(axis=0) * theta) ** 2)


def _noise_case(seed, length, dimension, rate, place):
    rng = np.random.default_rng(seed)
    return 1 + rng.normal(size=(length, dimension)), rng.normal(size=dimension), rate, place


def _one_place(vectors, theta, rate, place, always):
    return _noise(vectors, theta, rate, always)


NOISE_VARIANCE = Exercise(
    name="text.noise_variance",
    call="noise_variance(vectors, theta, rate, place)",
    reference=_noise,
    cases=tuple(
        partial(_noise_case, seed, length, dimension, rate, place)
        for seed, length, dimension, rate in ((1, 5, 3, 0.5), (2, 9, 4, 0.2))
        for place in ("word", "element", "channel")
    ),
    mistakes=(
        Mistake(
            "the variance of the mask",
            "This is the variance of the mask before it is scaled. A survivor is divided by the "
            "probability of surviving, and its variance by the square of that.",
            lambda vectors, theta, rate, place: (
                _noise(vectors, theta, rate, place) * (1 - rate) ** 2
            ),
        ),
        Mistake(
            "a sum for the mean",
            "This is the variance of the sum over the words. The score sees their mean, and a "
            "variance feels such a factor twice.",
            lambda vectors, theta, rate, place: (
                _noise(vectors, theta, rate, place) * len(vectors) ** 2
            ),
        ),
        Mistake(
            "divided once",
            "The length of the text divides only once here. It divides the score, and the variance "
            "of the score feels it twice.",
            lambda vectors, theta, rate, place: _noise(vectors, theta, rate, place) * len(vectors),
        ),
        Mistake(
            "odds of being kept",
            "These are the odds of being kept. A rate of zero should make no noise at all.",
            lambda vectors, theta, rate, place: (
                _noise(vectors, theta, rate, place) * ((1 - rate) / rate) ** 2
            ),
        ),
        Mistake(
            "the sum of a channel",
            "Right for words and numbers. In the line of the channels stands the mean of the "
            "vectors, and not their sum.",
            lambda vectors, theta, rate, place: (
                _noise(vectors, theta, rate, place)
                * (len(vectors) ** 2 if place == "channel" else 1)
            ),
        ),
        Mistake(
            "words at every place",
            "The same rule was used at every place. What shares one draw of the mask has to be "
            "added up before it is squared, what has draws of its own afterwards.",
            partial(_one_place, always="word"),
        ),
        Mistake(
            "elements at every place",
            "Every entry was given a draw of its own. A word that is dropped takes all its "
            "coordinates along, and a channel all the words.",
            partial(_one_place, always="element"),
        ),
        Mistake(
            "words and channels exchanged",
            "Words and channels are exchanged: dropping a word clears a row of the vectors, "
            "dropping a channel a column.",
            lambda vectors, theta, rate, place: _noise(
                vectors, theta, rate, {"word": "channel", "channel": "word"}.get(place, place)
            ),
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


def _of_group_means(values, groups):
    means = np.array([values[groups == group].mean() for group in np.unique(groups)])
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
            "not centred",
            "The values themselves were added up, not their deviations from the mean of all: "
            "this measures how large they are, not how they vary.",
            lambda values, groups: _grouped_raw(values, groups),
        ),
        Mistake(
            "divided by the number of reviews",
            "The sums over the reviews are right, but the mean is over texts, so it is their "
            "number that divides.",
            lambda values, groups: _grouped(values, groups) * len(values) / len(set(groups)),
        ),
    ),
)


def _grouped_raw(values, groups):
    _, group = np.unique(groups, return_inverse=True)
    return np.sqrt(np.sum(np.bincount(group, values) ** 2)) / len(values)


# 6. A known share of positives


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _matched(z, share):
    low, high = -50.0 - z.max(), 50.0 - z.min()
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _sigmoid(z + middle).mean() < share else (low, middle)
    return (low + high) / 2


def _scores(seed, n, share):
    rng = np.random.default_rng(seed)
    return rng.normal(-0.7, 2.0, n), share


MATCHED_INTERCEPT = Exercise(
    name="text.matched_intercept",
    call="matched_intercept(z, share)",
    reference=_matched,
    cases=(
        partial(_scores, 1, 40, 0.6),
        partial(_scores, 2, 25, 0.3),
        partial(_scores, 3, 60, 0.85),
    ),
    rtol=1e-4,
    atol=1e-5,
    mistakes=(
        Mistake(
            "a quantile of the scores",
            "This makes the right share of the scores positive. It is the mean probability that "
            "should match, and a score near zero counts for half.",
            lambda z, share: -np.quantile(z, 1 - share),
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
