"""Math of the site, set by KaTeX while it is built: readable without JavaScript, at once."""

import html
import json
import re
import shutil
from pathlib import Path

import site_fonts
from docutils import nodes
from py_mini_racer import JSEvalException, MiniRacer
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)

KATEX = Path(__file__).resolve().parent.parent / "assets" / "katex"
# KaTeX's own complaints about TeX that LaTeX would refuse are errors too; the lines of `ROWS` are
# not broken in LaTeX.
SET = """
const strict = (fault) => fault === "newLineInDisplayMode" ? "ignore" : "error";
const set = (tex, displayMode) =>
  katex.renderToString(tex, {displayMode, throwOnError: true, strict});
"""
# Rows that are aligned to nothing: set as lines, each of which may break on a narrow screen.
ROWS = re.compile(
    r"\\begin\{split\}\\begin\{gathered\}(.+)\\end\{gathered\}\\end\{split\}", re.DOTALL
)
# HTML knows the elements of MathML by itself.
NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
# A displayed formula too wide for the screen may break where it pauses, besides at its relations.
PAUSE = r"\qquad\allowbreak{}"
# What stands at a formula without a space is a part of its line: a comma, a bracket, "-fold".
AFTER = re.compile(r"\S{1,12}(?=\s|$)|[^\w\s]+")
BEFORE = re.compile(r"(?:(?<=\s)|^)\S{1,12}\Z|[^\w\s]+\Z")
MATHML = re.compile(r"<math.*?</math>", re.DOTALL)
PART = re.compile(r'<(/?)span(?: class="([^"]*)")?[^>]*>|([^<]+)')
# What KaTeX's style says of a class alone: its font, its weight, its slant.
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# The parts between which a line may break. Around such a box a browser breaks as well before the
# comma that clings to it, unless the style forbids all breaks but those at a <wbr>.
LATER_BASE = re.compile(r'(?<=</span>)<span class="katex-base">')
ALONE = re.compile(r"\.katex \.(\w+)")
FONT_SOURCES = re.compile(r"src:url\(fonts/([\w-]+)\.woff2\)[^;}]*")
FACE = re.compile(r"@font-face\{[^{}]*\}")
FACES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}


class Typesetter:
    """KaTeX in a JavaScript engine, which starts with the first formula."""

    def __init__(self):
        self._engine = None
        self._done = {}

    def __call__(self, tex, display):
        r"""Return the HTML and MathML of a formula; raise ValueError for what is no TeX."""
        if (tex, display) not in self._done:
            if self._engine is None:
                self._engine = MiniRacer()
                self._engine.eval((KATEX / "katex.min.js").read_text("utf-8") + SET)
            rows = ROWS.fullmatch(tex)
            breakable = (rows[1] if rows else tex).replace(r"\qquad", PAUSE) if display else tex
            try:
                made = self._engine.eval(f"set({json.dumps(breakable)}, {json.dumps(display)})")
            except JSEvalException as error:
                found = re.search(r"ParseError: (.+)", str(error))
                raise ValueError(found[1] if found else str(error)) from None
            made = made.replace(NAMESPACE, "").replace(PAUSE, r"\qquad")
            if rows:  # what is copied is what was written
                made = made.replace(*(html.escape(t, quote=False) for t in (rows[1], tex)), 1)
            self._done[tex, display] = made
        return self._done[tex, display]

    def characters(self, style):
        """Return, for each font of the style, the code points that were drawn with it."""
        rules, names = rules_of(style), set(FONT_SOURCES.findall(style))
        sizes = {name for name in names if "_Size" in name}
        drawn = {name: set() for name in names}
        for one in self._done.values():
            for family, bold, italic, text in in_fonts(one, rules):
                name = f"KaTeX_{family}-{FACES[bold, italic]}"
                # Where a family has no such face, a browser takes the upright one.
                own = name if name in names else f"KaTeX_{family}-Regular"
                # Big delimiters and operators, whose rules ask for several classes, are few.
                for font in {own, *sizes}:
                    drawn[font].update(map(ord, text))
        return drawn

    def close(self):
        """Stop the engine, which would keep Python from ending."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None


typesetter = Typesetter()


def typeset(node, tex, display):
    """Return the HTML of a node's formula; a warning, and its TeX as text, if it has a fault."""
    try:
        return typesetter(tex, display)
    except ValueError as error:
        logger.warning("formula: %s: %s", error, tex, location=node)
        return f"<code>{html.escape(tex)}</code>"


def visit_math(writer, node):
    """Write a formula in a line, and what clings to it."""
    writer.body.append(writer.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    writer.body.append(writer.encode(node.get("before", "")))
    writer.body.append(LATER_BASE.sub(r"<wbr>\g<0>", typeset(node, node.astext(), False)))
    writer.body.append(writer.encode(node.get("after", "")) + "</span>")
    raise nodes.SkipNode


def visit_math_block(writer, node):
    """Write a displayed formula, and its number in a column of its own."""
    tex = node.astext() if node["nowrap"] else align(node.astext())
    writer.body.append(writer.starttag(node, "div", CLASS="math notranslate nohighlight"))
    writer.body.append(f'<div class="formula">{typeset(node, tex, True)}</div>')
    if node["number"]:
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, _("Link to this equation"))
        writer.body.append("</span>")
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def align(tex):
    """Return TeX in which several lines, or several equations, are aligned as in Sphinx."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", tex) if part.strip()]
    parts = [rf"\begin{{split}}{part}\end{{split}}" if r"\\" in part else part for part in parts]
    if len(parts) == 1:
        return parts[0]
    return r"\begin{aligned}" + r" \\ ".join(parts) + r"\end{aligned}"


def read_titles(app, doctree, docname):
    """Read the formulas in the titles of the bibliography, where they stand between dollars."""
    for citation in doctree.findall(nodes.citation):
        for parent in list(citation.findall(nodes.TextElement)):
            children, parent.children = parent.children, []
            for child in children:
                parts = child.astext().split("$") if isinstance(child, nodes.Text) else []
                if len(parts) < 3 or len(parts) % 2 == 0:
                    parent += child
                    continue
                for number, part in enumerate(parts):
                    parent += nodes.math("", part) if number % 2 else nodes.Text(part)


def cling(app, doctree, docname):
    """Give to each formula in a line what stands at it without a space, so that no line tears it.

    A browser would break a line between a formula and the comma after it.
    """
    for node in list(doctree.findall(nodes.math)):
        place = node.parent.index(node)
        following = node.parent[place + 1 : place + 2]
        if following and isinstance(following[0], nodes.Text):
            node["after"] = take(node.parent, place + 1, AFTER.match)
        if place and isinstance(node.parent[place - 1], nodes.Text):
            node["before"] = take(node.parent, place - 1, BEFORE.search)


def take(parent, place, find):
    """Take what is found out of the text at a place, and return it."""
    text = parent[place].astext()
    found = find(text)
    if not found:
        return ""
    # By its place: docutils would look for the first text that is equal.
    parent[place] = nodes.Text(text[: found.start()] + text[found.end() :])
    return found[0]


def load(app, pagename, templatename, context, doctree):
    """Load KaTeX's style, and its script for copying, where a page has formulas."""
    if 'class="katex' in context.get("body", ""):
        app.add_css_file("katex/katex.min.css")
        app.add_js_file("katex/copy-tex.min.js", loading_method="defer")


def rules_of(style):
    """Return what the style says of the fonts of its classes, in its order."""
    rules = {}
    for selectors, said in RULE.findall(style):
        changes = {}
        if family := re.search(r"font-family:KaTeX_(\w+)", said):
            changes["family"] = family[1]
        if "font-weight:" in said:
            changes["bold"] = "font-weight:700" in said
        if "font-style:" in said:
            changes["italic"] = "font-style:italic" in said
        for selector in selectors.split(",") if changes else ():
            if alone := ALONE.fullmatch(selector):
                rules.setdefault(alone[1], {}).update(changes)
    return rules


def in_fonts(formula, rules):
    """Yield the texts of a formula, each with the family, weight and slant of the style for it."""
    above = [{"family": "Main", "bold": False, "italic": False}]
    for closes, names, text in PART.findall(MATHML.sub("", formula)):
        if text:
            now = above[-1]
            yield now["family"], now["bold"], now["italic"], html.unescape(text)
        elif closes:
            above.pop()
        else:
            here, classes = dict(above[-1]), set(names.split())
            for name, changes in rules.items():
                if name in classes:
                    here |= changes
            above.append(here)


def carry(style, fonts, characters):
    """Return KaTeX's style with the fonts in it that the formulas use, and with no others.

    A font that came later would change the width of what is already on the screen.
    """

    def face(match):
        name = FONT_SOURCES.search(match[0])[1]
        used = characters.get(name)
        if not used:
            return ""
        source = site_fonts.address(site_fonts.cut(fonts / f"{name}.woff2", used))
        return FONT_SOURCES.sub(lambda _: f"src:{source}", match[0])

    return FACE.sub(face, style)


def finish(app, exception):
    """Stop the engine; leave out what of KaTeX no reader needs."""
    typesetter.close()
    if exception or app.builder.name != "html":
        return
    folder = Path(app.outdir) / "_static" / "katex"
    style = (folder / "katex.min.css").read_text("utf-8")
    characters = typesetter.characters(style)
    (folder / "katex.min.css").write_text(carry(style, folder / "fonts", characters), "utf-8")
    shutil.rmtree(folder / "fonts")


def setup(app):
    """Connect the typesetting to Sphinx."""
    app.add_html_math_renderer("katex", (visit_math, None), (visit_math_block, None))
    app.connect("doctree-resolved", read_titles)
    app.connect("doctree-resolved", cling)
    app.connect("html-page-context", load)
    app.connect("build-finished", finish)
