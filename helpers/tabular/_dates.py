"""Dates in the forms that people write: 2024-01-31, 31.12.2024, 1/31/2024, 31 Jan 2024."""

import re
from datetime import UTC, datetime, timedelta
from itertools import islice

MONTHS = {
    name: place
    for place, names in enumerate(
        ("jan", "feb", "mar mär mrz", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt",
         "nov", "dec dez"), 1
    )
    for name in names.split()
}  # fmt: skip
NAME = r"(?P<name>[A-Za-zä]{3,9})\.?"
YEAR = r"(?P<year>\d{4}|\d{2})"
FORMS = [
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})(?P=mark){YEAR}",
        rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[ -]*{NAME}[ ,-]*{YEAR}",
        rf"{NAME} *(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +{YEAR}",
        rf"{NAME}[ -](?P<year>\d{{4}})",
        r"(?P<year>\d{4})/(?P<month>\d{2})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<year>\d{4})[ /-]?[Qq](?P<quarter>[1-4])",
        r"[Qq](?P<quarter>[1-4])[ /-]?(?P<year>\d{4})",
    )
]
CLOCK = re.compile(
    r"(?P<date>.*?)(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:\.\d+)?))?"
    r" ?(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
# English and German; no month begins like one of them.
WEEKDAY = re.compile(r"^(mo|tu|we|th|fr|sa|su|di|mi|do|so)[a-z]{0,8}\.?,? +", re.IGNORECASE)
MONTH = re.compile(r"\d{4}-\d{2}")
COMPACT = re.compile(r"(19|20)\d{6}")
TRIED = 50
LATEST = 68  # of two digits: the year 2068; 69 is 1969, as POSIX has it


def are_dates(cells):
    """Tell whether at least half of the cells are dates.

    Parameters
    ----------
    cells : dict of str to int
        The different cells, and in how many rows each stands.
    """
    if not any(date(cell, day_first=None) for cell in islice(cells, TRIED)):
        return False
    dates = sum(rows for cell, rows in cells.items() if date(cell, day_first=None))
    return 2 * dates >= sum(cells.values())


def are_compact(cells):
    """Tell whether all cells are dates such as 20240131, which are numbers as well."""
    return bool(cells) and all(COMPACT.fullmatch(cell) and date(cell) for cell in cells)


def day_comes_first(cells):
    """Return whether 1/2/2024 is the first of February, by the other cells; None if it is open.

    Parameters
    ----------
    cells : iterable of str
        The cells of a column.

    Returns
    -------
    tuple of (bool or None, str or None)
        And a cell that can be read either way.
    """
    open_cell = None
    for cell in cells:
        found = _match(cell)
        if found and "first" in found:
            first, second = int(found["first"]), int(found["second"])
            if first > 12 or found["mark"] == ".":
                return True, None
            if second > 12:
                return False, None
            if first != second:
                open_cell = open_cell or cell
    return (None if open_cell else True), open_cell


def date(text, day_first=True):
    """Return a date, with or without a time of day, or the first day of a month or a quarter.

    Parameters
    ----------
    text : str
        A cell.
    day_first : bool or None
        Whether 1/2/2024 is the first of February. None takes whichever of the two is a date.

    Returns
    -------
    datetime or None
        In UTC if the cell says its offset; None if it is no date.
    """
    try:
        moment = datetime.fromisoformat(f"{text}-01" if MONTH.fullmatch(text) else text)
        return moment if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # the first and the last day there is may have none in UTC
        pass
    found = _match(text)
    if found is None:
        return None
    orders = [day_first] if day_first is not None else [True, False]
    return next(filter(None, (_moment(found, order) for order in orders)), None)


def _match(text):
    """Return the parts of a date by their names, or None."""
    whole = CLOCK.fullmatch(WEEKDAY.sub("", text, count=1))
    for form in FORMS:
        found = form.fullmatch(whole["date"].strip()) if whole else None
        if found:
            return {f"clock {k}": v for k, v in whole.groupdict().items()} | found.groupdict()
    return None


def _moment(found, day_first):
    day, month = found.get("day") or 1, found.get("month")
    if "first" in found:
        day, month = found["first"], found["second"]
        if not day_first:
            day, month = month, day
    if "name" in found:
        month = MONTHS.get(found["name"][:3].lower(), 0)
    if "quarter" in found:
        month = 3 * int(found["quarter"]) - 2
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year <= LATEST else 1900
    hour, half = int(found["clock hour"] or 0), (found["clock half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    try:
        start = datetime(year, int(month), int(day), hour, int(found["clock minute"] or 0))
    except ValueError:
        return None
    return start + timedelta(seconds=float(found["clock second"] or 0))
