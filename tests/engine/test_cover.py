"""Cells and positions are exact: no point changes sides of an edge, no latitude is a longitude."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.engine.cover import Zone, cell_key, cover
from geo.engine.membership import inside
from geo.engine.mercator import LEVEL, SIZE, box_of, cell_edges, shift_of, to_mercator
from geo.gazetteer import Part

EARTH = 20037508.342789244
LON, LAT = st.floats(-179.9, 179.9), st.floats(-84.9, 84.9)
CORNERS = st.tuples(st.floats(46, 46.2), st.floats(39.9, 40.05))


@given(LON, LAT)
def test_positions_are_those_of_proj(lon: float, lat: float) -> None:
    (mx,), (my,) = to_mercator([lon], [lat])
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(lon, lat)
    # Rounding may move a position that lies on the very edge of its tile.
    assert abs(mx - np.floor((x + EARTH) / (2 * EARTH) * SIZE)) <= 1
    assert abs(my - np.floor((EARTH - y) / (2 * EARTH) * SIZE)) <= 1


@given(LON, LAT, st.integers(0, 20))
def test_a_position_lies_in_its_cell(lon: float, lat: float, shift: int) -> None:
    (mx,), (my,) = to_mercator([lon], [lat])
    west, south, east, north = cell_edges(mx >> shift, my >> shift, shift)
    assert west - 1e-9 <= lon <= east + 1e-9
    assert south - 1e-9 <= lat <= north + 1e-9


def test_north_is_up_and_east_is_right() -> None:
    (stepanakert_x, parukh_x), (stepanakert_y, parukh_y) = to_mercator(
        [46.7515, 46.9275], [39.8153, 40.0333]
    )
    assert parukh_x > stepanakert_x
    assert parukh_y < stepanakert_y
    left, right, top, bottom = box_of((46.7, 39.8, 46.8, 39.9))
    assert left < stepanakert_x < right
    assert top < stepanakert_y < bottom


def test_a_cell_is_a_power_of_two_wide() -> None:
    assert 1 << (LEVEL - shift_of(5, 8)) == 256 * 2**5 / 8
    with pytest.raises(ValueError, match="power of two"):
        shift_of(5, 12)


def in_zones(zones: list[Zone], lon: np.ndarray, lat: np.ndarray) -> set[tuple[int, str]]:
    """Answer with the cover alone, joined by numpy rather than by an engine."""
    cells = cover(zones)
    mx, my = (at.astype(np.int64) for at in to_mercator(lon, lat))
    found = []
    for row in range(len(lon)):
        for shift in cells["shift"].unique():
            key = cell_key(mx[[row]] >> shift, my[[row]] >> shift)[0]
            hits = cells[(cells["shift"] == shift) & (cells["cell"] == key)]
            found += [
                (row, zone, whole, lon[row], lat[row])
                for zone, whole in zip(hits["zone"], hits["whole"], strict=True)
            ]
    columns = list(zip(*found, strict=True)) or [[]] * 5
    names = ("place", "zone", "whole", "lon", "lat")
    types = (pa.int32(), pa.int32(), pa.bool_(), pa.float64(), pa.float64())
    arrays = [pa.array(list(c), t) for c, t in zip(columns, types, strict=True)]
    pairs = inside(pa.table(arrays, names=list(names)), zones)
    ids = [zones[number].id for number in pairs["zone"]]
    return set(zip(pairs["place"].tolist(), ids, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.lists(CORNERS, min_size=3, max_size=9, unique=True), st.data())
def test_a_cover_and_its_edges_are_the_polygon(
    corners: list[tuple[float, float]], data: st.DataObject
) -> None:
    area = shapely.make_valid(shapely.Polygon(corners))
    polygons = [one for one in shapely.get_parts(area) if one.geom_type == "Polygon"]
    if not polygons or max(one.area for one in polygons) < 1e-6:
        return
    zones = [Zone(f"z{n}", Part(one, "area")) for n, one in enumerate(polygons) if one.area > 1e-8]
    # Points anywhere, at corners, on edges, and a hair to either side of them.
    drawn = data.draw(st.lists(CORNERS, min_size=1, max_size=10))
    edge = shapely.get_coordinates(shapely.segmentize(area.boundary, 0.02))[:20]
    points = np.vstack([drawn, edge, edge + 1e-7, edge - 1e-7])
    lon, lat = points[:, 0], points[:, 1]
    expected = {
        (int(row), zone.id)
        for zone in zones
        for row in np.flatnonzero(shapely.contains_xy(zone.part.geometry, lon, lat))
    }
    assert in_zones(zones, lon, lat) == expected


def test_what_lies_beyond_the_square_world_is_tested_too() -> None:
    cap = Zone("cap", Part(shapely.box(-30, 80, 30, 87), "area"))
    lon, lat = np.array([0.0, 0.0, 0.0, 60.0]), np.array([86.0, 88.0, 82.0, 86.0])
    assert in_zones([cap], lon, lat) == {(0, "cap"), (2, "cap")}


def test_most_of_a_zone_is_whole_cells_and_no_zone_is_a_million() -> None:
    disc = Zone("disc", Part(shapely.Point(46.5, 40).buffer(0.5, quad_segs=64), "area"))
    cells = cover([disc])
    assert cells["whole"].mean() > 0.9
    assert len(cells) < 256**2
    assert not cells.duplicated(["shift", "cell"]).any()
