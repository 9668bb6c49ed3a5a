"""`python -m geo events` on the built-in data: days, tolls, places and claims of what is found."""

from __future__ import annotations

import csv
import io
import json

import pytest

from geo.schema import EVENTS
from tests.cli.asking import events, run


def test_the_parukh_days() -> None:
    found = {
        event["event_id"]: event for event in events("--from", "2022-03-24", "--to", "2022-03-28")
    }
    at_parukh = [e for e in found.values() if (e["place_id"] or "").startswith("parukh")]
    assert len(at_parukh) >= 6
    clashes = found["nk-20220324-clashes-24-25"]
    assert (clashes["low"], clashes["wounded_low"], clashes["certainty"]) == (3, 14, "certain")
    assert clashes["status"] == "one_side", "the toll of 3 and 14 is one party's"
    assert {claim["party"] for claim in clashes["claims"] if claim["aspect"] == "casualties"} == {
        "nk-defence-army"
    }
    withdrawal = found["nk-20220327-parukh-withdrawal"]
    assert withdrawal["status"] == "contested"
    assert {"russia-mod", "azerbaijan-mod"} <= {claim["party"] for claim in withdrawal["claims"]}
    assert all("rpk-zone" in event["zones"] for event in at_parukh)


def test_both_demands_of_the_armenian_ministry_are_kept() -> None:
    days = {
        event["date_start"]
        for event in events("--party", "armenia-mfa", "--category", "statement")
        if event["date_start"].startswith("2022-03")
    }
    assert {"2022-03-26", "2022-03-28"} <= days


def test_the_days_of_fighting_are_not_averaged() -> None:
    clashes = events("--category", "clash", "--from", "2022-03-24", "--to", "2022-03-26")
    spans = {(e["date_start"], e["date_end"]) for e in clashes if e["date_prec"] == "day"}
    assert {("2022-03-24", "2022-03-25"), ("2022-03-25", "2022-03-26")} <= spans


def test_five_killed_are_three_and_two() -> None:
    (shootout,) = [
        e
        for e in events("--from", "2023-03-05")
        if e["place_id"] == "dyukyanlar" and e["category"] == "clash"
    ]
    assert sorted([shootout["deaths_a"], shootout["deaths_b"]]) == [2, 3]
    assert (shootout["low"], shootout["best"], shootout["high"]) == (5, 5, 5)


def test_thousands_stay_a_lower_limit() -> None:
    (war,) = [e for e in events("--scope", "background") if "war-2020" in e["event_id"]]
    assert (war["low"], war["best"], war["high"]) == (1000, None, None)


def test_none_reported_is_zero_and_not_reported_is_blank() -> None:
    (exchange,) = [
        e
        for e in events("--from", "2022-03-10", "--to", "2022-03-10")
        if e["event_id"] == "nk-20220310-exchange-of-fire"
    ]
    assert exchange["low"] == exchange["high"] == 0
    (entry,) = [e for e in events() if e["event_id"] == "nk-20220324-parukh-entry"]
    assert entry["low"] is None
    assert entry["high"] is None


def test_an_event_of_march_is_only_possibly_in_the_parukh_days() -> None:
    found = {
        e["event_id"]: e["certainty"] for e in events("--from", "2022-03-24", "--to", "2022-03-28")
    }
    assert found["nk-20220224-gas-pipeline"] == "possible"
    assert found["nk-20220324-parukh-entry"] == "certain"


def test_csv_has_the_columns_of_the_dictionary() -> None:
    result = run("events", "--from", "2022-03-24", "--to", "2022-03-28")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0])[: len(EVENTS.columns)] == list(EVENTS.column_names)
    entry = next(row for row in rows if row["event_id"] == "nk-20220324-parukh-entry")
    assert (entry["date_start"], entry["low"]) == ("2022-03-24", "")


def test_geojson_puts_longitude_first_and_keeps_events_without_a_place() -> None:
    result = run("events", "--from", "2022-03-24", "--to", "2022-03-28", "--format", "geojson")
    features = json.loads(result.stdout)["features"]
    assert len(features) == len(events("--from", "2022-03-24", "--to", "2022-03-28"))
    (entry,) = [f for f in features if f["id"] == "nk-20220324-parukh-entry"]
    assert entry["geometry"]["coordinates"] == [46.8011, 40.0164]
    assert any(feature["geometry"] is None for feature in features)


@pytest.mark.parametrize(
    ("names", "name"),
    [("en", "Parukh"), ("az", "Fərrux"), ("hy", "Փառուխ"), ("both", "Parukh / Farrukh")],
)
def test_exports_name_places_in_the_convention(names: str, name: str) -> None:
    asked = ("--q", "pull-back", "--place", "parukh", "--names", names)
    (row,) = csv.DictReader(io.StringIO(run("events", *asked).stdout))
    assert (row["place_id"], row["place_name"]) == ("parukh", name)
    (record,) = events(*asked)
    assert record["place_name"] == name
    (feature,) = json.loads(run("events", "--format", "geojson", *asked).stdout)["features"]
    assert feature["properties"]["place_name"] == name


def test_an_event_without_a_place_has_no_name_of_one() -> None:
    nowhere = [event for event in events() if event["place_id"] is None]
    assert nowhere
    assert {event["place_name"] for event in nowhere} == {None}


@pytest.mark.parametrize("query", ["parux", "Ферух", "FƏRRUX", "Փարուխ"])
def test_text_finds_events_by_any_way_to_write_their_place(query: str) -> None:
    wanted = {event["event_id"] for event in events("--place", "parukh")}
    found = {event["event_id"] for event in events("--q", query)}
    assert wanted <= found


@pytest.mark.parametrize("query", ["Farukk", "Parakh", "Goriz"])
def test_text_finds_no_events_by_what_is_only_like_a_name(query: str) -> None:
    assert events("--q", query) == []


def test_as_of_26_march_the_withdrawal_does_not_exist_yet() -> None:
    window = ("--from", "2022-03-27", "--to", "2022-03-27", "--place", "parukh")
    (withdrawal,) = events(*window, "--asof", "2022-03-27")
    assert withdrawal["status"] == "contested"
    assert {(c["side"], c["stance"]) for c in withdrawal["claims"]} == {
        ("russia", "asserts"),
        ("azerbaijan", "denies"),
    }
    assert all(c["source_id"] and c["paragraph"] for c in withdrawal["claims"])
    assert events(*window, "--asof", "2022-03-26") == []
    said = run("events", *window, "--asof", "2022-03-26").stderr
    assert "0 events: 27 March 2022" in said
    assert "as published by 26 March 2022" in said
