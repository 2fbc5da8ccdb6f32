"""A recipe for a reader's own table: read, check, tune, compare, save, report.

>>> from helpers import tabular
>>> data = tabular.read("patients.csv", "progress", "regression")
>>> print(tabular.overview(data))
>>> search = tabular.tune(data, minutes=5)
>>> comparison = tabular.compare(search)
>>> predictor = tabular.fit_chosen(search, comparison.chosen)
>>> predictor.save("model.npz")
>>> print(tabular.report(search, comparison, predictor))
>>> tabular.save_html("report.html", search, comparison, predictor)

and later, for new rows:

>>> predictions = tabular.load("model.npz").predict_csv("new.csv")
>>> predictions.save("predicted.csv")
"""

from helpers.tabular._checks import check
from helpers.tabular._chosen import fit_chosen
from helpers.tabular._clouds import draw_predictions
from helpers.tabular._columns import Column, Format
from helpers.tabular._comparison import Comparison, Ratio, compare, corrected_interval, ratio
from helpers.tabular._data import Data
from helpers.tabular._errors import DataError
from helpers.tabular._file import check_place
from helpers.tabular._grids import Edge
from helpers.tabular._html import save_html
from helpers.tabular._learning import Learning, learning
from helpers.tabular._models import Model, models
from helpers.tabular._nested import Search, tune
from helpers.tabular._order import Tried
from helpers.tabular._overview import overview
from helpers.tabular._pictures import (
    Picture,
    draw_comparison,
    draw_learning,
    draw_weights,
)
from helpers.tabular._predictions import DataWarning, Predictions
from helpers.tabular._prepare import read
from helpers.tabular._reading import Table, read_csv
from helpers.tabular._report import report, table
from helpers.tabular._saving import Predictor, load
from helpers.tabular._weights import Weight, weights

__all__ = [
    "Column",
    "Comparison",
    "Data",
    "DataError",
    "DataWarning",
    "Edge",
    "Format",
    "Learning",
    "Model",
    "Picture",
    "Predictions",
    "Predictor",
    "Ratio",
    "Search",
    "Table",
    "Tried",
    "Weight",
    "check",
    "check_place",
    "compare",
    "corrected_interval",
    "draw_comparison",
    "draw_learning",
    "draw_predictions",
    "draw_weights",
    "fit_chosen",
    "learning",
    "load",
    "models",
    "overview",
    "ratio",
    "read",
    "read_csv",
    "report",
    "save_html",
    "table",
    "tune",
    "weights",
]
