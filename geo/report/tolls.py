"""Killed and wounded: each figure with its bounds, whose people they were, and who says so.

Bounds follow UCDP: "at least 49" is a low, "up to four" a high, a plain number all three. "No
casualties" is 0; a toll that nobody gives is no toll.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.report.lexicon import nations, rows
from geo.report.mentions import DateMention, PartyMention, TollMention
from geo.report.numerals import AMOUNTS, NUMBER, value_of
from geo.report.parties import party_side
from geo.report.speech import UNATTRIBUTED, Saying
from geo.report.text import Report, Sentence

_LOW: Final = (
    "at least|more than|over|above|no fewer than|not less than|no less than|a minimum of|upwards of"
)
_HIGH: Final = "up to|as many as|no more than|at most|nearly|almost|not more than"
_ABOUT: Final = "about|around|some|approximately|roughly|an estimated"
_PERSON: Final = (
    "people|persons?|soldiers?|service(?:men|man|members?)|troops|civilians?|officers?|officials?|"
    "conscripts?|men|man|women|woman|children|child|farmers?|guards?|fighters?|militants?|"
    "personnel|residents?|peacekeepers?|policem[ae]n|police|villagers?|others?|military|"
    "volunteers?|reservists?|employees|workers?|journalists?|victims?|bodies|lives"
)
_AMOUNT: Final = "|".join(sorted(AMOUNTS, key=len, reverse=True))
_FIGURE: Final = re.compile(
    rf"(?<![\w.,–-])(?:(?P<low>{_LOW})\s+|(?P<high>{_HIGH})\s+|(?P<about>{_ABOUT})\s+)?"
    rf"(?P<number>(?i:between\s+)?{NUMBER}(?:\s*(?:-|–|to|and|or)\s*(?P<upper>\d[\d,]*))?|"
    rf"{_AMOUNT}|another|an?(?=\s+(?:[\w-]+\s+){{0,2}}?(?:{_PERSON})\b))(?![\w%]|\.\d|-(?:day|year|"
    rf"hour|month|week|km|party|nation|point))",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"\b(?:no (?:casualties|deaths|fatalities|injuries|losses|one was (?:killed|hurt|injured))|"
    r"(?:without|nor|not any|nor any)(?: any)? (?:casualties|losses|injuries|deaths)|any casualties|"
    r"nobody (?:was )?(?:killed|hurt|injured|died)|(?:did|had|has|have) not (?:suffer|have|report) "
    r"(?:any )?(?:casualties|losses))\b", re.IGNORECASE)
# What is counted in these is nobody.
_NOT_PEOPLE: Final = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|km|kilomet|met(?:er|re)s?|miles|"
    r"times|districts?|regions?|villages?|towns|positions?|heights|posts|per ?cent|houses|homes|"
    r"buildings|vehicles|cars|tanks|drones?|points|countries|sides|capitals|points|rounds|phone|"
    r"breach|firms?|routes?|roads?|prizes?|wars?|decades?|tonnes|tons|statements?)\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[;:]|\.\s|\bwhile\b|\bwhereas\b|, (?:and |but )?(?:the|its|he|she|it)\b")
_REACH_CHARS: Final = 90
_OPPONENT: Final = {"azerbaijan": "armenian", "armenian": "azerbaijan"}


@lru_cache(maxsize=4)
def _harm(role: str) -> re.Pattern[str]:
    """Words of harm suffered ("was killed") or done ("killing")."""
    groups = "|".join(
        f"(?P<{row['harm']}>{row['words']})" for row in rows("harm") if row["role"] == role
    )
    return re.compile(rf"\b(?:{groups})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Link:
    """A figure tied to a word of harm."""

    figure: re.Match[str]
    harm: str
    at: int
    done: bool


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
            side = _side(report, sentence, link, parties, party)
            low, best, high = _bounds(figure)
            phrase = report.text[figure.start() : max(link.at, figure.end())]
            found.append(
                TollMention(figure.start("number"), figure.end("number"), figure["number"],
                            link.harm, low, best, high, side, "civilian" in phrase, party)
            )
        found += [_none(report, sentence, match, sayings)
                  for match in _NONE.finditer(report.text, sentence.start, sentence.end)]
    return sorted(found, key=lambda one: one.start)


def _links(report: Report, sentence: Sentence, dates: Sequence[DateMention]) -> list[_Link]:
    text = report.text
    links: list[_Link] = []
    for figure in _FIGURE.finditer(text, sentence.start, sentence.end):
        start, end = figure.span("number")
        if any(one.start < end and start < one.end for one in dates):
            continue
        if _NOT_PEOPLE.match(text, end) and not text[end:].lstrip().startswith("of the"):
            continue
        link = (
            _among(text, sentence, figure, links)
            or _done_to(text, sentence, figure)
            or _suffered(text, sentence, figure)
        )
        if link is not None:
            links.append(link)
    return links


def _done_to(text: str, sentence: Sentence, figure: re.Match[str]) -> _Link | None:
    """"Killing three", "injured nearly 300", "its own loss at one"."""
    before = text[sentence.start : figure.start()]
    near = [one for one in _harm("done").finditer(before) if len(before) - one.end() <= 24]
    for one in reversed(near):
        between = before[one.end() :].strip().lower()
        passive = re.search(r"\b(?:was|were|been|be|being|are|is)\s+(?:\w+ly\s+)?$",
                            before[: one.start()])
        if not passive and between in ("", "the", "some", "a total of"):
            return _Link(figure, str(one.lastgroup), sentence.start + one.start(), True)
    loss = re.search(r"\b(?:loss(?:es)?|toll|deaths?|dead|fatalities)\s+(?:\w+\s+){0,2}?(?:at|to|of|"
                     r"was|is|stood at)\s+$", before, re.IGNORECASE)
    if loss and not _NOT_PEOPLE.match(text, figure.end()):
        return _Link(figure, "killed", figure.end(), False)
    return None


def _suffered(text: str, sentence: Sentence, figure: re.Match[str]) -> _Link | None:
    """"Two of its conscripts had been killed", "50 deaths", "seven dead and ten wounded"."""
    reach = text[figure.end() : min(sentence.end, figure.end() + _REACH_CHARS)]
    stop = _CLAUSE.search(reach)
    reach = reach[: stop.start()] if stop else reach
    harm = _harm("suffered").search(reach)
    if harm is None:
        # "…, four of them died", "left two men wounded" are within reach; "2,000 troops" are not.
        return None
    between = reach[: harm.start()]
    other = _FIGURE.search(between)
    if other and re.search(rf"\b(?:{_PERSON})\b", between[other.end() :] or "", re.IGNORECASE):
        return None
    if re.search(r"\b(?:said|accused|who|which|that|denied|after|before|when)\b", between):
        return None
    transitive = re.match(r"\s+(?:(?!on\b|in\b|at\b|by\b|near\b|and\b|after\b)\w+\s+)?(?:two|three|\d+|the|an?|civilians|soldiers|troops)\b",
                          reach[harm.end() :])
    passive = not between.strip() or re.search(r"\b(?:was|were|been|be|being|are)\b", between)
    active = harm[0].lower() in ("killed", "wounded", "injured") and transitive and not passive
    if active:
        return None
    return _Link(figure, str(harm.lastgroup), figure.end() + harm.start(), False)


def _among(
    text: str, sentence: Sentence, figure: re.Match[str], links: list[_Link]
) -> _Link | None:
    """"…, among them 10 civilians"; "three killed and 14 wounded" needs no rule of its own."""
    before = text[max(sentence.start, figure.start() - 24) : figure.start()].lower()
    if links and re.search(r"(?:among (?:them|whom|the dead)|including|of them|of whom)\s+$", before):
        return _Link(figure, links[-1].harm, figure.end(), links[-1].done)
    return None


def _bounds(figure: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Low, best and high that a figure states.

    Examples
    --------
    >>> [_bounds(_FIGURE.search(text)) for text in ("at least 49", "up to four", "14", "dozens")]
    [(49, None, None), (None, None, 4), (14, 14, 14), (24, None, None)]
    """
    said = figure["number"].lower()
    if said in AMOUNTS:
        return AMOUNTS[said], None, None
    if figure["upper"]:
        upper = value_of(figure["upper"])
        lower = value_of(re.split(r"\s*(?:-|–|to|and|or)\s*\d", said.removeprefix("between "))[0])
        if lower is not None and upper is not None and lower < upper:
            return lower, None, upper
    number = 1 if said in ("another", "a", "an") else value_of(re.split(r"\s+(?:and|to|or)\s+\d", said)[0])
    if figure["low"]:
        return number, None, None
    if figure["high"]:
        return None, None, number
    if figure["about"]:
        return None, number, None
    return number, number, number


def _reporter(sentence: Sentence, sayings: Sequence[Saying], at: int) -> str:
    """Who gives a figure: the one who spoke before it, else who is named after it."""
    spoken = [one for one in sayings if one.sentence.start == sentence.start]
    before = [one for one in spoken if one.start < at]
    if before:
        return before[-1].party
    if spoken:
        return spoken[0].party
    earlier = [one for one in sayings if one.sentence.paragraph == sentence.paragraph
               and one.start < sentence.start]
    goes_on = earlier and sentence.start - earlier[-1].sentence.end <= 2
    return earlier[-1].party if goes_on and _retold(sentence) else UNATTRIBUTED


def _retold(sentence: Sentence) -> bool:
    """Whether a sentence goes on telling what was said in the one before."""
    first = [word.lower for word in sentence.words[:2]]
    return first[:1] in (["it"], ["they"], ["he"], ["she"]) or first == ["in", "return"]


def _side(
    report: Report, sentence: Sentence, link: _Link, parties: Sequence[PartyMention], reporter: str
) -> str:
    """Whose people were hit."""
    text, figure = report.text, link.figure
    end = max(link.at, figure.end())
    phrase = text[figure.start() : min(end + 60, sentence.end)]
    stop = re.search(r"[,;.]|\b(?:and|in|during|until|on|near|when|after|while|since|by)\b",
                     phrase[figure.end() - figure.start() :])
    noun = phrase[: figure.end() - figure.start() + stop.start()] if stop else phrase
    if not link.done:
        noun = text[figure.start() : max(link.at, figure.end())]
    named = _nation_in(noun)
    if named:
        return named
    of_own = re.search(
        r"\b(?:its|their|our|his)(?: own)? (?:\w+ )?(?:soldiers?|conscripts?|troops|service\w+|side|"
        r"loss(?:es)?|forces|men|army|units|ranks|personnel|fighters|dead|citizens)\b",
        text[max(sentence.start, figure.start() - 40) : end + 40])
    own = party_side(reporter)
    if of_own or re.search(r"\bof (?:its|their|his|our)\b", noun):
        return own
    if link.done and not re.search(r"\b(?:war|conflict|fighting|clash(?:es)?)\b",
                                   text[sentence.start : link.at]):
        doer = _doer(text, sentence, link.at)
        if doer in _OPPONENT:
            return _OPPONENT[doer]
    actors = [party_side(one.party) for one in parties if sentence.start <= one.start < figure.start()
              and one.party != reporter]
    attackers = _attackers(text[sentence.start : sentence.end])
    if attackers in _OPPONENT:
        return _OPPONENT[attackers]
    if "ethnic" in text[sentence.start : sentence.end] or len({*actors} & {*_OPPONENT}) > 1:
        return "none"
    return own if own in _OPPONENT else "none"


def _nation_in(phrase: str) -> str:
    """Side of the first demonym in a phrase, blank for none."""
    found = [
        (match.start(), nation.side)
        for nation in nations().values()
        for word in (*nation.adjectives, *nation.people, *nation.names)
        for match in [re.search(rf"\b{re.escape(word)}\b", phrase)]
        if match
    ]
    return min(found)[1] if found else ""


def _doer(text: str, sentence: Sentence, at: int) -> str:
    """Side of the demonym nearest before what was done; a subject in the same clause."""
    clause = re.split(r";", text[sentence.start : at])[-1]
    found = re.findall(_demonyms(), clause)
    if not found:
        return ""
    return _nation_in(found[-1] if len(found) == 1 or "," in clause.split(found[-1])[-1]
                      else found[-1])


def _attackers(sentence: str) -> str:
    """Side that is said to have fired or attacked."""
    match = re.search(rf"(?P<who>{_demonyms()})\s+(?:\w+\s+){{0,3}}?(?:had\s+|have\s+)?"
                      r"(?:opened fire|fired|attacked|shelled|launched|struck|shot|opening fire)",
                      sentence)
    return _nation_in(match["who"]) if match else ""


@lru_cache(maxsize=1)
def _demonyms() -> str:
    words = [w for n in nations().values() for w in (*n.adjectives, *n.names)]
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b"


def _none(
    report: Report, sentence: Sentence, match: re.Match[str], sayings: Sequence[Saying]
) -> TollMention:
    party = _reporter(sentence, sayings, match.start())
    said = _nation_in(report.text[match.end() : min(match.end() + 40, sentence.end)])
    side = said or (party_side(party) if party_side(party) in _OPPONENT else "none")
    return TollMention(match.start(), match.end(), match[0], "casualties", 0, 0, 0, side, False, party)
