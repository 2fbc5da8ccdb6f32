"""Regularization paths of the lasso and the elastic net."""

import warnings
from numbers import Integral

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.validation import check_X_y

from helpers._validate import number, real_array
from helpers.linear._active_set import solve_path
from helpers.linear._ridge import decomposition, excess, ridge_weights
from helpers.linear._search import objective_and_gap

# Penalties below this share of the largest possible correlation have their gaps computed anew.
ROUGH = 1e-9


def lasso_path(X, y, *, alphas=100, eps=1e-3, tol=1e-4, max_iter=1000):
    """Return the lasso's weights along a path of penalties.

    The objective is 1/(2n) ‖y − Xw‖² + alpha ‖w‖₁: `enet_path` with `l1_ratio=1`, whose
    parameters, results and errors it shares.
    """
    return enet_path(X, y, l1_ratio=1.0, alphas=alphas, eps=eps, tol=tol, max_iter=max_iter)


def enet_path(X, y, *, l1_ratio=0.5, alphas=100, eps=1e-3, tol=1e-4, max_iter=1000):
    """Return the elastic net's weights along a path of penalties.

    For each alpha the weights minimize scikit-learn's objective, which is the book's with
    λ = alpha and r = l1_ratio: 1/(2n) ‖y − Xw‖² + alpha (r‖w‖₁ + (1−r)/2 ‖w‖²).
    There is no intercept: centre X and y first.

    Parameters
    ----------
    X : array_like of shape (n, p)
    y : array_like of shape (n,)
    l1_ratio : float, default 0.5
        r in [0, 1].
    alphas : int or array_like of shape (m,), default 100
        The penalties, or how many to take from alpha_max = max|Xᵀy|/(n·r), the least with all
        weights 0, down to eps·alpha_max in equal ratios. A number needs r > 0.
    eps : float, default 1e-3
        The last penalty over the first, in (0, 1), where `alphas` is a number.
    tol : float, default 1e-4
        A penalty is done when its duality gap is at most tol·‖y‖²/n.
    max_iter : int, default 1000
        At most so many linear systems for one penalty.

    Returns
    -------
    alphas : ndarray of shape (m,)
        The penalties, falling.
    coefs : ndarray of shape (p, m)
        The weights in the type of X, one column for each penalty.
    dual_gaps : ndarray of shape (m,)
        The duality gaps of these weights, in units of the objective; where alpha·l1_ratio = 0,
        how far the objective is above its minimum.

    Raises
    ------
    ValueError
        If X or y is empty, not numeric, not finite or of the wrong shape, or if a parameter is
        out of its range.

    Warns
    -----
    sklearn.exceptions.ConvergenceWarning
        If a gap was not reached.

    References
    ----------
    Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301-320.
    Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1-22.
    """
    if np.ndim(y) > 1:
        raise ValueError(f"expected y of shape (n,), got {np.shape(y)}")
    X, y = check_X_y(X, y, dtype=[np.float64, np.float32], y_numeric=True)
    l1_ratio = number(l1_ratio, "l1_ratio", minimum=0, maximum=1)
    tol, max_iter = check_stopping(tol, max_iter)
    if isinstance(alphas, Integral) and not isinstance(alphas, bool):
        alphas = _grid(X, y, l1_ratio, int(alphas), number(eps, "eps", above=0, below=1))
    else:
        alphas = np.sort(real_array(alphas, "alphas", ndim=1).astype(np.float64))[::-1]
        if alphas[-1] < 0:
            raise ValueError(f"expected alphas >= 0, got {alphas[-1]:g}")
    coefs, gaps, _ = fit_path(X, y, alphas, l1_ratio, tol, max_iter)
    return alphas, coefs, gaps


def check_stopping(tol, max_iter):
    """Return `tol` as a float and `max_iter` as an int, or raise ValueError."""
    if isinstance(max_iter, bool) or not isinstance(max_iter, Integral) or max_iter < 1:
        raise ValueError(f"expected max_iter to be an integer >= 1, got {max_iter!r}")
    return number(tol, "tol", minimum=0), int(max_iter)


def fit_path(X, y, alphas, l1_ratio, tol, max_iter):
    """Return weights (p, m), gaps (m,) and steps (m,) for checked input and falling alphas.

    It works in float64 whatever the type of X, which only the results have.
    """
    n, dtype = len(y), X.dtype
    X, y = X.astype(np.float64, copy=False), y.astype(np.float64, copy=False)
    l1, l2 = n * alphas * l1_ratio, n * alphas * (1 - l1_ratio)
    m = np.count_nonzero(l1)
    coefs, gaps, steps = np.zeros((X.shape[1], len(l1))), np.zeros(len(l1)), np.ones(len(l1), int)
    if m:
        wanted, grid = _fill_in(l1[:m], np.abs(X.T @ y).max())
        found = solve_path(X, y, grid, grid * (1 - l1_ratio) / l1_ratio, tol=tol, max_iter=max_iter)
        coefs[:, :m], gaps[:m] = found[0][:, wanted], found[1][wanted]
        # The steps on the way to a penalty count as its own.
        steps[:m] = np.diff(np.cumsum(found[2])[wanted], prepend=0)
        _look_again(X, y, l1[:m], l2[:m], coefs[:, :m].astype(dtype), gaps[:m])
        limit = tol * (y @ y)
        _warn(alphas[:m], gaps[:m] / n, found[3][wanted] & (gaps[:m] <= limit), limit / n)
    if m < len(l1):
        # Without an L1 part the minimum has a closed form: of smallest norm where alpha is 0.
        Y = np.repeat(y[:, None], len(l1) - m, axis=1)
        parts = decomposition(X)
        coefs[:, m:] = ridge_weights(X, Y, l2[m:], parts).T
        gaps[m:] = excess(X, Y, coefs[:, m:].astype(dtype).T, l2[m:], parts)
    return coefs.astype(dtype), gaps / n, steps


def _look_again(X, y, l1, l2, W, gaps):
    """Take the gaps (m,) of the weights (p, m) from their residuals, where the solver's are rough.

    The solver knows the gap of its weights in float64, not of what is left of them in float32; and
    where there are few features, it knows the correlations to some 1e-16 of the largest only, which
    is too little beside a penalty as small as that.
    """
    sizes = np.sqrt(np.einsum("ij,ij->j", X, X))
    rough = l1 < ROUGH * sizes.max() * np.sqrt(y @ y)
    again = np.flatnonzero(rough | (W.dtype != X.dtype))
    if not len(again):
        return
    entries = np.abs(X)
    for k in again:
        w = W[:, k].astype(np.float64)
        r = y - X @ w
        slopes = np.abs(X.T @ r - l2[k] * w)
        # What rounding may have added or taken: a gap that cannot be told from a larger one is one.
        slopes += np.finfo(np.float64).eps * (entries.T @ np.abs(r))
        rr = r @ r + l2[k] * (w @ w)
        gaps[k] = objective_and_gap(rr, r @ y, np.abs(w).sum(), slopes.max(), l1[k])[1]


def _grid(X, y, l1_ratio, m, eps):
    if m < 1:
        raise ValueError(f"expected alphas as an array or a number >= 1, got {m}")
    if l1_ratio == 0:
        raise ValueError("expected alphas as an array where l1_ratio is 0, got a number of them")
    largest = np.abs(X.T.astype(np.float64) @ y).max() / (len(y) * l1_ratio)
    # As scikit-learn, where the data give no scale.
    least = np.finfo(np.float64).resolution
    return np.full(m, least) if largest == 0 else np.geomspace(largest, largest * eps, m)


def _fill_in(l1, largest):
    """Return a grid with l1 in it that never falls below half at once, and where l1 is in it.

    Each solution starts from the one before, which has to be near.
    """
    before = np.concatenate(([max(largest, l1[0])], l1[:-1]))
    between = (np.log2(before) - np.log2(l1)).astype(int)
    wanted = np.cumsum(between + 1) - 1
    if not between.any():
        return wanted, l1
    steps = zip(before, l1, between + 2, strict=True)
    return wanted, np.concatenate([np.geomspace(start, end, k)[1:] for start, end, k in steps])


def _warn(alphas, gaps, converged, limit):
    if not converged.all():
        k = int(np.argmin(converged))
        warnings.warn(
            f"Objective did not converge for {np.count_nonzero(~converged)} of {len(alphas)} "
            f"penalties: expected a duality gap of at most {limit:.3g}, got {gaps[k]:.3g} at "
            f"alpha={alphas[k]:.3g}. Raise max_iter or tol, or scale the features.",
            ConvergenceWarning,
            stacklevel=4,
        )
