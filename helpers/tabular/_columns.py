"""From cells to numbers: what a column holds, its values, and how to read it once more."""

import unicodedata
from dataclasses import dataclass, field

import numpy as np

from helpers.tabular._errors import line_of, question, short
from helpers.tabular._missing import filled as with_value
from helpers.tabular._missing import is_code_for_missing, missing
from helpers.tabular._numbers import INFINITE, number, simple

OTHER = "(other)"  # the category of the rare ones
MARKS = {".": "a decimal point", ",": "a decimal comma"}


@dataclass(frozen=True)
class Format:
    """How a column is read, so that another file's is read in the same way.

    Parameters
    ----------
    name : str
        The column's name.
    kind : {"number", "text", "dates"}
        What it holds. Dates are kept as text; no model uses them.
    unit : str
        What stands before or behind the numbers, as ``"€"``, ``"%"`` or ``"kg"``.
    missing : tuple of str
        Cells that say that there is no value, besides the usual words.
    lenient : bool
        Whether what is no number is missing, and units are passed over.
    categories : tuple of str, or None
        None for numbers. A missing text is the category ``""``.
    spelling : dict of str to str
        The category of each way of writing, in the form of `fold`; rare ones are in `OTHER`.
    exact : bool
        Whether capitals make a difference.
    """

    name: str
    kind: str
    unit: str = ""
    missing: tuple[str, ...] = ()
    lenient: bool = False
    categories: tuple[str, ...] | None = None
    spelling: dict[str, str] = field(default_factory=dict)
    exact: bool = False

    def read(self, cells, lines, decimal="."):
        """Return the cells of a file as a `Column`.

        Parameters
        ----------
        cells : sequence of str
            One for each row.
        lines : sequence of int
            The line of each row in the file.
        decimal : {".", ","}
            The decimal mark of the file.

        Returns
        -------
        Column
            A text that was never seen is `OTHER`, if there is one; otherwise its place is −1.

        Raises
        ------
        DataError
            If a cell is no number where one is due, is not finite, or has another unit.
        """
        if self.categories is None:
            return Column(self.name, self._numbers(cells, lines, decimal), None, self)
        place = {category: i for i, category in enumerate(self.categories)}
        rest = place.get(OTHER, -1)
        found = {}
        for cell in set(cells):
            # A gap is no rare text.
            found[cell] = place.get("", -1) if self.is_gap(cell) else self._place(cell, place, rest)
        return Column(self.name, _spread(found, cells), self.categories, self)

    def unseen(self, cells):
        """Return the places of the cells that hold a text that was never seen; none of numbers."""
        if self.categories is None:
            return []
        new = {c for c in set(cells) if not self.is_gap(c) and self._fold(c) not in self.spelling}
        return [i for i, cell in enumerate(cells) if cell in new]

    def is_gap(self, cell):
        """Tell whether a cell says that there is no value."""
        words = missing(cell, text=self.categories is not None)
        return words or is_code_for_missing(cell, self.missing)

    def _fold(self, cell):
        return fold(cell, exact=self.exact)

    def _place(self, cell, place, rest):
        return place.get(self.spelling.get(self._fold(cell)), rest)

    def _numbers(self, cells, lines, decimal):
        """Return floats of shape (n,), NaN where a number is missing."""
        plain = simple(cells) if decimal == "." and not self.missing else None
        if plain is not None and np.isfinite(plain).all():
            return np.array(plain)
        different = dict.fromkeys(cells, np.nan)
        filled = with_value(different, self.missing)
        values = simple(filled) if decimal == "." else None
        if values is None or not np.isfinite(values).all():
            values = [self._number(cell, cells, lines, decimal) for cell in filled]
        different.update(zip(filled, values, strict=True))
        found = _spread(different, cells)
        codes = [number(code, ".") for code in self.missing]
        if any(codes):
            found[np.isin(found, [code.value for code in codes if code])] = np.nan
        return found

    def _number(self, cell, cells, lines, decimal):
        """Return one cell as a float, or say in which line it is none."""
        found = None if INFINITE.fullmatch(cell) else number(cell, decimal)
        if found is None:
            if self.lenient:
                return np.nan
            wanted, ways = stray(self.name, cell)
        elif found.value is None:
            wanted = f"numbers with {MARKS[decimal]}, as the file has them,"
            ways = f'correct it, or say text=["{self.name}"] if the column is text'
        elif found.unit not in ("", self.unit) and not self.lenient:
            wanted = f"numbers in {self.unit}" if self.unit else "numbers without a unit"
            ways = f'correct it, or numbers=["{self.name}"] takes the numbers as they stand'
        else:
            return found.value
        raise question(self.name, wanted, cell, line_of(cell, cells, lines), ways)


@dataclass(frozen=True)
class Column:
    """A column as numbers.

    Parameters
    ----------
    name : str
        Its name in the file.
    values : numpy.ndarray
        Float, of shape (n,). NaN where a number is missing. For text, the place of the category
        in `categories`, and −1 for one that is not among them.
    categories : tuple of str, or None
        None for numbers. A missing text is the category ``""``.
    format : Format, optional
        How it was read.
    """

    name: str
    values: np.ndarray
    categories: tuple[str, ...] | None
    format: Format | None = None

    @property
    def gaps(self):
        """Whether each value is missing, of shape (n,)."""
        if self.categories is None:
            return np.isnan(self.values)
        place = self.categories.index("") if "" in self.categories else np.nan
        return self.values == place


def fold(cell, *, exact=False):
    """Return a text in the form in which equal ones are equal: without capitals and wide spaces."""
    cell = unicodedata.normalize("NFC", " ".join(cell.split()))
    return cell if exact else cell.casefold()


def stray(name, cell):
    """Return what was expected of a cell that is no number, and the ways to settle it."""
    wanted = "finite numbers" if INFINITE.fullmatch(cell) else "numbers"
    return wanted, (
        f'correct it, or say missing=["{short(cell)}"] if it stands for no value, '
        f'text=["{name}"] if the column is text, or numbers=["{name}"] if all such cells are gaps'
    )


def _spread(values, cells):
    """Return the values of the cells, of shape (n,)."""
    return np.fromiter(map(values.__getitem__, cells), float, len(cells))
