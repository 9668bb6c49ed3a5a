"""When a drafted event was: a date beside its words, of the saying, or of the text before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from geo.report.drafts import Basis
from geo.report.found import Found
from geo.report.mentions import DateMention
from geo.report.text import Report, Sentence

When = tuple[date, date, str, Basis]
RECENT_DAYS: Final = 6
_REPORTED_BACK_DAYS: Final = 2
_SINCE: Final = re.compile(
    r"\b(?:since|began|begun|beginning|started|from)\s+(?:on\s+|in\s+|the\s+)*$", re.I
)
_OLD_DAYS: Final = 300
_BESIDE_CHARS: Final = 25
_TELLING_CHARS: Final = 120
_IN_A_ROW: Final = re.compile(
    r"\b(second|third|fourth|fifth|sixth|seventh)\s+(?:(?:consecutive|straight|successive)\s+)?day\b",
    re.IGNORECASE,
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def event_date(found: Found, sentence: Sentence, at: int, category: str) -> When:
    """Date of an event told at an offset.

    Parameters
    ----------
    found : Found
        The report with its dates and sayings.
    sentence : Sentence
        Where the event is told.
    at : int
        Offset of the words that tell of it.
    category : str
        A statement happens when it is said.
    """
    report = found.report
    spoken = [one for one in found.spoken_in(sentence) if one.verb]
    said = next((day for day in map(found.said_on, spoken) if day), None)
    speech = category in ("statement", "violation")
    if speech and said is not None:
        return _of(said, report, "day on which it was said", "high")
    fitting = [
        one
        for one in found.dates_in(sentence)
        if one is not said and not _of_the_past(found, one, at, bool(spoken), speech=speech)
    ]
    nearest = min(fitting, key=lambda one: _distance(found, one, at), default=None)
    if nearest is not None:
        return _in_a_row(report, sentence, _of(nearest, report, "date in the sentence", "high"))
    if said is not None:
        accused = any(one.verb.startswith(("accus", "blam", "alleg")) for one in spoken)
        if accused and said.prec == "day":
            first = said.first - timedelta(days=_REPORTED_BACK_DAYS)
            return first, said.last, "days", Basis("before the accusation of that day", "medium")
        return _of(said, report, "day on which it was reported", "medium")
    return _before(found, sentence)


def _of_the_past(found: Found, one: DateMention, at: int, spoken: bool, *, speech: bool) -> bool:
    """Whether a date belongs to a thing long past: "the 2020 accord", "the war of November 2020".

    Such a date dates what is told right beside it, and nothing that somebody says today.
    """
    if (found.report.dateline - one.last).days <= _OLD_DAYS:
        return False
    if speech:
        return True
    beside = _distance(found, one, at) <= (_BESIDE_CHARS if spoken else _TELLING_CHARS)
    return not beside


def _in_a_row(report: Report, sentence: Sentence, when: When) -> When:
    """As in "For the second consecutive day on Saturday": Friday and Saturday."""
    found = _IN_A_ROW.search(report.text, sentence.start, sentence.end)
    first, last, prec, _basis = when
    if found is None or prec != "day" or first != last:
        return when
    before = _ORDINALS.index(found[1].lower())
    return first - timedelta(days=before), last, prec, Basis(f"“{found[0]}”", "high")


def _distance(found: Found, one: DateMention, at: int) -> int:
    """Characters between a date and an event; a date after "until" or in a clause is farther."""
    gap = one.start - at if one.start > at else at - one.end
    return gap + 30 * found.marks_between(min(one.end, at), max(one.start, at))


def _of(one: DateMention, report: Report, reason: str, level: str) -> When:
    begun = _SINCE.search(report.text[max(one.start - 30, 0) : one.start])
    basis = Basis(reason, level)  # type: ignore[arg-type]
    if begun and one.last < report.dateline:
        prec = "day" if one.prec == "day" else _coarser(one.first, report.dateline)
        return one.first, report.dateline, prec, Basis(f"{reason}; under way since", "medium")
    last = max(min(one.last, report.dateline), one.first)
    prec = one.prec
    if prec != "day" and one.first == last:
        prec = "day"
    return one.first, last, prec, basis


def _coarser(first: date, last: date) -> str:
    days = (last - first).days
    return "days" if days <= 5 else "week" if days <= 14 else "month" if days <= 120 else "year"


def _before(found: Found, sentence: Sentence) -> When:
    """Date of the text before: of the same paragraph, or of the two above; else of late."""
    report, one = found.report, found.date_before(sentence)
    if one is not None:
        told = report.sentence_at(one.start)
        gap = sentence.paragraph - told.paragraph
        clause = re.split(r"[.;]", report.text[told.start : one.start])[-1]
        if gap <= 1 and re.search(r"\bsince\b", clause):
            prec = _coarser(one.first, report.dateline)
            return one.first, report.dateline, prec, Basis("at some time since then", "medium")
        if gap == 0:
            basis = Basis("date told before it in the paragraph", "medium")
            return one.first, one.last, one.prec, basis
    later = report.dateline
    first = later - timedelta(days=RECENT_DAYS)
    return first, later, "week", Basis("no date told: the week up to the dateline", "low")
