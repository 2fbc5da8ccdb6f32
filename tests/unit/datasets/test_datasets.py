"""The data sets: against published numbers, their splits, and damaged files."""

import dataclasses
import shutil
import socket

import numpy as np
import pytest
from sklearn.datasets import load_diabetes as scikit_learn_diabetes
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from helpers import datasets, verify
from helpers.datasets import _files

LOADERS = [
    datasets.load_prostate,
    datasets.load_diabetes,
    datasets.load_mnist5k,
    datasets.load_mnist1d,
]
SIZES = {
    "prostate": (67, 0, 30, 8),
    "diabetes": (265, 88, 89, 10),
    "mnist5k": (3000, 1000, 1000, 784),
    "mnist1d": (3000, 1000, 1000, 40),
}

DIGITS = {"mnist5k", "mnist1d"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a loader asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.fixture
def data_copy(tmp_path, monkeypatch):
    """A copy of the data folder that a test may damage."""
    copy = tmp_path / "data"
    shutil.copytree(datasets.DATA, copy)
    monkeypatch.setattr(_files, "DATA", copy)
    return copy


def least_squares_on_prostate(data, columns=slice(None)):
    """Test error and its standard error after standardizing with all rows, as in ESL."""
    mean, scale = data.all.X.mean(axis=0), data.all.X.std(axis=0, ddof=1)
    train, test = (
        np.c_[np.ones(part.n), ((part.X - mean) / scale)[:, columns]]
        for part in (data.train, data.test)
    )
    w = np.linalg.lstsq(train, data.train.y)[0]
    squared = (data.test.y - test @ w) ** 2
    return w, squared.mean(), squared.std(ddof=1) / np.sqrt(len(squared))


@pytest.mark.parametrize("load", LOADERS)
def test_shapes_names_and_types(load):
    data = load()
    n_train, n_validation, n_test, p = SIZES[data.name]
    for part, n in (
        (data.train, n_train),
        (data.validation, n_validation),
        (data.test, n_test),
        (data.all, n_train + n_validation + n_test),
    ):
        assert part.n == n
        assert part.X.shape == (n, p)
        assert part.y.shape == (n,)
        assert part.X.dtype == (np.float32 if data.name in DIGITS else np.float64)
        assert part.y.dtype == (np.int64 if data.name in DIGITS else np.float64)
        assert np.isfinite(part.X).all()
    assert len(set(data.feature_names)) == p
    assert all(
        isinstance(text, str) and text
        for text in (*data.feature_names, data.target_name, data.description, data.origin)
    )
    assert data.licence
    assert data.image_shape == ((28, 28) if data.name == "mnist5k" else None)


@pytest.mark.parametrize("load", LOADERS)
def test_splits_are_all_rows_once(load):
    data = load()
    parts = [np.c_[part.X, part.y] for part in (data.train, data.validation, data.test)]
    together = np.vstack(parts)
    everything = np.c_[data.all.X, data.all.y]
    sort = lambda rows: rows[np.lexsort(rows.T)]  # noqa: E731
    np.testing.assert_array_equal(sort(together), sort(everything))


@pytest.mark.parametrize("load", LOADERS)
def test_loading_twice_gives_equal_but_separate_arrays(load):
    first = load()
    names = ("train", "validation", "test", "all")
    kept = [getattr(first, name).X.copy() for name in names]
    first.train.X[:] = -1
    first.train.y[:] = -1
    for name, before in zip(names[1:], kept[1:], strict=True):
        np.testing.assert_array_equal(getattr(first, name).X, before)
    second = load()
    for name, before in zip(names, kept, strict=True):
        np.testing.assert_array_equal(getattr(second, name).X, before)


@pytest.mark.parametrize("load", LOADERS)
def test_frozen_and_short_to_print(load):
    data = load()
    with pytest.raises(dataclasses.FrozenInstanceError):
        data.train = data.test
    with pytest.raises(dataclasses.FrozenInstanceError):
        data.train.X = data.test.X
    assert len(repr(data)) < 100
    assert repr(data.train).startswith(f"Split(n={data.train.n}, X=({data.train.n}, ")


def test_prostate_features_and_target():
    data = datasets.load_prostate()
    assert data.feature_names == (
        *("lcavol", "lweight", "age", "lbph", "svi", "lcp", "gleason", "pgg45"),
    )
    assert data.target_name == "lpsa"
    assert set(data.all.X[:, 4]) == {0, 1}
    assert set(data.all.X[:, 6]) <= {6, 7, 8, 9}
    assert (data.all.X[:, 2].min(), data.all.X[:, 2].max()) == (41, 79)


def test_prostate_returns_published_least_squares():
    w, error, standard_error = least_squares_on_prostate(datasets.load_prostate())
    verify.printed("ESL 2nd ed., Table 3.3, least squares", error, ".521")
    verify.printed("ESL 2nd ed., Table 3.3, its standard error", standard_error, ".179")
    for name, computed, text in zip(
        ["intercept", *datasets.load_prostate().feature_names],
        w,
        ["2.46", ".68", ".26", "-.14", ".21", ".31", "-.29", "-.02", ".27"],
        strict=True,
    ):
        verify.printed(f"ESL 2nd ed., Table 3.2, {name}", computed, text)


def test_prostate_subset_returns_published_error():
    _, error, standard_error = least_squares_on_prostate(datasets.load_prostate(), [0, 1])
    verify.printed("ESL 2nd ed., Table 3.3, best subset", error, ".492")
    verify.printed("ESL 2nd ed., Table 3.3, its standard error", standard_error, ".143")


def test_prostate_uncorrected_differs_in_one_cell_and_returns_the_first_edition():
    corrected, uncorrected = datasets.load_prostate(), datasets.load_prostate(uncorrected=True)
    differing = np.argwhere(corrected.all.X != uncorrected.all.X)
    assert differing.tolist() == [[31, 1]]
    assert corrected.all.X[31, 1] == 3.804438
    assert uncorrected.all.X[31, 1] == 6.1076
    np.testing.assert_array_equal(corrected.train.X, uncorrected.train.X)
    _, error, standard_error = least_squares_on_prostate(uncorrected)
    verify.printed("Zou & Hastie 2005, OLS", error, ".586")
    verify.printed("Zou & Hastie 2005, its standard error", standard_error, ".184")


def test_prostate_split_keeps_the_order_of_the_file():
    data = datasets.load_prostate()
    for part in (data.train, data.test):
        rows = [np.flatnonzero((x == data.all.X).all(axis=1))[0] for x in part.X]
        assert rows == sorted(rows)
    # ESL's first test rows, counted from 1.
    np.testing.assert_array_equal(data.test.X[:3], data.all.X[[6, 8, 9]])


@pytest.mark.parametrize("scaled", [True, False])
def test_diabetes_is_that_of_scikit_learn(scaled):
    data = datasets.load_diabetes(scaled=scaled)
    X, y = scikit_learn_diabetes(return_X_y=True, scaled=scaled)
    np.testing.assert_array_equal(data.all.X, X)
    np.testing.assert_array_equal(data.all.y, y)


def test_diabetes_split_is_the_same_scaled_or_not_and_on_every_machine():
    scaled, raw = datasets.load_diabetes(), datasets.load_diabetes(scaled=False)
    for name in ("train", "validation", "test"):
        np.testing.assert_array_equal(getattr(scaled, name).y, getattr(raw, name).y)
    assert raw.train.y[:4].tolist() == PINNED_DIABETES
    assert abs(scaled.train.y.mean() - scaled.all.y.mean()) < scaled.all.y.std() / 5


PINNED_DIABETES = [222, 259, 308, 71]
PINNED_MNIST = [3, 1, 2, 9, 1, 6, 5, 9, 6, 0]


def test_mnist_is_stratified_and_shuffled():
    data = datasets.load_mnist5k()
    for part, each in ((data.train, 300), (data.validation, 100), (data.test, 100)):
        assert np.bincount(part.y).tolist() == [each] * 10
        # Every stretch of a hundred rows has most digits in it.
        assert min(len(set(part.y[i : i + 100])) for i in range(0, part.n, 100)) >= 8
    assert data.train.y[:10].tolist() == PINNED_MNIST
    assert (np.diff(data.all.y) >= 0).all()


def test_mnist_grey_values():
    X = datasets.load_mnist5k().all.X
    assert X.min() == 0
    assert X.max() == 1
    levels = X.astype(np.float64) * 255
    np.testing.assert_allclose(levels, np.round(levels), rtol=1e-6)


def test_mnist_labels_belong_to_their_images():
    data = datasets.load_mnist5k()
    neighbour = KNeighborsClassifier(n_neighbors=1).fit(data.train.X, data.train.y)
    assert neighbour.score(data.validation.X, data.validation.y) > 0.9


def test_mnist1d_is_standardized_and_has_every_digit_500_times():
    data = datasets.load_mnist1d()
    X = data.all.X.astype(np.float64)
    assert abs(X.mean()) < 1e-6
    assert abs(X.std() - 1) < 1e-6
    assert np.bincount(data.all.y).tolist() == [500] * 10


def test_mnist1d_returns_the_published_accuracy_of_logistic_regression():
    data = datasets.load_mnist1d()
    X, y = data.all.X[:4000], data.all.y[:4000]
    logistic = LogisticRegression(C=np.inf, max_iter=1000, tol=1e-3).fit(X, y)
    verify.printed(
        "Greydanus & Kobak 2024, logistic regression, percent",
        100 * logistic.score(data.test.X, data.test.y),
        "32",
    )


FILES = [
    (datasets.load_prostate, "prostate.csv"),
    (datasets.load_mnist5k, "mnist5k.npz"),
    (datasets.load_mnist1d, "mnist1d.npz"),
    (datasets.load_sentiment, "sentiment.csv.gz"),
]


@pytest.mark.parametrize(("load", "name"), FILES)
def test_missing_file(data_copy, load, name):
    (data_copy / name).unlink()
    with pytest.raises(FileNotFoundError) as caught:
        load()
    assert str(data_copy / name) in str(caught.value)
    assert f"git checkout -- helpers/data/{name}" in str(caught.value)


@pytest.mark.parametrize(("load", "name"), FILES)
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content + b"\n",
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content[:100] + bytes([content[100] ^ 1]) + content[101:],
    ],
    ids=["emptied", "truncated", "lengthened", "line ends changed", "one bit flipped"],
)
def test_damaged_file(data_copy, load, name, damage):
    path = data_copy / name
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match="the file is damaged") as caught:
        load()
    assert str(path) in str(caught.value)
    assert f"git checkout -- helpers/data/{name}" in str(caught.value)


def test_every_data_file_is_described_with_its_sha256():
    readme = (datasets.DATA / "README.md").read_text(encoding="utf-8")
    for name, digest in datasets.SHA256.items():
        assert name in readme
        assert digest in readme


@pytest.mark.parametrize("bad", [1, None, "yes", np.array([True])])
def test_bad_flags(bad):
    with pytest.raises(ValueError, match="expected uncorrected to be True or False, got"):
        datasets.load_prostate(uncorrected=bad)
    with pytest.raises(ValueError, match="expected scaled to be True or False, got"):
        datasets.load_diabetes(scaled=bad)
