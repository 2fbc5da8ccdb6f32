"""The status page says what is in the notebooks, and cannot fall behind them."""

import json
import subprocess
import sys

import nbformat
import pytest
import samples
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from tool import load

status = load("status")


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book of one notebook, with a lock and stored costs."""
    (tmp_path / "book" / "part").mkdir(parents=True)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/part/one\n")
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["numpy>=2", "scikit-learn"]\n'
        '[project.optional-dependencies]\ntest = ["pytest"]\n'
    )
    (tmp_path / "requirements.txt").write_text(
        "numpy==2.4.6 \\\n    --hash=sha256:00\npytest==9.1 ; python_version > '3'\n"
        "scikit-learn==1.9.1 \\\nscipy==1.17\n"
    )
    cells = [
        new_markdown_cell("# One **chapter**\n\nText."),
        new_code_cell("1", outputs=[samples.text("✓ a = b\nno ✓ here\n"), samples.text("✓ c\n")]),
        new_code_cell("2", outputs=[new_picture()]),
        new_code_cell("3"),
        new_markdown_cell("````{exercise-start} A\n:label: ex-a\n````"),
        new_markdown_cell("```{exercise-end}\n```\n\nThe word {exercise-start} alone."),
    ]
    nbformat.write(new_notebook(cells=cells), tmp_path / "book" / "part" / "one.ipynb")
    monkeypatch.setattr(status, "ROOT", tmp_path)
    monkeypatch.setattr(status.notebooks, "ROOT", tmp_path)
    monkeypatch.setattr(status, "PAGE", tmp_path / "book" / "status.md")
    monkeypatch.setattr(status, "COSTS", tmp_path / "costs.json")
    return tmp_path


def new_picture():
    return nbformat.v4.new_output("display_data", data={"image/png": samples.picture()})


def test_the_page_is_what_the_command_writes():
    assert status.PAGE.read_text(encoding="utf-8") == status.page(), "run `make status`"


def test_a_row_counts_what_is_there(book):
    (book / "costs.json").write_text(json.dumps({"book/part/one.ipynb": 12}))
    assert status.main([]) == 0
    page = status.PAGE.read_text(encoding="utf-8")
    size = round((book / "book" / "part" / "one.ipynb").stat().st_size / 1000)
    assert f"| [One **chapter**](../part/one.ipynb) | 3 | 1 | 2 | 1 | {size} | 12 |\n" in page
    assert f"| **all** | 3 | 1 | 2 | 1 | {size} | 12 |\n" in page


def test_versions_are_those_of_the_lock(book):
    assert status.versions() == [("numpy", "2.4.6"), ("pytest", "9.1"), ("scikit-learn", "1.9.1")]


@pytest.mark.parametrize(
    ("lock", "message"),
    [
        ("numpy==2\nscikit-learn==1\npytest==9\n", "no cost of book/part/one.ipynb"),
        ("numpy==2\npytest==9\n", "not in requirements.txt: scikit-learn"),
    ],
)
def test_what_is_missing_is_named(book, capsys, lock, message):
    (book / "requirements.txt").write_text(lock)
    if "cost" not in message:
        (book / "costs.json").write_text(json.dumps({"book/part/one.ipynb": 12}))
    assert status.main([]) == 1
    assert message in capsys.readouterr().err
    assert not status.PAGE.exists()


def test_costs_are_stored_one_by_one_and_forgotten_with_their_notebook(book, monkeypatch):
    (book / "costs.json").write_text(json.dumps({"book/gone.ipynb": 3}))
    seconds = iter([10.0, 17.6])
    monkeypatch.setattr(status, "processor_seconds", lambda: next(seconds))
    monkeypatch.setattr(status.notebooks, "execute", lambda notebook, folder: {})
    before = (book / "book" / "part" / "one.ipynb").read_bytes()
    assert status.main(["--measure"]) == 0
    assert status.stored_costs() == {"book/part/one.ipynb": 8}
    assert (book / "book" / "part" / "one.ipynb").read_bytes() == before


def test_the_time_of_a_child_is_counted():
    pytest.importorskip("resource")
    before = status.processor_seconds()
    code = "import time\nwhile time.process_time() < 0.5: pass"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert status.processor_seconds() - before >= 0.5


def test_a_name_without_measuring_is_refused(capsys):
    with pytest.raises(SystemExit):
        status.main(["book/index.md"])
    assert "only with --measure" in capsys.readouterr().err
