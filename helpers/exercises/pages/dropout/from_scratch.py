"""The exercises of the chapter "Dropout from scratch".

The rate ρ is the probability to drop. Inverted dropout multiplies an array by m/(1 − ρ), with the
entries of the mask m independent, 1 with probability 1 − ρ and 0 otherwise.

References
----------
Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Journal of Machine Learning
Research 15, 1929-1958: section 5 (training, and the scaling of weights at test time), section 10
(scaling in training).
"""

from functools import partial
from itertools import pairwise

import numpy as np

from helpers.exercises.registry import Exercise, Mistake

# 1. How many are left


def _survivors(units, rate):
    return units * (1 - rate), float(np.sqrt(units * rate * (1 - rate)))


SURVIVORS = Exercise(
    name="dropout_scratch.survivors",
    call="survivors(units, rate)",
    returns=("mean", "deviation"),
    reference=_survivors,
    cases=(lambda: (128, 0.3), lambda: (1000, 0.5), lambda: (40, 0.85), lambda: (7, 0.0)),
    mistakes=(
        Mistake(
            "those that are dropped",
            "These units are the dropped ones. The rate is the probability to drop; the exercise "
            "asks for those that stay.",
            lambda units, rate: (units * rate, _survivors(units, rate)[1]),
        ),
        Mistake(
            "variance",
            "The second number is the variance of the count. Its root is the standard deviation.",
            lambda units, rate: (units * (1 - rate), units * rate * (1 - rate)),
        ),
        Mistake(
            "deviations added",
            "The standard deviations of the single units were added. For independent units it is "
            "the variances that add up.",
            lambda units, rate: (units * (1 - rate), units * float(np.sqrt(rate * (1 - rate)))),
        ),
        Mistake(
            "deviation of one unit",
            "The second number is the deviation of a single entry of the mask. How does it grow "
            "with the number of units?",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(rate * (1 - rate)))),
        ),
        Mistake(
            "root of the mean",
            "The root of the mean is the deviation of a count of rare events. Here staying is not "
            "rare, and the variance of an entry has one more factor.",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(units * (1 - rate)))),
        ),
    ),
)

# 2. The covariance of the logits


def _layer(seed, units, outputs, rate):
    rng = np.random.default_rng(seed)
    return np.maximum(rng.normal(size=units), 0), rng.normal(size=(units, outputs)), rate


def _logit_covariance(h, W2, rate):
    contributions = h[:, None] * W2
    return rate / (1 - rate) * contributions.T @ contributions


LOGIT_COVARIANCE = Exercise(
    name="dropout_scratch.logit_covariance",
    call="logit_covariance(h, W2, rate)",
    reference=_logit_covariance,
    cases=(
        partial(_layer, 0, 9, 4, 0.2),
        partial(_layer, 1, 30, 3, 0.5),
        partial(_layer, 2, 5, 6, 0.75),
        partial(_layer, 3, 8, 2, 0.0),
    ),
    mistakes=(
        Mistake(
            "diagonal only",
            "The diagonal is right, and all else was set to zero. One unit reaches every logit, "
            "so when it is dropped they move together.",
            lambda h, W2, rate: np.diag(np.diag(_logit_covariance(h, W2, rate))),
        ),
        Mistake(
            "unscaled dropout",
            "This is the covariance for masks alone. Inverted dropout divides by the keep "
            "probability; what does that do to a product of two of them?",
            lambda h, W2, rate: (1 - rate) ** 2 * _logit_covariance(h, W2, rate),
        ),
        Mistake(
            "divided once",
            "The scaling by the keep probability was counted once. A covariance is quadratic: "
            "each of its two factors brings one.",
            lambda h, W2, rate: (1 - rate) * _logit_covariance(h, W2, rate),
        ),
        Mistake(
            "activations not squared",
            "The activations enter to the first power. What a unit adds to a logit is h times a "
            "weight, and a covariance takes the product of two of these.",
            lambda h, W2, rate: rate / (1 - rate) * W2.T @ (h[:, None] * W2),
        ),
        Mistake(
            "activations forgotten",
            "The activations are missing. The noise of a unit is proportional to its activation, "
            "and a silent unit makes none.",
            lambda h, W2, rate: rate / (1 - rate) * W2.T @ W2,
        ),
        Mistake(
            "factor forgotten",
            "The rate is missing: without dropout there is no noise at all, so a factor has to be "
            "zero at rate 0.",
            lambda h, W2, rate: (h[:, None] * W2).T @ (h[:, None] * W2),
        ),
    ),
)

# 3. Dropout on the features of a regression


def _regression(seed, n, p, rate):
    rng = np.random.default_rng(seed)
    X, w = rng.normal(1, 1, size=(n, p)), rng.normal(size=p)
    return X, 2 + X @ w + rng.normal(size=n), w + 0.5, 0.3, rng.random((n, p)) >= rate, rate


def _input_gradient(X, y, w, b, M, rate):
    dropped = M * X / (1 - rate)
    error = dropped @ w + b - y
    return dropped.T @ error / len(y), float(error.mean())


def _parts(X, y, w, b, M, rate):
    """Return the dropped features, the error made with them, and n."""
    dropped = M * X / (1 - rate)
    return dropped, dropped @ w + b - y, len(y)


def _undropped_on_the_way_back(*arguments):
    _, error, n = _parts(*arguments)
    return arguments[0].T @ error / n, float(error.mean())


def _undropped_predictions(X, y, w, b, M, rate):
    error = X @ w + b - y
    return (M * X / (1 - rate)).T @ error / len(y), float(error.mean())


def _scaled_twice(X, y, w, b, M, rate):
    to_w, to_b = _input_gradient(X, y, w, b, M, rate)
    return to_w / (1 - rate), to_b


def _scaled_once(X, y, w, b, M, rate):
    to_w, to_b = _input_gradient(X, y, w, b, M, rate)
    return to_w * (1 - rate), to_b


def _summed(*arguments):
    to_w, to_b = _input_gradient(*arguments)
    return to_w * len(arguments[1]), to_b * len(arguments[1])


INPUT_GRADIENT = Exercise(
    name="dropout_scratch.input_gradient",
    call="input_gradient(X, y, w, b, M, rate)",
    returns=("to_w", "to_b"),
    reference=_input_gradient,
    cases=(
        partial(_regression, 10, 8, 3, 0.3),
        partial(_regression, 11, 5, 7, 0.6),
        partial(_regression, 12, 20, 1, 0.1),
    ),
    mistakes=(
        Mistake(
            "undropped features on the way back",
            "The predictions are right, and the gradient meets the whole features again. It has "
            "to go back through the mask by which the predictions were made.",
            _undropped_on_the_way_back,
        ),
        Mistake(
            "undropped predictions",
            "The errors are those of predictions without a mask. Which features does the objective "
            "see?",
            _undropped_predictions,
        ),
        Mistake(
            "mask alone",
            "The features were masked and not divided by the keep probability.",
            lambda X, y, w, b, M, rate: _input_gradient(X, y, w, b, M, 0.0),
        ),
        Mistake(
            "divided by the rate",
            "The features were divided by the probability to drop. What keeps the mean is the "
            "probability to stay.",
            lambda X, y, w, b, M, rate: _input_gradient(X, y, w, b, M, 1 - rate),
        ),
        Mistake(
            "scaled twice on the way back",
            "The gradient of w was divided by the keep probability once too often: the dropped "
            "features have that factor in them already.",
            _scaled_twice,
        ),
        Mistake(
            "not scaled on the way back",
            "The predictions are right, and on the way back the features are masked but not "
            "divided. The same factor belongs to both directions.",
            _scaled_once,
        ),
        Mistake(
            "sum over the rows",
            "This is the gradient of a sum over the rows. The objective is a mean, so it should "
            "not grow with their number.",
            _summed,
        ),
        Mistake(
            "bias summed",
            "The gradient of b is a sum over the rows, that of w a mean. Both come from the same "
            "objective.",
            lambda *a: (_input_gradient(*a)[0], _input_gradient(*a)[1] * len(a[1])),
        ),
        Mistake(
            "sign turned",
            "The sign is turned round: this points downhill. The gradient points to where the "
            "objective grows.",
            lambda *a: (-_input_gradient(*a)[0], -_input_gradient(*a)[1]),
        ),
        Mistake(
            "no half",
            "Twice too long: the ½ in front of the square cancels the 2 that its derivative "
            "brings.",
            lambda *a: (2 * _input_gradient(*a)[0], 2 * _input_gradient(*a)[1]),
        ),
    ),
)

# 4. Weight scaling


def _network(seed, sizes, rates):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=pair) for pair in pairwise(sizes)]
    return weights, [rng.normal(size=size) for size in sizes[1:]], list(rates)


def _inference_weights(weights, biases, rates):
    scaled = [(1 - rate) * W for W, rate in zip(weights, rates, strict=True)]
    return scaled, [b.copy() for b in biases]


def _inverse(weights, biases, rates):
    return [W / (1 - rate) for W, rate in zip(weights, rates, strict=True)], biases


def _by_the_rate(weights, biases, rates):
    return [rate * W for W, rate in zip(weights, rates, strict=True)], biases


def _with_biases(weights, biases, rates):
    scaled = [(1 - rate) * b for b, rate in zip(biases, rates, strict=True)]
    return _inference_weights(weights, biases, rates)[0], scaled


def _rate_of_the_output(weights, biases, rates):
    return _inference_weights(weights, biases, [*rates[1:], 0.0])


INFERENCE_WEIGHTS = Exercise(
    name="dropout_scratch.inference_weights",
    call="inference_weights(weights, biases, rates)",
    returns=("weights", "biases"),
    reference=_inference_weights,
    cases=(
        partial(_network, 20, (6, 5, 3), (0.2, 0.5)),
        partial(_network, 21, (4, 8, 8, 2), (0.0, 0.3, 0.6)),
        partial(_network, 22, (3, 1), (0.1,)),
    ),
    mistakes=(
        Mistake(
            "nothing scaled",
            "The weights are as they were trained. Without masks each layer now receives more "
            "than it was trained on: by which factor?",
            lambda weights, biases, rates: (weights, biases),
        ),
        Mistake(
            "divided",
            "The weights were divided. In training only a part of the inputs arrived; now all of "
            "them do, so the weights have to become smaller.",
            _inverse,
        ),
        Mistake(
            "by the rate",
            "The weights were multiplied by the probability to drop. What arrived in training was "
            "the other share.",
            _by_the_rate,
        ),
        Mistake(
            "biases too",
            "The weights are right, and the biases were scaled with them. Did a mask ever touch a "
            "bias?",
            _with_biases,
        ),
        Mistake(
            "rate of the output",
            "Each layer was scaled by the rate of the layer behind it. A mask on the input of a "
            "layer is made good by the weights of that layer.",
            _rate_of_the_output,
        ),
    ),
)

# 5. A layer with a memory


class _Layer:
    """The reference; the mistakes are derived from it."""

    def __init__(self, rate, rng):
        self.rate, self.rng, self.factors = rate, rng, 1.0

    def draw(self, x):
        return (self.rng.random(x.shape) < 1 - self.rate) / (1 - self.rate)

    def forward(self, x, training):
        self.factors = self.draw(x) if training else 1.0
        return x * self.factors

    def backward(self, gradient):
        return gradient * self.factors


class _FreshMask(_Layer):
    def backward(self, gradient):
        return gradient * (1.0 if np.ndim(self.factors) == 0 else self.draw(gradient))


class _NoMaskBack(_Layer):
    def backward(self, gradient):
        return gradient


class _NoScaleBack(_Layer):
    def backward(self, gradient):
        return gradient * (self.factors > 0)


class _MaskAlone(_Layer):
    def draw(self, x):
        return (self.rng.random(x.shape) < 1 - self.rate).astype(float)


class _ScaledAtInference(_MaskAlone):
    def forward(self, x, training):
        self.factors = self.draw(x) if training else 1 - self.rate
        return x * self.factors


class _RateKeeps(_Layer):
    def draw(self, x):
        return (self.rng.random(x.shape) < self.rate) / self.rate


class _AlwaysDrops(_Layer):
    def forward(self, x, training):
        return super().forward(x, True)


class _OneMask(_Layer):
    def draw(self, x):
        if np.ndim(self.factors) == 0:
            self.first = getattr(self, "first", None)
            self.first = super().draw(x) if self.first is None else self.first
        return self.first


class _MaskARow(_Layer):
    def draw(self, x):
        return np.broadcast_to(super().draw(x[:1]), x.shape)


class _StaleMemory(_Layer):
    def forward(self, x, training):
        return super().forward(x, True) if training else x


class _OwnGenerator(_Layer):
    def __init__(self, rate, rng):
        super().__init__(rate, np.random.default_rng(0))


def _use_layer(layer, rate, shape):
    """Return what a layer keeps of its promises, as named truths."""
    rng = np.random.default_rng(1)
    x, g = rng.uniform(1, 2, shape), rng.uniform(1, 2, shape)
    used = layer(rate, np.random.default_rng(5))
    first, back = used.forward(x, True), used.backward(g)
    second = used.forward(x, True)
    used.backward(g)
    still, still_back = used.forward(x, False), used.backward(g)
    other = layer(rate, np.random.default_rng(6)).forward(x, True)
    kept = first != 0
    error = np.sqrt(rate * (1 - rate) / x.size)
    arrived = kept & (back != 0)
    return (
        bool(np.allclose(first[kept], x[kept] / (1 - rate))),
        bool(abs(kept.mean() - (1 - rate)) <= 5 * error),
        bool(rate == 0 or (kept != kept[:1]).any()),
        bool((back[~kept] == 0).all()),
        bool((back[kept] != 0).all()),
        bool(np.allclose(back[arrived], g[arrived] / (1 - rate))),
        bool(rate == 0 or (second != first).any()),
        bool(rate == 0 or (other != first).any()),
        bool(np.array_equal(still, x)),
        bool(np.array_equal(still_back, g)),
    )


LAYER = Exercise(
    name="dropout_scratch.layer",
    call="Layer(rate, rng)",
    returns=(
        "what is kept is divided by the keep probability",
        "the share kept fits the rate",
        "rows have masks of their own",
        "what was dropped gets no gradient",
        "what was kept gets a gradient",
        "the gradient has the factor of the way forth",
        "a second call draws anew",
        "another generator draws another mask",
        "inference changes nothing",
        "the gradient at inference passes unchanged",
    ),
    reference=_Layer,
    drive=_use_layer,
    kind="class",
    cases=(
        lambda: (0.2, (60, 50)),
        lambda: (0.7, (20, 15, 10)),
        lambda: (0.5, (40, 30)),
        lambda: (0.0, (6, 5)),
    ),
    mistakes=(
        Mistake(
            "fresh mask on the way back",
            "The way back has a mask of its own. A gradient belongs to the units that made the "
            "prediction: remember their mask.",
            _FreshMask,
        ),
        Mistake(
            "no mask on the way back",
            "The way forth is right, and on the way back nothing is masked. A unit that was "
            "dropped had no part in the loss.",
            _NoMaskBack,
        ),
        Mistake(
            "not scaled on the way back",
            "The gradient is masked and not divided by the keep probability. Both directions are "
            "multiplied by the same factors.",
            _NoScaleBack,
        ),
        Mistake(
            "mask alone",
            "Nothing is divided by the keep probability, and inference does not make up for it. "
            "The mean is not kept.",
            _MaskAlone,
        ),
        Mistake(
            "scaled at inference",
            "This is the older twin, which scales at test time. Inverted dropout scales in "
            "training, so that inference has nothing to do.",
            _ScaledAtInference,
        ),
        Mistake(
            "rate keeps",
            "The rate was taken as the probability to keep. In this book, and in Keras, it is the "
            "probability to drop.",
            _RateKeeps,
        ),
        Mistake(
            "always drops",
            "Units are dropped at inference as well. What is `training` for?",
            _AlwaysDrops,
        ),
        Mistake(
            "one mask for ever",
            "The mask is drawn once and kept for every later call in training. Each call needs a "
            "new one, else most units never learn.",
            _OneMask,
        ),
        Mistake(
            "one mask for all rows",
            "All rows have the same mask. Each row of the batch should train a network of its own.",
            _MaskARow,
        ),
        Mistake(
            "memory not emptied",
            "After a call at inference, the way back still uses the mask of the training call "
            "before it. What belongs to the last call?",
            _StaleMemory,
        ),
        Mistake(
            "a generator of its own",
            "The layer makes its own generator, so two layers draw the same masks whatever they "
            "are given. Use `rng`.",
            _OwnGenerator,
        ),
    ),
)

# 6. Choosing a rate


def _losses(seed, rates, seeds, depth):
    rng = np.random.default_rng(seed)
    rates = np.array(rates)
    curve = 0.5 - depth * np.sin(np.pi * rates) + 0.1 * rates
    luck = rng.normal(scale=0.05, size=seeds)
    return rates, curve[:, None] + luck + rng.normal(scale=0.02, size=(len(rates), seeds))


def _gains(rates, losses, best):
    return losses[rates == 0][0] - losses[best]


def _choose_rate(rates, losses, ddof=1):
    best = losses.mean(axis=1).argmin()
    gains = _gains(rates, losses, best)
    return float(rates[best]), float(gains.mean()), float(gains.std(ddof=ddof) / len(gains) ** 0.5)


def _unpaired(rates, losses):
    best = losses.mean(axis=1).argmin()
    variances = losses.var(axis=1, ddof=1)
    both = variances[rates == 0][0] + variances[best]
    return *_choose_rate(rates, losses)[:2], float(np.sqrt(both / losses.shape[1]))


def _luckiest(rates, losses):
    best = losses.min(axis=1).argmin()
    gains = _gains(rates, losses, best)
    return float(rates[best]), float(gains.mean()), float(gains.std(ddof=1) / len(gains) ** 0.5)


def _first_is_none(rates, losses):
    gains = losses[0] - losses[losses.mean(axis=1).argmin()]
    error = float(gains.std(ddof=1) / len(gains) ** 0.5)
    return _choose_rate(rates, losses)[0], float(gains.mean()), error


def _deviation(rates, losses):
    rate, gain, error = _choose_rate(rates, losses)
    return rate, gain, error * losses.shape[1] ** 0.5


CHOOSE_RATE = Exercise(
    name="dropout_scratch.choose_rate",
    call="choose_rate(rates, losses)",
    returns=("rate", "gain", "error"),
    reference=_choose_rate,
    cases=(
        partial(_losses, 30, (0.0, 0.2, 0.4, 0.6), 5, 0.1),
        partial(_losses, 32, (0.8, 0.5, 0.3, 0.1, 0.0), 8, 0.05),
        partial(_losses, 33, (0.3, 0.0, 0.5, 0.4), 4, 0.03),
        partial(_losses, 36, (0.6, 0.0, 0.3), 3, -0.05),
    ),
    mistakes=(
        Mistake(
            "unpaired",
            "The spreads of both rows were added, as if their seeds had nothing in common. Runs of "
            "one seed rise and fall together: take differences first.",
            _unpaired,
        ),
        Mistake(
            "deviation in place of error",
            "This is the deviation of the differences. The error of their mean is smaller, by the "
            "root of their number.",
            _deviation,
        ),
        Mistake(
            "deviation of a whole population",
            "The error is a little too small. The deviation is measured from the mean of the same "
            "few seeds, so its squares are divided by their number less one (ddof).",
            partial(_choose_rate, ddof=0),
        ),
        Mistake(
            "the luckiest run",
            "The rate with the lowest single run was chosen. One lucky seed should not decide; "
            "compare the means.",
            _luckiest,
        ),
        Mistake(
            "the first row as no dropout",
            "The gain is over the first row. The rates come in any order: look up the one that is "
            "zero.",
            _first_is_none,
        ),
        Mistake(
            "sign turned",
            "The gain has the wrong sign: it says how much lower the loss is with the chosen rate.",
            lambda rates, losses: (lambda r, g, e: (r, -g, e))(*_choose_rate(rates, losses)),
        ),
    ),
)

# 7. Masks from bytes


def _bytes(seed, shape, rate):
    """Return bytes among which each of the 256 values occurs, and the rate."""
    rng = np.random.default_rng(seed)
    raw = np.arange(np.prod(shape)) % 256
    return rng.permutation(raw).astype(np.uint8).reshape(shape), rate


def _threshold(rate):
    return min(round(256 * rate), 255)


def _factors(raw, t, keep):
    return (raw >= t) / keep


BYTE_FACTORS = Exercise(
    name="dropout_scratch.byte_factors",
    call="byte_factors(raw, rate)",
    reference=lambda raw, rate: _factors(raw, _threshold(rate), 1 - _threshold(rate) / 256),
    cases=(
        partial(_bytes, 40, (32, 20), 0.3),
        partial(_bytes, 41, (16, 24), 0.1),
        partial(_bytes, 42, (300,), 0.9),
        partial(_bytes, 43, (16, 16), 0.001),
        partial(_bytes, 44, (16, 32), 0.999),
    ),
    mistakes=(
        Mistake(
            "scaled by the rate asked for",
            "The mask is right. With bytes the units are dropped at t/256, not quite at the rate "
            "that was asked for; which of the two keeps the mean?",
            lambda raw, rate: _factors(raw, _threshold(rate), 1 - rate),
        ),
        Mistake(
            "rounded down",
            "The threshold was always rounded down. One of the two whole numbers around 256 times "
            "the rate is closer.",
            lambda raw, rate: _factors(raw, int(256 * rate), 1 - int(256 * rate) / 256),
        ),
        Mistake(
            "at most t",
            "A byte that equals t was dropped as well. Below t there are t whole numbers, zero "
            "among them.",
            lambda raw, rate: _factors(raw, _threshold(rate) + 1, 1 - _threshold(rate) / 256),
        ),
        Mistake(
            "dropped above",
            "The units below t were kept and the others dropped. Exchange them.",
            lambda raw, rate: (raw < _threshold(rate)) / (1 - _threshold(rate) / 256),
        ),
        Mistake(
            "mask alone",
            "This is the mask. The factors of the kept units have to make up for the others.",
            lambda raw, rate: _factors(raw, _threshold(rate), 1.0),
        ),
        Mistake(
            "out of 255",
            "There are 256 different bytes, since zero is one of them.",
            lambda raw, rate: _factors(raw, round(255 * rate), 1 - round(255 * rate) / 255),
        ),
    ),
)

EXERCISES = (
    SURVIVORS,
    LOGIT_COVARIANCE,
    INPUT_GRADIENT,
    INFERENCE_WEIGHTS,
    LAYER,
    CHOOSE_RATE,
    BYTE_FACTORS,
)
