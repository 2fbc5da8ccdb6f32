"""The content of a file as text, or what it is instead of a table."""

import re
from pathlib import Path

from helpers.tabular._errors import DataError

SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive, as a spreadsheet (.xlsx) is",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (.xls)",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"SQLite format 3": "a database (SQLite)",
    b"\x89HDF": "an HDF5 file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
WIDE = (b"\xff\xfe", b"\xfe\xff")  # how a text in UTF-16 begins
MARKUP = {
    "a web page (HTML)": re.compile(r"\s*<(!doctype html|html|head|body|table)\b", re.IGNORECASE),
    "an XML file": re.compile(r"\s*<\?xml\b"),
    "a JSON file": re.compile(r"\s*(\[\s*[\[{]|\{\s*\")"),
}
# What a program leaves in a cell that no person sees; a tab and a line break are not among them.
STRAY = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff]")


def text_of(path, encoding):
    """Return the content of a file as text with plain line ends, and remarks about it.

    Raises
    ------
    DataError
        If there is no such file, or it is empty, of another kind, or in another encoding.
    """
    try:
        path = Path(path)
        content = path.read_bytes()
    except TypeError:
        raise DataError(f"expected the path of a CSV file, got {path!r}") from None
    except (FileNotFoundError, NotADirectoryError):
        raise DataError(f'expected a CSV file at "{path}", got nothing there') from None
    except (IsADirectoryError, PermissionError):
        kind = "a folder" if path.is_dir() else "a file that may not be read"
        raise DataError(f'expected a CSV file at "{path}", got {kind}') from None
    if not content.strip():
        raise DataError("expected a line of column names and rows below it, got an empty file")
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise DataError(f"expected a CSV file, got {kind}: export it as CSV")
    text = _decoded(content, encoding)
    for kind, form in MARKUP.items():
        if form.match(text):
            raise DataError(f"expected a CSV file, got {kind}: export it as CSV")
    if "\0" in text:
        raise DataError("expected a CSV file, got a file that is not text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    stray = STRAY.findall(text)
    if not stray:
        return text, []
    return STRAY.sub("", text), [f"Control characters were taken out: {len(stray)}."]


def _decoded(content, encoding):
    utf8 = encoding.lower() in ("utf-8", "utf8") if isinstance(encoding, str) else False
    if utf8 and content.startswith(WIDE):
        raise DataError(
            'expected text in UTF-8, got text in UTF-16: export it as CSV, or say encoding="utf-16"'
        )
    try:
        return content.decode("utf-8-sig" if utf8 else encoding)
    except (LookupError, TypeError):
        raise DataError(
            f'expected the name of an encoding, as "utf-8" or "cp1252", got {encoding!r}'
        ) from None
    except UnicodeError as error:
        place = getattr(error, "start", 0)
        line = content.count(b"\n", 0, place) + 1
        ways = "save the file anew as “CSV UTF-8”"
        raise DataError(
            f"expected text in {'UTF-8' if utf8 else encoding}, got the byte "
            f"{content[place]:#04x} in line {line}: {ways}, or name the encoding it has, often "
            'encoding="cp1252"'
        ) from None
