import shapely

from geo.crs import gap_km


def test_longitude_comes_first() -> None:
    # A degree of latitude is some 111 km anywhere, one of longitude at 40° N some 85 km.
    origin = shapely.Point(46.8, 40.0)
    assert 110 < gap_km(46.8, 41.0, origin) < 112
    assert 84 < gap_km(47.8, 40.0, origin) < 87


def test_a_gap_is_zero_inside_and_metric_outside() -> None:
    square = shapely.box(46.0, 39.0, 47.0, 40.0)
    assert gap_km(46.5, 39.9, square) == 0
    assert 21 < gap_km(46.5, 40.2, square) < 23
