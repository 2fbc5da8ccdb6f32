"""The rated texts: labels, splits without a leak, and what the file says of itself."""

import collections
import csv
import gzip
import re

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import BernoulliNB

from helpers import datasets

PARTS = ("train", "validation", "test", "shift")


@pytest.fixture(scope="module")
def data():
    return datasets.load_sentiment()


@pytest.fixture(scope="module")
def rows():
    """Every row of the file, by (domain, id), in its order."""
    with gzip.open(datasets.DATA / "sentiment.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return {(row["domain"], row["id"]): row for row in csv.DictReader(file)}


def plain(text):
    """Lower case, and one blank for whatever is neither letter nor digit."""
    kept = (character if character.isalnum() else " " for character in text.lower())
    return " ".join("".join(kept).split())


def test_the_file_holds_what_its_authors_say(rows):
    domains = collections.Counter(domain for domain, _ in rows)
    assert domains == {"movie": 10_605, "product": 3_708}


def test_shapes_and_types(data):
    sizes = [getattr(data, name).n for name in PARTS]
    assert sizes == [6340, 2113, 2113, 3589]
    assert data.all.n == sum(sizes[:3])
    for part in (*(getattr(data, name) for name in PARTS), data.all):
        assert part.X.shape == part.y.shape == part.rating.shape == part.group.shape == (part.n,)
        assert part.X.dtype.kind == "U"
        assert part.y.dtype == part.group.dtype == np.int64
        assert part.rating.dtype == np.float64
    assert (data.feature_names, data.target_name) == (("text",), "positive")
    assert data.licence.startswith("MIT")
    assert "Hutto" in data.origin
    assert data.image_shape is None
    assert repr(data) == "Dataset('sentiment', p=1, train=6340, validation=2113, test=2113)"
    assert repr(data.test) == f"Split(n=2113, X=(2113,) {data.test.X.dtype}, y=(2113,) int64)"


def test_other_data_sets_have_no_shift():
    assert datasets.load_diabetes().shift is None


def test_labels_are_the_side_of_the_rating(data):
    for name in PARTS:
        part = getattr(data, name)
        assert set(part.y) == {0, 1}
        assert (np.sign(part.rating) == 2 * part.y - 1).all()
        assert np.abs(part.rating).max() <= 4


def test_every_text_stands_in_the_file_with_its_rating_and_its_review(data, rows):
    products = collections.defaultdict(set)
    for (domain, number), row in rows.items():
        if domain == "product":
            products[int(number.split("_")[0])].add((row["text"], float(row["rating"])))
    shift = data.shift
    for group, text, rating in zip(shift.group, shift.X, shift.rating, strict=True):
        assert (text, rating) in products[group]
    for name in PARTS[:3]:
        part = getattr(data, name)
        for group, text, rating in zip(part.group, part.X, part.rating, strict=True):
            row = rows["movie", str(group)]
            assert (row["text"], float(row["rating"])) == (text, rating)


def test_what_is_left_out_is_neutral_empty_or_a_repetition(data, rows):
    kept = {plain(text) for part in (data.all, data.shift) for text in part.X}
    left_out = 0
    for row in rows.values():
        letters = plain(row["text"])
        left_out += letters not in kept
        assert letters in kept or letters == "" or float(row["rating"]) == 0
    repeated = len(rows) - left_out - len(kept)
    assert (left_out, repeated) == (138, 20)


def test_no_text_is_there_twice(data):
    texts = [plain(text) for name in PARTS for text in getattr(data, name).X]
    assert len(set(texts)) == len(texts)
    assert all(texts)


def test_no_review_is_in_two_parts(data):
    groups = [set(getattr(data, name).group) for name in PARTS[:3]]
    assert sum(map(len, groups)) == len(set.union(*groups)) == data.all.n
    # Products are numbered anew, and are asked as a whole.
    assert len(set(data.shift.group)) == 299
    assert (np.diff(data.shift.group) >= 0).all()


def share_with_a_rare_word_in_common(texts, lag):
    """Share of the pairs `lag` apart that have a word in common which few texts have."""
    bags = [set(re.findall(r"[a-z0-9']+", text.lower())) for text in texts]
    count = collections.Counter(word for bag in bags for word in bag)
    rare = [{word for word in bag if 2 <= count[word] <= 10} for bag in bags]
    return np.mean([bool(rare[i] & rare[i + lag]) for i in range(len(rare) - lag)])


def test_neighbours_are_alike_among_products_only(data):
    """A random split of the movie snippets separates nothing that the file keeps together."""
    movie = [share_with_a_rare_word_in_common(data.all.X, lag) for lag in (1, 1000)]
    product = [share_with_a_rare_word_in_common(data.shift.X, lag) for lag in (1, 1000)]
    assert movie[0] < 2 * movie[1]
    assert product[0] > 10 * product[1]


def test_the_parts_are_alike_though_the_file_is_sorted(data):
    first, last = data.all.y[:5000], data.all.y[5500:]
    assert first.mean() > 0.9
    assert last.mean() < 0.1
    shares = [getattr(data, name).y.mean() for name in PARTS[:3]]
    assert max(shares) - min(shares) < 0.03
    for name in PARTS[:3]:
        y = getattr(data, name).y
        assert 0.3 < y[:200].mean() < 0.7


def test_the_split_is_the_same_on_every_machine(data):
    assert data.train.group[:5].tolist() == PINNED["train"]
    assert data.test.group[:5].tolist() == PINNED["test"]


PINNED = {"train": [10547, 4755, 9134, 3343, 6977], "test": [5014, 2986, 748, 806, 8750]}


def test_loading_twice_gives_equal_but_separate_arrays(data):
    other = datasets.load_sentiment()
    for name in (*PARTS, "all"):
        np.testing.assert_array_equal(getattr(other, name).X, getattr(data, name).X)
        assert not np.shares_memory(getattr(other, name).X, getattr(data, name).X)
    other.train.X[:] = ""
    assert all(other.all.X)


def test_the_labels_belong_to_their_texts(data):
    count = CountVectorizer(binary=True)
    model = BernoulliNB().fit(count.fit_transform(data.train.X), data.train.y)
    accuracy = model.score(count.transform(data.validation.X), data.validation.y)
    assert 0.72 < accuracy < 0.82
