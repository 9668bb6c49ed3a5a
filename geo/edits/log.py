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
from geo.edits.logschema import SCHEMA, SCHEMA_VERSION
from geo.edits.tabletext import Cells
from geo.errors import UsageError
from geo.limits import MAX_TABLE_BYTES

LOG_FILE: Final = "history.sqlite"
_BUSY_SECONDS: Final = 30.0
# SQLite keeps no more of the log's journal than this once it is written back.
_JOURNAL_BYTES: Final = 4_000_000
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
        if self._path.is_symlink():
            # A planted folder is settled by who reads it: what is elsewhere must not be written to.
            raise self._unexpected("a log in the folder itself", "a link")
        with self._said():
            self._base = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._base.execute("PRAGMA trusted_schema = OFF")
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = FULL")
                self._base.execute(f"PRAGMA journal_size_limit = {_JOURNAL_BYTES}")
                (made,) = self._base.execute("PRAGMA user_version").fetchone()
                if made != SCHEMA_VERSION:
                    self._base.executescript(SCHEMA)
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
        try:
            opening = zlib.decompressobj()
            content = opening.decompress(rows[0][0], MAX_TABLE_BYTES)
        except (zlib.error, TypeError) as error:
            raise self._unexpected(f"the content of {file}", str(error)) from None
        if not opening.eof:
            most = f"at most {MAX_TABLE_BYTES} bytes"
            raise self._unexpected(f"the content of {file}, {most}", "more, or a part")
        return content

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
        try:
            return [_entry(row) for row in rows]
        except ValueError as error:
            raise self._unexpected("an entry of cells", str(error)) from None

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
            found = f"something else ({error})"
            raise self._unexpected("a log of changes", found) from error

    def _unexpected(self, expected: str, found: str) -> UsageError:
        remedy = "put its backup back, or move it away to begin a new one"
        return UsageError(f"{self._path}: expected {expected}, found {found}. Remedy: {remedy}")


def _json(cells: Cells | None) -> str | None:
    return None if cells is None else json.dumps(dict(cells), ensure_ascii=False)


def _entry(row: tuple[Any, ...]) -> Entry:
    told = dict(zip(Entry.__dataclass_fields__, row, strict=True))
    for state in ("before", "after"):
        told[state] = None if told[state] is None else _cells(told[state])
    return Entry(**told)


def _cells(written: object) -> Cells:
    """Cells of a row as they were logged.

    Raises
    ------
    ValueError
        If they are no texts by name.
    """
    # It brings numpy, which a save does without.
    from geo.strict_json import parse

    cells = parse(str(written).encode())
    if not isinstance(cells, dict) or not all(isinstance(one, str) for one in cells.values()):
        raise ValueError("something else than texts by name")
    return cells
