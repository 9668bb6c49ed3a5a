"""Which body of a nation speaks where only the nation is named."""

from __future__ import annotations

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
    named = [one for one in sayings if not one.general and one.nation]
    completed: list[Saying] = []
    for saying in sayings:
        if saying.general:
            last = completed[-1] if completed else None
            party = _party_for(saying, named, last)
            saying = replace(saying, party=party, general=False)
        completed.append(saying)
    return completed


def _party_for(saying: Saying, named: list[Saying], last: Saying | None) -> str:
    if not saying.nation:
        return saying.party
    if (
        last
        and last.nation == saying.nation
        and last.party != party_id(saying.nation, "")
        and saying.sentence.paragraph - last.sentence.paragraph <= 1
    ):
        return last.party
    if saying.capital:
        same = [
            one
            for one in named
            if one.nation == saying.nation
            and one.start > saying.start
            and one.sentence.paragraph == saying.sentence.paragraph
        ]
        return same[0].party if same else saying.party
    near = [
        one
        for one in named
        if one.nation == saying.nation
        and abs(one.sentence.paragraph - saying.sentence.paragraph) <= _NEAR_PARAGRAPHS
    ]
    near.sort(
        key=lambda one: (
            abs(one.sentence.paragraph - saying.sentence.paragraph),
            abs(one.start - saying.start),
        )
    )
    return near[0].party if near else saying.party
