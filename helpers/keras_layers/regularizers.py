"""L1, L2 and both together as Keras regularizers."""

from helpers._validate import number
from helpers.keras_layers._keras import keras

ops = keras.ops
_registered = keras.saving.register_keras_serializable(package="helpers")


@_registered
class L1(keras.regularizers.Regularizer):
    """Penalty l1 · Σ|w|.

    With l1 = λ it is the book's λ‖w‖₁ (`helpers.penalties.L1`).

    Parameters
    ----------
    l1 : float, default 0.01
        Factor, a finite number ≥ 0. None stands for the default, as in Keras.

    Raises
    ------
    ValueError
        If `l1` is not a finite number ≥ 0.

    References
    ----------
    Tibshirani (1996), Journal of the Royal Statistical Society B 58(1), 267-288.
    """

    def __init__(self, l1=0.01):
        self.l1 = _factor(l1, "l1", default=0.01)

    def __call__(self, x):
        """Return the penalty on `x`: a tensor of shape () and of the type of `x`.

        Raises ValueError unless `x` is a tensor, array or variable of a floating-point type; it
        may have any shape.
        """
        _check_type(x)
        return self.l1 * _l1_norm(x)

    def get_config(self):
        """Return the arguments that make an equal regularizer."""
        return {"l1": self.l1}


@_registered
class L2(keras.regularizers.Regularizer):
    """Penalty l2 · Σw².

    There is no ½ in it: with l2 = λ/2 it is the book's λ/2 ‖w‖² (`helpers.penalties.L2`).

    Parameters
    ----------
    l2 : float, default 0.01
        Factor, a finite number ≥ 0. None stands for the default, as in Keras.

    Raises
    ------
    ValueError
        If `l2` is not a finite number ≥ 0.

    References
    ----------
    Hoerl & Kennard (1970), Technometrics 12(1), 55-67.
    """

    def __init__(self, l2=0.01):
        self.l2 = _factor(l2, "l2", default=0.01)

    def __call__(self, x):
        """Return the penalty on `x`: a tensor of shape () and of the type of `x`.

        Raises ValueError unless `x` is a tensor, array or variable of a floating-point type; it
        may have any shape.
        """
        _check_type(x)
        return self.l2 * ops.sum(ops.square(x))

    def get_config(self):
        """Return the arguments that make an equal regularizer."""
        return {"l2": self.l2}


@_registered
class L1L2(keras.regularizers.Regularizer):
    """Penalty l1 · Σ|w| + l2 · Σw².

    With l1 = λr and l2 = λ(1−r)/2 it is the book's λ (r‖w‖₁ + (1−r)/2 ‖w‖²)
    (`helpers.penalties.ElasticNet`).

    Parameters
    ----------
    l1, l2 : float, default 0.0
        Factors, finite numbers ≥ 0. None stands for the default, as in Keras.

    Raises
    ------
    ValueError
        If `l1` or `l2` is not a finite number ≥ 0.

    References
    ----------
    Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301-320.
    """

    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = _factor(l1, "l1", default=0.0)
        self.l2 = _factor(l2, "l2", default=0.0)

    def __call__(self, x):
        """Return the penalty on `x`: a tensor of shape () and of the type of `x`.

        Raises ValueError unless `x` is a tensor, array or variable of a floating-point type; it
        may have any shape.
        """
        _check_type(x)
        penalty = ops.zeros((), dtype=x.dtype)
        # In float16 a square soon overflows, and 0 · ∞ would not be 0.
        if self.l1 > 0:
            penalty += self.l1 * _l1_norm(x)
        if self.l2 > 0:
            penalty += self.l2 * ops.sum(ops.square(x))
        return penalty

    def get_config(self):
        """Return the arguments that make an equal regularizer."""
        return {"l1": self.l1, "l2": self.l2}


def _l1_norm(x):
    # The slope at 0 is 0. That of `ops.absolute` is 1 there on JAX, and moves weights that are 0.
    return ops.sum(ops.multiply(x, ops.stop_gradient(ops.sign(x))))


def _check_type(x):
    dtype = getattr(x, "dtype", None)
    if dtype is None or not keras.backend.is_float_dtype(dtype):
        got = type(x).__name__ if dtype is None else keras.backend.standardize_dtype(dtype)
        raise ValueError(f"expected a tensor of a floating-point type, got {got}")


def _factor(value, name, default):
    return default if value is None else number(value, name, minimum=0)
