"""Validation of one feature of the gazetteer by itself: members, texts, names, codes.

What it says of other places and of where it lies is looked at in `places`.
"""

from __future__ import annotations

import re
from typing import Any, Final

from geo.gazetteer import place_key
from geo.schema import SIDES
from geo.store.cells import is_text
from geo.store.geometry import Found, geometry_faults, objects, when_faults
from geo.strict_json import has_repeated

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_COUNTRY: Final = re.compile(r"[A-Z]{2}", re.ASCII)
_FEATURE_CLASSES: Final = "AHLPRSTUV"
# Lists of a feature whose members must be objects.
_OBJECT_LISTS: Final = ("names", "types", "links", "relations", "descriptions", "depictions")


def feature_faults(feature: object) -> Found:
    """Find what is wrong with one feature by itself.

    Parameters
    ----------
    feature : object
        As it stands in the JSON.

    Yields
    ------
    tuple
        Path inside the feature, what stands there, what was expected, how to mend it.
    """
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
