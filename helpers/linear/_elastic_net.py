"""The lasso and the elastic net."""

import numpy as np

from helpers._validate import number
from helpers.linear._base import LinearRegressor, with_mean_one
from helpers.linear._paths import check_stopping, fit_path


class ElasticNet(LinearRegressor):
    """Elastic net: minimizes 1/(2n) ‖y − Xw − b‖² + alpha (r‖w‖₁ + (1−r)/2 ‖w‖²).

    This is scikit-learn's objective, and the book's base objective with λ = alpha. The intercept b
    is not penalized. With weights sᵢ the loss is 1/(2Σsᵢ) Σ sᵢ (yᵢ − xᵢᵀw − b)².

    Parameters
    ----------
    alpha : float, default 1.0
        Strength ≥ 0. With 0 the result is the least-squares solution of smallest norm.
    l1_ratio : float, default 0.5
        r in [0, 1]: 1 is the lasso; with 0 the closed form of ridge regression is used.
    fit_intercept : bool, default True
        With False, b is 0 and nothing is centred.
    max_iter : int, default 1000
        At most so many linear systems for each penalty on the way down to alpha.
    tol : float, default 1e-4
        The fit is done when the duality gap is at most tol·‖y‖²/n, with y centred.

    Attributes
    ----------
    coef_ : ndarray of shape (p,), or (t, p) for t > 1 targets
        The weights w, in the type of X.
    intercept_ : float, or ndarray of shape (t,) if y was a matrix
        The intercept b.
    dual_gap_ : float, or ndarray of shape (t,) for t > 1 targets
        The duality gap of these weights, in units of the objective; where alpha·l1_ratio = 0,
        how far the objective is above its minimum.
    n_iter_ : int, or list of t ints for t > 1 targets
        The number of linear systems solved.
    n_features_in_ : int
        p.
    feature_names_in_ : ndarray of shape (p,)
        The column names of X, where it has any.

    References
    ----------
    Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301-320.
    """

    def __init__(self, alpha=1.0, *, l1_ratio=0.5, fit_intercept=True, max_iter=1000, tol=1e-4):
        self.alpha = alpha
        self.l1_ratio = l1_ratio
        self.fit_intercept = fit_intercept
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X, y, sample_weight=None):
        """Fit the weights and the intercept.

        Parameters
        ----------
        X : array_like of shape (n, p)
            Dense. float32 is kept, all else becomes float64; neither X nor y is changed.
        y : array_like of shape (n,) or (n, t)
            As in scikit-learn, a matrix means t targets, each fitted by itself.
        sample_weight : float or array_like of shape (n,), optional
            sᵢ ≥ 0, not all 0.

        Returns
        -------
        ElasticNet
            The estimator itself.

        Raises
        ------
        ValueError
            If X, y or the weights are empty, not numeric or not finite, if their shapes do not
            fit, or if a parameter is out of its range.
        TypeError
            If X is sparse.

        Warns
        -----
        sklearn.exceptions.ConvergenceWarning
            If the duality gap was not reached.
        """
        X, y, weights = self._check_fit_input(X, y, sample_weight)
        alpha = np.array([number(self.alpha, "alpha", minimum=0)])
        l1_ratio = number(self.l1_ratio, "l1_ratio", minimum=0, maximum=1)
        tol, max_iter = check_stopping(self.tol, self.max_iter)
        if weights is not None:
            # The objective has the mean of the weights in it, the path a plain 1/n.
            weights = with_mean_one(weights)
        X, y, X_mean, y_mean = self._without_intercept(X, y, weights)
        fits = [
            fit_path(X, target, alpha, l1_ratio, tol, max_iter)
            for target in y.reshape(len(y), -1).T
        ]
        coef = np.stack([coefs[:, 0] for coefs, _, _ in fits])
        gaps = np.array([gap[0] for _, gap, _ in fits], dtype=X.dtype)
        steps = [int(count[0]) for _, _, count in fits]
        one = len(fits) == 1
        self.coef_ = coef[0] if one else coef
        self.dual_gap_ = gaps[0] if one else gaps
        self.n_iter_ = steps[0] if one else steps
        self.intercept_ = y_mean - X_mean @ self.coef_.T
        return self


class Lasso(ElasticNet):
    """Lasso: minimizes 1/(2n) ‖y − Xw − b‖² + alpha ‖w‖₁, with b not penalized.

    It is `ElasticNet` with `l1_ratio=1`, whose other parameters, attributes and errors it shares.

    Parameters
    ----------
    alpha : float, default 1.0
        Strength ≥ 0.
    fit_intercept : bool, default True
        As in `ElasticNet`.
    max_iter : int, default 1000
        As in `ElasticNet`.
    tol : float, default 1e-4
        As in `ElasticNet`.

    References
    ----------
    Tibshirani (1996), Journal of the Royal Statistical Society B 58(1), 267-288.
    """

    def __init__(self, alpha=1.0, *, fit_intercept=True, max_iter=1000, tol=1e-4):
        super().__init__(
            alpha, l1_ratio=1.0, fit_intercept=fit_intercept, max_iter=max_iter, tol=tol
        )
