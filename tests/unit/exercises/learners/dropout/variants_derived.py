"""What learners write in the exercises on SELU, gates and attention."""

import math

import numpy as np


def strength(r):
    return r / (1 - r)


def line(r, c, m, v, sl=np.sqrt):
    dm = (1 - r) * m + r * c
    s = (1 - r) * (v + m * m) + r * c * c
    a = sl(v / (s - dm * dm))
    return a, m - a * dm


def renormalized(A, k):
    left = A * k
    t = left.sum(1, keepdims=True)
    return left / np.where(t > 0, t, 1)


SCOPE = {"np": np}
SOLUTIONS = {
    "repair": """
        dropped_mean = (1 - rate) * mean + rate * value
        second = (1 - rate) * (variance + mean**2) + rate * value**2
        slope = np.sqrt(variance / (second - dropped_mean**2))
        return slope, mean - slope * dropped_mean
    """,
    "renormalize": """
        left = A * keep
        total = left.sum(axis=1, keepdims=True)
        return left / np.where(total > 0, total, 1)
    """,
}
SLIPS = {
    "repair": {
        "assumes a normalized unit": (
            lambda r, c, m, v: line(r, c, 0, 1),
            lambda r, c, m, v: (lambda a: (a, -a * r * c))(((1 - r) * (1 + r * c * c)) ** -0.5),
        ),
        "second moment": lambda r, c, m, v: (lambda a: (a, m - a * ((1 - r) * m + r * c)))(
            np.sqrt(v / ((1 - r) * (v + m * m) + r * c * c))
        ),
        "drops to zero": lambda r, c, m, v: line(r, 0, m, v),
        "mean becomes zero": lambda r, c, m, v: (line(r, c, m, v)[0], line(r, c, m, v)[1] - m),
        "mean only": lambda r, c, m, v: (1.0, m - (1 - r) * m - r * c),
        "slope not rooted": lambda r, c, m, v: line(r, c, m, v, sl=lambda x: x),
        "slope upside down": lambda r, c, m, v: line(r, c, m, v, sl=lambda x: 1 / np.sqrt(x)),
        "shift without the slope": lambda r, c, m, v: (
            line(r, c, m, v)[0],
            m - ((1 - r) * m + r * c),
        ),
        "shift before the slope": lambda r, c, m, v: (
            line(r, c, m, v)[0],
            line(r, c, m, v)[0] * (m - ((1 - r) * m + r * c)),
        ),
        "shift of the wrong sign": lambda r, c, m, v: (
            lambda a: (a, m + a * ((1 - r) * m + r * c))
        )(line(r, c, m, v)[0]),
        "jump left out": lambda r, c, m, v: (lambda a: (a, m - a * ((1 - r) * m + r * c)))(
            np.sqrt(v / ((1 - r) * v))
        ),
        "jump as large as the rate": lambda r, c, m, v: (
            lambda a: (a, m - a * ((1 - r) * m + r * c))
        )(np.sqrt(v / ((1 - r) * v + r * (m - c) ** 2))),
        "share squared": lambda r, c, m, v: (lambda a: (a, m - a * ((1 - r) * m + r * c)))(
            np.sqrt(v / ((1 - r) ** 2 * v + r * (1 - r) * (m - c) ** 2))
        ),
        "to variance one": lambda r, c, m, v: (
            lambda a: (a / np.sqrt(v), -a / np.sqrt(v) * ((1 - r) * m + r * c))
        )(line(r, c, m, v)[0]),
        "inverted dropout": lambda r, c, m, v: (1 / (1 - r), 0.0),
        "chapter's slope": lambda r, c, m, v: (lambda a: (a, m - a * ((1 - r) * m + r * c)))(
            ((1 - r) * (1 + r * c * c)) ** -0.5
        ),
        "jump from zero": """
            m = (1 - rate) * mean + rate * value
            v = (1 - rate) * (variance + rate * value**2)
            a = np.sqrt(variance / v)
            return a, mean - a * m
        """,
        "jump not squared": """
            m = (1 - rate) * mean + rate * value
            v = (1 - rate) * variance + rate * (1 - rate) * abs(mean - value)
            a = np.sqrt(variance / v)
            return a, mean - a * m
        """,
        "shift for mean zero": """
            m = (1 - rate) * mean + rate * value
            v = (1 - rate) * variance + rate * (1 - rate) * (mean - value) ** 2
            a = np.sqrt(variance / v)
            return a, -a * rate * value
        """,
        "shift of the mean alone": """
            varied = (1 - rate) * variance + rate * (1 - rate) * (mean - value) ** 2
            slope = np.sqrt(variance / varied)
            return slope, mean - slope * mean
        """,
        "shift without the value": """
            varied = (1 - rate) * variance + rate * (1 - rate) * (mean - value) ** 2
            slope = np.sqrt(variance / varied)
            return slope, mean - slope * mean * (1 - rate)
        """,
        "slope of inverted dropout": """
            slope = 1 / (1 - rate)
            return slope, mean - slope * (rate * value + (1 - rate) * mean)
        """,
        "value with the wrong sign": """
            varied = (1 - rate) * variance + rate * (1 - rate) * (mean - value) ** 2
            slope = np.sqrt(variance / varied)
            return slope, mean - slope * (mean * (1 - rate) - rate * value)
        """,
    },
    "renormalize": {
        "inverted scaling": lambda A, k: A * k / k.mean(),
        "not rescaled": (
            lambda A, k: A * k,
            lambda A, k: A * k / A.sum(1, keepdims=True),
            lambda A, k: A * k / np.maximum((A * k).sum(1, keepdims=True), 1),
        ),
        "number of survivors": lambda A, k: A * k / np.maximum(k.mean(1, keepdims=True), 1e-9),
        "how many survive": lambda A, k: A * k / np.maximum(k.sum(1, keepdims=True), 1),
        "mask turned round": lambda A, k: renormalized(A, ~k),
        "softmax again": lambda A, k: (
            np.where(k, np.exp(A), 0)
            / np.maximum(np.where(k, np.exp(A), 0).sum(1, keepdims=True), 1e-300)
        ),
        "one sum for all rows": lambda A, k: A * k / (A * k).sum(),
        "lost weight shared out": lambda A, k: (
            k * (A + (1 - (A * k).sum(1, keepdims=True)) / np.maximum(k.sum(1, keepdims=True), 1))
        ),
        "dropped ones scaled": lambda A, k: (
            A / np.where((A * k).sum(1, keepdims=True) > 0, (A * k).sum(1, keepdims=True), 1)
        ),
        "divided by what was lost": lambda A, k: (
            A * k / np.maximum(1 - (A * k).sum(1, keepdims=True), 1e-9)
        ),
        "divided by the largest": lambda A, k: (
            A * k / np.maximum((A * k).max(1, keepdims=True), 1e-300)
        ),
        "divided by the length": lambda A, k: (
            A * k / np.maximum(np.sqrt(((A * k) ** 2).sum(1, keepdims=True)), 1e-300)
        ),
        "little taken for nothing": lambda A, k: A * k / ((A * k).sum(1, keepdims=True) + 1e-3),
        "columns": lambda A, k: renormalized(A.T, k.T).T,
        "lost rows kept": lambda A, k: np.where(k.any(1, keepdims=True), renormalized(A, k), A),
        "lost rows uniform": lambda A, k: np.where(
            k.any(1, keepdims=True), renormalized(A, k), 1 / A.shape[1]
        ),
        "lost rows not finite": lambda A, k: A * k / (A * k).sum(1, keepdims=True),
        "lost rows left out": """
            left = (A * keep)[(A * keep).any(axis=1)]
            return left / left.sum(axis=1, keepdims=True)
        """,
    },
}
OTHERS = {
    "repair": [
        (lambda r, c, m, v: line(r, c, 0, v), "This would be right for mean = 0. Where does"),
        (lambda r, c, m, v: line(r, c, m, 1), "This would be right for variance = 1. Where"),
        (lambda r, c, m, v: line(1 - r, c, m, v), "This would be right for 1 − rate in place of"),
        (lambda r, c, m, v: line(r, c, m, v)[::-1], "The parts are right, in another order than"),
        (lambda r, c, m, v: line(r, c, m, v**2), "This would be right for the square of"),
        (
            lambda r, c, m, v: (lambda a: (-a, m + a * ((1 - r) * m + r * c)))(line(r, c, m, v)[0]),
            "slope is of the wrong sign.",
        ),
        (lambda r, c, m, v: line(r, c, m, v)[0], "Return slope, shift together, as a tuple."),
    ],
    "renormalize": [
        (lambda A, k: A * k / np.where((A * k).sum(1) > 0, (A * k).sum(1), 1), ""),
        (lambda A, k: np.nan_to_num(A * k / (A * k).sum(1, keepdims=True), nan=1.0), ""),
        (
            lambda A, k: k / np.maximum(k.sum(1, keepdims=True), 1),
            "This would be right if A were all ones",
        ),
        (lambda A, k: np.where((A * k).sum(1, keepdims=True) > 0.1, renormalized(A, k), 0), ""),
    ],
}
RIGHT = {
    "repair": [
        lambda r, c, m, v: (lambda a: [a, m - a * (m + r * (c - m))])(
            math.sqrt(v / ((1 - r) * (v + r * (m - c) ** 2)))
        ),
        lambda r, c, m, v: np.array(line(r, c, m, v)),
    ],
    "renormalize": [
        lambda A, k: np.nan_to_num(A * k / (A * k).sum(1, keepdims=True)),
        lambda A, k: np.divide(
            A * k,
            (A * k).sum(1, keepdims=True),
            out=np.zeros(A.shape),
            where=(A * k).sum(1, keepdims=True) > 0,
        ),
        lambda A, k: A * k / np.maximum((A * k).sum(1, keepdims=True), 1e-12),
        lambda A, k: np.array(
            [
                [
                    a / sum(a * q for a, q in zip(x, m, strict=True)) if q else 0.0
                    for a, q in zip(x, m, strict=True)
                ]
                for x, m in zip(A, k, strict=True)
            ]
        ),
    ],
}
