"""A model as plain arrays: the same predictions as the pipeline, and files that are none."""

import dataclasses
import io
import json
import pickle
import subprocess
import sys
import zipfile

import joblib
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge
from tables import TABLES, houses, write
from tabular_cases import assert_one_sentence, baseline_and_ridge

import helpers
from helpers import tabular
from helpers.tabular import _file, _plain, _saving

SINGLE = 1e-6  # share of the largest; Keras computes in single precision


def tuned(path, target, problem, name, **options):
    """A model with the first of its settings, fitted to all rows."""
    data = tabular.read(path, target, problem, **options)
    kinds = [dataclasses.replace(m, settings=m.settings[:1]) for m in tabular.models(data, 0)]
    kinds = [kinds[0], next(kind for kind in kinds if kind.name == name)]
    search = tabular.tune(data, minutes=5, kinds=kinds, outer_folds=2, inner_folds=2)
    return data, tabular.fit_chosen(search, name)


def with_gaps_and_news(data):
    """Rows of data, some with a gap in each column of numbers, some with text never seen."""
    X = data.X.copy()
    text = np.array([column.categories is not None for column in data.columns])
    X[::3] = np.where(text, X[::3], np.nan)
    X[1::3] = np.where(text, -1, X[1::3])
    return X


@pytest.mark.parametrize("kind", ["Ridge", "Lasso", "Elastic net", "Network"])
@pytest.mark.parametrize("name", ["houses", "wine", "rare", "linnerud"])
def test_plain_arrays_predict_what_the_pipeline_does(tmp_path, name, kind):
    make, target, problem = TABLES[name]
    data, predictor = tuned(write(tmp_path / "t.csv", *make()), target, problem, kind)
    X = with_gaps_and_news(data)
    model = predictor.estimator
    expected = model.predict(X) if problem == "regression" else model.predict_proba(X)
    atol = (SINGLE if kind == "Network" else 1e-12) * np.abs(expected).max()
    np.testing.assert_allclose(predictor.predict(X), expected, rtol=0, atol=atol)
    predictor.save(tmp_path / "model")
    again = tabular.load(tmp_path / "model")
    np.testing.assert_array_equal(again.predict(X), predictor.predict(X))
    assert again.estimator is None
    assert (again.name, again.setting, again.columns[0].name) == (
        kind, predictor.setting, predictor.columns[0].name,
    )  # fmt: skip


def test_long_tables_are_predicted_in_blocks(tmp_path, monkeypatch):
    data, predictor = tuned(write(tmp_path / "t.csv", *houses()), "price", "regression", "Ridge")
    X, whole = with_gaps_and_news(data), predictor.predict(with_gaps_and_news(data))
    monkeypatch.setattr(_plain, "AT_ONCE", 7)
    np.testing.assert_allclose(predictor.predict(X), whole, rtol=1e-13)
    assert predictor.predict(X[:0]).shape == (0,)


def test_a_class_that_was_not_fitted_has_no_probability():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 2)), np.repeat([0, 2], 20)
    columns = [("a", None), ("b", None)]
    with_all = tabular.models(_numbers_only(X, y), 0)[1]
    setting = with_all.settings[0]
    plain = _plain.flatten(with_all.make(**setting).fit(X, y), columns, 3)
    q = plain.predict(X)
    np.testing.assert_array_equal(q[:, 1], 0)
    np.testing.assert_allclose(q.sum(axis=1), 1)


def _numbers_only(X, y):
    columns = tuple(tabular.Column(name, x, None) for name, x in zip("ab", X.T, strict=True))
    return tabular.Data(
        "y", "classification", columns, X, y, ("p", "q", "r"), np.arange(len(y)), None, None, None,
        0, {},
    )  # fmt: skip


def test_a_loaded_network_needs_no_keras(tmp_path):
    path = write(tmp_path / "t.csv", *houses())
    data, predictor = tuned(path, "price", "regression", "Network")
    predictor.save(tmp_path / "model")
    code = (
        "import sys, numpy as np\n"
        "sys.modules['tensorflow'] = sys.modules['keras'] = None\n"  # importing them fails
        "from helpers import tabular\n"
        "np.save(sys.argv[3], tabular.load(sys.argv[1]).predict_csv(sys.argv[2]).values)\n"
    )
    arguments = [tmp_path / "model", path, tmp_path / "out.npy"]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
    np.testing.assert_allclose(np.load(tmp_path / "out.npy"), predictor.predict(data.X), rtol=1e-12)


def test_a_pipeline_of_another_make_predicts_and_is_not_saved(tmp_path):
    make, target, problem = TABLES["linnerud"]
    data = tabular.read(write(tmp_path / "t.csv", *make()), target, problem)
    search = tabular.tune(data, minutes=5, kinds=baseline_and_ridge([1.0]), outer_folds=2)
    predictor = tabular.fit_chosen(search, "Ridge")
    assert predictor.predict(data.X).shape == (20,)
    with pytest.raises(tabular.DataError) as caught:
        predictor.save(tmp_path / "model")
    assert_one_sentence(caught.value, 'a model of the recipe to save, got "Ridge"')


# Files


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The bytes of a saved model."""
    folder = tmp_path_factory.mktemp("saved")
    _, predictor = tuned(write(folder / "t.csv", *houses()), "price", "regression", "Ridge")
    predictor.save(folder / "model")
    return (folder / "model").read_bytes()


def refused(path, expected):
    with pytest.raises(tabular.DataError) as caught:
        tabular.load(path)
    assert_one_sentence(caught.value, expected)


class Trap:
    """Opening a pickle of it makes a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


@pytest.mark.parametrize("write_it", [pickle.dump, joblib.dump])
def test_nothing_is_run_that_a_file_holds(tmp_path, write_it):
    with open(tmp_path / "model", "wb") as file:
        write_it(Trap(tmp_path / "sprung"), file)
    refused(tmp_path / "model", "got a pickle, as joblib writes: opening one runs what is in it")
    assert not (tmp_path / "sprung").exists()


def test_nothing_is_run_that_an_array_holds(tmp_path):
    trap = np.array([Trap(tmp_path / "sprung")], dtype=object)
    np.savez(tmp_path / "model.npz", about=trap, trial=trap)
    refused(tmp_path / "model.npz", "got a file that is damaged")
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "got an empty file"),
        (b"x,y\n1,2\n", "got a file that holds none"),
        (b"\x78\x9c\x00", "got a file that holds none"),  # as joblib compresses
        (b"PK\x03\x04 not really", "got a file that is damaged"),
    ],
)
def test_foreign_files(tmp_path, content, expected):
    (tmp_path / "model").write_bytes(content)
    refused(tmp_path / "model", expected)


def test_foreign_archives(tmp_path):
    with zipfile.ZipFile(tmp_path / "table.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    refused(tmp_path / "table.xlsx", "got an archive that holds none")
    np.savez(tmp_path / "other.npz", about=np.array(json.dumps([1])), weights=np.ones(3))
    refused(tmp_path / "other.npz", "a saved model of layout 1, got a file that holds none")
    np.savez(tmp_path / "late.npz", about=np.array(json.dumps({"layout": 2})))
    refused(tmp_path / "late.npz", "a saved model of layout 1, got one of layout 2")


def test_paths_that_are_no_file(tmp_path):
    refused(tmp_path / "none", "got nothing there")
    refused(tmp_path, "got a folder")
    refused(None, "the path of a saved model, got None")


def test_no_damaged_file_is_taken_for_a_model(tmp_path, saved):
    path = tmp_path / "model"
    rng = np.random.default_rng(0)
    for length in rng.integers(1, len(saved), 30):
        path.write_bytes(saved[:length])
        with pytest.raises(tabular.DataError):
            tabular.load(path)
    path.write_bytes(saved)
    expected = tabular.load(path).predict(np.zeros((1, 3)))
    for place in rng.integers(0, len(saved), 60):
        changed = bytearray(saved)
        changed[place] ^= 0xFF
        path.write_bytes(changed)
        try:
            # What stands between the parts of an archive may change, and nothing comes of it.
            np.testing.assert_array_equal(tabular.load(path).predict(np.zeros((1, 3))), expected)
        except tabular.DataError as error:
            assert_one_sentence(error, "expected a saved model")


def changed(saved, path, change):
    """Write a saved model with something changed in its text or its arrays."""
    with np.load(io.BytesIO(saved)) as found:
        arrays = {name: found[name] for name in found.files}
    about = json.loads(str(arrays.pop("about")))
    change(about, arrays)
    _file.write_arrays(path, about, arrays)
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda about, arrays: arrays.update(layers_0=arrays["layers_0"] * 1.001),
        lambda about, arrays: arrays.update(layers_0=arrays["layers_0"][:-1]),
        lambda about, arrays: arrays.pop("medians"),
        lambda about, arrays: arrays.update(switches_0=arrays["switches_0"] + 90),
        lambda about, arrays: arrays.update(target=arrays["target"] * np.nan),
        lambda about, arrays: about.pop("columns"),
        lambda about, arrays: about["columns"].pop(),
        lambda about, arrays: about["columns"][0].update(format={"kind": "number"}),
        lambda about, arrays: about.update(columns=3),
        lambda about, arrays: about.pop("versions"),
        lambda about, arrays: about.update(classes=["a", "b"]),
    ],
)
def test_what_does_not_fit_together_is_damaged(tmp_path, saved, change):
    refused(changed(saved, tmp_path / "model", change), "got a file that is damaged")


def test_other_versions_are_said_in_one_sentence(tmp_path, saved):
    def older(about, _):
        about["versions"] |= {"numpy": "1.0", "scikit-learn": "0.1"}

    path = changed(saved, tmp_path / "model", older)
    here = {name: _saving.version(name) for name in ("numpy", "scikit-learn")}
    with pytest.warns(tabular.DataWarning) as caught:
        tabular.load(path)
    (message,) = [str(w.message) for w in caught]
    assert message.startswith(
        f"The model was saved with numpy 1.0 (here {here['numpy']}), "
        f"scikit-learn 0.1 (here {here['scikit-learn']}); it is plain numbers"
    )


def test_a_library_that_is_missing_here_is_said(tmp_path, saved):
    def other(about, _):
        about["versions"] |= {"helpers": "0.0", "gone": "3.1"}

    path = changed(saved, tmp_path / "model", other)
    with pytest.warns(tabular.DataWarning) as caught:
        tabular.load(path)
    (message,) = [str(w.message) for w in caught]
    assert f"helpers 0.0 (here {helpers.__version__}), gone 3.1 (here none);" in message


# Places to write to


def test_a_place_is_checked_before_the_work(tmp_path):
    (tmp_path / "file").write_text("")
    for path, expected in (
        (
            tmp_path / "none" / "model",
            f'a folder "{tmp_path / "none"}" to write "model" to, got no',
        ),
        (tmp_path / "file" / "model", "got a file of that name"),
        (tmp_path, "the path of a file to write, got the folder"),
        (None, "the path of a file to write, got None"),
    ):
        with pytest.raises(tabular.DataError) as caught:
            tabular.check_place(path)
        assert_one_sentence(caught.value, expected)
    tabular.check_place(tmp_path / "model")
    tabular.check_place(str(tmp_path / "file"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def test_a_place_that_may_not_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(_file.os, "access", lambda *_: False)  # root may write anywhere
    with pytest.raises(tabular.DataError) as caught:
        tabular.check_place(tmp_path / "model")
    assert_one_sentence(caught.value, "which may not be written")


def test_what_stood_there_stays_if_writing_fails(tmp_path, monkeypatch):
    path = tmp_path / "model"
    path.write_text("before")

    def full(self, content):
        with open(self, "wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_file.Path, "write_bytes", full)
    with pytest.raises(tabular.DataError) as caught:
        _file.write(path, b"after")
    assert_one_sentence(caught.value, "No space left on device")
    assert path.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["model"]


def test_the_oracle_of_two_classes_is_scikit_learn(tmp_path):
    make, target, problem = TABLES["rare"]
    data, predictor = tuned(write(tmp_path / "t.csv", *make()), target, problem, "Ridge")
    plain = predictor.plain
    Z = (data.X - plain.center) / plain.scale
    reference = LogisticRegression().fit(Z, data.y)
    reference.coef_, reference.intercept_ = plain.layers[0].T, plain.layers[1]
    expected = reference.predict_proba(Z)
    np.testing.assert_allclose(predictor.predict(data.X), expected, atol=1e-12)


def test_the_oracle_of_numbers_is_scikit_learn(tmp_path):
    make, target, problem = TABLES["diabetes"]
    data, predictor = tuned(write(tmp_path / "t.csv", *make()), target, problem, "Ridge")
    Z = (data.X - data.X.mean(axis=0)) / data.X.std(axis=0)
    y = (data.y - data.y.mean()) / data.y.std()
    reference = Ridge(alpha=predictor.setting["lam"] * len(y)).fit(Z, y)
    expected = data.y.mean() + data.y.std() * reference.predict(Z)
    np.testing.assert_allclose(predictor.predict(data.X), expected, rtol=1e-8)
