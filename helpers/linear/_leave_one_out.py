"""The errors of n ridge fits, each without one row, from a single decomposition."""

import numpy as np

from helpers._validate import flag, real_array
from helpers.linear._ridge import decomposition, loses_columns, to_one_size


def loo_errors(X, y, alphas, *, fit_intercept=True):
    """Return how far each row is missed by the ridge fit to all other rows.

    Entry (i, k) is yᵢ minus the prediction of row i by `Ridge(alphas[k])` fitted without it. With
    the residuals e of the fit to all rows and the diagonal h of the matrix that turns y into the
    fitted values, it is eᵢ/(1 − hᵢᵢ). For centred X = U diag(d) Vᵀ

        eᵢ = cᵢ + Σⱼ uᵢⱼ tⱼ (Uᵀy)ⱼ    and    1 − hᵢᵢ = oᵢ + Σⱼ uᵢⱼ² tⱼ,    tⱼ = alpha/(dⱼ² + alpha),

    where c is the part of y, and oᵢ the squared length of the part of the i-th unit vector, that
    is orthogonal to U (and to the vector of ones, with an intercept). Where the columns differ
    in size by more digits than there are, they are brought to one size before.

    Parameters
    ----------
    X : array_like of shape (n, p)
        At least two rows with an intercept; need not be centred.
    y : array_like of shape (n,)
    alphas : float or array_like of shape (k,)
        Strengths ≥ 0 in scikit-learn's scale, alpha = n·λ; they stay when a row is left out.
    fit_intercept : bool, default True
        With False, nothing is centred, neither here nor in the fits.

    Returns
    -------
    ndarray of shape (n, k), or (n,) for a single alpha

    Raises
    ------
    ValueError
        If X, y or alphas are empty, not numeric, not finite or of the wrong shape, if an alpha is
        negative, or if alpha is 0, or next to nothing, and the other rows cannot tell the weights
        that a row has to itself.

    References
    ----------
    Allen (1974), Technometrics 16(1), 125-127.
    Golub, Heath & Wahba (1979), Technometrics 21(2), 215-223.
    """
    X = real_array(X, "X", ndim=2).astype(np.float64)
    n = len(X)
    y = real_array(y, "y", shape=(n,)).astype(np.float64)
    strengths = real_array(alphas, "alphas", ndim=(0, 1)).astype(np.float64)
    if strengths.min() < 0:
        raise ValueError(f"expected alphas >= 0, got {strengths.min():g}")
    intercept = flag(fit_intercept, "fit_intercept")
    if intercept:
        if n < 2:
            raise ValueError(f"expected at least 2 rows, so that one is left, got {n}")
        X, y = X - X.mean(axis=0), y - y.mean()
    alpha, parts = np.atleast_1d(strengths), decomposition(X)
    scaled = (alpha > 0) & loses_columns(X, parts)
    errors = np.empty((n, len(alpha)))
    if not scaled.all():
        errors[:, ~scaled] = _errors(y, alpha[~scaled], intercept, parts)
    for k in np.flatnonzero(scaled):
        errors[:, k] = _scaled_errors(X, y, alpha[k], intercept)
    return errors if strengths.ndim else errors[:, 0]


def _errors(y, alpha, intercept, parts):
    """Return the errors (n, k) from the decomposition of X, centred if there is an intercept."""
    U, d, _ = parts
    n = len(y)
    along, squares = U.T @ y, U**2
    if len(d) == n - intercept:
        # U leaves nothing over: c = o = 0, and what is common to eᵢ and 1 − hᵢᵢ, alpha, is left out
        # of both, so that it may be 0.
        factors = 1 / (d[:, None] ** 2 + alpha)
        return (U @ (factors * along[:, None])) / (squares @ factors)
    factors = alpha / (d[:, None] ** 2 + alpha)
    outside = np.maximum(1 - intercept / n - squares.sum(axis=1), 0)
    residuals = (y - U @ along)[:, None] + U @ (factors * along[:, None])
    free = outside[:, None] + squares @ factors
    _refuse_rows_alone(free)
    return residuals / free


def _scaled_errors(X, y, alpha, intercept):
    """Return the errors (n,) for one alpha, from columns brought to one size.

    With rows √alpha·I below X, and zeros below y, the fit is least squares without a penalty: eᵢ
    and 1 − hᵢᵢ are what is orthogonal to all columns. The rows of X are brought to a triangle
    first, so that no matrix is n by n where n is large.
    """
    n, ones = len(X), np.ones((len(X), int(intercept)))
    longer, _ = to_one_size(X, alpha)
    Q, triangle = np.linalg.qr(np.hstack([ones, longer[:n]]))
    below = np.hstack([np.zeros((X.shape[1], ones.shape[1])), longer[n:]])
    columns = np.concatenate([triangle, below])
    rest = np.linalg.qr(columns, mode="complete")[0][: len(triangle), columns.shape[1] :]
    inside, along = Q @ rest, Q.T @ y
    residuals, free = inside @ (rest.T @ along), (inside**2).sum(axis=1)
    if len(triangle) < n:
        residuals += y - Q @ along
        free += np.maximum(1 - (Q**2).sum(axis=1), 0)
    _refuse_rows_alone(free[:, None])
    return residuals / free


def _refuse_rows_alone(free):
    if (alone := free <= 1e-12).any():
        raise ValueError(
            "expected rows each of which can be predicted by the others, or a larger alpha, "
            f"got row {int(np.argwhere(alone)[0, 0])}, which is fitted whatever its target is"
        )
