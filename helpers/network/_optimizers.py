"""Optimizers: how a step changes the parameters, with the formulas of Keras' optimizers.

In the formulas g is the gradient, θ a parameter, η the learning rate, t the number of the step
from 1; all start at 0. An optimizer keeps the state of the one model that it steps.
"""

import math
from operator import attrgetter

import numpy as np

from helpers._validate import flag, number

KIND = attrgetter("shape", "dtype")


class DivergenceError(ValueError):
    """Training went astray: numbers are not finite any more, or the loss exploded."""


def all_finite(array):
    """Return whether all numbers are finite."""
    # The sum of squares takes one pass and no array. It may overflow, and then says nothing; vdot,
    # unlike dot, does not warn of that.
    return math.isfinite(np.vdot(array, array)) or bool(np.isfinite(array).all())


class Parts(list):
    """Arrays like those given, views of one vector, `whole`, in which they lie in this order.

    A formula then takes a few calls of NumPy for a whole model, not for each of its parameters.
    """

    def __init__(self, arrays):
        self.whole = np.empty(sum(array.size for array in arrays), arrays[0].dtype)
        ends = np.cumsum([array.size for array in arrays])
        super().__init__(
            self.whole[end - array.size : end].reshape(array.shape)
            for array, end in zip(arrays, ends, strict=True)
        )


class Optimizer:
    """Adds a change to the parameters, in place; a derived class computes it in `change`.

    Parameters
    ----------
    learning_rate : float
        η > 0. The attribute of this name may be set anew between steps.

    Raises
    ------
    ValueError
        If the learning rate is not a finite number > 0.
    """

    def __init__(self, learning_rate):
        self.learning_rate = number(learning_rate, "learning_rate", above=0)
        self._kind = None  # shapes and types of the parameters, from the first step on
        self._change = None  # what the last step added to them, as Parts
        self._checked = None, None  # parameters, and gradients as Parts, that need no check again

    def step(self, parameters, gradients):
        """Change each parameter in place.

        Parameters
        ----------
        parameters, gradients : lists of ndarrays
            Of the same shapes and of one type, the same at every step.

        Raises
        ------
        ValueError
            If they are not; a `DivergenceError` if a gradient is not finite.
        """
        known_parameters, known_gradients = self._checked
        if parameters is not known_parameters or gradients is not known_gradients:
            gradients = self._check(parameters, gradients)
        g = gradients.whole
        if not all_finite(g):
            raise DivergenceError(f"expected finite gradients, got {g[~np.isfinite(g)][0]}")
        if self._kind is None:
            self._kind, self._change = _kind(parameters), Parts(parameters)
            self.start(g)
        self.change(g, self._change.whole)
        for parameter, part in zip(parameters, self._change, strict=True):
            self.decay(parameter)
            parameter += part

    def start(self, g):
        """Make the state, before the first step; g is a vector of the right size and type."""

    def change(self, g, out):
        """Write to `out` what the step adds to the parameters; their gradient is the vector g."""
        raise NotImplementedError

    def decay(self, parameter):
        """Shrink a parameter in place before the step; here not at all."""

    def _check(self, parameters, gradients):
        """Return the gradients as Parts."""
        kind, received = _kind(parameters), _kind(gradients)
        if received != kind:
            raise ValueError(
                f"expected gradients like the parameters, {_text(kind)}, got {_text(received)}"
            )
        if self._kind is None and len({dtype for _, dtype in kind}) != 1:
            raise ValueError(f"expected parameters of one type, at least one, got {_text(kind)}")
        if self._kind is not None and kind != self._kind:
            raise ValueError(
                "expected the parameters of the first step, since an optimizer serves one model: "
                f"{_text(self._kind)}, got {_text(kind)}"
            )
        if isinstance(gradients, Parts):
            self._checked = parameters, gradients
            return gradients
        parts = Parts(gradients)
        np.concatenate(gradients, axis=None, out=parts.whole)
        return parts


class SGD(Optimizer):
    """Gradient descent with momentum β: m ← βm − ηg, then θ ← θ + m.

    With Nesterov's variant θ ← θ + βm − ηg, with the new m. Without momentum θ ← θ − ηg.

    Parameters
    ----------
    learning_rate : float
        η > 0.
    momentum : float, default 0.0
        β in [0, 1).
    nesterov : bool, default False

    Raises
    ------
    ValueError
        If an argument is not as above.

    References
    ----------
    Sutskever, Martens, Dahl & Hinton (2013), ICML, 1139-1147.
    """

    def __init__(self, learning_rate, momentum=0.0, nesterov=False):
        super().__init__(learning_rate)
        self.momentum = number(momentum, "momentum", minimum=0, below=1)
        self.nesterov = flag(nesterov, "nesterov")

    def start(self, g):
        """Start m at 0."""
        self._m = np.zeros_like(g)

    def change(self, g, out):
        """Write the new m, or βm − ηg with Nesterov's variant."""
        np.multiply(g, -float(self.learning_rate), out=out)
        self._m *= self.momentum
        self._m += out
        if self.nesterov:
            out += self.momentum * self._m
        else:
            out[...] = self._m


class Momentum(SGD):
    """`SGD` with a momentum of 0.9 unless told otherwise."""

    def __init__(self, learning_rate, momentum=0.9):
        super().__init__(learning_rate, momentum)


class Adam(Optimizer):
    """Adam: θ ← θ − η √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε).

    m ← m + (1 − β₁)(g − m) and v ← v + (1 − β₂)(g² − v) are running means of g and g². As in
    Keras, ε is the "epsilon hat" of the paper: it is added to √v before the bias is corrected.

    Parameters
    ----------
    learning_rate : float, default 0.001
        η > 0.
    beta_1, beta_2 : float, defaults 0.9 and 0.999
        In [0, 1).
    epsilon : float, default 1e-7
        ε > 0.

    Raises
    ------
    ValueError
        If an argument is not as above.

    References
    ----------
    Kingma & Ba (2015), ICLR, arXiv:1412.6980, section 2.
    """

    def __init__(self, learning_rate=1e-3, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        super().__init__(learning_rate)
        self.beta_1 = number(beta_1, "beta_1", minimum=0, below=1)
        self.beta_2 = number(beta_2, "beta_2", minimum=0, below=1)
        self.epsilon = number(epsilon, "epsilon", above=0)

    def start(self, g):
        """Start at 0."""
        self._t, self._m, self._v = 0, np.zeros_like(g), np.zeros_like(g)

    def change(self, g, out):
        """Write −η √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε)."""
        self._t += 1
        # m/(1 − β₁) and v/(1 − β₂) are kept, which spares a few passes over long vectors.
        self._m *= self.beta_1
        self._m += g
        self._v *= self.beta_2
        np.multiply(g, g, out=out)
        self._v += out
        scale = (1 - self.beta_2) ** 0.5
        correction = (1 - self.beta_2**self._t) ** 0.5 / (1 - self.beta_1**self._t)
        np.sqrt(self._v, out=out)
        out += self.epsilon / scale
        np.divide(self._m, out, out=out)
        out *= -float(self.learning_rate) * correction * (1 - self.beta_1) / scale


class AdamW(Adam):
    """Adam with decoupled weight decay: θ ← θ − η·weight_decay·θ, then the step of `Adam`.

    As in Keras the decay acts on every parameter, biases too.

    Parameters
    ----------
    learning_rate, beta_1, beta_2, epsilon : float
        As in `Adam`.
    weight_decay : float, default 0.004
        ≥ 0.

    Raises
    ------
    ValueError
        If an argument is not as above.

    References
    ----------
    Loshchilov & Hutter (2019), ICLR, arXiv:1711.05101, algorithm 2.
    """

    def __init__(
        self, learning_rate=1e-3, weight_decay=4e-3, beta_1=0.9, beta_2=0.999, epsilon=1e-7
    ):
        super().__init__(learning_rate, beta_1, beta_2, epsilon)
        self.weight_decay = number(weight_decay, "weight_decay", minimum=0)

    def decay(self, parameter):
        """Take η·weight_decay·θ off θ."""
        parameter *= 1 - float(self.learning_rate) * self.weight_decay


def _kind(arrays):
    return list(map(KIND, arrays))


def _text(kind):
    return ", ".join(f"{dtype} {shape}" for shape, dtype in kind) or "none"
