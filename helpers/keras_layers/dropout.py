"""Dropout and its Gaussian twin as Keras layers."""

import math
import numbers

from helpers.keras_layers._keras import keras

ops = keras.ops
_registered = keras.saving.register_keras_serializable(package="helpers")

SEEDS = 2**31
"""Seeds are below this number: PyTorch's seeds are held in signed integers of 32 bits."""


class _Noise(keras.layers.Layer):
    """What the layers share: a rate, a stream of random numbers, the identity at inference."""

    def __init__(self, rate, seed, **kwargs):
        super().__init__(**kwargs)
        self.rate = _rate(rate)
        self.seed = _seed(seed)
        if self.rate > 0:
            self.seed_generator = keras.random.SeedGenerator(self.seed)
        self.supports_masking = True
        # There are no weights to wait for. A subclass with a `build` of its own may have some.
        if type(self).build is keras.layers.Layer.build:
            self.built = True

    def call(self, inputs, training=False):
        """Return the inputs with noise in training, as they are otherwise.

        Parameters
        ----------
        inputs : tensor of real numbers, of any shape
        training : bool
            `fit` sets it to True, `evaluate` and `predict` to False. Called directly, the layer
            takes it from the layer or model around it, else it is False.

        Raises
        ------
        ValueError
            In training, if the inputs are not of a floating-point type, or if `noise_shape` does
            not fit them.
        """
        if not training or self.rate == 0:
            return inputs
        if not keras.backend.is_float_dtype(inputs.dtype):
            raise ValueError(
                "expected inputs of a floating-point type, got "
                f"{keras.backend.standardize_dtype(inputs.dtype)}"
            )
        return self._add_noise(inputs)

    def compute_output_shape(self, input_shape):
        """Return `input_shape`."""
        return input_shape

    def get_config(self):
        """Return the arguments that make an equal layer."""
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


@_registered
class Dropout(_Noise):
    """Inverted dropout: in training each input is dropped with probability `rate`.

    y = m ⊙ x / (1 − ρ), where the entries of the mask m are independent and Bernoulli(1 − ρ).
    So E[y] = x and Var[y] = x² ρ/(1 − ρ). At inference y = x.

    Parameters
    ----------
    rate : float
        ρ in [0, 1), the probability of dropping.
    noise_shape : sequence of int or None, optional
        Shape of the mask, which is broadcast to that of the inputs: along an axis of length 1 all
        inputs share their fate. None takes the inputs' length of that axis. The default is one
        draw for each input.
    seed : int, optional
        From 0 to 2³¹ − 1. Layers with equal seeds draw the same masks in the same order. By
        default the seed is drawn from the generator of the module `random`.
    **kwargs
        Those of `keras.layers.Layer`, such as `name` and `dtype`.

    Raises
    ------
    ValueError
        If `rate` is not a number in [0, 1), if `noise_shape` is not a sequence of integers ≥ 1
        and None, or if `seed` is not such an integer.

    Notes
    -----
    Inputs and outputs have the same shape, of any number of axes, and the same type.

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Journal of Machine Learning
    Research 15, 1929-1958.
    """

    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(rate, seed, **kwargs)
        self.noise_shape = _noise_shape(noise_shape)

    def _add_noise(self, inputs):
        uniform = keras.random.uniform(
            self._mask_shape(inputs), dtype=_noise_dtype(inputs), seed=self.seed_generator
        )
        # A choice, not a product: what is dropped is 0 even where the input is not finite.
        return ops.where(uniform >= self.rate, inputs * (1 / (1 - self.rate)), 0)

    def _mask_shape(self, inputs):
        if self.noise_shape is None:
            return ops.shape(inputs)
        # Broadcasting aligns the last axes, but None stands for the axis at its own place.
        axes, given = len(inputs.shape), len(self.noise_shape)
        fits = given == axes or (given < axes and None not in self.noise_shape)
        last = inputs.shape[axes - given :] if fits else ()
        if not fits or any(
            wanted not in (None, 1, found) and found is not None
            for wanted, found in zip(self.noise_shape, last, strict=True)
        ):
            raise ValueError(
                "expected noise_shape to broadcast to the shape of the inputs, "
                f"{tuple(inputs.shape)}, got {self.noise_shape}"
            )
        if None not in self.noise_shape:
            return self.noise_shape
        shape = ops.shape(inputs)
        return tuple(
            found if wanted is None else wanted
            for wanted, found in zip(self.noise_shape, shape, strict=True)
        )

    def get_config(self):
        """Return the arguments that make an equal layer."""
        return {**super().get_config(), "noise_shape": self.noise_shape}


@_registered
class GaussianDropout(_Noise):
    """Multiplicative Gaussian noise with the mean and the variance of dropout.

    y = x ⊙ g, where the entries of g are independent and N(1, ρ/(1 − ρ)); the second number is the
    variance. So E[y] = x and Var[y] = x² ρ/(1 − ρ), as with `Dropout`. At inference y = x.

    Parameters
    ----------
    rate : float
        ρ in [0, 1).
    seed : int, optional
        From 0 to 2³¹ − 1. Layers with equal seeds draw the same noise in the same order. By
        default the seed is drawn from the generator of the module `random`.
    **kwargs
        Those of `keras.layers.Layer`, such as `name` and `dtype`.

    Raises
    ------
    ValueError
        If `rate` is not a number in [0, 1), or if `seed` is not such an integer.

    Notes
    -----
    Inputs and outputs have the same shape, of any number of axes, and the same type.

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Journal of Machine Learning
    Research 15, 1929-1958, section 10.
    """

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(rate, seed, **kwargs)

    def _add_noise(self, inputs):
        noise = keras.random.normal(
            ops.shape(inputs),
            mean=1.0,
            stddev=math.sqrt(self.rate / (1 - self.rate)),
            dtype=_noise_dtype(inputs),
            seed=self.seed_generator,
        )
        return inputs * ops.cast(noise, inputs.dtype)


def _noise_dtype(inputs):
    return keras.backend.result_type(inputs.dtype, "float32")


def _rate(value):
    real = isinstance(value, numbers.Real) and not isinstance(value, bool)
    # NaN fails the comparison.
    if not real or not 0 <= value < 1:
        raise ValueError(
            "Invalid value received for argument `rate`. Expected a float value between 0 and 1, "
            f"1 excluded. Received: rate={value!r} of type {type(value).__name__}"
        )
    return float(value)


def _seed(value):
    if value is None:
        return None
    if not _is_integer(value) or not 0 <= value < SEEDS:
        raise ValueError(f"expected the seed as an integer from 0 to 2**31 - 1, got {value!r}")
    return int(value)


def _noise_shape(value):
    if value is None:
        return None
    start = "Invalid value received for argument `noise_shape`. Expected"
    try:
        shape = None if isinstance(value, str) else tuple(value)
    except TypeError:
        shape = None
    if shape is None:
        raise ValueError(f"{start} a tuple or list of integers. Received: noise_shape={value!r}")
    for axis, length in enumerate(shape):
        where = f"Received: {length!r} at index {axis} of noise_shape={value!r}"
        if length is not None and not _is_integer(length):
            raise ValueError(f"{start} all elements to be integers or None. {where}")
        if length is not None and length < 1:
            raise ValueError(f"{start} all dimensions to be positive integers or None. {where}")
    return tuple(None if length is None else int(length) for length in shape)


def _is_integer(value):
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)
