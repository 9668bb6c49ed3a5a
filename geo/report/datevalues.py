"""The days that a phrase means, counted from the dateline or from the last date told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from geo.report import calendar
from geo.report.calendar import MONTHS, WEEKDAYS, Span
from geo.report.numerals import value_of

Resolve = Callable[["re.Match[str]", "Counting"], "tuple[Span, str, str] | None"]


class Counting:
    """From which days a phrase is counted: the dateline, and the last date told."""

    def __init__(self, dateline: date) -> None:
        self.dateline = dateline
        self.told = dateline

    def year_of(self, month: int, day: int, given: str | None) -> int | None:
        """Year that is given, else that of the latest such day; None where no year has it."""
        if given:
            return int(given)
        return calendar.latest_year(month, day, self.dateline)


def span_of_days_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str] | None:
    """Read such as "24 March", "March 24-25", "30 March to 2 April"."""
    groups = match.groupdict()
    month, day = MONTHS[groups["month"].rstrip(".").lower()], int(groups["day"])
    year = counting.year_of(month, day, groups.get("year"))
    if year is None:
        return None
    first = date(year, month, day)
    if groups.get("month2"):
        month2 = MONTHS[groups["month2"].rstrip(".").lower()]
        last = date(year + (month2 < month), month2, int(groups["last"]))
    else:
        last = date(year, month, int(groups["last"])) if groups.get("last") else first
    return ((first, last), "day", "stated") if last >= first else None


def iso_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str]:
    """Read such as "2022-03-24", "24.03.2022"."""
    day = date(int(match["year"]), int(match["mm"]), int(match["dd"]))
    return (day, day), "day", "stated"


def month_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str] | None:
    """Read such as "March", "late March 2022"; without a year the latest one."""
    groups = match.groupdict()
    month = MONTHS[groups["month"].rstrip(".").lower()]
    year = counting.year_of(month, 1, groups.get("year"))
    if year is None:
        return None
    if (
        groups.get("shift") == "last"
        and year == counting.dateline.year
        and month == counting.dateline.month
    ):
        year -= 1
    span = calendar.month_span(year, month)
    part = _part_value(groups)
    if part:
        return calendar.third(span, part), "week", "stated"
    return span, "month", "stated"


def _part_value(groups: dict[str, str | None]) -> str:
    words = (groups.get("part") or "").lower().replace("-", " ").split()
    return next((w for w in words if w in (*calendar.EARLY, *calendar.LATE, "mid", "middle")), "")


def year_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str] | None:
    """Read such as "2020", "late 2020", "1988-1994"."""
    groups = match.groupdict()
    first = int(groups["year"] or 0)
    last = int(groups.get("year2") or first)
    span = date(first, 1, 1), date(last, 12, 31)
    part = _part_value(groups)
    return (calendar.third(span, part) if part else span, "year", "stated")


def decade_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str]:
    """Read such as "The 1990s"."""
    first = int(match["decade"]) if len(match["decade"]) == 4 else 1900 + int(match["decade"])
    span = date(first, 1, 1), date(first + 9, 12, 31)
    part = _part_value(match.groupdict())
    return (calendar.third(span, part) if part else span, "year", "stated")


def season_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str] | None:
    """Read such as "The fall of 2020", "last summer"."""
    name, shift = match["season"].lower(), (match["shift"] or "").lower()
    if match["year"]:
        return calendar.season_span(int(match["year"]), name), "month", "stated"
    if not shift:
        return None
    span = calendar.season_span(counting.dateline.year, name)
    if span[0] > counting.dateline or (shift == "last" and span[1] >= counting.dateline):
        span = calendar.season_span(counting.dateline.year - 1, name)
    return span, "month", "dateline"


def weekday_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str]:
    """Read such as "Saturday", "last Monday", "Friday and Saturday"."""
    shift = (match["shift"] or "").lower()
    number, line = WEEKDAYS[match["weekday"].lower()], counting.dateline
    if shift in ("next", "coming", "this coming"):
        day = calendar.last_weekday(line + timedelta(days=7), number)
    else:
        day = calendar.last_weekday(line, number, before=shift in ("last", "past", "previous"))
    second = match["weekday2"]
    if second:
        last = calendar.last_weekday(line, WEEKDAYS[second.lower()])
        first = calendar.last_weekday(last, number, before=True)
        return (first, last), "day", "dateline"
    return (day, day), "day", "dateline"


def day_of_line_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str]:
    """Read such as "Yesterday", "last night", "today"."""
    words = re.sub(r"\s+", " ", match[0].lower())
    line = counting.dateline
    if words == "overnight":
        return (line - timedelta(days=1), line), "days", "dateline"
    back = 2 if "before yesterday" in words else int("yesterday" in words or "last" in words)
    day = line - timedelta(days=back)
    return (day, day), "day", "dateline"


def ago_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str] | None:
    """Read such as "Two days ago", "a week later"."""
    amount = 1 if match["number"].lower() in ("a", "an") else value_of(match["number"])
    if amount is None:
        return None
    start = counting.dateline if match["from"].lower() == "ago" else counting.told
    basis = "dateline" if match["from"].lower() == "ago" else "date before"
    unit, later = match["unit"].lower(), match["from"].lower() in ("later", "after")
    sign = -1 if later else 1
    if unit == "day":
        day = start - timedelta(days=sign * amount)
        return (day, day), "day", basis
    if unit == "week":
        return calendar.week_of(start - timedelta(days=sign * 7 * amount)), "week", basis
    day = calendar.months_back(start, sign * amount * (12 if unit == "year" else 1))
    if unit == "month":
        return calendar.month_span(day.year, day.month), "month", basis
    return (date(day.year, 1, 1), date(day.year, 12, 31)), "year", basis


def unit_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str]:
    """Read such as "this week", "last month", "earlier this year"."""
    line, unit = counting.dateline, match["unit"].lower()
    back = int(match["shift"].lower() in ("last", "previous", "the previous"))
    if unit == "week":
        first, last = calendar.week_of(line - timedelta(days=7 * back))
    elif unit == "month":
        day = calendar.months_back(line.replace(day=1), back)
        first, last = calendar.month_span(day.year, day.month)
    else:
        first, last = date(line.year - back, 1, 1), date(line.year - back, 12, 31)
    if match["when"] and match["when"].lower() == "earlier":
        last = min(last, line)
    if match["when"] and match["when"].lower() == "later" and not back:
        first = line
    return (first, last), unit, "dateline"


def past_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str] | None:
    """Read such as "over the past few days", "in the last 35 years"."""
    line, unit = counting.dateline, match["unit"].lower()
    said = (match["number"] or "").lower()
    amount = calendar.FEW_DAYS if said in ("few", "several", "couple of", "") else value_of(said)
    if amount is None:
        return None
    if unit == "day":
        return (line - timedelta(days=amount), line), "days", "dateline"
    if unit == "week":
        return (
            (line - timedelta(days=7 * amount), line),
            "week" if amount == 1 else "month",
            "dateline",
        )
    months = amount * (12 if unit == "year" else 1)
    return (calendar.months_back(line, months), line), unit, "dateline"


def weekend_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str]:
    """Read such as "The weekend"."""
    return calendar.weekend(counting.dateline), "days", "dateline"


def anaphor_value(match: re.Match[str], counting: Counting) -> tuple[Span, str, str]:
    """Read such as "the same day", "that evening", "the previous night"."""
    words = match[0].lower()
    shift = (
        1
        if re.search(r"next|following", words)
        else -1
        if "previous" in words or "before" in words
        else 0
    )
    day = counting.told + timedelta(days=shift)
    return (day, day), "day", "date before"
