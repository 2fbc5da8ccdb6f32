"""The linear models of the recipe as estimators, all with strengths for each row."""

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin

from helpers.tabular._logistic import chances, logistic_path
from helpers.tabular._squares import enet_weights, ridge_path, squares

WARM = 0.5 * 10.0 ** -np.arange(0, 9, 0.5)  # strengths that lead to a weak one


class LinearRegressor(RegressorMixin, BaseEstimator):
    """Minimize 1/(2n) ‖y − Xw − b‖² + λ ( r‖w‖₁ + (1 − r)/2 ‖w‖² ).

    Parameters
    ----------
    lam : float
        λ, the strength for each row: scikit-learn's ``ElasticNet`` has it as `alpha`, and its
        ``Ridge`` has nλ.
    mix : float
        r, the share of the L1 penalty.
    """

    def __init__(self, lam=0.01, mix=0.0):
        self.lam = lam
        self.mix = mix

    def fit(self, X, y):
        """Fit to rows X of shape (n, q), dense or sparse, and targets y; return the estimator."""
        weights, intercepts = regression_path(squares(X, np.asarray(y)), [self.lam], self.mix)
        self.coef_, self.intercept_ = weights[0], intercepts[0]
        self.rows_ = X.shape[0]
        self.n_features_in_ = X.shape[1]
        return self

    def predict(self, X):
        """Return predictions of shape (n,)."""
        return X @ self.coef_ + self.intercept_


class LinearClassifier(ClassifierMixin, BaseEstimator):
    """Minimize the mean log loss and λ ( r‖W‖₁ + (1 − r)/2 ‖W‖² ).

    Parameters
    ----------
    lam : float
        λ, the strength for each row: scikit-learn's C is 1/(nλ).
    mix : float
        r, the share of the L1 penalty.
    """

    def __init__(self, lam=0.01, mix=0.0):
        self.lam = lam
        self.mix = mix

    def fit(self, X, y):
        """Fit to rows X of shape (n, q), dense or sparse, and classes y; return the estimator."""
        self.classes_, Y = one_hot(y)
        lams = np.append(WARM[self.lam < WARM / 2], self.lam)
        weights, intercepts = logistic_path(X, Y, lams, self.mix)
        self.coef_, self.intercept_ = weights[-1].T, intercepts[-1]
        self.rows_ = X.shape[0]
        self.n_features_in_ = X.shape[1]
        return self

    def predict_proba(self, X):
        """Return the probabilities of the classes, of shape (n, K)."""
        return both(chances(X @ self.coef_.T + self.intercept_))

    def predict(self, X):
        """Return the most probable classes, of shape (n,)."""
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


def regression_path(problem, lams, mix):
    """Return weights of shape (strengths, q) and intercepts of shape (strengths,)."""
    find = ridge_path if mix == 0 else lambda *least: enet_weights(*least, mix)
    weights = find(problem, lams)
    return weights, problem.level - weights @ problem.center


def one_hot(y):
    """Return the classes that occur, and Y as `logistic_path` takes it."""
    classes, codes = np.unique(y, return_inverse=True)
    if len(classes) == 2:
        return classes, codes[:, None].astype(float)
    return classes, np.eye(len(classes))[codes]


def both(q):
    """Return probabilities of all classes; of two, only that of the second may be given."""
    return np.concatenate([1 - q, q], axis=-1) if q.shape[-1] == 1 else q


def strength(model):
    """Return how strong the penalty of a fitted linear model is, in words; "" for another model.

    Parameters
    ----------
    model : estimator
        The final step of a fitted pipeline.
    """
    if isinstance(model, LinearClassifier):
        return f"λ = {model.lam:.2g} for each row, C = {1 / (model.lam * model.rows_):.2g}"
    if isinstance(model, LinearRegressor):
        shown = f"λ = {model.lam:.2g} for each row"
        if model.mix == 0:
            shown += f", {model.lam * model.rows_:.2g} for all"
        return shown
    return ""
