"""Ridge weights by a Cholesky factor of the smaller Gram matrix, where that is safe."""

import numpy as np
from scipy.linalg import get_lapack_funcs


def weights_by_gram(X, Y, alpha):
    """Return the ridge weights W (t, p) for the columns of Y (n, t), and which of them to trust.

    For p ≤ n they solve (XᵀX + alpha·I) w = Xᵀy, else w = Xᵀ (XXᵀ + alpha·I)⁻¹ y. `alpha` has
    shape (t,). Rows of W that are not to be trusted (t,) hold nothing of use.
    """
    tall = X.shape[1] <= X.shape[0]
    W, safe = np.zeros((Y.shape[1], X.shape[1]), X.dtype), np.zeros(Y.shape[1], bool)
    with np.errstate(over="ignore", invalid="ignore"):
        gram = X.T @ X if tall else X @ X.T
        right = X.T @ Y if tall else Y
        for strength in np.unique(alpha):
            here = alpha == strength
            solution = _solve(gram, right[:, here], strength)
            if solution is not None:
                W[here] = solution.T if tall else solution.T @ X
                safe[here] = np.isfinite(W[here]).all()
    return W, safe


def _solve(gram, right, strength):
    """Return (gram + strength·I)⁻¹ right, or None if too many digits would be lost in it."""
    kind = np.finfo(gram.dtype)
    system = np.array(gram, order="F")
    system.reshape(-1, order="F")[:: len(system) + 1] += gram.dtype.type(strength)
    diagonal, size = system.diagonal(), np.abs(system).sum(axis=0).max()
    # A square so close to the smallest number has lost digits that no factorization can miss.
    if not (np.isfinite(size) and diagonal.min() > kind.tiny / kind.eps):
        return None
    factorize, condition, solve = get_lapack_funcs(("potrf", "pocon", "potrs"), (system,))
    factor, failed = factorize(system, lower=False, overwrite_a=True, clean=False)
    if failed:
        return None
    # The products have squared the condition of X, so that a solution is off by eps over this
    # number: at most by a third of its digits.
    reciprocal, _ = condition(factor, size)
    if not reciprocal > kind.eps ** (1 / 3):
        return None
    return solve(factor, right, lower=False)[0]
