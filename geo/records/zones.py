"""Lines and areas of zones as records and as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import shapely

from geo.gazetteer import Part, Place


def zone_records(zones: Iterable[tuple[Place, Part]], names: str) -> list[dict[str, Any]]:
    """Lines and areas of zones as records, without their geometry."""
    return [
        {
            "place_id": place.id,
            "title": place.name(names),
            "kind": place.kind,
            "role": part.role,
            "types": [{"identifier": code, "label": label} for code, label in place.types],
            "certainty": part.certainty,
            "when": {"timespans": [span.to_linked_places() for span in part.timespans]},
            "in_force": "; ".join(str(span) for span in part.timespans),
        }
        for place, part in zones
    ]


def zones_geojson(zones: Iterable[tuple[Place, Part]], names: str, version: str) -> dict[str, Any]:
    """Lines and areas of zones as GeoJSON features, with the version of their data."""
    pairs = list(zones)
    return {
        "type": "FeatureCollection",
        "version": version,
        "features": [
            {
                "type": "Feature",
                "geometry": json.loads(shapely.to_geojson(part.geometry)),
                "properties": record,
            }
            for (_, part), record in zip(pairs, zone_records(pairs, names), strict=True)
        ],
    }
