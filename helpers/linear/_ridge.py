"""Ridge regression in closed form."""

import numpy as np

from helpers._validate import number, real_array
from helpers.linear._base import LinearRegressor


def ridge_weights(X, Y, alpha):
    """Return the w (t, p) that minimize ‖y − Xw‖² + alpha ‖w‖² for each column y of Y (n, t).

    With X = U diag(d) Vᵀ this is w = V diag(d/(d² + alpha)) Uᵀy. `alpha` has shape (t,).
    """
    U, d, Vt = np.linalg.svd(X, full_matrices=False)
    # Below this, a singular value of exact arithmetic may be 0.
    kept = d > max(X.shape) * np.finfo(d.dtype).eps * d.max()
    U, d, Vt = U[:, kept], d[kept, None], Vt[kept]
    return ((U.T @ Y) / (d + alpha.astype(d.dtype) / d)).T @ Vt


class Ridge(LinearRegressor):
    """Ridge regression: minimizes ‖y − Xw − b‖² + alpha ‖w‖², with b not penalized.

    This is scikit-learn's objective. The book's base objective, with the L2 penalty of strength λ,
    is 1/(2n) of it where alpha = n·λ.

    With centred data X = U diag(d) Vᵀ the solution is w = V diag(d/(d² + alpha)) Uᵀy. The singular
    value decomposition serves every shape and rank: where alpha = 0 and X has not full column
    rank, directions with d = 0 get no weight, so w is the solution of smallest norm.

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
        coef = ridge_weights(X, y.reshape(len(y), -1), alpha)
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
