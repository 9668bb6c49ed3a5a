"""Validation of the geometry and time of one gazetteer feature.

Infinity, 9999°, open rings and crossed areas are accepted by the libraries and then drawn wrong or
not at all; here each is named with the path to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import shapely
from shapely.geometry import shape

from geo.limits import MAX_VERTICES
from geo.timespans import Timespan

CERTAINTIES: Final = ("certain", "less-certain", "uncertain")
LIMITS: Final = ("in", "earliest", "latest")
ROLES: Final = ("point", "area", "route", "strip", "line")
_GEOMETRY_DEPTHS: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_MIN_POSITIONS: Final = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}

# Path inside the feature, value found, what was expected, remedy.
Found = Iterator[tuple[str, object, str, str]]


def objects(value: object) -> list[dict[str, Any]]:
    """Members of a JSON list; what is no object counts as an empty one."""
    members = value if isinstance(value, list) else []
    return [member if isinstance(member, dict) else {} for member in members]


def when_faults(path: str, when: object) -> Found:
    """Faults of a `when` object; a timespan needs both its ends."""
    if when is None:
        return
    spans = when.get("timespans") if isinstance(when, dict) else None
    if not isinstance(spans, list) or not spans:
        yield f"{path}.timespans", spans, "a list of timespans", "write start and end, or drop when"
    for index, span in enumerate(objects(spans)):
        where = f"{path}.timespans[{index}]"
        for limit in ("start", "end"):
            known = span[limit] if isinstance(span.get(limit), dict) else {}
            if not any(isinstance(known.get(key), str) for key in LIMITS):
                expected = f"a timespan with {limit} (without end it means one instant)"
                remedy = f"write the {limit} as {' or '.join(LIMITS)} a date"
                yield f"{where}.{limit}", span.get(limit), expected, remedy
        try:
            Timespan.from_linked_places(span)
        except ValueError as error:
            yield where, json.dumps(span, ensure_ascii=False), "an ISO 8601 span", str(error)


def geometry_faults(geometry: object) -> Found:
    """Faults of a feature's geometry, each member by itself."""
    if not isinstance(geometry, dict):
        yield "geometry", geometry, "a geometry", "write a GeometryCollection"
        return
    if geometry.get("type") != "GeometryCollection":
        yield from _member_faults("geometry", geometry)
        return
    members = geometry.get("geometries")
    if not isinstance(members, list) or not members:
        yield "geometry.geometries", members, "at least one geometry", "add the place's point"
    for index, member in enumerate(objects(members)):
        yield from _member_faults(f"geometry.geometries[{index}]", member)


def _member_faults(path: str, member: dict[str, Any]) -> Found:
    kind = str(member.get("type"))
    if kind not in _GEOMETRY_DEPTHS:
        expected = f"one of {', '.join(_GEOMETRY_DEPTHS)}"
        yield f"{path}.type", member.get("type"), expected, "correct the type"
        return
    for key, allowed in (("certainty", CERTAINTIES), ("role", ROLES)):
        if member.get(key) is not None and member[key] not in allowed:
            expected = f"one of {', '.join(allowed)}"
            yield f"{path}.{key}", member[key], expected, "correct it, or leave it out"
    yield from when_faults(f"{path}.when", member.get("when"))
    where = f"{path}.coordinates"
    rings = list(_position_lists(member.get("coordinates"), _GEOMETRY_DEPTHS[kind]))
    positions = [position for ring in rings for position in ring]
    if not positions or not all(_is_position(position) for position in positions):
        bad = next((p for p in positions if not _is_position(p)), member.get("coordinates"))
        expected = f"[longitude, latitude] in degrees, nested as in a {kind}"
        yield where, bad, expected, "write finite numbers within ±180 and ±90"
        return
    if len(positions) > MAX_VERTICES:
        yield where, len(positions), f"at most {MAX_VERTICES} positions", "simplify it"
        return
    if any(len(ring) < _MIN_POSITIONS.get(kind, 1) for ring in rings):
        expected = f"at least {_MIN_POSITIONS.get(kind, 1)} positions"
        yield where, None, expected, "complete the line or ring"
        return
    if "Polygon" in kind and any(ring[0] != ring[-1] for ring in rings):
        yield where, None, "closed rings", "end each ring with its first position"
        return
    geometry = shape(member)
    if not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        yield where, reason, "an area that does not cross itself", "redraw it there"


def _position_lists(coordinates: object, depth: int) -> Iterator[list[Any]]:
    if depth == 0:
        yield [coordinates]
    elif depth == 1:
        yield coordinates if isinstance(coordinates, list) else [coordinates]
    elif isinstance(coordinates, list):
        for member in coordinates:
            yield from _position_lists(member, depth - 1)
    else:
        yield [coordinates]


def _is_position(position: object) -> bool:
    return (
        isinstance(position, list)
        and len(position) in (2, 3)
        and all(
            isinstance(number, (int, float)) and not isinstance(number, bool) for number in position
        )
        # Comparing refuses NaN and infinity too, and numbers too long for a float.
        and -180 <= position[0] <= 180
        and -90 <= position[1] <= 90
    )
