"""Exports in the columns of UCDP and ACLED: their rows come back, and nothing is made sharper."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from geo.api.formats import FORMATS as IMPORTS
from geo.api.imports import import_content
from geo.linkage import Dataset
from geo.readers import Record, acled, ucdp
from geo.readers.content import Content, read_content
from geo.store.folder import load
from tests.exports.written import is_number, rows_of, written
from tests.shared import shared

SAMPLE = "ucdp_ged231_sample1000_49cols.csv"
# Of UCDP's columns those that our data hold.
MAPPED = (
    "id",
    "year",
    "type_of_violence",
    "side_a",
    "side_b",
    "where_prec",
    "where_coordinates",
    "latitude",
    "longitude",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
)


def test_the_ucdp_sample_comes_back_in_its_own_columns(tmp_path: Path) -> None:
    raw = read_content(shared("data", SAMPLE))
    noted = {one.row: one.notes for one in ucdp.read(raw) if isinstance(one, Record) and one.notes}
    import_content(IMPORTS["ucdp"], raw, tmp_path / "out")
    back = rows_of(written(load(tmp_path / "out"), "ucdp"))
    assert tuple(back[0])[:49] == ucdp.COLUMNS
    by_id = {row["id"]: row for row in back}
    source = rows_of(raw.data)
    assert len(by_id) == len(source) == 1000
    for number, before in enumerate(source, start=2):
        after = by_id[str(int(float(before["id"])))]
        blank = {note.column for note in noted.get(number, ())}
        for column in MAPPED:
            was = " ".join(before[column].split())
            if column == "year" and before["date_start"][:4] != before["date_end"][:4]:
                was = ""
            if column in blank & {"high", "low"}:
                # It contradicts the row's other figures, and was left blank.
                was = ""
            equal = after[column] == was or (
                is_number(was) and is_number(after[column]) and float(after[column]) == float(was)
            )
            assert equal, (number, column, before[column], after[column])
        assert after["geom_wkt"] == f"POINT ({after['longitude']} {after['latitude']})"
        assert after["country"] == after["conflict_name"] == ""
    # And what was written is read again as the same events.
    first = list(ucdp.read(Content("a.csv", written(load(tmp_path / "out"), "ucdp"))))
    again = {one.event["event_id"]: one for one in first if isinstance(one, Record)}
    assert len(again) == 1000
    for read in ucdp.read(raw):
        assert isinstance(read, Record)
        other = again[read.event["event_id"]]
        for name in ("date_start", "date_end", "date_prec", "where_prec", "category", "best"):
            assert other.event[name] == read.event[name]
        assert other.spot == read.spot


def acled_rows() -> list[dict[str, str]]:
    place = {"location": "Parukh", "latitude": "40.0192", "longitude": "46.8011"}
    first = {"event_id_cnty": "AZE1", "event_date": "2022-03-27", "time_precision": "1", **place}
    first |= {"event_type": "Battles", "sub_event_type": "Armed clash", "geo_precision": "1"}
    first |= {"actor1": "A", "assoc_actor_1": "B; C", "actor2": "D", "fatalities": "3"}
    week = {**first, "event_id_cnty": "AZE2", "time_precision": "2", "fatalities": ""}
    month = {**first, "event_id_cnty": "AZE3", "time_precision": "3", "geo_precision": "3"}
    month |= {"event_date": "2022-03-16"}
    return [{**dict.fromkeys(acled.COLUMNS, ""), **row} for row in (first, week, month)]


def test_acled_rows_come_back_in_their_own_columns(tmp_path: Path) -> None:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, acled.COLUMNS)
    writer.writeheader()
    writer.writerows(acled_rows())
    content = Content("acled.csv", buffer.getvalue().encode())
    import_content(IMPORTS["acled"], content, tmp_path / "out")
    back = {row["event_id_cnty"]: row for row in rows_of(written(load(tmp_path / "out"), "acled"))}
    for row in acled_rows():
        found = back[row["event_id_cnty"]]
        assert tuple(found)[:31] == acled.COLUMNS
        same = {name: found[name] for name, cell in row.items() if cell and name != "year"}
        assert same == {name: cell for name, cell in row.items() if cell and name != "year"}


def test_acled_has_no_date_sharper_than_what_is_known(dataset: Dataset) -> None:
    rows = {row["event_id_cnty"]: row for row in rows_of(written(dataset, "acled"))}
    undated = 0
    for event_id, row in rows.items():
        event = dataset.event(event_id)
        assert event is not None
        if not row["event_date"]:
            undated += 1
            continue
        read = acled.record_of("a.csv", 2, {**row, "event_type": "Battles", "sub_event_type": ""})
        assert read.event["date_start"] <= event["date_start"].date().isoformat()
        assert read.event["date_end"] >= event["date_end"].date().isoformat()
    assert 0 < undated < len(rows) / 2
    assert rows["nk-20201110-armenian-patrol"]["fatalities"] == ""


def test_events_that_a_format_has_no_word_for_are_there_and_blank(dataset: Dataset) -> None:
    rows = rows_of(written(dataset, "ucdp"))
    assert len(rows) == len(dataset.events)
    kinds = dict(zip(dataset.events["event_id"], dataset.events["category"], strict=True))
    for row in rows:
        expected = "3" if kinds[row["id"]] == "attack" else ""
        assert row["type_of_violence"] == expected
    back = list(ucdp.read(Content("export.csv", written(dataset, "ucdp"))))
    assert [one.event["event_id"] for one in back if isinstance(one, Record)] == [
        row["id"] for row in rows
    ]
