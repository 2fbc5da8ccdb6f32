"""The exercises of the page on the statistics of the recipe.

Let d be the differences of two models' losses on the k folds of a cross-validation, with variance
s² and h held-out rows for m fitted ones. The corrected interval of Nadeau and Bengio for their mean
is mean ± t √((1/k + h/m) s²), with Student's quantile t of k − 1 degrees of freedom. If the
differences have correlation ω, the variance of their mean is (1/k + ω/(1 − ω)) E s².

References
----------
Abramowitz, Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
Nadeau, Bengio (2003), Machine Learning 52, 239-281.
"""

from functools import cache, partial
from statistics import NormalDist

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

NORMAL = NormalDist()


def _student(x, df):
    """Return the probability that Student's t, of df = 1, 2, … degrees, is between −x and x.

    It is a finite sum of powers of a cosine, so that judging needs no SciPy.
    """
    angle = np.arctan(x / np.sqrt(df))
    sine, cosine = np.sin(angle), np.cos(angle)
    term, total = (cosine, 0.0) if df % 2 else (1.0, 0.0)
    for power in range(1 + df % 2, df, 2):
        total, term = total + term, term * cosine**2 * power / (power + 1)
    return 2 / np.pi * (angle + sine * total) if df % 2 else sine * total


@cache
def _limit(level, df):
    """Return the number within which, on both sides of 0, Student's t is with this probability."""
    low, high = 0.0, np.pi / 2  # of the angle whose tangent the number is, over √df
    for _ in range(60):
        middle = (low + high) / 2
        below = _student(np.sqrt(df) * np.tan(middle), df) < level
        low, high = (middle, high) if below else (low, middle)
    return np.sqrt(df) * np.tan(low)


# 1. The level to ask for


def _level_to_ask(level, omega, k):
    return _by_quantile(level, k, 1 + k * omega / (1 - omega))


def _by_quantile(level, k, inflation, df=None):
    """Return the level of the usual interval that is longer by the root of this inflation."""
    df = k - 1 if df is None else df
    return float(_student(_limit(level, df) * np.sqrt(inflation), df))


def _coverage(level, factor, omega, k):
    return _by_quantile(level, k, factor / (1 / k + omega / (1 - omega)))


def _normal(level, omega, k):
    limit = NORMAL.inv_cdf((1 + level) / 2) * np.sqrt(1 + k * omega / (1 - omega))
    return 2 * NORMAL.cdf(limit) - 1


def _limit_asked(level, omega, k):
    return float(_limit(level, k - 1) * np.sqrt(1 + k * omega / (1 - omega)))


LEVEL_TO_ASK = Exercise(
    name="your_data.level_to_ask",
    call="level_to_ask(level, omega, k)",
    # An answer does: Student's distribution.
    needs=("scipy",),
    reference=_level_to_ask,
    cases=(
        lambda: (0.95, 0.2, 5),
        lambda: (0.8, 0.1, 10),
        lambda: (0.9, 0.4, 3),
        Case("independent folds", lambda: (0.5, 0.0, 8)),
        Case("two folds", lambda: (0.6, 0.3, 2)),
    ),
    mistakes=(
        Mistake(
            "what such an interval is worth",
            "This is how often the usual interval of this level holds the truth. The question is "
            "the other way round: which level makes it hold often enough?",
            lambda level, omega, k: _coverage(level, 1 / k, omega, k),
        ),
        Mistake(
            "what the corrected interval is worth",
            "This is how often the corrected interval of this level holds the truth. Asked for is "
            "the level at which the *usual* one, with 1/k alone, holds it often enough.",
            lambda level, omega, k: _coverage(level, 1 / k + 1 / (k - 1), omega, k),
        ),
        Mistake(
            "the level itself",
            "This is the level itself, as if the usual interval kept its promise. It does only "
            "where the folds are not correlated.",
            lambda level, omega, k: level,
        ),
        Mistake(
            "the limit",
            "This is how many standard errors the interval has to reach. Which level does the "
            "usual interval have when it reaches so far?",
            _limit_asked,
        ),
        Mistake(
            "the factor",
            "This is how many times longer the usual interval has to be. Asked for is the level "
            "that makes it so long.",
            lambda level, omega, k: float(np.sqrt(1 + k * omega / (1 - omega))),
        ),
        Mistake(
            "level times factor",
            "The level was multiplied by the factor. It is the limit t_L that has to grow by it; "
            "the level follows from the new limit by Student's distribution.",
            lambda level, omega, k: level * float(np.sqrt(1 + k * omega / (1 - omega))),
        ),
        Mistake(
            "level times factor, at most one",
            "The level was multiplied by the factor, and cut off at 1. It is the limit t_L that "
            "grows; the level follows from it by Student's distribution, and stays below 1.",
            lambda level, omega, k: min(1.0, level * float(np.sqrt(1 + k * omega / (1 - omega)))),
        ),
        Mistake(
            "variance for standard deviation",
            "The limit was multiplied by the ratio of two variances. Lengths go with its root.",
            lambda level, omega, k: _by_quantile(level, k, (1 + k * omega / (1 - omega)) ** 2),
        ),
        Mistake(
            "the bracket alone",
            "The limit was multiplied by the root of the whole bracket, 1/k included. The usual "
            "interval has that part already: its limit grows by the ratio of the two.",
            lambda level, omega, k: _by_quantile(level, k, 1 / k + omega / (1 - omega)),
        ),
        Mistake(
            "the part that is shared, alone",
            "The limit was multiplied by the root of what the folds share, kω/(1 − ω). The part "
            "of independent folds, 1, belongs to it.",
            lambda level, omega, k: _by_quantile(level, k, k * omega / (1 - omega)),
        ),
        Mistake(
            "not divided by 1/k",
            "What the folds share, ω/(1 − ω), was added to 1. The usual interval has the factor "
            "1/k, and the ratio of the bracket to that is needed.",
            lambda level, omega, k: _by_quantile(level, k, 1 + omega / (1 - omega)),
        ),
        Mistake(
            "the rule of thumb",
            "The share of the rows that are held out stands in the place of the correlation. Here "
            "ω is known: use it.",
            lambda level, omega, k: _by_quantile(level, k, 1 + k / (k - 1)),
        ),
        Mistake(
            "k less one",
            "What the folds share was multiplied by k − 1. The bracket 1/k + ω/(1 − ω), divided "
            "by 1/k, has k there.",
            lambda level, omega, k: _by_quantile(level, k, 1 + (k - 1) * omega / (1 - omega)),
        ),
        Mistake(
            "one plus the correlation",
            "What the folds have in common is divided by 1 + ω. Their spread is too small by the "
            "factor 1 − ω: divide by that.",
            lambda level, omega, k: _by_quantile(level, k, 1 + k * omega / (1 + omega)),
        ),
        Mistake(
            "the spread of the folds for σ",
            "This would be right if the folds showed all of the variance. Their spread s² does not "
            "see what they have in common, and is too small itself.",
            lambda level, omega, k: _by_quantile(level, k, 1 + (k - 1) * omega),
        ),
        Mistake(
            "one tail left in",
            "This is the probability of everything below the upper limit. What lies below the "
            "lower limit is outside of the interval too.",
            lambda level, omega, k: (1 + _level_to_ask(level, omega, k)) / 2,
        ),
        Mistake(
            "one tail",
            "This is what lies above the upper limit. The level is what lies between the two "
            "limits.",
            lambda level, omega, k: (1 - _level_to_ask(level, omega, k)) / 2,
        ),
        Mistake(
            "one side of the quantile",
            "The first limit leaves out on one side all that the level leaves. An interval of two "
            "sides leaves half of it on each.",
            lambda level, omega, k: _level_to_ask(2 * level - 1, omega, k),
        ),
        Mistake(
            "one side",
            "Only one side was counted. The interval has two, and each is missed by half of what "
            "the level leaves.",
            lambda level, omega, k: (1 + _level_to_ask(2 * level - 1, omega, k)) / 2,
        ),
        Mistake(
            "k degrees of freedom",
            "Student's distribution has k degrees of freedom here. One of the k differences was "
            "spent on their mean.",
            lambda level, omega, k: _by_quantile(level, k, 1 + k * omega / (1 - omega), df=k),
        ),
        Mistake(
            "the correlation itself",
            "The correlation itself stands where ω/(1 − ω) belongs. The spread of the folds is too "
            "small as well, by the factor 1 − ω.",
            lambda level, omega, k: _by_quantile(level, k, 1 + k * omega),
        ),
        Mistake(
            "the normal distribution",
            "The quantiles are those of the normal distribution. With so few folds s² is noisy, "
            "and Student's distribution with k − 1 degrees of freedom is needed.",
            _normal,
        ),
        Mistake(
            "the normal distribution first",
            "The limit that is made longer is a normal one, 1.96 for 95 %. Both steps, there and "
            "back, need Student's distribution with k − 1 degrees of freedom.",
            lambda level, omega, k: float(
                _student(
                    NORMAL.inv_cdf((1 + level) / 2) * np.sqrt(1 + k * omega / (1 - omega)), k - 1
                )
            ),
        ),
        Mistake(
            "the normal distribution last",
            "The longer limit was turned into a level by the normal distribution. It is a limit "
            "of Student's, with k − 1 degrees of freedom.",
            lambda level, omega, k: 2 * NORMAL.cdf(_limit_asked(level, omega, k)) - 1,
        ),
        Mistake(
            "in percent",
            "This is the level in percent. Give it as a number between 0 and 1, as `level` is.",
            lambda level, omega, k: 100 * _level_to_ask(level, omega, k),
        ),
        Mistake(
            "the probability outside",
            "This is the probability that lies outside of the limits. A level is what lies "
            "between them.",
            lambda level, omega, k: 1 - _level_to_ask(level, omega, k),
        ),
    ),
)

# 2. A model that has to earn its place


def _high(
    losses,
    share,
    limit,
    factor=lambda k, share: 1 / k + share,
    reach=lambda limit: limit,
    ddof=1,
    error=None,
):
    """Return the mean differences from the simplest model, and their upper ends."""
    d, k = losses - losses[0], losses.shape[1]
    error = np.sqrt(factor(k, share) * d.var(axis=1, ddof=ddof)) if error is None else error(d, k)
    return d.mean(axis=1), d.mean(axis=1) + reach(limit) * error


def _selected(losses, share, limit, **options):
    means, high = _high(losses, share, limit, **options)
    return int(np.where(high < 0, means, 0.0).argmin())


def _spread_of(variances):
    """Return a rule with these variances, of (losses, d), in place of those of the differences."""

    def rule(losses, share, limit):
        k = losses.shape[1]
        error = np.sqrt((1 / k + share) * variances(losses))
        return _selected(losses, share, limit, error=lambda d, k: error)

    return rule


def _chosen_by(choose):
    """Return a rule that chooses from (losses, means, high) in another way."""

    def rule(losses, share, limit):
        return int(choose(losses, *_high(losses, share, limit)))

    return rule


def _intervals_apart(losses, share, limit):
    k, means = losses.shape[1], losses.mean(axis=1)
    half = limit * np.sqrt((1 / k + share) * losses.var(axis=1, ddof=1))
    return int(np.where(means + half < means[0] - half[0], means, means[0]).argmin())


def _in_steps(last):
    """Return a rule that compares each model with the last one taken, or with the one before."""

    def rule(losses, share, limit):
        best = 0
        for i in range(1, len(losses)):
            against = losses[[best if last else i - 1, i]]
            if _selected(against, share, limit) == 1 and losses[i].mean() < losses[best].mean():
                best = i
        return best

    return rule


def _by_median(losses, means, high):
    return np.where(high < 0, np.median(losses, axis=1), np.median(losses[0])).argmin()


def _all_folds(losses, means, high):
    return np.where((losses < losses[0]).all(axis=1), means, 0.0).argmin()


def _only_shown(losses, means, high):
    return means[high < 0].argmin() if (high < 0).any() else 0


def _losses(seed, gains, noise, k=5):
    """Return the losses (models, k) of a simple model, and of others that gain a little on it."""
    rng = np.random.default_rng(seed)
    hard = 1 + 0.3 * rng.normal(size=k)
    own = np.array(noise)[:, None] * rng.normal(size=(len(gains), k))
    losses = np.vstack([hard, hard - np.array(gains)[:, None] + own])
    return losses, 1 / (k - 1), _limit(0.95, k - 1)


def _ladder(seed, k, share, level=0.95, spread=0.3, rungs=60):
    """Return models that gain more and more on the first, and less and less surely.

    The gains, in standard deviations, fall from 6 to 0.2 by steps of 6 %. The number of the model
    that a rule takes says how many standard deviations it asks for.
    """
    rng = np.random.default_rng(seed)
    hard = 1 + spread * rng.normal(size=k)
    noise = rng.normal(size=(rungs, k))
    noise -= noise.mean(axis=1, keepdims=True)
    noise /= noise.std(axis=1, ddof=1, keepdims=True)
    gains = np.linspace(0.2, 0.5, rungs)[:, None]
    ratios = np.geomspace(6, 0.2, rungs)[:, None]
    losses = np.vstack([hard, hard - gains + gains / ratios * noise])
    return losses, share, _limit(level, k - 1)


def _one_bad_fold():
    """Return two models that are shown to be better; one is better but for one fold."""
    hard = np.array([2.0, 3.0, 1.0, 2.5, 1.5, 3.5, 2.0, 1.0])
    even = np.array([0.5, 0.51, 0.49, 0.5, 0.52, 0.48, 0.5, 0.5])
    uneven = np.array([0.55, 0.54, 0.56, 0.55, 0.0, 0.55, 0.54, 0.56])
    return np.array([hard, hard - uneven, hard - even]), 1 / 7, _limit(0.95, 7)


def _count_of_the_shown(losses, share, limit):
    others = range(1, len(losses))
    return sum(_selected(losses[[0, i]], share, limit) for i in others)


def _zero_beside_losses(losses, share, limit):
    _, high = _high(losses, share, limit)
    means = losses.mean(axis=1)
    return int(np.where(high < 0, means, np.where(np.arange(len(means)) > 0, np.inf, 0)).argmin())


SELECTED = Exercise(
    name="your_data.selected",
    call="selected(losses, share, limit)",
    reference=_selected,
    cases=(
        Case("a single model", lambda: (np.array([[0.5, 0.75, 0.25]]), 0.5, _limit(0.95, 2))),
        Case("the others are worse", partial(_losses, 33, [-0.2, -0.4], [0.02, 0.02])),
        partial(_losses, 30, [0.1, 0.2, 0.25], [0.02, 0.02, 0.4]),
        partial(_losses, 12, [0.03, 0.02], [0.03, 0.2]),
        partial(_losses, 35, [-0.1, 0.06, 0.01], [0.02, 0.055, 0.3], 10),
        partial(_losses, 31, [0.0, 0.3, 0.1], [0.1, 0.08, 0.02]),
        Case("one bad fold", _one_bad_fold),
        Case("far better", partial(_losses, 34, [-3.0, 4.0, 3.0, 4.001], [0.01, 0.4, 0.3, 0.4])),
        Case("surer and surer backwards", partial(_ladder, 36, 5, 0.25)),
        Case("unequal folds", partial(_ladder, 37, 10, 0.3, level=0.8)),
        Case("folds that are alike", partial(_ladder, 43, 6, 0.2, spread=0.1)),
        Case("a copy of the simplest", partial(_losses, 38, [0.0, 0.01], [0.0, 0.3])),
        Case("nothing but luck", partial(_losses, 38, [0.0, 0.01, 0.02], [0.3, 0.3, 0.3], 4)),
        Case("sure enough to lie apart", partial(_losses, 39, [0.9, 0.3], [0.02, 0.02], 10)),
    ),
    mistakes=(
        Mistake(
            "the lowest loss",
            "The model with the lowest mean loss was taken. It may be lowest by luck: ask whether "
            "it is *shown* to be better than the first, with the upper end of its interval.",
            lambda losses, share, limit: int(np.mean(losses, axis=1).argmin()),
        ),
        Mistake(
            "the usual interval",
            "The folds were taken as independent. Add the share to 1/k.",
            partial(_selected, factor=lambda k, share: 1 / k),
        ),
        Mistake(
            "the share alone",
            "The variance was multiplied by the share alone. The bracket is 1/k plus the share.",
            partial(_selected, factor=lambda k, share: share),
        ),
        Mistake(
            "the share of equal folds",
            "The share was taken to be 1/(k − 1), which holds for equal folds. It is given: use "
            "the argument.",
            partial(_selected, factor=lambda k, share: 1 / k + 1 / (k - 1)),
        ),
        Mistake(
            "one plus the share, over k",
            "The share was divided by k as well. It is added to 1/k as it is, since no number of "
            "folds makes it smaller.",
            partial(_selected, factor=lambda k, share: (1 + share) / k),
        ),
        Mistake(
            "multiplied by the share",
            "The share and 1/k were multiplied. They are two parts of one variance: add them.",
            partial(_selected, factor=lambda k, share: share / k),
        ),
        Mistake(
            "1.96 standard errors",
            "The interval reaches 1.96 standard errors to either side. With a handful of folds it "
            "takes more, as Student's distribution says: use `limit`.",
            partial(_selected, reach=lambda limit: 1.96),
        ),
        Mistake(
            "one standard error",
            "The interval reaches one standard error to either side. It reaches `limit` of them.",
            partial(_selected, reach=lambda limit: 1.0),
        ),
        Mistake(
            "the limit under the root",
            "The limit stands under the root, with the variance. It says how many standard errors "
            "the interval reaches, so it comes after.",
            partial(_selected, reach=np.sqrt),
        ),
        Mistake(
            "half of the limit",
            "The interval reaches half of `limit` standard errors to either side. It reaches that "
            "many to each.",
            partial(_selected, reach=lambda limit: limit / 2),
        ),
        Mistake(
            "divided by k",
            "The variance of the differences was divided by k. One of the k is spent on their "
            "mean.",
            partial(_selected, ddof=0),
        ),
        Mistake(
            "no root",
            "A mean was compared with a multiple of a variance, which has another unit. Take the "
            "root of the variance of the mean.",
            lambda losses, share, limit: _selected(
                losses, share, limit, error=lambda d, k: (1 / k + share) * d.var(axis=1, ddof=1)
            ),
        ),
        Mistake(
            "root of a part",
            "The root was taken of the variance alone. The bracket in front of it belongs under "
            "the root too.",
            lambda losses, share, limit: _selected(
                losses, share, limit, error=lambda d, k: (1 / k + share) * d.std(axis=1, ddof=1)
            ),
        ),
        Mistake(
            "standard deviation for variance",
            "Under the root stands s, where s² belongs: the root was taken of the spread twice.",
            lambda losses, share, limit: _selected(
                losses,
                share,
                limit,
                error=lambda d, k: np.sqrt((1 / k + share) * d.std(axis=1, ddof=1)),
            ),
        ),
        Mistake(
            "unpaired",
            "The variances of the two models were added, as if their folds were different. Hard "
            "folds are hard for both: take the variance of the differences.",
            _spread_of(lambda losses: losses.var(axis=1, ddof=1) + losses[0].var(ddof=1)),
        ),
        Mistake(
            "the spread of the model's own losses",
            "The interval has the spread of the model's own losses, which holds how hard the folds "
            "are. Take the spread of its differences from the simplest.",
            _spread_of(lambda losses: losses.var(axis=1, ddof=1)),
        ),
        Mistake(
            "two intervals apart",
            "Each model got an interval of its own, and those were to lie apart. What is hard for "
            "both widens both: take one interval, for the difference.",
            _intervals_apart,
        ),
        Mistake(
            "always the simplest",
            "The simplest was taken every time. Are the means over the folds, one for each model? "
            "And which side of zero is the better one, where the simplest is subtracted?",
            lambda losses, share, limit: 0,
        ),
        Mistake(
            "the other side of zero",
            "Taken were models whose interval lies above zero. These are losses: what is better "
            "has less, and a difference below zero.",
            _chosen_by(
                lambda losses, means, high: (
                    np.where(2 * means - high > 0, means, np.inf).argmin()
                    if (2 * means - high > 0).any()
                    else 0
                )
            ),
        ),
        Mistake(
            "either side of zero",
            "A model whose interval lies above zero is shown to be different, but worse. Only "
            "below zero counts; if no model is there, the simplest is taken.",
            _chosen_by(
                lambda losses, means, high: np.where(
                    abs(means) > high - means, means, np.inf
                ).argmin()
            ),
        ),
        Mistake(
            "only the lowest tried",
            "Only the model with the lowest loss was put to the test. Where it is not shown to be "
            "better, another one may be.",
            _chosen_by(
                lambda losses, means, high: means.argmin() if high[means.argmin()] < 0 else 0
            ),
        ),
        Mistake(
            "the surest",
            "The model was taken whose interval reaches least far up. Of those that are shown to "
            "be better the one with the lowest mean loss is asked for.",
            _chosen_by(lambda losses, means, high: np.where(high < 0, high, 0.0).argmin()),
        ),
        Mistake(
            "the most significant",
            "The model was taken whose difference is the most standard errors from zero. Of those "
            "that are shown to be better the one with the lowest mean loss is asked for.",
            _chosen_by(
                lambda losses, means, high: np.where(
                    high < 0, means / np.where(high < 0, high - means, 1), 0.0
                ).argmin()
            ),
        ),
        Mistake(
            "the first that is better",
            "The first model that is shown to be better was taken, and a later one has a lower "
            "loss and is shown to be better too.",
            _chosen_by(lambda losses, means, high: (high < 0).argmax()),
        ),
        Mistake(
            "the last that is better",
            "The last model that is shown to be better was taken, and an earlier one has a lower "
            "loss and is shown to be better too.",
            _chosen_by(
                lambda losses, means, high: (
                    len(means) - 1 - (high < 0)[::-1].argmax() if (high < 0).any() else 0
                )
            ),
        ),
        Mistake(
            "the highest of those that are better",
            "Of the models that are shown to be better the one with the highest mean loss was "
            "taken. The lowest is asked for.",
            _chosen_by(
                lambda losses, means, high: (
                    np.where(high < 0, means, -np.inf).argmax() if (high < 0).any() else 0
                )
            ),
        ),
        Mistake(
            "by medians",
            "Of the models that are shown to be better the one with the lowest median was taken. "
            "The lowest mean is asked for.",
            _chosen_by(_by_median),
        ),
        Mistake(
            "better in every fold",
            "A model counts as better if it is so in each single fold. A mean can be shown to be "
            "lower without that; use the interval.",
            _chosen_by(_all_folds),
        ),
        Mistake(
            "against the model taken so far",
            "Each model was compared with the one taken so far. All are compared with the "
            "simplest, which is in the first row.",
            _in_steps(last=True),
        ),
        Mistake(
            "against the model before",
            "Each model was compared with the one in the row before it. All are compared with the "
            "simplest, which is in the first row.",
            _in_steps(last=False),
        ),
        Mistake(
            "folds and models exchanged",
            "The table was read as if each row were a fold. Each row is a model, and its k losses "
            "stand beside one another.",
            lambda losses, share, limit: _selected(losses.T, share, limit),
        ),
        Mistake(
            "the number of models for k",
            "The number of models stands for k. k is the number of folds, which are the columns.",
            lambda losses, share, limit: _selected(
                losses, share, limit, factor=lambda k, share: 1 / len(losses) + share
            ),
        ),
        Mistake(
            "all that are better",
            "These are all the models that are shown to be better. One number is asked for: of "
            "these the one with the lowest mean loss, or 0 if there is none.",
            lambda losses, share, limit: np.flatnonzero(_high(losses, share, limit)[1] < 0),
        ),
        Mistake(
            "the loss of the model",
            "This is the mean loss of the model. Its number is asked for, counted from 0.",
            lambda losses, share, limit: float(losses[_selected(losses, share, limit)].mean()),
        ),
        Mistake(
            "counted among those that are better",
            "The number counts only the models that are shown to be better. Count all of them, "
            "with the simplest as 0.",
            _chosen_by(_only_shown),
        ),
        Mistake(
            "counted without the simplest",
            "The number is one too low: the simplest model was left out when they were counted. "
            "It is number 0.",
            lambda losses, share, limit: max(_selected(losses, share, limit) - 1, 0),
        ),
        Mistake(
            "the lower end below zero",
            "The lower end of the interval was compared with zero. The whole interval has to lie "
            "below: it is the upper end that decides.",
            _chosen_by(
                lambda losses, means, high: (
                    np.where(2 * means - high < 0, means, np.inf).argmin()
                    if (2 * means - high < 0).any()
                    else 0
                )
            ),
        ),
        Mistake(
            "how many are shown",
            "This is how many models are shown to be better. Asked is which of them has the "
            "lowest mean loss.",
            _count_of_the_shown,
        ),
        Mistake(
            "zero beside losses",
            "The simplest stands with the difference 0 among the losses of the others, and is the "
            "lowest whenever losses are positive. Compare losses with losses.",
            _zero_beside_losses,
        ),
        Mistake(
            "the share outside of the root",
            "The share was added to the standard error. It is a part of the variance: add it to "
            "1/k, under the root.",
            lambda losses, share, limit: _selected(
                losses, share, limit, error=lambda d, k: d.std(axis=1, ddof=1) / np.sqrt(k) + share
            ),
        ),
    ),
)

EXERCISES = (LEVEL_TO_ASK, SELECTED)
