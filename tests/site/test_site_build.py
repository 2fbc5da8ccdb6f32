"""`tools/site.py` and `tools/book_site.py` on a small book of their own."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import address
import pytest
from conftest import ROOT

INDEX = """# A small book

Math $x^2$, a work {cite:p}`known`, and [the chapter](chapter.md).
"""

CHAPTER = """# A chapter

```{exercise} Easy
:label: ex-easy

Do it.
```

```{solution} ex-easy
:label: sol-easy
:class: dropdown

Done, with $y$.
```

```{note}
:class: dropdown

A folded remark.
```

```text
✓ a claim (to 1e-08)
✗ another claim
l2.step: not attempted yet
an ordinary line
```
"""

WORKS = "@book{known, author={Doe, Jane}, title={A Book}, publisher={House}, year={1999}}\n"


@pytest.fixture(scope="module")
def small_book(tmp_path_factory):
    """Return a folder with a small book in it, and this repository's tools and look."""
    root = tmp_path_factory.mktemp("small") / "book with a space"
    (root / "book").mkdir(parents=True)
    (root / "helpers").mkdir()
    (root / "helpers" / "module.py").write_text("value = 1\n", "utf-8")
    (root / "book" / "index.md").write_text(INDEX, "utf-8")
    (root / "book" / "chapter.md").write_text(CHAPTER, "utf-8")
    (root / "book" / "sources.md").write_text("# Sources\n\n```{bibliography}\n```\n", "utf-8")
    (root / "references.bib").write_text(WORKS, "utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\n"
        "chapters:\n  - file: book/chapter\n  - file: book/sources\n",
        "utf-8",
    )
    shutil.copy(ROOT / "_config.yml", root)
    shutil.copytree(ROOT / "assets", root / "assets")
    (root / "tools").mkdir()
    for path in (ROOT / "tools").glob("*.py"):
        shutil.copy(path, root / "tools")
    (root / "tools" / "moved.yml").write_text("", "utf-8")
    (root / "tools" / "search_words.yml").write_text("same: []\nalso: {}\n", "utf-8")
    shutil.copytree(ROOT / "tools" / "live", root / "tools" / "live")
    return root


def make_site(root, **environment):
    """Run `tools/site.py` as make does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    return subprocess.run(
        [sys.executable, root / "tools" / "site.py"],
        cwd=root,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def built(small_book):
    """Return the folder of the small book, built for the first time, and what was printed."""
    done = make_site(small_book)
    assert done.returncode == 0, done.stderr
    return small_book, done


def built_page(root, name):
    """Return the HTML of a page."""
    return (root / "_build" / "html" / name).read_text("utf-8")


def load(root, name):
    """Import a tool of the small book."""
    spec = importlib.util.spec_from_file_location(f"small_{name}", root / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(root / "tools")
        spec.loader.exec_module(module)
    return module


def test_it_says_where_to_open_the_site_and_nothing_else(built):
    root, done = built
    address = (root / "_build" / "html" / "index.html").as_uri()
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "Building the site …",
        f"The site is in _build/html. Open {address}",
        "or run `make serve` and open http://localhost:8000",
    ]


def test_it_leaves_the_site_and_nothing_else(built):
    root, _ = built
    assert {path.name for path in (root / "_build").iterdir()} == {"html", "site.stamp"}


def test_nothing_is_built_when_nothing_changed(built):
    root, _ = built
    before = (root / "_build" / "html" / "index.html").stat().st_mtime_ns
    again = make_site(root)
    assert again.returncode == 0
    assert "Building" not in again.stdout
    assert (root / "_build" / "html" / "index.html").stat().st_mtime_ns == before


def test_solutions_are_folded_and_ids_not_repeated(built):
    page = built_page(built[0], "book/chapter.html")
    assert '<details class="admonition solution dropdown" id="sol-easy">' in page
    assert '<summary class="admonition-title">\nSolution to Exercise 1 (Easy)</summary>' in page
    assert '<details class="admonition note dropdown">' in page
    assert '<summary class="admonition-title">\nNote</summary>\n<p>A folded remark.</p>' in page
    assert "exercise-content" not in page
    assert "solution-content" not in page


def test_verdicts_are_set_off(built):
    page = built_page(built[0], "book/chapter.html")
    assert '<span class="verdict verdict-passed">✓ a claim (to 1e-08)</span>' in page
    assert '<span class="verdict verdict-failed">✗ another claim</span>' in page
    assert '<span class="verdict verdict-awaited">l2.step: not attempted yet</span>' in page
    assert "\nan ordinary line\n" in page


def test_formulas_are_set_and_keep_what_stands_at_them(built):
    page = built_page(built[0], "book/chapter.html")
    assert page.count("_static/katex/katex.min.css") == 1
    assert '<annotation encoding="application/x-tex">y</annotation>' in page
    # The full stop is a part of the formula's own line.
    assert re.search(r"</span></span></span>\.</span></p>", page)
    # A page without formulas does not load what they need.
    assert "katex" not in built_page(built[0], "book/sources.html")


def test_citations_name_author_and_year(built):
    assert "Doe, 1999</a>]" in built_page(built[0], "book/index.html")
    assert "<p>Doe, Jane. <em>A Book</em>. House, 1999.</p>" in built_page(
        built[0], "book/sources.html"
    )


def test_a_fork_names_itself(built):
    root, _ = built
    done = make_site(root, GITHUB_REPOSITORY="someone/fork", GITHUB_SERVER_URL="https://github.com")
    assert done.returncode == 0, done.stderr
    page = built_page(root, "book/index.html")
    assert "https://github.com/someone/fork/issues/new/choose" in page
    assert '<link rel="canonical" href="https://someone.github.io/fork/book/index.html"' in page
    assert address.configured() not in page
    assert make_site(root).returncode == 0
    assert "someone/fork" not in built_page(root, "book/index.html")


def test_a_warning_fails_every_run_until_it_is_mended(built):
    root, _ = built
    index = root / "book" / "index.md"
    good = built_page(root, "book/index.html")
    fault = "\n{cite:p}`unknown`, {ref}`nowhere`, [gone](gone.md), $\\oops$\n"
    index.write_text(INDEX + fault, "utf-8")
    for _ in range(2):
        done = make_site(root)
        assert done.returncode == 1
        assert "The site is in" not in done.stdout
        for fault in ("unknown", "nowhere", "gone.md", "formula: "):
            assert any(
                line.startswith(f"{Path('book', 'index.md')}:5: WARNING") and fault in line
                for line in done.stderr.splitlines()
            ), done.stderr
        assert "Traceback" not in done.stderr
        assert str(root) not in done.stderr
        assert built_page(root, "book/index.html") == good
        assert {path.name for path in (root / "_build").iterdir()} == {"html", "site.stamp"}
    index.write_text(INDEX, "utf-8")
    assert make_site(root).returncode == 0


def test_a_changed_style_and_a_changed_chapter_reach_the_site(built):
    root, _ = built
    with (root / "assets" / "book.css").open("a", encoding="utf-8") as file:
        file.write(".something-new { color: inherit; }\n")
    (root / "book" / "chapter.md").write_text(CHAPTER + "\nA new sentence.\n", "utf-8")
    assert make_site(root).returncode == 0
    assert ".something-new" in built_page(root, "_static/book.css")
    assert "A new sentence." in built_page(root, "book/chapter.html")
    assert "_static/book.css?v=" in built_page(root, "book/index.html")


@pytest.mark.parametrize(
    "name",
    [
        "_config.yml",
        "_toc.yml",
        "references.bib",
        "assets/book.js",
        "assets/templates/layout.html",
        "book/index.md",
        "helpers/module.py",
        "tools/book_site.py",
        "tools/site.py",
    ],
)
def test_every_source_counts(built, name):
    root, _ = built
    tool = load(root, "site")
    before = tool.fingerprint()
    path = root / name
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    changed = tool.fingerprint()
    path.write_bytes(content)
    assert changed != before
    assert tool.fingerprint() == before


def test_new_gone_and_renamed_files_count_and_caches_do_not(built, monkeypatch):
    root, _ = built
    tool = load(root, "site")
    before = tool.fingerprint()
    for folder in ("helpers/__pycache__", "book/.ipynb_checkpoints", ".pytest_cache"):
        (root / folder).mkdir(exist_ok=True)
        (root / folder / "x.md").write_text("x", "utf-8")
    assert tool.fingerprint() == before
    new = root / "book" / "new.md"
    new.write_text("# New\n", "utf-8")
    with_new = tool.fingerprint()
    renamed = new.rename(root / "book" / "renamed.md")
    with_renamed = tool.fingerprint()
    renamed.unlink()
    assert len({before, with_new, with_renamed}) == 3
    assert tool.fingerprint() == before
    monkeypatch.setenv("GITHUB_REPOSITORY", "someone/fork")
    assert tool.fingerprint() != before


def test_a_theme_without_the_fault_fails_the_build(small_book):
    tool = load(small_book, "book_site")
    assert tool.mend("<a><b>", "page", {"<a>": "<c>"}) == "<c><b>"
    with pytest.raises(tool.ExtensionError, match="page: the theme no longer writes"):
        tool.mend("<a><b>", "page", {"<d>": "<c>"})


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_a_missing_browser_is_said_in_one_line(site, tmp_path, ci, status):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/site/test_site_pages.py"],
        cwd=ROOT,
        env={**os.environ, "PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "CI": ci},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if "no Chromium here" in line]
    assert done.returncode == status, done.stdout
    assert len(said) == 1
    assert "were not run;" in said[0]
    assert "installs one" in said[0]
    assert "passed" not in done.stdout


def test_the_foot_of_a_page_leads_to_the_book_as_a_file(built):
    page = built_page(built[0], "book/chapter.html")
    home = re.search(r'<link rel="canonical" href="(.*)book/chapter\.html"', page)[1]
    assert home.startswith("https://")
    for kind in ("pdf", "zip"):
        assert f'<a href="{home}regularization-executed.{kind}">' in page
