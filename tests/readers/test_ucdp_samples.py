"""UCDP GED as it is published: real rows field by field, and where their figures contradict."""

from __future__ import annotations

import csv
import random

import pytest

from geo.readers import Record, ucdp
from geo.readers.content import read_content
from tests.readers.precision import DATES, WHERE
from tests.shared import shared

SAMPLE = "ucdp_ged231_sample1000_49cols.csv"


@pytest.fixture(scope="module")
def sample() -> tuple[list[dict[str, str]], list[Record]]:
    path = shared("data", SAMPLE)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    read = list(ucdp.read(read_content(path)))
    assert all(isinstance(each, Record) for each in read)
    return rows, [each for each in read if isinstance(each, Record)]


def whole(cell: str) -> str:
    return str(int(float(cell)))


def test_twenty_real_rows_field_by_field(
    sample: tuple[list[dict[str, str]], list[Record]],
) -> None:
    rows, records = sample
    assert len(records) == len(rows) == 1000
    noted = {each.row for each in records if each.notes}
    sound = [n for n in range(len(rows)) if n + 2 not in noted]
    for number in random.Random(7).sample(sound, 20):
        row, read = rows[number], records[number]
        event, spot = read.event, read.spot
        assert read.row == number + 2
        assert event["event_id"] == f"ucdp-{whole(row['id'])}"
        assert event["date_start"] == row["date_start"]
        assert event["date_end"] == row["date_end"]
        assert event["date_prec"] == DATES[whole(row["date_prec"])]
        assert event["where_prec"] == WHERE[whole(row["where_prec"])]
        assert spot is not None
        assert (spot.lon, spot.lat) == (float(row["longitude"]), float(row["latitude"]))
        assert spot.title == " ".join(row["where_coordinates"].split())
        assert spot.radius_km == (25 if row["where_prec"] == "2.0" else None)
        assert (
            event["category"]
            == {"1": "clash", "2": "clash", "3": "attack"}[whole(row["type_of_violence"])]
        )
        assert (event["side_a"], event["side_b"]) == (row["side_a"], row["side_b"])
        for toll in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"):
            assert event[toll] == whole(row[toll])
        for toll in ("low", "best", "high"):
            assert event[toll] == whole(row[toll])
        assert row["conflict_name"] in event["summary"]


def test_contradictory_figures_are_blank_and_said_and_deaths_stay(
    sample: tuple[list[dict[str, str]], list[Record]],
) -> None:
    rows, records = sample
    contradictory = 0
    for row, read in zip(rows, records, strict=True):
        low, best, high = (float(row[name]) for name in ("low", "best", "high"))
        blank = [name for name in ("low", "best", "high") if read.event[name] == ""]
        assert blank == [note.column for note in read.notes if note.column in ("low", "high")]
        assert bool(blank) == (low > best or best > high)
        assert read.event["best"] == whole(row["best"])
        contradictory += bool(blank)
    assert contradictory == 13


def test_the_juanr_extract_is_read_whole_and_says_what_it_lacks() -> None:
    read = []
    for each in ucdp.read(read_content(shared("data", "ucdp_ged_1989_2020.parquet"))):
        assert isinstance(each, Record)
        read.append(each)
        if len(read) == 2_000:
            break
    first = read[0]
    assert first.event["event_id"] == "ucdp-244657"
    assert first.event["date_start"] == first.event["date_end"] == "2017-07-31"
    assert first.spot is not None
    assert (first.spot.lat, first.spot.lon) == (34.531094, 69.162796)
    assert first.event["where_prec"] == "near"
    assert first.event["best"] == "6"
    assert set(ucdp.ASSUMPTIONS) == {"date_prec", "where_prec"}
    assert not set(ucdp.ASSUMPTIONS) & set(first.cells)
