"""The wages: what the file holds, by counts that others publish, and how it is split."""

import numpy as np
import pytest

from helpers import datasets
from helpers.datasets import _files


@pytest.fixture(scope="module")
def wage():
    return datasets.load_wage()


def test_sizes_and_types(wage):
    assert repr(wage) == "Dataset('wage', p=2, train=1800, validation=600, test=600)"
    for part in (wage.train, wage.validation, wage.test, wage.all):
        assert part.X.dtype == part.y.dtype == np.float64
        assert part.X.shape == (part.n, 2)
        assert part.text.shape == (part.n,)
    assert wage.all.text.dtype.names == (
        "maritl",
        "race",
        "education",
        "jobclass",
        "health",
        "health_ins",
    )


def test_counts_of_the_levels(wage):
    """As R's summary(Wage) prints them in the package ISLR."""
    text = wage.all.text
    for name, counts in {
        "maritl": {
            "Never Married": 648,
            "Married": 2074,
            "Widowed": 19,
            "Divorced": 204,
            "Separated": 55,
        },
        "race": {"White": 2480, "Black": 293, "Asian": 190, "Other": 37},
        "education": {
            "< HS Grad": 268,
            "HS Grad": 971,
            "Some College": 650,
            "College Grad": 685,
            "Advanced Degree": 426,
        },
        "jobclass": {"Industrial": 1544, "Information": 1456},
        "health": {"<=Good": 858, ">=Very Good": 2142},
        "health_ins": {"Yes": 2083, "No": 917},
    }.items():
        found = dict(zip(*np.unique(text[name], return_counts=True), strict=True))
        assert found == counts


def test_numbers(wage):
    """The age and the wage as summary(Wage) prints them, and the first row of the file."""
    year, age = wage.all.X.T
    assert (year.min(), year.max(), age.min(), age.max()) == (2003, 2009, 18, 80)
    assert np.round(np.quantile(wage.all.y, [0, 0.25, 0.5, 0.75, 1]), 2).tolist() == [
        20.09,
        85.38,
        104.92,
        128.68,
        318.34,
    ]
    assert age.mean() == pytest.approx(42.41, abs=0.005)
    assert wage.all.X[0].tolist() == [2006, 18]
    assert wage.all.y[0] == 75.0431540173515
    assert wage.all.text["education"][0] == "< HS Grad"
    assert np.count_nonzero(wage.all.y > 250) == 79


def test_each_row_is_in_one_part(wage):
    parts = [wage.train, wage.validation, wage.test]
    whole = np.concatenate([np.c_[part.X, part.y] for part in parts])
    np.testing.assert_array_equal(
        np.sort(whole.view("f8,f8,f8"), axis=0),
        np.sort(np.c_[wage.all.X, wage.all.y].view("f8,f8,f8"), axis=0),
    )
    # The text stays beside its row: the wage in the file tells workers with a rare one apart.
    for part in parts:
        for row in np.flatnonzero(part.text["maritl"] == "Widowed"):
            same = (wage.all.y == part.y[row]) & np.equal(wage.all.X, part.X[row]).all(axis=1)
            assert "Widowed" in wage.all.text["maritl"][same]


def test_a_damaged_file_is_named(monkeypatch):
    monkeypatch.setitem(_files.SHA256, "wage.csv.gz", "0")
    with pytest.raises(ValueError, match=r"expected the data file .*wage\.csv\.gz with sha256 0"):
        datasets.load_wage()


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(_files, "DATA", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"wage\.csv\.gz, found none"):
        datasets.load_wage()
