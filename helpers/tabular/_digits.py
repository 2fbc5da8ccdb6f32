"""Numbers as people read them."""

import math

LARGE, TINY = 1e7, 1e-4  # beyond these a power of ten is read more easily
POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(value, digits=2):
    """Return a number with so many significant digits: 0.034, 24, 12,000 or 4.1 · 10¹³."""
    value = float(f"{value:.{digits - 1}e}")
    if value and not TINY <= abs(value) < LARGE:
        front, power = f"{value:.{digits - 1}e}".split("e")
        return f"{front} · 10{str(int(power)).translate(POWERS)}"
    return f"{value:,.{decimals(value, digits)}f}"


def decimals(value, digits=2):
    """Return how many decimals show so many significant digits of a number."""
    return min(8, max(0, digits - 1 - math.floor(math.log10(abs(value))))) if value else 0


def percent(share):
    """Return a share in percent with two or three digits: 0.34 %, 7.1 %, 34 %, 99.6 %, 103 %.

    A share near all is told from it, a tiny one is "under 0.01 %", and one of twice or more is said
    as that: "41 times".
    """
    if share < 1e-4:
        return "under 0.01 %"
    if share >= 2:
        return f"{plain(share)} times"
    if 0.95 <= share < 1.05:
        return f"{100 * share:.1f} %"
    return f"{100 * share:.{max(0, 1 - math.floor(math.log10(100 * share)))}f} %"


def span(low, high):
    """Return two shares as "34 % to 71 %", the unit once where both have it."""
    first, last = percent(low), percent(high)
    unit = last[last.rindex(" ") :]
    if first.endswith(unit) and not first.startswith("under"):
        first = first.removesuffix(unit)
    return f"{first} to {last}"
