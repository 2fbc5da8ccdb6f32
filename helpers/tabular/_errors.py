"""The error of a file that cannot be used: one sentence, also in a notebook."""


class DataError(ValueError):
    """A file, a column or a setting is not what the recipe needs.

    The message is one sentence that says what was expected and what came. A notebook shows that
    sentence alone: where in the code a bad file was noticed does not help to mend it.
    """

    def _render_traceback_(self):
        """Return the lines that IPython shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


def question(name, wanted, cell, line, ways):
    """Return the error of a cell: what was expected, what came, and the ways to settle it."""
    return DataError(
        f'expected {wanted} in the column "{name}", got "{short(cell)}" in line {line}: {ways}'
    )


def short(cell):
    """Return a text in one line, cut where it is long."""
    cell = " ".join(cell.split())
    return cell if len(cell) <= 40 else f"{cell[:40]}…"


def cut(text, letters):
    """Return a text of so many letters at most, with … at its end where some are left out."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def line_of(cell, cells, lines):
    """Return the line in which a cell of a column stands for the first time."""
    return lines[list(cells).index(cell)]


def count(number, noun):
    """Return a number with its noun, in the plural unless it is one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
