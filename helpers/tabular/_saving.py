"""A fitted model: how it predicts new files, is saved with all that it needs, and loaded back."""

import warnings
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from sklearn.base import BaseEstimator

import helpers
from helpers.tabular._columns import Format
from helpers.tabular._errors import DataError
from helpers.tabular._file import check_place, read_arrays, write_arrays
from helpers.tabular._newfile import Known, read_new
from helpers.tabular._plain import Plain
from helpers.tabular._predictions import DataWarning, Predictions
from helpers.tabular._scores import probabilities

LAYOUT = 1  # of the file
LIBRARIES = ("numpy", "scipy", "scikit-learn")
SAME = 1e-6  # share of the largest prediction, for other processors and libraries


@dataclass(frozen=True, eq=False)
class Predictor:
    """A fitted model that reads CSV files.

    Parameters
    ----------
    name : str
        The kind of model.
    setting : dict
        Its hyperparameters.
    estimator : estimator or None
        The fitted scikit-learn pipeline; None for a model that was loaded.
    plain : Plain or None
        The same as plain arrays, which predict; None for a pipeline that the recipe did not make.
    target : str
        What it predicts.
    classes : tuple of str
        The names of the classes; empty for a regression.
    columns : tuple of Known
        The columns that it reads.
    written : tuple of (str, str)
        The delimiter and the decimal mark of the file that it was fitted to.
    """

    name: str
    setting: dict
    estimator: BaseEstimator | None
    plain: Plain | None
    target: str
    classes: tuple[str, ...]
    columns: tuple[Known, ...]
    written: tuple[str, str]

    def predict(self, X):
        """Return predictions for rows X of shape (n, p), as `Data.X` holds them.

        Returns
        -------
        numpy.ndarray
            Numbers of shape (n,), or probabilities of the classes of shape (n, K), in the order
            of `classes`.
        """
        if self.plain is not None:
            return self.plain.predict(np.asarray(X, dtype=float))
        if not self.classes:
            return self.estimator.predict(X)
        return probabilities(self.estimator, X, len(self.classes))

    def predict_csv(self, path, *, decimal=None, encoding="utf-8", skip=0):
        """Predict each row of a CSV file, which needs no target.

        Its columns are found by their names, in any order. What a careful reader would want to
        know, such as categories never seen, is said by a `DataWarning` each, and kept in the notes.

        Parameters
        ----------
        path : str or path-like
            The file.
        decimal : {".", ","}, optional
            Its decimal mark, if the file itself leaves it open.
        encoding : str
            Of its text.
        skip : int
            How many lines to pass over before the column names.

        Returns
        -------
        Predictions
            One for each row, also of empty cells.

        Raises
        ------
        DataError
            If the file cannot be read, has no rows, or lacks columns that were fitted.
        """
        X, lines, notes = read_new(
            path,
            self.columns,
            written=self.written,
            decimal=decimal,
            encoding=encoding,
            skip=skip,
        )
        for note in notes:
            warnings.warn(note, DataWarning, stacklevel=2)
        return Predictions(self.target, self.classes, self.predict(X), tuple(lines), tuple(notes))

    def save(self, path):
        """Write the model to a file of plain arrays, which `load` reads.

        Raises
        ------
        DataError
            If the file cannot be written, or the model was not made by the recipe.
        """
        check_place(path)
        if self.plain is None:
            raise DataError(
                f'expected a model of the recipe to save, got "{self.name}", a pipeline of another '
                "make: joblib.dump writes its estimator"
            )
        about = {
            "layout": LAYOUT,
            "name": self.name,
            "setting": self.setting,
            "target": self.target,
            "classes": self.classes,
            "columns": [asdict(column) for column in self.columns],
            "written": self.written,
            "versions": _versions(),
        }
        arrays = {f.name: getattr(self.plain, f.name) for f in fields(Plain)}
        for name in ("switches", "layers"):
            parts = arrays.pop(name)
            arrays |= {f"{name}_{i}": part for i, part in enumerate(parts)}
        arrays["trial"] = self.predict(_trial_rows(self.columns))
        write_arrays(path, about, arrays)


def load(path):
    """Return a model that was saved.

    Nothing in the file is run. Whether it still predicts what it did is tried on a few made-up
    rows, whose predictions are in the file. A `DataWarning` says if it was saved with other
    versions of the libraries.

    Raises
    ------
    DataError
        If the file does not hold a model of `Predictor.save`, or is damaged.
    """
    about, arrays = read_arrays(path)
    layout = about.get("layout") if isinstance(about, dict) else None
    if layout != LAYOUT:
        found = f"one of layout {layout!r}" if layout else "a file that holds none"
        raise DataError(f"expected a saved model of layout {LAYOUT}, got {found}")
    try:
        model, trial, there = _made(about, arrays), arrays["trial"], dict(about["versions"])
        # A damaged file may hold numbers that do not fit together, or overflow.
        with np.errstate(all="ignore"):
            found = model.predict(_trial_rows(model.columns))
        same = found.shape == trial.shape and model.plain.classes == len(model.classes)
        same = same and np.allclose(found, trial, rtol=0, atol=SAME * np.abs(trial).max())
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        same = False
    if not same:
        raise DataError("expected a saved model, got a file that is damaged")
    here = _versions()
    other = [
        f"{library} {was} (here {here.get(library) or 'none'})"
        for library, was in there.items()
        if was and was != here.get(library)
    ]
    if other:
        message = (
            f"The model was saved with {', '.join(other)}; it is plain numbers, and predicts for a "
            "few rows kept with it what it did."
        )
        warnings.warn(message, DataWarning, stacklevel=2)
    return model


def _made(about, arrays):
    """Return the predictor of what `read_arrays` found."""
    columns = []
    for column in about["columns"]:
        given = column["format"]
        given = {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
        columns.append(Known(Format(**given), float(column["low"]), float(column["high"])))
    parts = {f.name: arrays.get(f.name) for f in fields(Plain)}
    for name in ("switches", "layers"):
        numbered = sorted(int(key.removeprefix(f"{name}_")) for key in arrays if name in key)
        parts[name] = tuple(arrays[f"{name}_{i}"] for i in numbered)
    parts |= {name: int(parts[name]) for name in ("hot", "classes")}
    classes, written = tuple(about["classes"]), tuple(about["written"])
    return Predictor(
        about["name"], about["setting"], None, Plain(**parts), about["target"], classes,
        tuple(columns), written,
    )  # fmt: skip


def _trial_rows(columns):
    """Return rows of no one: all columns low, in the middle, high, missing or unseen."""
    rows = []
    for column in columns:
        if column.categories is None:
            rows.append([column.low, (column.low + column.high) / 2, column.high, np.nan])
        else:
            rows.append([0, (len(column.categories) - 1) // 2, len(column.categories) - 1, -1])
    return np.array(rows, dtype=float).T


def _versions():
    found = {"helpers": helpers.__version__}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = ""
    return found
