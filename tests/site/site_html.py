"""What the built files name: their ids, their links, and what they ask for."""

import re
from html.parser import HTMLParser

# Attributes with which a page asks for something when it is opened. The `href` of an <a> is not
# one of them: following it is the reader's own step.
LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href"}
HARMLESS_LINKS = {"next", "prev", "search", "license", "canonical", "index", "author", "help"}
OUTSIDE_IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?((?:[a-z]+:)?//[^"')\s]+)""", re.I)
# Names of markup languages look like addresses and are never asked for.
OUTSIDE_IN_SCRIPT = re.compile(r"(?<![\w/])https?://(?!www\.w3\.org/)[^\s\"'`)<]+")


class Page(HTMLParser):
    """The ids of a page, its links, and what it asks for."""

    def __init__(self, html):
        super().__init__()
        self.ids = []
        self.links = []
        self.downloads = []
        self.asked = []
        self._inside = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        """Note what the element names."""
        named = {name: value or "" for name, value in attributes}
        # Data are read and name things; they ask for none.
        self._inside = None if named.get("type") == "application/ld+json" else tag
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
            if "download" in named:
                self.downloads.append(named["href"])
        for name, value in named.items():
            asks = name in LOADING or (name == "href" and tag in ("use", "image", "base"))
            if tag == "link" and name == "href":
                asks = not HARMLESS_LINKS & set(named.get("rel", "").split())
            if asks:
                parts = value.split(",") if name == "srcset" else [value]
                self.asked += [part.split()[0] for part in parts if part.strip()]
            if name == "style":
                self.asked += OUTSIDE_IN_STYLE.findall(value)

    def handle_endtag(self, tag):
        """Note that the element ended."""
        self._inside = None

    def handle_data(self, data):
        """Note what a style or a script within the page names."""
        if self._inside == "style":
            self.asked += OUTSIDE_IN_STYLE.findall(data)
        if self._inside == "script":
            self.asked += OUTSIDE_IN_SCRIPT.findall(data)
