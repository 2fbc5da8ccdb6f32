"""Columns that give the target together, and codes and groups that hide: named, or nothing said."""

import numpy as np
import pytest
from tables import TABLES, write

from helpers import tabular

N = 200


def questions(tmp_path, columns, problem="regression", **options):
    path = write(tmp_path / "t.csv", list(columns), zip(*columns.values(), strict=True))
    return tabular.read(path, "y", problem, **options).questions


def noise(seed=0, n=N):
    return dict(zip("abcy", np.random.default_rng(seed).normal(size=(4, n)).round(3), strict=True))


CLASSES = {
    "sum": lambda t: t["a"] + t["b"] > 0,
    "difference": lambda t: t["a"] > t["b"],
    "weights": lambda t: 3 * t["a"] - 0.7 * t["b"] > 0.4,
    "both": lambda t: t["a"] & t["b"],
    "either, not both": lambda t: t["a"] ^ t["b"],
    "three bands": lambda t: np.digitize(t["a"] + t["b"], [-1, 1]),
}


@pytest.mark.parametrize("how", CLASSES)
@pytest.mark.parametrize("seed", range(3))
def test_a_class_that_follows_from_two_columns_is_named(tmp_path, how, seed):
    table = noise(seed, 1000)
    table |= {"a": table["a"] > 0, "b": table["b"] > 0} if "both" in how else {}
    y = CLASSES[how](table)
    (said,) = questions(tmp_path, table | {"y": [f"k{v}" for v in y]}, "classification")
    assert said == (
        "“a” and “b” together give “y” almost always: are they the target in other words?"
    )


def test_two_columns_are_found_among_many_and_with_gaps(tmp_path):
    rng = np.random.default_rng(1)
    table = {f"x{j}": rng.normal(size=400).round(3) for j in range(30)}
    y = np.where(table["x3"] + table["x27"] > 0, "yes", "no")
    table["x3"] = np.where(rng.random(400) < 0.01, "", table["x3"].astype(str))
    (said,) = questions(tmp_path, table | {"y": y}, "classification")
    assert said.startswith("“x3” and “x27” together give “y”")


def test_a_class_that_is_hard_to_tell_raises_no_question(tmp_path):
    for seed in range(3):
        table = noise(seed, 400)
        hidden = np.random.default_rng(seed + 50).normal(size=400)
        y = np.where(table["a"] + table["b"] + 0.3 * hidden > 0, "yes", "no")
        assert questions(tmp_path, table | {"y": y}, "classification") == ()


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "digits", "rare"])
def test_classes_of_real_columns_are_not_given_away(tmp_path, name):
    make, target, problem = TABLES[name]
    data = tabular.read(write(tmp_path / "t.csv", *make()), target, problem)
    assert not [said for said in data.questions if "together" in said]


def test_one_column_that_gives_the_class_is_left_to_the_check(tmp_path):
    table = noise(n=400)
    y = np.where(table["a"] > 0, "yes", "no")
    path = write(tmp_path / "t.csv", [*"abc", "y"], zip(*[table[k] for k in "abc"], y, strict=True))
    data = tabular.read(path, "y", "classification")
    assert not [said for said in data.questions if "together" in said]
    assert any(said.startswith("“a” alone explains") for said in tabular.check(data))


@pytest.mark.parametrize(
    ("make", "how"),
    [
        (lambda a, b: a * b, "multiplied or divided"),
        (lambda a, b: a / b**2, "multiplied or divided"),
        (lambda a, b: a - 2 * b + 30, "by weights that add up"),
    ],
)
def test_numbers_put_together_from_two_columns(tmp_path, make, how):
    a, b, c, _ = (np.exp(v / 3).round(3) for v in noise().values())
    table = {"a": a, "b": b, "c": c, "y": make(a, b).round(6)}
    assert questions(tmp_path, table) == (
        f"“a” and “b” together give “y” almost exactly, {how}: are they the target in other words?",
    )


def test_a_sum_is_found_where_columns_have_gaps(tmp_path):
    table = noise()
    gaps = np.random.default_rng(3).random((3, N)) < np.array([[0.2], [0.1], [0.6]])
    y = (table["a"] + table["b"]).round(3)
    holes = {k: np.where(gap, "", table[k].astype(str)) for k, gap in zip("abc", gaps, strict=True)}
    (said,) = questions(tmp_path, holes | {"y": y})
    assert said.startswith("“a” and “b” together give “y” almost exactly")


def test_a_code_among_the_targets_is_asked_about_and_taken_out(tmp_path):
    table = noise()
    table["y"] = np.where(np.arange(N) % 20 == 0, -999, table["y"])
    (said,) = questions(tmp_path, table)
    assert said.startswith("“y” is -999 in 10 rows and otherwise from -")
    path = tmp_path / "t.csv"
    data = tabular.read(path, "y", "regression", missing={"y": [-999]})
    assert (len(data.y), data.without_target, data.questions) == (190, 10, ())


def test_minus_one_among_amounts_is_asked_about(tmp_path):
    table = noise()
    table["a"] = np.where(np.arange(N) % 20 == 0, -1, np.abs(table["a"]) + 0.5)
    (said,) = questions(tmp_path, table)
    assert said.startswith("“a” is -1 in 10 rows")
    table["a"][0] = -0.4
    assert questions(tmp_path, table) == ()


def test_a_number_for_each_person_is_a_group_and_no_time(tmp_path):
    who = np.repeat(np.arange(40), 5)
    for seed in range(5):
        table = noise(seed)
        own = np.random.default_rng(seed + 10).normal(size=40)
        table = {"subject": who + 1} | table | {"y": (5 * own[who] + table["y"]).round(3)}
        (said,) = questions(tmp_path, table)
        assert said.startswith(
            "“subject” has 40 values in 200 rows, and its rows have like targets"
        )
        walk = np.cumsum(own)
        (said,) = questions(tmp_path, table | {"y": (5 * walk[who] + table["c"]).round(3)})
        assert 'say time="subject"' in said


def test_a_time_in_whose_order_the_target_hardly_varies_is_no_error(tmp_path):
    table = noise() | {"year": np.arange(N), "y": np.append(np.ones(N - 1), 2).astype(int)}
    assert all("year" not in said for said in questions(tmp_path, table))
