"""Dates over a dateline: what loose words mean, and what is no date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.report.calendar import WEEKDAYS, last_weekday, month_span, third
from geo.report.dates import find_dates
from geo.report.text import Report

MONDAY = date(2022, 3, 28)


def found(text: str, day: date = MONDAY) -> list[tuple[str, str, str, str]]:
    dates = find_dates(Report(text, day))
    return [(one.text, one.first.isoformat(), one.last.isoformat(), one.prec) for one in dates]


@pytest.mark.parametrize(
    ("text", "first", "last", "prec"),
    [
        ("They met on Saturday.", "2022-03-26", "2022-03-26", "day"),
        ("They met on Monday.", "2022-03-28", "2022-03-28", "day"),
        ("They met last Monday.", "2022-03-21", "2022-03-21", "day"),
        ("It fell yesterday evening.", "2022-03-27", "2022-03-27", "day"),
        ("It fell two days ago.", "2022-03-26", "2022-03-26", "day"),
        ("Eight days ago it fell.", "2022-03-20", "2022-03-20", "day"),
        ("It was last week.", "2022-03-21", "2022-03-27", "week"),
        ("It was three weeks ago.", "2022-03-07", "2022-03-13", "week"),
        ("It was in March.", "2022-03-01", "2022-03-31", "month"),
        ("It was in December.", "2021-12-01", "2021-12-31", "month"),
        ("It was in late 2020.", "2020-09-01", "2020-12-31", "year"),
        ("It was early in the 1990s.", "1990-01-01", "1999-12-31", "year"),
        ("It was over the weekend.", "2022-03-26", "2022-03-27", "days"),
        ("It was on March 24-25.", "2022-03-24", "2022-03-25", "day"),
        ("It was 30 March to 2 April 2021.", "2021-03-30", "2021-04-02", "day"),
        ("It was on the 24th of March.", "2022-03-24", "2022-03-24", "day"),
        ("On Friday and Saturday they fought.", "2022-03-25", "2022-03-26", "day"),
        ("In the past few days it rained.", "2022-03-24", "2022-03-28", "days"),
        ("On 12 December it began.", "2021-12-12", "2021-12-12", "day"),
    ],
)
def test_one_date(text: str, first: str, last: str, prec: str) -> None:
    ((_, *value),) = found(text)
    assert value == [first, last, prec]


@pytest.mark.parametrize(
    "text",
    [
        "Residents may march home.",
        "March with us, they sang.",
        "They sent 2,000 peacekeepers and 2020 soldiers.",
        "A 44-day war killed thousands.",
        "On 30 February nothing was.",
        "The second month of fighting began.",
    ],
)
def test_no_date(text: str) -> None:
    assert found(text) == []


def test_march_is_no_day_and_a_year_is_none_either() -> None:
    assert {prec for *_, prec in found("In March, and in 2020, and last month.")} == {
        "month",
        "year",
    }


def test_the_date_of_a_cited_publication_is_not_that_of_an_event() -> None:
    text = "It calmed on March 10 (Mod.gov.az, March 11). On Sunday (March 27) it did not."
    roles = [(one.text, one.role) for one in find_dates(Report(text, MONDAY))]
    assert roles == [
        ("March 10", "event"),
        ("March 11", "source"),
        ("Sunday", "event"),
        ("March 27", "event"),
    ]


def test_the_next_day_counts_from_the_last_date_told() -> None:
    text = "Shells fell on 20 March. The next day, and two days later, more fell."
    assert [first for _, first, *_ in found(text)] == ["2022-03-20", "2022-03-21", "2022-03-23"]


def test_the_reports_own_day_is_no_date_in_it() -> None:
    assert found(" date 2022-03-28 LONDON (Own) - All was quiet.") == []


@given(
    st.dates(date(1990, 1, 8), date(2100, 12, 31)),
    st.sampled_from(sorted(WEEKDAYS)),
)
def test_a_weekday_is_within_the_week_up_to_the_dateline(day: date, name: str) -> None:
    ((_, first, last, _),) = found(f"It fell on {name.capitalize()}.", day)
    assert first == last
    back = day - date.fromisoformat(first)
    assert timedelta(0) <= back < timedelta(7)
    assert date.fromisoformat(first).weekday() == WEEKDAYS[name]
    assert last_weekday(day, WEEKDAYS[name], before=True) < day


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_thirds_of_a_month_are_the_whole_month(year: int, month: int) -> None:
    span = month_span(year, month)
    early, middle, late = (third(span, word) for word in ("early", "mid", "late"))
    assert (early[0], late[1]) == span
    assert early[1] + timedelta(1) == middle[0]
    assert middle[1] + timedelta(1) == late[0]
