"""The wages of workers, with columns of text beside those of numbers."""

import csv
import gzip
import io
from dataclasses import dataclass

import numpy as np

from helpers.datasets._files import read
from helpers.datasets._splits import SPLIT_SEED, Dataset, Split, take

TEXTS = ("maritl", "race", "education", "jobclass", "health", "health_ins")


@dataclass(frozen=True, eq=False, repr=False)
class Workers(Split):
    """Numbers `X` of shape (n, 2), wages `y` of shape (n,), and the columns of text.

    `text` has shape (n,) and a field for each text column: ``workers.text["education"]`` holds the
    n strings of that one.
    """

    text: np.ndarray


def load_wage():
    """Load the wages of 3000 men in the Mid-Atlantic states of the USA, 2003 to 2009.

    `X`, float64, holds the year and the age; `text` the six columns of text; `y`, float64, the wage
    in thousands of dollars a year. The split is seeded: 60 % train (1800 rows), 20 % validation
    (600), 20 % test (600).

    Returns
    -------
    Dataset
        Each part is a `Workers`; `all` is in the order of the file.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it.

    References
    ----------
    James, Witten, Hastie, Tibshirani & Taylor (2023), An Introduction to Statistical Learning with
    Applications in Python, §1 and §7.8.
    """
    lines = gzip.decompress(read("wage.csv.gz")).decode("ascii")
    rows = list(csv.DictReader(io.StringIO(lines, newline="")))
    longest = {name: max(len(row[name]) for row in rows) for name in TEXTS}
    workers = Workers(
        X=np.array([[float(row["year"]), float(row["age"])] for row in rows]),
        y=np.array([float(row["wage"]) for row in rows]),
        text=np.array(
            [tuple(row[name] for name in TEXTS) for row in rows],
            dtype=[(name, f"U{longest[name]}") for name in TEXTS],
        ),
    )
    order = np.random.default_rng(SPLIT_SEED).permutation(workers.n)
    return Dataset(
        name="wage",
        description="3000 working men: their wage (thousands of dollars a year) from 8 columns.",
        origin="Current Population Survey, March 2011; as shipped with the package ISLP 0.6.0.",
        licence="Measurements; redistributed in ISLP (BSD-3-Clause).",
        feature_names=("year", "age"),
        target_name="wage",
        train=take(workers, order[:1800]),
        validation=take(workers, order[1800:2400]),
        test=take(workers, order[2400:]),
        all=workers,
    )
