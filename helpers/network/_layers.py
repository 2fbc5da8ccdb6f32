"""Layers: what each computes, and how it passes a gradient back."""

import contextlib

import numpy as np

from helpers._validate import flag, generator, integer, number, numeric_array

FLOATS = (np.dtype("float32"), np.dtype("float64"))


class Layer:
    """A layer without parameters, to be derived from.

    A derived class has `forward` and `backward`; with parameters it also overrides `parameters`
    and `gradients`. It may have `run` and `run_back` as well, which are the same without checks.
    """

    _output = None  # of the last forward

    def __init_subclass__(cls, **options):
        """Keep a class with a `forward` or `backward` of its own from inheriting a shortcut."""
        super().__init_subclass__(**options)
        own = vars(cls)
        if "forward" in own and "run" not in own:
            cls.run = Layer.run
        if "backward" in own and "run_back" not in own:
            cls.run_back, cls.keep_gradients = Layer.run_back, Layer.keep_gradients

    @property
    def parameters(self):
        """The arrays that training changes, in place."""
        return []

    @property
    def gradients(self):
        """The gradient of each parameter, of its shape, as the last `backward` found it."""
        return []

    def penalty_value(self):
        """Return what the layer adds to the objective, a float ≥ 0."""
        return 0.0

    def forward(self, x, training=False):
        """Return the output for a batch x; keep what `backward` needs."""
        raise NotImplementedError

    def backward(self, gradient):
        """Return ∂J/∂x for the x of the last `forward`, from the gradient ∂J/∂output."""
        raise NotImplementedError

    def run(self, x, training):
        """Do what `forward` does, for an x known to suit: training calls this."""
        return self.forward(x, training).astype(x.dtype, copy=False)

    def run_back(self, gradient, into=()):
        """Do what `backward` does, for a gradient known to suit: training calls this.

        The gradients of the parameters are written to the arrays `into`.
        """
        result = self.backward(gradient)
        for array, found in zip(into, self.gradients, strict=True):
            array[...] = found
        return result.astype(gradient.dtype, copy=False)

    def keep_gradients(self, gradient, into=()):
        """Do what `run_back` does, but return nothing: enough for the first layer in training."""
        self.run_back(gradient, into)

    def _check_gradient(self, gradient):
        """Return the gradient as an array of the type of the last output, if it has its shape."""
        if self._output is None:
            raise ValueError(f"{self!r}: expected forward before backward, got backward first")
        gradient = numeric_array(gradient, "gradient")
        if gradient.shape != self._output.shape:
            raise ValueError(
                f"{self!r}: expected a gradient of the shape of the output, {self._output.shape}, "
                f"got {gradient.shape}"
            )
        return gradient.astype(self._output.dtype, copy=False)

    def __repr__(self):
        """Return the class and what it was made with."""
        return f"{type(self).__name__}()"


class Dense(Layer):
    """Fully connected layer: output = x W + b.

    Backward, with G = ∂J/∂output (n, units): ∂J/∂W = xᵀG + ∂penalty/∂W, ∂J/∂b = Σᵢ Gᵢ,
    ∂J/∂x = G Wᵀ.

    Parameters
    ----------
    inputs, units : int
        The numbers of columns of x and of the output.
    rng : numpy.random.Generator
        W starts normal with mean 0 and standard deviation √(2/inputs), b at 0.
    penalty : object with value(W) and gradient(W), optional
        Such as those of `helpers.penalties`. It acts on W, never on b.
    dtype : {"float32", "float64"}
        The type of W and b. What comes in is cast to it.

    Attributes
    ----------
    W : ndarray of shape (inputs, units)
    b : ndarray of shape (units,)

    Raises
    ------
    ValueError
        If an argument is not as above.

    References
    ----------
    He, Zhang, Ren & Sun (2015), ICCV, 1026-1034, eq. 10: the start of W.
    """

    def __init__(self, inputs, units, rng, *, penalty=None, dtype="float32"):
        inputs = integer(inputs, "inputs", minimum=1)
        units = integer(units, "units", minimum=1)
        dtype = float_type(dtype)
        if not (penalty is None or (hasattr(penalty, "value") and hasattr(penalty, "gradient"))):
            raise ValueError(
                f"expected penalty with the methods value and gradient, or None, got {penalty!r}"
            )
        W = generator(rng, "rng").standard_normal((inputs, units)) * np.sqrt(2 / inputs)
        self.W = W.astype(dtype)
        self.b = np.zeros(units, dtype)
        self.penalty = penalty
        self._x = self._gradients = None

    @property
    def parameters(self):
        """[W, b]."""
        return [self.W, self.b]

    @property
    def gradients(self):
        """[∂J/∂W, ∂J/∂b], as the last `backward` found them."""
        if self._gradients is None:
            raise ValueError(f"{self!r}: expected backward before gradients, got gradients first")
        return self._gradients

    def penalty_value(self):
        """Return the penalty on W."""
        return 0.0 if self.penalty is None else float(self.penalty.value(self.W))

    def forward(self, x, training=False):
        """Return x W + b of shape (n, units) for x of shape (n, inputs)."""
        x = numeric_array(x, "x")
        if x.ndim != 2 or x.shape[1] != len(self.W):
            raise ValueError(f"{self!r}: expected x of shape (n, {len(self.W)}), got {x.shape}")
        return Dense.run(self, x.astype(self.W.dtype, copy=False), training)

    def run(self, x, training):
        """Do what `forward` does, without a check."""
        self._x, self._output = x, x.dot(self.W)
        self._output += self.b
        return self._output

    def backward(self, gradient):
        """Keep ∂J/∂W and ∂J/∂b; return ∂J/∂x of shape (n, inputs)."""
        return Dense.run_back(self, self._check_gradient(gradient))

    def run_back(self, gradient, into=(None, None)):
        """Do what `backward` does, without a check."""
        Dense.keep_gradients(self, gradient, into)
        return gradient.dot(self.W.T)

    def keep_gradients(self, gradient, into=(None, None)):
        """Keep ∂J/∂W and ∂J/∂b, and spare ∂J/∂x."""
        W_into, b_into = into
        W_gradient = self._x.T.dot(gradient, out=W_into)
        if self.penalty is not None:
            W_gradient += self.penalty.gradient(self.W)
        self._gradients = [W_gradient, np.add.reduce(gradient, axis=0, out=b_into)]

    def __repr__(self):
        """Return the class and the shape."""
        return f"Dense({self.W.shape[0]}, {self.W.shape[1]})"


class ReLU(Layer):
    """Rectified linear unit: max(x, 0) for each element; its derivative at 0 is taken as 0."""

    _zeros = np.empty(0)  # made again where shape or type of x differ

    def forward(self, x, training=False):
        """Return max(x, 0), of the shape of x."""
        return ReLU.run(self, floats(x, self), training)

    def run(self, x, training):
        """Do what `forward` does, without a check."""
        # NumPy compares two arrays of one shape faster than an array with a number or a row.
        if self._zeros.shape != x.shape or self._zeros.dtype != x.dtype:
            self._zeros = np.zeros(x.shape, x.dtype)
        self._output = np.maximum(x, self._zeros)
        return self._output

    def backward(self, gradient):
        """Return the gradient where x > 0, and 0 elsewhere."""
        return ReLU.run_back(self, self._check_gradient(gradient))

    def run_back(self, gradient, into=()):
        """Do what `backward` does, without a check."""
        active = (self._output > self._zeros).astype(gradient.dtype)
        active *= gradient
        return active


class Dropout(Layer):
    """Inverted dropout: in training, x ⊙ m/(1 − rate); at inference, x itself.

    Each element of the mask m is 1 with probability 1 − rate, else 0, drawn anew for every element
    and every forward. So the mean of the output is x, and inference needs no scaling.

    Parameters
    ----------
    rate : float
        The probability of dropping an element, in [0, 1).
    rng : numpy.random.Generator
        Where the masks come from: an element is kept where ``rng.random(x.shape) < 1 - rate``.

    Attributes
    ----------
    mask : ndarray of the shape and type of the last x, or None
        m/(1 − rate), the factors of the last forward; None if that was the identity.

    Raises
    ------
    ValueError
        If an argument is not as above.

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Journal of Machine Learning
    Research 15, 1929-1958; the scaling in training is in their section 10.
    """

    def __init__(self, rate, rng):
        self.rate = number(rate, "rate", minimum=0, below=1)
        self.rng = generator(rng, "rng")
        self.mask = None

    def forward(self, x, training=False):
        """Return x ⊙ m/(1 − rate) in training, else x; with rate 0 no random number is drawn."""
        return Dropout.run(self, floats(x, self), flag(training, "training"))

    def run(self, x, training):
        """Do what `forward` does, without a check."""
        self._output, self.mask = x, None
        if not training or self.rate == 0:
            return x
        keep = 1 - self.rate
        self.mask = (self.rng.random(x.shape) < keep).astype(x.dtype)
        self.mask *= x.dtype.type(1) / x.dtype.type(keep)
        self._output = x * self.mask
        return self._output

    def backward(self, gradient):
        """Return the gradient times the factors of the last forward."""
        return Dropout.run_back(self, self._check_gradient(gradient))

    def run_back(self, gradient, into=()):
        """Do what `backward` does, without a check."""
        return gradient if self.mask is None else gradient * self.mask

    def __repr__(self):
        """Return the class and the rate."""
        return f"Dropout({self.rate:g})"


def float_type(dtype):
    # NumPy takes None for float64.
    with contextlib.suppress(TypeError):
        if dtype is not None and np.dtype(dtype) in FLOATS:
            return np.dtype(dtype)
    raise ValueError(f'expected dtype "float32" or "float64", got {dtype!r}')


def floats(x, layer):
    """Return x as an array of floats with one axis or more; float32 is kept."""
    x = numeric_array(x, "x")
    if x.ndim == 0:
        raise ValueError(f"{layer!r}: expected x with one axis or more, got the bare number {x}")
    return x if x.dtype in FLOATS else x.astype(np.float64)
