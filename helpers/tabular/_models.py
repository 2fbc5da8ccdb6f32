"""The models that the recipe compares, and the settings that it tries of each."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from helpers.tabular._network import NetworkClassifier, NetworkRegressor

# Strengths for standardized columns and a standardized target: at 1 a lasso has no weight left.
LAM = np.logspace(-3, 0, 7).tolist()
RIDGE = np.logspace(-2, 4, 9).tolist()
INVERSE = np.logspace(-3, 2, 6).tolist()
MIXES = (0.3, 0.7)
NETWORKS = (
    {"width": 64, "rate": 0.5, "lam": 0.01},
    {"width": 64, "rate": 0.2, "lam": 0.001},
    {"width": 64, "rate": 0.5, "lam": 0.1},
)


@dataclass(frozen=True)
class Model:
    """A kind of model: its name, how one is made, and the settings to try, coarse to fine.

    Parameters
    ----------
    name : str
        How it is called in tables.
    make : callable
        ``make(**setting)`` returns an estimator.
    settings : tuple of dict
        In the order of trying: wherever a search ends, those tried lie wide apart.
    """

    name: str
    make: Callable[..., BaseEstimator]
    settings: tuple[dict, ...]


def models(data, seed):
    """Return the models for a problem, from the simplest to the most flexible.

    The first two are the baseline and the L2 penalty. All but the baseline see columns with the
    gaps filled, text one-hot and everything standardized, all learned from the fitted rows alone.

    Parameters
    ----------
    data : Data
        What they are for.
    seed : int
        Seed of the networks and of scikit-learn's SAGA.

    Returns
    -------
    list of Model
    """
    if data.problem == "regression":
        mixed = [{"alpha": a, "l1_ratio": r} for a in LAM for r in MIXES]
        kinds = (
            ("Ridge", Ridge, _coarse_to_fine({"alpha": a} for a in RIDGE)),
            ("Lasso", Lasso, _coarse_to_fine({"alpha": a} for a in LAM)),
            ("Elastic net", ElasticNet, _coarse_to_fine(mixed)),
            ("Network", NetworkRegressor, NETWORKS),
        )
        extra = {"Network": {"seed": seed}, "Lasso": {"max_iter": 5000}}
        baseline = Model("Baseline", DummyRegressor, ({},))
    else:
        saga = {"solver": "saga", "max_iter": 400, "tol": 1e-3, "random_state": seed}
        mixed = [{"C": c, "l1_ratio": r} for c in INVERSE for r in MIXES]
        kinds = (
            ("Ridge", LogisticRegression, _coarse_to_fine({"C": c} for c in INVERSE)),
            (
                "Lasso",
                LogisticRegression,
                _coarse_to_fine({"C": c, "l1_ratio": 1.0} for c in INVERSE),
            ),
            ("Elastic net", LogisticRegression, _coarse_to_fine(mixed)),
            ("Network", NetworkClassifier, NETWORKS),
        )
        extra = {
            "Ridge": {"max_iter": 1000},
            "Lasso": saga,
            "Elastic net": saga,
            "Network": {"seed": seed},
        }
        baseline = Model("Baseline", DummyClassifier, ({},))
    return [baseline] + [
        Model(name, _maker(data, kind, extra.get(name, {})), settings)
        for name, kind, settings in kinds
    ]


def _maker(data, kind, fixed):
    text, regression = data.text, data.problem == "regression"
    numbers = [j for j in range(len(data.columns)) if j not in text]

    def make(**setting):
        steps = _preparation(numbers, text)
        pipeline = make_pipeline(*steps, kind(**fixed, **setting))
        if not regression:
            return pipeline
        return TransformedTargetRegressor(pipeline, transformer=StandardScaler())

    return make


def _preparation(numbers, text):
    """Return the steps before the model, for the places of columns of numbers and of text."""
    fill = SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True)
    one_hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    columns = ColumnTransformer([("numbers", fill, numbers), ("text", one_hot, text)])
    return [columns, StandardScaler()]


def _coarse_to_fine(settings):
    """Return the settings so that each start of the list is spread over all of it.

    The middle comes first, then the middles of the halves, and so on.
    """
    settings = list(settings)
    order, parts = [], [(0, len(settings))]
    while parts:
        low, high = parts.pop(0)
        if low < high:
            middle = (low + high) // 2
            order.append(middle)
            parts += [(low, middle), (middle + 1, high)]
    return tuple(settings[i] for i in order)


def final_step(estimator):
    """Return the model at the end of a fitted pipeline."""
    if isinstance(estimator, TransformedTargetRegressor):
        estimator = estimator.regressor_
    return estimator[-1] if isinstance(estimator, Pipeline) else estimator
