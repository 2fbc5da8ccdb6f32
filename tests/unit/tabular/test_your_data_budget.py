"""The budget holds from reading to the last picture, by a clock that only the fits move."""

from dataclasses import replace

import numpy as np
import pytest
from tables import TABLES, write

from helpers import tabular
from helpers.tabular import _chosen, _html, _weights, _work
from helpers.tabular._linear import LinearRegressor
from helpers.tabular._prepared import path_losses

RATE = 250  # rows that are fitted in a second


class Slow:
    """A clock, and models whose fits take time in proportion to their rows."""

    def __init__(self, monkeypatch):
        self.now, self.fits = 0.0, []
        fit = LinearRegressor.fit

        def timed(model, X, y):
            self.spend(X.shape[0])
            return fit(model, X, y)

        monkeypatch.setattr(LinearRegressor, "fit", timed)
        monkeypatch.setattr(_work, "SMALL", 2000)  # cells, so that a thousand rows are many

    def __call__(self):
        return self.now

    def spend(self, rows):
        self.fits.append(rows)
        self.now += rows / RATE

    def kinds(self, data, count):
        """Return the baseline and so many of the others."""
        baseline, *others = tabular.models(data, 0)[: 1 + count]

        def path(fold, settings):
            # The settings of Ridge take as long as one.
            share = len(settings) / 33 if settings[0]["mix"] else 1
            self.spend(len(fold.y) * share)
            return path_losses(fold, settings)

        return [baseline, *(replace(kind, path=path) for kind in others)]


@pytest.fixture
def slow(monkeypatch):
    return Slow(monkeypatch)


def long(tmp_path, n=1000):
    rng = np.random.default_rng(11)
    rows = rng.normal(size=(n, 7)).round(6)
    rows[:, -1] += rows[:, 0]
    path = write(tmp_path / "t.csv", [*"abcdef", "y"], rows.tolist())
    return tabular.read(path, "y", "regression")


def small(tmp_path, name="houses"):
    make, target, problem = TABLES[name]
    return tabular.read(write(tmp_path / f"{name}.csv", *make()), target, problem)


def test_reading_is_measured(tmp_path):
    ticks = iter([5.0, 12.5])
    make, target, problem = TABLES["houses"]
    path = write(tmp_path / "t.csv", *make())
    assert tabular.read(path, target, problem, clock=lambda: next(ticks)).seconds == 7.5


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("seconds", [60, 130, 800])
@pytest.mark.parametrize("reading", [0, 8])
def test_all_that_a_page_does_ends_within_the_budget(tmp_path, slow, seconds, reading, count):
    """Reading, tuning, the last fit, the report, its pictures: to within a tenth."""
    data = replace(long(tmp_path), seconds=reading)
    kinds = slow.kinds(data, count)
    search = tabular.tune(data, minutes=seconds / 60, kinds=kinds, clock=slow)
    comparison = tabular.compare(search)
    predictor = tabular.fit_chosen(search, "Ridge", clock=slow)
    tabular.report(search, comparison, predictor)
    tabular.weights(predictor, search)
    learned = tabular.learning(search, "Ridge", clock=slow)
    place = tmp_path / "report.html"
    tabular.save_html(place, search, comparison, predictor, learned=learned)
    assert reading + slow.now <= 1.1 * seconds
    # With more rows, and the reserve of a fifth twice, it would not have ended.
    step = search.step
    assert step == 1 or reading + 1.2**2 * slow.now * step / (step - 1) > seconds
    if seconds == 800:
        assert search.step == 1
        assert search.complete
        assert not learned.late


def test_parts_of_the_rows_are_parts_of_those_that_were_used(tmp_path, slow):
    data = long(tmp_path)
    search = tabular.tune(data, minutes=1, kinds=slow.kinds(data, 1), clock=slow)
    assert search.step > 1
    slow.fits.clear()
    learned = tabular.learning(search, "Ridge", seconds=1000, clock=slow)
    fitted = 0.8 * 1000 / search.step
    np.testing.assert_allclose(learned.rows, fitted * np.array([1 / 8, 1 / 4, 1 / 2, 1]), atol=2)
    np.testing.assert_allclose(max(slow.fits), fitted / 2, atol=2)


def test_no_size_is_begun_that_may_not_end_in_time(tmp_path, slow):
    data = small(tmp_path)
    search = tabular.tune(data, minutes=1, kinds=slow.kinds(data, 1), clock=slow)
    whole = search["Ridge"].seconds
    assert whole == pytest.approx(sum(4 * len(data.y) / 5 for _ in range(5)) / RATE, rel=0.01)
    # Fits to an eighth may take as long as those to all rows; then three times what they took.
    for share, sizes, late in (
        (0.9, [1], True),
        (1.1, [1 / 8, 1 / 4, 1 / 2, 1], False),
    ):
        began = slow.now
        learned = tabular.learning(search, "Ridge", seconds=share * whole, clock=slow)
        assert slow.now - began <= share * whole
        np.testing.assert_allclose(learned.rows / learned.rows[-1], sizes, atol=0.02)
        assert learned.late == late
        assert ("There was no time to see" in learned.said) == late


def test_a_size_that_takes_longer_than_foreseen_is_the_last(tmp_path, slow):
    data = small(tmp_path)
    search = tabular.tune(data, minutes=1, kinds=slow.kinds(data, 1), clock=slow)
    ticks = iter(np.arange(0, 1000, 10.0))  # at the start, at the end and for each of five fits
    learned = tabular.learning(
        search, "Ridge", seconds=100, progress=True, clock=lambda: next(ticks)
    )
    assert learned.late == (len(learned.rows) < 4)
    assert learned.doubled is None


def test_what_is_left_is_what_the_curve_may_take(tmp_path, slow):
    data = small(tmp_path)
    search = tabular.tune(data, minutes=1, kinds=slow.kinds(data, 1), clock=slow)
    spent = slow.now
    tabular.weights(tabular.fit_chosen(search, "Ridge"), search)
    # Foreseen from other folds, which have other rows.
    assert 60 - search.left - spent == pytest.approx(slow.now - spent, rel=0.05)
    none = tabular.learning(replace(search, left=0.0), "Ridge", clock=slow)
    assert none.late
    assert len(none.rows) == 1


def test_the_last_tuning_tells_how_much_time_is_left(tmp_path, monkeypatch):
    lines = []

    class Line:
        def __init__(self, wanted):
            self.wanted = wanted

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def show(self, line):
            if self.wanted:
                lines.append(line)

    data = small(tmp_path)
    now = [0.0]

    def path(fold, settings):
        now[0] += 10
        return path_losses(fold, settings)

    baseline, ridge = tabular.models(data, 0)[:2]
    search = tabular.tune(data, minutes=60, kinds=[baseline, replace(ridge, path=path)])
    monkeypatch.setattr(_chosen, "Progress", Line)
    now[0] = 0.0
    tabular.fit_chosen(search, "Ridge", clock=lambda: now[0])
    assert lines == [
        "Ridge, on all rows",
        "Ridge, on all rows: 00:10 gone, about 00:50 left",
        "Ridge, on all rows: 00:20 gone, about 00:40 left",
        "Ridge, on all rows: 00:30 gone, about 00:30 left",
        "Ridge, on all rows: 00:40 gone, about 00:20 left",
        "Ridge, on all rows: 00:50 gone, about 00:10 left",
    ]
    lines.clear()
    tabular.fit_chosen(search, "Ridge", progress=False)
    assert lines == []


def test_a_page_does_not_fit_again_what_was_fitted(tmp_path, slow, monkeypatch):
    data = small(tmp_path)
    search = tabular.tune(data, minutes=1, kinds=slow.kinds(data, 1), clock=slow)
    comparison = tabular.compare(search)
    predictor = tabular.fit_chosen(search, "Ridge")
    learned = tabular.learning(search, "Ridge")
    slow.fits.clear()
    first = tabular.report(search, comparison, predictor)
    assert len(slow.fits) == 5
    monkeypatch.setattr(_html, "learning", None)
    tabular.save_html(tmp_path / "r.html", search, comparison, predictor, learned=learned)
    assert tabular.report(search, comparison, predictor) == first
    assert len(slow.fits) == 5
    # Another search of the same model is another one.
    tabular.weights(predictor, replace(search, seed=1))
    assert len(slow.fits) == 10
    del predictor
    assert len(_weights._KNOWN) == 0
