"""Which body of a nation speaks where only the nation is named."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Final

from geo.report.partyids import party_id
from geo.report.saying import Saying

_NEAR_PARAGRAPHS: Final = 3


def with_bodies(sayings: list[Saying]) -> list[Saying]:
    """Name the body that speaks for a nation, where the report tells it nearby.

    "Russia said" beside "Russia's defence ministry said" is the ministry; a capital is so only
    where it takes up the ministry's own words.
    """
    named: dict[str, list[Saying]] = {}
    for saying in sayings:
        if not saying.general and saying.nation:
            named.setdefault(saying.nation, []).append(saying)
    completed: list[Saying] = []
    for saying in sayings:
        if saying.general:
            last = completed[-1] if completed else None
            party = _party_for(saying, named.get(saying.nation, []), last)
            saying = replace(saying, party=party, general=False)
        completed.append(saying)
    return completed


def _party_for(saying: Saying, named: list[Saying], last: Saying | None) -> str:
    """Party that speaks: `named` are the sayings by bodies of its nation, in order."""
    if not saying.nation:
        return saying.party
    paragraph = saying.sentence.paragraph
    if (
        last
        and last.nation == saying.nation
        and last.party != party_id(saying.nation, "")
        and paragraph - last.sentence.paragraph <= 1
    ):
        return last.party
    # The nearest one lies right before or right behind; both are in order of the text.
    at = bisect_right(named, saying.start, key=lambda one: one.start)
    behind = named[at : at + 1]
    if saying.capital:
        same = [one for one in behind if one.sentence.paragraph == paragraph]
        return same[0].party if same else saying.party
    near = [
        (abs(one.sentence.paragraph - paragraph), abs(one.start - saying.start), one.party)
        for one in (*named[max(at - 1, 0) : at], *behind)
        if abs(one.sentence.paragraph - paragraph) <= _NEAR_PARAGRAPHS
    ]
    return min(near, key=lambda one: one[:2])[2] if near else saying.party
