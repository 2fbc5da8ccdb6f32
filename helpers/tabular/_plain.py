"""A fitted model as plain arrays: what a saved file holds, and the arithmetic that predicts."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, softmax
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from helpers.tabular._network import _Network

AT_ONCE = 10_000  # rows, so that one-hot columns of a long file do not fill the memory


@dataclass(frozen=True, eq=False)
class Plain:
    """Fill gaps, mark them, switch on categories, standardize, then one layer or two.

    z = (features − center) / scale, out = b + W₂ᵀ max(0, b₁ + W₁ᵀ z) or b + Wᵀ z. A number
    predicted is ``mean + spread · out``; probabilities are the softmax of the outputs, or the
    logistic function of a single one.

    Parameters
    ----------
    numbers, medians : numpy.ndarray of shape (numbers,)
        The places of the columns of numbers, and what fills their gaps.
    marked : numpy.ndarray of int
        Which of `numbers` have a feature that says where a gap was.
    text : numpy.ndarray of shape (texts,)
        The places of the columns of text.
    switches : tuple of numpy.ndarray
        For each of `text`, and each of the codes −1, 0, 1, …: the one-hot feature that it switches
        on, counted over all texts, or −1 for none.
    hot : int
        The number of one-hot features.
    center, scale : numpy.ndarray of shape (features,)
        Of the standardization. The features are numbers, marks, one-hot, in this order.
    layers : tuple of numpy.ndarray
        W, b of each layer: (features, units), (units,), and so on.
    target : numpy.ndarray of shape (2,)
        Mean and spread of the target; empty for classes.
    present : numpy.ndarray of int
        The classes that the model was fitted with; empty for a regression.
    classes : int
        How many classes there are; 0 for a regression.
    """

    numbers: np.ndarray
    medians: np.ndarray
    marked: np.ndarray
    text: np.ndarray
    switches: tuple[np.ndarray, ...]
    hot: int
    center: np.ndarray
    scale: np.ndarray
    layers: tuple[np.ndarray, ...]
    target: np.ndarray
    present: np.ndarray
    classes: int

    def predict(self, X):
        """Return predictions for X of shape (n, p): (n,), or probabilities (n, K)."""
        blocks = [X[i : i + AT_ONCE] for i in range(0, max(1, len(X)), AT_ONCE)]
        return np.concatenate([self._predict(block) for block in blocks])

    def _predict(self, X):
        out = (self._features(X) - self.center) / self.scale
        for place in range(0, len(self.layers), 2):
            out = np.maximum(out, 0) if place else out
            out = out @ self.layers[place] + self.layers[place + 1]
        if not self.classes:
            return self.target[0] + self.target[1] * out[:, 0]
        q = np.zeros((len(X), self.classes))
        if out.shape[1] == 1:
            q[:, self.present] = np.hstack([expit(-out), expit(out)])
        else:
            q[:, self.present] = softmax(out, axis=1)
        return q

    def _features(self, X):
        numbers = X[:, self.numbers]
        gaps = np.isnan(numbers)
        hot = np.zeros((len(X), self.hot))
        for place, switch in zip(self.text, self.switches, strict=True):
            on = switch[X[:, place].astype(int) + 1]
            rows = np.flatnonzero(on >= 0)
            hot[rows, on[rows]] = 1
        return np.hstack([np.where(gaps, self.medians, numbers), gaps[:, self.marked], hot])


def flatten(estimator, columns, classes):
    """Return the arrays of a fitted pipeline of the recipe, or None for a model of another make.

    Parameters
    ----------
    estimator : estimator
        Fitted; as the recipe's `Model.make` returns it.
    columns : sequence of (str, tuple of str or None)
        The names of the columns, and the categories of those that are text.
    classes : int
        The number of classes; 0 for a regression.

    Returns
    -------
    Plain or None
    """
    target = np.array([])
    if isinstance(estimator, TransformedTargetRegressor):
        scaler, estimator = estimator.transformer_, estimator.regressor_
        target = np.array([scaler.mean_[0], scaler.scale_[0]])
    steps = list(estimator) if isinstance(estimator, Pipeline) else []
    if (
        len(steps) != 3
        or not isinstance(steps[0], ColumnTransformer)
        or not isinstance(steps[1], StandardScaler)
        or (classes == 0) != (len(target) == 2)
    ):
        return None
    layers = _layers(steps[2])
    if layers is None:
        return None
    prepared = _prepared(steps[0], columns)
    features = len(prepared["medians"]) + len(prepared["marked"]) + prepared["hot"]
    center = steps[1].mean_ if steps[1].with_mean else np.zeros(features)
    present = np.array(steps[2].classes_ if classes else [], dtype=int)
    return Plain(
        **prepared,
        center=center,
        scale=steps[1].scale_,
        layers=layers,
        target=target,
        present=present,
        classes=classes,
    )


def _layers(model):
    if isinstance(model, _Network):
        return tuple(np.asarray(weights, dtype=float) for weights in model.weights_)
    if hasattr(model, "coef_"):
        return np.atleast_2d(model.coef_).T, np.atleast_1d(model.intercept_)
    return None


def _prepared(transformer, columns):
    """Return what the first step has learned, as arguments of `Plain`."""
    found = {"numbers": [], "medians": [], "marked": [], "text": [], "switches": (), "hot": 0}
    for _, step, places in transformer.transformers_:
        if not len(places):
            continue  # scikit-learn fits no step without columns
        if isinstance(step, SimpleImputer):
            marked = step.indicator_.features_
            found |= {"numbers": places, "medians": step.statistics_, "marked": marked}
        elif isinstance(step, OneHotEncoder):
            sizes = [len(columns[j][1]) for j in places]
            switches, hot = _switches(step, sizes)
            found |= {"text": places, "switches": switches, "hot": hot}
    for name in ("numbers", "marked", "text"):
        found[name] = np.array(found[name], dtype=int)
    found["medians"] = np.array(found["medians"], dtype=float)
    return found


def _switches(encoder, sizes):
    """Return the feature that each code switches on, asked of the encoder itself."""
    names = encoder.get_feature_names_out([f"{k}" for k in range(len(sizes))])
    owners = np.array([int(name.split("_")[0]) for name in names])
    switches = []
    for k, size in enumerate(sizes):
        codes = np.full((size + 1, len(sizes)), -1.0)
        codes[:, k] = np.arange(-1, size)
        shown = encoder.transform(codes)
        shown = shown.toarray() if hasattr(shown, "toarray") else shown
        shown = np.where(owners == k, shown, 0)
        switches.append(np.where(shown.any(axis=1), shown.argmax(axis=1), -1))
    return tuple(switches), len(names)
