"""Rejected rows as a table: every cell comes back, and the table has bounds."""

from __future__ import annotations

import csv
import io
import json

import pytest

from geo.api import rejected
from geo.api.rejected import REST, RejectedTable
from geo.errors import DataFaultsError, Fault
from geo.limits import MAX_COLUMNS
from geo.readers import Content, Rejected, acled, geojson

LACKING = {"type": "Feature", "geometry": None}


def table_of(*rows: Rejected) -> tuple[str, list[dict[str, str]]]:
    stream = io.StringIO(newline="")
    table = RejectedTable(stream)
    for one in rows:
        table.take(one)
    written = stream.getvalue()
    return written, list(csv.DictReader(io.StringIO(written, newline="")))


def features(*properties: dict[str, object]) -> list[Rejected]:
    made = [{**LACKING, "properties": one} for one in properties]
    data = json.dumps({"type": "FeatureCollection", "features": made}).encode()
    return [one for one in geojson.read(Content("x", data)) if isinstance(one, Rejected)]


def test_a_feature_with_other_properties_than_the_first_comes_back_whole() -> None:
    _, lines = table_of(*features({"name": "Post"}, {"name": "Road", "seen": "by =day", "km": 3}))
    assert [one["name"] for one in lines] == ["Post", "Road"]
    assert [one[REST] and json.loads(one[REST]) for one in lines] == [
        "",
        {"seen": "by =day", "km": "3"},
    ]


def test_a_feature_of_many_properties_makes_no_other_row_wide() -> None:
    many = {f"p{number}": number for number in range(MAX_COLUMNS + 100)}
    written, lines = table_of(*features(many, {"name": "Post"}))
    assert len(lines) == 2
    assert len(written.splitlines()[2]) < 2 * MAX_COLUMNS
    assert json.loads(lines[0][REST]) == {f"p{at}": str(at) for at in range(500, 600)}
    assert json.loads(lines[1][REST]) == {"name": "Post"}


def test_fields_beyond_the_header_come_back() -> None:
    header = "event_id_cnty,event_date,event_type,latitude,longitude,notes\n"
    data = f"{header}A1,2022-03-27,Battles,40,46.8,shots, then quiet\n".encode()
    (row,) = acled.read(Content("x", data))
    assert isinstance(row, Rejected)
    _, (line,) = table_of(row)
    assert line["notes"] == "shots"
    assert row.cells["field 7"] == line["field 7"] == " then quiet"


def test_a_table_that_grows_too_large_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejected, "MAX_REJECTED_CHARS", 300)
    fault = Fault("x.csv", 2, "a", "b", "a day", "write one")
    table_of(Rejected(2, (fault,), {"a": "b" * 150}))
    with pytest.raises(DataFaultsError, match="at most 300 characters as a table"):
        table_of(Rejected(2, (fault, fault), {"a": "b" * 150}))
