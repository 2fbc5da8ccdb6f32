"""What a fitted linear model weighs, by the names of the columns, and how firmly."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary, ref

import numpy as np

from helpers.tabular._columns import OTHER
from helpers.tabular._comparison import corrected_interval
from helpers.tabular._plain import flatten
from helpers.tabular._scores import divide, fit_and_score
from helpers.tabular._work import thinned

NOTHING = 1e-9  # a weight
_KNOWN = WeakKeyDictionary()  # a predictor: the search it came from, and its weights over folds


@dataclass(frozen=True, eq=False)
class Weight:
    """The weight of a feature, standardized: the change for one standard deviation of it.

    Parameters
    ----------
    name : str
        Such as ``"age"``, ``"city = Rome"`` or ``"age is missing"``.
    value : float
        For a number, in standard deviations of the target. For two classes, of the log odds of the
        class that it points to; for more, of the logit of that class less the mean of all.
    of : str
        The class whose weight `value` is; empty for a regression.
    towards : str
        The class that more of the feature points to; empty for a regression, and for one of many
        classes that it points away from.
    folds : numpy.ndarray
        The same weight of models fitted without one of the outer folds each, of shape (K,), or
        fewer where a category was not among the fitted rows.
    low, high : float
        A corrected 95 % interval over these folds; NaN if there are fewer than two.
    """

    name: str
    value: float
    of: str
    towards: str
    folds: np.ndarray
    low: float
    high: float

    @property
    def direction(self):
        """The class that it points to or away from, in words."""
        if self.towards:
            return f"towards “{self.towards}”"
        return f"away from “{self.of}”" if self.of else ""

    @property
    def firm(self):
        """Whether the interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


def weights(predictor, search=None):
    """Return the weights of a linear model on standardized columns, the largest first.

    Parameters
    ----------
    predictor : Predictor
        As `fit_chosen` returns it, or `load`.
    search : Search, optional
        As `tune` returns it. With it, the same setting is fitted once more without each of the
        outer folds, which says how firm the weights are.

    Returns
    -------
    list of Weight
        Empty for a model without weights.
    """
    plain = predictor.plain
    if plain is None or len(plain.layers) != 2:
        return []
    fitted = _by_class(plain)
    of = np.argmax(np.abs(fitted), axis=1)
    others = [] if search is None else _over_folds(predictor, search)
    share = 0.0 if search is None else search.share
    found = []
    for j, name in enumerate(_names(plain, predictor.columns)):
        known = [(names.index(name), table) for names, table in others if name in names]
        folds = np.array([table[place, of[j]] for place, table in known])
        low, high = corrected_interval(folds, share) if len(folds) > 1 else (np.nan, np.nan)
        found.append(_weight(name, fitted[j, of[j]], of[j], folds, (low, high), predictor.classes))
    return sorted(found, key=lambda weight: -abs(weight.value))


def _weight(name, value, of, folds, ends, classes):
    own = classes[of] if classes else ""
    towards = own if value > 0 else ""
    if len(classes) == 2 and value < 0:
        towards = classes[1 - of]
    return Weight(name, float(value), own, towards, folds, *ends)


def _by_class(plain):
    """Return weights of shape (features, 1), or (features, K) for classes.

    Of two classes the second has all of the weight, as only the difference of their logits counts;
    of more, those of each feature have the mean 0.
    """
    table = plain.layers[0]
    if not plain.classes:
        return table
    found = np.zeros((len(table), plain.classes))
    if table.shape[1] == 1:
        found[:, plain.present[1]] = table[:, 0]
    else:
        found[:, plain.present] = table - table.mean(axis=1, keepdims=True)
    return found


def _over_folds(predictor, search):
    """Return the names of the features and the weights of a model without each outer fold.

    Fitted once, for the report, its page and the picture.
    """
    known = _KNOWN.get(predictor)
    if known is None or known[0]() is not search:
        known = _KNOWN[predictor] = ref(search), _fitted_over_folds(predictor, search)
    return known[1]


def _fitted_over_folds(predictor, search):
    data, tried = search.data, search[predictor.name]
    pairs = [(column.name, column.categories) for column in predictor.columns]
    every = np.arange(len(data.y))
    found = []
    parts = thinned(divide(data, every, len(tried.outer), search.seed), search.step)
    for part in parts:
        model = fit_and_score(data, tried.model.make(**predictor.setting), part)[0]
        plain = flatten(model, pairs, len(data.classes))
        found.append((_names(plain, predictor.columns), _by_class(plain)))
    return found


def _names(plain, columns):
    """Return the names of the features."""
    names = [columns[j].name for j in plain.numbers]
    names += [f"{columns[j].name} is missing" for j in plain.numbers[plain.marked]]
    hot = [""] * plain.hot
    for j, switch in zip(plain.text, plain.switches, strict=True):
        for feature in np.unique(switch[switch >= 0]):
            # The code of a category is one below its place, since −1 is one that was never seen.
            codes = np.flatnonzero(switch[1:] == feature)
            kept = [columns[j].categories[code] for code in codes]
            one = len(kept) == 1 and kept[0] != OTHER
            hot[feature] = f"{columns[j].name} = {kept[0] or 'missing' if one else 'a rare value'}"
    return names + hot
