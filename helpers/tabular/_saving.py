"""The chosen model: tuned once more on all rows, saved with all that it needs, loaded back."""

import pickle
from dataclasses import dataclass

import joblib
import numpy as np
from sklearn.base import BaseEstimator

from helpers.tabular._columns import Format
from helpers.tabular._errors import DataError
from helpers.tabular._marks import decimal_of
from helpers.tabular._reading import read_csv
from helpers.tabular._scores import divide, fit_and_score, mean_loss, probabilities


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
    columns : tuple of Format
        How the columns that it needs are read.
    """

    name: str
    setting: dict
    estimator: BaseEstimator
    target: str
    classes: tuple[str, ...]
    columns: tuple[Format, ...]

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
        for column in self.columns:
            if column.name not in table.names:
                raise DataError(
                    f'expected a column "{column.name}", as the model was fitted with one'
                )
        numbers = [column.name for column in self.columns if column.kind == "number"]
        # Where semicolons divide the cells, a comma stands before fractions.
        decimal = decimal_of(table, numbers, fallback=",")
        parts = [
            column.read(table.cells(column.name), table.lines, decimal).values
            for column in self.columns
        ]
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
    data, tried = search.data, search[name]
    settings = tried.model.settings[: tried.inner.shape[1]]
    every = np.arange(len(data.y))
    parts = divide(data, every, len(tried.outer), search.seed + 2)
    make = tried.model.make
    losses = [mean_loss(data, make, setting, parts, []) for setting in settings]
    setting = settings[int(np.argmin(losses))]
    estimator, _ = fit_and_score(data, make(**setting), (every, every), [])
    columns = tuple(column.format for column in data.columns)
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
