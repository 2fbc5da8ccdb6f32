"""Layers for sequences: a batch is n sequences of T places with `units` numbers each."""

import numpy as np

from helpers._validate import generator, integer, number, numeric_array
from helpers.network._layers import Layer, float_type, floats


class Weighted(Layer):
    """A layer with parameters; a derived class keeps them in `_parameters`.

    It has `_back`, which returns ∂J/∂x and a list with the gradient of each parameter.
    """

    _gradients = None

    @property
    def parameters(self):
        """The arrays that training changes, in place."""
        return self._parameters

    @property
    def gradients(self):
        """The gradient of each parameter, as the last `backward` found it."""
        if self._gradients is None:
            raise ValueError(f"{self!r}: expected backward before gradients, got gradients first")
        return self._gradients

    def backward(self, gradient):
        """Keep the gradients of the parameters; return ∂J/∂x."""
        result, self._gradients = self._back(self._check_gradient(gradient))
        return result

    def sequences(self, x, units):
        """Return x in the type of the parameters, if it is of shape (n, T, units)."""
        x = floats(x, self)
        if x.ndim != 3 or x.shape[2] != units or 0 in x.shape:
            raise ValueError(f"{self!r}: expected x of shape (n, T, {units}), got {x.shape}")
        return x.astype(self._parameters[0].dtype, copy=False)


class Embedding(Weighted):
    """A vector for each token plus one for each place: output_it = E[x_it] + P[t].

    Backward: ∂J/∂E[k] is the sum of the gradients where x is k, ∂J/∂P[t] that over the sequences.
    What is returned as ∂J/∂x are zeros: a token has no neighbours to move to.

    Parameters
    ----------
    tokens : int
        How many tokens there are, K.
    length : int
        The longest sequence, T at most.
    units : int
        Numbers for each place.
    rng : numpy.random.Generator
        E and P start normal with mean 0 and standard deviation 0.1.
    dtype : {"float32", "float64"}

    Raises
    ------
    ValueError
        If an argument is not as above, or x not of shape (n, T) with whole numbers from 0 to K − 1.
    """

    def __init__(self, tokens, length, units, rng, *, dtype="float32"):
        shapes = [
            (integer(tokens, "tokens", minimum=2), integer(units, "units", minimum=1)),
            (integer(length, "length", minimum=1), units),
        ]
        rng, dtype = generator(rng, "rng"), float_type(dtype)
        self._parameters = [(0.1 * rng.standard_normal(shape)).astype(dtype) for shape in shapes]

    def forward(self, x, training=False):
        """Return the vectors, of shape (n, T, units), for x of shape (n, T)."""
        x = numeric_array(x, "x")
        E, P = self._parameters
        if x.ndim != 2 or not 1 <= x.shape[1] <= len(P):
            raise ValueError(f"{self!r}: expected x of shape (n, 1 to {len(P)}), got {x.shape}")
        tokens = x.astype(np.intp)
        if (tokens != x).any() or tokens.min() < 0 or tokens.max() >= len(E):
            raise ValueError(
                f"{self!r}: expected whole numbers from 0 to {len(E) - 1}, "
                f"got numbers from {x.min():g} to {x.max():g}"
            )
        self._x, self._output = tokens, E[tokens] + P[: x.shape[1]]
        return self._output

    def _back(self, gradient):
        E, P = map(np.zeros_like, self._parameters)
        np.add.at(E, self._x, gradient)
        P[: gradient.shape[1]] = gradient.sum(axis=0)
        return np.zeros(self._x.shape, gradient.dtype), [E, P]

    def __repr__(self):
        """Return the class and the sizes."""
        E, P = self._parameters
        return f"Embedding({len(E)}, {len(P)}, {E.shape[1]})"


class LayerNormalization(Weighted):
    """Each place by itself to mean 0 and variance 1, then scaled: output = γ ⊙ z + β.

    z = (x − mean)/s with s = √(variance + ε), mean and variance over the units of one place.
    Backward, with h = γ ⊙ ∂J/∂output: ∂J/∂x = (h − mean(h) − z mean(h ⊙ z))/s.

    Parameters
    ----------
    units : int
        Numbers for each place.
    epsilon : float, default 1e-3
        ε > 0, as in Keras.
    dtype : {"float32", "float64"}

    Raises
    ------
    ValueError
        If an argument is not as above, or x not of shape (n, T, units).

    References
    ----------
    Ba, Kiros & Hinton (2016), arXiv:1607.06450.
    """

    def __init__(self, units, epsilon=1e-3, *, dtype="float32"):
        units, dtype = integer(units, "units", minimum=1), float_type(dtype)
        self.epsilon = number(epsilon, "epsilon", above=0)
        self._parameters = [np.ones(units, dtype), np.zeros(units, dtype)]

    def forward(self, x, training=False):
        """Return γ ⊙ z + β, of the shape of x."""
        gain, shift = self._parameters
        x = self.sequences(x, len(gain))
        centered = x - x.mean(axis=-1, keepdims=True)
        self._s = np.sqrt(np.mean(centered**2, axis=-1, keepdims=True) + x.dtype.type(self.epsilon))
        self._z = centered / self._s
        self._output = gain * self._z + shift
        return self._output

    def _back(self, gradient):
        h = gradient * self._parameters[0]
        mean, along = h.mean(axis=-1, keepdims=True), np.mean(h * self._z, -1, keepdims=True)
        places = (0, 1)
        into = [np.sum(gradient * self._z, axis=places), gradient.sum(axis=places)]
        return (h - mean - self._z * along) / self._s, into

    def __repr__(self):
        """Return the class and the size."""
        return f"LayerNormalization({len(self._parameters[0])})"
