"""A model: layers one after the other."""

import numpy as np

from helpers._validate import integer, real_array
from helpers.network._layers import FLOATS, Layer


class Sequential:
    """Layers in a row: each gets what the one before returns.

    Parameters
    ----------
    layers : list of Layer
        At least one; parameters, where there are any, of one type.

    Attributes
    ----------
    layers : list of Layer
    dtype : numpy.dtype or None
        The type of the parameters, to which inputs are cast; None for a model without parameters.

    Raises
    ------
    ValueError
        If `layers` is not such a list, or names one layer twice.
    """

    def __init__(self, layers):
        if not isinstance(layers, list | tuple) or not layers:
            raise ValueError(f"expected layers as a list, at least one, got {layers!r}")
        for position, layer in enumerate(layers):
            if not isinstance(layer, Layer):
                raise ValueError(
                    f"expected instances of network.Layer, got {layer!r} of type "
                    f"{type(layer).__name__} at position {position}"
                )
        if len({id(layer) for layer in layers}) < len(layers):
            raise ValueError("expected each layer once, got the same layer twice")
        self.layers = list(layers)
        types = {parameter.dtype for parameter in self.parameters}
        if len(types) > 1 or not types.issubset(FLOATS):
            found = ", ".join(sorted(str(dtype) for dtype in types))
            raise ValueError(f"expected parameters of one type, float32 or float64, got {found}")
        self.dtype = types.pop() if types else None

    @property
    def parameters(self):
        """The parameters of all layers, in order."""
        return [parameter for layer in self.layers for parameter in layer.parameters]

    @property
    def gradients(self):
        """The gradients of all parameters, in the same order, as the last `backward` found them."""
        return [gradient for layer in self.layers for gradient in layer.gradients]

    def penalty(self):
        """Return the sum of the penalties of all layers, a float."""
        return sum((layer.penalty_value() for layer in self.layers), 0.0)

    def forward(self, x, training=False):
        """Return the outputs for the rows of x.

        Raises
        ------
        ValueError
            If x is empty, not numeric, not finite, or not of the shape that a layer expects.
        """
        x = self.as_input(x, "x")
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def as_input(self, x, name):
        """Return x in the type of the model; raise ValueError unless it is finite in that type."""
        x = real_array(x, name)
        if self.dtype is None or self.dtype == x.dtype:
            return x
        with np.errstate(over="ignore"):
            cast = x.astype(self.dtype)
        if not np.isfinite(cast).all():
            found = x[~np.isfinite(cast)][0]
            raise ValueError(f"expected {name} in the range of {self.dtype}, got {found}")
        return cast

    def run(self, x, training):
        """Do what `forward` does, for an x known to suit: training calls this."""
        for layer in self.layers:
            x = layer.run(x, training)
        return x

    def backward(self, gradient):
        """Pass ∂J/∂outputs back through all layers; return ∂J/∂x.

        Raises
        ------
        ValueError
            Before the first `forward`, or if the gradient has not the shape of the outputs.
        """
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return gradient

    def keep_gradients(self, gradient, into):
        """Do what `backward` does, for a gradient known to suit, and spare ∂J/∂x.

        The gradients of the parameters are written to the arrays `into`, a list for each layer.
        """
        for layer, arrays in zip(self.layers[:0:-1], into[:0:-1], strict=True):
            gradient = layer.run_back(gradient, arrays)
        self.layers[0].keep_gradients(gradient, into[0])

    def predict(self, X, batch_size=None):
        """Return the outputs at inference, logits for a classifier.

        Parameters
        ----------
        X : array_like of shape (n, …)
        batch_size : int, optional
            Rows at a time, to save memory; all at once unless given.

        Raises
        ------
        ValueError
            As in `forward`, or if `batch_size` is not an integer ≥ 1.
        """
        if batch_size is None:
            return self.forward(X)
        size = integer(batch_size, "batch_size", minimum=1)
        X = real_array(X, "X")
        if X.ndim == 0:
            raise ValueError(f"expected X with one axis or more, got the bare number {X}")
        return np.concatenate([self.forward(X[i : i + size]) for i in range(0, len(X), size)])

    def get_weights(self):
        """Return copies of all parameters, in the order of `parameters`."""
        return [parameter.copy() for parameter in self.parameters]

    def set_weights(self, weights):
        """Copy arrays, as those of `get_weights`, into the parameters.

        Raises
        ------
        ValueError
            If there are not as many, of the same shapes and finite; nothing is changed then.
        """
        parameters = self.parameters
        if len(weights) != len(parameters):
            raise ValueError(f"expected {len(parameters)} arrays of weights, got {len(weights)}")
        checked = [
            real_array(weight, f"weights[{i}]", shape=parameter.shape)
            for i, (weight, parameter) in enumerate(zip(weights, parameters, strict=True))
        ]
        for parameter, weight in zip(parameters, checked, strict=True):
            parameter[...] = weight
