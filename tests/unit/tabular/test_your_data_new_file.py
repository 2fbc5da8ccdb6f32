"""New files for a saved model, as people have them: one prediction a row, and what is odd said."""

import warnings
from pathlib import Path

import numpy as np
import pytest
from tables import write
from tabular_cases import assert_one_sentence

from helpers import tabular

CASES = Path(__file__).parent / "cases"
GROUPS = {"a": 2.0, "b": 0.0, "c": -1.0}


def fitted(path, target, problem, folder):
    """The tuned ridge regression of a file, saved and loaded back."""
    data = tabular.read(path, target, problem)
    search = tabular.tune(data, minutes=5, kinds=tabular.models(data, 0)[:2], outer_folds=3)
    tabular.fit_chosen(search, "Ridge").save(folder / "model.npz")
    return tabular.load(folder / "model.npz")


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model of y = 2x + group, without noise, so that each prediction is known."""
    folder = tmp_path_factory.mktemp("model")
    rng = np.random.default_rng(0)
    x, g = rng.uniform(-2, 3, 60).round(3), rng.choice(list("abc"), 60)
    rows = [(a, b, 2 * a + GROUPS[b]) for a, b in zip(x, g, strict=True)]
    return fitted(write(folder / "t.csv", ["x", "g", "y"], rows), "y", "regression", folder)


def predict(model, path, **options):
    """Predictions of a file, which are to come with a warning for each note."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = model.predict_csv(path, **options)
    assert [str(w.message) for w in caught] == list(found.notes)
    assert all(w.category is tabular.DataWarning for w in caught)
    return found


def text_file(folder, text):
    path = folder / "new.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "expected", "notes"),
    [
        ("p_order", [3.0], []),
        ("p_cat_case", [3.0, 3.0], []),
        ("p_semi", [3.0], []),
        ("p_case", [3.0], ["Taken as the column that is meant: “X” for “x”."]),
        ("p_semi_thousand", [3002.0], ["far outside", "“1.500” in line 2, read as 1500"]),
        ("p_unseen", [None, 3.0], ["1 row holds a value of “g” that", "as “zzz” in line 2"]),
        ("p_gap", [None, None], []),
        ("p_allgap", [None, None], ["2 rows have no value at all, as line 2"]),
        ("p_blankrow", [3.0, None, 1.4], ["1 row has no value at all, as line 3"]),
    ],
)
def test_it_predicts(model, name, expected, notes):
    found = predict(model, CASES / f"{name}.csv")
    assert found.shape == (len(expected),)
    assert np.isfinite(found).all()
    for value, wanted in zip(found, expected, strict=True):
        if wanted is not None:
            assert value == pytest.approx(wanted, rel=2e-3)
    assert all(note in " ".join(found.notes) for note in notes)
    assert bool(notes) == bool(found.notes)


def test_lines_tell_which_row_each_prediction_is_of(model):
    assert predict(model, CASES / "p_blankrow.csv").lines == (2, 3, 4)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("p_missingcol", 'a column "g", which the model was fitted with, got the column x'),
        ("p_missingcol2", 'a column "g" (did you mean "h"?), which'),
        ("p_dupname", 'each column name once, got "z" 2 times'),
        ("p_empty", "rows to predict below the column names, got none"),
        ("p_text", 'numbers in the column "x", got "foo" in line 2: correct it, or leave it empty'),
    ],
)
def test_it_asks(model, name, expected):
    with pytest.raises(tabular.DataError) as caught:
        model.predict_csv(CASES / f"{name}.csv")
    assert_one_sentence(caught.value, expected)


def test_all_missing_columns_are_named_at_once(model, tmp_path):
    with pytest.raises(tabular.DataError) as caught:
        model.predict_csv(text_file(tmp_path, "gg,other\na,1\n"))
    assert_one_sentence(caught.value, 'the columns "x", "g" (did you mean "gg"?), which')


def test_two_columns_that_could_be_meant_are_a_question(model, tmp_path):
    with pytest.raises(tabular.DataError) as caught:
        model.predict_csv(text_file(tmp_path, "X,_x,g\n1,2,a\n"))
    assert_one_sentence(
        caught.value, 'a column "x", as the model was fitted with, got "X" and "_x"'
    )
    # The exact name is no question.
    assert predict(model, text_file(tmp_path, "X,x,g\n1,2,a\n"))[0] == pytest.approx(6, rel=2e-3)


@pytest.mark.parametrize("outside", [27.9, -26.9])
def test_far_is_ten_times_as_far_from_the_middle_as_the_ends(tmp_path, outside):
    rows = [(x, 2 * x) for x in np.linspace(-2, 3, 40)]  # middle ½, half-width 2½
    model = fitted(write(tmp_path / "t.csv", ["x", "y"], rows), "y", "regression", tmp_path)
    inside = 0.5 + 0.99 * (outside - 0.5) * 25 / 27.4
    found = predict(model, text_file(tmp_path, f"x\n{inside}\n{outside}\n{outside}\n"))
    (note,) = found.notes
    assert note.startswith("2 values of “x” are far outside of what the model has seen, -2 to 3,")
    assert f"in line 3, read as {outside}" in note


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("x;g\n1.500;a\n0,25;a\n", {}, [3002, 2.5]),  # the second row tells the mark
        ("x;g\n1.500;a\n0.25;a\n", {}, [5, 2.5]),
        ("x;g\n1.500;a\n", {"decimal": "."}, [5]),
        ("x,g\n1.500,a\n", {}, [5]),  # divided as the fitted file was, whose mark was the point
        ("x\tg\n1.500\ta\n", {}, [5]),
        ('x,g\n"1,500",a\n', {}, [3002]),
        ("x;g\n\u22120,5;a\n", {}, [1]),
        ("sep=;\nx;g\n0,5;a\n", {}, [3]),
        ("# of today\nx,g\n0.5,a\n", {}, [3]),
        ("\ufeffx,g,id,y\r\n0.5,a,7,\r\n", {}, [3]),
        (" X ,G\n0.5, a \n", {}, [3]),
    ],
)
def test_other_separators_and_marks(model, tmp_path, text, options, expected):
    found = predict(model, text_file(tmp_path, text), **options)
    np.testing.assert_allclose(found, expected, rtol=2e-3)


def test_a_file_divided_as_the_fitted_one_has_its_decimal_mark(tmp_path):
    rng = np.random.default_rng(0)
    x, z = rng.uniform(-2, 3, (2, 40)).round(2)
    lines = [f"{a};{b};{2 * a + b:.2f}" for a, b in zip(x, z, strict=True)]
    point = "\n".join(["x;z;y", *lines, ""])
    new = tmp_path / "new.csv"
    new.write_text("x;z\n1.500;1\n", encoding="utf-8")
    for text, expected in ((point, 4), (point.replace(".", ","), 3001)):
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        model = fitted(tmp_path / "t.csv", "y", "regression", tmp_path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", tabular.DataWarning)
            assert model.predict_csv(new)[0] == pytest.approx(expected, rel=0.02)


# One column


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    return fitted(CASES / "p_one.csv", "y", "regression", tmp_path_factory.mktemp("one"))


def test_a_model_of_one_column(one):
    found, with_id = (predict(one, CASES / f"p_one_new{end}.csv") for end in ("", "_id"))
    assert found.shape == (2,)
    np.testing.assert_array_equal(found, with_id)
    cells = np.loadtxt(CASES / "p_one.csv", delimiter=",", skiprows=1)
    slope, level = np.polyfit(*cells.T, 1)
    np.testing.assert_allclose(found, slope * np.array([0.5, 1.0]) + level, rtol=0.05)


def test_blank_lines_between_cells_of_one_column_are_rows(one, tmp_path):
    found = predict(one, text_file(tmp_path, "x\n0.5\n\n1.0\n\n\n"))
    assert found.lines == (2, 3, 4)
    np.testing.assert_array_equal(found[[0, 2]], predict(one, CASES / "p_one_new.csv"))


# Classes


@pytest.fixture(scope="module")
def risk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("risk")
    return fitted(CASES / "p_class.csv", "risk", "classification", folder)


def test_probabilities_have_the_names_of_the_classes(risk):
    found = predict(risk, CASES / "p_class_new.csv")
    assert found.names == ("bad", "good")
    np.testing.assert_array_equal(found["good"], found.values[:, 1])
    assert found["good"][0] > 0.9 > 0.1 > found["good"][1]
    assert found.classes.tolist() == ["good", "bad"]
    assert str(found).split("\n")[0].split() == ["line", "risk", "bad", "good"]
    assert str(found).split("\n")[2].split()[:2] == ["3", "bad"]
    with pytest.raises(KeyError):
        found["ugly"]


def test_predictions_as_a_file(risk, model, tmp_path):
    predict(risk, CASES / "p_class_new.csv").save(tmp_path / "out.csv")
    head, first, _ = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert head == "line,risk,bad,good"
    assert first.startswith("2,good,")
    predict(model, CASES / "p_order.csv").save(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("line,y\n2,")
    with pytest.raises(tabular.DataError) as caught:
        predict(model, CASES / "p_order.csv").save(tmp_path / "none" / "out.csv")
    assert_one_sentence(caught.value, f'a folder "{tmp_path / "none"}" to write "out.csv" to')


def test_many_predictions_are_shown_as_ten(model, tmp_path):
    found = predict(model, text_file(tmp_path, "x,g\n" + 12 * "0.5,a\n"))
    assert len(str(found).split("\n")) == 12
    assert str(found).endswith("… 2 more")
    assert np.asarray(found, dtype=np.float32).dtype == np.float32
    assert len(found) == 12


def test_numbers_say_if_the_new_file_cannot_be_read(model, tmp_path):
    for path, expected in (
        (tmp_path / "none.csv", "got nothing there"),
        (tmp_path, "got a folder"),
        (3, "the path of a CSV file, got 3"),
    ):
        with pytest.raises(tabular.DataError) as caught:
            model.predict_csv(path)
        assert_one_sentence(caught.value, expected)
