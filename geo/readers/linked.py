"""Linked Places (LPF 1.2 and 1.3) as the gazetteer: names, types, links, relations and times stay.

The feature is taken as it stands and judged by the gazetteer's own rules
(`geo.store.places.check_places`). One thing is spelled out: a timespan without an end means, in
this format, the instant of its start, so its end is written as its start. The JSON is parsed here
from bytes, never by a driver that the file chooses, which would drop names, types and `when`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from geo.readers.cells import shortened
from geo.readers.content import Content, Progress
from geo.readers.features import Features, cells_of
from geo.readers.record import CellError, Rejected, Shape
from geo.readers.source import NOT_STATED, Source

SOURCE: Final = Source("linked-places", "", "Imported Linked Places gazetteer", "", NOT_STATED)
_TITLE_CHARS: Final = 200


def read(content: Content, progress: Progress | None = None) -> Iterator[Shape | Rejected]:
    """Read a Linked Places FeatureCollection or Feature.

    Parameters
    ----------
    content : Content
        The file.
    progress : callable, optional
        Told the share done.

    Yields
    ------
    Shape or Rejected
        One for each feature.

    Raises
    ------
    UnreadableError
        If the file is no GeoJSON in EPSG:4326.
    """
    features = Features(content)
    for row, (feature, fault) in enumerate(features, start=1):
        cells = cells_of(feature) | features.own
        if isinstance(feature, dict) and isinstance(feature.get("@id"), str):
            cells["@id"] = feature["@id"]
        try:
            if fault is not None:
                raise fault
            yield Shape(row, _place(feature), cells)
        except CellError as error:
            yield Rejected(row, (error.fault(content.name, row),), cells)
        if progress is not None and row % 1_000 == 0:
            progress(row / len(features))


def _place(feature: Any) -> dict[str, Any]:
    """Feature as it stands, with the title that the format asks for where only names have it."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise CellError("type", "", "a Feature", 'write "type": "Feature"')
    if not isinstance(feature.get("@id"), str):
        raise CellError("@id", "", "a URI", "write the URI of the place")
    try:
        feature = _with_ends(feature)
    except RecursionError:
        raise CellError("type", "", "a feature of some levels", "nest it less deeply") from None
    properties = feature.get("properties")
    if isinstance(properties, dict) and properties.get("title"):
        return dict(feature)
    names = feature.get("names")
    first = names[0] if isinstance(names, list) and names else None
    toponym = first.get("toponym") if isinstance(first, dict) else None
    if not isinstance(toponym, str) or not toponym.strip():
        raise CellError("properties.title", "", "a title, or a name", "write one of them")
    known = properties if isinstance(properties, dict) else {}
    return {**feature, "properties": {**known, "title": shortened(toponym, _TITLE_CHARS)}}


def _with_ends(value: Any) -> Any:
    """Feature whose timespans all have an end, however deep they stand."""
    if isinstance(value, list):
        return [_with_ends(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _with_ends(one) for key, one in value.items() if key != "coordinates"}
    if "coordinates" in value:
        found["coordinates"] = value["coordinates"]
    spans = found.get("timespans")
    if isinstance(spans, list):
        found["timespans"] = [
            {**one, "end": one["start"]}
            if isinstance(one, dict) and "start" in one and "end" not in one
            else one
            for one in spans
        ]
    return found
