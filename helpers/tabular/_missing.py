"""Cells that say that there is no value."""

WORDS = {"", "?", "#n/a", "#na", "n/a", "na", "nan", "null", "<na>"}
# These too, where numbers are due. In a text "None" or "-" may well be a value, as of a garage or
# of a blood test, and a category of its own tells a model as much as a gap does.
AMONG_NUMBERS = WORDS | {
    "none", "nil", "n.a.", "n.a", "n/d", "nd", "k.a.", "nat", "missing", "(null)", "\\n", "#n/v",
    "#nv", "#value!", "#wert!", "#div/0!", "#ref!", "#bezug!", "#num!", "#name?", "#null!",
    "-", "--", "---", "–", "—", ".", "..", "...", "…",
}  # fmt: skip

LONGEST = max(map(len, AMONG_NUMBERS))


def missing(cell, *, text=False):
    """Tell whether a cell says that there is no value, in a column of numbers or of text."""
    return cell.lower() in (WORDS if text else AMONG_NUMBERS)


def is_code_for_missing(cell, codes):
    """Tell whether a cell is one of the reader's own codes, whatever its capitals."""
    return bool(codes) and cell.casefold() in [code.casefold() for code in codes]


def filled(cells, codes, *, text=False):
    """Return those of different cells that hold a value, in their order."""
    words = WORDS if text else AMONG_NUMBERS
    # No word is this long, and lowering each of many cells takes a while.
    gaps = {cell for cell in cells if len(cell) <= LONGEST and cell.lower() in words}
    if codes:
        gaps |= {cell for cell in cells if is_code_for_missing(cell, codes)}
    return [cell for cell in cells if cell not in gaps] if gaps else list(cells)
