"""The report: weights and how firm they are, the amount of data, pictures, one HTML file."""

import base64
import dataclasses
import io
import re
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import confusion_matrix
from tables import TABLES, houses, write
from tabular_cases import assert_one_sentence, baseline_and_ridge

from helpers import tabular
from helpers.tabular import _clouds, _learning
from helpers.tabular._scores import divide


def run(path, target, problem, kinds=2, **options):
    data = tabular.read(path, target, problem, **options)
    search = tabular.tune(data, minutes=5, kinds=tabular.models(data, 0)[:kinds])
    comparison = tabular.compare(search)
    return search, comparison, tabular.fit_chosen(search, comparison.chosen)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Search, comparison and predictor of several tables."""
    folder, found = tmp_path_factory.mktemp("tables"), {}
    for name in ("houses", "wine", "rare"):
        make, target, problem = TABLES[name]
        found[name] = run(write(folder / f"{name}.csv", *make()), target, problem)
    return found


@pytest.fixture(autouse=True)
def no_figure_is_left():
    yield
    plt.close("all")


# Weights


def test_weights_over_folds_are_those_of_ridge_fitted_without_each(outcomes):
    search, _, predictor = outcomes["houses"]
    data = search.data
    area = next(w for w in tabular.weights(predictor, search) if w.name == "area")
    for found, (fitted, _) in zip(
        area.folds, divide(data, np.arange(len(data.y)), 5, search.seed), strict=True
    ):
        steps = search["Ridge"].model.make(**predictor.setting)
        Z = steps.regressor[:-1].fit_transform(data.X[fitted])
        y = data.y[fitted]
        alpha = predictor.setting["lam"] * len(y)
        reference = Ridge(alpha=alpha).fit(Z, (y - y.mean()) / y.std())
        place = [column.name for column in data.columns if column.categories is None].index("area")
        assert found == pytest.approx(reference.coef_[place], rel=1e-6)
    low, high = tabular.corrected_interval(area.folds, search.share)
    assert (area.low, area.high) == (low, high)
    assert area.firm
    every = tabular.weights(predictor, search)
    assert [w.firm for w in every] == [w.low > 0 or w.high < 0 for w in every]
    assert not all(w.firm for w in every)


def test_without_a_search_no_weight_is_firm(outcomes):
    found = tabular.weights(outcomes["houses"][2])
    assert all(len(w.folds) == 0 and np.isnan(w.low) and not w.firm for w in found)


def test_a_sign_names_the_class_it_points_to(outcomes):
    search, _, predictor = outcomes["rare"]  # sick is where a and b are high, and well elsewhere
    found = {w.name: w for w in tabular.weights(predictor, search)}
    assert search.data.classes == ("sick", "well")
    assert (found["a"].of, found["a"].towards, found["a"].value < 0) == ("well", "sick", True)
    assert found["a"].direction == "towards “sick”"
    text = " ".join(tabular.report(*outcomes["rare"]).split())
    assert re.search(
        r"It weighs most, on standardized columns: [ab] \([\d.]+ towards “sick”\)", text
    )


def test_a_weight_of_two_classes_is_that_of_the_second(tmp_path):
    rng = np.random.default_rng(0)
    x, z = rng.normal(size=(2, 80))
    labels = np.where(x + 0.3 * z < 0, "yes", "no")
    rows = zip(x, z, labels, strict=True)
    _, _, predictor = run(write(tmp_path / "t.csv", ["x", "z", "c"], rows), "c", "classification")
    weight = tabular.weights(predictor)[0]
    assert (weight.name, weight.of, weight.towards) == ("x", "yes", "no")
    assert weight.value < 0


def test_of_many_classes_each_weight_names_its_own(outcomes):
    search, _, predictor = outcomes["wine"]
    plain, data = predictor.plain, search.data
    Z = (data.X - plain.center) / plain.scale
    lam = predictor.setting["lam"]
    reference = LogisticRegression(C=1 / (lam * len(Z)), tol=1e-8, max_iter=5000).fit(Z, data.y)
    coef = reference.coef_ - reference.coef_.mean(axis=0)
    for weight in tabular.weights(predictor):
        column = coef[:, [c.name for c in data.columns].index(weight.name)]
        top = np.abs(column).argmax()
        assert weight.of == data.classes[top]
        assert weight.value == pytest.approx(column[top], abs=2e-3)
        assert weight.direction == (
            f"towards “{weight.of}”" if column[top] > 0 else f"away from “{weight.of}”"
        )


def test_a_level_with_one_row_is_not_what_weighs_most(tmp_path):
    rng = np.random.default_rng(0)
    x = rng.normal(size=80)
    town = rng.choice(["Ulm", "Bern", "Graz"], 80)
    town[7] = "Oslo"
    y = x + 500.0 * (town == "Oslo") + 0.1 * rng.normal(size=80)
    path = write(tmp_path / "t.csv", ["x", "town", "y"], zip(x, town, y, strict=True))
    search, _, predictor = run(path, "y", "regression")
    assert "Oslo" not in " ".join(w.name for w in tabular.weights(predictor, search))


# The amount of data


def test_the_error_over_the_rows_is_that_of_parts_of_them(outcomes):
    search = outcomes["houses"][0]
    found = tabular.learning(search, "Ridge")
    np.testing.assert_allclose(found.rows, [12, 24, 48, 96], atol=0.5)  # a row is there twice
    np.testing.assert_array_equal(found.losses[-1], search["Ridge"].outer)
    assert found.losses[0].mean() > found.losses[-1].mean()
    np.testing.assert_array_equal(found.losses, tabular.learning(search, "Ridge").losses)
    expected = tabular.ratio(found.losses[-1], found.losses[-2], search.share)
    assert found.doubled == expected


def test_of_rows_in_time_the_latest_are_kept_and_groups_stay_whole():
    @dataclasses.dataclass
    class Rows:
        groups: np.ndarray
        time: str | None

    groups = np.repeat(np.arange(20), [1, 3] * 10)
    fitted = np.arange(29)  # the first 15 groups
    ranks = _learning._ranks(Rows(groups, "day"), fitted, np.random.default_rng(0))
    assert set(groups[fitted[ranks <= 0.5]]) == set(range(8, 15))
    ranks = _learning._ranks(Rows(groups, None), fitted, np.random.default_rng(0))
    half, quarter = (set(groups[fitted[ranks <= share]]) for share in (0.5, 0.25))
    assert quarter < half
    assert np.isin(groups[fitted], list(half)).sum() == (ranks <= 0.5).sum() <= 15
    assert half != set(range(8, 15))


@pytest.mark.parametrize(
    ("half", "full", "expected"),
    [
        (None, [1.0, 1.0], "too few rows"),
        ([2.0, 2.1, 1.9, 2.0, 2.0], [1.0, 1.0, 1.0, 1.1, 0.9], "fell by 50%: more rows of the"),
        # Firmly better, by next to nothing.
        ([1.001, 1.002, 1.001, 1.002, 1.001], [1.0] * 5, "do about as well as all"),
        ([1.021, 1.022, 1.021, 1.022, 1.021], [1.0] * 5, "fell by 2%: more rows of the"),
        ([1.0, 1.02, 0.99, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0, 1.0], "do about as well as all"),
        ([2.0, 0.5, 2.0, 0.5, 1.0], [1.0, 1.0, 1.0, 0.9, 1.0], "fell by 2%, which may be chance"),
        ([1.0, 0.5, 1.0, 0.5, 1.0], [1.0, 1.0, 1.0, 0.9, 1.0], "rose by 29%, which may be chance"),
    ],
)
def test_whether_more_rows_would_help(half, full, expected):
    doubled = None if half is None else tabular.ratio(full, half, 0.25)
    said = tabular.Learning(np.array([1, 2]), np.ones((2, 5)), doubled).said
    assert expected in said
    assert said.endswith(".")


# Pictures


def test_a_picture_for_each_question(outcomes):
    for search, comparison, predictor in outcomes.values():
        drawn = [
            tabular.draw_comparison(comparison),
            tabular.draw_predictions(search, comparison.chosen),
            tabular.draw_weights(tabular.weights(predictor, search)),
            tabular.draw_learning(tabular.learning(search, comparison.chosen), search),
        ]
        assert len({picture.title for picture in drawn}) == 4
        for picture in drawn:
            assert picture.alt.endswith(".")
            assert "nan" not in picture.alt.split()
            assert all(ax.get_xlabel() for ax in picture.figure.axes)


def test_without_weights_there_is_no_picture_of_them():
    with pytest.raises(ValueError, match="expected at least one weight, got none"):
        tabular.draw_weights([])


def test_what_is_left_over_is_averaged_over_equal_numbers_of_rows():
    x = np.array([5.0, 1, 4, 2, 3, 6] * 10)
    places, means = _clouds._means(x, x**2)
    assert len(places) == 3
    np.testing.assert_allclose(places, [1.5, 3.5, 5.5])
    np.testing.assert_allclose(means, [2.5, 12.5, 30.5])


def test_the_calibration_curve_is_that_of_scikit_learn():
    rng = np.random.default_rng(0)
    said = rng.uniform(size=200)
    came = rng.uniform(size=200) < said
    places, shares, ends = _clouds._calibration(said, came)
    expected = calibration_curve(came, said, n_bins=10, strategy="quantile")
    np.testing.assert_allclose((shares, places), expected)
    # Wilson's interval for 18 of 20 is .699 to .972, as tables have it.
    low, high = _clouds._calibration(np.full(20, 0.9), np.arange(20) < 18)[2][:, 0]
    assert (0.9 - low, 0.9 + high) == pytest.approx((0.699, 0.972), abs=5e-4)
    ends = _clouds._calibration(np.full(20, 1.0), np.ones(20, bool))[2][:, 0]
    assert ends.tolist() == pytest.approx([1.96**2 / (20 + 1.96**2), 0])


def test_the_table_of_classes_counts_true_and_named(outcomes):
    search, _, _ = outcomes["wine"]
    picture = tabular.draw_predictions(search, "Ridge")
    named = search["Ridge"].predictions.argmax(axis=1)
    shown = [int(text.get_text()) for text in picture.figure.axes[0].texts]
    assert shown == confusion_matrix(search.data.y, named).ravel().tolist()


# One HTML file


class Page(HTMLParser):
    """The text, the pictures and the links of a page, whose tags have to be closed in order."""

    def __init__(self, text):
        super().__init__()
        self.text, self.pictures, self.links, self.open = "", [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.links += [value for key, value in attrs.items() if key in ("src", "href")]
        if tag == "img":
            self.pictures.append(attrs)
        elif tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("name", ["houses", "wine", "rare"])
def test_the_report_is_one_file(outcomes, tmp_path, name):
    search, comparison, predictor = outcomes[name]
    tabular.save_html(tmp_path / "r.html", search, comparison, predictor, saved_as="m.npz")
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert len(page.pictures) == 4
    for picture in page.pictures:
        head, content = picture["src"].split(",")
        assert head == "data:image/png;base64"
        pixels = plt.imread(io.BytesIO(base64.b64decode(content)))
        assert pixels.std() > 0.01
        assert picture["alt"]
    assert all(link.startswith("data:") for link in page.links)
    text = " ".join(page.text.split())
    assert " ".join(tabular.report(search, comparison, predictor).split()) in text.replace(
        "\n", " "
    )
    assert " ".join(tabular.table(search, comparison).split()) in text
    for sentence in [*tabular.check(search.data), *search.data.left_out.values()]:
        assert " ".join(sentence.split()) in text
    assert "tabular.load('m.npz')" in text
    assert not plt.get_fignums()


def test_names_are_text_and_no_markup(tmp_path):
    rng = np.random.default_rng(0)
    x, z = rng.normal(size=(2, 60))
    names = ["<script>alert(1)</script>", "a&b", "<b>y</b>"]
    path = write(tmp_path / "t.csv", names, zip(x, z, x - z, strict=True))
    tabular.save_html(tmp_path / "r.html", *run(path, "<b>y</b>", "regression"))
    content = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script" not in content
    assert "<b>" not in content
    assert names[0] in Page(content).text


def test_a_model_without_weights_has_a_report_too(tmp_path):
    make, target, problem = TABLES["linnerud"]
    data = tabular.read(write(tmp_path / "t.csv", *make()), target, problem)
    search = tabular.tune(data, minutes=5, kinds=baseline_and_ridge([1.0]))
    comparison = tabular.compare(search)
    predictor = tabular.fit_chosen(search, "Ridge")
    assert tabular.weights(predictor, search) == []
    tabular.save_html(tmp_path / "r.html", search, comparison, predictor)
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert len(page.pictures) == 3
    assert "What does the model weigh?" not in page.text


def test_a_place_for_the_report_is_looked_at_first(tmp_path):
    with pytest.raises(tabular.DataError) as caught:
        tabular.save_html(tmp_path / "none" / "r.html", None, None, None)
    assert_one_sentence(caught.value, 'to write "r.html" to, got nothing there')
    with pytest.raises(tabular.DataError) as caught:
        tabular.save_html(tmp_path, None, None, None)
    assert_one_sentence(caught.value, "got the folder")


def test_the_style_of_other_figures_stays(outcomes, tmp_path):
    with plt.rc_context({"lines.linewidth": 7.0}):
        tabular.save_html(tmp_path / "r.html", *outcomes["houses"])
        assert plt.rcParams["lines.linewidth"] == 7.0


def test_houses_have_gaps_that_are_weighed(outcomes):
    assert houses()[0][1] == "rooms"
    names = {weight.name for weight in tabular.weights(outcomes["houses"][2])}
    assert {"rooms is missing", "area is missing", "town = missing"} <= names
