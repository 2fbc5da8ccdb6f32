"""What a loader returns."""

from dataclasses import dataclass, fields, replace

import numpy as np

SPLIT_SEED = 0
"""Seed of every split that is not published."""


@dataclass(frozen=True, eq=False, repr=False)
class Split:
    """Some rows of a data set: features `X` of shape (n, p) and targets `y` of shape (n,)."""

    X: np.ndarray
    y: np.ndarray

    @property
    def n(self):
        """Number of rows."""
        return len(self.y)

    def __repr__(self):
        """Say the size, not every number."""
        return (
            f"Split(n={self.n}, X={self.X.shape} {self.X.dtype}, y={self.y.shape} {self.y.dtype})"
        )


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """A data set with its named splits; `all` holds every row in the order of the file.

    `image_shape` is the (rows, columns) of one image where a row of `X` is an image, else None.
    `shift` holds rows of another origin, for which nothing is to be tuned, where there are any.
    """

    name: str
    description: str
    origin: str
    licence: str
    feature_names: tuple[str, ...]
    target_name: str
    train: Split
    validation: Split
    test: Split
    all: Split
    image_shape: tuple[int, int] | None = None
    shift: Split | None = None

    def __repr__(self):
        """Say the sizes, not every number."""
        sizes = ", ".join(f"{k}={getattr(self, k).n}" for k in ("train", "validation", "test"))
        return f"Dataset({self.name!r}, p={len(self.feature_names)}, {sizes})"


def take(split, rows):
    """Return some rows of a `Split`, of its own kind."""
    return replace(
        split, **{field.name: getattr(split, field.name)[rows] for field in fields(split)}
    )
