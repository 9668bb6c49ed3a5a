"""Coordinate reference systems, and distances, lengths and areas in kilometres.

All stored coordinates are WGS 84 longitude, latitude (EPSG:4326, RFC 7946 order). Measures are
taken in a local projection or on the ellipsoid, never in degrees.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Geod, Transformer
from shapely.geometry.base import BaseGeometry

WGS84: Final = "EPSG:4326"
_ELLIPSOID: Final = Geod(ellps="WGS84")
# RFC 7946 joins positions by lines straight in degrees; in a projection these are curves.
_STEP_DEGREES: Final = 0.1
# Share of a segment at which distances are taken; segments are short already.
_HAUSDORFF_STEP: Final = 0.25


@lru_cache(maxsize=256)
def _to_local(lon: float, lat: float) -> Transformer:
    local = CRS.from_proj4(f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=km")
    return Transformer.from_crs(WGS84, local, always_xy=True)


def to_local_km(geometry: BaseGeometry, around: tuple[float, float]) -> BaseGeometry:
    """Project a geometry to kilometres east and north of a position.

    Parameters
    ----------
    geometry : shapely geometry
        In EPSG:4326.
    around : tuple of float
        Longitude and latitude of the origin, in degrees.
    """
    forward = _to_local(round(around[0], 2), round(around[1], 2))

    def project(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(forward.transform(degrees[:, 0], degrees[:, 1]))

    return shapely.transform(geometry, project)


def gap_km(lon: float, lat: float, geometry: BaseGeometry) -> float:
    """Distance from a position to a geometry; 0 inside an area.

    Parameters
    ----------
    lon, lat : float
        Position in degrees.
    geometry : shapely geometry
        In EPSG:4326.

    Examples
    --------
    >>> square = shapely.box(46, 39, 47, 40)
    >>> gap_km(46.5, 39.5, square), round(gap_km(46.5, 41, square))
    (0.0, 111)
    """
    point = to_local_km(shapely.Point(lon, lat), (lon, lat))
    return float(point.distance(to_local_km(geometry, (lon, lat))))


def length_km(geometry: BaseGeometry) -> float:
    """Length of a line or of the edge of an area, on the ellipsoid.

    Parameters
    ----------
    geometry : shapely geometry
        In EPSG:4326.

    Examples
    --------
    >>> round(length_km(shapely.LineString([(46, 39), (46, 40)])), 1)
    111.0
    """
    return float(_ELLIPSOID.geometry_length(shapely.segmentize(geometry, _STEP_DEGREES))) / 1000


def area_km2(geometry: BaseGeometry) -> float:
    """Area on the ellipsoid, by Lambert's azimuthal equal-area projection; 0 for lines.

    Parameters
    ----------
    geometry : shapely geometry
        In EPSG:4326.

    Examples
    --------
    >>> round(area_km2(shapely.box(46, 39, 47, 40)))
    9550
    """
    return float(_equal_area(geometry, _middle(geometry)).area) if geometry else 0.0


def area_change_km2(before: BaseGeometry, after: BaseGeometry) -> tuple[float, float]:
    """Area that is only in the second of two areas, and area that is only in the first.

    Parameters
    ----------
    before, after : shapely geometry
        In EPSG:4326.

    Returns
    -------
    tuple of float
        Gained and lost, in km². Both are taken in one projection, so that before + gained − lost
        is after.

    Examples
    --------
    >>> gained, lost = area_change_km2(shapely.box(46, 39, 47, 40), shapely.box(46.5, 39, 47, 40))
    >>> gained, round(lost)
    (0.0, 4775)
    """
    middle = _middle(shapely.union(before, after))
    first, second = _equal_area(before, middle), _equal_area(after, middle)
    return float(second.difference(first).area), float(first.difference(second).area)


def apart_km(one: BaseGeometry, other: BaseGeometry) -> float:
    """How far two lines or edges are apart where they are furthest (Hausdorff distance).

    Parameters
    ----------
    one, other : shapely geometry
        In EPSG:4326.

    Examples
    --------
    >>> line = shapely.LineString([(46, 39), (46, 40)])
    >>> round(apart_km(line, shapely.LineString([(46, 39), (46, 40), (46, 40.5)])), 1)
    55.5
    """
    middle = _middle(shapely.union(one, other))
    first, second = (_equal_area(shape, middle) for shape in (one, other))
    return float(shapely.hausdorff_distance(first, second, densify=_HAUSDORFF_STEP))


def _middle(geometry: BaseGeometry) -> tuple[float, float]:
    west, south, east, north = geometry.bounds
    return ((west + east) / 2, (south + north) / 2)


def _equal_area(geometry: BaseGeometry, around: tuple[float, float]) -> BaseGeometry:
    return to_local_km(shapely.segmentize(geometry, _STEP_DEGREES), around)
