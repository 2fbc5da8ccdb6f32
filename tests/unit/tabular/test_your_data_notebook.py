"""The page itself, run by papermill on other data, as a reader would."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import nbformat
import pytest
from tables import TABLES, write
from weekly import weekly

from helpers import tabular

PAGE = Path(__file__).resolve().parents[3] / "book" / "tuning" / "your-data.ipynb"


def papermill(page, folder, **parameters):
    """Run a notebook with parameters; return what it left, and what papermill said last."""
    out = folder / "out.ipynb"
    arguments = [a for name, value in parameters.items() for a in ("-p", name, str(value))]
    done = subprocess.run(
        [sys.executable, "-m", "papermill", page, out, "--no-progress-bar", *arguments],
        # The kernel of this environment, not the user's own of the same name.
        env=os.environ | {"JUPYTER_PREFER_ENV_PATH": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return json.loads(out.read_text(encoding="utf-8")), done.stderr.strip().splitlines()[-1]


def outputs(notebook):
    return [out for cell in notebook["cells"] for out in cell.get("outputs", [])]


def printed(notebook):
    streams = [out for out in outputs(notebook) if out["output_type"] == "stream"]
    assert {out["name"] for out in streams} <= {"stdout"}
    return " ".join("".join("".join(out["text"]) for out in streams).split())


@pytest.fixture
def recipe(tmp_path):
    """The recipe's section alone: it has to stand on its own."""
    page = nbformat.read(PAGE, as_version=4)
    headings = [cell.source.split("\n")[0] for cell in page.cells]
    first = headings.index("## Your turn: one cell")
    last = headings.index("## The column that knew too much")
    page.cells = page.cells[first:last]
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in page.cells) == 1
    path = tmp_path / "recipe.ipynb"
    nbformat.write(page, path)
    return path


@weekly
def test_the_whole_page_on_other_data(tmp_path):
    make, target, problem = TABLES["houses"]
    write(tmp_path / "houses.csv", *make())
    places = {"save_as": "houses.npz", "report_as": "houses.html"}
    left, _ = papermill(PAGE, tmp_path, path="houses.csv", target=target, problem=problem, **places)
    assert not [out for out in outputs(left) if out["output_type"] == "error"]
    text = printed(left)
    assert "120 rows and 3 columns to predict “price”, 1 of them text." in text
    assert "Left out: “comment”, text with 120 different values" in text
    assert "All settings were tried." in text
    # What the other sections print does not depend on the reader's data.
    shown = printed(json.loads(PAGE.read_text(encoding="utf-8")))
    assert text.startswith("column kind example missing note id number")
    end = "R² in cross-validation: "
    assert text[text.index(end) :] == shown[shown.index(end) :]
    model = tabular.load(tmp_path / "houses.npz")
    assert model.predict_csv(tmp_path / "houses.csv").shape == (120,)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "houses.csv", "houses.html", "houses.npz", "out.ipynb",
    ]  # fmt: skip


def test_the_recipe_stands_alone_and_keeps_to_its_budget(tmp_path, recipe):
    make, target, problem = TABLES["wine"]
    write(tmp_path / "wine.csv", *make())
    left, _ = papermill(
        recipe, tmp_path, path="wine.csv", target=target, problem=problem, minutes=1e-6
    )
    assert not [out for out in outputs(left) if out["output_type"] == "error"]
    text = printed(left)
    assert "3 classes: “class_1” 39.9%, “class_0” 33.1%, “class_2” 27.0%." in text
    assert "settings tried: 16 of 16 of Ridge." in text
    assert "There was no time at all for: Lasso, Elastic net, Network and Boosting." in text


def daily(folder):
    """Write a table with a row a day; return the parameters for a page that takes the order."""
    names, rows = TABLES["diabetes"][0]()
    start = date(2023, 1, 1)
    dated = [[start + timedelta(days=i), *row] for i, row in enumerate(rows)]
    write(folder / "daily.csv", ["day", *names], reversed(dated))
    return {"path": "daily.csv", "target": "progress", "time": "day", "minutes": 1e-6}


def test_the_recipe_in_the_order_of_time(tmp_path, recipe):
    left, _ = papermill(recipe, tmp_path, **daily(tmp_path))
    assert not [out for out in outputs(left) if out["output_type"] == "error"]
    text = printed(left)
    assert "“day”, from 2023-01-01 to 2024-03-17, with 442 different times." in text
    assert "All were fitted to rows earlier, by “day”, than those that they predict." in text


@weekly
def test_a_group_beside_a_time_stops_the_page(tmp_path, recipe):
    _, last_line = papermill(recipe, tmp_path, **daily(tmp_path), group="age")
    assert last_line.startswith('DataError: expected a group or a time, got "age" and "day"')


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            *("a,b,c\n1,2,3\n", 'expected a column "price", got the columns a, b, c'), marks=weekly
        ),
        (None, 'expected a CSV file at "mine.csv", got nothing there'),
    ],
)
def test_a_bad_file_stops_the_page_with_one_sentence(tmp_path, recipe, content, expected):
    if content is not None:
        (tmp_path / "mine.csv").write_text(content)
    left, last_line = papermill(recipe, tmp_path, path="mine.csv", target="price")
    errors = [out for out in outputs(left) if out["output_type"] == "error"]
    assert [error["traceback"] for error in errors] == [[f"DataError: {expected}"]]
    assert last_line == f"DataError: {expected}"
    printed(left)


@pytest.mark.parametrize("option", ["save_as", pytest.param("report_as", marks=weekly)])
def test_a_folder_that_is_missing_is_said_before_the_work(tmp_path, recipe, option):
    write(tmp_path / "wine.csv", *TABLES["wine"][0]())
    settings = {"path": "wine.csv", "target": "cultivar", "problem": "classification"}
    left, last_line = papermill(recipe, tmp_path, **settings, **{option: "none/of/these"})
    assert last_line.startswith('DataError: expected a folder "none/of" to write "these" to, got')
    assert printed(left) == ""
