"""The first screen of the preface: what it says is what scikit-learn finds."""

import re

import numpy as np
import pytest
from address import ROOT
from PIL import Image
from sklearn.linear_model import Ridge
from studies import first_screen as study

from helpers import datasets

HTML = (study.FOLDER / "screen.html").read_text("utf-8")


@pytest.fixture(scope="module")
def fitted():
    """Return scikit-learn's models of the 500 digits, and the digits."""
    digits = datasets.load_mnist5k()
    X, y = digits.train.X[:500].astype(float), digits.train.y[:500]
    models = [Ridge(alpha=500 * lam, solver="svd").fit(X, np.eye(10)[y]) for lam in study.STRENGTHS]
    return models, (X, y), (digits.validation.X.astype(float), digits.validation.y)


def shares(row):
    """Return the percentages in a row of the table."""
    cells = re.search(rf'<tr><th scope="row">{row}</th>(.*?)</tr>', HTML)[1]
    return [int(share) for share in re.findall(r"<td>(\d+) %</td>", cells)]


@pytest.mark.parametrize(("row", "at"), [("the 500 right", 1), ("new ones right", 2)])
def test_the_shares_are_those_of_scikit_learn(fitted, row, at):
    models, (rows, labels) = fitted[0], fitted[at]
    found = [np.mean(model.predict(rows).argmax(axis=1) == labels) for model in models]
    assert shares(row) == [round(100 * share) for share in found]


def test_a_term_more_makes_most_of_the_wrong_ones_right():
    by_heart, new = shares("the 500 right"), shares("new ones right")
    assert by_heart[0] == 100
    assert new[0] < 50 < max(new)
    # There is something to find in the middle, and too much at the end.
    assert 0 < new.index(max(new)) < len(new) - 1


def test_the_picture_is_that_of_the_weights(fitted):
    with Image.open(study.FOLDER / "weights.png") as opened:
        pixels = np.asarray(opened.convert("RGB")).astype(int)
    step = 28 + study.GAP
    assert pixels.shape == (3 * step - study.GAP, 6 * step - study.GAP, 3)
    for column, model in enumerate(fitted[0]):
        for row, digit in enumerate(study.SHOWN):
            w = model.coef_[digit].reshape(28, 28)
            tile = pixels[row * step : row * step + 28, column * step : column * step + 28]
            strong = np.abs(w) > 0.25 * np.abs(w).max()
            blue = tile[..., 2] > tile[..., 0]
            assert np.mean(blue[strong] == (w[strong] > 0)) > 0.99


def test_the_preface_types_none_of_the_numbers():
    preface = (ROOT / "book" / "index.md").read_text("utf-8")
    assert "../assets/first-screen/screen.html" in preface
    assert not re.findall(r"\b\d+ %", preface)
