"""Phrases for days and spans, and the days that each means."""

from __future__ import annotations

import re
from typing import Final

from geo.report.calendar import SEASONS
from geo.report.datevalues import (
    Resolve,
    ago_value,
    anaphor_value,
    day_of_line_value,
    decade_value,
    iso_value,
    month_value,
    past_value,
    season_value,
    span_of_days_value,
    unit_value,
    weekday_value,
    weekend_value,
    year_value,
)
from geo.report.numerals import NUMBER

_MONTH: Final = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|Apr(?:il|\.)?|May|June?|Jun\.|July?|"
    r"Jul\.|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO_DAY: Final = (
    r"(?:\s*(?:-|–|to|and|&)\s*(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?!\s*(?:people|soldiers|servicemen|troops|,\d{3})))?"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY: Final = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_HOUR: Final = r"(?:['’]s)?(?:\s+(?:early\s+)?(?:morning|afternoon|evening|night|noon))?"
_UNIT: Final = r"(?P<unit>day|week|month|year)s?"
_PART: Final = (
    r"(?P<part>early|late|mid|the beginning of|the start of|the end of|the middle of|"
    r"beginning of|start of|end of|the first (?:days|half) of|the last days of)[\s-]+"
)
_MONTH2: Final = _MONTH.replace("?P<month>", "?P<month2>")
_LAST2: Final = _DAY.replace("?P<day>", "?P<last>")
_BEFORE_MONTH: Final = (
    r"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=until )|(?<=by )|(?<=from )|(?<=to )|(?<=[Dd]uring )|"
    r"(?<=between )|(?<=and )|(?<=through )|(?<=of )|(?<=throughout )|(?<=before )|(?<=after ))"
)


def _compiled(pattern: str, *, case: bool = True) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?!\w)", 0 if case else re.IGNORECASE)


PATTERNS: Final[tuple[tuple[re.Pattern[str], Resolve], ...]] = (
    (_compiled(rf"{_YEAR}-(?P<mm>\d\d)-(?P<dd>\d\d)"), iso_value),
    (_compiled(rf"(?P<dd>[0-3]?\d)\.(?P<mm>[01]?\d)\.{_YEAR}"), iso_value),
    (
        _compiled(rf"(?:{_WEEKDAY}{_HOUR},\s+)?{_MONTH}\s+{_DAY}{_TO_DAY}(?:,?\s+{_YEAR})?"),
        span_of_days_value,
    ),
    (
        _compiled(
            rf"(?:{_WEEKDAY}{_HOUR},?\s+)?(?:the\s+)?{_DAY}{_TO_DAY}\s+(?:of\s+)?{_MONTH}"
            rf"(?:,?\s+{_YEAR})?"
        ),
        span_of_days_value,
    ),
    (
        _compiled(rf"{_DAY}\s+{_MONTH}\s*(?:-|–|to|until)\s*{_LAST2}\s+{_MONTH2}(?:,?\s+{_YEAR})?"),
        span_of_days_value,
    ),
    (
        _compiled(rf"{_MONTH}\s+{_DAY}\s*(?:-|–|to|until)\s*{_MONTH2}\s+{_LAST2}(?:,?\s+{_YEAR})?"),
        span_of_days_value,
    ),
    (_compiled(rf"(?i:{_PART})?{_MONTH},?\s+(?:of\s+)?{_YEAR}"), month_value),
    (_compiled(rf"(?i:{_PART}){_MONTH}"), month_value),
    (_compiled(rf"(?i:(?P<shift>last|this)\s+){_MONTH}(?!\s+\d)"), month_value),
    (_compiled(rf"{_BEFORE_MONTH}{_MONTH}(?!\s+\d)"), month_value),
    (
        _compiled(
            rf"(?i:{_PART})?{_YEAR}(?:\s*(?:-|–)\s*(?P<year2>(?:19|20)\d\d))?"
            r"(?!\s+(?:people|troops|soldiers|peacekeepers|servicemen|men|civilians|refugees|"
            r"residents|tons|tonnes|kilomet|met[er]|families|fighters))(?![,.]\d)"
        ),
        year_value,
    ),
    (_compiled(rf"(?i:(?:the\s+)?{_PART})?(?P<decade>(?:19|20)\d0)s"), decade_value),
    (
        _compiled(
            rf"(?i:(?:the\s+)?(?:(?P<shift>last|this)\s+)?(?:early\s+|late\s+)?"
            rf"(?P<season>{'|'.join(SEASONS)})(?:\s+of)?(?:\s+{_YEAR})?)"
        ),
        season_value,
    ),
    (
        _compiled(
            rf"(?i:(?P<shift>last|past|previous|next|coming|this coming|this)\s+)?{_WEEKDAY}"
            rf"(?:\s*(?:and|–|-|to)\s*(?P<weekday2>{_WEEKDAY[12:-1]}))?{_HOUR}"
        ),
        weekday_value,
    ),
    (
        _compiled(
            r"(?:the day before yesterday|yesterday(?: (?:morning|afternoon|evening|night))?|"
            r"today|tonight|last night|overnight|this (?:morning|afternoon|evening))",
            case=False,
        ),
        day_of_line_value,
    ),
    (
        _compiled(
            rf"(?P<number>an?|{NUMBER})\s+{_UNIT}\s+(?P<from>ago|earlier|later|before|after)"
            r"(?!\s+(?:the|a|an)\b)",
            case=False,
        ),
        ago_value,
    ),
    (
        _compiled(
            r"(?:(?P<when>earlier|later)\s+)?(?P<shift>this|last|the previous)\s+"
            r"(?P<unit>week|month|year)",
            case=False,
        ),
        unit_value,
    ),
    (
        _compiled(
            rf"the\s+(?:past|last|previous)\s+(?P<number>few|several|couple of|{NUMBER})\s+"
            rf"{_UNIT}",
            case=False,
        ),
        past_value,
    ),
    (_compiled(r"(?:in\s+)?recent\s+(?P<number>)(?P<unit>day|week)s", case=False), past_value),
    (_compiled(r"(?:the|last|this|this past|past)\s+weekend", case=False), weekend_value),
    (
        _compiled(
            r"(?:(?:the|that) (?:same|very|next|following|previous) "
            r"(?:day|morning|afternoon|evening|night)|later (?:that|the same) "
            r"(?:day|evening|night)|that (?:day|same day|morning|afternoon|evening|night)|"
            r"the day before|(?:a few |several )?hours (?:later|earlier))",
            case=False,
        ),
        anaphor_value,
    ),
)
