"""The rows of a brief as CSV and GeoJSON: exactly those shown, under their numbers."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd

from geo.brief.model import Brief
from geo.records import events_csv, events_geojson, sentence


def rows_of(brief: Brief) -> pd.DataFrame:
    """Events of a brief as rows of the dataset, in the order of their numbers."""
    selected = brief.dataset.select(brief.event_filter).set_index("event_id", drop=False)
    return selected.loc[[event.event_id for event in brief.events]].reset_index(drop=True)


def _csv(brief: Brief) -> str:
    said = sentence(brief.dataset, brief.event_filter)
    return events_csv(brief.dataset, rows_of(brief), said, brief.event_filter.names)


def as_csv(brief: Brief) -> bytes:
    """Rows as CSV with the columns of `records.events_csv`, after number and how each is shown."""
    head, *rows = csv.reader(io.StringIO(_csv(brief)))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["number", "shown", *head])
    for event, row in zip(brief.events, rows, strict=True):
        writer.writerow([event.number, event.where, *row])
    return buffer.getvalue().encode()


def as_geojson(brief: Brief) -> bytes:
    """Rows as GeoJSON with their claims, numbers, and the id of the map."""
    collection = events_geojson(brief.dataset, rows_of(brief), brief.event_filter)
    for event, feature in zip(brief.events, collection["features"], strict=True):
        shown = {"number": event.number, "shown": event.where}
        feature["properties"] = shown | feature["properties"]
    said = {"type": collection.pop("type"), "map_id": brief.map_id, **collection}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
