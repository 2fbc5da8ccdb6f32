"""What learners write in the exercises on scale."""

from functools import reduce

import numpy as np
from learners.brief import BRIEF


def merged(counts, means, *, share):
    """Merge the means one after the other, with a share of the new part."""
    mean, rows = means[0], counts[0]
    for count, other in zip(counts[1:], means[1:], strict=True):
        mean = mean + share(count, rows) * (other - mean)
        rows = rows + count
    return mean


def merged_total(counts, means):
    mean, rows = means[0], counts.sum()
    for count, other in zip(counts[1:], means[1:], strict=True):
        mean = mean + count / rows * (other - mean)
    return mean


def merged_first(counts, means):
    mean = means[0]
    for count, other in zip(counts[1:], means[1:], strict=True):
        mean = mean + count / (counts[0] + count) * (other - mean)
    return mean


def forgotten_from(mean):
    """Take the second part out with a wrong mean, and measure the distance from there."""

    def answer(n, m, M, n2, m2, M2):
        n1, m1 = n - n2, mean(n, m, n2, m2)
        delta = m2 - m1
        return n1, m1, M - M2 - n1 * n2 / n * np.outer(delta, delta)

    return answer


def forgotten(n, m, M, n2, m2, M2, *, mean=None, factor=None, apart=None):
    """Take the second part out, with another mean, factor or distance than the right ones."""
    n1 = n - n2
    m1 = (n * m - n2 * m2) / n1
    factor = n1 * n2 / n if factor is None else factor
    d = m2 - m1 if apart is None else apart
    return n1, m1 if mean is None else mean, M - M2 - factor * np.outer(d, d)


def filled(stream, k, u, *, place=lambda i, n, u: int(u * (i + 1)), begin=None):
    """Fill the sample, then let the elements from `begin` on draw a place."""
    sample = np.array(stream[:k])
    for i in range(k if begin is None else begin, len(stream)):
        drawn = place(i, len(stream), u[i])
        if drawn < k:
            sample[drawn] = stream[i]
    return sample


def all_draw(stream, k, u):
    sample = np.zeros(k)
    for i in range(len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = stream[i]
    return sample


def late_numbers(stream, k, u):
    sample = np.array(stream[:k])
    for i, number in zip(range(k, len(stream)), u, strict=False):
        place = int(number * (i + 1))
        if place < k:
            sample[place] = stream[i]
    return sample


def two_draws(stream, k, u):
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        if u[i] < k / (i + 1):
            sample[int(u[i] * k)] = stream[i]
    return sample


def queue(stream, k, u):
    sample = list(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample.pop(place)
            sample.append(stream[i])
    return np.array(sample)


def counted_anew(stream, k, u):
    sample = np.array(stream[:k])
    for i, element in enumerate(stream[k:]):
        place = int(u[k + i] * (i + 1))
        if place < k:
            sample[place] = element
    return sample


def all_counted_anew(stream, k, u):
    sample = np.array(stream[:k])
    for i, element in enumerate(stream[k:]):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = element
    return sample


def place_zero_refused(stream, k, u):
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if 0 < place < k:
            sample[place] = stream[i]
    return sample


def inserted(stream, k, u):
    sample = list(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample.insert(place, stream[i])
    return np.array(sample[:k])


def grown(stream, k, u):
    sample = list(stream[:k])
    for i in range(k, len(stream)):
        if int(u[i] * (i + 1)) < k:
            sample.append(stream[i])
    return np.array(sample)


def without_the_last(stream, k, u):
    sample = np.array(stream[:k])
    for i in range(k, len(stream) - 1):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = stream[i]
    return sample


def slopes(columns, target):
    return np.linalg.lstsq(np.column_stack(columns), target, rcond=None)[0]


def ones(n):
    return np.ones(len(n))


def merged_one_by_one(counts, means, *, step):
    """Merge the means one after the other by `step(mean, other, rows before, rows that come)`."""
    mean, rows = means[0], counts[0]
    for count, other in zip(counts[1:], means[1:], strict=True):
        mean, rows = step(mean, other, rows, count), rows + count
    return mean


def merged_with_the_last(counts, means):
    mean = means[0]
    for i in range(1, len(counts)):
        mean = mean + counts[i] / (counts[i - 1] + counts[i]) * (means[i] - mean)
    return mean


def merged_unweighted(counts, means):
    mean, rows = 0 * means[0], 0
    for count, other in zip(counts, means, strict=True):
        mean = (mean + other * count) / (rows + count)
        rows = rows + count
    return mean


def halves(counts, means):
    mean = np.zeros(means.shape[1])
    for other in means:
        mean = mean / 2 + other / 2
    return mean


def products(factor):
    """Take the second part out with `factor(n, n1, n2)` before the distance."""
    return lambda *a: forgotten(*a, factor=factor(a[0], a[0] - a[3], a[3]))


def kept(change):
    """Change the last of the three parts: `change(M1, n, m, n1, m1, M, n2, m2, M2)`."""

    def answer(n, m, M, n2, m2, M2):
        n1, m1, M1 = forgotten(n, m, M, n2, m2, M2)
        return n1, m1, change(M1, n, m, n1, m1, M, n2, m2, M2)

    return answer


def decays(count):
    """Decay each weight as often as `count(t, last)` says."""
    return lambda w, last, t, step, lam: w * (1 - step * lam) ** count(t, last)


def from_last_on(w, last, t, step, lam):
    w = w.copy()
    for now in range(1, t + 1):
        w[last <= now] *= 1 - step * lam
    return w


def taken_in(put):
    """Let those in that draw a place of the sample, by `put(sample, place, element)`."""

    def answer(stream, k, u):
        sample = stream[:k].tolist()
        for i in range(k, len(stream)):
            place = int(u[i] * (i + 1))
            if place < k:
                put(sample, place, stream[i].item())
        return sample

    return answer


def put_at(where):
    def put(sample, place, element):
        sample[where(place)] = element

    return taken_in(put)


def queue_up(sample, place, element):
    sample.pop(0)
    sample.append(element)


def stops(stream, k, u):
    sample = stream[:k].copy()
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = stream[i]
            break
    return sample


def first_come(stream, k, u):
    sample, free = stream[:k].copy(), [True] * k
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k and free[place]:
            sample[place], free[place] = stream[i], False
    return sample


def by_turns(stream, k, u):
    sample = stream[:k].copy()
    for i in range(k, len(stream)):
        if u[i] * (i + 1) < k:
            sample[i % k] = stream[i]
    return sample


def cards(stream, k, u):
    deck = stream.tolist()
    for i in range(len(deck)):
        j = int(u[i] * (i + 1))
        deck[i], deck[j] = deck[j], deck[i]
    return deck[:k]


def the_one_before(stream, k, u):
    sample = stream[:k].copy()
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = stream[i - 1]
    return sample


def all_of_it(stream, k, u):
    stream = stream.copy()
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            stream[place] = stream[i]
    return stream


def line(x, y):
    return np.polyfit(x, y, 1)


def weighted_slopes(n, p, seconds):
    design = np.column_stack([ones(n), np.log(n), np.log(p)])
    weighted = design.T * seconds
    return tuple(np.linalg.solve(weighted @ design, weighted @ np.log(seconds))[1:])


SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "merged_mean": """
        return counts @ means / counts.sum()
    """,
    "forget": """
        n1 = n - n2
        m1 = (n * m - n2 * m2) / n1
        delta = m2 - m1
        return n1, m1, M - M2 - n1 * n2 / n * np.outer(delta, delta)
    """,
    "lazy_decay": """
        return w * (1 - step * lam) ** (t - last)
    """,
    "reservoir": """
        sample = stream[:k].copy()
        for i in range(k, len(stream)):
            place = int(u[i] * (i + 1))
            if place < k:
                sample[place] = stream[i]
        return sample
    """,
    "exponents": """
        design = np.column_stack([np.ones(len(n)), np.log(n), np.log(p)])
        _, a, b = np.linalg.lstsq(design, np.log(seconds), rcond=None)[0]
        return a, b
    """,
}
# What learners do wrong, by the name of the mistake in the registry.
SLIPS = {
    "merged_mean": {
        "mean of means": lambda counts, means: means.mean(axis=0),
        "not divided": lambda counts, means: counts @ means,
        "divided by machines": lambda counts, means: counts @ means / len(counts),
        "over the features": lambda counts, means: means.mean(axis=1),
        "n − 1": lambda counts, means: counts @ means / (counts.sum() - 1),
        "two by two": lambda counts, means: reduce(lambda a, b: (a + b) / 2, means),
        "old number of rows": lambda counts, means: merged(
            counts, means, share=lambda count, rows: count / rows
        ),
        "one number": lambda counts, means: np.average(means, axis=0, weights=counts).mean(),
        "not added up": lambda counts, means: counts[:, None] * means / counts.sum(),
        "empty machines left out": lambda counts, means: np.mean(means[counts != 0], axis=0),
        "means not weighted": lambda counts, means: means.sum(axis=0) / counts.sum(),
        "share of the old rows": lambda counts, means: merged(
            counts, means, share=lambda count, rows: rows / (rows + count)
        ),
        "rows not added up": merged_first,
        "rows of all from the first merge": merged_total,
        "moved by the new mean": lambda counts, means: merged_one_by_one(
            counts, means, step=lambda a, b, m, n: a + n * b / (m + n)
        ),
        "the old mean lost": lambda counts, means: merged_one_by_one(
            counts, means, step=lambda a, b, m, n: n / (m + n) * (b - a)
        ),
        "moved away": lambda counts, means: merged_one_by_one(
            counts, means, step=lambda a, b, m, n: a + n / (m + n) * (a - b)
        ),
        "rows of the machine before": merged_with_the_last,
        "the old mean not weighted": merged_unweighted,
        "two by two from zero": halves,
        "the first machine left out": lambda counts, means: (
            sum(c * m for c, m in zip(counts[1:], means[1:], strict=True)) / counts.sum()
            + 0 * means[0]
        ),
        "the last machine left out": lambda counts, means: (
            sum(c * m for c, m in zip(counts[:-1], means[:-1], strict=True)) / counts.sum()
            + 0 * means[0]
        ),
        "divided by features": lambda counts, means: np.dot(means.T, counts) / len(means[0]),
        "divided by machines with rows": lambda counts, means: (
            np.dot(means.T, counts) / sum(counts != 0)
        ),
        "divided by the sum of the means": lambda counts, means: (
            np.dot(means.T, counts) / means.sum(0)
        ),
        "summed over the features": lambda counts, means: (
            np.sum(means.T * counts, axis=0) / counts.sum()
        ),
        "rows counted twice": lambda counts, means: (
            counts @ (counts[:, None] * means) / counts.sum()
        ),
        "squares of the rows": lambda counts, means: np.average(means, axis=0, weights=counts**2),
        "whole division": lambda counts, means: np.floor(np.average(means, axis=0, weights=counts)),
        "the largest machine": lambda counts, means: means[np.argmax(counts)],
        "divided by the largest number": lambda counts, means: (
            np.dot(means.T, counts) / max(counts)
        ),
    },
    "forget": {
        "products subtracted alone": lambda *a: forgotten(*a, factor=0),
        "means subtracted": lambda *a: forgotten(*a, mean=a[1] - a[4]),
        "distance to the mean of all": lambda *a: forgotten(*a, apart=a[4] - a[1]),
        "the distance added": lambda *a: forgotten(*a, factor=-(a[0] - a[3]) * a[3] / a[0]),
        "entry by entry": lambda n, m, M, n2, m2, M2: (
            *forgotten(n, m, M, n2, m2, M2)[:2],
            M - M2 - (n - n2) * n2 / n * (m2 - forgotten(n, m, M, n2, m2, M2)[1]) ** 2,
        ),
        "added": lambda n, m, M, n2, m2, M2: (
            n + n2,
            m + n2 / (n + n2) * (m2 - m),
            M + M2 + n * n2 / (n + n2) * np.outer(m2 - m, m2 - m),
        ),
        "divided by all rows": lambda *a: forgotten(*a, mean=(a[0] * a[1] - a[3] * a[4]) / a[0]),
        "the mean too little moved": lambda *a: forgotten(
            *a, mean=a[1] - a[3] / a[0] * (a[4] - a[1])
        ),
        "the mean of all kept": lambda *a: forgotten(*a, mean=a[1], apart=a[4] - a[1]),
        "one number for the distance": lambda n, m, M, n2, m2, M2: (
            *forgotten(n, m, M, n2, m2, M2)[:2],
            M - M2 - (n - n2) * n2 / n * np.sum((m2 - forgotten(n, m, M, n2, m2, M2)[1]) ** 2),
        ),
        "distance without rows": lambda *a: forgotten(*a, factor=1),
        "one shift alone": lambda *a: forgotten(*a, factor=a[3], apart=a[4] - a[1]),
        "n for the rows that stay": lambda *a: forgotten(*a, factor=a[0] * a[3] / (a[0] + a[3])),
        "a covariance": lambda *a: (*forgotten(*a)[:2], forgotten(*a)[2] / (a[0] - a[3])),
        "means subtracted, and used": forgotten_from(lambda n, m, n2, m2: m - m2),
        "divided by all rows, and used": forgotten_from(lambda n, m, n2, m2: (n * m - n2 * m2) / n),
        "the mean too little moved, and used": forgotten_from(
            lambda n, m, n2, m2: m - n2 / n * (m2 - m)
        ),
        "moved towards": forgotten_from(lambda n, m, n2, m2: m + n2 / (n - n2) * (m2 - m)),
        "factor of the other distance": lambda *a: forgotten(
            *a, factor=a[0] * a[3] / (a[0] - a[3])
        ),
        "not divided by n": lambda *a: forgotten(*a, factor=(a[0] - a[3]) * a[3]),
        "merged with the whole": lambda *a: forgotten(
            *a, factor=a[0] * a[3] / (a[0] + a[3]), apart=a[4] - a[1]
        ),
        "distance times the forgotten rows": lambda *a: forgotten(*a, factor=a[3]),
        "distance times the rows that stay": lambda *a: forgotten(*a, factor=a[0] - a[3]),
        "the other shift alone": lambda *a: forgotten(
            *a, factor=a[0] - a[3], apart=forgotten(*a)[1] - a[1]
        ),
        "products of the part kept": lambda *a: (*forgotten(*a)[:2], forgotten(*a)[2] + a[5]),
        "products of the part added": lambda n, m, M, n2, m2, M2: forgotten(n, m, M, n2, m2, -M2),
        "not centered": lambda n, m, M, n2, m2, M2: (
            *forgotten(n, m, M, n2, m2, M2)[:2],
            (M + n * np.outer(m, m)) - (M2 + n2 * np.outer(m2, m2)),
        ),
        "merged back": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, -M2, factor=-(n - n2) * n2 / n
        ),
        "shares of the rows": lambda *a: forgotten(*a, factor=(1 - a[3] / a[0]) * a[3] / a[0]),
        "mean: sums added": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=(n * m + n2 * m2) / (n - n2)
        ),
        "mean: sums added, and used": forgotten_from(
            lambda n, m, n2, m2: (n * m + n2 * m2) / (n - n2)
        ),
        "mean: merged mean": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=m + n2 / (n + n2) * (m2 - m)
        ),
        "mean: merged mean, and used": forgotten_from(
            lambda n, m, n2, m2: m + n2 / (n + n2) * (m2 - m)
        ),
        "mean: divided by the forgotten rows": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=n / n2 * m - m2
        ),
        "mean: divided by the forgotten rows, and used": forgotten_from(
            lambda n, m, n2, m2: n / n2 * m - m2
        ),
        "mean: a sum for the mean": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=n * m - n2 * m2
        ),
        "mean: a sum for the mean, and used": forgotten_from(lambda n, m, n2, m2: n * m - n2 * m2),
        "mean: a share of the other mean": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=m - n2 * m2 / (n - n2)
        ),
        "mean: a share of the other mean, and used": forgotten_from(
            lambda n, m, n2, m2: m - n2 * m2 / (n - n2)
        ),
        "mean: the other share": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=m - (1 - n2 / n) * (m2 - m)
        ),
        "mean: the other share, and used": forgotten_from(
            lambda n, m, n2, m2: m - (1 - n2 / n) * (m2 - m)
        ),
        "mean: one sum of the two": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=(n * m - m2) / (n - n2)
        ),
        "mean: one sum of the two, and used": forgotten_from(
            lambda n, m, n2, m2: (n * m - m2) / (n - n2)
        ),
        "mean: the other sum of the two": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=(m - n2 * m2) / (n - n2)
        ),
        "mean: the other sum of the two, and used": forgotten_from(
            lambda n, m, n2, m2: (m - n2 * m2) / (n - n2)
        ),
        "mean: means subtracted and divided": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=(m - m2) / (n - n2)
        ),
        "mean: means subtracted and divided, and used": forgotten_from(
            lambda n, m, n2, m2: (m - m2) / (n - n2)
        ),
        "mean: mirrored": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=m + (m - m2)
        ),
        "mean: mirrored, and used": forgotten_from(lambda n, m, n2, m2: m + (m - m2)),
        "mean: between the two": lambda n, m, M, n2, m2, M2: forgotten(
            n, m, M, n2, m2, M2, mean=(n2 * m2 + (n - n2) * m) / n
        ),
        "mean: between the two, and used": forgotten_from(
            lambda n, m, n2, m2: (n2 * m2 + (n - n2) * m) / n
        ),
        "all subtracted": lambda n, m, M, n2, m2, M2: (n - n2, m - m2, M - M2),
        "means added": lambda *a: forgotten(*a, apart=a[4] + forgotten(*a)[1]),
        "distance of the rest from the whole": lambda *a: forgotten(
            *a, apart=a[1] - forgotten(*a)[1]
        ),
        "products of the mean of all and the other": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: M - M2 - n1 * n2 / n * m[:, None] * m2
        ),
        "products of both means": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: M - M2 - n1 * n2 / n * m1[:, None] * m2
        ),
        "raw products of the mean that stays": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: M - M2 - n1 * m1[:, None] * m1
        ),
        "factor n1·n2/(n + n2)": products(lambda n, n1, n2: n1 * n2 / (n + n2)),
        "factor n1/n": products(lambda n, n1, n2: n1 / n),
        "factor n2/n": products(lambda n, n1, n2: n2 / n),
        "factor n2/n1": products(lambda n, n1, n2: n2 / n1),
        "factor n": products(lambda n, n1, n2: n),
        "factor turned round": products(lambda n, n1, n2: 1 / n1 + 1 / n2),
        "half of the distance": products(lambda n, n1, n2: 0.5 * n1 * n2 / n),
        "twice the distance": products(lambda n, n1, n2: n1 * n2 / n * 2),
        "factor cut off": products(lambda n, n1, n2: int(n1 * n2 / n)),
        "distances without products": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: M - M2 - n1 * n2 / n * abs(m1 - m2)
        ),
        "brought to the old mean": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: (
                M + n * np.outer(m, m) - M2 - n2 * np.outer(m2, m2) - n1 * np.outer(m, m)
            )
        ),
        "centered with n": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: (
                M + n * np.outer(m, m) - M2 - n2 * np.outer(m2, m2) - n * np.outer(m1, m1)
            )
        ),
        "centered the wrong way": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: (
                M + n * np.outer(m, m) - M2 - n2 * np.outer(m2, m2) + n1 * np.outer(m1, m1)
            )
        ),
        "raw the wrong way": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: (
                M - n * np.outer(m, m) - (M2 - n2 * np.outer(m2, m2)) - n1 * np.outer(m1, m1)
            )
        ),
        "weighted products": kept(
            lambda M1, n, m, n1, m1, M, n2, m2, M2: n / n1 * M - n2 / n1 * M2
        ),
        "a share of the products": kept(lambda M1, n, m, n1, m1, M, n2, m2, M2: M - n2 / n * M),
        "the diagonal alone": kept(lambda M1, n, m, n1, m1, M, n2, m2, M2: M1 * np.eye(len(m))),
        "the diagonal as a vector": kept(lambda M1, n, m, n1, m1, M, n2, m2, M2: M1.diagonal()),
        "products of all kept": kept(lambda M1, n, m, n1, m1, M, n2, m2, M2: M + 0.0),
        "numbers of rows added": lambda *a: (a[0] + a[3], *forgotten(*a)[1:]),
        "covariances": """
        n1 = n - n2
        m1 = (n * m - n2 * m2) / n1
        d = m1 - m2
        return n1, m1, (n * M - n2 * M2 - n1 * n2 / n * np.outer(d, d)) / n1
    """,
    },
    "lazy_decay": {
        "once": lambda w, last, t, step, lam: w * (1 - step * lam),
        "one too many": lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last + 1),
        "added up": lambda w, last, t, step, lam: w * (1 - step * lam * (t - last)),
        "exponential": lambda w, last, t, step, lam: w * np.exp(-step * lam * (t - last)),
        "since the start": lambda w, last, t, step, lam: w * (1 - step * lam) ** t,
        "until last seen": lambda w, last, t, step, lam: w * (1 - step * lam) ** last,
        "exponent turned round": lambda w, last, t, step, lam: w * (1 - step * lam) ** (last - t),
        "one too few": lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last - 1),
        "one too few, never below none": lambda w, last, t, step, lam: (
            w * (1 - step * lam) ** np.maximum(t - last - 1, 0)
        ),
        "once, where due": lambda w, last, t, step, lam: np.where(
            t > last, w * (1 - step * lam), w
        ),
        "without the step size": lambda w, last, t, step, lam: w * (1 - lam) ** (t - last),
        "without λ": lambda w, last, t, step, lam: w * (1 - step) ** (t - last),
        "grows": lambda w, last, t, step, lam: w * (1 + step * lam) ** (t - last),
        "times for to the power of": lambda w, last, t, step, lam: (
            w * (1 - step * lam) * (t - last)
        ),
        "what is taken off": lambda w, last, t, step, lam: w - w * (1 - step * lam) ** (t - last),
        "the factor alone": lambda w, last, t, step, lam: (1 - step * lam) ** (t - last),
        "divided by 1 + ηλ": lambda w, last, t, step, lam: w * (1 + step * lam) ** (last - t),
        "the same for all weights": lambda w, last, t, step, lam: w - (t - last) * step * lam,
        "soft threshold": lambda w, last, t, step, lam: (
            w - np.clip(w, step * lam * (last - t), step * lam * (t - last))
        ),
        "the weight to the power too": lambda w, last, t, step, lam: (
            (w * (1 - step * lam)) ** (t - last)
        ),
        "the share to the power": lambda w, last, t, step, lam: w * (step * lam) ** (t - last),
        "one less the power": lambda w, last, t, step, lam: w * (1 - (step * lam) ** (t - last)),
        "all that are behind since the start": lambda w, last, t, step, lam: np.where(
            last == t, w, w * (1 - step * lam) ** t
        ),
        "as the one that waited longest": lambda w, last, t, step, lam: (
            w * (1 - step * lam) ** max(t - last)
        ),
        "as the one that waited least": decays(lambda t, last: min(t - last)),
        "as on average": decays(lambda t, last: t - np.mean(last)),
        "all waits together": decays(lambda t, last: np.sum(t - last)),
        "the same amount towards zero": lambda w, last, t, step, lam: (
            w - (t - last) * step * lam * np.sign(w)
        ),
        "λ alone to the power": lambda w, last, t, step, lam: (
            w - w * step * np.power(lam, t - last)
        ),
        "twice as many": decays(lambda t, last: 2 * t - 2 * last),
        "half as many": decays(lambda t, last: (t - last) / 2),
        "step size and strength added": lambda w, last, t, step, lam: (
            w * (1 - (step + lam)) ** (t - last)
        ),
        "two factors": lambda w, last, t, step, lam: (
            w * (1 - step) ** (t - last) * (1 - lam) ** (t - last)
        ),
        "step size in the exponent": lambda w, last, t, step, lam: (
            w * (1 - step * lam) ** ((t - last) * step)
        ),
        "divided once": lambda w, last, t, step, lam: w / (1 + (t - last) * lam * step),
        "one step of waiting forgotten": decays(
            lambda t, last: np.where(last < t - 1, t - last, 0)
        ),
        "at least once": decays(lambda t, last: np.where(last == t, 1, t - last)),
        "from last on": from_last_on,
        "last added": decays(lambda t, last: t + last),
        "added up, not below zero": lambda w, last, t, step, lam: (
            np.sign(w) * np.maximum(abs(w) * (1 - step * lam * (t - last)), 0)
        ),
        "one more in the end": lambda w, last, t, step, lam: (
            w * ((1 - step * lam) ** (t - last) - step * lam)
        ),
        "ratio of straight lines": lambda w, last, t, step, lam: (
            w / (1 - step * lam * last) * (1 - step * lam * t)
        ),
        "exponential that grows": lambda w, last, t, step, lam: np.exp(step * lam * (t - last)) * w,
        "since the start, those never seen": decays(lambda t, last: t * (last == 0)),
        "as many as are behind": decays(lambda t, last: sum(last != t)),
    },
    "reservoir": {
        "the first": lambda stream, k, u: stream[:k],
        "always in": lambda stream, k, u: filled(stream, k, u, place=lambda i, n, u: int(u * k)),
        "one too few": lambda stream, k, u: filled(stream, k, u, place=lambda i, n, u: int(u * i)),
        "the first draw too": all_draw,
        "numbers from the start": late_numbers,
        "length known": lambda stream, k, u: filled(stream, k, u, place=lambda i, n, u: int(u * n)),
        "first draws in a full sample": lambda stream, k, u: filled(stream, k, u, begin=0),
        "the last of the first draws": lambda stream, k, u: filled(stream, k, u, begin=k - 1),
        "one left out": lambda stream, k, u: filled(stream, k, u, begin=k + 1),
        "rounded": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: round(u * (i + 1))
        ),
        "rounded up": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int(np.ceil(u * (i + 1)))
        ),
        "up, and one less": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int(np.ceil(u * (i + 1))) - 1
        ),
        "one too many": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int(u * (i + 2))
        ),
        "a place of its own": two_draws,
        "queued": queue,
        "numbers of the elements": lambda stream, k, u: filled(np.arange(len(stream)), k, u),
        "counted anew": counted_anew,
        "counted anew, numbers too": all_counted_anew,
        "places from one": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: 1 + int(u * (i + 1))
        ),
        "place 0 refused": place_zero_refused,
        "inserted": inserted,
        "nothing goes": grown,
        "the last left out": without_the_last,
        "the number of the element before": lambda stream, k, u: filled(stream, k, np.roll(u, 1)),
        "the last place refused": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: n if int(u * (i + 1)) >= k - 1 else int(u * (i + 1))
        ),
        "wrapped round": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int(u * (i + 1)) % k
        ),
        "among those before, and one more": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int(u * i + 1)
        ),
        "two too few": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int(u * (i - 1))
        ),
        "among k + 1": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int(u * (k + 1))
        ),
        "the element before": the_one_before,
        "always the first place": put_at(lambda place: 0),
        "always the last place": put_at(lambda place: -1),
        "the oldest goes": taken_in(queue_up),
        "counted from the end": put_at(lambda place: -(place + 1)),
        "stopped at the first": stops,
        "each place once": first_come,
        "in turn": by_turns,
        "shuffled": cards,
        "the whole stream": all_of_it,
        "smallest numbers": lambda stream, k, u: [
            x for _, x in sorted(zip(u, stream, strict=True), key=lambda pair: pair[0])[:k]
        ],
        "by lot": lambda stream, k, u: [
            x for x, number in zip(stream, u, strict=True) if number < k / len(stream)
        ],
        "from the end of the numbers": lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: int((1 - u) * (i + 1) - 1e-9)
        ),
        "the number of the element": [("= stream[i]", "= i")],
        "one place down": [
            ("place < k", "1 <= place <= k"),
            ("sample[place]", "sample[place - 1]"),
        ],
        "the place behind the last": [
            ("place < k", "place <= k"),
            ("sample[place]", "sample[min(place, k - 1)]"),
        ],
    },
    "exponents": {
        "one by one": lambda n, p, seconds: (
            np.polyfit(np.log(n), np.log(seconds), 1)[0],
            np.polyfit(np.log(p), np.log(seconds), 1)[0],
        ),
        "no constant": lambda n, p, seconds: tuple(slopes([np.log(n), np.log(p)], np.log(seconds))),
        "not on logarithms": lambda n, p, seconds: tuple(slopes([ones(n), n, p], seconds)[1:]),
        "the constant returned": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log(n), np.log(p)], np.log(seconds))[:2]
        ),
        "logarithms on one side only": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log(n), np.log(p)], seconds)[1:]
        ),
        "exchanged": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log(p), np.log(n)], np.log(seconds))[1:]
        ),
        "one after the other": lambda n, p, seconds: (
            lambda a: (a, np.polyfit(np.log(p), np.log(seconds) - a * np.log(n), 1)[0])
        )(np.polyfit(np.log(n), np.log(seconds), 1)[0]),
        "sizes without logarithms": lambda n, p, seconds: tuple(
            slopes([ones(n), n, p], np.log(seconds))[1:]
        ),
        "standardized": lambda n, p, seconds: tuple(
            slopes(
                [ones(n), np.log(n) / np.log(n).std(), np.log(p) / np.log(p).std()], np.log(seconds)
            )[1:]
        ),
        "centered on one side": lambda n, p, seconds: tuple(
            slopes([np.log(n), np.log(p)], np.log(seconds) - np.log(seconds).mean())
        ),
        "columns first": lambda n, p, seconds: (
            lambda b: (np.polyfit(np.log(n), np.log(seconds) - b * np.log(p), 1)[0], b)
        )(np.polyfit(np.log(p), np.log(seconds), 1)[0]),
        "the constant last": lambda n, p, seconds: tuple(
            slopes([np.log(n), np.log(p), ones(n)], np.log(seconds))[1:]
        ),
        "logarithms of one more": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log1p(n), np.log1p(p)], np.log1p(seconds))[1:]
        ),
        "rows without logarithms": lambda n, p, seconds: tuple(
            slopes([ones(n), n, np.log(p)], np.log(seconds))[1:]
        ),
        "columns without logarithms": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log(n), p], np.log(seconds))[1:]
        ),
        "all standardized": lambda n, p, seconds: tuple(
            slopes(
                [(np.log(x) - np.log(x).mean()) / np.log(x).std() for x in (n, p)],
                np.log(seconds) / np.log(seconds).std(),
            )
        ),
        "with the product": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log(n), np.log(p), np.log(n) * np.log(p)], np.log(seconds))[1:3]
        ),
        "not on logarithms, no constant": lambda n, p, seconds: tuple(slopes([n, p], seconds)),
        "times alone on logarithms, no constant": lambda n, p, seconds: tuple(
            slopes([n, p], np.log(seconds))
        ),
        "one exponent for both": lambda n, p, seconds: (
            [line(np.log(n * p), np.log(seconds))[0]] * 2
        ),
        "the other exponent taken as one": lambda n, p, seconds: (
            line(np.log(n), np.log(seconds) - np.log(p))[0],
            line(np.log(p), np.log(seconds) - np.log(n))[0],
        ),
        "constants of two lines": lambda n, p, seconds: (
            line(np.log(n), np.log(seconds))[1],
            line(np.log(p), np.log(seconds))[1],
        ),
        "correlations": lambda n, p, seconds: tuple(
            np.corrcoef([np.log(n), np.log(p), np.log(seconds)])[2, :2]
        ),
        "sizes fitted to the times": lambda n, p, seconds: (
            line(np.log(seconds), np.log(n))[0],
            line(np.log(seconds), np.log(p))[0],
        ),
        "centered before the logarithms": lambda n, p, seconds: tuple(
            slopes(
                [np.log(n) - np.log(n.mean()), np.log(p) - np.log(p.mean())],
                np.log(seconds) - np.log(seconds.mean()),
            )
        ),
        "through the first table": lambda n, p, seconds: tuple(
            slopes(
                [np.log(n) - np.log(n[0]), np.log(p) - np.log(p[0])],
                np.log(seconds) - np.log(seconds[0]),
            )
        ),
        "three tables": lambda n, p, seconds: tuple(
            np.linalg.solve(
                np.column_stack([ones(n), np.log(n), np.log(p)])[:3], np.log(seconds[:3])
            )[1:]
        ),
        "each sorted by itself": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log(sorted(n)), np.log(sorted(p))], np.log(sorted(seconds)))[1:]
        ),
        "logarithms of one more row": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log1p(n), np.log1p(p)], np.log(seconds))[1:]
        ),
        "one by one, not on logarithms": lambda n, p, seconds: (
            line(n, seconds)[0],
            line(p, seconds)[0],
        ),
        "one by one, no constant": lambda n, p, seconds: tuple(
            slopes([np.log(x)], np.log(seconds)).item() for x in (n, p)
        ),
        "squares too": lambda n, p, seconds: tuple(
            slopes(
                [np.log(n), np.log(p), np.log(n) ** 2, np.log(p) ** 2, ones(n)], np.log(seconds)
            )[:2]
        ),
        "first and last table": lambda n, p, seconds: tuple(
            (np.log(seconds[-1]) - np.log(seconds[0])) / (np.log(x[-1]) - np.log(x[0]))
            for x in (n, p)
        ),
        "weighted by the times": weighted_slopes,
        "time for each row": lambda n, p, seconds: tuple(
            slopes([ones(n), np.log(n), np.log(p)], np.log(seconds / n))[1:]
        ),
        "exponent one for the rows": "return 1.0, np.polyfit(np.log(p), np.log(seconds / n), 1)[0]",
    },
}
for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "merged_mean": [
        (
            lambda counts, means: (counts @ means / counts.sum())[None],
            "There is an axis of length 1 too many: with a vector it",
        ),
        (
            lambda counts, means: 2 * counts @ means / counts.sum(),
            "The result is twice what it should be.",
        ),
    ],
    "forget": [
        (
            lambda *a: (forgotten(*a)[1], forgotten(*a)[0], forgotten(*a)[2]),
            "The parts are right, in another order than n1, m1, M1.",
        ),
        (lambda *a: forgotten(*a)[1:], "Return n1, m1, M1: 3 parts."),
        (
            lambda *a: (a[0], *forgotten(*a)[1:]),
            "Right: m1 and M1. n1 is more than it should be, by n2.",
        ),
        (
            lambda *a: (forgotten(*a)[0] - 1, *forgotten(*a)[1:]),
            "Right: m1 and M1. n1 is 1 less than it should be.",
        ),
    ],
    "lazy_decay": [
        (
            lambda w, last, t, step, lam: w * (1 - 2 * step * lam) ** (t - last),
            "This would be right for twice the given step.",
        ),
        (
            lambda w, last, t, step, lam: w.__imul__((1 - step * lam) ** (t - last)),
            "The answer changes its argument w in place, and so the data",
        ),
        (
            lambda w, last, t, step, lam: -w * (1 - step * lam) ** (t - last),
            "The result is of the wrong sign.",
        ),
    ],
    "reservoir": [
        (
            lambda stream, k, u: np.sort(filled(stream, k, u)),
            "The result has the right entries, in another order.",
        ),
        (
            lambda stream, k, u: filled(stream, k, u)[::-1],
            "The result is the other way round, last entry first.",
        ),
    ],
    "exponents": [
        (
            lambda n, p, seconds: tuple(
                slopes([ones(n), np.log(n), np.log(p)], np.log10(seconds))[1:]
            ),
            "a and b: each is a common logarithm (to base 10) where a",
        ),
        (
            lambda n, p, seconds: tuple(
                slopes([ones(n), np.log10(n), np.log10(p)], np.log(seconds))[1:]
            ),
            "a and b: each is a natural logarithm where one to base 10",
        ),
        (
            lambda n, p, seconds: tuple(slopes([ones(n), np.log(n), np.log(p)], np.log(seconds))),
            "Return a, b: 2 parts.",
        ),
        (
            lambda n, p, seconds: tuple(
                -slopes([ones(n), np.log(n), np.log(p)], np.log(seconds))[1:]
            ),
            "a and b: each is of the wrong sign.",
        ),
    ],
}
# Right answers of another form.
RIGHT = {
    "merged_mean": [
        lambda counts, means: np.average(means, axis=0, weights=counts),
        lambda counts, means: np.repeat(means, counts, axis=0).mean(0),
        lambda counts, means: list(counts @ means / counts.sum()),
        lambda counts, means: [
            sum((a * b for a, b in zip(counts, col, strict=True))) / sum(counts) for col in means.T
        ],
    ],
    "forget": [
        lambda n, m, M, n2, m2, M2: (
            n - n2,
            m + n2 / (n - n2) * (m - m2),
            M - M2 - n * n2 / (n - n2) * np.outer(m2 - m, m2 - m),
        ),
        lambda n, m, M, n2, m2, M2: (
            float(n - n2),
            (n * m - n2 * m2) / (n - n2),
            M
            + n * np.outer(m, m)
            - M2
            - n2 * np.outer(m2, m2)
            - np.outer(n * m - n2 * m2, n * m - n2 * m2) / (n - n2),
        ),
        lambda *a: list(forgotten(*a)),
    ],
    "lazy_decay": [
        lambda w, last, t, step, lam: w * np.power(1 - step * lam, t - last),
        lambda w, last, t, step, lam: (
            w * np.exp((t - last) * np.log1p(-step * lam))
            if step * lam < 1
            else w * (1 - step * lam) ** (t - last)
        ),
        lambda w, last, t, step, lam: np.array(
            [x * (1 - step * lam) ** int(t - q) for x, q in zip(w, last, strict=True)]
        ),
        lambda w, last, t, step, lam: [
            x * (1 - step * lam) ** int(t - q) for x, q in zip(w, last, strict=True)
        ],
    ],
    "reservoir": [
        lambda stream, k, u: filled(
            stream, k, u, place=lambda i, n, u: np.floor(u * (i + 1)).astype(int)
        ),
        lambda stream, k, u: list(filled(stream, k, u)),
    ],
    "exponents": [
        lambda n, p, seconds: slopes([ones(n), np.log(n), np.log(p)], np.log(seconds))[1:],
        lambda n, p, seconds: list(slopes([ones(n), np.log2(n), np.log2(p)], np.log2(seconds))[1:]),
        lambda n, p, seconds: tuple(
            slopes([np.log(n) - np.log(n).mean(), np.log(p) - np.log(p).mean()], np.log(seconds))
        ),
    ],
}
