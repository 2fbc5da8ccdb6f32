"""Formulas in a line of text."""

import pytest
from untex import untex


@pytest.mark.parametrize(
    ("formula", "typed"),
    [
        (r"\lambda_{\max}", "λ_max"),
        (r"\tfrac\lambda2\lVert w\rVert^2", "λ2‖w‖^2"),
        (r"\tfrac{1}{2}\|w\|", "½‖w‖"),
        (r"\frac{\lambda}{n}", "λ/n"),
        (r"w \leftarrow w - \eta\,\nabla J", "w ←w - η ∇J"),
        (r"\operatorname{sign}(v)\max(|v| - t, 0)", "sign(v)max(|v| - t, 0)"),
        (r"\hat{\beta}_j \ne 0", "β_j ≠0"),
        ("n", "n"),
    ],
)
def test_a_formula_is_typed(formula, typed):
    assert untex(formula) == typed
