"""The normal form depends on a notebook's content alone, and keeps all that a reader sees."""

import base64
import io
import json

import nbformat
import numpy as np
import pytest
import samples
from nbformat.v4 import new_output
from PIL import Image, PngImagePlugin
from tool import load

notebooks = load("notebooks")


def normal(*cells, **metadata):
    """Return the cells of a notebook in normal form."""
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata=metadata)
    return notebooks.normalised(notebook).cells


def encoded(image, **options):
    """Return an image as a base64 PNG."""
    buffer = io.BytesIO()
    image.save(buffer, format="png", **options)
    return base64.b64encode(buffer.getvalue()).decode()


def with_text(png):
    """Return the same picture with a version in it, as matplotlib writes one."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Software", "Matplotlib version3.11.2")
    return encoded(Image.open(io.BytesIO(base64.b64decode(png))), pnginfo=info)


def pixels(png):
    """Return the colours of a base64 PNG as an array."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB"), dtype=int)


def normal_picture(png):
    """Return a base64 PNG as it is in a notebook in normal form."""
    (cell,) = normal(samples.code("plt.show()", samples.figure(png)))
    return cell.outputs[0].data["image/png"]


def test_ids_are_a_function_of_the_content():
    sources = ["a = 1", "b = 2", "a = 1"]
    first = [cell.id for cell in normal(*map(samples.code, sources))]
    again = [cell.id for cell in normal(*map(samples.code, sources))]
    assert first == again
    assert len(set(first)) == 3
    assert first[2] == first[0] + "-2"
    longer = [cell.id for cell in normal(samples.code("c = 3"), *map(samples.code, sources))]
    assert longer[1:] == first
    assert normal(nbformat.v4.new_markdown_cell("a = 1"))[0].id not in first


def test_normal_form_of_the_normal_form_is_itself(tmp_path):
    notebook = samples.good()
    text = notebooks.written(notebooks.normalised(notebook))
    path = tmp_path / "a.ipynb"
    notebooks.write(path, text)
    assert notebooks.is_normal(path)
    assert notebooks.written(notebooks.normalised(notebooks.read(path))) == text
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


def test_neighbouring_pieces_of_a_stream_are_one():
    error = new_output("stream", name="stderr", text="c\n")
    pieces = [samples.text("a\n"), samples.text("b\n"), error, samples.figure(), samples.text("d")]
    (cell,) = normal(samples.code("f()", *pieces))
    assert [output.get("text") for output in cell.outputs] == ["a\nb\n", "c\n", None, "d"]


def test_picture_of_few_colours_loses_its_text_and_nothing_else():
    plain = samples.picture("teal", stripe=(3, 5))
    png = normal_picture(with_text(plain))
    assert b"Matplotlib" not in base64.b64decode(png)
    np.testing.assert_array_equal(pixels(png), pixels(plain))
    assert normal_picture(png + "\n") == png


def test_picture_of_many_colours_keeps_them_nearly():
    ramp = np.linspace(0, 255, 64 * 48 * 3).reshape(3, 48, 64).transpose(1, 2, 0).astype(np.uint8)
    plain = encoded(Image.fromarray(ramp))
    png = normal_picture(plain)
    assert len(base64.b64decode(png)) < 64 * 48 * 2
    assert np.abs(pixels(png) - pixels(plain)).max() <= 8


def test_transparent_picture_stands_on_white():
    png = normal_picture(encoded(Image.new("RGBA", (8, 8), (0, 0, 0, 0))))
    assert (pixels(png) == 255).all()


def test_traceback_keeps_the_frames_of_the_cell():
    frames = [
        "\x1b[31m-----\x1b[39m",
        "\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[5]\x1b[39m, line 2",
        "\x1b[36mFile \x1b[39m\x1b[32m/usr/lib/python3.11/json/decoder.py:3\x1b[39m, in f",
        "\x1b[31mValueError\x1b[39m: no",
    ]
    error = new_output("error", ename="ValueError", evalue="no", traceback=frames)
    (cell,) = normal(samples.code("f()", error))
    assert cell.outputs[0].traceback == [frames[0], frames[1], frames[3]]


def test_metadata_is_kept_where_something_acts_on_it():
    kept = {
        "mystnb": {"image": {"alt": "a"}},
        "tags": ["remove-cell"],
        "jupyter": {"source_hidden": True},
    }
    dropped = {"collapsed": True, "execution": {"iopub.status.busy": "2025"}, "scrolled": True}
    cell = samples.code("a", **kept, **dropped)
    cell.metadata.jupyter.outputs_hidden = False
    assert normal(cell)[0].metadata == kept
    notebook = nbformat.v4.new_notebook(
        metadata={"widgets": {"state": {}}, "myst": {"html_meta": {}}, "toc": {"a": 1}}
    )
    assert notebooks.normalised(notebook).metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "myst": {"html_meta": {}},
    }


def test_sources_lose_trailing_spaces_and_blank_ends():
    (cell,) = normal(samples.code("\na = 1  \n\n  b\t\n\n"))
    assert cell.source == "a = 1\n\n  b"


def test_reading_order_is_that_of_the_table_of_contents(tmp_path):
    for name in ("a", "b", "c", ".ipynb_checkpoints/a"):
        path = tmp_path / "book" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    (tmp_path / "_toc.yml").write_text(
        "format: jb-book\nroot: book/c\nchapters:\n- file: book/a\n- file: book/gone\n"
    )
    names = [path.stem for path in notebooks.in_reading_order(tmp_path)]
    assert names == ["c", "a", "b"]


def test_check_names_what_is_not_normal(tmp_path, capsys):
    good = samples.saved(samples.good(), tmp_path, "good.ipynb")
    bad = samples.saved(samples.good(), tmp_path, "bad.ipynb")
    bad.write_text(bad.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert notebooks.main(["--check", str(good)]) == 0
    assert capsys.readouterr() == ("", "")
    assert notebooks.main(["--check", str(good), str(bad)]) == 1
    assert capsys.readouterr().err == f"{bad}: not in normal form; run `make tidy`\n"


BROKEN = {
    "there is no such notebook": None,
    "not a notebook (JSONDecodeError": "{",
    "not a notebook (KeyError: 'nbformat')": "{}",
    "not a notebook (TypeError": "[]",
    "not a notebook (UnicodeDecodeError": b"\xff",
    "expected notebook format 4, got 3": json.dumps({"nbformat": 3, "worksheets": []}),
    "not a notebook (AttributeError: cells)": json.dumps({"nbformat": 4, "metadata": {}}),
    "not a valid notebook (": json.dumps(
        {
            "nbformat": 4,
            "metadata": {},
            "cells": [{"cell_type": "prose", "metadata": {}, "source": ""}],
        }
    ),
}


@pytest.mark.parametrize(("message", "content"), BROKEN.items())
def test_broken_notebook_becomes_one_line(tmp_path, capsys, message, content):
    path = tmp_path / "broken.ipynb"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert notebooks.main(["--check", str(path)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"{path}: {message}")
    assert error.count("\n") == 1
