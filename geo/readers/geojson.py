"""Plain GeoJSON (RFC 7946): dated points are events, other points places, lines and areas zones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from geo.gazetteer.place import KINDS
from geo.limits import MAX_COLUMNS
from geo.readers.cells import NOTHING, day, shortened, text
from geo.readers.content import Content, Progress
from geo.readers.features import Features, cells_of
from geo.readers.mapping import ColumnMapping, record_of
from geo.readers.places import URN, slug
from geo.readers.record import CellError, Record, Rejected, Shape
from geo.readers.source import NOT_STATED, Read, Source
from geo.schema import EVENTS

SOURCE: Final = Source("geojson", "", "Imported GeoJSON", "", NOT_STATED)
# Names of properties by our columns, the first that a feature has counts.
PROPERTIES: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: (name,) for name in EVENTS.column_names if name != "place_id"},
    "event_id": ("event_id", "id"),
    "title": ("title", "name", "label", "headline"),
    "summary": ("summary", "description", "notes"),
    "date_start": ("date_start", "start", "from", "event_date", "date", "day"),
    "date_end": ("date_end", "end", "to"),
    "place": ("place_title", "place", "location", "place_name"),
    "within": ("within", "district", "admin2", "admin1"),
    "radius_km": ("radius_km", "position_radius_km"),
}
# Column and rank of each property: a feature has few, and there are many columns.
_RANKS: Final = {
    name: (column, rank) for column, names in PROPERTIES.items() for rank, name in enumerate(names)
}
_KIND: Final = ("kind", "zone", "type", "types")
_LINES_AND_AREAS: Final = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")
_GATHERED: Final = ("MultiPoint", "GeometryCollection")
_AREA: Final = "area"
_TITLE_CHARS: Final = 200
ASSUMPTIONS: Final = {
    "where_prec": "no where_prec is given: points are taken as near, radius not known",
}


def read(content: Content, progress: Progress | None = None) -> Iterator[Read]:
    """Read a FeatureCollection or a Feature.

    Parameters
    ----------
    content : Content
        The file.
    progress : callable, optional
        Told the share done.

    Yields
    ------
    Record, Shape or Rejected
        One for each feature.

    Raises
    ------
    UnreadableError
        If the file is no GeoJSON in EPSG:4326.
    """
    features = Features(content)
    own = features.own
    for row, (feature, fault) in enumerate(features, start=1):
        cells = cells_of(feature)
        cells |= own
        try:
            if fault is not None:
                raise fault
            yield _read_feature(content.name, row, feature, cells, own=bool(own))
        except CellError as error:
            yield Rejected(row, (error.fault(content.name, row),), cells)
        if progress is not None and row % 1_000 == 0:
            progress(row / len(features))


def _read_feature(
    file: str, row: int, feature: object, cells: dict[str, str], *, own: bool
) -> Read:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise CellError("type", "", "a Feature", 'write "type": "Feature"')
    if len(cells) > MAX_COLUMNS:
        found = f"{len(cells)} properties"
        raise CellError("properties", found, f"at most {MAX_COLUMNS}", "drop some")
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    columns = _columns(cells)
    if "date_end" in columns and "date_start" not in columns:
        name = columns["date_end"]
        raise CellError(name, cells[name], "a start beside the end", "add date_start")
    if kind in _GATHERED and "date_start" in columns:
        expected = "a Point, a line or an area where there is a date"
        raise CellError(
            "geometry.type", str(kind), expected, "write a feature for each of its parts"
        )
    if kind in _LINES_AND_AREAS or kind in _GATHERED:
        return _shape(file, row, geometry, cells, columns)
    if kind not in ("Point", None) or (kind is None and geometry is not None):
        raise CellError("geometry.type", str(kind), "a geometry of GeoJSON", "correct the type")
    if "date_start" not in columns:
        if kind is None:
            expected = "a geometry, or a date_start"
            raise CellError("geometry", "null", expected, "add one of them")
        return _shape(file, row, geometry, cells, columns)
    where = _position(geometry)
    given = {**cells, "longitude": where[0], "latitude": where[1]}
    columns |= {"longitude": "longitude", "latitude": "latitude"}
    defaults = {"title": f"Event of feature {row}"}
    mapping = ColumnMapping(columns, defaults, prefix="" if own else "geojson-")
    made = record_of(mapping, file, row, given)
    spot = made.spot
    if own and spot is not None:
        spot = replace(spot, place_id=text(cells, "place_id"))
    return Record(row, made.event, spot, cells, made.notes, made.named)


def _columns(cells: Mapping[str, str]) -> dict[str, str]:
    """Property of each of our columns that a feature has."""
    found: dict[str, str] = {}
    for name, cell in cells.items():
        if name in _RANKS:
            column, rank = _RANKS[name]
            if cell not in NOTHING and (column not in found or rank < _RANKS[found[column]][1]):
                found[column] = name
        elif name.strip().lower() in _RANKS:
            expected = "each property once, whatever the case of its name"
            raise CellError(name, cell, expected, "keep one of them")
    return found


def _position(geometry: Any) -> tuple[str, str]:
    """Longitude and latitude as text, blank where there is no geometry."""
    if geometry is None:
        return "", ""
    coordinates = geometry.get("coordinates")
    if (
        not isinstance(coordinates, list)
        or len(coordinates) < 2
        or any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in coordinates)
    ):
        found = shortened(json.dumps(coordinates), _TITLE_CHARS)
        expected = "[longitude, latitude] in degrees"
        raise CellError("geometry.coordinates", found, expected, "write two numbers")
    lon, lat = (_decimal(one) for one in coordinates[:2])
    return lon, lat


def _decimal(number: float) -> str:
    # Without an exponent, and with as many digits as a position can mean.
    return f"{number:.9f}" if abs(number) < 1e9 else str(number)


def _shape(
    file: str, row: int, geometry: Any, cells: dict[str, str], columns: Mapping[str, str]
) -> Shape:
    """Place or zone: Linked Places wants its time with both ends, and a type by its label."""
    del file
    title = text(cells, columns.get("title", "")) or f"Feature {row}"
    feature: dict[str, Any] = {
        "@id": f"{URN}{slug(title)}",
        "type": "Feature",
        "properties": {"title": shortened(title, _TITLE_CHARS)},
        "geometry": geometry,
    }
    label = next((text(cells, name) for name in _KIND if text(cells, name) in KINDS), "")
    if geometry.get("type") in _LINES_AND_AREAS:
        feature["types"] = [{"identifier": "", "label": label or _AREA}]
        if when := _when(cells, columns):
            feature["when"] = {"timespans": [when]}
    return Shape(row, feature, cells, named_by_title=True)


def _when(cells: dict[str, str], columns: Mapping[str, str]) -> dict[str, dict[str, str]] | None:
    if "date_start" not in columns:
        return None
    start = day(cells, columns["date_start"]).isoformat()
    if "date_end" not in columns:
        # Known to begin and not known to end.
        return {"start": {"in": start}, "end": {"earliest": start}}
    return {"start": {"in": start}, "end": {"in": day(cells, columns["date_end"]).isoformat()}}
