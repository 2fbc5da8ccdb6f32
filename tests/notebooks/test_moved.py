"""Which addresses have moved, by the places that pages have and by what is written down."""

import pytest
from sphinx.errors import ExtensionError
from tool import load

in_depth, contents = load("in_depth"), load("contents")
IDS = {"a": ["title", "kept"], "a1": ["proof", "kept", "both"], "a2": ["more", "both"], "b": ["x"]}


@pytest.fixture(autouse=True)
def small_contents(monkeypatch):
    found = {
        "a": contents.Page("a", in_depth=("a1", "a2")),
        "a1": contents.Page("a1", under="a"),
        "a2": contents.Page("a2", under="a"),
        "b": contents.Page("b"),
    }
    monkeypatch.setattr(in_depth.contents, "pages", lambda: found)


def test_a_place_is_found_on_the_first_page_in_depth_that_has_it():
    assert in_depth.moved(IDS, {}) == {
        "a": {"proof": "a1#proof", "both": "a1#both", "more": "a2#more"}
    }


def test_what_is_written_down_comes_first():
    listed = {"a#both": "a2#both", "b#old": "a#title", "gone#y": "b"}
    found = in_depth.moved(IDS, listed)
    assert found["a"]["both"] == "a2#both"
    assert found["b"] == {"old": "a#title"}
    assert found["gone"] == {"y": "b"}


@pytest.mark.parametrize(
    ("listed", "complaint"),
    [({"a#kept": "a1#kept"}, "still there"), ({"a#old": "a1#prooof"}, "there is no a1#prooof")],
)
def test_a_line_that_is_wrong_stops_the_building(listed, complaint):
    with pytest.raises(ExtensionError, match=complaint):
        in_depth.moved(IDS, listed)
