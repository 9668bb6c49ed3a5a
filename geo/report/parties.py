"""Who speaks or acts: nations, their bodies and the people who hold office in them.

A party's id is its nation and its body, `armenia-mod`, whether or not the dataset has it yet.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Final

from geo.report.bodies import body_of, body_patterns
from geo.report.completing import completed
from geo.report.introduced import introduced
from geo.report.lexicon import nations, rows, words
from geo.report.mentions import PartyMention
from geo.report.partyids import party_id, rows_of_fixed
from geo.report.taken import Taken
from geo.report.text import Report

# Words that may stand between a nation and its body.
_BETWEEN: Final = (
    "separatist|de facto|local|human rights|state|top|senior|deputy|first|principal|ethnic|"
    "self-proclaimed|breakaway|own|acting|Armenian|military|unrecognised|unrecognized"
)
_HONORIFIC: Final = "unrecognised|unrecognized|self-proclaimed|breakaway|disputed|separatist"
# "The ministry in Baku" speaks for Baku; "peacekeepers in Karabakh" do not speak for Karabakh.
_SEATED: Final = (
    r"(?:defen[cs]e |foreign |interior )?ministry(?: of (?:defen[cs]e|foreign affairs))?|"
    r"authorities|government|officials|cabinet|leadership|counterparts?"
)


@lru_cache(maxsize=1)
def _names() -> tuple[str, dict[str, str]]:
    """One alternation of all that nations are called, and the nation of each."""
    known: dict[str, str] = {}
    for nation in nations().values():
        for name in (*nation.names, *nation.adjectives, *nation.seats):
            known.setdefault(name, nation.id)
    return "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True)), known


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    names, _ = _names()
    body = f"(?P<body>(?i:{body_patterns()}))"
    nation = rf"(?P<nation>{names})"
    return (
        re.compile(
            rf"(?<![\w-]){nation}(?:['’]s?)?\s+(?:(?:{_BETWEEN})\s+){{0,3}}"
            rf"(?P<body>(?i:{body_patterns()}|ministry))(?P<seated>)(?!\w)"
        ),
        re.compile(
            rf"(?<!\w)(?:{body}\s+of|(?P<seated>(?i:{_SEATED}))\s+in)\s+(?:the\s+)?(?:(?:{_HONORIFIC})\s+)*{nation}"
            r"(?![\w-])(?!['’]s)"
        ),
    )


def find_parties(report: Report, ground: Container[int] = ()) -> list[PartyMention]:
    """All parties named in a report, in order of the text; nations by themselves included.

    Parameters
    ----------
    report : Report
        The text.
    ground : container of int
        Offsets of toponyms that are mere ground: they neither act nor speak.
    """
    nations_by_name = [one for one in _nations(report) if one.start not in ground]
    named = [*_bodies(report), *_fixed(report), *_persons(report), *nations_by_name]
    named += introduced(report, named)
    taken = Taken()
    # Longer mentions say more; of equal ones the first kind found does.
    longest = sorted(named, key=lambda one: one.start - one.end)
    chosen = [
        one
        for one in (*longest, *_bare_bodies(report))
        if not report.printed(one.start) and taken.take(one.start, one.end)
    ]
    return completed(sorted(chosen, key=lambda one: one.start))


def _bodies(report: Report) -> Iterator[PartyMention]:
    _, known = _names()
    for pattern in _patterns():
        for match in pattern.finditer(report.text):
            said = match["body"] or match["seated"]
            nation, body = known[match["nation"]], body_of(said) or "ministry"
            party = party_id(nation, body)
            yield PartyMention(match.start(), match.end(), match[0], party, nation, body)


def _fixed(report: Report) -> Iterator[PartyMention]:
    for row in rows_of_fixed():
        for pattern in words(row["patterns"]):
            for match in re.finditer(rf"(?<![\w.]){pattern}(?!\w)", report.text):
                yield PartyMention(
                    *match.span(), match[0], row["party"], row["nation"], row["body"] or "body"
                )


def _persons(report: Report) -> Iterator[PartyMention]:
    for row in rows("persons"):
        for match in re.finditer(rf"(?<!\w){row['name']}(?!\w)", report.text):
            party = party_id(row["nation"], row["body"])
            yield PartyMention(*match.span(), match[0], party, row["nation"], row["body"] or "body")


def _nations(report: Report) -> Iterator[PartyMention]:
    for nation in nations().values():
        for name in (*nation.names, *nation.seats, *nation.people):
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", report.text):
                people = name in nation.people
                body = "side" if people else ""
                party = party_id(nation.id, body)
                yield PartyMention(*match.span(), match[0], party, nation.id, body)


_BARE: Final = re.compile(
    r"(?<!\w)(?:[Tt]he|[Ii]ts|[Tt]heir)\s+(?:\w+\s+)??(?P<body>(?i:defen[cs]e ministry|"
    r"ministry of defen[cs]e|foreign ministry|ministry of foreign affairs|ministry|army|military|"
    r"authorities|government|president|officials))(?!\w)"
)


def _bare_bodies(report: Report) -> Iterator[PartyMention]:
    """As in "The ministry", "its foreign ministry": a body whose nation was named before."""
    for match in _BARE.finditer(report.text):
        body = body_of(match["body"]) or "ministry"
        yield PartyMention(*match.span(), match[0], "", "", body)
