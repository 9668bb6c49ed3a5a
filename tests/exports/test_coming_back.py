"""What is exported comes back: events cell by cell, places by name, GeoParquet for others."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow.parquet as pq
import pytest

from geo.api.formats import FORMATS as IMPORTS
from geo.api.imports import import_content, import_file
from geo.exports.linked import EVENT_URN, WITNESSED
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.readers.content import Content
from geo.records import plain
from geo.schema import EVENTS
from geo.store.folder import load
from tests.exports.written import written


def stored(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Cells of all events by id, in the columns of the data dictionary."""
    names = [name for name in EVENTS.column_names if name != "event_id"]
    return {
        row["event_id"]: {name: plain(row[name]) for name in names}
        | {name: plain(row[name]) for name in ("lon", "lat", "radius_km")}
        for row in dataset.events.astype(object).to_dict("records")
    }


@pytest.mark.parametrize(("form", "kind"), [("csv", "truceline"), ("geojson", "geojson")])
def test_the_built_in_events_come_back_cell_by_cell(
    dataset: Dataset, tmp_path: Path, form: str, kind: str
) -> None:
    content = Content(f"export.{form}", written(dataset, form))
    done = import_content(IMPORTS[kind], content, tmp_path / "out")
    assert (done.read, done.rejected, done.noted) == (58, 0, 0)
    assert "CC-BY-4.0" in done.source.licence
    back = load(tmp_path / "out")
    assert stored(back) == stored(dataset)
    assert any("CC-BY-4.0" in one for one in back.licences)


def test_geoparquet_is_read_by_others_with_its_crs_types_and_blanks(dataset: Dataset) -> None:
    content = written(dataset, "geoparquet")
    frame = gpd.read_parquet(io.BytesIO(content))
    assert frame.crs.to_authority() == ("OGC", "CRS84")
    types = {field.name: str(field.type) for field in pq.read_schema(io.BytesIO(content))}
    assert types["date_start"] == types["date_end"] == "date32[day]"
    assert types["best"] == "int64"
    events = dataset.events.set_index("event_id", drop=False)
    for row in frame.to_dict("records"):
        event = events.loc[row["event_id"]]
        assert row["date_start"] == event["date_start"].date()
        assert plain(row["low"]) == plain(event["low"])
        if plain(event["lon"]) is None:
            assert row["geometry"] is None
        else:
            assert (row["geometry"].x, row["geometry"].y) == (event["lon"], event["lat"])
        claims = json.loads(row["claims"])
        assert len(claims) == len(dataset.claims_on(row["event_id"]))


def test_linked_places_keep_names_and_citations_and_date_what_happened(
    dataset: Dataset, tmp_path: Path
) -> None:
    days = EventFilter(place=("parukh",))
    document = json.loads(written(dataset, "linked-places", days))
    by_id = {feature["@id"].rpartition(":")[2]: feature for feature in document["features"]}
    assert set(dataset.gazetteer.ancestors("parukh")) <= set(by_id)
    parukh, original = by_id["parukh"], dataset.gazetteer["parukh"].document
    assert parukh["names"] == original["names"]
    assert parukh["names"][0]["citations"]
    told = [one for one in parukh["relations"] if one["relationType"] == WITNESSED]
    assert parukh["relations"][: -len(told)] == original["relations"]
    events = dataset.select(days).set_index("event_id")
    assert len(told) == len(events)
    for relation in told:
        event = events.loc[relation["relationTo"].removeprefix(EVENT_URN)]
        (span,) = relation["when"]["timespans"]
        limits = ("in", "in") if event["date_prec"] == "day" else ("earliest", "latest")
        assert span["start"] == {limits[0]: event["date_start"].date().isoformat()}
        assert span["end"] == {limits[1]: event["date_end"].date().isoformat()}
    file = tmp_path / "places.json"
    file.write_bytes(written(dataset, "linked-places", days))
    done = import_file(IMPORTS["linked-places"], file, tmp_path / "out")
    assert (done.rejected, done.shapes) == (0, len(by_id))
    back = load(tmp_path / "out").gazetteer
    assert {place.id: place.document for place in back.values()} == by_id
