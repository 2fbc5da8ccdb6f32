"""Rows in time: read in order, divided by cuts that look back, judged on what came later."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from sklearn.compose import TransformedTargetRegressor
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, TimeSeriesSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tables import write
from tabular_cases import assert_one_sentence, baseline_and_ridge

from helpers import tabular
from helpers.tabular._scores import divide, looking_back


def days(n, start=date(2023, 1, 1)):
    return [str(start + timedelta(days=i)) for i in range(n)]


def sales(tmp_path, n=120, seed=0, times=None, classes=False, **options):
    """Rows of a drifting target in a random order, read in that of time."""
    rng = np.random.default_rng(seed)
    weather, price = rng.normal(size=n), np.cumsum(rng.normal(size=n))
    sold = np.cumsum(rng.normal(size=n)) + 2 * weather
    if classes:
        sold = np.where(weather + 0.3 * rng.normal(size=n) > 0, "many", "few")
    rows = list(zip(days(n) if times is None else times, weather, price, sold, strict=True))
    order = rng.permutation(n)
    path = write(tmp_path / "s.csv", ["day", "weather", "price", "sold"], [rows[i] for i in order])
    problem = "classification" if classes else "regression"
    return tabular.read(path, "sold", problem, **{"time": "day"} | options)


def table(tmp_path, times, **options):
    """Rows with given times, whose column `place` is their place in the file."""
    n = len(times)
    columns = [times, [i * i for i in range(n)], [i * 7 % 11 for i in range(n)]]
    path = write(tmp_path / "t.csv", ["when", "square", "y"], zip(*columns, strict=True))
    return tabular.read(path, "y", "regression", **{"time": "when"} | options)


def kinds(data, models=2, settings=3):
    """The baseline, ridge and as many more, each with the first of its settings alone."""
    found = tabular.models(data, 0)[:models]
    return [replace(kind, settings=kind.settings[:settings]) for kind in found]


def places(data):
    return np.sqrt(data.X[:, 0]).round().astype(int)


# Reading


ORDERED = {
    "dates": days(24),
    "dates and times": [f"2024-01-31 {hour:02}:30" for hour in range(24)],
    "dates without and with a time": ["2024-01-30", *[f"2024-01-31T{h:02}:30" for h in range(23)]],
    "months": [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)],
    "years": [str(1990 + i) for i in range(24)],
    "compact dates": [day.replace("-", "") for day in days(24)],
    "numbers": [f"{0.5 * i - 3:.1f}" for i in range(24)],
    "numbers of other lengths": [str(9**i) for i in range(12)] + [f"{3 + i}e11" for i in range(12)],
    "before 1970": days(24, start=date(1969, 12, 20)),
    "offsets": [f"2024-10-27T{h:02}:30+0{o}:00" for h, o in [(1, 2), (2, 2), (2, 1)]]
    + [f"2024-10-27T{h:02}:30Z" for h in range(2, 23)],
}


@pytest.mark.parametrize("name", ORDERED)
def test_rows_are_put_in_the_order_of_time(tmp_path, name):
    shuffled = np.random.default_rng(0).permutation(24)
    data = table(tmp_path, [ORDERED[name][i] for i in shuffled])
    np.testing.assert_array_equal(places(data), np.argsort(shuffled))
    np.testing.assert_array_equal(data.y, np.argsort(shuffled) * 7 % 11)
    np.testing.assert_array_equal(data.groups, np.arange(24))
    assert (np.diff(data.times) > np.zeros(1, dtype=np.diff(data.times).dtype)).all()


def test_rows_of_one_time_keep_their_order_and_are_a_group(tmp_path):
    times = [days(10)[i * 7 % 10] for i in range(60)]
    data = table(tmp_path, times)
    expected = sorted(range(60), key=lambda i: times[i])
    np.testing.assert_array_equal(places(data), expected)
    np.testing.assert_array_equal(data.groups, np.repeat(np.arange(10), 6))


def test_the_same_moment_written_in_two_ways_is_one_time(tmp_path):
    times = [f"2024-01-{d:02}T12:00+02:00" for d in range(1, 12)]
    times += [f"2024-01-{d:02}T10:00Z" for d in range(1, 12)]
    data = table(tmp_path, times)
    assert len(np.unique(data.groups)) == 11


def test_the_time_is_no_column_that_predicts(tmp_path):
    data = table(tmp_path, list(range(1000, 1048, 2)))
    assert [column.name for column in data.columns] == ["square"]
    assert data.left_out == {"when": "says when a row came about"}
    assert (data.time, data.group) == ("when", None)


def test_rows_without_a_target_need_no_time(tmp_path):
    rows = [[day, i * i, i * 7 % 11] for i, day in enumerate(days(24))] + [["", 5, ""]]
    path = write(tmp_path / "t.csv", ["when", "square", "y"], rows)
    data = tabular.read(path, "y", "regression", time="when")
    assert (len(data.y), data.without_target) == (24, 1)


def test_decimal_commas_are_times_too(tmp_path):
    rows = "".join(f"{i // 2},{5 * (i % 2)};{i * i};{i * 7 % 11}\n" for i in range(24))
    (tmp_path / "t.csv").write_text(f"when;square;y\n{rows}")
    data = tabular.read(tmp_path / "t.csv", "y", "regression", time="when")
    np.testing.assert_array_equal(data.times, np.arange(24) / 2)


BAD = {
    "days or months": ([f"1/{1 + i % 12}/2024" for i in range(24)],
        'whose day and month can be told apart in the column "when", got "1/2/2024" in line 3'),
    "slashes": ([f"1/{i}/2024" for i in range(24)], 'got "1/0/2024" in line 2'),
    "no such day": ([*days(23), "2023-02-30"], 'got "2023-02-30" in line 25'),
    "no such month": (["2023-13"] * 24, 'got "2023-13" in line 2'),
    "words": (["yesterday"] * 24, 'expected numbers or dates such as 2024-01-31 in the column'),
    "before the first day": (["0001-01-01T00:00+05:00"] * 24, 'got "0001-01-01T00:00+05:00"'),
    "empty": ([*days(23), ""], 'expected a time in each row, got none in "when", line 25'),
    "all empty": ([""] * 24, 'expected a time in each row, got none in "when", line 2'),
    "not a number": ([*range(23), "NaN"], 'a time in each row, got none in "when", line 25'),
    "not a time": ([*days(23), "NaT"], 'a time in each row, got none in "when", line 25'),
    "too large": ([*range(23), "1e999"], 'such as 2024-01-31 in the column "when", got "1e999"'),
    "infinite": ([*range(23), "inf"], 'got "inf" in line 25'),
    "a number among dates": ([*days(23), 5], 'expected a date in the column "when", as in line 2, '
        'got "5" in line 25'),
    "a date among numbers": ([*range(23), "2024-01-31"], 'expected a number in the column "when"'),
    "offsets in some": ([*[f"{day}T10:00Z" for day in days(23)], "2023-02-01T10:00"],
        'expected a date with its offset from UTC in the column "when", as in line 2, got'),
    "one time": (["2024-01-31"] * 24, 'expected at least 8 different times in "when", got 1'),
    "few times": ([i % 7 for i in range(24)], 'at least 8 different times in "when", got 7'),
    "few rows": (days(19), 'expected at least 20 rows with a target "y", got 19'),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_times_get_one_sentence(tmp_path, name):
    times, expected = BAD[name]
    with pytest.raises(tabular.DataError) as caught:
        table(tmp_path, times)
    assert_one_sentence(caught.value, expected)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"time": "When"}, 'expected a column "When", got the columns when, square, y; did you'),
        ({"time": 3}, "expected the name of a column, got 3"),
        ({"time": ["when"]}, "expected the name of a column, got ['when']"),
        ({"time": "y"}, 'expected a target besides the columns to ignore, got "y" as both'),
        ({"group": "square"}, 'expected a group or a time, got "square" and "when": take the time'),
        ({"ignore": ["square"]}, "expected a column that can predict, got none"),
    ],
)
def test_bad_settings_with_a_time_get_one_sentence(tmp_path, options, expected):
    with pytest.raises(tabular.DataError) as caught:
        table(tmp_path, days(24), **options)
    assert expected in str(caught.value)


def test_a_class_that_comes_late(tmp_path):
    def read(first):
        labels = ["off" if i < first else ("off", "on")[i % 2] for i in range(40)]
        rows = zip(days(40), np.arange(40) ** 2, labels, strict=True)
        path = write(tmp_path / "t.csv", ["when", "a", "y"], rows)
        return tabular.read(path, "y", "classification", time="when")

    with pytest.raises(tabular.DataError, match="in the earliest quarter of the times") as caught:
        read(11)
    assert str(caught.value).endswith('which the first model is fitted to, got "off" alone')
    data = read(9)
    search = tabular.tune(data, minutes=1, kinds=kinds(data))
    assert np.isfinite(search["Ridge"].outer).all()


def test_another_column_of_dates_is_not_named_as_the_time(tmp_path):
    n = 30
    rows = zip(days(n), reversed(days(n)), np.arange(n) ** 2, np.arange(n) % 7, strict=True)
    path = write(tmp_path / "t.csv", ["when", "due", "a", "y"], rows)
    assert tabular.read(path, "y", "regression", time="when").left_out["due"] == "dates"
    hint = "dates; if rows come one after the other, name it as the time"
    assert tabular.read(path, "y", "regression").left_out["due"] == hint


# Dividing


@pytest.mark.parametrize("k", [2, 4, 5, 50])
@pytest.mark.parametrize("times", [8, 9, 37, 120])
def test_each_cut_looks_back_and_leaves_times_whole(times, k):
    ranks = np.sort(np.random.default_rng(times).integers(0, times, 3 * times))
    ranks = np.unique(ranks, return_inverse=True)[1]
    count = ranks.max() + 1
    parts = looking_back(ranks, k)
    assert len(parts) == min(k, count // 2)
    sizes = {len(np.unique(ranks[held])) for _, held in parts}
    assert len(sizes) == 1
    edge = count - len(parts) * sizes.pop()
    assert edge >= count / 2
    for fitted, held in parts:
        np.testing.assert_array_equal(np.concatenate([fitted, held]), np.arange(held[-1] + 1))
        assert ranks[fitted].max() == edge - 1
        assert ranks[held].min() == edge
        edge = ranks[held].max() + 1
    assert edge == count


def test_where_no_times_are_equal_the_cuts_are_those_of_scikit_learn():
    for k, (fitted, held) in enumerate(looking_back(np.arange(100), 5)):
        np.testing.assert_array_equal(fitted, np.arange(50 + 10 * k))
        np.testing.assert_array_equal(held, np.arange(50 + 10 * k, 60 + 10 * k))


def test_a_fold_inside_a_fold_looks_back_as_well(tmp_path):
    data = sales(tmp_path)
    for fitted, held in divide(data, np.arange(120), 5, 0):
        assert data.times[fitted].max() < data.times[held].min()
        for inside, validation in divide(data, fitted, 4, 1):
            assert data.times[inside].max() < data.times[validation].min()
            assert set(inside) | set(validation) <= set(fitted)


def test_the_fewest_times_have_folds_inside_of_folds():
    for k in (2, 3, 5, 9):
        for fitted, _ in looking_back(np.arange(8), k):
            assert len(looking_back(fitted, 4)) >= 2


# Tuning


def test_nested_losses_are_those_of_scikit_learn(tmp_path):
    data = sales(tmp_path, n=160)
    alphas = [0.1, 10.0, 300.0]
    plain, models = make_pipeline(StandardScaler(), Ridge()), baseline_and_ridge(alphas)
    search = tabular.tune(data, minutes=1, kinds=models, outer_folds=2, inner_folds=2)
    score = "neg_mean_squared_error"
    expected = []
    for fitted, held in TimeSeriesSplit(2, test_size=40).split(data.X):
        inner = TimeSeriesSplit(2, test_size=len(fitted) // 4)
        grid = GridSearchCV(plain, {"ridge__alpha": alphas}, cv=inner, scoring=score)
        grid.fit(data.X[fitted], data.y[fitted])
        expected.append(-grid.score(data.X[held], data.y[held]))
    np.testing.assert_allclose(search["Ridge"].outer, expected, rtol=1e-10)
    outer = TimeSeriesSplit(2, test_size=40)
    expected = -cross_val_score(DummyRegressor(), data.X, data.y, cv=outer, scoring=score)
    np.testing.assert_allclose(search["Baseline"].outer, expected, rtol=1e-10)
    assert search.share == pytest.approx((40 / 80 + 40 / 120) / 2)


@pytest.mark.parametrize("classes", [False, True])
def test_what_comes_later_changes_nothing_of_what_was_before(tmp_path, classes):
    """Scales, medians, categories, settings: whatever the last rows say, they come too late."""
    data = sales(tmp_path, classes=classes)
    _, last = divide(data, np.arange(120), 5, 0)[-1]
    X, y = data.X.copy(), data.y.copy()
    X[last], y[last] = 1e6, y[last][::-1] if classes else -1e6
    X[last[0]] = np.nan
    other = replace(data, X=X, y=y)
    first, second = (
        tabular.tune(table, minutes=1, kinds=kinds(table, 4, 2)) for table in (data, other)
    )
    for mine, theirs in zip(first.tried, second.tried, strict=True):
        np.testing.assert_array_equal(mine.inner, theirs.inner)
        np.testing.assert_array_equal(mine.outer[:-1], theirs.outer[:-1])
        np.testing.assert_array_equal(mine.predictions[: last[0]], theirs.predictions[: last[0]])
    assert not np.allclose(first["Ridge"].outer[-1], second["Ridge"].outer[-1])


@pytest.mark.parametrize("classes", [False, True])
def test_the_later_half_is_judged(tmp_path, classes):
    search = tabular.tune(data := sales(tmp_path, classes=classes), minutes=1, kinds=kinds(data))
    np.testing.assert_array_equal(search.judged, np.arange(120) >= 60)
    for tried in search.tried:
        assert np.isfinite(tried.predictions[60:]).all()
        assert np.isnan(tried.predictions[:60]).all()


def test_without_a_time_all_rows_are_judged(tmp_path):
    data = sales(tmp_path, time=None)
    search = tabular.tune(data, minutes=1, kinds=kinds(data))
    assert search.judged.all()


def test_the_baseline_says_the_mean_of_the_past(tmp_path):
    data = sales(tmp_path)
    search = tabular.tune(data, minutes=1, kinds=kinds(data))
    for start in range(60, 120, 12):
        said = search["Baseline"].predictions[start : start + 12]
        np.testing.assert_allclose(said, data.y[:start].mean())


def test_the_seed_moves_no_cut_and_the_order_in_the_file_no_row(tmp_path):
    losses = []
    for options in ({"seed": 0}, {"seed": 7}):
        data = sales(tmp_path)
        search = tabular.tune(data, minutes=1, kinds=kinds(data), **options)
        losses.append(search["Ridge"].outer)
    np.testing.assert_array_equal(*losses)
    again = tmp_path / "again.csv"
    head, *rows = (tmp_path / "s.csv").read_text().splitlines()
    again.write_text("\n".join([head, *sorted(rows)]))
    data = tabular.read(again, "sold", "regression", time="day")
    search = tabular.tune(data, minutes=1, kinds=kinds(data))
    np.testing.assert_array_equal(search["Ridge"].outer, losses[0])


def test_the_fewest_rows_and_times_pass_through_all_models(tmp_path):
    times = [2000 + i % 8 for i in range(20)]
    data = sales(tmp_path, n=20, times=times)
    search = tabular.tune(data, minutes=5, kinds=kinds(data, 5, 1))
    comparison = tabular.compare(search)
    assert len(search["Ridge"].outer) == 4
    assert np.isfinite(comparison.losses).all()


class PerRow(Ridge):
    """Scikit-learn's ridge with a strength for each row: the fits have ever more of them."""

    def __init__(self, lam=1.0):
        super().__init__()
        self.lam = lam

    def fit(self, X, y):
        self.alpha = self.lam * len(y)
        return super().fit(X, y)


def test_the_chosen_model_is_tuned_looking_back_and_fitted_to_all(tmp_path):
    """Where everything wanders, random folds would choose another strength."""
    n = 120
    wandering = np.random.default_rng(0).normal(size=(n, 9)).cumsum(axis=0)
    rows = [[day, *row] for day, row in zip(days(n), wandering, strict=True)]
    path = write(tmp_path / "t.csv", ["day", *"abcdefgh", "y"], rows)
    data = tabular.read(path, "y", "regression", time="day")
    search = tabular.tune(data, minutes=1, kinds=kinds(data, 2, 9))
    predictor = tabular.fit_chosen(search, "Ridge")

    plain = TransformedTargetRegressor(
        make_pipeline(StandardScaler(), PerRow()), transformer=StandardScaler()
    )
    lams = sorted(setting["lam"] for setting in search["Ridge"].model.settings)
    chosen = {}
    for way in (TimeSeriesSplit(5, test_size=12), KFold(5, shuffle=True, random_state=0)):
        strengths = {"regressor__perrow__lam": lams}
        grid = GridSearchCV(plain, strengths, cv=way, scoring="neg_mean_squared_error")
        chosen[type(way)] = grid.fit(data.X, data.y)
    lam = {way: grid.best_params_["regressor__perrow__lam"] for way, grid in chosen.items()}
    assert lam[KFold] != lam[TimeSeriesSplit]
    assert predictor.setting["lam"] == lam[TimeSeriesSplit]
    expected = chosen[TimeSeriesSplit].predict(data.X)
    np.testing.assert_allclose(predictor.predict(data.X), expected)


# Checking and reporting


def test_the_check_says_from_when_to_when(tmp_path):
    sentences = tabular.check(sales(tmp_path))
    assert (
        "The rows are in the order of “day”, from 2023-01-01 to 2023-04-30, with 120 different "
        "times." in sentences
    )
    assert "Left out: “day”, says when a row came about." in sentences
    assert not any("repeat" in sentence for sentence in sentences)
    hours = [f"2024-01-{1 + i // 24:02} {i % 24:02}:00" for i in range(60)]
    said = tabular.check(table(tmp_path, hours))
    assert any("from 2024-01-01 to 2024-01-03 11:00:00, with" in s for s in said)
    numbers = [20240101 + i % 9 for i in range(60)]
    said = tabular.check(table(tmp_path, numbers))
    assert any("from 2024-01-01 to 2024-01-09, with 9 different times" in s for s in said)


def reported(data):
    search = tabular.tune(data, minutes=1, kinds=kinds(data))
    comparison = tabular.compare(search)
    predictor = tabular.fit_chosen(search, "Ridge")
    return search, " ".join(tabular.report(search, comparison, predictor).split())


def test_the_report_of_numbers_in_time(tmp_path):
    search, text = reported(sales(tmp_path, n=300, seed=3))
    assert "All were fitted to rows earlier, by “day”, than those that they predict." in text
    error = f"{np.sqrt(search['Ridge'].outer.mean()):.2g}"
    assert f"On rows later than those that it has seen, its predictions are off by about {error};" \
        in text  # fmt: skip
    assert "always saying the mean of the earlier rows is off by" in text
    assert "the next stretch of time may be unlike those that judged" in text
    assert "variance of the target" not in text
    assert "nan" not in text


def test_a_gain_over_the_past_is_said(tmp_path):
    n = 100
    rng = np.random.default_rng(0)
    x = rng.normal(size=n)
    rows = zip(days(n), x, x + rng.normal(size=n), strict=True)
    path = write(tmp_path / "t.csv", ["day", "x", "y"], rows)
    search, text = reported(tabular.read(path, "y", "regression", time="day"))
    gone = 1 - search["Ridge"].outer.mean() / search["Baseline"].outer.mean()
    assert f"Its squared error is about {gone:.0%} below that of the baseline." in text


def test_the_report_of_classes_counts_the_rows_that_were_judged(tmp_path):
    search, text = reported(sales(tmp_path, n=90, classes=True))
    data = search.data
    # Of 90 times half are fitted first, and the rest makes five stretches of nine.
    assert search.judged.sum() == 45
    said, y = search["Ridge"].predictions[45:].argmax(axis=1), data.y[45:]
    frequent = max(np.mean(y == 0), np.mean(y == 1))
    expected = f"names the right class in {np.mean(said == y):.0%}; always naming the most frequent"
    assert expected in text
    assert f"one is right in {frequent:.0%}." in text


def test_a_class_that_is_gone_in_the_later_half(tmp_path):
    labels = np.where(np.arange(80) % 3 == 0, "b", "a")
    labels[[1, 4, 7, 10]] = "old"
    x = np.random.default_rng(0).normal(size=80) + (labels == "b")
    rows = zip(days(80), x, labels, strict=True)
    path = write(tmp_path / "t.csv", ["day", "x", "y"], rows)
    search, text = reported(tabular.read(path, "y", "classification", time="day"))
    assert np.isfinite(search["Ridge"].outer).all()
    assert "nan" not in text
    assert "rarest class" not in text
    assert not (search.data.y[search.judged] == 2).any()


def test_new_rows_need_no_time(tmp_path):
    data = sales(tmp_path)
    search = tabular.tune(data, minutes=1, kinds=kinds(data))
    predictor = tabular.fit_chosen(search, "Ridge")
    new = write(tmp_path / "new.csv", ["price", "weather"], [[0.5, 1.0], [0.5, -1.0]])
    said = predictor.predict_csv(new)
    np.testing.assert_allclose(said, predictor.predict(np.array([[1.0, 0.5], [-1.0, 0.5]])))
    assert said[0] != said[1]
