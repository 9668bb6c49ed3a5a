"""People whom a report introduces by their office, wherever it names them afterwards."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from geo.report.bodies import body_of
from geo.report.lexicon import rows
from geo.report.mentions import PartyMention
from geo.report.text import Report

_NAME: Final = r"[^\W\d_a-zà-ž][\w’'-]{1,40}(?![\w’'-])"
_OFFICE: Final = (
    r"(?:(?i:spokes(?:man|woman|person)|minister|head|chief|ombudsman|secretary|representative|"
    r"commander|president|premier))"
)
_BEHIND: Final = re.compile(
    rf"(?:['’]s)?\s+(?:{_OFFICE})\s+(?:{_NAME}\s+){{1,2}}?(?P<last>{_NAME})"
)
_AHEAD: Final = re.compile(
    rf"{_NAME}\s+(?P<last>{_NAME}),\s+[^.;,]{{0,60}}?\b(?:of|at|for)\s+(?:the\s+)?$"
)
_OF: Final = frozenset(["of", "at", "for"])
# Two names, what they are, and "of the".
_AHEAD_CHARS: Final = 160
# A word that a name may begin: names are looked up among the words of a text, not one by one.
_WORD: Final = re.compile(r"(?<!\w)(?=(?P<word>[^\W\d_a-zà-ž][\w’'-]{1,40}))")
_PART_END: Final = re.compile(r"(?!\w)")


def introduced(report: Report, named: Sequence[PartyMention]) -> Iterator[PartyMention]:
    """Mentions of people by their last name, as the party that they speak for.

    Parameters
    ----------
    report : Report
        The text.
    named : sequence of PartyMention
        Parties, beside which people are introduced; of two who introduce one name, the first does.
    """
    parties: dict[str, PartyMention] = {}
    for party in named:
        if not party.party or not party.body or party.body in ("side", "media"):
            continue
        last = _last_name(report.text, party)
        if last:
            parties.setdefault(last, party)
    places = _places_of(report.text, parties) if parties else {}
    for last, party in parties.items():
        for start in places.get(last, ()):
            yield replace(party, start=start, end=start + len(last), text=last)


def _last_name(text: str, party: PartyMention) -> str:
    """Last name of who is introduced beside a party, blank for nobody new."""
    found = _BEHIND.match(text, party.end)
    if found is None:
        before = text[max(party.start - _AHEAD_CHARS, 0) : party.start]
        words = before[-_AHEAD_CHARS // 4 :].split()[-2:]
        found = _AHEAD.search(before) if _OF & {*words} else None
    if found is None or found["last"] in _known() or body_of(found["last"]):
        return ""
    return found["last"]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("persons"))


def _places_of(text: str, names: Container[str]) -> dict[str, list[int]]:
    """Where each name stands as a word, also as the first part of "Ab-Cd" and "Ab’s"."""
    found: dict[str, list[int]] = {}
    for word in _WORD.finditer(text):
        whole = word["word"]
        for part in _PART_END.finditer(whole):
            one = whole[: part.start()]
            if one in names and _ends_there(text, word.start() + len(one)):
                found.setdefault(one, []).append(word.start())
    return found


def _ends_there(text: str, at: int) -> bool:
    """Whether no word goes on at an offset: the part of a word that was looked at may be cut."""
    return not (text[at : at + 1].isalnum() or text[at : at + 1] == "_")
