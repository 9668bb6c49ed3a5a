"""Whose people a figure counts: by the words beside it, by who did it, by who reports it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.report.lexicon import nations
from geo.report.mentions import PartyMention, within
from geo.report.partyids import party_side
from geo.report.text import Report, Sentence

OPPONENT: Final = {"azerbaijan": "armenian", "armenian": "azerbaijan"}
_STOP: Final = re.compile(r"[,;.]|\b(?:and|in|during|until|on|near|when|after|while|since|by)\b")
_OWN: Final = re.compile(
    r"\b(?:its|their|our|his)(?: own)? (?:\w+ )?(?:soldiers?|conscripts?|troops|service\w+|side|"
    r"loss(?:es)?|forces|men|army|units|ranks|personnel|fighters|dead|citizens)\b"
)
_OF_OWN: Final = re.compile(r"\bof (?:its|their|his|our)\b")
_WAR: Final = re.compile(r"\b(?:war|conflict|fighting|clash(?:es)?)\b")


@dataclass(frozen=True, slots=True)
class Link:
    """A figure tied to a word of harm."""

    figure: re.Match[str]
    harm: str
    at: int
    done: bool


def side_hit(
    report: Report, sentence: Sentence, link: Link, parties: Sequence[PartyMention], reporter: str
) -> str:
    """Whose people were hit."""
    text, figure = report.text, link.figure
    end = max(link.at, figure.end())
    phrase = text[figure.start() : min(end + 60, sentence.end)]
    stop = _STOP.search(phrase[figure.end() - figure.start() :])
    noun = phrase[: figure.end() - figure.start() + stop.start()] if stop else phrase
    if not link.done:
        noun = text[figure.start() : max(link.at, figure.end())]
    named = nation_in(noun)
    if named:
        return named
    of_own = _OWN.search(text[max(sentence.start, figure.start() - 40) : end + 40])
    own = party_side(reporter)
    if of_own or _OF_OWN.search(noun):
        return own
    if link.done and not _WAR.search(text, sentence.start, link.at):
        doer = _doer(text, sentence, link.at)
        if doer in OPPONENT:
            return OPPONENT[doer]
    actors = {
        party_side(one.party)
        for one in within(parties, sentence.start, figure.start())
        if one.party != reporter
    }
    attackers = _attackers(text[sentence.start : sentence.end])
    if attackers in OPPONENT:
        return OPPONENT[attackers]
    if "ethnic" in text[sentence.start : sentence.end] or len(actors & {*OPPONENT}) > 1:
        return "none"
    return own if own in OPPONENT else "none"


def nation_in(phrase: str) -> str:
    """Side of the first demonym in a phrase, blank for none."""
    pattern, sides = _called()
    found = pattern.search(phrase)
    return sides[found[0]] if found else ""


@lru_cache(maxsize=1)
def _called() -> tuple[re.Pattern[str], dict[str, str]]:
    """All that nations and their people are called, longest first, and the side of each."""
    sides: dict[str, str] = {}
    for nation in nations().values():
        for word in (*nation.adjectives, *nation.people, *nation.names):
            sides[word] = min(sides.get(word, nation.side), nation.side)
    return re.compile(rf"\b(?:{_any_of(sides)})\b"), sides


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _doer(text: str, sentence: Sentence, at: int) -> str:
    """Side of the demonym nearest before what was done; a subject in the same clause."""
    ends, sides = _doers(text[sentence.start : sentence.end])
    before = bisect_right(ends, at - sentence.start) - 1
    if before < 0 or ";" in text[sentence.start + ends[before] : at]:
        return ""
    return sides[before]


@lru_cache(maxsize=8)
def _doers(sentence: str) -> tuple[list[int], list[str]]:
    """Ends of the demonyms of a sentence, and their sides."""
    found = list(_demonyms().finditer(sentence))
    return [one.end() for one in found], [nation_in(one[0]) for one in found]


@lru_cache(maxsize=8)
def _attackers(sentence: str) -> str:
    """Side that is said to have fired or attacked."""
    match = _attack().search(sentence)
    return nation_in(match["who"]) if match else ""


@lru_cache(maxsize=1)
def _attack() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>{_demonyms().pattern})\s+(?:\w+\s+){{0,3}}?(?:had\s+|have\s+)?"
        r"(?:opened fire|fired|attacked|shelled|launched|struck|shot|opening fire)"
    )


@lru_cache(maxsize=1)
def _demonyms() -> re.Pattern[str]:
    words = [w for n in nations().values() for w in (*n.adjectives, *n.names)]
    return re.compile(rf"(?:{_any_of(words)})\b")
