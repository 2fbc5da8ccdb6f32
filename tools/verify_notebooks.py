"""Re-execute notebooks and compare every output with the one that the site shows.

::

    python tools/verify_notebooks.py [NOTEBOOK or folder ...] [pytest options]    (default: book)

nbval does the work in its strict mode: each code cell is run in a fresh kernel, and its streams,
texts, HTML and errors have to equal those in the file. The whole book is run on several cores, each
notebook on one of them. What nbval lets pass is made up for here,
cell by cell, on the outputs that nbval has just produced:

- a picture is neither compared nor missed, and one too many is not noticed;
- a cell without an execution count is run, but not compared;
- outputs of different kinds may change places, and a result may become a display;
- the lines of a traceback are not compared.

Pictures are compared as a reader sees them. Each is shrunk to blocks of 4 by 4 pixels, where a
rounding difference on another processor shows as a faint shade; a difference counts when a block
differs by more than a sixth of the range from black to white, and up to one block in 500 may.
A curve that moved by a hundredth of its axis is seen; another word or a single point may not be.

Long trainings in single precision blow rounding differences up until a curve moves by a line's
width, and where cancellation is the subject, rounding is all there is. The cell of such a picture
has the tag `rounding-shows`: there a block counts only if no block near it, up to 8 pixels away, is
like it in the other picture.

Not compared by anyone: the metadata of an output, such as the displayed width of a picture.
"""

import base64
import io
import json
import re
import sys
from pathlib import Path

import numpy as np
import one_thread
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--nbval",
    "--nbval-current-env",
    "--nbval-cell-timeout=300",
    "-p",
    "no:cacheprovider",
    "-c",
    str(ROOT / "pyproject.toml"),
    # By name, so that each process of a parallel run loads it too.
    "-p",
    Path(__file__).stem,
)
WHOLE_BOOK = (
    *(str(ROOT / "book"), "-n", "auto", "--maxprocesses=4"),
    *("--dist=loadfile", "--no-loadscope-reorder"),
)
BLOCK = 4  # pixels
SIZE_SLACK = 2  # pixels: a tight bounding box rounds outwards
MARKED_DIFFERENCE = 40  # of 255
MARKED_SHARE = 1 / 500
ROUNDING_SHOWS = "rounding-shows"
ROUNDING_SLACK = 2  # blocks


def main(arguments):
    """Run the verification and return its exit status."""
    if not any(Path(argument.split("::")[0]).exists() for argument in arguments):
        arguments = [*arguments, *WHOLE_BOOK]
    one_thread.take()
    return pytest.main([*OPTIONS, *arguments])


def pytest_collection_modifyitems(items):
    """Begin with the notebooks that take longest, so that the last ones are short."""
    costs = json.loads((ROOT / "tools" / "costs.json").read_text(encoding="utf-8"))
    costs = {ROOT / name: seconds for name, seconds in costs.items()}
    items.sort(key=lambda item: -costs.get(item.path, 0))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Compare, after nbval found nothing, what nbval does not look at."""
    from nbval.plugin import IPyNbCell, coalesce_streams  # pytest has to be the first to import it

    result = yield
    if isinstance(item, IPyNbCell) and item.options["check"]:
        if item.cell.source.strip() and item.cell.execution_count is None:
            item.raise_cell_error("Not executed in the file, or its outputs were cleared")
        slack = ROUNDING_SLACK if ROUNDING_SHOWS in item.cell.metadata.get("tags", ()) else 0
        shown = coalesce_streams(item.cell.outputs)
        difference = first_difference(shown, item.test_outputs, slack)
        if difference:
            item.raise_cell_error(f"Not as in the file: {difference}")
    return result


def first_difference(shown, computed, slack=0):
    """Say how the outputs in the file differ in kind, order or picture from those computed."""
    kinds = [kind(output) for output in shown], [kind(output) for output in computed]
    if kinds[0] != kinds[1]:
        return f"it has {kinds[0]}, running the cell gives {kinds[1]}"
    for old, new in zip(shown, computed, strict=True):
        if old.output_type == "error" and frames(old) != frames(new):
            return "another traceback"
        if "image/png" in old.get("data", {}):
            pngs = old.data["image/png"], new.data["image/png"]
            difference = picture_difference(*pngs, slack)
            if difference:
                return difference
    return None


def kind(output):
    """Describe what an output is, without its content."""
    detail = output.get("name") or output.get("ename") or sorted(output.get("data", {}))
    return output.output_type, detail


def frames(error):
    """Return what the normal form keeps of a traceback, without colours and execution count."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", frame) for frame in error.traceback]
    return [re.sub(r"In\[\d+\]", "In[]", f) for f in plain if not f.startswith("File ")]


def picture_difference(shown, computed, slack=0, *, size_slack=SIZE_SLACK, marked=MARKED_SHARE):
    """Say how two base64 PNGs differ to the eye, or return None.

    With a slack, what moved by so many blocks is no difference. The share of the blocks that may
    be `marked` as different, and by how many pixels the sizes may differ, can be given.
    """
    pictures = decode(shown), decode(computed)
    sizes = np.array([picture.size for picture in pictures])
    if np.ptp(sizes, axis=0).max() > size_slack:
        return f"its picture has {sizes[0]} pixels, the one computed {sizes[1]}"
    width, height = sizes.min(axis=0)
    blocks = [
        np.asarray(picture.crop((0, 0, width, height)).reduce(BLOCK), dtype=float)
        for picture in pictures
    ]
    pairs = blocks, blocks[::-1]
    differences = np.max([least_difference(*pair, slack) for pair in pairs], axis=0)
    share = np.mean(differences > MARKED_DIFFERENCE)
    if share > marked:
        return f"{share:.1%} of its picture differ visibly from the one computed"
    return None


def least_difference(blocks, others, slack):
    """Return how much each block differs from the most similar one at most `slack` blocks away."""
    padded = np.pad(others, ((slack, slack), (slack, slack), (0, 0)), mode="edge")
    near = sliding_window_view(padded, (2 * slack + 1,) * 2, axis=(0, 1))
    return np.abs(near - blocks[..., None, None]).max(axis=2).min(axis=(2, 3))


def decode(encoded):
    """Return a base64 PNG as it looks on white."""
    picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
