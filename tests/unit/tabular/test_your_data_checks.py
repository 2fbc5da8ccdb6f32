"""What the recipe says about a table before it fits anything."""

import numpy as np
import pytest
from tables import TABLES, write

from helpers import tabular


def said(tmp_path, columns, problem="regression", **options):
    rows = zip(*columns.values(), strict=True)
    path = write(tmp_path / "t.csv", list(columns), rows)
    return tabular.check(tabular.read(path, "y", problem, **options))


def noise(n=200):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, n))
    return {"x": x, "y": y}


def test_a_plain_table(tmp_path):
    assert said(tmp_path, noise()) == [
        "200 rows and 1 column to predict “y”.",
        "No values are missing.",
        "No row repeats another.",
        "No column predicts the target almost alone.",
    ]


def test_gaps_are_counted(tmp_path):
    columns = noise()
    columns["mostly"] = [i % 5 if i % 4 == 0 else "" for i in range(200)]
    columns["town"] = ["Ulm" if i % 3 else "" for i in range(200)]
    sentences = said(tmp_path, columns)
    assert "200 rows and 3 columns to predict “y”, 1 of them text." in sentences
    assert "Values are missing in 2 columns: “mostly” 75.0%, “town” 33.5%." in sentences
    assert any(s.startswith("“mostly” is missing in most rows") for s in sentences)


def test_rows_without_a_target_and_wide_tables(tmp_path):
    rng = np.random.default_rng(1)
    columns = {f"x{j}": rng.normal(size=30) for j in range(40)}
    columns["y"] = ["", *rng.normal(size=29)]
    sentences = said(tmp_path, columns)
    assert "1 row without a target left out." in sentences
    assert any(s.startswith("More columns than rows") for s in sentences)


def test_copies_of_rows_are_counted(tmp_path):
    columns = {name: [*values, *values[:3]] for name, values in noise().items()}
    expected = "3 rows repeat an earlier one in all columns; copies stay together."
    assert expected in said(tmp_path, columns)
    few = {"x": [i % 3 for i in range(60)], "y": np.arange(60) % 17}
    assert any(s.startswith("Most rows agree with another") for s in said(tmp_path, few))


def test_groups_are_counted(tmp_path):
    columns = noise() | {"who": [f"p{i // 10}" for i in range(200)]}
    expected = "The rows form 20 groups by “who”, which stay together."
    assert expected in said(tmp_path, columns, group="who")


def test_classes_and_their_balance(tmp_path):
    columns = noise() | {"y": ["ill" if i % 25 == 0 else "well" for i in range(200)]}
    sentences = said(tmp_path, columns, "classification")
    assert "2 classes: “well” 96.0%, “ill” 4.0%." in sentences
    assert any("always saying “well” is right in 96.0% of the rows" in s for s in sentences)
    columns["y"] = ["ill" if i % 2 else "well" for i in range(200)]
    assert not any("unbalanced" in s for s in said(tmp_path, columns, "classification"))


def test_a_regression_on_classes_is_asked_about(tmp_path):
    sentences = said(tmp_path, noise() | {"y": [i % 2 for i in range(200)]})
    assert "The target has 2 values, 0, 1: is it a classification?" in sentences


def suspects(sentences):
    return [s.split("”")[0][1:] for s in sentences if "will it be known" in s]


@pytest.mark.parametrize(
    "leak",
    {
        "a line": lambda y, rng: 3 * y + 1,
        "a falling curve": lambda y, rng: -np.exp(y),
        "a wave": lambda y, rng: np.sin(2 * y) + 2.5 * y,
        "with noise": lambda y, rng: y + 0.1 * rng.normal(size=len(y)),
        "with gaps": lambda y, rng: np.where(rng.random(len(y)) < 0.01, np.nan, y),
    }.items(),
    ids=lambda item: item[0],
)
def test_a_leak_into_a_number_is_named(tmp_path, leak):
    columns = noise(400)
    columns["leak"] = leak[1](columns["y"], np.random.default_rng(3))
    columns["leak"] = ["" if np.isnan(v) else v for v in columns["leak"]]
    assert suspects(said(tmp_path, columns)) == ["leak"]


def test_a_leak_into_classes_is_named(tmp_path):
    columns = noise(300)
    labels = np.random.default_rng(4).choice(["red", "green", "blue"], 300)
    columns |= {"y": labels, "word": np.char.upper(labels)}
    columns["code"] = np.searchsorted(["blue", "green", "red"], labels) * 1.5
    columns["gap"] = np.where(labels == "red", "", "7")
    assert suspects(said(tmp_path, columns, "classification")) == ["word", "code"]


def test_a_leak_by_what_is_missing_is_named(tmp_path):
    columns = noise(300)
    columns["y"] = np.where(np.arange(300) % 3, "stays", "leaves")
    columns["last day"] = np.where(columns["y"] == "leaves", columns["x"].round(3).astype(str), "")
    assert suspects(said(tmp_path, columns, "classification")) == ["last day"]


@pytest.mark.parametrize("name", TABLES)
def test_real_columns_are_no_suspects(tmp_path, name):
    make, target, problem = TABLES[name]
    data = tabular.read(write(tmp_path / "t.csv", *make()), target, problem)
    sentences = tabular.check(data)
    assert suspects(sentences) == []
    assert all(s.endswith((".", "?")) and "\n" not in s for s in sentences)


def test_only_so_many_columns_are_searched(tmp_path):
    rng = np.random.default_rng(0)
    columns = {f"x{j}": rng.normal(size=20) for j in range(501)} | {"y": rng.normal(size=20)}
    assert "Only the first 500 columns were searched for leaks." in said(tmp_path, columns)
