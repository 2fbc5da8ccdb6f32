"""What the tests of `helpers.tabular` share."""

from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers import tabular


def assert_one_sentence(error, expected):
    """Assert that an error says what was expected and what came, in one line with these words."""
    sentence = str(error)
    assert expected in sentence
    assert sentence.startswith("expected")
    assert ", got " in sentence
    assert "\n" not in sentence


def baseline_and_ridge(alphas):
    """Return two kinds of models: the mean, and ridge on scaled columns at these strengths."""
    return [
        tabular.Model("Baseline", DummyRegressor, ({},)),
        tabular.Model(
            "Ridge",
            lambda **setting: make_pipeline(StandardScaler(), Ridge(**setting)),
            tuple({"alpha": alpha} for alpha in alphas),
        ),
    ]
