"""Losses: the mean over the rows of a batch, and its gradient."""

import numpy as np

from helpers._validate import numeric_array, real_array


def softmax(logits):
    """Return the probabilities exp(zₖ)/Σⱼ exp(zⱼ) of each row z.

    Parameters
    ----------
    logits : array_like of shape (n, K)

    Returns
    -------
    ndarray of shape (n, K), in the type of the logits; each row sums to 1

    Raises
    ------
    ValueError
        If `logits` is not a finite numeric matrix.
    """
    return _softmax(real_array(logits, "logits", ndim=2))[0]


class Loss:
    """A loss, to be derived from: a mean over the rows of a batch.

    A derived class has `compute`, and `check_targets` unless its targets are finite numbers in the
    shape of the outputs.
    """

    def value(self, outputs, targets):
        """Return the mean of the loss over the rows, a float."""
        return self.compute(*self._checked(outputs, targets))[0]

    def gradient(self, outputs, targets):
        """Return the gradient of `value` with respect to the outputs, of their shape and type."""
        return self.compute(*self._checked(outputs, targets))[1]

    def compute(self, outputs, targets):
        """Return value and gradient at once, without a check: training calls this."""
        raise NotImplementedError

    def check_targets(self, targets, shape):
        """Return the targets as an array; raise ValueError unless they suit outputs of `shape`."""
        return real_array(targets, "targets", shape=shape)

    def _checked(self, outputs, targets):
        outputs = real_array(outputs, "outputs", ndim=2)
        return outputs, self.check_targets(targets, outputs.shape)


class SquaredError(Loss):
    """Half the squared error: 1/(2n) ‖outputs − targets‖², the data part of the book's objective.

    Its gradient is (outputs − targets)/n.

    Outputs and targets have the same shape (n, K); nothing is broadcast. For one output a row, give
    the targets as a column, ``y[:, None]``. ValueError if the shapes differ, if there are no rows,
    or if a number is not finite.
    """

    def compute(self, outputs, targets):
        """Return value and gradient at once, without a check."""
        error = outputs - targets.astype(outputs.dtype, copy=False)
        value = float(np.square(error, dtype=np.float64).sum()) / (2 * len(error))
        return value, error / len(error)


class SoftmaxCrossEntropy(Loss):
    """Cross-entropy of the softmax: −1/n Σᵢ log qᵢ,yᵢ with q = softmax(outputs).

    Its gradient is (q − Y)/n, where Y holds the labels one-hot.

    The outputs are logits of shape (n, K), K ≥ 2; the targets are integer labels of shape (n,),
    from 0 to K − 1. ValueError if they are not, if there are no rows, or if a logit is not finite.
    """

    def compute(self, outputs, targets):
        """Return value and gradient at once, without a check."""
        n, classes = outputs.shape
        at_labels = np.arange(0, n * classes, classes) + targets  # in the matrix as one vector
        q, z, total = _softmax(outputs)
        log_q = z.take(at_labels) - np.log(total)
        q.reshape(-1)[at_labels] -= 1
        q /= n
        return -float(np.add.reduce(log_q, dtype=np.float64)) / n, q

    def check_targets(self, targets, shape):
        """Return the labels; raise ValueError unless they suit logits of `shape` (n, K)."""
        if len(shape) != 2 or shape[1] < 2:
            raise ValueError(f"expected outputs of shape (n, K) with K >= 2, got {shape}")
        n, classes = shape
        targets = numeric_array(targets, "labels")
        if targets.shape != (n,):
            raise ValueError(f"expected labels of shape ({n},), got {targets.shape}")
        if targets.dtype.kind not in "iu":
            raise ValueError(f"expected integer labels, got dtype {targets.dtype}")
        if targets.min() < 0 or targets.max() >= classes:
            raise ValueError(
                f"expected labels from 0 to {classes - 1}, for the {classes} outputs, "
                f"got labels from {targets.min()} to {targets.max()}"
            )
        # NumPy would convert any other type at each use as an index.
        return targets.astype(np.intp, copy=False)


class TokenCrossEntropy(SoftmaxCrossEntropy):
    """The cross-entropy at every place of n sequences: the mean over all n·T places.

    The outputs are logits of shape (n, T, K), K ≥ 2; the targets are integer labels of shape
    (n, T). ValueError as for `SoftmaxCrossEntropy`.
    """

    def compute(self, outputs, targets):
        """Return value and gradient at once, without a check."""
        rows = outputs.reshape(-1, outputs.shape[-1])
        value, gradient = super().compute(rows, targets.reshape(-1))
        return value, gradient.reshape(outputs.shape)

    def check_targets(self, targets, shape):
        """Return the labels; raise ValueError unless they suit logits of `shape` (n, T, K)."""
        targets = numeric_array(targets, "labels")
        if len(shape) != 3 or targets.shape != tuple(shape[:2]):
            raise ValueError(
                f"expected labels of shape (n, T) for outputs of shape (n, T, K), "
                f"got {targets.shape} for {tuple(shape)}"
            )
        labels = super().check_targets(targets.reshape(-1), (targets.size, shape[2]))
        return labels.reshape(targets.shape)

    def _checked(self, outputs, targets):
        outputs = real_array(outputs, "outputs", ndim=3)
        return outputs, self.check_targets(targets, outputs.shape)


def _softmax(logits):
    """Return q = exp(z)/total, z and total (n,), where z is a row of logits less its largest."""
    # So exp cannot overflow, and a total is 1 at least. The largest are taken over the rows of the
    # transpose, since NumPy is slow at many short rows; the sums are not, as they would round
    # differently then.
    z = logits - np.maximum.reduce(logits.T.copy(), axis=0)[:, None]
    q = np.exp(z)
    total = np.add.reduce(q, axis=1, keepdims=True)
    q /= total
    return q, z, total[:, 0]
