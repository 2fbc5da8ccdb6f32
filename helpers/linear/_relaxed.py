"""The relaxed lasso, as glmnet defines it."""

import numpy as np

from helpers._validate import number
from helpers.linear._elastic_net import Lasso
from helpers.linear._ridge import Ridge


class RelaxedLasso(Lasso):
    """Relaxed lasso: w = gamma · w_lasso + (1 − gamma) · w_refit.

    The lasso of strength alpha chooses the columns; w_refit is least squares on these columns
    alone, and 0 outside. Each has its own intercept, so that b is mixed as w is. It is the
    definition of glmnet's `relax = TRUE`, and of Hastie, Tibshirani & Tibshirani (2020);
    Meinshausen (2007) fits the chosen columns by a second, weaker lasso instead. scikit-learn
    has neither.

    Parameters
    ----------
    alpha : float, default 1.0
        Strength ≥ 0 of the lasso, as in `Lasso`.
    gamma : float, default 0.5
        Share of the lasso in [0, 1]: 1 is the lasso itself, 0 the refit without a penalty.
    fit_intercept : bool, default True
        As in `Lasso`.
    max_iter : int, default 1000
        As in `Lasso`.
    tol : float, default 1e-4
        As in `Lasso`. A loose one can leave columns in that the exact lasso would not keep.

    Attributes
    ----------
    coef_ : ndarray of shape (p,), or (t, p) for t > 1 targets
        The weights w, in the type of X.
    intercept_ : float, or ndarray of shape (t,) if y was a matrix
        The intercept b.
    lasso_coef_ : ndarray of the shape of `coef_`
        The weights of the lasso, which say what was chosen.
    dual_gap_, n_iter_, n_features_in_, feature_names_in_
        As in `Lasso`, of the lasso that chooses.

    References
    ----------
    Hastie, Tibshirani & Tibshirani (2020), Statistical Science 35(4), 579-592.
    Meinshausen (2007), Computational Statistics & Data Analysis 52(1), 374-393.
    """

    def __init__(self, alpha=1.0, *, gamma=0.5, fit_intercept=True, max_iter=1000, tol=1e-4):
        super().__init__(alpha, fit_intercept=fit_intercept, max_iter=max_iter, tol=tol)
        self.gamma = gamma

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
        RelaxedLasso
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
        gamma = number(self.gamma, "gamma", minimum=0, maximum=1)
        super().fit(X, y, sample_weight)
        X, y, weights = self._check_fit_input(X, y, sample_weight)
        self.lasso_coef_ = self.coef_
        X, y, X_mean, y_mean = self._without_intercept(X, y, weights)
        chosen = np.atleast_2d(self.lasso_coef_)
        mixed = gamma * chosen
        for w, target, row in zip(chosen, y.reshape(len(y), -1).T, mixed, strict=True):
            if (inside := w != 0).any():
                refit = Ridge(0, fit_intercept=False).fit(X[:, inside], target)
                row[inside] += (1 - gamma) * refit.coef_
        self.coef_ = mixed[0] if self.lasso_coef_.ndim == 1 else mixed
        self.intercept_ = y_mean - X_mean @ self.coef_.T
        return self
