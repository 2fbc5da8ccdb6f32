"""Checks that the panels share: each error says what was expected and what came."""

from collections.abc import Mapping

from matplotlib.colors import is_color_like, to_hex

from helpers._validate import real_array
from helpers.figures.slider.axes import WIDTH, text_width


def text(value, name, *, width=WIDTH, empty=True):
    """Return `value`; raise ValueError unless it is a string that fits into `width`."""
    if not isinstance(value, str) or not (value.strip() or empty):
        kind = "a string" if empty else "a non-empty string"
        raise ValueError(f"expected {name} to be {kind}, got {value!r}")
    if text_width(value) > width:
        most = int(len(value) * width / text_width(value))
        raise ValueError(f"expected {name} of at most {most} characters, got {value!r}")
    return value


def color(value, name):
    """Return `value` as a hexadecimal colour; raise ValueError unless it is a colour."""
    if not is_color_like(value):
        raise ValueError(f"expected {name} to be a colour, got {value!r}")
    return to_hex(value)


def limits(value, name, *, log=False):
    """Return `value` as (low, high) or None; raise ValueError unless low < high."""
    if value is None:
        return None
    low, high = real_array(value, name, shape=(2,)).tolist()
    if not low < high or (log and low <= 0):
        raise ValueError(f"expected {name} with {'0 < ' * log}low < high, got ({low:g}, {high:g})")
    return low, high


def mapping(value, name):
    """Return `value` as a dict, None as an empty one; raise ValueError unless labels are strings.

    A label may take up to half the width of the panel.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"expected {name} to map labels to values, got {type(value).__name__}")
    return {text(label, f"a label of {name}", width=WIDTH // 2): value[label] for label in value}
