"""The log of changes: an SQLite file that is only added to, and the files as they follow from it.

Write-ahead logging with full synchronisation: what is committed is on the disk. Triggers keep the
database itself from changing or deleting an entry.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from geo.edits.change import Entry, NotSavedError, Origin, Step, Written
from geo.edits.tabletext import Cells
from geo.errors import UsageError

LOG_FILE: Final = "history.sqlite"
_BUSY_SECONDS: Final = 30.0
# SQLite keeps no more of the log's journal than this once it is written back.
_JOURNAL_BYTES: Final = 4_000_000
_SCHEMA_VERSION: Final = 1
_SCHEMA: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS changes (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    save INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('edit', 'undo', 'outside')),
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    undoes INTEGER,
    before_text TEXT NOT NULL,
    follows TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS changes_of_row ON changes (table_name, row_id, serial);
CREATE INDEX IF NOT EXISTS changes_of_save ON changes (save);
CREATE TRIGGER IF NOT EXISTS changes_stay BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER IF NOT EXISTS changes_remain BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TABLE IF NOT EXISTS files (
    file TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    earlier_sha256 TEXT NOT NULL,
    published INTEGER NOT NULL,
    content BLOB NOT NULL
);
PRAGMA user_version = {_SCHEMA_VERSION};
COMMIT;
"""
_COLUMNS: Final = (
    "serial, save, at, who, why, origin, table_name, row_id, before, after, undoes, "
    "before_text, follows"
)


def sha256_of(content: bytes) -> str:
    """Hash a content, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


class ChangeLog:
    """The log of one folder, open.

    Parameters
    ----------
    folder : Path
        Where the log is, or is begun.

    Raises
    ------
    UsageError
        If the file there is no log.
    NotSavedError
        If it cannot be begun.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOG_FILE
        with self._said():
            self._base = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = FULL")
                self._base.execute(f"PRAGMA journal_size_limit = {_JOURNAL_BYTES}")
                (made,) = self._base.execute("PRAGMA user_version").fetchone()
                if made != _SCHEMA_VERSION:
                    self._base.executescript(_SCHEMA)
            except BaseException:
                self._base.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def files(self) -> dict[str, Written]:
        """Every file that follows from the log, by name."""
        rows = self._ask("SELECT file, sha256, earlier_sha256, published FROM files")
        return {file: Written(now, earlier, bool(done)) for file, now, earlier, done in rows}

    def content(self, file: str) -> bytes:
        """Content of a file as it follows from the log."""
        rows = self._ask("SELECT content FROM files WHERE file = ?", (file,))
        return zlib.decompress(rows[0][0])

    def take(
        self,
        steps: Sequence[Step],
        files: Mapping[str, bytes],
        *,
        who: str = "",
        why: str = "",
        origin: Origin = "edit",
        undoes: int | None = None,
        published: bool = False,
    ) -> int:
        """Add changes and the files that follow from them, all on the disk when it returns.

        Returns
        -------
        int
            The save: serial of the first of them; 0 where there are none.
        """
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        with self._said(), self._transaction():
            (last,) = self._base.execute("SELECT coalesce(max(serial), 0) FROM changes").fetchone()
            for number, step in enumerate(steps, start=last + 1):
                row = (number, last + 1, at, who, why, origin, step.table, step.row_id)
                states = (_json(step.before), _json(step.after))
                places = (undoes, step.before_text, step.follows)
                marks = ",".join("?" * 13)
                self._base.execute(
                    f"INSERT INTO changes ({_COLUMNS}) VALUES ({marks})", (*row, *states, *places)
                )
            for file, content in files.items():
                self._base.execute(
                    "INSERT INTO files VALUES (?, ?, '', ?, ?) ON CONFLICT (file) DO UPDATE SET "
                    "earlier_sha256 = sha256, sha256 = excluded.sha256, "
                    "published = excluded.published, content = excluded.content",
                    (file, sha256_of(content), published, zlib.compress(content, 1)),
                )
        return last + 1 if steps else 0

    def note_published(self, file: str) -> None:
        """Note that a file in the folder has the content that follows from the log.

        Not waited for: a note that is lost is made again when the folder is opened.
        """
        with self._said():
            self._base.execute("PRAGMA synchronous = NORMAL")
            try:
                self._base.execute("UPDATE files SET published = 1 WHERE file = ?", (file,))
            finally:
                self._base.execute("PRAGMA synchronous = FULL")

    def entries(
        self,
        table: str | None = None,
        row_id: str | None = None,
        save: int | None = None,
        limit: int = -1,
    ) -> list[Entry]:
        """Entries of a table, a row, a save or of all, the newest first."""
        asked = {"table_name": table, "row_id": row_id, "save": save}
        given = {name: value for name, value in asked.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in given) or "1"
        rows = self._ask(
            f"SELECT {_COLUMNS} FROM changes WHERE {where} ORDER BY serial DESC LIMIT ?",
            (*given.values(), limit),
        )
        return [_entry(row) for row in rows]

    def undone(self) -> frozenset[int]:
        """Saves that were taken back, and the taking back of which was not."""
        rows = self._ask(
            "SELECT DISTINCT save, undoes FROM changes WHERE undoes IS NOT NULL ORDER BY save DESC"
        )
        taken_back: set[int] = set()
        for save, undoes in rows:
            if save not in taken_back:
                taken_back.add(undoes)
        return frozenset(taken_back)

    def serial(self) -> int:
        """Number of the last change; 0 before the first."""
        rows = self._ask("SELECT coalesce(max(serial), 0) FROM changes")
        return int(rows[0][0])

    def _ask(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._said():
            return self._base.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Say in our own words what SQLite cannot do."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise NotSavedError(
                f"{self._path}: {error}. Nothing was saved. "
                "Remedy: make room on the disk, or let this user write there"
            ) from error
        except sqlite3.DatabaseError as error:
            raise UsageError(
                f"{self._path}: expected a log of changes, found something else ({error}). "
                "Remedy: put its backup back, or move it away to begin a new one"
            ) from error


def _json(cells: Cells | None) -> str | None:
    return None if cells is None else json.dumps(dict(cells), ensure_ascii=False)


def _entry(row: tuple[Any, ...]) -> Entry:
    told = dict(zip(Entry.__dataclass_fields__, row, strict=True))
    for state in ("before", "after"):
        told[state] = None if told[state] is None else json.loads(told[state])
    return Entry(**told)
