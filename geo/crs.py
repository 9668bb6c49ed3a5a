"""Coordinate reference systems and distances in kilometres.

All stored coordinates are WGS 84 longitude, latitude (EPSG:4326, RFC 7946 order). Distances are
taken in a local projection, never in degrees.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

WGS84: Final = "EPSG:4326"


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
