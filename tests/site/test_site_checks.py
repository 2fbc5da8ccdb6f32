"""Each check is shown a page that it must complain about."""

import pytest
from site_checks import (
    axe_violations,
    image_problems,
    keyboard_problems,
    math_problems,
    overflow_problems,
)

GOOD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Good</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head>
<body><main><h1>Good</h1><p>Text and <a href="#x">a link</a>.</p>
<img alt="A dot" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==">
</main>%s</body></html>"""


@pytest.fixture
def show(visit, serve, tmp_path):
    """Return a function that opens the good page with a fault added to it."""

    def open_page(fault="", **options):
        (tmp_path / "page.html").write_text(GOOD % fault, "utf-8")
        return visit(f"{serve(tmp_path)}page.html", **options)

    return open_page


def test_a_good_page_has_no_problems(show):
    good = show()
    assert good.errors == good.outside == []
    for check in (
        axe_violations,
        math_problems,
        image_problems,
        overflow_problems,
        keyboard_problems,
    ):
        assert check(good.page) == []


@pytest.mark.parametrize(
    "fault",
    [
        '<script src="https://example.org/a.js"></script>',
        "<script>fetch('https://example.org/data').catch(() => {})</script>",
        "<style>body { background: url(//example.org/a.png) }</style>",
        "<style>@font-face { font-family: F; src: url(https://example.org/f.woff2) }"
        " body { font-family: F }</style>",
    ],
)
def test_an_outside_request_is_seen_and_stopped(show, fault):
    bad = show(fault)
    bad.page.wait_for_load_state("networkidle")
    assert len(bad.outside) == 1
    assert "example.org" in bad.outside[0]


@pytest.mark.parametrize(
    "fault",
    [
        "<script>console.error('oops')</script>",
        "<script>throw new Error('oops')</script>",
        "<script>Promise.reject(new Error('oops'))</script>",
        '<img alt="oops" src="oops.png">',
    ],
)
def test_an_error_is_heard(show, fault):
    bad = show(fault)
    bad.page.wait_for_load_state("networkidle")
    assert bad.errors
    assert any("oops" in error or "404" in error for error in bad.errors)


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ('<p style="color: #ccc; background: #fff">faint</p>', "color-contrast"),
        ("<main><button></button></main>", "button-name"),
        ("<p>outside every landmark</p>", "region"),
        ('<main><input type="range"></main>', "label"),
    ],
)
def test_an_accessibility_fault_is_found(show, fault, rule):
    assert any(found.startswith(rule) for found in axe_violations(show(fault).page))


@pytest.mark.parametrize(("sizes", "found"), [(True, ["target-size"]), (False, [])])
def test_small_targets_are_found_where_they_are_asked_for(show, sizes, found):
    button = '<button style="width: 10px; height: 10px; padding: 0" aria-label="{}"></button>'
    small = "<aside aria-label=More>" + button.format("one") + button.format("two") + "</aside>"
    complaints = axe_violations(show(small).page, sizes=sizes)
    assert sorted({complaint.split()[0] for complaint in complaints}) == found


FAINT = "color: #ccc; background: #fff; font-size: 16px"
SAME = f'<p style="{FAINT}">{{}}</p>'


@pytest.mark.parametrize(
    "fault",
    [
        # Of what looks alike one stands for the others.
        "<aside aria-label=More>" + 3 * SAME.format("faint") + "</aside>",
        # Contrast is not asked of what is switched off, nor of what is not shown.
        f'<aside aria-label=More><button disabled style="{FAINT}">Off</button>'
        + SAME.format("faint")
        + "</aside>",
        "<aside aria-label=More><details><summary>More</summary>" + SAME.format("a") + "</details>"
        f"{SAME.format('faint')}</aside>",
        # A formula, after one that stands out.
        '<aside aria-label=More><span class="katex"><span class="katex-html" aria-hidden="true">'
        "x</span></span> and "
        f'<span class="katex"><span class="katex-html" aria-hidden="true" style="{FAINT}">x</span>'
        "</span></aside>",
        # A token of code, after one that stands out.
        '<aside aria-label=More><div class="highlight"><pre tabindex="0"><span>a</span> '
        f'<span style="{FAINT}">b</span></pre></div></aside>',
    ],
)
def test_faint_text_is_found_among_others_and_the_page_left_as_it_was(show, fault):
    page = show(fault).page
    before = page.locator("body").evaluate("body => body.outerHTML")
    found = [found.partition(" ")[0] for found in axe_violations(page)]
    assert found == ["color-contrast"]
    assert axe_violations(page, of="colours") != []
    assert axe_violations(page, of="layout") == []
    assert page.locator("body").evaluate("body => body.outerHTML") == before


def test_a_style_on_the_page_stays_while_texts_are_asked_for(show):
    paper = "<style>.a { margin: 0 }</style><style>.lit { background: #fff }</style>"
    text = '<p class="lit" style="color: #222">dark on light</p>'
    page = show(f'<aside aria-label=More style="background: #444">{paper}{text}</aside>').page
    assert axe_violations(page) == []


def test_faint_text_in_a_part_is_found_although_the_page_has_the_like(show):
    part = f"<div id='part'>{SAME.format('two')}</div>"
    page = show(f"<aside aria-label=More>{SAME.format('one')}{part}</aside>").page
    assert len(axe_violations(page, within="#part")) == 1


@pytest.mark.parametrize(
    ("fault", "rule", "of"),
    [
        ('<aside aria-label=More><button style="height: 9px; width: 9px" aria-label="a"></button>'
         '<button style="height: 9px; width: 9px" aria-label="b"></button></aside>',
         "target-size", "layout"),
        ('<aside aria-label=More><div class="highlight"><pre style="width: 50px; overflow: auto">'
         f'<span>{"a" * 99}</span></pre></div></aside>', "scrollable-region-focusable", "layout"),
        ('<aside aria-label=More><p>Much text stands around '
         '<a href="#x" style="color: #222; text-decoration: none">a link</a> here.</p></aside>',
         "link-in-text-block", "colours"),
    ],
)  # fmt: skip
def test_what_another_width_or_another_theme_spoils_is_found(show, fault, rule, of):
    page = show(fault).page
    assert [found.partition(" ")[0] for found in axe_violations(page, of=of)][:1] == [rule]
    other = {"layout": "colours", "colours": "layout"}[of]
    assert axe_violations(page, of=other) == []


SET = (
    '<main><span class="math"><span class="katex"><span class="katex-mathml"><math><semantics>'
    '<mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math></span>'
    '<span class="katex-html">x</span></span></span></main>'
)


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('class="katex-mathml"', "", "not set"),
        ('class="katex-html"', "", "not set"),
        ('class="katex-html"', 'class="katex-html katex-error"', "error"),
        ('">x</annotation>', '"> </annotation>', "without its TeX"),
        ('katex-html">x', 'katex-html">', "nothing is drawn"),
    ],
)
def test_math_that_is_not_set_or_not_read_is_found(show, right, wrong, complaint):
    assert math_problems(show(SET).page) == []
    assert any(complaint in found for found in math_problems(show(SET.replace(right, wrong)).page))


@pytest.mark.parametrize(
    "fault",
    [
        '<main><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>',
        '<main><img alt="../_images/plot.png" src="data:,"></main>',
        '<main><img alt=" " src="data:,"></main>',
    ],
)
def test_an_image_without_words_is_found(show, fault):
    assert any("alt" in found for found in image_problems(show(fault).page))


def test_an_image_that_does_not_load_is_found(show):
    bad = show('<main><img alt="A plot" src="gone.png"></main>')
    assert any("not loaded" in found for found in image_problems(bad.page))


def test_horizontal_scroll_is_found(show):
    bad = show('<main><div style="width: 600px">wide</div></main>', width=375)
    assert len(overflow_problems(bad.page)) == 1


def test_a_hidden_focus_is_found(show):
    fault = "<main><style>button:focus { outline: none }</style><button>Go</button></main>"
    assert any("does not show" in found for found in keyboard_problems(show(fault).page))


def test_tab_gets_past_players_with_buttons_of_their_own(show):
    player = '<audio controls aria-label="a tone" src="data:audio/wav;base64,UklGRg=="></audio>'
    page = show(f"<main>{player * 9}<button>After</button></main>").page
    assert not any("After" in found for found in keyboard_problems(page))


def test_what_tab_cannot_reach_is_found(show):
    fault = """<main><button id="trap">Trap</button><button>After</button></main>
    <script>trap.addEventListener('keydown', e => e.preventDefault())</script>"""
    assert any("never reaches" in found for found in keyboard_problems(show(fault).page))
