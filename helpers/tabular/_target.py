"""The target: numbers, or classes that have enough rows."""

from collections import Counter

import numpy as np

from helpers.tabular._columns import fold
from helpers.tabular._errors import DataError, question, short
from helpers.tabular._kinds import understand
from helpers.tabular._numbers import is_code, number

FEWEST_OF_A_CLASS = 4
MOST_REAL = 10  # different values with fractions that a class may still be named by
RARE = ("pool", "leave out")


def targets(cells, lines, name, decimal, **options):
    """Return targets of shape (n,), how they were read, and remarks.

    Raises
    ------
    DataError
        If they do not vary, or are no numbers.
    """
    _check_varies(cells, name)
    form, remarks = understand(name, cells, lines, decimal, **options)
    if form.kind != "number":
        wanted = f"numbers, as a regression needs, and no {form.kind}"
        raise question(name, wanted, cells[0], lines[0], "is it a classification?")
    y = form.read(cells, lines, decimal).values
    if np.ptp(y[~np.isnan(y)]) == 0:
        raise DataError(f'expected a target "{name}" that varies, got {cells[0]} always')
    return y, form, remarks


def classes(cells, name, decimal, rare, exact):
    """Return the class of each row, None for one to be left out, remarks on these, and notes.

    Ways of writing one class are one: with and without capitals, and 1 and 1.0.

    Raises
    ------
    DataError
        If there is one class alone, if there are too many or real numbers, or rare ones and
        nothing was said about them.
    """
    if rare not in (None, *RARE):
        raise DataError(f'expected rare to be "pool" or "leave out", got {rare!r}')
    _check_varies(cells, name)
    counts = Counter(cells)
    labels = _labels(counts, decimal, exact)
    found = [labels[cell] for cell in cells]
    rows = Counter(found)
    values = [number(cell, decimal) for cell in counts]
    real = all(values) and any(v.value is None or v.value % 1 for v in values)
    if len(rows) > (MOST_REAL if real else max(20, len(cells) // FEWEST_OF_A_CLASS)):
        raise DataError(
            f'expected classes in the target "{name}", got {len(rows)} different values in '
            f"{len(cells)} rows: is it a regression?"
        )
    if len(rows) == 1:
        raise DataError(f'expected a target "{name}" that varies, got one class, {found[0]}')
    notes = []
    several = [label for label in rows if sum(v == label for v in labels.values()) > 1]
    for label in several:
        ways = " / ".join(cell for cell, other in labels.items() if other == label)
        notes.append(f"{ways} are one class")
    few = {label: n for label, n in rows.items() if n < FEWEST_OF_A_CLASS}
    if few:
        return *_without_rare(found, rows, few, rare), notes
    return found, [], notes


def _check_varies(cells, name):
    if len(set(cells)) == 1:
        raise DataError(
            f'expected a target "{name}" that varies, got {short(cells[0])} in each of '
            f"{len(cells)} rows"
        )


def _labels(counts, decimal, exact):
    """Return the class of each way of writing."""
    read = {cell: number(cell, decimal) for cell in counts}
    if all(r and r.value is not None for r in read.values()) and not any(map(is_code, counts)):
        key = {cell: (r.value, r.unit) for cell, r in read.items()}
        order = sorted(counts, key=lambda cell: (len(cell), cell))
    else:
        key = {cell: fold(cell, exact=exact) for cell in counts}
        # Among equally frequent ways of writing, the one without capitals.
        order = sorted(counts, key=lambda cell: (-counts[cell], cell.swapcase()))
    first = {}
    for cell in order:
        first.setdefault(key[cell], cell)
    return {cell: first[key[cell]] for cell in counts}


def _without_rare(found, rows, few, rare):
    listed = ", ".join(f'{n} of "{short(label)}"' for label, n in sorted(few.items()))
    together = sum(few.values())
    poolable = together >= FEWEST_OF_A_CLASS and len(few) > 1
    enough = ", ".join(f'{n} of "{short(k)}"' for k, n in rows.items() if k not in few)
    if rare is None or (rare == "pool" and not poolable):
        pool = 'rare="pool" makes one class of the rare ones, and ' if poolable else ""
        besides = f" besides {enough}" if enough else ""
        raise DataError(
            f"expected at least {FEWEST_OF_A_CLASS} rows of each class, got {listed}{besides}: "
            f'{pool}rare="leave out" leaves their rows out'
        )
    if rare == "leave out":
        remark = f"Rows of rare classes were left out: {listed}."
        return [None if label in few else label for label in found], [remark]
    pooled = " or ".join(sorted(map(short, few)))
    said = [f"Rows of rare classes are one, “{pooled}”: {listed}."]
    return [pooled if label in few else label for label in found], said
