"""The picture that goes with a link to a page: its title, its first sentences, and a figure."""

import io
from functools import cache
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
PAPER, INK, MUTED, SHEET = "#fdfdfb", "#22272e", "#545d68", "#ffffff"
# A part's colour is that of the thing in the book's figures, where it has one.
COLOURS = {
    "Background": "#666666",
    "Penalties": "#0072b2",
    "Dropout": "#009e73",
    "Tuning": "#cc79a7",
    "Large models": "#e69f00",
    "Applications": "#d55e00",
}
EDGE, GAP = 64, 40


def path_of(pagename):
    """Return where a page's card stands on the site."""
    return f"_static/cards/{pagename.removeprefix('book/').replace('/', '-')}.png"


@cache
def font(size, bold=False):
    """Return a face that is the same on every machine: matplotlib carries it."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(Path(matplotlib.get_data_path(), "fonts", "ttf", name), size)


def lines(text, face, width):
    """Return a text broken into lines that fit."""
    found = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and face.getlength(longer) <= width:
            found[-1] = longer
        else:
            found.append(word)
    return found


def draw(book, title, text, part, figure=None):
    """Return a card as the bytes of a PNG.

    Parameters
    ----------
    book, title, text, part : str
        What stands on it: the titles of the book and of the page, its first sentences, and the part
        of the book.
    figure : Path, optional
        A picture of the page; without one the words have the whole width.
    """
    card = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(card)
    colour = COLOURS.get(part, INK)
    pen.rectangle((0, 0, 16, SIZE[1]), fill=colour)
    pen.text((EDGE, 44), book, font=font(26, bold=True), fill=MUTED)
    if part:
        width = font(26, bold=True).getlength(part)
        pen.text((SIZE[0] - EDGE - width, 44), part, font=font(26, bold=True), fill=colour)
    picture = opened(figure) if figure is not None else None
    # A wide picture stands under the words, another beside them.
    beside = picture is not None and picture.width < 1.5 * picture.height
    room = SIZE[0] - 2 * EDGE - (470 + GAP if beside else 0)
    size = 52
    while len(lines(title, font(size, bold=True), room)) > (4 if beside else 2):
        size -= 4
    top = write(pen, 112, lines(title, font(size, bold=True), room), font(size, bold=True), INK)
    under = picture is not None and not beside
    said = lines(text, font(26), room)[: 2 if under else (SIZE[1] - top - 60) // 34]
    top = write(pen, top + 16, said, font(26), MUTED)
    if beside:
        place(card, picture, (SIZE[0] - EDGE - 470, 112, SIZE[0] - EDGE, SIZE[1] - 40))
    elif under:
        place(card, picture, (EDGE, top + 20, SIZE[0] - EDGE, SIZE[1] - 32))
    out = io.BytesIO()
    # Flat colours: a palette is a quarter of the bytes, and looks the same.
    card.quantize(96, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def write(pen, top, said, face, colour):
    """Write lines from a height on; return where they end."""
    for line in said:
        pen.text((EDGE, top), line, font=face, fill=colour)
        top += round(1.28 * face.size)
    return top


def opened(figure):
    """Return the picture in a file."""
    with Image.open(figure) as picture:
        return picture.convert("RGBA")


def place(card, picture, box):
    """Put a picture onto a white sheet in the middle of a box."""
    left, top, right, bottom = box
    scale = min((right - left - 24) / picture.width, (bottom - top - 24) / picture.height)
    size = (round(picture.width * scale), round(picture.height * scale))
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    x = left + (right - left - picture.width) // 2
    y = top + (bottom - top - picture.height) // 2
    sheet = (x - 12, y - 12, x + picture.width + 12, y + picture.height + 12)
    ImageDraw.Draw(card).rounded_rectangle(sheet, 10, fill=SHEET, outline="#d9d7cf", width=2)
    card.paste(picture, (x, y), picture)
