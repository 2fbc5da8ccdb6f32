"""The exercises of the chapter on scale.

Two parts of the data with (n₁, m₁, M₁) and (n₂, m₂, M₂), numbers of rows, means and centered
products, are together (n, m₁ + n₂δ/n, M₁ + M₂ + n₁n₂/n·δδᵀ) with n = n₁ + n₂ and δ = m₂ − m₁.

References
----------
Chan, Golub, LeVeque (1983), The American Statistician 37, 242-247 (merging).
Vitter (1985), ACM Transactions on Mathematical Software 11, 37-57 (reservoirs).
"""

from functools import partial, reduce

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
    return _moved(counts, means, lambda mean, new, part: mean + part * (new - mean), share)


def _moved(counts, means, step, share=lambda new, old: new / (old.sum() + new)):
    """Merge the means one after the other by `step` of old mean, new mean and share."""
    mean = means[0]
    for number in range(1, len(counts)):
        mean = step(mean, means[number], share(counts[number], counts[:number]))
    return mean


def _old_mean_not_weighted(counts, means):
    rows, mean = 0, np.zeros(means.shape[1])
    for count, other in zip(counts, means, strict=True):
        rows += count
        mean = (mean + count * other) / rows
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
            lambda: (np.array([20, 0, 5]), np.array([[3.0, 1.0], [0.0, 0.0], [-2.0, 6.0]])),
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
        Mistake(
            "moved by the new mean",
            "In each merge the mean moved by a share of the new mean itself. It moves by that "
            "share of δ, the distance from the old mean to the new one.",
            lambda counts, means: _moved(counts, means, lambda old, new, part: old + part * new),
        ),
        Mistake(
            "the old mean lost",
            "In each merge only the shift was kept. The mean of all is the old mean, moved by a "
            "share of the distance to the new one.",
            lambda counts, means: _moved(counts, means, lambda old, new, part: part * (new - old)),
        ),
        Mistake(
            "moved away",
            "In each merge the mean moved away from the new part. The rows that come draw it "
            "towards their own mean.",
            lambda counts, means: _moved(
                counts, means, lambda old, new, part: old - part * (new - old)
            ),
        ),
        Mistake(
            "rows of the machine before",
            "In each merge the old side was given the rows of the machine just before. What has "
            "been merged already has the rows of all machines so far.",
            lambda counts, means: _merged(counts, means, lambda new, old: new / (old[-1] + new)),
        ),
        Mistake(
            "the old mean not weighted",
            "In each merge the new mean was multiplied by its rows, and the old one was not. "
            "Both are means, and become sums when multiplied by their rows.",
            _old_mean_not_weighted,
        ),
        Mistake(
            "two by two from zero",
            "The means were merged two by two, each time as if both sides held as many rows, and "
            "from a mean of zero on, which belongs to nobody.",
            lambda counts, means: reduce(lambda a, b: (a + b) / 2, means, np.zeros(means.shape[1])),
        ),
        Mistake(
            "the first machine left out",
            "The rows of the first machine are missing in the sum, while they are counted below "
            "it.",
            lambda counts, means: counts[1:] @ means[1:] / counts.sum(),
        ),
        Mistake(
            "the last machine left out",
            "The rows of the last machine are missing in the sum, while they are counted below it.",
            lambda counts, means: counts[:-1] @ means[:-1] / counts.sum(),
        ),
        Mistake(
            "divided by features",
            "The sums are right, and were divided by the number of columns. Divide by the number "
            "of rows.",
            lambda counts, means: counts @ means / means.shape[1],
        ),
        Mistake(
            "divided by machines with rows",
            "The sums are right, and were divided by the number of machines that have rows. "
            "Divide by the number of rows.",
            lambda counts, means: counts @ means / np.count_nonzero(counts),
        ),
        Mistake(
            "divided by the sum of the means",
            "The sums are right, and were divided by the sum of the means. What belongs below a "
            "sum over rows is the number of rows.",
            lambda counts, means: counts @ means / means.sum(axis=0),
        ),
        Mistake(
            "summed over the features",
            "The weighted means were added up across the columns of each machine. Add them up "
            "over the machines; each column keeps a mean of its own.",
            lambda counts, means: (counts[:, None] * means).sum(axis=1) / counts.sum(),
        ),
        Mistake(
            "rows counted twice",
            "The number of rows was multiplied in twice: it makes a sum of each mean, and that "
            "is all the weight there is.",
            lambda counts, means: counts**2 @ means / counts.sum(),
        ),
        Mistake(
            "squares of the rows",
            "The machines were weighted by the squares of their rows. Every row should count "
            "alike, so the weight of a machine is its number of rows.",
            lambda counts, means: counts**2 @ means / (counts**2).sum(),
        ),
        Mistake(
            "whole division",
            "The fraction was cut off in the division. A mean is hardly ever a whole number.",
            lambda counts, means: counts @ means // counts.sum(),
        ),
        Mistake(
            "the largest machine",
            "This is the mean of the machine with most rows. The others have rows too, and every "
            "row should count alike.",
            lambda counts, means: means[counts.argmax()],
        ),
        Mistake(
            "divided by the largest number",
            "The sums were divided by the largest of the numbers of rows. Divide by the number "
            "of all rows.",
            lambda counts, means: counts @ means / counts.max(),
        ),
        Mistake(
            "weighted by roots",
            "The machines were weighted by the roots of their rows. Every row should count "
            "alike, so the weight of a machine is its number of rows.",
            lambda counts, means: np.sqrt(counts) @ means / np.sqrt(counts).sum(),
        ),
        Mistake(
            "first machine left out",
            "The first machine was left out. Its rows count as all others do.",
            lambda counts, means: counts[1:] @ means[1:] / max(counts[1:].sum(), 1),
        ),
        Mistake(
            "multiplied and divided alike",
            "The means of the machines were added up, without their numbers of rows. Add up "
            "sums, and divide by all rows.",
            lambda counts, means: means.sum(axis=0),
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


def _as_covariances(n, m, M, n2, m2, M2):
    n1, m1, _ = _forget(n, m, M, n2, m2, M2)
    apart = np.outer(m2 - m1, m2 - m1)
    return n1, m1, (n * M - n2 * M2 - n1 * n2 / n * apart) / n1


def _rows_exchanged(n, m, M, n2, m2, M2):
    n1 = n - n2
    m1 = (n * m - n1 * m2) / n2
    return n1, m1, M - M2 - n1 * n2 / n * np.outer(m2 - m1, m2 - m1)


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
        Mistake(
            "mean: sums added",
            "The two sums were added. The rows go away, so what they add up to has to be "
            "subtracted.",
            _mean(lambda n, m, n2, m2: (n * m + n2 * m2) / (n - n2)),
        ),
        Mistake(
            "mean: sums added, and used",
            "The two sums were added. The rows go away, so what they add up to has to be "
            "subtracted. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: (n * m + n2 * m2) / (n - n2)),
        ),
        Mistake(
            "mean: merged mean",
            "This is the mean after the part has been merged in once more. The forgotten rows "
            "go: subtract their sum, and their number.",
            _mean(lambda n, m, n2, m2: (n * m + n2 * m2) / (n + n2)),
        ),
        Mistake(
            "mean: merged mean, and used",
            "This is the mean after the part has been merged in once more. The forgotten rows "
            "go: subtract their sum, and their number. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: (n * m + n2 * m2) / (n + n2)),
        ),
        Mistake(
            "mean: divided by the forgotten rows",
            "The sum that stays was divided by the number of the rows that go. Divide by the "
            "rows that stay.",
            _mean(lambda n, m, n2, m2: (n * m - n2 * m2) / n2),
        ),
        Mistake(
            "mean: divided by the forgotten rows, and used",
            "The sum that stays was divided by the number of the rows that go. Divide by the "
            "rows that stay. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: (n * m - n2 * m2) / n2),
        ),
        Mistake(
            "mean: a sum for the mean",
            "The sum of the rows that stay is right, and is no mean yet: one division is missing.",
            _mean(lambda n, m, n2, m2: n * m - n2 * m2),
        ),
        Mistake(
            "mean: a sum for the mean, and used",
            "The sum of the rows that stay is right, and is no mean yet: one division is "
            "missing. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: n * m - n2 * m2),
        ),
        Mistake(
            "mean: a share of the other mean",
            "A share of the forgotten mean was taken off. The mean of all has to be multiplied "
            "too: by n/n1.",
            _mean(lambda n, m, n2, m2: m - n2 / (n - n2) * m2),
        ),
        Mistake(
            "mean: a share of the other mean, and used",
            "A share of the forgotten mean was taken off. The mean of all has to be multiplied "
            "too: by n/n1. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: m - n2 / (n - n2) * m2),
        ),
        Mistake(
            "mean: the other share",
            "The mean was moved by the share of the rows that stay. From the mean of all it "
            "moves by n2/n1 of its distance to the forgotten rows.",
            _mean(lambda n, m, n2, m2: m - (n - n2) / n * (m2 - m)),
        ),
        Mistake(
            "mean: the other share, and used",
            "The mean was moved by the share of the rows that stay. From the mean of all it "
            "moves by n2/n1 of its distance to the forgotten rows. The distance was measured "
            "from there.",
            _with_its_mean(lambda n, m, n2, m2: m - (n - n2) / n * (m2 - m)),
        ),
        Mistake(
            "mean: one sum of the two",
            "The mean of all was made a sum, and the forgotten mean was not. Both have to be "
            "multiplied by their rows.",
            _mean(lambda n, m, n2, m2: (n * m - m2) / (n - n2)),
        ),
        Mistake(
            "mean: one sum of the two, and used",
            "The mean of all was made a sum, and the forgotten mean was not. Both have to be "
            "multiplied by their rows. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: (n * m - m2) / (n - n2)),
        ),
        Mistake(
            "mean: the other sum of the two",
            "The forgotten mean was made a sum, and the mean of all was not. Both have to be "
            "multiplied by their rows.",
            _mean(lambda n, m, n2, m2: (m - n2 * m2) / (n - n2)),
        ),
        Mistake(
            "mean: the other sum of the two, and used",
            "The forgotten mean was made a sum, and the mean of all was not. Both have to be "
            "multiplied by their rows. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: (m - n2 * m2) / (n - n2)),
        ),
        Mistake(
            "mean: means subtracted and divided",
            "The means were subtracted as they are, and divided by rows. Turn both into sums "
            "first, each with its own number of rows.",
            _mean(lambda n, m, n2, m2: (m - m2) / (n - n2)),
        ),
        Mistake(
            "mean: means subtracted and divided, and used",
            "The means were subtracted as they are, and divided by rows. Turn both into sums "
            "first, each with its own number of rows. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: (m - m2) / (n - n2)),
        ),
        Mistake(
            "mean: mirrored",
            "The forgotten mean was mirrored at the mean of all. That is right only if both "
            "parts have as many rows.",
            _mean(lambda n, m, n2, m2: 2 * m - m2),
        ),
        Mistake(
            "mean: mirrored, and used",
            "The forgotten mean was mirrored at the mean of all. That is right only if both "
            "parts have as many rows. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: 2 * m - m2),
        ),
        Mistake(
            "mean: between the two",
            "This lies between the mean of all and the forgotten one. When rows go, the mean "
            "moves away from theirs.",
            _mean(lambda n, m, n2, m2: m2 + (n - n2) / n * (m - m2)),
        ),
        Mistake(
            "mean: between the two, and used",
            "This lies between the mean of all and the forgotten one. When rows go, the mean "
            "moves away from theirs. The distance was measured from there.",
            _with_its_mean(lambda n, m, n2, m2: m2 + (n - n2) / n * (m - m2)),
        ),
        Mistake(
            "all subtracted",
            "Numbers of rows can be subtracted as they are, and sums. Means have to be made sums "
            "first, and the products of the whole hold the distance of the two parts as well.",
            lambda n, m, M, n2, m2, M2: (n - n2, m - m2, M - M2),
        ),
        Mistake(
            "means added",
            "The two means were added where their distance is asked.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * np.outer(m2 + m1, m2 + m1)),
        ),
        Mistake(
            "distance of the rest from the whole",
            "The distance between the rows that stay and the whole was used. The formula needs "
            "the distance between the two parts.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * np.outer(m1 - m, m1 - m)),
        ),
        Mistake(
            "products of the mean of all and the other",
            "The products of the two means with each other were taken. What moves the products "
            "is the difference of the means, each entry with each.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * np.outer(m, m2)),
        ),
        Mistake(
            "products of both means",
            "The products of the two means with each other were taken. δ is their difference, "
            "and it is multiplied with itself.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * np.outer(m1, m2)),
        ),
        Mistake(
            "raw products of the mean that stays",
            "The products of the new mean itself were taken off. The products here are centered, "
            "so what is left over hangs on the distance between the means.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * np.outer(m1, m1)),
        ),
        Mistake(
            "factor n1·n2/(n + n2)",
            "The factor of the distance was divided by n + n2. All rows together are n: the "
            "forgotten ones are among them.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / (n + n2) * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "factor n1/n",
            "In the factor of the distance the number of forgotten rows is missing: it is n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n1 / n * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "factor n2/n",
            "In the factor of the distance the number of the rows that stay is missing: it is "
            "n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n2 / n * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "factor n2/n1",
            "The factor here is the share by which the mean moves. For the products it is n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n2 / n1 * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "factor n",
            "The distance between the parts was counted for each of all rows. Neither part is "
            "that far from the mean of all; together it comes to n1·n2/n.",
            _products(lambda n, m, n1, m1, n2, m2: n * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "factor turned round",
            "The factor of the distance is upside down: it is n1·n2/n, about as large as the "
            "smaller part.",
            _products(lambda n, m, n1, m1, n2, m2: n / (n1 * n2) * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "half of the distance",
            "Only half of what the distance brings in was taken off. Each part lies on its own "
            "side of the mean of all, and both count.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n / 2 * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "twice the distance",
            "What the distance brings in was taken off twice. The formula for two parts has it "
            "once.",
            _products(lambda n, m, n1, m1, n2, m2: 2 * n1 * n2 / n * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "factor cut off",
            "The factor of the distance was cut to a whole number. n1·n2/n mostly has a fraction.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 // n * np.outer(m2 - m1, m2 - m1)),
        ),
        Mistake(
            "distances without products",
            "The distances were taken as they are, and not multiplied. The products of the "
            "entries of δ, each with each, make a matrix.",
            _products(lambda n, m, n1, m1, n2, m2: n1 * n2 / n * np.abs(m2 - m1)),
        ),
        Mistake(
            "brought to the old mean",
            "The raw products were centered around the mean of all again. The rows that stay "
            "have a mean of their own.",
            _products(
                lambda n, m, n1, m1, n2, m2: (
                    n2 * np.outer(m2, m2) - n * np.outer(m, m) + n1 * np.outer(m, m)
                )
            ),
        ),
        Mistake(
            "centered with n",
            "The raw products were brought to the new mean with the number of all rows. There "
            "are only n1 rows around that mean.",
            _products(
                lambda n, m, n1, m1, n2, m2: (
                    n2 * np.outer(m2, m2) - n * np.outer(m, m) + n * np.outer(m1, m1)
                )
            ),
        ),
        Mistake(
            "centered the wrong way",
            "The raw products of the rows that stay are right, but the new mean was added to "
            "them. Around their own mean products are smaller: subtract.",
            _products(
                lambda n, m, n1, m1, n2, m2: (
                    n2 * np.outer(m2, m2) - n * np.outer(m, m) - n1 * np.outer(m1, m1)
                )
            ),
        ),
        Mistake(
            "raw the wrong way",
            "To get raw products from centered ones, n·mmᵀ was subtracted. The centered ones are "
            "the smaller: it has to be added, and subtracted in the end.",
            _products(
                lambda n, m, n1, m1, n2, m2: (
                    n * np.outer(m, m) - n2 * np.outer(m2, m2) + n1 * np.outer(m1, m1)
                )
            ),
        ),
        Mistake(
            "weighted products",
            "The products were weighted by rows like means. They are sums already: they can be "
            "subtracted as they are.",
            lambda n, m, M, n2, m2, M2: (
                *_forget(n, m, M, n2, m2, M2)[:2],
                (n * M - n2 * M2) / (n - n2),
            ),
        ),
        Mistake(
            "a share of the products",
            "A share of the products was kept, as if all rows were alike. What the forgotten "
            "rows brought in is known: take that away.",
            lambda n, m, M, n2, m2, M2: (*_forget(n, m, M, n2, m2, M2)[:2], M * (n - n2) / n),
        ),
        Mistake(
            "the diagonal alone",
            "Only the diagonal was kept. The products of different columns, beside it, are a "
            "part of the statistics too.",
            lambda n, m, M, n2, m2, M2: (
                *_forget(n, m, M, n2, m2, M2)[:2],
                np.diag(np.diag(_forget(n, m, M, n2, m2, M2)[2])),
            ),
        ),
        Mistake(
            "the diagonal as a vector",
            "This is the diagonal of the products as a vector. Asked is the matrix, of shape (p, "
            "p).",
            lambda n, m, M, n2, m2, M2: (
                *_forget(n, m, M, n2, m2, M2)[:2],
                np.diag(_forget(n, m, M, n2, m2, M2)[2]),
            ),
        ),
        Mistake(
            "products of all kept",
            "The products of all rows were kept. Those of the forgotten rows go, and so does "
            "what the distance of the two parts had brought in.",
            lambda n, m, M, n2, m2, M2: (*_forget(n, m, M, n2, m2, M2)[:2], M.copy()),
        ),
        Mistake(
            "numbers of rows added",
            "The numbers of rows were added. The second part goes away.",
            lambda n, m, M, n2, m2, M2: (n + n2, *_forget(n, m, M, n2, m2, M2)[1:]),
        ),
        Mistake(
            "covariances",
            "The products were taken for covariances: multiplied by their numbers of rows first, "
            "and divided after. `M` holds sums already.",
            _as_covariances,
        ),
        Mistake(
            "the other part's rows below",
            "The numbers of rows were exchanged in the mean: what goes has n2 rows, and what "
            "stays the others.",
            _rows_exchanged,
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
        Mistake(
            "as the one that waited least",
            "All weights decayed as often as the one that waited least. Each has its own number "
            "of steps to make up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last.max()),
        ),
        Mistake(
            "as on average",
            "All weights decayed as often as they waited on average. Each has its own number of "
            "steps to make up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last).mean(),
        ),
        Mistake(
            "all waits together",
            "All weights decayed for the waits of all of them together. Each has its own number "
            "of steps to make up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last).sum(),
        ),
        Mistake(
            "the same amount towards zero",
            "The same amount was taken off every weight, towards zero and beyond. A decay takes "
            "off a share of the weight, and so never passes zero.",
            lambda w, last, t, step, lam: w - np.sign(w) * step * lam * (t - last),
        ),
        Mistake(
            "λ alone to the power",
            "Only λ was raised to the power. It is the whole factor of a step, 1 − ηλ, that is "
            "applied again and again.",
            lambda w, last, t, step, lam: w * (1 - step * lam ** (t - last)),
        ),
        Mistake(
            "twice as many",
            "Each weight decayed twice as often as it should. There is one decay for each step "
            "after `last`.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (2 * (t - last)),
        ),
        Mistake(
            "half as many",
            "Each weight decayed half as often as it should. There is one decay for each step "
            "after `last`.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** ((t - last) / 2),
        ),
        Mistake(
            "step size and strength added",
            "Step size and strength were added. A decay takes off the share ηλ, their product.",
            lambda w, last, t, step, lam: w * (1 - step - lam) ** (t - last),
        ),
        Mistake(
            "two factors",
            "The step size and the strength each took their share. A decay takes off one share, "
            "the product ηλ.",
            lambda w, last, t, step, lam: w * ((1 - step) * (1 - lam)) ** (t - last),
        ),
        Mistake(
            "step size in the exponent",
            "The number of steps was multiplied by the step size. The step size is in the factor "
            "already; the exponent counts steps.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (step * (t - last)),
        ),
        Mistake(
            "divided once",
            "The weights were divided by 1 + ηλ times the number of steps. Each step multiplies "
            "by 1 − ηλ, and that makes a power.",
            lambda w, last, t, step, lam: w / (1 + step * lam * (t - last)),
        ),
        Mistake(
            "one step of waiting forgotten",
            "A weight that was one step behind was left as it was. It has one decay to make up "
            "for.",
            lambda w, last, t, step, lam: np.where(
                t - last > 1, w * (1 - step * lam) ** (t - last), w
            ),
        ),
        Mistake(
            "at least once",
            "A weight that is up to date was decayed once. With `last` at t there is nothing to "
            "make up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** np.maximum(t - last, 1),
        ),
        Mistake(
            "from last on",
            "Step `last` was made up for once more. It has been done; missing are the steps "
            "after it, up to and including t.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - np.maximum(last, 1) + 1),
        ),
        Mistake(
            "last added",
            "The two numbers of steps were added. Missing are the steps after `last`, up to and "
            "including t.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t + last),
        ),
        Mistake(
            "added up, not below zero",
            "The decays were added up, and stopped at zero. Each takes its share of what the one "
            "before has left, and zero is never reached.",
            lambda w, last, t, step, lam: w * np.maximum(1 - step * lam * (t - last), 0),
        ),
        Mistake(
            "one more in the end",
            "The decays were made up for, and one more share of the old weights was taken off. "
            "Step t is among those that were made up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last) - step * lam * w,
        ),
        Mistake(
            "ratio of straight lines",
            "Each side was taken as a straight line in the number of steps. A factor applied "
            "again and again makes a power.",
            lambda w, last, t, step, lam: w * (1 - step * lam * t) / (1 - step * lam * last),
        ),
        Mistake(
            "exponential that grows",
            "The weights grow here: the exponent is positive. And it is a factor 1 − ηλ for each "
            "step, of which the exponential is only the limit.",
            lambda w, last, t, step, lam: w * np.exp(step * lam * (t - last)),
        ),
        Mistake(
            "since the start, those never seen",
            "Only weights that were never seen made up for anything. All that waited, from "
            "whenever, have decays to make up for.",
            lambda w, last, t, step, lam: np.where(last == 0, w * (1 - step * lam) ** t, w),
        ),
        Mistake(
            "as many as are behind",
            "All weights decayed as often as there are weights behind. What counts for each is "
            "how many steps it is behind.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** np.count_nonzero(last < t),
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


def _going_on(let_in):
    """Return the wrong answer that lets an element in by `let_in(sample, place, element)`."""

    def answer(stream, k, u):
        sample = list(stream[:k])
        for i in range(k, len(stream)):
            place = int(u[i] * (i + 1))
            if place < k:
                let_in(sample, place, stream[i])
        return np.array(sample)

    return answer


def _oldest_out(sample, place, element):
    del sample[0]
    sample.append(element)


def _only_the_first(stream, k, u):
    for i in range(k, len(stream)):
        if int(u[i] * (i + 1)) < k:
            return _reservoir(stream[: i + 1], k, u)
    return np.array(stream[:k])


def _only_once(stream, k, u):
    sample, taken = np.array(stream[:k]), set()
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k and place not in taken:
            taken.add(place)
            sample[place] = stream[i]
    return sample


def _in_turn(stream, k, u):
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        if u[i] < k / (i + 1):
            sample[i % k] = stream[i]
    return sample


def _shuffled(stream, k, u):
    sample = np.array(stream)
    for i in range(len(sample)):
        place = int(u[i] * (i + 1))
        sample[[i, place]] = sample[[place, i]]
    return sample[:k]


def _put(stream, k, u, place=lambda drawn, k: drawn, entry=lambda stream, i: stream[i]):
    """Return a sample in which what comes in is put to another place, or is another entry."""
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        put = place(int(u[i] * (i + 1)), k)
        if 0 <= put < k:
            sample[put] = entry(stream, i)
    return sample


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
        Case(
            "a place just behind the sample",
            lambda: (np.array([5.0, 3.0, 8.0, 1.0]), 2, np.array([0.5, 0.5, 0.7, 0.1])),
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
        Mistake(
            "the last place refused",
            "An element that drew the last place of the sample was not let in. Places are "
            "counted from 0, and the last one is k − 1.",
            lambda stream, k, u: _rounded(lambda at: int(at) if int(at) != k - 1 else len(stream))(
                stream, k, u
            ),
        ),
        Mistake(
            "wrapped round",
            "Places beyond the sample were wrapped round into it, so that every element comes "
            "in. Where the place is not in the sample, the element is let go.",
            lambda stream, k, u: _rounded(lambda product: int(product) % k)(stream, k, u),
        ),
        Mistake(
            "among those before, and one more",
            "The place was drawn among the elements before this one, and one was added. It is "
            "the 1 of i + 1 that is multiplied too; places begin at 0.",
            lambda stream, k, u: _reservoir(
                stream, k, (np.floor(u * np.arange(len(u))) + 1) / (np.arange(len(u)) + 1) + 1e-9
            ),
        ),
        Mistake(
            "two too few",
            "The place was drawn among i − 1 numbers. Counted from 0, element i is the one that "
            "makes them i + 1.",
            lambda stream, k, u: _places(stream, k, u, lambda i: i - 1),
        ),
        Mistake(
            "among k + 1",
            "The place was always drawn among k + 1 numbers. The longer the stream, the rarer "
            "should a new element come in: among i + 1.",
            lambda stream, k, u: _places(stream, k, u, lambda i: k + 1),
        ),
        Mistake(
            "the element before",
            "At the place drawn the element before was put. It is element i itself that drew.",
            lambda stream, k, u: _reservoir(np.append(stream[:k], stream[k - 1 : -1]), k, u),
        ),
        Mistake(
            "always the first place",
            "Whoever came in was put at place 0. It goes to the place that it drew.",
            _going_on(lambda sample, place, element: sample.__setitem__(0, element)),
        ),
        Mistake(
            "always the last place",
            "Whoever came in was put at the last place. It goes to the place that it drew.",
            _going_on(lambda sample, place, element: sample.__setitem__(-1, element)),
        ),
        Mistake(
            "the oldest goes",
            "Whoever came in pushed out the oldest, and went to the end. What goes is what was "
            "at the place drawn.",
            _going_on(_oldest_out),
        ),
        Mistake(
            "counted from the end",
            "The places were counted from the end of the sample. Place 0 is its beginning.",
            _going_on(lambda sample, place, element: sample.__setitem__(-1 - place, element)),
        ),
        Mistake(
            "stopped at the first",
            "After the first element that came in nobody else did. Does the loop, or the "
            "function, end there?",
            _only_the_first,
        ),
        Mistake(
            "each place once",
            "A place that had been given once was not given again. Every element that draws it "
            "replaces what is there.",
            _only_once,
        ),
        Mistake(
            "in turn",
            "An element comes in as often as it should, but the places were given in turn. One "
            "draw decides both: the place among all so far, if it is in the sample.",
            _in_turn,
        ),
        Mistake(
            "shuffled",
            "The first k were shuffled among themselves too. They fill the sample in the order "
            "in which they come, and draw nothing.",
            _shuffled,
        ),
        Mistake(
            "the whole stream",
            "Everything is returned. The sample is the first k places of it.",
            lambda stream, k, u: np.append(_reservoir(stream, k, u), stream[k:]),
        ),
        Mistake(
            "smallest numbers",
            "These are the elements with the smallest numbers. That is a fair sample too, but "
            "not the one of the text, where each number draws a place.",
            lambda stream, k, u: stream[np.argsort(u, kind="stable")[:k]],
        ),
        Mistake(
            "by lot",
            "Every element was taken with the probability k/n. Then the sample is not always of "
            "k elements, and the length of the stream would have to be known.",
            lambda stream, k, u: stream[u < k / len(stream)],
        ),
        Mistake(
            "from the end of the numbers",
            "The place was drawn by 1 − u. The text takes the whole part of `u[i]` times i + 1.",
            lambda stream, k, u: _reservoir(stream, k, 1 - u - 1e-12),
        ),
        Mistake(
            "the number of the element",
            "What comes in is the number i of an element. It is the element itself, `stream[i]`, "
            "that goes to the place.",
            partial(_put, entry=lambda stream, i: i),
        ),
        Mistake(
            "one place down",
            "The places were counted from 1. The first place of the sample is 0, and a draw of 0 "
            "goes there.",
            partial(_put, place=lambda drawn, k: drawn - 1),
        ),
        Mistake(
            "the place behind the last",
            "A draw of k was let in. The places of the sample are 0 to k − 1: k is already "
            "outside.",
            partial(_put, place=lambda drawn, k: k - 1 if drawn == k else drawn),
        ),
    ),
)

# 5. Two exponents at once


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


def _lines(x, y):
    return tuple(float(np.polyfit(size, y, 1)[0]) for size in x)


def _fit(columns, response):
    return tuple(map(float, np.linalg.lstsq(np.column_stack(columns), response, rcond=None)[0]))


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
        Mistake(
            "not on logarithms, no constant",
            "A plane through the origin was fitted to the times themselves. A power becomes a "
            "straight line when logarithms are taken on all sides, and then it needs a constant.",
            lambda n, p, seconds: _fit([n, p], seconds),
        ),
        Mistake(
            "times alone on logarithms, no constant",
            "Only the times were put on a logarithmic scale, and there is no constant. Take the "
            "logarithms of the sizes too, and fit that of c as well.",
            lambda n, p, seconds: _fit([n, p], np.log(seconds)),
        ),
        Mistake(
            "one exponent for both",
            "One exponent was fitted, for the product of rows and columns. The two sizes may "
            "cost unlike: each has an exponent of its own.",
            lambda n, p, seconds: _lines([np.log(n * p)], np.log(seconds)) * 2,
        ),
        Mistake(
            "the other exponent taken as one",
            "The times were divided by one size to fit the other, as if that cost in proportion. "
            "Its exponent is not known either: fit both at once.",
            lambda n, p, seconds: (
                *_lines([np.log(n)], np.log(seconds / p)),
                *_lines([np.log(p)], np.log(seconds / n)),
            ),
        ),
        Mistake(
            "constants of two lines",
            "These are the constants of two lines, not their slopes. And one line for each size "
            "lets it take the blame for the other: fit both at once.",
            lambda n, p, seconds: tuple(
                float(np.polyfit(np.log(x), np.log(seconds), 1)[1]) for x in (n, p)
            ),
        ),
        Mistake(
            "correlations",
            "These are correlations. They say how well a line fits, not how steep it is; and "
            "both sizes have to be fitted at once.",
            lambda n, p, seconds: tuple(
                float(np.corrcoef(np.log(x), np.log(seconds))[0, 1]) for x in (n, p)
            ),
        ),
        Mistake(
            "sizes fitted to the times",
            "The sizes were fitted to the times. It is the time that is to be told from the "
            "sizes, and both have to be fitted at once.",
            lambda n, p, seconds: tuple(
                float(np.polyfit(np.log(seconds), np.log(x), 1)[0]) for x in (n, p)
            ),
        ),
        Mistake(
            "centered before the logarithms",
            "Everything was divided by its mean before the logarithm. The logarithm of a mean is "
            "not the mean of the logarithms, so a constant is still needed.",
            lambda n, p, seconds: _fit(
                [np.log(x / x.mean()) for x in (n, p)], np.log(seconds / seconds.mean())
            ),
        ),
        Mistake(
            "through the first table",
            "Everything was taken relative to the first table, and the plane has to pass through "
            "it. Its time has an error like the others: fit a constant.",
            lambda n, p, seconds: _fit(
                [np.log(x / x[0]) for x in (n, p)], np.log(seconds / seconds[0])
            ),
        ),
        Mistake(
            "three tables",
            "Only the first three tables were used, which a plane can meet. The others say "
            "something too: least squares takes all.",
            lambda n, p, seconds: _exponents(n[:3], p[:3], seconds[:3]),
        ),
        Mistake(
            "each sorted by itself",
            "Sizes and times were sorted each by itself. A time belongs to the sizes of its own "
            "table.",
            lambda n, p, seconds: _exponents(np.sort(n), np.sort(p), np.sort(seconds)),
        ),
        Mistake(
            "logarithms of one more row",
            "One was added to the sizes before the logarithms were taken. Powers become straight "
            "lines in the logarithms themselves, and no size is zero.",
            lambda n, p, seconds: _exponents(n + 1, p + 1, seconds),
        ),
        Mistake(
            "one by one, not on logarithms",
            "Two lines were fitted to the times themselves. Take logarithms on all sides, and "
            "fit both sizes at once.",
            lambda n, p, seconds: _lines([n, p], seconds),
        ),
        Mistake(
            "one by one, no constant",
            "Two lines through the origin were fitted, one for each size. Fit both sizes at "
            "once, with a constant.",
            lambda n, p, seconds: tuple(
                float(np.log(x) @ np.log(seconds) / (np.log(x) @ np.log(x))) for x in (n, p)
            ),
        ),
        Mistake(
            "squares too",
            "Squares of the logarithms were fitted as well. A power law is a plane on "
            "logarithms: a constant, n and p.",
            lambda n, p, seconds: _fit(
                [np.ones(len(n)), np.log(n), np.log(p), np.log(n) ** 2, np.log(p) ** 2],
                np.log(seconds),
            )[1:3],
        ),
        Mistake(
            "first and last table",
            "Only the first and the last table were compared, and each size as if the other had "
            "not changed. Fit all tables, both sizes at once.",
            lambda n, p, seconds: tuple(
                float(np.log(seconds[-1] / seconds[0]) / np.log(x[-1] / x[0])) for x in (n, p)
            ),
        ),
        Mistake(
            "weighted by the times",
            "The tables were weighted by their times. On logarithms every table counts alike in "
            "plain least squares.",
            lambda n, p, seconds: _fit(
                [np.sqrt(seconds) * x for x in (np.ones(len(n)), np.log(n), np.log(p))],
                np.sqrt(seconds) * np.log(seconds),
            )[1:],
        ),
        Mistake(
            "time for each row",
            "The times were divided by the rows first. The exponent of the rows is then one too "
            "small, unless the one is given back.",
            lambda n, p, seconds: (_exponents(n, p, seconds)[0] - 1, _exponents(n, p, seconds)[1]),
        ),
        Mistake(
            "exponent one for the rows",
            "The exponent of the rows was taken to be one. It is to be found, like the other.",
            lambda n, p, seconds: (1.0, float(np.polyfit(np.log(p), np.log(seconds / n), 1)[0])),
        ),
    ),
)

EXERCISES = (
    MERGED_MEAN,
    FORGET,
    LAZY_DECAY,
    RESERVOIR,
    EXPONENTS,
)
