"""Validation of the gazetteer file: every fault of every feature, with the path to it.

Wrong coordinates are mostly *valid* coordinates. So beside ranges and rings, two things catch a
swapped latitude and longitude: a place must lie near what it is said to be part of, and in or near
the country whose code it carries.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import gap_km
from geo.errors import Fault
from geo.gazetteer import PART_OF, Place, place_key, read_place
from geo.schema import PLACES_FILE
from geo.store.features import feature_faults
from geo.store.geometry import Found
from geo.store.own_files import read_json

NEAR_PARENT_KM: Final = 60.0
NEAR_COUNTRY_KM: Final = 60.0
MAX_KM_PER_DEGREE: Final = 111.7
PLACE_URN: Final = "urn:truceline:place:"
_WEB: Final = ("http://", "https://")


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
        found = list(feature_faults(feature))
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


def missing_relations(feature: Mapping[str, Any], known: Container[str]) -> list[Fault]:
    """Find the relations of a sound feature to places that are not there.

    Parameters
    ----------
    feature : mapping
        In which `check_places` finds no fault but in its relations.
    known : container of str
        Ids of the places that are there.

    Returns
    -------
    list of Fault
        As of `check_places`, of a feature by itself.
    """
    return [_fault(1, *each) for each in _relation_faults(read_place(feature), known, {})]


def _fault(row: int, path: str, value: object, expected: str, remedy: str) -> Fault:
    text = None if value is None else str(value)
    return Fault(PLACES_FILE, row, path, text, expected, remedy)


def _shape_of(place: Place) -> BaseGeometry:
    return shapely.GeometryCollection([part.geometry for part in place.parts])


def _relation_faults(
    place: Place, known: Container[str], shapes: Mapping[str, BaseGeometry]
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
