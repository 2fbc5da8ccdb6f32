"""The built files themselves, without a browser."""

import functools
import os
import re
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from conftest import NOTEBOOKS, PAGES, ROOT
from site_html import OUTSIDE_IN_SCRIPT, OUTSIDE_IN_STYLE, Page

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
BRANCH = CONFIG["repository"]["branch"]
if "GITHUB_REPOSITORY" in os.environ:
    REPOSITORY = os.environ["GITHUB_REPOSITORY"]
else:
    REPOSITORY = CONFIG["repository"]["url"].removeprefix("https://github.com/")

OUTSIDE = re.compile(r"^\s*(?:[a-z]+:)?//", re.IGNORECASE)


def outside_names(html):
    """Return the addresses of other hosts that the page would ask for something."""
    return [name for name in Page(html).asked if OUTSIDE.match(name)]


@functools.cache
def ids_of(path):
    """Return the ids of a built page, to which many pages link."""
    return frozenset(Page(path.read_text("utf-8")).ids)


def broken_links(site, page_name):
    """Return the links and files of the page that lead nowhere on the site."""
    here = site / page_name
    page = Page(here.read_text("utf-8"))
    broken = []
    for address in [*page.links, *page.asked]:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith("data:"):
            continue
        target = (here.parent / unquote(parts.path)).resolve() if parts.path else here
        if not target.is_file() or (
            parts.fragment
            and target.suffix == ".html"
            and unquote(parts.fragment) not in ids_of(target)
        ):
            broken.append(address)
    return broken


@pytest.mark.parametrize("name", [*PAGES, "index.html"])
def test_page_names_no_outside_host(site, name):
    assert outside_names((site / name).read_text("utf-8")) == []


# Where TeX and MyST may be read, and what would be markup elsewhere.
SOURCES = re.compile(r"<(pre|code|script|style|annotation)\b.*?</\1>", re.DOTALL)
RAW = re.compile(
    r"\$[^$\n]+\$|\\[a-z]{2,}|\{(?:eq|term|ref|numref|doc|cite:\w+)\}|^:::", re.MULTILINE
)


def raw_markup(html):
    """Return the markup that a reader of the page would see."""
    return RAW.findall(re.sub(r"<[^>]*>", "", SOURCES.sub("", html)))


@pytest.mark.parametrize("name", PAGES)
def test_no_markup_is_seen(site, name):
    assert raw_markup((site / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "html", ["on $C_p$.", r"by \frac12", "see {eq}`l2`", "{cite:t}`a`", "<p>a\n:::{note}</p>"]
)
def test_markup_is_found(html):
    assert len(raw_markup(html)) == 1
    assert raw_markup(f"<pre>{html}</pre><code>{html}</code>") == []


def test_styles_name_no_outside_host_and_no_missing_file(site):
    sheets = list(site.rglob("*.css"))
    assert sheets
    problems = []
    for sheet in sheets:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        problems += [f"{sheet.name}: {name}" for name in OUTSIDE_IN_STYLE.findall(text)]
        for name in re.findall(r"""url\(\s*["']?([^"')]+)""", text):
            if not name.startswith(("data:", "#")) and not (sheet.parent / name).is_file():
                problems.append(f"{sheet.name}: {name} is missing")
    assert problems == []


# The loader's default, in the place of which the worker names the site's own folder.
UNUSED_DEFAULTS = {("pyodide.js", "https://cdn.jsdelivr.net/pyodide/v${d.version}/full/")}


def test_scripts_of_the_exercises_name_no_outside_host(site):
    scripts = list((site / "_static" / "live").rglob("*.js"))
    assert len(scripts) > 5
    named = {
        (script.name, name)
        for script in scripts
        for name in OUTSIDE_IN_SCRIPT.findall(script.read_text("utf-8"))
    }
    assert named == UNUSED_DEFAULTS
    worker = (site / "_static" / "live" / "worker.js").read_text("utf-8")
    assert 'indexURL: at("engine/")' in worker


@pytest.mark.parametrize("name", [*PAGES, "index.html"])
def test_links_lead_somewhere(site, name):
    assert broken_links(site, name) == []


@pytest.mark.parametrize("name", [*PAGES, "index.html"])
def test_ids_are_unique(site, name):
    ids = Page((site / name).read_text("utf-8")).ids
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_site_has_the_pages_of_the_contents_and_no_others(site):
    built = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert built == {*PAGES, "index.html", "404.html"}


def test_site_carries_nothing_heavy(site):
    assert [path.name for path in site.rglob("*") if path.suffix in (".map", ".ttf")] == []
    assert [path.name for path in site.rglob("fontawesome*.js")] == []
    assert {path.name for path in (site / "_static" / "katex").iterdir()} == {
        "LICENSE",
        "copy-tex.min.js",
        "katex.min.css",
    }


def test_notebook_can_be_taken_away(site, notebook):
    here = site / f"{notebook}.html"
    page = Page(here.read_text("utf-8"))
    place = f"{REPOSITORY}/blob/{BRANCH}/{notebook}.ipynb"
    assert f"https://colab.research.google.com/github/{place}" in page.links
    place = f"{REPOSITORY}/{BRANCH}?urlpath=lab/tree/{notebook}.ipynb"
    assert f"https://mybinder.org/v2/gh/{place}" in page.links
    assert len(page.downloads) == 1
    taken = (here.parent / page.downloads[0]).read_bytes()
    assert taken == (ROOT / f"{notebook}.ipynb").read_bytes()


@pytest.mark.parametrize("name", PAGES)
def test_a_problem_is_reported_with_the_form(site, name):
    links = Page((site / name).read_text("utf-8")).links
    assert [link for link in links if "/issues" in link] == [
        f"https://github.com/{REPOSITORY}/issues/new/choose"
    ]


@pytest.mark.parametrize("name", PAGES)
def test_licences_stand_in_the_footer(site, name):
    footer = (site / name).read_text("utf-8").rpartition("<footer")[2]
    assert "CC BY 4.0" in footer
    assert "BSD-3-Clause" in footer


def test_some_chapter_has_folded_solutions(site):
    pages = [(site / f"{name}.html").read_text("utf-8") for name in NOTEBOOKS]
    assert any('<details class="admonition solution' in page for page in pages)


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example.org/a.js"></script>',
        '<link rel="stylesheet" href="//fonts.example.org/css">',
        '<link rel="preconnect" href="https://fonts.example.org">',
        '<img src="a.png" srcset="a.png 1x, https://example.org/b.png 2x">',
        '<p style="background: url(https://example.org/a.png)"></p>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<script>import('https://example.org/a.js')</script>",
        '<iframe src="http://example.org"></iframe>',
    ],
)
def test_an_outside_host_is_found(html):
    assert len(outside_names(html)) == 1


def test_a_link_and_a_namespace_are_not_outside_requests():
    assert outside_names('<a href="https://example.org">x</a>') == []
    assert outside_names('<script>"http://www.w3.org/2000/svg"</script>') == []


def test_broken_links_are_found(tmp_path):
    (tmp_path / "b.html").write_text('<p id="there"></p>', "utf-8")
    (tmp_path / "a.html").write_text(
        '<a href="b.html#there"></a><a href="b.html#gone"></a><a href="c.html"></a>'
        '<a href="#nowhere"></a><img src="missing.png"><a href="https://example.org/x"></a>'
        '<audio src="data:audio/wav;base64,UklG"></audio>',
        "utf-8",
    )
    assert broken_links(tmp_path, "a.html") == ["b.html#gone", "c.html", "#nowhere", "missing.png"]
