"""The references of the exercises on SELU, gates and attention against independent oracles."""

import math

import numpy as np
import pytest
from every_mask import exact_variance

from helpers.exercises import check, names
from helpers.exercises.pages.dropout.variants_derived import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


def repair(rate, value, mean, variance):
    """From the moments of a unit that takes two values, enumerated."""
    spread = math.sqrt(variance)
    values = np.array([mean - spread, mean + spread, value])
    chances = np.array([(1 - rate) / 2, (1 - rate) / 2, rate])
    a = math.sqrt(variance / exact_variance(values, chances))
    return a, mean - a * float(chances @ values)


def renormalize(A, keep):
    result = []
    for weights, kept in zip(A.tolist(), keep.tolist(), strict=True):
        total = math.fsum(w for w, k in zip(weights, kept, strict=True) if k)
        result.append([w / total if k else 0.0 for w, k in zip(weights, kept, strict=True)])
    return np.array(result)


ORACLES = {"repair": repair, "renormalize": renormalize}


def test_the_page_has_its_exercises():
    found = [exercise.name for exercise in EXERCISES]
    assert [name for name in names("dropout_variants") if name in found] == found
    assert set(ORACLES) == set(BY_NAME)


@pytest.mark.parametrize("name", ORACLES)
def test_an_oracle_of_another_make_passes_as_an_answer(name):
    feedback = check(f"dropout_variants.{name}", ORACLES[name])
    assert (feedback.status, feedback.hint) == ("passed", "")


def test_rows_of_attention_are_lost_in_some_cases_and_not_in_others():
    lost = [
        int((~keep.any(axis=1)).sum()) for _, keep in (c() for c in BY_NAME["renormalize"].cases)
    ]
    assert min(lost) == 0
    assert max(lost) > 1
    for case in BY_NAME["renormalize"].cases:
        A, keep = case()
        np.testing.assert_allclose(A.sum(axis=1), 1)
        sums = BY_NAME["renormalize"].reference(A, keep).sum(axis=1)
        np.testing.assert_allclose(sums, keep.any(axis=1).astype(float))
