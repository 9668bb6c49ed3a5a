"""Features of GeoJSON: one that is taken, and ones that no map can draw or that mislead."""

from __future__ import annotations

import json
from typing import Any, Final

from geo.limits import MAX_VERTICES

RING: Final = [[46, 40], [47, 40], [47, 41], [46, 41], [46, 40]]


def point(**members: Any) -> dict[str, Any]:
    """A feature that is taken."""
    return {
        "type": "Feature",
        "properties": {"title": "good", "date": "2022-03-27"},
        "geometry": {"type": "Point", "coordinates": [46.81, 40.02]},
    } | members


def collection(*features: object, **members: object) -> bytes:
    """A FeatureCollection."""
    document = {"type": "FeatureCollection", **members, "features": list(features)}
    return json.dumps(document).encode()


def geometries() -> dict[str, object]:
    """Geometries that no map can draw, or that would mislead one that does."""
    area = {"type": "Polygon"}
    deep: Any = [46, 40]
    for _ in range(20):
        deep = [deep]
    return {
        "open ring": area | {"coordinates": [RING[:-1]]},
        "bow-tie": area | {"coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        "short ring": area | {"coordinates": [RING[:2]]},
        "hole outside": area | {"coordinates": [RING, [[0, 0], [1, 0], [1, 1], [0, 0]]]},
        "empty ring": area | {"coordinates": [[]]},
        "no rings": area | {"coordinates": []},
        "point in a ring": area | {"coordinates": RING[0]},
        "deeper than a polygon": area | {"coordinates": deep},
        "metres": area | {"coordinates": [[[n * 1e5 for n in p] for p in RING]]},
        "over the antimeridian": area
        | {"coordinates": [[[179, 40], [181, 40], [181, 41], [179, 40]]]},
        "words": area | {"coordinates": [[["a", "b"]] * 4]},
        "truths": area | {"coordinates": [[[True, False]] * 4]},
        "nothing within": area | {"coordinates": [[None] * 4]},
        "too many positions": area
        | {"coordinates": [[[i % 7 / 10, i % 5 / 10] for i in range(MAX_VERTICES)] + [[0, 0]]]},
        "line of one": {"type": "LineString", "coordinates": [RING[0]]},
        "line of words": {"type": "LineString", "coordinates": "46,40 47,40"},
        "point without coordinates": {"type": "Point"},
        "point of an object": {"type": "Point", "coordinates": {"x": 1}},
        "point of one number": {"type": "Point", "coordinates": [46]},
        "point of many numbers": {"type": "Point", "coordinates": [46, 40, 0, "x"]},
        "point of a long number": {"type": "Point", "coordinates": [int("9" * 400), 40]},
        "point of words": {"type": "Point", "coordinates": ["46", "40"]},
        "collection in collections": _nested(12),
        "empty collection": {"type": "GeometryCollection", "geometries": []},
        "collection of nothing": {"type": "GeometryCollection", "geometries": [None]},
        "unknown type": {"type": "Circle", "coordinates": [46, 40]},
        "type in lower case": {"type": "point", "coordinates": [46, 40]},
        "type that is a list": {"type": ["Point"], "coordinates": [46, 40]},
        "type that is a template": {"type": "{{191919*7337}}", "coordinates": [46, 40]},
        "no type": {"coordinates": [46, 40]},
        "a word": "POINT (46 40)",
        "a list": [46, 40],
        "a number": 7,
    }


def _nested(depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "Point", "coordinates": [46, 40]}
    for _ in range(depth):
        made = {"type": "GeometryCollection", "geometries": [made]}
    return made


def odd_features() -> dict[str, object]:
    """Features that are wrong otherwise than in their geometry."""
    deep: Any = "x"
    for _ in range(40):
        deep = {"a": deep}
    return {
        "null geometry, no date": point(geometry=None, properties={"title": "x"}),
        "no geometry, no date": {"type": "Feature", "properties": {}},
        "properties are a list": point(properties=[1]),
        "properties are a word": point(properties="{{191919*7337}}", geometry=None),
        "a number": 7,
        "nothing": None,
        "a list": [],
        "a word": "Feature",
        "another type": point(type="Thing"),
        "a thousand properties": point(properties={f"p{i}": i for i in range(1_000)}),
        "deep property": point(properties={"title": deep, "date": "2022-03-27"}),
        "date that is a list": point(properties={"date": ["2022-03-27"]}),
        "date that is an object": point(properties={"date": {"in": "2022"}}),
        "toll that is an object": point(properties={"date": "2022-03-27", "best": {"a": 1}}),
        "lone surrogate": point(properties={"title": "\ud800", "date": "2022-03-27"}),
        "ends before it starts": point(properties={"date": "2022-03-27", "end": "2022-03-01"}),
        "kind that is no code": point(
            properties={"date": "2022-03-27", "category": "{{191919*7337}}"}
        ),
    }


def repeated() -> bytes:
    """A good feature, one with two geometries, one with two titles, a good one."""
    good = json.dumps(point())
    twice = good.replace('"geometry"', '"geometry": null, "geometry"')
    titled = good.replace('"title"', '"title": "first", "title"')
    return f'{{"type":"FeatureCollection","features":[{good},{twice},{titled},{good}]}}'.encode()
