"""A recipe for a reader's own table: read, check, tune, compare, save, report.

>>> from helpers import tabular
>>> data = tabular.read("patients.csv", "progress", "regression")
>>> search = tabular.tune(data, minutes=5)
>>> comparison = tabular.compare(search)
>>> predictor = tabular.fit_chosen(search, comparison.chosen)
>>> print(tabular.report(search, comparison, predictor))
"""

from helpers.tabular._checks import check
from helpers.tabular._comparison import Comparison, Ratio, compare, corrected_interval, ratio
from helpers.tabular._data import Data, read
from helpers.tabular._errors import DataError
from helpers.tabular._grids import Edge
from helpers.tabular._models import Model, models
from helpers.tabular._nested import Search, tune
from helpers.tabular._order import Tried
from helpers.tabular._reading import Table, read_csv
from helpers.tabular._report import report, table
from helpers.tabular._saving import Predictor, fit_chosen, load
from helpers.tabular._weights import weights

__all__ = [
    "Comparison",
    "Data",
    "DataError",
    "Edge",
    "Model",
    "Predictor",
    "Ratio",
    "Search",
    "Table",
    "Tried",
    "check",
    "compare",
    "corrected_interval",
    "fit_chosen",
    "load",
    "models",
    "ratio",
    "read",
    "read_csv",
    "report",
    "table",
    "tune",
    "weights",
]
