"""Validation of the gazetteer file: every fault of every feature, with the path to it.

Wrong coordinates are mostly *valid* coordinates. So beside ranges and rings, two things catch a
swapped latitude and longitude: a place must lie near what it is said to be part of, and in or near
the country whose code it carries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import gap_km
from geo.errors import Fault
from geo.gazetteer import PART_OF, Place, place_key, read_place
from geo.schema import PLACES_FILE, SIDES
from geo.store.cells import is_text
from geo.store.geometry import Found, geometry_faults, objects, when_faults
from geo.store.own_files import read_json
from geo.strict_json import has_repeated

NEAR_PARENT_KM: Final = 60.0
NEAR_COUNTRY_KM: Final = 60.0
MAX_KM_PER_DEGREE: Final = 111.7
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_COUNTRY: Final = re.compile(r"[A-Z]{2}", re.ASCII)
PLACE_URN: Final = "urn:truceline:place:"
_WEB: Final = ("http://", "https://")
_FEATURE_CLASSES: Final = "AHLPRSTUV"
# Lists of a feature whose members must be objects.
_OBJECT_LISTS: Final = ("names", "types", "links", "relations", "descriptions", "depictions")


def read_document(
    path: Path, held: bytes | None = None
) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read the file as strict JSON from bytes.

    Parameters
    ----------
    path : Path
        The file.
    held : bytes, optional
        Its content, where it has been read.

    Returns
    -------
    dict or None
        The FeatureCollection, or None where the file as a whole cannot be read.
    list of Fault
        Why it cannot be read; empty where it can.
    """
    if held is None and not path.is_file():
        return None, [_of_file(None, "the file", f"add {PLACES_FILE} to {path.parent}")]
    document, faults = read_json(path, PLACES_FILE, [], held)
    if faults:
        return None, faults
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return None, [_of_file(None, "a FeatureCollection", "write a Linked Places collection")]
    if not isinstance(document.get("features"), list) or not document["features"]:
        return None, [_of_file(None, "a list of features", "add at least one place")]
    return document, []


def _of_file(value: str | None, expected: str, remedy: str) -> Fault:
    return Fault(PLACES_FILE, None, None, value, expected, remedy)


def known_ids(document: Mapping[str, Any]) -> frozenset[str]:
    """Ids of all places that have one, sound or not."""
    features = (one for one in document["features"] if isinstance(one, dict))
    return frozenset(place_key(one["@id"]) for one in features if isinstance(one.get("@id"), str))


def check_places(document: Mapping[str, Any], countries: Mapping[str, BaseGeometry]) -> list[Fault]:
    """Find every fault of the gazetteer.

    Parameters
    ----------
    document : mapping
        A FeatureCollection as read by `read_document`.
    countries : mapping of str to geometry
        Outlines by ISO 3166-1 alpha-2 code, EPSG:4326. Codes that are missing are not tested.

    Returns
    -------
    list of Fault
        `row` is the feature counted from 1, `column` the path inside it.
    """
    features = document["features"]
    faults: list[Fault] = []
    sound: dict[int, Place] = {}
    ids: dict[str, int] = {}
    for row, feature in enumerate(features, start=1):
        found = list(_feature_faults(feature))
        if not found:
            key = place_key(feature["@id"])
            if key in ids:
                remedy = f"give it another @id; feature {ids[key]} has this one"
                found.append(("@id", feature["@id"], "each @id once", remedy))
            else:
                ids[key] = row
                sound[row] = read_place(feature)
        faults += [_fault(row, *each) for each in found]
    known = known_ids(document)
    parents = {parent for place in sound.values() for parent in place.part_of}
    shapes = {place.id: _shape_of(place) for place in sound.values() if place.id in parents}
    # Prepared outlines answer "is it near" for thousands of places at little cost.
    shapely.prepare([*shapes.values(), *countries.values()])
    for row, place in sound.items():
        found = [*_relation_faults(place, known, shapes), *_country_faults(place, countries)]
        faults += [_fault(row, *each) for each in found]
    return sorted(faults, key=lambda fault: fault.row or 0)


def _fault(row: int, path: str, value: object, expected: str, remedy: str) -> Fault:
    text = None if value is None else str(value)
    return Fault(PLACES_FILE, row, path, text, expected, remedy)


def _feature_faults(feature: object) -> Found:
    if has_repeated(feature):
        yield "feature", None, "each name once in an object", "keep one member of each name"
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "type", None, "a Feature", 'write "type": "Feature"'
        return
    uri = feature.get("@id")
    if not isinstance(uri, str) or not place_key(uri) or re.search(r"\s", uri):
        yield "@id", uri, "a URI", "write a URI whose last segment is the place's id"
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    title = properties.get("title")
    if not isinstance(title, str) or not title.strip():
        yield "properties.title", title, "a title", "write the name to show"
    yield from _shape_faults(feature)
    yield from _text_faults("", feature)
    radius = properties.get("position_radius_km")
    if radius is not None and not _is_number(radius, 20_000):
        yield "properties.position_radius_km", radius, "kilometres, 0 or more", "correct or drop it"
    codes = properties.get("ccodes", [])
    if not isinstance(codes, list) or not all(_COUNTRY.fullmatch(str(code)) for code in codes):
        yield "properties.ccodes", codes, "two-letter country codes", "write ISO 3166-1 codes"
    classes = properties.get("fclasses", [])
    if not isinstance(classes, list) or not all(str(one) in _FEATURE_CLASSES for one in classes):
        expected = f"GeoNames feature classes, any of {', '.join(_FEATURE_CLASSES)}"
        yield "properties.fclasses", classes, expected, "write one letter each"
    yield from _name_faults(feature.get("names", []))
    yield from when_faults("when", feature.get("when"))
    yield from geometry_faults(feature.get("geometry"))
    for index, relation in enumerate(objects(feature.get("relations", []))):
        if not isinstance(relation.get("relationTo"), str):
            path = f"relations[{index}].relationTo"
            yield path, relation.get("relationTo"), "the @id of a place", "name the other place"


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= most


def _shape_faults(feature: dict[str, Any]) -> Found:
    """Members that are not of the JSON type that the format gives them."""
    for key in _OBJECT_LISTS:
        members = feature.get(key, [])
        if not isinstance(members, list) or not all(isinstance(one, dict) for one in members):
            yield key, members, "a list of objects", "write a list, empty where there is none"
    for index, name in enumerate(objects(feature.get("names", []))):
        citations, sides = name.get("citations", []), name.get("used_by", [])
        if not isinstance(citations, list) or not all(isinstance(c, dict) for c in citations):
            yield f"names[{index}].citations", citations, "a list of objects", "write a list"
        if not isinstance(sides, list) or not all(str(side) in SIDES for side in sides):
            expected = f"a list of sides, any of {', '.join(SIDES)}"
            yield f"names[{index}].used_by", sides, expected, "name the sides"


def _text_faults(path: str, value: object) -> Found:
    """Strings, however deep, that could not be shown or written."""
    if isinstance(value, str) and not is_text(value):
        yield path, repr(value), "text without control characters or lone surrogates", "remove them"
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _text_faults(f"{path}.{key}" if path else key, member)
    elif isinstance(value, list) and not path.endswith("coordinates"):
        for index, member in enumerate(value):
            yield from _text_faults(f"{path}[{index}]", member)


def _name_faults(names: object) -> Found:
    for index, name in enumerate(objects(names)):
        path = f"names[{index}]"
        toponym = name.get("toponym")
        if not isinstance(toponym, str) or not toponym.strip():
            yield f"{path}.toponym", toponym, "a name", "write the name, or remove the entry"
        language = name.get("lang", "")
        if language and not _LANGUAGE.fullmatch(str(language)):
            yield f"{path}.lang", language, "a BCP 47 language tag", "write en, hy, az, ru, …"
        yield from when_faults(f"{path}.when", name.get("when"))


def _shape_of(place: Place) -> BaseGeometry:
    return shapely.GeometryCollection([part.geometry for part in place.parts])


def _relation_faults(
    place: Place, known: frozenset[str], shapes: Mapping[str, BaseGeometry]
) -> Found:
    for index, relation in enumerate(place.document.get("relations", [])):
        path = f"relations[{index}].relationTo"
        parent = place_key(relation["relationTo"])
        if parent not in known and _leads_out(relation):
            continue
        if parent not in known:
            yield path, relation["relationTo"], "the @id of a place in this file", "add that place"
        elif relation.get("relationType") == PART_OF and parent in shapes and place.point:
            outline = shapes[parent]
            if outline.area == 0:
                continue
            limit = NEAR_PARENT_KM + (place.radius_km or 0)
            gap = _gap_beyond(place.point, [outline], limit)
            if gap is not None:
                value = f"[{place.point.x}, {place.point.y}], {gap:.0f} km off"
                expected = f"a position near {parent}, of which it is said to be part"
                remedy = "write longitude before latitude, or correct the relation"
                yield "geometry", value, expected, remedy


def _leads_out(relation: Mapping[str, Any]) -> bool:
    """Whether a relation is to something that need not stand in this file.

    A place of another gazetteer is named by its web address, and what is no place by another URN.
    """
    target = str(relation["relationTo"])
    return target.startswith(_WEB) or (
        relation.get("relationType") != PART_OF and not target.startswith(PLACE_URN)
    )


def _country_faults(place: Place, countries: Mapping[str, BaseGeometry]) -> Found:
    outlines = [countries[code] for code in place.ccodes if code in countries]
    for index, part in enumerate(place.parts if outlines else ()):
        point = part.geometry.representative_point()
        gap = _gap_beyond(point, outlines, NEAR_COUNTRY_KM)
        if gap is not None:
            value = f"[{point.x:.4f}, {point.y:.4f}], {gap:.0f} km off"
            expected = f"a position in or near {', '.join(place.ccodes)}"
            remedy = "write longitude before latitude, or correct ccodes"
            yield f"geometry.geometries[{index}].coordinates", value, expected, remedy


def _gap_beyond(
    point: shapely.Point, outlines: Sequence[BaseGeometry], limit_km: float
) -> float | None:
    """Kilometres to the nearest outline, None where that is within the limit."""
    # A degree is nowhere longer than this, so what is near in degrees is near in kilometres and
    # need not be projected; what is not is measured.
    if any(shapely.dwithin(outline, point, limit_km / MAX_KM_PER_DEGREE) for outline in outlines):
        return None
    gap = min(gap_km(point.x, point.y, outline) for outline in outlines)
    return gap if gap > limit_km else None
