"""Where a map has to look to show a place."""

from __future__ import annotations

import math
from typing import Final

import shapely

from geo.filters import View
from geo.gazetteer import Place

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
    shrink = math.cos(math.radians((south + north) / 2))
    height = max(north - south + 2 * margin_km / _KM_PER_DEGREE, 1e-6)
    width = max(east - west + 2 * margin_km / _KM_PER_DEGREE / shrink, 1e-6)
    fits = min(WIDTH_PX * 360 / width, HEIGHT_PX * 360 / (height / shrink)) / _TILE_PX
    zoom = math.floor(2 * math.log2(fits)) / 2
    centre = ((south + north) / 2, (west + east) / 2)
    return (*centre, min(max(zoom, ZOOM_MIN), ZOOM_MAX))


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
