"""What was understood of each column, as a table of text."""

from helpers.tabular._errors import cut

WIDEST = 24
TITLES = ("column", "kind", "example", "missing", "note")


def overview(data):
    """Return what was understood of each column of the file, as lines of text.

    Parameters
    ----------
    data : Data
        As `read` returns it.

    Returns
    -------
    str
        For each column its name, its kind, an example, how many values are missing, and a note: why
        it was left out, or how it was read. Above it the remarks of `data`, a sentence a line: they
        are about lines and rows of the file, the table is about its columns.
    """
    rows = [TITLES, *([*map(str, row)] for row in data.understood)]
    widths = [min(WIDEST, max(len(row[j]) for row in rows)) for j in range(4)]
    lines = []
    for row in rows:
        cells = [cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=False)]
        cells[3] = cells[3].strip().rjust(widths[3])
        lines.append("  ".join([*cells, row[4]]).rstrip())
    return "\n".join([*data.remarks, *lines])
