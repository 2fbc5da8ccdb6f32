"""Traps that are named, and tables without them about which nothing is said."""

import numpy as np
import pytest
from tables import TABLES, write

from helpers import tabular
from helpers.tabular._row_order import _is_fixed


def questions(tmp_path, columns, problem="regression", **options):
    path = write(tmp_path / "t.csv", list(columns), zip(*columns.values(), strict=True))
    data = tabular.read(path, "y", problem, **options)
    assert set(data.questions) <= set(tabular.check(data))
    return data.questions


def noise(n=200, seed=0):
    rng = np.random.default_rng(seed)
    a, b, c, y = rng.normal(size=(4, n)).round(4)
    return {"a": a, "b": b, "c": c, "y": y}


def test_noise_raises_no_question(tmp_path):
    for seed in range(5):
        assert questions(tmp_path, noise(seed=seed)) == ()


@pytest.mark.parametrize("name", ["diabetes", "breast_cancer", "wide", "houses", "rare"])
def test_real_columns_are_neither_codes_nor_sums(tmp_path, name):
    make, target, problem = TABLES[name]
    data = tabular.read(write(tmp_path / "t.csv", *make()), target, problem)
    assert not any("no value" in q or "in other words" in q for q in data.questions)


@pytest.mark.parametrize("code", [-999, -9999, 9999, 99999, -99])
def test_a_code_for_missing_stands_apart(tmp_path, code):
    columns = noise()
    columns["b"] = np.where(np.arange(200) % 9 == 3, code, np.abs(columns["b"]))
    (question,) = questions(tmp_path, columns)
    assert question.startswith(f"“b” is {code} in 22 rows and otherwise from ")
    assert f'missing={{"b": [{code}]}}' in question
    assert questions(tmp_path, columns, missing={"b": [code]}) == ()


def test_ages_up_to_99_hold_no_code(tmp_path):
    columns = noise() | {"a": np.random.default_rng(0).permutation(200) // 2}
    assert questions(tmp_path, columns) == ()


@pytest.mark.parametrize("parts", [("a", "b"), ("a", "b", "c")])
def test_columns_that_add_up_to_the_target(tmp_path, parts):
    columns = noise()
    columns["y"] = sum(columns[name] for name in parts)
    names = " and ".join(f"“{name}”" for name in parts)
    (question,) = questions(tmp_path, columns)
    assert question.startswith(f"{names} together give “y” almost exactly")
    columns["y"] = columns["y"] + 0.1 * noise(seed=9)["a"]
    assert questions(tmp_path, columns) == ()


def test_near_copies(tmp_path):
    columns = noise()
    columns["d"] = (-3 * columns["b"] + 0.01 * noise(seed=1)["b"]).round(4)
    (question,) = questions(tmp_path, columns)
    assert question.startswith("“b” and “d” are nearly copies")
    columns["d"] = columns["b"] + 0.2 * noise(seed=1)["b"]
    assert questions(tmp_path, columns) == ()


def test_rows_in_the_order_of_the_target(tmp_path):
    columns = noise()
    columns["y"] = np.sort(columns["y"])[::-1]
    assert questions(tmp_path, columns)[0].startswith("The rows are sorted by “y”")
    columns["y"] = np.repeat(["u", "v", "w"], [90, 60, 50])
    said = questions(tmp_path, columns, problem="classification")
    assert said[0].startswith("The rows are sorted by “y”")
    columns["y"][0] = "w"
    said = questions(tmp_path, columns, problem="classification")
    assert not any("sorted" in sentence for sentence in said)


def walk(n=200):
    return np.cumsum(np.random.default_rng(3).normal(size=n)).round(3)


FORMS = {
    "iso": "{y}-{m:02}-{d:02}",
    "slashes": "{y}/{m:02}/{d:02}",
    "German": "{d:02}.{m:02}.{y}",
    "American": "{m}/{d}/{y}",
    "compact": "{y}{m:02}{d:02}",
    "words": "{d} {name} {y}",
    "with a clock": "{d}.{m}.{y} 14:30",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_time_is_proposed_where_the_target_goes_with_the_row_before(tmp_path, form):
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    days = np.arange("2023-03-15", "2023-10-01", dtype="datetime64[D]")[:200].astype(object)
    cells = [
        FORMS[form].format(y=t.year, m=t.month, d=t.day, name=months[t.month - 1]) for t in days
    ]
    shuffled = np.random.default_rng(0).permutation(200)
    columns = {name: values[shuffled] for name, values in (noise() | {"y": walk()}).items()}
    columns["day"] = [cells[i] for i in shuffled]
    (question,) = questions(tmp_path, columns)
    assert question.startswith("In the order of “day”, the target goes with that of the row before")
    assert 'say time="day"' in question
    path = tmp_path / "t.csv"
    times = tabular.read(path, "y", "regression", time="day").times
    np.testing.assert_array_equal(times.astype("datetime64[D]"), days)
    # The dates alone are no reason.
    assert questions(tmp_path, columns | {"y": noise(seed=5)["y"]}) == ()


def test_a_year_that_rises_is_proposed_and_an_order_without_a_column_is_said(tmp_path):
    columns = noise() | {"y": walk()}
    (question,) = questions(tmp_path, columns)
    assert question.startswith("The target goes with that of the row before (correlation ")
    (question,) = questions(tmp_path, columns | {"year": 1800 + np.arange(200)})
    assert question.startswith("In the order of “year”")


def people(columns, each=5):
    return columns | {"who": [f"p{i // each}" for i in range(len(columns["y"]))]}


def test_a_group_is_proposed_where_rows_of_one_value_are_alike(tmp_path):
    who = np.random.default_rng(0).permutation(np.repeat(np.arange(40), 5))
    columns = noise() | {"who": [f"p{i}" for i in who]}
    assert questions(tmp_path, columns) == ()
    by_target = columns | {"y": columns["y"] + 2 * noise(seed=4)["a"][who]}
    (question,) = questions(tmp_path, by_target)
    assert question.startswith("“who” has 40 values in 200 rows, and its rows have like targets")
    assert 'say group="who"' in question
    fixed = columns | {"age": noise(seed=6)["b"][who]}
    (question,) = questions(tmp_path, fixed)
    assert "“age” is the same in all rows of one" in question
    assert questions(tmp_path, fixed, group="who") == ()


def test_rare_classes_are_counted_all_at_once_and_pooled(tmp_path):
    columns = noise() | {"y": ["u"] * 100 + ["v"] * 94 + ["w"] * 3 + ["x"] * 2 + ["z"]}
    with pytest.raises(tabular.DataError) as caught:
        questions(tmp_path, columns, problem="classification")
    assert 'got 3 of "w", 2 of "x", 1 of "z" besides 100 of "u", 94 of "v": rare="pool"' in str(
        caught.value
    )
    for rare, classes, n in [
        ("pool", ("u", "v", "w or x or z"), 200),
        ("leave out", ("u", "v"), 194),
    ]:
        data = tabular.read(tmp_path / "t.csv", "y", "classification", rare=rare)
        assert (data.classes, len(data.y)) == (classes, n)
        assert data.remarks[0].startswith("Rows of rare classes ")
    with pytest.raises(tabular.DataError, match="expected rare to be"):
        tabular.read(tmp_path / "t.csv", "y", "classification", rare="merge")


def test_rare_values_of_text_are_one_and_memory_stays_in_proportion(tmp_path):
    rng = np.random.default_rng(0)
    n = 3000
    tail = rng.permutation(
        [*np.repeat([f"N{i}" for i in range(40)], 60), *(f"X{i}" for i in range(600))]
    )
    columns = noise(n) | {"tail": tail}
    path = write(tmp_path / "t.csv", list(columns), zip(*columns.values(), strict=True))
    data = tabular.read(path, "y", "regression")
    categories = data.columns[3].categories
    assert (len(categories), categories[-1]) == (31, "(other)")
    assert (data.columns[3].values == 30).sum() == 600 + 10 * 60
    form = data.columns[3].format
    new = ["N0", "X5", "never seen", "", "n0"]
    np.testing.assert_array_equal(form.read(new, range(5)).values[1:4], [30, 30, -1])
    assert form.unseen(new) == [2]
    assert "600 rare values" not in tabular.overview(data)
    assert "610 rare values as “(other)”" in tabular.overview(data)


def test_what_repeats_is_counted_in_the_columns_that_are_left(tmp_path):
    columns = {name: [*values, *values[:3]] for name, values in noise().items()}
    columns["note"] = [f"text {i * i}" for i in range(203)]
    path = write(tmp_path / "t.csv", list(columns), zip(*columns.values(), strict=True))
    said = tabular.check(tabular.read(path, "y", "regression"))
    assert "3 rows repeat an earlier one in the 3 columns used; copies stay together." in said


def test_a_text_target_is_asked_about(tmp_path):
    with pytest.raises(tabular.DataError, match=r'got "u" in line 2: is it a classification\?'):
        questions(tmp_path, noise() | {"y": ["u", "v"] * 100})


def test_a_wide_file_is_read_in_time_that_follows_its_width(tmp_path):
    import time

    def seconds(p):
        rng = np.random.default_rng(0)
        rows = rng.normal(size=(30, p + 1)).round(3).tolist()
        path = write(tmp_path / "w.csv", [*(f"g{j}" for j in range(p)), "y"], rows)
        start = time.process_time()
        tabular.read(path, "y", "regression")
        return time.process_time() - start

    seconds(100)
    # A loop over pairs of columns would take 64 times as long.
    assert seconds(8000) < 20 * seconds(1000)


# Zeros that are none


def pressures(seed=0, n=300):
    rng = np.random.default_rng(seed)
    return np.round(np.clip(rng.normal(70, 12, n), 30, 110))


def test_zeros_far_from_all_other_values_are_asked_about(tmp_path):
    columns = noise(n=300) | {"b": np.where(np.arange(300) % 20 == 7, 0, pressures())}
    (question,) = questions(tmp_path, columns)
    assert question.startswith("“b” is 0 in 15 rows and otherwise from ")
    assert 'missing={"b": [0]}' in question
    assert questions(tmp_path, columns, missing={"b": [0]}) == ()


@pytest.mark.parametrize(
    "values",
    [
        np.random.default_rng(0).poisson(0.8, 300),  # counts
        np.random.default_rng(0).poisson(6, 300),
        np.where(np.arange(300) % 3, 0, np.random.default_rng(0).exponential(50, 300).round(2)),
        np.arange(300) % 4 * 50,  # doses
        np.where(np.arange(300) == 5, 0, pressures()),  # once: it may be true
        np.arange(300) % 2 * 7,  # one other value
    ],
    ids=["few", "counts", "amounts", "doses", "once", "two values"],
)
def test_zeros_that_may_be_true_are_not(tmp_path, values):
    columns = noise(n=300) | {"b": values}
    assert not any("is 0 in" in question for question in questions(tmp_path, columns))


# Rows that nearly repeat another


def six(seed=0, n=200):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 6)).round(4)


def asked(tmp_path, X):
    return questions(tmp_path, dict(zip([*"abcde", "y"], X.T, strict=True)))


def test_rows_that_repeat_another_but_for_one_column(tmp_path):
    X = six()
    X[150:157] = X[10:17]
    X[150:157, 2] += 1.5
    X[150:157, -1] += 0.3
    (question,) = asked(tmp_path, X)
    assert question.startswith("7 rows repeat an earlier one but for one column: ")
    X[150:157, 3] -= 1.5  # in two columns
    assert asked(tmp_path, X) == ()


def test_rows_that_repeat_another_but_for_the_last_digits(tmp_path):
    X = six()
    X[150] = X[10]
    X[150] += [1e-4, -1e-4, 1e-4, 0, 0, 0.2]
    # On whole steps of the rounding, so that no value lies at the edge of two.
    scale = X[:, :5].std(axis=0)
    X[10, :5] = np.round(np.round(X[10, :5] / (0.003 * scale)) * 0.003 * scale, 4)
    X[150, :5] = X[10, :5] + [1e-4, -1e-4, 1e-4, 0, 0]
    (question,) = asked(tmp_path, X)
    assert question.startswith("1 row repeats an earlier one but for the last digits: ")
    X[150, :5] += 0.1
    assert asked(tmp_path, X) == ()


def test_columns_of_few_values_come_near_by_chance(tmp_path):
    rng = np.random.default_rng(3)
    for values in (2, 3, 4, 6):
        X = np.column_stack([rng.integers(0, values, size=(200, 5)), rng.normal(size=200)])
        assert not any("repeat" in question for question in asked(tmp_path, X))


def test_equal_rows_are_copies_and_not_near_ones(tmp_path):
    X = six()
    X[150:157] = X[10:17]
    assert asked(tmp_path, X) == ()


# A last row that is none


def test_a_last_row_like_totals_may_be_kept(tmp_path):
    X = np.abs(six(n=40)).round(2)
    X[-1] = X[:-1].sum(axis=0).round(2)
    path = write(tmp_path / "t.csv", [*"abcde", "y"], X.tolist())
    assert len(tabular.read(path, "y", "regression").y) == 39
    kept = tabular.read(path, "y", "regression", keep_last=True)
    assert len(kept.y) == 40
    assert kept.remarks == ()


@pytest.mark.parametrize("row", [0, 999, 1200, 1999])
def test_a_value_that_varies_within_one_group_anywhere_is_not_fixed(row):
    groups = np.arange(2000) // 4
    values = np.random.default_rng(0).normal(size=500)[groups]
    assert _is_fixed(values, groups, 500)
    values[row] += 1
    assert not _is_fixed(values, groups, 500)
