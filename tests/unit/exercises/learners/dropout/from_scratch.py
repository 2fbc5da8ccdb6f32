"""What learners write in the exercises on dropout from scratch."""

import math

import numpy as np
from scipy import stats

# What the notebook itself has by such a name.
rng = np.random.default_rng(0)

n = 100


def pair_by_pair(h, W2, rate):
    K = W2.shape[1]
    C = np.zeros((K, K))
    for i in range(K):
        for j in range(K):
            C[i, j] = rate / (1 - rate) * np.sum(h**2 * W2[:, i] * W2[:, j])
    return C


def from_many_masks(h, W2, rate):
    g = np.random.default_rng(0)
    M = g.random((4000, len(h))) >= rate
    return np.cov((M * h / (1 - rate)) @ W2, rowvar=False)


def gradients(X, y, w, b, M, rate):
    D = M * X / (1 - rate)
    e = D @ w + b - y
    return D.T @ e / len(y), e.mean()


def undropped_error_for_b(X, y, w, b, M, r):
    D = M * X / (1 - r)
    e = D @ w + b - y
    return D.T @ e / len(y), (X @ w + b - y).mean()


def another_mask_back(X, y, w, b, M, r):
    D = M * X / (1 - r)
    e = D @ w + b - y
    M2 = np.random.default_rng(1).random(M.shape) >= r
    return (M2 * X / (1 - r)).T @ e / len(y), e.mean()


def new_lists(weights, biases, rates):
    return [(1 - r) * w for w, r in zip(weights, rates, strict=True)], [b.copy() for b in biases]


def in_place(weights, biases, rates):
    for w, r in zip(weights, rates, strict=True):
        w *= 1 - r
    return weights, biases


def in_the_list(weights, biases, rates):
    for i, r in enumerate(rates):
        weights[i] = weights[i] * (1 - r)
    return weights, biases


def every_share_again(weights, biases, rates):
    k = 1
    out = []
    for w, r in zip(weights, rates, strict=True):
        k *= 1 - r
        out.append(w * k)
    return out, list(biases)


class Dropout:
    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng
        self.f = 1.0

    def mask(self, x):
        return self.rng.random(x.shape) < 1 - self.rate

    def scale(self):
        return 1 - self.rate

    def forward(self, x, training):
        self.f = 1.0
        if training:
            self.f = self.mask(x) / self.scale()
        return x * self.f

    def backward(self, g):
        return g * self.f


def layer(**kw):
    return type("Layer", (Dropout,), kw)


def forward_without_memory(self, x, training):
    if not training:
        return x
    self.f = self.mask(x) / self.scale()
    return x * self.f


class NonzeroOutput(Dropout):
    def forward(self, x, training):
        self.out = super().forward(x, training)
        self.t = training
        return self.out

    def backward(self, g):
        return g * (self.out != 0) / (1 - self.rate) if self.t else g


class PositiveOutput(Dropout):
    def forward(self, x, training):
        self.out = super().forward(x, training)
        self.t = training
        return self.out

    def backward(self, g):
        return g * (self.out > 0) / (1 - self.rate) if self.t else g


class FixedNumber(Dropout):
    def mask(self, x):
        m = np.ones(x.size, bool)
        m[self.rng.permutation(x.size)[: round(self.rate * x.size)]] = False
        return m.reshape(x.shape)


class FixedRow(Dropout):
    def mask(self, x):
        u = self.rng.random(x.shape)
        k = round(self.rate * x.shape[-1])
        return u.argsort(-1).argsort(-1) >= k


class GlobalRng(Dropout):
    def mask(self, x):
        return rng.random(x.shape) < 1 - self.rate


class InPlace(Dropout):
    def forward(self, x, training):
        self.f = 1.0
        if training:
            self.f = self.mask(x) / self.scale()
            x *= self.f
        return x


class InPlaceBack(Dropout):
    def backward(self, g):
        g *= self.f
        return g


class InPlaceMask(Dropout):
    def forward(self, x, training):
        self.f = 1.0
        if training:
            m = self.mask(x)
            self.f = m / self.scale()
            x[~m] = 0
            return x / self.scale()
        return x


class RngRate:
    def __init__(self, rng, rate):
        self.rate, self.rng = rate, rng
        self.f = 1.0

    forward = Dropout.forward
    backward = Dropout.backward
    mask = Dropout.mask
    scale = Dropout.scale


class AlwaysAnotherMask(Dropout):
    def backward(self, g):
        return g * self.mask(g) / self.scale()


class AnotherMask(Dropout):
    def backward(self, g):
        return g if np.ndim(self.f) == 0 else g * self.mask(g) / self.scale()


class OneMask(Dropout):
    def forward(self, x, training):
        if not training:
            self.f = 1.0
            return x
        if not hasattr(self, "m"):
            self.m = self.mask(x) / self.scale()
        self.f = self.m
        return x * self.m


class SeededInEachCall(Dropout):
    def mask(self, x):
        return np.random.default_rng(0).random(x.shape) < 1 - self.rate


class OneMemory(Dropout):
    F = 1.0

    def forward(self, x, training):
        OneMemory.F = self.mask(x) / self.scale() if training else 1.0
        return x * OneMemory.F

    def backward(self, g):
        return g * OneMemory.F


class FirstOnly(Dropout):
    def forward(self, x, training):
        if not training:
            self.f = 1.0
            return x
        f = self.mask(x) / self.scale()
        if np.ndim(self.f) == 0:
            self.f = f
        return x * f


class ForwardReturnsNothing(Dropout):
    def forward(self, x, training):
        super().forward(x, training)


class BackwardReturnsNothing(Dropout):
    def backward(self, g):
        super().backward(g)


class ReturnsPair(Dropout):
    def forward(self, x, training):
        return super().forward(x, training), self.f


class OlderTwin(Dropout):
    def scale(self):
        return 1.0

    def forward(self, x, training):
        self.f = self.mask(x).astype(float) if training else 1 - self.rate
        return x * self.f


class OlderTwinForward(Dropout):
    def scale(self):
        return 1.0

    def forward(self, x, training):
        self.f = self.mask(x).astype(float) if training else 1.0
        return x * self.f if training else x * (1 - self.rate)


def chosen(rates, losses, best=None, none=None):
    best = losses.mean(1).argmin() if best is None else best
    none = losses[rates == 0][0] if none is None else none
    g = none - losses[best]
    return rates[best], g.mean(), g.std(ddof=1) / np.sqrt(len(g))


def unpaired(r, L):
    b = L.mean(1).argmin()
    z = L[r == 0][0]
    return r[b], (z - L[b]).mean(), np.sqrt((z.var(ddof=1) + L[b].var(ddof=1)) / L.shape[1])


def erring(error):
    """Return an answer that is right but for its error."""

    def answer(r, L):
        best = L[L.mean(1).argmin()]
        return *chosen(r, L)[:2], error(L[r == 0][0], best, L)

    return answer


def without_zero(r, L):
    k = r > 0
    b = L[k].mean(1).argmin()
    g = L[r == 0][0] - L[k][b]
    return r[k][b], g.mean(), g.std(ddof=1) / np.sqrt(len(g))


def over_the_rates(r, L):
    b = L.mean(0).argmin()
    g = L[r == 0][0] - L[b]
    return r[b], g.mean(), g.std(ddof=1) / np.sqrt(len(g))


def lowest_median(r, L):
    b = np.median(L, axis=1).argmin()
    return chosen(r, L, b)


def best_of_each_seed(r, L):
    g = L[r == 0][0] - L.min(0)
    b = L.mean(1).argmin()
    return r[b], g.mean(), g.std(ddof=1) / np.sqrt(len(g))


def threshold(rate):
    return min(round(256 * rate), 255)


class MaskInPlaces:
    def __init__(self, rate, rng):
        self.rate, self.rng, self.mask = rate, rng, None

    def forward(self, x, training):
        if not training or self.rate == 0:
            self.mask = None
            return x
        self.mask = self.rng.binomial(1, 1 - self.rate, size=x.shape)
        return np.where(self.mask, x / (1 - self.rate), 0)

    def backward(self, g):
        if self.mask is None:
            return g
        out = np.zeros_like(g)
        out[self.mask == 1] = g[self.mask == 1] / (1 - self.rate)
        return out


class Choice(Dropout):
    def mask(self, x):
        return self.rng.choice([False, True], size=x.shape, p=[self.rate, 1 - self.rate])


class Copy(Dropout):
    def forward(self, x, training):
        return super().forward(np.array(x, dtype=float), training).astype("float32")


SCOPE = {"np": np}
SOLUTIONS = {
    "survivors": """
        mean = units * (1 - rate)
        return mean, np.sqrt(mean * rate)
    """,
    "logit_covariance": """
        contributions = h[:, None] * W2  # (u, K)
        return rate / (1 - rate) * contributions.T @ contributions
    """,
    "input_gradient": """
        dropped = M * X / (1 - rate)
        error = dropped @ w + b - y
        return dropped.T @ error / len(y), error.mean()
    """,
    "inference_weights": """
        scaled = [(1 - rate) * W for W, rate in zip(weights, rates)]
        return scaled, [b.copy() for b in biases]
    """,
    "layer": Dropout,
    "choose_rate": """
        best = losses.mean(axis=1).argmin()
        gains = losses[rates == 0][0] - losses[best]
        return rates[best], gains.mean(), gains.std(ddof=1) / np.sqrt(len(gains))
    """,
    "byte_factors": """
        t = min(round(256 * rate), 255)
        return (raw >= t) * (256 / (256 - t))
    """,
}
SLIPS = {
    "survivors": {
        "those that are dropped": lambda u, r: (u * r, np.sqrt(u * r * (1 - r))),
        "variance": lambda u, r: (u * (1 - r), u * r * (1 - r)),
        "deviations added": lambda u, r: (u * (1 - r), u * np.sqrt(r * (1 - r))),
        "deviation of one unit": lambda u, r: (u * (1 - r), np.sqrt(r * (1 - r))),
        "root of the mean": lambda u, r: (u * (1 - r), np.sqrt(u * (1 - r))),
        "root of the dropped": lambda u, r: (u * (1 - r), np.sqrt(u * r)),
        "scaled units": lambda u, r: (u, np.sqrt(u * r / (1 - r))),
        "scaled deviation": lambda u, r: (u * (1 - r), np.sqrt(u * r / (1 - r))),
        "whole units": (
            lambda u, r: (round(u * (1 - r)), np.sqrt(u * r * (1 - r))),
            lambda u, r: (int(u * (1 - r)), np.sqrt(u * r * (1 - r))),
        ),
        "root of the number alone": "return units * (1 - rate), units**0.5 * rate * (1 - rate)",
        "deviation at one half": """
            return units * (1 - rate), np.sqrt(units) / 2
        """,
        "root of the units times the share": """
            return units * (1 - rate), units**0.5 * (1 - rate)
        """,
    },
    "logit_covariance": {
        "diagonal only": lambda h, W, r: np.diag(r / (1 - r) * (h**2 @ W**2)),
        "unscaled dropout": lambda h, W, r: r * (1 - r) * (h[:, None] * W).T @ (h[:, None] * W),
        "divided once": lambda h, W, r: r * (h[:, None] * W).T @ (h[:, None] * W),
        "activations not squared": lambda h, W, r: r / (1 - r) * W.T @ (h[:, None] * W),
        "activations forgotten": lambda h, W, r: r / (1 - r) * W.T @ W,
        "factor forgotten": lambda h, W, r: (h[:, None] * W).T @ (h[:, None] * W),
        "variances alone": lambda h, W, r: r / (1 - r) * (h**2 @ W**2),
        "squared after summing": lambda h, W, r: r / (1 - r) * np.outer(h @ W, h @ W),
        "units by units": lambda h, W, r: r / (1 - r) * (h[:, None] * W) @ (h[:, None] * W).T,
        "covariance over the units": lambda h, W, r: (
            r / (1 - r) * np.cov(h[:, None] * W, rowvar=False)
        ),
        "correlation": lambda h, W, r: (lambda C: C / np.sqrt(np.outer(np.diag(C), np.diag(C))))(
            pair_by_pair(h, W, r)
        ),
        "second moment": lambda h, W, r: 1 / (1 - r) * (h[:, None] * W).T @ (h[:, None] * W),
        "root of the odds": lambda h, W, r: (
            np.sqrt(r / (1 - r)) * (h[:, None] * W).T @ (h[:, None] * W)
        ),
        "rate as the mask's variance": lambda h, W, r: (
            r / (1 - r) ** 2 * (h[:, None] * W).T @ (h[:, None] * W)
        ),
        "roots of the covariances": """
            Z = h[:, None] * W2
            return np.sqrt(np.abs(rate / (1 - rate) * Z.T @ Z))
        """,
        "second moment of the logits": """
            Z, mean = h[:, None] * W2, h @ W2
            return rate / (1 - rate) * Z.T @ Z + mean[:, None] * mean
        """,
    },
    "input_gradient": {
        "undropped features on the way back": lambda X, y, w, b, M, r: (
            X.T @ ((M * X / (1 - r)) @ w + b - y) / len(y),
            ((M * X / (1 - r)) @ w + b - y).mean(),
        ),
        "undropped predictions": lambda X, y, w, b, M, r: (
            (M * X / (1 - r)).T @ (X @ w + b - y) / len(y),
            (X @ w + b - y).mean(),
        ),
        "no mask at all": lambda X, y, w, b, M, r: (
            X.T @ (X @ w + b - y) / len(y),
            (X @ w + b - y).mean(),
        ),
        "bias of undropped predictions": undropped_error_for_b,
        "mask turned round": lambda X, y, w, b, M, r: gradients(X, y, w, b, 1 - M, r),
        "mean over the masks": lambda X, y, w, b, M, r: (
            X.T @ (X @ w + b - y) / len(y) + r / (1 - r) * (X**2).mean(0) * w,
            (X @ w + b - y).mean(),
        ),
        "multiplied by the keep probability": lambda X, y, w, b, M, r: gradients(
            X * (1 - r) ** 2, y, w, b, M, r
        ),
        "bias scaled": lambda X, y, w, b, M, r: (
            gradients(X, y, w, b, M, r)[0],
            gradients(X, y, w, b, M, r)[1] / (1 - r),
        ),
        "mean over the features": lambda X, y, w, b, M, r: (
            (M * X / (1 - r)).T @ ((M * X / (1 - r)) @ w + b - y) / X.shape[1],
            ((M * X / (1 - r)) @ w + b - y).mean(),
        ),
        "mask alone": lambda X, y, w, b, M, r: gradients(X, y, w, b, M, 0),
        "divided by the rate": lambda X, y, w, b, M, r: gradients(X, y, w, b, M, 1 - r),
        "scaled twice on the way back": lambda X, y, w, b, M, r: (
            (M * X / (1 - r)).T @ ((M * X / (1 - r)) @ w + b - y) / len(y) / (1 - r),
            ((M * X / (1 - r)) @ w + b - y).mean(),
        ),
        "not scaled on the way back": lambda X, y, w, b, M, r: (
            (M * X).T @ ((M * X / (1 - r)) @ w + b - y) / len(y),
            ((M * X / (1 - r)) @ w + b - y).mean(),
        ),
        "sum over the rows": lambda *a: tuple(v * len(a[1]) for v in gradients(*a)),
        "bias summed": lambda *a: (gradients(*a)[0], gradients(*a)[1] * len(a[1])),
        "sign turned": lambda *a: tuple(-v for v in gradients(*a)),
        "no half": lambda *a: tuple(2 * v for v in gradients(*a)),
    },
    "inference_weights": {
        "nothing scaled": (lambda w, b, r: (list(w), list(b)), lambda w, b, r: (w, b)),
        "divided": (
            lambda w, b, r: ([x / (1 - q) for x, q in zip(w, r, strict=True)], list(b)),
            lambda w, b, r: ([x / (1 - q) for x, q in zip(w, r, strict=True)], b),
        ),
        "by the rate": lambda w, b, r: ([x * q for x, q in zip(w, r, strict=True)], list(b)),
        "biases too": lambda w, b, r: (
            new_lists(w, b, r)[0],
            [x * (1 - q) for x, q in zip(b, r, strict=True)],
        ),
        "rate of the output": lambda w, b, r: new_lists(w, b, [*r[1:], 0]),
        "rate of the layer before": lambda w, b, r: new_lists(w, b, [0, *r[:-1]]),
        "every share again": every_share_again,
        "the first layer left out": lambda w, b, r: new_lists(w, b, [0, *r[1:]]),
        "the last layer left out": lambda w, b, r: new_lists(w, b, [*r[:-1], 0]),
        "one rate for all": lambda w, b, r: new_lists(w, b, [r[0]] * len(r)),
        "root of the share": lambda w, b, r: (
            [x * np.sqrt(1 - q) for x, q in zip(w, r, strict=True)],
            list(b),
        ),
        "the mean rate for all": """
            return [W * (1 - sum(rates) / len(rates)) for W in weights], list(biases)
        """,
        "scaled twice": """
            scaled = [W * (1 - r) for W, r in zip(weights, rates)]
            return [W * (1 - r) for W, r in zip(scaled, rates)], list(biases)
        """,
        "rates from behind": """
            return [W * (1 - r) for W, r in zip(weights, reversed(rates))], list(biases)
        """,
        "the last layer alone": """
            return [*weights[:-1], weights[-1] * (1 - rates[-1])], list(biases)
        """,
    },
    "layer": {
        "fresh mask on the way back": (AnotherMask, AlwaysAnotherMask),
        "no mask on the way back": layer(backward=lambda self, g: g),
        "only scaled on the way back": layer(
            backward=lambda self, g: g / (1 - self.rate) if np.ndim(self.f) else g
        ),
        "not scaled on the way back": (
            layer(backward=lambda self, g: g * (self.f > 0)),
            layer(
                backward=lambda self, g: (
                    g * self.f * 1.0 if np.ndim(self.f) == 0 else g * self.f * (1 - self.rate)
                )
            ),
        ),
        "scaled twice on the way back": layer(backward=lambda self, g: g * self.f**2),
        "mask from the output": (NonzeroOutput, PositiveOutput),
        "mask alone": layer(scale=lambda self: 1.0),
        "scaled at inference": (OlderTwin, OlderTwinForward),
        "scaled in both": layer(
            forward=lambda self, x, training: (
                Dropout.forward(self, x, True) if training else x * (1 - self.rate)
            )
        ),
        "divided by the rate": layer(scale=lambda self: self.rate or 1),
        "multiplied by the keep probability": layer(scale=lambda self: 1 / (1 - self.rate)),
        "divided by the measured share": layer(
            forward=lambda self, x, training: (
                x
                if not training
                else (lambda m: (setattr(self, "f", m / m.mean()), x * self.f)[1])(self.mask(x))
            )
        ),
        "rate keeps": (
            layer(
                mask=lambda self, x: self.rng.random(x.shape) < self.rate,
                scale=lambda self: self.rate,
            ),
            layer(mask=lambda self, x: self.rng.random(x.shape) < self.rate),
        ),
        "always drops": layer(forward=lambda self, x, training: Dropout.forward(self, x, True)),
        "drops at inference only": layer(
            forward=lambda self, x, training: Dropout.forward(self, x, not training)
        ),
        "one mask for ever": OneMask,
        "one mask for all rows": layer(
            mask=lambda self, x: self.rng.random(x.shape[-1]) < 1 - self.rate
        ),
        "one draw along a row": (
            layer(
                mask=lambda self, x: (
                    self.rng.random((len(x),) + (1,) * (x.ndim - 1)) < 1 - self.rate
                    if x.ndim > 1
                    else self.rng.random(x.shape) < 1 - self.rate
                )
            ),
            layer(mask=lambda self, x: self.rng.random((*x.shape[:-1], 1)) < 1 - self.rate),
        ),
        "one draw along an axis": layer(
            mask=lambda self, x: (
                self.rng.random((x.shape[0], 1, x.shape[2]) if x.ndim == 3 else x.shape)
                < 1 - self.rate
            )
        ),
        "one draw for all": layer(mask=lambda self, x: self.rng.random() < 1 - self.rate),
        "a fixed number dropped": (FixedNumber, FixedRow),
        "memory not emptied": layer(forward=forward_without_memory),
        "first mask remembered": FirstOnly,
        "one memory for all layers": OneMemory,
        "arguments changed": (InPlace, InPlaceMask, InPlaceBack),
        "a generator of its own": SeededInEachCall,
        "another generator": (
            GlobalRng,
            layer(mask=lambda self, x: np.random.random(x.shape) < 1 - self.rate),  # noqa: NPY002
            layer(mask=lambda self, x: np.random.default_rng().random(x.shape) < 1 - self.rate),
        ),
    },
    "choose_rate": {
        "unpaired": unpaired,
        "deviation in place of error": lambda r, L: (
            lambda a: (a[0], a[1], a[2] * np.sqrt(L.shape[1]))
        )(chosen(r, L)),
        "deviation of a whole population": lambda r, L: (
            lambda a: (a[0], a[1], a[2] * np.sqrt((L.shape[1] - 1) / L.shape[1]))
        )(chosen(r, L)),
        "the luckiest run": lambda r, L: chosen(r, L, L.min(1).argmin()),
        "the lowest median": lowest_median,
        "the first row as no dropout": lambda r, L: chosen(r, L, None, L[0]),
        "the last row as no dropout": lambda r, L: chosen(r, L, None, L[-1]),
        "place for rate": lambda r, L: (int(L.mean(1).argmin()), *chosen(r, L)[1:]),
        "no dropout left out": without_zero,
        "best seed for seed": best_of_each_seed,
        "error of the chosen loss": lambda r, L: (
            lambda b: (r[b], chosen(r, L)[1], L[b].std(ddof=1) / np.sqrt(L.shape[1]))
        )(L.mean(1).argmin()),
        "loss in place of gain": lambda r, L: (chosen(r, L)[0], L.mean(1).min(), chosen(r, L)[2]),
        "mean over the rates": over_the_rates,
        "divided by the number": lambda r, L: (lambda a: (a[0], a[1], a[2] / np.sqrt(L.shape[1])))(
            chosen(r, L)
        ),
        "root of the number of rates": lambda r, L: (
            lambda a: (a[0], a[1], a[2] * np.sqrt(L.shape[1] / L.shape[0]))
        )(chosen(r, L)),
        "one less twice": lambda r, L: (
            lambda a: (a[0], a[1], a[2] * np.sqrt(L.shape[1] / (L.shape[1] - 1)))
        )(chosen(r, L)),
        "sign turned": lambda r, L: (lambda a: (a[0], -a[1], a[2]))(chosen(r, L)),
        "the highest loss": lambda r, L: chosen(r, L, L.mean(1).argmax()),
        "error of the loss without dropout": erring(lambda z, b, L: stats.sem(z)),
        "errors added": erring(lambda z, b, L: stats.sem(z) + stats.sem(b)),
        "errors subtracted": (erring(lambda z, b, L: abs(stats.sem(z) - stats.sem(b))),),
        "both rows as one sample": erring(lambda z, b, L: stats.sem([*z, *b])),
        "all losses as one sample": erring(lambda z, b, L: stats.sem(L, axis=None)),
        "unpaired, of a whole population": erring(
            lambda z, b, L: math.hypot(np.std(z), np.std(b)) / np.sqrt(len(z))
        ),
        "a population's deviation in place of error": erring(lambda z, b, L: np.std(z - b)),
        "relative gain": (
            lambda r, L: (chosen(r, L)[0], chosen(r, L)[1] / L[r == 0].mean(), chosen(r, L)[2]),
        ),
        "gain over the next best": (
            lambda r, L: (
                chosen(r, L)[0],
                np.sort(L.mean(1))[1] - L.mean(1).min(),
                chosen(r, L)[2],
            ),
        ),
    },
    "byte_factors": {
        "scaled by the rate asked for": lambda raw, r: (raw >= threshold(r)) / (1 - r),
        "rounded down": lambda raw, r: (raw >= int(256 * r)) * 256 / (256 - int(256 * r)),
        "rounded up": lambda raw, r: (lambda t: (raw >= t) * 256 / (256 - t))(
            min(math.ceil(256 * r), 255)
        ),
        "fraction below the rate": (
            lambda raw, r: (raw / 256 >= r) / (1 - r),
            lambda raw, r: (raw / 256 > r) / (1 - r),
        ),
        "measured share": lambda raw, r: (raw >= threshold(r)) / (raw >= threshold(r)).mean(),
        "one more dropped": lambda raw, r: (
            (raw > threshold(r)) * 256 / max(256 - threshold(r) - 1, 1)
        ),
        "divided by the dropped share": lambda raw, r: (
            (raw >= threshold(r)) * 256 / max(threshold(r), 1)
        ),
        "low bytes stay": lambda raw, r: (raw < threshold(r)) * 256 / max(threshold(r), 1),
        "at most t": lambda raw, r: (raw > threshold(r)) * 256 / (256 - threshold(r)),
        "dropped above": lambda raw, r: (raw < threshold(r)) * 256 / (256 - threshold(r)),
        "mask alone": lambda raw, r: (raw >= threshold(r)).astype(float),
        "multiplied by the kept share": lambda raw, r: (
            (raw >= threshold(r)) * (256 - threshold(r)) / 256
        ),
        "out of 255": lambda raw, r: (lambda t: (raw >= t) * 255 / (255 - t))(
            min(round(255 * r), 254)
        ),
        "bytes themselves": """
            t = min(round(256 * rate), 255)
            return np.where(raw < t, 0, raw / (1 - t / 256))
        """,
        "t up to 256": """
            t = round(256 * rate)
            with np.errstate(invalid="ignore"):
                return (raw >= t) / np.float64(1 - t / 256)
        """,
        "kept out of 255": """
            t = min(round(256 * rate), 255)
            return (raw >= t) * 255 / max(255 - t, 1)
        """,
        "the highest t stay": """
            t = min(round(256 * rate), 255)
            return (raw >= 256 - t) * 256 / (256 - t)
        """,
    },
}
OTHERS = {
    "survivors": [
        (
            lambda u, r: (np.sqrt(u * r * (1 - r)), u * (1 - r)),
            "The parts are right, in another order than",
        ),
        (lambda u, r: u * (1 - r), "Return mean, deviation together, as a tuple."),
        (
            lambda u, r: (1 - r, np.sqrt(r * (1 - r) / u)),
            "mean and deviation: each is what it should",
        ),
        (
            lambda u, r: (u * (1 - r), np.sqrt(r * (1 - r) / u)),
            "Right: mean. deviation is what it should",
        ),
        (lambda u, r: (u * (1 - r), np.sqrt((u - 1) * r * (1 - r))), "Right: mean."),
        (
            lambda u, r: (lambda k: (k.mean(), k.std()))(
                (np.random.default_rng(0).random((2000, u)) < 1 - r).sum(1)
            ),
            "",
        ),
        (lambda u, r: (u * (1 - r), np.sqrt(u * r) / (1 - r)), "Right: mean."),
        (
            lambda u, r: (n * (1 - r), np.sqrt(n * r * (1 - r))),
            "The answer reads n from the notebook around",
        ),
    ],
    "logit_covariance": [
        (
            lambda h, W, r: r / (1 - r) * (h[:, None] * W**2).T @ (h[:, None] * W**2),
            "This would be right for the squares of the",
        ),
        (
            lambda h, W, r: np.cov(h[:, None] * W, rowvar=False),
            "The answer never uses its argument rate.",
        ),
        (
            lambda h, W, r: r / (1 - r) * (h[:, None] * W).T @ (h[:, None] * W) / len(h),
            "The result is what it should be, divided by",
        ),
        (
            lambda h, W, r: (1 - r) / r * (h[:, None] * W).T @ (h[:, None] * W),
            "This would be right for 1 − rate in place of",
        ),
        (
            lambda h, W, r: (1 - r) / (1 - (1 - r)) * (h[:, None] * W).T @ (h[:, None] * W),
            "This would be right for 1 − rate in place of",
        ),
        (lambda h, W, r: (r / (1 - r)) ** 2 * (h[:, None] * W).T @ (h[:, None] * W), ""),
        (from_many_masks, ""),
        (
            lambda h, W, r: np.sqrt(
                np.outer(r / (1 - r) * (h**2 @ W**2), r / (1 - r) * (h**2 @ W**2))
            ),
            "Only entries off the diagonal are wrong, the",
        ),
    ],
    "input_gradient": [
        (
            lambda *a: (gradients(*a)[0] * len(a[1]), gradients(*a)[1]),
            "Right: to_b. to_w is the number of rows of",
        ),
        (lambda *a: tuple(v / 2 for v in gradients(*a)), "to_w and to_b: each is half of what it"),
        (lambda *a: gradients(*a)[::-1], "The parts are right, in another order than"),
        (lambda *a: gradients(*a)[0], "Return to_w, to_b together, as a tuple."),
        (another_mask_back, "Right: to_b."),
        (
            lambda X, y, w, b, M, r: (
                (M * X / (1 - r)).T @ ((M * X / (1 - r)) @ w + b - y) / n,
                ((M * X / (1 - r)) @ w + b - y).sum() / n,
            ),
            "The answer reads n from the notebook around",
        ),
        (
            lambda X, y, w, b, M, r: gradients(X, y, w, 0, M, r),
            "to_b is less than it should be, by b.",
        ),
        (
            lambda *a: (gradients(*a)[0], -gradients(*a)[1]),
            "Right: to_w. to_b is of the wrong sign.",
        ),
        (
            lambda *a: (-gradients(*a)[0], gradients(*a)[1]),
            "Right: to_b. to_w is of the wrong sign.",
        ),
        (
            lambda *a: (gradients(*a)[0][:, None], gradients(*a)[1]),
            "There is an axis of length 1 too many: with",
        ),
        (
            lambda X, y, w, b, M, r: (
                gradients(X, y, w, b, M, r)[0],
                (M * X / (1 - r)) @ w + b - y,
            ),
            "Right: to_w. to_b has more entries than",
        ),
        (
            lambda X, y, w, b, M, r: (
                M * X / (1 - r) * ((M * X / (1 - r)) @ w + b - y)[:, None],
                gradients(X, y, w, b, M, r)[1],
            ),
            "Right: to_b. to_w has more entries than",
        ),
        (
            lambda X, y, w, b, M, r: (
                gradients(X, y, w, b, M, r)[0] * M.mean(0),
                gradients(X, y, w, b, M, r)[1],
            ),
            "Right: to_b.",
        ),
    ],
    "inference_weights": [
        (lambda w, b, r: (new_lists(w, b, r)[0], b), "The numbers are right, but one of the lists"),
        (
            lambda w, b, r: (
                new_lists(w, b, r)[0],
                [x / (1 - q) for x, q in zip(b, r, strict=True)],
            ),
            "Right: weights.",
        ),
        (lambda w, b, r: new_lists(w, b, r)[::-1], "The parts are right, in another order than"),
        (
            lambda w, b, r: list(zip(*new_lists(w, b, r), strict=True)),
            "Return weights, biases: 2 parts.",
        ),
        (lambda w, b, r: new_lists(w, b, r)[0], "Return weights, biases: 2 parts."),
        (in_place, "The answer changes its argument weights in"),
        (in_the_list, "The answer changes its argument weights in"),
        (
            lambda w, b, r: ([x * (1 - q) for x, q in zip(w[1:], r[1:], strict=True)], list(b)),
            "Right: biases.",
        ),
        (
            lambda w, b, r: ([x.T * (1 - q) for x, q in zip(w, r, strict=True)], list(b)),
            "Right: biases.",
        ),
        (
            lambda w, b, r: (
                [
                    x * (np.random.default_rng(0).random(x.shape) < 1 - q)
                    for x, q in zip(w, r, strict=True)
                ],
                list(b),
            ),
            "Right: biases.",
        ),
    ],
    "layer": [
        (RngRate, ""),
        (
            layer(mask=lambda self, x: np.abs(self.rng.normal(size=x.shape)) > self.rate),
            "In training a share of 0.161 of the entries",
        ),
        (ForwardReturnsNothing, "`forward` should return an array of numbers"),
        (BackwardReturnsNothing, "`backward` should return an array of numbers"),
        (ReturnsPair, "`forward` should return an array of numbers"),
        (
            type(
                "Layer",
                (),
                {
                    "__init__": lambda self, rate: None,
                    "forward": Dropout.forward,
                    "backward": Dropout.backward,
                },
            ),
            "The answer is called as Layer(rate, rng).",
        ),
        (layer(backward=lambda self, g: -g * self.f), "After a call in training, the gradient"),
        (layer(forward=lambda self, x: x), "The method is called as forward(x,"),
        (layer(mask=lambda self, x: self.rng.random((x.shape[0], x.shape[1])) < 1 - self.rate), ""),
    ],
    "choose_rate": [
        (
            lambda r, L: (lambda a: (a[0], a[1], a[2] ** 2))(chosen(r, L)),
            "Right: rate and gain. error is the square",
        ),
        (
            lambda r, L: (lambda a: (a[1], a[0], a[2]))(chosen(r, L)),
            "The parts are right, in another order than",
        ),
        (
            lambda r, L: (lambda a: (a[0], a[2], a[1]))(chosen(r, L)),
            "The parts are right, in another order than",
        ),
        (lambda r, L: chosen(r, L)[:2], "Return rate, gain, error: 3 parts."),
        (
            lambda r, L: (*chosen(r, L)[:2], L.std(ddof=1) / np.sqrt(L.shape[1])),
            "Right: rate and gain.",
        ),
        (
            lambda r, L: (*chosen(r, L)[:2], 2 * chosen(r, L)[2]),
            "Right: rate and gain. error is twice what",
        ),
        (
            lambda r, L: (chosen(r, L)[0], L.mean(1).max() - L.mean(1).min(), chosen(r, L)[2]),
            "Right: rate and error.",
        ),
    ],
    "byte_factors": [
        (lambda raw, r: raw >= threshold(r), "Return numbers, not True or False."),
        (lambda raw, r: (raw / 255 >= r) / (1 - r), "In most cases: The mask is right."),
        (lambda raw, r: (lambda t: (raw >= t) * (256 / (256 - t)))(round(256 * r)), ""),
        (
            lambda raw, r: (raw >= threshold(r)) * (256 // (256 - threshold(r))),
            "The result is made of integers, which cut",
        ),
        (
            lambda raw, r: ((raw >= threshold(r)) * (256 / (256 - threshold(r)))).astype("uint8"),
            "The result is made of integers, which cut",
        ),
        (lambda raw, r: np.where(raw < threshold(r), 0, raw) * 256 / (256 - threshold(r)), ""),
        (
            lambda raw, r: ((raw >= threshold(r)) * 256 / (256 - threshold(r))).ravel(),
            "The result has the right numbers in another",
        ),
        (lambda raw, r: (lambda t: (raw >= t) * 256 / (256 - t))(min(round(256 * r), 254)), ""),
        (lambda raw, r: (lambda t: (raw >= t) * 256 / (256 - t))(max(1, threshold(r))), ""),
        (lambda raw, r: (raw >= threshold(r)) / (1 - np.uint8(threshold(r)) / np.uint8(255)), ""),
    ],
}
RIGHT = {
    "survivors": [
        lambda u, r: [u * (1 - r), math.sqrt(u * (1 - r) * r)],
        lambda u, r: np.array([u * (1 - r), math.sqrt(u * (1 - r) * r)]),
        lambda u, r: (stats.binom.mean(u, 1 - r), stats.binom.std(u, 1 - r)),
        lambda u, r: (np.float32(u * (1 - r)), np.float32(math.sqrt(u * (1 - r) * r))),
    ],
    "logit_covariance": [
        pair_by_pair,
        lambda h, W, r: np.einsum("j,ja,jb->ab", h**2 * r / (1 - r), W, W),
        lambda h, W, r: W.T @ np.diag(h**2) @ W * r / (1 - r),
    ],
    "input_gradient": [
        lambda X, y, w, b, M, r: gradients(X, y, w, b, M.astype(float), r),
        lambda X, y, w, b, M, r: gradients(np.where(M, X, 0), y, w, b, np.ones(M.shape), r),
        lambda *a: (gradients(*a)[0], np.array(gradients(*a)[1])),
        lambda *a: list(gradients(*a)),
    ],
    "inference_weights": [
        lambda w, b, r: [*new_lists(w, b, r)],
        lambda w, b, r: ([x * (1 - q) for x, q in zip(w, r, strict=True)], list(b)),
        lambda w, b, r: tuple(map(tuple, new_lists(w, b, r))),
    ],
    "layer": [
        MaskInPlaces,
        Choice,
        Copy,
        layer(mask=lambda self, x: self.rng.uniform(size=x.shape) >= self.rate),
    ],
    "choose_rate": [
        chosen,
        lambda r, L: chosen(
            r, L, np.argsort(L.mean(1), kind="stable")[0], L[np.flatnonzero(r == 0)[0]]
        ),
        lambda r, L: (
            lambda b: (r[b], L[r == 0].mean() - L[b].mean(), stats.sem(L[r == 0][0] - L[b]))
        )(L.mean(1).argmin()),
        lambda r, L: np.array(chosen(r, L)),
        lambda r, L: list(map(float, chosen(r, L))),
    ],
    "byte_factors": [
        lambda raw, r: np.where(raw < threshold(r), 0.0, 1 / (1 - threshold(r) / 256)),
        lambda raw, r: ((raw >= threshold(r)) * (256 / (256 - threshold(r)))).astype("float32"),
        lambda raw, r: (lambda t: (raw.astype(int) >= t) / (1 - t / 256))(
            np.argmin(np.abs(np.arange(256) / 256 - r))
        ),
    ],
}
