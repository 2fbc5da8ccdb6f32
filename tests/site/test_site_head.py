"""What the pages say of themselves, in the built files."""

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import address
import pytest
from conftest import DOCUMENTS
from PIL import Image

HOME = address.site(address.repository())


class Head(HTMLParser):
    """The meta elements, the links and the data in the head of a page."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.data, self._script = [], [], [], False
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag, attributes):
        """Note the element."""
        named = dict(attributes)
        if tag == "meta" and "content" in named:
            self.meta.append((named.get("name") or named.get("property"), named["content"]))
        if tag == "link":
            self.links.append((named.get("rel"), named.get("href")))
        self._script = tag == "script" and named.get("type") == "application/ld+json"

    def handle_endtag(self, tag):
        """Note that the element ended."""
        self._script = False

    def handle_data(self, data):
        """Note what the page is, in the words of schema.org."""
        if self._script:
            self.data.append(json.loads(data))

    def only(self, name):
        """Return the content of a meta element that there must be once."""
        (content,) = [content for one, content in self.meta if one == name]
        return content


@pytest.fixture(scope="module")
def heads(site):
    """Return the heads of all pages."""
    return {name: Head((site / f"{name}.html").read_text("utf-8")) for name in DOCUMENTS}


def test_every_page_has_a_description_of_its_own(heads):
    said = {name: head.only("description") for name, head in heads.items()}
    assert len(set(said.values())) == len(DOCUMENTS)
    wrong = {name: text for name, text in said.items() if not re.search(r"[.?!…]$", text)}
    assert wrong == {}
    assert {name for name, text in said.items() if not 20 < len(text) <= 162} == set()


def test_a_description_stands_on_its_page(site, heads):
    for name, head in heads.items():
        html = (site / f"{name}.html").read_text("utf-8")
        article = re.sub(r"<[^>]+>", "", html[html.find("<article") :])
        start = head.only("description").split(" ")[:4]
        assert re.search(r"\s+".join(map(re.escape, start)), article), name


def test_every_page_has_one_address_and_it_is_in_the_list(site, heads):
    for name, head in heads.items():
        url = f"{HOME}{name}.html"
        assert [href for rel, href in head.links if rel == "canonical"] == [url]
        assert head.only("og:url") == url
    listed = ElementTree.parse(site / "sitemap.xml").getroot()
    found = [entry[0].text for entry in listed]
    assert found == [f"{HOME}{name}.html" for name in DOCUMENTS]
    robots = (site / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {HOME}sitemap.xml" in robots


def test_every_page_has_a_card_of_its_own(site, heads):
    contents = set()
    for head in heads.values():
        assert head.only("twitter:card") == "summary_large_image"
        assert head.only("og:description") == head.only("description")
        assert head.only("og:title")
        url = head.only("og:image")
        assert url.startswith(HOME)
        path = site / url.removeprefix(HOME)
        with Image.open(path) as card:
            assert card.size == (1200, 630)
        assert path.stat().st_size < 100_000
        contents.add(path.read_bytes())
    assert len(contents) == len(DOCUMENTS)


def test_every_page_says_what_it_is(heads):
    root, *others = DOCUMENTS
    (book,) = heads[root].data
    assert book["@type"] == "Book"
    assert {part["url"] for part in book["hasPart"]} == {f"{HOME}{name}.html" for name in others}
    for name in others:
        (page,) = heads[name].data
        assert "Chapter" in page["@type"]
        assert page["isPartOf"]["@id"] == book["@id"]
        assert page["articleSection"]


def test_there_is_one_viewport_and_one_title(site):
    for name in (*DOCUMENTS, "search", "404"):
        html = (site / f"{name}.html").read_text("utf-8")
        assert html.count('name="viewport"') == 1, name
        assert html.partition("</head>")[0].count("<title>") == 1, name


def test_the_front_door_is_shared_as_the_book_is(site, heads):
    door = Head((site / "index.html").read_text("utf-8"))
    book = heads[DOCUMENTS[0]]
    for name in ("description", "og:title", "og:image", "og:url"):
        assert door.only(name) == book.only(name)


def test_what_is_no_page_is_not_listed(site):
    for name in ("404", "search"):
        head = Head((site / f"{name}.html").read_text("utf-8"))
        assert head.only("robots") == "noindex"


def test_the_menu_says_that_it_prints(site):
    html = (site / f"{DOCUMENTS[1]}.html").read_text("utf-8")
    assert ">.pdf<" not in html
    assert ">Print<" in html


def test_chinese_says_so(site):
    """Every Chinese word of the glossary names its language."""
    html = (site / "book" / "appendix" / "glossary.html").read_text("utf-8")
    article = html[html.find("<article") : html.find("</article>")]
    spoken = re.sub(r'<span lang="zh-Hans">.*?</span>', "", article)
    assert re.findall(r"[\u4e00-\u9fff]+", spoken) == []
