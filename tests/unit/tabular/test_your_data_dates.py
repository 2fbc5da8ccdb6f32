"""Dates in the forms that people write."""

from datetime import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.tabular._dates import are_dates, date, day_comes_first

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]  # fmt: skip
FORMS = (
    "{y}-{m:02}-{d:02}", "{y}-{m}-{d}", "{y}/{m:02}/{d:02}", "{y}.{m}.{d}", "{y}{m:02}{d:02}",
    "{d:02}.{m:02}.{y}", "{d}.{m}.{y}", "{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d} {name} {y}",
    "{d}-{short}-{y}", "{name} {d}, {y}", "{short}. {d}, {y}", "{d}. {name} {y}",
    "Mon, {d:02} {short} {y}", "Thursday, {name} {d}, {y}",
)  # fmt: skip
CLOCKS = {"": (0, 0), " 07:05": (7, 5), "T14:30": (14, 30), " 2:30 PM": (14, 30),
          " 12:15 am": (0, 15)}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    day=st.dates(datetime(1900, 1, 1).date(), datetime(2099, 12, 31).date()),
    form=st.sampled_from(FORMS),
    clock=st.sampled_from(list(CLOCKS)),
)
def test_what_is_written_is_read_back(day, form, clock):
    name = MONTHS[day.month - 1]
    text = form.format(y=day.year, m=day.month, d=day.day, name=name, short=name[:3]) + clock
    assume(form != "{y}{m:02}{d:02}" or not clock)
    assert date(text) == datetime(day.year, day.month, day.day, *CLOCKS[clock])


@settings(max_examples=100, deadline=None)
@given(day=st.dates(datetime(1969, 1, 1).date(), datetime(2068, 12, 31).date()))
def test_years_of_two_digits_and_months_first(day):
    moment = datetime(day.year, day.month, day.day)
    assert date(f"{day:%d.%m.%y}") == moment
    assert date(f"{day:%m/%d/%y}", day_first=False) == moment


@pytest.mark.parametrize("text", ["31. Mai 2024", "31 Mär 2024", "31 Dez 2024", "31 Okt. 24"])
def test_german_months(text):
    assert date(text).day == 31


@pytest.mark.parametrize(
    "text", ["2023-02-30", "32.1.2024", "1.13.2024", "yesterday", "12:30", "5 rooms", "1.5", "7",
             "May", "", "31/4/2024", "1.2/2024"],
)  # fmt: skip
def test_what_is_no_date(text):
    assert date(text) is None


def test_days_or_months_first_by_the_other_cells():
    assert day_comes_first(["1/2/2024", "13/2/2024"])[0] is True
    assert day_comes_first(["1/2/2024", "2/13/2024"])[0] is False
    assert day_comes_first(["1.2.2024"])[0] is True
    assert day_comes_first(["3/3/2024"])[0] is True
    assert day_comes_first(["3/3/2024", "1/2/2024"]) == (None, "1/2/2024")


def test_some_cells_that_are_no_dates_make_no_categories_of_the_days():
    assert are_dates({"1.2.2024": 3, "2.2.2024": 3, "unknown": 4})
    assert not are_dates({"1.2.2024": 3, "unknown": 4})
