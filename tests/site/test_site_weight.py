"""What is found too heavy, what moves on a slow line, and that lightness costs no look."""

import base64
import io
import json
import re

import pytest
from conftest import DOCUMENTS, NOTEBOOKS, PAGES
from fontTools.ttLib import TTFont
from site_checks import Visit
from site_weight import over, shift, weigh

INDEX = f"{DOCUMENTS[0]}.html"
# Formulas at the top, a table there that grows with its rows, and a page that once moved on a slow
# machine.
NOTATION, RESCALED = "book/appendix/notation.html", "book/penalties/elastic-net-rescaled.html"
MOVING = (NOTATION, "book/tuning/one-by-one.html", RESCALED)


@pytest.mark.parametrize("name", MOVING)
def test_nothing_moves_on_a_slow_line_and_machine(browser, site, address, name):
    first = weigh(browser, site, address, name, slow=True)["shift"]
    assert shift(browser, site, address, name, first, slow=True) < 0.01


FACES_DRAWN = """() => {
    const drawn = {}, walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!parent.closest('.katex-html')) continue;
        const {fontFamily, fontWeight, fontStyle} = getComputedStyle(parent);
        const face = `${fontFamily.split(',')[0]} ${fontWeight} ${fontStyle}`;
        drawn[face] = (drawn[face] ?? '') + walker.currentNode.data;
    }
    return drawn;
}"""


@pytest.mark.parametrize("name", [NOTATION, RESCALED])
def test_every_glyph_of_the_formulas_is_in_the_style(site, visit, address, name):
    style = (site / "_static" / "katex" / "katex.min.css").read_text("utf-8")
    held = {}
    for face in re.findall(r"@font-face\{[^{}]*\}", style):
        said = dict(re.findall(r"font-(family|weight|style):([^;}]+)", face))
        data = base64.b64decode(re.search(r"base64,([^)]+)", face)[1])
        key = f"{said['family']} {said['weight']} {said['style']}"
        held[key] = set(TTFont(io.BytesIO(data)).getBestCmap())
    drawn = visit(address + name).page.evaluate(FACES_DRAWN)
    assert len(drawn) >= 3
    lacking = {
        face: characters
        for face, text in drawn.items()
        if (characters := {c for c in text if not c.isspace()} - {"\u200b"})
        and not {ord(c) for c in characters} <= held.get(face, set())
    }
    assert lacking == {}


def test_the_fonts_of_the_styles_are_there_before_the_page(visit, address):
    page = visit(f"{address}{NOTATION}").page
    late = page.evaluate(
        """() => [...document.fonts].filter(font => font.family.includes('KaTeX_Main')
            && font.status !== 'loaded').length"""
    )
    families = page.evaluate(
        """() => [...document.fonts].filter(font => font.status === 'loaded')
            .map(font => font.family.replaceAll('"', ''))"""
    )
    assert {"KaTeX_Main", "KaTeX_Math"} <= set(families)
    # Those of the style wait unused: the same fonts, unpacked by the script, come before them.
    assert late == families.count("KaTeX_Main")


def test_what_is_heavy_or_moves_is_found(browser, serve, tmp_path):
    (tmp_path / "data.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "page.html").write_text(
        "<!DOCTYPE html><meta charset=utf-8><link rel=icon href='data:,'><p id=p>text</p>"
        "<script>fetch('data.bin'); requestAnimationFrame(() => requestAnimationFrame(() => {"
        "p.style.marginTop = '400px'; const end = performance.now() + 300;"
        "while (performance.now() < end); }))</script>",
        "utf-8",
    )
    weight = weigh(browser, tmp_path, serve(tmp_path), "page.html")
    assert weight["requests"] == 2
    assert weight["raw"] == 1024 + (tmp_path / "page.html").stat().st_size
    assert weight["zipped"] > 1024
    assert shift(browser, tmp_path, serve(tmp_path), "page.html", weight["shift"]) > 0.01
    assert weight["task"] > 200
    assert over(weight, {"requests": 1, "raw": 100, "zipped": 1_000_000}) == [
        "requests: 2, at most 1",
        f"raw: {weight['raw']}, at most 100",
    ]


@pytest.mark.parametrize("name", PAGES)
def test_pictures_have_sizes_and_those_below_wait(site, name):
    images = re.findall(r"<img [^>]*_images/[^>]*>", (site / name).read_text("utf-8"))
    assert [one for one in images if not re.search(r' width="\d+" height="\d+"', one)] == []
    assert [one for one in images[1:] if ' loading="lazy"' not in one] == []


LOOKS = """() => {
    const looks = [], seen = new Set();
    for (const element of document.querySelectorAll('body, body *')) {
        // Of what is alike and stands in what is alike, one stands for all.
        const {parentElement: parent} = element;
        const kind = [element, parent].map(e => `${e.tagName}.${e.className}`).join(' < ');
        if (seen.has(kind)) continue;
        seen.add(kind);
        for (const part of [null, '::before', '::after']) {
            const style = getComputedStyle(element, part);
            if (part && style.content === 'none') continue;
            const all = [...style].filter(name => !name.startsWith('--') && name !== 'font-family')
                .map(name => `${name}: ${style.getPropertyValue(name)}`);
            const box = part ? '' : JSON.stringify(element.getBoundingClientRect());
            looks.push([`${element.tagName}.${element.className}${part ?? ''} ${box}`, all]);
        }
    }
    return looks;
}"""
SHOW_ALL = """theme => {
    document.documentElement.dataset.theme = theme;
    document.querySelectorAll('details').forEach(details => { details.open = true });
    // Dialogs and menus are looked at too.
    document.querySelectorAll('dialog').forEach(dialog => { dialog.open = true });
    document.querySelectorAll('.dropdown-menu').forEach(menu => menu.classList.add('show'));
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
WHOLE = """async sheets => {
    const cut = document.querySelector('link[href*="theme-cut.css"]');
    const loaded = sheets.map(sheet => new Promise(done => {
        const link = Object.assign(document.createElement('link'), {
            rel: 'stylesheet', onload: done,
            href: new URL(sheet, new URL('.', cut.href)).href});
        cut.before(link);
    }));
    await Promise.all(loaded);
    cut.remove();
}"""


@pytest.mark.parametrize(
    ("name", "width", "theme"),
    [
        (INDEX, 1280, "light"),
        ("book/appendix/glossary.html", 1280, "dark"),
        ("book/appendix/status.html", 375, "light"),
        ("search.html", 1280, "light"),
        ("book/dropout/how-much-data.html", 375, "dark"),
    ],
)
def test_the_cut_style_looks_as_the_whole_one(browser, site, address, name, width, theme):
    static = site / "_static"
    sheets = [path.name for path in (static.glob("mystnb.*.css"))]
    sheets = [
        "styles/theme.css",
        "styles/pydata-sphinx-theme.css",
        "pygments.css",
        "styles/sphinx-book-theme.css",
        *sheets,
        "copybutton.css",
        "exercise.css",
        "sphinx-design.min.css",
    ]
    visit = Visit(browser, address + name, width=width)
    visit.page.evaluate(SHOW_ALL, theme)
    cut = visit.page.evaluate(LOOKS)
    visit.page.evaluate(WHOLE, sheets)
    visit.settle()
    visit.page.evaluate(SHOW_ALL, theme)
    whole = visit.page.evaluate(LOOKS)
    visit.close()
    assert len(cut) == len(whole) > 80
    different = [
        (place, sorted(set(all_before) ^ set(all_after)))
        for (place, all_before), (there, all_after) in zip(cut, whole, strict=True)
        if all_before != all_after or place != there
    ]
    assert json.dumps(different[:3]) == "[]"


def test_icons_are_drawings_and_no_font(site, visit, address):
    style = (site / "_static" / "theme-cut.css").read_text("utf-8")
    assert re.findall(r"@font-face|[\ue000-\uf8ff]|\\[ef][0-9a-f]{3}\b|pst-icon", style) == []
    assert list(site.rglob("fa-*.woff2")) == []
    drawn = visit(f"{address}{NOTEBOOKS[0]}.html").page.evaluate(
        """() => [...document.querySelectorAll('.book-icon')].filter(i => i.checkVisibility())
            .map(icon => {
                const svg = icon.firstElementChild, box = svg.firstElementChild.getBBox();
                const { width, height } = svg.viewBox.baseVal;
                const em = parseFloat(getComputedStyle(icon).fontSize);
                return [box.x, box.y, box.x + box.width - width, box.y + box.height - height,
                    svg.getBoundingClientRect().height / em, box.width / width];
            })"""
    )
    assert len(drawn) > 10
    for left, top, right, bottom, height, part in drawn:
        assert max(-left, -top, right, bottom) <= 1
        assert height == pytest.approx(1, rel=0.01)
        assert part > 0.4


def test_code_is_drawn_in_ink_where_its_colour_says_nothing(site, visit, address):
    name = f"{NOTEBOOKS[0]}.html"
    assert '<span class="n">' not in (site / name).read_text("utf-8")
    page = visit(address + name).page
    colours = page.evaluate(
        """() => {
            const pre = document.querySelector('.cell_input pre');
            const body = document.querySelector('.bd-article');
            return [getComputedStyle(pre).color, getComputedStyle(body).color];
        }"""
    )
    assert colours[0] == colours[1]
