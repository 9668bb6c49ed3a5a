"""`python -m geo draft`: JSON with offsets that fit the file, and usage errors that say what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geo.cli.commands import main
from geo.schema import CLAIMS, EVENTS

TEXT = (
    "﻿TBILISI (Own) – 🙂 Artsakh authorities said that shells fell near Askeran on Saturday, "
    "killing two Armenian soldiers.\nBaku denied it.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["draft", *map(str, args)])


def drafted(report: Path, day: str = "2022-03-28") -> dict[str, Any]:
    result = run(report, "--dateline", day, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_events_claims_and_mentions(report: Path) -> None:
    found = drafted(report)
    (event,) = found["events"]
    assert set(EVENTS.column_names) <= event.keys()
    assert (event["category"], event["place_id"], event["date_start"]) == (
        "strike",
        "askeran",
        "2022-03-26",
    )
    assert (event["low"], event["best"], event["high"], event["wounded_low"]) == (2, 2, 2, None)
    claims = [(claim["party"], claim["stance"], claim["paragraph"]) for claim in found["claims"]]
    assert claims == [
        ("nk-authorities", "asserts", 1),
        ("azerbaijan-government", "denies", 2),
    ]
    assert all(set(CLAIMS.column_names) - {"source_id"} <= one.keys() for one in found["claims"])


def test_offsets_are_those_of_the_text(report: Path) -> None:
    text = TEXT.removeprefix("﻿")
    mentions = drafted(report)["mentions"]
    assert {one["kind"] for one in mentions} == {"toponym", "date", "toll", "party", "trigger"}
    for one in mentions:
        assert text[one["start"] : one["end"]] == one["text"]
        assert {"place_id", "role"} <= one.keys()
    roles = {one["text"]: one["role"] for one in mentions if one["kind"] == "toponym"}
    assert roles == {
        "TBILISI": "dateline",
        "Artsakh": "adjective",
        "Askeran": "location",
        "Armenian": "adjective",
        "Baku": "government",
    }


def test_the_dateline_decides_the_day(report: Path) -> None:
    assert drafted(report, "2023-03-06")["events"][0]["date_start"] == "2023-03-04"


@pytest.mark.parametrize("day", ["2022-02-30", "28.03.2022", "now"])
def test_a_dateline_that_is_no_day_is_wrong_usage(report: Path, day: str) -> None:
    result = run(report, "--dateline", day)
    assert result.exit_code == 2
    assert day in result.stderr


def test_without_a_dateline_nothing_is_drafted(report: Path) -> None:
    assert run(report).exit_code == 2


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xff\xfe", b"x" * 900_000])
def test_what_is_no_report_is_wrong_usage(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    result = run(path, "--dateline", "2022-03-28")
    assert result.exit_code == 2
    assert "expected" in result.stderr or "text" in result.stderr
