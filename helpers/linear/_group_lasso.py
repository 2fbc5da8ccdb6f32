"""The group lasso: whole blocks of columns are kept or dropped."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from helpers._validate import flag, number
from helpers.linear._base import LinearRegressor, with_mean_one
from helpers.linear._paths import check_stopping
from helpers.linear._ridge import decomposition, ridge_weights
from helpers.linear._search import objective_and_gap


class GroupLasso(LinearRegressor):
    """Group lasso: minimizes 1/(2n) ‖y − Xw − b‖² + alpha Σ_g √m_g size(w_g), b not penalized.

    The columns fall into groups, such as the dummies of one text column; w_g holds the weights of
    group g. With `by_fit` the size is ‖X_g w_g‖/√n, the spread of what the group adds to the fit,
    with X_g centred, and m_g is the rank of X_g: fit and choice then depend on the space that the
    columns span, and not on how it is coded. Without `by_fit` it is ‖w_g‖, and m_g the number of
    columns: with a group for each column, the lasso.

    Block descent: the residuals' covariance v_g with an orthonormal basis of a group is shortened
    by alpha √m_g, to 0 where it is shorter.

    Parameters
    ----------
    alpha : float, default 1.0
        Strength ≥ 0. With 0 the result is the least-squares solution of smallest norm.
    groups : array_like of shape (p,), optional
        A label for each column, numbers or strings; without it each column is its own group.
    by_fit : bool, default True
        What the size of a group is. Of weights with the same fit, those of smallest norm are taken.
    fit_intercept : bool, default True
        With False, b is 0 and nothing is centred.
    max_iter : int, default 1000
        At most so many rounds over all groups.
    tol : float, default 1e-4
        The fit is done when the duality gap is at most tol·‖y‖²/n, with y centred.

    Attributes
    ----------
    coef_ : ndarray of shape (p,), or (t, p) for t > 1 targets
        The weights w, in the type of X.
    intercept_ : float, or ndarray of shape (t,) if y was a matrix
        The intercept b.
    dual_gap_ : float, or ndarray of shape (t,) for t > 1 targets
        The duality gap of these weights, as rounded to their type, in units of the objective; 0
        where alpha is 0.
    n_iter_ : int, or list of t ints for t > 1 targets
        The number of rounds.
    n_features_in_ : int
        p.
    feature_names_in_ : ndarray of shape (p,)
        The column names of X, where it has any.

    References
    ----------
    Yuan & Lin (2006), Journal of the Royal Statistical Society B 68(1), 49-67: the group lasso.
    Simon & Tibshirani (2012), Statistica Sinica 22(3), 983-1001: the size by the fit.
    """

    def __init__(
        self, alpha=1.0, *, groups=None, by_fit=True, fit_intercept=True, max_iter=1000, tol=1e-4
    ):
        self.alpha = alpha
        self.groups = groups
        self.by_fit = by_fit
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
            A matrix means t targets, each fitted by itself.
        sample_weight : float or array_like of shape (n,), optional
            sᵢ ≥ 0, not all 0: all means over the rows are weighted.

        Returns
        -------
        GroupLasso
            The estimator itself.

        Raises
        ------
        ValueError
            If X, y or the weights are empty, not numeric or not finite, if their shapes or that of
            the groups do not fit, or if a parameter is out of its range.
        TypeError
            If X is sparse.

        Warns
        -----
        sklearn.exceptions.ConvergenceWarning
            If the duality gap was not reached.
        """
        X, y, weights = self._check_fit_input(X, y, sample_weight)
        alpha = number(self.alpha, "alpha", minimum=0)
        by_fit = flag(self.by_fit, "by_fit")
        tol, max_iter = check_stopping(self.tol, self.max_iter)
        columns = _columns(self.groups, X.shape[1])
        if weights is not None:
            weights = with_mean_one(weights)
        dtype = X.dtype
        X, y, X_mean, y_mean = self._without_intercept(X, y, weights)
        X, targets = X.astype(np.float64), y.astype(np.float64).reshape(len(y), -1).T
        blocks = [_Block(X[:, places], places, by_fit) for places in columns]
        fits = [_fit(blocks, X, target, alpha, tol, max_iter, dtype) for target in targets]
        for _, gap, steps, limit in fits:
            if gap > limit:
                warnings.warn(
                    f"Objective did not converge: expected a duality gap of at most {limit:.3g}, "
                    f"got {gap:.3g} after {steps} rounds. Raise max_iter or tol.",
                    ConvergenceWarning,
                    stacklevel=2,
                )
        one = len(fits) == 1
        coef, gaps, steps, _ = zip(*fits, strict=True)
        self.coef_ = coef[0] if one else np.stack(coef)
        self.dual_gap_ = dtype.type(gaps[0]) if one else np.array(gaps, dtype)
        self.n_iter_ = steps[0] if one else list(steps)
        self.intercept_ = y_mean - X_mean @ self.coef_.T
        return self


def _columns(groups, p):
    """Return the places of the columns of each group, in the order in which the groups come."""
    if groups is None:
        return [np.array([j]) for j in range(p)]
    labels = np.asarray(groups)
    if labels.shape != (p,) or labels.dtype.kind not in "biufUS":
        raise ValueError(
            f"expected groups of shape ({p},), a number or a string for each column, "
            f"got shape {labels.shape} of type {labels.dtype}"
        )
    if labels.dtype.kind == "f" and not np.isfinite(labels).all():
        raise ValueError("expected groups to be finite, got NaN or infinity")
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return [np.flatnonzero(inverse == k) for k in np.argsort(first)]


class _Block:
    """The columns of a group in a basis Z (n, m) in which the penalty is factor · ‖u‖.

    `back` makes weights w of u, and `forth` makes u of w.
    """

    def __init__(self, X, places, by_fit):
        self.places, n = places, len(X)
        if by_fit:
            U, d, Vt = decomposition(X)
            self.Z, self.back = np.sqrt(n) * U, (Vt.T / d) * np.sqrt(n)
            self.forth = (d[:, None] * Vt) / np.sqrt(n)
            self.factor, self.curvature = np.sqrt(len(d)), 1.0
        else:
            self.Z, self.back = X, np.eye(len(places))
            self.forth = self.back
            self.factor = np.sqrt(len(places))
            self.curvature = np.linalg.norm(X, ord=2) ** 2 / n

    def move(self, u, residuals, alpha):
        """Return u after the block soft threshold of a step of 1/curvature, from the residuals."""
        if self.curvature == 0 or not len(u):
            return u
        v = self.curvature * u + self.Z.T @ residuals / len(residuals)
        length = np.linalg.norm(v)
        shorter = max(length - alpha * self.factor, 0)
        return v * (shorter / length / self.curvature) if shorter else np.zeros_like(v)


def _fit(blocks, X, y, alpha, tol, max_iter, dtype):
    """Return weights (p,) of this type, their duality gap, the rounds, and the gap asked for."""
    n, p = X.shape
    limit = tol * float(y @ y) / n
    if alpha == 0:
        return ridge_weights(X, y[:, None], np.zeros(1))[0].astype(dtype), 0.0, 1, limit
    parts = [np.zeros(block.Z.shape[1]) for block in blocks]
    residuals = y.copy()
    gap, step = np.inf, 0
    while gap > limit and step < max_iter:
        step += 1
        for k, block in enumerate(blocks):
            new = block.move(parts[k], residuals, alpha)
            if (change := new - parts[k]).any():
                residuals -= block.Z @ change
                parts[k] = new
        residuals = y - sum(block.Z @ u for block, u in zip(blocks, parts, strict=True))
        gap = _gap(blocks, parts, residuals, y, alpha)
    w = np.zeros(p)
    for block, u in zip(blocks, parts, strict=True):
        w[block.places] = block.back @ u
    if dtype != w.dtype:
        # The gap is that of the weights in float64, not of what is left of them in float32.
        w = w.astype(dtype)
        parts = [block.forth @ w[block.places].astype(np.float64) for block in blocks]
        gap = _gap(blocks, parts, y - X @ w.astype(np.float64), y, alpha)
    return w, gap, step, limit


def _gap(blocks, parts, residuals, y, alpha):
    n, kept = len(y), [block for block in blocks if block.factor]
    bound = max((np.linalg.norm(b.Z.T @ residuals) / b.factor for b in kept), default=0.0)
    length = sum(b.factor * np.linalg.norm(u) for b, u in zip(blocks, parts, strict=True))
    _, gap = objective_and_gap(residuals @ residuals, residuals @ y, length, bound, n * alpha)
    return float(gap) / n
