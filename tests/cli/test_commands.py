"""The command line on the built-in data: what an analyst or a script would ask."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geo.cli.commands import main
from geo.linkage import Dataset
from geo.schema import EVENTS


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def events(*args: str) -> list[dict[str, Any]]:
    result = run("events", "--format", "json", *args)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


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


@pytest.mark.parametrize(
    ("day", "start"), [("2022-03-24", "2020-11-10"), ("2023-03-05", "2022-08-30")]
)
def test_zones_give_the_route_of_the_day(day: str, start: str) -> None:
    result = run("zones", "--on", day)
    assert result.exit_code == 0
    features = json.loads(result.stdout)["features"]
    routes = [f for f in features if f["properties"]["role"] == "route"]
    (route,) = routes
    assert route["geometry"]["type"] in ("LineString", "MultiLineString")
    assert route["properties"]["title"] == "Lachin corridor"
    assert route["properties"]["types"][0]["label"] == "corridor"
    assert route["properties"]["when"]["timespans"][0]["start"] == {"in": start}
    titles = {f["properties"]["title"] for f in features}
    assert any("peacekeeping zone" in title for title in titles)


def test_zones_before_the_ceasefire_are_not_those_after_it() -> None:
    features = json.loads(run("zones", "--on", "2019-01-01").stdout)["features"]
    assert not [f for f in features if f["properties"]["kind"] in ("peacekeeping", "corridor")]


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


@pytest.mark.parametrize("query", ["Farrukh", "Fərrux", "Փառուխ", "Фаррух", "parux"])
def test_places_are_found_in_any_script(query: str) -> None:
    result = run("places", query, "--names", "az")
    assert result.exit_code == 0
    assert result.stdout.split("\t")[:3] == [
        "parukh",
        "Fərrux",
        "part of Əsgəran rayonu, Xocalı rayonu",
    ]


def places(*args: str) -> dict[str, Any]:
    result = run("places", "--format", "json", *args)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_place_found_says_by_which_name_and_how() -> None:
    found = places("parux", "--names", "ru")
    assert found["suggestions"] == []
    first = found["matches"][0]
    assert (first["place_id"], first["title"]) == ("parukh", "Фаррух")
    assert (first["lon"], first["lat"], first["radius_km"]) == (46.8011, 40.0164, 0.4)
    assert [parent["place_id"] for parent in first["part_of"]] == [
        "askeran-district",
        "khojaly-district",
    ]
    assert first["matched"] == {
        "name": "Parukh",
        "lang": "en",
        "reason": "transliterated",
        "whole": True,
    }


def test_suggestions_are_marked_and_kept_apart() -> None:
    found = places("Farukk")
    assert found["matches"] == []
    assert [one["place_id"] for one in found["suggestions"]] == ["parukh"]
    assert found["suggestions"][0]["matched"]["reason"] == "suggestion"
    written = run("places", "Farukk")
    assert (written.exit_code, written.stdout) == (0, "")
    assert "no place is named 'Farukk'; did you mean:" in written.stderr
    assert "suggestion: Farukh (en)" in written.stderr
    assert places("Tlön") == {"query": "Tlön", "matches": [], "suggestions": []}


def test_places_leave_as_linked_places(dataset: Dataset) -> None:
    document = json.loads(run("places", "Zabukh", "--format", "geojson").stdout)
    assert document["features"] == [dataset.gazetteer["zabukh"].document]
    assert document["@context"] == dataset.gazetteer.document["@context"]


def test_without_a_query_all_places_are_listed(dataset: Dataset) -> None:
    assert [one["place_id"] for one in places()["matches"]] == list(dataset.gazetteer)


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


@pytest.mark.parametrize(("names", "title"), [("az", "Laçın dəhlizi"), ("ru", "Лачинский коридор")])
def test_zones_are_named_in_the_convention(names: str, title: str) -> None:
    zones = json.loads(run("zones", "--on", "2022-03-24", "--names", names).stdout)["features"]
    assert title in {zone["properties"]["title"] for zone in zones}


@pytest.mark.parametrize("query", ["parux", "Ферух", "FƏRRUX", "Փարուխ"])
def test_text_finds_events_by_any_way_to_write_their_place(query: str) -> None:
    wanted = {event["event_id"] for event in events("--place", "parukh")}
    found = {event["event_id"] for event in events("--q", query)}
    assert wanted <= found


@pytest.mark.parametrize("query", ["Farukk", "Parakh", "Goriz"])
def test_text_finds_no_events_by_what_is_only_like_a_name(query: str) -> None:
    assert events("--q", query) == []


@pytest.mark.parametrize(
    "args",
    [
        ("events", "--from", "24.03.2022"),
        ("events", "--from", "2022-03-28", "--to", "2022-03-24"),
        ("events", "--category", "raid"),
        ("events", "--place", "atlantis"),
        ("events", "--party", "nobody"),
        ("events", "--view", "1,2"),
        ("zones",),
        ("zones", "--on", "yesterday"),
        ("places", "parukh", "--names", "fr"),
        ("places", "parukh", "--format", "xml"),
        ("places", "!?"),
        ("map",),
    ],
)
def test_wrong_usage_exits_with_2(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_faulty_data_exits_with_1_and_says_so_on_stderr(copied_data: Path) -> None:
    (copied_data / "claims.csv").unlink()
    result = run("events", "--data", str(copied_data))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "claims.csv" in result.stderr


def test_the_module_runs_as_a_program_and_keeps_stdout_for_data() -> None:
    command = [sys.executable, "-m", "geo", "events", "--q", "parukh", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)
    assert "events: " in done.stderr


def test_the_data_folder_comes_from_the_environment(
    copied_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_DATA", str(copied_data))
    assert json.loads(run("check", "--json").stdout)["data"] == str(copied_data)


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


def test_what_is_no_day_is_refused() -> None:
    result = run("events", "--asof", "26 March")
    assert result.exit_code == 2
    assert "asof: expected a day as YYYY-MM-DD" in result.stderr


def test_claims_by_aspect_in_every_form() -> None:
    window = ("--from", "2022-03-07", "--to", "2022-03-07", "--aspect", "casualties")
    told = json.loads(run("claims", *window, "--format", "json").stdout)
    assert {claim["event_id"] for claim in told} == {"nk-20220307-nakhchivan-border-death"}
    denial = next(claim for claim in told if claim["stance"] == "denies")
    assert (denial["side"], denial["said_on"], denial["public_on"]) == (
        "azerbaijan",
        None,
        "2022-03-13",
    )
    assert denial["reliability"] is None
    assert denial["credibility"] is None
    rows = list(csv.DictReader(io.StringIO(run("claims", *window).stdout)))
    assert [row["claim_id"] for row in rows] == [claim["claim_id"] for claim in told]
    matrix = run("claims", *window, "--format", "matrix", "--sort", "contested").stdout
    (row,) = csv.DictReader(io.StringIO(matrix))
    assert (row["azerbaijan-government"], row["armenian-side"]) == ("denies", "asserts")
    assert (row["low"], row["claimed_low"], row["claimed_high"]) == ("1", "0", "1")
