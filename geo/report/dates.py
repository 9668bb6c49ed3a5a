"""Dates in a report: found by patterns, counted from its dateline, with their precision.

What is said loosely stays loose: "March" is a month, "last week" a week, "late 2020" a third of a
year. A day without a year is the latest such day up to the dateline, since reports tell what has
happened. A phrase such as "the next day" counts from the last date told before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geo.report.datephrases import PATTERNS
from geo.report.datevalues import Counting, Resolve
from geo.report.mentions import DateMention
from geo.report.taken import Taken
from geo.report.text import Report
from geo.spans import FIRST_DAY


def find_dates(report: Report) -> list[DateMention]:
    """All dates of a report in order of the text; where two overlap, the longer one.

    Parameters
    ----------
    report : Report
        With the dateline that they are counted from.

    Examples
    --------
    >>> from datetime import date
    >>> report = Report("They met on Friday. The next day, in late March, 24 left.",
    ...                 date(2022, 3, 28))
    >>> for found in find_dates(report):
    ...     print(found.text, found.first, found.last, found.prec)
    Friday 2022-03-25 2022-03-25 day
    The next day 2022-03-26 2022-03-26 day
    late March 2022-03-22 2022-03-31 week
    """
    matches = [
        (one, resolve) for pattern, resolve in PATTERNS for one in pattern.finditer(report.text)
    ]
    matches.sort(key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))
    stamp = _STAMP.match(report.text)
    head = -1 if stamp is None else stamp.start("day")
    taken = Taken()
    chosen = [
        (match, resolve)
        for match, resolve in matches
        if match.start() != head and not report.printed(match.start()) and taken.take(*match.span())
    ]
    return list(_resolved(report, sorted(chosen, key=lambda pair: pair[0].start())))


# The report's own day, printed before its first sentence.
_STAMP: Final = re.compile(
    r"\s*(?:date:?\s*|published:\s*)?(?P<day>\d{4}-\d\d-\d\d)(?!\w)", re.IGNORECASE
)


def _resolved(report: Report, chosen: list[tuple[re.Match[str], Resolve]]) -> Iterator[DateMention]:
    counting = Counting(report.dateline)
    for match, resolve in chosen:
        try:
            found = resolve(match, counting)
        except (ValueError, OverflowError):
            # "30 February", "a million years ago" are no days: what cannot be is no date.
            continue
        if found is None or found[0][0] < FIRST_DAY:
            continue
        (first, last), prec, basis = found
        role = "source" if _cited(report.text, match.start(), match.end()) else "event"
        began = _SINCE.search(report.text[max(match.start() - 20, 0) : match.start()])
        if role == "event" and prec in ("day", "days") and not began:
            counting.told = last
        yield DateMention(match.start(), match.end(), match[0], first, last, prec, role, basis)


# A citation is short; brackets that are never closed are none.
_CITED_CHARS: Final = 300
_CLOSES: Final = re.compile(r"\s*(?:,\s*(?:19|20)\d\d)?\s*[;)\]]")
# What began or ended on a day is not what "the same day" goes back to.
_SINCE: Final = re.compile(r"(?:since|began|begun|started|ended|until|till)(?: on| in)?\s+$")
_CITATION: Final = re.compile(
    r"(?:\w[\w’'-]*(?:\.\w+)+|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)\s*,\s*(?:on\s+)?$"
)


def _cited(text: str, start: int, end: int) -> bool:
    """Whether a date stands in brackets after the name of a publication.

    Examples
    --------
    >>> text = "It calmed (Mod.gov.az, March 10). On Monday (March 28) it did not."
    >>> [_cited(text, text.index(day), text.index(day) + 8) for day in ("March 10", "March 28")]
    [True, False]
    """
    least = max(start - _CITED_CHARS, 0)
    opened = max(text.rfind("(", least, start), text.rfind("[", least, start))
    if opened < 0 or re.search(r"[)\]\n]", text[opened:start]):
        return False
    inside = re.split(r";", text[opened + 1 : start])[-1].strip()
    inside = re.sub(r"^(?:see|cf\.|via)\s+", "", inside)
    return bool(_CLOSES.match(text, end)) and bool(_CITATION.fullmatch(inside + " "))
