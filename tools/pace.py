"""How long a page takes, by its words, its code cells and its exercises.

::

    python tools/pace.py NOTEBOOK ...      say it for these
    python tools/pace.py                   say it for all

The words are those of the main line: what is folded, the exercises and what follows them are left
out, and so are formulas set apart. The pace is stated in the preface.
"""

import argparse
import math
import re
import sys
from pathlib import Path

import notebooks

ROOT = Path(__file__).resolve().parent.parent
WORDS_A_MINUTE = 130
CELLS_A_MINUTE = 3
MINUTES_AN_EXERCISE = 8
STEP = 5  # minutes, to which times are rounded up

# What a reader does not meet without a click: `{dropdown}`, and admonitions of that class.
FOLDED = re.compile(
    r"^(?P<rail>`{3,}|:{3,})\{(?:dropdown\}|[\w-]+\}[^\n]*\n:class:[^\n]*\bdropdown\b)"
    r".*?^(?P=rail)\s*$",
    re.DOTALL | re.MULTILINE,
)
NO_WORDS = re.compile(
    r"\$\$.*?\$\$|^\s*(?:`{3,}|:{3,}).*?$|^:[\w-]+:.*?$", re.DOTALL | re.MULTILINE
)
EXERCISES = re.compile(r"^## Exercises\b", re.MULTILINE)


def minutes(notebook):
    """Return the minutes to read and run a notebook, and those for its exercises, rounded up."""
    words = cells = 0
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            text, *exercises = EXERCISES.split(cell.source, maxsplit=1)
            words += len(re.findall(r"\w+", NO_WORDS.sub(" ", FOLDED.sub(" ", text))))
            if exercises:
                break
        elif "remove-cell" not in cell.metadata.get("tags", []):
            cells += 1
    asked = notebooks.exercises(notebook)
    reading = words / WORDS_A_MINUTE + cells / CELLS_A_MINUTE
    return rounded(reading), rounded(asked * MINUTES_AN_EXERCISE)


def rounded(time):
    """Return minutes rounded up to the step."""
    return math.ceil(time / STEP) * STEP


def line(notebook):
    """Return the line with the time as it stands on the page."""
    reading, exercises = minutes(notebook)
    more = f", {exercises} for the exercises" if exercises else ""
    return f"**Time**: about {reading} minutes to read and run{more}."


def main(arguments=None):
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Say how long pages take.")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    options = parser.parse_args(arguments)
    for path in options.notebooks or notebooks.in_reading_order(ROOT):
        print(f"{notebooks.shown(path)}: {line(notebooks.read(path))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
