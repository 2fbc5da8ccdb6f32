"""The exercises of the chapter that tunes λ, the dropout rate and the width together.

In linear regression dropout at rate ρ on the features adds ρ/(1 − ρ)·(XᵀX)ⱼⱼ/n to the L2 strength
of weight j. A rectified unit split into k copies, weights in and out divided by √k, is the same
function with the same sum of squares, and the noise that dropout puts on it is divided by k.

References
----------
Wager, Wang, Liang (2013), Advances in Neural Information Processing Systems 26.
Helmbold, Long (2018), Journal of Machine Learning Research 18(200), 1-28 (what dropout cannot see).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. One strength for each column


def _strengths(X, lam, rate):
    return lam + rate / (1 - rate) * np.mean(X**2, axis=0)


def _columns(seed, n, lam, rate):
    """Return columns with means and spreads of their own, and both knobs."""
    rng = np.random.default_rng(seed)
    return rng.normal([1.0, 0.0, -2.0], [0.5, 1.0, 2.0], (n, 3)), lam, rate


STRENGTHS = Exercise(
    name="joint.strengths",
    call="strengths(X, lam, rate)",
    reference=_strengths,
    cases=(
        lambda: (np.array([[1.0, 2.0], [3.0, 0.0]]), 0.1, 0.5),
        partial(_columns, 1, 7, 0.3, 0.2),
        partial(_columns, 2, 12, 0.0, 0.6),
        # NumPy's zero: to divide by it is infinite and raises nothing.
        Case("no dropout", partial(_columns, 3, 5, 0.05, np.float64(0))),
        Case(
            "a single row, and a column of zeros",
            lambda: (np.array([[0.0, 2.0, -1.0]]), 0.2, 0.25),
        ),
    ),
    mistakes=(
        Mistake(
            "the rate in place of its odds",
            "Here the rate itself is the factor. The variance of the factors that dropout draws is "
            "another function of it, which grows without bound as the rate nears one.",
            lambda X, lam, rate: lam + rate * np.mean(X**2, axis=0),
        ),
        Mistake(
            "odds of being kept",
            "These are the odds of being kept. A rate of zero should add nothing to the strength.",
            lambda X, lam, rate: lam + (1 - rate) / np.float64(rate) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "the sum over rows",
            "The squares of a column are summed over the rows. The loss of this book is a mean "
            "over the rows, and so is this.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.sum(X**2, axis=0),
        ),
        Mistake(
            "the variance of a column",
            "The mean was taken out of the columns. Dropout removes an entry whole, its mean "
            "included; these columns are not centered.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.var(X, axis=0),
        ),
        Mistake(
            "the variance of the mask",
            "This is the variance of a mask before it is scaled. What survives is divided by the "
            "probability of surviving, and the variance by its square.",
            lambda X, lam, rate: lam + rate * (1 - rate) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "as if standardized",
            "This holds where every column has the mean square one. These columns are not "
            "standardized, and each brings a mean square of its own.",
            lambda X, lam, rate: np.full(X.shape[1], lam + rate / (1 - rate)),
        ),
        Mistake(
            "the mean itself",
            "The mean of each column stands where its mean square belongs. Could a strength be "
            "negative?",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.mean(X, axis=0),
        ),
        Mistake(
            "λ forgotten",
            "This is what dropout does alone. The penalty has its own strength, which comes to it.",
            lambda X, lam, rate: rate / (1 - rate) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "one strength for all",
            "All columns get the same strength here. Each has a mean square of its own.",
            lambda X, lam, rate: np.full(X.shape[1], lam + rate / (1 - rate) * np.mean(X**2)),
        ),
        Mistake(
            "by rows",
            "The squares were averaged over the columns of each row. Asked is one strength for "
            "each column, and so a mean over the rows.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.mean(X**2, axis=1),
        ),
        Mistake(
            "all products",
            "These are the products of all pairs of columns. The strength of a column needs the "
            "product with itself alone, on the diagonal.",
            lambda X, lam, rate: lam + rate / (1 - rate) * (X.T @ X) / len(X),
        ),
        Mistake(
            "n − 1",
            "The sum of squares was divided by n − 1, as a variance is. Nothing was estimated from "
            "the rows here, and the loss is a mean over all n.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.sum(X**2, axis=0) / (len(X) - 1),
        ),
        Mistake(
            "length of the column",
            "The length of each column stands where its mean square belongs: square it, and take "
            "the mean over the rows.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.linalg.norm(X, axis=0),
        ),
        Mistake(
            "standard deviation",
            "The standard deviation of each column stands where its mean square belongs. Dropout "
            "removes an entry whole, its mean included.",
            lambda X, lam, rate: lam + rate / (1 - rate) * X.std(axis=0),
        ),
        Mistake(
            "divided by the columns",
            "The squares of a column were added up and divided by the number of columns. The loss "
            "is a mean over the rows.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.sum(X**2, axis=0) / X.shape[1],
        ),
        Mistake(
            "λ scaled too",
            "The mean square multiplies λ as well here. The penalty is on the weights as they are, "
            "whatever the columns are.",
            lambda X, lam, rate: (lam + rate / (1 - rate)) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "half of what dropout adds",
            "Half of what dropout adds. The penalty of a weight has its ½ already, in the "
            "objective, so the strength needs none.",
            lambda X, lam, rate: lam + rate / (1 - rate) / 2 * np.mean(X**2, axis=0),
        ),
        Mistake(
            "twice what dropout adds",
            "Twice what dropout adds. The squared error and the penalty have the same ½ in this "
            "book, so no 2 is left over.",
            lambda X, lam, rate: lam + 2 * rate / (1 - rate) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "the factor of the kept",
            "The factor is what dropout multiplies the kept entries by. Without dropout it is one, "
            "and nothing should be added then.",
            lambda X, lam, rate: lam + 1 / (1 - rate) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "square of the mean",
            "The mean of each column was squared. It is the squares that are averaged, so that the "
            "spread of the column counts as well.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.mean(X, axis=0) ** 2,
        ),
        Mistake(
            "root of the mean square",
            "A root was taken of the mean square. The penalty goes with the square of what is "
            "dropped.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.sqrt(np.mean(X**2, axis=0)),
        ),
        Mistake(
            "one plus the rate",
            "The rate was divided by one plus itself. The odds divide it by what is left, one "
            "less the rate.",
            lambda X, lam, rate: lam + rate / (1 + rate) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "multiplied",
            "The two strengths were multiplied. They add up; without a penalty dropout would do "
            "nothing here.",
            lambda X, lam, rate: lam * rate / (1 - rate) * np.mean(X**2, axis=0),
        ),
        Mistake(
            "all columns added up",
            "The squares of all columns were added up. Each column has a mean square of its own, "
            "over the rows.",
            lambda X, lam, rate: np.full(
                X.shape[1], lam + rate / (1 - rate) * np.sum(X**2) / len(X)
            ),
        ),
        Mistake(
            "mean of absolute values",
            "The absolute values of a column were averaged. What dropout adds goes with the "
            "squares: square first, then take the mean.",
            lambda X, lam, rate: lam + rate / (1 - rate) * np.mean(np.abs(X), axis=0),
        ),
        Mistake(
            "odds squared",
            "The odds were squared. The squares are those of the column; the variance of what "
            "dropout multiplies by is the odds themselves.",
            lambda X, lam, rate: lam + (rate / (1 - rate)) ** 2 * np.mean(X**2, axis=0),
        ),
        Mistake(
            "the larger of the two",
            "For each column the larger of the two strengths was taken. They work at the same "
            "time, and add up.",
            lambda X, lam, rate: np.maximum(lam, rate / (1 - rate) * np.mean(X**2, axis=0)),
        ),
    ),
)

# 2. The rate that is left


def _rate(odds):
    return odds / (1 + odds)


RATE_LEFT = Exercise(
    name="joint.rate_left",
    call="rate_left(c, lam, square)",
    reference=lambda c, lam, square: (c - lam) / (square + c - lam),
    cases=(
        lambda: (1.0, 0.5, 2.0),
        lambda: (0.8, 0.2, 0.5),
        lambda: (3.0, 0.7, 4.0),
        Case("no penalty", lambda: (0.4, 0.0, 1.5)),
        Case("nothing left", lambda: (0.6, 0.6, 3.0)),
        Case("a standardized column", lambda: (0.9, 0.3, 1.0)),
    ),
    mistakes=(
        Mistake(
            "as if standardized",
            "This holds for a standardized column. Here dropout adds its odds times the mean "
            "square of the column.",
            lambda c, lam, square: _rate(c - lam),
        ),
        Mistake(
            "the odds",
            "These are the odds of dropping. A rate is a probability, and stays below one: turn "
            "the odds into one.",
            lambda c, lam, square: (c - lam) / square,
        ),
        Mistake(
            "λ forgotten",
            "This rate makes up the whole of c alone. The penalty has done a part of it already.",
            lambda c, lam, square: _rate(c / square),
        ),
        Mistake(
            "the probability of keeping",
            "This is the probability that an entry is kept. In this book a rate counts what goes.",
            lambda c, lam, square: 1 / (1 + (c - lam) / square),
        ),
        Mistake(
            "multiplied by the square",
            "The rest was multiplied by the mean square. The odds times the mean square make up "
            "the rest, so the odds are the rest divided by it.",
            lambda c, lam, square: _rate((c - lam) * square),
        ),
        Mistake(
            "divided by the root",
            "The rest was divided by the root of the mean square. What is given is the mean square "
            "already, and the odds go with that.",
            lambda c, lam, square: _rate((c - lam) / square**0.5),
        ),
        Mistake(
            "λ not divided",
            "Only c was divided by the mean square, and λ taken off after that. Both are "
            "strengths: subtract first.",
            lambda c, lam, square: _rate(c / square - lam),
        ),
        Mistake(
            "λ taken off a rate",
            "Here λ is taken off the rate that would make up all of c. It adds up with another "
            "number, of which the rate is a function.",
            lambda c, lam, square: _rate(c / square) - lam,
        ),
        Mistake(
            "a share of c",
            "This is the share of c that is left to dropout. What is left has to be turned into "
            "odds, and these into a probability.",
            lambda c, lam, square: (c - lam) / c,
        ),
        Mistake(
            "from a rate to odds",
            "The odds were divided by one minus themselves, which leads from a rate to odds. Back "
            "to a rate it is one plus them.",
            lambda c, lam, square: (c - lam) / (square - (c - lam)),
        ),
        Mistake(
            "one minus the odds",
            "The odds were taken from one, as if they were a rate. First turn them into a rate; "
            "and is it the rate of what goes?",
            lambda c, lam, square: 1 - (c - lam) / square,
        ),
        Mistake(
            "c in the denominator",
            "Above the line is what is left of c, below it all of c. Below should be the mean "
            "square and the same rest.",
            lambda c, lam, square: (c - lam) / (square + c),
        ),
        Mistake(
            "λ as a rate",
            "Both c and λ were turned into rates, and the rates subtracted. It is the strengths "
            "that add up: subtract first.",
            lambda c, lam, square: _rate(c / square) - _rate(lam / square),
        ),
        Mistake(
            "divided in one place only",
            "The rest was divided by the mean square above the line and not below. The odds are "
            "one number: the same has to stand in both places.",
            lambda c, lam, square: (c - lam) / square / (1 + c - lam),
        ),
        Mistake(
            "odds cut off at one",
            "The odds were cut off at one to make a rate of them. Odds may be above one: turn "
            "them into a probability.",
            lambda c, lam, square: min((c - lam) / square, 1.0),
        ),
        Mistake(
            "one plus the square",
            "The rest was divided by one plus the mean square. Below the line should be the mean "
            "square and the rest itself.",
            lambda c, lam, square: (c - lam) / (1 + square),
        ),
        Mistake(
            "odds divided by one plus c",
            "The odds were divided by one plus c. To make a rate of odds, divide them by one plus "
            "themselves.",
            lambda c, lam, square: (c - lam) / square / (1 + c),
        ),
        Mistake(
            "λ below the line with the other sign",
            "Below the line λ was added. There should be the mean square and the same rest as "
            "above it, from which λ is taken off.",
            lambda c, lam, square: (c - lam) / (square + c + lam),
        ),
        Mistake(
            "root of the share kept",
            "The share kept was taken as a root. The square of a feature is in the mean "
            "square already; odds go with variances.",
            lambda c, lam, square: 1 - (square / (square + c - lam)) ** 0.5,
        ),
        Mistake(
            "an exponential",
            "The odds became a rate by an exponential. A rate is the odds, divided by one "
            "plus the odds.",
            lambda c, lam, square: 1 - np.exp(-(c - lam) / square),
        ),
    ),
)

# 3. A rate for a wider network


def _carried_rate(rate, k):
    return k * rate / (1 - rate + k * rate)


def _unscaled(rate, k):
    return (1 - max(0.0, 1 - 4 * k * rate * (1 - rate)) ** 0.5) / 2


CARRIED_RATE = Exercise(
    name="joint.carried_rate",
    call="carried_rate(rate, k)",
    reference=_carried_rate,
    cases=(
        lambda: (0.3, 4),
        lambda: (0.5, 2),
        lambda: (0.1, 16),
        lambda: (0.4, 3),
        Case("half as wide", lambda: (0.6, 0.5)),
        Case("no dropout", lambda: (np.float64(0), 3)),
        Case("as wide as before", lambda: (0.35, 1)),
        lambda: (0.2, 2.6),
    ),
    mistakes=(
        Mistake(
            "the rate times k",
            "The rate was multiplied, and can pass one. It is the odds of dropping that the noise "
            "follows.",
            lambda rate, k: rate * k,
        ),
        Mistake(
            "the odds",
            "These are the new odds. Turn them back into a probability.",
            lambda rate, k: k * rate / (1 - rate),
        ),
        Mistake(
            "divided by k",
            "The noise of a wider layer is weaker at the same rate. This rate makes it weaker "
            "still; it should make up for the width.",
            lambda rate, k: rate / (k * (1 - rate) + rate),
        ),
        Mistake(
            "the square root of k",
            "The odds grow with the square root of the width here. The square root belongs to the "
            "weights of the copies; their noise adds up as variances.",
            lambda rate, k: k**0.5 * rate / (1 - rate + k**0.5 * rate),
        ),
        Mistake(
            "the probability of keeping divided",
            "The probability of keeping was divided by k. A layer without dropout would then get "
            "some as soon as it is made wider.",
            lambda rate, k: 1 - (1 - rate) / k,
        ),
        Mistake(
            "k chances to be dropped",
            "This is the probability that at least one of k copies is dropped. What should stay is "
            "the variance of their sum.",
            lambda rate, k: 1 - (1 - rate) ** k,
        ),
        Mistake(
            "the same rate",
            "The rate was left as it is. At the same rate each copy is as noisy as before, for its "
            "size, and the noise of many copies averages out.",
            lambda rate, k: rate,
        ),
        Mistake(
            "the rate divided by k",
            "The rate was divided by k, so the wider network has less noise for two reasons. It "
            "should have as much as before.",
            lambda rate, k: rate / k,
        ),
        Mistake(
            "rate taken for odds",
            "The rate was treated as if it were the odds. First turn it into odds, then multiply, "
            "then turn them back.",
            lambda rate, k: k * rate / (1 + k * rate),
        ),
        Mistake(
            "the square of k",
            "The odds grow with the square of the width here. Each copy's noise is divided by k², "
            "but there are k of them.",
            lambda rate, k: k**2 * rate / (1 - rate + k**2 * rate),
        ),
        Mistake(
            "odds of being kept",
            "The odds of being kept were multiplied. More noise needs a higher rate, so it is the "
            "odds of dropping that grow.",
            lambda rate, k: _rate(k * (1 - rate) / np.float64(rate)),
        ),
        Mistake(
            "odds turned the wrong way",
            "The new odds were divided by one minus themselves. That turns a rate into odds; back "
            "to a rate it is one plus them.",
            lambda rate, k: k * rate / (1 - rate - k * rate),
        ),
        Mistake(
            "k times, cut off at one",
            "The rate was multiplied and cut off at one, where nothing is left. It is the odds of "
            "dropping that grow by k; a rate of them stays below one.",
            lambda rate, k: min(1.0, k * rate),
        ),
        Mistake(
            "all copies dropped",
            "This keeps the probability that all k copies are dropped. What should stay is the "
            "variance of their sum.",
            lambda rate, k: rate ** (1 / k),
        ),
        Mistake(
            "the rate to the power of k",
            "The rate was raised to the power of k, the probability that k copies are dropped "
            "together. What should stay is the variance of their sum.",
            lambda rate, k: rate**k,
        ),
        Mistake(
            "the root of keeping",
            "This keeps the probability that all k copies stay. A wider network averages its "
            "noise, and needs more dropout: what should stay is the variance of the sum.",
            lambda rate, k: 1 - (1 - rate) ** (1 / k),
        ),
        Mistake(
            "the rate times the root",
            "The rate was multiplied by the root of the width. The noise follows the odds of "
            "dropping, and as a variance it goes with the width itself.",
            lambda rate, k: rate * k**0.5,
        ),
        Mistake(
            "the rate divided by the root",
            "The rate was divided by the root of the width, so the wider network has less noise "
            "for two reasons. It should have as much as before.",
            lambda rate, k: rate / k**0.5,
        ),
        Mistake(
            "odds divided by the root",
            "The odds were divided by the root of the width. The noise of a wider layer is weaker "
            "at the same rate: they have to grow, and with the width itself.",
            lambda rate, k: rate / (rate + (1 - rate) * k**0.5),
        ),
        Mistake(
            "the probability of keeping multiplied",
            "The probability of keeping was multiplied by k, and can pass one. A wider network "
            "needs more dropout, not less; it is the odds of dropping that grow.",
            lambda rate, k: 1 - k * (1 - rate),
        ),
        Mistake(
            "the probability of keeping divided by the root",
            "The probability of keeping was divided by the root of the width. A layer without "
            "dropout would then get some as soon as it is made wider.",
            lambda rate, k: 1 - (1 - rate) / k**0.5,
        ),
        Mistake(
            "k cut off",
            "The whole part of k was taken. It need not be whole: nothing in the noise asks "
            "for it.",
            lambda rate, k: _carried_rate(rate, int(k)),
        ),
        Mistake(
            "k rounded",
            "The width k was rounded to a whole number. It need not be whole: nothing in the noise "
            "asks for it.",
            lambda rate, k: _carried_rate(rate, round(k)),
        ),
        Mistake(
            "variance of an unscaled mask",
            "The noise was taken to be ρ(1 − ρ). What is kept is divided by 1 − ρ, and then "
            "the variance is ρ/(1 − ρ).",
            _unscaled,
        ),
    ),
)

# 4. An interaction and its error


def _measured_interaction(neither, first, second, both):
    missing = neither - first - second + both
    return float(missing.mean()), float(missing.std(ddof=1) / np.sqrt(len(missing)))


def _corners(seed, seeds, overlap):
    """Return losses of four settings that share a part that belongs to the seed."""
    rng = np.random.default_rng(seed)
    shared = 2 + 0.3 * rng.normal(size=seeds)
    first, second = 0.5 + 0.05 * rng.normal(size=seeds), 0.3 + 0.05 * rng.normal(size=seeds)
    both = shared - first - (1 - overlap) * second + 0.02 * rng.normal(size=seeds)
    return shared, shared - first, shared - second, both


def _with_error(error):
    """Return the wrong answer that has the mean right, and this for its error."""

    def answer(neither, first, second, both):
        mean, right = _measured_interaction(neither, first, second, both)
        return mean, float(error(mean, right, neither, first, second, both))

    return answer


def _error(by_seed):
    return by_seed.std(ddof=1) / np.sqrt(len(by_seed))


def _unpaired(neither, first, second, both):
    mean = _measured_interaction(neither, first, second, both)[0]
    variances = sum(part.var(ddof=1) for part in (neither, first, second, both))
    return mean, float(np.sqrt(variances / len(neither)))


def _scaled(mean_factor, error_factor):
    """Return the wrong answer that has the mean and the error times a factor that may use n."""

    def answer(neither, first, second, both):
        mean, error = _measured_interaction(neither, first, second, both)
        return mean_factor * mean, error * error_factor(len(neither))

    return answer


def _overlap(neither, first, second, both):
    smaller = np.minimum(neither - first, neither - second)
    shares = (neither - first - second + both) / smaller
    return float(shares.mean()), float(_error(shares))


MEASURED_INTERACTION = Exercise(
    name="joint.measured_interaction",
    call="measured_interaction(neither, first, second, both)",
    reference=_measured_interaction,
    returns=("mean", "error"),
    cases=(
        partial(_corners, 4, 8, 0.7),
        partial(_corners, 5, 5, -0.4),
        partial(_corners, 6, 12, 1.2),
        Case("two seeds", partial(_corners, 7, 2, 0.5)),
    ),
    mistakes=(
        Mistake(
            "seeds not paired",
            "The four errors were put together as if the runs had nothing in common. All four of a "
            "seed share their rows and their start: form the interaction seed by seed first.",
            _unpaired,
        ),
        Mistake(
            "the standard deviation",
            "The mean is right. The second number is the spread over seeds; the error of a mean "
            "over many seeds is smaller.",
            _scaled(1, np.sqrt),
        ),
        Mistake(
            "n for its root",
            "The mean is right. The standard deviation was divided by the number of seeds; the "
            "error of a mean falls more slowly than that.",
            _scaled(1, lambda n: 1 / np.sqrt(n)),
        ),
        Mistake(
            "divided by n",
            "The standard deviation has the number of seeds under it here. With so few, one is "
            "taken off that number.",
            _scaled(1, lambda n: np.sqrt((n - 1) / n)),
        ),
        Mistake(
            "the other sign",
            "The sign is turned round. It is positive where the two compete: where both together "
            "leave more loss than the single savings promise.",
            _scaled(-1, lambda n: 1),
        ),
        Mistake(
            "neither forgotten",
            "The loss without any regularizer is missing. Each single saving is counted from it, "
            "so it does not cancel.",
            lambda neither, first, second, both: _measured_interaction(
                0 * neither, first, second, both
            ),
        ),
        Mistake(
            "variance of the mean",
            "The mean is right. The second number is the square of the standard error: a root is "
            "missing.",
            lambda neither, first, second, both: (
                _measured_interaction(neither, first, second, both)[0],
                _measured_interaction(neither, first, second, both)[1] ** 2,
            ),
        ),
        Mistake(
            "spread with n",
            "The mean is right. The second number is the standard deviation over seeds, and with n "
            "under it. Two steps are missing to the error of the mean of a few seeds.",
            _scaled(1, lambda n: np.sqrt(n - 1)),
        ),
        Mistake(
            "one taken off twice",
            "The mean is right. One was taken off the number of seeds twice: in the standard "
            "deviation, where it belongs, and under the root, where it does not.",
            _scaled(1, lambda n: np.sqrt(n / (n - 1))),
        ),
        Mistake(
            "two errors",
            "The mean is right. This is twice its standard error, the half of an interval. Asked "
            "is one standard error.",
            _scaled(1, lambda n: 2),
        ),
        Mistake(
            "both against the better one",
            "This compares both cures with the better of the two alone. The interaction compares "
            "what both save together with the sum of what each saves.",
            lambda neither, first, second, both: _measured_interaction(
                np.minimum(first, second), both, 0 * second, 0 * both
            ),
        ),
        Mistake(
            "as a product",
            "This compares with savings that multiply. The interaction of the page compares with "
            "savings that add.",
            lambda neither, first, second, both: _measured_interaction(
                both, first * second / neither, 0 * second, 0 * both
            ),
        ),
        Mistake(
            "what both save",
            "This is what both save together. Asked is by how much that falls short of the two "
            "single savings added up.",
            lambda neither, first, second, both: _measured_interaction(
                neither, both, 0 * second, 0 * both
            ),
        ),
        Mistake(
            "the ratio to the error",
            "The mean is right. The second number is how many standard errors it is from zero. "
            "Asked is the error itself.",
            _with_error(lambda mean, error, neither, first, second, both: mean / error),
        ),
        Mistake(
            "errors added up",
            "The mean is right. The errors of the four means were added up, as if all erred to "
            "one side, and without their seeds in common. Form the interaction seed by seed "
            "first.",
            _with_error(
                lambda mean, error, neither, first, second, both: sum(
                    _error(part) for part in (neither, first, second, both)
                )
            ),
        ),
        Mistake(
            "two savings put together",
            "The mean is right. The errors of two savings were put together as if their seeds had "
            "nothing in common. Form the whole interaction seed by seed, and take the error of "
            "that.",
            _with_error(
                lambda mean, error, neither, first, second, both: np.hypot(
                    _error(neither - first), _error(second - both)
                )
            ),
        ),
        Mistake(
            "error of both",
            "The mean is right. The error is that of the runs with both alone. It should be that "
            "of the interaction, formed seed by seed.",
            _with_error(lambda mean, error, neither, first, second, both: _error(both)),
        ),
        Mistake(
            "variance over the root",
            "The mean is right. The variance was divided by the root of the number of seeds: a "
            "root is missing above the line.",
            _with_error(
                lambda mean, error, neither, first, second, both: error**2 * np.sqrt(len(both))
            ),
        ),
        Mistake(
            "relative to neither",
            "Each seed's interaction was divided by its loss without a regularizer. The "
            "interaction of the page is in the units of the loss.",
            lambda neither, first, second, both: _measured_interaction(
                1 + 0 * neither, first / neither, second / neither, both / neither
            ),
        ),
        Mistake(
            "the overlap",
            "Each interaction was divided by the smaller saving: that is the overlap. The "
            "interaction itself is asked for.",
            _overlap,
        ),
        Mistake(
            "median",
            "The error is right. The first number is the median over the seeds; the mean is "
            "asked for.",
            lambda neither, first, second, both: (
                float(np.median(neither - first - second + both)),
                _measured_interaction(neither, first, second, both)[1],
            ),
        ),
        Mistake(
            "all added",
            "All four losses were added. The two single ones are taken off.",
            lambda neither, first, second, both: (
                (
                    float((neither + first + second + both).mean()),
                    float(_error(neither + first + second + both)),
                )
            ),
        ),
        Mistake(
            "only one single saving",
            "One of the two single losses is missing: an interaction needs all four.",
            lambda neither, first, second, both: (
                (float((both - first + neither).mean()), float(_error(both - first + neither)))
            ),
        ),
        Mistake(
            "of the logarithms",
            "The interaction is that of the logarithms of the losses. Take the losses as they are.",
            lambda *losses: _measured_interaction(*map(np.log, losses)),
        ),
    ),
)

# 5. Two layers in balance


def _balanced(W1, b1, W2):
    alpha = np.sqrt(np.linalg.norm(W2) / np.linalg.norm(W1))
    return alpha * W1, alpha * b1, W2 / alpha


def _layers(seed, inputs, units, outputs, scale):
    rng = np.random.default_rng(seed)
    W1, b1 = scale * rng.normal(size=(inputs, units)), rng.normal(size=units)
    return W1, b1, rng.normal(size=(units, outputs))


def _by(power, biases=True, turned=False):
    """Return the wrong answer with another power of the ratio of the lengths."""

    def answer(W1, b1, W2):
        alpha = (np.linalg.norm(W2) / np.linalg.norm(W1)) ** power
        alpha = 1 / alpha if turned else alpha
        return alpha * W1, alpha * b1 if biases else b1, W2 / alpha

    return answer


def _alpha(factor):
    """Return the wrong answer with this factor, of the two kernels."""

    def answer(W1, b1, W2):
        alpha = factor(W1, W2)
        return alpha * W1, alpha * b1, W2 / alpha

    return answer


def _mean_length(W1, b1, W2):
    first, second = np.linalg.norm(W1), np.linalg.norm(W2)
    mean = (first + second) / 2
    return W1 * mean / first, b1 * mean / first, W2 * mean / second


def _by_unit(W1, b1, W2):
    alpha = np.sqrt(np.linalg.norm(W2, axis=1) / np.linalg.norm(W1, axis=0))
    return W1 * alpha, b1 * alpha, W2 / alpha[:, None]


def _by_mean_square(W1, b1, W2):
    alpha = (np.mean(W2**2) / np.mean(W1**2)) ** 0.25
    return alpha * W1, alpha * b1, W2 / alpha


def _by_singular_value(W1, b1, W2):
    alpha = np.sqrt(np.linalg.norm(W2, 2) / np.linalg.norm(W1, 2))
    return alpha * W1, alpha * b1, W2 / alpha


def _with_biases(W1, b1, W2):
    alpha = np.sqrt(np.linalg.norm(W2) / np.linalg.norm(np.vstack([W1, b1])))
    return alpha * W1, alpha * b1, W2 / alpha


def _by_the_largest(W1, b1, W2):
    factor = (np.abs(W2).max() / np.abs(W1).max()) ** 0.5
    return factor * W1, factor * b1, W2 / factor


def _first_as_long(W1, b1, W2):
    factor = np.linalg.norm(W2) / np.linalg.norm(W1)
    return factor * W1, factor * b1, W2


def _bias_squared(W1, b1, W2):
    squared = np.linalg.norm(W2) / np.linalg.norm(W1)
    return squared**0.5 * W1, squared * b1, W2 / squared**0.5


BALANCED = Exercise(
    name="joint.balanced",
    call="balanced(W1, b1, W2)",
    reference=_balanced,
    returns=("W1", "b1", "W2"),
    cases=(
        partial(_layers, 7, 3, 4, 2, 0.2),
        partial(_layers, 8, 5, 6, 3, 3.0),
        partial(_layers, 9, 2, 3, 4, 1.5),
    ),
    mistakes=(
        Mistake(
            "the ratio itself",
            "The layers changed places: now the other one is the longer. The factor enters the "
            "penalty squared.",
            _by(1),
        ),
        Mistake(
            "the biases left behind",
            "The kernels are in balance, but the network computes something else: a unit scales "
            "only if all that enters it does.",
            _by(0.5, biases=False),
        ),
        Mistake(
            "the wrong way round",
            "The long layer was made longer and the short one shorter. The penalty has grown.",
            _by(0.5, turned=True),
        ),
        Mistake(
            "root of the root",
            "The root was taken once too often, perhaps since a length is a root already.",
            _by(0.25),
        ),
        Mistake(
            "a factor for each unit",
            "Each unit was rescaled by a factor of its own. That makes the penalty smaller still, "
            "but the change that is asked for has one factor for the whole layer.",
            _by_unit,
        ),
        Mistake(
            "the biases counted",
            "The biases were counted in the length of the first layer. They are rescaled with it, "
            "but not penalized.",
            _with_biases,
        ),
        Mistake(
            "both multiplied",
            "Both kernels were multiplied by the factor, and the scores change with it. What the "
            "one gains the other has to lose.",
            lambda W1, b1, W2: (*_balanced(W1, b1, W2)[:2], W2**2 / _balanced(W1, b1, W2)[2]),
        ),
        Mistake(
            "both of length one",
            "Each kernel was given the length one. The product of the two lengths is what the "
            "network needs; it has to stay.",
            lambda W1, b1, W2: (
                W1 / np.linalg.norm(W1),
                b1 / np.linalg.norm(W1),
                W2 / np.linalg.norm(W2),
            ),
        ),
        Mistake(
            "biases the other way",
            "The kernels are in balance, but the biases were divided by the factor. They enter a "
            "unit beside its inputs, and are scaled like the first kernel.",
            lambda W1, b1, W2: (
                _balanced(W1, b1, W2)[0],
                b1**2 / _balanced(W1, b1, W2)[1],
                _balanced(W1, b1, W2)[2],
            ),
        ),
        Mistake(
            "second kernel left",
            "The first kernel was scaled and the second left as it is, so the network computes "
            "something else. What the one gains the other has to lose.",
            lambda W1, b1, W2: (*_balanced(W1, b1, W2)[:2], W2.copy()),
        ),
        Mistake(
            "first kernel left",
            "The second kernel was scaled and the first left as it is, so the network computes "
            "something else. What the one gains the other has to lose.",
            lambda W1, b1, W2: (W1.copy(), b1.copy(), _balanced(W1, b1, W2)[2]),
        ),
        Mistake(
            "first of length one",
            "The first kernel was given the length one, and the second all the rest. That is the "
            "same network, but the sum is least where both have the same length.",
            lambda W1, b1, W2: (
                W1 / np.linalg.norm(W1),
                b1 / np.linalg.norm(W1),
                W2 * np.linalg.norm(W1),
            ),
        ),
        Mistake(
            "mean squares",
            "The mean squares of the two kernels were made equal, and not the sums. A kernel with "
            "many entries has its share of the penalty for each of them.",
            _by_mean_square,
        ),
        Mistake(
            "largest singular value",
            "The kernels were measured by their largest singular value. The length that L2 "
            "penalizes is the root of the sum of all squared entries.",
            _by_singular_value,
        ),
        Mistake(
            "the product for the ratio",
            "The factor is the root of the product of the two lengths. That is the length which "
            "both should come to; the factor is what leads there.",
            _alpha(lambda W1, W2: np.sqrt(np.linalg.norm(W1) * np.linalg.norm(W2))),
        ),
        Mistake(
            "the square of the ratio",
            "The square of the ratio of the lengths was taken for the factor. Write the penalty "
            "as a function of α: the root of the ratio makes it least.",
            _alpha(lambda W1, W2: (np.linalg.norm(W2) / np.linalg.norm(W1)) ** 2),
        ),
        Mistake(
            "sums of absolute values",
            "The kernels were measured by the sums of their absolute values. The penalty is a sum "
            "of squares, and balances the roots of those.",
            _alpha(lambda W1, W2: np.sqrt(np.abs(W2).sum() / np.abs(W1).sum())),
        ),
        Mistake(
            "second of length one",
            "The second kernel was given the length one, and the first all the rest. That is the "
            "same network, but the sum is least where both have the same length.",
            _alpha(lambda W1, W2: np.linalg.norm(W2)),
        ),
        Mistake(
            "mean of the units' factors",
            "The factor is the mean of those that would balance each unit. With one factor for "
            "the whole layer, it is the lengths of the whole kernels that have to be equal.",
            _alpha(
                lambda W1, W2: np.mean(
                    np.sqrt(np.linalg.norm(W2, axis=1) / np.linalg.norm(W1, axis=0))
                )
            ),
        ),
        Mistake(
            "standard deviations",
            "The kernels were measured by the standard deviations of their entries. The penalty "
            "is a sum of squares, over all entries and without a mean taken off.",
            _alpha(lambda W1, W2: np.sqrt(W2.std() / W1.std())),
        ),
        Mistake(
            "both of the mean length",
            "Both kernels were given the mean of their lengths, so the network computes something "
            "else. The product of the two has to stay; which mean keeps it?",
            _mean_length,
        ),
        Mistake(
            "another power for the biases",
            "The kernels are in balance, but the biases were multiplied by the root of the "
            "factor. They enter a unit beside its inputs, and are scaled just like the first "
            "kernel.",
            lambda W1, b1, W2: (
                _balanced(W1, b1, W2)[0],
                _by(0.25)(W1, b1, W2)[1],
                _balanced(W1, b1, W2)[2],
            ),
        ),
        Mistake(
            "largest entries",
            "The kernels were measured by their largest entries. The length that L2 penalizes "
            "is the root of the sum of all squared entries.",
            _by_the_largest,
        ),
        Mistake(
            "the first brought to the second",
            "The first kernel was given the length of the second, which stays as it is: the "
            "network computes something else. What the one gains the other has to lose.",
            _first_as_long,
        ),
        Mistake(
            "bias by the square",
            "The kernels are right. The biases were multiplied by the square of the factor; "
            "they enter the unit beside the first kernel, with the factor itself.",
            _bias_squared,
        ),
    ),
)

EXERCISES = (
    STRENGTHS,
    RATE_LEFT,
    CARRIED_RATE,
    MEASURED_INTERACTION,
    BALANCED,
)
