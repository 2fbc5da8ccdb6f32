"""Data sets whose rows are measurements of people."""

import numpy as np

from helpers._validate import flag
from helpers.datasets._files import read
from helpers.datasets._splits import SPLIT_SEED, Dataset, Split, take


def load_prostate(*, uncorrected=False):
    """Load the prostate data: 97 men, 8 clinical measures, and the log of their PSA.

    Features and target are float64 in the units of the file, neither centred nor scaled.
    `train` (67 rows) and `test` (30 rows) are the split of *The Elements of Statistical Learning*;
    `validation` is empty, of shape (0, 8), because 67 rows are too few to give some away: choose
    by cross-validation on `train`.

    Parameters
    ----------
    uncorrected : bool, default False
        Put back the one wrong cell of the book's first edition: `lweight` of row 32 (counted from
        1, a test row) is then 6.1076, a prostate of 449 g, instead of 3.804438 (44.9 g).

    Returns
    -------
    Dataset

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it. Also ValueError if
        `uncorrected` is not a bool.

    References
    ----------
    Stamey et al. (1989), Journal of Urology 141(5), 1076-1083.
    Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 2nd ed., §3.2.1.
    """
    uncorrected = flag(uncorrected, "uncorrected")
    header, *rows = read("prostate.csv").decode("ascii").splitlines()
    names = header.split(",")
    cells = [row.split(",") for row in rows]
    numbers = np.array([row[:9] for row in cells], dtype=np.float64)
    is_train = np.array([row[9] == "T" for row in cells])
    X, y = numbers[:, :8], numbers[:, 8]
    if uncorrected:
        X[31, names.index("lweight")] = 6.1076
    men = Split(X, y)
    return Dataset(
        name="prostate",
        description="97 men with a radical prostatectomy: log PSA (log ng/ml) from 8 measures.",
        origin="Stamey et al. (1989), as corrected and split in Hastie et al. (2009).",
        licence="Measurements; redistributed in the MIT-licensed package faraway 0.0.6.",
        feature_names=tuple(names[:8]),
        target_name=names[8],
        train=take(men, is_train),
        validation=take(men, slice(0, 0)),
        test=take(men, ~is_train),
        all=men,
    )


def load_diabetes(*, scaled=True):
    """Load the diabetes data: 442 patients, 10 features, and the disease's progress in a year.

    The split is seeded: 60 % train (265 rows), 20 % validation (88), 20 % test (89).

    Parameters
    ----------
    scaled : bool, default True
        With True each feature has mean 0 and sum of squares 1 over all 442 rows, as scikit-learn
        ships it (the test rows have then had their say in the scale). With False the features are
        in their own units, so that a chapter can scale with the training rows alone.

    Returns
    -------
    Dataset

    Raises
    ------
    ValueError
        If `scaled` is not a bool.

    References
    ----------
    Efron, Hastie, Johnstone & Tibshirani (2004), Annals of Statistics 32(2), 407-499.
    """
    scaled = flag(scaled, "scaled")
    # Imported here, so that the other data sets need no scikit-learn.
    from sklearn import datasets

    bunch = datasets.load_diabetes(scaled=scaled)
    patients = Split(bunch.data, bunch.target)
    order = np.random.default_rng(SPLIT_SEED).permutation(patients.n)
    return Dataset(
        name="diabetes",
        description="442 diabetes patients: a measure of progression after one year, 25 to 346.",
        origin="Efron et al. (2004), as shipped with scikit-learn.",
        licence="Measurements; redistributed in scikit-learn (BSD-3-Clause).",
        feature_names=tuple(bunch.feature_names),
        target_name="progression",
        train=take(patients, order[:265]),
        validation=take(patients, order[265:353]),
        test=take(patients, order[353:]),
        all=patients,
    )
