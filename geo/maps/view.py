"""Where a map has to look: to show a place, and to show the data when it opens."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.filters import View
from geo.gazetteer import Place

# The first view, in the map's script: the built-in case.
CENTER: Final = (39.95, 46.75)
ZOOM: Final = 9.0
HOME_ZOOM_MIN: Final = 2.0
# A few events far off do not make a map of the world.
HOME_PERCENTILES: Final = (1, 99)
WIDTH_PX: Final = 640
HEIGHT_PX: Final = 420
ZOOM_MIN: Final = 4.0
ZOOM_MAX: Final = 11.0
# Around a place that is a mere point, so that what lies near is seen too.
MARGIN_KM: Final = 15.0
_KM_PER_DEGREE: Final = 111.32
_TILE_PX: Final = 256


def view_of(place: Place) -> View | None:
    """Latitude, longitude and zoom that show a place whole; None where it has no position.

    The zoom is that of web-mercator tiles of 256 pixels, in half steps.

    Parameters
    ----------
    place : Place
        Its shapes, and around a point at least twice its radius, are shown.

    Examples
    --------
    >>> from geo.gazetteer import Part
    >>> view_of(Place("a", "A", {}, parts=(Part(shapely.Point(46.8, 40.0)),)))
    (40.0, 46.8, 10.5)
    """
    point = place.point
    if point is None:
        return None
    shapes = shapely.GeometryCollection([part.geometry for part in place.parts])
    west, south, east, north = shapes.bounds
    margin_km = max(MARGIN_KM, 2 * (place.radius_km or 0)) if shapes.area == 0 else 0.0
    return _fitting((west, south, east, north), margin_km, ZOOM_MIN)


def home_of(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> View | None:
    """Latitude, longitude and zoom that a map of these events opens with.

    Parameters
    ----------
    lon, lat : ndarray of float64, shape (n,)
        Degrees, NaN where an event has no position.

    Returns
    -------
    tuple of float or None
        None where the first view of the script will do: it shows half of the events or more, or
        there is none to show. Else all but the outermost of them.

    Examples
    --------
    >>> home_of(np.array([46.8, 46.7, 2.0]), np.array([40.0, 39.9, 13.0])) is None
    True
    >>> home_of(np.array([36.0, 37.0]), np.array([33.0, 35.0]))
    (34.0, 36.5, 7.5)
    """
    placed = ~(np.isnan(lon) | np.isnan(lat))
    lon, lat = lon[placed], lat[placed]
    if not len(lon):
        return None
    degrees_per_px = 360 / (_TILE_PX * 2**ZOOM)
    shrink = math.cos(math.radians(CENTER[0]))
    near = np.abs(lon - CENTER[1]) < degrees_per_px * WIDTH_PX / 2
    near &= np.abs(lat - CENTER[0]) < degrees_per_px * shrink * HEIGHT_PX / 2
    if near.mean() >= 0.5:
        return None
    west, east = (float(edge) for edge in np.percentile(lon, HOME_PERCENTILES))
    south, north = (float(edge) for edge in np.percentile(lat, HOME_PERCENTILES))
    return _fitting((west, south, east, north), MARGIN_KM, HOME_ZOOM_MIN)


def _fitting(bounds: tuple[float, float, float, float], margin_km: float, zoom_min: float) -> View:
    """Middle of a box in degrees, and the zoom at which it and its margin fit."""
    west, south, east, north = bounds
    shrink = max(math.cos(math.radians((south + north) / 2)), 1e-3)
    height = max(north - south + 2 * margin_km / _KM_PER_DEGREE, 1e-6)
    width = max(east - west + 2 * margin_km / _KM_PER_DEGREE / shrink, 1e-6)
    fits = min(WIDTH_PX * 360 / width, HEIGHT_PX * 360 / (height / shrink)) / _TILE_PX
    zoom = math.floor(2 * math.log2(fits)) / 2
    centre = ((south + north) / 2, (west + east) / 2)
    return (*centre, min(max(zoom, zoom_min), ZOOM_MAX))


def shows(view: View, place: Place) -> bool:
    """Whether a map of the usual size that looks there has the place's position on it.

    Examples
    --------
    >>> from geo.gazetteer import Part
    >>> parukh = Place("a", "A", {}, parts=(Part(shapely.Point(46.8, 40.0)),))
    >>> shows((40.0, 46.75, 10), parukh), shows((51.5, 0, 10), parukh)
    (True, False)
    """
    latitude, longitude, zoom = view
    if place.point is None:
        return False
    degrees_per_px = 360 / (_TILE_PX * 2**zoom)
    east = abs(place.point.x - longitude) / degrees_per_px
    north = abs(place.point.y - latitude) / math.cos(math.radians(latitude)) / degrees_per_px
    return east < WIDTH_PX / 2 and north < HEIGHT_PX / 2
