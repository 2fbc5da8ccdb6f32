"""The exercises of the chapter on scale.

Two parts of the data with (n₁, m₁, M₁) and (n₂, m₂, M₂), numbers of rows, means and centered
products, are together (n, m₁ + n₂δ/n, M₁ + M₂ + n₁n₂/n·δδᵀ) with n = n₁ + n₂ and δ = m₂ − m₁.
A column of the lasso with weight w_j = 0 is right if |X_jᵀe|/n ≤ λ at the residuals e. An elastic
net of strength λ and L1 share r is the lasso of strength λr on X with the rows √(nλ(1−r))·I below.

References
----------
Chan, Golub, LeVeque (1983), The American Statistician 37, 242-247 (merging).
Tibshirani, Bien, Friedman, Hastie, Simon, Taylor, Tibshirani (2012), Journal of the Royal
Statistical Society B 74, 245-266 (strong rules and their check).
Fercoq, Gramfort, Salmon (2015), ICML (gap safe screening).
Vitter (1985), ACM Transactions on Mathematical Software 11, 37-57 (reservoirs).
"""

from functools import cache, partial, reduce

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. The mean of many machines


def _machines(seed, k, p):
    rng = np.random.default_rng(seed)
    return rng.integers(5, 500, k), rng.normal(size=(k, p)) + np.arange(p)


def _merged_by_old_number(counts, means):
    rows, mean = counts[0], means[0]
    for count, other in zip(counts[1:], means[1:], strict=True):
        mean = mean + count / rows * (other - mean)
        rows += count
    return mean


def _merged(counts, means, share):
    """Merge the means one after the other; `share` is of the new part and those before it."""
    mean = means[0]
    for number in range(1, len(counts)):
        mean = mean + share(counts[number], counts[:number]) * (means[number] - mean)
    return mean


MERGED_MEAN = Exercise(
    name="scale.merged_mean",
    call="merged_mean(counts, means)",
    reference=lambda counts, means: counts @ means / counts.sum(),
    cases=(
        lambda: (np.array([1, 3]), np.array([[0.0, 4.0], [4.0, 8.0]])),
        partial(_machines, 1, 5, 3),
        partial(_machines, 2, 12, 1),
        Case("one machine", lambda: (np.array([7]), np.array([[2.0, -1.0, 0.5]]))),
        Case(
            "a machine without rows",
            lambda: (np.array([0, 20, 5]), np.array([[0.0, 0.0], [3.0, 1.0], [-2.0, 6.0]])),
        ),
    ),
    mistakes=(
        Mistake(
            "mean of means",
            "Every machine counts alike here, whether it has five rows or five hundred. Every "
            "row should count alike.",
            lambda counts, means: means.mean(axis=0),
        ),
        Mistake(
            "not divided",
            "These are the sums over all rows. One division is missing.",
            lambda counts, means: counts @ means,
        ),
        Mistake(
            "divided by machines",
            "The sums are right, and were divided by the number of machines. Divide by the "
            "number of rows.",
            lambda counts, means: counts @ means / len(counts),
        ),
        Mistake(
            "over the features",
            "The mean was taken across the features of each machine. The machines are the rows "
            "of the array, and have to go.",
            lambda counts, means: means.mean(axis=1),
        ),
        Mistake(
            "n − 1",
            "The sums were divided by one less than the number of rows. That is for a variance; a "
            "mean has all rows below it.",
            lambda counts, means: counts @ means / (counts.sum() - 1),
        ),
        Mistake(
            "two by two",
            "The means were merged two by two, each time as if both sides held as many rows. What "
            "has been merged already is heavier than what comes next.",
            lambda counts, means: reduce(lambda a, b: (a + b) / 2, means),
        ),
        Mistake(
            "old number of rows",
            "In each merge the share of the new part was its rows divided by those from before. "
            "Divide by all rows, the new ones included.",
            _merged_by_old_number,
        ),
        Mistake(
            "one number",
            "All columns were averaged into one number. Each column has a mean of its own.",
            lambda counts, means: float((counts @ means / counts.sum()).mean()),
        ),
        Mistake(
            "not added up",
            "Every machine's mean was weighted, but they are still apart. Add them up over the "
            "machines.",
            lambda counts, means: counts[:, None] * means / counts.sum(),
        ),
        Mistake(
            "empty machines left out",
            "Only the machines without rows were left out; the others count alike. Every row "
            "should count alike.",
            lambda counts, means: means[counts > 0].mean(axis=0),
        ),
        Mistake(
            "means not weighted",
            "The means were added up as they are, and divided by the number of rows. A mean "
            "becomes a sum when it is multiplied by its own rows.",
            lambda counts, means: means.sum(axis=0) / counts.sum(),
        ),
        Mistake(
            "share of the old rows",
            "In each merge the mean moved by the share of the rows from before. The more rows the "
            "new part brings, the further the mean moves towards it.",
            lambda counts, means: _merged(
                counts, means, lambda new, old: old.sum() / (old.sum() + new)
            ),
        ),
        Mistake(
            "rows not added up",
            "In each merge the old side was given the rows of the first machine alone. What has "
            "been merged already has the rows of all machines so far.",
            lambda counts, means: _merged(counts, means, lambda new, old: new / (old[0] + new)),
        ),
        Mistake(
            "rows of all from the first merge",
            "In each merge the new part got its share of the rows of all machines. At that moment "
            "there are only the rows so far, and those of the new part.",
            lambda counts, means: _merged(counts, means, lambda new, old: new / counts.sum()),
        ),
    ),
)

# 2. Rows that have to be forgotten


def _forget(n, m, M, n2, m2, M2):
    n1 = n - n2
    m1 = (n * m - n2 * m2) / n1
    delta = m2 - m1
    return n1, m1, M - M2 - n1 * n2 / n * np.outer(delta, delta)


def _whole_and_part(seed, n, n2, p):
    """Return the statistics of n rows and those of the first n2 of them."""
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(n, p)) @ rng.normal(size=(p, p)) + 3 * rng.normal(size=p)
    A[:n2] += 2
    parts = []
    for rows in (A, A[:n2]):
        mean = rows.mean(axis=0)
        parts += [len(rows), mean, (rows - mean).T @ (rows - mean)]
    return tuple(parts)


def _products(distance):
    """Return the wrong answer whose M1 is M − M2, less this function of the parts."""

    def answer(n, m, M, n2, m2, M2):
        n1, m1, _ = _forget(n, m, M, n2, m2, M2)
        return n1, m1, M - M2 - distance(n, m, n1, m1, n2, m2)

    return answer


def _mean(wrong):
    """Return the wrong answer that has this for the mean, and the rest right."""

    def answer(n, m, M, n2, m2, M2):
        n1, _, M1 = _forget(n, m, M, n2, m2, M2)
        return n1, wrong(n, m, n2, m2), M1

    return answer


def _with_its_mean(wrong):
    """Return the wrong answer that has this for the mean, and measures the distance from it."""

    def answer(n, m, M, n2, m2, M2):
        n1, m1 = n - n2, wrong(n, m, n2, m2)
        return n1, m1, M - M2 - n1 * n2 / n * np.outer(m2 - m1, m2 - m1)

    return answer


FORGET = Exercise(
    name="scale.forget",
    call="forget(n, m, M, n2, m2, M2)",
    reference=_forget,
    returns=("n1", "m1", "M1"),
    cases=(
        partial(_whole_and_part, 3, 20, 6, 2),
        partial(_whole_and_part, 4, 50, 30, 4),
        partial(_whole_and_part, 5, 9, 1, 3),
        Case("one row stays", partial(_whole_and_part, 6, 7, 6, 2)),
    ),
    mistakes=(
        Mistake(
            "products subtracted alone",
            "The products were subtracted as if both were taken around one mean. The two parts "
            "have means of their own, and their distance stands in the whole.",
            _products(lambda n, m, n1, m1, n2, m2: 0),
        ),
        Mistake(
            "means subtracted",
            "Means cannot be subtracted as they are; sums can. Turn both means into sums, "
            "subtract, and divide by the rows that stay.",
            _mean(lambda n, m, n2, m2: m - m2),
        ),
        Mistake(
            "distance to the mean of all",
            "The distance between the forgotten part and the whole was used. The formula needs "
            "the distance between the two parts, so find the mean of the rest first.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * np.outer(m2 - m, m2 - m)),
        ),
        Mistake(
            "the distance added",
            "The distance between the means was added. It is a part of the whole that neither of "
            "the parts has, so it has to be taken away as well.",
            _products(lambda n, m, n1, m1, n2, m2: -n1 * n2 / n * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "entry by entry",
            "The difference of the means was squared entry by entry. The products of its entries, "
            "each with each, make a matrix.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * (m2 - m1) ** 2),
        ),
        Mistake(
            "added",
            "Here the part was merged in once more, instead of being taken out.",
            lambda n, m, M, n2, m2, M2: (
                n + n2,
                (n * m + n2 * m2) / (n + n2),
                M + M2 + n * n2 / (n + n2) * np.outer(m2 - m, m2 - m),
            ),
        ),
        Mistake(
            "divided by all rows",
            "The sum that stays was divided by the number of all rows. Divide by the rows that "
            "stay.",
            _mean(lambda n, m, n2, m2: (n * m - n2 * m2) / n),
        ),
        Mistake(
            "the mean too little moved",
            "The mean was moved away from the forgotten rows by the share that leads to the mean "
            "of all. From there it has to go further: whose share is it, n or n1?",
            _mean(lambda n, m, n2, m2: m - n2 / n * (m2 - m)),
        ),
        Mistake(
            "the mean of all kept",
            "The mean of all rows was kept. Unless the forgotten rows have the same mean, it "
            "moves away from theirs; it has to be found first.",
            lambda n, m, M, n2, m2, M2: (
                n - n2,
                m.copy(),
                M - M2 - (n - n2) * n2 / n * np.outer(m2 - m, m2 - m),
            ),
        ),
        Mistake(
            "one number for the distance",
            "The squared distance of the means, one number, was taken from every entry. The "
            "products of its entries, each with each, make a matrix.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * ((m2 - m1) @ (m2 - m1))),
        ),
        Mistake(
            "distance without rows",
            "The distance of the means was taken off without a factor. How many rows are that far "
            "away? In the formula it is n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "one shift alone",
            "Only the forgotten rows were brought to the mean of all. Those that stay have to be "
            "brought from there to a mean of their own.",
            _products(lambda n, m, n1, m1, n2, m2: n2 * np.outer(m2 - m, m2 - m)),
        ),
        Mistake(
            "n for the rows that stay",
            "In the factor of the distance the number of all rows stands for the number of those "
            "that stay. The two parts are the forgotten rows and the rest.",
            _products(lambda n, m, n1, m1, n2, m2: n * n2 / (n + n2) * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "a covariance",
            "The products were divided by the rows that stay, which makes a covariance. `M` holds "
            "sums in this chapter.",
            lambda n, m, M, n2, m2, M2: (
                *_forget(n, m, M, n2, m2, M2)[:2],
                _forget(n, m, M, n2, m2, M2)[2] / (n - n2),
            ),
        ),
        Mistake(
            "means subtracted, and used",
            "Means cannot be subtracted as they are; sums can. The distance of the two parts "
            "hangs on the mean of the rest, so the products went wrong with it.",
            _with_its_mean(lambda n, m, n2, m2: m - m2),
        ),
        Mistake(
            "divided by all rows, and used",
            "The sum that stays was divided by the number of all rows, and the distance was "
            "measured from there. Divide by the rows that stay.",
            _with_its_mean(lambda n, m, n2, m2: (n * m - n2 * m2) / n),
        ),
        Mistake(
            "the mean too little moved, and used",
            "The mean was moved away by the share that leads from one part to the mean of all, "
            "and the distance was measured from there. Starting at the mean of all, the share is "
            "another one.",
            _with_its_mean(lambda n, m, n2, m2: m - n2 / n * (m2 - m)),
        ),
        Mistake(
            "moved towards",
            "The mean has moved towards the forgotten rows. When they go, it moves away from them.",
            _with_its_mean(lambda n, m, n2, m2: m + n2 / (n - n2) * (m2 - m)),
        ),
        Mistake(
            "factor of the other distance",
            "This factor, n·n2/n1, belongs to the distance between the forgotten rows and the "
            "mean of all. Between the two parts it is n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n * n2 / n1 * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "not divided by n",
            "The factor of the distance is the product of the two numbers of rows. It is still to "
            "be divided by the number of all rows.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "merged with the whole",
            "The formula was used with the whole as one of the two parts, n·n2/(n + n2). The "
            "parts are the forgotten rows and the rest; the whole is what they make together.",
            _products(lambda n, m, n1, m1, n2, m2: n * n2 / (n + n2) * np.outer(m2 - m, m2 - m)),
        ),
        Mistake(
            "distance times the forgotten rows",
            "The distance between the parts was counted for each forgotten row. Both parts are "
            "brought to one mean, and together that comes to n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n2 * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "distance times the rows that stay",
            "The distance between the parts was counted for each row that stays. Both parts are "
            "brought to one mean, and together that comes to n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "the other shift alone",
            "Only the rows that stay were brought to the mean of all. The forgotten ones have to "
            "be brought there as well.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * np.outer(m1 - m, m1 - m)),
        ),
        Mistake(
            "products of the part kept",
            "The distance between the means was taken off, but the products of the forgotten rows "
            "are still in there.",
            lambda n, m, M, n2, m2, M2: (
                *_forget(n, m, M, n2, m2, M2)[:2],
                _forget(n, m, M, n2, m2, M2)[2] + M2,
            ),
        ),
        Mistake(
            "products of the part added",
            "The products of the forgotten rows were added. They go away, as their distance does.",
            lambda n, m, M, n2, m2, M2: (
                *_forget(n, m, M, n2, m2, M2)[:2],
                _forget(n, m, M, n2, m2, M2)[2] + 2 * M2,
            ),
        ),
        Mistake(
            "not centered",
            "These are raw products, around zero. In the end they have to be brought to the mean "
            "of the rows that stay.",
            _products(lambda n, m, n1, m1, n2, m2: n2 * np.outer(m2, m2) - n * np.outer(m, m)),
        ),
        Mistake(
            "merged back",
            "The products were merged, as if the forgotten rows came to those that stay. Here the "
            "way is back: what merging adds has to be taken away.",
            lambda n, m, M, n2, m2, M2: (
                *_forget(n, m, M, n2, m2, M2)[:2],
                2 * (M + M2) - _forget(n, m, M, n2, m2, -M2)[2],
            ),
        ),
        Mistake(
            "shares of the rows",
            "In the factor of the distance both numbers of rows were divided by n. It is their "
            "product that is divided, once: n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n**2 * np.outer(m2 - m1, m2 - m1)),
        ),
    ),
)

# 3. Decay that waits


def _sparse_weights(seed, p, t):
    rng = np.random.default_rng(seed)
    return rng.normal(size=p), rng.integers(0, t + 1, p), t, 0.1, 0.4


LAZY_DECAY = Exercise(
    name="scale.lazy_decay",
    call="lazy_decay(w, last, t, step, lam)",
    reference=lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last),
    cases=(
        lambda: (np.array([1.0, -2.0, 0.5]), np.array([0, 2, 3]), 3, 0.5, 0.2),
        partial(_sparse_weights, 6, 8, 30),
        partial(_sparse_weights, 7, 20, 100),
    ),
    mistakes=(
        Mistake(
            "once",
            "Every weight decayed once. A weight that was last seen ten steps ago has ten decays "
            "to make up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam),
        ),
        Mistake(
            "one too many",
            "Each weight decayed once too often. `last` is the last step that a weight has been "
            "decayed for; those after it are missing, up to and including t.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last + 1),
        ),
        Mistake(
            "added up",
            "The decays were added up, as if each took its share of the first value. Each takes "
            "its share of what the one before has left.",
            lambda w, last, t, step, lam: w * (1 - step * lam * (t - last)),
        ),
        Mistake(
            "exponential",
            "The exponential is what many tiny steps come to. These steps have a size, and the "
            "decay of each is a factor.",
            lambda w, last, t, step, lam: w * np.exp(-step * lam * (t - last)),
        ),
        Mistake(
            "since the start",
            "All weights made up for all steps since the start. Those seen in the meantime have "
            "made up for a part of them already.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** t,
        ),
        Mistake(
            "until last seen",
            "This counts the steps up to when a weight was last seen. Missing are those since "
            "then.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** last,
        ),
        Mistake(
            "exponent turned round",
            "The weights have grown: the exponent is negative, or the power divides. Missing are "
            "the decays after `last` up to t.",
            lambda w, last, t, step, lam: w / (1 - step * lam) ** (t - last),
        ),
        Mistake(
            "one too few",
            "Each weight decayed once too little. `last` is the last step that a weight has been "
            "decayed for; all after it are missing, and t is one of them.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last - 1.0),
        ),
        Mistake(
            "one too few, never below none",
            "A weight that waited for some steps decayed once too little. Step t is among those "
            "that are missing.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** np.maximum(t - last - 1, 0),
        ),
        Mistake(
            "once, where due",
            "Every weight that is behind decayed once. One that was last seen ten steps ago has "
            "ten decays to make up for.",
            lambda w, last, t, step, lam: np.where(last < t, w * (1 - step * lam), w),
        ),
        Mistake(
            "without the step size",
            "The step size is missing: a decay takes off the share ηλ, not the share λ.",
            lambda w, last, t, step, lam: w * (1 - lam) ** (t - last),
        ),
        Mistake(
            "without λ",
            "The strength is missing: a decay takes off the share ηλ, not the share η.",
            lambda w, last, t, step, lam: w * (1 - step) ** (t - last),
        ),
        Mistake(
            "grows",
            "The weights grow here: each step multiplies by 1 + ηλ. A decay makes them smaller.",
            lambda w, last, t, step, lam: w * (1 + step * lam) ** (t - last),
        ),
        Mistake(
            "times for to the power of",
            "The factor of one step was multiplied by the number of steps. Applied again and "
            "again, a factor makes a power.",
            lambda w, last, t, step, lam: w * (1 - step * lam) * (t - last),
        ),
        Mistake(
            "what is taken off",
            "This is what the decays take off. Asked are the weights that are left.",
            lambda w, last, t, step, lam: w - w * (1 - step * lam) ** (t - last),
        ),
        Mistake(
            "the factor alone",
            "These are the factors of the decays. Multiply the weights by them.",
            lambda w, last, t, step, lam: (1 - step * lam) ** (t - last),
        ),
        Mistake(
            "divided by 1 + ηλ",
            "Each step divided by 1 + ηλ. That is a step with the gradient of where it arrives; "
            "this one multiplies by 1 − ηλ.",
            lambda w, last, t, step, lam: w / (1 + step * lam) ** (t - last),
        ),
        Mistake(
            "the same for all weights",
            "The same amount was taken off every weight, large or small. A decay takes off a "
            "share of the weight itself.",
            lambda w, last, t, step, lam: w - step * lam * (t - last),
        ),
        Mistake(
            "soft threshold",
            "This is the step of an L1 penalty, which takes off the same from every weight until "
            "it is zero. The decay of L2 takes off a share.",
            lambda w, last, t, step, lam: (
                np.sign(w) * np.maximum(np.abs(w) - step * lam * (t - last), 0)
            ),
        ),
        Mistake(
            "the weight to the power too",
            "The weight was raised to the power as well. Only the factor of a decay is applied "
            "again and again.",
            lambda w, last, t, step, lam: (w * (1 - step * lam)) ** (t - last),
        ),
        Mistake(
            "the share to the power",
            "The share that is taken off, ηλ, was raised to the power. What is applied at each "
            "step is what is left, 1 − ηλ.",
            lambda w, last, t, step, lam: w * (step * lam) ** (t - last),
        ),
        Mistake(
            "one less the power",
            "The power was taken before the subtraction: 1 less ηλ to the power of the steps. "
            "Subtract first: the factor of a step is 1 − ηλ.",
            lambda w, last, t, step, lam: w * (1 - (step * lam) ** (t - last)),
        ),
        Mistake(
            "all that are behind since the start",
            "Weights that are behind made up for all steps since the start. Those up to `last` "
            "have been made up for already.",
            lambda w, last, t, step, lam: np.where(last < t, w * (1 - step * lam) ** t, w),
        ),
        Mistake(
            "as the one that waited longest",
            "All weights decayed as often as the one that waited longest. Each has its own number "
            "of steps to make up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last.min()),
        ),
    ),
)

# 4. A fair sample of a stream


def _reservoir(stream, k, u):
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = stream[i]
    return sample


def _stream(seed, n, k):
    rng = np.random.default_rng(seed)
    return rng.normal(size=n).round(3), k, rng.random(n)


def _places(stream, k, u, among):
    """Return a sample whose places are drawn among `among(i)` numbers."""
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * among(i))
        if place < k:
            sample[place] = stream[i]
    return sample


def _all_draw(stream, k, u):
    sample = np.zeros(k)
    for i, element in enumerate(stream):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = element
    return sample


def _drawing_from(stream, k, u, first):
    """Return a filled sample of which the elements from `first` on draw a place."""
    sample = np.array(stream[:k])
    for i in range(first, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = stream[i]
    return sample


def _rounded(by):
    """Return the wrong answer that makes a whole number of u[i]·(i + 1) in another way."""

    def answer(stream, k, u):
        sample = np.array(stream[:k])
        for i in range(k, len(stream)):
            place = int(by(u[i] * (i + 1)))
            if place < k:
                sample[place] = stream[i]
        return sample

    return answer


def _place_of_its_own(stream, k, u):
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        if u[i] < k / (i + 1):
            sample[int(u[i] * k)] = stream[i]
    return sample


def _queued(stream, k, u):
    sample = list(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            del sample[place]
            sample.append(stream[i])
    return np.array(sample)


def _inserted(stream, k, u):
    sample = list(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample.insert(place, stream[i])
            sample.pop()
    return np.array(sample)


def _appended(stream, k, u):
    comes_in = [stream[i] for i in range(k, len(stream)) if int(u[i] * (i + 1)) < k]
    return np.array([*stream[:k], *comes_in])


RESERVOIR = Exercise(
    name="scale.reservoir",
    call="reservoir(stream, k, u)",
    reference=_reservoir,
    cases=(
        partial(_stream, 8, 12, 4),
        partial(_stream, 9, 60, 5),
        partial(_stream, 10, 300, 20),
        Case(
            "draws that fall on whole numbers",
            lambda: (
                np.array([5.0, 3.0, 8.0, 8.0, 1.0, 9.0, 2.0, 7.0]),
                3,
                np.array([0.0, 0.25, 0.1, 0.25, 0.8, 0.5, 0.0, 0.25]),
            ),
        ),
        Case(
            "a sample of one",
            lambda: (np.array([4.0, 6.0, 6.0, -1.0]), 1, np.array([0.9, 0.3, 0.4, 0.2])),
        ),
        Case(
            "a stream that just fills the sample",
            lambda: (np.array([4.0, 6.0, -1.0]), 3, np.array([0.9, 0.1, 0.1])),
        ),
    ),
    mistakes=(
        Mistake(
            "the first",
            "These are the first k. What comes later has to have a chance too.",
            lambda stream, k, u: np.array(stream[:k]),
        ),
        Mistake(
            "always in",
            "Every new element comes in. The later ones then crowd the sample; element i should "
            "come in with probability k/(i + 1).",
            lambda stream, k, u: _places(stream, k, u, lambda i: k),
        ),
        Mistake(
            "one too few",
            "The place was drawn among the elements seen before this one. With this one itself "
            "there are i + 1.",
            lambda stream, k, u: _places(stream, k, u, lambda i: i),
        ),
        Mistake(
            "the first draw too",
            "The first k elements drew a place too, and some were gone before the stream began. "
            "They fill the sample in the order in which they come.",
            _all_draw,
        ),
        Mistake(
            "numbers from the start",
            "The first element after the sample took the first number of `u`. Element i draws with "
            "`u[i]`; those of the first k are left over.",
            lambda stream, k, u: _reservoir(stream, k, np.append(np.zeros(k), u)),
        ),
        Mistake(
            "length known",
            "The place was drawn among all elements of the stream. Its length is not known while "
            "it runs, and the early ones would stay too often.",
            lambda stream, k, u: _places(stream, k, u, lambda i: len(stream)),
        ),
        Mistake(
            "first draws in a full sample",
            "The sample was filled, and then its own elements drew places once more. Only the "
            "elements after the first k draw.",
            lambda stream, k, u: _drawing_from(stream, k, u, 0),
        ),
        Mistake(
            "the last of the first draws",
            "The last element that fills the sample drew a place as well. Counted from 0, the "
            "first one that draws is element k.",
            lambda stream, k, u: _drawing_from(stream, k, u, k - 1),
        ),
        Mistake(
            "one left out",
            "The first element after the full sample never came to draw. Counted from 0, it is "
            "element k.",
            lambda stream, k, u: _drawing_from(stream, k, u, k + 1),
        ),
        Mistake(
            "rounded",
            "The place was rounded to the nearest whole number. With the whole part, every place "
            "is equally likely.",
            _rounded(np.round),
        ),
        Mistake(
            "rounded up",
            "The place was rounded up, so that hardly anything gets the place 0. Take the whole "
            "part.",
            _rounded(np.ceil),
        ),
        Mistake(
            "up, and one less",
            "The place was rounded up and one taken off. That is the whole part, except where the "
            "product is a whole number itself.",
            _rounded(lambda product: np.ceil(product) - 1),
        ),
        Mistake(
            "one too many",
            "The place was drawn among i + 2 numbers. Counted from 0, element i is the one that "
            "makes them i + 1.",
            lambda stream, k, u: _places(stream, k, u, lambda i: i + 2),
        ),
        Mistake(
            "a place of its own",
            "An element comes in as often as it should, but its place was drawn apart from that. "
            "One draw decides both: the place among all so far, if it is in the sample.",
            _place_of_its_own,
        ),
        Mistake(
            "queued",
            "What is gone was taken out and the new element put at the end. It goes to the place "
            "that was drawn; the others stay where they are.",
            _queued,
        ),
        Mistake(
            "numbers of the elements",
            "These are the numbers of the elements in the stream. The sample holds the elements "
            "themselves.",
            lambda stream, k, u: _reservoir(np.arange(len(stream)), k, u),
        ),
        Mistake(
            "counted anew",
            "The place was drawn among the elements since the sample was full. Those in the "
            "sample count too: up to element i there are i + 1.",
            lambda stream, k, u: _places(stream, k, u, lambda i: i + 1 - k),
        ),
        Mistake(
            "counted anew, numbers too",
            "After the full sample the elements and the numbers of `u` were counted anew from 0. "
            "Element i draws with `u[i]` among i + 1 places, those in the sample included.",
            lambda stream, k, u: _places(stream, k, np.append(np.zeros(k), u), lambda i: i + 1 - k),
        ),
        Mistake(
            "places from one",
            "The whole part had one added, as if places were counted from 1. They are counted "
            "from 0, and the first place would never be given.",
            _rounded(lambda product: int(product) + 1),
        ),
        Mistake(
            "place 0 refused",
            "An element that drew the place 0 was not let in. 0 is the first place of the sample.",
            lambda stream, k, u: _rounded(lambda product: int(product) or 10**9)(stream, k, u),
        ),
        Mistake(
            "inserted",
            "The new element pushed the others on by one place, and the last one out. What goes "
            "is what was at the place drawn; the others stay where they are.",
            _inserted,
        ),
        Mistake(
            "nothing goes",
            "The new elements were put behind the others, and the sample grows. Each goes to the "
            "place it drew, and what was there is gone.",
            _appended,
        ),
        Mistake(
            "the last left out",
            "The last element of the stream never came to draw.",
            lambda stream, k, u: _reservoir(stream[:-1] if len(stream) > k else stream, k, u),
        ),
        Mistake(
            "the number of the element before",
            "An element drew with the number of the one before it. Counted from 0, element i "
            "draws with `u[i]`.",
            lambda stream, k, u: _reservoir(stream, k, np.append(0.0, u)),
        ),
    ),
)

# 5. What a bold rule owes


def _violators(X, y, w, lam, out):
    e = (y - y.mean()) - (X - X.mean(axis=0)) @ w
    return out & (np.abs(X.T @ e) > len(y) * lam)


def _flagged(X, lam, out, e):
    """Return the discarded columns whose covariance with these residuals is above λ."""
    return out & (np.abs(X.T @ e) > len(X) * lam)


def _at_the_bound():
    """Return columns whose covariance with the residuals is λ itself, or a little beside it.

    Whole numbers and quarters, so that it is exact: the residuals are 2, −2, 2, −2.
    """
    zigzag = np.array([1.0, -1.0, 1.0, -1.0])
    X = np.column_stack(
        [
            3 + zigzag,  # 2, just λ
            1 - zigzag,  # −2
            2 * zigzag - 4,  # 4
            -2.5 * zigzag,  # −5
            [1.5, -1.0, 1.0, 0.0],  # 1.75, above λ(n − 1)/n
            [0.0, 0.0, 1.0, 1.0],  # 0
            [1.0, 2.0, 3.0, 2.0],  # 0, and in the model
        ]
    )
    w = np.array([0.0] * 6 + [0.5])
    return X, 5 + 2 * zigzag + X @ w, w, 2.0, np.array([True] * 6 + [False])


def _bold(seed, n, p, lam, level=1.0):
    """Return data, weights on half of the columns, and the columns that were discarded."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) + rng.normal(size=(n, 1)) + 2 * level
    y = 4 * level + X[:, : p // 2] @ rng.normal(size=p // 2) + rng.normal(size=n)
    out = rng.random(p) < 0.6
    centered, w = X - X.mean(axis=0), np.zeros(p)
    w[~out] = np.linalg.lstsq(centered[:, ~out], y - y.mean(), rcond=None)[0] * 0.8
    return X, y, w, lam, out


def _worst(X, y, w, out):
    e = y - X @ w
    return np.argmax(out * np.abs(X.T @ (e - e.mean())))


VIOLATORS = Exercise(
    name="scale.violators",
    call="violators(X, y, w, lam, out)",
    reference=_violators,
    cases=(
        partial(_bold, 12, 50, 20, 0.4),
        partial(_bold, 13, 80, 30, 0.9),
        partial(_bold, 15, 60, 24, 0.5),
        partial(_bold, 16, 40, 30, 0.4, level=0.1),
        Case("covariances of exactly λ", _at_the_bound),
    ),
    mistakes=(
        Mistake(
            "not divided by n",
            "The products were compared with λ itself. The covariance has a factor 1/n.",
            lambda X, y, w, lam, out: out & (np.abs(X.T @ (y - X @ w - (y - X @ w).mean())) > lam),
        ),
        Mistake(
            "no intercept",
            "The residuals lack the intercept: neither the target nor the columns are centered, "
            "and the model has a free one.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - X @ w),
        ),
        Mistake(
            "one sign",
            "Only positive covariances were found. A column can be missed on the other side too.",
            lambda X, y, w, lam, out: out & (X.T @ (y - X @ w - (y - X @ w).mean()) > len(y) * lam),
        ),
        Mistake(
            "the good ones",
            "These are the discarded columns that may stay out. Asked are those that must come "
            "back.",
            lambda X, y, w, lam, out: out & ~_violators(X, y, w, lam, out),
        ),
        Mistake(
            "below the bound",
            "These are the discarded columns with a covariance below λ, which do no harm. Asked "
            "are those that must come back.",
            lambda X, y, w, lam, out: (
                out & (np.abs(X.T @ (y - X @ w - (y - X @ w).mean())) < len(y) * lam)
            ),
        ),
        Mistake(
            "the others too",
            "There are columns among these that were never discarded. A column with a weight may "
            "well have a covariance of λ or so.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam, np.full(len(out), True)),
        ),
        Mistake(
            "twice the bound",
            "The bound is twice too large. Was it the 2 of 1/(2n)? It is gone when the slope of "
            "the squares is taken.",
            lambda X, y, w, lam, out: _violators(X, y, w, 2 * lam, out),
        ),
        Mistake(
            "covariance with the target",
            "The columns were tried against the target. What the other weights explain already "
            "is none of their business: take the residuals.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - y.mean()),
        ),
        Mistake(
            "target as it is",
            "The columns were tried against the target as it is. The intercept has to go, and what "
            "the weights explain already: take the residuals.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y),
        ),
        Mistake(
            "standardized",
            "The columns were standardized. λ is for the columns as they are; a column in small "
            "units has small covariances.",
            lambda X, y, w, lam, out: _flagged(
                X / X.std(axis=0), lam, out, y - X @ w - (y - X @ w).mean()
            ),
        ),
        Mistake(
            "target centered alone",
            "The target was centered and the columns were not, so the residuals do not sum to zero "
            "yet: the intercept belongs to both.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - y.mean() - X @ w),
        ),
        Mistake(
            "at the bound too",
            "A column whose covariance is λ itself was called back. The condition allows it: a "
            "weight of zero needs a covariance of at most λ.",
            lambda X, y, w, lam, out: (
                out & (np.abs(X.T @ (y - X @ w - (y - X @ w).mean())) >= len(y) * lam)
            ),
        ),
        Mistake(
            "the other sign",
            "Only negative covariances were found. A column can be missed on the other side too.",
            lambda X, y, w, lam, out: (
                out & (-X.T @ (y - X @ w - (y - X @ w).mean()) > len(y) * lam)
            ),
        ),
        Mistake(
            "half the bound",
            "The bound is too low by half. The slope of the squares is −2Xᵀe, but the loss has a ½ "
            "before them, and the 2 is gone.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam / 2, out),
        ),
        Mistake(
            "divided by n − 1",
            "The covariance was taken with n − 1. The loss of this book is a mean over n rows, and "
            "the condition has n.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam * (len(y) - 1) / len(y), out),
        ),
        Mistake(
            "of the kept ones",
            "These are columns that were kept. The discarded ones are those where `out` is True.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam, ~out),
        ),
        Mistake(
            "turned round",
            "True and False are exchanged: True is asked for those that must come back, and "
            "nothing else.",
            lambda X, y, w, lam, out: ~_violators(X, y, w, lam, out),
        ),
        Mistake(
            "columns centered alone",
            "The columns were centered for the prediction and the target was not, so the "
            "residuals do not sum to zero yet: the intercept belongs to both.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - (X - X.mean(axis=0)) @ w),
        ),
        Mistake(
            "all that were discarded",
            "All discarded columns are among these. Only those whose covariance breaks the "
            "condition must come back.",
            lambda X, y, w, lam, out: out | _violators(X, y, w, lam, np.full(len(out), True)),
        ),
        Mistake(
            "the discarded alone",
            "Only the discarded columns have an entry here. Asked is one for each of the p "
            "columns, False for those that were kept.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam, out)[out],
        ),
        Mistake(
            "the worst alone",
            "Only the discarded column with the largest covariance is called back. All that break "
            "the condition must come back.",
            lambda X, y, w, lam, out: (
                _violators(X, y, w, lam, out) & (np.arange(len(w)) == _worst(X, y, w, out))
            ),
        ),
    ),
)

# 6. Two exponents at once


def _coefficients(n, p, response):
    design = np.column_stack([np.ones(len(n)), np.log(n), np.log(p)])
    return tuple(map(float, np.linalg.lstsq(design, response, rcond=None)[0]))


def _exponents(n, p, seconds):
    return _coefficients(n, p, np.log(seconds))[1:]


def _timings(seed, k, a, b):
    rng = np.random.default_rng(seed)
    n, p = 10 ** rng.uniform(3, 6, k), 10 ** rng.uniform(1, 3, k)
    p *= (n / 3e4) ** -0.3  # larger data were timed with fewer columns
    return n, p, 3e-9 * n**a * p**b * rng.lognormal(0, 0.1, k)


def _one_by_one(n, p, seconds):
    return tuple(float(np.polyfit(np.log(x), np.log(seconds), 1)[0]) for x in (n, p))


def _one_after_the_other(n, p, seconds):
    a = float(np.polyfit(np.log(n), np.log(seconds), 1)[0])
    return a, float(np.polyfit(np.log(p), np.log(seconds) - a * np.log(n), 1)[0])


def _plane(n, p, response):
    design = np.column_stack([np.ones(len(n)), n, p])
    return tuple(map(float, np.linalg.lstsq(design, response, rcond=None)[0][1:]))


def _without_constant(n, p, seconds):
    design = np.column_stack([np.log(n), np.log(p)])
    return tuple(map(float, np.linalg.lstsq(design, np.log(seconds), rcond=None)[0]))


def _with_product(n, p, seconds):
    rows, columns = np.log(n), np.log(p)
    design = np.column_stack([np.ones(len(n)), rows, columns, rows * columns])
    return tuple(map(float, np.linalg.lstsq(design, np.log(seconds), rcond=None)[0][1:3]))


def _columns_first(n, p, seconds):
    return _one_after_the_other(p, n, seconds)[::-1]


EXPONENTS = Exercise(
    name="scale.exponents",
    call="exponents(n, p, seconds)",
    reference=_exponents,
    returns=("a", "b"),
    cases=(
        partial(_timings, 14, 12, 1.0, 2.0),
        partial(_timings, 15, 30, 1.0, 1.0),
        partial(_timings, 16, 20, 0.0, 3.0),
        Case(
            "three tables, which a plane can meet",
            lambda: (
                np.array([2000.0, 100.0, 500.0]),
                np.array([10.0, 40.0, 80.0]),
                np.array([0.6, 0.05, 1.5]),
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "one by one",
            "Two lines were fitted, one for each size. Where large n was timed with small p, each "
            "line takes the blame for the other: fit both at once.",
            _one_by_one,
        ),
        Mistake(
            "no constant",
            "The fit lacks a constant, and so claims that a problem with one row and one column "
            "takes one second.",
            _without_constant,
        ),
        Mistake(
            "not on logarithms",
            "A plane was fitted to the times themselves. A power becomes a straight line when "
            "logarithms are taken on all sides.",
            _plane,
        ),
        Mistake(
            "the constant returned",
            "The first number is the constant of the fit, the logarithm of c, and the second is "
            "the exponent of the rows.",
            lambda n, p, seconds: _coefficients(n, p, np.log(seconds))[:2],
        ),
        Mistake(
            "logarithms on one side only",
            "The times themselves were fitted, on the logarithms of n and p. A product of powers "
            "becomes a sum only if its logarithm is taken.",
            lambda n, p, seconds: _coefficients(n, p, seconds)[1:],
        ),
        Mistake(
            "exchanged",
            "The two exponents are exchanged: first that of the rows, then that of the columns.",
            lambda n, p, seconds: _exponents(n, p, seconds)[::-1],
        ),
        Mistake(
            "one after the other",
            "The rows were fitted first, and the columns to what was left. But where large n goes "
            "with small p, the first line has taken a part of the second: fit both at once.",
            _one_after_the_other,
        ),
        Mistake(
            "sizes without logarithms",
            "Only the times were put on a logarithmic scale. A power of n becomes a straight line "
            "when the logarithm of n is taken too.",
            lambda n, p, seconds: _plane(n, p, np.log(seconds)),
        ),
        Mistake(
            "standardized",
            "The logarithms of the sizes were divided by their spread. The slopes are then no "
            "exponents any more: centering is enough.",
            lambda n, p, seconds: tuple(
                a * np.log(size).std()
                for a, size in zip(_exponents(n, p, seconds), (n, p), strict=True)
            ),
        ),
        Mistake(
            "centered on one side",
            "The logarithms of the times were centered, those of the sizes were not, and there is "
            "no constant. Center all three, or fit a constant.",
            lambda n, p, seconds: _without_constant(n, p, seconds / np.exp(np.log(seconds).mean())),
        ),
        Mistake(
            "columns first",
            "The columns were fitted first, and the rows to what was left. But where large n goes "
            "with small p, the first line has taken a part of the second: fit both at once.",
            _columns_first,
        ),
        Mistake(
            "the constant last",
            "The second number is the constant of the fit, the logarithm of c, and the first is "
            "the exponent of the columns. Where in the table does each column stand?",
            lambda n, p, seconds: (
                _exponents(n, p, seconds)[1],
                _coefficients(n, p, np.log(seconds))[0],
            ),
        ),
        Mistake(
            "logarithms of one more",
            "One was added before the logarithms were taken. Powers become straight lines in the "
            "logarithms themselves, and nothing here is zero.",
            lambda n, p, seconds: _exponents(n + 1, p + 1, seconds + 1),
        ),
        Mistake(
            "rows without logarithms",
            "The rows were not put on a logarithmic scale. A power becomes a straight line only "
            "if the logarithm of its base is taken too.",
            lambda n, p, seconds: _plane(n, np.log(p), np.log(seconds)),
        ),
        Mistake(
            "columns without logarithms",
            "The columns were not put on a logarithmic scale. A power becomes a straight line "
            "only if the logarithm of its base is taken too.",
            lambda n, p, seconds: _plane(np.log(n), p, np.log(seconds)),
        ),
        Mistake(
            "all standardized",
            "The logarithms of times and sizes were divided by their spreads. The slopes are then "
            "no exponents any more: centering is enough.",
            lambda n, p, seconds: tuple(
                a * np.log(size).std() / np.log(seconds).std()
                for a, size in zip(_exponents(n, p, seconds), (n, p), strict=True)
            ),
        ),
        Mistake(
            "with the product",
            "A third exponent was fitted, for the product of the two logarithms. The law has one "
            "for the rows and one for the columns, and nothing else.",
            _with_product,
        ),
    ),
)

# 7. Safe rules for the elastic net


def _reference_screening(X, y, w, lam, mix):
    """Screen without the long matrix: its products, lengths and gap, written out."""
    n, l1, l2 = len(y), lam * mix, lam * (1 - mix)
    e = y - X @ w
    c = X.T @ e - n * l2 * w
    largest = np.abs(c).max()
    shrink = min(1, n * l1 / largest) if largest > 0 else 1
    square = e @ e + n * l2 * (w @ w)
    # ũ = shrink·(e, −√(nλ(1−r)) w), and ỹ = (y, 0).
    gap = (square - 2 * shrink * (e @ y) + shrink**2 * square) / (2 * n) + l1 * np.abs(w).sum()
    length = np.sqrt((X**2).sum(axis=0) + n * l2)
    return shrink * np.abs(c) + length * np.sqrt(2 * n * max(gap, 0)) < n * l1


_NUMBERS = ("n", "below", "level", "price", "extra", "shrunk_to", "compared")


def _gap(n, e, u, target, price):
    return e @ e / (2 * n) + price - (u @ target - u @ u / 2) / n


def _screening(**changes):
    """Return the wrong answer that takes something else in one place of the rule.

    ``n`` is the number of rows in the formulas, ``below`` what stands below X, ``level`` the
    strength, ``price`` that of the L1 norm in the objective, ``extra`` is added to the objective,
    ``shrunk_to`` and ``compared`` are what the covariances and the bounds may come to; ``shrink``,
    ``largest``, ``gap``, ``products``, ``lengths`` and ``radius`` are functions of what the rule
    knows by then.
    """

    def answer(X, y, w, lam, mix):
        rows, p = X.shape
        have = {
            "n": rows,
            "below": np.sqrt(rows * lam * (1 - mix)),
            "level": lam * mix,
            "price": lam * mix,
            "shrink": lambda needed: min(1, needed),
            "largest": lambda long, e: np.abs(long.T @ e).max(),
            "gap": _gap,
            "products": lambda long, u, e: np.abs(long.T @ u),
            "lengths": lambda long: np.linalg.norm(long, axis=0),
            "radius": lambda n, gap: np.sqrt(2 * n * gap),
            "extra": 0.0,
            "compare": np.less,
        }
        have |= {
            name: change(X, y, w, lam, mix) if name in _NUMBERS else change
            for name, change in changes.items()
        }
        n = have["n"]
        level = n * have["level"]
        long = np.vstack([X, have["below"] * np.eye(p)])
        target = np.append(y, np.zeros(p))
        e = target - long @ w
        u = e * have["shrink"](have.get("shrunk_to", level) / have["largest"](long, e))
        gap = have["gap"](n, e, u, target, have["price"] * np.abs(w).sum()) + have["extra"]
        reach = have["lengths"](long) * have["radius"](n, max(gap, 0))
        return have["compare"](have["products"](long, u, e) + reach, have.get("compared", level))

    return answer


def _fixed_ball(X, y, w, lam, mix):
    n, p = X.shape
    long = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
    products = np.abs(X.T @ y)
    reach = np.linalg.norm(long, axis=0) * np.linalg.norm(y)
    return products + reach * (1 - n * lam * mix / products.max()) < n * lam * mix


def _lower_products(long, u):
    p = long.shape[1]
    return long[-p:].T @ u[-p:]


def _without_a_ball(X, y, w, lam, mix):
    n = len(y)
    return np.abs(X.T @ (y - X @ w) - n * lam * (1 - mix) * w) < n * lam * mix


def _level_in_the_end(X, y, w, lam, mix):
    """Compare with all of the strength, and have the gap right."""
    n, p = X.shape
    long = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
    e = np.append(y, np.zeros(p)) - long @ w
    u = e * min(1, n * lam * mix / np.abs(long.T @ e).max())
    gap = (e @ e + u @ u - 2 * u[:n] @ y) / (2 * n) + lam * mix * np.abs(w).sum()
    reach = np.linalg.norm(long, axis=0) * np.sqrt(2 * n * max(gap, 0))
    return np.abs(long.T @ u) + reach < n * lam


@cache
def _solver_halfway(seed, n, p, share, mix, sweeps, shaken):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.3, 2, p)
    y = X[:, :4] @ np.array([2.0, -1.0, 1.0, 0.5]) + rng.normal(size=n)
    X, y = X - X.mean(axis=0), y - y.mean()
    lam = share * np.abs(X.T @ y).max() / n / mix
    w, size = np.zeros(p), (X**2).sum(axis=0) / n
    for _ in range(sweeps):
        for j in range(p):
            v = X[:, j] @ (y - X @ w) / n + size[j] * w[j]
            v = np.sign(v) * max(abs(v) - lam * mix, 0)
            w[j] = v / (size[j] + lam * (1 - mix))
    return X, y, w + shaken * rng.normal(size=p), lam, mix


def _halfway(seed, n, p, share, mix, sweeps, shaken=0.0):
    """Return centered data and the weights that a solver has after some sweeps, then shaken."""
    X, y, w, *strengths = _solver_halfway(seed, n, p, share, mix, sweeps, shaken)
    return X.copy(), y.copy(), w.copy(), *strengths


def _graded(seed, n, p, share, mix, far):
    """Return columns from very short to long, and weights as `far` off as they are large.

    With the share of L2 small, the lengths that are let go tell each radius from the others.
    """
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.permutation(np.geomspace(0.01, 2, p))
    truth = np.where(rng.random(p) < 0.2, rng.normal(size=p), 0.0)
    X -= X.mean(axis=0)
    y = X @ truth + 0.5 * rng.normal(size=n)
    y -= y.mean()
    return X, y, (1 - far) * truth, share * np.abs(X.T @ y).max() / n / mix, mix


def _nothing_left(lam):
    """Return whole numbers for which λr = 2 is the largest covariance, at weights of zero."""
    X = np.array([[1.0, -1.0, 0.0, 2.0], [-1, 1, 2, -2], [1, 0, -2, 1], [-1, 0, 0, -1]])
    return X, np.array([3.0, -1.0, -1.0, -1.0]), np.zeros(4), lam, 0.5


ELASTIC_SCREENING = Exercise(
    name="scale.elastic_screening",
    call="elastic_screening(X, y, w, lam, mix)",
    reference=_reference_screening,
    cases=(
        partial(_halfway, 17, 57, 50, 0.4, 0.5, 1),
        partial(_halfway, 18, 58, 50, 0.3, 0.8, 3),
        partial(_halfway, 22, 62, 50, 0.4, 0.5, 1),
        partial(_halfway, 28, 68, 50, 0.4, 0.5, 1),
        Case("just the strength at which no weight is left", partial(_nothing_left, 4.0)),
        Case("a strength at which no weight is left", partial(_nothing_left, 5.0)),
        Case(
            "no weight is zero yet",
            partial(_halfway, 38, 40, 12, 0.5, 0.2, 2, shaken=0.003),
        ),
        Case("columns from very short to long", partial(_graded, 0, 30, 60, 0.5, 0.98, 0.3)),
        Case("weights far from where they end", partial(_graded, 20, 30, 60, 0.3, 0.98, 1.3)),
    ),
    mistakes=(
        Mistake(
            "no L2 part",
            "This screens the lasso of strength λr and forgets the L2 part, so its gap belongs to "
            "another problem, and what it discards is not safe.",
            _screening(below=lambda X, y, w, lam, mix: 0.0),
        ),
        Mistake(
            "short columns",
            "The columns were measured without the rows that the L2 part adds below them. Each is "
            "longer than it looks.",
            _screening(lengths=lambda long: np.linalg.norm(long[: -long.shape[1]], axis=0)),
        ),
        Mistake(
            "not shrunk",
            "The residuals were used as they are. Where a covariance is above the strength they "
            "are no dual point, and the gap proves nothing.",
            _screening(shrink=lambda needed: 1.0),
        ),
        Mistake(
            "rows that were added counted",
            "The rows that were added count in n here. The factor 1/(2n) of the objective stays "
            "that of the rows of `X`.",
            _screening(n=lambda X, y, w, lam, mix: sum(X.shape)),
        ),
        Mistake(
            "the L2 part twice",
            "The L2 part is in the objective twice: the squares of the long residuals contain it "
            "already.",
            _screening(extra=lambda X, y, w, lam, mix: lam * (1 - mix) / 2 * w @ w),
        ),
        Mistake(
            "all of the strength",
            "The bounds were compared with nλ. Only the share r of the strength stands before the "
            "absolute values.",
            _level_in_the_end,
        ),
        Mistake(
            "kept",
            "These are the columns that have to stay. True is asked for those that are out.",
            lambda X, y, w, lam, mix: ~_reference_screening(X, y, w, lam, mix),
        ),
        Mistake(
            "weights not zero now",
            "This reads off which weights are zero now. The solver is on its way, and a weight "
            "that is zero today may not be tomorrow.",
            lambda X, y, w, lam, mix: w == 0,
        ),
        Mistake(
            "weights not zero, kept",
            "Columns whose weight is not zero now were kept whatever the ball says. The solver is "
            "on its way; the ball may prove already that such a weight ends at zero.",
            lambda X, y, w, lam, mix: (w == 0) & _reference_screening(X, y, w, lam, mix),
        ),
        Mistake(
            "stretched",
            "The residuals were stretched where all covariances are below the strength. They are a "
            "dual point as they are then: the factor is never above one.",
            _screening(shrink=lambda needed: needed),
        ),
        Mistake(
            "all of the strength everywhere",
            "The whole strength was taken for that of the lasso. Its strength is λr; the rest, "
            "λ(1 − r), stands below X.",
            _screening(level=lambda X, y, w, lam, mix: lam, price=lambda X, y, w, lam, mix: lam),
        ),
        Mistake(
            "mix turned round",
            "The two shares are exchanged: `mix` is the share of L1, and the rest that of L2.",
            lambda X, y, w, lam, mix: _reference_screening(X, y, w, lam, 1 - mix),
        ),
        Mistake(
            "products of the residuals",
            "The products were taken with the residuals, before they were shrunk. The center of "
            "the ball is the dual point.",
            _screening(products=lambda long, u, e: np.abs(long.T @ e)),
        ),
        Mistake(
            "products of X alone",
            "The products were taken with X and the upper part of the dual point. The columns of "
            "the longer problem have a part below, and so has the dual point.",
            _screening(products=lambda long, u, e: np.abs((long.T @ u) - _lower_products(long, u))),
        ),
        Mistake(
            "products without absolute value",
            "The products were compared with their sign. One that is very negative moves its "
            "weight as well.",
            _screening(products=lambda long, u, e: long.T @ u),
        ),
        Mistake(
            "squared lengths",
            "The columns were measured by their squared lengths. In the inequality of Cauchy and "
            "Schwarz stands the length itself.",
            _screening(lengths=lambda long: np.sum(long**2, axis=0)),
        ),
        Mistake(
            "lengths left out",
            "The radius was added as it is. How far a product can move depends on the length of "
            "the column too.",
            _screening(lengths=lambda long: 1.0),
        ),
        Mistake(
            "fixed ball",
            "This is the rule with a fixed ball around the target, which does not look at `w`. The "
            "ball of the gap gets smaller as the weights get better.",
            _fixed_ball,
        ),
        Mistake(
            "radius without 2",
            "The radius of the ball lacks a 2 under its root. The curvature of the dual objective "
            "is 1/n, so the distance squared is at most 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(n * gap)),
        ),
        Mistake(
            "radius without n",
            "The radius of the ball lacks the n under its root. The curvature of the dual "
            "objective is 1/n, so the distance squared is at most 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(2 * gap)),
        ),
        Mistake(
            "radius without 2n",
            "The radius of the ball is the root of the gap alone. The dual objective is as flat as "
            "1/n, so the distance squared may be 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(gap)),
        ),
        Mistake(
            "radius squared",
            "The square of the radius was used. What the gap bounds is the square of a distance: "
            "take the root.",
            _screening(radius=lambda n, gap: 2 * n * gap),
        ),
        Mistake(
            "no ball",
            "The dual point was taken for the best one. It is only within a ball around it, and "
            "the radius has to be added.",
            _screening(radius=lambda n, gap: 0.0),
        ),
        Mistake(
            "price of the whole strength",
            "In the objective the absolute values were multiplied by the whole strength, so the "
            "gap is too large. Their price is λr.",
            _screening(price=lambda X, y, w, lam, mix: lam),
        ),
        Mistake(
            "n missing below",
            "What stands below X lacks the n under its root. With 1/(2n) before all squares, the "
            "L2 part needs it.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(lam * (1 - mix))),
        ),
        Mistake(
            "no root below",
            "What stands below X lacks its root. Its squares have to add up to the L2 part.",
            _screening(below=lambda X, y, w, lam, mix: len(y) * lam * (1 - mix)),
        ),
        Mistake(
            "at the bound too",
            "A column whose bound is exactly nλr was let go. It is certain to be out only if its "
            "bound is below that.",
            _screening(compare=np.less_equal),
        ),
        Mistake(
            "penalty left out of the gap",
            "The absolute values are missing in the objective, so the gap is too small, or below "
            "zero, and the ball is no longer safe.",
            _screening(price=lambda X, y, w, lam, mix: 0.0),
        ),
        Mistake(
            "half of the L2 part",
            "What stands below X holds only half of the L2 part. Its square over 2n, the ½ of the "
            "squares included, has to be λ(1 − r)/2.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y) * lam * (1 - mix) / 2)),
        ),
        Mistake(
            "the L1 share below",
            "The share of the L1 part stands below X. What goes there is the L2 part, with 1 − r.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y) * lam * mix)),
        ),
        Mistake(
            "the whole strength below",
            "The whole strength stands below X. What goes there is the L2 part alone, with 1 − r.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y) * lam)),
        ),
        Mistake(
            "largest without absolute value",
            "The residuals were shrunk by the largest product with its sign. A very negative one "
            "breaks the condition of a dual point just as well.",
            _screening(largest=lambda long, e: (long.T @ e).max()),
        ),
        Mistake(
            "shrunk by X alone",
            "The residuals were shrunk by their products with X. The columns of the longer "
            "problem go on below, and theirs are the products that a dual point must keep small.",
            _screening(
                largest=lambda long, e: np.abs(long[: -long.shape[1]].T @ e[: -long.shape[1]]).max()
            ),
        ),
        Mistake(
            "shrunk without n",
            "The residuals were shrunk until their products are at most λr. A product is a sum "
            "over the rows: it may be nλr.",
            _screening(shrunk_to=lambda X, y, w, lam, mix: lam * mix),
        ),
        Mistake(
            "compared without n",
            "The bounds were compared with λr. They are sums over the rows, not means: the "
            "strength there is nλr.",
            _screening(compared=lambda X, y, w, lam, mix: lam * mix),
        ),
        Mistake(
            "one length for all",
            "All columns were given the length of the whole matrix. Each column has its own, and "
            "most are far shorter.",
            _screening(lengths=np.linalg.norm),
        ),
        Mistake(
            "squares without ½",
            "The squares of the residuals stand without their ½ in the objective. It is 1/(2n) "
            "there, as in the dual objective.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) + e @ e / (2 * n)),
        ),
        Mistake(
            "squares not divided by n",
            "The squares of the residuals were not divided by n in the objective, and the dual "
            "objective was not either. Both have 1/(2n).",
            _screening(gap=lambda n, e, u, t, l1: e @ e / 2 + l1 - (u @ t - u @ u / 2)),
        ),
        Mistake(
            "the objective for the gap",
            "The objective alone was taken for the gap. The gap is what it has more than the dual "
            "objective, and goes to zero as the weights get better.",
            _screening(gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1),
        ),
        Mistake(
            "dual objective added",
            "The dual objective was added. The gap is the objective less the dual objective.",
            _screening(gap=lambda n, e, u, t, l1: e @ e / n + 2 * l1 - _gap(n, e, u, t, l1)),
        ),
        Mistake(
            "dual objective without ½",
            "In the dual objective the square of the dual point stands without its ½. It is half "
            "the square of the target, less half the square of their difference, over n.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) + u @ u / (2 * n)),
        ),
        Mistake(
            "dual objective of the residuals",
            "The dual objective was taken at the residuals as they are. Where they break the "
            "condition it says nothing: take it at the dual point, after shrinking.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, e, t, l1)),
        ),
        Mistake(
            "L2 part left out of the gap",
            "The objective has the squares of the short residuals, of the rows of X. In the "
            "longer problem the residuals go on below, and bring in the L2 part.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) - e[n:] @ e[n:] / (2 * n)),
        ),
        Mistake(
            "without a ball",
            "This tries the condition of the minimum at the weights that the solver has now. It "
            "is not at the minimum yet: take a dual point, and a ball around it.",
            _without_a_ball,
        ),
    ),
)

EXERCISES = (
    MERGED_MEAN,
    FORGET,
    LAZY_DECAY,
    RESERVOIR,
    VIOLATORS,
    EXPONENTS,
    ELASTIC_SCREENING,
)
