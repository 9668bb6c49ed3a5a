"""Draft claims: each act of saying, tied to the event that it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final

from geo.report.drafts import Basis, DraftClaim, DraftEvent
from geo.report.found import Found
from geo.report.mentions import within
from geo.report.merging import RECALLED
from geo.report.saying import UNATTRIBUTED, Saying, hedge_in
from geo.report.text import Sentence

_MOTIVE: Final = re.compile(
    r"\b(?:in response to|response to|because|in order to|revenge|retaliat\w+)\b"
)


def draft_claims(found: Found, events: Sequence[DraftEvent]) -> list[DraftClaim]:
    """Draft the claims of a report in the order of its text.

    A sentence that tells of an event and names no speaker is the report's own voice. One party's
    repeated words in one sentence are one claim for each event and stance.
    """
    claims: dict[tuple[int, str, str, int], DraftClaim] = {}
    told_in: defaultdict[int, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for start, _ in event.spans:
            told_in[start].append(number)
    for sentence in found.report.sentences:
        spoken = found.spoken_in(sentence)
        told = told_in.get(sentence.start, [])
        # What is long past is told to explain; who speaks today says nothing of it.
        past = [number for number in told if events[number].scope == "background"]
        now = [number for number in told if events[number].scope != "background"]
        for saying in spoken:
            said = _Said(found, saying)
            for number in _spoken_of(saying, now, events):
                key = (number, saying.party, saying.stance, sentence.start)
                if key not in claims:
                    claims[key] = said.claim(number, events[number])
        for number in past if spoken else told:
            if not spoken or len(told) > len(past):
                key = (number, UNATTRIBUTED, "asserts", sentence.start)
                claims.setdefault(key, _own_voice(found, sentence, number, events[number]))
    return list(claims.values())


def _spoken_of(saying: Saying, told: list[int], events: Sequence[DraftEvent]) -> list[int]:
    """Events that a saying speaks of: those of its sentence, else the last one told before."""
    before = bisect_left(events, saying.start, key=lambda one: one.spans[0][0])
    if saying.stance == "asserts":
        return told or ([before - 1] if before else [0] if events else [])
    doubted = [n for n in told if events[n].speaker not in ("", saying.party)]
    if doubted:
        return doubted
    for number in range(before - 1, max(before - RECALLED, 0) - 1, -1):
        event = events[number]
        near = saying.sentence.paragraph - event.paragraphs[-1] <= 1
        if event.speaker != saying.party and near:
            return [number]
    return told[:1] or ([len(events) - 1] if events else [])


class _Said:
    """A saying, with what its claims on all events have in common."""

    def __init__(self, found: Found, saying: Saying) -> None:
        self._found = found
        self._saying = saying

    def claim(self, number: int, event: DraftEvent) -> DraftClaim:
        """The claim on an event."""
        saying, sentence = self._saying, self._saying.sentence
        return DraftClaim(
            number,
            saying.party,
            saying.stance,
            self._aspect(event),
            self._day,
            sentence.paragraph,
            sentence.start,
            sentence.end,
            self._hedge,
            self._basis,
        )

    @cached_property
    def _day(self) -> date | None:
        said = self._found.said_on(self._saying)
        return said.first if said is not None and said.first == said.last else None

    @cached_property
    def _hedge(self) -> str:
        sentence = self._saying.sentence
        return hedge_in(self._found.report.text[sentence.start : sentence.end])

    @cached_property
    def _basis(self) -> Basis:
        verb = self._saying.verb
        reason = f"“{verb}”" if verb else "goes on from the quotation before"
        return Basis(reason, "high" if verb else "medium")

    @cached_property
    def _counts(self) -> bool:
        """Whether figures of killed or wounded follow it."""
        saying = self._saying
        return bool(within(self._found.tolls, saying.start + 1, saying.sentence.end))

    @cached_property
    def _explains(self) -> bool:
        saying = self._saying
        return bool(_MOTIVE.search(self._found.report.text[saying.start : saying.sentence.end]))

    def _aspect(self, event: DraftEvent) -> str:
        if self._counts:
            return "casualties"
        if event.sub_event_type == "Non-violent transfer of territory":
            return "withdrawal"
        if self._saying.verb.startswith(("accus", "blam")) and event.category != "statement":
            return "responsibility"
        return "motive" if self._explains else "occurrence"


def _own_voice(found: Found, sentence: Sentence, number: int, event: DraftEvent) -> DraftClaim:
    tolls = bool(within(event.tolls, sentence.start, sentence.end))
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
