"""A dataset folder that is edited: what its files should be, changes to them, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from geo.edits.applying import BY_NAME, changed, refuse_twice, same, steps_of
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
from geo.edits.log import ChangeLog
from geo.edits.replacing import put_in_place, stage, withdraw
from geo.edits.settling import settled
from geo.edits.tabletext import Cells, TableText
from geo.errors import UsageError

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
                try:
                    self._texts = settled(path, self._log, {})
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
        return changed(self._texts, changes)

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
                texts = self._texts = settled(self.path, self._log, self._texts)
                refuse_twice(changes)
                wanted = [one for one in changes if not same(one.before, one.after)]
                self._find_conflicts(texts, wanted)
                if not wanted:
                    return 0
                after = changed(texts, wanted, was or {})
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
                        steps_of(texts, wanted),
                        files,
                        who=who,
                        why=why,
                        origin=origin,
                        undoes=undoes,
                    )
                except BaseException:
                    # While the folder is held: afterwards what is staged may be another's.
                    withdraw(staged)
                    raise
                self._publish(staged, save)
                self._texts = after
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
            if not same(now, one.before):
                last = self._log.entries(one.table, one.row_id, limit=1)
                conflicts.append(Conflict(one, now, last[0] if last else None))
        if conflicts:
            raise ConflictError(conflicts)


def _disk(path: Path, error: OSError) -> str:
    return (
        f"{path}: {error.strerror or error}. Nothing was saved. "
        "Remedy: make room on the disk, or let this user write there"
    )
