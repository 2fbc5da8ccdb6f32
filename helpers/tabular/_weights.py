"""What a fitted linear model weighs, by the names of the columns."""

import numpy as np

from helpers.tabular._models import final_step


def weights(predictor):
    """Return the weights of a linear model on standardized columns, the largest first.

    Parameters
    ----------
    predictor : Predictor
        As `fit_chosen` returns it.

    Returns
    -------
    list of tuple of (str, float)
        Names such as ``"age"``, ``"city = Rome"`` or ``"age is missing"``, with their weights; with
        more than two classes, the length of the weights of all. Empty for a model without weights.
    """
    model = final_step(predictor.estimator)
    if not hasattr(model, "coef_"):
        return []
    coef = np.atleast_2d(model.coef_)
    size = coef[0] if len(coef) == 1 else np.linalg.norm(coef, axis=0)
    order = np.argsort(-np.abs(size), kind="stable")
    names = _names(predictor)
    return [(names[j], float(size[j])) for j in order]


def _names(predictor):
    """Return the names of the columns that the model itself sees."""
    pipeline = getattr(predictor.estimator, "regressor_", predictor.estimator)
    found = []
    for kind, step, places in pipeline[0].transformers_:
        columns = [predictor.columns[j] for j in places]
        if kind == "numbers" and columns:
            found += [name for name, _ in columns]
            found += [f"{columns[j][0]} is missing" for j in step.indicator_.features_]
        elif kind == "text" and columns:
            rare = step.infrequent_categories_
            for (name, categories), codes, pooled in zip(
                columns, step.categories_, rare, strict=True
            ):
                pooled = [] if pooled is None else pooled
                kept = [code for code in codes if code not in pooled]
                found += [f"{name} = {categories[int(code)] or 'missing'}" for code in kept]
                found += [f"{name} = another"] * (len(pooled) > 0)
    return found
