import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.crs import area_change_km2, area_km2, gap_km, length_km


def test_longitude_comes_first() -> None:
    # A degree of latitude is some 111 km anywhere, one of longitude at 40° N some 85 km.
    origin = shapely.Point(46.8, 40.0)
    assert 110 < gap_km(46.8, 41.0, origin) < 112
    assert 84 < gap_km(47.8, 40.0, origin) < 87


def test_a_gap_is_zero_inside_and_metric_outside() -> None:
    square = shapely.box(46.0, 39.0, 47.0, 40.0)
    assert gap_km(46.5, 39.9, square) == 0
    assert 21 < gap_km(46.5, 40.2, square) < 23


def authalic_km2(west: float, south: float, east: float, north: float) -> float:
    """Area between two meridians and two parallels of the WGS 84 ellipsoid (Snyder 1987, 3-12)."""
    squared = 0.00669437999014
    e = math.sqrt(squared)

    def q(latitude: float) -> float:
        sine = math.sin(math.radians(latitude))
        log = math.log((1 - e * sine) / (1 + e * sine)) / (2 * e)
        return (1 - squared) * (sine / (1 - squared * sine * sine) - log)

    return 6378.137**2 * math.radians(east - west) * (q(north) - q(south)) / 2


@given(st.floats(-170, 160), st.floats(-70, 65), st.floats(0.1, 8), st.floats(0.1, 4))
def test_areas_are_those_of_the_ellipsoid(
    west: float, south: float, width: float, height: float
) -> None:
    box = (west, south, west + width, south + height)
    # Edges along parallels are straight in degrees; in any projection they are not.
    assert area_km2(shapely.box(*box)) == pytest.approx(authalic_km2(*box), rel=1e-4)


def test_latitude_and_longitude_swapped_are_another_area() -> None:
    box = shapely.box(46.0, 39.0, 47.0, 40.0)
    swapped = shapely.box(39.0, 46.0, 40.0, 47.0)
    assert abs(area_km2(box) - area_km2(swapped)) > 900


def test_what_is_gained_and_lost_is_what_remains() -> None:
    before, after = shapely.box(46.0, 39.0, 47.0, 40.0), shapely.box(46.4, 39.3, 47.7, 40.1)
    gained, lost = area_change_km2(before, after)
    assert area_km2(before) + gained - lost == pytest.approx(area_km2(after), rel=1e-6)
    geod = Geod(ellps="WGS84")
    only_after = shapely.segmentize(after.difference(before), 0.01)
    assert gained == pytest.approx(abs(geod.geometry_area_perimeter(only_after)[0]) / 1e6, rel=1e-4)


def test_a_line_is_as_long_as_in_a_local_projection() -> None:
    line = shapely.LineString([(46.0, 39.0), (46.5, 39.4), (46.6, 39.1)])
    degree = gap_km(46.0, 39.0, shapely.Point(46.5, 39.4)) + gap_km(
        46.5, 39.4, shapely.Point(46.6, 39.1)
    )
    assert length_km(line) == pytest.approx(degree, rel=1e-3)
