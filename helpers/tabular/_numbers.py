"""Numbers as people write them: marks of thousands and of decimals, signs, units, currencies."""

import re
from dataclasses import dataclass

DECIMALS = (".", ",")
# Other ways to write a minus, a space and an apostrophe, which typography puts in their places.
PLAIN = str.maketrans(
    dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")
    | dict.fromkeys("\u2019\u02bc", "'")
)
CURRENCY = (
    r"[A-Z]{0,3}[$€£¥₹₽₩₺₴₫₪฿]|EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF"
    r"|BRL|Fr\.|Rs\.?|kr\.?|zł"
)
WORD = r"(?:[^\W\d_]*m|ft|in|yd)[23²³]?|[^\W\d_]+"  # 1970Q2 has no unit
UNIT = rf"%|‰|°|{CURRENCY}|[°µ]?(?:{WORD})(?:[/·* ](?:{WORD})){{0,2}}\.?"
WRITTEN = re.compile(
    rf"(?P<open>\()?(?P<sign>[+-])?\s*(?P<before>{CURRENCY})?\s*(?P<after_unit>[+-])?"
    rf"(?P<body>\d[\d.,' ]*|[.,]\d+)(?P<power>[eE][+-]?\d+)?"
    rf"\s*(?P<after>{UNIT})?(?P<behind>\s*-)?(?P<close>\))?"
)
INFINITE = re.compile(r"[+-]?(inf|infinity|∞|\d+[.,]?\d*e\+?\d{3,})", re.IGNORECASE)
CODE = re.compile(r"0\d+")
BETWEEN = "\x1f"  # no cell of a file holds it
CODES = re.compile(rf"(?:^|{BETWEEN})0\d+(?:{BETWEEN}|$)")
SIMPLE = re.compile(rf"[0-9+\-.eE{BETWEEN}]*")


def _body(decimal, thousands):
    d, t = re.escape(decimal), re.escape(thousands)
    grouped = "|".join(rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+" for mark in (t, " ", "'"))
    return re.compile(rf"(?:{grouped}|[1-9]\d?(?:{t}\d{{2}})+{t}\d{{3}}|\d+)(?:{d}\d*)?|{d}\d+")


BODIES = {".": _body(".", ","), ",": _body(",", ".")}


@dataclass(frozen=True)
class Number:
    """A number that was read.

    Parameters
    ----------
    value : float or None
        None if the cell can only be read with the other decimal mark.
    unit : str
        What stands before or behind it, as ``"€"``, ``"%"`` or ``"kg"``; mostly empty.
    fits : tuple of str
        The decimal marks with which the cell can be read.
    """

    value: float | None
    unit: str
    fits: tuple[str, ...]


def number(cell, decimal):
    """Read a cell as a number, or return None if it does not look like one.

    Understood are thousands in groups, also by spaces and apostrophes; decimal points and commas;
    powers of ten; a sign before, behind (``5-``) or as brackets (``(5)``); a currency before or
    behind; a percent sign or a unit behind.

    Parameters
    ----------
    cell : str
        What stands in the file.
    decimal : {".", ","}
        The decimal mark; the other one divides thousands.

    Returns
    -------
    Number or None
    """
    found = WRITTEN.fullmatch(cell.translate(PLAIN))
    if found is None or (found["open"] is None) != (found["close"] is None):
        return None
    signs = [found[s] for s in ("sign", "after_unit", "behind", "open") if found[s]]
    if len(signs) > 1 or (found["before"] and found["after"]):
        return None
    body = found["body"].strip()
    fits = tuple(mark for mark in DECIMALS if BODIES[mark].fullmatch(body))
    if not fits:
        return None
    unit = found["before"] or found["after"] or ""
    if decimal not in fits:
        return Number(None, unit, fits)
    thousands = "," if decimal == "." else "."
    digits = body.translate(str.maketrans("", "", f"{thousands} '")).replace(decimal, ".")
    value = float(digits + (found["power"] or ""))
    negative = signs and signs[0].strip() in ("-", "(")
    return Number(-value if negative else value, unit, fits)


def is_code(cell):
    """Tell whether digits begin with a zero that a number would not have, as in ``"00834"``."""
    return cell[:1] == "0" and CODE.fullmatch(cell) is not None


def any_code(cells):
    """Tell whether `is_code` is true of any of the cells; fast."""
    return CODES.search(BETWEEN.join(cells)) is not None


def simple(cells):
    """Return cells as floats if all are written as Python would, else None; fast."""
    # Without other letters, Python takes for a float what is a number, and nothing else.
    if not SIMPLE.fullmatch(BETWEEN.join(cells)):
        return None
    try:
        return list(map(float, cells))
    except ValueError:
        return None
