"""Sphinx extension of the site: folded solutions, ✓ lines, math, mends of the theme."""

import json
import re
import shutil
from pathlib import Path

import address
import everywhere
import in_depth
import pybtex.plugin
import site_head
import site_icons
import site_math
import site_pictures
import site_predictions
import site_search
import site_style
from docutils import nodes
from live import site as live_site
from pybtex.style.formatting.plain import Style as PlainStyle
from sphinx.errors import ExtensionError
from sphinx.locale import admonitionlabels

# What the theme writes into every page, and what the page should say instead. A theme that no
# longer writes one of them fails the build, so that no mend outlives its fault or misses it.
THEME_FAULTS = {
    # Without JavaScript nothing names the colours of the code.
    '<html lang="en"': '<html lang="en" data-theme="light"',
    # A dialog needs a name.
    '<dialog id="pst-primary-sidebar-modal">': (
        '<dialog id="pst-primary-sidebar-modal" aria-label="Chapters">'
    ),
}

# The same for the pages that are made of a source.
DOCUMENT_FAULTS = {
    # A second one, beside that of the layout.
    '<meta name="viewport" content="width=device-width, initial-scale=1" />': "",
    # It prints; the browser's own window then asks for a printer or a file.
    'title="Print to PDF"': 'title="Print this page, or save it as PDF"',
    '<span class="btn__text-container">.pdf</span>': (
        '<span class="btn__text-container">Print</span>'
    ),
    # A browser would show the notebook's JSON in a new tab.
    'target="_blank"\n   class="btn btn-sm btn-download-source-button': (
        'download\n   class="btn btn-sm btn-download-source-button'
    ),
}

# The same for what only some pages have.
OCCASIONAL_FAULTS = {
    '<dialog id="pst-secondary-sidebar-modal">': (
        '<dialog id="pst-secondary-sidebar-modal" aria-label="On this page">'
    ),
    # What marks "you are here" in the theme looks for this name; `reading.js` has its place.
    '<nav id="pst-page-toc-nav"': '<nav id="page-contents"',
    # Deprecated in ARIA 1.3, and not allowed inside the list that holds the entries.
    ' role="doc-biblioentry"': ' role="listitem"',
    # What folds the pages in depth in the contents shows an arrow alone.
    '<summary><span class="toctree-toggle"': (
        '<summary aria-label="Pages in depth"><span class="toctree-toggle"'
    ),
    # The words in sight are the better name.
    '<summary aria-label="Toggle hidden content">': "<summary>",
}

# The theme's source maps, its two copies of the icons (fonts, and 1.5 MB of script), translations
# of its own words, templates, and logos of services not offered.
UNUSED = (
    "*.map",
    "fontawesome*",
    "locales",
    "*webpack-macros.html",
    "logo_deepnote.svg",
    "logo_jupyter*.svg",
    # The search is the book's own.
    "searchtools.js",
    "language_data.js",
    # Stands in the preface.
    "screen.html",
)
DANGLING = re.compile(rf"\n?(/\*|//)# sourceMappingURL=\S+( \*/)?|{site_style.ICON_FONT.pattern}")

# The lines in which a cell says that a claim holds, that an answer does not, or that it is awaited.
VERDICT = re.compile(
    r"^(?:<span></span>)?(?P<line>(?P<mark>[✓✗]) .+|\S+: not attempted yet)$", re.MULTILINE
)
KINDS = {"✓": "passed", "✗": "failed", None: "awaited"}
PRINTED = re.compile(
    r'(<div class="(?:output (?:stream|text_plain)|highlight-text)[^>]*>\s*'
    r'<div class="highlight"><pre>)(.*?)(</pre>)',
    re.DOTALL,
)


# Seven checks that hold, or more, are counted, and seen by whoever unfolds them.
LONG = re.compile(
    r'<div class="output stream[^>]*>\s*<div class="highlight"><pre>(?:<span></span>)?'
    r'(?P<lines>(?:<span class="verdict verdict-passed">[^\n]*</span>\n?){7,})'
    r"</pre>\s*</div>\s*</div>"
)
# The columns of a table change their widths as long as more of its rows arrive: one that may be
# on the first screen is shown when what is written after it is there.
TABLE = re.compile(
    r'<div class="(pst-scrollable-table-container">(?:(?!</table>).)*</table>\s*</div>)', re.DOTALL
)
# Code in a line of text, and where it may go on in the next line.
CODE = re.compile(r'(?<=<span class="pre">)[^<]+(?=</span>)')
JOINT = re.compile(r"([(=._])(?=[^\s).])")
WHOLE = r'<div class="whole \1<span hidden></span>'
# Of characters: in a column as wide as a word they would take three lines.
PROSE = 30


class BookStyle(PlainStyle):
    """Bibliography entries that begin with the name by which they are sorted and cited."""

    default_name_style = "lastfirst"


def use_own_repository(app, config):
    """Point the page buttons at the repository that builds the site, so that forks are right."""
    config.html_theme_options["repository_url"] = address.repository()
    config.html_baseurl = address.site(address.repository())


class Fold(nodes.Admonition, nodes.Element):
    """An admonition that a reader unfolds."""


class FoldTitle(nodes.Part, nodes.TextElement):
    """The part of it that stays in sight."""


def fold_dropdowns(app, doctree, docname):
    """Turn admonitions of class ``dropdown`` into ``<details>``, with its keyboard and search."""
    for node in list(doctree.findall(nodes.Admonition)):
        if "dropdown" not in node["classes"]:
            continue
        title, *content = node.children
        if not isinstance(title, nodes.title):
            # A note is named after its kind when it is written.
            title, content = nodes.title("", admonitionlabels[node.tagname]), node.children
            node["classes"].insert(0, node.tagname)
        # A link in the title would compete with the click that unfolds.
        for link in list(title.findall(nodes.reference)):
            link.parent.replace(link, link.children)
        label = FoldTitle("", "", *title.children, classes=["admonition-title"])
        node.parent.replace(
            node,
            Fold("", label, *content, ids=node["ids"], classes=["admonition", *node["classes"]]),
        )


def read_everywhere(app, docname, source):
    """Read a notebook's Markdown, which every viewer shows, as the MyST that it stands for."""
    if app.env.doc2path(docname).endswith(".ipynb"):
        source[0] = json.dumps(everywhere.with_myst(json.loads(source[0])))


def tag(name):
    """Return the two functions that write a node as this element."""
    return (
        lambda writer, node: writer.body.append(writer.starttag(node, name)),
        lambda writer, node: writer.body.append(f"</{name}>\n"),
    )


def drop_repeated_ids(app, doctree, docname):
    """Drop the ids that sphinx-exercise gives to every exercise alike."""
    for section in doctree.findall(nodes.section):
        section["ids"] = [
            name for name in section["ids"] if name not in ("exercise-content", "solution-content")
        ]


def set_off_verdicts(app, pagename, templatename, context, doctree):
    """Set off the lines in which a cell says what came of a check."""
    if "body" in context:
        body = PRINTED.sub(
            lambda match: match[1] + VERDICT.sub(verdict, match[2]) + match[3], context["body"]
        )
        context["body"] = LONG.sub(fold_long, body)


def verdict(match):
    """Return the HTML of one line with a verdict."""
    return f'<span class="verdict verdict-{KINDS[match["mark"]]}">{match["line"]}</span>'


def give_room_to_prose(app, doctree):
    """Mark the tables that end in a column of prose, which would be a word wide on a telephone."""
    for table in doctree.findall(nodes.table):
        last = [row.children[-1].astext() for row in table.findall(nodes.row)]
        if max(map(len, last)) > PROSE:
            table["classes"].append("prose-last")


def show_first_table_whole(app, pagename, templatename, context, doctree):
    """Mark a table that stands near the top of a page, so that it is not shown by halves."""
    body = context.get("body", "")
    found = TABLE.search(body)
    if found and body.count("<h2", 0, found.start()) < 2:
        context["body"] = body[: found.start()] + found.expand(WHOLE) + body[found.end() :]


def let_code_break(app, pagename, templatename, context, doctree):
    """Let code in a table go on in the next line where its parts meet."""
    if "body" in context:
        context["body"] = TABLE.sub(
            lambda table: CODE.sub(lambda code: JOINT.sub(r"\1<wbr>", code[0]), table[0]),
            context["body"],
        )


def fold_long(match):
    """Return the HTML of a long list of checks that hold, folded under their number."""
    count = match["lines"].count('class="verdict ')
    return (
        '<details class="verdicts"><summary><span class="verdict verdict-passed">'
        f"✓ all {count} checks hold</span></summary>\n{match[0]}\n</details>"
    )


def finish(app, exception):
    """Mend the pages, and leave out what no page asks for."""
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    live_site.write(app)
    site_search.write(app)
    site_head.write(app)
    in_depth.write(app)
    pages = {}
    for name in (*app.env.found_docs, "search", "404"):
        page = out / f"{name}.html"
        made = name in app.env.found_docs
        faults = THEME_FAULTS | DOCUMENT_FAULTS if made else THEME_FAULTS
        pages[page] = mend(page.read_text("utf-8"), name, faults)
    if (out / "_images").is_dir():
        pages = site_pictures.write(out / "_images", pages)
    pages = site_icons.write(out / "_static", pages)
    for page, html in site_style.write(out / "_static", pages).items():
        page.write_text(html, "utf-8")
    prune(out / "_static")


def prune(static):
    """Remove the theme's files that no page asks for, and what still names them."""
    for pattern in UNUSED:
        for path in list(static.rglob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in [*static.rglob("*.js"), *static.rglob("*.css")]:
        path.write_text(DANGLING.sub("", path.read_text("utf-8")), "utf-8")


def mend(html, name, faults):
    """Return the page with the theme's faults mended."""
    for wrong, right in faults.items():
        if wrong not in html:
            raise ExtensionError(
                f"{name}: the theme no longer writes what book_site mends: {wrong}"
            )
        html = html.replace(wrong, right)
    for wrong, right in OCCASIONAL_FAULTS.items():
        html = html.replace(wrong, right)
    return html


def setup(app):
    """Connect the extension to Sphinx."""
    app.add_node(Fold, html=tag("details"))
    app.add_node(FoldTitle, html=tag("summary"))
    pybtex.plugin.register_plugin("pybtex.style.formatting", "book", BookStyle)
    live_site.setup(app)
    site_search.setup(app)
    site_head.setup(app)
    site_math.setup(app)
    app.connect("config-inited", use_own_repository)
    app.connect("source-read", read_everywhere)
    app.connect("doctree-resolved", fold_dropdowns)
    app.connect("doctree-resolved", drop_repeated_ids)
    app.connect("doctree-resolved", site_predictions.box_predictions)
    app.connect("html-page-context", set_off_verdicts)
    app.connect("html-page-context", in_depth.lead)
    app.connect("doctree-read", give_room_to_prose)
    app.connect("html-page-context", let_code_break)
    app.connect("html-page-context", show_first_table_whole)
    # After the theme has written its own files.
    app.connect("build-finished", finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
