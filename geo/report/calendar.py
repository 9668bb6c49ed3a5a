"""Days counted from a day: weekdays, weeks, months, seasons, thirds of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

Span = tuple[date, date]
MONTHS: Final = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
WEEKDAYS: Final = {name.lower(): number for number, name in enumerate(calendar.day_name)}
# First month of each season in the northern half of the world; winter ends in the next year.
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
FEW_DAYS: Final = 4
EARLY: Final = ("early", "beginning", "start", "first")
LATE: Final = ("late", "end", "last")


def month_span(year: int, month: int) -> Span:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def season_span(year: int, name: str) -> Span:
    """First and last day of a season, by whole months.

    Examples
    --------
    >>> [day.isoformat() for day in season_span(2020, "fall")]
    ['2020-09-01', '2020-11-30']
    """
    first = SEASONS[name]
    last_month = first + 2
    end_year = year + (last_month > 12)
    return date(year, first, 1), month_span(end_year, (last_month - 1) % 12 + 1)[1]


def third(span: Span, word: str) -> Span:
    """Early, middle or late part of a span: a third of it, in whole months where it is a year.

    Examples
    --------
    >>> [day.isoformat() for day in third(month_span(2022, 3), "early")]
    ['2022-03-01', '2022-03-10']
    >>> [day.isoformat() for day in third((date(2020, 1, 1), date(2020, 12, 31)), "late")]
    ['2020-09-01', '2020-12-31']
    """
    first, last = span
    place = 0 if word in EARLY else 2 if word in LATE else 1
    if (last - first).days > 300:
        years = last.year - first.year + 1
        if years > 1:
            cuts = [first.year + round(years * part / 3) for part in range(4)]
            return date(cuts[place], 1, 1), date(cuts[place + 1] - 1, 12, 31)
        return date(first.year, 4 * place + 1, 1), month_span(first.year, 4 * place + 4)[1]
    length = (last - first).days + 1
    days = [first + timedelta(days=round(length * part / 3)) for part in range(4)]
    return days[place], days[place + 1] - timedelta(days=1)


def week_of(day: date) -> Span:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def last_weekday(day: date, weekday: int, *, before: bool = False) -> date:
    """The latest such weekday up to a day, or before it.

    Examples
    --------
    >>> last_weekday(date(2022, 3, 28), 0).isoformat()
    '2022-03-28'
    >>> last_weekday(date(2022, 3, 28), 0, before=True).isoformat()
    '2022-03-21'
    """
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (7 if before else 0))


def weekend(day: date) -> Span:
    """The weekend that a day is in, else the last one before it."""
    saturday = last_weekday(day, WEEKDAYS["saturday"])
    return saturday, saturday + timedelta(days=1)


def latest_year(month: int, day: int, upto: date) -> int | None:
    """Year of the latest such day up to another; None where no year has it.

    Examples
    --------
    >>> latest_year(12, 12, date(2023, 3, 6)), latest_year(3, 6, date(2023, 3, 6))
    (2022, 2023)
    """
    for year in range(upto.year, upto.year - 9, -1):
        try:
            if date(year, month, day) <= upto:
                return year
        except ValueError:
            continue
    return None


def months_back(day: date, months: int) -> date:
    """The same day some months before, or the last day that the month has.

    Examples
    --------
    >>> months_back(date(2023, 3, 31), 1).isoformat()
    '2023-02-28'
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
