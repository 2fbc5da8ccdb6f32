"""Custom properties that nothing reads leave the cut style; whatever is read stays."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
site_style = pytest.importorskip("site_style")


@pytest.mark.parametrize(
    ("style", "others", "left"),
    [
        ("a{--x: 1;\n    color: red;}", "", "a{color: red}"),
        ("a{--x: 1}b{color: var(--x)}", "", "a{--x: 1}b{color: var(--x)}"),
        # A longer name is another one; so is the name of a class that ends alike.
        ("a{--x: 1}b{color: var(--xy)}", "", "b{color: var(--xy)}"),
        ("a{--x: 1}.b--x{color: red}", "", ".b--x{color: red}"),
        ("a{--x: 1}", '<p style="--x: 2">', ""),
        ("a{--x: 1}", "style.getPropertyValue('--x')", "a{--x: 1}"),
        ("@media print{a{--x: 1; color: red}}", "", "@media print{a{color: red}}"),
        ("@media print{a{--x: var(--y)}}", "b{top:var(--x)}", "@media print{a{--x: var(--y)}}"),
        ('a{background: url("data:x;--y:1"); --y: 2}', "", 'a{background: url("data:x;--y:1")}'),
        ("@font-face{font-family: A; --x: 1}", "", "@font-face{font-family: A; --x: 1}"),
    ],
)
def test_only_what_is_read_stays(style, others, left):
    assert site_style.without_unread(style, others) == left
