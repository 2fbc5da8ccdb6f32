"""What the estimators share: checked input, centring, and prediction."""

from numbers import Number

import numpy as np
from sklearn.base import BaseEstimator, MultiOutputMixin, RegressorMixin
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from helpers._validate import flag, number


class LinearRegressor(MultiOutputMixin, RegressorMixin, BaseEstimator):
    """A regressor with `coef_` and `intercept_`, and a parameter `fit_intercept`."""

    def predict(self, X):
        """Return X w + b.

        Parameters
        ----------
        X : array_like of shape (n, p)

        Returns
        -------
        ndarray of shape (n,), or (n, t) after a fit to t > 1 targets

        Raises
        ------
        sklearn.exceptions.NotFittedError
            If `fit` was not called before.
        ValueError
            If X is not a finite numeric matrix with the p columns of `fit`.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        return X @ self.coef_.T + self.intercept_

    def _check_fit_input(self, X, y, sample_weight):
        """Return X, y and the weights (or None) as arrays of X's type, float64 or float32."""
        X, y = validate_data(
            self, X, y, dtype=[np.float64, np.float32], multi_output=True, y_numeric=True
        )
        sample_weight = check_weights(sample_weight, X)
        return X, y.astype(X.dtype, copy=False), sample_weight

    def _without_intercept(self, X, y, weights):
        """Return X and y of the same problem without intercept and weights, and the means.

        Whatever w is, the best b is the weighted mean of y − Xw. So b drops out of the problem
        when X and y are centred, and the weights when each row is multiplied by their root.
        """
        X_mean, y_mean = np.zeros(X.shape[1], X.dtype), np.zeros(y.shape[1:], X.dtype)
        if flag(self.fit_intercept, "fit_intercept"):
            # Of the weights only the ratios count here, and their sum may be too large a number.
            shares = None if weights is None else weights / weights.max()
            X, X_mean = _centre(X, shares)
            y, y_mean = _centre(y, shares)
        if weights is not None:
            root = np.sqrt(weights)
            X, y = X * root[:, None], (y.T * root).T
        return X, y, X_mean, y_mean


def check_weights(sample_weight, X):
    """Return the rows' weights (n,) in the type of X, or None; raise ValueError for bad ones."""
    if sample_weight is None:
        return None
    if isinstance(sample_weight, Number):
        sample_weight = number(sample_weight, "sample_weight", above=0)
    sample_weight = _check_sample_weight(sample_weight, X, dtype=X.dtype, ensure_non_negative=True)
    if not sample_weight.any():  # scikit-learn itself looks from 1.9 on
        raise ValueError("expected sample weights of which at least one is non-zero")
    return sample_weight


def with_mean_one(weights):
    """Return the weights (n,) divided by their mean, whose sum may be too large a number."""
    weights = weights / weights.max()
    return weights * (len(weights) / weights.sum())


def _centre(A, weights):
    """Return A minus the weighted means of its columns, and the means.

    Twice: rounding in the first mean leaves a constant column of size c at 1e-16·c instead of 0,
    and a fit without penalty would take that for a feature. What the second mean leaves of such a
    column is rounding again, and is put to 0.
    """
    first = np.average(A, axis=0, weights=weights)
    centred = A - first
    second = np.average(centred, axis=0, weights=weights)
    centred -= second
    # Such a column had the second mean in every row, the first one as well; few other columns
    # look so there, and only these are looked at whole.
    columns = centred.reshape(len(A), -1)
    rounding = 2 * len(A) * np.finfo(A.dtype).eps * np.abs(second).reshape(-1)
    for j in np.flatnonzero(np.abs(columns[0]) <= rounding):
        if np.abs(columns[:, j]).max() <= rounding[j]:
            columns[:, j] = 0
    return centred, first + second
