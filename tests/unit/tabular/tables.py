"""CSV files of different kinds for the tests of `helpers.tabular`."""

import csv

import numpy as np
from sklearn import datasets


def write(path, names, rows):
    """Write a CSV file and return its path."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([names, *rows])
    return path


def _bundled(bunch, target, names=None):
    labels = bunch.target if names is None else [names[k] for k in bunch.target]
    rows = [[*row, label] for row, label in zip(bunch.data, labels, strict=True)]
    return [*map(str, bunch.feature_names), target], rows


def diabetes():
    return _bundled(datasets.load_diabetes(scaled=False), "progress")


def wine():
    bunch = datasets.load_wine()
    return _bundled(bunch, "cultivar", bunch.target_names)


def iris():
    """With a row that is there twice."""
    bunch = datasets.load_iris()
    return _bundled(bunch, "species", bunch.target_names)


def breast_cancer():
    bunch = datasets.load_breast_cancer()
    return _bundled(bunch, "diagnosis", bunch.target_names)


def digits():
    """Ten classes; columns that are the same in all rows."""
    bunch = datasets.load_digits()
    names, rows = _bundled(bunch, "digit")
    return names, rows[:400]


def linnerud():
    """Twenty rows."""
    bunch = datasets.load_linnerud()
    rows = [[*row, targets[0]] for row, targets in zip(bunch.data, bunch.target, strict=True)]
    return [*bunch.feature_names, "weight"], rows


def wide():
    """60 rows and 150 columns, three of which matter."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 150))
    y = 2 * X[:, :3].sum(axis=1) + 0.5 * rng.normal(size=60)
    return [f"g{j}" for j in range(150)] + ["y"], np.column_stack([X, y]).tolist()


def houses():
    """Text, gaps, an identifier, a comment of its own in each row, and a price in thousands."""
    rng = np.random.default_rng(1)
    towns = rng.choice(["Ulm", "Bern", "Graz"], 120, p=[0.5, 0.3, 0.2])
    rooms, area = rng.integers(1, 7, 120), rng.normal(80, 20, 120).round(1)
    price = 100 + 2 * area + 60 * (towns == "Bern") + 10 * rng.normal(size=120)
    rows = []
    for i in range(120):
        gaps = rng.random(3) < (0.1, 0.15, 0.05)
        cells = [rooms[i], area[i], towns[i]]
        cells = ["NA" if gap else cell for cell, gap in zip(cells, gaps, strict=True)]
        rows.append([1000 + i, *cells, f"note {i * i}", round(price[i], 2)])
    return ["id", "rooms", "area", "town", "comment", "price"], rows


def rare():
    """Two classes, one of them in one row of twenty."""
    rng = np.random.default_rng(2)
    X = rng.normal(size=(400, 5))
    odds = X[:, 0] + X[:, 1] + 0.5 * rng.normal(size=400)
    sick = np.isin(np.arange(400), np.argsort(odds)[-20:])
    labels = np.where(sick, "sick", "well")
    return [*"abcde", "state"], [[*row, label] for row, label in zip(X, labels, strict=True)]


TABLES = {
    "diabetes": (diabetes, "progress", "regression"),
    "wine": (wine, "cultivar", "classification"),
    "iris": (iris, "species", "classification"),
    "breast_cancer": (breast_cancer, "diagnosis", "classification"),
    "digits": (digits, "digit", "classification"),
    "linnerud": (linnerud, "weight", "regression"),
    "wide": (wide, "y", "regression"),
    "houses": (houses, "price", "regression"),
    "rare": (rare, "state", "classification"),
}
