"""A dataset folder that is edited: what its files should be, changes to them, and the way back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from geo.edits.change import (
    Change,
    Conflict,
    ConflictError,
    Entry,
    NotSavedError,
    Origin,
    UnwrittenError,
)
from geo.edits.locking import held_alone
from geo.edits.log import ChangeLog, Step, Written, sha256_of
from geo.edits.outside import steps_between
from geo.edits.replacing import put_in_place, stage, withdraw
from geo.edits.tabletext import Cells, TableText, parse
from geo.errors import UsageError
from geo.schema import TABLES, Table

# A file that something else is writing is not looked at before it has rested for so long.
REST_SECONDS: Final = 0.3
_REST_WAIT_SECONDS: Final = 10.0
BY_NAME: Final = {table.name: table for table in TABLES}
# Given every table as it would be, by file name; raises to refuse.
Refuse = Callable[[Mapping[str, bytes]], None]


class EditFolder:
    """A dataset folder with its log of changes, open.

    Opening it finishes what a writer that was killed had begun, and takes in what something else
    has written meanwhile.

    Parameters
    ----------
    path : Path
        The folder.

    Raises
    ------
    UsageError
        If a table cannot be taken apart into rows, or the log is none.
    NotSavedError
        If the log cannot be written.

    Notes
    -----
    A context manager. All that writes holds the folder's lock, from the first look at the files
    until the new ones are in place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with held_alone(path):
                self._log = ChangeLog(path)
                self._texts: dict[str, TableText] = {}
                self._read: dict[str, str] = {}
                try:
                    self._texts = self._settled()
                except BaseException:
                    self._log.close()
                    raise
        except OSError as error:
            raise NotSavedError(_disk(path, error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._log.close()

    def close(self) -> None:
        """Close the log."""
        self._log.close()

    def rows(self, table: str) -> dict[str, Cells]:
        """Rows of a table by key, as they were when the folder was opened or last saved."""
        return self._texts[BY_NAME[table].file].rows if self.has(table) else {}

    def has(self, table: str) -> bool:
        """Whether the folder has a table of its own."""
        return BY_NAME[table].file in self._texts

    def with_changes(self, changes: Iterable[Change]) -> dict[str, TableText]:
        """What the tables would be, by file name; nothing is saved."""
        return _changed(self._texts, changes)

    def save(self, changes: Iterable[Change], who: str, why: str, refuse: Refuse) -> int:
        """Save changes: in the log and in the files, on the disk when it returns.

        Parameters
        ----------
        changes : iterable of Change
            All or none of them are saved.
        who, why : str
            By whom and for what reason, in free text.
        refuse : callable
            Looks at the tables as they would be, and raises what is to be raised.

        Returns
        -------
        int
            The save; 0 where nothing differs.

        Raises
        ------
        ConflictError
            If a row is not what its change's `before` says.
        NotSavedError
            If the disk refuses.
        DataFaultsError
            As `refuse` raises it.
        """
        return self._save(list(changes), who, why, refuse)

    def undo(self, save: int, who: str, why: str, refuse: Refuse) -> int:
        """Take a save back: a new one, that restores the rows as they were before it.

        Raises
        ------
        UsageError
            If there is no such save.
        ConflictError
            If one of its rows has been changed since.
        NotSavedError, DataFaultsError
            As for `save`.
        """
        entries = self._log.entries(save=save)
        if not any(entry.row_id for entry in entries):
            raise UsageError(f"expected a save of {self.path} that changed rows, found {save}")
        back = [
            Change(entry.table, entry.row_id, entry.after, entry.before)
            # In the order of the file: a row that comes back stands after one that is back.
            for entry in reversed(entries)
            if entry.row_id
        ]
        was = {(entry.table, entry.row_id): entry for entry in entries}
        return self._save(back, who, why, refuse, "undo", save, was)

    def history(
        self,
        table: str | None = None,
        row_id: str | None = None,
        save: int | None = None,
        limit: int = -1,
    ) -> list[Entry]:
        """Entries of the log, the newest first; of a table, a row or a save, or all."""
        return self._log.entries(table, row_id, save, limit)

    def undone(self) -> frozenset[int]:
        """Saves that are taken back."""
        return self._log.undone()

    def _save(
        self,
        changes: list[Change],
        who: str,
        why: str,
        refuse: Refuse,
        origin: Origin = "edit",
        undoes: int | None = None,
        was: Mapping[tuple[str, str], Entry] | None = None,
    ) -> int:
        try:
            with held_alone(self.path):
                texts = self._texts = self._settled()
                _refuse_twice(changes)
                wanted = [one for one in changes if not _same(one.before, one.after)]
                self._find_conflicts(texts, wanted)
                if not wanted:
                    return 0
                after = _changed(texts, wanted, was or {})
                refuse({file: text.content for file, text in after.items()})
                files = {
                    file: text.content
                    for file, text in after.items()
                    if text.lines != texts[file].lines or text.head != texts[file].head
                }
                staged = [self.path / file for file in files]
                try:
                    for file in staged:
                        stage(file, files[file.name])
                    save = self._log.take(
                        _steps(texts, wanted), files, who=who, why=why, origin=origin, undoes=undoes
                    )
                except BaseException:
                    # While the folder is held: afterwards what is staged may be another's.
                    withdraw(staged)
                    raise
                self._publish(staged, save)
                self._texts = after
                self._read |= {file: sha256_of(content) for file, content in files.items()}
                return save
        except OSError as error:
            raise NotSavedError(_disk(self.path, error)) from error

    def _publish(self, files: list[Path], save: int) -> None:
        try:
            put_in_place(files)
        except OSError as error:
            raise UnwrittenError(
                f"{self.path}: saved in the log as {save}, but its files could not be replaced "
                f"({error.strerror or error}). They will be when the folder is next opened"
            ) from error
        # Where this note fails it is made when the folder is next opened.
        with suppress(NotSavedError):
            for file in files:
                self._log.note_published(file.name)

    def _find_conflicts(self, texts: Mapping[str, TableText], changes: list[Change]) -> None:
        conflicts = []
        for one in changes:
            text = texts.get(BY_NAME[one.table].file)
            if text is None:
                raise UsageError(f"{BY_NAME[one.table].file}: not in {self.path}; add it first")
            line = text.line(one.row_id)
            now = None if line is None else line.cells
            if not _same(now, one.before):
                last = self._log.entries(one.table, one.row_id, limit=1)
                conflicts.append(Conflict(one, now, last[0] if last else None))
        if conflicts:
            raise ConflictError(conflicts)

    def _settled(self) -> dict[str, TableText]:
        """Make log and files agree; return the tables."""
        known = self._log.files()
        texts = {}
        for table in TABLES:
            file = self.path / table.file
            if table.file in known or file.exists():
                withdraw([file])
                texts[table.file] = self._settle(file, table, known.get(table.file))
        return texts

    def _settle(self, file: Path, table: Table, known: Written | None) -> TableText:
        found = _read(file)
        now = sha256_of(found)
        if known is not None and now not in (known.sha256, known.earlier_sha256):
            found = _rested(file)
            now = sha256_of(found)
        if known is not None and known.sha256 == now:
            if not known.published:
                self._log.note_published(file.name)
            if self._read.get(file.name) == now:
                return self._texts[file.name]
        elif known is not None and not known.published and known.earlier_sha256 == now:
            # A writer was killed after its change was in the log and before the file was.
            found = self._log.content(file.name)
            stage(file, found)
            put_in_place([file])
            self._log.note_published(file.name)
        else:
            text = parse(found, table)
            was = None if known is None else parse(self._log.content(file.name), table)
            steps = [] if was is None else steps_between(was, text)
            self._log.take(steps, {file.name: found}, origin="outside", published=True)
        self._read[file.name] = sha256_of(found)
        return parse(found, table)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"{file}: expected the table, found no file. Remedy: put it back, "
            "for instance with git checkout"
        ) from None


def _rested(file: Path) -> bytes:
    """Content of a file that nobody has written to for a moment.

    Raises
    ------
    UsageError
        If it never rests.
    """
    until = time.monotonic() + _REST_WAIT_SECONDS
    while time.monotonic() < until:
        before = file.stat()
        if time.time() - before.st_mtime < REST_SECONDS:
            time.sleep(REST_SECONDS)
        content, after = _read(file), file.stat()
        if (before.st_ino, before.st_size, before.st_mtime_ns) == (
            after.st_ino,
            after.st_size,
            after.st_mtime_ns,
        ):
            return content
    raise UsageError(f"{file} is being written to by another; try again when it is done")


def _changed(
    texts: Mapping[str, TableText],
    changes: Iterable[Change],
    was: Mapping[tuple[str, str], Entry] | None = None,
) -> dict[str, TableText]:
    """The tables with changes; a row that comes back stands and reads as it did."""
    after = dict(texts)
    for one in changes:
        file = BY_NAME[one.table].file
        entry = (was or {}).get((one.table, one.row_id))
        if one.after is None:
            after[file] = after[file].without(one.row_id)
        elif entry is None:
            after[file] = after[file].with_row(one.row_id, one.after)
        else:
            after[file] = after[file].with_row(
                one.row_id, one.after, entry.before_text, entry.follows
            )
    return after


def _steps(texts: Mapping[str, TableText], changes: Iterable[Change]) -> list[Step]:
    steps = []
    last = max(len(text.lines) for text in texts.values()) + 2
    for one in sorted(
        changes, key=lambda one: texts[BY_NAME[one.table].file].number(one.row_id) or last
    ):
        text = texts[BY_NAME[one.table].file]
        line = text.line(one.row_id)
        steps.append(
            Step(
                one.table,
                one.row_id,
                one.before,
                one.after,
                "" if line is None else line.text,
                text.before(one.row_id),
            )
        )
    return steps


def _refuse_twice(changes: list[Change]) -> None:
    rows = [(one.table, one.row_id) for one in changes]
    twice = next((row for row in rows if rows.count(row) > 1), None)
    if twice is not None:
        raise UsageError(f"{twice[0]} {twice[1]}: expected one change of a row in a save")


def _same(one: Cells | None, other: Cells | None) -> bool:
    """Whether two versions of a row say the same; a column that is left out is blank."""
    if one is None or other is None:
        return one is other
    return all(one.get(name, "") == other.get(name, "") for name in {*one, *other})


def _disk(path: Path, error: OSError) -> str:
    return (
        f"{path}: {error.strerror or error}. Nothing was saved. "
        "Remedy: make room on the disk, or let this user write there"
    )
