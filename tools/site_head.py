"""What a page says of itself to whoever links to it or lists it, made from the page.

Its description, its card, its one address, its place in the book; and for the site as a whole the
list of addresses and a page for those that lead nowhere.
"""

import json
import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import contents
import site_cards
from markupsafe import Markup

# What lists of results show of a description, and what is too little to say what a page is.
LENGTH, SHORT = 160, 80
SENTENCE = re.compile(r".+?[.?!](?=\s|$)")


def describe(app, pagename, templatename, context, doctree):
    """Give the page's template what stands in its head."""
    config = app.config
    # The theme's own description is cut within a word.
    context["page_description"] = ""
    if pagename not in contents.pages():
        context["pageurl"] = None
        return
    sections = app.builder.book_sections.get(pagename) or [{"text": "", "title": config.html_title}]
    title, text = sections[0]["title"], description(sections[0]["text"])
    context["page_description"] = text
    context["page_share"] = {
        "title": title,
        "site": config.html_title,
        "type": "book" if pagename == config.root_doc else "article",
        "image": config.html_baseurl + site_cards.path_of(pagename),
        "alt": f"The title of the page, {title}, and a figure of it.",
    }
    # "<" would end the script that holds it.
    data = json.dumps(structured(config, pagename, title, text), ensure_ascii=False)
    context["page_data"] = Markup(data.replace("<", "\\u003c"))


def description(text):
    """Return the first whole sentences of a text, or as many of its words as there is room for."""
    said = ""
    for sentence in SENTENCE.findall(text):
        longer = f"{said} {sentence.strip()}".strip()
        if len(longer) > LENGTH:
            break
        said = longer
    if len(said) >= SHORT or len(text) <= LENGTH:
        return said or text
    return text[: text.rindex(" ", 0, LENGTH - 1)].rstrip(" ,;:–-") + " …"


def structured(config, pagename, title, text):
    """Return what the page is, in the words of schema.org."""
    address = f"{config.html_baseurl}{pagename}.html"
    first = f"{config.html_baseurl}{config.root_doc}.html"
    book = {"@type": "Book", "@id": f"{first}#book", "name": config.html_title, "url": first}
    if pagename == config.root_doc:
        return {
            "@context": "https://schema.org",
            **book,
            "description": text,
            "author": {"@type": "Organization", "name": config.author},
            "inLanguage": config.language or "en",
            "bookFormat": "https://schema.org/EBook",
            "isAccessibleForFree": True,
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "hasPart": [
                {"@type": "Chapter", "url": f"{config.html_baseurl}{name}.html"}
                for name in contents.pages()
                if name != config.root_doc
            ],
        }
    return {
        "@context": "https://schema.org",
        "@type": ["Chapter", "LearningResource"],
        "name": title,
        "description": text,
        "url": address,
        "inLanguage": config.language or "en",
        "isPartOf": book,
        "articleSection": contents.pages()[pagename].part,
    }


def add_missing(app):
    """Give whoever comes by an address that leads nowhere a page that searches."""
    yield "404", {"title": "Not here"}, "404.html"


def write(app):
    """Write the cards, the list of addresses, and what robots may do."""
    out, config = Path(app.outdir), app.config
    for name, page in contents.pages().items():
        sections = app.builder.book_sections[name]
        text = description(sections[0]["text"])
        card = site_cards.draw(
            config.html_title, sections[0]["title"], text, page.part, figure_of(out, name)
        )
        target = out / site_cards.path_of(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(card)
    urls = [f"{config.html_baseurl}{name}.html" for name in contents.pages()]
    entries = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in urls)
    (out / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n',
        "utf-8",
    )
    (out / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\n\nSitemap: {config.html_baseurl}sitemap.xml\n", "utf-8"
    )
    missing = out / "404.html"
    missing.write_text(rooted(missing.read_text("utf-8"), config.html_baseurl), "utf-8")


def rooted(html, baseurl):
    """Return a page that is shown at any address: its links begin at the root of the site.

    That is the folder of the published site, and on any other server the top.
    """
    parts = urlsplit(baseurl)
    base = (
        f'<base href="{parts.path}" />\n    <script>if (location.host !== "{parts.netloc}") '
        'document.querySelector("base").href = location.protocol === "file:" ? '
        '"./" : "/";</script>'
    )
    # A link within the page would otherwise lead to the root.
    html = html.replace('href="#', 'href="404.html#')
    return re.sub(r"(<head>)", rf"\1\n    {base}", html, count=1)


def figure_of(out, name):
    """Return the path of the first picture in a built page that is made of pixels, or None."""
    html = (out / f"{name}.html").read_text("utf-8")
    article = html[html.find("<article") : html.find("</article>")]
    for source in re.findall(r'<img\b[^>]*? src="([^"]+\.(?:png|webp|jpe?g))"', article):
        path = out / posixpath.normpath(posixpath.join(posixpath.dirname(name), source))
        if path.is_file():
            return path
    return None


def setup(app):
    """Connect the heads of the pages to Sphinx."""
    app.connect("html-collect-pages", add_missing)
    # After the theme.
    app.connect("html-page-context", describe, priority=900)
