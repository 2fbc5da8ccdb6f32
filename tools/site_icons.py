"""A page's icons as drawings in it, in place of the theme's three fonts of icons."""

import functools
import re

import site_style
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

SHEET = "styles/pydata-sphinx-theme.css"
FONTS = {"fa-solid": "fa-solid-900", "fas": "fa-solid-900", "fab": "fa-brands-400"}
FONTS |= {"fa-brands": "fa-brands-400", "far": "fa-regular-400", "fa-regular": "fa-regular-400"}
# The font's classes; those of a size or a movement are no icon's name.
NAMED = re.compile(r"((?:\.fa-[\w-]+::?before,?)+)\{content:\"([^\"]+)\"\}")
MARK = re.compile(
    r'<(i|span) class="([^"]*\b(?:fa[bsr]|fa-(?:solid|brands|regular))\b[^"]*)"([^>]*)></\1>'
)
# The theme says by properties which icon a box has; that of exercises stands in their own sheet.
BOX = re.compile(r'<div class="([^"]*\badmonition\b[^"]*)"[^>]*>\s*<p class="admonition-title">')
BOXES = re.compile(r"--pst-icon-admonition-([\w-]+):var\(--pst-icon-([\w-]+)\)")
EXERCISE = "pencil"
CREDIT = "Icons: Font Awesome Free by Fonticons, CC BY 4.0"


class Icons:
    """The icons of the theme, drawn from its fonts."""

    def __init__(self, static):
        style = (static / SHEET).read_text("utf-8")
        self.codes = {}
        for selectors, character in NAMED.findall(style):
            escape = re.fullmatch(r"\\([0-9a-f]+)", character)
            code = int(escape[1], 16) if escape else ord(character[-1])
            self.codes |= dict.fromkeys(re.findall(r"\.fa-([\w-]+):", selectors), code)
        self.boxes = dict(BOXES.findall(style)) | {"exercise": EXERCISE}
        self.folder = static / "vendor" / "fontawesome" / "webfonts"
        # A page has some twenty icons, and each page the same.
        self.font, self.symbol = functools.cache(self.font), functools.cache(self.symbol)

    def font(self, name):
        """Return one of the theme's fonts of icons."""
        return TTFont(self.folder / f"{name}.woff2")

    def symbol(self, font, name):
        """Return the drawing of an icon, as a symbol that is shown wherever it is used."""
        font = self.font(font)
        glyphs = font.getGlyphSet()
        glyph = glyphs[font.getBestCmap()[self.codes[name]]]
        pen = SVGPathPen(glyphs, ntos=lambda value: str(round(value)))
        em = font["head"].unitsPerEm
        # A font counts upwards from its base line, a drawing downwards from its edge.
        glyph.draw(TransformPen(pen, (1, 0, 0, -1, 0, 0.875 * em)))
        box = f"0 0 {round(glyph.width)} {em}"
        return (
            box,
            f'<symbol id="icon-{name}" viewBox="{box}"><path d="{pen.getCommands()}"/></symbol>',
        )

    def draw(self, page):
        """Return the page with its icons drawn, each of them once."""
        symbols = {}

        def use(font, name):
            box, symbols[name] = self.symbol(font, name)
            return f'<svg viewBox="{box}" aria-hidden="true"><use href="#icon-{name}"/></svg>'

        def mark(match):
            tag, classes, rest = match.groups()
            names = classes.split()
            font = next(FONTS[one] for one in names if one in FONTS)
            name = next((one[3:] for one in names if one[3:] in self.codes), None)
            if name is None:
                raise ExtensionError(f'the theme has no icon of the name in "{classes}"')
            own = [one for one in names if not site_style.ICON_CLASS.match(one)]
            own += ["book-icon", *(["book-icon-large"] if "fa-lg" in names else [])]
            return f'<{tag} class="{" ".join(own)}"{rest}>{use(font, name)}</{tag}>'

        def box(match):
            kind = next((one for one in match[1].split() if one in self.boxes), "default")
            return f'{match[0]}<i class="book-icon">{use("fa-solid-900", self.boxes[kind])}</i>'

        page = BOX.sub(box, MARK.sub(mark, page))
        symbols = "".join(symbols.values())
        drawings = f'<svg style="display:none"><!-- {CREDIT} -->{symbols}</svg>'
        return re.sub(r"<body\b[^>]*>", lambda body: body[0] + drawings, page, count=1)


def write(static, pages):
    """Return the pages, by their paths, with their icons drawn."""
    icons = Icons(static)
    return {path: icons.draw(page) for path, page in pages.items()}
