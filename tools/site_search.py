"""Sphinx's part of the search: every section of the book, for the index that the browser makes.

Sphinx's own index is left out: it knows pages only, and no Chinese. `assets/search/` has the rest:
what is looked up how, and the box in which a reader types.
"""

import json
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

import contents
import untex
import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx_exercise.nodes import is_exercise_node, is_solution_node

GLOSSARY = "book/appendix/glossary"
TERM = re.compile(r'<dt id="(term-[^"]+)">(.*?)<a class="headerlink".*?<dd><p>(.*?)</p>', re.DOTALL)
LINK = re.compile(r"</?a\b[^>]*>")
WORDS = Path(__file__).with_name("search_words.yml")
# How much a section of this name is worth beside one that treats the thing itself.
ASIDES = {
    "What you will be able to do": "list",
    "Further reading": "list",
    "Pitfalls": "aside",
    "Take-away": "aside",
}
LISTS = ("book/appendix/references", "book/appendix/status")
# The names of libraries and functions, which are looked up; plain words in code are not.
NAME = re.compile(r"\b(?:[A-Za-z]\w*_\w+|[A-Z]+[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w*)\b")


def collect(app, doctree, docname):
    """Note what the sections of a page say, before they are made into HTML."""
    if docname in contents.pages():
        app.builder.book_sections[docname] = list(sections(doctree, docname))


def sections(doctree, docname):
    """Yield what is said in each section of a page, and in its exercises and terms."""
    for section in doctree.findall(is_section):
        above = list(titles_above(section))
        entry = Entry(section["ids"][0], title_of(section), above, kind_of(docname, section, above))
        for child in section.children[1:]:
            entry.read(child)
        if not entry.said:
            entry.said = [" · ".join(title_of(child) for child in section if is_section(child))]
        yield entry.record()
        yield from entry.inner
        for term, link in entry.leads:
            yield Lead(term, posixpath.normpath(posixpath.join(posixpath.dirname(docname), link)))


def is_section(node):
    """Tell whether a node is a section with a heading, and not what an exercise is filled with."""
    return isinstance(node, nodes.section) and isinstance(node[0], nodes.title)


def titles_above(section):
    """Yield the titles between a section and its page, from the outer to the inner."""
    parent = section.parent
    if isinstance(parent, nodes.section) and isinstance(parent.parent, nodes.section):
        yield from titles_above(parent)
        yield title_of(parent)


def title_of(node):
    """Return the title of a section or an exercise."""
    title = next(iter(node.findall(nodes.title)), None)
    return plain(title) if title else ""


def kind_of(docname, section, above):
    """Return what a section is: "page", "part", "aside", or the "list" that only names things."""
    names = [title_of(section), *above]
    kinds = [ASIDES[name] for name in names if name in ASIDES]
    if docname in LISTS:
        return "list"
    if kinds:
        return kinds[0]
    return "part" if isinstance(section.parent, nodes.section) else "page"


@dataclass(frozen=True)
class Lead:
    """A term, and the address of the section that a glossary names for it."""

    term: str
    address: str


class Entry:
    """What is gathered of one place."""

    def __init__(self, place, title, above, kind):
        self.place, self.title, self.above, self.kind = place, title, above, kind
        self.said, self.code, self.inner, self.leads = [], set(), [], []

    def read(self, node):
        """Take in a node and what is in it; a term or an exercise becomes a place of its own."""
        if is_section(node) or is_unread(node):
            return
        if isinstance(node, nodes.definition_list_item) and (place := place_of_term(node)):
            self.inner.append(self.sub(place, plain(node[0]), "term", node.children[1:]))
            links = [link["refuri"] for link in node.findall(nodes.reference) if "refuri" in link]
            self.leads += [(plain(node[0]), link) for link in links]
        elif is_exercise_node(node):
            title = title_of(node).removeprefix("Exercise").strip(" ()")
            self.inner.append(self.sub(node["ids"][0], title, "exercise", node.children[1:]))
        elif is_code(node):
            self.code.update(NAME.findall(node.astext()))
        elif isinstance(node, SPOKEN):
            self.said.append(plain(node))
        else:
            for child in node.children:
                self.read(child)

    def sub(self, place, title, kind, children):
        """Return the record of a place within this one."""
        above = [*self.above, self.title] if self.kind != "page" else self.above
        inner = Entry(place, title, above, kind)
        for child in children:
            inner.read(child)
        self.inner.extend(inner.inner)
        return inner.record()

    def record(self):
        """Return what the browser is given."""
        return {
            "place": self.place,
            "title": self.title,
            "above": self.above,
            "kind": self.kind,
            "text": " ".join(self.said),
            "code": " ".join(sorted(self.code)),
            "also": "",
        }


# What is read as one stretch of words.
SPOKEN = (nodes.paragraph, nodes.caption, nodes.title, nodes.term, nodes.rubric, nodes.line)


def is_code(node):
    """Tell whether a node is code that stands on the page."""
    return isinstance(node, nodes.literal_block) and "output" not in node.get("classes", ())


def is_unread(node):
    """Tell whether a node is a formula, what a cell printed, or a solution."""
    if isinstance(node, nodes.container) and node.get("nb_element") == "cell_code_output":
        # A figure's caption is prose; what is printed is not.
        return not any(node.findall(nodes.caption))
    return is_solution_node(node) or isinstance(
        node, (nodes.math_block, nodes.raw, nodes.comment, nodes.Invisible, addnodes.index)
    )


def place_of_term(node):
    """Return the id of a glossary's term, or None."""
    names = [name for name in node[0]["ids"] if name.startswith("term-")]
    return names[0] if names else None


def plain(node):
    """Return what a node says in words, its formulas with Greek letters in the place of TeX."""
    parts = []
    for leaf in node.findall(lambda one: isinstance(one, (nodes.Text, nodes.math))):
        if isinstance(leaf, nodes.math):
            parts.append(untex.untex(leaf.astext()))
        elif not isinstance(leaf.parent, (nodes.math, nodes.raw)):
            parts.append(leaf.astext())
    return " ".join("".join(parts).split())


def use_own_search(app):
    """Leave out Sphinx's index and its page; both are made here."""
    app.builder.search = False
    app.builder.book_sections = {}


def add_page(app):
    """Give the search a page of its own, for whoever comes with a question in the address."""
    yield "search", {"title": "Search"}, "search.html"


def write(app):
    """Write what the browser makes its index of."""
    words = yaml.safe_load(WORDS.read_text("utf-8"))
    found = app.builder.book_sections
    places = {
        f"{name}#{entry['place']}": entry
        for name, entries in found.items()
        for entry in entries
        if isinstance(entry, dict)
    }
    pages = {name: next(iter(entries))["place"] for name, entries in found.items() if entries}
    for address, also in words["also"].items():
        name, _, place = address.partition("#")
        entry = places.get(f"{name}#{place or pages.get(name)}")
        if entry is None:
            raise ExtensionError(f"{WORDS.name}: there is no {address}")
        entry["also"] = also
    for lead in (one for entries in found.values() for one in entries if isinstance(one, Lead)):
        entry = places.get(lead.address.replace(".html#", "#"))
        if entry is not None and entry["kind"] == "part":
            entry["also"] = f"{entry['also']}, {lead.term}".strip(", ")
    book = {
        "pages": {name: plain_title(app, name) for name in pages},
        "same": words["same"],
        "sections": [[key.partition("#")[0], *entry.values()] for key, entry in places.items()],
    }
    folder = Path(app.outdir) / "_static" / "search"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    # A script and not JSON: a page that was opened from a file may load the one and not the other.
    (folder / "sections.js").write_text(f"window.BookSections = {text};\n", "utf-8")
    write_terms(app)


def write_terms(app):
    """Write what each term means, for the cards that show it where it is named."""
    html = (Path(app.outdir) / f"{GLOSSARY}.html").read_text("utf-8") if has_glossary(app) else ""
    terms = {
        place: f"<strong>{term}</strong>: {LINK.sub('', meaning).strip()}"
        for place, term, meaning in TERM.findall(html)
    }
    text = json.dumps(terms, ensure_ascii=False, separators=(",", ":"))
    (Path(app.outdir) / "_static" / "terms.js").write_text(f"window.BookTerms = {text};\n", "utf-8")


def has_glossary(app):
    """Tell whether the book has one."""
    return GLOSSARY in app.env.found_docs


def plain_title(app, name):
    """Return a page's title without its number."""
    return " ".join(app.env.titles[name].astext().split())


def setup(app):
    """Connect the search to Sphinx."""
    app.connect("builder-inited", use_own_search)
    # Before the nodes are changed into those that only a page can show.
    app.connect("doctree-resolved", collect, priority=100)
    app.connect("html-collect-pages", add_page)
