"""The data of the book: small, real, shipped with the package, and split once for all chapters.

Each loader reads its file anew, so no caller can spoil the arrays of another. Origin, licence and
the unit of each column stand in `helpers/data/README.md`.
"""

from helpers.datasets._characters import Characters, load_characters
from helpers.datasets._digits import load_mnist1d, load_mnist5k
from helpers.datasets._files import DATA, SHA256
from helpers.datasets._speech import SpokenWords, load_spoken_digits
from helpers.datasets._splits import Dataset, Split
from helpers.datasets._tables import load_diabetes, load_prostate
from helpers.datasets._texts import RatedTexts, load_sentiment
from helpers.datasets._wages import Workers, load_wage

__all__ = [
    "DATA",
    "SHA256",
    "Characters",
    "Dataset",
    "RatedTexts",
    "Split",
    "SpokenWords",
    "Workers",
    "load_characters",
    "load_diabetes",
    "load_mnist1d",
    "load_mnist5k",
    "load_prostate",
    "load_sentiment",
    "load_spoken_digits",
    "load_wage",
]
