"""The ✓ line: when it is printed, what it says, and what the failures say."""

import numpy as np
import pytest

from helpers import verify


@pytest.mark.parametrize(
    ("tolerances", "words"),
    [
        ({"atol": 1e-8}, "to 1e-08"),
        ({"rtol": 1e-6}, "to 1e-06 relative"),
        ({"atol": 1e-8, "rtol": 1e-6}, "to 1e-08 + 1e-06 relative"),
        ({}, "exactly"),
    ],
)
def test_close_prints_claim_and_tolerance_only(capsys, tolerances, words):
    verify.close("scratch = library", [1.0, 2.0], np.array([1.0, 2.0]), **tolerances)
    assert capsys.readouterr().out == f"✓ scratch = library ({words})\n"


def test_close_accepts_a_difference_up_to_the_tolerance(capsys):
    verify.close("absolute", 1.5, 1.0, atol=0.5)
    verify.close("relative to b", 100.0, 151.0, rtol=0.4)
    verify.close("int and float", np.array([1, 2]), np.array([1.0, 2.0]))
    assert capsys.readouterr().out.count("✓") == 3


@pytest.mark.parametrize(
    ("a", "b", "tolerances"),
    [
        (1.6, 1.0, {"atol": 0.5}),
        (151.0, 100.0, {"rtol": 0.4}),  # relative to b, not to a
        (1.0, np.nextafter(1.0, 2.0), {}),
        (2**53, 2**53 + 1, {}),  # equal as floats
    ],
)
def test_close_refuses_a_larger_difference(capsys, a, b, tolerances):
    with pytest.raises(AssertionError, match="✗ claim"):
        verify.close("claim", a, b, **tolerances)
    assert capsys.readouterr().out == ""


def test_close_failure_tells_what_where_and_how_much():
    b = np.zeros((2, 3))
    a = b.copy()
    a[0, 0], a[1, 2] = 0.25, -2.0
    with pytest.raises(AssertionError) as caught:
        verify.close("claim", a, b, atol=1e-3)
    assert str(caught.value) == (
        "✗ claim: expected 0.0 to 0.001, got -2.0 at index (1, 2); "
        "largest difference 2, 2 of 6 differ, shape (2, 3)"
    )


def test_close_does_not_broadcast():
    with pytest.raises(AssertionError, match=r"expected shape \(3, 1\), got \(3,\)"):
        verify.close("claim", np.ones(3), np.ones((3, 1)), atol=1)
    with pytest.raises(AssertionError, match=r"expected shape \(3,\), got \(\)"):
        verify.close("claim", 1.0, np.ones(3), atol=1)
    verify.close("scalars of any kind", np.float32(1), np.array(1), atol=1e-8)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_close_never_holds_for_numbers_that_are_not_finite(bad):
    for a, b in (([1.0, bad], [1.0, bad]), ([1.0, 1.0], [1.0, bad]), ([1.0, bad], [1.0, 1.0])):
        with pytest.raises(
            AssertionError, match=r"expected finite numbers, got .* at index \(1,\)"
        ):
            verify.close("claim", a, b, atol=1e300)


def test_close_reports_an_overflowing_difference():
    with pytest.raises(AssertionError, match="largest difference inf"):
        verify.close("claim", 1.7e308, -1.7e308, atol=1)


@pytest.mark.parametrize(
    ("a", "b", "keywords", "message"),
    [
        ([], [], {}, r"at least one element, got shape \(0,\)"),
        (["x"], [1.0], {}, "expected a to hold real numbers, got dtype"),
        ([1.0], [None], {}, "expected b to hold real numbers, got dtype object"),
        ([True], [True], {}, "expected a to hold real numbers, got dtype bool"),
        ([1j], [1j], {}, "got dtype complex128"),
        ([[1], [1, 2]], [1.0], {}, "expected a to be an array of numbers"),
        (1.0, 1.0, {"atol": -1e-8}, "expected atol to be a finite number >= 0, got -1e-08"),
        (1.0, 1.0, {"rtol": np.nan}, "expected rtol to be a finite number >= 0, got nan"),
        (1.0, 1.0, {"atol": np.inf}, "got inf"),
        (1.0, 1.0, {"atol": "small"}, "got 'small' of type str"),
        (1.0, 1.0, {"atol": True}, "got True of type bool"),
    ],
)
def test_close_bad_input(a, b, keywords, message):
    with pytest.raises(ValueError, match=message):
        verify.close("claim", a, b, **keywords)


@pytest.mark.parametrize("claim", ["", "  ", None, 3])
def test_every_check_needs_a_claim(claim):
    for check in (
        lambda: verify.close(claim, 1.0, 1.0),
        lambda: verify.holds(claim, True),
        lambda: verify.printed(claim, 1.0, "1"),
    ):
        with pytest.raises(ValueError, match="expected the claim as a sentence, got"):
            check()


def test_holds(capsys):
    verify.holds("a Python bool", 1 < 2)
    verify.holds("a NumPy bool", np.ones(3).all())
    assert capsys.readouterr().out == "✓ a Python bool\n✓ a NumPy bool\n"
    for false in (False, np.False_):
        with pytest.raises(AssertionError, match="✗ claim: expected True, got False"):
            verify.holds("claim", false)


@pytest.mark.parametrize(
    ("condition", "received"),
    [
        (np.array([True, True]), r"ndarray of shape \(2,\)"),
        (np.array(True), r"ndarray of shape \(\)"),
        (1, "int"),
        (1.0, "float"),
        ("yes", "str"),
        (None, "NoneType"),
        ([], "list"),
    ],
)
def test_holds_takes_nothing_but_one_bool(condition, received):
    with pytest.raises(
        ValueError, match=f"expected the condition as one True or False, got {received}"
    ):
        verify.holds("claim", condition)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.49242, ".492"),
        (0.49242, "0.492"),
        (-0.49242, "-.492"),
        (-0.49242, "−.492"),
        (0.4995, ".500"),
        (24.18, "24.18"),
        (24.18, "24"),
        (24.18, "24."),
        (7, "7"),
        (np.float32(0.25), ".25"),
        # Half way: both neighbours are right, though no double is exactly 0.4925.
        (0.4925, ".492"),
        (0.4925, ".493"),
        (0.125, ".12"),
        (0.125, ".13"),
        (-0.125, "-.13"),
    ],
)
def test_printed(capsys, value, text):
    verify.printed("ESL Table 3.3, ridge", value, text)
    assert capsys.readouterr().out == f"✓ ESL Table 3.3, ridge (printed {text})\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.49251, ".492"), (0.4914, ".492"), (0.49242, ".4925"), (0.49242, "-.492"), (6.9, "7.0")],
)
def test_printed_refuses_another_number(value, text):
    with pytest.raises(AssertionError, match=f"✗ claim: expected {text} in print, got {value}"):
        verify.printed("claim", value, text)


@pytest.mark.parametrize(
    "text", ["", ".", "abc", "1e-3", "1,5", "nan", " .492", ".49 2", None, 0.492]
)
def test_printed_bad_text(text):
    with pytest.raises(ValueError, match="expected the printed text as a decimal number"):
        verify.printed("claim", 0.492, text)


@pytest.mark.parametrize("value", [np.nan, np.inf, None, "0.492", True, [0.492], 1j])
def test_printed_bad_value(value):
    with pytest.raises(ValueError, match="expected the value to be a finite number, got"):
        verify.printed("claim", value, ".492")
