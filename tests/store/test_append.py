"""Rows added to a dataset folder: all or none, checked first, never a half-written file."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path
from types import ModuleType

import pytest

from geo.edits.locking import LOCK_FILE
from geo.errors import DataFaultsError, UsageError
from geo.schema import CLAIMS, EVENTS, SOURCES
from geo.store.append import append_rows, copy_with_rows
from geo.store.folder import BUILT_IN, check, load

Rows = dict[str, list[dict[str, str]]]


def additions(name: str = "own", **changed: str) -> Rows:
    event = dict.fromkeys(EVENTS.column_names, "") | {
        "event_id": f"{name}-clash",
        "title": "Clash near Parukh",
        "scope": "event",
        "date_start": "2022-03-26",
        "date_end": "2022-03-26",
        "date_prec": "day",
        "place_id": "parukh",
        "where_prec": "near",
        "category": "clash",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
    }
    claim = dict.fromkeys(CLAIMS.column_names, "") | {
        "claim_id": f"{name}-clash-c1",
        "event_id": f"{name}-clash",
        "party": "armenia-mod",
        "stance": "asserts",
        "aspect": "occurrence",
        "statement": 'They fought, "hard", near Parukh.',
        "source_id": name,
        "paragraph": "2",
    }
    source = dict.fromkeys(SOURCES.column_names, "") | {"source_id": name, "kind": "press"}
    party = {"party_id": "armenia-mod", "title": "Armenia Ministry of Defence", "side": "armenian"}
    events = [event | changed]
    return {"sources": [source], "parties": [party], "events": events, "claims": [claim]}


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.iterdir() if file.is_file() and file.name != LOCK_FILE)
    return {file.name: file.read_bytes() for file in files}


def test_rows_are_added_and_the_rest_stays_as_written(copied_data: Path) -> None:
    before = contents(copied_data)
    append_rows(copied_data, additions())
    after = contents(copied_data)
    for name in ("events.csv", "claims.csv", "sources.csv", "parties.csv"):
        assert after[name].startswith(before[name])
        assert len(after[name]) > len(before[name])
    dataset = load(copied_data)
    event = dataset.event("own-clash")
    assert event is not None
    assert (event["lon"] > event["lat"], event["status"]) == (True, "one_side")
    (claim,) = dataset.claims_on("own-clash").to_dict("records")
    assert (claim["paragraph"], claim["statement"][:11]) == (2, "They fought")
    assert [file.name for file in copied_data.glob(".*")] == [LOCK_FILE]


@pytest.mark.parametrize(
    "fault",
    [
        {"date_end": "2022-03-25"},
        {"place_id": "atlantis"},
        {"low": "minus one"},
        {"event_id": "nk-20220324-parukh-entry"},
    ],
)
def test_with_one_fault_nothing_is_written(copied_data: Path, fault: dict[str, str]) -> None:
    before = contents(copied_data)
    with pytest.raises(DataFaultsError) as raised:
        append_rows(copied_data, additions(**fault))
    assert raised.value.faults
    assert contents(copied_data) == before


def test_an_unknown_column_is_refused_by_name(copied_data: Path) -> None:
    rows = additions()
    rows["sources"][0]["colour"] = "red"
    with pytest.raises(DataFaultsError, match="colour"):
        append_rows(copied_data, rows)


def test_the_built_in_data_is_not_written_to() -> None:
    with pytest.raises(UsageError, match="built-in"):
        append_rows(BUILT_IN, additions())


def test_a_session_has_a_copy_of_its_own(copied_data: Path) -> None:
    before = contents(copied_data)
    copy = copy_with_rows(copied_data, additions())
    assert contents(copied_data) == before
    assert load(copy).event("own-clash") is not None


def _write(folder: str, name: str) -> None:
    append_rows(Path(folder), {**additions(name), "parties": []})


@pytest.mark.long
def test_writers_at_the_same_time_lose_nothing(
    copied_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A page that was tested before in this process is its main module still, and would be run.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    append_rows(copied_data, additions("first"))
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_write, args=(str(copied_data), f"writer{n}")) for n in range(3)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    assert not check(copied_data).faults
    ids = set(load(copied_data).events["event_id"])
    assert {"first-clash", "writer0-clash", "writer1-clash", "writer2-clash"} <= ids
