"""The exercises of the page on text.

With probabilities at the weighted mean label and all w zero, the gradient of the weighted mean log
loss is Σ sᵢ(ȳ − yᵢ)xᵢ / Σ sᵢ; w stays zero as long as no entry of it is larger than λr. The least
½(‖E‖² + ‖θ‖²) with Eθ = w is ‖w‖, by the inequality between arithmetic and geometric mean. A mean
of dependent values varies as the sums over its groups do.

References
----------
Friedman, Hastie, Tibshirani (2010), Journal of Statistical Software 33(1), 1-22 (λ_max).
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
        Mistake(
            "columns at their plain means",
            "The columns were centered at their plain means, and the labels left as they are. In a "
            "weighted loss the means are weighted too; it is enough to take off that of y.",
            lambda X, y, weight, mix: _around(X - X.mean(axis=0), y, weight, mix, 0.0),
        ),
        Mistake(
            "the root of the weights",
            "The weights enter by their roots. A text's part of the loss, and so of its slope, has "
            "the weight itself.",
            lambda X, y, weight, mix: (
                np.abs(X.T @ (np.sqrt(weight) * (y - np.average(y, weights=weight)))).max()
                / weight.sum()
                / mix
            ),
        ),
        Mistake(
            "divided by the largest weight",
            "The sum over the texts was divided by the largest weight. The loss divides by the sum "
            "of all weights.",
            lambda X, y, weight, mix: _strongest(X, y, weight, mix) * weight.sum() / weight.max(),
        ),
        Mistake(
            "the log odds taken off",
            "The intercept itself was taken off the labels. Labels are compared with "
            "probabilities: the sigmoid of the intercept, which is the share.",
            lambda X, y, weight, mix: (
                lambda share: _around(X, y, weight, mix, np.log(share / (1 - share)))
            )(np.average(y, weights=weight)),
        ),
        Mistake(
            "labels of both signs",
            "The labels were made −1 and +1, and no intercept was taken off. With all of w at zero "
            "the intercept is free, and the slope of the log loss is label minus probability.",
            lambda X, y, weight, mix: 2 * _around(X, y, weight, mix, 0.5),
        ),
        Mistake(
            "the share not weighted with its text",
            "The weight multiplies the label alone, and not the share that is taken off it. It "
            "belongs to the whole difference.",
            lambda X, y, weight, mix: (
                np.abs(X.T @ (weight * y - np.average(y, weights=weight))).max()
                / weight.sum()
                / mix
            ),
        ),
        Mistake(
            "the share weighted alone",
            "The weight multiplies the share alone, and not the label that it is taken off. It "
            "belongs to the whole difference.",
            lambda X, y, weight, mix: (
                np.abs(X.T @ (y - weight * np.average(y, weights=weight))).max()
                / weight.sum()
                / mix
            ),
        ),
        Mistake(
            "times the slope of the sigmoid",
            "The slopes were multiplied by p(1 − p), the slope of the sigmoid. In the log loss it "
            "cancels: what is left is label minus probability.",
            lambda X, y, weight, mix: (
                lambda share: _strongest(X, y, weight, mix) * share * (1 - share)
            )(np.average(y, weights=weight)),
        ),
        Mistake(
            "the L2 part counted as well",
            "The half of the L2 part stands below as well. At zero that part has no slope and "
            "holds nothing; only the L1 part, the share `mix`, does.",
            lambda X, y, weight, mix: _strongest(X, y, weight, 1.0) / (mix + (1 - mix) / 2),
        ),
        Mistake(
            "the word in the middle",
            "The middle one of the slopes decides here, and half of the words are in already. All "
            "of w is zero only if the steepest is held.",
            lambda X, y, weight, mix: np.median(np.abs(_slopes(X, y, weight))) / mix,
        ),
        Mistake(
            "weights in the share alone, added up",
            "The share of positive texts is weighted, and the slopes are plain sums. Each text "
            "counts by its share of all weight there too.",
            lambda X, y, weight, mix: np.abs(X.T @ (y - np.average(y, weights=weight))).max() / mix,
        ),
        Mistake(
            "columns standardized by weight",
            "The columns were standardized first, by weighted means. The words enter as they are, "
            "zeros and ones.",
            lambda X, y, weight, mix: (
                lambda s: _strongest((X - s @ X) / np.sqrt(s @ (X - s @ X) ** 2), y, weight, mix)
            )(weight / weight.sum()),
        ),
        Mistake(
            "the other share of the mix",
            "The strength was divided by 1 − r, the share of the L2 penalty. What holds a "
            "weight at zero is the L1 penalty, with the share r.",
            lambda X, y, weight, mix: _strongest(X, y, weight, max(1 - mix, 1e-9)),
        ),
    ),
)

# 2. A penalty on two factors


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
        Mistake(
            "the sum",
            "The weights were added up with their signs, so that they can cancel. A cost has "
            "squares in it, of positive and negative weights alike.",
            np.sum,
        ),
        Mistake(
            "the size of the sum",
            "The weights were added up first, so that they can cancel. Each word has a vector of "
            "its own, whose squares cost something whatever its sign.",
            lambda w: abs(np.sum(w)),
        ),
        Mistake(
            "an output vector that costs its length",
            "This comes out if the output vector costs its length. Its cost is half of its square, "
            "like that of the word vectors.",
            lambda w: 1.5 * np.linalg.norm(w) ** (2 / 3),
        ),
        Mistake(
            "the best output vector in one part alone",
            "Two lengths of the output vector are mixed: one in its own cost, another in that of "
            "the word vectors. It is the same vector; put its best length in both.",
            lambda w: (np.sum(w**2) + np.linalg.norm(w)) / 2,
        ),
        Mistake(
            "the output vector of length one in its own part alone",
            "Two lengths of the output vector are mixed: one in its own cost, and its best one in "
            "that of the word vectors. It is the same vector in both.",
            lambda w: (np.linalg.norm(w) + 1) / 2,
        ),
        Mistake(
            "not balanced, without the half",
            "This is the cost, without its one half, of an output vector of length one. Make that "
            "vector a little longer and the word vectors shorter: does it get cheaper?",
            lambda w: np.sum(w**2) + 1,
        ),
        Mistake(
            "the square of the absolute values",
            "The absolute values were added up and squared. If w is doubled, the cheapest pair "
            "costs twice as much; and all words share one output vector, so that their weights "
            "enter as a length.",
            lambda w: np.sum(np.abs(w)) ** 2,
        ),
        Mistake(
            "the fourth power",
            "The square of the square is far too much. If w is doubled, each of the two factors "
            "grows by √2, and the cost is doubled.",
            lambda w: np.sum(w**2) ** 2,
        ),
        Mistake(
            "a quarter of the square",
            "A quarter of the square is left, as if each factor cost that. If w is doubled, each "
            "of the two factors grows by √2, and the cost is doubled only.",
            lambda w: np.sum(w**2) / 4,
        ),
        Mistake(
            "length and half the square",
            "Here the output vector has its best length for one part, and length one for the "
            "other. It is the same vector in both.",
            lambda w: np.linalg.norm(w) + np.sum(w**2) / 2,
        ),
        Mistake(
            "a factor of one for each weight",
            "Each weight was given an output weight of one, and these were added up. All words "
            "share one output vector, whose length can be chosen.",
            lambda w: (np.sum(w**2) + len(w)) / 2,
        ),
        Mistake(
            "lengths not squared",
            "The lengths of the two factors were added up, not half of their squares. The penalty "
            "is in squares.",
            lambda w: 2 * np.linalg.norm(w) ** 0.5,
        ),
        Mistake(
            "one length not squared",
            "In one of the two parts the best length was not squared. The cost is half of the sum "
            "of both squares, and each of these is the same.",
            lambda w: (np.linalg.norm(w) + np.linalg.norm(w) ** 0.5) / 2,
        ),
        Mistake(
            "half the square of the absolute values",
            "The absolute values were added up, squared and halved. If w is doubled, the cheapest "
            "pair costs twice as much; and the weights enter together, as a length.",
            lambda w: np.sum(np.abs(w)) ** 2 / 2,
        ),
    ),
)

# 3. An error bar for texts that come in groups


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


def _of_sums(values, groups):
    sums = np.bincount(np.unique(groups, return_inverse=True)[1], values)
    return np.sqrt(np.sum((sums - sums.mean()) ** 2))


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
        Mistake(
            "the spread of the sums",
            "The values were added up, and the mean of these sums taken off. A long review has a "
            "large sum without being any different: take the mean of all texts off each first.",
            lambda values, groups: _of_sums(values, groups) / len(values),
        ),
        Mistake(
            "the usual error of the sums",
            "This is the usual standard error of the reviews' sums, divided by the number of texts "
            "once more. Add up deviations within a review, then squares over the reviews.",
            lambda values, groups: (
                lambda k: _of_sums(values, groups) / np.sqrt(k * (k - 1)) / len(values)
            )(len(np.unique(groups))),
        ),
        Mistake(
            "the usual error with the number of reviews",
            "The sums are right; then comes the formula of a usual standard error, with the number "
            "of reviews. Here the root of the sum of squares is divided by the number of texts.",
            lambda values, groups: (
                lambda k: _grouped(values, groups) * len(values) / np.sqrt(k * (k - 1))
            )(len(np.unique(groups))),
        ),
        Mistake(
            "the root mean square of the sums",
            "This is how large the sum of a review usually is. For the error of the mean over "
            "texts, the squares are added up and the root is divided by the number of texts.",
            lambda values, groups: (
                _grouped(values, groups) * len(values) / np.sqrt(len(np.unique(groups)))
            ),
        ),
        Mistake(
            "sizes of the deviations",
            "The deviations were added up without their signs, so that those of one review cannot "
            "cancel. They may: add them as they are, and square the sum.",
            lambda values, groups: _by_review(values, groups, lambda d: np.abs(d).sum() ** 2),
        ),
        Mistake(
            "as many texts as reviews, less one",
            "This is the usual standard error, with as many texts as there are reviews. That would "
            "hold if the texts of a review were alike, and all reviews of one length.",
            lambda values, groups: values.std(ddof=1) / np.sqrt(len(np.unique(groups))),
        ),
        Mistake(
            "the root mean square of the means",
            "This is how far the mean of a review usually is from that of all. An error of the "
            "mean over texts falls with their number: add up deviations and squares, then divide.",
            lambda values, groups: (
                _by_review(values, groups, lambda d: d.mean() ** 2)
                * len(values)
                / np.sqrt(len(np.unique(groups)))
            ),
        ),
        Mistake(
            "the spread of the means",
            "This is how much the means of the reviews differ. It is no error yet: that falls with "
            "their number, and long reviews weigh more.",
            lambda values, groups: _means(values, groups).std(),
        ),
        Mistake(
            "the spread of the means, without bias",
            "This is how much the means of the reviews differ. It is no error yet; the error falls "
            "with the number of reviews, and long ones weigh more.",
            lambda values, groups: _means(values, groups).std(ddof=1),
        ),
        Mistake(
            "standard deviations of the reviews",
            "The standard deviation of each review was squared and added. It is taken around the "
            "review's own mean, and so leaves out what its texts have in common.",
            lambda values, groups: _by_review(values, groups, lambda d: d.var()),
        ),
        Mistake(
            "squared twice",
            "The deviations were squared before they were added up within a review, and again "
            "afterwards. Add them up with their signs, and square once.",
            lambda values, groups: _by_review(values, groups, lambda d: np.sum(d**2) ** 2),
        ),
        Mistake(
            "a square divided by the size, over the root of n",
            "Each sum was divided by the root of the size of its review, and all by the root of "
            "the number of texts. Nothing but that number itself divides, in the end.",
            lambda values, groups: (
                _by_review(values, groups, lambda d: d.sum() ** 2 / len(d)) * np.sqrt(len(values))
            ),
        ),
        Mistake(
            "a mean of the sizes",
            "The sums were averaged without their signs. Square them, add the squares, and take "
            "the root, before the number of texts divides.",
            lambda values, groups: (
                _by_review(values, groups, lambda d: abs(d.sum())) ** 2
                * len(values)
                / len(np.unique(groups))
            ),
        ),
    ),
)

# 4. A known share of positives


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


CLOSE = 1e-4
"""So near the mean probability has to come to the share."""

FAR = 45.0, 1e4
"""Between these are the ends at which a search stops that keeps the wrong half.

No case needs so much; a step along a slope that is nearly level is far beyond.
"""


def _use_matched(answer, z, share):
    """Return the exact number in place of one that is as good as the text asks."""
    found = plain(answer(z, share))
    if isinstance(found, np.ndarray) and found.shape == (1,):
        found = found.item()
    if not isinstance(found, int | float) or isinstance(found, bool):
        return found
    probabilities = _sigmoid(z + found)
    lacks = abs(probabilities.mean() - share)
    if lacks <= CLOSE * (1 + 1e-6):
        return _matched(z, share)
    if lacks < 20 * CLOSE or (lacks < 100 * CLOSE and not _is_known(found, z, share)):
        raise Objection(
            f"With the number {found:.4g} the mean probability is nearly the share, "
            f"{share:g}, but off by {lacks:.2g}. Search on until it is off by less than {CLOSE:g}."
        )
    if (
        FAR[0] < abs(found) < FAR[1]
        and min(abs(probabilities.mean() - end) for end in (0, 1)) < 1e-6
    ):
        raise Objection(
            f"With the number {found:.4g} all probabilities are nearly {probabilities.mean():.0f}, "
            "and none of the texts needs so large a step. If a search ended there: the larger the "
            "number, the larger the mean probability. Which half has to be kept?"
        )
    exact = _matched(z, share)
    on_the_way = found * exact > 0 and abs(found) < abs(exact)
    if on_the_way and not _is_known(found, z, share):
        raise Objection(
            f"With the number {found:.4g} the mean probability is {probabilities.mean():.3g}. That "
            f"is on the way from {_sigmoid(z).mean():.3g} to the share, {share:g}, and not there "
            "yet. If a search ended here, let it take more steps or larger ones, or search farther "
            "from 0."
        )
    return found


def _is_known(found, z, share):
    """Return whether a number is what one of the mistakes makes of these scores."""
    with np.errstate(all="ignore"):
        known = [mistake.implementation(z, share) for mistake in MATCHED_INTERCEPT.mistakes]
    return any(np.ndim(each) == 0 and np.isclose(found, each, rtol=1e-4) for each in known)


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
        Mistake(
            "its probability",
            "The number was turned into a probability. It is added to the scores as it is: return "
            "the number itself.",
            lambda z, share: _sigmoid(_matched(z, share)),
        ),
        Mistake(
            "the share less the mean score",
            "A share and a mean score were compared. One is a probability and the other a score; "
            "it is the mean of the probabilities that should match.",
            lambda z, share: share - z.mean(),
        ),
        Mistake(
            "a ratio of odds",
            "This is the ratio of the odds. Scores are logarithms of odds, so its logarithm would "
            "be added; and even that is a first step only.",
            lambda z, share: share / (1 - share) / (_sigmoid(z).mean() / (1 - _sigmoid(z).mean())),
        ),
        Mistake(
            "a common logarithm",
            "The logarithm is the common one; scores are natural logarithms of odds. And the mean "
            "of the probabilities is not the probability of the mean score.",
            lambda z, share: np.log10(share / (1 - share)) - z.mean(),
        ),
        Mistake(
            "never above zero",
            "Numbers above zero were never tried: a shop can be friendlier than the scores say, "
            "too.",
            lambda z, share: min(_matched(z, share), 0.0),
        ),
        Mistake(
            "the mean score, with the wrong sign",
            "This has the wrong sign, and starts from the mean score. What is added should lift "
            "the scores where the share is high; and it is the mean of the probabilities that "
            "should match.",
            lambda z, share: z.mean() - np.log(share / (1 - share)),
        ),
        Mistake(
            "odds upside down",
            "The odds are upside down: they are the share divided by the rest. And it is the mean "
            "of the probabilities that should match, not the mean score.",
            lambda z, share: -np.log(share / (1 - share)) - z.mean(),
        ),
        Mistake(
            "the mean score added",
            "The mean score was added where it has to be made up for. And even taken off it would "
            "not do: the mean of the probabilities should match.",
            lambda z, share: np.log(share / (1 - share)) + z.mean(),
        ),
        Mistake(
            "a ratio of shares",
            "This is a ratio of two shares, a factor for probabilities. What is asked is added to "
            "the scores, and may be negative.",
            lambda z, share: share / _sigmoid(z).mean(),
        ),
        Mistake(
            "the difference of two logits, with the wrong sign",
            "This has the wrong sign, and is a first step only: moving all scores by a difference "
            "of logits moves their mean probability by less than that.",
            lambda z, share: (
                np.log(_sigmoid(z).mean() / (1 - _sigmoid(z).mean())) - np.log(share / (1 - share))
            ),
        ),
        Mistake(
            "a quantile at the share, turned",
            "The share 1 minus the given one of the scores is above zero so. And it is the mean "
            "probability that should match, in which a score near zero counts for half.",
            lambda z, share: -np.quantile(z, share),
        ),
        Mistake(
            "a bracket too short",
            "The search ends at one end of its interval. Where all scores are far from zero, the "
            "number has to be large: let the interval depend on them, or make it wide.",
            lambda z, share: min(max(_matched(z, share), -10.0), 10.0),
        ),
        Mistake(
            "a quantile of the probabilities",
            "This is the probability above which the right share of the texts lies. What is "
            "asked is added to the scores, and it is the mean probability that should match.",
            lambda z, share: np.quantile(_sigmoid(z), 1 - share),
        ),
        Mistake(
            "the share of negative texts",
            "This makes the mean probability one minus the share. The share is that of the "
            "positive texts, whose probability is σ.",
            lambda z, share: _matched(z, 1 - share),
        ),
    ),
)

EXERCISES = (LAM_MAX, FACTORED_PENALTY, GROUP_ERROR, MATCHED_INTERCEPT)
