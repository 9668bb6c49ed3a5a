"""The log of a folder: it is only added to, and finishes what a killed writer began."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from geo.edits.change import Change
from geo.edits.folder import EditFolder
from geo.edits.log import LOG_FILE
from geo.edits.replacing import staged
from geo.errors import UsageError
from geo.store.folder import load
from tests.edits.edited import CLAIM, EVENT, accept_all, contents, reword


def test_a_set_that_a_killed_writer_left_in_part_is_finished_by_its_reader(folder: Path) -> None:
    with EditFolder(folder) as edits:
        old = contents(folder)
        claim, event = edits.rows("claims")[CLAIM], edits.rows("events")[EVENT]
        edits.save(
            [
                Change("events", EVENT, event, {**event, "event_id": EVENT, "title": "Both"}),
                Change("claims", CLAIM, claim, {**claim, "statement": "Both"}),
            ],
            "",
            "",
            accept_all,
        )
        new = contents(folder)
        edits._log._base.execute("UPDATE files SET published = 0")
    # As after the first of two renames.
    (folder / "claims.csv").write_bytes(old["claims.csv"])
    staged(folder / "claims.csv").write_bytes(new["claims.csv"][:100])
    dataset = load(folder)
    assert contents(folder) == new
    assert dataset.event(EVENT)["title"] == "Both"  # type: ignore[index]
    assert not staged(folder / "claims.csv").exists()


def test_the_log_itself_refuses_to_be_rewritten(folder: Path) -> None:
    with EditFolder(folder) as edits:
        edits.save(reword(edits, "x"), "Ana", "", accept_all)
    with sqlite3.connect(folder / LOG_FILE) as base:
        for query in ("UPDATE changes SET who = 'Bo'", "DELETE FROM changes"):
            with pytest.raises(sqlite3.DatabaseError, match="only added to"):
                base.execute(query)
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    base.close()


def test_a_file_in_the_place_of_the_log_is_left_alone(folder: Path) -> None:
    (folder / LOG_FILE).write_bytes(b"my notes, not a database. " * 100)
    with pytest.raises(UsageError, match="expected a log"):
        EditFolder(folder)
    assert (folder / LOG_FILE).read_bytes().startswith(b"my notes")
