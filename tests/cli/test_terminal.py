"""What a person reads in a terminal, and that nothing in the data steers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli.commands import main
from geo.cli.terminal import NARROWEST, WIDEST, event_lines
from geo.exports import Extract
from geo.filters import EventFilter
from geo.linkage import Dataset

PARUKH_DAYS = EventFilter(date(2022, 3, 24), date(2022, 3, 28))


def listed(*args: str) -> str:
    result = CliRunner().invoke(main, ["events", *args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_event_is_there_with_dates_place_status_and_toll(dataset: Dataset) -> None:
    extract = Extract.of(dataset, PARUKH_DAYS)
    text = " ".join("\n".join(event_lines(extract, 80)).split())
    assert all(event_id in text for event_id in extract.events["event_id"])
    assert "24–25 March 2022 Clashes of 24-25 March 2022; Karabakh army reports a toll" in text
    assert "near Parukh · claimed by one side · 3 killed" in text
    assert text.count("possibly") == (extract.events["certainty"] == "possible").sum()


@pytest.mark.parametrize("width", [20, 80, 300])
def test_lines_keep_to_the_terminal(dataset: Dataset, width: int) -> None:
    lines = list(event_lines(Extract.of(dataset, PARUKH_DAYS), width))
    assert max(map(len, lines)) <= min(max(width, NARROWEST), WIDEST)


def test_text_is_for_terminals_and_csv_for_pipes_and_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert listed().startswith("event_id,")
    assert not listed("--format", "text").startswith("event_id,")
    listed("-o", str(tmp_path / "events.csv"))
    assert (tmp_path / "events.csv").read_text(encoding="utf-8").startswith("event_id,")
    monkeypatch.setattr("geo.cli.listing.at_terminal", lambda: True)
    assert listed() == listed("--format", "text")


def test_what_would_steer_the_terminal_is_taken_out(dataset: Dataset) -> None:
    extract = Extract.of(dataset, PARUKH_DAYS)
    hostile = "\x1b]0;owned\x07\x1b[2J\u202e\u0085 quiet"
    events = extract.events.assign(title=hostile)
    lines = list(event_lines(replace(extract, events=events), 80))
    assert all(line.isprintable() for line in lines)
    assert any("owned" in line and "quiet" in line for line in lines)
