"""Polygons that keep sharing one border: cut, simplified together, cleaned of slivers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

Json = dict[str, Any]

Window = tuple[float, float, float, float]


def polygons_in(geometry: Json, window: Window | None = None) -> Iterator[Polygon]:
    """Yield the valid polygons of a GeoJSON geometry that meet a window.

    Parameters
    ----------
    geometry : dict
        GeoJSON Polygon or MultiPolygon.
    window : tuple of float, optional
        Polygons are cut to this box; those outside are never built.

    Yields
    ------
    Polygon
        A non-empty polygon.
    """
    coordinates = geometry["coordinates"]
    for shell, *holes in coordinates if geometry["type"] == "MultiPolygon" else [coordinates]:
        if window is not None:
            west, south, east, north = window
            longitudes, latitudes = zip(*shell, strict=True)
            if (
                max(longitudes) < west
                or min(longitudes) > east
                or max(latitudes) < south
                or min(latitudes) > north
            ):
                continue
        area: BaseGeometry = Polygon(shell, holes)
        if window is not None:
            area = shapely.clip_by_rect(area, *window)
        yield from polygons_of(shapely.make_valid(area))


def polygons_of(geometry: BaseGeometry) -> Iterator[Polygon]:
    """Yield the polygons of any geometry, and drop its lines and points.

    Parameters
    ----------
    geometry : BaseGeometry
        Any geometry.

    Yields
    ------
    Polygon
        A non-empty polygon.
    """
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon) and not part.is_empty:
            yield part
        elif hasattr(part, "geoms"):
            yield from polygons_of(part)


def simplify_together(
    areas: Sequence[BaseGeometry], tolerance: float, gap_width: float
) -> list[BaseGeometry]:
    """Clean and simplify neighbouring areas without tearing their borders.

    Parameters
    ----------
    areas : sequence of BaseGeometry
        Polygons or multipolygons that should not overlap.
    tolerance : float
        Size of the detail that may vanish, in degrees.
    gap_width : float
        Slivers narrower than this are given to a neighbour, in degrees.

    Returns
    -------
    list of BaseGeometry
        One area per input, in the same order.
    """
    cleaned = shapely.coverage_clean(list(areas), gap_width=gap_width)
    return list(shapely.coverage_simplify(cleaned, tolerance))


def without_crumbs(area: BaseGeometry, smallest: float) -> BaseGeometry:
    """Drop the small parts of a multipolygon, but never its largest.

    Parameters
    ----------
    area : BaseGeometry
        Polygon or multipolygon.
    smallest : float
        Smallest part kept, in square degrees.

    Returns
    -------
    BaseGeometry
        The remaining multipolygon.
    """
    parts = sorted(polygons_of(area), key=lambda part: part.area, reverse=True)
    return MultiPolygon([part for part in parts if part is parts[0] or part.area >= smallest])


def without_lakes(areas: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Fill the holes of countries that are water, and keep enclaves open.

    Parameters
    ----------
    areas : sequence of BaseGeometry
        Land of the countries.

    Returns
    -------
    list of BaseGeometry
        Land with lakes and wide rivers filled.
    """
    land = shapely.union_all(list(areas))
    lakes = [Polygon(ring) for part in polygons_of(land) for ring in part.interiors]
    filled: list[BaseGeometry] = []
    for area in areas:
        shells = [Polygon(part.exterior) for part in polygons_of(area)]
        inner = [lake for lake in lakes if any(shell.covers(lake) for shell in shells)]
        filled.append(shapely.union_all([area, *inner]))
    return filled


def carve_enclaves(areas: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Cut out of each country the enclaves of others that it wholly covers.

    The source draws some enclaves of Armenia and Azerbaijan twice, as part of
    both; here they stay with the country whose separate part they are.

    Parameters
    ----------
    areas : sequence of BaseGeometry
        Filled land of the countries.

    Returns
    -------
    list of BaseGeometry
        The countries without overlap at enclaves.
    """
    carved: list[BaseGeometry] = []
    for area in areas:
        enclaves = [
            part
            for other in areas
            if other is not area
            for part in polygons_of(other)
            if area.covers(part)
        ]
        carved.append(area.difference(shapely.union_all(enclaves)))
    return carved


def rounded(area: BaseGeometry, digits: int) -> BaseGeometry:
    """Round a polygonal geometry and wind its rings as RFC 7946 asks.

    Parameters
    ----------
    area : BaseGeometry
        Polygon or multipolygon.
    digits : int
        Decimals kept.

    Returns
    -------
    BaseGeometry
        Valid polygon or multipolygon.
    """
    coarse = shapely.transform(area, lambda pairs: pairs.round(digits))
    if not coarse.is_valid:
        coarse = shapely.set_precision(area, 10**-digits)
    parts = [orient(part) for part in polygons_of(coarse) if part.area > 0]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
