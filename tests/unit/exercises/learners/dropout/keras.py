"""What learners write in the exercises on dropout in Keras."""

import functools
import math

import numpy as np
from scipy import stats

from helpers import runtime


class Lazily:
    """Keras, imported when it is used: most tests of learners' answers do without."""

    def __getattr__(self, name):
        return getattr(runtime.import_keras(), name)


keras = Lazily()


def dropped(x, rate, training, seed, *, noise=(1, 0, 1), scale=True):
    if not training:
        return x
    u = keras.random.uniform(
        [n if k else 1 for n, k in zip(x.shape, noise, strict=True)], seed=seed
    )
    return keras.ops.where(u >= rate, x / (1 - rate) if scale else x, 0)


def drawn_by_numpy(x, rate, training, seed):
    if not training:
        return x
    r, _, c = x.shape
    m = np.random.default_rng(0).random((r, 1, c)) >= rate
    return x * m.astype("float32") / (1 - rate)


notebook_rng = np.random.default_rng(5)


def drawn_by_the_notebook(x, rate, training, seed):
    if not training:
        return x
    r, _, c = x.shape
    m = notebook_rng.random((r, 1, c)) >= rate
    return x * m.astype("float32") / (1 - rate)


def drawn_by_numpys_own(x, rate, training, seed):
    if not training:
        return x
    r, _, c = x.shape
    m = np.random.rand(r, 1, c) >= rate  # noqa: NPY002
    return keras.ops.where(m, x / (1 - rate), 0)


def a_generator_each_call(x, rate, training, seed):
    return dropped(x, rate, training, keras.random.SeedGenerator(0))


notebook_generator = functools.cache(lambda: keras.random.SeedGenerator(7))


def fixed_number(x, rate, training, seed):
    if not training:
        return x
    r, _, c = x.shape
    u = keras.random.uniform((r, 1, c), seed=seed)
    k = round(rate * c)
    rank = keras.ops.argsort(keras.ops.argsort(u, axis=2), axis=2)
    return keras.ops.where(rank >= k, x / (1 - rate), 0)


def floor(r, c, base=math.log):
    return sum(
        r * math.comb(c - 1, k) * r**k * (1 - r) ** (c - 1 - k) * base(1 + k) for k in range(c)
    )


def near(rates, L, *, e=2, ddof=1, below=False):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=ddof) / np.sqrt(len(L))
    return rates[(d.mean(0) < e * s) if below else (d.mean(0) <= e * s)]


def places(rates, L):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    return np.flatnonzero(d.mean(0) <= 2 * s)


def truths(rates, L):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    return d.mean(0) <= 2 * s


def strictly_and_best(rates, L):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    m = d.mean(0) < 2 * s
    m[b] = True
    return rates[m]


def unpaired(rates, L):
    b = L.mean(0).argmin()
    s = np.sqrt(L.var(0, ddof=1) / len(L) + L[:, b].var(ddof=1) / len(L))
    return rates[L.mean(0) - L[:, b].mean() <= 2 * s]


def error_of_the_best(rates, L):
    b = L.mean(0).argmin()
    s = L[:, b].std(ddof=1) / np.sqrt(len(L))
    return rates[L.mean(0) <= L[:, b].mean() + 2 * s]


def own_errors(rates, L):
    b = L.mean(0).argmin()
    s = L.std(0, ddof=1) / np.sqrt(len(L))
    return rates[L.mean(0) - L[:, b].mean() <= 2 * s]


def by_a_quotient(rates, L):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    return rates[d.mean(0) / s <= 2]


def by_a_quantile(rates, L):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    return rates[d.mean(0) <= stats.t.ppf(0.975, len(L) - 1) * s]


def over_the_rates(rates, L):
    return near(rates, L.T)


def near_the_worst(rates, L):
    b = L.mean(0).argmax()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    return rates[np.abs(d.mean(0)) <= 2 * s]


def near_the_lowest_median(rates, L):
    b = np.median(L, 0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    return rates[d.mean(0) <= 2 * s]


def near_the_luckiest(rates, L):
    b = np.unravel_index(L.argmin(), L.shape)[1]
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L))
    return rates[d.mean(0) <= 2 * s]


def by_their_losses(rates, L):
    r = near(rates, L)
    m = dict(zip(rates, L.mean(0), strict=True))
    return np.array(sorted(r, key=m.get))


def one_less_twice(rates, L):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(L) - 1)
    return rates[d.mean(0) <= 2 * s]


def root_of_the_rates(rates, L):
    b = L.mean(0).argmin()
    d = L - L[:, [b]]
    s = d.std(0, ddof=1) / np.sqrt(len(rates))
    return rates[d.mean(0) <= 2 * s]


def noise(h, r, whole, *, v=lambda r: r / (1 - r)):
    return v(r) * h.mean(0) ** 2 if whole else v(r) * (h**2).mean(0) / len(h)


SCOPE = {"np": np, "keras": keras}
SOLUTIONS = {
    "channel_dropout": """
        if not training:
            return inputs
        rows, _, channels = inputs.shape
        uniform = keras.random.uniform((rows, 1, channels), seed=seed)
        return keras.ops.where(uniform >= rate, inputs / (1 - rate), 0)
    """,
    "score_floor": """
        from math import comb, log

        floor = 0.0
        for tied in range(classes):
            ways = comb(classes - 1, tied)
            chance = ways * rate**tied * (1 - rate) ** (classes - 1 - tied)
            floor += rate * chance * log(1 + tied)
        return floor
    """,
    "tied": """
        best = losses.mean(axis=0).argmin()
        difference = losses - losses[:, [best]]
        error = difference.std(axis=0, ddof=1) / np.sqrt(len(losses))
        return rates[difference.mean(axis=0) <= 2 * error]
    """,
    "pooled_noise": """
        factor = rate / (1 - rate)
        if whole:
            return factor * h.mean(axis=0) ** 2
        return factor * (h**2).mean(axis=0) / len(h)
    """,
}
SLIPS = {
    "channel_dropout": {
        "single activations": (
            lambda x, r, t, s: dropped(x, r, t, s, noise=(1, 1, 1)),
            lambda x, r, t, s: keras.random.dropout(x, r, seed=s) if t else x,
        ),
        "whole positions": lambda x, r, t, s: dropped(x, r, t, s, noise=(1, 1, 0)),
        "whole rows": lambda x, r, t, s: dropped(x, r, t, s, noise=(1, 0, 0)),
        "one mask for the batch": lambda x, r, t, s: dropped(x, r, t, s, noise=(0, 0, 1)),
        "one draw for all": lambda x, r, t, s: dropped(x, r, t, s, noise=(0, 0, 0)),
        "not scaled": lambda x, r, t, s: dropped(x, r, t, s, scale=False),
        "scaled at inference": lambda x, r, t, s: (
            dropped(x, r, t, s, scale=False) if t else x * (1 - r)
        ),
        "scaled in both": lambda x, r, t, s: dropped(x, r, t, s) if t else x * (1 - r),
        "divided by the rate": lambda x, r, t, s: (
            x
            if not t
            else keras.ops.where(
                keras.random.uniform((x.shape[0], 1, x.shape[2]), seed=s) >= r, x / r, 0
            )
        ),
        "divided by the measured share": lambda x, r, t, s: (
            x
            if not t
            else (lambda m: x * m / keras.ops.mean(m))(
                keras.ops.cast(
                    keras.random.uniform((x.shape[0], 1, x.shape[2]), seed=s) >= r, "float32"
                )
            )
        ),
        "the same in every call": (drawn_by_numpy, lambda x, r, t, s: dropped(x, r, t, 0)),
        "drawn when the graph is traced": (drawn_by_the_notebook, drawn_by_numpys_own),
        "another seed": (
            lambda x, r, t, s: dropped(x, r, t, None),
            lambda x, r, t, s: dropped(x, r, t, notebook_generator()),
        ),
        "a fixed number": fixed_number,
        "also at inference": lambda x, r, t, s: dropped(x, r, True, s),
        "at inference only": (
            lambda x, r, t, s: dropped(x, r, not t, s),
            lambda x, r, t, s: x,
            lambda x, r, t, s: (
                x
                if not t
                else x
                + keras.ops.cast(
                    keras.random.uniform((x.shape[0], 1, x.shape[2]), seed=s) >= r, "float32"
                )
            ),
        ),
        "kept with the rate": (
            lambda x, r, t, s: dropped(x, 1 - r, t, s),
            lambda x, r, t, s: (
                x
                if not t
                else keras.ops.where(
                    keras.random.uniform((x.shape[0], 1, x.shape[2]), seed=s) < r, x / (1 - r), 0
                )
            ),
        ),
    },
    "score_floor": {
        "all dropped": lambda r, c: r**c * math.log(c),
        "the true one always dropped": lambda r, c: sum(
            math.comb(c - 1, k) * r**k * (1 - r) ** (c - 1 - k) * math.log(1 + k) for k in range(c)
        ),
        "logarithm of the mean": lambda r, c: r * math.log(1 + (c - 1) * r),
        "guessing when dropped": lambda r, c: r * math.log(c),
        "the true one counted twice": (
            lambda r, c: sum(
                r * math.comb(c, k) * r**k * (1 - r) ** (c - k) * math.log(1 + k)
                for k in range(c + 1)
            ),
            lambda r, c: floor(r, c + 1),
        ),
        "all ties left out": lambda r, c: sum(
            r * math.comb(c - 1, k) * r**k * (1 - r) ** (c - 1 - k) * math.log(1 + k)
            for k in range(c - 1)
        ),
        "the true one not counted": lambda r, c: sum(
            r * math.comb(c - 1, k) * r**k * (1 - r) ** (c - 1 - k) * math.log(k)
            for k in range(1, c)
        ),
        "one way each": lambda r, c: sum(
            r * r**k * (1 - r) ** (c - 1 - k) * math.log(1 + k) for k in range(c)
        ),
        "ties by the kept": lambda r, c: sum(
            r * math.comb(c - 1, k) * (1 - r) ** k * r ** (c - 1 - k) * math.log(1 + k)
            for k in range(c)
        ),
        "the true one kept": lambda r, c: (1 - r) * floor(r, c) / r if r else 0.0,
        "two classes": lambda r, c: r * r * math.log(2),
        "ties of any score": """
            from math import comb
            total = 0.0
            for k in range(1, classes + 1):
                total += comb(classes, k) * rate**k * (1 - rate) ** (classes - k) * np.log(k)
            return total
        """,
        "pairs": """
            return sum(rate * rate * np.log(2) for _ in range(classes - 1))
        """,
        "one tie": """
            return rate * np.log(2) * (classes - 1) * rate * (1 - rate) ** (classes - 2)
        """,
    },
    "tied": {
        "not paired": unpaired,
        "error of the best alone": error_of_the_best,
        "error of each rate alone": own_errors,
        "spread instead of error": lambda r, L: near(r, L, e=2 * np.sqrt(len(L))),
        "one error": lambda r, L: near(r, L, e=1),
        "divided by the number of seeds": lambda r, L: near(r, L, ddof=0),
        "root of the number of rates": root_of_the_rates,
        "one less twice": one_less_twice,
        "without the best": lambda r, L: near(r, L)[near(r, L) != r[L.mean(0).argmin()]],
        "nought by nought": by_a_quotient,
        "1.96 errors": lambda r, L: near(r, L, e=1.96),
        "variance over the number": lambda r, L: (
            lambda d: r[d.mean(0) <= 2 * d.var(0, ddof=1) / len(L)]
        )(L - L[:, [L.mean(0).argmin()]]),
        "strictly below": lambda r, L: near(r, L, below=True),
        "strictly below, and the best": strictly_and_best,
        "places in place of rates": places,
        "in the order of the losses": by_their_losses,
        "in the order of size": lambda r, L: np.sort(near(r, L)),
        "the lowest median": near_the_lowest_median,
        "the luckiest run": near_the_luckiest,
        "the best alone": lambda r, L: r[[L.mean(0).argmin()]],
        "all rates": lambda r, L: (
            lambda d: r[d.mean(0) >= -2 * d.std(0, ddof=1) / np.sqrt(len(L))]
        )(L - L[:, [L.mean(0).argmin()]]),
        "the others": lambda r, L: r[~np.isin(r, near(r, L))],
        "divided by the number, not its root": """
            b = losses.mean(axis=0).argmin()
            d = losses - losses[:, b : b + 1]
            return rates[d.mean(axis=0) <= 2 * d.std(axis=0, ddof=1) / len(d)]
        """,
    },
    "pooled_noise": {
        "equal activations": lambda h, r, w: r / (1 - r) * h.mean(0) ** 2 / (1 if w else len(h)),
        "whole channels always": lambda h, r, w: noise(h, r, True),
        "single activations always": lambda h, r, w: noise(h, r, False),
        "the other way round": lambda h, r, w: noise(h, r, not w),
        "not scaled": lambda h, r, w: noise(h, r, w, v=lambda r: r * (1 - r)),
        "standard deviation": lambda h, r, w: np.sqrt(noise(h, r, w)),
        "mean of the variances": lambda h, r, w: noise(h, r, w) * (1 if w else len(h)),
        "divided by the positions in both": lambda h, r, w: noise(h, r, w) / (len(h) if w else 1),
        "mean of the squares": lambda h, r, w: r / (1 - r) * (h**2).mean(0) / (1 if w else len(h)),
        "deviations from the mean": lambda h, r, w: (
            noise(h, r, True) if w else r / (1 - r) * ((h - h.mean(0)) ** 2).sum(0) / len(h) ** 2
        ),
        "variance over the positions": lambda h, r, w: (
            r / (1 - r) * h.var(0) if not w else r / (1 - r) * h.mean(0) ** 2
        ),
        "mean not squared": """
            v, k = rate / (1 - rate), len(h)
            return v * h.mean(axis=0) if whole else v * (h * h).sum(axis=0) / k / k
        """,
        "sum in place of the mean of a channel": """
            v, k = rate / (1 - rate), len(h)
            return v * h.sum(axis=0) ** 2 if whole else v * (h * h).sum(axis=0) / k / k
        """,
        "not squared at single positions": """
            v, k = rate / (1 - rate), len(h)
            return v * h.mean(axis=0) ** 2 if whole else v * h.sum(axis=0) / k / k
        """,
    },
}
OTHERS = {
    "channel_dropout": [
        (a_generator_each_call, "Each call makes a generator or a layer of"),
        (
            lambda x, r, t, s: (
                x
                if not t
                else keras.ops.where(
                    keras.random.normal((x.shape[0], 1, x.shape[2]), seed=s) >= r, x / (1 - r), 0
                )
            ),
            "In training a share of 0.580 of the channels",
        ),
        (
            lambda x, r, t, s: (
                x
                if not t
                else keras.ops.cast(
                    keras.random.uniform((x.shape[0], 1, x.shape[2]), seed=s) >= r, "float32"
                )
                / (1 - r)
            ),
            "In training the answer should return a",
        ),
        (
            lambda x, r, t, s: (
                x
                if not t
                else x[:, 0]
                * keras.ops.cast(
                    keras.random.uniform((x.shape[0], x.shape[2]), seed=s) >= r, "float32"
                )
                / (1 - r)
            ),
            "In training the answer should return a",
        ),
        (
            lambda x, r, t, s: (
                x
                if not t
                else x
                * keras.ops.cast(
                    keras.random.uniform((x.shape[0], x.shape[2]), seed=s) >= r, "float32"
                )
                / (1 - r)
            ),
            "",
        ),
        (lambda x, r, t, s: "dropped", "The answer should return an array of numbers"),
        (lambda x, r, t, s: (x, x), "The answer should return an array of numbers"),
        (
            lambda x, r, t, s: keras.layers.SpatialDropout1D(r),
            "The answer should return an array of numbers",
        ),
        (
            lambda x, r, t, s: keras.layers.SpatialDropout1D(r)(x, training=t),
            "Each call makes a generator or a layer of",
        ),
        (
            lambda x, r, t, s: (
                x
                if not t
                else x.numpy() * (notebook_rng.random((x.shape[0], 1, x.shape[2])) >= r) / (1 - r)
            ),
            "",
        ),
        (lambda x, r, t, s: dropped(x, 0.5, t, s), "In training a share of 0.499 of the channels"),
    ],
    "score_floor": [
        (lambda r, c: r / 2 * math.log(2), "The answer never uses its argument classes."),
        (lambda r, c: math.log(c), "This would be right for rate = 1. Where does"),
        (lambda r, c: floor(r, c, math.log2), "The result is a binary logarithm where a"),
        (lambda r, c: floor(r, c, math.log10), "The result is a common logarithm (to base"),
        (lambda r, c: floor(1 - r, c), "This would be right for 1 − rate in place of"),
        (lambda r, c: -floor(r, c), "The result is of the wrong sign."),
        (lambda r, c: floor(r, c - 1), "This would be right for classes − 1"),
        (
            lambda r, c: -(r * math.log(r) + (1 - r) * math.log(1 - r)) if r else 0.0,
            "The answer never uses its argument classes.",
        ),
        (
            lambda r, c: sum(
                r * math.comb(c, k) * r**k * (1 - r) ** (c - 1 - k) * math.log(1 + k)
                for k in range(c)
            ),
            "",
        ),
        (lambda r, c: 0.0, "The result is 0 in every case."),
    ],
    "tied": [
        (lambda r, L: near(r, L, e=3), ""),
        (truths, "Return numbers, not True or False."),
        (
            lambda r, L: np.r_[
                r[L.mean(0).argmin()], near(r, L)[near(r, L) != r[L.mean(0).argmin()]]
            ],
            "The result has the right entries, in another",
        ),
        (by_a_quantile, ""),
        (over_the_rates, ""),
        (near_the_worst, "This would be right for −losses: is a sign"),
        (lambda r, L: len(near(r, L)), ""),
        (lambda r, L: r[L.mean(0).argmin()], ""),
        (lambda r, L: np.array([near(r, L).min(), near(r, L).max()]), ""),
        (lambda r, L: near(r, L).min(), "The result is the smallest of what is asked:"),
    ],
    "pooled_noise": [
        (lambda h, r, w: noise(h, r, w, v=lambda r: r), "The result is (1 − rate) times what it"),
        (
            lambda h, r, w: noise(h, r, w, v=lambda r: (1 - r) / r),
            "This would be right for 1 − rate in place of",
        ),
        (lambda h, r, w: noise(h, r, w) * len(h) ** 2, "The result is the square of the number of"),
        (lambda h, r, w: noise(h.T, r, w), "This would be right for h transposed: rows"),
        (lambda h, r, w: float(noise(h, r, w).sum()), "The result is the sum of what is asked: an"),
        (
            lambda h, r, w: (noise(h, r, True), noise(h, r, False)),
            "The answer never uses its argument whole.",
        ),
        (lambda h, r, w: h.var(0), "The answer never uses its argument rate and"),
        (
            lambda h, r, w: noise(h, r, w, v=lambda r: r / (1 - r) ** 2),
            "The result is what it should be, divided by",
        ),
        (
            lambda h, r, w: noise(h, r, w, v=lambda r: 1 / (1 - r)),
            "The result is what it should be, divided by",
        ),
        (lambda h, r, w: noise(h, r, w, v=lambda r: 1.0), ""),
        (lambda h, r, w: r / (1 - r) * (h**2).sum(0) if w else noise(h, r, w), ""),
        (
            lambda h, r, w: r / (1 - r) * np.abs(h).mean(0) ** 2 if w else noise(h, r, w),
            "This would be right for the absolute values",
        ),
        (
            lambda h, r, w: (
                noise(h, r, w) if w else r / (1 - r) * (h**2).sum(0) / max(1, len(h) * (len(h) - 1))
            ),
            "Right in some cases. In the others: The",
        ),
    ],
}
RIGHT = {
    "channel_dropout": [
        dropped,
        lambda x, r, t, s: (
            keras.random.dropout(x, r, noise_shape=(x.shape[0], 1, x.shape[2]), seed=s) if t else x
        ),
        lambda x, r, t, s: (
            x
            * keras.random.binomial(
                (keras.ops.shape(x)[0], 1, keras.ops.shape(x)[2]), 1, 1 - r, seed=s
            )
            / (1 - r)
            if t
            else x
        ),
        lambda x, r, t, s: (
            x
            * keras.ops.cast(
                keras.random.uniform((x.shape[0], 1, x.shape[2]), seed=s) < 1 - r, x.dtype
            )
            * (1 / (1 - r))
            if t
            else x * 1.0
        ),
    ],
    "score_floor": [
        lambda r, c: np.float64(floor(r, c)),
        lambda r, c: r * (stats.binom.pmf(np.arange(c), c - 1, r) * np.log1p(np.arange(c))).sum(),
    ],
    "tied": [
        near,
        lambda r, L: list(near(r, L)),
        lambda r, L: r[
            [
                k
                for k in range(len(r))
                if k == L.mean(0).argmin()
                or (L[:, k] - L[:, L.mean(0).argmin()]).mean()
                <= 2 * stats.sem(L[:, k] - L[:, L.mean(0).argmin()])
            ]
        ],
    ],
    "pooled_noise": [
        noise,
        lambda h, r, w: np.array(
            [r / (1 - r) * (c.sum() ** 2 if w else (c @ c)) / len(c) ** 2 for c in h.T]
        ),
        lambda h, r, w: noise(h, r, w).tolist(),
    ],
}
