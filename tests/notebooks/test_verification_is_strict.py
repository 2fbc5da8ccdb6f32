"""A notebook that does not show what its code gives turns the verification red.

The notebook is executed by ``tools/notebooks.py``, damaged, and given to the real verification,
``tools/verify_notebooks.py`` in a process of its own, and to the guards. Each test says which of
the three layers has to see the damage: the guards, nbval, or what the verification adds to nbval.
"""

import copy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict

import nbformat
import pytest
import samples
from guards import EVERY_NOTEBOOK
from PIL import ImageChops
from tool import TOOLS, load

notebooks = load("notebooks")
verify_notebooks = load("verify_notebooks")

FIGURE = """\
fig, ax = plt.subplots(figsize=(2, 1))
ax.plot([0, 1], [0, 1])
print("before")
plt.show()
print("after")
plt.show()"""
CELLS = [
    "import matplotlib.pyplot as plt\nfrom IPython.display import HTML, display",
    "total = 1\nprint('total', total)",
    "total = total + 1\nprint('twice', total)",
    "total * 10",
    "HTML('<b>bold</b>')",
    FIGURE,
    "print('first')\ndisplay('second')",
    "display('shown')",
    "plt.plot([1, 2])\nplt.show()",
    "{}['key']",
]
FIRST, SECOND, PRODUCT, MARKUP, DRAWING, ORDERED, SHOWN, TRAINED, RAISING = range(1, 10)
GOOD_CASES = len(CELLS)


def damage(notebook, name):
    """Do one kind of damage to a whole notebook."""
    cells = notebook.cells
    if name == "cleared":
        for cell in cells:
            cell.outputs, cell.execution_count = [], None
    elif name == "cleared-counts-kept":
        for cell in cells:
            cell.outputs = []
    elif name == "out-of-order":
        # As if the second had been run before the first, which then overwrote its total.
        cells[FIRST].execution_count, cells[SECOND].execution_count = 3, 2
        cells[PRODUCT].outputs[0].data["text/plain"] = "10"
    elif name == "raises":
        cells[SECOND].source = "total = totals + 1\nprint('twice', total)"
    elif name == "tampered":
        cells[FIRST].outputs[0].text = "total 2\n"
        cells[SECOND].outputs = []
        cells[PRODUCT].outputs[0].data["text/plain"] = "21"
        cells[MARKUP].outputs[0].data["text/html"] = "<b>bolder</b>"
        pictures(cells[DRAWING])[0].data["image/png"] = samples.picture(size=(100, 100))
        cells[ORDERED].outputs.reverse()
        cells[SHOWN].outputs.append(samples.text("more\n"))
        move(pictures(cells[TRAINED])[0], by=6)
        cells[RAISING].outputs[0].traceback[-1] = "KeyError: 'another'"
    elif name == "tampered-otherwise":
        cells[FIRST].outputs[0].name = "stderr"
        cells[SECOND].outputs, cells[SECOND].execution_count = [], None
        cells[PRODUCT].outputs[0].output_type = "display_data"
        del cells[PRODUCT].outputs[0]["execution_count"]
        cells[MARKUP].outputs.append(copy.deepcopy(cells[MARKUP].outputs[0]))
        del pictures(cells[DRAWING])[0].data["image/png"]
        cells[ORDERED].outputs[1].data["text/markdown"] = "second"
        extra = samples.figure()
        del extra.data["text/plain"]
        cells[SHOWN].outputs.append(extra)
        move(pictures(cells[TRAINED])[0], by=16)
        cells[RAISING].outputs[0].evalue = "'another'"


def pictures(cell):
    return [output for output in cell.outputs if "image/png" in output.get("data", {})]


def move(output, by):
    """Move what a picture shows down by so many pixels."""
    shown = verify_notebooks.decode(output.data["image/png"])
    output.data["image/png"] = samples.encode(ImageChops.offset(shown, 0, by))


DAMAGES = (
    "cleared",
    "cleared-counts-kept",
    "out-of-order",
    "raises",
    "tampered",
    "tampered-otherwise",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the good notebook, freshly executed, and its damaged copies."""
    folder = tmp_path_factory.mktemp("notebooks with spaces")
    cells = [samples.code(source) for source in CELLS]
    cells[TRAINED].metadata.tags = [verify_notebooks.ROUNDING_SHOWS]
    cells[RAISING].metadata.tags = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbformat.write(notebook, folder / "good.ipynb")
    process = run("notebooks.py", folder / "good.ipynb")
    assert process.returncode == 0, process.stderr
    for name in DAMAGES:
        damaged = notebooks.read(folder / "good.ipynb")
        damage(damaged, name)
        nbformat.write(damaged, folder / f"{name}.ipynb")
    return folder


@pytest.fixture(scope="module")
def verdict(folder):
    """Return the process that verified the folder, and the failures by notebook and cell."""
    process = run("verify_notebooks.py", folder, "--color=no", f"--junitxml={folder / 'x.xml'}")
    failures = defaultdict(dict)
    for case in ElementTree.parse(folder / "x.xml").iter("testcase"):
        name = case.get("classname").split(".")[-2]
        failures[name][int(case.get("name").removeprefix("Cell "))] = "".join(
            failure.text for failure in case.iter("failure")
        )
    return process, failures


def run(script, *arguments):
    return subprocess.run(
        [sys.executable, TOOLS / script, *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def layer(message):
    """Name what saw the damage that a failure tells of."""
    if "Not as in the file" in message or "Not executed in the file" in message:
        return "ours"
    return "nbval" if message else None


def red_guards(path):
    """Return the names of the guards that complain of a notebook."""
    notebook = notebooks.read(path)
    return {guard.__name__ for guard in EVERY_NOTEBOOK if guard(notebook, path)}


def test_verification_fails_as_a_whole(verdict):
    process, failures = verdict
    assert process.returncode == 1
    assert failures.keys() == {"good", *DAMAGES}
    assert all(len(cells) == GOOD_CASES for cells in failures.values())


def test_good_notebook_is_green(folder, verdict):
    assert not any(verdict[1]["good"].values())
    # The sample is no page: it has no cell for Colab, and its figure no alternative text.
    assert red_guards(folder / "good.ipynb") == {"colab_cell", "alt_text"}


def test_cleared_notebook_is_red(folder, verdict):
    assert {layer(message) for message in verdict[1]["cleared"].values()} == {"ours"}
    assert {"executed_in_order", "outputs_present"} <= red_guards(folder / "cleared.ipynb")


def test_cleared_notebook_with_counts_is_red(folder, verdict):
    layers = [layer(message) for message in verdict[1]["cleared-counts-kept"].values()]
    assert layers == [None] + ["nbval"] * (GOOD_CASES - 1)
    assert "outputs_present" in red_guards(folder / "cleared-counts-kept.ipynb")


def test_notebook_run_out_of_order_is_red(folder, verdict):
    layers = {cell: layer(message) for cell, message in verdict[1]["out-of-order"].items()}
    assert {cell for cell, seen in layers.items() if seen} == {PRODUCT}
    assert layers[PRODUCT] == "nbval"
    assert "executed_in_order" in red_guards(folder / "out-of-order.ipynb")


def test_cell_that_now_raises_is_red(verdict):
    message = verdict[1]["raises"][SECOND]
    assert layer(message) == "nbval"
    assert "NameError" in message


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        pytest.param("tampered", FIRST, "nbval", id="printed text changed"),
        pytest.param("tampered", SECOND, "nbval", id="output removed"),
        pytest.param("tampered", PRODUCT, "nbval", id="result changed"),
        pytest.param("tampered", MARKUP, "nbval", id="HTML changed"),
        pytest.param("tampered", DRAWING, "ours", id="picture replaced"),
        pytest.param("tampered", ORDERED, "ours", id="outputs exchanged"),
        pytest.param("tampered", SHOWN, "nbval", id="printed text added"),
        pytest.param("tampered", RAISING, "ours", id="traceback changed"),
        pytest.param("tampered", TRAINED, None, id="trained picture moved a little"),
        pytest.param("tampered-otherwise", FIRST, "nbval", id="stream renamed"),
        pytest.param("tampered-otherwise", SECOND, "ours", id="one cell cleared"),
        pytest.param("tampered-otherwise", PRODUCT, "ours", id="result made a display"),
        pytest.param("tampered-otherwise", MARKUP, "nbval", id="output doubled"),
        pytest.param("tampered-otherwise", DRAWING, "ours", id="picture removed"),
        pytest.param("tampered-otherwise", ORDERED, "nbval", id="another format added"),
        pytest.param("tampered-otherwise", SHOWN, "ours", id="picture added"),
        pytest.param("tampered-otherwise", TRAINED, "ours", id="trained picture moved far"),
        pytest.param("tampered-otherwise", RAISING, "nbval", id="error changed"),
    ],
)
def test_tampered_output_is_seen(verdict, name, cell, expected):
    assert layer(verdict[1][name][cell]) == expected


def test_untouched_cell_of_a_tampered_notebook_is_green(verdict):
    assert not verdict[1]["tampered"][0]
    assert not verdict[1]["tampered-otherwise"][0]


def test_second_run_is_byte_identical_and_a_failing_cell_changes_nothing(folder):
    good, raises = folder / "good.ipynb", folder / "raises.ipynb"
    before = good.read_bytes(), raises.read_bytes()
    process = run("notebooks.py", good, raises)
    assert process.returncode == 1
    assert process.stderr.endswith(
        "raises.ipynb: code cell 3 raised NameError: name 'totals' is not defined\n"
    )
    assert process.stderr.count("\n") == 1
    assert (good.read_bytes(), raises.read_bytes()) == before


@pytest.mark.parametrize(
    ("shown", "computed"),
    [
        pytest.param(samples.picture(), samples.picture(), id="the same"),
        pytest.param(samples.picture("#fff"), samples.picture("#f0f0f0"), id="a faint shade"),
        pytest.param(samples.picture(), samples.picture(size=(65, 47)), id="a rounded border"),
        pytest.param(
            samples.picture(stripe=(9, 1)), samples.picture(stripe=(10, 1)), id="within a block"
        ),
    ],
)
def test_pictures_that_look_the_same(shown, computed):
    assert verify_notebooks.picture_difference(shown, computed) is None


@pytest.mark.parametrize(
    ("shown", "computed"),
    [
        pytest.param(samples.picture("white"), samples.picture("#d0d0d0"), id="a shade"),
        pytest.param(samples.picture("#D55E00"), samples.picture("#CC79A7"), id="another colour"),
        pytest.param(samples.picture(), samples.picture(size=(72, 48)), id="another size"),
        pytest.param(samples.picture(), samples.picture(stripe=(20, 2)), id="a line more"),
        pytest.param(
            samples.picture(stripe=(8, 2)), samples.picture(stripe=(20, 2)), id="a line moved"
        ),
    ],
)
def test_pictures_that_look_different(shown, computed):
    assert verify_notebooks.picture_difference(shown, computed)


@pytest.mark.parametrize(("moved_to", "same"), [(28, True), (32, False)])
def test_a_line_of_a_trained_picture_may_move_by_two_blocks(moved_to, same):
    shown, computed = (samples.picture(stripe=(start, 4)) for start in (20, moved_to))
    for pair in ((shown, computed), (computed, shown)):
        assert (verify_notebooks.picture_difference(*pair, slack=2) is None) is same


@pytest.mark.parametrize(
    "computed",
    [
        pytest.param(samples.picture("#F0E442"), id="another colour"),
        pytest.param(samples.picture(stripe=(20, 2)), id="a line more"),
        pytest.param(samples.picture(size=(72, 48)), id="another size"),
    ],
)
def test_trained_pictures_that_look_different(computed):
    for pair in ((samples.picture(), computed), (computed, samples.picture())):
        assert verify_notebooks.picture_difference(*pair, slack=2)
