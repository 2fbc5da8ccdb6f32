"""The theme's style, cut to what the pages use: one sheet for nine, and none for icons.

A selector goes when it asks for a class or an id that no page has and no script names; what is
inside `:is()`, `:not()` and the like is not looked at. The whole sheets stay in the site, unasked
for: `tests/site/test_site_weight.py` puts them back and sees that nothing looks different.
A custom property that nothing reads goes too, and all about the fonts of icons: the icons are
drawn by `site_icons`.
"""

import hashlib
import re

import tinycss2
from sphinx.errors import ExtensionError

# In the order of the pages; what the book itself writes stays apart.
SHEETS = (
    "basic.css",
    # Imports the one before, and does no more.
    "styles/theme.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "mystnb.*.css",
    "copybutton.css",
    "exercise.css",
    "sphinx-design.min.css",
)
CUT = "theme-cut.css"
# Bootstrap's script names every part of Bootstrap. Of those that no page has from the start, it
# makes these itself, for the tooltips and menus that there are.
BOOTSTRAP = "bootstrap.js"
MADE = {
    "show",
    "showing",
    "hiding",
    "hide",
    "fade",
    "collapse",
    "collapsing",
    "collapsed",
    "active",
}
MADE |= {"tooltip", "tooltip-inner", "tooltip-arrow", "bs-tooltip-auto", "dropdown-backdrop"}
MADE |= {"bs-tooltip-top", "bs-tooltip-bottom", "bs-tooltip-start", "bs-tooltip-end", "disabled"}
NAMES = re.compile(r'\b(?:class|id)="([^"]*)"')
WORD = re.compile(r"[\w-]+")
LINK = re.compile(r'<link [^>]*href="(?:\.\./)*_static/([^"?]+)[^"]*"[^>]*>\n?')
# The script of tabs is loaded by every page, with and without tabs.
TABS = re.compile(r"<script[^>]*design-tabs\.js[^>]*></script>\n?")
# The fonts of icons, what moves their glyphs, and what puts a glyph somewhere: a private character,
# as it is, as an escape, or by the theme's name for it.
ICON_FONT = re.compile(
    r"@font-face\s*\{[^{}]*webfonts/fa-[^{}]*\}"
    r"|@(?:-webkit-)?keyframes fa-[\w-]+\s*\{(?:[^{}]*\{[^{}]*\})*\s*\}"
)
ICON = re.compile(
    r"(?<=[{;\s])(?:content:\s*(?:var\(--pst-icon-[\w-]+\)"
    r"|[\"'](?:[\ue000-\uf8ff]|\\(?:e|f)[0-9a-f]{3})[\"'])"
    r"|--pst-icon-[\w-]+:[^;}]*"
    r"|font:\s*var\(--fa-font-[\w-]+\)|font-family:\s*Font Awesome[^;}]*);?"
)
ICON_CLASS = re.compile(r"fa[bsr]?$|fa-")
# A custom property where it is declared, and wherever it is named.
DECLARED = re.compile(r"(?<![\w-])--[\w-]+\s*:")
PROPERTY = re.compile(r"(?<![\w-])--[\w-]+")


def find_sheets(static):
    """Return the theme's sheets, which must all be there."""
    found = [sorted(static.glob(pattern)) for pattern in SHEETS]
    for pattern, paths in zip(SHEETS, found, strict=True):
        if len(paths) != 1:
            raise ExtensionError(f"the theme no longer writes one {pattern}: {paths}")
    return [paths[0] for paths in found]


def words_used(pages, scripts):
    """Return the classes and ids of the pages, and every word of the scripts."""
    words = set(MADE)
    for page in pages:
        for names in set(NAMES.findall(page)):
            words.update(names.split())
    for script in scripts:
        words.update(WORD.findall(script))
    return words


def asked(selector):
    """Return the classes and ids that a selector cannot do without."""
    names = set()
    previous = None
    for token in selector:
        if token.type == "hash" or (token.type == "ident" and previous == "."):
            names.add(token.value)
        previous = token.value if token.type == "literal" else None
    return names


def split(tokens, mark=","):
    """Return what stands between the marks: the selectors of a list, or a rule's declarations."""
    parts = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == mark:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def cut(style, words):
    """Return the style without the selectors that meet nothing."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return "".join(cut_rule(rule, words) for rule in rules)


def cut_rule(rule, words):
    """Return what is left of one rule."""
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports", "layer"):
        if rule.content is None:
            return rule.serialize()
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        left = "".join(cut_rule(one, words) for one in inner)
        prelude = tinycss2.serialize(rule.prelude).strip()
        return f"@{rule.at_keyword} {prelude}{{{left}}}" if left else ""
    if rule.type != "qualified-rule":
        left_out = rule.type == "at-rule" and rule.lower_at_keyword in ("charset", "import")
        return "" if left_out else rule.serialize()
    kept = [one for one in split(rule.prelude) if asked(one) <= words]
    if not kept:
        return ""
    selectors = ",".join(tinycss2.serialize(one).strip() for one in kept)
    return f"{selectors}{{{tinycss2.serialize(rule.content).strip()}}}"


def without_unread(style, others):
    """Return the style without the custom properties that nothing reads, and without gaps."""
    read = set(PROPERTY.findall(DECLARED.sub("", style + others)))
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return "".join(lean(rule, read) for rule in rules)


def lean(rule, read):
    """Return one rule without declarations of properties other than those that are read."""
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports", "layer"):
        if rule.content is None:
            return rule.serialize()
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        return f"@{rule.at_keyword} {prelude}{{{''.join(lean(one, read) for one in inner)}}}"
    if rule.type != "qualified-rule":
        return rule.serialize()
    declarations = (tinycss2.serialize(one).strip() for one in split(rule.content, ";"))
    kept = []
    for declaration in declarations:
        custom = PROPERTY.match(declaration)
        if declaration and (custom is None or custom[0] in read):
            kept.append(declaration)
    return f"{prelude}{{{';'.join(kept)}}}" if kept else ""


def without_icons(style):
    """Return the style without all that draws icons as characters of a font."""
    return ICON.sub("", ICON_FONT.sub("", style))


def write(static, pages):
    """Write the cut sheet; return the pages, by their paths, with it in place of the whole ones."""
    sheets = find_sheets(static)
    scripts = [
        path.read_text("utf-8")
        for path in static.rglob("*.js")
        if "engine" not in path.parts and path.name != BOOTSTRAP
    ]
    whole = "\n".join(sheet.read_text("utf-8") for sheet in sheets)
    words = words_used(pages.values(), scripts)
    words -= {word for word in words if ICON_CLASS.match(word)}
    style = cut(without_icons(whole), words)
    own = [p.read_text("utf-8") for p in static.rglob("*.css") if p not in sheets]
    others = "".join([*own, *pages.values(), *scripts])
    bootstrap = (static / "scripts" / BOOTSTRAP).read_text("utf-8")
    style = without_unread(style, others + bootstrap)
    (static / CUT).write_text(style, "utf-8")
    names = {sheet.relative_to(static).as_posix() for sheet in sheets}
    cut_name = f"_static/{CUT}?v={hashlib.sha256(style.encode()).hexdigest()[:8]}"
    return {path: link(page, names, cut_name) for path, page in pages.items()}


def link(page, names, cut_name):
    """Return the page with the cut sheet, in the place of the first of the whole ones."""
    if "sd-tab-set" not in page:
        page = TABS.sub("", page)
    places = [match for match in LINK.finditer(page) if match[1] in names]
    if not places:
        return page
    start = places[0][0]
    first = re.sub(r'_static/[^"]+', cut_name, start)
    for match in places[1:]:
        page = page.replace(match[0], "", 1)
    return page.replace(start, first, 1)
