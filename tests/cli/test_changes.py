"""`compare` and `diff` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geo.cli.commands import main
from geo.linkage import Dataset
from geo.store.folder import BUILT_IN

SUMMER = ("--from", "2022-08-01", "2022-08-25", "--to", "2022-09-01", "2022-09-25")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_what_became_of_the_corridor_and_the_zone(dataset: Dataset) -> None:
    result = run("compare", *SUMMER, "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["version"] == dataset.version
    zones: dict[tuple[str, str], Any] = {(z["place_id"], z["role"]): z for z in found["zones"]}
    assert zones["lachin-corridor", "route"]["change"] == "moved"
    zone = zones["rpk-zone", "area"]
    assert zone["change"] == "moved"
    assert "lachin" in {place["place_id"] for place in zone["left"]}
    assert zone["lost_km2"] > zone["gained_km2"] > 0
    before, after = (zone[window]["area_km2"] for window in ("first", "second"))
    assert before + zone["gained_km2"] - zone["lost_km2"] == pytest.approx(after, abs=0.05)
    assert all(change["sentence"].endswith(".") for change in found["zones"])


def test_markdown_has_a_sentence_for_each_change(dataset: Dataset) -> None:
    result = run("compare", *SUMMER)
    assert "Russian peacekeeping zone of responsibility moved: 32 km² gained, 82 km² lost" in (
        result.stdout
    )
    assert f"Data version {dataset.version}" in result.stdout


def test_the_rest_of_the_filter_holds_for_both_windows() -> None:
    march = ("--from", "2022-03-20", "2022-03-26", "--to", "2022-03-27", "2022-03-28")
    result = run("compare", *march, "--category", "movement", "--names", "az", "--format", "json")
    found = json.loads(result.stdout)
    assert found["filter"] == "movements"
    assert {event["event_id"] for event in found["events"]["added"]} == {
        "nk-20220327-parukh-withdrawal"
    }
    assert "Laçın dəhlizi" in {zone["title"] for zone in found["zones"]}


@pytest.mark.parametrize(
    "args",
    [
        ("compare", "--from", "2022-08-01", "2022-08-25"),
        ("compare", "--from", "2022-08-01", "--to", "2022-09-01", "2022-09-25"),
        ("compare", "--from", "2022-08-25", "2022-08-01", "--to", "2022-09-01", "2022-09-25"),
        ("compare", "--from", "1.8.2022", "2022-08-25", "--to", "2022-09-01", "2022-09-25"),
        ("compare", *SUMMER, "--place", "atlantis"),
        ("compare", *SUMMER, "--format", "csv"),
        ("diff", str(BUILT_IN)),
        ("diff", str(BUILT_IN), "/no/such/folder"),
    ],
)
def test_wrong_usage_exits_with_2(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_diff_lists_fields_and_versions(dataset: Dataset, copied_data: Path) -> None:
    file = copied_data / "events.csv"
    text = file.read_text(encoding="utf-8")
    title = str(dataset.events["title"].iloc[0])
    file.write_text(text.replace(title, "Told otherwise"), encoding="utf-8")
    result = run("diff", str(BUILT_IN), str(copied_data))
    assert result.exit_code == 0
    assert f"title: {title!r} → 'Told otherwise'" in result.stdout
    found = json.loads(run("diff", str(BUILT_IN), str(copied_data), "--format", "json").stdout)
    assert found["old"]["version"] == dataset.version != found["new"]["version"]


def test_diff_names_the_faults_of_both_folders(copied_data: Path) -> None:
    (copied_data / "claims.csv").unlink()
    result = run("diff", str(copied_data), str(copied_data))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("claims.csv: expected the file") == 2


def test_every_export_says_the_version_of_the_data(dataset: Dataset, tmp_path: Path) -> None:
    version = dataset.version
    rows = run("events", "--from", "2022-03-24", "--to", "2022-03-28").stdout.splitlines()
    assert rows[0].endswith(",data_version")
    assert all(row.endswith(f",{version}") for row in rows[1:])
    for args in (
        ("events", "--format", "json"),
        ("events", "--format", "geojson"),
        ("zones", "--on", "2022-03-24"),
        ("zones", "--on", "2022-03-24", "--format", "json"),
        ("compare", *SUMMER),
        ("compare", *SUMMER, "--format", "json"),
        ("diff", str(BUILT_IN), str(BUILT_IN)),
    ):
        assert version in run(*args).stdout, args
    assert f"data version {version}" in run("places", "parukh").stderr
    file = tmp_path / "map.html"
    run("map", "-o", str(file))
    assert f'"version":"{version}"' in file.read_text(encoding="utf-8")
    assert json.loads(run("check", "--json").stdout)["version"] == version
