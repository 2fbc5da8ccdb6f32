"""A fold made ready for linear models: everything that comes before the model, learned once."""

from functools import cached_property

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from helpers.tabular._linear import both, one_hot, regression_path
from helpers.tabular._logistic import chances, logistic_path
from helpers.tabular._scores import loss_of
from helpers.tabular._squares import squares

RARE_LEVEL = 4  # rows; levels of a text with fewer are one
LEVELS = 100  # of a text that get a column of their own
SPARSE = (4, 1_000_000)  # times the cells of the file, and cells
KEPT = 10_000_000  # cells of prepared folds that are kept for the next model


def preparation(data):
    """Return the steps before a model: gaps filled, text one-hot, columns standardized.

    A level of a text in fewer than 4 of the fitted rows, or not among the 100 most frequent, is
    one with the others like it, and so is a level that was never fitted. Where one-hot columns
    would take far more memory than the file they are sparse, and scaled without being centred;
    an intercept without penalty makes up for that.
    """
    text = data.text
    numbers = [j for j in range(len(data.columns)) if j not in text]
    thin = sparse(data)
    fill = SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True)
    hot = OneHotEncoder(
        handle_unknown="infrequent_if_exist",
        min_frequency=RARE_LEVEL,
        max_categories=LEVELS,
        sparse_output=thin,
    )
    columns = ColumnTransformer(
        [("numbers", fill, numbers), ("text", hot, text)], sparse_threshold=float(thin)
    )
    return [columns, StandardScaler(with_mean=not thin)]


def width(data):
    """Return how many columns a model sees, at most."""
    levels = [min(len(data.columns[j].categories), LEVELS) for j in data.text]
    gaps = np.isnan(data.X).any(axis=0).sum()
    return len(data.columns) - len(levels) + sum(levels) + int(gaps)


def sparse(data):
    """Tell whether the prepared rows are a sparse matrix."""
    n, p = data.X.shape
    cells = n * width(data)
    return cells > SPARSE[0] * n * p and cells > SPARSE[1]


class Fold:
    """Fitted and held-out rows after the preparation, which is learned from the fitted ones.

    Parameters
    ----------
    data : Data
        Where the rows come from.
    part : tuple of numpy.ndarray
        The places of the fitted and of the held-out rows.
    """

    def __init__(self, data, part):
        fitted, held = part
        steps = make_pipeline(*preparation(data))
        self.problem, self.classes = data.problem, len(data.classes)
        self.X = steps.fit_transform(data.X[fitted])
        self.held = steps.transform(data.X[held])
        self.y, self.truth = data.y[fitted], data.y[held]

    @cached_property
    def squares(self):
        """The decomposition of the fitted rows, with standardized targets."""
        return squares(self.X, (self.y - self.y.mean()) / self._scale)

    @property
    def _scale(self):
        return self.y.std() or 1.0

    def predictions(self, lams, mix):
        """Return predictions for the held-out rows, of shape (strengths, h) or (strengths, h, K).

        Those of a class that was never fitted are 0.
        """
        if self.problem == "regression":
            weights, intercepts = regression_path(self.squares, lams, mix)
            return self.y.mean() + self._scale * ((self.held @ weights.T).T + intercepts[:, None])
        present, Y = one_hot(self.y)
        weights, intercepts = logistic_path(self.X, Y, lams, mix)
        q = np.zeros((len(lams), len(self.truth), self.classes))
        for i, (W, b) in enumerate(zip(weights, intercepts, strict=True)):
            q[i][:, present] = both(chances(self.held @ W + b))
        return q


def path_losses(fold, settings):
    """Return the losses on the held-out rows for each of the settings, of shape (settings,).

    Settings of one mix are fitted along one path.
    """
    losses = np.empty(len(settings))
    mixes = np.array([setting["mix"] for setting in settings])
    for mix in np.unique(mixes):
        places = np.flatnonzero(mixes == mix)
        found = fold.predictions([settings[i]["lam"] for i in places], mix)
        losses[places] = [loss_of(q, fold.truth, fold.problem) for q in found]
    return losses


class Folds:
    """Prepared folds of data, kept for the next model if there is room for all of them."""

    def __init__(self, data, parts):
        self._data, self._kept = data, {}
        self._keep = parts * len(data.y) * width(data) <= KEPT

    def __call__(self, part):
        """Return the `Fold` of a pair of fitted and held-out rows."""
        key = id(part[0]), id(part[1])
        if key not in self._kept:
            fold = Fold(self._data, part)
            if not self._keep:
                return fold
            self._kept[key] = fold, part  # the part as well, or its id may be another's
        return self._kept[key][0]
