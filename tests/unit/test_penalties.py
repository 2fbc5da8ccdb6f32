"""Penalties against their definitions: finite differences, a numerical minimiser, known values."""

import dataclasses

import numpy as np
import pytest
from finite_differences import slope
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import minimize_scalar

from helpers.penalties import L1, L2, ElasticNet

strengths = st.floats(0, 10)
mixes = st.floats(0, 1)
penalties = st.one_of(
    st.builds(L1, strengths), st.builds(L2, strengths), st.builds(ElasticNet, strengths, mixes)
)
weights = arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=st.floats(-10, 10))
pairs = array_shapes(max_dims=2, max_side=4).flatmap(
    lambda shape: st.tuples(*[arrays(np.float64, shape, elements=st.floats(-10, 10))] * 2)
)
EACH = [L1(0.5), L2(0.5), ElasticNet(0.5, 0.25)]


def test_values_by_hand():
    w = [[3.0, -4.0], [0.0, 1.0]]
    assert L1(0.5).value(w) == 4.0
    assert L2(0.5).value(w) == 6.5
    assert ElasticNet(0.5, 0.25).value(w) == 0.25 * 4.0 + 0.75 * 6.5


def test_gradients_by_hand():
    w = [3.0, -4.0, 0.0]
    np.testing.assert_array_equal(L1(0.5).gradient(w), [0.5, -0.5, 0.0])
    np.testing.assert_array_equal(L2(0.5).gradient(w), [1.5, -2.0, 0.0])
    np.testing.assert_array_equal(ElasticNet(0.5, 0.25).gradient(w), [1.25, -1.625, 0.0])


def test_prox_by_hand():
    v = [3.0, -4.0, 0.5, -1.0]
    np.testing.assert_array_equal(L1(0.5).prox(v, 2), [2.0, -3.0, 0.0, 0.0])
    np.testing.assert_array_equal(L2(0.5).prox(v, 2), [1.5, -2.0, 0.25, -0.5])
    np.testing.assert_array_equal(ElasticNet(1, 0.5).prox(v, 2), [1.0, -1.5, 0.0, 0.0])


@pytest.mark.parametrize("penalty", [L1(1), ElasticNet(1, 0.5)])
def test_prox_gives_no_negative_zero(penalty):
    assert not np.signbit(penalty.prox([-0.5, -1e-300, 0.0], 1)).any()


@given(penalties, weights)
def test_value_is_not_negative_and_zero_at_zero(penalty, w):
    assert penalty.value(w) >= 0
    assert penalty.value(np.zeros_like(w)) == 0


@given(strengths, weights, st.floats(-10, 10))
def test_homogeneity(strength, w, c):
    assert L1(strength).value(c * w) == pytest.approx(
        abs(c) * L1(strength).value(w), rel=1e-12, abs=1e-290
    )
    assert L2(strength).value(c * w) == pytest.approx(
        c**2 * L2(strength).value(w), rel=1e-12, abs=1e-290
    )


@given(penalties, st.floats(0, 10), weights)
def test_value_and_gradient_are_linear_in_the_strength(penalty, factor, w):
    scaled = dataclasses.replace(penalty, strength=factor * penalty.strength)
    assert scaled.value(w) == pytest.approx(factor * penalty.value(w), rel=1e-12, abs=1e-290)
    np.testing.assert_allclose(
        scaled.gradient(w), factor * penalty.gradient(w), rtol=1e-12, atol=1e-290
    )


@given(penalties, st.floats(0, 5), st.lists(st.floats(-10, 10), min_size=1, max_size=3))
def test_prox_is_the_minimum(penalty, step, v):
    def objective(w, vj):
        return (w - vj) ** 2 / 2 + step * penalty.value([w])

    for vj, ours in zip(v, penalty.prox(v, step), strict=True):
        found = minimize_scalar(
            objective, bounds=(-11, 11), args=(vj,), method="bounded", options={"xatol": 1e-9}
        )
        assert ours == pytest.approx(found.x, abs=1e-5)
        assert objective(ours, vj) <= found.fun + 1e-12


@given(penalties, pairs, st.floats(0, 10))
def test_prox_is_non_expansive(penalty, pair, step):
    u, v = pair
    apart = np.linalg.norm(penalty.prox(u, step) - penalty.prox(v, step))
    assert apart <= np.linalg.norm(u - v) * (1 + 1e-12) + 1e-14


@given(penalties, arrays(np.float64, (4,), elements=st.floats(0.01, 10)), st.integers(0, 15))
def test_gradient_against_finite_differences_away_from_the_kink(penalty, magnitudes, signs):
    w = magnitudes * [1 if signs >> k & 1 else -1 for k in range(4)]
    numeric = slope(penalty.value, w)
    np.testing.assert_allclose(penalty.gradient(w), numeric, rtol=1e-6, atol=1e-6)


@given(penalties, pairs)
def test_gradient_is_a_subgradient_everywhere(penalty, pair):
    w, u = pair
    w[np.abs(w) < 1] = 0  # kinks on purpose
    linear = penalty.value(w) + np.sum(penalty.gradient(w) * (u - w))
    assert penalty.value(u) >= linear - 1e-9 * (1 + abs(linear))


@given(strengths, weights, st.floats(0, 10))
def test_elastic_net_at_the_ends_is_l1_and_l2(strength, w, step):
    for mix, other in ((1, L1(strength)), (0, L2(strength))):
        net = ElasticNet(strength, mix)
        assert net.value(w) == pytest.approx(other.value(w), rel=1e-14)
        np.testing.assert_array_equal(net.gradient(w), other.gradient(w))
        np.testing.assert_allclose(net.prox(w, step), other.prox(w, step), rtol=1e-14)


@pytest.mark.parametrize("penalty", EACH)
def test_type_shape_and_input_are_kept(penalty):
    for dtype, expected in ((np.float32, np.float32), (np.float64, np.float64), (int, np.float64)):
        w = np.arange(-3, 3, dtype=dtype).reshape(2, 3)
        before = w.copy()
        for result in (penalty.gradient(w), penalty.prox(w, np.float64(0.1))):
            assert result.dtype == expected
            assert result.shape == (2, 3)
        assert type(penalty.value(w)) is float
        np.testing.assert_array_equal(w, before)


def test_numpy_strength_does_not_promote_float32():
    penalty = ElasticNet(np.float64(0.5), np.float64(0.25))
    assert penalty.gradient(np.ones(2, np.float32)).dtype == np.float32


def test_prox_with_step_zero_is_the_identity():
    for penalty in EACH:
        np.testing.assert_array_equal(penalty.prox([1.0, -2.0], 0), [1.0, -2.0])


def test_frozen_equal_and_readable():
    assert repr(ElasticNet(1, 0.5)) == "ElasticNet(strength=1.0, mix=0.5)"
    assert repr(L1(2)) == "L1(strength=2.0)"
    assert L2(2) == L2(2.0) != L1(2.0)
    assert len({L2(2), L2(2.0)}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        L1(1).strength = 2


@pytest.mark.parametrize("bad", [-1, -1e-300, np.nan, np.inf, None, "1", True, 1j, [1.0]])
def test_bad_strength(bad):
    for make in (L1, L2, lambda s: ElasticNet(s, 0.5)):
        with pytest.raises(ValueError, match="expected strength to be a finite number >= 0, got"):
            make(bad)


@pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan, np.inf, None, "0.5", False])
def test_bad_mix(bad):
    with pytest.raises(ValueError, match="expected mix to be a finite number >= 0 and <= 1, got"):
        ElasticNet(1, bad)


@pytest.mark.parametrize("bad", [-1, np.nan, np.inf, None, "1", True])
def test_bad_step(bad):
    for penalty in EACH:
        with pytest.raises(ValueError, match="expected step to be a finite number >= 0, got"):
            penalty.prox([1.0], bad)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ([], r"with at least one element, got shape \(0,\)"),
        (np.ones((0, 3)), r"with at least one element, got shape \(0, 3\)"),
        (1.0, "with one axis or more, got the bare number 1.0"),
        ([1.0, np.nan], r"to be finite, got nan at index \(1,\)"),
        ([[np.inf]], r"to be finite, got inf at index \(0, 0\)"),
        (["a"], "to hold real numbers, got dtype"),
        ([None], "to hold real numbers, got dtype object"),
        ([1j], "to hold real numbers, got dtype complex128"),
        ([True], "to hold real numbers, got dtype bool"),
        ([[1.0], [1.0, 2.0]], "to be an array of numbers, got"),
    ],
)
def test_bad_weights(bad, message):
    for penalty in EACH:
        for call in (penalty.value, penalty.gradient, lambda w, p=penalty: p.prox(w, 1)):
            with pytest.raises(ValueError, match=f"expected [wv] {message}"):
                call(bad)
