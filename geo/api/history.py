"""The history of an edited folder as files: a line for each field, or all of it as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from geo.edits.change import Entry
from geo.errors import printable
from geo.spreadsheet import guarded

COLUMNS: Final = (
    "serial",
    "save",
    "at",
    "who",
    "why",
    "origin",
    "undoes",
    "table",
    "row_id",
    "column",
    "before",
    "after",
)


def history_records(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries with all cells before and after, JSON-ready."""
    return [entry.as_dict() for entry in entries]


def history_csv(entries: Iterable[Entry]) -> str:
    """Write a line for each field that changed; what a spreadsheet would run has an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        undoes = "" if entry.undoes is None else str(entry.undoes)
        head = (str(entry.serial), str(entry.save), entry.at, entry.who, entry.why, entry.origin)
        for column in entry.fields or [""]:
            before = (entry.before or {}).get(column, "")
            after = (entry.after or {}).get(column, "")
            row = (*head, undoes, entry.table, entry.row_id, column, before, after)
            writer.writerow([guarded(cell) for cell in row])
    return buffer.getvalue()


def history_text(entries: Iterable[Entry]) -> str:
    """Write a few lines for each change, to be read."""
    said = []
    for entry in entries:
        what = (
            "added"
            if entry.before is None and entry.after is not None
            else "deleted"
            if entry.after is None and entry.before is not None
            else "changed"
        )
        by = {"edit": entry.who, "undo": entry.who, "outside": "changed outside"}[entry.origin]
        back = "" if entry.undoes is None else f", takes back save {entry.undoes}"
        row = entry.row_id or "how the file is written"
        line = (
            f"{entry.serial} (save {entry.save}{back}) {entry.at} {by or 'nobody named'}: "
            f"{what} {entry.table} {row}{entry.why and f' – {entry.why}'}"
        )
        said.append(printable(line))
        if entry.before is not None and entry.after is not None:
            for column in entry.fields:
                said.append(
                    f"    {column}: {entry.before.get(column, '')!r} → "
                    f"{entry.after.get(column, '')!r}"
                )
    return "".join(f"{line}\n" for line in said)
