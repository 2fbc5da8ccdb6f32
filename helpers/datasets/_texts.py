"""Data sets of texts."""

import csv
import gzip
import io
import re
from dataclasses import dataclass

import numpy as np

from helpers.datasets._files import read
from helpers.datasets._splits import SPLIT_SEED, Dataset, Split, take


@dataclass(frozen=True, eq=False, repr=False)
class RatedTexts(Split):
    """Texts `X` of shape (n,), labels `y` of shape (n,), and what the labels come from.

    `rating` holds the mean of the human ratings of each text, from -4 to 4, and `group` the number
    of the review that it was cut from: texts of one group are not independent of each other.
    """

    rating: np.ndarray
    group: np.ndarray


def load_sentiment():
    """Load short texts rated by people: movie reviews, and product reviews as another domain.

    `X` has shape (n,) and holds strings; `y`, int64, is 1 where the mean rating of at least 20
    people is above zero and 0 where it is below; `rating` and `group` hold that mean and the
    number of the review. A mean of exactly zero takes no side, and such a text is left out. A mean
    near zero is kept: its label is uncertain, and `rating` says so.

    `train` (60 %), `validation` and `test` (20 % each) hold the movie snippets, in a seeded random
    order (the file is sorted, positive reviews first). Each is a group of its own: the file does
    not say which review a movie snippet comes from, and neighbours in it are no more alike than
    any two. `shift` holds the product snippets, in the order of the file, several from one review.

    No text is in there twice, neither within a part nor in two of them: of texts with the same
    letters and digits, in whatever case and punctuation, the first with a label is kept, and the
    movie snippets come first. A text without letters and digits is left out.

    Returns
    -------
    Dataset
        With `shift` beside the three splits; each part is a `RatedTexts`. `all` holds the movie
        snippets of the three splits in the order of the file.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it.

    References
    ----------
    Hutto & Gilbert (2014), Proceedings of the International AAAI Conference on Web and Social
    Media 8(1), 216-225.
    """
    lines = gzip.decompress(read("sentiment.csv.gz")).decode("utf-8")
    parts, seen = {"movie": [], "product": []}, {""}
    for row in csv.DictReader(io.StringIO(lines, newline="")):
        letters = " ".join(re.findall(r"[^\W_]+", row["text"].lower()))
        if float(row["rating"]) != 0 and letters not in seen:
            seen.add(letters)
            parts[row["domain"]].append(row)
    movies = _rated(parts["movie"])
    order = np.random.default_rng(SPLIT_SEED).permutation(movies.n)
    first, second = round(0.6 * movies.n), round(0.8 * movies.n)
    return Dataset(
        name="sentiment",
        description="Snippets of movie reviews, 1 positive or 0 negative; product reviews beside.",
        origin="Hutto & Gilbert (2014), taken from the package vaderSentiment 0.5.",
        licence="MIT, copyright (c) 2016 C.J. Hutto",
        feature_names=("text",),
        target_name="positive",
        train=take(movies, order[:first]),
        validation=take(movies, order[first:second]),
        test=take(movies, order[second:]),
        all=movies,
        shift=_rated(parts["product"]),
    )


def _rated(rows):
    rating = np.array([float(row["rating"]) for row in rows])
    return RatedTexts(
        X=np.array([row["text"] for row in rows]),
        y=(rating > 0).astype(np.int64),
        rating=rating,
        # A product snippet's id is its review's number and its own, as in 12_3.
        group=np.array([int(row["id"].partition("_")[0]) for row in rows]),
    )
