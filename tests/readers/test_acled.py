"""ACLED exports: both shapes, both date forms, lists, both kinds of `inter`, and 0."""

from __future__ import annotations

import csv
import io

import pytest

from geo.readers import Record, Rejected, acled
from geo.readers.content import Content
from geo.schema import ACLED_EVENT_TYPES

# Made up in the shape of an export; ACLED's own rows may not be passed on.
ROW = {
    "event_id_cnty": "AZE1234",
    "event_date": "27 March 2022",
    "year": "2022",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of A",
    "assoc_actor_1": "Police Forces of A; Border Guards of A",
    "inter1": "1",
    "actor2": "Armed Group B",
    "assoc_actor_2": "",
    "inter2": "2",
    "interaction": "12",
    "iso": "31",
    "region": "Caucasus and Central Asia",
    "country": "Azerbaijan",
    "admin1": "Xocali",
    "admin2": "",
    "admin3": "",
    "location": "Parukh",
    "latitude": "40.0192",
    "longitude": "46.8011",
    "geo_precision": "1",
    "source": "Paper One; Paper Two",
    "source_scale": "National",
    "notes": "Made-up words, with a comma.",
    "fatalities": "3",
    "timestamp": "1650000000",
}


def read(rows: list[dict[str, str]], names: tuple[str, ...] = acled.COLUMNS) -> list[object]:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    # Exports from a browser begin with a byte order mark.
    return list(acled.read(Content("acled.csv", stream.getvalue().encode("utf-8-sig"))))


def record(**changed: str) -> Record:
    (found,) = read([{**ROW, **changed}])
    assert isinstance(found, Record), found
    return found


def test_shapes_have_the_columns_of_the_codebook() -> None:
    assert len(acled.COLUMNS) == len(set(acled.COLUMNS)) == 31
    assert {"iso3", "data_id", "event_id_no_cnty"} == set(acled.COLUMNS_BEFORE_2023) - set(
        acled.COLUMNS
    )


def test_a_row_field_by_field() -> None:
    found = record()
    assert found.event == {
        "event_id": "acled-AZE1234",
        "title": "Armed clash: Military Forces of A – Armed Group B, Parukh (Azerbaijan)",
        "summary": "Made-up words, with a comma. · Kinds of actors: State forces – Rebel group · "
        "Divisions: Xocali, Azerbaijan · Sources: Paper One; Paper Two",
        "scope": "event",
        "date_start": "2022-03-27",
        "date_end": "2022-03-27",
        "date_prec": "day",
        "where_prec": "exact",
        "category": "clash",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "side_a": "Military Forces of A; Police Forces of A; Border Guards of A",
        "side_b": "Armed Group B",
        "best": "3",
    }
    assert found.spot is not None
    assert (found.spot.title, found.spot.lon, found.spot.lat) == ("Parukh", 46.8011, 40.0192)


def test_both_shapes_and_both_date_forms_and_kinds_give_the_same_event() -> None:
    before = {**ROW, "data_id": "1", "event_id_no_cnty": "1234", "iso3": "AZE"}
    (old,) = read([before], acled.COLUMNS_BEFORE_2023)
    new = record(event_date="2022-03-27", inter1="State forces", inter2="Rebel group")
    assert isinstance(old, Record)
    assert old.event == new.event
    assert old.spot == new.spot


def test_nought_may_mean_unknown() -> None:
    assert record(fatalities="0").event["best"] == ""
    assert record(fatalities="").event["best"] == ""


@pytest.mark.parametrize(
    ("precision", "span"),
    [
        ("1", ("2022-03-27", "2022-03-27", "day")),
        ("2", ("2022-03-24", "2022-03-30", "week")),
        ("3", ("2022-03-01", "2022-03-31", "month")),
    ],
)
def test_time_precisions(precision: str, span: tuple[str, str, str]) -> None:
    event = record(time_precision=precision).event
    assert (event["date_start"], event["date_end"], event["date_prec"]) == span


@pytest.mark.parametrize(("code", "word"), [("1", "exact"), ("2", "near"), ("3", "region")])
def test_geo_precisions(code: str, word: str) -> None:
    assert record(geo_precision=code).event["where_prec"] == word


@pytest.mark.parametrize(
    ("event_type", "sub_type", "category"),
    [
        ("Battles", "Armed clash", "clash"),
        ("Battles", "Government regains territory", "movement"),
        ("Explosions/Remote violence", "Air/drone strike", "strike"),
        ("Explosions/Remote violence", "Grenade", "other"),
        ("Violence against civilians", "Attack", "attack"),
        ("Protests", "Peaceful protest", "other"),
        ("Strategic developments", "Agreement", "statement"),
        ("Strategic developments", "Arrests", "other"),
    ],
)
def test_categories(event_type: str, sub_type: str, category: str) -> None:
    found = record(event_type=event_type.upper(), sub_event_type=sub_type)
    assert (found.event["category"], found.event["event_type"]) == (category, event_type)


def test_every_type_has_a_category() -> None:
    assert set(ACLED_EVENT_TYPES) <= set(acled.CATEGORIES)


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"event_date": "27/03/2022"}, "event_date"),
        ({"event_date": "31 February 2022"}, "event_date"),
        ({"event_type": "Skirmish"}, "event_type"),
        ({"inter1": "9"}, "inter1"),
        ({"fatalities": "many"}, "fatalities"),
        ({"time_precision": "4"}, "time_precision"),
        ({"latitude": "400192"}, "latitude"),
        ({"event_id_cnty": ""}, "event_id_cnty"),
    ],
)
def test_bad_cells_are_named(changed: dict[str, str], column: str) -> None:
    (found,) = read([{**ROW, **changed}])
    assert isinstance(found, Rejected)
    assert [fault.column for fault in found.faults] == [column]
