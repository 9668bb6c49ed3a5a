"""Outlines of districts and borders of ``data/basemap``, which zones follow."""

from __future__ import annotations

from pathlib import Path

import shapely
from shapely.geometry import Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from scripts.linked_parts import read_json
from scripts.metres import merged_lines


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
