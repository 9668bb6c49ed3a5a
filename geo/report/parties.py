"""Who speaks or acts: nations, their bodies and the people who hold office in them.

A party's id is its nation and its body, `armenia-mod`, whether or not the dataset has it yet.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from geo.report.lexicon import nations, rows, words
from geo.report.mentions import PartyMention
from geo.report.partyids import party_id, rows_of_fixed
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
def body_patterns() -> str:
    """One alternation of all bodies, longest first."""
    every = [one for row in rows("bodies") for one in words(row["patterns"])]
    return "|".join(sorted(every, key=len, reverse=True))


@lru_cache(maxsize=256)
def body_of(text: str) -> str:
    """Body that a phrase names, blank for none.

    Examples
    --------
    >>> body_of("Ministry of Defence"), body_of("Foreign Minister"), body_of("goats")
    ('mod', 'mfa', '')
    """
    for row in rows("bodies"):
        if any(re.fullmatch(one, text, re.IGNORECASE) for one in words(row["patterns"])):
            return row["body"]
    return ""


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
    named += _introduced(report, named)
    chosen: list[PartyMention] = []
    # Longer mentions say more; of equal ones the first kind found does.
    for mention in (*sorted(named, key=lambda one: one.start - one.end), *_bare_bodies(report)):
        apart = all(mention.end <= one.start or mention.start >= one.end for one in chosen)
        printed = any(a <= mention.start < b for a, b in report.printed_datelines)
        if apart and not printed:
            chosen.append(mention)
    return list(_completed(report, sorted(chosen, key=lambda one: one.start)))


def _completed(report: Report, found: list[PartyMention]) -> Iterator[PartyMention]:
    """Give "the ministry" and "its army" the nation or the body that was named before."""
    done: list[PartyMention] = []
    for mention in found:
        whole = mention
        if not mention.party:
            whole = _complete(report, mention, done, found)
        done.append(whole)
        yield whole


def _complete(
    report: Report, mention: PartyMention, done: list[PartyMention], found: list[PartyMention]
) -> PartyMention:
    own = mention.text.lower().startswith(("its", "their"))
    body, nation = mention.body, mention.nation
    if body == "counterpart":
        body = next((one.body for one in reversed(done) if one.body), "government")
        return replace(mention, party=party_id(nation, body), body=body)
    same = [
        one
        for one in reversed(done)
        if one.party
        and (one.nation == nation or not nation)
        and (one.body == body or (body == "ministry" and one.body in _MINISTRIES))
    ]
    # "The authorities" are rather those called so before than another government.
    noun = mention.text.split()[-1].lower()
    same.sort(key=lambda one: noun not in one.text.lower().split())
    if same and not own:
        return replace(mention, party=same[0].party, nation=same[0].nation, body=same[0].body)
    before = [one for one in reversed(done) if one.nation]
    nation = nation or (before[0].nation if before else "")
    if body == "ministry":
        body = next(
            (one.body for one in found if one.body in _MINISTRIES and one.nation in ("", nation)),
            "",
        )
        body = body or next(
            (one.body for one in reversed(done) if one.body in _MINISTRIES), "government"
        )
    party = party_id(nation, body) if nation else ""
    return replace(mention, party=party, nation=nation, body=body)


_MINISTRIES: Final = ("mod", "mfa", "interior-ministry")


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


_NAME: Final = r"[^\W\d_a-zà-ž][\w’'-]+"


def _introduced(report: Report, named: list[PartyMention]) -> Iterator[PartyMention]:
    """People whom the report introduces by their office, wherever it names them afterwards."""
    for party in named:
        if not party.party or not party.body or party.body in ("side", "media"):
            continue
        before, after = report.text[: party.start], report.text[party.end :]
        behind = re.match(
            rf"(?:['’]s)?\s+(?:{_OFFICE})\s+(?:{_NAME}\s+){{1,2}}?(?P<last>{_NAME})(?!\w)", after
        )
        ahead = re.search(
            rf"{_NAME}\s+(?P<last>{_NAME}),\s+[^.;,]{{0,60}}?\b(?:of|at|for)\s+(?:the\s+)?$", before
        )
        found = behind or ahead
        known = {row["name"] for row in rows("persons")}
        if found and found["last"] not in known and body_of(found["last"]) == "":
            for one in re.finditer(rf"(?<!\w){re.escape(found['last'])}(?!\w)", report.text):
                yield replace(
                    party, start=one.start(), end=one.end(), text=one[0], body=party.body or "body"
                )


_OFFICE: Final = (
    r"(?:(?i:spokes(?:man|woman|person)|minister|head|chief|ombudsman|secretary|representative|"
    r"commander|president|premier))"
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
