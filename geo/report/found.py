"""All that was found in a report, and what events and claims ask of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from geo.gazetteer import Gazetteer
from geo.report.ground import Ground
from geo.report.mentions import (
    DateMention,
    PartyMention,
    PlaceMention,
    TollMention,
    TriggerMention,
    within,
)
from geo.report.saying import Saying
from geo.report.sayingdates import said_on
from geo.report.text import Report, Sentence

_CLAUSE: Final = re.compile(r"[,;]|\b(?:had|which|that|who)\b")
_RECENT_DAYS: Final = 60


@dataclass(frozen=True)
class Found:
    """All mentions of a report that events are made of, each kind in order of the text."""

    report: Report
    gazetteer: Gazetteer
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    tolls: Sequence[TollMention]
    parties: Sequence[PartyMention]
    triggers: Sequence[TriggerMention]
    sayings: Sequence[Saying]
    _said: dict[tuple[int, int], DateMention | None] = field(default_factory=dict, repr=False)

    @cached_property
    def ground(self) -> Ground:
        """Places where something may have happened."""
        return Ground(self.report, self.places, self.gazetteer)

    def spoken_in(self, sentence: Sentence) -> Sequence[Saying]:
        """What is said in a sentence."""
        return within(self.sayings, sentence.start, sentence.end)

    def dates_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """Dates of a sentence, but for those of publications."""
        return within(self._told, sentence.start, sentence.end)

    def said_on(self, saying: Saying) -> DateMention | None:
        """The date of a saying; see `sayingdates.said_on`."""
        key = saying.start, saying.end
        if key not in self._said:
            self._said[key] = said_on(saying, self._days)
        return self._said[key]

    def date_before(self, sentence: Sentence) -> DateMention | None:
        """The last date before a sentence that is recent and sharp enough to go on from."""
        before = within(self._recent, 0, sentence.start)
        return before[-1] if before else None

    def marks_between(self, start: int, end: int) -> int:
        """How many words or marks of a new clause stand between two offsets."""
        marks = self._clause_marks
        return max(bisect_left(marks, end) - bisect_left(marks, start), 0)

    @cached_property
    def _told(self) -> list[DateMention]:
        return [one for one in self.dates if one.role == "event"]

    @cached_property
    def _days(self) -> list[DateMention]:
        return [one for one in self._told if one.prec in ("day", "days")]

    @cached_property
    def _recent(self) -> list[DateMention]:
        return [
            one
            for one in self._told
            if one.prec in ("day", "days", "week")
            and (self.report.dateline - one.first).days <= _RECENT_DAYS
        ]

    @cached_property
    def _clause_marks(self) -> list[int]:
        return [one.start() for one in _CLAUSE.finditer(self.report.text)]
