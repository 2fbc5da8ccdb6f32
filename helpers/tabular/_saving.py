"""The chosen model: tuned once more on all rows, saved with all that it needs, loaded back."""

import pickle
from dataclasses import dataclass

import joblib
import numpy as np
from sklearn.base import BaseEstimator

from helpers.tabular._columns import as_numbers, encode
from helpers.tabular._errors import DataError
from helpers.tabular._nested import tune_once
from helpers.tabular._reading import read_csv
from helpers.tabular._scores import probabilities


@dataclass(frozen=True)
class Predictor:
    """A fitted model that reads CSV files.

    Parameters
    ----------
    name : str
        The kind of model.
    setting : dict
        Its hyperparameters.
    estimator : estimator
        The fitted scikit-learn pipeline.
    target : str
        What it predicts.
    classes : tuple of str
        The names of the classes; empty for a regression.
    columns : tuple of (str, tuple of str or None)
        The names of the columns it reads, and the categories of those that are text.
    """

    name: str
    setting: dict
    estimator: BaseEstimator
    target: str
    classes: tuple[str, ...]
    columns: tuple[tuple[str, tuple[str, ...] | None], ...]

    def predict(self, X):
        """Return predictions for rows X of shape (n, p), as `Data.X` holds them.

        Returns
        -------
        numpy.ndarray
            Numbers of shape (n,), or probabilities of the classes of shape (n, K).
        """
        if not self.classes:
            return self.estimator.predict(X)
        return probabilities(self.estimator, X, len(self.classes))

    def predict_csv(self, path):
        """Return predictions for the rows of a CSV file, which needs no target.

        Raises
        ------
        DataError
            If the file cannot be read, or a column that was fitted is not there.
        """
        table = read_csv(path)
        cells = dict(zip(table.names, zip(*table.rows, strict=True), strict=False))
        parts = []
        for name, categories in self.columns:
            if name not in cells:
                raise DataError(f'expected a column "{name}", as the model was fitted with one')
            if categories is None:
                parts.append(as_numbers(name, cells[name], table.lines, table.decimals))
            else:
                parts.append(encode(name, cells[name], categories).values)
        return self.predict(np.column_stack(parts))

    def save(self, path):
        """Write the model to a file."""
        joblib.dump(self, path)


def fit_chosen(search, name):
    """Tune a model on all rows, by one cross-validation, and fit it to all of them.

    Parameters
    ----------
    search : Search
        As `tune` returns it. The settings that it had time to try are tried here.
    name : str
        The model.

    Returns
    -------
    Predictor
    """
    data = search.data
    setting, estimator = tune_once(search, name)
    columns = tuple((column.name, column.categories) for column in data.columns)
    return Predictor(name, setting, estimator, data.target, data.classes, columns)


def load(path):
    """Return a model that was saved.

    Loading runs what is in the file: load only files that you trust.

    Raises
    ------
    DataError
        If the file does not hold a model of `Predictor.save`.
    """
    try:
        model = joblib.load(path)
    except FileNotFoundError:
        raise DataError(f'expected a saved model at "{path}", got nothing there') from None
    except (pickle.UnpicklingError, EOFError, KeyError, ValueError, IndexError, AttributeError):
        raise DataError("expected a saved model, got a file that holds none") from None
    if not isinstance(model, Predictor):
        raise DataError(f"expected a saved model, got a {type(model).__name__}")
    return model
