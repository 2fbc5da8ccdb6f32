"""Layers made of layers: the same for each place of a sequence, and a branch beside the way."""

from helpers._validate import generator, number
from helpers.network._layers import Layer, floats
from helpers.network._sequential import Sequential


class Positionwise(Layer):
    """Layers for rows, applied to each place by itself: (n, T, p) is taken as (n·T, p) and back.

    Parameters
    ----------
    layers : list of Layer
        As `Sequential` takes them.
    """

    def __init__(self, layers):
        self.model = Sequential(layers)

    @property
    def parameters(self):
        """The parameters of all layers, in order."""
        return self.model.parameters

    @property
    def gradients(self):
        """Their gradients, as the last `backward` found them."""
        return self.model.gradients

    def penalty_value(self):
        """Return the sum of the penalties of the layers."""
        return self.model.penalty()

    def forward(self, x, training=False):
        """Return the outputs, of shape (n, T, units of the last layer)."""
        x = floats(x, self)
        if x.ndim != 3:
            raise ValueError(f"{self!r}: expected x of shape (n, T, p), got {x.shape}")
        rows = x.reshape(-1, x.shape[2])
        for layer in self.model.layers:
            rows = layer.forward(rows, training)
        self._output = rows.reshape(*x.shape[:2], -1)
        return self._output

    def backward(self, gradient):
        """Keep the gradients of the parameters; return ∂J/∂x."""
        gradient = self._check_gradient(gradient)
        back = self.model.backward(gradient.reshape(-1, gradient.shape[2]))
        return back.reshape(*gradient.shape[:2], -1)

    def __repr__(self):
        """Return the class and the layers."""
        return f"Positionwise({self.model.layers})"


class Residual(Layer):
    """A branch beside the straight way: output = x + factor · branch(x).

    In training the whole branch of a sequence is left out with probability `rate` (stochastic
    depth): the factor is 0, or 1/(1 − rate) where it is kept; at inference it is 1.

    Parameters
    ----------
    layers : list of Layer
        The branch; its output has the shape of x.
    rate : float, default 0
        In [0, 1).
    rng : numpy.random.Generator, optional
        Needed if the rate is above 0.

    Raises
    ------
    ValueError
        If an argument is not as above, or the branch changes the shape.

    References
    ----------
    He, Zhang, Ren & Sun (2016), CVPR, 770-778; Huang, Sun, Liu, Sedra & Weinberger (2016), ECCV,
    646-661, who scale at inference in place of training.
    """

    def __init__(self, layers, rate=0.0, rng=None):
        self.model = Sequential(layers)
        self.rate = number(rate, "rate", minimum=0, below=1)
        self.rng = rng if self.rate == 0 else generator(rng, "rng")

    parameters, gradients = Positionwise.parameters, Positionwise.gradients
    penalty_value = Positionwise.penalty_value

    def forward(self, x, training=False):
        """Return x plus what the branch makes of it."""
        branch = x = floats(x, self)
        for layer in self.model.layers:
            branch = layer.forward(branch, training)
        if branch.shape != x.shape:
            raise ValueError(
                f"{self!r}: expected a branch that keeps the shape {x.shape}, got {branch.shape}"
            )
        self._factor = branch.dtype.type(1)
        if training and self.rate > 0:
            shape = (len(x),) + (1,) * (x.ndim - 1)
            kept = (self.rng.random(shape) < 1 - self.rate).astype(branch.dtype)
            self._factor = kept / branch.dtype.type(1 - self.rate)
        self._output = x + self._factor * branch
        return self._output

    def backward(self, gradient):
        """Keep the gradients of the branch; return ∂J/∂x."""
        gradient = self._check_gradient(gradient)
        return gradient + self.model.backward(gradient * self._factor)

    def __repr__(self):
        """Return the class, the layers of the branch and the rate."""
        return f"Residual({self.model.layers}, {self.rate:g})"
