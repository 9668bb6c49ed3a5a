"""Dates in a report: found by patterns, counted from its dateline, with their precision.

What is said loosely stays loose: "March" is a month, "last week" a week, "late 2020" a third of a
year. A day without a year is the latest such day up to the dateline, since reports tell what has
happened. A phrase such as "the next day" counts from the last date told before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from geo.report import calendar
from geo.report.calendar import MONTHS, SEASONS, WEEKDAYS, Span
from geo.report.mentions import DateMention
from geo.report.numerals import NUMBER, value_of
from geo.report.text import Report

_MONTH: Final = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|Apr(?:il|\.)?|May|June?|Jun\.|July?|"
    r"Jul\.|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO_DAY: Final = r"(?:\s*(?:-|–|to|and|&)\s*(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\s*(?:people|soldiers|servicemen|troops|,\d{3})))?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY: Final = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_HOUR: Final = r"(?:['’]s)?(?:\s+(?:early\s+)?(?:morning|afternoon|evening|night|noon))?"
_UNIT: Final = r"(?P<unit>day|week|month|year)s?"
_PART: Final = (
    r"(?P<part>early|late|mid|the beginning of|the start of|the end of|the middle of|"
    r"beginning of|start of|end of|the first (?:days|half) of|the last days of)[\s-]+"
)
Resolve = Callable[["re.Match[str]", "_Counting"], "tuple[Span, str, str] | None"]


class _Counting:
    """From which days a phrase is counted: the dateline, and the last date told."""

    def __init__(self, dateline: date) -> None:
        self.dateline = dateline
        self.told = dateline

    def year_of(self, month: int, day: int, given: str | None) -> int | None:
        if given:
            return int(given)
        return calendar.latest_year(month, day, self.dateline)


def find_dates(report: Report) -> list[DateMention]:
    """All dates of a report in order of the text; where two overlap, the longer one.

    Parameters
    ----------
    report : Report
        With the dateline that they are counted from.

    Examples
    --------
    >>> report = Report("They met on Friday. The next day, in late March, 24 left.",
    ...                 date(2022, 3, 28))
    >>> for found in find_dates(report):
    ...     print(found.text, found.first, found.last, found.prec)
    Friday 2022-03-25 2022-03-25 day
    The next day 2022-03-26 2022-03-26 day
    late March 2022-03-22 2022-03-31 week
    """
    matches = [
        (one, resolve) for pattern, resolve in _PATTERNS for one in pattern.finditer(report.text)
    ]
    matches.sort(key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))
    chosen: list[tuple[re.Match[str], Resolve]] = []
    for match, resolve in matches:
        apart = all(match.end() <= o.start() or match.start() >= o.end() for o, _ in chosen)
        if apart and not _in_head(report, match.start()):
            chosen.append((match, resolve))
    return list(_resolved(report, sorted(chosen, key=lambda pair: pair[0].start())))


def _in_head(report: Report, offset: int) -> bool:
    """Whether a date is the report's own, printed before its first sentence."""
    printed = any(start <= offset < end for start, end in report.printed_datelines)
    return printed or report.text[:offset].strip().lower() in ("", "date", "date:", "published:")


def _resolved(
    report: Report, chosen: list[tuple[re.Match[str], Resolve]]
) -> Iterator[DateMention]:
    counting = _Counting(report.dateline)
    for match, resolve in chosen:
        try:
            found = resolve(match, counting)
        except ValueError:
            # "30 February" is no day: what cannot be is no date.
            continue
        if found is None:
            continue
        (first, last), prec, basis = found
        role = "source" if _cited(report.text, match.start(), match.end()) else "event"
        began = _SINCE.search(report.text[max(match.start() - 20, 0) : match.start()])
        if role == "event" and prec in ("day", "days") and not began:
            counting.told = last
        yield DateMention(match.start(), match.end(), match[0], first, last, prec, role, basis)


# What began or ended on a day is not what "the same day" goes back to.
_SINCE: Final = re.compile(r"(?:since|began|begun|started|ended|until|till)(?: on| in)?\s+$")
_CITATION: Final = re.compile(r"(?:\w[\w’'-]*(?:\.\w+)+|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)\s*,\s*(?:on\s+)?$")


def _cited(text: str, start: int, end: int) -> bool:
    """Whether a date stands in brackets after the name of a publication.

    Examples
    --------
    >>> text = "It calmed (Mod.gov.az, March 10). On Monday (March 28) it did not."
    >>> [_cited(text, text.index(day), text.index(day) + 8) for day in ("March 10", "March 28")]
    [True, False]
    """
    opened = max(text.rfind("(", 0, start), text.rfind("[", 0, start))
    if opened < 0 or re.search(r"[)\]\n]", text[opened:start]):
        return False
    inside = re.split(r";", text[opened + 1 : start])[-1].strip()
    inside = re.sub(r"^(?:see|cf\.|via)\s+", "", inside)
    closes = re.match(r"\s*(?:,\s*(?:19|20)\d\d)?\s*[;)\]]", text[end:])
    return bool(closes) and bool(_CITATION.fullmatch(inside + " "))


def _span_of_days(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str] | None:
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


def _iso(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str]:
    day = date(int(match["year"]), int(match["mm"]), int(match["dd"]))
    return (day, day), "day", "stated"


def _month(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str] | None:
    groups = match.groupdict()
    month = MONTHS[groups["month"].rstrip(".").lower()]
    year = counting.year_of(month, 1, groups.get("year"))
    if year is None:
        return None
    if groups.get("shift") == "last" and year == counting.dateline.year \
            and month == counting.dateline.month:
        year -= 1
    span = calendar.month_span(year, month)
    part = _part(groups)
    if part:
        return calendar.third(span, part), "week", "stated"
    return span, "month", "stated"


def _part(groups: dict[str, str | None]) -> str:
    words = (groups.get("part") or "").lower().replace("-", " ").split()
    return next((w for w in words if w in (*calendar.EARLY, *calendar.LATE, "mid", "middle")), "")


def _year(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str] | None:
    groups = match.groupdict()
    first = int(groups["year"] or 0)
    last = int(groups.get("year2") or first)
    span = date(first, 1, 1), date(last, 12, 31)
    part = _part(groups)
    return (calendar.third(span, part) if part else span, "year", "stated")


def _decade(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str]:
    first = int(match["decade"]) if len(match["decade"]) == 4 else 1900 + int(match["decade"])
    span = date(first, 1, 1), date(first + 9, 12, 31)
    part = _part(match.groupdict())
    return (calendar.third(span, part) if part else span, "year", "stated")


def _season(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str] | None:
    name, shift = match["season"].lower(), (match["shift"] or "").lower()
    if match["year"]:
        return calendar.season_span(int(match["year"]), name), "month", "stated"
    if not shift:
        return None
    span = calendar.season_span(counting.dateline.year, name)
    if span[0] > counting.dateline or (shift == "last" and span[1] >= counting.dateline):
        span = calendar.season_span(counting.dateline.year - 1, name)
    return span, "month", "dateline"


def _weekday(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str]:
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


def _day_of_line(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str]:
    words = re.sub(r"\s+", " ", match[0].lower())
    line = counting.dateline
    if words == "overnight":
        return (line - timedelta(days=1), line), "days", "dateline"
    back = 2 if "before yesterday" in words else int("yesterday" in words or "last" in words)
    day = line - timedelta(days=back)
    return (day, day), "day", "dateline"


def _ago(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str] | None:
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


def _unit(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str]:
    """"This week", "last month", "earlier this year"."""
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


def _past(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str] | None:
    """"Over the past few days", "in the last 35 years"."""
    line, unit = counting.dateline, match["unit"].lower()
    said = (match["number"] or "").lower()
    amount = calendar.FEW_DAYS if said in ("few", "several", "couple of", "") else value_of(said)
    if amount is None:
        return None
    if unit == "day":
        return (line - timedelta(days=amount), line), "days", "dateline"
    if unit == "week":
        return (line - timedelta(days=7 * amount), line), "week" if amount == 1 else "month", \
            "dateline"
    months = amount * (12 if unit == "year" else 1)
    return (calendar.months_back(line, months), line), unit, "dateline"


def _weekend(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str]:
    return calendar.weekend(counting.dateline), "days", "dateline"


def _anaphor(match: re.Match[str], counting: _Counting) -> tuple[Span, str, str]:
    """"The same day", "that evening", "the next day", "the previous night"."""
    words = match[0].lower()
    shift = 1 if re.search(r"next|following", words) else -1 if "previous" in words \
        or "before" in words else 0
    day = counting.told + timedelta(days=shift)
    return (day, day), "day", "date before"


def _compiled(pattern: str, *, case: bool = True) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?!\w)", 0 if case else re.IGNORECASE)


_MONTH2: Final = _MONTH.replace("?P<month>", "?P<month2>")
_LAST2: Final = _DAY.replace("?P<day>", "?P<last>")
_BEFORE_MONTH: Final = (
    r"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=until )|(?<=by )|(?<=from )|(?<=to )|(?<=[Dd]uring )|"
    r"(?<=between )|(?<=and )|(?<=through )|(?<=of )|(?<=throughout )|(?<=before )|(?<=after ))"
)
_PATTERNS: Final[tuple[tuple[re.Pattern[str], Resolve], ...]] = (
    (_compiled(rf"{_YEAR}-(?P<mm>\d\d)-(?P<dd>\d\d)"), _iso),
    (_compiled(rf"(?P<dd>[0-3]?\d)\.(?P<mm>[01]?\d)\.{_YEAR}"), _iso),
    (_compiled(rf"(?:{_WEEKDAY}{_HOUR},\s+)?{_MONTH}\s+{_DAY}{_TO_DAY}(?:,?\s+{_YEAR})?"),
     _span_of_days),
    (_compiled(rf"(?:{_WEEKDAY}{_HOUR},?\s+)?(?:the\s+)?{_DAY}{_TO_DAY}\s+(?:of\s+)?{_MONTH}"
               rf"(?:,?\s+{_YEAR})?"), _span_of_days),
    (_compiled(rf"{_DAY}\s+{_MONTH}\s*(?:-|–|to|until)\s*{_LAST2}\s+{_MONTH2}(?:,?\s+{_YEAR})?"),
     _span_of_days),
    (_compiled(rf"{_MONTH}\s+{_DAY}\s*(?:-|–|to|until)\s*{_MONTH2}\s+{_LAST2}(?:,?\s+{_YEAR})?"),
     _span_of_days),
    (_compiled(rf"(?i:{_PART})?{_MONTH},?\s+(?:of\s+)?{_YEAR}"), _month),
    (_compiled(rf"(?i:{_PART}){_MONTH}"), _month),
    (_compiled(rf"(?i:(?P<shift>last|this)\s+){_MONTH}(?!\s+\d)"), _month),
    (_compiled(rf"{_BEFORE_MONTH}{_MONTH}(?!\s+\d)"), _month),
    (_compiled(rf"(?i:{_PART})?{_YEAR}(?:\s*(?:-|–)\s*(?P<year2>(?:19|20)\d\d))?"
               r"(?!\s+(?:people|troops|soldiers|peacekeepers|servicemen|men|civilians|refugees|"
               r"residents|tons|tonnes|kilomet|met[er]|families|fighters))(?![,.]\d)"), _year),
    (_compiled(rf"(?i:(?:the\s+)?{_PART})?(?P<decade>(?:19|20)\d0)s"), _decade),
    (_compiled(rf"(?i:(?:the\s+)?(?:(?P<shift>last|this)\s+)?(?:early\s+|late\s+)?"
               rf"(?P<season>{'|'.join(SEASONS)})(?:\s+of)?(?:\s+{_YEAR})?)"), _season),
    (_compiled(rf"(?i:(?P<shift>last|past|previous|next|coming|this coming|this)\s+)?{_WEEKDAY}"
               rf"(?:\s*(?:and|–|-|to)\s*(?P<weekday2>{_WEEKDAY[12:-1]}))?{_HOUR}"), _weekday),
    (_compiled(r"(?:the day before yesterday|yesterday(?: (?:morning|afternoon|evening|night))?|"
               r"today|tonight|last night|overnight|this (?:morning|afternoon|evening))",
               case=False), _day_of_line),
    (_compiled(rf"(?P<number>an?|{NUMBER})\s+{_UNIT}\s+(?P<from>ago|earlier|later|before|after)"
               r"(?!\s+(?:the|a|an)\b)", case=False), _ago),
    (_compiled(r"(?:(?P<when>earlier|later)\s+)?(?P<shift>this|last|the previous)\s+"
               r"(?P<unit>week|month|year)", case=False), _unit),
    (_compiled(rf"the\s+(?:past|last|previous)\s+(?P<number>few|several|couple of|{NUMBER})\s+"
               rf"{_UNIT}", case=False), _past),
    (_compiled(r"(?:in\s+)?recent\s+(?P<number>)(?P<unit>day|week)s", case=False), _past),
    (_compiled(r"(?:the|last|this|this past|past)\s+weekend", case=False), _weekend),
    (_compiled(r"(?:(?:the|that) (?:same|very|next|following|previous) "
               r"(?:day|morning|afternoon|evening|night)|later (?:that|the same) "
               r"(?:day|evening|night)|that (?:day|same day|morning|afternoon|evening|night)|"
               r"the day before|(?:a few |several )?hours (?:later|earlier))", case=False), _anaphor),
)
