"""A log that somebody planted: it leads nowhere, opens out to nothing, and says what is wrong."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from geo.api.history import history_records
from geo.edits import log
from geo.edits.change import NotSavedError
from geo.edits.folder import EditFolder
from geo.edits.locking import LOCK_FILE
from geo.edits.log import LOG_FILE
from geo.edits.replacing import staged
from geo.errors import UsageError
from geo.store.folder import load


@pytest.fixture
def planted(copied_data: Path) -> Path:
    """A folder whose reader has something to finish."""
    EditFolder(copied_data).close()
    staged(copied_data / "events.csv").write_bytes(b"half")
    return copied_data


def spoil(folder: Path, query: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / LOG_FILE, isolation_level=None)) as base:
        base.execute("DROP TRIGGER IF EXISTS changes_stay")
        base.execute(query, values)


def test_a_log_that_is_a_link_is_not_followed(planted: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.sqlite"
    with closing(sqlite3.connect(outside)) as base:
        base.execute("CREATE TABLE own (x)")
    before = outside.read_bytes()
    (planted / LOG_FILE).unlink()
    (planted / LOG_FILE).symlink_to(outside)
    assert len(load(planted).events)
    with pytest.raises(UsageError, match="expected a log in the folder itself, found a link"):
        EditFolder(planted)
    assert outside.read_bytes() == before


def test_a_lock_that_is_a_link_makes_no_file_elsewhere(planted: Path, tmp_path: Path) -> None:
    (planted / LOCK_FILE).unlink()
    (planted / LOCK_FILE).symlink_to(tmp_path / "made")
    with pytest.raises(NotSavedError):
        EditFolder(planted)
    assert len(load(planted).events)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("content", [b"no archive", "text", None, zlib.compress(bytes(9_999))])
def test_a_content_that_cannot_be_opened(
    planted: Path, content: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "MAX_TABLE_BYTES", 5_000)
    spoil(
        planted,
        "UPDATE files SET published = 0, earlier_sha256 = sha256, sha256 = '', "
        "content = coalesce(?, 7)",
        content,
    )
    with pytest.raises(UsageError, match=r"expected the content of .*\.csv"):
        EditFolder(planted)
    assert len(load(planted).events)


@pytest.mark.parametrize("cells", ["{", "[1]", '{"a": 1}', "[" * 9_999])
def test_an_entry_that_is_none(planted: Path, cells: str) -> None:
    spoil(
        planted,
        "INSERT INTO changes VALUES (1, 1, '', 'Bo', '', 'edit', 'events', 'x', ?, NULL, NULL, "
        "'', '')",
        cells,
    )
    with (
        EditFolder(planted) as edits,
        pytest.raises(UsageError, match="expected an entry of cells"),
    ):
        history_records(edits.history())
