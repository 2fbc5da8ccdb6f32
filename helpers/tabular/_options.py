"""What a reader says about a file, checked against its columns."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from helpers.tabular._errors import DataError

PROBLEMS = ("regression", "classification")


@dataclass(frozen=True)
class Options:
    """The arguments of `read`, with each name as the file has it; `read` says what they mean."""

    target: str
    problem: str
    ignore: tuple[str, ...]
    group: str | None
    time: str | None
    text: tuple[str, ...]
    numbers: tuple[str, ...]
    exact: tuple[str, ...]
    missing: object
    decimal: str | None
    day_first: bool | None

    def of(self, name):
        """Return the arguments of `understand` for a column."""
        kind = "text" if name in self.text else "number" if name in self.numbers else None
        return {"kind": kind, "codes": self.codes(name), "exact": name in self.exact}

    def codes(self, name):
        """Return the reader's codes for a missing value in a column."""
        if isinstance(self.missing, Mapping):
            return _texts(self.missing.get(name, ()))
        return _texts(self.missing)


def options(names, target, problem, **said):
    """Return the options of a reader.

    Raises
    ------
    DataError
        If a column is not there, or two options contradict each other.
    """
    if problem not in PROBLEMS:
        raise DataError(f'expected the problem "regression" or "classification", got {problem!r}')
    target = column_name(target, names)
    for key in ("ignore", "text", "numbers", "exact"):
        value = [said[key]] if isinstance(said[key], str) else said[key]
        said[key] = tuple(column_name(name, names) for name in value)
    for key in ("group", "time"):
        if said[key] is not None:
            said[key] = column_name(said[key], names)
    if isinstance(said["missing"], Mapping):
        said["missing"] = {column_name(k, names): v for k, v in said["missing"].items()}
    if said["group"] is not None and said["time"] is not None:
        raise DataError(
            f'expected a group or a time, got "{said["group"]}" and "{said["time"]}": take the '
            "time if the same groups will be met later, and the group if new ones will"
        )
    if target in (*said["ignore"], said["group"], said["time"]):
        raise DataError(f'expected a target besides the columns to ignore, got "{target}" as both')
    both = set(said["text"]) & set(said["numbers"])
    if both:
        raise DataError(f'expected text or numbers, got "{min(both)}" as both')
    return Options(target, problem, **said)


def column_name(name, names):
    """Return the name of a column; a number may stand for a name in digits.

    Raises
    ------
    DataError
        If there is no such column, or this is no name.
    """
    if isinstance(name, int) and str(name) in names:
        name = str(name)
    if not isinstance(name, str):
        raise DataError(f"expected the name of a column, got {name!r}")
    if name in names:
        return name
    near = [other for other in names if other.casefold() == name.casefold()]
    near = near or difflib.get_close_matches(name, names, n=1)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    known = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    raise DataError(f'expected a column "{name}", got the columns {known}{hint}')


def _texts(codes):
    codes = [codes] if isinstance(codes, (str, int, float)) else codes
    return tuple(str(code) for code in codes)
