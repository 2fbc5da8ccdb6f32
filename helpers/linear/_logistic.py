"""Logistic and multinomial regression with an L1 and an L2 part."""

import warnings

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.class_weight import compute_class_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from helpers._validate import flag, number
from helpers.linear._base import check_weights
from helpers.linear._paths import check_stopping
from helpers.linear._proximal_newton import minimize
from helpers.linear._softmax_loss import SoftmaxLoss, log_probabilities


class LogisticRegression(ClassifierMixin, BaseEstimator):
    """Classes by a linear model: minimizes C Σ sᵢ (−log P(yᵢ|xᵢ)) + r‖w‖₁ + (1−r)/2 ‖w‖².

    This is scikit-learn's objective. Divided by C Σ sᵢ it is the book's, with the mean log loss in
    the place of the mean square, λ = 1/(C Σ sᵢ) and r = l1_ratio. The intercepts are not penalized.

    With two classes P(1|x) = 1/(1 + exp(−xᵀw − b)). With K > 2 classes each has its own weights
    and P(k|x) = exp(xᵀw_k + b_k) / Σ_l exp(xᵀw_l + b_l); of the intercepts that give the same
    probabilities, those that sum to 0 are taken, and without a penalty the same of the weights.

    A Newton method, with a dense system that has a row for each weight that may differ from 0: made
    for some thousands of weights, not for millions.

    Parameters
    ----------
    C : float, default 1.0
        The inverse of the strength, above 0; `numpy.inf` is no penalty at all.
    l1_ratio : float, default 0.0
        r in [0, 1], the share of L1.
    fit_intercept : bool, default True
        With False, b is 0.
    class_weight : dict or "balanced", optional
        Weights of the classes, multiplied with those of the rows; "balanced" is n/(K n_k).
    tol : float, default 1e-4
        The fit is done when no entry of the subgradient of the book's objective is larger.
    max_iter : int, default 100
        At most so many proximal Newton steps.

    Attributes
    ----------
    classes_ : ndarray of shape (K,)
        The labels, sorted.
    coef_ : ndarray of shape (1, p), or (K, p) for K > 2 classes
        The weights, in the type of X.
    intercept_ : ndarray of shape (1,) or (K,)
        The intercepts.
    n_iter_ : ndarray of shape (1,)
        The number of steps.
    n_features_in_ : int
        p.
    feature_names_in_ : ndarray of shape (p,)
        The column names of X, where it has any.

    References
    ----------
    Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1-22.
    """

    def __init__(
        self,
        *,
        C=1.0,
        l1_ratio=0.0,
        fit_intercept=True,
        class_weight=None,
        tol=1e-4,
        max_iter=100,
    ):
        self.C = C
        self.l1_ratio = l1_ratio
        self.fit_intercept = fit_intercept
        self.class_weight = class_weight
        self.tol = tol
        self.max_iter = max_iter

    def fit(self, X, y, sample_weight=None):
        """Fit the weights and the intercepts.

        Parameters
        ----------
        X : array_like of shape (n, p)
            Dense. float32 is kept, all else becomes float64; neither X nor y is changed.
        y : array_like of shape (n,)
            Labels of at least two classes: numbers, or strings.
        sample_weight : float or array_like of shape (n,), optional
            sᵢ ≥ 0, not all 0.

        Returns
        -------
        LogisticRegression
            The estimator itself.

        Raises
        ------
        ValueError
            If X, y or the weights are empty, not finite or of the wrong shape, if y has a single
            class or is no label, or if a parameter is out of its range.
        TypeError
            If X is sparse.

        Warns
        -----
        sklearn.exceptions.ConvergenceWarning
            If the subgradient did not become small enough.
        """
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32])
        check_classification_targets(y)
        weights = check_weights(sample_weight, X)
        strength = self._strength()
        l1_ratio = number(self.l1_ratio, "l1_ratio", minimum=0, maximum=1)
        intercept = flag(self.fit_intercept, "fit_intercept")
        tol, max_iter = check_stopping(self.tol, self.max_iter)
        self.classes_, labels = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(f"expected at least two classes in y, got one class: {y[0]!r}")
        weights = np.ones(len(y)) if weights is None else weights.astype(np.float64)
        by_class = compute_class_weight(self.class_weight, classes=self.classes_, y=y)
        with np.errstate(over="ignore", invalid="ignore"):  # what is no number is refused below
            if self.class_weight == "balanced" and sample_weight is not None:
                by_class = compute_class_weight(
                    "balanced", classes=self.classes_, y=y, sample_weight=weights
                )
            weights = weights * by_class[labels]
            total = weights.sum()
        if not 0 < total < np.inf:
            raise ValueError(f"expected weights with a finite sum above 0, got {total:g}")

        A = X.astype(np.float64, copy=False)
        if intercept:
            A = np.hstack([A, np.ones((len(A), 1))])
        loss = SoftmaxLoss(A, np.eye(len(self.classes_))[labels], weights / total)
        strengths = np.full((A.shape[1], loss.free), strength / total)
        strengths[X.shape[1] :] = 0
        theta, steps, error = minimize(
            loss, strengths * l1_ratio, strengths * (1 - l1_ratio), tol=tol, max_iter=max_iter
        )
        if error > tol:
            warnings.warn(
                f"Objective did not converge: expected a subgradient of at most {tol:g}, got "
                f"{error:.3g} after {steps} steps. Raise max_iter or tol, or scale the features.",
                ConvergenceWarning,
                stacklevel=2,
            )
        if loss.free > 1:
            # A constant added to a row of theta changes no probability, and squares sum to least
            # where the row sums to 0.
            even = strengths * l1_ratio == 0
            theta = np.where(even, theta - theta.mean(axis=1, keepdims=True), theta)
        theta = theta.astype(X.dtype).T
        self.coef_ = np.ascontiguousarray(theta[:, : X.shape[1]])
        self.intercept_ = theta[:, -1].copy() if intercept else np.zeros(loss.free, X.dtype)
        self.n_iter_ = np.array([steps], dtype=np.int32)
        return self

    def decision_function(self, X):
        """Return the logits Xwᵀ + b: (n,) for two classes, else (n, K).

        Raises
        ------
        sklearn.exceptions.NotFittedError
            If `fit` was not called before.
        ValueError
            If X is not a finite numeric matrix with the p columns of `fit`.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        logits = X @ self.coef_.T + self.intercept_
        return logits[:, 0] if logits.shape[1] == 1 else logits

    def predict_log_proba(self, X):
        """Return the logarithms of the probabilities, (n, K); errors as `decision_function`."""
        logits = self.decision_function(X)
        return log_probabilities(logits.reshape(len(logits), -1))

    def predict_proba(self, X):
        """Return the probabilities of the classes, (n, K); errors as `decision_function`."""
        return np.exp(self.predict_log_proba(X))

    def predict(self, X):
        """Return the most probable class of each row, (n,); errors as `decision_function`."""
        logits = self.decision_function(X)
        places = (logits > 0).astype(int) if logits.ndim == 1 else logits.argmax(axis=1)
        return self.classes_[places]

    def _strength(self):
        if isinstance(self.C, float | np.floating) and np.isposinf(self.C):
            return 0.0
        return 1 / number(self.C, "C", above=0)
