"""The files of the study on fine-tuning: all runs are there, and only the chosen were tested."""

import csv
import hashlib
from itertools import groupby

import numpy as np
import pytest

from helpers import datasets

METHODS = {"scratch", "full", "head", "zero", "start", "stopped", "adapter", "dropped", "averaged"}
FILES = ("fine_tuning.npz", "fine_tuning.csv", "fine_tuning_path.csv")


def read(name):
    with (datasets.DATA / name).open(newline="", encoding="ascii") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def groups():
    """The runs of each method, number of rows and seed; the untouched network is left out."""

    def key(run):
        return run["method"], int(run["rows"]), int(run["seed"])

    runs = sorted((run for run in read("fine_tuning.csv") if run["method"] != "none"), key=key)
    return {of: list(group) for of, group in groupby(runs, key=key)}


@pytest.mark.parametrize("name", FILES)
def test_the_readme_has_the_hash(name):
    readme = (datasets.DATA / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256((datasets.DATA / name).read_bytes()).hexdigest() in readme


def test_every_method_has_nine_settings_everywhere(groups):
    assert {of[0] for of in groups} == METHODS
    assert {of[1] for of in groups} == {20, 50, 100, 500}
    assert len(groups) == 9 * 4 * 6
    for of, runs in groups.items():
        trained = {
            run["rate"]
            if of[0] in ("full", "head", "stopped", "averaged")
            else (run["rate"], run["knob"])
            for run in runs
        }
        assert len(trained) == len(runs) == 9, of


def test_the_one_with_the_fewest_errors_was_tested_and_no_other(groups):
    for of, runs in groups.items():
        asked = [run for run in runs if run["test_error"]]
        assert len(asked) == 1, of
        assert all((run["test_error"] == "") == (run["old_error"] == "") for run in runs)
        errors = [(float(run["error"]), float(run["loss"])) for run in runs]
        assert errors[runs.index(asked[0])] == min(errors), of


def test_the_path_ends_at_the_untouched_network_and_at_the_tuned_one(groups):
    (untouched,) = (run for run in read("fine_tuning.csv") if run["method"] == "none")
    ends = {"0.0": 0, "1.0": 0}
    for line in read("fine_tuning_path.csv"):
        full = groups["full", int(line["rows"]), int(line["seed"])]
        (tuned,) = (run for run in full if run["test_error"])
        for alpha, run in (("0.0", untouched), ("1.0", tuned)):
            if line["alpha"] == alpha:
                ends[alpha] += 1
                assert line["test_error"] == run["test_error"]
                assert line["old_error"] == run["old_error"]
    assert ends == {"0.0": 24, "1.0": 24}


def test_the_network_has_its_shapes_in_half_precision():
    with np.load(datasets.DATA / "fine_tuning.npz") as file:
        shapes = [file[name].shape for name in file.files]
        assert {file[name].dtype for name in file.files} == {np.dtype("float16")}
    assert shapes == [(64, 256), (256,), (256, 256), (256,), (256, 10), (10,)]
