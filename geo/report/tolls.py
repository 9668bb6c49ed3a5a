"""Killed and wounded: each figure with its bounds, whose people they were, and who says so.

Bounds follow UCDP: "at least 49" is a low, "up to four" a high, a plain number all three. "No
casualties" is 0; a toll that nobody gives is no toll.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from geo.report.lexicon import rows
from geo.report.mentions import DateMention, PartyMention, TollMention, within
from geo.report.partyids import party_side
from geo.report.saying import UNATTRIBUTED, Saying
from geo.report.text import Report, Sentence
from geo.report.tollsides import OPPONENT, Link, nation_in, side_hit
from geo.report.tollwords import FIGURE, PERSON, bounds

_NONE: Final = re.compile(
    r"\b(?:no (?:casualties|deaths|fatalities|injuries|losses|one was (?:killed|hurt|injured))|"
    r"(?:without|nor|not any|nor any)(?: any)? (?:casualties|losses|injuries|deaths)|"
    r"any casualties|"
    r"nobody (?:was )?(?:killed|hurt|injured|died)|(?:did|had|has|have) not (?:suffer|have|report) "
    r"(?:any )?(?:casualties|losses))\b",
    re.IGNORECASE,
)
# What is counted in these is nobody.
_NOT_PEOPLE: Final = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|km|kilomet|met(?:er|re)s?|miles|"
    r"times|districts?|regions?|villages?|towns|positions?|heights|posts|per ?cent|houses|homes|"
    r"buildings|vehicles|cars|tanks|drones?|points|countries|sides|capitals|points|rounds|phone|"
    r"breach|firms?|routes?|roads?|prizes?|wars?|decades?|tonnes|tons|statements?)\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"[;:]|\.\s|\bwhile\b|\bwhereas\b|, (?:and |but )?(?:the|its|he|she|it)\b"
)
_OF_THE: Final = re.compile(r"\s*of the")
_REACH_CHARS: Final = 90
_BEFORE_CHARS: Final = 120


@lru_cache(maxsize=4)
def _harm(role: str) -> re.Pattern[str]:
    """Words of harm suffered ("was killed") or done ("killing")."""
    groups = "|".join(
        f"(?P<{row['harm']}>{row['words']})" for row in rows("harm") if row["role"] == role
    )
    return re.compile(rf"\b(?:{groups})\b", re.IGNORECASE)


def find_tolls(
    report: Report,
    dates: Sequence[DateMention],
    parties: Sequence[PartyMention],
    sayings: Sequence[Saying],
) -> list[TollMention]:
    """All figures of killed and wounded of a report, in order.

    Parameters
    ----------
    report : Report
        The text.
    dates : sequence of DateMention
        Numbers inside them count nobody.
    parties : sequence of PartyMention
        Whose people may be hit.
    sayings : sequence of Saying
        Who may report it.
    """
    found: list[TollMention] = []
    for sentence in report.sentences:
        for link in _links(report, sentence, dates):
            figure = link.figure
            party = _reporter(sentence, sayings, figure.start())
            side = side_hit(report, sentence, link, parties, party)
            if side == "none" and found and _elliptical(report.text, found[-1], link):
                side = found[-1].side
            low, best, high = bounds(figure)
            phrase = report.text[figure.start() : max(link.at, figure.end())]
            found.append(
                TollMention(
                    figure.start("number"),
                    figure.end("number"),
                    figure["number"],
                    link.harm,
                    low,
                    best,
                    high,
                    side,
                    "civilian" in phrase,
                    party,
                )
            )
        found += [
            _none(report, sentence, match, sayings)
            for match in _NONE.finditer(report.text, sentence.start, sentence.end)
        ]
    return sorted(found, key=lambda one: one.start)


def _links(report: Report, sentence: Sentence, dates: Sequence[DateMention]) -> list[Link]:
    text = report.text
    links: list[Link] = []
    for figure in FIGURE.finditer(text, sentence.start, sentence.end):
        start, end = figure.span("number")
        # Of the dates that begin before it ends, only the last may reach into it.
        before = bisect_left(dates, end, key=lambda one: one.start)
        if before and dates[before - 1].end > start:
            continue
        if text[max(start - 3, 0) : start].lower() == "no ":
            continue
        if _NOT_PEOPLE.match(text, end) and not _OF_THE.match(text, end):
            continue
        link = (
            _among(text, sentence, figure, links)
            or _done_to(text, sentence, figure)
            or _suffered(text, sentence, figure)
        )
        if link is not None:
            links.append(link)
    return links


def _done_to(text: str, sentence: Sentence, figure: re.Match[str]) -> Link | None:
    """As in "Killing three", "injured nearly 300", "its own loss at one"."""
    base = max(sentence.start, figure.start() - _BEFORE_CHARS)
    before = text[base : figure.start()]
    near = [one for one in _harm("done").finditer(before) if len(before) - one.end() <= 24]
    for one in reversed(near):
        between = before[one.end() :].strip().lower()
        passive = re.search(
            r"\b(?:was|were|been|be|being|are|is)\s+(?:\w+ly\s+)?$", before[: one.start()]
        )
        if not passive and between in ("", "the", "some", "a total of"):
            return Link(figure, str(one.lastgroup), base + one.start(), True)
    loss = re.search(
        r"\b(?:loss(?:es)?|toll|deaths?|dead|fatalities)\s+(?:\w+\s+){0,2}?(?:at|to|of|"
        r"was|is|stood at)\s+$",
        before,
        re.IGNORECASE,
    )
    if loss and not _NOT_PEOPLE.match(text, figure.end()):
        return Link(figure, "killed", figure.end(), False)
    return None


def _suffered(text: str, sentence: Sentence, figure: re.Match[str]) -> Link | None:
    """As in "Two of its conscripts had been killed", "50 deaths", "seven dead and ten wounded"."""
    reach = text[figure.end() : min(sentence.end, figure.end() + _REACH_CHARS)]
    stop = _CLAUSE.search(reach)
    reach = reach[: stop.start()] if stop else reach
    harm = _harm("suffered").search(reach)
    if harm is None:
        # "…, four of them died", "left two men wounded" are within reach; "2,000 troops" are not.
        return None
    between = reach[: harm.start()]
    other = FIGURE.search(between)
    if other and re.search(rf"\b(?:{PERSON})\b", between[other.end() :] or "", re.IGNORECASE):
        return None
    if re.search(
        r"\b(?:said|accused|(?:who|which|that)(?! (?:was|were|had been|have been|are)\b)|denied|"
        r"after|before|when)\b",
        between,
    ):
        return None
    transitive = re.match(
        r"\s+(?:(?!on\b|in\b|at\b|by\b|near\b|and\b|after\b)\w+\s+)?(?:two|three|\d+|the|an?|civilians|soldiers|troops)\b",
        reach[harm.end() :],
    )
    passive = not between.strip() or re.search(r"\b(?:was|were|been|be|being|are)\b", between)
    active = harm[0].lower() in ("killed", "wounded", "injured") and transitive and not passive
    if active:
        return None
    return Link(figure, str(harm.lastgroup), figure.end() + harm.start(), False)


def _among(text: str, sentence: Sentence, figure: re.Match[str], links: list[Link]) -> Link | None:
    """Tie a part to the figure before it, as in "…, among them 10 civilians"."""
    before = text[max(sentence.start, figure.start() - 24) : figure.start()].lower()
    if links and re.search(
        r"(?:among (?:them|whom|the dead)|including|of them|of whom)\s+$", before
    ):
        return Link(figure, links[-1].harm, figure.end(), links[-1].done)
    return None


def _elliptical(text: str, last: TollMention, link: Link) -> bool:
    """Whether a figure leaves its people to the one before: "three soldiers killed and 14 hurt"."""
    bare = not text[link.figure.end() : link.at].strip(" werbn")
    return bare and bool(
        re.fullmatch(r"[^.;]{0,60}(?:,|\band)\s+", text[last.end : link.figure.start()])
    )


def _reporter(sentence: Sentence, sayings: Sequence[Saying], at: int) -> str:
    """Who gives a figure: the one who spoke before it, else who is named after it."""
    spoken = within(sayings, sentence.start, sentence.end)
    before = within(spoken, sentence.start, at)
    if before:
        return before[-1].party
    if spoken:
        return spoken[0].party
    number = bisect_left(sayings, sentence.start, key=lambda one: one.start)
    earlier = sayings[number - 1] if number else None
    if earlier is None or earlier.sentence.paragraph != sentence.paragraph:
        return UNATTRIBUTED
    goes_on = sentence.start - earlier.sentence.end <= 2
    return earlier.party if goes_on and _retold(sentence) else UNATTRIBUTED


def _retold(sentence: Sentence) -> bool:
    """Whether a sentence goes on telling what was said in the one before."""
    first = [word.lower for word in sentence.words[:2]]
    return first[:1] in (["it"], ["they"], ["he"], ["she"]) or first == ["in", "return"]


def _none(
    report: Report, sentence: Sentence, match: re.Match[str], sayings: Sequence[Saying]
) -> TollMention:
    party = _reporter(sentence, sayings, match.start())
    said = nation_in(report.text[match.end() : min(match.end() + 40, sentence.end)])
    side = said or (party_side(party) if party_side(party) in OPPONENT else "none")
    return TollMention(
        match.start(), match.end(), match[0], "casualties", 0, 0, 0, side, False, party
    )
