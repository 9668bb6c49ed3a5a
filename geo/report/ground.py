"""Places of a report where something may have happened, by where the text names them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from geo.gazetteer import Gazetteer
from geo.report.mentions import PlaceMention, within
from geo.report.text import Report, Sentence

Free = Callable[[PlaceMention], bool]
REGIONS: Final = ("disputed", "area", "peacekeeping", "corridor")
_ABOVE: Final = 2
_BORDER: Final = re.compile(r"\bborder with [^.,;]*$")
_BORDER_CHARS: Final = 60


class Ground:
    """Toponyms that are ground, and what kind of ground.

    Parameters
    ----------
    report : Report
        The text.
    places : sequence of PlaceMention
        All toponyms with their roles, in order.
    gazetteer : Gazetteer
        Kinds of the places.
    """

    def __init__(
        self, report: Report, places: Sequence[PlaceMention], gazetteer: Gazetteer
    ) -> None:
        self._report = report
        self._gazetteer = gazetteer
        self._kinds: dict[str, str] = {}
        self._borders: dict[int, str] = {}
        self._named = [one for one in places if one.role == "location"]
        self._usable = [one for one in self._named if self._may_hold(one)]
        self._paragraphs = [report.sentence_at(one.start).paragraph for one in self._usable]

    def usable_in(self, sentence: Sentence) -> Sequence[PlaceMention]:
        """Places of a sentence that can hold an event."""
        return within(self._usable, sentence.start, sentence.end)

    def states_in(self, sentence: Sentence) -> list[PlaceMention]:
        """States that a sentence names as ground."""
        own = within(self._named, sentence.start, sentence.end)
        return [one for one in own if self._gazetteer[one.place_id].kind == "state"]

    def kind(self, place_id: str) -> str:
        """Kind of a place; a region without an outline is an area, whatever it is called."""
        if place_id not in self._kinds:
            place = self._gazetteer[place_id]
            fclasses = place.document.get("properties", {}).get("fclasses") or ()
            wide = place.kind == "other" and set(fclasses) & {"A", "L"}
            self._kinds[place_id] = "area" if wide else place.kind
        return self._kinds[place_id]

    def border(self, one: PlaceMention) -> str:
        """The line that is meant by "the border with … Nakhchivan", blank where none is."""
        if one.start not in self._borders:
            self._borders[one.start] = self._border(one)
        return self._borders[one.start]

    def beside(self, sentence: Sentence, free: Free) -> PlaceMention | None:
        """The place that its paragraph names last before a sentence, else first.

        Parameters
        ----------
        sentence : Sentence
            Where an event is told.
        free : callable
            Whether a place is not part of the words of another event.
        """
        first = bisect_left(self._paragraphs, sentence.paragraph)
        last = bisect_right(self._paragraphs, sentence.paragraph)
        at = bisect_left(self._usable, sentence.start, first, last, key=lambda one: one.start)
        order = chain(range(at - 1, first - 1, -1), range(first, last))
        return next((one for one in map(self._usable.__getitem__, order) if free(one)), None)

    def above(self, sentence: Sentence, free: Free) -> PlaceMention | None:
        """The last place that one of the paragraphs right above names."""
        first = bisect_left(self._paragraphs, sentence.paragraph - _ABOVE)
        last = bisect_left(self._paragraphs, sentence.paragraph)
        order = range(last - 1, first - 1, -1)
        return next((one for one in map(self._usable.__getitem__, order) if free(one)), None)

    @cached_property
    def main_region(self) -> PlaceMention | None:
        """The region that the report names most, disputed ones before others."""
        regions = [one for one in self._usable if self._gazetteer[one.place_id].kind in REGIONS]
        if not regions:
            return None
        disputed = [one for one in regions if self._gazetteer[one.place_id].kind == "disputed"]
        counts = Counter(one.place_id for one in disputed or regions)
        most = counts.most_common(1)[0][0]
        return next(one for one in regions if one.place_id == most)

    def _may_hold(self, one: PlaceMention) -> bool:
        """Whether a place can hold an event: no state, and no region of several."""
        place = self._gazetteer[one.place_id]
        wide = len(place.ccodes) != 1 and place.kind not in ("border", "contact_line")
        return place.kind != "state" and not wide

    def _border(self, one: PlaceMention) -> str:
        before = self._report.text[max(one.start - _BORDER_CHARS, 0) : one.start]
        if not _BORDER.search(before):
            return ""
        title = self._gazetteer[one.place_id].title
        return next(
            (p.id for p in self._gazetteer.values() if p.kind == "border" and title in p.title), ""
        )
