"""What kind of values a column holds, decided from all its cells."""

from collections import Counter, defaultdict

from helpers.tabular._columns import OTHER, Format, fold, stray
from helpers.tabular._dates import are_compact, are_dates
from helpers.tabular._errors import line_of, question
from helpers.tabular._missing import filled as with_value
from helpers.tabular._numbers import any_code, is_code, number, simple

FEWEST_OF_A_CATEGORY = 4  # rows; fewer say nothing about new ones
MOST_CATEGORIES = 30  # so that the memory for one column of text stays below 30 numbers a row


def understand(name, cells, lines, decimal, *, kind=None, codes=(), exact=False):
    """Return how a column is to be read, and the remarks about it.

    Numbers are what most cells hold that are not missing; then all must be numbers, of one unit.
    Digits with zeros before them are codes, and text. Dates are told from both.

    Parameters
    ----------
    name : str
        The column's name.
    cells : sequence of str
        One for each row.
    lines : sequence of int
        The line of each row in the file.
    decimal : {".", ","}
        The decimal mark of the file.
    kind : {"number", "text"}, optional
        What the reader says that it is.
    codes : sequence of str
        The reader's own codes for a missing value.
    exact : bool
        Whether capitals make a difference.

    Returns
    -------
    tuple of (Format, list of str)

    Raises
    ------
    DataError
        If the cells leave it open what they are.
    """
    codes = tuple(codes)
    if kind is None and decimal == "." and _plain(cells):
        return Format(name, "number", missing=codes), []
    counts = Counter(cells)
    filled = {cell: counts[cell] for cell in with_value(counts, codes)}
    if kind == "text":
        return _text(name, counts, codes, exact)
    if kind == "number":
        return Format(name, "number", _unit(filled, decimal), codes, lenient=True), []
    zeros = [cell for cell in filled if is_code(cell)]
    if zeros:
        return _codes(name, cells, lines, filled, zeros, counts, codes, exact)
    compact = are_compact(filled)
    if decimal == "." and not compact and simple(filled) is not None:
        return Format(name, "number", missing=codes), []
    if compact or are_dates(filled):
        form, _ = _text(name, counts, codes, True)
        return Format(name, "dates", missing=codes, categories=form.categories), []
    return _mixed(name, cells, lines, decimal, filled, counts, codes, exact)


def _plain(cells):
    """Tell whether all cells are numbers at first sight, as in most columns of a large file."""
    return not any_code(cells) and not are_compact(cells) and simple(cells) is not None


def _mixed(name, cells, lines, decimal, filled, counts, codes, exact):
    found = {cell: number(cell, decimal) for cell in filled}
    units = Counter()
    for cell, read in found.items():
        if read:
            units[read.unit] += filled[cell]
    # Two units are a question; more are no units at all, as in house numbers such as 7a.
    if 2 * sum(units.values()) < sum(filled.values()) or len(units) > 2:
        return _text(name, counts, codes, exact)
    for cell, read in found.items():
        if read is None:
            wanted, ways = stray(name, cell)
            raise question(name, wanted, cell, line_of(cell, cells, lines), ways)
    if len(units) > 1:
        unit, rare = [unit for unit, _ in units.most_common()]
        cell = next(cell for cell, read in found.items() if read.unit == rare)
        raise question(
            name,
            f"numbers in {unit}" if unit else "numbers without a unit",
            cell,
            line_of(cell, cells, lines),
            f'write all in one unit, or say numbers=["{name}"] to take the numbers as they stand, '
            f'or text=["{name}"]',
        )
    (unit,) = units
    return Format(name, "number", unit, codes), [_example(found, decimal)]


def _example(found, decimal):
    """Say how a number that can be mistaken was read."""
    other = "," if decimal == "." else "."
    for cell, read in found.items():
        if other in cell and read.value is not None:
            return f"{cell} is read as {read.value:.15g}"
    return ""


def _codes(name, cells, lines, filled, zeros, counts, codes, exact):
    """Return digits with zeros before them as text, if they are as long as the others."""
    digits = [cell for cell in filled if cell.isdecimal()]
    if len(digits) == len(filled) and len({len(cell) for cell in digits}) > 1:
        short = min(digits, key=len)
        if len(short) < len(zeros[0]):
            raise question(
                name,
                "numbers, or codes of one length,",
                zeros[0],
                line_of(zeros[0], cells, lines),
                f'say numbers=["{name}"] or text=["{name}"]',
            )
    form, remarks = _text(name, counts, codes, exact)
    return form, ["codes: the zeros before them are kept", *remarks]


def _text(name, counts, codes, exact):
    """Return text: ways of writing as one, and the rare categories in one."""
    rows, ways = Counter(), defaultdict(Counter)
    for cell in with_value(counts, codes, text=True):
        form = fold(cell, exact=exact)
        rows[form] += counts[cell]
        ways[form][cell] += counts[cell]
    # Ties are broken by the letters: the order of the rows must not matter.
    names = {
        form: min(ways[form], key=lambda way: (-ways[form][way], way.swapcase())) for form in rows
    }
    remarks = []
    several = [form for form in rows if len(ways[form]) > 1]
    if several:
        example = " / ".join(ways[several[0]])
        more = f", and {len(several) - 1} more so" if len(several) > 1 else ""
        remarks.append(f'{example} are one value{more}; exact=["{name}"] tells them apart')
    kept = sorted(rows, key=lambda form: (-rows[form], form))[:MOST_CATEGORIES]
    kept = {form for form in kept if rows[form] >= FEWEST_OF_A_CATEGORY}
    rare = [form for form in rows if form not in kept]
    spelling = {form: names[form] if form in kept else OTHER for form in rows}
    categories = sorted({names[form] for form in kept})
    if rare:
        categories.append(OTHER)
    if sum(rows.values()) < sum(counts.values()):
        categories.insert(0, "")
    form = Format(
        name, "text", missing=codes, categories=tuple(categories), spelling=spelling, exact=exact
    )
    return form, remarks


def _unit(filled, decimal):
    units = Counter(read.unit for read in (number(c, decimal) for c in filled) if read)
    return units.most_common(1)[0][0] if units else ""
