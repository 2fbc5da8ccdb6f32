"""Fonts with the glyphs that the site uses, and no others."""

import base64
import io

from fontTools import subset
from fontTools.ttLib import TTFont


def cut(path, characters):
    """Return the bytes of a WOFF2 font with these characters of a font."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(hinting=False, desubroutinize=True)
    options.drop_tables += ["FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def address(content):
    """Return the font as a `url(…)` that holds it."""
    return f'url(data:font/woff2;base64,{base64.b64encode(content).decode()}) format("woff2")'
