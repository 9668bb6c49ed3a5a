"""Whose people a figure counts: by the words beside it, by who did it, by who reports it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.report.lexicon import nations
from geo.report.mentions import PartyMention
from geo.report.partyids import party_side
from geo.report.text import Report, Sentence

OPPONENT: Final = {"azerbaijan": "armenian", "armenian": "azerbaijan"}


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
    stop = re.search(
        r"[,;.]|\b(?:and|in|during|until|on|near|when|after|while|since|by)\b",
        phrase[figure.end() - figure.start() :],
    )
    noun = phrase[: figure.end() - figure.start() + stop.start()] if stop else phrase
    if not link.done:
        noun = text[figure.start() : max(link.at, figure.end())]
    named = nation_in(noun)
    if named:
        return named
    of_own = re.search(
        r"\b(?:its|their|our|his)(?: own)? (?:\w+ )?(?:soldiers?|conscripts?|troops|"
        r"service\w+|side|"
        r"loss(?:es)?|forces|men|army|units|ranks|personnel|fighters|dead|citizens)\b",
        text[max(sentence.start, figure.start() - 40) : end + 40],
    )
    own = party_side(reporter)
    if of_own or re.search(r"\bof (?:its|their|his|our)\b", noun):
        return own
    if link.done and not re.search(
        r"\b(?:war|conflict|fighting|clash(?:es)?)\b", text[sentence.start : link.at]
    ):
        doer = _doer(text, sentence, link.at)
        if doer in OPPONENT:
            return OPPONENT[doer]
    actors = [
        party_side(one.party)
        for one in parties
        if sentence.start <= one.start < figure.start() and one.party != reporter
    ]
    attackers = _attackers(text[sentence.start : sentence.end])
    if attackers in OPPONENT:
        return OPPONENT[attackers]
    if "ethnic" in text[sentence.start : sentence.end] or len({*actors} & {*OPPONENT}) > 1:
        return "none"
    return own if own in OPPONENT else "none"


def nation_in(phrase: str) -> str:
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
    return nation_in(found[-1])


def _attackers(sentence: str) -> str:
    """Side that is said to have fired or attacked."""
    match = re.search(
        rf"(?P<who>{_demonyms()})\s+(?:\w+\s+){{0,3}}?(?:had\s+|have\s+)?"
        r"(?:opened fire|fired|attacked|shelled|launched|struck|shot|opening fire)",
        sentence,
    )
    return nation_in(match["who"]) if match else ""


@lru_cache(maxsize=1)
def _demonyms() -> str:
    words = [w for n in nations().values() for w in (*n.adjectives, *n.names)]
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b"
