"""Places in two versions of a gazetteer, their names, dates and geometry told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import shapely

from geo.changes.rows import FieldChange, Record, RowChange, TableDiff
from geo.crs import apart_km, area_km2, length_km
from geo.gazetteer import Gazetteer, Part, Place

NAME: Final = "places"
Json = Mapping[str, Any]
_DRAWN: Final = ("type", "coordinates", "geometries")


def diff_places(old: Gazetteer, new: Gazetteer) -> TableDiff:
    """Compare two gazetteers, entry by entry and member by member.

    Parameters
    ----------
    old, new : Gazetteer
        Two versions.

    Returns
    -------
    TableDiff
        Fields are the members of a Linked Places feature; those of `properties` stand by
        themselves, each name is a field, and geometry is told by position, length or area.
    """
    both = [key for key in new if key in old]
    changed = [RowChange(key, tuple(_fields(old[key], new[key]))) for key in both]
    return TableDiff(
        name=NAME,
        old_count=len(old),
        new_count=len(new),
        added={key: _record(new[key]) for key in new if key not in old},
        removed={key: _record(old[key]) for key in old if key not in new},
        changed=tuple(change for change in changed if change.fields),
    )


def diff_collections(old: Gazetteer, new: Gazetteer) -> tuple[FieldChange, ...]:
    """Compare what two gazetteer files say of themselves, such as title and licence."""
    return tuple(_members(_but(old.document, "features"), _but(new.document, "features")))


def _record(place: Place) -> Record:
    return {
        "title": place.title,
        "names": "; ".join(_name_label(name) for name in place.document.get("names", ())),
        "when": "; ".join(str(span) for span in place.timespans),
        "geometry": _geometry_text(place.parts),
    }


def _fields(old: Place, new: Place) -> Iterator[FieldChange]:
    before, after = old.document, new.document
    if before == after:
        return
    yield from _members(before.get("properties") or {}, after.get("properties") or {})
    yield from _names(before.get("names") or (), after.get("names") or ())
    if before.get("when") != after.get("when"):
        yield _when(old, new)
    if before.get("geometry") != after.get("geometry"):
        yield from _geometries(old, new)
    apart = ("properties", "names", "when", "geometry")
    yield from _members(_but(before, *apart), _but(after, *apart))


def _but(members: Json, *left_out: str) -> Json:
    return {name: value for name, value in members.items() if name not in left_out}


def _members(before: Json, after: Json) -> Iterator[FieldChange]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new and (name in before) == (name in after):
            continue
        if isinstance(old, list) and isinstance(new, list):
            # Of a list, only the members that differ are of interest.
            gone, come = _only_in(old, new), _only_in(new, old)
            if gone or come:
                old, new = gone, come
        yield FieldChange(name, _json(old), _json(new))


def _only_in(some: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    left = list(others)
    found = []
    for one in some:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found


def _json(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _names(before: Sequence[Json], after: Sequence[Json]) -> Iterator[FieldChange]:
    old, new = _by_label(before), _by_label(after)
    for label in dict.fromkeys([*old, *new]):
        if old.get(label) != new.get(label):
            if label in old and label in new:
                was, will_be = (
                    _json([_but(name, "toponym", "lang") for name in names[label]])
                    for names in (old, new)
                )
                yield FieldChange(f"name {label}", was, will_be)
            else:
                yield FieldChange("name", *((label, "") if label in old else ("", label)))
    if old == new and list(before) != list(after):
        # The first name of a language is the one that is shown.
        yield FieldChange("order of names", "; ".join(old), "; ".join(new))


def _by_label(names: Sequence[Json]) -> dict[str, list[Json]]:
    labelled: dict[str, list[Json]] = {}
    for name in names:
        labelled.setdefault(_name_label(name), []).append(name)
    return labelled


def _name_label(name: Json) -> str:
    language = f" ({name['lang']})" if name.get("lang") else ""
    return f"{name['toponym']}{language}"


def _when(old: Place, new: Place) -> FieldChange:
    was, will_be = ("; ".join(str(span) for span in place.timespans) for place in (old, new))
    if was == will_be:
        was, will_be = (_json(place.document.get("when")) for place in (old, new))
    return FieldChange("when", was, will_be)


def _geometries(old: Place, new: Place) -> Iterator[FieldChange]:
    before, after = (_geometry_members(place) for place in (old, new))
    if len(before) != len(after):
        yield FieldChange("geometry", _geometry_text(old.parts), _geometry_text(new.parts))
        return
    collections = [place.document.get("geometry") or {} for place in (old, new)]
    if all("geometries" in one for one in collections):
        yield from _members(*(_but(one, *_DRAWN) for one in collections))
    parts = zip(old.parts, new.parts, strict=True)
    for number, (members, (one, other)) in enumerate(
        zip(zip(before, after, strict=True), parts, strict=True), start=1
    ):
        was, will_be = _part_text(one), _part_text(other)
        if was == will_be and not one.geometry.equals_exact(other.geometry, 0):
            gap = apart_km(one.geometry, other.geometry)
            will_be = f"{will_be}, redrawn by up to {gap:.3f} km"
        if was != will_be:
            yield FieldChange(f"geometry {number}", was, will_be)
        for change in _members(*(_but(member, *_DRAWN, "when") for member in members)):
            yield FieldChange(f"geometry {number} {change.field}", change.old, change.new)


def _geometry_members(place: Place) -> Sequence[Json]:
    """Document of each part of a place."""
    geometry = place.document.get("geometry")
    if not geometry:
        return ()
    members: Sequence[Json] = geometry.get("geometries") or (geometry,)
    return members


def _geometry_text(parts: Sequence[Part]) -> str:
    return "; ".join(_part_text(part) for part in parts)


def _part_text(part: Part) -> str:
    spans = ", ".join(str(span) for span in part.timespans)
    when = f" ({spans})" if spans else ""
    role = part.role or part.geometry.geom_type
    if part.is_point:
        positions = shapely.get_coordinates(part.geometry).tolist()
        return f"{role} {'; '.join(f'{lon:g}, {lat:g}' for lon, lat in positions)}{when}"
    if part.is_area:
        return f"{role} {area_km2(part.geometry):,.2f} km²{when}"
    return f"{role} {length_km(part.geometry):,.2f} km{when}"
