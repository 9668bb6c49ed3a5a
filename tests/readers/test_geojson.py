"""Plain GeoJSON and tables by a mapping."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geo.errors import UsageError
from geo.readers import Record, Rejected, Shape, UnreadableError, geojson, table
from geo.readers.content import Content
from geo.readers.mapping import parse_mapping, read_mapping


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(lon: Any, lat: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def read(*features: Any, **members: Any) -> list[Any]:
    document = {"type": "FeatureCollection", **members, "features": list(features)}
    return list(geojson.read(Content("field.geojson", json.dumps(document).encode())))


RING = [[46, 40], [47, 40], [47, 41], [46, 40]]


def test_points_lines_and_areas_become_events_places_and_zones() -> None:
    event, place, zone, line = read(
        feature(point(46.8, 40.0), name="Shots", date="2022-03-27", best=2, category="Clash"),
        feature(point(46.7, 39.8), name="Post 4"),
        feature({"type": "Polygon", "coordinates": [RING]}, name="Safe area", start="2022-01-01"),
        feature(
            {"type": "LineString", "coordinates": RING[:2]},
            name="Trench",
            kind="front line",
            start="2022-01-01",
            end="2022-06-30",
        ),
    )
    assert isinstance(event, Record)
    assert event.event["title"] == "Shots"
    assert event.event["category"] == "clash"
    assert event.event["best"] == "2"
    assert event.spot is not None
    assert (event.spot.lon, event.spot.lat) == (46.8, 40.0)
    assert all(isinstance(each, Shape) for each in (place, zone, line))
    assert zone.feature["when"]["timespans"] == [
        {"start": {"in": "2022-01-01"}, "end": {"earliest": "2022-01-01"}}
    ]
    assert zone.feature["types"][0]["label"] == "area"
    assert line.feature["types"][0]["label"] == "front line"
    assert line.feature["when"]["timespans"][0]["end"] == {"in": "2022-06-30"}
    assert "types" not in place.feature


def test_one_bad_feature_costs_no_other() -> None:
    good = feature(point(46.8, 40.0), date="2022-03-27")
    text = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                good,
                feature(point(float("nan"), 40.0), date="2022-03-27"),
                feature(point(46.8, float("inf")), date="2022-03-27"),
                feature(point("46.8", 40), date="2022-03-27"),
                feature(point(4680000, 4000000), date="2022-03-27"),
                feature(None),
                feature(point(46.8, 40.0), date="yesterday"),
                {"type": "Thing"},
                7,
                feature({"type": "Circle", "coordinates": [1, 2]}, date="2022-03-27"),
                good,
            ],
        }
    )
    found = list(geojson.read(Content("field.geojson", text.encode())))
    assert [type(each) for each in found] == [Record, *[Rejected] * 9, Record]
    assert [each.row for each in found] == list(range(1, 12))


def test_words_that_are_not_ours_are_noted() -> None:
    (found,) = read(feature(point(46.8, 40.0), date="2022-03-27", category="ambush"))
    assert found.event["category"] == "other"
    assert [note.value for note in found.notes] == ["ambush"]


def test_of_several_names_of_a_column_the_first_of_ours_that_is_not_blank_counts() -> None:
    (found,) = read(
        feature(point(46.8, 40.0), label="third", name="second", title=None, day="2022-03-27")
    )
    assert found.event["title"] == "second"
    (found,) = read(feature(point(46.8, 40.0), label="third", title="first", day="2022-03-27"))
    assert found.event["title"] == "first"


def test_an_event_without_a_geometry_is_listed() -> None:
    (found,) = read(feature(None, title="Talks", date="2022-03-27", category="statement"))
    assert found.spot is None
    assert found.event["where_prec"] == "none"


@pytest.mark.parametrize(
    "data",
    [
        b"<OGRVRTDataSource></OGRVRTDataSource>",
        b"[]",
        b'{"type": "Topology"}',
        b'{"type": "FeatureCollection", "features": {}}',
        b'{"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": '
        b'"urn:ogc:def:crs:EPSG::3857"}}}',
        b"[" * 100_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b"\xff\xfe",
    ],
)
def test_what_is_no_geojson_is_refused_whole(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        list(geojson.read(Content("field.geojson", data)))


def test_a_table_by_a_mapping() -> None:
    mapping = parse_mapping(
        {
            "columns": {
                "event_id": "Nr",
                "title": "Was",
                "date_start": "Tag",
                "category": "Art",
                "longitude": "x",
                "latitude": "y",
                "place": "Ort",
                "best": "Tote",
            },
            "values": {"category": {"Gefecht": "clash"}},
            "defaults": {"where_prec": "exact"},
        }
    )
    data = b"Nr;\n"  # another separator is another table
    with pytest.raises(UnreadableError):
        list(table.read(mapping, Content("own.csv", data)))
    data = "Nr,Was,Tag,Art,x,y,Ort,Tote\na1,Schüsse,2022-03-27,Gefecht,46.8,40.0,Parukh,\n".encode()
    (found,) = table.read(mapping, Content("own.csv", data))
    assert isinstance(found, Record)
    assert found.event["event_id"] == "a1"
    assert (found.event["category"], found.event["where_prec"]) == ("clash", "exact")
    assert found.event["best"] == ""
    assert found.spot is not None
    assert found.spot.title == "Parukh"
    bad = data.replace(b"46.8", b"468")
    (rejected,) = table.read(mapping, Content("own.csv", bad))
    assert isinstance(rejected, Rejected)
    # The user's own name of the column.
    assert rejected.faults[0].column == "x"


@pytest.mark.parametrize(
    "document",
    [
        b"{",
        b"[]",
        b'{"columns": {"title": "a"}}',
        b'{"columns": {"title": "a", "date_start": 3}}',
        b'{"columns": {"title": "a", "date_start": "b", "colour": "c"}}',
        b'{"columns": {"title": "a", "date_start": "b"}, "script": {}}',
    ],
)
def test_a_wrong_mapping_is_said(document: bytes) -> None:
    with pytest.raises(UsageError):
        read_mapping(document)


@pytest.mark.parametrize("kind", ["MultiPoint", "GeometryCollection"])
def test_a_date_is_not_lost_with_a_geometry_that_is_no_event(kind: str) -> None:
    parts = {"coordinates": [[46.8, 40.0]]} if kind == "MultiPoint" else {"geometries": []}
    geometry = {"type": kind, **parts}
    undated, dated = read(feature(geometry, name="Posts"), feature(geometry, date="2022-03-27"))
    assert isinstance(undated, Shape)
    assert isinstance(dated, Rejected)
    assert "expected a Point, a line or an area where there is a date" in str(dated.faults[0])


@pytest.mark.parametrize(
    "geometry", [point(46.8, 40.0), {"type": "Polygon", "coordinates": [RING]}]
)
def test_an_end_without_a_start_is_not_lost(geometry: dict[str, Any]) -> None:
    (row,) = read(feature(geometry, name="Zone", to="2022-03-27"))
    assert isinstance(row, Rejected)
    (fault,) = row.faults
    assert (fault.column, fault.value, fault.expected) == (
        "to",
        "2022-03-27",
        "a start beside the end",
    )


def test_of_two_dates_that_differ_in_the_case_of_their_names_none_is_picked() -> None:
    twice = {"name": "Shots", "date": "2022-03-27", "Date": "2023-01-01"}
    (row,) = read(feature(point(46.8, 40.0), **twice))
    assert isinstance(row, Rejected)
    assert row.cells == twice
    assert row.faults[0].column == "Date"
    # What means nothing to us may be there twice, and comes along.
    (event,) = read(feature(point(46.8, 40.0), date="2022-03-27", Colour="red", colour="blue"))
    assert isinstance(event, Record)
    assert (event.cells["Colour"], event.cells["colour"]) == ("red", "blue")
