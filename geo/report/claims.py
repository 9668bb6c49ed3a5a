"""Draft claims: each act of saying, tied to the event that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.report.drafts import Basis, DraftClaim, DraftEvent
from geo.report.merging import Found
from geo.report.saying import UNATTRIBUTED, Saying, hedge_in
from geo.report.text import Sentence
from geo.report.when import said_on


def draft_claims(found: Found, events: Sequence[DraftEvent]) -> list[DraftClaim]:
    """Draft the claims of a report in the order of its text.

    A sentence that tells of an event and names no speaker is the report's own voice. One party's
    repeated words in one sentence are one claim for each event and stance.
    """
    claims: dict[tuple[int, str, str, int], DraftClaim] = {}
    for sentence in found.report.sentences:
        spoken = [one for one in found.sayings if one.sentence.start == sentence.start]
        told = [
            number
            for number, event in enumerate(events)
            if (sentence.start, sentence.end) in event.spans
        ]
        # What is long past is told to explain; who speaks today says nothing of it.
        past = [number for number in told if events[number].scope == "background"]
        now = [number for number in told if number not in past]
        for saying in spoken:
            for number in _spoken_of(found, saying, now, events):
                key = (number, saying.party, saying.stance, sentence.start)
                claims.setdefault(key, _claim(found, saying, number, events))
        for number in past if spoken else told:
            if not spoken or len(told) > len(past):
                key = (number, UNATTRIBUTED, "asserts", sentence.start)
                claims.setdefault(key, _own_voice(found, sentence, number, events[number]))
    return list(claims.values())


def _spoken_of(
    found: Found, saying: Saying, told: list[int], events: Sequence[DraftEvent]
) -> list[int]:
    """Events that a saying speaks of: those of its sentence, else the last one told before."""
    if saying.stance != "asserts":
        doubted = [n for n in told if events[n].speaker not in ("", saying.party)]
        earlier = [
            n
            for n, event in enumerate(events)
            if event.spans[0][0] < saying.start
            and event.speaker != saying.party
            and saying.sentence.paragraph - event.paragraphs[-1] <= 1
        ]
        return doubted or earlier[-1:] or told[:1] or ([len(events) - 1] if events else [])
    if told:
        return told
    before = [n for n, event in enumerate(events) if event.spans[0][0] < saying.start]
    return before[-1:] or ([0] if events else [])


def _claim(found: Found, saying: Saying, number: int, events: Sequence[DraftEvent]) -> DraftClaim:
    sentence, text = saying.sentence, found.report.text
    said = said_on(sentence, saying, found.dates)
    day = said.first if said is not None and said.first == said.last else None
    words = text[sentence.start : sentence.end]
    return DraftClaim(
        number,
        saying.party,
        saying.stance,
        _aspect(found, saying, events[number]),
        day,
        sentence.paragraph,
        sentence.start,
        sentence.end,
        hedge_in(words),
        Basis(
            f"“{saying.verb}”" if saying.verb else "goes on from the quotation before",
            "high" if saying.verb else "medium",
        ),
    )


def _aspect(found: Found, saying: Saying, event: DraftEvent) -> str:
    text = found.report.text[saying.start : saying.sentence.end]
    tolls = [
        one for one in found.tolls if one.start in saying.sentence and one.start > saying.start
    ]
    if tolls:
        return "casualties"
    if event.sub_event_type == "Non-violent transfer of territory":
        return "withdrawal"
    if re.match(r"(?:accus|blam)", saying.verb) and event.category != "statement":
        return "responsibility"
    if re.search(
        r"\b(?:in response to|response to|because|in order to|revenge|retaliat\w+)\b", text
    ):
        return "motive"
    return "occurrence"


def _own_voice(found: Found, sentence: Sentence, number: int, event: DraftEvent) -> DraftClaim:
    tolls = any(one.start in sentence for one in event.tolls)
    return DraftClaim(
        number,
        UNATTRIBUTED,
        "asserts",
        "casualties" if tolls else "occurrence",
        None,
        sentence.paragraph,
        sentence.start,
        sentence.end,
        hedge_in(found.report.text[sentence.start : sentence.end]),
        Basis("the report's own voice", "medium"),
    )
