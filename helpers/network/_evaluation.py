"""How good a model is: its loss and its accuracy at inference."""

import numpy as np

from helpers._validate import real_array
from helpers.network._losses import Loss, SoftmaxCrossEntropy
from helpers.network._sequential import Sequential


def evaluate(model, X, y, loss):
    """Return the mean loss at inference, without penalties, a float.

    Parameters
    ----------
    model : Sequential
    X : array_like of shape (n, …)
    y : array_like
        Targets as the loss wants them: labels (n,), or numbers (n, K).
    loss : Loss

    Raises
    ------
    ValueError
        If an argument is not as above, if X or y is empty or not finite, if labels are out of
        range, or if the outputs are not finite.
    """
    X, y = check_data(model, X, y, loss)
    return loss.value(_outputs(model, X), y)


def accuracy(model, X, y):
    """Return the share of the rows of X whose largest output at inference is that of the label.

    Parameters
    ----------
    model : Sequential
    X : array_like of shape (n, …)
    y : array_like of shape (n,)
        Integer labels from 0 to K − 1, for K outputs.

    Raises
    ------
    ValueError
        As in `evaluate`.
    """
    X, y = check_data(model, X, y, SoftmaxCrossEntropy())
    return hits(_outputs(model, X), y) / len(y)


def hits(outputs, labels):
    """Return how many rows have their largest output at the label."""
    return int(np.count_nonzero(outputs.argmax(axis=-1) == labels))


def check_data(model, X, y, loss):
    """Return X in the type of the model, and y, after all checks that need no training."""
    if not isinstance(model, Sequential):
        raise ValueError(f"expected model as a network.Sequential, got {model!r}")
    if not isinstance(loss, Loss):
        raise ValueError(f"expected loss as an instance of network.Loss, got {loss!r}")
    X = model.as_input(X, "X")
    if X.ndim < 2:
        raise ValueError(f"expected X of shape (n, p), got {X.shape}")
    with np.errstate(all="ignore"):
        one_row = model.forward(X[:1])  # each layer checks
    return X, loss.check_targets(y, (len(X), *one_row.shape[1:]))


def _outputs(model, X):
    # A warning of NumPy's would say no more than the error.
    with np.errstate(all="ignore"):
        return real_array(model.run(X, training=False), "outputs")
