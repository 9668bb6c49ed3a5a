"""One place: a view of a Linked Places feature, with its names and dated parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.spans import Window
from geo.timespans import Timespan
from geo.toponym import Toponym, name_in

PART_OF: Final = "gvp:broaderPartitive"

# What a place is drawn as, from the label of its first type.
KINDS: Final = {
    "zone": "peacekeeping",
    "corridor": "corridor",
    "front line": "contact_line",
    "disputed region": "disputed",
    "former oblast": "disputed",
    "border": "border",
    "district": "district",
    "district group": "area",
    "state": "state",
    "country": "state",
}
# What is in force for a time: the rest of the lines and areas are administrative.
ZONE_KINDS: Final = ("peacekeeping", "corridor", "contact_line", "disputed")
# GeoNames feature codes by how early a map names them: 1 first, 6 last.
_RANKS: Final = {"PCLI": 1, "PPLC": 2, "PPLA": 3, "PPLA2": 4, "ADM1": 4, "ADM1H": 5, "PPL": 5}
_LAST_RANK: Final = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One geometry of a place, with its own time and certainty.

    Parameters
    ----------
    geometry : shapely geometry
        EPSG:4326, longitude first.
    role : str
        `point`, `area`, `route`, `strip` or `line`; an empty string where the file does not say.
    certainty : str
        Linked Places vocabulary: `certain`, `less-certain`, `uncertain`, or an empty string.
    timespans : tuple of Timespan
        When it was in force; empty where no date is known.
    """

    geometry: BaseGeometry
    role: str = ""
    certainty: str = ""
    timespans: tuple[Timespan, ...] = ()

    @property
    def is_point(self) -> bool:
        """Whether it is a position rather than a line or an area."""
        return self.geometry.geom_type in ("Point", "MultiPoint")

    @property
    def is_area(self) -> bool:
        """Whether it has an inside."""
        return self.geometry.geom_type in ("Polygon", "MultiPolygon")

    def in_force(self, window: Window) -> bool:
        """Whether it was, or may have been, in force on any day of the window."""
        return not self.timespans or any(span.meets(window) for span in self.timespans)


@dataclass(frozen=True)
class Place:
    """A view of one gazetteer entry.

    Parameters
    ----------
    id : str
        Key that events refer to: the last segment of the entry's `@id`.
    title : str
        Name used where no convention applies.
    document : mapping
        The Linked Places feature as read.
    """

    id: str
    title: str
    document: Mapping[str, Any] = field(repr=False)
    names: tuple[Toponym, ...] = ()
    parts: tuple[Part, ...] = ()
    timespans: tuple[Timespan, ...] = ()
    types: tuple[tuple[str, str], ...] = ()
    part_of: tuple[str, ...] = ()
    ccodes: tuple[str, ...] = ()
    radius_km: float | None = None

    @property
    def kind(self) -> str:
        """How it is drawn: a value of `KINDS`, else `capital`, `settlement`, `area` or `other`."""
        for code, label in self.types:
            if label in KINDS:
                return KINDS[label]
            if code.endswith("PPLC"):
                return "capital"
            if code.split(":")[-1].startswith("P."):
                return "settlement"
        return "area" if any(part.is_area for part in self.parts) else "other"

    @property
    def rank(self) -> int:
        """How early a map names it, 1 at the widest view to 6: `label_rank`, else by its code."""
        given = self.document.get("properties", {}).get("label_rank")
        if isinstance(given, int):
            return given
        codes = [code.rsplit(".", 1)[-1] for code, _ in self.types]
        return min((_RANKS.get(code, _LAST_RANK) for code in codes), default=_LAST_RANK)

    @cached_property
    def point(self) -> shapely.Point | None:
        """Position in EPSG:4326: the point given, else one inside its first geometry."""
        for part in self.parts:
            if isinstance(part.geometry, shapely.Point):
                return part.geometry
        shapes = [part.geometry for part in self.parts if not part.geometry.is_empty]
        return shapes[0].representative_point() if shapes else None

    @property
    def is_zone(self) -> bool:
        """Whether its lines and areas are zones rather than administrative units."""
        return self.kind in ZONE_KINDS

    def name(self, convention: str) -> str:
        """Name in a convention of `toponym.CONVENTIONS`."""
        return name_in(self.names, convention, self.title)

    def parts_in_force(self, window: Window) -> tuple[Part, ...]:
        """Lines and areas in force on any day of the window."""
        return tuple(part for part in self.parts if not part.is_point and part.in_force(window))


def place_key(uri: str) -> str:
    """Id of a place within a dataset: the last segment of its URI.

    Examples
    --------
    >>> place_key("urn:truceline:place:parukh"), place_key("http://mygaz.org/places/p_12345")
    ('parukh', 'p_12345')
    """
    return re.split(r"[/#:]", uri.rstrip("/#:"))[-1]


def timespans_of(when: Mapping[str, Any] | None) -> tuple[Timespan, ...]:
    """Read the timespans of a `when` object; none of them where there is no such object."""
    spans = (when or {}).get("timespans", ())
    return tuple(Timespan.from_linked_places(span) for span in spans)


def read_place(feature: Mapping[str, Any]) -> Place:
    """View a Linked Places feature as a `Place`.

    Raises
    ------
    ValueError
        If the feature has no `@id`, no readable geometry or a date that is not ISO 8601.
    """
    uri = feature.get("@id")
    if not isinstance(uri, str) or not place_key(uri):
        raise ValueError("a place needs an @id")
    properties = feature.get("properties") or {}
    return Place(
        id=place_key(uri),
        title=str(properties.get("title") or place_key(uri)),
        document=feature,
        names=tuple(_read_toponym(name) for name in feature.get("names", ())),
        parts=tuple(_read_parts(feature.get("geometry"), feature.get("when"))),
        timespans=timespans_of(feature.get("when")),
        types=tuple(
            (str(kind.get("identifier", "")), str(kind.get("label", "")))
            for kind in feature.get("types", ())
        ),
        part_of=tuple(
            place_key(str(relation["relationTo"]))
            for relation in feature.get("relations", ())
            if relation.get("relationType") == PART_OF
        ),
        ccodes=tuple(properties.get("ccodes", ())),
        radius_km=properties.get("position_radius_km"),
    )


def _read_toponym(name: Mapping[str, Any]) -> Toponym:
    return Toponym(
        text=str(name["toponym"]),
        lang=str(name.get("lang", "")),
        used_by=tuple(name.get("used_by", ())),
        citations=tuple(str(citation.get("label", "")) for citation in name.get("citations", ())),
    )


def _read_parts(
    geometry: Mapping[str, Any] | None, place_when: Mapping[str, Any] | None
) -> Iterator[Part]:
    if not geometry:
        return
    members = geometry["geometries"] if geometry["type"] == "GeometryCollection" else (geometry,)
    for member in members:
        yield Part(
            geometry=shape(dict(member)),
            role=str(member.get("role", "")),
            certainty=str(member.get("certainty", geometry.get("certainty", ""))),
            timespans=timespans_of(member.get("when") or geometry.get("when") or place_when),
        )
