"""Ridge regression in closed form."""

import numpy as np

from helpers._validate import number, real_array
from helpers.linear._base import LinearRegressor
from helpers.linear._gram import weights_by_gram


def decomposition(X):
    """Return U (n, k), d (k,) and Vᵀ (k, p) of X = U diag(d) Vᵀ, without what may be rounding."""
    U, d, Vt = np.linalg.svd(X, full_matrices=False)
    # Below this, a singular value of exact arithmetic may be 0.
    kept = d > _rounding(X) * d.max()
    return U[:, kept], d[kept], Vt[kept]


def ridge_weights(X, Y, alpha, parts=None):
    """Return the w (t, p) that minimize ‖y − Xw‖² + alpha ‖w‖² for each column y of Y (n, t).

    With X = U diag(d) Vᵀ this is w = V diag(d/(d² + alpha)) Uᵀy. `alpha` has shape (t,); `parts`
    is the decomposition of X, where it is at hand.
    """
    parts = parts or decomposition(X)
    U, d, Vt = parts
    alpha = alpha.astype(d.dtype)
    W = ((U.T @ Y) / (d[:, None] + alpha / d[:, None])).T @ Vt
    if loses_columns(X, parts):
        for k in np.flatnonzero(alpha > 0):
            W[k] = _scaled_weights(X, Y[:, k], alpha[k])
    return W


def loses_columns(X, parts):
    """Tell whether the decomposition of X has lost a small column beside large ones, or a part."""
    U, d, Vt = parts
    sizes = np.abs(X).max(axis=0)
    # What is lost is rounding at the size of the whole: of columns that are not far apart, nothing.
    rounding = np.sqrt(X.size) * _rounding(X) * sizes.max()
    if rounding < 1e-5 * sizes[sizes > 0].min(initial=np.inf):
        return False
    lost = np.abs(X - (U * d) @ Vt).max(axis=0)
    return bool((lost > 1e-3 * sizes)[sizes > 0].any())


def to_one_size(X, alpha):
    """Return X with rows √alpha·I below it, in columns divided by their sizes, and these (p,).

    With zeros below y as well, the penalty is part of the loss.
    """
    root = np.sqrt(alpha)
    sizes = np.hypot(np.abs(X).max(axis=0), root)
    return np.concatenate([X / sizes, np.diag(root / sizes)]), sizes


def _scaled_weights(X, y, alpha):
    """Return the same w (p,) for one y (n,) by least squares in columns brought to one size."""
    rows, sizes = to_one_size(X, alpha)
    target = np.concatenate([y, np.zeros(len(sizes), y.dtype)])
    return np.linalg.lstsq(rows, target, rcond=None)[0] / sizes


def excess(X, Y, W, alpha, parts):
    """Return how far the objectives ½‖y − Xw‖² + alpha/2 ‖w‖² (t,) are above their minima.

    With the gradient g at w this is ½ gᵀ(XᵀX + alpha)⁻¹g, as for every quadratic function.
    """
    _, d, Vt = parts
    slopes = Vt @ (X.T @ (Y - X @ W.T) - alpha * W.T)
    return (slopes**2 / (d[:, None] ** 2 + alpha)).sum(axis=0) / 2


def _rounding(X):
    return max(X.shape) * np.finfo(X.dtype).eps


class Ridge(LinearRegressor):
    """Ridge regression: minimizes ‖y − Xw − b‖² + alpha ‖w‖², with b not penalized.

    This is scikit-learn's objective. The book's base objective, with the L2 penalty of strength λ,
    is 1/(2n) of it where alpha = n·λ.

    With centred data the solution is w = (XᵀX + alpha·I)⁻¹ Xᵀy = Xᵀ (XXᵀ + alpha·I)⁻¹ y. A Cholesky
    factor of the smaller of the two matrices gives it quickly, and tells how well conditioned the
    matrix is. Where more than a third of the digits could be lost, X = U diag(d) Vᵀ is decomposed,
    and w = V diag(d/(d² + alpha)) Uᵀy. This serves every shape and rank: where alpha = 0 and X has
    not full column rank, directions with d = 0 get no weight, so w is the solution of smallest
    norm.

    Parameters
    ----------
    alpha : float or array_like of shape (t,), default 1.0
        Strength ≥ 0; an array has one for each of the t targets.
    fit_intercept : bool, default True
        With False, b is 0 and nothing is centred.

    Attributes
    ----------
    coef_ : ndarray of shape (p,), or (t, p) for t > 1 targets
        The weights w, in the type of X.
    intercept_ : float, or ndarray of shape (t,) if y was a matrix
        The intercept b.
    n_iter_ : None
        There are no iterations; kept for scikit-learn's interface.
    n_features_in_ : int
        p.
    feature_names_in_ : ndarray of shape (p,)
        The column names of X, where it has any.

    References
    ----------
    Hoerl & Kennard (1970), Technometrics 12(1), 55-67.
    Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 2nd ed., §3.4.1.
    """

    def __init__(self, alpha=1.0, *, fit_intercept=True):
        self.alpha = alpha
        self.fit_intercept = fit_intercept

    def fit(self, X, y, sample_weight=None):
        """Fit the weights and the intercept.

        Parameters
        ----------
        X : array_like of shape (n, p)
            Dense. float32 is kept, all else becomes float64; neither X nor y is changed.
        y : array_like of shape (n,) or (n, t)
            As in scikit-learn, a matrix means t targets, so that y of shape (n, 1) is one target
            and gives `intercept_` of shape (1,).
        sample_weight : float or array_like of shape (n,), optional
            sᵢ ≥ 0, not all 0: the loss becomes Σ sᵢ (yᵢ − xᵢᵀw − b)².

        Returns
        -------
        Ridge
            The estimator itself.

        Raises
        ------
        ValueError
            If X, y or the weights are empty, not numeric or not finite, if their shapes do not
            fit, or if a parameter is out of its range.
        TypeError
            If X is sparse.
        """
        X, y, weights = self._check_fit_input(X, y, sample_weight)
        alpha = self._check_alpha(n_targets=1 if y.ndim == 1 else y.shape[1])
        X, y, X_mean, y_mean = self._without_intercept(X, y, weights)
        targets = y.reshape(len(y), -1)
        coef, safe = weights_by_gram(X, targets, alpha)
        if not safe.all():
            coef[~safe] = ridge_weights(X, targets[:, ~safe], alpha[~safe])
        self.coef_ = coef[0] if len(coef) == 1 else coef
        self.intercept_ = y_mean - X_mean @ self.coef_.T
        self.n_iter_ = None
        return self

    def _check_alpha(self, n_targets):
        if np.ndim(self.alpha) == 0:
            return np.full(n_targets, number(self.alpha, "alpha", minimum=0))
        alpha = real_array(self.alpha, "alpha", shape=(n_targets,))
        if alpha.min() < 0:
            raise ValueError(f"expected alpha >= 0, got {alpha.min():g}")
        return alpha
