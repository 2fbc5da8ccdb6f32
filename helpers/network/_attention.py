"""Attention: places of a sequence that look at each other."""

import numpy as np

from helpers._validate import flag, generator, integer
from helpers.network._layers import Dropout, float_type
from helpers.network._sequences import Weighted


class SelfAttention(Weighted):
    """Each place takes a mean of the places up to itself, weighted by how they match.

    With q, k, v = x W_q + b_q, x W_k + b_k, x W_v + b_v, cut into heads of d numbers:
    A = softmax(q kᵀ/√d) over the places s ≤ t, output = (A v, heads side by side) W_o + b_o.
    Backward through the softmax, with G = ∂J/∂A: ∂J/∂scores = A ⊙ (G − Σ_s A ⊙ G). Dropout acts on
    A, after the softmax.

    Parameters
    ----------
    units : int
        Numbers for each place.
    heads : int
        Divides `units`.
    rng : numpy.random.Generator
        For the weights, uniform in ±√(6/(units + units)), and for the masks; biases start at 0.
    rate : float, default 0
        Of the dropout on A.
    dtype : {"float32", "float64"}

    Attributes
    ----------
    weights : ndarray of shape (n, heads, T, T)
        A of the last forward, before dropout.

    Raises
    ------
    ValueError
        If an argument is not as above, or x not of shape (n, T, units).

    References
    ----------
    Vaswani et al. (2017), NeurIPS, arXiv:1706.03762, section 3.2.
    """

    def __init__(self, units, heads, rng, *, rate=0.0, dtype="float32"):
        units, heads = integer(units, "units", minimum=1), integer(heads, "heads", minimum=1)
        if units % heads:
            raise ValueError(f"expected heads that divide units, got {heads} for {units}")
        rng, dtype = generator(rng, "rng"), float_type(dtype)
        self.heads, self.dropout, limit = heads, Dropout(rate, rng), np.sqrt(3 / units)
        self._parameters = []
        for _ in range(4):
            W = rng.uniform(-limit, limit, (units, units))
            self._parameters += [W.astype(dtype), np.zeros(units, dtype)]

    def forward(self, x, training=False):
        """Return the outputs, of the shape of x."""
        training = flag(training, "training")
        Wq, bq, Wk, bk, Wv, bv, Wo, bo = self._parameters
        x = self.sequences(x, len(bq))
        q, k, v = (self._cut(x @ W + b) for W, b in ((Wq, bq), (Wk, bk), (Wv, bv)))
        scores = q @ k.swapaxes(-1, -2) / x.dtype.type(np.sqrt(q.shape[-1]))
        later = np.triu(np.ones(scores.shape[-2:], bool), 1)
        scores = np.where(later, -np.inf, scores)
        A = np.exp(scores - scores.max(axis=-1, keepdims=True))
        self.weights = A / A.sum(axis=-1, keepdims=True)
        dropped = self.dropout.run(self.weights, training)
        mixed = self._join(dropped @ v)
        self._kept = x, q, k, v, dropped, mixed
        self._output = mixed @ Wo + bo
        return self._output

    def _back(self, gradient):
        Wq, _, Wk, _, Wv, _, Wo, _ = self._parameters
        x, q, k, v, dropped, mixed = self._kept
        to_mixed = self._cut(gradient @ Wo.T)
        to_A = self.dropout.run_back(to_mixed @ v.swapaxes(-1, -2))
        A = self.weights
        to_scores = A * (to_A - np.sum(A * to_A, axis=-1, keepdims=True))
        to_scores /= to_scores.dtype.type(np.sqrt(q.shape[-1]))
        to = [to_scores @ k, to_scores.swapaxes(-1, -2) @ q, dropped.swapaxes(-1, -2) @ to_mixed]
        result, into = 0, []
        for part, W in zip(map(self._join, to), (Wq, Wk, Wv), strict=True):
            into += _of_affine(x, part)
            result = result + part @ W.T
        return result, into + _of_affine(mixed, gradient)

    def _cut(self, x):
        """Return (n, T, units) as (n, heads, T, d)."""
        return x.reshape(*x.shape[:2], self.heads, -1).swapaxes(1, 2)

    def _join(self, x):
        """Return (n, heads, T, d) as (n, T, units)."""
        return x.swapaxes(1, 2).reshape(x.shape[0], x.shape[2], -1)

    def __repr__(self):
        """Return the class, the sizes and the rate."""
        return (
            f"SelfAttention({len(self._parameters[1])}, {self.heads}, rate={self.dropout.rate:g})"
        )


def _of_affine(x, gradient):
    """Return the gradients of W and b in x W + b, for sequences."""
    flat = gradient.reshape(-1, gradient.shape[-1])
    return [x.reshape(len(flat), -1).T @ flat, flat.sum(axis=0)]
