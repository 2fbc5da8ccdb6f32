"""Pictures and code of the pages, lighter at the same look.

Pictures become WebP without loss where that is smaller, get their sizes, so that nothing moves when
they come, and are asked for when the reader comes near.
"""

import io
import os
import re

from PIL import Image

IMAGE = re.compile(r'<img ([^>]*?)src="([^"]*?_images/[^"]+)"([^>]*?)\s*/?>')
VIEW = re.compile(r'<svg[^>]*?viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')
# What is drawn in the colour of the ink needs no element of its own.
INK = re.compile(r'<span class="(?:n|nn|o|p|w)">([^<]*)</span>')
# A figure of this width is illegible on a telephone unless it scrolls there.
WIDE = 700


def lighten(path):
    """Turn a PNG into a WebP of the same pixels if that is smaller; return file and size."""
    if path.suffix == ".svg":
        view = VIEW.search(path.read_text("utf-8"))
        return path, tuple(round(float(length)) for length in view.groups())
    with Image.open(path) as image:
        size = image.size
        if path.suffix != ".png":
            return path, size
        file = io.BytesIO()
        image.save(file, "webp", lossless=True, method=2, exact=True)
    if file.tell() >= path.stat().st_size:
        return path, size
    path.unlink()
    lighter = path.with_suffix(".webp")
    lighter.write_bytes(file.getvalue())
    return lighter, size


def write(images, pages):
    """Lighten the pictures; return the pages, by their paths, with lighter pictures and code."""
    made = {path.name: lighten(path) for path in sorted(images.iterdir())}
    return {path: INK.sub(r"\1", show(page, made)) for path, page in pages.items()}


def show(page, made):
    """Return the page with names and sizes of the lighter pictures; those after the first wait."""
    seen = []

    def image(match):
        before, source, after = match.groups()
        folder, name = os.path.split(source)
        path, (width, height) = made[name]
        more = ' loading="lazy"' if seen else ""
        seen.append(name)
        sizes = f'width="{width}" height="{height}"'
        html = f'<img {before}src="{folder}/{path.name}" {sizes}{more}{after}>'
        if width <= WIDE or "sd-card" in html:
            return html
        wide = html.replace(' class="', ' class="wide ', 1)
        return wide if wide != html else html.replace("<img ", '<img class="wide" ', 1)

    return IMAGE.sub(image, page)
