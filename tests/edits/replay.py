"""What the files must be: those that were there at first, with all that the log says."""

from __future__ import annotations

from pathlib import Path

from geo.edits.applying import BY_NAME
from geo.edits.change import Entry
from geo.edits.folder import EditFolder
from geo.edits.tabletext import TableText, parse
from tests.edits.forks import Ack


class Replay:
    """What the files must be, from the log and the files that it began with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.saves = 0
        self.serial = 0
        self.texts = {
            table.file: parse((folder / table.file).read_bytes(), table)
            for table in BY_NAME.values()
        }
        self.acknowledged: list[Ack] = []

    def verify(self, acks: list[Ack]) -> None:
        """Look at the folder as a killed writer left it, then as it is when it is opened again.

        Raises
        ------
        AssertionError
            If a file is not whole, or an acknowledged save is not there.
        """
        left = {file: (self.folder / file).read_bytes() for file in self.texts}
        with EditFolder(self.folder) as edits:
            entries = edits.history()
        new = sorted((e for e in entries if e.serial > self.serial), key=lambda e: e.serial)
        possible = {file: {text.content} for file, text in self.texts.items()}
        by_save: dict[int, list[Entry]] = {}
        for entry in new:
            assert entry.origin != "outside", f"a half-written file was taken in: {entry}"
            by_save.setdefault(entry.save, []).append(entry)
        for changes in by_save.values():
            for entry in changes:
                file = BY_NAME[entry.table].file
                self.texts[file] = _replayed(self.texts[file], entry)
            for file, text in self.texts.items():
                possible[file].add(text.content)
        for file, content in left.items():
            assert content in possible[file], f"{file} was left half-written"
        for file, text in self.texts.items():
            found = (self.folder / file).read_bytes()
            assert parse(found, text.table).rows == text.rows, f"{file} is not what the log says"
        counted: dict[int, int] = {}
        for entry in entries:
            counted[entry.save] = counted.get(entry.save, 0) + 1
        self.acknowledged += acks
        for ack in self.acknowledged:
            assert counted.get(ack["save"]) == ack["changes"], f"save {ack['save']} is lost"
        self.saves += len(by_save)
        self.serial = max((entry.serial for entry in entries), default=0)


def _replayed(text: TableText, entry: Entry) -> TableText:
    if entry.after is None:
        return text.without(entry.row_id)
    return text.with_row(entry.row_id, entry.after)
