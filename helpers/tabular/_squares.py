"""Penalized least squares along whole paths of strengths, from one decomposition of the rows."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.linalg import qr, svd
from sklearn.linear_model import enet_path

# Of the duality gap, as a share of ‖t‖²: with more rows than columns, and with fewer, where weak
# penalties leave many solutions that are nearly alike, and a finer one takes twenty times as long.
TOLERANCES = (1e-7, 1e-5)
PASSES = 5000


@dataclass(frozen=True)
class Squares:
    """A least-squares problem in no more rows than columns.

    With the centred rows Z = U S Vᵀ, ‖t − Zw‖² is ‖Uᵀt − S Vᵀw‖² and a constant, so that S, V and
    Uᵀt say all that a linear model has to know of the rows, however many these are.

    Parameters
    ----------
    singular : numpy.ndarray of shape (m,)
        The diagonal of S, with m the number of rows or of columns, whichever is less.
    directions : numpy.ndarray of shape (m, q)
        Vᵀ.
    target : numpy.ndarray of shape (m,)
        Uᵀt.
    rows : int
        How many rows there were, n.
    center : numpy.ndarray of shape (q,)
        The means of the columns.
    level : float
        The mean of the targets.
    """

    singular: np.ndarray
    directions: np.ndarray
    target: np.ndarray
    rows: int
    center: np.ndarray
    level: float


def squares(X, y):
    """Decompose rows X of shape (n, q), dense or sparse, with targets y of shape (n,)."""
    n, q = X.shape
    center = np.asarray(X.mean(axis=0)).ravel()
    level = y.mean()
    if sparse.issparse(X):
        # Centred, the rows would be dense; their products with each other are small in any case.
        gram = (X.T @ X).toarray() - n * np.outer(center, center)
        values, vectors = np.linalg.eigh(gram)
        kept = values > values[-1] * q * np.finfo(float).eps
        s, directions = np.sqrt(values[kept]), vectors[:, kept].T
        return Squares(s, directions, directions @ (X.T @ (y - level)) / s, n, center, level)
    Z, t = X - center, y - level
    if n > q + 1:
        # The triangle of QR has the singular values of all rows, and Qᵀt comes with it.
        triangle = qr(np.column_stack([Z, t]), mode="r", overwrite_a=True, check_finite=False)[0]
        Z, t = triangle[:q, :q], triangle[:q, q]
    U, s, directions = svd(Z, full_matrices=False, check_finite=False)
    return Squares(s, directions, U.T @ t, n, center, level)


def ridge_path(problem, lams):
    """Return the weights of 1/(2n) ‖t − Zw‖² + λ/2 ‖w‖² for each λ, of shape (strengths, q).

    A direction of singular value s has the weight s uᵀt / (s² + nλ): Golub, Van Loan (2013),
    Matrix Computations, section 6.1.
    """
    s, ridge = problem.singular, problem.rows * np.asarray(lams, dtype=float)[:, None]
    # Where nothing varies there is nothing to weigh, also without a penalty.
    s = np.where(s > s.max(initial=0) * len(s) * np.finfo(float).eps, s, 0)
    below = s**2 + ridge
    filtered = np.divide(s * problem.target, below, out=np.zeros_like(below), where=below > 0)
    return filtered @ problem.directions


def enet_weights(problem, lams, mix):
    """Return the weights of 1/(2n) ‖t − Zw‖² + λ ( r‖w‖₁ + (1 − r)/2 ‖w‖² ), as `ridge_path`.

    Scikit-learn's coordinate descent, from the strongest λ to the weakest, each fit begun where
    the one before ended. With more rows than columns it works on products of columns.
    """
    lams = np.asarray(lams, dtype=float)
    m, q = problem.directions.shape
    X = np.asfortranarray(problem.singular[:, None] * problem.directions)
    down = np.argsort(-lams, kind="stable")
    _, weights, _ = enet_path(
        X,
        problem.target,
        l1_ratio=mix,
        # Its objective is divided by the rows that it sees, which are m and not n.
        alphas=lams[down] * problem.rows / m,
        precompute=X.T @ X if problem.rows > q else False,
        tol=TOLERANCES[problem.rows <= q],
        max_iter=PASSES,
    )
    found = np.empty((len(lams), q))
    found[down] = weights.T
    return found
