"""The models that the recipe compares, and the settings that it tries of each."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from sklearn.base import BaseEstimator
from sklearn.compose import TransformedTargetRegressor
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.tabular._grids import L1, MIXES, RIDGE, coarse_to_fine, grid
from helpers.tabular._linear import LinearClassifier, LinearRegressor
from helpers.tabular._network import NetworkClassifier, NetworkRegressor
from helpers.tabular._prepared import path_losses, preparation

NETWORKS = (
    {"width": 64, "rate": 0.5, "lam": 0.01},
    {"width": 64, "rate": 0.2, "lam": 0.001},
    {"width": 64, "rate": 0.5, "lam": 0.1},
)
TENSORFLOW = 10.0  # seconds until it is there
YARDSTICK = "Boosting"
CATEGORIES = 255  # what scikit-learn's boosting can tell apart


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
    path : callable, optional
        ``path(fold, settings)`` returns the losses of settings on a prepared `Fold`, all at once.
        Such a model is fast; the grid of its strengths goes on where its end is the best.
    yardstick : bool
        Whether it only shows what is possible, and is never chosen.
    startup : float
        Seconds that pass before the first fit.
    """

    name: str
    make: Callable[..., BaseEstimator]
    settings: tuple[dict, ...]
    path: Callable | None = None
    yardstick: bool = False
    startup: float = 0.0


def models(data, seed):
    """Return the models for a problem, from the simplest to the most flexible.

    The first two are the baseline and the L2 penalty; the last is a yardstick, scikit-learn's
    boosted trees at their defaults. The others see columns with the gaps filled, text one-hot and
    everything standardized, all learned from the fitted rows alone. Strengths are for each row, as
    everywhere in the book: λ in 1/(2n) ‖y − Xw − b‖² or the mean log loss, plus
    λ ( r‖w‖₁ + (1 − r)/2 ‖w‖² ).

    Parameters
    ----------
    data : Data
        What they are for.
    seed : int
        Seed of the networks and of the yardstick.

    Returns
    -------
    list of Model
    """
    kind = data.problem
    regression = kind == "regression"
    mixed = [setting for mix in MIXES[kind] for setting in grid(L1[kind], mix)]
    # From strong to weak, the mixes side by side.
    mixed.sort(key=lambda setting: -setting["lam"] * setting["mix"])
    linear = LinearRegressor if regression else LinearClassifier
    network = NetworkRegressor if regression else NetworkClassifier
    baseline = DummyRegressor if regression else DummyClassifier

    def penalized(name, settings):
        return Model(name, _maker(data, linear, {}), coarse_to_fine(settings), path_losses)

    return [
        Model("Baseline", baseline, ({},)),
        penalized("Ridge", grid(RIDGE[kind], 0.0)),
        penalized("Lasso", grid(L1[kind], 1.0)),
        penalized("Elastic net", mixed),
        Model(
            "Network",
            _maker(data, network, {"seed": seed}),
            NETWORKS,
            startup=0.0 if "tensorflow" in sys.modules else TENSORFLOW,
        ),
        Model(YARDSTICK, _boosting(data, seed), ({},), yardstick=True),
    ]


def _boosting(data, seed):
    trees = HistGradientBoostingRegressor if data.problem == "regression" else (
        HistGradientBoostingClassifier
    )  # fmt: skip
    few = [j for j in data.text if len(data.columns[j].categories) < CATEGORIES]
    return lambda: trees(random_state=seed, categorical_features=few or None)


def _maker(data, kind, fixed):
    regression = data.problem == "regression"

    def make(**setting):
        pipeline = make_pipeline(*preparation(data), kind(**fixed, **setting))
        if not regression:
            return pipeline
        return TransformedTargetRegressor(pipeline, transformer=StandardScaler())

    return make


def final_step(estimator):
    """Return the model at the end of a fitted pipeline."""
    if isinstance(estimator, TransformedTargetRegressor):
        estimator = estimator.regressor_
    return estimator[-1] if isinstance(estimator, Pipeline) else estimator
