"""Columns that joining adds to rows: never stored, shown in tables and exports beside the rest."""

from __future__ import annotations

from typing import Final

_VERSION: Final = {"data_version": "version of the data, a hash of their content"}
DERIVED_COLUMNS: Final[dict[str, dict[str, str]]] = {
    "events": {
        "day_start": "first day of the span, in days since 1970-01-01",
        "day_end": "last day of the span, in days since 1970-01-01",
        "when": "the span in English",
        "status": "from the claims on it: see the vocabulary below",
        "certainty": "certain or possible: whether the event surely lies in the window asked for",
        "parties": "ids of the parties that make a claim on it",
        "aspects": "what the claims on it speak of",
        "place_path": "ids of its place and of all that this is part of",
        "place_name": "name of its place in the naming convention asked for",
        "place_names": "names of its place as they sound, for searching",
        "lon": "degrees east of its place (EPSG:4326)",
        "lat": "degrees north of its place (EPSG:4326)",
        "radius_km": "how far from that point the place extends or may lie, in kilometres",
        "drawn": "symbol, area or listed: how a map shows it",
        "zones": "ids of the zones that it lies in, in force on its days",
        "search_text": "title, summary and statements, folded, for searching",
        "claims": "in JSON, the claims on it",
        **_VERSION,
    },
    "claims": {
        "party_title": "name of the party",
        "side": "side of the party",
        "source": "publisher and day of the source",
        "public_on": "day from which the claim was public",
        "reliability": "grade of the source",
        "event_row": "row of the event among all events of the dataset",
        "title": "headline of the event",
        "when": "span of the event in English",
        "status": "status of the event",
        **_VERSION,
    },
    "places": {
        "place_id": "last segment of the place's `@id`",
        "title": "name in the naming convention asked for",
        "kind": "kind of place, from its types",
        "part_of": "what it is part of",
        "events": "how many of the events asked for are there",
        "geometry": "its position, longitude first (EPSG:4326)",
        "lon": "degrees east (EPSG:4326)",
        "lat": "degrees north (EPSG:4326)",
        "radius_km": "how far from that point it extends or may lie, in kilometres",
        "matched": "which name met the query, in which language and how",
        **_VERSION,
    },
    "zones": {
        "place_id": "id of the place whose part it is",
        "title": "name in the naming convention asked for",
        "kind": "kind of zone",
        "role": "area, strip, route or line",
        "types": "types of the place, as in Linked Places",
        "certainty": "how well its outline is known",
        "when": "when it was in force, as in Linked Places",
        "in_force": "the same in English",
        **_VERSION,
    },
}
