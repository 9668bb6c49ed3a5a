"""What a brief lists: events with their claims, zones and sources, as printed.

Texts in them are cleaned, blank is not reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
