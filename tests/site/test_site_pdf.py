"""`make pdf` and `make offline`: what they make of the built site."""

import io
import re
import zipfile
from itertools import pairwise

import offline
import pdf
import pytest
from pypdf import PdfReader, PdfWriter

INDEX, L2, TABLES = "book/index", "book/penalties/l2", "book/penalties/l2-tables"


@pytest.fixture(scope="module")
def book(site, browser, tmp_path_factory):
    """Return a book of three pages, its chapters and its PDF."""
    chapters = [chapter for chapter in pdf.chapters() if chapter.name in (INDEX, L2, TABLES)]
    for chapter in chapters:
        pdf.print_chapter(browser, chapter)
    for before, after in pairwise(chapters):
        after.first = before.first + len(before.pdf.pages)
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    pdf.bind(pdf.print_front(browser, chapters), chapters).write(path)
    return chapters, PdfReader(path)


def nested(pdf_file, items):
    """Return an outline as lists of titles with the numbers of their pages."""
    return [
        nested(pdf_file, item)
        if isinstance(item, list)
        else (item.title, pdf_file.get_destination_page_number(item))
        for item in items
    ]


def test_the_chapters_of_the_book_are_all_pages_in_order():
    chapters = pdf.chapters()
    assert [chapter.name for chapter in chapters][:2] == [INDEX, "book/background/overfitting"]
    at = [chapter.name for chapter in chapters].index(L2)
    assert [(c.part, c.in_depth) for c in chapters[at : at + 2]] == [
        ("Penalties", False),
        (None, True),
    ]


def test_the_outline_has_parts_pages_and_sections(book):
    chapters, made = book
    outline = nested(made, made.outline)
    offset = len(made.pages) - sum(len(chapter.pdf.pages) for chapter in chapters)
    assert outline[0] == ("Regularization & Dropout, Executed", offset)
    assert [item[0] for item in outline[1:] if isinstance(item, tuple)] == ["Penalties"]
    (l2, below) = outline[-1]
    assert l2 == ("3. L2: the penalty that shrinks", offset + chapters[1].first)
    sections = [item[0] for item in below if isinstance(item, tuple)]
    assert sections[:3] == ["What you will be able to do", "A fit that is too good", "Derivation"]
    assert sections[-2:] == ["Solutions", chapters[2].title]
    pages = [item[1] for item in below if isinstance(item, tuple)]
    assert pages == sorted(pages)
    assert pages[-1] == offset + chapters[2].first


def test_no_heading_stands_at_the_foot_of_a_sheet(book):
    chapters, made = book
    headings = set(re.findall(r"'([^']+)', \d+", str(nested(made, made.outline))))
    assert "The cautious rule, judged" in headings
    # Not on the preface, whose cards end with the name of a part.
    for chapter in chapters[1:]:
        for sheet in chapter.pdf.pages:
            assert sheet.extract_text().strip().splitlines()[-1] not in headings


@pytest.mark.parametrize(("characters", "has"), [("ab", True), ("\ue000\ue001", False)])
def test_a_script_without_a_font_is_noticed(browser, characters, has):
    assert pdf.has_font(browser, list(characters)) == has


def test_each_page_has_its_number_and_the_contents_name_it(book):
    chapters, made = book
    offset = len(made.pages) - sum(len(chapter.pdf.pages) for chapter in chapters)
    for number, page in enumerate(made.pages[offset:], 1):
        assert page.extract_text().rstrip().endswith(str(number))
        assert made.page_labels[offset + number - 1] == str(number)
    assert made.page_labels[:2] == ["i", "ii"]
    listed = "".join(page.extract_text() for page in made.pages[:offset])
    for chapter in chapters:
        words = re.escape(chapter.title).replace(r"\ ", r"\s+")
        assert int(re.search(rf"{words}\s*(\d+)", listed)[1]) == chapter.first + 1


def test_links_lead_within_the_file_or_outside_of_the_site(book):
    chapters, made = book
    offset = len(made.pages) - sum(len(chapter.pdf.pages) for chapter in chapters)
    links = [link.get_object() for page in made.pages for link in page.get("/Annots", ())]
    assert not [link for link in links if pdf.HOME in str(link.get("/A", ""))]
    contents = made.pages[1]["/Annots"]
    aims = [link.get_object()["/Dest"][0].get_object() for link in contents]
    firsts = [made.pages[offset + chapter.first] for chapter in chapters]
    assert [made.get_page_number(page) for page in aims] == [
        made.get_page_number(page) for page in firsts
    ]
    # From the tables to the equation (3.5) of the main page, right where it stands.
    tables = range(offset + chapters[2].first, len(made.pages))
    found = [
        (made.get_page_number(dest[0].get_object()), float(dest[3]))
        for at in tables
        for link in made.pages[at].get("/Annots", ())
        if len(dest := link.get_object().get("/Dest", ())) > 4
    ]
    place = chapters[1].pdf.named_destinations["/equation-eq-l2-closed-form"]
    at = offset + chapters[1].first + chapters[1].pdf.get_destination_page_number(place)
    assert (at, pytest.approx(float(place.top), abs=0.1)) in found


def test_a_link_to_a_place_that_is_not_there_stops_the_book(book):
    chapters, _ = book
    bound = PdfWriter()
    for chapter in chapters:
        bound.append(chapter.pdf, import_outline=False)
    pages_alone = {f"{pdf.HOME}{c.name}.html": (c.first, pdf.Fit.fit()) for c in chapters}
    with pytest.raises(pdf.PdfError, match=r"nothing in the file for the link to .*#"):
        pdf.link(bound, 0, chapters, pages_alone)


def test_what_is_lacking_is_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "SITE", tmp_path)
    with pytest.raises(pdf.PdfError, match="no built site; run `make book`"):
        pdf.make([], tmp_path / "book.pdf")
    (tmp_path / "index.html").write_text("", "utf-8")
    monkeypatch.setattr(pdf.browser, "find_chromium", lambda: None)
    with pytest.raises(pdf.PdfError, match=r"no Chromium here; .*apt-get install chromium"):
        pdf.make([], tmp_path / "book.pdf")


def test_the_zip_is_read_from_the_file_system(site, browser, tmp_path):
    target = tmp_path / "book.zip"
    offline.pack(site, target)
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / offline.NAME
    assert "python -m http.server" in (folder / "READ ME.txt").read_text("utf-8")
    with browser.new_context() as context:
        page, faults = context.new_page(), []
        # A picture that was still to come when the page was left is none that is missing.
        page.on(
            "requestfailed",
            lambda r: r.failure == "net::ERR_ABORTED" or faults.append(r.url),
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or faults.append(r.url))
        page.goto((folder / "index.html").as_uri())
        page.wait_for_url("**/book/index.html")
        page.locator('.bd-article a[href$="l2.html"]').first.click()
        page.wait_for_url("**/penalties/l2.html")
        knob = page.locator(".slider-figure input").first
        before = knob.evaluate(
            "e => e.closest('.slider-figure').querySelector('output').textContent"
        )
        knob.press("End")
        assert page.locator(".slider-figure output").first.inner_text() != before
        assert page.locator("img").first.evaluate("i => i.decode().then(() => i.naturalWidth > 0)")
        assert "cannot be run here" in page.locator(".live-line").inner_text()
    assert faults == []


def test_the_zip_leaves_out_what_is_published_beside_the_site(tmp_path):
    site = tmp_path / "site"
    (site / "book").mkdir(parents=True)
    for name in ("index.html", "404.html", "book/l2.html", f"{offline.NAME}.pdf"):
        (site / name).write_text(name, "utf-8")
    packed = io.BytesIO()
    offline.pack(site, packed)
    names = zipfile.ZipFile(packed).namelist()
    assert names == [
        f"{offline.NAME}/{n}" for n in ("READ ME.txt", "404.html", "book/l2.html", "index.html")
    ]
