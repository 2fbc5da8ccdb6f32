"""Icons are drawn as the theme's own drawings of them are, which the site does not load."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

site_icons = pytest.importorskip("site_icons", reason="the site's requirements are not installed")
theme = pytest.importorskip("pydata_sphinx_theme")
STATIC = Path(theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
PLACES = [
    '<i class="fas fa-download"></i>',
    '<i class="fa-solid fa-chevron-down"></i>',
    '<span class="fa-solid fa-bars"></span>',
    '<i class="fab fa-github"></i>',
]


@pytest.fixture(scope="module")
def icons():
    return site_icons.Icons(STATIC)


def bounds(path):
    """Return the box of a drawing's path."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.svgLib.path import parse_path

    pen = BoundsPen(None)
    parse_path(path, pen)
    return pen.bounds


@pytest.mark.parametrize("place", PLACES)
def test_an_icon_is_the_drawing_that_its_makers_give(icons, place):
    name = re.search(r"fa-(?!solid)([\w-]+)", place)[1]
    script = (STATIC / "scripts" / "fontawesome.js").read_text("utf-8")
    width, height, path = re.search(
        rf'(?<![\w-]){name}"?:\[(\d+),(\d+),\[[^\]]*\],"[0-9a-f]+","([^"]+)"\]', script
    ).groups()
    drawn = icons.draw(f"<body>{place}</body>")
    assert f'viewBox="0 0 {width} {height}"' in drawn
    assert bounds(re.search(r'<path d="([^"]+)"', drawn)[1]) == pytest.approx(bounds(path), abs=2)


def test_the_place_keeps_its_own_classes_and_attributes(icons):
    place = '<i class="theme-switch fa-solid fa-sun fa-lg" data-mode="light"></i>'
    drawn = icons.draw(f"<body>{place}</body>")
    assert '<i class="theme-switch book-icon book-icon-large" data-mode="light"><svg ' in drawn
    assert drawn.endswith('<use href="#icon-sun"/></svg></i></body>')


def test_an_icon_used_twice_is_drawn_once(icons):
    drawn = icons.draw(f"<body>{PLACES[0] * 2}{PLACES[1]}</body>")
    assert re.findall(r'<symbol id="([\w-]+)"', drawn) == ["icon-download", "icon-chevron-down"]
    assert drawn.count('href="#icon-download"') == 2


@pytest.mark.parametrize(
    ("kind", "name"),
    [("note", "info-circle"), ("exercise", "pencil"), ("warning", "exclamation-triangle")],
)
def test_a_box_has_the_icon_of_its_kind(icons, kind, name):
    box = f'<div class="admonition {kind}">\n<p class="admonition-title">'
    drawn = icons.draw(f"<body>{box}Title</p></div></body>")
    assert f'{box}<i class="book-icon"><svg ' in drawn
    assert f'<use href="#icon-{name}"/></svg></i>Title</p>' in drawn


def test_a_box_of_no_known_kind_has_the_bell(icons):
    box = '<div class="admonition"><p class="admonition-title">'
    assert "#icon-bell" in icons.draw(f"<body>{box}</p></div></body>")


def test_an_icon_that_the_theme_does_not_have_is_named(icons):
    with pytest.raises(site_icons.ExtensionError, match='"fas fa-nonesuch"'):
        icons.draw('<body><i class="fas fa-nonesuch"></i></body>')
