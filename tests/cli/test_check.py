"""What `check` says of a whole folder: counts where it is sound, every fault where it is not."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner

from geo.cli.commands import main
from geo.store.folder import BUILT_IN
from tests.cli.checking import place, run_check, set_cell


def test_the_built_in_data_is_sound_and_counted() -> None:
    result = run_check(BUILT_IN)
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["faults"] == []
    counts = {name: report[name] for name in ("places", "events", "claims", "sources")}
    for name in ("events", "claims", "sources"):
        with (BUILT_IN / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            assert counts[name] == sum(1 for _ in csv.reader(handle)) - 1
    assert counts["places"] >= 70


def test_all_faults_are_reported_at_once(copied_data: Path) -> None:
    set_cell(copied_data, "events.csv", 3, "date_start", "tomorrow")
    set_cell(copied_data, "events.csv", 5, "category", "raid")
    set_cell(copied_data, "claims.csv", 4, "stance", "maybe")
    set_cell(copied_data, "claims.csv", 6, "event_id", "nk-no-such-event")
    path = copied_data / "places.geojson"
    document = json.loads(path.read_bytes())
    place(document, "parukh")["properties"]["title"] = ""
    path.write_text(json.dumps(document), encoding="utf-8")
    faults = json.loads(run_check(copied_data).stdout)["faults"]
    named = {(fault["file"], fault["row"], fault["column"]) for fault in faults}
    assert {
        ("events.csv", 3, "date_start"),
        ("events.csv", 5, "category"),
        ("claims.csv", 4, "stance"),
        ("claims.csv", 6, "event_id"),
        ("places.geojson", 1, "properties.title"),
    } <= named


def test_plain_output_says_what_to_do(copied_data: Path) -> None:
    set_cell(copied_data, "events.csv", 3, "low", "-1")
    result = CliRunner().invoke(main, ["check", "--data", str(copied_data)])
    assert result.exit_code == 1
    assert "events.csv, row 3, column low: expected a whole number" in result.stdout
    assert "Remedy" in result.stdout


def test_a_planted_column_moves_no_cursor_and_forges_no_line(copied_data: Path) -> None:
    events = copied_data / "events.csv"
    content = events.read_bytes()
    events.write_bytes(b'"\x1b[2J\nall sound",' + content)
    result = CliRunner().invoke(main, ["check", "--data", str(copied_data)])
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert r"column \x1b[2J\nall sound: expected one of" in result.output
