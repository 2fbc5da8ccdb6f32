"""Make the whole book one PDF, with outline, page numbers and links, from the built site.

::

    python tools/pdf.py

Each page of the site is printed by a browser, as a reader would print it. Then they are bound: the
title and the contents before them, numbers on the pages, and links from page to page within the
file. One document of the whole book would take the browser 4 GB.
"""

import io
import mimetypes
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import browser
import contents
import yaml
from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    Destination,
    DictionaryObject,
    Fit,
    NameObject,
    TextStringObject,
)

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
TARGET = ROOT / "_build" / "regularization-executed.pdf"
# Answered from the folder of the site; nobody else is asked.
HOME = "http://book.invalid/"
# A browser notes where a place is only if the document links to it.
PREPARE = """async () => {
    const places = document.createElement("div");
    places.hidden = true;
    for (const { id } of document.querySelectorAll("article.bd-article [id]")) {
        const link = document.createElement("a");
        link.href = "#" + id;
        places.append(link);
    }
    document.body.append(places);
    await document.fonts.ready;
    const pictures = [...document.querySelectorAll("article.bd-article img")];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode()));
    const title = document.querySelector("article.bd-article h1").cloneNode(true);
    title.querySelector(".headerlink")?.remove();
    return title.textContent.trim();
}"""
# What no font has is drawn as a box, each like the other.
SAME = """characters => {
    const [one, other] = characters.map(character => {
        const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
        pen.font = "32px serif";
        pen.fillText(character, 8, 48);
        return canvas.toDataURL();
    });
    return one === other;
}"""
CHINESE = ["学", "习"]
FRONT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 20mm 22mm }}
body {{ font: 10pt/1.5 "Liberation Sans", sans-serif; color: #22272e }}
.cover {{ break-after: page; padding-top: 55mm }}
.cover svg {{ width: 52mm; height: auto }}
h1 {{ font-size: 30pt; line-height: 1.15; margin: 8mm 0 6mm }}
h2 {{ font-size: 11pt; text-transform: uppercase; letter-spacing: .06em; margin: 6mm 0 1mm }}
h2 {{ break-after: avoid }}
ol {{ list-style: none; margin: 0; padding: 0 }}
li a {{ display: flex; gap: 2mm; color: inherit; text-decoration: none }}
li a::before {{ order: 2; content: ""; flex: 1; margin-bottom: 1.4mm }}
li a::before {{ border-bottom: .3pt dotted #888 }}
li span {{ order: 3; font-variant-numeric: tabular-nums }}
li.in-depth {{ padding-left: 9mm; font-size: 9pt; color: #545d68 }}
</style></head><body><div class="cover">{logo}<h1>{title}</h1>
<p>{authors}</p><p>Text under CC BY 4.0, code under the BSD 3-Clause licence.</p></div>
<nav aria-label="Contents"><ol>{lines}</ol></nav></body></html>"""


class PdfError(Exception):
    """A book that cannot be printed; the message is one line."""


@dataclass
class Chapter:
    """A page of the site, printed: the part that it begins, how deep it stands, where it is."""

    name: str
    part: str | None = None
    in_depth: bool = False
    title: str = ""
    pdf: PdfReader = None
    first: int = 0


def chapters(root=ROOT):
    """Return the pages of the book in reading order, not printed yet."""
    found, begun = [], ""
    for name, page in contents.pages(root).items():
        part = page.part if page.part != begun else None
        found.append(Chapter(name, part, in_depth=page.under is not None))
        begun = page.part
    return found


def main():
    """Make the PDF and say where it is; return the exit status."""
    try:
        pages = make(chapters(), TARGET)
    except PdfError as error:
        print(f"pdf: {error}", file=sys.stderr)
        return 1
    print(f"{TARGET.relative_to(ROOT)}: {pages} pages, {TARGET.stat().st_size / 1e6:.1f} MB")
    return 0


def make(book, target):
    """Print the chapters into one file; return the number of its pages."""
    if not (SITE / "index.html").exists():
        raise PdfError("there is no built site; run `make book`")
    if browser.find_chromium() is None:
        raise PdfError(f"no Chromium here; {browser.INSTALL}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.find_chromium(), args=browser.FLAGS
        )
        if not has_font(chromium, CHINESE):
            print(
                "pdf: no font here has Chinese characters, which will be boxes; "
                "`sudo apt-get install fonts-noto-cjk` installs one",
                file=sys.stderr,
            )
        count = 0
        for chapter in book:
            print_chapter(chromium, chapter)
            chapter.first, count = count, count + len(chapter.pdf.pages)
        front = print_front(chromium, book)
        chromium.close()
    bound = bind(front, book)
    bound.write(target)
    return len(bound.pages)


def has_font(chromium, characters):
    """Return whether two characters of a script are drawn, and not as the box of a missing one."""
    page = chromium.new_page()
    missing = page.evaluate(SAME, characters)
    page.close()
    return not missing


def print_chapter(chromium, chapter):
    """Print a page of the site as a reader would."""
    page = chromium.new_page()
    page.route("**/*", answer)
    page.goto(f"{HOME}{chapter.name}.html", wait_until="load")
    chapter.title = page.evaluate(PREPARE)
    content = page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
    chapter.pdf = PdfReader(io.BytesIO(content))
    page.close()


def answer(route):
    """Answer a request of the browser from the folder of the site."""
    path = SITE / unquote(urlsplit(route.request.url).path.lstrip("/"))
    if not route.request.url.startswith(HOME) or not path.is_file():
        route.abort()
    else:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        route.fulfill(body=path.read_bytes(), content_type=kind)


def print_front(chromium, book):
    """Print the title and the contents, which link to the pages by their addresses."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    lines = []
    for chapter in book:
        if chapter.part:
            lines.append(f"</ol><h2>{escape(chapter.part)}</h2><ol>")
        kind = ' class="in-depth"' if chapter.in_depth else ""
        entry = f"{escape(chapter.title)}<span>{chapter.first + 1}</span>"
        lines.append(f'<li{kind}><a href="{HOME}{chapter.name}.html">{entry}</a></li>')
    page = chromium.new_page()
    page.set_content(
        FRONT.format(
            title=escape(config["title"]),
            authors=escape(config["author"]),
            logo=(ROOT / "assets" / "logo.svg").read_text("utf-8"),
            lines="\n".join(lines),
        )
    )
    content = page.pdf(prefer_css_page_size=True, print_background=True)
    return PdfReader(io.BytesIO(content))


def bind(front, book):
    """Return the chapters behind the title and the contents, numbered, linked and outlined."""
    bound, offset = PdfWriter(), len(front.pages)
    for pdf in (front, *(chapter.pdf for chapter in book)):
        bound.append(pdf, import_outline=False)
    add_numbers(bound, offset)
    places = {}
    for chapter in book:
        url = f"{HOME}{chapter.name}.html"
        places[url] = (offset + chapter.first, Fit.fit_horizontally())
        for name, place in chapter.pdf.named_destinations.items():
            at = chapter.pdf.get_destination_page_number(place)
            fit = Fit.xyz(left=0, top=place.top)
            places[f"{url}#{name.lstrip('/')}"] = (offset + chapter.first + at, fit)
    link(bound, offset, book, places)
    outline(bound, offset, book)
    bound.set_page_label(0, offset - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    bound.set_page_label(offset, len(bound.pages) - 1, style=PageLabelStyle.DECIMAL)
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    bound.add_metadata({"/Title": config["title"], "/Author": config["author"]})
    bound.root_object[NameObject("/Lang")] = TextStringObject("en")
    bound.page_mode = "/UseOutlines"
    return bound


def add_numbers(bound, offset):
    """Write the number of each page at its foot, behind what the browser has drawn there."""
    font = DictionaryObject()
    for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica")):
        font[NameObject(f"/{key}")] = NameObject(f"/{value}")
    font = bound._add_object(font)
    before = bound._add_object(drawing("q"))
    for number, page in enumerate(bound.pages[offset:], 1):
        # A digit of Helvetica is 0.556 of its size wide.
        left = (float(page.mediabox.width) - 0.556 * 8 * len(str(number))) / 2
        words = f"Q BT /BookNumber 8 Tf {left:.1f} 26 Td ({number}) Tj ET"
        after = bound._add_object(drawing(words))
        drawn = page.raw_get("/Contents")
        page[NameObject("/Contents")] = ArrayObject([before, drawn, after])
        resources = page["/Resources"]
        fonts = resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()
        fonts[NameObject("/BookNumber")] = font


def drawing(commands):
    """Return commands of a page as an object of a PDF."""
    stream = DecodedStreamObject()
    stream.set_data(commands.encode())
    return stream


def link(bound, offset, book, places):
    """Turn the links from page to page into links within the file.

    Raises
    ------
    PdfError
        If a link leads to a place of the site that is not in the file.
    """
    starts = {offset + chapter.first: f"{HOME}{chapter.name}.html" for chapter in book}
    here = ""
    for at, page in enumerate(bound.pages):
        here = starts.get(at, here)
        kept = ArrayObject()
        for reference in page.get("/Annots", ()):
            annotation = reference.get_object()
            target = aim(annotation, here)
            if target is None or target in places:
                kept.append(reference)
            elif target.partition("#")[0] in places:
                raise PdfError(f"{here}: nothing in the file for the link to {target}")
            # What else the site offers, a notebook to load, is not in the file.
            if target in places:
                number, fit = places[target]
                annotation.pop("/A", None)
                page_reference = bound.pages[number].indirect_reference
                annotation[NameObject("/Dest")] = Destination("", page_reference, fit).dest_array
        if "/Annots" in page:
            page[NameObject("/Annots")] = kept


def aim(annotation, here):
    """Return the address on the site to which a link leads; None if it leads elsewhere."""
    if "/Dest" in annotation:
        return f"{here}#{str(annotation['/Dest']).lstrip('/')}"
    action = annotation.get("/A", {})
    if "/D" in action:
        return f"{here}#{str(action['/D']).lstrip('/')}"
    url = unquote(str(action.get("/URI", "")))
    return url if url.startswith(HOME) else None


def outline(bound, offset, book):
    """Write the outline: parts, their pages, the pages in depth under these, and their sections."""
    part = main_page = None
    for chapter in book:
        start = offset + chapter.first
        if chapter.part:
            part = bound.add_outline_item(title=chapter.part, page_number=start)
        over = main_page if chapter.in_depth else part
        entry = bound.add_outline_item(title=chapter.title, page_number=start, parent=over)
        main_page = main_page if chapter.in_depth else entry
        # The first is the title of the page itself.
        for sections in chapter.pdf.outline[1:]:
            add_sections(bound, chapter, start, sections, entry)


def add_sections(bound, chapter, start, sections, over):
    """Add the outline of one page below its own entry."""
    entry = over
    for section in sections:
        if isinstance(section, list):
            add_sections(bound, chapter, start, section, entry)
        else:
            at = start + chapter.pdf.get_destination_page_number(section)
            fit = Fit.xyz(left=0, top=section.top)
            entry = bound.add_outline_item(
                title=section.title, page_number=at, parent=over, fit=fit, is_open=False
            )


if __name__ == "__main__":
    sys.exit(main())
