"""When a drafted event was: a date beside its words, of the saying, or of the text before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from geo.report.drafts import Basis
from geo.report.mentions import DateMention
from geo.report.saying import Saying
from geo.report.text import Report, Sentence

When = tuple[date, date, str, Basis]
RECENT_DAYS: Final = 6
_REPORTED_BACK_DAYS: Final = 2
_SINCE: Final = re.compile(
    r"\b(?:since|began|begun|beginning|started|from)\s+(?:on\s+|in\s+|the\s+)*$", re.I
)
_NEAR_WORDS: Final = 5
_OPENING_WORDS: Final = 6
_BEHIND_WORDS: Final = 8
_CLAUSE: Final = re.compile(
    r"[,;]|\b(?:that|which|had|was|were|is|are|has|have|who|of|over|fire)\b"
)
_OLD_DAYS: Final = 300
_BESIDE_CHARS: Final = 25
_TELLING_CHARS: Final = 120
_IN_A_ROW: Final = re.compile(
    r"\b(second|third|fourth|fifth|sixth|seventh)\s+(?:(?:consecutive|straight|successive)\s+)?day\b",
    re.IGNORECASE,
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def said_on(sentence: Sentence, saying: Saying, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of a saying: the one that stands beside its verb, or opens its sentence.

    Parameters
    ----------
    sentence : Sentence
        Where it is told.
    saying : Saying
        The act of saying.
    dates : sequence of DateMention
        All dates of the report.
    """
    own = [
        one
        for one in dates
        if one.start in sentence and one.role == "event" and one.prec in ("day", "days")
    ]
    verb = sentence.index_at(saying.start)
    for one in own:
        at = sentence.index_at(one.start)
        opens = at <= _OPENING_WORDS and verb - at <= 16 and one is own[0]
        if opens or 0 <= verb - at <= _NEAR_WORDS or 0 <= at - verb <= 3:
            return one
    behind = [one for one in own if one.start > saying.end]
    if behind and sentence.index_at(behind[0].start) - verb <= _BEHIND_WORDS:
        between = " ".join(
            word.lower
            for word in sentence.words
            if saying.end <= word.start and word.end <= behind[0].start
        )
        if not _CLAUSE.search(between):
            return behind[0]
    return None


def event_date(
    report: Report,
    sentence: Sentence,
    at: int,
    category: str,
    dates: Sequence[DateMention],
    sayings: Sequence[Saying],
) -> When:
    """Date of an event told at an offset.

    Parameters
    ----------
    report : Report
        The text.
    sentence : Sentence
        Where the event is told.
    at : int
        Offset of the words that tell of it.
    category : str
        A statement happens when it is said.
    dates, sayings : sequence
        Those of the whole report.
    """
    own = [one for one in dates if one.start in sentence and one.role == "event"]
    spoken = [one for one in sayings if one.sentence.start == sentence.start and one.verb]
    said = next((d for d in (said_on(sentence, one, dates) for one in spoken) if d), None)
    speech = category in ("statement", "violation")
    if speech and said is not None:
        return _of(said, report, "day on which it was said", "high")
    others = [one for one in own if one is not said]
    fitting = [
        one for one in others if not _of_the_past(report, one, at, bool(spoken), speech=speech)
    ]
    nearest = min(fitting, key=lambda one: _distance(report, one, at), default=None)
    if nearest is not None:
        return _in_a_row(report, sentence, _of(nearest, report, "date in the sentence", "high"))
    if said is not None:
        accused = any(one.verb.startswith(("accus", "blam", "alleg")) for one in spoken)
        if accused and said.prec == "day":
            first = said.first - timedelta(days=_REPORTED_BACK_DAYS)
            return first, said.last, "days", Basis("before the accusation of that day", "medium")
        return _of(said, report, "day on which it was reported", "medium")
    return _before(report, sentence, dates)


def _of_the_past(report: Report, one: DateMention, at: int, spoken: bool, *, speech: bool) -> bool:
    """Whether a date belongs to a thing long past: "the 2020 accord", "the war of November 2020".

    Such a date dates what is told right beside it, and nothing that somebody says today.
    """
    if (report.dateline - one.last).days <= _OLD_DAYS:
        return False
    if speech:
        return True
    beside = _distance(report, one, at) <= (_BESIDE_CHARS if spoken else _TELLING_CHARS)
    return not beside


def _in_a_row(report: Report, sentence: Sentence, when: When) -> When:
    """As in "For the second consecutive day on Saturday": Friday and Saturday."""
    found = _IN_A_ROW.search(report.text, sentence.start, sentence.end)
    first, last, prec, _basis = when
    if found is None or prec != "day" or first != last:
        return when
    before = _ORDINALS.index(found[1].lower())
    return first - timedelta(days=before), last, prec, Basis(f"“{found[0]}”", "high")


def _distance(report: Report, one: DateMention, at: int) -> int:
    """Characters between a date and an event; a date after "until" or in a clause is farther."""
    gap = one.start - at if one.start > at else at - one.end
    clause = report.text[min(one.end, at) : max(one.start, at)]
    return gap + 30 * len(re.findall(r"[,;]|\b(?:had|which|that|who)\b", clause))


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


def _before(report: Report, sentence: Sentence, dates: Sequence[DateMention]) -> When:
    """Date of the text before: of the same paragraph, or of the two above; else of late."""
    earlier = [
        one
        for one in dates
        if one.start < sentence.start
        and one.role == "event"
        and one.prec in ("day", "days", "week")
        and (report.dateline - one.first).days <= 60
    ]
    for one in reversed(earlier):
        told = report.sentence_at(one.start)
        gap = sentence.paragraph - told.paragraph
        since = re.search(r"\bsince\b[^.;]*$", report.text[told.start : one.start])
        if since and gap <= 1:
            prec = _coarser(one.first, report.dateline)
            return one.first, report.dateline, prec, Basis("at some time since then", "medium")
        if gap == 0:
            return (
                one.first,
                one.last,
                one.prec,
                Basis("date told before it in the paragraph", "medium"),
            )
        break
    later = report.dateline
    first = later - timedelta(days=RECENT_DAYS)
    return first, later, "week", Basis("no date told: the week up to the dateline", "low")
