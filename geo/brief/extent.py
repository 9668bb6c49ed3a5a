"""What the map of a brief shows, and kilometres of it as pixels of the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.brief.sizes import Box
from geo.crs import to_local_km

MIN_WIDTH_KM: Final = 56.0
MAX_WIDTH_KM: Final = 9_000.0
# Share of the frame, on each side, that stays free of positions: symbols stand off their places.
PADDING: Final = 0.16
# Mercator metres per pixel at zoom 0, and the frame in which a view's zoom is meant.
_METRES_PER_PX: Final = 156_543.034
_VIEW_PX: Final = 900
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle of ground in an equal-area projection about its middle.

    Parameters
    ----------
    lon, lat : float
        Middle, degrees (EPSG:4326).
    width_km, height_km : float
        Sides, in kilometres of Lambert's azimuthal equal-area projection about the middle.
    """

    lon: float
    lat: float
    width_km: float
    height_km: float

    @property
    def origin(self) -> tuple[float, float]:
        """Longitude and latitude of the projection's middle."""
        return (round(self.lon, 2), round(self.lat, 2))

    def to_km(self, geometry: BaseGeometry) -> BaseGeometry:
        """Project a geometry (EPSG:4326) to kilometres east and north of the middle."""
        return to_local_km(geometry, self.origin)

    def bounds_degrees(self, factor: float = 1.0) -> tuple[float, float, float, float]:
        """West, south, east, north of a rectangle of degrees that holds the extent.

        Parameters
        ----------
        factor : float
            How much larger than the extent it is to be.
        """
        half_lat = factor * self.height_km / 2 / 110.6
        south, north = max(self.lat - half_lat, -89.0), min(self.lat + half_lat, 89.0)
        widest = max(math.cos(math.radians(max(abs(south), abs(north)))), 0.02)
        half_lon = min(factor * self.width_km / 2 / (111.3 * widest), 120.0)
        return (self.lon - half_lon, south, self.lon + half_lon, north)


def fit(positions: Sequence[tuple[float, float, float]], frame: Box) -> Extent | None:
    """Extent that holds positions with room around them.

    Parameters
    ----------
    positions : sequence of tuple of float
        Longitude, latitude (degrees) and radius (kilometres) of each.
    frame : Box
        Its shape is the extent's.

    Returns
    -------
    Extent or None
        None where there are no positions.

    Examples
    --------
    >>> extent = fit([(46.8, 39.9, 1.0)], Box(0, 0, 200, 100))
    >>> extent.width_km, extent.height_km, round(extent.lon, 1)
    (56.0, 28.0, 46.8)
    """
    if not positions:
        return None
    first = (positions[0][0], positions[0][1])
    points = shapely.MultiPoint([(lon, lat) for lon, lat, _ in positions])
    km = shapely.get_coordinates(to_local_km(points, first))
    radii = np.array([[radius] for _, _, radius in positions])
    west, south = (km - radii).min(axis=0)
    east, north = (km + radii).max(axis=0)
    middle = _degrees(((west + east) / 2, (south + north) / 2), first)
    free = 1 - 2 * PADDING
    width = max(
        (east - west) / free, (north - south) / free * frame.width / frame.height, MIN_WIDTH_KM
    )
    return around(middle[0], middle[1], width, frame)


def around(lon: float, lat: float, width_km: float, frame: Box) -> Extent:
    """Extent of a width about a position, in the shape of a frame."""
    width = min(max(float(width_km), MIN_WIDTH_KM / 3), MAX_WIDTH_KM)
    return Extent(float(lon), float(lat), width, width * frame.height / frame.width)


def of_view(view: tuple[float, float, float], frame: Box) -> Extent:
    """Extent of a map's view: latitude, longitude and zoom, in a frame 900 px wide."""
    latitude, longitude, zoom = view
    metres = _METRES_PER_PX * math.cos(math.radians(latitude)) / 2**zoom
    return around(longitude, latitude, metres * _VIEW_PX / 1000, frame)


def of_geometry(geometry: BaseGeometry, frame: Box) -> Extent | None:
    """Extent that holds a geometry (EPSG:4326)."""
    if geometry.is_empty:
        return None
    west, south, east, north = geometry.bounds
    corners = [(lon, lat, 0.0) for lon in (west, east) for lat in (south, north)]
    found = fit(corners, frame)
    assert found is not None
    return around(found.lon, found.lat, found.width_km * (1 - 1.4 * PADDING), frame)


def _degrees(km: tuple[float, float], around_point: tuple[float, float]) -> tuple[float, float]:
    """Invert the local projection by Newton's method; two steps are exact to a metre here."""
    lon, lat = around_point
    for _ in range(4):
        at = shapely.get_coordinates(to_local_km(shapely.Point(lon, lat), around_point))[0]
        lat = min(max(lat + (km[1] - at[1]) / 111.2, -85.0), 85.0)
        lon += (km[0] - at[0]) / (111.3 * max(math.cos(math.radians(lat)), 0.05))
    return (lon, lat)


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels of the page.

    Parameters
    ----------
    extent : Extent
        The ground.
    frame : Box
        Where it is drawn.
    """

    extent: Extent
    frame: Box

    @property
    def px_per_km(self) -> float:
        """Scale of the map at its middle."""
        return self.frame.width / self.extent.width_km

    def to_px(self, geometry: BaseGeometry) -> BaseGeometry:
        """Project a geometry (EPSG:4326) to the page; nothing is cut off."""
        east, north = shapely.get_coordinates(
            self.extent.to_km(shapely.Point(self.extent.lon, self.extent.lat))
        )[0]
        x, y = self.frame.center
        scale = self.px_per_km

        def place(km: Floats) -> Floats:
            return np.column_stack((x + (km[:, 0] - east) * scale, y - (km[:, 1] - north) * scale))

        return shapely.transform(self.extent.to_km(geometry), place)

    def point_px(self, lon: float, lat: float) -> tuple[float, float]:
        """Position on the page."""
        x, y = shapely.get_coordinates(self.to_px(shapely.Point(lon, lat)))[0]
        return (float(x), float(y))

    def clipped_px(self, geometry: BaseGeometry, margin_px: float = 6.0) -> BaseGeometry:
        """Project the part of a geometry that the frame shows, and a little around it."""
        near = shapely.clip_by_rect(geometry, *self.extent.bounds_degrees(1.5))
        if near.is_empty:
            return near
        drawn = self.to_px(near)
        box = self.frame.grown(margin_px)
        return shapely.clip_by_rect(drawn, box.x, box.y, box.right, box.bottom)
