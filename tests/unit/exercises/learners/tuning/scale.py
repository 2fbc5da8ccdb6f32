"""What learners write in the exercises on scale."""

from functools import reduce

import numpy as np


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


def worst(X, y, w, lam, out):
    c = abs(covariance(X, y, w)) * out
    return (c == c.max()) & (c > lam)


def residuals(X, y, w):
    e = y - X @ w
    return e - e.mean()


def covariance(X, y, w):
    return X.T @ residuals(X, y, w) / len(y)


def slopes(columns, target):
    return np.linalg.lstsq(np.column_stack(columns), target, rcond=None)[0]


def ones(n):
    return np.ones(len(n))


def ball(
    X,
    y,
    w,
    lam,
    mix,
    *,
    below=None,
    strength=None,
    price=None,
    shrink=None,
    n=None,
    largest=None,
    needed=None,
    gap=None,
):
    """Return what the rule compares: the longer problem, residuals, dual point, gap, strength."""
    rows, p = X.shape
    n = rows if n is None else n
    below = np.sqrt(rows * lam * (1 - mix)) if below is None else below
    strength = lam * mix if strength is None else strength
    price = lam * mix if price is None else price
    long, target = np.vstack([X, below * np.eye(p)]), np.append(y, np.zeros(p))
    e = target - long @ w
    largest = np.abs(long.T @ e).max() if largest is None else largest(long, e)
    needed = (n * strength if needed is None else needed) / largest
    u = e * (min(1, needed) if shrink is None else shrink(needed))
    primal, dual = e @ e / (2 * n) + price * np.abs(w).sum(), (u @ target - u @ u / 2) / n
    gap = primal - dual if gap is None else gap(n, e, u, target, price * np.abs(w).sum())
    return long, e, u, max(gap, 0), n * strength


def inside(ball, *, products=None, lengths=None, radius=None, below=np.less, level=None, n=None):
    """Return which columns the rule lets go, with something else in one place of it."""
    long, e, u, gap, strength = ball
    n = len(long) - long.shape[1] if n is None else n
    products = np.abs(long.T @ u) if products is None else products(long, e, u)
    lengths = np.linalg.norm(long, axis=0) if lengths is None else lengths(long)
    radius = np.sqrt(2 * n * gap) if radius is None else radius(n, gap)
    return below(products + lengths * radius, strength if level is None else level)


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
    "violators": """
        e = y - X @ w
        e = e - e.mean()
        return out & (np.abs(X.T @ e) > len(y) * lam)
    """,
    "exponents": """
        design = np.column_stack([np.ones(len(n)), np.log(n), np.log(p)])
        _, a, b = np.linalg.lstsq(design, np.log(seconds), rcond=None)[0]
        return a, b
    """,
    "elastic_screening": """
        n, p = X.shape
        long = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
        target = np.append(y, np.zeros(p))
        e = target - long @ w
        u = e * min(1, n * lam * mix / np.abs(long.T @ e).max())
        value = e @ e / (2 * n) + lam * mix * np.abs(w).sum()
        gap = value - (u @ target - u @ u / 2) / n
        reach = np.linalg.norm(long, axis=0) * np.sqrt(2 * n * max(gap, 0))
        return np.abs(long.T @ u) + reach < n * lam * mix
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
    },
    "violators": {
        "not divided by n": lambda X, y, w, lam, out: out & (abs(X.T @ residuals(X, y, w)) > lam),
        "no intercept": lambda X, y, w, lam, out: out & (abs(X.T @ (y - X @ w)) / len(y) > lam),
        "one sign": lambda X, y, w, lam, out: out & (covariance(X, y, w) > lam),
        "the good ones": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) <= lam),
        "below the bound": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) < lam),
        "the others too": lambda X, y, w, lam, out: abs(covariance(X, y, w)) > lam,
        "twice the bound": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) > 2 * lam),
        "covariance with the target": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (y - y.mean())) > len(y) * lam)
        ),
        "target as it is": lambda X, y, w, lam, out: out & (abs(X.T @ y) > len(y) * lam),
        "standardized": lambda X, y, w, lam, out: (
            out
            & (abs(covariance((X - X.mean(axis=0)) / X.std(axis=0), y, w * X.std(axis=0))) > lam)
        ),
        "target centered alone": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (y - y.mean() - X @ w)) > len(y) * lam)
        ),
        "at the bound too": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) >= lam),
        "the other sign": lambda X, y, w, lam, out: out & (covariance(X, y, w) < -lam),
        "half the bound": lambda X, y, w, lam, out: out & (2 * abs(covariance(X, y, w)) > lam),
        "divided by n − 1": lambda X, y, w, lam, out: (
            out & (abs(X.T @ residuals(X, y, w)) / (len(y) - 1) > lam)
        ),
        "of the kept ones": lambda X, y, w, lam, out: ~out & (abs(covariance(X, y, w)) > lam),
        "turned round": lambda X, y, w, lam, out: ~(out & (abs(covariance(X, y, w)) > lam)),
        "columns centered alone": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (y - (X - X.mean(axis=0)) @ w) / len(y)) > lam)
        ),
        "all that were discarded": lambda X, y, w, lam, out: out | (abs(covariance(X, y, w)) > lam),
        "the discarded alone": lambda X, y, w, lam, out: abs(covariance(X, y, w))[out] > lam,
        "the worst alone": worst,
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
    },
    "elastic_screening": {
        "no L2 part": lambda *a: inside(ball(*a, below=0)),
        "short columns": lambda *a: inside(
            ball(*a), lengths=lambda long: np.linalg.norm(a[0], axis=0)
        ),
        "not shrunk": lambda *a: inside(ball(*a, shrink=lambda needed: 1)),
        "rows that were added counted": lambda *a: inside(
            ball(*a, n=sum(a[0].shape)), n=sum(a[0].shape)
        ),
        "the L2 part twice": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix),
            radius=lambda n, gap: np.sqrt(2 * n * (gap + lam * (1 - mix) / 2 * w @ w)),
        ),
        "all of the strength": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), level=len(y) * lam
        ),
        "kept": lambda *a: ~inside(ball(*a)),
        "weights not zero now": lambda X, y, w, lam, mix: w == 0,
        "weights not zero, kept": lambda X, y, w, lam, mix: (
            (w == 0) & inside(ball(X, y, w, lam, mix))
        ),
        "stretched": lambda *a: inside(ball(*a, shrink=lambda needed: needed)),
        "all of the strength everywhere": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, strength=lam, price=lam)
        ),
        "mix turned round": lambda X, y, w, lam, mix: inside(ball(X, y, w, lam, 1 - mix)),
        "products of the residuals": lambda *a: inside(
            ball(*a), products=lambda long, e, u: np.abs(long.T @ e)
        ),
        "products of X alone": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), products=lambda long, e, u: np.abs(X.T @ u[: len(y)])
        ),
        "products without absolute value": lambda *a: inside(
            ball(*a), products=lambda long, e, u: long.T @ u
        ),
        "squared lengths": lambda *a: inside(
            ball(*a), lengths=lambda long: np.sum(long**2, axis=0)
        ),
        "lengths left out": lambda *a: inside(ball(*a), lengths=lambda long: 1),
        "fixed ball": lambda X, y, w, lam, mix: inside(
            ball(X, y, 0 * w, lam, mix, shrink=lambda needed: 1),
            radius=lambda n, gap: np.linalg.norm(y) * (1 - n * lam * mix / np.abs(X.T @ y).max()),
        ),
        "radius without 2": lambda *a: inside(ball(*a), radius=lambda n, gap: np.sqrt(n * gap)),
        "radius without n": lambda *a: inside(ball(*a), radius=lambda n, gap: np.sqrt(2 * gap)),
        "radius without 2n": lambda *a: inside(ball(*a), radius=lambda n, gap: np.sqrt(gap)),
        "radius squared": lambda *a: inside(ball(*a), radius=lambda n, gap: 2 * n * gap),
        "no ball": lambda *a: inside(ball(*a), radius=lambda n, gap: 0),
        "price of the whole strength": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, price=lam)
        ),
        "n missing below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(lam * (1 - mix)))
        ),
        "no root below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=len(y) * lam * (1 - mix))
        ),
        "at the bound too": lambda *a: inside(ball(*a), below=np.less_equal),
        "penalty left out of the gap": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, price=0)
        ),
        "half of the L2 part": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(len(y) * lam * (1 - mix) / 2))
        ),
        "the L1 share below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(len(y) * lam * mix))
        ),
        "the whole strength below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(len(y) * lam))
        ),
        "largest without absolute value": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, largest=lambda long, e: max(long.T @ e))
        ),
        "shrunk by X alone": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, largest=lambda long, e: abs(X.T @ e[: len(y)]).max())
        ),
        "shrunk without n": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, needed=lam * mix)
        ),
        "compared without n": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), level=lam * mix
        ),
        "one length for all": lambda *a: inside(ball(*a), lengths=np.linalg.norm),
        "squares without ½": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / n + l1 - (u @ t - u @ u / 2) / n)
        ),
        "squares not divided by n": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / 2 + l1 - (u @ t - u @ u / 2))
        ),
        "the objective for the gap": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1)
        ),
        "dual objective added": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 + (u @ t - u @ u / 2) / n)
        ),
        "dual objective without ½": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 - (u @ t - u @ u) / n)
        ),
        "dual objective of the residuals": lambda *a: inside(
            ball(
                *a,
                gap=lambda n, e, u, t, l1: (
                    e @ e / (2 * n) + l1 - (t @ t - (t - e) @ (t - e)) / (2 * n)
                ),
            )
        ),
        "L2 part left out of the gap": lambda *a: inside(
            ball(
                *a,
                gap=lambda n, e, u, t, l1: e[:n] @ e[:n] / (2 * n) + l1 - (u @ t - u @ u / 2) / n,
            )
        ),
        "without a ball": lambda X, y, w, lam, mix: (
            abs(X.T @ (y - X @ w) - len(y) * lam * (1 - mix) * w) < len(y) * lam * mix
        ),
    },
}
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
    "violators": [
        (
            lambda X, y, w, lam, out: np.flatnonzero(out & (abs(covariance(X, y, w)) > lam)),
            "These are the places. Return True or False for each entry.",
        ),
        (
            lambda X, y, w, lam, out: (out & (abs(covariance(X, y, w)) > lam)).sum(),
            "Return True or False, not numbers.",
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
    "elastic_screening": [
        (
            lambda *a: np.flatnonzero(inside(ball(*a))),
            "These are the places. Return True or False for each entry.",
        ),
        (lambda *a: inside(ball(*a)).sum(), "Return True or False, not numbers."),
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
    "violators": [
        lambda X, y, w, lam, out: out & (abs((X - X.mean(0)).T @ (y - X @ w) / len(y)) > lam),
        lambda X, y, w, lam, out: list(out & (abs((X - X.mean(0)).T @ (y - X @ w) / len(y)) > lam)),
        lambda X, y, w, lam, out: (w == 0) & out & (abs(covariance(X, y, w)) > lam),
    ],
    "exponents": [
        lambda n, p, seconds: slopes([ones(n), np.log(n), np.log(p)], np.log(seconds))[1:],
        lambda n, p, seconds: list(slopes([ones(n), np.log2(n), np.log2(p)], np.log2(seconds))[1:]),
        lambda n, p, seconds: tuple(
            slopes([np.log(n) - np.log(n).mean(), np.log(p) - np.log(p).mean()], np.log(seconds))
        ),
    ],
    "elastic_screening": [
        lambda *a: inside(ball(*a)),
        lambda *a: inside(ball(*a)).tolist(),
    ],
}
