"""Re-execute notebooks and say where what they print means something else than in the file.

::

    python tools/loose_notebooks.py [NOTEBOOK ...]    (default: the whole book)

For libraries other than the locked ones, whose last digits may differ where ``verify_notebooks.py``
asks for the same text. Every cell is run, also after one that fails, and of each is asked:

- An error is raised where the file has one of the same kind, and nowhere else: so each line with a
  ✓ holds, because such a line raises when it does not.
- What it prints is the same but for its numbers and its spaces.
- A number is within 2 % of the one in the file, or within one unit of its last printed place if it
  has that place after the point and two digits or more: .547 for .546, yes; 4 for 3, and .3 for .2,
  no, since counts and choices are such numbers.
- A picture is there and is roughly the same. Each matplotlib sets letters and ticks its own way,
  which changes up to a twentieth of one. So a picture that says something else may be missed; what
  the text makes of a picture is printed or checked as well.

What is different all the same, and may be, stands in `ALLOWED`, each with its reason.
"""

import argparse
import functools
import math
import os
import re
import sys
from pathlib import Path

import notebooks
import verify_notebooks

RELATIVE = 0.02
NUMBER = re.compile(
    r"[+\-−]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:e[+\-−]?\d+)?", re.IGNORECASE
)
DATA = re.compile(r"(?<=;base64,)[A-Za-z0-9+/=]+")
ROUGHLY_ALIKE = functools.partial(
    verify_notebooks.picture_difference,
    slack=verify_notebooks.ROUNDING_SLACK,
    size_slack=10,  # pixels
    marked=0.08,
)
# By notebook, and by the id of the cell, which changes with the cell's code.
ALLOWED = {
    "book/tuning/scale.ipynb": {
        "2cd26007": "SciPy before 1.17 copies the 784 × 784 products of the pixels once more, 5 MB "
        "for any number of rows; the next cell prints what a row costs, and that is the same",
    },
}


def main(arguments=None):
    """Run the notebooks and return an exit status."""
    parser = argparse.ArgumentParser(description="Compare what notebooks print, but for digits.")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    options = parser.parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    status = 0
    for path in options.notebooks or notebooks.in_reading_order(notebooks.ROOT):
        try:
            found = differences(path)
        except notebooks.NotebookError as error:
            found = [str(error)]
        print(f"{notebooks.shown(path)}: {'as in the file' if not found else ''}", flush=True)
        for line in found:
            print(f"  {line}", flush=True)
        status = status or bool(found)
    return int(status)


def differences(path):
    """Run a notebook and return a line for each cell that is not as in the file."""
    shown = notebooks.read(path)
    computed = notebooks.normalised(shown)
    notebooks.execute(computed, path.resolve().parent, allow_errors=True)
    computed = notebooks.normalised(computed)
    allowed = ALLOWED.get(notebooks.shown(path).as_posix(), {})
    found = []
    for old, new in zip(shown.cells, computed.cells, strict=True):
        difference = old.cell_type == "code" and cell_difference(old.outputs, new.outputs)
        if difference and old.id not in allowed:
            found.append(f"cell {old.id} (In [{old.execution_count}]): {difference}")
    return found


def cell_difference(shown, computed):
    """Say how the outputs of a cell differ in meaning from those in the file, or return None."""
    kinds = [[verify_notebooks.kind(output) for output in each] for each in (shown, computed)]
    errors = [output for output in computed if output.output_type == "error"]
    if errors and kinds[0] != kinds[1]:
        return f"{errors[0].ename}: {notebooks.ANSI.sub('', errors[0].evalue).strip()}"
    if kinds[0] != kinds[1]:
        return f"the file has {kinds[0]}, running the cell gives {kinds[1]}"
    for old, new in zip(shown, computed, strict=True):
        for name, text in texts(old).items():
            compare = ROUGHLY_ALIKE if name == "image/png" else text_difference
            difference = compare(text, texts(new)[name])
            if difference:
                return difference
    return None


def texts(output):
    """Return what an output shows, by kind; of an error the kind is enough."""
    return {"text": output.text} if output.output_type == "stream" else output.get("data", {})


def text_difference(shown, computed):
    """Say where two texts differ in words or in more than the last digits, or return None."""
    words, others = (re.sub(r"\s", "", NUMBER.sub("#", DATA.sub("", t))) for t in (shown, computed))
    if words != others:
        return f"the file has {excerpt(words, others)!r}, computed is {excerpt(others, words)!r}"
    pairs = zip(*(NUMBER.findall(DATA.sub("", text)) for text in (shown, computed)), strict=True)
    far = [f"{old} → {new}" for old, new in pairs if not alike(old, new)]
    return f"{len(far)} numbers, {'; '.join(far[:6])}" if far else None


def excerpt(text, other):
    """Return the part of a text around the first character that the other has not."""
    pairs = enumerate(zip(text, other, strict=False))
    same = next((i for i, (a, b) in pairs if a != b), min(len(text), len(other)))
    return text[max(same - 20, 0) : same + 40]


def alike(old, new):
    """Tell whether two printed numbers mean the same."""
    (a, place), (b, other_place) = value(old), value(new)
    rounding = max(place, other_place) * (1 + 1e-9)
    return math.isclose(a, b, rel_tol=RELATIVE, abs_tol=rounding)


def value(text):
    """Return a printed number, and what one unit of its last place is worth, or 0 for a count."""
    digits, _, exponent = text.lower().replace(",", "").replace("−", "-").partition("e")
    scale, after = 10.0 ** int(exponent or 0), len(digits.partition(".")[2])
    significant = len(re.sub(r"\D", "", digits).lstrip("0"))
    return float(digits) * scale, scale * 10.0**-after if after and significant > 1 else 0.0


if __name__ == "__main__":
    sys.exit(main())
