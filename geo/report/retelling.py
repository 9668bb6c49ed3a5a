"""The events drafted so far: each telling becomes an event, or adds to the one it is told of."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from geo.report.drafts import DraftEvent
from geo.report.found import Found
from geo.report.mentions import TriggerMention
from geo.report.merging import kind_of, merge, told_before
from geo.report.text import Sentence

HARMFUL: Final = ("clash", "strike")


class Retelling:
    """Events in the order in which a report tells them.

    Parameters
    ----------
    found : Found
        The report.
    """

    def __init__(self, found: Found) -> None:
        self._found = found
        self.events: list[DraftEvent] = []
        self._alike: defaultdict[tuple[str, str], list[DraftEvent]] = defaultdict(list)
        self._numbers: dict[int, int] = {}
        # The last fight or strike that a sentence tells of, and that a paragraph does.
        self._of_sentence: dict[int, int] = {}
        self._of_paragraph: dict[int, int] = {}

    def add(self, event: DraftEvent, trigger: TriggerMention) -> DraftEvent:
        """Take what a sentence tells; the event that it is, or that it adds to, is returned."""
        alike = self._alike[kind_of(event)]
        same = told_before(self._found, event, trigger, alike)
        if same is None:
            same = event
            self._numbers[id(event)] = len(self.events)
            self.events.append(event)
            alike.append(event)
        else:
            merge(self._found.gazetteer, same, event)
        if same.category in HARMFUL:
            number = self._numbers[id(same)]
            (start, _), paragraph = event.spans[0], event.paragraphs[0]
            self._of_sentence[start] = max(number, self._of_sentence.get(start, -1))
            self._of_paragraph[paragraph] = max(number, self._of_paragraph.get(paragraph, -1))
        return same

    def harm_in(self, sentence: Sentence) -> DraftEvent | None:
        """The last fight or strike that a sentence tells of."""
        number = self._of_sentence.get(sentence.start)
        return None if number is None else self.events[number]

    def harm_near(self, sentence: Sentence) -> DraftEvent | None:
        """The last fight or strike told of in its paragraph or the one before."""
        number = max(
            self._of_paragraph.get(one, -1) for one in (sentence.paragraph, sentence.paragraph - 1)
        )
        return None if number < 0 else self.events[number]

    def extend(self, event: DraftEvent, paragraph: int) -> None:
        """Note that a paragraph adds to an event."""
        if paragraph not in event.paragraphs[-1:]:
            event.paragraphs.append(paragraph)
        number = self._numbers[id(event)]
        self._of_paragraph[paragraph] = max(number, self._of_paragraph.get(paragraph, -1))
