"""Places of events as Linked Places (LPF 1.2), each with its names, citations and timespans.

A place goes as it was read. Beside its own relations it gets one for each event there:
`crm:P7i_witnessed` (CIDOC CRM) with the event's title and a `when`. Where a span says only that an
event lies somewhere within it, its limits are `earliest` and `latest` and not `in`. The places that
these are part of go along. Events without a place, and claims, have no room in the format.
"""

from __future__ import annotations

import json
from typing import Any, Final

from geo.exports.extract import Extract
from geo.gazetteer.export import linked_places

WITNESSED: Final = "crm:P7i_witnessed"
EVENT_URN: Final = "urn:truceline:event:"


def as_linked_places(extract: Extract) -> bytes:
    """Write the places of events as a Linked Places document, UTF-8 JSON."""
    return (json.dumps(places_of(extract), ensure_ascii=False, indent=1) + "\n").encode()


def places_of(extract: Extract) -> dict[str, Any]:
    """Places of events, and what they are part of, as a Linked Places document.

    Parameters
    ----------
    extract : Extract
        Whose places are written.

    Returns
    -------
    dict
        A FeatureCollection with the foreign members `filter`, `licence` and `version`.
    """
    gazetteer, about = extract.dataset.gazetteer, extract.about
    relations = _relations(extract)
    of_events = {*relations, *(up for one in relations for up in gazetteer.ancestors(one))}
    wanted = [one for one in gazetteer if one in of_events]
    document = linked_places(gazetteer, wanted)
    features = [
        {**feature, "relations": [*feature.get("relations", ()), *relations[place_id]]}
        if place_id in relations
        else feature
        for place_id, feature in zip(wanted, document["features"], strict=True)
    ]
    said = {
        "filter": about["filter"],
        "licence": about["licence"],
        "version": about["data_version"],
    }
    return {**document, **said, "features": features}


def _relations(extract: Extract) -> dict[str, list[dict[str, Any]]]:
    """Relations to events by place."""
    found: dict[str, list[dict[str, Any]]] = {}
    columns = ["event_id", "title", "date_start", "date_end", "date_prec", "place_id"]
    for event in extract.events[columns].astype(object).to_dict("records"):
        if event["place_id"] not in extract.dataset.gazetteer:
            continue
        first, last = (event[name].date().isoformat() for name in ("date_start", "date_end"))
        exact = event["date_prec"] == "day"
        limits = ("in", "in") if exact else ("earliest", "latest")
        span = {"start": {limits[0]: first}, "end": {limits[1]: last}}
        found.setdefault(event["place_id"], []).append(
            {
                "relationType": WITNESSED,
                "relationTo": f"{EVENT_URN}{event['event_id']}",
                "label": event["title"],
                "when": {"timespans": [span]},
            }
        )
    return found
