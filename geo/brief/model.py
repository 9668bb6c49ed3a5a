"""The brief as a document: all that any renderer prints, and nothing that it would have to look up.

A `Brief` is made once from a filter and a dataset (`geo.brief.compose`); PNG, SVG, PDF, PPTX, HTML
and the tables are made from it alone. Texts in it are cleaned, blank is not reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from geo.brief.extent import Extent
from geo.brief.options import BriefOptions
from geo.brief.sizes import Page, page_of
from geo.filters import EventFilter
from geo.linkage import Dataset


@dataclass(frozen=True, slots=True)
class BriefClaim:
    """One claim on an event, for the appendix."""

    claim_id: str
    party: str
    stance: str
    aspect: str
    statement: str
    said_on: str
    source: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class BriefEvent:
    """One event as printed.

    Parameters
    ----------
    number : int
        Key of the symbol on the map and of the row in the list.
    event_id, title, summary : str
        From the data.
    category, status : str
        Codes of `schema`.
    where : {"map", "outside", "area", "listed"}
        A symbol on the map, a symbol beyond its edge, a count on an area, or in the list only.
    when, when_short : str
        The span in English, and as short as a symbol's label needs it; a span that only holds the
        event somewhere begins with ``~``.
    possible : bool
        True where the event is only possibly in the window.
    place_id, place : str
        Id and name in the brief's naming convention; blank where no place is given.
    where_prec, precision : str
        Code and meaning of the location's precision.
    lon, lat, radius_km, bearing_deg : float or None
        Degrees (EPSG:4326), kilometres, degrees clockwise from north.
    killed, wounded : str
        Figures as reported; blank where there is none.
    reporters : tuple of str
        Titles of the parties that give a figure; empty where no party does.
    deniers : tuple of str
        Titles of the parties that deny or dispute one.
    killed_low : int or None
        Lowest figure, which sizes the symbol.
    sources : tuple of str
        Letters of the sources.
    claims : tuple of BriefClaim
        All claims, in the order of the file.
    """

    number: int
    event_id: str
    title: str
    summary: str
    category: str
    status: str
    where: str
    when: str
    when_short: str
    possible: bool
    place_id: str
    place: str
    where_prec: str
    precision: str
    lon: float | None
    lat: float | None
    radius_km: float | None
    bearing_deg: float | None
    killed: str
    wounded: str
    reporters: tuple[str, ...]
    deniers: tuple[str, ...]
    killed_low: int | None
    sources: tuple[str, ...]
    claims: tuple[BriefClaim, ...]

    @property
    def mapped(self) -> bool:
        """Whether a symbol on the map stands for it."""
        return self.where == "map"


@dataclass(frozen=True, slots=True)
class BriefSource:
    """A publication that the events rest on, under its letter."""

    letter: str
    source_id: str
    label: str
    title: str
    published_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class BriefZone:
    """A zone, route or line in force in the window.

    Parameters
    ----------
    place_id, label, kind : str
        Id, name in the naming convention, key of `symbology.ZONE_STYLES`.
    role, certainty : str
        As in `gazetteer.Part`.
    when : str
        When it was in force.
    ended : bool
        True where it went out of force inside the window.
    index : int
        Position of the part among the parts of its place.
    """

    place_id: str
    label: str
    kind: str
    role: str
    certainty: str
    when: str
    ended: bool
    index: int


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
        """Place, dates and counts in one line."""
        said = (self.where, f"reported events, {self.days}", self.counts.sentence())
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
