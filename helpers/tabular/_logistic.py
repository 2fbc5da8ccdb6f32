"""Penalized logistic and multinomial models along whole paths of strengths."""

import warnings

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit, softmax
from sklearn.exceptions import ConvergenceWarning

from helpers.tabular._newton import CELLS, log_loss, newton

STEPS = 2000
ACCURACY = 3e-4  # of the gradient, as a share of the strength
STRONG = 0.1  # a strength beyond which it becomes no coarser
FINEST = 1e-8


def logistic_path(X, Y, lams, mix):
    """Minimize the mean log loss and λ ( r‖W‖₁ + (1 − r)/2 ‖W‖² ) for each λ, warm-started.

    Newton's method where few weights are not zero, and otherwise L-BFGS with bounds. The L1 norm
    is smooth where weights do not change their sign: with W = U − V and U, V ≥ 0 it is the sum of
    U and V, and weights of zero lie on the bounds. (Of scikit-learn's solvers, those by Newton's
    method have no L1 penalty, and for three classes or more SAGA alone has one.)

    Parameters
    ----------
    X : array or sparse matrix of shape (n, q)
        Rows, best standardized.
    Y : numpy.ndarray of shape (n, K)
        1 for the class of the row and 0 for the others; with two classes of shape (n, 1), 1 for
        the second.
    lams : array_like of shape (strengths,)
        Strengths for each row; scikit-learn's C is 1/(nλ).
    mix : float
        r, the share of the L1 penalty.

    Returns
    -------
    tuple of numpy.ndarray
        Weights of shape (strengths, q, K) and intercepts of shape (strengths, K).

    References
    ----------
    Byrd, Lu, Nocedal, Zhu (1995), SIAM Journal on Scientific Computing 16(5).
    """
    lams = np.asarray(lams, dtype=float)
    X = X.tocsr() if sparse.issparse(X) else np.asarray(X, dtype=float)
    q, K = X.shape[1], Y.shape[1]
    W, b = np.zeros((q, K)), _levels(Y)
    weights, intercepts = np.empty((len(lams), q, K)), np.empty((len(lams), K))
    small = not sparse.issparse(X) and len(Y) <= CELLS
    rows = np.column_stack([X, np.ones(len(Y))]) if small else None
    for place in np.argsort(-lams, kind="stable"):
        lam, settled = lams[place], False
        strengths, accuracy = (lam * mix, lam * (1 - mix)), _accuracy(lam)
        if small:
            V, settled = newton(rows, Y, *strengths, np.vstack([W, b]), accuracy)
            W, b = V[:-1], V[-1]
        if not settled:
            W, b = _minimize(X, Y, *strengths, W, b, accuracy)
        weights[place], intercepts[place] = W, b
    return weights, intercepts


def chances(margins):
    """Return probabilities for margins of shape (…, K), or (…, 1) of the second of two classes."""
    if margins.shape[-1] == 1:
        return expit(margins)
    return softmax(margins, axis=-1)


def _levels(Y):
    """Return the intercepts of a model without weights."""
    shares = Y.mean(axis=0)
    if len(shares) == 1:
        return np.log(shares / (1 - shares))
    return np.log(shares) - np.log(shares).mean()


def _accuracy(lam):
    """Return how far from zero slopes may be at the end, for a strength."""
    return max(ACCURACY * min(lam, STRONG), FINEST)


def _minimize(X, Y, l1, l2, W, b, accuracy):
    """Return weights and intercepts for strengths of the two penalties, begun at W and b."""
    n, (q, K) = len(Y), W.shape
    size, parts = q * K, 2 if l1 > 0 else 1

    def objective(flat):
        signed = flat[: parts * size].reshape(parts, q, K)
        W, b = signed[0] - signed[1] if l1 > 0 else signed[0], flat[parts * size :]
        loss, residual = log_loss(X @ W + b, Y)
        gradient = X.T @ residual / n + l2 * W
        both = np.stack([gradient, -gradient]) + l1 if l1 > 0 else gradient
        value = loss + l2 / 2 * np.vdot(W, W) + (l1 * signed.sum() if l1 > 0 else 0)
        return value, np.concatenate([both.ravel(), residual.mean(axis=0)])

    start = [np.maximum(W, 0), np.maximum(-W, 0)] if l1 > 0 else [W]
    lowest = np.concatenate([np.full(parts * size, 0 if l1 > 0 else -np.inf), np.full(K, -np.inf)])
    found = minimize(
        objective,
        np.concatenate([part.ravel() for part in [*start, b]]),
        jac=True,
        method="L-BFGS-B",
        bounds=np.column_stack([lowest, np.full(len(lowest), np.inf)]),
        options={
            "maxiter": STEPS,
            "maxfun": 2 * STEPS,
            "gtol": accuracy,
            "ftol": 1e-13,
            "maxcor": 20,
        },
    )
    if found.status == 1:
        message = f"the weights did not settle in {STEPS} steps"
        warnings.warn(message, ConvergenceWarning, stacklevel=2)
    signed = found.x[: parts * size].reshape(parts, q, K)
    return signed[0] - signed[1] if l1 > 0 else signed[0], found.x[parts * size :]
