import shapely

from geo.crs import area_km2, distance_km, gap_km


def test_longitude_comes_first() -> None:
    # A degree of latitude is some 111 km anywhere, one of longitude at 40° N some 85 km.
    assert 110 < distance_km(46.8, 40.0, 46.8, 41.0) < 112
    assert 84 < distance_km(46.8, 40.0, 47.8, 40.0) < 87


def test_a_gap_is_zero_inside_and_metric_outside() -> None:
    square = shapely.box(46.0, 39.0, 47.0, 40.0)
    assert gap_km(46.5, 39.9, square) == 0
    assert 21 < gap_km(46.5, 40.2, square) < 23


def test_area_shrinks_towards_the_pole() -> None:
    south, north = shapely.box(46, 39, 47, 40), shapely.box(46, 59, 47, 60)
    assert area_km2(north) < 0.7 * area_km2(south)
