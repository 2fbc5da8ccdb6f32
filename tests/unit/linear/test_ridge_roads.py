"""Which of its two roads ridge takes, and that neither is taken where it would lose digits."""

from fractions import Fraction

import numpy as np
import pytest

from helpers.linear import Ridge
from helpers.linear._gram import weights_by_gram

SHAPES = [(40, 6), (6, 40), (12, 12)]


def conditioned(shape, spread, seed=0):
    """Return X whose singular values fall from 1 to 1/spread, and y."""
    rng = np.random.default_rng(seed)
    U, _, Vt = np.linalg.svd(rng.normal(size=shape), full_matrices=False)
    return U * np.geomspace(1, 1 / spread, min(shape)) @ Vt, rng.normal(size=shape[0])


def by_fractions(X, y, alpha):
    """Return (XXᵀ + alpha)⁻¹ y times X, or the same by XᵀX for a tall X, without rounding."""
    tall = X.shape[1] <= X.shape[0]
    A = [[*map(Fraction, row)] for row in (X.T if tall else X).tolist()]
    size, target = len(A), [*map(Fraction, y.tolist())]
    right = [sum(a * b for a, b in zip(row, target, strict=True)) for row in A] if tall else target
    rows = [
        [sum(a * b for a, b in zip(A[i], A[j], strict=True)) for j in range(size)] + [right[i]]
        for i in range(size)
    ]
    for i in range(size):
        rows[i][i] += Fraction(alpha)
    for i in range(size):
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(size):
            if k != i:
                factor = rows[k][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    solved = [row[-1] for row in rows]
    if tall:
        return np.array([float(v) for v in solved])
    return np.array(
        [float(sum(A[i][j] * solved[i] for i in range(size))) for j in range(X.shape[1])]
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("alpha", [0.0, 0.5])
def test_the_quick_road_is_taken_where_the_matrix_is_well_conditioned(shape, alpha):
    X, y = conditioned(shape, 20)
    W, safe = weights_by_gram(X, y[:, None], np.array([alpha]))
    assert safe.tolist() == [True]
    np.testing.assert_allclose(W[0], by_fractions(X, y, alpha), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("spread", [1e5, 1e7, 1e9])
def test_it_is_not_where_it_is_not(shape, spread):
    X, y = conditioned(shape, spread)
    assert not weights_by_gram(X, y[:, None], np.array([0.0]))[1].any()
    coef = Ridge(0, fit_intercept=False).fit(X, y).coef_
    exact = by_fractions(X, y, 0)
    # The decomposition itself is off by the condition of X, the products would be by its square.
    assert np.linalg.norm(coef - exact) < 1e-15 * 40 * spread * np.linalg.norm(exact)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(4))
def test_where_the_quick_road_is_taken_no_more_is_lost_than_promised(shape, seed):
    taken = 0
    for exponent in np.linspace(0, 6, 13):
        X, y = conditioned(shape, 10**exponent, seed)
        W, safe = weights_by_gram(X, y[:, None], np.zeros(1))
        exact = by_fractions(X, y, 0)
        taken += safe[0]
        assert not safe[0] or np.linalg.norm(W[0] - exact) < 1e-10 * np.linalg.norm(exact)
    assert 3 <= taken <= 6


def test_a_penalty_makes_the_road_safe():
    X, y = conditioned((40, 6), 1e9)
    W, safe = weights_by_gram(X, np.c_[y, y], np.array([1e-12, 1e-3]))
    assert safe.tolist() == [False, True]
    both = Ridge([1e-12, 1e-3], fit_intercept=False).fit(X, np.c_[y, y]).coef_
    np.testing.assert_array_equal(both[1], W[1])
    exact = by_fractions(X, y, 1e-12)
    assert np.linalg.norm(both[0] - exact) < 1e-9 * np.linalg.norm(exact)


@pytest.mark.parametrize("size", [1e-170, 1e-158, 1e-150, 1e160])
def test_squares_out_of_the_range_of_numbers(size):
    X, y = conditioned((12, 4), 3)
    assert not weights_by_gram(X * size, y[:, None], np.array([0.0]))[1].any()
    coef = Ridge(0, fit_intercept=False).fit(X * size, y).coef_
    np.testing.assert_allclose(coef * size, by_fractions(X, y, 0), rtol=1e-12)


def test_float32_keeps_a_third_fewer_digits_and_no_less():
    X, y = conditioned((40, 6), 10)
    X32, y32 = X.astype(np.float32), y.astype(np.float32)
    W, safe = weights_by_gram(X32, y32[:, None], np.zeros(1, np.float32))
    assert safe.all()
    assert W.dtype == np.float32
    np.testing.assert_allclose(W[0], by_fractions(X32, y32, 0), rtol=1e-3)
    X, y = conditioned((40, 6), 50)
    assert not weights_by_gram(
        X.astype(np.float32), y[:, None].astype(np.float32), np.zeros(1, np.float32)
    )[1].any()


def test_centred_wide_data_without_a_penalty_take_the_other_road():
    X, y = conditioned((6, 40), 3)
    coef = Ridge(0).fit(X, y).coef_
    smallest = np.linalg.pinv(X - X.mean(axis=0), rcond=1e-10) @ (y - y.mean())
    np.testing.assert_allclose(coef, smallest, rtol=1e-10, atol=1e-13)
