"""Which columns can help to predict, and why the others cannot."""

import re

import numpy as np

from helpers.tabular._columns import OTHER
from helpers.tabular._rows import different

COUNTS = "counts the rows, as an identifier does"
# The end of a name that says that its numbers are names.
IDENTIFIER = re.compile(r"(?:^|[\W_])(?:id|nr|no|index|key|uuid|guid|code)$|(?<=[a-z])I[Dd]$", re.I)


class Useful:
    """Looks at columns one after the other, and keeps in mind which were there.

    Parameters
    ----------
    time : str or None
        The column of times, if the reader named one.
    """

    def __init__(self, time):
        self._time = time
        self._seen = {}

    def reason_against(self, column, *, named):
        """Say why a column cannot help, or return None.

        Parameters
        ----------
        column : Column
            As it was read.
        named : bool
            Whether the reader said what it holds; then it is no identifier.
        """
        values, form = column.values, column.format
        if form.kind == "dates":
            hint = "" if self._time else "; if rows come one after the other, name it as the time"
            return f"dates{hint}"
        present = values[~np.isnan(values)]
        if not len(present) or column.categories == ("",):
            return "empty"
        if form.kind == "text" and not named:
            different = len(form.spelling)
            if different > max(20, len(values) / 4):
                return f"text with {different} different values, as a name or a comment"
        if column.categories == (OTHER,):
            return f"text with {len(form.spelling)} different values, none of them in many rows"
        if len(present) == len(values) and np.ptp(present) == 0:
            return "the same in all rows"
        if form.kind == "number" and not (named or form.unit) and _counts(column.name, values):
            return COUNTS
        key = (values + 0.0).tobytes()
        if key in self._seen:
            return f"a copy of “{self._seen[key]}”"
        self._seen[key] = column.name
        return None


def _counts(name, values):
    """Tell whether whole numbers are all different, and without gaps or named as identifiers."""
    if np.isnan(values).any() or not np.all(values == np.round(values)):
        return False
    if different(values) < len(values):
        return False
    return np.ptp(values) == len(values) - 1 or bool(IDENTIFIER.search(name.strip()))
