"""The study of transformers: its own loss and optimizer, and that its file is whole."""

import csv
import math

import numpy as np
import pytest
from finite_differences import slope
from studies import transformer as study

from helpers import network
from helpers.exercises.pages.large.transformer import EXERCISES


@pytest.fixture(scope="module")
def model():
    return network.transformer(7, 4, 8, heads=2, blocks=2, rng=np.random.default_rng(0))


def test_smoothing_is_that_of_the_exercise():
    rng = np.random.default_rng(1)
    logits, labels = rng.normal(size=(2, 3, 5)), rng.integers(0, 5, (2, 3))
    reference = next(e for e in EXERCISES if e.name.endswith("smoothed_loss")).reference
    for share in (0.0, 0.1, 0.3):
        value = study.Smoothed(share).compute(logits, labels)[0]
        expected = reference(logits.reshape(6, 5), labels.ravel(), share)
        assert value == pytest.approx(expected, rel=1e-12)


def test_the_gradient_of_smoothing_is_that_of_differences():
    rng = np.random.default_rng(2)
    logits, labels = rng.normal(size=(2, 3, 5)), rng.integers(0, 5, (2, 3))
    loss = study.Smoothed(0.3)
    _, gradient = loss.compute(logits, labels)
    expected = slope(lambda moved: loss.compute(moved, labels)[0], logits, 1e-6)
    assert gradient == pytest.approx(expected, abs=1e-8)


def test_matrices_are_the_kernels_alone(model):
    found = study.tensors(model, "matrices")
    expected = 2 * [(8, 8)] * 4 + 2 * [(8, 32), (32, 8)] + [(8, 7)]
    assert sorted(p.shape for p in found) == sorted(expected)
    embeddings = model.layers[0].parameters
    assert not any(p is q for p in found for q in embeddings)


def test_every_parameter_is_of_one_kind(model):
    kinds = study.by_kind(model)
    named = {name for which in study.TENSORS for name in which.split(" and ")}
    assert named < set(kinds)
    found = [id(p) for parameters in kinds.values() for p in parameters]
    assert sorted(found) == sorted(map(id, model.parameters))


def test_the_kinds_are_told_by_where_they_start(model):
    kinds = study.by_kind(model)
    assert len(kinds["gains"]) == len(kinds["shifts"]) == 2 * 2 + 1
    assert all(np.all(gain == 1) for gain in kinds["gains"])
    assert all(np.all(p == 0) for name in ("shifts", "biases") for p in kinds[name])
    assert {p.shape for p in kinds["shifts"]} == {(8,)}
    assert {p.shape for p in kinds["biases"]} == {(8,), (32,), (7,)}
    assert [p.shape for p in kinds["embeddings"]] == [(7, 8), (4, 8)]


def test_a_method_names_what_it_decays(model):
    kinds = study.by_kind(model)

    def ids(which):
        return {id(p) for p in study.tensors(model, which)}

    assert ids("all") == set(map(id, model.parameters))
    assert ids("gains") == set(map(id, kinds["gains"]))
    assert ids("matrices and gains") == ids("matrices") | ids("gains")
    assert not ids("dropout")


def test_decay_shrinks_its_tensors_and_no_others(model):
    kept = [p.copy() for p in model.parameters]
    chosen = study.tensors(model, "matrices")
    optimizer = study.Decay(0.01, 0.5, chosen)
    optimizer.step(model.parameters, [np.zeros_like(p) for p in model.parameters])
    for before, after in zip(kept, model.parameters, strict=True):
        factor = 1 - 0.01 * 0.5 if any(after is p for p in chosen) else 1
        np.testing.assert_allclose(after, factor * before, rtol=1e-6)


@pytest.fixture(scope="module")
def rows():
    with study.FILE.open(newline="", encoding="ascii") as file:
        return list(csv.DictReader(file))


def test_the_file_has_each_setting_with_each_seed_once(rows):
    wanted = [
        (part, method, f"{strength:g}", str(passes), str(seed))
        for part, method, strength, passes in study.settings()
        for seed in study.SEEDS
    ]
    found = [tuple(row[name] for name in study.COLUMNS[:5]) for row in rows]
    assert sorted(found) == sorted(wanted)


def test_no_loss_is_lower_than_the_lowest_and_windows_fit_the_passes(rows):
    for row in rows:
        assert float(row["lowest_loss"]) <= float(row["validation_loss"])
        steps = int(row["windows"]) * int(row["passes"]) // study.BATCH
        assert math.isclose(steps, 697, rel_tol=0.1)


def test_the_test_windows_were_asked_about_no_dropout_and_the_best_rate_alone(rows):
    own = [row for row in rows if row["part"] == "passes" and row["passes"] == "64"]
    means = {
        strength: np.mean([float(r["validation_loss"]) for r in own if r["strength"] == strength])
        for strength in {row["strength"] for row in own}
    }
    asked = {("passes", "64", "0", str(seed)) for seed in study.SEEDS} | {
        ("passes", "64", min(means, key=means.get), str(seed)) for seed in study.SEEDS
    }
    found = {
        (row["part"], row["passes"], row["strength"], row["seed"])
        for row in rows
        if row["test_loss"]
    }
    assert found == asked


def test_what_is_asked_is_chosen_by_the_mean_after_the_last_step_at_64_passes():
    def row(rate, passes, seed, end):
        return ["passes", "dropout", rate, passes, seed, 320, 1.0, end, 0.5, 1.0]

    rows = [row(0.0, 64, 0, 3.0), row(0.0, 64, 1, 3.0), row(0.1, 64, 0, 1.0), row(0.1, 64, 1, 4.0)]
    rows += [row(0.3, 64, 0, 2.0), row(0.3, 64, 1, 2.5), row(0.1, 1, 0, 0.1)]
    assert study.asked_for_test(rows) == {(0.0, 64), (0.3, 64)}
