"""The exercise "A layer with a memory" of the chapter "Dropout from scratch".

What a layer draws is its own affair, so its numbers cannot be compared: it is used as a network
would use it, and what is wrong is said in a few words, which the known mistakes have too.
"""

from typing import ClassVar

import numpy as np

from helpers.exercises.pages.dropout._returned import array_from, method_of
from helpers.exercises.registry import Case, Exercise, Mistake, Objection


class _Layer:
    """The reference; the mistakes are derived from it."""

    def __init__(self, rate, rng):
        self.rate, self.rng, self.factors = rate, rng, 1.0

    def mask(self, x):
        return self.rng.random(x.shape) < 1 - self.rate

    def scale(self):
        return 1 - self.rate

    def forward(self, x, training):
        self.factors = self.mask(x) / self.scale() if training else 1.0
        return x * self.factors

    def backward(self, gradient):
        return gradient * self.factors


class _FreshMask(_Layer):
    def backward(self, gradient):
        drawn = self.mask(gradient) / self.scale()
        return gradient * (drawn if np.ndim(self.factors) else 1.0)


class _NoMaskBack(_Layer):
    def backward(self, gradient):
        return gradient


class _ScaledBack(_Layer):
    def backward(self, gradient):
        return gradient / (self.scale() if np.ndim(self.factors) else 1.0)


class _NoScaleBack(_Layer):
    def backward(self, gradient):
        return gradient * (self.factors > 0)


class _ScaledTwiceBack(_Layer):
    def backward(self, gradient):
        return gradient * self.factors**2


class _MaskFromTheOutput(_Layer):
    def forward(self, x, training):
        self.output = super().forward(x, training)
        return self.output

    def backward(self, gradient):
        kept = (self.output != 0) / self.scale()
        return gradient * (kept if np.ndim(self.factors) else 1.0)


class _MaskAlone(_Layer):
    def scale(self):
        return 1.0


class _ScaledAtInference(_MaskAlone):
    def forward(self, x, training):
        super().forward(x, training)
        if not training:
            self.factors = 1 - self.rate
        return x * self.factors


class _ScaledInBoth(_Layer):
    def forward(self, x, training):
        return super().forward(x, training) if training else x * (1 - self.rate)


class _DividedByTheRate(_Layer):
    def scale(self):
        return self.rate


class _MultipliedByTheShare(_Layer):
    def scale(self):
        return 1 / (1 - self.rate)


class _DividedByTheMeasuredShare(_Layer):
    def forward(self, x, training):
        self.factors = 1.0
        if training:
            mask = self.mask(x)
            self.factors = mask / mask.mean()
        return x * self.factors


class _RateKeeps(_Layer):
    def mask(self, x):
        return self.rng.random(x.shape) < self.rate


class _AlwaysDrops(_Layer):
    def forward(self, x, training):
        return super().forward(x, True)


class _DropsAtInference(_Layer):
    def forward(self, x, training):
        return super().forward(x, not training)


class _OneMask(_Layer):
    first = None

    def mask(self, x):
        self.first = super().mask(x) if self.first is None else self.first
        return self.first


class _OneMaskForAllRows(_Layer):
    def mask(self, x):
        return self.rng.random((1, *x.shape[1:])) < 1 - self.rate


class _OneDrawARow(_Layer):
    def mask(self, x):
        return self.rng.random((len(x),) + (1,) * (x.ndim - 1)) < 1 - self.rate


class _OneDrawAlongAnAxis(_Layer):
    def mask(self, x):
        shape = (len(x), 1, *x.shape[2:]) if x.ndim > 2 else x.shape
        return self.rng.random(shape) < 1 - self.rate


class _OneDraw(_Layer):
    def mask(self, x):
        return np.full(x.shape, self.rng.random() < 1 - self.rate)


class _FixedNumber(_Layer):
    def mask(self, x):
        places = self.rng.permutation(x.size).reshape(x.shape)
        return places >= round(self.rate * x.size)


class _StaleMemory(_Layer):
    def forward(self, x, training):
        return super().forward(x, True) if training else x


class _FirstMaskRemembered(_Layer):
    def forward(self, x, training):
        before = self.factors
        output = super().forward(x, training)
        if training and np.ndim(before):
            self.factors = before
        return output


class _OwnGenerator(_Layer):
    def __init__(self, rate, rng):
        super().__init__(rate, np.random.default_rng(0))


class _AnotherGenerator(_Layer):
    def __init__(self, rate, rng):
        super().__init__(rate, np.random.default_rng())


class _InPlace(_Layer):
    def forward(self, x, training):
        x[...] = super().forward(x, training)
        return x


class _OneMemoryForAll(_Layer):
    memory: ClassVar[list] = [1.0]

    def forward(self, x, training):
        output = super().forward(x, training)
        self.memory[0] = self.factors
        return output

    def backward(self, gradient):
        return gradient * self.memory[0]


AS_ASKED = "as asked"
_CALLS = 12


class _Used:
    """A reader's layer: hands on copies, checks what comes, and notes what was changed."""

    def __init__(self, layer, rate, rng):
        self.layer, self.changed = layer(rate, rng), False

    def forward(self, x, training):
        return self._call("forward(x, training)", x, training)

    def backward(self, gradient):
        return self._call("backward(gradient)", gradient)

    def _call(self, call, array, *others):
        given = array.copy()
        output = method_of(self.layer, call)(given, *others)
        found = array_from(output, array.shape, f"`{call.partition('(')[0]}`").copy()
        self.changed = self.changed or not np.array_equal(given, array)
        return found


def _use_layer(layer, rate, shape):
    """Say in a few words what is wrong with a layer, or `AS_ASKED`."""
    rng = np.random.default_rng(1)
    x, g = rng.uniform(1, 2, shape), rng.uniform(1, 2, shape)
    used = _Used(layer, rate, np.random.default_rng(5))
    outputs = [used.forward(x, True) for _ in range(_CALLS)]
    kept = [output != 0 for output in outputs]
    return (
        _about_draws(kept)
        or _about_the_generator(layer, outputs, x, rate)
        or _about_numbers(kept, rate)
        or _about_sizes(layer, outputs[0], x, rate)
        or _about_gradients(layer, x, g, rate)
        or _about_inference(layer, x, g, rate)
        or _about_what_is_left_alone(layer, x, g, rate)
        or AS_ASKED
    )


def _about_draws(kept):
    if np.all(kept):
        return "nothing is dropped in training"
    shared = [all((k == k.take([0], axis)).all() for k in kept) for axis in range(kept[0].ndim)]
    if all(shared):
        return "one draw for all entries"
    if shared[0]:
        return "one mask for all rows"
    if shared[-1]:
        return "one draw along a row"
    return "one draw along an axis" if any(shared) else ""


def _about_numbers(kept, rate):
    share = 1 - np.mean(kept)
    allowed = 5 * np.sqrt(rate * (1 - rate) / np.size(kept))
    if abs(share - (1 - rate)) <= allowed:
        return "the rate is kept"
    if abs(share - rate) > allowed:
        raise Objection(
            f"In training a share of {share:.3f} of the entries is dropped; at this rate it should "
            f"be near {rate:g}."
        )
    if len({int(k.sum()) for k in kept}) == 1:
        return "a fixed number is dropped"
    return ""


def _about_sizes(layer, output, x, rate):
    kept = output != 0
    ratio = output[kept] / x[kept]
    if np.allclose(ratio, 1 / (1 - rate)):
        return ""
    if np.allclose(ratio, 1):
        still = _Used(layer, rate, np.random.default_rng(5)).forward(x, False)
        by_half = np.allclose(still, x * (1 - rate))
        return "scaled at inference" if by_half else "nothing is divided"
    known = {
        "divided by the rate": 1 / rate,
        "multiplied": 1 - rate,
        "divided by the share that stayed": 1 / kept.mean(),
    }
    for words, size in known.items():
        if np.allclose(ratio, size):
            return words
    raise Objection(
        "In training, what stays should be x divided by 1 − rate, each entry by the same number. "
        f"Here the factors lie between {ratio.min():.4g} and {ratio.max():.4g}."
    )


def _about_the_generator(layer, outputs, x, rate):
    once, again, other = (
        _Used(layer, rate, np.random.default_rng(seed)).forward(x, True) for seed in (5, 5, 6)
    )
    if np.array_equal(once, other):
        return "a generator of its own"
    if np.array_equal(outputs[0], outputs[1]):
        return "the same mask in each call"
    return "" if np.array_equal(once, again) else "another generator than the given one"


def _about_gradients(layer, x, g, rate):
    used = _Used(layer, rate, np.random.default_rng(5))
    first = used.forward(x, True) / x
    back = used.backward(g) / g
    known = {
        "": first,
        "the gradient is unmasked": np.ones(x.shape),
        "the gradient is divided and unmasked": np.full(x.shape, 1 / (1 - rate)),
        "the gradient is masked and undivided": first > 0,
        "the gradient is divided twice": first**2,
    }
    words = next((words for words, factors in known.items() if np.allclose(back, factors)), None)
    if words is None and np.allclose(back[back != 0], 1 / (1 - rate)):
        words = "the gradient has another mask"
    if words is None:
        raise Objection(
            "After a call in training, the gradient should be multiplied by the same numbers as x: "
            "0 where an entry was dropped, 1/(1 − rate) where it stayed. Here it is not."
        )
    if words:
        return words
    second = used.forward(x, True) / x
    if not np.allclose(used.backward(g) / g, second):
        return "the first mask is remembered"
    # Behind a ReLU many entries are zero though they stay.
    used.forward(np.where(np.arange(x.size).reshape(x.shape) % 2, x, 0), True)
    silent = (used.backward(g) == 0)[np.arange(x.size).reshape(x.shape) % 2 == 0]
    return "zeros are taken for dropped" if silent.all() else ""


def _about_inference(layer, x, g, rate):
    used = _Used(layer, rate, np.random.default_rng(5))
    factors = used.forward(x, True) / x
    still, back = used.forward(x, False), used.backward(g)
    if np.allclose(still, x) and np.allclose(back, g):
        return ""
    if np.allclose(still, x) and np.allclose(back, g * factors):
        return "the memory is not emptied"
    if (still == 0).any():
        return "entries are dropped at inference"
    if np.allclose(still, x * (1 - rate)):
        return "scaled in training and at inference"
    part = "`backward` should return the gradient" if np.allclose(still, x) else "x should come out"
    raise Objection(f"At inference, {part} as it is. Here it is changed.")


def _about_what_is_left_alone(layer, x, g, rate):
    used, other = (_Used(layer, rate, np.random.default_rng(seed)) for seed in (5, 6))
    factors = used.forward(x, True) / x
    other.forward(x, True)
    if not np.allclose(used.backward(g), g * factors):
        return "two layers share a memory"
    if used.changed:
        return "the arguments are changed"
    idle = _Used(layer, 0.0, np.random.default_rng(5))
    if np.allclose(idle.forward(x, True), x) and np.allclose(idle.backward(g), g):
        return ""
    raise Objection("At rate 0 nothing is dropped and nothing changes, not even in training.")


LAYER = Exercise(
    name="dropout_scratch.layer",
    call="Layer(rate, rng)",
    reference=_Layer,
    drive=_use_layer,
    kind="class",
    quick=False,
    cases=(
        lambda: (0.2, (60, 50)),
        Case("three axes", lambda: (0.7, (20, 15, 10))),
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
            "only scaled on the way back",
            "On the way back everything is divided by the keep probability and nothing is masked. "
            "A unit that was dropped had no part in the loss.",
            _ScaledBack,
        ),
        Mistake(
            "not scaled on the way back",
            "The gradient is masked and not divided by the keep probability. Both directions are "
            "multiplied by the same factors.",
            _NoScaleBack,
        ),
        Mistake(
            "scaled twice on the way back",
            "The gradient is divided by the keep probability twice. The factors of the way forth "
            "have that division in them already.",
            _ScaledTwiceBack,
        ),
        Mistake(
            "mask from the output",
            "The way back finds its mask by looking for zeros. Behind a ReLU an entry may be zero "
            "and yet stay; keep the mask itself.",
            _MaskFromTheOutput,
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
            "scaled in both",
            "Training divides by the keep probability, and inference multiplies by it as well. One "
            "of the two is enough, and inverted dropout does it in training.",
            _ScaledInBoth,
        ),
        Mistake(
            "divided by the rate",
            "What stays is divided by the probability to be dropped. The probability to stay is "
            "what keeps the mean.",
            _DividedByTheRate,
        ),
        Mistake(
            "multiplied by the keep probability",
            "What stays is made smaller. It has to make up for what is dropped, so that the mean "
            "is kept.",
            _MultipliedByTheShare,
        ),
        Mistake(
            "divided by the measured share",
            "What stays is divided by the share that happened to stay in this call. The "
            "probability to stay is known, and the same in each call.",
            _DividedByTheMeasuredShare,
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
            "drops at inference only",
            "In training nothing is dropped at all. Is `training` asked the wrong way round, or "
            "the mask drawn and not used?",
            _DropsAtInference,
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
            _OneMaskForAllRows,
        ),
        Mistake(
            "one draw along a row",
            "Entries of a row share a draw, and are dropped together. Each entry is dropped or "
            "stays by itself: draw an array of the shape of `x`.",
            _OneDrawARow,
        ),
        Mistake(
            "one draw along an axis",
            "With three axes, entries along one of them share a draw. Each entry is dropped or "
            "stays by itself, however many axes `x` has.",
            _OneDrawAlongAnAxis,
        ),
        Mistake(
            "one draw for all",
            "One number was drawn for the whole array, which is dropped as a whole or stays. Draw "
            "one for each entry.",
            _OneDraw,
        ),
        Mistake(
            "a fixed number dropped",
            "The same number of entries is dropped in every call. If each is dropped by itself, "
            "the number is left to chance too.",
            _FixedNumber,
        ),
        Mistake(
            "memory not emptied",
            "After a call at inference, the way back still uses the mask of the training call "
            "before it. What belongs to the last call?",
            _StaleMemory,
        ),
        Mistake(
            "first mask remembered",
            "After a second call in training, the way back still uses the mask of the first. The "
            "gradient belongs to the last output.",
            _FirstMaskRemembered,
        ),
        Mistake(
            "one memory for all layers",
            "Two layers share one memory: the mask of the one replaces that of the other. Each "
            "layer keeps its own, in `self`.",
            _OneMemoryForAll,
        ),
        Mistake(
            "arguments changed",
            "An array that was handed to the layer is changed in place, and so the data of whoever "
            "calls it. Return a new array.",
            _InPlace,
        ),
        Mistake(
            "a generator of its own",
            "The layer makes its own generator, so two layers draw the same masks whatever they "
            "are given. Use `rng`.",
            _OwnGenerator,
        ),
        Mistake(
            "another generator",
            "Given a generator in the same state, the layer does not draw the same mask again. It "
            "draws from another one: use the `rng` that it was given.",
            _AnotherGenerator,
        ),
    ),
)
