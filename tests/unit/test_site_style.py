"""What of the theme's style, of fonts and of pictures is left on the site."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

site_fonts = pytest.importorskip("site_fonts", reason="the site's requirements are not installed")
site_pictures = pytest.importorskip("site_pictures")
site_style = pytest.importorskip("site_style")


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".a { color: red }", ".a{color: red}"),
        (".gone { color: red }", ""),
        (".a, .gone { color: red }", ".a{color: red}"),
        (".a .gone { color: red }", ""),
        (".a.gone { color: red }", ""),
        ("#gone { color: red }", ""),
        (".a:not(.gone) { color: red }", ".a:not(.gone){color: red}"),
        (".a:is(.gone, .a) b > i { color: red }", ".a:is(.gone, .a) b > i{color: red}"),
        ("@media print { .gone { color: red } }", ""),
        (
            "@media print { .gone { color: red } .a { top: 0 } }",
            "@media print{.a{top: 0}}",
        ),
        ('@import "other.css";', ""),
        ("@keyframes turn { to { top: 0 } }", "@keyframes turn { to { top: 0 } }"),
        # A number is no class, and what looks like one in a value is none.
        (".a { margin: .5em; color: #gone }", ".a{margin: .5em; color: #gone}"),
    ],
)
def test_only_selectors_that_meet_something_are_left(style, left):
    assert site_style.cut(style, {"a", "b"}) == left


def test_words_are_the_classes_and_ids_of_pages_and_all_words_of_scripts():
    pages = ['<p class="one two-three" id="four">text</p>']
    words = site_style.words_used(pages, ["x.add('five-six')"])
    assert words > site_style.MADE
    assert words - site_style.MADE == {
        "one",
        "two-three",
        "four",
        "x",
        "add",
        "five-six",
    }


def test_the_cut_sheet_takes_the_first_place_and_the_others_go():
    page = (
        '<link href="../_static/styles/theme.css?digest=1" rel="stylesheet" />\n'
        '<link rel="stylesheet" href="../_static/basic.css" />\n'
        '<link rel="stylesheet" href="../_static/book.css?v=2" />\n'
    )
    assert site_style.link(page, {"styles/theme.css", "basic.css"}, "_static/cut.css?v=3") == (
        '<link href="../_static/cut.css?v=3" rel="stylesheet" />\n'
        '<link rel="stylesheet" href="../_static/book.css?v=2" />\n'
    )


def test_only_a_page_with_tabs_loads_their_script():
    script = '<script data-x="y" src="_static/design-tabs.js?v=1"></script>\n'
    assert site_style.link(script, set(), "") == ""
    page = script + '<div class="sd-tab-set"></div>'
    assert site_style.link(page, set(), "") == page


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ('@font-face{src:url(../webfonts/fa-solid-900.woff2) format("woff2")}a{top:0}', "a{top:0}"),
        ("@font-face{src:url(other.woff2)}", "@font-face{src:url(other.woff2)}"),
        ("@keyframes fa-beat{0%,90%{top:0}45%{top:1px}}b{top:0}", "b{top:0}"),
        ("@keyframes fade{0%{top:0}}", "@keyframes fade{0%{top:0}}"),
        ('a:after{content:"\uf05a";top:0}', "a:after{top:0}"),
        ("a:after{content: '\\f0c1'}", "a:after{}"),
        ('a:after{content:"\\201c"}', 'a:after{content:"\\201c"}'),
        ("a:after{top:0;content:var(--pst-icon-bell);left:0}", "a:after{top:0;left:0}"),
        ('html{--pst-icon-bell:"\uf0f3";--pst-color:red}', "html{--pst-color:red}"),
        ("a{font:var(--fa-font-solid);top:0}", "a{top:0}"),
        ("a{font-family:Font Awesome\\ 6 Free;top:0}", "a{top:0}"),
    ],
)
def test_what_draws_icons_as_characters_goes(style, left):
    assert site_style.without_icons(style) == left


def test_a_theme_without_a_sheet_is_named(tmp_path):
    with pytest.raises(site_style.ExtensionError, match=r"no longer writes one basic\.css"):
        site_style.find_sheets(tmp_path)


def test_a_font_keeps_the_glyphs_that_are_asked_for_and_their_widths():
    source = Path(__file__).resolve().parents[2] / "assets/katex/fonts/KaTeX_Math-Italic.woff2"
    whole = site_fonts.TTFont(source)
    content = site_fonts.cut(source, {ord("w"), ord("x"), ord("ל")})
    font = site_fonts.TTFont(io.BytesIO(content))
    assert set(font.getBestCmap()) == {ord("w"), ord("x")}
    name = whole.getBestCmap()[ord("w")]
    assert font["hmtx"][font.getBestCmap()[ord("w")]] == whole["hmtx"][name]
    assert len(content) < source.stat().st_size / 3


def test_pictures_keep_every_pixel_and_get_their_size(tmp_path):
    picture = Image.new("P", (800, 300))
    picture.putpalette([value for shade in range(256) for value in (shade, 255 - shade, 7)])
    picture.putdata([(x * y) % 7 for y in range(300) for x in range(800)])
    picture.save(tmp_path / "a.png")
    before = picture.convert("RGB").tobytes()
    small = Image.new("P", (1, 1))
    small.save(tmp_path / "b.png")
    (tmp_path / "c.svg").write_text('<svg xmlns="x" viewBox="0 0 400 180"></svg>', "utf-8")
    html = "".join(
        f'<img alt="x" src="../_images/{name}" />' for name in ("a.png", "b.png", "c.svg")
    )
    (page,) = site_pictures.write(tmp_path, {"page": html}).values()
    assert Image.open(tmp_path / "a.webp").convert("RGB").tobytes() == before
    assert not (tmp_path / "a.png").exists()
    assert (tmp_path / "b.png").exists() != (tmp_path / "b.webp").exists()
    first, second, third = page.split("<img ")[1:]
    assert first == 'class="wide" alt="x" src="../_images/a.webp" width="800" height="300">'
    assert 'width="1" height="1" loading="lazy"' in second
    assert 'src="../_images/c.svg" width="400" height="180" loading="lazy"' in third


def test_a_class_of_its_own_stays():
    made = {"a.webp": (Path("a.webp"), (800, 300))}
    page = site_pictures.show('<img alt="x" class="as-it-is" src="_images/a.webp" />', made)
    assert 'class="wide as-it-is"' in page


def test_only_spans_that_repeat_the_ink_go():
    code = '<span class="n">x</span> <span class="k">if</span><span class="w"> </span>'
    assert site_pictures.INK.sub(r"\1", code) == 'x <span class="k">if</span> '
