"""The brief as a document: all that any renderer prints, and nothing that it would have to look up.

A `Brief` is made once from a filter and a dataset (`geo.brief.compose`); PNG, SVG, PDF, PPTX, HTML
and the tables are made from it alone. Texts in it are cleaned, blank is not reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.brief.entries import BriefEvent, BriefSource, BriefZone
from geo.brief.extent import Extent
from geo.brief.options import BriefOptions
from geo.brief.sizes import Page, page_of
from geo.filters import EventFilter
from geo.linkage import Dataset


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers that the brief prints.

    Parameters
    ----------
    events, certain, possible : int
        Events of the filter, certainly and possibly in its window.
    mapped, outside, on_areas, listed : int
        Symbols on the map, beyond its edge; counts on areas; in the list only.
    contested : int
        Events that a party denies or disputes.
    """

    events: int
    certain: int
    possible: int
    mapped: int
    outside: int
    on_areas: int
    listed: int
    contested: int

    def sentence(self) -> str:
        """Say how many there are and how many of them are on the map.

        Examples
        --------
        >>> Counts(9, 8, 1, 6, 0, 2, 1, 0).sentence()
        '9 events (1 only possibly in these dates), 6 mapped'
        """
        noun = "event" if self.events == 1 else "events"
        possible = f" ({self.possible} only possibly in these dates)" if self.possible else ""
        return f"{self.events} {noun}{possible}, {self.mapped} mapped"


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a brief prints.

    Parameters
    ----------
    dataset, event_filter, options : Dataset, EventFilter, BriefOptions
        What it was made from; renderers take geometry from the dataset.
    headline, where, days, as_of, sentence : str
        Printed texts: `where` names the place, `days` the window, `sentence` is the filter in
        English.
    headline_given : bool
        Whether the analyst wrote the headline.
    hindsight : bool
        Whether `as_of` is merely the day of the latest source, long after the window.
    extent : Extent
        What the map shows.
    counts : Counts
        How many events there are, and where they are shown.
    events : tuple of BriefEvent
        Those on the map first, each group by date.
    zones : tuple of BriefZone
        In force in the window.
    sources : tuple of BriefSource
        By letter.
    notes : tuple of str
        What a reader must know of the drawing.
    disclaimer, names, credits : str
        Boundary disclaimer, naming convention, credits of the basemap.
    map_id, file_stem : str
        Key of exactly this brief; name of its files without suffix.
    """

    dataset: Dataset
    event_filter: EventFilter
    options: BriefOptions
    headline: str
    headline_given: bool
    hindsight: bool
    where: str
    days: str
    as_of: str
    sentence: str
    extent: Extent
    counts: Counts
    events: tuple[BriefEvent, ...]
    zones: tuple[BriefZone, ...]
    sources: tuple[BriefSource, ...]
    notes: tuple[str, ...]
    disclaimer: str
    names: str
    credits: str
    map_id: str
    file_stem: str

    @property
    def page(self) -> Page:
        """Page that it is drawn on."""
        return page_of(self.options.size, len(self.events))

    @property
    def subtitle(self) -> str:
        """Place, dates and counts in one line; only counts where the headline has the rest."""
        given = (self.where, f"reported events, {self.days}") if self.headline_given else ()
        said = (*given, self.counts.sentence())
        return " | ".join(filter(None, said))

    @property
    def data_version(self) -> str:
        """Version of the data, by content."""
        return self.dataset.version

    @property
    def on_map(self) -> tuple[BriefEvent, ...]:
        """Events that a symbol on the map stands for."""
        return tuple(event for event in self.events if event.mapped)

    @property
    def off_map(self) -> tuple[BriefEvent, ...]:
        """All other events."""
        return tuple(event for event in self.events if not event.mapped)

    def in_theme(self, theme: str) -> Brief:
        """The same brief in other colours, under the same id."""
        return replace(self, options=self.options.replace(theme=theme))
